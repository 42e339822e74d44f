"""Wrong tries at the passphrase: a short wait that grows, kept across restarts.

It keeps somebody who sits down at this computer from trying birthdays in a row. It does not keep out whoever
has a copy of the files: against that there is only Argon2id and a long passphrase. So the count lies in a
plain file, and where that cannot be read or written nobody is shut out.

A wait never lasts longer than five minutes, whatever the clock does: it is measured from the last wrong try,
and where the clock was set back behind that, it begins anew from now.
"""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from selfkind_desktop.storage.atomic import write_atomically
from selfkind_desktop.storage.errors import TooSoon

_FREE = 3
_LONGEST = 300.0
_MOST_BYTES = 1000


@dataclass(frozen=True, slots=True)
class _Count:
    wrong: int = 0
    last: float = 0.0


class Tries:
    """The wrong tries in a row.

    Args:
        path: where they are counted.
        now: seconds of the wall clock.
    """

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        self._path = path
        self._now = now
        self._before = _Count()

    def wait(self) -> float:
        """How many seconds the next try has to wait; 0 if it may come now."""
        count = self._read()
        whole = wait_after(count.wrong)
        if not whole:
            return 0.0
        now = self._now()
        if now < count.last:
            self._write(_Count(count.wrong, now))
            return whole
        return max(0.0, count.last + whole - now)

    def begin(self) -> None:
        """Count a try before it is made: ending the program in the middle of it gains nothing.

        Raises:
            TooSoon: it has to wait.
        """
        if wait := self.wait():
            raise TooSoon(detail=str(math.ceil(wait)))
        self._before = self._read()
        self._write(_Count(self._before.wrong + 1, self._now()))

    def take_back(self) -> None:
        """The try that was begun could not be made: it does not count."""
        self._write(self._before)

    def forget(self) -> None:
        """It was right: count from the start."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError:
            return

    def _read(self) -> _Count:
        try:
            with self._path.open("rb") as file:
                told = json.loads(file.read(_MOST_BYTES))
            wrong, last = told["wrong"], float(told["last"])
        except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
            return _Count()
        if type(wrong) is not int or wrong < 0 or not math.isfinite(last):
            return _Count()
        return _Count(wrong, last)

    def _write(self, count: _Count) -> None:
        try:
            write_atomically(self._path, json.dumps({"wrong": count.wrong, "last": count.last}).encode())
        except OSError:
            return


def wait_after(wrong: int) -> float:
    """Seconds to wait after so many wrong tries in a row: 0, 0, 0, 1, 2, 4… up to five minutes."""
    if wrong < _FREE:
        return 0.0
    return min(_LONGEST, 2.0 ** min(wrong - _FREE, 20))
