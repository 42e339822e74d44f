"""The key comes from a short process that cannot hang the program."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from selfkind_desktop.app import unlock
from selfkind_desktop.app.short_process import this_program
from selfkind_desktop.desktop.keystore import KeyFileStore
from selfkind_desktop.paths import Paths, demo_mark
from selfkind_desktop.storage.errors import KeyStoreUnavailable, StorageError, VaultDamaged
from selfkind_desktop.storage.vault import device_slot


@pytest.fixture
def paths(home: Path) -> Paths:
    paths = Paths.below(home)
    paths.data.mkdir(parents=True)
    return paths


def program(monkeypatch: pytest.MonkeyPatch, source: str) -> None:
    """Let the short process be this one."""
    monkeypatch.setattr(unlock, "this_program", lambda: [sys.executable, "-c", source])


def test_the_key_is_the_same_every_time(paths: Paths) -> None:
    first = unlock.unlock(paths.vault, paths.key_file)
    assert unlock.unlock(paths.vault, paths.key_file) == first
    assert unlock.unlock_here(paths.vault, paths.key_file) == first


def test_without_a_key_store_the_key_is_in_a_file(paths: Paths) -> None:
    unlock.unlock(paths.vault, paths.key_file)
    slot = device_slot(paths.vault)
    assert slot is not None
    assert slot.keeper != "keyring"
    assert paths.key_file.exists()


def test_made_up_data_never_bother_the_key_store(paths: Paths) -> None:
    assert len(unlock.keystores(paths.vault, paths.key_file)) == 2
    demo_mark(paths.data).touch()
    (only,) = unlock.keystores(paths.vault, paths.key_file)
    assert isinstance(only, KeyFileStore)


def test_what_is_wrong_with_the_vault_crosses_the_pipe(paths: Paths) -> None:
    paths.vault.write_text("{broken")
    with pytest.raises(VaultDamaged) as damaged:
        unlock.unlock(paths.vault, paths.key_file)
    assert damaged.value.file == "vault.json"


def test_a_key_store_that_hangs_is_given_up(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    program(monkeypatch, "import time; time.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(KeyStoreUnavailable):
        unlock.unlock(paths.vault, paths.key_file, patience=0.2)
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize(
    "source", ["", "print('hello')", "raise SystemExit(3)", "print('[]')", "print('{}')", "print('null')"]
)
def test_a_process_that_says_nothing_sensible_is_a_key_store_that_does_not_answer(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, source: str
) -> None:
    program(monkeypatch, source)
    with pytest.raises(StorageError) as trouble:
        unlock.unlock(paths.vault, paths.key_file)
    assert isinstance(trouble.value, KeyStoreUnavailable)


def test_the_key_is_told_on_the_pipe_alone(paths: Paths) -> None:
    asked = {"do": "unlock", "vault": str(paths.vault), "key_file": str(paths.key_file)}
    finished = subprocess.run(
        this_program(), input=json.dumps(asked).encode(), capture_output=True, check=True, timeout=60
    )
    assert set(json.loads(finished.stdout)["done"]) == {"key", "device"}
    assert finished.stderr == b""
    key = json.loads(finished.stdout)["done"]["key"]
    assert key not in paths.vault.read_text()


def test_a_short_process_that_nobody_asks_ends() -> None:
    finished = subprocess.run(this_program(), input=b"", capture_output=True, check=True, timeout=60)
    assert finished.stdout == b""
