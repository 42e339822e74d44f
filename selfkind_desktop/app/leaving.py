"""The end of the program: not over words that are not on the disk, unless the person says so."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.ui.trouble import sentence_of

if TYPE_CHECKING:
    from selfkind_desktop.ui.unsaved_dialog import UnsavedDialog

_PATIENCE_MS = 3000
"""How long a slow disk may take before the person is asked."""


class Leaving(QObject):
    """Waits until everything is kept; asks where that does not come about.

    Args:
        keeper: knows what is not on the disk.
        make_dialog: builds the question from a sentence that says what is wrong, and what its first answer
            says ("" for as usual).

    Signals:
        now(): nothing holds the end up.
        open_wanted(): the journal is locked, and the person would rather open it than leave.
    """

    now = Signal()
    open_wanted = Signal()

    def __init__(
        self,
        keeper: Keeper,
        make_dialog: Callable[[str, str], "UnsavedDialog"],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._make_dialog = make_dialog
        self._dialog: UnsavedDialog | None = None
        self._waiting = False
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._ask)
        keeper.all_kept.connect(self._kept)

    def begin(self) -> None:
        """The person wants to leave; everything typed was handed to the keeper."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        self._waiting = True
        if not self._keeper.unsaved:
            self._kept()
            return
        if self._keeper.is_locked:
            self._ask_to_open()
            return
        self._keeper.try_again()
        self._patience.start()

    def _kept(self) -> None:
        if self._waiting:
            self._stop_waiting()
            self.now.emit()

    def _ask(self) -> None:
        if not self._keeper.unsaved:
            self._kept()
            return
        trouble = self._keeper.trouble
        dialog = self._open_dialog("" if trouble is None else sentence_of(trouble), "")
        dialog.try_again.connect(self._keeper.try_again)

    def _ask_to_open(self) -> None:
        """Nothing can be written now, and waiting changes nothing."""
        sentence = self.tr(
            "Your journal is locked. What you noted meanwhile is written down as soon as you open it."
        )
        dialog = self._open_dialog(sentence, self.tr("Open Selfkind"))
        dialog.try_again.connect(self._stop_waiting)
        dialog.try_again.connect(self.open_wanted)

    def _open_dialog(self, sentence: str, again: str) -> "UnsavedDialog":
        self._dialog = dialog = self._make_dialog(sentence, again)
        dialog.leave.connect(self._leave_all_the_same)
        dialog.stay.connect(self._stop_waiting)
        dialog.open()
        return dialog

    def _leave_all_the_same(self) -> None:
        self._stop_waiting()
        self.now.emit()

    def _stop_waiting(self) -> None:
        self._waiting = False
        self._patience.stop()
        if self._dialog is not None:
            dialog, self._dialog = self._dialog, None
            dialog.close()
            dialog.deleteLater()
