"""What each step says."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfkind_desktop.ui.first_run.pictures import Picture, Scene
from selfkind_desktop.ui.pages.key_place import key_words
from selfkind_desktop.ui.pages.values import KeyPlace
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance


def _tr(text: str) -> str:
    return QCoreApplication.translate("FirstRun", text)


class Step(QWidget):
    """A picture, a title, a few sentences.

    Attributes:
        title: what it is about.
        body: the column that takes what else it holds.
    """

    def __init__(
        self, appearance: Appearance, scene: Scene, title: str, *sentences: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.title = title
        self.picture = Picture(appearance, scene)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(40, 24, 40, 0)
        self.body.setSpacing(12)
        self.body.addWidget(label(title, role="title"))
        for number, sentence in enumerate(sentences):
            self.body.addWidget(label(sentence, role="body" if number == 0 else "muted"))


def hello(appearance: Appearance) -> Step:
    """What this is, and what it is not."""
    return Step(
        appearance,
        "bench",
        _tr("A place to sit for a minute"),
        _tr(
            "Selfkind waits quietly in the tray. Now and then it asks whether a short pause would help, and "
            "it takes no for an answer. There is also a journal that nobody reads but you."
        ),
        _tr("Practices like these may help. They don’t suit everybody, and stopping is always fine."),
        _tr(
            "It is not therapy and not a crisis service. If things are very hard, Support lists people who "
            "listen. It is never more than two clicks away."
        ),
    )


def privacy(appearance: Appearance) -> Step:
    """Privacy, before any question."""
    step = Step(
        appearance,
        "house",
        _tr("What you write stays yours"),
        _tr("Before the first question, this is how it is:"),
    )
    for point in (
        _tr("It stays on this computer. There is no account, and nothing is sent anywhere."),
        _tr("It is encrypted on the disk."),
        _tr("Reminders and window titles never show it."),
        _tr("Nobody reads along, and nothing rates what you write. If someone should know, tell a person."),
    ):
        step.body.addLayout(_point(point))
    return step


class KeyStep(Step):
    """Where the key is kept."""

    def __init__(self, appearance: Appearance, place: KeyPlace | None) -> None:
        super().__init__(appearance, "key", _tr("A key you don’t have to carry"))
        self._where = label()
        self._means = label(role="muted")
        self.body.addWidget(self._where)
        self.body.addWidget(self._means)
        self.body.addWidget(
            label(_tr("There is nothing to remember, and nothing to lose on a piece of paper."), role="muted")
        )
        self.show_key_place(place)

    def show_key_place(self, place: KeyPlace | None) -> None:
        """Say where it is; None while that is not known."""
        where, means = key_words(place)
        self._where.setText(where)
        self._means.setText(means)


def first_minute(appearance: Appearance) -> Step:
    """An invitation to begin."""
    return Step(
        appearance,
        "breath",
        _tr("A first minute?"),
        _tr("It needs nothing from you. Eyes open is fine, and so is ending it early."),
        _tr("Later is just as good: the icon in the tray is where it lives."),
    )


def _point(text: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    dot = QVBoxLayout()
    dot.addWidget(label("•", ink="sage", wrap=False))
    dot.addStretch(1)
    row.addLayout(dot)
    row.addWidget(label(text), 1)
    return row
