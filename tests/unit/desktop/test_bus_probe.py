"""A session bus that never answers is left alone, before it can hang the program; every other one is used."""

import socket
import threading
from pathlib import Path

import pytest

from selfkind_desktop.desktop.bus_probe import leave_a_mute_bus_alone

pytestmark = pytest.mark.only_on("linux")

ADDRESS = "DBUS_SESSION_BUS_ADDRESS"


def test_a_bus_that_never_answers_is_left_alone(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as mute:
        mute.bind(str(tmp_path / "bus"))
        mute.listen()
        environ = {ADDRESS: f"unix:path={tmp_path}/bus,guid=0123"}
        assert leave_a_mute_bus_alone(environ, patience=0.05)
    assert not Path(environ[ADDRESS].removeprefix("unix:path=")).exists()


@pytest.mark.parametrize("name", ["bus", "with%20space"])
def test_a_bus_that_answers_is_kept(tmp_path: Path, name: str) -> None:
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(tmp_path / name.replace("%20", " ")))
        bus.listen()

        def answer() -> None:
            line, _ = bus.accept()
            with line:
                assert line.recv(100).startswith(b"\0AUTH EXTERNAL ")
                line.sendall(b"OK 0123\r\n")

        answering = threading.Thread(target=answer)
        answering.start()
        told = f"unix:path={tmp_path}/{name}"
        environ = {ADDRESS: told}
        assert not leave_a_mute_bus_alone(environ, patience=10)
        answering.join()
    assert environ == {ADDRESS: told}


@pytest.mark.parametrize("told", ["", "unix:path=/nonexistent/bus", "tcp:host=localhost,port=1", "nonsense"])
def test_a_missing_bus_is_left_to_qt(told: str) -> None:
    environ = {ADDRESS: told}
    assert not leave_a_mute_bus_alone(environ, patience=0.05)
    assert environ == {ADDRESS: told}
