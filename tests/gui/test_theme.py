"""Colors can be told apart, and the look changes while the windows are open."""

# ruff: noqa: N802, N815 - fakes have the names that Qt has

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop import assets
from selfkind_desktop.ui.fonts import UI_FAMILIES, Fonts, system_factor, ui_families
from selfkind_desktop.ui.sheet import style_sheet
from selfkind_desktop.ui.style import button, label, set_style
from selfkind_desktop.ui.theme import Appearance, Theme, load_theme
from selfkind_desktop.ui.tray_icon import DUSK, EMBER, PLUM, SAGE, STONE, TRAY_STATES, tray_icon, tray_pixmap

THEMES = [
    load_theme("light"),
    load_theme("dark"),
    load_theme("contrast"),
    load_theme("contrast", dark=True),
]
every_theme = pytest.mark.parametrize("theme", THEMES, ids=lambda theme: f"{theme.name}-{theme.dark}")

GROUNDS = ("paper", "surface", "sand", "sage-soft", "plum-soft", "peach-soft")
TEXT = [
    *((ink, ground) for ink in ("ink", "muted", "sage", "plum", "peach") for ground in GROUNDS),
    *(("ink", ground) for ground in ("sand-hover", "sand-pressed", "chip", "chip-hover", "chip-pressed")),
    *(("on-sage", fill) for fill in ("sage", "sage-hover", "sage-pressed")),
    *(("on-plum", fill) for fill in ("plum", "plum-hover", "plum-pressed")),
    *(("mood-ink", f"mood-{mood}") for mood in range(1, 6)),
    *((ink, f"wash-{place}") for ink in ("ink", "muted", "breath-ink") for place in (1, 2, 3)),
    ("on-chosen", "chosen"),
    ("on-pick", "pick"),
    ("on-row", "row"),
    ("on-selection", "selection"),
    ("on-tip", "tip"),
]
SHAPES = [
    *((shape, ground) for shape in ("control-line", "focus", "sage") for ground in GROUNDS),
    *(("sage", f"wash-{place}") for place in (1, 2, 3)),
    ("on-sage", "sage"),
]


def luminance(color: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio as WCAG 2.2 defines it, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(top: QColor, ground: QColor) -> QColor:
    """A see-through color on a ground."""
    part = top.alphaF()
    return QColor.fromRgbF(
        *(
            above * part + below * (1 - part)
            for above, below in zip(top.getRgbF()[:3], ground.getRgbF()[:3], strict=True)
        )
    )


@every_theme
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(theme: Theme, ink: str, ground: str) -> None:
    wanted = 7.0 if theme.name == "contrast" else 4.5
    assert contrast(theme.color(ink), theme.color(ground)) >= wanted


@every_theme
@pytest.mark.parametrize(("shape", "ground"), SHAPES)
def test_controls_can_be_seen(theme: Theme, shape: str, ground: str) -> None:
    assert contrast(theme.color(shape), theme.color(ground)) >= 3.0


@every_theme
@pytest.mark.parametrize("wash", ["wash-1", "wash-2", "wash-3"])
def test_the_word_in_the_circle_can_be_read_on_each_disc(theme: Theme, wash: str) -> None:
    ground = theme.color(wash)
    for disc in ("breath-outer", "breath-middle", "breath-inner"):
        ground = over(theme.color(disc), ground)
        assert contrast(theme.color("breath-ink"), ground) >= 4.5


@every_theme
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_while_the_pointer_is_over_it(theme: Theme, ground: str) -> None:
    for overlay in ("hover", "pressed"):
        assert contrast(theme.color("ink"), over(theme.color(overlay), theme.color(ground))) >= 4.5


@every_theme
def test_moods_stand_apart_from_each_other_by_more_than_their_color_alone(theme: Theme) -> None:
    assert len({theme.color(f"mood-{mood}").name() for mood in range(1, 6)}) == 5


@every_theme
def test_what_is_chosen_in_a_menu_stands_out(theme: Theme) -> None:
    told_apart = contrast(theme.color("pick"), theme.color("surface"))
    assert told_apart >= (3.0 if theme.name == "contrast" else 1.2)


def test_all_themes_name_the_same_colors() -> None:
    assert {frozenset(theme.colors) for theme in THEMES} == {frozenset(THEMES[0].colors)}


def test_each_color_is_used() -> None:
    package = Path(assets.__file__).parent
    sheet = assets.path("themes", "style.qss").read_text("utf-8")
    source = sheet + "".join(file.read_text("utf-8") for file in (package / "ui").rglob("*.py"))
    unused = {token for token in THEMES[0].colors if not re.search(rf"[@\"]{token}(?![-a-z0-9])", source)}
    assert (
        unused - {f"mood-{mood}" for mood in range(1, 6)} - {f"wash-{place}" for place in (1, 2, 3)} == set()
    )


@every_theme
@pytest.mark.parametrize("percent", [50, 100, 200])
def test_the_sheet_is_filled_in_completely(bare: QApplication, theme: Theme, percent: int) -> None:
    sheet = style_sheet(theme, Fonts(percent))
    assert "@" not in sheet
    for name in re.findall(r'url\("([^"]+)"\)', sheet):
        assert Path(name).is_file()


@pytest.mark.parametrize(("folder", "theme"), [("light", THEMES[0]), ("dark", THEMES[1])])
def test_marks_have_the_colors_of_their_theme(folder: str, theme: Theme) -> None:
    tokens = {
        "check": "on-sage",
        "tick": "ink",
        "dot": "on-sage",
        "down": "muted",
        "up": "muted",
        "right": "muted",
    }
    for name, token in tokens.items():
        source = assets.path("themes", "marks", folder, f"{name}.svg").read_text("utf-8")
        assert set(re.findall(r"#[0-9A-F]{6}", source)) == {theme.colors[token]}


def test_the_look_page_and_the_file_agree() -> None:
    data = tomllib.loads(assets.path("themes", "light.toml").read_text("utf-8"))
    assert data["color"]["sage"] == "#356556"
    assert data["color"]["paper"] == "#FAF6F0"


# --- Appearance ---


def ground_of(widget: QWidget) -> QColor:
    """The color in a corner of what the widget paints."""
    return widget.grab().toImage().pixelColor(1, 1)


def test_nothing_is_put_on_before_the_first_window(bare: QApplication) -> None:
    look = Appearance(bare)
    look.apply("dark", 150)
    assert bare.styleSheet() == ""
    look.prepare()
    assert bare.styleSheet() != ""
    assert look.theme.name == "dark"


def test_windows_change_while_they_are_open(look: Appearance, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QDialog

    window = QDialog()
    qtbot.addWidget(window)
    window.show()
    assert ground_of(window) == look.color("paper")
    with qtbot.waitSignal(look.changed):
        look.apply("dark", motion="reduced")
    assert look.theme.dark
    assert ground_of(window) == look.color("paper") == QColor("#1D1F22")


def test_the_same_again_is_free(look: Appearance, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(look.changed):
        look.apply("light", motion="reduced")
        look.prepare()


def test_a_wish_for_motion_is_told_without_a_new_sheet(look: Appearance, qtbot: QtBot) -> None:
    assert look.reduced_motion
    with qtbot.waitSignal(look.changed):
        look.apply("light", motion="full")
    assert not look.reduced_motion


def test_text_grows_with_the_person_s_choice(look: Appearance, qtbot: QtBot) -> None:
    text = label("Good afternoon.", "title")
    qtbot.addWidget(text)
    text.show()
    before = text.fontMetrics().height()
    look.apply("light", 200, motion="reduced")
    assert text.fontMetrics().height() == pytest.approx(2 * before, abs=3)
    assert look.px(10) == round(20 * look.scale / 2)


class Access(QObject):
    """What the desktop says about contrast and motion."""

    contrastPreferenceChanged = Signal()
    motionPreferenceChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.contrast = Qt.ContrastPreference.NoPreference
        self.motion = Qt.MotionPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:
        return self.contrast

    def motionPreference(self) -> Qt.MotionPreference:
        return self.motion


class Hints(QObject):
    """A desktop whose color scheme the test sets: the offscreen platform has none."""

    colorSchemeChanged = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light
        self.told: Qt.ColorScheme | None = None
        self.access = Access()

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme if self.told is None else self.told

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        self.told = scheme
        self.colorSchemeChanged.emit()

    def unsetColorScheme(self) -> None:
        self.told = None
        self.colorSchemeChanged.emit()

    def accessibility(self) -> Access:
        return self.access


class OnDesktop:
    """The application, on such a desktop."""

    def __init__(self, application: QApplication, hints: Hints) -> None:
        self._application = application
        self._hints = hints

    def styleHints(self) -> Hints:
        return self._hints

    def __getattr__(self, name: str) -> object:
        return getattr(self._application, name)


@pytest.fixture
def desktop(bare: QApplication) -> tuple[Appearance, Hints]:
    """A look that follows a desktop."""
    hints = Hints()
    appearance = Appearance(OnDesktop(bare, hints))  # type: ignore[arg-type]
    appearance.prepare()
    return appearance, hints


def test_the_desktop_s_scheme_is_followed(desktop: tuple[Appearance, Hints], qtbot: QtBot) -> None:
    look, hints = desktop
    assert look.theme.name == "light"
    hints.scheme = Qt.ColorScheme.Dark
    with qtbot.waitSignal(look.changed):
        hints.colorSchemeChanged.emit()
    assert look.theme.name == "dark"


def test_the_desktop_s_contrast_is_followed(desktop: tuple[Appearance, Hints]) -> None:
    look, hints = desktop
    hints.access.contrast = Qt.ContrastPreference.HighContrast
    hints.access.contrastPreferenceChanged.emit()
    assert (look.theme.name, look.theme.dark) == ("contrast", False)
    hints.scheme = Qt.ColorScheme.Dark
    hints.colorSchemeChanged.emit()
    assert (look.theme.name, look.theme.dark) == ("contrast", True)


def test_the_desktop_s_wish_for_stillness_is_followed(
    desktop: tuple[Appearance, Hints], qtbot: QtBot
) -> None:
    look, hints = desktop
    assert not look.reduced_motion
    hints.access.motion = Qt.MotionPreference.ReducedMotion
    with qtbot.waitSignal(look.changed):
        hints.access.motionPreferenceChanged.emit()
    assert look.reduced_motion
    look.apply("system", motion="full")
    assert not look.reduced_motion


def test_a_choice_is_kept_whatever_the_desktop_does(desktop: tuple[Appearance, Hints]) -> None:
    look, hints = desktop
    look.apply("light")
    hints.scheme = Qt.ColorScheme.Dark
    hints.colorSchemeChanged.emit()
    assert look.theme.name == "light"
    look.apply("system")
    assert look.theme.name == "dark"


# --- Fonts and icons ---


def test_a_person_s_larger_system_font_makes_everything_larger() -> None:
    assert system_factor(15, "linux") == 1.0
    assert system_factor(13, "linux") == 1.0
    assert system_factor(30, "linux") == 2.0
    assert system_factor(12, "win32") == 1.0
    assert system_factor(18, "win32") == 1.5


def test_the_person_s_reading_font_comes_first(bare: QApplication) -> None:
    fonts = Fonts(100, "OpenDyslexic")
    assert fonts.reading(17).families()[0] == "OpenDyslexic"
    assert Fonts(100).reading(17).families()[0] == "Source Serif 4"


@pytest.mark.parametrize(
    ("chosen", "families"),
    [
        ("Comic Neue", ["Comic Neue"]),
        ("Sans", [*UI_FAMILIES, "Sans"]),
        ("Sans Serif", [*UI_FAMILIES, "Sans Serif"]),
    ],
)
def test_a_font_that_the_desktop_chose_is_respected(chosen: str, families: list[str]) -> None:
    assert ui_families(chosen) == families


@pytest.mark.parametrize("name", sorted(file.stem for file in assets.path("icons").glob("*.svg")))
def test_icons_are_sharp_and_take_the_theme_s_color(look: Appearance, name: str) -> None:
    image = look.icons.pixmap(name, QColor("#FF0000"), QSize(20, 20), 2.0).toImage()
    assert image.size() == QSize(40, 40)
    painted = [
        image.pixelColor(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 250
    ]
    assert painted
    if name != "selfkind":
        assert {color.name() for color in painted} == {"#ff0000"}
    edge = [image.pixelColor(x, y).alpha() for x in range(40) for y in (0, 39)]
    assert max(edge) < 250 or name == "selfkind"


def difference(one: QImage, other: QImage) -> float:
    """Mean difference of two pictures of a size, 0 to 255."""
    total = 0
    for x in range(one.width()):
        for y in range(one.height()):
            first, second = one.pixelColor(x, y), other.pixelColor(x, y)
            total += sum(abs(a - b) for a, b in zip(first.getRgb(), second.getRgb(), strict=True))
    return total / (4 * one.width() * one.height())


def test_the_painted_mark_is_the_drawn_one(look: Appearance) -> None:
    drawn = look.icons.pixmap("selfkind", QColor("#000000"), QSize(48, 48)).toImage()
    assert difference(drawn, tray_pixmap("waiting", 48).toImage()) < 2.5


@pytest.mark.parametrize("size", [16, 22, 24])
def test_tray_states_look_different(qapp: QApplication, size: int) -> None:
    pictures = [tray_pixmap(state, size).toImage() for state in TRAY_STATES]
    for place, one in enumerate(pictures):
        for other in pictures[place + 1 :]:
            assert difference(one, other) > 4


@pytest.mark.parametrize("color", [SAGE, PLUM, DUSK, STONE, EMBER])
def test_tray_icons_show_on_light_and_dark_panels(color: str) -> None:
    for panel in ("#FFFFFF", "#1E1E1E"):
        assert contrast(QColor(color), QColor(panel)) >= 3.0


def test_tray_icons_come_in_the_sizes_of_panels(qapp: QApplication) -> None:
    sizes = tray_icon("waiting").availableSizes()
    assert {16, 22, 24, 32, 48} <= {size.width() for size in sizes}


def test_the_tray_icon_needs_no_svg_and_no_theme() -> None:
    code = (
        "import sys; import selfkind_desktop.ui.tray_icon; "
        "print([m for m in sys.modules if m.startswith(('PySide6.Qt', 'selfkind_desktop.'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(re.findall(r"'([\w.]+)'", done.stdout))
    assert loaded == {
        "PySide6.QtCore",
        "PySide6.QtGui",
        "selfkind_desktop.ui",
        "selfkind_desktop.ui.tray_icon",
    }


def test_waiting_reads_no_theme_font_or_sheet() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        "from selfkind_desktop.ui.theme import Appearance; Appearance(app).apply('dark', 150, 'reduced');"
        "print([m for m in sys.modules if m in ('tomllib', 'PySide6.QtSvg', 'selfkind_desktop.ui.sheet',"
        " 'selfkind_desktop.ui.fonts', 'selfkind_desktop.ui.icons')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# --- Factories ---


def test_a_label_shows_markup_as_it_is_written(look: Appearance, qtbot: QtBot) -> None:
    text = label("<b>not bold</b>")
    qtbot.addWidget(text)
    assert text.textFormat() == Qt.TextFormat.PlainText


def test_a_role_can_change(look: Appearance, qtbot: QtBot) -> None:
    text = label("Saved", "small")
    qtbot.addWidget(text)
    text.show()
    small = text.fontMetrics().height()
    set_style(text, "role", "title")
    assert text.fontMetrics().height() > 1.5 * small


def test_a_longer_language_makes_a_wider_button(look: Appearance, qtbot: QtBot) -> None:
    short, long = button("Open"), button("Noch ein wenig länger offen lassen")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.minimumSizeHint().width() > short.minimumSizeHint().width()
    assert long.minimumSizeHint().width() > long.fontMetrics().horizontalAdvance(long.text())
