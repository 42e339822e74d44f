"""Puts the looks of Markdown on a document while it is written."""

from itertools import pairwise

from PySide6.QtGui import QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from selfkind_desktop.ui.editor.marks import Look, as_counted, stretches
from selfkind_desktop.ui.fonts import Step
from selfkind_desktop.ui.theme import Appearance

_SIZES: dict[Look, Step] = {Look.HEADING_1: 29, Look.HEADING_2: 20, Look.HEADING_3: 17}
_INKS = {
    Look.MARK: "muted",
    Look.QUOTE: "plum",
    Look.BULLET: "sage",
    Look.BOX: "sage",
    Look.DONE: "muted",
    Look.STRIKE: "muted",
    Look.LINK: "sage",
}
_MONOSPACE = ("monospace", "Menlo", "Consolas")


class Highlighter(QSyntaxHighlighter):
    """Only how the text looks changes; the text itself is never touched."""

    def __init__(self, appearance: Appearance, document: QTextDocument) -> None:
        super().__init__(document)
        self._appearance = appearance
        self._formats = self._made()
        self._merged: dict[tuple[Look, ...], QTextCharFormat] = {}
        appearance.changed.connect(self._dress)

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - as Qt calls it
        """Qt asks for each line that changed."""
        found = stretches(as_counted(text))
        ends = sorted({place for one in found for place in (one.start, one.start + one.length)})
        for start, end in pairwise(ends):
            looks = tuple(one.look for one in found if one.start <= start and end <= one.start + one.length)
            if looks:
                self.setFormat(start, end - start, self._together(looks))

    def _together(self, looks: tuple[Look, ...]) -> QTextCharFormat:
        """Several looks over each other: bold within a heading stays large."""
        if looks not in self._merged:
            merged = QTextCharFormat()
            for look in looks:
                merged.merge(self._formats[look])
            self._merged[looks] = merged
        return self._merged[looks]

    def _dress(self) -> None:
        self._formats = self._made()
        self._merged.clear()
        self.rehighlight()

    def _made(self) -> dict[Look, QTextCharFormat]:
        formats = {look: QTextCharFormat() for look in Look}
        for look, ink in _INKS.items():
            formats[look].setForeground(self._appearance.color(ink))
        for look, step in _SIZES.items():
            size = self._appearance.reading_font(step).pixelSize()
            formats[look].setProperty(QTextCharFormat.Property.FontPixelSize, size)
            formats[look].setFontWeight(QFont.Weight.DemiBold)
        formats[Look.STRONG].setFontWeight(QFont.Weight.Bold)
        formats[Look.EMPHASIS].setFontItalic(True)
        formats[Look.QUOTE].setFontItalic(True)
        formats[Look.BULLET].setFontWeight(QFont.Weight.Bold)
        formats[Look.STRIKE].setFontStrikeOut(True)
        formats[Look.DONE].setFontStrikeOut(True)
        formats[Look.CODE].setFontFamilies(list(_MONOSPACE))
        formats[Look.CODE].setBackground(self._appearance.color("sand"))
        formats[Look.LINK].setFontUnderline(True)
        # The signs of a heading step back in size, too.
        formats[Look.MARK].setFontWeight(QFont.Weight.Normal)
        formats[Look.MARK].setFontUnderline(False)
        return formats
