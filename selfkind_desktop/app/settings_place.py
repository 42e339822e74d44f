"""Fills the page of settings and applies what is chosen there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from selfkind_desktop import __version__, assets
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.sights_in_words import by_choice, in_any_case
from selfkind_desktop.desktop.autostart import Autostart, autostart
from selfkind_desktop.desktop.lookout import Lookout
from selfkind_desktop.desktop.notifications import NotifierChain, Way
from selfkind_desktop.domain.content import load_support
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.domain.settings import BY_KEY, REMINDER_WAY, START_AT_LOGIN, ReminderWay
from selfkind_desktop.paths import Paths
from selfkind_desktop.ui.pages.settings.page import SettingsPage
from selfkind_desktop.ui.pages.settings.section import Section
from selfkind_desktop.ui.pages.values import (
    AboutFacts,
    LoginStart,
    ReminderReport,
    ReminderWayState,
)
from selfkind_desktop.ui.theme import Appearance


class SettingsPlace(QObject):
    """The page of settings.

    Args:
        appearance: how things look.
        clock: for what lies ahead.
        choices: what is chosen.
        paths: where everything is.
        practices: what can be practiced.
        notifier: the ways to notify on this desktop.
        lookout: what can be seen of this desktop.
        tray_is_there: whether the desktop shows our icon.
        seed: what the schedule varies its plan by.
        sections: of the page, made by whoever acts on them.

    Signals:
        try_reminder(): show an invitation, only to see it.
    """

    try_reminder = Signal()

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        choices: Choices,
        paths: Paths,
        practices: tuple[Practice, ...],
        notifier: NotifierChain,
        lookout: Lookout,
        tray_is_there: Callable[[], bool],
        seed: int,
        sections: Sequence[Section],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self._notifier = notifier
        self._lookout = lookout
        self._has_looked = False
        self._tray_is_there = tray_is_there
        self._login: Autostart = autostart()
        support = load_support(assets.path("content", "en", "support.toml"))
        self.page = SettingsPage(
            appearance,
            clock,
            {practice.key: practice.title for practice in practices},
            [(country.code, country.name) for country in support.countries],
            seed,
            sections,
        )
        self.page.chosen.connect(lambda key, value: choices.choose(BY_KEY[key], value))
        self.page.try_reminder.connect(self.try_reminder)
        choices.changed.connect(self._show_choices)
        notifier.checked.connect(self._show_ways)
        lookout.checked.connect(self._looked)
        self.page.show_about(AboutFacts(__version__, str(paths.data), str(paths.log_file)))

    def refresh(self) -> None:
        """Show what is true now; the desktop is asked again."""
        self.page.show_settings(self._choices.settings)
        self._show_login()
        self._show_ways()
        self._notifier.check()
        self._lookout.check()

    def _looked(self) -> None:
        self._has_looked = True
        self._show_ways()

    def _show_choices(self, _keys: frozenset[str]) -> None:
        self.page.show_settings(self._choices.settings)
        self._show_login()
        self._show_ways()

    def _show_login(self) -> None:
        why_not = "" if self._login.available else self.tr("This desktop sets that in its own settings.")
        self.page.show_login_start(LoginStart(self._login.available, self._login.enabled(), why_not))

    def _show_ways(self) -> None:
        chosen = self._choices[REMINDER_WAY]
        card = chosen in (ReminderWay.CARD, ReminderWay.BOTH)
        notifies = chosen in (ReminderWay.NOTIFICATION, ReminderWay.BOTH)
        ways = [ReminderWayState(self.tr("Card beside the tray"), self._card_state(chosen), card)]
        current = self._notifier.way if notifies else None
        for way in self._notifier.ways:
            if way.name:
                in_use = current is not None and way.name == current.name and bool(way.usable)
                ways.append(ReminderWayState(way.name, self._way_state(way, in_use), in_use))
        there = self._tray_is_there()
        ways.append(
            ReminderWayState(
                self.tr("Tray icon"),
                self.tr("It shows that a pause is offered.")
                if there
                else self.tr("This desktop shows no tray; a small window stands in for it."),
                there and chosen is ReminderWay.TRAY,
            )
        )
        sightings = self._lookout.sightings
        self.page.show_reminders(
            ReminderReport(
                tuple(ways),
                in_any_case(sightings, known=self._has_looked),
                by_choice(sightings, known=self._has_looked),
            )
        )

    def _card_state(self, chosen: ReminderWay) -> str:
        if chosen in (ReminderWay.CARD, ReminderWay.BOTH):
            return self.tr("In use.")
        if chosen is ReminderWay.NOTIFICATION:
            return self.tr("Takes over where no notification can be shown.")
        return self.tr("Not chosen.")

    def _way_state(self, way: Way, in_use: bool) -> str:
        if way.usable is None:
            return self.tr("Looking…")
        if not way.usable and way.why_not is not None:
            return way.why_not.sentence
        buttons = self.tr("with buttons") if way.buttons else self.tr("without buttons")
        state = self.tr("In use, {buttons}.") if in_use else self.tr("Can be used, {buttons}.")
        return state.format(buttons=buttons)


def follow_login_choice(choices: Choices) -> str:
    """Set starting at login as chosen.

    Returns:
        An empty string, or why the system refused.
    """
    login = autostart()
    wanted = choices[START_AT_LOGIN]
    if not login.available or login.enabled() == wanted:
        return ""
    try:
        login.set(wanted)
    except OSError as error:
        return error.strerror or type(error).__name__
    return ""
