"""Hearing of trays that come and go."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop import tray_host
from selfkind_desktop.desktop.bus import Bus
from selfkind_desktop.desktop.bus_link import session_address
from selfkind_desktop.desktop.tray_host import TrayHostWatch
from tests.unit.desktop.conftest import PrivateBus, Serving

WATCHER = "org.kde.StatusNotifierWatcher"


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tray_host, "_LOOKS_MS", (0, 1, 2))


@pytest.fixture
def watch(qtbot: QtBot, private_bus: PrivateBus, _at_once: None) -> Iterator[TrayHostWatch]:
    bus = Bus(session_address)
    watch = TrayHostWatch(bus)
    heard: list[object] = []
    from selfkind_desktop.desktop.bus import property_of

    # The watch is asked for first, so whoever comes after this answer is heard.
    bus.call(property_of("org.freedesktop.DBus", "/", "org.freedesktop.DBus", "Features"), heard.append, 5000)
    qtbot.waitUntil(lambda: bool(heard))
    yield watch
    bus.close()
    watch.deleteLater()
    bus.deleteLater()


@pytest.mark.only_on("linux")
def test_a_tray_that_comes_and_goes_is_worth_a_look(
    qtbot: QtBot, watch: TrayHostWatch, serve: Serving
) -> None:
    looks, at_last = QSignalSpy(watch.look), QSignalSpy(watch.look_at_last)
    tray = serve(WATCHER)
    qtbot.waitUntil(lambda: at_last.count() == 1)
    assert looks.count() == 2
    tray.end()
    qtbot.waitUntil(lambda: at_last.count() == 2)


@pytest.mark.only_on("linux")
def test_what_else_comes_and_goes_is_not(qtbot: QtBot, watch: TrayHostWatch, serve: Serving) -> None:
    looks, at_last = QSignalSpy(watch.look), QSignalSpy(watch.look_at_last)
    serve("org.example.Other").end()
    serve(WATCHER)
    qtbot.waitUntil(lambda: at_last.count() == 1)
    assert looks.count() == 2


def test_where_nothing_tells_it_looks_now_and_then(qtbot: QtBot) -> None:
    watch = TrayHostWatch(None)
    looks = QSignalSpy(watch.look)
    timers = [timer for timer in watch.findChildren(QTimer) if timer.isActive()]
    assert [timer.interval() for timer in timers] == [30_000]
    timers[0].timeout.emit()
    assert looks.count() == 1
    timers[0].stop()
    watch.deleteLater()
