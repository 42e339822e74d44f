"""Settings in the running program: which way an invitation comes, and what the system allows."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.settings_place import SettingsPlace, follow_login_choice
from selfkind_desktop.desktop.lookout import REASONS, Lookout, Senses
from selfkind_desktop.desktop.notifications import Notifier, NotifierChain, Offer, Way, WhyNot
from selfkind_desktop.desktop.notifications.nowhere import NowhereNotifier
from selfkind_desktop.desktop.sights.port import FirstOf, Still
from selfkind_desktop.desktop.sleep import ClockSleep
from selfkind_desktop.domain.settings import REMINDER_WAY, START_AT_LOGIN, ReminderWay
from selfkind_desktop.domain.surroundings import Sense
from selfkind_desktop.paths import Paths
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.pages.checks import sentence


class FakeWay(Notifier):
    """A way to notify that is there or not."""

    def __init__(self) -> None:
        super().__init__()
        self.usable: bool | None = None

    @property
    def way(self) -> Way:
        return Way("D-Bus", self.usable, True, None if self.usable else WhyNot.NO_SERVER)

    def check(self) -> None:
        self.checked.emit()

    def show(self, offer: Offer) -> None:
        """Not asked for here."""

    def withdraw(self) -> None:
        """Nothing shows."""


class Blind(Still[bool]):
    """A way to see that sees nothing."""

    name = "nowhere"

    def ask(self, then: Callable[[bool | None], None]) -> None:
        then(None)


class Scene:
    """The page of settings on a desktop that a test makes up."""

    def __init__(self, look: Appearance, choices: Choices, paths: Paths, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        clock = FakeClock()
        self.way, self.has_tray, self.choices = FakeWay(), True, choices
        eyes = {sense: FirstOf(sense, [Blind()]) for sense in REASONS}
        senses = Senses(
            FirstOf(Sense.IDLE, [Blind()]), FirstOf(Sense.LOCK, [Blind()]), eyes, ClockSleep(clock)
        )
        self.chain = NotifierChain([self.way, NowhereNotifier()])
        self.place = SettingsPlace(
            look,
            clock,
            choices,
            paths,
            (),
            self.chain,
            Lookout(senses, 4.0, 300.0),
            lambda: self.has_tray,
            1,
            (),
        )

    def comes_to_say(self, *sentences: str) -> None:
        """Wait until the page says all of these: the desktop is asked, and answers later."""
        self.place.refresh()
        self._qtbot.waitUntil(lambda: all(each in sentence(self.place.page) for each in sentences))


@pytest.fixture
def scene(look: Appearance, choices: Choices, paths: Paths, qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene(look, choices, paths, qtbot)
    qtbot.addWidget(scene.place.page)
    scene.place.page.show()
    yield scene
    scene.place.deleteLater()


def test_the_card_is_in_use_and_the_tray_shows_it_too(scene: Scene) -> None:
    scene.comes_to_say("Card beside the tray", "In use.", "It shows that a pause is offered.")


def test_a_desktop_without_a_tray_is_named(scene: Scene) -> None:
    scene.has_tray = False
    scene.comes_to_say("a small window stands in for it")


def test_where_no_notification_comes_up_it_says_why_and_what_takes_over(scene: Scene) -> None:
    scene.choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    scene.way.usable = False
    scene.comes_to_say(
        "Nothing on this desktop shows notifications.", "Takes over where no notification can be shown."
    )


def test_a_notification_that_works_is_in_use_with_its_buttons(scene: Scene) -> None:
    scene.choices.choose(REMINDER_WAY, ReminderWay.NOTIFICATION)
    scene.way.usable = True
    scene.comes_to_say("In use, with buttons.")


@pytest.mark.only_on("linux")
def test_starting_at_login_follows_the_choice(choices: Choices, tmp_path: Path) -> None:
    assert follow_login_choice(choices) == ""
    entries = tmp_path / "xdg_config_home" / "autostart"
    assert not entries.exists()
    choices.choose(START_AT_LOGIN, value=True)
    assert follow_login_choice(choices) == ""
    assert len(list(entries.iterdir())) == 1
    choices.choose(START_AT_LOGIN, value=False)
    assert follow_login_choice(choices) == ""
    assert [each for each in entries.iterdir() if "Hidden=true" not in each.read_text()] == []


@pytest.mark.only_on("linux")
def test_a_system_that_refuses_says_why(choices: Choices, tmp_path: Path) -> None:
    (tmp_path / "xdg_config_home").write_text("a file in the way")
    choices.choose(START_AT_LOGIN, value=True)
    assert follow_login_choice(choices) != ""
