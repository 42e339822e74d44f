"""What pages are given to show: frozen values, made by `app` from records, schedule and settings."""

from dataclasses import dataclass, field
from datetime import date

from selfkind_desktop.domain.journal import Entry
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.outlook import Outlook
from selfkind_desktop.domain.records import CheckIn, Pause
from selfkind_desktop.domain.settings import HoldDuring


@dataclass(frozen=True, slots=True)
class NextPause:
    """How things stand with the next pause.

    Attributes:
        outlook: what the schedule says.
        minutes: the planned length of a pause.
        postponements: the choices of "In … minutes", in minutes; read while an invitation is showing.
        later_today: whether "Later today" is one of them.
    """

    outlook: Outlook
    minutes: int
    postponements: tuple[int, ...] = ()
    later_today: bool = False


@dataclass(frozen=True, slots=True)
class TakenPause:
    """A pause that was taken, and the name of its practice."""

    pause: Pause
    title: str

    @property
    def stamp(self) -> Stamp:
        """When it began."""
        return self.pause.stamp


@dataclass(frozen=True, slots=True)
class TodayRecords:
    """What the person's records say about today and the last seven days.

    Attributes:
        today: the day as lived.
        current: the check-in that the faces show, so that words can be added to it or it can be undone;
            None where the faces should be fresh.
        kind_days: the days with a kind moment; of the last seven at least.
        happened: what happened today, oldest first; check-ins that belong to a pause are left out.
        first_time: nothing was ever recorded.
        returning: the last record is some while ago.
        came_back: an entry of this day in an earlier year that may be shown; None for none.
        letters: the ids of letters that arrived and were not opened yet, the latest first.
    """

    today: date
    current: CheckIn | None = None
    kind_days: frozenset[date] = field(default_factory=frozenset)
    happened: tuple[CheckIn | TakenPause, ...] = ()
    first_time: bool = False
    returning: bool = False
    came_back: Entry | None = None
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReminderWayState:
    """One way to show an invitation, for Settings.

    Attributes:
        name: of the way, for example "Card beside the tray".
        state: one sentence: that it is in use, or why it is not.
        in_use: whether the next invitation comes this way.
    """

    name: str
    state: str
    in_use: bool = False


@dataclass(frozen=True, slots=True)
class ReminderReport:
    """Which ways there are on this desktop, the preferred first, and what can be seen of the moment.

    Attributes:
        ways: every way there could be.
        senses: what Selfkind can see of the desktop in any case, and how, as a name and a sentence.
        holds: how each thing is seen that an invitation may wait for, as a sentence.
    """

    ways: tuple[ReminderWayState, ...]
    senses: tuple[tuple[str, str], ...] = ()
    holds: tuple[tuple[HoldDuring, str], ...] = ()


@dataclass(frozen=True, slots=True)
class KeyPlace:
    """Where the key of the encrypted file is.

    Attributes:
        in_key_store: in this computer's key store; otherwise in a file that only this account can read.
        where: the name of the store or the path of the file; may be empty.
    """

    in_key_store: bool
    where: str = ""


@dataclass(frozen=True, slots=True)
class Openers:
    """What opens the journal.

    Attributes:
        key_place: where this computer keeps a key; None where it keeps none, or that is not known yet.
        passphrase: whether a passphrase opens it.
        recovery: whether a recovery code opens it.
        trouble: why nothing of it can be changed now; empty where all is well.
    """

    key_place: KeyPlace | None = None
    passphrase: bool = False
    recovery: bool = False
    trouble: str = ""

    @property
    def needs_passphrase(self) -> bool:
        """Whether nothing opens by itself."""
        return self.passphrase and self.key_place is None


@dataclass(frozen=True, slots=True)
class LoginStart:
    """Whether Selfkind starts when the person logs in.

    Attributes:
        available: whether this computer offers a way to do so.
        enabled: whether it will happen.
        why_not: a sentence, where it is not available.
    """

    available: bool
    enabled: bool = False
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class AboutFacts:
    """What About names.

    Attributes:
        version: of Selfkind.
        data_folder: where everything is kept.
        log_file: what to look at when something went wrong; it has no private text.
    """

    version: str
    data_folder: str
    log_file: str


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where somebody was in the journal, without a word of it.

    Attributes:
        entry: the id of the entry that was open.
        field: which of its fields, counted from 0; -1 for none.
        cursor: the place of the cursor in that field, in characters from the start.
        scrolled: how far the field was scrolled, in pixels.
        writing: whether somebody was writing there.
    """

    entry: str
    field: int
    cursor: int
    scrolled: int
    writing: bool
