"""Crisis lines of one country, the emergency number first."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from selfkind_desktop.domain.support import Directory, HelpLine, Support
from selfkind_desktop.ui.style import button, label, rule, set_style
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.fields import ComboBox
from selfkind_desktop.ui.widgets.flow import FlowLayout

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class LinesCard(Card):
    """A country to choose, and whom one can call or write to there.

    Signals:
        country_chosen(str): the person chose a country (its code), or none of them (empty).
        link_requested(str): open this address; nothing is opened here.
    """

    country_chosen = Signal(str)
    link_requested = Signal(str)

    def __init__(self, support: Support, parent: QWidget | None = None) -> None:
        super().__init__("surface", parent)
        self._support = support
        self._copied: Button | None = None
        self._country = ComboBox()
        self._country.setAccessibleName(self.tr("Country"))
        self._country.addItem(self.tr("Another country"), "")
        for country in support.countries:
            self._country.addItem(country.name, country.code)
        self._country.activated.connect(self._chosen)
        self._lines = QWidget()
        self.body.setSpacing(12)
        self.body.addWidget(label(self.tr("People who listen"), role="heading"))
        self.body.addWidget(self._country, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self._lines)
        self.body.addStretch(1)
        self.show_country("")

    @property
    def country(self) -> str:
        """The code of the country that is shown; empty for none of them."""
        return str(self._country.currentData())

    def show_country(self, code: str) -> None:
        """Show what there is in a country; no signal. An unknown code shows what helps anywhere."""
        self._country.setCurrentIndex(max(0, self._country.findData(code)))
        self._fill()

    def _chosen(self, _index: int) -> None:
        self._fill()
        self.country_chosen.emit(self.country)

    def _fill(self) -> None:
        place = self.body.indexOf(self._lines)
        self.body.removeWidget(self._lines)
        self._lines.hide()
        self._lines.deleteLater()
        self._copied = None
        self._lines = QWidget()
        column = QVBoxLayout(self._lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        country = self._support.country(self.country) if self.country else None
        if country is None:
            column.addWidget(label(self.tr("In danger right now, call your local emergency number.")))
        else:
            for emergency in country.emergency:
                column.addWidget(self._number(emergency.number, emergency.purpose, emergency.please_check))
            for line in country.lines:
                column.addWidget(rule())
                column.addWidget(self._line(line))
        column.addWidget(rule())
        column.addWidget(self._directory(self._support.elsewhere))
        self.body.insertWidget(place, self._lines)
        self._lines.show()

    def _number(self, number: str, purpose: str, please_check: bool) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=12)
        flow.addWidget(_selectable(number, "number"))
        flow.addWidget(label(purpose, wrap=False))
        if please_check:
            flow.addWidget(_please_check(self))
        flow.addWidget(self._copy(number))
        flow.addWidget(self._call(number))
        return row

    def _line(self, line: HelpLine) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(line.name, role="strong"))
        if line.call:
            column.addWidget(self._number(line.call, self.tr("call"), line.please_check))
        if line.text:
            column.addWidget(self._text_number(line.text))
        if line.chat:
            chat = self._link(self.tr("Open the chat"), line.chat)
            chat.setProperty("edge", "start")
            column.addWidget(chat, 0, Qt.AlignmentFlag.AlignLeading)
        facts = " · ".join(part for part in (line.hours, ", ".join(line.languages)) if part)
        column.addWidget(label(facts, role="small"))
        if line.note:
            note = label(line.note, role="small")
            note.setTextInteractionFlags(_SELECTABLE)  # some name a second number
            note.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            column.addWidget(note)
        column.addWidget(_source(self, line.source, line.checked))
        return part

    def _text_number(self, number: str) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=12)
        flow.addWidget(_selectable(number, "number"))
        flow.addWidget(label(self.tr("text message"), wrap=False))
        flow.addWidget(self._copy(number))
        return row

    def _directory(self, directory: Directory) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label(directory.name, role="strong"))
        column.addWidget(label(directory.line, role="small"))
        shown = directory.address.removeprefix("https://")
        link = self._link(shown, directory.address)
        link.setProperty("edge", "start")
        column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(_source(self, directory.source, directory.checked))
        return part

    def _copy(self, number: str) -> Button:
        copy = button(self.tr("Copy"), "link")
        copy.setProperty("letters", "small")
        copy.setAccessibleName(self.tr("Copy {number}").format(number=number))
        copy.clicked.connect(lambda: self._put_on_clipboard(copy, number))
        return copy

    def _call(self, number: str) -> Button:
        call = self._link(self.tr("Call"), "tel:" + "".join(number.split()))
        call.setAccessibleName(self.tr("Call {number}").format(number=number))
        call.setToolTip(self.tr("With the program for calls on this computer, if there is one"))
        return call

    def _link(self, text: str, address: str) -> Button:
        link = button(text, "link")
        link.setProperty("letters", "small")
        link.clicked.connect(lambda: self.link_requested.emit(address))
        return link

    def _put_on_clipboard(self, copy: Button, number: str) -> None:
        QGuiApplication.clipboard().setText(number)
        if self._copied is not None:
            self._copied.setText(self.tr("Copy"))
        self._copied = copy
        copy.setText(self.tr("Copied"))
        announce(copy, self.tr("Copied"))


def _selectable(text: str, role: str) -> QLabel:
    made = label(text, wrap=False)
    set_style(made, "role", role)
    made.setTextInteractionFlags(_SELECTABLE)
    made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return made


def _please_check(card: LinesCard) -> QLabel:
    return label(card.tr("please check"), role="small", ink="peach", wrap=False)


def _source(card: LinesCard, source: str, checked: str) -> QLabel:
    text = card.tr("Source: {source} · confirmed {date}").format(source=source, date=checked)
    return label(text, role="tiny")
