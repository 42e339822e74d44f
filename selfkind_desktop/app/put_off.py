"""Remembers that "On this day" was not wanted today; nothing of the entry itself."""

import json
from datetime import date
from pathlib import Path

from selfkind_desktop.storage.atomic import write_atomically


class PutOff:
    """A day on which something stays away.

    Args:
        file: remembers it; losing that costs one more "Not now".
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._day = self._remembered()

    def is_on(self, day: date) -> bool:
        """Whether it stays away on this day."""
        return self._day == day

    def put_off(self, day: date) -> None:
        """Let it stay away on this day."""
        self._day = day
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_atomically(self._file, json.dumps({"day": day.isoformat()}).encode())
        except OSError:
            return  # it holds while the program runs

    def _remembered(self) -> date | None:
        try:
            return date.fromisoformat(json.loads(self._file.read_bytes())["day"])
        except (OSError, ValueError, AttributeError, TypeError, KeyError, RecursionError):
            return None
