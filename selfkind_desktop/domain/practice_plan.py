"""Lays a practice out over a pause: which lines, in which words, and when each of them comes."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from selfkind_desktop.domain.practice import Alternative, Line, Pacer, Practice, Step, Words

_WORDS_A_SECOND = 2.2
_SETTLING = 3.0
_LEAST = 7.0
_LONGEST_PHRASE = 30
_UNTIMED_LIKE = 3


@dataclass(frozen=True, slots=True)
class PlannedLine:
    """A line with its time.

    Attributes:
        start: seconds from the beginning of the pause; whole, and 0 where there is no clock.
        seconds: how long it is shown; whole, and 0 where there is no clock.
        still: a silence: the words have been read long before it ends, so they may fade.
        others: what it has other words without, beyond what the person already does without.
    """

    words: Words
    start: int
    seconds: int
    still: bool = False
    others: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with its time: see `PlannedLine`."""

    title: str
    lines: tuple[PlannedLine, ...]
    pacer: Pacer | None
    start: int
    seconds: int
    closing: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A practice laid out for one pause.

    Attributes:
        practice: its key.
        minutes: the chosen length; 0 for a pause without a clock, where each step waits for the person.
        seconds: the whole length, exactly `minutes * 60`.
    """

    practice: str
    title: str
    minutes: int
    steps: tuple[PlannedStep, ...]

    @property
    def timed(self) -> bool:
        """Whether it moves on by itself."""
        return self.minutes > 0

    @property
    def seconds(self) -> int:
        """Its whole length."""
        return self.minutes * 60


@dataclass(slots=True)
class _Part:
    """A line on its way into a plan: `need` seconds to read it and settle, then a share of the rest."""

    step: int
    words: Words
    need: float
    room: float
    still: bool
    others: tuple[Alternative, ...]
    seconds: float = 0.0


def plan(
    practice: Practice,
    minutes: int,
    without: frozenset[Alternative] = frozenset(),
    phrases: Sequence[str] = (),
) -> Plan:
    """Lay a practice out over exactly so many minutes.

    Every line gets the time to be read slowly; the rest is shared out by `room`. A pacer stops or changes at
    the end of a breath. Steps and lines that ask for longer pauses are left out.

    Args:
        practice: what to lay out.
        minutes: one of its lengths.
        without: what the person would rather practice without.
        phrases: the person's own kind sentences, in the order they may appear.

    Raises:
        ValueError: the practice does not come in this length.
    """
    if minutes not in practice.minutes:
        raise ValueError(f"{practice.key} does not come in {minutes} minutes")
    steps = [step for step in practice.steps if step.shortest <= minutes]
    pacers = [_paced(step.pacer, without) for step in steps]
    parts = _parts(steps, minutes, without, phrases)
    _share_out(parts, pacers, float(minutes * 60))
    return Plan(practice.key, practice.titled(without), minutes, _placed(steps, pacers, parts))


def needed(practice: Practice, minutes: int) -> float:
    """Seconds that reading the lines of this length slowly takes, with a moment after each.

    If they fit, no line of a plan is shorter than seven seconds.
    """
    return sum(
        _need(line.words.count)
        for step in practice.steps
        if step.shortest <= minutes
        for line in step.lines
        if line.shortest <= minutes <= line.longest
    )


def untimed(
    practice: Practice, without: frozenset[Alternative] = frozenset(), phrases: Sequence[str] = ()
) -> Plan:
    """Lay a practice out without a clock: each line waits for the person.

    Announced silences are left out; the person makes their own.
    """
    own = iter(phrases)
    like = _UNTIMED_LIKE if practice.minutes else None
    planned: list[PlannedStep] = []
    for step in practice.steps:
        if like is not None and step.shortest > like:
            continue
        parts = [
            _part(0, line, without, own)
            for line in step.lines
            if not line.still and (like is None or line.shortest <= like <= line.longest)
        ]
        lines = tuple(PlannedLine(part.words, 0, 0, others=part.others) for part in parts)
        if lines:
            planned.append(PlannedStep(step.title, lines, _paced(step.pacer, without), 0, 0, step.closing))
    return Plan(practice.key, practice.titled(without), 0, tuple(planned))


def _paced(pacer: Pacer | None, without: frozenset[Alternative]) -> Pacer | None:
    if pacer is None:
        return None
    if Alternative.HOLD in without or Alternative.BREATH in without or Alternative.BODY in without:
        pacer = pacer.without_hold()
    if Alternative.BREATH in without or Alternative.BODY in without:
        pacer = replace(pacer, guides=False)
    return pacer


def _parts(
    steps: Sequence[Step], minutes: int, without: frozenset[Alternative], phrases: Sequence[str]
) -> list[_Part]:
    own = iter(phrases)
    return [
        _part(index, line, without, own)
        for index, step in enumerate(steps)
        for line in step.lines
        if line.shortest <= minutes <= line.longest
    ]


def _part(step: int, line: Line, without: frozenset[Alternative], own: Iterator[str]) -> _Part:
    words = line.worded(without)
    others = tuple(kind for kind in Alternative if line.worded(without | {kind}) != words)
    count = words.count
    if line.phrases and words is line.words and (phrase := next(own, "")):
        words = Words((f"*{phrase.replace('*', '')}*",), words.quiet)
        count = min(words.count, _LONGEST_PHRASE)
    return _Part(step, words, _need(count), line.room, line.still, others)


def _need(words: int) -> float:
    return max(_LEAST, words / _WORDS_A_SECOND + _SETTLING)


def _share_out(parts: list[_Part], pacers: list[Pacer | None], total: float) -> None:
    """Give each part its seconds, run by run: a run is what one pacer goes through without a break."""
    runs: list[tuple[Pacer | None, list[_Part]]] = []
    for part in parts:
        pacer = pacers[part.step]
        if not runs or runs[-1][0] != pacer:
            runs.append((pacer, []))
        runs[-1][1].append(part)
    _fill(parts, total)
    lengths = [sum(part.seconds for part in run) for _, run in runs]
    needs = [sum(part.need for part in run) for _, run in runs]
    loose = [index for index, (pacer, _) in enumerate(runs) if pacer is None]
    if not loose:
        return
    whole = {
        index: max(round(lengths[index] / pacer.cycle), math.ceil(needs[index] / pacer.cycle)) * pacer.cycle
        for index, (pacer, _) in enumerate(runs)
        if pacer is not None
    }
    _make_room(whole, needs, runs, total - sum(needs[index] for index in loose))
    left = total - sum(whole.values())
    if left < sum(needs[index] for index in loose):
        return
    for index, length in whole.items():
        _fill(runs[index][1], length)
    _fill([part for index in loose for part in runs[index][1]], left)


def _make_room(
    whole: dict[int, float],
    needs: list[float],
    runs: list[tuple[Pacer | None, list[_Part]]],
    most: float,
) -> None:
    """Take whole breaths from paced runs that can spare them until together they fit into `most` seconds."""
    while whole and sum(whole.values()) > most:
        spare = {
            index: length - pacer.cycle - needs[index]
            for index, length in whole.items()
            if (pacer := runs[index][0]) is not None
        }
        index = max(spare, key=spare.__getitem__)
        pacer = runs[index][0]
        if pacer is None or spare[index] < 0:
            return
        whole[index] -= pacer.cycle


def _fill(parts: list[_Part], total: float) -> None:
    """Share `total` seconds out among the parts: what each needs, then the rest by `room`."""
    need = sum(part.need for part in parts)
    if total <= need:
        for part in parts:
            part.seconds = part.need * total / need
        return
    room = sum(part.room for part in parts)
    for part in parts:
        part.seconds = part.need + (total - need) * part.room / room


def _placed(steps: list[Step], pacers: list[Pacer | None], parts: list[_Part]) -> tuple[PlannedStep, ...]:
    """Whole seconds, rounded along the way so that they still add up."""
    lines: list[list[PlannedLine]] = [[] for _ in steps]
    exact, start = 0.0, 0
    for part in parts:
        exact += part.seconds
        end = math.floor(exact + 0.5)
        lines[part.step].append(PlannedLine(part.words, start, end - start, part.still, part.others))
        start = end
    return tuple(
        PlannedStep(
            step.title, tuple(own), pacer, own[0].start, sum(line.seconds for line in own), step.closing
        )
        for step, pacer, own in zip(steps, pacers, lines, strict=True)
        if own
    )
