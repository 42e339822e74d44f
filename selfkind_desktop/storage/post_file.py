"""What the waiting program remembers of the letters, so that it need not open the store to wait for one.

A day and a number: no word of any letter, nor that one waits for a hard day.
"""

import json
from datetime import date
from pathlib import Path

from selfkind_desktop.domain.delivery import NO_POST, Post
from selfkind_desktop.storage.atomic import write_atomically


def load_post(path: Path) -> Post:
    """What is remembered; nothing where there is no such file, or none that can be read.

    It is made anew whenever the letters are looked at, so a file that is lost delays a letter until then.
    """
    try:
        told = json.loads(path.read_bytes())
        day = told["next_day"]
        return Post(None if day is None else date.fromisoformat(day), max(0, int(told["unread"])))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return NO_POST


def save_post(path: Path, post: Post) -> None:
    """Remember it.

    Raises:
        OSError: the disk is full or may not be written.
    """
    day = None if post.next_day is None else post.next_day.isoformat()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(path, json.dumps({"next_day": day, "unread": post.unread}).encode())
