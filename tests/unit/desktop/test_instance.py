import json
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop import instance as instance_module
from selfkind_desktop.desktop import line as line_module
from selfkind_desktop.desktop.address import MAX_SOCKET_PATH, UnsafeFolderError, make_folder, socket_path
from selfkind_desktop.desktop.instance import Answering, Instance, claim
from selfkind_desktop.desktop.remote import MAX_BYTES, NoAnswerError, Reply, ask

Asking = Callable[..., Reply | None]


@pytest.fixture
def run_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("r")


@pytest.fixture
def running(qtbot: QtBot, run_dir: Path) -> Iterator[Instance]:
    claimed = claim(run_dir)
    assert claimed is not None
    assert claimed.listen() == ""
    yield claimed
    claimed.close()
    claimed.deleteLater()


@pytest.fixture
def asking(qtbot: QtBot, run_dir: Path) -> Iterator[Asking]:
    """`remote.ask` as another process does it, while this one's event loop runs."""
    with ThreadPoolExecutor(4) as pool:

        def from_outside(
            command: str, args: dict[str, object] | None = None, **limits: float
        ) -> Reply | None:
            asked = pool.submit(ask, run_dir, command, args or {}, **limits)
            qtbot.waitUntil(asked.done, timeout=10_000)
            return asked.result()

        yield from_outside


def say(run_dir: Path, data: bytes) -> socket.socket:
    link = socket.socket(socket.AF_UNIX)
    link.settimeout(5)
    link.connect(os.fspath(socket_path(run_dir, os.environ)))
    link.sendall(data)
    return link


def heard_back(qtbot: QtBot, link: socket.socket) -> dict[str, object]:
    link.setblocking(False)
    got = bytearray()

    def whole() -> bool:
        try:
            got.extend(link.recv(65536))
        except BlockingIOError:
            return False
        return b"\n" in got

    qtbot.waitUntil(whole)
    link.close()
    said = json.loads(got)
    assert isinstance(said, dict)
    return said


def test_a_second_start_learns_that_one_runs_and_asks_it(
    running: Instance, asking: Asking, run_dir: Path
) -> None:
    asked: list[tuple[str, dict[str, object]]] = []

    def status(command: str, args: dict[str, object], answer: Answering) -> None:
        asked.append((command, args))
        answer(Reply(True, {"state": "waiting"}))

    running.request.connect(status)

    assert claim(run_dir) is None
    assert asking("status", {"json": True, "deep": {"list": [1, None, "ä"]}}) == Reply(
        True, {"state": "waiting"}
    )
    assert asked == [("status", {"json": True, "deep": {"list": [1, None, "ä"]}})]


def test_a_refusal_carries_its_sentence(running: Instance, asking: Asking) -> None:
    running.request.connect(lambda _command, _args, answer: answer(Reply(False, sentence="Not just now.")))

    assert asking("pause") == Reply(False, None, "Not just now.")


def test_an_answer_may_come_later_and_counts_once(running: Instance, asking: Asking, qtbot: QtBot) -> None:
    kept: list[Answering] = []
    running.request.connect(lambda _command, _args, answer: kept.append(answer))

    def answer_twice() -> None:
        kept[0](Reply(True, 1))
        kept[0](Reply(True, 2))

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, running._run_dir, "backup", {})
        qtbot.waitUntil(lambda: bool(kept))
        answer_twice()
        qtbot.waitUntil(asked.done)
    assert asked.result() == Reply(True, 1)


def test_nobody_runs(asking: Asking) -> None:
    assert asking("status") is None


def test_after_close_another_one_may_run(run_dir: Path, qtbot: QtBot, asking: Asking) -> None:
    first = claim(run_dir)
    assert first is not None
    first.listen()
    first.close()

    assert asking("status") is None
    second = claim(run_dir)
    assert second is not None
    second.close()


def test_the_loser_of_two_starts_at_once_waits_for_the_winner(run_dir: Path, qtbot: QtBot) -> None:
    winner = claim(run_dir)
    assert winner is not None
    winner.request.connect(lambda _command, _args, answer: answer(Reply(True, "here")))

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, run_dir, "show", {}, wait=10.0)  # the winner does not listen yet
        winner.listen()
        qtbot.waitUntil(asked.done, timeout=10_000)
    assert asked.result() == Reply(True, "here")
    winner.close()


def test_many_starts_at_once_have_one_winner(run_dir: Path) -> None:
    start = (
        "import sys; from pathlib import Path; from selfkind_desktop.desktop.instance import claim;"
        "c = claim(Path(sys.argv[1])); print('won' if c else 'lost', flush=True); sys.stdin.read()"
    )
    started = [
        subprocess.Popen(
            [sys.executable, "-c", start, str(run_dir)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
        )
        for _ in range(4)
    ]
    said = [process.stdout.readline().strip() for process in started if process.stdout]
    for process in started:
        process.communicate()

    assert sorted(said) == ["lost", "lost", "lost", "won"]


def test_what_a_killed_program_left_behind_is_no_hindrance(
    run_dir: Path, qtbot: QtBot, asking: Asking
) -> None:
    start = (
        "import sys, os, signal; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from selfkind_desktop.desktop.instance import claim; a = QCoreApplication([]);"
        "c = claim(Path(sys.argv[1])); c.listen(); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", start, str(run_dir)], cwd=Path(__file__).parents[3], check=False)
    assert socket_path(run_dir, os.environ).exists()

    assert asking("status") is None
    again = claim(run_dir)
    assert again is not None
    again.request.connect(lambda _command, _args, answer: answer(Reply(True)))
    assert again.listen() == ""
    assert asking("status") == Reply(True)
    again.close()


@pytest.mark.parametrize(
    "line",
    [
        b"hello\n",
        b"\xff\xfe\x00\n",
        b"[]\n",
        b"{}\n",
        b'{"v": 1, "command": 5}\n',
        b'{"v": 1, "command": "status", "args": []}\n',
        b'{"v": "1", "command": "status"}\n',
        b"[" * 100_000 + b"\n",
    ],
    ids=["words", "bytes", "list", "empty", "no name", "no arguments", "no version", "deep"],
)
def test_garbage_gets_a_sentence_and_harms_nothing(
    running: Instance, asking: Asking, run_dir: Path, qtbot: QtBot, line: bytes
) -> None:
    running.request.connect(lambda _command, _args, answer: answer(Reply(True, "well")))

    said = heard_back(qtbot, say(run_dir, line))

    assert said == {"v": 1, "ok": False, "sentence": "That command was not understood."}
    assert asking("status") == Reply(True, "well")


def test_a_line_without_end_is_cut_off(running: Instance, run_dir: Path, qtbot: QtBot) -> None:
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(say, run_dir, b"x" * (MAX_BYTES + 10))
        qtbot.waitUntil(sent.done)

    assert heard_back(qtbot, sent.result())["ok"] is False


def test_another_version_is_told_so(running: Instance, run_dir: Path, qtbot: QtBot) -> None:
    said = heard_back(qtbot, say(run_dir, b'{"v": 2, "command": "status"}\n'))

    assert said["ok"] is False
    assert "another version" in str(said["sentence"])


def test_silent_clients_block_nobody(running: Instance, asking: Asking, run_dir: Path) -> None:
    running.request.connect(lambda _command, _args, answer: answer(Reply(True)))
    silent = [say(run_dir, b"") for _ in range(instance_module.MAX_CLIENTS + 4)]

    assert asking("status") == Reply(True)
    for link in silent:
        link.close()


def test_a_silent_client_is_let_go(run_dir: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_module, "SILENCE_MS", 20)
    running = claim(run_dir)
    assert running is not None
    running.listen()
    link = say(run_dir, b'{"v": 1, "comm')
    link.setblocking(False)

    def hung_up() -> bool:
        try:
            return link.recv(1) == b""
        except BlockingIOError:
            return False
        except ConnectionResetError:
            return True

    qtbot.waitUntil(hung_up)
    link.close()
    running.close()


def test_a_program_that_never_answers_is_told_apart_from_none(running: Instance, asking: Asking) -> None:
    with pytest.raises(NoAnswerError):
        asking("status", timeout=0.2)


def test_only_this_user_may_talk_to_it(running: Instance, run_dir: Path) -> None:
    assert stat.S_IMODE(socket_path(run_dir, os.environ).stat().st_mode) & 0o077 == 0


def test_a_deep_folder_still_gets_a_socket(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    runtime = tmp_path / "runtime"
    runtime.mkdir()
    if len(os.fsencode(runtime)) > MAX_SOCKET_PATH - 40:
        runtime = Path("/tmp") / f"sk{os.getpid()}"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
    deep = tmp_path / ("long" * 20) / ("longer" * 20)
    claimed = claim(deep)
    assert claimed is not None
    claimed.request.connect(lambda _command, _args, answer: answer(Reply(True)))

    assert claimed.listen() == ""
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, deep, "status", {})
        qtbot.waitUntil(asked.done)
    assert asked.result() == Reply(True)
    assert stat.S_IMODE(socket_path(deep, os.environ).parent.stat().st_mode) == 0o700
    claimed.close()


def test_the_longest_direct_path_works(qtbot: QtBot, tmp_path_factory: pytest.TempPathFactory) -> None:
    base = tmp_path_factory.mktemp("p")
    room = MAX_SOCKET_PATH - len(os.fsencode(base)) - len("//selfkind.sock")
    run_dir = base / ("d" * room)
    assert socket_path(run_dir, {}).parent == run_dir
    claimed = claim(run_dir)
    assert claimed is not None

    assert claimed.listen() == ""
    claimed.close()


def test_a_short_path_is_the_same_for_every_way_of_writing_the_folder(tmp_path: Path) -> None:
    deep = tmp_path / ("x" * 120)
    deep.mkdir()
    environ = {"XDG_RUNTIME_DIR": "/run/user/1"}

    assert socket_path(deep, environ) == socket_path(deep / ".." / deep.name, environ)
    assert socket_path(deep, environ) != socket_path(tmp_path / ("y" * 120), environ)
    assert socket_path(deep, {}).parent.name.startswith("selfkind-")


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(UnsafeFolderError):
        make_folder(tmp_path / "link")


def test_an_unwritable_home_is_an_error_not_a_running_program(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(OSError, match="file"):
        claim(tmp_path / "file" / "run")


def test_the_command_line_asks_without_qt() -> None:
    check = "import sys; import selfkind_desktop.desktop.remote; sys.exit('PySide6' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", check], cwd=Path(__file__).parents[3], check=False).returncode
        == 0
    )
