"""The copies that lie in a folder: which there are, which may go, and what is inside one."""

import contextlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from selfkind_desktop.domain import backups
from selfkind_desktop.domain.backups import Reason
from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.storage.atomic import private_folder, sync_folder, write_atomically
from selfkind_desktop.storage.errors import DiskTrouble, StorageError, error_of_system
from selfkind_desktop.storage.files import second_copy_of, vault_of_copy

_CHUNK = 1 << 20
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of everything, whole when it was made: it has its name only since it passed its check.

    Attributes:
        path: the copy of the database.
        made: when, UTC.
        reason: why.
        size: in bytes.
    """

    path: Path
    made: datetime
    reason: Reason
    size: int

    @property
    def vault(self) -> Path:
        """The copy of the vault beside it."""
        return vault_of_copy(self.path)


def copies(folder: Path) -> list[Copy]:
    """The copies in a folder, the newest first; none where there is no such folder.

    Raises:
        StorageError: the folder may not be read.
    """
    found = []
    try:
        for path in folder.glob("selfkind-*.db"):
            copy = _copy_of(path)
            if copy is not None:
                found.append(copy)
    except OSError as error:
        raise error_of_system(error, folder) from error
    return sorted(found, key=lambda copy: (copy.made, copy.path.name), reverse=True)


def _copy_of(path: Path) -> Copy | None:
    stamp, _, rest = path.stem.removeprefix("selfkind-").partition("-")
    try:
        made = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    for reason in Reason:
        if rest == reason or rest.startswith(f"{reason}-"):
            return Copy(path, made, reason, path.stat().st_size)
    # Copies before an update are named by the revision that it led to.
    reason = Reason.BEFORE_UPDATE if rest.startswith("before-") else Reason.OTHER
    return Copy(path, made, reason, path.stat().st_size)


def rotate(folder: Path, now: datetime, newest: Path) -> list[Path]:
    """Remove the copies that are no longer kept; only ever called with a newer one that passed its check.

    Args:
        folder: where they lie.
        now: the time.
        newest: the copy just made, which stays whatever the clock says.

    Returns:
        what was removed; a copy that cannot be removed stays, and is no trouble.
    """
    there = copies(folder)
    automatic = [copy for copy in there if copy.reason is Reason.AUTOMATIC]
    kept = backups.kept([copy.made for copy in automatic], now)
    going = [copy for copy in automatic if copy.made not in kept]
    going += [copy for copy in there if copy.reason is Reason.BEFORE_RESTORE][backups.BEFORE_RESTORES :]
    removed = []
    for copy in going:
        if copy.path != newest:
            with contextlib.suppress(OSError):
                remove(copy.path)
                removed.append(copy.path)
    return removed


def remove(copy: Path) -> None:
    """Remove a copy and its copy of the vault.

    Raises:
        OSError: it cannot be removed.
    """
    copy.unlink()
    vault = vault_of_copy(copy)
    for beside in (vault, second_copy_of(vault)):
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def clear_unfinished(folder: Path) -> None:
    """Remove what a copy that was interrupted by a crash left; only while none is being made."""
    for left in (*folder.glob(".selfkind-*"), *folder.glob(".*.new")):
        with contextlib.suppress(OSError):
            left.unlink()
    for vault in folder.glob("selfkind-*.vault.json*"):
        if not (folder / f"{vault.name.partition('.vault.json')[0]}.db").exists():
            with contextlib.suppress(OSError):
                vault.unlink()


def carry(copy: Copy, folder: Path, progress: Progress = unheard) -> Path:
    """Lay a second one of a copy into another folder, such as an external disk, and read it back.

    Raises:
        StorageError: the folder is not there or takes nothing, or what is read is not what was written.
        Cancelled: `progress` said so; nothing is left of it.
    """
    target = folder / copy.path.name
    unfinished = target.with_name(f".{target.name}.new")
    try:
        private_folder(folder)
        _carry_bytes(copy.path, unfinished, progress)
        write_atomically(vault_of_copy(target), copy.vault.read_bytes())
        unfinished.replace(target)
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise error_of_system(error, target) from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(folder)
    return target


def _carry_bytes(source: Path, target: Path, progress: Progress) -> None:
    import hashlib

    whole = max(1, source.stat().st_size)
    written, read, done = hashlib.blake2b(), hashlib.blake2b(), 0
    with source.open("rb") as given, target.open("w+b") as taken:
        while piece := given.read(_CHUNK):
            taken.write(piece)
            written.update(piece)
            done += len(piece)
            progress(done / whole)
        taken.flush()
        os.fsync(taken.fileno())
        taken.seek(0)
        while piece := taken.read(_CHUNK):
            read.update(piece)
    if read.digest() != written.digest():
        raise DiskTrouble(target, "read back differently")


def follow_vault(folder: Path, vault: Path) -> None:
    """Let the older copies open in the ways in which the vault opens now.

    The key of the database is still the same, so each copy's vault is simply replaced: a passphrase that was
    changed opens the older copies too, and one that was given up opens none of them.

    Raises:
        StorageError: a copy could not be written; the others were.
    """
    data = _bytes_of(vault)
    now = _id_of(data)
    if data is None or now is None:
        return
    trouble: StorageError | None = None
    for old in folder.glob("selfkind-*.vault.json"):
        there = _bytes_of(old)
        if there != data and _id_of(there) == now:
            try:
                write_atomically(old, data)
            except OSError as error:
                trouble = error_of_system(error, old)
    if trouble is not None:
        raise trouble


def same_vault(one: Path, other: Path) -> bool:
    """Whether two vaults hold the same key: a vault keeps its id whatever ways open it."""
    first = _id_of(_bytes_of(one))
    return first is not None and first == _id_of(_bytes_of(other))


def _bytes_of(vault: Path) -> bytes | None:
    try:
        return vault.read_bytes()
    except OSError:
        return None


def _id_of(data: bytes | None) -> str | None:
    try:
        told = json.loads(data or b"")
    except (ValueError, RecursionError):
        return None
    found = told.get("id") if isinstance(told, dict) else None
    return found if isinstance(found, str) else None
