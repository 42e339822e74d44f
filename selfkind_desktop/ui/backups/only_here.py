"""Asked before a backup is carried away that no other computer could open."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.flow import FlowLayout

_WIDTH = 480


class OnlyHereDialog(QDialog):
    """Opened with `open()`.

    Signals:
        code_wanted(): make a recovery code first.
        anyway(): carry it away as it is.
    """

    code_wanted = Signal()
    anyway = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Selfkind"))
        self.setObjectName("only-here-dialog")
        code = button(self.tr("Make a recovery code first"), "main")
        go_on = button(self.tr("Back up anyway"))
        cancel = button(self.tr("Cancel"), "quiet")
        code.clicked.connect(lambda: self._answer(self.code_wanted.emit))
        go_on.clicked.connect(lambda: self._answer(self.anyway.emit))
        cancel.clicked.connect(self.reject)
        code.setDefault(True)
        answers = FlowLayout(spacing=8)
        for each in (code, go_on, cancel):
            answers.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("This backup would open on this computer only."), role="heading"))
        column.addWidget(
            label(
                self.tr(
                    "The key is kept by this computer and by nobody else. If the computer is lost, the "
                    "backup stays closed for good. With a recovery code on paper it opens anywhere."
                )
            )
        )
        column.addSpacing(4)
        column.addLayout(answers)
        self.setMinimumWidth(appearance.px(_WIDTH))

    def _answer(self, tell: Callable[[], None]) -> None:
        self.accept()
        tell()
