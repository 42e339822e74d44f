"""A rotating log that knows when and where, and never what a person wrote."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

_BYTES = 256 * 1024
_KEPT = 2
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_log(file: Path) -> None:
    """Log to `file`; to standard error where it cannot be written.

    Messages carry names of events and errors, never their text: an exception's message may quote what a
    person typed, so tracebacks are logged by `where` instead.
    """
    handler: logging.Handler
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True)
        file.touch(mode=0o600)
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
