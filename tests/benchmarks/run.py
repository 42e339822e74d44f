"""Measures the budgets: each a ratio to a bare PySide6 program in the same run, the median of several rounds.

make bench                      all rows, 7 rounds
make bench ARGS="--only icon"   one row
"""

import argparse
import contextlib
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_CHECKOUT), str(_CHECKOUT / "packaging")]

from selfkind_desktop.domain.schedule import TYPING_LULL  # noqa: E402
from tests.benchmarks import measures, unlocking  # noqa: E402  # the checkout is found just above
from tests.desktop.program import Selfkind  # noqa: E402
from tests.desktop.program import command as selfkind_command  # noqa: E402
from tests.desktop.reader import reader  # noqa: E402
from tests.desktop.session import Desktop, desktop  # noqa: E402
from tests.desktop.waiting import wait_until  # noqa: E402

_BARE = [sys.executable, str(Path(__file__).with_name("bare.py"))]
_BAR = 24
_AHEAD = TYPING_LULL + 3


@dataclass(frozen=True, slots=True)
class Row:
    """One budget and what was measured.

    Attributes:
        name: what it is.
        measured: the median of ours, in `unit`.
        unit: seconds, MiB, ...
        limit: what it may be at most, in `unit`.
        told: the limit in words.
        spread: the lowest and the highest of ours.
    """

    name: str
    measured: float
    unit: str
    limit: float
    told: str
    spread: tuple[float, float]

    @property
    def holds(self) -> bool:
        """Whether the budget is kept."""
        return self.measured <= self.limit


class Bench:
    """Runs the measurements in one desktop.

    Args:
        session: a desktop with a tray and without a screen reader.
        rounds: how often each is measured.
    """

    def __init__(self, session: Desktop, rounds: int) -> None:
        self._desktop = session
        self._rounds = rounds
        self._homes = 0

    # --- the rows ---

    def unlock(self) -> list[Row]:
        """From Enter to the key, beyond what Argon2id takes."""
        home = self._desktop.folder / "unlocking"
        return [_plain("unlocking beyond Argon2id", unlocking.beyond_argon2id(home, self._rounds), "s", 0.05)]

    def icon(self) -> list[Row]:
        """From starting the process to its icon's registration on the bus."""
        watch = measures.TrayWatch(self._desktop)
        ours, bare = [], []
        home = self._home()
        with contextlib.closing(watch):
            for turn in range(self._rounds + 1):
                bare.append(self._seconds_until_icon(watch, _BARE, self._desktop.environment))
                ours.append(self._seconds_until_icon(watch, selfkind_command(), home.environment))
                if turn == 0:  # byte code and disk caches are filled before anything counts
                    ours.clear()
                    bare.clear()
        return [_ratio("time to the tray icon", ours, bare, "s", 1.3)]

    def waiting(self) -> list[Row]:
        """Memory while it waits and nothing was opened."""
        ours, bare = [], []
        home = self._home()
        for _ in range(self._rounds):
            with self._bare() as process:
                bare.append(measures.settled_memory(process.pid))
            with self._running(home) as pid:
                ours.append(measures.settled_memory(pid))
        return [_ratio("memory while waiting", ours, bare, "MiB", 1.25)]

    def used(self) -> list[Row]:
        """Memory after a pause and the main window were used and closed."""
        ours, bare = [], []
        for _ in range(self._rounds):
            with self._bare() as process:
                bare.append(measures.settled_memory(process.pid))
            home = self._home()
            with self._running(home) as pid:
                self._use(home, pid)
                ours.append(measures.settled_memory(pid))
        return [_ratio("memory after use", ours, bare, "MiB", 2.2)]

    def idle(self, minutes: float = 2.0) -> list[Row]:
        """Wake-ups and processor time of two idle minutes; all at once: nobody disturbs another."""
        with contextlib.ExitStack() as stack:
            bare = [stack.enter_context(self._bare()).pid for _ in range(self._rounds)]
            ours = [stack.enter_context(self._running(self._home())) for _ in range(self._rounds)]
            for pid in (*bare, *ours):
                measures.settled_memory(pid)
            time.sleep(10)  # what a program still does after its start is not waiting
            before = {pid: measures.effort(pid) for pid in (*bare, *ours)}
            time.sleep(minutes * 60)
            spent = {pid: measures.effort(pid) - before[pid] for pid in (*bare, *ours)}
        wakes = [float(spent[pid].wake_ups) for pid in ours]
        bare_wakes = [float(spent[pid].wake_ups) for pid in bare]
        seconds = [spent[pid].seconds for pid in ours]
        bare_seconds = [spent[pid].seconds for pid in bare]
        return [
            _more("wake-ups, 2 idle minutes", wakes, bare_wakes, "", 4),
            _more("processor, 2 idle minutes", seconds, bare_seconds, "s", 0.05),
        ]

    def due(self) -> list[Row]:
        """From the moment when a pause is due to the first pixel of the card, and from Begin to the pause."""
        home = self._home()
        card_spot, begin, pause_spots = self._rehearse(home)
        cards, pauses = [], []
        for _ in range(self._rounds):
            self._be_there()
            due = home.due_in(_AHEAD).timestamp()
            with self._running(home) as pid:
                screen = self._desktop.screen
                empty = [screen.pixel(*card_spot)]
                cards.append(measures.painted(screen, [card_spot], empty, within=15) - due)
                measures.wait_for(lambda: home.status()["state"] == "offered")
                before = [screen.pixel(*spot) for spot in pause_spots]
                clicked = time.time()
                screen.click(*begin)
                pauses.append(measures.painted(screen, pause_spots, before, within=15) - clicked)
                measures.wait_for(lambda: home.status()["state"] == "in_pause")
                self._end_pause(home, pid)
                home.quit()
        return [
            _plain("due until the card is painted", [value * 1000 for value in cards], "ms", 100),
            _plain("Begin until the pause is painted", [value * 1000 for value in pauses], "ms", 150),
        ]

    def bring_in(self) -> list[Row]:
        """11,000 entries of Day One through the window: how long, and how long anything froze."""
        command = [sys.executable, str(Path(__file__).with_name("importing.py"))]
        told = [
            json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            for _ in range(min(self._rounds, 3))
        ]
        each = [1e6 * one["take_seconds"] / one["entries"] for one in told]
        return [
            _plain("import, 1,000 entries", each, "ms", 500),
            _plain("import, longest freeze", [1000 * one["take_stall"] for one in told], "ms", 50),
            _plain("import, looking, longest freeze", [1000 * one["look_stall"] for one in told], "ms", 50),
        ]

    def journal(self) -> list[Row]:
        """A journal of 100,000 entries: opened, searched key by key, scrolled. The first run makes it."""
        command = [sys.executable, str(Path(__file__).with_name("journal.py"))]
        told = [
            json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout)
            for _ in range(min(self._rounds, 5))
        ]
        _tell(f"the bare full-text index, 95 of 100 keys: {1000 * told[-1]['bare_p95']:.3g} ms")

        def each(name: str) -> list[float]:
            return [1000 * one[name] for one in told]

        return [
            _plain("journal of 100,000, opening", each("open_seconds"), "ms", 150),
            _plain("a key in its search, 95 of 100", each("key_p95"), "ms", 50),
            _plain("main thread, 95 of 100 keys", each("key_main_p95"), "ms", 8),
            _plain("scrolling, the longest frame", each("frame_max"), "ms", 32),
        ]

    def backup(self) -> list[Row]:
        """A backup of 150 MB, checked, beside copying and reading its file; the main thread meanwhile."""
        from tests.benchmarks import backup

        with tempfile.TemporaryDirectory() as folder:
            ours, pages, raw, stalls = backup.measure(self._rounds, Path(folder), _tell)
        base = statistics.median(pages)
        _tell(f"copying and reading bare bytes: {statistics.median(raw):.3g} s")
        told = f"3 × copying and reading {base:.3g}"
        spread = (min(ours), max(ours))
        return [
            Row("a backup of 150 MB, checked", statistics.median(ours), "s", 3 * base, told, spread),
            _plain("main thread held up by a backup", [value * 1000 for value in stalls], "ms", 50),
        ]

    def keep(self) -> list[Row]:
        """A large journal is unlocked, backed up, restored and exported: how long the window froze."""
        command = [sys.executable, str(Path(__file__).with_name("keeping.py"))]
        told = [
            json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
            for _ in range(min(self._rounds, 3))
        ]
        names = [name for name in told[0] if "seconds" not in name and not name.startswith("open ")]
        return [
            _plain(f"{name}, longest freeze", [1000 * one[name] for one in told], "ms", 50) for name in names
        ]

    # --- how ---

    def _seconds_until_icon(
        self, watch: measures.TrayWatch, command: list[str], environment: dict[str, str]
    ) -> float:
        started = time.perf_counter()
        process = subprocess.Popen(command, env=environment, cwd=_CHECKOUT, stdin=subprocess.DEVNULL)
        try:
            return watch.seconds_until_icon(started)
        finally:
            process.terminate()
            process.wait(20)
            wait_until(lambda: not self._desktop.tray_items(), "the icon to go")

    @contextlib.contextmanager
    def _bare(self) -> Iterator[subprocess.Popen[bytes]]:
        process = subprocess.Popen(_BARE, env=self._desktop.environment, stdin=subprocess.DEVNULL)
        try:
            yield process
        finally:
            process.terminate()
            process.wait(20)

    @contextlib.contextmanager
    def _running(self, home: Selfkind) -> Iterator[int]:
        home.start()
        assert home.process is not None
        try:
            yield home.process.pid
        finally:
            home.end()

    def _home(self) -> Selfkind:
        """A home past its first run, whose next pause is far away; it has run once, so its files exist."""
        self._homes += 1
        home = Selfkind(self._desktop, self._desktop.folder / f"home{self._homes}")
        home.environment.pop("PYTHONWARNINGS")
        home.prepare(rhythm__kind="every", rhythm__every_minutes="240", pause__minutes="1")
        home.start()
        home.quit()
        return home

    def _use(self, home: Selfkind, pid: int) -> None:
        home.run("pause")
        measures.wait_for(lambda: home.status()["state"] == "in_pause")
        self._end_pause(home, pid)
        home.run("open")
        measures.wait_for(lambda: bool(self._desktop.windows_of(pid)))
        time.sleep(1)  # let it paint and read all that it wants to
        self._close_windows(pid)

    def _end_pause(self, home: Selfkind, pid: int) -> None:
        """Leave a pause by Esc, as often as it takes to be back at waiting without a window."""

        def ended() -> bool:
            if home.status()["state"] == "in_pause" or self._desktop.windows_of(pid):
                self._desktop.screen.press("Escape")
                return False
            return True

        measures.wait_for(ended)

    def _close_windows(self, pid: int) -> None:
        def closed() -> bool:
            if self._desktop.windows_of(pid):
                self._desktop.screen.press("Alt+F4")
                return False
            return True

        measures.wait_for(closed)

    def _be_there(self) -> None:
        """Move the pointer a little: nobody is offered a pause who is away, nor while they move it."""
        x = self._desktop.screen.width // 2
        self._desktop.screen.move(x, 300)
        self._desktop.screen.move(x + 5, 305)

    def _rehearse(self, home: Selfkind) -> tuple[tuple[int, int], tuple[int, int], list[tuple[int, int]]]:
        """Find out where card, Begin and pause show, with the help of the screen-reader bus."""
        self._be_there()
        home.due_in(_AHEAD)
        home.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        try:
            with self._running(home) as pid, reader(self._desktop) as screen_reader:
                measures.wait_for(lambda: home.status()["state"] == "offered")
                card = self._desktop.windows_of(pid)[0]
                button = wait_until(lambda: screen_reader.find("", "Begin"), "Begin")
                begin = screen_reader.center(button)
                self._desktop.screen.click(*begin)
                measures.wait_for(lambda: home.status()["state"] == "in_pause")
                window = max(self._desktop.windows_of(pid), key=lambda each: each.width * each.height)
                self._end_pause(home, pid)
                home.quit()
        finally:
            del home.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"]
        x, y = window.center
        spots = [(x, y), (x, window.y + 40), (window.x + 20, y), (x + window.width // 4, y)]
        return (card.x + 12, card.y + card.height // 2), begin, spots


# --- the table ---


def _ratio(name: str, ours: list[float], bare: list[float], unit: str, factor: float) -> Row:
    base = statistics.median(bare)
    told = f"{factor:g} × bare {base:.3g}"
    return Row(name, statistics.median(ours), unit, factor * base, told, (min(ours), max(ours)))


def _more(name: str, ours: list[float], bare: list[float], unit: str, extra: float) -> Row:
    base = statistics.median(bare)
    told = f"bare {base:.3g} + {extra:g}"
    return Row(name, statistics.median(ours), unit, base + extra, told, (min(ours), max(ours)))


def _plain(name: str, ours: list[float], unit: str, limit: float) -> Row:
    return Row(name, statistics.median(ours), unit, limit, "", (min(ours), max(ours)))


def _tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _table(rows: list[Row]) -> str:
    lines = []
    for row in rows:
        filled = min(_BAR, round(_BAR * row.measured / row.limit)) if row.limit else _BAR
        bar = "█" * filled + "·" * (_BAR - filled)
        low, high = row.spread
        lines.append(
            f"{'holds' if row.holds else 'OVER ':5}  {row.name:34} {bar} {row.measured:7.3g} {row.unit:3} "
            f"of {row.limit:.3g}  ({row.told + ', ' if row.told else ''}{low:.3g} to {high:.3g})"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure, print the table; 1 if a budget does not hold."""
    kinds: dict[str, Callable[[Bench], list[Row]]] = {
        "icon": Bench.icon,
        "unlock": Bench.unlock,
        "waiting": Bench.waiting,
        "used": Bench.used,
        "idle": Bench.idle,
        "due": Bench.due,
        "import": Bench.bring_in,
        "keep": Bench.keep,
        "journal": Bench.journal,
        "backup": Bench.backup,
    }
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="of each measurement; at least 7 to count")
    parser.add_argument("--only", choices=kinds, action="append", help="one row, or several")
    parser.add_argument("--json", type=Path, help="also write the rows there")
    asked = parser.parse_args()
    rows: list[Row] = []
    if others := measures.others_with_qt():
        print(f"{others} other programs here use Qt and share its memory: no fair weighing", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder, desktop(Path(folder)) as session:
        # Nobody listens as a screen reader does: that would weigh on both, but not alike.
        session.environment.pop("QT_LINUX_ACCESSIBILITY_ALWAYS_ON")
        bench = Bench(session, asked.rounds)
        for name in asked.only or kinds:
            print(f"measuring {name} …", file=sys.stderr, flush=True)
            rows += kinds[name](bench)
    print(_table(rows))
    if asked.json:
        told = [{"name": row.name, "measured": row.measured, "limit": row.limit} for row in rows]
        asked.json.write_text(json.dumps(told, indent=1))
    return 0 if all(row.holds for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
