"""The second peer: PostGraphile 5 on PostgreSQL, over the same suits, parties, claims and allegations.

PostgreSQL runs as a cluster of its own in a temporary folder, on a socket there, and is gone after. It gets the tables that one
would make for it (`postgraphile/tables.sql`), with indexes like the project's own, its facets and its kept counts. Where
a shorter way was open, it took it: an allegation is a row of its case rather than joined to it, the last status is a column.
"""

from __future__ import annotations

import csv
import io
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from tests.benchmarks.servers import Server, free_port, running, started

HERE = Path(__file__).parent / "postgraphile"
NODE = (22, 0)
"""The oldest Node that PostGraphile 5 takes."""

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "40",
    "shared_buffers": "1GB",
    "effective_cache_size": "8GB",
    "work_mem": "64MB",
    "maintenance_work_mem": "256MB",
    "random_page_cost": "1.1",
    "jit": "off",
    "fsync": "off",
    "max_wal_size": "4GB",
}
"""For a machine with 4 GB to spare and data that fits into it; compiling statements at run time costs more than it gains here."""

ROWS_AT_ONCE = 5_000

_NUMBERED = "CREATE TEMP TABLE number AS SELECT nid, row_number() OVER (ORDER BY id) AS n FROM thing; CREATE INDEX temp.by_nid ON number (nid, n)"

EXPORTS = {
    "court": "SELECT n, id, p_name FROM n_court JOIN number USING (nid)",
    "party": "SELECT n, id, p_name FROM n_party JOIN number USING (nid)",
    "term": "SELECT n, id, p_term, p_label FROM n_concept JOIN number USING (nid)",
    "statute": "SELECT n, id, p_citation FROM n_statute JOIN number USING (nid)",
    "legal_case": (
        "SELECT c.n, t.id, t.p_name, t.p_docket_number, t.p_filed_on, t.p_judge, t.p_country, t.p_class_action, t.p_notes, o.n, "
        "(SELECT s.n FROM state JOIN number s ON s.nid = state.state WHERE state.nid = t.nid ORDER BY place DESC LIMIT 1) "
        "FROM n_case t JOIN number c USING (nid) LEFT JOIN number o ON o.nid = t.e_heard_in"
    ),
    "case_party": (
        "SELECT c.n, p.n, l.p_role, ifnull(-CAST(replace(t.d_filed_on, '-', '') AS INTEGER), 0) FROM l_party l "
        "JOIN n_case t ON t.nid = l.src JOIN number c ON c.nid = l.src JOIN number p ON p.nid = l.dst"
    ),
    "allegation": (
        "SELECT a.n, c.n, d.n, k.n FROM l_alleges l JOIN n_allegation t ON t.nid = l.dst JOIN number a ON a.nid = l.dst "
        "JOIN number c ON c.nid = l.src LEFT JOIN number d ON d.nid = t.e_act LEFT JOIN number k ON k.nid = t.e_concerns"
    ),
    "claim": (
        "SELECT m.n, c.n, k.n FROM l_claims l JOIN n_claim t ON t.nid = l.dst JOIN number m ON m.nid = l.dst "
        "JOIN number c ON c.nid = l.src LEFT JOIN number k ON k.nid = t.e_cause"
    ),
    "claim_statute": "SELECT m.n, s.n FROM l_under l JOIN number m ON m.nid = l.src JOIN number s ON s.nid = l.dst",
    "facet": (
        "SELECT k.n, d.n, f.day, c.n FROM facet f JOIN number k ON k.nid = f.data JOIN number d ON d.nid = f.deed "
        "JOIN number c ON c.nid = f.nid"
    ),
    "data_year": "SELECT n, year, count FROM tally JOIN number ON nid = key WHERE facet = 'DATA' AND year > ''",
}
"""The rows of each table of the peer, from the project's file."""


class Missing(Exception):
    """The peer cannot be installed here; the message says what is missing."""


@contextmanager
def postgraphile(graph: Path, installed: Path) -> Iterator[Server]:
    """The peer over the same rows, from when it listens.

    Args:
        graph: the project's file.
        installed: a folder for what npm installs, kept between runs.
    Raises:
        Missing: PostgreSQL or npm is not there, or npm cannot install.
    """
    programs = _postgresql()
    node = _installed(installed)
    with _cluster(programs) as (address, pid):
        _fill(programs, address, graph)
        port = free_port()
        url = f"postgresql:///postgres?host={address}&user=postgres"
        environment = {"PORT": str(port), "DATABASE_URL": url, "NODE_ENV": "production", "GRAPHILE_ENV": "production"}
        with started([node, str(installed / "server.js")], port, environment) as server:
            yield server._replace(pids=(*server.pids, pid))


def _postgresql() -> Path:
    """The folder of PostgreSQL's programs, of the newest version that is there."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[4]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise Missing("PostgreSQL is not installed; on Debian and Ubuntu: apt install postgresql")
    return found[-1].parent if found else Path(on_path or "").parent


def _installed(folder: Path) -> str:
    """Install what `package-lock.json` names; the path of a Node that is new enough, which npm brings where the machine's is not."""
    if not shutil.which("npm"):
        raise Missing("npm is not installed; on Debian and Ubuntu: apt install npm")
    theirs = shutil.which("node")
    told = subprocess.run([theirs, "--version"], capture_output=True, text=True).stdout if theirs else "v0.0"
    enough = tuple(map(int, told.strip().lstrip("v").split(".")[:2])) >= NODE
    folder.mkdir(parents=True, exist_ok=True)
    lock = (HERE / "package-lock.json").read_bytes()
    shutil.copyfile(HERE / "server.js", folder / "server.js")
    done = folder / "done"
    if not done.exists() or done.read_bytes() != lock:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copyfile(HERE / name, folder / name)
        omitted = ["--omit=optional"] if enough else []
        ended = subprocess.run(["npm", "ci", "--silent", *omitted], cwd=folder, capture_output=True, text=True)
        if ended.returncode:
            raise Missing(f"npm ci failed: {(ended.stderr or ended.stdout).strip()[-500:]}")
        done.write_bytes(lock)
    return str(theirs) if enough else str(folder / "node_modules/.bin/node")


@contextmanager
def _cluster(programs: Path) -> Iterator[tuple[str, int]]:
    """A cluster in a temporary folder: the folder of its socket, and its process. PostgreSQL refuses to run as root."""
    user = "postgres" if os.geteuid() == 0 else None
    folder = tempfile.mkdtemp(prefix="bench-")
    try:
        if user:
            try:
                os.chown(folder, pwd.getpwnam(user).pw_uid, -1)
            except KeyError:
                raise Missing("PostgreSQL does not run as root, and there is no user postgres") from None
        data = f"{folder}/data"
        made = subprocess.run(
            [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            user=user, cwd=folder, capture_output=True, text=True,
        )  # fmt: skip
        if made.returncode:
            raise Missing(f"initdb failed: {made.stderr.strip()[-500:]}")
        options = [f"--{name}={value}" for name, value in SETTINGS.items()]
        with running([programs / "postgres", "-D", data, "-k", folder, *options], user=user, cwd=folder) as server:
            until = time.monotonic() + 30
            while subprocess.run([programs / "pg_isready", "-q", "-h", folder]).returncode:
                if server.poll() is not None or time.monotonic() > until:
                    raise Missing("PostgreSQL does not start")
                time.sleep(0.1)
            yield folder, server.pid
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(programs: Path, address: str, graph: Path) -> None:
    """Make the peer's tables of the rows of the project's file."""
    psql = [str(programs / "psql"), "-q", "-X", "-v", "ON_ERROR_STOP=1", "-h", address, "-U", "postgres", "-d", "postgres"]
    subprocess.run([*psql, "-f", str(HERE / "tables.sql")], check=True)
    db = apsw.Connection(f"file:{graph}?mode=ro", flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    db.pragma("temp_store", "memory")
    db.execute(_NUMBERED)
    for table, select in EXPORTS.items():
        copying = subprocess.Popen([*psql, "-c", f"COPY {table} FROM STDIN (FORMAT csv)"], stdin=subprocess.PIPE)
        assert copying.stdin is not None
        with io.TextIOWrapper(copying.stdin, encoding="utf-8", newline="") as text:
            csv.writer(text).writerows(db.execute(select))
        if copying.wait():
            raise RuntimeError(f"the rows of {table} could not be copied")
    db.close()
    subprocess.run([*psql, "-f", str(HERE / "keys.sql")], check=True)
