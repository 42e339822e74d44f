"""Where every start begins: the program, its command line, or the short process for the key."""

import io
import json
import linecache
import sys
from collections.abc import Iterator, Mapping

import pytest

from selfkind_desktop import __version__
from selfkind_desktop.app import main as main_module
from selfkind_desktop.app import start
from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.main import UNLOCK, main
from selfkind_desktop.paths import Paths


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Mapping[str, object]]]]:
    """What the program was started with."""
    with_: list[tuple[str, Mapping[str, object]]] = []

    def begin(paths: Paths, command: str, args: Mapping[str, object]) -> int:
        with_.append((command, args))
        return 0

    cache = linecache.cache
    monkeypatch.setattr(start, "start", begin)
    yield with_
    linecache.cache = cache


def test_without_words_the_program_starts(started: list[tuple[str, Mapping[str, object]]]) -> None:
    assert main([]) == 0
    assert started == [("", {})]


def test_a_command_that_needs_a_program_starts_it(started: list[tuple[str, Mapping[str, object]]]) -> None:
    assert main(["pause", "--minutes", "1"]) == 0
    assert started == [("pause", {"minutes": 1, "kind": None})]


def test_the_others_do_not(
    started: list[tuple[str, Mapping[str, object]]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["status"]) == 3
    with pytest.raises(SystemExit):
        main(["--version"])
    assert __version__ in capsys.readouterr().out
    assert started == []


def test_the_short_process_for_the_key_is_none_of_both(
    home: object,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    started: list[tuple[str, Mapping[str, object]]],
) -> None:
    paths = Paths.of_this_system()
    asked = {"do": "unlock", "vault": str(paths.vault), "key_file": str(paths.key_file)}
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(asked).encode() + b"\n")))
    assert main([UNLOCK]) == 0
    assert '"key"' in capsys.readouterr().out
    assert started == []


def test_the_installed_command_ends_with_its_code(
    monkeypatch: pytest.MonkeyPatch, started: list[tuple[str, Mapping[str, object]]]
) -> None:
    monkeypatch.setattr(main_module.sys, "argv", ["selfkind"])
    with pytest.raises(SystemExit) as ended:
        main_module.run()
    assert ended.value.code == 0
    assert len(started) == 1


def test_new_names_are_random_and_of_their_kind() -> None:
    from uuid import UUID

    names = {new_id() for _ in range(1000)}
    assert len(names) == 1000
    assert {(UUID(name).version, str(UUID(name)) == name) for name in names} == {(4, True)}


def test_the_real_clock_knows_its_zone_and_only_moves_forward(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    assert clock.now().zone.key
    first = clock.monotonic()
    assert clock.monotonic() >= first
    assert clock.now().at.utcoffset().total_seconds() == 0
