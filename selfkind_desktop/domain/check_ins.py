"""The check-ins at the edges of the day: when one is due, and what is remembered of them.

They keep the promises of `domain.schedule`, which asks this module and decides. A check-in never comes where
reminders do not: not in quiet hours, not on vacation. The weekday hours are for pauses alone, since bedtime
lies outside of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.moment import DAY_START, Moment
from selfkind_desktop.domain.rhythm import Rhythm, RhythmKind, without
from selfkind_desktop.domain.surroundings import Surroundings

HOLD_FOR = timedelta(minutes=30)
"""A check-in is held for this long after it fell due, then let go."""

APART = timedelta(minutes=30)
"""The least time between a check-in and an invitation to pause; the check-in gives way."""

_SAME_AGAIN = timedelta(hours=12)
"""Between two of the same kind, whatever a journey does to the days."""

_ONE_DAY = timedelta(days=1)


class DayEdge(StrEnum):
    """The two."""

    MORNING = "morning"
    BEDTIME = "bedtime"


@dataclass(frozen=True, slots=True)
class Asked:
    """The last time that one was asked, or let go.

    Attributes:
        edge: which.
        day: the local day as lived that it belonged to.
        at: when, UTC.
        shown: whether it was seen.
    """

    edge: DayEdge
    day: date
    at: datetime
    shown: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """One that is due and was not asked yet.

    Attributes:
        edge: which.
        at: when it fell due, UTC.
        held: the moment did not suit; merely to wait for somebody is not to be held.
    """

    edge: DayEdge
    at: datetime
    held: bool = False


@dataclass(frozen=True, slots=True)
class EdgeState:
    """What is remembered of the check-ins.

    Attributes:
        asked: the last of each, at most one of a kind.
        waiting: the one that is due.
        showing: the one on the screen.
    """

    asked: tuple[Asked, ...] = ()
    waiting: Waiting | None = None
    showing: DayEdge | None = None

    def last(self, edge: DayEdge) -> Asked | None:
        """The last time of this kind."""
        return next((asked for asked in self.asked if asked.edge is edge), None)

    def marked(self, edge: DayEdge, day: date, at: datetime, *, shown: bool) -> "EdgeState":
        """The state after one was asked or let go."""
        others = tuple(asked for asked in self.asked if asked.edge is not edge)
        waiting = None if self.waiting is not None and self.waiting.edge is edge else self.waiting
        return replace(self, asked=(*others, Asked(edge, day, at, shown)), waiting=waiting)


NO_EDGES = EdgeState()
"""Nothing was ever asked."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A stretch of time in which one may be asked.

    Attributes:
        edge: which.
        day: the local day as lived that it belongs to.
        start: UTC.
        end: UTC, not included.
    """

    edge: DayEdge
    day: date
    start: datetime
    end: datetime


def gap(rhythm: Rhythm) -> timedelta:
    """How far a check-in stays from an invitation to pause: less only for whoever wants pauses that often."""
    if rhythm.kind is RhythmKind.EVERY:
        return min(APART, timedelta(minutes=rhythm.every_minutes))
    return APART


def open_now(rhythm: Rhythm, state: EdgeState, moment: Moment) -> Opening | None:
    """The opening that `moment` lies in; None where nothing is to be asked."""
    if rhythm.morning is None and rhythm.bedtime is None:
        return None
    today = moment.day()
    near = _openings(rhythm, state, moment, (today - _ONE_DAY, today))
    return next((opening for opening in near if opening.start <= moment.at < opening.end), None)


def next_opening(rhythm: Rhythm, state: EdgeState, moment: Moment) -> datetime | None:
    """When the next opening after `moment` begins; None where none ever comes."""
    if rhythm.morning is None and rhythm.bedtime is None:
        return None
    first = moment.day() - _ONE_DAY
    if rhythm.back_on is not None:
        first = max(first, rhythm.back_on)
    found: list[datetime] = []
    for number in range(5):
        had_some = bool(found)
        day = first + number * _ONE_DAY
        found += [each.start for each in _openings(rhythm, state, moment, (day,)) if each.start > moment.at]
        # One that was put off may begin after the first of the next day, but of no later one.
        if had_some:
            break
    return min(found, default=None)


def begins_at(rhythm: Rhythm, edge: DayEdge, day: date, zone: ZoneInfo) -> datetime | None:
    """When one of a lived day may first be asked, UTC, whatever was asked before; None: not that day."""
    if rhythm.back_on is not None and day < rhythm.back_on:
        return None
    return next((start for start, _ in _stretches(rhythm, edge, day, zone)), None)


def somebody_came(opening: Opening, surroundings: Surroundings) -> bool:
    """Whether a morning has begun for somebody.

    Where input cannot be seen, a computer that ran all night looks like one in use. There only whoever
    started, woke or unlocked it lately is asked: nobody is while the morning begins and they sleep.
    """
    if opening.edge is not DayEdge.MORNING or surroundings.idle_seconds is not None:
        return True
    return surroundings.arrived_at is not None and surroundings.arrived_at >= opening.start - APART


def due(state: EdgeState, opening: Opening, moment: Moment) -> Waiting:
    """What waits in this opening, now that somebody is there.

    Bedtime is due at its time, the morning when the computer is first used.
    """
    waiting = state.waiting
    if waiting is not None and waiting.edge is opening.edge and opening.start <= waiting.at <= moment.at:
        return waiting
    return Waiting(opening.edge, opening.start if opening.edge is DayEdge.BEDTIME else moment.at)


def changed(before: Rhythm, after: Rhythm, state: EdgeState, moment: Moment) -> EdgeState:
    """The state after other check-ins were chosen: whoever is choosing is not asked at that very moment."""
    state = replace(state, waiting=None)
    opening = open_now(after, state, moment)
    if opening is None:
        return state
    names = {DayEdge.MORNING: "morning", DayEdge.BEDTIME: "bedtime"}
    name = names[opening.edge]
    if getattr(before, name) == getattr(after, name):
        return state
    return state.marked(opening.edge, opening.day, moment.at, shown=False)


def _openings(rhythm: Rhythm, state: EdgeState, moment: Moment, days: tuple[date, ...]) -> Iterator[Opening]:
    for day in days:
        if rhythm.back_on is not None and day < rhythm.back_on:
            continue
        for edge in DayEdge:
            last = state.last(edge)
            if last is not None and last.day == day:
                continue
            for start, end in _stretches(rhythm, edge, day, moment.zone, moment.at):
                # A clock that was set back leaves no memory of the future.
                if last is not None and last.at <= moment.at:
                    start = max(start, last.at + _SAME_AGAIN)
                if start < end:
                    yield Opening(edge, day, start, end)


def _stretches(
    rhythm: Rhythm, edge: DayEdge, day: date, zone: ZoneInfo, after: datetime | None = None
) -> list[tuple[datetime, datetime]]:
    """When one of a lived day may (`after` an instant: may still) be asked, quiet hours taken out."""
    if edge is DayEdge.MORNING:
        if rhythm.morning is None:
            return []
        start, end = rhythm.morning.on(_date_of(day, rhythm.morning.start), zone)
        tomorrow = datetime.combine(day + _ONE_DAY, DAY_START, zone).astimezone(UTC)
        end = min(end, tomorrow)
    else:
        if rhythm.bedtime is None:
            return []
        at = datetime.combine(_date_of(day, rhythm.bedtime), rhythm.bedtime, zone)
        start = at.astimezone(UTC)
        end = start + HOLD_FOR
    if end <= (start if after is None else max(start, after)):
        return []
    stretches = [(start, end)]
    if rhythm.quiet_hours is not None:
        for near in range(-1, 3):
            stretches = without(stretches, *rhythm.quiet_hours.on(day + near * _ONE_DAY, zone))
    return stretches


def _date_of(day: date, local: time) -> date:
    """The date on which a time of a lived day falls: one in the small hours belongs to the evening before."""
    return day if local >= DAY_START else day + _ONE_DAY
