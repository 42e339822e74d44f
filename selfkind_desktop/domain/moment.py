"""Instants, and the local day as a person lived it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

DAY_START = time(4)
"""A day lasts until four in the morning unless the person says otherwise: a late evening is still today."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something happened, as it is stored: never recomputed from another zone later.

    Attributes:
        at: the instant, in UTC.
        zone: the IANA name of the zone that the person was in.
        day: the local day as lived, day start included.
    """

    at: datetime
    zone: str
    day: date


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant together with the zone that the person is in.

    Attributes:
        at: the instant, aware, in UTC.
        zone: where the person is now.
    """

    at: datetime
    zone: ZoneInfo

    def __post_init__(self) -> None:
        """Refuse a naive instant: it would silently mean another zone on another machine."""
        if self.at.utcoffset() is None:
            raise ValueError("a moment needs an aware datetime")
        object.__setattr__(self, "at", self.at.astimezone(UTC))

    @property
    def local(self) -> datetime:
        """The wall-clock time where the person is."""
        return self.at.astimezone(self.zone)

    def day(self, day_start: time = DAY_START) -> date:
        """The local day as lived: before `day_start` it is still yesterday."""
        local = self.local
        return local.date() if local.time() >= day_start else local.date() - timedelta(days=1)

    def stamp(self, day_start: time = DAY_START) -> Stamp:
        """The form that storage keeps."""
        return Stamp(self.at, self.zone.key, self.day(day_start))

    def later(self, **span: float) -> "Moment":
        """The moment after a `timedelta(**span)`; negative spans go back."""
        return Moment(self.at + timedelta(**span), self.zone)


class Clock(Protocol):
    """The time, given to whoever needs it."""

    def now(self) -> Moment:
        """The wall clock and the zone the person is in."""
        ...

    def monotonic(self) -> float:
        """Seconds that only ever move forward, from an arbitrary start."""
        ...
