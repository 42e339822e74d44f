"""A first start, a lost file, a folder in the way, another process: each is met with one clear error."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.storage import cipher, database, errors, files
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey
from tests.fakes import FakeClock

from .conftest import START, Records, bytes_of


def test_a_first_start_makes_the_database_and_later_ones_open_it(
    path: Path, key: DatabaseKey, clock: FakeClock, records: Records
) -> None:
    pause = records.pause()
    first = Store.open(path, key, clock)
    first.pauses.add(pause)
    first.close()
    second = Store.open(path, key, clock)
    assert second.pauses.newest(1) == [pause]
    second.close()


def test_a_first_start_that_was_interrupted_begins_again(
    path: Path, key: DatabaseKey, clock: FakeClock, data: Path
) -> None:
    for suffix in ("", "-wal", "-shm"):
        (data / f"selfkind.db.new{suffix}").write_bytes(b"half a database")
    Store.open(path, key, clock).close()
    assert {file.name for file in data.iterdir()} == {"selfkind.db", "vault.json", "vault.json.copy"}


def test_a_database_that_is_gone_is_not_replaced_by_an_empty_one(
    store: Store, path: Path, key: DatabaseKey, clock: FakeClock, data: Path
) -> None:
    store.close()
    path.unlink()
    with pytest.raises(errors.DatabaseMissing) as caught:
        Store.open(path, key, clock)
    assert "selfkind.db" in caught.value.sentence
    assert {file.name for file in data.iterdir()} == {"vault.json", "vault.json.copy"}


def test_a_database_is_not_made_over_another(path: Path, key: DatabaseKey) -> None:
    path.write_bytes(b"something")
    with pytest.raises(FileExistsError):
        database.create(path, key, START)
    assert path.read_bytes() == b"something"


def test_opening_what_is_not_there_is_named(path: Path, key: DatabaseKey) -> None:
    with pytest.raises(errors.DatabaseMissing):
        Database(path, key)


def test_a_folder_in_place_of_the_database_is_named(path: Path, key: DatabaseKey, clock: FakeClock) -> None:
    path.mkdir()
    with pytest.raises(errors.NotWritable):
        Store.open(path, key, clock)
    with pytest.raises(errors.NotWritable):
        Database(path, key)


def test_a_folder_that_takes_no_files_is_named(path: Path, key: DatabaseKey, clock: FakeClock) -> None:
    (path.parent / "selfkind.db.new").mkdir()
    (path.parent / "selfkind.db.new" / "something").touch()
    with pytest.raises(errors.NotWritable):
        Store.open(path, key, clock)
    assert not path.exists()


def test_a_database_that_may_not_be_read_is_not_taken_for_a_missing_one(
    path: Path, key: DatabaseKey, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Path, **_named: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refused)
    for look in (lambda: Store.open(path, key, clock), lambda: cipher.schema_revision(path, key)):
        with pytest.raises(errors.NotWritable):
            look()


def test_an_empty_file_is_damage_not_a_new_database(
    store: Store, path: Path, key: DatabaseKey, clock: FakeClock
) -> None:
    store.close()
    path.write_bytes(b"")
    with pytest.raises(errors.DatabaseDamaged):
        Store.open(path, key, clock)
    assert path.read_bytes() == b""


def test_what_is_no_database_at_all_is_damage_at_every_door(path: Path, key: DatabaseKey) -> None:
    path.write_bytes(b"no database " * 1000)
    with pytest.raises(errors.DatabaseDamaged):
        Database(path, key)
    with pytest.raises(errors.DatabaseDamaged):
        cipher.schema_revision(path, key)
    assert path.read_bytes() == b"no database " * 1000


@pytest.mark.parametrize("statement", ["DROP TABLE alembic_version", "DELETE FROM alembic_version"])
def test_a_database_without_a_revision_is_damage(
    statement: str, store: Store, path: Path, key: DatabaseKey, clock: FakeClock
) -> None:
    store._database.raw.execute(statement)
    store.close()
    with pytest.raises(errors.DatabaseDamaged):
        Store.open(path, key, clock)


def test_an_unknown_trouble_of_the_cipher_is_not_hidden(path: Path, store: Store, key: DatabaseKey) -> None:
    store._database.raw.execute("DROP TABLE alembic_version")
    store._database.raw.execute("CREATE TABLE alembic_version (version TEXT)")
    store.close()
    with pytest.raises(sqlcipher.OperationalError, match="no such column"):
        cipher.schema_revision(path, key)


def test_a_plain_database_of_another_program_is_damage(
    path: Path, key: DatabaseKey, clock: FakeClock
) -> None:
    plain = sqlcipher.connect(str(path))
    plain.execute("CREATE TABLE alembic_version (version_num TEXT)")
    plain.commit()
    plain.close()
    with pytest.raises(errors.DatabaseDamaged):
        Store.open(path, key, clock)


class TestAnotherProcess:
    """Somebody else holds the file."""

    def test_a_write_waits_then_says_busy_and_works_afterwards(
        self, store: Store, path: Path, key: DatabaseKey, clock: FakeClock, records: Records
    ) -> None:
        impatient = Store(Database(path, key, busy_milliseconds=1), clock)
        other = cipher.connect(path, key)
        try:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(errors.Busy) as caught:
                impatient.pauses.add(records.pause())
            assert "try again" in caught.value.sentence
            assert impatient.pauses.count() == 0  # reading goes on meanwhile
            other.execute("ROLLBACK")
            impatient.pauses.add(records.pause())
            assert store.pauses.count() == 1
        finally:
            other.close()
            impatient.close()

    def test_a_file_that_is_held_cannot_be_set_up_and_says_busy(
        self, store: Store, path: Path, key: DatabaseKey
    ) -> None:
        store._database.raw.execute("PRAGMA journal_mode = DELETE")  # as a restored copy may have it
        store.close()
        other = cipher.connect(path, key)
        try:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(errors.Busy):
                Database(path, key, busy_milliseconds=1)
        finally:
            other.close()
        Database(path, key).close()


class TestReadOnly:
    """The disk takes nothing."""

    def test_a_refused_write_is_understood(self, store: Store, path: Path, key: DatabaseKey) -> None:
        reader = cipher.connect(path, key, mode="ro")
        try:
            with pytest.raises(sqlcipher.OperationalError) as caught:
                reader.execute("DELETE FROM pauses")
            with pytest.raises(errors.NotWritable):
                cipher.tell(caught.value, path)
        finally:
            reader.close()


class TestFullDisk:
    """No room: one clear error, everything kept so far stays, and it goes on once there is room."""

    def test_a_write_that_finds_no_room(self, store: Store, records: Records) -> None:
        kept = records.entry("kept")
        store.entries.save(kept)
        raw = store._database.raw
        pages = raw.execute("PRAGMA page_count").fetchone()[0]
        raw.execute(f"PRAGMA max_page_count = {pages + 2}")
        too_much = [records.entry("word " * 2000) for _ in range(20)]
        with pytest.raises(errors.DiskFull) as caught:
            store.entries.add_many(too_much)
        assert "full" in caught.value.sentence
        assert store.entries.newest(99) == [kept]
        assert cipher.complaints(raw) == []
        raw.execute("PRAGMA max_page_count = 100000")
        store.entries.add_many(too_much)
        assert store.entries.count() == 21

    def test_a_first_start_that_finds_no_room_leaves_no_half_database(
        self, path: Path, key: DatabaseKey, clock: FakeClock, data: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        prepare: Callable[..., None] = cipher.prepare_for_writing

        def tight(connection: cipher.Connection, file: Path) -> None:
            prepare(connection, file)
            connection.execute("PRAGMA max_page_count = 3")

        monkeypatch.setattr(cipher, "prepare_for_writing", tight)
        before = bytes_of(data)
        with pytest.raises(errors.DiskFull):
            Store.open(path, key, clock)
        assert bytes_of(data) == before
        monkeypatch.undo()
        Store.open(path, key, clock).close()

    def test_an_unexplained_disk_error_on_a_full_disk_is_a_full_disk(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        error = sqlcipher.OperationalError("disk I/O error")
        with pytest.raises(errors.DiskTrouble):
            cipher.tell(error, tmp_path / "selfkind.db")
        with pytest.raises(errors.DiskTrouble):
            cipher.tell(error, tmp_path / "gone" / "selfkind.db")
        usage = shutil.disk_usage(tmp_path)
        monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=4096))
        with pytest.raises(errors.DiskFull):
            cipher.tell(error, tmp_path / "selfkind.db")


def test_trouble_of_the_system_inside_a_transaction_is_ours(store: Store) -> None:
    def refused() -> None:
        with store.together():
            raise PermissionError(13, "Permission denied")

    with pytest.raises(errors.NotWritable):
        refused()


def test_what_lies_beside_is_found_by_name(path: Path) -> None:
    assert files.database_of(files.vault_of(path)) == path
    assert files.backups_of(path).parent == path.parent
