"""The way to a Neo4j server or cluster: its URL, the driver, and what goes wrong in words."""

from __future__ import annotations

import logging
import os
import random
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import parse_qsl, unquote, urlsplit

import neo4j
from neo4j.exceptions import (
    AuthError,
    ClientError,
    ConfigurationError,
    ConnectionAcquisitionTimeoutError,
    DriverError,
    ForbiddenOnReadOnlyDatabase,
    Neo4jError,
    NotALeader,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from graph.errors import OutOfTime, StoreError, did_you_mean
from graph.neo4j.layout import constraints, indexes
from graph.store import without_secret

R = TypeVar("R")

OLDEST = (5, 23)
"""The oldest Neo4j whose Cypher has what is used here: subqueries that name what they import."""

USER, PASSWORD = "NEO4J_USERNAME", "NEO4J_PASSWORD"
"""The variables of the environment that are read where the URL names nobody."""


class Setting(NamedTuple):
    """What may stand behind the `?` of a URL: its default, what the driver calls it, and a sentence."""

    default: int
    option: str
    doc: str


SETTINGS: dict[str, Setting] = {
    "pool": Setting(100, "max_connection_pool_size", "How many connections a process opens to each server, at most."),
    "connect_seconds": Setting(5, "connection_timeout", "How long a server may take to take a connection."),
    "acquire_seconds": Setting(30, "connection_acquisition_timeout", "How long to wait for a free connection of the pool."),
    "retry_seconds": Setting(
        30,
        "max_transaction_retry_time",
        "For how long a transaction is tried again where that helps; reads with a limit of time: no longer.",
    ),
    "lifetime_seconds": Setting(3600, "max_connection_lifetime", "After how long a connection is opened anew."),
    "idle_seconds": Setting(
        60, "liveness_check_timeout", "After how long a connection that was idle is tested before it is used."
    ),
}
"""The settings of a connection, as `?pool=20&retry_seconds=10`. Beside them `ca`, a file of certificates to trust (with `+s`), and
`policy`, which a cluster's routing goes by."""

CHECK_SECONDS = 5
"""For how long a server is asked who it is, where it does not answer at once."""

INDEXING_SECONDS = 86_400
"""How long the indexes of a large graph may take."""

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""How many seconds to wait before a statement is asked again: twice as long each time."""

TIMED_OUT = "TransactionTimedOut"
"""In the code of the error by which a server ends a transaction that took longer than it may."""

# the driver tells each retry as a warning, which Python prints where nobody listens
logging.getLogger("neo4j").addHandler(logging.NullHandler())


class Reads:
    """Where a statement that reads is run."""

    __slots__ = ("seconds", "session")

    def __init__(self, session: neo4j.Session, seconds: float | None) -> None:
        self.session, self.seconds = session, seconds

    def run(self, text: str, parameters: Mapping[str, Any] | None = None) -> neo4j.Result:
        """Run it, for as long as it may take."""
        query = neo4j.Query(text, timeout=self.seconds)
        return self.session.run(query, dict(parameters or {}))


class Connection:
    """A driver with its pool of connections, which may be used by several threads at once.

    Reads go to any server of a cluster that may be read, and see what was written through the same `Connection` before.
    """

    def __init__(self, url: str, *, read_only: bool = False) -> None:
        """Make the driver; nothing is asked of the server yet.

        Args:
            url: `neo4j://user:password@host:port/database?pool=20`, or with another scheme of Neo4j's driver. User and password
                may come from the environment instead, and so stay out of lists of processes.
            read_only: refuse to write.
        Raises:
            StoreError: the URL cannot be read, or names a setting that there is not.
        """
        self.url = without_secret(url)
        self.read_only = read_only
        try:
            parts = urlsplit(url)
            _ = parts.port
        except ValueError:
            raise StoreError(f"'{self.url}' is no address", "write neo4j://host:7687/database") from None
        if "@" in parts.path + parts.query + parts.fragment or not parts.hostname or parts.fragment:
            hint = "write neo4j://host:7687/database; of a user or password, write / as %2F, ? as %3F, # as %23 and @ as %40"
            raise StoreError(f"'{self.url}' is no address", hint)
        self.database = unquote(parts.path.strip("/")) or None
        user = unquote(parts.username or "") or os.environ.get(USER) or "neo4j"
        password = unquote(parts.password or "") or os.environ.get(PASSWORD) or ""
        scheme, options, policy = self._options(parts.scheme, parts.query)
        try:
            self.driver = neo4j.GraphDatabase.driver(
                f"{scheme}://{parts.netloc.rpartition('@')[2]}{policy}",
                auth=(user, password) if password else None,
                notifications_min_severity="OFF",
                telemetry_disabled=True,
                user_agent="docketgraph",
                **options,
            )
        except (ConfigurationError, ValueError) as error:
            raise StoreError(f"{self.url}: {error}", "look at its scheme and its settings") from error
        self.retry_seconds = options["max_transaction_retry_time"]
        self.bookmarks = neo4j.GraphDatabase.bookmark_manager()

    def _options(self, scheme: str, query: str) -> tuple[str, Mapping[str, Any], str]:
        """The scheme, the options and the routing context that the driver is given."""
        options: dict[str, Any] = {setting.option: setting.default for setting in SETTINGS.values()}
        policy = ""
        for name, value in parse_qsl(query, keep_blank_values=True):
            if name in SETTINGS:
                if not re.fullmatch(r"[1-9][0-9]{0,8}", value):
                    raise StoreError(
                        f"{name}: '{value}' is no whole number from 1 on", f"write {name}={SETTINGS[name].default}"
                    )
                options[SETTINGS[name].option] = int(value)
            elif name == "ca":
                if not scheme.endswith("+s"):
                    raise StoreError(
                        "ca names whom to trust, but the connection is not encrypted so", "write neo4j+s:// or bolt+s://"
                    )
                if not Path(value).is_file():
                    raise StoreError(f"ca: no file {value}", "name a file of certificates in PEM")
                scheme = scheme.removesuffix("+s")
                options |= {"encrypted": True, "trusted_certificates": neo4j.TrustCustomCAs(value)}
            elif name == "policy":
                policy = f"?policy={value}"
            else:
                known = [*SETTINGS, "ca", "policy"]
                raise StoreError(
                    f"{self.url}: there is no setting '{name}'", did_you_mean(name, known) or f"there are {', '.join(known)}"
                )
        return scheme, options, policy

    def check(self) -> None:
        """Ask the server who it is.

        Raises:
            StoreError: it cannot be reached, does not let us in, has no such database, or is too old.
        """
        agent = self.read(lambda tx: tx.run("RETURN 1").consume().server.agent, CHECK_SECONDS)
        version = re.match(r"Neo4j/(\d+)\.(\d+)", agent)
        if version and (int(version[1]), int(version[2])) < OLDEST:
            raise StoreError(f"{self.url} is {agent}, which is too old", f"run Neo4j {OLDEST[0]}.{OLDEST[1]} or newer")

    def read(self, work: Callable[[Reads], R], seconds: float | None = None) -> R:
        """Ask one statement, again where that helps.

        It is a transaction of its own that commits itself, which is one way to the server and back instead of three.

        Args:
            work: runs a statement, and takes all that it gives.
            seconds: how long the statement may take.
        Raises:
            OutOfTime: it took longer than `seconds`.
            StoreError: it cannot be done, whatever is tried.
        """
        until = time.monotonic() + (self.retry_seconds if seconds is None else min(seconds, self.retry_seconds))
        pause = FIRST_PAUSE
        with self._told(seconds):
            while True:
                try:
                    with self._session(neo4j.READ_ACCESS) as session:
                        return work(Reads(session, seconds))
                except (DriverError, Neo4jError) as error:
                    if not error.is_retryable() or time.monotonic() > until:
                        raise
                time.sleep(pause * random.uniform(0.8, 1.2))
                pause = min(2 * pause, LONGEST_PAUSE)

    def write(self, work: Callable[[neo4j.ManagedTransaction], R]) -> R:
        """Do something in a transaction that writes, again where that helps, so that it must be the same when it is done twice."""
        with self._writing() as session:
            return session.execute_write(work)

    def run(self, text: str) -> None:
        """Run a statement in a transaction of its own."""
        with self._writing() as session:
            session.run(text).consume()

    def index(self) -> None:
        """Make the constraints and indexes that are missing, and wait until they are filled."""
        self.write(_make_indexes)
        self.run(f"CALL db.awaitIndexes({INDEXING_SECONDS})")

    @contextmanager
    def begin(self, seconds: float | None = None) -> Iterator[neo4j.Transaction]:
        """A transaction that is rolled back at the end, unless it was committed."""
        with self._told(seconds), self._session(neo4j.WRITE_ACCESS) as session:
            transaction = session.begin_transaction(timeout=seconds)
            try:
                yield transaction
            finally:
                transaction.close()

    def close(self) -> None:
        """Give back all connections."""
        self.driver.close()

    @contextmanager
    def _writing(self) -> Iterator[neo4j.Session]:
        if self.read_only:
            raise StoreError(f"{self.url} is open for reading only", "open it without read_only")
        with self._told(), self._session(neo4j.WRITE_ACCESS) as session:
            yield session

    def _session(self, access: str) -> neo4j.Session:
        return self.driver.session(database=self.database, default_access_mode=access, bookmark_manager=self.bookmarks)

    @contextmanager
    def _told(self, seconds: float | None = None) -> Iterator[None]:
        """Tell in words what the driver raises."""
        try:
            yield
        except (DriverError, Neo4jError) as error:
            raise self.in_words(error, seconds) from error

    def in_words(self, error: DriverError | Neo4jError, seconds: float | None = None) -> StoreError | OutOfTime:
        """What a person can do about an error of the driver or the server.

        Args:
            error: what was raised.
            seconds: how long it might take.
        """
        code = getattr(error, "code", None) or ""
        if TIMED_OUT in code and seconds is not None:
            return OutOfTime(f"stopped after {seconds:.1f} s", "ask for less at once, or with a narrower condition")
        told, hint = _words(error, code)
        return StoreError(f"{self.url} {told}", hint)


def _make_indexes(transaction: neo4j.ManagedTransaction) -> None:
    for statement in (*constraints(), *indexes()):
        transaction.run(statement).consume()


def _words(error: DriverError | Neo4jError, code: str) -> tuple[str, str]:
    """What is wrong with a server, as the rest of a sentence, and what to do."""
    if isinstance(error, AuthError):
        return "does not let us in: user or password is wrong", f"write them into the URL, or set {USER} and {PASSWORD}"
    if isinstance(error, ConnectionAcquisitionTimeoutError):
        return "has no free connection for us", "wait, or raise pool or acquire_seconds in its URL"
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return f"cannot be reached: {_first_line(error)}", "see that it runs and that the address is right, then do it again"
    if isinstance(error, NotALeader):
        return "may not be written here: another server of the cluster leads", "write neo4j:// instead of bolt://"
    if (
        isinstance(error, ForbiddenOnReadOnlyDatabase)
        or "ReadOnly" in code
        or "AccessMode" in code
        or "Security.Forbidden" in code
    ):
        return "may only be read by this user", "load as a user that may write, into a database that may be written"
    if "DatabaseNotFound" in code:
        return "is no database of that server", "name one that there is, or none for the server's own"
    if "MemoryPoolOutOfMemory" in code or "OutOfMemory" in code:
        return (
            "has too little memory for this",
            "load less at once, or raise dbms.memory.transaction.total.max and the heap of the server",
        )
    if isinstance(error, TransientError):
        return f"could not do it, and may soon: {_first_line(error)}", "do it again"
    if isinstance(error, ClientError) and TIMED_OUT in code:
        return "stopped it after the time that the server allows", "raise db.transaction.timeout of the server"
    return f"refuses: {_first_line(error)}", "look at the server's log"


def _first_line(error: Exception) -> str:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    return str(text).splitlines()[0]
