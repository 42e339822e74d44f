"""Settings: bringing words in, and what came in before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.domain.arrivals import PastImport
from selfkind_desktop.ui.importing.panes import dropped_path
from selfkind_desktop.ui.importing.words import (
    counts_in_words,
    day_in_words,
    program_name,
    undone_in_words,
)
from selfkind_desktop.ui.pages.settings.section import Section, padded
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.beside import Beside


class ImportSection(Section):
    """A way in, and the list of imports, each of which can be undone.

    Signals:
        begun(): the person wants to bring something in.
        dropped(path: str): this file or folder.
        undo_wanted(id: str): take this import back.
    """

    begun = Signal()
    dropped = Signal(str)
    undo_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("import", self.tr("Bring words in"), parent=parent)
        self.setAcceptDrops(True)
        begin = button(self.tr("Bring words in…"))
        begin.clicked.connect(self.begun)
        self.add_row(
            self.tr("From another program"),
            self.tr(
                "Daylio, Day One, jrnl, RedNotebook, Mini Diary, Journiv, Diarium, text files, or an export "
                "of Selfkind’s own. You see what is in it first. A file may be dropped here too."
            ),
            begin,
        )
        self._said = label(role="muted")
        self._said.hide()
        self._list = QWidget()
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        self._title = label(self.tr("What came in so far"), "eyebrow")
        self._past = padded(self._title, self._said, self._list, spacing=8)
        self.add(self._past, self.tr("Undo an import"))
        self.set_relevant(self._past, is_relevant=False)
        self._imports: tuple[PastImport, ...] = ()

    def show_imports(self, imports: Sequence[PastImport]) -> None:
        """Show these, the newest first."""
        if tuple(imports) == self._imports:
            return
        self._imports = tuple(imports)
        while (item := self._column.takeAt(0)) is not None:
            row = item.widget()
            if row is not None:
                row.hide()
                row.deleteLater()
        for each in imports:
            self._column.addWidget(self._row(each))
        self._title.setVisible(bool(imports))
        self._arrange_past()

    def show_undone(self, gone: int, kept: int) -> None:
        """Say what undoing did."""
        self.say(undone_in_words(gone, kept))

    def say(self, text: str) -> None:
        """Say a sentence above the list."""
        self._said.setText(text)
        self._said.setVisible(bool(text))
        self._arrange_past()
        announce(self._said, text)

    def _arrange_past(self) -> None:
        self.set_relevant(self._past, is_relevant=bool(self._imports or self._said.text()))

    def _row(self, past: PastImport) -> QWidget:
        row, said = QWidget(), QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(
            label(
                self.tr("{program} · {file}").format(
                    program=program_name(past.batch.source), file=past.batch.name
                )
            )
        )
        counts = self.tr("{day} · {counts} here").format(
            day=day_in_words(past.batch.stamp.day), counts=counts_in_words(past.entries, past.check_ins)
        )
        words.addWidget(label(counts, "small"))
        undo = button(self.tr("Undo"), "link")
        undo.setAccessibleName(self.tr("Undo the import of {file}").format(file=past.batch.name))
        undo.clicked.connect(lambda: self.undo_wanted.emit(past.batch.id))
        beside = Beside(row)
        beside.addWidget(said)
        beside.addWidget(undo)
        return row

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file or folder may be dropped."""
        if dropped_path(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """It is looked into."""
        event.acceptProposedAction()
        self.dropped.emit(dropped_path(event))
