"""The parts of the adapters for Windows and macOS that are not those systems' own calls."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.sights import macos, windows
from selfkind_desktop.desktop.sights.tools import Tools

DAYS_49_7 = 1 << 32


@pytest.mark.parametrize(
    ("now", "last", "seconds"),
    [
        (5000, 2000, 3.0),
        (1000, DAYS_49_7 - 2000, 3.0),
        (DAYS_49_7 + 1000, DAYS_49_7 - 2000, 3.0),
        (DAYS_49_7 + 5000, 2000, 3.0),
        (7, 7, 0.0),
    ],
)
def test_the_idle_time_of_windows_survives_49_days(now: int, last: int, seconds: float) -> None:
    assert windows.idle_seconds(now, last) == seconds


@pytest.mark.parametrize(
    ("state", "quiet", "presenting", "full"),
    [
        (windows.NOT_PRESENT, False, False, False),
        (windows.BUSY, False, False, True),
        (windows.FULL_SCREEN_GAME, False, False, True),
        (windows.PRESENTING, False, True, False),
        (windows.ACCEPTS, False, False, False),
        (windows.QUIET_TIME, True, False, False),
        (windows.APP, False, False, False),
    ],
)
def test_what_the_shell_of_windows_says(state: int, quiet: bool, presenting: bool, full: bool) -> None:
    assert windows.is_quiet(state) is quiet
    assert windows.is_presenting(state) is presenting
    assert windows.fills_the_screen(state) is full


class FakeStore:
    def __init__(self, **stops: list[int | None]) -> None:
        self._stops = stops

    def last_stops(self, device: str) -> Iterable[int | None]:
        return self._stops.get(device, [])


def test_a_device_is_in_use_while_a_program_has_not_stopped() -> None:
    store = FakeStore(webcam=[133_000, None, 0], microphone=[133_000, 5])

    assert windows.device_in_use(store, "webcam") is True
    assert windows.device_in_use(store, "microphone") is False
    assert windows.device_in_use(store, "other") is None


def refused() -> bool:
    raise OSError


@pytest.mark.parametrize(("look", "seen"), [(lambda: True, True), (lambda: None, None), (refused, None)])
def test_what_windows_refuses_is_unknown(look: Callable[[], bool | None], seen: bool | None) -> None:
    told: list[bool | None] = []
    windows.WindowsSight("Windows", look).ask(told.append)

    assert told == [seen]


@pytest.mark.parametrize("kind", [windows.WindowsIdle, macos.MacIdle])
def test_an_idle_time_that_is_refused_is_unknown(kind: type[windows.WindowsIdle | macos.MacIdle]) -> None:
    told: list[float | None] = []
    kind(lambda: 4.5).ask(told.append)
    kind(refused).ask(told.append)

    assert told == [4.5, None]


def test_programs_of_windows() -> None:
    assert windows.one_runs(frozenset({"Zoom"}), ["System", "zoom.exe"])
    assert not windows.one_runs(frozenset({"obs64.exe"}), ["System", "zoom.exe"])
    assert not windows.one_runs(frozenset(), ["zoom.exe"])


def test_the_idle_time_of_macos() -> None:
    assert macos.idle_from_nanoseconds(4_500_000_000) == 4.5


def test_programs_of_macos(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ps").write_text(
        '#!/bin/sh\n[ "$*" = "-axco comm" ] && printf "COMM\\nlaunchd\\nzoom.us\\n"\n'
    )
    (tmp_path / "ps").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    names: set[str] = set()
    owner = QObject()
    sight = macos.MacPrograms(Tools(owner), lambda: frozenset(names))
    told: list[bool | None] = []
    sight.ask(told.append)
    assert told == [False]
    names.add("zoom.us.app")
    sight.ask(told.append)
    qtbot.waitUntil(lambda: len(told) == 2)

    assert told == [False, True]
    owner.deleteLater()


def test_the_lock_of_macos() -> None:
    callbacks: list[Callable[[], None]] = []
    told: list[bool | None] = []
    lock = macos.MacLock(lambda: True, callbacks.append)
    lock.watch(lambda: lock.ask(told.append))
    callbacks[0]()
    lock.unwatch()
    callbacks[0]()
    assert told == [True]

    macos.MacLock(refused, callbacks.append).ask(told.append)
    assert told == [True, None]


def test_the_sleep_of_macos(qtbot: QtBot) -> None:
    sleep = macos.MacSleep()
    told: list[str] = []
    sleep.fell_asleep.connect(lambda: told.append("fell asleep"))
    sleep.woke.connect(lambda: told.append("woke"))
    for message in (0xE0000270, 0xE0000280, 0xE0000320, 0xE0000300):
        sleep.hear(message)

    assert told == ["fell asleep", "woke"]
    assert sleep.sighting.way == "macOS"
