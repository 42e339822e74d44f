"""Waiting for what a person would see, instead of for a number of seconds."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
_PAUSE = threading.Event()


def wait_until(look: Callable[[], T | None], what: str, within: float = 15.0, every: float = 0.02) -> T:
    """Look again and again until there is something.

    Args:
        look: returns what it sees; anything false means not yet.
        what: what is awaited, for the message.
        within: seconds after which it is given up. Only a limit: nothing takes longer for it.
        every: seconds between two looks.

    Raises:
        AssertionError: it did not come.
    """
    end = time.monotonic() + within
    while True:
        seen = look()
        if seen:
            return seen
        if time.monotonic() > end:
            raise AssertionError(f"waited {within:g} s in vain for {what}; last seen: {seen!r}")
        _PAUSE.wait(every)
