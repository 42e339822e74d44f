"""The window: looks first, decides with the person, says what came of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.importing.dialog import ImportDialog
from selfkind_desktop.ui.importing.mapping import MoodChoice
from selfkind_desktop.ui.importing.values import Missed, Outcome, Preview, Wishes
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.card import Card
from tests.gui.importing.conftest import PREVIEW
from tests.gui.pages.checks import button, cut_off, says, seen, unnamed


def wishes(dialog: ImportDialog, words: str = "Bring in 1,204 entries and 1,530 check-ins") -> Wishes:
    asked = QSignalSpy(dialog.import_wanted)
    button(dialog, words).click()
    assert asked.count() == 1
    return asked.at(0)[0]


def drop(widget: QWidget, *paths: Path) -> bool:
    """Drop files as another window would; whether they were welcome."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    act, none, left = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(QPointF(widget.rect().center()), act, data, left, none)
    entering.ignore()
    QApplication.sendEvent(widget, entering)
    if not entering.isAccepted():
        return False
    event = QDropEvent(QPointF(widget.rect().center()), act, data, left, none)
    QApplication.sendEvent(widget, event)
    return True


def test_a_file_can_be_dropped_anywhere(dialog: ImportDialog, tmp_path: Path) -> None:
    chosen = QSignalSpy(dialog.chosen)
    assert drop(dialog, tmp_path / "a.csv")
    assert chosen.at(0) == [str(tmp_path / "a.csv")]
    assert not drop(dialog, tmp_path / "a.csv", tmp_path / "b.csv")


def test_nothing_is_dropped_into_an_import_that_is_going_on(dialog: ImportDialog, tmp_path: Path) -> None:
    dialog.show_importing(10)
    assert not drop(dialog, tmp_path / "a.csv")


def test_the_preview_says_what_there_is(dialog: ImportDialog) -> None:
    dialog.show_preview(PREVIEW)
    assert says(dialog, "1,204 entries and 1,530 check-ins from Daylio (CSV)")
    assert says(dialog, "Mar 1, 2019 to Jul 27, 2026")
    assert says(dialog, "12 pictures or recordings")
    assert says(dialog, "A first line, on a train")
    assert says(dialog, "3 × is a goal")


def test_guesses_hold_unless_the_person_says_otherwise(dialog: ImportDialog) -> None:
    dialog.show_preview(PREVIEW)
    got = wishes(dialog)
    assert got.moods == {"meh": Mood.IN_BETWEEN, "rad": Mood.GOOD, "müde & leer": None}
    assert got.zone == "Europe/Berlin"
    assert got.tags["tag29"] == "tag29"


def test_moods_are_chosen_with_the_keyboard(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.show_preview(PREVIEW)
    choices = {choice.name: choice for choice in seen(dialog, MoodChoice)}
    qtbot.keyClick(choices["müde & leer"].faces, Qt.Key.Key_2)
    choices["rad"].out.click()
    got = wishes(dialog)
    assert (got.moods["müde & leer"], got.moods["rad"]) == (Mood.HARD, None)


def test_a_mood_that_was_left_out_comes_back_as_its_guess(dialog: ImportDialog) -> None:
    dialog.show_preview(PREVIEW)
    choice = {choice.name: choice for choice in seen(dialog, MoodChoice)}["rad"]
    choice.out.click()
    choice.out.click()
    assert wishes(dialog).moods["rad"] == Mood.GOOD


def test_a_tag_among_many_is_found_renamed_and_left_out(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.show_preview(PREVIEW)
    find = next(edit for edit in seen(dialog, QLineEdit) if edit.accessibleName() == "Find a tag")
    assert says(dialog, "And 18 more")
    qtbot.keyClicks(find, "tag29")
    edit = next(edit for edit in seen(dialog, QLineEdit) if "tag29" in edit.accessibleName())
    edit.clear()
    qtbot.keyClicks(edit, "#calm")
    find.clear()
    next(tick for tick in seen(dialog, QCheckBox) if tick.text().startswith("tag0")).click()
    tags = wishes(dialog).tags
    assert (tags["tag29"], tags["tag0"], tags["tag1"]) == ("calm", "", "tag1")


def test_all_tags_can_be_left_out_at_once(dialog: ImportDialog) -> None:
    dialog.show_preview(PREVIEW)
    button(dialog, "Leave all out").click()
    assert set(wishes(dialog).tags.values()) == {""}
    button(dialog, "Take all").click()
    assert wishes(dialog).tags["tag29"] == "tag29"


def test_another_zone_can_be_chosen(dialog: ImportDialog) -> None:
    dialog.show_preview(PREVIEW)
    seen(dialog, QComboBox)[0].setCurrentText("America/New_York")
    assert wishes(dialog).zone == "America/New_York"


def test_no_zone_is_asked_where_the_file_says_it(dialog: ImportDialog) -> None:
    dialog.show_preview(replace(PREVIEW, zone=""))
    assert seen(dialog, QComboBox) == []
    assert wishes(dialog).zone == ""


def test_what_reads_differently_here_is_kept_unless_both_are_wanted(dialog: ImportDialog) -> None:
    dialog.show_preview(replace(PREVIEW, differing=3))
    assert not wishes(dialog).keep_both
    button(dialog, "Keep both").click()
    assert wishes(dialog).keep_both


def test_little_found_stays_together_and_one_that_is_here_is_one(dialog: ImportDialog, qtbot: QtBot) -> None:
    dialog.show_preview(Preview("selfkind", "mine.zip", check_ins=1, known=1))
    assert says(dialog, "One of them is here already and stays as it is.")
    qtbot.waitUntil(lambda: seen(dialog, Card)[0].height() > 0)
    (card,) = seen(dialog, Card)
    assert card.height() <= card.heightForWidth(card.width())
    dialog.show_preview(replace(PREVIEW, known=2))
    assert says(dialog, "2 of them are here already and stay as they are.")


def test_an_empty_file_offers_nothing_to_bring_in(dialog: ImportDialog) -> None:
    dialog.show_preview(Preview("day-one", "Empty.zip"))
    assert says(dialog, "Nothing from Day One")
    assert not [each for each in seen(dialog) if getattr(each, "text", str)().startswith("Bring in")]


def test_progress_counts(dialog: ImportDialog) -> None:
    dialog.show_importing(11_000)
    dialog.show_share(0.4)
    assert says(dialog, "4,400 of 11,000")


def test_esc_stops_first_and_closes_then(dialog: ImportDialog, qtbot: QtBot) -> None:
    stopped, closed = QSignalSpy(dialog.cancel_wanted), QSignalSpy(dialog.closed)
    dialog.show_importing(10)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (stopped.count(), closed.count()) == (1, 0)
    dialog.show_sentence("Stopped. Nothing was changed.")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert (stopped.count(), closed.count()) == (1, 1)


def test_the_outcome_lists_what_could_not_be_taken(dialog: ImportDialog) -> None:
    missed = (Missed("row 17", "Its date could not be read.", "31.02.2020"), Missed("row 18", "Odd."))
    dialog.show_outcome(Outcome(1201, 1530, 12, 1, missed))
    assert says(dialog, "1,201 entries, 1,530 check-ins and 12 pictures or recordings came in.")
    assert says(dialog, "One was here already and stayed as it is.")
    button(dialog, "Copy the list").click()
    copied = "row 17 · Its date could not be read. · 31.02.2020\nrow 18 · Odd."
    assert QGuiApplication.clipboard().text() == copied


def test_an_import_can_be_undone_at_once(dialog: ImportDialog) -> None:
    undo = QSignalSpy(dialog.undo_wanted)
    dialog.show_outcome(Outcome(1201))
    button(dialog, "Undo this import").click()
    assert undo.count() == 1
    dialog.show_undone(1200, 1)
    assert says(dialog, "1,200 things that came in are gone again. One that you changed since is still here.")


def test_nothing_new_cannot_be_undone(dialog: ImportDialog) -> None:
    dialog.show_outcome(Outcome(known=3))
    assert says(dialog, "Nothing new came in. 3 were here already and stayed as they are.")
    assert not [each for each in seen(dialog) if getattr(each, "text", str)() == "Undo this import"]


def test_a_passphrase_is_asked_for_and_a_wrong_one_is_no_drama(dialog: ImportDialog, qtbot: QtBot) -> None:
    given = QSignalSpy(dialog.passphrase_given)
    dialog.ask_passphrase("my.zip", "That passphrase does not open my.zip.")
    edit = seen(dialog, QLineEdit)[0]
    assert edit.hasFocus()
    button(dialog, "Go on").click()
    assert given.count() == 0
    qtbot.keyClicks(edit, "a b c")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert given.at(0) == ["a b c"]
    assert says(dialog, "does not open")


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off_and_everything_has_a_name(
    look: Appearance, dialog: ImportDialog, percent: int
) -> None:
    look.apply("light", percent, "reduced")
    dialog.resize(look.px(680), 640)
    for step in (
        dialog.show_choosing,
        lambda: dialog.show_looking("daylio.csv"),
        lambda: dialog.ask_passphrase("my.zip", "That passphrase does not open my.zip."),
        lambda: dialog.show_preview(replace(PREVIEW, differing=3, known=2)),
        lambda: dialog.show_importing(11_000),
        lambda: dialog.show_outcome(Outcome(1, 2, 3, 4, PREVIEW.missed)),
        lambda: dialog.show_undone(1, 2),
    ):
        step()
        dialog.show_share(0.5)
        assert cut_off(dialog) == []
        assert unnamed(dialog) == []
        focused = QApplication.focusWidget()
        assert focused is not None
        assert dialog.isAncestorOf(focused)
