"""Where this computer keeps its key of the vault, in words for a person."""

import sys

from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.vault import DeviceSlot
from selfkind_desktop.ui.pages.values import KeyPlace

_STORES = {"linux": "Secret Service", "darwin": "Keychain", "win32": "Windows Credential Manager"}


def place_of(slot: DeviceSlot, paths: Paths) -> KeyPlace:
    """The place that a slot names."""
    if slot.keeper == "keyring":
        return KeyPlace(in_key_store=True, where=_STORES.get(sys.platform, ""))
    return KeyPlace(in_key_store=False, where=str(paths.key_file))
