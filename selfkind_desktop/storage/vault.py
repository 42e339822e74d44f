"""The vault: a small file beside the database that holds the wrapped database key in slots, as LUKS does.

The database is encrypted with a random key that nobody ever types. The vault keeps that key wrapped: each
slot is one way to unwrap it. Changing a way never touches the database. The slot `device` is wrapped with a
random key that this computer keeps (`DeviceKeyStore`); `slots` has what a person types.

Slots of an unknown kind are kept as they are when the file is rewritten; `vault_file` tells a damaged vault
from a newer one.
"""

import contextlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from selfkind_desktop.storage import sealing, vault_file
from selfkind_desktop.storage.atomic import write_atomically
from selfkind_desktop.storage.errors import (
    KeyMissing,
    KeyStoreUnavailable,
    KeyWrong,
    LastWay,
    Locked,
    SlotMissing,
    StorageError,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    error_of_system,
)
from selfkind_desktop.storage.files import database_of, is_there, second_copy_of, this_computer_of
from selfkind_desktop.storage.sealing import KEY_BYTES
from selfkind_desktop.storage.vault_file import Document, drop_slot, find_slot, new_document, put_slot

DEVICE = "device"
PASSPHRASE = "passphrase"
RECOVERY = "recovery"
_LONGEST_ID = 100


class DeviceKeyStore(Protocol):
    """Whoever keeps a key for this computer: the system's key store, or a file only its owner can read."""

    @property
    def name(self) -> str:
        """What the vault notes down to find this keeper again; never changes."""
        ...

    def read(self, account: str) -> bytes | None:
        """The key kept under a name, or None where there is none.

        Raises:
            KeyStoreUnavailable: the keeper cannot be asked.
        """
        ...

    def write(self, account: str, key: bytes) -> None:
        """Keep a key under a name.

        Raises:
            KeyStoreUnavailable: the keeper cannot be asked, or refused.
        """
        ...

    def delete(self, account: str) -> None:
        """Forget a key; no trouble where there is none.

        Raises:
            KeyStoreUnavailable: the keeper cannot be asked, or refused.
        """
        ...


@dataclass(frozen=True, slots=True, repr=False)
class DatabaseKey:
    """The key of a database; printing it never shows it.

    Attributes:
        secret: 32 random bytes.
        device: the id of this computer, which every row notes as its origin; empty where it has none yet,
            because the vault came from elsewhere (`settled` gives it one).
    """

    secret: bytes
    device: str

    def __post_init__(self) -> None:
        """Refuse a length that the cipher would read as a passphrase."""
        if len(self.secret) != KEY_BYTES:
            raise ValueError(f"a database key has {KEY_BYTES} bytes")

    def __repr__(self) -> str:
        return "DatabaseKey(…)"

    def hex(self) -> str:
        """The form that SQLCipher takes, and that crosses a pipe from the helper process."""
        return self.secret.hex()

    @classmethod
    def from_hex(cls, text: str, device: str) -> "DatabaseKey":
        """The other way round.

        Raises:
            ValueError: it is not 64 hexadecimal digits.
        """
        return cls(bytes.fromhex(text), device)


@dataclass(frozen=True, slots=True)
class DeviceSlot:
    """Where this computer keeps the key of a vault.

    Attributes:
        keeper: the name of the `DeviceKeyStore`.
        account: the name that the key has there.
    """

    keeper: str
    account: str


def create_vault(
    path: Path,
    keystores: Iterable[DeviceKeyStore],
    ids: Callable[[], str],
    random_bytes: Callable[[int], bytes],
) -> DatabaseKey:
    """Make a new database key and keep it in a new vault with a `device` slot.

    Args:
        path: the vault's file; its folder is made if needed.
        keystores: who may keep the device key, best first; the first that can is taken.
        ids: gives new UUIDs.
        random_bytes: gives that many bytes of cryptographic randomness.

    Raises:
        VaultExists: there is a vault already; it stays as it is.
        VaultMissing: there is a database without its vault: a new key could never open it.
        KeyStoreUnavailable: no keeper could take the key.
        StorageError: the disk is full, or may not be written.
    """
    check_that_nothing_is_there(path)
    document = new_document(ids)
    secret = random_bytes(KEY_BYTES)
    slot, keeper = _new_device_slot(document, secret, keystores, ids, random_bytes)
    put_slot(document, slot)
    try:
        vault_file.save_new(path, document)
    except StorageError:
        with contextlib.suppress(KeyStoreUnavailable):
            keeper.delete(slot["account"])  # no vault will ever ask for it
        raise
    return DatabaseKey(secret, slot["account"])


def check_that_nothing_is_there(path: Path) -> None:
    """A new vault must not take the place of one, nor be put beside a database that it could never open.

    Raises:
        VaultExists: there is a vault, or a second copy of one.
        VaultMissing: there is a database without its vault.
    """
    if is_there(path) or is_there(second_copy_of(path)):
        raise VaultExists(path)
    if is_there(database_of(path)):
        raise VaultMissing(path)


def unlock_or_create(
    path: Path,
    keystores: Iterable[DeviceKeyStore],
    ids: Callable[[], str],
    random_bytes: Callable[[int], bytes],
) -> DatabaseKey:
    """What a start does: the key of the vault that is there, or of a new one where nothing was ever kept.

    Raises:
        StorageError: as `unlock` and `create_vault`.
    """
    keystores = list(keystores)
    if any(is_there(each) for each in (path, second_copy_of(path), database_of(path))):
        return unlock(path, keystores)
    return create_vault(path, keystores, ids, random_bytes)


def unlock(path: Path, keystores: Iterable[DeviceKeyStore]) -> DatabaseKey:
    """The database key, unwrapped with the key that this computer keeps.

    Raises:
        VaultMissing: there is no vault.
        VaultDamaged: it is not readable, or its check sum fails.
        VaultNewer: it is whole, of a version that we do not know.
        Locked: it has no slot `device`: only what a person types opens it.
        SlotMissing: it has no slot that we know.
        KeyStoreUnavailable: the keeper cannot be asked, or is not one of `keystores`.
        KeyMissing: the keeper has no key under the slot's account.
        KeyWrong: the keeper's key does not open the slot.
        StorageError: the file may not be read.
    """
    document = vault_file.load(path)
    slot = find_slot(document, DEVICE)
    if slot is None:
        known = find_slot(document, PASSPHRASE) or find_slot(document, RECOVERY)
        raise SlotMissing(path, DEVICE) if known is None else Locked(path)
    place = _device_place(slot, path)
    device_key = _keeper(place.keeper, keystores).read(place.account)
    if device_key is None:
        raise KeyMissing(path, f"{place.keeper} has no such entry")
    if len(device_key) != KEY_BYTES:
        raise KeyWrong(path, "the key has another length")
    secret = sealing.unseal(document, slot, device_key, path)
    if secret is None:
        raise KeyWrong(path)
    vault_file.keep_second_copy(path)
    return DatabaseKey(secret, this_computer(path, document))


def set_device(
    path: Path,
    key: DatabaseKey,
    keystores: Iterable[DeviceKeyStore],
    ids: Callable[[], str],
    random_bytes: Callable[[int], bytes],
) -> DatabaseKey:
    """Let this computer keep a key of the vault from now on, in place of what it or another one kept.

    Each time under a new account: a key that an older copy of the vault needs is not overwritten.

    Returns:
        The key, with the id that this computer has from now on.

    Raises:
        KeyStoreUnavailable: no keeper could take the key; the vault is as it was.
        StorageError: as `vault_file.load`, or it could not be written; the vault is as it was.
    """
    kept: list[tuple[DeviceKeyStore, str]] = []
    try:
        with vault_file.changing(path) as document:
            slot, keeper = _new_device_slot(document, key.secret, keystores, ids, random_bytes)
            kept.append((keeper, slot["account"]))
            put_slot(document, slot)
    except StorageError:
        for keeper, account in kept:
            with contextlib.suppress(KeyStoreUnavailable):
                keeper.delete(account)
        raise
    return DatabaseKey(key.secret, this_computer(path, document))


def remove_device(path: Path, keystores: Iterable[DeviceKeyStore]) -> bool:
    """Let nothing but a secret open the vault, and the key store forget its key.

    The id of this computer, which was the slot's, is noted beside the vault first.

    Returns:
        False where the key store would not forget: whoever can use it and has an older copy of the vault can
        still open that.

    Raises:
        LastWay: there is no passphrase; the slot stays.
        StorageError: as `vault_file.load`, or it could not be written; the vault is as it was.
    """
    with vault_file.changing(path) as document:
        slot = find_slot(document, DEVICE)
        if slot is None:
            return True
        if find_slot(document, PASSPHRASE) is None:
            raise LastWay(path)
        place = _device_place(slot, path)
        _note_this_computer(path, this_computer(path, document))
        drop_slot(document, DEVICE)
    try:
        _keeper(place.keeper, keystores).delete(place.account)
    except StorageError:
        return False
    return True


def device_slot(path: Path) -> DeviceSlot | None:
    """Where this computer keeps the key; Settings says what that protects. None where it keeps none.

    Raises:
        StorageError: as `unlock`, but for the key itself.
    """
    slot = find_slot(vault_file.load(path), DEVICE)
    return None if slot is None else _device_place(slot, path)


def this_computer(path: Path, document: Document) -> str:
    """The id of this computer: noted beside the vault, else the account of its slot, else empty."""
    noted = this_computer_of(path)
    try:
        with noted.open(encoding="ascii") as file:
            told = file.read(_LONGEST_ID).strip()
    except (OSError, ValueError):
        told = ""
    slot = find_slot(document, DEVICE)
    return told or ("" if slot is None else _device_place(slot, path).account)


def settled(path: Path, key: DatabaseKey, ids: Callable[[], str]) -> DatabaseKey:
    """A key with an id of this computer: a new one, where the vault came here from elsewhere.

    Raises:
        StorageError: the id could not be noted.
    """
    if key.device:
        return key
    device = ids()
    _note_this_computer(path, device)
    return DatabaseKey(key.secret, device)


def database_was_made(path: Path) -> bool:
    """Whether a database was already made with this vault: if it was and is gone, it must not be made anew.

    Raises:
        StorageError: as `unlock`, but for the key itself.
    """
    return bool(vault_file.load(path)["database"] != "new")


def note_database_made(path: Path) -> None:
    """Remember that the database exists from now on.

    Raises:
        StorageError: as `unlock`, or the disk is full or may not be written; the vault is as it was.
    """
    with vault_file.changing(path) as document:
        document["database"] = "made"


def _new_device_slot(
    document: Document,
    secret: bytes,
    keystores: Iterable[DeviceKeyStore],
    ids: Callable[[], str],
    random_bytes: Callable[[int], bytes],
) -> tuple[Document, DeviceKeyStore]:
    """A slot for a new key of this computer, and who keeps that key."""
    device_key, account = random_bytes(KEY_BYTES), ids()
    keeper = _entrust(device_key, keystores, account)
    slot = sealing.seal(document, DEVICE, device_key, secret, random_bytes(sealing.NONCE_BYTES))
    return slot | {"keeper": keeper.name, "account": account}, keeper


def _entrust(device_key: bytes, keystores: Iterable[DeviceKeyStore], account: str) -> DeviceKeyStore:
    """Give a key to the first keeper that takes it and gives it back."""
    why: list[str] = []
    for keystore in keystores:
        try:
            keystore.write(account, device_key)
            if keystore.read(account) == device_key:
                return keystore
            why.append(f"{keystore.name}: gave back another key")
        except KeyStoreUnavailable as error:
            why.append(f"{keystore.name}: {error.detail}")
    raise KeyStoreUnavailable(detail="; ".join(why) or "none offered")


def _keeper(name: str, keystores: Iterable[DeviceKeyStore]) -> DeviceKeyStore:
    """The keeper that a slot names."""
    for keystore in keystores:
        if keystore.name == name:
            return keystore
    raise KeyStoreUnavailable(detail=f"{name} is not known here")


def _device_place(slot: Document, path: Path) -> DeviceSlot:
    keeper, account = slot.get("keeper"), slot.get("account")
    if not isinstance(keeper, str) or not isinstance(account, str):
        raise VaultDamaged(path, "fields")
    return DeviceSlot(keeper, account)


def _note_this_computer(path: Path, device: str) -> None:
    noted = this_computer_of(path)
    try:
        write_atomically(noted, device.encode("ascii", "replace"))
    except OSError as error:
        raise error_of_system(error, noted) from error
