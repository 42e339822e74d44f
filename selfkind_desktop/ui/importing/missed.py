"""The list of what could not be taken: to read, to copy, to save."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from selfkind_desktop.ui.importing.values import Missed
from selfkind_desktop.ui.importing.words import missed_as_text
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce

_LINES = 1000
"""So many are shown; all of them are copied and saved."""


class MissedList(QWidget):
    """A list, and a way to take it along.

    Args:
        appearance: how things look.
        missed: what could not be taken.

    Signals:
        save_wanted(path: str, text: str): the person wants the list in this file.
    """

    save_wanted = Signal(str, str)

    def __init__(
        self,
        appearance: Appearance,
        missed: Sequence[Missed],
        parent: QWidget | None = None,
        *,
        saves: bool = False,
    ) -> None:
        super().__init__(parent)
        self._text = missed_as_text(missed)
        shown = missed_as_text(missed[:_LINES])
        if len(missed) > _LINES:
            shown += "\n" + self.tr("… and {count} more").format(count=len(missed) - _LINES)
        self._well = QPlainTextEdit(shown, readOnly=True)
        self._well.setAccessibleName(self.tr("What could not be taken"))
        self._well.setTabChangesFocus(True)
        lines = min(6, len(missed) + 1)
        self._well.setFixedHeight(self._well.fontMetrics().lineSpacing() * lines + appearance.px(28))
        self._said = label(role="small")
        copy = button(self.tr("Copy the list"), "link")
        copy.setProperty("edge", "start")
        copy.clicked.connect(self._copy)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(copy)
        if saves:
            save = button(self.tr("Save the list…"), "link")
            save.clicked.connect(self._choose_file)
            row.addWidget(save)
        row.addWidget(self._said, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._well)
        column.addLayout(row)

    def say(self, text: str) -> None:
        """Say what became of copying or saving."""
        self._said.setText(text)
        announce(self._said, text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._text)
        self.say(self.tr("Copied."))

    def _choose_file(self) -> None:
        chooser = QFileDialog(self, self.tr("Save the list"))
        chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        chooser.setDefaultSuffix("txt")
        chooser.selectFile(self.tr("could-not-be-taken") + ".txt")
        chooser.fileSelected.connect(lambda path: self.save_wanted.emit(path, self._text + "\n"))
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()
