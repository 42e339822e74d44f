"""Where later starts and the command line knock: a local socket, or on Windows a named pipe.

On Unix it is the standard library's socket on Qt's event loop: QtNetwork would add 3 MB to a program that
mostly waits. Both kinds of `Link` behave alike.
"""

import os
import socket
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QSocketNotifier, Signal

_CHUNK = 65_536
_BACKLOG = 50
_PRIVATE = 0o177


class Link(QObject):
    """One client.

    Signals:
        arrived(bytes): something was said.
        gone(): the client hung up.
    """

    arrived = Signal(bytes)
    gone = Signal()

    def finish(self, last: bytes) -> None:
        """Say a last thing and hang up once it is said."""
        raise NotImplementedError

    def abort(self) -> None:
        """Hang up at once."""
        raise NotImplementedError


class Listener(Protocol):
    """Either kind, once it listens."""

    def close(self) -> None:
        """Stop listening."""
        ...


class UnixListener(QObject):
    """Listens on a socket that only this user can open.

    Args:
        path: where the socket is made; one that is there is stale and goes.
        greet: gets each new client's link.

    Raises:
        OSError: the socket cannot be made there.
    """

    def __init__(self, path: Path, greet: Callable[[Link], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self._greet = greet
        if path.is_symlink() or (path.exists() and stat.S_ISSOCK(path.lstat().st_mode)):
            path.unlink()
        self._socket = socket.socket(socket.AF_UNIX)  # type: ignore[attr-defined, unused-ignore]  # not on Windows
        self._socket.setblocking(False)
        # Between bind and chmod anybody could connect; the mask closes that gap.
        before = os.umask(_PRIVATE)
        try:
            self._socket.bind(os.fspath(path))
            self._socket.listen(_BACKLOG)
        except OSError:
            self._socket.close()
            raise
        finally:
            os.umask(before)
        self._knock = QSocketNotifier(self._socket.fileno(), QSocketNotifier.Type.Read, self)
        self._knock.activated.connect(self._accept)

    def close(self) -> None:
        """Stop listening, and leave no socket behind."""
        self._knock.setEnabled(False)
        self._socket.close()
        self._path.unlink(missing_ok=True)

    def _accept(self) -> None:
        try:
            client, _ = self._socket.accept()
        except OSError:
            return  # it hung up before we came to the door
        self._greet(UnixLink(client))


class UnixLink(Link):
    """One client of a `UnixListener`."""

    def __init__(self, client: socket.socket, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._left = b""
        client.setblocking(False)
        self._reads = QSocketNotifier(client.fileno(), QSocketNotifier.Type.Read, self)
        self._reads.activated.connect(self._read)
        self._writes = QSocketNotifier(client.fileno(), QSocketNotifier.Type.Write, self)
        self._writes.setEnabled(False)
        self._writes.activated.connect(self._write)

    def finish(self, last: bytes) -> None:
        """Say a last thing and hang up once it is said."""
        self._left = last
        self._write()

    def abort(self) -> None:
        """Hang up at once."""
        self._reads.setEnabled(False)
        self._writes.setEnabled(False)
        self._client.close()

    def _read(self) -> None:
        try:
            said = self._client.recv(_CHUNK)
        except BlockingIOError:
            return
        except OSError:
            said = b""
        if said:
            self.arrived.emit(said)
        else:
            self._hang_up()

    def _write(self) -> None:
        try:
            self._left = self._left[self._client.send(self._left) :]
        except BlockingIOError:
            pass
        except OSError:
            self._left = b""
        self._writes.setEnabled(bool(self._left))
        if not self._left:
            self._hang_up()

    def _hang_up(self) -> None:
        self.abort()
        self.gone.emit()


if sys.platform == "win32":
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

    class PipeListener(QObject):
        """Listens on a named pipe that only this user can open.

        Args:
            name: of the pipe.
            greet: gets each new client's link.

        Raises:
            OSError: the pipe cannot be made.
        """

        def __init__(self, name: str, greet: Callable[[Link], None], parent: QObject | None = None) -> None:
            super().__init__(parent)
            self._greet = greet
            self._server = QLocalServer(self)
            self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
            if not self._server.listen(name):
                raise OSError(self._server.errorString())
            self._server.newConnection.connect(self._accept)

        def close(self) -> None:
            """Stop listening."""
            self._server.close()

        def _accept(self) -> None:
            while (client := self._server.nextPendingConnection()) is not None:
                self._greet(PipeLink(client))

    class PipeLink(Link):
        """One client of a `PipeListener`."""

        def __init__(self, client: QLocalSocket, parent: QObject | None = None) -> None:
            super().__init__(parent)
            self._client = client
            client.setParent(self)
            client.readyRead.connect(lambda: self.arrived.emit(client.readAll().data()))
            client.disconnected.connect(self.gone)

        def finish(self, last: bytes) -> None:
            """Say a last thing and hang up once it is said."""
            self._client.write(last)
            self._client.disconnectFromServer()

        def abort(self) -> None:
            """Hang up at once."""
            self._client.abort()
