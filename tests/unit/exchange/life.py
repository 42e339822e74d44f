"""Days with everything in them that can be kept, odd letters included."""

import hashlib
import json
from datetime import UTC, timedelta
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from selfkind_desktop.domain.journal import Consent, Entry, EntryKind, Part
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
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.store import Store
from tests.fakes import FakeClock

TEXTS = (
    "A quiet line.",
    "=SUM(A1) is how it felt",
    'Quotes " and \\ and\r\nlines\n\n---\n# not a title',
    "müde 🌧 und doch\u2028weiter \u202e\u05d0",
    "\x00\x1f odd \x7f letters",
    "",
)
SECRET = "the words under the seal"
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8
SOUND = b"OggS" + bytes(5000)


def live(store: Store, clock: FakeClock, chance: Random, days: int) -> None:
    """Let some days pass in a home."""
    store.settings.replace_all({"appearance.theme": "dark", "rhythm.per_day": "2"})
    media = [
        _medium(store, clock, chance, data, kind)
        for data, kind in ((PICTURE, "image/png"), (SOUND, "audio/ogg"))
    ]
    for day in range(days):
        clock.advance(days=1, minutes=chance.randrange(600))
        if day % 5 == 0:
            clock.travel(chance.choice(("Pacific/Chatham", "America/Lima", "Europe/Berlin")))
        _day(store, clock, chance, media)
    _letters(store, clock, chance, media)


def new_id(chance: Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))


def _day(store: Store, clock: FakeClock, chance: Random, media: list[str]) -> None:
    now = clock.now()
    stamp = now.stamp()
    written = Entry(
        id=new_id(chance),
        stamp=stamp,
        kind=chance.choice(list(EntryKind)),
        text=chance.choice(TEXTS) + f"\n\n![a lamp](media:{media[0]})",
        updated=now.at,
        title=chance.choice(("", "A day", "Con: nul/..\\?", "Überall 🌧")),
        parts=(Part("happened", chance.choice(TEXTS)), Part("kinder-words", "You were tired.")),
        before=Mood(chance.randint(1, 5)),
        words_before=("tired", "müde"),
        tags=("walk", "Käse & Brot"),
        consent=chance.choice(list(Consent)),
        starred=chance.random() < 0.5,
        media=tuple(media),
    )
    store.entries.add(written)
    if chance.random() < 0.3:
        store.entries.delete(written.id)
    _write(
        store,
        "revisions",
        clock,
        id=new_id(chance),
        entry=written.id,
        at=now.at,
        title="",
        text="before",
        parts="[]",
    )
    pause = Pause(
        new_id(chance),
        stamp,
        "soothing-breathing",
        3,
        181.1 / 3,
        PauseEnd.COMPLETED,
        PauseSource.NOW,
        Mood.HARD,
        None,
        written.id,
    )
    store.pauses.add(pause)
    store.check_ins.add(CheckIn(new_id(chance), stamp, Mood.HARD, Place.TODAY, ("=1+1", "calm"), pause.id))
    store.reminders.add(Reminder(new_id(chance), stamp, now.at, now.at, Answer.POSTPONED, "card", 10))
    _write(
        store,
        "phrases",
        clock,
        **_stamp(clock),
        id=new_id(chance),
        text="Softly.",
        source=written.id,
        in_pauses=True,
    )
    batch = new_id(chance)
    _write(
        store, "imports", clock, **_stamp(clock), id=batch, source="day-one", name="Journal.zip", undone=None
    )
    with store.database.writing() as connection:
        row = {
            "source": "day-one",
            "external": batch,
            "collection": "entries",
            "position": 0,
            "row": written.id,
        }
        connection.execute(insert(schema.IMPORTED).values(row | {"batch": batch}))


def _letters(store: Store, clock: FakeClock, chance: Random, media: list[str]) -> None:
    now = clock.now()
    arrives = now.day() + timedelta(days=40)
    common: dict[str, Any] = {"voice": "future-me", "stationery": "linen", "answers": None}
    common |= dict.fromkeys(
        ("sealed", "arrives", "surprise_first", "surprise_last", "occasion", "arrived", "opened")
    )
    seals: tuple[dict[str, Any], ...] = (
        {"title": "Draft", "text": "Dear me"},
        {"title": SECRET, "text": SECRET, "sealed": now.at, "arrives": arrives},
        {"title": "", "text": SECRET, "sealed": now.at, "occasion": "hard-day"},
        {"title": "Came", "text": "Hello again", "sealed": now.at, "arrives": now.day(), "arrived": now.at},
    )
    for seal in seals:
        letter = new_id(chance)
        _write(store, "letters", clock, **_stamp(clock), **(common | {"id": letter} | seal))
        with store.database.writing() as connection:
            row = {"owner": letter, "position": 0, "medium": media[1]}
            connection.execute(insert(schema.ATTACHMENTS).values(row))


def _medium(store: Store, clock: FakeClock, chance: Random, data: bytes, kind: str) -> str:
    medium, summed = new_id(chance), hashlib.sha256(data).hexdigest()
    with store.database.writing() as connection:
        connection.execute(insert(schema.MEDIA_DATA).values(sha256=summed, data=data))
    facts = {"name": "IMG 1.png", "type": kind, "sha256": summed, "size": len(data), "alt": "a lamp"}
    _write(store, "media", clock, **_stamp(clock), id=medium, **facts)
    return medium


def _stamp(clock: FakeClock) -> dict[str, Any]:
    stamp = clock.now().stamp()
    return {"at": stamp.at, "zone": stamp.zone, "day": stamp.day}


def _write(store: Store, table: str, clock: FakeClock, **values: object) -> None:
    now = clock.now().at.astimezone(UTC)
    row = {"created": now, "updated": now, "deleted": None, "origin": store.database.key.device} | values
    with store.database.writing() as connection:
        connection.execute(insert(schema.METADATA.tables[table]).values(row))


def rows_of(store: Store) -> dict[str, list[str]]:
    """Every row of a home, to compare homes by."""
    from selfkind_desktop.storage.transfer import Outgoing, tables

    outgoing = Outgoing(store)
    return {table.name: [json.dumps(row) for row in outgoing.rows(table)] for table in tables()}
