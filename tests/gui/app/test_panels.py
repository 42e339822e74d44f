"""The panel and its stand-in, as the running program opens them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.panels import Panels
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.pages.values import NextPause
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.tray_panel import StatusWindow, TrayPanel
from tests.fakes import FakeClock
from tests.gui.pages.checks import button, says

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Scene:
    """A desktop with our panels."""

    def __init__(self, look: Appearance) -> None:
        self.clock = FakeClock()
        self.commands = Commands()
        self.card = QRect()
        self.outlook = Outlook(Standing.WAITING, next_at=self.clock.now().later(minutes=42).at)
        self.panels = Panels(
            look,
            self.commands,
            self.clock,
            lambda: NextPause(self.outlook, 2, (5, 10, 30), later_today=True),
            lambda: self.card,
        )

    def shown(self, kind: type) -> list:
        return [
            each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
        ]


@pytest.fixture
def scene(look: Appearance, qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene(look)
    yield scene
    scene.panels.close()
    scene.panels.deleteLater()
    scene.commands.deleteLater()


def test_the_panel_opens_and_closes_and_says_how_things_stand_now(scene: Scene) -> None:
    opened = QSignalSpy(scene.panels.opened)
    scene.panels.toggle_panel()
    (panel,) = scene.shown(TrayPanel)
    assert says(panel, "Next pause in 42 min")
    scene.panels.toggle_panel()
    assert scene.shown(TrayPanel) == []
    scene.outlook = Outlook(Standing.QUIET)
    scene.panels.toggle_panel()
    assert scene.shown(TrayPanel) == [panel]
    assert says(panel, "Quiet until you say")
    assert opened.count() == 2


def test_the_click_that_took_the_focus_from_it_does_not_open_it_again(scene: Scene, qtbot: QtBot) -> None:
    scene.panels.toggle_panel()
    (panel,) = scene.shown(TrayPanel)
    qtbot.waitUntil(panel.isActiveWindow)
    scene.panels.stand_in_for_tray()
    (other,) = scene.shown(StatusWindow)
    other.activateWindow()
    qtbot.waitUntil(lambda: not panel.isVisible())
    scene.panels.toggle_panel()
    assert not panel.isVisible()


def test_it_opens_beside_an_invitation_that_shows(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    corner = QGuiApplication.primaryScreen().availableGeometry().bottomRight()
    monkeypatch.setattr(QCursor, "pos", lambda: corner)
    scene.card = QRect(corner - QPoint(420, 190), corner - QPoint(20, 20))
    scene.panels.toggle_panel()
    (panel,) = scene.shown(TrayPanel)
    assert not panel.area.intersects(scene.card)


def test_both_say_the_same_and_what_is_wrong_before_they_are_built_too(scene: Scene) -> None:
    scene.panels.show_note("The disk is full.")
    scene.panels.stand_in_for_tray()
    (status,) = scene.shown(StatusWindow)
    assert says(status, "The disk is full.")
    scene.panels.toggle_panel()
    (panel,) = scene.shown(TrayPanel)
    assert says(panel, "The disk is full.")
    scene.outlook = Outlook(Standing.OFFERED)
    scene.panels.show_outlook()
    assert says(status, "A pause is offered")
    assert says(panel, "A pause is offered")
    scene.panels.show_note("")
    assert not says(panel, "The disk is full.")


def test_what_is_asked_there_is_passed_on(scene: Scene) -> None:
    check_in, postponed, declined = map(
        QSignalSpy, (scene.panels.check_in, scene.panels.postponed, scene.panels.declined)
    )
    scene.outlook = Outlook(Standing.OFFERED)
    scene.panels.stand_in_for_tray()
    (status,) = scene.shown(StatusWindow)
    for name in ("Hard", "In 10 minutes", "Not now"):
        button(status, name).click()
    assert (check_in.at(0), postponed.at(0), declined.count()) == ([2], [10], 1)


def test_the_window_gives_way_to_the_tray(scene: Scene) -> None:
    assert not scene.panels.is_standing_in
    scene.panels.tray_is_back()
    scene.panels.stand_in_for_tray()
    assert scene.panels.is_standing_in
    scene.panels.tray_is_back()
    assert not scene.panels.is_standing_in
    assert scene.shown(StatusWindow) == []
