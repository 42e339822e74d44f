"""Keeps the kind sentences that the person marks, and lets them look after those."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.journal import Phrase
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.phrases import LONGEST
from selfkind_desktop.ui.pages.journal.page import JournalPage
from selfkind_desktop.ui.theme import Appearance

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store
    from selfkind_desktop.ui.pages.journal.phrases import PhrasesDialog

_MOST = 2000
"""So many are listed."""


class JournalPhrases(QObject):
    """The phrases.

    Args:
        appearance: how things look.
        clock: the time.
        keeper: the way to the store.
        page: where sentences are marked.
    """

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        keeper: Keeper,
        page: JournalPage,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._keeper = keeper
        self._page = page
        self._dialog: PhrasesDialog | None = None
        page.editor.phrase_marked.connect(self._mark)
        page.foot.phrases_requested.connect(self._look)

    def _mark(self, text: str) -> None:
        if len(text) > LONGEST:
            self._page.say(self.tr("That is a little long for a phrase. A single sentence is best."))
            return
        entry = self._page.open_now
        phrase = Phrase(new_id(), self._clock.now().stamp(), text, None if entry is None else entry.id)
        known: list[Phrase] = []

        def write(store: "Store") -> None:
            known[:] = [each for each in store.phrases.newest(_MOST) if each.text == text]
            if not known:
                store.phrases.save(phrase)

        def done() -> None:
            if known:
                self._page.say(self.tr("This is one of your phrases already."))
            else:
                undo = self.tr("Undo")
                self._page.say(self.tr("Kept as a phrase."), undo, lambda: self._unmark(phrase.id))

        self._keeper.keep(write, done, whom=self._page)

    def _unmark(self, phrase: str) -> None:
        self._keeper.keep(lambda store: store.phrases.delete(phrase))

    def _look(self) -> None:
        self._keeper.ask(lambda store: store.phrases.newest(_MOST), self._show, self._page)

    def _show(self, phrases: list[Phrase]) -> None:
        from selfkind_desktop.ui.pages.journal.phrases import PhrasesDialog

        if self._dialog is not None and isValid(self._dialog):
            self._dialog.show_phrases(phrases)
            return
        dialog = PhrasesDialog(self._appearance, self._clock.now(), self._page.window())
        dialog.changed.connect(self._keep)
        dialog.added.connect(self._begin)
        dialog.removed.connect(self._unmark)
        dialog.restored.connect(self._restore)
        dialog.show_phrases(phrases)
        self._dialog = dialog
        dialog.open()

    def _begin(self) -> None:
        if self._dialog is not None:
            self._dialog.begin(Phrase(new_id(), self._clock.now().stamp(), ""))

    def _keep(self, phrase: Phrase) -> None:
        if phrase.text:
            self._keeper.keep(lambda store: store.phrases.save(phrase))

    def _restore(self, phrase: str) -> None:
        self._keeper.keep(lambda store: store.phrases.restore(phrase))
        self._look()
