"""One letter, open for writing, on its paper."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from selfkind_desktop.domain.letter_content import Companion
from selfkind_desktop.domain.letters import Letter, Voice
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.editor.writing import Writing
from selfkind_desktop.ui.pages.journal.text import count_words
from selfkind_desktop.ui.pages.letters.papers import Paper, Sheet, paper_of
from selfkind_desktop.ui.pages.letters.side import Side
from selfkind_desktop.ui.pages.letters.words import written_on
from selfkind_desktop.ui.style import button, label, set_ground
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.beside import Beside
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.icon_button import IconButton

_SETTLED_MS = 400
_SHEET_LEAST = 360
_SHEET_LOW = 420
_LEAST = QSize(260, 240)


class Desk(QScrollArea):
    """The sheet, and what may help beside it, or below it where there is no room.

    Attributes:
        paper: where the words go.
        side: what stands beside it.

    Signals:
        changed(): something of the letter changed.
        left(): the words lost the focus or cannot be seen any more.
        link_requested(str): open an address.
    """

    changed = Signal()
    left = Signal()
    link_requested = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        companions: Mapping[Voice, Companion],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._clock = clock
        self._companions = companions
        self._letter: Letter | None = None
        self._loading = False
        self._saved = ""
        self._further = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._make(appearance)
        self._lay_out()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._say)
        appearance.changed.connect(self._arrange)

    def _make(self, appearance: Appearance) -> None:
        self._sheet = Sheet(appearance)
        self._date = label(role="reading", ink="muted", wrap=False)
        self._date.setAlignment(Qt.AlignmentFlag.AlignTrailing)
        self.paper = Writing(appearance)
        self.paper.setAccessibleName(self.tr("Letter"))
        self.paper.setPlaceholderText(self.tr("Dear you,"))
        self.paper.textChanged.connect(self._altered)
        self.paper.left.connect(self.left)
        self.paper.link_requested.connect(self.link_requested)
        self._starter = label(role="reading", ink="muted")
        self._begin = button(self.tr("Begin like this"), "quiet")
        self._begin.clicked.connect(self._take_starter)
        self._another = IconButton(appearance, "shuffle", self.tr("Another first line"))
        self._another.clicked.connect(self._show_another)
        self._starters = QWidget()
        answers = QWidget()
        flow = FlowLayout(answers, spacing=4)
        flow.addWidget(self._another)
        flow.addWidget(self._begin)
        beside = Beside(self._starters, gap=12)
        beside.addWidget(self._starter)
        beside.addWidget(answers)
        self.side = Side(appearance, self._companions)
        self.side.voice_chosen.connect(self._choose_voice)
        self.side.paper_chosen.connect(self._choose_paper)

    def _lay_out(self) -> None:
        self._sheet.body.addWidget(self._date)
        self._sheet.body.addWidget(self.paper, 1)
        self._sheet.body.addWidget(self._starters)
        ground = QWidget()
        set_ground(ground, "none")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, ground)
        self._row.setContentsMargins(20, 24, 40, 16)
        self._row.setSpacing(14)
        self._row.addWidget(self._sheet, 1)
        self._row.addWidget(self.side)
        self.setWidget(ground)
        self._arrange()

    # What it shows

    def show_letter(self, letter: Letter) -> None:
        """Open a letter."""
        self._loading = True
        self._letter = letter
        self._further = 0
        paper = paper_of(letter.stationery)
        self._date.setText(written_on(letter, self._clock.now().day()))
        self._sheet.set_paper(paper)
        self.paper.show_text(letter.text)
        self.side.show_letter(letter.id, letter.voice, paper)
        self._loading = False
        self._saved = ""
        self._show_starter()
        self._say()

    def letter(self) -> Letter:
        """The open letter as it stands here.

        Raises:
            RuntimeError: none is open.
        """
        if self._letter is None:
            raise RuntimeError("no letter is open")
        return replace(self._letter, text=self.paper.toPlainText())

    def put_away(self) -> None:
        """No letter is open any more; not a word of it stays here."""
        self._letter = None
        self._loading = True
        self._settled.stop()
        self.paper.show_text("")
        self._loading = False

    def show_state(self, saved: str) -> None:
        """Say how it stands with keeping, once nobody types; at once if there is nothing to say."""
        self._saved = saved
        self._settled.start()

    def focus_words(self) -> None:
        """Put the keyboard where words go."""
        self.paper.setFocus(Qt.FocusReason.OtherFocusReason)

    # What the person does

    def _choose_voice(self, voice: Voice) -> None:
        if self._letter is not None:
            self._letter = replace(self._letter, voice=voice)
            self._further = 0
            self._show_starter()
            self._altered()

    def _choose_paper(self, paper: Paper) -> None:
        if self._letter is not None:
            self._letter = replace(self._letter, stationery=paper.value)
            self._sheet.set_paper(paper)
            self._altered()

    def _take_starter(self) -> None:
        self.paper.insertPlainText(self._starter.text() + " ")
        self.focus_words()

    def _show_another(self) -> None:
        self._further += 1
        self._show_starter()
        announce(self._starter, self._starter.text())

    def _show_starter(self) -> None:
        if self._letter is None:
            return
        starters = self._companions[self._letter.voice].starters
        self._starter.setText(starters[self._further % len(starters)])
        is_blank = self.paper.document().isEmpty()
        self._starters.setVisible(is_blank)
        self.side.let_seal(not is_blank)

    def _altered(self) -> None:
        if self._loading or self._letter is None:
            return
        is_blank = self.paper.document().isEmpty()
        self.side.let_seal(not is_blank)
        if self._starters.isHidden() == is_blank:
            self._starters.setVisible(is_blank)
        self._saved = ""
        self._settled.start()
        self.changed.emit()

    def _say(self) -> None:
        self._settled.stop()
        count = count_words(self.paper.toPlainText())
        words = self.tr("1 word") if count == 1 else self.tr("{count} words").format(count=count)
        state = self.tr("{words} · {state}").format(words=words, state=self._saved)
        self.side.show_state(state if self._saved else words)
        if self._saved:
            announce(self.side, self._saved)

    # Room

    def minimumSizeHint(self) -> QSize:
        """It scrolls."""
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else below."""
        super().resizeEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """What cannot be seen any more wants to be kept."""
        super().hideEvent(event)
        self._settled.stop()
        self.left.emit()

    def _arrange(self) -> None:
        look = self._appearance
        beside = self.viewport().width() >= self.side.wanted_width + look.px(_SHEET_LEAST) + 74
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        if beside:
            self.side.take_head()
        else:
            self._row.insertWidget(0, self.side.head)
        widest = self.paper.measure + 2 * look.px(60) + 40
        self._sheet.setMaximumWidth(widest if beside else 16_777_215)
        self._sheet.setMinimumHeight(look.px(_SHEET_LOW))
        self.side.setMinimumWidth(self.side.wanted_width if beside else 0)
        self.side.setMaximumWidth(self.side.wanted_width if beside else 16_777_215)
        self._row.setAlignment(self.side, Qt.AlignmentFlag(0))
        self._row.setContentsMargins(20, 24, 40 if beside else 20, 16)
