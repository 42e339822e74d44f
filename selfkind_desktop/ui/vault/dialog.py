"""A dialog that goes from step to step, and waits without freezing while something slow is done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import button, label, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.flow import FlowLayout

_WIDTH, _HEIGHT = 560, 480
_SCREEN_SHARE = 0.92


class Step(QWidget):
    """A title, sentences, and what is asked for.

    Attributes:
        title: what it is about.
        action: what the main button says.
        other: what a second button says; empty for none.
        can_go_back: whether one may go back from here to the step before.
        body: the column that takes what the step holds.

    Signals:
        changed(): it became ready, or is no longer.
        entered(): Enter was pressed where that means to go on.
    """

    changed = Signal()
    entered = Signal()

    def __init__(self, title: str, *sentences: str, action: str, other: str = "") -> None:
        super().__init__()
        self.title = title
        self.action = action
        self.other = other
        self.can_go_back = True
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 24, 24, 8)
        self.body.setSpacing(12)
        self.body.addWidget(label(title, role="title"))
        for sentence in sentences:
            self.body.addWidget(label(sentence))

    @property
    def is_ready(self) -> bool:
        """Whether one can go on."""
        return True

    @property
    def focus_start(self) -> QWidget | None:
        """Where the keyboard goes; None for the main button."""
        return None

    def forget(self) -> None:
        """Let go of every secret."""


class StepsDialog(QDialog):
    """Shows one step at a time. It never decides what comes next: whoever made it does.

    Args:
        appearance: how things look.
        title: of the window; nothing private.

    Attributes:
        steps: all of them, in order.

    Signals:
        passed(Step): the main button of a step.
        declined(Step): its second button.
        left(): it is closed, and every secret in it forgotten. Comes once.
    """

    passed = Signal(object)
    declined = Signal(object)
    left = Signal()

    def __init__(
        self, appearance: Appearance, title: str, steps: Sequence[Step], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("vault-dialog")
        self.setWindowTitle(title)
        self.setModal(True)
        set_ground(self, "paper")
        self._appearance = appearance
        self.steps = tuple(steps)
        self._is_waiting = False
        self._has_left = False
        self._pages = QStackedWidget()
        for step in self.steps:
            self._pages.addWidget(_scrolling(step))
            step.changed.connect(self._show_readiness)
            step.entered.connect(self._go_on)
        self._said = label(ink="peach")
        self._said.hide()
        self._back = button(self.tr("Back"), "quiet")
        self._back.clicked.connect(lambda: self.show_step(self.steps[self._pages.currentIndex() - 1]))
        self._cancel = button(self.tr("Cancel"), "quiet")
        self._cancel.clicked.connect(self.reject)
        self._other = button("")
        self._other.clicked.connect(lambda: self.declined.emit(self.step))
        self._main = button("", "main")
        self._main.clicked.connect(self._go_on)
        self._lay_out()
        self.finished.connect(self._leave)
        self.show_step(self.steps[0])
        room = self.screen().availableSize() * _SCREEN_SHARE
        scale = appearance.scale
        width = min(room.width(), round(_WIDTH * scale))
        needed = max(step.body.totalHeightForWidth(width) for step in self.steps)
        needed += self._foot.totalHeightForWidth(width)
        self.resize(width, min(room.height(), max(needed, round(_HEIGHT * scale))))

    def _lay_out(self) -> None:
        before = FlowLayout(spacing=8)
        for each in (self._main, self._other, self._back, self._cancel):
            before.addWidget(each)
        self._foot = foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 24)
        foot.setSpacing(12)
        foot.addWidget(self._said)
        foot.addLayout(before)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    @property
    def step(self) -> Step:
        """The one that is shown."""
        return self.steps[self._pages.currentIndex()]

    def show_step(self, step: Step) -> None:
        """Go to a step."""
        number = self.steps.index(step)
        self._is_waiting = False
        self._pages.setCurrentIndex(number)
        self.say("")
        self._main.setText(step.action)
        self._other.setText(step.other)
        self._other.setVisible(bool(step.other))
        self._back.setVisible(number > 0 and step.can_go_back and self.steps[number - 1].can_go_back)
        self._cancel.setVisible(step is not self.steps[-1])
        self._show_readiness()
        # A turn later, when the step that is left has given up the keyboard.
        QTimer.singleShot(0, self, self._focus)
        announce(self, step.title)

    def wait(self, sentence: str) -> None:
        """Something slow is being done."""
        self._is_waiting = True
        self._show_readiness()
        self.say(sentence, ink="muted")

    def tell(self, sentence: str) -> None:
        """It was not to be; the step is there again."""
        self._is_waiting = False
        self._show_readiness()
        self.say(sentence)
        self._focus()

    def say(self, sentence: str, ink: str = "peach") -> None:
        """A sentence above the buttons, or none."""
        self._said.setProperty("tone", ink)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._said.setText(sentence)
        self._said.setVisible(bool(sentence))
        announce(self, sentence)

    def _show_readiness(self) -> None:
        free = not self._is_waiting
        self._main.setEnabled(free and self.step.is_ready)
        for each in (self._back, self._cancel, self._other, self.step):
            each.setEnabled(free)

    def _go_on(self) -> None:
        if self._main.isEnabled():
            self.passed.emit(self.step)

    def _focus(self) -> None:
        start = self.step.focus_start or self._main
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves; Enter belongs to the fields and buttons, not to a default button somewhere."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing is leaving."""
        if self._is_waiting:
            event.ignore()
            return
        super().closeEvent(event)
        self._leave()

    def reject(self) -> None:
        """Leave; but not in the middle of a change, which is done in a moment."""
        if not self._is_waiting:
            super().reject()

    def _leave(self) -> None:
        if self._has_left:
            return
        self._has_left = True
        for step in self.steps:
            step.forget()
        self.left.emit()


def _scrolling(step: Step) -> QScrollArea:
    """A step that scrolls where it does not fit, at large text."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    place = QWidget()
    set_ground(place, "none")
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(step, 1, Qt.AlignmentFlag.AlignTop)
    area.setWidget(place)
    return area
