"""Numbers, times and choices: Qt's fields with room beside their text, deaf to a wheel that passes by."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDateEdit,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QTimeEdit,
    QWidget,
)

_INSET = 0.55
"""Room beside the text, in heights of a line."""


def _inset(field: QAbstractSpinBox) -> int:
    """Give the text room (Qt's style sheets pad every field but this one); returns the room in pixels."""
    room = round(field.fontMetrics().height() * _INSET)
    field.lineEdit().setTextMargins(room, 0, room, 0)
    return room


def _begin(field: QWidget) -> None:
    # with the default policy a wheel turned over the field takes the focus and changes the value
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class SpinBox(QSpinBox):
    """A whole number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _begin(self)
        _inset(self)

    def sizeHint(self) -> QSize:
        """Qt's, and the room beside the text."""
        return super().sizeHint() + QSize(_inset(self), 0)

    def minimumSizeHint(self) -> QSize:
        """A number is never cut off."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            _inset(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only in the field that has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class TimeEdit(QTimeEdit):
    """A time of day, written as the person's language does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _begin(self)
        _inset(self)

    def sizeHint(self) -> QSize:
        """Qt's, and the room beside the text."""
        return super().sizeHint() + QSize(_inset(self), 0)

    def minimumSizeHint(self) -> QSize:
        """A time is never cut off."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            _inset(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only in the field that has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class DateEdit(QDateEdit):
    """A day, written as the person's language does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _begin(self)
        _inset(self)

    def sizeHint(self) -> QSize:
        """Qt's, and the room beside the text."""
        return super().sizeHint() + QSize(_inset(self), 0)

    def minimumSizeHint(self) -> QSize:
        """A date is never cut off."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, more room."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            _inset(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only in the field that has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ComboBox(QComboBox):
    """One of several, in a list that opens.

    It would like to be as wide as its longest choice. Where there is less room it gets narrower, and the list
    still shows every choice whole.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _begin(self)
        # as wide as the longest choice of now, not of when it was first shown
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def minimumSizeHint(self) -> QSize:
        """Room for a word or two."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().horizontalAdvance("n" * 14)), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's, with an ellipsis where the choice does not fit."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self).width()
        elided = self.fontMetrics().elidedText(option.currentText, Qt.TextElideMode.ElideRight, room)
        option.currentText = elided
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def showPopup(self) -> None:  # noqa: N802  # Qt's name
        """Open the list, wide enough for its choices."""
        room = self.view().verticalScrollBar().sizeHint().width() + self.fontMetrics().height()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + room)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only in the field that has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
