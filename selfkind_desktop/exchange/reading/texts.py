"""Text as other programs write it: encodings, line ends, HTML."""

import html
import json
import re
import unicodedata
from pathlib import PurePosixPath

from selfkind_desktop.exchange.reading.sources import Source, document
from selfkind_desktop.storage.errors import ArchiveDamaged

_UNWANTED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_BREAK = re.compile(r"<br\s*/?>[ \t]*\n?", re.IGNORECASE)
_TAG = re.compile(
    r"</?(p|div|span|b|i|u|s|strong|em|del|strike|mark|sub|sup|ul|ol|li|a|h[1-6]|font|blockquote|pre|code|img|hr"
    r"|table|tbody|thead|tr|td|th|html|head|body|style|script|title|center|small|big)(\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MARKS = re.compile(r"([\\`*_\[\]<>#])")
_HEADING = re.compile(r"# +(?P<title>[^\n]+?)[ #]*(?:\n+|\Z)")
_LONGEST_TITLE = 200


def decode(data: bytes) -> tuple[str, bool]:
    """Text from bytes, and whether its encoding had to be guessed.

    UTF-8 with or without its mark, UTF-16 with its mark; all else is taken for the letters of Windows.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace"), False
    try:
        return data.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), True
    except UnicodeDecodeError:
        return data.decode("latin-1"), True


def clean(text: object) -> str:
    """Text as we keep it: one kind of line end, no control or broken characters, no blank edges."""
    if not isinstance(text, str):
        return ""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
    return _UNWANTED.sub("", text).strip("\n\t \u200b\ufeff")


def line(text: object) -> str:
    """Text on one line."""
    return " ".join(clean(text).split())


def normal(text: object) -> str:
    """Text for comparing: the same words give the same text, whoever wrote the file."""
    return unicodedata.normalize("NFC", line(text))


def parse_json(source: Source, name: str) -> object:
    """What a JSON file holds.

    Raises:
        ArchiveDamaged: it is no JSON.
        ArchiveTooLarge: it is larger than a journal can be.
    """
    data = document(source, name)
    try:
        found: object = json.loads(decode(data)[0], object_hook=_let_others_run)
        return found
    except (ValueError, RecursionError) as error:
        raise ArchiveDamaged(source.path, type(error).__name__) from error


def _let_others_run(found: dict[str, object]) -> dict[str, object]:
    """Python code for each object: without it a large file is read at a stretch, and windows freeze."""
    return found


def literal(text: str) -> str:
    """Words that are no Markdown, as Markdown."""
    return _MARKS.sub(r"\\\1", text)


def footnote(*parts: str) -> str:
    """One quiet line at the end of an entry, for facts that have no field of their own; may be empty."""
    known = [literal(part) for part in map(line, parts) if part]
    return f"*{' · '.join(known)}*" if known else ""


def join(*blocks: str) -> str:
    """Paragraphs one below the other, empty ones left out."""
    return "\n\n".join(block for block in blocks if block)


def split_heading(text: str) -> tuple[str, str]:
    """A title from a first line that is a heading of the first level, and the rest of the text."""
    found = _HEADING.match(text)
    if not found or len(found["title"]) > _LONGEST_TITLE or "\x00" in found["title"]:
        return "", text
    return line(re.sub(r"\\([^\w\s])", r"\1", found["title"])), text[found.end() :].strip("\n")


def markdown_of(text: str) -> str:
    """A note that may be HTML, may be plain text with `<br>` in it, and may be neither."""
    return _converted(text) if _TAG.search(text) else clean(html.unescape(_BREAK.sub("\n", text)))


def _converted(text: str) -> str:
    from bs4 import BeautifulSoup
    from markdownify import MarkdownConverter

    try:
        # a declaration would make the library warn about XML
        soup = BeautifulSoup(text.replace("<?", "&lt;?"), "html.parser")
        for unseen in soup(["script", "style", "head", "title"]):
            unseen.decompose()
        plain = MarkdownConverter(
            heading_style="ATX", bullets="-", escape_asterisks=False, escape_underscores=False
        )
        lines = (known.rstrip() for known in clean(plain.convert_soup(soup)).split("\n"))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    except (RecursionError, ValueError, AssertionError):
        # deeper or odder than any note: the words alone
        return clean(html.unescape(_TAG.sub(" ", text)))


def mime_of(name: str, kind: str = "") -> str:
    """The MIME type that the end of a name tells; `kind` ("photos", "videos"…) helps where it has none."""
    ending = PurePosixPath(name).suffix[1:].lower()
    return _TYPES.get(ending) or _KINDS.get(kind) or "application/octet-stream"


_KINDS = {"photos": "image/jpeg", "videos": "video/mp4", "audios": "audio/mp4", "pdfs": "application/pdf"}
_TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "heic": "image/heic",
    "heif": "image/heif",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "svg": "image/svg+xml",
    "mov": "video/quicktime",
    "mp4": "video/mp4",
    "m4v": "video/mp4",
    "webm": "video/webm",
    "avi": "video/x-msvideo",
    "m4a": "audio/mp4",
    "aac": "audio/aac",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "pdf": "application/pdf",
}
MEDIA_SUFFIXES = frozenset(_TYPES)
