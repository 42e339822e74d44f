"""Lets the person look at what an entry said before, and bring it back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.forms import Form
from selfkind_desktop.domain.journal import Entry, EntryKind, Revision
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.pages.journal.page import JournalPage
from selfkind_desktop.ui.theme import Appearance

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store
    from selfkind_desktop.ui.pages.journal.history import HistoryDialog


class JournalHistory(QObject):
    """The revisions of the open entry.

    Args:
        appearance: how things look.
        clock: the time.
        keeper: the way to the store.
        page: whose open entry it is.
        forms: the guided forms.
    """

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        keeper: Keeper,
        page: JournalPage,
        forms: Mapping[EntryKind, Form],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._keeper = keeper
        self._page = page
        self._forms = forms
        self._dialog: HistoryDialog | None = None
        page.editor.history_requested.connect(self._look)

    def _look(self) -> None:
        entry = self._page.open_now
        if entry is None:
            return
        self._page.hand_on()
        wanted = entry.id
        self._keeper.ask(
            lambda store: store.revisions.of(wanted), lambda found: self._show(entry, found), self._page
        )

    def _show(self, entry: Entry, revisions: list[Revision]) -> None:
        from selfkind_desktop.ui.pages.journal.history import HistoryDialog

        if self._dialog is not None and isValid(self._dialog):
            return
        form = self._forms.get(entry.kind)
        dialog = HistoryDialog(self._appearance, entry, form, self._clock.now(), self._page.window())
        dialog.wanted.connect(lambda revision: self._bring_back(entry, revision))
        dialog.show_revisions([each for each in revisions if _differ(each, entry)])
        self._dialog = dialog
        dialog.open()

    def _bring_back(self, entry: Entry, revision: str) -> None:
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.accept()

        brought: list[Entry] = []

        def bring(store: "Store") -> None:
            found = store.revisions.bring_back(revision)
            brought[:] = [] if found is None else [found]

        def done() -> None:
            for each in brought:
                self._page.take_words(each)
                self._page.say(
                    self.tr("These words are back. Those of before are kept, too."),
                    self.tr("Undo"),
                    lambda: self._take_back(entry),
                )

        self._keeper.keep(bring, done, whom=self._page)

    def _take_back(self, entry: Entry) -> None:
        self._page.open_entry(entry.id)
        now = self._page.open_now
        if now is not None and now.id == entry.id:
            self._page.take_words(_worded(now, entry))
            self._page.focus_text()
            return

        def write(store: "Store") -> None:
            kept = store.entries.get(entry.id)
            if kept is not None:
                store.entries.save(_worded(kept, entry))

        self._keeper.keep(write)


def _worded(entry: Entry, words: Entry) -> Entry:
    return replace(entry, title=words.title, text=words.text, parts=words.parts)


def _differ(revision: Revision, entry: Entry) -> bool:
    """Whether a revision says something else than the entry."""
    return (revision.title, revision.text, revision.parts) != (entry.title, entry.text, entry.parts)
