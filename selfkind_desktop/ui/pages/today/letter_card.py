"""Says that a letter has arrived; what is in it waits until it is opened."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.widgets.beside import Beside
from selfkind_desktop.ui.widgets.card import Card


class LetterCard(Card):
    """Hidden while no letter waits.

    Signals:
        opened(str): read the letter with this id.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("plum", parent, margin=16)
        self._latest = ""
        self._text = label(role="heading", ink="plum")
        read = button(self.tr("Read it"), "letters")
        read.clicked.connect(lambda: self.opened.emit(self._latest))
        row = Beside(gap=12)
        row.addWidget(self._text)
        row.addWidget(read)
        self.body.addLayout(row)
        self.hide()

    def show_letters(self, letters: tuple[str, ...]) -> None:
        """Say so, or nothing; given by their ids, the latest first."""
        self._latest = letters[0] if letters else ""
        several = self.tr("{count} letters have arrived").format(count=len(letters))
        self._text.setText(several if len(letters) > 1 else self.tr("A letter has arrived"))
        self.setVisible(bool(letters))
