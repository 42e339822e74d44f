"""A copy counts only when it was opened and found whole."""

import os
import stat
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.storage import backup, cipher, errors
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey

from .conftest import START, Records


@pytest.fixture
def opened(store: Store, records: Records) -> Database:
    store.entries.add_many(records.entry("marigold " * 200) for _ in range(60))
    return store._database


def test_a_copy_holds_everything_and_opens_with_the_key_only(
    opened: Database, tmp_path: Path, key: DatabaseKey
) -> None:
    shares: list[float] = []
    copy = write_backup(opened, tmp_path / "backups", START, "by-hand", shares.append)
    assert copy.name == "selfkind-20261123T080000Z-by-hand.db"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert os.listdir(copy.parent) == [copy.name]
    assert shares[-1] == 1
    assert b"marigold" not in copy.read_bytes()
    with pytest.raises(errors.DatabaseDamaged):
        cipher.schema_revision(copy, DatabaseKey(bytes(32), key.device))
    restored = Database(copy, key)
    try:
        assert cipher.counts(restored.raw)["entries"] == 60
    finally:
        restored.close()


def test_a_second_copy_in_the_same_second_replaces_nothing(opened: Database, tmp_path: Path) -> None:
    names = [write_backup(opened, tmp_path, START, "by-hand").name for _ in range(3)]
    assert len(set(names)) == 3


def test_a_copy_can_be_made_while_things_are_being_written(
    store: Store, opened: Database, tmp_path: Path, records: Records, key: DatabaseKey
) -> None:
    store.check_ins.add(records.check_in())
    copy = write_backup(opened, tmp_path, START, "by-hand")
    store.check_ins.add(records.check_in())
    with_one = cipher.connect(copy, key, mode="immutable")
    assert cipher.counts(with_one)["check_ins"] == 1
    with_one.close()
    assert store.check_ins.count() == 2


def test_a_copy_that_is_not_whole_is_thrown_away(
    opened: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_well = backup._copy

    def flip(source: Database, target: Path, progress: object) -> None:
        copy_well(source, target, lambda _share: None)
        content = bytearray(target.read_bytes())
        content[len(content) // 2] ^= 1
        target.write_bytes(content)

    monkeypatch.setattr(backup, "_copy", flip)
    with pytest.raises(errors.BackupFailed):
        write_backup(opened, tmp_path / "backups", START, "by-hand")
    assert os.listdir(tmp_path / "backups") == []


def test_a_copy_that_lacks_rows_is_thrown_away(
    opened: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        cipher, "counts", lambda connection: {"entries": 60 if connection is opened.raw else 59}
    )
    with pytest.raises(errors.BackupFailed, match="rows"):
        write_backup(opened, tmp_path / "backups", START, "by-hand")
    assert os.listdir(tmp_path / "backups") == []


def test_a_copy_that_breaks_off_is_thrown_away(opened: Database, tmp_path: Path) -> None:
    def breaks_off(_share: float) -> None:
        raise sqlcipher.OperationalError("database or disk is full")

    with pytest.raises(errors.DiskFull):
        write_backup(opened, tmp_path / "backups", START, "by-hand", breaks_off)

    def unexpected(_share: float) -> None:
        raise sqlcipher.OperationalError("something new")

    with pytest.raises(errors.BackupFailed):
        write_backup(opened, tmp_path / "backups", START, "by-hand", unexpected)
    assert os.listdir(tmp_path / "backups") == []
