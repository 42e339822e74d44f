"""Where the running program listens: the same answer for the one that listens and the one that asks.

Without Qt, because the command line must not pay for it.
"""

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path

SOCKET = "selfkind.sock"
MAX_SOCKET_PATH = 90
"""Bytes. The kernel allows 107; Qt binds below a temporary folder beside the final name first."""


class UnsafeFolderError(OSError):
    """The folder for the socket belongs to somebody else, or others could write to it."""


def pipe_name(run_dir: Path) -> str:
    r"""The name of the pipe on Windows, without the leading `\\.\pipe\`."""
    return f"selfkind-{_short(run_dir)}"


def socket_path(run_dir: Path, environ: Mapping[str, str]) -> Path:
    """The absolute path of the socket for the program whose run folder is `run_dir`.

    A path too long for a socket moves to a short one below `XDG_RUNTIME_DIR`, or else below a folder of
    this user's in the temporary folder.
    """
    direct = run_dir.absolute() / SOCKET
    if _fits(direct):
        return direct
    name = f"{_short(run_dir)}.sock"
    runtime = environ.get("XDG_RUNTIME_DIR", "")
    if runtime.startswith("/"):
        short = Path(runtime) / "selfkind" / name
        if _fits(short):
            return short
    import tempfile  # here and below: they load 4 MB of OpenSSL, and few paths are that long

    return Path(tempfile.gettempdir()) / f"selfkind-{_user()}" / name


def make_folder(folder: Path) -> None:
    """Make the socket's folder, for this user alone.

    Raises:
        UnsafeFolderError: it exists already and is not this user's own, or open to others.
        OSError: it cannot be made.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform != "win32":
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise UnsafeFolderError(f"{folder} belongs to somebody else")
        if found.st_mode & 0o077:
            folder.chmod(0o700)


def is_own_folder(folder: Path) -> bool:
    """Whether a folder is there and this user's alone: nobody else listens in it."""
    try:
        found = folder.lstat()
    except OSError:
        return False
    if not stat.S_ISDIR(found.st_mode):
        return False
    return sys.platform == "win32" or (found.st_uid == os.geteuid() and not found.st_mode & 0o077)


def _fits(path: Path) -> bool:
    return len(os.fsencode(path)) <= MAX_SOCKET_PATH


def _short(run_dir: Path) -> str:
    """A name that is the same for every way of writing the same folder, and different for another one."""
    import hashlib

    return hashlib.sha256(os.fsencode(run_dir.resolve())).hexdigest()[:16]


if sys.platform == "win32":

    def _user() -> str:
        return "user"

else:

    def _user() -> str:
        return str(os.geteuid())
