"""The script that runs a real Neo4j, for tests and for developers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import neo4j
import pytest

from tests.neo4j.rented import rented
from tests.neo4j.server import Missing, jars


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_server_is_emptied_before_the_next_test_and_used_again():
    with rented() as server:
        with neo4j.GraphDatabase.driver(server.address, auth=server.auth) as driver:
            driver.execute_query("CREATE (:Left)")
        port = server.port
    with rented() as server, neo4j.GraphDatabase.driver(server.address, auth=server.auth) as driver:
        assert server.port == port
        assert driver.execute_query("MATCH (n) RETURN count(n)").records[0][0] == 0


def test_two_at_once_are_two_servers_and_nobody_enters_without_the_password():
    with rented() as one, rented() as other:
        assert one.port != other.port
        assert one.password != other.password
        with neo4j.GraphDatabase.driver(one.address, auth=other.auth) as driver, pytest.raises(neo4j.exceptions.AuthError):
            driver.verify_connectivity()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a process with its parent")
def test_a_server_ends_with_the_process_that_started_it():
    script = (
        "import subprocess, time\n"
        "from tests.neo4j.server import end_with_parent\n"
        "print(subprocess.Popen(['sleep', '60'], preexec_fn=end_with_parent).pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment) as parent:
        pid = int(parent.stdout.readline())
        assert alive(pid)
        parent.kill()
    until = time.monotonic() + 10
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(pid)


def test_it_does_not_end_on_ctrl_c_of_the_terminal_but_when_its_owner_says_so():
    with rented() as server:
        assert os.getpgid(server.process.pid) != os.getpgid(0)


def test_what_is_missing_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Missing, match="a Java runtime, 17 or newer"):
        jars()
