"""Shows an invitation the way the person chose, and the next way where one fails."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal

from selfkind_desktop.app.cards import Cards, screens_for
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.moment import Clock, Stamp
from selfkind_desktop.domain.records import Answer, Mood
from selfkind_desktop.domain.settings import (
    PAUSE_MINUTES,
    REMINDER_SCREEN,
    REMINDER_SECONDS,
    REMINDER_WAY,
    ReminderWay,
)

if TYPE_CHECKING:
    from selfkind_desktop.desktop.notifications import NotifierChain
    from selfkind_desktop.ui.reminder_card import ReminderCard

log = logging.getLogger(__name__)

_TRAY_ONLY_SECONDS = 600
"""An icon that changed its face is easily overseen: it stays an invitation for longer than a card does."""

_GRACE_SECONDS = 15
_TRY_SECONDS = 8
"""How long the tray icon shows its other face where the person only wants to see it."""

_QUESTION = "question"

USUAL_DELAY = 10
"""Minutes of the postponement that takes a single click."""


@dataclass(frozen=True, slots=True)
class Given:
    """The answer to an invitation.

    Attributes:
        answer: which.
        offered: when the invitation came up.
        way: how the invitation was shown.
        later_at: for *postponed*, when to ask again, UTC.
        minutes: for *postponed*, in how many minutes that is.
        edge: which check-in it was; None for an invitation to pause.
    """

    answer: Answer
    offered: Stamp
    way: str
    later_at: datetime | None = None
    minutes: int | None = None
    edge: DayEdge | None = None


class Invitations(QObject):
    """One invitation at a time, from its showing to its answer.

    Args:
        clock: the time.
        choices: which way, how long.
        make_card: builds the card when it is first needed.
        make_notifier: builds what shows notifications when it is first needed.

    Signals:
        answered(Given): the person answered, or the invitation faded.
        softened(bool): the answer to whether fewer would be kinder; False is also no answer.
        checked_in(Mood, DayEdge): a face was chosen; *answered* follows.
        look_wanted(): the person would like the window with today, to look at how it is.
        tried_in_tray(bool): the tray icon should show, or no longer show, what an invitation is like there.
    """

    answered = Signal(object)
    softened = Signal(bool)
    checked_in = Signal(object, object)
    look_wanted = Signal()
    tried_in_tray = Signal(bool)

    def __init__(
        self,
        clock: Clock,
        choices: Choices,
        make_card: Callable[[], "ReminderCard"],
        make_notifier: Callable[[], "NotifierChain"],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._choices = choices
        self._make_notifier = make_notifier
        self._cards = cards = Cards(make_card, lambda: screens_for(choices[REMINDER_SCREEN]), self)
        cards.begun.connect(lambda: self._give(Answer.BEGUN))
        cards.declined.connect(lambda: self._give(Answer.DECLINED))
        cards.expired.connect(self._expire)
        cards.postponed.connect(self.postpone)
        cards.later_today.connect(self.postpone_to_later_today)
        cards.softened.connect(self._softened)
        cards.checked_in.connect(self._checked_in)
        cards.look_wanted.connect(self.look_wanted)
        self._notifier: NotifierChain | None = None
        self._way = ""
        self._edge: DayEdge | None = None
        self._only_to_see = False
        self._offered = clock.now().stamp()
        self._fading = QTimer(self, singleShot=True)
        self._fading.timeout.connect(self._expire)

    @property
    def is_showing(self) -> bool:
        """Whether an invitation to pause waits for its answer."""
        return bool(self._way) and not self._only_to_see and self._edge is None

    @property
    def asking(self) -> DayEdge | None:
        """The check-in that waits for its answer."""
        return self._edge

    @property
    def area(self) -> QRect:
        """Where a card shows; empty where none does."""
        return self._cards.area

    def prepare(self) -> "ReminderCard":
        """The card, built: shortly before it is due, so that it comes up at once."""
        return self._cards.first()

    @property
    def notifier(self) -> "NotifierChain":
        """What shows notifications, built."""
        if self._notifier is None:
            self._notifier = notifier = self._make_notifier()
            notifier.begun.connect(self._begun_elsewhere)
            notifier.declined.connect(lambda: self._give(Answer.DECLINED))
            notifier.expired.connect(self._notification_expired)
            notifier.postponed.connect(self.postpone)
            notifier.failed.connect(self._notification_failed)
        return self._notifier

    def offer(self, *, only_to_see: bool = False) -> None:
        """Show an invitation.

        Args:
            only_to_see: whatever is answered counts for nothing.
        """
        if only_to_see and self._way:
            return
        self.withdraw()
        self._only_to_see = only_to_see
        self._offered = self._clock.now().stamp()
        self._show()

    def ask(self, edge: DayEdge) -> None:
        """Ask how the morning or the evening is."""
        self.withdraw()
        self._only_to_see = False
        self._offered = self._clock.now().stamp()
        self._edge = edge
        self._show()

    def show_again(self) -> None:
        """Another way or screen was chosen: an invitation that waits for its answer comes there now."""
        if (self.is_showing or self._edge) and self._way != _QUESTION:
            edge = self._edge
            self.withdraw()
            self._edge = edge
            self._show()

    def _show(self) -> None:
        chosen = self._choices[REMINDER_WAY]
        seconds = self._choices[REMINDER_SECONDS]
        self._way = chosen.value if chosen is not ReminderWay.BOTH else "card+notification"
        if chosen in (ReminderWay.CARD, ReminderWay.BOTH):
            self._show_card(seconds)
        if chosen in (ReminderWay.NOTIFICATION, ReminderWay.BOTH):
            self._notify(seconds)
        if chosen is ReminderWay.TRAY:
            self._fading.start((_TRY_SECONDS if self._only_to_see else _TRAY_ONLY_SECONDS) * 1000)
            if self._only_to_see:
                self.tried_in_tray.emit(True)
        elif chosen is ReminderWay.NOTIFICATION:
            # Some desktops never tell that a notification is gone.
            self._fading.start((seconds + _GRACE_SECONDS) * 1000)

    def ask_softening(self) -> None:
        """Ask, in place of an invitation, whether fewer would be kinder."""
        self.withdraw()
        self._only_to_see = False
        self._offered = self._clock.now().stamp()
        self._way = _QUESTION
        seconds = self._choices[REMINDER_SECONDS]
        self._cards.show_each(lambda card, screen: card.ask_softening(seconds, screen))

    def withdraw(self) -> None:
        """The invitation holds no more; nobody needs to answer it."""
        if self._only_to_see and self._way == ReminderWay.TRAY:
            self.tried_in_tray.emit(False)
        self._cards.withdraw()
        self._end()

    def _end(self) -> None:
        self._way = ""
        self._edge = None
        self._fading.stop()
        if self._notifier is not None:
            self._notifier.withdraw()

    def close_as(self, answer: Answer) -> Given | None:
        """Take the invitation away because of what the person did in its place.

        Args:
            answer: what that counts as.

        Returns:
            What to keep of it; None where no invitation was showing, or only the question.
        """
        given = None
        if (self.is_showing or self._edge) and self._way != _QUESTION:
            given = Given(answer, self._offered, self._recorded_way, edge=self._edge)
        self.withdraw()
        return given

    def begin(self) -> None:
        """Answer: yes, now."""
        self._give(Answer.BEGUN)

    def decline(self) -> None:
        """Answer: not now."""
        self._give(Answer.DECLINED)

    def postpone(self, minutes: int) -> None:
        """Answer: again in so many minutes."""
        self._give(Answer.POSTPONED, self._clock.now().later(minutes=minutes).at)

    def postpone_to_later_today(self) -> None:
        """Answer: again later today."""
        later = schedule.later_today(self._choices.settings.rhythm, self._clock.now())
        if later is None:
            self._give(Answer.DECLINED)
        else:
            self._give(Answer.POSTPONED, later)

    def answered_elsewhere(self) -> None:
        """A check-in was made in the panel or by command: that is the answer."""
        if self._edge is not None:
            self._give(Answer.BEGUN)

    @property
    def _recorded_way(self) -> str:
        return self._way if self._edge is None else f"{self._edge}:{self._way}"

    def _begun_elsewhere(self) -> None:
        """The notification was answered with yes."""
        wants_to_look = self._edge is not None
        self._give(Answer.BEGUN)
        if wants_to_look:
            self.look_wanted.emit()

    def _checked_in(self, mood: int) -> None:
        edge = self._edge
        if edge is None:
            return
        given = Given(Answer.BEGUN, self._offered, self._recorded_way, edge=edge)
        # The card stays a little, to say thanks.
        self._end()
        self.checked_in.emit(Mood(mood), edge)
        self.answered.emit(given)

    def _show_card(self, seconds: int) -> None:
        edge = self._edge
        if edge is not None:
            self._cards.show_each(lambda card, screen: card.ask_how(edge, seconds, screen))
            return
        now = self._clock.now()
        rhythm = self._choices.settings.rhythm
        minutes, delays = self._choices[PAUSE_MINUTES], schedule.postponements(rhythm, now)
        later_today = schedule.later_today(rhythm, now) is not None
        self._cards.show_each(
            lambda card, screen: card.invite(
                minutes, delays, later_today=later_today, seconds=seconds, screen=screen
            )
        )

    def _notify(self, seconds: int) -> None:
        from selfkind_desktop.desktop.notifications import kind_offer, kind_question
        from selfkind_desktop.ui.wording import how_is_it

        if self._edge is not None:
            self.notifier.show(kind_question(how_is_it(self._edge), seconds))
            return
        delays = schedule.postponements(self._choices.settings.rhythm, self._clock.now())
        later = USUAL_DELAY if USUAL_DELAY in delays else max(delays, default=USUAL_DELAY)
        self.notifier.show(kind_offer(self._choices[PAUSE_MINUTES], later, seconds))

    def _notification_failed(self, why: object) -> None:
        """No notification came up, or it vanished: the card takes over."""
        log.info("no notification: %s", why)
        if self._way == ReminderWay.NOTIFICATION:
            self._way = ReminderWay.CARD
            self._fading.stop()
            self._show_card(self._choices[REMINDER_SECONDS])

    def _notification_expired(self) -> None:
        # Beside a card it goes when the desktop likes; the card stays as long as it should.
        if self._way == ReminderWay.NOTIFICATION:
            self._expire()

    def _expire(self) -> None:
        self._give(Answer.EXPIRED)

    def _softened(self, fewer: bool) -> None:
        self.withdraw()
        self.softened.emit(fewer)

    def _give(self, answer: Answer, later_at: datetime | None = None) -> None:
        if not self._way:
            return
        if self._only_to_see:
            self.withdraw()
            return
        way = self._way
        if way == _QUESTION:
            # Whoever begins or postpones from elsewhere has not asked for fewer, and is not asked again.
            way = ReminderWay.CARD.value
            self._softened(fewer=False)
            if answer not in (Answer.BEGUN, Answer.POSTPONED):
                return
        minutes = None
        if later_at is not None:
            minutes = round((later_at - self._clock.now().at).total_seconds() / 60)
        edge = self._edge
        if edge is not None:
            way = self._recorded_way
        self.withdraw()
        log.info("the invitation was answered: %s", answer)
        self.answered.emit(Given(answer, self._offered, way, later_at, minutes, edge))
