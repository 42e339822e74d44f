"""Whatever a person writes comes back as it was, and whoever shows it hears of each change."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from selfkind_desktop.domain.arrivals import Arrival, Batch
from selfkind_desktop.domain.finding import Sought
from selfkind_desktop.domain.journal import Consent, Entry, EntryKind, Medium, Part, Phrase
from selfkind_desktop.domain.letters import Letter, Occasion, Seal, Voice
from selfkind_desktop.domain.moment import Stamp
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.entries import folded_tag
from selfkind_desktop.storage.store import Store
from tests.fakes import FakeClock

from .conftest import Records, fake_ids

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=200)
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)
IDS = st.builds(fake_ids(50_000))  # one store sees all lives, so no id comes twice
INSTANTS = st.integers(-600_000_000_000_000, 3_000_000_000_000_000).map(
    lambda microseconds: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
)
DAYS = st.dates(date(1950, 1, 1), date(2090, 1, 1))
MOODS = st.none() | st.sampled_from(Mood)
WORDS = st.lists(LINES, max_size=4).map(tuple)
TAGS = st.lists(LINES.filter(bool), max_size=4, unique_by=folded_tag).map(tuple)
STAMPS = st.builds(Stamp, INSTANTS, st.sampled_from(("Europe/Berlin", "Pacific/Chatham", "UTC")), DAYS)
PARTS = st.lists(st.builds(Part, st.sampled_from(("happened", "critic", "friend")), TEXTS), max_size=5)
ENTRIES = st.builds(
    Entry,
    IDS,
    STAMPS,
    st.sampled_from(EntryKind),
    TEXTS,
    INSTANTS,
    title=LINES,
    parts=PARTS.map(tuple),
    before=MOODS,
    after=MOODS,
    words_before=WORDS,
    words_after=WORDS,
    tags=TAGS,
    consent=st.sampled_from(Consent),
    starred=st.booleans(),
)
SEALS = st.builds(Seal, INSTANTS, day=DAYS, surprise=st.none() | st.tuples(DAYS, DAYS)) | st.builds(
    Seal, INSTANTS, occasion=st.sampled_from(Occasion)
)
LETTERS = st.builds(
    Letter,
    IDS,
    STAMPS,
    st.sampled_from(Voice),
    TEXTS,
    INSTANTS,
    title=LINES,
    stationery=LINES,
    answers=st.none() | IDS,
    seal=st.none() | SEALS,
    arrived=st.none() | INSTANTS,
    opened=st.none() | INSTANTS,
)
PHRASES = st.builds(Phrase, IDS, STAMPS, TEXTS, source=st.none() | IDS, in_pauses=st.booleans())

many_lives = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.generate],  # one store sees all lives: what failed is not repeated in it
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@many_lives
@given(entry=ENTRIES, changed=ENTRIES)
def test_an_entry_comes_back_as_it_was_first_and_as_it_is_now(
    entry: Entry, changed: Entry, store: Store
) -> None:
    store.entries.save(entry)
    assert store.entries.get(entry.id) == entry
    now = replace(changed, id=entry.id, stamp=entry.stamp)
    store.entries.save(now)
    assert store.entries.get(entry.id) == now
    for before in store.revisions.of(entry.id):
        assert (before.title, before.text, before.parts) == (entry.title, entry.text, entry.parts)
    for tag in now.tags:
        assert now in store.search.page(Sought(tags=(tag,)), 10_000)


@many_lives
@given(entries=st.lists(ENTRIES, max_size=6))
def test_many_entries_at_once_are_all_there_in_order(entries: list[Entry], store: Store) -> None:
    store.entries.add_many(entries)
    for entry in entries:
        assert store.entries.get(entry.id) == entry
    listed = [entry.stamp.at for entry in store.search.page(Sought(), 10_000)]
    minutes = [at.replace(second=0, microsecond=0) for at in listed]
    # A minute has places for 64; whoever writes more in it finds the rest a little later.
    if max(Counter(minutes).values(), default=0) <= 64:
        assert minutes == sorted(minutes, reverse=True)


@many_lives
@given(letter=LETTERS)
def test_a_letter_comes_back_as_it_was(letter: Letter, store: Store) -> None:
    store.letters.add(letter)
    assert store.letters.get(letter.id) == letter


@many_lives
@given(phrase=PHRASES, other=TEXTS)
def test_a_kind_sentence_comes_back_as_it_was(phrase: Phrase, other: str, store: Store) -> None:
    store.phrases.save(phrase)
    assert store.phrases.get(phrase.id) == phrase
    changed = replace(phrase, text=other)
    store.phrases.save(changed)
    assert store.phrases.get(phrase.id) == changed


@many_lives
@given(data=st.binary(max_size=5000), name=LINES, alt=TEXTS, new=IDS)
def test_a_picture_comes_back_byte_by_byte(
    data: bytes, name: str, alt: str, new: str, store: Store, clock: FakeClock
) -> None:
    medium = Medium(new, clock.now().stamp(), name, "image/png", "", 0, alt)
    kept = store.media.keep(medium, data)
    assert store.media.get(medium.id) == kept
    assert (kept.size, store.media.read(medium.id)) == (len(data), data)


Deed = Callable[["Scene"], object]


class Scene:
    """A store with one of each, and what it tells from then on."""

    def __init__(self, store: Store, records: Records) -> None:
        self.store, self.records = store, records
        stamp = records.clock.now().stamp()
        self.picture = Medium(records.ids(), stamp, "a.png", "image/png", "", 0)
        self.entry = records.entry("A long line that can be lost as a whole.")
        self.letter = Letter(records.ids(), stamp, Voice.FUTURE_ME, "Dear you,", stamp.at)
        self.phrase = Phrase(records.ids(), stamp, "Go slowly.")
        store.media.keep(self.picture, b"a picture")
        store.entries.save(self.entry)
        store.letters.save(self.letter)
        store.phrases.save(self.phrase)
        self.heard: list[Collection] = []
        store.changes.subscribe(self.heard.append)

    def seal(self) -> None:
        at = self.records.clock.now()
        self.store.letters.seal(self.letter.id, Seal(at.at, day=at.day() + timedelta(days=30)))

    def take(self) -> Batch:
        batch = Batch(self.records.ids(), self.records.clock.now().stamp(), "day-one", "Journal.zip")
        self.store.imports.take(batch, [Arrival("1", self.records.entry("From elsewhere"))])
        return batch

    def throw_away(self) -> None:
        self.store.entries.delete(self.entry.id)
        self.heard.clear()


@pytest.fixture
def scene(store: Store, records: Records) -> Scene:
    return Scene(store, records)


HEARD: dict[str, tuple[Deed, set[Collection]]] = {
    "an entry is begun": (lambda s: s.store.entries.save(s.records.entry("New")), {Collection.ENTRIES}),
    "an entry loses its words": (
        lambda s: s.store.entries.save(replace(s.entry, text="Other")),
        {Collection.ENTRIES, Collection.REVISIONS},
    ),
    "an entry gets a picture": (
        lambda s: s.store.entries.save(replace(s.entry, media=(s.picture.id,))),
        {Collection.ENTRIES, Collection.MEDIA},
    ),
    "a letter is changed": (
        lambda s: s.store.letters.save(replace(s.letter, text="Dear me,")),
        {Collection.LETTERS},
    ),
    "a letter is sealed": (Scene.seal, {Collection.LETTERS}),
    "a sentence is changed": (
        lambda s: s.store.phrases.save(replace(s.phrase, text="Slowly.")),
        {Collection.PHRASES},
    ),
    "a picture is described": (
        lambda s: s.store.media.describe(s.picture.id, "A kettle"),
        {Collection.MEDIA},
    ),
    "words come in": (Scene.take, {Collection.ENTRIES, Collection.IMPORTS}),
    "an import is undone": (
        lambda s: s.store.imports.undo(s.take().id),
        {Collection.ENTRIES, Collection.CHECK_INS, Collection.MEDIA, Collection.IMPORTS},
    ),
    "a letter goes to the trash": (lambda s: s.store.letters.delete(s.letter.id), {Collection.LETTERS}),
    "the trash is emptied": (
        lambda s: (s.throw_away(), s.store.trash.empty()),
        {Collection.ENTRIES},
    ),
    "nothing is in the trash": (lambda s: s.store.trash.empty(), set()),
    "one looks only": (
        lambda s: (s.store.search.find(Sought("line")), s.store.entries.tags(), s.store.letters.drafts()),
        set(),
    ),
}


@pytest.mark.parametrize("what", HEARD)
def test_what_changes_is_told(what: str, scene: Scene) -> None:
    deed, told = HEARD[what]
    deed(scene)
    assert set(scene.heard) == told
