"""Where the key of the encrypted file is kept on this computer."""

import sys

from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.storage.vault import device_slot
from selfkind_desktop.ui.pages.values import KeyPlace

_STORES = {"linux": "Secret Service", "darwin": "Keychain", "win32": "Windows Credential Manager"}


def key_place(paths: Paths) -> KeyPlace | None:
    """Where the key is; None where there is no vault yet, or none that can be read."""
    try:
        slot = device_slot(paths.vault)
    except StorageError:
        return None
    if slot is None:
        return None
    if slot.keeper == "keyring":
        return KeyPlace(in_key_store=True, where=_STORES.get(sys.platform, ""))
    return KeyPlace(in_key_store=False, where=str(paths.key_file))
