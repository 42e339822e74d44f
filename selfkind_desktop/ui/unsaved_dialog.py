"""Asked before the program ends: some words are not on the disk."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.ui.style import button, label, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.flow import FlowLayout

_WIDTH = 480


class UnsavedDialog(QWidget):
    """A window of its own: when it comes, others may be closed already.

    Args:
        appearance: how things look.
        sentence: what keeps the words from the disk; empty where that is not known.
        again: what the first answer says; "Try again" if empty.

    Signals:
        try_again(): the disk may take them now.
        leave(): end without them.
        stay(): do not end.
    """

    try_again = Signal()
    leave = Signal()
    stay = Signal()

    def __init__(
        self, appearance: Appearance, sentence: str, again: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog)
        self.setWindowTitle(self.tr("Selfkind"))
        self.setObjectName("unsaved-dialog")
        set_ground(self, "paper")
        self._again = button(again or self.tr("Try again"), "main")
        self._leave = button(self.tr("Quit without it"))
        self._stay = button(self.tr("Don’t quit"))
        self._again.clicked.connect(self.try_again)
        self._leave.clicked.connect(self.leave)
        self._stay.clicked.connect(self.stay)
        answers = FlowLayout(spacing=8)
        for each in (self._again, self._stay, self._leave):
            answers.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Something of yours is not saved yet."), role="heading"))
        if sentence:
            column.addWidget(label(sentence))
        column.addWidget(label(self.tr("It is still here, as long as Selfkind runs."), role="muted"))
        column.addSpacing(4)
        column.addLayout(answers)
        self.setMinimumWidth(appearance.px(_WIDTH))
        self._again.setFocus()

    def open(self) -> None:
        """Show it, in front."""
        self.show()
        self.raise_()
        self.activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc stays."""
        if event.key() == Qt.Key.Key_Escape:
            self.stay.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Whoever closes the question stays; it closes by itself when it is answered."""
        super().closeEvent(event)
        self.stay.emit()
