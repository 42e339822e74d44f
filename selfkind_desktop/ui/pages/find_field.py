"""A field to find something on the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from selfkind_desktop.ui.theme import Appearance


class FindField(QLineEdit):
    """A magnifying glass and a line. Esc empties it.

    Signals:
        going_down(): Enter or Down: into what was found.
    """

    going_down = Signal()

    def __init__(
        self, appearance: Appearance, placeholder: str, name: str, parent: QWidget | None = None
    ) -> None:
        """Make an empty one.

        Args:
            appearance: for the icon.
            placeholder: what it says while it is empty.
            name: for screen readers.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._appearance = appearance
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        self._glass = QAction(self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._take_icon()
        appearance.changed.connect(self._take_icon)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties, Enter and Down lead on."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.going_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _take_icon(self) -> None:
        self._glass.setIcon(self._appearance.icon("search", size=18))
