"""The X11 questions against a scripted server; the real one is asked among the desktop tests."""

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selfkind_desktop.desktop import x11_wire
from selfkind_desktop.desktop.blending import blends
from selfkind_desktop.desktop.sights.x11 import active_is_full_screen
from selfkind_desktop.desktop.x11_wire import X11, DisplayName, X11Error, cookie_for

COOKIE = b"MIT-MAGIC-COOKIE-1"


@pytest.mark.parametrize(
    ("text", "parsed"),
    [
        (":0", DisplayName("", 0, 0)),
        (":1.2", DisplayName("", 1, 2)),
        ("unix:3", DisplayName("", 3, 0)),
        ("localhost:10.0", DisplayName("localhost", 10, 0)),
    ],
)
def test_a_display_is_taken_apart(text: str, parsed: DisplayName) -> None:
    assert DisplayName.parse(text) == parsed


@pytest.mark.parametrize("text", ["", ":", "0", ":x", ":0.x", "wayland-0"])
def test_what_names_no_display(text: str) -> None:
    with pytest.raises(X11Error):
        DisplayName.parse(text)


def entry(family: int, address: bytes, number: bytes, data: bytes, name: bytes = COOKIE) -> bytes:
    fields = b"".join(struct.pack(">H", len(field)) + field for field in (address, number, name, data))
    return struct.pack(">H", family) + fields


def test_the_key_to_a_display() -> None:
    display = DisplayName("", 1, 0)
    file = (
        entry(256, b"here", b"0", b"other display")
        + entry(256, b"elsewhere", b"1", b"other host")
        + entry(256, b"here", b"1", b"other kind", b"XDM")
        + entry(256, b"here", b"1", b"mine")
    )

    assert cookie_for(display, file, "here") == b"mine"
    assert cookie_for(display, file, "renamed") == b"other host"
    assert cookie_for(display, entry(65535, b"", b"", b"any"), "here") == b"any"
    assert cookie_for(display, file[:30], "here") == b""
    assert cookie_for(display, b"", "here") == b""


class Server(threading.Thread):
    """An X server that says what the test says, to one client."""

    def __init__(self, link: socket.socket, said: list[bytes]) -> None:
        super().__init__(daemon=True)
        self.link = link
        self.said = said
        self.start()

    def run(self) -> None:
        for piece in self.said:
            if not self.link.recv(4096):
                return
            self.link.sendall(piece)


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., X11]]:
    ends: list[socket.socket] = []
    servers: list[Server] = []

    def connect(*said: bytes, timeout: float = 2.0) -> X11:
        ours, theirs = socket.socketpair()
        ours.settimeout(timeout)
        ends.extend((ours, theirs))
        servers.append(Server(theirs, list(said)))
        monkeypatch.setattr(x11_wire, "_connect", lambda _display, _timeout: ours)
        return X11({"DISPLAY": ":5"}, timeout)

    yield connect
    for end in ends:
        end.close()
    for server in servers:
        server.join(5)


def setup(*roots: int) -> bytes:
    vendor = b"test"
    screens = b"".join(
        struct.pack("<I", root) + b"\0" * 35 + b"\1" + b"\0\0\2\0\0\0\0\0" + b"\0" * 48 for root in roots
    )
    body = b"\0" * 16 + struct.pack("<HHBB", len(vendor), 0, len(roots), 1) + b"\0" * 10 + vendor + b"\0" * 8
    body += screens
    return struct.pack("<BxHHH", 1, 11, 0, len(body) // 4) + body


def reply(*, extra: bytes = b"", detail: int = 0, **at: int) -> bytes:
    answer = bytearray(32)
    struct.pack_into("<BBHI", answer, 0, 1, detail, 1, len(extra) // 4)
    for place, value in at.items():
        struct.pack_into("<I", answer, int(place[1:]), value)
    return bytes(answer) + extra


def test_the_root_and_the_idle_time(serving: Callable[..., X11]) -> None:
    with serving(setup(77), reply(_8=0x8401), reply(_16=4200)) as server:
        assert server.root == 77
        assert server.idle_seconds() == pytest.approx(4.2)


def test_an_event_in_between_is_passed_over(serving: Callable[..., X11]) -> None:
    event = b"\x22" + b"\0" * 31
    with serving(setup(77), event + reply(_8=5)) as server:
        assert server.atom(b"X") == 5


def test_the_second_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = socket.socketpair()
    monkeypatch.setattr(x11_wire, "_connect", lambda _display, _timeout: ours)
    server = Server(theirs, [setup(77, 78)])
    with X11({"DISPLAY": ":5.1"}) as client:
        assert client.root == 78
    theirs.close()
    server.join(5)


@pytest.mark.parametrize(
    "said",
    [
        struct.pack("<BxHHH", 0, 11, 0, 0),
        b"\1\0\0",
    ],
    ids=["refused", "cut off"],
)
def test_a_server_that_refuses(serving: Callable[..., X11], said: bytes) -> None:
    with pytest.raises(X11Error):
        serving(said, timeout=0.1)


def test_a_window_that_just_closed(serving: Callable[..., X11]) -> None:
    bad_window = b"\0\3" + b"\0" * 30
    active = reply(detail=32, _16=1, extra=struct.pack("<I", 9))
    with serving(setup(77), reply(_8=5), active, reply(_8=6), bad_window) as server:
        assert active_is_full_screen(server) is False


def test_a_server_without_the_extension(serving: Callable[..., X11]) -> None:
    with serving(setup(77), reply()) as server, pytest.raises(X11Error):
        server.idle_seconds()


def test_a_property_that_holds_no_numbers(serving: Callable[..., X11]) -> None:
    said = [setup(77), reply(_8=5), reply(detail=8, _16=4, extra=b"text"), reply(_8=0)]
    with serving(*said) as server:
        assert server.numbers(9, b"A") == ()
        assert server.numbers(9, b"NEVER_USED") == ()


@pytest.mark.parametrize(("answers", "owner"), [([reply(_8=5), reply(_8=900)], 900), ([reply(_8=0)], 0)])
def test_who_owns_a_selection(serving: Callable[..., X11], answers: list[bytes], owner: int) -> None:
    with serving(setup(77), *answers) as server:
        assert server.owner(b"_NET_WM_CM_S0") == owner


def test_without_a_server_nothing_is_blended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":987")
    assert not blends("xcb")
    assert blends("wayland")


def test_a_server_that_hangs_costs_its_time_limit(serving: Callable[..., X11]) -> None:
    with serving(setup(77), timeout=0.1) as server, pytest.raises(X11Error):
        server.atom(b"X")


def test_no_server(tmp_path: Path) -> None:
    for display in ("", ":987", "localhost:59999"):
        with pytest.raises(X11Error):
            X11({"DISPLAY": display, "XAUTHORITY": str(tmp_path / "none")})
