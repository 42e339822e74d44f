"""Plays a plan: a step machine on a clock that it is given."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from selfkind_desktop.domain.practice import Pacer, Phase
from selfkind_desktop.domain.practice_plan import Plan
from selfkind_desktop.domain.records import PauseEnd

_GRACE = 5.0
"""Seconds a look at the clock may come late before the computer is taken to have slept."""
_LONGEST_LOOK = 300.0
"""Seconds that may pass on one screen without a clock and still count as practiced."""


@dataclass(frozen=True, slots=True)
class View:
    """What there is to see at one moment.

    Attributes:
        step: the step, from 0.
        count: how many steps there are.
        line: the line, from 0, counted through the whole session; when it changes, the text has changed.
        say: the large sentences.
        quiet: the small line; often empty.
        still: an announced silence: the words may fade once they have been read.
        pacer: the rhythm, if the step has one.
        phase: where in the breath it is, and `phase_progress` how much of that is over.
        level: how full the breath is, 0 to 1; 0 without a pacer.
        progress: how much of the session is over, 0 to 1.
        timed: whether it moves on by itself.
        can_go_back: whether there is something before this line.
        closing: whether this is the way back, the last step.
    """

    step: int
    count: int
    line: int
    title: str
    say: tuple[str, ...]
    quiet: str
    still: bool
    pacer: Pacer | None
    phase: Phase | None
    phase_progress: float
    level: float
    progress: float
    timed: bool
    paused: bool
    finished: bool
    can_go_back: bool
    closing: bool


class Session:
    """One pause being taken.

    Nothing happens by itself: whoever shows the session looks (`tick`) when something changes on screen, and
    asks `next_change` when that will be. Time that nobody looked at, because the computer slept, is neither
    counted nor skipped: the person comes back to the words they left.
    """

    def __init__(self, plan: Plan, clock: Callable[[], float]) -> None:
        """Prepare a session; it begins with `start`.

        Args:
            plan: what to play.
            clock: seconds that only move forward.
        """
        self._plan = plan
        self._clock = clock
        self._lines = [(index, line) for index, step in enumerate(plan.steps) for line in step.lines]
        self._starts = [line.start for _, line in self._lines]
        self._line = 0
        self._position = 0.0
        self._practiced = 0.0
        self._looked: float | None = None
        self._paused = False
        self._ended: PauseEnd | None = None
        self._pacer: Pacer | None = None
        self._pacer_since = 0.0
        self._follow_pacer()

    @property
    def plan(self) -> Plan:
        """What is being played."""
        return self._plan

    @property
    def ended(self) -> PauseEnd | None:
        """How it ended, or None while it goes on."""
        return self._ended

    @property
    def paused(self) -> bool:
        """Whether the person stopped the clock."""
        return self._paused

    @property
    def practiced(self) -> float:
        """Seconds really practiced so far: without pauses and without the computer's sleep."""
        self._advance()
        return self._practiced

    def start(self) -> View:
        """Begin. Calling it again changes nothing."""
        if self._looked is None:
            self._looked = self._clock()
        return self.tick()

    def tick(self) -> View:
        """Look at the clock and return what there is to see now."""
        self._advance()
        index, line = self._lines[self._line]
        step = self._plan.steps[index]
        breath = self._practiced - self._pacer_since
        pacer = step.pacer
        return View(
            step=index,
            count=len(self._plan.steps),
            line=self._line,
            title=step.title,
            say=line.words.say,
            quiet=line.words.quiet,
            still=line.still,
            pacer=pacer,
            phase=pacer.phase(breath) if pacer else None,
            phase_progress=pacer.phase_progress(breath) if pacer else 0.0,
            level=pacer.level(breath) if pacer else 0.0,
            progress=self._progress(),
            timed=self._plan.timed,
            paused=self._paused,
            finished=self._ended is not None,
            can_go_back=self._line > 0 and self._ended is None,
            closing=step.closing,
        )

    def breath(self) -> float:
        """Look at the clock and return the seconds since the pacer began: the argument of `Pacer.level`.

        Made for each frame of an animation: it builds nothing. The pacer runs on through *Back* and *Go on*
        while it stays the same, so that the breath is not broken off.
        """
        self._advance()
        return self._practiced - self._pacer_since

    def next_change(self, phases: bool = False) -> float | None:
        """Seconds until something else is to be seen, or None if nothing will change by itself.

        Args:
            phases: whether the words of the pacer count too ("breathe in", "breathe out"); they do not for a
                pacer that does not guide.
        """
        self._advance()
        if self._ended is not None or self._paused or self._looked is None:
            return None
        pacer = self._pacer if phases and self._pacer is not None and self._pacer.guides else None
        breath = pacer.until_change(self._practiced - self._pacer_since) if pacer else None
        if not self._plan.timed:
            return breath
        left = self._line_end() - self._position
        return left if breath is None else min(left, breath)

    def pause(self) -> None:
        """Stop the clock."""
        self._advance()
        self._paused = True

    def resume(self) -> None:
        """Let the clock go on from here."""
        if self._paused:
            self._paused = False
            self._looked = self._clock()

    def go_on(self) -> None:
        """Show the next line now; after the last one the session is completed."""
        self._advance()
        if self._ended is not None:
            return
        if self._line + 1 == len(self._lines):
            self._ended = PauseEnd.COMPLETED
        else:
            self._show(self._line + 1)

    def back(self) -> None:
        """Show the line before, or the first one again."""
        self._advance()
        if self._ended is None:
            self._show(max(self._line - 1, 0))

    def reword(self, plan: Plan) -> None:
        """Go on from the beginning of this line in other words, for example without touch.

        Args:
            plan: the same practice in the same length.

        Raises:
            ValueError: it is another one.
        """
        lines = [(index, line) for index, step in enumerate(plan.steps) for line in step.lines]
        now = self._plan
        if (plan.practice, plan.minutes, len(lines)) != (now.practice, now.minutes, len(self._lines)):
            raise ValueError("not the same practice in the same length")
        self._advance()
        if self._ended is not None:
            return
        self._plan, self._lines = plan, lines
        self._starts = [line.start for _, line in lines]
        self._show(self._line)

    def shorten(self) -> None:
        """Leave out what is left and go to the closing, so that a pause cut short still leads back."""
        self._advance()
        if self._ended is not None:
            return
        closing = next(
            (place for place, (step, _) in enumerate(self._lines) if self._plan.steps[step].closing), None
        )
        if closing is not None and closing > self._line:
            self._show(closing)

    def end(self, reason: PauseEnd) -> None:
        """Stop here for good. A session that has already ended keeps its first reason."""
        self._advance()
        if self._ended is None:
            self._ended = reason

    def _advance(self) -> None:
        if self._looked is None or self._paused or self._ended is not None:
            return
        now = self._clock()
        passed, self._looked = now - self._looked, now
        if not self._plan.timed:
            self._practiced += passed if passed <= _LONGEST_LOOK else 0.0
            return
        if passed > self._line_end() - self._position + _GRACE:
            return
        passed = min(passed, self._plan.seconds - self._position)
        self._practiced += passed
        self._position += passed
        line = max(bisect_right(self._starts, self._position) - 1, 0)
        if line != self._line:
            self._line = line
            self._follow_pacer()
        if self._position >= self._plan.seconds:
            self._ended = PauseEnd.COMPLETED

    def _show(self, line: int) -> None:
        self._line = line
        self._position = float(self._starts[line])
        self._follow_pacer()

    def _follow_pacer(self) -> None:
        """Begin the breath anew only where the rhythm changes, and exactly where it does."""
        index, line = self._lines[self._line]
        pacer = self._plan.steps[index].pacer
        if pacer != self._pacer:
            self._pacer = pacer
            self._pacer_since = self._practiced - (self._position - line.start)

    def _line_end(self) -> float:
        _, line = self._lines[self._line]
        return float(line.start + line.seconds)

    def _progress(self) -> float:
        if self._ended is PauseEnd.COMPLETED:
            return 1.0
        if self._plan.timed:
            return self._position / self._plan.seconds
        return self._line / len(self._lines)
