"""The look, put on for a test and taken off again."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication

from selfkind_desktop.ui.theme import Appearance


@pytest.fixture
def bare(qapp: QApplication) -> Iterator[QApplication]:
    """The application as Qt makes it, before and after."""
    palette, font, style = QPalette(qapp.palette()), QFont(qapp.font()), qapp.style().objectName()
    yield qapp
    qapp.setStyleSheet("")
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def look(bare: QApplication) -> Iterator[Appearance]:
    """The light theme at 100 %, with nothing moving."""
    appearance = Appearance(bare)
    appearance.apply("light", motion="reduced")
    appearance.prepare()
    yield appearance
    appearance.deleteLater()
