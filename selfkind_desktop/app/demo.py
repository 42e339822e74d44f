"""Fills a home with believable, made-up data: for pictures, benchmarks and curious people."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from selfkind_desktop import assets
from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.domain.content import load_practices
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.moment import Clock, Moment, Stamp
from selfkind_desktop.domain.records import (
    Answer,
    CheckIn,
    Mood,
    Pause,
    PauseEnd,
    PauseSource,
    Place,
    Reminder,
)
from selfkind_desktop.domain.settings import FIRST_RUN_DONE, Settings
from selfkind_desktop.paths import Paths, demo_mark
from selfkind_desktop.storage.config_file import ConfigFile

_SEED = 20261123
_DAYS_A_YEAR = 365

_ENTRIES = (
    "Walked the long way home. The light on the canal was so low it came up from below.",
    "Nothing special today, which was the point. Soup, radio, early bed.",
    "Froze in the meeting when the numbers came up. Somebody finished my sentence, kindly, I think.\n\n"
    "What I would tell Robin: one slide isn't the whole of you.",
    "Slept badly again. Wrote the three things down that were circling, and they circled a little slower.",
    "Called my sister. We laughed about the lamp.",
    "The critic was loud this morning. It wants me ready for everything. I told it we were ready enough.",
    "Made the appointment I had put off since spring. My hands were cold the whole time. Done.",
    "Good day. I keep wanting to add a *but*. There is none.",
    "Rain until four. Repotted the fern. Dirt under my nails and no thoughts for half an hour.",
    "Said no to the extra shift. It was allowed, it turns out.",
    "Heavy, without a reason I can name. It may simply be November.",
    "Finished the book. Missed the people in it at breakfast.",
)
_LINES = (
    "It was a lot, and I was there for it.",
    "One slow breath was enough to start.",
    "Other people's mornings look like this too.",
    "May I give this some room.",
    "Warm mug, cold window.",
    "Enough for today.",
)
_WORDS = ("tired", "tense", "lonely", "hopeful", "self-critical", "calm", "grateful", "sad", "curious")


@dataclass(slots=True)
class _Life:
    """What the made-up person did."""

    check_ins: list[CheckIn]
    pauses: list[Pause]
    reminders: list[Reminder]
    entries: list[Entry]


def fill(paths: Paths, years: int, clock: Clock | None = None) -> None:
    """Fill a home that has no data yet.

    Args:
        paths: the home.
        years: how far back the data go.
        clock: when they end; the real one if None.

    Raises:
        FileExistsError: there are data already; they are left alone.
        StorageError: the disk is full or may not be written.
    """
    from selfkind_desktop.storage.store import Store

    if paths.database.exists() or paths.vault.exists():
        raise FileExistsError(errno.EEXIST, "has data already", str(paths.data.parent))
    now = clock or SystemClock()
    paths.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    demo_mark(paths.data).touch()
    key = unlock_here(paths.vault, paths.key_file)
    store = Store.open(paths.database, key, now)
    try:
        life = _lived(now.now(), years)
        with store.together():
            store.entries.add_many(life.entries)
            store.pauses.add_many(life.pauses)
            store.check_ins.add_many(life.check_ins)
            store.reminders.add_many(life.reminders)
    finally:
        store.close()
    settings = Settings().having(FIRST_RUN_DONE, value=True)
    ConfigFile(paths.config_file).save(settings, FIRST_RUN_DONE)


def _lived(now: Moment, years: int) -> _Life:
    chance = Random(_SEED)
    practices = [practice.key for practice in load_practices(assets.path("content", "en", "practices"))]
    life = _Life([], [], [], [])
    mood = 3.0
    today = now.day()
    for ago in range(years * _DAYS_A_YEAR, -1, -1):
        day = today - timedelta(days=ago)
        # Moods wander, lean back to the middle, and weekends are a little lighter.
        mood += chance.gauss(0, 0.35) + (3.2 - mood) * 0.08 + (0.1 if day.weekday() >= 5 else 0)
        mood = min(5.0, max(1.0, mood))
        away = (ago // 40) % 9 == 4
        if away or chance.random() < 0.12:
            continue
        for at in _moments(chance, datetime.combine(day, time(8), now.zone), now):
            _one(life, chance, at, mood, practices)
    return life


def _moments(chance: Random, morning: datetime, now: Moment) -> Iterator[Moment]:
    for hour in sorted(chance.uniform(0, 13) for _ in range(chance.choice((1, 2, 2, 3)))):
        at = Moment(morning + timedelta(hours=hour), ZoneInfo(now.zone.key))
        if at.at < now.at:
            yield at


def _one(life: _Life, chance: Random, at: Moment, mood: float, practices: list[str]) -> None:
    stamp = at.stamp()
    felt = _mood(mood + chance.gauss(0, 0.6))
    what = chance.random()
    if what < 0.45:
        _invited(life, chance, at, felt, practices)
    elif what < 0.8:
        words = tuple(sorted(set(chance.choices(_WORDS, k=chance.choice((0, 0, 1, 2))))))
        life.check_ins.append(CheckIn(_id(chance), stamp, felt, Place.TODAY, words))
    else:
        text = chance.choice(_ENTRIES)
        life.entries.append(Entry(_id(chance), stamp, EntryKind.FREE, text, at.at))


def _invited(life: _Life, chance: Random, at: Moment, felt: Mood, practices: list[str]) -> None:
    stamp = at.stamp()
    answers = (Answer.BEGUN, Answer.POSTPONED, Answer.DECLINED, Answer.EXPIRED)
    answer = chance.choices(answers, (6, 1, 1, 1))[0]
    minutes = 10 if answer is Answer.POSTPONED else None
    answered = at.later(seconds=chance.uniform(2, 40)).at
    life.reminders.append(Reminder(_id(chance), stamp, at.at, answered, answer, "card", minutes))
    if answer is Answer.BEGUN:
        _paused(life, chance, at, stamp, felt, practices)


def _paused(life: _Life, chance: Random, at: Moment, stamp: Stamp, felt: Mood, practices: list[str]) -> None:
    minutes = chance.choice((1, 2, 2, 3, 5))
    whole = chance.random() < 0.85
    seconds = minutes * 60.0 if whole else minutes * 60 * chance.uniform(0.2, 0.9)
    after = _mood(felt + chance.gauss(0.45, 0.6))
    pause, entry = _id(chance), None
    if chance.random() < 0.3:
        entry = _id(chance)
        written = at.later(seconds=seconds + 20)
        life.entries.append(
            Entry(entry, written.stamp(), EntryKind.PAUSE_LINE, chance.choice(_LINES), written.at)
        )
    life.check_ins.append(CheckIn(_id(chance), stamp, felt, Place.BEFORE_PAUSE, pause=pause))
    later = at.later(seconds=seconds).stamp()
    life.check_ins.append(CheckIn(_id(chance), later, after, Place.AFTER_PAUSE, pause=pause))
    end = PauseEnd.COMPLETED if whole else PauseEnd.ENDED_HERE
    practice = chance.choice(practices)
    life.pauses.append(
        Pause(pause, stamp, practice, minutes, seconds, end, PauseSource.REMINDER, felt, after, entry)
    )


def _mood(value: float) -> Mood:
    return Mood(min(5, max(1, round(value))))


def _id(chance: Random) -> str:
    digits = f"{chance.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"
