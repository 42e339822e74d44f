"""Everything out in one zip that brings everything back: the lossless export.

    manifest.json   what this is: format, schema, program, date, counts, and size and SHA-256 of every file
    data.json       every row of every table as it is stored, one a line: trash, revisions, sealed letters too
    media/          pictures and recordings, each named by the SHA-256 of its bytes
    entries/ letters/   the same words once more as Markdown, for people; nothing reads them back in
    README.md       says all this to whoever finds the file in twenty years

The same data make the same bytes, but for the date in `manifest.json`. With a passphrase the whole zip is
encrypted in the format of the tool `age` and lies, as `export.zip.age`, in an outer zip with a README that
says how to open it; the outer zip's own check sum tells a damaged file from a wrong passphrase.
"""

import dataclasses
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.domain.scales import MOOD
from selfkind_desktop.exchange.own import readme
from selfkind_desktop.exchange.own.age import WORK, AgeWriter
from selfkind_desktop.exchange.own.archive import ArchiveWriter, Sum
from selfkind_desktop.exchange.own.landing import new_file
from selfkind_desktop.exchange.own.media import MediaPaths
from selfkind_desktop.exchange.own.pages import entry_pages, letter_pages
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.transfer import AnyTable, Content, Outgoing, Row, blob_column, tables

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

FORMAT = "selfkind-export"
VERSION = 1
SUFFIX = ".selfkind.zip"
MANIFEST, DATA, README, ENCRYPTED = "manifest.json", "data.json", "README.md", "export.zip.age"


@dataclass(frozen=True, slots=True)
class Written:
    """What an export holds.

    Attributes:
        content: the rows, in numbers.
        media: how many pictures and recordings.
        size: of the file, in bytes.
    """

    content: Content
    media: int
    size: int


@dataclass(frozen=True, slots=True)
class Lock:
    """How an export is locked.

    Attributes:
        passphrase: the words that will open it.
        random_bytes: gives that many bytes of cryptographic randomness.
        work: what finding out the passphrase costs; see `age.WORK`.
    """

    passphrase: str
    random_bytes: Callable[[int], bytes]
    work: int = WORK


def export(
    store: "Store",
    path: Path,
    program: str,
    made: datetime,
    lock: Lock | None = None,
    progress: Progress = unheard,
    *,
    replace: bool = False,
) -> Written:
    """Write everything that is kept into one file; it appears under its name whole or not at all.

    Args:
        store: the open store, in the thread that opened it; what is written meanwhile is not in the export.
        path: the file.
        program: the version that exports.
        made: now.
        lock: how to encrypt it; None leaves it plain.
        progress: is told the share done.
        replace: whether a file of that name may be replaced.

    Raises:
        NameTaken: there is such a file, and it may not be replaced.
        Cancelled: as `progress` says; nothing is left.
        StorageError: it could not be read or written; nothing is left.
    """
    with new_file(path, replace=replace) as file:
        exporting = _Export(store, program, made, progress)
        if lock is None:
            exporting.write(file)
        else:
            _write_locked(file, lock, exporting.write)
        size = file.tell()
    return Written(exporting.content, exporting.media, size)


def _write_locked(file: IO[bytes], lock: Lock, write: Callable[[IO[bytes]], None]) -> None:
    with ArchiveWriter(file) as outer:
        outer.add(README, [readme.LOCKED.encode()])
        with outer.pouring(ENCRYPTED) as inside:
            sealed = AgeWriter(inside, lock.passphrase, lock.random_bytes, lock.work)
            try:
                write(sealed)  # type: ignore[arg-type]
            except BaseException:
                sealed.abandon()
                raise
            sealed.close()


class _Export:
    """One export on its way."""

    def __init__(self, store: "Store", program: str, made: datetime, progress: Progress) -> None:
        self._store = store
        self._outgoing = Outgoing(store)
        self._program = program
        self._made = made
        self._progress = progress
        self._done, self._all = 0, 1
        self.content = Content({})
        self.media = 0

    def write(self, file: IO[bytes]) -> None:
        """Write the whole zip."""
        with self._outgoing.standing_still(), ArchiveWriter(file) as archive:
            self.content = self._outgoing.content()
            rows = self.content.rows
            self._all = 1 + sum(rows.values()) + rows["entries"] + rows["letters"]
            self._media = MediaPaths(self._outgoing)
            archive.add(README, [readme.PLAIN.encode()])
            self._add_media(archive)
            archive.add(DATA, self._data())
            self._add_pages(archive)
            archive.add(MANIFEST, [self._manifest(archive.sums)], pack=False)
        self._progress(1.0)

    def _add_media(self, archive: ArchiveWriter) -> None:
        for path, data in self._media.files():
            archive.add(path, [data], pack=False)
            self.media += 1
            self._step()

    def _data(self) -> Iterator[bytes]:
        """`data.json`, which anyone can read as JSON and we read line by line."""
        head = {"format": f"{FORMAT}-data", "version": VERSION, "schema": schema.NEWEST}
        head["scales"] = [dataclasses.asdict(MOOD)]
        yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "tables": {{'.encode()
        before = "\n"
        for table in tables():
            yield f'{before}"{table.name}": ['.encode()
            before = "\n],\n"
            comma = "\n"
            for row in self._outgoing.rows(table):
                yield (comma + json.dumps(self._with_path(table, row), ensure_ascii=False)).encode()
                comma = ",\n"
                self._step()
        yield b"\n]\n}}\n"

    def _with_path(self, table: AnyTable, row: Row) -> Row:
        blob = blob_column(table)
        return row if blob is None else row | {blob: self._media.of(row["sha256"])}

    def _add_pages(self, archive: ArchiveWriter) -> None:
        for pages in (entry_pages, letter_pages):
            for page in pages(self._store, self._media.by_id):
                archive.add(page.path, [page.text.encode()])
                self._step()

    def _manifest(self, sums: Mapping[str, Sum]) -> bytes:
        facts = {
            "format": FORMAT,
            "version": VERSION,
            "schema": schema.NEWEST,
            "program": self._program,
            "made": f"{self._made.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
            "first_day": self.content.first,
            "last_day": self.content.last,
            "counts": dict(self.content.rows),
            "files": {name: dataclasses.asdict(sums[name]) for name in sorted(sums)},
        }
        return json.dumps(facts, indent=1, ensure_ascii=False).encode() + b"\n"

    def _step(self) -> None:
        self._done += 1
        self._progress(min(1.0, self._done / self._all))
