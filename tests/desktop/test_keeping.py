"""What is kept, in a real desktop: locked, backed up, damaged and brought back, and deleted for good."""

import os

import pytest

from selfkind_desktop.paths import Paths
from tests.desktop.conftest import NewSelfkind
from tests.desktop.reader import Reader
from tests.desktop.session import Desktop
from tests.desktop.test_locking import PASSPHRASE, Typed
from tests.desktop.test_vault import Hands
from tests.desktop.waiting import wait_until


def _unnamed(screen_reader: Reader) -> list[str]:
    return [str(e) for e in screen_reader.elements("selfkind") if e.focusable and not e.name.strip()]


def _section(desk: Desktop, hands: Hands, screen_reader: Reader, name: str) -> None:
    desk.screen.click(*screen_reader.center(hands.wait_for("Settings", "radio")))
    hands.wait_for("Find a setting")
    hands.press(name)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_backup_brings_a_damaged_journal_back_without_typing_twice(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader, theme: str
) -> None:
    look = {"appearance__theme": theme, "appearance__motion": "reduced"}
    typed = Typed(desk, new_selfkind(desk, **look))
    program, hands = typed.program, Hands(desk, screen_reader)
    paths = Paths.below(program.home)
    program.start()
    program.run("open")
    hands.wait_for("Your journal is locked")
    desk.picture(f"locked-{theme}")
    typed.unlock(screen_reader)
    program.run("check-in", "4")
    program.run("backup")
    _section(desk, hands, screen_reader, "Privacy")
    hands.wait_for("Your passphrase opens it.")
    desk.picture(f"privacy-{theme}")
    # Wherever the page is scrolled to.
    screen_reader.act(hands.wait_for("Backups", "button"))
    hands.press("Look at backups…")
    hands.wait_for("1 check-in, all of")
    desk.picture(f"restore-preview-{theme}")
    assert _unnamed(screen_reader) == []
    window = desk.window("Go back to a backup")
    assert window is not None
    assert abs(window.center[0] - desk.screen.width // 2) < 40, "over the window in use"
    desk.screen.press("Escape")
    wait_until(lambda: desk.window("Go back to a backup") is None, "it to close")
    desk.picture(f"backups-{theme}")
    # With the keyboard on the rail, it locks, and the passphrase can be typed at once.
    program.run("lock")
    typed.unlock(screen_reader)
    program.quit()

    if theme == "light":
        content = bytearray(paths.database.read_bytes())
        content[100:6000] = os.urandom(5900)
        paths.database.write_bytes(content)
    else:
        for vault in paths.data.glob("vault*"):
            vault.write_bytes(b"not a vault")
    program.start()
    program.run("open")
    if theme == "light":
        typed.unlock(screen_reader)
        hands.wait_for("selfkind.db is damaged")
        hands.press("Look at backups")
        hands.press("Go back to this")
        hands.wait_for("It is back.")
        desk.picture("restored")
    else:
        hands.press("Look at backups")
        hands.type_into("Passphrase or recovery code", PASSPHRASE)
        hands.wait_for("Only the key file was damaged.")
        desk.picture("key-file-mended")
    program.quit()
    with typed.store() as store:
        assert [int(each.mood) for each in store.check_ins.newest(5)] == [4]


def test_everything_is_deleted_and_a_last_window_says_so(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader
) -> None:
    program, hands = new_selfkind(desk), Hands(desk, screen_reader)
    program.start()
    program.run("check-in", "4")
    program.run("open")
    _section(desk, hands, screen_reader, "Delete everything")
    hands.press("Delete everything…")
    hands.wait_for("This Selfkind cannot reach")
    desk.picture("delete")
    hands.press("Go on")
    hands.type_into("Type “delete”", "delete")
    hands.press("End Selfkind")
    hands.wait_for("The files are gone too.")
    desk.picture("deleted")
    assert [path for path in program.home.rglob("*") if path.is_file()] == []
    desk.screen.press("Return")
    assert program.process is not None
    wait_until(lambda: program.process.poll() is not None, "the end")  # type: ignore[union-attr]
    assert program.process.poll() == 0
    program.process = None
