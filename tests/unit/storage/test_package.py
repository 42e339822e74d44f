"""One file to carry away: whole, encrypted, and every damage to it is told as damage."""

import random
import zipfile
from pathlib import Path

import pytest

from selfkind_desktop.domain.progress import Cancelled
from selfkind_desktop.storage import errors
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.files import vault_of, vault_of_copy
from selfkind_desktop.storage.inside import look_inside
from selfkind_desktop.storage.package import ENDING, is_package, pack, unpack
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey, unlock
from tests.fakes import FakeKeyStore

from .conftest import START, Records


@pytest.fixture
def copy(store: Store, records: Records, tmp_path: Path) -> Path:
    store.entries.add_many(records.entry("marigold " * 100) for _ in range(20))
    return write_backup(store._database, tmp_path / "backups", START, "by-hand")


@pytest.fixture
def package(copy: Path, tmp_path: Path) -> Path:
    target = tmp_path / f"journal{ENDING}"
    pack(copy, target)
    return target


def test_what_was_packed_opens_elsewhere(
    package: Path, copy: Path, tmp_path: Path, keystore: FakeKeyStore, key: DatabaseKey
) -> None:
    database = unpack(package, tmp_path / "there")
    assert database.read_bytes() == copy.read_bytes()
    assert vault_of(database).read_bytes() == vault_of_copy(copy).read_bytes()
    assert unlock(vault_of(database), [keystore]) == key
    assert look_inside(database, key).counts["entries"] == 20
    assert is_package(package)
    assert b"marigold" not in package.read_bytes()
    assert [info.compress_type for info in zipfile.ZipFile(package).infolist()] == [zipfile.ZIP_STORED] * 2


def test_damage_is_damage_wherever_it_is(package: Path, tmp_path: Path, key: DatabaseKey) -> None:
    whole, chance = package.read_bytes(), random.Random(3)
    places = [*range(0, 1200, 90), *(chance.randrange(len(whole)) for _ in range(20)), len(whole) - 3]
    for place in places:
        package.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            database = unpack(package, tmp_path / "there")
        except errors.BackupDamaged:
            assert not (tmp_path / "there").exists()
        else:  # a byte that says nothing, such as a date
            assert look_inside(database, key).counts["entries"] == 20
    for length in (0, 10, 3000, len(whole) - 30):
        package.write_bytes(whole[:length])
        with pytest.raises(errors.BackupDamaged):
            unpack(package, tmp_path / "there")


def test_a_zip_of_something_else_is_none_of_ours(tmp_path: Path) -> None:
    other = tmp_path / f"other{ENDING}"
    with zipfile.ZipFile(other, "w") as packed:
        packed.writestr("../selfkind.db", b"x")
    with pytest.raises(errors.BackupDamaged):
        unpack(other, tmp_path / "there")
    with pytest.raises(errors.NotWritable):
        unpack(tmp_path / f"none{ENDING}", tmp_path / "there")


def test_cancelling_leaves_nothing_and_the_older_file_as_it_was(
    package: Path, copy: Path, tmp_path: Path
) -> None:
    before = package.read_bytes()

    def stop(share: float) -> None:
        if share > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        pack(copy, package, stop)
    with pytest.raises(Cancelled):
        unpack(package, tmp_path / "there", stop)
    assert package.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir() if "journal" in file.name) == [package.name]
    assert not (tmp_path / "there").exists()


def test_a_folder_that_may_not_be_written_is_told(copy: Path, tmp_path: Path) -> None:
    with pytest.raises(errors.NotWritable):
        pack(copy, tmp_path / "none" / f"journal{ENDING}")
