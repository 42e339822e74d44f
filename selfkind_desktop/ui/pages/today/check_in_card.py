"""The check-in: one tap on a face, words only for those who want them."""

from collections.abc import Iterable
from datetime import timedelta

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from selfkind_desktop.domain.check_ins import DayEdge
from selfkind_desktop.domain.emotions import Emotion, Emotions
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.domain.records import CheckIn, Mood
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.chip import Chip
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.mood_row import MoodRow
from selfkind_desktop.ui.wording import how_is_it

_CORRECTION = timedelta(minutes=2)
"""So long after a check-in another face corrects it; later it is another check-in."""


class CheckInCard(Card):
    """Faces, and after a tap the words that may go with it.

    Signals:
        checked_in(Mood, tuple[str, ...]): a face was chosen; the words are emotion keys.
        words_changed(str, tuple[str, ...]): the words of the check-in with this id are these now.
        undo_requested(str): take the check-in with this id back.
        opened(bool): all the words are shown, or a few again.
    """

    checked_in = Signal(object, object)
    words_changed = Signal(str, object)
    undo_requested = Signal(str)
    opened = Signal(bool)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        emotions: Emotions,
        hint: str,
        parent: QWidget | None = None,
    ) -> None:
        """Make the card with fresh faces.

        Args:
            appearance: how things look.
            clock: tells a correction from another check-in.
            emotions: the words that may go with it.
            hint: what is said before a face is chosen.
            parent: as Qt has it.
        """
        super().__init__("surface", parent)
        self._clock = clock
        self._known: set[str] = set()
        self._current: CheckIn | None = None
        self._waiting: Mood | None = None
        self._corrected: Mood | None = None
        self._moods = MoodRow(appearance)
        self._moods.chosen.connect(self._face_chosen)
        self._state = label(role="small")
        self._undo = button(self.tr("Undo"), "link")
        self._undo.setProperty("letters", "small")
        self._undo.setAccessibleDescription(self.tr("Takes this check-in back"))
        self._undo.clicked.connect(self._take_back)
        self._words = WordChoice(emotions)
        self._words.changed.connect(self._words_chosen)
        self._words.opened.connect(self.opened)
        self._below = QStackedLayout()
        self._below.addWidget(_top(label(hint, role="small")))
        self._below.addWidget(self._words)
        self._lay_out()
        self._show_state("")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        self._question = label(role="eyebrow")
        self.show_question(None)
        head.addWidget(self._question, 1)
        head.addWidget(self._state, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        policy = self._undo.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._undo.setSizePolicy(policy)
        head.addWidget(self._undo)
        self.body.addLayout(head)
        self.body.addSpacing(4)
        self.body.addWidget(self._moods)
        self.body.addSpacing(8)
        self.body.addLayout(self._below)
        self.body.addStretch(1)

    def show_question(self, asking: DayEdge | None) -> None:
        """Ask what the invitation asks that shows just now; a face here answers it too."""
        self._question.setText(self.tr("How are you arriving?") if asking is None else how_is_it(asking))

    def show_check_in(self, current: CheckIn | None) -> None:
        """Show the check-in that can still be added to, or fresh faces.

        What was read before the last tap comes late: it never takes the place of that tap.
        """
        is_shown = current is not None and self._current is not None and current.id == self._current.id
        if current is None or (current.id in self._known and not is_shown):
            self._current = None
            if self._waiting is None:
                self._show_fresh()
        elif self._waiting is None:
            self._adopt(current, current.words)
        elif current.mood is self._waiting:
            self._waiting = None
            corrected, self._corrected = self._corrected, None
            self._adopt(current, self._words.words)
            if corrected is not None:
                self._choose(corrected)

    def _adopt(self, check_in: CheckIn, words: tuple[str, ...]) -> None:
        self._current = check_in
        self._known.add(check_in.id)
        self._moods.set_value(int(check_in.mood))
        self._words.show_words(check_in.mood, words)
        self._below.setCurrentIndex(1)
        self._show_state(self.tr("Saved"), undo=True)
        if words != check_in.words:
            self.words_changed.emit(check_in.id, words)

    def _show_fresh(self) -> None:
        self._moods.clear()
        self._words.show_words(Mood.IN_BETWEEN, ())
        self._below.setCurrentIndex(0)
        if not self._undo.isHidden():
            self._show_state("")

    def _show_state(self, text: str, *, undo: bool = False) -> None:
        self._state.setText(text)
        if self._undo.hasFocus() and not undo:
            self._moods.focusNextChild()
        self._undo.setVisible(undo)

    def _face_chosen(self, value: int) -> None:
        mood = Mood(value)
        if self._waiting is not None:
            # The first tap is still on its way to the disk; it is corrected as soon as it has arrived.
            self._corrected = None if mood is self._waiting else mood
        elif self._current is None or mood is not self._current.mood:
            self._choose(mood)

    def _choose(self, mood: Mood) -> None:
        words: tuple[str, ...] = ()
        if self._current is not None and self._is_fresh(self._current):
            # Another face right after the first corrects it: nobody felt both within a breath.
            words = self._words.words
            self.undo_requested.emit(self._current.id)
        self._current, self._waiting = None, mood
        self._moods.set_value(int(mood))
        self._words.show_words(mood, words)
        self._below.setCurrentIndex(1)
        self._show_state("")
        self.checked_in.emit(mood, words)
        announce(self, self.tr("Saved. You can add words, or undo it."))

    def _is_fresh(self, check_in: CheckIn) -> bool:
        return self._clock.now().at - check_in.stamp.at < _CORRECTION

    def _words_chosen(self) -> None:
        if self._current is not None:
            self.words_changed.emit(self._current.id, self._words.words)

    def _take_back(self) -> None:
        if self._current is None:
            return
        taken, self._current = self._current, None
        self._show_fresh()
        self._show_state(self.tr("Taken back"))
        announce(self, self.tr("Taken back"))
        self.undo_requested.emit(taken.id)


class WordChoice(QWidget):
    """Emotion words to tick: a few at first, all of them on request.

    Signals:
        changed(): the person ticked or unticked a word.
        opened(bool): all the words are shown, or a few again.
    """

    changed = Signal()
    opened = Signal(bool)

    def __init__(self, emotions: Emotions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Words for it, if you like"))
        self._emotions = emotions
        self._chosen: tuple[str, ...] = ()
        self._mood = Mood.IN_BETWEEN
        self._chips: dict[str, list[Chip]] = {}
        self._first = QWidget()
        self._first_flow = FlowLayout(self._first)
        self._all = QWidget()
        self._all.hide()
        self._toggle = Chip(self.tr("more words…"), checkable=False)
        self._toggle.clicked.connect(self._toggle_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._first)
        column.addWidget(self._all)
        column.addStretch(1)
        self._fill_first()

    @property
    def words(self) -> tuple[str, ...]:
        """The keys of the words that are ticked, in the order of ticking."""
        return self._chosen

    def show_words(self, mood: Mood, chosen: Iterable[str]) -> None:
        """Show these as ticked; no signal. The mood only orders the words."""
        chosen = tuple(chosen)
        if chosen == self._chosen and mood == self._mood:
            return
        self._chosen, self._mood = chosen, mood
        for key in chosen:
            if key not in self._chips:
                self._add_chip(key, self._emotions.label(key), self._first_flow)
        for key, chips in self._chips.items():
            for chip in chips:
                with QSignalBlocker(chip):
                    chip.setChecked(key in chosen)
        self._keep_toggle_last()

    def _fill_first(self) -> None:
        for emotion in self._emotions.first:
            self._add_chip(emotion.key, emotion.label, self._first_flow)
        self._first_flow.addWidget(self._toggle)

    def _keep_toggle_last(self) -> None:
        self._first_flow.removeWidget(self._toggle)
        self._first_flow.addWidget(self._toggle)

    def _add_chip(self, key: str, text: str, flow: FlowLayout) -> None:
        chip = Chip(text)
        chip.setChecked(key in self._chosen)
        chip.toggled.connect(lambda on, key=key: self._ticked(key, on))
        self._chips.setdefault(key, []).append(chip)
        flow.addWidget(chip)

    def _ticked(self, key: str, on: bool) -> None:
        rest = tuple(word for word in self._chosen if word != key)
        self._chosen = (*rest, key) if on else rest
        for chip in self._chips[key]:
            with QSignalBlocker(chip):
                chip.setChecked(on)
        self.changed.emit()

    def _toggle_all(self) -> None:
        opening = self._all.isHidden()
        if opening and self._all.layout() is None:
            self._fill_all()
        # Told first: what stands beside may keep its height.
        self.opened.emit(opening)
        self._all.setVisible(opening)
        self._toggle.setText(self.tr("fewer words") if opening else self.tr("more words…"))

    def _fill_all(self) -> None:
        shown_first = {emotion.key for emotion in self._emotions.first}
        column = QVBoxLayout(self._all)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for group in self._emotions.ordered_for(self._mood):
            rest = [emotion for emotion in group.emotions if emotion.key not in shown_first]
            if rest:
                self._add_group(column, group.title, rest)

    def _add_group(self, column: QVBoxLayout, title: str, emotions: list[Emotion]) -> None:
        column.addWidget(label(title, role="tiny"))
        chips = QWidget()
        chips.setAccessibleName(title)
        flow = FlowLayout(chips)
        for emotion in emotions:
            self._add_chip(emotion.key, emotion.label, flow)
        column.addWidget(chips)
        column.addSpacing(4)


def _top(widget: QWidget) -> QWidget:
    """A page that keeps `widget` at its top."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(widget)
    column.addStretch(1)
    return page
