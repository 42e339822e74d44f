"""Locked in a real desktop, in each way there is: nothing of it on the screen or in memory, nothing lost."""

import contextlib
import secrets
from time import sleep

import pytest

from selfkind_desktop.app.ids import new_id
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage import slots
from selfkind_desktop.storage.passphrase import Strength
from selfkind_desktop.storage.store import Store
from tests.desktop.conftest import NewSelfkind
from tests.desktop.program import Selfkind
from tests.desktop.reader import Reader
from tests.desktop.records import files_with, kept_with
from tests.desktop.remains import remains
from tests.desktop.screen_saver import screen_saver
from tests.desktop.session import Desktop
from tests.desktop.tray import tray_icon
from tests.desktop.waiting import wait_until

PASSPHRASE = "seven boats"
WORD = "zqxquincelantern"


class Typed:
    """A Selfkind that a passphrase opens."""

    def __init__(self, desk: Desktop, program: Selfkind) -> None:
        self.desk, self.program = desk, program
        paths = Paths.below(program.home)
        self._database = paths.database
        self.key = slots.create_with_passphrase(
            paths.vault, PASSPHRASE, new_id, secrets.token_bytes, Strength(iterations=1)
        )

    @property
    def pid(self) -> int:
        assert self.program.process is not None
        return self.program.process.pid

    def unlock(self, reader: Reader) -> None:
        """Type the passphrase, once the field waits for it."""

        self._wait_for_focus(reader, "Passphrase")
        self.desk.screen.type(PASSPHRASE)
        self.desk.screen.press("Return")
        self.program.wait_for_state("waiting")

    def begin_entry(self, reader: Reader) -> None:
        self.program.run("write")
        self.unlock(reader)
        self.wait_for_text(reader)

    def wait_for_text(self, reader: Reader) -> None:
        self._wait_for_focus(reader, "Entry")

    def _wait_for_focus(self, reader: Reader, name: str) -> None:
        def has_it() -> bool:
            # A list calls its current row focused, wherever the keyboard is.
            return any(each.focused and each.name == name for each in reader.elements("selfkind"))

        wait_until(has_it, f"{name!r} to have the keyboard")

    def entries(self) -> list[str]:
        """After the end."""
        with kept_with(self._database, self.key) as store:
            return [entry.text for entry in store.entries.newest(10)]

    def store(self) -> "contextlib.AbstractContextManager[Store]":
        return kept_with(self._database, self.key)


@pytest.fixture
def typed(desk: Desktop, new_selfkind: NewSelfkind) -> Typed:
    typed = Typed(desk, new_selfkind(desk, appearance__motion="reduced"))
    typed.program.start()
    return typed


def test_by_hand_words_are_stored_gone_from_memory_and_back_at_the_cursor(
    desk: Desktop, typed: Typed, screen_reader: Reader
) -> None:
    assert typed.program.status()["state"] == "locked"
    typed.begin_entry(screen_reader)
    desk.screen.type(f"{WORD} and a door")
    desk.screen.press("Home")
    sleep(1)
    assert remains(typed.pid, WORD)
    next_pause = typed.program.status()["next_pause"]

    assert typed.program.run("lock").strip() == "Locked."
    status = typed.program.status()
    assert (status["state"], status["next_pause"]) == ("locked", next_pause)
    assert tray_icon(desk).tooltip.startswith("Locked · Next pause")
    wait_until(lambda: screen_reader.find("selfkind", "Your journal is locked"), "the lock screen")
    assert screen_reader.find("selfkind", WORD) is None
    desk.picture("locked")
    # Best effort, and measured: a word may be left where somebody else's library keeps what it freed.
    wait_until(lambda: sum(remains(typed.pid, WORD).values()) <= 1, "the words to be gone from memory")
    assert remains(typed.pid, typed.key.hex()) == {}
    assert remains(typed.pid, PASSPHRASE) == {}

    typed.unlock(screen_reader)
    typed.wait_for_text(screen_reader)
    desk.screen.type("first, ")
    typed.program.quit()
    assert typed.entries() == [f"first, {WORD} and a door"]
    assert files_with(typed.program.home, WORD) == []


def test_a_pause_and_a_mood_while_locked_are_written_once_it_opens(
    desk: Desktop, typed: Typed, screen_reader: Reader
) -> None:
    assert "once you open it" in typed.program.run("check-in", "2")
    typed.program.run("hard-moment")
    typed.program.wait_for_state("in_pause")
    desk.picture("pause-while-locked")
    wait_until(lambda: "Selfkind" in desk.screen.active_title(), "the pause")

    def left() -> bool:
        desk.screen.press("Escape")
        return bool(typed.program.status()["state"] == "locked")

    wait_until(left, "the pause to end", every=0.5)
    typed.program.run("open")
    typed.unlock(screen_reader)
    typed.program.quit()
    with typed.store() as store:
        assert [int(each.mood) for each in store.check_ins.newest(5)] == [2]
        assert [each.source for each in store.pauses.newest(5)] == ["hard-moment"]


def test_support_is_reached_without_opening(typed: Typed, screen_reader: Reader, desk: Desktop) -> None:
    typed.program.run("open")
    wait_until(lambda: screen_reader.find("selfkind", "Your journal is locked"), "the lock screen")
    found = screen_reader.elements("selfkind")
    doors = [each for each in found if each.name == "Support" and "button" in each.role]
    desk.screen.click(*screen_reader.center(doors[-1]))
    wait_until(lambda: screen_reader.find("selfkind", "A way back to the ground"), "Support")
    assert typed.program.status()["state"] == "locked"


def test_it_locks_with_the_screen(desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader) -> None:
    with screen_saver(desk) as saver:
        typed = Typed(desk, new_selfkind(desk))
        typed.program.start()
        typed.begin_entry(screen_reader)
        desk.screen.type(WORD)
        wait_until(lambda: screen_reader.find("selfkind", WORD) is not None, "the word to arrive")
        saver.lock()
        typed.program.wait_for_state("locked")
        wait_until(lambda: screen_reader.find("selfkind", WORD) is None, "nothing private to be seen")
    typed.program.quit()
    assert typed.entries() == [WORD]


@pytest.mark.long
def test_it_locks_after_a_minute_without_a_key(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader
) -> None:
    typed = Typed(desk, new_selfkind(desk, lock__after_minutes="1"))
    typed.program.start()
    typed.begin_entry(screen_reader)
    desk.screen.type(WORD)
    typed.program.wait_for_state("locked", within=100)
    typed.unlock(screen_reader)
    typed.program.quit()
    assert typed.entries() == [WORD]
