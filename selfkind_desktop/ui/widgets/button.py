"""Buttons: what they look like is a property, how they show the focus and a menu is painted here."""

from typing import Literal

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from selfkind_desktop.ui.widgets.focus import paint_ring, ring_after

Kind = Literal["default", "main", "letters", "quiet", "icon", "link", "chip", "nav", "thread", "envelope"]

_FILLED = ("main", "letters")


class Button(QPushButton):
    """A push button of one of our kinds."""

    def __init__(self, text: str = "", kind: Kind = "default", parent: QWidget | None = None) -> None:
        """Make a button.

        Args:
            text: what it does, in sentence case.
            kind: `main` (filled sage: one in a view), `default` (outlined), `quiet` (text only),
                `letters` (filled plum), `icon`, `link`; the others have classes of their own.
            parent: as Qt has it.
        """
        super().__init__(text, parent)
        self._ring = False
        self._arrow = False
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def kind(self) -> str:
        """The kind it was made as."""
        return str(self.property("kind"))

    @property
    def has_arrow(self) -> bool:
        """Whether it says that something opens below."""
        return self._arrow or (bool(self.text()) and self.menu() is not None)

    def set_arrow(self, arrow: bool) -> None:
        """Say that something opens below, also where no menu of Qt's is set."""
        self._arrow = arrow
        self._make_room()

    def setMenu(self, menu: QMenu) -> None:  # noqa: N802  # Qt's name
        """Open a menu; the arrow comes with it."""
        super().setMenu(menu)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        """The arrow is at the end of the line, wherever the language ends it."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._make_room()

    def _make_room(self) -> None:
        side = ("rtl" if self.isRightToLeft() else "ltr") if self.has_arrow else ""
        if (self.property("arrow") or "") == side:
            return
        self.setProperty("arrow", side)
        self.style().unpolish(self)
        self.style().polish(self)
        # Qt keeps the size it once measured until it hears of a new style
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.StyleChange))
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """A button never gets too narrow for its words."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring if the keyboard came here."""
        self._ring = ring_after(self, event, self._ring)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whoever uses keys sees the ring, and Enter presses a button as Space does."""
        self._ring = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The style's button, then arrow and ring."""
        super().paintEvent(event)
        arrow = self.has_arrow
        ring = self._ring and self.hasFocus()
        if not (arrow or ring):
            return
        painter = QPainter(self)
        if arrow:
            self._paint_arrow(painter)
        if ring:
            self._paint_ring(painter)
        painter.end()

    def _paint_arrow(self, painter: QPainter) -> None:
        unit = self.fontMetrics().height() / 18
        inset = 21 * unit
        x = inset if self.isRightToLeft() else self.width() - inset
        y = self.height() / 2 + 0.5 * unit
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(
            QPen(
                self.palette().color(group, QPalette.ColorRole.ButtonText),
                1.75 * unit,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        reach = 4 * unit
        points = [
            QPointF(x - reach, y - reach / 2),
            QPointF(x, y + reach / 2),
            QPointF(x + reach, y - reach / 2),
        ]
        painter.drawPolyline(QPolygonF(points))

    def _paint_ring(self, painter: QPainter) -> None:
        palette = self.palette()
        rect, radius = QRectF(self.rect()), 10.0
        if self.kind == "chip":
            radius = self.height() / 2
        if self.kind == "link":
            radius = 6.0
        if self.kind in _FILLED:
            # on the filled shape itself, a step in, so that it shows on any ground
            paint_ring(
                painter, rect.adjusted(3, 3, -3, -3), radius - 3, palette.color(QPalette.ColorRole.BrightText)
            )
        else:
            paint_ring(painter, rect, radius, palette.color(QPalette.ColorRole.Accent))
