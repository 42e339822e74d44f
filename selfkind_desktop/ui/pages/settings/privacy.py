"""Privacy: what happens to what one writes, and what opens it."""

from PySide6.QtCore import QCoreApplication, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from selfkind_desktop.ui.pages.key_place import code_words, opener_words
from selfkind_desktop.ui.pages.settings.facts import selectable
from selfkind_desktop.ui.pages.settings.section import Section, padded
from selfkind_desktop.ui.pages.values import Openers
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.widgets.button import Button
from selfkind_desktop.ui.widgets.flow import FlowLayout


def _tr(text: str) -> str:
    return QCoreApplication.translate("FactSettings", text)


class PrivacySection(Section):
    """What protects one's words, what does not, and how to choose.

    Signals:
        shown(): it comes into sight; what opens the journal may have changed meanwhile.
        passphrase_wanted(): choose or change it.
        key_store_wanted(): go back to this computer's key store.
        code_wanted(): make a recovery code, or a new one.
        rehearsal_wanted(): try the recovery code.
        code_removal_wanted(): take the recovery code away.
    """

    shown = Signal()
    passphrase_wanted = Signal()
    key_store_wanted = Signal()
    code_wanted = Signal()
    rehearsal_wanted = Signal()
    code_removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("privacy", _tr("Privacy"))
        for title, words in (
            (
                _tr("Everything stays on this computer."),
                _tr("No account, no network, nothing counted or sent. A link opens only when you click it."),
            ),
            (
                _tr("What you write is encrypted on the disk."),
                _tr(
                    "Entries, check-ins and pauses lie in one encrypted file. Reminders and window titles "
                    "never show any of it. What you choose on this page lies in a plain file."
                ),
            ),
        ):
            self.add(padded(label(title), label(words, role="small")), f"{title} {words}")
        self._make_buttons()
        self._key = label()
        self._key_means = label(role="small")
        self._where = selectable()
        key_buttons = _row(self._choose, self._hand_back)
        self.add(
            padded(self._key, self._key_means, self._where, key_buttons),
            _tr("key store passphrase password encryption lock change"),
        )
        self._code = label()
        self._code_means = label(role="small")
        code_buttons = _row(self._rehearse, self._make_code, self._remove_code)
        self.add(
            padded(self._code, self._code_means, code_buttons), _tr("recovery code paper print passphrase")
        )
        self._trouble = label(role="small", ink="peach")
        self.add(padded(self._trouble), _tr("key file"))
        self.show_openers(Openers())

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def _make_buttons(self) -> None:
        self._choose = _button(self.passphrase_wanted)
        self._hand_back = _button(self.key_store_wanted, _tr("Open without a passphrase…"))
        self._rehearse = _button(self.rehearsal_wanted, _tr("Try the code…"))
        self._make_code = _button(self.code_wanted)
        self._remove_code = _button(self.code_removal_wanted, _tr("Remove the code…"))

    def show_openers(self, openers: Openers) -> None:
        """Say what opens the journal now."""
        title, words = opener_words(openers)
        self._key.setText(title)
        self._key_means.setText(words)
        place = openers.key_place
        path = place.where if place is not None and not place.in_key_store else ""
        self._where.setText(path)
        self._where.setVisible(bool(path))
        title, words = code_words(openers)
        self._code.setText(title)
        self._code_means.setText(words)
        self._choose.setText(
            _tr("Change the passphrase…") if openers.passphrase else _tr("Choose a passphrase…")
        )
        self._hand_back.setVisible(openers.passphrase)
        self._rehearse.setVisible(openers.recovery)
        self._make_code.setText(_tr("Make a new code…") if openers.recovery else _tr("Make a recovery code…"))
        self._remove_code.setVisible(openers.recovery)
        for each in (self._choose, self._hand_back, self._rehearse, self._make_code, self._remove_code):
            each.setEnabled(not openers.trouble)
        self._trouble.setText(openers.trouble)
        self.set_relevant_row(self._trouble, bool(openers.trouble))

    def set_relevant_row(self, inside: QWidget, is_relevant: bool) -> None:
        """Show the row around a widget only where it has a meaning."""
        row = inside.parentWidget()
        if row is not None:
            self.set_relevant(row, is_relevant)


def _button(wanted: SignalInstance, text: str = "") -> Button:
    made = button(text)
    made.clicked.connect(lambda: wanted.emit())
    return made


def _row(*buttons: QWidget) -> QWidget:
    """Buttons below the words, with a little room above."""
    place = QWidget()
    column = QVBoxLayout(place)
    column.setContentsMargins(0, 8, 0, 0)
    row = FlowLayout(spacing=8)
    for each in buttons:
        row.addWidget(each)
    column.addLayout(row)
    return place
