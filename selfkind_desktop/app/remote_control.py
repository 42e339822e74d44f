"""Answers what the command line and later starts ask of the running program."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from selfkind_desktop import __version__
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.invitations import USUAL_DELAY, Invitations
from selfkind_desktop.app.lengths import no_length
from selfkind_desktop.app.locking import Locking
from selfkind_desktop.app.walk import Walk
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.outlook import Outlook, outlook
from selfkind_desktop.domain.quiet import quiet_for
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.domain.settings import BY_KEY, PAUSE_KIND, PAUSE_MINUTES, SettingError
from selfkind_desktop.ui.wording import headline

Args = Mapping[str, object]

_LATE_MS = 3000
"""How long the answer to a check-in waits for the disk."""


class RemoteControl(QObject):
    """Commands by name.

    Signals:
        opened(): bring the window forward.
        pause_wanted(minutes: int, kind: str): a pause, 0 and "" for as chosen in Settings.
        hard_moment(): the pause for hard moments.
        written(): open the place to write.
        letter_begun(): open the letters with a new one.
        checked_in(Mood, kept): a check-in; `kept()` wants to be called once it is on the disk.
        left(): end the program.
    """

    opened = Signal()
    pause_wanted = Signal(int, str)
    hard_moment = Signal()
    written = Signal()
    letter_begun = Signal()
    checked_in = Signal(object, object)
    left = Signal()

    def __init__(
        self,
        clock: Clock,
        choices: Choices,
        walk: Walk,
        invitations: Invitations,
        locking: Locking,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._choices = choices
        self._walk = walk
        self._invitations = invitations
        self._locking = locking
        self._later_commands: dict[str, Callable[[str, Args, Callable[[Reply], None]], None]] = {}
        self._commands: dict[str, Callable[[Args], Reply]] = {
            "open": self._emitting(self.opened),
            "pause": self._pause,
            "hard-moment": self._emitting(self.hard_moment),
            "write": self._emitting(self.written),
            "letter": self._emitting(self.letter_begun),
            "quiet": self._quiet,
            "later": self._later,
            "not-now": self._not_now,
            "status": self._status,
            "lock": self._lock,
            "config-set": self._config_set,
            "quit": self._emitting(self.left),
        }

    def also(self, command: str, act: Callable[[str, Args], Reply]) -> None:
        """Let somebody else do a command; `act` gets its name and arguments."""
        self._commands[command] = lambda args: act(command, args)

    def also_later(self, command: str, act: Callable[[str, Args, Callable[[Reply], None]], None]) -> None:
        """Let somebody else do a command that takes its time; `act` also gets what wants the answer."""
        self._later_commands[command] = act

    def handle(self, command: str, args: Args, answer: Callable[[Reply], None]) -> None:
        """Do one command; the answer comes at once, or when what was asked to be kept is kept."""
        if command == "check-in":
            self._check_in(args, answer)
            return
        if command in self._later_commands:
            self._later_commands[command](command, args, answer)
            return
        act = self._commands.get(command)
        if act is None:
            answer(Reply(False, sentence=self.tr("This Selfkind does not know that command.")))
            return
        answer(act(args))

    def _emitting(self, signal: SignalInstance) -> Callable[[Args], Reply]:
        def act(_args: Args) -> Reply:
            signal.emit()
            return Reply(True)

        return act

    def _pause(self, args: Args) -> Reply:
        if self._walk.in_pause:
            return Reply(False, sentence=self.tr("A pause is going on already."))
        minutes, kind = args.get("minutes") or 0, args.get("kind") or ""
        try:
            if minutes:
                minutes = PAUSE_MINUTES.parse(str(minutes))
            if kind:
                kind = PAUSE_KIND.parse(str(kind))
        except SettingError:
            return Reply(
                False, sentence=self.tr("A pause lasts 1, 2, 3 or 5 minutes and is of a kind or a practice.")
            )
        self.pause_wanted.emit(minutes, kind)
        return Reply(True)

    def _check_in(self, args: Args, answer: Callable[[Reply], None]) -> None:
        try:
            mood = Mood(int(str(args.get("mood"))))
        except ValueError:
            sentence = self.tr("A check-in is a number from 1 (very hard) to 5 (good).")
            answer(Reply(False, sentence=sentence))
            return
        if self._locking.is_locked:
            self.checked_in.emit(mood, lambda: None)
            sentence = self.tr("Your journal is locked. It is remembered, and written down once you open it.")
            answer(Reply(True, sentence))
            return
        # "Noted" is only said of what a crash could not take any more.
        patience = QTimer(self, singleShot=True, interval=_LATE_MS)
        waiting = [patience]

        def tell(sentence: str) -> None:
            while waiting:
                waiting.pop().deleteLater()
                answer(Reply(True, sentence))

        patience.timeout.connect(lambda: tell(self.tr("Noted. It is on its way to the disk.")))
        patience.start()
        self.checked_in.emit(mood, lambda: tell(self.tr("Noted. Thank you for looking.")))

    def _quiet(self, args: Args) -> Reply:
        text = str(args.get("how_long"))
        try:
            self._walk.keep_quiet(quiet_for(text, self._clock.now()))
        except ValueError:
            return Reply(False, sentence=no_length(text))
        return Reply(True, self._headline())

    def _later(self, args: Args) -> Reply:
        if not self._invitations.is_showing:
            return Reply(False, sentence=self.tr("No pause is being offered right now."))
        fitting = schedule.postponements(self._choices.settings.rhythm, self._clock.now())
        asked = str(args.get("minutes") or USUAL_DELAY)
        if asked not in map(str, fitting):
            return Reply(False, sentence=self._no_time(fitting))
        self._invitations.postpone(int(asked))
        return Reply(True, self._headline())

    def _no_time(self, fitting: tuple[int, ...]) -> str:
        if not fitting:
            return self.tr("Your hours end too soon for that. “selfkind not-now” is fine too.")
        minutes = ", ".join(str(each) for each in fitting)
        return self.tr("These minutes fit into your hours now: {minutes}.").format(minutes=minutes)

    def _check_in_state(self, stands: Outlook) -> str | None:
        """*Asking*, or why a check-in at an edge of the day is held; None where none is due."""
        if stands.asking is not None:
            return f"asking-{stands.asking}"
        return None if stands.check_in_held is None else f"held-{stands.check_in_held}"

    def _not_now(self, _args: Args) -> Reply:
        if not self._invitations.is_showing and self._invitations.asking is None:
            return Reply(False, sentence=self.tr("No pause is being offered right now."))
        self._invitations.decline()
        return Reply(True, self.tr("All right. Another time."))

    def _lock(self, _args: Args) -> Reply:
        if self._locking.lock():
            return Reply(True, self.tr("Locked."))
        return Reply(False, sentence=self.tr("Locking needs a passphrase. You can choose one in Settings."))

    def _outlook(self) -> Outlook:
        walk = self._walk
        return outlook(walk.state, walk.decision, in_pause=walk.in_pause, locked=self._locking.is_locked)

    def _status(self, _args: Args) -> Reply:
        stands = self._outlook()
        return Reply(
            True,
            {
                "state": stands.standing.value,
                "next_pause": iso(stands.next_at),
                "held_because": None if stands.held is None else stands.held.value,
                "check_in": self._check_in_state(stands),
                "version": __version__,
                "headline": self._headline(),
            },
        )

    def _config_set(self, args: Args) -> Reply:
        setting = BY_KEY.get(str(args.get("key")))
        if setting is None:
            return Reply(False, sentence=self.tr("There is no such setting."))
        try:
            kept = self._choices.choose(setting, setting.parse(str(args.get("value"))))
        except SettingError as error:
            return Reply(False, sentence=str(error))
        if not kept:
            return Reply(False, sentence=self.tr("It holds for now, but could not be saved."))
        return Reply(True)

    def _headline(self) -> str:
        return headline(self._outlook(), self._clock.now())


def iso(instant: datetime | None) -> str | None:
    """An instant the way `status --json` prints it."""
    return None if instant is None else instant.isoformat(timespec="seconds")
