"""Going back to a backup: the window, and what it asks for."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from selfkind_desktop.app.backup_work import BackupWork, Opened, Place, Restored
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.long_work import LongWork
from selfkind_desktop.app.runner import Runner
from selfkind_desktop.domain.backups import Contents
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.copies import Copy
from selfkind_desktop.storage.errors import Locked, PassphraseWrong, RecoveryCodeWrong, StorageError
from selfkind_desktop.storage.package import ENDING
from selfkind_desktop.ui.backups.dialog import RestoreDialog
from selfkind_desktop.ui.backups.values import CopyRow
from selfkind_desktop.ui.backups.words import compared, inside, size, when, why
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store
    from selfkind_desktop.storage.vault import DatabaseKey

log = logging.getLogger(__name__)

T = TypeVar("T")


class Restoring(QObject):
    """One window at a time.

    Args:
        appearance: how things look.
        clock: for times in words.
        keeper: has the store; it is closed while the files are replaced.
        work: does it.
        runner: where copies are looked into.
        open_with: opens the store with a key, in the worker.
        spare_key: what opens backups already, where the journal is damaged; or None.
        keep_drafts: hands on what is being typed.

    Signals:
        restored(): everything is another now; whatever shows something begins anew.
    """

    restored = Signal()

    def __init__(
        self,
        appearance: Callable[[], Appearance],
        clock: Clock,
        keeper: Keeper,
        work: BackupWork,
        runner: Runner,
        open_with: "Callable[[DatabaseKey], Store]",
        spare_key: "Callable[[], DatabaseKey | None]",
        keep_drafts: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._keeper = keeper
        self._work = work
        self._open_with = open_with
        self._spare_key = spare_key
        self._keep_drafts = keep_drafts
        self._looking = LongWork(runner, self)
        self._replacing = LongWork(_StoreClosed(keeper), self)
        self._looking.failed.connect(self._could_not_look)
        self._looking.cancelled.connect(self._looked_enough)
        self._replacing.failed.connect(self._could_not_replace)
        self._replacing.cancelled.connect(self._show_preview)
        for going in (self._looking, self._replacing):
            going.progressed.connect(self._progressed)
        self._dialog: RestoreDialog | None = None
        self._place: Place | None = None
        self._now: Contents | None = None
        self._opened: Opened | None = None
        self._source: Path | None = None
        self._before: Path | None = None
        self._has_tried_secret = False
        self._tries: list[Path] = []
        self._asked: Callable[[Restored | StorageError], None] | None = None
        self._wanted: Path | None = None

    @property
    def dialog(self) -> RestoreDialog | None:
        """The window, while there is one."""
        return self._dialog

    def open(self) -> None:
        """Show the backups; where the journal is damaged, the newest good one is looked into at once."""
        if self._dialog is None:
            dialog = self._dialog = RestoreDialog(self._appearance(), ENDING)
            dialog.chosen.connect(lambda path: self.look(Path(path)))
            dialog.secret_given.connect(self._try_secret)
            dialog.restore_wanted.connect(self._restore)
            dialog.undo_wanted.connect(self._undo)
            dialog.cancel_wanted.connect(self._cancel)
            dialog.closed.connect(self._closed)
        self._dialog.open()
        trouble = self._keeper.trouble
        if trouble is not None and not self._looking.is_going:
            self._looking.begin(lambda _progress: self._work.mend_vault(trouble), self._mended)
        else:
            self._offer()

    def _mended(self, is_mended: bool) -> None:
        """Where only the key file was the matter, nothing has to be brought back."""
        if not is_mended:
            # A turn later, when this piece of work has ended.
            QTimer.singleShot(0, self, self._offer)
        else:
            self._keeper.try_again()
            self._tell_mended()

    def _tell_mended(self) -> None:
        if self._dialog is not None:
            self._dialog.show_sentence(
                self.tr("Only the key file was damaged. It is whole again, and nothing of yours is missing.")
            )

    def _offer(self) -> None:
        copies = self._copies()
        is_damaged = self._keeper.trouble is not None
        self._tries = [copy.path for copy in copies] if is_damaged else []
        first = str(self._tries.pop(0)) if self._tries else ""
        if not first and copies:
            first = str(copies[0].path)
        self._show_copies(copies, first)

    def _copies(self) -> list[Copy]:
        try:
            return self._work.copies()
        except StorageError as error:
            log.warning("the backups: %s", error)
            return []

    def _show_copies(self, copies: list[Copy], chosen: str = "") -> None:
        if self._dialog is None:
            return
        now = self._clock.now()
        rows = []
        for copy in copies:
            at = when(copy.made, now)
            detail = self.tr("{why}\n{size}, verified").format(why=why(copy.reason), size=size(copy.size))
            rows.append(CopyRow(str(copy.path), at[:1].upper() + at[1:], detail))
        self._dialog.show_copies(rows, chosen)

    # Looking

    def look(self, source: Path, secret: Secret | None = None) -> None:
        """Open a backup and check all of it."""
        if self._dialog is None or self._replacing.is_going:
            return
        self._source, self._has_tried_secret = source, secret is not None
        if self._looking.is_going:
            self._wanted = source
            self._looking.cancel()
            return
        self._opened = None
        self._dialog.show_looking(source.name)
        if self._keeper.trouble is not None:
            self._begin_looking(source, None, secret)
            return
        self._keeper.ask(
            lambda store: Place(store.place.path, store.place.key),
            lambda place: self._begin_looking(source, place, secret),
            self,
        )

    def _begin_looking(self, source: Path, place: Place | None, secret: Secret | None) -> None:
        if self._looking.is_going or self._dialog is None:
            return

        # Nobody types again what opened their journal a moment ago.
        known = self._spare_key() if place is None and secret is None else None

        trouble = self._keeper.trouble

        def act(progress: Progress) -> "tuple[Opened, Contents | None] | DatabaseKey":
            opener = place if known is None else Place(source, known)
            opened = self._work.open(source, opener, secret, progress)
            mended = None if trouble is None else self._work.mend_vault_with(trouble, opened)
            if mended is not None:
                return mended
            return opened, None if place is None else self._work.contents_now(place)

        self._place = place
        self._looking.begin(act, self._looked)

    def _looked(self, found: "tuple[Opened, Contents | None] | DatabaseKey") -> None:
        self._tries = []
        if not isinstance(found, tuple):
            self._keeper.unlock(lambda: self._open_with(found))
            self._tell_mended()
            return
        self._opened, self._now = found
        self._show_preview()

    def _show_preview(self) -> None:
        if self._dialog is None or self._opened is None:
            return
        opened = self._opened
        beside = "" if self._now is None else compared(opened.contents, self._now)
        hint = self.tr("It was opened, and all of it is whole.")
        if not opened.is_own:
            hint += " " + self.tr(
                "It comes from another vault: its passphrase and recovery code hold here from then on."
            )
        self._dialog.show_preview(self._name(opened.source), inside(opened.contents), beside, hint)

    def _name(self, source: Path) -> str:
        for copy in self._copies():
            if copy.path == source:
                return self.tr("Backup of {when}").format(when=when(copy.made, self._clock.now()))
        return source.name

    def _could_not_look(self, error: StorageError) -> None:
        if self._dialog is None:
            return
        if isinstance(error, Locked) and not self._has_tried_secret:
            self._dialog.ask_secret()
        elif isinstance(error, (Locked, PassphraseWrong, RecoveryCodeWrong)):
            said = self.tr(
                "This does not open the backup. Nothing was changed: look at small and capital letters, and "
                "at the keyboard’s language, then try again."
            )
            self._dialog.ask_secret(said)
        elif self._has_tried_secret:
            self._dialog.ask_secret(sentence_of(error))
        elif self._tries:
            self._show_copies(self._copies(), str(self._tries.pop(0)))
        else:
            self._dialog.show_sentence(sentence_of(error))

    def _looked_enough(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.look(wanted)
        elif self._dialog is not None:
            self._dialog.show_sentence(self.tr("Stopped. Nothing was changed."))

    def _try_secret(self, text: str) -> None:
        if self._source is not None:
            self.look(self._source, Secret.of(text))

    # Replacing

    def _restore(self) -> None:
        if self._opened is not None and self._dialog is not None:
            self._dialog.show_restoring()
            self._begin_replacing(self._opened, self._place)

    def replace(
        self, opened: Opened, place: Place | None, done: "Callable[[Restored | StorageError], None]"
    ) -> bool:
        """Without the window; False where that is busy."""
        if self._dialog is not None or self._replacing.is_going:
            return False
        self._asked = done
        self._begin_replacing(opened, place)
        return True

    def _begin_replacing(self, opened: Opened, place: Place | None) -> None:
        self._keep_drafts()
        self._replacing.begin(lambda progress: self._work.restore(opened, place, progress), self._restored)

    def _tell_asked(self, result: Restored | StorageError) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            asked(result)

    def _restored(self, restored: Restored) -> None:
        self._opened, self._place, self._before = None, None, restored.before
        self._tell_asked(restored)
        key = restored.key
        self._keeper.unlock(lambda: self._open_with(key))
        log.info("restored a backup")
        for collection in Collection:
            self._keeper.changed.emit(collection.value)
        self.restored.emit()
        if self._dialog is None:
            return
        self._dialog.show_copies([])
        self._show_copies(self._copies())
        self._dialog.show_done(
            inside(restored.contents), self._kept(restored), can_undo=restored.before is not None
        )

    def _kept(self, restored: Restored) -> str:
        if restored.aside:
            return self.tr("The damaged file is kept beside it as {file}.").format(file=restored.aside)
        if restored.before is not None:
            return self.tr("How it was before is kept among the backups.")
        return ""

    def _could_not_replace(self, error: StorageError) -> None:
        self._keeper.try_again()
        self._tell_asked(error)
        if self._dialog is not None:
            self._dialog.show_sentence(sentence_of(error))

    def _undo(self) -> None:
        """The same way back: how it is now is kept, too."""
        before = self._before
        if before is None or self._dialog is None:
            return
        self._dialog.show_looking(before.name)
        self._keeper.ask(
            lambda store: Place(store.place.path, store.place.key),
            lambda place: self._begin_undo(before, place),
            self,
        )

    def _begin_undo(self, before: Path, place: Place) -> None:
        if self._looking.is_going:
            return

        def then(opened: Opened) -> None:
            self._opened, self._place = opened, place
            self._restore()

        self._source, self._has_tried_secret = before, False
        self._looking.begin(lambda progress: self._work.open(before, place, None, progress), then)

    # Ending

    def _progressed(self, share: float) -> None:
        if self._dialog is not None:
            self._dialog.show_share(share)

    def _cancel(self) -> None:
        self._wanted = None
        self._looking.cancel()
        self._replacing.cancel()

    def _closed(self) -> None:
        dialog, self._dialog = self._dialog, None
        self._cancel()
        self._opened = self._place = self._now = None
        if not self._looking.is_going and not self._replacing.is_going:
            self._work.let_go()
        if dialog is not None:
            dialog.deleteLater()

    def close(self) -> None:
        """The program ends."""
        self.put_away()

    def put_away(self) -> None:
        """Lock, or the end: close the window and forget the key that was looked with."""
        if self._dialog is not None:
            self._dialog.close()


class _StoreClosed:
    """A runner: the keeper's worker, while the store is closed."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `work` with the store closed."""
        self._keeper.aside(work, done)

    def close(self, patience: float) -> bool:
        """The keeper closes its own worker."""
        return True
