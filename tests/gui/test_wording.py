"""Times, lengths and states in words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.domain.surroundings import HoldReason
from selfkind_desktop.ui import wording

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture(autouse=True)
def _american(monkeypatch: pytest.MonkeyPatch) -> object:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


def monday(hour: int = 9, minute: int = 0) -> Moment:
    return Moment(datetime(2026, 11, 23, hour, minute, tzinfo=BERLIN), BERLIN)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("minutes", "said"), [(0, "0 min"), (42, "42 min"), (60, "1 h"), (125, "2 h 5 min"), (1440, "24 h")]
)
def test_lengths(minutes: int, said: str) -> None:
    assert wording.length(minutes) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (at(23, 9), "in a moment"),
        (at(23, 8), "in a moment"),
        (at(23, 9, 1), "in 1 min"),
        (at(23, 9, 42), "in 42 min"),
        (at(23, 11, 5), "in 2 h 5 min"),
        (at(23, 22), "today at 10:00\u202fpm"),
        (at(24, 10, 30), "tomorrow at 10:30\u202fam"),
        (at(27, 10, 30), "on Friday at 10:30\u202fam"),
        (at(30, 10, 30), "on Monday, November 30, 2026 at 10:30\u202fam"),
    ],
)
def test_how_far_an_instant_is(when: datetime, said: str) -> None:
    assert wording.until(when, monday()).replace(" pm", "\u202fpm").replace(" am", "\u202fam") == said


def test_shortly_after_midnight_is_said_in_minutes_too() -> None:
    assert wording.until(at(24, 0, 20), monday(23, 40)) == "in 40 min"


@pytest.mark.parametrize(
    ("outlook", "said"),
    [
        (Outlook(Standing.WAITING, next_at=at(23, 9, 42)), "Next pause in 42 min"),
        (Outlook(Standing.WAITING), "No pauses planned"),
        (
            Outlook(Standing.WAITING, next_at=at(23, 9), held=HoldReason.TYPING),
            "A pause is waiting for a better moment",
        ),
        (Outlook(Standing.OFFERED), "A pause is offered"),
        (Outlook(Standing.IN_PAUSE, next_at=at(23, 10)), "Taking a pause"),
        (Outlook(Standing.QUIET), "Quiet until you say"),
        (Outlook(Standing.QUIET, quiet_until=at(23, 18)), "Quiet until 6:00 pm"),
        (Outlook(Standing.QUIET, quiet_until=at(24, 4)), "Quiet until tomorrow"),
        (Outlook(Standing.QUIET, quiet_until=at(24, 15)), "Quiet until tomorrow, 3:00 pm"),
        (Outlook(Standing.LOCKED), "Locked"),
        (
            Outlook(Standing.LOCKED, next_at=at(23, 9, 42), beneath=Standing.WAITING),
            "Locked · Next pause in 42 min",
        ),
        (Outlook(Standing.LOCKED, beneath=Standing.QUIET), "Locked · Quiet until you say"),
    ],
)
def test_the_headline_of_every_standing(outlook: Outlook, said: str) -> None:
    assert wording.headline(outlook, monday()).replace("\u202f", " ") == said


@given(st.integers(1, 60 * 30))
def test_the_headline_lasts_exactly_as_long_as_it_reads_the_same(minutes_ahead: int) -> None:
    moment = monday()
    outlook = Outlook(Standing.WAITING, next_at=moment.at + timedelta(minutes=minutes_ahead))
    lasts = wording.headline_lasts(outlook, moment)
    assert lasts is not None
    assert lasts >= 1
    said = wording.headline(outlook, moment, coarse=True)
    if "in" in said and "at" not in said:
        just_before = moment.later(seconds=lasts - 0.5)
        assert wording.headline(outlook, just_before, coarse=True) == said


@pytest.mark.parametrize(
    "outlook",
    [
        Outlook(Standing.OFFERED),
        Outlook(Standing.QUIET),
        Outlook(Standing.WAITING),
        Outlook(Standing.WAITING, next_at=at(23, 8)),
        Outlook(Standing.WAITING, next_at=at(23, 9), held=HoldReason.TYPING),
    ],
)
def test_what_reads_the_same_all_the_time_wakes_nobody(outlook: Outlook) -> None:
    assert wording.headline_lasts(outlook, monday()) is None


def test_a_locked_headline_is_renewed_like_an_open_one() -> None:
    outlook = Outlook(Standing.WAITING, next_at=at(23, 9, 42))
    locked = replace(outlook, standing=Standing.LOCKED, beneath=Standing.WAITING)
    assert wording.headline_lasts(locked, monday()) == wording.headline_lasts(outlook, monday())


def test_every_mood_has_a_word() -> None:
    assert [wording.mood_name(mood) for mood in Mood] == [
        "Very hard",
        "Hard",
        "In between",
        "All right",
        "Good",
    ]


@pytest.mark.parametrize(
    ("minutes", "said"), [(1, "One minute"), (2, "Two minutes"), (5, "Five minutes"), (20, "20 minutes")]
)
def test_a_pause_says_its_length_in_words(minutes: int, said: str) -> None:
    assert wording.minutes_in_words(minutes) == said


def test_days() -> None:
    assert wording.day_from(date(2026, 11, 23), monday()) == "today"
    assert wording.day_from(date(2026, 11, 24), monday()) == "tomorrow"
    assert wording.day_from(date(2026, 11, 29), monday()) == "on Sunday"
    assert wording.day_from(date(2026, 11, 22), monday()) == "on Sunday, November 22, 2026"
    assert wording.long_date(date(2026, 11, 23)) == "Monday, November 23, 2026"


def test_another_language_writes_times_its_own_way() -> None:
    QLocale.setDefault(QLocale("de_DE"))
    assert wording.time_of_day(datetime(2026, 11, 23, 15, 40, tzinfo=BERLIN)) == "15:40"
    assert wording.day_name(date(2026, 11, 23)) == "Montag"
