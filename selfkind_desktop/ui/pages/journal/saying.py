"""A place above the entry for one sentence and what can be done about it."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.ui.style import set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.notice import NoticeBar


class Saying(QWidget):
    """Takes no room while there is nothing to say."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, "surface")
        self._act: Callable[[], None] = lambda: None
        self._bar = NoticeBar(appearance, tone="sand")
        self._bar.acted.connect(self._acted)
        self._bar.closed.connect(self.hide)
        around = QVBoxLayout(self)
        around.setContentsMargins(40, 16, 24, 0)
        around.addWidget(self._bar)
        self.hide()

    def say(self, sentence: str, action: str = "", act: Callable[[], None] = lambda: None) -> None:
        """Say something.

        Args:
            sentence: nothing if empty.
            action: what its button says; no button if empty.
            act: what the button does.
        """
        self._bar.set_notice(sentence, action)
        self.setVisible(bool(sentence))
        self._act = act

    def _acted(self) -> None:
        act = self._act
        self.say("")
        act()
