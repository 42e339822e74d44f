"""Decides, purely, whether to wait, to offer a pause, or to hold the invitation for a better moment.

Nothing here reads a clock or a desktop: `decide` gets the rhythm, its own last state, the moment and one look
at the surroundings, and returns the next state together with what to do. The state is a small value that
survives a restart, so that the same history always leads to the same decision.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from selfkind_desktop.domain import check_ins
from selfkind_desktop.domain.check_ins import HOLD_FOR, NO_EDGES, DayEdge, EdgeState, Opening
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import Rhythm, RhythmKind
from selfkind_desktop.domain.surroundings import UNKNOWN, HoldReason, Surroundings, foremost

TYPING_LULL = 4.0
"""Seconds without input before an invitation may come."""

AWAY_AFTER = 300.0
"""Seconds without input after which the break has taken itself."""

POSTPONEMENTS = (5, 10, 30, 60)
"""The choices of "In … minutes"."""

SOFTEN_AFTER = 4
"""After so many invitations in a row that were declined or faded, fewer are suggested, once."""

_LATER_TODAY = timedelta(minutes=90)
_LOOK_FOR_SOMEBODY = timedelta(minutes=5)
"""How often is looked whether somebody came, while a check-in would be welcome. Whoever starts the computer,
wakes it or unlocks it is noticed at once."""

_IN_TURN = timedelta(minutes=1)
"""How soon a check-in is decided on after a pause was."""

_CLOCK_TOLERANCE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """Reminders held back by the person: until an instant (UTC), or until they say so."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What the schedule remembers. Nothing in it is private.

    Attributes:
        seed: makes this person's variation theirs.
        next_at: when the next invitation falls due, UTC; None where none is planned.
        postponed: the person asked for this `next_at`.
        planned_at: when `next_at` was planned, UTC: a clock that now shows less was set back.
        zone: the zone it was planned in.
        held: the invitation is due and waits for a better moment.
        offered_at: since when an invitation is showing, UTC.
        anchor: the last invitation or pause, UTC: the rhythm keeps its distance from it.
        quiet: reminders are held back.
        passed_over: invitations in a row that were declined or faded.
        softening_offered: fewer were suggested already.
        edges: the check-ins at the edges of the day. While one of them shows, `offered_at` says since when.
    """

    seed: int
    next_at: datetime | None = None
    postponed: bool = False
    planned_at: datetime | None = None
    zone: str = ""
    held: bool = False
    offered_at: datetime | None = None
    anchor: datetime | None = None
    quiet: Quiet | None = None
    passed_over: int = 0
    softening_offered: bool = False
    edges: EdgeState = NO_EDGES


@dataclass(frozen=True, slots=True)
class Wait:
    """Nothing to do until an instant (UTC); None: until the person changes something."""

    until: datetime | None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """Offer a pause now, or (`edge`) a check-in; it fell due at `due` (UTC)."""

    due: datetime
    edge: DayEdge | None = None


@dataclass(frozen=True, slots=True)
class Showing:
    """An invitation is on the screen and waits for its answer."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The invitation is due, but this is not the moment; it is let go at `until` (UTC)."""

    reason: HoldReason
    due: datetime
    until: datetime
    edge: DayEdge | None = None


Decision = Wait | Offer | Showing | Hold


@dataclass(frozen=True, slots=True)
class LetGo:
    """An invitation that was held and never shown; it fell due at `due` (UTC)."""

    due: datetime
    edge: DayEdge | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of `decide`: the state to keep, what to do, and what was let go on the way."""

    state: State
    decision: Decision
    let_go: LetGo | None = None


def decide(rhythm: Rhythm, state: State, moment: Moment, surroundings: Surroundings = UNKNOWN) -> Verdict:
    """What to do now.

    Args:
        rhythm: what the person chose.
        state: what the last call returned, or `State(seed)` at the very first.
        moment: now.
        surroundings: one look at the desktop; only read where an invitation is due.
    """
    if state.offered_at is not None:
        return Verdict(state, Showing())
    if state.quiet is not None:
        if state.quiet.until is None or moment.at < state.quiet.until:
            return Verdict(state, Wait(state.quiet.until, quiet=True))
        state = replan(rhythm, replace(state, quiet=None), moment)
    elif _planned_elsewhere(state, moment):
        state = replan(rhythm, _without_waiting(state), moment)
    if state.next_at is None or moment.at < state.next_at:
        return _edge(rhythm, state, moment, surroundings)
    return _due(rhythm, state, state.next_at, moment, surroundings)


def is_due(rhythm: Rhythm, state: State, moment: Moment) -> bool:
    """Whether the next `decide` will read the surroundings, so that nobody looks around for nothing."""
    quiet = state.quiet is not None and (state.quiet.until is None or moment.at < state.quiet.until)
    if state.offered_at is not None or quiet:
        return False
    pause_is_due = state.next_at is not None and moment.at >= state.next_at
    return pause_is_due or check_ins.open_now(rhythm, state.edges, moment) is not None


def _due(rhythm: Rhythm, state: State, due: datetime, moment: Moment, surroundings: Surroundings) -> Verdict:
    until = due + HOLD_FOR
    let_go = LetGo(due) if state.held else None
    if moment.at >= until or not rhythm.allows(moment.at, moment.zone):
        planned = replan(rhythm, state, moment)
        if let_go is None:
            return _edge(rhythm, planned, moment, surroundings)
        return Verdict(planned, _wait(rhythm, planned, moment), let_go)
    reason = foremost(surroundings.reasons(typing_lull=TYPING_LULL, away_after=AWAY_AFTER))
    if reason is HoldReason.AWAY:
        # The break took itself. Whoever comes back is not greeted by an invitation to leave again.
        planned = replan(rhythm, replace(state, anchor=moment.at), moment)
        return Verdict(planned, _wait(rhythm, planned, moment), let_go)
    if reason is not None:
        return Verdict(replace(state, held=True), Hold(reason, due, until))
    offered = replace(state, offered_at=moment.at, anchor=moment.at, held=False, next_at=None)
    return Verdict(offered, Offer(due))


def _edge(rhythm: Rhythm, state: State, moment: Moment, surroundings: Surroundings) -> Verdict:
    """Ask how the morning or the evening is, if that is due; no pause is."""
    opening = check_ins.open_now(rhythm, state.edges, moment)
    let_go = None
    waiting = state.edges.waiting
    if waiting is not None and opening is not None and moment.at >= waiting.at + HOLD_FOR:
        edges = state.edges.marked(opening.edge, opening.day, moment.at, shown=False)
        state, opening = replace(state, edges=edges), None
    if waiting is not None and (opening is None or opening.edge is not waiting.edge):
        let_go = LetGo(waiting.at, waiting.edge) if waiting.held else None
        state = _without_waiting(state)
    if opening is None:
        return Verdict(state, _wait(rhythm, state, moment), let_go)
    reason = foremost(surroundings.reasons(typing_lull=TYPING_LULL, away_after=AWAY_AFTER))
    nobody = reason in (HoldReason.AWAY, HoldReason.LOCKED)
    if nobody or not check_ins.somebody_came(opening, surroundings):
        return Verdict(state, _wait(rhythm, state, moment, moment.at + _LOOK_FOR_SOMEBODY, opening.end))
    waiting = check_ins.due(state.edges, opening, moment)
    until = min(opening.end, waiting.at + HOLD_FOR)
    clear_at = _clear_of_pauses(rhythm, state, moment)
    if reason is not None or clear_at is not None:
        held = waiting.held or clear_at is None
        state = replace(state, edges=replace(state.edges, waiting=replace(waiting, held=held)))
        if reason is not None and clear_at is None:
            return Verdict(state, Hold(reason, waiting.at, until, waiting.edge))
        return Verdict(state, _wait(rhythm, state, moment, clear_at, until))
    return Verdict(_asking(rhythm, state, opening, moment), Offer(waiting.at, waiting.edge))


def _asking(rhythm: Rhythm, state: State, opening: Opening, moment: Moment) -> State:
    edges = state.edges.marked(opening.edge, opening.day, moment.at, shown=True)
    asking = replace(state, offered_at=moment.at, edges=replace(edges, showing=opening.edge))
    # Computer use is counted anew from here, as from any break.
    return replan(rhythm, asking, moment) if rhythm.kind is RhythmKind.EVERY else asking


def _clear_of_pauses(rhythm: Rhythm, state: State, moment: Moment) -> datetime | None:
    """When a check-in is far enough from the pauses around it; None where it is now."""
    gap = check_ins.gap(rhythm)
    if state.anchor is not None and state.anchor <= moment.at < state.anchor + gap:
        return state.anchor + gap
    is_fixed = rhythm.kind is not RhythmKind.EVERY or state.postponed
    if is_fixed and state.next_at is not None and state.next_at < moment.at + gap:
        return state.next_at + gap
    return None


def _wait(rhythm: Rhythm, state: State, moment: Moment, *others: datetime | None) -> Wait:
    """Wait for the next pause, the next check-in, or whatever else comes first."""
    instants = (state.next_at, check_ins.next_opening(rhythm, state.edges, moment), *others)
    opening = check_ins.open_now(rhythm, state.edges, moment)
    if opening is not None and not others:
        # A pause was decided on first; the check-in has its turn soon.
        instants = (*instants, moment.at + _IN_TURN)
    return Wait(min((at for at in instants if at is not None), default=None))


def _without_waiting(state: State) -> State:
    return replace(state, edges=replace(state.edges, waiting=None))


def replan(rhythm: Rhythm, state: State, moment: Moment) -> State:
    """Plan the next invitation afresh, as after a change of the rhythm, a pause or an absence.

    It always lies after `moment`, within the person's hours, and as far from the last invitation or pause as
    the rhythm asks. A postponement is forgotten.
    """
    # A clock that was set back leaves no anchor in the future: nothing would be offered until then.
    anchor = None if state.anchor is None else min(state.anchor, moment.at)
    if rhythm.kind is RhythmKind.EVERY:
        next_at = rhythm.after(moment.at, moment.zone)
    else:
        earliest = moment.at + timedelta(seconds=1)
        if anchor is not None:
            earliest = max(earliest, anchor + rhythm.least_gap(anchor, moment.zone))
        for asked in state.edges.asked:
            if asked.shown and asked.at <= moment.at:
                earliest = max(earliest, asked.at + check_ins.gap(rhythm))
        next_at = rhythm.next_slot(earliest, moment.zone, state.seed)
    return replace(
        state,
        next_at=next_at,
        postponed=False,
        held=False,
        planned_at=moment.at,
        zone=moment.zone.key,
        anchor=anchor,
    )


def answered(
    rhythm: Rhythm, state: State, answer: Answer, moment: Moment, later_at: datetime | None = None
) -> State:
    """The state after an invitation was answered.

    Args:
        rhythm: what the person chose.
        state: with or without an invitation showing.
        answer: *begun*, *postponed*, *declined* or *expired*.
        moment: now.
        later_at: for *postponed*, when to ask again (UTC).
    """
    free = replace(state, offered_at=None, edges=replace(state.edges, showing=None))
    if state.edges.showing is not None:
        # Whoever passes over a check-in has not passed over a pause.
        return replan(rhythm, free, moment) if rhythm.kind is RhythmKind.EVERY else free
    if answer is Answer.POSTPONED and later_at is not None:
        return replace(
            free,
            next_at=later_at,
            postponed=True,
            held=False,
            planned_at=moment.at,
            zone=moment.zone.key,
        )
    passed_over = 0 if answer is Answer.BEGUN else state.passed_over + 1
    return replan(rhythm, replace(free, passed_over=passed_over), moment)


def paused(rhythm: Rhythm, state: State, moment: Moment) -> State:
    """The state after any pause ended: the rhythm keeps its distance from it, whoever asked for it."""
    edges = replace(state.edges, showing=None)
    ended = replace(state, offered_at=None, anchor=moment.at, passed_over=0, edges=edges)
    return replan(rhythm, ended, moment)


def followed(before: Rhythm, after: Rhythm, state: State, moment: Moment) -> State:
    """The state after another rhythm was chosen. What is showing keeps showing."""
    state = replace(state, edges=check_ins.changed(before, after, state.edges, moment))
    return state if state.offered_at is not None else replan(after, state, moment)


def kept_quiet(rhythm: Rhythm, state: State, moment: Moment, quiet: Quiet | None) -> State:
    """The state after the person asked for quiet, or (None) ended it."""
    edges = replace(state.edges, showing=None, waiting=None)
    free = replace(state, quiet=quiet, offered_at=None, edges=edges)
    return replan(rhythm, free, moment)


def awakened(rhythm: Rhythm, state: State, moment: Moment) -> State:
    """The state as it continues after a restart.

    An invitation that was showing when the program ended has faded. That was not the person's doing, so it
    counts for nothing.
    """
    if state.offered_at is None:
        return state
    free = replace(state, offered_at=None, edges=replace(state.edges, showing=None))
    return replan(rhythm, free, moment)


def postponements(rhythm: Rhythm, moment: Moment) -> tuple[int, ...]:
    """The choices of "In … minutes" that still fall into the person's hours, in minutes."""
    return tuple(
        minutes for minutes in POSTPONEMENTS if rhythm.allows(moment.later(minutes=minutes).at, moment.zone)
    )


def later_today(rhythm: Rhythm, moment: Moment, seed: int = 0) -> datetime | None:
    """When "later today" is, at least 90 minutes from now.

    With fixed times it is the next of them; where none is left today, 90 minutes from now. Otherwise it is
    the middle of the open time that is left today.

    Returns:
        An instant in UTC, or None where the day's open time ends before.
    """
    today = moment.local.date()
    earliest = moment.at + _LATER_TODAY
    if rhythm.kind is RhythmKind.FIXED:
        planned = next((at for at in rhythm.slots(today, moment.zone, seed) if at >= earliest), earliest)
        still_today = planned.astimezone(moment.zone).date() == today
        return planned if still_today and rhythm.allows(planned, moment.zone) else None
    for day in (today - timedelta(days=1), today):
        for start, end in rhythm.stretches(day, moment.zone):
            if earliest < end:
                begin = max(start, earliest)
                return (begin + (end - begin) / 2).replace(microsecond=0)
    return None


def wants_softening(rhythm: Rhythm, state: State) -> bool:
    """Whether it is time to ask, once, if fewer invitations would be kinder; never where none are fewer."""
    return state.passed_over >= SOFTEN_AFTER and not state.softening_offered and softened(rhythm) != rhythm


def softening_answered(rhythm: Rhythm, state: State, moment: Moment) -> State:
    """The state after the question whether fewer would be kinder, whatever the answer: it comes only once."""
    asked = replace(state, offered_at=None, passed_over=0, softening_offered=True)
    return replan(rhythm, asked, moment)


def softened(rhythm: Rhythm) -> Rhythm:
    """Half as many invitations, never none."""
    if rhythm.kind is RhythmKind.FEW:
        return replace(rhythm, per_day=max(1, rhythm.per_day // 2))
    if rhythm.kind is RhythmKind.EVERY:
        return replace(rhythm, every_minutes=min(480, rhythm.every_minutes * 2))
    return replace(rhythm, times=tuple(sorted(set(rhythm.times))[::2]))


def _planned_elsewhere(state: State, moment: Moment) -> bool:
    """Whether the plan was made under another clock or zone, or not at all."""
    if state.next_at is None or state.planned_at is None:
        return True
    if moment.at + _CLOCK_TOLERANCE < state.planned_at:
        return True
    return state.zone != moment.zone.key and not state.postponed
