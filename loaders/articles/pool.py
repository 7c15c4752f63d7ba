"""Who reads: this process, a process for each core, or the workers of a Dask cluster. All take the same tasks."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from types import TracebackType
from typing import Any, ParamSpec, Self, TypeVar

from graph.errors import DataError

SECONDS = 10
"""How long a scheduler may take to answer."""

P = ParamSpec("P")
T = TypeVar("T")


class Pool:
    """An executor with what one must know to use it well. This one reads in the process that asks.

    `at_once`: how many tasks to hand out before one comes back. `deaths`: what a task raises whose worker died over it, beside
    what the executor raises when it is broken itself.
    """

    at_once = 1
    deaths: tuple[type[BaseException], ...] = ()

    def __init__(self) -> None:
        """Nothing runs until the first task."""
        self.executor: Executor = _Here()

    def revive(self, broken: Executor) -> None:
        """Make an executor that is broken anew; one that is new already is left as it is."""

    def close(self, now: bool) -> None:
        """End it; `now` does not wait for tasks that run."""

    def __enter__(self) -> Self:
        """Use it in a `with` block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it, at once where something went wrong."""
        self.close(error is not None)


class _Here(Executor):
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Do it now."""
        future: Future[T] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class Cores(Pool):
    """A process for each core, or as many as are asked for."""

    def __init__(self, workers: int) -> None:
        """Start none yet."""
        super().__init__()
        self.workers = workers
        self.at_once = workers + 2
        self.executor = self._made()

    def _made(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self.workers, multiprocessing.get_context("spawn"), _leave_interrupts_to_the_parent)

    def revive(self, broken: Executor) -> None:
        """Start new processes where one died: the others of its executor end with it."""
        if broken is self.executor:
            broken.shutdown(wait=True, cancel_futures=True)
            self.executor = self._made()

    def close(self, now: bool) -> None:
        """End the processes."""
        if now:
            for process in list((getattr(self.executor, "_processes", None) or {}).values()):
                process.terminate()
        self.executor.shutdown(wait=True, cancel_futures=True)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


class Cluster(Pool):
    """The workers of a Dask cluster, which must see the same files under the same names."""

    def __init__(self, address: str) -> None:
        """Connect to its scheduler.

        Raises:
            DataError: Dask is not installed, nothing answers there, it has no worker, or a worker has another version of this code.
        """
        super().__init__()
        self.client, self.deaths = _connected(address)
        try:
            self._agree(address)
        except BaseException:
            self.client.close()
            raise
        self.at_once = 2 * sum(self.client.nthreads().values())
        self.executor = self.client.get_executor(pure=False)

    def _agree(self, address: str) -> None:
        from loaders.articles import code_digest

        try:
            theirs = self.client.run(code_digest)
        except ImportError as error:
            raise DataError(f"{address}: a worker has no docketgraph: {error}", "install the same version on each worker") from error
        if not theirs:
            raise DataError(f"{address}: the scheduler has no worker", f"start some: dask worker {address}")
        others = sorted(worker for worker, digest in theirs.items() if digest != code_digest())
        if others:
            raise DataError(f"{', '.join(others)}: another version of docketgraph", "install the same version on each worker")

    def close(self, now: bool) -> None:
        """Leave the cluster; tasks of ours that wait there are dropped."""
        self.client.close()


def _connected(address: str) -> tuple[Any, tuple[type[BaseException], ...]]:
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError as error:
        raise DataError("reading on a cluster needs Dask", "pip install 'docketgraph[cluster]', here and on its workers") from error
    try:
        return Client(address, timeout=SECONDS, set_as_default=False), (KilledWorker,)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise DataError(f"{address}: no Dask scheduler answers: {error}", "give its address, as in tcp://host:8786") from error


def open_pool(workers: int | None, scheduler: str | None, size: int) -> Pool:
    """The pool that suits.

    Args:
        workers: how many processes; None for one a core where there is enough to read to be worth starting them.
        scheduler: the address of a Dask scheduler, which takes the place of processes here.
        size: bytes to be read.
    """
    if scheduler:
        return Cluster(scheduler)
    count = workers or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    return Cores(count) if count > 1 and (workers or size >= WORTH_PROCESSES) else Pool()


WORTH_PROCESSES = 4_000_000
"""Bytes below which starting processes takes longer than reading."""
