"""A glance at the vault that loads no cryptography: does the waiting program begin locked?"""

import json
from pathlib import Path

from selfkind_desktop.storage.files import second_copy_of

_LARGEST = 1 << 20
_DEVICE, _TYPED = "device", {"passphrase", "recovery"}


def asks_for_secret(vault: Path) -> bool:
    """Whether somebody has to type something to open this vault: this computer keeps no key for it.

    A vault that cannot be read says no: whoever opens it finds out what is wrong and says it in a sentence.

    Args:
        vault: the vault's file; where it cannot be read, its second copy counts.
    """
    kinds = _kinds(vault) or _kinds(second_copy_of(vault))
    return _DEVICE not in kinds and bool(kinds & _TYPED)


def _kinds(path: Path) -> set[str]:
    """The kinds of slots in a file; none where it cannot be read."""
    try:
        with path.open("rb") as file:
            document = json.loads(file.read(_LARGEST))
        return {str(slot["kind"]) for slot in document["slots"]}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return set()
