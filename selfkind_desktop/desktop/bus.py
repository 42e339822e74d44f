"""A D-Bus connection that never blocks, for the main thread.

QtDBus cannot send the unsigned numbers that `Notify` asks for, and the blocking connections of jeepney could
freeze the program on a bus that hangs. So jeepney's protocol code runs here on a Qt socket notifier: each
call has a time limit, a signal is heard only while somebody listens, and a bus that is gone only means that
calls fail. It is imported where there is D-Bus, and connects at the first call.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageFlag,
    MessageType,
    message_bus,
    new_method_call,
)
from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from selfkind_desktop.desktop.bus_link import Link

NO_ANSWER = "no answer in time"
UNREACHABLE = "no bus"
SET_UP_MS = 1000
FIRST_RETRY_MS = 10_000
LAST_RETRY_MS = 600_000
DAEMON = "org.freedesktop.DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"


@dataclass(frozen=True, slots=True)
class Call:
    """A method call.

    Attributes:
        destination: the bus name that is asked.
        signature: the D-Bus types of `body`.
        start: whether the bus may start the service where it does not run yet.
    """

    destination: str
    path: str
    interface: str
    member: str
    signature: str = ""
    body: tuple[Any, ...] = ()
    start: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call brought: a body, or the name of an error (`NO_ANSWER`, `UNREACHABLE`, or D-Bus's own)."""

    body: tuple[Any, ...] = ()
    error: str = ""

    @property
    def ok(self) -> bool:
        """Whether the call was answered and not refused."""
        return not self.error

    def first(self) -> Any:  # noqa: ANN401  # whatever the other side sends
        """The first value, unpacked from its variant; None where there is none."""
        return unpacked(self.body[0]) if self.ok and self.body else None


@dataclass(frozen=True, slots=True)
class Rule:
    """Which signals to hear; an empty attribute matches everything.

    Without a sender the signals of all programs are heard, whoever they are.
    """

    sender: str
    interface: str
    member: str
    path: str = ""
    arg0: str = ""

    def match(self) -> MatchRule:
        """The rule as jeepney knows it."""
        rule = MatchRule(
            type="signal",
            sender=self.sender or None,
            interface=self.interface,
            member=self.member,
            path=self.path or None,
        )
        if self.arg0:
            rule.add_arg_condition(0, self.arg0)
        return rule


def property_of(destination: str, path: str, interface: str, name: str) -> Call:
    """The call that reads one property; it starts nothing."""
    return Call(destination, path, PROPERTIES, "Get", "ss", (interface, name), start=False)


def owner_changed(name: str) -> Rule:
    """The signal that tells that a bus name came, went or changed hands: (name, old owner, new owner)."""
    return Rule(DAEMON, DAEMON, "NameOwnerChanged", "/org/freedesktop/DBus", arg0=name)


def unpacked(value: Any) -> Any:  # noqa: ANN401  # D-Bus values are of any type
    """A value without the variant around it: jeepney gives a variant as (signature, value)."""
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[0], str):
        return value[1]
    return value


@dataclass(slots=True, eq=False)
class _Pending:
    then: Callable[[Answer], None] | None
    late: Callable[[Answer], None] | None
    due: int
    """Milliseconds on the bus's own clock."""
    failure: str = NO_ANSWER


@dataclass(slots=True, eq=False)
class Listening:
    """A signal that is being heard; `stop` ends it."""

    rule: Rule
    heard: Callable[[tuple[Any, ...]], None]
    _stop: Callable[["Listening"], None]
    _match: MatchRule = field(init=False)

    def __post_init__(self) -> None:
        """Prepare what each message is compared with: it names its sender by number, the bus by name."""
        self._match = self.rule.match()
        self._match.header_fields.pop("sender", None)

    def takes(self, message: Message) -> bool:
        """Whether this message is meant."""
        return bool(self._match.matches(message))

    def stop(self) -> None:
        """Hear nothing more. Stopping twice does nothing."""
        self._stop(self)


class Bus(QObject):
    """One connection to a message bus.

    Signals:
        lost: the connection broke off. What was pending has been answered with `UNREACHABLE`.
        restored: the connection is back after it was lost, with everything listened to; what happened
            meanwhile was not heard.
    """

    lost = Signal()
    restored = Signal()

    def __init__(self, address: Callable[[], str | None], parent: QObject | None = None) -> None:
        """Know where the bus is.

        Args:
            address: gives the socket's path (an abstract one begins with a zero byte), or None where there is
                no bus. Asked at each attempt.
            parent: who owns it.
        """
        super().__init__(parent)
        self._address = address
        self._link: Link | None = None
        self._serial = 0
        self._ready = False
        self._waiting: list[bytes] = []
        self._pending: dict[int, _Pending] = {}
        self._clock = QElapsedTimer()
        self._clock.start()
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._expire)
        self._listening: list[Listening] = []
        self._was_lost = False
        self._retry_ms = FIRST_RETRY_MS
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.timeout.connect(self._open)
        self._set_up = QTimer(self)
        self._set_up.setSingleShot(True)
        self._set_up.setInterval(SET_UP_MS)
        self._set_up.timeout.connect(self._lose)

    def call(
        self,
        call: Call,
        then: Callable[[Answer], None],
        within: int = 500,
        late: Callable[[Answer], None] | None = None,
    ) -> None:
        """Ask for something; `then` hears the answer later, exactly once, never during this call.

        Args:
            call: what to ask.
            then: gets the answer, or the error.
            within: milliseconds until it gets `NO_ANSWER`.
            late: gets an answer that came after that.
        """
        self._send(_message(call), then, within, late)

    def tell(self, call: Call) -> None:
        """Ask for something whose answer does not matter."""
        message = _message(call)
        message.header.flags |= MessageFlag.no_reply_expected
        if self._link is None:
            self._open()
        self._serial += 1
        self._put(message.serialise(self._serial))

    def listen(self, rule: Rule, heard: Callable[[tuple[Any, ...]], None]) -> Listening:
        """Hear a signal until the result is stopped; `heard` gets its arguments."""
        listening = Listening(rule, heard, self._stop)
        self._listening.append(listening)
        if self._link is None:
            self._open()
        elif self._ready:
            self._add(listening)
        return listening

    def close(self) -> None:
        """Hang up. What is pending is never answered; a later call connects again."""
        self._listening.clear()
        self._pending.clear()
        self._limit.stop()
        self._drop()
        self._retry.stop()

    # --- sending --------------------------------------------------------------------------------------------

    def _send(
        self,
        message: Message,
        then: Callable[[Answer], None],
        within: int,
        late: Callable[[Answer], None] | None = None,
    ) -> None:
        if self._link is None:
            self._open()
        self._serial += 1
        pending = _Pending(then, late, self._clock.elapsed() + within)
        if self._link is None:
            pending.due, pending.failure = 0, UNREACHABLE
        self._pending[self._serial] = pending
        self._watch_time()
        self._put(message.serialise(self._serial))

    def _put(self, data: bytes) -> None:
        if self._link is None:
            return
        if self._ready:
            self._link.write(data)
        else:
            self._waiting.append(data)

    def _add(self, listening: Listening) -> None:
        self._send(message_bus.AddMatch(listening.rule.match()), _nothing, SET_UP_MS)

    def _stop(self, listening: Listening) -> None:
        if listening not in self._listening:
            return
        self._listening.remove(listening)
        if self._ready:
            self._send(message_bus.RemoveMatch(listening.rule.match()), _nothing, SET_UP_MS)
        elif not self._listening:
            self._retry.stop()

    # --- connecting -----------------------------------------------------------------------------------------

    def _open(self) -> None:
        address = self._address()
        if address is None:
            return
        self._link = Link.to(address, self)
        if self._link is None:
            self._try_later()
            return
        self._retry.stop()
        self._link.authenticated.connect(self._greet)
        self._link.arrived.connect(self._take)
        self._link.lost.connect(self._lose)
        self._set_up.start()
        self._link.begin()

    def _greet(self) -> None:
        """Say Hello first: the bus hangs up on whoever does not."""
        self._serial += 1
        self._pending[self._serial] = _Pending(self._begin, None, self._clock.elapsed() + SET_UP_MS)
        assert self._link is not None
        self._link.write(message_bus.Hello().serialise(self._serial))

    def _begin(self, hello: Answer) -> None:
        if hello.error == UNREACHABLE or self._link is None:
            return  # this connection is gone, and perhaps another one is on its way already
        if not hello.ok:
            self._lose()
            return
        self._set_up.stop()
        self._ready = True
        self._retry_ms = FIRST_RETRY_MS
        for listening in self._listening:
            self._add(listening)
        waiting, self._waiting = self._waiting, []
        for data in waiting:
            self._link.write(data)
        if self._was_lost:
            self._was_lost = False
            self.restored.emit()

    def _lose(self) -> None:
        was_ready = self._ready
        self._was_lost = self._was_lost or was_ready
        self._drop()
        for serial in list(self._pending):
            self._answer(serial, Answer(error=UNREACHABLE))
        if was_ready:
            self.lost.emit()
        if self._listening and self._link is None:
            self._try_later()

    def _drop(self) -> None:
        self._ready = False
        self._waiting.clear()
        self._set_up.stop()
        if self._link is not None:
            link, self._link = self._link, None
            link.close()
            link.deleteLater()

    def _try_later(self) -> None:
        if self._listening:
            self._retry.start(self._retry_ms)
            self._retry_ms = min(LAST_RETRY_MS, self._retry_ms * 2)

    # --- receiving ------------------------------------------------------------------------------------------

    def _take(self, message: Message) -> None:
        kind = message.header.message_type
        if kind in (MessageType.method_return, MessageType.error):
            serial = message.header.fields.get(HeaderFields.reply_serial, -1)
            if kind == MessageType.error:
                name = message.header.fields.get(HeaderFields.error_name, "error")
                self._answer(serial, Answer(error=str(name)))
            else:
                self._answer(serial, Answer(message.body))
        elif kind == MessageType.signal:
            for listening in list(self._listening):
                if listening.takes(message):
                    listening.heard(message.body)

    def _answer(self, serial: int, answer: Answer) -> None:
        pending = self._pending.pop(serial, None)
        if pending is None:
            return
        self._watch_time()
        told = pending.late if pending.then is None else pending.then
        if told is not None:
            told(answer)

    # --- time limits --------------------------------------------------------------------------------------

    def _watch_time(self) -> None:
        """Wake up for the call whose time is over first; never while nothing is asked."""
        dues = [pending.due for pending in self._pending.values() if pending.then is not None]
        if dues:
            self._limit.start(max(0, min(dues) - self._clock.elapsed()))
        else:
            self._limit.stop()

    def _expire(self) -> None:
        now = self._clock.elapsed()
        for serial, pending in list(self._pending.items()):
            if pending.then is None or pending.due > now or serial not in self._pending:
                continue
            then, pending.then = pending.then, None
            if pending.late is None or pending.failure == UNREACHABLE:
                del self._pending[serial]
            then(Answer(error=pending.failure))
        self._watch_time()


def _message(call: Call) -> Message:
    address = DBusAddress(call.path, call.destination, call.interface)
    message = new_method_call(address, call.member, call.signature or None, call.body)
    if not call.start:
        message.header.flags = MessageFlag.no_auto_start
    return message


def _nothing(_: Answer) -> None:
    pass
