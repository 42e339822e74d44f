"""What every test gets: a home of its own, no screen, and nobody who cleans up behind it."""

import gc
import os
import sys
import threading
import weakref
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest

# Before Qt is loaded: the platform is chosen at the first QApplication.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

IN_CI = bool(os.environ.get("CI"))
FOR_LONG = bool(os.environ.get("SELFKIND_LONG"))
"""Set by `make long`: the tests that take many minutes run too, and those that sample take larger samples."""

# A busy machine is no reason to fail; what is slow is found by the benchmarks.
hypothesis.settings.register_profile("patient", deadline=None, print_blob=True)
hypothesis.settings.load_profile("patient")


# --- which tests run ---


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for another system or for `make long`; a skip would be a failure in CI."""
    left_out = []
    for item in items:
        marker = item.get_closest_marker("only_on")
        is_elsewhere = marker and not sys.platform.startswith(marker.args)
        if is_elsewhere or (item.get_closest_marker("long") and not FOR_LONG):
            left_out.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skipped test as failed in CI: nobody reads there what was not run."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped in CI: {report.longrepr}"
    return report


# --- a home of its own ---


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that holds everything this test writes; nothing of the person's own is within reach."""
    selfkind = tmp_path / "selfkind"
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SELFKIND_HOME", str(selfkind))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return selfkind


# --- nothing is left behind ---


class Started:
    """Remembers each timer, animation and Qt thread that Python code starts."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        """Put a note-taker in front of the `start` methods.

        A plain function, not a mock: since PySide6 6.10 a mock set on a method of Qt crashes the interpreter.
        """
        from PySide6.QtCore import QAbstractAnimation, QThread, QTimer

        self._seen: list[weakref.ref[Any]] = []
        for kind in (QTimer, QAbstractAnimation, QThread):
            patch.setattr(kind, "start", self._noting(kind.start))

    def _noting(self, start: Callable[..., object]) -> Callable[..., object]:
        seen = self._seen

        def noting_start(thing: object, *args: object, **named: object) -> object:
            seen.append(weakref.ref(thing))
            return start(thing, *args, **named)

        return noting_start

    def still_going(self) -> list[str]:
        """A description of each one that has not stopped."""
        from PySide6.QtCore import QAbstractAnimation, QThread, QTimer
        from shiboken6 import isValid

        found = []
        for reference in self._seen:
            thing = reference()
            if thing is None or not isValid(thing):
                continue
            active = (
                (isinstance(thing, QTimer) and thing.isActive())
                or (
                    isinstance(thing, QAbstractAnimation)
                    and thing.state() == QAbstractAnimation.State.Running
                )
                or (isinstance(thing, QThread) and thing.isRunning())
            )
            if active:
                found.append(f"{type(thing).__name__} {thing.objectName()!r} of {thing.parent()!r}")
        return sorted(set(found))


def _top_level_widgets() -> list[Any]:
    from PySide6.QtWidgets import QApplication

    return list(QApplication.topLevelWidgets())


def _let_deletions_happen() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QThreadPool.globalInstance().waitForDone(5000)


def _qt_leftovers(started: Started, windows_before: list[Any]) -> list[str]:
    _let_deletions_happen()
    left = started.still_going()
    if left or len(_top_level_widgets()) > len(windows_before):
        # Qt objects in a reference cycle with Python (a lambda as slot) go with the next collection.
        gc.collect()
        _let_deletions_happen()
        left = started.still_going()
    left += [repr(window) for window in _top_level_widgets() if window not in windows_before]
    return left


@pytest.fixture(autouse=True)
def nothing_left_behind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail the test that leaves a thread, timer, animation or window behind for the next one."""
    threads_before = set(threading.enumerate())
    uses_qt = "qapp" in request.fixturenames or "qtbot" in request.fixturenames
    started = windows_before = None
    if uses_qt:
        request.getfixturevalue("qapp")
        started, windows_before = Started(monkeypatch), _top_level_widgets()
    yield
    left = []
    if started is not None and windows_before is not None:
        left = _qt_leftovers(started, windows_before)
    for thread in set(threading.enumerate()) - threads_before:
        thread.join(timeout=5)
        if thread.is_alive():
            left.append(repr(thread))
    if left:
        pytest.fail("left behind: " + ", ".join(left), pytrace=False)
