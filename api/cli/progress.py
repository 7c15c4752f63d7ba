"""The progress of a load, on standard error: a bar on a terminal, and a line a loader everywhere."""

from __future__ import annotations

from time import monotonic
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn


class Bar:
    """A bar that goes away when it is done; without a terminal there is none."""

    def __init__(self) -> None:
        """Nothing is shown before the first step."""
        console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        columns = TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}")
        self.bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.task: TaskID | None = None
        self.began = monotonic()

    def step(self, name: str, done: int, total: int, documents: int = 0) -> None:
        """Show that `done` of `total` records or files of a loader are read, and how many documents in a second."""
        if self.task is None:
            self.task = self.bar.add_task(name, rate="")
            self.began = monotonic()
        rate = f"{documents:,} documents, {documents / max(monotonic() - self.began, 0.1):,.0f} a second" if documents else ""
        self.bar.update(self.task, description=name, completed=done, total=total, rate=rate)

    def tell(self, line: object) -> None:
        """Print a line above the bar."""
        self.bar.console.print(str(line))

    def __enter__(self) -> Self:
        """Begin."""
        self.bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        self.bar.stop()
