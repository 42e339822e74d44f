"""A list whose rows are all equally high, so that where one is can be told without asking the others.

Qt's own list asks for each of a hundred thousand rows whenever one comes or goes: a third of a second.
"""

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
Hint = QAbstractItemView.ScrollHint
Action = QAbstractItemView.CursorAction


class RowsView(QListView):
    """Rows as wide as it is. What is read stays where it is when rows come or go above it.

    Signals:
        entered_entry(): go on into the entry.
        trash_key(): Delete was pressed.
    """

    entered_entry = Signal()
    trash_key = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = 0
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.entered_entry.emit())

    @property
    def rows_seen(self) -> tuple[int, int]:
        """The first and the last row that can be seen; the last before the first where there are none."""
        top = self.verticalScrollBar().value()
        first = top // self._row_height
        last = (top + self.viewport().height() - 1) // self._row_height
        return first, min(last, self._count - 1)

    @property
    def _count(self) -> int:
        model = self.model()
        return 0 if model is None else model.rowCount()

    @property
    def _row_height(self) -> int:
        if not self._height:
            option = QStyleOptionViewItem()
            self._height = max(1, self.itemDelegate().sizeHint(option, QModelIndex()).height())
        return self._height

    # Where rows are

    def minimumSizeHint(self) -> QSize:
        """It takes what it gets."""
        return QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Everything around it has its room first."""
        return self.minimumSizeHint()

    def doItemsLayout(self) -> None:
        """Nothing is laid out: only the height of all may be another."""
        self._height = 0
        QAbstractItemView.doItemsLayout(self)

    def updateGeometries(self) -> None:
        """How far it scrolls."""
        bar = self.verticalScrollBar()
        room = self.viewport().height()
        bar.setSingleStep(max(1, self._row_height // 3))
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._count * self._row_height - room))

    def verticalOffset(self) -> int:
        """How far it is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        """It never is."""
        return 0

    def visualRect(self, index: Index) -> QRect:
        """Where a row is in the viewport."""
        if not index.isValid():
            return QRect()
        top = index.row() * self._row_height - self.verticalOffset()
        return QRect(0, top, self.viewport().width(), self._row_height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """The row at a point of the viewport."""
        row = (point.y() + self.verticalOffset()) // self._row_height
        return self.model().index(row, 0) if 0 <= row < self._count else QModelIndex()

    def scrollTo(self, index: Index, hint: Hint = Hint.EnsureVisible) -> None:
        """Scroll no further than it takes to see a row."""
        if not index.isValid():
            return
        top = index.row() * self._row_height
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        if hint is Hint.PositionAtCenter:
            bar.setValue(top - (room - self._row_height) // 2)
        elif top < bar.value() or hint is Hint.PositionAtTop:
            bar.setValue(top)
        elif top + self._row_height > bar.value() + room or hint is Hint.PositionAtBottom:
            bar.setValue(top + self._row_height - room)

    def moveCursor(self, action: Action, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Where a key leads."""
        if not self._count:
            return QModelIndex()
        page = max(1, self.viewport().height() // self._row_height)
        row = self.currentIndex().row()
        there = {
            Action.MoveUp: row - 1,
            Action.MovePrevious: row - 1,
            Action.MoveDown: row + 1,
            Action.MoveNext: row + 1,
            Action.MovePageUp: row - page,
            Action.MovePageDown: row + page,
            Action.MoveHome: 0,
            Action.MoveEnd: self._count - 1,
        }.get(action, row)
        return self.model().index(max(0, min(there, self._count - 1)), 0)

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """The row under a click or a key."""
        index = self.indexAt(rect.topLeft())
        chosen = QItemSelection(index, index) if index.isValid() else QItemSelection()
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Where selected rows are."""
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    # Rows that come and go

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """What is read stays where it is."""
        top = self.verticalOffset()
        QAbstractItemView.rowsInserted(self, parent, start, end)
        self.updateGeometries()
        if top and start * self._row_height < top:
            self.verticalScrollBar().setValue(top + (end - start + 1) * self._row_height)
        self.viewport().update()

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        """What is read stays where it is."""
        top = self.verticalOffset()
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)
        above = max(0, min(end + 1, top // self._row_height) - start)
        self.verticalScrollBar().setValue(top - above * self._row_height)
        self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer rows can be seen."""
        QAbstractItemView.resizeEvent(self, event)
        self.updateGeometries()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Few rows are seen: they are painted anew."""
        self.viewport().update()

    # Painting and keys

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows that can be seen."""
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        plain = option.state & ~(QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_MouseOver)
        under = self.viewport().mapFromGlobal(self.cursor().pos())
        hovered = self.indexAt(under).row() if self.viewport().underMouse() else -1
        current, focused = self.currentIndex().row(), self.hasFocus()
        first, last = self.rows_seen
        delegate = self.itemDelegate()
        for row in range(max(0, first), last + 1):
            index = self.model().index(row, 0)
            rect = self.visualRect(index)
            if not rect.intersects(event.rect()):
                continue
            option.rect = rect
            option.state = plain
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if row == hovered:
                option.state |= QStyle.StateFlag.State_MouseOver
            if focused and row == current:
                option.state |= QStyle.StateFlag.State_HasFocus
            delegate.paint(painter, option, index)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads on, Delete throws away."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_entry.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.trash_key.emit()
        else:
            super().keyPressEvent(event)
