"""The recovery code: a random key in a form that can be printed, kept in a drawer and typed back.

Seven groups of five characters, from 32 that cannot be mistaken for each other (no I, L, O, U). Four of a
group carry the key: 7 × 4 × 5 = 140 random bits. The fifth is a check over the group and its place, so that
a slip while typing is told from a code that does not belong here, and the group can be named. The check is a
sum over the field of 32 elements with another weight for each place: it notices every single wrong character
of a group and every two that changed places.
"""

import unicodedata
from collections.abc import Callable, Sequence

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUPS = 7
GROUP_LENGTH = 5
KEY_BYTES = 18
"""The 140 bits, with four zero bits in front."""

_DATA = GROUP_LENGTH - 1
_BITS = 5
_KEY_BITS = GROUPS * _DATA * _BITS
_SEPARATORS = "._,:;/|\u2212"
_SEPARATING = ("Zs", "Zl", "Zp", "Pd", "Cc", "Cf")
"""Unicode's kinds of spaces, line ends and dashes; any other sign was meant as part of the code."""
_READ_AS = {**{sign: value for value, sign in enumerate(ALPHABET)}, "O": 0, "I": 1, "L": 1, "U": 27}
"""What is read from paper: a letter that is not in the code is the one it looks like."""


class MistypedError(ValueError):
    """A text that is no recovery code: something in it slipped.

    Attributes:
        group: the first group that cannot be right, from 1; 0 where only the length is wrong.
    """

    def __init__(self, group: int) -> None:
        super().__init__(f"group {group}")
        self.group = group


def new_code(random_bytes: Callable[[int], bytes]) -> str:
    """A new code, in groups.

    Args:
        random_bytes: gives that many bytes of cryptographic randomness.
    """
    number = int.from_bytes(random_bytes(KEY_BYTES), "big") & ((1 << _KEY_BITS) - 1)
    return _written(number)


def groups_of(code: str) -> list[str]:
    """The groups of a code as it is printed."""
    return code.split("-")


def key_of(text: str) -> bytes:
    """The random key in a code, however it was typed: small letters, spaces, dashes, O for 0 and I for 1.

    Raises:
        MistypedError: it is no code.
    """
    groups = _read(text)
    number = 0
    for place, group in enumerate(groups):
        if _check(group[:_DATA], place) != group[_DATA]:
            raise MistypedError(place + 1)
        for value in group[:_DATA]:
            number = number << _BITS | value
    return number.to_bytes(KEY_BYTES, "big")


def tidied(text: str) -> str:
    """The code as it is printed, from however it was typed.

    Raises:
        MistypedError: it is no code.
    """
    return _written(int.from_bytes(key_of(text), "big"))


def slip_in(text: str) -> int | None:
    """The first whole group of an unfinished code that cannot be right, from 1; None where all is well."""
    values = [_READ_AS.get(sign) for sign in _signs(text)]
    for place in range(min(GROUPS, len(values) // GROUP_LENGTH)):
        group = values[place * GROUP_LENGTH : (place + 1) * GROUP_LENGTH]
        known = [value for value in group if value is not None]
        if len(known) < GROUP_LENGTH or _check(known[:_DATA], place) != known[_DATA]:
            return place + 1
    return None


def _written(number: int) -> str:
    groups = []
    for place in range(GROUPS):
        part = number >> _BITS * _DATA * (GROUPS - 1 - place)
        values = [part >> _BITS * (_DATA - 1 - index) & 31 for index in range(_DATA)]
        groups.append("".join(ALPHABET[value] for value in [*values, _check(values, place)]))
    return "-".join(groups)


def _read(text: str) -> list[list[int]]:
    """The values of every group.

    A missing or doubled character moves all that follow: where the groups were typed apart, the one with
    another length is named; else the first whose check fails.
    """
    signs = _signs(text)
    apart = ["".join(_signs(part)) for part in _apart(text)]
    if len(apart) == GROUPS:
        for place, part in enumerate(apart):
            if len(part) != GROUP_LENGTH or any(sign not in _READ_AS for sign in part):
                raise MistypedError(place + 1)
    if slip := slip_in(text):
        raise MistypedError(slip)
    if len(signs) != GROUPS * GROUP_LENGTH:
        raise MistypedError(min(GROUPS, len(signs) // GROUP_LENGTH + 1))
    values = [_READ_AS[sign] for sign in signs]
    return [values[start : start + GROUP_LENGTH] for start in range(0, len(values), GROUP_LENGTH)]


def _apart(text: str) -> list[str]:
    """What was typed between spaces, dashes and the like."""
    return "".join(" " if _only_separates(sign) else sign for sign in text).split()


def _only_separates(sign: str) -> bool:
    return sign in _SEPARATORS or unicodedata.category(sign) in _SEPARATING


def _signs(text: str) -> list[str]:
    """The characters that count: what only separates is left out."""
    return [sign for part in _apart(text) for sign in part.upper()]


def _check(values: Sequence[int], place: int) -> int:
    """Over four values; the place keeps two whole groups from changing places unnoticed."""
    total = place + 1
    for index, value in enumerate(values):
        total ^= _product(value, 2 << index)
    return total


def _product(left: int, right: int) -> int:
    """In the field of 32 elements (modulo x^5 + x^2 + 1)."""
    product = 0
    while right:
        if right & 1:
            product ^= left
        left <<= 1
        if left & 32:
            left ^= 0b100101
        right >>= 1
    return product
