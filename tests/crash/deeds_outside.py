"""What goes out of the home and comes into it, and the end of all of it; see `deeds`."""

import contextlib
import itertools
import zipfile
from pathlib import Path

from selfkind_desktop.exchange.own import importing, lossless, readable
from selfkind_desktop.storage import erase
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.unfinished import is_being_erased
from selfkind_desktop.storage.vault import create_vault
from tests.crash.home import MARKER, Deed, Home, KeysBeside, Said, Say
from tests.fakes import FakeClock, FakeKeyStore
from tests.unit.storage.conftest import fake_ids, fake_random

PASSPHRASE = f"{MARKER} and tea"
HELD = 60
"""How many entries the other journal has."""


def export(home: Home, say: Say) -> None:
    """Open, locked and to read, as a zip and as a folder."""
    made = home.records().clock.now().at
    lock = lossless.Lock(PASSPHRASE, fake_random(), work=2)
    with home.store() as store:
        for number in itertools.count():
            stem = home.outside / f"{home.seed}-{number}"
            lossless.export(store, stem.with_suffix(".open.zip"), "1", made)
            say("export", f"{stem.name}.open.zip")
            lossless.export(store, stem.with_suffix(".locked.zip"), "1", made, lock)
            say("export", f"{stem.name}.locked.zip")
            readable.export(store, stem.with_suffix(".read.zip"))
            say("export", f"{stem.name}.read.zip")
            readable.export(store, stem)
            say("export", stem.name)


def lay_out_a_folder(home: Home) -> None:
    """Where a person keeps other things."""
    home.outside.mkdir()


def check_that_exports_are_whole(home: Home, said: Said) -> None:
    """Whatever has its name is whole; what was confirmed has it."""
    there = {path.name: path for path in home.outside.iterdir() if not path.name.endswith(".unfinished")}
    assert {words[1] for words in said if words[0] == "export"} <= set(there)
    for path in there.values():
        if path.is_dir():
            assert len(list(path.rglob("*.md"))) > 400
        elif path.name.endswith(".read.zip"):
            with zipfile.ZipFile(path) as read:
                assert read.testzip() is None
        else:
            passphrase = PASSPHRASE if importing.is_locked(path) else None
            with contextlib.closing(importing.look(path, passphrase, FakeClock())) as incoming:
                assert incoming.preview.content.rows["entries"] >= 400


def take_over(home: Home, say: Say) -> None:
    """Our own export of another journal, taken in and taken back again."""
    clock = FakeClock()
    with home.store() as store, contextlib.closing(importing.look(_other(home), None, clock)) as incoming:
        while True:
            taken = incoming.take(store)
            say("taken")
            importing.undo(store, taken)
            say("undone")


def lay_out_another_journal(home: Home) -> None:
    """The export of another computer's."""
    home.outside.mkdir()
    folder = home.outside / "other"
    key = create_vault(folder / "vault.json", [FakeKeyStore()], fake_ids(10**6), fake_random("other"))
    records = home.on(10**6).records()
    with contextlib.closing(Store.open(folder / "selfkind.db", key, FakeClock())) as store:
        store.entries.add_many(records.entry(f"{MARKER} {number} " * 40) for number in range(HELD))
        lossless.export(store, _other(home), "1", records.clock.now().at)


def check_that_all_or_nothing_came(home: Home, said: Said) -> None:
    with home.store() as store:
        count = store.entries.count()
    assert count in (400, 400 + HELD)


def _other(home: Home) -> Path:
    return home.outside / "other.selfkind.zip"


def delete_everything(home: Home, say: Say) -> None:
    """The key, then every file."""
    keys = KeysBeside(home.folder)

    def forget(_keeper: str, account: str) -> bool:
        keys.delete(account)
        return True

    erase.begin(home.paths, erase.Erasing(), forget)
    say("no way back")
    erase.finish(home.paths)
    say("gone")


def check_that_it_is_finished(home: Home, said: Said) -> None:
    """As the next start does it."""
    if is_being_erased(home.folder):
        delete_everything(home, lambda *_: None)
    if is_erased(home, said):
        assert not list(home.folder.rglob("*"))


def is_erased(home: Home, said: Said) -> bool:
    """Whether it was told so; otherwise it has to be there, unless the folder says itself that it went."""
    return ("no way back",) in said or not home.vault.exists()


DEEDS = {
    "export": Deed(export, lay_out_a_folder, check_that_exports_are_whole),
    "take_over": Deed(take_over, lay_out_another_journal, check_that_all_or_nothing_came),
    "delete_everything": Deed(
        delete_everything, check=check_that_it_is_finished, lasts=0.01, is_gone=is_erased
    ),
}
