"""From a passphrase to a key: made deliberately slow, so that a copy of the vault cannot be guessed at fast.

Argon2id (RFC 9106), because it needs memory as well as time, which is what whoever guesses with many
graphics cards is short of. How much of both is measured once, on the computer where the passphrase is
chosen, and noted in the slot. What a slot asks for is bounded: a vault that asks for 100 GB is damaged.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from selfkind_desktop.storage.errors import MemoryFull, VaultDamaged
from selfkind_desktop.storage.sealing import KEY_BYTES, bytes_of, text_of
from selfkind_desktop.storage.vault_file import Document

SALT_BYTES = 16
_MIB = 1024
_LEAST_MEMORY = 64 * _MIB
_MOST_CHOSEN = 256 * _MIB
"""A computer with little memory has to be able to open it too."""
_MOST_MEMORY = 1024 * _MIB
_MOST_LANES = 16
_MOST_ITERATIONS = 64
_LEAST_CHOSEN_ITERATIONS = 3
_LANES = 4
_AIM = 0.5


@dataclass(frozen=True, slots=True)
class Strength:
    """What Argon2id is asked for.

    Attributes:
        memory: in KiB.
        lanes: how many parts can be computed side by side.
        iterations: how often it goes through the memory.
    """

    memory: int = _LEAST_MEMORY
    lanes: int = _LANES
    iterations: int = _LEAST_CHOSEN_ITERATIONS

    def is_sane(self) -> bool:
        """Whether a program of ours may have asked for it."""
        return (
            _LEAST_MEMORY <= self.memory <= _MOST_MEMORY
            and 1 <= self.lanes <= _MOST_LANES
            and 1 <= self.iterations <= _MOST_ITERATIONS
        )


def normalized(passphrase: str) -> bytes:
    """The bytes that a passphrase stands for, whichever keyboard it was typed on.

    An é arrives as one sign from one system and as an e with an accent from another; an input method may give
    wide digits, a phone a space that does not break. NFKC makes those that look alike the same. Small and
    capital letters, and spaces at the ends, stay what they are.
    """
    return unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass")


def derive(passphrase: str, salt: bytes, strength: Strength) -> bytes:
    """The key; takes about half a second, on purpose.

    Raises:
        MemoryFull: the memory is not to be had.
    """
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    slow = Argon2id(
        salt=salt,
        length=KEY_BYTES,
        iterations=strength.iterations,
        lanes=strength.lanes,
        memory_cost=strength.memory,
    )
    try:
        return slow.derive(normalized(passphrase))
    except MemoryError:
        raise MemoryFull(detail=f"{strength.memory // _MIB} MiB") from None


def calibrated(tick: Callable[[], float], derive: Callable[..., bytes] = derive) -> Strength:
    """What takes about half a second here; measuring takes less than two seconds on a usual computer.

    More memory is worth more than more passes, up to what a small computer has too.

    Args:
        tick: seconds, from any start.
        derive: what is measured.
    """

    def seconds(strength: Strength) -> float:
        begun = tick()
        derive("a passphrase", bytes(SALT_BYTES), strength)
        return max(tick() - begun, 1e-6)

    try:
        small = seconds(Strength(iterations=_LEAST_CHOSEN_ITERATIONS))
        if small < _AIM:  # the first may have been held up by something else
            small = min(small, seconds(Strength(iterations=_LEAST_CHOSEN_ITERATIONS)))
        fits = _LEAST_MEMORY * _AIM / small
        memory = next(size for size in (_MOST_CHOSEN, _MOST_CHOSEN // 2, 0) if size <= fits) or _LEAST_MEMORY
        few = small if memory == _LEAST_MEMORY else seconds(Strength(memory))
        if few >= _AIM:
            return Strength(memory)
        passes = 2 * _LEAST_CHOSEN_ITERATIONS
        each = (seconds(Strength(memory, iterations=passes)) - few) / (passes - _LEAST_CHOSEN_ITERATIONS)
    except MemoryFull:
        return Strength()
    more = round((_AIM - few) / max(each, few / passes))
    return Strength(memory, iterations=min(_LEAST_CHOSEN_ITERATIONS + more, _MOST_ITERATIONS))


def fields_of(salt: bytes, strength: Strength) -> Document:
    """What the slot notes down."""
    return {
        "kdf": "argon2id",
        "memory": strength.memory,
        "lanes": strength.lanes,
        "iterations": strength.iterations,
        "salt": text_of(salt),
    }


def of_fields(slot: Document, path: Path) -> tuple[bytes, Strength]:
    """Salt and strength that a slot notes down.

    Raises:
        VaultDamaged: they make no sense, or ask for more than any program of ours would.
    """
    numbers = [slot.get(name) for name in ("memory", "lanes", "iterations")]
    if slot.get("kdf") != "argon2id" or not all(type(number) is int for number in numbers):
        raise VaultDamaged(path, "fields")
    strength = Strength(*numbers)  # type: ignore[arg-type]
    if not strength.is_sane():
        raise VaultDamaged(path, "strength")
    return bytes_of(slot.get("salt"), SALT_BYTES, path), strength
