"""Settings: every choice told at once, none echoed, bad input met kindly."""

from datetime import date, time

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QLabel, QLineEdit, QSpinBox, QTimeEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain import settings as declared
from selfkind_desktop.domain.rhythm import Hours, RhythmKind
from selfkind_desktop.domain.settings import (
    MotionChoice,
    PauseView,
    ReminderScreen,
    ReminderWay,
    Settings,
    ThemeChoice,
    Without,
)
from selfkind_desktop.ui.pages.settings import SettingsPage
from selfkind_desktop.ui.pages.settings.privacy import PrivacySection
from selfkind_desktop.ui.pages.values import (
    AboutFacts,
    KeyPlace,
    LoginStart,
    Openers,
    ReminderReport,
    ReminderWayState,
)
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.switch import Switch
from selfkind_desktop.ui.widgets.week_row import DayRow
from tests.fakes import FakeClock
from tests.gui.pages import samples
from tests.gui.pages.checks import button, says, seen, sentence, top
from tests.gui.pages.conftest import Show

COUNTRIES = (("DE", "Germany"), ("US", "United States"))
OTHERWISE = (
    Settings()
    .having(declared.RHYTHM_KIND, RhythmKind.EVERY)
    .having(declared.RHYTHM_PER_DAY, 5)
    .having(declared.RHYTHM_EVERY, 90)
    .having(declared.RHYTHM_TIMES, (time(8), time(20)))
    .having(declared.RHYTHM_WEEK[0], None)
    .having(declared.RHYTHM_WEEK[5], Hours(time(22), time(6)))
    .having(declared.RHYTHM_QUIET_HOURS, Hours(time(12, 30), time(13)))
    .having(declared.RHYTHM_BACK_ON, date(2026, 12, 1))
    .having(declared.CHECK_IN_MORNING, Hours(time(7), time(10)))
    .having(declared.CHECK_IN_BEDTIME, time(21, 45))
    .having(declared.REMINDER_WAY, ReminderWay.BOTH)
    .having(declared.REMINDER_SCREEN, ReminderScreen.ALL)
    .having(declared.REMINDER_SECONDS, 60)
    .having(declared.PAUSE_MINUTES, 5)
    .having(declared.PAUSE_KIND, "break.three-part")
    .having(declared.PAUSE_CHECK_IN, False)
    .having(declared.PAUSE_VIEW, PauseView.FULL_SCREEN)
    .having(declared.PAUSE_WITHOUT, frozenset({Without.TOUCH}))
    .having(declared.THEME, ThemeChoice.DARK)
    .having(declared.TEXT_SIZE, 130)
    .having(declared.MOTION, MotionChoice.REDUCED)
    .having(declared.START_AT_LOGIN, True)
    .having(declared.COUNTRY, "DE")
)


@pytest.fixture
def page(look: Appearance, clock: FakeClock, shown: Show) -> SettingsPage:
    page = SettingsPage(look, clock, samples.PRACTICES, COUNTRIES, sections=[PrivacySection()])
    page.show_settings(Settings())
    shown(page)
    return page


@pytest.fixture
def told(page: SettingsPage) -> QSignalSpy:
    return QSignalSpy(page.chosen)


def choices(told: QSignalSpy) -> list[tuple[str, object]]:
    return [(told.at(number)[0], told.at(number)[1]) for number in range(told.count())]


def field(page: SettingsPage, kind: type, name: str) -> object:
    found = [each for each in page.findChildren(kind) if each.accessibleName() == name]
    assert len(found) == 1, name
    return found[0]


# --- no echo ------------------------------------------------------------------------------------------------


def test_showing_values_tells_nothing(page: SettingsPage, told: QSignalSpy) -> None:
    page.show_settings(OTHERWISE)
    page.show_settings(Settings())
    page.show_settings(OTHERWISE)
    assert choices(told) == []


def test_every_setting_that_has_a_place_here_is_shown(page: SettingsPage) -> None:
    page.show_settings(OTHERWISE)
    assert button(page, "Every so often").isChecked()
    assert field(page, QSpinBox, "How often").value() == 90
    assert not field(page, Switch, "Monday").isChecked()
    assert field(page, Switch, "Saturday").isChecked()
    assert field(page, QTimeEdit, "Saturday, from").time() == QTime(22, 0)
    assert field(page, QTimeEdit, "Quiet hours, until").time() == QTime(13, 0)
    assert field(page, QDateEdit, "The first day back").date() == QDate(2026, 12, 1)
    assert button(page, "Both").isChecked()
    assert button(page, "All").isChecked()
    assert field(page, QSpinBox, "How long it stays").value() == 60
    assert button(page, "5 min").isChecked()
    assert field(page, QComboBox, "Which one").currentText() == "A kind pause in three parts"
    assert not field(page, Switch, "Ask how I am, before and after").isChecked()
    assert button(page, "Full screen").isChecked()
    assert button(page, "touch").isChecked()
    assert button(page, "Dark").isChecked()
    assert field(page, QSpinBox, "Text size").value() == 130
    assert button(page, "Still").isChecked()
    assert field(page, Switch, "Start when I log in").isChecked()
    assert field(page, QComboBox, "Country").currentText() == "Germany"


def test_a_choice_of_the_value_in_force_is_none(page: SettingsPage, told: QSignalSpy) -> None:
    button(page, "2 min").click()
    assert choices(told) == []


# --- rhythm -------------------------------------------------------------------------------------------------


def test_the_kind_of_rhythm_decides_what_is_asked(page: SettingsPage, told: QSignalSpy) -> None:
    button(page, "At set times").click()
    assert choices(told) == [("rhythm.kind", RhythmKind.FIXED)]
    assert field(page, QLineEdit, "Times").isVisible()
    assert not field(page, QSpinBox, "How many a day").isVisible()


def test_a_number_is_told_once_it_is_typed_to_its_end(
    page: SettingsPage, told: QSignalSpy, qtbot: QtBot
) -> None:
    button(page, "Every so often").click()
    spin = field(page, QSpinBox, "How often")
    spin.setFocus()
    spin.selectAll()
    qtbot.keyClicks(spin, "120")
    assert len(choices(told)) == 1
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert choices(told)[1:] == [("rhythm.every_minutes", 120)]


def test_times_are_read_as_people_type_them(page: SettingsPage, told: QSignalSpy, qtbot: QtBot) -> None:
    page.show_settings(Settings().having(declared.RHYTHM_KIND, RhythmKind.FIXED))
    edit = field(page, QLineEdit, "Times")
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "2 pm and 9")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert choices(told) == [("rhythm.times", (time(9), time(14)))]
    assert edit.text().replace("\u202f", " ") == "9:00 am, 2:00 pm"


def test_what_is_no_time_is_said_kindly_and_changes_nothing(
    page: SettingsPage, told: QSignalSpy, qtbot: QtBot
) -> None:
    page.show_settings(Settings().having(declared.RHYTHM_KIND, RhythmKind.FIXED))
    edit = field(page, QLineEdit, "Times")
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, "after lunch")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert choices(told) == []
    assert says(page, "That could not be read as times.")
    assert says(page, "Until then: 10:30")
    qtbot.keyClicks(edit, " 13:00")
    assert not says(page, "That could not be read as times.")


def test_a_weekday_can_be_left_free_and_taken_up_again(page: SettingsPage, told: QSignalSpy) -> None:
    page.show_settings(Settings().having(declared.RHYTHM_WEEK[2], Hours(time(10), time(16))))
    day = field(page, Switch, "Wednesday")
    day.click()
    day.click()
    assert choices(told) == [("rhythm.wednesday", None), ("rhythm.wednesday", Hours(time(10), time(16)))]


def test_hours_of_a_day(page: SettingsPage, told: QSignalSpy) -> None:
    field(page, QTimeEdit, "Tuesday, until").setTime(QTime(15, 0))
    assert choices(told) == [("rhythm.tuesday", Hours(time(9), time(15)))]


def test_a_night_and_a_whole_day_say_what_they_are(page: SettingsPage) -> None:
    page.show_settings(Settings().having(declared.RHYTHM_WEEK[0], Hours(time(22), time(6))))
    assert says(page, "Until the next morning.")
    page.show_settings(Settings().having(declared.RHYTHM_WEEK[0], Hours(time(9), time(9))))
    assert says(page, "The whole day and night.")


def test_quiet_hours(page: SettingsPage, told: QSignalSpy) -> None:
    field(page, Switch, "Quiet hours").click()
    assert choices(told) == [("rhythm.quiet_hours", Hours(time(12), time(13)))]


def test_away_until_a_day_that_lies_ahead(page: SettingsPage, told: QSignalSpy) -> None:
    field(page, Switch, "Away").click()
    assert choices(told) == [("rhythm.back_on", date(2026, 11, 29))]
    assert field(page, QDateEdit, "The first day back").minimumDate() == QDate(2026, 11, 23)


def test_a_vacation_that_is_over_is_none(page: SettingsPage, told: QSignalSpy) -> None:
    page.show_settings(Settings().having(declared.RHYTHM_BACK_ON, date(2026, 11, 22)))
    assert not field(page, Switch, "Away").isChecked()
    assert choices(told) == []


def test_tab_reaches_the_hours_of_a_day_in_reading_order(page: SettingsPage, qtbot: QtBot) -> None:
    field(page, QSpinBox, "How many a day").setFocus()
    reached = []
    for _ in range(9):  # a time has parts: hour, minute, half of the day
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget().accessibleName())
    week, *rows = dict.fromkeys(reached)
    assert week == "Sunday: no invitations"
    assert rows == ["Monday, from", "Monday, until", "Monday", "Tuesday, from"]


def test_the_week_at_a_glance_and_the_rows_say_the_same(
    page: SettingsPage, told: QSignalSpy, qtbot: QtBot
) -> None:
    monday = page.findChildren(DayRow)[0]
    qtbot.keyClick(monday, Qt.Key.Key_Left)
    assert choices(told) == [("rhythm.monday", Hours(time(8, 45), time(18)))]
    assert field(page, QTimeEdit, "Monday, from").time() == QTime(8, 45)
    field(page, QTimeEdit, "Monday, until").setTime(QTime(20, 0))
    assert "8:45 am to 8:00 pm" in monday.accessibleName().replace("\u202f", " ")
    qtbot.keyClick(monday, Qt.Key.Key_Space)
    assert not field(page, Switch, "Monday").isChecked()
    assert choices(told)[1:] == [
        ("rhythm.monday", Hours(time(8, 45), time(20))),
        ("rhythm.monday", None),
    ]


def test_the_week_follows_the_kind_the_quiet_hours_and_the_vacation(page: SettingsPage) -> None:
    monday = page.findChildren(DayRow)[0]
    assert says(page, "Drag an end of a day")
    page.show_settings(OTHERWISE.having(declared.RHYTHM_WEEK[0], Hours(time(9), time(17))))
    assert monday.accessibleName().endswith("but away")
    button(page, "At set times").click()
    assert not says(page, "Drag an end of a day")
    field(page, Switch, "Away").click()
    said = monday.accessibleName().replace("\u202f", " ")
    assert said == "Monday: pauses at 8:00 am, 8:00 pm; check-ins from 7:00 am and at 9:45 pm"


def test_the_check_ins_of_the_day_are_off_until_somebody_likes_them(
    page: SettingsPage, told: QSignalSpy
) -> None:
    assert not field(page, Switch, "Morning check-in").isChecked()
    assert not field(page, Switch, "Bedtime check-in").isChecked()
    field(page, Switch, "Morning check-in").click()
    field(page, Switch, "Bedtime check-in").click()
    field(page, QTimeEdit, "Bedtime check-in, at").setTime(QTime(23, 15))
    assert choices(told) == [
        ("check_in.morning", Hours(time(6), time(11))),
        ("check_in.bedtime", time(22, 30)),
        ("check_in.bedtime", time(23, 15)),
    ]
    page.show_settings(OTHERWISE)
    assert field(page, QTimeEdit, "Bedtime check-in, at").time() == QTime(21, 45)
    assert field(page, QTimeEdit, "Morning check-in, until").time() == QTime(10, 0)


# --- the other sections -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("A notification", "reminder.way", ReminderWay.NOTIFICATION),
        ("Only the tray icon", "reminder.way", ReminderWay.TRAY),
        ("All", "reminder.screen", ReminderScreen.ALL),
        ("The main one", "reminder.screen", ReminderScreen.PRIMARY),
        ("3 min", "pause.minutes", 3),
        ("Full screen", "pause.view", PauseView.FULL_SCREEN),
        ("breath", "pause.without", frozenset({Without.BREATH})),
        ("Ask how I am, before and after", "pause.check_in", False),
        ("Dark", "appearance.theme", ThemeChoice.DARK),
        ("High contrast", "appearance.theme", ThemeChoice.CONTRAST),
        ("Still", "appearance.motion", MotionChoice.REDUCED),
        ("Start when I log in", "start.at_login", True),
    ],
)
def test_each_choice_is_told_at_once(
    page: SettingsPage, told: QSignalSpy, text: str, key: str, value: object
) -> None:
    button(page, text).click()
    assert choices(told) == [(key, value)]
    assert value == declared.BY_KEY[key].parse(declared.BY_KEY[key].write(value))


@pytest.mark.parametrize(
    ("name", "text", "key", "value"),
    [
        ("Which one", "Breathe", "pause.kind", "breathe"),
        ("Which one", "Words for a friend", "pause.kind", "words.friend"),
        ("Country", "United States", "support.country", "US"),
    ],
)
def test_lists_are_told_at_once(
    page: SettingsPage, told: QSignalSpy, name: str, text: str, key: str, value: str
) -> None:
    box = field(page, QComboBox, name)
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())
    assert choices(told) == [(key, value)]
    declared.BY_KEY[key].parse(value)


def test_the_names_of_pause_kinds_are_those_that_settings_know(page: SettingsPage) -> None:
    box = field(page, QComboBox, "Which one")
    assert box.currentData() == declared.PAUSE_KIND.default


def test_text_size_goes_in_steps(page: SettingsPage, told: QSignalSpy, qtbot: QtBot) -> None:
    spin = field(page, QSpinBox, "Text size")
    qtbot.keyClick(spin, Qt.Key.Key_Up)
    assert choices(told) == [("appearance.text_size", 110)]


def test_the_screen_is_asked_for_only_where_a_card_comes(page: SettingsPage) -> None:
    assert says(page, "On which screen")
    button(page, "A notification").click()
    assert not says(page, "On which screen")
    button(page, "Both").click()
    assert says(page, "On which screen")


def test_an_invitation_can_be_tried(page: SettingsPage) -> None:
    asked = QSignalSpy(page.try_reminder)
    button(page, "Show me one now").click()
    assert asked.count() == 1


def test_which_way_is_in_use_and_why_others_are_not(page: SettingsPage) -> None:
    page.show_reminders(
        ReminderReport(
            (
                ReminderWayState("Card beside the tray", "The next invitation comes this way.", in_use=True),
                ReminderWayState("Notification", "This desktop offers none."),
            ),
            (("Do Not Disturb", "Nothing here tells."),),
        )
    )
    assert says(page, "Card beside the tray · in use")
    assert says(page, "This desktop offers none.")
    assert says(page, "Nothing here tells.")
    page.show_reminders(ReminderReport(()))
    assert not says(page, "Ways on this computer")


def test_privacy_says_plainly_what_a_key_file_does_not_protect(page: SettingsPage) -> None:
    (section,) = page.findChildren(PrivacySection)
    section.show_openers(Openers(KeyPlace(in_key_store=False, where="/home/someone/key")))
    assert says(page, "The key is in a file that only your account can read.")
    assert says(page, "It does not protect them from somebody who has the whole disk")
    assert says(page, "/home/someone/key")
    section.show_openers(Openers(KeyPlace(in_key_store=True, where="Secret Service")))
    assert says(page, "The key is in this computer’s key store (Secret Service).")
    assert not says(page, "/home/someone/key")


def test_privacy_says_plainly_what_a_passphrase_does_and_does_not(page: SettingsPage) -> None:
    (section,) = page.findChildren(PrivacySection)
    assert button(page, "Choose a passphrase…").isEnabled()
    section.show_openers(Openers(passphrase=True))
    assert says(page, "Nobody can reset it.")
    assert says(page, "It does not protect them while they are open in front of you")
    assert says(page, "a forgotten passphrase means that your words are lost")
    assert button(page, "Open without a passphrase…").isEnabled()
    section.show_openers(Openers(passphrase=True, recovery=True))
    wanted = QSignalSpy(section.rehearsal_wanted)
    button(page, "Try the code…").click()
    assert wanted.count() == 1
    section.show_openers(Openers(trouble="The key file vault.json is damaged."))
    assert says(page, "The key file vault.json is damaged.")
    assert not button(page, "Choose a passphrase…").isEnabled()


def test_where_starting_at_login_is_not_possible_it_says_why(page: SettingsPage) -> None:
    page.show_login_start(LoginStart(available=False, why_not="This system starts nothing at login."))
    assert not button(page, "Start when I log in").isEnabled()
    assert says(page, "This system starts nothing at login.")


def test_about_says_what_it_is_and_is_not(page: SettingsPage) -> None:
    page.show_about(AboutFacts("0.1.0", "/data", "/log"))
    assert says(page, "Selfkind 0.1.0")
    assert says(page, "It is not therapy and not a crisis service.")
    assert says(page, "GNU General Public License")


# --- finding ------------------------------------------------------------------------------------------------


def search(page: SettingsPage, qtbot: QtBot, text: str) -> None:
    find = field(page, QLineEdit, "Find a setting")
    find.setFocus()
    find.clear()
    qtbot.keyClicks(find, text)
    qtbot.keyClick(find, Qt.Key.Key_Return)


def test_a_word_of_the_description_finds_a_setting(page: SettingsPage, qtbot: QtBot) -> None:
    search(page, qtbot, "lunch")
    assert says(page, "Quiet hours")
    assert not says(page, "Monday")
    assert not says(page, "Appearance")
    qtbot.keyClick(field(page, QLineEdit, "Find a setting"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: says(page, "Appearance"))


def test_the_name_of_a_section_finds_all_of_it_and_nothing_irrelevant(
    page: SettingsPage, qtbot: QtBot
) -> None:
    search(page, qtbot, "rhythm")
    assert says(page, "How many a day")
    assert not says(page, "Counted while you use the computer")


def test_finding_nothing_is_said(page: SettingsPage, qtbot: QtBot) -> None:
    search(page, qtbot, "zebra")
    assert says(page, "Nothing here has these words.")


@pytest.mark.parametrize("key", ["rhythm", "reminders", "pauses", "appearance", "privacy", "about"])
def test_a_section_can_be_opened(page: SettingsPage, key: str) -> None:
    page.show_about(AboutFacts("0.1.0", "/data", "/log"))
    page.open_section(key)
    QApplication.processEvents()
    title = {"rhythm": "Rhythm", "about": "About"}.get(key, key.capitalize())
    heading = next(label for label in seen(page, QLabel) if label.text() == title)
    at_end = page.verticalScrollBar().value() == page.verticalScrollBar().maximum()
    assert 0 <= top(page, heading) < 60 or at_end, sentence(page)
