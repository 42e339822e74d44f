"""What desktops tell on D-Bus. Nothing here starts a service: one that does not run has nothing to tell."""

from collections.abc import Callable, Sequence
from typing import Any

from selfkind_desktop.desktop.bus import PROPERTIES, Answer, Bus, Call, Listening, Rule, property_of
from selfkind_desktop.desktop.sights.port import Changed, Then

WITHIN_MS = 300
_IDLE_INHIBITED = 8
NOTIFICATIONS = "org.freedesktop.Notifications"
NOTIFICATIONS_PATH = "/org/freedesktop/Notifications"

Meaning = Callable[[Answer], bool | None]


class BusSight:
    """A question to a service, and the signals that say that its answer may differ now."""

    def __init__(
        self, name: str, bus: Bus, question: Call, meaning: Meaning, signals: Sequence[Rule] = ()
    ) -> None:
        """Know what to ask.

        Args:
            name: for Settings.
            bus: where the service is.
            question: what to ask.
            meaning: what the answer means; None where it means nothing.
            signals: which signals to hear while watching.
        """
        self.name = name
        self._bus = bus
        self._question = question
        self._meaning = meaning
        self._signals = signals
        self._listening: list[Listening] = []

    def ask(self, then: Then[bool]) -> None:
        """Ask the service."""
        self._bus.call(self._question, lambda answer: then(self._meaning(answer)), WITHIN_MS)

    def watch(self, changed: Changed) -> None:
        """Hear the service's signals."""
        self.unwatch()
        self._listening = [self._bus.listen(rule, lambda _: changed()) for rule in self._signals]

    def unwatch(self) -> None:
        """Hear nothing more."""
        for listening in self._listening:
            listening.stop()
        self._listening = []


def truth(answer: Answer) -> bool | None:
    """A boolean as it is; anything else means nothing."""
    value = answer.first()
    return value if isinstance(value, bool) else None


def _changes_of(sender: str, path: str, interface: str) -> Rule:
    return Rule(sender, PROPERTIES, "PropertiesChanged", path, arg0=interface)


# Do Not Disturb


def kde_quiet(session: Bus) -> BusSight:
    """Plasma's notification server says whether notifications are inhibited."""
    ask = property_of(NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS, "Inhibited")
    return BusSight(
        "KDE", session, ask, truth, [_changes_of(NOTIFICATIONS, NOTIFICATIONS_PATH, NOTIFICATIONS)]
    )


def dunst_quiet(session: Bus) -> BusSight:
    """Dunst says whether it is paused."""
    interface = "org.dunstproject.cmd0"
    ask = property_of(NOTIFICATIONS, NOTIFICATIONS_PATH, interface, "paused")
    return BusSight("dunst", session, ask, truth, [_changes_of(NOTIFICATIONS, NOTIFICATIONS_PATH, interface)])


def xfce_quiet(session: Bus) -> BusSight:
    """Xfce keeps the switch of its notification server in its configuration."""
    name, path = "org.xfce.Xfconf", "/org/xfce/Xfconf"
    channel, key = "xfce4-notifyd", "/do-not-disturb"

    def meaning(answer: Answer) -> bool | None:
        # A switch that was never touched is not kept yet, and then it is off.
        return False if answer.error.endswith(".PropertyNotFound") else truth(answer)

    ask = Call(name, path, name, "GetProperty", "ss", (channel, key), start=False)
    return BusSight("Xfce", session, ask, meaning, [Rule(name, name, "PropertyChanged", path, arg0=channel)])


# Presenting


def gnome_inhibited(session: Bus) -> BusSight:
    """GNOME's session says whether a program keeps the screen awake: a film, a presentation, a call."""
    name, path = "org.gnome.SessionManager", "/org/gnome/SessionManager"

    def meaning(answer: Answer) -> bool | None:
        actions = answer.first()
        return bool(actions & _IDLE_INHIBITED) if isinstance(actions, int) else None

    signals = [Rule(name, name, member, path) for member in ("InhibitorAdded", "InhibitorRemoved")]
    return BusSight("GNOME", session, property_of(name, path, name, "InhibitedActions"), meaning, signals)


def power_inhibited(session: Bus) -> BusSight:
    """The power managers of KDE and Xfce say the same through the shared interface."""
    name, path = "org.freedesktop.PowerManagement", "/org/freedesktop/PowerManagement/Inhibit"
    interface = "org.freedesktop.PowerManagement.Inhibit"
    ask = Call(name, path, interface, "HasInhibit", start=False)
    signals = [Rule(name, interface, "HasInhibitChanged", path)]
    return BusSight("PowerManagement", session, ask, truth, signals)


def logind_inhibited(system: Bus) -> BusSight:
    """Logind says whether a program keeps the session from being idle."""
    name, path, interface = (
        "org.freedesktop.login1",
        "/org/freedesktop/login1",
        "org.freedesktop.login1.Manager",
    )

    def meaning(answer: Answer) -> bool | None:
        blocked = answer.first()
        return "idle" in blocked.split(":") if isinstance(blocked, str) else None

    signals = [_changes_of(name, path, interface)]
    return BusSight("logind", system, property_of(name, path, interface, "BlockInhibited"), meaning, signals)


# Lock

SCREEN_SAVERS = (
    ("KDE", "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("GNOME", "org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("Cinnamon", "org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
    ("MATE", "org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("Xfce", "org.xfce.ScreenSaver", "/org/xfce/ScreenSaver"),
)
"""For Settings, the bus name (and interface), the path."""


def screen_saver(session: Bus, name: str, service: str, path: str) -> BusSight:
    """A screen saver says whether it covers the screen."""
    ask = Call(service, path, service, "GetActive", start=False)
    # Without a sender: some desktops emit it from another name or path than the one they answer on.
    return BusSight(name, session, ask, truth, [Rule("", service, "ActiveChanged")])


class LogindLock:
    """logind's hint that this session is locked, which the desktop sets."""

    name = "logind"
    _service = "org.freedesktop.login1"
    _session = "org.freedesktop.login1.Session"

    def __init__(self, system: Bus, session_id: str) -> None:
        """Know the session.

        Args:
            system: the system bus.
            session_id: `XDG_SESSION_ID`; empty where the program was not started inside the session's own
                processes (a user service): then logind is asked for the session that is shown.
        """
        self._bus = system
        self._session_id = session_id
        self._path = ""
        self._listening: Listening | None = None
        self._changed: Changed | None = None

    def ask(self, then: Then[bool]) -> None:
        """Find the session, then ask for its hint."""
        if self._path:
            self._ask_hint(then)
            return

        def found(answer: Answer) -> None:
            path = answer.first()
            if isinstance(path, tuple) and path:
                path = path[-1]  # the session that is shown: its name and its path
            if not isinstance(path, str) or not path.startswith("/"):
                then(None)
                return
            self._path = path
            if self._changed is not None:
                self.watch(self._changed)
            self._ask_hint(then)

        self._bus.call(self._where(), found, WITHIN_MS)

    def watch(self, changed: Changed) -> None:
        """Hear the changes of the session, once it is known."""
        self.unwatch()
        self._changed = changed
        if self._path:
            rule = _changes_of(self._service, self._path, self._session)
            self._listening = self._bus.listen(rule, self._heard)

    def unwatch(self) -> None:
        """Hear nothing more."""
        self._changed = None
        if self._listening is not None:
            self._listening.stop()
            self._listening = None

    def _where(self) -> Call:
        manager, path = "org.freedesktop.login1.Manager", "/org/freedesktop/login1"
        if self._session_id:
            return Call(self._service, path, manager, "GetSession", "s", (self._session_id,), start=False)
        user = "/org/freedesktop/login1/user/self"
        return property_of(self._service, user, "org.freedesktop.login1.User", "Display")

    def _ask_hint(self, then: Then[bool]) -> None:
        def told(answer: Answer) -> None:
            locked = truth(answer)
            if locked is None:
                self._path = ""  # the session may have got another name; look for it the next time
            then(locked)

        ask = property_of(self._service, self._path, self._session, "LockedHint")
        self._bus.call(ask, told, WITHIN_MS)

    def _heard(self, body: tuple[Any, ...]) -> None:
        """Tell only of the lock: the same signal also says that nobody touched a key for a while."""
        named = len(body) == 3 and ("LockedHint" in body[1] or "LockedHint" in body[2])
        if named and self._changed is not None:
            self._changed()


class MutterIdle:
    """GNOME's compositor counts the idle time, and tells when it reaches a length."""

    name = "GNOME"
    _service = "org.gnome.Mutter.IdleMonitor"
    _path = "/org/gnome/Mutter/IdleMonitor/Core"

    def __init__(self, session: Bus, lull: float) -> None:
        """Know what to wait for.

        Args:
            session: the session bus.
            lull: seconds without input that are worth telling while watching.
        """
        self._bus = session
        self._lull = lull
        self._watch_id: int | None = None
        self._listening: Listening | None = None
        self._changed: Changed | None = None

    def ask(self, then: Then[float]) -> None:
        """Ask for the idle time."""

        def told(answer: Answer) -> None:
            milliseconds = answer.first()
            then(milliseconds / 1000 if isinstance(milliseconds, int) else None)

        self._bus.call(self._call("GetIdletime"), told, WITHIN_MS)

    def watch(self, changed: Changed) -> None:
        """Have the compositor tell when the input pauses."""
        self.unwatch()
        self._changed = changed
        rule = Rule(self._service, self._service, "WatchFired", self._path)
        self._listening = self._bus.listen(rule, self._fired)
        self._bus.call(
            self._call("AddIdleWatch", "t", int(self._lull * 1000)), self._added, WITHIN_MS, self._added
        )

    def unwatch(self) -> None:
        """Take the watch back."""
        self._changed = None
        if self._listening is not None:
            self._listening.stop()
            self._listening = None
        if self._watch_id is not None:
            self._bus.tell(self._call("RemoveWatch", "u", self._watch_id))
            self._watch_id = None

    def _call(self, member: str, signature: str = "", *body: int) -> Call:
        return Call(self._service, self._path, self._service, member, signature, body, start=False)

    def _added(self, answer: Answer) -> None:
        number = answer.first()
        if not isinstance(number, int):
            return
        if self._changed is None:
            self._bus.tell(self._call("RemoveWatch", "u", number))
        else:
            self._watch_id = number

    def _fired(self, body: tuple[Any, ...]) -> None:
        if self._changed is not None and body == (self._watch_id,):
            self._changed()
