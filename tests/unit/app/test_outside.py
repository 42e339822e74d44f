"""When somebody was noticed to come to the computer."""

from datetime import datetime

from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.outside import Outside
from selfkind_desktop.domain.surroundings import Surroundings
from tests.fakes import FakeClock


def arrived(outside: Outside, qtbot: QtBot) -> datetime | None:
    seen: list[Surroundings] = []
    outside.look(seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    return seen[0].arrived_at


def test_a_start_a_wake_up_and_an_unlocking_are_somebody_and_a_lock_is_not(
    choices: Choices, qtbot: QtBot
) -> None:
    clock = FakeClock()
    outside = Outside(clock, choices)
    started = clock.now().at
    clock.advance(hours=1)
    assert arrived(outside, qtbot) == started
    outside.lookout.woke.emit()
    woke = clock.now().at
    assert arrived(outside, qtbot) == woke
    clock.advance(hours=1)
    outside.lookout.locked.emit(True)
    assert arrived(outside, qtbot) == woke
    outside.lookout.locked.emit(False)
    assert arrived(outside, qtbot) == clock.now().at
    outside.deleteLater()
