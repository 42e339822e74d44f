"""Small factories, so that a page says what a thing is and the sheet says how that looks."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from selfkind_desktop.ui.widgets.button import Button, Kind

Role = Literal[
    "display",
    "title",
    "heading",
    "wordmark",
    "reading",
    "body",
    "strong",
    "muted",
    "small",
    "tiny",
    "eyebrow",
]
Ink = Literal["", "ink", "muted", "sage", "plum", "peach"]

SPACE = (4, 8, 12, 16, 24, 40)
"""The only distances there are, in pixels."""


def button(text: str, kind: Kind = "default", parent: QWidget | None = None) -> Button:
    """A push button; see `Button`."""
    return Button(text, kind, parent)


def label(
    text: str = "", role: Role = "body", ink: Ink = "", parent: QWidget | None = None, *, wrap: bool = True
) -> QLabel:
    """Text in one of our roles. It wraps (nothing is ever elided) and is plain: no markup in it acts.

    Args:
        text: what it says.
        role: its size, weight and family.
        ink: a color other than the role's own.
        parent: as Qt has it.
        wrap: whether it may take several lines.
    """
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    if ink:
        made.setProperty("tone", ink)
    if wrap:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        made.setSizePolicy(policy)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A hairline between two things."""
    line = QFrame(parent)
    line.setProperty("rule", "line")
    line.setFrameShape(QFrame.Shape.NoFrame)
    return line


def set_style(widget: QWidget, name: str, value: str) -> None:
    """Change a property that the sheet looks at (`role`, `tone`, `kind`, `card`), and redraw."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.updateGeometry()
    widget.update()


def set_ground(widget: QWidget, ground: Literal["paper", "surface", "sand", "none"]) -> QWidget:
    """Give a plain widget a ground to stand on; returns the widget."""
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
    set_style(widget, "ground", ground)
    return widget
