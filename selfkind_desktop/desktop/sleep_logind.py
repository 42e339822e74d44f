"""Hears from logind that the computer goes to sleep and wakes up."""

from typing import Any

from PySide6.QtCore import QObject

from selfkind_desktop.desktop.bus import Answer, Bus, Listening, Rule, property_of
from selfkind_desktop.desktop.sleep import ClockSleep, SleepWatch
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.surroundings import Sense, Sighting

_SERVICE, _PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER = "org.freedesktop.login1.Manager"
_WITHIN_MS = 1000


class LogindSleep(SleepWatch):
    """logind's `PrepareForSleep`; where logind does not answer, the clocks are compared instead."""

    def __init__(self, system: Bus, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus = system
        self._listening: Listening | None = None
        self._heard = False
        self._clock = ClockSleep(clock, self)
        self._clock.woke.connect(self.woke)
        system.restored.connect(self._ask)

    @property
    def sighting(self) -> Sighting:
        """Logind where it answers."""
        return Sighting(Sense.SLEEP, "logind") if self._heard else Sighting(Sense.SLEEP, "clock", ("logind",))

    def begin(self) -> None:
        """Listen to logind."""
        if self._listening is None:
            rule = Rule(_SERVICE, _MANAGER, "PrepareForSleep", _PATH)
            self._listening = self._bus.listen(rule, self._prepare)
            self._bus.lost.connect(self._clock.begin)
            self._ask()

    def _ask(self) -> None:
        ask = property_of(_SERVICE, _PATH, _MANAGER, "PreparingForSleep")
        self._bus.call(ask, self._answered, _WITHIN_MS)

    def _answered(self, answer: Answer) -> None:
        self._heard = isinstance(answer.first(), bool)
        if self._heard:
            self._clock.end()
        else:
            self._clock.begin()

    def _prepare(self, body: tuple[Any, ...]) -> None:
        if body == (True,):
            self.fell_asleep.emit()
        elif body == (False,):
            self.woke.emit()
