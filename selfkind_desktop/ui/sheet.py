"""The style sheet: `resources/themes/style.qss` with the theme's colors and the sizes of now filled in."""

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from selfkind_desktop import assets

if TYPE_CHECKING:
    from selfkind_desktop.ui.fonts import Fonts
    from selfkind_desktop.ui.theme import Theme

_PLACEHOLDER = re.compile(r"@([a-z]+(?:-[a-z0-9]+)*)(?:\(([0-9.]+)\))?")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def style_sheet(theme: "Theme", fonts: "Fonts") -> str:
    """The sheet for a theme and a text size.

    Placeholders: `@token` a color, `@text(15)` a text size, `@px(24)` a length that grows with the text,
    `@round-1(18)` the radius of a circle of 18 such pixels inside a border of one, `@pill` that of a chip,
    `@serif` and `@sans` font families, `@marks` the folder of this theme's tick marks and arrows.

    Raises:
        KeyError: the sheet asks for a color that the theme does not have.
    """
    marks = assets.path("themes", "marks", "dark" if theme.dark else "light").as_posix()
    families = {"serif": fonts.reading_families, "sans": fonts.ui_families}

    def filled(match: re.Match[str]) -> str:
        name, number = match[1], match[2]
        if name in families:
            return ", ".join(f'"{family}"' for family in families[name])
        if name == "marks":
            return marks
        if name == "pill":
            return f"{_pill_radius(fonts)}px"
        if name.startswith("round-"):
            return f"{(round(float(number) * fonts.scale) + 2 * int(name[-1])) // 2}px"
        if number is not None:
            return f"{max(1, round(float(number) * fonts.scale))}px"
        return _css(theme, name)

    source = _COMMENT.sub("", assets.path("themes", "style.qss").read_text("utf-8"))
    return _PLACEHOLDER.sub(filled, source)


def _pill_radius(fonts: "Fonts") -> int:
    """Half the height of a chip as the sheet pads it: Qt squares corners that are rounder than that."""
    return (QFontMetrics(fonts.ui(13)).height() + 2 * round(6 * fonts.scale) + 2) // 2


def _css(theme: "Theme", token: str) -> str:
    color = theme.color(token)
    if color.alpha() == 255:
        return color.name()
    return f"rgba({color.red()}, {color.green()}, {color.blue()}, {color.alpha()})"
