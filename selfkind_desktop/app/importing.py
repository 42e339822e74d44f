"""Bringing words in: the section of Settings, the window, and what they ask for."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from selfkind_desktop.app.import_run import ImportRun
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.runner import Runner, ThreadRunner
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.storage.errors import ExportLocked, ExportPassphraseWrong, StorageError
from selfkind_desktop.ui.importing.dialog import ImportDialog
from selfkind_desktop.ui.importing.section import ImportSection
from selfkind_desktop.ui.importing.values import Outcome, Preview, Wishes
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of

if TYPE_CHECKING:
    from selfkind_desktop.app.import_remote import ImportRemote

_PATIENCE = 10.0


class Importing(QObject):
    """One window at a time, and the list of imports.

    Args:
        appearance: how things look, once that is needed.
        clock: the time.
        keeper: the way to the store.
        ids: gives new ids.
        reading: where files are read; a thread of its own if None.

    Signals:
        progressed(float): the share done of what is being done in the window.
    """

    progressed = Signal(float)

    def __init__(
        self,
        appearance: Callable[[], Appearance],
        clock: Clock,
        keeper: Keeper,
        ids: Callable[[], str],
        reading: Runner | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._keeper = keeper
        self._reading = reading or ThreadRunner(self)
        self._clock = clock
        self._ids = ids
        self._run = self._make_run()
        self._remote: ImportRemote | None = None
        self._dialog: ImportDialog | None = None
        self._path: Path | None = None
        self._section: ImportSection | None = None
        self._undoes_in_section = False
        run = self._run
        run.looked.connect(self._looked)
        run.taken.connect(self._taken)
        run.undone.connect(self._undone)
        run.progressed.connect(self._progressed)
        run.progressed.connect(self.progressed)
        run.cancelled.connect(self._cancelled)
        run.failed.connect(self._failed)
        keeper.changed.connect(lambda _collection: self._refresh())

    def _make_run(self) -> ImportRun:
        return ImportRun(self._clock, self._keeper, self._ids, self._reading, self)

    @property
    def is_going(self) -> bool:
        """Whether something is being done."""
        return self._run.is_going

    @property
    def dialog(self) -> ImportDialog | None:
        """The window, while there is one."""
        return self._dialog

    def make_section(self) -> ImportSection:
        """A new section for the page of settings."""
        section = self._section = ImportSection()
        section.begun.connect(self.open)
        section.dropped.connect(self.open)
        section.undo_wanted.connect(self._undo_from_list)
        self._refresh()
        return section

    def open(self, path: str = "") -> None:
        """Show the window; look into a file at once, if there is one."""
        if self._dialog is None:
            dialog = self._dialog = ImportDialog(self._appearance())
            dialog.chosen.connect(self._look)
            dialog.passphrase_given.connect(self._try_passphrase)
            dialog.import_wanted.connect(self._import)
            dialog.cancel_wanted.connect(self._run.cancel)
            dialog.undo_wanted.connect(self._undo_from_window)
            dialog.save_wanted.connect(self._save)
            dialog.closed.connect(self._closed)
        self._dialog.open()
        if path and not self._run.is_going:
            self._look(path)

    def by_command(self, command: str, args: Mapping[str, object]) -> Reply:
        """What the command line asks, without a window."""
        if self._remote is None:
            from selfkind_desktop.app.import_remote import ImportRemote

            self._remote = ImportRemote(self._make_run(), lambda: self._run.is_going, self)
        return self._remote.handle(command, args)

    def put_away(self) -> None:
        """Lock: stop, close the window, forget what was read."""
        self._run.cancel()
        self._run.let_go()
        if self._remote is not None:
            self._remote.put_away()
        if self._dialog is not None:
            self._dialog.close()

    def close(self) -> None:
        """The program ends; nothing can be asked afterwards."""
        self.put_away()
        self._reading.close(_PATIENCE)

    # What the person asked

    def _look(self, path: str) -> None:
        if self._dialog is None or self._run.is_going:
            return
        self._path = Path(path)
        self._dialog.show_looking(self._path.name)
        self._run.look(self._path)

    def _try_passphrase(self, passphrase: str) -> None:
        if self._dialog is not None and self._path is not None and not self._run.is_going:
            self._dialog.show_looking(self._path.name)
            self._run.look(self._path, passphrase=passphrase)

    def _import(self, wishes: Wishes) -> None:
        if self._dialog is not None and not self._run.is_going:
            self._dialog.show_importing(self._run.total)
            self._run.take(wishes)

    def _undo_from_window(self) -> None:
        if self._dialog is not None and not self._run.is_going:
            self._dialog.show_undoing()
            self._run.undo()

    def _undo_from_list(self, batch_id: str) -> None:
        if not self._run.is_going:
            self._undoes_in_section = True
            self._run.undo(batch_id)

    def _save(self, path: str, text: str) -> None:
        problem = ""
        try:
            Path(path).write_text(text, "utf-8")
        except OSError as error:
            problem = error.strerror or type(error).__name__
        if self._dialog is not None:
            self._dialog.say_saved(Path(path).name, problem)

    def _closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        if not self._run.is_going:
            self._run.let_go()

    # What came of it

    def _looked(self, preview: Preview) -> None:
        if self._dialog is None:
            self._run.let_go()
        else:
            self._dialog.show_preview(preview)

    def _taken(self, outcome: Outcome) -> None:
        if self._dialog is not None:
            self._dialog.show_outcome(outcome)

    def _undone(self, gone: int, kept: int) -> None:
        from_list, self._undoes_in_section = self._undoes_in_section, False
        if not from_list and self._dialog is not None:
            self._dialog.show_undone(gone, kept)
        elif self._section is not None and isValid(self._section):
            self._section.show_undone(gone, kept)

    def _progressed(self, share: float) -> None:
        if self._dialog is not None:
            self._dialog.show_share(share)

    def _cancelled(self) -> None:
        self._undoes_in_section = False
        self._run.let_go()
        if self._dialog is not None:
            self._dialog.show_sentence(self.tr("Stopped. Nothing was changed."))

    def _failed(self, error: StorageError) -> None:
        self._run.let_go()
        from_list, self._undoes_in_section = self._undoes_in_section, False
        if not from_list and self._dialog is not None and isinstance(error, ExportLocked):
            self._dialog.ask_passphrase(error.file)
        elif not from_list and self._dialog is not None and isinstance(error, ExportPassphraseWrong):
            self._dialog.ask_passphrase(error.file, sentence_of(error))
        elif not from_list and self._dialog is not None:
            self._dialog.show_sentence(sentence_of(error))
        elif self._section is not None and isValid(self._section):
            self._section.say(sentence_of(error))

    def _refresh(self) -> None:
        section = self._section
        if section is None or not isValid(section):
            self._section = None
            return
        self._keeper.ask(lambda store: store.imports.past(), section.show_imports, section)
