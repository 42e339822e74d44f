"""Fills the page of the journal and keeps what is written there."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from selfkind_desktop import assets
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.journal_finding import JournalFinding
from selfkind_desktop.app.journal_history import JournalHistory
from selfkind_desktop.app.journal_phrases import JournalPhrases
from selfkind_desktop.app.journal_trash import JournalTrash
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.prompting import Prompting
from selfkind_desktop.domain.forms import reframe_of
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.journal_content import load_forms
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.settings import JOURNAL_PROMPTS
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.ui.pages.journal.page import JournalPage
from selfkind_desktop.ui.pages.values import Whereabouts
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of


class JournalPlace(QObject):
    """The page of the journal with its entries.

    Args:
        appearance: how things look.
        clock: the time.
        choices: whether the blank page asks something.
        keeper: the way to the store.
        prompting: what it asks.

    Signals:
        link_requested(str): open an address.
    """

    link_requested = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        choices: Choices,
        keeper: Keeper,
        prompting: Prompting,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._choices = choices
        self._keeper = keeper
        self._prompting = prompting
        forms = load_forms(assets.path("content", "en", "forms.toml"))
        self.page = JournalPage(appearance, clock, forms)
        self._history = JournalHistory(appearance, clock, keeper, self.page, forms, self)
        self._phrases = JournalPhrases(appearance, clock, keeper, self.page, self)
        self._trash = JournalTrash(appearance, clock, keeper, self.page, forms, self)
        self._finding = JournalFinding(keeper, self.page, self)
        self.page.link_requested.connect(self.link_requested)
        self.page.another_prompt_wanted.connect(self._ask)
        self.page.prompts_unwanted.connect(self._ask_no_more)
        self.page.new_requested.connect(self.begin)
        self.page.editor.reframe_requested.connect(self._reframe)
        self.page.changed.connect(self._keep)
        self.page.trashed.connect(lambda record: keeper.keep(lambda store: store.entries.delete(record)))
        self.page.restored.connect(lambda record: keeper.keep(lambda store: store.entries.restore(record)))

    def refresh(self) -> None:
        """Show the entries as they are."""
        self._finding.refresh()

    def begin(self, kind: EntryKind = EntryKind.FREE) -> None:
        """Open a new entry, with the keyboard in it."""
        now = self._clock.now()
        self.page.begin(Entry(new_id(), now.stamp(), kind, "", now.at))
        if self._choices[JOURNAL_PROMPTS]:
            self._ask()

    def _reframe(self) -> None:
        """Begin a reframe with what the critic said."""
        critic, now = self.page.open_now, self._clock.now()
        if critic is not None:
            blank = Entry(new_id(), now.stamp(), EntryKind.REFRAME, "", now.at)
            self.page.hand_on()
            self.page.begin(reframe_of(critic, blank.id, blank))

    def _ask(self) -> None:
        self.page.ask(self._prompting.next())

    def _ask_no_more(self) -> None:
        self._choices.choose(JOURNAL_PROMPTS, False)
        self.page.ask("")

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

    def _keep(self, entry: Entry) -> None:
        kept = replace(entry, updated=self._clock.now().at)
        self._keeper.keep(
            lambda store: store.entries.save(kept),
            lambda: self.page.confirm_saved(entry),
            whom=self.page,
        )
        if self._keeper.trouble is not None:
            self.page.show_not_saved()
