"""The recovery code, shown once: to print, to copy, or to write down."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QMimeData, Qt, QTimer
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from selfkind_desktop.domain.recovery_code import groups_of
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance
from selfkind_desktop.ui.vault.dialog import Step
from selfkind_desktop.ui.widgets.announce import announce
from selfkind_desktop.ui.widgets.card import Card
from selfkind_desktop.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_IN_CLIPBOARD_MS = 60_000
_CODE_PX = 20


def _tr(text: str) -> str:
    return QCoreApplication.translate("Vault", text)


class CodeStep(Step):
    """A new code and the ways to keep it.

    Args:
        appearance: how things look.
        code: as it is printed.
        made_on: the day, in words, to tell a newer sheet from an older one.
        can_do_without: whether one may go on without a code.
        replaces: whether an older code ends once this one was typed back.
    """

    def __init__(
        self, appearance: Appearance, code: str, made_on: str, *, can_do_without: bool, replaces: bool
    ) -> None:
        words = [
            _tr(
                "It opens your journal if the passphrase is forgotten or this computer is gone. Keep it on "
                "paper, away from the computer: whoever has both the paper and your files can read them."
            )
        ]
        if replaces:
            words.append(_tr("The older code goes on working until you have typed this one back."))
        super().__init__(
            _tr("Your recovery code"),
            *words,
            action=_tr("I have it"),
            other=_tr("Without a code") if can_do_without else "",
        )
        self._code = code
        self._made_on = made_on
        self._appearance = appearance
        self._labels: list[QLabel] = []
        self._card = Card(margin=16)
        self._groups = FlowLayout(spacing=16)
        self._card.body.addLayout(self._groups)
        self._show_code()
        self._copy = button(_tr("Copy"))
        self._copy.clicked.connect(self._copy_code)
        self._print = button(_tr("Print…"))
        self._print.clicked.connect(self._open_print_dialog)
        ways = QWidget()
        row = FlowLayout(ways, spacing=8)
        row.addWidget(self._print)
        row.addWidget(self._copy)
        self._said = label(_tr("Writing it down by hand is just as good."), role="small")
        self.body.addWidget(self._card)
        self.body.addWidget(ways)
        self.body.addWidget(self._said)
        appearance.changed.connect(self._take_font)

    @property
    def code(self) -> str:
        """The code as it is printed."""
        return self._code

    def forget(self) -> None:
        """Let go of the code."""
        self._code = ""
        for each in self._labels:
            each.setText("")
            each.setAccessibleName("")

    def _show_code(self) -> None:
        for number, group in enumerate(groups_of(self._code)):
            shown = label(group, wrap=False)
            shown.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            spelled = " ".join(group)
            shown.setAccessibleName(_tr("Group {number}: {signs}").format(number=number + 1, signs=spelled))
            self._groups.addWidget(shown)
            self._labels.append(shown)
        self._take_font()

    def _take_font(self) -> None:
        family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        size = self._appearance.px(_CODE_PX)
        for each in self._labels:
            each.setStyleSheet(f'font-family: "{family}"; font-size: {size}px; letter-spacing: 2px;')

    def _copy_code(self) -> None:
        clipboard = QGuiApplication.clipboard()
        data = QMimeData()
        data.setText(self._code)
        # Clipboard managers that know this hint keep no copy.
        data.setData("x-kde-passwordManagerHint", b"secret")
        clipboard.setMimeData(data)
        code = self._code

        def clear() -> None:
            if clipboard.text() == code:
                clipboard.clear()

        # It outlives the dialog: the clipboard would too.
        QTimer.singleShot(_IN_CLIPBOARD_MS, clipboard, clear)
        self._say(_tr("Copied. Selfkind takes it out of the clipboard again in a minute."))

    def _open_print_dialog(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter()
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._print_on(printer))
        QDialog.open(dialog)  # its own `open` wants a receiver

    def _print_on(self, printer: "QPrinter") -> None:
        sheet(self._code, self._made_on).print_(printer)
        self._say(_tr("On its way to the printer."))

    def _say(self, sentence: str) -> None:
        self._said.setText(sentence)
        announce(self, sentence)


def sheet(code: str, made_on: str) -> QTextDocument:
    """What is printed: the code, what it is for, and nothing about the person."""
    document = QTextDocument()
    title = _tr("Selfkind: recovery code")
    what = _tr(
        "Opens the journal when the passphrase is forgotten: choose “Use the recovery code” where Selfkind "
        "asks for the passphrase. Small letters, spaces and dashes do not matter."
    )
    keep = _tr("Keep it where only you find it. Whoever has it and your files can read them.")
    made = _tr("Made on {day}. A newer sheet takes the place of this one.").format(day=made_on)
    signs = "&nbsp;&nbsp; ".join(groups_of(code))
    document.setHtml(
        f"<h2>{title}</h2><p>{what}</p>"
        f'<p style="font-family: monospace; font-size: 16pt;">{signs}</p><p>{keep}</p><p>{made}</p>'
    )
    return document
