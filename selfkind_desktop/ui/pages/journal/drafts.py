"""What was typed and is not known to be on the disk yet."""

from PySide6.QtCore import QObject, QTimer, Signal

SAVE_AFTER_MS = 700
"""At most so long after a key was pressed its letter is handed on, however fast somebody types."""


class Drafts(QObject):
    """Holds every changed text until its keeping is confirmed, so that no word depends on one attempt.

    Signals:
        changed(str, str): id and text of an entry that wants to be kept.
    """

    changed = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts: dict[str, str] = {}
        self._new: set[str] = set()
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.hand_on)

    def type(self, entry_id: str, text: str) -> None:
        """A text changed. The timer is not started anew: who types on and on is saved all the same."""
        self._texts[entry_id] = text
        self._new.add(entry_id)
        if not self._timer.isActive():
            self._timer.start()

    def hand_on(self) -> None:
        """Hand on now what changed since the last time."""
        self._timer.stop()
        new, self._new = self._new, set()
        for entry_id in new:
            self.changed.emit(entry_id, self._texts[entry_id])

    def hand_on_all(self) -> None:
        """Hand on everything that was not confirmed, also what was handed on before."""
        self._new.update(self._texts)
        self.hand_on()

    def confirm(self, entry_id: str, text: str) -> None:
        """This text of this entry is on the disk."""
        if self._texts.get(entry_id) == text:
            del self._texts[entry_id]
            self._new.discard(entry_id)

    def forget(self, entry_id: str) -> None:
        """This entry needs no keeping any more."""
        self._texts.pop(entry_id, None)
        self._new.discard(entry_id)

    def text(self, entry_id: str) -> str | None:
        """The text that is newer than what is on the disk, if there is one."""
        return self._texts.get(entry_id)

    def is_open(self, entry_id: str) -> bool:
        """Whether something of this entry is not confirmed."""
        return entry_id in self._texts
