"""A glance at the vault that loads no cryptography: does the waiting program begin locked?"""

import json
from pathlib import Path

_LARGEST = 1 << 20
_DEVICE, _TYPED = "device", {"passphrase", "recovery"}


def asks_for_secret(vault: Path) -> bool:
    """Whether somebody has to type something to open this vault: this computer keeps no key for it.

    A vault that cannot be read says no: whoever opens it finds out what is wrong and says it in a sentence.

    Args:
        vault: the vault's file.
    """
    try:
        with vault.open("rb") as file:
            document = json.loads(file.read(_LARGEST))
        kinds = {slot["kind"] for slot in document["slots"]}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return False
    return _DEVICE not in kinds and bool(kinds & _TYPED)
