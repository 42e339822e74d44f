"""Gets the database key in a short process of its own; see `vault_process` for why."""

import secrets
from pathlib import Path

from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.short_process import PATIENCE, ask, this_program
from selfkind_desktop.app.vault_process import keystores
from selfkind_desktop.storage.vault import DatabaseKey, unlock_or_create


def unlock_here(vault: Path, key_file: Path) -> DatabaseKey:
    """The key of the database, in this very process, from this computer's key store.

    Raises:
        Locked: only a passphrase or a recovery code opens the vault.
        StorageError: what is wrong with the vault, its key or the disk.
    """
    return unlock_or_create(vault, keystores(vault, key_file), new_id, secrets.token_bytes)


def unlock(vault: Path, key_file: Path, patience: float = PATIENCE) -> DatabaseKey:
    """The key of the database, by way of the short process; waits for it, so never in the main thread.

    Raises:
        Locked: only a passphrase or a recovery code opens the vault (`VaultDesk.unlock`).
        StorageError: what is wrong with the vault, its key or the disk, or nobody answered in time.
    """
    asked = {"do": "unlock", "vault": str(vault), "key_file": str(key_file)}
    told = ask(this_program(), asked, vault, patience)
    return DatabaseKey.from_hex(told["key"], told["device"])
