"""Opens the store: with the key that this computer keeps, or with one that a person's secret gave."""

from typing import TYPE_CHECKING

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.errors import DatabaseDamaged, DatabaseMissing, VaultMissing
from selfkind_desktop.storage.unfinished import finish_restore, is_being_erased

if TYPE_CHECKING:
    from selfkind_desktop.app.locking import Desk
    from selfkind_desktop.storage.store import Store
    from selfkind_desktop.storage.vault import DatabaseKey


class StoreOpening:
    """Called in the worker; what it needs is loaded there.

    Attributes:
        spare_key: the key, while it opens only backups because the database is damaged or missing.

    Args:
        paths: where everything is.
        clock: the time.
    """

    def __init__(self, paths: Paths, clock: Clock) -> None:
        self._paths = paths
        self._clock = clock
        self._desk: Desk | None = None
        self.spare_key: DatabaseKey | None = None

    def open(self) -> "Store":
        """Open it with the key that this computer keeps.

        Raises:
            StorageError: what is wrong with the vault, its key or the store.
        """
        from selfkind_desktop.app.unlock import unlock

        self._look_at_what_is_left()
        # The key first, which another process fetches: whoever just pressed Begin sees the pause meanwhile.
        return self.open_with(unlock(self._paths.vault, self._paths.key_file))

    def open_with(self, key: "DatabaseKey") -> "Store":
        """Open it with a key.

        Raises:
            StorageError: what is wrong with the store.
        """
        from selfkind_desktop.storage.store import Store

        self._look_at_what_is_left()
        try:
            store = Store.open(self._paths.database, key, self._clock)
        except (DatabaseDamaged, DatabaseMissing):
            self.spare_key = key
            raise
        self.spare_key = None
        return store

    def forget(self) -> None:
        """It is locked: hold no key."""
        self.spare_key = None

    def _look_at_what_is_left(self) -> None:
        if is_being_erased(self._paths.data):
            raise VaultMissing(self._paths.vault)  # nothing new begins before the old is gone
        finish_restore(self._paths.data)

    @property
    def desk(self) -> "Desk":
        """Where a secret is exchanged for the key."""
        if self._desk is None:
            from selfkind_desktop.app.vault_desk import VaultDesk

            self._desk = VaultDesk(self._paths.vault, self._paths.key_file)
        return self._desk
