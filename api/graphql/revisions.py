"""The newest revision, for all who wait for the next one."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from graph.store import Store


class Revisions:
    """Looks for new revisions on behalf of everybody who waits, for one event loop; whichever process loads them.

    While nobody waits nothing is looked at. A look is one small read, some ten microseconds in SQLite.
    """

    def __init__(self, store: Store, seconds: float) -> None:
        """Keep what is looked at.

        Args:
            store: where revisions come from.
            seconds: how long to wait between two looks.
        """
        self.store = store
        self.seconds = seconds
        self.number = 0
        self.waiting = 0
        self.looking: asyncio.Task[None] | None = None
        self.came: asyncio.Future[None] | None = None

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Within it, revisions are looked for."""
        self.waiting += 1
        self._begin()
        try:
            yield
        finally:
            self.waiting -= 1
            if not self.waiting:
                self.close()

    async def after(self, number: int) -> None:
        """Wait, within `watched`, for a revision newer than that.

        Raises:
            StoreError: the store cannot be read any more.
        """
        while self.number <= number:
            self._begin()
            if self.came is None or self.came.done():
                self.came = asyncio.get_running_loop().create_future()
            await asyncio.shield(self.came)

    def _begin(self) -> None:
        if self.looking is None or self.looking.done():
            self.number = self.store.revision()
            self.looking = asyncio.create_task(self._look())

    async def _look(self) -> None:
        while True:
            await asyncio.sleep(self.seconds)
            try:
                number = await asyncio.to_thread(self.store.revision)  # a server may let one wait
            except Exception as error:  # told to everybody who waits; who comes later looks again
                if self.came is not None and not self.came.done():
                    self.came.set_exception(error)
                return
            if number > self.number:
                self.number = number
                if self.came is not None and not self.came.done():
                    self.came.set_result(None)

    def close(self) -> None:
        """Look no more."""
        if self.looking is not None:
            self.looking.cancel()
            self.looking = None
