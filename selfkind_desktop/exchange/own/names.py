"""Names of files that people find again, and that every system can keep."""

import re
import unicodedata

_LONGEST = 48
_EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "image/svg+xml": "svg",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "audio/flac": "flac",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "application/pdf": "pdf",
}


class FreeNames:
    """Gives each file a name that no other one in the same folder has, whatever its case."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, stem: str, extension: str) -> str:
        """The name, with a number where it would be the second of its kind."""
        name, number = f"{stem}.{extension}", 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{stem}-{number}.{extension}"
        self._taken.add(name.casefold())
        return name


def slug(text: str) -> str:
    """The first words of a text as a part of a file's name: letters and digits of any script, and hyphens."""
    first = unicodedata.normalize("NFC", text).strip().partition("\n")[0][: 4 * _LONGEST]
    words = re.sub(r"[\W_]+", "-", first.lower()).strip("-")
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rpartition("-")[0] or words[:_LONGEST]
    return words.strip("-")


def extension_of(mime_type: str) -> str:
    """What a file of a type usually ends in."""
    return _EXTENSIONS.get(mime_type.lower(), "bin")
