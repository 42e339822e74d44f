"""The keys of the pause window."""

from PySide6.QtCore import QKeyCombination, QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


class PauseKeys(QObject):
    """Single keys that work wherever the focus is, unless a field takes them as text.

    Signals:
        back, go_on: the arrow keys along the reading direction; Backspace is back too.
        space: the space bar.
        too_much: T or F1.
        end: Esc.
    """

    back = Signal()
    go_on = Signal()
    space = Signal()
    too_much = Signal()
    end = Signal()

    def __init__(self, window: QWidget) -> None:
        """Listen in `window`."""
        super().__init__(window)
        key = Qt.Key
        forward, backward = (
            (key.Key_Left, key.Key_Right) if window.isRightToLeft() else (key.Key_Right, key.Key_Left)
        )
        self._playing = [
            self._made(window, backward, self.back),
            self._made(window, key.Key_Backspace, self.back),
            self._made(window, forward, self.go_on),
            self._made(window, key.Key_Space, self.space),
        ]
        self._made(window, key.Key_T, self.too_much)
        self._made(window, key.Key_F1, self.too_much)
        self._made(window, key.Key_Escape, self.end)

    def set_playing(self, playing: bool) -> None:
        """Take arrows and space only while something is played; elsewhere they belong to the controls."""
        for shortcut in self._playing:
            shortcut.setEnabled(playing)

    def _made(self, window: QWidget, key: Qt.Key, signal: SignalInstance) -> QShortcut:
        shortcut = QShortcut(QKeySequence(QKeyCombination(key)), window)
        # a key held down is one wish, not thirty a second
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(signal)
        return shortcut
