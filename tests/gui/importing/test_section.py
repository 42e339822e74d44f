"""The section of Settings: a way in, and a way back."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop.domain.arrivals import Batch, PastImport
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.ui.importing.section import ImportSection
from selfkind_desktop.ui.theme import Appearance
from tests.gui.pages.checks import button, cut_off, says, unnamed

STAMP = Stamp(datetime(2026, 11, 23, tzinfo=UTC), "Europe/Berlin", date(2026, 11, 23))
PAST = PastImport(Batch("one", STAMP, "day-one", "Journal.zip"), 1201, 3)


@pytest.fixture
def section(look: Appearance, qtbot: QtBot) -> ImportSection:
    section = ImportSection()
    qtbot.addWidget(section)
    section.resize(760, 400)
    section.show()
    return section


def test_it_leads_to_the_window(section: ImportSection) -> None:
    begun = QSignalSpy(section.begun)
    button(section, "Bring words in…").click()
    assert begun.count() == 1
    assert not says(section, "What came in so far")


def test_each_import_can_be_undone(section: ImportSection) -> None:
    undo = QSignalSpy(section.undo_wanted)
    section.show_imports([PAST])
    assert says(section, "Day One · Journal.zip")
    assert says(section, "Nov 23, 2026 · 1,201 entries and 3 check-ins here")
    button(section, "Undo the import of Journal.zip").click()
    assert undo.at(0) == ["one"]


def test_the_list_goes_and_what_was_done_is_said(section: ImportSection) -> None:
    section.show_imports([PAST])
    section.show_imports([])
    section.show_undone(1204, 0)
    assert says(section, "1,204 things that came in are gone again.")
    assert not says(section, "Journal.zip")


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_off(look: Appearance, section: ImportSection, percent: int) -> None:
    look.apply("light", percent, "reduced")
    section.show_imports([PAST])
    assert cut_off(section) == []
    assert unnamed(section) == []
