"""A home to spoil: made once, copied for each try."""

from pathlib import Path

import pytest

from tests.crash.home import make_home


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template") / "data"
    make_home(folder)
    return folder
