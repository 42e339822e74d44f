"""What writing is like."""

from PySide6.QtCore import QCoreApplication

from selfkind_desktop.domain.settings import JOURNAL_ON_THIS_DAY, JOURNAL_PROMPTS
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.section import Section
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.switch import Switch


def _tr(text: str) -> str:
    return QCoreApplication.translate("JournalSettings", text)


def journal_section(appearance: Appearance, bindings: Bindings) -> Section:
    """The section of the journal."""
    section = Section("journal", _tr("Journal"))
    prompts = Switch(appearance, _tr("A question on the blank page"))
    bindings.switch(JOURNAL_PROMPTS, prompts)
    section.add_row(
        _tr("A question on the blank page"), _tr("It can be changed for another, or left alone."), prompts
    )
    this_day = Switch(appearance, _tr("On this day"))
    bindings.switch(JOURNAL_ON_THIS_DAY, this_day)
    section.add_row(
        _tr("On this day"),
        _tr("Today may show an entry of an earlier year. Only one of which you said that it may come back."),
        this_day,
    )
    return section
