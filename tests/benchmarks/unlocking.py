"""How much longer opening with a passphrase takes than the cipher that makes it slow on purpose."""

import os
import time
from pathlib import Path

from selfkind_desktop.app.vault_desk import VaultDesk
from selfkind_desktop.domain.secret import Secret
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.passphrase import SALT_BYTES, derive, of_fields
from selfkind_desktop.storage.vault_file import load

_WORDS = "seven quiet herons"
_TYPING = 0.5
"""Seconds from the first letter, at which the program gets ready, to Enter: a fast typist's."""


def beyond_argon2id(home: Path, rounds: int) -> list[float]:
    """Seconds from Enter to the key, less what Argon2id alone takes with the same parameters, in pairs."""
    paths = Paths.below(home)
    desk = VaultDesk(paths.vault, paths.key_file)
    desk.create(_WORDS)
    _, strength = of_fields(load(paths.vault)["slots"][0], paths.vault)
    found = []
    for turn in range(rounds + 1):
        begun = time.perf_counter()
        derive(_WORDS, os.urandom(SALT_BYTES), strength)
        alone = time.perf_counter() - begun
        desk.prepare()
        time.sleep(_TYPING)
        begun = time.perf_counter()
        desk.unlock(Secret.passphrase(_WORDS))
        if turn:  # the first fills the caches
            found.append(time.perf_counter() - begun - alone)
    return found
