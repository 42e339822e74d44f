"""Encrypting with a passphrase in the format of the tool `age`: such a file opens without this program, too.

The format (age-encryption.org/v1) in short: a text header wraps a random file key with a key that scrypt
makes of the passphrase, and ends with an HMAC over itself; the payload is a nonce and chunks of 64 KiB, each
sealed with ChaCha20-Poly1305 under a counter, the last one marked as the last. Chunks stand alone, so both
ways run in little memory, and a reader can go back and forth. Python's libraries for it hold whole files in
memory.
"""

import base64
import binascii
import hashlib
import hmac
import io
import re
from collections.abc import Callable
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

MAGIC = b"age-encryption.org/v1\n"
WORK = 18
"""What scrypt costs: 2 to this power rounds, about a second and 256 MiB. It is what `age` itself takes."""

_MOST_WORK = 20
"""A file that asks for more is damaged, or wants to stop this computer."""

_CHUNK = 64 * 1024
_TAG = 16
_FILE_KEY = 16
_SALT = 16
_NONCE = 16
_LONGEST_HEADER = 1024
_HEADER = re.compile(
    rb"\A(age-encryption\.org/v1\n-> scrypt ([A-Za-z0-9+/]{22}) ([1-9][0-9]?)\n([A-Za-z0-9+/]{43})\n---)"
    rb" ([A-Za-z0-9+/]{43})\n"
)


class PassphraseDoesNotFitError(Exception):
    """The passphrase does not unwrap the file key: it is another one, or the first lines are damaged."""


class DamagedError(Exception):
    """The file is not what was written: cut short, changed, or never of this kind."""


class AgeWriter(io.RawIOBase):
    """Seals what is written to it; closing it marks the end, without which the file does not open.

    Args:
        target: gets the encrypted bytes; stays open.
        passphrase: the words that will open it.
        random_bytes: gives that many bytes of cryptographic randomness.
        work: see `WORK`; less only in tests.
    """

    def __init__(
        self, target: IO[bytes], passphrase: str, random_bytes: Callable[[int], bytes], work: int = WORK
    ) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self._target = target
        file_key, salt, nonce = random_bytes(_FILE_KEY), random_bytes(_SALT), random_bytes(_NONCE)
        wrapped = ChaCha20Poly1305(_wrapping_key(passphrase, salt, work)).encrypt(bytes(12), file_key, None)
        head = MAGIC + b"-> scrypt %s %d\n%s\n---" % (_text(salt), work, _text(wrapped))
        target.write(head + b" " + _text(_seal_of_header(file_key, head)) + b"\n" + nonce)
        self._cipher = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))
        self._waiting = bytearray()
        self._number = 0

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: "ReadableBuffer") -> int:
        """Seal every whole chunk; what may yet be the last one waits."""
        length = memoryview(data).nbytes
        self._waiting += data
        while len(self._waiting) > _CHUNK:
            self._seal(bytes(self._waiting[:_CHUNK]), is_last=False)
            del self._waiting[:_CHUNK]
        return length

    def close(self) -> None:
        """Seal the last chunk."""
        if not self.closed:
            self._seal(bytes(self._waiting), is_last=True)
            self._waiting.clear()
        super().close()

    def abandon(self) -> None:
        """Close without the end mark: what was written so far can never be taken for a whole file."""
        self._waiting.clear()
        super().close()

    def _seal(self, chunk: bytes, *, is_last: bool) -> None:
        self._target.write(self._cipher.encrypt(_chunk_nonce(self._number, is_last=is_last), chunk, None))
        self._number += 1


class AgeReader(io.RawIOBase):
    """The words inside, to be read in any order.

    Args:
        source: the encrypted file, which can be read in any order itself; stays open.
        passphrase: the words that open it.

    Raises:
        PassphraseDoesNotFitError: it is another passphrase (or the first lines are damaged).
        DamagedError: the header or the end is not what was written; reading tells of the rest.
    """

    def __init__(self, source: IO[bytes], passphrase: str) -> None:
        self._source = source
        source.seek(0)
        found = _HEADER.match(source.read(_LONGEST_HEADER))
        if found is None:
            raise DamagedError("header")
        file_key = _unwrapped(found, passphrase)
        head, seal = found[1], _bytes(found[5])
        if not hmac.compare_digest(_seal_of_header(file_key, head), seal):
            raise DamagedError("header")
        self._open_payload(file_key, found.end())
        self._position = 0
        self._number, self._chunk = -1, b""
        self._load(max(0, self._last))  # a file that was cut is told before anything of it is believed

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where the next read begins."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self._size}[whence]
        self._position = max(0, base + offset)
        return self._position

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill the buffer with what comes next, up to the end of a chunk.

        Raises:
            DamagedError: the chunk is not what was written.
        """
        view = memoryview(buffer).cast("B")
        if self._position >= self._size:
            return 0
        number, start = divmod(self._position, _CHUNK)
        self._load(number)
        piece = self._chunk[start : start + len(view)]
        view[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def _open_payload(self, file_key: bytes, start: int) -> None:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        self._source.seek(start)
        nonce = self._source.read(_NONCE)
        self._start = start + _NONCE
        sealed = self._source.seek(0, io.SEEK_END) - self._start
        full, rest = divmod(sealed, _CHUNK + _TAG)
        if sealed < _TAG or 0 < rest < _TAG or (rest == _TAG and full):
            raise DamagedError("cut")
        chunks = full + bool(rest)
        self._last = chunks - 1
        self._size = sealed - chunks * _TAG
        self._cipher = ChaCha20Poly1305(_hkdf(file_key, nonce, b"payload"))

    def _load(self, number: int) -> None:
        if number == self._number:
            return
        from cryptography.exceptions import InvalidTag

        self._source.seek(self._start + number * (_CHUNK + _TAG))
        sealed = self._source.read(_CHUNK + _TAG)
        nonce = _chunk_nonce(number, is_last=number == self._last)
        try:
            self._chunk = self._cipher.decrypt(nonce, sealed, None)
        except InvalidTag:
            raise DamagedError("chunk") from None
        self._number = number


def _unwrapped(found: re.Match[bytes], passphrase: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    salt, work, wrapped = _bytes(found[2]), int(found[3]), _bytes(found[4])
    if work > _MOST_WORK:
        raise DamagedError("work")
    try:
        return ChaCha20Poly1305(_wrapping_key(passphrase, salt, work)).decrypt(bytes(12), wrapped, None)
    except InvalidTag:
        raise PassphraseDoesNotFitError from None


def _wrapping_key(passphrase: str, salt: bytes, work: int) -> bytes:
    from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

    kdf = Scrypt(salt=b"age-encryption.org/v1/scrypt" + salt, length=32, n=1 << work, r=8, p=1)
    return kdf.derive(passphrase.encode())


def _seal_of_header(file_key: bytes, head: bytes) -> bytes:
    return hmac.digest(_hkdf(file_key, b"", b"header"), head, hashlib.sha256)


def _hkdf(key: bytes, salt: bytes, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(algorithm=SHA256(), length=32, salt=salt or None, info=info).derive(key)


def _chunk_nonce(number: int, *, is_last: bool) -> bytes:
    return number.to_bytes(11) + bytes([is_last])


def _text(data: bytes) -> bytes:
    return base64.b64encode(data).rstrip(b"=")


def _bytes(text: bytes) -> bytes:
    """Back from text, refusing any but the one way to write these bytes.

    Raises:
        DamagedError: it is another way.
    """
    try:
        data = base64.b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error:
        raise DamagedError("header") from None
    if _text(data) != text:
        raise DamagedError("header")
    return data
