"""The entries in a list, and a field to find some of them."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget

from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.ui.pages.find_field import FindField
from selfkind_desktop.ui.pages.journal.delegate import EntryDelegate
from selfkind_desktop.ui.pages.journal.kinds import BEGUN_BY_HAND, kind_name
from selfkind_desktop.ui.pages.journal.list_foot import ListFoot
from selfkind_desktop.ui.pages.journal.model import EntriesModel
from selfkind_desktop.ui.style import button, label, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.icon_button import IconButton

_FIND_AFTER_MS = 120
_WIDTH = 312


class ListPane(QWidget):
    """Finding and choosing.

    Attributes:
        entries: the list.
        foot: below it.

    Signals:
        chosen(Entry): another entry is the current one.
        clicked(): an entry was clicked.
        entered(): the person wants to go on into the entry (Enter, or a double click).
        new_requested(EntryKind): begin an entry.
        trash_requested(Entry): put it into the trash.
    """

    chosen = Signal(object)
    clicked = Signal()
    entered = Signal()
    new_requested = Signal(object)
    trash_requested = Signal(object)

    def __init__(self, appearance: Appearance, model: EntriesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._model = model
        set_ground(self, "paper")
        self._new = button(self.tr("New"), "main")
        self._new.setToolTip(self.tr("Begin an entry (Ctrl+N)"))
        self._new.clicked.connect(lambda: self.new_requested.emit(EntryKind.FREE))
        self._kinds = IconButton(appearance, "down", self.tr("Begin something else"))
        self._kinds.clicked.connect(self._open_kinds)
        self._find = FindField(appearance, self.tr("Find a word…"), self.tr("Find in the journal"))
        self._find.textChanged.connect(self._find_soon)
        self._soon = QTimer(self, singleShot=True, interval=_FIND_AFTER_MS)
        self._soon.timeout.connect(self._find_now)
        self._nothing = label(role="muted")
        self._nothing.hide()
        self.entries = _List()
        self.entries.setAccessibleName(self.tr("Entries"))
        self.entries.setModel(model)
        self.entries.setItemDelegate(EntryDelegate(appearance, self.entries))
        self.entries.selectionModel().currentChanged.connect(self._current_changed)
        self.entries.clicked.connect(lambda _index: self.clicked.emit())
        self.entries.entered_entry.connect(self.entered)
        self.entries.trash_key.connect(self._trash_current)
        self._find.going_down.connect(self._focus_first)
        self.foot = ListFoot()
        self._lay_out()
        appearance.changed.connect(self._appearance_changed)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(label(self.tr("Journal"), role="heading"), 1)
        head.setSpacing(4)
        head.addWidget(self._new)
        head.addWidget(self._kinds)
        find = QHBoxLayout()
        find.setContentsMargins(12, 0, 12, 0)
        find.addWidget(self._find)
        nothing = QHBoxLayout()
        nothing.setContentsMargins(12, 0, 12, 0)
        nothing.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 24, 12, 12)
        column.setSpacing(16)
        column.addLayout(head)
        column.addLayout(find)
        column.addLayout(nothing)
        column.addWidget(self.entries, 1000)
        column.addStretch(1)
        column.addWidget(self.foot)

    @property
    def wanted_width(self) -> int:
        """How wide it is beside an editor, in pixels."""
        return self._appearance.px(_WIDTH)

    def set_bare(self, bare: bool) -> None:
        """Leave out what makes no sense while there are no entries at all."""
        self._find.setVisible(not bare)
        self.entries.setVisible(not bare)

    def show_current(self, entry_id: str) -> None:
        """Mark an entry as the current one; no signal."""
        row = self._model.row_of(entry_id)
        selection = self.entries.selectionModel()
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
        self._find.clear()
        self._find_now()

    def focus_find(self) -> None:
        """Go to the field."""
        self._find.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find.selectAll()

    def focus_list(self) -> None:
        """Go to the entries."""
        target = self.entries if self.entries.isVisibleTo(self) else self._new
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _open_kinds(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in BEGUN_BY_HAND:
            menu.addAction(kind_name(kind)).triggered.connect(
                lambda _=False, kind=kind: self.new_requested.emit(kind)
            )
        menu.popup(self._kinds.mapToGlobal(self._kinds.rect().bottomLeft()))

    def _find_soon(self) -> None:
        self._soon.start()

    def _find_now(self) -> None:
        self._soon.stop()
        query = self._find.text().strip()
        self._model.find(query)
        found = self._model.rowCount()
        self._nothing.setText(self.tr("Nothing has these words. Part of a word is enough."))
        self._nothing.setVisible(bool(query) and not found)

    def _focus_first(self) -> None:
        self._find_now()
        if self._model.rowCount():
            if not self.entries.currentIndex().isValid():
                self.entries.setCurrentIndex(self._model.index(0))
            self.focus_list()

    def _current_changed(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self._model.entry(current.row()))

    def _trash_current(self) -> None:
        index = self.entries.currentIndex()
        if index.isValid():
            entry: Entry = self._model.entry(index.row())
            self.trash_requested.emit(entry)

    def _appearance_changed(self) -> None:
        self.entries.scheduleDelayedItemsLayout()


class _List(QListView):
    """A list whose rows are as wide as it is.

    Signals:
        entered_entry(): go on into the entry.
        trash_key(): Delete was pressed.
    """

    entered_entry = Signal()
    trash_key = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.entered_entry.emit())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered_entry.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.trash_key.emit()
        else:
            super().keyPressEvent(event)
