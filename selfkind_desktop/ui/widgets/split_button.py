"""A button for the usual choice, and beside it, in one outline, the door to the others."""

from PySide6.QtCore import QEvent, QPoint, QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from selfkind_desktop.ui.style import set_style
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.button import Button

_ICON = 16


class SplitButton(QWidget):
    """Two buttons in one outline: a click on the first is the usual choice, the second opens a menu.

    Attributes:
        usual: the first.
        others: the second.
        menu: what it opens.

    Signals:
        clicked: the usual choice.
    """

    clicked = Signal()

    def __init__(self, appearance: Appearance, others: str, parent: QWidget | None = None) -> None:
        """Make one without choices.

        Args:
            appearance: colors and sizes.
            others: what the second button is for, as its name and tip.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._appearance = appearance
        self.usual = Button()
        self.others = Button()
        self.others.setProperty("slim", True)
        self.others.setAccessibleName(others)
        self.others.setToolTip(others)
        self.others.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self.menu = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.usual)
        row.addWidget(self.others)
        self.usual.clicked.connect(self.clicked)
        self.others.clicked.connect(self.open_menu)
        appearance.changed.connect(self._take_icon)
        self._take_icon()
        self._join()

    def offer(self, text: str, actions: list[QAction]) -> None:
        """Offer these choices.

        Args:
            text: of the usual one.
            actions: the menu; where it would hold the usual one alone, there is no second button.
        """
        self.menu.clear()
        self.menu.addActions(actions)
        self.usual.setText(text)
        self.others.setVisible(len(actions) > 1)
        self._join()

    def open_menu(self) -> None:
        """Show the other choices; where there is no room below, Qt opens them above."""
        corner = QPoint(self.width(), self.height()) if self.isRightToLeft() else QPoint(0, self.height())
        start = self.mapToGlobal(corner)
        if self.isRightToLeft():
            start.setX(start.x() - self.menu.sizeHint().width())
        self.menu.popup(start)

    def changeEvent(self, event: QEvent) -> None:
        """The second button is where a line ends, wherever the language ends it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._join()

    def _join(self) -> None:
        first, second = ("right", "left") if self.isRightToLeft() else ("left", "right")
        alone = self.others.isHidden()
        set_style(self.usual, "joined", "" if alone else first)
        set_style(self.others, "joined", second)

    def _take_icon(self) -> None:
        side = self._appearance.px(_ICON)
        self.others.setIcon(self._appearance.icon("down", "ink", _ICON))
        self.others.setIconSize(QSize(side, side))
