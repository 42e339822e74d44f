"""The main walk: sleeps until an invitation is due, looks around, and offers, holds or lets go."""

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.records import Answer
from selfkind_desktop.domain.rhythm import Rhythm
from selfkind_desktop.domain.schedule import Decision, Hold, Offer, Quiet, State, Wait
from selfkind_desktop.domain.surroundings import Surroundings

log = logging.getLogger(__name__)

Look = Callable[[Callable[[Surroundings], None]], None]
"""Looks at the desktop and hands what it saw to the callback, at once or a little later."""

_LONGEST_SLEEP = 300.0
"""Seconds after which the clock is compared anyway: a timer does not run while the computer sleeps."""

_LOOK_AGAIN = 30.0
"""Seconds after which a held invitation looks around anyway; usually it is told before (`holding`)."""


class Walk(QObject):
    """Keeps one timer on the next thing to decide; between two of them nothing happens.

    Args:
        clock: the time.
        state: as it was kept, or new.
        rhythm: what the person chose.
        look: how to see the surroundings once an invitation is due.

    Signals:
        changed(): what `state` and `decision` say may read differently now.
        offered(Offer): an invitation is due and the moment suits.
        withdrawn(Answer): the invitation that is showing holds no more; what the person did in its place
            counts as this answer.
        let_go(LetGo): an invitation was held until it was too late.
        holding(bool): an invitation began, or ceased, to be held; while one is, `turn` wants to be called
            whenever the surroundings may have changed.
    """

    changed = Signal()
    offered = Signal(object)
    withdrawn = Signal(object)
    let_go = Signal(object)
    holding = Signal(bool)

    def __init__(
        self, clock: Clock, state: State, rhythm: Rhythm, look: Look, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._rhythm = rhythm
        self._look = look
        self._state = schedule.awakened(rhythm, state, clock.now())
        self._decision: Decision = Wait(self._state.next_at)
        self._in_pause = False
        self._looking = 0
        self._is_holding = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.turn)

    @property
    def state(self) -> State:
        """The schedule's state, to be kept."""
        return self._state

    @property
    def decision(self) -> Decision:
        """What was decided last."""
        return self._decision

    @property
    def rhythm(self) -> Rhythm:
        """The rhythm in force."""
        return self._rhythm

    @property
    def in_pause(self) -> bool:
        """Whether a pause is being taken; nothing is offered meanwhile."""
        return self._in_pause

    def turn(self) -> None:
        """Decide anew: at the timer, after a wake-up, and whenever something changed."""
        if self._in_pause:
            return
        self._looking += 1
        if not schedule.is_due(self._rhythm, self._state, self._clock.now()):
            self._decide(Surroundings())
            return
        this_look = self._looking

        def seen(surroundings: Surroundings) -> None:
            # An older look that answers late must not decide over a newer one.
            if this_look == self._looking and not self._in_pause:
                self._decide(surroundings)

        self._look(seen)

    def _decide(self, surroundings: Surroundings) -> None:
        verdict = schedule.decide(self._rhythm, self._state, self._clock.now(), surroundings)
        self._state, self._decision = verdict.state, verdict.decision
        if verdict.let_go is not None:
            self.let_go.emit(verdict.let_go)
        self._arm()
        self._tell_holding(isinstance(self._decision, Hold))
        self.changed.emit()
        if isinstance(self._decision, Offer):
            log.info("offering a pause that was due at %s", self._decision.due)
            self.offered.emit(self._decision)

    def _tell_holding(self, holds: bool) -> None:
        if holds != self._is_holding:
            self._is_holding = holds
            self.holding.emit(holds)

    def _arm(self) -> None:
        seconds = _LONGEST_SLEEP
        if isinstance(self._decision, Hold):
            until = (self._decision.until - self._clock.now().at).total_seconds()
            seconds = min(_LOOK_AGAIN, until)
        elif isinstance(self._decision, Wait) and self._decision.until is not None:
            seconds = min(seconds, (self._decision.until - self._clock.now().at).total_seconds())
        # A coarse timer may be 5 % off, which suits a long sleep and not the last stretch of it.
        exact = seconds < _LONGEST_SLEEP
        self._timer.setTimerType(Qt.TimerType.PreciseTimer if exact else Qt.TimerType.VeryCoarseTimer)
        self._timer.start(max(0, int(seconds * 1000) + 1))

    def answer(self, answer: Answer, later_at: datetime | None = None) -> None:
        """Take the answer to the invitation that is showing."""
        self._become(schedule.answered(self._rhythm, self._state, answer, self._clock.now(), later_at))

    def softening_answered(self) -> None:
        """The question whether fewer would be kinder was asked in place of an invitation."""
        self._become(schedule.softening_answered(self._rhythm, self._state, self._clock.now()))

    def pause_began(self) -> None:
        """A pause is being taken: offer nothing until it ends."""
        was_showing = self._state.offered_at is not None
        self._in_pause = True
        self._timer.stop()
        self._tell_holding(holds=False)
        if was_showing:
            # A pause is the answer to an invitation to pause, and leaves a check-in unanswered.
            answer = Answer.BEGUN if self._state.edges.showing is None else Answer.DECLINED
            self._state = schedule.answered(self._rhythm, self._state, answer, self._clock.now())
            self.withdrawn.emit(answer)
        self.changed.emit()

    def pause_ended(self) -> None:
        """The pause is over: the rhythm goes on from here."""
        self._in_pause = False
        self._become(schedule.paused(self._rhythm, self._state, self._clock.now()))

    def keep_quiet(self, quiet: Quiet | None) -> None:
        """Hold reminders back, or (None) let them come again."""
        if quiet is None and self._state.quiet is None:
            return
        was_showing = self._state.offered_at is not None
        self._state = schedule.kept_quiet(self._rhythm, self._state, self._clock.now(), quiet)
        if was_showing:
            self.withdrawn.emit(Answer.DECLINED)
        self._become(self._state)

    def follow(self, rhythm: Rhythm) -> None:
        """Go on in another rhythm, from now."""
        if rhythm == self._rhythm:
            return
        before, self._rhythm = self._rhythm, rhythm
        self._become(schedule.followed(before, rhythm, self._state, self._clock.now()))

    def _become(self, state: State) -> None:
        self._state = state
        if self._in_pause:
            self.changed.emit()
        else:
            self.turn()
