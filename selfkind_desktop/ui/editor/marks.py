"""Where a line of Markdown wants to look different, told line by line so that typing stays instant.

Libraries parse whole documents and keep no places within a line; the editor needs the opposite: the places,
in one line, in well under a millisecond. It understands what people write by hand: headings, quotes, lists,
check boxes, rules, emphasis, code, links. Everything else stays as it is, and the text is never changed.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Look(StrEnum):
    """How a stretch of a line looks."""

    MARK = "mark"
    """A sign that says how something looks; it steps back."""
    HEADING_1 = "heading-1"
    HEADING_2 = "heading-2"
    HEADING_3 = "heading-3"
    QUOTE = "quote"
    BULLET = "bullet"
    BOX = "box"
    DONE = "done"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    STRIKE = "strike"
    CODE = "code"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a line; later ones lie over earlier ones. Places are those of the text that was given.

    Attributes:
        start: of its first character in the line, in characters.
        length: in characters.
    """

    start: int
    length: int
    look: Look


@dataclass(frozen=True, slots=True)
class Item:
    """The beginning of a list item or quote.

    Attributes:
        indent: the spaces before it.
        mark: `-`, `*`, `+`, `>` or a number with its dot or bracket.
        box: the character in its check box, a space or an x; None without one.
        start: where its words begin, in characters.
    """

    indent: str
    mark: str
    box: str | None
    start: int

    @property
    def box_at(self) -> int:
        """Where the character in the box stands."""
        return self.start - len("x] ")

    def next(self) -> str:
        """How the next item begins: the next number, or the same mark with an empty box."""
        mark = self.mark
        if mark[:-1].isdigit():
            mark = f"{int(mark[:-1]) + 1}{mark[-1]}"
        return f"{self.indent}{mark} " + ("" if self.box is None else "[ ] ")


_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_HEADING = re.compile(r"(#{1,3})[ \t]+(?=\S)")
_ITEM = re.compile(r"([ \t]*)([-*+>]|\d{1,9}[.)])[ \t]+(?:\[([ xX])\] )?")
_RULE = re.compile(r"[ \t]*([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_CODE = re.compile(r"(`+)(?=[^`])(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(
    r"\[([^\]\[]+)\]\(([^)\s]+)\)|\b(?:https?://|mailto:)[^\s<>()\[\]]+[^\s<>()\[\].,;:!?’”\"']"
)
_ESCAPED = re.compile(r"\\[\\`*_~\[\]#>+-]")
_PAIRS = (
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), Look.STRONG),
    (re.compile(r"(?<![*\w])(\*)(?=[^\s*])(.+?)(?<=[^\s*])\1(?!\*)"), Look.EMPHASIS),
    (re.compile(r"(?<![_\w])(_)(?=[^\s_])(.+?)(?<=[^\s_])\1(?![_\w])"), Look.EMPHASIS),
    (re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1"), Look.STRIKE),
)
_HEADINGS = {1: Look.HEADING_1, 2: Look.HEADING_2, 3: Look.HEADING_3}


def as_counted(text: str) -> str:
    """A text in which every sign takes as many places as Qt counts for it.

    Qt counts in UTF-16, Python in code points: without this a picture sign would shift all that follows.
    """
    return _ASTRAL.sub("\ufffd\ufffd", text)


def item_of(line: str) -> Item | None:
    """The list item or quote that a line begins with; None for an ordinary line."""
    if _RULE.match(line):
        return None
    found = _ITEM.match(line)
    return None if found is None else Item(found[1], found[2], found[3], found.end())


def link_at(line: str, place: int) -> str:
    """The address under a character of a line; empty where there is none."""
    for found in _LINK.finditer(line):
        if found.start() <= place < found.end():
            return found[2] or found[0]
    return ""


def bare(line: str) -> str:
    """The words of a line without the signs that say how they look."""
    kept = list(line)
    for one in stretches(line):
        if one.look in (Look.MARK, Look.BULLET, Look.BOX):
            kept[one.start : one.start + one.length] = "\0" * one.length
    return "".join(kept).replace("\0", "").strip()


def stretches(line: str) -> list[Stretch]:
    """What looks different in a line, in the order in which it is put on."""
    if _RULE.match(line):
        return [Stretch(0, len(line), Look.MARK)]
    made = [*_beginning(line)]
    # What is in code or an address means itself, and so does a sign behind a backslash.
    bare = list(line)
    for found in (*_CODE.finditer(line), *_LINK.finditer(line), *_ESCAPED.finditer(line)):
        bare[found.start() : found.end()] = "\0" * (found.end() - found.start())
    item = item_of(line)
    if item is not None:
        bare[: item.start] = "\0" * item.start
    for pattern, look in _PAIRS:
        for found in pattern.finditer("".join(bare)):
            made += _between(found, look, len(found[1]))
    for found in _CODE.finditer(line):
        made += _between(found, Look.CODE, len(found[1]))
    for found in _LINK.finditer(line):
        made.append(Stretch(found.start(), len(found[0]), Look.LINK))
        if found[1]:
            made.append(Stretch(found.start(), 1, Look.MARK))
            made.append(Stretch(found.end(1), found.end() - found.end(1), Look.MARK))
    return made


def _beginning(line: str) -> list[Stretch]:
    heading = _HEADING.match(line)
    if heading is not None:
        level = len(heading[1])
        return [Stretch(0, len(line), _HEADINGS[level]), Stretch(0, level, Look.MARK)]
    item = item_of(line)
    if item is None:
        return []
    made = []
    if item.mark == ">":
        made.append(Stretch(0, len(line), Look.QUOTE))
    elif item.box in ("x", "X"):
        made.append(Stretch(item.start, len(line) - item.start, Look.DONE))
    made.append(Stretch(len(item.indent), len(item.mark), Look.MARK if item.mark == ">" else Look.BULLET))
    if item.box is not None:
        made.append(Stretch(item.box_at - 1, 3, Look.BOX))
    return made


def _between(found: re.Match[str], look: Look, width: int) -> list[Stretch]:
    """Words between two equal signs, and the signs."""
    return [
        Stretch(found.start() + width, found.end() - found.start() - 2 * width, look),
        Stretch(found.start(), width, Look.MARK),
        Stretch(found.end() - width, width, Look.MARK),
    ]
