"""What this desktop gives us: its buses, what can be seen of the moment, and ways to show an invitation."""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.domain import schedule
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.settings import HOLD_DURING, HOLD_PROGRAMS
from selfkind_desktop.domain.surroundings import Sense, Surroundings

if TYPE_CHECKING:
    from selfkind_desktop.desktop.bus import Bus
    from selfkind_desktop.desktop.lookout import Lookout
    from selfkind_desktop.desktop.notifications import NotifierChain
    from selfkind_desktop.ui.reminder_card import ReminderCard
    from selfkind_desktop.ui.theme import Appearance

_WITHOUT_DBUS = sys.platform in ("win32", "darwin")


class Outside(QObject):
    """Builds each of it when it is first needed.

    Signals:
        suits_differently(): the surroundings changed so that a held invitation may come now.
    """

    suits_differently = Signal()

    def __init__(self, clock: Clock, choices: Choices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._choices = choices
        self._arrived_at = clock.now().at
        choices.changed.connect(self._chosen)

    @cached_property
    def lookout(self) -> "Lookout":
        """What can be seen of the desktop."""
        from selfkind_desktop.desktop.senses import Needs, lookout

        needs = Needs(self._clock, schedule.TYPING_LULL, schedule.AWAY_AFTER, self._programs)
        seen = lookout(needs, self.session_bus, self._system_bus, self)
        seen.heed(self._heeded())
        seen.woke.connect(self._somebody_came)
        seen.locked.connect(lambda locked: None if locked else self._somebody_came())
        for changed in (seen.changed, seen.woke, seen.locked):
            changed.connect(lambda *_: self.suits_differently.emit())
        return seen

    def look(self, then: Callable[[Surroundings], None]) -> None:
        """Look around once; `then` also hears when somebody last came, as far as was noticed."""
        self.lookout.look(lambda seen: then(replace(seen, arrived_at=self._arrived_at)))

    def _somebody_came(self) -> None:
        self._arrived_at = self._clock.now().at

    @cached_property
    def session_bus(self) -> "Bus | None":
        """The bus of the session; None where there is no D-Bus."""
        return self._bus("session_address")

    @cached_property
    def _system_bus(self) -> "Bus | None":
        return self._bus("system_address")

    def watch(self, holding: bool) -> None:
        """Hear of changes at once, but only while an invitation is held."""
        if holding:
            self.lookout.watch()
        else:
            self.lookout.unwatch()

    def make_card(self, appearance: "Appearance") -> "ReminderCard":
        """The card, for this desktop."""
        from selfkind_desktop.desktop.blending import blends
        from selfkind_desktop.ui.reminder_card import ReminderCard

        return ReminderCard(appearance, blended=blends(QGuiApplication.platformName()))

    def make_notifier(self) -> "NotifierChain":
        """The ways to notify on this desktop."""
        from selfkind_desktop.desktop.notifications import notifier

        return notifier(self.session_bus, icon="org.selfkind.Selfkind", parent=self)

    def _bus(self, address: str) -> "Bus | None":
        if _WITHOUT_DBUS:
            return None
        from selfkind_desktop.desktop import bus_link
        from selfkind_desktop.desktop.bus import Bus

        return Bus(getattr(bus_link, address), self)

    def _programs(self) -> frozenset[str]:
        return self._choices[HOLD_PROGRAMS]

    def _heeded(self) -> frozenset[Sense]:
        return frozenset(Sense(each.value) for each in self._choices[HOLD_DURING])

    def _chosen(self, keys: frozenset[str]) -> None:
        if HOLD_DURING.key in keys:
            self.lookout.heed(self._heeded())
        if keys & {HOLD_DURING.key, HOLD_PROGRAMS.key}:
            # What an invitation is held for may count no more.
            self.suits_differently.emit()
