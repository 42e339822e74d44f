"""What the tray, Today and `selfkind status` say about the next pause: one value for all of them."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from selfkind_desktop.domain.check_ins import DayEdge
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
        asking: the check-in that shows now; the pauses wait meanwhile.
        check_in_held: why a check-in that is due waits.
        beneath: while it is locked, what it does all the same.
        letter: whether a letter has arrived and was not opened yet.
    """

    standing: Standing
    next_at: datetime | None = None
    quiet_until: datetime | None = None
    held: HoldReason | None = None
    asking: DayEdge | None = None
    check_in_held: HoldReason | None = None
    beneath: Standing | None = None
    letter: bool = False

    @property
    def reminders(self) -> "Outlook":
        """How things stand with the reminders alone, locked or not."""
        return self if self.beneath is None else replace(self, standing=self.beneath, beneath=None)


def outlook(state: State, decision: Decision, *, in_pause: bool, locked: bool = False) -> Outlook:
    """How things stand, from what the schedule decided last.

    Args:
        state: the schedule's state.
        decision: what it decided last.
        in_pause: whether a pause is being taken.
        locked: whether the journal is locked; said where nothing more pressing is to be said.
    """
    stands = _reminders(state, decision, in_pause=in_pause)
    if locked and stands.standing in (Standing.WAITING, Standing.QUIET):
        return replace(stands, standing=Standing.LOCKED, beneath=stands.standing)
    return stands


def _reminders(state: State, decision: Decision, *, in_pause: bool) -> Outlook:
    if in_pause:
        return Outlook(Standing.IN_PAUSE, next_at=state.next_at)
    if isinstance(decision, Wait) and decision.quiet:
        return Outlook(Standing.QUIET, quiet_until=decision.until)
    if state.offered_at is not None and state.edges.showing is not None:
        return Outlook(Standing.WAITING, next_at=state.next_at, asking=state.edges.showing)
    if isinstance(decision, Hold) and decision.edge is not None:
        return Outlook(Standing.WAITING, next_at=state.next_at, check_in_held=decision.reason)
    if isinstance(decision, Hold):
        return Outlook(Standing.WAITING, next_at=decision.due, held=decision.reason)
    if isinstance(decision, Wait):
        return Outlook(Standing.WAITING, next_at=state.next_at)
    return Outlook(Standing.OFFERED, next_at=state.next_at)
