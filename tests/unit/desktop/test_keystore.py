import os
import stat
from pathlib import Path

import keyring
import keyring.backend
import pytest
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import KeyringLocked

from selfkind_desktop.desktop.keystore import KeyFileStore, KeyringStore
from selfkind_desktop.storage.errors import KeyStoreUnavailable, StorageError

SECRET = bytes(range(32))


class MemoryKeyring(keyring.backend.KeyringBackend):
    """Keeps secrets in memory, as a real back end keeps them elsewhere."""

    priority = 5.0  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class ForgetfulKeyring(MemoryKeyring):
    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class LockedKeyring(MemoryKeyring):
    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("dismissed")


class WeakKeyring(MemoryKeyring):
    priority = 0.5  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def _keyring_as_it_was() -> object:
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_a_key_comes_back_from_the_key_store_as_it_was() -> None:
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    store = KeyringStore()

    assert store.read("main") is None
    store.write("main", SECRET)
    assert KeyringStore().read("main") == SECRET
    assert store.read("other") is None
    assert list(ring.kept) == [("Selfkind", "main")]
    store.delete("main")
    store.delete("main")
    assert store.read("main") is None


@pytest.mark.parametrize("ring", [FailKeyring(), NullKeyring(), WeakKeyring()])
def test_a_key_store_that_only_looks_like_one_does_not_count(ring: keyring.backend.KeyringBackend) -> None:
    keyring.set_keyring(ring)

    with pytest.raises(KeyStoreUnavailable):
        KeyringStore().write("main", SECRET)
    with pytest.raises(KeyStoreUnavailable):
        KeyringStore().read("main")


def test_in_a_chain_the_first_real_one_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    ring = MemoryKeyring()
    monkeypatch.setattr(ChainerBackend, "backends", [NullKeyring(), WeakKeyring(), ring])
    keyring.set_keyring(ChainerBackend())

    KeyringStore().write("main", SECRET)

    assert ring.kept


@pytest.mark.parametrize("ring", [ForgetfulKeyring(), LockedKeyring()])
def test_a_key_store_that_does_not_keep_or_refuses_is_unavailable(
    ring: keyring.backend.KeyringBackend,
) -> None:
    keyring.set_keyring(ring)

    with pytest.raises(KeyStoreUnavailable):
        KeyringStore().write("main", SECRET)


def test_a_foreign_value_in_the_key_store_is_not_taken_for_a_key() -> None:
    ring = MemoryKeyring()
    keyring.set_keyring(ring)
    ring.kept["Selfkind", "main"] = "not base 64!"

    with pytest.raises(KeyStoreUnavailable):
        KeyringStore().read("main")


def test_a_key_file_keeps_several_keys_for_this_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "device.key"
    store = KeyFileStore(path)

    assert store.read("main") is None
    store.write("main", SECRET)
    store.write("other", b"x")
    store.write("other", b"y")
    assert KeyFileStore(path).read("main") == SECRET
    assert KeyFileStore(path).read("other") == b"y"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    store.delete("main")
    assert store.read("main") is None
    store.delete("other")
    store.delete("other")
    assert not path.exists()


def test_a_key_file_open_to_others_is_closed_before_it_is_used(tmp_path: Path) -> None:
    path = tmp_path / "device.key"
    store = KeyFileStore(path)
    store.write("main", SECRET)
    path.chmod(0o644)

    assert store.read("main") == SECRET
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_link_in_place_of_the_key_file_is_refused(tmp_path: Path) -> None:
    KeyFileStore(tmp_path / "elsewhere").write("main", SECRET)
    (tmp_path / "device.key").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(StorageError):
        KeyFileStore(tmp_path / "device.key").read("main")


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[1]", b'{"main": 5}', b'{"main": "###"}'])
def test_a_broken_key_file_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "device.key"
    path.write_bytes(content)

    with pytest.raises(KeyStoreUnavailable):
        KeyFileStore(path).read("main")
    assert path.read_bytes() == content


def test_a_key_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(StorageError):
        KeyFileStore(tmp_path / "file" / "device.key").write("main", SECRET)


def test_neither_store_costs_anything_before_it_is_used() -> None:
    import subprocess
    import sys

    check = (
        "import sys; import selfkind_desktop.desktop.keystore as k; k.KeyringStore();"
        "sys.exit(bool({'keyring', 'jeepney', 'secretstorage', 'cryptography'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", check], cwd=Path(__file__).parents[3], check=False)
    assert done.returncode == os.EX_OK
