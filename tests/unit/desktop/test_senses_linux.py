"""Which ways are tried on which desktop."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.desktop.bus import Bus
from selfkind_desktop.desktop.lookout import Lookout
from selfkind_desktop.desktop.senses import Needs
from selfkind_desktop.desktop.senses_linux import is_x11, linux
from selfkind_desktop.domain.surroundings import HoldReason, Sense, Surroundings
from tests.fakes import FakeClock
from tests.unit.desktop.conftest import Serving

X11 = {"DISPLAY": ":987", "XDG_SESSION_TYPE": "x11"}
WAYLAND = {"DISPLAY": ":987", "WAYLAND_DISPLAY": "wayland-9", "XDG_SESSION_TYPE": "wayland"}
Building = Callable[[dict[str, str]], Lookout]


@pytest.fixture
def build(bus: Bus, tmp_path: Path) -> Iterator[Building]:
    made: list[Lookout] = []

    def lookout(environ: dict[str, str]) -> Lookout:
        needs = Needs(FakeClock(), 4.0, 300.0, frozenset)
        made.append(Lookout(linux(needs, bus, bus, environ, tmp_path / "proc"), 4.0, 300.0))
        return made[-1]

    yield lookout
    for each in made:
        each.unwatch()
        each.deleteLater()


def tried(lookout: Lookout, sense: Sense) -> tuple[str, ...]:
    [sighting] = [each for each in lookout.sightings if each.sense is sense]
    return sighting.tried


@pytest.mark.parametrize(
    ("desktop", "ways"),
    [
        ("KDE", ("dunst", "KDE")),
        ("ubuntu:GNOME", ("dunst", "KDE", "GNOME")),
        ("X-Cinnamon", ("dunst", "KDE", "Cinnamon")),
        ("MATE", ("dunst", "KDE", "MATE")),
        ("XFCE", ("dunst", "KDE", "Xfce")),
        ("LXQt", ("dunst", "KDE", "LXQt")),
        ("", ("dunst", "KDE")),
    ],
)
def test_each_desktop_has_its_own_do_not_disturb(
    build: Building, desktop: str, ways: tuple[str, ...]
) -> None:
    assert tried(build({"XDG_CURRENT_DESKTOP": desktop}), Sense.DO_NOT_DISTURB) == ways


def test_a_few_old_programs_do_not_make_an_x_session(build: Building) -> None:
    assert tried(build(X11), Sense.IDLE) == ("GNOME", "X11")
    assert tried(build(X11), Sense.FULL_SCREEN) == ("X11",)
    assert tried(build(X11), Sense.SCREEN_SHARING) == ()
    assert tried(build(WAYLAND), Sense.IDLE) == ("GNOME", "Wayland")
    assert tried(build(WAYLAND), Sense.FULL_SCREEN) == ()
    assert tried(build(WAYLAND), Sense.SCREEN_SHARING) == ("PipeWire",)
    assert tried(build({}), Sense.IDLE) == ("GNOME",)


@pytest.mark.parametrize(
    ("environ", "x11"),
    [
        (X11, True),
        ({"DISPLAY": ":0"}, True),
        (WAYLAND, False),
        ({"DISPLAY": ":0", "XDG_SESSION_TYPE": "wayland"}, False),
        ({}, False),
    ],
)
def test_which_session_it_is(environ: dict[str, str], x11: bool) -> None:
    assert is_x11(environ) is x11


def test_a_whole_look_at_a_scripted_desktop(qtbot: QtBot, build: Building, serve: Serving) -> None:
    mutter, session = "org.gnome.Mutter.IdleMonitor", "org.gnome.SessionManager"
    serve(mutter, methods={f"{mutter}.GetIdletime": {"signature": "t", "body": [9000]}})
    serve(session, properties={f"{session}.InhibitedActions": ["u", 8]})
    serve(
        "org.freedesktop.Notifications", properties={"org.freedesktop.Notifications.Inhibited": ["b", True]}
    )
    lookout = build({})
    seen: list[Surroundings] = []
    lookout.look(seen.append)
    qtbot.waitUntil(lambda: bool(seen))

    held = frozenset({HoldReason.DO_NOT_DISTURB, HoldReason.PRESENTING})
    assert seen == [Surroundings(9.0, None, False, held)]
    found = {sighting.sense: sighting.way for sighting in lookout.sightings}
    assert found[Sense.IDLE] == "GNOME"
    assert found[Sense.DO_NOT_DISTURB] == "KDE"
    assert found[Sense.FULL_SCREEN] is None


def test_a_desktop_without_any_service_holds_nothing(qtbot: QtBot, build: Building) -> None:
    lookout = build({"XDG_CURRENT_DESKTOP": "XFCE"})
    lookout.begin()
    seen: list[Surroundings] = []
    lookout.look(seen.append)
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [Surroundings()]
