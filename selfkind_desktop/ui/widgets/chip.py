"""Chips: small pills to tick, and a row of them of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.roving import ARROWS, RovingFocus


class Chip(Button):
    """A pill. Checkable unless it is said to be an action ("more words…")."""

    def __init__(self, text: str, parent: QWidget | None = None, *, checkable: bool = True) -> None:
        super().__init__(text, "chip", parent)
        self.setCheckable(checkable)

    def sizeHint(self) -> QSize:
        """Wide enough for the bolder letters of a ticked chip, so that ticking moves nothing."""
        self.ensurePolished()
        hint = super().sizeHint()
        if self.isCheckable():
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            words = self.text()
            more = QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
            hint.setWidth(hint.width() + max(0, more))
        return hint


class Segmented(QWidget):
    """A few choices side by side of which one holds; they wrap where there is no room.

    Tab reaches the one that holds, arrows choose.

    Signals:
        chosen: the key of what the person chose.
    """

    chosen = Signal(str)

    def __init__(
        self, options: Sequence[tuple[str, str]], parent: QWidget | None = None, *, name: str = ""
    ) -> None:
        """Make the choices, the first chosen.

        Args:
            options: (key, text) in reading order.
            parent: as Qt has it.
            name: what is chosen here, for screen readers.
        """
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._roving = RovingFocus(self)
        self._chips: dict[str, _Segment] = {}
        flow = FlowLayout(self)
        for key, text in options:
            chip = _Segment(text, self)
            self._group.addButton(chip)
            self._chips[key] = chip
            flow.addWidget(chip)
            chip.clicked.connect(lambda _=False, key=key: self._choose(key))
        self._roving.set_buttons(list(self._chips.values()))
        if options:
            self.set_value(options[0][0])

    @property
    def value(self) -> str:
        """The key of the choice that holds."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Let this choice hold; no signal.

        Raises:
            KeyError: there is no such choice.
        """
        self._chips[key].setChecked(True)
        self._roving.stop_at(self._chips[key])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose."""
        button = self._roving.walk(event)
        if button is None:
            super().keyPressEvent(event)
        elif not button.isChecked():
            button.click()

    def _choose(self, key: str) -> None:
        self._roving.stop_at(self._chips[key])
        self.chosen.emit(key)


class _Segment(Chip):
    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setAutoExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            event.ignore()
            return
        super().keyPressEvent(event)
