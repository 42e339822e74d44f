"""A disk that takes no more: what was acknowledged is there, one sentence says why, and then it goes on."""

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from selfkind_desktop.storage.errors import StorageError, Trouble
from selfkind_desktop.storage.unfinished import finish_restore
from tests.conftest import FOR_LONG
from tests.crash import deeds
from tests.crash.disks import Disk, can_mount, limited, read_only, small
from tests.crash.home import Home, Said, Say, check

TRIES = 12 if FOR_LONG else 1
ENOUGH = 60
"""After so many acknowledgements there was too much room."""

DISKS = {"limited": limited} | ({"small": small, "read-only": read_only} if can_mount() else {})
TOLD = {
    "limited": {Trouble.DISK_FULL, Trouble.DISK_TROUBLE},  # SQLite does not tell a limit from a broken disk
    "small": {Trouble.DISK_FULL},
    "read-only": {Trouble.NOT_WRITABLE},
}


class EnoughError(Exception):
    """It could go on like this."""


def until(count: int, said: Said) -> Say:
    """Note what is acknowledged, and stop after so many."""
    before = len(said)

    def say(*words: object) -> None:
        said.append(words)
        if len(said) - before >= count:
            raise EnoughError

    return say


def refused(name: str, home: Home, said: Said) -> StorageError | None:
    """What kept a deed from going on; None if nothing did."""
    try:
        deeds.DEEDS[name].do(home, until(ENOUGH, said))
    except StorageError as error:
        return error
    except EnoughError:
        pass
    return None


def try_once(name: str, template: Path, folder: Path, disk: Disk, room: int) -> StorageError | None:
    deed = deeds.DEEDS[name]
    folder.mkdir()
    said: Said = []
    with disk(folder, room) as short_of_room:
        home = Home(folder / "data", seed=1)
        shutil.copytree(template, home.folder)
        deed.prepare(home)
        with short_of_room():
            error = refused(name, home, said)
        if error is not None:
            assert unfinished_below(folder) == []
            finish_restore(home.folder)  # as every start does
            check(deed, home, said)
            again: Said = []
            with pytest.raises(EnoughError):
                deed.do(home.on(1000), until(1, again))
            assert again
    shutil.rmtree(folder)
    return error


def unfinished_below(folder: Path) -> list[str]:
    """What nobody would look for again."""
    signs = (".new", ".unfinished", ".incoming")
    return [path.name for path in folder.rglob("*") if path.name.endswith(signs)]


@pytest.mark.only_on("linux")
@pytest.mark.sample
@pytest.mark.timeout(60 + 20 * TRIES)
@pytest.mark.parametrize("disk", DISKS)
@pytest.mark.parametrize("name", deeds.DEEDS)
def test_a_disk_that_takes_no_more(name: str, disk: str, template: Path, tmp_path: Path) -> None:
    chance = random.Random(f"{name} {disk}")
    for number in range(TRIES):
        room = int(2 ** chance.uniform(8, 21))
        error = None
        while error is None:
            error = try_once(name, template, tmp_path / str(number), DISKS[disk], room)
            assert error or room, "nothing was ever refused"
            room //= 8
        assert error.code in TOLD[disk], error
        assert error.file
        assert error.file in error.sentence


# --- something in the way ---


def _folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()
    (path / "something").touch()


def _file(path: Path) -> None:
    if path.is_dir():
        path.rmdir()
    path.touch()


IN_THE_WAY: dict[tuple[str, str], Callable[[Path], None]] = {
    ("save", "selfkind.db-wal"): _folder,
    ("open_and_close", "vault.json.copy"): _folder,
    ("back_up", "backups"): _file,
    ("migrate", "old/backups"): _file,
    ("bring_in", "selfkind.db-wal"): _folder,
    ("put_back", ".restoring.db"): _folder,
    ("put_back", "restoring.json"): _folder,
    ("rewrap", "vault.json.copy"): _folder,
    ("export", "../data-outside"): _file,
    ("take_over", "selfkind.db-wal"): _folder,
}


@pytest.mark.parametrize(("name", "where"), IN_THE_WAY)
def test_something_in_the_way(name: str, where: str, template: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "data", seed=1)
    shutil.copytree(template, home.folder)
    deed = deeds.DEEDS[name]
    deed.prepare(home)
    path = home.folder / where
    IN_THE_WAY[name, where](path)
    said: Said = []
    error = refused(name, home, said)
    assert error is not None
    assert error.code is Trouble.NOT_WRITABLE, error
    assert error.file in error.sentence
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    if name == "export":
        home.outside.mkdir()
    check(deed, home, said)
    with pytest.raises(EnoughError):
        deed.do(home.on(1000), until(1, []))
