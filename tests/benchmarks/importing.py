"""Brings a large Day One export in through the window, and says how fast it was and whether the window froze.

    python tests/benchmarks/importing.py --entries 11000

prints one line of JSON. A process of its own: nothing that ran before it has loaded anything.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from PySide6.QtCore import QEventLoop  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from selfkind_desktop.app.clock import SystemClock  # noqa: E402
from selfkind_desktop.app.garbage import MainThreadCollector  # noqa: E402
from selfkind_desktop.app.ids import new_id  # noqa: E402
from selfkind_desktop.app.importing import Importing  # noqa: E402
from selfkind_desktop.app.keeper import Keeper  # noqa: E402
from selfkind_desktop.app.runner import ThreadRunner  # noqa: E402
from selfkind_desktop.app.unlock import unlock_here  # noqa: E402
from selfkind_desktop.domain.journal import Entry, EntryKind  # noqa: E402
from selfkind_desktop.paths import Paths  # noqa: E402
from selfkind_desktop.storage.store import Store  # noqa: E402
from selfkind_desktop.ui.importing.values import Wishes  # noqa: E402
from selfkind_desktop.ui.theme import Appearance  # noqa: E402
from tests.benchmarks.stalls import watching  # noqa: E402

_WORDS = [
    "walk",
    "rain",
    "tea",
    "letter",
    "canal",
    "light",
    "quiet",
    "sister",
    "lamp",
    "soup",
    "radio",
    "bed",
    "meeting",
    "kind",
    "voice",
    "enough",
    "morning",
    "cold",
    "window",
    "fern",
    "hands",
    "breath",
    "friend",
    "train",
    "book",
    "number",
    "slow",
    "warm",
    "garden",
    "door",
    "key",
    "paper",
    "evening",
    "song",
    "bread",
]
_PATIENCE = 300.0
_REST = 3.0
"""Seconds at the start in which nothing is done: what freezes then is this machine's."""


def write_day_one(path: Path, entries: int, words: int = 120) -> None:
    """A believable export: Markdown with a heading, a few tags, zones, stars."""
    chance = random.Random(11)
    at = datetime(1996, 1, 1, 7, tzinfo=UTC)
    rows = []
    for number in range(entries):
        at += timedelta(hours=chance.uniform(2, 44))
        text = " ".join(chance.choices(_WORDS, k=words))
        rows.append(
            {
                "uuid": f"{chance.getrandbits(128):032X}",
                "creationDate": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "modifiedDate": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "timeZone": chance.choice(("Europe/Berlin", "America/New_York")),
                "text": f"# {' '.join(chance.choices(_WORDS, k=4))}\n\n{text} {number}.",
                "tags": chance.sample(_WORDS[:12], k=chance.choice((0, 1, 2))),
                "starred": chance.random() < 0.05,
            }
        )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Journal.json", json.dumps({"metadata": {"version": "1.0"}, "entries": rows}))


class Bench:
    """A home with a store and the window.

    Args:
        folder: for the home and the export.
        entries: how many the export has.
    """

    def __init__(self, folder: Path, entries: int) -> None:
        self._export = folder / "Journal.zip"
        self._count = entries
        write_day_one(self._export, entries)
        paths = Paths.below(folder / "home")
        paths.data.mkdir(parents=True)
        self._clock = SystemClock()
        self._runner = ThreadRunner()
        self._keeper = Keeper(
            lambda: Store.open(paths.database, unlock_here(paths.vault, paths.key_file), self._clock),
            self._runner,
        )
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._appearance = Appearance(application)
        self._appearance.prepare()
        self._importing = Importing(lambda: self._appearance, self._clock, self._keeper, new_id)
        self._spins = QEventLoop()
        self._waits: list[float] = []

    def run(self) -> dict[str, float]:
        """Look, take, and write a line every 50 ms meanwhile, as one does who types."""
        self._keeper.warm()
        section = self._importing.make_section()
        section.show()
        with watching() as resting:
            began = time.perf_counter()
            self._until(lambda: time.perf_counter() - began > _REST)
        with watching() as looking:
            started = time.perf_counter()
            self._importing.open(str(self._export))
            self._until(lambda: not self._importing.is_going)
            looked = time.perf_counter() - started
        shares = [0.0]
        dialog = self._importing.dialog
        assert dialog is not None
        self._importing.progressed.connect(shares.append)
        with watching() as taking:
            started = time.perf_counter()
            dialog.import_wanted.emit(Wishes())
            self._until(lambda: not self._importing.is_going, meanwhile=self._type)
            took = time.perf_counter() - started
        self._until(lambda: not self._keeper.unsaved)
        found: list[int] = []
        self._keeper.ask(lambda store: store.entries.count(), found.append)
        self._until(lambda: bool(found))
        assert found[0] >= self._count, found
        self._importing.close()
        self._keeper.close()
        return {
            "entries": self._count,
            "look_seconds": looked,
            "take_seconds": took,
            "per_second": self._count / (looked + took),
            "steps": len(set(shares)),
            "rest_stall": resting.longest,
            "look_stall": looking.longest,
            "take_stall": taking.longest,
            "save_waited": max(self._waits, default=0.0),
        }

    def _type(self) -> None:
        now = self._clock.now()
        entry = Entry(new_id(), now.stamp(), EntryKind.FREE, "A line typed meanwhile.", now.at)
        began = time.perf_counter()
        self._keeper.keep(
            lambda store: store.entries.save(entry), lambda: self._waits.append(time.perf_counter() - began)
        )

    def _until(self, is_so: Callable[[], bool], meanwhile: Callable[[], None] | None = None) -> None:
        give_up = time.perf_counter() + _PATIENCE
        last = 0.0
        while not is_so():
            self._spins.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            now = time.perf_counter()
            if meanwhile is not None and now - last > 0.05:
                last = now
                meanwhile()
            if now > give_up:
                raise TimeoutError


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=11_000)
    asked = parser.parse_args()
    application = QApplication([])
    collector = MainThreadCollector()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(Bench(Path(folder), asked.entries).run()))
    collector.close()
    application.quit()


if __name__ == "__main__":
    main()
