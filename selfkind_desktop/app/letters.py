"""Fills the page of letters, keeps what is written there, and lets nobody see what is sealed."""

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from selfkind_desktop import assets
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.delivery import without_words
from selfkind_desktop.domain.letter_content import load_companions
from selfkind_desktop.domain.letters import Letter, Seal, Voice
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.settings import LETTERS_THREADS
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.ui.pages.letters.page import LettersPage
from selfkind_desktop.ui.pages.letters.reader import Reader
from selfkind_desktop.ui.pages.values import Whereabouts
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store


class LettersPlace(QObject):
    """The page of letters with its letters, and the view in which one is read.

    Args:
        appearance: how things look.
        clock: the time.
        choices: whether there are threads beside a letter.
        keeper: the way to the store.
        chance: draws the day of a surprise.

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
        chance: Random,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance, self._clock, self._keeper = appearance, clock, keeper
        self._companions = load_companions(assets.path("content", "en", "letters.toml"))
        page = self.page = LettersPage(appearance, clock, self._companions, chance)
        page.show_threads(choices[LETTERS_THREADS])
        page.threads_wanted.connect(lambda shown: choices.choose(LETTERS_THREADS, shown))
        page.link_requested.connect(self.link_requested)
        page.new_requested.connect(self.begin)
        page.changed.connect(self._keep)
        page.sealed.connect(self._seal)
        page.read_requested.connect(self.read)
        page.opened_early.connect(self.open_early)
        page.trashed.connect(lambda record: keeper.keep(lambda store: store.letters.delete(record)))
        page.restored.connect(lambda record: keeper.keep(lambda store: store.letters.restore(record)))

    def refresh(self) -> None:
        """Show the letters as they are."""
        self._keeper.ask(_all, self.page.show_letters, self.page)

    def begin(self, voice: Voice = Voice.MYSELF_AS_A_FRIEND) -> None:
        """Open a new letter, with the keyboard in it."""
        now = self._clock.now()
        self.page.begin(Letter(new_id(), now.stamp(), voice, "", now.at))

    def read(self, letter_id: str) -> None:
        """Show a letter that is there, with nothing else on the screen."""
        self._keeper.ask(lambda store: store.letters.get(letter_id), self._show, self.page)

    def open_early(self, letter_id: str) -> None:
        """Break the seal, because the person said so twice or it was sealed for this moment; then show it."""
        now = self._clock.now().at
        self._keeper.keep(
            lambda store: store.letters.note_arrived(letter_id, now),
            lambda: self.read(letter_id),
            whom=self.page,
        )

    def keep_drafts(self) -> None:
        """Keep what is being typed now."""
        self.page.hand_on()

    @property
    def whereabouts(self) -> Whereabouts | None:
        """Which letter the person is writing."""
        return self.page.whereabouts

    def return_to(self, place: Whereabouts) -> None:
        """Go back to where somebody was, once the letters are read."""
        self.page.return_to(place)

    def show_trouble(self, trouble: StorageError | None) -> None:
        """Say that words are not on the disk yet, or that they are again."""
        if trouble is None:
            self.page.hand_on()
        else:
            self.page.show_not_saved()
            self.page.show_unavailable(sentence_of(trouble))
        # What cannot be written can often be read.
        self.refresh()

    def _keep(self, letter: Letter) -> None:
        kept = replace(letter, updated=self._clock.now().at)
        self._keeper.keep(
            lambda store: store.letters.save(kept), lambda: self.page.confirm_saved(letter), whom=self.page
        )
        if self._keeper.trouble is not None:
            self.page.show_not_saved()

    def _seal(self, letter_id: str, seal: Seal) -> None:
        self._keeper.keep(lambda store: store.letters.seal(letter_id, seal))

    def _show(self, letter: Letter | None) -> None:
        if letter is None or (letter.seal is not None and letter.arrived is None):
            return
        now = self._clock.now().at
        if letter.opened is None:
            self._keeper.keep(lambda store: store.letters.note_opened(letter.id, now))
        voice = self._companions[letter.voice].name
        reader = Reader(self._appearance, self._clock, letter, voice, self.page.window())
        reader.link_requested.connect(self.link_requested)
        reader.trash_requested.connect(self.page.put_into_trash)
        reader.closed.connect(lambda: self.page.shelf.focus_letter(letter.id))
        reader.open()


def _all(store: "Store") -> list[Letter]:
    """Every letter, as it may be shown; called in the worker, so that no sealed word leaves it."""
    letters = store.letters
    return [
        without_words(letter) for letter in (*letters.arrived(), *letters.drafts(), *letters.on_their_way())
    ]
