"""The light markup of RedNotebook (txt2tags), as Markdown."""

import re
from collections.abc import Callable

_CODE = re.compile(r"``(?P<code>[^`\n]+)``")
_PICTURE = re.compile(r'\[""(?P<path>[^"\n]+)""(?P<end>\.\w+)?(?:\?\d+)?\]')
_LINK = re.compile(r'\[(?P<name>[^\[\]"\n]+?)\s+""(?P<url>[^"\n]+)""\]')
_COLOR = re.compile(r"\{(?P<text>[^{}|\n]*)\|color:[^{}\n]*\}")
_HEADING = re.compile(r"^(?P<level>={1,5}|\+{1,5})\s*(?P<text>[^=+\s].*?)\s*(?P=level)\s*$", re.MULTILINE)
_RULE = re.compile(r"^[=_-]{20,}$", re.MULTILINE)
_NUMBERED = re.compile(r"^(?P<indent> *)\+ (?=\S)", re.MULTILINE)
_BREAK = re.compile(r"\\\\[ \t]*$", re.MULTILINE)
_INLINE = [
    (re.compile(r"(?<![:/\w])//(?=[^\s/])(?P<text>.+?)(?<=[^\s/:])//(?!/)"), "*"),
    (re.compile(r"(?<!_)__(?=[^\s_])(?P<text>.+?)(?<=[^\s_])__(?!_)"), "*"),
    (re.compile(r"(?<!-)--(?=[^\s-])(?P<text>.+?)(?<=[^\s-])--(?!-)"), "~~"),
]


def to_markdown(text: str, picture: Callable[[str], str]) -> str:
    """The same text as Markdown.

    Args:
        text: as RedNotebook keeps it.
        picture: gives what stands in the place of the picture with this path.
    """
    kept: list[str] = []

    def keep(told: str) -> str:
        kept.append(told)
        return f"\x01{len(kept) - 1}\x01"

    text = text.replace("\x01", "")
    text = _CODE.sub(lambda found: keep(f"`{found['code']}`"), text)
    text = _PICTURE.sub(lambda found: keep(picture(found["path"] + (found["end"] or ""))), text)
    text = _LINK.sub(lambda found: keep(f"[{found['name']}]({found['url']})"), text)
    text = _RULE.sub(lambda _found: keep("---"), text)
    text = _HEADING.sub(lambda found: f"{'#' * len(found['level'])} {found['text']}", text)
    text = _BREAK.sub("", _COLOR.sub(lambda found: found["text"], text))
    text = _NUMBERED.sub(lambda found: f"{found['indent']}1. ", text)
    for pattern, mark in _INLINE:
        text = pattern.sub(rf"{mark}\g<text>{mark}", text)
    return re.sub("\x01(\\d+)\x01", lambda found: kept[int(found[1])], text)
