"""Where the files are: one file, a folder, or a zip archive that is never unpacked.

Names are relative, with `/`. Nothing outside of what the person chose is ever read: names that would lead out
of an archive or folder are no names here, and links are not followed.
"""

import lzma
import os
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Protocol
from zoneinfo import ZoneInfo

from selfkind_desktop.exchange.found import Why
from selfkind_desktop.storage.errors import (
    ArchiveDamaged,
    ArchiveTooLarge,
    FileUnreadable,
    FormatUnknown,
)

MIB = 1 << 20
LARGEST_DOCUMENT = 256 * MIB
"""A journal as one file: 11,000 Day One entries are about 50 MiB."""
LARGEST_MEDIUM = 256 * MIB
MOST_FILES = 200_000
_STEEPEST = 200
"""Text shrinks to a tenth, rarely to a hundredth; what shrinks more is not a journal."""
_STEEP_FROM = 32 * MIB
_MEDIA_FOLDERS = ("photos", "videos", "audios", "pdfs", "media")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)


class Unread(Exception):  # noqa: N818 - a plain statement of what happened
    """One file could not be had.

    Args:
        why: `MEDIUM_MISSING`, `FILE_UNREADABLE` or `FILE_TOO_LARGE`.
    """

    def __init__(self, why: Why) -> None:
        self.why = why
        super().__init__(why)


class Source(Protocol):
    """The files of one journal."""

    path: Path

    @property
    def names(self) -> Sequence[str]:
        """The files, in the order of their names; hidden ones are left out."""
        ...

    def size(self, name: str) -> int:
        """How many bytes it has, as far as is known."""
        ...

    def read(self, name: str, limit: int = LARGEST_DOCUMENT) -> bytes:
        """Its bytes.

        Raises:
            Unread: it is not there, damaged, or larger than `limit`.
        """
        ...

    def changed(self, name: str, zone: ZoneInfo) -> datetime | None:
        """When it last changed, aware."""
        ...

    def close(self) -> None:
        """Lets go of the archive."""
        ...


def source_of(path: Path) -> Source:
    """The source at a path.

    Raises:
        FormatUnknown: an archive under a password.
        ArchiveDamaged: an archive that is cut short.
        ArchiveTooLarge: an archive or folder with too many files.
        FileUnreadable: it is not there, or may not be read.
    """
    try:
        if path.is_dir():
            return Folder(path)
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise FileUnreadable(path, type(error).__name__) from error
    return Archive(path) if head[:2] == b"PK" and head[2:4] in (b"\3\4", b"\5\6") else LoneFile(path)


def document(source: Source, name: str) -> bytes:
    """A file without which there is nothing to read.

    Raises:
        ArchiveDamaged: it cannot be read.
        ArchiveTooLarge: it is larger than a journal can be.
    """
    try:
        return source.read(name)
    except Unread as unread:
        too_large = unread.why is Why.FILE_TOO_LARGE
        raise (ArchiveTooLarge if too_large else ArchiveDamaged)(source.path, str(unread.why)) from unread


def _shown(name: str) -> bool:
    """Whether a relative name is one we want: no way out, nothing hidden, no leftovers of other systems."""
    parts = name.split("/")
    if name.startswith("/") or any(part in {"", ".", ".."} or part.startswith(".") for part in parts):
        return False
    return parts[0] != "__MACOSX" and not any(char in name for char in "\\\0:")


def _read_file(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            # Room for the limit itself would be taken, and filled, before a single byte is read.
            data = file.read(min(limit, os.fstat(file.fileno()).st_size) + 1)
    except FileNotFoundError as error:
        raise Unread(Why.MEDIUM_MISSING) from error
    except (OSError, ValueError) as error:
        raise Unread(Why.FILE_UNREADABLE) from error
    if len(data) > limit:
        raise Unread(Why.FILE_TOO_LARGE)
    return data


class _OnDisk:
    """What a folder and a lone file share."""

    def __init__(self, path: Path, root: Path) -> None:
        self.path = path
        self._root = root

    @cached_property
    def names(self) -> Sequence[str]:
        """The files."""
        raise NotImplementedError

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self.names)

    def size(self, name: str) -> int:
        """How many bytes it has; 0 if that cannot be told."""
        try:
            return (self._root / name).stat().st_size
        except OSError:
            return 0

    def read(self, name: str, limit: int = LARGEST_DOCUMENT) -> bytes:
        """Its bytes."""
        if name not in self._known:
            raise Unread(Why.MEDIUM_MISSING)
        return _read_file(self._root / name, limit)

    def changed(self, name: str, zone: ZoneInfo) -> datetime | None:
        """When it last changed."""
        del zone
        try:
            return datetime.fromtimestamp((self._root / name).stat().st_mtime, UTC)
        except (OSError, OverflowError, ValueError):
            return None

    def close(self) -> None:
        """Nothing is held."""


def _walk(root: Path, name_of: Callable[[Path], str]) -> Iterable[str]:
    """The files below a folder; links are not followed."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for file in files:
            path = Path(folder) / file
            if not path.is_symlink():
                yield name_of(path)


class Folder(_OnDisk):
    """A folder and everything below it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, path)

    @cached_property
    def names(self) -> Sequence[str]:
        """The files, hidden ones left out."""
        names: list[str] = []
        for name in _walk(self._root, lambda path: path.relative_to(self._root).as_posix()):
            if _shown(name):
                names.append(name)
            if len(names) > MOST_FILES:
                raise ArchiveTooLarge(self.path, "files")
        return sorted(names)


class LoneFile(_OnDisk):
    """One file, and the folders of photos that an unpacked export has beside it."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, path.parent)

    @cached_property
    def names(self) -> Sequence[str]:
        """The file itself first."""
        beside: list[str] = []
        for folder in _MEDIA_FOLDERS:
            root = self._root / folder
            if root.is_dir() and not root.is_symlink():
                beside += _walk(root, lambda path: path.relative_to(self._root).as_posix())
        return [self.path.name, *sorted(name for name in beside[:MOST_FILES] if _shown(name))]


class Archive:
    """A zip archive; one file at a time is read from it, into memory only."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._zip = zipfile.ZipFile(path)
        except FileNotFoundError as error:
            raise FileUnreadable(path, "gone") from error
        except _BROKEN as error:
            raise ArchiveDamaged(path, type(error).__name__) from error
        if len(self._zip.filelist) > MOST_FILES:
            self.close()
            raise ArchiveTooLarge(path, "files")
        if any(info.flag_bits & 1 for info in self._zip.filelist):
            self.close()
            raise FormatUnknown(path, "password")

    @cached_property
    def _infos(self) -> dict[str, zipfile.ZipInfo]:
        infos = (info for info in self._zip.filelist if not info.is_dir() and _shown(info.filename))
        return {info.filename: info for info in infos}

    @cached_property
    def names(self) -> Sequence[str]:
        """The files, in the order of their names."""
        return sorted(self._infos)

    def size(self, name: str) -> int:
        """How many bytes it says it has."""
        info = self._infos.get(name)
        return info.file_size if info else 0

    def read(self, name: str, limit: int = LARGEST_DOCUMENT) -> bytes:
        """Its bytes."""
        info = self._infos.get(name)
        if info is None:
            raise Unread(Why.MEDIUM_MISSING)
        steep = info.file_size > _STEEP_FROM and info.file_size > _STEEPEST * max(info.compress_size, 1)
        if steep or info.file_size > limit:
            raise Unread(Why.FILE_TOO_LARGE)
        try:
            # zipfile gives no more than the size that the archive states, whatever really unpacks
            return self._zip.read(info)
        except _BROKEN as error:
            raise Unread(Why.FILE_UNREADABLE) from error

    def changed(self, name: str, zone: ZoneInfo) -> datetime | None:
        """When it last changed: an archive keeps wall-clock time, to two seconds."""
        try:
            return datetime(*self._infos[name].date_time, tzinfo=zone)
        except (KeyError, ValueError):
            return None

    def close(self) -> None:
        """Lets go of the file."""
        self._zip.close()


def suffix(name: str) -> str:
    """The end of a name, in lower case, without the dot."""
    return PurePosixPath(name).suffix[1:].lower()


def stem(name: str) -> str:
    """The last part of a name without its end, in lower case."""
    return PurePosixPath(name).stem.lower()
