"""Away for good: first what opens the journal, then every file of ours, also where a crash comes in between.

A note beside the data says what is to go, and is the last to go itself: each start looks for it and finishes.
Only files that bear our names are touched. What else lies in our folders stays, and is told.
"""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selfkind_desktop.paths import Paths
from selfkind_desktop.storage import vault_file
from selfkind_desktop.storage.atomic import private_folder, sync_folder, write_atomically
from selfkind_desktop.storage.errors import StorageError, error_of_system
from selfkind_desktop.storage.files import second_copy_of, vault_of_copy
from selfkind_desktop.storage.unfinished import ERASING

ForgetKey = Callable[[str, str], bool]
"""Lets a keeper forget the key under an account: `(keeper, account)`; whether it did."""

_DATA = (
    "selfkind.db*",
    "selfkind-*.db*",
    "selfkind-damaged-*",
    "vault.json*",
    "tries.json*",
    "this-computer*",
    "restoring.json*",
    "restoring.*",
    "incoming*",
    "made-up-data",
)
_KEYS = ("vault.json*", "*.vault.json*", "tries.json*")
_COPIES = ("selfkind-*.db*", "selfkind-*.vault.json*", "selfkind-*.new")
_STATE = (
    "schedule.json*",
    "prompts.json*",
    "on-this-day.json*",
    "post.json*",
    "backups.json*",
    "selfkind.log*",
)
_CONFIG = ("config.toml*",)
_KEY = ("device.key*",)
_RUN = ("selfkind.sock*",)


@dataclass(frozen=True, slots=True)
class Erasing:
    """What goes besides the journal.

    Attributes:
        settings: the choices, too.
        second_folder: where copies lie a second time; empty for nowhere.
    """

    settings: bool = True
    second_folder: str = ""


@dataclass(frozen=True, slots=True)
class Erased:
    """How it went.

    Attributes:
        key_forgotten: the key store forgot its key, or had none.
        left: the names of files that stayed: not ours, or the system would not let them go.
    """

    key_forgotten: bool
    left: tuple[str, ...] = ()


def begin(paths: Paths, erasing: Erasing, forget_key: ForgetKey) -> bool:
    """Destroy what opens the journal; from here on nobody can read it, and only files are left to remove.

    Doing it twice is no trouble. It needs no key, and works where vault or database are damaged.

    Args:
        paths: where everything is. Nothing of it may be open.
        erasing: what goes.
        forget_key: lets the key store forget.

    Returns:
        whether the key store forgot its key, or had none.

    Raises:
        StorageError: not even the note could be written; nothing was changed.
    """
    document = _vault(paths)
    note: dict[str, object]
    if not (paths.data / ERASING).exists():
        note = {"settings": erasing.settings, "second_folder": erasing.second_folder}
        note["vault"] = document.get("id")
        try:
            private_folder(paths.data)
            write_atomically(paths.data / ERASING, json.dumps(note).encode())
        except OSError as error:
            raise error_of_system(error, paths.data / ERASING) from error
    forgotten = _forget_keys(document, forget_key)
    for path in _matching(paths.key, _KEY):
        _shred(path)
    for folder in (paths.data, paths.backups):
        for path in _matching(folder, _KEYS):
            _shred(path)
    return forgotten


def finish(paths: Paths, *, key_forgotten: bool = True) -> Erased:
    """Remove every file of ours; the note goes last, and stays while anything of ours could not be removed.

    Args:
        paths: where everything is. Nothing of it may be open, the log neither.
        key_forgotten: what `begin` gave.
    """
    note = _note(paths)
    ours = [
        *_second_copies(note),
        *_matching(paths.backups, _COPIES),
        *_matching(paths.data, _DATA),
        *_matching(paths.key, _KEY),
        *_matching(paths.state, _STATE),
        *_matching(paths.run, _RUN),
    ]
    if note.get("settings", True):
        ours += _matching(paths.config, _CONFIG)
    stuck = [path.name for path in ours if not _remove(path)]
    if not stuck:
        _remove(paths.data / ERASING)
    left = []
    folders = (paths.backups, paths.data, paths.key, paths.run, paths.state, paths.config)
    for folder in folders:
        left += _leave_empty(folder)
    return Erased(key_forgotten, tuple(dict.fromkeys([*stuck, *left])))


def _leave_empty(folder: Path) -> list[str]:
    """Remove a folder that is empty now; else say what is in it."""
    with contextlib.suppress(OSError):
        folder.rmdir()
        return []
    try:
        return [path.name for path in folder.iterdir() if path.is_file() and path.name != "config.toml"]
    except OSError:
        return []


def _forget_keys(document: dict[str, Any], forget_key: ForgetKey) -> bool:
    forgotten = True
    slots = document.get("slots")
    for slot in slots if isinstance(slots, list) else []:
        if isinstance(slot, dict) and slot.get("keeper") and slot.get("account"):
            forgotten = forget_key(str(slot["keeper"]), str(slot["account"])) and forgotten
    return forgotten


def _vault(paths: Paths) -> dict[str, Any]:
    """What the vault says, damaged or not, as far as it can be made out."""
    with contextlib.suppress(StorageError):
        return vault_file.load(paths.vault)
    for path in (paths.vault, second_copy_of(paths.vault)):
        with contextlib.suppress(OSError, ValueError):
            told = json.loads(path.read_bytes())
            if isinstance(told, dict):
                return told
    return {}


def _note(paths: Paths) -> dict[str, Any]:
    with contextlib.suppress(OSError, ValueError):
        told = json.loads((paths.data / ERASING).read_bytes())
        if isinstance(told, dict):
            return told
    return {}


def _second_copies(note: dict[str, Any]) -> Iterator[Path]:
    """The copies in another folder that our vault opened: copies of another journal may lie there too."""
    folder, vault = str(note.get("second_folder") or ""), note.get("vault")
    if not folder or not vault:
        return
    for copy in _matching(Path(folder), ("selfkind-*.db",)):
        beside = vault_of_copy(copy)
        with contextlib.suppress(OSError, ValueError, AttributeError):
            if json.loads(beside.read_bytes()).get("id") == vault:
                yield from (beside, copy)


def _matching(folder: Path, patterns: tuple[str, ...]) -> list[Path]:
    """Files with these names, and the unfinished ones that are written before them."""
    found: set[Path] = set()
    with contextlib.suppress(OSError):
        for pattern in patterns:
            found.update(path for path in folder.glob(pattern) if path.is_file() or path.is_symlink())
            found.update(path for path in folder.glob(f".{pattern}") if path.is_file())
    return sorted(found)


def _shred(path: Path) -> None:
    """Write over a small file before it goes; some disks keep the old bytes for a while all the same."""
    with contextlib.suppress(OSError):
        if not path.is_symlink():
            size = path.stat().st_size
            with path.open("r+b") as file:
                file.write(bytes(size))
                file.flush()
                os.fsync(file.fileno())
    _remove(path)
    sync_folder(path.parent)


def _remove(path: Path) -> bool:
    """Whether it is gone."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
