"""What a person did, as frozen values: the types that storage, app and ui hand around."""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from selfkind_desktop.domain.moment import Stamp


class Mood(IntEnum):
    """A check-in in one tap; the words for it are the ui's."""

    VERY_HARD = 1
    HARD = 2
    IN_BETWEEN = 3
    ALL_RIGHT = 4
    GOOD = 5


class Place(StrEnum):
    """Where a check-in was made."""

    TODAY = "today"
    PANEL = "panel"
    COMMAND = "command"
    BEFORE_PAUSE = "before-pause"
    AFTER_PAUSE = "after-pause"
    ELSEWHERE = "elsewhere"  # in another program, from which it came in
    MORNING = "morning"
    BEDTIME = "bedtime"


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A mood at a moment.

    Attributes:
        id: a UUID as text.
        words: emotion words, as their keys; often none.
        pause: the id of the pause it belongs to, if it was made in one.
    """

    id: str
    stamp: Stamp
    mood: Mood
    place: Place
    words: tuple[str, ...] = ()
    pause: str | None = None


class PauseEnd(StrEnum):
    """How a pause ended. None of these is better than another."""

    COMPLETED = "completed"
    ENDED_HERE = "ended-here"
    TOO_MUCH = "too-much"


class PauseSource(StrEnum):
    """What a pause began from."""

    REMINDER = "reminder"
    NOW = "now"
    HARD_MOMENT = "hard-moment"
    COMMAND = "command"
    FIRST_RUN = "first-run"
    GROUNDING = "grounding"


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause that was taken.

    Attributes:
        id: a UUID as text.
        stamp: when it began.
        practice: the key of the practice.
        minutes: the planned length in minutes; 0 where it had no clock (a hard moment).
        seconds: the seconds it really took.
        entry: the id of the journal entry that keeps its one line, if one was written.
    """

    id: str
    stamp: Stamp
    practice: str
    minutes: int
    seconds: float
    end: PauseEnd
    source: PauseSource
    before: Mood | None = None
    after: Mood | None = None
    entry: str | None = None


class Answer(StrEnum):
    """What became of an invitation. *Expired* is not *missed*."""

    BEGUN = "begun"
    POSTPONED = "postponed"
    DECLINED = "declined"
    EXPIRED = "expired"
    LET_GO = "let-go"


@dataclass(frozen=True, slots=True)
class Reminder:
    """An invitation and its answer.

    Attributes:
        id: a UUID as text.
        stamp: when it was offered (or let go without being shown).
        due: the instant it was planned for, UTC.
        answered: when the answer came, UTC.
        way: how it was shown, for example `card`, `notification`, `card+notification`, `tray`; empty for
            one that was let go unseen. A check-in at an edge of the day begins with `morning` or `bedtime`,
            as in `bedtime:card`.
        minutes: for *postponed*, by how many minutes; otherwise None.
    """

    id: str
    stamp: Stamp
    due: datetime
    answered: datetime
    answer: Answer
    way: str
    minutes: int | None = None
