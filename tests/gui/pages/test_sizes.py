"""Every page, in every look and size: nothing cut off, nothing without a name."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from selfkind_desktop import assets
from selfkind_desktop.domain.delivery import for_day, for_hard_day
from selfkind_desktop.domain.journal_content import load_forms
from selfkind_desktop.domain.letter_content import load_companions
from selfkind_desktop.domain.letters import Letter, Voice
from selfkind_desktop.domain.records import Mood
from selfkind_desktop.domain.rhythm import Hours, RhythmKind
from selfkind_desktop.domain.settings import RHYTHM_KIND, RHYTHM_WEEK, Settings
from selfkind_desktop.ui.main_window import MainWindow, Notice, PageName
from selfkind_desktop.ui.pages.journal import JournalPage
from selfkind_desktop.ui.pages.letters.page import LettersPage
from selfkind_desktop.ui.pages.settings import SettingsPage
from selfkind_desktop.ui.pages.settings.privacy import PrivacySection
from selfkind_desktop.ui.pages.support import SupportPage
from selfkind_desktop.ui.pages.today import TodayPage
from selfkind_desktop.ui.pages.values import (
    AboutFacts,
    KeyPlace,
    LoginStart,
    NextPause,
    Openers,
    ReminderReport,
    ReminderWayState,
    TodayRecords,
)
from selfkind_desktop.ui.theme import Appearance
from tests.fakes import FakeClock
from tests.gui.pages import samples
from tests.gui.pages.checks import button, cut_off, unnamed

Make = Callable[[Appearance, FakeClock], QWidget]


def today(next_pause: NextPause, records: TodayRecords | None) -> Make:
    def make(look: Appearance, clock: FakeClock) -> QWidget:
        page = TodayPage(look, clock, samples.TODAY, samples.EMOTIONS, samples.PRACTICES)
        page.show_next_pause(next_pause)
        if records is None:
            page.show_unavailable("Your records cannot be read right now. The file is untouched.")
        else:
            page.show_records(records)
        return page

    return make


def today_with_all_words(look: Appearance, clock: FakeClock) -> QWidget:
    page = today(samples.waiting(), TodayRecords(samples.AFTERNOON.date(), samples.check_in(Mood.HARD)))(
        look, clock
    )
    page.show()
    button(page, "more words…").click()
    return page


FORMS = load_forms(assets.path("content", "en", "forms.toml"))
COMPANIONS = load_companions(assets.path("content", "en", "letters.toml"))


def journal(entries: tuple[object, ...]) -> Make:
    def make(look: Appearance, clock: FakeClock) -> QWidget:
        page = JournalPage(look, clock, FORMS)
        page.show_entries(entries)
        return page

    return make


def letters(look: Appearance, clock: FakeClock) -> LettersPage:
    now = clock.now()
    seals = (None, for_hard_day(now), for_day(now, now.later(days=9).day()))
    words = "Dear you, I saw how heavy today was, and I wanted to sit beside you for a while."
    sent = [
        Letter(str(number), now.stamp(), voice, words, now.at, seal=seals[number % 3])
        for number, voice in enumerate(Voice)
    ]
    page = LettersPage(look, clock, COMPANIONS, Random(1))
    page.show_letters([*sent, replace(sent[1], id="there", arrived=now.at)])
    return page


def letter(look: Appearance, clock: FakeClock) -> QWidget:
    page = letters(look, clock)
    page.begin(Letter("new", clock.now().stamp(), Voice.YOUNGER_ME, "", clock.now().at))
    return page


def support(look: Appearance, clock: FakeClock) -> QWidget:
    page = SupportPage(look, samples.SUPPORT)
    page.show_country("US")
    return page


def settings(look: Appearance, clock: FakeClock) -> QWidget:
    privacy = PrivacySection()
    privacy.show_openers(
        Openers(KeyPlace(in_key_store=False, where="/home/someone/.local/share/selfkind/key"), recovery=True)
    )
    page = SettingsPage(look, clock, samples.PRACTICES, [("US", "United States")], sections=[privacy])
    night = Hours(samples.AFTERNOON.time(), samples.AFTERNOON.time())
    page.show_settings(Settings().having(RHYTHM_KIND, RhythmKind.FIXED).having(RHYTHM_WEEK[0], night))
    state = ReminderWayState("System notification", "This desktop offers none, so the card takes over.", True)
    page.show_reminders(ReminderReport((state,), (("Idle time", "Seen through the session."),)))
    page.show_login_start(LoginStart(available=True))
    page.show_about(AboutFacts("0.1.0", "/home/someone/.local/share/selfkind", "/home/someone/log"))
    return page


PAGES: dict[str, tuple[PageName, Make]] = {
    "today": (PageName.TODAY, today(samples.waiting(), samples.a_full_day())),
    "today, empty": (PageName.TODAY, today(samples.waiting(), samples.an_empty_day())),
    "today, offered": (PageName.TODAY, today(samples.offered(), samples.a_full_day())),
    "today, quiet": (PageName.TODAY, today(samples.quiet(), samples.an_empty_day())),
    "today, held": (PageName.TODAY, today(samples.held(), samples.an_empty_day())),
    "today, failed": (PageName.TODAY, today(samples.waiting(), None)),
    "today, all words": (PageName.TODAY, today_with_all_words),
    "journal": (PageName.JOURNAL, journal(samples.ENTRIES)),
    "journal, empty": (PageName.JOURNAL, journal(())),
    "letters": (PageName.LETTERS, letters),
    "letters, one": (PageName.LETTERS, letter),
    "support": (PageName.SUPPORT, support),
    "settings": (PageName.SETTINGS, settings),
}


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize(
    ("percent", "width", "height"),
    [(100, 1180, 760), (100, 900, 600), (100, 680, 480), (150, 1180, 760), (200, 1180, 760), (200, 900, 600)],
)
@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_cut_off_and_everything_has_a_name(
    look: Appearance,
    clock: FakeClock,
    qtbot: QtBot,
    page: str,
    percent: int,
    width: int,
    height: int,
    theme: str,
) -> None:
    look.apply(theme, percent, "reduced")
    name, make = PAGES[page]
    window = MainWindow(look, {name: lambda: make(look, clock) for name in PageName}, demo=True)
    qtbot.addWidget(window)
    window.show_notice(
        "disk",
        Notice(
            "Your words are safe in this window, but they are not on disk yet: the disk is full. Free some "
            "space and this goes on by itself.",
            "Try again",
        ),
    )
    window.resize(width, height)
    window.open_page(name)
    window.show()
    qtbot.waitExposed(window)
    assert cut_off(window) == []
    assert unnamed(window) == []


def test_a_larger_text_size_takes_hold_at_once(look: Appearance, clock: FakeClock, qtbot: QtBot) -> None:
    for page in ("today", "journal", "letters", "letters, one", "support", "settings"):
        look.apply("light", 100, "reduced")
        window = PAGES[page][1](look, clock)
        qtbot.addWidget(window)
        window.resize(784, 760)
        window.show()
        look.apply("light", 200, "reduced")
        assert cut_off(window) == []
