"""Taking one of our own exports back in: look at it, compare it with what is here, take it over, undo that.

incoming = look(path, passphrase, clock)     # reads and checks everything; changes nothing
incoming.preview                             # made when, counts, first and last day
incoming.compare(store)                      # how much is new, here already, different
incoming.take(store, Differing.KEEP_MINE)    # one transaction
incoming.close()
"""

import itertools
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.exchange.own.opening import Opened, is_locked, is_ours
from selfkind_desktop.storage.arriving import Arrived
from selfkind_desktop.storage.errors import ExportDamaged
from selfkind_desktop.storage.taking import Comparison, Differing, TakenOver, compare, take, undo
from selfkind_desktop.storage.transfer import Content

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

__all__ = [
    "KEY",
    "Comparison",
    "Differing",
    "Incoming",
    "Preview",
    "TakenOver",
    "is_locked",
    "is_ours",
    "look",
    "undo",
]

KEY = "selfkind"
"""The key of this format among those that can be imported."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an export holds.

    Attributes:
        name: of the file.
        made: when, UTC.
        program: the version that made it.
        content: how many rows of each table, the trash included, and the days they span.
    """

    name: str
    made: datetime
    program: str
    content: Content

    @property
    def first(self) -> date | None:
        """The first day as lived."""
        return date.fromisoformat(self.content.first) if self.content.first else None

    @property
    def last(self) -> date | None:
        """The last day as lived."""
        return date.fromisoformat(self.content.last) if self.content.last else None


class Incoming:
    """An export that was read and is whole; it changes nothing until `take`.

    Attributes:
        preview: what it holds.
    """

    def __init__(self, opened: Opened, arrived: Arrived, preview: Preview) -> None:
        self._opened = opened
        self._arrived = arrived
        self.preview = preview

    def compare(self, store: "Store", progress: Progress = unheard) -> Comparison:
        """Say what taking it over would do.

        Raises:
            Cancelled: as `progress` says.
            StorageError: the own data cannot be read.
        """
        return compare(self._arrived, store, progress)

    def take(
        self, store: "Store", differing: Differing = Differing.KEEP_MINE, progress: Progress = unheard
    ) -> TakenOver:
        """Take over what is not here, all of it or, if anything fails, nothing.

        Taking the same export over once more changes nothing. What it gave can be handed to `undo`.

        Raises:
            Cancelled: as `progress` says; nothing has changed.
            StorageError: a picture in it is damaged, or the disk is full; nothing has changed.
        """
        return take(self._arrived, store, self._opened.read, differing, progress)

    def close(self) -> None:
        """Let go of the file and forget what was read."""
        self._arrived.close()
        self._opened.close()


def look(path: Path, passphrase: str | None, clock: Clock, progress: Progress = unheard) -> Incoming:
    """Read an export and check every byte of it; nothing changes.

    Args:
        path: the file.
        passphrase: what it was locked with; None if it was not. `is_locked` says.
        clock: the time, for what reads the rows.
        progress: is told the share done.

    Raises:
        ExportForeign: it is no export of ours.
        ExportCut: it ends too early.
        ExportDamaged: something in it is not what was written.
        ExportNewer: a newer program made it.
        ExportLocked: it asks for a passphrase.
        ExportPassphraseWrong: it is whole, and locked with another one.
        FileUnreadable: it may not be read.
        Cancelled: as `progress` says.
    """
    opened = Opened(path, passphrase)
    try:
        opened.verify(lambda share: progress(share / 2))
        arrived, preview = _read(opened, clock, lambda share: progress(0.5 + share / 2))
    except BaseException:
        opened.close()
        raise
    return Incoming(opened, arrived, preview)


def _read(opened: Opened, clock: Clock, progress: Progress) -> tuple[Arrived, Preview]:
    facts = opened.facts
    counts = facts.get("counts")
    expected = max(1, sum(counts.values())) if isinstance(counts, dict) else 1
    arrived = Arrived(opened.path, str(facts.get("schema")), clock)
    try:
        done = 0
        for table, rows in itertools.groupby(opened.rows(), key=lambda each: each[0]):
            each = (row for _, row in rows)
            while batch := list(itertools.islice(each, 500)):
                arrived.add(table, batch)
                done += len(batch)
                progress(min(1.0, done / expected))
        content = arrived.settle()
        made = datetime.fromisoformat(str(facts.get("made")))
    except ValueError:
        arrived.close()
        raise ExportDamaged(opened.path, "facts") from None
    except BaseException:
        arrived.close()
        raise
    return arrived, Preview(opened.path.name, made, str(facts.get("program", "")), content)
