"""The two voices of the app: the desktop's own font for controls, a serif for what is read."""

import sys
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

Step = Literal[12, 13, 15, 17, 20, 29, 34]
"""Text sizes of the design, in pixels at 100 %."""

Weight = Literal[400, 500, 600, 700]

STEPS: tuple[Step, ...] = (12, 13, 15, 17, 20, 29, 34)
GENERIC = ("sans", "sans serif", "sans-serif")
"""What a desktop says that chose no font for its controls; any font may stand for it."""
UI_FAMILIES = ("Inter", "Cantarell", "Noto Sans", "Open Sans")
"""Tried in that case only, because they are even and large in the small sizes; a chosen font is respected."""
READING_FAMILIES = ("Source Serif 4", "Vollkorn", "Charter", "Georgia", "Noto Serif")

_USUAL_PIXELS = {"win32": 12, "darwin": 13}
"""Size of the controls' font as shipped; elsewhere 10 or 11 points at 96 dpi, 13 to 15 pixels."""


class Fonts:
    """Fonts for one text size. A value in all but name: a new size is a new object.

    Attributes:
        scale: how many times larger text is than in the design.
        ui_families: the family that the desktop uses for its controls, alone where it named one.
        reading_families: serif families, best first; Qt takes the first that is installed.
    """

    def __init__(self, text_percent: int, reading_family: str = "") -> None:
        """Measure the desktop's font.

        Args:
            text_percent: text size in percent of the desktop's own.
            reading_family: put before our serifs; empty for none.
        """
        system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self.ui_families = ui_families(system.family())
        self.scale = text_percent / 100 * system_factor(QFontInfo(system).pixelSize())
        self.reading_families = [reading_family, *READING_FAMILIES] if reading_family else [*READING_FAMILIES]

    def pixels(self, step: Step) -> int:
        """A step of the scale in device-independent pixels; never below 8."""
        return max(8, round(step * self.scale))

    def ui(self, step: Step = 15, weight: Weight = 400) -> QFont:
        """The desktop's own font."""
        return self._made(self.ui_families, step, weight)

    def reading(self, step: Step = 17, weight: Weight = 400) -> QFont:
        """The reading serif."""
        font = self._made(self.reading_families, step, weight)
        font.setStyleHint(QFont.StyleHint.Serif)
        return font

    def _made(self, families: list[str], step: Step, weight: Weight) -> QFont:
        font = QFont(families)
        font.setPixelSize(self.pixels(step))
        font.setWeight(QFont.Weight(weight))
        return font


def ui_families(chosen: str) -> list[str]:
    """Families for the controls, best first, from the one that the desktop names."""
    return [*UI_FAMILIES, chosen] if chosen.lower() in GENERIC else [chosen]


def system_factor(pixel_size: int, platform: str = sys.platform) -> float:
    """How much larger the desktop's font is than desktops of its kind ship it, from its size in pixels.

    At that usual size our design stands as drawn. Someone who set a larger font, or a larger resolution
    for text, gets everything larger by as much; a smaller font never makes ours hard to read.
    """
    return max(1.0, pixel_size / _USUAL_PIXELS.get(platform, 15))
