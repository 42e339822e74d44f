"""The words of a pause: large and serif, broken into rows of even length, one fading into the next."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, QVariantAnimation
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from selfkind_desktop.domain.practice import Words
from selfkind_desktop.ui.fonts import Step
from selfkind_desktop.ui.theme import Appearance

FADE = 200
"""Milliseconds in which one text gives way to the next."""

_SAY_MEASURE = 40
"""Characters in a row of the large words, and of the small line below."""
_QUIET_MEASURE = 62
_ALPHABET = "abcdefghijklmnopqrstuvwxyz "
_EMPHASIS = re.compile(r"\*([^*\n]+)\*")


@dataclass(frozen=True, slots=True)
class _Block:
    """One sentence laid out, `top` pixels below the first."""

    layout: QTextLayout
    top: float
    quiet: bool


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One text laid out for the width and fonts of now."""

    blocks: tuple[_Block, ...] = ()
    height: float = 0.0


class PauseWords(QLabel):
    """Shows `Words`: large sentences and a small line. Screen readers meet it as a piece of text."""

    def __init__(
        self, appearance: Appearance, parent: QWidget | None = None, *, quiet_step: Step = 15
    ) -> None:
        """Begin with nothing said.

        Args:
            appearance: fonts and colors.
            parent: as Qt has it.
            quiet_step: the step of the type scale for the small line.
        """
        super().__init__(parent)
        self._appearance = appearance
        self._quiet_step: Step = quiet_step
        self._words = Words(())
        self._now, self._before = _Sheet(), _Sheet()
        self._step: Step = 34
        self._grow = 1.0
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.valueChanged.connect(self.update)
        self._fade.finished.connect(self._forget_before)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)

    @property
    def words(self) -> Words:
        """What it says."""
        return self._words

    def show_words(self, words: Words, *, fade: bool = False) -> None:
        """Say this from now on.

        Args:
            words: the text.
            fade: let it come while the old one goes; otherwise it is there at once.
        """
        if words == self._words:
            return
        self._words = words
        self.setText(plain_text(words))
        self._fade.stop()
        self._before = self._now if fade and self.isVisible() else _Sheet()
        self._now = self._laid_out(words, self.width(), self._step)
        if self._before.blocks:
            self._fade.start()
        self.update()

    def set_size(self, step: Step, grow: float) -> None:
        """Choose how large the words are.

        Args:
            step: a step of the type scale for the large sentences.
            grow: how many times larger than that, for large windows.
        """
        self._step, self._grow = step, grow
        self._renew()

    def height_for(self, texts: Iterable[Words], width: int, step: Step, grow: float) -> int:
        """The height in pixels that the tallest of these texts would need."""
        kept = self._grow
        self._grow = grow
        tallest = max((self._laid_out(words, width, step).height for words in texts), default=0.0)
        self._grow = kept
        return round(tallest + 0.5)

    def sizeHint(self) -> QSize:
        """As tall as the text of now."""
        return QSize(self.width(), round(self._now.height + 0.5))

    def minimumSizeHint(self) -> QSize:
        """The stage gives it its place; alone it asks for none."""
        return QSize(0, 0)

    def resizeEvent(self, event: object) -> None:
        """Break the rows anew."""
        del event
        self._renew()

    def hideEvent(self, event: object) -> None:
        """Nothing fades unseen."""
        del event
        self._fade.stop()
        self._forget_before()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Both texts while one gives way to the other, else the one."""
        del event
        painter = QPainter(self)
        share = float(self._fade.currentValue()) if self._before.blocks else 1.0
        if share < 1.0:
            painter.setOpacity(1.0 - share)
            self._paint(painter, self._before)
        painter.setOpacity(share)
        self._paint(painter, self._now)
        painter.end()

    def _paint(self, painter: QPainter, sheet: _Sheet) -> None:
        for block in sheet.blocks:
            painter.setPen(self._appearance.color("muted" if block.quiet else "ink"))
            block.layout.draw(painter, QPointF(0.0, block.top))

    def _forget_before(self) -> None:
        self._before = _Sheet()
        self.update()

    def _renew(self) -> None:
        self._fade.stop()
        self._before = _Sheet()
        self._now = self._laid_out(self._words, self.width(), self._step)
        self.update()

    def _laid_out(self, words: Words, width: int, step: Step) -> _Sheet:
        large = self._enlarged(self._appearance.reading_font(step, 500))
        blocks: list[_Block] = []
        top = 0.0
        for sentence in words.say:
            layout = _rows(sentence, large, width, _SAY_MEASURE)
            blocks.append(_Block(layout, top, quiet=False))
            top += layout.boundingRect().height()
        if words.quiet:
            small = self._enlarged(self._appearance.ui_font(self._quiet_step))
            top += self._appearance.px(16) if blocks else 0
            layout = _rows(words.quiet, small, width, _QUIET_MEASURE)
            blocks.append(_Block(layout, top, quiet=True))
            top += layout.boundingRect().height()
        return _Sheet(tuple(blocks), top)

    def _enlarged(self, font: QFont) -> QFont:
        font.setPixelSize(round(font.pixelSize() * self._grow))
        return font


def plain_text(words: Words) -> str:
    """The words as one text without marks of emphasis: what a screen reader says."""
    sentences = (*words.say, words.quiet) if words.quiet else words.say
    return _EMPHASIS.sub(r"\1", "\n".join(sentences))


def _rows(text: str, font: QFont, width: int, measure: int) -> QTextLayout:
    """Break `text` into as few rows as the measure allows, all as even in length as they can be."""
    layout = _prepared(text, font)
    widest = min(float(width), QFontMetricsF(font).horizontalAdvance(_ALPHABET) / len(_ALPHABET) * measure)
    count = _break(layout, widest, width)
    narrow, wide = widest / 2 if count > 1 else widest, widest
    while wide - narrow > 1.0:
        middle = (narrow + wide) / 2
        if _break(layout, middle, width) > count:
            narrow = middle
        else:
            wide = middle
    _break(layout, wide, width)
    return layout


def _prepared(text: str, font: QFont) -> QTextLayout:
    """A layout whose `*marked*` words lean."""
    plain, ranges, end = "", [], 0
    for found in _EMPHASIS.finditer(text):
        plain += text[end : found.start()]
        leaning = QTextLayout.FormatRange()
        leaning.start, leaning.length = len(plain), len(found[1])
        style = QTextCharFormat()
        style.setFontItalic(True)
        leaning.format = style
        ranges.append(leaning)
        plain += found[1]
        end = found.end()
    layout = QTextLayout(plain + text[end:], font)
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(ranges)
    layout.setCacheEnabled(True)
    return layout


def _break(layout: QTextLayout, row: float, width: int) -> int:
    """Break into rows of at most `row` pixels in the middle of `width`; how many they are."""
    top, count = 0.0, 0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(row)
        line.setPosition(QPointF((width - row) / 2, top))
        top += line.height()
        count += 1
    layout.endLayout()
    return count
