"""What is chosen, with keys as with the pointer, and what a screen reader is told of it."""

from collections.abc import Callable, Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.style import button
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.chip import Chip, Segmented
from selfkind_desktop.ui.widgets.icon_button import IconButton
from selfkind_desktop.ui.widgets.mood_row import MoodRow
from selfkind_desktop.ui.widgets.nav_rail import NavRail
from selfkind_desktop.ui.widgets.switch import Switch

Key = Qt.Key


Show = Callable[..., QWidget]


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Show]:
    """Shows widgets below each other in a window that has the focus, and keeps it for the test."""
    windows = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        windows.append(window)
        column = QVBoxLayout(window)
        for widget in widgets:
            column.addWidget(widget)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    for window in windows:
        window.close()
        window.deleteLater()


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    """Press keys in whatever has the focus."""
    from PySide6.QtWidgets import QApplication

    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)


def focused_name() -> str:
    """What a screen reader would say has the focus."""
    from PySide6.QtWidgets import QApplication

    focused = QApplication.focusWidget()
    assert focused is not None
    return QAccessible.queryAccessibleInterface(focused).text(QAccessible.Text.Name)


def role(widget: QWidget) -> QAccessible.Role:
    """What a screen reader is told the widget is."""
    return QAccessible.queryAccessibleInterface(widget).role()


def seen(spy: QSignalSpy) -> list[object]:
    """The first argument of each signal so far."""
    return [spy.at(place)[0] for place in range(spy.count())]


# --- Faces ---


def faces(row: MoodRow) -> Sequence[QWidget]:
    """The five faces in reading order."""
    return sorted(row.findChildren(QWidget), key=QWidget.x)


def test_a_tap_chooses(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    row = MoodRow(look)
    shown(row)
    spy = QSignalSpy(row.chosen)
    qtbot.mouseClick(faces(row)[3], Qt.MouseButton.LeftButton)
    assert seen(spy) == [4]
    assert row.value == 4


def test_the_word_below_a_face_can_be_tapped_too(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    row = MoodRow(look)
    shown(row)
    face = faces(row)[0]
    qtbot.mouseClick(face, Qt.MouseButton.LeftButton, pos=QPoint(face.width() // 2, face.height() - 4))
    assert row.value == 1


def test_arrows_walk_without_choosing(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    row = MoodRow(look)
    shown(row)
    spy = QSignalSpy(row.chosen)
    faces(row)[0].setFocus()
    press(qtbot, Key.Key_Right, Key.Key_Right)
    assert focused_name() == "In between"
    assert row.value is None
    assert spy.count() == 0
    press(qtbot, Key.Key_Left, Key.Key_Space)
    assert seen(spy) == [2]
    press(qtbot, Key.Key_End, Key.Key_Return)
    assert seen(spy) == [2, 5]
    press(qtbot, Key.Key_Right)
    assert focused_name() == "Very hard"


@pytest.mark.parametrize("mood", [1, 2, 3, 4, 5])
def test_digits_choose_at_once(look: Appearance, qtbot: QtBot, shown: Show, mood: int) -> None:
    row = MoodRow(look, compact=True)
    shown(row)
    spy = QSignalSpy(row.chosen)
    faces(row)[2].setFocus()
    press(qtbot, Key(Key.Key_0 + mood))
    assert seen(spy) == [mood]


def test_arrows_follow_the_eye_where_text_runs_from_the_right(
    look: Appearance, qtbot: QtBot, shown: Show
) -> None:
    row = MoodRow(look)
    row.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    shown(row)
    rightmost = faces(row)[-1]
    rightmost.setFocus()
    assert focused_name() == "Very hard"
    press(qtbot, Key.Key_Left)
    assert focused_name() == "Hard"


def test_the_faces_are_named_radio_buttons(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    row = MoodRow(look, compact=True)
    shown(row)
    names = [QAccessible.queryAccessibleInterface(face).text(QAccessible.Text.Name) for face in faces(row)]
    assert names == ["Very hard", "Hard", "In between", "All right", "Good"]
    assert {role(face) for face in faces(row)} == {QAccessible.Role.RadioButton}
    assert row.accessibleName() == "How are you arriving?"


def test_a_group_is_one_stop_for_tab(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    before, row, after = QLineEdit(), MoodRow(look), QLineEdit()
    row.set_value(4)
    shown(before, row, after)
    before.setFocus()
    press(qtbot, Key.Key_Tab)
    assert focused_name() == "All right"
    press(qtbot, Key.Key_Tab)
    assert after.hasFocus()


def test_showing_a_mood_says_nothing(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    row = MoodRow(look)
    shown(row)
    with qtbot.assertNotEmitted(row.chosen):
        row.set_value(5)
        assert row.value == 5
        row.clear()
    assert row.value is None


def test_the_same_mood_can_be_chosen_again(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    row = MoodRow(look)
    shown(row)
    spy = QSignalSpy(row.chosen)
    for _ in range(2):
        qtbot.mouseClick(faces(row)[1], Qt.MouseButton.LeftButton)
    assert seen(spy) == [2, 2]


def test_words_take_two_lines_rather_than_be_cut(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    look.apply("light", 200, motion="reduced")
    row = MoodRow(look)
    window = shown(row)
    wide = row.heightForWidth(1200)
    assert row.heightForWidth(row.minimumSizeHint().width()) > wide
    window.resize(window.minimumSizeHint().width(), 100)
    for face in faces(row):
        assert face.width() >= face.minimumSizeHint().width()
        assert face.height() >= face.heightForWidth(face.width())


# --- Buttons ---


def test_enter_and_space_press_a_button(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    begin = button("Begin", "main")
    shown(begin)
    spy = QSignalSpy(begin.clicked)
    begin.setFocus()
    press(qtbot, Key.Key_Return, Key.Key_Space, Key.Key_Enter)
    assert spy.count() == 3


@pytest.mark.parametrize("kind", ["main", "default", "quiet", "letters", "link"])
def test_the_ring_shows_for_the_keyboard_only(look: Appearance, qtbot: QtBot, shown: Show, kind: str) -> None:
    before, pressed = QLineEdit(), Button("Go on", kind)  # type: ignore[arg-type]
    shown(before, pressed)
    rest = pressed.grab().toImage()
    qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
    assert pressed.hasFocus()
    assert pressed.grab().toImage() == rest
    before.setFocus()
    press(qtbot, Key.Key_Tab)
    assert pressed.hasFocus()
    assert pressed.grab().toImage() != rest


def test_a_disabled_button_does_nothing_and_looks_it(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    begin = button("Begin", "main")
    shown(begin)
    rest = begin.grab().toImage()
    begin.setEnabled(False)
    with qtbot.assertNotEmitted(begin.clicked):
        qtbot.mouseClick(begin, Qt.MouseButton.LeftButton)
    assert begin.grab().toImage() != rest


def test_an_arrow_has_its_own_room(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    plain, more = button("In 10 minutes"), button("In 10 minutes")
    more.set_arrow(True)
    shown(plain, more)
    assert more.sizeHint().width() >= plain.sizeHint().width() + 12
    more.set_arrow(False)
    assert more.sizeHint().width() == plain.sizeHint().width()


def test_an_icon_says_its_name(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    more = IconButton(look, "more", "More")
    shown(more)
    more.setFocus()
    assert focused_name() == "More"
    assert more.toolTip() == "More"
    assert not more.icon().isNull()


# --- Chips ---


def test_chips_tick(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    chip = Chip("tired")
    shown(chip)
    width = chip.sizeHint().width()
    chip.setFocus()
    press(qtbot, Key.Key_Space)
    assert chip.isChecked()
    assert role(chip) == QAccessible.Role.CheckBox
    assert chip.sizeHint().width() == width


def test_one_of_several_is_chosen_with_arrows(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    before = QLineEdit()
    choice = Segmented([("week", "Week"), ("month", "Month"), ("year", "Year")], name="Span")
    shown(before, choice)
    spy = QSignalSpy(choice.chosen)
    assert choice.value == "week"
    before.setFocus()
    press(qtbot, Key.Key_Tab)
    assert focused_name() == "Week"
    press(qtbot, Key.Key_Right, Key.Key_Right)
    assert seen(spy) == ["month", "year"]
    assert choice.value == "year"
    choice.set_value("month")
    assert spy.count() == 2
    with pytest.raises(KeyError):
        choice.set_value("decade")


# --- Rail ---


@pytest.fixture
def rail(look: Appearance, qtbot: QtBot, shown: Show) -> NavRail:
    made = NavRail(look)
    for key in ("today", "practice", "journal"):
        made.add_item(key, key.title(), key)
    made.add_item("support", "Support", "support", "bottom")
    made.select("today")
    shown(made)
    return made


def test_the_rail_leads_to_places(rail: NavRail, qtbot: QtBot) -> None:
    spy = QSignalSpy(rail.chosen)
    items = {item.text(): item for item in rail.findChildren(Button)}
    qtbot.mouseClick(items["Journal"], Qt.MouseButton.LeftButton)
    assert seen(spy) == ["journal"]
    assert rail.current == "journal"
    items["Journal"].setFocus()
    press(qtbot, Key.Key_Down)
    assert focused_name() == "Support"
    assert spy.count() == 1
    press(qtbot, Key.Key_Return)
    assert seen(spy) == ["journal", "support"]
    press(qtbot, Key.Key_Down)
    assert focused_name() == "Today"


def test_the_rail_shows_a_place_without_a_word(rail: NavRail, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(rail.chosen):
        rail.select("practice")
    assert rail.current == "practice"
    with pytest.raises(KeyError):
        rail.select("nowhere")


def test_the_rail_fits_the_longest_name_at_any_text_size(look: Appearance, rail: NavRail) -> None:
    rail.add_item("settings", "Einstellungen und vieles mehr", "settings", "bottom")
    for percent in (100, 200):
        look.apply("light", percent, motion="reduced")
        for item in rail.findChildren(Button):
            assert rail.width() >= item.sizeHint().width()


# --- Switch ---


def test_a_switch_switches(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    switch = Switch(look, "Bells in practices")
    shown(switch)
    off = switch.grab().toImage()
    spy = QSignalSpy(switch.toggled)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(6, switch.height() // 2))
    assert switch.isChecked()
    assert switch.grab().toImage() != off
    switch.setFocus()
    press(qtbot, Key.Key_Space, Key.Key_Return)
    assert seen(spy) == [True, False, True]
    assert role(switch) == QAccessible.Role.CheckBox
    assert focused_name() == "Bells in practices"


def test_a_switch_arrives_where_it_slides(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    look.apply("light", motion="full")
    still, slid = Switch(look, "one"), Switch(look, "two")
    still.setChecked(True)
    shown(still, slid)
    slid.click()
    qtbot.waitUntil(lambda: slid.grab().toImage() == still.grab().toImage())


def test_every_control_has_a_name_and_a_keyboard_way(look: Appearance, qtbot: QtBot, shown: Show) -> None:
    window = shown(
        MoodRow(look),
        MoodRow(look, compact=True),
        Segmented([("a", "A"), ("b", "B")], name="Letters"),
        Switch(look, "Sound"),
        IconButton(look, "close", "Put away"),
        Chip("tired"),
        button("Begin"),
    )
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
