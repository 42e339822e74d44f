"""What was typed and is not known to be on the disk yet."""

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

SAVE_AFTER_MS = 700
"""At most so long after a key was pressed its letter is handed on, however fast somebody types."""


class Written(Protocol):
    """An entry or a letter."""

    @property
    def id(self) -> str:
        """A UUID as text."""
        ...


W = TypeVar("W", bound=Written)


class Drafts(QObject, Generic[W]):
    """Holds every changed entry until its keeping is confirmed, so that no word depends on one attempt.

    Signals:
        changed(Written): an entry that wants to be kept.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, W] = {}
        self._new: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.hand_on)

    def take(self, entry: W) -> None:
        """An entry changed. The timer is not started anew: who types on and on is saved all the same."""
        self._entries[entry.id] = entry
        self._new.add(entry.id)
        if not self._timer.isActive():
            self._timer.start()

    def hand_on(self) -> None:
        """Hand on now what changed since the last time."""
        self._timer.stop()
        new, self._new = self._new, set()
        for entry_id in new:
            self.changed.emit(self._entries[entry_id])

    def hand_on_all(self) -> None:
        """Hand on everything that was not confirmed, also what was handed on before."""
        self._new.update(self._entries)
        self.hand_on()

    def confirm(self, entry: W) -> None:
        """The entry is on the disk as it is here; what was typed since stays."""
        if self._entries.get(entry.id) == entry:
            self.forget(entry.id)

    def forget(self, entry_id: str) -> None:
        """This entry needs no keeping any more."""
        self._entries.pop(entry_id, None)
        self._new.discard(entry_id)

    def get(self, entry_id: str) -> W | None:
        """The entry as it is newer than on the disk, if it is."""
        return self._entries.get(entry_id)

    def is_open(self, entry_id: str) -> bool:
        """Whether something of this entry is not confirmed."""
        return entry_id in self._entries
