"""When pauses may be offered: the rhythm that a person chose, as a value."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

MOST_PER_DAY = 12
LONGEST_EVERY = 480
_ONE_DAY = timedelta(days=1)
_SMALLEST_GAP = timedelta(minutes=1)
_VARIATION = timedelta(minutes=15)


class RhythmKind(StrEnum):
    """The three ways to say when."""

    FEW = "few"
    EVERY = "every"
    FIXED = "fixed"


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A daily stretch of local time, from `start` up to, but not including, `end`.

    An end at or before the start belongs to the next day, so that a night shift has its hours too.
    """

    start: time
    end: time

    def __contains__(self, moment: time) -> bool:
        """Whether a local time of day lies in the stretch."""
        if self.start < self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def on(self, day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """The stretch that begins on `day`, as two instants in UTC, whatever the clocks do that day."""
        last_day = day if self.start < self.end else day + _ONE_DAY
        return (
            datetime.combine(day, self.start, zone).astimezone(UTC),
            datetime.combine(last_day, self.end, zone).astimezone(UTC),
        )


_OFFICE = Hours(time(9), time(18))
OFFICE_WEEK: tuple[Hours | None, ...] = (_OFFICE,) * 5 + (None, None)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When pauses may be offered.

    Attributes:
        kind: a few times a day, every so many minutes of computer use, or fixed times.
        per_day: how many invitations a day (*few*).
        every_minutes: minutes of computer use between invitations (*every*).
        times: local times of day (*fixed*).
        week: hours for each weekday, Monday first; None is a day without invitations. With *fixed*
            only the days count: the times say the rest.
        quiet_hours: a daily stretch without invitations, for example over lunch.
        back_on: the first day after a vacation; before it nothing is offered.
        morning: in which stretch the first use of the computer is asked how the morning is; None: not asked.
        bedtime: the local time at which is asked how the evening is; None: not asked.

    Raises:
        ValueError: the rhythm could not be kept (a number out of range, a week without seven days).
    """

    kind: RhythmKind = RhythmKind.FEW
    per_day: int = 3
    every_minutes: int = 60
    times: tuple[time, ...] = (time(10, 30), time(14), time(16, 30))
    week: tuple[Hours | None, ...] = OFFICE_WEEK
    quiet_hours: Hours | None = None
    back_on: date | None = None
    morning: Hours | None = None
    bedtime: time | None = None

    def __post_init__(self) -> None:
        """Refuse a rhythm that could not be kept."""
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        if not 1 <= self.per_day <= MOST_PER_DAY or not 1 <= self.every_minutes <= LONGEST_EVERY:
            raise ValueError("the rhythm is out of range")

    def allows(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether an invitation may come at this instant, by days, hours, quiet hours and vacation."""
        local = at.astimezone(zone)
        today = local.date()
        if self.kind is RhythmKind.FIXED:
            quiet = self.quiet_hours is not None and local.time() in self.quiet_hours
            return self._has_invitations(today) and not quiet
        return self._stretch_at(at, zone) is not None

    def stretches(self, day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
        """The open time of the hours that begin on `day`, quiet hours taken out, in UTC and in order."""
        hours = self.week[day.weekday()]
        if hours is None or not self._has_invitations(day):
            return []
        start, end = hours.on(day, zone)
        open_time = [(start, end)]
        if self.quiet_hours is not None:
            for near in (day - _ONE_DAY, day, day + _ONE_DAY):
                quiet_from, quiet_to = self.quiet_hours.on(near, zone)
                if quiet_from < end and start < quiet_to:
                    open_time = without(open_time, quiet_from, quiet_to)
        return open_time

    def least_gap(self, at: datetime, zone: ZoneInfo) -> timedelta:
        """The shortest time that this rhythm ever leaves between an invitation at `at` and the next.

        For *few* it is half of the day's even share, because each invitation moves by at most a fifth
        of that share. With *fixed* the person's own times set it, so it is only a minute.
        """
        if self.kind is RhythmKind.EVERY:
            return timedelta(minutes=self.every_minutes)
        if self.kind is RhythmKind.FEW:
            today = at.astimezone(zone).date()
            for day in (today, today - _ONE_DAY):
                open_time = self.stretches(day, zone)
                if any(start <= at < end for start, end in open_time):
                    return _total(open_time) / self.per_day / 2
        return _SMALLEST_GAP

    def slots(self, day: date, zone: ZoneInfo, seed: int) -> Iterator[datetime]:
        """The instants planned for the hours that begin on `day`, in order; none for *every*.

        *Few* gives each invitation an even share of the open time and moves it within that share by at
        most 15 minutes and at most a fifth of the share. The move depends on `seed`, the day and the
        slot alone, so that a restart plans the same day again.
        """
        if self.kind is RhythmKind.FIXED:
            for moment in sorted(set(self.times)):
                at = datetime.combine(day, moment, zone).astimezone(UTC)
                if self.allows(at, zone):
                    yield at
        elif self.kind is RhythmKind.FEW:
            open_time = self.stretches(day, zone)
            share = _total(open_time) / self.per_day
            reach = min(_VARIATION, share / 5)
            for number in range(self.per_day if open_time else 0):
                moved = share * (number + 0.5) + reach * (2 * _chance(seed, day, number) - 1)
                # Whole seconds: nobody can tell, and every store keeps them exactly.
                yield _into(open_time, moved).replace(microsecond=0)

    def after(self, at: datetime, zone: ZoneInfo) -> datetime | None:
        """The invitation of *every* that follows computer use beginning at `at`; None if none ever comes.

        Where the time runs out of the day's hours the next stretch begins anew: computer use is counted
        from its start, and a stretch too short for a whole round has its invitation in the middle.
        """
        whole = timedelta(minutes=self.every_minutes)
        if self._stretch_at(at + whole, zone) is not None:
            return at + whole
        first = (at + whole).astimezone(zone).date() - _ONE_DAY
        for number in range(self._days_to_look(first)):
            for start, end in self.stretches(first + number * _ONE_DAY, zone):
                if start > at + whole:
                    return start + min(whole, (end - start) / 2)
        return None

    def next_slot(self, earliest: datetime, zone: ZoneInfo, seed: int) -> datetime | None:
        """The first slot of *few* or *fixed* at or after `earliest`; None if none ever comes."""
        first = earliest.astimezone(zone).date() - _ONE_DAY
        days = (first + number * _ONE_DAY for number in range(self._days_to_look(first)))
        return next((at for day in days for at in self.slots(day, zone, seed) if at >= earliest), None)

    def _has_invitations(self, day: date) -> bool:
        return self.week[day.weekday()] is not None and (self.back_on is None or day >= self.back_on)

    def _stretch_at(self, at: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
        today = at.astimezone(zone).date()
        for day in (today, today - _ONE_DAY):
            for start, end in self.stretches(day, zone):
                if start <= at < end:
                    return start, end
        return None

    def _days_to_look(self, first: date) -> int:
        """A week decides, once the vacation is over; a few days more cover its edges and the clock's."""
        vacation = 0 if self.back_on is None else max(0, (self.back_on - first).days)
        return vacation + 10


def without(
    stretches: list[tuple[datetime, datetime]], start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """The stretches with everything from `start` to `end` taken out."""
    return [
        part
        for begin, finish in stretches
        for part in ((begin, min(finish, start)), (max(begin, end), finish))
        if part[0] < part[1]
    ]


def _total(stretches: list[tuple[datetime, datetime]]) -> timedelta:
    return sum((end - start for start, end in stretches), timedelta())


def _into(stretches: list[tuple[datetime, datetime]], offset: timedelta) -> datetime:
    """The instant that lies `offset` of open time into the stretches."""
    for start, end in stretches:
        if offset < end - start:
            return start + offset
        offset -= end - start
    return stretches[-1][1]


def _chance(seed: int, day: date, number: int) -> float:
    """An even number in [0, 1), the same on every machine and in every run.

    The finalizer of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable pseudorandom number
    generators"). The standard library's `random` would load OpenSSL, some 5 MB, into a program that
    only waits.
    """
    mask = (1 << 64) - 1
    mixed = (seed * 0x9E3779B97F4A7C15 + day.toordinal() * 0xD1B54A32D192ED03 + number + 1) & mask
    for shift, factor in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        mixed = (mixed ^ (mixed >> shift)) * factor & mask
    return (mixed ^ (mixed >> 31)) / (1 << 64)
