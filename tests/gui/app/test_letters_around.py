"""Letters around the page: while it is locked, on Today, in the tray, and in a hard moment."""

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.letters import LettersPlace
from selfkind_desktop.app.pauses import Pauses
from selfkind_desktop.domain.delivery import for_day, for_hard_day
from selfkind_desktop.domain.letters import Letter, Seal, Voice
from selfkind_desktop.domain.outlook import Outlook, Standing
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.main_window import PageName
from selfkind_desktop.ui.pages.letters.page import LettersPage
from selfkind_desktop.ui.pages.letters.reader import Reader
from selfkind_desktop.ui.pages.letters.seal_dialog import SealDialog
from selfkind_desktop.ui.pause_window import PauseWindow
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.tray import Tray
from selfkind_desktop.ui.wording import headline
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.app.test_locked import Lockable, scene  # noqa: F401 - the window that can be locked
from tests.gui.pages.checks import button, says, seen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|systemTrayWindowChanged")
WORDS = "quince and the green door"


def keep(kept: Kept, clock: FakeClock, seal: Seal | None, *, arrived: bool = False) -> None:
    now = clock.now()
    letter = Letter("one", now.stamp(), Voice.FUTURE_ME, WORDS, now.at, seal=seal)
    letter = replace(letter, arrived=now.at if arrived else None)
    kept.keeper.keep(lambda store: store.letters.add(letter))
    kept.arrive()


def tomorrow(clock: FakeClock) -> Seal:
    now = clock.now()
    return for_day(now, now.later(days=1).day())


# --- locked ---


def test_a_letter_is_stored_at_the_lock_and_comes_back_with_the_cursor_in_place(
    scene: Lockable,  # noqa: F811
) -> None:
    scene.place.begin_letter()
    scene.paper.insertPlainText(WORDS)
    cursor = scene.paper.textCursor()
    cursor.setPosition(6)
    scene.paper.setTextCursor(cursor)
    button(scene.window, "Seal and send to…").click()
    scene.lock()
    assert seen(scene.window, SealDialog) == []
    assert not any(WORDS in each.toPlainText() for each in scene.window.findChildren(QTextDocument))
    assert scene.window.current is PageName.LETTERS
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, LettersPage | LettersPlace)]
    scene.open()
    assert scene.paper.toPlainText() == WORDS
    assert scene.paper.textCursor().position() == 6
    assert scene.window.focusWidget() is scene.paper


def test_a_letter_that_is_read_closes_at_the_lock(scene: Lockable) -> None:  # noqa: F811
    keep(scene.kept, scene.clock, tomorrow(scene.clock), arrived=True)
    scene.place.read_letter("one")
    scene.kept.arrive()
    assert len(seen(scene.window, Reader)) == 1
    scene.lock()
    assert seen(scene.window, Reader) == []
    assert not any(WORDS in each.toPlainText() for each in scene.window.findChildren(QTextDocument))
    scene.place.read_letter("one")
    assert says(scene.screen, "Your journal is locked")
    scene.open()


def test_to_write_a_letter_while_locked_opens_one_once_it_is_open(scene: Lockable) -> None:  # noqa: F811
    scene.lock()
    scene.place.begin_letter()
    assert says(scene.screen, "Your journal is locked")
    scene.open()
    assert scene.window.focusWidget() is scene.paper


# --- Today ---


def test_today_tells_of_a_letter_until_it_is_read(scene: Lockable) -> None:  # noqa: F811
    keep(scene.kept, scene.clock, tomorrow(scene.clock))
    scene.place.open_today()
    scene.kept.arrive()
    assert not says(scene.window, "A letter has arrived")
    scene.kept.keeper.keep(lambda store: store.letters.note_arrived("one", scene.clock.now().at))
    scene.kept.arrive()
    assert says(scene.window, "A letter has arrived")
    assert not says(scene.window, "quince")
    button(scene.window, "Read it").click()
    scene.kept.arrive()
    (reader,) = seen(scene.window, Reader)
    reader.close()
    scene.kept.arrive()
    scene.place.open(PageName.TODAY)
    scene.kept.arrive()
    assert not says(scene.window, "A letter has arrived")
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


# --- the tray ---


def test_the_tray_tells_of_a_letter_and_of_nothing_in_it(clock: FakeClock, qapp: QApplication) -> None:
    commands, tray = Commands(), Tray()
    tray.serve(commands, clock)
    waiting = Outlook(Standing.WAITING, next_at=clock.now().later(minutes=42).at)
    tray.show_outlook(waiting)
    assert not commands.letter.isVisible()
    tray.show_outlook(replace(waiting, letter=True))
    assert commands.letter.isVisible()
    said = headline(replace(waiting, letter=True), clock.now())
    assert said == "A letter has arrived · Next pause in 42 min"
    tray.hide()
    for each in (tray, commands):
        each.deleteLater()


# --- a hard moment ---


@pytest.fixture
def pauses(
    look: Appearance,
    choices: Choices,
    clock: FakeClock,
    kept: Kept,
    practices: tuple[Practice, ...],
    qtbot: QtBot,
) -> Iterator[Pauses]:
    pauses = Pauses(clock, choices, kept.keeper, lambda: look)
    pauses.take(practices)
    yield pauses
    pauses.close()
    for timer in pauses.findChildren(QTimer):
        timer.stop()
    pauses.deleteLater()


def hard_moment(pauses: Pauses, kept: Kept) -> PauseWindow:
    pauses.begin_hard_moment()
    pauses._recall()
    kept.arrive()
    (window,) = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, PauseWindow) and each.isVisible()
    ]
    button(window, "End here").click()
    return window


OFFER = "Read a letter you sealed for this"


def test_a_hard_moment_offers_the_letter_that_was_sealed_for_it(
    pauses: Pauses, kept: Kept, clock: FakeClock
) -> None:
    keep(kept, clock, for_hard_day(clock.now()))
    wanted = QSignalSpy(pauses.letter_wanted)
    window = hard_moment(pauses, kept)
    assert button(window, "Done").hasFocus()
    button(window, OFFER).click()
    kept.arrive()
    assert [wanted.at(number) for number in range(wanted.count())] == [["one"]]
    assert kept.store.pauses.count() == 1


def test_it_never_insists(pauses: Pauses, kept: Kept, clock: FakeClock) -> None:
    keep(kept, clock, for_hard_day(clock.now()))
    window = hard_moment(pauses, kept)
    button(window, "Done").click()
    kept.arrive()
    assert len(kept.store.letters.on_their_way()) == 1


@pytest.mark.parametrize("locked", [False, True])
def test_there_is_no_offer_without_a_letter_or_while_it_is_locked(
    pauses: Pauses, kept: Kept, clock: FakeClock, *, locked: bool
) -> None:
    keep(kept, clock, for_hard_day(clock.now()) if locked else tomorrow(clock))
    if locked:
        kept.keeper.lock()
    window = hard_moment(pauses, kept)
    assert not [each for each in seen(window) if getattr(each, "text", str)() == OFFER]
    window.close()
    kept.arrive()
    if locked:
        kept.keeper.unlock(kept.open)
