"""What a pause is like."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from selfkind_desktop.domain.settings import (
    PAUSE_CHECK_IN,
    PAUSE_KIND,
    PAUSE_MINUTES,
    PAUSE_PHRASES,
    PAUSE_VIEW,
    PAUSE_WITHOUT,
    PauseView,
    Without,
)
from selfkind_desktop.ui.pages.settings.bindings import Bindings
from selfkind_desktop.ui.pages.settings.section import Section
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.widgets.chip import Chip, Segmented
from selfkind_desktop.ui.widgets.fields import ComboBox
from selfkind_desktop.ui.widgets.flow import FlowLayout
from selfkind_desktop.ui.widgets.switch import Switch


def _tr(text: str) -> str:
    return QCoreApplication.translate("PauseSettings", text)


def pause_section(appearance: Appearance, practices: Mapping[str, str], bindings: Bindings) -> Section:
    """The section of pauses."""
    section = Section("pauses", _tr("Pauses"))
    minutes = Segmented(
        [("1", _tr("1 min")), ("2", _tr("2 min")), ("3", _tr("3 min")), ("5", _tr("5 min"))],
        name=_tr("How long"),
    )
    bindings.numbers(PAUSE_MINUTES, minutes)
    section.add_row(_tr("How long"), _tr("It can end earlier at any moment."), minutes)
    kind = ComboBox()
    for key, text in (
        ("surprise", _tr("Surprise me")),
        ("soothe", _tr("Soothe")),
        ("breathe", _tr("Breathe")),
        ("kind-words", _tr("Kind words")),
        ("not-alone", _tr("Not alone")),
    ):
        kind.addItem(text, key)
    if practices:
        kind.insertSeparator(kind.count())
    for key, title in practices.items():
        kind.addItem(title, key)
    bindings.one_of(PAUSE_KIND, kind)
    section.add_row(_tr("Which one"), _tr("A need, or always the same practice."), kind)
    check_in = Switch(appearance, _tr("Ask how I am, before and after"))
    bindings.switch(PAUSE_CHECK_IN, check_in)
    section.add_row(
        _tr("Ask how I am, before and after"), _tr("One tap, and it can be passed over."), check_in
    )
    view = Segmented(
        [(PauseView.WINDOW.value, _tr("In a window")), (PauseView.FULL_SCREEN.value, _tr("Full screen"))],
        name=_tr("Where it opens"),
    )
    bindings.words(PAUSE_VIEW, view)
    section.add_row(_tr("Where it opens"), "", view)
    phrases = Switch(appearance, _tr("My phrases among their words"))
    bindings.switch(PAUSE_PHRASES, phrases)
    section.add_row(
        _tr("My phrases among their words"), _tr("Kind sentences that you kept in the journal."), phrases
    )
    without = WithoutField()
    without.chosen.connect(lambda value: bindings.choose(PAUSE_WITHOUT, value))
    bindings.on_show(lambda settings: without.show_value(settings[PAUSE_WITHOUT]))
    section.add_row(
        _tr("Rather without"), _tr("Something of equal worth takes the place of what you tick."), without
    )
    return section


class WithoutField(QWidget):
    """What somebody would rather practice without.

    Signals:
        chosen(object): the person chose this frozenset of `Without`.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[Without, Chip] = {}
        flow = FlowLayout(self)
        for without, text in (
            (Without.BODY, self.tr("noticing the body")),
            (Without.TOUCH, self.tr("touch")),
            (Without.BREATH, self.tr("breath")),
            (Without.IMAGE, self.tr("inner pictures")),
            (Without.WORDS, self.tr("words")),
        ):
            chip = Chip(text)
            chip.clicked.connect(self._changed)
            self._chips[without] = chip
            flow.addWidget(chip)

    def show_value(self, value: frozenset[Without]) -> None:
        """Show these as ticked; no signal."""
        for without, chip in self._chips.items():
            chip.setChecked(without in value)

    def _changed(self) -> None:
        self.chosen.emit(frozenset(without for without, chip in self._chips.items() if chip.isChecked()))
