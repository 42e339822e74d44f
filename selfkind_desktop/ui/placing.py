"""Where a window of its own appears: over the one in use, and whole on its screen."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QApplication, QWidget

_ASIDE, _ABOVE = 40, 80
"""What a frame and a title bar may need, in pixels."""


def place_over(window: QWidget, wanted: QSize) -> None:
    """Give a window its size, as far as the screen has room, and put it over the window in use.

    Args:
        window: not shown yet.
        wanted: its size where there is room.
    """
    over = QApplication.activeWindow()
    room = (over or window).screen().availableGeometry()
    size = wanted.boundedTo(room.size() - QSize(_ASIDE, _ABOVE))
    window.resize(size)
    if over is None:
        return  # whoever manages the windows knows better
    place = QRect(QPoint(), size)
    place.moveCenter(over.geometry().center())
    room.adjust(_ASIDE // 2, _ABOVE // 2, -_ASIDE // 2, -_ABOVE // 2)
    place.moveLeft(max(room.left(), min(place.left(), room.right() + 1 - size.width())))
    place.moveTop(max(room.top(), min(place.top(), room.bottom() + 1 - size.height())))
    window.move(place.topLeft())
