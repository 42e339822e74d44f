"""The shape of a pause: breathing, resting, or told in words, as practice and person ask for."""

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtWidgets import QWidget

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.practice import PACERS, Pacer, Phase
from selfkind_desktop.domain.session import Session, View
from selfkind_desktop.ui.pause_page import STILL, still_circle
from selfkind_desktop.ui.pause_stage import Stage
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.breathing import TextPacer

_BLEND = 1.2
"""Seconds in which the circle moves from one rhythm into another."""


def phase_word(phase: Phase) -> str:
    """What the pacer says in a phase."""
    context = "PauseBreath"
    return {
        Phase.IN: QCoreApplication.translate(context, "breathe in"),
        Phase.HOLD: QCoreApplication.translate(context, "hold softly"),
        Phase.OUT: QCoreApplication.translate(context, "breathe out"),
        Phase.REST: QCoreApplication.translate(context, "rest"),
    }[phase]


class Breath:
    """Keeps the shape on a stage in step with a session.

    The circle asks for its level at every frame, so what it asks is made of numbers only.
    """

    def __init__(
        self, appearance: Appearance, clock: Clock, session: Session, stage: Stage, *, adrift: bool = False
    ) -> None:
        """Begin with a circle at rest.

        Args:
            appearance: knows whether anything may move.
            clock: for the blend between two rhythms.
            session: whose breath it is.
            stage: where the shape stands.
            adrift: let the circle drift softly where the practice has no rhythm of its own.
        """
        self._appearance = appearance
        self._clock = clock
        self._session = session
        self._stage = stage
        self._adrift = PACERS["drift"] if adrift else None
        self._circle = still_circle(appearance)
        self._text: TextPacer | None = None
        self._pacer: Pacer | None = None
        self._blend_from = STILL
        self._blend_since = 0.0
        self._moving = False
        self._settled = QTimer(self._circle)
        self._settled.setSingleShot(True)
        self._settled.setTimerType(Qt.TimerType.CoarseTimer)
        self._settled.setInterval(round(_BLEND * 1000) + 50)
        self._settled.timeout.connect(self._circle.rest)
        stage.set_shape(self._circle)

    @property
    def shape(self) -> QWidget:
        """What stands on the stage now."""
        return self._text if self._in_words and self._text is not None else self._circle

    @property
    def speaks(self) -> bool:
        """Whether there are words for the phases now, so that each change of phase matters."""
        return self._pacer is not None and self._pacer.guides

    @property
    def moves(self) -> bool:
        """Whether frames are being made."""
        return self._circle.is_moving

    def show(self, view: View, *, seen: bool) -> None:
        """Show what a session shows.

        Args:
            view: what there is to see.
            seen: whether anybody can see the window; unseen, nothing moves.
        """
        pacer = view.pacer or self._adrift
        if pacer != self._pacer:
            self._pacer = pacer
            self._blend_from = self._circle.level
            self._blend_since = self._clock.monotonic()
        speaks = self.speaks and not view.paused
        word = phase_word(view.phase) if view.phase is not None and speaks else ""
        self._choose_shape()
        if self._in_words and self._text is not None:
            self._circle.rest()
            self._text.set_word(word)
            self._text.set_progress(view.phase_progress)
            return
        self._circle.set_word(word)
        self._move(wanted=seen and not view.paused and not view.finished)

    def rest(self) -> None:
        """Stop moving."""
        self._settled.stop()
        self._circle.rest()

    @property
    def _in_words(self) -> bool:
        return self._appearance.reduced_motion and self.speaks

    def _choose_shape(self) -> None:
        if self._in_words:
            if self._text is None:
                self._text = TextPacer(self._appearance)
            self._stage.set_shape(self._text)
        else:
            self._stage.set_shape(self._circle)

    def _move(self, *, wanted: bool) -> None:
        if self._appearance.reduced_motion:
            self._circle.rest()
            self._circle.set_level(STILL)
            return
        blending = self._clock.monotonic() - self._blend_since < _BLEND
        if not wanted or (self._pacer is None and not blending):
            self._circle.rest()
            if wanted:
                self._circle.set_level(STILL)
            return
        if not self._circle.is_moving:
            self._circle.animate(self._clock.monotonic, self._level)
        if self._pacer is None:
            self._settled.start()

    def _level(self, now: float) -> float:
        breath = self._session.breath()
        level = self._pacer.level(breath) if self._pacer is not None else STILL
        share = (now - self._blend_since) / _BLEND
        if share >= 1.0:
            return level
        share *= share * (3.0 - 2.0 * share)
        return self._blend_from + (level - self._blend_from) * share
