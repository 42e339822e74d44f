"""Where the program asks for everything about the vault that needs a cipher or the key store.

Each call waits for a short process, so none of them belongs in the main thread, but for `prepare` and
`let_go`. Nothing is remembered: a secret lives as long as the call.
"""

from collections.abc import Mapping
from pathlib import Path
from threading import Lock

from selfkind_desktop.app.short_process import Answer, ShortProcess, this_program
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.storage.errors import KeyStoreUnavailable
from selfkind_desktop.storage.slots import Ways, ways
from selfkind_desktop.storage.vault import DatabaseKey


class VaultDesk:
    """Everything about one vault.

    Args:
        vault: its file.
        key_file: where the device key is, on a computer without a key store.
    """

    def __init__(self, vault: Path, key_file: Path) -> None:
        self._vault = vault
        self._key_file = key_file
        self._ready: ShortProcess | None = None
        self._lock = Lock()

    def ways(self) -> Ways:
        """What opens the vault; needs no other process, and a few milliseconds.

        Raises:
            StorageError: it is missing, damaged, newer, or may not be read.
        """
        return ways(self._vault)

    def prepare(self) -> None:
        """Start the short process early, while somebody types: the next call will not wait for its start.

        A few milliseconds, and nothing where it is there already.
        """
        with self._lock:
            if self._ready is None or not self._ready.is_waiting:
                self._ready = ShortProcess(this_program())

    def let_go(self) -> None:
        """Nobody is going to ask after all."""
        with self._lock:
            ready, self._ready = self._ready, None
        if ready is not None:
            ready.end()

    def unlock(self, secret: Secret | None = None) -> DatabaseKey:
        """The database key: with what was typed or, without it, from this computer's key store.

        Without a secret, a new vault is made where nothing was ever kept.

        Raises:
            Locked: no secret was given, and this computer keeps no key.
            PassphraseWrong, RecoveryCodeMistyped, RecoveryCodeWrong: told apart; the tries are counted.
            TooSoon: after wrong tries it has to wait.
            StorageError: what is wrong with the vault, its key or the disk, or nobody answered in time.
        """
        return _key(self._ask("unlock", _typed(secret)))

    def open_copy(self, copy: Path, secret: Secret) -> DatabaseKey:
        """The key in a copy of a vault that lies elsewhere, as in a backup from another computer.

        Its `device` is empty where the copy does not tell it. Nothing is written beside the copy.

        Raises:
            SlotMissing: the copy has no such way.
            StorageError: as `unlock`.
        """
        return _key(self._ask("open_copy", _typed(secret), copy))

    def create(self, passphrase: str, recovery: str = "") -> DatabaseKey:
        """Make a new vault that a passphrase opens, and a recovery code if there is one.

        Raises:
            VaultExists, VaultMissing: there is a vault, or a database without one.
            StorageError: the disk does not take it.
        """
        return _key(self._ask("create", {"passphrase": passphrase, "recovery": recovery}))

    def protect(self, key: DatabaseKey, passphrase: str, recovery: str = "") -> bool:
        """Make a passphrase the way in, and a recovery code if there is one; the key store forgets its key.

        Args:
            key: from `unlock`.
            passphrase: the new one.
            recovery: a new code, typed back by the person; where it is empty an older one stays.

        Returns:
            False where the key store would not forget.

        Raises:
            StorageError: what is wrong; the ways that were there before are still there.
        """
        asked = _given(key) | {"passphrase": passphrase, "recovery": recovery}
        return bool(self._ask("protect", asked).get("forgotten", True))

    def hand_back(self, key: DatabaseKey) -> None:
        """Put the key back into this computer's key store, then take the passphrase away.

        Raises:
            StorageError: what is wrong; the passphrase still opens the vault.
        """
        self._ask("hand_back", _given(key))

    def set_device(self, key: DatabaseKey) -> DatabaseKey:
        """Let this computer keep a key, as after bringing a vault here from another one.

        Raises:
            StorageError: what is wrong; the vault is as it was.
        """
        return _key(self._ask("set_device", _given(key)))

    def set_recovery(self, key: DatabaseKey, code: str) -> None:
        """Let a new recovery code open the vault, in place of the one before.

        Raises:
            StorageError: what is wrong; the code before still opens the vault.
        """
        self._ask("set_recovery", _given(key) | {"recovery": code})

    def check_recovery(self, code: str) -> None:
        """A rehearsal: nothing is raised if the code opens the vault.

        Raises:
            RecoveryCodeMistyped, RecoveryCodeWrong: told apart.
            StorageError: as `unlock`.
        """
        self._ask("check_recovery", {"recovery": code})

    def remove_recovery(self) -> None:
        """Let the recovery code open nothing any more.

        Raises:
            LastWay: nothing else opens the vault.
            StorageError: what is wrong; the vault is as it was.
        """
        self._ask("remove_recovery", {})

    def _ask(self, do: str, asked: Mapping[str, str], vault: Path | None = None) -> Answer:
        path = vault or self._vault
        request = {**asked, "do": do, "vault": str(path), "key_file": str(self._key_file)}
        with self._lock:
            process, self._ready = self._ready, None
        if process is None or not process.is_waiting:
            process = ShortProcess(this_program())
        try:
            return process.ask(request, path)
        except BrokenPipeError:
            raise KeyStoreUnavailable(path, "ended too soon") from None


def _typed(secret: Secret | None) -> dict[str, str]:
    return {} if secret is None else {"kind": secret.kind.value, "text": secret.text}


def _given(key: DatabaseKey) -> dict[str, str]:
    return {"key": key.hex(), "device": key.device}


def _key(answer: Answer) -> DatabaseKey:
    return DatabaseKey.from_hex(answer["key"], answer["device"])
