"""A screen saver that locks and unlocks the session when it is told to."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.desktop.session import Desktop

_NAME, _PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"
_SERVICE = Path(__file__).parents[1] / "unit" / "desktop" / "scripted_service.py"


class ScreenSaver:
    """The screen saver of a desktop, as every program there sees it.

    Args:
        process: reads what to do, one line of JSON at a time.
    """

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def lock(self) -> None:
        """Cover the screen and say so."""
        self._become(active=True)

    def unlock(self) -> None:
        """Uncover it and say so."""
        self._become(active=False)

    def _become(self, *, active: bool) -> None:
        news = {"path": _PATH, "interface": _NAME, "member": "ActiveChanged"}
        self._tell({"methods": _answering(active=active)})
        self._tell({"emit": {**news, "signature": "b", "body": [active]}})

    def _tell(self, command: dict[str, object]) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(command).encode() + b"\n")
        self._process.stdin.flush()


@contextlib.contextmanager
def screen_saver(desk: Desktop) -> Iterator[ScreenSaver]:
    """Run one on the session's bus, unlocked."""
    script = {
        "address": desk.environment["DBUS_SESSION_BUS_ADDRESS"],
        "names": [_NAME],
        "methods": _answering(active=False),
    }
    process = subprocess.Popen(
        [sys.executable, str(_SERVICE), json.dumps(script)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield ScreenSaver(process)
    finally:
        process.terminate()
        # Its two pipes are closed with it.
        process.communicate(timeout=10)


def _answering(*, active: bool) -> dict[str, object]:
    return {f"{_NAME}.GetActive": {"signature": "b", "body": [active]}}
