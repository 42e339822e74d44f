"""Cards beside each other where there is room, below each other where there is not."""

from dataclasses import dataclass

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.beside import height_of


@dataclass(slots=True)
class _Cell:
    item: QLayoutItem
    weight: int


class Columns(QLayout):
    """Rows of a few columns whose cards share a height; one column once a row would get too narrow.

    Widgets fill the rows in order, `columns` to a row. What counts as too narrow grows with the text.
    """

    def __init__(
        self,
        appearance: Appearance,
        weights: tuple[int, ...] = (3, 2),
        *,
        narrow: int = 640,
        spacing: int = 16,
    ) -> None:
        """Make an empty one; add it to a layout or set it on a widget.

        Args:
            appearance: the text size.
            weights: how the columns share the width.
            narrow: below this width (pixels at 100 % text) everything stands in one column.
            spacing: pixels between cards.
        """
        super().__init__()
        self._appearance = appearance
        self._weights = weights
        self._narrow = narrow
        self._cells: list[_Cell] = []
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(spacing)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's way to add."""
        self._cells.append(_Cell(item, self._weights[len(self._cells) % len(self._weights)]))

    def count(self) -> int:
        """How many items there are."""
        return len(self._cells)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, or None past the end."""
        return self._cells[index].item if 0 <= index < len(self._cells) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out, or None past the end."""
        return self._cells.pop(index).item if 0 <= index < len(self._cells) else None

    def is_single(self, width: int) -> bool:
        """Whether everything stands in one column at this width."""
        return width < self._appearance.px(self._narrow)

    def expandingDirections(self) -> Qt.Orientation:
        """As wide as it may."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows in this width."""
        return self._arrange(QRect(0, 0, width, 0), place=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place the cards."""
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    def sizeHint(self) -> QSize:
        """Two columns at their most comfortable."""
        return QSize(
            self._appearance.px(self._narrow), self.heightForWidth(self._appearance.px(self._narrow))
        )

    def minimumSize(self) -> QSize:
        """The widest card, for there is always the one column."""
        widest = max((cell.item.minimumSize().width() for cell in self._shown()), default=0)
        return QSize(widest, 0)

    def _shown(self) -> list[_Cell]:
        return [cell for cell in self._cells if not cell.item.isEmpty()]

    def _rows(self, width: int) -> list[list[_Cell]]:
        shown = self._shown()
        across = 1 if self.is_single(width) else len(self._weights)
        return [shown[start : start + across] for start in range(0, len(shown), across)]

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        y = rect.top()
        for row in self._rows(rect.width()):
            spans = self._spans(row, rect.width())
            height = max(height_of(cell.item, span) for cell, (_, span) in zip(row, spans, strict=True))
            if place:
                for cell, (x, span) in zip(row, spans, strict=True):
                    cell.item.setGeometry(self._mirrored(QRect(rect.left() + x, y, span, height), rect))
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.top())

    def _spans(self, row: list[_Cell], width: int) -> list[tuple[int, int]]:
        """Start and width of each card of a row; what rounding leaves goes to the last."""
        free = width - self.spacing() * (len(row) - 1)
        total = sum(cell.weight for cell in row)
        spans, x = [], 0
        for place, cell in enumerate(row):
            span = width - x if place == len(row) - 1 else free * cell.weight // total
            spans.append((x, span))
            x += span + self.spacing()
        return spans

    def _mirrored(self, cell: QRect, inside: QRect) -> QRect:
        parent = self.parentWidget()
        if isinstance(parent, QWidget) and parent.isRightToLeft():
            cell.moveRight(inside.right() - (cell.left() - inside.left()))
        return cell
