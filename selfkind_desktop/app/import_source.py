"""A file or folder to bring in, for window and command line alike: looked into, read, then taken."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from selfkind_desktop.domain.arrivals import Arrival, Batch, Snag, Taken
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


class ImportSource:
    """A file or folder of another program.

    Every method but `take` is for one worker thread; `take` is for the thread of the store, afterwards.

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

    def take(self, store: "Store", progress: Progress) -> tuple[Batch, Outcome]:
        """Take what was read into the store, all of it or nothing; in the thread of the store.

        Raises:
            Cancelled: the person cancelled.
            StorageError: it could not be written.
        """
        source = self._found.source if self._found is not None else ""
        batch = Batch(self._ids(), self._clock.now().stamp(), source, self.path.name)

        def further(share: float) -> None:
            progress(_READING + (1 - _READING) * share)

        taken = store.imports.take(batch, self._arrivals, further, len(self._arrivals))
        return batch, outcome_of(taken)

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
