"""Opens, searches and scrolls a journal of 100,000 encrypted entries, and says how fast that was.

    python tests/benchmarks/journal.py --entries 100000

prints one line of JSON. A process of its own: nothing that ran before it has loaded anything. The database is
made once and kept in the folder for temporary files; making it takes minutes.
"""

import argparse
import json
import os
import random
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QLineEdit  # noqa: E402

from selfkind_desktop import assets  # noqa: E402
from selfkind_desktop.app.choices import Choices  # noqa: E402
from selfkind_desktop.app.clock import SystemClock  # noqa: E402
from selfkind_desktop.app.garbage import MainThreadCollector  # noqa: E402
from selfkind_desktop.app.journal import JournalPlace  # noqa: E402
from selfkind_desktop.app.keeper import Keeper  # noqa: E402
from selfkind_desktop.app.prompting import prompting_of  # noqa: E402
from selfkind_desktop.app.runner import ThreadRunner  # noqa: E402
from selfkind_desktop.app.unlock import unlock_here  # noqa: E402
from selfkind_desktop.domain.journal import Entry, EntryKind  # noqa: E402
from selfkind_desktop.domain.moment import Stamp  # noqa: E402
from selfkind_desktop.domain.records import Mood  # noqa: E402
from selfkind_desktop.domain.settings import Settings  # noqa: E402
from selfkind_desktop.paths import Paths  # noqa: E402
from selfkind_desktop.storage.config_file import ConfigFile  # noqa: E402
from selfkind_desktop.storage.store import Store  # noqa: E402
from selfkind_desktop.ui.pages.find_field import FindField  # noqa: E402
from selfkind_desktop.ui.theme import Appearance  # noqa: E402
from tests.benchmarks.stalls import watching  # noqa: E402

_TOGETHER = 5000
_WORD = re.compile(r"[a-z]{1,24}")
_FIRST = 50
_PATIENCE = 60.0
_SEEKED = (
    "that feels kinder",
    "compassion",
    "because you",
    "a friend would",
    '"in the body"',
    "breath",
    "gentle hands",
    "something",
)
_RARE = 20_000
"""Names and other words that hardly come twice."""


def words_of(chance: random.Random) -> tuple[list[str], list[float]]:
    """The words of our own texts, as often as they are there, and rare ones; with their weights."""
    texts = " ".join(path.read_text() for path in sorted(assets.path("content", "en").rglob("*.toml")))
    counted = Counter(_WORD.findall(texts.lower()))
    consonants, vowels = "bcdfghjklmnprstvwz", "aeiou"
    for _ in range(_RARE):
        syllables = [chance.choice(consonants) + chance.choice(vowels) for _ in range(chance.randint(2, 5))]
        counted["".join(syllables)] += 0
    rare = 0.03 * sum(counted.values()) / _RARE
    return list(counted), [count or rare for count in counted.values()]


def make(paths: Paths, entries: int, words: int = 120) -> None:
    """A journal of `entries`, over thirty years until today."""
    paths.data.mkdir(parents=True, exist_ok=True)
    clock = SystemClock()
    store = Store.open(paths.database, unlock_here(paths.vault, paths.key_file), clock)
    chance = random.Random(7)
    vocabulary, weights = words_of(chance)
    tags = chance.sample(vocabulary[:1500], k=40)
    end = clock.now().at
    step = timedelta(days=30 * 365.25) / entries
    kinds = [*[EntryKind.FREE] * 6, EntryKind.REFRAME, EntryKind.KIND_MOMENT, EntryKind.GRATITUDE]
    batch: list[Entry] = []
    for number in range(entries):
        at = end - step * (entries - number)
        text = " ".join(chance.choices(vocabulary, weights, k=words))
        entry = Entry(
            f"{chance.getrandbits(128):032x}",
            Stamp(at, "Europe/Berlin", at.date()),
            chance.choice(kinds),
            text,
            at,
            title=" ".join(chance.choices(vocabulary, weights, k=4)).capitalize()
            if chance.random() < 0.7
            else "",
            after=chance.choice((None, *Mood)),
            tags=tuple(chance.sample(tags, k=chance.choice((0, 1, 2)))),
            starred=chance.random() < 0.01,
        )
        batch.append(entry)
        if len(batch) == _TOGETHER:
            store.entries.add_many(batch)
            batch.clear()
            print(f"{number + 1} of {entries} entries made", file=sys.stderr, flush=True)
    store.entries.add_many(batch)
    store.close()


def home_of(entries: int) -> Paths:
    """Where the journal of so many entries is; made now if it is not there yet."""
    folder = Path(tempfile.gettempdir()) / f"selfkind-journal-{entries}"
    paths = Paths.below(folder)
    if not (folder / "whole").exists():
        make(paths, entries)
        (folder / "whole").touch()
    return paths


class Bench:
    """The journal in a window, and a store beside it for the bare index.

    Args:
        paths: its home.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._clock = SystemClock()
        self._runner = ThreadRunner()
        self._key = unlock_here(paths.vault, paths.key_file)
        self._keeper = Keeper(lambda: Store.open(paths.database, self._key, self._clock), self._runner)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._appearance = Appearance(application)
        self._appearance.prepare()
        self._spins = QEventLoop()

    def run(self) -> dict[str, float]:
        """Open, search, scroll."""
        self._keeper.warm()
        self._idle(1.0)
        figures = self._open()
        figures |= self._seek()
        figures |= self._scroll()
        self._keeper.close()
        return figures

    def _open(self) -> dict[str, float]:
        started = time.perf_counter()
        choices = Choices(ConfigFile(self._paths.config_file), Settings())
        place = JournalPlace(
            self._appearance, self._clock, choices, self._keeper, prompting_of(self._paths, self._clock)
        )
        page = self._page = place.page
        self._place = place
        page.resize(984, 760)
        page.show()
        place.refresh()
        self._until(lambda: page.model.rowCount() > 0)
        page.grab()
        opened = time.perf_counter() - started
        with watching(0.001) as stalls:
            self._until(lambda: page.model.rowCount() > _FIRST)
            self._idle(3.0)
        return {"open_seconds": opened, "rest_stall": stalls.longest}

    def _seek(self) -> dict[str, float]:
        field = next(each for each in self._page.findChildren(QLineEdit) if isinstance(each, FindField))
        answered: list[bool] = []
        self._page.model.modelReset.connect(lambda: answered.append(True))
        self._page.model.rows_came.connect(lambda: answered.append(True))
        beside = Store.open(self._paths.database, self._key, self._clock)
        answers, bare, stalls, own = [], [], [], []
        for words in _SEEKED:
            typed = ""
            for letter in words:
                typed += letter
                answered.clear()
                with watching(0.001) as watched:
                    started, spent = time.perf_counter(), time.thread_time()
                    field.insert(letter)
                    self._until(lambda: bool(answered))
                    # What is found is painted, as it would be in front of somebody, and not once more.
                    self._spins.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
                    answers.append(time.perf_counter() - started)
                    own.append(time.thread_time() - spent)
                stalls.append(watched.longest)
                self._idle(0.02)
                bare.append(_bare(beside, typed))
            self._idle(0.6)
            field.clear()
            self._idle(0.6)
        beside.close()
        slowest = sorted(zip(answers, _typed(), strict=True), reverse=True)[:5]
        print("slowest:", [(round(s * 1000), words) for s, words in slowest], file=sys.stderr)
        return {
            "keys": len(answers),
            "key_p50": statistics.median(answers),
            "key_p95": _p95(answers),
            "bare_p50": statistics.median(bare),
            "bare_p95": _p95(bare),
            "key_main_p95": _p95(own),
            "key_stall_p95": _p95(stalls),
            "key_stall_max": max(stalls),
        }

    def _scroll(self) -> dict[str, float]:
        view = self._page.list.entries
        bar = view.verticalScrollBar()
        self._until(lambda: self._page.model.rowCount() > _FIRST)
        frames = []
        for turn in range(600):
            started = time.perf_counter()
            bar.setValue(bar.value() + 240 if turn % 100 else bar.maximum() * turn // 700)
            view.viewport().repaint()
            QApplication.processEvents()
            frames.append(time.perf_counter() - started)
            self._idle(0.016 - frames[-1])
        return {"frame_p50": statistics.median(frames), "frame_max": max(frames)}

    def _idle(self, seconds: float) -> None:
        end = time.perf_counter() + seconds
        QTimer.singleShot(max(0, round(seconds * 1000)), self._spins.quit)
        while time.perf_counter() < end:
            self._spins.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            time.sleep(0.001)

    def _until(self, is_so: Callable[[], bool]) -> None:
        give_up = time.perf_counter() + _PATIENCE
        while not is_so():
            self._spins.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() > give_up:
                raise TimeoutError


def _typed() -> list[str]:
    return [words[: end + 1] for words in _SEEKED for end in range(len(words))]


def _bare(store: Store, typed: str) -> float:
    """The full-text index alone and its rows: the newest 50 in which the words are."""
    words = typed.replace('"', "").split() or ["a"]
    # A beginning of more than three letters takes the index itself seconds: it is asked as a word.
    asked = " AND ".join(f'"{word}"' for word in words) + (" *" if 1 < len(words[-1]) < 4 else "")
    started = time.perf_counter()
    store.database.raw.execute(
        "SELECT entries.* FROM entry_search JOIN entries ON number = entry_search.rowid"
        " WHERE entry_search MATCH ? ORDER BY entry_search.rowid DESC LIMIT 50",
        (asked,),
    ).fetchall()
    return time.perf_counter() - started


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000)
    asked = parser.parse_args()
    paths = home_of(asked.entries)
    application = QApplication([])
    collector = MainThreadCollector()
    print(json.dumps({"entries": asked.entries} | Bench(paths).run()))
    collector.deleteLater()
    application.processEvents()


if __name__ == "__main__":
    main()
