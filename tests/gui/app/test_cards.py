"""Cards on several screens: the first answer counts for all, and a screen that goes takes its card along."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.cards import Cards, screens_for
from selfkind_desktop.domain.settings import ReminderScreen
from selfkind_desktop.ui.reminder_card import ReminderCard
from selfkind_desktop.ui.theme import Appearance
from tests.gui.pages.checks import button

# The offscreen platform cannot do what a card asks of a real one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Desk:
    """Some screens, and the cards on them. Here all of them lie at the same place; that does not matter."""

    def __init__(self, look: Appearance) -> None:
        self.screens: list[QScreen] = [QGuiApplication.primaryScreen()] * 2
        self.made: list[ReminderCard] = []
        self._look = look
        self.cards = Cards(self._make, lambda: self.screens)

    def _make(self) -> ReminderCard:
        self.made.append(ReminderCard(self._look, blended=False))
        return self.made[-1]

    def invite(self, seconds: int = 45) -> None:
        self.cards.show_each(
            lambda card, screen: card.invite(2, (10,), later_today=False, seconds=seconds, screen=screen)
        )

    def showing(self) -> list[ReminderCard]:
        return [card for card in self.made if card.isVisible()]


@pytest.fixture
def desk(look: Appearance, qtbot: QtBot) -> Iterator[Desk]:
    desk = Desk(look)
    yield desk
    desk.cards.withdraw()
    desk.cards.deleteLater()
    for card in desk.made:
        card.close()
        card.deleteLater()


def test_each_screen_has_its_card_and_keeps_it(desk: Desk) -> None:
    desk.invite()
    assert len(desk.showing()) == 2
    desk.screens = desk.screens[:1]
    desk.invite()
    assert desk.showing() == desk.made[:1]
    desk.screens = desk.screens * 2
    desk.invite()
    assert len(desk.made) == 2
    assert desk.showing() == desk.made


def test_an_answer_on_one_is_heard_once_and_all_can_be_withdrawn(desk: Desk) -> None:
    begun = QSignalSpy(desk.cards.begun)
    desk.invite()
    button(desk.made[1], "Begin").click()
    assert begun.count() == 1
    desk.cards.withdraw()
    assert desk.showing() == []


def test_it_expires_once_nobody_answered_anywhere(desk: Desk) -> None:
    expired = QSignalSpy(desk.cards.expired)
    desk.invite()
    desk.made[0].expired.emit()
    assert desk.showing() == desk.made[1:]
    assert expired.count() == 0
    desk.made[1].expired.emit()
    assert expired.count() == 1


def test_the_card_of_a_screen_that_goes_leaves_with_it(desk: Desk) -> None:
    expired = QSignalSpy(desk.cards.expired)
    # The screen is the same object twice here: the last card stays and moves to a screen that is there.
    desk.invite()
    QGuiApplication.instance().screenRemoved.emit(desk.screens[0])
    assert len(desk.showing()) == 1
    desk.showing()[0].expired.emit()
    assert expired.count() == 1


def test_a_card_built_early_shows_nothing(desk: Desk) -> None:
    assert desk.cards.first() is desk.made[0]
    assert desk.showing() == []


def test_one_screen_is_one_screen_whatever_was_chosen(look: Appearance) -> None:
    for where in ReminderScreen:
        assert screens_for(where) == [QGuiApplication.primaryScreen()]


_PROBE = """
import sys
from pathlib import Path
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication
app = QApplication([])
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.invitations import Invitations
from selfkind_desktop.domain.settings import REMINDER_SCREEN, ReminderScreen, Settings
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.ui.reminder_card import ReminderCard
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
look = Appearance(app)
look.apply("light", motion="reduced")
QCursor.setPos(2000, 300)
for where in ReminderScreen:
    made = []
    def make():
        made.append(ReminderCard(look, blended=False))
        return made[-1]
    choices = Choices(ConfigFile(Path(sys.argv[1])), Settings().having(REMINDER_SCREEN, where))
    invitations = Invitations(FakeClock(), choices, make, lambda: None)
    answers = []
    invitations.answered.connect(answers.append)
    invitations.offer()
    names = [app.screenAt(card.geometry().center()).name() for card in made if card.isVisible()]
    made[-1].declined.emit()
    left = sum(card.isVisible() for card in made)
    print(where, len(answers), left, *names)
"""


_PLUGGED = """
from PySide6.QtWidgets import QApplication
app = QApplication([])
from selfkind_desktop.app.cards import Cards
from selfkind_desktop.ui.reminder_card import ReminderCard
from selfkind_desktop.ui.theme import Appearance
look = Appearance(app)
look.apply("light", motion="reduced")
first, *_, second = sorted(app.screens(), key=lambda screen: screen.geometry().x())
for name, before, after in (("all", [first], [first, second]), ("one", [first], [second])):
    made, wanted = [], before
    def make():
        made.append(ReminderCard(look, blended=False))
        return made[-1]
    cards = Cards(make, lambda: wanted)
    app.screenAdded.emit(second)
    none = len(made)
    cards.show_each(
        lambda card, screen: card.invite(2, (10,), later_today=False, seconds=45, screen=screen)
    )
    wanted = after
    app.screenAdded.emit(second)
    app.screenAdded.emit(second)
    lefts = [app.screenAt(card.geometry().center()).geometry().x() for card in made if card.isVisible()]
    print(name, none, *lefts)
    cards.withdraw()
    cards.deleteLater()
"""


def _run_with_screens(folder: Path, probe: str) -> dict[str, str]:
    """Two screens beside each other; a third shows the same as the first."""
    places = (("left", 0), ("right", 1280), ("beamer", 0))
    screens = [
        {"name": name, "x": x, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96, "logicalBaseDpi": 96,
         "dpr": 1}
        for name, x in places
    ]  # fmt: skip
    config = folder / "screens.json"
    config.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": screens}))
    environ = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}"}
    done = subprocess.run(
        [sys.executable, "-c", probe, str(folder / "config.toml")],
        env=environ,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return dict(line.split(" ", 1) for line in done.stdout.splitlines())


def test_a_screen_that_is_plugged_in_gets_a_card_where_each_has_one(tmp_path: Path) -> None:
    said = _run_with_screens(tmp_path, _PLUGGED)
    assert said == {"all": "0 0 1280", "one": "0 0"}


def test_with_three_screens_a_card_comes_where_it_was_wanted(tmp_path: Path) -> None:
    said = _run_with_screens(tmp_path, _PROBE)
    # One answer, no card left, and where the cards were.
    assert said["in-use"] == "1 0 right"
    assert said["primary"] in ("1 0 left", "1 0 beamer")
    assert said["all"] in ("1 0 right left", "1 0 right beamer")
