"""A short process of this program that is asked one thing on its standard input, answers, and ends.

What is asked may hold a passphrase: it goes through a pipe, never through the command line or the
environment, where other programs could see it.
"""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from selfkind_desktop.app.main import UNLOCK
from selfkind_desktop.storage.errors import KeyStoreUnavailable, StorageError, error_of

PATIENCE = 30.0
"""Seconds until a key store that does not answer is given up; its own dialog may be asking the person."""

_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows the short process would show a black window for a moment."""

Request = Mapping[str, Any]
Answer = dict[str, Any]


def this_program() -> list[str]:
    """How to start this program again; from source without Qt, which the short process has no use for."""
    if getattr(sys, "frozen", False):
        return [sys.executable, UNLOCK]
    here = str(Path(__file__).resolve().parent.parent.parent)
    start = (
        f"import sys; sys.path.insert(0, {here!r}); "
        "from selfkind_desktop.app.vault_process import main; sys.exit(main())"
    )
    return [sys.executable, "-c", start]


class ShortProcess:
    """A process that is started, and waits to be asked; it ends by itself if nobody ever asks.

    Args:
        command: starts it.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=_NO_CONSOLE,
        )

    @property
    def is_waiting(self) -> bool:
        """Whether it can still be asked."""
        return self._process.poll() is None

    def ask(self, request: Request, vault: Path, patience: float = PATIENCE) -> Answer:
        """What it answers; waits for it, so never in the main thread.

        Args:
            request: what to do.
            vault: what the request is about, for the error.
            patience: in seconds.

        Raises:
            StorageError: what it found wrong, or it did not answer in time.
        """
        try:
            told, _ = self._process.communicate(json.dumps(request).encode() + b"\n", timeout=patience)
        except subprocess.TimeoutExpired:
            self.end()
            raise KeyStoreUnavailable(vault, "no answer in time") from None
        return _answer(told, self._process.returncode, vault)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.communicate()


def ask(command: Sequence[str], request: Request, vault: Path, patience: float = PATIENCE) -> Answer:
    """Start a short process, ask it, and give back what it answers.

    Raises:
        StorageError: as `ShortProcess.ask`.
    """
    return ShortProcess(command).ask(request, vault, patience)


def _answer(told: bytes, code: int, vault: Path) -> Answer:
    try:
        said = json.loads(told)
        if "code" not in said:
            return dict(said["done"])
        trouble: StorageError = error_of(said["code"], said["file"], said["detail"])
    except (ValueError, TypeError, KeyError):
        raise KeyStoreUnavailable(vault, f"ended with {code}") from None
    raise trouble
