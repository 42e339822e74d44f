"""The entries in a list, and everything to find some of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from selfkind_desktop.domain.finding import Sought, Tag, WrittenDay
from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.pages.find_field import FindField
from selfkind_desktop.ui.pages.journal.delegate import EntryDelegate
from selfkind_desktop.ui.pages.journal.filters import Filters
from selfkind_desktop.ui.pages.journal.kinds import BEGUN_BY_HAND, kind_name
from selfkind_desktop.ui.pages.journal.list_foot import ListFoot
from selfkind_desktop.ui.pages.journal.model import EntriesModel
from selfkind_desktop.ui.pages.journal.month import Month
from selfkind_desktop.ui.pages.journal.rows_view import RowsView
from selfkind_desktop.ui.style import button, label, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.icon_button import IconButton

_SAY_AFTER_MS = 600
_WIDTH = 312
_LEAST_FOR_ENTRIES = 120
_LEAST_FOR_CHIPS = 270
"""Height of the pane below which the entries need all of it."""


class ListPane(QWidget):
    """Finding and choosing.

    Attributes:
        entries: the list.
        foot: below it.

    Signals:
        sought(Sought): the person looks for this.
        days_wanted(date, date): what was written on these days, for the calendar.
        chosen(Entry): another entry is the current one.
        clicked(): an entry was clicked.
        entered(): the person wants to go on into the entry (Enter, or a double click).
        new_requested(EntryKind): begin an entry.
        trash_requested(Entry): put it into the trash.
    """

    sought = Signal(object)
    days_wanted = Signal(object, object)
    chosen = Signal(object)
    clicked = Signal()
    entered = Signal()
    new_requested = Signal(object)
    trash_requested = Signal(object)

    def __init__(
        self, appearance: Appearance, clock: Clock, model: EntriesModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._model = model
        self._is_bare = False
        self._last = Sought()
        self._is_late = False
        self._month: Month | None = None
        set_ground(self, "paper")
        self._make_head()
        self._make_finding()
        self._make_list()
        self.foot = ListFoot()
        self._lay_out()
        appearance.changed.connect(self._appearance_changed)

    def _make_head(self) -> None:
        self._new = button(self.tr("New"), "main")
        self._new.setToolTip(self.tr("Begin an entry (Ctrl+N)"))
        self._new.clicked.connect(lambda: self.new_requested.emit(EntryKind.FREE))
        self._kinds = IconButton(self._appearance, "down", self.tr("Begin something else"))
        self._kinds.clicked.connect(self._open_kinds)

    def _make_finding(self) -> None:
        self._find = FindField(
            self._appearance, self.tr("Search every word…"), self.tr("Search in the journal")
        )
        self._find.textChanged.connect(self._seek)
        self._find.going_down.connect(self._focus_first)
        self._calendar = IconButton(self._appearance, "calendar", self.tr("Calendar"))
        self._calendar.setCheckable(True)
        self._calendar.toggled.connect(self._show_calendar)
        self._filters = Filters()
        self._filters.changed.connect(self._seek)
        self._told = label(role="small")
        self._told.hide()
        self._say = QTimer(self, singleShot=True, interval=_SAY_AFTER_MS)
        self._say.timeout.connect(lambda: announce(self._told, self._told.text()))

    def _make_list(self) -> None:
        self.entries = RowsView()
        self.entries.setAccessibleName(self.tr("Entries"))
        self.entries.setModel(self._model)
        self.entries.setItemDelegate(EntryDelegate(self._appearance, self.entries))
        self.entries.selectionModel().currentChanged.connect(self._current_changed)
        self.entries.clicked.connect(lambda _index: self.clicked.emit())
        self.entries.entered_entry.connect(self.entered)
        self.entries.trash_key.connect(self._trash_current)
        self._model.rows_came.connect(self._words_came)

    def _lay_out(self) -> None:
        head = _row()
        head.addWidget(label(self.tr("Journal"), role="heading"), 1)
        head.setSpacing(4)
        head.addWidget(self._new)
        head.addWidget(self._kinds)
        find = _row()
        find.setSpacing(4)
        find.addWidget(self._find, 1)
        find.addWidget(self._calendar)
        filters = _row()
        filters.addWidget(self._filters)
        told = _row()
        told.addWidget(self._told)
        self._month_place = _row()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 24, 12, 12)
        column.setSpacing(12)
        for row in (head, find, self._month_place, filters, told):
            column.addLayout(row)
        column.addWidget(self.entries, 1000)
        column.addStretch(1)
        column.addWidget(self.foot)

    @property
    def wanted_width(self) -> int:
        """How wide it is beside an editor, in pixels."""
        return self._appearance.px(_WIDTH)

    @property
    def is_seeking(self) -> bool:
        """Whether only some entries are wanted."""
        return self._last != Sought()

    @property
    def shown_days(self) -> tuple[date, date] | None:
        """The days that the calendar shows; None while it is closed."""
        if self._month is None or not self._calendar.isChecked():
            return None
        return self._month.shown_days

    def set_bare(self, bare: bool) -> None:
        """Leave out what makes no sense while there are no entries at all."""
        self._is_bare = bare
        for widget in (self._find, self._calendar, self.entries):
            widget.setVisible(not bare)
        self._show_filters()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chips need some room."""
        super().resizeEvent(event)
        self._show_filters()

    def _show_filters(self) -> None:
        is_short = self.height() < self._appearance.px(_LEAST_FOR_CHIPS)
        self._filters.setVisible(not self._is_bare and (not is_short or self.is_seeking))

    def offer(self, kinds: Sequence[EntryKind], tags: Sequence[Tag]) -> None:
        """Offer chips for what there is."""
        self._filters.offer(kinds, tags)

    def show_days(self, days: Iterable[WrittenDay], kind: Iterable[date]) -> None:
        """Show in the calendar what was written on its days."""
        if self._month is not None:
            self._month.show_days(days, kind)

    def tell_count(self, count: int, *, more: bool = False) -> None:
        """Say how much was found.

        Args:
            count: so many.
            more: there are more than that; they are still being counted.
        """
        if not count:
            told = self.tr("Nothing here has all of that. Part of a word is enough.")
        elif more:
            told = ""
        else:
            told = self.tr("1 entry") if count == 1 else self.tr("{count} entries").format(count=f"{count:n}")
        if told or not self.is_seeking:
            self._told.setText(told)
        self._told.setVisible(self.is_seeking and not self._is_bare)
        if self.is_seeking and told:
            self._say.start()

    def show_current(self, entry_id: str) -> None:
        """Mark an entry as the current one; no signal."""
        row = self._model.row_of(entry_id)
        selection = self.entries.selectionModel()
        if row >= 0 and self.entries.currentIndex().row() == row and selection.hasSelection():
            return
        selection.blockSignals(True)
        if row < 0:
            selection.clear()
        else:
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(self._model.index(row), flag)
            self.entries.scrollTo(self._model.index(row))
        selection.blockSignals(False)
        self.entries.viewport().update()

    def clear_query(self) -> None:
        """Show every entry again."""
        self._find.blockSignals(True)
        self._find.clear()
        self._find.blockSignals(False)
        self._filters.clear()
        self._seek()

    def focus_find(self) -> None:
        """Go to the field."""
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def focus_list(self) -> None:
        """Go to the entries."""
        target = self.entries if self.entries.isVisibleTo(self) else self._new
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shows every entry again."""
        if event.key() == Qt.Key.Key_Escape and self.is_seeking:
            self.clear_query()
        else:
            super().keyPressEvent(event)

    def _open_kinds(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in BEGUN_BY_HAND:
            menu.addAction(kind_name(kind)).triggered.connect(
                lambda _=False, kind=kind: self.new_requested.emit(kind)
            )
        menu.popup(self._kinds.mapToGlobal(self._kinds.rect().bottomLeft()))

    # Seeking

    def _seek(self) -> None:
        typed = self._find.text().lstrip()
        sought = replace(self._filters.sought, words=typed if typed.strip() else "")
        if sought == self._last:
            return
        self._last = sought
        if self._month is not None:
            self._month.show_chosen(sought.first, sought.last)
        self._told.setVisible(self.is_seeking and bool(self._told.text()) and not self._is_bare)
        self.sought.emit(sought)

    def _show_calendar(self, shown: bool) -> None:
        if shown and self._month is None:
            self._month = Month(self._appearance, self._clock)
            self._month.wanted.connect(self.days_wanted)
            self._month.chosen.connect(self._choose_days)
            self._month.closed.connect(lambda: self._calendar.setChecked(False))
            self._month_place.addWidget(self._month)
            QWidget.setTabOrder(self._calendar, self._month)
        if self._month is None:
            return
        had_focus = self._month.isAncestorOf(self.focusWidget() or self)
        self._month.setVisible(shown)
        if shown:
            self._month.show_chosen(self._last.first, self._last.last)
            self.days_wanted.emit(*self._month.shown_days)
            self._month.take_focus()
        elif had_focus:
            self._calendar.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_days(self, first: date, last: date) -> None:
        self._filters.choose_days(first, last)
        if self.entries.height() < self._appearance.px(_LEAST_FOR_ENTRIES):
            # The calendar leaves no room for what was found.
            self._calendar.setChecked(False)
            self.focus_list()

    def _focus_first(self) -> None:
        if self._model.rowCount():
            if not self.entries.currentIndex().isValid():
                self.entries.setCurrentIndex(self._model.index(0))
            self.focus_list()

    # Choosing

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        self._is_late = False
        if not current.isValid():
            return
        entry = self._model.entry(current.row())
        if entry is None:
            self._is_late = True  # once its words are here
        else:
            self.chosen.emit(entry)

    def _words_came(self) -> None:
        self.entries.viewport().update()
        index = self.entries.currentIndex()
        entry = self._model.entry(index.row()) if self._is_late and index.isValid() else None
        if entry is not None:
            self._is_late = False
            self.chosen.emit(entry)

    def _trash_current(self) -> None:
        index = self.entries.currentIndex()
        entry = self._model.entry(index.row()) if index.isValid() else None
        if entry is not None:
            self.trash_requested.emit(entry)

    def _appearance_changed(self) -> None:
        self.entries.scheduleDelayedItemsLayout()


def _row() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(12, 0, 12, 0)
    return row
