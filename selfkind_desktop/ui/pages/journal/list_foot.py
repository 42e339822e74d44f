"""The foot of the list: what belongs to the journal and is not an entry."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.style import button
from selfkind_desktop.ui.widgets.flow import FlowLayout


class ListFoot(QWidget):
    """Ways to the phrases and to the trash.

    Signals:
        phrases_requested(), trash_requested(): the person wants to see them.
    """

    phrases_requested = Signal()
    trash_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self, spacing=4)
        for text, wish in (
            (self.tr("Phrases"), self.phrases_requested),
            (self.tr("Trash"), self.trash_requested),
        ):
            link = button(text, "quiet")
            link.clicked.connect(wish)
            row.addWidget(link)
