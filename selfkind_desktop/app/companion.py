"""The running program: builds each part once and connects what one tells to what another does."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from selfkind_desktop.app.belongings import Belongings
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.lightening import Lightening
from selfkind_desktop.app.lock_triggers import LockTriggers
from selfkind_desktop.app.outside import Outside
from selfkind_desktop.app.post import PostOffice
from selfkind_desktop.app.readiness import Readiness
from selfkind_desktop.app.reminding import Reminding
from selfkind_desktop.app.runner import ThreadRunner
from selfkind_desktop.app.signals import EndSignals
from selfkind_desktop.desktop.instance import Instance
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.records import CheckIn, Mood, PauseSource, Place
from selfkind_desktop.domain.settings import (
    FIRST_RUN_DONE,
    MOTION,
    START_AT_LOGIN,
    TEXT_SIZE,
    THEME,
)
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.storage.state_file import StateFile
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.tray import Tray

if TYPE_CHECKING:
    from selfkind_desktop.app.leaving import Leaving
    from selfkind_desktop.app.lock_place import LockPlace
    from selfkind_desktop.app.main_place import MainPlace
    from selfkind_desktop.app.notices import Notices
    from selfkind_desktop.app.panels import Panels
    from selfkind_desktop.app.pauses import Pauses
    from selfkind_desktop.app.remote_control import RemoteControl
    from selfkind_desktop.app.settings_place import SettingsPlace
    from selfkind_desktop.app.tray_place import TrayPlace
    from selfkind_desktop.app.welcome import Welcome
    from selfkind_desktop.desktop.remote import Reply
    from selfkind_desktop.ui.pages.today.page import TodayPage

log = logging.getLogger(__name__)


class Companion(QObject):
    """Life cycle and wiring. It decides nothing that `domain` could decide and shows nothing by itself.

    Parts that only some moments need are built at their first use, so that waiting costs next to nothing.

    Args:
        application: Qt's.
        paths: where everything is.
        instance: the claim to be the one that runs.
        tray: the icon, which is there already.
        clock: the time; the computer's if none is given.
    """

    def __init__(
        self,
        application: QApplication,
        paths: Paths,
        instance: Instance,
        tray: Tray,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._application = application
        self._paths = paths
        self._instance = instance
        self._clock: Clock = clock or SystemClock()
        self._home_is_closed = False
        self._has_left = False
        self._end_signals = EndSignals(self)
        file = ConfigFile(paths.config_file)
        self._loaded = file.load()
        self.choices = Choices(file, self._loaded.settings, self)
        self.commands = Commands(self)
        self.tray = tray
        self._runner = ThreadRunner(self)
        self.belongings = Belongings(
            paths,
            self._clock,
            self.choices,
            self._runner,
            lambda: self.appearance,
            lambda: self.main.window,
            lambda: not (self.walk.in_pause or self.invitations.is_showing),
            self.keep_drafts,
            self,
        )
        self.keeper = self.belongings.keeper
        self.locking = self.belongings.locking
        self.post = PostOffice(self._clock, self.keeper, paths.post_file, self)
        self.outside = Outside(self._clock, self.choices, self)
        self.reminding = Reminding(
            self._clock,
            self.choices,
            self.keeper,
            StateFile(paths.state_file),
            self.outside.look,
            lambda: self.outside.make_card(self.appearance),
            self.outside.make_notifier,
            lambda: self.keeper.is_locked,
            self,
        )
        self._lock_triggers = LockTriggers(self.locking, self.choices, lambda: self.outside.lookout, self)
        self.walk = self.reminding.walk
        self.invitations = self.reminding.invitations
        self._readiness = Readiness(self._runner, self.keeper, lambda: self.pauses, self)
        self._lightening = Lightening(self._let_go_of_main, self)
        self._connect()

    # Life

    def begin(self, command: str, args: Mapping[str, object], *, home_is_closed: bool = False) -> None:
        """Bring the tray icon to life; the rest follows once it shows how things stand.

        Args:
            command: what this start was asked to do first; "" for a plain start.
            args: its arguments.
            home_is_closed: whether nothing can be written where everything should be.
        """
        self._home_is_closed = home_is_closed
        self.tray.serve(self.commands, self._clock)
        self.tray.show_outlook(self._outlook)
        QTimer.singleShot(0, self, lambda: self._settle(command, args))

    def _settle(self, command: str, args: Mapping[str, object]) -> None:
        from selfkind_desktop.app.crash import catch_the_unforeseen
        from selfkind_desktop.app.crash_place import CrashPlace
        from selfkind_desktop.app.log import start_log

        start_log(self._paths.log_file)
        crash = CrashPlace(lambda: self.appearance, str(self._paths.log_file), self)
        crash.quit_requested.connect(self.quit)
        catch_the_unforeseen(self.keep_drafts, crash.show)
        log.info("Selfkind begins")
        self._instance.request.connect(self._asked)
        if problem := self._instance.listen():
            log.warning("no command channel: %s", problem)
        self._application.commitDataRequest.connect(self.keep_drafts)
        if self._home_is_closed:
            self.notices.tell_of_home()
        self.outside.lookout.begin()
        self._lock_triggers.begin()
        self._locked_or_not()
        self.walk.turn()
        if self._loaded.broken or self._loaded.problems or self._loaded.unreadable:
            self.notices.tell_of_config(self._loaded)
        self._tray_place.begin()
        self.belongings.backups.begin()
        if not self.choices[FIRST_RUN_DONE]:
            self.welcome.open()
        if command:
            self.remote.handle(command, args, self._complain)

    def _complain(self, reply: "Reply") -> None:
        """Nobody waits for the answer to what this start was asked to do."""
        if not reply.ok:
            self.notices.tell(reply.sentence)

    def end(self) -> None:
        """Keep everything and let go of the claim."""
        self.tray.hide()
        self._end_signals.close()
        if not self.belongings.close():
            log.warning("some records could not be kept before the end")
        self._instance.close()
        log.info("Selfkind ends")

    def quit(self) -> None:
        """End, once everything that was typed is on the disk, or the person says that it need not be."""
        self.keep_drafts()
        if "pauses" in self.__dict__:
            self.pauses.close()
        self._leaving.begin()

    def _leave(self) -> None:
        if self._has_left:
            return
        self._has_left = True
        self.keep_drafts()
        self.belongings.put_away()
        for name in ("pauses", "main", "panels", "welcome"):
            if name in self.__dict__:
                getattr(self, name).close()
        self._application.quit()

    def keep_drafts(self) -> None:
        """Store what is being typed now, and what was answered a moment ago."""
        self.reminding.keep_drafts()
        for name in ("main", "pauses"):
            if name in self.__dict__:
                getattr(self, name).keep_drafts()

    # Parts that are built when first needed

    @cached_property
    def appearance(self) -> Appearance:
        """How everything looks."""
        from selfkind_desktop.ui.tray_icon import tray_icon

        self._application.setWindowIcon(tray_icon("waiting"))
        appearance = Appearance(self._application, self)
        self._dress(appearance)
        appearance.prepare()
        return appearance

    @cached_property
    def pauses(self) -> "Pauses":
        """Guided pauses."""
        from selfkind_desktop.app.pauses import Pauses

        pauses = Pauses(self._clock, self.choices, self.keeper, lambda: self.appearance, self)
        pauses.began.connect(self.reminding.pause_began)
        pauses.ended.connect(self.reminding.pause_ended)
        pauses.ended.connect(self._lightening.begin)
        pauses.support_wanted.connect(self.open_support)
        pauses.letter_wanted.connect(lambda letter: self.main.open_sealed_letter(letter))
        return pauses

    @cached_property
    def panels(self) -> "Panels":
        """The panel beside the tray, and its stand-in."""
        from selfkind_desktop.app.panels import Panels

        panels = Panels(
            self.appearance,
            self.commands,
            self._clock,
            self.reminding.next_pause,
            lambda: self.invitations.area,
            self,
        )
        panels.opened.connect(self._readiness.warm)
        panels.check_in.connect(lambda mood: self.check_in(mood, Place.PANEL))
        panels.postponed.connect(self.invitations.postpone)
        panels.declined.connect(self.invitations.decline)
        panels.show_note(self.notices.latest)
        return panels

    @cached_property
    def main(self) -> "MainPlace":
        """The main window."""
        from selfkind_desktop.app.main_place import MainPlace
        from selfkind_desktop.app.prompting import prompting_of
        from selfkind_desktop.app.put_off import PutOff

        main = MainPlace(
            self.appearance,
            self._clock,
            self.choices,
            self.keeper,
            lambda: self.pauses.practices,
            self.reminding.next_pause,
            self._make_settings,
            self.lock_place,
            lambda: prompting_of(self._paths, self._clock),
            PutOff(self._paths.put_off_file),
            demo=self._paths.is_demo,
            parent=self,
        )
        main.grounding_wanted.connect(lambda: self.pauses.begin_grounding())
        main.quit_requested.connect(self.quit)
        main.left.connect(self._lightening.begin)
        main.left.connect(self._lock_triggers.window_closed)
        main.backups_wanted.connect(self.belongings.backups.look)
        main.notice_put_away.connect(self.notices.put_away)
        for key, text in self.notices.holding.items():
            main.show_notice(key, text)
        main.today_made.connect(self._connect_today)
        return main

    @cached_property
    def lock_place(self) -> "LockPlace":
        """The lock screen."""
        from selfkind_desktop.app.lock_place import LockPlace

        place = LockPlace(self.appearance, self.locking, self)
        place.pause_wanted.connect(self.pause_now)
        place.hard_moment_wanted.connect(self.hard_moment)
        place.support_wanted.connect(self.open_support)
        return place

    @cached_property
    def notices(self) -> "Notices":
        """Sentences that the person has to see."""
        from selfkind_desktop.app.notices import Notices

        notices = Notices(self)
        notices.told.connect(self._show_notice)
        notices.changed.connect(self._show_note)
        return notices

    @cached_property
    def _tray_place(self) -> "TrayPlace":
        from selfkind_desktop.app.tray_place import TrayPlace

        return TrayPlace(self.tray, lambda: self.panels, lambda: self.outside.session_bus, parent=self)

    @cached_property
    def _leaving(self) -> "Leaving":
        from selfkind_desktop.app.leaving import Leaving
        from selfkind_desktop.ui.unsaved_dialog import UnsavedDialog

        leaving = Leaving(self.keeper, lambda *said: UnsavedDialog(self.appearance, *said), self)
        leaving.now.connect(self._leave)
        leaving.open_wanted.connect(self.open)
        return leaving

    @cached_property
    def welcome(self) -> "Welcome":
        """The first run."""
        from selfkind_desktop.app.welcome import Welcome

        welcome = Welcome(self.appearance, self.choices, self.keeper, self.belongings.vault_place, self)
        welcome.pause_wanted.connect(lambda: self.pauses.begin(PauseSource.FIRST_RUN, minutes=1))
        return welcome

    @cached_property
    def remote(self) -> "RemoteControl":
        """The command channel's answers."""
        from selfkind_desktop.app.remote_control import RemoteControl

        remote = RemoteControl(self._clock, self.choices, self.walk, self.invitations, self.locking, self)
        remote.opened.connect(self.open)
        remote.pause_wanted.connect(self._pause_by_command)
        remote.hard_moment.connect(self.hard_moment)
        remote.written.connect(self.write)
        remote.letter_begun.connect(lambda: self.main.begin_letter())
        remote.checked_in.connect(lambda mood, kept: self.check_in(mood, Place.COMMAND, kept))
        self.belongings.serve(remote)
        # The answer goes out first.
        remote.left.connect(self.quit, Qt.ConnectionType.QueuedConnection)
        return remote

    # Wiring

    def _connect(self) -> None:
        self._end_signals.ended.connect(self._leave)
        self.walk.changed.connect(self.post.look)
        self.post.changed.connect(self._show_outlook)
        self.locking.unlocked.connect(self.post.look_again)
        self.walk.holding.connect(self.outside.watch)
        self.outside.suits_differently.connect(self.walk.turn)
        self.reminding.changed.connect(self._show_outlook)
        self.reminding.state_troubled.connect(lambda error: self.notices.tell_of_schedule(error))
        self.reminding.near.connect(self._readiness.read_practices)
        self.reminding.offered.connect(self._readiness.offered)
        self.reminding.begun.connect(lambda: self.pauses.begin(PauseSource.REMINDER))
        self.reminding.checked_in.connect(lambda mood, edge: self.check_in(mood, Place(edge.value)))
        self.invitations.look_wanted.connect(self.open)
        self.invitations.tried_in_tray.connect(self._try_in_tray)
        self.choices.changed.connect(self._chosen)
        self.choices.not_kept.connect(lambda error: self.notices.tell_not_kept(error))
        self.keeper.troubled.connect(self._troubled)
        backups = self.belongings.backups
        backups.failed.connect(lambda error: self.notices.tell_of_backup(error))
        backups.would_not_return.connect(lambda error: self.notices.tell_of_rehearsal(error))
        backups.restored.connect(self._begin_anew)
        backups.section_wanted.connect(lambda key: self.main.open_settings(key))
        self.belongings.gone.connect(self._leave)
        self.locking.changed.connect(self._locked_or_not)
        commands = self.commands
        commands.lock.triggered.connect(self.locking.lock)
        commands.check_in.connect(lambda mood: self.check_in(mood, Place.PANEL))
        commands.quiet.connect(self.reminding.keep_quiet)
        commands.pause.triggered.connect(self.pause_now)
        commands.hard_moment.triggered.connect(self.hard_moment)
        commands.write.triggered.connect(self.write)
        commands.letter.triggered.connect(lambda: self.main.open_letters())
        commands.open.triggered.connect(self.open)
        commands.support.triggered.connect(self.open_support)
        commands.settings.triggered.connect(self.open_settings)
        commands.leave.triggered.connect(self.quit)
        self.tray.panel_requested.connect(lambda: self.panels.toggle_panel())

    def _connect_today(self, page: "TodayPage") -> None:
        page.pause_requested.connect(lambda key: self.pauses.begin(PauseSource.NOW, wish=key))
        page.quiet_requested.connect(self.reminding.keep_quiet)
        page.begun.connect(self.pause_now)
        page.postponed.connect(self.invitations.postpone)
        page.later_today.connect(self.invitations.postpone_to_later_today)
        page.declined.connect(self.invitations.decline)
        page.checked_in.connect(lambda *_: self.reminding.looked())
        page.rhythm_requested.connect(self.open_settings)

    def _make_settings(self) -> "SettingsPlace":
        from selfkind_desktop.app.settings_place import SettingsPlace

        place = SettingsPlace(
            self.appearance,
            self._clock,
            self.choices,
            self._paths,
            self.pauses.practices,
            self.invitations.notifier,
            self.outside.lookout,
            self.tray.is_available,
            self.reminding.walk.state.seed,
            self.belongings.make_sections(self.outside.lookout),
            self.main,
        )
        place.try_reminder.connect(lambda: self.invitations.offer(only_to_see=True))
        return place

    # How things stand

    def _begin_anew(self) -> None:
        """Everything that is kept is another now."""
        self.locking.look()
        if "main" in self.__dict__:
            self.main.begin_anew()

    def _locked_or_not(self) -> None:
        self.commands.lock.setVisible(self.locking.can_lock and not self.locking.is_locked)
        self._show_outlook()

    @property
    def _outlook(self) -> Outlook:
        return replace(self.reminding.outlook, letter=self.post.has_letter)

    def _show_outlook(self) -> None:
        self.tray.show_outlook(self._outlook)
        self._tray_place.look()
        for name in ("main", "panels"):
            if name in self.__dict__:
                getattr(self, name).show_outlook()

    def _try_in_tray(self, showing: bool) -> None:
        """Let the person see what the icon looks like while a pause is offered."""
        self.tray.show_outlook(Outlook(Standing.OFFERED) if showing else self._outlook)

    def _let_go_of_main(self) -> None:
        """Unless words in it are not on the disk."""
        main = self.__dict__.get("main")
        if main is not None and not main.window.isVisible() and not self.keeper.unsaved:
            del self.__dict__["main"]
            main.close()
            main.deleteLater()

    # What the person asks

    def pause_now(self) -> None:
        """Begin: the pause that is offered, or one in between."""
        if self.invitations.is_showing:
            self.invitations.begin()
        else:
            self.pauses.begin(PauseSource.NOW)

    def _pause_by_command(self, minutes: int, wish: str) -> None:
        if self.invitations.is_showing and not minutes and not wish:
            self.invitations.begin()
        else:
            self.pauses.begin(PauseSource.COMMAND, minutes=minutes, wish=wish)

    def hard_moment(self) -> None:
        """The break in three parts, without a clock."""
        self.pauses.begin_hard_moment()

    def check_in(self, mood: Mood, place: Place, kept: Callable[[], None] = lambda: None) -> None:
        """Keep a mood; `kept` is called once it is on the disk."""
        check_in = CheckIn(new_id(), self._clock.now().stamp(), Mood(mood), place)
        self.keeper.keep(lambda store: store.check_ins.add(check_in), kept)
        self.invitations.answered_elsewhere()

    def open(self) -> None:
        """The window, with today; before the first run is done, that comes first."""
        if self.choices[FIRST_RUN_DONE]:
            self.main.open_today()
        else:
            self.welcome.open()

    def open_support(self) -> None:
        """Where help is."""
        self.main.open_support()

    def open_settings(self) -> None:
        """What can be chosen."""
        self.main.open_settings()

    def write(self) -> None:
        """The journal, with a new entry."""
        self.main.begin_entry()

    def _asked(self, command: str, args: Mapping[str, object], answer: Callable[..., None]) -> None:
        self.remote.handle(command, args, answer)

    # What was chosen

    def _chosen(self, keys: frozenset[str]) -> None:
        if any(key.startswith("appearance.") for key in keys) and "appearance" in self.__dict__:
            self._dress(self.appearance)
        if START_AT_LOGIN.key in keys:
            self._follow_login_choice()
        texts = self.choices.settings.texts()
        self.keeper.keep(lambda store: store.settings.replace_all(texts), missed=False)
        self._show_outlook()

    def _follow_login_choice(self) -> None:
        from selfkind_desktop.app.settings_place import follow_login_choice

        if why := follow_login_choice(self.choices):
            self.notices.tell_login_refused(why)

    def _dress(self, appearance: Appearance) -> None:
        appearance.apply(self.choices[THEME].value, self.choices[TEXT_SIZE], self.choices[MOTION].value)

    # Means

    def _troubled(self, trouble: StorageError | None) -> None:
        self.notices.tell_of_store(trouble)

    def _show_notice(self, key: str, text: str) -> None:
        if "main" in self.__dict__:
            self.main.show_notice(key, text)

    def _show_note(self) -> None:
        if "panels" in self.__dict__:
            self.panels.show_note(self.notices.latest)
