"""A guided form, open for writing: its questions below each other, every one of which may stay empty."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from selfkind_desktop.domain.forms import Form, Question, Tone
from selfkind_desktop.domain.journal import Entry
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.style import Ink, label, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.chip import Chip
from selfkind_desktop.ui.widgets.flow import FlowLayout

_INKS: dict[Tone, Ink] = {Tone.PLAIN: "muted", Tone.CRITIC: "peach", Tone.TRUE: "plum", Tone.KIND: "sage"}
_LEAST_LINES = 2
_ELSE = ""
"""The key of the words that answer no question: no question has an empty one."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeading)


class FormPane(QWidget):
    """The questions of one form.

    Signals:
        changed(): an answer changed.
        left(): the keyboard left an answer.
        link_requested(str): the person asked for an address in an answer.
        phrase_marked(str): keep this sentence of an answer as a phrase.
    """

    changed = Signal()
    left = Signal()
    link_requested = Signal(str)
    phrase_marked = Signal(str)

    def __init__(self, appearance: Appearance, form: Form, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.form = form
        set_ground(self, "surface")
        self._answers: dict[str, _Words | _Taps] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(label(form.line, role="muted"))
        for question in form.questions:
            column.addWidget(self._rest(question) if question.is_rest else self._asked(question))
        # Whatever fits no question; also what an entry of this kind may hold that came from elsewhere.
        column.addWidget(self._asked(Question(_ELSE, self.tr("Anything else"))))
        column.addStretch(1)

    def show_entry(self, entry: Entry) -> None:
        """Show the answers of an entry; nothing is emitted."""
        self.show_answers({part.key: part.text for part in entry.parts} | {_ELSE: entry.text})

    def taken_over(self, entry: Entry) -> Entry:
        """The entry with what is answered here."""
        answers = self.answers
        return replace(entry, parts=self.form.parts(answers, entry.parts), text=answers[_ELSE])

    @property
    def answers(self) -> Mapping[str, str]:
        """By the key of the question, the empty ones too."""
        return {key: answer.value for key, answer in self._answers.items()}

    def show_answers(self, answers: Mapping[str, str]) -> None:
        """Show these; nothing is emitted."""
        for key, answer in self._answers.items():
            answer.blockSignals(True)
            answer.show_value(answers.get(key, ""))
            answer.blockSignals(False)

    def focus_first_empty(self) -> None:
        """Put the keyboard where there is nothing yet, or into the last answer."""
        answers = list(self._answers.values())
        chosen = next((answer for answer in answers if not answer.value.strip()), answers[-1])
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def _asked(self, question: Question) -> QWidget:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        ask = label(question.ask, role="eyebrow", ink=_INKS[question.tone])
        column.addWidget(ask)
        answer: _Words | _Taps
        if question.choices:
            answer = _Taps(question)
        else:
            answer = _Words(self._appearance, question)
            answer.left.connect(self.left)
            answer.link_requested.connect(self.link_requested)
            answer.phrase_marked.connect(self.phrase_marked)
            ask.setBuddy(answer)
        answer.altered.connect(self.changed)
        self._answers[question.key] = answer
        column.addWidget(answer)
        return place

    def _rest(self, question: Question) -> QWidget:
        card = Card("sage", margin=16)
        card.body.addWidget(label(question.ask, role="strong"))
        card.body.addWidget(label(question.hint, role="muted"))
        return card


class _Words(Writing):
    """An answer in words, as high as it needs to be."""

    altered = Signal()

    def __init__(self, appearance: Appearance, question: Question) -> None:
        super().__init__(appearance)
        self.setAccessibleName(question.ask)
        self.setAccessibleDescription(question.hint)
        self._hint = question.hint
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.updateGeometry())
        self.textChanged.connect(self.altered)

    @property
    def value(self) -> str:
        return self.toPlainText()

    def show_value(self, value: str) -> None:
        if value != self.toPlainText():
            self.show_text(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's own placeholder is one line and is cut off where that is too short."""
        super().paintEvent(event)
        if self._hint and not self.toPlainText():
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().placeholderText().color())
            painter.drawText(self.viewport().rect(), _WRAPPED, self._hint)
            painter.end()

    def sizeHint(self) -> QSize:
        """The hint must be readable while there is nothing else; then what is written decides."""
        line = self.fontMetrics().lineSpacing()
        height = self.document().size().height() + line / 2
        if not self.toPlainText():
            width = max(1, self.viewport().width())
            flags = Qt.TextFlag.TextWordWrap
            hint = self.fontMetrics().boundingRect(0, 0, width, 10_000, flags, self._hint)
            height = max(height, hint.height() + line / 2)
        return QSize(super().sizeHint().width(), round(max(height, _LEAST_LINES * line)))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class _Taps(QWidget):
    """An answer by a tap; a second tap takes it back."""

    altered = Signal()

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setAccessibleName(question.ask)
        self._chips: dict[str, Chip] = {}
        row = FlowLayout(self)
        for key, words in question.choices:
            chip = Chip(words)
            chip.clicked.connect(lambda _=False, key=key: self._tap(key))
            self._chips[key] = chip
            row.addWidget(chip)
        self.setFocusProxy(next(iter(self._chips.values())))

    @property
    def value(self) -> str:
        return next((key for key, chip in self._chips.items() if chip.isChecked()), "")

    def show_value(self, value: str) -> None:
        for key, chip in self._chips.items():
            chip.setChecked(key == value)

    def _tap(self, tapped: str) -> None:
        for key, chip in self._chips.items():
            if key != tapped:
                chip.setChecked(False)
        self.altered.emit()
