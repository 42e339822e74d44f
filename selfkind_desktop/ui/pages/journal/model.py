"""The entries as a list model: thousands cost nothing until they are looked at."""

from collections.abc import Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.pages.finding import matches
from selfkind_desktop.ui.pages.journal.kinds import kind_name
from selfkind_desktop.ui.pages.journal.text import title_and_excerpt, words_of
from selfkind_desktop.ui.wording import time_of_day

Index = QModelIndex | QPersistentModelIndex

EntryRole = Qt.ItemDataRole.UserRole
DateRole = Qt.ItemDataRole.UserRole + 1
ExcerptRole = Qt.ItemDataRole.UserRole + 2
MoodRole = Qt.ItemDataRole.UserRole + 3


class EntriesModel(QAbstractListModel):
    """Entries, newest first, those that match the query.

    Display is the title; the other roles have the rest.
    """

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._all: Sequence[Entry] = ()
        self._query = ""
        self._hidden: set[str] = set()
        self._shown: list[Entry] = []

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Take other entries, newest first."""
        self._all = entries
        # One that is hidden and not among them any more has arrived in the trash.
        self._hidden &= {entry.id for entry in entries}
        self._filter()

    def hide(self, entry_id: str) -> None:
        """Leave an entry out until the entries come without it: it is on its way into the trash."""
        self._hidden.add(entry_id)
        self._filter()

    def unhide(self, entry_id: str) -> None:
        """Show it again."""
        self._hidden.discard(entry_id)
        self._filter()

    def find(self, query: str) -> None:
        """Show those in which every word of the query occurs; all for an empty one."""
        if query != self._query:
            self._query = query
            self._filter()

    def update(self, newer: Entry) -> None:
        """An entry is like this now, whatever was read before."""
        known = self.by_id(newer.id)
        if known is not None and known != newer:
            self.show_entries([newer if entry is known else entry for entry in self._all])

    @property
    def is_empty(self) -> bool:
        """Whether there are no entries at all, query or not."""
        return all(entry.id in self._hidden for entry in self._all)

    def entry(self, row: int) -> Entry:
        """The entry in a row."""
        return self._shown[row]

    def by_id(self, entry_id: str) -> Entry | None:
        """An entry by its id, whether it matches the query or not."""
        return next((entry for entry in self._all if entry.id == entry_id), None)

    def row_of(self, entry_id: str) -> int:
        """Where an entry is shown; -1 where it is not."""
        return next((row for row, entry in enumerate(self._shown) if entry.id == entry_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        if not index.isValid():
            return None
        entry = self._shown[index.row()]
        if role == EntryRole:
            return entry
        if role == DateRole:
            return self._date(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            return title_and_excerpt(entry)[0] or self.tr("An empty page")
        if role == ExcerptRole:
            return title_and_excerpt(entry)[1]
        if role == MoodRole:
            return entry.after or entry.before
        if role == Qt.ItemDataRole.AccessibleTextRole:
            title, excerpt = title_and_excerpt(entry)
            return ". ".join(part for part in (self._date(entry), title, excerpt) if part)
        return None

    def _filter(self) -> None:
        shown = [
            entry
            for entry in self._all
            if entry.id not in self._hidden and matches(words_of(entry), self._query)
        ]
        if [entry.id for entry in shown] == [entry.id for entry in self._shown]:
            # Only texts changed: keep selection and scroll position.
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    def _date(self, entry: Entry) -> str:
        local = entry.stamp.at.astimezone(ZoneInfo(entry.stamp.zone))
        text = f"{self._day(entry.stamp.day)} · {time_of_day(local)}"
        if entry.kind is EntryKind.FREE:
            return text
        return self.tr("{date} · {kind}").format(date=text, kind=kind_name(entry.kind))

    def _day(self, day: date) -> str:
        today = self._clock.now().day()
        if day == today:
            return self.tr("Today")
        if day == today - timedelta(days=1):
            return self.tr("Yesterday")
        if day.year == today.year:
            pattern = self.tr("ddd, MMM d", "date of an entry in the list, as QLocale takes it")
        else:
            pattern = self.tr("MMM d, yyyy", "date of an entry of another year, as QLocale takes it")
        return QLocale().toString(QDate(day.year, day.month, day.day), pattern)
