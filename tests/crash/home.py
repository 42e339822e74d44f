"""A home that deeds are done in, and what has to hold in it however they end."""

import itertools
import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from selfkind_desktop.paths import Paths
from selfkind_desktop.storage import cipher
from selfkind_desktop.storage.files import backups_of
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import KEY_BYTES, DatabaseKey, create_vault, unlock
from tests.fakes import FakeClock, FakeKeyStore
from tests.unit.storage.conftest import Records, fake_ids, fake_random

MARKER = "quincemarmalade"

Say = Callable[..., None]
Said = list[tuple[object, ...]]


@dataclass(frozen=True)
class Home:
    """A folder as the program leaves it.

    Attributes:
        folder: its data.
        seed: makes names and chance differ from one run to the next.
    """

    folder: Path
    seed: int

    @property
    def database(self) -> Path:
        return self.folder / "selfkind.db"

    @property
    def vault(self) -> Path:
        return self.folder / "vault.json"

    @property
    def paths(self) -> Paths:
        """As the program has them, with nothing in the other folders."""
        beside = self.folder.with_name(f"{self.folder.name}-beside")
        return Paths(self.folder, beside / "config", beside / "state", beside / "run", beside / "key")

    @property
    def outside(self) -> Path:
        """A folder of the person's own, where exports go."""
        return self.folder.with_name(f"{self.folder.name}-outside")

    def on(self, seed: int) -> "Home":
        """The same, for somebody who makes other records."""
        return replace(self, seed=seed)

    def key(self) -> DatabaseKey:
        """The key, by way of this computer's key store."""
        return unlock(self.vault, [KeysBeside(self.folder)])

    @contextmanager
    def store(self) -> Iterator[Store]:
        store = Store.open(self.database, self.key(), FakeClock())
        try:
            yield store
        finally:
            store.close()

    def records(self) -> Records:
        numbers = itertools.count((self.seed + 1) << 64)
        return Records(FakeClock(), lambda: str(UUID(int=next(numbers), version=4)))

    def chance(self) -> random.Random:
        return random.Random(self.seed)


class KeysBeside(FakeKeyStore):
    """A key store whose keys every process finds: in a file beside the vault, or as in the fixtures."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._file = folder / "device.keys"
        if self._file.exists():
            self.keys = {name: bytes.fromhex(key) for name, key in json.loads(self._file.read_text()).items()}

    def read(self, account: str) -> bytes | None:
        return super().read(account) or fake_random()(KEY_BYTES)

    def write(self, account: str, key: bytes) -> None:
        super().write(account, key)
        self._keep()

    def delete(self, account: str) -> None:
        super().delete(account)
        self._keep()

    def _keep(self) -> None:
        if not self.keys:
            self._file.unlink(missing_ok=True)  # also where nothing can be written
            return
        self._file.write_text(json.dumps({name: key.hex() for name, key in self.keys.items()}))


def make_home(folder: Path, entries: int = 400) -> None:
    """A database with some years in it, every text of which holds the marker."""
    home = Home(folder, 0)
    folder.mkdir()
    key = create_vault(home.vault, [KeysBeside(folder)], fake_ids(), fake_random())
    records = home.records()
    store = Store.open(home.database, key, records.clock)
    store.entries.add_many(records.entry(f"{MARKER} {number} " * 40) for number in range(entries))
    store.check_ins.add_many(records.check_in(words=(MARKER,)) for _ in range(entries))
    store.close()


def nothing_more(_home: Home, _said: Said | None = None) -> None:
    """The home is as it has to be."""


def goes_on(_home: Home, _said: Said) -> bool:
    """There is a home afterwards."""
    return False


@dataclass(frozen=True)
class Deed:
    """What is done, and what has to hold however far it came.

    Attributes:
        do: acknowledges each step that is safe, until it is stopped.
        prepare: what has to be there first.
        check: what has to hold besides `check`.
        lasts: the time (seconds) in which something happens that can be broken off.
        is_gone: whether there is no home afterwards, because that was what was done.
    """

    do: Callable[[Home, Say], None]
    prepare: Callable[[Home], None] = nothing_more
    check: Callable[[Home, Said], None] = nothing_more
    lasts: float = 0.4
    is_gone: Callable[[Home, Said], bool] = goes_on


# --- what has to hold afterwards ---


def check(deed: Deed, home: Home, said: Said) -> None:
    """It opens, is whole, holds everything that was acknowledged, and shows nothing in plain text."""
    assert plain_text_below(home.folder) == []
    deed.check(home, said)
    if deed.is_gone(home, said):
        return
    for copy in backups_of(home.database).glob("selfkind-*.db"):
        check_backup(copy, home.key())
    with home.store() as store:
        # A full disk may leave half a page that the log has whole; the cipher checks the file alone.
        store._database.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert cipher.complaints(store._database.raw) == []
        assert store.entries.count() >= 400
        check_said(store, home, said)


def check_said(store: Store, home: Home, said: Said) -> None:
    in_trash = {words[1] for words in said if words[0] == "going"}
    in_trash -= {words[1] for words in said if words[0] == "back"}
    for what, *rest in said:
        if what == "entries" and rest[0] not in in_trash:
            entry = store.entries.get(str(rest[0]))
            assert entry is not None, rest
            assert len(entry.text) >= int(str(rest[1])), rest
        elif what == "pauses":
            assert store.pauses.get(str(rest[0])) is not None, rest
        elif what == "backup":
            assert (backups_of(home.database) / str(rest[0])).exists()


def check_backup(copy: Path, key: DatabaseKey) -> None:
    connection = cipher.connect(copy, key, mode="immutable")
    try:
        assert cipher.complaints(connection) == []
        assert cipher.counts(connection)["entries"] >= 400
    finally:
        connection.close()


def plain_text_below(folder: Path) -> list[str]:
    """The files that show the marker, or that no cipher went over."""
    signs = [MARKER.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")]
    signs += [b"SQLite format 3", b"CREATE TABLE"]
    found = []
    for file in folder.rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            if any(sign in content for sign in signs):
                found.append(file.name)
    return found
