"""The main window: builds its pages when first visited and keeps them fresh while they can be seen."""

from collections.abc import Callable
from random import Random

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QClipboard, QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QWidget

from selfkind_desktop import assets
from selfkind_desktop.app.choices import Choices
from selfkind_desktop.app.journal import JournalPlace
from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.letters import LettersPlace
from selfkind_desktop.app.lock_place import LockPlace
from selfkind_desktop.app.prompting import Prompting
from selfkind_desktop.app.put_off import PutOff
from selfkind_desktop.app.settings_place import SettingsPlace
from selfkind_desktop.app.today import TodayPlace
from selfkind_desktop.domain.content import load_support
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.practice import Practice
from selfkind_desktop.domain.settings import COUNTRY
from selfkind_desktop.storage.errors import BACKUP_HELPS, StorageError
from selfkind_desktop.ui.main_window import MainWindow, Notice, PageName
from selfkind_desktop.ui.pages.support.page import SupportPage
from selfkind_desktop.ui.pages.values import NextPause, Whereabouts
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.trouble import sentence_of

_LINKS = ("https", "tel", "mailto")
_NOT_ON_DISK = "not-on-disk"


class MainPlace(QObject):
    """The window and what fills it.

    Signals:
        today_made(TodayPage): the page of today exists; its wishes can be connected.
        grounding_wanted(): the grounding practice, now.
        left(): the window was closed.
        quit_requested(): Ctrl+Q.
        backups_wanted(): a backup may help where the journal does not open.
        notice_put_away(key: str): the person has read a notice.
    """

    today_made = Signal(object)
    grounding_wanted = Signal()
    left = Signal()
    quit_requested = Signal()
    backups_wanted = Signal()
    notice_put_away = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        choices: Choices,
        keeper: Keeper,
        practices: Callable[[], tuple[Practice, ...]],
        next_pause: Callable[[], NextPause],
        settings: Callable[[], SettingsPlace],
        lock: LockPlace,
        prompting: Callable[[], Prompting],
        put_off: PutOff,
        *,
        demo: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._choices = choices
        self._keeper = keeper
        self._practices = practices
        self._next_pause = next_pause
        self._make_settings = settings
        self._lock = lock
        self._make_prompting = prompting
        self._put_off = put_off
        self._wants_to_write = False
        self._wants_a_letter = False
        self.today: TodayPlace | None = None
        self.journal: JournalPlace | None = None
        self.letters: LettersPlace | None = None
        self.settings: SettingsPlace | None = None
        self._support: SupportPage | None = None
        self.window = MainWindow(
            appearance,
            {
                PageName.TODAY: self._today_page,
                PageName.JOURNAL: self._journal_page,
                PageName.LETTERS: self._letters_page,
                PageName.SUPPORT: self._support_page,
                PageName.SETTINGS: self._settings_page,
            },
            demo=demo,
        )
        self.window.visited.connect(self._refresh)
        self.window.left.connect(self._left)
        self.window.quit_requested.connect(self.quit_requested)
        self.window.notice_put_away.connect(self.notice_put_away)
        self.window.lock_requested.connect(lock.lock)
        lock.changed.connect(self._offer_lock)
        lock.locked.connect(self._cover)
        lock.unlocked.connect(self._uncover)
        self._offer_lock()
        if lock.is_locked:
            self._cover()
        choices.changed.connect(self._chosen)
        keeper.changed.connect(self._changed)
        keeper.troubled.connect(self._troubled)
        if keeper.trouble is not None:
            self._troubled(keeper.trouble)

    def open(self, name: PageName) -> None:
        """Bring a page, and the window, to the front."""
        self._lock.look()
        self.window.open_page(name)
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def open_today(self) -> None:
        """Bring the window to the front, with today where it was closed."""
        self.open(self.window.current or PageName.TODAY)

    def open_support(self) -> None:
        """Bring the page of support to the front."""
        self.open(PageName.SUPPORT)

    def open_settings(self, section: str = "") -> None:
        """Bring the page of settings to the front, with one of its sections at the top."""
        self.open(PageName.SETTINGS)
        if section:
            self._open_section(section)

    def _open_section(self, key: str) -> None:
        if self.settings is not None:
            self.settings.page.open_section(key)

    def begin_entry(self) -> None:
        """Open the journal with a new entry."""
        self.open(PageName.JOURNAL)
        if self.journal is None:
            self._wants_to_write = True
        else:
            self.journal.begin()

    def open_entry(self, entry: str) -> None:
        """Open the journal with an entry."""
        self.open(PageName.JOURNAL)
        if self.journal is not None:
            self.journal.return_to(Whereabouts(entry, -1, 0, 0, writing=False))
            self.journal.refresh()

    def begin_letter(self) -> None:
        """Open the letters with a new one."""
        self.open(PageName.LETTERS)
        if self.letters is None:
            self._wants_a_letter = True
        else:
            self.letters.begin()

    def open_letters(self) -> None:
        """Open the letters."""
        self.open(PageName.LETTERS)

    def read_letter(self, letter_id: str) -> None:
        """Show a letter that is there, with nothing else on the screen."""
        self.open(PageName.LETTERS)
        if self.letters is not None:
            self.letters.read(letter_id)

    def open_sealed_letter(self, letter_id: str) -> None:
        """Open a letter that was sealed for this moment."""
        self.open(PageName.LETTERS)
        if self.letters is not None:
            self.letters.open_early(letter_id)

    def show_outlook(self) -> None:
        """Say how things stand, where that can be seen."""
        if self.today is not None and self.window.isVisible():
            self.today.show_outlook()

    def keep_drafts(self) -> None:
        """Keep what is being typed now."""
        for place in (self.journal, self.letters):
            if place is not None:
                place.keep_drafts()

    def show_notice(self, key: str, text: str) -> None:
        """Say a sentence above the page; what keeps words from the disk stays in front of it."""
        self.window.show_notice(key, Notice(text, "", None))
        if self._keeper.trouble is not None:
            self._tell_of_store(self._keeper.trouble)

    def close(self) -> None:
        """The program ends."""
        self.keep_drafts()
        self.window.hide()
        self.window.deleteLater()

    def begin_anew(self) -> None:
        """Everything that is kept is another now: the pages that show it are made anew."""
        if self._lock.is_locked:
            return
        for place in (self.today, self.journal, self.letters, self.settings):
            if place is not None:
                place.deleteLater()
        self.today = self.journal = self.letters = self.settings = None
        self.window.cover(QWidget())
        self.window.uncover()
        if self.window.current is PageName.SETTINGS:
            # From there everything was made another. A turn later, when the new page knows its size.
            QTimer.singleShot(0, self, lambda: self._open_section("backups"))

    # Locked

    def _offer_lock(self) -> None:
        self.window.offer_lock(self._lock.offers_lock)

    def _cover(self) -> None:
        """Destroy what shows something of the person's; Support stays."""
        for each in self.window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if each.isWindow():
                each.close()  # a dialog in front of a page shows what the page shows
                each.deleteLater()
        if self.journal is not None:
            self._lock.whereabouts = self.journal.whereabouts
        if self.letters is not None:
            self._lock.letter = self.letters.whereabouts
        for place in (self.today, self.journal, self.letters, self.settings):
            if place is not None:
                place.deleteLater()
        self.today = self.journal = self.letters = self.settings = None
        self.window.cover(self._lock.make_screen())
        # What was copied stays copied. What is only selected would still be pasted by a middle click.
        clipboard = QGuiApplication.clipboard()
        if clipboard.supportsSelection() and clipboard.ownsSelection():
            clipboard.clear(QClipboard.Mode.Selection)

    def _uncover(self) -> None:
        self.window.uncover()
        if self._wants_to_write and self.journal is not None:
            self.journal.begin()
        if self._wants_a_letter and self.letters is not None:
            self.letters.begin()
        self._wants_to_write = self._wants_a_letter = False

    # Pages

    def _today_page(self) -> QWidget:
        place = TodayPlace(
            self._appearance,
            self._clock,
            self._keeper,
            self._practices(),
            self._next_pause,
            self._choices,
            self._put_off,
            self,
        )
        place.page.read_requested.connect(self.open_entry)
        self.today = place
        place.page.letter_requested.connect(self.read_letter)
        self.today_made.emit(place.page)
        return place.page

    def _journal_page(self) -> QWidget:
        self.journal = JournalPlace(
            self._appearance, self._clock, self._choices, self._keeper, self._make_prompting(), self
        )
        self.journal.link_requested.connect(open_link)
        self.journal.page.focused.connect(lambda focused: self.window.show_rail(not focused))
        if self._lock.whereabouts is not None and not self._wants_to_write:
            self.journal.return_to(self._lock.whereabouts)
        self._lock.whereabouts = None
        return self.journal.page

    def _letters_page(self) -> QWidget:
        self.letters = LettersPlace(
            self._appearance, self._clock, self._choices, self._keeper, Random(), self
        )
        self.letters.link_requested.connect(open_link)
        if self._lock.letter is not None and not self._wants_a_letter:
            self.letters.return_to(self._lock.letter)
        self._lock.letter = None
        return self.letters.page

    def _support_page(self) -> QWidget:
        page = SupportPage(self._appearance, load_support(assets.path("content", "en", "support.toml")))
        page.show_country(self._choices[COUNTRY])
        page.country_chosen.connect(lambda code: self._choices.choose(COUNTRY, code))
        page.grounding_requested.connect(self.grounding_wanted)
        page.link_requested.connect(open_link)
        self._support = page
        return page

    def _settings_page(self) -> QWidget:
        self.settings = self._make_settings()
        return self.settings.page

    # Freshness

    def _refresh(self, name: PageName) -> None:
        if name is PageName.SETTINGS and self.settings is not None:
            self.settings.refresh()
        place = {
            PageName.TODAY: self.today,
            PageName.JOURNAL: self.journal,
            PageName.LETTERS: self.letters,
        }.get(name)
        if place is not None and self._keeper.trouble is not None:
            place.show_trouble(self._keeper.trouble)
        elif place is not None:
            place.refresh()

    def _changed(self, collection: str) -> None:
        current = self.window.current
        if not self.window.isVisible():
            return
        if current is PageName.TODAY and collection != "settings":
            self._refresh(PageName.TODAY)
        elif current is PageName.JOURNAL and collection == "entries":
            self._refresh(PageName.JOURNAL)
        elif current is PageName.LETTERS and collection == "letters":
            self._refresh(PageName.LETTERS)

    def _chosen(self, keys: frozenset[str]) -> None:
        if self._support is not None and COUNTRY.key in keys:
            self._support.show_country(self._choices[COUNTRY])

    def _troubled(self, trouble: StorageError | None) -> None:
        if trouble is None:
            self.window.withdraw_notice(_NOT_ON_DISK)
        else:
            self._tell_of_store(trouble)
        for place in (self.today, self.journal, self.letters):
            if place is not None:
                place.show_trouble(trouble)

    def _tell_of_store(self, trouble: StorageError) -> None:
        notice = Notice(sentence_of(trouble), self.tr("Try again"), self._keeper.try_again)
        if trouble.code in BACKUP_HELPS:
            notice = Notice(sentence_of(trouble), self.tr("Look at backups"), self._look_at_backups)
        self.window.show_notice(_NOT_ON_DISK, notice)

    def _look_at_backups(self) -> None:
        # Looking mends nothing yet: the way there stays until the journal opens.
        if self._keeper.trouble is not None:
            self._tell_of_store(self._keeper.trouble)
        self.backups_wanted.emit()

    def _left(self) -> None:
        self.keep_drafts()
        self.left.emit()


def open_link(address: str) -> None:
    """Open an address with the program that the desktop has for it; only ever on a click."""
    url = QUrl(address)
    if url.scheme() in _LINKS:
        QDesktopServices.openUrl(url)
