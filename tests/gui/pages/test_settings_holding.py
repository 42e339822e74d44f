"""Settings: what an invitation waits for, how it is seen here, and names of programs as people type them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain import settings as declared
from selfkind_desktop.domain.settings import HoldDuring, Settings, Without
from selfkind_desktop.ui.pages.settings import SettingsPage
from selfkind_desktop.ui.pages.settings.programs import read_programs
from selfkind_desktop.ui.pages.values import ReminderReport
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.switch import Switch
from tests.fakes import FakeClock
from tests.gui.pages import samples
from tests.gui.pages.checks import button, says, seen
from tests.gui.pages.conftest import Show

NAMES = {
    HoldDuring.DO_NOT_DISTURB: "Do Not Disturb is on",
    HoldDuring.PRESENTING: "A presentation or a film plays",
    HoldDuring.FULL_SCREEN: "A window fills the screen",
    HoldDuring.CAMERA: "The camera is in use",
    HoldDuring.MICROPHONE: "The microphone is in use",
    HoldDuring.SCREEN_SHARING: "The screen is shared",
    HoldDuring.PROGRAMS: "A program from my list runs",
}


@pytest.fixture
def page(look: Appearance, clock: FakeClock, shown: Show) -> SettingsPage:
    page = SettingsPage(look, clock, samples.PRACTICES, [("DE", "Germany")])
    page.show_settings(Settings())
    shown(page)
    return page


@pytest.fixture
def told(page: SettingsPage) -> QSignalSpy:
    return QSignalSpy(page.chosen)


def choices(told: QSignalSpy) -> list[tuple[str, object]]:
    return [(told.at(number)[0], told.at(number)[1]) for number in range(told.count())]


def programs(page: SettingsPage) -> list[QLineEdit]:
    return [each for each in seen(page, QLineEdit) if each.accessibleName() == "Programs"]


def type_programs(page: SettingsPage, qtbot: QtBot, text: str) -> QLineEdit:
    (edit,) = programs(page)
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    return edit


@pytest.mark.parametrize("held", HoldDuring)
def test_each_thing_can_be_switched_off_and_on_again(
    page: SettingsPage, told: QSignalSpy, held: HoldDuring
) -> None:
    button(page, NAMES[held]).click()
    button(page, NAMES[held]).click()
    rest = frozenset(HoldDuring) - {held}
    assert choices(told) == [("reminder.hold_during", rest), ("reminder.hold_during", frozenset(HoldDuring))]


def test_what_is_chosen_elsewhere_is_shown_and_not_told(page: SettingsPage, told: QSignalSpy) -> None:
    page.show_settings(
        Settings()
        .having(declared.HOLD_DURING, frozenset({HoldDuring.CAMERA, HoldDuring.PROGRAMS}))
        .having(declared.HOLD_PROGRAMS, frozenset({"zoom", "OBS"}))
    )
    on = {held for held, name in NAMES.items() if button(page, name).isChecked()}
    assert on == {HoldDuring.CAMERA, HoldDuring.PROGRAMS}
    assert [edit.text() for edit in programs(page)] == ["OBS, zoom"]
    assert choices(told) == []


def test_beside_each_stands_how_it_is_seen(page: SettingsPage) -> None:
    page.show_reminders(
        ReminderReport(
            (),
            (("Sleep of the computer", "Seen through logind."),),
            (
                (HoldDuring.DO_NOT_DISTURB, "Seen through KDE."),
                (HoldDuring.CAMERA, "Not available on this desktop."),
            ),
        )
    )
    assert says(page, "Seen through KDE.")
    assert says(page, "Seen through logind.")
    camera = button(page, "The camera is in use")
    assert camera.accessibleDescription() == "Not available on this desktop."


def test_names_of_programs_are_asked_for_only_where_they_count(page: SettingsPage) -> None:
    assert len(programs(page)) == 1
    button(page, NAMES[HoldDuring.PROGRAMS]).click()
    assert programs(page) == []


def test_programs_are_read_as_people_type_them(page: SettingsPage, told: QSignalSpy, qtbot: QtBot) -> None:
    edit = type_programs(page, qtbot, " zoom;  'Studio One' , obs,,")
    assert choices(told) == [("reminder.programs", frozenset({"zoom", "Studio One", "obs"}))]
    assert edit.text() == "obs, Studio One, zoom"
    type_programs(page, qtbot, " ")
    assert choices(told)[1:] == [("reminder.programs", frozenset())]


def test_what_is_no_name_is_said_kindly_and_changes_nothing(
    page: SettingsPage, told: QSignalSpy, qtbot: QtBot
) -> None:
    page.show_settings(Settings().having(declared.HOLD_PROGRAMS, frozenset({"zoom"})))
    edit = type_programs(page, qtbot, "https://example.org")
    assert choices(told) == []
    assert says(page, "Only names of programs can be found")
    assert says(page, "Until then: zoom.")
    qtbot.keyClicks(edit, "x")
    assert not says(page, "Only names of programs can be found")


@pytest.mark.parametrize("text", ["*", "obs*", "a|b", "...", "x" * 100, "https://example.org/call"])
def test_what_cannot_be_a_name(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # it says nothing: the field has the sentence
        read_programs(text)


def test_names_come_back_from_the_file_as_they_were_typed() -> None:
    names = read_programs("C:\\Tools\\talk.exe, Zoom, 会议")
    assert declared.HOLD_PROGRAMS.parse(declared.HOLD_PROGRAMS.write(names)) == names


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("noticing the body", Without.BODY),
        ("touch", Without.TOUCH),
        ("breath", Without.BREATH),
        ("inner pictures", Without.IMAGE),
        ("words", Without.WORDS),
    ],
)
def test_everything_one_may_go_without_is_offered(
    page: SettingsPage, told: QSignalSpy, text: str, value: Without
) -> None:
    button(page, text).click()
    assert choices(told) == [("pause.without", frozenset({value}))]


def test_a_search_for_a_device_finds_its_switch(page: SettingsPage, qtbot: QtBot) -> None:
    find = next(each for each in seen(page, QLineEdit) if each.accessibleName() == "Find a setting")
    qtbot.keyClicks(find, "camera")
    qtbot.keyClick(find, Qt.Key.Key_Return)
    names = [each.accessibleName() for each in seen(page, Switch)]
    assert names == ["The camera is in use"]
