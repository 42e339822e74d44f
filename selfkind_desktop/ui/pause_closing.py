"""The last screen of a pause: a kind word, and two things that may be said or left."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.domain.practice import Words
from selfkind_desktop.domain.records import Mood, PauseEnd
from selfkind_desktop.ui.pause_line import GrowingLine
from selfkind_desktop.ui.pause_page import PausePage, still_circle
from selfkind_desktop.ui.pause_stage import Stage
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.mood_row import MoodRow

_WIDTH = 460


class ClosingPage(PausePage):
    """Says something kind, however the pause ended.

    Whoever stopped because it was too much is asked nothing more.

    Signals:
        done: the person leaves.
        line_changed: what the line says now, at most a second after it was typed.
        letter_wanted: read the letter that waits.
    """

    done = Signal()
    line_changed = Signal(str)
    letter_wanted = Signal()

    def __init__(
        self, appearance: Appearance, end: PauseEnd, *, hard: bool, check_in: bool, letter: bool = False
    ) -> None:
        """Make the screen.

        Args:
            appearance: how things look.
            end: how the pause ended.
            hard: whether it was a hard moment.
            check_in: whether to ask how it is now.
            letter: whether a letter waits for a hard day; it can be left for another.
        """
        said = None if end is PauseEnd.TOO_MUCH else _Said(appearance, check_in=check_in)
        stage = Stage(
            appearance,
            shape=still_circle(appearance),
            extra=said,
            extra_width=_WIDTH,
            largest=136 if said else 200,
        )
        done = button("", "main")
        read = [button("")] if letter else []
        super().__init__(appearance, stage, (*read, done), done)
        self._said = said
        done.setText(self.tr("Done"))
        done.setToolTip(self.tr("Done (Esc)"))
        done.clicked.connect(self.finish)
        for each in read:
            each.setText(self.tr("Read a letter you sealed for this"))
            each.clicked.connect(self._read)
        stage.say(self._kind_word(end, hard=hard))
        if said is not None:
            said.grown.connect(self._grow)
            said.line.saved.connect(self.line_changed)
            said.line.entered.connect(self.finish)

    @property
    def mood(self) -> Mood | None:
        """What was chosen."""
        return self._said.mood if self._said is not None else None

    @property
    def line(self) -> str:
        """What was written."""
        return self._said.line.line if self._said is not None else ""

    def flush(self) -> None:
        """Tell at once what was typed last."""
        if self._said is not None:
            self._said.line.flush()

    def finish(self) -> None:
        """Leave."""
        self.flush()
        self.done.emit()

    def _read(self) -> None:
        self.flush()
        self.letter_wanted.emit()

    def _grow(self) -> None:
        self.stage.arrange()
        if self._said is not None:
            self.reveal(self._said.line)

    def _kind_word(self, end: PauseEnd, *, hard: bool) -> Words:
        say, quiet = {
            PauseEnd.TOO_MUCH: (
                self.tr("You can leave it here."),
                self.tr("Something ordinary may help now: some water, a window, a few steps."),
            ),
            PauseEnd.ENDED_HERE: (
                self.tr("Stopping here is fine."),
                self.tr("Come back whenever it suits you."),
            ),
            PauseEnd.COMPLETED: (
                self.tr("This time was for you."),
                self.tr("Whatever it brought, or didn’t, is all right."),
            ),
        }[end]
        if hard and end is PauseEnd.COMPLETED:
            say = self.tr("You stayed with yourself in this.")
            quiet = self.tr("It may still be hard. You can go gently from here.")
        return Words((say,), quiet)


class _Said(QWidget):
    """Faces and a line, each with its question.

    Attributes:
        line: the line.

    Signals:
        grown: it needs another height.
    """

    grown = Signal()

    def __init__(self, appearance: Appearance, *, check_in: bool) -> None:
        super().__init__()
        self._appearance = appearance
        self._moods: MoodRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        if check_in:
            question = self._asked(self.tr("How is it now?"))
            self._moods = MoodRow(appearance, name=question)
            self._column.addWidget(self._moods)
            self._column.addSpacing(16)
        question = self._asked(self.tr("A sentence for later, if you like"))
        self.line = GrowingLine()
        self.line.setAccessibleName(question)
        self.line.setPlaceholderText(self.tr("It goes into your journal."))
        self.line.grown.connect(self.grown)
        self._column.addWidget(self.line)

    @property
    def mood(self) -> Mood | None:
        """What was chosen."""
        chosen = self._moods.value if self._moods is not None else None
        return None if chosen is None else Mood(chosen)

    def sizeHint(self) -> QSize:
        """As high as it needs to be."""
        return QSize(self._appearance.px(_WIDTH), super().sizeHint().height())

    def _asked(self, question: str) -> str:
        asked = label(question, "muted")
        asked.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._column.addWidget(asked)
        return question
