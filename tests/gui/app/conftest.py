"""A home with a real, encrypted store in it, and everything done at once."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.lock_place import LockPlace
from selfkind_desktop.app.locking import Locking
from selfkind_desktop.app.pauses import read_practices
from selfkind_desktop.app.prompting import Prompting, prompting_of
from selfkind_desktop.app.put_off import PutOff
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.domain.settings import Settings
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.storage.errors import KeyWrong, StorageError
from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import DatabaseKey, create_vault
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock, FakeDesk, FakeKeyStore, InlineRunner


class Kept:
    """The store behind a keeper; it may refuse, as one on a full disk does."""

    def __init__(self, paths: Paths, clock: FakeClock) -> None:
        self._paths, self._clock = paths, clock
        self.refuses: StorageError | None = None
        self.runner = InlineRunner()
        self.key = create_vault(paths.vault, [FakeKeyStore()], new_id, lambda length: b"k" * length)
        self.store = Store.open(paths.database, self.key, clock)
        self._is_new = True
        self.keeper = Keeper(self.open, self.runner)

    def open(self) -> Store:
        if self.refuses is not None:
            raise self.refuses
        if not self._is_new:
            self.store = Store.open(self._paths.database, self.key, self._clock)
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


PASSPHRASE = "a lamp and seven boats"


class Opening:
    """How the store of `Kept` is opened by typing."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self.desk = FakeDesk(kept.key, PASSPHRASE, KeyWrong("vault.json"))

    def open(self) -> Store:
        """Without a secret: what is wrong with the vault."""
        raise self.desk.trouble

    def open_with(self, key: DatabaseKey) -> Store:
        """The store, while it does not refuse."""
        assert key is self._kept.key
        return self._kept.open()


@pytest.fixture
def opening(kept: Kept) -> Opening:
    return Opening(kept)


@pytest.fixture
def locking(kept: Kept, opening: Opening, home: Path) -> Iterator[Locking]:
    """With a passphrase, and open."""
    vault = home / "typed-vault.json"
    vault.write_text(json.dumps({"slots": [{"kind": "passphrase"}]}))
    locking = Locking(vault, kept.keeper, kept.runner, opening)
    yield locking
    locking.deleteLater()


@pytest.fixture
def lock_place(look: Appearance, locking: Locking) -> Iterator[LockPlace]:
    place = LockPlace(look, locking)
    yield place
    place.deleteLater()


@pytest.fixture
def choices(paths: Paths, qtbot: QtBot) -> Iterator[Choices]:
    choices = Choices(ConfigFile(paths.config_file), Settings())
    yield choices
    choices.deleteLater()


@pytest.fixture
def prompting(paths: Paths, clock: FakeClock) -> Prompting:
    return prompting_of(paths, clock)


@pytest.fixture
def put_off(paths: Paths) -> PutOff:
    return PutOff(paths.put_off_file)


@pytest.fixture(scope="session")
def practices() -> tuple[Practice, ...]:
    return read_practices()
