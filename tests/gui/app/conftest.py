"""A home with a real, encrypted store in it, and everything done at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.pauses import read_practices
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.domain.settings import Settings
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.storage.errors import StorageError
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import create_vault
from tests.fakes import FakeClock, FakeKeyStore, InlineRunner


class Kept:
    """The store behind a keeper; it may refuse, as one on a full disk does."""

    def __init__(self, paths: Paths, clock: FakeClock) -> None:
        self._paths, self._clock = paths, clock
        self.refuses: StorageError | None = None
        self.runner = InlineRunner()
        self._key = create_vault(paths.vault, [FakeKeyStore()], new_id, lambda length: b"k" * length)
        self.store = Store.open(paths.database, self._key, clock)
        self._is_new = True
        self.keeper = Keeper(self._open, self.runner)

    def _open(self) -> Store:
        if self.refuses is not None:
            raise self.refuses
        if not self._is_new:
            self.store = Store.open(self._paths.database, self._key, self._clock)
        self._is_new = False
        return self.store

    def refuse(self, trouble: StorageError) -> None:
        """From now on the store cannot be used, although it is open."""
        self.keeper.warm()
        self.keeper.close()
        self.refuses = trouble

    def arrive(self) -> None:
        """Let everything that is on its way arrive."""
        QCoreApplication.processEvents()
        QCoreApplication.processEvents()

    def close(self) -> None:
        self.refuses, self.runner.held = None, False
        self.keeper.warm()
        self.keeper.close()


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def paths(home: Path) -> Paths:
    paths = Paths.below(home)
    paths.data.mkdir(parents=True)
    return paths


@pytest.fixture
def kept(paths: Paths, clock: FakeClock, qtbot: QtBot) -> Iterator[Kept]:
    kept = Kept(paths, clock)
    yield kept
    kept.close()
    kept.keeper.deleteLater()


@pytest.fixture
def choices(paths: Paths, qtbot: QtBot) -> Iterator[Choices]:
    choices = Choices(ConfigFile(paths.config_file), Settings())
    yield choices
    choices.deleteLater()


@pytest.fixture(scope="session")
def practices() -> tuple[Practice, ...]:
    return read_practices()
