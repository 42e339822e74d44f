"""Tries one way to notify after the other, and knows which one is in use and why the others are not."""

import logging
from collections.abc import Sequence

from PySide6.QtCore import QObject

from selfkind_desktop.desktop.notifications.port import Notifier, Offer, Way, WhyNot

log = logging.getLogger(__name__)


class NotifierChain(Notifier):
    """Several ways as one: where one fails, the next takes over; where all fail, `failed` says why."""

    def __init__(self, ways: Sequence[Notifier], parent: QObject | None = None) -> None:
        """Use some ways.

        Args:
            ways: best first, at least one; they become children.
            parent: who owns it.
        """
        super().__init__(parent)
        self._ways = tuple(ways)
        self._current = 0
        self._offer: Offer | None = None
        self._once_more = False
        self._unchecked = 0
        self._first_why: WhyNot | None = None
        for way in self._ways:
            way.setParent(self)
            # Only the way that shows something says anything, so nothing has to be sorted out here.
            way.shown.connect(self.shown)
            way.begun.connect(self.begun)
            way.postponed.connect(self.postponed)
            way.declined.connect(self.declined)
            way.expired.connect(self.expired)
            way.failed.connect(self._next)
            way.checked.connect(self._count)

    @property
    def way(self) -> Way:
        """The first way that can be used, as far as is known; the last one where none can."""
        known = self.ways
        return next((way for way in known if way.usable), known[-1])

    @property
    def ways(self) -> tuple[Way, ...]:
        """All ways with their state, best first, for Settings."""
        return tuple(way.way for way in self._ways)

    def check(self) -> None:
        """Check each way; `checked` follows once."""
        self._unchecked = len(self._ways)
        for way in self._ways:
            way.check()

    def show(self, offer: Offer) -> None:
        """Show it in the first way that works."""
        if self._current != 0:
            self._ways[self._current].withdraw()
        self._offer = offer
        self._once_more = True
        self._first_why = None
        self._current = 0
        self._ways[0].show(offer)

    def withdraw(self) -> None:
        """Take it away, whichever way shows it."""
        self._offer = None
        self._ways[self._current].withdraw()

    def _next(self, why_not: WhyNot) -> None:
        if self._offer is None:
            return
        log.info("%s failed: %s", self._ways[self._current].way.name, why_not)
        self._first_why = self._first_why or why_not
        if why_not is WhyNot.GONE and self._once_more:
            # A desktop restarts what shows its notifications; only the second time is it really gone.
            self._once_more = False
        elif self._current + 1 < len(self._ways):
            self._current += 1
        else:
            self._offer = None
            self.failed.emit(self._first_why)
            return
        self._ways[self._current].show(self._offer)

    def _count(self) -> None:
        if self._unchecked:
            self._unchecked -= 1
            if not self._unchecked:
                self.checked.emit()
