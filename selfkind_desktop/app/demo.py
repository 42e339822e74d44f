"""Fills a home with believable, made-up data: for pictures, benchmarks and curious people."""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from selfkind_desktop import assets
from selfkind_desktop.app.clock import SystemClock
from selfkind_desktop.app.demo_post import letters, phrases
from selfkind_desktop.app.demo_words import LINES
from selfkind_desktop.app.demo_writing import Written, felt, made_id, words_for, write
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.domain.content import load_practices
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.moment import Clock, Moment
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

_COMES_BACK_AT = 17
"""The hour (local) of what comes back as "on this day"."""


@dataclass(slots=True)
class _Life:
    """What the made-up person did."""

    check_ins: list[CheckIn]
    pauses: list[Pause]
    reminders: list[Reminder]
    written: Written


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
        moment = now.now()
        life = _lived(moment, years)
        chance = Random(_SEED + 1)
        with store.together():
            for medium, data in life.written.media:
                store.media.keep(medium, data)
            before = life.written.before
            store.entries.add_many(before.get(entry.id, entry) for entry in life.written.entries)
            for entry in life.written.entries:
                if entry.id in before:
                    store.entries.save(entry)
            store.letters.add_many(letters(chance, moment, years * _DAYS_A_YEAR))
            store.phrases.add_many(phrases(chance, moment, years * _DAYS_A_YEAR))
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
    life = _Life([], [], [], Written([], {}, []))
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
    _years_ago(life, chance, now, years)
    return life


def _years_ago(life: _Life, chance: Random, now: Moment, years: int) -> None:
    """Something good on this very day of each year, which may come back."""
    today = now.day()
    for ago in range(1, years + 1):
        day = today.replace(year=today.year - ago, day=min(today.day, 28 if today.month == 2 else 31))
        at = Moment(datetime.combine(day, time(_COMES_BACK_AT), now.zone), now.zone)
        write(life.written, chance, at, 4.0, EntryKind.KIND_MOMENT)


def _moments(chance: Random, morning: datetime, now: Moment) -> Iterator[Moment]:
    for hour in sorted(chance.uniform(0, 13) for _ in range(chance.choice((1, 2, 2, 3)))):
        at = Moment(morning + timedelta(hours=hour), ZoneInfo(now.zone.key))
        if at.at < now.at:
            yield at


def _one(life: _Life, chance: Random, at: Moment, mood: float, practices: list[str]) -> None:
    stamp = at.stamp()
    feeling = felt(chance, mood)
    what = chance.random()
    if what < 0.45:
        _invited(life, chance, at, feeling, practices)
    elif what < 0.72:
        words = words_for(chance, feeling)
        life.check_ins.append(CheckIn(made_id(chance), stamp, feeling, _place(chance, at), words))
    else:
        write(life.written, chance, at, mood)


def _place(chance: Random, at: Moment) -> Place:
    hour = at.local.hour
    if hour < 9 and chance.random() < 0.5:
        return Place.MORNING
    if hour >= 20 and chance.random() < 0.5:
        return Place.BEDTIME
    return chance.choice((Place.TODAY, Place.TODAY, Place.PANEL))


def _invited(life: _Life, chance: Random, at: Moment, feeling: Mood, practices: list[str]) -> None:
    stamp = at.stamp()
    answers = (Answer.BEGUN, Answer.POSTPONED, Answer.DECLINED, Answer.EXPIRED)
    answer = chance.choices(answers, (6, 1, 1, 1))[0]
    minutes = 10 if answer is Answer.POSTPONED else None
    answered = at.later(seconds=chance.uniform(2, 40)).at
    life.reminders.append(Reminder(made_id(chance), stamp, at.at, answered, answer, "card", minutes))
    if answer is Answer.BEGUN:
        _paused(life, chance, at, feeling, practices)


def _paused(life: _Life, chance: Random, at: Moment, feeling: Mood, practices: list[str]) -> None:
    stamp = at.stamp()
    minutes = chance.choice((1, 2, 2, 3, 5))
    whole = chance.random() < 0.85
    seconds = minutes * 60.0 if whole else minutes * 60 * chance.uniform(0.2, 0.9)
    after = felt(chance, feeling + 0.45)
    pause, entry = made_id(chance), None
    if chance.random() < 0.3:
        line = at.later(seconds=seconds + 20)
        entry = made_id(chance)
        life.written.entries.append(
            Entry(entry, line.stamp(), EntryKind.PAUSE_LINE, chance.choice(LINES), line.at)
        )
    life.check_ins.append(CheckIn(made_id(chance), stamp, feeling, Place.BEFORE_PAUSE, pause=pause))
    later = at.later(seconds=seconds).stamp()
    life.check_ins.append(CheckIn(made_id(chance), later, after, Place.AFTER_PAUSE, pause=pause))
    end = PauseEnd.COMPLETED if whole else PauseEnd.ENDED_HERE
    practice = chance.choice(practices)
    life.pauses.append(
        Pause(pause, stamp, practice, minutes, seconds, end, PauseSource.REMINDER, feeling, after, entry)
    )
