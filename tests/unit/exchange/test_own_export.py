"""Everything out and back in: nothing is lost, nothing is overwritten, and what is damaged is told."""

import json
import os
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfkind_desktop.app.demo import fill
from selfkind_desktop.app.unlock import unlock_here
from selfkind_desktop.domain.progress import Cancelled
from selfkind_desktop.exchange.own import importing, lossless
from selfkind_desktop.exchange.own.importing import Differing
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.errors import (
    ExportCut,
    ExportDamaged,
    ExportForeign,
    ExportLocked,
    ExportNewer,
    ExportPassphraseWrong,
    FileUnreadable,
    NameTaken,
    StorageError,
)
from selfkind_desktop.storage.store import Store
from tests.conftest import FOR_LONG
from tests.fakes import FakeClock
from tests.unit.exchange.conftest import NewHome
from tests.unit.exchange.life import PICTURE, SECRET, live, rows_of

MADE = datetime(2026, 11, 24, 18, 30, tzinfo=UTC)
PASSPHRASE = "warm tea, 🌧 outside"


def export(
    store: Store, path: Path, made: datetime = MADE, passphrase: str | None = None
) -> lossless.Written:
    lock = lossless.Lock(passphrase, os.urandom, work=4) if passphrase else None
    return lossless.export(store, path, "1.0", made, lock)


def take(
    path: Path, home: Store, clock: FakeClock, choice: Differing = Differing.KEEP_MINE
) -> importing.TakenOver:
    incoming = importing.look(path, None, clock)
    try:
        return incoming.take(home, choice)
    finally:
        incoming.close()


def test_export_import_export_gives_the_same_bytes(
    store: Store, new_home: NewHome, clock: FakeClock, tmp_path: Path
) -> None:
    export(store, tmp_path / "1.selfkind.zip")
    home = new_home()
    take(tmp_path / "1.selfkind.zip", home, clock)

    export(home, tmp_path / "2.selfkind.zip")

    assert (tmp_path / "1.selfkind.zip").read_bytes() == (tmp_path / "2.selfkind.zip").read_bytes()
    assert rows_of(home) == rows_of(store)


def test_only_the_manifest_tells_when_it_was_made(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "1.zip")
    export(store, tmp_path / "2.zip", MADE + timedelta(days=1))
    with zipfile.ZipFile(tmp_path / "1.zip") as one, zipfile.ZipFile(tmp_path / "2.zip") as two:
        different = {name for name in one.namelist() if one.read(name) != two.read(name)}
        assert one.namelist() == two.namelist()
    assert different == {"manifest.json"}


def test_the_data_are_json_that_anybody_can_read(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "1.zip")
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        data, manifest = (json.loads(archive.read(name)) for name in ("data.json", "manifest.json"))
        media = [name for name in archive.namelist() if name.startswith("media/")]
        assert PICTURE in [archive.read(name) for name in media]
    assert {table: len(rows) for table, rows in data["tables"].items()} == manifest["counts"]
    assert set(manifest["files"]) == set(zipfile.ZipFile(tmp_path / "1.zip").namelist()) - {"manifest.json"}
    assert any(row["deleted"] for row in data["tables"]["entries"])
    assert data["scales"][0]["anchors"]["1"] == "Very hard"


def test_a_locked_export_comes_back_with_its_passphrase(
    store: Store, new_home: NewHome, clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "1.selfkind.zip"
    export(store, path, passphrase=PASSPHRASE)
    assert b"quiet line" not in path.read_bytes()
    assert importing.is_locked(path)
    with pytest.raises(ExportLocked):
        importing.look(path, None, clock)
    with pytest.raises(ExportPassphraseWrong):
        importing.look(path, "something else", clock)
    home = new_home()
    incoming = importing.look(path, PASSPHRASE, clock)
    incoming.take(home)
    incoming.close()
    assert rows_of(home) == rows_of(store)


def test_what_lies_inside_a_locked_export_is_taken_too(
    store: Store, clock: FakeClock, tmp_path: Path
) -> None:
    export(store, tmp_path / "1.selfkind.zip", passphrase=PASSPHRASE)
    with zipfile.ZipFile(tmp_path / "1.selfkind.zip") as outer:
        (tmp_path / "unpacked.age").write_bytes(outer.read("export.zip.age"))
    importing.look(tmp_path / "unpacked.age", PASSPHRASE, clock).close()


def test_taking_the_same_twice_changes_nothing(store: Store, clock: FakeClock, tmp_path: Path) -> None:
    export(store, tmp_path / "1.zip")
    before = rows_of(store)
    incoming = importing.look(tmp_path / "1.zip", None, clock)
    assert not any(incoming.compare(store).new.values())
    taken = incoming.take(store)
    incoming.close()
    assert not any(taken.new.values())
    assert not taken.differing
    assert rows_of(store) == before


def test_a_second_computer_adds_its_days(
    store: Store, new_home: NewHome, clock: FakeClock, tmp_path: Path
) -> None:
    home = new_home()
    live(home, clock, Random(99), days=3)
    mine = rows_of(home)
    export(store, tmp_path / "1.zip")

    taken = take(tmp_path / "1.zip", home, clock)

    both = rows_of(home)
    for table, rows in rows_of(store).items():
        expected = mine[table] if table == "settings" else set(rows) | set(mine[table])
        assert set(both[table]) == set(expected), table
    assert not taken.settings
    assert importing.undo(home, taken) == 0
    after = rows_of(home)
    assert after.pop("devices")
    assert after == {table: rows for table, rows in mine.items() if table != "devices"}


def test_what_is_written_in_the_meantime_survives_undo(
    store: Store, new_home: NewHome, clock: FakeClock, tmp_path: Path
) -> None:
    export(store, tmp_path / "1.zip")
    home = new_home()
    taken = take(tmp_path / "1.zip", home, clock)
    clock.advance(hours=1)
    entry = home.entries.newest(1)[0]
    home.entries.save(replace(entry, text="much better words", updated=clock.now().at))
    assert importing.undo(home, taken) == 1
    assert [each.text for each in home.entries.newest(9)] == ["much better words"]


@pytest.mark.parametrize("choice", Differing)
def test_what_differs_is_never_overwritten(
    choice: Differing, store: Store, new_home: NewHome, clock: FakeClock, tmp_path: Path
) -> None:
    export(store, tmp_path / "1.zip")
    home = new_home()
    take(tmp_path / "1.zip", home, clock)
    clock.advance(hours=1)
    entry = home.entries.newest(1)[0]
    home.entries.save(replace(entry, text="my newer words", updated=clock.now().at))
    count, revisions = home.entries.count(), len(rows_of(home)["revisions"])

    for _ in range(2):  # the second time changes nothing more
        taken = take(tmp_path / "1.zip", home, clock, choice)
        assert [different.id for different in taken.differing] == [entry.id]
        mine = home.entries.get(entry.id)
        assert mine is not None
        assert mine.text == "my newer words"
        assert home.entries.count() == count + (choice is Differing.KEEP_BOTH)
        assert len(rows_of(home)["revisions"]) >= revisions + (choice is Differing.AS_REVISION)


def test_a_failure_changes_nothing(store: Store, new_home: NewHome, clock: FakeClock, tmp_path: Path) -> None:
    export(store, tmp_path / "1.zip")
    home = new_home()
    before = rows_of(home)
    incoming = importing.look(tmp_path / "1.zip", None, clock)

    def leave(share: float) -> None:
        if share > 0.9:
            raise Cancelled

    with pytest.raises(Cancelled):
        incoming.take(home, progress=leave)
    incoming.close()
    assert rows_of(home) == before


def test_a_sealed_letter_is_not_spoiled_where_people_read(store: Store, tmp_path: Path) -> None:
    export(store, tmp_path / "1.zip")
    with zipfile.ZipFile(tmp_path / "1.zip") as archive:
        readable = [name for name in archive.namelist() if name.endswith(".md")]
        assert not any(SECRET.replace(" ", "-") in name for name in readable)
        assert not any(SECRET in archive.read(name).decode() for name in readable)
        assert SECRET in archive.read("data.json").decode()


def test_an_earlier_schema_is_brought_up(clock: FakeClock, new_home: NewHome, tmp_path: Path) -> None:
    path = tmp_path / "old.selfkind.zip"
    at = "2026-01-02T03:04:05.000006Z"
    stamp = {"created": at, "updated": at, "deleted": None, "origin": "d", "at": at, "zone": "Asia/Tokyo"}
    entry = {"id": "e", **stamp, "day": "2026-01-02", "kind": "free", "text": "From long ago."}
    tables: dict[str, list[dict[str, object]]] = {"devices": [{"id": "d", "created": at}], "entries": [entry]}
    _write_by_hand(path, "0001", tables)
    home = new_home()
    take(path, home, clock)
    assert [(each.text, each.title) for each in home.entries.newest(5)] == [("From long ago.", "")]


@pytest.mark.parametrize(
    ("schema_of", "change"),
    [
        ("9999", {}),
        (schema.NEWEST, {"zebra": [{"id": "x"}]}),
        ("0001", {"check_ins": [{"id": "x"}]}),
        ("0001", {"devices": [{"id": "d", "created": 7}]}),
        (
            "0001",
            {"settings": [{"key": "a", "value": "b", "updated": "2026-01-02T03:04:05Z", "origin": "nobody"}]},
        ),
    ],
)
def test_what_cannot_be_is_refused(
    schema_of: str, change: dict[str, list[dict[str, object]]], clock: FakeClock, tmp_path: Path
) -> None:
    path = tmp_path / "odd.selfkind.zip"
    _write_by_hand(path, schema_of, change)
    with pytest.raises((ExportNewer, ExportDamaged)):
        importing.look(path, None, clock)


def test_each_kind_of_bad_file_is_told_apart(store: Store, clock: FakeClock, tmp_path: Path) -> None:
    export(store, tmp_path / "1.zip")
    whole = (tmp_path / "1.zip").read_bytes()

    def told(data: bytes | None, name: str = "2.zip") -> type[StorageError]:
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        with pytest.raises(StorageError) as caught:
            importing.look(path, None, clock)
        assert str(tmp_path) not in caught.value.sentence
        return caught.type

    assert told(b"Dear diary") is ExportForeign
    assert told(whole[: len(whole) // 2]) is ExportCut
    assert told(None, "nowhere.zip") is FileUnreadable
    assert told(whole[:5000] + b"\xff" * 100 + whole[5100:]) is ExportDamaged
    assert told(b"", "empty.selfkind.zip") is ExportDamaged


@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_every_flip_and_cut_is_told_or_harmless(
    passphrase: str | None, new_home: NewHome, clock: FakeClock, tmp_path: Path
) -> None:
    home = new_home()
    live(home, clock, Random(3), days=1)
    path, copy = tmp_path / "1.selfkind.zip", tmp_path / "2.selfkind.zip"
    export(home, path, passphrase=passphrase)
    whole, expected, chance = path.read_bytes(), rows_of(home), Random(11)
    harmless = 0
    often = 300 if FOR_LONG else 25
    ends = (*range(120), *range(len(whole) - 120, len(whole)))
    spots = [*chance.choices(ends, k=often), *chance.choices(range(len(whole)), k=often)]
    for spot in spots:
        flipped = bytearray(whole)
        flipped[spot] ^= 1 << chance.randrange(8)
        harmless += _looks_alike(bytes(flipped), copy, passphrase, expected, clock)
    assert harmless < len(spots) / 2
    for length in chance.choices(range(len(whole)), k=often // 2):
        assert not _looks_alike(whole[:length], copy, passphrase, expected, clock)


def _looks_alike(
    data: bytes, path: Path, passphrase: str | None, expected: dict[str, list[str]], clock: FakeClock
) -> bool:
    """Whether a file passes; then it must hold exactly what was written."""
    path.write_bytes(data)
    try:
        incoming = importing.look(path, passphrase, clock)
    except ExportPassphraseWrong:
        pytest.fail("a damaged file was taken for a wrong passphrase")
    except StorageError:
        return False
    counts = {table: len(rows) for table, rows in expected.items()}
    assert dict(incoming.preview.content.rows) == counts
    incoming.close()
    return True


def test_an_existing_file_stays_and_a_failure_leaves_nothing(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "1.zip"
    path.write_bytes(b"mine")
    with pytest.raises(NameTaken):
        export(store, path)
    assert path.read_bytes() == b"mine"

    def leave(share: float) -> None:
        if share > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        lossless.export(store, tmp_path / "2.zip", "1.0", MADE, progress=leave)
    assert sorted(each.name for each in tmp_path.iterdir() if each.is_file()) == ["1.zip"]


@settings(max_examples=50 if FOR_LONG else 8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**6), days=st.integers(0, 4))
def test_any_life_makes_the_round_trip(
    seed: int, days: int, new_home: NewHome, clock: FakeClock, tmp_path: Path
) -> None:
    home, other = new_home(), new_home()
    live(home, clock, Random(seed), days)
    lossless.export(home, tmp_path / "1.zip", "1.0", MADE, replace=True)
    take(tmp_path / "1.zip", other, clock)
    lossless.export(other, tmp_path / "2.zip", "1.0", MADE, replace=True)
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


@pytest.mark.parametrize("years", [2, pytest.param(10, marks=pytest.mark.long)])
def test_years_make_the_round_trip(years: int, new_home: NewHome, clock: FakeClock, tmp_path: Path) -> None:
    paths = Paths.below(tmp_path / "lived")
    fill(paths, years, clock)
    lived = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), clock)
    try:
        export(lived, tmp_path / "1.zip")
    finally:
        lived.close()
    home = new_home()
    take(tmp_path / "1.zip", home, clock)
    export(home, tmp_path / "2.zip")
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()


def _write_by_hand(path: Path, revision: str, tables: dict[str, list[dict[str, object]]]) -> None:
    import hashlib

    lines = ['{"format": "x", "tables": {']
    for name, rows in tables.items():
        lines += [f'"{name}": [', *(json.dumps(row) + "," for row in rows), "],"]
    data = "\n".join([*lines, "}}"]).encode()
    files = {"data.json": {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}}
    facts = {
        "format": lossless.FORMAT,
        "version": 1,
        "schema": revision,
        "program": "0",
        "made": "2026-01-01T00:00:00Z",
    }
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("data.json", data)
        archive.writestr("manifest.json", json.dumps(facts | {"counts": {}, "files": files}))
