"""What each step says."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfkind_desktop.ui.first_run.pictures import Picture, Scene
from selfkind_desktop.ui.pages.key_place import opener_words
from selfkind_desktop.ui.pages.values import Openers
from selfkind_desktop.ui.style import button, label
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
        self._title = label(title, role="title")
        self.body.addWidget(self._title)
        for number, sentence in enumerate(sentences):
            self.body.addWidget(label(sentence, role="body" if number == 0 else "muted"))

    def set_title(self, title: str) -> None:
        """Be about something else."""
        self.title = title
        self._title.setText(title)


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
    """Where the key is kept, and the other choice.

    Signals:
        passphrase_wanted(): choose a passphrase instead.
    """

    passphrase_wanted = Signal()

    def __init__(self, appearance: Appearance, openers: Openers) -> None:
        super().__init__(appearance, "key", "")
        self._where = label()
        self._means = label(role="muted")
        self._else = label(role="muted")
        self._choose = button(_tr("Choose a passphrase…"))
        self._choose.clicked.connect(lambda: self.passphrase_wanted.emit())
        for each in (self._where, self._means, self._else):
            self.body.addWidget(each)
        row = QHBoxLayout()
        row.addWidget(self._choose)
        row.addStretch(1)
        self.body.addLayout(row)
        self.show_openers(openers)

    def show_openers(self, openers: Openers) -> None:
        """Say what opens the journal."""
        where, means = opener_words(openers)
        self._where.setText(where)
        self._means.setText(means)
        chosen = openers.needs_passphrase
        self.set_title(_tr("A key that only you know") if chosen else _tr("A key you don’t have to carry"))
        if not chosen:
            words = _tr(
                "There is nothing to remember. If others use your account too, a passphrase that only you "
                "know is the better choice; with a recovery code on paper, in case you forget it."
            )
        elif openers.recovery:
            words = _tr("If you forget it, your recovery code opens your journal.")
        else:
            words = _tr("There is no recovery code; you can make one in Settings at any time.")
        self._else.setText(words)
        self._choose.setVisible(not chosen)
        self._choose.setEnabled(not openers.trouble)


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
