"""Backups while the program runs: one a day at a quiet moment, a rehearsal a month, and what is asked for."""

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.long_work import LongWork
from selfkind_desktop.app.runner import Runner, ThreadRunner
from selfkind_desktop.domain.backups import backup_is_due, rehearsal_is_due
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.domain.settings import BACKUP_DAILY, BACKUP_FOLDER
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.backup_record import BackupRecord, load_record
from selfkind_desktop.storage.errors import StorageError

if TYPE_CHECKING:
    from selfkind_desktop.app.backup_work import BackupWork, Place, Rehearsal
    from selfkind_desktop.storage.store import Store

log = logging.getLogger(__name__)

T = TypeVar("T")

_QUIET_MS = 600_000
"""How long after the start, or after the last change, a copy is thought of: nobody waits for it."""

_PATIENCE = 10.0
_NICE = 10


def step_back() -> None:
    """Let this thread, and those it starts, work after everybody else, where threads can (Linux)."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)


class Backups(QObject):
    """Makes copies in a thread of its own, with connections of its own: nobody who writes waits for it.

    Args:
        clock: the time.
        choices: whether, and where else.
        keeper: knows the store.
        paths: where everything is.
        suits: whether nothing is going on that a busy disk could disturb.
        runner: where it is done; a thread of its own if None.

    Signals:
        changed(): there is another copy, or another answer of a rehearsal.
        failed(StorageError): the automatic copy could not be made; told once for the same reason.
        would_not_return(StorageError): the newest copy would not have come back.
    """

    changed = Signal()
    failed = Signal(object)
    would_not_return = Signal(object)

    def __init__(
        self,
        clock: Clock,
        choices: Choices,
        keeper: Keeper,
        paths: Paths,
        suits: Callable[[], bool],
        runner: Runner | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._choices = choices
        self._keeper = keeper
        self._paths = paths
        self._suits = suits
        self._runner = runner or ThreadRunner(self)
        self.going = LongWork(self._runner, self)
        self.going.failed.connect(self._did_not_work)
        self.going.over.connect(self._go_on)
        self._next: Callable[[], None] | None = None
        self._is_by_itself = False
        self._work: BackupWork | None = None
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.consider)
        keeper.changed.connect(lambda _collection: self._timer.start())

    @property
    def runner(self) -> Runner:
        """Where copies are made and looked into, one after the other."""
        return self._runner

    @property
    def record(self) -> BackupRecord:
        """What is remembered of copies and rehearsals."""
        return load_record(self._paths.backup_record)

    @property
    def work(self) -> "BackupWork":
        """What does it; loaded when first needed."""
        if self._work is None:
            from selfkind_desktop.app.backup_work import BackupWork

            self._work = BackupWork(self._paths, lambda: self._clock.now().at)
        return self._work

    @property
    def is_by_itself(self) -> bool:
        """Whether what is being done was asked for by nobody."""
        return self.going.is_going and self._is_by_itself

    @property
    def is_waiting(self) -> bool:
        """Whether what was asked for begins as soon as what goes on by itself has stopped."""
        return self._next is not None

    def begin(self) -> None:
        """The program has started."""
        self._timer.start()

    def consider(self) -> None:
        """Make the copy of the day, or rehearse, if it is time for either and nothing is going on."""
        record = self.record
        now = self._clock.now()
        copy_is_due = self._choices[BACKUP_DAILY] and backup_is_due(record.made, now)
        is_due = copy_is_due or (record.made is not None and rehearsal_is_due(record.rehearsed, now.at))
        if not is_due or self._keeper.is_locked or self._keeper.trouble is not None:
            return
        if self.going.is_going or not self._suits():
            self._timer.start()
            return
        self.with_place(lambda place: self._by_itself(place, copy_is_due))

    def _by_itself(self, place: "Place", copy_is_due: bool) -> None:
        if self.going.is_going or self._keeper.is_locked:
            return
        folder = self._choices[BACKUP_FOLDER]
        before = self.record.trouble

        def act(progress: Progress) -> "tuple[StorageError | None, StorageError | None]":
            step_back()
            failed = None
            if copy_is_due:
                try:
                    self.work.back_up(place, Path(folder) if folder else None, progress)
                except StorageError as error:
                    log.warning("no backup: %s", error)
                    failed = error if error.code.value != before else None
            return failed, self._rehearse_if_due(place, progress)

        self._is_by_itself = True
        self.going.begin(act, self._was_by_itself)

    def _rehearse_if_due(self, place: "Place", progress: Progress) -> StorageError | None:
        if not rehearsal_is_due(self.record.rehearsed, self._clock.now().at):
            return None
        try:
            self.work.rehearse(place, progress)
        except StorageError as error:
            log.warning("a backup would not have come back: %s", error)
            return error
        return None

    def _was_by_itself(self, troubles: "tuple[StorageError | None, StorageError | None]") -> None:
        failed, would_not_return = troubles
        self.changed.emit()
        if failed is not None:
            self.failed.emit(failed)
        if would_not_return is not None:
            self.would_not_return.emit(would_not_return)

    # What is asked for

    def with_place(self, act: "Callable[[Place], None]") -> None:
        """Call `act` with the open database and its key; never, where it cannot be opened."""

        def read(store: "Store") -> "Place":
            from selfkind_desktop.app.backup_work import Place

            return Place(store.place.path, store.place.key)

        self._keeper.ask(read, act, self)

    def back_up_to(self, place: "Place", target: Path, done: Callable[[Path], None]) -> None:
        """One file to carry away."""
        self._begin(lambda progress: self.work.back_up_to(place, target, progress), done)

    def back_up(self, place: "Place", done: Callable[[Path | None], None]) -> None:
        """The copy of the day, now."""
        folder = self._choices[BACKUP_FOLDER]
        second = Path(folder) if folder else None
        self._begin(lambda progress: self.work.back_up(place, second, progress), done)

    def rehearse(self, place: "Place", done: "Callable[[Rehearsal | None], None]") -> None:
        """Try a restore out."""
        self._begin(lambda progress: self.work.rehearse(place, progress), done)

    def _begin(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        def tell(result: T) -> None:
            self.changed.emit()
            done(result)

        if self.is_by_itself:
            # Who asks comes first; what was being done by itself is begun anew another time.
            self._next = lambda: self._begin(work, done)
            self.going.cancel()
            return
        self._is_by_itself = False
        self.going.begin(work, tell)

    def _go_on(self) -> None:
        following, self._next = self._next, None
        if following is not None:
            following()

    def cancel(self) -> None:
        """Stop; what was not finished is gone, and older copies are as they were."""
        self.going.cancel()

    def close(self) -> None:
        """The program ends."""
        self._timer.stop()
        self.cancel()
        self._runner.close(_PATIENCE)

    def _did_not_work(self, error: StorageError) -> None:
        log.warning("backup: %s", error)
        self.changed.emit()
