"""Things find their place: beside each other, or below where text is large or the window small."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.beside import Beside
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.chip import Chip, Segmented
from selfkind_desktop.ui.widgets.columns import Columns
from selfkind_desktop.ui.widgets.fields import ComboBox, SpinBox, TimeEdit
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.page_frame import PageFrame
from selfkind_desktop.ui.widgets.settings_row import SettingsRow
from selfkind_desktop.ui.widgets.switch import Switch


def flow_of(words: list[str]) -> QWidget:
    """Chips that flow."""
    box = QWidget()
    flow = FlowLayout(box)
    for word in words:
        flow.addWidget(Chip(word))
    return box


def test_chips_begin_a_new_line(look: Appearance, qtbot: QtBot) -> None:
    box = flow_of(["tired", "tense", "lonely", "hopeful"])
    qtbot.addWidget(box)
    one_line = box.sizeHint().width()
    box.resize(one_line, box.heightForWidth(one_line))
    box.show()
    assert len({chip.y() for chip in box.findChildren(Chip)}) == 1
    box.resize(one_line // 2, box.heightForWidth(one_line // 2))
    assert len({chip.y() for chip in box.findChildren(Chip)}) >= 2
    assert all(chip.geometry().bottom() < box.height() for chip in box.findChildren(Chip))


def test_lines_begin_where_the_language_begins_them(look: Appearance, qtbot: QtBot) -> None:
    box = flow_of(["tired", "tense"])
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(box)
    box.resize(400, 60)
    box.show()
    first, second = box.findChildren(Chip)
    assert first.geometry().right() == 399
    assert second.x() < first.x()


def test_a_hidden_chip_leaves_no_gap(look: Appearance, qtbot: QtBot) -> None:
    box = flow_of(["tired", "tense", "lonely"])
    qtbot.addWidget(box)
    box.resize(400, 60)
    box.show()
    chips = box.findChildren(Chip)
    place = chips[1].pos()
    chips[1].hide()
    qtbot.waitUntil(lambda: chips[2].pos() == place)


@pytest.mark.parametrize(("percent", "single"), [(100, False), (200, True)])
def test_cards_stand_below_each_other_where_text_is_large(
    look: Appearance, qtbot: QtBot, percent: int, single: bool
) -> None:
    look.apply("light", percent, motion="reduced")
    box = QWidget()
    columns = Columns(look, (3, 2))
    box.setLayout(columns)
    cards = [Card() for _ in range(4)]
    for place, card in enumerate(cards):
        card.body.addWidget(label("word " * 12 * (place + 1)))
        columns.addWidget(card)
    qtbot.addWidget(box)
    box.resize(904, box.heightForWidth(904))
    box.show()
    assert (cards[0].y() == cards[1].y()) is not single
    for card in cards:
        text = card.findChild(QLabel)
        assert text.height() >= text.heightForWidth(text.width())
    if not single:
        assert cards[0].height() == cards[1].height()
        assert cards[0].width() > cards[1].width()
        assert cards[1].geometry().right() == 903


def test_columns_begin_where_the_language_begins(look: Appearance, qtbot: QtBot) -> None:
    box = QWidget()
    box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    columns = Columns(look, (1, 1))
    box.setLayout(columns)
    first, second = Card(), Card()
    columns.addWidget(first)
    columns.addWidget(second)
    qtbot.addWidget(box)
    box.resize(904, 200)
    box.show()
    assert first.geometry().right() == 903
    assert second.x() == 0


@pytest.mark.parametrize("rtl", [False, True])
def test_what_belongs_to_text_goes_below_it_where_it_must(look: Appearance, qtbot: QtBot, rtl: bool) -> None:
    box = QWidget()
    if rtl:
        box.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    beside = Beside(box)
    text, end = label("Five days with a kind moment. Rest days count as rest."), button("Open")
    beside.addWidget(text)
    beside.addWidget(end)
    qtbot.addWidget(box)
    box.resize(600, box.heightForWidth(600))
    box.show()
    assert end.x() == 0 if rtl else end.geometry().right() == 599
    assert text.geometry().intersected(end.geometry()).isEmpty()
    box.resize(250, box.heightForWidth(250))
    assert end.y() > text.geometry().bottom()
    assert end.geometry().bottom() < box.height()
    assert text.height() >= text.heightForWidth(text.width())


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_settings_are_never_cut_off(look: Appearance, qtbot: QtBot, percent: int) -> None:
    look.apply("light", percent, motion="reduced")
    page = PageFrame(look, width=720)
    choice = Segmented([(key, key) for key in ("System", "Light", "Dark", "High contrast")])
    combo = ComboBox()
    combo.addItems(["A few times a day", "Every 50 minutes of computer use"])
    rows = [
        SettingsRow("Appearance", "Follows the desktop, or one of its own.", choice),
        SettingsRow("When pauses are offered", "", combo),
        SettingsRow("Bells in practices", "Three soft tones.", Switch(look, "")),
    ]
    for row in rows:
        page.body.addWidget(row)
    page.add_end()
    qtbot.addWidget(page)
    page.resize(560, 600)
    page.show()
    qtbot.waitUntil(lambda: rows[0].width() > 0)
    assert page.horizontalScrollBar().maximum() == 0
    for row in rows:
        for part in row.findChildren(QWidget):
            if part.isVisible() and not isinstance(part.parent(), ComboBox):
                corner = part.mapTo(row, part.rect().bottomRight())
                assert row.rect().contains(corner), part
                if isinstance(part, QLabel):
                    assert part.height() >= part.heightForWidth(part.width())


def test_a_setting_names_its_control(look: Appearance, qtbot: QtBot) -> None:
    row = SettingsRow("How many", "Pauses in a day.", SpinBox())
    qtbot.addWidget(row)
    assert row.control.accessibleName() == "How many"
    assert row.control.accessibleDescription() == "Pauses in a day."
    row.set_description("")
    assert row.control.accessibleDescription() == ""


def test_a_button_with_words_is_called_by_them(look: Appearance, qtbot: QtBot) -> None:
    row = SettingsRow("Away for good", "You see what goes first.", button("Delete everything…"))
    qtbot.addWidget(row)
    assert row.control.accessibleName() == "Delete everything…"
    assert row.control.accessibleDescription() == "You see what goes first."


def test_a_page_keeps_its_lines_short(look: Appearance, qtbot: QtBot) -> None:
    page = PageFrame(look, width=500)
    text = label("word " * 200)
    page.body.addWidget(text)
    page.add_end()
    qtbot.addWidget(page)
    page.resize(1400, 700)
    page.show()
    assert text.width() <= look.px(500)


def test_text_begins_at_the_same_place_in_every_field(look: Appearance, qtbot: QtBot) -> None:
    box = QWidget()
    column = QVBoxLayout(box)
    spin, time = SpinBox(), TimeEdit()
    for field in (spin, time):
        column.addWidget(field)
    qtbot.addWidget(box)
    box.show()
    for field in (spin, time):
        assert field.lineEdit().textMargins().left() >= 8
        assert field.width() >= field.sizeHint().width()


@pytest.mark.parametrize("kind", [SpinBox, TimeEdit, ComboBox])
def test_a_wheel_that_passes_by_changes_nothing(look: Appearance, qtbot: QtBot, kind: type[QWidget]) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtWidgets import QApplication

    field = kind()
    if isinstance(field, ComboBox):
        field.addItems(["one", "two"])
    qtbot.addWidget(field)
    field.show()
    before = field.grab().toImage()
    turn = QWheelEvent(
        QPointF(5, 5),
        field.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(field, turn)
    assert field.grab().toImage() == before
    assert not turn.isAccepted()
