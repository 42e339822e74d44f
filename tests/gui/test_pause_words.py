"""The words of a pause: how they break, fade and lean."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from selfkind_desktop import assets
from selfkind_desktop.domain.content import load_practices
from selfkind_desktop.domain.practice import Words
from selfkind_desktop.ui.pause_words import PauseWords, plain_text
from selfkind_desktop.ui.theme import Appearance

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")

LONG = Words(("Difficulty is one of the things that people everywhere have in common.",), "A small line.")


def rows(image: QImage) -> list[tuple[int, int]]:
    """Left and right end of each row of ink, top to bottom."""
    ground = image.pixelColor(0, 0)
    found: list[tuple[int, int]] = []
    inside = False
    for y in range(image.height()):
        inked = [x for x in range(0, image.width(), 2) if image.pixelColor(x, y) != ground]
        if inked and not inside:
            found.append((inked[0], inked[-1]))
        elif inked:
            found[-1] = (min(found[-1][0], inked[0]), max(found[-1][1], inked[-1]))
        inside = bool(inked)
    return found


@pytest.fixture
def words(look: Appearance, qtbot: QtBot) -> PauseWords:
    made = PauseWords(look)
    qtbot.addWidget(made)
    made.resize(900, 400)
    return made


def test_rows_are_even_and_in_the_middle(words: PauseWords) -> None:
    words.show_words(LONG)
    words.show()
    first, second, _ = rows(words.grab().toImage())
    lengths = first[1] - first[0], second[1] - second[0]
    assert min(lengths) > 0.75 * max(lengths)
    for left, right in (first, second):
        assert abs((left + right) / 2 - 450) < 8


def test_it_says_how_high_it_will_be(words: PauseWords) -> None:
    words.show_words(LONG)
    needed = words.height_for((Words(("Short.",)), LONG), 900, 34, 1.0)
    assert words.sizeHint().height() == needed
    assert words.height_for((LONG,), 300, 34, 1.0) > needed
    assert words.height_for((LONG,), 900, 34, 1.5) > needed > words.height_for((LONG,), 900, 20, 1.0)


def test_marks_of_emphasis_are_heard_and_seen_as_none(words: PauseWords) -> None:
    words.show_words(Words(("Perhaps: *may I be kind*.",), "Or *not*."))
    assert words.text() == "Perhaps: may I be kind.\nOr not."
    assert plain_text(Words(("2 * 3 is 6.",))) == "2 * 3 is 6."


def test_one_text_fades_into_the_next(words: PauseWords, qtbot: QtBot) -> None:
    words.show_words(Words(("First words.",)))
    words.show()
    words.show_words(Words(("Other words here.",)), fade=True)
    early = words.grab().toImage()
    qtbot.waitUntil(lambda: words.grab().toImage() != early)
    after = PauseWords(words._appearance)
    qtbot.addWidget(after)
    after.resize(words.size())
    after.show_words(Words(("Other words here.",)))
    qtbot.waitUntil(lambda: words.grab().toImage() == after.grab().toImage())


def test_it_takes_the_colors_of_a_new_theme(words: PauseWords, look: Appearance) -> None:
    words.show_words(LONG)
    look.apply("dark", motion="reduced")
    image = words.grab().toImage()
    lightest = max(QColor(image.pixel(x, y)).lightness() for x in range(0, 900, 3) for y in range(0, 80, 2))
    assert lightest > 200


def test_each_text_of_each_practice_fits_in_two_rows(words: PauseWords) -> None:
    two_rows = words.height_for((Words(("One.", "Two."), "Small."),), 900, 34, 1.0)
    for practice in load_practices(assets.path("content", "en", "practices")):
        for step in practice.steps:
            for line in step.lines:
                for text in (line.words, *(other for _, other in line.alternatives)):
                    assert words.height_for((text,), 900, 34, 1.0) <= two_rows, text
