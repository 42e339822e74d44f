"""An export of Selfkind's own, brought in through the same window."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from selfkind_desktop.app.import_source import Undo
from selfkind_desktop.domain.arrivals import Undone
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.exchange.own import importing as own
from selfkind_desktop.storage.schema import CHECK_INS, ENTRIES, MEDIA
from selfkind_desktop.ui.importing.values import Outcome, Preview, Wishes

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store


class OwnSource:
    """See `import_source.ImportSource`. Nothing is mapped: it is ours already.

    Args:
        path: the export.
        clock: for what reads its rows.
        passphrase: what it was closed with; None if it was not.
    """

    def __init__(self, path: Path, clock: Clock, passphrase: str | None) -> None:
        self._path = path
        self._clock = clock
        self._passphrase = passphrase
        self._incoming: own.Incoming | None = None
        self._differing = own.Differing.KEEP_MINE

    @property
    def total(self) -> int:
        """How many rows there are."""
        return 0 if self._incoming is None else sum(self._incoming.preview.content.rows.values())

    def look(self, progress: Progress) -> Preview:
        """Read it and check every byte of it."""
        self._incoming = own.look(self._path, self._passphrase, self._clock, progress)
        self._passphrase = None
        held = self._incoming.preview
        rows = held.content.rows
        return Preview(
            own.KEY,
            self._path.name,
            entries=rows.get(ENTRIES.name, 0),
            check_ins=rows.get(CHECK_INS.name, 0),
            media=rows.get(MEDIA.name, 0),
            first=held.first,
            last=held.last,
            more=sum(rows.values()),
        )

    def compare(self, store: "Store", preview: Preview, progress: Progress) -> Preview:
        """What of it is here already, and what reads differently here."""
        assert self._incoming is not None
        compared = self._incoming.compare(store, progress)
        return replace(
            preview,
            known=compared.here.get(ENTRIES.name, 0) + compared.here.get(CHECK_INS.name, 0),
            differing=len(compared.differing),
        )

    def read(self, wishes: Wishes, progress: Progress) -> None:
        """It is read already."""
        progress(0.0)
        self._differing = own.Differing.KEEP_BOTH if wishes.keep_both else own.Differing.KEEP_MINE

    def take(self, store: "Store", progress: Progress) -> tuple[str, Outcome, Undo]:
        """Take over what is not here; its pictures are read as they are written."""
        assert self._incoming is not None
        taken = self._incoming.take(store, self._differing, progress)
        new = taken.new

        def undo(store: "Store", progress: Progress) -> Undone:
            progress(0.0)
            stayed = own.undo(store, taken)
            return Undone(len(taken.undo) - stayed, stayed)

        entries, check_ins = new.get(ENTRIES.name, 0), new.get(CHECK_INS.name, 0)
        more = sum(new.values()) - entries - check_ins - new.get(MEDIA.name, 0)
        return "", Outcome(entries, check_ins, new.get(MEDIA.name, 0), taken.here, more=more), undo

    def close(self) -> None:
        """Let go of the file and forget what was read."""
        incoming, self._incoming = self._incoming, None
        if incoming is not None:
            incoming.close()
