"""Every control in every state, as pictures to look at beside the design.

    python tests/gui/gallery.py FOLDER [--font FAMILY]

writes each plate in light, dark and both high contrasts, and light at 200 % text. QT_SCALE_FACTOR=2 doubles
the resolution. Not a test: tests assert, this is for eyes.
"""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from selfkind_desktop.ui.style import button, label, rule, set_ground
from selfkind_desktop.ui.theme import Appearance, ThemeChoice
from selfkind_desktop.ui.tray_icon import TRAY_STATES, tray_pixmap
from selfkind_desktop.ui.widgets.background import GradientBackground
from selfkind_desktop.ui.widgets.beside import Beside
from selfkind_desktop.ui.widgets.breathing import BreathingCircle, TextPacer
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.chip import Chip, Segmented
from selfkind_desktop.ui.widgets.columns import Columns
from selfkind_desktop.ui.widgets.fields import ComboBox, SpinBox, TimeEdit
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.icon_button import IconButton
from selfkind_desktop.ui.widgets.mood_row import MoodRow
from selfkind_desktop.ui.widgets.nav_rail import NavRail
from selfkind_desktop.ui.widgets.notice import NoticeBar
from selfkind_desktop.ui.widgets.page_frame import PageFrame
from selfkind_desktop.ui.widgets.progress_line import ProgressLine
from selfkind_desktop.ui.widgets.settings_row import SettingsRow
from selfkind_desktop.ui.widgets.switch import Switch
from selfkind_desktop.ui.widgets.week_dots import DayDot, DayState, WeekDots


def rail(look: Appearance) -> NavRail:
    """The rail as in the mockups."""
    made = NavRail(look)
    for name in ("Today", "Practice", "Journal", "Letters", "Progress", "Learn"):
        made.add_item(name.lower(), name, name.lower())
    made.add_item("support", "Support", "support", "bottom")
    made.add_item("settings", "Settings", "settings", "bottom")
    made.select("today")
    return made


def buttons_of(*buttons: QWidget) -> QHBoxLayout:
    """Buttons in a row, packed to the start."""
    row = QHBoxLayout()
    row.setSpacing(12)
    for each in buttons:
        row.addWidget(each)
    row.addStretch(1)
    return row


def today(look: Appearance) -> QWidget:
    """Mockups 1 and 7."""
    window = QWidget()
    set_ground(window, "paper")
    page = PageFrame(look)
    head = QVBoxLayout()
    head.setSpacing(4)
    head.addWidget(label("Good afternoon.", "title"))
    head.addWidget(label("However today is going, you are welcome here.", "muted"))
    page.body.addLayout(head)
    page.body.addSpacing(8)
    grid = Columns(look, (3, 2), spacing=18)

    arriving = Card()
    arriving.body.addWidget(label("How are you arriving?", "eyebrow"))
    moods = MoodRow(look)
    moods.set_value(3)
    arriving.body.addWidget(moods)
    words = FlowLayout()
    for word in ("tired", "tense", "lonely", "hopeful", "self-critical"):
        words.addWidget(Chip(word))
    words.itemAt(0).widget().setChecked(True)  # type: ignore[union-attr]
    words.addWidget(Chip("more words…", checkable=False))
    arriving.body.addSpacing(8)
    arriving.body.addLayout(words)
    arriving.body.addStretch(1)
    grid.addWidget(arriving)

    pause = Card("sage")
    pause.body.addWidget(label("Next pause", "eyebrow", "sage"))
    pause.body.addWidget(label("in 42 min", "display"))
    pause.body.addWidget(label("about 3:40 pm · 2 minutes", "muted"))
    pause.body.addSpacing(8)
    pause.body.addLayout(buttons_of(button("Pause now", "main"), button("Quiet for a while", "quiet")))
    pause.body.addStretch(1)
    grid.addWidget(pause)

    small = Card()
    small.body.addWidget(label("Today's small practice", "eyebrow"))
    small.body.addWidget(label("What would you say to a friend?", "heading"))
    small.body.addWidget(label("Week 2 · Finding a kinder voice · about 4 minutes", "muted"))
    small.body.addSpacing(8)
    small.body.addLayout(buttons_of(button("Begin"), button("Something else", "quiet")))
    grid.addWidget(small)

    letter = Card("plum")
    letter.body.addWidget(label("A letter has arrived", "eyebrow", "plum"))
    letter.body.addWidget(label("From you, three months ago", "heading"))
    letter.body.addWidget(label("“When the new job feels like too much…”", "muted"))
    letter.body.addSpacing(8)
    letter.body.addLayout(buttons_of(button("Open it")))
    grid.addWidget(letter)
    page.body.addLayout(grid)

    week = Card()
    row = Beside(comfort=320)
    said_box = QWidget()
    said = QVBoxLayout(said_box)
    said.setContentsMargins(0, 0, 0, 0)
    said.setSpacing(4)
    said.addWidget(label("This week", "eyebrow"))
    said.addWidget(label("5 days with a kind moment. Rest days count as rest."))
    row.addWidget(said_box)
    dots = WeekDots(look)
    states = "PPRPPRT"
    kinds = {"P": DayState.PRACTICED, "R": DayState.REST, "T": DayState.TODAY}
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    dots.set_days([DayDot(name, name, kinds[state]) for name, state in zip(names, states, strict=True)])
    row.addWidget(dots)
    week.body.addLayout(row)
    page.body.addSpacing(2)
    page.body.addWidget(week)
    page.add_end()

    across = QHBoxLayout(window)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    across.addWidget(rail(look))
    across.addWidget(page, 1)
    window.resize(1180, 760)
    return window


def pause(look: Appearance) -> QWidget:
    """Mockup 5."""
    window = GradientBackground(look)
    column = QVBoxLayout(window)
    column.setContentsMargins(40, 36, 40, 48)
    column.setSpacing(16)
    center = Qt.AlignmentFlag.AlignHCenter
    top = label("A kind pause · 2 of 4", "muted")
    top.setAlignment(center)
    column.addWidget(top)
    column.addStretch(1)
    circle = BreathingCircle(look)
    circle.set_level(1.0)
    circle.set_word("breathe out")
    column.addWidget(circle, 0, center)
    column.addStretch(1)
    words = label("This is a hard moment.\nHard moments are part of being a person.", "title")
    words.setAlignment(center)
    column.addWidget(words)
    hint = label("If it feels right, rest a hand on your heart, or wherever is soothing.", "muted")
    hint.setAlignment(center)
    column.addWidget(hint)
    column.addStretch(2)
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addStretch(1)
    for each in (button("Back"), button("Go on", "main"), button("End here", "quiet")):
        row.addWidget(each)
    row.addStretch(1)
    column.addLayout(row)
    column.addSpacing(16)
    line = ProgressLine(look)
    line.set_value(0.46)
    line.setFixedWidth(260)
    column.addWidget(line, 0, center)
    window.resize(1180, 760)
    return window


def small_windows(look: Appearance) -> QWidget:
    """Mockup 6: the panel and the card, without their shadows."""
    window = QWidget()
    set_ground(window, "sand")
    across = QHBoxLayout(window)
    across.setContentsMargins(40, 40, 40, 40)
    across.setSpacing(40)
    panel = Card(margin=18)
    head = QHBoxLayout()
    head.addWidget(label("Next pause in 42 min", "strong"), 1)
    head.addWidget(IconButton(look, "more", "More"))
    panel.body.addLayout(head)
    panel.body.addWidget(MoodRow(look, compact=True))
    panel.body.addWidget(button("Pause now", "main"))
    row = QHBoxLayout()
    row.setSpacing(8)
    for text in ("Write", "Quiet for…", "Open"):
        row.addWidget(button(text), 1)
    panel.body.addLayout(row)
    across.addWidget(panel, 0, Qt.AlignmentFlag.AlignBottom)
    across.addStretch(1)
    card = Card(margin=22)
    card.body.addWidget(label("Would a kind pause help now?", "heading"))
    card.body.addWidget(label("Two minutes, at your own pace.", "muted"))
    later = button("In 10 minutes")
    later.set_arrow(True)
    card.body.addLayout(buttons_of(button("Begin", "main"), later, button("Not now", "quiet")))
    line = ProgressLine(look, soft=True)
    line.set_value(0.64)
    card.body.addSpacing(4)
    card.body.addWidget(line)
    across.addWidget(card, 0, Qt.AlignmentFlag.AlignBottom)
    window.resize(1180, 340)
    return window


def controls(look: Appearance) -> QWidget:
    """Buttons, fields and ticks."""
    window = QWidget()
    set_ground(window, "paper")
    grid = QGridLayout(window)
    grid.setContentsMargins(40, 40, 40, 40)
    grid.setSpacing(16)
    kinds = ("main", "default", "quiet", "letters", "link")
    for column, state in enumerate(("rest", "focus", "disabled")):
        grid.addWidget(label(state, "eyebrow"), 0, column)
        for line, kind in enumerate(kinds, start=1):
            made = button("Go on", kind)  # type: ignore[arg-type]
            made.setEnabled(state != "disabled")
            if state == "focus":
                made.setProperty("show-ring", True)
            grid.addWidget(made, line, column, Qt.AlignmentFlag.AlignLeft)
    ticks = QVBoxLayout()
    for kind in (QCheckBox, QRadioButton):
        for on in (False, True):
            tick = kind("Offer a pause on weekends")
            tick.setAutoExclusive(False)
            tick.setChecked(on)
            ticks.addWidget(tick)
    off = QCheckBox("Not here")
    off.setEnabled(False)
    ticks.addWidget(off)
    grid.addLayout(ticks, 6, 0)
    fields = QVBoxLayout()
    search = QLineEdit()
    search.setPlaceholderText("Search every word…")
    fields.addWidget(search)
    combo = ComboBox()
    combo.addItems(["A few times a day", "Every 50 minutes", "At fixed times"])
    fields.addWidget(combo)
    spin = SpinBox()
    spin.setValue(3)
    fields.addWidget(spin)
    time = TimeEdit()
    time.setTime(QTime(9, 0))
    fields.addWidget(time)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(40)
    fields.addWidget(slider)
    text = QPlainTextEdit("A sentence for later")
    text.setMaximumHeight(look.px(80))
    fields.addWidget(text)
    grid.addLayout(fields, 6, 1)
    more = QVBoxLayout()
    switches = QHBoxLayout()
    for on in (False, True):
        switch = Switch(look, "Sound")
        switch.setChecked(on)
        switches.addWidget(switch)
    switches.addStretch(1)
    more.addLayout(switches)
    more.addWidget(Segmented([("w", "Week"), ("m", "Month"), ("y", "Year"), ("a", "All")]))
    chips = FlowLayout()
    for name, on in (("tired", True), ("tense", False), ("hopeful", False)):
        chip = Chip(name)
        chip.setChecked(on)
        chips.addWidget(chip)
    more.addLayout(chips)
    pacer = TextPacer(look)
    pacer.set_word("Breathe in")
    pacer.set_progress(0.4)
    more.addWidget(pacer)
    more.addStretch(1)
    grid.addLayout(more, 6, 2)
    window.resize(980, 760)
    return window


def settings(look: Appearance) -> QWidget:
    """Rows of settings, and notices."""
    page = PageFrame(look, width=720)
    set_ground(page, "paper")
    page.body.addWidget(label("Settings", "title"))
    notice = NoticeBar(look)
    notice.set_notice(
        "This desktop shows no tray icons, so Selfkind keeps a small window instead.", "Show it"
    )
    page.body.addWidget(notice)
    card = Card()
    card.body.setSpacing(0)
    combo = ComboBox()
    combo.addItems(["A few times a day", "Every 50 minutes", "At fixed times"])
    spin = SpinBox()
    spin.setValue(3)
    switch = Switch(look, "Bells in practices")
    switch.setChecked(True)
    rows = (
        SettingsRow("When pauses are offered", "Spread out over the day, varied by up to 15 minutes.", combo),
        SettingsRow("How many", "", spin),
        SettingsRow("Bells in practices", "Three soft tones; never in the reminder.", switch),
        SettingsRow(
            "Appearance", "", Segmented([(x, x) for x in ("System", "Light", "Dark", "High contrast")])
        ),
    )
    for place, each in enumerate(rows):
        if place:
            card.body.addWidget(rule())
        card.body.addWidget(each)
    page.body.addWidget(card)
    page.add_end()
    page.resize(780, 620)
    return page


def icons(look: Appearance) -> QWidget:
    """Each icon at its size and larger; the tray icons on a light and a dark panel."""
    window = QWidget()
    set_ground(window, "paper")
    column = QVBoxLayout(window)
    column.setContentsMargins(24, 24, 24, 24)
    from selfkind_desktop import assets

    names = sorted(file.stem for file in assets.path("icons").glob("*.svg"))
    for size in (20, 40):
        flow = FlowLayout(spacing=16)
        for name in names:
            holder = QLabel()
            holder.setPixmap(look.icon(name, "ink", size).pixmap(look.px(size), look.px(size)))
            flow.addWidget(holder)
        column.addLayout(flow)
    for ground in ("#F4F4F4", "#E4E7E9", "#7B8A94", "#2B2E33", "#101010"):
        strip = QPixmap(560, 56)
        strip.setDevicePixelRatio(1)
        strip.fill(ground)
        painter = QPainter(strip)
        x = 8
        for size in (16, 22, 24, 48):
            for state in TRAY_STATES:
                painter.drawPixmap(x, (56 - size) // 2, tray_pixmap(state, size))
                x += size + 6
        painter.end()
        holder = QLabel()
        holder.setPixmap(strip)
        column.addWidget(holder)
    window.resize(620, 520)
    return window


PLATES: dict[str, Callable[[Appearance], QWidget]] = {
    "today": today,
    "pause": pause,
    "small": small_windows,
    "controls": controls,
    "settings": settings,
    "icons": icons,
}
LOOKS: tuple[tuple[str, ThemeChoice, int], ...] = (
    ("light", "light", 100),
    ("dark", "dark", 100),
    ("contrast", "contrast", 100),
    ("200", "light", 200),
)


def focus_a_few(window: QWidget) -> None:
    """Let the buttons marked for it show their ring as if Tab had come to them."""
    from selfkind_desktop.ui.widgets.button import Button

    for each in window.findChildren(Button):
        if each.property("show-ring"):
            each.hasFocus = lambda: True  # type: ignore[method-assign]
            each._ring = True


def main() -> int:
    """Write the pictures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--font", default="")
    parser.add_argument("--only", default="")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(sys.argv[:1])
    look = Appearance(application)
    look.prepare()
    for suffix, choice, percent in LOOKS:
        look.apply(choice, percent)
        if args.font:
            look.fonts.ui_families = [args.font]
            application.setFont(look.ui_font())
            look.changed.emit()
        for name, plate in PLATES.items():
            if args.only and name not in args.only.split(","):
                continue
            window = plate(look)
            window.show()
            focus_a_few(window)
            QTest.qWait(60)
            window.grab().save(str(args.folder / f"{name}-{suffix}.png"))
            window.close()
            window.deleteLater()
            QTest.qWait(1)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
