"""Words and numbers to read, and for other programs: Markdown and CSV in a zip or a folder."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.domain.records import CheckIn, Pause, Reminder
from selfkind_desktop.exchange.own import readme
from selfkind_desktop.exchange.own.archive import ArchiveWriter
from selfkind_desktop.exchange.own.landing import new_file, new_folder
from selfkind_desktop.exchange.own.media import MediaPaths
from selfkind_desktop.exchange.own.pages import entry_pages, letter_pages, oldest_first
from selfkind_desktop.exchange.own.times import local_text
from selfkind_desktop.storage.transfer import Outgoing

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula, and run."""

_BOM = "\ufeff"
"""Without it some spreadsheets take UTF-8 for the letters of another century."""

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Read:
    """What a readable export holds, in numbers."""

    entries: int
    letters: int
    check_ins: int
    pauses: int
    reminders: int


class _Place(Protocol):
    def add(self, name: str, data: bytes) -> None:
        """Write a file."""
        ...


class _Folder:
    """Files in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, name: str, data: bytes) -> None:
        """Write a file; its folder is made."""
        path = self._folder / name
        path.parent.mkdir(mode=0o700, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(data)


class _Zip:
    """Files in a zip."""

    def __init__(self, archive: ArchiveWriter) -> None:
        self._archive = archive

    def add(self, name: str, data: bytes) -> None:
        """Write a file."""
        self._archive.add(name, [data])


def export(store: "Store", path: Path, progress: Progress = unheard, *, replace: bool = False) -> Read:
    """Write what can be read into a zip, or, where the name does not end in `.zip`, into a new folder.

    Args:
        store: the open store, in the thread that opened it.
        path: the zip or folder; it appears whole or not at all.
        progress: is told the share done.
        replace: whether a zip of that name may be replaced; a folder never is.

    Raises:
        NameTaken: there is something of that name.
        Cancelled: as `progress` says; nothing is left.
        StorageError: it could not be read or written; nothing is left.
    """
    outgoing = Outgoing(store)
    with _place(path, replace=replace) as place, outgoing.standing_still():
        return _Reading(store, outgoing, place, progress).write()


@contextmanager
def _place(path: Path, *, replace: bool) -> Iterator[_Place]:
    if path.suffix.lower() != ".zip":
        with new_folder(path) as folder:
            yield _Folder(folder)
        return
    with new_file(path, replace=replace) as file, ArchiveWriter(file) as archive:
        yield _Zip(archive)


class _Reading:
    """One readable export on its way."""

    def __init__(self, store: "Store", outgoing: Outgoing, place: _Place, progress: Progress) -> None:
        self._store = store
        self._outgoing = outgoing
        self._place = place
        self._progress = progress
        self._done, self._all = 0, 1

    def write(self) -> Read:
        """Write every file."""
        store = self._store
        counts = Read(
            store.entries.count(),
            store.letters.count(),
            store.check_ins.count(),
            store.pauses.count(),
            store.reminders.count(),
        )
        self._all = counts.entries + counts.letters + counts.check_ins + counts.pauses + counts.reminders
        self._place.add("README.md", readme.READABLE.encode())
        self._pages()
        self._tables(counts)
        self._progress(1.0)
        return counts

    def _pages(self) -> None:
        media = MediaPaths(self._outgoing)
        wanted: set[str] = set()
        for pages in (entry_pages, letter_pages):
            for page in pages(self._store, media.by_id):
                self._place.add(page.path, page.text.encode())
                wanted.update(page.media)
                self._step()
        if wanted:
            for path, data in media.files():
                if path in wanted:
                    self._place.add(path, data)

    def _tables(self, counts: Read) -> None:
        store = self._store
        check_ins = map(_check_in, oldest_first(counts.check_ins, store.check_ins.newest))
        self._table("check-ins", ("mood", "words", "place", "pause", "id"), check_ins)
        pauses = map(_pause, oldest_first(counts.pauses, store.pauses.newest))
        columns = ("practice", "minutes", "seconds", "end", "source", "mood_before", "mood_after", "id")
        self._table("pauses", columns, pauses)
        reminders = map(_reminder, oldest_first(counts.reminders, store.reminders.newest))
        self._table("reminders", ("due", "answered", "answer", "way", "minutes", "id"), reminders)

    def _table(self, name: str, columns: Sequence[str], rows: Iterator[tuple[Stamp, Sequence[Cell]]]) -> None:
        text = io.StringIO(newline="")
        table = csv.writer(text)
        table.writerow(("day", "time", "zone", *columns))
        for stamp, cells in rows:
            table.writerow([harmless(cell) for cell in (*_when(stamp), *cells)])
            self._step()
        self._place.add(f"{name}.csv", (_BOM + text.getvalue()).encode())

    def _step(self) -> None:
        self._done += 1
        self._progress(min(1.0, self._done / max(1, self._all)))


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _when(stamp: Stamp) -> tuple[str, str, str]:
    return stamp.day.isoformat(), local_text(stamp), stamp.zone


def _check_in(each: CheckIn) -> tuple[Stamp, Sequence[Cell]]:
    return each.stamp, (int(each.mood), "; ".join(each.words), each.place.value, each.pause, each.id)


def _pause(each: Pause) -> tuple[Stamp, Sequence[Cell]]:
    moods = (_number(each.before), _number(each.after))
    seconds = round(each.seconds, 1)
    facts = (each.practice, each.minutes, seconds, each.end.value, each.source.value, *moods, each.id)
    return each.stamp, facts


def _reminder(each: Reminder) -> tuple[Stamp, Sequence[Cell]]:
    due, answered = (at.isoformat(timespec="seconds") for at in (each.due, each.answered))
    return each.stamp, (due, answered, each.answer.value, each.way, each.minutes, each.id)


def _number(mood: int | None) -> int | None:
    return None if mood is None else int(mood)
