"""A zip that is the same bytes for the same content, and knows the sum of every file in it."""

import contextlib
import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_NO_DATE = (1980, 1, 1, 0, 0, 0)
"""When each file in it was made, says the zip: a real date would make every export another file."""

_PRIVATE = 0o100600 << 16
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Sum:
    """What a file in the zip has to be.

    Attributes:
        sha256: of its bytes, as 64 hexadecimal digits.
        size: in bytes.
    """

    sha256: str
    size: int


class ArchiveWriter:
    """Writes a zip front to back, in little memory.

    Attributes:
        sums: of every file added so far.

    Args:
        target: gets the zip; stays open.
    """

    def __init__(self, target: IO[bytes]) -> None:
        self.sums: dict[str, Sum] = {}
        self._target = _Forward(target)
        self._zip = zipfile.ZipFile(self._target, "w")

    def __enter__(self) -> "ArchiveWriter":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Write the list of files, with which the zip ends; after a failure nothing is written any more."""
        self._target.is_dead = kind is not None
        self._zip.close()

    def add(self, name: str, pieces: Iterable[bytes], *, pack: bool = True) -> None:
        """Add a file.

        Args:
            name: its path in the zip.
            pieces: its bytes; made while they are written.
            pack: False for what is packed already, such as pictures.
        """
        summed, size = hashlib.sha256(), 0
        with self._zip.open(_named(name, pack=pack), "w") as file:
            for piece in pieces:
                summed.update(piece)
                size += len(piece)
                file.write(piece)
        self.sums[name] = Sum(summed.hexdigest(), size)

    @contextlib.contextmanager
    def pouring(self, name: str) -> Iterator[IO[bytes]]:
        """A file to write to piece by piece, unpacked; its sum is the zip's own only."""
        with self._zip.open(_named(name, pack=False), "w", force_zip64=True) as file:
            yield file


class _Forward(io.RawIOBase):
    """A file that is only written to, and never back: the zip comes out alike, encrypted or not."""

    def __init__(self, target: IO[bytes]) -> None:
        self._to = target
        self.is_dead = False

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: "ReadableBuffer") -> int:
        """Pass it on."""
        return memoryview(data).nbytes if self.is_dead else self._to.write(data)


def _named(name: str, *, pack: bool) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _NO_DATE)
    info.create_system = _UNIX
    info.external_attr = _PRIVATE
    info.compress_type = zipfile.ZIP_DEFLATED if pack else zipfile.ZIP_STORED
    return info
