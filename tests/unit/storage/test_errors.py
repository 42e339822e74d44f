"""Every trouble has its own sentence, kind and clear, and nothing private in it."""

import errno
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from selfkind_desktop.storage.errors import (
    SENTENCES,
    DatabaseDamaged,
    DiskFull,
    DiskTrouble,
    KeyWrong,
    NotWritable,
    StorageError,
    Trouble,
    error_of,
    error_of_system,
)


def test_every_trouble_has_a_class_and_a_sentence_of_its_own() -> None:
    assert {error_of(code).code for code in Trouble} == set(Trouble)
    assert len(set(SENTENCES.values())) == len(Trouble) == len(SENTENCES)


@pytest.mark.parametrize("trouble", list(Trouble))
def test_sentences_are_kind(trouble: Trouble) -> None:
    sentence = error_of(trouble, "/home/robin/selfkind.db").sentence
    assert sentence[0].isupper() or sentence.startswith("selfkind.db")
    assert sentence.endswith(".")
    assert "{" not in sentence
    assert "robin" not in sentence
    assert not {"!", "error", "fail", "invalid", "corrupt", "must", "should"} & set(sentence.lower().split())
    assert "!" not in sentence


@pytest.mark.parametrize("trouble", [Trouble.PASSPHRASE_WRONG, Trouble.RECOVERY_CODE_WRONG])
def test_a_slip_of_the_hand_names_no_file_and_calms(trouble: Trouble) -> None:
    sentence = error_of(trouble, "/home/robin/vault.json").sentence
    assert "vault.json" not in sentence
    assert "safe" in sentence


def test_a_file_s_braces_do_no_harm() -> None:
    assert "{file}x{0}.db" in DatabaseDamaged("/tmp/{file}x{0}.db").sentence


def test_the_sentence_can_be_translated() -> None:
    german = {SENTENCES[Trouble.KEY_WRONG]: "Der Schlüssel passt nicht zu {file}."}
    assert KeyWrong("vault.json").tell(german.__getitem__) == "Der Schlüssel passt nicht zu vault.json."


def test_an_error_crosses_between_processes() -> None:
    first = DatabaseDamaged("/somewhere/selfkind.db", "page 3")
    again = error_of(first.code, first.file, first.detail)
    assert type(again) is DatabaseDamaged
    assert str(again) == str(first) == "database-damaged: selfkind.db: page 3"
    assert str(pickle.loads(pickle.dumps(first))) == str(first)
    with pytest.raises(ValueError, match="no-such-code"):
        error_of("no-such-code")


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EACCES, NotWritable),
        (errno.EROFS, NotWritable),
        (errno.ENOTDIR, NotWritable),
        (errno.EIO, DiskTrouble),
        (None, DiskTrouble),
    ],
)
def test_what_the_system_says_is_understood(number: int | None, kind: type[StorageError]) -> None:
    refused = OSError(number, "words of the system") if number else OSError("words of the system")
    error = error_of_system(refused, Path("/home/robin/selfkind.db"))
    assert type(error) is kind
    assert "robin" not in str(error)


@pytest.mark.parametrize("module", ["errors", "vault", "atomic", "files", "changes"])
def test_what_the_waiting_program_touches_loads_nothing_heavy(module: str) -> None:
    heavy = ("sqlalchemy", "sqlcipher3", "alembic", "cryptography", "keyring")
    code = (
        f"import sys, selfkind_desktop.storage.{module};"
        f"print(sorted(set({heavy!r}) & {{name.split('.')[0] for name in sys.modules}}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.strip() == "[]"
