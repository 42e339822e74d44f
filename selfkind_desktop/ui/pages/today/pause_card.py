"""The next pause: when it comes, and everything one may want to say to that."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.outlook import Standing
from selfkind_desktop.domain.quiet import QuietFor
from selfkind_desktop.ui.commands import Commands
from selfkind_desktop.ui.pages.today.words import PauseWords, pause_words
from selfkind_desktop.ui.pages.values import NextPause
from selfkind_desktop.ui.reminder_card import USUAL_DELAY
from selfkind_desktop.ui.style import button, label, set_style
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.icon_button import IconButton

_LARGE_LONGEST = 18
"""Characters up to which the large line is set in the display size."""


class PauseCard(Card):
    """What the schedule says, and the answers to it.

    Signals:
        pause_requested(): a pause now, or back to the one that is open.
        rhythm_requested(): look at the rhythm in Settings.
        quiet_requested(QuietFor): hold reminders back, or (`OFF`) let them come again.
        begun(), postponed(int minutes), later_today(), declined(): answers to an invitation that is showing.
    """

    pause_requested = Signal()
    rhythm_requested = Signal()
    quiet_requested = Signal(object)
    begun = Signal()
    postponed = Signal(int)
    later_today = Signal()
    declined = Signal()

    def __init__(self, appearance: Appearance, quiet: str, parent: QWidget | None = None) -> None:
        """Make the card.

        Args:
            appearance: how things look.
            quiet: what is said while reminders are held back.
            parent: as Qt has it.
        """
        super().__init__("sage", parent)
        self._quiet_line = quiet
        self._eyebrow = label(role="eyebrow", ink="sage")
        self._large = label(role="display")
        self._line = label(role="muted")
        self._delay = USUAL_DELAY
        self._said: PauseWords | None = None
        self._times = QMenu(self)
        self._actions = QWidget()
        flow = FlowLayout(self._actions)
        for made in self._make_buttons(appearance):
            flow.addWidget(made)
        self.body.addWidget(self._eyebrow)
        self.body.addWidget(self._large)
        self.body.addWidget(self._line)
        self.body.addSpacing(8)
        self.body.addWidget(self._actions)
        self.body.addStretch(1)

    def _make_buttons(self, appearance: Appearance) -> tuple[Button, ...]:
        """Every button there may be, in reading order."""
        commands = Commands(self)
        commands.quiet.connect(self.quiet_requested)
        commands.set_quiet(False)
        self._pause = button(self.tr("Pause now"), "main")
        self._pause.clicked.connect(self.pause_requested)
        self._quiet = button(self.tr("Quiet for a while"), "quiet")
        self._quiet.set_arrow(True)
        self._lengths = commands.quiet_menu(self)
        self._quiet.clicked.connect(lambda: _open_below(self._quiet, self._lengths))
        self._end_quiet = button(self.tr("End quiet"), "quiet")
        self._end_quiet.clicked.connect(lambda: self.quiet_requested.emit(QuietFor.OFF))
        self._rhythm = button(self.tr("Change the rhythm"), "quiet")
        self._rhythm.clicked.connect(self.rhythm_requested)
        self._begin = button(self.tr("Begin"), "main")
        self._begin.clicked.connect(self.begun)
        self._later = button("")
        self._later.clicked.connect(lambda: self.postponed.emit(self._delay))
        self._more = IconButton(appearance, "down", self.tr("Another time"))
        self._more.clicked.connect(lambda: _open_below(self._more, self._times))
        self._not_now = button(self.tr("Not now"), "quiet")
        self._not_now.clicked.connect(self.declined)
        return (
            self._pause, self._begin, self._later, self._more, self._not_now,
            self._quiet, self._end_quiet, self._rhythm,
        )  # fmt: skip

    def show_next_pause(self, next_pause: NextPause, moment: Moment) -> None:
        """Say how things stand, and offer what fits."""
        outlook = next_pause.outlook
        standing = outlook.standing
        offered = standing is Standing.OFFERED
        planned = standing is Standing.WAITING and (outlook.next_at is not None or outlook.held is not None)
        self._offer_times(next_pause)
        for each, is_shown in (
            (self._pause, not offered and standing is not Standing.LOCKED),
            (self._quiet, planned),
            (self._end_quiet, standing is Standing.QUIET),
            (self._rhythm, standing is Standing.WAITING and not planned),
            (self._begin, offered),
            (self._later, offered and bool(next_pause.postponements)),
            (self._more, offered and len(self._times.actions()) > 1),
            (self._not_now, offered),
        ):
            self._show(each, is_shown)
        in_pause = standing is Standing.IN_PAUSE
        self._pause.setText(self.tr("Back to the pause") if in_pause else self.tr("Pause now"))
        self._say(pause_words(next_pause, moment, self._quiet_line))

    def _show(self, widget: QWidget, is_shown: bool) -> None:
        if widget.hasFocus() and not is_shown:
            # The focus stays in the card: what takes the place of a button is beside it.
            widget.focusNextChild()
        widget.setVisible(is_shown)

    def _say(self, words: PauseWords) -> None:
        if words == self._said:
            return
        self._said = words
        self._eyebrow.setText(words.eyebrow)
        self._large.setText(words.large)
        set_style(self._large, "role", "display" if len(words.large) <= _LARGE_LONGEST else "heading")
        self._line.setText(words.line)
        self._line.setVisible(bool(words.line))

    def _offer_times(self, next_pause: NextPause) -> None:
        delays = next_pause.postponements
        self._delay = USUAL_DELAY if USUAL_DELAY in delays else max(delays, default=0)
        self._later.setText(self.tr("In {minutes} minutes").format(minutes=self._delay))
        self._times.clear()
        for delay in delays:
            text = self.tr("In {minutes} minutes").format(minutes=delay)
            action = self._times.addAction(text)
            action.triggered.connect(lambda _=False, delay=delay: self.postponed.emit(delay))
        if next_pause.later_today:
            self._times.addAction(self.tr("Later today")).triggered.connect(self.later_today)


def _open_below(widget: QWidget, menu: QMenu) -> None:
    menu.popup(widget.mapToGlobal(QPoint(0, widget.height())))
