"""What must survive being killed: each deed is done in a process of its own, for ever, until it is killed.

A deed acknowledges what a person would have been told is kept. Whoever kills it then looks whether it is.
"""

import contextlib
import itertools
import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from selfkind_desktop.domain.arrivals import Arrival, ArrivingMedium, Batch
from selfkind_desktop.domain.journal import Medium
from selfkind_desktop.storage import cipher
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.errors import PassphraseWrong
from selfkind_desktop.storage.files import backups_of, vault_of_copy
from selfkind_desktop.storage.passphrase import Strength
from selfkind_desktop.storage.restore import is_unfinished, replace_with
from selfkind_desktop.storage.slots import (
    make_recovery,
    set_passphrase,
    unlock_with_passphrase,
    unlock_with_recovery,
)
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.unfinished import finish_restore
from selfkind_desktop.storage.vault import KEY_BYTES, DatabaseKey, create_vault, unlock
from tests.fakes import FakeClock, FakeKeyStore
from tests.unit.storage.conftest import Records, fake_ids, fake_random

MARKER = "quincemarmalade"
DATABASES = Path(__file__).parents[1] / "fixtures" / "databases"

Say = Callable[..., None]


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
        self._file.write_text(json.dumps({name: key.hex() for name, key in self.keys.items()}))


def make_home(folder: Path) -> None:
    """A database with some years in it, every text of which holds the marker."""
    home = Home(folder, 0)
    folder.mkdir()
    key = create_vault(home.vault, [KeysBeside(folder)], fake_ids(), fake_random())
    records = home.records()
    store = Store.open(home.database, key, records.clock)
    store.entries.add_many(records.entry(f"{MARKER} {number} " * 40) for number in range(400))
    store.check_ins.add_many(records.check_in(words=(MARKER,)) for _ in range(400))
    store.close()


# --- deeds ---


def save(home: Home, say: Say) -> None:
    """Autosaves, pauses with their line, check-ins and the trash, without the waiting between them."""
    records, chance = home.records(), home.chance()
    with home.store() as store:
        while True:
            entry = records.entry("")
            for length in range(1, 5):
                records.clock.advance(1)
                entry = replace(entry, text=f"{MARKER} " * 20 * length, updated=records.clock.now().at)
                store.entries.save(entry)
                say("entries", entry.id, len(entry.text))
            pause = records.pause(entry=entry.id)
            with store.together():
                store.pauses.add(pause)
                store.check_ins.add_many(records.check_in(pause=pause.id, words=(MARKER,)) for _ in range(9))
            say("pauses", pause.id)
            if chance.random() < 0.3:
                say("going", entry.id)
                store.entries.delete(entry.id)
                store.entries.restore(entry.id)
                say("back", entry.id)


def back_up(home: Home, say: Say) -> None:
    """A copy after each change."""
    records = home.records()
    with home.store() as store:
        while True:
            entry = records.entry(f"{MARKER} " * 30)
            store.entries.save(entry)
            say("entries", entry.id, len(entry.text))
            copy = write_backup(
                store._database, backups_of(home.database), records.clock.now().at, f"seed-{home.seed}"
            )
            say("backup", copy.name)


def migrate(home: Home, say: Say) -> None:
    """Bring a database of the first schema up to date."""
    with Home(home.folder / "old", home.seed).store():
        say("migrated")


def bring_in(home: Home, say: Say) -> None:
    """Imports of sixty entries with a picture each, every one of them taken back again."""
    records = home.records()
    with home.store() as store:
        while True:
            batch = Batch(records.ids(), records.clock.now().stamp(), "day-one", f"{MARKER}.zip")
            arrivals = [arrival(records, number) for number in range(60)]
            store.imports.take(batch, arrivals)
            say("import", batch.id)
            store.imports.undo(batch.id)
            say("undone", batch.id)


def arrival(records: Records, number: int) -> Arrival:
    picture = f"{MARKER} {number}".encode() * 30
    medium = Medium(records.ids(), records.clock.now().stamp(), f"{MARKER}.jpg", "image/jpeg", "", 0)
    entry = records.entry(f"{MARKER} {number} " * 30, title=MARKER, tags=(MARKER,), media=(medium.id,))
    return Arrival(f"{MARKER}-{number}", entry, media=(ArrivingMedium(medium, lambda: picture),))


def check_that_imports_are_whole(home: Home, said: list[tuple[object, ...]]) -> None:
    """All entries of an import are there, or none; a confirmed one is."""
    with home.store() as store:
        past = {each.batch.id: each for each in store.imports.past()}
        assert store.entries.count() in (400, 460)
        undone = {words[1] for words in said if words[0] == "undone"}
        kept = [words[1] for words in said if words[0] == "import" and words[1] not in undone]
        # The last one may just have been taken back.
        assert all(batch in past for batch in kept[:-1])


def put_back(home: Home, say: Say) -> None:
    """A copy in the place of database and vault, as a restore does it once everything is closed."""
    with home.store() as store:
        copy = write_backup(
            store._database, backups_of(home.database), home.records().clock.now().at, "before-restore"
        )
    while True:
        replace_with(home.folder, copy, vault_of_copy(copy))
        say("restored")


QUICK = Strength(lanes=1, iterations=1)
"""As little as the vault takes for a strength of ours."""


def rewrap(home: Home, say: Say) -> None:
    """Change the passphrase and the printed code again and again."""
    key = home.key()
    for number in itertools.count():
        said = f"a {MARKER} of {number}"
        set_passphrase(home.vault, key, said, fake_random(said), QUICK)
        say("passphrase", said)
        code = make_recovery(home.vault, key, fake_random(f"{home.seed} {number}"))
        say("recovery", code)


def check_that_restore_is_finished(home: Home, _said: list[tuple[object, ...]]) -> None:
    """Whoever comes next finishes it, as every start does."""
    finish_restore(home.folder)
    assert not is_unfinished(home.folder)


def check_that_one_passphrase_opens(home: Home, said: list[tuple[object, ...]]) -> None:
    """The last one that was confirmed, or the one that was just being set."""
    passphrases = [str(words[1]) for words in said if words[0] == "passphrase"]
    if not passphrases:
        return
    following = f"a {MARKER} of {len(passphrases)}"
    opened = []
    for passphrase in (passphrases[-1], following):
        with contextlib.suppress(PassphraseWrong):
            opened.append(unlock_with_passphrase(home.vault, passphrase).secret)
    assert opened == [home.key().secret]
    codes = [str(words[1]) for words in said if words[0] == "recovery"]
    if len(codes) == len(passphrases):  # else a newer code may be in force already
        assert unlock_with_recovery(home.vault, codes[-1]).secret == home.key().secret


def nothing_more(_home: Home, _said: list[tuple[object, ...]] | None = None) -> None:
    """The home is as it has to be."""


def lay_out_an_old_database(home: Home) -> None:
    """One that the first program wrote, beside the new one."""
    shutil.copytree(DATABASES / "0001", home.folder / "old")


@dataclass(frozen=True)
class Deed:
    """What is done, what has to be there first, and what has to hold however far it came."""

    do: Callable[[Home, Say], None]
    prepare: Callable[[Home], None] = nothing_more
    check: Callable[[Home, list[tuple[object, ...]]], None] = nothing_more


def check_migrated(home: Home, _said: list[tuple[object, ...]]) -> None:
    """It opens as the newest schema, with everything that the first program kept."""
    old = Home(home.folder / "old", home.seed)
    with old.store() as store:
        assert cipher.complaints(store._database.raw) == []
        assert store.pauses.count() == 6
        assert store.check_ins.count() == 6


DEEDS = {
    "save": Deed(save),
    "back_up": Deed(back_up),
    "migrate": Deed(migrate, lay_out_an_old_database, check_migrated),
    "bring_in": Deed(bring_in, check=check_that_imports_are_whole),
    "put_back": Deed(put_back, check=check_that_restore_is_finished),
    "rewrap": Deed(rewrap, check=check_that_one_passphrase_opens),
}


def perform(name: str, folder: Path, seed: int, say: Say) -> None:
    """What the process does."""
    say("ready")
    DEEDS[name].do(Home(folder, seed), say)


# --- what has to hold afterwards ---


def check(name: str, home: Home, said: list[tuple[object, ...]]) -> None:
    """It opens, is whole, holds everything that was acknowledged, and shows nothing in plain text."""
    assert plain_text_below(home.folder) == []
    DEEDS[name].check(home, said)
    with home.store() as store:
        assert cipher.complaints(store._database.raw) == []
        assert store.entries.count() >= 400
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
                check_backup(backups_of(home.database) / str(rest[0]), home.key())


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
