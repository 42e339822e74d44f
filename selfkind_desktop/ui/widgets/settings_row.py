"""A setting: its name, what it means, and the control; beside each other or, else below."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import label


class SettingsRow(QWidget):
    """Name and description at the start, the control at the end; the control moves below if it must.

    Attributes:
        control: what was put in.
    """

    def __init__(self, name: str, description: str, control: QWidget, parent: QWidget | None = None) -> None:
        """Make a row.

        Args:
            name: of the setting; becomes the control's accessible name unless it has one.
            description: one sentence, or empty; becomes the control's accessible description.
            control: a switch, a choice, a field.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self.control = control
        if not control.accessibleName():
            control.setAccessibleName(name)
        if not control.accessibleDescription():
            control.setAccessibleDescription(description)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._name = label(name, "body", parent=self)
        self._name.setBuddy(control)
        words.addWidget(self._name)
        self._description = label(description, "small", parent=self)
        self._description.setVisible(bool(description))
        words.addWidget(self._description)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 12, 0, 12)
        self._row.setSpacing(24)
        self._row.addLayout(words, 1)
        self._row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def is_stacked(self) -> bool:
        """Whether the control stands below its name."""
        return self._row.direction() == QBoxLayout.Direction.TopToBottom

    def minimumSizeHint(self) -> QSize:
        """As narrow as its widest part: side by side is never a must."""
        widest = max(self.control.minimumSizeHint().width(), self._longest_word())
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and below."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text may need the other arrangement."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._arrange()

    def _longest_word(self) -> int:
        words = f"{self._name.text()} {self._description.text()}".split()
        return max((self._name.fontMetrics().horizontalAdvance(word) for word in words), default=0)

    def _arrange(self) -> None:
        metrics = self._name.fontMetrics()
        text = min(
            metrics.horizontalAdvance(self._name.text() if not self._description.text() else "n" * 28),
            metrics.horizontalAdvance("n" * 28),
        )
        beside = self.control.sizeHint().width() + self._row.spacing() + text <= self.width()
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != wanted:
            self._row.setDirection(wanted)
            self._row.setSpacing(24 if beside else 8)
            side = Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeading
            self._row.setAlignment(self.control, side)
            self.updateGeometry()
