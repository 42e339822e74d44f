"""Long work with the store, in the thread where it lives: what is typed meanwhile waits behind it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from selfkind_desktop.app.keeper import Keeper
from selfkind_desktop.app.long_work import LongWork
from selfkind_desktop.domain.progress import Progress

if TYPE_CHECKING:
    from selfkind_desktop.storage.store import Store

T = TypeVar("T")


class StoreWork(LongWork):
    """As `LongWork`, for work that writes much in one transaction; short writes go through `Keeper.keep`."""

    def __init__(self, keeper: Keeper, parent: QObject | None = None) -> None:
        self._place = _WhereTheStoreLives(keeper)
        super().__init__(self._place, parent)

    def begin_with(self, work: Callable[["Store", Progress], T], done: Callable[[T], None]) -> None:
        """Do `work` with the store; see `LongWork.begin`."""
        self.begin(lambda progress: work(self._place.store(), progress), done)


class _WhereTheStoreLives:
    """A runner: the keeper's worker."""

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper
        self.store: Callable[[], Store]

    def run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do `work` while `store` gives the store."""

        def act(store: Callable[[], "Store"]) -> T:
            self.store = store
            return work()

        self._keeper.use(act, done)

    def close(self, patience: float) -> bool:
        """The keeper closes its own worker."""
        return True
