"""Opens pauses, one at a time, and keeps what became of them."""

import logging
from collections.abc import Callable
from random import Random

from PySide6.QtCore import QObject, QTimer, Signal

from selfkind_desktop import assets
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.domain.content import load_practice, load_practices
from selfkind_desktop.domain.journal import Entry, EntryKind, Phrase
from selfkind_desktop.domain.letters import Occasion
from selfkind_desktop.domain.moment import Clock, Stamp
from selfkind_desktop.domain.practice import Alternative, Practice, choose
from selfkind_desktop.domain.records import CheckIn, Mood, Pause, PauseSource, Place
from selfkind_desktop.domain.settings import (
    PAUSE_CHECK_IN,
    PAUSE_KIND,
    PAUSE_MINUTES,
    PAUSE_PHRASES,
    PAUSE_VIEW,
    PAUSE_WITHOUT,
    PauseView,
)
from selfkind_desktop.ui.pause_window import Outcome, PauseOptions, PauseWindow
from selfkind_desktop.ui.reminder_card import screen_in_use
from selfkind_desktop.ui.theme import Appearance

log = logging.getLogger(__name__)

HARD_MOMENT = "break.three-part"
"""The practice for hard moments."""

_REMEMBERED = 6
"""How many of the latest practices a surprise looks back on."""

_AFTER_THE_FIRST_PICTURE_MS = 500


def read_practices() -> tuple[Practice, ...]:
    """All practices; a file that cannot be used is left out and logged.

    Raises:
        ContentError: none can be used; the installation is not whole.
    """
    folder = assets.path("content", "en", "practices")
    return load_practices(folder, broken=lambda error: log.error("a practice was left out: %s", error))


class Pauses(QObject):
    """The pause that is going on, if any.

    Signals:
        began(): a pause window is open.
        ended(): it is closed, and what became of it is on its way to the disk.
        support_wanted(): the person wants to see where help is.
        letter_wanted(str): open the letter with this id, which was sealed for a hard day.
    """

    began = Signal()
    ended = Signal()
    support_wanted = Signal()
    letter_wanted = Signal(str)

    def __init__(
        self,
        clock: Clock,
        choices: Choices,
        keeper: Keeper,
        appearance: Callable[[], Appearance],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._choices = choices
        self._keeper = keeper
        self._appearance = appearance
        self._chance = Random()
        self._practices: tuple[Practice, ...] = ()
        self._window: PauseWindow | None = None
        self._recent: list[str] = []
        self._id = ""
        self._entry = ""
        self._stamp: Stamp = clock.now().stamp()
        self._source = PauseSource.NOW

    @property
    def practices(self) -> tuple[Practice, ...]:
        """Everything that can be practiced."""
        if not self._practices:
            self._practices = read_practices()
        return self._practices

    def take(self, practices: tuple[Practice, ...]) -> None:
        """Use practices that were read already."""
        self._practices = self._practices or practices

    def title_of(self, key: str) -> str:
        """The name of a practice; its key where it is gone."""
        return next((practice.title for practice in self.practices if practice.key == key), key)

    @property
    def is_open(self) -> bool:
        """Whether a pause is going on."""
        return self._window is not None

    def begin(self, source: PauseSource, *, minutes: int = 0, wish: str = "") -> None:
        """Open a pause; where one is open already, bring it forward.

        Args:
            source: what it begins from.
            minutes: its length, 0 for as chosen in Settings.
            wish: a kind or the key of a practice, "" for as chosen in Settings.
        """
        practice = choose(self.practices, wish or self._choices[PAUSE_KIND], self._recent, self._chance)
        wanted = minutes or self._choices[PAUSE_MINUTES]
        # A practice of another length is still the practice that was asked for.
        length = min(practice.minutes, key=lambda offered: abs(offered - wanted), default=0)
        self._open(practice, length, source)

    def begin_hard_moment(self) -> None:
        """Open the break in three parts, without a clock."""
        practice = choose(self.practices, HARD_MOMENT, (), self._chance)
        self._open(practice, 0, PauseSource.HARD_MOMENT)

    def begin_grounding(self) -> None:
        """Open the grounding that is behind "Too much?" in every pause."""
        self._open(self._grounding(), 0, PauseSource.GROUNDING)

    def close(self) -> None:
        """The program ends: so does the pause, with everything kept."""
        if self._window is not None:
            self._window.close()

    def keep_drafts(self) -> None:
        """Keep what is being typed now."""
        if self._window is not None:
            self._window.flush()

    def _open(self, practice: Practice, minutes: int, source: PauseSource) -> None:
        if self._window is not None:
            self._window.raise_()
            self._window.activateWindow()
            return
        self._id, self._entry = new_id(), ""
        self._stamp, self._source = self._clock.now().stamp(), source
        window = PauseWindow(
            self._appearance(),
            self._clock,
            practice,
            minutes,
            grounding=self._grounding,
            options=self._options(),
        )
        self._window = window
        window.checked_in_before.connect(lambda mood: self._check_in(mood, Place.BEFORE_PAUSE))
        window.line_changed.connect(self._keep_line)
        window.support_requested.connect(self.support_wanted)
        window.letter_requested.connect(self.letter_wanted)
        window.finished.connect(self._finished)
        self.began.emit()
        window.begin(screen_in_use())
        # The store opens while the person arrives; nobody waits for it, and the first picture comes first.
        QTimer.singleShot(_AFTER_THE_FIRST_PICTURE_MS, self, self._recall)

    def _grounding(self) -> Practice:
        return load_practice(assets.path("content", "en", "grounding.toml"))

    def _options(self) -> PauseOptions:
        return PauseOptions(
            check_in=self._choices[PAUSE_CHECK_IN],
            full_screen=self._choices[PAUSE_VIEW] is PauseView.FULL_SCREEN,
            without=frozenset(Alternative(each.value) for each in self._choices[PAUSE_WITHOUT]),
        )

    def _check_in(self, mood: Mood, place: Place) -> None:
        check_in = CheckIn(new_id(), self._clock.now().stamp(), mood, place, pause=self._id)
        self._keeper.keep(lambda store: store.check_ins.add(check_in))

    def _keep_line(self, text: str) -> None:
        """The one line is a journal entry from its first letter on."""
        if not text.strip() and not self._entry:
            return
        now = self._clock.now()
        if not self._entry:
            self._entry = new_id()
            self._line_stamp = now.stamp()
        entry = Entry(self._entry, self._line_stamp, EntryKind.PAUSE_LINE, text.strip(), now.at)
        self._keeper.keep(lambda store: store.entries.save(entry))

    def _recall(self) -> None:
        if self._choices[PAUSE_PHRASES]:
            self._keeper.ask(lambda store: store.phrases.for_pauses(), self._show_phrases, self._window)
        self._keeper.ask(lambda store: store.pauses.recent_practices(_REMEMBERED), self._remember)
        if self._source is PauseSource.HARD_MOMENT and self._window is not None:
            self._keeper.ask(
                lambda store: [letter.id for letter in store.letters.waiting_for(Occasion.HARD_DAY)],
                self._offer_letter,
                self._window,
            )

    def _offer_letter(self, letters: list[str]) -> None:
        if letters and self._window is not None:
            self._window.offer_letter(letters[0])

    def _show_phrases(self, phrases: list[Phrase]) -> None:
        if self._window is not None and phrases:
            texts = [phrase.text for phrase in phrases]
            self._chance.shuffle(texts)
            self._window.take_phrases(texts)

    def _remember(self, newest_first: list[str]) -> None:
        if not self._recent:
            self._recent = newest_first[::-1]

    def _finished(self, outcome: Outcome) -> None:
        entry = self._entry if outcome.line else ""
        if outcome.after is not None:
            self._check_in(outcome.after, Place.AFTER_PAUSE)
        if self._entry and not outcome.line:
            emptied = self._entry
            self._keeper.keep(lambda store: store.entries.delete(emptied))
        pause = Pause(
            self._id,
            self._stamp,
            outcome.practice,
            outcome.minutes,
            outcome.seconds,
            outcome.end,
            self._source,
            outcome.before,
            outcome.after,
            entry or None,
        )
        self._keeper.keep(lambda store: store.pauses.add(pause))
        self._recent = [*self._recent, outcome.practice][-_REMEMBERED:]
        self._window = None
        log.info("a pause ended: %s", outcome.end)
        self.ended.emit()
