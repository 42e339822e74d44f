"""Disks that take no more: with a limit on the size of any file, and small or read-only ones."""

import contextlib
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

_SIZE = 24 << 20

Short = Callable[[], AbstractContextManager[None]]
"""While it lasts the disk takes no more."""

Disk = Callable[[Path, int], AbstractContextManager[Short]]
"""Gets an empty folder, which is a disk while it lasts, and how much room (bytes) there is to be later."""


@contextlib.contextmanager
def limited(folder: Path, room: int) -> Iterator[Short]:
    """No file may grow beyond `room`, as a quota would have it."""
    import resource

    @contextlib.contextmanager
    def short() -> Iterator[None]:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))

    yield short


@contextlib.contextmanager
def small(folder: Path, room: int) -> Iterator[Short]:
    """A disk with so much room left, once everything is laid out on it."""

    @contextlib.contextmanager
    def short() -> Iterator[None]:
        ballast = folder / "ballast"
        ballast.write_bytes(bytes(max(0, shutil.disk_usage(folder).free - room)))
        try:
            yield
        finally:
            ballast.unlink()

    with mounted(folder):
        yield short


@contextlib.contextmanager
def read_only(folder: Path, room: int) -> Iterator[Short]:
    """A disk that turned read-only, as one does that fears for itself; `room` does not matter."""

    @contextlib.contextmanager
    def short() -> Iterator[None]:
        _run("mount", "-o", "remount,ro", str(folder))
        try:
            yield
        finally:
            _run("mount", "-o", "remount,rw", str(folder))

    with mounted(folder):
        yield short


@contextlib.contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """A small disk in memory."""
    _run("mount", "-t", "tmpfs", "-o", f"size={_SIZE}", "tmpfs", str(folder))
    try:
        yield
    finally:
        _run("umount", "--lazy", str(folder))  # a copied file may be open still


def can_mount() -> bool:
    """Whether this user may do that, which has to be tried: in some containers not even root may."""
    with tempfile.TemporaryDirectory() as name:
        try:
            with mounted(Path(name)):
                return True
        except (OSError, subprocess.CalledProcessError):
            return False


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)
