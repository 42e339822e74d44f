"""The frame of a page: scrolls, keeps its margins, and never lets lines grow too long."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from selfkind_desktop.ui.style import set_ground
from selfkind_desktop.ui.theme import Appearance

_WIDTH = 904
_MARGIN = 40


class PageFrame(QScrollArea):
    """A page that scrolls from top to bottom only.

    Attributes:
        body: the column that takes what the page holds; it ends with the stretch that `add_end` adds.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None, *, width: int = _WIDTH) -> None:
        """Make an empty page.

        Args:
            appearance: sizes.
            parent: as Qt has it.
            width: of the content at most, in pixels at 100 % text.
        """
        super().__init__(parent)
        self._appearance = appearance
        self._width = width
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        ground = QWidget()
        set_ground(ground, "none")
        self._column = QWidget(ground)
        row = QHBoxLayout(ground)
        row.setContentsMargins(_MARGIN, 32, _MARGIN, _MARGIN)
        row.addStretch(1)
        row.addWidget(self._column, 1000)
        row.addStretch(1)
        self.body = QVBoxLayout(self._column)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(16)
        self.setWidget(ground)
        self._fit()
        appearance.changed.connect(self._fit)

    def add_end(self) -> None:
        """Push everything to the top; call once, after the last part."""
        self.body.addStretch(1)

    def _fit(self) -> None:
        self._column.setMaximumWidth(self._appearance.px(self._width))
