"""Where what comes up beside the tray sits, and its shape."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.popup import Popup
from selfkind_desktop.ui.theme import Appearance

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(params=[True, False], ids=["blended", "cut"])
def popup(look: Appearance, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[Popup]:
    popup = Popup(look, Qt.WindowType.Tool, blended=request.param)
    QVBoxLayout(popup).addWidget(QLabel("Something to say"))
    yield popup
    popup.close()
    popup.deleteLater()


def free() -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()


def surface(popup: Popup) -> QRect:
    return popup.surface.translated(popup.pos())


def test_beside_a_panel_at_the_bottom_it_sits_above_and_beside_one_at_the_top_below(popup: Popup) -> None:
    popup.place_near(free().bottomLeft() + QPoint(300, 0))
    assert free().contains(popup.geometry())
    assert free().bottom() - surface(popup).bottom() < 25
    assert abs(surface(popup).center().x() - free().left() - 300) <= 1
    popup.place_near(free().topLeft() + QPoint(300, 0))
    assert free().contains(popup.geometry())
    assert surface(popup).top() - free().top() < 25


def test_what_lies_in_the_corner_already_is_left_in_sight_where_there_is_room(popup: Popup) -> None:
    corner = free().bottomRight()
    taken = QRect(corner - QPoint(420, 190), corner - QPoint(20, 20))
    popup.place_near(corner, taken)
    assert not surface(popup).intersects(taken)
    assert surface(popup).bottom() < taken.top() < surface(popup).bottom() + 20
    whole = free().adjusted(10, 10, -10, -10)
    popup.place_near(corner, whole)
    assert free().contains(popup.geometry())
    popup.place_near(free().topRight(), taken)
    assert surface(popup).top() - free().top() < 25


@pytest.mark.parametrize("corner", ["topLeft", "topRight", "bottomLeft", "bottomRight"])
def test_in_a_corner_it_stays_on_the_screen(popup: Popup, corner: str) -> None:
    popup.place_near(getattr(free(), corner)())
    assert free().contains(popup.geometry())


def test_from_off_every_screen_it_comes_to_the_first(popup: Popup) -> None:
    popup.place_near(QPoint(-5000, -5000))
    assert free().contains(popup.geometry())


def test_what_grows_while_it_shows_stays_in_its_corner(popup: Popup) -> None:
    popup.place_in_corner(QGuiApplication.primaryScreen())
    popup.show()
    corner = surface(popup).bottomRight()
    popup.findChild(QLabel).setText("Something\nlonger to say, which takes\nthree lines")
    popup.place_again()
    assert surface(popup).bottomRight() == corner
    assert free().contains(popup.geometry())


def test_words_longer_than_the_screen_take_more_lines(popup: Popup) -> None:
    words = popup.findChild(QLabel)
    words.setWordWrap(True)
    words.setText("many words " * 100)
    popup.place_in_corner(QGuiApplication.primaryScreen())
    assert free().contains(popup.geometry())


def test_a_screen_that_is_unplugged_sends_it_to_one_that_is_there(popup: Popup, qtbot: QtBot) -> None:
    screen = QGuiApplication.primaryScreen()
    popup.place_in_corner(screen)
    popup.show()
    where = popup.geometry()
    popup.move(-4000, -4000)
    # The only screen here says that it goes; there is no other to go to, and nothing breaks.
    QGuiApplication.instance().screenRemoved.emit(screen)
    popup.place_in_corner(screen)
    assert popup.geometry() == where
    screen.availableGeometryChanged.emit(free())
    assert popup.geometry() == where


def test_a_screen_that_changes_size_takes_it_along(popup: Popup) -> None:
    popup.place_in_corner(QGuiApplication.primaryScreen())
    popup.show()
    where = popup.geometry()
    popup.move(0, 0)
    QGuiApplication.primaryScreen().availableGeometryChanged.emit(free())
    assert popup.geometry() == where


def test_where_nothing_blends_the_corners_are_cut_away(popup: Popup, look: Appearance) -> None:
    popup.place_in_corner(QGuiApplication.primaryScreen())
    popup.show()
    picture = popup.grab().toImage()
    middle = picture.pixelColor(picture.width() // 2, picture.height() - popup.contentsMargins().bottom() - 3)
    assert middle == look.color("surface")
    if popup.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground):
        assert popup.mask().isEmpty()
    else:
        assert not popup.mask().contains(QPoint(0, 0))
        assert popup.mask().contains(popup.rect().center())
