"""New names for rows."""

import os


def new_id() -> str:
    """A random UUID (version 4, RFC 9562) as text, without loading the library that can do all versions."""
    number = int.from_bytes(os.urandom(16))
    number = number & ~(0xF000 << 64) | 0x4000 << 64
    number = number & ~(0xC000 << 48) | 0x8000 << 48
    digits = f"{number:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
