"""Settings in the running program: what can be seen here is asked anew, and said beside each switch."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.settings_place import SettingsPlace
from selfkind_desktop.desktop.lookout import REASONS, Lookout, Senses
from selfkind_desktop.desktop.notifications import NotifierChain
from selfkind_desktop.desktop.notifications.nowhere import NowhereNotifier
from selfkind_desktop.desktop.sights.port import FirstOf, Still
from selfkind_desktop.desktop.sleep import ClockSleep
from selfkind_desktop.domain.settings import HOLD_DURING, HoldDuring, Settings
from selfkind_desktop.domain.surroundings import Sense
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.pages.checks import button, says


class Sees(Still[bool]):
    """One way to see; None is a way that this desktop does not have."""

    def __init__(self, name: str, seen: bool | None) -> None:
        self.name = name
        self.seen = seen

    def ask(self, then: Callable[[bool | None], None]) -> None:
        then(self.seen)


class Sits(Still[float]):
    """Somebody who typed a second ago."""

    name = "X11"

    def ask(self, then: Callable[[float | None], None]) -> None:
        then(1.0)


@pytest.fixture
def quiet() -> Sees:
    return Sees("KDE", None)


@pytest.fixture
def choices(tmp_path: Path) -> Choices:
    return Choices(ConfigFile(Paths.below(tmp_path).config_file), Settings())


@pytest.fixture
def place(look: Appearance, quiet: Sees, choices: Choices, tmp_path: Path, qtbot: QtBot) -> SettingsPlace:
    clock = FakeClock()
    eyes = {sense: FirstOf(sense, [Sees("nowhere", None)]) for sense in REASONS}
    eyes[Sense.DO_NOT_DISTURB] = FirstOf(Sense.DO_NOT_DISTURB, [quiet])
    senses = Senses(
        FirstOf(Sense.IDLE, [Sits()]), FirstOf(Sense.LOCK, [Sees("logind", None)]), eyes, ClockSleep(clock)
    )
    place = SettingsPlace(
        look,
        clock,
        choices,
        Paths.below(tmp_path),
        (),
        NotifierChain([NowhereNotifier()]),
        Lookout(senses, 4.0, 300.0),
        lambda: True,
        1,
        (),
    )
    qtbot.addWidget(place.page)
    place.page.show()
    return place


def how(place: SettingsPlace, name: str) -> str:
    return button(place.page, name).accessibleDescription()


def test_what_this_desktop_shows_is_asked_for_and_said(
    place: SettingsPlace, quiet: Sees, qtbot: QtBot
) -> None:
    place.refresh()
    assert how(place, "The camera is in use") == "Looking…"
    qtbot.waitUntil(lambda: how(place, "The camera is in use") == "Not available on this desktop.")
    assert how(place, "Do Not Disturb is on") == "Not available on this desktop."
    assert says(place.page, "Seen through X11.")
    assert says(place.page, "Seen by comparing clocks.")
    # Another desktop service was started meanwhile.
    quiet.seen = False
    place.refresh()
    qtbot.waitUntil(lambda: how(place, "Do Not Disturb is on") == "Seen through KDE.")


def test_a_switch_is_kept_and_the_sentences_stay(
    place: SettingsPlace, choices: Choices, qtbot: QtBot
) -> None:
    place.refresh()
    qtbot.waitUntil(lambda: how(place, "The camera is in use") == "Not available on this desktop.")
    button(place.page, "The camera is in use").click()
    assert HoldDuring.CAMERA not in choices[HOLD_DURING]
    assert how(place, "The camera is in use") == "Not available on this desktop."
