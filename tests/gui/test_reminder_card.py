"""The card: an invitation that never takes the keyboard, and leaves in every case."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.ui.reminder_card import ReminderCard
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.progress_line import ProgressLine
from selfkind_desktop.ui.widgets.split_button import SplitButton
from tests.gui.pages.checks import button, cut_off, says, seen, unnamed

# The offscreen platform cannot do what a card asks of a real one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ALL_DELAYS = (5, 10, 30, 60)


@pytest.fixture
def card(look: Appearance, qtbot: QtBot) -> Iterator[ReminderCard]:
    card = ReminderCard(look, blended=False)
    yield card
    card.close()
    card.deleteLater()


def invite(
    card: ReminderCard,
    delays: tuple[int, ...] = ALL_DELAYS,
    *,
    later_today: bool = True,
    seconds: int = 45,
) -> None:
    card.invite(2, delays, later_today=later_today, seconds=seconds)


def pass_seconds(card: ReminderCard, seconds: int) -> None:
    """Let the card count, without waiting for it."""
    tick = next(timer for timer in card.findChildren(QTimer) if timer.parent() is card and timer.interval())
    for _ in range(seconds):
        if tick.isActive():
            tick.timeout.emit()


def menu_of(card: ReminderCard) -> dict[str, object]:
    return {action.text(): action for action in card.findChild(SplitButton).menu.actions()}


# --- what it asks of the desktop ---


def test_it_never_takes_the_keyboard(card: ReminderCard) -> None:
    assert card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert card.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert card.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_its_title_tells_nothing_to_whoever_looks_over_a_shoulder(card: ReminderCard) -> None:
    invite(card)
    assert card.windowTitle() == "Selfkind"


# --- what it says and offers ---


def test_it_asks_says_how_long_and_offers_three_answers(card: ReminderCard) -> None:
    invite(card)
    assert says(card, "Would a kind pause help now?")
    assert says(card, "Two minutes, at your own pace.")
    for name in ("Begin", "In 10 minutes", "Another time", "Not now"):
        assert button(card, name).isVisible()
    assert unnamed(card) == []
    assert cut_off(card) == []


def test_each_answer_is_told_once_for_each_click(card: ReminderCard, qtbot: QtBot) -> None:
    # Earlier invitations leave nothing behind that would answer for this one.
    for _ in range(3):
        invite(card)
    begun, declined, postponed = map(QSignalSpy, (card.begun, card.declined, card.postponed))
    for name in ("Begin", "Not now", "In 10 minutes"):
        qtbot.mouseClick(button(card, name), Qt.MouseButton.LeftButton)
    assert (begun.count(), declined.count()) == (1, 1)
    assert [postponed.at(number) for number in range(postponed.count())] == [[10]]


def test_the_other_times_are_in_a_menu(card: ReminderCard) -> None:
    invite(card)
    actions = menu_of(card)
    assert list(actions) == [
        "In 5 minutes",
        "In 10 minutes",
        "In 30 minutes",
        "In 60 minutes",
        "Later today",
    ]
    postponed, later_today = QSignalSpy(card.postponed), QSignalSpy(card.later_today)
    actions["In 60 minutes"].trigger()
    actions["Later today"].trigger()
    assert [postponed.at(0), postponed.count(), later_today.count()] == [[60], 1, 1]


@pytest.mark.parametrize(
    ("delays", "usual", "others"),
    [
        ((5,), "In 5 minutes", []),
        ((5, 10), "In 10 minutes", ["In 5 minutes", "In 10 minutes"]),
        ((30, 60), "In 60 minutes", ["In 30 minutes", "In 60 minutes"]),
    ],
)
def test_near_the_end_of_the_hours_it_offers_what_fits(
    card: ReminderCard, qtbot: QtBot, delays: tuple[int, ...], usual: str, others: list[str]
) -> None:
    invite(card)
    invite(card, delays, later_today=False)
    postponed = QSignalSpy(card.postponed)
    qtbot.mouseClick(button(card, usual), Qt.MouseButton.LeftButton)
    assert f"In {postponed.at(0)[0]} minutes" == usual
    names = [each.accessibleName() for each in seen(card, type(button(card, "Begin")))]
    assert ("Another time" in names) == bool(others)
    if others:
        assert list(menu_of(card)) == others


def test_where_no_time_fits_none_is_offered(card: ReminderCard) -> None:
    invite(card, (), later_today=False)
    assert not card.findChild(SplitButton).isVisible()
    assert cut_off(card) == []


def test_the_one_question(card: ReminderCard, qtbot: QtBot) -> None:
    invite(card)
    card.ask_softening(45)
    assert says(card, "Would fewer invitations be kinder?")
    assert unnamed(card) == []
    assert cut_off(card) == []
    softened = QSignalSpy(card.softened)
    qtbot.mouseClick(button(card, "Fewer, please"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(card, "Leave it as it is"), Qt.MouseButton.LeftButton)
    assert [softened.at(0), softened.at(1)] == [[True], [False]]
    invite(card)
    assert button(card, "Begin").isVisible()


# --- it leaves by itself ---


def test_it_counts_down_and_then_leaves(card: ReminderCard) -> None:
    expired = QSignalSpy(card.expired)
    invite(card, seconds=10)
    line = card.findChild(ProgressLine)
    pass_seconds(card, 5)
    assert line.value == pytest.approx(0.5)
    assert expired.count() == 0
    pass_seconds(card, 30)
    assert expired.count() == 1


def test_the_question_leaves_as_no(card: ReminderCard) -> None:
    softened = QSignalSpy(card.softened)
    card.ask_softening(10)
    pass_seconds(card, 11)
    assert [softened.at(number) for number in range(softened.count())] == [[False]]


def test_somebody_who_moves_on_it_gets_the_time_to_answer(
    card: ReminderCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    expired = QSignalSpy(card.expired)
    invite(card, seconds=10)
    pointed_at(card)
    for step in range(30):
        monkeypatch.setattr(QCursor, "pos", lambda step=step: QPoint(step, step))
        pass_seconds(card, 1)
    assert expired.count() == 0
    pass_seconds(card, 10)
    assert expired.count() == 1


def test_a_pointer_that_only_lies_there_does_not_keep_it(card: ReminderCard) -> None:
    expired = QSignalSpy(card.expired)
    invite(card, seconds=10)
    pointed_at(card)
    pass_seconds(card, 10)
    assert expired.count() == 1


def pointed_at(card: ReminderCard) -> None:
    card.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)


def test_an_open_menu_does_not_keep_it_either(card: ReminderCard) -> None:
    expired = QSignalSpy(card.expired)
    invite(card, seconds=10)
    button(card, "Another time").click()
    menu = card.findChild(SplitButton).menu
    assert menu.isVisible()
    pass_seconds(card, 10)
    assert expired.count() == 1
    card.withdraw()
    assert not menu.isVisible()


def test_withdrawn_it_is_gone_and_counts_no_more(card: ReminderCard) -> None:
    expired = QSignalSpy(card.expired)
    invite(card, seconds=10)
    card.withdraw()
    pass_seconds(card, 20)
    assert not card.isVisible()
    assert expired.count() == 0


@pytest.fixture
def moving_card(look: Appearance, qtbot: QtBot) -> Iterator[ReminderCard]:
    look.apply("light", motion="full")
    card = ReminderCard(look, blended=True)
    yield card
    card.close()
    card.deleteLater()


def test_it_fades_softly_where_things_may_move(moving_card: ReminderCard, qtbot: QtBot) -> None:
    invite(moving_card)
    moving_card.withdraw()
    assert moving_card.isVisible()
    qtbot.waitUntil(lambda: not moving_card.isVisible())


def test_pointing_at_a_card_that_is_leaving_does_not_hold_it(moving_card: ReminderCard, qtbot: QtBot) -> None:
    invite(moving_card)
    moving_card.withdraw()
    pointed_at(moving_card)
    QApplication.sendEvent(moving_card, QEvent(QEvent.Type.HoverEnter))
    qtbot.waitUntil(lambda: not moving_card.isVisible())


def test_an_invitation_that_comes_while_the_last_one_fades_stays(
    moving_card: ReminderCard, qtbot: QtBot
) -> None:
    invite(moving_card)
    moving_card.withdraw()
    qtbot.waitUntil(lambda: moving_card.windowOpacity() < 0.9)
    invite(moving_card, seconds=10)
    assert moving_card.windowOpacity() == 1.0
    line = moving_card.findChild(ProgressLine)
    pass_seconds(moving_card, 3)
    assert line.value == pytest.approx(0.7)
    assert moving_card.isVisible()


def test_with_reduced_motion_nothing_runs_down_on_it(card: ReminderCard) -> None:
    invite(card)
    assert not card.findChild(ProgressLine).isVisible()


def test_the_line_runs_down_where_things_may_move(moving_card: ReminderCard) -> None:
    invite(moving_card)
    assert moving_card.findChild(ProgressLine).isVisible()


# --- where it sits ---


def test_it_sits_in_the_corner_of_the_free_area(card: ReminderCard) -> None:
    invite(card)
    free = QGuiApplication.primaryScreen().availableGeometry()
    assert free.contains(card.geometry())
    assert 0 < free.right() - card.geometry().right() < 40
    assert 0 < free.bottom() - card.geometry().bottom() < 40


def test_where_one_reads_from_the_right_it_sits_on_the_left(card: ReminderCard, qapp: QApplication) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        invite(card)
        free = QGuiApplication.primaryScreen().availableGeometry()
        assert card.geometry().left() - free.left() < 40
        assert cut_off(card) == []
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.parametrize("percent", [100, 200, 250])
def test_at_any_text_size_it_fits_the_screen_and_nothing_is_cut_off(
    look: Appearance, qtbot: QtBot, percent: int
) -> None:
    look.apply("light", percent, "reduced")
    card = ReminderCard(look, blended=True)
    try:
        invite(card)
        qtbot.waitExposed(card)
        free = QGuiApplication.primaryScreen().availableGeometry()
        assert free.contains(card.geometry())
        assert cut_off(card) == []
        card.ask_softening(45)
        assert free.contains(card.geometry())
        assert cut_off(card) == []
    finally:
        card.close()
        card.deleteLater()


def test_another_text_size_while_it_shows_makes_room(
    card: ReminderCard, look: Appearance, qtbot: QtBot
) -> None:
    invite(card)
    before = card.size()
    look.apply("light", 150, "reduced")
    qtbot.waitUntil(lambda: card.height() > before.height())
    assert QGuiApplication.primaryScreen().availableGeometry().contains(card.geometry())
    assert cut_off(card) == []


# --- how the morning and the evening are ---


def offered(card: ReminderCard) -> set[str]:
    """What is written on the buttons that show; faces have no words here."""
    return {each.text() for each in seen(card, QPushButton) if each.text()}


def test_it_asks_how_the_evening_is_and_takes_one_tap(card: ReminderCard) -> None:
    chosen, expired = QSignalSpy(card.checked_in), QSignalSpy(card.expired)
    card.ask_how(DayEdge.BEDTIME, 45)
    assert says(card, "How is this evening, if you like to look?")
    assert offered(card) == {"Not now"}
    assert button(card, "Not now").isVisible()
    assert unnamed(card) == []
    assert cut_off(card) == []
    button(card, "All right").click()
    button(card, "All right").click()
    assert chosen.count() == 1
    assert chosen.at(0) == [4]
    assert says(card, "Noted. Thank you for looking.")
    pass_seconds(card, 30)
    assert not card.isVisible()
    assert expired.count() == 0


def test_words_are_welcome_after_the_tap_and_not_needed(card: ReminderCard) -> None:
    wanted = QSignalSpy(card.look_wanted)
    card.ask_how(DayEdge.MORNING, 45)
    assert says(card, "How is this morning, if you like to look?")
    button(card, "Good").click()
    button(card, "Add words").click()
    assert wanted.count() == 1
    assert not card.isVisible()


def test_a_question_nobody_answers_leaves_too(card: ReminderCard) -> None:
    expired = QSignalSpy(card.expired)
    card.ask_how(DayEdge.MORNING, 10)
    pass_seconds(card, 10)
    assert expired.count() == 1


def test_the_next_card_is_an_invitation_again(card: ReminderCard) -> None:
    card.ask_how(DayEdge.MORNING, 10)
    button(card, "Good").click()
    invite(card)
    assert {"Begin", "In 10 minutes", "Not now"} <= offered(card)
    assert "Add words" not in offered(card)
