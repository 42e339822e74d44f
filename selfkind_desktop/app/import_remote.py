"""Imports that the command line asks the running program for: begun by one command, followed by others."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject

from selfkind_desktop.app.import_command import result_of, result_of_undo, wishes_of, wrong_format
from selfkind_desktop.app.import_run import ImportRun
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.ui.importing.values import Outcome, Preview
from selfkind_desktop.ui.trouble import sentence_of

Args = Mapping[str, object]


class ImportRemote(QObject):
    """One import at a time, without a window.

    Args:
        run: does the work.
        is_busy: whether something is being brought in elsewhere.
    """

    def __init__(self, run: ImportRun, is_busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self._is_busy = is_busy
        self._args: Args = {}
        self._share = 0.0
        self._reply = Reply(False, sentence=self.tr("Nothing is being brought in."))
        run.looked.connect(self._looked)
        run.taken.connect(self._taken)
        run.undone.connect(self._undone)
        run.progressed.connect(self._progressed)
        run.cancelled.connect(self._cancelled)
        run.failed.connect(self._failed)

    def handle(self, command: str, args: Args) -> Reply:
        """Do `import`, `import-status` or `import-cancel`."""
        if command == "import":
            return self._begin(args)
        if command == "import-cancel":
            self._run.cancel()
            return Reply(True)
        if self._run.is_going:
            return Reply(True, {"going": True, "share": self._share})
        return self._reply

    def put_away(self) -> None:
        """Stop, and forget what was read."""
        self._run.cancel()
        self._run.let_go()

    def _begin(self, args: Args) -> Reply:
        if self._run.is_going or self._is_busy():
            return Reply(False, sentence=self.tr("Something is being brought in already."))
        self._args = {key: value for key, value in args.items() if key != "passphrase"}
        self._share = 0.0
        if undo := str(args.get("undo") or ""):
            self._run.undo(undo)
        else:
            passphrase = str(args.get("passphrase") or "") or None
            self._run.look(Path(str(args.get("path"))), str(args.get("zone") or ""), passphrase)
        return Reply(True)

    def _looked(self, preview: Preview) -> None:
        if problem := wrong_format(preview, str(self._args.get("format") or "")):
            self._run.let_go()
            self._reply = Reply(False, sentence=problem)
            return
        moods = self._args.get("moods")
        given = {str(name): int(str(mood)) for name, mood in moods.items()} if isinstance(moods, dict) else {}
        self._run.take(wishes_of(preview, given))

    def _taken(self, outcome: Outcome) -> None:
        self._reply = Reply(True, result_of(outcome, self._run.batch))

    def _undone(self, gone: int, kept: int) -> None:
        self._reply = Reply(True, result_of_undo(gone, kept))

    def _progressed(self, share: float) -> None:
        self._share = share

    def _cancelled(self) -> None:
        self._run.let_go()
        self._reply = Reply(False, sentence=self.tr("Stopped. Nothing was changed."))

    def _failed(self, error: StorageError) -> None:
        self._run.let_go()
        self._reply = Reply(False, sentence=sentence_of(error))
