"""The window of the first run."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from selfkind_desktop.domain.settings import Settings
from selfkind_desktop.ui.first_run.rhythm_step import RhythmStep
from selfkind_desktop.ui.first_run.step_dots import StepDots
from selfkind_desktop.ui.first_run.steps import KeyStep, Step, first_minute, hello, privacy
from selfkind_desktop.ui.pages.values import Openers
from selfkind_desktop.ui.style import button, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.beside import Beside

_SIZE = QSize(640, 620)
_LEAST = QSize(420, 420)
_SCREEN_SHARE = 0.92
_WORDS_LEAST = 280


class FirstRunWindow(QWidget):
    """Four steps that can be passed over, and an invitation. Choices made hold, whatever comes after.

    Args:
        appearance: how things look.
        settings: what holds so far.
        openers: what opens the journal, as far as that is known.

    Signals:
        chosen(str, object): the person chose this value for the setting with this key.
        passphrase_wanted(): the person wants to choose a passphrase; comes as often as it is pressed.
        finished(bool): it is over; whether a first one-minute pause is wanted now. Comes once.
    """

    chosen = Signal(str, object)
    passphrase_wanted = Signal()
    finished = Signal(bool)

    def __init__(
        self,
        appearance: Appearance,
        settings: Settings,
        openers: Openers | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("first-run")
        self.setWindowTitle(self.tr("Welcome to Selfkind"))
        set_ground(self, "paper")
        self._appearance = appearance
        self._is_over = False
        rhythm = RhythmStep(appearance, settings)
        rhythm.chosen.connect(self.chosen)
        self._key = KeyStep(appearance, openers or Openers())
        self._key.passphrase_wanted.connect(self.passphrase_wanted)
        self._steps: tuple[Step, ...] = (
            hello(appearance),
            privacy(appearance),
            rhythm,
            self._key,
            first_minute(appearance),
        )
        self._pictures = QStackedWidget()
        self._pictures.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self._pages = QStackedWidget()
        for step in self._steps:
            self._pictures.addWidget(step.picture)
            self._pages.addWidget(_scrolling(step))
        self._dots = StepDots(appearance, len(self._steps))
        self._make_buttons()
        self._lay_out()
        back = QShortcut(QKeySequence(QKeySequence.StandardKey.Back), self)
        back.activated.connect(self._go_back)
        self._go_to(0)
        self.resize(self._first_size())
        self.setMinimumSize(_LEAST)

    def _make_buttons(self) -> None:
        self._skip = button(self.tr("Skip to the end"), "link")
        self._skip.setProperty("letters", "small")
        self._skip.clicked.connect(lambda: self._go_to(len(self._steps) - 1))
        self._back = button(self.tr("Back"), "quiet")
        self._back.clicked.connect(self._go_back)
        self._later = button(self.tr("Later"), "quiet")
        self._later.clicked.connect(lambda: self._finish(start=False))
        self._go_on = button(self.tr("Go on"), "main")
        self._go_on.clicked.connect(self._next)
        self._begin = button(self.tr("Begin a first minute"), "main")
        self._begin.clicked.connect(lambda: self._finish(start=True))

    def _lay_out(self) -> None:
        foot = Beside(comfort=120, gap=8)
        foot.setContentsMargins(24, 12, 24, 24)
        foot.addWidget(_row(self._back, self._dots))
        foot.addWidget(_row(self._skip, self._later, self._go_on, self._begin))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pictures)
        column.addWidget(self._pages, 1)
        column.addLayout(foot)

    def _first_size(self) -> QSize:
        screen = self.screen().availableSize() * _SCREEN_SHARE
        return (_SIZE * self._appearance.scale).boundedTo(screen).expandedTo(_LEAST)

    def show_openers(self, openers: Openers) -> None:
        """Say what opens the journal, once that is known or was chosen."""
        self._key.show_openers(openers)

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self._pages.currentIndex()

    # Walking

    def _next(self) -> None:
        self._go_to(self.step + 1)

    def _go_back(self) -> None:
        if self.step > 0:
            self._go_to(self.step - 1)

    def _go_to(self, number: int) -> None:
        last = len(self._steps) - 1
        self._pictures.setCurrentIndex(number)
        self._pages.setCurrentIndex(number)
        self._dots.show_step(number)
        self._back.setVisible(number > 0)
        self._skip.setVisible(number < last)
        self._go_on.setVisible(number < last)
        self._later.setVisible(number == last)
        self._begin.setVisible(number == last)
        self._focus_main()
        announce(self, self._steps[number].title)

    def _focus_main(self) -> None:
        main = self._begin if self.step == len(self._steps) - 1 else self._go_on
        main.setFocus(Qt.FocusReason.OtherFocusReason)

    def _finish(self, *, start: bool) -> None:
        if self._is_over:
            return
        self._is_over = True
        self.hide()
        self.finished.emit(start)

    def showEvent(self, event: QShowEvent) -> None:
        """Enter goes on from the start."""
        super().showEvent(event)
        self._focus_main()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words first: the picture is there where there is room for both."""
        super().resizeEvent(event)
        room = self.height() - self._pictures.sizeHint().height()
        self._pictures.setVisible(room >= self._appearance.px(_WORDS_LEAST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc means later."""
        if event.key() == Qt.Key.Key_Escape:
            self._finish(start=False)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Closing means later."""
        super().closeEvent(event)
        self._finish(start=False)


def _row(*widgets: QWidget) -> QWidget:
    place = QWidget()
    row = QHBoxLayout(place)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    return place


def _scrolling(step: Step) -> QScrollArea:
    """A step that scrolls where it does not fit, at large text."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    place = QWidget()
    set_ground(place, "none")
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(step)
    column.addStretch(1)
    area.setWidget(place)
    return area
