"""The socket below a D-Bus connection, on Qt's event loop, and where the buses listen."""

import os
import socket
import struct
from collections.abc import Mapping
from pathlib import Path

from jeepney import Parser
from jeepney.auth import AuthenticationError, Authenticator
from PySide6.QtCore import QObject, QSocketNotifier, Signal


class Link(QObject):
    """The socket below a bus connection: bytes in, messages out, no meaning.

    Signals:
        authenticated: the bus knows who we are; messages may be sent.
        arrived(Message): a whole message.
        lost: the other side hung up or said what no bus says.
    """

    authenticated = Signal()
    arrived = Signal(object)
    lost = Signal()

    def __init__(self, link: socket.socket, parent: QObject) -> None:
        super().__init__(parent)
        self._socket = link
        self._authenticator: Authenticator | None = Authenticator(inc_null_byte=True)
        self._parser = Parser()
        self._unsent = bytearray()
        self._open = True
        self._reader = QSocketNotifier(link.fileno(), QSocketNotifier.Type.Read, self)
        self._reader.activated.connect(self._read)
        self._writer = QSocketNotifier(link.fileno(), QSocketNotifier.Type.Write, self)
        self._writer.setEnabled(False)
        self._writer.activated.connect(self._flush)

    @classmethod
    def to(cls, address: str, parent: QObject) -> "Link | None":
        """Connect without waiting; None where nobody takes the call at once."""
        link = socket.socket(socket.AF_UNIX)  # type: ignore[attr-defined, unused-ignore]  # not on Windows
        link.setblocking(False)
        try:
            link.connect(address)
        except OSError:
            link.close()
            return None
        return cls(link, parent)

    def begin(self) -> None:
        """Say who we are."""
        self._converse()

    def write(self, data: bytes) -> None:
        """Send now what the socket takes, the rest when it can."""
        self._unsent += data
        self._flush()

    def close(self) -> None:
        """Hang up."""
        if self._open:
            self._open = False
            self._reader.setEnabled(False)
            self._writer.setEnabled(False)
            self._socket.close()

    def _flush(self) -> None:
        if not self._open:
            return
        try:
            while self._unsent:
                del self._unsent[: self._socket.send(self._unsent)]
        except BlockingIOError:
            pass
        except OSError:
            self._break()
            return
        self._writer.setEnabled(bool(self._unsent))

    def _read(self) -> None:
        try:
            data = self._socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._break()
            return
        try:
            if self._authenticator is not None:
                self._authenticator.feed(data)
                self._converse()
            else:
                self._parse(data)
        except (AuthenticationError, ValueError, struct.error, LookupError):
            self._break()  # not what a bus says

    def _converse(self) -> None:
        assert self._authenticator is not None
        data = self._authenticator.data_to_send()
        if data:
            self.write(data)
        elif data is None:
            self._authenticator = None
            # The last line of the conversation is ours: jeepney leaves it to the connection.
            self.write(b"BEGIN\r\n")
            self.authenticated.emit()

    def _parse(self, data: bytes) -> None:
        self._parser.add_data(data)
        while self._open and (message := self._parser.get_next_message()) is not None:
            self.arrived.emit(message)

    def _break(self) -> None:
        if self._open:
            self.close()
            self.lost.emit()


def session_address(environ: Mapping[str, str] = os.environ) -> str | None:
    """Where the session bus listens, or None."""
    told = environ.get("DBUS_SESSION_BUS_ADDRESS", "")
    if told:
        return _socket_of(told)
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    usual = Path(runtime, "bus")
    return str(usual) if runtime and usual.exists() else None


def system_address(environ: Mapping[str, str] = os.environ) -> str | None:
    """Where the system bus listens, or None."""
    return _socket_of(environ.get("DBUS_SYSTEM_BUS_ADDRESS", "") or "unix:path=/run/dbus/system_bus_socket")


def _socket_of(addresses: str) -> str | None:
    from jeepney.bus import get_connectable_addresses

    try:
        return next(iter(get_connectable_addresses(addresses)), None)
    except (RuntimeError, ValueError, KeyError):
        return None  # another kind of transport, or nonsense
