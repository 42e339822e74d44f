"""A question for the blank page: it can be taken up, changed for another, or sent away for good."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.icon_button import IconButton


class PromptLine(QWidget):
    """Shows one prompt; empty, it takes no room.

    Signals:
        taken(str): the person writes about this one.
        another_wanted(): a different one, please.
        unwanted(): no prompts any more.
    """

    taken = Signal(str)
    another_wanted = Signal()
    unwanted = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._label = label(role="reading", ink="muted")
        another = IconButton(appearance, "shuffle", self.tr("Another question"))
        another.clicked.connect(self.another_wanted)
        take = button(self.tr("Write about this"), "quiet")
        take.clicked.connect(lambda: self.taken.emit(self._text))
        away = button(self.tr("No questions here"), "quiet")
        away.setToolTip(self.tr("They can be brought back in Settings."))
        away.clicked.connect(self.unwanted)
        asked = QHBoxLayout()
        asked.setContentsMargins(0, 0, 0, 0)
        asked.addWidget(self._label, 1)
        asked.addWidget(another)
        answers = FlowLayout()
        answers.addWidget(take)
        answers.addWidget(away)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addLayout(asked)
        column.addLayout(answers)
        self.hide()

    @property
    def text(self) -> str:
        """What it asks; empty where it asks nothing."""
        return self._text

    def ask(self, text: str) -> None:
        """Ask this; an empty text asks nothing."""
        self._text = text
        self._label.setText(text)
        self.setVisible(bool(text))
