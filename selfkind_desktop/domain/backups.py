"""Which copies of everything are kept, and when the next one is due."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from selfkind_desktop.domain.moment import Moment

DAILY, WEEKLY, MONTHLY = 7, 4, 12
"""How many days, weeks and months have a copy of their own."""

BEFORE_RESTORES = 5
"""How many of the copies made before something was restored are kept."""

REHEARSE_AFTER = timedelta(days=30)


class Reason(StrEnum):
    """Why a copy was made; part of its name."""

    AUTOMATIC = "automatic"
    BY_HAND = "by-hand"
    BEFORE_RESTORE = "before-restore"
    BEFORE_UPDATE = "before-update"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Contents:
    """What is inside a copy, as far as it can be told without reading a word.

    Attributes:
        revision: of the schema.
        counts: how many there are of each kind, by the name of its table; the trash is not counted.
        first: the earliest day as lived of anything in it; None where there is nothing.
        last: the latest one.
    """

    revision: str
    counts: Mapping[str, int] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None

    def missing(self, now: "Contents") -> dict[str, int]:
        """How many fewer of each kind there are here than there are now."""
        return {
            kind: count - self.counts.get(kind, 0)
            for kind, count in now.counts.items()
            if count > self.counts.get(kind, 0)
        }


def kept(made: Collection[datetime], now: datetime) -> set[datetime]:
    """The automatic copies that are kept: the newest of each of the last days, weeks and months with one.

    Only copies are counted, never time that passed without any, so nothing goes because a year went by. What
    the clock dates after now is counted apart: a clock that was wrong for a while pushes out no real copy.

    Args:
        made: when each copy was made, UTC.
        now: the time, UTC.
    """
    past = [at for at in made if at <= now]
    ahead = [at for at in made if at > now]
    return _kept_of(past) | _kept_of(ahead)


def _kept_of(made: Iterable[datetime]) -> set[datetime]:
    newest_first = sorted(made, reverse=True)
    spans: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (DAILY, lambda at: at.date()),
        (WEEKLY, lambda at: at.isocalendar()[:2]),
        (MONTHLY, lambda at: (at.year, at.month)),
    )
    chosen: set[datetime] = set()
    for most, span_of in spans:
        newest_of: dict[object, datetime] = {}
        for at in newest_first:
            newest_of.setdefault(span_of(at), at)
        chosen.update(list(newest_of.values())[:most])
    return chosen


def backup_is_due(last: datetime | None, now: Moment) -> bool:
    """Whether a day began since the last automatic copy; a clock set back keeps nothing waiting."""
    return last is None or Moment(last, now.zone).day() != now.day()


def rehearsal_is_due(last: datetime | None, now: datetime) -> bool:
    """Whether it is a month since a restore was last rehearsed."""
    return last is None or not timedelta() <= now - last < REHEARSE_AFTER
