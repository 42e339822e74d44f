"""After long use no file shows a word of it: not where it is kept, nor where programs keep their scraps."""

import json
import math
from collections import Counter
from pathlib import Path

import pytest

from tests.desktop.conftest import NewSelfkind
from tests.desktop.program import Selfkind
from tests.desktop.reader import Reader
from tests.desktop.records import files_with
from tests.desktop.remains import remains
from tests.desktop.session import Desktop
from tests.desktop.test_locking import PASSPHRASE, Typed
from tests.desktop.waiting import wait_until

TEXT, TITLE, TAG, SOUGHT, BROUGHT = (
    f"zqx{word}lantern" for word in ("text", "title", "tag", "sought", "brought")
)
LOCKED_WITH = "zqx nine lanterns"
MARKERS = (TEXT, TITLE, TAG, SOUGHT, BROUGHT, LOCKED_WITH, PASSPHRASE)
BLOCK = 4096
LEAST = 7.6
"""Bits a byte: 4096 random bytes have 7.95, text has 4 to 5."""


def within(program: Selfkind, everything: Path) -> None:
    """Let all that a program could write anywhere lie below one folder."""
    for name in (
        "TMPDIR",
        "SQLITE_TMPDIR",
        "HOME",
        "XDG_CONFIG_HOME",
        "XDG_DATA_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    ):
        folder = everything / f"of-{name.lower()}"
        folder.mkdir(parents=True)
        program.environment[name] = str(folder)


def type_into(desk: Desktop, reader: Reader, name: str, text: str) -> None:
    """Click into a line, and type once it has the keyboard."""
    line = wait_until(lambda: reader.find("selfkind", name, "text"), name)
    desk.screen.click(*reader.center(line))

    def has_it() -> bool:
        return any(each.focused and each.name == name for each in reader.elements("selfkind"))

    wait_until(has_it, f"{name!r} to have the keyboard")
    desk.screen.type(text)
    desk.screen.press("Return")


def entropy(block: bytes) -> float:
    """Bits a byte."""
    return -sum(count / len(block) * math.log2(count / len(block)) for count in Counter(block).values())


def low_blocks(path: Path) -> list[int]:
    """Where a file does not look like chance, but for what a zip says at its beginning and its end."""
    content = path.read_bytes()
    blocks = [content[place : place + BLOCK] for place in range(0, len(content) - BLOCK + 1, BLOCK)]
    if path.suffix != ".db":
        blocks = blocks[1:-1]
    return [number for number, block in enumerate(blocks) if entropy(block) < LEAST]


@pytest.mark.timeout(300)
def test_nothing_of_it_can_be_read_anywhere(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader, tmp_path: Path
) -> None:
    everything, outside = tmp_path / "everything", tmp_path / "outside"
    outside.mkdir()
    program = new_selfkind(desk, "everything/home", appearance__motion="reduced")
    within(program, everything)
    typed = Typed(desk, program)
    program.start()
    typed.begin_entry(screen_reader)
    desk.screen.type(f"{TEXT} and a door. " * 3)
    use_by_command(program, outside)
    for name, word in (("Title", TITLE), ("Add a tag", TAG), ("Search in the journal", SOUGHT)):
        type_into(desk, screen_reader, name, word)
    program.run("lock")
    program.wait_for_state("locked")
    # Best effort: what Qt and the desktop keep of the words is measured beside the lock.
    wait_until(lambda: not remains(typed.pid, PASSPHRASE), "the passphrase to be gone from memory")
    assert remains(typed.pid, typed.key.hex()) == {}
    typed.unlock(screen_reader)
    program.kill()
    assert traces(everything, typed.key.hex()) == []
    program.start()
    program.run("open")
    typed.unlock(screen_reader)
    program.quit()
    assert traces(everything, typed.key.hex()) == []
    with typed.store() as store:
        (written,) = [entry for entry in store.entries.newest(30) if TEXT in entry.text]
        assert (written.title, written.tags) == (TITLE, (TAG,))
        assert any(BROUGHT in entry.text for entry in store.entries.newest(30))
    sealed = [
        *everything.rglob("*.db"),
        *everything.rglob("*.selfkind-backup"),
        outside / "locked.selfkind.zip",
    ]
    assert len(sealed) >= 3
    assert {path.name: low_blocks(path) for path in sealed if low_blocks(path)} == {}
    assert files_with(outside, TEXT) == [] != files_with(outside, BROUGHT)  # only what came from there


def use_by_command(program: Selfkind, outside: Path) -> None:
    """What one can do without the window."""
    entry = {
        "title": BROUGHT,
        "body": f"{BROUGHT} " * 200,
        "date": "2026-01-02",
        "time": "03:04",
        "tags": [BROUGHT],
        "starred": False,
    }
    (outside / "jrnl.json").write_text(json.dumps({"tags": {}, "entries": [entry]}))
    (outside / "words").write_text(LOCKED_WITH + "\n")
    program.run("check-in", "2")
    program.run("import", str(outside / "jrnl.json"))
    program.run("backup")
    program.run("backup", str(outside / "away"))
    program.run("export", "--passphrase-file", str(outside / "words"), str(outside / "locked.selfkind.zip"))


def traces(everything: Path, key: str) -> list[str]:
    """The files that show something."""
    found = [
        path
        for word in (*MARKERS, key, "SQLite format 3", "CREATE TABLE")
        for path in files_with(everything, word)
    ]
    return sorted({path.name for path in found})
