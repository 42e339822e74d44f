"""Lets Python's garbage collector run in the main thread only.

Left alone it runs in whichever thread happens to allocate: in the worker it would destroy windows that belong
to the main thread, and the program would crash. (It did: while the worker imported SQLAlchemy.)
"""

import gc
import sys

from PySide6.QtCore import QAbstractEventDispatcher, QObject

_MANY = 20
"""So many new modules, and what they made is not worth looking through: it stays."""


class MainThreadCollector(QObject):
    """Collects whenever the event loop is about to wait, by Python's own thresholds; it wakes nobody.

    What was loaded with modules, and what lived through a full collection, is put aside: going through all of
    it again and again would freeze a window for a tenth of a second each time. Whoever closes
    windows or locks takes it out again (`gc.unfreeze`).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Take collecting over from Python, in the thread that calls this."""
        super().__init__(parent)
        self._loop = QAbstractEventDispatcher.instance()
        self._loop.aboutToBlock.connect(self._collect)
        self._modules = len(sys.modules)
        gc.disable()

    def close(self) -> None:
        """Give collecting back to Python."""
        self._loop.aboutToBlock.disconnect(self._collect)
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        modules = len(sys.modules)
        if modules > self._modules + _MANY:
            self._modules = modules
            gc.freeze()
            return
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                if generation == 2:
                    gc.freeze()
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
