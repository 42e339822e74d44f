"""Answers what somebody looks for in the journal, in the worker, and keeps the list as it is on the disk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.finding import Extent, Found, Sought, Tag, WrittenDay, terms_of
from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.ui.pages.journal.page import JournalPage

if TYPE_CHECKING:
    from array import array

    from selfkind_desktop.storage.store import Store

_FIRST = 50
"""Entries that are shown at once; a screen holds fewer."""
_REST_AFTER_MS = 180
"""How many more there are is asked once nobody types: the answer takes longer."""
_OFFER_AFTER_MS = 900
"""What kinds and tags there are is read last of all, and not while somebody types."""


@dataclass(frozen=True, slots=True)
class _Changes:
    """What is different on the disk.

    Attributes:
        extent: how far the journal goes.
        places: of all entries that fit; None if they are the same.
        rows: those that are seen.
        opened: the one that is open; None if it is not there.
    """

    extent: Extent
    places: "array[int] | None"
    rows: Sequence[Found]
    opened: Found | None


class JournalFinding(QObject):
    """Between the list of the journal and the store. An answer to an older question is dropped.

    Args:
        keeper: the way to the store.
        page: the page with the list.
    """

    def __init__(self, keeper: Keeper, page: JournalPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._page = page
        self._sought = Sought()
        self._extent: Extent | None = None
        self._question = 0
        self._wanted: tuple[int, ...] = ()
        self._rest = QTimer(self, singleShot=True, interval=_REST_AFTER_MS)
        self._rest.timeout.connect(self._ask_for_all)
        self._offer = QTimer(self, singleShot=True, interval=_OFFER_AFTER_MS)
        self._offer.timeout.connect(self._ask_what_there_is)
        page.list.sought.connect(self._look)
        page.list.days_wanted.connect(self._ask_for_days)
        page.model.rows_wanted.connect(self._ask_for_rows)
        page.refresh_wanted.connect(self.refresh)

    def refresh(self) -> None:
        """Show what changed on the disk; everything, the first time."""
        self._page.model.look_at_clock()
        if self._extent is None:
            self._look(self._sought)
        else:
            self._look_again()
        if (days := self._page.list.shown_days) is not None:
            self._ask_for_days(*days)
        self._offer.start()

    def _look(self, sought: Sought) -> None:
        """The newest that fit, at once; the others when there is time."""
        self._rest.stop()
        self._sought = sought
        self._question += 1
        question, awaited = self._question, self._page.awaited

        def read(store: "Store") -> tuple[list[Found], Found | None] | None:
            if question != self._question:
                return None  # the next letter is typed already
            return store.search.find(sought, _FIRST), store.search.one(awaited) if awaited else None

        def show(answer: tuple[list[Found], Found | None] | None) -> None:
            if answer is None or question != self._question:
                return
            found, opened = answer
            self._page.model.show_first(found, terms_of(sought.words)[0])
            self._page.list.tell_count(len(found), more=len(found) == _FIRST)
            self._page.settle(awaited, None if opened is None else opened.entry)
            self._rest.start()

        self._keeper.ask(read, show, self._page)

    def _ask_for_all(self) -> None:
        question, sought = self._question, self._sought

        def read(store: "Store") -> "tuple[Extent, array[int]] | None":
            if question != self._question:
                return None
            return store.search.extent(), store.search.places(sought)

        def show(answer: "tuple[Extent, array[int]] | None") -> None:
            if answer is not None and question == self._question:
                self._extent, places = answer
                self._page.model.show_places(places)
                self._page.list.tell_count(len(places))

        self._keeper.ask(read, show, self._page)

    def _look_again(self) -> None:
        """Nothing that is looked at moves."""
        question, sought, known = self._question, self._sought, self._extent
        awaited = self._page.awaited
        seen = self._page.model.places_at(*self._page.list.entries.rows_seen)

        def read(store: "Store") -> _Changes:
            extent = store.search.extent()
            return _Changes(
                extent,
                None if extent == known else store.search.places(sought),
                store.search.at(seen, sought),
                store.search.one(awaited) if awaited else None,
            )

        def show(changes: _Changes) -> None:
            if question != self._question:
                return
            self._extent = changes.extent
            opened = changes.opened
            rows = changes.rows if opened is None or sought.words else [*changes.rows, opened]
            self._page.model.show_rows(rows, terms_of(sought.words)[0])
            if changes.places is not None:
                self._page.model.show_places(changes.places)
                self._page.list.tell_count(len(changes.places))
            self._page.settle(awaited, None if opened is None else opened.entry)

        self._keeper.ask(read, show, self._page)

    def _ask_for_rows(self, places: tuple[int, ...]) -> None:
        self._wanted = places
        question, sought = self._question, self._sought

        def read(store: "Store") -> list[Found]:
            # Who scrolls on does not want to see what they scrolled past.
            return store.search.at(places, sought) if places == self._wanted else []

        def show(found: list[Found]) -> None:
            if question == self._question and found:
                self._page.model.show_rows(found, terms_of(sought.words)[0])

        self._keeper.ask(read, show, self._page)

    def _ask_for_days(self, first: date, last: date) -> None:
        def read(store: "Store") -> tuple[list[WrittenDay], set[date]]:
            return store.entries.days(first, last), store.kind_days(first, last)

        def show(answer: tuple[list[WrittenDay], set[date]]) -> None:
            if self._page.list.shown_days == (first, last):
                self._page.list.show_days(*answer)

        self._keeper.ask(read, show, self._page)

    def _ask_what_there_is(self) -> None:
        def read(store: "Store") -> tuple[list[EntryKind], list[Tag]]:
            return store.search.kinds(), store.entries.tags()

        def show(answer: tuple[list[EntryKind], list[Tag]]) -> None:
            kinds, tags = answer
            self._page.list.offer(kinds, tags)
            self._page.suggest_tags(tuple(tag.name for tag in tags))

        self._keeper.ask(read, show, self._page)
