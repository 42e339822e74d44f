"""One Tab stop for a group: the arrow keys move the focus inside it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QWidget


class RovingFocus:
    """Keeps exactly one button of a group in the Tab order, and walks the group with the arrows.

    The buttons let arrow keys pass (`event.ignore()`), so the group's `keyPressEvent` sees them.
    """

    def __init__(self, group: QWidget) -> None:
        """Begin with an empty group."""
        self._group = group
        self._buttons: list[QAbstractButton] = []

    def set_buttons(self, buttons: Sequence[QAbstractButton]) -> None:
        """The buttons, in reading order."""
        self._buttons = list(buttons)
        self.stop_at(self.stop)

    @property
    def stop(self) -> QAbstractButton | None:
        """The one that Tab comes to: with the focus, else the checked one, else the first."""
        for fits in (QWidget.hasFocus, QAbstractButton.isChecked):
            for button in self._buttons:
                if fits(button) and button.isEnabled():
                    return button
        return next((button for button in self._buttons if button.isEnabled()), None)

    def stop_at(self, stop: QAbstractButton | None) -> None:
        """Make this the Tab stop."""
        for button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)

    def walk(self, event: QKeyEvent) -> QAbstractButton | None:
        """Move the focus if the key asks for it.

        Returns:
            The button that has the focus now, or None if the key was not for us.
        """
        usable = [button for button in self._buttons if button.isEnabled() and not button.isHidden()]
        here = next((place for place, button in enumerate(usable) if button.hasFocus()), None)
        if here is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return None
        ahead = -1 if self._group.isRightToLeft() else 1
        there = {
            Qt.Key.Key_Right: here + ahead,
            Qt.Key.Key_Left: here - ahead,
            Qt.Key.Key_Down: here + 1,
            Qt.Key.Key_Up: here - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(usable) - 1,
        }.get(Qt.Key(event.key()))
        if there is None:
            return None
        button = usable[there % len(usable)]
        self.stop_at(button)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        return button


ARROWS = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
    }
)
