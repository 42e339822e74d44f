"""When pauses may be offered."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.rhythm import OFFICE_WEEK, Hours, Rhythm, RhythmKind

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 11, 23)
SATURDAY = date(2026, 11, 28)
NIGHT = Hours(time(22), time(6))
EVERY_DAY = (Hours(time(9), time(18)),) * 7


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN).astimezone(UTC)


def on_the_wall(instants: Iterable[datetime]) -> list[str]:
    return [f"{at.astimezone(BERLIN):%H:%M}" for at in instants]


# --- hours ---


def test_hours_end_before_their_end() -> None:
    office = Hours(time(9), time(18))
    assert time(9) in office
    assert time(17, 59) in office
    assert time(18) not in office


def test_a_night_shift_has_hours_too() -> None:
    assert time(23) in NIGHT
    assert time(5, 59) in NIGHT
    assert time(6) not in NIGHT
    assert NIGHT.on(MONDAY, BERLIN) == (local(2026, 11, 23, 22), local(2026, 11, 24, 6))


def test_hours_that_end_where_they_start_are_a_whole_day() -> None:
    start, end = Hours(time(0), time(0)).on(MONDAY, BERLIN)
    assert end - start == timedelta(days=1)
    assert time(12) in Hours(time(0), time(0))


def test_the_hours_of_a_clock_change_are_as_long_as_they_really_are() -> None:
    whole = Hours(time(0), time(0))
    start, end = whole.on(date(2026, 3, 29), BERLIN)
    assert end - start == timedelta(hours=23)
    start, end = whole.on(date(2026, 10, 25), BERLIN)
    assert end - start == timedelta(hours=25)


# --- what is allowed ---


def test_by_default_three_a_day_in_office_hours() -> None:
    rhythm = Rhythm()
    assert rhythm.allows(local(2026, 11, 23, 9), BERLIN)
    assert not rhythm.allows(local(2026, 11, 23, 8, 59), BERLIN)
    assert not rhythm.allows(local(2026, 11, 23, 18), BERLIN)
    assert not rhythm.allows(local(2026, 11, 28, 12), BERLIN)
    assert len(list(rhythm.slots(MONDAY, BERLIN, seed=1))) == 3
    assert list(rhythm.slots(SATURDAY, BERLIN, seed=1)) == []


def test_lunch_can_be_kept_free() -> None:
    rhythm = Rhythm(quiet_hours=Hours(time(12), time(13)))
    assert rhythm.allows(local(2026, 11, 23, 11, 59), BERLIN)
    assert not rhythm.allows(local(2026, 11, 23, 12, 30), BERLIN)
    assert rhythm.allows(local(2026, 11, 23, 13), BERLIN)


def test_quiet_hours_over_midnight_cut_both_evenings() -> None:
    rhythm = Rhythm(week=(Hours(time(0), time(0)),) * 7, quiet_hours=NIGHT)
    assert not rhythm.allows(local(2026, 11, 23, 5), BERLIN)
    assert rhythm.allows(local(2026, 11, 23, 6), BERLIN)
    assert not rhythm.allows(local(2026, 11, 23, 22), BERLIN)


def test_a_night_shift_goes_on_after_midnight_of_a_free_day() -> None:
    rhythm = Rhythm(week=(None,) * 4 + (NIGHT, None, None))
    assert rhythm.allows(local(2026, 11, 28, 5), BERLIN)
    assert not rhythm.allows(local(2026, 11, 28, 6), BERLIN)
    assert not rhythm.allows(local(2026, 11, 28, 23), BERLIN)


def test_on_vacation_nothing_comes_and_then_it_goes_on() -> None:
    rhythm = Rhythm(back_on=date(2027, 1, 7))
    assert not rhythm.allows(local(2026, 12, 15, 12), BERLIN)
    following = rhythm.next_slot(local(2026, 11, 23, 9), BERLIN, seed=1)
    assert following is not None
    assert following.astimezone(BERLIN).date() == date(2027, 1, 7)


def test_fixed_times_know_days_but_no_hours() -> None:
    rhythm = Rhythm(kind=RhythmKind.FIXED, times=(time(21), time(7)))
    assert on_the_wall(rhythm.slots(MONDAY, BERLIN, seed=1)) == ["07:00", "21:00"]
    assert list(rhythm.slots(SATURDAY, BERLIN, seed=1)) == []
    assert rhythm.next_slot(local(2026, 11, 27, 22), BERLIN, seed=1) == local(2026, 11, 30, 7)


def test_a_fixed_time_in_quiet_hours_does_not_come() -> None:
    rhythm = Rhythm(
        kind=RhythmKind.FIXED, times=(time(11), time(12, 30)), quiet_hours=Hours(time(12), time(13))
    )
    assert on_the_wall(rhythm.slots(MONDAY, BERLIN, seed=1)) == ["11:00"]


def test_a_fixed_time_that_the_clock_change_skips_comes_all_the_same() -> None:
    rhythm = Rhythm(kind=RhythmKind.FIXED, times=(time(2, 30),), week=EVERY_DAY)
    assert len(list(rhythm.slots(date(2026, 3, 29), BERLIN, seed=1))) == 1
    assert len(list(rhythm.slots(date(2026, 10, 25), BERLIN, seed=1))) == 1


# --- a few times a day ---


@given(seed=st.integers(0, 2**32), day=st.dates(date(2026, 1, 1), date(2030, 1, 1)), count=st.integers(1, 12))
def test_few_are_spread_within_the_hours(seed: int, day: date, count: int) -> None:
    rhythm = Rhythm(per_day=count, week=EVERY_DAY)
    slots = list(rhythm.slots(day, BERLIN, seed))
    assert len(slots) == count
    assert slots == sorted(slots)
    start, end = EVERY_DAY[0].on(day, BERLIN)
    share = (end - start) / count
    reach = min(timedelta(minutes=15), share / 5)
    for number, at in enumerate(slots):
        assert start <= at < end
        middle = start + share * (number + 0.5)
        assert abs(at - middle) <= reach + timedelta(seconds=1)


def test_the_same_day_is_planned_the_same_and_no_two_days_are() -> None:
    rhythm = Rhythm()
    days = [MONDAY + timedelta(days=number) for number in range(5)]
    planned = [on_the_wall(rhythm.slots(day, BERLIN, seed=1)) for day in days]
    assert planned == [on_the_wall(rhythm.slots(day, BERLIN, seed=1)) for day in days]
    assert len({tuple(day) for day in planned}) == 5
    assert on_the_wall(rhythm.slots(MONDAY, BERLIN, seed=2)) != planned[0]


def test_where_quiet_hours_leave_nothing_there_is_nothing() -> None:
    rhythm = Rhythm(quiet_hours=Hours(time(8), time(19)))
    assert list(rhythm.slots(MONDAY, BERLIN, seed=1)) == []
    assert rhythm.next_slot(local(2026, 11, 23, 9), BERLIN, seed=1) is None


# --- every so many minutes ---


def test_every_counts_from_now_while_the_hours_last() -> None:
    rhythm = Rhythm(kind=RhythmKind.EVERY, every_minutes=60)
    assert rhythm.after(local(2026, 11, 23, 10), BERLIN) == local(2026, 11, 23, 11)


def test_every_begins_anew_in_the_morning() -> None:
    rhythm = Rhythm(kind=RhythmKind.EVERY, every_minutes=60)
    assert rhythm.after(local(2026, 11, 23, 17, 30), BERLIN) == local(2026, 11, 24, 10)
    assert rhythm.after(local(2026, 11, 27, 17, 30), BERLIN) == local(2026, 11, 30, 10)


def test_a_stretch_too_short_for_a_round_has_its_invitation_in_the_middle() -> None:
    short = (Hours(time(9), time(10)),) * 7
    rhythm = Rhythm(kind=RhythmKind.EVERY, every_minutes=90, week=short)
    assert rhythm.after(local(2026, 11, 23, 12), BERLIN) == local(2026, 11, 24, 9, 30)


def test_a_week_without_hours_has_no_invitations() -> None:
    nothing = (None,) * 7
    assert Rhythm(kind=RhythmKind.EVERY, week=nothing).after(local(2026, 11, 23, 9), BERLIN) is None
    assert Rhythm(week=nothing).next_slot(local(2026, 11, 23, 9), BERLIN, seed=1) is None


# --- what cannot be kept ---


@pytest.mark.parametrize(
    "wrong",
    [
        {"week": OFFICE_WEEK[:6]},
        {"per_day": 0},
        {"per_day": 13},
        {"every_minutes": 0},
        {"every_minutes": 481},
    ],
)
def test_a_rhythm_that_cannot_be_kept_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"week|range"):
        Rhythm(**wrong)  # type: ignore[arg-type]
