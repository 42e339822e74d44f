"""Fills the page of the journal and keeps what is written there."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.ui.pages.journal.page import JournalPage
from selfkind_desktop.ui.pages.values import Whereabouts
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

_SHOWN = 5000
"""Entries that the list holds."""


class JournalPlace(QObject):
    """The page of the journal with its entries."""

    def __init__(
        self, appearance: Appearance, clock: Clock, keeper: Keeper, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._keeper = keeper
        self._known: dict[str, Entry] = {}
        self.page = JournalPage(appearance, clock)
        self.page.new_requested.connect(self.begin)
        self.page.changed.connect(self._keep)
        self.page.trashed.connect(lambda record: keeper.keep(lambda store: store.entries.delete(record)))
        self.page.restored.connect(lambda record: keeper.keep(lambda store: store.entries.restore(record)))

    def refresh(self) -> None:
        """Show the entries as they are."""

        def read(store: "Store") -> list[Entry]:
            return store.entries.newest(_SHOWN)

        self._keeper.ask(read, self._show, self.page)

    def begin(self) -> None:
        """Open a new entry, with the keyboard in it."""
        now = self._clock.now()
        entry = Entry(new_id(), now.stamp(), EntryKind.FREE, "", now.at)
        self._known[entry.id] = entry
        self.page.begin(entry)

    def keep_drafts(self) -> None:
        """Keep what is being typed now."""
        self.page.hand_on()

    @property
    def whereabouts(self) -> Whereabouts | None:
        """Where the person is in the journal."""
        return self.page.whereabouts

    def return_to(self, place: Whereabouts) -> None:
        """Go back to where somebody was, once the entries are read."""
        self.page.return_to(place)

    def forget(self) -> None:
        """Let go of every entry; the page goes with its window."""
        self._known.clear()

    def show_trouble(self, trouble: StorageError | None) -> None:
        """Say that words are not on the disk yet, or that they are again."""
        if trouble is None:
            self.page.hand_on()
            self.refresh()
        else:
            self.page.show_not_saved()
            self.page.show_unavailable(sentence_of(trouble))
            # What cannot be written can often be read.
            self.refresh()

    def _show(self, entries: list[Entry]) -> None:
        self._known.update((entry.id, entry) for entry in entries)
        self.page.show_entries(entries)

    def _keep(self, record: str, text: str) -> None:
        known = self._known[record]
        entry = replace(known, text=text, updated=self._clock.now().at)
        self._known[record] = entry
        self._keeper.keep(
            lambda store: store.entries.save(entry),
            lambda: self.page.confirm_saved(record, text),
            whom=self.page,
        )
        if self._keeper.trouble is not None:
            self.page.show_not_saved()
