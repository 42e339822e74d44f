"""Keeps what a person did: opens the encrypted store when first needed, and loses nothing if it cannot."""

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from selfkind_desktop.app.runner import Runner
from selfkind_desktop.storage.errors import Locked, StorageError

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

log = logging.getLogger(__name__)

T = TypeVar("T")
Write = Callable[["Store"], object]

_TRY_AGAIN_MS = 20_000
_AT_LEAST_EVERY_MS = 320_000
"""Trouble that lasts is looked at less and less: each look may start a process and ask the key store."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something on its way to the disk."""

    write: Write
    done: Callable[[], None] | None
    missed: bool
    whom: QObject | None


class Keeper(QObject):
    """The way to the store for everyone in the main thread.

    Writes are kept in order and tried again until they are on the disk; reads answer when they can.

    Args:
        open_store: opens the store; called in the worker, where the store then lives. None: it is locked.
        runner: the worker.

    Signals:
        changed(str): a collection changed on the disk.
        troubled(StorageError | None): something keeps us from reading or writing; None: it is over.
        all_kept(): nothing waits any more that the person would miss.
    """

    changed = Signal(str)
    troubled = Signal(object)
    all_kept = Signal()
    _heard = Signal(str)
    _written = Signal(object)
    _stumbled = Signal(object)

    def __init__(
        self, open_store: Callable[[], "Store"] | None, runner: Runner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._is_locked = open_store is None
        # The next three belong to the worker.
        self._open_store = open_store
        self._store: Store | None = None
        self._pending: deque[_Piece] = deque()
        self._trouble: StorageError | None = None
        self._unsaved = 0
        self._is_asked = False
        self._wait_ms = _TRY_AGAIN_MS
        self._again = QTimer(self, singleShot=True)
        self._again.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._again.timeout.connect(self._look_again)
        # All of them come from the worker.
        self._heard.connect(self.changed, Qt.ConnectionType.QueuedConnection)
        self._written.connect(self._kept, Qt.ConnectionType.QueuedConnection)
        self._stumbled.connect(self._given_up, Qt.ConnectionType.QueuedConnection)

    @property
    def trouble(self) -> StorageError | None:
        """What keeps us from the store; None while all is well."""
        return self._trouble

    @property
    def unsaved(self) -> int:
        """How many writes are not on the disk yet that the person would miss."""
        return self._unsaved

    @property
    def is_locked(self) -> bool:
        """Whether the way to the store is closed: what is kept meanwhile waits in memory."""
        return self._is_locked

    def lock(self, closed: Callable[[], None] = lambda: None) -> None:
        """Close the store and forget how to open it, after everything before it was written.

        What the disk refuses stays in memory, and is written after `unlock`. Being locked is no trouble.

        Args:
            closed: called once neither the store nor its key is held here any more.
        """
        self._is_locked = True
        self._again.stop()

        def work() -> StorageError | None:
            try:
                return self._flush() if self._pending else None
            finally:
                self._open_store = None
                self._let_go()

        def done(trouble: StorageError | None) -> None:
            if trouble is not None:
                log.warning("locked, and some records wait: %s", trouble)
            self._settled(None)
            closed()

        self._runner.run(work, done)

    def unlock(self, open_store: Callable[[], "Store"]) -> None:
        """Open the store in this way, now and whenever it is needed, and write what waited."""
        self._is_locked = False

        def work() -> StorageError | None:
            self._open_store = open_store
            return self._flush()

        self._runner.run(work, self._settled)

    def warm(self) -> None:
        """Open the store in the background, so that nobody waits for it later."""
        if not self._is_locked:
            self._runner.run(self._flush, self._settled)

    def keep(
        self,
        write: Write,
        done: Callable[[], None] | None = None,
        *,
        missed: bool = True,
        whom: QObject | None = None,
    ) -> None:
        """Put something on the disk, as soon as that is possible, after everything before it.

        Args:
            write: gets the open store.
            done: called once it is on the disk.
            missed: whether the person would miss it; the program ends without the rest and asks nobody.
            whom: who wants to know when it is done; once it is deleted nobody is told.
        """
        self._unsaved += missed

        def work() -> StorageError | None:
            self._pending.append(_Piece(write, done, missed, whom))
            return self._flush()

        self._runner.run(work, self._settled)

    def ask(
        self, read: Callable[["Store"], T], answer: Callable[[T], None], whom: QObject | None = None
    ) -> None:
        """Read something, after everything that was kept before.

        Args:
            read: gets the open store.
            answer: gets what was read, in the main thread; or is never called, if the store cannot be read.
            whom: who wants to know; once it is deleted nobody is answered.
        """

        def work() -> tuple[StorageError | None, tuple[T, ...]]:
            # What still waits is trouble, although reading works: a full disk can be read.
            trouble = self._flush()
            if self._store is None:
                return trouble, ()
            try:
                return trouble, (read(self._store),)
            except StorageError as error:
                return error, ()

        def done(result: tuple[StorageError | None, tuple[T, ...]]) -> None:
            trouble, values = result
            self._settled(trouble)
            for value in values:
                if whom is None or isValid(whom):
                    answer(value)

        self._runner.run(work, done)

    def use(self, work: Callable[[Callable[[], "Store"]], T], done: Callable[[T], None]) -> None:
        """Do something long, once, after everything that was kept before. It answers for its own trouble.

        Args:
            work: gets a function that gives the open store, or raises the StorageError that bars the way.
            done: gets its result in the main thread.
        """

        def act() -> tuple[StorageError | None, T]:
            trouble = self._flush()

            def store() -> "Store":
                if self._store is None:
                    raise trouble or Locked()
                return self._store

            return trouble, work(store)

        def settle(result: tuple[StorageError | None, T]) -> None:
            self._settled(result[0])
            done(result[1])

        self._runner.run(act, settle)

    def try_again(self) -> None:
        """Write now what could not be written before; `troubled` tells, also if it is the same as before."""
        if self._is_locked:
            return
        self._is_asked = True
        self._wait_ms = _TRY_AGAIN_MS
        self._look_again()

    def _look_again(self) -> None:
        self._runner.run(self._flush, self._settled)

    def aside(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do something to the files while the store is closed, after everything before it was written.

        The store opens again when it is next needed, and what could not be written before is written then.

        Args:
            work: done in the worker.
            done: gets the result, in the main thread.
        """

        def close_first() -> T:
            self._flush()
            self._let_go()
            return work()

        self._runner.run(close_first, done)

    def close(self, patience: float = 10.0) -> bool:
        """Write what waits and close the store; False if something is still not on the disk."""
        self._again.stop()

        def work() -> None:
            self._flush()
            self._let_go()

        self._runner.run(work, lambda _: None)
        return self._runner.close(patience) and not self._pending

    def _let_go(self) -> None:
        store, self._store = self._store, None
        if store is not None:
            store.close()

    def _try_open(self) -> StorageError | None:
        if self._store is not None or self._open_store is None:
            return None
        try:
            self._store = self._open_store()
        except StorageError as error:
            return error
        self._store.changes.subscribe(self._heard.emit)
        return None

    def _flush(self) -> StorageError | None:
        """Write everything that waits, in order; stop at the first that cannot be written, and keep it."""
        trouble = self._try_open()
        while self._store is not None and self._pending:
            piece = self._pending[0]
            try:
                piece.write(self._store)
            except StorageError as error:
                return error
            except BaseException:
                # A mistake of ours. It surfaces, and must not keep everything behind it from the disk.
                self._pending.popleft()
                self._stumbled.emit(piece)
                raise
            self._pending.popleft()
            self._written.emit(piece)
        return trouble

    def _kept(self, piece: "_Piece") -> None:
        if piece.done is not None and (piece.whom is None or isValid(piece.whom)):
            piece.done()
        self._one_less(piece)

    def _given_up(self, piece: "_Piece") -> None:
        self._one_less(piece)
        self._look_again()

    def _one_less(self, piece: "_Piece") -> None:
        self._unsaved -= piece.missed
        if piece.missed and not self._unsaved:
            self.all_kept.emit()

    def _settled(self, trouble: StorageError | None) -> None:
        if self._is_locked:
            trouble = None  # asked before it was locked; nothing is tried until it opens
        if trouble is not None:
            log.warning("the store: %s", trouble)
            if not self._again.isActive():
                self._again.start(self._wait_ms)
                self._wait_ms = min(2 * self._wait_ms, _AT_LEAST_EVERY_MS)
        else:
            self._again.stop()
            self._wait_ms = _TRY_AGAIN_MS
        is_news = _code(trouble) != _code(self._trouble)
        self._trouble = trouble
        if is_news or self._is_asked:
            self._is_asked = False
            self.troubled.emit(trouble)


def _code(trouble: StorageError | None) -> str | None:
    return None if trouble is None else trouble.code
