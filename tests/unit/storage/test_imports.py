"""Imports: taken once, whole or not at all, and undone but for what the person made their own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfkind_desktop.domain.arrivals import Arrival, ArrivingMedium, Batch, Snag, Taken, Undone, Unreadable
from selfkind_desktop.domain.journal import Medium
from selfkind_desktop.domain.progress import Cancelled
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.store import Store
from tests.fakes import FakeClock
from tests.unit.storage.conftest import Records


class Source:
    """Another program's journal: gives new ids each time it is read, and the same names."""

    def __init__(self, records: Records, clock: FakeClock) -> None:
        self._records = records
        self._clock = clock
        self.pictures: dict[str, bytes | Exception] = {}

    def batch(self, source: str = "day-one") -> Batch:
        return Batch(self._records.ids(), self._clock.now().stamp(), source, "Journal.zip")

    def arrival(
        self, external: str, *, text: str = "", moods: tuple[Mood, ...] = (), pictures: tuple[str, ...] = ()
    ) -> Arrival:
        media = tuple(self._medium(name) for name in pictures)
        frames = "".join(f"\n\n![{each.medium.name}](media:{each.medium.id})" for each in media)
        entry = self._records.entry(
            (text or f"Words of {external}.") + frames, media=tuple(each.medium.id for each in media)
        )
        check_ins = tuple(self._records.check_in(mood) for mood in moods)
        return Arrival(external, entry, check_ins, media, where=external)

    def _medium(self, name: str) -> ArrivingMedium:
        def read() -> bytes:
            data = self.pictures[name]
            if isinstance(data, Exception):
                raise data
            return data

        stamp = self._clock.now().stamp()
        return ArrivingMedium(Medium(self._records.ids(), stamp, name, "image/jpeg", "", 0), read)


@pytest.fixture
def source(records: Records, clock: FakeClock) -> Source:
    return Source(records, clock)


def counted(store: Store) -> dict[str, int]:
    """How many rows every table has that an import writes to."""
    tables = (
        schema.ENTRIES,
        schema.CHECK_INS,
        schema.MEDIA,
        schema.MEDIA_DATA,
        schema.ATTACHMENTS,
        schema.ENTRY_TAGS,
        schema.IMPORTS,
        schema.IMPORTED,
    )
    with store._database.reading() as connection:
        return {
            table.name: connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one()
            for table in tables
        }


def test_everything_comes_in(store: Store, source: Source) -> None:
    source.pictures["a.jpg"] = b"a picture"
    taken = store.imports.take(
        source.batch(),
        [source.arrival("one", moods=(Mood.GOOD, Mood.HARD)), source.arrival("two", pictures=("a.jpg",))],
    )
    assert taken == Taken(entries=2, check_ins=2, media=1)
    assert store.entries.count() == 2
    assert {each.mood for each in store.check_ins.newest(9)} == {Mood.GOOD, Mood.HARD}


def test_it_comes_in_once_however_often_it_is_taken(store: Store, source: Source) -> None:
    def journal() -> Iterator[Arrival]:
        yield source.arrival("one", moods=(Mood.GOOD,))
        yield source.arrival("two")

    store.imports.take(source.batch(), journal())
    before = counted(store)
    assert store.imports.take(source.batch(), journal()) == Taken(known=2)
    assert counted(store) == before
    assert store.imports.take(source.batch("jrnl"), journal()).entries == 2, (
        "another program's names are its own"
    )


def test_what_occurs_twice_in_one_file_comes_in_once(store: Store, source: Source) -> None:
    taken = store.imports.take(source.batch(), [source.arrival("one"), source.arrival("one")])
    assert taken == Taken(entries=1, known=1)


def test_what_the_person_made_of_it_stays(store: Store, source: Source, clock: FakeClock) -> None:
    first, second = source.arrival("one"), source.arrival("two")
    assert first.entry is not None
    assert second.entry is not None
    store.imports.take(source.batch(), [first, second])
    clock.advance(60)
    store.entries.save(replace(first.entry, text="My own words.", updated=clock.now().at))
    store.entries.delete(second.entry.id)
    store.imports.take(source.batch(), [source.arrival("one"), source.arrival("two")])
    assert [entry.text for entry in store.entries.newest(9)] == ["My own words."]


def test_a_mood_that_was_left_out_at_first_can_come_in_later(store: Store, source: Source) -> None:
    store.imports.take(source.batch(), [source.arrival("one")])
    taken = store.imports.take(source.batch(), [source.arrival("one", moods=(Mood.GOOD,))])
    assert taken == Taken(check_ins=1)


@pytest.mark.parametrize("trouble", [Unreadable(Snag("a.jpg", "medium-missing")), OSError(), ValueError()])
def test_a_bad_picture_keeps_nothing_else_out(store: Store, source: Source, trouble: Exception) -> None:
    source.pictures = {"a.jpg": trouble, "b.jpg": b"b"}
    arrival = source.arrival("one", text="Look:", pictures=("a.jpg", "b.jpg"))
    assert arrival.entry is not None
    taken = store.imports.take(source.batch(), [arrival, source.arrival("two")])
    assert (taken.entries, taken.media, len(taken.snags)) == (2, 1, 1)
    entry = store.entries.get(arrival.entry.id)
    assert entry is not None
    kept = arrival.media[1].medium.id
    assert entry.text == f"Look:\n\na.jpg\n\n![b.jpg](media:{kept})", "no empty frame is left"
    assert entry.media == (kept,)


def test_the_same_picture_is_kept_once(store: Store, source: Source) -> None:
    source.pictures = {"a.jpg": b"same", "b.jpg": b"same"}
    store.imports.take(
        source.batch(),
        [source.arrival("one", pictures=("a.jpg",)), source.arrival("two", pictures=("b.jpg",))],
    )
    counts = counted(store)
    assert (counts["media"], counts["media_data"]) == (2, 1)


def test_what_cannot_be_read_is_listed(store: Store, source: Source) -> None:
    snag = Snag("row 17", "no-date")
    assert store.imports.take(source.batch(), [snag, source.arrival("one")]).snags == (snag,)


def test_cancelling_leaves_nothing(store: Store, source: Source) -> None:
    source.pictures["a.jpg"] = b"a"
    before = counted(store)
    arrivals = [source.arrival(str(number), moods=(Mood.HARD,), pictures=("a.jpg",)) for number in range(600)]

    def progress(share: float) -> None:
        if share > 0.9:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.imports.take(source.batch(), arrivals, progress, len(arrivals))
    assert counted(store) == before
    assert store.imports.past() == []


def test_a_file_that_breaks_off_leaves_nothing(store: Store, source: Source) -> None:
    def breaks_off() -> Iterator[Arrival]:
        yield from (source.arrival(str(number)) for number in range(300))
        raise EOFError

    before = counted(store)
    with pytest.raises(EOFError):
        store.imports.take(source.batch(), breaks_off())
    assert counted(store) == before


def test_progress_is_told_to_the_end(store: Store, source: Source) -> None:
    shares: list[float] = []
    store.imports.take(
        source.batch(), [source.arrival(str(number)) for number in range(600)], shares.append, 600
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert len(shares) > 100


def test_an_import_is_taken_back_whole_and_can_come_in_again(store: Store, source: Source) -> None:
    source.pictures["a.jpg"] = b"a"
    before = counted(store)
    batch = source.batch()
    store.imports.take(batch, [source.arrival("one", moods=(Mood.GOOD,), pictures=("a.jpg",))])
    assert store.imports.undo(batch.id) == Undone(gone=2, kept=0)
    assert {**counted(store), "imports": 0} == before
    assert store.imports.past() == []
    again = store.imports.take(source.batch(), [source.arrival("one", pictures=("a.jpg",))])
    assert again == Taken(entries=1, media=1)


def test_what_was_changed_since_stays_when_an_import_is_taken_back(
    store: Store, source: Source, clock: FakeClock
) -> None:
    source.pictures["a.jpg"] = b"a"
    arrival = source.arrival("one", pictures=("a.jpg",))
    assert arrival.entry is not None
    batch = source.batch()
    store.imports.take(batch, [arrival, source.arrival("two")])
    kept = store.entries.get(arrival.entry.id)
    assert kept is not None
    clock.advance(60)
    store.entries.save(replace(kept, text="My own words.", updated=clock.now().at))
    assert store.imports.undo(batch.id) == Undone(gone=1, kept=1)
    assert [entry.media for entry in store.entries.newest(9)] == [kept.media]
    assert counted(store)["media_data"] == 1
    taken = store.imports.take(source.batch(), [source.arrival("one"), source.arrival("two")])
    assert taken == Taken(entries=1, known=1)


def test_what_was_put_into_the_trash_since_stays_there(
    store: Store, source: Source, clock: FakeClock
) -> None:
    arrival = source.arrival("one")
    assert arrival.entry is not None
    batch = source.batch()
    store.imports.take(batch, [arrival])
    clock.advance(60)
    store.entries.delete(arrival.entry.id)
    assert store.imports.undo(batch.id) == Undone(gone=0, kept=0)
    assert store.entries.restore(arrival.entry.id)


def test_an_entry_from_tomorrow_counts_as_unchanged(store: Store, source: Source, clock: FakeClock) -> None:
    arrival = source.arrival("one")
    assert arrival.entry is not None
    tomorrow = replace(arrival.entry, updated=clock.now().at + timedelta(days=1))
    batch = source.batch()
    store.imports.take(batch, [replace(arrival, entry=tomorrow)])
    assert store.imports.undo(batch.id).gone == 1


def test_cancelling_to_take_back_changes_nothing(store: Store, source: Source) -> None:
    batch = source.batch()
    store.imports.take(batch, [source.arrival(str(number)) for number in range(600)])
    before = counted(store)

    def progress(share: float) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        store.imports.undo(batch.id, progress)
    assert counted(store) == before


def test_past_imports_are_listed_with_what_is_left_of_them(
    store: Store, source: Source, clock: FakeClock
) -> None:
    first, second = source.batch(), source.batch("jrnl")
    one = source.arrival("one", moods=(Mood.GOOD,))
    assert one.entry is not None
    store.imports.take(first, [one])
    clock.advance(60)
    second = replace(second, stamp=clock.now().stamp())
    store.imports.take(second, [source.arrival("one"), source.arrival("two")])
    store.entries.delete(one.entry.id)
    assert [(each.batch, each.entries, each.check_ins) for each in store.imports.past()] == [
        (second, 2, 0),
        (first, 0, 1),
    ]


def test_an_import_without_anything_new_is_not_listed(store: Store, source: Source) -> None:
    store.imports.take(source.batch(), [source.arrival("one")])
    store.imports.take(source.batch(), [source.arrival("one")])
    assert len(store.imports.past()) == 1


def test_pages_hear_of_it_once(store: Store, source: Source) -> None:
    heard: list[str] = []
    store.changes.subscribe(lambda collection: heard.append(str(collection)))
    store.imports.take(
        source.batch(), [source.arrival(str(number), moods=(Mood.GOOD,)) for number in range(600)]
    )
    assert sorted(heard) == ["check-ins", "entries", "imports"]


NAMES = st.lists(st.sampled_from("abcdefgh"), max_size=12)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=st.lists(st.tuples(NAMES, st.booleans(), st.booleans()), min_size=1, max_size=5))
def test_after_any_imports_each_name_is_here_once_and_undoing_all_leaves_nothing(
    store: Store, source: Source, rounds: list[tuple[list[str], bool, bool]]
) -> None:
    key = source.batch().id  # the store remembers the examples before
    source.pictures = {name: name.encode() for name in "abcdefgh"}
    before = counted(store)
    here: set[str] = set()
    batches: list[str] = []
    for names, cancels, undoes in rounds:
        batch = source.batch(key)
        arrivals = [source.arrival(name, moods=(Mood.GOOD,), pictures=(name,)) for name in names]
        if cancels and names:
            with pytest.raises(Cancelled):
                store.imports.take(batch, arrivals, _cancelling(len(names)))
            continue
        taken = store.imports.take(batch, arrivals)
        new = set(names) - here
        assert (taken.entries, taken.check_ins, taken.media) == (len(new),) * 3
        assert taken.known == len(names) - len(new)
        if undoes:
            assert store.imports.undo(batch.id) == Undone(2 * len(new), 0)
        else:
            batches.append(batch.id)
            here |= new
        assert counted(store)["entries"] == before["entries"] + len(here)
    for batch_id in batches:
        store.imports.undo(batch_id)
    assert {**counted(store), "imports": before["imports"]} == before


def _cancelling(after: int) -> Callable[[float], None]:
    told = 0

    def progress(_share: float) -> None:
        nonlocal told
        told += 1
        if told > after // 2:
            raise Cancelled

    return progress
