"""Settings, last of all: deleting everything."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.pages.settings.section import Section
from selfkind_desktop.ui.style import button


class EraseSection(Section):
    """One way, and a dialog before it.

    Signals:
        wanted(): the person wants to see what would go.
    """

    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("delete", self.tr("Delete everything"), parent=parent)
        begin = button(self.tr("Delete everything…"))
        begin.clicked.connect(self.wanted)
        self.add_row(
            self.tr("Away for good"),
            self.tr(
                "Journal, letters, check-ins, backups and the key that opens them. You see what goes, and "
                "what cannot be reached, before anything does."
            ),
            begin,
        )
