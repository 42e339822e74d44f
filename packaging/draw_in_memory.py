"""Runs Selfkind without any screen, and draws its windows into pictures when asked.

    draw_in_memory.py ASK TELL

Both are named pipes. Each line that comes through ASK is one wish (`picture FILE` or `press KEY`); a line
through TELL says that it was done.
"""

import os
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication

from selfkind_desktop.app.main import main

_KEYS = {"Return": Qt.Key.Key_Return, "Escape": Qt.Key.Key_Escape, "Tab": Qt.Key.Key_Tab}


class Hand(QObject):
    """Does in the main thread what the other one reads from the pipe."""

    wished = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.wished.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def _do(self, wish: str, done: threading.Event) -> None:
        kind, _, what = wish.partition(" ")
        if kind == "picture":
            _picture(Path(what))
        elif kind == "press":
            _press(_KEYS[what])
        done.set()


def _picture(path: Path) -> None:
    area = QGuiApplication.primaryScreen().geometry()
    picture = QImage(area.size(), QImage.Format.Format_RGB32)
    picture.fill(0xFF8FA39B)
    painter = QPainter(picture)
    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            painter.drawPixmap(window.geometry().topLeft(), window.grab())
    painter.end()
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(str(path))


def _press(key: Qt.Key) -> None:
    window = QApplication.activeWindow() or next(
        (each for each in QApplication.topLevelWidgets() if each.isVisible()), None
    )
    if window is not None:
        target = window.focusWidget() or window
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.postEvent(target, event)


def _listen(asked: Path, told: Path, hand: Hand) -> None:
    while True:
        with asked.open() as wishes:
            for wish in wishes:
                done = threading.Event()
                hand.wished.emit(wish.strip(), done)
                done.wait()
                with told.open("w") as answer:
                    answer.write("done\n")


if __name__ == "__main__":
    listener = Hand()
    threading.Thread(
        target=_listen, args=(Path(sys.argv[1]), Path(sys.argv[2]), listener), daemon=True
    ).start()
    code = main([])
    # The listening thread waits at its pipe for good; nothing is left to clean up.
    os._exit(code)
