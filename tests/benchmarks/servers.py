"""Servers as processes of their own: started on a free port, asked over one kept connection, their processor time read from /proc."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import orjson

TICKS = os.sysconf("SC_CLK_TCK")
READY_SECONDS = 60
KEPT_SECONDS = 2
"""For how long an idle connection is used again; servers end them after some five."""


class Server(NamedTuple):
    """A server that listens on a port of this machine; `pids` are its processes, whose children count as theirs."""

    port: int
    pids: tuple[int, ...]

    def processor_seconds(self) -> float:
        """What its processes and all below have used, those that ended too."""
        below: dict[int, list[int]] = {}
        used: dict[int, int] = {}
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    fields = Path(f"/proc/{entry}/stat").read_text().rpartition(")")[2].split()
                except OSError:  # it ended meanwhile
                    continue
                below.setdefault(int(fields[1]), []).append(int(entry))
                used[int(entry)] = sum(map(int, fields[11:15]))
        found, left = 0, list(self.pids)
        while left:
            pid = left.pop()
            found += used.get(pid, 0)
            left += below.get(pid, ())
        return found / TICKS


@contextmanager
def running(command: Sequence[str | Path], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A process, ended after; where something fails meanwhile, what it wrote to standard error is shown.

    Args:
        command: its program and arguments.
        options: those of `subprocess.Popen`.
    """
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, stderr=told, **options)
        try:
            yield process
        except Exception:
            told.seek(0)
            print(f"{command[0]}: {told.read().decode(errors='replace')[-2000:]}", file=sys.stderr)
            raise
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def started(command: Sequence[str | Path], port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    """A server process with some more in its environment, from when it listens on its port; ended after.

    Raises:
        RuntimeError: it ended at once, or does not listen after a while.
    """
    with running(command, env={**os.environ, **environment}) as process:
        until = time.monotonic() + READY_SECONDS
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=0.2).close()
                break
            except OSError:
                if process.poll() is not None or time.monotonic() > until:
                    raise RuntimeError(f"{command[0]} does not listen on port {port}") from None
                time.sleep(0.05)
        yield Server(port, (process.pid,))


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def docketgraph(path: Path, port: int) -> list[str]:
    """The command that serves the project's own file, as people run it."""
    return [str(Path(sys.executable).with_name("docketgraph")), "serve", "--store", f"sqlite:///{path}", "--port", str(port)]


def application(module: str, path: Path, port: int) -> list[str]:
    """The command that serves what `create_app` of a module makes of a path, by uvicorn."""
    script = (
        f"import uvicorn; from {module} import create_app; "
        f"uvicorn.run(create_app({str(path)!r}), port={port}, log_level='error', access_log=False)"
    )
    return [sys.executable, "-c", script]


def request_bytes(query: str, variables: Mapping[str, Any], path: str = "graphql") -> bytes:
    """A GraphQL request as it is sent."""
    body = orjson.dumps({"query": query, "variables": variables})
    head = (
        f"POST /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


class Client:
    """One connection that is kept. It does as little as can be done, so that what is timed is the server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connect()

    def _connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=120)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.used = time.perf_counter()

    def ask(self, request: bytes) -> tuple[float, bytes]:
        """Ask once: the seconds until the whole answer is there, and the answer.

        Raises:
            ConnectionError: it was refused, or ended before its end.
        """
        if time.perf_counter() - self.used > KEPT_SECONDS:
            self.socket.close()
            self._connect()
        began = time.perf_counter()
        self.socket.sendall(request)
        received = self.socket.recv(1 << 18)
        while (end := received.find(b"\r\n\r\n")) < 0:
            received += self._more()
        head = received[:end].lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        parts, missing = [received[end + 4 :]], length - (len(received) - end - 4)
        while missing > 0:
            parts.append(self._more())
            missing -= len(parts[-1])
        self.used = time.perf_counter()
        body = b"".join(parts)
        if not head.startswith(b"http/1.1 200"):
            raise ConnectionError(f"{head.partition(bytes([13]))[0].decode()}: {body[:500].decode(errors='replace')}")
        return self.used - began, body

    def _more(self) -> bytes:
        found = self.socket.recv(1 << 18)
        if not found:
            raise ConnectionError("the server ended the connection")
        return found
