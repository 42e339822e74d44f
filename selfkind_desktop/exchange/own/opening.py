"""Opening one of our exports, locked or plain, and telling apart what can be wrong with it."""

import contextlib
import hashlib
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.exchange.own.age import MAGIC, AgeReader, DamagedError, PassphraseDoesNotFitError
from selfkind_desktop.exchange.own.archive import Sum
from selfkind_desktop.exchange.own.lossless import DATA, ENCRYPTED, FORMAT, MANIFEST, README, SUFFIX, VERSION
from selfkind_desktop.storage.errors import (
    ExportCut,
    ExportDamaged,
    ExportForeign,
    ExportLocked,
    ExportNewer,
    ExportPassphraseWrong,
    FileUnreadable,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_ZIP = b"PK\x03\x04"
_END_OF_ZIP = b"PK\x05\x06"
_END_IS_WITHIN = 66_000
_PIECE = 1 << 20
_LONGEST_MANIFEST = 64 << 20
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    DamagedError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    ValueError,
    TypeError,
    KeyError,
    RecursionError,
)
"""What reading a zip raises where a byte of it is not what was written."""


def is_ours(path: Path) -> bool:
    """Whether a file looks like an export of ours, whole or not. Never raises."""
    if path.name.lower().endswith(SUFFIX):
        return path.is_file()
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
            if start == MAGIC:
                return True
            return start.startswith(_ZIP) and bool(_kind(zipfile.ZipFile(file)))
    except (OSError, *_BROKEN):
        return False


def is_locked(path: Path) -> bool:
    """Whether an export asks for a passphrase; False also where that cannot be seen. Never raises."""
    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
            return start == MAGIC or (start.startswith(_ZIP) and _kind(zipfile.ZipFile(file)) == ENCRYPTED)
    except (OSError, *_BROKEN):
        return False


class Opened:
    """An open export.

    Attributes:
        path: the file.
        facts: what `manifest.json` says.

    Args:
        path: the file.
        passphrase: what it was locked with, if it was.

    Raises:
        ExportForeign, ExportCut, ExportDamaged, ExportNewer, ExportLocked, ExportPassphraseWrong,
        FileUnreadable: as their names say.
    """

    def __init__(self, path: Path, passphrase: str | None = None) -> None:
        self.path = path
        self._open = contextlib.ExitStack()
        try:
            with self._telling():
                self._zip = self._find(self._open.enter_context(path.open("rb")), passphrase)
                self.facts = self._manifest()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._open.close()

    def verify(self, progress: Progress = unheard) -> None:
        """Read everything and compare it with what was written.

        Raises:
            Cancelled: as `progress` says.
            ExportDamaged: something is not the same.
        """
        sums = self._sums()
        done, whole = 0, max(1, sum(each.size for each in sums.values()))
        for name, written in sums.items():
            summed, size = hashlib.sha256(), 0
            with self._telling(), self._zip.open(name) as file:
                while piece := file.read(_PIECE):
                    summed.update(piece)
                    size += len(piece)
                    progress(min(1.0, (done + size) / whole))
            if Sum(summed.hexdigest(), size) != written:
                raise ExportDamaged(self.path, name)
            done += size

    def read(self, name: str) -> bytes:
        """A file of it, compared with what was written.

        Raises:
            ExportDamaged: it is not the same, or not there.
        """
        with self._telling(), self._zip.open(name) as file:
            data = file.read()
        if hashlib.sha256(data).hexdigest() != self._sums()[name].sha256:
            raise ExportDamaged(self.path, name)
        return data

    def rows(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every row of `data.json` with the name of its table, one by one.

        Raises:
            ExportDamaged: it is not written as we write it.
        """
        table = ""
        with self._telling(), self._zip.open(DATA) as file:
            next(file)
            for line in file:
                text = line.rstrip(b",\n")
                if text in (b"]", b"}}"):
                    continue
                if text.endswith(b": ["):
                    table = json.loads(text[:-3])
                    continue
                yield table, json.loads(text)

    def _find(self, file: IO[bytes], passphrase: str | None) -> zipfile.ZipFile:
        start = file.read(len(MAGIC))
        if start == MAGIC:
            return zipfile.ZipFile(self._unlocked(file, passphrase))
        if not start.startswith(_ZIP):
            raise self._unknown()
        try:
            outer = zipfile.ZipFile(file)
        except zipfile.BadZipFile:
            raise (ExportDamaged if _has_end(file) else ExportCut)(self.path, "end") from None
        kind = _kind(outer)
        if kind == MANIFEST:
            return outer
        if kind != ENCRYPTED:
            raise self._unknown()
        _read_through(outer, README)
        window = io.BufferedReader(_Window(file, outer.getinfo(ENCRYPTED)))
        try:
            return zipfile.ZipFile(self._unlocked(window, passphrase))
        except ExportPassphraseWrong:
            _read_through(outer, ENCRYPTED)  # a damaged file must not be taken for a wrong passphrase
            raise

    def _unlocked(self, file: IO[bytes], passphrase: str | None) -> IO[bytes]:
        if passphrase is None:
            raise ExportLocked(self.path)
        try:
            return io.BufferedReader(AgeReader(file, passphrase))
        except PassphraseDoesNotFitError:
            raise ExportPassphraseWrong(self.path) from None

    def _unknown(self) -> ExportDamaged | ExportForeign:
        kind = ExportDamaged if self.path.name.lower().endswith(SUFFIX) else ExportForeign
        return kind(self.path, "kind")

    def _manifest(self) -> dict[str, Any]:
        info = self._zip.getinfo(MANIFEST)
        if info.file_size > _LONGEST_MANIFEST:
            raise ExportDamaged(self.path, MANIFEST)
        facts = json.loads(self._zip.read(info))
        if not isinstance(facts, dict) or facts.get("format") != FORMAT:
            raise self._unknown()
        if not isinstance(facts["version"], int) or facts["version"] > VERSION:
            raise ExportNewer(self.path, f"version {facts['version']}")
        return facts

    def _sums(self) -> dict[str, Sum]:
        with self._telling():
            return {name: Sum(str(of["sha256"]), int(of["size"])) for name, of in self.facts["files"].items()}

    @contextlib.contextmanager
    def _telling(self) -> Iterator[None]:
        """Say what an error means for the file."""
        try:
            yield
        except _BROKEN as error:
            raise ExportDamaged(self.path, type(error).__name__) from error
        except OSError as error:
            raise FileUnreadable(self.path, type(error).__name__) from error


class _Window(io.RawIOBase):
    """A file that lies unpacked in a zip, without copying it."""

    def __init__(self, file: IO[bytes], info: zipfile.ZipInfo) -> None:
        file.seek(info.header_offset)
        head = file.read(30)
        if not head.startswith(_ZIP) or info.compress_type != zipfile.ZIP_STORED:
            raise zipfile.BadZipFile("header")
        name_length, extra_length = struct.unpack("<HH", head[26:30])
        self._file = file
        self._start = info.header_offset + 30 + name_length + extra_length
        self._size = info.file_size
        self._position = 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer with what comes next."""
        view = memoryview(buffer).cast("B")
        self._file.seek(self._start + self._position)
        piece = self._file.read(min(len(view), max(0, self._size - self._position)))
        view[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)


def _kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    return next((name for name in (ENCRYPTED, MANIFEST) if name in names and _is_whole(name, names)), "")


def _is_whole(name: str, names: set[str]) -> bool:
    return name == ENCRYPTED or DATA in names


def _has_end(file: IO[bytes]) -> bool:
    file.seek(max(0, file.seek(0, io.SEEK_END) - _END_IS_WITHIN))
    return _END_OF_ZIP in file.read()


def _read_through(archive: zipfile.ZipFile, name: str) -> None:
    with archive.open(name) as file:
        while file.read(_PIECE):
            pass
