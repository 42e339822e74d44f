"""The journal of the made-up person: every kind of entry, of low and of good days, in all seasons."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from random import Random

from selfkind_desktop.app import demo_words as words
from selfkind_desktop.app.demo_pictures import evening
from selfkind_desktop.app.demo_stories import PICTURES, STORIES
from selfkind_desktop.domain.journal import Consent, Entry, EntryKind, Medium, Part
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.records import Mood

_LOW_WORDS = ("tired", "tense", "self-critical", "sad", "lonely", "ashamed", "overwhelmed", "worried", "hurt")
_FAIR_WORDS = ("quiet", "mixed", "steady", "scattered", "unsure", "tired", "curious")
_GOOD_WORDS = ("calm", "grateful", "hopeful", "content", "relieved", "touched", "playful", "happy")
_KINDS = {
    EntryKind.FREE: 18,
    EntryKind.KIND_MOMENT: 4,
    EntryKind.GRATITUDE: 4,
    EntryKind.CRITIC: 3,
    EntryKind.REFRAME: 2,
    EntryKind.SETBACK: 1,
    EntryKind.REFLECTION: 1,
}
_FORMS_OF_A_LOW_DAY = (EntryKind.CRITIC, EntryKind.REFRAME, EntryKind.SETBACK)


@dataclass(slots=True)
class Written:
    """What was written.

    Attributes:
        entries: the entries as they are now.
        before: some of them as they were first; saving these before `entries` makes revisions.
        media: pictures and their bytes.
    """

    entries: list[Entry]
    before: dict[str, Entry]
    media: list[tuple[Medium, bytes]]


def made_id(chance: Random) -> str:
    """A UUID that is the same every time."""
    digits = f"{chance.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def felt(chance: Random, mood: float) -> Mood:
    """About how it was."""
    return Mood(min(5, max(1, round(mood + chance.gauss(0, 0.6)))))


def words_for(chance: Random, mood: Mood, most: int = 2) -> tuple[str, ...]:
    """Up to so many emotion words that go with a mood."""
    fitting = _LOW_WORDS if mood < Mood(3) else _FAIR_WORDS if mood == Mood(3) else _GOOD_WORDS
    return tuple(sorted(chance.sample(fitting, chance.randint(0, most))))


def write(written: Written, chance: Random, at: Moment, mood: float, kind: EntryKind | None = None) -> None:
    """One entry, of a kind that goes with the mood unless it is given."""
    kind = kind or _kind(chance, mood)
    entry = Entry(made_id(chance), at.stamp(), kind, "", at.at)
    entry = _WRITERS[kind](entry, chance, mood)
    entry = replace(_with_moods(entry, chance, mood), starred=chance.random() < 0.04)
    if kind in (EntryKind.FREE, EntryKind.KIND_MOMENT) and chance.random() < 0.04:
        entry = _with_picture(written, entry, chance)
    if kind is EntryKind.FREE and chance.random() < 0.06:
        later = at.later(minutes=chance.uniform(8, 90))
        written.before[entry.id] = entry
        entry = replace(entry, text=f"{entry.text}\n\n{chance.choice(words.TURNS)}", updated=later.at)
    written.entries.append(entry)


def _kind(chance: Random, mood: float) -> EntryKind:
    weights = dict(_KINDS)
    for kind in _FORMS_OF_A_LOW_DAY:
        weights[kind] *= 2 if mood < 3 else 1
    return chance.choices(list(weights), list(weights.values()))[0]


def _with_moods(entry: Entry, chance: Random, mood: float) -> Entry:
    # Nobody says every time how they are.
    if chance.random() < 0.4:
        return entry
    before = felt(chance, mood)
    entry = replace(entry, before=before, words_before=words_for(chance, before))
    if chance.random() < 0.6:
        after = felt(chance, float(before) + 0.4)
        entry = replace(entry, after=after, words_after=words_for(chance, after, 1))
    return entry


def _with_picture(written: Written, entry: Entry, chance: Random) -> Entry:
    name = f"evening-{entry.stamp.day:%Y-%m-%d}.png"
    picture = Medium(made_id(chance), entry.stamp, name, "image/png", "", 0, chance.choice(PICTURES))
    written.media.append((picture, evening(chance)))
    return replace(entry, media=(picture.id,))


def _free(entry: Entry, chance: Random, mood: float) -> Entry:
    if chance.random() < 0.05:
        return replace(entry, text=chance.choice(words.LISTS))
    month = entry.stamp.day.month
    theme, other = chance.sample([each for each in words.THEMES if month in each.months], 2)
    season = words.SEASONS[month % 12 // 3]
    parts = [_of(theme, chance, mood)]
    if chance.random() < 0.45:
        parts.append(chance.choice(season))
    text = " ".join(parts)
    if chance.random() < 0.3:
        text += f"\n\n{_of(other, chance, mood + chance.gauss(0, 1))}"
    if mood < 3 and chance.random() < 0.7:
        text += f"\n\n{chance.choice(words.TURNS)}"
    tags = [each.tag for each in (theme, other) if chance.random() < 0.3]
    title = chance.choice(theme.titles) if chance.random() < 0.3 else ""
    consent = Consent.MAY_COME_BACK if mood > 3.4 and chance.random() < 0.4 else Consent.IF_I_LOOK
    return replace(entry, title=title, text=text, tags=tuple(tags), consent=consent)


def _of(theme: words.Theme, chance: Random, mood: float) -> str:
    return chance.choice(theme.low if mood < 2.7 else theme.fair if mood < 3.6 else theme.good)


def _critic(entry: Entry, chance: Random, _: float) -> Entry:
    said, volume, about = chance.choice(words.CRITIC)
    return replace(entry, parts=_parts(critic=said, volume=volume, about=about), consent=Consent.NEVER)


def _kind_moment(entry: Entry, chance: Random, _: float) -> Entry:
    moment, stays = chance.choice(words.KIND_MOMENTS)
    return replace(entry, parts=_parts(moment=moment, stays=stays), consent=Consent.MAY_COME_BACK)


def _gratitude(entry: Entry, chance: Random, _: float) -> Entry:
    things = chance.sample(words.GRATITUDE, chance.choice((1, 2, 3, 3)))
    answers = dict(zip(("first", "second", "third"), things, strict=False))
    tags = ("small things",) if chance.random() < 0.2 else ()
    return replace(entry, parts=_parts(**answers), tags=tags, consent=Consent.MAY_COME_BACK)


def _story(entry: Entry, chance: Random, _: float) -> Entry:
    story = chance.choice([each for each in STORIES if each.kind is entry.kind])
    told = [*story.parts.items()]
    if len(told) > 3 and chance.random() < 0.3:
        told = told[: chance.randint(3, len(told))]  # a form may end anywhere
    parts = tuple(Part(key, text) for key, text in told)
    tags = (story.tag,) if story.tag and chance.random() < 0.6 else ()
    return replace(entry, title=story.title if chance.random() < 0.8 else "", parts=parts, tags=tags)


def _parts(**answers: str) -> tuple[Part, ...]:
    return tuple(Part(key, text) for key, text in answers.items() if text)


_WRITERS: dict[EntryKind, Callable[[Entry, Random, float], Entry]] = {
    EntryKind.FREE: _free,
    EntryKind.CRITIC: _critic,
    EntryKind.KIND_MOMENT: _kind_moment,
    EntryKind.GRATITUDE: _gratitude,
    EntryKind.REFRAME: _story,
    EntryKind.SETBACK: _story,
    EntryKind.REFLECTION: _story,
}
