"""A TCP proxy between a driver and its server, to make the network go wrong: late, cut, silent, or not there at all."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Self

CHUNK = 1 << 16


class Proxy:
    """Listens on a port of its own and passes on what comes, both ways, until it is told otherwise; used in a `with` block."""

    def __init__(self, port: int, *, tls: ssl.SSLContext | None = None) -> None:
        """Pass on to a port of this machine; with `tls`, take encrypted connections."""
        self.target, self.tls = port, tls
        self.delay = 0.0
        """Seconds that each piece of what the server sends comes late."""
        self.refusing = False
        """Whether new connections are closed at once."""
        self.cut_after: int | None = None
        """After how many further bytes of the client all connections are cut, once."""
        self.gone_after: int | None = None
        """The same, after which the server is not to be reached until `refusing` is ended."""
        self.passed = 0
        """Connections that were passed on."""
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self.cut()
        for thread in self._threads:
            thread.join(10)

    def cut(self) -> None:
        """Cut all connections, in the middle of whatever they carry."""
        with self._lock:
            for each in self._open:
                with contextlib.suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)

    @contextlib.contextmanager
    def gone(self) -> Iterator[None]:
        """Within it the server is not to be reached."""
        self.refusing = True
        self.cut()
        try:
            yield
        finally:
            self.refusing = False

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            if self.refusing:
                client.close()
                continue
            thread = threading.Thread(target=self._serve, args=(client,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            try:
                server = socket.create_connection(("127.0.0.1", self.target))
            except OSError:
                return
            if self.tls:
                try:
                    client = self.tls.wrap_socket(client, server_side=True)
                except OSError:
                    server.close()
                    return
            with server, client:
                self.passed += 1
                with self._lock:
                    self._open |= {client, server}
                back = threading.Thread(target=self._pass_on, args=(server, client, False), daemon=True)
                back.start()
                self._pass_on(client, server, True)
                back.join()
                with self._lock:
                    self._open -= {client, server}

    def _ends_with(self, size: int) -> bool:
        """Whether so many further bytes are more than may pass."""
        with self._lock:
            if self.gone_after is not None:
                self.gone_after -= size
                if self.gone_after < 0:
                    self.gone_after, self.refusing = None, True
                    return True
            if self.cut_after is not None:
                self.cut_after -= size
                if self.cut_after < 0:
                    self.cut_after = None
                    return True
        return False

    def _wait(self) -> None:
        """Be late, for as long as anything is to be."""
        began = time.monotonic()
        while time.monotonic() < began + self.delay:
            time.sleep(0.01)

    def _pass_on(self, source: socket.socket, target: socket.socket, from_client: bool) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(CHUNK):
                if from_client and self._ends_with(len(piece)):
                    self.cut()
                    break
                if not from_client:
                    self._wait()
                target.sendall(piece)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
