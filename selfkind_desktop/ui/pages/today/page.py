"""The page of today."""

from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.domain.emotions import Emotions
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.today import Today
from selfkind_desktop.ui.pages.today.check_in_card import CheckInCard
from selfkind_desktop.ui.pages.today.happened_card import HappenedCard
from selfkind_desktop.ui.pages.today.letter_card import LetterCard
from selfkind_desktop.ui.pages.today.on_this_day_card import OnThisDayCard
from selfkind_desktop.ui.pages.today.pause_card import PauseCard
from selfkind_desktop.ui.pages.today.small_card import SmallCard
from selfkind_desktop.ui.pages.today.week_card import WeekCard
from selfkind_desktop.ui.pages.today.words import words_last
from selfkind_desktop.ui.pages.values import NextPause, TodayRecords
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.columns import Columns
from selfkind_desktop.ui.widgets.page_frame import PageFrame

_ANY_HEIGHT = 16_777_215
_NOTHING_PLANNED = NextPause(Outlook(Standing.WAITING), minutes=2)


class TodayPage(PageFrame):
    """How one arrives, what comes next, and what was.

    It renews what it says about time each minute, only while it can be seen.

    Signals:
        checked_in(Mood, tuple[str, ...]): a face was chosen; the words are emotion keys, often none.
        check_in_words_changed(str, tuple[str, ...]): the words of the check-in with this id are these now.
        undo_requested(str): take the check-in with this id back.
        pause_requested(str): a pause now: with this practice, or (empty) the usual one.
        quiet_requested(QuietFor): hold reminders back, or (`OFF`) let them come again.
        begun(), postponed(int minutes), later_today(), declined(): answers to the invitation that is showing.
        rhythm_requested(): look at the rhythm in Settings.
        read_requested(str): open the entry with this id in the journal.
        this_day_put_away(): no entry of earlier years today.
        letter_requested(str): read the letter with this id, which arrived.
    """

    checked_in = Signal(object, object)
    check_in_words_changed = Signal(str, object)
    undo_requested = Signal(str)
    pause_requested = Signal(str)
    quiet_requested = Signal(object)
    begun = Signal()
    postponed = Signal(int)
    later_today = Signal()
    declined = Signal()
    rhythm_requested = Signal()
    read_requested = Signal(str)
    this_day_put_away = Signal()
    letter_requested = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        words: Today,
        emotions: Emotions,
        practices: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; it waits for `show_next_pause` and `show_records`.

        Args:
            appearance: how things look.
            clock: for "in 42 min" and the greeting.
            words: greetings, ideas, words for empty places.
            emotions: the words that may go with a check-in.
            practices: the title of each practice there is, by key.
            parent: as Qt has it.
        """
        super().__init__(appearance, parent)
        self.setObjectName("today")
        self._clock = clock
        self._words = words
        self._next_pause = _NOTHING_PLANNED
        self._records: TodayRecords | None = None
        self._hello = label(role="title")
        self._line = label(role="muted")
        self._letter = LetterCard()
        self._check_in = CheckInCard(appearance, clock, emotions, words.empty.get("check-in", ""))
        self._pause = PauseCard(appearance, words.empty.get("quiet", ""))
        self._small = SmallCard(words, practices)
        self._happened = HappenedCard(appearance, clock, emotions, words.empty.get("after-pause", ""))
        self._this_day = OnThisDayCard()
        self._week = WeekCard(appearance, empty=words.empty.get("week", ""), rest=words.empty.get("rest", ""))
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._renew)
        self._lay_out(appearance)
        self._connect()
        self._happened.hide()
        self._week.show_sentence("")
        self._renew_words()

    def _lay_out(self, appearance: Appearance) -> None:
        self.body.addWidget(self._hello)
        self.body.setSpacing(4)
        self.body.addWidget(self._line)
        self.body.addSpacing(20)
        self.body.addWidget(self._letter)
        self.body.addSpacing(8)
        cards = Columns(appearance)
        for card in (self._check_in, self._pause_place(), self._small, self._happened):
            cards.addWidget(card)
        self.body.addLayout(cards)
        self.body.addSpacing(12)
        self.body.addWidget(self._this_day)
        self.body.addWidget(self._week)
        self.add_end()

    def _pause_place(self) -> QWidget:
        """The card as high as its neighbor, except while that one is long."""
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pause, 1000)
        column.addStretch(1)
        self._check_in.opened.connect(self._words_opened)
        return place

    def _words_opened(self, opened: bool) -> None:
        self._pause.setMaximumHeight(self._pause.height() if opened else _ANY_HEIGHT)

    def _connect(self) -> None:
        self._check_in.checked_in.connect(self.checked_in)
        self._check_in.words_changed.connect(self.check_in_words_changed)
        self._check_in.undo_requested.connect(self.undo_requested)
        self._pause.pause_requested.connect(lambda: self.pause_requested.emit(""))
        self._this_day.read_requested.connect(self.read_requested)
        self._this_day.put_away.connect(self.this_day_put_away)
        self._letter.opened.connect(self.letter_requested)
        self._small.begun.connect(self.pause_requested)
        self._pause.quiet_requested.connect(self.quiet_requested)
        self._pause.begun.connect(self.begun)
        self._pause.postponed.connect(self.postponed)
        self._pause.later_today.connect(self.later_today)
        self._pause.declined.connect(self.declined)
        self._pause.rhythm_requested.connect(self.rhythm_requested)

    # What it shows

    def show_next_pause(self, next_pause: NextPause) -> None:
        """Show how things stand with the next pause."""
        self._next_pause = next_pause
        self._check_in.show_question(next_pause.outlook.asking)
        self._renew()

    def show_records(self, records: TodayRecords) -> None:
        """Show what the person's records say."""
        self._records = records
        self._check_in.setEnabled(True)
        self._check_in.show_check_in(records.current)
        self._letter.show_letters(records.letters)
        self._week.show_week(records.today, records.kind_days)
        self._happened.show_things(records.happened)
        self._happened.setVisible(bool(records.happened))
        self._this_day.show_entry(records.came_back, records.today)
        self._renew_words()

    def show_unavailable(self, sentence: str) -> None:
        """Say why the records cannot be shown; what is offered besides them goes on."""
        self._records = None
        self._check_in.setEnabled(False)
        self._happened.hide()
        self._this_day.hide()
        self._letter.hide()
        self._week.show_sentence(sentence)

    # Time

    def showEvent(self, event: QShowEvent) -> None:
        """Say what is true now, and again each minute."""
        super().showEvent(event)
        self._renew()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing ticks while nothing shows."""
        self._minute.stop()
        super().hideEvent(event)

    def _renew(self) -> None:
        moment = self._clock.now()
        self._pause.show_next_pause(self._next_pause, moment)
        self._renew_words()
        if self.isVisible():
            lasts = words_last(self._next_pause.outlook, moment)
            self._minute.start(int(lasts * 1000) + 50)

    def _renew_words(self) -> None:
        moment = self._clock.now()
        hello, line = self._words.greeting(moment.local.time(), moment.day())
        self._hello.setText(hello)
        records = self._records
        if records is not None and records.first_time:
            line = self._words.empty.get("first-visit", line)
        elif records is not None and records.returning:
            line = self._words.empty.get("welcome-back", line)
        self._line.setText(line)
        self._small.show_day(moment.day())
