"""Asks an X server a few questions over its socket, each with a time limit.

The libraries for it are no help here: libXss is missing on many systems, and Xlib ends the program when a
window that it asks about has just closed.
"""

import os
import socket
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

_INTERN_ATOM = 16
_GET_PROPERTY = 20
_GET_SELECTION_OWNER = 23
_QUERY_EXTENSION = 98
_COOKIE = b"MIT-MAGIC-COOKIE-1"
_ANY_TYPE = 0
_REPLY = 1
_EVENT_BYTES = 32
_LOCAL, _WILD = 256, 65535


class X11Error(OSError):
    """The server refused, is gone, or is not there."""


class RefusedError(X11Error):
    """The server answered with an error: what was asked about is not there."""


@dataclass(frozen=True, slots=True)
class DisplayName:
    """A display, taken apart: `host:number.screen`."""

    host: str
    number: int
    screen: int

    @classmethod
    def parse(cls, text: str) -> "DisplayName":
        """Take the value of DISPLAY apart.

        Raises:
            X11Error: it names no display.
        """
        host, colon, rest = text.rpartition(":")
        number, _, screen = rest.partition(".")
        if not colon or not number.isdecimal() or (screen and not screen.isdecimal()):
            raise X11Error(f"no display: {text!r}")
        return cls("" if host == "unix" else host, int(number), int(screen or 0))


def cookie_for(display: DisplayName, authority: bytes, hostname: str) -> bytes:
    """The key to a display from the content of an authority file; empty where there is none.

    Args:
        display: which.
        authority: entries of family, address, number, name and data, each but the first after its length.
        hostname: this computer's name, to prefer its entries.
    """
    best = b""
    at = 0
    try:
        while at < len(authority):
            (family,) = struct.unpack_from(">H", authority, at)
            at += 2
            fields = []
            for _ in range(4):
                (length,) = struct.unpack_from(">H", authority, at)
                fields.append(authority[at + 2 : at + 2 + length])
                at += 2 + length
            address, number, name, data = fields
            if name != _COOKIE or number not in (b"", str(display.number).encode()):
                continue
            if family == _WILD or (family == _LOCAL and address == hostname.encode()):
                return data
            best = best or data
    except struct.error:
        pass  # cut off: what came before it counts
    return best


class X11:
    """A short connection to an X server, for a `with` statement.

    Args:
        environ: tells the display and where its key is.
        timeout: seconds for each answer.

    Raises:
        X11Error: there is no server, it refused, or it did not answer in time. So do all methods.
    """

    def __init__(self, environ: Mapping[str, str] = os.environ, timeout: float = 0.25) -> None:
        display = DisplayName.parse(environ.get("DISPLAY", ""))
        self.screen = display.screen
        try:
            self._socket = _connect(display, timeout)
        except OSError as error:
            raise X11Error(f"no X server: {error}") from error
        try:
            self._greet(cookie_for(display, _authority(environ), socket.gethostname()))
            self.root = self._read_setup(display.screen)
        except BaseException:
            self._socket.close()
            raise

    def __enter__(self) -> "X11":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._socket.close()

    def idle_seconds(self) -> float:
        """Seconds since the last input (MIT-SCREEN-SAVER, ScreenSaverQueryInfo)."""
        opcode = self._extension(b"MIT-SCREEN-SAVER")
        reply = self._ask(struct.pack("<BBHI", opcode, 1, 2, self.root))
        (milliseconds,) = struct.unpack_from("<I", reply, 16)
        return float(milliseconds) / 1000

    def atom(self, name: bytes) -> int:
        """The number of a name; 0 where no program ever used it."""
        padded = name + b"\0" * (-len(name) % 4)
        request = struct.pack("<BBHHH", _INTERN_ATOM, 1, 2 + len(padded) // 4, len(name), 0) + padded
        (number,) = struct.unpack_from("<I", self._ask(request), 8)
        return int(number)

    def owner(self, selection: bytes) -> int:
        """The window that owns a selection; 0 where none does."""
        atom = self.atom(selection)
        if not atom:
            return 0
        reply = self._ask(struct.pack("<BBHI", _GET_SELECTION_OWNER, 0, 2, atom))
        return int(struct.unpack_from("<I", reply, 8)[0])

    def numbers(self, window: int, name: bytes) -> tuple[int, ...]:
        """A property of a window that holds 32-bit numbers; empty where it has none."""
        atom = self.atom(name)
        if not atom:
            return ()
        request = struct.pack("<BBHIIIII", _GET_PROPERTY, 0, 6, window, atom, _ANY_TYPE, 0, 256)
        reply = self._ask(request)
        bits = reply[1]
        (count,) = struct.unpack_from("<I", reply, 16)
        return struct.unpack_from(f"<{count}I", reply, 32) if bits == 32 else ()

    def _greet(self, cookie: bytes) -> None:
        name = _COOKIE if cookie else b""
        greeting = struct.pack("<BxHHHHxx", ord("l"), 11, 0, len(name), len(cookie))
        self._send(greeting + name + b"\0" * (-len(name) % 4) + cookie + b"\0" * (-len(cookie) % 4))

    def _read_setup(self, screen: int) -> int:
        """The root window of the screen."""
        head = self._receive(8)
        status, length = head[0], struct.unpack_from("<H", head, 6)[0]
        setup = self._receive(length * 4)
        if status != 1:
            raise X11Error("the X server refused")
        vendor, screens, formats = struct.unpack_from("<HxxBB", setup, 16)
        at = 32 + (vendor + 3) // 4 * 4 + formats * 8
        for _ in range(min(screen, screens - 1)):
            at = _after_screen(setup, at)
        return int(struct.unpack_from("<I", setup, at)[0])

    def _extension(self, name: bytes) -> int:
        padded = name + b"\0" * (-len(name) % 4)
        request = struct.pack("<BxHHxx", _QUERY_EXTENSION, 2 + len(padded) // 4, len(name)) + padded
        present, opcode = struct.unpack_from("<BB", self._ask(request), 8)
        if not present:
            raise X11Error(f"the X server has no {name.decode()}")
        return int(opcode)

    def _ask(self, request: bytes) -> bytes:
        self._send(request)
        while True:
            answer = self._receive(_EVENT_BYTES)
            if answer[0] == _REPLY:
                (more,) = struct.unpack_from("<I", answer, 4)
                return answer + self._receive(more * 4)
            if answer[0] == 0:
                raise RefusedError(f"the X server refused: {answer[1]}")
            # An event: some servers tell every client of a change of the keyboard.

    def _send(self, data: bytes) -> None:
        try:
            self._socket.sendall(data)
        except OSError as error:
            raise X11Error(str(error)) from error

    def _receive(self, count: int) -> bytes:
        got = bytearray()
        try:
            while len(got) < count:
                piece = self._socket.recv(count - len(got))
                if not piece:
                    raise X11Error("the X server hung up")
                got += piece
        except OSError as error:
            raise X11Error(str(error)) from error
        return bytes(got)


def _connect(display: DisplayName, timeout: float) -> socket.socket:
    if display.host:
        return socket.create_connection((display.host, 6000 + display.number), timeout)
    path = f"/tmp/.X11-unix/X{display.number}"
    link = socket.socket(socket.AF_UNIX)  # type: ignore[attr-defined, unused-ignore]  # not on Windows
    link.settimeout(timeout)
    try:
        link.connect("\0" + path)  # Linux keeps the name even where somebody cleaned /tmp
    except OSError:
        try:
            link.connect(path)
        except OSError:
            link.close()
            raise
    return link


def _authority(environ: Mapping[str, str]) -> bytes:
    path = environ.get("XAUTHORITY", "") or os.path.join(environ.get("HOME", ""), ".Xauthority")  # noqa: PTH118
    try:
        return Path(path).read_bytes()
    except OSError:
        return b""


def _after_screen(setup: bytes, at: int) -> int:
    """Where the next screen begins: this one holds its depths, and each depth its visuals of 24 bytes."""
    depths = setup[at + 39]
    at += 40
    for _ in range(depths):
        at += 8 + 24 * int(struct.unpack_from("<H", setup, at + 2)[0])
    return at
