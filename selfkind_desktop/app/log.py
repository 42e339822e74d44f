"""A rotating log that knows when and where, and never what a person wrote."""

import logging
import os
import sys
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 256 * 1024
_KEPT = 2
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class _PrivateFile(RotatingFileHandler):
    """Each file of the rotation is its owner's alone, not only the first."""

    def _open(self) -> TextIOWrapper:
        def private(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        file = open(self.baseFilename, "ab", opener=private)  # noqa: SIM115  # closed by the handler
        return TextIOWrapper(file, encoding=self.encoding)


def stop_log() -> None:
    """Let go of the file, so that it can be removed."""
    root = logging.getLogger("selfkind_desktop")
    for handler in root.handlers[:]:
        root.removeHandler(handler)
        handler.close()


def start_log(file: Path) -> None:
    """Log to `file`; to standard error where it cannot be written.

    Messages carry names of events and errors, never their text: an exception's message may quote what a
    person typed, so tracebacks are logged by `where` instead.
    """
    handler: logging.Handler
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        handler = _PrivateFile(file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler(sys.stderr)
        # A terminal gets the sentences for people; of the log it needs only what nobody foresaw.
        handler.setLevel(logging.ERROR)
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger("selfkind_desktop")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False
    # A full disk must not fill the terminal with complaints about the log itself.
    logging.raiseExceptions = False
