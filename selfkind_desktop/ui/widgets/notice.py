"""One kind sentence, and perhaps one thing to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.beside import Beside
from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.card import Card, Tone
from selfkind_desktop.ui.widgets.icon_button import IconButton


class NoticeBar(Card):
    """A gentle notice above what it is about. Hidden until it has something to say.

    Attributes:
        action: the button for the one thing to do.
        close_button: puts the notice away.

    Signals:
        acted: the person chose the action.
        closed: the person put the notice away (it hides by itself).
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        appearance: Appearance,
        parent: QWidget | None = None,
        *,
        tone: Tone = "peach",
        closable: bool = True,
    ) -> None:
        super().__init__(tone, parent, margin=0)
        self._text = label("", "body", parent=self)
        self.action = Button("", "default", self)
        self.close_button = IconButton(appearance, "close", self.tr("Put away"), self, token="ink")
        self.close_button.setVisible(closable)
        words = Beside(gap=12)
        words.addWidget(self._text)
        words.addWidget(self.action)
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.action.clicked.connect(self.acted)
        self.close_button.clicked.connect(self._put_away)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text.text()

    def set_notice(self, text: str, action: str = "") -> None:
        """Say something, or nothing (empty): then the bar goes away.

        Args:
            text: one sentence.
            action: what the button says; no button if empty.
        """
        self._text.setText(text)
        self.action.setText(action)
        self.action.setVisible(bool(action))
        self.setVisible(bool(text))
        announce(self, text)

    def _put_away(self) -> None:
        self.hide()
        self.closed.emit()
