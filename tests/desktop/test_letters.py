"""A letter through a real desktop: written, sealed out of sight, announced on its day, and read."""

from pathlib import Path

import pytest

from tests.desktop.conftest import NewSelfkind
from tests.desktop.program import Selfkind
from tests.desktop.reader import Reader
from tests.desktop.records import kept
from tests.desktop.session import Desktop
from tests.desktop.test_held import Hand
from tests.desktop.tray import tray_icon
from tests.desktop.waiting import wait_until

WORDS = "quince and the green door"


@pytest.fixture
def hand(desk: Desktop, new_selfkind: NewSelfkind, tmp_path: Path) -> Hand:
    return Hand(new_selfkind(desk, reminder__way="tray"), tmp_path / "shift")


def _press(reader: Reader, name: str) -> None:
    reader.act(wait_until(lambda: reader.find("selfkind", name), name))


def _write_and_seal(hand: Hand, desk: Desktop, reader: Reader) -> None:
    hand.program.run("letter")
    wait_until(lambda: (focused := reader.focused("selfkind")) and focused.name == "Letter", "the sheet")
    desk.screen.type(WORDS)
    wait_until(lambda: reader.find("selfkind", "5 words · saved"), "the words to be kept")
    desk.picture("letter-written")
    _press(reader, "Seal and send to")
    _press(reader, "Tomorrow")
    _press(reader, "Seal it")
    wait_until(lambda: reader.find("selfkind", "Arrives tomorrow"), "the envelope")
    desk.picture("letter-sealed")


def _nothing_of_it(program: Selfkind, reader: Reader) -> None:
    for element in reader.elements("selfkind"):
        assert "quince" not in element.name + element.description
    for file in program.home.rglob("*"):
        if file.is_file():
            assert b"quince" not in file.read_bytes(), file


def _announced(hand: Hand, desk: Desktop) -> None:
    def says() -> bool:
        hand.nudge()
        return "A letter has arrived" in tray_icon(desk).tooltip

    wait_until(says, "the tray to tell of the letter", within=30, every=0.5)


def _read(desk: Desktop, reader: Reader) -> None:
    today = wait_until(lambda: reader.find("selfkind", "Today", "radio"), "the way to Today")
    desk.screen.click(*reader.center(today))
    wait_until(lambda: reader.find("selfkind", "A letter has arrived"), "Today to tell of it")
    desk.picture("letter-today")
    _press(reader, "Read it")
    wait_until(lambda: reader.find("selfkind", "Put it away"), "the letter")
    desk.picture("letter-read")
    desk.screen.press("Escape")
    wait_until(lambda: not reader.find("selfkind", "Put it away"), "it to be put away")
    wait_until(lambda: "A letter" not in tray_icon(desk).tooltip, "the tray to be as before")


def test_a_letter_comes_on_its_day(hand: Hand, desk: Desktop, screen_reader: Reader) -> None:
    program = hand.program
    program.start()
    _write_and_seal(hand, desk, screen_reader)
    _nothing_of_it(program, screen_reader)
    hand.move(days=1)
    _announced(hand, desk)
    _read(desk, screen_reader)
    program.quit()
    with kept(program.home) as store:
        (letter,) = store.letters.arrived()
        assert (letter.text, letter.opened is not None) == (WORDS, True)


def test_a_letter_comes_at_the_next_start_after_its_day(
    hand: Hand, desk: Desktop, screen_reader: Reader
) -> None:
    program = hand.program
    program.start()
    _write_and_seal(hand, desk, screen_reader)
    program.quit()
    hand.move(days=3)
    program.start()
    _announced(hand, desk)
    program.run("open")
    _read(desk, screen_reader)
    program.quit()
    with kept(program.home) as store:
        assert len(store.letters.arrived()) == 1
