"""What an older Selfkind wrote opens in this one, with everything in it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from selfkind_desktop.domain.finding import Sought
from selfkind_desktop.domain.journal import Consent, EntryKind, Part
from selfkind_desktop.domain.letters import Occasion, Voice
from selfkind_desktop.domain.records import Answer, Mood, PauseEnd, Place
from selfkind_desktop.storage import cipher, schema
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import KEY_BYTES, device_slot, unlock
from tests.fakes import FakeClock, FakeKeyStore

from .conftest import fake_random

DATABASES = Path(__file__).parents[2] / "fixtures" / "databases"
RELEASED = sorted(folder.name for folder in DATABASES.iterdir() if (folder / "selfkind.db").exists())


def device_key(revision: str) -> bytes:
    """What the fake key store held: the first vaults asked for its key before that of the database."""
    draw = fake_random()
    first, second = draw(KEY_BYTES), draw(KEY_BYTES)
    return first if revision == "0001" else second


def test_there_is_a_database_of_every_schema() -> None:
    assert tuple(RELEASED) == schema.KNOWN


@pytest.mark.parametrize("revision", RELEASED)
def test_an_old_database_opens_with_everything_in_it(revision: str, tmp_path: Path, clock: FakeClock) -> None:
    data = tmp_path / "old"
    shutil.copytree(DATABASES / revision, data)
    keystore = FakeKeyStore()
    keystore.keys[device_slot(data / "vault.json").account] = device_key(revision)
    key = unlock(data / "vault.json", [keystore])
    assert cipher.schema_revision(data / "selfkind.db", key) == revision

    store = Store.open(data / "selfkind.db", key, clock)
    try:
        assert cipher.complaints(store._database.raw) == []
        pauses = store.pauses.newest(100)
        assert len(pauses) == 6
        assert {pause.end for pause in pauses} == {PauseEnd.COMPLETED, PauseEnd.TOO_MUCH}
        lines = [entry for entry in store.entries.newest(100) if entry.kind is EntryKind.PAUSE_LINE]
        assert {line.id for line in lines} == {pause.entry for pause in pauses} - {None}
        assert lines[-1].text == "Line of day 0: größer, softer 🌱"
        [letter] = [entry for entry in store.entries.newest(100) if entry.kind is EntryKind.FREE]
        assert letter.text.endswith("The end.")
        check_ins = store.check_ins.on_days(date(2026, 11, 23), date(2026, 11, 23))
        assert [(one.mood, one.place) for one in check_ins] == [
            (Mood.HARD, Place.BEFORE_PAUSE),
            (Mood.ALL_RIGHT, Place.AFTER_PAUSE),
        ]
        assert check_ins[0].words == ("tender", "müde 🌧")
        assert store.check_ins.count() == 6
        assert {one.stamp.zone for one in store.check_ins.newest(100)} == {
            "Europe/Berlin",
            "America/St_Johns",
        }
        answers = [reminder.answer for reminder in store.reminders.newest(100)]
        assert {answer: answers.count(answer) for answer in Answer if answer in answers} == {
            Answer.BEGUN: 3,
            Answer.POSTPONED: 3,
            Answer.LET_GO: 3,
        }
        assert store.settings.all() == {"look.theme": "dark", "rhythm.every": "60"}
        # What was written before there was an index is found by it, too.
        assert [each.entry.text for each in store.search.find(Sought('"of day 1" grosser'))] == []
        [found] = store.search.find(Sought('"of day 1" größer softer'))
        assert found.entry.text == "Line of day 1: größer, softer 🌱"
        assert [each.id for each in store.search.page(Sought(), 4)] == [
            each.id for each in store.entries.newest(4)
        ]
        if revision != "0001":
            _look_at_the_journal(store)
    finally:
        store.close()


def _look_at_the_journal(store: Store) -> None:
    """What came with schema 0002."""
    [form] = [each.entry for each in store.search.find(Sought("#first kettle"))]
    assert form.title == "The kettle"
    assert form.parts == (Part("happened", "It sang."), Part("friend", "You stayed."))
    assert (form.before, form.after) == (Mood.HARD, Mood.ALL_RIGHT)
    assert (form.words_before, form.words_after) == (("tense",), ("müde 🌧",))
    assert (form.tags, form.consent, form.starred) == (("First", "Sea side"), Consent.MAY_COME_BACK, True)
    [picture] = store.media.named(form.media)
    assert (picture.name, picture.alt) == ("kettle.png", "A kettle")
    assert store.media.read(picture.id) == b"not really a picture"
    assert [(tag.name, tag.entries) for tag in store.entries.tags()] == [("First", 1), ("Sea side", 1)]
    assert [each.entry for each in store.search.find(Sought(starred=True))] == [form]
    assert [each.text for each in store.revisions.of(form.id)] == ["What I wrote first, which was longer."]
    [draft] = store.letters.drafts()
    assert draft.voice is Voice.PART_THAT_HURTS
    surprise, hard_day = store.letters.on_their_way()
    assert surprise.seal is not None
    assert surprise.seal.surprise == (date(2027, 1, 1), date(2027, 3, 1))
    assert hard_day.seal is not None
    assert hard_day.seal.occasion is Occasion.HARD_DAY
    [phrase] = store.phrases.for_pauses()
    assert (phrase.text, phrase.source) == ("You stayed.", form.id)
