"""A damaged file is named as damaged, wherever the damage is, and is left as it is."""

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from selfkind_desktop.domain.finding import Sought
from selfkind_desktop.storage import cipher, errors
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey
from tests.fakes import FakeClock

from .conftest import Records, bytes_of

FLIPS = 60
CUTS = 30


@pytest.fixture
def whole(store: Store, path: Path, records: Records) -> bytes:
    """A closed database with something on every page."""
    store.entries.add_many(records.entry("word " * 300) for _ in range(200))
    store.check_ins.add_many(records.check_in() for _ in range(50))
    store.pauses.add_many(records.pause() for _ in range(50))
    store.close()
    return path.read_bytes()


def use_all(path: Path, key: DatabaseKey, clock: FakeClock) -> None:
    """Open a database and look at everything in it."""
    store = Store.open(path, key, clock)
    try:
        for rows in (store.entries, store.pauses, store.check_ins, store.reminders):
            rows.newest(1000)
            rows.on_days(date.min, date.max)
        store.search.find(Sought("word"))
        store.search.find(Sought(starred=True))
        store.entries.tags()
        store.trash.counts()
        store.settings.all()
    finally:
        store.close()


def test_a_flipped_byte_is_damage_and_nothing_else(
    whole: bytes, path: Path, data: Path, key: DatabaseKey, clock: FakeClock
) -> None:
    chance = random.Random(4)
    places = [*range(0, 100, 20), *(chance.randrange(len(whole)) for _ in range(FLIPS))]
    noticed = 0
    for place in places:
        broken = bytearray(whole)
        broken[place] ^= 1 << chance.randrange(8)
        path.write_bytes(broken)
        before = bytes_of(data)
        try:
            use_all(path, key, clock)
        except errors.DatabaseDamaged:  # any other error fails the test
            noticed += 1
        assert bytes_of(data) == before
    assert noticed > len(places) * 0.4  # the rest lies where nothing looked, as in the search


def test_a_file_that_was_cut_is_damage_and_nothing_else(
    whole: bytes, path: Path, data: Path, key: DatabaseKey, clock: FakeClock
) -> None:
    chance = random.Random(5)
    for length in (*range(0, 6000, 1500), *(chance.randrange(len(whole)) for _ in range(CUTS))):
        path.write_bytes(whole[:length])
        before = bytes_of(data)
        with pytest.raises(errors.DatabaseDamaged):
            use_all(path, key, clock)
        assert bytes_of(data) == before


def opened_once_told(path: Path, key: DatabaseKey, clock: FakeClock) -> Store:
    """What the log lost is told once; then what can be read opens."""
    try:
        return Store.open(path, key, clock)
    except errors.LogDamaged:
        return Store.open(path, key, clock)


def test_damage_in_the_log_of_a_crash_never_harms_what_is_in_the_file(
    store: Store, path: Path, data: Path, key: DatabaseKey, clock: FakeClock, records: Records, tmp_path: Path
) -> None:
    safe = records.entry("in the file")
    store.entries.save(safe)
    store._database.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.entries.add_many(records.entry("in the log " * 50) for _ in range(10))
    chance = random.Random(6)
    log = (data / "selfkind.db-wal").read_bytes()
    for number in range(20):
        crashed = tmp_path / f"crashed-{number}"
        crashed.mkdir()
        shutil.copy(path, crashed)
        shutil.copy(data / "vault.json", crashed)
        broken = bytearray(log)
        broken[chance.randrange(len(log))] ^= 1
        (crashed / "selfkind.db-wal").write_bytes(broken if number % 2 else log[: chance.randrange(len(log))])
        again = opened_once_told(crashed / path.name, key, clock)
        assert again.entries.get(safe.id) == safe
        assert again.entries.count() in (1, 11)  # a transaction is there whole or not at all
        assert cipher.complaints(again._database.raw) == []
        again.close()


def test_damage_met_while_running_is_told(
    store: Store, path: Path, key: DatabaseKey, clock: FakeClock, records: Records
) -> None:
    store.entries.add_many(records.entry("word " * 500) for _ in range(200))
    store.close()
    content = bytearray(path.read_bytes())
    for page in range(100, len(content) // 4096):  # the tables' first pages stay well
        content[page * 4096 + 100] ^= 1
    path.write_bytes(content)
    opened = Store.open(path, key, clock)
    try:
        with pytest.raises(errors.DatabaseDamaged):
            opened.entries.newest(100)
    finally:
        opened.close()
