"""Our line icons: SVG on a grid of 24, drawn with `currentColor`, tinted here."""

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from selfkind_desktop import assets


class Icons:
    """Reads icons when they are first asked for, and keeps their (small) source."""

    def __init__(self) -> None:
        """Nothing is read yet, and QtSvg is not loaded."""
        self._sources: dict[str, str] = {}

    def icon(self, name: str, color: QColor, size: QSize, disabled: QColor | None = None) -> QIcon:
        """An icon that stays sharp on screens of twice and three times the resolution.

        Args:
            name: the file's name in `resources/icons`, without `.svg`.
            color: what `currentColor` becomes.
            size: in device-independent pixels.
            disabled: the color while the control cannot be used; the same if None.

        Raises:
            FileNotFoundError: there is no such icon.
        """
        icon = QIcon()
        for dpr in (1.0, 2.0, 3.0):
            icon.addPixmap(self.pixmap(name, color, size, dpr))
            if disabled is not None:
                icon.addPixmap(self.pixmap(name, disabled, size, dpr), QIcon.Mode.Disabled)
        return icon

    def pixmap(self, name: str, color: QColor, size: QSize, dpr: float = 1.0) -> QPixmap:
        """An icon as a picture.

        Raises:
            FileNotFoundError: there is no such icon.
        """
        from PySide6.QtSvg import QSvgRenderer  # here: the waiting program shows no SVG

        source = self._source(name).replace("currentColor", color.name())
        renderer = QSvgRenderer(QByteArray(source.encode()))
        pixmap = QPixmap(size * dpr)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setOpacity(color.alphaF())
        renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
        painter.end()
        pixmap.setDevicePixelRatio(dpr)
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            self._sources[name] = assets.path("icons", f"{name}.svg").read_text("utf-8")
        return self._sources[name]
