"""A letter to be read, with nothing else on the screen."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QLinearGradient, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfkind_desktop.domain.letters import Letter
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.letters.papers import Sheet, paper_of
from selfkind_desktop.ui.pages.letters.words import written_on
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.flow import FlowLayout

_SHEET_HIGH = 900


class Reader(QWidget):
    """Fills the screen; Esc puts the letter away. It deletes itself when it is closed.

    Args:
        appearance: how things look.
        clock: for the date.
        letter: what is read; one that is there.
        voice: the name of its voice.
        parent: the main window, so that what covers it closes this too.

    Signals:
        link_requested(str): open an address.
        trash_requested(Letter): put it into the trash.
        closed(): it was put away.
    """

    link_requested = Signal(str)
    trash_requested = Signal(object)
    closed = Signal()

    def __init__(
        self, appearance: Appearance, clock: Clock, letter: Letter, voice: str, parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._appearance = appearance
        self.setObjectName("letter-reader")
        self.setWindowTitle(self.tr("Selfkind"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._paper = Writing(appearance)
        self._paper.setReadOnly(True)
        self._paper.setAccessibleName(self.tr("Letter"))
        self._paper.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._paper.show_text(letter.text)
        self._paper.moveCursor(QTextCursor.MoveOperation.Start)
        self._paper.link_requested.connect(self.link_requested)
        self._sheet = Sheet(appearance)
        self._sheet.set_paper(paper_of(letter.stationery))
        date = label(written_on(letter, clock.now().day()), role="reading", ink="muted", wrap=False)
        date.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self._sheet.body.addWidget(date)
        self._sheet.body.addWidget(self._paper, 1)
        self._away = button(self.tr("Put it away"), "letters")
        self._away.setToolTip(self.tr("Put it away (Esc)"))
        self._away.clicked.connect(self.close)
        trash = button(self.tr("Put into the trash"), "quiet")
        trash.clicked.connect(lambda: self._throw(letter))
        self._lay_out(label(voice, role="eyebrow"), trash)
        self._fit()
        appearance.changed.connect(self._fit)

    def _lay_out(self, voice: QWidget, trash: QWidget) -> None:
        place = QWidget()
        foot = FlowLayout(place, spacing=8)
        foot.addWidget(self._away)
        foot.addWidget(trash)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(8)
        above = QHBoxLayout()
        above.setContentsMargins(24, 0, 24, 0)
        above.addWidget(voice)
        below = QHBoxLayout()
        below.setContentsMargins(20, 0, 20, 0)
        below.addWidget(place)
        column.addStretch(1)
        column.addLayout(above)
        column.addWidget(self._sheet, 1000)
        column.addLayout(below)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._column, 1000)
        row.addStretch(1)

    def open(self) -> None:
        """Show it, with the keyboard in it."""
        self.showFullScreen()
        self.raise_()
        self.activateWindow()
        self._paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A calm ground."""
        painter = QPainter(self)
        wash = QLinearGradient(QPointF(0, 0), QPointF(0, self.height()))
        wash.setColorAt(0, self._appearance.color("paper"))
        wash.setColorAt(1, QColor(self._appearance.color("plum-soft")))
        plain = self._appearance.theme.lines
        painter.fillRect(QRectF(self.rect()), self._appearance.color("paper") if plain else wash)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: object) -> None:
        """Not a word stays behind."""
        self._paper.show_text("")
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No line gets too long, and no sheet too high."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        look = self._appearance
        self._column.setMaximumWidth(self._paper.measure + 2 * look.px(60) + 60)
        self._sheet.setMaximumHeight(look.px(_SHEET_HIGH))

    def _throw(self, letter: Letter) -> None:
        self.trash_requested.emit(letter)
        self.close()
