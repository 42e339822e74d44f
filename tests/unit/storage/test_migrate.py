"""An older database is copied, checked and brought up to date; a newer one is left alone."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.schema import MetaData

from selfkind_desktop.storage import backup, cipher, database, errors, migrate, schema
from selfkind_desktop.storage.database import Database
from selfkind_desktop.storage.migrate import SCRIPTS, Revisions
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey
from tests.fakes import FakeClock

from .conftest import START, Records, bytes_of

NEXT = "9999"

TABLE_MADE_ANEW = """
    with op.batch_alter_table("entries") as entries:
        entries.add_column(sa.Column("later", sa.String(), nullable=False, server_default=""))
        entries.alter_column("kind", existing_type=sa.String(), nullable=True)
"""
FAILS_HALFWAY = TABLE_MADE_ANEW + '    op.execute("INSERT INTO nowhere VALUES (1)")\n'
FAILS_IN_ALEMBIC = (
    TABLE_MADE_ANEW + '    from alembic.util import CommandError\n    raise CommandError("no")\n'
)
BREAKS_REFERENCES = "    op.execute('DELETE FROM entries')\n"


@pytest.fixture
def revisions(tmp_path: Path) -> Callable[[str], Revisions]:
    """A program that is one revision ahead of this one; the test says what its step does."""

    def ahead(step: str) -> Revisions:
        scripts = tmp_path / "100 % ahead"
        shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        lines = [
            "import sqlalchemy as sa",
            "from alembic import op",
            f'revision = "{NEXT}"',
            f'down_revision = "{schema.NEWEST}"',
            "def upgrade():",
            step,
        ]
        (scripts / "versions" / f"{NEXT}_later.py").write_text("\n".join(lines))
        return Revisions((*schema.KNOWN, NEXT), scripts)

    return ahead


def schema_of(opened: Database) -> dict[str, object]:
    """Every table, its columns, references and indexes, as SQLite sees them."""
    raw = opened.raw
    names = [
        row[0]
        for row in raw.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
        if not row[0].startswith("sqlite_")
    ]

    def ask(pragma: str, name: str) -> list[tuple[object, ...]]:
        return [tuple(row)[1:] for row in raw.execute(f"PRAGMA {pragma}('{name}')")]

    triggers = {
        name: " ".join(sql.replace(";", " ; ").split())
        for name, sql in raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    }
    return triggers | {
        name: (
            sorted(ask("table_info", name)),
            sorted(ask("foreign_key_list", name)),
            sorted(row for row in ask("index_list", name) if str(row[0]).startswith("ix_")),
        )
        for name in names
    }


def not_of_the_search(name: str | None, kind: str, _parents: object) -> bool:
    """SQLite keeps the tables of the full-text index by itself."""
    return kind != "table" or not str(name).startswith("entry_search")


def run_all_revisions(path: Path, key: DatabaseKey) -> Database:
    """A database that came about step by step, as the oldest one still in use."""
    path.touch()
    opened = Database(path, key)
    with opened.writing() as connection:
        config = Config()
        config.set_main_option("path_separator", "os")
        config.set_main_option("script_location", str(SCRIPTS))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return opened


def test_the_known_revisions_are_those_in_the_folder() -> None:
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(SCRIPTS))
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == schema.KNOWN
    assert scripts.get_current_head() == schema.NEWEST


def test_a_new_database_and_a_migrated_one_are_the_same(tmp_path: Path, key: DatabaseKey) -> None:
    migrated = run_all_revisions(tmp_path / "migrated.db", key)
    database.create(tmp_path / "new.db", key, START)
    new = Database(tmp_path / "new.db", key)
    try:
        assert schema_of(migrated) == schema_of(new)
        for opened in (migrated, new):
            with opened.reading() as connection:
                context = MigrationContext.configure(connection, opts={"include_name": not_of_the_search})
                assert context.get_current_revision() == schema.NEWEST
                assert compare_metadata(context, schema.METADATA) == []
        with new.reading() as connection:
            # A table that no revision makes would be noticed.
            forgotten = MetaData()
            assert compare_metadata(MigrationContext.configure(connection), forgotten) != []
    finally:
        migrated.close()
        new.close()


def test_revisions_know_nothing_of_todays_tables() -> None:
    for script in (SCRIPTS / "versions").glob("*.py"):
        assert not re.search(r"selfkind_desktop", script.read_text()), script.name


def test_an_older_database_is_copied_checked_and_brought_up_to_date(
    store: Store,
    path: Path,
    key: DatabaseKey,
    clock: FakeClock,
    records: Records,
    revisions: Callable[[str], Revisions],
) -> None:
    entry = records.entry("kept through the years")
    store.entries.save(entry)
    store.pauses.add(records.pause(entry=entry.id))
    store.close()
    told: list[str] = []
    updated = Store.open(path, key, clock, revisions(TABLE_MADE_ANEW), lambda: told.append("updating"))
    try:
        assert told == ["updating"]
        assert updated.entries.get(entry.id) == entry
        assert [pause.entry for pause in updated.pauses.newest(1)] == [entry.id]
        with updated._database.reading() as connection:
            assert connection.execute(text("SELECT later FROM entries")).scalar_one() == ""
        raw = updated._database.raw
        assert cipher.complaints(raw) == []
        assert raw.execute("PRAGMA foreign_keys").fetchone()[0] == 1
    finally:
        updated.close()
    assert cipher.schema_revision(path, key) == NEXT

    [copy] = (path.parent / "backups").glob("*.db")
    assert copy.name == f"selfkind-20261123T080000Z-before-{NEXT}.db"
    assert cipher.schema_revision(copy, key) == schema.NEWEST
    before = Database(copy, key)
    try:
        with before.reading() as connection:
            assert connection.execute(text("SELECT text FROM entries")).scalar_one() == entry.text
    finally:
        before.close()


def test_a_database_of_this_version_is_neither_copied_nor_updated(
    store: Store, path: Path, key: DatabaseKey, clock: FakeClock
) -> None:
    store.close()
    told: list[str] = []
    Store.open(path, key, clock, on_update=lambda: told.append("updating")).close()
    assert told == []
    assert not (path.parent / "backups").exists()


@pytest.mark.parametrize("step", [FAILS_HALFWAY, FAILS_IN_ALEMBIC, BREAKS_REFERENCES])
def test_a_step_that_fails_is_undone_whole(
    step: str,
    store: Store,
    path: Path,
    key: DatabaseKey,
    clock: FakeClock,
    records: Records,
    revisions: Callable[[str], Revisions],
) -> None:
    entry = records.entry("still here")
    store.entries.save(entry)
    store.pauses.add(records.pause(entry=entry.id))
    before = schema_of(store._database)
    store.close()
    with pytest.raises(errors.UpdateFailed) as caught:
        Store.open(path, key, clock, revisions(step))
    assert "selfkind.db" in caught.value.sentence
    again = Store.open(path, key, clock)
    try:
        assert again.entries.get(entry.id) == entry
        assert again.pauses.count() == 1
        assert schema_of(again._database) == before
        assert cipher.complaints(again._database.raw) == []
    finally:
        again.close()


def test_without_a_good_copy_nothing_is_updated(
    store: Store,
    path: Path,
    key: DatabaseKey,
    clock: FakeClock,
    revisions: Callable[[str], Revisions],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store.close()
    ahead = revisions(TABLE_MADE_ANEW)
    (path.parent / "backups").write_text("a file where the folder should be")
    with pytest.raises(errors.NotWritable):
        Store.open(path, key, clock, ahead)
    (path.parent / "backups").unlink()

    def rotten(opened: Database, copy: Path, _progress: object) -> None:
        opened.raw.execute("SELECT 1")
        copy.write_bytes(b"\0" * 8192)

    monkeypatch.setattr(backup, "_copy", rotten)
    with pytest.raises(errors.BackupFailed):
        Store.open(path, key, clock, ahead)
    assert list((path.parent / "backups").iterdir()) == []
    assert cipher.schema_revision(path, key) == schema.NEWEST


def test_a_newer_database_is_refused_and_not_a_byte_is_touched(
    store: Store, path: Path, data: Path, key: DatabaseKey, clock: FakeClock
) -> None:
    store._database.raw.execute("UPDATE alembic_version SET version_num = '2042'")
    store.close()
    before = bytes_of(data)
    with pytest.raises(errors.DatabaseNewer) as caught:
        Store.open(path, key, clock)
    assert "newer" in caught.value.sentence
    assert bytes_of(data) == before


def test_a_newer_database_that_crashed_keeps_its_log(
    store: Store, path: Path, data: Path, key: DatabaseKey, clock: FakeClock, tmp_path: Path
) -> None:
    """The newer revision may be in the log only, which has to be read and must not be lost."""
    store._database.raw.execute("UPDATE alembic_version SET version_num = '2042'")
    left = tmp_path / "left"
    left.mkdir()
    for file in data.iterdir():
        if not file.name.endswith("-shm"):
            shutil.copy(file, left)
    before = bytes_of(left)
    assert "selfkind.db-wal" in before
    with pytest.raises(errors.DatabaseNewer):
        Store.open(left / path.name, key, clock)
    after = bytes_of(left)
    assert {name: after[name] for name in before} == before


def test_scripts_are_found_where_the_package_is() -> None:
    assert (migrate.SCRIPTS / "env.py").is_file()
    assert (migrate.SCRIPTS / "script.py.mako").is_file()
