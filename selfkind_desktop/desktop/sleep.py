"""Hears when the computer goes to sleep and wakes up, or infers it from its clocks."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.surroundings import Sense, Sighting

_TICK_MS = 60_000
_TOLERANCE = 20.0
"""Seconds by which the two clocks may disagree before it means something."""


class SleepWatch(QObject):
    """A way to hear of sleep.

    Signals:
        fell_asleep(): the computer is about to sleep. Only some ways hear of it.
        woke(): it slept and is awake again.
    """

    fell_asleep = Signal()
    woke = Signal()

    @property
    def sighting(self) -> Sighting:
        """What is in use."""
        raise NotImplementedError

    def begin(self) -> None:
        """Begin to listen; it goes on until the object ends."""
        raise NotImplementedError


class ClockGap:
    """Tells sleep, or a clock that was set, from the two clocks: only one of them runs through both."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._wall = clock.now().at
        self._steady = clock.monotonic()

    def seconds(self) -> float:
        """By how much the wall clock went further than the steady one since the last call.

        Positive after sleep or where the clock was set forward, negative where it was set back; 0 for less
        than it takes to mean something.
        """
        wall, steady = self._clock.now().at, self._clock.monotonic()
        gap = (wall - self._wall).total_seconds() - (steady - self._steady)
        self._wall, self._steady = wall, steady
        return gap if abs(gap) > _TOLERANCE else 0.0


class ClockSleep(SleepWatch):
    """Compares the clocks once a minute: for systems that tell nothing."""

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gap = ClockGap(clock)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.compare)

    @property
    def sighting(self) -> Sighting:
        """The clocks are always there."""
        return Sighting(Sense.SLEEP, "clock")

    def begin(self) -> None:
        """Compare from now on."""
        self._gap.seconds()
        self._timer.start()

    def end(self) -> None:
        """Compare no more."""
        self._timer.stop()

    def compare(self) -> None:
        """Compare once."""
        if self._gap.seconds() > 0:
            self.woke.emit()
