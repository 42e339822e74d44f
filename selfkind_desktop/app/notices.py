"""Sentences that a person has to see, wherever they are looking."""

import sys

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.storage.config_file import Loaded
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.ui.trouble import sentence_of


class Notices(QObject):
    """Turns what went wrong into one clear sentence each, and knows which of them still hold.

    Signals:
        told(key: str, text: str): show this above the page.
        changed(): `latest` may read differently.
    """

    told = Signal(str, str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._holding: dict[str, str] = {}
        self._trouble = ""

    @property
    def holding(self) -> dict[str, str]:
        """The sentences that still hold and were not put away, by key, the oldest first."""
        return dict(self._holding)

    @property
    def latest(self) -> str:
        """The one sentence for where there is room for one: what keeps words from the disk comes first."""
        return self._trouble or next(reversed(self._holding.values()), "")

    def put_away(self, key: str) -> None:
        """The person has read it."""
        if self._holding.pop(key, None) is not None:
            self.changed.emit()

    def tell_of_store(self, trouble: StorageError | None) -> None:
        """Something keeps us from the encrypted file; None: it is over. The window has its own notice."""
        self._trouble = "" if trouble is None else sentence_of(trouble)
        if self._trouble:
            self._say(self._trouble)
        self.changed.emit()

    def tell_of_home(self) -> None:
        """The folder of Selfkind cannot be written."""
        self._tell(
            "home",
            self.tr(
                "Selfkind may not write to its folder, so nothing can be kept for now. "
                "Pauses and reminders go on, and what is there is untouched."
            ),
        )

    def tell_of_schedule(self, error: OSError | None) -> None:
        """The schedule's state is not on the disk; None: it is again."""
        if error is None:
            self.put_away("schedule")
            return
        text = self.tr(
            "When the next pause comes could not be saved: {reason}. Reminders go on; after a new start they "
            "begin afresh."
        )
        # Whoever knows that nothing at all can be kept need not hear of one file more.
        if "home" not in self._holding:
            self._tell("schedule", text.format(reason=_reason(error)))

    def tell_of_config(self, loaded: Loaded) -> None:
        """The file of choices could not be used, or not all of it."""
        if loaded.unreadable:
            text = self.tr(
                "Your choices in config.toml cannot be opened, so the usual ones hold for now. "
                "The file is untouched."
            )
        elif loaded.broken:
            text = self.tr(
                "config.toml is not readable as it is, so the usual choices hold for now. It is untouched; "
                "when you next choose something, it is kept as config.toml.unreadable."
            )
        else:
            keys = ", ".join(problem.key for problem in loaded.problems)
            text = self.tr(
                "config.toml has values that cannot be used ({keys}); the usual ones hold in their place."
            ).format(keys=keys)
        self._tell("config", text)

    def tell_not_kept(self, error: OSError) -> None:
        """A choice holds, but is not on the disk."""
        text = self.tr("Your choice holds for now, but could not be saved: {reason}.")
        self._tell("not-kept", text.format(reason=_reason(error)))

    def tell_login_refused(self, why: str) -> None:
        """Starting at login could not be set."""
        text = self.tr("Starting at login could not be set on this computer: {reason}.")
        self._tell("login", text.format(reason=why))

    def tell_of_backup(self, error: StorageError) -> None:
        """The backup of the day could not be made."""
        text = self.tr("Today’s backup could not be made. {reason} It is tried again tomorrow.")
        self._tell("backup", text.format(reason=sentence_of(error)))

    def tell_of_rehearsal(self, error: StorageError) -> None:
        """The newest backup would not come back."""
        text = self.tr("Selfkind tried whether the newest backup would come back. {reason}")
        self._tell("rehearsal", text.format(reason=sentence_of(error)))

    def tell(self, sentence: str) -> None:
        """What a command at the start was answered with, where nobody else hears it."""
        self._tell("command", sentence)

    def _tell(self, key: str, text: str) -> None:
        if self._holding.get(key) != text:
            self._say(text)
        self._holding.pop(key, None)
        self._holding[key] = text
        self.told.emit(key, text)
        self.changed.emit()

    def _say(self, text: str) -> None:
        """Tell whoever started the program from a terminal."""
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
