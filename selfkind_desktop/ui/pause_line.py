"""One line that may be written at the end of a pause, and is never lost."""

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

MOST = 400
"""Characters that fit."""

SAVE_AFTER = 700
"""Milliseconds after which what was typed is told, however fast the typing goes on."""

_MOST_ROWS = 4


class GrowingLine(QPlainTextEdit):
    """A field for one sentence: it wraps and grows, Enter is done, Tab moves on.

    Signals:
        saved: the text, after a moment of typing, when the focus leaves, and on `flush`.
        entered: Enter was pressed.
        grown: it needs another height.
    """

    saved = Signal(str)
    entered = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self._rows = 1
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER)
        self._timer.timeout.connect(self.flush)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.textChanged.connect(self._changed)

    @property
    def line(self) -> str:
        """What it says, without space around."""
        return self.toPlainText().strip()

    def flush(self) -> None:
        """Tell what was typed now, if anything is new."""
        self._timer.stop()
        if self.line != self._told:
            self._told = self.line
            self.saved.emit(self._told)

    def sizeHint(self) -> QSize:
        """As many rows as there are, up to a few."""
        frame = self.contentsMargins()
        row = self.fontMetrics().lineSpacing()
        return QSize(480, row * self._rows + frame.top() + frame.bottom())

    def minimumSizeHint(self) -> QSize:
        """Never lower than its rows."""
        return QSize(160, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter is done; a second line would not be one line."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.flush()
            self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """What is pasted becomes one line too."""
        self.textCursor().insertText(" ".join(source.text().split()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing waits for a timer once the person has turned elsewhere."""
        super().focusOutEvent(event)
        self.flush()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows may break elsewhere."""
        super().resizeEvent(event)
        self._count_rows()

    def _changed(self) -> None:
        if len(self.toPlainText()) > MOST:
            self._shorten()
        if not self._timer.isActive():
            self._timer.start()
        self._count_rows()

    def _shorten(self) -> None:
        cursor = self.textCursor()
        place = min(cursor.position(), MOST)
        self.blockSignals(True)
        cursor.movePosition(cursor.MoveOperation.End)
        while len(self.toPlainText()) > MOST:
            cursor.deletePreviousChar()
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.blockSignals(False)

    def _count_rows(self) -> None:
        # a plain text document counts its height in rows
        rows = max(1, min(_MOST_ROWS, round(self.document().size().height())))
        if rows != self._rows:
            self._rows = rows
            many = self.document().size().height() > _MOST_ROWS
            policy = Qt.ScrollBarPolicy
            self.setVerticalScrollBarPolicy(policy.ScrollBarAsNeeded if many else policy.ScrollBarAlwaysOff)
            self.updateGeometry()
            self.grown.emit()
