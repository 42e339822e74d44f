"""The running program: builds each part once and connects what one tells to what another does."""

import logging
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.invitations import Given, Invitations
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.runner import ThreadRunner
from selfkind_desktop.app.walk import Walk
from selfkind_desktop.desktop.instance import Instance
from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.outlook import Outlook, outlook
from selfkind_desktop.domain.quiet import QuietFor, quiet_for
from selfkind_desktop.domain.records import Answer, CheckIn, Mood, PauseSource, Place, Reminder
from selfkind_desktop.domain.schedule import LetGo, Offer, State
from selfkind_desktop.domain.settings import MOTION, TEXT_SIZE, THEME
from selfkind_desktop.domain.surroundings import UNKNOWN, Surroundings
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile, Loaded
from selfkind_desktop.storage.state_file import StateFile
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.tray import Tray

if TYPE_CHECKING:
    from selfkind_desktop.app.pauses import Pauses
    from selfkind_desktop.app.places import Places
    from selfkind_desktop.app.remote_control import RemoteControl
    from selfkind_desktop.storage.store import Store
    from selfkind_desktop.ui.reminder_card import ReminderCard

log = logging.getLogger(__name__)

_READY_BEFORE_MS = 20_000
"""How long before an invitation the card is built, so that it comes up at once when its time comes."""


class Companion(QObject):
    """Life cycle and wiring. It decides nothing that `domain` could decide and shows nothing by itself.

    Args:
        application: Qt's.
        paths: where everything is.
        instance: the claim to be the one that runs.
    """

    def __init__(self, application: QApplication, paths: Paths, instance: Instance) -> None:
        super().__init__()
        self._application = application
        self._paths = paths
        self._instance = instance
        self._clock = SystemClock()
        self._state_file = StateFile(paths.state_file)
        self._kept_state: State | None = None
        self._due = self._clock.now().at
        file = ConfigFile(paths.config_file)
        self._loaded, self._config_error = _load(file)
        self.choices = Choices(file, self._loaded.settings, self)
        self.walk = Walk(self._clock, self._first_state(), self.choices.settings.rhythm, self._look, self)
        self.commands = Commands(self)
        self.tray = Tray(self.commands, self._clock, self)
        self.keeper = Keeper(self._open_store, ThreadRunner(self), self)
        self.invitations = Invitations(self._clock, self.choices, self._make_card, self)
        self._ready = QTimer(self, singleShot=True)
        self._ready.timeout.connect(self._make_ready)
        self._connect()

    # Life

    def begin(self) -> None:
        """Be there: the tray icon first, the rest once it shows."""
        self.tray.show_outlook(self.outlook)
        self.tray.show()
        QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        from selfkind_desktop.app.crash import catch_the_unforeseen
        from selfkind_desktop.app.log import start_log

        start_log(self._paths.log_file)
        catch_the_unforeseen(self.keep_drafts, lambda details: self.places.show_crash(details))
        log.info("Selfkind begins")
        self._instance.request.connect(lambda *asked: self.remote.handle(*asked))
        if problem := self._instance.listen():
            log.warning("no command channel: %s", problem)
        self._application.commitDataRequest.connect(self._session_ends)
        self._application.aboutToQuit.connect(self.keep_drafts)
        self.walk.turn()

    def do_first(self, command: str, args: Mapping[str, object]) -> None:
        """Do what this start was asked to do, and what every start has to."""
        self.places.tell_of_config(self._loaded, self._config_error)
        if command != "open-quietly":
            self.remote.handle(command, args, lambda reply: None)
        self.places.greet(wanted=command)

    def end(self) -> None:
        """Keep everything and let go of the claim."""
        self.tray.hide()
        if not self.keeper.close():
            log.warning("some records could not be kept before the end")
        self._instance.close()
        log.info("Selfkind ends")

    def quit(self) -> None:
        """End, unless something is not on the disk yet and the person wants to wait for it."""
        self.keep_drafts()
        self.places.close_all()
        self._application.quit()

    def keep_drafts(self) -> None:
        """Store what is being typed now."""
        if "places" in self.__dict__:
            self.places.keep_drafts()
        if "pauses" in self.__dict__:
            self.pauses.keep_drafts()

    def _session_ends(self) -> None:
        self.keep_drafts()

    # Parts that are built when first needed

    @cached_property
    def appearance(self) -> Appearance:
        """How everything looks."""
        appearance = Appearance(self._application, self)
        self._dress(appearance)
        appearance.prepare()
        return appearance

    @cached_property
    def pauses(self) -> "Pauses":
        """Guided pauses."""
        from selfkind_desktop.app.pauses import Pauses

        pauses = Pauses(self._clock, self.choices, self.keeper, lambda: self.appearance, self)
        pauses.began.connect(self.walk.pause_began)
        pauses.ended.connect(self.walk.pause_ended)
        pauses.support_wanted.connect(lambda: self.places.open("support"))
        return pauses

    @cached_property
    def places(self) -> "Places":
        """Windows."""
        from selfkind_desktop.app.places import Places

        return Places(self)

    @cached_property
    def remote(self) -> "RemoteControl":
        """The command channel's answers."""
        from selfkind_desktop.app.remote_control import RemoteControl

        remote = RemoteControl(self._clock, self.choices, self.walk, self.invitations, self)
        remote.opened.connect(lambda: self.places.open())
        remote.pause_wanted.connect(
            lambda minutes, kind: self.pauses.begin(PauseSource.COMMAND, minutes=minutes, wish=kind)
        )
        remote.hard_moment.connect(lambda: self.pauses.begin_hard_moment())
        remote.written.connect(lambda: self.places.write())
        remote.checked_in.connect(lambda mood: self.check_in(mood, Place.COMMAND))
        remote.left.connect(self.quit)
        return remote

    # Wiring

    def _connect(self) -> None:
        self.walk.changed.connect(self._walked)
        self.walk.offered.connect(self._offer)
        self.walk.withdrawn.connect(self.invitations.withdraw)
        self.walk.let_go.connect(self._let_go)
        self.invitations.answered.connect(self._answered)
        self.invitations.softened.connect(self._softened)
        self.choices.changed.connect(self._chosen)
        self.choices.not_kept.connect(lambda error: self.places.tell_not_kept(error))
        self.keeper.troubled.connect(lambda trouble: self.places.tell_trouble(trouble))
        commands = self.commands
        commands.check_in.connect(lambda mood: self.check_in(mood, Place.PANEL))
        commands.quiet.connect(self.keep_quiet)
        commands.pause.triggered.connect(self.pause_now)
        commands.hard_moment.triggered.connect(lambda: self.pauses.begin_hard_moment())
        commands.write.triggered.connect(lambda: self.places.write())
        commands.open.triggered.connect(lambda: self.places.open())
        commands.support.triggered.connect(lambda: self.places.open("support"))
        commands.settings.triggered.connect(lambda: self.places.open("settings"))
        commands.leave.triggered.connect(self.quit)
        self.tray.panel_requested.connect(lambda: self.places.toggle_panel())

    @property
    def clock(self) -> SystemClock:
        """The time."""
        return self._clock

    @property
    def paths(self) -> Paths:
        """Where everything is."""
        return self._paths

    @property
    def outlook(self) -> Outlook:
        """How things stand."""
        return outlook(self.walk.state, self.walk.decision, in_pause=self.walk.in_pause)

    # What the walk says

    def _walked(self) -> None:
        state = self.walk.state
        if state != self._kept_state:
            try:
                self._state_file.save(state)
                self._kept_state = state
            except OSError as error:
                log.warning("the schedule could not be kept: %s", type(error).__name__)
        self.tray.show_outlook(self.outlook)
        if "places" in self.__dict__:
            self.places.show_outlook()
        self._plan_to_be_ready()

    def _plan_to_be_ready(self) -> None:
        next_at = self.walk.state.next_at
        if next_at is None or self.invitations.is_showing:
            self._ready.stop()
            return
        left = int((next_at - self._clock.now().at).total_seconds() * 1000) - _READY_BEFORE_MS
        if left <= 24 * 3600 * 1000:
            self._ready.start(max(0, left))

    def _make_ready(self) -> None:
        self.invitations.prepare()

    def _offer(self, offer: Offer) -> None:
        self._due = offer.due
        if schedule.wants_softening(self.walk.state):
            self.invitations.ask_softening()
        else:
            self.invitations.offer()
        # Only now: nobody waits for the store, and the card is there first.
        QTimer.singleShot(0, self, self.keeper.warm)

    def _let_go(self, let_go: LetGo) -> None:
        now = self._clock.now()
        self._record(Reminder(new_id(), now.stamp(), let_go.due, now.at, Answer.LET_GO, way=""))

    def _answered(self, given: Given) -> None:
        self._record(
            Reminder(
                new_id(),
                given.offered,
                self._due,
                self._clock.now().at,
                given.answer,
                given.way,
                given.minutes,
            )
        )
        if given.answer is Answer.BEGUN:
            self.pauses.begin(PauseSource.REMINDER)
        else:
            self.walk.answer(given.answer, given.later_at)

    def _softened(self, fewer: bool) -> None:
        if fewer:
            softer = schedule.softened(self.choices.settings.rhythm)
            self.choices.choose_all(self.choices.settings.with_rhythm(softer).chosen)
        self.walk.softening_answered()

    # What the person asks

    def pause_now(self) -> None:
        """Begin: the pause that is offered, or one in between."""
        if self.invitations.is_showing:
            self.invitations.begin()
        else:
            self.pauses.begin(PauseSource.NOW)

    def check_in(self, mood: Mood, place: Place) -> str:
        """Keep a mood; returns the id of the check-in."""
        check_in = CheckIn(new_id(), self._clock.now().stamp(), Mood(mood), place)
        self.keeper.keep(lambda store: store.check_ins.add(check_in))
        return check_in.id

    def keep_quiet(self, how_long: QuietFor) -> None:
        """Hold reminders back, or let them come again."""
        self.walk.keep_quiet(quiet_for(how_long, self._clock.now()))

    def _chosen(self, keys: frozenset[str]) -> None:
        if any(key.startswith("rhythm.") for key in keys):
            self.walk.follow(self.choices.settings.rhythm)
        if any(key.startswith("appearance.") for key in keys) and "appearance" in self.__dict__:
            self._dress(self.appearance)
        texts = self.choices.settings.texts()
        self.keeper.keep(lambda store: store.settings.replace_all(texts))

    def _dress(self, appearance: Appearance) -> None:
        appearance.apply(self.choices[THEME].value, self.choices[TEXT_SIZE], self.choices[MOTION].value)

    # Means

    def _record(self, reminder: Reminder) -> None:
        self.keeper.keep(lambda store: store.reminders.add(reminder))

    def _look(self, seen: Callable[[Surroundings], None]) -> None:
        seen(UNKNOWN)

    def _first_state(self) -> State:
        return self._state_file.load() or State(seed=int(new_id()[:8], 16))

    def _make_card(self) -> "ReminderCard":
        from selfkind_desktop.desktop.blending import blends
        from selfkind_desktop.ui.reminder_card import ReminderCard

        return ReminderCard(self.appearance, blended=blends(self._application.platformName()))

    def _open_store(self) -> "Store":
        """Called in the worker."""
        from selfkind_desktop.app.unlock import unlock
        from selfkind_desktop.storage.store import Store

        key = unlock(self._paths.vault, self._paths.key_file)
        return Store.open(self._paths.database, key, self._clock)


def _load(file: ConfigFile) -> tuple[Loaded, OSError | None]:
    try:
        return file.load(), None
    except OSError as error:
        return Loaded(ConfigFile(file.path.with_name("-")).load().settings), error
