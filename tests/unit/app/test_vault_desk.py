"""The desk and its short process, as the program uses them: a secret goes through a pipe and nowhere else."""

import os
import sys
from pathlib import Path

import pytest

from selfkind_desktop.app import vault_desk
from selfkind_desktop.app.vault_desk import VaultDesk
from selfkind_desktop.domain.recovery_code import new_code
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage import errors

WORDS = "seven quiet herons"


@pytest.fixture
def paths(home: Path) -> Paths:
    return Paths.below(home)


@pytest.fixture
def desk(paths: Paths) -> VaultDesk:
    return VaultDesk(paths.vault, paths.key_file)


def test_a_whole_life_of_a_vault(desk: VaultDesk, paths: Paths, tmp_path: Path) -> None:
    key = desk.unlock()
    code = new_code(os.urandom)
    assert desk.protect(key, WORDS, code)
    assert not paths.key_file.exists()
    assert desk.unlock(Secret.passphrase(WORDS)) == key
    desk.check_recovery(code)

    copy = tmp_path / "elsewhere" / "vault.json"
    copy.parent.mkdir()
    copy.write_bytes(paths.vault.read_bytes())
    opened = desk.open_copy(copy, Secret.recovery(code))
    assert (opened.secret, opened.device) == (key.secret, "")

    newer = new_code(os.urandom)
    desk.set_recovery(key, newer)
    with pytest.raises(errors.RecoveryCodeWrong):
        desk.check_recovery(code)
    desk.remove_recovery()
    desk.hand_back(key)
    assert desk.unlock() == key
    assert (desk.ways().passphrase, desk.ways().recovery) == (False, False)


def test_what_is_wrong_is_told_apart_and_several_wrong_tries_have_to_wait(
    desk: VaultDesk, paths: Paths
) -> None:
    code = new_code(os.urandom)
    key = desk.create(WORDS, code)
    with pytest.raises(errors.Locked):
        desk.unlock()
    with pytest.raises(errors.RecoveryCodeMistyped) as slip:
        desk.unlock(Secret.recovery(code[:-1]))
    assert slip.value.group == 7
    with pytest.raises(errors.PassphraseWrong):
        desk.unlock(Secret.passphrase("no"))
    # Later tries carry on where a process that ended left off; the code may be used at once.
    (paths.data / "tries.json").write_text('{"wrong": 9, "last": 4e9}')
    with pytest.raises(errors.TooSoon) as soon:
        VaultDesk(paths.vault, paths.key_file).unlock(Secret.passphrase(WORDS))
    assert soon.value.seconds == 64
    assert desk.unlock(Secret.recovery(code)) == key
    assert desk.unlock(Secret.passphrase(WORDS)) == key


def test_a_process_that_was_started_early_answers_and_one_that_went_away_is_replaced(
    desk: VaultDesk, paths: Paths
) -> None:
    desk.prepare()
    desk.prepare()
    key = desk.unlock()
    desk.prepare()
    ready = desk._ready
    assert ready is not None
    ready.end()
    assert desk.unlock() == key
    desk.prepare()
    desk.let_go()
    desk.let_go()
    assert desk.unlock() == key


def test_a_secret_is_on_no_command_line_and_in_no_environment(
    desk: VaultDesk, monkeypatch: pytest.MonkeyPatch, paths: Paths
) -> None:
    """The process here answers with what it was given, and an error's detail carries it back."""
    spy = (
        "import json, os, sys; sys.stdin.readline(); "
        "given = ' '.join([*sys.argv, *map(str, os.environ.items())]); "
        f"print(json.dumps({{'code': 'busy', 'file': '', 'detail': str({WORDS!r}[::-1][::-1] in given)}}))"
    )
    spy = spy.replace(repr(WORDS) + "[::-1][::-1]", repr(WORDS[::-1]) + "[::-1]")
    monkeypatch.setattr(vault_desk, "this_program", lambda: [sys.executable, "-c", spy])
    with pytest.raises(errors.Busy) as told:
        desk.unlock(Secret.passphrase(WORDS))
    assert told.value.detail == "False"


def test_a_printed_secret_does_not_show() -> None:
    assert WORDS not in f"{Secret.passphrase(WORDS)} {[Secret.recovery(WORDS)]!r}"
