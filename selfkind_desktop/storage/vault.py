"""The vault: a small file beside the database that holds the wrapped database key in slots, as LUKS does.

The database is encrypted with a random key that nobody ever types. The vault keeps that key wrapped: each
slot is one way to unwrap it. Changing a way never touches the database. The slot `device` is wrapped with a
random key that this computer keeps (`DeviceKeyStore`).

The file is JSON with a check sum over everything in it, so that three things are told apart: a damaged file
(the check sum fails), a vault of a newer program (whole, unknown version), and a key that does not fit
(whole, but the slot's tag fails). Slots of an unknown kind are kept as they are when the file is rewritten.
"""

import base64
import binascii
import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from selfkind_desktop.storage.atomic import private_folder, write_atomically
from selfkind_desktop.storage.errors import (
    KeyMissing,
    KeyStoreUnavailable,
    KeyWrong,
    SlotMissing,
    StorageError,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultNewer,
    error_of_system,
)
from selfkind_desktop.storage.files import database_of, is_there

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = "selfkind-vault"
VERSION = 1
DEVICE = "device"
KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16
_LARGEST = 1 << 20
"""In bytes. A vault has a few hundred; reading a far larger file whole could take all memory."""

Document = dict[str, Any]


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
        device: the id of this computer, which every row notes as its origin.
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
        account: the name that the key has there; also the id of this computer.
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
    if is_there(path):
        raise VaultExists(path)
    if is_there(database_of(path)):
        raise VaultMissing(path)
    device_key = random_bytes(KEY_BYTES)
    account = ids()
    keeper = _entrust(device_key, keystores, account)
    key = DatabaseKey(random_bytes(KEY_BYTES), account)
    document: Document = {"format": FORMAT, "version": VERSION, "id": ids(), "database": "new", "slots": []}
    nonce = random_bytes(_NONCE_BYTES)
    wrapped = _cipher(device_key).encrypt(nonce, key.secret, _bound_to(document, DEVICE))
    document["slots"].append(
        {
            "kind": DEVICE,
            "keeper": keeper.name,
            "account": account,
            "nonce": _text(nonce),
            "wrapped": _text(wrapped),
        }
    )
    try:
        _save(path, document, replace=False)
    except StorageError:
        with contextlib.suppress(KeyStoreUnavailable):
            keeper.delete(account)  # no vault will ever ask for it
        raise
    return key


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
    if is_there(path) or is_there(database_of(path)):
        return unlock(path, keystores)
    return create_vault(path, keystores, ids, random_bytes)


def unlock(path: Path, keystores: Iterable[DeviceKeyStore]) -> DatabaseKey:
    """The database key, unwrapped with the key that this computer keeps.

    Raises:
        VaultMissing: there is no vault.
        VaultDamaged: it is not readable, or its check sum fails.
        VaultNewer: it is whole, of a version that we do not know.
        SlotMissing: it has no slot `device`.
        KeyStoreUnavailable: the keeper cannot be asked, or is not one of `keystores`.
        KeyMissing: the keeper has no key under the slot's account.
        KeyWrong: the keeper's key does not open the slot.
        StorageError: the file may not be read.
    """
    document = _load(path)
    slot = _slot(document, DEVICE, path)
    place = _device_place(slot, path)
    device_key = _keeper(place.keeper, keystores).read(place.account)
    if device_key is None:
        raise KeyMissing(path, f"{place.keeper} has no such entry")
    return DatabaseKey(_unwrap(document, slot, device_key, path), place.account)


def device_slot(path: Path) -> DeviceSlot:
    """Where this computer keeps the key; Settings says what that protects.

    Raises:
        StorageError: as `unlock`, but for the key itself.
    """
    return _device_place(_slot(_load(path), DEVICE, path), path)


def database_was_made(path: Path) -> bool:
    """Whether a database was already made with this vault: if it was and is gone, it must not be made anew.

    Raises:
        StorageError: as `unlock`, but for the key itself.
    """
    return bool(_load(path)["database"] != "new")


def note_database_made(path: Path) -> None:
    """Remember that the database exists from now on.

    Raises:
        StorageError: as `unlock`, or the disk is full or may not be written; the vault is as it was.
    """
    document = _load(path)
    document["database"] = "made"
    _save(path, document)


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


def _unwrap(document: Document, slot: Document, wrapping_key: bytes, path: Path) -> bytes:
    """Open a slot; with the check sum right, a failing tag can only mean another key."""
    from cryptography.exceptions import InvalidTag

    nonce = _bytes(slot.get("nonce"), _NONCE_BYTES, path)
    wrapped = _bytes(slot.get("wrapped"), KEY_BYTES + _TAG_BYTES, path)
    if len(wrapping_key) != KEY_BYTES:
        raise KeyWrong(path, "the key has another length")
    try:
        return _cipher(wrapping_key).decrypt(nonce, wrapped, _bound_to(document, slot["kind"]))
    except InvalidTag:
        raise KeyWrong(path) from None


def _cipher(key: bytes) -> "AESGCM":
    """AES-256-GCM, loaded only where a slot is opened or made."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _bound_to(document: Document, kind: str) -> bytes:
    """What a slot is sealed to, so that it cannot be carried into another vault, version or kind of slot."""
    return "\n".join((FORMAT, str(document["version"]), document["id"], kind)).encode()


def _load(path: Path) -> Document:
    """The whole vault, its check sum and fields verified."""
    document = _parse(_read(path), path)
    version = document.get("version")
    if not isinstance(version, int) or version < 1:
        raise VaultDamaged(path, "version")
    if version > VERSION:
        raise VaultNewer(path, f"version {version}")
    slots = document.get("slots")
    fields_fit = isinstance(document.get("id"), str) and isinstance(document.get("database"), str)
    if not fields_fit or not isinstance(slots, list) or not all(isinstance(slot, dict) for slot in slots):
        raise VaultDamaged(path, "fields")
    return document


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError:
        raise VaultMissing(path) from None
    except OSError as error:
        raise error_of_system(error, path) from error


def _parse(data: bytes, path: Path) -> Document:
    """The object in the file, if its check sum fits."""
    try:
        document = json.loads(data)
        if not isinstance(document, dict):
            raise VaultDamaged(path, "not an object")
        check = document.pop("check", None)
        if document.get("format") != FORMAT or check != _check_sum(document):
            raise VaultDamaged(path, "check sum")
    except (ValueError, RecursionError):
        raise VaultDamaged(path, "not JSON") from None
    return document


def _save(path: Path, document: Document, *, replace: bool = True) -> None:
    whole = document | {"check": _check_sum(document)}
    data = json.dumps(whole, indent=2, ensure_ascii=True).encode() + b"\n"
    try:
        private_folder(path.parent)
        write_atomically(path, data, replace=replace)
    except FileExistsError:
        raise VaultExists(path) from None
    except OSError as error:
        raise error_of_system(error, path) from error


def _check_sum(document: Document) -> str:
    """Over everything but the check sum itself; every version of the vault computes it this way."""
    canonical = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _slot(document: Document, kind: str, path: Path) -> Document:
    """The first slot of a kind."""
    for slot in document["slots"]:
        if slot.get("kind") == kind:
            return dict(slot)
    raise SlotMissing(path, kind)


def _device_place(slot: Document, path: Path) -> DeviceSlot:
    keeper, account = slot.get("keeper"), slot.get("account")
    if not isinstance(keeper, str) or not isinstance(account, str):
        raise VaultDamaged(path, "fields")
    return DeviceSlot(keeper, account)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: object, length: int, path: Path) -> bytes:
    try:
        data = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != length:
        raise VaultDamaged(path, "fields")
    return data
