"""What was thrown away leaves after 30 days, by itself, once a day, and never while somebody is busy."""

from collections.abc import Iterator

import pytest

from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.tidying import Tidying
from selfkind_desktop.domain.finding import Sought
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.unit.storage.conftest import Records


class Scene:
    """A program that runs for weeks."""

    def __init__(self, kept: Kept, clock: FakeClock) -> None:
        self.kept, self.clock = kept, clock
        self.records = Records(clock, new_id)
        self.suits = True
        self.tidying = Tidying(clock, kept.keeper, lambda: self.suits)

    def throw_away(self, text: str) -> None:
        entry = self.records.entry(text)
        self.kept.store.entries.add(entry)
        self.kept.store.entries.delete(entry.id)

    def after(self, **span: float) -> int:
        """How much is in the trash once the timer has asked again."""
        self.clock.advance(**span)
        self.tidying.consider()
        self.kept.arrive()
        return sum(self.kept.store.trash.counts().values())


@pytest.fixture
def scene(kept: Kept, clock: FakeClock) -> Iterator[Scene]:
    kept.keeper.warm()
    scene = Scene(kept, clock)
    yield scene
    scene.tidying.deleteLater()


def test_it_stays_thirty_days_and_then_it_is_gone(scene: Scene) -> None:
    scene.throw_away("A lamp and a door")
    assert scene.after(minutes=20) == 1
    assert scene.after(days=29) == 1
    assert scene.after(days=1) == 0
    assert scene.kept.store.search.find(Sought("lamp")) == []


def test_once_a_day_is_enough(scene: Scene) -> None:
    scene.throw_away("Early")
    scene.clock.advance(hours=3)
    scene.throw_away("Later")
    assert scene.after(days=30, hours=-3) == 1
    assert scene.after(hours=4) == 1
    assert scene.after(days=1) == 0


def test_a_pause_is_not_disturbed(scene: Scene) -> None:
    scene.throw_away("A lamp and a door")
    scene.suits = False
    assert scene.after(days=31) == 1
    scene.suits = True
    assert scene.after(minutes=20) == 0


def test_what_is_locked_waits_until_it_is_open(scene: Scene) -> None:
    scene.throw_away("A lamp and a door")
    scene.kept.keeper.lock()
    scene.clock.advance(days=31)
    scene.tidying.consider()
    scene.kept.keeper.unlock(scene.kept.open)
    scene.kept.arrive()
    assert sum(scene.kept.store.trash.counts().values()) == 1
    assert scene.after(minutes=20) == 0
