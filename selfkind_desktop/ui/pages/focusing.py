"""Where the keyboard goes when it comes to a page or a part of one."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


@runtime_checkable
class HasStart(Protocol):
    """A part that says itself where to begin.

    Not Qt's focus proxy: that one moves the part's widgets in the Tab order, and some out of it.
    """

    @property
    def focus_start(self) -> QWidget:
        """Where the keyboard goes when it comes here."""
        ...


def first_stop(part: QWidget) -> QWidget | None:
    """The first thing in a part that Tab would come to; None where there is nothing."""
    if isinstance(part, HasStart) and can_stop(part.focus_start):
        return part.focus_start
    widget = part.nextInFocusChain()
    while widget is not None and widget is not part:
        if part.isAncestorOf(widget) and can_stop(widget):
            return widget
        widget = widget.nextInFocusChain()
    return None


def can_stop(widget: QWidget) -> bool:
    """Whether Tab would come to it now."""
    takes_keys = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return takes_keys and widget.isVisible() and widget.isEnabled()
