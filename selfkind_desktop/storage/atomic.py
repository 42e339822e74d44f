"""Writing a small file so that a crash leaves either the old one or the new one, never half of one."""

import contextlib
import errno
import os
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def private_folder(path: Path) -> None:
    """Make a folder that only its owner may enter; an existing one is left as it is.

    Raises:
        NotADirectoryError: something else has its name.
        OSError: the folder cannot be made.
    """
    try:
        path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise NotADirectoryError(errno.ENOTDIR, "Not a directory", str(path)) from error


def write_atomically(path: Path, data: bytes, mode: int = PRIVATE_FILE, *, replace: bool = True) -> None:
    """Write a whole file at once: after a crash or a power cut there is the old one or the new one.

    The data lies in a temporary file of the same folder until it is safely on the disk, then takes its
    name. No temporary file is left behind when anything fails. A link stays a link: what it leads to is
    written.

    Args:
        path: the file; its folder has to exist.
        data: the whole content.
        mode: the permissions of the new file (where the system knows them).
        replace: False to refuse where the file exists already, even if it appeared a moment ago.

    Raises:
        FileExistsError: `replace` is False and the file is there.
        OSError: anything else that kept the disk from taking it; the old file is as it was.
    """
    if path.is_symlink():
        path = path.resolve()
    temporary, handle = _temporary_beside(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        if replace:
            temporary.replace(path)
        else:
            _take_free_name(temporary, path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _temporary_beside(path: Path) -> tuple[Path, int]:
    """A new empty file with a name of its own; `tempfile` would load 4 MB of OpenSSL for the name alone."""
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    while True:
        temporary = path.with_name(f".{path.name}.{os.urandom(4).hex()}.new")
        with contextlib.suppress(FileExistsError):
            return temporary, os.open(temporary, flags, PRIVATE_FILE)


def sync_folder(path: Path) -> None:
    """Ask the disk to remember the names in a folder.

    Systems that cannot (Windows, some network disks) keep names safe in their own way.
    """
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _take_free_name(temporary: Path, path: Path) -> None:
    """Give a file its name only if nobody has it, in one step of the system."""
    if os.name == "nt":
        temporary.rename(path)  # refuses an existing name by itself
        return
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        # Disks without hard links (FAT, some network shares) leave only the look before the leap.
        if path.exists():
            raise FileExistsError(str(path)) from None
        temporary.replace(path)
        return
    temporary.unlink()
