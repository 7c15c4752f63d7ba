"""A real Neo4j: Community 5.26 LTS from Maven Central, on a free port of this machine, with a folder of its own.

`make neo4j` runs it for a developer, until Ctrl-C, and keeps its data; tests take one that is gone after them. Java 17 or newer runs
it, Maven brings it once into `.bench/neo4j`. This folder has no `__init__.py`: as a package it would hide the driver's own `neo4j`.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from tests.benchmarks.servers import free_port

POM = Path(__file__).with_name("pom.xml")
CACHE = Path(__file__).parents[2] / ".bench" / "neo4j"
JAVA = 17
READY_SECONDS = 120
STOP_SECONDS = 30
USER, FIRST_PASSWORD = "neo4j", "neo4j"
"""The user that a new server has; its first password is good for nothing but being changed."""
DATABASE = "neo4j"
"""The one database that Community has beside `system`."""

OPENED = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch")]
"""What Neo4j's own start script opens to it of the Java runtime."""

SETTINGS = {
    "server.bolt.listen_address": "127.0.0.1:{port}",
    "server.bolt.advertised_address": "127.0.0.1:{port}",
    "server.http.enabled": "false",
    "server.https.enabled": "false",
    "server.memory.pagecache.size": "256m",
    "db.tx_log.preallocate": "false",
    "db.tx_log.rotation.retention_policy": "1 files",
    "dbms.usage_report.enabled": "false",
}
"""Small, on loopback only, and telling nobody that it runs."""


class Missing(Exception):
    """Neo4j cannot run here; the message says what is missing."""


def jars() -> Path:
    """The folder of Neo4j's jars, brought by Maven the first time (some 120 MB).

    Raises:
        Missing: Java or Maven is not there or too old, or Maven cannot resolve them.
    """
    java = _program("java", "a Java runtime, 17 or newer (on Debian and Ubuntu: apt install openjdk-17-jre-headless)")
    told = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', told)
    if not found or int(found[1]) < JAVA:
        raise Missing(
            f"Java is too old for Neo4j: {told.splitlines()[0] if told else 'no version'}; it takes {JAVA} or newer"
        )
    folder = CACHE / f"jars-{hashlib.sha256(POM.read_bytes()).hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    maven = _program("mvn", "Maven (on Debian and Ubuntu: apt install maven)")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as made:
        target = Path(made) / "jars"
        done = subprocess.run(
            [maven, "-B", "-q", "-f", POM, "dependency:copy-dependencies", f"-DoutputDirectory={target}"],
            capture_output=True, text=True, cwd=made,
        )  # fmt: skip
        if done.returncode:
            raise Missing(f"Maven cannot bring Neo4j: {(done.stdout or done.stderr).strip()[-500:]}")
        try:
            target.rename(folder)
        except OSError:  # another process was quicker
            if not folder.is_dir():
                raise
    return folder


def _program(name: str, what: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Missing(f"Neo4j needs {what}")
    return found


class Server:
    """One Neo4j in a folder: `start` and `stop` may be called again and again, on the same port and over the same data."""

    def __init__(
        self,
        folder: Path,
        *,
        port: int | None = None,
        heap: str = "512m",
        java: Sequence[str] = (),
        settings: Mapping[str, str] | None = None,
    ):
        """Say where and how; nothing runs yet.

        Args:
            folder: for its data, logs and password; made if missing, used again where a server lay before.
            port: of Bolt; a free one by default.
            heap: the memory of the Java heap.
            java: further options of the Java runtime.
            settings: lines of neo4j.conf beside `SETTINGS`, or instead of them.
        """
        self.folder, self.heap, self.java = folder, heap, java
        self.port = port or free_port()
        self.settings = {**SETTINGS, **(settings or {})}
        self.process: subprocess.Popen[bytes] | None = None
        kept = folder / "password"
        folder.mkdir(parents=True, exist_ok=True)
        if not kept.exists():
            with open(os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(24))
        self.password = kept.read_text()

    @property
    def url(self) -> str:
        """Where it is, with user and password, as `open_store` takes it."""
        return f"neo4j://{USER}:{quote(self.password)}@127.0.0.1:{self.port}"

    @property
    def address(self) -> str:
        """Where it is, as Neo4j's own driver takes it."""
        return f"bolt://127.0.0.1:{self.port}"

    @property
    def auth(self) -> tuple[str, str]:
        """The user and the password."""
        return USER, self.password

    def start(self) -> None:
        """Start it, and come back when it answers.

        Raises:
            Missing: it cannot run here, or ends at once; the message has its last words.
        """
        lib = jars()
        conf = self.folder / "conf"
        conf.mkdir(exist_ok=True)
        lines = [f"{name}={value.format(port=self.port)}\n" for name, value in self.settings.items()]
        (conf / "neo4j.conf").write_text("".join(lines))
        command = [
            "java", f"-Xms{self.heap}", f"-Xmx{self.heap}", *self.java, *OPENED, "-Dlog4j2.disable.jmx=true",
            "-cp", f"{lib}/*", "org.neo4j.server.CommunityEntryPoint", f"--home-dir={self.folder}", f"--config-dir={conf}",
        ]  # fmt: skip
        with open(self.folder / "printed", "wb") as printed:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=printed, stderr=printed, preexec_fn=end_with_parent
            )
        try:
            self._ready()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End it as an operator does, and come back when it is gone."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def admin(self, *arguments: str | Path, folder: Path | None = None) -> str:
        """Run `neo4j-admin` over its data, while it is stopped; what it printed.

        Args:
            arguments: those of `neo4j-admin`.
            folder: where it runs.
        Raises:
            RuntimeError: it failed.
        """
        environment = {**os.environ, "NEO4J_HOME": str(self.folder), "NEO4J_CONF": str(self.folder / "conf")}
        command = admin_command(self.heap, self.java, arguments)
        done = subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"neo4j-admin {' '.join(map(str, arguments))}: {done.stdout[-2000:]}{done.stderr[-2000:]}")
        return done.stdout

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None

    def _ready(self) -> None:
        """Wait until it answers; a new one gets its password."""
        assert self.process is not None
        until = time.monotonic() + READY_SECONDS
        while True:
            try:
                with (
                    neo4j.GraphDatabase.driver(self.address, auth=self.auth) as driver,
                    driver.session(database=DATABASE) as session,
                ):
                    session.run("RETURN 1").consume()
                return
            except AuthError:
                self._set_password()
            except (DriverError, Neo4jError, OSError):
                if self.process.poll() is not None or time.monotonic() > until:
                    raise Missing(f"Neo4j does not start:\n{(self.folder / 'printed').read_text()[-2000:]}") from None
                time.sleep(0.2)

    def _set_password(self) -> None:
        with (
            neo4j.GraphDatabase.driver(self.address, auth=(USER, FIRST_PASSWORD)) as driver,
            driver.session(database="system") as system,
        ):
            system.run("ALTER CURRENT USER SET PASSWORD FROM $old TO $new", old=FIRST_PASSWORD, new=self.password).consume()


def admin_command(heap: str, java: Sequence[str], arguments: Sequence[str | Path]) -> list[str]:
    """The command line of `neo4j-admin`, whose script the jars do not have."""
    command = ["java", f"-Xmx{heap}", *java, *OPENED, "-Dlog4j2.disable.jmx=true", "-cp", f"{jars()}/*"]
    return [*command, "org.neo4j.server.startup.Neo4jAdminCommand", *map(str, arguments)]


def end_with_parent() -> None:
    """On Linux: be ended with the thread that started this process, however that ends; and do not take its Ctrl-C."""
    os.setpgid(0, 0)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)


def main() -> None:
    """Run one until it is ended, and say how to use it."""
    parser = argparse.ArgumentParser(
        prog="make neo4j", description="A Neo4j Community server on this machine, until Ctrl-C."
    )
    parser.add_argument("--folder", type=Path, default=CACHE / "server", help="where its data are kept (%(default)s)")
    parser.add_argument("--port", type=int, default=7687, help="of Bolt (%(default)s)")
    parser.add_argument("--http", type=int, default=0, help="a port for the HTTP API; none by default")
    parser.add_argument("--heap", default="1g", help="memory of the Java heap (%(default)s)")
    given = parser.parse_args()
    http = {"server.http.enabled": "true", "server.http.listen_address": f"127.0.0.1:{given.http}"} if given.http else {}
    server = Server(given.folder.resolve(), port=given.port, heap=given.heap, settings=http)
    ended = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: ended.set())
    try:
        server.start()
    except Missing as error:
        sys.exit(str(error))
    try:
        print(
            f"Neo4j listens at {server.address}; user {USER}, password in {server.folder / 'password'}; Ctrl-C ends it\n\n"
            f'  export NEO4J_USERNAME={USER} NEO4J_PASSWORD="$(cat {server.folder / "password"})"\n'
            f"  docketgraph load --store neo4j://127.0.0.1:{server.port}\n"
            f"  docketgraph serve --store neo4j://127.0.0.1:{server.port}",
            flush=True,
        )
        assert server.process is not None
        while not ended.wait(0.5):
            if server.process.poll() is not None:
                sys.exit(f"Neo4j ended by itself; see {server.folder / 'logs'}")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
