"""What is read from the kernel, from PipeWire and from a file of LXQt."""

import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.aside import Aside
from selfkind_desktop.desktop.sights import proc
from selfkind_desktop.desktop.sights.lxqt import LxqtQuiet
from selfkind_desktop.desktop.sights.pipewire import PipeWire, PipeWireSight, Streams, streams
from selfkind_desktop.desktop.sights.tools import Tools

Kernel = Callable[..., Path]


@pytest.fixture
def kernel(tmp_path: Path) -> Kernel:
    """A `/proc` of our own."""
    folder = tmp_path / "proc"
    folder.mkdir()

    def add(pid: int = 1, comm: str = "init", command: str = "", files: tuple[str, ...] = ()) -> Path:
        process = folder / str(pid)
        (process / "fd").mkdir(parents=True)
        (process / "comm").write_text(comm + "\n")
        (process / "cmdline").write_text(command.replace(" ", "\0"))
        for number, target in enumerate(files):
            (process / "fd" / str(number)).symlink_to(target)
        return folder

    add()
    (folder / "meminfo").write_text("")
    return add


def test_a_camera_is_in_use_while_a_program_holds_it(kernel: Kernel) -> None:
    folder = kernel(20, "cheese", files=("/dev/null", "/home/x/dev/video0"))
    assert proc.camera_is_held(folder) is False

    kernel(21, "cheese", files=("/dev/null", "/dev/video0"))
    assert proc.camera_is_held(folder) is True


def test_processes_that_may_not_be_looked_into_are_passed_over(kernel: Kernel) -> None:
    folder = kernel(20, "other")
    (folder / "20" / "fd").rmdir()

    assert proc.camera_is_held(folder) is False


def test_without_a_kernel_that_tells(tmp_path: Path) -> None:
    assert proc.camera_is_held(tmp_path / "none") is None
    assert proc.sound_is_recorded(tmp_path / "none") is None
    assert proc.any_runs(frozenset({"x"}), tmp_path / "none") is None


def test_the_real_kernel_knows_this_test(tmp_path: Path) -> None:
    name = Path("/proc/self/comm").read_text().strip()

    assert proc.any_runs(frozenset({name}), proc.PROC) is True
    assert proc.any_runs(frozenset({"no-such-program-anywhere"}), proc.PROC) is False
    assert proc.camera_is_held(proc.PROC) in (True, False)


@pytest.mark.parametrize(
    ("states", "recorded"), [(["closed"], False), (["closed", "state: RUNNING\nx"], True)]
)
def test_sound_is_recorded(tmp_path: Path, states: list[str], recorded: bool) -> None:
    for number, state in enumerate(states):
        folder = tmp_path / "asound" / f"card{number}" / "pcm0c" / "sub0"
        folder.mkdir(parents=True)
        (folder / "status").write_text(state + "\n")
    playing = tmp_path / "asound" / "card0" / "pcm0p" / "sub0"
    playing.mkdir(parents=True)
    (playing / "status").write_text("state: RUNNING\n")

    assert proc.sound_is_recorded(tmp_path) is recorded


@pytest.mark.parametrize(
    ("asked", "runs"),
    [
        ("zoom", True),
        ("Zoom", True),
        ("/opt/zoom/zoom", True),
        ("zoom.exe", True),
        ("obs", False),
        ("", False),
        ("a-program-with-a-long-name", True),
        ("a-program-with-another-name", False),
    ],
)
def test_a_program_is_found_by_its_name(kernel: Kernel, asked: str, runs: bool) -> None:
    kernel(30, "zoom", "/opt/zoom/zoom --quiet")
    folder = kernel(31, "a-program-with-", "/usr/bin/a-program-with-a-long-name -x")

    assert proc.any_runs(frozenset({asked}), folder) is runs


def test_no_names_means_no_program(kernel: Kernel) -> None:
    assert proc.any_runs(frozenset(), kernel(30, "zoom")) is False


def test_looks_happen_beside_the_main_thread(qtbot: QtBot, kernel: Kernel) -> None:
    owner = QObject()
    aside = Aside(owner)
    seen: list[bool | None] = []
    sights = (
        proc.camera(aside, kernel(5, "x", files=("/dev/video3",))),
        proc.recording(aside, kernel(6)),
        proc.programs(aside, lambda: frozenset({"x"}), kernel(7)),
    )
    for sight in sights:
        sight.ask(seen.append)
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 3)

    assert sorted(map(str, seen)) == ["None", "True", "True"]
    owner.deleteLater()


@pytest.fixture
def aside(qtbot: QtBot) -> Iterator[Aside]:
    owner = QObject()
    yield Aside(owner)
    owner.deleteLater()


def test_work_that_hangs_is_given_up(qtbot: QtBot, aside: Aside) -> None:
    go_on = threading.Event()
    told: list[object] = []
    aside.run(lambda: go_on.wait(10), told.append, within=20)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [None]

    with qtbot.waitSignal(aside._done):
        go_on.set()
    assert told == [None]


def test_work_that_fails_tells_nothing(qtbot: QtBot, aside: Aside) -> None:
    def fail() -> None:
        raise PermissionError

    told: list[object] = []
    aside.run(fail, told.append)
    qtbot.waitUntil(lambda: bool(told))
    assert told == [None]


# PipeWire


def node(kind: str, state: str = "running", **properties: object) -> dict[str, Any]:
    named = {name.replace("_", "."): value for name, value in properties.items()}
    props = {"media.class": kind, **named}
    return {"id": 1, "type": "PipeWire:Interface:Node", "info": {"state": state, "props": props}}


SINK = node("Audio/Sink", "suspended")
DUMPS = [
    ([], Streams(None, False, False)),
    ([SINK], Streams(False, False, False)),
    ([SINK, node("Stream/Input/Audio", node_name="zoom")], Streams(True, False, False)),
    ([SINK, node("Stream/Input/Audio", "idle")], Streams(False, False, False)),
    ([SINK, node("Stream/Input/Audio", stream_monitor="true")], Streams(False, False, False)),
    ([SINK, node("Stream/Input/Audio", stream_capture_sink=True)], Streams(False, False, False)),
    ([node("Video/Source", device_api="v4l2")], Streams(None, True, False)),
    ([node("Video/Source", node_name="libcamera_input")], Streams(None, True, False)),
    ([node("Video/Source", "suspended", device_api="v4l2")], Streams(None, False, False)),
    ([node("Video/Source", node_name="gnome-shell")], Streams(None, False, True)),
    (
        [{"type": "PipeWire:Interface:Core", "info": {"props": {}}}, {"type": "x"}, 5],
        Streams(None, False, False),
    ),
    ([{"type": "PipeWire:Interface:Node", "info": {"props": None}}], Streams(None, False, False)),
]


@pytest.mark.parametrize(("dump", "expected"), DUMPS)
def test_what_goes_through_pipewire(dump: list[Any], expected: Streams) -> None:
    assert streams(json.dumps(dump).encode()) == expected


@pytest.mark.parametrize("dump", [b"", b"{}", b"[", b"\xff"])
def test_nonsense_from_pipewire_is_nothing(dump: bytes) -> None:
    assert streams(dump) is None


def test_pipewire_is_read_once_for_all_who_ask(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = json.dumps([SINK, node("Stream/Input/Audio"), node("Video/Source", device_api="v4l2")])
    (tmp_path / "dump").write_text(dump)
    tool = tmp_path / "pw-dump"
    tool.write_text(f"#!/bin/sh\necho x >> {tmp_path}/runs\ncat {tmp_path}/dump\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}/usr/bin:/bin")
    owner = QObject()
    pipewire = PipeWire(Tools(owner))
    seen: list[bool | None] = []
    PipeWireSight(pipewire, lambda found: found.microphone).ask(seen.append)
    PipeWireSight(pipewire, lambda found: found.camera).ask(seen.append)
    PipeWireSight(pipewire, lambda found: found.screen).ask(seen.append)
    qtbot.waitUntil(lambda: len(seen) == 3)

    assert seen == [True, True, False]
    assert (tmp_path / "runs").read_text() == "x\n"

    tool.write_text("#!/bin/sh\nexit 1\n")
    PipeWireSight(pipewire, lambda found: found.camera).ask(seen.append)
    qtbot.waitUntil(lambda: len(seen) == 4)
    assert seen[-1] is None
    owner.deleteLater()


# LXQt


@pytest.mark.parametrize(
    ("text", "quiet"),
    [
        ("[General]\ndoNotDisturb=true\n", True),
        ("[General]\ndoNotDisturb = True\n", True),
        ("[General]\ndoNotDisturb=false\n", False),
        ("[General]\nplacement=top-right\n", False),
        (None, False),
    ],
)
def test_lxqt(tmp_path: Path, text: str | None, quiet: bool) -> None:
    (tmp_path / "lxqt").mkdir()
    if text is not None:
        (tmp_path / "lxqt" / "notifications.conf").write_text(text)
    seen: list[bool | None] = []
    LxqtQuiet(tmp_path).ask(seen.append)

    assert seen == [quiet]


def test_without_lxqt_its_switch_is_unknown(tmp_path: Path) -> None:
    seen: list[bool | None] = []
    LxqtQuiet(tmp_path).ask(seen.append)

    assert seen == [None]
