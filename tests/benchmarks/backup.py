"""What a backup of years of words costs, beside copying and reading the same file in the same run.

Reading means what a program has to do to read it: decipher every page. Both sides write to the disk and
read back from it, not from memory. While it runs, a timer in the main thread says how long that was held up.
"""

import contextlib
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from selfkind_desktop.app.backup_work import Place
from selfkind_desktop.app.long_work import LongWork
from selfkind_desktop.app.runner import ThreadRunner
from selfkind_desktop.domain.progress import Progress
from selfkind_desktop.storage import cipher
from selfkind_desktop.storage.backup import write_backup
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey, create_vault
from tests.fakes import FakeClock, FakeKeyStore
from tests.unit.storage.conftest import Records, fake_ids, fake_random

SIZE = 150_000_000
_BATCH = 2000
_WORDS = [f"word{number}" for number in range(4000)]
_CHUNK = 1 << 20
_TICK_MS = 5


def fill(folder: Path, size: int = SIZE) -> Place:
    """A database of that size, of entries of about 120 words."""
    path = folder / "data" / "selfkind.db"
    key = create_vault(path.with_name("vault.json"), [FakeKeyStore()], fake_ids(), fake_random())
    clock, chance = FakeClock(), random.Random(1)
    records = Records(clock, lambda: f"{chance.getrandbits(128):032x}")
    store = Store.open(path, key, clock)
    while path.stat().st_size < size:
        store.entries.add_many(records.entry(" ".join(chance.choices(_WORDS, k=120))) for _ in range(_BATCH))
        clock.advance(hours=8)
    store.close()
    return Place(path, key)


def copy_and_read(place: Place, folder: Path) -> tuple[float, float]:
    """Seconds to copy the file onto the disk and read its bytes, and to copy it and read its pages."""
    target = folder / "copy"
    _from_disk(place.path)
    began = time.perf_counter()
    with place.path.open("rb") as given, target.open("wb") as taken:
        while piece := given.read(_CHUNK):
            taken.write(piece)
        taken.flush()
        os.fsync(taken.fileno())
    copied = time.perf_counter() - began
    _from_disk(target)
    began = time.perf_counter()
    with target.open("rb") as given:
        while given.read(_CHUNK):
            pass
    bytes_read = time.perf_counter() - began
    _from_disk(target)
    began = time.perf_counter()
    _read_pages(target, place.key)
    pages_read = time.perf_counter() - began
    target.unlink()
    return copied + bytes_read, copied + pages_read


def _read_pages(path: Path, key: DatabaseKey) -> None:
    with contextlib.closing(cipher.connect(path, key, mode="immutable")) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            with contextlib.suppress(Exception):  # a table of the search index that cannot be read as one
                for _ in connection.execute(f'SELECT * FROM "{name}"'):
                    pass


def back_up(place: Place, folder: Path) -> tuple[float, float]:
    """Seconds that a backup takes in its thread, and the longest that the main thread was held up."""
    from PySide6.QtCore import QCoreApplication, QTimer

    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    runner = ThreadRunner()
    work = LongWork(runner)
    stall, last = 0.0, time.perf_counter()

    def tick() -> None:
        nonlocal stall, last
        now = time.perf_counter()
        stall = max(stall, now - last - _TICK_MS / 1000)
        last = now

    timer = QTimer(interval=_TICK_MS)
    timer.timeout.connect(tick)
    _from_disk(place.path)
    made: list[Path] = []
    work.over.connect(application.quit)
    last = began = time.perf_counter()
    timer.start()
    now = FakeClock().now().at

    def copy(progress: Progress) -> Path:
        return write_backup(place, folder / "copies", now, "automatic", progress)

    work.begin(copy, made.append)
    application.exec()
    took = time.perf_counter() - began
    timer.stop()
    runner.close(5)
    made[0].unlink()
    return took, stall


def measure(rounds: int, folder: Path, tell: Callable[[str], None]) -> tuple[list[float], ...]:
    """Seconds of each round: a backup, copying and reading its pages, or its bytes, a stall."""
    place = fill(folder)
    tell(f"a database of {place.path.stat().st_size / 1e6:.0f} MB")
    ours, pages, raw, stalls = [], [], [], []
    for turn in range(rounds + 1):
        of_bytes, of_pages = copy_and_read(place, folder)
        took, stall = back_up(place, folder)
        if turn:  # the first one warms everything up
            ours.append(took)
            raw.append(of_bytes)
            pages.append(of_pages)
            stalls.append(stall)
    return ours, pages, raw, stalls


def _from_disk(path: Path) -> None:
    """Have what is read next come from the disk."""
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    if sys.platform == "linux":
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(handle)
