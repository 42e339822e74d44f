"""Copies in a folder: their names, their vaults, which may go, and a second place for them."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from selfkind_desktop.domain.backups import Reason
from selfkind_desktop.domain.progress import Cancelled
from selfkind_desktop.storage import copies, errors
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.files import vault_of_copy
from selfkind_desktop.storage.inside import contents_of, fingerprint, look_inside
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey, create_vault, unlock
from tests.fakes import FakeKeyStore

from .conftest import START, Records, fake_ids, fake_random


@pytest.fixture
def opened(store: Store, records: Records) -> Database:
    store.entries.add_many(records.entry("marigold " * 200) for _ in range(30))
    store.check_ins.add_many(records.check_in() for _ in range(8))
    return store._database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def copy(opened: Database, folder: Path) -> copies.Copy:
    write_backup(opened, folder, START, "automatic")
    return copies.copies(folder)[0]


def test_a_copy_opens_by_its_own_vault(
    copy: copies.Copy, keystore: FakeKeyStore, key: DatabaseKey, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for file in (copy.path, copy.vault):
        shutil.copy(file, elsewhere)
    there = copies.copies(elsewhere)[0]
    assert unlock(there.vault, [keystore]) == key
    inside = look_inside(there.path, key)
    assert inside.counts["entries"] == 30
    assert inside.counts["check_ins"] == 8
    assert (inside.first, inside.last) == (START.date(), START.date())


def test_names_tell_when_and_why(opened: Database, folder: Path) -> None:
    for number, reason in enumerate(("automatic", "by-hand", "before-restore", "before-0002", "whatever")):
        write_backup(opened, folder, START + timedelta(minutes=number), reason)
    (folder / "selfkind-later.db").touch()
    (folder / "notes.txt").touch()
    found = copies.copies(folder)
    assert [copy.reason for copy in found] == [
        Reason.OTHER,
        Reason.BEFORE_UPDATE,
        Reason.BEFORE_RESTORE,
        Reason.BY_HAND,
        Reason.AUTOMATIC,
    ]
    assert found[-1].made == START
    assert copies.copies(folder / "none") == []


def test_only_automatic_copies_make_room_and_never_the_newest(folder: Path) -> None:
    folder.mkdir()

    def lay(days: int, reason: str) -> Path:
        at = START - timedelta(days=days)
        path = folder / f"selfkind-{at:%Y%m%dT%H%M%SZ}-{reason}.db"
        path.write_bytes(b"x")
        vault_of_copy(path).write_bytes(b"{}")
        return path

    automatic = [lay(days, "automatic") for days in range(600)]
    others = [lay(days, "before-0002") for days in range(20)] + [lay(1, "by-hand")]
    wrongly_dated = lay(4000, "automatic")  # made just now, by a clock that was set back
    removed = copies.rotate(folder, START, wrongly_dated)
    assert wrongly_dated.exists()
    assert all(path.exists() for path in (*automatic[:7], *others))
    assert removed
    assert not any(vault_of_copy(path).exists() for path in removed)
    assert sum(path.exists() for path in automatic) <= 7 + 4 + 12


def test_older_copies_follow_the_vault_and_no_other_ones_do(
    copy: copies.Copy, vault_file: Path, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other" / "vault.json"
    create_vault(other, [FakeKeyStore()], fake_ids(500), fake_random("other"))
    foreign = folder / "selfkind-20200101T000000Z-automatic.vault.json"
    shutil.copy(other, foreign)
    before = foreign.read_bytes()
    document = json.loads(vault_file.read_bytes())
    document["later"] = "a passphrase"
    vault_file.write_text(json.dumps(document))
    copies.follow_vault(folder, vault_file)
    assert copy.vault.read_bytes() == vault_file.read_bytes()
    assert foreign.read_bytes() == before
    assert copies.same_vault(copy.vault, vault_file)
    assert not copies.same_vault(foreign, vault_file)
    assert not copies.same_vault(tmp_path / "none", tmp_path / "none")


def test_a_vault_that_is_gone_or_damaged_changes_no_copy(copy: copies.Copy, vault_file: Path) -> None:
    before = copy.vault.read_bytes()
    vault_file.write_bytes(b"not json")
    copies.follow_vault(copy.path.parent, vault_file)
    vault_file.unlink()
    copies.follow_vault(copy.path.parent, vault_file)
    assert copy.vault.read_bytes() == before


def test_a_second_place_gets_the_same_bytes(copy: copies.Copy, tmp_path: Path) -> None:
    shares: list[float] = []
    second = copies.carry(copy, tmp_path / "disk", shares.append)
    assert second.read_bytes() == copy.path.read_bytes()
    assert copies.copies(tmp_path / "disk")[0].vault.read_bytes() == copy.vault.read_bytes()
    assert shares[-1] == 1


def test_a_second_place_that_is_in_the_way_or_unwanted_leaves_nothing(
    copy: copies.Copy, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(errors.NotWritable):
        copies.carry(copy, tmp_path / "file")

    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        copies.carry(copy, tmp_path / "disk", stop)
    assert list((tmp_path / "disk").iterdir()) == []


def test_what_a_crash_left_half_done_is_cleared_and_nothing_else(copy: copies.Copy, folder: Path) -> None:
    (folder / ".selfkind-20261123T080000Z-automatic.db.new").touch()
    (folder / "selfkind-20261124T080000Z-automatic.vault.json").touch()
    copies.clear_unfinished(folder)
    assert sorted(file.name for file in folder.iterdir()) == sorted((copy.path.name, copy.vault.name))


def test_a_flipped_byte_anywhere_is_told_as_damage(copy: copies.Copy, key: DatabaseKey) -> None:
    whole = copy.path.read_bytes()
    for place in range(3, len(whole), len(whole) // 25):
        copy.path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(errors.BackupDamaged):
            look_inside(copy.path, key)
    copy.path.write_bytes(whole[:-5000])
    with pytest.raises(errors.BackupDamaged):
        look_inside(copy.path, key)
    copy.path.write_bytes(b"")
    with pytest.raises(errors.BackupDamaged):
        look_inside(copy.path, key)


def test_a_fingerprint_tells_every_kind_of_change(
    store: Store, opened: Database, records: Records, path: Path, key: DatabaseKey
) -> None:
    seen = [fingerprint(path, key)]
    assert fingerprint(path, key) == seen[0]
    entry = records.entry("one")
    store.entries.save(entry)
    seen.append(fingerprint(path, key))
    records.clock.advance(60)
    store.entries.delete(entry.id)
    seen.append(fingerprint(path, key))
    assert len(set(seen)) == 3
    assert contents_of(path, key, mode="ro").counts["entries"] == 30
