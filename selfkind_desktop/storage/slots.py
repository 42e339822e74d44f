"""The slots of the vault that a person opens by typing: a passphrase, a recovery code.

All of it works on a copy of a vault that lies elsewhere too, such as the one in a backup.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from selfkind_desktop.domain import recovery_code
from selfkind_desktop.storage import passphrase as passphrases
from selfkind_desktop.storage import sealing, vault_file
from selfkind_desktop.storage.errors import (
    LastWay,
    PassphraseWrong,
    RecoveryCodeMistyped,
    RecoveryCodeWrong,
    SlotMissing,
)
from selfkind_desktop.storage.passphrase import SALT_BYTES, Strength
from selfkind_desktop.storage.vault import (
    DEVICE,
    PASSPHRASE,
    RECOVERY,
    DatabaseKey,
    DeviceSlot,
    check_that_nothing_is_there,
    device_slot,
    this_computer,
)
from selfkind_desktop.storage.vault_file import Document, drop_slot, find_slot, put_slot


@dataclass(frozen=True, slots=True)
class Ways:
    """What opens a vault.

    Attributes:
        device: where this computer keeps a key; None where it keeps none.
        passphrase: whether a passphrase opens it.
        recovery: whether a recovery code opens it.
    """

    device: DeviceSlot | None
    passphrase: bool
    recovery: bool

    @property
    def needs_secret(self) -> bool:
        """Whether somebody has to type something."""
        return self.device is None


def ways(path: Path) -> Ways:
    """What opens the vault; loads no cipher.

    Raises:
        StorageError: as `vault_file.load`.
    """
    document = vault_file.load(path)
    return Ways(
        device_slot(path),
        find_slot(document, PASSPHRASE) is not None,
        find_slot(document, RECOVERY) is not None,
    )


def create_with_passphrase(
    path: Path,
    passphrase: str,
    ids: Callable[[], str],
    random_bytes: Callable[[int], bytes],
    strength: Strength,
    code: str = "",
) -> DatabaseKey:
    """Make a new vault that a passphrase opens; this computer's key store is not asked for anything.

    Args:
        path: the vault's file; its folder is made if needed.
        passphrase: as typed.
        ids: gives new UUIDs.
        random_bytes: gives that many bytes of cryptographic randomness.
        strength: what Argon2id is asked for.
        code: a recovery code that opens it too, as `recovery_code.new_code` makes it; or empty.

    Raises:
        VaultExists, VaultMissing: as `create_vault`.
        StorageError: the disk is full, or may not be written.
    """
    check_that_nothing_is_there(path)
    document = vault_file.new_document(ids)
    secret = random_bytes(sealing.KEY_BYTES)
    put_slot(document, _passphrase_slot(document, secret, passphrase, strength, random_bytes))
    if code:
        put_slot(document, _recovery_slot(document, secret, code, random_bytes))
    vault_file.save_new(path, document)
    return DatabaseKey(secret, "")


def unlock_with_passphrase(path: Path, passphrase: str) -> DatabaseKey:
    """The database key; takes as long as Argon2id does.

    Raises:
        SlotMissing: the vault has no passphrase.
        PassphraseWrong: it is another one.
        MemoryFull: the memory for trying it is not to be had.
        StorageError: as `vault_file.load`.
    """
    document = vault_file.load(path)
    slot = _slot(document, PASSPHRASE, path)
    salt, strength = passphrases.of_fields(slot, path)
    secret = sealing.unseal(document, slot, passphrases.derive(passphrase, salt, strength), path)
    if secret is None:
        raise PassphraseWrong(path)
    return DatabaseKey(secret, this_computer(path, document))


def unlock_with_recovery(path: Path, code: str) -> DatabaseKey:
    """The database key; `code` however it was typed.

    Raises:
        RecoveryCodeMistyped: it is no recovery code; which group is wrong.
        SlotMissing: the vault has no recovery code.
        RecoveryCodeWrong: it is another one.
        StorageError: as `vault_file.load`.
    """
    document = vault_file.load(path)
    slot = _slot(document, RECOVERY, path)
    salt = sealing.bytes_of(slot.get("salt"), SALT_BYTES, path)
    secret = sealing.unseal(document, slot, _recovery_key(code, salt, path), path)
    if secret is None:
        raise RecoveryCodeWrong(path)
    return DatabaseKey(secret, this_computer(path, document))


def set_passphrase(
    path: Path,
    key: DatabaseKey,
    passphrase: str,
    random_bytes: Callable[[int], bytes],
    strength: Strength,
) -> None:
    """Let a passphrase open the vault from now on, in place of the one before. Other ways stay.

    Args:
        path: the vault's file.
        key: the database key, from one of the ways.
        passphrase: as typed; not empty.
        random_bytes: gives that many bytes of cryptographic randomness.
        strength: what Argon2id is asked for, from `passphrase.calibrated`.

    Raises:
        ValueError: the passphrase is empty.
        StorageError: as `vault_file.load`, or it could not be written; the vault is as it was.
    """
    with vault_file.changing(path) as document:
        put_slot(document, _passphrase_slot(document, key.secret, passphrase, strength, random_bytes))


def remove_passphrase(path: Path) -> None:
    """Let the passphrase open nothing any more; no trouble where there is none.

    Raises:
        LastWay: this computer keeps no key; the slot stays. `set_device` comes first.
        StorageError: as `vault_file.load`, or it could not be written; the vault is as it was.
    """
    with vault_file.changing(path) as document:
        if find_slot(document, PASSPHRASE) is not None and find_slot(document, DEVICE) is None:
            raise LastWay(path)
        drop_slot(document, PASSPHRASE)


def set_recovery(path: Path, key: DatabaseKey, code: str, random_bytes: Callable[[int], bytes]) -> None:
    """Let a recovery code open the vault from now on, in place of the one before.

    Best called once the person has typed the new code back: until then the old one is the one that is sure.

    Raises:
        RecoveryCodeMistyped: it is no recovery code.
        StorageError: as `vault_file.load`, or it could not be written; the vault is as it was.
    """
    with vault_file.changing(path) as document:
        put_slot(document, _recovery_slot(document, key.secret, code, random_bytes))


def make_recovery(path: Path, key: DatabaseKey, random_bytes: Callable[[int], bytes]) -> str:
    """A new recovery code, in force at once; in place of the one before.

    Raises:
        StorageError: as `set_recovery`.
    """
    code = recovery_code.new_code(random_bytes)
    set_recovery(path, key, code, random_bytes)
    return code


def check_recovery(path: Path, code: str) -> None:
    """A rehearsal: nothing is raised if the code opens the vault.

    Raises:
        StorageError: as `unlock_with_recovery`.
    """
    unlock_with_recovery(path, code)


def remove_recovery(path: Path) -> None:
    """Let the recovery code open nothing any more; no trouble where there is none.

    Raises:
        LastWay: nothing else opens the vault; the slot stays.
        StorageError: as `vault_file.load`, or it could not be written; the vault is as it was.
    """
    with vault_file.changing(path) as document:
        others = find_slot(document, DEVICE) or find_slot(document, PASSPHRASE)
        if find_slot(document, RECOVERY) is not None and others is None:
            raise LastWay(path)
        drop_slot(document, RECOVERY)


def _passphrase_slot(
    document: Document,
    secret: bytes,
    passphrase: str,
    strength: Strength,
    random_bytes: Callable[[int], bytes],
) -> Document:
    if not passphrase:
        raise ValueError("an empty passphrase protects nothing")
    salt = random_bytes(SALT_BYTES)
    wrapping = passphrases.derive(passphrase, salt, strength)
    slot = sealing.seal(document, PASSPHRASE, wrapping, secret, random_bytes(sealing.NONCE_BYTES))
    return slot | passphrases.fields_of(salt, strength)


def _recovery_slot(
    document: Document, secret: bytes, code: str, random_bytes: Callable[[int], bytes]
) -> Document:
    salt = random_bytes(SALT_BYTES)
    wrapping = _recovery_key(code, salt, Path())
    slot = sealing.seal(document, RECOVERY, wrapping, secret, random_bytes(sealing.NONCE_BYTES))
    return slot | {"kdf": "hkdf-sha256", "salt": sealing.text_of(salt)}


def _recovery_key(code: str, salt: bytes, path: Path) -> bytes:
    """From 140 random bits, which nobody guesses: there is nothing to slow down."""
    try:
        random_key = recovery_code.key_of(code)
    except recovery_code.MistypedError as slip:
        raise RecoveryCodeMistyped(path, str(slip.group)) from None
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), sealing.KEY_BYTES, salt, b"selfkind recovery code").derive(random_key)


def _slot(document: Document, kind: str, path: Path) -> Document:
    slot = find_slot(document, kind)
    if slot is None:
        raise SlotMissing(path, kind)
    return slot
