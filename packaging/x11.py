"""The few words of the X11 protocol that seeing a screen and typing on it take, over a plain socket.

Standard library only, so that tests, benchmarks and `make run` without a display need no tool beyond an X
server, and so that one look at a pixel costs a tenth of a millisecond instead of a process.
"""

import socket
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

_GET_WINDOW_ATTRIBUTES = 3
_GET_GEOMETRY = 14
_QUERY_TREE = 15
_INTERN_ATOM = 16
_GET_PROPERTY = 20
_TRANSLATE_COORDINATES = 40
_GET_INPUT_FOCUS = 43
_GET_IMAGE = 73
_QUERY_EXTENSION = 98
_GET_KEYBOARD_MAPPING = 101

_KEY_PRESS, _KEY_RELEASE, _BUTTON_PRESS, _BUTTON_RELEASE, _MOTION = 2, 3, 4, 5, 6
_VIEWABLE = 2

# Names as a person would say them; everything else is typed as its character.
_KEYSYMS = {
    "BackSpace": 0xFF08,
    "Tab": 0xFF09,
    "Return": 0xFF0D,
    "Escape": 0xFF1B,
    "Home": 0xFF50,
    "Left": 0xFF51,
    "Up": 0xFF52,
    "Right": 0xFF53,
    "Down": 0xFF54,
    "End": 0xFF57,
    "Shift": 0xFFE1,
    "Control": 0xFFE3,
    "Alt": 0xFFE9,
    "space": 0x20,
    **{f"F{number}": 0xFFBD + number for number in range(1, 13)},
}


class X11Error(Exception):
    """The X server refused a request, or is gone."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window of a program, as the window manager shows it.

    Attributes:
        id: what the X server calls it.
        title: its name.
        pid: the process it belongs to, 0 where it does not say.
        x, y, width, height: its place on the screen, in pixels.
    """

    id: int
    title: str
    pid: int
    x: int
    y: int
    width: int
    height: int

    @property
    def center(self) -> tuple[int, int]:
        """The point in its middle, in pixels of the screen."""
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels, row by row, three bytes each: red, green, blue."""

    width: int
    height: int
    rgb: bytes

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """The color at a point."""
        start = (y * self.width + x) * 3
        red, green, blue = self.rgb[start : start + 3]
        return red, green, blue

    def colors(self) -> int:
        """How many different colors it holds: one means that nothing is painted."""
        return len({self.rgb[i : i + 3] for i in range(0, len(self.rgb), 3)})

    def save(self, path: Path) -> None:
        """Write it as PNG."""
        row = self.width * 3
        lines = b"".join(b"\0" + self.rgb[y * row : (y + 1) * row] for y in range(self.height))

        def chunk(kind: bytes, data: bytes) -> bytes:
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", header)
            + chunk(b"IDAT", zlib.compress(lines, 6))
            + chunk(b"IEND", b"")
        )


class Screen:
    """One X screen, looked at and typed on."""

    def __init__(self, display: str) -> None:
        """Connect.

        Args:
            display: as in the environment variable, for example `:1`; local screens only.

        Raises:
            X11Error: no X server answers there.
        """
        number = display.rpartition(":")[2].partition(".")[0]
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(10)
        self._atoms: dict[str, int] = {}
        self._waiting = b""
        try:
            self._socket.connect(f"/tmp/.X11-unix/X{number}")
            self._greet()
        except OSError as error:
            self._socket.close()
            raise X11Error(f"no X server at {display}: {error}") from error
        self._xtest = self._extension("XTEST")
        self._keys = self._read_keys()

    def close(self) -> None:
        """Disconnect."""
        self._socket.close()

    # --- looking ---

    def picture(self, x: int = 0, y: int = 0, width: int = 0, height: int = 0) -> Picture:
        """What a part of the screen shows; without a size, all from the point on."""
        width, height = width or self.width - x, height or self.height - y
        reply = self._ask(
            _GET_IMAGE, struct.pack("<IhhHHI", self.root, x, y, width, height, 0xFFFFFFFF), data=2
        )
        pixels = reply[32 : 32 + width * height * 4]
        rgb = bytearray(width * height * 3)
        rgb[0::3], rgb[1::3], rgb[2::3] = pixels[2::4], pixels[1::4], pixels[0::4]
        return Picture(width, height, bytes(rgb))

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """The color at a point of the screen."""
        return self.picture(x, y, 1, 1).pixel(0, 0)

    def windows(self) -> list[Window]:
        """Every visible window of a program, whoever manages it, the topmost last."""
        found: list[Window] = []
        for top in self._children(self.root):
            self._collect(top, found, depth=0)
        return found

    def manager(self) -> bool:
        """Whether a window manager has taken the screen over."""
        return bool(self._property(self.root, "_NET_SUPPORTING_WM_CHECK"))

    def active_title(self) -> str:
        """The title of the window that has the keyboard."""
        focus = struct.unpack_from("<I", self._ask(_GET_INPUT_FOCUS, b""), 8)[0]
        for _ in range(10):
            if focus <= 1 or focus == self.root:
                return ""
            title = self._title(focus)
            if title:
                return title
            focus = struct.unpack_from("<I", self._ask(_QUERY_TREE, struct.pack("<I", focus)), 12)[0]
        return ""

    # --- doing ---

    def press(self, keys: str) -> None:
        """Press a key, with modifiers if need be: `Return`, `Shift+Tab`, `Control+a`, `x`."""
        *modifiers, key = keys.split("+") if len(keys) > 1 else [keys]
        code, shifted = self._key(_KEYSYMS.get(key) or ord(key))
        codes = [self._key(_KEYSYMS[modifier])[0] for modifier in modifiers]
        if shifted and "Shift" not in modifiers:
            codes.append(self._key(_KEYSYMS["Shift"])[0])
        for held in [*codes, code]:
            self._fake(_KEY_PRESS, held)
        for held in reversed([*codes, code]):
            self._fake(_KEY_RELEASE, held)
        self._sync()

    def type(self, text: str) -> None:
        """Type a text, key by key."""
        for letter in text:
            self.press(letter)

    def move(self, x: int, y: int) -> None:
        """Put the pointer at a point of the screen."""
        self._fake(_MOTION, 0, x, y)
        self._sync()

    def click(self, x: int, y: int, button: int = 1) -> None:
        """Click a point of the screen."""
        self.move(x, y)
        self._fake(_BUTTON_PRESS, button)
        self._fake(_BUTTON_RELEASE, button)
        self._sync()

    # --- the protocol ---

    def _greet(self) -> None:
        self._socket.sendall(struct.pack("<BxHHHHxx", 0x6C, 11, 0, 0, 0))
        head = self._read(8)
        rest = self._read(struct.unpack_from("<H", head, 6)[0] * 4)
        if head[0] != 1:
            raise ConnectionRefusedError(rest.decode("latin-1").strip("\0"))
        vendor = struct.unpack_from("<H", rest, 16)[0]
        formats = rest[21]
        self._first_key, self._last_key = rest[26], rest[27]
        screen = 32 + (vendor + 3) // 4 * 4 + formats * 8
        self.root = struct.unpack_from("<I", rest, screen)[0]
        self.width, self.height = struct.unpack_from("<HH", rest, screen + 20)

    def _read(self, size: int) -> bytes:
        while len(self._waiting) < size:
            more = self._socket.recv(1 << 20)
            if not more:
                raise X11Error("the X server is gone")
            self._waiting += more
        taken, self._waiting = self._waiting[:size], self._waiting[size:]
        return taken

    def _send(self, code: int, body: bytes, data: int = 0) -> None:
        body += b"\0" * (-len(body) % 4)
        self._socket.sendall(struct.pack("<BBH", code, data, 1 + len(body) // 4) + body)

    def _ask(self, code: int, body: bytes, data: int = 0) -> bytes:
        self._send(code, body, data)
        while True:
            head = self._read(32)
            if head[0] == 0:
                raise X11Error(f"request {code} refused, error {head[1]}")
            if head[0] == 1:
                return head + self._read(struct.unpack_from("<I", head, 4)[0] * 4)

    def _sync(self) -> None:
        self._ask(_GET_INPUT_FOCUS, b"")

    def _extension(self, name: str) -> int:
        encoded = name.encode()
        reply = self._ask(_QUERY_EXTENSION, struct.pack("<Hxx", len(encoded)) + encoded)
        return int(reply[9])

    def _fake(self, kind: int, detail: int, x: int = 0, y: int = 0) -> None:
        root = self.root if kind == _MOTION else 0
        self._send(self._xtest, struct.pack("<BBxxII8xhh8x", kind, detail, 0, root, x, y), data=2)

    def _read_keys(self) -> dict[int, tuple[int, bool]]:
        count = self._last_key - self._first_key + 1
        reply = self._ask(_GET_KEYBOARD_MAPPING, struct.pack("<BBxx", self._first_key, count))
        each = reply[1]
        keys: dict[int, tuple[int, bool]] = {}
        for index in range(count):
            symbols = struct.unpack_from(f"<{each}I", reply, 32 + index * each * 4)
            for level, symbol in enumerate(symbols[:2]):
                if symbol:
                    keys.setdefault(symbol, (self._first_key + index, level == 1))
        return keys

    def _key(self, symbol: int) -> tuple[int, bool]:
        try:
            return self._keys[symbol]
        except KeyError:
            raise X11Error(f"this keyboard has no key for {symbol:#x}") from None

    def _atom(self, name: str) -> int:
        if name not in self._atoms:
            encoded = name.encode()
            reply = self._ask(_INTERN_ATOM, struct.pack("<Hxx", len(encoded)) + encoded)
            self._atoms[name] = struct.unpack_from("<I", reply, 8)[0]
        return self._atoms[name]

    def _property(self, window: int, name: str) -> bytes:
        reply = self._ask(_GET_PROPERTY, struct.pack("<IIIII", window, self._atom(name), 0, 0, 1024))
        return reply[32 : 32 + struct.unpack_from("<I", reply, 16)[0] * (reply[1] // 8)]

    def _title(self, window: int) -> str:
        name = self._property(window, "_NET_WM_NAME") or self._property(window, "WM_NAME")
        return name.decode("utf-8", "replace")

    def _children(self, window: int) -> list[int]:
        reply = self._ask(_QUERY_TREE, struct.pack("<I", window))
        count = struct.unpack_from("<H", reply, 16)[0]
        return list(struct.unpack_from(f"<{count}I", reply, 32))

    def _collect(self, window: int, found: list[Window], depth: int) -> None:
        """Add the programs' windows at or below this one: a window manager frames most of them."""
        try:
            if self._ask(_GET_WINDOW_ATTRIBUTES, struct.pack("<I", window))[26] != _VIEWABLE:
                return
            title, belongs = self._title(window), self._property(window, "WM_CLASS")
            if belongs:
                pid = self._property(window, "_NET_WM_PID")
                width, height = struct.unpack_from(
                    "<HH", self._ask(_GET_GEOMETRY, struct.pack("<I", window)), 16
                )
                place = self._ask(_TRANSLATE_COORDINATES, struct.pack("<IIhh", window, self.root, 0, 0))
                x, y = struct.unpack_from("<hh", place, 12)
                number = struct.unpack("<I", pid)[0] if pid else 0
                found.append(Window(window, title, number, x, y, width, height))
            elif depth < 3:
                for child in self._children(window):
                    self._collect(child, found, depth + 1)
        except X11Error:
            # It closed while we looked.
            return
