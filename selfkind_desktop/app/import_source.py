"""A file or folder to bring in, for window and command line alike: looked into, read, then taken."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo, available_timezones

from selfkind_desktop.domain.arrivals import Arrival, Batch, Snag, Taken, Undone
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.exchange.found import FACTS, WHY, Fact, Found, Mapping, Reader, reader_of
from selfkind_desktop.ui.importing.values import (
    Glimpse,
    Missed,
    MoodFound,
    Note,
    Outcome,
    Preview,
    TagFound,
    Wishes,
)
from selfkind_desktop.ui.pages.journal.text import title_and_excerpt

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

_GLIMPSES = 3
_READING = 0.5
"""The share of an import that reading takes; the rest is writing."""


Undo = Callable[["Store", Progress], Undone]
"""Takes an import back, in the thread of the store."""


class ImportSource(Protocol):
    """A file or folder to bring in.

    `compare` and `take` are for the thread of the store, all else for the thread that reads.
    """

    @property
    def total(self) -> int:
        """How many things there are to take."""
        ...

    def look(self, progress: Progress) -> Preview:
        """Go through it and say what is in it.

        Raises:
            Cancelled: the person cancelled.
            StorageError: it cannot be read.
        """
        ...

    def compare(self, store: "Store", preview: Preview, progress: Progress) -> Preview:
        """The same, with what is here already.

        Raises:
            Cancelled: the person cancelled.
            StorageError: what is here cannot be read.
        """
        ...

    def read(self, wishes: Wishes, progress: Progress) -> None:
        """Read everything that `take` will take, pictures excepted.

        Raises:
            Cancelled: the person cancelled.
            StorageError: it cannot be read.
        """
        ...

    def take(self, store: "Store", progress: Progress) -> tuple[str, Outcome, Undo]:
        """Take what was read into the store, all of it or nothing.

        Returns:
            the id of the import (empty where only `Undo` knows it), what came of it, and how to take it back.

        Raises:
            Cancelled: the person cancelled.
            StorageError: it could not be written.
        """
        ...

    def close(self) -> None:
        """Let go of the file and of what was read."""
        ...


def source_of(
    path: Path, clock: Clock, ids: Callable[[], str], zone: str = "", passphrase: str | None = None
) -> ImportSource:
    """An export of our own, or a journal of another program.

    Args:
        path: the file or folder.
        clock: for the zone that the person is in, and for when the import is made.
        ids: gives new ids.
        zone: of times that say none; empty for the zone that the person is in.
        passphrase: what an export of our own was closed with.
    """
    from selfkind_desktop.exchange.own.opening import is_ours

    if is_ours(path):
        from selfkind_desktop.app.import_own import OwnSource

        return OwnSource(path, clock, passphrase)
    return ForeignSource(path, clock, ids, zone)


class ForeignSource:
    """A file or folder of another program.

    Args:
        path: the file or folder.
        clock: for the zone that the person is in, and for when the import is made.
        ids: gives new ids.
        zone: of times that say none; empty for the zone that the person is in.
    """

    def __init__(self, path: Path, clock: Clock, ids: Callable[[], str], zone: str = "") -> None:
        self.path = path
        self._clock = clock
        self._ids = ids
        self._reader: Reader | None = None
        self._found: Found | None = None
        self._zone = ZoneInfo(zone) if zone else clock.now().zone
        self._arrivals: list[Arrival | Snag] = []

    @property
    def total(self) -> int:
        """How many things there are to take."""
        return 0 if self._found is None else max(self._found.entries, self._found.check_ins)

    def look(self, progress: Progress) -> Preview:
        """Go through it and say what is in it.

        Raises:
            Cancelled: the person cancelled.
            StorageError: it cannot be read.
        """
        reader = self._open(self._zone)
        found = self._found = reader.look(progress)
        needs_zone = any(note.fact is Fact.NO_ZONE for note in found.notes)
        return Preview(
            program=found.source,
            name=self.path.name,
            entries=found.entries,
            check_ins=found.check_ins,
            media=found.media,
            first=found.first,
            last=found.last,
            glimpses=tuple(islice(_glimpses(reader), _GLIMPSES)),
            moods=tuple(MoodFound(mood.name, mood.count, mood.guess) for mood in found.moods),
            tags=tuple(TagFound(tag.name, tag.count) for tag in found.tags),
            zone=self._zone.key if needs_zone else "",
            zones=tuple(sorted(available_timezones())) if needs_zone else (),
            notes=tuple(Note(FACTS[note.fact], note.count) for note in found.notes),
            missed=missed_of(found.snags),
        )

    def read(self, wishes: Wishes, progress: Progress) -> None:
        """Read everything that `take` will take, pictures excepted.

        Raises:
            Cancelled: the person cancelled.
            StorageError: it cannot be read.
        """
        zone = ZoneInfo(wishes.zone) if wishes.zone else self._zone
        reader = self._open(zone)
        mapping = Mapping(wishes.moods, {name: as_ or None for name, as_ in wishes.tags.items()})
        total = max(1, self.total)
        self._arrivals = []
        for number, arrival in enumerate(reader.arrivals(mapping)):
            progress(_READING * min(1.0, number / total))
            self._arrivals.append(arrival)

    def compare(self, _store: "Store", preview: Preview, _progress: Progress) -> Preview:
        """What is here already shows when it is taken."""
        return preview

    def take(self, store: "Store", progress: Progress) -> tuple[str, Outcome, Undo]:
        """Take what was read into the store, all of it or nothing; in the thread of the store.

        Returns:
            the id of the import, what came of it, and how it is taken back.

        Raises:
            Cancelled: the person cancelled.
            StorageError: it could not be written.
        """
        source = self._found.source if self._found is not None else ""
        batch = Batch(self._ids(), self._clock.now().stamp(), source, self.path.name)

        def further(share: float) -> None:
            progress(_READING + (1 - _READING) * share)

        taken = store.imports.take(batch, self._arrivals, further, len(self._arrivals))
        return batch.id, outcome_of(taken), lambda store, progress: store.imports.undo(batch.id, progress)

    def close(self) -> None:
        """Let go of the file and of what was read."""
        self._arrivals = []
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _open(self, zone: ZoneInfo) -> Reader:
        if self._reader is not None and zone.key != self._zone.key:
            self._reader.close()
            self._reader = None
        if self._reader is None:
            self._zone = zone
            self._reader = reader_of(self.path, zone, self._ids)
        return self._reader


def outcome_of(taken: Taken) -> Outcome:
    """What the window says of it."""
    return Outcome(taken.entries, taken.check_ins, taken.media, taken.known, missed_of(taken.snags))


def missed_of(snags: Iterable[Snag]) -> tuple[Missed, ...]:
    """The same with a sentence for each reason."""
    return tuple(Missed(snag.where, WHY.get(snag.why, snag.why), snag.detail) for snag in snags)  # type: ignore[call-overload]


def _glimpses(reader: Reader) -> Iterator[Glimpse]:
    for arrival in reader.arrivals(Mapping()):
        if isinstance(arrival, Arrival) and arrival.entry is not None:
            entry = arrival.entry
            day: date = entry.stamp.day
            yield Glimpse(day, title_and_excerpt(entry)[0])
