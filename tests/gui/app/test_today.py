"""Today in the running program: what is tapped is kept, and what is kept is shown."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.put_off import PutOff
from selfkind_desktop.app.today import TodayPlace
from selfkind_desktop.domain.journal import Consent, Entry, EntryKind
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.domain.records import CheckIn, Mood, Pause, PauseEnd, PauseSource, Place
from selfkind_desktop.domain.settings import JOURNAL_ON_THIS_DAY
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.errors import DatabaseDamaged, DiskFull
from selfkind_desktop.ui.pages.values import TodayRecords
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button, says, sentence
from tests.gui.pages.samples import waiting


class Scene:
    """The page of today with its records."""

    def __init__(
        self,
        look: Appearance,
        clock: FakeClock,
        kept: Kept,
        practices: tuple[Practice, ...],
        choices: Choices,
        put_off: PutOff,
    ) -> None:
        self.clock, self.kept = clock, kept
        self.shown: list[TodayRecords] = []
        self.place = TodayPlace(
            look,
            clock,
            kept.keeper,
            practices,
            lambda: waiting(42, now=clock.now().at),
            choices,
            put_off,
        )
        show = self.place.page.show_records

        def noting(records: TodayRecords) -> None:
            self.shown.append(records)
            show(records)

        self.place.page.show_records = noting

    def refresh(self) -> TodayRecords:
        self.place.refresh()
        self.kept.arrive()
        return self.shown[-1]

    def check_in(self, mood: Mood = Mood.GOOD, **ago: float) -> None:
        """Somebody checked in a while ago."""
        at = self.clock.now().later(**{key: -value for key, value in ago.items()})
        self.kept.store.check_ins.add(CheckIn(new_id(), at.stamp(), mood, Place.PANEL))


@pytest.fixture
def scene(
    look: Appearance,
    clock: FakeClock,
    kept: Kept,
    practices: tuple[Practice, ...],
    choices: Choices,
    put_off: PutOff,
    qtbot: QtBot,
) -> Iterator[Scene]:
    scene = Scene(look, clock, kept, practices, choices, put_off)
    qtbot.addWidget(scene.place.page)
    scene.place.page.show()
    yield scene
    scene.place.deleteLater()


def test_at_the_very_first_there_is_nothing_yet(scene: Scene) -> None:
    records = scene.refresh()
    assert records.first_time
    assert not records.returning
    assert records.happened == ()


def test_a_tap_is_kept(scene: Scene) -> None:
    scene.refresh()
    button(scene.place.page, "Hard").click()
    scene.kept.arrive()
    (kept,) = scene.kept.store.check_ins.newest(5)
    assert (kept.mood, kept.place) == (Mood.HARD, Place.TODAY)
    records = scene.refresh()
    assert records.current == kept
    assert records.happened == (kept,)


def test_a_face_stays_chosen_for_a_while_and_then_is_fresh(scene: Scene) -> None:
    scene.check_in(minutes=29)
    assert scene.refresh().current is not None
    scene.clock.advance(minutes=2)
    records = scene.refresh()
    assert records.current is None
    assert len(records.happened) == 1


def test_words_can_be_added_and_a_tap_undone(scene: Scene) -> None:
    scene.refresh()
    scene.place.page.checked_in.emit(Mood.HARD, ())
    scene.kept.arrive()
    (kept,) = scene.kept.store.check_ins.newest(5)
    scene.place.page.check_in_words_changed.emit(kept.id, ("tired",))
    scene.kept.arrive()
    assert scene.kept.store.check_ins.newest(5)[0].words == ("tired",)
    scene.place.page.undo_requested.emit(kept.id)
    scene.kept.arrive()
    assert scene.kept.store.check_ins.newest(5) == []


def test_pauses_of_today_have_their_names_and_their_own_check_ins_are_not_told_twice(
    scene: Scene, practices: tuple[Practice, ...]
) -> None:
    stamp = scene.clock.now().later(minutes=-10).stamp()
    pause = Pause(
        new_id(), stamp, practices[0].key, 2, 120.0, PauseEnd.COMPLETED, PauseSource.NOW, Mood.HARD, Mood.GOOD
    )
    scene.kept.store.pauses.add(pause)
    scene.kept.store.check_ins.add(CheckIn(new_id(), stamp, Mood.HARD, Place.BEFORE_PAUSE, pause=pause.id))
    (taken,) = scene.refresh().happened
    assert taken.pause == pause
    assert taken.title == practices[0].title
    # What was tapped on the way into a pause is not what the faces of today show.
    assert scene.shown[-1].current is None


def test_the_days_of_the_week_are_told(scene: Scene) -> None:
    stamp = scene.clock.now().later(days=-1).stamp()
    scene.kept.store.pauses.add(
        Pause(new_id(), stamp, "soothe.rhythm", 2, 120.0, PauseEnd.COMPLETED, PauseSource.NOW)
    )
    assert scene.refresh().kind_days == {stamp.day}


def test_whoever_comes_back_after_a_while_is_welcomed(scene: Scene) -> None:
    scene.check_in(days=20)
    records = scene.refresh()
    assert records.returning
    assert not records.first_time
    scene.check_in(days=1)
    assert not scene.refresh().returning


def test_a_late_evening_is_still_today(scene: Scene) -> None:
    scene.clock.advance(hours=17)  # two in the morning
    scene.check_in(minutes=5)
    records = scene.refresh()
    assert records.today == scene.clock.now().local.date() - timedelta(days=1)
    assert len(records.happened) == 1


def test_a_damaged_store_is_named_and_a_full_disk_is_still_read(scene: Scene) -> None:
    scene.refresh()
    scene.place.show_trouble(DiskFull("selfkind.db"))
    scene.kept.arrive()
    assert len(scene.shown) == 2
    scene.kept.refuse(DatabaseDamaged("selfkind.db"))
    scene.place.show_trouble(DatabaseDamaged("selfkind.db"))
    scene.kept.arrive()
    assert len(scene.shown) == 2
    assert "selfkind.db is damaged" in sentence(scene.place.page)


def test_what_one_can_ask_there_is_passed_on(scene: Scene) -> None:
    asked = QSignalSpy(scene.place.page.pause_requested)
    scene.place.page.pause_requested.emit("soothe.rhythm")
    assert asked.count() == 1


# --- on this day --------------------------------------------------------------------------------------------


def a_year_ago(scene: Scene, consent: Consent, text: str = "Soup on the balcony. It was enough.") -> str:
    at = scene.clock.now().later(days=-365)
    scene.kept.store.entries.add(Entry(new_id(), at.stamp(), EntryKind.FREE, text, at.at, consent=consent))
    return scene.kept.store.entries.newest(1)[0].id


def test_an_entry_of_this_day_comes_back_with_consent_only(scene: Scene) -> None:
    a_year_ago(scene, Consent.NEVER)
    a_year_ago(scene, Consent.IF_I_LOOK)
    assert scene.refresh().came_back is None
    assert not says(scene.place.page, "On this day")
    a_year_ago(scene, Consent.MAY_COME_BACK)
    scene.refresh()
    assert says(scene.place.page, "On this day, a year ago")
    assert says(scene.place.page, "Soup on the balcony.")


def test_it_can_be_read(scene: Scene) -> None:
    entry = a_year_ago(scene, Consent.MAY_COME_BACK)
    asked = QSignalSpy(scene.place.page.read_requested)
    scene.refresh()
    button(scene.place.page, "Read it").click()
    assert list(asked.at(0)) == [entry]


def test_not_now_holds_for_the_day(scene: Scene, paths: Paths) -> None:
    a_year_ago(scene, Consent.MAY_COME_BACK)
    scene.refresh()
    button(scene.place.page, "Not now").click()
    scene.refresh()
    assert not says(scene.place.page, "On this day")
    today = scene.clock.now().day()
    assert PutOff(paths.put_off_file).is_on(today)
    assert not PutOff(paths.put_off_file).is_on(today + timedelta(days=1))


def test_a_setting_keeps_it_away(scene: Scene, choices: Choices) -> None:
    a_year_ago(scene, Consent.MAY_COME_BACK)
    choices.choose(JOURNAL_ON_THIS_DAY, value=False)
    assert scene.refresh().came_back is None
