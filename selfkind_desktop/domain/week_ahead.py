"""The coming seven days of a rhythm, as a person would draw them: in minutes of the local day."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from selfkind_desktop.domain import check_ins
from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind

MINUTES = 24 * 60
_ONE_DAY = timedelta(days=1)
_AROUND_THE_CLOCK = Hours(time.min, time.min)


@dataclass(frozen=True, slots=True)
class DayAhead:
    """One of the coming days.

    Attributes:
        day: its date.
        hours: the hours that begin on it; None is a day without invitations.
        is_away: it lies in a vacation.
        open_time: when pauses may come, as minutes after midnight, in order, quiet hours taken out; on a
            day away, when they might have come.
        pauses: about when they are planned, as minutes after midnight.
        morning: when the morning is asked about, at the earliest; None: not that day.
        bedtime: when the evening is asked about; None: not that day.
    """

    day: date
    hours: Hours | None
    is_away: bool
    open_time: tuple[tuple[int, int], ...]
    pauses: tuple[int, ...]
    morning: int | None = None
    bedtime: int | None = None

    @property
    def check_ins(self) -> tuple[int, ...]:
        """Both, as far as there are any."""
        return tuple(minute for minute in (self.morning, self.bedtime) if minute is not None)


def week_ahead(rhythm: Rhythm, moment: Moment, seed: int) -> tuple[DayAhead, ...]:
    """Today and the six days after it, Monday first.

    Args:
        rhythm: when pauses may come.
        moment: now.
        seed: what the schedule varies its plan by.
    """
    today = moment.local.date()
    days = (today + ((weekday - today.weekday()) % 7) * _ONE_DAY for weekday in range(7))
    return tuple(_day_ahead(rhythm, day, moment.zone, seed) for day in days)


def _day_ahead(rhythm: Rhythm, day: date, zone: ZoneInfo, seed: int) -> DayAhead:
    at_home = replace(rhythm, back_on=None)
    if rhythm.kind is RhythmKind.FIXED:
        # Only the days count; the times say the rest.
        whole = tuple(None if hours is None else _AROUND_THE_CLOCK for hours in rhythm.week)
        at_home = replace(at_home, week=whole)
    both = (day - _ONE_DAY, day)
    parts = (
        (max(0, _minute(start, day, zone)), min(MINUTES, _minute(end, day, zone)))
        for begin in both
        for start, end in at_home.stretches(begin, zone)
    )
    pauses = {_minute(at, day, zone) for begin in both for at in rhythm.slots(begin, zone, seed)}
    return DayAhead(
        day,
        rhythm.week[day.weekday()],
        rhythm.back_on is not None and day < rhythm.back_on,
        tuple(sorted(part for part in parts if part[0] < part[1])),
        tuple(sorted(minute for minute in pauses if 0 <= minute < MINUTES)),
        _check_in(rhythm, DayEdge.MORNING, day, zone),
        _check_in(rhythm, DayEdge.BEDTIME, day, zone),
    )


def _check_in(rhythm: Rhythm, edge: DayEdge, day: date, zone: ZoneInfo) -> int | None:
    """When it comes on a date; after midnight it belongs to the evening before."""
    begins = (check_ins.begins_at(rhythm, edge, lived, zone) for lived in (day - _ONE_DAY, day))
    minutes = (_minute(at, day, zone) for at in begins if at is not None)
    return next((minute for minute in minutes if 0 <= minute < MINUTES), None)


def _minute(at: datetime, day: date, zone: ZoneInfo) -> int:
    """The local minute of an instant, counted from the midnight that begins `day`."""
    local = at.astimezone(zone)
    return (local.date() - day).days * MINUTES + local.hour * 60 + local.minute
