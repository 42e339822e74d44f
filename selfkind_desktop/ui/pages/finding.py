"""Finding words in texts the way people type them: any case, with or without accents, parts of words."""

import unicodedata


def folded(text: str) -> str:
    """Text for comparing: without case and accents, so that "cafe" finds "Café"."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in split if not unicodedata.combining(character))


def matches(text: str, query: str) -> bool:
    """Whether every word of a query occurs in a text, also as a part of a word."""
    words = folded(query).split()
    if not words:
        return True
    where = folded(text)
    return all(word in where for word in words)
