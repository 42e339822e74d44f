"""What every way to show an invitation outside our own windows has in common."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Signal


def _tr(text: str) -> str:
    return QCoreApplication.translate("Notifications", text)


@dataclass(frozen=True, slots=True)
class Offer:
    """An invitation as a notification. Never private text: others may read along on the screen.

    Attributes:
        title: one short line.
        body: one sentence, plain text.
        begin, later, not_now: the words on the three buttons, where there are any; an empty one is left out.
        later_minutes: what the middle button means.
        seconds: how long the invitation stays.
    """

    title: str
    body: str
    begin: str
    later: str
    not_now: str
    later_minutes: int
    seconds: int


def kind_offer(minutes: int, later_minutes: int, seconds: int) -> Offer:
    """The usual invitation, in the person's language.

    Args:
        minutes: the length of the pause that is offered.
        later_minutes: when to ask again at "In … minutes".
        seconds: how long the invitation stays.
    """
    length = _tr("A minute, or as long as you like.")
    if minutes > 1:
        length = _tr("{minutes} minutes, or as long as you like.").replace("{minutes}", str(minutes))
    return Offer(
        title=_tr("Would a kind pause help now?"),
        body=length,
        begin=_tr("Begin"),
        later=_tr("In {minutes} minutes").replace("{minutes}", str(later_minutes)),
        not_now=_tr("Not now"),
        later_minutes=later_minutes,
        seconds=seconds,
    )


def kind_question(question: str, seconds: int) -> Offer:
    """A check-in, in the person's language.

    Args:
        question: what is asked.
        seconds: how long it stays.
    """
    return Offer(
        title=question,
        body=_tr("A look is enough. No answer is fine too."),
        begin=_tr("Look"),
        later="",
        not_now=_tr("Not now"),
        later_minutes=0,
        seconds=seconds,
    )


class WhyNot(StrEnum):
    """Why a way cannot be used, or failed."""

    NO_BUS = "no-bus"
    NO_SERVER = "no-server"
    SILENT = "silent"
    REFUSED = "refused"
    GONE = "gone"
    NO_LIBRARY = "no-library"
    NOTHING_HERE = "nothing-here"

    @property
    def sentence(self) -> str:
        """For Settings."""
        return {
            WhyNot.NO_BUS: _tr("This session has no message bus."),
            WhyNot.NO_SERVER: _tr("Nothing on this desktop shows notifications."),
            WhyNot.SILENT: _tr("The desktop’s notifications did not answer in time."),
            WhyNot.REFUSED: _tr("The desktop’s notifications refused."),
            WhyNot.GONE: _tr("The desktop’s notifications ended while one was showing."),
            WhyNot.NO_LIBRARY: _tr("What plyer needs here is not installed."),
            WhyNot.NOTHING_HERE: _tr("No other way is known on this system."),
        }[self]


@dataclass(frozen=True, slots=True)
class Way:
    """One way to notify, for the reminders page of Settings.

    Attributes:
        name: a proper name, for example "D-Bus"; not translated.
        usable: whether it can be used, as far as is known; None while nobody asked it yet.
        buttons: whether it offers the three answers.
        why_not: why it cannot be used, or why it failed last.
    """

    name: str
    usable: bool | None = None
    buttons: bool = False
    why_not: WhyNot | None = None


class Notifier(QObject):
    """A way to show one invitation at a time. Nothing here blocks, nothing piles up.

    Signals:
        shown(): the invitation is on the screen, as far as this way can know.
        failed(WhyNot): it could not be shown, or vanished without an answer. No answer will come.
        begun(): "Begin", or a click on the text.
        postponed(minutes: int): "In … minutes".
        declined(): "Not now", or put away by hand.
        expired(): it faded, or was put away by the desktop.
        checked(): `way` is up to date, after `check`.
    """

    shown = Signal()
    failed = Signal(object)
    begun = Signal()
    postponed = Signal(int)
    declined = Signal()
    expired = Signal()
    checked = Signal()

    @property
    def way(self) -> Way:
        """What is known of this way."""
        raise NotImplementedError

    def check(self) -> None:
        """Find out whether this way can be used; `checked` follows, never during this call."""
        raise NotImplementedError

    def show(self, offer: Offer) -> None:
        """Show an invitation in place of the one before; `shown` or `failed` follows, never during this call.

        After it was shown exactly one of *begun*, *postponed*, *declined*, *expired* or *failed* follows,
        unless it is withdrawn.
        """
        raise NotImplementedError

    def withdraw(self) -> None:
        """Take the invitation away, without an answer. Nothing happens where none shows."""
        raise NotImplementedError
