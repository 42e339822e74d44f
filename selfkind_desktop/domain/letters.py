"""Letters and their delivery, as frozen values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from selfkind_desktop.domain.moment import Stamp


class Voice(StrEnum):
    """Who writes to whom."""

    MYSELF_AS_A_FRIEND = "myself-as-a-friend"
    COMPASSIONATE_FRIEND = "compassionate-friend"
    YOUNGER_ME = "younger-me"
    FUTURE_ME = "future-me"
    PART_THAT_HURTS = "part-that-hurts"


class Occasion(StrEnum):
    """A letter that waits for a moment instead of a day."""

    HARD_DAY = "hard-day"


@dataclass(frozen=True, slots=True)
class Seal:
    """When a sealed letter arrives: exactly one of a day or an occasion.

    Attributes:
        at: when it was sealed, UTC.
        day: the local day on which it arrives; of a surprise, the day that was drawn.
        surprise: the first and last day that the surprise was drawn from; None for a chosen day.
        occasion: what it waits for instead of a day.
    """

    at: datetime
    day: date | None = None
    surprise: tuple[date, date] | None = None
    occasion: Occasion | None = None

    def __post_init__(self) -> None:
        """Refuse a letter that could never arrive, or twice."""
        if (self.day is None) == (self.occasion is None):
            raise ValueError("a seal has a day or an occasion")


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: a draft until it is sealed, on its way until it arrives, there from then on.

    Attributes:
        id: a UUID as text.
        stamp: when it was begun.
        voice: who writes to whom.
        text: Markdown.
        updated: when it last changed, UTC.
        title: one line; often empty.
        stationery: the key of the paper.
        answers: the id of the letter that it answers, if any.
        seal: when it arrives; None for a draft, or one that is not sent.
        arrived: when it arrived, UTC.
        opened: when it was first read after it arrived, UTC.
        media: the ids of what is attached, in order.
    """

    id: str
    stamp: Stamp
    voice: Voice
    text: str
    updated: datetime
    title: str = ""
    stationery: str = ""
    answers: str | None = None
    seal: Seal | None = None
    arrived: datetime | None = None
    opened: datetime | None = None
    media: tuple[str, ...] = ()
