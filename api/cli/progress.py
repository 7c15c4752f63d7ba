"""The progress of a load, on standard error: a bar on a terminal, and a line a loader everywhere."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn


class Bar:
    """A bar that goes away when it is done; without a terminal there is none."""

    def __init__(self) -> None:
        """Nothing is shown before the first step."""
        console = Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
        columns = TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn()
        self.bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
        self.task: TaskID | None = None

    def step(self, name: str, done: int, total: int) -> None:
        """Show that `done` of `total` records of a loader are read."""
        if self.task is None:
            self.task = self.bar.add_task(name)
        self.bar.update(self.task, description=name, completed=done, total=total)

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
