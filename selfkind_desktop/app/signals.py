"""Hears when the system or a terminal asks the program to end, so that nothing typed is lost with it."""

import sys

from PySide6.QtCore import QObject, QSocketNotifier, Signal

if sys.platform == "win32":

    class EndSignals(QObject):
        """There are no such signals here; the session asks Qt instead.

        Signals:
            ended(): never comes.
        """

        ended = Signal()

        def close(self) -> None:
            """Nothing was changed."""

else:
    import os
    import signal

    _ASKING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

    class EndSignals(QObject):
        """Listens from its making until `close`.

        Python runs no handler while Qt waits, so the number of the signal comes through a pipe that Qt
        watches.

        Signals:
            ended(): the program is asked to end, now and without questions.
        """

        ended = Signal()

        def __init__(self, parent: QObject | None = None) -> None:
            super().__init__(parent)
            self._pipe: tuple[int, ...] = os.pipe()
            for end in self._pipe:
                os.set_blocking(end, False)
            self._wakeup = signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
            self._before = {each: signal.signal(each, _let_the_pipe_tell) for each in _ASKING}
            self._heard = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
            self._heard.activated.connect(self._read)

        def close(self) -> None:
            """Leave signals as they were found."""
            if not self._pipe:
                return
            self._heard.setEnabled(False)
            for each, before in self._before.items():
                signal.signal(each, before)
            signal.set_wakeup_fd(self._wakeup)
            for end in self._pipe:
                os.close(end)
            self._pipe = ()

        def _read(self) -> None:
            if os.read(self._pipe[0], 64):
                self.ended.emit()

    def _let_the_pipe_tell(_number: int, _frame: object) -> None:
        """A handler has to be there; what it would do is done where Qt hears of it."""
