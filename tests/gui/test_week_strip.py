"""A week at a glance: changed by mouse and keyboard, said in words, in both directions of reading."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.rhythm import Hours, Rhythm, RhythmKind
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.week_row import DayRow
from selfkind_desktop.ui.widgets.week_strip import WeekStrip
from tests.fakes import FakeClock

LEFT = Qt.MouseButton.LeftButton
OFFICE = Hours(time(9), time(18))
NIGHT = replace(Rhythm(), week=(Hours(time(22), time(6)), *(None,) * 6))


@pytest.fixture(autouse=True)
def american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def strip(look: Appearance, qtbot: QtBot) -> WeekStrip:
    strip = WeekStrip(look, FakeClock(), 3)
    qtbot.addWidget(strip)
    strip.resize(800, strip.sizeHint().height())
    strip.show()
    strip.activateWindow()
    qtbot.waitUntil(strip.isActiveWindow)
    return strip


@pytest.fixture
def told(strip: WeekStrip) -> QSignalSpy:
    return QSignalSpy(strip.chosen)


def choices(told: QSignalSpy) -> list[tuple[int, object]]:
    return [(told.at(number)[0], told.at(number)[1]) for number in range(told.count())]


def row(strip: WeekStrip, day: int) -> DayRow:
    return strip.findChildren(DayRow)[day]


def place(strip: WeekStrip, day: int, hour: float) -> QPoint:
    on = row(strip, day)
    return on.mapTo(strip, QPoint(round(on.x_of(hour * 60)), on.height() // 2))


def drag(qtbot: QtBot, strip: WeekStrip, start: tuple[int, float], goal: tuple[int, float]) -> None:
    qtbot.mousePress(strip, LEFT, pos=place(strip, *start))
    qtbot.mouseMove(strip, place(strip, *goal))
    qtbot.mouseRelease(strip, LEFT, pos=place(strip, *goal))


def by_keyboard(strip: WeekStrip, day: int) -> DayRow:
    """The day, with the keyboard on it, reached as a person would."""
    strip.setFocus()
    strip.focusNextChild()
    focused = QApplication.focusWidget()
    assert isinstance(focused, DayRow)
    start = strip.findChildren(DayRow).index(focused)
    for _ in range(abs(day - start)):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down if day > start else Qt.Key.Key_Up)
    return row(strip, day)


# --- the mouse ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "goal", "hours"),
    [
        ((0, 9), (0, 10.5), Hours(time(10, 30), time(18))),
        ((1, 18), (1, 16.05), Hours(time(9), time(16))),
        ((4, 18), (4, 24), Hours(time(9), time(0))),
        ((2, 9), (2, 20), Hours(time(17, 45), time(18))),
        # The pointer may leave the row, or the track.
        ((2, 9), (5, 7), Hours(time(7), time(18))),
    ],
)
def test_an_end_is_dragged_in_quarters_of_an_hour(
    strip: WeekStrip,
    told: QSignalSpy,
    qtbot: QtBot,
    start: tuple[int, float],
    goal: tuple[int, float],
    hours: Hours,
) -> None:
    drag(qtbot, strip, start, goal)
    assert choices(told) == [(start[0], hours)]


def test_the_end_of_a_night_is_dragged_on_the_next_day(
    strip: WeekStrip, told: QSignalSpy, qtbot: QtBot
) -> None:
    strip.show_rhythm(NIGHT)
    drag(qtbot, strip, (1, 6), (1, 4))
    assert choices(told) == [(0, Hours(time(22), time(4)))]


def test_an_end_that_comes_back_is_no_choice(strip: WeekStrip, told: QSignalSpy, qtbot: QtBot) -> None:
    qtbot.mousePress(strip, LEFT, pos=place(strip, 0, 9))
    qtbot.mouseMove(strip, place(strip, 0, 12))
    assert "12:00 pm to 6:00 pm" in strip.value_text(0).replace("\u202f", " ")
    qtbot.mouseMove(strip, place(strip, 0, 9))
    qtbot.mouseRelease(strip, LEFT, pos=place(strip, 0, 9))
    assert choices(told) == []


def test_escape_puts_an_end_back(strip: WeekStrip, told: QSignalSpy, qtbot: QtBot) -> None:
    before = strip.value_text(0)
    qtbot.mousePress(strip, LEFT, pos=place(strip, 0, 9))
    qtbot.mouseMove(strip, place(strip, 0, 12))
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    qtbot.mouseRelease(strip, LEFT, pos=place(strip, 0, 12))
    assert strip.value_text(0) == before
    assert choices(told) == []


def test_a_click_switches_a_day_and_another_brings_its_hours_back(
    strip: WeekStrip, told: QSignalSpy, qtbot: QtBot
) -> None:
    strip.show_rhythm(replace(Rhythm(), week=(Hours(time(7), time(15)), *Rhythm().week[1:])))
    qtbot.mouseClick(strip, LEFT, pos=place(strip, 0, 12))
    qtbot.mouseClick(strip, LEFT, pos=place(strip, 0, 12))
    qtbot.mouseClick(strip, LEFT, pos=place(strip, 6, 12))
    assert choices(told) == [(0, None), (0, Hours(time(7), time(15))), (6, OFFICE)]


def test_other_buttons_change_nothing(strip: WeekStrip, told: QSignalSpy, qtbot: QtBot) -> None:
    qtbot.mouseClick(strip, Qt.MouseButton.RightButton, pos=place(strip, 0, 12))
    qtbot.mousePress(strip, LEFT, pos=place(strip, 0, 12))
    qtbot.mouseRelease(strip, LEFT, pos=place(strip, 3, 12))
    assert choices(told) == []


# --- the keyboard -------------------------------------------------------------------------------------------


def test_arrows_move_the_start_and_after_enter_the_end(
    strip: WeekStrip, told: QSignalSpy, qtbot: QtBot
) -> None:
    monday = by_keyboard(strip, 0)
    qtbot.keyClick(monday, Qt.Key.Key_Right)
    qtbot.keyClick(monday, Qt.Key.Key_Return)
    qtbot.keyClick(monday, Qt.Key.Key_Left)
    qtbot.keyClick(monday, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert [hours for _, hours in choices(told)] == [
        Hours(time(9, 15), time(18)),
        Hours(time(9, 15), time(17, 45)),
        Hours(time(9, 15), time(16, 45)),
    ]


def test_an_end_goes_over_midnight_and_back(strip: WeekStrip, told: QSignalSpy, qtbot: QtBot) -> None:
    strip.show_rhythm(replace(Rhythm(), week=(Hours(time(20), time(0)), *(None,) * 6)))
    monday = by_keyboard(strip, 0)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(monday, key)
    assert [hours for _, hours in choices(told)] == [
        Hours(time(20), time(0, 15)),
        Hours(time(20), time(0)),
    ]


def test_space_switches_the_day_that_up_and_down_reach(
    strip: WeekStrip, told: QSignalSpy, qtbot: QtBot
) -> None:
    qtbot.keyClick(by_keyboard(strip, 5), Qt.Key.Key_Space)
    qtbot.keyClick(by_keyboard(strip, 2), Qt.Key.Key_Space)
    assert choices(told) == [(5, OFFICE), (2, None)]


def test_tab_stops_at_one_day_only(strip: WeekStrip) -> None:
    stops = [each for each in strip.findChildren(DayRow) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [row(strip, FakeClock().now().local.weekday())]


def test_the_day_that_the_keyboard_reaches_can_be_seen(strip: WeekStrip, qtbot: QtBot) -> None:
    page = QScrollArea()
    qtbot.addWidget(page)
    page.setWidgetResizable(True)
    page.setWidget(strip)
    page.resize(600, 120)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    sunday = by_keyboard(strip, 6)
    assert page.viewport().rect().contains(sunday.mapTo(page.viewport(), sunday.rect().center()))
    page.takeWidget()


def test_a_day_that_is_off_has_no_ends_to_move(strip: WeekStrip, told: QSignalSpy, qtbot: QtBot) -> None:
    qtbot.keyClick(by_keyboard(strip, 6), Qt.Key.Key_Right)
    assert choices(told) == []
    assert row(strip, 6).accessibleDescription() == "Space switches the day on."


# --- what it says -------------------------------------------------------------------------------------------


def test_each_day_says_what_it_is(strip: WeekStrip) -> None:
    strip.show_rhythm(replace(Rhythm(kind=RhythmKind.EVERY), back_on=date(2027, 1, 7)))
    said = [each.accessibleName().replace("\u202f", " ") for each in strip.findChildren(DayRow)]
    assert said[0] == "Monday: 9:00 am to 6:00 pm, but away"
    assert said[6] == "Sunday: no invitations"
    for each, checked in zip(strip.findChildren(DayRow), [True] * 5 + [False] * 2, strict=True):
        interface = QAccessible.queryAccessibleInterface(each)
        assert interface.role() == QAccessible.Role.CheckBox
        assert bool(interface.state().checked) is checked


def test_what_is_planned_is_said(strip: WeekStrip) -> None:
    strip.show_rhythm(Rhythm(kind=RhythmKind.FIXED, times=(time(8), time(20, 15))))
    assert strip.value_text(0).replace("\u202f", " ") == "Monday: pauses at 8:00 am, 8:15 pm"
    strip.show_rhythm(Rhythm())
    assert strip.value_text(0).count("m,") == 2
    assert "; pauses at about " in strip.value_text(0)


def test_a_change_is_read_where_the_keyboard_is(strip: WeekStrip, qtbot: QtBot) -> None:
    monday = by_keyboard(strip, 0)
    qtbot.keyClick(monday, Qt.Key.Key_Right)
    assert "9:15 am to 6:00 pm" in monday.accessibleName().replace("\u202f", " ")
    assert strip.findChild(QLabel).text() == monday.accessibleName()
    assert "start" in monday.accessibleDescription()
    qtbot.keyClick(monday, Qt.Key.Key_Return)
    assert monday.accessibleDescription().startswith("The left and right arrows move the end")


def test_with_set_times_only_days_can_be_changed(strip: WeekStrip, told: QSignalSpy, qtbot: QtBot) -> None:
    strip.show_rhythm(Rhythm(kind=RhythmKind.FIXED))
    drag(qtbot, strip, (0, 9), (3, 11))
    qtbot.keyClick(by_keyboard(strip, 0), Qt.Key.Key_Right)
    assert choices(told) == []
    qtbot.keyClick(row(strip, 0), Qt.Key.Key_Space)
    assert choices(told) == [(0, None)]


def test_showing_tells_nothing(strip: WeekStrip, told: QSignalSpy) -> None:
    strip.show_rhythm(NIGHT)
    strip.show_rhythm(Rhythm())
    assert choices(told) == []


# --- how it looks -------------------------------------------------------------------------------------------


def test_where_reading_goes_left_time_does_too(strip: WeekStrip, told: QSignalSpy, qtbot: QtBot) -> None:
    strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    monday = row(strip, 0)
    assert monday.x_of(9 * 60) > monday.x_of(18 * 60)
    drag(qtbot, strip, (0, 9), (0, 8))
    qtbot.keyClick(by_keyboard(strip, 0), Qt.Key.Key_Left)
    assert [hours for _, hours in choices(told)] == [
        Hours(time(8), time(18)),
        Hours(time(8, 15), time(18)),
    ]


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_open_time_can_be_told_from_the_rest(strip: WeekStrip, look: Appearance, theme: str) -> None:
    look.apply(theme, 100, "reduced")
    strip.show_rhythm(Rhythm(kind=RhythmKind.EVERY))
    picture = strip.grab().toImage()
    inside, outside = (picture.pixelColor(place(strip, 0, hour)) for hour in (10.4, 20.4))
    assert inside != outside


def test_vacation_is_hatched(strip: WeekStrip) -> None:
    def colors() -> set[int]:
        picture = strip.grab().toImage()
        line = place(strip, 0, 10.4)
        return {picture.pixel(line.x() + step, line.y()) for step in range(30)}

    strip.show_rhythm(Rhythm(kind=RhythmKind.EVERY))
    assert len(colors()) == 1
    strip.show_rhythm(replace(Rhythm(kind=RhythmKind.EVERY), back_on=date(2027, 1, 7)))
    assert len(colors()) > 1


def test_larger_text_has_its_room(strip: WeekStrip, look: Appearance) -> None:
    before = row(strip, 0).sizeHint()
    look.apply("light", 200, "reduced")
    assert row(strip, 0).sizeHint().height() > before.height() * 1.5
    assert row(strip, 0).track().left() >= row(strip, 0).fontMetrics().horizontalAdvance("Wed")


def test_check_ins_are_said_and_keep_their_place_while_hours_move(strip: WeekStrip, qtbot: QtBot) -> None:
    strip.show_rhythm(replace(Rhythm(), morning=Hours(time(6), time(11)), bedtime=time(22, 30)))
    said = strip.value_text(5).replace("\u202f", " ")
    assert said == "Saturday: no invitations; check-ins from 6:00 am and at 10:30 pm"
    drag(qtbot, strip, (0, 9), (0, 7))
    said = strip.value_text(0).replace("\u202f", " ")
    assert said.startswith("Monday: 7:00 am to 6:00 pm; pauses at about")
    assert said.endswith("; check-ins from 6:00 am and at 10:30 pm")
    strip.show_rhythm(replace(Rhythm(), bedtime=time(22, 30)))
    assert strip.value_text(6).replace("\u202f", " ") == "Sunday: no invitations; a check-in at 10:30 pm"
