"""A byte is another one, or a file ends too early, anywhere: told, healed, or no matter.

Never a crash, never a passphrase that is called wrong, never a record that is silently gone. Exports have the
same test beside their own ones.
"""

import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from selfkind_desktop.app.backup_work import BackupWork
from selfkind_desktop.storage import cipher, package
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.errors import StorageError, Trouble
from selfkind_desktop.storage.files import backups_of, vault_of_copy
from selfkind_desktop.storage.slots import (
    make_recovery,
    set_passphrase,
    unlock_with_passphrase,
    unlock_with_recovery,
)
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import unlock
from tests.conftest import FOR_LONG
from tests.crash.deeds import QUICK
from tests.crash.home import MARKER, Home, KeysBeside, make_home
from tests.fakes import FakeClock
from tests.unit.storage.conftest import START, fake_random

OFTEN = 300 if FOR_LONG else 40
CODE = "code.txt"
COPY = "backups/selfkind-20261123T080000Z-by-hand.db"
PACKAGE = f"journal{package.ENDING}"

Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a passphrase, a code, a copy, a package, and a log as a crash leaves it."""
    folder = tmp_path_factory.mktemp("lived") / "data"
    make_home(folder, 60)
    home = Home(folder, 1)
    set_passphrase(home.vault, home.key(), MARKER, fake_random(), QUICK)
    (folder / CODE).write_text(make_recovery(home.vault, home.key(), fake_random("code")))
    records = home.records()
    with home.store() as store:
        write_backup(store._database, backups_of(home.database), START, "by-hand")
        package.pack(folder / COPY, folder / PACKAGE)
        for number in range(12):
            store.entries.save(records.entry(f"{MARKER} in the log {number} " * 30))
        crashed = folder.with_name("crashed")
        shutil.copytree(folder, crashed)
    return crashed


@pytest.fixture
def spot() -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of tries would wait for the disk most of the time."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name)


# --- what a person does with it ---


def open_by_itself(home: Home) -> Rows:
    """As a start does."""
    return _rows_of(home, unlock(home.vault, [KeysBeside(home.folder)]).secret)


def open_with_passphrase(home: Home) -> Rows:
    return _rows_of(home, unlock_with_passphrase(home.vault, MARKER).secret)


def open_with_code(home: Home) -> Rows:
    return _rows_of(home, unlock_with_recovery(home.vault, (home.folder / CODE).read_text()).secret)


def _rows_of(home: Home, secret: bytes) -> Rows:
    with closing(Store.open(home.database, home.key(), FakeClock())) as store:
        assert secret == store.database.key.secret
        try:
            return all_rows(store.database.raw)
        except sqlcipher.Error as error:
            cipher.tell(error, home.database)
            raise


def look_into_copy(home: Home) -> Rows:
    """As before a restore."""
    return _look(home, home.folder / COPY)


def look_into_package(home: Home) -> Rows:
    return _look(home, home.folder / PACKAGE)


def _look(home: Home, source: Path) -> Rows:
    keys = [KeysBeside(home.folder)]
    work = BackupWork(home.paths, lambda: START, lambda vault, _file: unlock(vault, keys))
    opened = work.open(source)
    with closing(cipher.connect(opened.database, opened.key, mode="immutable")) as connection:
        rows = all_rows(connection)
    work.let_go()
    return rows


def open_copy_of_vault(home: Home) -> bytes:
    """With the passphrase, as on another computer."""
    return unlock_with_passphrase(vault_of_copy(home.folder / COPY), MARKER).secret


def all_rows(connection: cipher.Connection) -> Rows:
    names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {name: sorted(connection.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}


@dataclass(frozen=True)
class Case:
    """What is spoiled, by whom it is noticed, and what may be said then.

    Attributes:
        files: spoiled at once, each in its own way.
        use: what a person does with it.
        told: what it may be called.
        closed: whether the program ended well before.
    """

    files: tuple[str, ...]
    use: Callable[[Home], object]
    told: Trouble | None = None
    closed: bool = False

    @property
    def often(self) -> int:
        """Less where every try costs what finding out a passphrase does."""
        return OFTEN if FOR_LONG or self.use is not open_with_passphrase else OFTEN // 4


VAULTS = ("vault.json", "vault.json.copy")
VAULT_OF_COPY = COPY.replace(".db", ".vault.json")
CASES = {
    "vault": Case(VAULTS[:1], open_by_itself),
    "vault, passphrase": Case(VAULTS[:1], open_with_passphrase),
    "vault, code": Case(VAULTS[:1], open_with_code),
    "second copy of the vault": Case(VAULTS[1:], open_with_passphrase),
    "vault and second copy": Case(VAULTS, open_with_passphrase, Trouble.VAULT_DAMAGED),
    "database": Case(("selfkind.db",), open_by_itself, Trouble.DATABASE_DAMAGED, closed=True),
    "log": Case(("selfkind.db-wal",), open_by_itself, Trouble.LOG_DAMAGED),
    "backup": Case((COPY,), look_into_copy, Trouble.BACKUP_DAMAGED),
    "vault of a backup": Case((VAULT_OF_COPY,), look_into_copy, Trouble.BACKUP_DAMAGED),
    "vault of a backup, passphrase": Case((VAULT_OF_COPY,), open_copy_of_vault, Trouble.VAULT_DAMAGED),
    "package": Case((PACKAGE,), look_into_package, Trouble.BACKUP_DAMAGED),
}


def spoil(whole: bytes, chance: random.Random) -> bytes:
    """Two times of three a bit is another one, often where the file begins or ends; else it is cut."""
    place = chance.randrange(len(whole))
    if chance.random() < 0.25:
        place = chance.choice((place % 100, len(whole) - 1 - place % 100)) % len(whole)
    if chance.random() < 1 / 3:
        return whole[:place]
    return whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :]


@pytest.mark.sample
@pytest.mark.timeout(60 + OFTEN)
@pytest.mark.parametrize("name", CASES)
def test_spoiled_anywhere(name: str, lived: Path, spot: Path) -> None:
    case = CASES[name]
    home = Home(spot / "data", 1)
    lay_out(case, lived, home)
    expected = case.use(home)
    shutil.rmtree(home.folder)
    chance = random.Random(name)
    told = 0
    for _ in range(case.often):
        lay_out(case, lived, home)
        files = [home.folder / file for file in case.files]
        for file in files:
            file.write_bytes(spoil(file.read_bytes(), chance))
        told += is_told(case, home, files, expected)
        shutil.rmtree(home.folder)
    assert bool(told) == bool(case.told)


def lay_out(case: Case, lived: Path, home: Home) -> None:
    shutil.copytree(lived, home.folder)
    if case.closed:
        for suffix in ("-wal", "-shm"):
            home.database.with_name(home.database.name + suffix).unlink()


def is_told(case: Case, home: Home, files: list[Path], expected: object) -> bool:
    """Whether something is said; otherwise nothing may be missing."""
    spoiled = [file.read_bytes() for file in files]
    try:
        found = case.use(home)
    except StorageError as told:
        error = told
    else:
        assert found == expected
        return False
    assert error.code is case.told, error
    assert error.file in error.sentence
    kept = [home.database.with_name(error.file)] if error.code is Trouble.LOG_DAMAGED else files
    assert [file.read_bytes() for file in kept] == spoiled
    if error.code is Trouble.LOG_DAMAGED:
        check_the_beginning(case.use(home), expected)
    return True


def check_the_beginning(found: object, expected: object) -> None:
    """What was written first is all there, and the rest is told once only."""
    assert isinstance(found, dict)
    assert isinstance(expected, dict)
    assert set(found["entries"]) < set(expected["entries"])
    assert len(found["entries"]) >= 60
    assert found["check_ins"] == expected["check_ins"]
