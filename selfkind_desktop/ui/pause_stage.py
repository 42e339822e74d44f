"""Where a pause takes place: a shape, the words below it, and whatever there is to do."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from selfkind_desktop.domain.practice import Words
from selfkind_desktop.ui.fonts import Step
from selfkind_desktop.ui.pause_words import PauseWords
from selfkind_desktop.ui.theme import Appearance

MOST_GROWN = 1.6
"""How many times larger than the design things get in a larger window, at most."""

_DESIGN = QSize(1180, 760)
_SIDE = 24
_GAP = 48
_EXTRA_GAP = 32
_TOP = 40
_LEAST_TOP = 12
_BOTTOM = 24
_STEPS: tuple[Step, ...] = (34, 29, 20, 17)
_LEAST_SHAPE = {34: 200, 29: 160, 20: 96, 17: 72}
"""Below this diameter of the shape, in pixels, the words get smaller first."""
_SMALLEST = 56
_SMALLEST_BESIDE: Step = 20
"""Words beside something to do never get smaller than this; the stage gets too high, and scrolls."""


def design_size(appearance: Appearance) -> QSize:
    """The size of window that the design was drawn for, larger for larger text."""
    return _DESIGN * min(1.5, max(1.0, appearance.scale))


class _Fit(NamedTuple):
    """What fits: the step of the words, their height, and the diameter of the shape, 0 for none."""

    step: Step
    words: int
    shape: int


class Stage(QWidget):
    """Shape, words and an extra below each other.

    The words keep the room of the longest text that will come, so that nothing moves when they change. What
    the window is too small for gets smaller together: first the shape, then the words. Beside something to
    do, the shape is only decoration, and goes before the words get small.

    Attributes:
        words: the words.
    """

    def __init__(
        self,
        appearance: Appearance,
        *,
        shape: QWidget | None = None,
        extra: QWidget | None = None,
        extra_width: int = 0,
        largest: int = 280,
        parent: QWidget | None = None,
    ) -> None:
        """Put a stage together.

        Args:
            appearance: how things look.
            shape: the breathing circle or its like; square.
            extra: what the person may do here, for example a row of faces.
            extra_width: how wide that likes to be, in pixels at 100 % text; 0 for its own size.
            largest: the shape's diameter in a window of the design's size, in pixels.
            parent: as Qt has it.
        """
        super().__init__(parent)
        self._appearance = appearance
        self._shape, self._extra, self._largest = shape, extra, largest
        self._extra_width = extra_width
        self._texts: Sequence[Words] = ()
        if shape is not None:
            shape.setParent(self)
        self.words = PauseWords(appearance, self)
        if extra is not None:
            extra.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self.arrange)

    def set_texts(self, texts: Sequence[Words]) -> None:
        """Keep room for each of these texts."""
        self._texts = texts
        self.arrange()

    def say(self, words: Words) -> None:
        """Say one thing only."""
        self.words.show_words(words)
        self.set_texts((words,))

    def set_shape(self, shape: QWidget) -> None:
        """Take another shape; the one before is hidden, not deleted."""
        if shape is self._shape:
            return
        if self._shape is not None:
            self._shape.hide()
        self._shape = shape
        shape.setParent(self)
        shape.stackUnder(self.words)
        shape.show()
        self.arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the new size."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give everything its place."""
        grow = self._grow()
        width = max(1, self.width() - 2 * _SIDE)
        extra = self._extra_size(width)
        below = extra.height() + round(_EXTRA_GAP * grow) if self._extra is not None else 0
        gap = round(_GAP * grow)
        fit = self._fit(grow, width, self.height() - below - _LEAST_TOP - _BOTTOM, gap)
        self.words.set_size(fit.step, grow)
        used = fit.shape + (gap if fit.shape else 0) + fit.words + below
        least = self._least(grow, width, below, gap)
        if self.minimumHeight() != least:
            self.setMinimumHeight(least)
        # a little above the middle looks like the middle; a shape hangs below the heading
        top = round((self.height() - used) * 0.42)
        top = max(_LEAST_TOP, min(top, round(_TOP * grow)) if fit.shape else top)
        if self._shape is not None:
            self._shape.setVisible(fit.shape > 0)
        if self._shape is not None and fit.shape:
            self._shape.setGeometry((self.width() - fit.shape) // 2, top, fit.shape, fit.shape)
            top += fit.shape + gap
        self.words.setGeometry(_SIDE, top, width, fit.words)
        if self._extra is not None:
            place = QRect(QPoint((self.width() - extra.width()) // 2, top + fit.words + below), extra)
            self._extra.setGeometry(place.translated(0, -extra.height()))

    @property
    def _shape_matters(self) -> bool:
        return self._shape is not None and self._extra is None

    def _grow(self) -> float:
        """How many times larger than the design the window is, beyond what the text size does."""
        window, design = self.window(), design_size(self._appearance)
        wide, high = window.width() / design.width(), window.height() / design.height()
        return max(1.0, min(wide, high, MOST_GROWN))

    def _fit(self, grow: float, width: int, height: int, gap: int) -> _Fit:
        """The largest words and shape that fit into `height`, or the smallest there are."""
        texts = self._texts or (self.words.words,)
        needed = {step: self.words.height_for(texts, width, step, grow) for step in _STEPS}
        largest = round(self._largest * grow)
        for step in _STEPS if self._shape_matters else _STEPS[:2]:
            room = min(largest, height - gap - needed[step])
            if self._shape is not None and room >= min(largest * 0.6, _LEAST_SHAPE[step] * grow):
                return _Fit(step, needed[step], room)
        if self._shape_matters:
            return _Fit(17, needed[17], max(_SMALLEST, height - gap - needed[17]))
        step = next((step for step in _STEPS if needed[step] <= height), _SMALLEST_BESIDE)
        return _Fit(step, needed[step], 0)

    def _least(self, grow: float, width: int, below: int, gap: int) -> int:
        """The height without which something would be cut off."""
        fit = self._fit(grow, width, 0, gap)
        return fit.words + (fit.shape + gap if fit.shape else 0) + below + _LEAST_TOP + _BOTTOM

    def _extra_size(self, width: int) -> QSize:
        if self._extra is None:
            return QSize()
        wanted = self._extra.sizeHint()
        wide = min(max(self._appearance.px(self._extra_width), wanted.width()), width)
        high = self._extra.heightForWidth(wide) if self._extra.hasHeightForWidth() else wanted.height()
        return QSize(wide, high)
