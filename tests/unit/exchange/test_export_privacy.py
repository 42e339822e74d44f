"""A locked export shows nothing of what is in it: not while it is made, not when it is opened again."""

import os
import tempfile
from pathlib import Path

import pytest

from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.exchange.own import importing, lossless
from selfkind_desktop.storage.store import Store
from tests.fakes import FakeClock
from tests.unit.exchange.conftest import NewHome
from tests.unit.exchange.life import PICTURE, SECRET
from tests.unit.exchange.test_own_export import MADE, PASSPHRASE
from tests.unit.storage.test_privacy import found_in

SHOWN = (SECRET.encode(), PICTURE[:64], b"A quiet line.", b"data.json", b"SQLite format 3")


class Scan:
    """Looks through all files each time it is told how far something is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.looks = 0
        self.seen: list[str] = []

    def __call__(self, _share: float) -> None:
        self.looks += 1
        if self.looks % 5 == 1:
            self.seen += found_in(self._folder, *SHOWN)


@pytest.fixture
def scan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scan:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporary))
    return Scan(tmp_path)


def locked(store: Store, path: Path, scan: Scan) -> None:
    lock = lossless.Lock(PASSPHRASE, os.urandom, work=4)
    lossless.export(store, path, "1.0", MADE, lock, scan)


def test_nothing_is_seen_while_it_is_made(store: Store, scan: Scan, tmp_path: Path) -> None:
    locked(store, tmp_path / "1.selfkind.zip", scan)
    assert scan.looks > 5
    assert scan.seen == []
    assert found_in(tmp_path, *SHOWN) == []


def test_nothing_is_seen_while_it_is_read(
    store: Store, new_home: NewHome, clock: Clock, scan: Scan, tmp_path: Path
) -> None:
    locked(store, tmp_path / "1.selfkind.zip", scan)
    incoming = importing.look(tmp_path / "1.selfkind.zip", PASSPHRASE, clock, scan)
    scan(1.0)
    incoming.take(new_home(), importing.Differing.KEEP_MINE)
    incoming.close()
    assert scan.seen == []
    assert found_in(tmp_path, *SHOWN) == []


def test_the_scan_would_see_it(store: Store, tmp_path: Path, clock: FakeClock) -> None:
    lossless.export(store, tmp_path / "plain.selfkind.zip", "1.0", MADE)
    assert found_in(tmp_path, b"data.json") == ["plain.selfkind.zip"]
