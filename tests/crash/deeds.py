"""What must survive being killed, or a disk that takes no more: each deed goes on until it is stopped.

A deed acknowledges what a person would have been told is kept. Whoever stops it then looks whether it is.
"""

import contextlib
import itertools
import shutil
from dataclasses import replace
from pathlib import Path

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
from tests.crash import deeds_outside
from tests.crash.home import MARKER, Deed, Home, Said, Say
from tests.fakes import FakeClock
from tests.unit.storage.conftest import Records, fake_random

DATABASES = Path(__file__).parents[1] / "fixtures" / "databases"


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


def check_that_imports_are_whole(home: Home, said: Said) -> None:
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


def open_and_close(home: Home, say: Say) -> None:
    """What locking and unlocking do, with something written in between: closing brings the log home."""
    set_passphrase(home.vault, home.key(), MARKER, fake_random(), QUICK)
    records = home.records()
    while True:
        key = unlock_with_passphrase(home.vault, MARKER)
        with contextlib.closing(Store.open(home.database, key, FakeClock())) as store:
            entry = records.entry(f"{MARKER} " * 200)
            store.entries.save(entry)
            say("entries", entry.id, len(entry.text))
        say("locked")


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


def check_that_restore_is_finished(home: Home, _said: Said) -> None:
    """Whoever comes next finishes it, as every start does."""
    finish_restore(home.folder)
    assert not is_unfinished(home.folder)


def check_that_one_passphrase_opens(home: Home, said: Said) -> None:
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


def lay_out_an_old_database(home: Home) -> None:
    """One that the first program wrote, beside the new one."""
    shutil.copytree(DATABASES / "0001", home.folder / "old")


def check_migrated(home: Home, _said: Said) -> None:
    """It opens as the newest schema, with everything that the first program kept."""
    old = Home(home.folder / "old", home.seed)
    with old.store() as store:
        assert cipher.complaints(store._database.raw) == []
        assert store.pauses.count() == 6
        assert store.check_ins.count() == 6


DEEDS = {
    "save": Deed(save),
    "open_and_close": Deed(open_and_close),
    "back_up": Deed(back_up),
    "migrate": Deed(migrate, lay_out_an_old_database, check_migrated),
    "bring_in": Deed(bring_in, check=check_that_imports_are_whole),
    "put_back": Deed(put_back, check=check_that_restore_is_finished),
    "rewrap": Deed(rewrap, check=check_that_one_passphrase_opens),
    **deeds_outside.DEEDS,
}


def perform(name: str, folder: Path, seed: int, say: Say) -> None:
    """What the process does."""
    say("ready")
    DEEDS[name].do(Home(folder, seed), say)
