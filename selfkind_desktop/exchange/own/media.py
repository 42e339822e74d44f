"""Where pictures and recordings lie in an export: each once, named by the SHA-256 of its bytes."""

from collections.abc import Iterator

from selfkind_desktop.exchange.own.names import extension_of
from selfkind_desktop.storage import schema
from selfkind_desktop.storage.transfer import Outgoing


class MediaPaths:
    """The path of each medium.

    Attributes:
        by_id: paths by the id of a medium.

    Args:
        outgoing: what is exported.

    Raises:
        StorageError: it cannot be read.
    """

    def __init__(self, outgoing: Outgoing) -> None:
        self._outgoing = outgoing
        self.by_id: dict[str, str] = {}
        self._by_sum: dict[str, str] = {}
        for row in outgoing.rows(schema.MEDIA):
            path = f"media/{row['sha256']}.{extension_of(row['type'])}"
            self.by_id[row["id"]] = self._by_sum.setdefault(row["sha256"], path)

    def of(self, sha256: str) -> str:
        """The path of bytes by their sum."""
        return self._by_sum.get(sha256, f"media/{sha256}.bin")

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Every path and its bytes, one by one.

        Raises:
            StorageError: they cannot be read.
        """
        for row, data in self._outgoing.blobs(schema.MEDIA_DATA):
            yield self.of(row["sha256"]), data
