"""Where data, choices, logs and run-time files live on this system, or below `SELFKIND_HOME`."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

HOME_VARIABLE = "SELFKIND_HOME"
_NAME = "selfkind"


@dataclass(frozen=True, slots=True)
class Paths:
    """Every place on the disk that Selfkind uses.

    Attributes:
        data: the encrypted database, its vault and its backups.
        config: the file of choices.
        state: the schedule's state and the logs.
        run: lock and socket of the running program.
        key: the folder of the key file, where this computer has no key store.
    """

    data: Path
    config: Path
    state: Path
    run: Path
    key: Path

    @classmethod
    def below(cls, home: Path) -> "Paths":
        """Everything below one folder."""
        home = home.expanduser().absolute()
        return cls(home / "data", home / "config", home / "state", home / "run", home / "key")

    @classmethod
    def of_this_system(cls) -> "Paths":
        """Below `SELFKIND_HOME` where it is set, else where this system keeps such things."""
        if home := os.environ.get(HOME_VARIABLE):
            return cls.below(Path(home))
        from platformdirs import PlatformDirs  # not needed below SELFKIND_HOME

        dirs = PlatformDirs(_NAME, appauthor=False)
        state = Path(dirs.user_state_dir)
        return cls(
            data=Path(dirs.user_data_dir),
            config=Path(dirs.user_config_dir),
            state=state,
            run=state / "run",
            key=Path(dirs.user_config_dir) / "key",
        )

    def can_run_here(self) -> bool:
        """Whether lock and socket can be where they should be."""
        here = self.run
        while not _is_there(here) and here != here.parent:
            here = here.parent
        return here.is_dir() and os.access(here, os.W_OK | os.X_OK)

    def running_in_temp(self) -> "Paths":
        """The same places, but lock and socket elsewhere: where the home cannot be written they need it."""
        import tempfile
        from hashlib import blake2b

        name = blake2b(str(self.run).encode(), digest_size=8).hexdigest()
        owner = os.getuid() if hasattr(os, "getuid") else ""
        return replace(self, run=Path(tempfile.gettempdir()) / f"{_NAME}-{owner}-{name}")

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.data / "selfkind.db"

    @property
    def vault(self) -> Path:
        """The wrapped key of the database."""
        return self.data / "vault.json"

    @property
    def backups(self) -> Path:
        """Encrypted copies of the database."""
        return self.data / "backups"

    @property
    def config_file(self) -> Path:
        """The person's choices, in plain text; nothing private is among them."""
        return self.config / "config.toml"

    @property
    def state_file(self) -> Path:
        """What the schedule remembers; nothing private."""
        return self.state / "schedule.json"

    @property
    def prompts_file(self) -> Path:
        """When each prompt for the blank page was last shown; the prompts are ours, so nothing private."""
        return self.state / "prompts.json"

    @property
    def put_off_file(self) -> Path:
        """Whether "On this day" was not wanted today."""
        return self.state / "on-this-day.json"

    @property
    def post_file(self) -> Path:
        """On which day the next letter arrives, and how many wait to be read; no word of any."""
        return self.state / "post.json"

    @property
    def backup_record(self) -> Path:
        """What is remembered about backups; nothing private."""
        return self.state / "backups.json"

    @property
    def log_file(self) -> Path:
        """The rotating log, without private text."""
        return self.state / "selfkind.log"

    @property
    def key_file(self) -> Path:
        """The device key, only where this computer has no key store."""
        return self.key / "device.key"

    @property
    def is_demo(self) -> bool:
        """Whether the data are made up."""
        return is_demo(self.data)


def demo_mark(data: Path) -> Path:
    """The file that marks made-up data in the folder `data`."""
    return data / "made-up-data"


def is_demo(data: Path) -> bool:
    """Whether the folder `data` holds made-up data."""
    return _is_there(demo_mark(data))


def _is_there(path: Path) -> bool:
    """Whether something is there, as far as we are let see it."""
    try:
        return path.exists()
    except OSError:
        return False
