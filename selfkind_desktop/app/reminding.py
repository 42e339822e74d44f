"""The life of invitations: the schedule's decision, their showing, and the record of what became of them."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.invitations import Given, Invitations
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.walk import Look, Walk
from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.outlook import Outlook, outlook
from selfkind_desktop.domain.quiet import quiet_for
from selfkind_desktop.domain.records import Answer, Reminder
from selfkind_desktop.domain.schedule import LetGo, Offer, State
from selfkind_desktop.domain.settings import PAUSE_MINUTES, REMINDER_SCREEN, REMINDER_WAY, ReminderWay
from selfkind_desktop.storage.state_file import StateFile

if TYPE_CHECKING:
    from selfkind_desktop.desktop.notifications import NotifierChain
    from selfkind_desktop.ui.pages.values import NextPause
    from selfkind_desktop.ui.reminder_card import ReminderCard

log = logging.getLogger(__name__)

_READY_BEFORE_MS = 20_000
"""How long before an invitation everything is built, so that it comes up at once when its time comes."""

_AFTER_THE_FIRST_PICTURE_MS = 500
"""How long the record of a *begun* waits: it may be the first thing to ask for the store, and reading that in
would hold up the picture of the pause."""

_LONGEST_TIMER_MS = 24 * 3600 * 1000


class Reminding(QObject):
    """Connects the walk, which says when, with the invitations, which show, and keeps what became of them.

    Args:
        clock: the time.
        choices: the rhythm, and the way to be reminded.
        keeper: where answers are kept.
        state_file: where the schedule's state is kept.
        look: how to see the surroundings once an invitation is due.
        make_card: builds the card when it is first needed.
        make_notifier: builds what shows notifications when it is first needed.
        is_locked: whether the journal is locked; reminders come all the same.

    Attributes:
        walk: decides when.
        invitations: shows them.

    Signals:
        changed(): how things stand may read differently now.
        near(): an invitation is near: time to have ready what would follow it.
        offered(): an invitation, or the question, is showing now.
        begun(): the person would like the pause that was offered.
        checked_in(Mood, DayEdge): the person answered how the morning or the evening is.
        state_troubled(OSError | None): the schedule goes on, but a restart would not continue it; None: it
            would again.
    """

    changed = Signal()
    near = Signal()
    offered = Signal()
    begun = Signal()
    checked_in = Signal(object, object)
    state_troubled = Signal(object)

    def __init__(
        self,
        clock: Clock,
        choices: Choices,
        keeper: Keeper,
        state_file: StateFile,
        look: Look,
        make_card: Callable[[], "ReminderCard"],
        make_notifier: Callable[[], "NotifierChain"],
        is_locked: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._choices = choices
        self._keeper = keeper
        self._state_file = state_file
        self._is_locked = is_locked
        self._kept_state: State | None = None
        self._state_is_kept = True
        self._due = clock.now().at
        self._unkept: list[Reminder] = []
        self._soon = QTimer(self, singleShot=True, interval=_AFTER_THE_FIRST_PICTURE_MS)
        self._soon.timeout.connect(self.keep_drafts)
        state = state_file.load() or State(seed=int(new_id()[:8], 16))
        self.walk = Walk(clock, state, choices.settings.rhythm, look, self)
        self.invitations = Invitations(clock, choices, make_card, make_notifier, self)
        self._ready = QTimer(self, singleShot=True)
        self._ready.timeout.connect(self._make_ready)
        self.walk.changed.connect(self._walked)
        self.walk.offered.connect(self._offer)
        self.walk.withdrawn.connect(self._withdrawn)
        self.walk.let_go.connect(self._let_go)
        self.invitations.answered.connect(self._answered)
        self.invitations.softened.connect(self._softened)
        self.invitations.checked_in.connect(self.checked_in)
        choices.changed.connect(self._chosen)

    # How things stand

    @property
    def outlook(self) -> Outlook:
        """How things stand."""
        walk = self.walk
        return outlook(walk.state, walk.decision, in_pause=walk.in_pause, locked=self._is_locked())

    def next_pause(self) -> "NextPause":
        """How things stand, and which answers to an invitation there are now."""
        from selfkind_desktop.ui.pages.values import NextPause

        rhythm, now = self._choices.settings.rhythm, self._clock.now()
        return NextPause(
            self.outlook,
            self._choices[PAUSE_MINUTES],
            schedule.postponements(rhythm, now),
            schedule.later_today(rhythm, now) is not None,
        )

    # What the person asks

    def keep_quiet(self, how_long: str) -> None:
        """Hold reminders back, or let them come again.

        Args:
            how_long: as `quiet_for` reads it.

        Raises:
            ValueError: that is no length of time.
        """
        self.walk.keep_quiet(quiet_for(how_long, self._clock.now()))

    def pause_began(self) -> None:
        """A pause is being taken, whoever asked for it."""
        self.walk.pause_began()
        # One that is only there to be seen goes too: nothing lies over a pause.
        self.invitations.withdraw()

    def pause_ended(self) -> None:
        """The pause is over."""
        self.walk.pause_ended()

    def looked(self) -> None:
        """A face was chosen elsewhere: whoever is asked just now has answered."""
        if self.invitations.asking is None:
            return
        given = self.invitations.close_as(Answer.BEGUN)
        if given is not None:
            self._answered(given)

    def keep_drafts(self) -> None:
        """Keep now what was answered a moment ago."""
        self._soon.stop()
        unkept, self._unkept = self._unkept, []
        for reminder in unkept:
            self._record(reminder)

    # From the walk

    def _walked(self) -> None:
        state = self.walk.state
        if state != self._kept_state:
            self._keep_state(state)
        self.changed.emit()
        self._plan_to_be_ready()

    def _keep_state(self, state: State) -> None:
        self._kept_state = state
        trouble = None
        try:
            self._state_file.save(state)
        except OSError as error:
            trouble = error
        if (trouble is None) != self._state_is_kept:
            self._state_is_kept = trouble is None
            log.warning("the schedule is kept: %s", "again" if trouble is None else type(trouble).__name__)
            self.state_troubled.emit(trouble)

    def _plan_to_be_ready(self) -> None:
        next_at = self.walk.state.next_at
        if next_at is None or self.walk.state.quiet is not None or self.invitations.is_showing:
            self._ready.stop()
            return
        left = int((next_at - self._clock.now().at).total_seconds() * 1000) - _READY_BEFORE_MS
        if left < _LONGEST_TIMER_MS:
            self._ready.start(max(0, left))

    def _make_ready(self) -> None:
        if self._choices[REMINDER_WAY] in (ReminderWay.CARD, ReminderWay.BOTH):
            self.invitations.prepare()
        self.near.emit()

    def _offer(self, offer: Offer) -> None:
        self._due = offer.due
        if offer.edge is not None:
            self.invitations.ask(offer.edge)
            self.offered.emit()
            return
        only_tray = self._choices[REMINDER_WAY] is ReminderWay.TRAY
        # Whoever wants nothing but the icon is not asked by a card either.
        if schedule.wants_softening(self.walk.rhythm, self.walk.state) and not only_tray:
            self.invitations.ask_softening()
        else:
            self.invitations.offer()
        self.offered.emit()

    def _withdrawn(self, answer: Answer) -> None:
        given = self.invitations.close_as(answer)
        if given is not None:
            self._keep_answer(given)

    def _let_go(self, let_go: LetGo) -> None:
        now = self._clock.now()
        way = "" if let_go.edge is None else f"{let_go.edge}:"
        self._record(Reminder(new_id(), now.stamp(), let_go.due, now.at, Answer.LET_GO, way))

    # From the invitations

    def _answered(self, given: Given) -> None:
        self._keep_answer(given)
        if given.answer is Answer.BEGUN and given.edge is None:
            self.begun.emit()
        else:
            self.walk.answer(given.answer, given.later_at)

    def _softened(self, fewer: bool) -> None:
        if fewer:
            softer = schedule.softened(self._choices.settings.rhythm)
            self._choices.choose_all(self._choices.settings.with_rhythm(softer).chosen)
        self.walk.softening_answered()

    def _keep_answer(self, given: Given) -> None:
        now = self._clock.now().at
        self._unkept.append(
            Reminder(new_id(), given.offered, self._due, now, given.answer, given.way, given.minutes)
        )
        if given.answer is Answer.BEGUN:
            self._soon.start()
        else:
            self.keep_drafts()

    def _record(self, reminder: Reminder) -> None:
        self._keeper.keep(lambda store: store.reminders.add(reminder), missed=False)

    # From the choices

    def _chosen(self, keys: frozenset[str]) -> None:
        if any(key.startswith(("rhythm.", "check_in.")) for key in keys):
            self.walk.follow(self._choices.settings.rhythm)
        if keys & {REMINDER_WAY.key, REMINDER_SCREEN.key}:
            self.invitations.show_again()
