"""Work that takes long enough to be watched and cancelled."""

import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from selfkind_desktop.app.runner import Runner
from selfkind_desktop.domain.progress import Cancelled, Progress
from selfkind_desktop.storage.errors import StorageError

T = TypeVar("T")

_STEPS = 200
"""How finely progress is told: the window repaints for each step, however often the work speaks."""


class LongWork(QObject):
    """One piece of work at a time, off the main thread; it ends in exactly one of four ways.

    Args:
        runner: where it is done.

    Signals:
        progressed(float): the share done, from 0 to 1.
        cancelled(): the person cancelled, and nothing was changed.
        failed(StorageError): it could not be done, and nothing was changed.
        over(): it ended, whichever way; told last.
    """

    progressed = Signal(float)
    cancelled = Signal()
    failed = Signal(object)
    over = Signal()
    _stepped = Signal(int)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._is_unwanted = threading.Event()
        self._is_going = False
        # It comes from the worker.
        self._stepped.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    @property
    def is_going(self) -> bool:
        """Whether something is being done."""
        return self._is_going

    def begin(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Do `work`; then `done` gets its result in the main thread, unless it fails or is cancelled.

        Args:
            work: tells how far it is, and stops when telling raises `Cancelled`.
            done: called before `over`.

        Raises:
            RuntimeError: something is being done already; a window that allows it is wrong.
        """
        if self._is_going:
            raise RuntimeError("one piece of work at a time")
        self._is_going = True
        self._is_unwanted.clear()
        last = -1

        def progress(share: float) -> None:
            nonlocal last
            if self._is_unwanted.is_set():
                raise Cancelled
            step = int(share * _STEPS)
            if step != last:
                last = step
                self._stepped.emit(step)

        def run() -> Callable[[], None]:
            try:
                result = work(progress)
            except Cancelled:
                return self.cancelled.emit
            except StorageError as error:
                return _telling(self.failed.emit, error)
            return lambda: done(result)

        self._runner.run(run, self._end)

    def cancel(self) -> None:
        """Stop as soon as the work next tells how far it is; too late is no trouble."""
        self._is_unwanted.set()

    def _tell(self, step: int) -> None:
        if self._is_going:
            self.progressed.emit(step / _STEPS)

    def _end(self, tell: Callable[[], None]) -> None:
        self._is_going = False
        tell()
        self.over.emit()


def _telling(emit: Callable[[object], None], error: StorageError) -> Callable[[], None]:
    return lambda: emit(error)
