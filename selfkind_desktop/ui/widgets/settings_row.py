"""A setting: its name, what it means, and the control; beside each other or, else below."""

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.widgets.beside import Beside


class SettingsRow(QWidget):
    """Name and description at the start, the control at the end; the control moves below if it must.

    Attributes:
        control: what was put in.
    """

    def __init__(self, name: str, description: str, control: QWidget, parent: QWidget | None = None) -> None:
        """Make a row.

        Args:
            name: of the setting; becomes the control's accessible name unless that has one, or words on it.
            description: one sentence, or empty; becomes the control's accessible description.
            control: a switch, a choice, a field.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self.control = control
        if not control.accessibleName():
            # Who speaks to the computer says what they see on the button.
            words = control.text() if isinstance(control, QPushButton) else ""
            control.setAccessibleName(words or name)
        if not control.accessibleDescription():
            control.setAccessibleDescription(description)
        said = QWidget(self)
        lines = QVBoxLayout(said)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        self._name = label(name, "body", parent=said)
        self._name.setBuddy(control)
        lines.addWidget(self._name)
        self._description = label(description, "small", parent=said)
        self._description.setVisible(bool(description))
        lines.addWidget(self._description)
        self._row = Beside(self)
        self._row.setContentsMargins(0, 12, 0, 12)
        self._row.addWidget(said)
        self._row.addWidget(control)

    @property
    def is_stacked(self) -> bool:
        """Whether the control stands below its name."""
        return self._row.is_stacked(self.width())

    def set_description(self, description: str) -> None:
        """Say something else about the setting, or nothing."""
        self._description.setText(description)
        self._description.setVisible(bool(description))
        self.control.setAccessibleDescription(description)
