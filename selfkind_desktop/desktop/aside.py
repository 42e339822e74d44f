"""Short work that could block, done beside the main thread and given up when it takes too long."""

import contextlib
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal


class Aside(QObject):
    """Runs work in threads of its own, and tells its results in the main thread.

    A thread that hangs is left behind and cannot keep the program from ending.
    """

    _done = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[int, Callable[[Any], None]] = {}
        self._count = 0
        self._done.connect(self._tell)

    def run(self, work: Callable[[], Any], then: Callable[[Any], None], within: int = 300) -> None:
        """Do `work` in a thread.

        Args:
            work: raises nothing but OSError, which counts as None.
            then: gets its result, or None after `within` milliseconds; never during this call.
            within: milliseconds.
        """
        self._count += 1
        number = self._count
        self._waiting[number] = then
        QTimer.singleShot(within, self, lambda: self._tell(number, None))
        threading.Thread(target=self._work, args=(number, work), daemon=True).start()

    def _work(self, number: int, work: Callable[[], Any]) -> None:
        """In the thread."""
        try:
            result = work()
        except OSError:
            result = None
        with contextlib.suppress(RuntimeError):  # the program ended meanwhile
            self._done.emit(number, result)

    def _tell(self, number: int, result: object) -> None:
        then = self._waiting.pop(number, None)
        if then is not None:
            then(result)
