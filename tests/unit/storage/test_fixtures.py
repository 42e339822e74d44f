"""What an older Selfkind wrote opens in this one, with everything in it."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from selfkind_desktop.domain.journal import EntryKind
from selfkind_desktop.domain.records import Answer, Mood, PauseEnd, Place
from selfkind_desktop.storage import cipher, schema
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import KEY_BYTES, device_slot, unlock
from tests.fakes import FakeClock, FakeKeyStore

from .conftest import fake_random

DATABASES = Path(__file__).parents[2] / "fixtures" / "databases"
RELEASED = sorted(folder.name for folder in DATABASES.iterdir() if (folder / "selfkind.db").exists())


def test_there_is_a_database_of_every_schema() -> None:
    assert tuple(RELEASED) == schema.KNOWN


@pytest.mark.parametrize("revision", RELEASED)
def test_an_old_database_opens_with_everything_in_it(revision: str, tmp_path: Path, clock: FakeClock) -> None:
    data = tmp_path / "old"
    shutil.copytree(DATABASES / revision, data)
    keystore = FakeKeyStore()
    keystore.keys[device_slot(data / "vault.json").account] = fake_random()(KEY_BYTES)
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
    finally:
        store.close()
