"""Start at login, the country of Support, and About."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel

from selfkind_desktop.domain.settings import COUNTRY, START_AT_LOGIN
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.section import Section, padded
from selfkind_desktop.ui.pages.values import AboutFacts, LoginStart
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.fields import ComboBox
from selfkind_desktop.ui.widgets.switch import Switch


def _tr(text: str) -> str:
    return QCoreApplication.translate("FactSettings", text)


class StartSection(Section):
    """Whether Selfkind is there when the person logs in."""

    def __init__(self, appearance: Appearance, bindings: Bindings) -> None:
        super().__init__("start", _tr("Start"))
        self._switch = Switch(appearance, _tr("Start when I log in"))
        bindings.switch(START_AT_LOGIN, self._switch)
        self._row = self.add_row(_tr("Start when I log in"), "", self._switch)
        self.show_login_start(LoginStart(available=True))

    def show_login_start(self, start: LoginStart) -> None:
        """Say whether it is possible here, and whether it will happen."""
        self._switch.setEnabled(start.available)
        quietly = _tr("Quietly, in the tray.")
        missing = _tr("This computer does not have it set up yet.")
        words = quietly if start.enabled == self._switch.isChecked() else missing
        self._row.set_description(words if start.available else start.why_not)


def country_section(countries: Sequence[tuple[str, str]], bindings: Bindings) -> Section:
    """The section of Support; `countries` are (code, name)."""
    section = Section("support", _tr("Support"))
    country = ComboBox()
    country.addItem(_tr("Another country"), "")
    for code, name in countries:
        country.addItem(name, code)
    bindings.one_of(COUNTRY, country)
    section.add_row(_tr("Country"), _tr("Whose crisis lines Support shows first."), country)
    return section


class AboutSection(Section):
    """What Selfkind is, and what it is not."""

    def __init__(self) -> None:
        super().__init__("about", _tr("About"))
        self._version = label()
        self._data = selectable()
        self._log = selectable()
        license_ = _tr("Free software under the GNU General Public License, version 3 or later.")
        what = _tr(
            "A companion for practicing self-compassion: kind pauses, a private journal. Practices like "
            "these may help, and they don’t suit everybody."
        )
        what_not = _tr(
            "It is not therapy and not a crisis service. It can’t tell what is wrong, and nobody watches "
            "over you through it. Support has people who listen."
        )
        self.add(padded(self._version, label(license_, role="small")), license_ + " version license")
        self.add(padded(label(_tr("What it is")), label(what, role="small")), what)
        self.add(padded(label(_tr("What it is not")), label(what_not, role="small")), what_not)
        self.add(padded(label(_tr("Where everything is")), self._data), _tr("Where everything is folder"))
        words = _tr("Its log has none of your words.")
        self.add(padded(label(_tr("If something goes wrong")), label(words, role="small"), self._log), words)

    def show_facts(self, facts: AboutFacts) -> None:
        """Name version and places."""
        self._version.setText(_tr("Selfkind {version}").format(version=facts.version))
        self._data.setText(facts.data_folder)
        self._log.setText(facts.log_file)


def selectable() -> QLabel:
    """A path or the like, which one may want to copy."""
    made = label(role="small")
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made
