"""How much there is in the store, for prices: counted once, and again beside the requests after a load."""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from api.graphql.price import Statistics
from graph.store import Store

logger = logging.getLogger(__name__)

LOOK_EVERY = 1.0
"""How often the store is asked for its newest revision, in seconds."""

PAUSE = 20
"""For how many times as long as counting took nothing is counted again, so that a long load does not keep a core counting."""


NICE = 15
"""How far the thread that counts gives way to those that answer: of a large graph it counts for seconds."""


def _give_way() -> None:
    if sys.platform == "linux":  # where a thread has a priority of its own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)


class Counted:
    """The statistics of a store. A price may rest on those of the revision before, for as long as counting takes."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.pool = ThreadPoolExecutor(1, thread_name_prefix="count", initializer=_give_way)
        self.lock = threading.Lock()
        self.kept: Statistics | None = None
        self.revision = -1
        self.looked = 0.0
        self.pause = LOOK_EVERY
        self.counting = False

    def begin(self) -> None:
        """Count beside the requests; until that is done, prices rest on page sizes alone."""
        with self.lock:
            if self.kept is None:
                self.kept = Statistics({})
                self._begin()

    def now(self) -> Statistics:
        """What is known; counted now where nothing is."""
        kept = self.kept
        if kept is None:
            with self.lock:
                if self.kept is None:
                    self._count()
            return self.kept or Statistics({})
        if time.monotonic() - self.looked > self.pause:
            self._look()
        return kept

    def _look(self) -> None:
        if not self.lock.acquire(blocking=False):
            return
        try:
            self.looked, self.pause = time.monotonic(), LOOK_EVERY
            if not self.counting and self.store.revision() != self.revision:
                self._begin()
        finally:
            self.lock.release()

    def _begin(self) -> None:
        self.counting = True
        self.pool.submit(self._count_beside)

    def _count_beside(self) -> None:
        try:
            self._count()
        except Exception:  # the boundary of the thread: prices go on by what was known
            logger.exception("the graph could not be counted")
        finally:
            self.counting = False

    def _count(self) -> None:
        revision, begun = self.store.revision(), time.monotonic()
        self.kept = Statistics(self.store.counts())
        self.revision, self.looked = revision, time.monotonic()
        self.pause = max(LOOK_EVERY, PAUSE * (self.looked - begun))

    def close(self) -> None:
        """Let the thread go, once it has counted."""
        self.pool.shutdown(cancel_futures=True)
