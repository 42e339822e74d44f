"""Somebody else's program that fills the screen, until a line comes on its standard input."""

import sys

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QLabel

if __name__ == "__main__":
    app = QApplication([])
    film = QLabel("A film")
    film.setWindowTitle("Somebody's film")
    film.showFullScreen()
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(app.quit)
    app.exec()
