"""The focus ring: two pixels, drawn when the keyboard brought the focus, quiet under the mouse."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

RING = 2.0
"""Width of the ring in pixels."""

_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_UNCHANGED = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)


def ring_after(widget: QWidget, event: QFocusEvent, before: bool) -> bool:
    """Whether the ring shows after this focus-in.

    Args:
        widget: what gets the focus.
        event: the focus-in.
        before: whether the widget showed it when it last had the focus.
    """
    reason = event.reason()
    if reason in _KEYBOARD:
        return True
    if reason == Qt.FocusReason.MouseFocusReason:
        return False
    if reason in _UNCHANGED:
        return before
    return widget.window().testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)


def paint_ring(painter: QPainter, rect: QRectF, radius: float, color: QColor) -> None:
    """Draw the ring just inside `rect`, whose corners have `radius`."""
    half = RING / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, RING))
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius - half, radius - half)
