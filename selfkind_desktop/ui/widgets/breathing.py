"""The breathing circle, and its equal for those who want nothing to move."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QBrush, QHideEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.progress_line import ProgressLine

_FRAME_MS = 16

# Radii of the three discs as parts of the half side, breathed out and how much breathing in adds.
_DISCS = (("breath-outer", 0.62, 0.38), ("breath-middle", 0.48, 0.32), ("breath-inner", 0.36, 0.24))


def _still() -> float:
    return 0.0


class BreathingCircle(QWidget):
    """Three discs that widen and narrow around a word.

    It animates only while it is visible and `animate` is on; then it asks for the time and for the level at
    that time at each frame. Everything a frame needs is made beforehand.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._level = 0.0
        self._word = ""
        self._animating = False
        self._seconds: Callable[[], float] = _still
        self._level_at: Callable[[float], float] = float
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self._frame)
        self._center = QPointF()
        self._reach = 0.0
        self._text_rect = QRectF()
        self._take_colors()
        appearance.changed.connect(self._take_colors)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setSizePolicy(policy)

    # What it shows

    @property
    def level(self) -> float:
        """How far breathed in, 0 to 1."""
        return self._level

    def set_level(self, level: float) -> None:
        """Show a level, 0 (breathed out) to 1 (breathed in)."""
        level = min(1.0, max(0.0, level))
        if level != self._level:
            self._level = level
            self.update()

    @property
    def word(self) -> str:
        """The word in the middle."""
        return self._word

    def set_word(self, word: str) -> None:
        """Put a word in the middle; screen readers hear it once."""
        if word == self._word:
            return
        self._word = word
        self.setAccessibleName(word)
        announce(self, word)
        self.update()

    # Moving

    def animate(self, seconds: Callable[[], float], level: Callable[[float], float]) -> None:
        """Move from now on.

        Args:
            seconds: the time in seconds; stands still while the practice pauses.
            level: the level (0 to 1) at such a time.
        """
        self._seconds, self._level_at = seconds, level
        self._animating = True
        self._run_if_seen()
        self._frame()

    def rest(self) -> None:
        """Stop moving, and stay as it is."""
        self._animating = False
        self._run_if_seen()

    @property
    def is_moving(self) -> bool:
        """Whether frames are being made."""
        return self._timer.isActive()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on moving."""
        super().showEvent(event)
        self._run_if_seen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees it: no frames."""
        super().hideEvent(event)
        self._timer.stop()

    def _run_if_seen(self) -> None:
        if self._animating and self.isVisible():
            if not self._timer.isActive():
                self._timer.start()
        else:
            self._timer.stop()

    def _frame(self) -> None:
        self.set_level(self._level_at(self._seconds()))

    # Painting

    def sizeHint(self) -> QSize:
        """As in the pause window."""
        return QSize(280, 280)

    def minimumSizeHint(self) -> QSize:
        """Small, but with room for a word."""
        side = self._appearance.px(150)
        return QSize(side, min(side, 220))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure once for all frames."""
        super().resizeEvent(event)
        self._center = QRectF(self.rect()).center()
        self._reach = min(self.width(), self.height()) / 2
        self._text_rect = QRectF(self.rect())

    def _take_colors(self) -> None:
        theme = self._appearance.theme
        self._brushes = [QBrush(theme.color(token)) for token, _, _ in _DISCS]
        self._edge = QPen(theme.color("line"), 1.5) if theme.lines else QPen(Qt.PenStyle.NoPen)
        self._ink = QPen(theme.color("breath-ink"))
        self._font = self._appearance.ui_font(17)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Three discs and the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._edge)
        for brush, (_, rest, swing) in zip(self._brushes, _DISCS, strict=True):
            radius = (rest + swing * self._level) * self._reach - 1
            painter.setBrush(brush)
            painter.drawEllipse(self._center, radius, radius)
        if self._word:
            painter.setPen(self._ink)
            painter.setFont(self._font)
            painter.drawText(self._text_rect, _CENTERED, self._word)
        painter.end()


_CENTERED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class TextPacer(QWidget):
    """The same breath in words: the phase, and a slow bar below it that fills once a phase."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = label("", "title", parent=self)
        self._word.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._line = ProgressLine(appearance, self)
        self._line.setMaximumWidth(320)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self._word)
        column.addWidget(self._line, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    @property
    def word(self) -> str:
        """The phase that shows."""
        return self._word.text()

    def set_word(self, word: str) -> None:
        """Show a phase; screen readers hear it once."""
        if word != self._word.text():
            self._word.setText(word)
            announce(self, word)

    def set_progress(self, part: float) -> None:
        """How much of the phase has passed, 0 to 1; meant to be set about once a second."""
        self._line.set_value(part)
