"""One entry, open for writing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from selfkind_desktop.domain.forms import Form
from selfkind_desktop.domain.journal import Entry, EntryKind
from selfkind_desktop.ui.editor.toolbar import Toolbar
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.journal.details import Details
from selfkind_desktop.ui.pages.journal.form_pane import FormPane
from selfkind_desktop.ui.pages.journal.kinds import INKS, kind_name
from selfkind_desktop.ui.pages.journal.prompt_line import PromptLine
from selfkind_desktop.ui.pages.journal.star_button import StarButton
from selfkind_desktop.ui.pages.journal.tag_field import TagField
from selfkind_desktop.ui.pages.journal.text import count_words
from selfkind_desktop.ui.style import button, label, set_ground, set_style
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.chip import Chip
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.icon_button import IconButton
from selfkind_desktop.ui.wording import mood_name, time_of_day

_SETTLED_MS = 400
"""Only after so long without a key "Saved" is said, so that it does not flicker while somebody types."""

_COUNT_AFTER_MS = 250
_TITLE_LONGEST = 200
_AROUND = 80
"""Left and right of the words, and the bar to scroll with, in pixels."""


class EditorPane(QWidget):
    """Date, title, words, and quietly how many there are and whether they are kept.

    Attributes:
        paper: where free words are written.
        title: one line above them.
        tags: the tags.

    Signals:
        changed(): something of the open entry changed.
        left(): the words lost the focus or cannot be seen any more.
        trash_requested(): put the open entry into the trash.
        history_requested(): what did it say before?
        focus_requested(): only the words, or everything again.
        phrase_marked(str): keep this sentence as a phrase.
        reframe_requested(): look at this line of the critic log again, as a reframe.
        back_requested(): to the list.
        link_requested(str): open an address.
        another_prompt_wanted(): ask something else on this blank page.
        prompts_unwanted(): no prompts any more.
    """

    changed = Signal()
    left = Signal()
    trash_requested = Signal()
    history_requested = Signal()
    focus_requested = Signal()
    phrase_marked = Signal(str)
    reframe_requested = Signal()
    back_requested = Signal()
    link_requested = Signal(str)
    another_prompt_wanted = Signal()
    prompts_unwanted = Signal()

    def __init__(
        self, appearance: Appearance, forms: Mapping[EntryKind, Form], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_ground(self, "surface")
        self._appearance = appearance
        self._forms = forms
        self._entry: Entry | None = None
        self._form: FormPane | None = None
        self._loading = False
        self._saved = ""
        self._make_head(appearance)
        self._make_body(appearance)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._say_saved)
        self._soon = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._soon.timeout.connect(self._count)
        self._lay_out()

    # Parts

    def _make_head(self, appearance: Appearance) -> None:
        self._back = IconButton(appearance, "back", self.tr("Back to the list"))
        self._back.clicked.connect(self.back_requested)
        self._back.hide()
        self._date = label(role="muted", wrap=False)
        self._state = label(role="muted", ink="sage", wrap=False)
        self._focus = IconButton(appearance, "focus", self.tr("Only the words"))
        self._focus.clicked.connect(self.focus_requested)
        self._is_focused = False
        self._history = IconButton(appearance, "history", self.tr("Earlier words"))
        self._history.clicked.connect(self.history_requested)
        self._star = StarButton(appearance)
        self._star.toggled.connect(lambda _on: self._altered())
        self._trash = IconButton(appearance, "trash", self.tr("Put into the trash"))
        self._trash.clicked.connect(self.trash_requested)
        self.title = _Title()
        self.title.setProperty("page", "title")
        self.title.setAccessibleName(self.tr("Title"))
        self.title.setPlaceholderText(self.tr("A title, if you like"))
        self.title.setMaxLength(_TITLE_LONGEST)
        self.title.textEdited.connect(lambda _text: self._altered())
        self.title.editingFinished.connect(self.left)
        self.title.going_down.connect(self.focus_words)
        self._kind = label(role="small", wrap=False)
        self._kind.setProperty("badge", "sand")  # before the sheet sees it: room comes with the first look
        self._moods = Chip("", checkable=True)
        self._moods.toggled.connect(self._show_details)
        self.tags = TagField(appearance)
        self.tags.changed.connect(lambda _tags: self._altered())
        self._details = Details(appearance)
        self._details.changed.connect(self._altered)
        self._details.hide()

    def _make_body(self, appearance: Appearance) -> None:
        self.paper = Writing(appearance)
        self.paper.setAccessibleName(self.tr("Entry"))
        self.paper.setPlaceholderText(self.tr("A single line is a fine beginning."))
        self.paper.textChanged.connect(self._altered)
        self.paper.left.connect(self.left)
        self.paper.link_requested.connect(self.link_requested)
        self.paper.phrase_marked.connect(self.phrase_marked)
        self._toolbar = Toolbar(appearance, self.paper)
        self._prompt = PromptLine(appearance)
        self._prompt.another_wanted.connect(self.another_prompt_wanted)
        self._prompt.unwanted.connect(self.prompts_unwanted)
        self._prompt.taken.connect(self._write_about)
        self._words = label(role="small", wrap=False)
        self._again = button(self.tr("Look at it again, kindly?"), "quiet")
        self._again.setToolTip(self.tr("Begins a reframe with these words. This entry stays as it is."))
        self._again.clicked.connect(self.reframe_requested)
        self._form_place = QScrollArea()
        self._form_place.setFrameShape(QFrame.Shape.NoFrame)
        self._form_place.setWidgetResizable(True)
        self._form_place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bodies = QStackedWidget()
        self._bodies.addWidget(self.paper)
        self._bodies.addWidget(self._form_place)

    def _lay_out(self) -> None:
        self._where = _flow(self._date, self._state)
        head = QHBoxLayout()
        head.setContentsMargins(40, 24, 24, 0)
        head.setSpacing(8)
        head.addWidget(self._back)
        head.addWidget(self._where, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._focus, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._star, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._history, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._trash, 0, Qt.AlignmentFlag.AlignTop)
        page = QVBoxLayout()
        page.setContentsMargins(40, 0, 24, 0)
        page.setSpacing(8)
        page.addWidget(self.title)
        page.addWidget(_flow(self._kind, self._moods, self.tags))
        page.addWidget(self._details)
        page.addWidget(self._prompt)
        page.addWidget(self._bodies, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(32, 0, 24, 12)
        foot.addWidget(self._toolbar, 1)
        foot.addWidget(self._again)
        foot.addStretch()
        foot.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(page, 1)
        column.addLayout(foot)

    # What it shows

    def set_narrow(self, narrow: bool) -> None:
        """Whether the list is not beside it."""
        self._back.setVisible(narrow and not self._is_focused)

    def set_focused(self, focused: bool) -> None:
        """Whether only the words are there: what acts on them steps back."""
        self._is_focused = focused
        self._focus.set_icon(
            "focus", self.tr("Show everything again") if focused else self.tr("Only the words")
        )
        self._toolbar.setVisible(self._form is None and not focused)
        for each in (self._star, self._history, self._trash):
            each.setVisible(not focused)

    @property
    def comfortable_width(self) -> int:
        """As wide as the words and what stands around them need, in pixels."""
        return self.paper.measure + _AROUND

    def show_entry(self, entry: Entry) -> None:
        """Open an entry."""
        self._loading = True
        self._entry = entry
        self._show_date()
        self.title.setText(entry.title)
        self._star.setChecked(entry.starred)
        self.tags.show_tags(entry.tags)
        self._details.show_entry(entry)
        self._moods.setChecked(False)
        self._prompt.ask("")
        self._show_kind(entry.kind)
        self._show_words(entry)
        self._show_moods(entry)
        self._loading = False
        self._count()
        self.show_state("")

    def _show_date(self) -> None:
        """In full where there is room for it on one line, else short."""
        if self._entry is None:
            return
        local = self._entry.stamp.at.astimezone(ZoneInfo(self._entry.stamp.zone))
        whole = _when(local, QLocale.FormatType.LongFormat)
        fits = self._date.fontMetrics().horizontalAdvance(whole) <= self._where.width()
        self._date.setText(whole if fits else _when(local, QLocale.FormatType.ShortFormat))

    def _show_kind(self, kind: EntryKind) -> None:
        is_plain = kind is EntryKind.FREE
        self._kind.setText("" if is_plain else kind_name(kind))
        self._kind.setVisible(not is_plain)
        set_style(self._kind, "badge", INKS.get(kind, "sand") or "sand")

    def _show_words(self, entry: Entry) -> None:
        form = self._forms.get(entry.kind)
        if form is None:
            self._form = None
            self._bodies.setCurrentWidget(self.paper)
            self.paper.show_text(entry.text)
        else:
            if self._form is None or self._form.form is not form:
                self._form = FormPane(self._appearance, form)
                self._form.changed.connect(self._altered)
                self._form.left.connect(self.left)
                self._form.link_requested.connect(self.link_requested)
                self._form.phrase_marked.connect(self.phrase_marked)
                self._form_place.setWidget(self._form)
                self._form_place.verticalScrollBar().setValue(0)
            self._bodies.setCurrentWidget(self._form_place)
            self._form.show_entry(entry)
        self._toolbar.setVisible(form is None and not self._is_focused)

    def ask(self, prompt: str) -> None:
        """Ask something, if the page is blank; empty for nothing."""
        is_blank = self._form is None and not self.paper.toPlainText()
        self._prompt.ask(prompt if is_blank else "")

    def suggest_tags(self, tags: tuple[str, ...]) -> None:
        """Offer these while a tag is typed."""
        self.tags.suggest(tags)

    def entry(self) -> Entry:
        """The open entry as it stands here.

        Raises:
            RuntimeError: none is open.
        """
        if self._entry is None:
            raise RuntimeError("no entry is open")
        entry = self._details.taken_over(self._entry)
        entry = replace(entry, title=self.title.text().strip(), tags=self.tags.tags)
        entry = replace(entry, starred=self._star.isChecked())
        if self._form is None:
            return replace(entry, text=self.paper.toPlainText())
        return self._form.taken_over(entry)

    def show_state(self, saved: str) -> None:
        """Say quietly how it stands with keeping: at once if there is nothing to say."""
        self._saved = saved
        if saved:
            self._settled.start()
        else:
            self._settled.stop()
            self._state.setText("")

    def focus_words(self) -> None:
        """Put the keyboard where words go."""
        if self._form is None:
            self.paper.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._form.focus_first_empty()

    def _say_saved(self) -> None:
        self._state.setText(self.tr("· {state}").format(state=self._saved))
        announce(self._state, self._saved)

    def _show_moods(self, entry: Entry) -> None:
        before, after = (None if mood is None else mood_name(mood) for mood in (entry.before, entry.after))
        if before and after:
            text = self.tr("{before} → {after}").format(before=before, after=after)
        elif before or after:
            text = str(before or after)
        else:
            text = self.tr("How it is")
        self._moods.setText(text)
        self._moods.setAccessibleName(self.tr("How it was, and may it come back: {shown}").format(shown=text))

    def _show_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        if shown:
            self._details.setFocus()

    # What the person does

    def _write_about(self, prompt: str) -> None:
        self.paper.show_text(f"> {prompt}\n\n")
        self._altered()
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    def _altered(self) -> None:
        if self._loading or self._entry is None:
            return
        self._soon.start()
        if self._prompt.text and self.paper.toPlainText():
            self._prompt.ask("")
        self.show_state("")
        self._show_moods(self._details.taken_over(self._entry))
        self.changed.emit()

    def _count(self) -> None:
        self._soon.stop()
        if self._entry is None:
            return
        entry = self.entry()
        self._again.setVisible(entry.kind is EntryKind.CRITIC and bool(entry.parts))
        count = count_words(entry.text) + sum(count_words(part.text) for part in entry.parts)
        self._words.setText(
            self.tr("1 word") if count == 1 else self.tr("{count} words").format(count=count) if count else ""
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The date gets longer or shorter."""
        super().resizeEvent(event)
        self._show_date()

    def hideEvent(self, event: QHideEvent) -> None:
        """What cannot be seen any more wants to be kept."""
        super().hideEvent(event)
        self._settled.stop()
        self._soon.stop()
        self.left.emit()


class _Title(QLineEdit):
    going_down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.going_down.emit()
        else:
            super().keyPressEvent(event)


def _flow(*widgets: QWidget) -> QWidget:
    """Widgets side by side, on several lines where there is no room."""
    place = QWidget()
    flow = FlowLayout(place)
    for widget in widgets:
        flow.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    policy.setHeightForWidth(True)
    place.setSizePolicy(policy)
    return place


def _when(local: datetime, length: QLocale.FormatType) -> str:
    date = QLocale().toString(QDate(local.year, local.month, local.day), length)
    return f"{date} · {time_of_day(local)}"
