"""Chips that narrow the list: kinds, tags, stars and days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from selfkind_desktop.domain.finding import Sought, Tag
from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.ui.pages.journal.kinds import kinds_name
from selfkind_desktop.ui.widgets.chip import Chip
from selfkind_desktop.ui.widgets.flow import FlowLayout

Key = tuple[str, str]

_KINDS_FIRST = 2
_IN_ORDER = (
    EntryKind.REFRAME,
    EntryKind.KIND_MOMENT,
    EntryKind.GRATITUDE,
    EntryKind.SETBACK,
    EntryKind.CRITIC,
    EntryKind.REFLECTION,
    EntryKind.PAUSE_LINE,
)
_TAGS_FIRST = 1
_TAGS_OFFERED = 20
_ALL: Key = ("all", "")
_STARRED: Key = ("starred", "")
_DAYS: Key = ("days", "")


class Filters(QWidget):
    """Everything that is ticked has to fit; of kinds, one of them.

    Signals:
        changed(): something was ticked or unticked.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Show only"))
        self._sought = Sought()
        self._kinds: Sequence[EntryKind] = ()
        self._tags: Sequence[Tag] = ()
        self._chips: dict[Key, Chip] = {}
        self._row = FlowLayout(self, spacing=6)
        self._more = Chip(self.tr("More…"), checkable=False)
        self._more.setAccessibleName(self.tr("More to choose from"))
        self._more.clicked.connect(self._open_more)
        self._lay_out()

    @property
    def sought(self) -> Sought:
        """What is ticked, without words."""
        return self._sought

    def offer(self, kinds: Sequence[EntryKind], tags: Sequence[Tag]) -> None:
        """Offer what there is.

        Args:
            kinds: those that occur.
            tags: the most used first.
        """
        if (tuple(kinds), tuple(tags)) != (self._kinds, self._tags):
            self._kinds, self._tags = tuple(kinds), tuple(tags)
            self._lay_out()

    def choose_days(self, first: date | None, last: date | None) -> None:
        """Only these days, both ends included; None for any."""
        self._take(replace(self._sought, first=first, last=last))

    def clear(self) -> None:
        """Untick everything; no signal."""
        self._sought = Sought()
        self._lay_out()

    # What is ticked

    def _is_on(self, key: Key) -> bool:
        kind, value = key
        sought = self._sought
        return {
            "all": sought == Sought(),
            "kind": value in {each.value for each in sought.kinds},
            "tag": value.casefold() in {each.casefold() for each in sought.tags},
            "starred": sought.starred,
            "days": sought.first is not None or sought.last is not None,
        }[kind]

    def _toggle(self, key: Key) -> None:
        kind, value = key
        sought, on = self._sought, self._is_on(key)
        if kind == "kind":
            chosen = EntryKind(value)
            kinds = [each for each in sought.kinds if each is not chosen]
            sought = replace(sought, kinds=tuple(kinds if on else [*kinds, chosen]))
        elif kind == "tag":
            tags = [each for each in sought.tags if each.casefold() != value.casefold()]
            sought = replace(sought, tags=tuple(tags if on else [*tags, value]))
        elif kind == "starred":
            sought = replace(sought, starred=not on)
        elif kind == "days":
            sought = replace(sought, first=None, last=None)
        else:
            sought = Sought()
        self._take(sought)

    def _take(self, sought: Sought) -> None:
        is_other = sought != self._sought
        self._sought = sought
        self._lay_out()
        if is_other:
            self.changed.emit()

    # How it looks

    def _shown(self) -> list[Key]:
        """In the order in which they stand: what is ticked is always among them."""
        kinds = [kind for kind in _IN_ORDER if kind in self._kinds][:_KINDS_FIRST]
        kinds += [kind for kind in self._sought.kinds if kind not in kinds]
        tags = [tag.name for tag in self._tags[:_TAGS_FIRST]]
        tags += [tag for tag in self._sought.tags if tag not in tags]
        keys = [_ALL, *(("kind", kind.value) for kind in kinds), *(("tag", tag) for tag in tags)]
        return keys + [key for key in (_STARRED, _DAYS) if self._is_on(key)]

    def _lay_out(self) -> None:
        shown = self._shown()
        for key, chip in list(self._chips.items()):
            self._row.removeWidget(chip)
            if key not in shown:
                if chip.hasFocus():
                    self._more.setFocus(Qt.FocusReason.OtherFocusReason)
                del self._chips[key]
                chip.hide()
                chip.deleteLater()
        self._row.removeWidget(self._more)
        before: QWidget | None = None
        for key in shown:
            chip = self._chips.get(key) or self._chip(key)
            chip.setText(self._name(key).replace("&", "&&"))
            chip.setChecked(self._is_on(key))
            self._row.addWidget(chip)
            chip.show()
            if before is not None:
                QWidget.setTabOrder(before, chip)
            before = chip
        self._row.addWidget(self._more)
        if before is not None:
            QWidget.setTabOrder(before, self._more)
        self.updateGeometry()

    def _chip(self, key: Key) -> Chip:
        chip = Chip("", self)
        chip.clicked.connect(lambda _=False: self._toggle(key))
        self._chips[key] = chip
        return chip

    def _name(self, key: Key) -> str:
        kind, value = key
        if kind == "kind":
            return kinds_name(EntryKind(value))
        if kind == "tag":
            return f"#{value}"
        if kind == "days":
            return self._days_name()
        return self.tr("All") if key == _ALL else self.tr("Starred")

    def _days_name(self) -> str:
        first, last = self._sought.first, self._sought.last
        if first is not None and last is not None and first != last:
            return self.tr("{first} – {last}").format(first=_short(first), last=_short(last))
        return _short(first or last or date.min)

    def _open_more(self) -> None:
        self.menu().popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """Everything that can be ticked."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add_to(menu, _STARRED)
        menu.addSeparator()
        for kind in self._kinds:
            self._add_to(menu, ("kind", kind.value))
        menu.addSeparator()
        for tag in self._tags[:_TAGS_OFFERED]:
            self._add_to(menu, ("tag", tag.name))
        return menu

    def _add_to(self, menu: QMenu, key: Key) -> None:
        action = menu.addAction(self._name(key).replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(self._is_on(key))
        action.triggered.connect(lambda _=False: self._toggle(key))


def _short(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
