"""The commands as processes: a server that answers, Ctrl-C at any moment, a reader that goes away."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from graph.store import open_store
from tests.processes import COMMAND, line_of, start

COUNT = "{ cases { totalCount } }"


@pytest.fixture
def server(curated):
    process = start("serve", "--store", curated, "--port", "0")
    try:
        begun = time.monotonic()
        address = re.search(r"http://127\.0\.0\.1:\d+", line_of(process))
        assert address
        print(f"ready after {time.monotonic() - begun:.2f} s")
        yield process, address[0], line_of(process).removeprefix("try: ")
    finally:
        process.kill()
        process.communicate()


def test_a_server_answers_and_stops_at_ctrl_c(server, curated):
    process, address, _ = server
    answer = httpx.post(f"{address}/graphql", json={"query": COUNT}, timeout=20)
    asked = subprocess.run([*COMMAND, "ask", COUNT, "--store", curated], capture_output=True, text=True, check=True)
    assert answer.json()["data"] == json.loads(asked.stdout)["data"]
    with open_store(curated, read_only=True) as store:
        assert httpx.get(f"{address}/health", timeout=20).json()["revision"] == store.revisions()[-1].number
    process.send_signal(signal.SIGINT)
    _, printed = process.communicate(timeout=20)
    assert process.returncode == 0
    assert printed.splitlines()[-1] == "stopped"
    assert "Traceback" not in printed


def test_the_command_to_try_works_as_printed(server):
    *_, tried = server
    done = subprocess.run(["bash", "-c", tried], capture_output=True, text=True, check=True)
    assert len(json.loads(done.stdout)["data"]["cases"]["nodes"]) == 3


def test_a_client_that_goes_away_leaves_no_trace(server):
    process, address, _ = server
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))) as client:
        client.sendall(
            b"POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"
        )
    assert httpx.get(f"{address}/health", timeout=20).status_code == 200
    process.send_signal(signal.SIGINT)
    assert "Traceback" not in process.communicate(timeout=20)[1]


def test_a_port_in_use_is_told_in_two_lines(curated):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        process = start("serve", "--store", curated, "--port", port)
        _, printed = process.communicate(timeout=20)
    assert process.returncode == 1
    assert printed == f"127.0.0.1:{port}: address already in use\n  choose another with --port or --host\n"


def test_a_load_that_is_interrupted_keeps_whole_loads_and_is_completed_by_the_next(tmp_path, curated):
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    process = start("load", "--store", url)
    line_of(process)
    process.send_signal(signal.SIGINT)
    _, printed = process.communicate(timeout=20)
    assert "Traceback" not in printed
    assert process.returncode == 130
    assert printed.splitlines()[-1] == "interrupted; what was committed stays, run the same command again"
    with open_store(url, read_only=True) as store:
        assert store.revisions()
    completed = start("load", "--store", url)
    completed.communicate(timeout=60)
    assert completed.returncode == 0
    with open_store(url, read_only=True) as store, open_store(curated, read_only=True) as whole:
        assert store.counts() == whole.counts()


def test_a_reader_that_goes_away_is_no_error(curated):
    process = start("export", "--store", curated)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    process.stderr.close()
    process.wait(timeout=20)


def test_help_comes_at_once(tmp_path: Path):
    begun = time.monotonic()
    subprocess.run([*COMMAND, "--help"], capture_output=True, check=True, cwd=tmp_path)
    seconds = time.monotonic() - begun
    print(f"{seconds:.2f} s")
    assert seconds < 3, "0.1 s is usual; this bound only finds a heavy import"


def test_a_terminal_sees_a_bar_and_others_see_lines_alone(tmp_path):
    url = f"sqlite:///{tmp_path / 'graph.db'}"
    ours, theirs = os.openpty()
    subprocess.run(
        [*COMMAND, "load", "courts", "--store", url], stderr=theirs, check=True, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
        while piece := os.read(ours, 4096):
            shown += piece
    os.close(ours)
    assert b"\x1b[" in shown
    assert b" records: " in shown
    piped = subprocess.run([*COMMAND, "load", "courts", "--store", url], capture_output=True, check=True)
    assert b"\x1b[" not in piped.stderr
    assert b" records: " in piped.stderr
