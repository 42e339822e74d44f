"""Colors by name, and the one object that knows how Selfkind looks right now.

`Theme` is a value read from `resources/themes`. `Appearance` chooses the theme, keeps the text size and
the wish for less motion, and dresses the application once the first window is about to be seen: the
waiting tray program pays for none of it.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette

from selfkind_desktop import assets

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from selfkind_desktop.ui.fonts import Fonts, Step, Weight
    from selfkind_desktop.ui.icons import Icons

ThemeName = Literal["light", "dark", "contrast"]
ThemeChoice = Literal["system", "light", "dark", "contrast"]
MotionChoice = Literal["system", "full", "reduced"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Every color of one look.

    Attributes:
        name: which look it is; high contrast exists on white and on black under one name.
        dark: whether light text stands on a dark ground.
        colors: `#RRGGBB` or `#AARRGGBB` by token, as the file has them.
    """

    name: ThemeName
    dark: bool
    colors: dict[str, str] = field(repr=False)

    def color(self, token: str) -> QColor:
        """The color of a token of the look page, for example `sage-soft`.

        Raises:
            KeyError: no theme knows this token.
        """
        return QColor(self.colors[token])

    @property
    def lines(self) -> bool:
        """Whether shapes must be told by lines because tints are not there (high contrast)."""
        return self.name == "contrast"


def load_theme(name: ThemeName, *, dark: bool = False) -> Theme:
    """Read a theme.

    Args:
        name: the look.
        dark: for high contrast, whether it stands on black.

    Raises:
        FileNotFoundError: the installation is not whole.
        tomllib.TOMLDecodeError, KeyError: the file is broken.
    """
    import tomllib  # here, because the waiting program never reads a theme

    stem = f"contrast-{'dark' if dark else 'light'}" if name == "contrast" else name
    data = tomllib.loads(assets.path("themes", f"{stem}.toml").read_text("utf-8"))
    return Theme(data["name"], data["dark"], data["color"])


def palette_of(theme: Theme) -> QPalette:
    """What Qt itself paints with: the same tokens, role by role."""
    role, color = QPalette.ColorRole, theme.color
    palette = QPalette(color("surface"), color("paper"))
    for target, token in (
        (role.Window, "paper"),
        (role.WindowText, "ink"),
        (role.Base, "surface"),
        (role.AlternateBase, "sand"),
        (role.Text, "ink"),
        (role.PlaceholderText, "muted"),
        (role.Button, "surface"),
        (role.ButtonText, "ink"),
        (role.BrightText, "on-sage"),
        (role.ToolTipBase, "tip"),
        (role.ToolTipText, "on-tip"),
        (role.Highlight, "selection"),
        (role.HighlightedText, "on-selection"),
        (role.Accent, "focus"),
        (role.Link, "sage"),
        (role.LinkVisited, "plum"),
        (role.Light, "surface"),
        (role.Midlight, "line"),
        (role.Mid, "line"),
        (role.Dark, "control-line"),
        (role.Shadow, "shadow"),
    ):
        palette.setColor(target, color(token))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, color("faint"))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, color("line"))
    return palette


class Appearance(QObject):
    """How Selfkind looks now: theme, text size, motion. Built once, beside the application.

    Until `prepare` is called it only remembers what was chosen; reading `theme` or a font before that
    works (and loads just that), so a widget never needs to know which came first.

    Signals:
        changed: the look changed after it had been put on. Widgets that paint themselves update.
    """

    changed = Signal()

    def __init__(self, application: "QApplication", parent: QObject | None = None) -> None:
        """Take the application, and touch nothing of it yet."""
        super().__init__(parent)
        self._application = application
        # kept: PySide drops what `accessibility()` returned as soon as the hints' own wrapper goes
        self._hints = application.styleHints()
        self._choice: ThemeChoice = "system"
        self._text_percent = 100
        self._motion: MotionChoice = "system"
        self._reading_family = ""
        self._prepared = False
        self._applying = False
        self._worn: tuple[object, ...] = ()
        self._theme: Theme | None = None
        self._fonts: Fonts | None = None
        self._icons: Icons | None = None

    # What was chosen

    def apply(
        self,
        choice: ThemeChoice,
        text_percent: int = 100,
        motion: MotionChoice = "system",
        reading_family: str = "",
    ) -> None:
        """Wear this from now on; before `prepare` it is only remembered.

        Args:
            choice: a theme, or `system` to follow the desktop's color scheme and contrast as they change.
            text_percent: text size in percent of the desktop's own, 50 to 400.
            motion: `system` follows the desktop's wish for less motion.
            reading_family: the person's font for reading and letters; empty for ours.
        """
        self._choice = choice
        self._text_percent = min(400, max(50, text_percent))
        self._motion = motion
        self._reading_family = reading_family
        self._forget()
        if self._prepared:
            self._tell_qt()
            self._wear()

    def prepare(self) -> None:
        """Dress the application. To be called before the first window is made; again is free."""
        if self._prepared:
            return
        self._prepared = True
        self._hints.colorSchemeChanged.connect(self._follow_system)
        access = self._hints.accessibility()
        access.contrastPreferenceChanged.connect(self._follow_system)
        if hasattr(access, "motionPreference"):  # since Qt 6.12
            access.motionPreferenceChanged.connect(self._follow_system)
        self._tell_qt()
        self._wear()

    # What it looks like

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        if self._theme is None:
            name, dark = self._wanted()
            self._theme = load_theme(name, dark=dark)
        return self._theme

    def color(self, token: str) -> QColor:
        """A color of the theme in use."""
        return self.theme.color(token)

    @property
    def reduced_motion(self) -> bool:
        """Whether nothing may move by itself."""
        if self._motion == "system":
            access = self._hints.accessibility()
            if not hasattr(access, "motionPreference"):  # since Qt 6.12
                return False
            return access.motionPreference() == Qt.MotionPreference.ReducedMotion
        return self._motion == "reduced"

    @property
    def scale(self) -> float:
        """How many times larger text is than at 100 % on a desktop with its usual font size."""
        return self.fonts.scale

    def px(self, length: float) -> int:
        """A length of the design, in pixels that grow with the text; for whatever belongs to text."""
        return round(length * self.scale)

    @property
    def fonts(self) -> "Fonts":
        """The fonts in use."""
        if self._fonts is None:
            from selfkind_desktop.ui.fonts import Fonts

            self._fonts = Fonts(self._text_percent, self._reading_family)
        return self._fonts

    def ui_font(self, step: "Step" = 15, weight: "Weight" = 400) -> QFont:
        """The desktop's own font, at a step of the scale (12, 13, 15, 17, 20, 29, 34)."""
        return self.fonts.ui(step, weight)

    def reading_font(self, step: "Step" = 17, weight: "Weight" = 400) -> QFont:
        """The reading serif, at a step of the scale."""
        return self.fonts.reading(step, weight)

    @property
    def icons(self) -> "Icons":
        """Our icons, tinted for the theme in use."""
        if self._icons is None:
            from selfkind_desktop.ui.icons import Icons

            self._icons = Icons()
        return self._icons

    def icon(self, name: str, token: str = "muted", size: int = 20) -> QIcon:
        """An icon in a color of the theme; see `icons.Icons.icon`. `size` grows with the text."""
        side = self.px(size)
        return self.icons.icon(name, self.color(token), QSize(side, side), self.color("faint"))

    # Following

    def _wanted(self) -> tuple[ThemeName, bool]:
        hints = self._hints
        system_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        if self._choice == "system":
            contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
            if contrast:
                return "contrast", system_dark
            return ("dark" if system_dark else "light"), system_dark
        if self._choice == "contrast":
            return "contrast", system_dark
        return self._choice, self._choice == "dark"

    def _forget(self) -> None:
        self._theme = None
        self._fonts = None

    def _follow_system(self) -> None:
        if self._applying:
            return
        self._forget()
        self._wear()

    def _wear(self) -> None:
        """Put palette, fonts and style sheet on, if anything differs from what is worn."""
        self._applying = True
        try:
            key = (*self._wanted(), self._text_percent, self._reading_family, self.scale)
            if key != self._worn[:-1]:
                self._dress()
        finally:
            self._applying = False
        worn = (*key, self.reduced_motion)
        if worn != self._worn:
            self._worn = worn
            self.changed.emit()

    def _tell_qt(self) -> None:
        """Title bars and native dialogs are the platform's: ask it for the same scheme."""
        self._applying = True
        if self._choice == "light":
            self._hints.setColorScheme(Qt.ColorScheme.Light)
        elif self._choice == "dark":
            self._hints.setColorScheme(Qt.ColorScheme.Dark)
        else:
            self._hints.unsetColorScheme()
        self._applying = False

    def _dress(self) -> None:
        from selfkind_desktop.ui.sheet import style_sheet

        application = self._application
        if not self._worn:
            application.setStyle("Fusion")
        application.setPalette(palette_of(self.theme))
        application.setStyleSheet(style_sheet(self.theme, self.fonts))
        # last: a new sheet brings back the fonts that the desktop has for each kind of control
        application.setFont(self.ui_font())
