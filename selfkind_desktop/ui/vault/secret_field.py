"""A line for a secret: hidden unless one wants to see it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.widgets.announce import announce

_LONGEST = 1024


class SecretField(QWidget):
    """A name, a line, a button that shows what is typed, and a word where capital letters are locked.

    Args:
        name: what is typed here.
        shown: whether it begins readable, as for a code that is copied from paper.

    Signals:
        edited(str): the person changed it.
        entered(): Enter.
    """

    edited = Signal(str)
    entered = Signal()

    def __init__(self, name: str, *, shown: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = label(name, role="strong")
        self.line = QLineEdit()
        self.line.setMaxLength(_LONGEST)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.textEdited.connect(self.edited)
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)
        self._name.setBuddy(self.line)
        self._show = button("")
        self._show.setCheckable(True)
        self._show.toggled.connect(self._show_text)
        self._caps = label(self.tr("Capital letters are locked (Caps Lock)."), role="small", ink="peach")
        self._caps.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.line, 1)
        row.addWidget(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._name)
        column.addLayout(row)
        column.addWidget(self._caps)
        self.setFocusProxy(self.line)
        self.set_name(name)
        self._show.setChecked(shown)
        self._show_text(shown)

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.text()

    @property
    def is_shown(self) -> bool:
        """Whether it can be read."""
        return self._show.isChecked()

    def set_name(self, name: str) -> None:
        """Ask for something else."""
        self._name.setText(name)
        self.line.setAccessibleName(name)

    def set_shown(self, shown: bool) -> None:
        """Show or hide what is typed."""
        self._show.setChecked(shown)

    def follow(self, other: "SecretField") -> None:
        """Be readable when another field is: two of a kind, and one button would do."""
        other._show.toggled.connect(self._show.setChecked)
        self._show.hide()

    def forget(self) -> None:
        """Let go of what was typed, and of what undo would bring back."""
        self.line.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice locked capitals where the system does not tell: from a letter and the Shift key."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._look_at(event)
        elif event.type() == QEvent.Type.FocusOut:
            self._caps.hide()
        return super().eventFilter(watched, event)

    def _look_at(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps.hide()  # changed just now; the next letter tells how
            return
        letter = event.text()
        if len(letter) != 1 or letter.lower() == letter.upper():
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        is_locked = letter.isupper() != shift
        if is_locked and self._caps.isHidden():
            announce(self.line, self._caps.text())
        self._caps.setVisible(is_locked)

    def _show_text(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._show.setText(self.tr("Hide") if shown else self.tr("Show"))
        self._show.setAccessibleName(
            self.tr("Hide what is typed") if shown else self.tr("Show what is typed")
        )
