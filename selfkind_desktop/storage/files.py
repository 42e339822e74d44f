"""What lies beside the database, by name."""

from pathlib import Path

from selfkind_desktop.storage.errors import error_of_system

DATABASE = "selfkind.db"
VAULT = "vault.json"
TRIES = "tries.json"
THIS_COMPUTER = "this-computer"
BACKUPS = "backups"


def is_there(path: Path) -> bool:
    """Whether a file or folder exists; one that may not even be looked at is not taken for a missing one.

    Raises:
        StorageError: the system refuses to say.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as error:
        raise error_of_system(error, path) from error
    return True


def vault_of(database: Path) -> Path:
    """The vault that holds the key of a database."""
    return database.with_name(VAULT)


def database_of(vault: Path) -> Path:
    """The database that a vault holds the key of."""
    return vault.with_name(DATABASE)


def backups_of(database: Path) -> Path:
    """The folder of a database's copies."""
    return database.with_name(BACKUPS)


def second_copy_of(vault: Path) -> Path:
    """The second copy of a vault, which heals it."""
    return vault.with_name(vault.name + ".copy")


def tries_of(vault: Path) -> Path:
    """Where wrong tries at the passphrase are counted."""
    return vault.with_name(TRIES)


def this_computer_of(vault: Path) -> Path:
    """Where the id of this computer is, once no slot of the vault tells it; never part of a backup."""
    return vault.with_name(THIS_COMPUTER)


def vault_of_copy(copy: Path) -> Path:
    """The copy of the vault that opens a copy of the database."""
    return copy.with_name(f"{copy.stem}.vault.json")


def log_of(database: Path) -> Path:
    """SQLite's log of a database: what was written and is not in the file yet."""
    return database.with_name(database.name + "-wal")
