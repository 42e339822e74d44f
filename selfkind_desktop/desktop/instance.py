"""One Selfkind for each home: the first one runs and listens, every later one asks it.

`claim` decides who runs and costs next to nothing. `Instance.listen` opens the command channel; it is called
after the tray icon shows, because QtNetwork is loaded only there.
"""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLockFile, QObject, QTimer, Signal

from selfkind_desktop.desktop.address import make_folder, pipe_name, socket_path
from selfkind_desktop.desktop.remote import MAX_BYTES, VERSION, Reply

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "selfkind.lock"
MAX_CLIENTS = 16
SILENCE_MS = 10_000
"""How long a client may say nothing before the line is closed."""

Answering = Callable[[Reply], None]
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
        self._server: QLocalServer | None = None
        self._lines: list[_Line] = []

    def listen(self) -> str:
        """Open the command channel.

        Returns:
            An empty string, or why it could not be opened. The program runs all the same.
        """
        from PySide6.QtNetwork import QLocalServer

        try:
            name = self._name()
        except OSError as error:
            return str(error)
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)  # a socket found here is stale: the lock is ours
        if not server.listen(name):
            why = server.errorString()
            server.deleteLater()
            return why
        server.newConnection.connect(self._greet)
        self._server = server
        return ""

    def close(self) -> None:
        """Stop listening and let the next program claim the folder."""
        for line in self._lines[:]:
            line.close()
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _name(self) -> str:
        if sys.platform == "win32":
            return pipe_name(self._run_dir)
        else:  # noqa: RET505  # mypy calls what follows a platform's return unreachable
            path = socket_path(self._run_dir, os.environ)
            if path.parent != self._run_dir.absolute():
                make_folder(path.parent)
            return os.fspath(path)

    def _greet(self) -> None:
        while self._server is not None and (link := self._server.nextPendingConnection()) is not None:
            if len(self._lines) >= MAX_CLIENTS:
                # The oldest silent one makes room: whoever fills all lines must not lock the person out.
                self._lines[0].close()
            line = _Line(link, self)
            self._lines.append(line)
            line.asked.connect(self.request)
            line.closed.connect(self._forget)
            line.begin()

    def _forget(self, line: "_Line") -> None:
        if line in self._lines:
            self._lines.remove(line)
            line.deleteLater()


class _Line(QObject):
    """One client: one request, one answer, closed."""

    asked = Signal(str, dict, object)
    closed = Signal(object)

    def __init__(self, link: "QLocalSocket", parent: QObject) -> None:
        super().__init__(parent)
        self._link = link
        link.setParent(self)
        link.setReadBufferSize(MAX_BYTES + 1)
        self._got = bytearray()
        self._heard = False
        self._answered = False
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(SILENCE_MS)
        self._silence.timeout.connect(self.close)
        link.disconnected.connect(self._gone)
        link.readyRead.connect(self._read)

    def begin(self) -> None:
        """Read what came already and wait for the rest."""
        self._silence.start()
        self._read()

    def close(self) -> None:
        """Hang up at once."""
        self._link.abort()
        self._gone()

    def _gone(self) -> None:
        self._answered = True
        self._silence.stop()
        self.closed.emit(self)

    def _read(self) -> None:
        if self._heard:
            self._link.readAll()
            return
        self._got += self._link.readAll().data()
        line, end, _ = self._got.partition(b"\n")
        if not end and len(self._got) <= MAX_BYTES:
            return
        self._heard = True
        self._silence.stop()
        self._got.clear()
        request = _understand(bytes(line)) if end else None
        if request is None:
            self._answer(Reply(False, sentence=self.tr("That command was not understood.")))
        elif isinstance(request, int):
            self._answer(
                Reply(False, sentence=self.tr("The running Selfkind is another version. Restart it."))
            )
        else:
            self.asked.emit(*request, self._answer)

    def _answer(self, reply: Reply) -> None:
        if self._answered:
            return
        self._answered = True
        told = {"result": reply.result} if reply.ok else {"sentence": reply.sentence}
        said = {"v": VERSION, "ok": reply.ok, **told}
        self._link.write(json.dumps(said).encode() + b"\n")
        self._silence.start()  # a client that never reads must not keep the line either
        self._link.disconnectFromServer()


def _understand(line: bytes) -> tuple[str, dict[str, object]] | int | None:
    """The command and its arguments; a version that is not ours; or None for what is no request."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    version, command, args = said.get("v"), said.get("command"), said.get("args", {})
    if not isinstance(version, int) or not isinstance(command, str) or not isinstance(args, dict):
        return None
    return (command, args) if version == VERSION else version


def no_answer_sentence() -> str:
    """What to tell a person whose running Selfkind does not answer."""
    return QCoreApplication.translate(
        "Instance", "Selfkind is running but does not answer. You can end it and start it again."
    )
