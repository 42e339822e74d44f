"""Unlocks, backs up, restores and exports a large journal, and says how long the window froze meanwhile.

    python tests/benchmarks/keeping.py --entries 10000

prints one line of JSON: the longest freeze (seconds) of each, and how long each took. A process of its own
with the whole program in it, window and all; only the desktop around it is missing. With `--why` it says on
the terminal where the main thread was.
"""

import argparse
import contextlib
import json
import os
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

sys.path[:0] = [str(Path(__file__).resolve().parents[2])]

from PySide6.QtCore import QEventLoop  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from selfkind_desktop.app import demo  # noqa: E402
from selfkind_desktop.app.clock import SystemClock  # noqa: E402
from selfkind_desktop.app.companion import Companion  # noqa: E402
from selfkind_desktop.app.export_work import Exported  # noqa: E402
from selfkind_desktop.app.garbage import MainThreadCollector  # noqa: E402
from selfkind_desktop.app.ids import new_id  # noqa: E402
from selfkind_desktop.app.unlock import unlock_here  # noqa: E402
from selfkind_desktop.app.vault_desk import VaultDesk  # noqa: E402
from selfkind_desktop.desktop.address import make_folder  # noqa: E402
from selfkind_desktop.desktop.instance import claim  # noqa: E402
from selfkind_desktop.domain.journal import Entry, EntryKind  # noqa: E402
from selfkind_desktop.domain.secret import Secret  # noqa: E402
from selfkind_desktop.paths import Paths  # noqa: E402
from selfkind_desktop.storage.store import Store  # noqa: E402
from selfkind_desktop.ui.exporting.steps import LockStep, PlainStep  # noqa: E402
from selfkind_desktop.ui.main_window import PageName  # noqa: E402
from selfkind_desktop.ui.tray import Tray  # noqa: E402
from tests.benchmarks.stalls import Stalls, watching  # noqa: E402

_WORDS = "seven quiet herons"
_PATIENCE = 200.0
_REST = 1.0


def make_home(folder: Path, entries: int) -> Paths:
    """Ten years of made-up data, more entries than most people write, and a passphrase."""
    paths = Paths.below(folder)
    clock = SystemClock()
    demo.fill(paths, 10, clock)
    key = unlock_here(paths.vault, paths.key_file)
    store = Store.open(paths.database, key, clock)
    now = clock.now()
    text = "A quiet line about the light on the canal, the soup and the early bed. " * 10
    store.entries.add_many(
        Entry(new_id(), now.stamp(), EntryKind.FREE, f"{number} {text}", now.at) for number in range(entries)
    )
    store.close()
    VaultDesk(paths.vault, paths.key_file).protect(key, _WORDS)
    return paths


class Bench:
    """The program, and somebody who does one thing after the other.

    Args:
        application: Qt's.
        folder: for the home and what is made of it.
        entries: how many the journal has.
        why: whether to say where a freeze was.
    """

    def __init__(self, application: QApplication, folder: Path, entries: int, *, why: bool) -> None:
        self._folder = folder
        self._why = why
        self._spins = QEventLoop()
        self.told: dict[str, float] = {}
        paths = make_home(folder / "home", entries)
        make_folder(paths.run)
        instance = claim(paths.run)
        assert instance is not None
        self._program = Companion(application, paths, instance, Tray())
        self._belongings = self._program.belongings

    def run(self) -> dict[str, float]:
        """Everything, in an order that a person might choose."""
        self._program.begin("", {})
        self._program.open()
        self._rest()
        for name, act in (
            ("rest", self._rest),
            ("unlock", self._unlock),
            ("open the journal", lambda: self._program.main.open(PageName.JOURNAL)),
            ("open Today", lambda: self._program.main.open(PageName.TODAY)),
            ("open Settings", lambda: self._program.main.open(PageName.SETTINGS)),
            ("backup", self._back_up),
            ("file to carry away", self._carry_away),
            ("look into a backup", self._look),
            ("restore", self._restore),
            ("export", self._export),
            ("locked export", self._export_locked),
            ("lock", self._lock),
        ):
            with self._measured(name):
                act()
            self._rest()
        self._program.end()
        return self.told

    # --- what is done ---

    def _unlock(self) -> None:
        self._program.locking.prepare()
        self._rest()
        self._program.locking.open_with(Secret.passphrase(_WORDS))
        self._until(lambda: not self._program.locking.is_locked)
        self._until_read()

    def _back_up(self) -> None:
        done: list[object] = []
        backups = self._belongings.backups.backups
        backups.with_place(lambda place: backups.back_up(place, done.append))
        self._until(lambda: bool(done))

    def _carry_away(self) -> None:
        done: list[Path] = []
        backups = self._belongings.backups.backups
        backups.with_place(lambda place: backups.back_up_to(place, self._folder, done.append))
        self._until(lambda: bool(done))

    def _look(self) -> None:
        restoring = self._belongings.backups.restoring
        restoring.open()
        self._until(lambda: restoring._opened is not None)

    def _restore(self) -> None:
        restoring = self._belongings.backups.restoring
        done: list[bool] = []
        restoring.restored.connect(lambda: done.append(True))
        assert restoring.dialog is not None
        restoring.dialog.restore_wanted.emit()
        self._until(lambda: bool(done))
        self._until_read()
        restoring.dialog.close()

    def _export(self) -> None:
        self._export_to("open.selfkind.zip", "")

    def _export_locked(self) -> None:
        self._export_to("locked.selfkind.zip", _WORDS)

    def _export_to(self, name: str, passphrase: str) -> None:
        exporting = self._belongings.exporting
        exporting._ask_path = lambda _parent, _suggested, _kinds, answer: answer(self._folder / name)
        done: list[Exported] = []
        exporting.done.connect(done.append)
        exporting.export_everything(self._program.main.window)
        dialog, steps = exporting.dialog, exporting._steps
        assert dialog is not None
        self._rest()
        if passphrase:
            exporting._choose(steps[0], passphrase=passphrase)
        else:
            dialog.declined.emit(next(step for step in steps if isinstance(step, LockStep)))
            dialog.passed.emit(next(step for step in steps if isinstance(step, PlainStep)))
        self._until(lambda: bool(done))
        exporting.done.disconnect(done.append)
        dialog.close()

    def _lock(self) -> None:
        self._program.locking.lock()

    # --- how ---

    @contextlib.contextmanager
    def _measured(self, name: str) -> Iterator[None]:
        began = time.perf_counter()
        with watching() as stalls, self._explaining(name, stalls):
            yield
            self._rest()
        self.told[name] = stalls.longest
        self.told[f"{name}, seconds"] = time.perf_counter() - began - _REST

    def _until_read(self) -> None:
        """Until the store has answered, as a page asks it."""
        found: list[int] = []
        self._program.keeper.ask(lambda store: store.entries.count(), found.append)
        self._until(lambda: bool(found))

    def _rest(self) -> None:
        began = time.perf_counter()
        self._until(lambda: time.perf_counter() - began > _REST)

    def _until(self, is_so: Callable[[], bool]) -> None:
        give_up = time.perf_counter() + _PATIENCE
        while not is_so():
            self._spins.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.perf_counter() > give_up:
                raise TimeoutError

    @contextlib.contextmanager
    def _explaining(self, name: str, stalls: Stalls) -> Iterator[None]:
        """Say where the main thread is, while it does not turn."""
        if not self._why:
            yield
            return
        over, main = threading.Event(), threading.main_thread().ident or 0

        def look() -> None:
            while not over.wait(0.01):
                if stalls.waited > 0.03:
                    frame = sys._current_frames()[main]
                    lines = traceback.format_stack(frame)[-6:]
                    print(f"{name}: {stalls.waited:.3f}", "".join(lines), sep="\n", file=sys.stderr)

        thread = threading.Thread(target=look, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def main() -> None:
    """Measure once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--why", action="store_true")
    asked = parser.parse_args()
    application = QApplication([])
    application.setQuitOnLastWindowClosed(False)
    collector = MainThreadCollector()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(Bench(application, Path(folder), asked.entries, why=asked.why).run()))
    collector.close()


if __name__ == "__main__":
    main()
