"""What Today says about time."""

from datetime import timedelta

import pytest

from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.surroundings import HoldReason
from selfkind_desktop.ui.pages.today.words import held_sentence, pause_words, week_sentence, words_last
from selfkind_desktop.ui.pages.values import NextPause
from tests.fakes import FakeClock
from tests.gui.pages import samples

QUIET = "It is quiet."


@pytest.mark.parametrize(
    ("away", "large", "line"),
    [
        (timedelta(minutes=42), "in 42 min", "about 3:40 pm · 2 minutes"),
        (timedelta(minutes=7), "in 7 min", "about 3:05 pm · 2 minutes"),
        (timedelta(hours=2, minutes=5), "in 2 h 5 min", "about 5:05 pm · 2 minutes"),
        (timedelta(hours=18), "tomorrow", "about 9:00 am · 2 minutes"),
        (timedelta(days=3), "on Wednesday", "about 3:00 pm · 2 minutes"),
    ],
)
def test_the_next_pause_is_told_as_near_as_it_is(
    clock: FakeClock, away: timedelta, large: str, line: str
) -> None:
    words = pause_words(NextPause(Outlook(Standing.WAITING, clock.now().at + away), 2), clock.now(), QUIET)
    assert (words.eyebrow, words.large) == ("Next pause", large)
    assert words.line.replace("\u202f", " ") == line


def test_one_minute_is_one_minute(clock: FakeClock) -> None:
    words = pause_words(
        NextPause(Outlook(Standing.WAITING, clock.now().at + timedelta(minutes=42)), 1), clock.now(), QUIET
    )
    assert words.line.endswith("· 1 minute")


@pytest.mark.parametrize(
    ("until", "large"),
    [
        (None, "until you say"),
        (timedelta(hours=3), "until 5:58 pm"),
        (timedelta(hours=13), "until tomorrow"),
        (timedelta(hours=26), "until tomorrow, 4:58 pm"),
        (timedelta(days=3), "until Wednesday"),
    ],
)
def test_quiet_says_how_long(clock: FakeClock, until: timedelta | None, large: str) -> None:
    end = None if until is None else clock.now().at + until
    words = pause_words(NextPause(Outlook(Standing.QUIET, quiet_until=end), 2), clock.now(), QUIET)
    assert words.large.replace("\u202f", " ") == large
    assert words.line == QUIET


def test_nothing_planned_is_no_reproach(clock: FakeClock) -> None:
    words = pause_words(NextPause(Outlook(Standing.WAITING), 2), clock.now(), QUIET)
    assert words.large == "whenever you like"


@pytest.mark.parametrize("reason", list(HoldReason))
def test_every_reason_to_wait_has_its_own_sentence(clock: FakeClock, reason: HoldReason) -> None:
    words = pause_words(samples.held(reason), clock.now(), QUIET)
    assert words.large == "at a better moment"
    assert words.line == held_sentence(reason)
    others = {held_sentence(other) for other in HoldReason if other is not reason}
    assert words.line not in others


def test_the_sentence_of_the_week_never_counts_what_is_missing() -> None:
    assert week_sentence(0, today=False, empty="Still open.", rest="Resting.") == "Still open."
    one = week_sentence(1, today=True, empty="", rest="Resting.")
    assert one == "1 day with a kind moment. Rest days count as rest."
    assert week_sentence(4, today=False, empty="", rest="Resting.") == "4 days with a kind moment. Resting."


def test_the_page_wakes_when_the_minute_changes(clock: FakeClock) -> None:
    at = clock.now().at + timedelta(minutes=42, seconds=20)
    assert words_last(Outlook(Standing.WAITING, at), clock.now()) == pytest.approx(20)
    clock.advance(20)
    assert words_last(Outlook(Standing.WAITING, at), clock.now()) == pytest.approx(60)
    assert words_last(Outlook(Standing.QUIET), clock.now()) == pytest.approx(40)
