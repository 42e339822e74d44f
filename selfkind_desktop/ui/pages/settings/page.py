"""The page of settings."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.settings import Settings
from selfkind_desktop.ui.pages.find_field import FindField
from selfkind_desktop.ui.pages.focusing import first_stop
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.facts import (
    AboutSection,
    StartSection,
    country_section,
)
from selfkind_desktop.ui.pages.settings.journal import journal_section
from selfkind_desktop.ui.pages.settings.look import look_section
from selfkind_desktop.ui.pages.settings.pauses import pause_section
from selfkind_desktop.ui.pages.settings.reminders import ReminderSection
from selfkind_desktop.ui.pages.settings.rhythm import rhythm_section
from selfkind_desktop.ui.pages.settings.section import Section
from selfkind_desktop.ui.pages.values import AboutFacts, LoginStart, ReminderReport
from selfkind_desktop.ui.style import label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.chip import Chip
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.page_frame import PageFrame

_FIND_AFTER_MS = 120


class SettingsPage(PageFrame):
    """Everything one can choose; each choice is told at once.

    Signals:
        chosen(str, object): the person chose this value for the setting with this key.
        try_reminder(): show an invitation now, only to see it.
    """

    chosen = Signal(str, object)
    try_reminder = Signal()

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        practices: Mapping[str, str],
        countries: Sequence[tuple[str, str]],
        seed: int = 0,
        sections: Sequence[Section] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Make the page; it waits for `show_settings` and the reports.

        Args:
            appearance: how things look.
            clock: for what lies ahead.
            practices: the title of each practice there is, by key.
            countries: code and name of each country that Support knows.
            seed: what the schedule varies its plan by.
            sections: more of them, which come with whoever acts on them; shown after Appearance.
            parent: as Qt has it.
        """
        super().__init__(appearance, parent)
        self.setObjectName("settings")
        self._bindings = Bindings(self)
        self._bindings.chosen.connect(self.chosen)
        self._reminders = ReminderSection(appearance, self._bindings)
        self._reminders.try_requested.connect(self.try_reminder)
        self._start = StartSection(appearance, self._bindings)
        self._about = AboutSection()
        self._sections: tuple[Section, ...] = (
            rhythm_section(appearance, clock, self._bindings, seed),
            self._reminders,
            pause_section(appearance, practices, self._bindings),
            journal_section(appearance, self._bindings),
            look_section(self._bindings),
            *sections,
            self._start,
            country_section(countries, self._bindings),
            self._about,
        )
        self._soon = QTimer(self, singleShot=True, interval=_FIND_AFTER_MS)
        self._soon.timeout.connect(self._find_now)
        self._find = FindField(appearance, self.tr("Find a setting…"), self.tr("Find a setting"))
        self._find.going_down.connect(self._find_now)
        self._find.textChanged.connect(lambda _text: self._soon.start())
        self._nothing = label(self.tr("Nothing here has these words."), role="muted")
        self._nothing.hide()
        self._lay_out()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(lambda: self._find.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _lay_out(self) -> None:
        self.body.addWidget(label(self.tr("Settings"), role="title"))
        self.body.addWidget(self._find)
        self._links = QWidget()
        links = FlowLayout(self._links)
        for section in self._sections:
            link = Chip(section.title, checkable=False)
            link.clicked.connect(lambda _=False, key=section.key: self.open_section(key))
            links.addWidget(link)
        self.body.addWidget(self._links)
        self.body.addWidget(self._nothing)
        for section in self._sections:
            self.body.addWidget(section)
        self.add_end()

    # What it shows

    def show_settings(self, settings: Settings) -> None:
        """Show these values; nothing is emitted."""
        self._bindings.show_settings(settings)

    def show_reminders(self, report: ReminderReport) -> None:
        """Show which ways of reminding there are on this computer."""
        self._reminders.show_report(report)

    def show_login_start(self, start: LoginStart) -> None:
        """Say whether Selfkind starts at login."""
        self._start.show_login_start(start)

    def show_about(self, facts: AboutFacts) -> None:
        """Name version and places."""
        self._about.show_facts(facts)

    def open_section(self, key: str) -> None:
        """Bring a section to the top, with the keyboard in it.

        Raises:
            KeyError: there is no such section.
        """
        section = {section.key: section for section in self._sections}[key]
        self._find.clear()
        self._find_now()
        inside = self.widget()
        layout = None if inside is None else inside.layout()
        if inside is not None and layout is not None:
            layout.activate()
            self.verticalScrollBar().setValue(section.mapTo(inside, section.rect().topLeft()).y() - 24)
        first = first_stop(section)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    # Finding

    def _find_now(self) -> None:
        self._soon.stop()
        query = self._find.text()
        found = [section for section in self._sections if section.show_matching(query)]
        self._links.setVisible(not query)
        self._nothing.setVisible(not found)
        if not found:
            announce(self._nothing, self._nothing.text())
