"""The tray: one icon, everything one can ask for behind it, and a way to do without."""

from datetime import datetime

import pytest

from tests.desktop.conftest import NewSelfkind, OwnDesktop
from tests.desktop.reader import Reader
from tests.desktop.session import Desktop, started
from tests.desktop.tray import tray_icon
from tests.desktop.waiting import wait_until

ENTRIES = {
    "Pause now",
    "Hard moment",
    "Write",
    "Open Selfkind",
    "Support",
    "Settings",
    "Quit",
    "Check in",
    "Very hard",
    "Hard",
    "In between",
    "All right",
    "Good",
    "Quiet for…",
    "30 minutes",
    "1 hour",
    "2 hours",
    "Until tomorrow",
    "Until I say",
}


def test_one_icon_whose_menu_offers_everything_and_whose_tooltip_names_the_next_pause(
    desk: Desktop, new_selfkind: NewSelfkind
) -> None:
    program = new_selfkind(desk, rhythm__kind="every", rhythm__every_minutes="42")
    program.start()
    icon = tray_icon(desk)
    wait_until(lambda: "Next pause in 4" in icon.tooltip, "the next pause in the tooltip")
    assert set(icon.menu().labels()) >= ENTRIES
    assert "End quiet" not in icon.menu().labels()
    icon.choose("Quit")
    assert program.process is not None
    assert program.process.wait(20) == 0
    wait_until(lambda: not desk.tray_items(), "the icon to go")
    assert program.said() == ""
    program.process = None


def test_a_left_click_opens_the_panel_where_everything_has_a_name(
    desk: Desktop, new_selfkind: NewSelfkind, screen_reader: Reader
) -> None:
    program = new_selfkind(desk)
    program.start()
    icon = tray_icon(desk)
    icon.activate()
    assert program.process is not None
    pid = program.process.pid
    wait_until(lambda: desk.windows_of(pid), "the panel")
    wait_until(lambda: screen_reader.find("selfkind", "Pause now"), "Pause now in the panel")
    desk.picture("panel")
    assert [str(e) for e in screen_reader.elements("selfkind") if e.focusable and not e.name.strip()] == []
    desk.screen.press("Escape")
    wait_until(lambda: not desk.windows_of(pid), "the panel to close")


def test_quiet_from_the_menu_shows_and_ends(desk: Desktop, new_selfkind: NewSelfkind) -> None:
    program = new_selfkind(desk)
    program.start()
    icon = tray_icon(desk)
    waiting = icon.icon
    icon.choose("1 hour")
    program.wait_for_state("quiet")
    wait_until(lambda: "Quiet until" in icon.tooltip, "quiet in the tooltip")
    wait_until(lambda: icon.icon != waiting, "another icon")
    assert program.status()["next_pause"] is None
    icon.choose("End quiet")
    program.wait_for_state("waiting")
    wait_until(lambda: icon.icon == waiting, "the usual icon")


@pytest.mark.parametrize("mood", ["Hard", "Good"])
def test_a_check_in_from_the_menu_is_kept(desk: Desktop, new_selfkind: NewSelfkind, mood: str) -> None:
    from tests.desktop.records import kept

    program = new_selfkind(desk)
    program.start()
    tray_icon(desk).choose(mood)
    program.quit()
    with kept(program.home) as store:
        check_in = store.check_ins.latest()
    assert check_in is not None
    assert check_in.mood == {"Hard": 2, "Good": 5}[mood]


def _sage_in_the_panel(where: Desktop) -> int:
    """How many pixels of the panel, which is gray, are as green as the icon."""
    rgb = where.screen.picture(0, 0, where.screen.width, 28).rgb
    return sum(rgb[at + 1] > rgb[at] + 30 for at in range(0, len(rgb), 3))


def test_without_a_tray_a_small_window_until_a_tray_appears(
    own_desktop: OwnDesktop, new_selfkind: NewSelfkind
) -> None:
    where = own_desktop(tray=False)
    program = new_selfkind(where)
    program.start()
    assert program.process is not None
    pid = program.process.pid
    wait_until(lambda: where.windows_of(pid), "the status window")
    where.picture("no-tray")
    panel = ["xfce4-panel", "--disable-wm-check"]
    with started(panel, where.environment, where.folder / "panel.log"):
        # Qt settles at its start whether icons go over the bus; one that comes later is embedded.
        wait_until(lambda: _sage_in_the_panel(where) > 50, "the icon in the panel", within=30, every=0.2)
        wait_until(lambda: not where.windows_of(pid), "the status window to leave")
        assert datetime.fromisoformat(program.status()["next_pause"])
        program.quit()
