"""A page in a window that has the keyboard."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.fakes import FakeClock
from tests.gui.pages.samples import AFTERNOON

Show = Callable[..., QWidget]


@pytest.fixture(autouse=True)
def american() -> Iterator[None]:
    """Times and dates as in American English, whatever the machine speaks."""
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock(AFTERNOON)


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Show]:
    """Shows a page as a window of a size, with the keyboard, for as long as the test takes."""
    windows: list[QWidget] = []

    def show(page: QWidget, width: int = 984, height: int = 760) -> QWidget:
        windows.append(page)
        page.resize(width, height)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        return page

    yield show
    for window in windows:
        window.close()
        window.deleteLater()
