"""What an X server knows: the idle time, and whether the window in use fills the screen."""

import os
from collections.abc import Callable, Mapping
from typing import TypeVar

from selfkind_desktop.desktop.aside import Aside
from selfkind_desktop.desktop.sights.port import Still, Then
from selfkind_desktop.desktop.x11_wire import X11, RefusedError

Seen = TypeVar("Seen")


class X11Sight(Still[Seen]):
    """One question to the X server, asked beside the main thread on a connection of its own."""

    name = "X11"

    def __init__(self, aside: Aside, look: Callable[[X11], Seen], environ: Mapping[str, str]) -> None:
        self._aside = aside
        self._look = look
        self._environ = environ

    def ask(self, then: Then[Seen]) -> None:
        """Connect, ask, hang up: about a millisecond."""
        self._aside.run(self._once, then)

    def _once(self) -> Seen:
        with X11(self._environ) as server:
            return self._look(server)


def idle(aside: Aside, environ: Mapping[str, str] = os.environ) -> X11Sight[float]:
    """Seconds since the last input, as the X server's own screen saver counts them."""
    return X11Sight(aside, X11.idle_seconds, environ)


def full_screen(aside: Aside, environ: Mapping[str, str] = os.environ) -> X11Sight[bool]:
    """Whether the active window fills the screen (EWMH)."""
    return X11Sight(aside, active_is_full_screen, environ)


def active_is_full_screen(server: X11) -> bool:
    """Whether `_NET_WM_STATE` of the window in `_NET_ACTIVE_WINDOW` holds `_NET_WM_STATE_FULLSCREEN`."""
    active = server.numbers(server.root, b"_NET_ACTIVE_WINDOW")
    if not active or not active[0]:
        return False
    try:
        state = server.numbers(active[0], b"_NET_WM_STATE")
    except RefusedError:
        return False  # it has just closed, and the window manager did not say so yet
    return bool(state) and server.atom(b"_NET_WM_STATE_FULLSCREEN") in state
