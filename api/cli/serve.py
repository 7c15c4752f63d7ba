"""`docketgraph serve`: the doors over HTTP and WebSockets."""

from __future__ import annotations

import logging
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import click

from api.cli.options import examples, store_option
from graph.errors import DocketgraphError

UNREAD_MS = 60_000
"""For how long what was sent to a client may be left unread before its connection is dropped, in milliseconds."""


class CannotListen(DocketgraphError):
    """The address cannot be listened on."""

    code = "CANNOT_LISTEN"


class CannotShare(DocketgraphError):
    """The store cannot be served by several processes."""

    code = "CANNOT_SHARE"


@click.command(
    epilog=examples(
        "docketgraph serve",
        "docketgraph serve --store sqlite:///docketgraph.db --port 8001",
        "docketgraph serve --host 0.0.0.0 --workers 4",
    )
)
@store_option
@click.option("--host", envvar="DOCKETGRAPH_HOST", show_envvar=True, default="127.0.0.1", show_default=True,
              help="The address to listen on; 0.0.0.0 lets other machines in.")  # fmt: skip
@click.option("--port", type=click.IntRange(0, 65535), envvar="DOCKETGRAPH_PORT", show_envvar=True, default=8000,
              show_default=True, help="The port; 0 takes a free one.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), envvar="DOCKETGRAPH_WORKERS", show_envvar=True, default=1,
              show_default=True, help="How many processes answer; they share one file.")  # fmt: skip
@click.option("--verbose", is_flag=True, help="Log each request.")
def serve(url: str, host: str, port: int, workers: int, verbose: bool) -> None:
    """Serve the graph over HTTP: a page at /, GraphQL at /graphql, /health, and /metrics for
    Prometheus.

    Limits and the rest are settings of the environment; the README lists them. A load beside it is
    seen at once, by every process.
    """
    if workers > 1 and url in ("memory:", "sqlite://"):
        raise CannotShare(f"{url} is in the memory of one process", "serve a file: --store sqlite:///docketgraph.db")
    with _listen(host, port) as listening, _counting_together(workers):
        import uvicorn
        from uvicorn.supervisors import Multiprocess

        from api.app import create_app
        from api.settings import Settings
        from api.worker import LOG_FORMAT, STORE
        from graph.store import open_store

        logging.basicConfig(format=LOG_FORMAT)
        settings = Settings.from_environment()
        with open_store(url, read_only=True) as store:
            # made here even where others serve it, so that what is wrong is told before they begin
            app = create_app(store, settings)
            if not store.revision():
                click.echo("the graph is empty; fill it with: docketgraph load", err=True)
            config = uvicorn.Config(
                app if workers == 1 else "api.worker:make_app",
                factory=workers > 1,
                workers=workers,
                log_config=None,
                log_level="info" if verbose else "warning",
                access_log=verbose,
                server_header=False,
                limit_concurrency=settings.max_connections,
                ws="websockets-sansio",
                ws_max_size=settings.max_body,
                timeout_graceful_shutdown=5,
            )
            click.echo(_welcome(*listening.getsockname()[:2]), err=True)
            if workers > 1:
                os.environ[STORE] = url
                Multiprocess(config, [listening]).run()
                click.echo("stopped", err=True)
                return
            try:
                uvicorn.Server(config).run(sockets=[listening])
            except KeyboardInterrupt:
                click.echo("stopped", err=True)


@contextmanager
def _counting_together(workers: int) -> Iterator[None]:
    """Where there are several workers, a folder in which they count together; to be made before prometheus_client is imported."""
    if workers == 1:
        yield
        return
    from api.settings import METRICS_FOLDER

    with tempfile.TemporaryDirectory(prefix="docketgraph-") as folder:
        os.environ.setdefault(METRICS_FOLDER, folder)
        yield


def _listen(host: str, port: int) -> socket.socket:
    """A socket that is listening.

    Raises:
        CannotListen: the port is taken or not allowed, or the host is no address of this machine.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.create_server((host, port), family=family, backlog=2048)
        if sys.platform == "linux":
            # a reader that takes nothing would else be waited for without end: its connection inherits this
            listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MS)
        return listening
    except OSError as error:
        # a name that is no address has a negative number, and a text of its own
        reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror)
        raise CannotListen(f"{host}:{port}: {reason.lower()}", "choose another with --port or --host") from error


def _welcome(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # compared, not listened on
    address = f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"
    return (
        f"docketgraph serves at {address}  (Ctrl-C stops; GraphQL at /graphql)\n"
        f"try: curl -G {address}/graphql --data-urlencode "
        "'query={ cases(first: 3, orderBy: [{ filedOn: DESC }]) { totalCount nodes { name filedOn } } }'"
    )
