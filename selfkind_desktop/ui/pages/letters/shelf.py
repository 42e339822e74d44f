"""All letters: those that came, those being written, those on their way, those that were opened."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from selfkind_desktop.domain.letter_content import Companion
from selfkind_desktop.domain.letters import Letter, Voice
from selfkind_desktop.domain.moment import Clock
from selfkind_desktop.ui.pages.letters.envelope import Envelope, Shape, shape_of
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.chip import Chip
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.page_frame import PageFrame

_OPENED_SHOWN = 60
"""Opened letters that are shown at first."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Shelf", text)


class Shelf(PageFrame):
    """Every letter as what it is; of sealed ones the envelope only.

    Signals:
        new_requested(Voice): begin a letter.
        chosen(Letter): open it, as far as it may be.
        trash_requested(Letter): put it into the trash.
    """

    new_requested = Signal(object)
    chosen = Signal(object)
    trash_requested = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        clock: Clock,
        companions: Mapping[Voice, Companion],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, parent)
        self._clock = clock
        self._companions = companions
        self._letters: tuple[Letter, ...] = ()
        self._shows_all = False
        self._unavailable = ""
        self._head()
        self._places = QWidget()
        self.body.addWidget(self._places)
        self.add_end()
        appearance.changed.connect(self._fill)

    def _head(self) -> None:
        new = button(_tr("New letter"), "letters")
        new.setToolTip(_tr("Begin a letter (Ctrl+N)"))
        new.clicked.connect(lambda: self.new_requested.emit(Voice.MYSELF_AS_A_FRIEND))
        self.new = new
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(_tr("Letters"), role="title"), 1)
        row.addWidget(new, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.body.setSpacing(12)
        self.body.addWidget(
            label(_tr("Written with care, and sealed if you like: for a day, or for a hard moment."), "muted")
        )
        voices = QWidget()
        flow = FlowLayout(voices)
        flow.addWidget(label(_tr("Writing to"), role="eyebrow", wrap=False))
        for voice, companion in self._companions.items():
            chip = Chip(companion.name, checkable=False)
            chip.setToolTip(companion.line)
            chip.setAccessibleDescription(companion.line)
            chip.clicked.connect(lambda _=False, voice=voice: self.new_requested.emit(voice))
            flow.addWidget(chip)
        self.body.addWidget(voices)
        self.body.addSpacing(12)

    def show_letters(self, letters: Sequence[Letter]) -> None:
        """Show these; sealed ones come without their words."""
        letters = tuple(letters)
        self._unavailable = ""
        self._letters = letters
        self._fill()

    def show_unavailable(self, sentence: str) -> None:
        """Say why they cannot be shown."""
        self._unavailable = sentence
        self._fill()

    def focus_letter(self, letter_id: str) -> None:
        """Put the keyboard on a letter; on the button for a new one where it is not there."""
        for envelope in self._places.findChildren(Envelope):
            if envelope.objectName() == letter_id:
                envelope.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(envelope)
                return
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def focus_start(self) -> QWidget:
        """Where the keyboard goes when it comes here."""
        return self.new

    def _fill(self) -> None:
        focused = next(
            (each.objectName() for each in self._places.findChildren(Envelope) if each.hasFocus()), ""
        )
        old = self._places
        self._places = QWidget()
        column = QVBoxLayout(self._places)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        groups: dict[Shape, list[Letter]] = {shape: [] for shape in Shape}
        for letter in self._letters:
            groups[shape_of(letter)].append(letter)
        for shape, title in (
            (Shape.ARRIVED, _tr("There for you")),
            (Shape.DRAFT, _tr("Being written")),
            (Shape.SEALED, _tr("On their way")),
            (Shape.OPENED, _tr("Opened")),
        ):
            if groups[shape]:
                self._add_group(column, title, groups[shape])
        if not self._letters or self._unavailable:
            nothing = _tr("No letters yet. One line to yourself is a fine beginning.")
            column.addWidget(label(self._unavailable or nothing, role="heading"))
            column.addWidget(label(_tr("What you write stays on this computer, encrypted."), role="muted"))
        self.body.replaceWidget(old, self._places)
        old.hide()
        old.deleteLater()
        self._places.show()
        if focused:
            self.focus_letter(focused)

    def _add_group(self, column: QVBoxLayout, title: str, letters: list[Letter]) -> None:
        column.addWidget(label(title, role="eyebrow"))
        place = QWidget()
        flow = FlowLayout(place, spacing=4)
        shown = letters if self._shows_all else letters[:_OPENED_SHOWN]
        moment = self._clock.now()
        envelopes: list[Envelope] = []
        for letter in shown:
            companion = self._companions[letter.voice]
            envelope = Envelope(self._appearance, letter, companion.name, moment)
            envelope.setObjectName(letter.id)
            envelope.clicked.connect(lambda _=False, letter=letter: self.chosen.emit(letter))
            envelope.trash_key.connect(lambda letter=letter: self.trash_requested.emit(letter))
            flow.addWidget(envelope)
            envelopes.append(envelope)
        for envelope in envelopes:
            envelope.set_height(max(each.sizeHint().height() for each in envelopes))
        column.addWidget(place)
        if len(shown) < len(letters):
            more = button(_tr("Show {count} more").format(count=len(letters) - len(shown)), "link")
            more.clicked.connect(self._show_all)
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addSpacing(12)

    def _show_all(self) -> None:
        self._shows_all = True
        self._fill()
