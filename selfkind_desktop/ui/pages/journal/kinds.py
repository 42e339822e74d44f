"""The names of the kinds of entries."""

from PySide6.QtCore import QCoreApplication

from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.ui.style import Ink

BEGUN_BY_HAND = (
    EntryKind.FREE,
    EntryKind.REFRAME,
    EntryKind.CRITIC,
    EntryKind.KIND_MOMENT,
    EntryKind.GRATITUDE,
    EntryKind.SETBACK,
)
"""What the person can begin, in the order in which it is offered."""

INKS: dict[EntryKind, Ink] = {
    EntryKind.REFRAME: "peach",
    EntryKind.CRITIC: "peach",
    EntryKind.SETBACK: "plum",
    EntryKind.REFLECTION: "plum",
    EntryKind.KIND_MOMENT: "sage",
    EntryKind.GRATITUDE: "sage",
}


def kind_name(kind: EntryKind) -> str:
    """What a kind is called."""
    return {
        EntryKind.FREE: _tr("Free page"),
        EntryKind.PAUSE_LINE: _tr("From a pause"),
        EntryKind.REFRAME: _tr("Reframe"),
        EntryKind.CRITIC: _tr("Critic log"),
        EntryKind.KIND_MOMENT: _tr("Kind moment"),
        EntryKind.GRATITUDE: _tr("Gratitude"),
        EntryKind.SETBACK: _tr("Setback"),
        EntryKind.REFLECTION: _tr("Reflection"),
    }[kind]


def kinds_name(kind: EntryKind) -> str:
    """What the entries of a kind are called together."""
    return {
        EntryKind.FREE: _tr("Free pages"),
        EntryKind.PAUSE_LINE: _tr("From pauses"),
        EntryKind.REFRAME: _tr("Reframes"),
        EntryKind.CRITIC: _tr("Critic logs"),
        EntryKind.KIND_MOMENT: _tr("Kind moments"),
        EntryKind.GRATITUDE: _tr("Gratitude"),
        EntryKind.SETBACK: _tr("Setbacks"),
        EntryKind.REFLECTION: _tr("Reflections"),
    }[kind]


def _tr(text: str) -> str:
    return QCoreApplication.translate("EntryKinds", text)
