"""Lets the person look into the trash of the journal."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.forms import Form
from selfkind_desktop.domain.journal import EntryKind, Thrown
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.pages.journal.page import JournalPage
from selfkind_desktop.ui.theme import Appearance

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store
    from selfkind_desktop.ui.pages.journal.trash import TrashDialog


class JournalTrash(QObject):
    """The trash.

    Args:
        appearance: how things look.
        clock: the time.
        keeper: the way to the store.
        page: whose trash it is.
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
        self._dialog: TrashDialog | None = None
        page.foot.trash_requested.connect(self._look)

    def _look(self) -> None:
        self._page.hand_on()
        self._keeper.ask(lambda store: store.entries.thrown_away(), self._show, self._page)

    def _show(self, thrown: list[Thrown]) -> None:
        from selfkind_desktop.ui.pages.journal.trash import TrashDialog

        if self._dialog is not None and isValid(self._dialog):
            self._dialog.show_thrown(thrown)
            return
        dialog = TrashDialog(self._appearance, self._forms, self._clock.now(), self._page.window())
        dialog.back_wanted.connect(self._put_back)
        dialog.emptied.connect(self._empty)
        dialog.show_thrown(thrown)
        self._dialog = dialog
        dialog.open()

    def _put_back(self, entry: str) -> None:
        self._keeper.keep(lambda store: store.entries.restore(entry))
        self._page.is_back(entry)
        self._look()

    def _empty(self) -> None:
        self._page.forget_trashed()
        self._keeper.keep(_empty)
        self._look()


def _empty(store: "Store") -> None:
    """The entries, and the pictures that only they had."""
    from selfkind_desktop.storage.changes import Collection

    store.trash.empty(only=(Collection.ENTRIES, Collection.MEDIA))
