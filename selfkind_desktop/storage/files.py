"""What lies beside the database, by name."""

from pathlib import Path

from selfkind_desktop.storage.errors import error_of_system

DATABASE = "selfkind.db"
VAULT = "vault.json"
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
