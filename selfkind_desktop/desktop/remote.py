"""Asks the running program for something. Without Qt: `selfkind status` must answer at once."""

import json
import os
import socket
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from selfkind_desktop.desktop.address import pipe_name, socket_path

VERSION = 1
MAX_BYTES = 256 * 1024
"""Of one line, either way."""


class NoAnswerError(Exception):
    """A program runs but did not answer in time, or answered something that is no answer."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What the running program said.

    Attributes:
        ok: whether it did what it was asked.
        result: JSON values; None where there is nothing to tell.
        sentence: one sentence for the person, where it was not done.
    """

    ok: bool
    result: object = None
    sentence: str = ""


def ask(
    run_dir: Path, command: str, args: Mapping[str, object], timeout: float = 5.0, wait: float = 0.0
) -> Reply | None:
    """Send one command to the program that runs on `run_dir`.

    Args:
        run_dir: the folder that the running program claimed.
        command: its name, for example "status".
        args: JSON values.
        timeout: seconds for the answer.
        wait: seconds to wait for a program that is just starting and does not listen yet.

    Returns:
        The answer, or None where no program runs.

    Raises:
        NoAnswerError: a program runs but did not answer in time or not sensibly.
    """
    line = json.dumps({"v": VERSION, "command": command, "args": dict(args)}).encode() + b"\n"
    if len(line) > MAX_BYTES:
        raise ValueError("the command is too long")
    give_up = _now() + wait
    while True:
        answered = _exchange(run_dir, line, timeout)
        if answered is not None:
            return _read(answered)
        if _now() >= give_up:
            return None
        time.sleep(0.05)  # noqa: TID251  # nothing tells that a socket begins to listen


def _read(line: bytes) -> Reply:
    try:
        said = json.loads(line)
    except ValueError as error:
        raise NoAnswerError("not an answer") from error
    if not isinstance(said, dict) or not isinstance(said.get("ok"), bool):
        raise NoAnswerError("not an answer")
    return Reply(said["ok"], said.get("result"), str(said.get("sentence", "")))


def _now() -> float:
    return time.monotonic()  # noqa: TID251  # the command line's own time limit, never a decision


if sys.platform == "win32":

    def _exchange(run_dir: Path, line: bytes, timeout: float) -> bytes | None:
        """One line there, one line back; None where nobody listens.

        A pipe opened as a file has no time limits, so a thread waits for it and is left behind when it hangs.
        """
        import threading

        path = Path(rf"\\.\pipe\{pipe_name(run_dir)}")
        got: list[bytes] = []
        wrong: list[OSError | NoAnswerError] = []

        def talk() -> None:
            try:
                with path.open("r+b", buffering=0) as pipe:
                    pipe.write(line)
                    got.append(_until_newline(lambda: pipe.read(65536) or b""))
            except (OSError, NoAnswerError) as error:
                wrong.append(error)

        waiter = threading.Thread(target=talk, daemon=True)
        waiter.start()
        waiter.join(timeout)
        if got:
            return got[0]
        if wrong and isinstance(wrong[0], FileNotFoundError):
            return None
        raise NoAnswerError(str(wrong[0]) if wrong else "no answer in time")

else:

    def _exchange(run_dir: Path, line: bytes, timeout: float) -> bytes | None:
        """One line there, one line back; None where nobody listens."""
        deadline = _now() + timeout
        with socket.socket(socket.AF_UNIX) as link:
            link.settimeout(timeout)
            try:
                link.connect(os.fspath(socket_path(run_dir, os.environ)))
            except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError, PermissionError):
                # Where we may not even look, no program of ours can listen either.
                return None
            except OSError as error:
                raise NoAnswerError(str(error)) from error

            def more() -> bytes:
                link.settimeout(max(0.001, deadline - _now()))
                return link.recv(65536)

            try:
                link.sendall(line)
                return _until_newline(more)
            except OSError as error:
                raise NoAnswerError(str(error)) from error


def _until_newline(more: Callable[[], bytes]) -> bytes:
    got = bytearray()
    while b"\n" not in got:
        piece = more()
        if not piece:
            raise NoAnswerError("the answer broke off")
        got += piece
        if len(got) > MAX_BYTES:
            raise NoAnswerError("the answer is too long")
    return bytes(got.partition(b"\n")[0])
