"""The way to a Neo4j server: what its URL may say, what goes wrong in words, and that no password is ever told."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import traceback
from contextlib import contextmanager

import pytest
from neo4j.exceptions import Neo4jError

from graph.errors import OutOfTime, StoreError
from graph.neo4j.connection import SETTINGS, Connection
from graph.store import open_store, without_secret
from tests.benchmarks.servers import free_port
from tests.neo4j.proxy import Proxy
from tests.neo4j.rented import rented
from tests.neo4j.server import USER


@pytest.fixture(scope="module")
def server():
    with rented() as found:
        yield found


@pytest.fixture
def connection(server):
    with to(server.url) as made:
        yield made


@contextmanager
def to(url, **options):
    """A connection, closed after."""
    made = Connection(url, **options)
    try:
        yield made
    finally:
        made.close()


def one(value):
    """A reading of one value."""
    return lambda tx: tx.run(value).single(strict=True)[0]


# ---------------------------------------------------------------------------------------------------------------------
# What a URL may say


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("neo4j://u:hunter2@h:port", "'neo4j://h:port' is no address"),
        ("neo4j://u:sec/ret@h", "'neo4j://h' is no address"),
        ("neo4j://u:sec?ret@h", "'neo4j://h' is no address"),
        ("neo4j://u:sec#ret@h", "'neo4j://h' is no address"),
        ("neo4j://", "'neo4j://' is no address"),
        ("neo4j://u:hunter2@h?pool=many", "pool: 'many' is no whole number from 1 on"),
        ("neo4j://u:hunter2@h?pool=0", "pool: '0' is no whole number"),
        ("neo4j://u:hunter2@h?pools=5", "did you mean 'pool'"),
        ("neo4j://u:hunter2@h?ca=/there/is/none.pem", "write neo4j+s:// or bolt+s://"),
        ("neo4j+s://u:hunter2@h?ca=/there/is/none.pem", "no file /there/is/none.pem"),
        ("bolt://u:hunter2@h?policy=eu", "look at its scheme"),
        ("neo4jj://u:hunter2@h", "'neo4jj://h' names no store"),
    ],
)
def test_a_url_that_cannot_be_read_is_told_without_its_password(url, told):
    with pytest.raises(StoreError) as caught:
        (open_store if url.startswith("neo4jj") else Connection)(url)
    assert told in str(caught.value)
    printed = "".join(traceback.format_exception(caught.value))
    assert "hunter2" not in printed
    assert "sec/ret" not in printed


def test_a_url_is_shown_without_its_secret_and_a_file_as_it_is():
    assert without_secret("bolt+s://u:p@h:1/db?pool=5") == "bolt+s://h:1/db?pool=5"
    assert without_secret("sqlite:////a@b.db") == "sqlite:////a@b.db"


def test_settings_reach_the_driver():
    with to("neo4j://h?" + "&".join(f"{name}={number}" for number, name in enumerate(SETTINGS, 7))) as made:
        config = made.driver._default_workspace_config, made.driver._pool.pool_config
        assert [
            next(getattr(each, setting.option) for each in config if hasattr(each, setting.option))
            for setting in SETTINGS.values()
        ] == list(range(7, 7 + len(SETTINGS)))


# ---------------------------------------------------------------------------------------------------------------------
# Who may enter, where


def test_user_and_password_come_from_the_url_or_the_environment(server, monkeypatch):
    for url in (server.url, f"bolt://127.0.0.1:{server.port}", f"neo4j://{USER}@127.0.0.1:{server.port}/neo4j"):
        if "@" not in url.replace(f"{USER}@", ""):
            monkeypatch.setenv("NEO4J_USERNAME", USER)
            monkeypatch.setenv("NEO4J_PASSWORD", server.password)
        with to(url) as made:
            made.check()
            assert server.password not in made.url


@pytest.mark.parametrize("secret", ["wrong-password", ""])
def test_nobody_enters_with_a_wrong_password_or_none(server, secret):
    with to(f"neo4j://{USER}:{secret}@127.0.0.1:{server.port}") as made:
        with pytest.raises(StoreError, match="does not let us in") as caught:
            made.check()
        assert "NEO4J_PASSWORD" in str(caught.value)
        assert not secret or secret not in "".join(traceback.format_exception(caught.value))


def test_a_server_that_is_not_there_is_told_in_words():
    with to(f"neo4j://u:hunter2@127.0.0.1:{free_port()}?retry_seconds=1") as made:
        for work in (made.check, lambda: made.read(one("RETURN 1")), lambda: made.run("RETURN 1")):
            with pytest.raises(StoreError, match="cannot be reached") as caught:
                work()
            assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_a_database_that_is_not_there_is_told(server):
    with to(f"{server.url}/litigation") as made, pytest.raises(StoreError, match="/litigation is no database of that server"):
        made.check()


def test_who_only_reads_does_not_write(server):
    with to(server.url, read_only=True) as made:
        for work in (lambda: made.run("CREATE (:Left)"), lambda: made.write(one("CREATE (n:Left) RETURN 1"))):
            with pytest.raises(StoreError, match="open for reading only"):
                work()
        with pytest.raises(StoreError, match="may only be read"):
            made.read(one("CREATE (n:Left) RETURN 1"))
        assert made.read(one("MATCH (n:Left) RETURN count(n)")) == 0


# ---------------------------------------------------------------------------------------------------------------------
# Reading and writing


def test_what_was_written_is_read_by_the_next_who_reads(connection):
    for number in range(50):
        connection.write(one(f"CREATE (n:Written {{number: {number}}}) RETURN 1"))
        assert connection.read(one("MATCH (n:Written) RETURN max(n.number)")) == number
    connection.run("MATCH (n:Written) DELETE n")


def test_a_transaction_that_is_left_is_rolled_back_and_one_that_is_committed_stays(connection):
    with pytest.raises(ZeroDivisionError), connection.begin() as transaction:
        transaction.run("CREATE (:Half)").consume()
        raise ZeroDivisionError
    assert connection.read(one("MATCH (n:Half) RETURN count(n)")) == 0
    with connection.begin() as transaction:
        transaction.run("CREATE (:Half)").consume()
        transaction.commit()
    assert connection.read(one("MATCH (n:Half) RETURN count(n)")) == 1
    connection.run("MATCH (n:Half) DELETE n")


SLOW = "UNWIND range(1, 4000) AS a UNWIND range(1, 4000) AS b UNWIND range(1, 4000) AS c RETURN sum(a * b % 7 + c)"


def test_a_question_is_stopped_after_its_time(connection):
    with pytest.raises(OutOfTime, match="stopped after 0.3 s"):
        connection.read(one(SLOW), seconds=0.3)
    assert connection.read(one("RETURN 1"), seconds=5) == 1


def test_what_a_server_refuses_is_told_in_its_words(connection):
    with pytest.raises(StoreError, match="refuses: .*Unexpected end of input|refuses: .*Invalid input") as caught:
        connection.run("MATCH (")
    assert isinstance(caught.value.__cause__, Neo4jError)


# ---------------------------------------------------------------------------------------------------------------------
# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate of this machine's, that nobody trusts by itself, and its key."""
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", folder / "key.pem", "-out", folder / "certificate.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder / "certificate.pem", folder / "key.pem"


def test_an_encrypted_connection_goes_by_who_is_trusted(server, certificate):
    path, key = certificate
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(path, key)
    with Proxy(server.port, tls=tls) as proxy:
        here = f"{USER}:{server.password}@127.0.0.1:{proxy.port}"
        for url, enters in (
            (f"bolt+s://{here}?ca={path}", True),
            (f"bolt+ssc://{here}", True),
            (f"bolt+s://{here}", False),
            (f"bolt://{here}", False),
        ):
            with to(url + ("&" if "?" in url else "?") + "retry_seconds=1&connect_seconds=2") as made:
                if enters:
                    made.check()
                    assert made.read(one("RETURN 1")) == 1
                else:
                    with pytest.raises(StoreError, match="cannot be reached"):
                        made.check()
