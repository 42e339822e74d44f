"""From one invitation to the next: sleep, look around, offer, hold, let go."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.walk import Walk
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import Rhythm, RhythmKind
from selfkind_desktop.domain.schedule import Hold, LetGo, Offer, Quiet, Showing, State, Wait
from selfkind_desktop.domain.surroundings import HoldReason, Surroundings
from tests.fakes import FakeClock
from tests.unit.app.conftest import FakeLook

HOURLY = Rhythm(kind=RhythmKind.EVERY, every_minutes=60)
BUSY = Surroundings(interruptions=frozenset({HoldReason.SCREEN_SHARING}))


@pytest.fixture
def walk(qtbot: QtBot, clock: FakeClock, look: FakeLook) -> Iterator[Walk]:
    walk = Walk(clock, State(seed=1), HOURLY, look)
    walk.turn()
    yield walk
    timer(walk).stop()
    walk.deleteLater()


def timer(walk: Walk) -> QTimer:
    found = walk.findChild(QTimer)
    assert isinstance(found, QTimer)
    return found


def wait_until_due(walk: Walk, clock: FakeClock) -> datetime:
    """Let the time pass for which the walk sleeps, as often as it takes."""
    due = walk.state.next_at
    assert due is not None
    while clock.now().at < due:
        clock.advance(timer(walk).interval() / 1000)
        walk.turn()
    return due


def test_it_sleeps_until_the_invitation_and_no_longer(walk: Walk, clock: FakeClock) -> None:
    assert walk.decision == Wait(clock.now().later(hours=1).at)
    assert timer(walk).interval() == 300_001
    clock.advance(minutes=58)
    walk.turn()
    assert 120_000 <= timer(walk).interval() <= 120_001


def test_it_offers_in_the_second_it_is_due(walk: Walk, clock: FakeClock) -> None:
    offers = QSignalSpy(walk.offered)
    due = wait_until_due(walk, clock)
    assert offers.count() == 1
    assert offers.at(0) == [Offer(due)]
    assert clock.now().at - due < timedelta(seconds=1)
    walk.turn()
    assert offers.count() == 1
    assert walk.decision == Showing()


def test_it_holds_looks_again_and_offers_when_the_moment_suits(
    walk: Walk, clock: FakeClock, look: FakeLook
) -> None:
    offers, holding = QSignalSpy(walk.offered), QSignalSpy(walk.holding)
    look.sees = BUSY
    due = wait_until_due(walk, clock)
    assert isinstance(walk.decision, Hold)
    assert [each[0] for each in map(holding.at, range(holding.count()))] == [True]
    assert timer(walk).interval() < 60_000
    clock.advance(minutes=20)
    look.sees = Surroundings()
    walk.turn()
    assert offers.at(0) == [Offer(due)]
    assert [each[0] for each in map(holding.at, range(holding.count()))] == [True, False]


def test_what_is_held_for_half_an_hour_is_let_go_once(walk: Walk, clock: FakeClock, look: FakeLook) -> None:
    gone, offers = QSignalSpy(walk.let_go), QSignalSpy(walk.offered)
    look.sees = BUSY
    due = wait_until_due(walk, clock)
    clock.advance(minutes=30)
    walk.turn()
    walk.turn()
    assert [gone.at(number) for number in range(gone.count())] == [[LetGo(due)]]
    assert offers.count() == 0
    assert walk.state.next_at == clock.now().later(hours=1).at


def test_an_old_look_never_decides_over_a_newer_one(walk: Walk, clock: FakeClock, look: FakeLook) -> None:
    offers = QSignalSpy(walk.offered)
    look.late = True
    clock.advance(hours=1)
    walk.turn()
    walk.turn()
    old, new = look.looks
    new(BUSY)
    old(Surroundings())
    assert isinstance(walk.decision, Hold)
    assert offers.count() == 0


def test_a_look_that_comes_after_quiet_or_a_pause_is_too_late(
    walk: Walk, clock: FakeClock, look: FakeLook
) -> None:
    offers = QSignalSpy(walk.offered)
    look.late = True
    clock.advance(hours=1)
    walk.turn()
    walk.keep_quiet(Quiet())
    look.looks[-1](Surroundings())
    walk.keep_quiet(None)
    clock.advance(hours=1)
    walk.turn()
    walk.pause_began()
    look.looks[-1](Surroundings())
    assert offers.count() == 0


def test_a_pause_suspends_and_then_the_rhythm_goes_on_from_its_end(walk: Walk, clock: FakeClock) -> None:
    offers = QSignalSpy(walk.offered)
    walk.pause_began()
    assert walk.in_pause
    assert not timer(walk).isActive()
    clock.advance(hours=2)
    walk.turn()
    walk.keep_quiet(Quiet(clock.now().later(minutes=5).at))
    walk.keep_quiet(None)
    assert offers.count() == 0
    walk.pause_ended()
    assert not walk.in_pause
    assert walk.decision == Wait(clock.now().later(hours=1).at)
    assert timer(walk).isActive()


@pytest.mark.parametrize(
    ("answer", "passed_over"), [(Answer.DECLINED, 1), (Answer.EXPIRED, 1), (Answer.BEGUN, 0)]
)
def test_an_answer_plans_the_next(walk: Walk, clock: FakeClock, answer: Answer, passed_over: int) -> None:
    wait_until_due(walk, clock)
    walk.answer(answer)
    assert walk.decision == Wait(clock.now().later(hours=1).at)
    assert walk.state.passed_over == passed_over


def test_later_is_asked_again_then(walk: Walk, clock: FakeClock) -> None:
    wait_until_due(walk, clock)
    later = clock.now().later(minutes=10).at
    walk.answer(Answer.POSTPONED, later)
    assert walk.decision == Wait(later)
    offers = QSignalSpy(walk.offered)
    wait_until_due(walk, clock)
    assert offers.at(0) == [Offer(later)]


@pytest.mark.parametrize(
    ("instead", "counts_as"), [("pause", Answer.BEGUN), ("quiet", Answer.DECLINED)], ids=["pause", "quiet"]
)
def test_something_else_in_place_of_an_answer_withdraws_the_invitation(
    walk: Walk, clock: FakeClock, instead: str, counts_as: Answer
) -> None:
    wait_until_due(walk, clock)
    withdrawn = QSignalSpy(walk.withdrawn)
    if instead == "pause":
        walk.pause_began()
    else:
        walk.keep_quiet(Quiet())
    assert [withdrawn.at(number) for number in range(withdrawn.count())] == [[counts_as]]
    assert walk.state.offered_at is None
    assert walk.state.passed_over == 0


def test_quiet_off_where_it_is_not_quiet_leaves_the_invitation_alone(walk: Walk, clock: FakeClock) -> None:
    wait_until_due(walk, clock)
    withdrawn = QSignalSpy(walk.withdrawn)
    walk.keep_quiet(None)
    walk.turn()
    assert withdrawn.count() == 0
    assert walk.decision == Showing()


def test_quiet_ends_by_itself(walk: Walk, clock: FakeClock) -> None:
    walk.keep_quiet(Quiet(clock.now().later(minutes=2).at))
    assert walk.decision == Wait(clock.now().later(minutes=2).at, quiet=True)
    assert timer(walk).interval() <= 120_001
    clock.advance(minutes=2)
    walk.turn()
    assert walk.decision == Wait(clock.now().later(hours=1).at)


def test_another_rhythm_holds_at_once(walk: Walk, clock: FakeClock) -> None:
    walk.follow(replace(HOURLY, every_minutes=20))
    assert walk.decision == Wait(clock.now().later(minutes=20).at)
    walk.follow(replace(HOURLY, week=(None,) * 7))
    assert walk.decision == Wait(None)
    assert walk.state.next_at is None


def test_another_rhythm_leaves_what_is_showing_and_plans_the_one_after(walk: Walk, clock: FakeClock) -> None:
    wait_until_due(walk, clock)
    walk.follow(replace(HOURLY, every_minutes=20))
    assert walk.decision == Showing()
    walk.answer(Answer.DECLINED)
    assert walk.decision == Wait(clock.now().later(minutes=20).at)


def test_an_invitation_that_showed_when_the_program_ended_does_not_come_back(
    qtbot: QtBot, clock: FakeClock, look: FakeLook
) -> None:
    at = clock.now().at
    walk = Walk(clock, State(seed=1, offered_at=at, planned_at=at, zone="Europe/Berlin"), HOURLY, look)
    offers = QSignalSpy(walk.offered)
    walk.turn()
    assert offers.count() == 0
    assert walk.decision == Wait(clock.now().later(hours=1).at)
    timer(walk).stop()


def test_every_decision_is_told_with_the_state_that_goes_with_it(walk: Walk, clock: FakeClock) -> None:
    seen: list[tuple[object, object]] = []
    walk.changed.connect(lambda: seen.append((walk.decision, walk.state.next_at)))
    walk.keep_quiet(Quiet())
    walk.keep_quiet(None)
    wait_until_due(walk, clock)
    walk.answer(Answer.DECLINED)
    assert seen[0][0] == Wait(None, quiet=True)
    assert seen[-1] == (Wait(walk.state.next_at), walk.state.next_at)
