"""What the journal shows where there is no entry, and the line beside its list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import button, label, set_ground
from selfkind_desktop.ui.theme import Appearance


class EmptyPage(QScrollArea):
    """A sentence, and a way to begin.

    Signals:
        begun(): write a line.
    """

    begun = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page = QWidget()
        set_ground(page, "surface")
        column = QVBoxLayout(page)
        column.setContentsMargins(40, 40, 40, 40)
        column.setSpacing(8)
        self._words = label(role="heading")
        column.addStretch(2)
        column.addWidget(self._words)
        column.addWidget(label(self.tr("What you write stays on this computer, encrypted."), role="muted"))
        column.addSpacing(8)
        begin = button(self.tr("Write a line"))
        begin.clicked.connect(self.begun)
        column.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(3)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(page)

    def say(self, sentence: str) -> None:
        """Say why there is nothing; the inviting sentence where it is empty."""
        self._words.setText(sentence or self.tr("Nothing here yet. A single line is a fine beginning."))


class Hairline(QWidget):
    """Between list and text."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self.setFixedWidth(1)
        appearance.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        """One pixel wide."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._appearance.color("line"))
        painter.end()
