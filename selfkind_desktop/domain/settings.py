"""What a person can choose, declared once: keys, defaults, and how a value is read and written as text.

None of these values is private: they live in a plain file that the waiting program reads at its start.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from pathlib import PurePath
from typing import Any, Generic, TypeVar

from selfkind_desktop.domain.rhythm import LONGEST_EVERY, MOST_PER_DAY, Hours, Rhythm, RhythmKind

T = TypeVar("T")

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class ReminderWay(StrEnum):
    """How an invitation is shown."""

    CARD = "card"
    NOTIFICATION = "notification"
    BOTH = "both"
    TRAY = "tray"


class ReminderScreen(StrEnum):
    """Where a card comes up if there are several screens."""

    IN_USE = "in-use"
    PRIMARY = "primary"
    ALL = "all"


class ThemeChoice(StrEnum):
    """Which theme."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class MotionChoice(StrEnum):
    """How much moves."""

    SYSTEM = "system"
    FULL = "full"
    REDUCED = "reduced"


class PauseView(StrEnum):
    """How large a pause is shown."""

    WINDOW = "window"
    FULL_SCREEN = "full-screen"


class Without(StrEnum):
    """What a person would rather do without in practices; each has an equal alternative.

    The values are those of `domain.practice.Alternative`, which the waiting program does not load.
    """

    BODY = "body"
    TOUCH = "touch"
    BREATH = "breath"
    IMAGE = "image"
    WORDS = "words"


class HoldDuring(StrEnum):
    """What an invitation may be held for; the values are those of `domain.surroundings.Sense`."""

    DO_NOT_DISTURB = "do-not-disturb"
    PRESENTING = "presenting"
    FULL_SCREEN = "full-screen"
    CAMERA = "camera"
    MICROPHONE = "microphone"
    SCREEN_SHARING = "screen-sharing"
    PROGRAMS = "programs"


class SettingError(ValueError):
    """A value that a setting cannot take.

    Attributes:
        key: the setting.
        allowed: what it takes, in words.
    """

    def __init__(self, key: str, allowed: str) -> None:
        super().__init__(f"{key} takes {allowed}.")
        self.key = key
        self.allowed = allowed


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One choice.

    Attributes:
        key: its name in the file and on the command line.
        default: what holds until the person chooses.
        allowed: what it takes, in words.
        read: text to value; raises ValueError.
        write: value to text, the exact inverse.
    """

    key: str
    default: T
    allowed: str
    read: Callable[[str], T] = field(repr=False)
    write: Callable[[T], str] = field(repr=False)

    def parse(self, text: str) -> T:
        """The value that `text` stands for.

        Raises:
            SettingError: this setting cannot take it.
        """
        try:
            return self.read(text.strip())
        except (ValueError, KeyError) as error:
            raise SettingError(self.key, self.allowed) from error


def _yes_no(key: str, default: bool) -> Setting[bool]:
    words = {"yes": True, "no": False, "true": True, "false": False, "on": True, "off": False}
    return Setting(
        key, default, "yes or no", lambda text: words[text.lower()], lambda value: "yes" if value else "no"
    )


def _number(key: str, default: int, least: int, most: int, unit: str) -> Setting[int]:
    def read(text: str) -> int:
        number = int(text)
        if not least <= number <= most:
            raise ValueError(text)
        return number

    return Setting(key, default, f"a whole number of {unit} from {least} to {most}", read, str)


E = TypeVar("E", bound=StrEnum)


def _one_of(key: str, default: E) -> Setting[E]:
    kind = type(default)
    return Setting(key, default, "one of: " + ", ".join(kind), lambda text: kind(text.lower()), str)


def _text(key: str, default: str, allowed: str, valid: Callable[[str], bool]) -> Setting[str]:
    def read(text: str) -> str:
        if not valid(text):
            raise ValueError(text)
        return text

    return Setting(key, default, allowed, read, str)


def _read_hours(text: str) -> Hours | None:
    if text.lower() in ("off", ""):
        return None
    start, end = text.replace("–", "-").split("-")
    return Hours(_read_time(start), _read_time(end))


def _read_time(text: str) -> time:
    # A time that TOML wrote in its own way has seconds; nobody chooses any.
    hour, minute = text.strip().removesuffix(":00" if text.count(":") == 2 else "").split(":")
    if (int(hour), int(minute)) == (24, 0):
        return time.min
    return time(int(hour), int(minute))


def _write_hours(hours: Hours | None) -> str:
    if hours is None:
        return "off"
    # A day ends at 24:00; "00:00-00:00" would read as no time at all.
    end = "24:00" if hours.end == time.min else f"{hours.end:%H:%M}"
    return f"{hours.start:%H:%M}-{end}"


def _hours(key: str, default: Hours | None) -> Setting[Hours | None]:
    return Setting(key, default, 'hours such as "09:00-18:00", or "off"', _read_hours, _write_hours)


def _read_times(text: str) -> tuple[time, ...]:
    times = tuple(sorted({_read_time(part) for part in text.split(",")}))
    if len(times) > MOST_PER_DAY:
        raise ValueError(text)
    return times


def _read_hold(text: str) -> frozenset[HoldDuring]:
    return frozenset(HoldDuring(part.strip().lower()) for part in text.split(",") if part.strip())


def _read_names(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def _read_without(text: str) -> frozenset[Without]:
    return frozenset(Without(part.strip().lower()) for part in text.split(",") if part.strip())


_RHYTHM = Rhythm()
_KEY_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.")


def _is_practice_key(text: str) -> bool:
    return bool(text) and set(text) <= _KEY_CHARACTERS


FIRST_RUN_DONE = _yes_no("first_run.done", default=False)
RHYTHM_KIND = _one_of("rhythm.kind", _RHYTHM.kind)
RHYTHM_PER_DAY = _number("rhythm.per_day", _RHYTHM.per_day, 1, MOST_PER_DAY, "invitations")
RHYTHM_EVERY = _number("rhythm.every_minutes", _RHYTHM.every_minutes, 1, LONGEST_EVERY, "minutes")
RHYTHM_TIMES = Setting(
    "rhythm.times",
    _RHYTHM.times,
    f'up to {MOST_PER_DAY} times such as "10:30, 14:00"',
    _read_times,
    lambda times: ", ".join(f"{at:%H:%M}" for at in times),
)
RHYTHM_WEEK = tuple(
    _hours(f"rhythm.{name}", hours) for name, hours in zip(WEEKDAYS, _RHYTHM.week, strict=True)
)
RHYTHM_QUIET_HOURS = _hours("rhythm.quiet_hours", None)
RHYTHM_BACK_ON: Setting[date | None] = Setting(
    "rhythm.back_on",
    None,
    'a date such as "2027-01-07", or "off"',
    lambda text: None if text.lower() in ("off", "") else date.fromisoformat(text),
    lambda day: "off" if day is None else day.isoformat(),
)
CHECK_IN_MORNING = _hours("check_in.morning", None)
CHECK_IN_BEDTIME: Setting[time | None] = Setting(
    "check_in.bedtime",
    None,
    'a time such as "22:30", or "off"',
    lambda text: None if text.lower() in ("off", "") else _read_time(text),
    lambda at: "off" if at is None else f"{at:%H:%M}",
)
REMINDER_WAY = _one_of("reminder.way", ReminderWay.CARD)
REMINDER_SCREEN = _one_of("reminder.screen", ReminderScreen.IN_USE)
REMINDER_SECONDS = _number("reminder.seconds", 45, 10, 300, "seconds")
HOLD_DURING: Setting[frozenset[HoldDuring]] = Setting(
    "reminder.hold_during",
    frozenset(HoldDuring),
    "any of: " + ", ".join(HoldDuring) + " (with commas between), or nothing",
    _read_hold,
    lambda held: ", ".join(sorted(held)),
)
HOLD_PROGRAMS: Setting[frozenset[str]] = Setting(
    "reminder.programs",
    frozenset(),
    "names of programs with commas between, or nothing",
    _read_names,
    lambda names: ", ".join(sorted(names)),
)
PAUSE_MINUTES: Setting[int] = Setting(
    "pause.minutes", 2, "one of: 1, 2, 3, 5", lambda text: {"1": 1, "2": 2, "3": 3, "5": 5}[text], str
)
PAUSE_KIND = _text(
    "pause.kind",
    "surprise",
    "surprise, soothe, breathe, kind-words, not-alone, or the key of a practice",
    _is_practice_key,
)
PAUSE_CHECK_IN = _yes_no("pause.check_in", default=True)
PAUSE_VIEW = _one_of("pause.view", PauseView.WINDOW)
PAUSE_WITHOUT: Setting[frozenset[Without]] = Setting(
    "pause.without",
    frozenset(),
    "any of: " + ", ".join(Without) + " (with commas between), or nothing",
    _read_without,
    lambda without: ", ".join(sorted(without)),
)
PAUSE_PHRASES = _yes_no("pause.phrases", default=True)
JOURNAL_PROMPTS = _yes_no("journal.prompts", default=True)
JOURNAL_ON_THIS_DAY = _yes_no("journal.on_this_day", default=True)
LETTERS_THREADS = _yes_no("letters.threads", default=True)
THEME = _one_of("appearance.theme", ThemeChoice.SYSTEM)
TEXT_SIZE = _number("appearance.text_size", 100, 80, 250, "percent")
MOTION = _one_of("appearance.motion", MotionChoice.SYSTEM)
START_AT_LOGIN = _yes_no("start.at_login", default=False)
LOCK_AFTER: Setting[int] = Setting(
    "lock.after_minutes",
    15,
    "one of: off, 1, 5, 15, 60 (minutes without input)",
    lambda text: {"off": 0, "0": 0, "1": 1, "5": 5, "15": 15, "60": 60}[text.lower()],
    lambda minutes: str(minutes) if minutes else "off",
)
LOCK_WITH_SESSION = _yes_no("lock.with_session", default=True)
LOCK_AT_SLEEP = _yes_no("lock.at_sleep", default=True)
LOCK_AT_CLOSE = _yes_no("lock.at_close", default=False)
BACKUP_DAILY = _yes_no("backup.daily", default=True)
BACKUP_FOLDER = _text(
    "backup.second_folder",
    "",
    "the whole path of a folder, or nothing",
    lambda text: not text or PurePath(text).is_absolute(),
)
COUNTRY = _text(
    "support.country",
    "",
    'a country code of two letters such as "US", or nothing',
    lambda text: not text or (len(text) == 2 and text.isascii() and text.isupper()),
)

ALL: tuple[Setting[Any], ...] = (
    FIRST_RUN_DONE,
    RHYTHM_KIND,
    RHYTHM_PER_DAY,
    RHYTHM_EVERY,
    RHYTHM_TIMES,
    *RHYTHM_WEEK,
    RHYTHM_QUIET_HOURS,
    RHYTHM_BACK_ON,
    CHECK_IN_MORNING,
    CHECK_IN_BEDTIME,
    REMINDER_WAY,
    REMINDER_SCREEN,
    REMINDER_SECONDS,
    HOLD_DURING,
    HOLD_PROGRAMS,
    PAUSE_MINUTES,
    PAUSE_KIND,
    PAUSE_CHECK_IN,
    PAUSE_VIEW,
    PAUSE_WITHOUT,
    PAUSE_PHRASES,
    JOURNAL_PROMPTS,
    JOURNAL_ON_THIS_DAY,
    LETTERS_THREADS,
    THEME,
    TEXT_SIZE,
    MOTION,
    START_AT_LOGIN,
    LOCK_AFTER,
    LOCK_WITH_SESSION,
    LOCK_AT_SLEEP,
    LOCK_AT_CLOSE,
    BACKUP_DAILY,
    BACKUP_FOLDER,
    COUNTRY,
)
BY_KEY: Mapping[str, Setting[Any]] = {setting.key: setting for setting in ALL}


@dataclass(frozen=True, slots=True)
class Settings:
    """All choices at one moment; those not made are at their defaults.

    Attributes:
        chosen: the choices made, by key.
    """

    chosen: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, setting: Setting[T]) -> T:
        """The value in force for one setting."""
        value: T = self.chosen.get(setting.key, setting.default)
        return value

    def having(self, setting: Setting[T], value: T) -> "Settings":
        """These choices with one changed."""
        return Settings({**self.chosen, setting.key: value})

    def text(self, setting: Setting[T]) -> str:
        """The value in force, as text."""
        return setting.write(self[setting])

    def texts(self) -> dict[str, str]:
        """Every value in force as text, by key."""
        return {setting.key: self.text(setting) for setting in ALL}

    @property
    def rhythm(self) -> Rhythm:
        """The rhythm that these choices make."""
        return Rhythm(
            kind=self[RHYTHM_KIND],
            per_day=self[RHYTHM_PER_DAY],
            every_minutes=self[RHYTHM_EVERY],
            times=self[RHYTHM_TIMES],
            week=tuple(self[setting] for setting in RHYTHM_WEEK),
            quiet_hours=self[RHYTHM_QUIET_HOURS],
            back_on=self[RHYTHM_BACK_ON],
            morning=self[CHECK_IN_MORNING],
            bedtime=self[CHECK_IN_BEDTIME],
        )

    def with_rhythm(self, rhythm: Rhythm) -> "Settings":
        """These choices with another rhythm."""
        return (
            self.having(RHYTHM_KIND, RhythmKind(rhythm.kind))
            .having(RHYTHM_PER_DAY, rhythm.per_day)
            .having(RHYTHM_EVERY, rhythm.every_minutes)
            .having(RHYTHM_TIMES, rhythm.times)
        )
