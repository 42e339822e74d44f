import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop import bus as bus_module
from selfkind_desktop.desktop.bus import (
    NO_ANSWER,
    UNREACHABLE,
    Answer,
    Bus,
    Call,
    Rule,
    owner_changed,
    property_of,
)
from selfkind_desktop.desktop.bus_link import session_address, system_address

NAME, PATH, FACE = "org.example.Test", "/org/example", "org.example.Face"


class Heard(list[Answer]):
    def __call__(self, answer: Answer) -> None:
        self.append(answer)


def calling(member: str, signature: str = "", *body: object) -> Call:
    return Call(NAME, PATH, FACE, member, signature, body)


def answer_to(qtbot: QtBot, bus: Bus, call: Call, within: int = 2000) -> Answer:
    heard = Heard()
    bus.call(call, heard, within)
    assert heard == []
    qtbot.waitUntil(lambda: bool(heard))
    assert len(heard) == 1
    return heard[0]


def test_a_call_is_answered(qtbot: QtBot, bus: Bus, serve: Callable) -> None:
    service = serve(NAME, methods={f"{FACE}.Add": {"signature": "us", "body": [7, "ä"]}})

    assert answer_to(qtbot, bus, calling("Add", "uas", 3, ["x"])) == Answer((7, "ä"))
    assert service.wait_for("Add") == [{"member": "Add", "interface": FACE, "path": PATH, "body": [3, ["x"]]}]


def test_a_property_comes_without_its_variant(qtbot: QtBot, bus: Bus, serve: Callable) -> None:
    serve(NAME, properties={f"{FACE}.Quiet": ["b", True]})

    assert answer_to(qtbot, bus, property_of(NAME, PATH, FACE, "Quiet")).first() is True


def test_an_error_has_a_name(qtbot: QtBot, bus: Bus, serve: Callable) -> None:
    serve(NAME, methods={f"{FACE}.Go": {"error": "org.example.No"}})

    assert answer_to(qtbot, bus, calling("Go")) == Answer(error="org.example.No")
    assert answer_to(qtbot, bus, calling("Other")).error == "org.freedesktop.DBus.Error.UnknownMethod"
    nobody = Call("org.example.Nobody", PATH, FACE, "Go")
    assert answer_to(qtbot, bus, nobody).error == "org.freedesktop.DBus.Error.ServiceUnknown"


def test_a_service_that_hangs_costs_its_time_limit_and_no_more(
    qtbot: QtBot, bus: Bus, serve: Callable
) -> None:
    serve(NAME, methods={f"{FACE}.Wait": {"hang": True}, f"{FACE}.Go": {}})

    assert answer_to(qtbot, bus, calling("Wait"), within=50) == Answer(error=NO_ANSWER)
    assert answer_to(qtbot, bus, calling("Go")).ok


def test_an_answer_after_the_time_limit_is_told_apart(qtbot: QtBot, bus: Bus, serve: Callable) -> None:
    service = serve(NAME, methods={f"{FACE}.Go": {"signature": "u", "body": [5]}})
    service.process.send_signal(signal.SIGSTOP)
    in_time, late = Heard(), Heard()
    bus.call(calling("Go"), in_time, 50, late)
    qtbot.waitUntil(lambda: bool(in_time))

    service.process.send_signal(signal.SIGCONT)
    qtbot.waitUntil(lambda: bool(late))

    assert in_time == [Answer(error=NO_ANSWER)]
    assert late == [Answer((5,))]


def test_a_signal_is_heard_from_its_sender_until_stopped(qtbot: QtBot, bus: Bus, serve: Callable) -> None:
    service, other = serve(NAME), serve("org.example.Other")
    heard: list[tuple[object, ...]] = []
    listening = bus.listen(Rule(NAME, FACE, "Moved"), heard.append)
    answer_to(qtbot, bus, calling("Nothing"))

    other.emit(PATH, FACE, "Moved", "s", "other")
    service.emit(PATH, FACE, "Stayed", "s", "stayed")
    service.emit(PATH, FACE, "Moved", "s", "ours")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("ours",)]

    listening.stop()
    listening.stop()
    service.emit(PATH, FACE, "Moved", "s", "late")
    answer_to(qtbot, bus, calling("Nothing"))
    assert heard == [("ours",)]


def test_a_first_argument_can_be_asked_for(qtbot: QtBot, bus: Bus, serve: Callable) -> None:
    heard: list[tuple[object, ...]] = []
    bus.listen(owner_changed(NAME), heard.append)
    answer_to(qtbot, bus, calling("Nothing"))

    serve("org.example.Other")
    service = serve(NAME)
    qtbot.waitUntil(lambda: bool(heard))
    service.end()
    qtbot.waitUntil(lambda: len(heard) == 2)

    assert [names[0] for names in heard] == [NAME, NAME]
    assert heard[1][2] == ""


@pytest.mark.parametrize(
    "address", ["", "unix:path=/nonexistent/bus", "tcp:host=localhost,port=1", "nonsense", "unix:path"]
)
def test_without_a_bus_a_call_fails_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    bus = Bus(session_address)

    assert answer_to(qtbot, bus, calling("Go")) == Answer(error=UNREACHABLE)
    bus.tell(calling("Go"))
    bus.listen(Rule(NAME, FACE, "Moved"), lambda _: None).stop()
    bus.close()


def test_a_bus_that_hangs_never_blocks(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bus_module, "SET_UP_MS", 100)
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(tmp_path / "bus"))
        mute.listen(1)
        bus = Bus(lambda: str(tmp_path / "bus"))

        assert answer_to(qtbot, bus, calling("Go"), within=30) == Answer(error=NO_ANSWER)
        assert answer_to(qtbot, bus, calling("Go"), within=5000) == Answer(error=UNREACHABLE)
        # Even a queue that is full must not make us wait for a place in it.
        crowd = [Bus(lambda: str(tmp_path / "bus")) for _ in range(6)]
        heard = Heard()
        for one in crowd:
            one.call(calling("Go"), heard, 5000)
        qtbot.waitUntil(lambda: len(heard) == len(crowd))
        assert set(heard) == {Answer(error=UNREACHABLE)}
        for one in [bus, *crowd]:
            one.close()


@pytest.mark.parametrize("said", [b"REJECTED\r\n", b"OK 1234\r\nmore", b"x" * 10_000, b""])
def test_a_bus_that_refuses_or_talks_nonsense_is_no_bus(qtbot: QtBot, tmp_path: Path, said: bytes) -> None:
    with socket.socket(socket.AF_UNIX) as odd:
        odd.bind(str(tmp_path / "bus"))
        odd.listen(1)
        bus = Bus(lambda: str(tmp_path / "bus"))
        heard = Heard()
        bus.call(calling("Go"), heard, 5000)
        peer, _ = odd.accept()
        peer.sendall(said)
        peer.shutdown(socket.SHUT_WR)

        qtbot.waitUntil(lambda: bool(heard))
        assert heard == [Answer(error=UNREACHABLE)]
        peer.close()
        bus.close()


def test_a_bus_that_goes_away_answers_all_that_waits_and_is_found_again(
    qtbot: QtBot, serve: Callable, private_bus: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.unit.desktop.conftest import PrivateBus

    monkeypatch.setattr(bus_module, "FIRST_RETRY_MS", 50)
    first, again = PrivateBus(tmp_path), PrivateBus(tmp_path)
    where = [first.address, again.address]
    bus = Bus(lambda: session_address({"DBUS_SESSION_BUS_ADDRESS": where[0]}))
    serve(NAME, address=again.address)
    hanging = serve(NAME, address=first.address, methods={f"{FACE}.Wait": {"hang": True}})
    heard: list[tuple[object, ...]] = []
    bus.listen(owner_changed("org.example.New"), heard.append)
    waiting = Heard()
    bus.call(calling("Wait"), waiting, 60_000)
    hanging.wait_for("Wait")

    where.pop(0)
    with qtbot.waitSignal(bus.restored):
        first.end()

    assert waiting == [Answer(error=UNREACHABLE)]
    answer_to(qtbot, bus, calling("Nothing"))
    serve("org.example.New", address=again.address)
    qtbot.waitUntil(lambda: bool(heard))
    bus.close()
    again.end()


def test_a_long_message_is_sent_whole(qtbot: QtBot, bus: Bus, serve: Callable) -> None:
    service = serve(NAME, methods={f"{FACE}.Take": {}})

    assert answer_to(qtbot, bus, calling("Take", "s", "x" * 2_000_000), within=20_000).ok
    assert len(service.wait_for("Take")[0]["body"][0]) == 2_000_000


def test_nothing_is_answered_after_closing(qtbot: QtBot, bus: Bus, serve: Callable) -> None:
    serve(NAME, methods={f"{FACE}.Go": {}})
    heard = Heard()
    bus.call(calling("Go"), heard)
    bus.close()

    assert answer_to(qtbot, bus, calling("Go")).ok
    assert heard == []


def test_the_usual_places_of_the_buses(tmp_path: Path) -> None:
    assert session_address({"DBUS_SESSION_BUS_ADDRESS": "unix:path=/a%20b,guid=1"}) == "/a b"
    assert session_address({"DBUS_SESSION_BUS_ADDRESS": "unix:abstract=/x"}) == "\0/x"
    assert session_address({}) is None
    assert session_address({"XDG_RUNTIME_DIR": str(tmp_path)}) is None
    (tmp_path / "bus").touch()
    assert session_address({"XDG_RUNTIME_DIR": str(tmp_path)}) == os.fspath(tmp_path / "bus")
    assert system_address({}) == "/run/dbus/system_bus_socket"
