"""One client of the command channel: one request, one answer, closed."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from selfkind_desktop.desktop.remote import MAX_BYTES, VERSION, Reply

if TYPE_CHECKING:
    from selfkind_desktop.desktop.listener import Link

SILENCE_MS = 10_000
"""How long a client may say nothing before the line is closed."""


class Line(QObject):
    """Understands one line of JSON and answers with one.

    Signals:
        asked(command: str, args: dict, answer): a request; `answer` takes one Reply, a second does nothing.
        closed(Line): the client is gone.
    """

    asked = Signal(str, dict, object)
    closed = Signal(object)

    def __init__(self, link: "Link", parent: QObject | None = None) -> None:
        super().__init__(parent)
        link.setParent(self)
        self._link = link
        self._got = bytearray()
        self._heard = False
        self._answered = False
        self._silence = QTimer(self, singleShot=True, interval=SILENCE_MS)
        self._silence.timeout.connect(self.close)
        link.arrived.connect(self._read)
        link.gone.connect(self._gone)
        self._silence.start()

    def close(self) -> None:
        """Hang up at once."""
        self._link.abort()
        self._gone()

    def _gone(self) -> None:
        self._answered = True
        self._silence.stop()
        self.closed.emit(self)

    def _read(self, said: bytes) -> None:
        if self._heard:
            return
        self._got += said
        line, end, _ = self._got.partition(b"\n")
        if not end and len(self._got) <= MAX_BYTES:
            return
        self._heard = True
        self._silence.stop()
        self._got.clear()
        request = _understand(bytes(line)) if end and len(line) <= MAX_BYTES else None
        if request is None:
            self._answer(Reply(False, sentence=self.tr("That command was not understood.")))
        elif isinstance(request, int):
            self._answer(
                Reply(False, sentence=self.tr("The running Selfkind is another version. Restart it."))
            )
        else:
            self.asked.emit(*request, self._answer)

    def _answer(self, reply: Reply) -> None:
        if self._answered:
            return
        self._answered = True
        told = {"result": reply.result} if reply.ok else {"sentence": reply.sentence}
        self._silence.start()  # a client that never reads must not keep the line either
        self._link.finish(json.dumps({"v": VERSION, "ok": reply.ok, **told}).encode() + b"\n")


def _understand(line: bytes) -> tuple[str, dict[str, object]] | int | None:
    """The command and its arguments; a version that is not ours; or None for what is no request."""
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(said, dict):
        return None
    version, command, args = said.get("v"), said.get("command"), said.get("args", {})
    if not isinstance(version, int) or not isinstance(command, str) or not isinstance(args, dict):
        return None
    return (command, args) if version == VERSION else version
