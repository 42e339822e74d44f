"""Gets the database key in a short process of its own.

The key store's library and the cipher for the vault cost some 20 MB that the program never needs again, and a
session bus that hangs would hang whoever asks it. A process gives the memory back and can be ended.
"""

import json
import secrets
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.main import UNLOCK
from selfkind_desktop.desktop.keystore import KeyFileStore, KeyringStore
from selfkind_desktop.paths import is_demo
from selfkind_desktop.storage.errors import KeyStoreUnavailable, StorageError, error_of
from selfkind_desktop.storage.vault import DatabaseKey, DeviceKeyStore, unlock_or_create

PATIENCE = 30.0
"""Seconds until a key store that does not answer is given up; its own dialog may be asking the person."""


_NO_CONSOLE = getattr(subprocess, "CREATE_NO_WINDOW", 0)
"""On Windows the short process would show a black window for a moment."""


def keystores(vault: Path, key_file: Path) -> list[DeviceKeyStore]:
    """Who may keep the device key here, best first.

    Made-up data never bother the real key store.
    """
    in_file = KeyFileStore(key_file)
    return [in_file] if is_demo(vault.parent) else [KeyringStore(), in_file]


def unlock_here(vault: Path, key_file: Path) -> DatabaseKey:
    """The key of the database, in this very process.

    Raises:
        StorageError: what is wrong with the vault, its key or the disk.
    """
    return unlock_or_create(vault, keystores(vault, key_file), new_id, secrets.token_bytes)


def unlock(vault: Path, key_file: Path, patience: float = PATIENCE) -> DatabaseKey:
    """The key of the database, by way of the short process; waits for it, so never in the main thread.

    Raises:
        StorageError: what is wrong with the vault, its key or the disk, or nobody answered in time.
    """
    command = [*_this_program(), UNLOCK, str(vault), str(key_file)]
    try:
        finished = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=patience,
            check=False,
            creationflags=_NO_CONSOLE,
        )
    except subprocess.TimeoutExpired:
        raise KeyStoreUnavailable(vault, "no answer in time") from None
    try:
        said = json.loads(finished.stdout)
        if "code" not in said:
            return DatabaseKey.from_hex(said["key"], said["device"])
        trouble = error_of(said["code"], said["file"], said["detail"])
    except (ValueError, TypeError, KeyError):
        raise KeyStoreUnavailable(vault, f"ended with {finished.returncode}") from None
    raise trouble


def main(arguments: Sequence[str]) -> int:
    """The short process: tells the key, or what is wrong, on its standard output.

    Args:
        arguments: the vault and the key file.
    """
    vault, key_file = (Path(argument) for argument in arguments)
    try:
        key = unlock_here(vault, key_file)
        said = {"key": key.hex(), "device": key.device}
    except StorageError as error:
        said = {"code": error.code.value, "file": error.file, "detail": error.detail}
    json.dump(said, sys.stdout)
    return 0


def _this_program() -> list[str]:
    """How to start this program again; from source without Qt, which the short process has no use for."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    here = str(Path(__file__).resolve().parent.parent.parent)
    start = (
        f"import sys; sys.path.insert(0, {here!r}); "
        "from selfkind_desktop.app.unlock import main; sys.exit(main(sys.argv[2:]))"
    )
    return [sys.executable, "-c", start]
