"""Deleting everything: from Settings, from the command line, and what a start finishes."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.desktop.autostart import autostart
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.erase import Erased, Erasing, begin
from selfkind_desktop.storage.erase import finish as finish_files
from selfkind_desktop.storage.errors import KeyStoreUnavailable, StorageError
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of

if TYPE_CHECKING:
    from selfkind_desktop.ui.exporting.erase_section import EraseSection
    from selfkind_desktop.ui.vault.dialog import Step, StepsDialog

ForgetKey = Callable[[str, str], bool]
_FEW = 10


class Deletion(QObject):
    """The dialog, and what it does.

    Args:
        appearance: how things look, once that is needed.
        keeper: has the store open; it is closed first.
        paths: where everything is.
        second_folder: where copies lie a second time; gives an empty text for nowhere.
        forget_key: lets a key store forget; the real one if None.

    Signals:
        export_wanted(): everything into a file first.
        gone(): the journal cannot be read any more; the program is to end at once.
    """

    export_wanted = Signal()
    gone = Signal()

    def __init__(
        self,
        appearance: Callable[[], Appearance],
        keeper: Keeper,
        paths: Paths,
        second_folder: Callable[[], str],
        forget_key: ForgetKey | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._keeper = keeper
        self._paths = paths
        self._second_folder = second_folder
        self._forget_key = forget_key or forgetting(paths)
        self._dialog: StepsDialog | None = None
        self._is_gone = False

    @property
    def dialog(self) -> "StepsDialog | None":
        """The dialog, while there is one."""
        return self._dialog

    def make_section(self) -> "EraseSection":
        """A new section for the page of settings."""
        from selfkind_desktop.ui.exporting.erase_section import EraseSection

        section = EraseSection()
        section.wanted.connect(lambda: self.open(section.window()))
        return section

    def open(self, parent: QWidget | None = None) -> None:
        """Show what goes and what cannot be reached."""
        from selfkind_desktop.ui.exporting.erase_steps import GoneStep, TellStep, TypeStep
        from selfkind_desktop.ui.vault.dialog import StepsDialog

        if self._dialog is not None:
            self._dialog.activateWindow()
            return
        self._typing, self._last = TypeStep(), GoneStep()
        steps = (TellStep(self._second_folder()), self._typing, self._last)
        self._dialog = dialog = StepsDialog(self._appearance(), self.tr("Delete everything"), steps, parent)
        dialog.passed.connect(self._passed)
        dialog.declined.connect(self._declined)
        dialog.left.connect(self._left)
        dialog.open()

    def by_command(self, args: Mapping[str, object]) -> Reply:
        """What the command line asks, which has asked the person already."""
        settings = bool(args.get("settings", True))
        self._destroy(Erasing(settings, self._second_folder()), lambda _: self.gone.emit(), lambda _: None)
        return Reply(True)

    def put_away(self) -> None:
        """Lock: close the dialog."""
        if self._dialog is not None:
            self._dialog.close()

    def tell_gone(self, erased: Erased) -> None:
        """The program has ended and its files are gone; returns once the person has closed what says so."""
        from selfkind_desktop.ui.exporting.erase_steps import FilesGoneStep
        from selfkind_desktop.ui.vault.dialog import StepsDialog

        if not self._is_gone:
            return  # whoever asked on the command line is told there
        step = FilesGoneStep(erased.left[:_FEW])
        dialog = StepsDialog(self._appearance(), self.tr("Everything is deleted"), [step])
        dialog.passed.connect(lambda _: dialog.accept())
        last = QEventLoop()
        dialog.left.connect(last.quit)
        dialog.open()
        last.exec()

    def _passed(self, step: "Step") -> None:
        if self._dialog is None:
            return
        if step is self._typing:
            self._dialog.wait(self.tr("One moment."))
            erasing = Erasing(self._typing.with_settings, self._second_folder())
            self._destroy(erasing, self._destroyed, self._refused)
        elif step is self._last:
            self._dialog.accept()
        else:
            self._dialog.show_step(self._typing)

    def _declined(self, _step: "Step") -> None:
        if self._dialog is not None:
            self._dialog.close()
        self.export_wanted.emit()

    def _destroy(
        self, erasing: Erasing, done: Callable[[bool], None], refused: Callable[[StorageError], None]
    ) -> None:
        def work() -> bool | StorageError:
            try:
                return begin(self._paths, erasing, self._forget_key)
            except StorageError as error:
                return error

        def then(result: bool | StorageError) -> None:
            if isinstance(result, StorageError):
                refused(result)
            else:
                forget_login()
                done(result)

        self._keeper.aside(work, then)

    def _destroyed(self, forgotten: bool) -> None:
        self._is_gone = True
        if self._dialog is None:
            self.gone.emit()
            return
        self._last.show_key(forgotten=forgotten)
        self._dialog.show_step(self._last)

    def _refused(self, error: StorageError) -> None:
        if self._dialog is not None:
            self._dialog.tell(sentence_of(error))

    def _left(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.deleteLater()
        if self._is_gone:
            self.gone.emit()


def forgetting(paths: Paths) -> ForgetKey:
    """Lets this computer's key store forget a key; False where it does not answer."""

    def forget(keeper: str, account: str) -> bool:
        from selfkind_desktop.app.vault_process import keystores

        try:
            for each in keystores(paths.vault, paths.key_file):
                if each.name == keeper:
                    each.delete(account)
                    return True
        except KeyStoreUnavailable:
            return False
        except StorageError:
            return True  # a key file that cannot be read goes as a file
        return False

    return forget


def forget_login() -> None:
    """No start at login any more; where the system refuses, the person sees it in its own settings."""
    login = autostart()
    if login.available and login.enabled():
        try:
            login.set(False)
        except OSError:
            return


def finish(paths: Paths) -> Erased:
    """Remove every file of ours, once nothing is open; after a crash the next start does it."""
    from selfkind_desktop.app.log import stop_log

    stop_log()
    begin(paths, Erasing(), forgetting(paths))  # a crash may have come before the keys went
    return finish_files(paths)


def told(erased: Erased) -> str:
    """What the command line says at the end."""
    lines = ["Everything is deleted. The next start is like the first."]
    if not erased.key_forgotten:
        lines.append("The key store did not answer; its entry “Selfkind” is still there, and opens nothing.")
    if erased.left:
        names = ", ".join(erased.left[:_FEW])
        lines.append(f"These files stayed, because they are not Selfkind’s or may not be removed: {names}.")
    return "\n".join(lines)
