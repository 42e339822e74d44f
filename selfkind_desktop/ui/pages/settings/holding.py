"""What an invitation waits for, and how each of these things is seen on this desktop."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from selfkind_desktop.domain.settings import HOLD_DURING, HOLD_PROGRAMS, HoldDuring, Settings
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.programs import ProgramsField
from selfkind_desktop.ui.pages.settings.section import Section, padded
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.settings_row import SettingsRow
from selfkind_desktop.ui.widgets.switch import Switch


def _tr(text: str) -> str:
    return QCoreApplication.translate("HoldSettings", text)


class HoldRows:
    """A row with a switch for each thing, and one for the names of programs, in a section."""

    def __init__(self, appearance: Appearance, section: Section, bindings: Bindings) -> None:
        self._section = section
        self._bindings = bindings
        self._switches: dict[HoldDuring, Switch] = {}
        self._rows: dict[HoldDuring, SettingsRow] = {}
        title = _tr("An invitation waits while…")
        intro = _tr("It comes when this is over. After half an hour it is let go, and nothing is missed.")
        section.add(padded(label(title), label(intro, role="small")), f"{title} {intro}")
        for held, name in _names().items():
            switch = Switch(appearance, name)
            switch.toggled.connect(self._switched)
            self._switches[held] = switch
            self._rows[held] = section.add_row(name, "", switch)
        programs = ProgramsField()
        programs.chosen.connect(lambda names: bindings.choose(HOLD_PROGRAMS, names))
        bindings.on_show(lambda settings: programs.show_names(settings[HOLD_PROGRAMS]))
        self._programs = section.add_row(
            _tr("My list of programs"), _tr("The names they are started by, with commas between."), programs
        )
        bindings.on_show(self._show)
        bindings.shown.connect(lambda: self._arrange(bindings.settings))
        self._arrange(bindings.settings)

    def show_ways(self, ways: Mapping[HoldDuring, str]) -> None:
        """Say beside each thing how it is seen here."""
        for held, row in self._rows.items():
            row.set_description(ways.get(held, ""))

    def _show(self, settings: Settings) -> None:
        for held, switch in self._switches.items():
            switch.setChecked(held in settings[HOLD_DURING])

    def _arrange(self, settings: Settings) -> None:
        self._section.set_relevant(self._programs, HoldDuring.PROGRAMS in settings[HOLD_DURING])

    def _switched(self) -> None:
        chosen = frozenset(held for held, switch in self._switches.items() if switch.isChecked())
        self._bindings.choose(HOLD_DURING, chosen)


def _names() -> dict[HoldDuring, str]:
    return {
        HoldDuring.DO_NOT_DISTURB: _tr("Do Not Disturb is on"),
        HoldDuring.PRESENTING: _tr("A presentation or a film plays"),
        HoldDuring.FULL_SCREEN: _tr("A window fills the screen"),
        HoldDuring.CAMERA: _tr("The camera is in use"),
        HoldDuring.MICROPHONE: _tr("The microphone is in use"),
        HoldDuring.SCREEN_SHARING: _tr("The screen is shared"),
        HoldDuring.PROGRAMS: _tr("A program from my list runs"),
    }
