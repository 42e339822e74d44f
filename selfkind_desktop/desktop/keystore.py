"""Where the device key lives: the system's key store, or a file that only this user can read.

Both are used from a short helper process: `keyring` is heavy and a dead session bus can make it hang.
"""

import base64
import binascii
import contextlib
import errno
import json
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from selfkind_desktop.storage.atomic import private_folder, write_atomically
from selfkind_desktop.storage.errors import KeyStoreUnavailable, error_of_system

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "Selfkind"
_UNREAL = ("keyring.backends.fail", "keyring.backends.null", "keyring.backends.chainer", "keyrings.alt")
_MAX_FILE = 64 * 1024

_Kept = TypeVar("_Kept")


def real_backend() -> "KeyringBackend":
    """The back end of `keyring` that really keeps secrets.

    One that keeps nothing, or keeps it in plain text, would be worse than our own key file: it looks safe.

    Raises:
        KeyStoreUnavailable: there is none here.
    """
    import keyring

    chosen = keyring.get_keyring()
    candidates = getattr(chosen, "backends", None) or [chosen]
    for backend in candidates:
        module = type(backend).__module__
        if not module.startswith(_UNREAL) and backend.priority >= 1:
            return backend  # type: ignore[no-any-return]
    raise KeyStoreUnavailable(detail="this desktop offers no key store")


class KeyringStore:
    """The system's key store (Secret Service, KWallet, macOS Keychain, Windows Credential Manager)."""

    name = "keyring"

    def __init__(self, service: str = SERVICE) -> None:
        self._service = service

    def read(self, account: str) -> bytes | None:
        """The secret kept for `account`, or None where there is none.

        Raises:
            KeyStoreUnavailable: there is no real key store here, or it refused.
        """
        kept = self._ask(lambda ring: ring.get_password(self._service, account))
        if kept is None:
            return None
        return _decoded(kept)

    def write(self, account: str, secret: bytes) -> None:
        """Keep `secret` for `account`, and make sure that it can be read again.

        Raises:
            KeyStoreUnavailable: there is no real key store here, or it refused, or it did not keep it.
        """
        text = base64.b64encode(secret).decode()
        self._ask(lambda ring: ring.set_password(self._service, account, text))
        if self.read(account) != secret:
            raise KeyStoreUnavailable(detail="the key store did not keep what it was given")

    def delete(self, account: str) -> None:
        """Forget the secret of `account`; nothing happens where there is none.

        Raises:
            KeyStoreUnavailable: there is no real key store here, or it refused.
        """
        if self._ask(lambda ring: ring.get_password(self._service, account)) is not None:
            self._ask(lambda ring: ring.delete_password(self._service, account))

    def _ask(self, act: "Callable[[KeyringBackend], _Kept]") -> _Kept:
        try:
            return act(real_backend())
        except _keyring_failures() as error:
            raise KeyStoreUnavailable(detail=f"{type(error).__name__}: {error}") from error


def _keyring_failures() -> tuple[type[Exception], ...]:
    """What `keyring` and the libraries below it raise; asked only once something was raised."""
    from keyring.errors import KeyringError

    failures: list[type[Exception]] = [KeyringError, RuntimeError, OSError]
    if sys.platform == "linux":
        # keyring lets these through where the bus or the service behind it breaks off in between.
        with contextlib.suppress(ImportError):
            from jeepney import DBusErrorResponse
            from secretstorage.exceptions import SecretStorageException

            failures += [SecretStorageException, DBusErrorResponse]
    return tuple(failures)


class KeyFileStore:
    """A file of secrets that only this user can read, for computers without a key store.

    It does not protect against whoever can read this user's files.
    """

    name = "key-file"

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, account: str) -> bytes | None:
        """The secret kept for `account`, or None where there is none.

        A file that others could read is closed to them first.

        Raises:
            KeyStoreUnavailable: it is not a key file.
            StorageError: it cannot be read, or is not this user's own.
        """
        kept = self._load().get(account)
        return None if kept is None else _decoded(kept)

    def write(self, account: str, secret: bytes) -> None:
        """Keep `secret` for `account`; the file is replaced as a whole, never half written.

        Raises:
            KeyStoreUnavailable: what is there is not a key file.
            StorageError: the file cannot be read or written.
        """
        kept = self._load()
        kept[account] = base64.b64encode(secret).decode()
        self._save(kept)

    def delete(self, account: str) -> None:
        """Forget the secret of `account`; the file goes with its last secret.

        Raises:
            KeyStoreUnavailable: what is there is not a key file.
            StorageError: the file cannot be read or written.
        """
        kept = self._load()
        if kept.pop(account, None) is None:
            return
        try:
            if kept:
                self._save(kept)
            else:
                self._path.unlink()
        except OSError as error:
            raise error_of_system(error, self._path) from error

    def _load(self) -> dict[str, str]:
        try:
            data = self._read_own()
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise error_of_system(error, self._path) from error
        try:
            kept = json.loads(data)
        except ValueError as error:
            raise KeyStoreUnavailable(self._path, "not a key file") from error
        if not isinstance(kept, dict) or not all(isinstance(value, str) for value in kept.values()):
            raise KeyStoreUnavailable(self._path, "not a key file")
        return kept

    def _read_own(self) -> bytes:
        """The file's bytes, once nobody else can read it. A link is refused: it could lead anywhere."""
        descriptor = os.open(self._path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as file:
            if sys.platform != "win32":
                found = os.fstat(descriptor)
                if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
                    raise PermissionError(errno.EPERM, "belongs to somebody else")
                if found.st_mode & 0o077:
                    os.fchmod(descriptor, 0o600)
            return file.read(_MAX_FILE)

    def _save(self, kept: dict[str, str]) -> None:
        try:
            private_folder(self._path.parent)
            write_atomically(self._path, json.dumps(kept).encode())
        except OSError as error:
            raise error_of_system(error, self._path) from error


def _decoded(kept: str) -> bytes:
    try:
        return base64.b64decode(kept, validate=True)
    except binascii.Error as error:
        raise KeyStoreUnavailable(detail="what was kept is not ours") from error
