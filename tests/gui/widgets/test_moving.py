"""What moves, what stands still for those who want that, and what it costs."""

import math
import tracemalloc

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.background import GradientBackground
from selfkind_desktop.ui.widgets.breathing import BreathingCircle, TextPacer
from selfkind_desktop.ui.widgets.fade import fade_in
from selfkind_desktop.ui.widgets.notice import NoticeBar
from selfkind_desktop.ui.widgets.progress_line import ProgressLine
from selfkind_desktop.ui.widgets.week_dots import DayDot, DayState, WeekDots


def breath(seconds: float) -> float:
    """In and out again in ten seconds."""
    return (1 - math.cos(seconds * math.tau / 10)) / 2


# --- The circle ---


def test_the_circle_moves_only_while_it_is_seen(look: Appearance, qtbot: QtBot) -> None:
    circle = BreathingCircle(look)
    qtbot.addWidget(circle)
    now = 0.0
    circle.animate(lambda: now, breath)
    assert not circle.is_moving
    circle.show()
    assert circle.is_moving
    now = 5.0
    qtbot.waitUntil(lambda: circle.level == pytest.approx(1.0))
    circle.hide()
    assert not circle.is_moving
    circle.show()
    assert circle.is_moving
    circle.rest()
    assert not circle.is_moving
    assert circle.level == pytest.approx(1.0)


def disc_width(circle: BreathingCircle) -> int:
    """How wide the outer disc is, in pixels along the middle line."""
    image = circle.grab().toImage()
    ground = image.pixelColor(0, 0)
    middle = image.height() // 2
    return sum(image.pixelColor(x, middle) != ground for x in range(image.width()))


def test_breathing_in_widens_the_discs(look: Appearance, qtbot: QtBot) -> None:
    circle = BreathingCircle(look)
    qtbot.addWidget(circle)
    circle.resize(280, 280)
    circle.show()
    widths = []
    for level in (0.0, 0.5, 1.0):
        circle.set_level(level)
        widths.append(disc_width(circle))
    assert widths == sorted(widths)
    assert widths[0] < 0.7 * widths[-1]
    assert widths[-1] in range(274, 281)
    circle.set_level(7.0)
    assert circle.level == 1.0


def test_the_word_is_heard_too(look: Appearance, qtbot: QtBot) -> None:
    circle = BreathingCircle(look)
    qtbot.addWidget(circle)
    circle.set_word("breathe out")
    assert circle.accessibleName() == "breathe out"
    assert circle.word == "breathe out"


def test_six_hundred_frames_leave_nothing_behind(look: Appearance, qtbot: QtBot) -> None:
    circle = BreathingCircle(look)
    qtbot.addWidget(circle)
    circle.resize(280, 280)
    circle.set_word("breathe in")
    circle.show()

    def breathe(frames: int) -> None:
        for frame in range(frames):
            circle.set_level(breath(frame / 60))
            circle.repaint()

    breathe(60)
    tracemalloc.start()
    breathe(60)
    before, _ = tracemalloc.get_traced_memory()
    breathe(600)
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 2000
    assert len(circle.children()) == 1


def test_the_circle_takes_the_theme_s_colors(look: Appearance, qtbot: QtBot) -> None:
    circle = BreathingCircle(look)
    qtbot.addWidget(circle)
    circle.resize(200, 200)
    circle.show()
    light = circle.grab().toImage()
    look.apply("dark", motion="reduced")
    assert circle.grab().toImage() != light


def test_the_text_pacer_says_the_phase_and_fills_slowly(look: Appearance, qtbot: QtBot) -> None:
    pacer = TextPacer(look)
    qtbot.addWidget(pacer)
    pacer.resize(400, 200)
    pacer.show()
    pacer.set_word("Breathe in")
    assert pacer.word == "Breathe in"
    empty = pacer.grab().toImage()
    pacer.set_progress(0.5)
    assert pacer.grab().toImage() != empty


# --- Lines and dots ---


@pytest.mark.parametrize("rtl", [False, True])
def test_a_line_fills_from_where_reading_begins(look: Appearance, qtbot: QtBot, rtl: bool) -> None:
    line = ProgressLine(look)
    if rtl:
        line.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    qtbot.addWidget(line)
    line.resize(200, 4)
    line.show()
    line.set_value(0.5)
    image = line.grab().toImage()
    sage = look.color("sage")
    ends = image.pixelColor(20, 2), image.pixelColor(180, 2)
    assert (ends[1] if rtl else ends[0]) == sage
    assert (ends[0] if rtl else ends[1]) != sage
    line.set_value(3.0)
    assert line.value == 1.0
    assert line.grab().toImage().pixelColor(20, 2) == sage


def week(states: str) -> list[DayDot]:
    """A week from letters: P practiced, R rest, T today, A ahead."""
    names = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    kinds = {"P": DayState.PRACTICED, "R": DayState.REST, "T": DayState.TODAY, "A": DayState.AHEAD}
    return [DayDot(name[:3], name, kinds[state]) for name, state in zip(names, states, strict=True)]


def test_the_week_is_told_in_words_too(look: Appearance, qtbot: QtBot) -> None:
    dots = WeekDots(look)
    qtbot.addWidget(dots)
    dots.set_days(week("PRPPTAA"))
    assert dots.accessibleName() == "This week"
    said = dots.accessibleDescription()
    assert said.startswith("Monday: a kind moment, Tuesday: rest")
    assert "Friday: today" in said
    for scolding in ("miss", "lost", "fail", "only"):
        assert scolding not in said


def test_each_day_looks_as_it_was(look: Appearance, qtbot: QtBot) -> None:
    dots = WeekDots(look)
    qtbot.addWidget(dots)
    dots.set_days(week("PRTAPPP"))
    dots.resize(dots.sizeHint())
    dots.show()
    image = dots.grab().toImage()
    pitch = dots.width() / 7
    centers = [image.pixelColor(round(pitch * (day + 0.5)), look.px(13)) for day in range(7)]
    assert centers[0] == look.color("sage")
    assert centers[2] == look.color("sage-soft")
    assert centers[1] == centers[3] != look.color("sage")


# --- The wash ---


def test_the_wash_has_no_steps(look: Appearance, qtbot: QtBot) -> None:
    look.apply("dark", motion="reduced")
    ground = GradientBackground(look)
    qtbot.addWidget(ground)
    ground.resize(400, 600)
    ground.show()
    image = ground.grab().toImage()
    mixed = 0
    for top in range(0, 600, 50):
        reds = [image.pixelColor(x, top).red() for x in range(0, 24)]
        mixed += len(set(reds)) > 1
        assert max(reds) - min(reds) <= 2
    # neighbors differ by the grain nearly everywhere: no level stands alone as a band
    assert mixed >= 8


def test_the_wash_is_kept_only_while_it_is_seen(look: Appearance, qtbot: QtBot) -> None:
    ground = GradientBackground(look)
    qtbot.addWidget(ground)
    ground.resize(300, 300)
    ground.show()
    first = ground.grab().toImage()
    ground.hide()
    assert ground._picture is None
    ground.show()
    assert ground.grab().toImage() == first
    part = ground.grab(QRect(100, 120, 40, 30)).toImage()
    assert part == first.copy(100, 120, 40, 30)


def test_high_contrast_has_a_plain_ground(look: Appearance, qtbot: QtBot) -> None:
    look.apply("contrast", motion="reduced")
    ground = GradientBackground(look)
    qtbot.addWidget(ground)
    ground.resize(100, 100)
    ground.show()
    image = ground.grab().toImage()
    assert {image.pixelColor(x, y).name() for x in range(0, 100, 9) for y in range(0, 100, 9)} == {"#ffffff"}


# --- Coming and going ---


def test_things_come_at_once_without_motion(look: Appearance, qtbot: QtBot) -> None:
    text = label("Welcome back. Start anywhere.")
    qtbot.addWidget(text)
    assert fade_in(text, look) is None
    assert text.isVisible()


def test_things_come_softly(look: Appearance, qtbot: QtBot) -> None:
    look.apply("light", motion="full")
    window = QWidget()
    column = QVBoxLayout(window)
    text = label("Welcome back. Start anywhere.")
    text.hide()
    column.addWidget(text)
    qtbot.addWidget(window)
    window.show()
    animation = fade_in(text, look)
    assert animation is not None
    with qtbot.waitSignal(animation.finished):
        pass
    assert text.isVisible()
    assert text.graphicsEffect() is None


@pytest.mark.qt_log_ignore("This plugin does not support setting window opacity", extend=True)
def test_a_window_comes_softly(look: Appearance, qtbot: QtBot) -> None:
    look.apply("light", motion="full")
    window = QWidget()
    qtbot.addWidget(window)
    animation = fade_in(window, look)
    assert animation is not None
    assert window.isVisible()
    with qtbot.waitSignal(animation.finished):
        pass
    assert window.windowOpacity() == 1.0


def test_a_notice_says_one_thing(look: Appearance, qtbot: QtBot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    notice = NoticeBar(look)
    column.addWidget(notice)
    qtbot.addWidget(window)
    window.show()
    assert not notice.isVisible()
    notice.set_notice("This desktop shows no tray icons.", "Show the window")
    assert notice.isVisible()
    with qtbot.waitSignal(notice.acted):
        notice.action.click()
    with qtbot.waitSignal(notice.closed):
        notice.close_button.click()
    assert not notice.isVisible()
    notice.set_notice("Saved again.")
    assert notice.isVisible()
    assert not notice.action.isVisible()
    notice.set_notice("")
    assert not notice.isVisible()


def test_colors_are_told_apart(look: Appearance) -> None:
    assert look.color("sage") == QColor("#356556")
    with pytest.raises(KeyError):
        look.color("error-red")
