"""The entries as a list model that holds the places of all of them, and the words of those near the eye."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from selfkind_desktop.domain.finding import Found, Mark, Term, found_in, marks_in
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.pages.journal.kinds import kind_name
from selfkind_desktop.ui.pages.journal.places import Places, change_between, row_of, without
from selfkind_desktop.ui.pages.journal.text import title_and_excerpt
from selfkind_desktop.ui.pages.journal.when import short_day
from selfkind_desktop.ui.wording import mood_name, time_of_day

Index = QModelIndex | QPersistentModelIndex

EntryRole = Qt.ItemDataRole.UserRole
DateRole = Qt.ItemDataRole.UserRole + 1
ExcerptRole = Qt.ItemDataRole.UserRole + 2
MoodRole = Qt.ItemDataRole.UserRole + 3
MarksRole = Qt.ItemDataRole.UserRole + 4
"""Where the sought words are: in the title, and in the excerpt."""
StarredRole = Qt.ItemDataRole.UserRole + 5

_BLOCK = 32
"""Rows that are asked for together."""
_LEAD = 12
"""Letters before the first sought word in a row, at least."""
_HELD = 640
"""Rows whose words are held at most."""


@dataclass(slots=True)
class _Row:
    date: str
    title: str
    excerpt: str
    marks: tuple[tuple[Mark, ...], tuple[Mark, ...]]


class EntriesModel(QAbstractListModel):
    """Entries, newest first, those that fit what is sought.

    Display is the title; the other roles have the rest. A row whose words are not there yet is blank, and
    asked for.

    Signals:
        rows_wanted(tuple): the places whose words are to be shown; answered with `show_rows`.
        rows_came(): words came.
    """

    rows_wanted = Signal(object)
    rows_came = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._today = clock.now().day()
        self._terms: tuple[Term, ...] = ()
        self._places: Places = array("q")
        self._found: dict[int, Found] = {}
        self._rows: dict[int, _Row] = {}  # made when first looked at
        self._by_id: dict[str, int] = {}
        self._hidden: dict[int, str] = {}
        self._wanted: set[int] = set()
        self._asked: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._ask)

    # What it holds

    def show_first(self, found: Sequence[Found], terms: tuple[Term, ...] = ()) -> None:
        """Show other entries: so far the newest of them.

        Args:
            found: newest first.
            terms: the words to mark.
        """
        # Of those that stay the row stays: the list neither jumps nor flickers while somebody types.
        self._terms = terms
        self._found.clear()
        self._rows.clear()
        self._by_id.clear()
        self._wanted.clear()
        self._asked.clear()
        for each in found:
            self._hold(each)
        places = without(array("q", [each.place for each in found]), self._hidden)
        if places == self._places:
            self._say_changed()
            return
        self.beginResetModel()
        self._places = places
        self.endResetModel()

    def show_places(self, places: Places) -> None:
        """There are these, newest first; what is shown of them stays where it is."""
        # One that is hidden and not among them any more has arrived in the trash.
        self._hidden = {place: each for place, each in self._hidden.items() if row_of(places, place) >= 0}
        self._take(without(places, self._hidden))

    def show_rows(self, found: Iterable[Found], terms: tuple[Term, ...] = ()) -> None:
        """Take the words of some rows; those of another search are passed over."""
        if terms != self._terms:
            return
        for each in found:
            self._asked.discard(each.place)
            if self._found.get(each.place) != each:
                self._hold(each)
                row = row_of(self._places, each.place)
                if row >= 0:
                    self.dataChanged.emit(self.index(row), self.index(row))
        self.rows_came.emit()

    def hide(self, entry_id: str) -> None:
        """Leave an entry out until the entries come without it: it is on its way into the trash."""
        place = self._by_id.get(entry_id)
        if place is not None:
            self._hidden[place] = entry_id
            self._take(without(self._places, (place,)))

    def unhide(self, entry_id: str) -> None:
        """Show it again."""
        for place, hidden in list(self._hidden.items()):
            if hidden == entry_id:
                del self._hidden[place]
                self._take(array("q", sorted({*self._places, place}, reverse=True)))

    def update(self, newer: Entry) -> None:
        """An entry is like this now, whatever was read before."""
        place = self._by_id.get(newer.id)
        if place is not None and self._found[place].entry != newer:
            self.show_rows([found_in(newer, self._terms, place)], self._terms)

    def look_at_clock(self) -> None:
        """Yesterday may have been today."""
        today = self._clock.now().day()
        if today != self._today:
            self._today = today
            self._rows.clear()
            self._say_changed()

    # What it says

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to list."""
        return not self._places

    def entry(self, row: int) -> Entry | None:
        """The entry in a row; None where its words are not there yet: they are asked for."""
        found = self._found_at(row)
        return None if found is None else found.entry

    def by_id(self, entry_id: str) -> Entry | None:
        """An entry by its id, if its words are here."""
        place = self._by_id.get(entry_id)
        return None if place is None else self._found[place].entry

    def row_of(self, entry_id: str) -> int:
        """Where an entry is shown; -1 where it is not."""
        place = self._by_id.get(entry_id)
        return -1 if place is None else row_of(self._places, place)

    def places_at(self, first: int, last: int) -> tuple[int, ...]:
        """The places of some rows, both ends included."""
        return tuple(self._places[max(0, first) : last + 1])

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many are shown."""
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says."""
        if not index.isValid() or role not in _SAID:
            return None
        found = self._found_at(index.row())
        if found is None:
            return self.tr("…") if role == Qt.ItemDataRole.AccessibleTextRole else None
        entry, row = found.entry, self._row(found)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title or self.tr("An empty page")
        if role == ExcerptRole:
            return row.excerpt
        if role == DateRole:
            return row.date
        if role == MoodRole:
            return entry.after or entry.before
        if role == MarksRole:
            return row.marks
        if role == StarredRole:
            return entry.starred
        return self._read_aloud(entry, row) if role == Qt.ItemDataRole.AccessibleTextRole else entry

    # How

    def _row(self, found: Found) -> _Row:
        row = self._rows.get(found.place)
        if row is None:
            row = self._rows[found.place] = _row_of(self._date(found.entry), found, self._terms)
        return row

    def _found_at(self, row: int) -> Found | None:
        place = self._places[row]
        found = self._found.get(place)
        if found is None and place not in self._asked:
            self._wanted.update(self._places[max(0, row - _BLOCK // 2) : row + _BLOCK])
            self._soon.start()
        return found

    def _ask(self) -> None:
        wanted = sorted(self._wanted - self._asked - self._found.keys(), reverse=True)
        self._wanted.clear()
        if wanted:
            # Rows that were wanted while somebody scrolled past are not wanted any more.
            self._asked = set(wanted)
            self.rows_wanted.emit(tuple(wanted))

    def _hold(self, found: Found) -> None:
        self._rows.pop(found.place, None)
        self._found.pop(found.place, None)  # what came last is let go last
        self._found[found.place] = found
        self._by_id[found.entry.id] = found.place
        while len(self._found) > _HELD:
            gone = self._found.pop(next(iter(self._found)))
            self._rows.pop(gone.place, None)
            self._by_id.pop(gone.entry.id, None)

    def _take(self, places: Places) -> None:
        change = change_between(self._places, places)
        if change.removed:
            self.beginRemoveRows(QModelIndex(), change.row, change.row + change.removed - 1)
            self._places = self._places[: change.row] + self._places[change.row + change.removed :]
            self.endRemoveRows()
        if change.added:
            self.beginInsertRows(QModelIndex(), change.row, change.row + change.added - 1)
            self._places = places
            self.endInsertRows()

    def _say_changed(self) -> None:
        if self._places:
            self.dataChanged.emit(self.index(0), self.index(len(self._places) - 1))
        self.rows_came.emit()

    def _read_aloud(self, entry: Entry, row: _Row) -> str:
        mood = entry.after or entry.before
        starred = self.tr("Starred") if entry.starred else ""
        felt = "" if mood is None else mood_name(mood)
        title = row.title or self.tr("An empty page")
        told = (row.date, starred, title, row.excerpt, felt)
        parts = [part for part in told if part]
        return " ".join([*(_ended(part) for part in parts[:-1]), parts[-1]])

    def _date(self, entry: Entry) -> str:
        local = entry.stamp.at.astimezone(ZoneInfo(entry.stamp.zone))
        day = short_day(entry.stamp.day, self._clock.now().day())
        text = f"{day} · {time_of_day(local)}"
        if entry.kind is EntryKind.FREE:
            return text
        return self.tr("{date} · {kind}").format(date=text, kind=kind_name(entry.kind))


_SAID = frozenset(
    {
        EntryRole,
        DateRole,
        ExcerptRole,
        MoodRole,
        MarksRole,
        StarredRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


def _ended(sentence: str) -> str:
    return sentence if sentence[-1] in ".?!…" else f"{sentence}."


def _row_of(date_told: str, found: Found, terms: tuple[Term, ...]) -> _Row:
    title, excerpt = title_and_excerpt(found.entry)
    in_title = marks_in(title, terms)
    if found.marks and not (in_title and not found.entry.title):
        # Around the words, unless they are in the line that stands for a title anyway.
        return _Row(date_told, title, *_beginning_near(found.excerpt, in_title, found.marks))
    return _Row(date_told, title, excerpt, (in_title, ()))


def _beginning_near(
    excerpt: str, in_title: tuple[Mark, ...], marks: tuple[Mark, ...]
) -> tuple[str, tuple[tuple[Mark, ...], tuple[Mark, ...]]]:
    """An excerpt that begins a few words before the first mark: a row is short."""
    space = excerpt.rfind(" ", 0, max(0, marks[0][0] - _LEAD)) + 1
    if not space:
        return excerpt, (in_title, marks)
    shift = space - 1
    return "…" + excerpt[space:], (in_title, tuple((start - shift, end - shift) for start, end in marks))
