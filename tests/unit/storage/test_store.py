"""What is kept comes back as it was, on the day it was lived, and only for the key."""

import stat
import threading
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.domain.moment import Moment
from selfkind_desktop.domain.records import Answer, Mood, PauseEnd, PauseSource, Place
from selfkind_desktop.storage import cipher, errors
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.schema import Day, Instant, instant_text
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey
from selfkind_desktop.storage.wiping import overwrite_what_is_freed
from tests.fakes import FakeClock

from .conftest import START, Records

TODAY = date(2026, 11, 23)


def reopened(store: Store, path: Path, key: DatabaseKey, clock: FakeClock) -> Store:
    store.close()
    return Store.open(path, key, clock)


def test_everything_comes_back_as_it_was(
    store: Store, path: Path, key: DatabaseKey, clock: FakeClock, records: Records
) -> None:
    entry = records.entry("*Kind* words, größer 🌱\n", kind=EntryKind.PAUSE_LINE)
    pause = records.pause(
        before=Mood.HARD, after=Mood.GOOD, entry=entry.id, end=PauseEnd.TOO_MUCH, source=PauseSource.NOW
    )
    plain_pause = records.pause(minutes=0)
    check_in = records.check_in(Mood.VERY_HARD, words=(), place=Place.BEFORE_PAUSE, pause=pause.id)
    clock.advance(0.123456)
    later = records.check_in()
    reminder = records.reminder(
        Answer.POSTPONED, minutes=10, due=START - timedelta(seconds=1), way="card+notification"
    )
    unseen = records.reminder(Answer.LET_GO, way="")
    with store.together():
        store.entries.add(entry)
        store.pauses.add(pause)
        store.pauses.add(plain_pause)
        store.check_ins.add_many([check_in, later])
        store.reminders.add_many([reminder, unseen])
        store.settings.replace_all({"motion": "less", "rhythm.every": "60"})
    again = reopened(store, path, key, clock)
    try:
        assert again.entries.get(entry.id) == entry
        assert set(again.pauses.on_days(TODAY, TODAY)) == {pause, plain_pause}
        assert again.check_ins.on_days(TODAY, TODAY) == [check_in, later]
        assert again.check_ins.latest() == later
        assert {again.reminders.get(reminder.id), again.reminders.get(unseen.id)} == {reminder, unseen}
        assert again.settings.all() == {"motion": "less", "rhythm.every": "60"}
    finally:
        again.close()


def test_a_new_store_is_empty_and_answers_everything(store: Store) -> None:
    assert store.check_ins.latest() is None
    assert store.check_ins.get("nobody") is None
    assert store.pauses.count() == 0
    assert store.pauses.recent_practices(5) == []
    assert store.entries.newest(50) == []
    assert store.kind_days(date.min, date.max) == set()
    assert store.settings.all() == {}
    store.pauses.add_many([])
    assert not store.entries.delete("nobody")
    assert not store.entries.restore("nobody")


def test_files_are_for_their_owner_only(store: Store, data: Path, records: Records) -> None:
    store.entries.save(records.entry())
    assert {file.name for file in data.iterdir()} >= {"selfkind.db", "selfkind.db-wal", "vault.json"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in data.iterdir()} == {0o600}
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_closing_leaves_only_the_database_and_may_be_done_twice(store: Store, data: Path) -> None:
    store.close()
    store.close()
    assert {file.name for file in data.iterdir()} == {"selfkind.db", "vault.json", "vault.json.copy"}


def test_the_file_is_set_up_as_promised(store: Store) -> None:
    raw = store._database.raw

    def ask(pragma: str) -> object:
        return raw.execute(f"PRAGMA {pragma}").fetchone()[0]

    assert ask("journal_mode") == "wal"
    assert ask("synchronous") == 2  # FULL
    assert ask("secure_delete") == 1
    assert ask("temp_store") == 2  # memory
    assert ask("foreign_keys") == 1
    assert ask("busy_timeout") == 5000
    # Wiping what is freed is the C library's work or, where it does not do that, the cipher's.
    assert ask("cipher_memory_security") == ("0" if overwrite_what_is_freed() else "1")
    assert cipher.complaints(raw) == []


def test_a_file_opens_for_its_key_only(store: Store, path: Path, key: DatabaseKey, clock: FakeClock) -> None:
    store.close()
    before = path.read_bytes()
    with pytest.raises(errors.DatabaseDamaged):
        Store.open(path, DatabaseKey(bytes(32), key.device), clock)
    assert path.read_bytes() == before


def test_another_thread_is_refused(store: Store) -> None:
    caught: list[BaseException] = []

    def try_it() -> None:
        try:
            store.pauses.count()
        except BaseException as error:
            caught.append(error)

    thread = threading.Thread(target=try_it)
    thread.start()
    thread.join()
    assert "thread" in str(caught[0])


class TestDays:
    """A day is the day as lived, wherever the person was."""

    def test_a_late_evening_belongs_to_the_day_before(
        self, store: Store, clock: FakeClock, records: Records
    ) -> None:
        clock.set_to(datetime(2026, 11, 23, 2, 30, tzinfo=UTC))  # 03:30 in Berlin
        night = records.check_in()
        clock.advance(hours=1)
        morning = records.check_in()
        store.check_ins.add_many([morning, night])
        assert store.check_ins.on_days(date(2026, 11, 22), date(2026, 11, 22)) == [night]
        assert store.check_ins.on_days(date(2026, 11, 22), TODAY) == [night, morning]

    def test_a_journey_changes_no_old_day(self, store: Store, clock: FakeClock, records: Records) -> None:
        at_home = records.pause()
        clock.travel("Pacific/Auckland")
        clock.advance(hours=8)
        far_away = records.pause()
        store.pauses.add_many([at_home, far_away])
        assert store.pauses.on_days(TODAY, TODAY) == [at_home]
        assert store.pauses.on_days(date(2026, 11, 24), date(2026, 11, 24)) == [far_away]
        assert far_away.stamp.zone == "Pacific/Auckland"

    def test_kind_days_are_those_with_a_pause_or_an_entry(
        self, store: Store, clock: FakeClock, records: Records
    ) -> None:
        store.pauses.add_many([records.pause(), records.pause()])
        clock.advance(days=1)
        store.check_ins.add(records.check_in())
        clock.advance(days=1)
        store.entries.save(records.entry())
        clock.advance(days=1)
        gone = records.pause()
        store.pauses.add(gone)
        store.pauses.delete(gone.id)
        assert store.kind_days(TODAY, date(2026, 12, 31)) == {TODAY, date(2026, 11, 25)}
        assert store.kind_days(TODAY, date(2026, 11, 24)) == {TODAY}


class TestTrash:
    """What is deleted is out of sight and can be brought back."""

    def test_out_of_sight_and_back(self, store: Store, clock: FakeClock, records: Records) -> None:
        first, second = records.check_in(Mood.HARD), records.check_in(Mood.GOOD)
        store.check_ins.add(first)
        clock.advance(1)
        second = replace(second, stamp=clock.now().stamp())
        store.check_ins.add(second)
        assert store.check_ins.delete(second.id)
        assert not store.check_ins.delete(second.id)
        assert store.check_ins.latest() == first
        assert store.check_ins.get(second.id) is None
        assert store.check_ins.on_days(TODAY, TODAY) == [first]
        assert store.check_ins.count() == 1
        assert store.check_ins.restore(second.id)
        assert not store.check_ins.restore(second.id)
        assert store.check_ins.latest() == second

    def test_a_late_autosave_does_not_bring_an_entry_back(self, store: Store, records: Records) -> None:
        entry = records.entry("first")
        store.entries.save(entry)
        store.entries.delete(entry.id)
        store.entries.save(replace(entry, text="a last word"))
        assert store.entries.get(entry.id) is None
        store.entries.restore(entry.id)
        kept = store.entries.get(entry.id)
        assert kept is not None
        assert kept.text == "a last word"


class TestEntries:
    """The journal keeps every autosave under one id."""

    def test_autosave_replaces_the_text_and_keeps_the_beginning(
        self, store: Store, clock: FakeClock, records: Records
    ) -> None:
        entry = records.entry("I")
        store.entries.save(entry)
        clock.travel("Asia/Tokyo")
        clock.advance(minutes=20)
        changed = replace(entry, stamp=clock.now().stamp(), text="I am", updated=clock.now().at)
        store.entries.save(changed)
        assert store.entries.newest(10) == [replace(changed, stamp=entry.stamp)]

    def test_the_list_is_newest_first_and_comes_in_pieces(
        self, store: Store, clock: FakeClock, records: Records
    ) -> None:
        entries = []
        for _ in range(5):
            clock.advance(1)
            entries.append(records.entry())
        store.entries.add_many(entries)
        newest = entries[::-1]
        assert store.entries.newest(2) == newest[:2]
        assert store.entries.newest(2, skip=2) == newest[2:4]
        assert store.entries.newest(9) == newest


def test_recent_practices_come_newest_first(store: Store, clock: FakeClock, records: Records) -> None:
    for practice in ("touch", "words", "words", "break"):
        clock.advance(60)
        store.pauses.add(records.pause(practice))
    assert store.pauses.recent_practices(3) == ["break", "words", "words"]
    assert store.pauses.count() == 4


def test_the_settings_copy_follows_the_file(store: Store, clock: FakeClock, heard: list[Collection]) -> None:
    store.settings.replace_all({"a": "1", "b": "2", "c": "3"})
    store.settings.replace_all({"a": "1", "b": "two", "d": "4"})
    assert store.settings.all() == {"a": "1", "b": "two", "d": "4"}
    assert len(heard) == 2
    store.settings.replace_all({"a": "1", "b": "two", "d": "4"})
    assert len(heard) == 2
    store.settings.replace_all({})
    assert store.settings.all() == {}


@pytest.fixture
def heard(store: Store) -> list[Collection]:
    """What the store told of."""
    told: list[Collection] = []
    store.changes.subscribe(told.append)
    return told


class TestChanges:
    """Whoever shows something hears once, after it is on the disk, and only when it changed."""

    def test_each_collection_tells_its_own(
        self, store: Store, records: Records, heard: list[Collection]
    ) -> None:
        store.entries.save(records.entry())
        store.pauses.add(records.pause())
        store.reminders.add(records.reminder())
        check_in = records.check_in()
        store.check_ins.add(check_in)
        store.check_ins.delete(check_in.id)
        store.check_ins.delete(check_in.id)
        store.settings.replace_all({"motion": "full"})
        assert heard == [
            Collection.ENTRIES,
            Collection.PAUSES,
            Collection.REMINDERS,
            Collection.CHECK_INS,
            Collection.CHECK_INS,
            Collection.SETTINGS,
        ]

    def test_together_tells_once_each_at_the_end(
        self, store: Store, records: Records, heard: list[Collection]
    ) -> None:
        with store.together():
            store.check_ins.add(records.check_in())
            store.check_ins.add(records.check_in())
            store.pauses.add(records.pause())
            assert heard == []
            assert store.check_ins.count() == 2  # seen from inside already
        assert heard == [Collection.CHECK_INS, Collection.PAUSES]

    def test_what_failed_is_not_told_and_not_kept(
        self, store: Store, records: Records, heard: list[Collection]
    ) -> None:
        def half() -> None:
            with store.together():
                store.check_ins.add(records.check_in())
                raise LookupError

        with pytest.raises(LookupError):
            half()
        assert heard == []
        assert store.check_ins.count() == 0
        store.pauses.add(records.pause())
        assert heard == [Collection.PAUSES]

    def test_a_listener_that_reads_sees_the_change_and_one_that_left_hears_nothing(
        self, store: Store, records: Records
    ) -> None:
        counted: list[int] = []

        def count(_collection: Collection) -> None:
            counted.append(store.check_ins.count())

        leave = store.changes.subscribe(count)
        store.check_ins.add(records.check_in())
        leave()
        leave()
        store.check_ins.add(records.check_in())
        assert counted == [1]


def test_the_same_record_twice_is_a_mistake_of_ours_and_hides_the_text(
    store: Store, records: Records
) -> None:
    entry = records.entry("a private word")
    store.entries.add(entry)
    with pytest.raises(Exception, match="UNIQUE") as caught:
        store.entries.add(entry)
    assert not isinstance(caught.value, errors.StorageError)
    assert "private" not in str(caught.value)
    assert store.entries.get(entry.id) == entry


def test_rows_note_when_and_where_they_were_made(
    store: Store, key: DatabaseKey, clock: FakeClock, records: Records
) -> None:
    pause = records.pause()
    clock.advance(60)
    store.pauses.add(pause)
    clock.advance(60)
    store.pauses.delete(pause.id)
    row = store._database.raw.execute(
        "SELECT created, updated, deleted, origin FROM pauses WHERE id = ?", (pause.id,)
    ).fetchone()
    assert row == (
        "2026-11-23T08:01:00.000000Z",
        "2026-11-23T08:02:00.000000Z",
        "2026-11-23T08:02:00.000000Z",
        key.device,
    )


def test_data_from_another_computer_get_this_one_as_a_new_origin(
    store: Store, path: Path, key: DatabaseKey, clock: FakeClock, records: Records
) -> None:
    store.pauses.add(records.pause())
    moved = reopened(store, path, replace(key, device="the other computer"), clock)
    try:
        moved.pauses.add(records.pause())
        origins = moved._database.raw.execute("SELECT DISTINCT origin FROM pauses").fetchall()
        assert {row[0] for row in origins} == {key.device, "the other computer"}
    finally:
        moved.close()


def test_many_rows_are_quick_enough_to_make_a_demo(store: Store, clock: FakeClock, records: Records) -> None:
    many = []
    for _ in range(2500):
        clock.advance(hours=1)
        many.append(records.check_in())
    store.check_ins.add_many(iter(many))
    assert store.check_ins.count() == 2500
    assert store.check_ins.latest() == many[-1]


moments = st.datetimes(datetime(1970, 1, 2), datetime(2199, 12, 30), timezones=st.just(UTC))  # noqa: DTZ001


@given(moments, moments)
def test_instants_keep_their_order_and_value_as_text(first: datetime, second: datetime) -> None:
    kind = Instant()
    texts = [kind.process_bind_param(moment, None) for moment in (first, second)]  # type: ignore[arg-type]
    assert (texts[0] < texts[1]) == (first < second)  # type: ignore[operator]
    assert kind.process_result_value(texts[0], None) == first  # type: ignore[arg-type]


@given(moments, st.sampled_from(["Europe/Berlin", "America/St_Johns", "Pacific/Chatham", "UTC"]))
def test_an_instant_means_the_same_from_every_zone(at: datetime, zone: str) -> None:
    assert instant_text(at.astimezone(ZoneInfo(zone))) == instant_text(Moment(at, ZoneInfo(zone)).at)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Instant().process_bind_param(datetime(2026, 1, 1), None)  # type: ignore[arg-type]  # noqa: DTZ001


def test_nothing_stays_nothing() -> None:
    for kind in (Instant(), Day()):
        assert kind.process_bind_param(None, None) is None  # type: ignore[arg-type]
        assert kind.process_result_value(None, None) is None  # type: ignore[arg-type]
