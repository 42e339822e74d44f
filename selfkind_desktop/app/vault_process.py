"""What the short process does: everything about the vault that needs the key store or a cipher.

The key store's library and the ciphers cost some 20 MB that the waiting program never needs again, and a
session bus that hangs would hang whoever asks it. A process gives the memory back and can be ended.
"""

import json
import os
import secrets
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from selfkind_desktop.app.ids import new_id
from selfkind_desktop.paths import is_demo
from selfkind_desktop.storage import slots, vault
from selfkind_desktop.storage.errors import PassphraseWrong, StorageError
from selfkind_desktop.storage.files import tries_of
from selfkind_desktop.storage.tries import Tries
from selfkind_desktop.storage.vault import DatabaseKey, DeviceKeyStore

if TYPE_CHECKING:
    from selfkind_desktop.storage.passphrase import Strength

_NOBODY_ASKS = 180.0
"""Seconds until a process that was started early, while somebody typed, goes away again."""


def keystores(vault_file: Path, key_file: Path) -> list[DeviceKeyStore]:
    """Who may keep the device key here, best first.

    Made-up data never bother the real key store.
    """
    from selfkind_desktop.desktop.keystore import KeyFileStore, KeyringStore

    in_file = KeyFileStore(key_file)
    return [in_file] if is_demo(vault_file.parent) else [KeyringStore(), in_file]


class VaultWork:
    """Each method is something that can be asked for, by its name.

    Args:
        path: the vault.
        key_file: where the device key is, on a computer without a key store.
        find_strength: measures what Argon2id may cost here.
        now: seconds of the wall clock.
    """

    def __init__(
        self,
        path: Path,
        key_file: Path,
        find_strength: "Callable[[], Strength] | None" = None,
        now: Callable[[], float] = time.time,  # noqa: TID251 - this process has no other clock to be given
    ) -> None:
        self._path = path
        self._key_file = key_file
        self._find_strength = find_strength or _measured
        self._tries = Tries(tries_of(path), now)

    def unlock(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The key, with a secret or, without one, from this computer's key store; makes a new vault."""
        if "kind" not in asked:
            return _told(vault.unlock_or_create(self._path, self._keystores(), new_id, secrets.token_bytes))
        return _told(vault.settled(self._path, self._with_secret(asked), new_id))

    def open_copy(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The key of a vault that lies elsewhere; nothing is written beside it, and no wait is kept."""
        secret = asked["text"]
        if asked["kind"] == vault.PASSPHRASE:
            return _told(slots.unlock_with_passphrase(self._path, secret))
        return _told(slots.unlock_with_recovery(self._path, secret))

    def create(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A new vault that a passphrase opens, and a code if there is one."""
        strength = self._find_strength()
        key = slots.create_with_passphrase(
            self._path, asked["passphrase"], new_id, secrets.token_bytes, strength, asked["recovery"]
        )
        return _told(vault.settled(self._path, key, new_id))

    def protect(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A passphrase, and a code if there is one, become the way in; the key store forgets its key.

        Each step is whole by itself: where the work breaks off, more ways are open than before, never fewer.
        """
        key = _key(asked)
        if asked["recovery"]:
            slots.set_recovery(self._path, key, asked["recovery"], secrets.token_bytes)
        strength = self._find_strength()
        slots.set_passphrase(self._path, key, asked["passphrase"], secrets.token_bytes, strength)
        self._tries.forget()
        return {"forgotten": vault.remove_device(self._path, self._keystores())}

    def hand_back(self, asked: dict[str, Any]) -> dict[str, Any]:
        """The key goes to the key store, then the passphrase opens nothing any more."""
        if slots.ways(self._path).device is None:
            vault.set_device(self._path, _key(asked), self._keystores(), new_id, secrets.token_bytes)
        slots.remove_passphrase(self._path)
        return {}

    def set_device(self, asked: dict[str, Any]) -> dict[str, Any]:
        """This computer keeps a key from now on."""
        return _told(
            vault.set_device(self._path, _key(asked), self._keystores(), new_id, secrets.token_bytes)
        )

    def set_recovery(self, asked: dict[str, Any]) -> dict[str, Any]:
        """A recovery code opens the vault too, in place of the one before."""
        slots.set_recovery(self._path, _key(asked), asked["recovery"], secrets.token_bytes)
        return {}

    def check_recovery(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Whether a recovery code opens the vault."""
        slots.check_recovery(self._path, asked["recovery"])
        return {}

    def remove_recovery(self, _asked: dict[str, Any]) -> dict[str, Any]:
        """The recovery code opens nothing any more."""
        slots.remove_recovery(self._path)
        return {}

    def _with_secret(self, asked: dict[str, Any]) -> DatabaseKey:
        """Only the passphrase has to wait after wrong tries: a code is too long to be guessed."""
        if asked["kind"] != vault.PASSPHRASE:
            key = slots.unlock_with_recovery(self._path, asked["text"])
            self._tries.forget()
            return key
        self._tries.begin()
        try:
            key = slots.unlock_with_passphrase(self._path, asked["text"])
        except PassphraseWrong:
            raise
        except StorageError:
            self._tries.take_back()
            raise
        self._tries.forget()
        return key

    def _keystores(self) -> list[DeviceKeyStore]:
        return keystores(self._path, self._key_file)


def main() -> int:
    """The short process: reads what is asked from its input, answers on its output, ends."""
    import cryptography.hazmat.primitives.ciphers.aead
    import cryptography.hazmat.primitives.kdf.argon2  # noqa: F401  # while the person still types

    too_long = threading.Timer(_NOBODY_ASKS, lambda: os._exit(0))
    too_long.daemon = True
    too_long.start()
    line = sys.stdin.buffer.readline()
    too_long.cancel()
    if not line:
        return 0  # whoever started it has gone, or does not need it any more
    json.dump(answer(json.loads(line)), sys.stdout)
    return 0


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """Do what is asked, and say how it went.

    Args:
        asked: `do` names a method of `VaultWork`, `vault` and `key_file` are paths; the rest is the method's.
    """
    work = VaultWork(Path(asked["vault"]), Path(asked["key_file"]))
    try:
        done: dict[str, Any] = getattr(work, asked["do"])(asked)
    except StorageError as error:
        return {
            "code": error.code.value,
            "file": error.file or Path(asked["vault"]).name,
            "detail": error.detail,
        }
    return {"done": done}


def _measured() -> "Strength":
    from selfkind_desktop.storage.passphrase import calibrated

    return calibrated(time.perf_counter)


def _told(key: DatabaseKey) -> dict[str, Any]:
    return {"key": key.hex(), "device": key.device}


def _key(asked: dict[str, Any]) -> DatabaseKey:
    return DatabaseKey.from_hex(asked["key"], asked["device"])
