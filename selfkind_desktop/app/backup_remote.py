"""Backups that the command line asks the running program for; the answer comes when it is done."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from selfkind_desktop.app.backups import Backups
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.long_work import LongWork
from selfkind_desktop.desktop.remote import Reply
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.storage.errors import Locked, StorageError
from selfkind_desktop.ui.backups.words import compared, inside
from selfkind_desktop.ui.trouble import sentence_of

if TYPE_CHECKING:
    from selfkind_desktop.app.backup_work import Opened, Place, Restored
    from selfkind_desktop.app.restoring import Restoring
    from selfkind_desktop.domain.backups import Contents

Args = Mapping[str, object]
Answer = Callable[[Reply], None]


class BackupRemote(QObject):
    """One thing at a time.

    Args:
        backups: makes copies.
        restoring: puts one in place.
        keeper: knows whether the journal is open.
        folder: where the automatic copies lie.
    """

    def __init__(
        self,
        backups: Backups,
        restoring: "Callable[[], Restoring]",
        keeper: Keeper,
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._backups = backups
        self._restoring = restoring
        self._keeper = keeper
        self._folder = folder
        self._going = LongWork(backups.runner, self)
        self._going.failed.connect(self._failed)
        self._going.cancelled.connect(lambda: self._tell(Reply(False, sentence=self.tr("Stopped."))))
        self._answer: Answer | None = None

    def handle(self, command: str, args: Args, answer: Answer) -> None:
        """Do `backup` or `restore`."""
        if self._keeper.is_locked:
            answer(Reply(False, sentence=self.tr("Your journal is locked. Open it first.")))
        elif self._answer is not None:
            answer(Reply(False, sentence=self.tr("A backup is being looked after already.")))
        elif command == "backup" and self._keeper.trouble is not None:
            answer(Reply(False, sentence=sentence_of(self._keeper.trouble)))
        else:
            self._answer = answer
            act = self._back_up if command == "backup" else self._restore
            if self._keeper.trouble is not None:
                act(None, args)
            else:
                self._backups.with_place(lambda place: act(place, args))

    def put_away(self) -> None:
        """Lock: stop."""
        self._going.cancel()

    def _back_up(self, place: "Place | None", args: Args) -> None:
        assert place is not None
        file = str(args.get("file") or "")

        def act(progress: Progress) -> Path | None:
            work = self._backups.work
            return (
                work.back_up_to(place, Path(file), progress) if file else work.back_up(place, None, progress)
            )

        self._going.begin(act, self._backed_up)

    def _backed_up(self, made: Path | None) -> None:
        self._backups.changed.emit()
        said = self.tr("Nothing has changed since the last backup.")
        if made is not None:
            said = self.tr("{file} is written and was checked.").format(file=made.name)
        self._tell(Reply(True, said))

    def _restore(self, place: "Place | None", args: Args) -> None:
        file = str(args.get("file") or "")
        named = self._folder / file
        source = named if not Path(file).exists() and named.exists() else Path(file)

        def look(progress: Progress) -> "tuple[Opened, Contents | None]":
            work = self._backups.work
            opened = work.open(source, place, None, progress)
            return opened, None if place is None else work.contents_now(place)

        self._going.begin(look, lambda found: self._looked(*found, place, yes=bool(args.get("yes"))))

    def _looked(self, opened: "Opened", now: "Contents | None", place: "Place | None", *, yes: bool) -> None:
        told = [f"{opened.source.name}: {inside(opened.contents)}"]
        if now is not None:
            told.append(compared(opened.contents, now))
        if not yes:
            self._backups.work.let_go()
            told.append(self.tr("Nothing was changed. With --yes it takes the place of what is here."))
            self._tell(Reply(True, "\n".join(told)))
            return

        def done(result: "Restored | StorageError") -> None:
            if isinstance(result, StorageError):
                self._failed(result)
                return
            told.append(self.tr("It is back. How it was before is kept among the backups."))
            self._tell(Reply(True, "\n".join(told)))

        if not self._restoring().replace(opened, place, done):
            self._tell(Reply(False, sentence=self.tr("A backup is being looked after already.")))

    def _failed(self, error: StorageError) -> None:
        sentence = sentence_of(error)
        if isinstance(error, Locked):
            sentence = self.tr(
                "{file} is closed with a passphrase or code of its own. In the window, under Settings, "
                "Backups, it can be typed."
            ).format(file=error.file)
        self._tell(Reply(False, sentence=sentence))

    def _tell(self, reply: Reply) -> None:
        answer, self._answer = self._answer, None
        if answer is not None:
            answer(reply)
