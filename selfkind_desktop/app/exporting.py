"""Taking everything along: the section of Settings and the dialog."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from selfkind_desktop.app.export_work import Exported, Wish, carry_out, suggested_name
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.long_work import LongWork
from selfkind_desktop.app.runner import Runner, ThreadRunner
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.ui.exporting.section import ExportSection
from selfkind_desktop.ui.exporting.steps import (
    BusyStep,
    DoneStep,
    LockStep,
    PassphraseStep,
    PlainStep,
    ReadableStep,
)
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of
from selfkind_desktop.ui.vault.dialog import Step, StepsDialog

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

_PATIENCE = 10.0


class AskPath(Protocol):
    """Asks for a name; answers later, or never."""

    def __call__(self, parent: QWidget, suggested: Path, kinds: str, answer: Callable[[Path], None]) -> None:
        """Ask."""
        ...


class Exporting(QObject):
    """One dialog at a time.

    Args:
        appearance: how things look, once that is needed.
        clock: the time.
        keeper: the way to the store.
        ask_path: asks for a name; the system's dialog if None.
        runner: where it is written; a thread of its own if None, so that what is typed meanwhile is kept.

    Signals:
        done(Exported): it is written.
    """

    done = Signal(object)

    def __init__(
        self,
        appearance: Callable[[], Appearance],
        clock: Clock,
        keeper: Keeper,
        ask_path: AskPath | None = None,
        runner: Runner | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._keeper = keeper
        self._ask_path = ask_path or ask_in_dialog
        self._runner = runner or ThreadRunner(self)
        self._work = LongWork(self._runner, self)
        self._work.progressed.connect(self._progressed)
        self._work.failed.connect(self._failed)
        self._work.cancelled.connect(self._cancelled)
        self._work.over.connect(self._over)
        self._dialog: StepsDialog | None = None
        self._steps: tuple[Step, ...] = ()
        self._chosen_at: Step | None = None
        self._exported: Exported | None = None
        self._by_command = False
        self._reply = Reply(False, sentence=self.tr("Nothing is being exported."))

    @property
    def dialog(self) -> StepsDialog | None:
        """The dialog, while there is one."""
        return self._dialog

    def make_section(self) -> ExportSection:
        """A new section for the page of settings."""
        section = ExportSection()
        section.everything_wanted.connect(lambda: self.export_everything(section.window()))
        section.readable_wanted.connect(lambda: self.export_to_read(section.window()))
        return section

    def export_everything(self, parent: QWidget | None = None) -> None:
        """Open the dialog for the file that brings everything back."""
        appearance = self._appearance()
        self._open(parent, self.tr("Export everything"), LockStep(), PassphraseStep(appearance), PlainStep())

    def export_to_read(self, parent: QWidget | None = None) -> None:
        """Open the dialog for files to read."""
        self._open(parent, self.tr("Export to read"), ReadableStep())

    def by_command(self, command: str, args: Mapping[str, object]) -> Reply:
        """What the command line asks, without a window: `export`, then `export-status` until it is done."""
        from selfkind_desktop.app.export_command import told, wish_from

        if command == "export-status":
            return Reply(True, {"going": True}) if self._by_command else self._reply
        if self._work.is_going or self._by_command:
            return Reply(False, sentence=self.tr("Something is being exported already."))
        self._by_command = True

        def done(exported: Exported) -> None:
            self._reply = Reply(True, told(exported))

        self._start(wish_from(args), done)
        return Reply(True)

    def put_away(self) -> None:
        """Lock: stop, and forget what was typed."""
        self._work.cancel()
        if self._dialog is not None:
            self._dialog.close()

    def close(self) -> None:
        """The program ends."""
        self.put_away()
        self._runner.close(_PATIENCE)

    def _open(self, parent: QWidget | None, title: str, *steps: Step) -> None:
        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        if self._work.is_going:
            return  # the last one is just stopping
        self._busy, self._last = BusyStep(self._appearance()), DoneStep()
        self._steps = (*steps, self._busy, self._last)
        self._dialog = dialog = StepsDialog(self._appearance(), title, self._steps, parent)
        dialog.passed.connect(self._passed)
        dialog.declined.connect(self._declined)
        dialog.left.connect(self._left)
        dialog.open()

    def _passed(self, step: Step) -> None:
        if isinstance(step, LockStep):
            self._show(PassphraseStep)
        elif isinstance(step, PassphraseStep):
            self._choose(step, passphrase=step.passphrase)
        elif isinstance(step, PlainStep):
            self._choose(step)
        elif isinstance(step, ReadableStep):
            self._choose(step, readable=True, suffix=".zip")
        elif isinstance(step, BusyStep):
            self._work.cancel()
        elif self._dialog is not None:
            self._dialog.accept()

    def _declined(self, step: Step) -> None:
        if isinstance(step, LockStep):
            self._show(PlainStep)
        elif isinstance(step, PlainStep):
            self._show(PassphraseStep)
        elif isinstance(step, ReadableStep):
            self._choose(step, readable=True, suffix="")
        elif isinstance(step, DoneStep) and self._exported is not None:
            show_in_folder(self._exported.path)

    def _choose(
        self, step: Step, *, passphrase: str = "", readable: bool = False, suffix: str = ".selfkind.zip"
    ) -> None:
        if self._dialog is None:
            return
        self._chosen_at = step
        name = suggested_name(self._clock, readable=readable)
        if readable:
            name += suffix
        kinds = self.tr("Folder") if not suffix else self.tr("Zip file (*.zip)")

        def go(path: Path) -> None:
            named = (
                path if not suffix or path.suffix.lower() == ".zip" else path.with_name(path.name + suffix)
            )
            # The dialog has asked whether to replace a file, but only for the very name that it gave.
            self._begin(Wish(named, readable, passphrase, replace=named == path))

        self._ask_path(self._dialog, _documents() / name, kinds, go)

    def _begin(self, wish: Wish) -> None:
        if self._dialog is None or self._work.is_going:
            return
        self._busy.show_share(0.0)
        self._dialog.show_step(self._busy)

        self._start(wish, self._written)

    def _start(self, wish: Wish, done: Callable[[Exported], None]) -> None:
        def beside(store: Callable[[], "Store"]) -> "Callable[[], Store] | StorageError":
            try:
                return store().beside()
            except StorageError as error:
                return error

        def write(open_store: "Callable[[], Store] | StorageError") -> None:
            if isinstance(open_store, StorageError):
                self._failed(open_store)
                self._over()
            elif self._dialog is not None or self._by_command:
                self._work.begin(lambda progress: _write(open_store, wish, self._clock, progress), done)

        self._keeper.use(beside, write)

    def _written(self, exported: Exported) -> None:
        self._exported = exported
        self._last.show_result(exported.what, exported.then)
        if self._dialog is not None:
            self._dialog.show_step(self._last)
        self.done.emit(exported)

    def _progressed(self, share: float) -> None:
        if self._dialog is not None:
            self._busy.show_share(share)

    def _failed(self, error: StorageError) -> None:
        self._return(sentence_of(error))

    def _cancelled(self) -> None:
        self._return(self.tr("Stopped. Nothing was written."))

    def _return(self, sentence: str) -> None:
        """Back to where the name was chosen; or the answer to the command line."""
        if self._by_command:
            self._reply = Reply(False, sentence=sentence)
        if self._dialog is not None and self._chosen_at is not None:
            self._dialog.show_step(self._chosen_at)
            self._dialog.tell(sentence)

    def _over(self) -> None:
        self._by_command = False

    def _show(self, kind: type[Step]) -> None:
        if self._dialog is not None:
            self._dialog.show_step(next(step for step in self._steps if isinstance(step, kind)))

    def _left(self) -> None:
        self._work.cancel()
        dialog, self._dialog = self._dialog, None
        self._steps, self._chosen_at = (), None
        if dialog is not None:
            dialog.deleteLater()


def _write(open_store: "Callable[[], Store]", wish: Wish, clock: Clock, progress: Progress) -> Exported:
    store = open_store()
    try:
        return carry_out(store, wish, clock, progress)
    finally:
        store.close()


def ask_in_dialog(parent: QWidget, suggested: Path, kinds: str, answer: Callable[[Path], None]) -> None:
    """Ask with the system's dialog, which asks back before a file is replaced."""
    dialog = QFileDialog(parent, "", str(suggested.parent), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectFile(suggested.name)
    dialog.fileSelected.connect(lambda name: answer(Path(name)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def show_in_folder(path: Path) -> None:
    """Open the folder of a file with the program that the desktop has for it; only ever on a click."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
