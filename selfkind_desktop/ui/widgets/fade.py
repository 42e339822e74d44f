"""Things come softly, or at once for those who want nothing to move."""

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPropertyAnimation, QVariantAnimation
from PySide6.QtWidgets import QGraphicsOpacityEffect, QWidget

from selfkind_desktop.ui.theme import Appearance

FADE_MS = 200
"""Within the 150 to 250 ms of the look page."""


def fade_in(widget: QWidget, appearance: Appearance, milliseconds: int = FADE_MS) -> QVariantAnimation | None:
    """Let a widget appear. A window fades as a whole, a child through an effect that is then removed.

    Args:
        widget: what appears; shown by this call.
        appearance: knows whether anything may move.
        milliseconds: how long it takes.

    Returns:
        The running animation (it deletes itself), or None where there is none.
    """
    if appearance.reduced_motion:
        widget.show()
        return None
    if widget.isWindow():
        widget.setWindowOpacity(0.0)
        animation = QPropertyAnimation(widget, b"windowOpacity", widget)
    else:
        effect = QGraphicsOpacityEffect(widget)
        effect.setOpacity(0.0)
        widget.setGraphicsEffect(effect)
        animation = QPropertyAnimation(effect, b"opacity", widget)
        # without its effect the widget is painted directly again, and text is sharp
        animation.finished.connect(lambda: widget.setGraphicsEffect(None))  # type: ignore[arg-type]
    animation.setDuration(milliseconds)
    animation.setStartValue(0.0)
    animation.setEndValue(1.0)
    animation.setEasingCurve(QEasingCurve.Type.OutSine)
    widget.show()
    animation.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
    return animation
