"""Putting a copy in the place of database and vault, so that a crash leaves the old pair or the new one.

Everything new is first laid out beside the old and is safely on the disk when a small marker file is written.
From then on a restore is finished by whoever comes next; before that it never happened. Nothing here reads
the files, so it needs neither the cipher nor the key.
"""

import contextlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.storage.atomic import PRIVATE_FILE, sync_folder, write_atomically
from selfkind_desktop.storage.errors import error_of_system
from selfkind_desktop.storage.files import DATABASE, VAULT, log_of, second_copy_of
from selfkind_desktop.storage.unfinished import MARKER

NEW_DATABASE = ".restoring.db"
NEW_VAULT = ".restoring.vault.json"
_CHUNK = 1 << 20

Step = Callable[[str], None]
"""Told the name of each step before it is taken; only tests listen."""


def _nobody(_name: str) -> None:
    pass


def replace_with(
    data: Path,
    copy: Path,
    vault: Path,
    aside: str = "",
    progress: Progress = unheard,
    step: Step = _nobody,
) -> None:
    """Put a copy and a vault in the place of what is there; nobody may have the database open.

    Args:
        data: the folder of the database.
        copy: a closed, checked copy of a database.
        vault: the vault that opens it.
        aside: what a damaged database and its vault are called from now on; empty where they are kept.
        progress: is told the share done; it may raise until nothing has changed yet.
        step: for tests.

    Raises:
        StorageError: the disk does not take it. Before the marker nothing has changed; after it, the next
            `finish` goes on.
    """
    new, new_vault = data / NEW_DATABASE, data / NEW_VAULT
    try:
        step("begin")
        with copy.open("rb") as given, _new_file(new) as taken:
            whole, done = max(1, copy.stat().st_size), 0
            while piece := given.read(_CHUNK):
                taken.write(piece)
                done += len(piece)
                progress(done / whole)
            taken.flush()
            os.fsync(taken.fileno())
        step("database laid out")
        write_atomically(new_vault, vault.read_bytes())
        sync_folder(data)
        step("vault laid out")
        write_atomically(data / MARKER, json.dumps({"version": 1, "aside": aside}).encode())
    except OSError as error:
        undo(data)
        raise error_of_system(error, data / DATABASE) from error
    except BaseException:
        undo(data)
        raise
    step("marked")
    finish(data, step)


def is_unfinished(data: Path) -> bool:
    """Whether a restore was interrupted after the point of no return."""
    return (data / MARKER).exists()


def finish(data: Path, step: Step = _nobody) -> None:
    """Finish or undo a restore that was interrupted; without one this is a single look for a file.

    Raises:
        StorageError: the disk does not take it; the next time goes on from there.
    """
    if not is_unfinished(data):
        undo(data)
        return
    database, new = data / DATABASE, data / NEW_DATABASE
    try:
        if new.exists():
            _clear_the_place(data, _aside(data), step)
            new.replace(database)
            step("database replaced")
            sync_folder(data)
        new_vault = data / NEW_VAULT
        if new_vault.exists():
            # The second copy heals the first: it must not bring the old vault back.
            second_copy_of(data / VAULT).unlink(missing_ok=True)
            sync_folder(data)
            new_vault.replace(data / VAULT)
            step("vault replaced")
            sync_folder(data)
        (data / MARKER).unlink()
        sync_folder(data)
        step("end")
    except OSError as error:
        raise error_of_system(error, database) from error


def undo(data: Path) -> None:
    """Remove what was laid out for a restore that never happened."""
    for name in (NEW_DATABASE, NEW_VAULT):
        with contextlib.suppress(OSError):
            (data / name).unlink(missing_ok=True)


def _clear_the_place(data: Path, aside: str, step: Step) -> None:
    """Take the old database out of the way, its log first: it must never meet another database."""
    database = data / DATABASE
    log, index = log_of(database), database.with_name(f"{DATABASE}-shm")
    index.unlink(missing_ok=True)
    if not aside:
        log.unlink(missing_ok=True)
        sync_folder(data)
        step("log gone")
        return
    if (data / VAULT).exists() and not (data / f"{aside}.{VAULT}").exists():
        write_atomically(data / f"{aside}.{VAULT}", (data / VAULT).read_bytes())
    for old, kept in ((log, f"{aside}.db-wal"), (database, f"{aside}.db")):
        if old.exists():
            old.replace(data / kept)
            sync_folder(data)
            step(f"{old.name} aside")


def _aside(data: Path) -> str:
    try:
        told = json.loads((data / MARKER).read_bytes())
        name = told.get("aside") if isinstance(told, dict) else ""
    except ValueError:
        name = ""
    return Path(name).name if isinstance(name, str) else ""


def _new_file(path: Path) -> IO[bytes]:
    path.unlink(missing_ok=True)
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, PRIVATE_FILE), "wb")
