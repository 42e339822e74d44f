"""A window on what is not among the entries of now: some of it in a list, one of them to read beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QBoxLayout,
    QDialog,
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from selfkind_desktop.domain.compare import Change
from selfkind_desktop.ui.pages.journal.passages import Passage
from selfkind_desktop.ui.style import label, rule, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.flow import FlowLayout

_WIDTH, _HEIGHT = 820, 580
_BESIDE = 480
"""Narrower than this (pixels at 100 % text) the list stands above what it lists."""

_LIST_WIDTH = 248
_LIST_LEAST = 88


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list.

    Attributes:
        key: what it is known by.
        title: the first line.
        detail: the second.
    """

    key: str
    title: str
    detail: str


class PastDialog(QDialog):
    """A title, a list, what one of its lines says, and a foot for what can be done.

    Signals:
        picked(str): the line with this key is looked at; empty for none.

    Args:
        appearance: how things look.
        title: of the window and of the page.
        intro: a sentence below it.
        names: what the list and the text are called for screen readers.
        parent: the window it belongs to.
    """

    picked = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        title: str,
        intro: str,
        names: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        set_ground(self, "paper")
        self.rows = _Rows()
        self.rows.setAccessibleName(names[0])
        self.rows.currentItemChanged.connect(self._picked)
        self.nothing = label(role="muted")
        self.nothing.hide()
        self.reading = Reading(appearance)
        self.reading.setAccessibleName(names[1])
        self.told = label(role="small")
        self.foot = FlowLayout(spacing=8)
        self._list_place = Card("sand", margin=8)
        self._list_place.body.addWidget(self.rows, 1)
        self._list_place.body.addWidget(self.nothing)
        self.card = Card(margin=24)
        self.card.body.addWidget(self.told)
        self.card.body.addWidget(self.reading, 1)
        self._lay_out(title, intro)
        self.setMinimumSize(appearance.px(320), appearance.px(300))

    def _lay_out(self, title: str, intro: str) -> None:
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._both.setSpacing(16)
        self._both.addWidget(self._list_place)
        self._both.addWidget(self.card, 1)
        body = self.body = QVBoxLayout()
        body.setContentsMargins(24, 24, 24, 16)
        body.setSpacing(12)
        body.addWidget(label(title, role="title"))
        body.addWidget(label(intro, role="muted"))
        body.addLayout(self._both, 1)
        foot = set_ground(QWidget(), "sand")
        foot.setLayout(self.foot)
        self.foot.setContentsMargins(24, 12, 24, 12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(body, 1)
        column.addWidget(rule())
        column.addWidget(foot)

    def open(self) -> None:
        """Show it, in front of the window it belongs to, as large as there is room."""
        screen = self.screen().availableSize()
        wanted = QSize(self._appearance.px(_WIDTH), self._appearance.px(_HEIGHT))
        self.resize(wanted.boundedTo(screen - QSize(40, 80)))
        super().open()
        self.rows.setFocus()

    def show_rows(self, rows: Sequence[Row], nothing: str) -> None:
        """List these, and look at the one that was looked at, else at the first.

        Args:
            rows: the lines.
            nothing: what is said where there are none.
        """
        kept, place = self.key, max(0, self.rows.currentRow())
        self.rows.blockSignals(True)
        self.rows.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.title}\n{row.detail}" if row.detail else row.title)
            item.setData(Qt.ItemDataRole.UserRole, row.key)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, ". ".join(filter(None, (row.title, row.detail))))
            self.rows.addItem(item)
        keys = [row.key for row in rows]
        if rows:
            self.rows.setCurrentRow(keys.index(kept) if kept in keys else min(place, len(rows) - 1))
        self.rows.blockSignals(False)
        self.rows.setVisible(bool(rows))
        self.nothing.setText(nothing)
        self.nothing.setVisible(not rows)
        self.card.setVisible(bool(rows))
        self.picked.emit(self.key)

    @property
    def key(self) -> str:
        """The line that is looked at; empty where there is none."""
        item = self.rows.currentItem()
        return "" if item is None else str(item.data(Qt.ItemDataRole.UserRole))

    def say(self, told: str) -> None:
        """A small line above the text."""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.reading.setAccessibleDescription(told)

    def _picked(self) -> None:
        self.picked.emit(self.key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """List and text beside each other where there is room."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._appearance.px(_BESIDE)
        direction = QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight
        self._both.setDirection(direction)
        any_width = 16_777_215
        self._list_place.setMaximumWidth(any_width if is_narrow else self._appearance.px(_LIST_WIDTH))
        self._list_place.setMinimumWidth(0 if is_narrow else self._appearance.px(_LIST_WIDTH))
        least = min(self._appearance.px(_LIST_LEAST), self.height() // 3)
        self._list_place.setMinimumHeight(least if is_narrow else 0)
        self._list_place.setMaximumHeight(max(least, self.height() // 3) if is_narrow else any_width)


class Reading(QTextEdit):
    """Words to read: what went is struck through, what came stands on another ground."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown: Sequence[Passage] = ()
        self.setProperty("page", "paper")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        appearance.changed.connect(self._dress)

    def minimumSizeHint(self) -> QSize:
        """A few lines are enough; the rest is scrolled to."""
        return QSize(self._appearance.px(120), self._appearance.px(64))

    def show_passages(self, shown: Sequence[Passage]) -> None:
        """Show these."""
        self._shown = shown
        self.clear()
        cursor = QTextCursor(self.document())
        for passage in shown:
            if not cursor.atStart():
                cursor.insertBlock()
                cursor.insertBlock()
            if passage.name:
                cursor.insertText(passage.name, self._named())
                cursor.insertBlock()
            for run in passage.runs:
                cursor.insertText(run.text, self._format(run.change, title=passage.is_title))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress(self) -> None:
        self.show_passages(self._shown)

    def _named(self) -> QTextCharFormat:
        named = QTextCharFormat()
        named.setFont(self._appearance.ui_font(13, 600))
        named.setForeground(self._appearance.color("muted"))
        return named

    def _format(self, change: Change, *, title: bool) -> QTextCharFormat:
        look = self._appearance
        made = QTextCharFormat()
        made.setFont(look.reading_font(20, 500) if title else look.reading_font(17))
        made.setForeground(look.color("ink"))
        if change is Change.GONE:
            made.setBackground(look.color("peach-soft"))
            made.setForeground(look.color("peach"))
            made.setFontStrikeOut(True)
        elif change is Change.NEW:
            made.setBackground(look.color("sage-soft"))
            made.setForeground(look.color("sage"))
            # Where tints are not there, a line has to tell.
            made.setFontUnderline(look.theme.lines)
            made.setFontWeight(QFont.Weight.Medium)
        return made


class _Rows(QListWidget):
    """A list whose rows wrap and can be walked with the arrows."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setProperty("choice", True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_Wrapping(self))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)


class _Wrapping(QStyledItemDelegate):
    """Qt wraps the words of a row and leaves it as high as it was."""

    def __init__(self, rows: _Rows) -> None:
        super().__init__(rows)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        hint = super().sizeHint(option, index)
        metrics, text = self._rows.fontMetrics(), str(index.data())
        beside = hint.width() - max(metrics.horizontalAdvance(line) for line in text.split("\n"))
        room = max(1, self._rows.viewport().width() - beside)
        wrapped = metrics.boundingRect(0, 0, room, 10_000, Qt.TextFlag.TextWordWrap, text).height()
        return QSize(
            room + beside,
            hint.height() + wrapped - metrics.boundingRect(0, 0, 10_000, 10_000, 0, text).height(),
        )
