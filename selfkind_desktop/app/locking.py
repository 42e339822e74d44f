"""Whether the journal is locked: closes the way to the store, and opens it again with what a person knows.

What locking takes away, in this order: what is being typed is handed on; the pages are destroyed, with
their models, texts and undo; what was handed on is written; the store is closed, its memory overwritten as
it is freed; the key is forgotten; what is free is collected, overwritten where that is in our power, and
given back.

What is left in memory afterwards is measured (`tests/desktop/test_locking.py`) and told at `scrub`. Nobody
can promise that it is nothing: Python and Qt copy text as they like, the system may have written memory to
its swap file, and the desktop has drawn the words.
"""

import gc
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.runner import Runner
from selfkind_desktop.desktop.memory import empty_pockets, scrub
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.storage.errors import Locked, StorageError, VaultDamaged, VaultMissing
from selfkind_desktop.storage.vault_glance import asks_for_secret
from selfkind_desktop.storage.wiping import overwrite_what_is_freed

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store
    from selfkind_desktop.storage.vault import DatabaseKey

log = logging.getLogger(__name__)


class Desk(Protocol):
    """Where a secret is exchanged for the key."""

    def prepare(self) -> None:
        """Somebody begins to type a secret."""
        ...

    def unlock(self, secret: Secret | None) -> "DatabaseKey":
        """The key of the database; it takes its time, so it is asked in the worker.

        Raises:
            StorageError: it was wrong, comes too soon after a wrong one, or the vault cannot be used.
        """
        ...


class Opening(Protocol):
    """How the store is opened with a key; see `StoreOpening`."""

    @property
    def desk(self) -> Desk:
        """Where a secret is exchanged for the key."""
        ...

    def open(self) -> "Store":
        """Open the store with what this computer keeps; called in the worker."""
        ...

    def open_with(self, key: "DatabaseKey") -> "Store":
        """Open the store; called in the worker."""
        ...


class Locking(QObject):
    """Knows whether it is locked, and does both.

    Args:
        vault: tells whether there is a passphrase.
        keeper: has the store and the key.
        runner: the keeper's worker.
        opening: knows how to open it.

    Signals:
        changed(): `is_locked` or `can_lock` are different now.
        locking(): what is typed wants to be handed on to the keeper, now.
        locked(): whatever shows or holds something private lets go of it, now.
        unlocked(): the store is open again.
        refused(StorageError): the secret did not open it, and why.
    """

    changed = Signal()
    locking = Signal()
    locked = Signal()
    unlocked = Signal()
    refused = Signal(object)

    def __init__(
        self,
        vault: Path,
        keeper: Keeper,
        runner: Runner,
        opening: Opening,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._keeper = keeper
        self._runner = runner
        self._opening = opening
        self._can_lock = keeper.is_locked or asks_for_secret(vault)
        self._is_opening = False
        keeper.troubled.connect(self._troubled)

    @property
    def is_locked(self) -> bool:
        """Whether nothing that was kept can be read now."""
        return self._keeper.is_locked

    @property
    def can_lock(self) -> bool:
        """Whether there is a passphrase to open it again, as far as `look` has seen."""
        return self._can_lock

    def look(self) -> None:
        """Look whether there is a passphrase now."""
        can = asks_for_secret(self._vault)
        if can != self._can_lock and not self.is_locked:
            self._can_lock = can
            overwrite_what_is_freed()
            self.changed.emit()

    def lock(self) -> bool:
        """Lock now; False where there is no passphrase to open it again."""
        if self.is_locked:
            return True
        self.look()
        if not self._can_lock:
            return False
        self.locking.emit()
        self._keeper.lock(self._closed)
        log.info("locked")
        self.locked.emit()
        self.changed.emit()
        return True

    def prepare(self) -> None:
        """Somebody begins to type: get ready, so that they wait for nothing but the cipher."""
        if self.is_locked:
            self._opening.desk.prepare()

    def open_with(self, secret: Secret) -> None:
        """Unlock with what the person typed; `unlocked` or `refused` follows."""
        if self._is_opening or not self.is_locked:
            return
        self._is_opening = True
        desk = self._opening.desk

        def work() -> "DatabaseKey | StorageError":
            try:
                return desk.unlock(secret)
            except StorageError as error:
                return error

        self._runner.run(work, self._answered)

    def _answered(self, answer: "DatabaseKey | StorageError") -> None:
        self._is_opening = False
        if isinstance(answer, StorageError):
            log.info("not unlocked: %s", answer.code.value)
            if isinstance(answer, (VaultDamaged, VaultMissing)):
                # No word opens it: the way leads over the backups, as after a start. Nothing can be read.
                self._let_in(self._opening.open)
            else:
                self.refused.emit(answer)
            return
        overwrite_what_is_freed()
        self._let_in(lambda: self._opening.open_with(answer))

    def _let_in(self, open_store: "Callable[[], Store]") -> None:
        self._keeper.unlock(open_store)
        log.info("unlocked")
        self.unlocked.emit()
        self.changed.emit()
        self.look()

    def take_key(self, key: "DatabaseKey") -> None:
        """A first vault was made, and this is its key: nobody should have to type a secret again at once."""
        self._keeper.unlock(lambda: self._opening.open_with(key))
        self.look()

    def _troubled(self, trouble: StorageError | None) -> None:
        if isinstance(trouble, Locked):
            self.lock()  # a passphrase came while nobody looked: that is no trouble

    def _closed(self) -> None:
        # A turn later, when the pages that were deleted are really gone.
        QTimer.singleShot(0, self, self._wipe)

    def _wipe(self) -> None:
        # In this thread, where the windows lived; also what was put aside meanwhile.
        gc.unfreeze()
        gc.collect()
        empty_pockets()
        self._runner.run(scrub, lambda _: None)
