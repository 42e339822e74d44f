"""Settings: taking everything along."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.pages.settings.section import Section
from selfkind_desktop.ui.style import button


class ExportSection(Section):
    """Two ways out.

    Signals:
        everything_wanted(): the file that brings everything back.
        readable_wanted(): files to read.
    """

    everything_wanted = Signal()
    readable_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("export", self.tr("Take everything with you"), parent=parent)
        everything = button(self.tr("Export everything…"))
        everything.clicked.connect(self.everything_wanted)
        self.add_row(
            self.tr("Everything, in one file"),
            self.tr(
                "All you wrote and noted, pictures and older versions included. Selfkind takes it back in, "
                "here or on another computer. It can be locked with a passphrase."
            ),
            everything,
        )
        readable = button(self.tr("Export to read…"))
        readable.clicked.connect(self.readable_wanted)
        self.add_row(
            self.tr("To read, and for other programs"),
            self.tr("Entries and letters as text files, check-ins and pauses as tables for a spreadsheet."),
            readable,
        )
