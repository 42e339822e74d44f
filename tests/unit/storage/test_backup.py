"""A copy counts only when it was opened and found whole."""

import contextlib
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.domain.journal import Entry
from selfkind_desktop.domain.progress import Cancelled
from selfkind_desktop.storage import backup, cipher, errors, raw_copy
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.files import log_of, vault_of_copy
from selfkind_desktop.storage.inside import look_inside
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
    assert sorted(os.listdir(copy.parent)) == sorted((copy.name, vault_of_copy(copy).name))
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
    counted = iter((60, 59))
    monkeypatch.setattr(cipher, "counts", lambda _connection: {"entries": next(counted)})
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


def test_a_copy_is_one_moment_however_fast_others_write(
    store: Store,
    opened: Database,
    tmp_path: Path,
    records: Records,
    key: DatabaseKey,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whoever writes between two pieces of the copy changes the log, never what is being copied."""

    def write_meanwhile(_share: float) -> None:
        if len(kept) < 12:
            kept.append(records.entry("meanwhile " * 300))
            store.entries.add(kept[-1])
            opened.raw.execute("PRAGMA wal_checkpoint(PASSIVE)")

    monkeypatch.setattr(raw_copy, "_CHUNK", 4096)
    kept: list[Entry] = []
    copy = write_backup(opened, tmp_path / "backups", START, "automatic", write_meanwhile)
    assert len(kept) == 12
    assert look_inside(copy, key).counts["entries"] == 60
    assert store.entries.count() == 72


def test_what_is_only_in_the_log_is_copied_too(
    store: Store, opened: Database, tmp_path: Path, records: Records, key: DatabaseKey, path: Path
) -> None:
    """A reader that needs the log keeps it from being emptied; then SQLite copies page by page."""
    with contextlib.closing(cipher.connect(path, key, mode="ro", busy_milliseconds=10)) as reader:
        store.entries.add(records.entry())
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entries").fetchone()
        store.entries.add(records.entry())
        copy = write_backup(opened, tmp_path / "backups", START, "automatic")
    assert look_inside(copy, key).counts["entries"] == 62


@pytest.mark.parametrize("share", [0.1, 0.7])
def test_a_copy_that_nobody_wants_any_more_leaves_nothing(
    opened: Database, tmp_path: Path, share: float
) -> None:
    def stop(done: float) -> None:
        if done >= share:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_backup(opened, tmp_path / "backups", START, "automatic", stop)
    assert os.listdir(tmp_path / "backups") == []


def test_copying_does_not_lose_the_locks_of_the_store(
    store: Store, opened: Database, tmp_path: Path, path: Path, key: DatabaseKey, records: Records
) -> None:
    """Another process that opens and closes the database must see that it is in use, and leave its log."""
    write_backup(opened, tmp_path / "backups", START, "automatic")
    store.entries.add(records.entry())
    script = (
        "import sys; from pathlib import Path; from selfkind_desktop.storage import cipher;"
        "from selfkind_desktop.storage.vault import DatabaseKey;"
        "c = cipher.connect(Path(sys.argv[1]), DatabaseKey.from_hex(sys.argv[2], 'd'));"
        "c.execute('SELECT count(*) FROM entries').fetchone(); c.close()"
    )
    subprocess.run(
        [sys.executable, "-c", script, str(path), key.hex()],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[3])},
        check=True,
    )
    assert log_of(path).stat().st_size > 0
    store.entries.add(records.entry())
    assert store.entries.count() == 62
