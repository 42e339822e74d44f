"""How an invitation is shown, and what Selfkind can see of the moment."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.domain.settings import (
    REMINDER_SCREEN,
    REMINDER_SECONDS,
    REMINDER_WAY,
    ReminderScreen,
    ReminderWay,
    Settings,
)
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.holding import HoldRows
from selfkind_desktop.ui.pages.settings.section import Section
from selfkind_desktop.ui.pages.values import ReminderReport, ReminderWayState
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.chip import Segmented
from selfkind_desktop.ui.widgets.fields import SpinBox


def _tr(text: str) -> str:
    return QCoreApplication.translate("ReminderSettings", text)


class ReminderSection(Section):
    """The section of reminders.

    Signals:
        try_requested(): show an invitation now, only to see it.
    """

    try_requested = Signal()

    def __init__(self, appearance: Appearance, bindings: Bindings) -> None:
        super().__init__(
            "reminders",
            _tr("Reminders"),
            _tr("An invitation never takes the keyboard and always leaves by itself."),
        )
        way = Segmented(
            [
                (ReminderWay.CARD.value, _tr("A small card")),
                (ReminderWay.NOTIFICATION.value, _tr("A notification")),
                (ReminderWay.BOTH.value, _tr("Both")),
                (ReminderWay.TRAY.value, _tr("Only the tray icon")),
            ],
            name=_tr("How it is shown"),
        )
        bindings.words(REMINDER_WAY, way)
        self.add_row(_tr("How it is shown"), "", way)
        self._add_screen(bindings)
        seconds = SpinBox()
        seconds.setRange(10, 300)
        seconds.setSingleStep(5)
        seconds.setSuffix(_tr(" s"))
        bindings.number(REMINDER_SECONDS, seconds)
        self.add_row(_tr("How long it stays"), _tr("Leaving it alone is an answer too."), seconds)
        show = button(_tr("Show me one now"))
        show.clicked.connect(self.try_requested)
        self.add_row(_tr("See how it looks"), _tr("It counts for nothing."), show)
        self._ways = _Facts(_tr("Ways on this computer"))
        self.add(self._ways, self._ways.title)
        self._holds = HoldRows(appearance, self, bindings)
        self._senses = _Facts(_tr("It also waits while you type, are away, or the screen is locked"))
        self.add(self._senses, self._senses.title)
        self.show_report(ReminderReport(()))

    def _add_screen(self, bindings: Bindings) -> None:
        """Where a card comes up; only for those who get cards."""
        screen = Segmented(
            [
                (ReminderScreen.IN_USE.value, _tr("Where I am")),
                (ReminderScreen.PRIMARY.value, _tr("The main one")),
                (ReminderScreen.ALL.value, _tr("All")),
            ],
            name=_tr("On which screen"),
        )
        bindings.words(REMINDER_SCREEN, screen)
        row = self.add_row(
            _tr("On which screen"), _tr("If there are several: one answer counts for all of them."), screen
        )

        def show(settings: Settings) -> None:
            has_cards = settings[REMINDER_WAY] in (ReminderWay.CARD, ReminderWay.BOTH)
            self.set_relevant(row, has_cards)

        bindings.shown.connect(lambda: show(bindings.settings))
        show(bindings.settings)

    def show_report(self, report: ReminderReport) -> None:
        """Show which ways there are here, and what can be seen."""
        self._ways.show_facts([_way(way) for way in report.ways])
        self.set_relevant(self._ways, bool(report.ways))
        self._holds.show_ways(dict(report.holds))
        self._senses.show_facts([_fact(name, sentence) for name, sentence in report.senses])
        self.set_relevant(self._senses, bool(report.senses))


class _Facts(QWidget):
    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._shown: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 12, 0, 12)
        self._column.setSpacing(8)
        self._column.addWidget(label(title))

    def show_facts(self, facts: list[QWidget]) -> None:
        for old in self._shown:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = facts
        for fact in facts:
            self._column.addWidget(fact)


def _way(way: ReminderWayState) -> QWidget:
    name = _tr("{way} · in use").format(way=way.name) if way.in_use else way.name
    return _fact(name, way.state, is_strong=way.in_use)


def _fact(name: str, sentence: str, *, is_strong: bool = False) -> QWidget:
    fact = QWidget()
    column = QVBoxLayout(fact)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(label(name, role="eyebrow", ink="sage" if is_strong else ""))
    column.addWidget(label(sentence, role="small"))
    return fact
