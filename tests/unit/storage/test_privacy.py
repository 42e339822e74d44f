"""Nothing that a person wrote, and no key, lies on the disk in plain text."""

import itertools
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import LargeBinary, Text

from selfkind_desktop.domain.arrivals import Arrival, ArrivingMedium, Batch
from selfkind_desktop.domain.finding import Sought
from selfkind_desktop.domain.journal import EntryKind, Medium, Part, Phrase
from selfkind_desktop.domain.letters import Letter, Seal, Voice
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.package import pack
from selfkind_desktop.storage.passphrase import Strength
from selfkind_desktop.storage.slots import make_recovery, set_passphrase
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey, device_slot
from tests.fakes import FakeClock, FakeKeyStore

from .conftest import START, Records, fake_random

MARKER = "quincemarmalade"
PASSPHRASE = f"{MARKER} and a passphrase"
PICTURE = f"\x89PNG {MARKER}-bytes".encode("latin-1") * 40


def found_in(folder: Path, *secrets: bytes) -> list[str]:
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(secret in file.read_bytes() for secret in secrets)
    ]


def write_everywhere(store: Store, records: Records, clock: FakeClock) -> None:
    """The marker in every field that takes text, through every way of writing."""
    write_entries(store, records, clock)
    write_letters(store, records)
    store.pauses.add(records.pause(MARKER, before=Mood.HARD))
    check_in = records.check_in(words=(MARKER,))
    store.check_ins.add(check_in)
    store.check_ins.delete(check_in.id)
    store.reminders.add(records.reminder(way=MARKER))
    store.settings.replace_all({MARKER: MARKER})
    take_in(store, records)
    # A sort of this size would go to a temporary file, were it not for temp_store.
    raw = store._database.raw
    raw.execute("PRAGMA cache_size = 10")
    raw.execute("SELECT text FROM entries ORDER BY text || id").fetchall()


def write_entries(store: Store, records: Records, clock: FakeClock) -> None:
    stamp = clock.now().stamp()
    picture = Medium(records.ids(), stamp, f"{MARKER}.png", "image/png", "", 0, f"{MARKER} in a jar")
    store.media.keep(picture, PICTURE)
    full = records.entry(
        f"{MARKER} " * 500,
        kind=EntryKind.REFRAME,
        title=f"{MARKER} of a title",
        parts=(Part("happened", f"{MARKER} boiled over"),),
        words_before=(MARKER,),
        words_after=(f"{MARKER}-later",),
        tags=(f"{MARKER}s", "Jam"),
        media=(picture.id,),
    )
    store.entries.save(full)
    clock.advance(minutes=5)
    store.entries.save(replace(full, text=f"{MARKER} again", parts=(), title=""))
    clock.advance(minutes=5)
    [first] = store.revisions.of(full.id)
    store.revisions.bring_back(first.id)
    store.entries.add_many(records.entry(f"{MARKER} {number} " * 50) for number in range(300))
    for typed in (MARKER, MARKER[:8], f'"{MARKER} again"', f"#{MARKER}s"):
        store.search.find(Sought(typed))
    for entry in store.entries.newest(50, 100):
        store.entries.delete(entry.id)
    store.trash.empty()
    store.entries.delete(store.entries.newest(1)[0].id)
    store.phrases.save(Phrase(records.ids(), stamp, f"{MARKER} is enough", full.id))


def write_letters(store: Store, records: Records) -> None:
    stamp = records.clock.now().stamp()
    letter = Letter(
        records.ids(), stamp, Voice.FUTURE_ME, f"Dear {MARKER}", stamp.at, title=MARKER, stationery=MARKER
    )
    store.letters.save(letter)
    store.letters.save(replace(letter, text=f"My dear {MARKER}"))
    store.letters.seal(letter.id, Seal(stamp.at, day=date(2027, 1, 1)))


def take_in(store: Store, records: Records) -> None:
    """From another program; half of it is taken back."""
    for number in range(2):
        stamp = records.clock.now().stamp()
        medium = Medium(records.ids(), stamp, f"{MARKER}-{number}.png", "image/png", "", 0)
        entry = records.entry(f"{MARKER} from elsewhere {number}", tags=(MARKER,), media=(medium.id,))
        arrival = Arrival(
            f"{MARKER}-{number}",
            entry,
            (records.check_in(words=(MARKER,)),),
            (ArrivingMedium(medium, lambda: PICTURE + b"2"),),
        )
        batch = Batch(records.ids(), stamp, "day-one", f"{MARKER}.zip")
        store.imports.take(batch, [arrival])
        if number:
            store.imports.undo(batch.id)


def test_the_marker_is_in_every_column_that_takes_words(
    store: Store, records: Records, clock: FakeClock
) -> None:
    """Whoever adds a field for words adds it to the scan."""
    write_everywhere(store, records, clock)
    raw = store._database.raw
    forgotten = [
        f"{table.name}.{column.name}"
        for table in schema.METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, Text | LargeBinary)
        and not raw.execute(
            f'SELECT 1 FROM "{table.name}" WHERE instr("{column.name}", ?)', (MARKER.encode(),)
        ).fetchone()
        and not raw.execute(
            f'SELECT 1 FROM "{table.name}" WHERE instr("{column.name}", ?)', (MARKER,)
        ).fetchone()
    ]
    assert forgotten == []


def test_no_file_shows_what_was_written(
    store: Store,
    key: DatabaseKey,
    keystore: FakeKeyStore,
    vault_file: Path,
    records: Records,
    clock: FakeClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    set_passphrase(vault_file, key, PASSPHRASE, fake_random("salt"), Strength(iterations=1))
    code = make_recovery(vault_file, key, fake_random("code"))
    write_everywhere(store, records, clock)
    device_key = keystore.keys[device_slot(vault_file).account]
    secrets = (
        *(MARKER.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")),
        *(secret for one in (key.secret, device_key) for secret in (one, one.hex().encode())),
        code.encode(),
        code.replace("-", "").encode(),
        b"SQLite format 3",
        b"CREATE TABLE",
    )
    assert (vault_file.parent / "selfkind.db-wal").stat().st_size > 0
    assert found_in(tmp_path, *secrets) == []  # as a crash would leave it

    seen: list[str] = []
    looks = itertools.count()

    def look(_share: float) -> None:
        if next(looks) % 4 == 0:
            seen.extend(found_in(tmp_path, *secrets))

    copy = write_backup(store._database, vault_file.parent / "backups", START, "by-hand", look)
    pack(copy, tmp_path / "carried.selfkind-backup", look)
    assert next(looks) > 2
    assert seen == []  # while it was made
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
