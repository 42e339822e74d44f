"""A restore leaves the old pair of database and vault or the new one, wherever it is interrupted."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from selfkind_desktop.domain.progress import Cancelled
from selfkind_desktop.storage import cipher, errors, restore
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.files import vault_of, vault_of_copy
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey, create_vault, unlock
from tests.fakes import FakeClock, FakeKeyStore

from .conftest import START, Records, bytes_of, fake_ids, fake_random

ROOT = Path(__file__).parents[3]
STEPS = (
    "begin",
    "database laid out",
    "vault laid out",
    "marked",
    "log gone",
    "database replaced",
    "vault replaced",
    "end",
)
ASIDE_STEPS = ("selfkind.db-wal aside", "selfkind.db aside")
RESTORE_AND_DIE = """
import os, signal, sys
from pathlib import Path
from selfkind_desktop.storage import restore

def step(name):
    if name == sys.argv[4]:
        os.kill(os.getpid(), signal.SIGKILL)

restore.replace_with(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), sys.argv[5], step=step)
"""


class Other:
    """What a restore brings: the copy of another computer's journal, with a vault of its own."""

    def __init__(self, folder: Path, clock: FakeClock, records: Records) -> None:
        self.keystore = FakeKeyStore()
        database = folder / "data" / "selfkind.db"
        self.key = create_vault(vault_of(database), [self.keystore], fake_ids(900), fake_random("other"))
        store = Store.open(database, self.key, clock)
        store.entries.add_many(records.entry("from elsewhere") for _ in range(7))
        self.copy = write_backup(store._database, folder / "backups", START, "by-hand")
        self.vault = vault_of_copy(self.copy)
        store.close()


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock, records: Records) -> Other:
    return Other(tmp_path / "other", clock, records)


@pytest.fixture
def here(store: Store, records: Records, data: Path) -> Path:
    """The folder of a closed database with three entries, and a log that a crash left beside it."""
    store.entries.add_many(records.entry("from here") for _ in range(2))
    store._database.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    store.entries.add(records.entry("in the log"))
    kept = data.with_name("as-crashed")
    shutil.copytree(data, kept)
    store.close()
    shutil.rmtree(data)
    kept.rename(data)
    return data


def entries(data: Path, keystore: FakeKeyStore, clock: FakeClock) -> int:
    """Open what is there, as a start does, and count."""
    restore.finish(data)
    store = Store.open(data / "selfkind.db", unlock(data / "vault.json", [keystore]), clock)
    try:
        assert cipher.complaints(store._database.raw) == []
        return store.entries.count()
    finally:
        store.close()


def test_the_pair_is_replaced(here: Path, other: Other, clock: FakeClock) -> None:
    told: list[str] = []
    shares: list[float] = []
    restore.replace_with(here, other.copy, other.vault, progress=shares.append, step=told.append)
    assert entries(here, other.keystore, clock) == 7
    assert tuple(told) == STEPS
    assert shares[-1] == 1
    assert not restore.is_unfinished(here)
    assert sorted(bytes_of(here)) == ["selfkind.db", "vault.json", "vault.json.copy"]


def test_what_is_damaged_is_kept_under_a_clear_name(here: Path, other: Other, clock: FakeClock) -> None:
    before = bytes_of(here)
    restore.replace_with(here, other.copy, other.vault, "selfkind-damaged-1")
    after = bytes_of(here)
    assert after["selfkind-damaged-1.db"] == before["selfkind.db"]
    assert after["selfkind-damaged-1.db-wal"] == before["selfkind.db-wal"]
    assert after["selfkind-damaged-1.vault.json"] == before["vault.json"]
    assert entries(here, other.keystore, clock) == 7


@pytest.mark.only_on("linux", "darwin")
@pytest.mark.parametrize("aside", ["", "selfkind-damaged-1"])
@pytest.mark.parametrize("step", [*STEPS, *ASIDE_STEPS])
def test_a_restore_that_is_killed_is_undone_or_finished(
    step: str, aside: str, here: Path, other: Other, keystore: FakeKeyStore, clock: FakeClock
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", RESTORE_AND_DIE, str(here), str(other.copy), str(other.vault), step, aside],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    )
    if killed.returncode == 0:
        assert step in (STEPS[4] if aside else ASIDE_STEPS)  # a step of the other way
    else:
        assert killed.returncode == -signal.SIGKILL
    if step in STEPS[:3]:
        assert entries(here, keystore, clock) == 3
    else:
        assert entries(here, other.keystore, clock) == 7
    left = set(bytes_of(here)) - {f"{aside}.db", f"{aside}.db-wal", f"{aside}.vault.json"}
    assert left == {"selfkind.db", "vault.json", "vault.json.copy"}
    assert bool(aside and step not in STEPS[:3]) == (here / f"{aside or 'x'}.db").exists()


def test_cancelling_in_time_changes_nothing(here: Path, other: Other) -> None:
    before = bytes_of(here)

    def stop(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        restore.replace_with(here, other.copy, other.vault, progress=stop)
    assert bytes_of(here) == before


def test_a_copy_that_is_gone_changes_nothing(here: Path, other: Other) -> None:
    before = bytes_of(here)
    for copy, vault in ((other.copy.with_name("none"), other.vault), (other.copy, here / "none")):
        with pytest.raises(errors.StorageError):
            restore.replace_with(here, copy, vault)
        assert bytes_of(here) == before


def test_a_disk_that_refuses_halfway_is_finished_the_next_time(
    here: Path, other: Other, clock: FakeClock, key: DatabaseKey
) -> None:
    def refuse(name: str) -> None:
        if name == "database replaced":
            raise PermissionError(13, "not now")

    with pytest.raises(errors.NotWritable):
        restore.replace_with(here, other.copy, other.vault, step=refuse)
    assert restore.is_unfinished(here)
    assert entries(here, other.keystore, clock) == 7
