"""Words from other programs, from the file to the journal and back: the window, a real store, real files."""

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.importing import Importing
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.exchange.own.lossless import Lock, export
from selfkind_desktop.storage.errors import DiskFull
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import create_vault
from selfkind_desktop.ui.importing.dialog import ImportDialog
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock, FakeKeyStore, InlineRunner
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button, says, seen

DAYLIO = """\ufefffull_date,date,weekday,time,mood,activities,scales,note_title,note
2026-07-27,July 27,Monday,13:48,meh,"work | walk","","","Long day<br>kind evening"
2026-07-26,July 26,Sunday,21:10,rad,"walk","","",""
2026-07-25,July 25,Saturday,25:99,purple,"","","","No such time"
"""


@pytest.fixture
def ids() -> Callable[[], str]:
    numbers = iter(range(1, 100_000))
    return lambda: f"00000000-0000-4000-8000-{next(numbers):012}"


@pytest.fixture
def reading() -> InlineRunner:
    return InlineRunner()


@pytest.fixture
def importing(
    look: Appearance,
    kept: Kept,
    clock: FakeClock,
    ids: Callable[[], str],
    reading: InlineRunner,
    qtbot: QtBot,
) -> Iterator[Importing]:
    importing = Importing(lambda: look, clock, kept.keeper, ids, reading)
    yield importing
    importing.close()
    importing.deleteLater()


@pytest.fixture
def daylio(tmp_path: Path) -> Path:
    file = tmp_path / "daylio.csv"
    file.write_text(DAYLIO, "utf-8")
    return file


@pytest.fixture
def day_one(tmp_path: Path) -> Path:
    def entry(number: int, **more: object) -> dict[str, object]:
        return {
            "uuid": f"{number:032X}",
            "creationDate": f"2024-01-{number:02}T03:02:50Z",
            "timeZone": "Europe/Berlin",
            "text": f"# Day {number}\n\nWords.",
            "tags": ["calm"],
            **more,
        }

    file = tmp_path / "Journal.zip"
    photos = {"text": "Look: ![](dayone-moment://2A69)", "photos": [{"identifier": "2A69", "md5": "0e2d"}]}
    with zipfile.ZipFile(file, "w") as archive:
        entries = [*(entry(number) for number in range(1, 9)), entry(9, **photos)]
        archive.writestr("Journal.json", json.dumps({"metadata": {"version": "1.0"}, "entries": entries}))
    return file


@pytest.fixture
def own_export(tmp_path: Path, clock: FakeClock, kept: Kept) -> Path:
    """One entry from another computer, closed with a passphrase."""
    key = create_vault(
        tmp_path / "other" / "vault.json", [FakeKeyStore()], new_id, lambda length: b"o" * length
    )
    other = Store.open(tmp_path / "other" / "selfkind.db", key, clock)
    now = clock.now()
    other.entries.add(Entry(new_id(), now.stamp(), EntryKind.FREE, "From another computer.", now.at))
    file = tmp_path / "mine.selfkind.zip"
    export(other, file, "1", now.at, Lock("one two three", lambda length: b"r" * length, work=4))
    other.close()
    return file


def window(importing: Importing) -> ImportDialog:
    assert importing.dialog is not None
    return importing.dialog


def looked_at(importing: Importing, kept: Kept, file: Path) -> ImportDialog:
    importing.open(str(file))
    kept.arrive()
    return window(importing)


def bring_in(dialog: ImportDialog, kept: Kept) -> None:
    next(each for each in seen(dialog) if getattr(each, "text", str)().startswith("Bring in ")).click()
    kept.arrive()


def test_looking_keeps_nothing(importing: Importing, kept: Kept, day_one: Path) -> None:
    dialog = looked_at(importing, kept, day_one)
    assert says(dialog, "9 entries from Day One")
    assert says(dialog, "Day 1")
    assert kept.store.entries.count() == 0


def test_what_was_looked_at_comes_in(importing: Importing, kept: Kept, day_one: Path) -> None:
    dialog = looked_at(importing, kept, day_one)
    bring_in(dialog, kept)
    assert says(dialog, "9 entries came in.")
    assert kept.store.entries.count() == 9
    assert [entry.title for entry in kept.store.entries.newest(9)][-1] == "Day 1"


def test_a_picture_that_is_not_there_is_listed_and_stops_nothing(
    importing: Importing, kept: Kept, day_one: Path
) -> None:
    dialog = looked_at(importing, kept, day_one)
    bring_in(dialog, kept)
    assert says(dialog, "What could not be taken")


def test_moods_become_what_the_person_says(importing: Importing, kept: Kept, daylio: Path) -> None:
    dialog = looked_at(importing, kept, daylio)
    button(dialog, "Leave out “meh”").click()
    bring_in(dialog, kept)
    assert [each.mood for each in kept.store.check_ins.newest(9)] == [Mood.GOOD]
    assert kept.store.entries.newest(9)[0].tags == ("work", "walk")


def test_an_import_is_undone_at_once(importing: Importing, kept: Kept, day_one: Path) -> None:
    dialog = looked_at(importing, kept, day_one)
    bring_in(dialog, kept)
    button(dialog, "Undo this import").click()
    kept.arrive()
    assert says(dialog, "9 things that came in are gone again")
    assert kept.store.entries.count() == 0


def test_an_import_is_undone_later_but_for_what_was_changed_since(
    importing: Importing, kept: Kept, clock: FakeClock, day_one: Path, qtbot: QtBot
) -> None:
    section = importing.make_section()
    qtbot.addWidget(section)
    section.resize(700, 400)
    section.show()
    bring_in(looked_at(importing, kept, day_one), kept)
    window(importing).close()
    clock.advance(60)
    mine = replace(kept.store.entries.newest(1)[0], text="My own words.", updated=clock.now().at)
    kept.store.entries.save(mine)
    kept.arrive()
    assert says(section, "9 entries here")
    button(section, "Undo the import of Journal.zip").click()
    kept.arrive()
    assert says(section, "8 things that came in are gone again. One that you changed since is still here.")
    assert [entry.text for entry in kept.store.entries.newest(9)] == ["My own words."]


def test_it_can_be_stopped_and_nothing_is_kept(
    importing: Importing, kept: Kept, reading: InlineRunner, day_one: Path
) -> None:
    dialog = looked_at(importing, kept, day_one)
    kept.runner.held = True
    bring_in(dialog, kept)
    button(dialog, "Stop").click()
    kept.runner.held = False
    kept.runner.go()
    kept.arrive()
    assert says(dialog, "Stopped. Nothing was changed.")
    assert kept.store.entries.count() == 0


def test_closing_the_window_stops_what_is_going_on(importing: Importing, kept: Kept, day_one: Path) -> None:
    dialog = looked_at(importing, kept, day_one)
    kept.runner.held = True
    bring_in(dialog, kept)
    dialog.close()
    kept.runner.held = False
    kept.runner.go()
    kept.arrive()
    assert importing.dialog is None
    assert not importing.is_going
    assert kept.store.entries.count() == 0


def test_words_typed_meanwhile_are_kept_after_it(importing: Importing, kept: Kept, daylio: Path) -> None:
    dialog = looked_at(importing, kept, daylio)
    kept.runner.held = True
    bring_in(dialog, kept)
    order: list[str] = []
    kept.keeper.keep(lambda store: order.append(f"{store.check_ins.count()} came before"))
    kept.runner.held = False
    kept.runner.go()
    kept.arrive()
    assert order == ["2 came before"]
    assert kept.keeper.unsaved == 0


def test_a_file_of_no_program_is_told_kindly(importing: Importing, kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "song.mp3"
    file.write_bytes(bytes(range(256)) * 20)
    dialog = looked_at(importing, kept, file)
    assert says(dialog, "song.mp3")
    button(dialog, "Choose another…").click()
    assert says(dialog, "Drop a file or folder here")


def test_a_disk_that_is_full_is_told_and_nothing_hangs(
    importing: Importing, kept: Kept, daylio: Path
) -> None:
    kept.refuse(DiskFull("selfkind.db"))
    dialog = looked_at(importing, kept, daylio)
    assert says(dialog, "The disk is full")
    assert not importing.is_going


def test_the_list_of_what_could_not_be_taken_is_saved_where_the_person_says(
    importing: Importing, kept: Kept, day_one: Path, tmp_path: Path
) -> None:
    dialog = looked_at(importing, kept, day_one)
    bring_in(dialog, kept)
    dialog.save_wanted.emit(str(tmp_path / "list.txt"), "one line\n")
    assert (tmp_path / "list.txt").read_text() == "one line\n"
    assert says(dialog, "Saved as list.txt.")


def test_locking_closes_the_window_and_forgets_what_was_read(
    importing: Importing, kept: Kept, day_one: Path
) -> None:
    looked_at(importing, kept, day_one)
    importing.put_away()
    assert importing.dialog is None


def test_the_command_line_is_told_how_far_it_is_and_what_came_of_it(
    importing: Importing, kept: Kept, day_one: Path
) -> None:
    kept.runner.held = True
    assert importing.by_command("import", {"path": str(day_one)}).ok
    assert importing.by_command("import-status", {}).result == {"going": True, "share": 0.0}
    assert not importing.by_command("import", {"path": str(day_one)}).ok, "one at a time"
    kept.runner.held = False
    kept.runner.go()
    kept.arrive()
    told = importing.by_command("import-status", {}).result
    assert isinstance(told, dict)
    assert told["said"][0] == "9 entries came in."
    undo = told["said"][1].rsplit(" ", 1)[1]
    assert importing.by_command("import", {"undo": undo}).ok
    kept.arrive()
    assert kept.store.entries.count() == 0


def test_moods_of_the_command_line_count(importing: Importing, kept: Kept, daylio: Path) -> None:
    importing.by_command("import", {"path": str(daylio), "moods": {"meh": 1}})
    kept.arrive()
    assert sorted(each.mood for each in kept.store.check_ins.newest(9)) == [Mood.VERY_HARD, Mood.GOOD]


def test_another_format_than_asked_is_not_taken(importing: Importing, kept: Kept, daylio: Path) -> None:
    importing.by_command("import", {"path": str(daylio), "format": "day-one"})
    kept.arrive()
    reply = importing.by_command("import-status", {})
    assert not reply.ok
    assert "daylio.csv is of the format" in reply.sentence
    assert kept.store.check_ins.count() == 0


def test_an_export_of_our_own_asks_for_its_passphrase_and_comes_in(
    importing: Importing, kept: Kept, own_export: Path
) -> None:
    dialog = looked_at(importing, kept, own_export)
    assert says(dialog, "is closed with a passphrase")
    seen(dialog, QLineEdit)[0].setText("not this one")
    button(dialog, "Go on").click()
    kept.arrive()
    assert says(dialog, "That passphrase does not open")
    seen(dialog, QLineEdit)[0].setText("one two three")
    button(dialog, "Go on").click()
    kept.arrive()
    assert says(dialog, "1 entry from Selfkind")
    bring_in(dialog, kept)
    assert [entry.text for entry in kept.store.entries.newest(9)] == ["From another computer."]
    button(dialog, "Undo this import").click()
    kept.arrive()
    assert kept.store.entries.count() == 0
