"""What every screen of a pause is made of: a stage, perhaps a note, and buttons that stay in view."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from selfkind_desktop.domain.practice import Words
from selfkind_desktop.ui.pause_stage import Stage
from selfkind_desktop.ui.pause_words import PauseWords
from selfkind_desktop.ui.style import set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.breathing import BreathingCircle
from selfkind_desktop.ui.widgets.button import Button

STILL = 0.55
"""How far open the circle is where nothing breathes, 0 to 1."""

_MARGIN = 24
_NOTE_WIDTH = 900


class PausePage(QWidget):
    """One screen. Where the window is too small for its words, they scroll and the buttons stay.

    Attributes:
        stage: shape, words and extra.
        main: the button that Enter presses and that has the focus first.
    """

    def __init__(
        self,
        appearance: Appearance,
        stage: Stage,
        buttons: Sequence[Button],
        main: Button,
        note: str = "",
    ) -> None:
        """Put a screen together.

        Args:
            appearance: how things look.
            stage: what is seen.
            buttons: what can be pressed, in reading order.
            main: one of them.
            note: small words above the buttons; `drop_note` takes them away and leaves their room.
        """
        super().__init__()
        self.stage, self.main = stage, main
        self._appearance = appearance
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._scroll = _scrolled(stage)
        column.addWidget(self._scroll, 1)
        self._note = _Note(appearance, note) if note else None
        if self._note is not None:
            column.addWidget(self._note)
            column.addSpacing(16)
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        row.setSpacing(12)
        row.addStretch(1)
        for button in buttons:
            # a click leaves the focus where the keyboard has it
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)

    def take_focus(self) -> None:
        """Begin where Enter goes on."""
        self.main.setFocus(Qt.FocusReason.OtherFocusReason)

    def drop_note(self) -> None:
        """The note has been read."""
        if self._note is not None:
            self._note.show_words(Words(()), fade=not self._appearance.reduced_motion)

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that a part of the stage can be seen."""
        if self.stage.isAncestorOf(widget):
            # Qt's own way shows the text cursor of a field and leaves its frame cut off
            middle = self.stage.mapFrom(self, widget.mapTo(self, widget.rect().center()))
            self._scroll.ensureVisible(middle.x(), middle.y(), 0, widget.height() // 2 + _MARGIN // 2)

    def focusNextPrevChild(self, next_one: bool) -> bool:
        """Where the focus goes, the eye can follow."""
        moved = super().focusNextPrevChild(next_one)
        focus = self.window().focusWidget()
        if moved and focus is not None:
            self.reveal(focus)
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter means the main button also when nothing has the focus; Page Up and Page Down scroll."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.main.click()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + (1 if key == Qt.Key.Key_PageDown else -1) * bar.pageStep())
        else:
            super().keyPressEvent(event)


class _Note(PauseWords):
    """Small words that keep their room when they are gone."""

    def __init__(self, appearance: Appearance, text: str) -> None:
        super().__init__(appearance, quiet_step=13)
        self._kept = Words((), text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_words(self._kept)
        appearance.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As in a window of the usual width."""
        return QSize(_NOTE_WIDTH, self.heightForWidth(_NOTE_WIDTH))

    def hasHeightForWidth(self) -> bool:
        """In a narrow window it takes more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its rows."""
        return self.height_for((self._kept,), width, 17, 1.0)


def still_circle(appearance: Appearance) -> BreathingCircle:
    """The shape of a screen on which nothing breathes."""
    circle = BreathingCircle(appearance)
    circle.set_level(STILL)
    return circle


def _scrolled(stage: Stage) -> QScrollArea:
    ground = set_ground(QWidget(), "none")
    holder = QVBoxLayout(ground)
    holder.setContentsMargins(0, 0, 0, 0)
    holder.addWidget(stage)
    scroll = QScrollArea()
    scroll.setWidget(ground)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return scroll
