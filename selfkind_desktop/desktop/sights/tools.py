"""What the desktop's own small programs tell: settings of GNOME and its relatives, streams of PipeWire."""

import shutil
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QProcess, QTimer

from selfkind_desktop.desktop.bus import Bus, Listening, Rule
from selfkind_desktop.desktop.sights.port import Changed, Then

WITHIN_MS = 700
_MOST_BYTES = 16 * 1024 * 1024


class Tools(QObject):
    """Runs small programs without waiting for them, each at most once at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked: dict[tuple[str, ...], list[Callable[[bytes | None], None]]] = {}

    def run(self, command: Sequence[str], then: Callable[[bytes | None], None]) -> None:
        """Run a program; whoever asks for the same one meanwhile gets the same answer.

        Args:
            command: the program and its arguments.
            then: gets what it wrote; None where it is missing, failed, or took longer than `WITHIN_MS`.
        """
        key = tuple(command)
        waiting = self._asked.setdefault(key, [])
        waiting.append(then)
        if len(waiting) > 1:
            return
        program = shutil.which(key[0])
        if program is None:
            QTimer.singleShot(0, self, lambda: self._tell(key, None))
            return
        process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.setStandardInputFile(QProcess.nullDevice())
        limit = QTimer(process)
        limit.setSingleShot(True)
        limit.timeout.connect(process.kill)
        process.finished.connect(lambda code, status: self._finished(key, process, code, status))
        process.errorOccurred.connect(lambda error: self._failed(key, process, error))
        process.start(program, key[1:])
        limit.start(WITHIN_MS)

    def _finished(
        self, key: tuple[str, ...], process: QProcess, code: int, status: QProcess.ExitStatus
    ) -> None:
        well = code == 0 and status == QProcess.ExitStatus.NormalExit
        said = bytes(process.read(_MOST_BYTES).data()) if well else None
        process.deleteLater()
        self._tell(key, said)

    def _failed(self, key: tuple[str, ...], process: QProcess, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            process.deleteLater()
            self._tell(key, None)

    def _tell(self, key: tuple[str, ...], said: bytes | None) -> None:
        for then in self._asked.pop(key, []):
            then(said)


class SettingsSight:
    """A switch that a desktop keeps in its settings, read with `gsettings`.

    While watching it hears of changes from dconf, which keeps them.
    """

    def __init__(self, name: str, tools: Tools, bus: Bus | None, schema: str, key: str, quiet: bool) -> None:
        """Know the switch.

        Args:
            name: for Settings.
            tools: runs `gsettings`.
            bus: the session bus, where dconf tells of changes.
            schema: for example `org.gnome.desktop.notifications`.
            key: the key in it.
            quiet: the value that means Do Not Disturb.
        """
        self.name = name
        self._tools = tools
        self._bus = bus
        self._command = ("gsettings", "get", schema, key)
        self._path = "/" + schema.replace(".", "/") + "/"
        self._quiet = quiet
        self._listening: Listening | None = None

    def ask(self, then: Then[bool]) -> None:
        """Read the switch."""
        self._tools.run(self._command, lambda said: then(self._meaning(said)))

    def watch(self, changed: Changed) -> None:
        """Hear of changes."""
        self.unwatch()
        if self._bus is None:
            return

        def heard(body: tuple[object, ...]) -> None:
            prefix = str(body[0]) if body else ""
            if prefix.startswith(self._path) or self._path.startswith(prefix):
                changed()

        rule = Rule("ca.desrt.dconf", "ca.desrt.dconf.Writer", "Notify")
        self._listening = self._bus.listen(rule, heard)

    def unwatch(self) -> None:
        """Hear nothing more."""
        if self._listening is not None:
            self._listening.stop()
            self._listening = None

    def _meaning(self, said: bytes | None) -> bool | None:
        words = {b"true": True, b"false": False}
        value = words.get(said.strip()) if said is not None else None
        return None if value is None else value is self._quiet


def gnome_quiet(tools: Tools, session: Bus | None) -> SettingsSight:
    """GNOME shows banners or not."""
    schema, key = "org.gnome.desktop.notifications", "show-banners"
    return SettingsSight("GNOME", tools, session, schema, key, quiet=False)


def cinnamon_quiet(tools: Tools, session: Bus | None) -> SettingsSight:
    """Cinnamon shows notifications or not."""
    schema, key = "org.cinnamon.desktop.notifications", "display-notifications"
    return SettingsSight("Cinnamon", tools, session, schema, key, quiet=False)


def mate_quiet(tools: Tools, session: Bus | None) -> SettingsSight:
    """MATE's notification server has a switch."""
    return SettingsSight("MATE", tools, session, "org.mate.NotificationDaemon", "do-not-disturb", quiet=True)
