"""The frame of the pause window: wash, heading, the screen of now, and the foot."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from selfkind_desktop.ui.pause_footer import PauseFooter
from selfkind_desktop.ui.pause_page import PausePage
from selfkind_desktop.ui.pause_stage import MOST_GROWN, design_size
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.background import GradientBackground
from selfkind_desktop.ui.widgets.fade import fade_in

_SHARE_OF_SCREEN = 0.9


class PauseFrame(GradientBackground):
    """Holds the screens of a pause and knows nothing of what they do.

    Attributes:
        foot: what stands below every screen.
    """

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._looks = appearance
        self._heading = label("", "muted")
        self._heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._heading.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stack = QStackedWidget()
        self.foot = PauseFooter(appearance)
        # in a very large window everything stays together in the middle
        self._box = QWidget(self)
        outer = QGridLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._box, 1, 1)
        for side in (0, 2):
            outer.setColumnStretch(side, 1)
            outer.setRowStretch(side, 1)
        outer.setColumnStretch(1, 1000)
        outer.setRowStretch(1, 1000)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(0, 36, 0, 24)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._stack, 1)
        column.addSpacing(20)
        column.addWidget(self.foot)
        self._bound()
        appearance.changed.connect(self._bound)

    def fit_into(self, screen: QScreen | None) -> None:
        """Take the size of the design, or most of a small screen, in its middle.

        Args:
            screen: where; the primary one if None.
        """
        room = (screen or QGuiApplication.primaryScreen()).availableGeometry()
        most = QSize(round(room.width() * _SHARE_OF_SCREEN), round(room.height() * _SHARE_OF_SCREEN))
        self.resize(design_size(self._looks).boundedTo(most))
        frame = self.rect()
        frame.moveCenter(room.center())
        self.move(frame.topLeft())

    def set_heading(self, text: str) -> None:
        """Say what this is and how far along."""
        self._heading.setText(text)

    def show_page(self, page: PausePage) -> None:
        """Show a screen, softly where things may move."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if self.isVisible():
            fade_in(page, self._looks)

    def _bound(self) -> None:
        self._box.setMaximumSize(design_size(self._looks) * MOST_GROWN)
