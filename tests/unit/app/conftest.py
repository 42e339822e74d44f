"""Stand-ins for what the person sees, and the parts of the program around them."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QScreen

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.desktop.notifications import Offer
from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.settings import Settings
from selfkind_desktop.domain.surroundings import Surroundings
from selfkind_desktop.storage.config_file import ConfigFile
from tests.fakes import FakeClock


class FakeCard(QObject):
    """A card that a test looks at and clicks on."""

    begun = Signal()
    postponed = Signal(int)
    later_today = Signal()
    declined = Signal()
    expired = Signal()
    softened = Signal(bool)
    checked_in = Signal(int)
    look_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shows = ""
        self.minutes = 0
        self.delays: tuple[int, ...] = ()
        self.offers_later_today = False
        self.seconds = 0

    def invite(
        self,
        minutes: int,
        delays: Sequence[int],
        *,
        later_today: bool,
        seconds: int,
        screen: QScreen | None = None,
    ) -> None:
        self.shows = "invitation"
        self.minutes, self.delays, self.seconds = minutes, tuple(delays), seconds
        self.offers_later_today = later_today

    def ask_softening(self, seconds: int, screen: QScreen | None = None) -> None:
        self.shows, self.seconds = "question", seconds

    def ask_how(self, edge: DayEdge, seconds: int, screen: QScreen | None = None) -> None:
        self.shows, self.seconds = edge.value, seconds

    def withdraw(self) -> None:
        self.shows = ""


class FakeNotifier(QObject):
    """A notification that a test looks at and clicks on; it may refuse to come."""

    begun = Signal()
    postponed = Signal(int)
    declined = Signal()
    expired = Signal()
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.offer: Offer | None = None

    def show(self, offer: Offer) -> None:
        self.offer = offer

    def withdraw(self) -> None:
        self.offer = None


class FakeLook:
    """Sees what a test says; `late` looks wait until they are let through."""

    def __init__(self) -> None:
        self.sees = Surroundings()
        self.late = False
        self.looks: list[Callable[[Surroundings], None]] = []

    def __call__(self, seen: Callable[[Surroundings], None]) -> None:
        if self.late:
            self.looks.append(seen)
        else:
            seen(self.sees)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def config_file(tmp_path: Path) -> ConfigFile:
    return ConfigFile(tmp_path / "config" / "config.toml")


@pytest.fixture
def choices(config_file: ConfigFile, qtbot: object) -> Iterator[Choices]:
    choices = Choices(config_file, Settings())
    yield choices
    choices.deleteLater()


@pytest.fixture
def look() -> FakeLook:
    return FakeLook()
