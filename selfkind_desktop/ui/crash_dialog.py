"""What the person sees when something in Selfkind broke: one kind sentence, and what they may pass on."""

import sys
from pathlib import PurePath
from types import TracebackType

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from selfkind_desktop import __version__
from selfkind_desktop.ui.style import button, label
from selfkind_desktop.ui.theme import Appearance

_PACKAGE = "selfkind_desktop"
_COPIED_MS = 4000
_WIDTH = 520


def details_of(error: BaseException) -> str:
    """What went wrong, without anything a person wrote: types and places, no messages, no values.

    Paths are cut down to our own package or to the bare file name: a whole one may hold the person's name.
    """
    lines = [f"Selfkind {__version__}, Python {sys.version.split()[0]}, {sys.platform}"]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}".removeprefix("builtins."))
        lines.extend(_places(link.__traceback__))
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
        if link is not None:
            lines.append("after")
    return "\n".join(lines)


def _places(trace: TracebackType | None) -> list[str]:
    places = []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"  {_short(code.co_filename)}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return places


def _short(file: str) -> str:
    path = PurePath(file)
    if _PACKAGE in path.parts:
        start = len(path.parts) - 1 - path.parts[::-1].index(_PACKAGE)
        return "/".join(path.parts[start:])
    return path.name


class CrashDialog(QDialog):
    """Opened with `open()`; it holds nothing up and never decides.

    Args:
        appearance: how things look.
        details: as `details_of` makes them.
        log_file: the path of the log, shown so that it can be found.

    Signals:
        quit_requested(): the person would rather close Selfkind.
    """

    quit_requested = Signal()

    def __init__(
        self, appearance: Appearance, details: str, log_file: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._details = details
        self.setWindowTitle(self.tr("Selfkind"))
        self.setObjectName("crash-dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._copied = label(role="small")
        self._copied_for_now = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._copied_for_now.timeout.connect(lambda: self._copied.setText(""))
        self._well = QPlainTextEdit(details, readOnly=True)
        self._well.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._well.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._well.setAccessibleName(self.tr("Details"))
        self._well.setTabChangesFocus(True)
        self._well.setMinimumHeight(appearance.px(140))
        self._well.hide()
        self._build(log_file)
        self.setMinimumWidth(appearance.px(_WIDTH))
        self._go_on.setFocus()

    def _build(self, log_file: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(self.tr("Something in Selfkind tripped."), role="heading"))
        column.addWidget(
            label(
                self.tr(
                    "That is our mistake, not yours. What was saved before is still there. You can go on; "
                    "if something looks odd, closing Selfkind and starting it again usually helps."
                )
            )
        )
        note = self.tr("A note without any of your words is kept in this file:")
        column.addWidget(label(note, role="muted"))
        where = label(log_file, role="muted")
        where.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        column.addWidget(where)
        column.addWidget(self._well, 1)
        column.addLayout(self._buttons())

    def _buttons(self) -> QVBoxLayout:
        self._show = button(self.tr("Show details"), "link")
        self._show.setProperty("edge", "start")
        self._show.clicked.connect(self._toggle_details)
        self._copy = button(self.tr("Copy details"), "link")
        self._copy.clicked.connect(self._copy_details)
        self._quit = button(self.tr("Quit"))
        self._quit.clicked.connect(self._leave)
        self._go_on = button(self.tr("Go on"), "main")
        self._go_on.clicked.connect(self.accept)
        self._go_on.setDefault(True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._show)
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(self._quit)
        row.addWidget(self._go_on)
        both = QVBoxLayout()
        both.setSpacing(4)
        both.addWidget(self._copied)
        both.addLayout(row)
        return both

    def _toggle_details(self) -> None:
        self._well.setVisible(self._well.isHidden())
        self._show.setText(self.tr("Show details") if self._well.isHidden() else self.tr("Hide details"))
        self.adjustSize()

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self._copied.setText(self.tr("Copied. There is nothing of what you wrote in it."))
        self._copied_for_now.start()

    def _leave(self) -> None:
        self.quit_requested.emit()
        self.reject()
