"""Everything goes, in any state that it is in, and what is not ours stays."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from selfkind_desktop.paths import Paths
from selfkind_desktop.storage import erase
from selfkind_desktop.storage.erase import Erasing
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.unfinished import is_being_erased
from selfkind_desktop.storage.vault import create_vault
from tests.fakes import FakeClock, FakeKeyStore
from tests.unit.storage.conftest import Records, fake_ids, fake_random

ALL = Erasing()


@pytest.fixture
def lived(tmp_path: Path, clock: FakeClock, records: Records, keystore: FakeKeyStore) -> Paths:
    """A home with everything in it that a program leaves."""
    paths = Paths.below(tmp_path / "home")
    key = create_vault(paths.vault, [keystore], fake_ids(), fake_random())
    store = Store.open(paths.database, key, clock)
    store.entries.add(records.entry("a lamp"))
    store.close()
    vault = paths.vault.read_bytes()
    for name in (
        "selfkind.db-wal",
        "selfkind-damaged-20261123T080000Z.db",
        ".incoming.vault.json",
        "tries.json",
    ):
        (paths.data / name).write_bytes(b"x")
    for folder in (paths.backups, tmp_path / "stick"):
        folder.mkdir()
        (folder / "selfkind-20261123T080000Z-automatic.db").write_bytes(b"copy")
        (folder / "selfkind-20261123T080000Z-automatic.vault.json").write_bytes(vault)
    for folder, names in (
        (paths.state, ("schedule.json", "prompts.json", "backups.json", "selfkind.log", "selfkind.log.1")),
        (paths.config, ("config.toml", ".config.toml.ab12.new", "config.toml.unreadable")),
        (paths.key, ("device.key",)),
    ):
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            (folder / name).write_bytes(b"x")
    return paths


def forgetting(keystore: FakeKeyStore) -> Callable[[str, str], bool]:
    def forget(keeper: str, account: str) -> bool:
        assert keeper == keystore.name
        try:
            keystore.delete(account)
        except StorageError:
            return False
        return True

    return forget


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_nothing_of_ours_is_left(lived: Paths, keystore: FakeKeyStore, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    (stick / "selfkind-20261101T080000Z-automatic.db").write_bytes(b"of another computer")
    (stick / "selfkind-20261101T080000Z-automatic.vault.json").write_text(json.dumps({"id": "other"}))
    assert erase.begin(lived, Erasing(second_folder=str(stick)), forgetting(keystore))
    assert not keystore.keys
    erased = erase.finish(lived)
    assert erased.left == ()
    assert files(tmp_path / "home") == []
    assert files(stick) == [
        "selfkind-20261101T080000Z-automatic.db",
        "selfkind-20261101T080000Z-automatic.vault.json",
    ]


def test_the_key_goes_before_any_other_file(lived: Paths, keystore: FakeKeyStore) -> None:
    erase.begin(lived, ALL, forgetting(keystore))
    assert not keystore.keys
    assert lived.database.exists()
    assert not [name for name in files(lived.data.parent) if "vault.json" in name or "device.key" in name]


def test_what_is_not_ours_stays_and_is_told(lived: Paths, keystore: FakeKeyStore) -> None:
    (lived.data / "my poem.txt").write_text("mine")
    (lived.backups / "photo.jpg").write_text("mine")
    erase.begin(lived, ALL, forgetting(keystore))
    erased = erase.finish(lived)
    assert sorted(erased.left) == ["my poem.txt", "photo.jpg"]
    assert not is_being_erased(lived.data)


def test_the_settings_may_stay(lived: Paths, keystore: FakeKeyStore) -> None:
    erase.begin(lived, Erasing(settings=False), forgetting(keystore))
    erase.finish(lived)
    assert "config/config.toml" in files(lived.data.parent)


@pytest.mark.parametrize("damage", [b"", b"not a vault", b'{"id": 7, "slots": "none"}'])
def test_it_works_on_a_damaged_store(lived: Paths, keystore: FakeKeyStore, damage: bytes) -> None:
    for name in ("vault.json", "vault.json.copy", "selfkind.db"):
        (lived.data / name).write_bytes(damage)
    erase.begin(lived, ALL, forgetting(keystore))
    assert erase.finish(lived).left == ()
    assert files(lived.data.parent) == []


def test_a_key_store_that_does_not_answer_is_told(lived: Paths, keystore: FakeKeyStore) -> None:
    keystore.available = False
    assert not erase.begin(lived, ALL, forgetting(keystore))
    assert not erase.finish(lived, key_forgotten=False).key_forgotten
    assert files(lived.data.parent) == []


def test_a_crash_at_any_step_is_finished_later(
    lived: Paths, keystore: FakeKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    class PowerCutError(BaseException):
        pass

    unlink = Path.unlink
    steps = 0
    while True:
        left = steps

        def cut(path: Path, missing_ok: bool = False) -> None:
            nonlocal left
            if left == 0:
                raise PowerCutError
            left -= 1
            unlink(path, missing_ok=missing_ok)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "unlink", cut)
            try:
                erase.begin(lived, ALL, forgetting(keystore))
                erase.finish(lived)
            except PowerCutError:
                assert is_being_erased(lived.data)
                assert not keystore.keys
            else:
                break
        steps += 1
    assert steps > 3
    assert files(lived.data.parent) == []


def test_where_nothing_can_be_written_nothing_is_touched(
    lived: Paths, keystore: FakeKeyStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(lived.data.parent)

    def full(*_: object) -> int:
        raise OSError(28, "full")

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(StorageError):
        erase.begin(lived, ALL, forgetting(keystore))
    monkeypatch.undo()
    assert files(lived.data.parent) == before
    assert keystore.keys
