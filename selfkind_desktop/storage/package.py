"""One file to carry away: a zip of the vault and the database, stored as they are, encrypted as they are."""

import contextlib
import errno
import hashlib
import os
import zipfile
from pathlib import Path
from typing import IO

from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.storage.atomic import PRIVATE_FILE, private_folder, sync_folder
from selfkind_desktop.storage.errors import BackupDamaged, DiskTrouble, error_of_system
from selfkind_desktop.storage.files import DATABASE, VAULT, vault_of, vault_of_copy

ENDING = ".selfkind-backup"
_CHUNK = 1 << 20
_LARGEST_VAULT = 1 << 20


def is_package(path: Path) -> bool:
    """Whether a file is one of these by its name."""
    return path.name.endswith(ENDING)


def pack(copy: Path, target: Path, progress: Progress = unheard) -> None:
    """Put a checked copy and its vault into one file, and read that back before it gets its name.

    Args:
        copy: the copy of the database; its vault lies beside it.
        target: the file; one that is there already is replaced once the new one is whole.
        progress: is told the share done.

    Raises:
        StorageError: the disk is full or may not be written, or gives back something else.
        Cancelled: `progress` said so; nothing is left of it.
    """
    unfinished = target.with_name(f".{target.name}.new")
    try:
        os.close(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, PRIVATE_FILE))
        with unfinished.open("r+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as packed:
                packed.writestr(VAULT, vault_of_copy(copy).read_bytes())
                with copy.open("rb") as given, packed.open(_member(), "w", force_zip64=True) as taken:
                    written = _pour(given, taken, copy.stat().st_size, lambda share: progress(share / 2))
            file.flush()
            os.fsync(file.fileno())
        with zipfile.ZipFile(unfinished) as packed, packed.open(DATABASE) as given:
            read = _pour(given, None, copy.stat().st_size, lambda share: progress(0.5 + share / 2))
        if read != written:
            raise DiskTrouble(target, "read back differently")
        unfinished.replace(target)
    except zipfile.BadZipFile as error:
        unfinished.unlink(missing_ok=True)
        raise DiskTrouble(target, "read back differently") from error
    except OSError as error:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise error_of_system(error, target) from error
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def unpack(package: Path, folder: Path, progress: Progress = unheard) -> Path:
    """Lay database and vault out in a folder, still encrypted.

    Returns:
        the database; its vault lies beside it.

    Raises:
        BackupDamaged: it is not whole, or no file of ours.
        StorageError: the disk is full, or something may not be read or written.
        Cancelled: `progress` said so; nothing is left of it.
    """
    database = folder / DATABASE
    try:
        private_folder(folder)
        with zipfile.ZipFile(package) as packed:
            names = packed.namelist()
            if sorted(names) != sorted((VAULT, DATABASE)) or packed.getinfo(VAULT).file_size > _LARGEST_VAULT:
                raise BackupDamaged(package, "other files")
            vault_of(database).write_bytes(packed.read(VAULT))
            info = packed.getinfo(DATABASE)
            if info.compress_type != zipfile.ZIP_STORED or info.file_size > package.stat().st_size:
                raise BackupDamaged(package, "sizes")
            with packed.open(info) as given, database.open("wb") as taken:
                _pour(given, taken, info.file_size, progress)
                taken.flush()
                os.fsync(taken.fileno())
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, ValueError, RuntimeError) as error:
        clear(folder)
        raise BackupDamaged(package, type(error).__name__) from error
    except OSError as error:
        clear(folder)
        if error.errno == errno.EINVAL:  # a place before the beginning of the file
            raise BackupDamaged(package, "places") from error
        raise error_of_system(error, package) from error
    except BaseException:
        clear(folder)
        raise
    return database


def clear(folder: Path) -> None:
    """Remove what was laid out there; no trouble where there is nothing."""
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            file.unlink()
        folder.rmdir()


def _member() -> zipfile.ZipInfo:
    """The database; without a date, which would tell nothing that its name does not."""
    return zipfile.ZipInfo(DATABASE)


def _pour(given: IO[bytes], taken: IO[bytes] | None, whole: int, progress: Progress) -> bytes:
    """Read all of one file into another, or only read it; returns its hash."""
    seen, done = hashlib.blake2b(), 0
    while piece := given.read(_CHUNK):
        if taken is not None:
            taken.write(piece)
        seen.update(piece)
        done += len(piece)
        progress(min(1.0, done / max(whole, 1)))
    return seen.digest()
