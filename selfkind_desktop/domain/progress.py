"""How long work says how far it is, and hears that nobody wants it any more."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Told the share done, from 0 to 1, as often as one likes; raises `Cancelled` once the person cancelled."""


class Cancelled(Exception):  # noqa: N818 - a plain statement of what happened
    """The person cancelled; whoever works undoes what it has done so far and lets this pass."""


def unheard(_share: float) -> None:
    """For work that nobody watches."""
