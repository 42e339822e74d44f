"""Practices: what they say and how they breathe, as content files describe them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from random import Random

_Kind = TypeVar("_Kind")


class Alternative(StrEnum):
    """What a person would rather practice without, the broadest first.

    *Body* means noticing the body from inside. The order decides which wording is taken where several fit.
    """

    BODY = "body"
    TOUCH = "touch"
    BREATH = "breath"
    HOLD = "hold"
    IMAGE = "image"
    SOUND = "sound"
    WORDS = "words"


class PauseKind(StrEnum):
    """What a pause is for, as the person chooses it in Settings."""

    SURPRISE = "surprise"
    SOOTHE = "soothe"
    BREATHE = "breathe"
    KIND_WORDS = "kind-words"
    NOT_ALONE = "not-alone"


class Phase(StrEnum):
    """Where in a breath the pacer is."""

    IN = "in"
    HOLD = "hold"
    OUT = "out"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Pacer:
    """A rhythm to breathe with, or only to look at.

    Attributes:
        name: as content files call it.
        inward: seconds of breathing in; likewise `hold`, `outward` and `rest` (before the next breath).
        guides: whether it asks for the breath. Where it does not, the shape moves but no words such as
            "breathe in" belong to it, neither on screen nor spoken.
    """

    name: str
    inward: float
    hold: float
    outward: float
    rest: float
    guides: bool = True

    @property
    def cycle(self) -> float:
        """Seconds of one whole breath."""
        return self.inward + self.hold + self.outward + self.rest

    def level(self, seconds: float) -> float:
        """How full the breath is, 0 to 1, `seconds` after the pacer began; sine-eased, so it never jerks."""
        at = seconds % self.cycle
        if at < self.inward:
            return 0.5 - 0.5 * math.cos(math.pi * at / self.inward)
        at -= self.inward
        if at < self.hold:
            return 1.0
        at -= self.hold
        if at < self.outward:
            return 0.5 + 0.5 * math.cos(math.pi * at / self.outward)
        return 0.0

    def phase(self, seconds: float) -> Phase:
        """The phase `seconds` after the pacer began."""
        return self._place(seconds)[0]

    def phase_progress(self, seconds: float) -> float:
        """How much of that phase is over, 0 to 1."""
        _, over, length = self._place(seconds)
        return over / length

    def until_change(self, seconds: float) -> float:
        """Seconds until the next phase begins."""
        _, over, length = self._place(seconds)
        return length - over

    def without_hold(self) -> "Pacer":
        """The same rhythm with nothing held."""
        return replace(self, hold=0.0, rest=0.0)

    def _place(self, seconds: float) -> tuple[Phase, float, float]:
        """The phase, the seconds since it began, and its length."""
        at = seconds % self.cycle
        for phase, length in (
            (Phase.IN, self.inward),
            (Phase.HOLD, self.hold),
            (Phase.OUT, self.outward),
            (Phase.REST, self.rest),
        ):
            if at < length:
                return phase, at, length
            at -= length
        return Phase.IN, 0.0, self.inward


PACERS = {
    pacer.name: pacer
    for pacer in (
        Pacer("soft", 4.5, 0.0, 5.5, 0.0),
        Pacer("slow", 5.0, 0.0, 5.0, 0.0),
        Pacer("long-out", 4.0, 0.0, 6.0, 0.0),
        Pacer("box", 4.0, 4.0, 4.0, 4.0),
        Pacer("drift", 5.0, 0.0, 7.0, 0.0, guides=False),
    )
}
"""The rhythms a content file may name. Apart from `box` their cycles divide a minute, so that a pause can end
with a whole breath; `drift` only moves, nobody is asked to breathe with it."""


@dataclass(frozen=True, slots=True)
class Words:
    """What is shown at one time. `*Marked*` words lean: they are wishes, said in the person's own voice.

    Attributes:
        say: one or two large sentences.
        quiet: a small line below them; often empty.
    """

    say: tuple[str, ...]
    quiet: str = ""

    @property
    def count(self) -> int:
        """How many words there are to read."""
        return len(" ".join((*self.say, self.quiet)).split())


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a practice, with what replaces it for those who practice without touch, breath and so on.

    Attributes:
        shortest: it belongs to pauses of at least so many minutes.
        longest: and of at most so many.
        room: its share of the time that reading leaves over; 1 is usual.
        still: a silence that the words announce, so it may last.
        phrases: a phrase of the person's own may stand here instead.
        alternatives: other words, and what they do without.
    """

    words: Words
    shortest: int = 1
    longest: int = 60
    room: float = 1.0
    still: bool = False
    phrases: bool = False
    alternatives: tuple[tuple[Alternative, Words], ...] = ()

    def worded(self, without: frozenset[Alternative]) -> Words:
        """The words for a person who practices without these."""
        return _fitting(self.alternatives, without, self.words)


@dataclass(frozen=True, slots=True)
class Step:
    """A part of a practice with a title of its own.

    Attributes:
        shortest: it belongs to pauses of at least so many minutes.
        closing: it leads back; the last step of every practice does.
    """

    title: str
    lines: tuple[Line, ...]
    pacer: Pacer | None = None
    shortest: int = 1
    closing: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice, as content files describe it.

    Attributes:
        key: what storage keeps, for example `break.three-part`.
        purpose: one sentence.
        needs: what it may be good for, as plain words.
        minutes: the lengths it comes in; none for one without a clock.
        posture: one sentence or nothing, likewise `caution`.
        titles: other titles for those who practice without something.
    """

    key: str
    title: str
    purpose: str
    kind: PauseKind
    needs: tuple[str, ...]
    minutes: tuple[int, ...]
    posture: str
    caution: str
    steps: tuple[Step, ...]
    titles: tuple[tuple[Alternative, str], ...] = ()

    def titled(self, without: frozenset[Alternative]) -> str:
        """The title for a person who practices without these."""
        return _fitting(self.titles, without, self.title)


def _fitting(
    others: tuple[tuple[Alternative, _Kind], ...], without: frozenset[Alternative], usual: _Kind
) -> _Kind:
    """The broadest of the others that the person asks for: it is written to do without the narrower ones."""
    found = {kind: other for kind, other in others if kind in without}
    return next((found[kind] for kind in Alternative if kind in found), usual)


def choose(practices: Sequence[Practice], wish: str, recent: Sequence[str], chance: "Random") -> Practice:
    """The practice for the next pause.

    Args:
        practices: all there are.
        wish: a `PauseKind` or the key of one practice. What fits nothing (a practice that is gone) counts as
            *surprise me*: a pause is better than none.
        recent: keys of the latest pauses, the newest last; the newer half of what fits is avoided.
        chance: where the surprise comes from.

    Raises:
        ValueError: there are no practices.
    """
    if not practices:
        raise ValueError("no practices to choose from")
    fitting = [practice for practice in practices if wish in (practice.key, practice.kind)] or list(practices)
    known = {practice.key for practice in fitting}
    latest = list(dict.fromkeys(key for key in reversed(recent) if key in known))
    tired = set(latest[: (len(fitting) + 1) // 2]) if len(fitting) > 1 else set()
    return chance.choice([practice for practice in fitting if practice.key not in tired])
