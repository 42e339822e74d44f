"""The panel beside the tray and the small window that stands for it: everything within reach of a key."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.quiet import QuietFor
from selfkind_desktop.domain.surroundings import HoldReason
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.tray_panel import PanelContent, StatusWindow, TrayPanel
from selfkind_desktop.ui.widgets.mood_row import MoodRow
from tests.fakes import FakeClock
from tests.gui.pages.checks import button, cut_off, says, seen, unnamed

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

DELAYS = (5, 10, 30, 60)


class Scene:
    """An open panel, and what is asked from it."""

    def __init__(self, look: Appearance) -> None:
        self.clock = FakeClock()
        self.commands = Commands()
        self.content = PanelContent(look, self.commands, self.clock)
        self.panel = TrayPanel(look, self.content, blended=False)
        self.show(self.waiting())
        self.panel.open_near(QGuiApplication.primaryScreen().geometry().bottomRight())

    def waiting(self, minutes: int = 42) -> Outlook:
        return Outlook(Standing.WAITING, next_at=self.clock.now().later(minutes=minutes).at)

    def show(self, outlook: Outlook, delays: tuple[int, ...] = DELAYS) -> None:
        self.content.show_outlook(outlook, delays)
        self.commands.set_quiet(outlook.standing is Standing.QUIET)

    def pass_time(self, **span: float) -> None:
        """Let time pass, and the panel notice."""
        self.clock.advance(**span)
        self.content.freshen()


@pytest.fixture
def scene(look: Appearance, qtbot: QtBot) -> Iterator[Scene]:
    scene = Scene(look)
    qtbot.waitUntil(scene.panel.isActiveWindow)
    yield scene
    scene.panel.close()
    scene.panel.deleteLater()
    scene.commands.deleteLater()


def thanks_over(scene: Scene) -> None:
    """Let the thanks have stood long enough."""
    for timer in scene.content.findChildren(QTimer):
        if timer.isSingleShot() and timer.isActive():
            timer.stop()
            timer.timeout.emit()


def menu_labels(menu: object) -> list[str]:
    return [action.text() for action in menu.actions() if action.isVisible() and not action.isSeparator()]


# --- what it says ---


def test_it_names_the_next_pause_and_keeps_up(scene: Scene) -> None:
    assert says(scene.panel, "Next pause in 42 min")
    scene.pass_time(minutes=5)
    assert says(scene.panel, "Next pause in 37 min")


def test_it_says_why_a_pause_waits(scene: Scene) -> None:
    at = scene.clock.now().at
    scene.show(Outlook(Standing.WAITING, next_at=at, held=HoldReason.CAMERA))
    assert says(scene.panel, "A pause is waiting for a better moment")


def test_while_a_pause_is_offered_it_can_be_answered_here(scene: Scene, qtbot: QtBot) -> None:
    scene.show(Outlook(Standing.OFFERED))
    assert says(scene.panel, "A pause is offered")
    assert button(scene.panel, "Begin the pause").isEnabled()
    postponed, declined = QSignalSpy(scene.content.postponed), QSignalSpy(scene.content.declined)
    button(scene.panel, "In 10 minutes").click()
    assert postponed.at(0) == [10]
    assert not scene.panel.isVisible()
    scene.panel.show()
    button(scene.panel, "Not now").click()
    assert declined.count() == 1
    assert not scene.panel.isVisible()
    scene.panel.show()
    scene.show(scene.waiting())
    assert [each.text() for each in seen(scene.panel, QPushButton) if "minutes" in each.text()] == []


def test_where_no_time_fits_any_more_none_is_offered(scene: Scene) -> None:
    scene.show(Outlook(Standing.OFFERED), ())
    assert [each.text() for each in seen(scene.panel, QPushButton) if "minutes" in each.text()] == []
    assert button(scene.panel, "Not now").isVisible()


def test_during_a_pause_it_leads_back_to_it(scene: Scene) -> None:
    scene.show(Outlook(Standing.IN_PAUSE))
    asked = QSignalSpy(scene.commands.pause.triggered)
    button(scene.panel, "Back to the pause").click()
    assert asked.count() == 1


def test_what_is_wrong_is_said_in_one_sentence_and_taken_back(scene: Scene, qtbot: QtBot) -> None:
    before = scene.panel.size()
    scene.content.show_note("The disk is full, so selfkind.db could not be saved just now. " * 2)
    assert says(scene.panel, "The disk is full")
    qtbot.waitUntil(lambda: scene.panel.height() > before.height())
    assert scene.panel.width() == before.width()
    assert cut_off(scene.panel) == []
    assert QGuiApplication.primaryScreen().availableGeometry().contains(scene.panel.geometry())
    scene.content.show_note("")
    assert not says(scene.panel, "The disk is full")
    qtbot.waitUntil(lambda: scene.panel.size() == before)


# --- what one can do ---


@pytest.mark.parametrize(("name", "command"), [("Pause now", "pause"), ("Write", "write"), ("Open", "open")])
def test_each_button_asks_once_and_the_panel_goes(scene: Scene, name: str, command: str) -> None:
    asked = QSignalSpy(getattr(scene.commands, command).triggered)
    button(scene.panel, name).click()
    assert asked.count() == 1
    assert not scene.panel.isVisible()


def test_a_check_in_takes_one_tap_and_is_thanked_for(scene: Scene) -> None:
    checked_in = QSignalSpy(scene.content.check_in)
    button(scene.panel, "All right").click()
    assert [checked_in.at(0), checked_in.count()] == [[4], 1]
    assert says(scene.panel, "Noted. Thank you for looking.")
    scene.show(scene.waiting(30))
    assert says(scene.panel, "Noted. Thank you for looking.")
    thanks_over(scene)
    assert says(scene.panel, "Next pause in 30 min")
    assert scene.panel.isVisible()


def test_a_double_click_is_one_check_in_and_a_second_thought_another(scene: Scene, qtbot: QtBot) -> None:
    checked_in = QSignalSpy(scene.content.check_in)
    button(scene.panel, "Hard").click()
    button(scene.panel, "Hard").click()
    button(scene.panel, "Very hard").click()
    assert [checked_in.at(number) for number in range(checked_in.count())] == [[2], [1]]


def test_the_next_time_it_opens_no_face_is_chosen(scene: Scene) -> None:
    button(scene.panel, "Good").click()
    scene.panel.hide()
    scene.panel.show()
    assert scene.panel.findChild(MoodRow).value is None
    assert says(scene.panel, "Next pause")


def test_quiet_has_its_lengths_and_an_end_only_while_it_is_quiet(scene: Scene) -> None:
    button(scene.panel, "Quiet for…").click()
    _, quiet = scene.content.menus
    assert quiet.isVisible()
    assert menu_labels(quiet) == ["30 minutes", "1 hour", "2 hours", "Until tomorrow", "Until I say"]
    asked = QSignalSpy(scene.commands.quiet)
    quiet.actions()[1].trigger()
    assert asked.at(0) == [QuietFor.HALF_HOUR]
    quiet.close()
    assert not scene.panel.isVisible()
    scene.show(Outlook(Standing.QUIET, quiet_until=scene.clock.now().later(hours=1).at))
    assert menu_labels(quiet)[0] == "End quiet"
    assert "Quiet until" in next(each.text() for each in scene.panel.findChildren(QLabel) if each.text())


def test_more_has_everything_the_tray_menu_has(scene: Scene) -> None:
    scene.commands.headline.setText("Next pause in 42 min")
    button(scene.panel, "More").click()
    more, _ = scene.content.menus
    assert menu_labels(more) == [
        "Next pause in 42 min",
        "Check in",
        "Pause now",
        "Hard moment",
        "Write",
        "Quiet for…",
        "Open Selfkind",
        "Support",
        "Settings",
        "Quit",
    ]
    more.close()


# --- with the keyboard ---


def test_it_opens_with_the_main_thing_in_the_keyboard_and_tab_reads_on(scene: Scene) -> None:
    order = ["Pause now", "Write", "Quiet for…", "Open", "More", "Very hard", "Pause now"]
    reached = []
    for _ in order:
        focused = QApplication.focusWidget()
        reached.append(focused.text() or focused.accessibleName())
        scene.panel.focusNextChild()
    assert reached == order


def test_while_offered_the_answers_are_next_to_the_main_thing(scene: Scene) -> None:
    scene.show(Outlook(Standing.OFFERED))
    reached = []
    for _ in range(4):
        reached.append(QApplication.focusWidget().text())
        scene.panel.focusNextChild()
    assert reached == ["Begin the pause", "In 10 minutes", "Not now", "Write"]


def test_esc_closes_it(scene: Scene, qtbot: QtBot) -> None:
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not scene.panel.isVisible()
    assert not scene.panel.was_just_left


def test_everything_has_a_name(scene: Scene) -> None:
    scene.show(Outlook(Standing.OFFERED))
    assert unnamed(scene.panel) == []
    assert scene.panel.windowTitle() == "Selfkind"
    assert scene.panel.findChild(MoodRow).accessibleName() == "How is it right now?"


# --- coming and going ---


def test_looking_at_something_else_closes_it(scene: Scene, qtbot: QtBot) -> None:
    other = QWidget()
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not scene.panel.isVisible())
    # The click may have been on the tray icon, which asks for the panel only now.
    assert scene.panel.was_just_left
    other.close()
    other.deleteLater()


def test_nothing_ticks_while_it_is_closed(scene: Scene) -> None:
    button(scene.panel, "Good").click()
    scene.panel.hide()
    assert [timer for timer in scene.panel.findChildren(QTimer) if timer.isActive()] == []


@pytest.mark.parametrize("percent", [100, 200, 250])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_at_any_text_size_and_direction_nothing_is_cut_off(
    scene: Scene, look: Appearance, qapp: QApplication, percent: int, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    try:
        look.apply("light", percent, "reduced")
        scene.show(Outlook(Standing.OFFERED))
        scene.content.show_note("The disk is full, so selfkind.db could not be saved just now.")
        qapp.processEvents()
        qapp.processEvents()
        assert cut_off(scene.panel) == []
        assert QGuiApplication.primaryScreen().availableGeometry().contains(scene.panel.geometry())
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


# --- without a tray ---


@pytest.fixture
def status(look: Appearance, qtbot: QtBot) -> Iterator[StatusWindow]:
    commands = Commands()
    content = PanelContent(look, commands, FakeClock())
    content.show_outlook(
        Outlook(Standing.WAITING, next_at=FakeClock().now().at + timedelta(minutes=9)), DELAYS
    )
    window = StatusWindow(look, content)
    window.show()
    yield window
    window.hide()
    window.deleteLater()
    commands.deleteLater()


def test_the_small_window_says_why_it_is_there(status: StatusWindow) -> None:
    assert says(status, "This desktop shows no tray")
    assert says(status, "Next pause in 9 min")
    assert button(status, "Pause now").isVisible()
    assert unnamed(status) == []
    assert cut_off(status) == []


def test_closing_it_leaves_it_within_reach(status: StatusWindow) -> None:
    status.close()
    assert status.isMinimized()


def test_it_grows_with_the_text(status: StatusWindow, look: Appearance, qtbot: QtBot) -> None:
    before = status.size()
    look.apply("light", 200, "reduced")
    qtbot.waitUntil(lambda: status.width() > before.width())
    assert cut_off(status) == []


def test_the_panel_comes_to_a_point_on_any_side(look: Appearance, qtbot: QtBot) -> None:
    commands = Commands()
    panel = TrayPanel(look, PanelContent(look, commands, FakeClock()), blended=True)
    free = QGuiApplication.primaryScreen().availableGeometry()
    for point in (free.topLeft(), free.bottomRight(), QPoint(free.center().x(), free.top())):
        panel.open_near(point)
        assert free.contains(panel.geometry())
    panel.close()
    panel.deleteLater()
    commands.deleteLater()
