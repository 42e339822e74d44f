"""A button that is only an icon, and says its name to whoever asks."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.button import Button


class IconButton(Button):
    """An icon to press. Its name is its tip and what screen readers say."""

    def __init__(
        self,
        appearance: Appearance,
        icon: str,
        name: str,
        parent: QWidget | None = None,
        *,
        token: str = "muted",
    ) -> None:
        """Make one.

        Args:
            appearance: colors and sizes.
            icon: the name of the icon.
            name: what it does.
            parent: as Qt has it.
            token: its color.
        """
        super().__init__("", "icon", parent)
        self._appearance = appearance
        self._icon = icon
        self._token = token
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._take_icon()
        appearance.changed.connect(self._take_icon)

    def set_icon(self, icon: str, name: str) -> None:
        """Become another one (pause and go on, for example)."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._take_icon()

    def _take_icon(self) -> None:
        side = self._appearance.px(20)
        self.setIcon(self._appearance.icon(self._icon, self._token))
        self.setIconSize(QSize(side, side))
