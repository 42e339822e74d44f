"""Revisions, letters, media and the trash: nothing gets lost on the way, and what is gone is gone."""

from dataclasses import replace
from datetime import date, timedelta

from selfkind_desktop.domain.finding import Sought
from selfkind_desktop.domain.journal import Medium
from selfkind_desktop.domain.letters import Letter, Occasion, Seal, Voice
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.storage import cipher
from selfkind_desktop.storage.changes import Collection
from selfkind_desktop.storage.store import Store
from tests.fakes import FakeClock

from .conftest import Records


def rows(store: Store, table: str) -> int:
    return int(store._database.raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def medium(records: Records) -> Medium:
    return Medium(records.ids(), records.clock.now().stamp(), "a.png", "image/png", "", 0)


def letter(records: Records) -> Letter:
    now = records.clock.now()
    return Letter(records.ids(), now.stamp(), Voice.FUTURE_ME, "Dear you", now.at)


def test_typing_on_keeps_a_revision_a_minute_and_a_loss_at_once(
    store: Store, clock: FakeClock, records: Records
) -> None:
    entry = records.entry("I")
    for second in range(130):
        clock.advance(1)
        entry = replace(entry, text=f"{entry.text} word", updated=clock.now().at)
        store.entries.save(entry)
        assert len(store.revisions.of(entry.id)) <= 1 + second // 60
    before = len(store.revisions.of(entry.id))
    clock.advance(1)
    store.entries.save(replace(entry, text="", updated=clock.now().at))
    revisions = store.revisions.of(entry.id)
    assert len(revisions) == before + 1
    assert revisions[0].text == entry.text
    back = store.revisions.bring_back(revisions[0].id)
    assert back is not None
    assert store.entries.get(entry.id) == back
    assert back.text == entry.text


def test_old_revisions_thin_out(store: Store, clock: FakeClock, records: Records) -> None:
    entry = records.entry("start")
    # Three days of an hour each time, a day of twenty minutes, and an hour of ten.
    for number, minutes in enumerate([60] * 24 * 3 + [20] * 3 * 23 + [10] * 6):
        clock.advance(minutes=minutes)
        store.entries.save(replace(entry, text=f"version {number}", updated=clock.now().at))
    ages = [clock.now().at - revision.at for revision in store.revisions.of(entry.id)]
    assert sum(age <= timedelta(hours=1) for age in ages) == 6
    assert 22 <= sum(timedelta(hours=1) < age <= timedelta(days=1) for age in ages) <= 24
    assert 3 <= sum(age > timedelta(days=1) for age in ages) <= 5


def test_a_late_autosave_opens_no_letter(store: Store, clock: FakeClock, records: Records) -> None:
    first, second = letter(records), letter(records)
    store.letters.add_many([first, second])
    today = clock.now().day()
    store.letters.seal(first.id, Seal(clock.now().at, day=today + timedelta(days=2)))
    store.letters.seal(second.id, Seal(clock.now().at, occasion=Occasion.HARD_DAY))
    store.letters.save(replace(first, text="a last word"))
    assert store.letters.drafts() == []
    assert [each.id for each in store.letters.on_their_way()] == [first.id, second.id]
    assert store.letters.due(today) == []
    assert [each.text for each in store.letters.due(today + timedelta(days=9))] == ["a last word"]
    assert [each.id for each in store.letters.waiting_for(Occasion.HARD_DAY)] == [second.id]
    store.letters.note_arrived(first.id, clock.now().at)
    assert [each.id for each in store.letters.arrived()] == [first.id]
    assert store.kind_days(today, today) == {today}


def test_the_same_bytes_are_kept_once_and_go_with_their_last_medium(
    store: Store, clock: FakeClock, records: Records
) -> None:
    one, other = store.media.keep(medium(records), b"same"), store.media.keep(medium(records), b"same")
    assert rows(store, "media_data") == 1
    entry = records.entry(media=(one.id, other.id))
    store.entries.save(entry)
    assert store.entries.get(entry.id) == entry
    store.entries.save(replace(entry, media=(other.id,)))
    assert store.media.get(one.id) is None
    store.entries.save(entry)
    assert store.media.get(one.id) == one
    store.entries.delete(entry.id)
    clock.advance(days=31)
    assert store.trash.empty_old() == 3
    assert [rows(store, table) for table in ("media", "media_data", "attachments", "entries")] == [0] * 4


def test_the_trash_keeps_things_for_a_month(store: Store, clock: FakeClock, records: Records) -> None:
    old, new, here = records.entry("older", tags=("a",)), records.entry("newer"), records.entry("here")
    store.entries.add_many([old, new, here])
    store.entries.save(replace(old, text="quite another text than before, and longer", tags=("b", "A")))
    store.entries.delete(old.id)
    clock.advance(days=20)
    store.entries.delete(new.id)
    clock.advance(days=11)
    told: list[Collection] = []
    store.changes.subscribe(told.append)
    assert store.trash.counts() == {Collection.ENTRIES: 2}
    assert store.trash.empty_old() == 1
    assert told == [Collection.ENTRIES]
    assert not store.entries.restore(old.id)
    assert rows(store, "revisions") == rows(store, "entry_tags") == 0
    assert store.entries.restore(new.id)
    assert len(store.search.find(Sought("newer"))) == 1
    assert store.trash.empty() == 0
    assert cipher.complaints(store._database.raw) == []


def test_the_trash_of_one_collection_is_emptied_alone(store: Store, records: Records) -> None:
    entry, line = records.entry("thrown away"), records.check_in()
    store.entries.add(entry)
    store.check_ins.add(line)
    store.entries.delete(entry.id)
    store.check_ins.delete(line.id)
    assert [each.entry for each in store.entries.thrown_away()] == [entry]
    assert store.trash.empty(only=(Collection.ENTRIES,)) == 1
    assert store.trash.counts() == {Collection.CHECK_INS: 1}


def test_tags_days_and_their_moods(store: Store, clock: FakeClock, records: Records) -> None:
    for tags, mood in ((("Walk", "sea"), Mood.HARD), (("walk",), Mood.GOOD), (("walk",), None)):
        clock.advance(hours=1)
        store.entries.save(records.entry(tags=tags, before=mood))
    assert [(tag.name, tag.entries) for tag in store.entries.tags()] == [("walk", 3), ("sea", 1)]
    [day] = store.entries.days(date(2026, 11, 1), date(2026, 11, 30))
    assert (day.entries, day.mood) == (3, Mood.GOOD)
