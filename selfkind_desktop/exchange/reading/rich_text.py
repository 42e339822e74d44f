"""Rich text that other programs keep as JSON, as Markdown."""

import re
from collections.abc import Mapping
from typing import Any

from selfkind_desktop.exchange.reading.fields import table, tables, whole

_LISTS = {"bulleted": "- ", "bullet": "- ", "numbered": "1. ", "ordered": "1. ", "checkbox": "- [ ] "}
_LISTS |= {"checked": "- [x] ", "unchecked": "- [ ] "}


def of_day_one(rich: object) -> str:
    """Day One's `richText`: runs of text with attributes, and embedded pictures."""
    told: list[str] = []
    for run in tables(table(rich).get("contents")):
        for thing in tables(run.get("embeddedObjects")):
            name = thing.get("identifier")
            if thing.get("type") == "horizontalRuleLine":
                told.append("\n---\n")
            elif isinstance(name, str):
                told.append(f"\n![](dayone-moment://{name})\n")
        text, attributes = run.get("text"), table(run.get("attributes"))
        if isinstance(text, str):
            told.append(_line_start(told, table(attributes.get("line"))) + _inline(text, attributes))
    return "".join(told)


def of_delta(delta: object) -> str:
    """Quill's delta: inserts with attributes, those of a line on the line end behind it."""
    lines: list[str] = []
    current = ""
    for step in tables(table(delta).get("ops")):
        insert, attributes = step.get("insert"), table(step.get("attributes"))
        if isinstance(insert, dict):
            current += "".join(_embedded(value) for value in insert.values() if isinstance(value, str))
        if not isinstance(insert, str):
            continue
        first, *others = insert.split("\n")
        current += _inline(first, attributes)
        for text in others:
            lines.append(_prefix(attributes) + current)
            current = _inline(text, attributes)
    return "\n".join([*lines, current])


def _embedded(value: str) -> str:
    """A picture in a delta, in the same words as in an older text."""
    return f"![[media:{re.split('[/:]', value.rstrip('/'))[-1]}]]"


def _inline(text: str, attributes: Mapping[str, Any]) -> str:
    """Text with its emphasis; blank edges stay outside of it."""
    marks = ("**" if attributes.get("bold") else "") + ("*" if attributes.get("italic") else "")
    words = text.strip()
    if not marks or not words or "\n" in words:
        return text
    return text.replace(words, f"{marks}{words}{marks[::-1]}", 1)


def _line_start(told: list[str], attributes: Mapping[str, Any]) -> str:
    return _prefix(attributes) if not told or told[-1].endswith("\n") else ""


def _prefix(attributes: Mapping[str, Any]) -> str:
    """What stands at the beginning of a line."""
    level = whole(attributes.get("header"))
    if level and 1 <= level <= 6:
        return "#" * level + " "
    if attributes.get("quote") or attributes.get("blockquote"):
        return "> "
    if attributes.get("listStyle") == "checkbox" and attributes.get("checked"):
        return "- [x] "
    return _LISTS.get(str(attributes.get("listStyle") or attributes.get("list")), "")
