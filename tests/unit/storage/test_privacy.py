"""Nothing that a person wrote, and no key, lies on the disk in plain text."""

import tempfile
from dataclasses import replace
from pathlib import Path

import pytest

from selfkind_desktop.domain.records import Mood
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey, device_slot
from tests.fakes import FakeClock, FakeKeyStore

from .conftest import START, Records

MARKER = "quincemarmalade"


def found_in(folder: Path, *secrets: bytes) -> list[str]:
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(secret in file.read_bytes() for secret in secrets)
    ]


def write_everywhere(store: Store, records: Records) -> None:
    """The marker in every field that takes text, through every way of writing."""
    entry = records.entry(f"{MARKER} " * 500)
    store.entries.save(entry)
    store.entries.save(replace(entry, text=f"{MARKER} again"))
    store.pauses.add(records.pause(MARKER, entry=entry.id, before=Mood.HARD))
    check_in = records.check_in(words=(MARKER,))
    store.check_ins.add(check_in)
    store.check_ins.delete(check_in.id)
    store.reminders.add(records.reminder(way=MARKER))
    store.settings.replace_all({MARKER: MARKER})
    store.entries.add_many(records.entry(f"{MARKER} {number} " * 50) for number in range(300))
    store.entries.delete(entry.id)
    # A sort of this size would go to a temporary file, were it not for temp_store.
    raw = store._database.raw
    raw.execute("PRAGMA cache_size = 10")
    raw.execute("SELECT text FROM entries ORDER BY text || id").fetchall()


def test_no_file_shows_what_was_written(
    store: Store,
    key: DatabaseKey,
    keystore: FakeKeyStore,
    vault_file: Path,
    records: Records,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    write_everywhere(store, records)
    device_key = keystore.keys[device_slot(vault_file).account]
    secrets = (
        *(MARKER.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")),
        *(secret for one in (key.secret, device_key) for secret in (one, one.hex().encode())),
        b"SQLite format 3",
        b"CREATE TABLE",
    )
    assert (vault_file.parent / "selfkind.db-wal").stat().st_size > 0
    assert found_in(tmp_path, *secrets) == []  # as a crash would leave it
    write_backup(store._database, vault_file.parent / "backups", START, "by-hand")
    store.close()
    assert found_in(tmp_path, *secrets) == []
    assert list(temporary.iterdir()) == []


def test_the_scan_would_find_it(tmp_path: Path) -> None:
    (tmp_path / "leak").write_text(f"a note about {MARKER}")
    assert found_in(tmp_path, MARKER.encode()) == ["leak"]


def test_errors_carry_no_text(store: Store, records: Records, clock: FakeClock) -> None:
    entry = records.entry(MARKER)
    store.entries.add(entry)
    with pytest.raises(Exception, match="UNIQUE") as caught:
        store.entries.add_many([entry])
    error: BaseException | None = caught.value
    while error is not None:
        assert MARKER not in f"{error!s} {error!r}"
        error = error.__cause__ or error.__context__
