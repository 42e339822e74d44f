"""The command line: asks the running program, or does what can be done without one."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from selfkind_desktop import __version__
from selfkind_desktop.desktop import remote
from selfkind_desktop.desktop.address import is_own_folder
from selfkind_desktop.desktop.remote import NoAnswerError, Reply
from selfkind_desktop.domain.settings import ALL, BY_KEY, SettingError
from selfkind_desktop.paths import Paths
from selfkind_desktop.storage.config_file import ConfigFile
from selfkind_desktop.storage.errors import StorageError

OK, TROUBLE, USAGE, NOT_RUNNING = 0, 1, 2, 3
"""Exit codes."""

_PATIENCE = 5.0
"""Seconds that a program which is just starting gets to begin to listen."""

_PATIENCE_WITH_FILES = 600.0
"""Seconds that copying and checking years of words may take."""

_WITH_FILES = ("backup", "restore")

_STARTING = ("open", "pause", "hard-moment", "write", "letter")
"""Commands that start the program where none is running."""

Start = Callable[[Paths, str, Mapping[str, object]], int]
"""Becomes the program and does one thing first."""


def run(argv: Sequence[str], start: Start) -> int:
    """Do what the command line asks.

    Args:
        argv: without the program's name.
        start: becomes the program, for commands that need one where none is running.

    Returns:
        An exit code.
    """
    asked = vars(_parser().parse_args(argv))
    command = asked.pop("command")
    paths = Paths.of_this_system()
    by_themselves: dict[str, Callable[[], int]] = {
        "config": lambda: _config(paths, **asked),
        "demo": lambda: _demo(**asked),
        "import": lambda: _import(paths, asked),
        "export": lambda: _export(paths, asked),
        "delete-everything": lambda: _delete_everything(paths, asked),
        "backups": lambda: _backups(paths),
    }
    try:
        if command in by_themselves:
            return by_themselves[command]()
        return _ask(paths, command, asked, start)
    except NoAnswerError:
        return _complain("Selfkind is running but does not answer. You can end it and start it again.")
    except StorageError as error:
        return _complain(error.sentence)
    except SettingError as error:
        return _complain(str(error), USAGE)
    except OSError as error:
        if error.strerror is None:
            return _complain(f"{error}. Nothing was changed.")
        name = Path(error.filename or "").name or "A file"
        return _complain(f"{name}: {error.strerror}. Nothing was changed.")


def _ask(paths: Paths, command: str, asked: dict[str, object], start: Start) -> int:
    as_json = bool(asked.pop("json", False))
    if asked.get("file"):
        # The running program has another current folder; a bare name may also be that of a backup it keeps.
        asked["file"] = _whole_path(str(asked["file"]))
    patience = _PATIENCE_WITH_FILES if command in _WITH_FILES else _PATIENCE
    reply = _reach(paths, command, asked, timeout=patience)
    if reply is None and command in _STARTING:
        return start(paths, command, asked)
    if reply is None:
        reply = _without_a_program(paths, command, asked)
    if reply is None:
        return _complain("Selfkind is not running.", NOT_RUNNING)
    if not reply.ok:
        return _complain(reply.sentence)
    _tell(command, reply.result, as_json)
    return NOT_RUNNING if command == "status" and _state(reply.result) == "not_running" else OK


def _whole_path(file: str) -> str:
    path = Path(file)
    return str(path.absolute()) if path.exists() or len(path.parts) > 1 or path.suffix != ".db" else file


def _reach(
    paths: Paths, command: str, args: Mapping[str, object], wait: float = 0.0, timeout: float = _PATIENCE
) -> Reply | None:
    """Ask the running program; where the home cannot be written it listens in another place."""
    reply = remote.ask(paths.run, command, args, timeout, wait)
    if reply is None and not paths.can_run_here():
        aside = paths.running_in_temp().run
        if is_own_folder(aside):
            reply = remote.ask(aside, command, args, timeout, wait)
    return reply


def _or_the_one_that_began(
    alone: Callable[[], Reply | None], paths: Paths, command: str, args: Mapping[str, object]
) -> Reply:
    """Do something alone, or ask the program that is just starting as soon as it listens."""
    reply = alone() or _reach(paths, command, args, wait=_PATIENCE)
    return reply or Reply(False, sentence="Selfkind is just starting or ending. Try again in a moment.")


def _without_a_program(paths: Paths, command: str, asked: dict[str, object]) -> Reply | None:
    from selfkind_desktop.app import offline  # the store and the clock: not needed while a program runs

    if command == "status":
        status = {"state": "not_running", "next_pause": None, "held_because": None, "check_in": None}
        return Reply(True, {**status, "version": __version__})
    if command == "check-in":
        mood = int(str(asked["mood"]))
        return _or_the_one_that_began(lambda: offline.check_in(paths, mood), paths, command, asked)
    if command == "quiet":
        how_long = str(asked["how_long"])
        return _or_the_one_that_began(lambda: offline.quiet(paths, how_long), paths, command, asked)
    if command == "backup":
        file = str(asked["file"] or "")
        return _or_the_one_that_began(lambda: offline.back_up(paths, file), paths, command, asked)
    if command == "restore":
        file, yes = str(asked["file"]), bool(asked["yes"])
        return _or_the_one_that_began(lambda: offline.restore(paths, file, yes=yes), paths, command, asked)
    return None


def _backups(paths: Paths) -> int:
    from selfkind_desktop.app import offline  # what lists them loads the store's part of it

    _say(str(offline.backups(paths).result))
    return OK


def _config(paths: Paths, act: str, key: str = "", value: str = "") -> int:
    loaded = ConfigFile(paths.config_file).load()
    if act == "list":
        for setting in ALL:
            _say(f"{setting.key} = {loaded.settings.text(setting)}")
        return OK
    if key not in BY_KEY:
        return _complain(f"There is no setting {key}. `selfkind config list` shows them all.", USAGE)
    setting = BY_KEY[key]
    if act == "get":
        _say(loaded.settings.text(setting))
        return OK
    parsed = setting.parse(value)
    args = {"key": key, "value": setting.write(parsed)}
    reply = _reach(paths, "config-set", args)
    if reply is None:
        from selfkind_desktop.app import offline  # not needed while a program runs

        reply = _or_the_one_that_began(
            lambda: offline.choose(paths, setting, parsed), paths, "config-set", args
        )
    return OK if reply.ok else _complain(reply.sentence)


def _import(paths: Paths, asked: Mapping[str, Any]) -> int:
    from selfkind_desktop.app import import_command  # readers and the store: for nothing else

    try:
        wanted = import_command.asked_of(**asked)
    except import_command.UsageError as error:
        return _complain(str(error), USAGE)
    return import_command.run(
        paths, wanted, lambda command, args: _reach(paths, command, args), _say, _complain
    )


def _export(paths: Paths, asked: Mapping[str, Any]) -> int:
    from selfkind_desktop.app import export_command  # the store and what writes files: for nothing else

    try:
        wish = export_command.wish_of(**asked)
    except export_command.UsageError as error:
        return _complain(str(error), USAGE)
    return export_command.run(
        paths, wish, lambda command, args: _reach(paths, command, args), _say, _complain
    )


def _delete_everything(paths: Paths, asked: Mapping[str, Any]) -> int:
    from selfkind_desktop.app import delete_command  # for nothing else

    def reach(command: str, args: Mapping[str, object]) -> Reply | None:
        return _reach(paths, command, args)

    return delete_command.run(paths, reach, _say, _complain, keep_settings=bool(asked["keep_settings"]))


def _demo(folder: Path, years: int) -> int:
    from selfkind_desktop.app.demo import fill

    try:
        fill(Paths.below(folder), years)
    except FileExistsError:
        return _complain(f"{folder} holds data already, and they were left alone. Choose an empty folder.")
    _say(f"Made-up data of {years} years are in {folder}. SELFKIND_HOME={folder} selfkind opens them.")
    return OK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="selfkind", description="A desktop companion for practicing self-compassion."
    )
    parser.add_argument("--version", action="version", version=f"Selfkind {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def add(name: str, help_text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help_text, description=help_text)

    add("open", "open the window")
    pause = add("pause", "take a pause now")
    pause.add_argument("--minutes", type=int, choices=(1, 2, 3, 5), help="how long")
    pause.add_argument("--kind", help="which: a kind such as soothe, or the key of a practice")
    add("hard-moment", "for a hard moment, without a clock")
    add("check-in", "note how it is").add_argument("mood", type=int, choices=range(1, 6), metavar="1..5")
    add("write", "write something down")
    add("letter", "write a letter")
    add("quiet", "hold reminders back").add_argument(
        "how_long", metavar="30m|1h|tomorrow|on|off", help="how long; off ends it"
    )
    later = add("later", "answer an invitation: later")
    later.add_argument("minutes", type=int, nargs="?", default=10, choices=(5, 10, 30, 60), help="in minutes")
    add("not-now", "answer an invitation: not now")
    add("lock", "lock your journal; needs a passphrase")
    status = add("status", "how things stand")
    status.add_argument("--json", action="store_true", help="for programs")
    add("backup", "make a backup").add_argument(
        "file", nargs="?", metavar="FILE", help="one file to carry away, or its folder"
    )
    add("backups", "say which backups there are")
    back = add("restore", "look into a backup; with --yes it takes the place of what is here")
    back.add_argument("file", metavar="FILE", help="a file, or the name of a backup")
    back.add_argument("--yes", action="store_true", help="do it; how it was is kept as a backup too")
    config = add("config", "see and change settings")
    acts = config.add_subparsers(dest="act", required=True, metavar="ACT")
    acts.add_parser("list", help="all settings")
    acts.add_parser("get", help="one setting").add_argument("key")
    change = acts.add_parser("set", help="change a setting")
    change.add_argument("key")
    change.add_argument("value")
    take = add("import", "bring words in from another program")
    take.add_argument(
        "path", nargs="?", metavar="PATH", help="a file or folder as the other program exported it"
    )
    take.add_argument("--dry-run", action="store_true", help="only say what is in it")
    take.add_argument(
        "--format", dest="format_key", default="", metavar="KEY", help="take nothing but this format"
    )
    take.add_argument("--zone", default="", metavar="NAME", help="time zone of times that say none")
    take.add_argument(
        "--mood", dest="moods", action="append", default=[], metavar="NAME=1..5", help="what a mood becomes"
    )
    take.add_argument("--undo", default="", metavar="IMPORT", help="take an import back")
    out = add("export", "write everything into one file, or files to read")
    out.add_argument("file", metavar="FILE", help="the file; with --readable a zip file or a new folder")
    out.add_argument("--readable", action="store_true", help="text files and tables")
    out.add_argument("--passphrase-file", default="", metavar="FILE", help="its first line locks the export")
    out.add_argument("--replace", action="store_true", help="replace a file of that name")
    demo = add("demo", "fill a folder with made-up data")
    demo.add_argument(
        "--years", type=int, default=2, choices=range(1, 41), metavar="N", help="how many years"
    )
    demo.add_argument("folder", type=Path, metavar="DIR")
    away = add("delete-everything", "delete everything for good, after a word is typed")
    away.add_argument("--keep-settings", action="store_true", help="but not what you chose in Settings")
    add("quit", "end the running program")
    return parser


def _tell(command: str, result: object, as_json: bool) -> None:
    if command == "status" and isinstance(result, dict):
        if as_json:
            keys = ("state", "next_pause", "held_because", "check_in", "version")
            shown = {key: result.get(key) for key in keys}
            _say(json.dumps(shown))
        elif _state(result) == "not_running":
            _say("Selfkind is not running.")
        else:
            _say(str(result.get("headline", result["state"])))
    elif isinstance(result, str) and result:
        _say(result)


def _state(result: object) -> object:
    return result.get("state") if isinstance(result, dict) else None


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")


def _complain(text: str, code: int = TROUBLE) -> int:
    sys.stderr.write(text + "\n")
    return code
