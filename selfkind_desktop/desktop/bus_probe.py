"""Whether the session bus answers at all, asked before Qt is: Qt waits for a mute one for good.

Without Qt and jeepney, and done within a millisecond where the bus is well: the tray icon waits for it.
"""

import contextlib
import os
import re
import sys
from collections.abc import MutableMapping

PATIENCE = 2.0
"""Seconds that a bus may take; at login it may have much to do."""

_ADDRESS = "DBUS_SESSION_BUS_ADDRESS"
_NOBODY = "unix:path=/nonexistent"


def leave_a_mute_bus_alone(environ: MutableMapping[str, str], patience: float = PATIENCE) -> bool:
    """Go on without the session bus where somebody listens there who never answers.

    A bus that is missing needs nothing: Qt notices that by itself, at once.

    Args:
        environ: names the bus; changed so that nothing in this process asks a mute one.
        patience: seconds until it counts as mute.

    Returns:
        Whether it is mute.
    """
    mute = _is_mute(environ, patience)
    if mute:
        environ[_ADDRESS] = _NOBODY
    return mute


if sys.platform in ("win32", "darwin"):

    def _is_mute(environ: MutableMapping[str, str], patience: float) -> bool:
        return False

else:

    def _is_mute(environ: MutableMapping[str, str], patience: float) -> bool:
        path = _listening_at(environ)
        if path is None:
            return False
        # What `socket` is made of: the module itself takes 5 ms to read, before the tray icon.
        import _socket

        with contextlib.closing(_socket.socket(_socket.AF_UNIX)) as line:
            line.settimeout(patience)
            try:
                line.connect(path)
                # Whatever a bus says to the first words of its protocol, it is alive.
                line.sendall(b"\0AUTH EXTERNAL " + str(os.geteuid()).encode().hex().encode() + b"\r\n")
                line.recv(1)
            except TimeoutError:
                return True
            except OSError:
                return False
        return False


def _listening_at(environ: MutableMapping[str, str]) -> bytes | None:
    """The socket of the first address that is one; None where there is none that we could ask."""
    told = environ.get(_ADDRESS, "")
    if not told:
        return None
    for address in told.split(";"):
        kind, _, rest = address.partition(":")
        values = dict(part.partition("=")[::2] for part in rest.split(","))
        if kind == "unix" and "path" in values:
            return _unescaped(values["path"])
        if kind == "unix" and "abstract" in values:
            return b"\0" + _unescaped(values["abstract"])
    return None


def _unescaped(text: str) -> bytes:
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda found: bytes([int(found[1], 16)]), os.fsencode(text))
