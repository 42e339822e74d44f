"""The file of the vault: whole or not, and its second copy.

It is JSON with a check sum over everything in it, so that three things are told apart: a damaged file (the
check sum fails), a vault of a newer program (whole, unknown version), and a secret that does not fit (whole,
but the slot's tag fails).

Who loses this file loses everything, so there are two of it. Each change is written to the second copy first
and then to the file itself; while the file is whole, it alone counts. So the copy holds either the same as
the file, or a change that was asked for and not confirmed yet, never an older state: where the file is
damaged or gone, the copy takes its place, and a passphrase that was taken away does not come back with it. A
copy that a disk kept from being written stops the change, for the same reason. A copy of another vault (the
file can still be read, and neither its id nor a slot is the same) heals nothing. What was damaged stays
beside, as *.damaged*, until the vault is next changed.
"""

import contextlib
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from selfkind_desktop.storage.atomic import private_folder, write_atomically
from selfkind_desktop.storage.errors import (
    StorageError,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultNewer,
    error_of_system,
)
from selfkind_desktop.storage.files import second_copy_of

FORMAT = "selfkind-vault"
VERSION = 1
DAMAGED = ".damaged"
_LARGEST = 1 << 20
"""In bytes. A vault has a few hundred; reading a far larger file whole could take all memory."""

Document = dict[str, Any]


def new_document(ids: Callable[[], str]) -> Document:
    """A vault without slots."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "id": ids(),
        "database": "new",
        "slots": [],
    }


def find_slot(document: Document, kind: str) -> Document | None:
    """The first slot of a kind."""
    for slot in document["slots"]:
        if slot.get("kind") == kind:
            return dict(slot)
    return None


def put_slot(document: Document, new: Document) -> None:
    """Put a slot in the place of the one of its kind, or behind all others."""
    slots: list[Document] = document["slots"]
    for place, slot in enumerate(slots):
        if slot.get("kind") == new["kind"]:
            slots[place] = new
            return
    slots.append(new)


def drop_slot(document: Document, kind: str) -> None:
    """Take a kind of slot away."""
    document["slots"] = [slot for slot in document["slots"] if slot.get("kind") != kind]


def load(path: Path) -> Document:
    """The whole vault, its check sum and fields verified; healed from its second copy where it has to be.

    Raises:
        VaultMissing: there is no vault.
        VaultDamaged: it is not readable, or its check sum fails.
        VaultNewer: it is whole, of a version that we do not know.
        StorageError: the file may not be read.
    """
    try:
        return _load(path)
    except (VaultDamaged, VaultMissing):
        document = _from_second_copy(path)
        if document is None:
            raise
        return document


@contextlib.contextmanager
def changing(path: Path) -> Iterator[Document]:
    """The vault, to be changed inside and written at the end, unless something is raised.

    One at a time, across processes: two that read the same state and wrote after each other would bring back
    a way whose key is gone already.

    Raises:
        StorageError: as `load` and `save`.
    """
    with _alone(path.parent):
        document = load(path)
        before = data_of(document)
        yield document
        if data_of(document) != before:
            save(path, document)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Wait until nobody else changes a vault of this folder; the system ends it with the process.

    Windows has no such lock on a folder, and some network disks have none at all: there only the short time
    between reading and writing protects.
    """
    try:
        import fcntl

        handle = os.open(folder, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def save(path: Path, document: Document) -> None:
    """Write a changed vault: first its second copy, then the vault.

    Raises:
        StorageError: the disk is full, or may not be written; the vault is as it was.
    """
    data = data_of(document)
    second = second_copy_of(path)
    before = _bytes_or_none(path)
    _write(second, data)
    try:
        _write(path, data)
    except StorageError:
        if before is not None:
            with contextlib.suppress(StorageError):
                _write(second, before)
        raise
    with contextlib.suppress(OSError):
        _damaged(path).unlink(missing_ok=True)


def adopt(path: Path, source: Path) -> None:
    """Put a whole vault that lies elsewhere in the place of this one, second copy included.

    Raises:
        StorageError: as `load` of the source, or the disk does not take it; the vault is as it was.
    """
    save(path, _load(source))


def save_new(path: Path, document: Document) -> None:
    """Write a vault where there is none.

    Raises:
        VaultExists: there is one after all.
        StorageError: the disk is full, or may not be written.
    """
    try:
        private_folder(path.parent)
        write_atomically(path, data_of(document), replace=False)
    except FileExistsError:
        raise VaultExists(path) from None
    except OSError as error:
        raise error_of_system(error, path) from error
    keep_second_copy(path)


def keep_second_copy(path: Path) -> None:
    """Make the second copy equal to a vault that was just read and is whole; no trouble where that fails."""
    second = second_copy_of(path)
    with _alone(path.parent):
        data = _bytes_or_none(path)
        if data is not None and data != _bytes_or_none(second):
            with contextlib.suppress(StorageError):
                _write(second, data)


def data_of(document: Document) -> bytes:
    """The bytes of the file."""
    whole = document | {"check": check_sum(document)}
    return json.dumps(whole, indent=2, ensure_ascii=True).encode() + b"\n"


def check_sum(document: Document) -> str:
    """Over everything but the check sum itself; every version of the vault computes it this way."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _load(path: Path) -> Document:
    document = _parse(_read(path), path)
    version = document.get("version")
    if not isinstance(version, int) or version < 1:
        raise VaultDamaged(path, "version")
    if version > VERSION:
        raise VaultNewer(path, f"version {version}")
    slots = document.get("slots")
    fields_fit = isinstance(document.get("id"), str) and isinstance(document.get("database"), str)
    if not fields_fit or not isinstance(slots, list) or not all(isinstance(slot, dict) for slot in slots):
        raise VaultDamaged(path, "fields")
    return document


def _from_second_copy(path: Path) -> Document | None:
    """What the second copy says, put in the place of the vault; None where it is of no use either."""
    second = second_copy_of(path)
    try:
        document = _load(second)
    except StorageError:
        return None
    broken = _bytes_or_none(path)
    if broken is not None and _is_of_another(broken, document):
        return None
    # Reading goes on even where the disk takes nothing; the next start heals it then.
    with contextlib.suppress(StorageError):
        if broken is not None:
            _write(_damaged(path), broken)
        _write(path, data_of(document))
    return document


def _is_of_another(broken: bytes, document: Document) -> bool:
    """Whether a damaged file tells that it was another vault; one flipped byte is not enough for that."""
    try:
        told = json.loads(broken)
    except (ValueError, RecursionError):
        return False
    if not isinstance(told, dict) or not isinstance(told.get("slots"), list):
        return False
    return told.get("id") != document["id"] and not any(slot in document["slots"] for slot in told["slots"])


def _damaged(path: Path) -> Path:
    return path.with_name(path.name + DAMAGED)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError:
        raise VaultMissing(path) from None
    except OSError as error:
        raise error_of_system(error, path) from error


def _bytes_or_none(path: Path) -> bytes | None:
    try:
        return _read(path)
    except StorageError:
        return None


def _parse(data: bytes, path: Path) -> Document:
    """The object in the file, if its check sum fits."""
    try:
        document = json.loads(data)
        if not isinstance(document, dict):
            raise VaultDamaged(path, "not an object")
        check = document.pop("check", None)
        if document.get("format") != FORMAT or check != check_sum(document):
            raise VaultDamaged(path, "check sum")
    except (ValueError, RecursionError):
        raise VaultDamaged(path, "not JSON") from None
    return document


def _write(path: Path, data: bytes) -> None:
    try:
        private_folder(path.parent)
        write_atomically(path, data)
    except OSError as error:
        raise error_of_system(error, path) from error
