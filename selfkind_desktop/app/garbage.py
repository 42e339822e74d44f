"""Lets Python's garbage collector run in the main thread only.

Left alone it runs in whichever thread happens to allocate: in the worker it would destroy windows that belong
to the main thread, and the program would crash. (It did: while the worker imported SQLAlchemy.)
"""

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject


class MainThreadCollector(QObject):
    """Collects whenever the event loop is about to wait, by Python's own thresholds; it wakes nobody."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Take collecting over from Python, in the thread that calls this."""
        super().__init__(parent)
        self._loop = QAbstractEventDispatcher.instance()
        self._loop.aboutToBlock.connect(self._collect)
        gc.disable()

    def close(self) -> None:
        """Give collecting back to Python."""
        self._loop.aboutToBlock.disconnect(self._collect)
        gc.enable()

    def _collect(self) -> None:
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return


class Held:
    """Holds collecting off for a while.

    What is read of a large file would be gone through again and again, for a tenth of a second each time, and
    goes by itself at the end.
    """

    _NEVER = (2**31 - 1,) * 3

    def __init__(self) -> None:
        self._before: tuple[int, int, int] | None = None

    def hold(self) -> None:
        """Collect nothing from now on."""
        if self._before is None and gc.get_threshold() != self._NEVER:
            self._before = gc.get_threshold()
            gc.set_threshold(*self._NEVER)

    def let_go(self) -> None:
        """Collect as before."""
        if self._before is not None:
            gc.set_threshold(*self._before)
            self._before = None
