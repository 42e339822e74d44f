"""One export, whoever asks for it: the window or the command line."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from selfkind_desktop import __version__
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.progress import Progress, unheard
from selfkind_desktop.ui.backups.words import counted

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store


def _tr(text: str) -> str:
    return QCoreApplication.translate("Export", text)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be exported where.

    Attributes:
        path: the file, or for files to read also a folder.
        readable: files to read, instead of the one that brings everything back.
        passphrase: what locks it; empty leaves it open.
        replace: whether a file of that name may be replaced.
    """

    path: Path
    readable: bool = False
    passphrase: str = ""
    replace: bool = False

    def __repr__(self) -> str:
        return f"Wish({self.path.name!r}, readable={self.readable})"


@dataclass(frozen=True, slots=True)
class Exported:
    """What came of it.

    Attributes:
        path: the file or folder.
        counts: how many there are of each kind, by the name of its table.
        locked: whether a passphrase opens it.
        readable: whether it is to be read, and not to be taken back in.
    """

    path: Path
    counts: Mapping[str, int]
    locked: bool
    readable: bool

    @property
    def what(self) -> str:
        """What is in it, in a sentence."""
        inside = counted(self.counts)
        if not inside:
            said = _tr("{file} is written. Nothing was kept yet, so little is in it.")
            return said.format(file=self.path.name)
        return _tr("{file} is written: {inside}.").format(file=self.path.name, inside=inside)

    @property
    def then(self) -> str:
        """What is good to know about it, in a sentence."""
        if self.locked:
            return _tr("It opens with the passphrase you chose, and without it nobody can open it.")
        if self.readable:
            return _tr("It is open to whoever can read the files. README.md in it says what is what.")
        return _tr("It is open to whoever can read the file.")


def carry_out(store: "Store", wish: Wish, clock: Clock, progress: Progress = unheard) -> Exported:
    """Write what is wished.

    Args:
        store: the open store, in this thread.
        wish: what, where, and how.
        clock: for the date in it.
        progress: is told the share done.

    Raises:
        NameTaken: there is something of that name.
        Cancelled: as `progress` says; nothing is left.
        StorageError: it could not be written; nothing is left.
    """
    if wish.readable:
        from selfkind_desktop.exchange.own import readable

        read = readable.export(store, wish.path, progress, replace=wish.replace)
        counts = {"entries": read.entries, "letters": read.letters, "check_ins": read.check_ins}
        return Exported(wish.path, counts | {"pauses": read.pauses}, locked=False, readable=True)
    from selfkind_desktop.exchange.own import lossless

    lock = lossless.Lock(wish.passphrase, os.urandom) if wish.passphrase else None
    made = clock.now().at
    written = lossless.export(store, wish.path, __version__, made, lock, progress, replace=wish.replace)
    return Exported(wish.path, written.content.rows, locked=bool(wish.passphrase), readable=False)


def suggested_name(clock: Clock, *, readable: bool) -> str:
    """A name that says when."""
    day = clock.now().local.date().isoformat()
    return f"Selfkind {day} to read" if readable else f"Selfkind {day}.selfkind.zip"
