"""The window for bringing words in, and the section of Settings."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.records import Mood
from selfkind_desktop.ui.importing.dialog import ImportDialog
from selfkind_desktop.ui.importing.values import Glimpse, Missed, MoodFound, Note, Preview, TagFound
from selfkind_desktop.ui.theme import Appearance

PREVIEW = Preview(
    "daylio-csv",
    "daylio.csv",
    entries=1204,
    check_ins=1530,
    media=12,
    first=date(2019, 3, 1),
    last=date(2026, 7, 27),
    glimpses=(Glimpse(date(2019, 3, 1), "A first line, on a train"), Glimpse(date(2019, 3, 2), "")),
    moods=(
        MoodFound("meh", 600, Mood.IN_BETWEEN),
        MoodFound("rad", 200, Mood.GOOD),
        MoodFound("müde & leer", 1),
    ),
    tags=tuple(TagFound(f"tag{number}", 40 - number) for number in range(30)),
    zone="Europe/Berlin",
    zones=("America/New_York", "Europe/Berlin"),
    notes=(Note("is a goal: goals have no place here and stay behind", 3),),
    missed=(Missed("row 17", "Its date could not be read.", "31.02.2020"),),
)


@pytest.fixture(autouse=True)
def american() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale("en_US"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def dialog(look: Appearance, qtbot: QtBot) -> Iterator[ImportDialog]:
    dialog = ImportDialog(look)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    yield dialog
    dialog.close()
    dialog.deleteLater()
