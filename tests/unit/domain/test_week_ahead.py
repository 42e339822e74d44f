"""The coming week, drawn: open time, quiet hours, plans, vacation, nights, and a change of the clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind
from selfkind_desktop.domain.week_ahead import MINUTES, week_ahead

BERLIN = ZoneInfo("Europe/Berlin")
WEDNESDAY = Moment(datetime(2026, 11, 25, 12, tzinfo=UTC), BERLIN)
OFFICE = ((9 * 60, 18 * 60),)


def test_it_is_monday_first_and_begins_today() -> None:
    days = [each.day for each in week_ahead(Rhythm(), WEDNESDAY, 1)]
    assert [day.weekday() for day in days] == list(range(7))
    assert min(days) == date(2026, 11, 25)
    assert max(days) == date(2026, 12, 1)


def test_open_time_is_the_hours_without_the_quiet_ones() -> None:
    week = week_ahead(replace(Rhythm(), quiet_hours=Hours(time(12), time(13, 30))), WEDNESDAY, 1)
    assert week[0].open_time == ((540, 720), (810, 1080))
    assert week[5].open_time == ()
    assert week[5].hours is None


def test_a_night_lies_on_two_days() -> None:
    week = (Hours(time(22), time(6)), *(None,) * 6)
    ahead = week_ahead(replace(Rhythm(), week=week), WEDNESDAY, 1)
    assert ahead[0].open_time == ((22 * 60, MINUTES),)
    assert ahead[1].open_time == ((0, 6 * 60),)
    assert sum(len(day.pauses) for day in ahead[:2]) == 3


def test_plans_are_those_of_the_schedule() -> None:
    rhythm = Rhythm()
    monday = week_ahead(rhythm, WEDNESDAY, 7)[0]
    planned = [at.astimezone(BERLIN) for at in rhythm.slots(monday.day, BERLIN, 7)]
    assert monday.pauses == tuple(at.hour * 60 + at.minute for at in planned)


def test_set_times_need_the_day_only() -> None:
    rhythm = replace(Rhythm(), kind=RhythmKind.FIXED, times=(time(7), time(20)))
    monday, saturday = (week_ahead(rhythm, WEDNESDAY, 1)[day] for day in (0, 5))
    assert monday.open_time == ((0, MINUTES),)
    assert monday.pauses == (420, 1200)
    assert (saturday.open_time, saturday.pauses) == ((), ())


def test_days_away_keep_their_hours_and_lose_their_plans() -> None:
    ahead = week_ahead(replace(Rhythm(), back_on=date(2026, 11, 30)), WEDNESDAY, 1)
    assert [day.is_away for day in ahead] == [False, False, True, True, True, True, True]
    assert (ahead[3].open_time, ahead[3].pauses) == (OFFICE, ())
    assert len(ahead[0].pauses) == 3


def test_every_so_often_has_no_plan() -> None:
    assert all(not day.pauses for day in week_ahead(Rhythm(kind=RhythmKind.EVERY), WEDNESDAY, 1))


_TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))
_HOURS = st.none() | st.builds(Hours, _TIMES, _TIMES)


@given(
    week=st.tuples(*[_HOURS] * 7),
    quiet=_HOURS,
    kind=st.sampled_from(RhythmKind),
    hours_later=st.integers(0, 365 * 24),
)
def test_whatever_the_week_it_can_be_drawn(
    week: tuple[Hours | None, ...], quiet: Hours | None, kind: RhythmKind, hours_later: int
) -> None:
    rhythm = Rhythm(kind=kind, week=week, quiet_hours=quiet)
    for day in week_ahead(rhythm, WEDNESDAY.later(hours=hours_later), 3):
        assert all(0 <= start < end <= MINUTES for start, end in day.open_time)
        assert list(day.open_time) == sorted(day.open_time)
        assert all(0 <= minute < MINUTES for minute in day.pauses)


def test_check_ins_are_where_they_come_quiet_hours_and_midnight_considered() -> None:
    rhythm = replace(Rhythm(), morning=Hours(time(6), time(11)), bedtime=time(0, 30))
    sunday = week_ahead(rhythm, WEDNESDAY, 1)[6]
    assert (sunday.morning, sunday.bedtime) == (360, 30)
    assert sunday.check_ins == (360, 30)
    late = replace(rhythm, quiet_hours=Hours(time(0), time(7)))
    assert week_ahead(late, WEDNESDAY, 1)[6].check_ins == (420,)
    # Wednesday night is the last before the vacation, and reaches into Thursday.
    away = week_ahead(replace(rhythm, back_on=date(2026, 11, 30)), WEDNESDAY, 1)
    assert [day.check_ins for day in away[:2]] == [(360,), (360, 30)]
    assert all(day.check_ins == () for day in away[2:])
