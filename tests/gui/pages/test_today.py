"""Today: checking in, the next pause, and what was."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.quiet import QuietFor
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.pages.today import TodayPage
from selfkind_desktop.ui.pages.values import NextPause, TodayRecords
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.button import Button
from tests.fakes import FakeClock
from tests.gui.pages import samples
from tests.gui.pages.checks import button, says, seen
from tests.gui.pages.conftest import Show

TODAY = samples.AFTERNOON.date()

opens_a_menu = pytest.mark.qt_log_ignore("This plugin does not support")
"""The platform without a screen cannot grab the keyboard for a menu, and says so."""


@pytest.fixture
def page(look: Appearance, clock: FakeClock, shown: Show) -> TodayPage:
    page = TodayPage(look, clock, samples.TODAY, samples.EMOTIONS, samples.PRACTICES)
    page.show_next_pause(samples.waiting())
    page.show_records(TodayRecords(TODAY))
    shown(page)
    return page


def with_check_in(mood: Mood, words: tuple[str, ...] = (), *, number: int = 0) -> TodayRecords:
    at = samples.AFTERNOON + timedelta(seconds=number)
    made = samples.check_in(mood, words, at)
    return TodayRecords(TODAY, current=made, happened=(made,))


# --- checking in --------------------------------------------------------------------------------------------


def test_it_asks_what_the_invitation_asks_while_that_shows(page: TodayPage) -> None:
    asking = Outlook(Standing.WAITING, asking=DayEdge.BEDTIME)
    page.show_next_pause(NextPause(asking, 2))
    assert says(page, "How is this evening, if you like to look?")
    assert not says(page, "How are you arriving?")
    page.show_next_pause(samples.waiting())
    assert says(page, "How are you arriving?")


def test_one_tap_checks_in(page: TodayPage) -> None:
    said = QSignalSpy(page.checked_in)
    button(page, "Hard").click()
    assert list(said.at(0)) == [Mood.HARD, ()]
    assert button(page, "Hard").isChecked()


def test_digits_check_in(page: TodayPage, qtbot: QtBot) -> None:
    said = QSignalSpy(page.checked_in)
    button(page, "Very hard").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_4)
    assert list(said.at(0)) == [Mood.ALL_RIGHT, ()]


def test_words_are_not_asked_for_before_a_face(page: TodayPage) -> None:
    assert says(page, "One tap is enough. Words are optional.")
    assert "tired" not in [each.text() for each in seen(page, Button)]


def test_words_come_after_the_tap_and_go_with_its_record(page: TodayPage) -> None:
    said = QSignalSpy(page.check_in_words_changed)
    button(page, "Hard").click()
    page.show_records(with_check_in(Mood.HARD))
    button(page, "tired").click()
    button(page, "lonely").click()
    button(page, "tired").click()
    record = with_check_in(Mood.HARD).current
    assert record is not None
    assert [list(said.at(number)) for number in range(3)] == [
        [record.id, ("tired",)],
        [record.id, ("tired", "lonely")],
        [record.id, ("lonely",)],
    ]


def test_words_ticked_before_the_record_is_on_the_disk_are_not_lost(page: TodayPage) -> None:
    said = QSignalSpy(page.check_in_words_changed)
    button(page, "Hard").click()
    button(page, "tired").click()
    assert said.count() == 0
    page.show_records(with_check_in(Mood.HARD))
    assert said.at(0)[1] == ("tired",)
    assert button(page, "tired").isChecked()


def test_all_the_words_open_in_place(page: TodayPage) -> None:
    button(page, "Hard").click()
    page.show_records(with_check_in(Mood.HARD))
    button(page, "more words…").click()
    said = QSignalSpy(page.check_in_words_changed)
    button(page, "overwhelmed").click()
    assert said.at(0)[1] == ("overwhelmed",)
    button(page, "fewer words").click()
    assert not says(page, "When it is heavy")


def test_kept_words_are_shown_though_they_are_not_among_the_first(page: TodayPage) -> None:
    page.show_records(with_check_in(Mood.HARD, ("ashamed", "a-word-no-file-knows")))
    assert button(page, "ashamed").isChecked()
    assert button(page, "a-word-no-file-knows").isChecked()


def test_undo_takes_the_check_in_back(page: TodayPage) -> None:
    taken = QSignalSpy(page.undo_requested)
    button(page, "Hard").click()
    page.show_records(with_check_in(Mood.HARD, ("tired",)))
    button(page, "Undo").click()
    assert taken.count() == 1
    assert not button(page, "Hard").isChecked()
    assert says(page, "Taken back")
    page.show_records(TodayRecords(TODAY))
    button(page, "Good").click()
    page.show_records(with_check_in(Mood.GOOD))
    assert not button(page, "tired").isChecked()


def test_what_was_read_before_an_undo_does_not_bring_it_back(page: TodayPage) -> None:
    late = with_check_in(Mood.HARD)
    button(page, "Hard").click()
    page.show_records(late)
    button(page, "Undo").click()
    page.show_records(late)
    assert not button(page, "Hard").isChecked()


def test_another_face_right_away_corrects_the_first(page: TodayPage, clock: FakeClock) -> None:
    made, undone = QSignalSpy(page.checked_in), QSignalSpy(page.undo_requested)
    button(page, "Hard").click()
    page.show_records(with_check_in(Mood.HARD))
    button(page, "tired").click()
    clock.advance(20)
    button(page, "Good").click()
    assert undone.count() == 1
    assert list(made.at(1)) == [Mood.GOOD, ("tired",)]


def test_another_face_some_minutes_later_is_another_check_in(page: TodayPage, clock: FakeClock) -> None:
    made, undone = QSignalSpy(page.checked_in), QSignalSpy(page.undo_requested)
    page.show_records(with_check_in(Mood.HARD, ("tired",)))
    clock.advance(minutes=10)
    button(page, "Good").click()
    assert undone.count() == 0
    assert list(made.at(0)) == [Mood.GOOD, ()]


def test_two_quick_taps_leave_one_check_in(page: TodayPage) -> None:
    made, undone = QSignalSpy(page.checked_in), QSignalSpy(page.undo_requested)
    button(page, "Hard").click()
    button(page, "Good").click()
    assert made.count() == 1
    page.show_records(with_check_in(Mood.HARD))
    assert undone.count() == 1
    assert list(made.at(1)) == [Mood.GOOD, ()]
    page.show_records(with_check_in(Mood.GOOD, number=1))
    assert button(page, "Good").isChecked()
    assert undone.count() == 1


def test_showing_records_says_nothing(page: TodayPage) -> None:
    signals = (page.checked_in, page.check_in_words_changed, page.undo_requested)
    spies = [QSignalSpy(signal) for signal in signals]
    page.show_records(samples.a_full_day())
    page.show_records(with_check_in(Mood.VERY_HARD, ("sad",)))
    page.show_records(TodayRecords(TODAY))
    assert [spy.count() for spy in spies] == [0, 0, 0]


# --- the next pause -----------------------------------------------------------------------------------------


def test_the_wait_is_told_anew_each_minute_while_it_can_be_seen(page: TodayPage, clock: FakeClock) -> None:
    assert says(page, "in 42 min")
    clock.advance(minutes=1)
    assert page._minute.isActive()
    page._minute.timeout.emit()
    assert says(page, "in 41 min")
    page.hide()
    assert not page._minute.isActive()


def test_coming_back_says_what_is_true_now(page: TodayPage, clock: FakeClock) -> None:
    page.hide()
    clock.advance(hours=4)
    page.show_next_pause(samples.waiting(12, now=clock.now().at))
    page.show()
    assert says(page, "in 12 min")
    assert says(page, "Good evening.")


def test_a_pause_now(page: TodayPage) -> None:
    asked = QSignalSpy(page.pause_requested)
    button(page, "Pause now").click()
    assert list(asked.at(0)) == [""]


@opens_a_menu
def test_quiet_for_a_while(page: TodayPage) -> None:
    asked = QSignalSpy(page.quiet_requested)
    button(page, "Quiet for a while").click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "2 hours").trigger()
    menu.close()
    assert list(asked.at(0)) == [QuietFor.TWO_HOURS]


def test_quiet_can_be_ended(page: TodayPage) -> None:
    page.show_next_pause(samples.quiet())
    asked = QSignalSpy(page.quiet_requested)
    button(page, "End quiet").click()
    assert list(asked.at(0)) == [QuietFor.OFF]


def test_an_invitation_can_be_answered_here_too(page: TodayPage) -> None:
    page.show_next_pause(samples.offered())
    begun, later, declined = (QSignalSpy(page.begun), QSignalSpy(page.postponed), QSignalSpy(page.declined))
    button(page, "In 10 minutes").click()
    button(page, "Not now").click()
    (main,) = [each for each in seen(page, Button) if each.text() == "Begin" and each.kind == "main"]
    main.click()
    assert list(later.at(0)) == [10]
    assert (begun.count(), declined.count()) == (1, 1)


@opens_a_menu
def test_other_times_are_offered_as_far_as_the_hours_go(page: TodayPage) -> None:
    page.show_next_pause(samples.offered())
    button(page, "Another time").click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [action.text() for action in menu.actions()] == [
        "In 5 minutes", "In 10 minutes", "In 30 minutes", "Later today",
    ]  # fmt: skip
    later = QSignalSpy(page.later_today)
    menu.actions()[-1].trigger()
    menu.close()
    assert later.count() == 1


def test_near_the_end_of_the_hours_only_now_or_not(page: TodayPage) -> None:
    page.show_next_pause(NextPause(Outlook(Standing.OFFERED), 2))
    assert not any(each.text().endswith(" minutes") for each in seen(page, Button))


def test_without_a_rhythm_the_way_to_it_is_offered(page: TodayPage) -> None:
    page.show_next_pause(NextPause(Outlook(Standing.WAITING), 2))
    asked = QSignalSpy(page.rhythm_requested)
    button(page, "Change the rhythm").click()
    assert asked.count() == 1


def test_while_in_a_pause_the_way_back_is_offered(page: TodayPage) -> None:
    page.show_next_pause(NextPause(Outlook(Standing.IN_PAUSE), 2))
    asked = QSignalSpy(page.pause_requested)
    button(page, "Back to the pause").click()
    assert asked.count() == 1


def test_the_keyboard_stays_near_when_a_button_goes(page: TodayPage) -> None:
    button(page, "Pause now").setFocus()
    page.show_next_pause(samples.offered())
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.isVisible()


# --- something small, the days, what happened ---------------------------------------------------------------


def test_something_small_leads_into_its_practice(page: TodayPage) -> None:
    asked = QSignalSpy(page.pause_requested)
    title = next(idea for idea in samples.TODAY.ideas if says(page, idea.title))
    button(page, "Begin").click()
    assert list(asked.at(0)) == [title.practice]
    button(page, "Something else").click()
    other = next(idea for idea in samples.TODAY.ideas if says(page, idea.title))
    assert other is not title
    button(page, "Begin").click()
    assert list(asked.at(1)) == [other.practice]


def test_ideas_without_their_practice_are_not_offered(
    look: Appearance, clock: FakeClock, shown: Show
) -> None:
    page = TodayPage(look, clock, samples.TODAY, samples.EMOTIONS, {"words.friend": "Words for a friend"})
    shown(page)
    assert says(page, "What would you say to a friend?")
    assert "Something else" not in [each.text() for each in seen(page, Button)]


def test_an_empty_day_is_warm(page: TodayPage) -> None:
    page.show_records(samples.an_empty_day())
    assert says(page, "This is where a day can begin.")
    assert says(page, "This week is still open. Any small moment counts.")
    assert not says(page, "Today so far")


def test_whoever_comes_back_is_welcome(page: TodayPage) -> None:
    page.show_records(TodayRecords(TODAY, returning=True))
    assert says(page, "Welcome back. Start anywhere.")


def test_what_happened_is_told_quietly(page: TodayPage) -> None:
    page.show_records(samples.a_full_day())
    assert says(page, "Today so far")
    assert says(page, "A kind pause in three parts · 2 min")
    assert says(page, "tense, tired")
    assert says(page, "5 days with a kind moment. Rest days count as rest.")


def test_a_long_day_opens_on_request(page: TodayPage) -> None:
    happened = tuple(
        samples.taken(samples.AFTERNOON - timedelta(minutes=20 * number)) for number in range(7, 0, -1)
    )
    page.show_records(TodayRecords(TODAY, happened=happened))
    button(page, "Show 3 more").click()
    button(page, "Show fewer").click()
    assert button(page, "Show 3 more").isVisible()


def test_broken_records_leave_the_pause(page: TodayPage) -> None:
    page.show_unavailable("The file with your records cannot be read right now.")
    assert says(page, "The file with your records cannot be read right now.")
    assert not button(page, "Hard").isEnabled()
    asked = QSignalSpy(page.pause_requested)
    button(page, "Pause now").click()
    assert asked.count() == 1
    page.show_records(samples.a_full_day())
    assert button(page, "Hard").isEnabled()


def test_practice_time_without_a_clock_is_as_long_as_it_was(page: TodayPage) -> None:
    taken = samples.taken()
    hard = replace(taken, pause=replace(taken.pause, minutes=0, seconds=260.0))
    page.show_records(TodayRecords(TODAY, happened=(hard,)))
    assert says(page, "A kind pause in three parts · 4 min")
