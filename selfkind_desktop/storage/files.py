"""What lies beside the database, by name."""

from pathlib import Path

DATABASE = "selfkind.db"
VAULT = "vault.json"
BACKUPS = "backups"


def vault_of(database: Path) -> Path:
    """The vault that holds the key of a database."""
    return database.with_name(VAULT)


def database_of(vault: Path) -> Path:
    """The database that a vault holds the key of."""
    return vault.with_name(DATABASE)


def backups_of(database: Path) -> Path:
    """The folder of a database's copies."""
    return database.with_name(BACKUPS)
