"""Somebody else's program: a text window that writes what is typed into a file, at every key."""

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit

if __name__ == "__main__":
    app = QApplication([])
    kept = Path(sys.argv[1])
    edit = QPlainTextEdit()
    edit.setWindowTitle("Somebody's editor")
    edit.setGeometry(60, 80, 420, 260)
    edit.textChanged.connect(lambda: kept.write_text(edit.toPlainText(), encoding="utf-8"))
    edit.show()
    app.exec()
