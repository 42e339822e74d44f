"""Marks an entry, so that it is quick to find again."""

from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.icon_button import IconButton


class StarButton(IconButton):
    """A star, filled while it is given."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "star", "", parent)
        self.setCheckable(True)
        self.toggled.connect(self._show)
        self._show(False)

    def _show(self, starred: bool) -> None:
        self.set_icon("starred" if starred else "star", self.tr("Star"))
        self.setToolTip(self.tr("Take the star away") if starred else self.tr("Give this entry a star"))
