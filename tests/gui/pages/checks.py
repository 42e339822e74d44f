"""What must hold for every page: nothing cut off, everything that takes the focus has a name."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QScrollArea,
    QWidget,
)


def seen(window: QWidget, kind: type[QWidget] = QWidget) -> list:
    return [widget for widget in window.findChildren(kind) if widget.isVisible()]


def button(window: QWidget, text: str) -> QAbstractButton:
    """The visible button that says this, or has this name."""
    found = [each for each in seen(window, QAbstractButton) if text in (each.text(), each.accessibleName())]
    assert len(found) == 1, (
        text,
        [each.text() or each.accessibleName() for each in seen(window, QAbstractButton)],
    )
    return found[0]


def says(window: QWidget, text: str) -> bool:
    """Whether a visible label contains this."""
    return any(text in label.text() for label in seen(window, QLabel))


def sentence(window: QWidget) -> str:
    """All visible labels, in no special order."""
    return " | ".join(label.text() for label in seen(window, QLabel))


def cut_off(window: QWidget) -> list[str]:
    """What does not have the room that its words need."""
    QApplication.processEvents()
    return [
        *(f"label {each.text()!r} {each.size().toTuple()}" for each in seen(window, QLabel) if _is_cut(each)),
        *(
            f"button {each.text()!r} {each.size().toTuple()} needs {each.sizeHint().toTuple()}"
            for each in seen(window, QAbstractButton)
            if each.text()
            and not isinstance(each, QCheckBox)
            and each.width() < each.minimumSizeHint().width()
        ),
        *(
            f"field {each.accessibleName()!r} {each.width()}"
            for kind in (QAbstractSpinBox, QComboBox)
            for each in seen(window, kind)
            if each.width() < each.minimumSizeHint().width()
        ),
        *(
            f"{each.objectName()} scrolls sideways by {each.horizontalScrollBar().maximum()}"
            for each in seen(window, QScrollArea)
            if each.horizontalScrollBar().maximum() > 0
        ),
    ]


def _is_cut(label: QLabel) -> bool:
    if not label.text():
        return False
    if label.wordWrap():
        longest = max(label.fontMetrics().horizontalAdvance(word) for word in label.text().split())
        # A path has no spaces; lines may break after its slashes.
        narrow = longest > label.width() and "/" not in label.text()
        return narrow or label.heightForWidth(label.width()) > label.height() + 1
    return label.width() < label.sizeHint().width() or label.height() < label.sizeHint().height()


def unnamed(window: QWidget) -> list[str]:
    """Everything that can take the focus and does not say what it is."""
    found = []
    for widget in seen(window):
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
        if not takes_focus or isinstance(widget.parent(), QAbstractSpinBox | QComboBox):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is not None and not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    return found


def tab_order(window: QWidget, start: QWidget, count: int) -> list[QWidget]:
    """The next widgets that Tab reaches."""
    start.setFocus()
    reached = []
    for _ in range(count):
        window.focusNextChild()
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused)
    return reached


def top(area: QAbstractScrollArea, widget: QWidget) -> int:
    """Where a widget is, seen from the top of what is visible of a page."""
    return widget.mapTo(area.viewport(), widget.rect().topLeft()).y()
