"""One Selfkind for each home: the first one runs and listens, every later one asks it.

`claim` decides who runs and costs next to nothing, so that the tray icon can come right after it.
`Instance.listen` opens the command channel; what it needs is loaded only there.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, Signal

if TYPE_CHECKING:
    from selfkind_desktop.desktop.line import Line
    from selfkind_desktop.desktop.listener import Link, Listener
    from selfkind_desktop.desktop.remote import Reply

LOCK = "selfkind.lock"
MAX_CLIENTS = 16

Answering = Callable[["Reply"], None]
"""Answers one request, now or later; a second call does nothing."""


def claim(run_dir: Path, parent: QObject | None = None) -> "Instance | None":
    """Become the one that runs on `run_dir`, or learn that another one does.

    Args:
        run_dir: a folder of this user's; made if it is missing.
        parent: who owns the result.

    Returns:
        The claimed instance, or None where another program holds it: ask that one through `remote.ask`,
        with a few seconds' `wait`, because it may just be starting.

    Raises:
        OSError: the folder cannot be made or written.
    """
    run_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = QLockFile(os.fspath(run_dir / LOCK))
    lock.setStaleLockTime(0)
    if lock.tryLock(0):
        return Instance(run_dir, lock, parent)
    if lock.error() == QLockFile.LockError.LockFailedError:
        return None
    raise PermissionError(f"{run_dir} cannot be written")


class Instance(QObject):
    """The one program that runs on a run folder.

    Signals:
        request(command: str, args: dict, answer: Answering): somebody asks; `answer` must be called once.
    """

    request = Signal(str, dict, object)

    def __init__(self, run_dir: Path, lock: QLockFile, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run_dir = run_dir
        self._lock = lock
        self._listener: Listener | None = None
        self._lines: list[Line] = []

    def listen(self) -> str:
        """Open the command channel.

        Returns:
            An empty string, or why it could not be opened. The program runs all the same.
        """
        try:
            self._listener = self._open()
        except OSError as error:
            return str(error)
        return ""

    def close(self) -> None:
        """Stop listening and let the next program claim the folder."""
        for line in self._lines[:]:
            line.close()
        if self._listener is not None:
            self._listener.close()
            self._listener = None
        self._lock.unlock()

    if sys.platform == "win32":

        def _open(self) -> "Listener":
            from selfkind_desktop.desktop.address import pipe_name
            from selfkind_desktop.desktop.listener import PipeListener

            return PipeListener(pipe_name(self._run_dir), self._greet, self)

    else:

        def _open(self) -> "Listener":
            from selfkind_desktop.desktop.address import make_folder, socket_path
            from selfkind_desktop.desktop.listener import UnixListener

            path = socket_path(self._run_dir, os.environ)
            if path.parent != self._run_dir.absolute():
                make_folder(path.parent)
            # A socket found here is stale: the lock is ours.
            return UnixListener(path, self._greet, self)

    def _greet(self, link: "Link") -> None:
        from selfkind_desktop.desktop.line import Line

        if len(self._lines) >= MAX_CLIENTS:
            # The oldest silent one makes room: whoever fills all lines must not lock the person out.
            self._lines[0].close()
        line = Line(link, self)
        self._lines.append(line)
        line.asked.connect(self.request)
        line.closed.connect(self._forget)

    def _forget(self, line: "Line") -> None:
        if line in self._lines:
            self._lines.remove(line)
            line.deleteLater()


def no_answer_sentence() -> str:
    """What to tell a person whose running Selfkind does not answer."""
    return QCoreApplication.translate(
        "Instance", "Selfkind is running but does not answer. You can end it and start it again."
    )
