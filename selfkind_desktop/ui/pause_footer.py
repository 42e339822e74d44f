"""The foot of the pause window: another way, how far along, and the way out that is always there."""

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QWidget

from selfkind_desktop.domain.practice import Alternative
from selfkind_desktop.ui.style import button
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.icon_button import IconButton
from selfkind_desktop.ui.widgets.progress_line import ProgressLine

_LINE_WIDTH = 260


class WayOut(Enum):
    """What stands where the way out is."""

    TOO_MUCH = auto()
    SUPPORT = auto()
    NONE = auto()


class PauseFooter(QWidget):
    """What stands below every screen of a pause.

    Signals:
        another_way: the person would rather go on without something; carries an `Alternative`.
        return_pressed: back from steady ground to where the pause was.
        pause_pressed: stop the clock, or let it go on.
        too_much: this stirs up more than feels workable.
        support_pressed: the person wants to see where help is.
    """

    another_way = Signal(object)
    return_pressed = Signal()
    pause_pressed = Signal()
    too_much = Signal()
    support_pressed = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Alternative, ...] = ()
        self._menu: QMenu | None = None
        self._another = button(self.tr("Another way"), "quiet", self)
        self._return = button(self.tr("Back to the pause"), "quiet", self)
        self._pause = IconButton(appearance, "pause", self.tr("Pause (Space)"), self)
        self._line = ProgressLine(appearance, self)
        self._line.setMaximumWidth(_LINE_WIDTH)
        self._too_much = button(self.tr("Too much?"), "quiet", self)
        self._too_much.setToolTip(self.tr("Stop and find steady ground (T or F1)"))
        self._too_much.setAccessibleDescription(
            self.tr("Stops the practice and helps you find steady ground. Keys: T or F1.")
        )
        self._support = button(self.tr("Support"), "quiet", self)
        self._connect()
        self._lay_out()
        self._another.hide()
        self.show_return(False)
        self.show_progress(None)
        self.show_way_out(WayOut.TOO_MUCH)

    def show_offers(self, offers: Sequence[Alternative]) -> None:
        """Offer to go on without each of these; nothing is offered if there are none."""
        offers = tuple(offers)
        if offers == self._offers:
            return
        self._offers = offers
        self._renew_menu()
        wordings = ", ".join(self.without(offer) for offer in offers)
        self._another.setToolTip(wordings)
        self._another.setAccessibleDescription(wordings)
        self._another.setVisible(bool(offers))

    def show_return(self, shown: bool) -> None:
        """Whether there is a pause to go back to from here."""
        self._return.setVisible(shown)

    def show_progress(self, progress: float | None, *, paused: bool = False) -> None:
        """Show how far along, 0 to 1; with None there is no clock to show or to stop."""
        timed = progress is not None
        self._line.setVisible(timed)
        self._pause.setVisible(timed)
        if progress is None:
            return
        self._line.set_value(progress)
        icon, name = ("play", self.tr("Go on (Space)")) if paused else ("pause", self.tr("Pause (Space)"))
        if self._pause.accessibleName() != name:
            self._pause.set_icon(icon, name)

    def show_way_out(self, way: WayOut) -> None:
        """Choose what stands in the last corner."""
        self._too_much.setVisible(way is WayOut.TOO_MUCH)
        self._support.setVisible(way is WayOut.SUPPORT)

    def without(self, alternative: Alternative) -> str:
        """What it is to do without something, in words."""
        return {
            Alternative.BODY: self.tr("Without noticing the body"),
            Alternative.TOUCH: self.tr("Without touch"),
            Alternative.BREATH: self.tr("Without the breath"),
            Alternative.HOLD: self.tr("Without holding the breath"),
            Alternative.IMAGE: self.tr("Without inner pictures"),
            Alternative.SOUND: self.tr("Without sounds"),
            Alternative.WORDS: self.tr("Without words"),
        }[alternative]

    def _connect(self) -> None:
        self._another.clicked.connect(self._offer)
        self._return.clicked.connect(self.return_pressed)
        self._pause.clicked.connect(self.pause_pressed)
        self._too_much.clicked.connect(self.too_much)
        self._support.clicked.connect(self.support_pressed)
        for one in (self._another, self._return, self._pause, self._too_much, self._support):
            # a click leaves the focus where the keyboard has it
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addStretch(1)
        middle.addWidget(self._pause)
        middle.addWidget(self._line, 100, Qt.AlignmentFlag.AlignVCenter)
        # as wide as the pause button, so that the line keeps the middle
        middle.addSpacing(self._pause.sizeHint().width() + 8)
        middle.addStretch(1)
        start, end = QHBoxLayout(), QHBoxLayout()
        for one in (self._another, self._return):
            start.addWidget(one)
        start.addStretch(1)
        end.addStretch(1)
        for one in (self._too_much, self._support):
            end.addWidget(one)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 0, 24, 0)
        grid.setHorizontalSpacing(16)
        for column, part in enumerate((start, middle, end)):
            grid.addLayout(part, 0, column)
            grid.setColumnStretch(column, 1)
        self.setMinimumHeight(self._too_much.sizeHint().height())

    def _renew_menu(self) -> None:
        if self._menu is not None:
            self._menu.deleteLater()
            self._menu = None
        if len(self._offers) > 1:
            self._menu = QMenu(self._another)
            for offer in self._offers:
                self._menu.addAction(self.without(offer)).setData(offer.value)
            self._menu.triggered.connect(self._take_offer)
        self._another.set_arrow(self._menu is not None)

    def _take_offer(self, action: QAction) -> None:
        self.another_way.emit(Alternative(action.data()))

    def _offer(self) -> None:
        if self._menu is not None:
            size = self._menu.sizeHint()
            left = self._another.width() - size.width() if self.isRightToLeft() else 0
            self._menu.popup(self._another.mapToGlobal(QPoint(left, -size.height())))
        elif self._offers:
            self.another_way.emit(self._offers[0])
