"""When a letter shall arrive: a day, a surprise, or a hard day."""

from datetime import date, timedelta
from random import Random

from PySide6.QtCore import QCoreApplication, QDate, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from selfkind_desktop.domain import delivery
from selfkind_desktop.domain.letters import Seal
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.style import button, label, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.chip import Chip, Segmented
from selfkind_desktop.ui.widgets.fields import DateEdit
from selfkind_desktop.ui.widgets.flow import FlowLayout

_WIDTH = 580
_SCREEN_SHARE = 0.92
_DAY, _SURPRISE, _HARD = "day", "surprise", "hard"
_FARTHEST_YEARS = 60
_SURPRISE_FROM, _SURPRISE_TO = 7, 90
"""Days from now that a surprise is offered for at first."""


class _Asking(QDialog):
    """Words that scroll where the screen is too small for them, and answers that stay."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setObjectName(name)
        self.setWindowTitle(QCoreApplication.translate("SealDialog", "Selfkind"))
        self.setModal(True)
        set_ground(self, "paper")
        self._said = QWidget()
        set_ground(self._said, "none")
        self.words = QVBoxLayout(self._said)
        self.words.setContentsMargins(24, 24, 24, 8)
        self.words.setSpacing(12)
        scrolling = QScrollArea()
        scrolling.setWidgetResizable(True)
        scrolling.setFrameShape(QScrollArea.Shape.NoFrame)
        scrolling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolling.setWidget(self._said)
        self.answers = FlowLayout(spacing=8)
        foot = QVBoxLayout()
        foot.setContentsMargins(24, 8, 24, 24)
        foot.addLayout(self.answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scrolling, 1)
        column.addLayout(foot)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need, and as the screen has room for."""
        super().showEvent(event)
        room = self.screen().availableSize() * _SCREEN_SHARE
        width = min(self._appearance.px(_WIDTH), room.width())
        words = max(self.words.totalHeightForWidth(width), self.words.totalSizeHint().height())
        wanted = words + self.answers.heightForWidth(width - 48) + 36
        self.resize(width, min(wanted, room.height()))


class SealDialog(_Asking):
    """Asks when; nothing is sealed before the second click.

    Args:
        appearance: how things look.
        clock: today is.
        chance: draws the day of a surprise.

    Signals:
        sealed(Seal): seal it so.
    """

    sealed = Signal(object)

    def __init__(
        self, appearance: Appearance, clock: Clock, chance: Random, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, "seal-dialog", parent)
        self._clock, self._chance = clock, chance
        self._kind = Segmented(
            [
                (_DAY, self.tr("On a day")),
                (_SURPRISE, self.tr("As a surprise")),
                (_HARD, self.tr("On a hard day")),
            ],
            name=self.tr("When it arrives"),
        )
        self._kind.chosen.connect(self._show_kind)
        self._pages = {_DAY: self._day_page(), _SURPRISE: self._surprise_page(), _HARD: self._hard_page()}
        seal = button(self.tr("Seal it"), "letters")
        seal.clicked.connect(self._seal)
        cancel = button(self.tr("Not yet"), "quiet")
        cancel.clicked.connect(self.reject)
        self.answers.addWidget(seal)
        self.answers.addWidget(cancel)
        column = self.words
        column.addWidget(label(self.tr("When shall it arrive?"), role="title"))
        column.addWidget(self._kind)
        for page in self._pages.values():
            column.addWidget(page)
        column.addWidget(
            label(self.tr("Once it is sealed, its words stay out of sight until then."), role="muted")
        )
        column.addStretch(1)
        self._show_kind(_DAY)

    def _day_page(self) -> QWidget:
        page, column = _page()
        tomorrow = delivery.earliest_day(self._clock.now())
        self._day = self._date_field(tomorrow, self.tr("The day it arrives"))
        chips = QWidget()
        flow = FlowLayout(chips)
        today = tomorrow - timedelta(days=1)
        for text, day in (
            (self.tr("Tomorrow"), tomorrow),
            (self.tr("In a week"), today + timedelta(days=7)),
            (self.tr("In a month"), _as_date(_as_qdate(today).addMonths(1))),
            (self.tr("In a year"), _as_date(_as_qdate(today).addYears(1))),
        ):
            chip = Chip(text, checkable=False)
            chip.clicked.connect(lambda _=False, day=day: self._day.setDate(_as_qdate(day)))
            flow.addWidget(chip)
        row = QHBoxLayout()
        row.addWidget(self._day)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(chips)
        column.addWidget(
            label(self.tr("It is there when that day begins, or when the computer is next on."), role="small")
        )
        column.addStretch(1)
        return page

    def _surprise_page(self) -> QWidget:
        page, column = _page()
        today = self._clock.now().day()
        self._first = self._date_field(today + timedelta(days=_SURPRISE_FROM), self.tr("Not before"))
        self._last = self._date_field(today + timedelta(days=_SURPRISE_TO), self.tr("Not after"))
        self._first.dateChanged.connect(self._keep_order)
        place = QWidget()
        flow = FlowLayout(place, spacing=8)
        for text, field in ((self.tr("Some day from"), self._first), (self.tr("to"), self._last)):
            flow.addWidget(label(text, wrap=False))
            flow.addWidget(field)
        column.addWidget(place)
        column.addWidget(label(self.tr("Selfkind draws the day, and does not say which."), role="small"))
        column.addStretch(1)
        self._keep_order()
        return page

    def _hard_page(self) -> QWidget:
        page, column = _page()
        column.addWidget(
            label(
                self.tr(
                    "It waits until you choose Hard moment. It is offered there, and you can leave it for "
                    "another time."
                )
            )
        )
        column.addStretch(1)
        return page

    def _date_field(self, day: date, name: str) -> DateEdit:
        tomorrow = _as_qdate(delivery.earliest_day(self._clock.now()))
        field = DateEdit()
        field.setAccessibleName(name)
        field.setDisplayFormat(self.tr("MMM d, yyyy", "a date to choose, as QDateEdit takes it"))
        field.setDateRange(tomorrow, tomorrow.addYears(_FARTHEST_YEARS))
        field.setDate(_as_qdate(day))
        return field

    def _keep_order(self) -> None:
        self._last.setMinimumDate(self._first.date())

    def _show_kind(self, kind: str) -> None:
        for key, page in self._pages.items():
            page.setVisible(key == kind)

    def _seal(self) -> None:
        now = self._clock.now()
        # The dialog may have stood open over night.
        soonest = delivery.earliest_day(now)
        if self._kind.value == _DAY:
            seal: Seal = delivery.for_day(now, max(soonest, _as_date(self._day.date())))
        elif self._kind.value == _SURPRISE:
            first = max(soonest, _as_date(self._first.date()))
            seal = delivery.as_surprise(now, first, max(first, _as_date(self._last.date())), self._chance)
        else:
            seal = delivery.for_hard_day(now)
        self.sealed.emit(seal)
        self.accept()


class ClosedDialog(_Asking):
    """A sealed letter. It can be opened early in two steps, and both are said in plain words.

    Args:
        appearance: how things look.
        when: when it arrives, for example "Arrives tomorrow".

    Signals:
        opened(): open it before its day.
        trashed(): put it into the trash, unread.
    """

    opened = Signal()
    trashed = Signal()

    def __init__(self, appearance: Appearance, when: str, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "closed-dialog", parent)
        self._is_sure = False
        self._title = label(self.tr("This letter is sealed"), role="title")
        self._line = label(when)
        self._leave = button(self.tr("Leave it sealed"), "letters")
        self._leave.clicked.connect(self.reject)
        self._open = button(self.tr("Open it early…"))
        self._open.clicked.connect(self._step)
        self._trash = button(self.tr("Put into the trash"), "quiet")
        self._trash.clicked.connect(self._throw)
        for each in (self._leave, self._open, self._trash):
            self.answers.addWidget(each)
        self.words.addWidget(self._title)
        self.words.addWidget(self._line)
        self.words.addStretch(1)
        self._leave.setFocus()

    def _step(self) -> None:
        if self._is_sure:
            self.accept()
            self.opened.emit()
            return
        self._is_sure = True
        self._title.setText(self.tr("Open it before its day?"))
        self._line.setText(self.tr("A seal opens once. After that it is a letter that has arrived."))
        self._open.setText(self.tr("Open it now"))
        self._trash.hide()
        # Whoever clicks twice without reading leaves it sealed.
        self._leave.setFocus()

    def _throw(self) -> None:
        self.accept()
        self.trashed.emit()


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 4, 0, 4)
    column.setSpacing(12)
    return page, column


def _as_qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _as_date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())
