"""A message bus of the test's own, and services on it that do what the test says."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.bus import Bus
from selfkind_desktop.desktop.bus_link import session_address

SCRIPT = Path(__file__).with_name("scripted_service.py")
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy>{more}</busconfig>"""


class PrivateBus:
    """A dbus-daemon with nothing on it and nothing that it could start."""

    def __init__(self, folder: Path, more: str = "") -> None:
        config = folder / "bus.conf"
        config.write_text(CONFIG.replace("{more}", more))
        self.process = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it grumbles about limits that it may not raise
            text=True,
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    def end(self) -> None:
        if self.process.returncode is None:
            self.process.kill()
            self.process.communicate()


class ScriptedService:
    """What the test says to a service, and what the service was asked."""

    def __init__(self, qtbot: QtBot, script: dict[str, Any]) -> None:
        self._qtbot = qtbot
        self.process = subprocess.Popen(
            [sys.executable, str(SCRIPT), json.dumps(script)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._heard: list[dict[str, Any]] = []
        self._unread = b""
        assert self.process.stdout is not None
        assert json.loads(self.process.stdout.readline()) == {"ready": True}
        os.set_blocking(self.process.stdout.fileno(), False)

    def _read(self) -> None:
        assert self.process.stdout is not None
        while data := self.process.stdout.read(65536):
            *lines, self._unread = (self._unread + data).split(b"\n")
            self._heard += [json.loads(line) for line in lines]

    def calls(self, member: str = "") -> list[dict[str, Any]]:
        """The calls heard so far, of one method or of all."""
        self._read()
        return [call for call in self._heard if not member or call["member"] == member]

    def wait_for(self, member: str, times: int = 1) -> list[dict[str, Any]]:
        """The calls of a method, once there were so many."""
        self._qtbot.waitUntil(lambda: len(self.calls(member)) >= times)
        return self.calls(member)

    def tell(self, **command: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command).encode() + b"\n")

    def emit(self, path: str, interface: str, member: str, signature: str = "", *body: object) -> None:
        """Send a signal."""
        said = {"path": path, "interface": interface, "member": member, "body": body}
        self.tell(emit=said | ({"signature": signature} if signature else {}))

    def end(self) -> None:
        """End as a service that was killed does."""
        if self.process.returncode is None:
            self.process.kill()
            self.process.communicate()


Serving = Callable[..., ScriptedService]


@pytest.fixture
def private_bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[PrivateBus]:
    """The session bus and the system bus of this test."""
    bus = PrivateBus(tmp_path)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    yield bus
    bus.end()


@pytest.fixture
def serve(qtbot: QtBot, private_bus: PrivateBus) -> Iterator[Serving]:
    """Starts a scripted service on the private bus."""
    services: list[ScriptedService] = []

    def start(*names: str, **script: object) -> ScriptedService:
        service = ScriptedService(qtbot, {"address": private_bus.address, "names": names, **script})
        services.append(service)
        return service

    yield start
    for service in services:
        service.end()


@pytest.fixture
def bus(qtbot: QtBot, private_bus: PrivateBus) -> Iterator[Bus]:
    """The program's connection to the private bus."""
    connection = Bus(session_address)
    yield connection
    connection.close()
    connection.deleteLater()
