"""Shows that something unforeseen happened: one window is enough, the log has the rest."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from selfkind_desktop.ui.theme import Appearance

if TYPE_CHECKING:
    from selfkind_desktop.ui.crash_dialog import CrashDialog


class CrashPlace(QObject):
    """The crash window, if there is one.

    Args:
        appearance: how things look.
        log_file: where more is written.

    Signals:
        quit_requested(): the person would rather end here.
    """

    quit_requested = Signal()

    def __init__(
        self, appearance: Callable[[], Appearance], log_file: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._log_file = log_file
        self._dialog: CrashDialog | None = None

    def show(self, details: str) -> None:
        """Show it with the details, which contain nothing private."""
        from selfkind_desktop.ui.crash_dialog import CrashDialog

        if self._dialog is not None:
            return
        self._dialog = dialog = CrashDialog(self._appearance(), details, self._log_file)
        dialog.quit_requested.connect(self.quit_requested)
        dialog.finished.connect(self._was_read)
        dialog.open()

    def _was_read(self) -> None:
        self._dialog = None
