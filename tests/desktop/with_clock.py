"""Selfkind under a clock that a test moves: the computer's time, shifted by the seconds that a file holds.

    python with_clock.py FILE [COMMAND ...]

The product has no way to be told the time; this script hands it another clock where it takes one.
"""

import sys
import time
from collections.abc import Mapping
from pathlib import Path

from selfkind_desktop.app import cli
from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.start import start
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.paths import Paths


class ShiftedClock:
    """The computer's clock and a shift that may grow while the program runs."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._clock = SystemClock()

    def now(self) -> Moment:
        """The shifted time."""
        return self._clock.now().later(seconds=self._shift())

    def monotonic(self) -> float:
        """Seconds that only ever move forward: the test moves time on, not the clock's hands."""
        return time.monotonic() + self._shift()

    def _shift(self) -> float:
        return float(self._file.read_text())


if __name__ == "__main__":
    clock = ShiftedClock(Path(sys.argv.pop(1)))

    def begin(paths: Paths, command: str, args: Mapping[str, object]) -> int:
        """Become the program."""
        return start(paths, command, args, clock)

    rest = sys.argv[1:]
    sys.exit(cli.run(rest, begin) if rest else begin(Paths.of_this_system(), "", {}))
