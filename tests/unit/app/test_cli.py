"""The command line, with and without a running program."""

import json
import os
import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from selfkind_desktop import __version__
from selfkind_desktop.app import cli, offline
from selfkind_desktop.desktop.address import make_folder, socket_path
from selfkind_desktop.desktop.instance import claim
from selfkind_desktop.domain.records import Mood, Place
from selfkind_desktop.domain.settings import ALL, PAUSE_MINUTES
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.storage.files import second_copy_of
from selfkind_desktop.storage.state_file import StateFile
from selfkind_desktop.storage.store import Store
from tests.fakes import FakeClock

Handler = Callable[[str, dict[str, object]], dict[str, object]]


class Started:
    """Stands for becoming the program."""

    def __init__(self) -> None:
        self.with_: list[tuple[str, Mapping[str, object]]] = []

    def __call__(self, paths: Paths, command: str, args: Mapping[str, object]) -> int:
        self.with_.append((command, args))
        return 7


class Says:
    """Runs a command and remembers what it said."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys
        self.started = Started()

    def __call__(self, *argv: str) -> tuple[int, str, str]:
        code = cli.run(argv, self.started)
        said = self._capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
def says(capsys: pytest.CaptureFixture[str]) -> Says:
    return Says(capsys)


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.below(home)


@pytest.fixture
def program(paths: Paths) -> Iterator[Callable[[Handler], None]]:
    """Stands for a running program: answers each line as the handler says."""
    servers: list[socket.socket] = []

    def listen(handler: Handler) -> None:
        path = socket_path(paths.run, os.environ)
        make_folder(path.parent)
        server = socket.socket(socket.AF_UNIX)
        server.bind(str(path))
        server.listen()
        servers.append(server)

        def serve() -> None:
            while True:
                try:
                    line, _ = server.accept()
                except OSError:
                    return
                with line:
                    asked = json.loads(line.makefile("rb").readline())
                    answer = {"v": 1, **handler(asked["command"], asked["args"])}
                    line.sendall(json.dumps(answer).encode() + b"\n")

        threading.Thread(target=serve, daemon=True).start()

    yield listen
    for server in servers:
        server.shutdown(socket.SHUT_RDWR)
        server.close()


# --- without a running program ---


@pytest.mark.parametrize(
    ("argv", "command", "args"),
    [
        (["open"], "open", {}),
        (["write"], "write", {}),
        (["hard-moment"], "hard-moment", {}),
        (["pause"], "pause", {"minutes": None, "kind": None}),
        (["pause", "--minutes", "3", "--kind", "soothe"], "pause", {"minutes": 3, "kind": "soothe"}),
    ],
)
def test_what_needs_a_program_starts_it(
    says: Says, argv: list[str], command: str, args: dict[str, object]
) -> None:
    assert says(*argv)[0] == 7
    assert says.started.with_ == [(command, args)]


@pytest.mark.parametrize("command", ["quit", "later", "not-now"])
def test_what_makes_no_sense_without_one_says_so(says: Says, command: str) -> None:
    assert says(command) == (3, "", "Selfkind is not running.\n")
    assert says.started.with_ == []


def test_status_without_one(says: Says) -> None:
    assert says("status") == (3, "Selfkind is not running.\n", "")
    code, out, _ = says("status", "--json")
    assert code == 3
    assert json.loads(out) == {
        "state": "not_running",
        "next_pause": None,
        "held_because": None,
        "check_in": None,
        "version": __version__,
    }


def test_a_check_in_without_one_is_kept(says: Says, paths: Paths) -> None:
    assert says("check-in", "4") == (0, "Noted. Thank you for looking.\n", "")
    store = Store.open(paths.database, offline.unlock_here(paths.vault, paths.key_file), FakeClock())
    try:
        kept = store.check_ins.latest()
    finally:
        store.close()
    assert kept is not None
    assert (kept.mood, kept.place) == (Mood.ALL_RIGHT, Place.COMMAND)


def test_quiet_without_one_holds_from_the_next_start_on(says: Says, paths: Paths) -> None:
    assert says("quiet", "on") == (0, "", "")
    state = StateFile(paths.state_file).load()
    assert state is not None
    assert state.quiet is not None
    assert says("quiet", "off")[0] == 0
    state = StateFile(paths.state_file).load()
    assert state is not None
    assert state.quiet is None


def test_quiet_for_no_length_changes_nothing(says: Says, paths: Paths) -> None:
    code, out, err = says("quiet", "soon")
    assert (code, out) == (1, "")
    assert "“soon” is no length of time" in err
    assert not paths.state_file.exists()


# --- settings ---


def test_settings_can_be_listed_read_and_changed(says: Says, paths: Paths) -> None:
    code, out, _ = says("config", "list")
    assert code == 0
    assert [line.split(" = ")[0] for line in out.splitlines()] == [setting.key for setting in ALL]
    assert says("config", "get", "pause.minutes") == (0, "2\n", "")
    assert says("config", "set", "pause.minutes", "5") == (0, "", "")
    assert says("config", "get", "pause.minutes") == (0, "5\n", "")
    assert ConfigFile(paths.config_file).load().settings[PAUSE_MINUTES] == 5


def test_what_cannot_be_set_is_refused_in_a_sentence(says: Says, paths: Paths) -> None:
    assert says("config", "set", "pause.minutes", "4") == (2, "", "pause.minutes takes one of: 1, 2, 3, 5.\n")
    code, _, err = says("config", "set", "no.such", "4")
    assert code == 2
    assert "There is no setting no.such" in err
    assert says("config", "get", "no.such")[0] == 2
    assert not paths.config_file.exists()


def test_a_folder_that_cannot_be_written_is_named(says: Says, home: Path) -> None:
    home.write_text("a file in the way")
    code, out, err = says("config", "set", "pause.minutes", "5")
    assert (code, out) == (1, "")
    assert err.endswith("Nothing was changed.\n")
    assert "None" not in err
    assert "Traceback" not in err
    assert says("config", "get", "pause.minutes") == (0, "2\n", "")


def test_the_store_in_trouble_is_one_sentence(says: Says, paths: Paths) -> None:
    says("check-in", "4")
    paths.vault.write_text("{broken")
    second_copy_of(paths.vault).write_text("{broken")
    code, _, err = says("check-in", "4")
    assert code == 1
    assert "vault.json is damaged" in err
    assert paths.vault.read_text() == "{broken"


# --- with a running program ---


@pytest.mark.only_on("linux", "darwin")
def test_what_is_asked_reaches_the_program_and_its_answer_comes_back(
    says: Says, program: Callable[[Handler], None]
) -> None:
    asked: list[tuple[str, dict[str, object]]] = []

    def answer(command: str, args: dict[str, object]) -> dict[str, object]:
        asked.append((command, args))
        return {"ok": True, "result": "Noted."}

    program(answer)
    assert says("check-in", "2") == (0, "Noted.\n", "")
    assert says("later", "30") == (0, "Noted.\n", "")
    assert says("quiet", "2h")[0] == 0
    assert says("pause", "--minutes", "1")[0] == 0
    assert asked == [
        ("check-in", {"mood": 2}),
        ("later", {"minutes": 30}),
        ("quiet", {"how_long": "2h"}),
        ("pause", {"minutes": 1, "kind": None}),
    ]
    assert says.started.with_ == []


@pytest.mark.only_on("linux", "darwin")
def test_status_of_a_running_program(says: Says, program: Callable[[Handler], None]) -> None:
    result = {
        "state": "quiet",
        "next_pause": None,
        "held_because": None,
        "version": "9",
        "headline": "Quiet until 6 pm",
        "more": "of a newer one",
    }
    program(lambda command, args: {"ok": True, "result": result})
    assert says("status") == (0, "Quiet until 6 pm\n", "")
    code, out, _ = says("status", "--json")
    assert code == 0
    assert set(json.loads(out)) == {"state", "next_pause", "held_because", "check_in", "version"}


@pytest.mark.only_on("linux", "darwin")
def test_what_the_program_refuses_is_said_and_fails(says: Says, program: Callable[[Handler], None]) -> None:
    program(lambda command, args: {"ok": False, "sentence": "A pause is going on already."})
    assert says("pause") == (1, "", "A pause is going on already.\n")
    assert says("config", "set", "pause.minutes", "1") == (1, "", "A pause is going on already.\n")


@pytest.mark.only_on("linux", "darwin")
def test_a_running_program_writes_the_settings_itself(
    says: Says, paths: Paths, program: Callable[[Handler], None]
) -> None:
    asked: list[dict[str, object]] = []

    def answer(command: str, args: dict[str, object]) -> dict[str, object]:
        asked.append({"command": command, **args})
        return {"ok": True}

    program(answer)
    assert says("config", "set", "rhythm.monday", "00:00-24:00") == (0, "", "")
    assert asked == [{"command": "config-set", "key": "rhythm.monday", "value": "00:00-24:00"}]
    assert not paths.config_file.exists()


@pytest.mark.only_on("linux", "darwin")
def test_an_answer_that_is_none_is_said_so(says: Says, program: Callable[[Handler], None]) -> None:
    program(lambda command, args: {"hello": "there"})
    code, out, err = says("status")
    assert (code, out) == (1, "")
    assert "does not answer" in err


def test_settings_are_not_written_behind_a_program_that_is_just_starting(
    says: Says, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "_PATIENCE", 0.1)
    starting = claim(paths.run)
    assert starting is not None
    try:
        code, _, err = says("config", "set", "pause.minutes", "5")
        assert code == 1
        assert "just starting" in err
        assert says("quiet", "1h")[0] == 1
        assert not paths.config_file.exists()
        assert not paths.state_file.exists()
    finally:
        starting.close()


@pytest.mark.only_on("linux", "darwin")
def test_a_program_that_had_to_run_elsewhere_is_found(
    says: Says, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tempfile

    (tmp_path / "t").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "t"))
    home.write_text("a file in the way")
    aside = Paths.below(home).running_in_temp().run
    path = socket_path(aside, os.environ)
    for folder in {aside, path.parent}:
        make_folder(folder)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen()

        def serve() -> None:
            line, _ = server.accept()
            with line:
                line.makefile("rb").readline()
                line.sendall(b'{"v": 1, "ok": true, "result": "Noted."}\n')

        thread = threading.Thread(target=serve)
        thread.start()
        assert says("check-in", "2") == (0, "Noted.\n", "")
        thread.join()


# --- usage ---


@pytest.mark.parametrize(
    "argv",
    [["dance"], ["check-in"], ["check-in", "6"], ["pause", "--minutes", "4"], ["later", "7"], ["config"], []],
)
def test_a_command_line_that_is_none_says_how_to_use_it(
    argv: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.run(argv, Started())
    assert ended.value.code == 2
    assert "usage: selfkind" in capsys.readouterr().err


def test_every_command_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.run(["--help"], Started())
    assert ended.value.code == 0
    told = capsys.readouterr().out
    for command in (
        "open",
        "pause",
        "hard-moment",
        "check-in",
        "write",
        "quiet",
        "later",
        "not-now",
        "status",
    ):
        assert re.search(rf"^ +{command}\s+\w", told, re.MULTILINE), command


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        cli.run(["--version"], Started())
    assert capsys.readouterr().out == f"Selfkind {__version__}\n"
