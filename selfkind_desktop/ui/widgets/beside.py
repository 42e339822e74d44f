"""Two things beside each other, or the second below the first where both do not fit."""

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Beside(QLayout):
    """Text at the start of the line, and what belongs to it at the end.

    The first thing added takes what is left; the second keeps its size. As soon as that would leave the first
    less than `comfort`, the second goes below. Nothing is cut off and nothing scrolls sideways.
    """

    def __init__(
        self, parent: QWidget | None = None, *, comfort: int = 220, gap: int = 24, below: int = 8
    ) -> None:
        """Make an empty one.

        Args:
            parent: as Qt has it.
            comfort: pixels that the first should have beside the second, at a text size of 15 pixels.
            gap: pixels between them.
            below: pixels between them when the second stands below.
        """
        super().__init__(parent) if parent is not None else super().__init__()
        self._items: list[QLayoutItem] = []
        self._comfort = comfort
        self._gap = gap
        self._below = below
        self._heights: dict[int, int] = {}
        self.setContentsMargins(QMargins(0, 0, 0, 0))

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way to add; the third and later are not shown anywhere."""
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, or None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def is_stacked(self, width: int) -> bool:
        """Whether the second stands below the first at this width."""
        if len(self._shown()) < 2:
            return True
        first, second = self._shown()[:2]
        wanted = min(first.sizeHint().width(), self._comfort_now())
        wanted = max(wanted, first.minimumSize().width())
        return wanted + self._gap + second.sizeHint().width() > self._inside(QRect(0, 0, width, 0)).width()

    def expandingDirections(self) -> Qt.Orientation:
        """As wide as it may."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height in this width; a page of many rows asks for the same one again and again."""
        if width not in self._heights:
            margins = self.contentsMargins()
            inside = self._arrange(self._inside(QRect(0, 0, width, 0)), place=False)
            self._heights[width] = inside + margins.top() + margins.bottom()
        return self._heights[width]

    def invalidate(self) -> None:
        """Something in it has another size now."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Place both."""
        super().setGeometry(rect)
        self._arrange(self._inside(rect), place=True)

    def sizeHint(self) -> QSize:
        """Both beside each other."""
        hints = [item.sizeHint() for item in self._shown()]
        width = sum(hint.width() for hint in hints) + self._gap * max(0, len(hints) - 1)
        return self._with_margins(QSize(width, max((hint.height() for hint in hints), default=0)))

    def minimumSize(self) -> QSize:
        """The wider of the two: they can always stand below each other."""
        widest = max((item.minimumSize().width() for item in self._shown()), default=0)
        return self._with_margins(QSize(widest, 0))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _comfort_now(self) -> int:
        parent = self.parentWidget()
        size = parent.font().pixelSize() if parent is not None else 0
        return round(self._comfort * size / 15) if size > 0 else self._comfort

    def _inside(self, rect: QRect) -> QRect:
        return rect.marginsRemoved(self.contentsMargins())

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _arrange(self, inside: QRect, *, place: bool) -> int:
        shown = self._shown()
        margins = self.contentsMargins()
        if self.is_stacked(inside.width() + margins.left() + margins.right()):
            return self._stack(shown, inside, place=place)
        first, second = shown[:2]
        hint = second.sizeHint()
        left = inside.width() - hint.width() - self._gap
        heights = (height_of(first, left), height_of(second, hint.width()))
        height = max(heights)
        if place:
            for item, x, width, own in (
                (first, 0, left, heights[0]),
                (second, left + self._gap, hint.width(), heights[1]),
            ):
                cell = QRect(inside.left() + x, inside.top() + (height - own) // 2, width, own)
                item.setGeometry(self._mirrored(cell, inside))
        return height

    def _stack(self, shown: list[QLayoutItem], inside: QRect, *, place: bool) -> int:
        y = inside.top()
        for item in shown:
            grows = bool(item.expandingDirections() & Qt.Orientation.Horizontal) or item is shown[0]
            width = inside.width() if grows else min(item.sizeHint().width(), inside.width())
            height = height_of(item, width)
            if place:
                item.setGeometry(self._mirrored(QRect(inside.left(), y, width, height), inside))
            y += height + self._below
        return max(0, y - self._below - inside.top())

    def _mirrored(self, cell: QRect, inside: QRect) -> QRect:
        parent = self.parentWidget()
        if parent is not None and parent.isRightToLeft():
            cell.moveRight(inside.right() - (cell.left() - inside.left()))
        return cell


def height_of(item: QLayoutItem, width: int) -> int:
    """The height that an item of a layout needs in a width."""
    if item.hasHeightForWidth():
        return max(item.heightForWidth(width), item.minimumSize().height())
    return item.sizeHint().height()
