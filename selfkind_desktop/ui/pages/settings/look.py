"""How Selfkind looks."""

from PySide6.QtCore import QCoreApplication

from selfkind_desktop.domain.settings import MOTION, TEXT_SIZE, THEME, MotionChoice, ThemeChoice
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.section import Section
from selfkind_desktop.ui.widgets.chip import Segmented
from selfkind_desktop.ui.widgets.fields import SpinBox


def _tr(text: str) -> str:
    return QCoreApplication.translate("LookSettings", text)


def look_section(bindings: Bindings) -> Section:
    """The section of the appearance."""
    section = Section("appearance", _tr("Appearance"))
    theme = Segmented(
        [
            (ThemeChoice.SYSTEM.value, _tr("Like the desktop")),
            (ThemeChoice.LIGHT.value, _tr("Light")),
            (ThemeChoice.DARK.value, _tr("Dark")),
            (ThemeChoice.CONTRAST.value, _tr("High contrast")),
        ],
        name=_tr("Colors"),
    )
    bindings.words(THEME, theme)
    section.add_row(_tr("Colors"), "", theme)
    size = SpinBox()
    size.setRange(80, 250)
    size.setSingleStep(10)
    size.setSuffix(_tr(" %"))
    bindings.number(TEXT_SIZE, size)
    section.add_row(_tr("Text size"), _tr("On top of the size that the desktop uses."), size)
    motion = Segmented(
        [
            (MotionChoice.SYSTEM.value, _tr("Like the desktop")),
            (MotionChoice.FULL.value, _tr("Moving")),
            (MotionChoice.REDUCED.value, _tr("Still")),
        ],
        name=_tr("Motion"),
    )
    bindings.words(MOTION, motion)
    section.add_row(
        _tr("Motion"), _tr("Still: words and a slow line guide the breath instead of a circle."), motion
    )
    return section
