"""The idle time on Wayland, told by a scripted compositor that speaks the real protocol on a real socket."""

import contextlib
import socket
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.sights import wayland
from selfkind_desktop.desktop.sights.wayland import WaylandIdle
from selfkind_desktop.desktop.wayland_wire import WaylandIdleLink, request, socket_path

SEAT, NOTIFIER = ("wl_seat", 9), ("ext_idle_notifier_v1", 2)
OTHERS = [("wl_compositor", 6), ("xdg_wm_base", 5)]


class Compositor:
    """Reads requests and writes events, byte by byte as Wayland's documentation has them."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(folder / "wayland-9"))
        self._door.listen(1)
        self._door.setblocking(False)
        self._link: socket.socket | None = None
        self._unread = b""
        self.heard: list[tuple[int, int, bytes]] = []

    def accept(self) -> None:
        def came() -> bool:
            try:
                self._link = self._door.accept()[0]
            except BlockingIOError:
                return False
            self._link.setblocking(False)
            return True

        self._qtbot.waitUntil(came)

    def requests(self, count: int) -> list[tuple[int, int, bytes]]:
        """All requests (object, opcode, arguments), once there were so many."""
        self._qtbot.waitUntil(lambda: len(self._read()) >= count)
        return self.heard

    def _read(self) -> list[tuple[int, int, bytes]]:
        assert self._link is not None
        with contextlib.suppress(BlockingIOError):
            self._unread += self._link.recv(65536)
        while len(self._unread) >= 8:
            target, rest = struct.unpack_from("=II", self._unread)
            size = rest >> 16
            self.heard.append((target, rest & 0xFFFF, self._unread[8:size]))
            self._unread = self._unread[size:]
        return self.heard

    def send(self, *events: bytes) -> None:
        assert self._link is not None
        self._link.sendall(b"".join(events))

    def introduce(self, *globals_: tuple[str, int]) -> None:
        """Answer `get_registry` and `sync` of a client that just came."""
        self.accept()
        assert [heard[:2] for heard in self.requests(2)] == [(1, 1), (1, 0)]
        named = [request(2, 0, name, face, version) for name, (face, version) in enumerate(globals_, 1)]
        self.send(*named, request(3, 0, 0), request(1, 1, 3))

    def close(self) -> None:
        if self._link is not None:
            self._link.close()
        self._door.close()


@pytest.fixture
def compositor(tmp_path: Path, qtbot: QtBot) -> Iterator[Compositor]:
    made = Compositor(tmp_path, qtbot)
    yield made
    made.close()


@pytest.fixture
def idle(tmp_path: Path, compositor: Compositor) -> Iterator[WaylandIdle]:
    made = WaylandIdle(4.0, 300.0, {"XDG_RUNTIME_DIR": str(tmp_path), "WAYLAND_DISPLAY": "wayland-9"})
    yield made
    made._lose()
    made.deleteLater()


def asked(qtbot: QtBot, idle: WaylandIdle) -> float | None:
    seen: list[float | None] = []
    idle.ask(seen.append)
    qtbot.waitUntil(lambda: bool(seen))
    return seen[0]


def text(body: bytes, at: int) -> str:
    (length,) = struct.unpack_from("=I", body, at)
    return body[at + 4 : at + 4 + length - 1].decode()


def test_one_watch_for_absences_stands_from_the_start(idle: WaylandIdle, compositor: Compositor) -> None:
    compositor.introduce(*OTHERS, SEAT, NOTIFIER)

    bind_notifier, bind_seat, notify = compositor.requests(5)[2:]
    assert bind_notifier[:2] == (2, 0)
    assert text(bind_notifier[2], 4) == "ext_idle_notifier_v1"
    assert struct.unpack("=II", bind_notifier[2][-8:]) == (2, 4)  # version, new object
    assert text(bind_seat[2], 4) == "wl_seat"
    assert struct.unpack("=II", bind_seat[2][-8:]) == (1, 5)
    assert notify == (4, 2, struct.pack("=III", 6, 300_000, 5))


def test_an_older_compositor_counts_films_as_input(idle: WaylandIdle, compositor: Compositor) -> None:
    compositor.introduce(SEAT, ("ext_idle_notifier_v1", 1))

    assert compositor.requests(5)[4] == (4, 1, struct.pack("=III", 6, 300_000, 5))


def test_an_absence_is_told(qtbot: QtBot, idle: WaylandIdle, compositor: Compositor) -> None:
    compositor.introduce(SEAT, NOTIFIER)
    compositor.requests(5)
    compositor.send(request(6, 0))
    qtbot.waitUntil(lambda: idle._away_since is not None)
    seconds = asked(qtbot, idle)
    assert seconds is not None
    assert seconds >= 300

    compositor.send(request(6, 1))
    qtbot.waitUntil(lambda: idle._away_since is None)
    assert asked(qtbot, idle) == 0.0


def test_a_lull_is_waited_for_and_told(qtbot: QtBot, idle: WaylandIdle, compositor: Compositor) -> None:
    compositor.introduce(SEAT, NOTIFIER)
    told: list[bool] = []
    idle.watch(lambda: told.append(True))
    assert asked(qtbot, idle) == 0.0
    assert asked(qtbot, idle) == 0.0
    assert compositor.requests(6)[5] == (4, 2, struct.pack("=III", 7, 4000, 5))

    compositor.send(request(7, 0))
    qtbot.waitUntil(lambda: bool(told))
    seconds = asked(qtbot, idle)
    assert seconds is not None
    assert 4.0 <= seconds < 6.0
    assert compositor.requests(7)[6] == (7, 0, b"")
    assert len(compositor.heard) == 7


def test_an_old_lull_does_not_count(
    qtbot: QtBot, idle: WaylandIdle, compositor: Compositor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wayland, "_FRESH_MS", -1)
    compositor.introduce(SEAT, NOTIFIER)
    asked(qtbot, idle)
    compositor.requests(6)
    compositor.send(request(7, 0))
    compositor.requests(7)

    assert asked(qtbot, idle) == 0.0
    assert compositor.requests(8)[7] == (4, 2, struct.pack("=III", 8, 4000, 5))


def test_nothing_held_any_more_ends_the_wait_for_a_lull(
    qtbot: QtBot, idle: WaylandIdle, compositor: Compositor
) -> None:
    compositor.introduce(SEAT, NOTIFIER)
    asked(qtbot, idle)
    idle.unwatch()

    assert compositor.requests(7)[6] == (7, 0, b"")


def test_who_asks_before_the_compositor_answered_waits(
    qtbot: QtBot, idle: WaylandIdle, compositor: Compositor
) -> None:
    seen: list[float | None] = []
    idle.ask(seen.append)
    assert seen == []
    compositor.introduce(SEAT, NOTIFIER)
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [0.0]


@pytest.mark.parametrize("offered", [OTHERS, [SEAT], [NOTIFIER]], ids=["neither", "seat", "notifier"])
def test_a_compositor_that_cannot_tell(
    qtbot: QtBot, idle: WaylandIdle, compositor: Compositor, offered: list[tuple[str, int]]
) -> None:
    seen: list[float | None] = []
    idle.ask(seen.append)
    compositor.introduce(*offered)
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [None]


def test_a_compositor_that_hangs(qtbot: QtBot, idle: WaylandIdle) -> None:
    assert asked(qtbot, idle) is None


@pytest.mark.parametrize(
    "said",
    [
        request(1, 0, 4, 2, "invalid"),
        b"\1\0\0\0\0\0\4\0",
        struct.pack("=II", 2, 9 << 16) + b"\0",
        struct.pack("=III", 2, 20 << 16, 1) + struct.pack("=I", 900) + b"\xff\xff\xff\xff",
    ],
    ids=["error", "size", "short", "text"],
)
def test_a_compositor_that_refuses_or_talks_nonsense(
    qtbot: QtBot, idle: WaylandIdle, compositor: Compositor, said: bytes
) -> None:
    compositor.accept()
    seen: list[float | None] = []
    idle.ask(seen.append)
    compositor.send(said)
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [None]


def test_a_compositor_that_starts_again_is_found_again(
    qtbot: QtBot, idle: WaylandIdle, compositor: Compositor
) -> None:
    compositor.introduce(SEAT, NOTIFIER)
    compositor.requests(5)
    assert compositor._link is not None
    compositor._link.close()
    qtbot.waitUntil(lambda: idle._link is None)

    seen: list[float | None] = []
    idle.ask(seen.append)
    compositor.heard.clear()
    compositor.introduce(SEAT, NOTIFIER)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [0.0]


def test_the_place_of_the_socket(tmp_path: Path) -> None:
    assert socket_path({}) is None
    assert socket_path({"WAYLAND_DISPLAY": "wayland-0"}) is None
    assert socket_path({"WAYLAND_DISPLAY": "/x/y"}) == "/x/y"
    assert socket_path({"WAYLAND_DISPLAY": "w", "XDG_RUNTIME_DIR": "/run/user/1"}) == "/run/user/1/w"
    assert WaylandIdleLink.to(str(tmp_path / "none")) is None


def test_without_wayland_nothing_is_known() -> None:
    seen: list[float | None] = []
    WaylandIdle(4.0, 300.0, {}).ask(seen.append)

    assert seen == [None]
