"""The main window in the running program: pages come when they are visited, and stay true while seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from selfkind_desktop.app import main_place
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.ids import new_id
from selfkind_desktop.app.lock_place import LockPlace
from selfkind_desktop.app.main_place import MainPlace, open_link
from selfkind_desktop.app.prompting import Prompting
from selfkind_desktop.app.put_off import PutOff
from selfkind_desktop.app.settings_place import SettingsPlace
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.domain.records import CheckIn, Mood, Place
from selfkind_desktop.domain.settings import COUNTRY
from selfkind_desktop.storage.errors import DatabaseDamaged, DiskFull, DiskTrouble
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.main_window import PageName
from selfkind_desktop.ui.pages.support.page import SupportPage
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.app.conftest import Kept
from tests.gui.pages.checks import button, says
from tests.gui.pages.samples import waiting

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def no_settings() -> SettingsPlace:
    raise AssertionError("nobody asked for settings")


class Scene:
    """Somebody at the window."""

    def __init__(
        self,
        look: Appearance,
        clock: FakeClock,
        choices: Choices,
        kept: Kept,
        practices: tuple[Practice, ...],
        lock_place: LockPlace,
        prompting: Prompting,
        put_off: PutOff,
    ) -> None:
        self.clock, self.kept = clock, kept
        self.place = MainPlace(
            look,
            clock,
            choices,
            kept.keeper,
            lambda: practices,
            lambda: waiting(42, now=clock.now().at),
            no_settings,
            lock_place,
            lambda: prompting,
            put_off,
            demo=False,
        )
        self.window = self.place.window

    def write(self, text: str) -> None:
        at = self.clock.now()
        self.kept.keeper.keep(
            lambda store: store.entries.add(Entry(new_id(), at.stamp(), EntryKind.FREE, text, at.at))
        )
        self.kept.arrive()


@pytest.fixture
def scene(
    look: Appearance,
    clock: FakeClock,
    choices: Choices,
    kept: Kept,
    practices: tuple[Practice, ...],
    lock_place: LockPlace,
    prompting: Prompting,
    put_off: PutOff,
    qtbot: QtBot,
) -> Iterator[Scene]:
    scene = Scene(look, clock, choices, kept, practices, lock_place, prompting, put_off)
    yield scene
    scene.place.close()
    scene.place.deleteLater()
    kept.arrive()


def test_an_entry_is_opened_in_the_journal(scene: Scene) -> None:
    for text in ("The older one", "The newer one"):
        scene.write(text)
        scene.clock.advance(minutes=1)
    older = scene.kept.store.entries.newest(2)[1]
    scene.place.open_today()
    scene.place.open_entry(older.id)
    scene.kept.arrive()
    assert scene.window.current is PageName.JOURNAL
    assert scene.place.journal.page.open_now.text == "The older one"


def test_pages_are_built_when_they_are_first_visited(scene: Scene) -> None:
    assert (scene.place.today, scene.place.journal) == (None, None)
    scene.place.open_today()
    assert scene.window.isVisible()
    assert scene.place.today is not None
    assert scene.place.journal is None
    scene.place.begin_entry()
    assert scene.window.current is PageName.JOURNAL
    assert scene.place.journal is not None


def test_the_window_comes_back_where_it_was(scene: Scene) -> None:
    scene.place.open_support()
    scene.window.close()
    scene.place.open_today()
    assert scene.window.current is PageName.SUPPORT
    scene.window.showMinimized()
    scene.place.open_today()
    assert not scene.window.isMinimized()


def test_what_is_kept_elsewhere_shows_at_once(scene: Scene) -> None:
    scene.place.open(PageName.JOURNAL)
    scene.write("From the tray")
    assert scene.place.journal is not None
    scene.place.journal.page.open_entry(scene.kept.store.entries.newest(1)[0].id)
    assert scene.place.journal.page.findChild(Writing).toPlainText() == "From the tray"
    scene.place.open(PageName.TODAY)
    stamp = scene.clock.now().stamp()
    scene.kept.keeper.keep(
        lambda store: store.check_ins.add(CheckIn(new_id(), stamp, Mood.GOOD, Place.PANEL))
    )
    scene.kept.arrive()
    assert says(scene.place.today.page, "Good")


def test_a_window_that_nobody_sees_asks_for_nothing(scene: Scene) -> None:
    scene.place.open_today()
    scene.kept.arrive()
    scene.window.close()
    scene.kept.runner.held = True
    scene.write("behind the curtain")
    scene.kept.runner.go(1)
    scene.kept.arrive()
    # The write was all that lined up: the page did not ask to be fresh.
    assert scene.kept.runner.close(0)


def test_what_is_typed_is_kept_when_the_window_closes(scene: Scene) -> None:
    left = QSignalSpy(scene.place.left)
    scene.place.begin_entry()
    scene.place.journal.page.findChild(Writing).insertPlainText("a word")
    scene.window.close()
    scene.kept.arrive()
    assert [each.text for each in scene.kept.store.entries.newest(5)] == ["a word"]
    assert left.count() == 1


# --- trouble ---


def test_a_store_in_trouble_is_one_sentence_with_a_way_to_try_again(scene: Scene) -> None:
    scene.place.open_today()
    scene.kept.refuse(DiskTrouble("selfkind.db"))
    scene.kept.keeper.warm()
    assert says(scene.window, "problem with selfkind.db")
    button(scene.window, "Try again").click()
    assert says(scene.window, "problem with selfkind.db"), "it is still so, and still said"
    scene.kept.refuses = None
    button(scene.window, "Try again").click()
    scene.kept.arrive()
    assert not says(scene.window, "problem with selfkind.db")


def test_a_damaged_store_leads_to_the_backups(scene: Scene) -> None:
    wanted = QSignalSpy(scene.place.backups_wanted)
    scene.place.open_today()
    scene.kept.refuse(DatabaseDamaged("selfkind.db"))
    scene.kept.keeper.warm()
    button(scene.window, "Look at backups").click()
    assert wanted.count() == 1


def test_trouble_from_before_the_window_is_told_in_it(
    look: Appearance,
    clock: FakeClock,
    choices: Choices,
    kept: Kept,
    practices: tuple[Practice, ...],
    lock_place: LockPlace,
    prompting: Prompting,
    put_off: PutOff,
) -> None:
    kept.refuse(DiskFull("selfkind.db"))
    kept.keeper.keep(lambda store: store.settings.replace_all({"a": "b"}), missed=False)
    scene = Scene(look, clock, choices, kept, practices, lock_place, prompting, put_off)
    scene.place.begin_entry()
    assert says(scene.window, "The disk is full")
    scene.place.show_notice("config", "Something less pressing.")
    assert says(scene.window, "The disk is full")
    kept.refuses = None
    kept.keeper.try_again()
    kept.arrive()
    assert says(scene.window, "Something less pressing.")
    scene.place.close()
    scene.place.deleteLater()


def test_looking_at_backups_mends_nothing_yet(scene: Scene) -> None:
    wanted = QSignalSpy(scene.place.backups_wanted)
    scene.place.open(PageName.TODAY)
    scene.kept.refuse(DatabaseDamaged("selfkind.db"))
    scene.kept.keeper.try_again()
    scene.kept.arrive()
    button(scene.window, "Look at backups").click()
    assert wanted.count() == 1
    assert says(scene.window, "selfkind.db is damaged")
    button(scene.window, "Look at backups").click()
    assert wanted.count() == 2


def test_a_notice_that_was_read_is_told_to_whoever_keeps_it(scene: Scene) -> None:
    read = QSignalSpy(scene.place.notice_put_away)
    scene.place.open_today()
    scene.place.show_notice("config", "config.toml is not readable.")
    button(scene.window, "Put away").click()
    assert read.at(0) == ["config"]
    assert not says(scene.window, "config.toml")


# --- support ---


def test_the_country_is_chosen_once_for_all(scene: Scene, choices: Choices) -> None:
    scene.place.open_support()
    page = scene.window.findChild(SupportPage)
    page.country_chosen.emit("NZ")
    assert choices[COUNTRY] == "NZ"
    assert says(page, "1737")


def test_grounding_is_passed_on(scene: Scene) -> None:
    asked = QSignalSpy(scene.place.grounding_wanted)
    scene.place.open_support()
    scene.window.findChild(SupportPage).grounding_requested.emit()
    assert asked.count() == 1


class Opened:
    """Stands for the desktop's programs."""

    addresses: list[str]

    @classmethod
    def openUrl(cls, url: QUrl) -> None:  # noqa: N802  # Qt's name
        cls.addresses.append(url.toString())


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://findahelpline.com", True),
        ("tel:1737", True),
        ("mailto:someone@example.org", True),
        ("http://example.org", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("", False),
    ],
)
def test_only_links_that_lead_to_people_open(
    monkeypatch: pytest.MonkeyPatch, address: str, opens: bool
) -> None:
    Opened.addresses = []
    monkeypatch.setattr(main_place, "QDesktopServices", Opened)
    open_link(address)
    assert Opened.addresses == ([address] if opens else [])
