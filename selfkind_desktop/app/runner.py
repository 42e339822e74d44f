"""Work off the main thread: one thread, one thing after the other, results back where the windows live."""

import queue
import threading
from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

T = TypeVar("T")


class Runner(Protocol):
    """Runs work elsewhere, or at once in tests."""

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `work`; then `done` gets its result in the main thread.

        What `work` raises surfaces in the main thread, where the crash dialog is.
        """
        ...

    def close(self, patience: float) -> bool:
        """Finish what waits, and end; False if it took longer than `patience` seconds."""
        ...


class ThreadRunner(QObject):
    """One worker thread, made when there is first something to do."""

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `work` in the thread; then `done` gets its result in the main thread."""

        def task() -> None:
            try:
                result = work()
            except BaseException as error:
                self._finished.emit(_raising(error))
            else:
                self._finished.emit(lambda: done(result))

        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="selfkind-worker", daemon=True)
            self._thread.start()
        self._waiting.put(task)

    def close(self, patience: float) -> bool:
        """Finish what waits, and end."""
        if self._thread is None:
            return True
        self._waiting.put(None)
        self._thread.join(patience)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while (task := self._waiting.get()) is not None:
            task()

    def _deliver(self, then: Callable[[], None]) -> None:
        then()


def _raising(error: BaseException) -> Callable[[], None]:
    def surface() -> None:
        raise error

    return surface
