"""The letters and kind sentences of the made-up person: read, just arrived, on their way, and begun."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

from selfkind_desktop.app.demo_stories import ANSWER, DRAFTS, HARD_DAY, LETTERS, PHRASES, Post
from selfkind_desktop.app.demo_writing import made_id
from selfkind_desktop.domain.journal import Phrase
from selfkind_desktop.domain.letters import Letter, Occasion, Seal, Voice
from selfkind_desktop.domain.moment import Moment

_DAYS_APART = 91


def letters(chance: Random, now: Moment, days: int) -> list[Letter]:
    """All letters of so many days, oldest first."""
    there = list(_read(chance, now, days))
    sealed = now.later(days=-170)
    soon = now.day() + timedelta(days=chance.randint(20, 40))
    lately = _begun(chance, now.later(days=-60), LETTERS[0])
    arrives = now.day() - timedelta(days=1)
    written = [
        *there,
        replace(_begun(chance, sealed, LETTERS[1]), seal=Seal(sealed.at, day=soon)),
        replace(lately, seal=Seal(lately.stamp.at, day=arrives), arrived=now.later(hours=-26).at),
        replace(_surprise(chance, now.later(days=-12), LETTERS[6])),
        replace(_begun(chance, now.later(days=-30), HARD_DAY), seal=_for_a_hard_day(now.later(days=-30))),
        *(_begun(chance, now.later(days=-2 - ago), draft) for ago, draft in enumerate(DRAFTS)),
    ]
    answered = next((each for each in there if each.voice is Voice.FUTURE_ME), None)
    if answered is not None:
        answer = _begun(chance, now.later(days=-3), Post(Voice.MYSELF_AS_A_FRIEND, "", ANSWER))
        written.append(replace(answer, answers=answered.id))
    return sorted(written, key=lambda letter: letter.stamp.at)


def phrases(chance: Random, now: Moment, days: int) -> list[Phrase]:
    """The kind sentences, kept over the years."""
    steps = len(PHRASES)
    kept = (now.later(days=-days * (steps - step) / steps, hours=1) for step in range(steps))
    return [
        Phrase(made_id(chance), at.stamp(), text, in_pauses=chance.random() < 0.8)
        for at, text in zip(kept, PHRASES, strict=True)
    ]


def _read(chance: Random, now: Moment, days: int) -> Iterator[Letter]:
    """Those that arrived and were read, about four a year."""
    for step, ago in enumerate(range(days, _DAYS_APART, -_DAYS_APART)):
        begun = now.later(days=-ago, hours=-1)
        arrived = begun.later(days=chance.randint(30, 80))
        letter = _begun(chance, begun, LETTERS[step % len(LETTERS)])
        opened = arrived.later(hours=chance.uniform(0.2, 30)).at
        yield replace(letter, seal=Seal(begun.at, day=arrived.day()), arrived=arrived.at, opened=opened)


def _begun(chance: Random, at: Moment, post: Post) -> Letter:
    return Letter(made_id(chance), at.stamp(), post.voice, post.text, at.at, title=post.title)


def _surprise(chance: Random, at: Moment, post: Post) -> Letter:
    first, last = at.day() + timedelta(days=30), at.day() + timedelta(days=120)
    drawn = first + timedelta(days=chance.randint(0, 90))
    return replace(_begun(chance, at, post), seal=Seal(at.at, day=drawn, surprise=(first, last)))


def _for_a_hard_day(at: Moment) -> Seal:
    return Seal(at.at, occasion=Occasion.HARD_DAY)
