"""A process that is killed while it writes loses nothing that it had said is kept."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from selfkind_desktop.storage import cipher, schema
from selfkind_desktop.storage.migrate import SCRIPTS
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey
from tests.fakes import FakeClock

from .conftest import Records

WRITER = Path(__file__).with_name("crash_writer.py")
ROOT = Path(__file__).parents[3]
KILLS = int(os.environ.get("SELFKIND_KILLS", "8"))
"""How often the writer is killed; a long run asks for more."""


@contextmanager
def writer(
    path: Path, key: DatabaseKey, seed: int, program: str = "write"
) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, str(WRITER), str(path), key.hex(), key.device, str(seed), program],
        stdin=subprocess.PIPE,  # never closed: what reads it waits until it is killed
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def lines_until_killed(process: subprocess.Popen[str], lines: int) -> list[str]:
    """Read so many lines, kill the process, and read what it still had said."""
    assert process.stdout is not None
    said = [process.stdout.readline() for _ in range(lines)]
    process.kill()
    said += process.stdout.readlines()
    return [line.strip() for line in said if line.endswith("\n")]


def check(path: Path, key: DatabaseKey, said: list[str]) -> None:
    """The database opens, is whole, and holds everything that was said to be kept."""
    store = Store.open(path, key, FakeClock())
    try:
        assert cipher.complaints(store._database.raw) == []
        for line in said:
            collection, _, rest = line.partition(" ")
            record_id, _, length = rest.partition(" ")
            if collection == "entries":
                entry = store.entries.get(record_id)
                assert entry is not None, line
                assert len(entry.text) >= int(length), line
            elif collection in ("pauses", "check_ins"):
                assert getattr(store, collection).get(record_id) is not None, line
        for pause in store.pauses.newest(10_000):
            assert pause.entry is not None
            assert store.entries.get(pause.entry) is not None
    finally:
        store.close()


@pytest.mark.timeout(60 + 5 * KILLS)
def test_a_killed_writer_loses_nothing_it_had_kept(path: Path, key: DatabaseKey) -> None:
    chance = random.Random(8)
    said: list[str] = []
    for number in range(KILLS):
        with writer(path, key, seed=number + 1) as process:
            said += lines_until_killed(process, chance.choice([3, 4, *range(5, 120)]))
        check(path, key, said)
    assert len(said) > KILLS * 3


def test_a_first_start_that_is_killed_can_be_repeated(path: Path, key: DatabaseKey) -> None:
    with writer(path, key, seed=1) as process:
        said = lines_until_killed(process, 1)
    check(path, key, said)


def test_an_update_that_is_killed_halfway_leaves_the_old_schema(
    store: Store, path: Path, key: DatabaseKey, records: Records, tmp_path: Path
) -> None:
    entry = records.entry("before the update")
    store.entries.save(entry)
    store.close()
    scripts = tmp_path / "scripts"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "9999_later.py").write_text(
        "\n".join(
            [
                "import sys, sqlalchemy as sa",
                "from alembic import op",
                f'revision, down_revision = "9999", "{schema.NEWEST}"',
                "def upgrade():",
                '    with op.batch_alter_table("entries") as entries:',
                '        entries.add_column(sa.Column("later", sa.String()))',
                '    op.execute("DELETE FROM check_ins")',
                '    print("halfway", flush=True)',
                "    sys.stdin.read()",  # until it is killed
            ]
        )
    )
    with writer(path, key, 1, f"update:{scripts}") as process:
        assert lines_until_killed(process, 2) == ["opening", "halfway"]
    check(path, key, [f"entries {entry.id} {len(entry.text)}"])
    assert cipher.schema_revision(path, key) == schema.NEWEST
    assert len(list((path.parent / "backups").glob("*.db"))) == 1


@pytest.mark.only_on("linux", "darwin")
def test_a_disk_that_takes_no_more_keeps_what_it_took_and_goes_on_later(path: Path, key: DatabaseKey) -> None:
    with writer(path, key, 1, "full") as process:
        assert process.stdout is not None
        said = process.stdout.read().splitlines()
        assert process.wait() == 0
    assert [line for line in said if line.startswith("refused")] in (
        ["refused disk-full"],
        ["refused disk-trouble"],
    )
    assert len(said) > 5
    check(path, key, said)
