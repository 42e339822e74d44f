"""Every place, in light and dark: reachable, named for a screen reader, painted; pictures are kept."""

import pytest

from tests.desktop.conftest import NewSelfkind
from tests.desktop.program import Selfkind
from tests.desktop.reader import Reader
from tests.desktop.records import kept
from tests.desktop.session import Desktop
from tests.desktop.waiting import wait_until
from x11 import Window

THEMES = ("light", "dark")


def _unnamed(screen_reader: Reader) -> list[str]:
    return [str(e) for e in screen_reader.elements("selfkind") if e.focusable and not e.name.strip()]


def _window(program: Selfkind, desk: Desktop) -> Window:
    assert program.process is not None
    pid = program.process.pid
    return wait_until(lambda: desk.windows_of(pid), "a window")[0]


MARKS = {
    "Today": "The last seven days",
    "Journal": "Write a line",
    "Letters": "No letters yet",
    "Support": "People who listen",
    "Settings": "Find a setting",
}


def _go_to(desk: Desktop, screen_reader: Reader, place: str) -> None:
    button = wait_until(lambda: screen_reader.find("selfkind", place, "radio"), place)
    desk.screen.click(*screen_reader.center(button))
    wait_until(lambda: screen_reader.find("selfkind", MARKS[place]), f"what {place} holds")


@pytest.mark.parametrize("theme", THEMES)
def test_every_place_of_the_window(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader, theme: str
) -> None:
    program = new_selfkind(desk, appearance__theme=theme)
    program.start()
    program.run("check-in", "4")
    program.run("open")
    window = _window(program, desk)
    for place in MARKS:
        _go_to(desk, screen_reader, place)
        desk.picture(f"{place.lower()}-{theme}")
        assert _unnamed(screen_reader) == [], place
        # The left edge is sand in the theme's own light, never what a theme forgot to paint.
        inside = desk.screen.picture(window.x, window.y, window.width, window.height)
        assert inside.colors() > 20
        dark = sum(inside.pixel(4, window.height // 2)) < 384
        assert dark == (theme == "dark")


@pytest.mark.parametrize("theme", THEMES)
def test_a_first_run_by_keyboard_alone(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader, theme: str
) -> None:
    program = new_selfkind(desk, first_run__done="no", appearance__theme=theme, pause__check_in="no")
    program.start()
    _window(program, desk)
    for step in range(1, 5):
        go_on = wait_until(
            lambda: (
                screen_reader.find("selfkind", "Go on") or screen_reader.find("selfkind", "Begin a first")
            ),
            "a way on",
        )
        desk.picture(f"first-run-{step}-{theme}")
        assert _unnamed(screen_reader) == []
        if "Begin" in go_on.name:
            break
        desk.screen.press("Return")
    wait_until(lambda: screen_reader.find("selfkind", "Begin a first minute"), "the last step")
    desk.screen.press("Return")
    program.wait_for_state("in_pause")
    assert program.run("config", "get", "first_run.done").strip() == "yes"
    program.quit()
    with kept(program.home) as store:
        assert store.pauses.count() <= 1
