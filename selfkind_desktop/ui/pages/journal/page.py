"""The page of the journal."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from selfkind_desktop.domain.finding import Found, Sought, terms_of
from selfkind_desktop.domain.forms import Form
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.pages.drafts import Drafts
from selfkind_desktop.ui.pages.journal.editor_pane import EditorPane
from selfkind_desktop.ui.pages.journal.empty import EmptyPage, Hairline
from selfkind_desktop.ui.pages.journal.list_pane import ListPane
from selfkind_desktop.ui.pages.journal.matches import Matches
from selfkind_desktop.ui.pages.journal.model import EntriesModel
from selfkind_desktop.ui.pages.journal.returning import go_back, place_in
from selfkind_desktop.ui.pages.journal.saying import Saying
from selfkind_desktop.ui.pages.values import Whereabouts
from selfkind_desktop.ui.style import set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce

_EDITOR_LEAST = 340
_LEAST_WIDTH = 260
_LEAST_HEIGHT = 240
_ANY_WIDTH = 16_777_215


class JournalPage(QWidget):
    """Entries in a list, one of them open for writing.

    It holds what was typed until `confirm_saved` says that it is on the disk, and never shows an older text
    over a newer one.

    Attributes:
        foot: ways to what is not an entry.
        say: says something above the entry; see `Saying.say`.
        editor: where the open entry is written; it tells what else is asked of that entry.
        list: where entries are found; it tells what is sought.
        model: the entries that it lists; it tells which words it needs.

    Signals:
        new_requested(EntryKind): begin an entry; answered with `begin`.
        changed(Entry): an entry that wants to be kept; at most 0.7 s after a key, and at once when the words
            lose the focus or cannot be seen any more. Answered with `confirm_saved`.
        trashed(str): put the entry with this id into the trash.
        restored(str): take it out again.
        link_requested(str): open an address.
        another_prompt_wanted(): answered with `ask`.
        prompts_unwanted(): no prompts any more.
        focused(bool): only the words are to be seen, or everything again.
        refresh_wanted(): an entry is awaited; answered with `settle`.
    """

    new_requested = Signal(object)
    changed = Signal(object)
    trashed = Signal(str)
    restored = Signal(str)
    link_requested = Signal(str)
    another_prompt_wanted = Signal()
    prompts_unwanted = Signal()
    focused = Signal(bool)
    refresh_wanted = Signal()

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        forms: Mapping[EntryKind, Form],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("journal")
        self._appearance = appearance
        self._open: Entry | None = None
        self._fresh: Entry | None = None
        self._trashed: Entry | None = None
        self._loaded = False
        self._unavailable = ""
        self._in_text = False
        self._is_focused = False
        self._return: Whereabouts | None = None
        self._drafts: Drafts[Entry] = Drafts(self)
        self._drafts.changed.connect(self.changed)
        self.model = self._model = EntriesModel(clock, self)
        self.list = self._list = ListPane(appearance, clock, self._model)
        self.foot = self._list.foot
        self.editor = self._editor = EditorPane(appearance, forms)
        self._matches = Matches(appearance, self._editor)
        self._saying = Saying(appearance)
        self.say = self._saying.say
        self._empty = EmptyPage()
        self._lay_out()
        self._connect()
        self._show_what_there_is()
        appearance.changed.connect(self._arrange)

    def _lay_out(self) -> None:
        self._line = Hairline(self._appearance)
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(0)
        side.addWidget(self._saying)
        side.addWidget(self._editor, 1)
        side.addWidget(self._empty, 1)
        self._side = QWidget()
        set_ground(self._side, "surface")
        self._side.setLayout(side)
        row = QHBoxLayout(self)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(self._line)
        row.addWidget(self._side, 1)

    def _connect(self) -> None:
        self._empty.begun.connect(lambda: self.new_requested.emit(EntryKind.FREE))
        self._list.chosen.connect(self._open_entry)
        self._list.clicked.connect(self._clicked)
        self._list.entered.connect(self.focus_text)
        self._list.new_requested.connect(self.new_requested)
        self._list.trash_requested.connect(self._trash)
        self._list.sought.connect(self._mark_words)
        self._editor.changed.connect(self._typed)
        self._editor.link_requested.connect(self.link_requested)
        self._editor.another_prompt_wanted.connect(self.another_prompt_wanted)
        self._editor.prompts_unwanted.connect(self.prompts_unwanted)
        self._editor.left.connect(self._drafts.hand_on)
        self._editor.focus_requested.connect(lambda: self.set_focused(not self._is_focused))
        self._editor.trash_requested.connect(self._trash_open)
        self._editor.back_requested.connect(self._back_to_list)
        for key, act in (
            (QKeySequence(QKeySequence.StandardKey.New), lambda: self.new_requested.emit(EntryKind.FREE)),
            (QKeySequence(QKeySequence.StandardKey.Find), self._find),
            (QKeySequence("F11"), lambda: self.set_focused(not self._is_focused)),
            (QKeySequence("F3"), lambda: self._go_to_match(on=True)),
            (QKeySequence("Ctrl+G"), lambda: self._go_to_match(on=True)),
            (QKeySequence("Shift+F3"), lambda: self._go_to_match(on=False)),
            (QKeySequence("Ctrl+Shift+G"), lambda: self._go_to_match(on=False)),
        ):
            # Only while the page is visible: Qt passes over the shortcuts of hidden widgets.
            QShortcut(key, self).activated.connect(act)

    # What it shows

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries, newest first: they are all that there are."""
        places = array("q", [round(entry.stamp.at.timestamp()) for entry in entries])
        found = [Found(entry, (), "", (), place) for entry, place in zip(entries, places, strict=True)]
        self._model.show_rows(reversed(found))
        self._model.show_places(places)
        asked = self.awaited
        self.settle(asked, next((entry for entry in entries if entry.id == asked), None))

    @property
    def awaited(self) -> str:
        """The id of the entry that is open or is to be; empty for none. `settle` tells how it is."""
        if self._return is not None:
            return self._return.entry
        return "" if self._open is None else self._open.id

    def settle(self, awaited: str, entry: Entry | None) -> None:
        """The list is as on the disk now. What is being written is left alone.

        Args:
            awaited: the id of an entry.
            entry: that entry as it is on the disk; None if it is not there.
        """
        self._loaded = True
        self._unavailable = ""
        if entry is not None and self._fresh is not None and self._fresh.id == entry.id:
            self._fresh = None
        if self._open is not None and self._open.id == awaited:
            if entry is not None:
                is_other = not _say_the_same(entry, self._open) and not _say_the_same(
                    entry, self._editor.entry()
                )
                if is_other and not self._drafts.is_open(entry.id):
                    self._show_in_editor(entry)
                self._open = entry
            elif self._open is not self._fresh:
                self._open = None
        self._show_what_there_is()
        if entry is not None:
            self._go_back(entry)

    def show_unavailable(self, sentence: str) -> None:
        """Say why the entries cannot be shown."""
        self._unavailable = sentence
        self._show_what_there_is()

    def begin(self, entry: Entry) -> None:
        """Open an entry that was just begun, with the keyboard in it. It is listed once it has a word."""
        self._list.clear_query()
        self._fresh = entry
        self._show_in_editor(entry)
        self._show_what_there_is()
        self.focus_text()

    def open_entry(self, entry_id: str) -> None:
        """Open an entry: at once if it is near those that are seen, else once `settle` brings it."""
        entry = self._model.by_id(entry_id)
        if entry is None:
            self._return = Whereabouts(entry_id, -1, 0, 0, False)
            self.refresh_wanted.emit()
        else:
            self._open_entry(entry)
            self._mark_open()

    @property
    def open_now(self) -> Entry | None:
        """The entry that is open, as it stands here; None where none is."""
        return None if self._open is None else self._editor.entry()

    def take_words(self, entry: Entry) -> None:
        """The open entry has these words now, and nobody typed them; does nothing if another is open."""
        if self._open is not None and self._open.id == entry.id:
            self._drafts.take(entry)
            self._show_in_editor(entry)
            self._drafts.hand_on()

    def ask(self, prompt: str) -> None:
        """Ask something on the blank page; empty for nothing."""
        self._editor.ask(prompt)

    def suggest_tags(self, tags: tuple[str, ...]) -> None:
        """Offer these while a tag is typed."""
        self._editor.suggest_tags(tags)

    def confirm_saved(self, entry: Entry) -> None:
        """The entry is on the disk, as it was handed on."""
        self._drafts.confirm(entry)
        self._model.update(entry)
        self._open = _newer(self._open, entry)
        self._fresh = _newer(self._fresh, entry)
        self._trashed = _newer(self._trashed, entry)
        is_shown = self._open is not None and self._open.id == entry.id
        if is_shown and not self._drafts.is_open(entry.id):
            self._editor.show_state(self.tr("Saved"))

    def show_not_saved(self) -> None:
        """What was typed could not be kept so far; the words stay here. `hand_on` tries again."""
        self._editor.show_state(self.tr("Not on disk yet"))

    def hand_on(self) -> None:
        """Emit `changed` for everything that is not confirmed: before quitting, locking, or trying again."""
        self._drafts.hand_on_all()

    def focus_text(self) -> None:
        """Put the keyboard where words go."""
        self._go(text=True)
        self._editor.focus_words()

    @property
    def whereabouts(self) -> Whereabouts | None:
        """Where the person is; None where no entry is open."""
        if self._open is None:
            return None
        writing = self._in_text or self._editor.isAncestorOf(self.focusWidget() or self)
        return place_in(self._editor, self._open.id, writing=writing)

    def return_to(self, place: Whereabouts) -> None:
        """Go back to where somebody was, as soon as the entry is among those that are shown."""
        self._return = place

    def _go_back(self, entry: Entry) -> None:
        place = self._return
        if place is None or place.entry != entry.id:
            return
        self._return = None
        self._open_entry(entry)
        self._mark_open()
        if place.writing:
            self.focus_text()
        go_back(self._editor, place)

    @property
    def focus_start(self) -> QWidget:
        """Where the keyboard goes when it comes here: to the entries."""
        return self._list.entries

    # What the person does

    def _open_entry(self, entry: Entry) -> None:
        if self._open is not None and self._open.id == entry.id:
            return
        self._drafts.hand_on()
        self._leave_fresh()
        self._show_in_editor(entry)
        self._show_what_there_is()

    def _clicked(self) -> None:
        if self._is_narrow:
            self.focus_text()

    def _show_in_editor(self, entry: Entry) -> None:
        self._open = entry
        self._editor.show_entry(self._drafts.get(entry.id) or entry)
        self._matches.look_again()

    def _leave_fresh(self) -> None:
        """An entry without a word was never begun."""
        if self._fresh is not None and not self._drafts.is_open(self._fresh.id):
            self._fresh = None

    def _typed(self) -> None:
        if self._open is not None:
            self._drafts.take(self._editor.entry())

    def _trash_open(self) -> None:
        if self._open is not None:
            self._trash(self._open)

    def _trash(self, entry: Entry) -> None:
        self._drafts.hand_on()
        if self._open is not None and self._open.id == entry.id:
            entry = self._open
        row = self._model.row_of(entry.id)
        was_listed = row >= 0
        had_focus = self._editor.isAncestorOf(self.focusWidget() or self)
        if self._fresh is not None and self._fresh.id == entry.id:
            self._fresh = None
        if self._open is not None and self._open.id == entry.id:
            self._open = None
            if not self._is_narrow:
                self._open_neighbor(row)
        if was_listed or self._drafts.is_open(entry.id):
            self._trashed = entry
            self.say(self.tr("The entry is in the trash."), self.tr("Undo"), self._take_back)
            self._model.hide(entry.id)
            self.trashed.emit(entry.id)
        self._show_what_there_is()
        if had_focus or self._is_narrow:
            self._go(text=False)
            self._list.focus_list()

    def _open_neighbor(self, row: int) -> None:
        for neighbor in (row + 1, row - 1):
            inside = 0 <= neighbor < self._model.rowCount() and row >= 0
            entry = self._model.entry(neighbor) if inside else None
            if entry is not None:
                self._show_in_editor(entry)
                return

    def _take_back(self) -> None:
        if self._trashed is None:
            return
        entry, self._trashed = self._trashed, None
        self._model.unhide(entry.id)
        self._open = self._fresh = entry
        self._show_in_editor(entry)
        self._show_what_there_is()
        self.restored.emit(entry.id)
        announce(self, self.tr("The entry is back."))
        self.focus_text()

    def is_back(self, entry_id: str) -> None:
        """An entry left the trash another way than by Undo."""
        self._model.unhide(entry_id)
        if self._trashed is not None and self._trashed.id == entry_id:
            self.forget_trashed()

    def forget_trashed(self) -> None:
        """What is in the trash cannot be taken back here any more."""
        if self._trashed is not None:
            self._trashed = None
            self.say("")

    def _find(self) -> None:
        self._go(text=False)
        self._list.focus_find()

    def _mark_words(self, sought: Sought) -> None:
        self._matches.seek(terms_of(sought.words)[0])

    def _go_to_match(self, *, on: bool) -> None:
        number, count = self._matches.go(on=on)
        if count:
            self._in_text = True
            announce(self, self.tr("Match {number} of {count}").format(number=number, count=count))

    def _back_to_list(self) -> None:
        self._drafts.hand_on()
        self._go(text=False)
        self._list.focus_list()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc brings everything back; else it leads out of the text, to the list."""
        if event.key() == Qt.Key.Key_Escape and self._is_focused:
            self.set_focused(False)
        elif event.key() == Qt.Key.Key_Escape and self._editor.isAncestorOf(self.focusWidget() or self):
            self._back_to_list()
        else:
            super().keyPressEvent(event)

    # Arrangement

    def set_focused(self, focused: bool) -> None:
        """Show only the words, with the keyboard in them, or everything again."""
        if focused == self._is_focused or (focused and self._open is None):
            return
        self._is_focused = focused
        self._editor.set_focused(focused)
        self.focused.emit(focused)
        self._arrange()
        self.focus_text()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere finds everything there."""
        super().hideEvent(event)
        self.set_focused(False)

    def _mark_open(self) -> None:
        self._list.show_current("" if self._open is None else self._open.id)

    def _show_what_there_is(self) -> None:
        nothing = self._has_nothing
        self._list.set_bare(nothing)
        self._empty.say(self._unavailable)
        self._empty.setVisible(nothing and (self._loaded or bool(self._unavailable)))
        self._editor.setVisible(self._open is not None)
        self._arrange()

    @property
    def _has_nothing(self) -> bool:
        return self._model.is_empty and not self._list.is_seeking and self._open is None

    def minimumSizeHint(self) -> QSize:
        """Room for one of the two is enough."""
        look = self._appearance
        return QSize(look.px(_LEAST_WIDTH), look.px(_LEAST_HEIGHT))

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self._list.wanted_width + self._appearance.px(_EDITOR_LEAST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else one at a time."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = self._is_narrow or self._is_focused
        spare = (self.width() - self._editor.comfortable_width) // 2 if self._is_focused else 0
        self._side.setContentsMargins(max(0, spare), 0, max(0, spare), 0)
        newest = self._model.entry(0) if self._model.rowCount() else None
        if self._open is None and not narrow and newest is not None and self._return is None:
            # Beside the list something is always open; the newest, at first.
            self._show_in_editor(newest)
            self._editor.show()
        self._mark_open()
        self._editor.set_narrow(narrow)
        wanted = self._list.wanted_width
        self._list.setMinimumWidth(0 if narrow else wanted)
        self._list.setMaximumWidth(_ANY_WIDTH if narrow else wanted)
        text = (self._in_text or self._is_focused) and self._open is not None
        nothing = self._has_nothing
        self._list.setVisible(not narrow or not (text or nothing))
        self._line.setVisible(not narrow)
        self._side.setVisible(not narrow or text or nothing)

    def _go(self, *, text: bool) -> None:
        """Where there is room for one only: to the text, or to the list."""
        self._in_text = text
        if not text:
            self.set_focused(False)
            self._in_text = False
        self._arrange()


def _newer(entry: Entry | None, newer: Entry) -> Entry | None:
    """The newer one, if it is the same entry."""
    return newer if entry is not None and entry.id == newer.id else entry


def _say_the_same(one: Entry, other: Entry) -> bool:
    """Whether two states of an entry differ in nothing but when they were kept."""
    return replace(one, updated=other.updated) == other
