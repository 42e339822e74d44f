"""What goes into a pause, and what comes out of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from selfkind_desktop.domain.practice import Alternative
from selfkind_desktop.domain.records import Mood, PauseEnd


@dataclass(frozen=True, slots=True)
class PauseOptions:
    """How the person likes their pauses.

    Attributes:
        check_in: whether to ask how it is, before and after. A hard moment is not asked before.
        full_screen: instead of a window.
        without: what they would rather practice without.
        phrases: their own kind sentences, in the order in which they may appear.
    """

    check_in: bool = True
    full_screen: bool = False
    without: frozenset[Alternative] = frozenset()
    phrases: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a pause.

    Attributes:
        practice: the key of the practice.
        minutes: the planned length; 0 where it had no clock.
        seconds: really practiced; 0 if it ended on the first screen.
        end: how it ended.
        before: the mood chosen before, if any, and `after`.
        line: the sentence for later, without space around; often empty.
    """

    practice: str
    minutes: int
    seconds: float
    end: PauseEnd
    before: Mood | None
    after: Mood | None
    line: str
