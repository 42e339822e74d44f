"""What the desktop says about the moment: whether an invitation would be welcome now."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class HoldReason(StrEnum):
    """Why an invitation is held. The order is the order in which one is named when several apply."""

    LOCKED = "locked"
    AWAY = "away"
    SCREEN_SHARING = "screen-sharing"
    CAMERA = "camera"
    MICROPHONE = "microphone"
    PRESENTING = "presenting"
    DO_NOT_DISTURB = "do-not-disturb"
    FULL_SCREEN = "full-screen"
    PROGRAM = "program"
    TYPING = "typing"


def foremost(reasons: Iterable[HoldReason]) -> HoldReason | None:
    """The one reason to name where there is room for one; None where there is none."""
    present = frozenset(reasons)
    return next((reason for reason in HoldReason if reason in present), None)


class Sense(StrEnum):
    """What can be seen of the desktop, each in its own way or not at all."""

    IDLE = "idle"
    LOCK = "lock"
    SLEEP = "sleep"
    DO_NOT_DISTURB = "do-not-disturb"
    PRESENTING = "presenting"
    FULL_SCREEN = "full-screen"
    CAMERA = "camera"
    MICROPHONE = "microphone"
    SCREEN_SHARING = "screen-sharing"
    PROGRAMS = "programs"


@dataclass(frozen=True, slots=True)
class Sighting:
    """How one thing is seen here, for Settings.

    Attributes:
        sense: what it is about.
        way: the name of the way that is in use ("KDE", "X11", "logind"); None when nothing here can see it.
        tried: the names of the ways that were tried before it and could not be used, first tried first.
    """

    sense: Sense
    way: str | None
    tried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One look at the desktop. What cannot be seen is None or absent: unknown never holds an invitation.

    Attributes:
        idle_seconds: seconds since the last key or pointer movement; None where it cannot be read.
        locked: whether the session is locked; None where it cannot be read.
        asleep: whether the computer is just going to sleep.
        interruptions: what else speaks against an invitation now, as the desktop reports it. Never contains
            *locked*, *typing* or *away*: `reasons` derives those.
        arrived_at: when somebody last came to the computer, as far as was noticed: it started, woke up or was
            unlocked then (UTC).
    """

    idle_seconds: float | None = None
    locked: bool | None = None
    asleep: bool = False
    interruptions: frozenset[HoldReason] = field(default_factory=frozenset)
    arrived_at: datetime | None = None

    def reasons(self, *, typing_lull: float, away_after: float) -> frozenset[HoldReason]:
        """All reasons to hold an invitation now.

        Args:
            typing_lull: seconds without input that make a lull; 0 never waits for one.
            away_after: seconds without input after which nobody is there.
        """
        found = set(self.interruptions)
        if self.locked or self.asleep:
            found.add(HoldReason.LOCKED)
        if self.idle_seconds is not None:
            if self.idle_seconds < typing_lull:
                found.add(HoldReason.TYPING)
            elif self.idle_seconds >= away_after:
                found.add(HoldReason.AWAY)
        return frozenset(found)


UNKNOWN = Surroundings()
"""Nothing is known: an invitation may come."""
