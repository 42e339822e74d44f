"""What the tray, Today and `selfkind status` say about the next pause: one value for all of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from selfkind_desktop.domain.schedule import Decision, Hold, State, Wait
from selfkind_desktop.domain.surroundings import HoldReason


class Standing(StrEnum):
    """What the program is doing; the words are those of `status --json`."""

    WAITING = "waiting"
    OFFERED = "offered"
    IN_PAUSE = "in_pause"
    QUIET = "quiet"
    LOCKED = "locked"


@dataclass(frozen=True, slots=True)
class Outlook:
    """How things stand.

    Attributes:
        standing: what the program is doing.
        next_at: when the next invitation comes, UTC; None where none is planned or reminders are quiet.
        quiet_until: when quiet ends, UTC; None where it lasts until the person says, or it is not quiet.
        held: why an invitation that is due waits.
    """

    standing: Standing
    next_at: datetime | None = None
    quiet_until: datetime | None = None
    held: HoldReason | None = None


def outlook(state: State, decision: Decision, *, in_pause: bool) -> Outlook:
    """How things stand, from what the schedule decided last."""
    if in_pause:
        return Outlook(Standing.IN_PAUSE, next_at=state.next_at)
    if isinstance(decision, Wait) and decision.quiet:
        return Outlook(Standing.QUIET, quiet_until=decision.until)
    if isinstance(decision, Hold):
        return Outlook(Standing.WAITING, next_at=decision.due, held=decision.reason)
    if isinstance(decision, Wait):
        return Outlook(Standing.WAITING, next_at=decision.until)
    return Outlook(Standing.OFFERED, next_at=state.next_at)
