import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.bus import Bus
from selfkind_desktop.desktop.notifications import (
    Notifier,
    NotifierChain,
    Offer,
    Way,
    WhyNot,
    kind_offer,
    notifier,
    plyer_way,
)
from selfkind_desktop.desktop.notifications.nowhere import NowhereNotifier
from selfkind_desktop.desktop.notifications.plyer_way import PlyerNotifier
from tests.unit.desktop.conftest import Serving

OFFER = kind_offer(minutes=3, later_minutes=5, seconds=45)


class FakeWay(Notifier):
    """A way that works or fails as it is told."""

    def __init__(self, name: str, why_not: WhyNot | None = None) -> None:
        super().__init__()
        self.name = name
        self.why_not = why_not
        self.showing: Offer | None = None
        self.shows = 0

    @property
    def way(self) -> Way:
        return Way(self.name, usable=self.why_not is None, buttons=True, why_not=self.why_not)

    def check(self) -> None:
        QTimer.singleShot(0, self, self.checked.emit)

    def show(self, offer: Offer) -> None:
        self.shows += 1
        self.showing = None if self.why_not else offer
        answer = self.shown.emit if self.why_not is None else lambda: self.failed.emit(self.why_not)
        QTimer.singleShot(0, self, answer)

    def withdraw(self) -> None:
        self.showing = None


@pytest.fixture
def chain(qtbot: QtBot) -> Iterator[Callable[..., NotifierChain]]:
    made: list[NotifierChain] = []

    def build(*ways: Notifier) -> NotifierChain:
        made.append(NotifierChain(ways))
        return made[-1]

    yield build
    for each in made:
        each.withdraw()
        each.deleteLater()


def test_the_next_way_takes_over(qtbot: QtBot, chain: Callable[..., NotifierChain]) -> None:
    broken, good, spare = FakeWay("broken", WhyNot.SILENT), FakeWay("good"), FakeWay("spare")
    ways = chain(broken, good, spare)
    with qtbot.waitSignal(ways.shown):
        ways.show(OFFER)

    assert good.showing == OFFER
    assert spare.shows == 0
    assert [way.name for way in ways.ways] == ["broken", "good", "spare"]
    assert ways.way.name == "good"
    with qtbot.waitSignal(ways.postponed) as answer:
        good.postponed.emit(5)
    assert answer.args == [5]


def test_each_invitation_tries_the_best_way_first(qtbot: QtBot, chain: Callable[..., NotifierChain]) -> None:
    first, second = FakeWay("first", WhyNot.SILENT), FakeWay("second")
    ways = chain(first, second)
    with qtbot.waitSignal(ways.shown):
        ways.show(OFFER)
    first.why_not = None
    with qtbot.waitSignal(ways.shown):
        ways.show(OFFER)

    assert first.showing == OFFER
    assert second.showing is None


def test_where_all_fail_the_first_reason_is_told(qtbot: QtBot, chain: Callable[..., NotifierChain]) -> None:
    ways = chain(FakeWay("first", WhyNot.NO_SERVER), FakeWay("second", WhyNot.NO_LIBRARY), NowhereNotifier())
    with qtbot.waitSignal(ways.failed) as failed:
        ways.show(OFFER)

    assert failed.args == [WhyNot.NO_SERVER]
    assert ways.way.usable is False


def test_a_server_that_ended_is_tried_once_more(qtbot: QtBot, chain: Callable[..., NotifierChain]) -> None:
    first, second = FakeWay("first"), FakeWay("second")
    ways = chain(first, second)
    with qtbot.waitSignal(ways.shown):
        ways.show(OFFER)
    with qtbot.waitSignal(ways.shown):
        first.failed.emit(WhyNot.GONE)
    assert (first.shows, second.shows) == (2, 0)

    with qtbot.waitSignal(ways.shown):
        first.failed.emit(WhyNot.GONE)
    assert (first.shows, second.shows) == (2, 1)


def test_withdrawing_reaches_the_way_that_shows(qtbot: QtBot, chain: Callable[..., NotifierChain]) -> None:
    broken, good = FakeWay("broken", WhyNot.SILENT), FakeWay("good")
    ways = chain(broken, good)
    with qtbot.waitSignal(ways.shown):
        ways.show(OFFER)
    ways.withdraw()

    assert good.showing is None


def test_nothing_takes_over_what_was_withdrawn(qtbot: QtBot, chain: Callable[..., NotifierChain]) -> None:
    first, second = FakeWay("first"), FakeWay("second")
    ways = chain(first, second)
    with qtbot.waitSignal(ways.shown):
        ways.show(OFFER)
    ways.withdraw()
    first.failed.emit(WhyNot.GONE)

    assert (first.shows, second.shows) == (1, 0)


def test_all_are_checked_and_told_once(qtbot: QtBot, chain: Callable[..., NotifierChain]) -> None:
    ways = chain(FakeWay("first", WhyNot.NO_SERVER), FakeWay("second"))
    told: list[None] = []
    ways.checked.connect(lambda: told.append(None))
    with qtbot.waitSignal(ways.checked):
        ways.check()

    assert told == [None]
    assert ways.way.name == "second"


def test_each_reason_has_a_sentence() -> None:
    assert all(why.sentence.endswith(".") for why in WhyNot)


# plyer


class Sender:
    """Stands where plyer's class for this system stands."""

    sent: list[dict[str, Any]]
    raises: type[Exception] | None = None
    hangs: threading.Event | None = None

    def notify(self, **said: object) -> None:
        if self.raises is not None:
            raise self.raises
        if self.hangs is not None:
            self.hangs.wait(10)
        self.sent.append(said)


@pytest.fixture
def sender(monkeypatch: pytest.MonkeyPatch) -> type[Sender]:
    class Fresh(Sender):
        sent: list[dict[str, Any]] = []  # noqa: RUF012

    monkeypatch.setattr(plyer_way, "sender_for", lambda _platform: Fresh)
    monkeypatch.setattr(plyer_way, "can_send", lambda _platform: True)
    return Fresh


@pytest.fixture
def plyer(qtbot: QtBot) -> Iterator[PlyerNotifier]:
    made = PlyerNotifier(icon="/icon.png")
    yield made
    made.withdraw()
    made.deleteLater()


def test_plyer_sends_words_without_buttons(qtbot: QtBot, plyer: PlyerNotifier, sender: type[Sender]) -> None:
    with qtbot.waitSignal(plyer.shown):
        plyer.show(OFFER)

    assert sender.sent == [
        {
            "title": "Would a kind pause help now?",
            "message": "3 minutes, or as long as you like.",
            "app_name": "Selfkind",
            "app_icon": "/icon.png",
            "timeout": 7 if sys.platform == "win32" else 45,
        }
    ]
    assert plyer.way == Way("plyer", usable=True, buttons=False)


def test_an_apostrophe_does_not_break_the_portal(
    qtbot: QtBot, plyer: PlyerNotifier, sender: type[Sender]
) -> None:
    with qtbot.waitSignal(plyer.shown):
        plyer.show(Offer("Don't", "It's \\ fine", "", "", "", 5, 30))

    assert (sender.sent[0]["title"], sender.sent[0]["message"]) == ("Don’t", "It’s / fine")


def test_a_sent_invitation_fades(qtbot: QtBot, plyer: PlyerNotifier, sender: type[Sender]) -> None:
    with qtbot.waitSignals([plyer.shown, plyer.expired]):
        plyer.show(kind_offer(1, 5, seconds=0))


@pytest.mark.parametrize("error", [NotImplementedError, FileNotFoundError, ImportError, ValueError])
def test_plyer_that_raises_has_failed(
    qtbot: QtBot, plyer: PlyerNotifier, sender: type[Sender], error: type[Exception]
) -> None:
    sender.raises = error
    with qtbot.waitSignal(plyer.failed) as failed:
        plyer.show(OFFER)

    assert failed.args == [WhyNot.REFUSED]
    assert plyer.way.usable is False


def test_plyer_that_hangs_has_failed(
    qtbot: QtBot, plyer: PlyerNotifier, sender: type[Sender], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plyer_way, "PATIENCE_MS", 30)
    sender.hangs = threading.Event()
    told: list[str] = []
    plyer.shown.connect(lambda: told.append("shown"))
    with qtbot.waitSignal(plyer.failed) as failed:
        plyer.show(OFFER)
    assert failed.args == [WhyNot.SILENT]

    with qtbot.waitSignal(plyer._sent):
        sender.hangs.set()
    qtbot.wait(0)
    assert told == []


def test_where_nobody_would_show_it_plyer_is_not_asked(qtbot: QtBot, sender: type[Sender]) -> None:
    plyer = PlyerNotifier(lambda then: then(WhyNot.NO_SERVER))
    with qtbot.waitSignal(plyer.failed) as failed:
        plyer.show(OFFER)

    assert failed.args == [WhyNot.NO_SERVER]
    assert sender.sent == []


def test_plyer_without_what_it_needs(
    qtbot: QtBot, plyer: PlyerNotifier, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plyer_way, "can_send", lambda _platform: False)
    with qtbot.waitSignal(plyer.checked):
        plyer.check()
    assert plyer.way.why_not is WhyNot.NO_LIBRARY

    with qtbot.waitSignal(plyer.failed):
        plyer.show(OFFER)


@pytest.mark.only_on("linux")
def test_notify_send_is_told_when_to_leave(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "said"
    tool = tmp_path / "notify-send"
    tool.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {said}\n')
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(plyer_way, "_has_dbus_python", lambda: False)
    assert plyer_way.can_send("linux")

    plyer_way.sender_for("linux")().notify(**plyer_way._arguments(OFFER, "/icon.png"))

    words = said.read_text().splitlines()
    assert words[0] == "Would a kind pause help now?"
    assert words[words.index("-t") + 1] == "45000"
    assert words[words.index("-i") + 1] == "/icon.png"


@pytest.mark.only_on("linux")
def test_without_notify_send_and_dbus_python_plyer_cannot_send(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    monkeypatch.setattr(plyer_way, "_has_dbus_python", lambda: False)

    assert not plyer_way.can_send("linux")


def test_plyer_is_not_loaded_before_it_is_used(qtbot: QtBot, plyer: PlyerNotifier) -> None:
    import subprocess

    check = (
        "import sys; import selfkind_desktop.desktop.notifications;"
        "sys.exit(bool({'plyer', 'jeepney', 'subprocess'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=Path(__file__).parents[3], check=False)
    assert done.returncode == 0


# all together


@pytest.mark.only_on("linux")
def test_a_desktop_without_notifications_says_why_for_each_way(
    qtbot: QtBot, bus: Bus, serve: Serving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plyer_way, "can_send", lambda _platform: True)
    ways = notifier(bus)
    with qtbot.waitSignal(ways.checked):
        ways.check()
    assert [(way.name, way.why_not) for way in ways.ways] == [
        ("D-Bus", WhyNot.NO_SERVER),
        ("plyer", WhyNot.NO_SERVER),
        ("", WhyNot.NOTHING_HERE),
    ]

    with qtbot.waitSignal(ways.failed) as failed:
        ways.show(OFFER)
    assert failed.args == [WhyNot.NO_SERVER]
    ways.deleteLater()
