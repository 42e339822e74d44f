"""It locks by itself when it was asked to, and only then."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.lock_triggers import LockTriggers
from selfkind_desktop.domain.settings import LOCK_AFTER, LOCK_AT_CLOSE, LOCK_AT_SLEEP, LOCK_WITH_SESSION


class FakeLocking(QObject):
    """Something with a passphrase."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.can_lock, self.is_locked = True, False

    def lock(self) -> bool:
        self.is_locked = True
        self.changed.emit()
        return True


class FakeLookout(QObject):
    """A desktop that nobody touches for `idle` seconds; None where it does not tell."""

    locked = Signal(bool)
    fell_asleep = Signal()
    woke = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.idle: float | None = 0.0

    def ask_idle(self, then: Callable[[float | None], None]) -> None:
        then(self.idle)


class Desk:
    """A desktop with a Selfkind that may lock."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.locking, self.lookout = FakeLocking(), FakeLookout()
        self.triggers = LockTriggers(self.locking, choices, lambda: self.lookout)
        self.triggers.begin()

    @property
    def timer(self) -> QTimer:
        return self.triggers.findChild(QTimer)

    @property
    def waits(self) -> float | None:
        """Minutes until it looks; None where it does not."""
        return self.timer.interval() / 60_000 if self.timer.isActive() else None

    def time_is_up(self) -> None:
        self.timer.stop()
        self.timer.timeout.emit()

    def close(self) -> None:
        self.timer.stop()
        for each in (self.triggers, self.lookout, self.locking):
            each.deleteLater()


@pytest.fixture
def desk(choices: Choices, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(choices)
    yield desk
    desk.close()


def test_it_locks_after_the_chosen_time_without_input(desk: Desk) -> None:
    assert desk.waits == 15
    desk.lookout.idle = 15 * 60
    desk.time_is_up()
    assert desk.locking.is_locked
    assert desk.waits is None


def test_somebody_who_types_is_not_looked_at_before_it_could_be_over(desk: Desk) -> None:
    desk.lookout.idle = 4 * 60
    desk.time_is_up()
    assert not desk.locking.is_locked
    assert desk.waits == 11


def test_another_time_holds_at_once(desk: Desk) -> None:
    desk.choices.choose(LOCK_AFTER, 5)
    assert desk.waits == 5
    desk.choices.choose(LOCK_AFTER, 0)
    assert desk.waits is None


def test_a_desktop_that_tells_nothing_locks_nobody_out(desk: Desk) -> None:
    desk.lookout.idle = None
    desk.time_is_up()
    assert not desk.locking.is_locked
    assert desk.waits == 15


def test_without_a_passphrase_nothing_is_looked_at(desk: Desk) -> None:
    desk.locking.can_lock = False
    desk.locking.changed.emit()
    assert desk.waits is None
    desk.locking.can_lock = True
    desk.locking.changed.emit()
    assert desk.waits == 15


@pytest.mark.parametrize(
    ("setting", "happens"),
    [
        (LOCK_WITH_SESSION, lambda desk: desk.lookout.locked.emit(True)),
        (LOCK_AT_SLEEP, lambda desk: desk.lookout.fell_asleep.emit()),
        (LOCK_AT_SLEEP, lambda desk: desk.lookout.woke.emit()),
        (LOCK_AT_CLOSE, lambda desk: desk.triggers.window_closed()),
    ],
)
def test_each_occasion_is_chosen(desk: Desk, setting: object, happens: Callable[[Desk], None]) -> None:
    desk.choices.choose(setting, value=False)
    happens(desk)
    assert not desk.locking.is_locked
    desk.choices.choose(setting, value=True)
    happens(desk)
    assert desk.locking.is_locked


def test_a_screen_that_is_unlocked_locks_nothing(desk: Desk) -> None:
    desk.lookout.locked.emit(False)
    assert not desk.locking.is_locked
