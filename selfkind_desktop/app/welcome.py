"""The first run: a few short things, then a first minute."""

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.vault_place import VaultPlace
from selfkind_desktop.domain.settings import BY_KEY, FIRST_RUN_DONE
from selfkind_desktop.ui.first_run.window import FirstRunWindow
from selfkind_desktop.ui.theme import Appearance


class Welcome(QObject):
    """The window of the first run. Once it is closed, in whatever way, the first run is done.

    Signals:
        pause_wanted(): a first one-minute pause, now.
    """

    pause_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        choices: Choices,
        keeper: Keeper,
        vault_place: VaultPlace,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._choices = choices
        self._keeper = keeper
        self._vault_place = vault_place
        self._window: FirstRunWindow | None = None

    def open(self) -> None:
        """Show it, or bring it forward."""
        if self._window is None:
            window = FirstRunWindow(self._appearance, self._choices.settings)
            window.passphrase_wanted.connect(lambda: self._vault_place.choose_passphrase(window))
            self._vault_place.seen.connect(window.show_openers)
            self._vault_place.look()
            window.chosen.connect(lambda key, value: self._choices.choose(BY_KEY[key], value))
            window.finished.connect(self._finished)
            self._window = window
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def close(self) -> None:
        """The program ends; a first run that was not finished comes again."""
        window, self._window = self._window, None
        if window is not None:
            window.finished.disconnect(self._finished)
            window.close()
            window.deleteLater()

    def _finished(self, start_pause: bool) -> None:
        window, self._window = self._window, None
        # Only now, when the person has read about it: a key store may ask for a password of its own.
        self._keeper.warm()
        self._choices.choose(FIRST_RUN_DONE, value=True)
        if start_pause:
            self.pause_wanted.emit()
        if window is not None:
            window.close()
            window.deleteLater()
