"""Sentences that a person has to see, wherever they are looking."""

import sys

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.storage.config_file import Loaded


class Notices(QObject):
    """Turns what went wrong into one clear sentence each.

    Signals:
        told(key: str, text: str): show this above the page.
    """

    told = Signal(str, str)

    def say(self, text: str) -> None:
        """Tell whoever started the program from a terminal."""
        if sys.stderr is not None:
            sys.stderr.write(text + "\n")

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
        self._tell("not-kept", text.format(reason=error.strerror or type(error).__name__))

    def tell_login_refused(self, why: str) -> None:
        """Starting at login could not be set."""
        text = self.tr("Starting at login could not be set on this computer: {reason}.")
        self._tell("login", text.format(reason=why))

    def _tell(self, key: str, text: str) -> None:
        self.say(text)
        self.told.emit(key, text)
