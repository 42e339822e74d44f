"""How long the main thread keeps whoever looks at a window waiting: a timer, and how late it comes.

    with watching() as stalls:
        …                       # the event loop runs
    print(stalls.longest)       # seconds

In the process that is measured; offscreen will do. A slot that takes long, a lock, another thread that does
not let go of the interpreter: all of it makes the timer late, as it would a key or a picture.
"""

import contextlib
import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY_MS = 2


class Stalls(QObject):
    """Notes every gap between two turns of the event loop that is longer than `least` seconds."""

    def __init__(self, least: float = 0.02, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._least = least
        self.gaps: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._turned)

    @property
    def longest(self) -> float:
        """The longest stall, in seconds; 0 where none was longer than `least`."""
        return max(self.gaps, default=0.0)

    @property
    def waited(self) -> float:
        """How long (seconds) the event loop has not turned now; for another thread to ask."""
        return time.perf_counter() - self._last - _EVERY_MS / 1000

    def begin(self) -> None:
        """Watch from now on."""
        self._last = time.perf_counter()
        self._timer.start()

    def end(self) -> None:
        """Stop; a stall that lasts until now counts."""
        self._turned()
        self._timer.stop()

    def _turned(self) -> None:
        now = time.perf_counter()
        gap = now - self._last - _EVERY_MS / 1000
        self._last = now
        if gap >= self._least:
            self.gaps.append(gap)


@contextlib.contextmanager
def watching(least: float = 0.02) -> Iterator[Stalls]:
    """Watch while the block runs; it has to let the event loop run."""
    stalls = Stalls(least)
    stalls.begin()
    try:
        yield stalls
    finally:
        stalls.end()
