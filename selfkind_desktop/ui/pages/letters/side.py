"""What stands beside a letter: whose voice it is, threads to follow or not, the paper, and the seal."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfkind_desktop.domain.letter_content import Companion
from selfkind_desktop.domain.letters import Voice
from selfkind_desktop.ui.pages.letters.papers import Paper, paper_name
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.chip import Segmented
from selfkind_desktop.ui.widgets.icon_button import IconButton

_WIDTH = 280


class Side(QWidget):
    """Nothing here has to be done.

    Attributes:
        head: the way back, and the trash; it may stand elsewhere.

    Signals:
        voice_chosen(Voice): another voice.
        paper_chosen(Paper): another paper.
        threads_wanted(bool): show the threads, or leave them out from now on.
        seal_requested(), trash_requested(), back_requested(): as they say.
    """

    voice_chosen = Signal(object)
    paper_chosen = Signal(object)
    threads_wanted = Signal(bool)
    seal_requested = Signal()
    trash_requested = Signal()
    back_requested = Signal()

    def __init__(
        self, appearance: Appearance, companions: Mapping[Voice, Companion], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._companions = companions
        self._ticked: dict[str, set[str]] = {}
        self._letter = ""
        self._voice = Voice.MYSELF_AS_A_FRIEND
        self._shows_threads = True
        self._make(appearance)
        self._lay_out()
        self._fit()
        appearance.changed.connect(self._fit)

    def _make(self, appearance: Appearance) -> None:
        self.head = QWidget()
        self._back = button(self.tr("All letters"), "quiet")
        self._back.setIcon(appearance.icon("back"))
        self._back.clicked.connect(self.back_requested)
        self._trash = IconButton(appearance, "trash", self.tr("Put into the trash"))
        self._trash.clicked.connect(self.trash_requested)
        self._voices = Segmented(
            [(voice.value, each.name) for voice, each in self._companions.items()], name=self.tr("Writing to")
        )
        self._voices.chosen.connect(lambda key: self._choose_voice(Voice(key)))
        self._line = label(role="small")
        self._hide = button("", "link")
        self._hide.setProperty("letters", "small")
        self._hide.clicked.connect(lambda: self.threads_wanted.emit(not self._shows_threads))
        self._threads = QWidget()
        self._papers = Segmented([(paper, paper_name(paper)) for paper in Paper], name=self.tr("Paper"))
        self._papers.chosen.connect(lambda key: self.paper_chosen.emit(Paper(key)))
        self._seal = button(self.tr("Seal and send to…"), "letters")
        self._seal.clicked.connect(self.seal_requested)
        self._state = label(role="small")

    def _lay_out(self) -> None:
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self._trash)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(label(self.tr("Writing to"), role="eyebrow"))
        column.addWidget(self._voices)
        column.addWidget(self._line)
        column.addSpacing(12)
        self._asked = label(self.tr("If you would like a thread to follow"), role="eyebrow")
        column.addWidget(self._asked)
        column.addWidget(self._threads)
        column.addWidget(self._hide, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(12)
        column.addWidget(label(self.tr("Paper"), role="eyebrow"))
        column.addWidget(self._papers)
        column.addSpacing(12)
        column.addWidget(label(self.tr("When it is ready"), role="eyebrow"))
        column.addWidget(self._seal)
        column.addWidget(self._state)
        column.addStretch(1)

    @property
    def wanted_width(self) -> int:
        """How wide it is beside the sheet, in pixels."""
        return self._appearance.px(_WIDTH)

    def take_head(self) -> None:
        """Have the way back on top again."""
        self._column.insertWidget(0, self.head)

    def show_letter(self, letter_id: str, voice: Voice, paper: Paper) -> None:
        """Stand beside this letter; nothing is emitted."""
        self._letter = letter_id
        self._papers.set_value(paper)
        self._show_voice(voice)

    def show_threads(self, shown: bool) -> None:
        """Show the threads, or leave them out."""
        self._shows_threads = shown
        self._asked.setVisible(shown)
        self._threads.setVisible(shown)
        self._hide.setText(self.tr("Hide the threads") if shown else self.tr("Show threads to follow"))

    def show_state(self, text: str) -> None:
        """Say how many words there are and whether they are kept."""
        self._state.setText(text)

    def let_seal(self, can_seal: bool) -> None:
        """Whether there is anything to seal."""
        self._seal.setEnabled(can_seal)

    def _choose_voice(self, voice: Voice) -> None:
        self._show_voice(voice)
        self.voice_chosen.emit(voice)

    def _show_voice(self, voice: Voice) -> None:
        self._voice = voice
        self._voices.set_value(voice.value)
        companion = self._companions[voice]
        self._line.setText(companion.line)
        old, self._threads = self._threads, QWidget()
        column = QVBoxLayout(self._threads)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        ticked = self._ticked.setdefault(self._letter, set())
        for thread in companion.threads:
            column.addWidget(_Thread(thread, ticked))
        self._column.replaceWidget(old, self._threads)
        old.hide()
        old.deleteLater()
        self._threads.show()
        self.show_threads(self._shows_threads)

    def _fit(self) -> None:
        self._back.setIcon(self._appearance.icon("back"))


class _Thread(Button):
    """A thread. Only the person ticks it; what is written is not looked at."""

    def __init__(self, thread: str, ticked: set[str]) -> None:
        super().__init__("", "thread")
        self._thread, self._ticked = thread, ticked
        self.setCheckable(True)
        self.setChecked(thread in ticked)
        self.setAccessibleName(thread)
        self._say()
        self.toggled.connect(self._tick)

    def _tick(self, is_ticked: bool) -> None:
        if is_ticked:
            self._ticked.add(self._thread)
        else:
            self._ticked.discard(self._thread)
        self._say()

    def _say(self) -> None:
        self.setText(f"✓  {self._thread}" if self.isChecked() else self._thread)
