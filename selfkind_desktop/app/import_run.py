"""One import from looking to undoing, without a window: read in a thread of its own, written in the keeper's.

Reading takes most of the time and holds nobody up. Writing is one transaction in the thread of the store, and
what is typed meanwhile waits behind it for about a second: a second writer would wait, or fail, as well.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.app.garbage import Held
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.long_work import LongWork
from selfkind_desktop.app.runner import Runner
from selfkind_desktop.app.store_work import StoreWork
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.ui.importing.values import Outcome, Preview, Wishes

if TYPE_CHECKING:
    from selfkind_desktop.app.import_source import ImportSource, Undo


class ImportRun(QObject):
    """Looks, reads, takes, undoes; one of these at a time.

    Args:
        clock: the time.
        keeper: the way to the store.
        ids: gives new ids.
        reading: where files are read; never the thread of the store.

    Signals:
        looked(Preview): this is what is in it.
        taken(Outcome): it is in.
        undone(gone: int, kept: int): it was taken back.
        progressed(float): the share done of what is being done.
        cancelled(): nothing of it was kept.
        failed(StorageError): it could not be done, and nothing was changed.
    """

    looked = Signal(object)
    taken = Signal(object)
    undone = Signal(int, int)
    progressed = Signal(float)
    cancelled = Signal()
    failed = Signal(object)

    def __init__(
        self,
        clock: Clock,
        keeper: Keeper,
        ids: Callable[[], str],
        reading: Runner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._ids = ids
        self._source: ImportSource | None = None
        self._batch = ""
        self._undo: Undo | None = None
        self._reading = LongWork(reading, self)
        self._writing = StoreWork(keeper, self)
        self._runner = reading
        self._collecting = Held()
        for work in (self._reading, self._writing):
            work.progressed.connect(self.progressed)
            work.cancelled.connect(self.cancelled)
            work.failed.connect(self.failed)
            work.over.connect(self._rest)

    @property
    def is_going(self) -> bool:
        """Whether something is being done."""
        return self._reading.is_going or self._writing.is_going

    @property
    def total(self) -> int:
        """How many things the file holds that was looked into."""
        return 0 if self._source is None else self._source.total

    @property
    def batch(self) -> str:
        """The id of the import that was made last; empty where it has none."""
        return self._batch

    def look(self, path: Path, zone: str = "", passphrase: str | None = None) -> None:
        """Look into a file or folder.

        Args:
            path: which.
            zone: of times that say none; empty for the zone that the person is in.
            passphrase: of an export of our own; it fails with `ExportLocked` where it needs one.
        """
        self.let_go()
        self._collecting.hold()

        def work(progress: Progress) -> tuple["ImportSource", Preview]:
            from selfkind_desktop.app.import_source import source_of

            source = source_of(path, self._clock, self._ids, zone, passphrase)
            try:
                return source, source.look(progress)
            except BaseException:
                source.close()
                raise

        self._reading.begin(work, self._looked)

    def take(self, wishes: Wishes) -> None:
        """Bring in what was looked at.

        Raises:
            RuntimeError: nothing was.
        """
        source = self._source
        if source is None:
            raise RuntimeError("look first")
        self._collecting.hold()
        self._reading.begin(
            lambda progress: source.read(wishes, progress),
            lambda _: self._writing.begin_with(source.take, self._taken),
        )

    def undo(self, batch_id: str = "") -> None:
        """Take an import back, but for what the person changed since.

        Args:
            batch_id: which; the one that was made last if empty.

        Raises:
            RuntimeError: none was made.
        """
        undo = self._undo
        if batch_id:
            undo = lambda store, progress: store.imports.undo(batch_id, progress)  # noqa: E731
        if undo is None:
            raise RuntimeError("nothing to take back")
        self._writing.begin_with(undo, lambda done: self.undone.emit(done.gone, done.kept))

    def cancel(self) -> None:
        """Stop what is being done."""
        self._reading.cancel()
        self._writing.cancel()

    def let_go(self) -> None:
        """Forget the file that was looked into, once nothing reads it any more."""
        source, self._source = self._source, None
        if source is not None:
            self._runner.run(source.close, lambda _: None)

    def _rest(self) -> None:
        if not self.is_going:
            self._collecting.let_go()

    def _looked(self, result: tuple["ImportSource", Preview]) -> None:
        source, preview = result
        self._source = source
        self._writing.begin_with(
            lambda store, progress: source.compare(store, preview, progress), self.looked.emit
        )

    def _taken(self, result: tuple[str, Outcome, "Undo"]) -> None:
        self._batch, outcome, self._undo = result
        self.let_go()
        self.taken.emit(outcome)
