"""Looks around when an invitation is due, and keeps watch only while one is held.

While nothing is due nothing is asked: only locks and sleep are listened to, and they speak when they happen.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from selfkind_desktop.desktop.sights.port import AnyOf, Changed, FirstOf, Then
from selfkind_desktop.desktop.sleep import SleepWatch
from selfkind_desktop.domain.surroundings import HoldReason, Sense, Sighting, Surroundings

LIMIT_MS = 1200
"""What is not seen by then counts as unknown. Nobody waits: the invitation only comes a moment later."""
_SETTLE_MS = 150

REASONS: Mapping[Sense, HoldReason] = {
    Sense.DO_NOT_DISTURB: HoldReason.DO_NOT_DISTURB,
    Sense.PRESENTING: HoldReason.PRESENTING,
    Sense.FULL_SCREEN: HoldReason.FULL_SCREEN,
    Sense.CAMERA: HoldReason.CAMERA,
    Sense.MICROPHONE: HoldReason.MICROPHONE,
    Sense.SCREEN_SHARING: HoldReason.SCREEN_SHARING,
    Sense.PROGRAMS: HoldReason.PROGRAM,
}
"""What each sense means for an invitation."""


class Eye(Protocol):
    """Several ways to see whether one thing is so, as one."""

    @property
    def sighting(self) -> Sighting:
        """Which way is in use."""
        ...

    def ask(self, then: Then[bool]) -> None:
        """Look once."""
        ...

    def watch(self, changed: Changed) -> None:
        """Begin to tell about changes."""
        ...

    def unwatch(self) -> None:
        """Tell nothing more."""
        ...


@dataclass(frozen=True, slots=True)
class Senses:
    """All that can be seen of this desktop.

    Attributes:
        idle: seconds since the last input.
        lock: whether the session is locked.
        interruptions: what else speaks against an invitation.
        sleep: tells of sleep.
    """

    idle: FirstOf[float]
    lock: "FirstOf[bool] | AnyOf"
    interruptions: Mapping[Sense, "FirstOf[bool] | AnyOf"]
    sleep: SleepWatch


class Lookout(QObject):
    """Sees the surroundings through whatever this desktop offers.

    Signals:
        changed(): while watching: what was seen may differ now, so look again.
        locked(bool): the session was locked or unlocked.
        fell_asleep(): the computer is about to sleep.
        woke(): the computer slept and is awake again.
        checked(): `sightings` are up to date, after `check`.
    """

    changed = Signal()
    locked = Signal(bool)
    fell_asleep = Signal()
    woke = Signal()
    checked = Signal()

    def __init__(
        self, senses: Senses, typing_lull: float, away_after: float, parent: QObject | None = None
    ) -> None:
        """Use some senses.

        Args:
            senses: what can be seen.
            typing_lull: seconds without input that make a pause in typing.
            away_after: seconds without input after which nobody is there.
            parent: who owns it.
        """
        super().__init__(parent)
        self._senses = senses
        self._typing_lull = typing_lull
        self._away_after = away_after
        self._heeded = frozenset(REASONS)
        self._looks: list[_Look] = []
        self._watching = False
        self._asleep = False
        self._is_locked: bool | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self.changed)
        senses.sleep.setParent(self)
        senses.sleep.fell_asleep.connect(self._fall_asleep)
        senses.sleep.woke.connect(self._wake)

    def begin(self) -> None:
        """Begin to listen to locks and sleep; once, when the tray icon shows."""
        self._senses.sleep.begin()
        self._senses.lock.watch(self._ask_lock)
        self._ask_lock()

    def heed(self, senses: frozenset[Sense]) -> None:
        """Choose which interruptions count; the others are not even looked at."""
        self._heeded = senses

    @property
    def sightings(self) -> tuple[Sighting, ...]:
        """How each thing is seen here, as far as was tried; for Settings, after `check`."""
        eyes = self._senses.interruptions
        seen = [self._senses.idle.sighting, self._senses.lock.sighting, self._senses.sleep.sighting]
        return (
            *seen,
            *(eyes[sense].sighting if sense in eyes else Sighting(sense, None) for sense in REASONS),
        )

    def look(self, then: Callable[[Surroundings], None]) -> None:
        """Look around once, without blocking.

        Where the session is locked, or somebody types, or nobody is there, the rest is not looked at: an
        invitation would not come anyway.

        Args:
            then: gets what was seen; never during this call, at the latest after `LIMIT_MS`.
        """
        self._begin_look(then, self._heeded, thorough=False)

    def ask_idle(self, then: Then[float]) -> None:
        """Seconds without input, read once; `then` gets None where that cannot be seen.

        Some compositors only tell of absences: there it is 0 until nobody has been there for `away_after`.
        """
        self._senses.idle.ask(then)

    def check(self) -> None:
        """Look at everything, so that `sightings` are known; `checked` follows."""
        self._begin_look(lambda _: self.checked.emit(), frozenset(REASONS), thorough=True)

    def watch(self) -> None:
        """An invitation is held: tell when what was seen may differ."""
        if self._watching:
            return
        self._watching = True
        # A lull is told at once: the next key may come soon.
        self._senses.idle.watch(self.changed.emit)
        for eye in self._senses.interruptions.values():
            eye.watch(self._settle.start)

    def unwatch(self) -> None:
        """Nothing is held any more."""
        if not self._watching:
            return
        self._watching = False
        self._settle.stop()
        self._senses.idle.unwatch()
        for eye in self._senses.interruptions.values():
            eye.unwatch()

    def _begin_look(
        self, then: Callable[[Surroundings], None], heeded: frozenset[Sense], *, thorough: bool
    ) -> None:
        def over(look: "_Look") -> None:
            self._looks.remove(look)
            look.deleteLater()
            then(look.surroundings(asleep=self._asleep))

        eyes = {sense: eye for sense, eye in self._senses.interruptions.items() if sense in heeded}
        look = _Look(self._senses, eyes, over, self)
        self._looks.append(look)
        look.begin(lambda: thorough or not self._holds_anyway(look))

    def _holds_anyway(self, look: "_Look") -> bool:
        seen = look.surroundings(asleep=self._asleep)
        return bool(seen.reasons(typing_lull=self._typing_lull, away_after=self._away_after))

    def _ask_lock(self) -> None:
        self._senses.lock.ask(self._lock_seen)

    def _lock_seen(self, locked: bool | None) -> None:
        if locked is None or locked == self._is_locked:
            return
        # That it is not locked at the start is no news.
        is_news = locked or self._is_locked is not None
        self._is_locked = locked
        if is_news:
            self.locked.emit(locked)
            if self._watching:
                self._settle.start()

    def _fall_asleep(self) -> None:
        self._asleep = True
        self.fell_asleep.emit()

    def _wake(self) -> None:
        self._asleep = False
        self.woke.emit()


class _Look(QObject):
    """One look: idle time and lock first, then the rest, and an end in any case."""

    def __init__(
        self,
        senses: Senses,
        eyes: Mapping[Sense, Eye],
        over: Callable[["_Look"], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._senses = senses
        self._eyes = eyes
        self._over: Callable[[_Look], None] | None = over
        self._idle: float | None = None
        self._locked: bool | None = None
        self._found: set[HoldReason] = set()
        self._missing = 0
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.timeout.connect(self._end)

    def begin(self, goes_on: Callable[[], bool]) -> None:
        """Look for somebody first; `goes_on` then decides about the rest."""
        self._goes_on = goes_on
        self._limit.start(LIMIT_MS)
        self._missing = 2
        QTimer.singleShot(0, self, self._look_for_somebody)

    def surroundings(self, *, asleep: bool) -> Surroundings:
        """What was seen so far."""
        return Surroundings(self._idle, self._locked, asleep, frozenset(self._found))

    def _look_for_somebody(self) -> None:
        self._senses.idle.ask(self._idle_seen)
        self._senses.lock.ask(self._lock_seen)

    def _idle_seen(self, seconds: float | None) -> None:
        self._idle = seconds
        self._count(self._look_at_the_rest)

    def _lock_seen(self, locked: bool | None) -> None:
        self._locked = locked
        self._count(self._look_at_the_rest)

    def _look_at_the_rest(self) -> None:
        if not self._eyes or not self._goes_on():
            self._end()
            return
        self._missing = len(self._eyes)
        for sense, eye in self._eyes.items():
            eye.ask(lambda seen, sense=sense: self._rest_seen(sense, seen))  # type: ignore[misc]

    def _rest_seen(self, sense: Sense, seen: bool | None) -> None:
        if self._over is None:
            return
        if seen:
            self._found.add(REASONS[sense])
        self._count(self._end)

    def _count(self, next_step: Callable[[], None]) -> None:
        self._missing -= 1
        if not self._missing and self._over is not None:
            next_step()

    def _end(self) -> None:
        over, self._over = self._over, None
        self._limit.stop()
        if over is not None:
            over(self)
