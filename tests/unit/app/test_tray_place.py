"""There is always a place to click: the tray, or the small window that stands in for it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.tray_place import TrayPlace


class FakeTray:
    def __init__(self) -> None:
        self.moved_in = 0

    def move_in(self) -> None:
        self.moved_in += 1


class FakePanels:
    def __init__(self) -> None:
        self.stands_in = False

    def stand_in_for_tray(self) -> None:
        self.stands_in = True

    def tray_is_back(self) -> None:
        self.stands_in = False


class Scene:
    def __init__(self) -> None:
        self.has_tray = True
        self.tray, self.panels = FakeTray(), FakePanels()
        self.place = TrayPlace(self.tray, lambda: self.panels, lambda: None, lambda: self.has_tray)

    def a_little_later(self) -> None:
        for timer in self.place.findChildren(QTimer):
            if timer.isActive() and timer.isSingleShot():
                timer.stop()
                timer.timeout.emit()


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene()
    yield scene
    for timer in scene.place.findChildren(QTimer):
        timer.stop()
    scene.place.deleteLater()


def test_with_a_tray_there_is_no_window(scene: Scene) -> None:
    scene.place.begin()
    scene.a_little_later()
    assert not scene.panels.stands_in
    assert not scene.place.is_standing_in


def test_without_one_a_window_stands_in_after_a_little(scene: Scene) -> None:
    scene.has_tray = False
    scene.place.begin()
    assert not scene.panels.stands_in
    scene.a_little_later()
    assert scene.panels.stands_in


def test_a_tray_that_is_a_little_late_at_login_needs_no_window(scene: Scene) -> None:
    scene.has_tray = False
    scene.place.begin()
    scene.has_tray = True
    scene.a_little_later()
    assert not scene.panels.stands_in
    assert scene.tray.moved_in == 0


def test_the_window_gives_way_to_a_tray_that_comes(scene: Scene) -> None:
    scene.has_tray = False
    scene.place.begin()
    scene.a_little_later()
    scene.place.look()
    assert scene.panels.stands_in
    scene.has_tray = True
    scene.place.look()
    scene.place.look()
    assert not scene.panels.stands_in
    assert scene.tray.moved_in == 1


def test_a_tray_that_only_starts_again_brings_no_window_and_one_that_is_gone_does(scene: Scene) -> None:
    scene.place.begin()
    scene.has_tray = False
    scene.place.look()
    assert not scene.panels.stands_in
    scene.has_tray = True
    scene.place.look_at_last()
    assert not scene.panels.stands_in
    scene.has_tray = False
    scene.place.look_at_last()
    assert scene.panels.stands_in
    scene.has_tray = True
    scene.place.look()
    assert not scene.panels.stands_in
