"""The program is killed at any moment: afterwards everything opens and nothing that was kept is gone."""

import multiprocessing
import os
import random
import shutil
from pathlib import Path
from time import monotonic

import pytest

from tests.crash import deeds
from tests.crash.home import Home, Said, check

KILLS = int(os.environ.get("SELFKIND_KILLS", "500" if os.environ.get("SELFKIND_LONG") else "25"))
"""How many moments, over all deeds together."""

# Python and everything it imports is there already when a process is forked from this one.
_PROCESSES = multiprocessing.get_context("forkserver")
_PROCESSES.set_forkserver_preload(["tests.crash.deeds"])


def _perform(name: str, folder: str, seed: int, wire: multiprocessing.connection.Connection) -> None:
    deeds.perform(name, Path(folder), seed, lambda *words: wire.send(words))


def killed_after(name: str, home: Home, seconds: float, *, first: bool) -> Said:
    """Let a process do a deed, kill it some time after it began, and hear what it said until then.

    With `first` the time counts from what it says first: a busy machine may not get that far in no time.
    """
    here, there = _PROCESSES.Pipe(duplex=False)
    process = _PROCESSES.Process(target=_perform, args=(name, str(home.folder), home.seed, there))
    process.start()
    there.close()
    said: Said = []
    try:
        said.append(here.recv())
        if first:
            said.append(here.recv())
        deadline = monotonic() + seconds
        while (left := deadline - monotonic()) > 0 and here.poll(left):
            said.append(here.recv())
        process.kill()
        while here.poll(5):  # until its end of the pipe is closed
            said.append(here.recv())
    except EOFError:
        pass
    finally:
        process.kill()
        process.join()
        here.close()
    assert said, "it never began"
    return said


@pytest.mark.only_on("linux")
@pytest.mark.sample
@pytest.mark.timeout(60 + 3 * KILLS)
@pytest.mark.parametrize("name", deeds.DEEDS)
def test_killed_at_any_moment(name: str, template: Path, tmp_path: Path) -> None:
    chance = random.Random(name)
    deed = deeds.DEEDS[name]
    kept = 0
    for number in range(max(1, KILLS // len(deeds.DEEDS))):
        home = Home(tmp_path / str(number) / "data", seed=number + 1)  # the template has 0
        shutil.copytree(template, home.folder)
        deed.prepare(home)
        said = killed_after(name, home, chance.uniform(0, deed.lasts), first=number % 2 == 0)
        check(deed, home, said)
        kept += len(said) - 1  # without the word that it began
        shutil.rmtree(home.folder.parent)
    assert kept > 0
