"""The cards of one invitation: one, or one on each screen, of which the first answer counts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication, QScreen

from selfkind_desktop.domain.settings import ReminderScreen

if TYPE_CHECKING:
    from selfkind_desktop.ui.reminder_card import ReminderCard


def screens_for(where: ReminderScreen) -> list[QScreen]:
    """The screens that a card comes up on, the one in use first; two that show the same count once."""
    from selfkind_desktop.ui.reminder_card import screen_in_use

    primary = QGuiApplication.primaryScreen()
    if where is ReminderScreen.PRIMARY:
        return [primary]
    in_use = screen_in_use()
    if where is ReminderScreen.IN_USE:
        return [in_use]
    by_place = {screen.geometry().getRect(): screen for screen in (*QGuiApplication.screens(), in_use)}
    return sorted(by_place.values(), key=lambda screen: screen is not in_use)


class Cards(QObject):
    """As many cards as there are screens to show one on; they are kept and come up again.

    Args:
        make_card: builds one.
        screens: where to show one now, at least one screen.

    Signals:
        begun(): the person would like the pause now.
        postponed(int): ask again in so many minutes.
        later_today(): ask again later today.
        declined(): not now.
        expired(): nobody answered on any screen.
        softened(bool): whether fewer invitations would be kinder.
        checked_in(int): a face was chosen, 1 to 5; that card stays a little, the others leave.
        look_wanted(): the person would like to add words to it.
    """

    checked_in = Signal(int)
    look_wanted = Signal()
    begun = Signal()
    postponed = Signal(int)
    later_today = Signal()
    declined = Signal()
    expired = Signal()
    softened = Signal(bool)

    def __init__(
        self,
        make_card: Callable[[], "ReminderCard"],
        screens: Callable[[], list[QScreen]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._make_card = make_card
        self._screens = screens
        self._cards: list[ReminderCard] = []
        self._waiting: dict[ReminderCard, QScreen] = {}
        self._show: Callable[[ReminderCard, QScreen], None] = lambda card, screen: None
        QGuiApplication.instance().screenAdded.connect(self._greet_screen)  # type: ignore[union-attr]
        QGuiApplication.instance().screenRemoved.connect(self._leave_screen)  # type: ignore[union-attr]

    def first(self) -> "ReminderCard":
        """The card that comes up on the screen in use, built."""
        return self._card(0)

    @property
    def area(self) -> QRect:
        """Where a card shows; empty where none does."""
        return next((card.area for card in self._cards if card.isVisible()), QRect())

    def show_each(self, show: Callable[["ReminderCard", QScreen], None]) -> None:
        """Have a card come up on each screen.

        Args:
            show: brings one card up on one screen.
        """
        self.withdraw()
        self._show = show
        for number, screen in enumerate(self._screens()):
            card = self._card(number)
            self._waiting[card] = screen
            show(card, screen)

    def withdraw(self) -> None:
        """Leave, on every screen."""
        self._waiting.clear()
        for card in self._cards:
            card.withdraw()

    def _card(self, number: int) -> "ReminderCard":
        while number >= len(self._cards):
            card = self._make_card()
            card.begun.connect(self.begun)
            card.postponed.connect(self.postponed)
            card.later_today.connect(self.later_today)
            card.declined.connect(self.declined)
            card.softened.connect(self.softened)
            card.look_wanted.connect(self.look_wanted)
            card.checked_in.connect(lambda mood, card=card: self._check_in(card, mood))
            card.expired.connect(lambda card=card: self._expire(card))
            self._cards.append(card)
        return self._cards[number]

    def _expire(self, card: "ReminderCard") -> None:
        """One faded; on another screen somebody may be about to answer."""
        self._waiting.pop(card, None)
        if self._waiting:
            card.withdraw()
        else:
            self.expired.emit()

    def _check_in(self, answered: "ReminderCard", mood: int) -> None:
        self._waiting.clear()
        for card in self._cards:
            if card is not answered:
                card.withdraw()
        self.checked_in.emit(mood)

    def _greet_screen(self, new: QScreen) -> None:
        """A screen was plugged in: where each has a card, it gets one too."""
        wanted = self._screens() if self._waiting else []
        if len(wanted) > 1 and new in wanted and new not in self._waiting.values():
            free = next(
                (n for n, card in enumerate(self._cards) if card not in self._waiting), len(self._cards)
            )
            card = self._card(free)
            self._waiting[card] = new
            self._show(card, new)

    def _leave_screen(self, gone: QScreen) -> None:
        """A screen was unplugged: its card goes, unless it is the only one; that one moves by itself."""
        for card in [card for card, screen in self._waiting.items() if screen is gone]:
            if len(self._waiting) > 1:
                del self._waiting[card]
                card.withdraw()
