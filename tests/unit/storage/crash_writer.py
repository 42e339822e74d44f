"""A process to be killed: it writes as fast as it can and says what is on the disk. Started by test_crash.py.

Usage: crash_writer.py DATABASE KEY DEVICE SEED [PROGRAM]

It prints `opening`, then `open`, then after each commit a line `COLLECTION ID [LENGTH]`.
"""

import itertools
import random
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from selfkind_desktop.storage import errors, schema
from selfkind_desktop.storage.migrate import Revisions
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey
from tests.fakes import FakeClock
from tests.unit.storage.conftest import Records


def say(*words: object) -> None:
    print(*words, flush=True)  # noqa: T201 (its parent reads it)


def open_store(path: Path, key: DatabaseKey, revisions: Revisions | None = None) -> Store:
    say("opening")
    store = Store.open(path, key, FakeClock(), revisions)
    say("open")
    return store


def write_for_ever(store: Store, records: Records, chance: random.Random) -> None:
    """What a day does, without its waiting: autosaves, pauses with their line, check-ins, bulk imports."""
    while True:
        entry = records.entry("")
        for length in range(200, 1200, 200):
            records.clock.advance(1)
            entry = replace(entry, text="w" * length, updated=records.clock.now().at)
            store.entries.save(entry)
            say("entries", entry.id, length)
        pause = records.pause(entry=entry.id)
        check_in = records.check_in(pause=pause.id)
        with store.together():
            store.pauses.add(pause)
            store.check_ins.add(check_in)
        say("pauses", pause.id)
        say("check_ins", check_in.id)
        many = [records.check_in() for _ in range(chance.randrange(1, 60))]
        store.check_ins.add_many(many)
        say("check_ins", many[-1].id)


def write_until_refused(store: Store, records: Records) -> None:
    """With a limit on the size of any file, as a quota or a full disk sets one."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    while True:
        entry = records.entry("w" * 20_000)
        try:
            store.entries.add(entry)
        except errors.StorageError as error:
            say("refused", error.code)
            break
        say("entries", entry.id, 20_000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.getrlimit(resource.RLIMIT_FSIZE)[1],) * 2)
    entry = records.entry("w")
    store.entries.add(entry)
    say("entries", entry.id, 1)
    store.close()


def main() -> None:
    path, key = Path(sys.argv[1]), DatabaseKey.from_hex(sys.argv[2], sys.argv[3])
    seed, program = int(sys.argv[4]), sys.argv[5] if len(sys.argv) > 5 else "write"
    if program.startswith("update:"):
        open_store(path, key, Revisions((*schema.KNOWN, "9999"), Path(program.removeprefix("update:"))))
        return
    numbers = itertools.count(seed << 64)
    records = Records(FakeClock(), lambda: str(UUID(int=next(numbers), version=4)))
    store = open_store(path, key)
    if program == "full":
        write_until_refused(store, records)
    else:
        write_for_ever(store, records, random.Random(seed))


if __name__ == "__main__":
    main()
