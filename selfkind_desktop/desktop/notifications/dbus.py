"""Notifications of the desktop itself, with buttons where it offers them (freedesktop notifications, 1.2)."""

import logging
from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from PySide6.QtCore import QObject, QTimer

from selfkind_desktop.desktop.bus import (
    NO_ANSWER,
    UNREACHABLE,
    Answer,
    Bus,
    Call,
    Listening,
    Rule,
    owner_changed,
)
from selfkind_desktop.desktop.notifications.port import Notifier, Offer, Way, WhyNot

log = logging.getLogger(__name__)

SERVER = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
BEGIN, LATER, NOT_NOW, DEFAULT = "begin", "later", "not-now", "default"
WITHIN_MS = 1500
"""Nobody waits for it: it is only the time after which the next way is tried."""
GRACE_MS = 500
"""The server lets its notification fade first; we do it where it does not."""
_NORMAL = 1
_BY_HAND = 2


class _Phase(Enum):
    IDLE = auto()
    ASKING = auto()
    SHOWING = auto()


class DBusNotifier(Notifier):
    """Shows the invitation through `org.freedesktop.Notifications`.

    It listens to the server only while an invitation shows, so that the notifications of other programs wake
    nobody up.
    """

    def __init__(self, bus: Bus, icon: str = "", parent: QObject | None = None) -> None:
        """Use a bus.

        Args:
            bus: the session bus.
            icon: a name of the icon theme or the path of a picture.
            parent: who owns it.
        """
        super().__init__(parent)
        self._bus = bus
        self._icon = icon
        self._way = Way("D-Bus")
        self._capabilities: frozenset[str] = frozenset()
        self._phase = _Phase.IDLE
        self._round = 0
        self._id = 0
        self._offer: Offer | None = None
        self._listening: list[Listening] = []
        self._unheard: list[tuple[str, tuple[Any, ...]]] = []
        self._fading = QTimer(self)
        self._fading.setSingleShot(True)
        self._fading.timeout.connect(self._fade)
        bus.lost.connect(self._bus_lost)

    @property
    def way(self) -> Way:
        """Whether the server can be reached and has buttons."""
        return self._way

    def check(self) -> None:
        """Ask the server what it can do."""

        def asked(answer: Answer) -> None:
            self._learn(answer)
            self.checked.emit()

        self._bus.call(_call("GetCapabilities"), asked, WITHIN_MS)

    def show(self, offer: Offer) -> None:
        """Ask what the server can do, then show it accordingly."""
        self._forget()
        self._round += 1
        self._offer = offer
        self._phase = _Phase.ASKING
        this_round = self._round

        def asked(answer: Answer) -> None:
            self._learn(answer)
            if this_round == self._round and self._phase is _Phase.ASKING:
                self._notify(offer)

        self._bus.call(_call("GetCapabilities"), asked, WITHIN_MS)

    def withdraw(self) -> None:
        """Close it."""
        self._round += 1
        shown = self._phase is _Phase.SHOWING
        self._forget()
        if shown:
            self._close()

    # Learning

    def _learn(self, answer: Answer) -> None:
        if answer.ok and answer.body and isinstance(answer.body[0], list):
            self._capabilities = frozenset(str(word) for word in answer.body[0])
            self._way = Way("D-Bus", usable=True, buttons="actions" in self._capabilities)
        else:
            self._way = Way("D-Bus", usable=False, why_not=_why(answer.error))

    # Showing

    def _notify(self, offer: Offer) -> None:
        if not self._way.usable:
            self._fail(self._way.why_not or WhyNot.REFUSED)
            return
        this_round = self._round
        self._listen()

        def showing(answer: Answer) -> None:
            number = answer.first()
            if this_round != self._round:
                # Withdrawn or replaced while the server took its time.
                self._close_late(answer)
            elif isinstance(number, int):
                self._begin_showing(number, offer)
            else:
                self._fail(_why(answer.error))

        self._bus.call(self._message(offer), showing, WITHIN_MS, late=self._close_late)

    def _message(self, offer: Offer) -> Call:
        later = [LATER, offer.later] if offer.later else []
        actions = [BEGIN, offer.begin, *later, NOT_NOW, offer.not_now]
        hints = {
            "urgency": ("y", _NORMAL),
            "transient": ("b", True),
            "suppress-sound": ("b", True),
            "desktop-entry": ("s", "org.selfkind.Selfkind"),
        }
        body = _escaped(offer.body) if "body-markup" in self._capabilities else offer.body
        return _call(
            "Notify",
            "susssasa{sv}i",
            "Selfkind",
            self._id,
            self._icon,
            offer.title,
            body,
            [DEFAULT, offer.begin, *actions] if self._way.buttons else [],
            hints,
            offer.seconds * 1000,
        )

    def _begin_showing(self, number: int, offer: Offer) -> None:
        self._id = number
        self._phase = _Phase.SHOWING
        self._fading.start(offer.seconds * 1000 + GRACE_MS)
        self.shown.emit()
        unheard, self._unheard = self._unheard, []
        for member, body in unheard:
            self._hear(member, body)

    def _fail(self, why: WhyNot) -> None:
        log.info("D-Bus notifications cannot be used: %s", why)
        self._id = 0
        self._way = Way("D-Bus", usable=False, why_not=why)
        self._forget()
        self.failed.emit(why)

    # Hearing

    def _listen(self) -> None:
        for member in ("ActionInvoked", "NotificationClosed"):
            rule = Rule(SERVER, SERVER, member, PATH)
            self._listening.append(
                self._bus.listen(rule, lambda body, member=member: self._hear(member, body))  # type: ignore[misc]
            )
        self._listening.append(self._bus.listen(owner_changed(SERVER), self._server_changed))

    def _hear(self, member: str, body: tuple[Any, ...]) -> None:
        if self._phase is _Phase.ASKING:
            # A quick click can overtake the number that it is about.
            self._unheard.append((member, body))
            return
        if self._phase is not _Phase.SHOWING or len(body) != 2 or body[0] != self._id:
            return
        offer, what = self._offer, body[1]
        self._forget()
        if member == "NotificationClosed":
            self._id = 0
            (self.declined if what == _BY_HAND else self.expired).emit()
            return
        self._close()  # most servers have done so already; some leave it standing
        if what in (BEGIN, DEFAULT):
            self.begun.emit()
        elif what == LATER and offer is not None:
            self.postponed.emit(offer.later_minutes)
        else:
            self.declined.emit()

    def _fade(self) -> None:
        self._forget()
        self._close()
        self.expired.emit()

    def _server_changed(self, body: tuple[Any, ...]) -> None:
        """The server ended: what it showed is gone with it, and its numbers mean nothing any more."""
        if len(body) == 3 and body[1] and self._phase is _Phase.SHOWING:
            self._fail(WhyNot.GONE)

    def _bus_lost(self) -> None:
        if self._phase is _Phase.SHOWING:
            self._fail(WhyNot.GONE)

    # Ending

    def _forget(self) -> None:
        self._phase = _Phase.IDLE
        self._offer = None
        self._unheard.clear()
        self._fading.stop()
        for listening in self._listening:
            listening.stop()
        self._listening.clear()

    def _close(self) -> None:
        if self._id:
            self._bus.tell(_call("CloseNotification", "u", self._id))
            self._id = 0

    def _close_late(self, answer: Answer) -> None:
        """A notification that came up after its time must not stay beside what took its place."""
        number = answer.first()
        if isinstance(number, int) and number != self._id:
            self._bus.tell(_call("CloseNotification", "u", number))


def ask_server(bus: Bus, then: Callable[[WhyNot | None], None]) -> None:
    """Find out whether anybody shows notifications; `then` hears why not, or None."""

    def answered(answer: Answer) -> None:
        then(None if answer.ok else _why(answer.error))

    bus.call(_call("GetServerInformation"), answered, WITHIN_MS)


def _call(member: str, signature: str = "", *body: Any) -> Call:  # noqa: ANN401
    return Call(SERVER, PATH, SERVER, member, signature, body)


def _why(error: str) -> WhyNot:
    if error == UNREACHABLE:
        return WhyNot.NO_BUS
    if error == NO_ANSWER:
        return WhyNot.SILENT
    if error.endswith((".ServiceUnknown", ".NameHasNoOwner")) or ".Spawn." in error:
        return WhyNot.NO_SERVER
    return WhyNot.REFUSED


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
