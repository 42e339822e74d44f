"""Reads in what the person may want next, while nobody waits for it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.runner import Runner

if TYPE_CHECKING:
    from selfkind_desktop.app.pauses import Pauses
    from selfkind_desktop.domain.practice import Practice

_OUT_OF_THE_WAY_MS = 1500
"""How long after the card has come up the store is read in."""


class Readiness(QObject):
    """Practices before an invitation, the store after it.

    Args:
        runner: where practices are read.
        keeper: has the store.
        pauses: take the practices.
    """

    def __init__(
        self, runner: Runner, keeper: Keeper, pauses: "Callable[[], Pauses]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._keeper = keeper
        self._pauses = pauses
        self._practices_are_read = False

    def read_practices(self) -> None:
        """An invitation is near."""
        if self._practices_are_read:
            return
        self._practices_are_read = True

        def read() -> "tuple[Practice, ...]":
            from selfkind_desktop.app.pauses import read_practices

            return read_practices()

        self._runner.run(read, lambda practices: self._pauses().take(practices))

    def warm(self) -> None:
        """Somebody looks at the panel: practices and the store may be wanted."""
        self.read_practices()
        self._keeper.warm()

    def offered(self) -> None:
        """An invitation shows."""
        self.read_practices()
        # Nobody waits for the store, but reading it in would slow down whoever begins at once.
        QTimer.singleShot(_OUT_OF_THE_WAY_MS, self, self._keeper.warm)
