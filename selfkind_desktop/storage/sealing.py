"""Wraps the database key for a slot of the vault, and unwraps it: AES-256-GCM, sealed to vault and kind."""

import base64
import binascii
from pathlib import Path
from typing import TYPE_CHECKING

from selfkind_desktop.storage.errors import VaultDamaged
from selfkind_desktop.storage.vault_file import FORMAT, Document

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
NONCE_BYTES = 12
_TAG_BYTES = 16


def seal(document: Document, kind: str, wrapping_key: bytes, secret: bytes, nonce: bytes) -> Document:
    """The fields of a slot that holds the secret; the caller adds what opening it needs."""
    wrapped = _cipher(wrapping_key).encrypt(nonce, secret, _bound_to(document, kind))
    return {"kind": kind, "nonce": text_of(nonce), "wrapped": text_of(wrapped)}


def unseal(document: Document, slot: Document, wrapping_key: bytes, path: Path) -> bytes | None:
    """The secret in a slot; None for another key: with the check sum right, a failing tag means nothing else.

    Raises:
        VaultDamaged: the slot makes no sense.
    """
    from cryptography.exceptions import InvalidTag

    nonce = bytes_of(slot.get("nonce"), NONCE_BYTES, path)
    wrapped = bytes_of(slot.get("wrapped"), KEY_BYTES + _TAG_BYTES, path)
    try:
        return _cipher(wrapping_key).decrypt(nonce, wrapped, _bound_to(document, slot["kind"]))
    except InvalidTag:
        return None


def text_of(data: bytes) -> str:
    """Bytes as they stand in the file."""
    return base64.b64encode(data).decode("ascii")


def bytes_of(text: object, length: int, path: Path) -> bytes:
    """The other way round.

    Raises:
        VaultDamaged: it is no text of that many bytes.
    """
    try:
        data = base64.b64decode(text, validate=True) if isinstance(text, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    if len(data) != length:
        raise VaultDamaged(path, "fields")
    return data


def _cipher(key: bytes) -> "AESGCM":
    """The cipher, loaded only where a slot is opened or made."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    return AESGCM(key)


def _bound_to(document: Document, kind: str) -> bytes:
    """What a slot is sealed to, so that it cannot be carried into another vault, version or kind of slot."""
    return "\n".join((FORMAT, str(document["version"]), document["id"], kind)).encode()
