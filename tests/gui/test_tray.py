"""The icon in the tray: its face, its tooltip, its menu."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QAction
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.quiet import QuietFor
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.tray import Tray
from tests.fakes import FakeClock

# The offscreen platform says so for each icon that shows.
pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")


class Scene:
    """A tray icon that serves."""

    def __init__(self) -> None:
        self.clock = FakeClock()
        self.commands = Commands()
        self.tray = Tray()
        self.tray.serve(self.commands, self.clock)
        self.tray.show_outlook(self.waiting(42))

    def waiting(self, minutes: float) -> Outlook:
        return Outlook(Standing.WAITING, next_at=self.clock.now().later(minutes=minutes).at)

    @property
    def icon(self) -> QSystemTrayIcon:
        return self.tray.findChild(QSystemTrayIcon)

    @property
    def menu(self) -> QMenu:
        return self.icon.contextMenu()

    def face(self) -> bytes:
        """What the icon looks like."""
        image = self.icon.icon().pixmap(24, 24).toImage()
        return bytes(image.constBits())

    def renew(self) -> None:
        """What happens when the tooltip's time is over."""
        timer = self.tray.findChild(QTimer)
        self.clock.advance(timer.interval() / 1000)
        timer.stop()
        timer.timeout.emit()

    def entry(self, *path: str) -> QAction:
        menu = self.menu
        for name in path[:-1]:
            menu = next(each for each in menu.actions() if each.text() == name).menu()
        return next(each for each in menu.actions() if each.text() == path[-1])


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene()
    yield scene
    scene.tray.hide()
    scene.tray.deleteLater()
    scene.menu.deleteLater()
    scene.commands.deleteLater()


def test_the_tooltip_names_the_next_pause_and_keeps_up(scene: Scene) -> None:
    seen = [scene.icon.toolTip()]
    for _ in range(30):
        if not scene.tray.findChild(QTimer).isActive():
            break
        scene.renew()
        seen.append(scene.icon.toolTip())
    assert seen[0] == "Next pause in 40 min"
    assert seen[-1] == "Next pause in a moment"
    assert "Next pause in 10 min" in seen
    assert "Next pause in 1 min" in seen
    # Each change wakes the desktop's panel: by the minute only where that matters.
    assert len(seen) < 20


@pytest.mark.parametrize(
    ("outlook", "tooltip"),
    [
        (Outlook(Standing.OFFERED), "A pause is offered"),
        (Outlook(Standing.IN_PAUSE), "Taking a pause"),
        (Outlook(Standing.QUIET), "Quiet until you say"),
        (Outlook(Standing.LOCKED), "Locked"),
        (Outlook(Standing.WAITING), "No pauses planned"),
    ],
)
def test_the_tooltip_names_every_standing(scene: Scene, outlook: Outlook, tooltip: str) -> None:
    scene.tray.show_outlook(outlook)
    assert scene.icon.toolTip() == tooltip
    assert not scene.tray.findChild(QTimer).isActive()


def test_each_standing_that_matters_has_its_own_face(scene: Scene) -> None:
    faces = {Standing.WAITING: scene.face()}
    for standing in (Standing.OFFERED, Standing.QUIET, Standing.LOCKED, Standing.IN_PAUSE):
        scene.tray.show_outlook(Outlook(standing))
        faces[standing] = scene.face()
    assert faces[Standing.IN_PAUSE] == faces[Standing.WAITING]
    assert len(set(faces.values())) == 4
    scene.tray.show_outlook(scene.waiting(5))
    assert scene.face() == faces[Standing.WAITING]


def test_quiet_can_be_ended_while_it_is_locked(scene: Scene) -> None:
    def labels() -> list[str]:
        menus = [action.menu() for action in scene.menu.actions() if action.menu()]
        return [each.text() for menu in menus for each in menu.actions() if each.isVisible()]

    scene.tray.show_outlook(Outlook(Standing.LOCKED, beneath=Standing.WAITING))
    assert "End quiet" not in labels()
    scene.tray.show_outlook(Outlook(Standing.LOCKED, beneath=Standing.QUIET))
    assert "End quiet" in labels()


def test_the_menu_has_everything(scene: Scene) -> None:
    def labels(menu: QMenu) -> list[object]:
        shown = [each for each in menu.actions() if each.isVisible() and not each.isSeparator()]
        return [(each.text(), labels(each.menu())) if each.menu() else each.text() for each in shown]

    assert labels(scene.menu) == [
        "Next pause in 42 min",
        ("Check in", ["Very hard", "Hard", "In between", "All right", "Good"]),
        "Pause now",
        "Hard moment",
        "Write",
        ("Quiet for…", ["30 minutes", "1 hour", "2 hours", "Until tomorrow", "Until I say"]),
        "Open Selfkind",
        "Support",
        "Settings",
        "Quit",
    ]


def test_quiet_can_be_ended_only_while_it_is_quiet(scene: Scene) -> None:
    end = scene.entry("Quiet for…", "End quiet")
    assert not end.isVisible()
    scene.tray.show_outlook(Outlook(Standing.QUIET))
    assert end.isVisible()
    asked = QSignalSpy(scene.commands.quiet)
    end.trigger()
    assert asked.at(0) == [QuietFor.OFF]
    scene.tray.show_outlook(scene.waiting(3))
    assert not end.isVisible()


def test_the_headline_is_to_the_minute_when_the_menu_opens(scene: Scene) -> None:
    scene.clock.advance(minutes=4)
    scene.menu.aboutToShow.emit()
    headline = scene.menu.actions()[0]
    assert headline.text() == "Next pause in 38 min"
    assert not headline.isEnabled()


def test_the_menu_asks(scene: Scene) -> None:
    check_in, quiet = QSignalSpy(scene.commands.check_in), QSignalSpy(scene.commands.quiet)
    scene.entry("Check in", "Hard").trigger()
    scene.entry("Quiet for…", "Until tomorrow").trigger()
    assert check_in.at(0) == [Mood.HARD]
    assert quiet.at(0) == [QuietFor.TOMORROW]


def test_a_left_click_asks_for_the_panel_and_a_right_click_does_not(scene: Scene) -> None:
    asked = QSignalSpy(scene.tray.panel_requested)
    scene.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    scene.icon.activated.emit(QSystemTrayIcon.ActivationReason.MiddleClick)
    assert asked.count() == 0
    scene.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert asked.count() == 1


def test_moved_into_a_tray_that_came_later_it_is_the_same_icon(scene: Scene, qapp: QApplication) -> None:
    scene.tray.show_outlook(Outlook(Standing.QUIET))
    before, face = scene.icon.toolTip(), scene.face()
    scene.tray.move_in()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (scene.icon.toolTip(), scene.face()) == (before, face)
    assert scene.icon.isVisible()
    asked = QSignalSpy(scene.tray.panel_requested)
    scene.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert asked.count() == 1
    scene.tray.show_outlook(scene.waiting(5))
    assert scene.icon.toolTip() == "Next pause in 5 min"
    assert "Quit" in [each.text() for each in scene.menu.actions()]
