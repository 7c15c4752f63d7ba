"""Past graphs as files beside a store's, each made once, by a process of its own, for every process that serves the store.

They are a cache: `graph.db-pasts/` may be deleted at any time. A file is named after the revisions that it holds, so that a store which
was made anew under the same name has other ones. Run as a module it makes one: `python -m graph.sqlite.pasts STORE FILE REVISION`.
"""

from __future__ import annotations

import hashlib
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from pathlib import Path

import apsw

from graph.errors import NotReady, StoreError
from graph.past import KEPT
from graph.sqlite.layout import VERSION
from graph.store import Revision

TAKEN = 3
"""How a maker ends where another one is at work on a past of the same store."""

BYTES, CHANGES = 100_000_000, 3_000
"""How much is copied in a second, and how many changes are taken back, as a guess from which clients are told how long to wait."""

IN_USE = 60
"""For how long a past is not deleted after somebody has asked for it, in seconds: threads may be about to open it."""

LOOK = 0.05
"""How often is looked whether a past is made, in seconds."""


class PastFiles:
    """The past graphs of one store's file. May be used from several threads at once."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.folder = Path(f"{path}-pasts")
        self.lock = threading.Lock()
        self.maker: subprocess.Popen[str] | None = None
        self.begun = 0.0

    def file(self, revisions: Iterable[Revision], changes: int, seconds: float | None) -> Path:
        """The file of a past graph, made where there is none.

        Args:
            revisions: those that it holds.
            changes: how many have come since.
            seconds: how long to wait for it; None for as long as it takes.
        Raises:
            NotReady: it takes longer, and goes on.
            StoreError: it cannot be made.
        """
        held = list(revisions)
        number = held[-1].number
        mark = hashlib.blake2b(repr((VERSION, held)).encode(), digest_size=8).hexdigest()
        made = self.folder / f"{number}-{mark}.db"
        ends = math.inf if seconds is None else time.monotonic() + seconds
        while not made.exists():
            self._make(made, number)
            if time.monotonic() >= ends:
                raise NotReady(f"the graph of revision {number} is being prepared", self._left(changes))
            time.sleep(LOOK)
        return made

    def use(self, path: str) -> bool:
        """Say that a past is used; False where its file is gone."""
        try:
            os.utime(path)
        except FileNotFoundError:
            return False
        return True

    def _make(self, made: Path, number: int) -> None:
        """Let a process make a past, unless one of ours is at work, on whichever."""
        with self.lock:
            if self.maker is not None:
                status = self.maker.poll()
                if status is None:
                    return
                _, said = self.maker.communicate()
                self.maker = None
                if status not in (0, TAKEN):
                    reason = said.strip().rpartition("\n")[2] or f"its process ended with {status}"
                    raise StoreError(f"the graph of revision {number} cannot be made: {reason}", f"look whether {self.folder} can be written, and at the room on its disk")
                if made.exists():
                    return
            try:
                self.folder.mkdir(exist_ok=True)
            except OSError as error:
                raise StoreError(f"{self.folder} cannot be made: {os.strerror(error.errno or 0)}", "past graphs are kept there: let it be written") from error
            command = [sys.executable, "-m", "graph.sqlite.pasts", self.path, str(made), str(number)]
            # a session of its own, as Ctrl-C is meant for us
            self.maker = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
            )
            self.begun = time.monotonic()

    def _left(self, changes: int) -> int:
        """In how many seconds to ask again, from 1 to 600."""
        takes = os.path.getsize(self.path) / BYTES + changes / CHANGES
        return max(1, min(600, math.ceil(takes - (time.monotonic() - self.begun))))

    def close(self) -> None:
        """End what is being made."""
        with self.lock:
            if self.maker is not None:
                self.maker.terminate()
                self.maker.communicate()
                self.maker = None


def make(path: str, made: Path, number: int) -> bool:
    """Make the file of a past graph; False where another process is at work on one of this store."""
    import fcntl  # where there is none, nobody else imports this

    from graph.sqlite.store import SqliteStore

    with (made.parent / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        if made.exists():
            return True
        part = made.with_suffix(".part")
        for left in made.parent.glob("*.part*"):  # of makers that were killed
            left.unlink()
        target = apsw.Connection(str(part))
        with SqliteStore(f"sqlite:///{path}", read_only=True) as source:
            source.copy_to(target)
        target.close()
        with SqliteStore(f"sqlite:///{part}") as past:
            past.take_back(number)
        only_read = apsw.Connection(str(part))
        only_read.pragma("journal_mode", "delete")
        only_read.close()
        os.replace(part, made)
        for old in sorted(made.parent.glob("*.db"), key=os.path.getmtime)[:-KEPT]:
            if time.time() - os.path.getmtime(old) > IN_USE:
                old.unlink()
    return True


if __name__ == "__main__":
    os.nice(10)
    _, path, made, number = sys.argv
    sys.exit(0 if make(path, Path(made), int(number)) else TAKEN)
