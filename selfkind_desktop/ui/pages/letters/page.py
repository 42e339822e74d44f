"""The page of letters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from selfkind_desktop.domain.letter_content import Companion
from selfkind_desktop.domain.letters import Letter, Seal, Voice
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.pages.drafts import Drafts
from selfkind_desktop.ui.pages.journal.returning import go_back, place_in
from selfkind_desktop.ui.pages.letters.desk import Desk
from selfkind_desktop.ui.pages.letters.envelope import Shape, shape_of
from selfkind_desktop.ui.pages.letters.seal_dialog import ClosedDialog, SealDialog
from selfkind_desktop.ui.pages.letters.shelf import Shelf
from selfkind_desktop.ui.pages.letters.words import arrival, sealed_sentence
from selfkind_desktop.ui.pages.values import Whereabouts
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.notice import NoticeBar

_LEAST = QSize(260, 240)


class LettersPage(QWidget):
    """The shelf with all letters, or the desk with the one that is being written.

    It holds what was typed until `confirm_saved` says that it is on the disk. It never has the words of a
    letter that is on its way: those are not among what it is given.

    Signals:
        new_requested(Voice): begin a letter; answered with `begin`.
        changed(Letter): a letter that wants to be kept; answered with `confirm_saved`.
        sealed(str, Seal): seal the letter with this id, after what was `changed` before.
        read_requested(str): show the letter with this id, which is there.
        opened_early(str): open the sealed letter with this id now.
        trashed(str), restored(str): put the letter with this id into the trash, or take it out again.
        threads_wanted(bool): show threads beside letters, or leave them out.
        link_requested(str): open an address.
    """

    new_requested = Signal(object)
    changed = Signal(object)
    sealed = Signal(str, object)
    read_requested = Signal(str)
    opened_early = Signal(str)
    trashed = Signal(str)
    restored = Signal(str)
    threads_wanted = Signal(bool)
    link_requested = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        companions: Mapping[Voice, Companion],
        chance: Random,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("letters")
        self._appearance, self._clock, self._chance = appearance, clock, chance
        self._letters: tuple[Letter, ...] = ()
        self._hidden: set[str] = set()
        self._closing: dict[str, Letter] = {}
        self._open: Letter | None = None
        self._trashed: Letter | None = None
        self._return: Whereabouts | None = None
        self._drafts: Drafts[Letter] = Drafts(self)
        self._drafts.changed.connect(self.changed)
        self.shelf = Shelf(appearance, clock, companions)
        self.desk = Desk(appearance, clock, companions)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.shelf)
        self._stack.addWidget(self.desk)
        self._notice = NoticeBar(appearance, tone="plum")
        self._notice_place = QWidget()
        around = QVBoxLayout(self._notice_place)
        around.setContentsMargins(40, 16, 40, 0)
        around.addWidget(self._notice)
        self._notice_place.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._notice_place)
        column.addWidget(self._stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.shelf.new_requested.connect(self.new_requested)
        self.shelf.chosen.connect(self._choose)
        self.shelf.trash_requested.connect(self.put_into_trash)
        self.desk.changed.connect(self._typed)
        self.desk.left.connect(self._drafts.hand_on)
        self.desk.link_requested.connect(self.link_requested)
        side = self.desk.side
        side.back_requested.connect(self.close_desk)
        side.trash_requested.connect(self._trash_open)
        side.seal_requested.connect(self._ask_when)
        side.threads_wanted.connect(self._want_threads)
        self._notice.acted.connect(self._take_back)
        self._notice.closed.connect(self._notice_place.hide)
        new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        new.activated.connect(lambda: self.new_requested.emit(Voice.MYSELF_AS_A_FRIEND))

    # What it shows

    def show_letters(self, letters: Sequence[Letter]) -> None:
        """Show these letters; what is being written is left alone."""
        # What was read a moment before it was sealed comes late.
        sealed = {letter.id for letter in letters if letter.seal is not None}
        self._closing = {key: letter for key, letter in self._closing.items() if key not in sealed}
        letters = [self._closing.get(letter.id, letter) for letter in letters]
        self._letters = tuple(letters)
        self._hidden &= {letter.id for letter in letters}
        if self._open is None:
            self._show_shelf()
        kept = next((letter for letter in letters if self._open and letter.id == self._open.id), None)
        if kept is not None and shape_of(kept) is not Shape.DRAFT:
            self.close_desk()
        self._go_back()

    def show_unavailable(self, sentence: str) -> None:
        """Say why the letters cannot be shown."""
        self.shelf.show_unavailable(sentence)

    def show_threads(self, shown: bool) -> None:
        """Whether there are threads beside a letter."""
        self.desk.side.show_threads(shown)

    def begin(self, letter: Letter) -> None:
        """Open a letter that was just begun. It is kept once it has a word."""
        self._put_notice_away()
        self._show_on_desk(letter)
        self.desk.focus_words()

    def confirm_saved(self, letter: Letter) -> None:
        """The letter is on the disk, as it was handed on."""
        self._drafts.confirm(letter)
        if self._open is not None and self._open.id == letter.id and not self._drafts.is_open(letter.id):
            self.desk.show_state(self.tr("saved"))

    def show_not_saved(self) -> None:
        """What was typed could not be kept so far; the words stay here. `hand_on` tries again."""
        self.desk.show_state(self.tr("not on disk yet"))

    def hand_on(self) -> None:
        """Emit `changed` for everything that is not confirmed."""
        self._drafts.hand_on_all()

    @property
    def whereabouts(self) -> Whereabouts | None:
        """Where the person is writing; None where no letter is open."""
        return None if self._open is None else place_in(self.desk, self._open.id, writing=True)

    def return_to(self, place: Whereabouts) -> None:
        """Go back to where somebody was, as soon as the letter is among those that are shown."""
        self._return = place

    @property
    def focus_start(self) -> QWidget:
        """Where the keyboard goes when it comes here."""
        return self.shelf.new if self._open is None else self.desk.paper

    def _go_back(self) -> None:
        place = self._return
        letter = next((each for each in self._letters if place and each.id == place.entry), None)
        if place is None or letter is None:
            return
        self._return = None
        if shape_of(letter) is Shape.DRAFT:
            self._show_on_desk(letter)
            go_back(self.desk, place)

    def _show_on_desk(self, letter: Letter) -> None:
        self._drafts.hand_on()
        self._open = self._drafts.get(letter.id) or letter
        self.desk.show_letter(self._open)
        self._stack.setCurrentWidget(self.desk)

    def _show_shelf(self) -> None:
        newer = (self._drafts.get(letter.id) or letter for letter in self._letters)
        self.shelf.show_letters([letter for letter in newer if letter.id not in self._hidden])

    # What the person does

    def close_desk(self) -> None:
        """Back to all letters."""
        self._drafts.hand_on()
        letter, self._open = self._open, None
        self._stack.setCurrentWidget(self.shelf)
        self.desk.put_away()
        self._show_shelf()
        self.shelf.focus_letter("" if letter is None else letter.id)

    def _choose(self, letter: Letter) -> None:
        self._put_notice_away()
        shape = shape_of(letter)
        if shape is Shape.DRAFT:
            self._show_on_desk(letter)
            self.desk.focus_words()
        elif shape is Shape.SEALED and letter.seal is not None:
            asked = ClosedDialog(self._appearance, arrival(letter.seal, self._clock.now()), self.window())
            asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            asked.opened.connect(lambda: self.opened_early.emit(letter.id))
            asked.trashed.connect(lambda: self.put_into_trash(letter))
            asked.open()
        else:
            self.read_requested.emit(letter.id)

    def _typed(self) -> None:
        letter = self.desk.letter()
        is_known = any(each.id == letter.id for each in self._letters) or self._drafts.is_open(letter.id)
        if letter.text.strip() or is_known:
            self._open = letter
            self._drafts.take(letter)

    def _ask_when(self) -> None:
        dialog = SealDialog(self._appearance, self._clock, self._chance, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.sealed.connect(self._seal)
        dialog.open()

    def _seal(self, seal: Seal) -> None:
        if self._open is None:
            return
        letter = self.desk.letter()
        self._drafts.take(letter)
        self._drafts.hand_on()
        # From here on this page has no word of it.
        self._drafts.forget(letter.id)
        closed = replace(letter, text="", title="", seal=seal)
        self._closing[letter.id] = closed
        self._letters = (closed, *(each for each in self._letters if each.id != letter.id))
        self._open = None
        self.sealed.emit(letter.id, seal)
        self.close_desk()
        self.shelf.focus_letter(letter.id)
        self._say(sealed_sentence(seal, self._clock.now()))

    def _want_threads(self, shown: bool) -> None:
        self.show_threads(shown)
        self.threads_wanted.emit(shown)

    # The trash

    def _trash_open(self) -> None:
        if self._open is not None:
            self.put_into_trash(self._open)

    def put_into_trash(self, letter: Letter) -> None:
        """Put a letter into the trash; it can be taken back."""
        self._drafts.hand_on()
        if self._open is not None and self._open.id == letter.id:
            self._open = None
            self._stack.setCurrentWidget(self.shelf)
            self.desk.put_away()
        was_kept = any(each.id == letter.id for each in self._letters) or self._drafts.is_open(letter.id)
        self._drafts.forget(letter.id)
        if was_kept:
            self._trashed = letter
            self._hidden.add(letter.id)
            self.trashed.emit(letter.id)
            self._say(self.tr("The letter is in the trash."), self.tr("Undo"))
        self._show_shelf()
        self.shelf.focus_letter("")

    def _take_back(self) -> None:
        self._put_notice_away()
        letter, self._trashed = self._trashed, None
        if letter is not None:
            self._hidden.discard(letter.id)
            self.restored.emit(letter.id)
            self._show_shelf()
            self.shelf.focus_letter(letter.id)
            announce(self, self.tr("The letter is back."))

    def _say(self, text: str, action: str = "") -> None:
        self._notice.set_notice(text, action)
        self._notice_place.show()

    def _put_notice_away(self) -> None:
        self._notice_place.hide()
        self._notice.set_notice("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads from the desk to the shelf."""
        if event.key() == Qt.Key.Key_Escape and self._open is not None:
            self.close_desk()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """It scrolls."""
        return _LEAST
