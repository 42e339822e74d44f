"""A store with something in every table, and empty homes to take it into."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from selfkind_desktop.storage.store import Store
from selfkind_desktop.storage.vault import create_vault
from tests.fakes import FakeClock, FakeKeyStore
from tests.unit.exchange.life import live
from tests.unit.storage.conftest import fake_ids, fake_random

NewHome = Callable[[], Store]


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def new_home(tmp_path: Path, clock: FakeClock) -> Iterator[NewHome]:
    """Makes an empty home on a computer of its own, each time it is called."""
    stores: list[Store] = []

    def make() -> Store:
        number = len(stores)
        data = tmp_path / f"home-{number}"
        key = create_vault(
            data / "vault.json", [FakeKeyStore()], fake_ids(10_000 * (number + 1)), fake_random(str(number))
        )
        stores.append(Store.open(data / "selfkind.db", key, clock))
        return stores[-1]

    yield make
    for store in stores:
        store.close()


@pytest.fixture
def store(new_home: NewHome, clock: FakeClock) -> Store:
    """A home in which a few days were lived."""
    home = new_home()
    live(home, clock, Random(7), days=12)
    return home
