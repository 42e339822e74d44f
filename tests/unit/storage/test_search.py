"""Entries are found by what they say, newest first, and nothing that somebody types is a mistake."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from selfkind_desktop.domain.finding import Found, Sought, marks_in, terms_of
from selfkind_desktop.domain.journal import Entry, EntryKind, Part
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.storage import cipher
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey
from tests.fakes import FakeClock

from .conftest import Records

Write = Callable[..., Entry]


@pytest.fixture
def write(store: Store, clock: FakeClock, records: Records) -> Write:
    """Keep an entry, an hour after the one before."""

    def keep(text: str = "", **fields: object) -> Entry:
        clock.advance(hours=1)
        entry = records.entry(text, **fields)
        store.entries.save(entry)
        return entry

    return keep


def texts(found: list[Found]) -> list[str]:
    return [each.entry.text for each in found]


def marked(found: Found) -> list[str]:
    return [found.excerpt[start:end] for start, end in found.marks]


def test_words_are_found_whatever_their_accents_and_case(store: Store, write: Write) -> None:
    write("Crème brûlée at the CAFÉ, größer than ever")
    write("nothing of it")
    for typed in ("creme", "Café", "cafe brulee", "GROSSER ", "größer "):
        found = store.search.find(Sought(typed))
        assert len(found) == (0 if typed == "GROSSER " else 1), typed
    assert marked(store.search.find(Sought("cafe brulee"))[0]) == ["brûlée", "CAFÉ"]


def test_the_newest_come_first_however_they_came_in(store: Store, clock: FakeClock, records: Records) -> None:
    entries = []
    for number in range(60):
        clock.advance(minutes=7)
        entries.append(records.entry(f"walk {number}"))
    store.entries.add_many(entries[::2])
    for entry in entries[1::2]:
        store.entries.save(entry)
    found = store.search.find(Sought("walk"))
    assert [each.entry.id for each in found] == [entry.id for entry in entries[:9:-1]]
    rest = store.search.find(Sought("walk"), after=found[-1].entry.id)
    assert [each.entry.id for each in rest] == [entry.id for entry in entries[9::-1]]
    assert [each.id for each in store.search.page(Sought(), 60)] == [entry.id for entry in entries[::-1]]
    assert store.search.count(Sought("walk")) == 60
    assert store.search.count(Sought("walk"), at_most=7) == 7


def test_the_last_word_may_go_on_while_typing(store: Store, write: Write) -> None:
    write("a walk")
    write("walking home")
    assert texts(store.search.find(Sought("wal"))) == ["walking home", "a walk"]
    assert texts(store.search.find(Sought("walk"))) == ["walking home", "a walk"]
    assert texts(store.search.find(Sought("walk "))) == ["a walk"]
    assert texts(store.search.find(Sought("wal* home"))) == ["walking home"]
    assert marked(store.search.find(Sought("wal"))[0]) == ["walking"]


def test_a_phrase_is_found_as_it_stands(store: Store, write: Write) -> None:
    write("kind words, and a long walk")
    write("words that are kind")
    assert texts(store.search.find(Sought('"kind words"'))) == ["kind words, and a long walk"]
    assert texts(store.search.find(Sought('"a long wa'))) == ["kind words, and a long walk"]
    assert marked(store.search.find(Sought('"kind words" walk'))[0]) == ["kind words", "walk"]


def test_titles_answers_and_tags_are_searched_and_the_kind_is_not_a_word(store: Store, write: Write) -> None:
    form = write(
        "",
        kind=EntryKind.REFRAME,
        title="After the lighthouse",
        parts=(Part("happened", "The kettle sang.\nLoudly."), Part("friend", "You tried.")),
        tags=("Sea side", "müde"),
    )
    for typed in ("lighthouse", "kettle", "loudly", "tried", "mude", "#mude", "#sea", "#müd"):
        assert [each.entry for each in store.search.find(Sought(typed))] == [form], typed
    assert store.search.find(Sought("reframe")) == []
    assert store.search.find(Sought("happened")) == []
    found = store.search.find(Sought("tried"))[0]
    assert found.excerpt == "You tried."
    assert marked(found) == ["tried"]
    titled = store.search.find(Sought("light"))[0]
    assert [titled.entry.title[start:end] for start, end in titled.title_marks] == ["lighthouse"]


def test_everything_given_has_to_fit(store: Store, clock: FakeClock, write: Write) -> None:
    good = write("rain", kind=EntryKind.GRATITUDE, tags=("Walk",), after=Mood.GOOD, starred=True)
    other = write("rain", kind=EntryKind.KIND_MOMENT, tags=("walk in rain",), before=Mood.HARD)
    clock.advance(days=40)
    late = write("rain", before=Mood.GOOD)
    day = good.stamp.day

    def ids(**fields: object) -> list[str]:
        return [each.entry.id for each in store.search.find(Sought(**fields))]  # type: ignore[arg-type]

    assert ids() == [late.id, other.id, good.id]
    assert ids(kinds=(EntryKind.GRATITUDE, EntryKind.KIND_MOMENT)) == [other.id, good.id]
    assert ids(tags=("walk",)) == [good.id]
    assert ids(words="rain", tags=("WALK IN RAIN",)) == [other.id]
    assert ids(moods=(Mood.GOOD,)) == [late.id, good.id]
    assert ids(starred=True) == [good.id]
    assert ids(first=day, last=day) == [other.id, good.id]
    assert ids(words="rain", first=date(2026, 12, 1)) == [late.id]
    assert ids(words="rain", last=day) == [other.id, good.id]
    assert ids(words="rain", first=date.min, last=date.max) == [late.id, other.id, good.id]
    assert ids(words="snow") == []


def test_what_changes_is_found_by_its_new_words_only(store: Store, write: Write) -> None:
    entry = write("first words")
    store.entries.save(replace(entry, text="second thoughts", tags=("later",)))
    assert store.search.find(Sought("first")) == []
    assert len(store.search.find(Sought("second #later"))) == 1
    store.entries.delete(entry.id)
    assert store.search.find(Sought("second")) == []
    store.entries.restore(entry.id)
    assert len(store.search.find(Sought("second"))) == 1
    assert cipher.complaints(store._database.raw) == []


def test_what_is_undone_is_not_found(store: Store, records: Records) -> None:
    def half() -> None:
        with store.together():
            store.entries.add_many([records.entry("vanishing")])
            assert len(store.search.find(Sought("vanishing"))) == 1
            raise LookupError

    with pytest.raises(LookupError):
        half()
    assert store.search.find(Sought("vanishing")) == []
    assert cipher.complaints(store._database.raw) == []


def test_thousands_of_one_minute_have_their_places(store: Store, records: Records) -> None:
    store.entries.add_many(records.entry(f"same minute {number}") for number in range(500))
    store.entries.save(records.entry("same minute again"))
    store.entries.add_many(records.entry(f"same minute {number}") for number in range(3))
    assert store.search.count(Sought("minute")) == 504


def test_a_long_text_shows_the_piece_with_the_word(store: Store, write: Write) -> None:
    write("before " * 300 + "needle " + "after " * 300)
    [found] = store.search.find(Sought("needle"))
    assert marked(found) == ["needle"]
    assert len(found.excerpt) < 200
    assert found.excerpt.startswith("…")
    assert found.excerpt.endswith("…")


typed = st.text(st.characters() | st.sampled_from(list("\"'*#-^:(){}+ \0NEARORNOTAND")), max_size=60)


@pytest.fixture(scope="module")
def some(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with a few entries, shared by many examples."""
    clock = FakeClock()
    key = DatabaseKey(bytes(range(32)), "a device")
    path: Path = tmp_path_factory.mktemp("some") / "selfkind.db"
    from selfkind_desktop.storage import database

    database.create(path, key, clock.now().at)
    store = Store.open(path, key, clock)
    yield store
    store.close()


@given(typed, st.lists(typed, max_size=2))
@example("0\ud800", ["a\udfff"])
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_nothing_typed_is_a_mistake(some: Store, words: str, tags: list[str]) -> None:
    some.search.find(Sought(words, tuple(tags)))
    some.search.count(Sought(words, kinds=(EntryKind.FREE,)))


letters = st.text(st.sampled_from("abcÄÖüéñ ÅßœЖя0-9_.,'\n\u0301"), max_size=40)


@given(letters, letters)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_what_is_found_is_marked_and_what_is_marked_is_found(some: Store, text: str, words: str) -> None:
    terms, _ = terms_of(words)
    clock = FakeClock()
    some.entries.save(Entry("one", clock.now().stamp(), EntryKind.FREE, text, clock.now().at))
    found = some.search.find(Sought(words))
    if terms:
        assert bool(found) == all(marks_in(text, (term,)) for term in terms)


ODD_WORDS = ("안녕하세요", "\U0001f972여름", "ǿre", "καλημέρα", "ab\U00011daa", "Straße", "e\u0301te\u0301")


@pytest.mark.parametrize("word", ODD_WORDS)
def test_words_of_every_script_are_found_whole_and_begun(word: str, store: Store, records: Records) -> None:
    entry = records.entry(f"one {word} two", tags=(word,))
    store.entries.add(entry)
    for typed in (f"{word} ", word[:-1], f"#{word} ", f'"one {word} two"'):
        assert [found.entry for found in store.search.find(Sought(typed))] == [entry]
    assert store.search.page(Sought(tags=(word,)), 5) == [entry]
