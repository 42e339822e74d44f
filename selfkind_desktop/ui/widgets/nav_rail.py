"""The rail at the window's side that leads to the places."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QButtonGroup, QScrollArea, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import label, set_ground, set_style
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.roving import ARROWS, RovingFocus


class NavRail(QWidget):
    """Wordmark, places, and below them the ones that are always there.

    Tab reaches the chosen place, arrows walk, Enter or Space or a click goes there.

    Signals:
        chosen: the key of the place to go to.
        acted: the key of an action that was asked for.
    """

    chosen = Signal(str)
    acted = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, name: str = "") -> None:
        """Make an empty rail.

        Args:
            appearance: colors and sizes.
            parent: as Qt has it.
            name: what the rail is, for screen readers; "Places" if empty.
        """
        super().__init__(parent)
        self._appearance = appearance
        self.setAccessibleName(name or self.tr("Places"))
        set_ground(self, "sand")
        self._draw_edge()
        self._group = QButtonGroup(self)
        self._roving = RovingFocus(self)
        self._items: dict[str, _NavItem] = {}
        self._compact = False
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(12, 20, 12, 20)
        self._column.setSpacing(4)
        self._wordmark = label("Selfkind", "wordmark", wrap=False)
        self._wordmark.setContentsMargins(12, 0, 12, 16)
        self._column.addWidget(self._wordmark)
        self._column.addStretch(1)
        self._tops = 0
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_ground(inside, "none")
        self._scroll.setWidget(inside)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self._scroll)
        appearance.changed.connect(self._follow)

    def add_item(self, key: str, text: str, icon: str, group: Literal["top", "bottom"] = "top") -> None:
        """Add a place.

        Args:
            key: what `chosen` says.
            text: its name.
            icon: the name of its icon.
            group: `top` for places, `bottom` for what is always there.
        """
        item = _NavItem(self._appearance, text, icon, self._walk)
        item.set_compact(self._compact)
        self._items[key] = item
        self._group.addButton(item)
        if group == "top":
            self._tops += 1
            self._column.insertWidget(self._tops, item)
        else:
            self._column.addWidget(item)
        item.clicked.connect(lambda _=False, key=key: self._choose(key))
        self._roving.set_buttons(self._in_order())
        self._fit()

    def add_action(self, key: str, text: str, icon: str) -> None:
        """Add something to do, above what is always there, so that none of that moves when it comes or goes.

        Args:
            key: what `acted` says.
            text: its name.
            icon: the name of its icon.
        """
        item = _NavItem(self._appearance, text, icon, self._walk)
        item.setCheckable(False)
        item.set_compact(self._compact)
        self._items[key] = item
        self._column.insertWidget(self._tops + 2, item)
        item.clicked.connect(lambda: self.acted.emit(key))
        self._roving.set_buttons(self._in_order())
        self._fit()

    def show_item(self, key: str, is_shown: bool) -> None:
        """Show an item, or leave it out.

        Raises:
            KeyError: there is no such item.
        """
        self._items[key].setVisible(is_shown)

    @property
    def current(self) -> str:
        """The key of the place that shows as chosen, or an empty string."""
        return next((key for key, item in self._items.items() if item.isChecked()), "")

    def select(self, key: str) -> None:
        """Show a place as chosen; no signal.

        Raises:
            KeyError: there is no such place.
        """
        self._items[key].setChecked(True)
        self._roving.stop_at(self._items[key])

    @property
    def whole_width(self) -> int:
        """How wide it is with names, in pixels."""
        margins = self._column.contentsMargins()
        longest = max((item.whole_width for item in self._items.values()), default=0)
        return max(self._appearance.px(196), longest + margins.left() + margins.right() + 1)

    def set_compact(self, compact: bool) -> None:
        """Leave out the names where the page needs their room; tips and screen readers still say them."""
        if compact != self._compact:
            self._compact = compact
            self._wordmark.setVisible(not compact)
            for item in self._items.values():
                item.set_compact(compact)
            self._fit()

    def _walk(self, event: QKeyEvent) -> None:
        button = self._roving.walk(event)
        if button is not None:
            self._scroll.ensureWidgetVisible(button)

    def changeEvent(self, event: QEvent) -> None:
        """The edge is on the page's side."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._draw_edge()

    def _draw_edge(self) -> None:
        set_style(self, "rail", "rtl" if self.isRightToLeft() else "ltr")

    def _choose(self, key: str) -> None:
        self._roving.stop_at(self._items[key])
        self.chosen.emit(key)

    def _in_order(self) -> list[Button]:
        items = (self._column.itemAt(place) for place in range(self._column.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, _NavItem)]

    def _follow(self) -> None:
        for item in self._items.values():
            item.take_icon()
        self._fit()

    def _fit(self) -> None:
        """As wide as the longest name, so that none is cut off, and never narrower than in the design."""
        if not self._compact:
            self.setFixedWidth(self.whole_width)
            return
        margins = self._column.contentsMargins()
        widest = max((item.minimumSizeHint().width() for item in self._items.values()), default=0)
        self.setFixedWidth(widest + margins.left() + margins.right() + 1)


class _NavItem(Button):
    def __init__(
        self, appearance: Appearance, text: str, icon: str, walk: Callable[[QKeyEvent], None]
    ) -> None:
        super().__init__(text, "nav")
        self._walk = walk
        self._appearance = appearance
        self._name = icon
        self._words = text
        self._compact = False
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.take_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ARROWS:
            # straight to the rail: the scroll area between would take them for itself
            self._walk(event)
            return
        super().keyPressEvent(event)

    @property
    def whole_width(self) -> int:
        """How wide it is with its name, in pixels."""
        words = self.fontMetrics().horizontalAdvance(self._words) if self._compact else 0
        return self.minimumSizeHint().width() + words + (self._appearance.px(12) if self._compact else 0)

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone, or the name beside it."""
        self._compact = compact
        self.setText("" if compact else self._words)
        self.setToolTip(self._words if compact else "")
        self.take_icon()

    def take_icon(self) -> None:
        """Draw the icon in the colors and the size of now."""
        side = self._appearance.px(18)
        # the gap to the name is part of the picture: Qt's own is four pixels at any text size
        room = QSize(side if self._compact else side + self._appearance.px(8), side)
        icon = QIcon()
        for state, token in ((QIcon.State.Off, "muted"), (QIcon.State.On, "ink")):
            for dpr in (1.0, 2.0, 3.0):
                drawn = self._appearance.icons.pixmap(
                    self._name, self._appearance.color(token), QSize(side, side), dpr
                )
                whole = QPixmap(room * dpr)
                whole.setDevicePixelRatio(dpr)
                whole.fill(Qt.GlobalColor.transparent)
                painter = QPainter(whole)
                painter.drawPixmap(room.width() - side if self.isRightToLeft() else 0, 0, drawn)
                painter.end()
                icon.addPixmap(whole, QIcon.Mode.Normal, state)
        self.setIcon(icon)
        self.setIconSize(room)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.take_icon()
