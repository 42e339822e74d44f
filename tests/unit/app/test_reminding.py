"""From the schedule's decision to the record: each of the four answers, and what comes in place of one."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.reminding import Reminding
from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.outlook import Standing
from selfkind_desktop.domain.records import Mood, Reminder
from selfkind_desktop.domain.rhythm import RhythmKind
from selfkind_desktop.domain.settings import (
    CHECK_IN_BEDTIME,
    REMINDER_SCREEN,
    REMINDER_WAY,
    RHYTHM_EVERY,
    RHYTHM_KIND,
    RHYTHM_PER_DAY,
    RHYTHM_TIMES,
    ReminderScreen,
    ReminderWay,
)
from selfkind_desktop.domain.surroundings import HoldReason, Surroundings
from selfkind_desktop.storage.changes import Changes
from selfkind_desktop.storage.state_file import StateFile
from tests.fakes import FakeClock, InlineRunner
from tests.unit.app.conftest import FakeCard, FakeLook, FakeNotifier


class FakeStore:
    """A store of reminders alone."""

    def __init__(self) -> None:
        self.changes = Changes()
        self.kept: list[Reminder] = []

    @property
    def reminders(self) -> "FakeStore":
        return self

    def add(self, reminder: Reminder) -> None:
        self.kept.append(reminder)

    def close(self) -> None:
        """Nothing to close."""


class Life:
    """A reminding with everything around it, and a hand on the clock."""

    def __init__(self, choices: Choices, clock: FakeClock, look: FakeLook, state_file: Path) -> None:
        self.choices, self.clock, self.look = choices, clock, look
        self.card, self.notifier, self.store = FakeCard(), FakeNotifier(), FakeStore()
        self.state_file = StateFile(state_file)
        self.keeper = Keeper(lambda: self.store, InlineRunner())
        self.begin()

    def begin(self) -> None:
        """The program starts."""
        self.reminding = Reminding(
            self.clock,
            self.choices,
            self.keeper,
            self.state_file,
            self.look,
            lambda: self.card,
            lambda: self.notifier,
        )
        self.reminding.walk.turn()

    def end(self) -> None:
        """The program ends, or is ended."""
        for timer in self.reminding.findChildren(QTimer):
            timer.stop()
        self.reminding.deleteLater()

    @property
    def standing(self) -> Standing:
        return self.reminding.outlook.standing

    @property
    def next_at(self) -> datetime | None:
        return self.reminding.outlook.next_at

    @property
    def kept(self) -> list[tuple[str, str, int | None]]:
        self.reminding.keep_drafts()
        return [(each.answer.value, each.way, each.minutes) for each in self.store.kept]

    def offer(self) -> None:
        """Let the time pass until an invitation is due."""
        due = self.reminding.walk.state.next_at
        assert due is not None
        self.clock.set_to(due)
        self.reminding.walk.turn()


@pytest.fixture
def life(qtbot: QtBot, choices: Choices, clock: FakeClock, look: FakeLook, tmp_path: Path) -> Iterator[Life]:
    choices.choose_all({RHYTHM_KIND.key: RhythmKind.EVERY, RHYTHM_EVERY.key: 30})
    life = Life(choices, clock, look, tmp_path / "state" / "schedule.json")
    yield life
    life.end()
    life.keeper.close()


def test_begin_begins_the_pause_and_is_kept(life: Life) -> None:
    begun = QSignalSpy(life.reminding.begun)
    life.offer()
    assert life.standing is Standing.OFFERED
    assert life.card.shows == "invitation"
    due = life.clock.now().at
    life.clock.advance(7)
    life.card.begun.emit()
    assert begun.count() == 1
    assert life.kept == [("begun", "card", None)]
    assert life.store.kept[0].due == due
    assert life.store.kept[0].stamp.at == due
    assert life.store.kept[0].answered == life.clock.now().at


def test_begin_keeps_nobody_waiting_for_its_record(life: Life) -> None:
    life.offer()
    life.card.begun.emit()
    assert life.store.kept == []
    (soon,) = [each for each in life.reminding.findChildren(QTimer) if each.interval() == 500]
    soon.timeout.emit()
    soon.timeout.emit()
    assert [each.answer.value for each in life.store.kept] == ["begun"]


def test_in_ten_minutes_waits_ten_minutes_and_is_kept(life: Life) -> None:
    life.offer()
    life.card.postponed.emit(10)
    assert life.standing is Standing.WAITING
    assert life.next_at == life.clock.now().later(minutes=10).at
    assert life.kept == [("postponed", "card", 10)]
    life.offer()
    assert life.card.shows == "invitation"


@pytest.mark.parametrize("answer", ["declined", "expired"])
def test_not_now_and_no_answer_wait_for_the_next_and_are_kept(life: Life, answer: str) -> None:
    life.offer()
    getattr(life.card, answer).emit()
    assert life.standing is Standing.WAITING
    assert life.next_at == life.clock.now().later(minutes=30).at
    assert life.kept == [(answer, "card", None)]


def test_what_was_held_and_let_go_is_kept_as_never_shown(life: Life) -> None:
    life.look.sees = Surroundings(interruptions=frozenset({HoldReason.MICROPHONE}))
    life.offer()
    assert life.reminding.outlook.held is HoldReason.MICROPHONE
    assert life.card.shows == ""
    life.clock.advance(minutes=30)
    life.reminding.walk.turn()
    assert life.kept == [("let-go", "", None)]


def test_a_pause_asked_for_elsewhere_answers_the_invitation_once(life: Life) -> None:
    life.offer()
    life.reminding.pause_began()
    assert life.standing is Standing.IN_PAUSE
    assert life.card.shows == ""
    life.reminding.pause_ended()
    assert life.kept == [("begun", "card", None)]
    assert life.next_at == life.clock.now().later(minutes=30).at


def test_a_pause_begun_from_the_card_is_kept_once(life: Life) -> None:
    life.reminding.begun.connect(life.reminding.pause_began)
    life.offer()
    life.card.begun.emit()
    life.reminding.pause_ended()
    assert life.kept == [("begun", "card", None)]


def test_a_card_that_is_only_there_to_be_seen_does_not_lie_over_a_pause(life: Life) -> None:
    life.reminding.invitations.offer(only_to_see=True)
    life.reminding.pause_began()
    assert life.card.shows == ""
    life.reminding.pause_ended()
    assert life.kept == []


def test_quiet_in_place_of_an_answer_is_not_now(life: Life) -> None:
    life.offer()
    life.reminding.keep_quiet("1h")
    assert life.standing is Standing.QUIET
    assert life.card.shows == ""
    assert life.kept == [("declined", "card", None)]
    assert life.reminding.walk.state.passed_over == 0


def test_after_four_passed_over_it_asks_once_and_halves_if_asked_to(life: Life) -> None:
    for _ in range(4):
        life.offer()
        assert life.card.shows == "invitation"
        life.card.expired.emit()
    life.offer()
    assert life.card.shows == "question"
    life.card.softened.emit(True)
    assert life.choices[RHYTHM_EVERY] == 60
    assert life.next_at == life.clock.now().later(minutes=60).at
    for _ in range(6):
        life.offer()
        assert life.card.shows == "invitation"
        life.card.declined.emit()
    assert life.kept == [("expired", "card", None)] * 4 + [("declined", "card", None)] * 6


def test_leaving_it_as_it_is_is_just_as_fine(life: Life) -> None:
    for _ in range(4):
        life.offer()
        life.card.declined.emit()
    life.offer()
    life.card.softened.emit(False)
    assert life.choices[RHYTHM_EVERY] == 30
    assert life.next_at == life.clock.now().later(minutes=30).at


def test_not_now_from_elsewhere_answers_the_question_for_good(life: Life) -> None:
    for _ in range(4):
        life.offer()
        life.card.expired.emit()
    life.offer()
    life.reminding.invitations.decline()
    for _ in range(6):
        life.offer()
        assert life.card.shows == "invitation"
        life.card.expired.emit()


def test_beginning_in_place_of_the_question_is_a_pause_begun(life: Life) -> None:
    begun = QSignalSpy(life.reminding.begun)
    for _ in range(4):
        life.offer()
        life.card.expired.emit()
    life.offer()
    life.reminding.invitations.begin()
    assert begun.count() == 1
    assert life.kept[-1] == ("begun", "card", None)


def test_whoever_wants_only_the_icon_is_not_asked_by_a_card(life: Life) -> None:
    life.choices.choose(REMINDER_WAY, ReminderWay.TRAY)
    for _ in range(6):
        life.offer()
        assert life.standing is Standing.OFFERED
        life.reminding.invitations.decline()
    assert life.card.shows == ""


def test_whoever_gets_the_fewest_already_is_not_asked(life: Life) -> None:
    life.choices.choose_all({RHYTHM_KIND.key: RhythmKind.FEW, RHYTHM_PER_DAY.key: 1})
    for _ in range(6):
        life.offer()
        assert life.card.shows == "invitation"
        life.card.expired.emit()


def test_a_restart_goes_on_where_it_was(life: Life) -> None:
    life.clock.advance(minutes=10)
    planned = life.next_at
    life.end()
    life.begin()
    assert life.next_at == planned


def test_a_kill_while_the_card_shows_counts_for_nothing(life: Life) -> None:
    life.offer()
    life.end()
    life.card = FakeCard()
    life.begin()
    assert life.standing is Standing.WAITING
    assert life.card.shows == ""
    assert life.kept == []


def test_another_rhythm_or_way_holds_at_once(life: Life) -> None:
    life.choices.choose(RHYTHM_EVERY, 5)
    assert life.next_at == life.clock.now().later(minutes=5).at
    life.offer()
    life.choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    assert life.card.shows == ""
    assert life.notifier.offer is not None
    assert life.kept == []


def test_everything_is_ready_before_it_is_needed(life: Life) -> None:
    near = QSignalSpy(life.reminding.near)
    own = [timer for timer in life.reminding.findChildren(QTimer) if timer.parent() is life.reminding]
    (ready,) = [timer for timer in own if timer.isActive()]
    assert ready.interval() == (30 * 60 - 20) * 1000
    ready.timeout.emit()
    assert near.count() == 1
    life.reminding.keep_quiet("1h")
    assert not ready.isActive()


def test_a_state_that_cannot_be_kept_is_told_once_and_the_schedule_goes_on(
    qtbot: QtBot, choices: Choices, clock: FakeClock, look: FakeLook, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("a file in the way")
    life = Life(choices, clock, look, tmp_path / "state" / "schedule.json")
    troubles: list[object] = []
    life.reminding.state_troubled.connect(troubles.append)
    life.offer()
    life.card.declined.emit()
    life.offer()
    assert life.card.shows == "invitation"
    # The first plan was told before anybody listened.
    assert troubles == []
    (tmp_path / "state").unlink()
    life.card.declined.emit()
    assert troubles == [None]
    life.end()


def test_no_length_of_time_is_no_quiet(life: Life) -> None:
    with pytest.raises(ValueError, match="no length of time"):
        life.reminding.keep_quiet("a while")
    assert life.standing is Standing.WAITING


# --- check-ins at the edges of the day ---


def bedtime(life: Life) -> None:
    """Choose one two hours ahead, without pauses before it, and let it come."""
    at = (life.clock.now().local + timedelta(hours=2)).time()
    life.choices.choose_all(
        {CHECK_IN_BEDTIME.key: at, RHYTHM_KIND.key: RhythmKind.FIXED, RHYTHM_TIMES.key: (time(5),)}
    )
    life.clock.advance(hours=2)
    life.reminding.walk.turn()


def test_bedtime_is_asked_about_and_the_answer_is_kept(life: Life) -> None:
    begun, checked_in = QSignalSpy(life.reminding.begun), QSignalSpy(life.reminding.checked_in)
    bedtime(life)
    assert life.card.shows == "bedtime"
    assert life.reminding.outlook.asking is DayEdge.BEDTIME
    assert life.standing is Standing.WAITING
    life.card.checked_in.emit(2)
    assert checked_in.at(0) == [Mood.HARD, DayEdge.BEDTIME]
    assert begun.count() == 0, "a check-in begins no pause"
    assert life.reminding.outlook.asking is None
    assert life.kept == [("begun", "bedtime:card", None)]


def test_a_check_in_that_was_held_is_let_go_and_kept_as_that(life: Life) -> None:
    life.look.sees = Surroundings(interruptions=frozenset({HoldReason.CAMERA}))
    bedtime(life)
    assert life.reminding.outlook.check_in_held is HoldReason.CAMERA
    life.clock.advance(minutes=30)
    life.reminding.walk.turn()
    assert life.kept == [("let-go", "bedtime:", None)]
    assert life.card.shows == ""


def test_a_pause_of_ones_own_takes_the_question_away(life: Life) -> None:
    bedtime(life)
    life.reminding.pause_began()
    assert life.card.shows == ""
    life.reminding.pause_ended()
    assert life.kept == [("declined", "bedtime:card", None)]
    assert life.card.shows == ""


def test_a_face_chosen_on_today_answers_the_question_too(life: Life) -> None:
    life.reminding.looked()
    bedtime(life)
    life.reminding.looked()
    assert life.card.shows == ""
    assert life.reminding.outlook.asking is None
    assert life.kept == [("begun", "bedtime:card", None)]


def test_quiet_takes_the_question_away(life: Life) -> None:
    bedtime(life)
    life.reminding.keep_quiet("1h")
    assert life.card.shows == ""
    assert life.standing is Standing.QUIET


def test_a_restart_does_not_ask_again(life: Life) -> None:
    bedtime(life)
    life.end()
    life.begin()
    assert life.card.shows == "bedtime", "the card of the program before; nobody took it away"
    life.card.shows = ""
    life.clock.advance(minutes=5)
    life.reminding.walk.turn()
    assert life.card.shows == ""


def test_another_screen_chosen_while_a_card_shows_moves_it_at_once(life: Life) -> None:
    life.offer()
    life.card.shows = ""
    life.choices.choose(REMINDER_SCREEN, ReminderScreen.ALL)
    assert life.card.shows == "invitation"
    assert life.standing is Standing.OFFERED
