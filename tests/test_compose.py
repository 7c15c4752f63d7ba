"""docker-compose.yml: what it starts exists, every variable is documented, no password has a default, and each user may do what is said."""

from __future__ import annotations

import gc
import re
import shlex
import subprocess
from pathlib import Path

import neo4j
import pytest
import yaml
from neo4j.exceptions import Neo4jError

from api.cli import main
from api.cli.options import store_option
from graph.errors import StoreError
from graph.neo4j.connection import PASSWORD, USER, Connection
from tests.neo4j.rented import rented
from tests.neo4j.server import DATABASE

TOP = Path(__file__).parent.parent
TEXT = (TOP / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
README = (TOP / "README.md").read_text(encoding="utf-8").partition("## In a container")[2].partition("\n## ")[0]
VARIABLE = re.compile(r"(?<!\$)\$\{(\w+)(?:(:[-?])([^}]*))?\}")
KEYS = set(
    "image command entrypoint environment volumes ports healthcheck depends_on restart init working_dir stop_grace_period".split()
)
"""The keys of a service that are used, each one of the Compose Specification."""


def uses(service):
    """The names of the named volumes of a service."""
    return [place.split(":")[0] for place in service.get("volumes", ()) if not place.startswith((".", "/"))]


def test_every_service_is_well_formed():
    assert set(COMPOSE) == {"services", "volumes", "x-docketgraph"}
    assert list(SERVICES) == ["neo4j", "users", "load", "api"]
    for service in SERVICES.values():
        assert set(service) <= KEYS
        assert set(uses(service)) <= set(COMPOSE["volumes"])
        assert {*service.get("depends_on", ())} <= set(SERVICES)
        for other, how in service.get("depends_on", {}).items():
            assert how["condition"] in ("service_healthy", "service_completed_successfully")
            assert how["condition"] != "service_healthy" or "healthcheck" in SERVICES[other]
        for port in service.get("ports", ()):
            assert re.fullmatch(r"127\.0\.0\.1:(\d+):\1", port)
    assert "/health" in " ".join(SERVICES["api"]["healthcheck"]["test"])
    assert {"api", "neo4j"} == {name for name, service in SERVICES.items() if "healthcheck" in service}
    assert "graph" in uses(SERVICES["neo4j"])


def test_images_are_official_and_of_a_version():
    images = {service["image"] for service in SERVICES.values()}
    assert images == {"neo4j:5.26-community", "python:3.13"}
    version = re.search(r"<neo4j.version>([\d.]+)<", (TOP / "tests/neo4j/pom.xml").read_text(encoding="utf-8"))
    assert version and version[1].startswith("5.26.")


def test_every_variable_is_documented_and_no_password_has_a_default():
    found = {}
    for name, mark, rest in VARIABLE.findall(TEXT):
        assert mark, f"{name} is neither required nor has a default"
        assert found.setdefault(name, (mark, rest)) == (mark, rest)
    documented = set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE))
    assert set(found) == documented
    for name, (mark, rest) in found.items():
        assert (mark == ":?") == name.endswith("PASSWORD"), name
        assert mark == ":?" or f"`{rest}`" in README, name
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            if name.endswith(("PASSWORD", "AUTH")):
                assert VARIABLE.fullmatch(value.removeprefix("neo4j/")), name


def test_the_services_get_the_variables_that_the_program_reads():
    store = store_option(lambda url: None).__click_params__[0].envvar
    for name, user in (("load", "neo4j"), ("api", "docketgraph")):
        environment = SERVICES[name]["environment"]
        assert set(environment) == {store, USER, PASSWORD}
        assert (environment[store], environment[USER]) == ("neo4j://neo4j:7687", user)
    assert "API_PASSWORD" in SERVICES["api"]["environment"][PASSWORD]
    assert "NEO4J_PASSWORD" in SERVICES["load"]["environment"][PASSWORD]


@pytest.mark.parametrize("name", ["load", "api"])
def test_the_commands_are_the_programs_own(name):
    shell, option, line = SERVICES[name]["command"]
    assert (shell, option) == ("sh", "-c")
    setup, _, run = line.partition(" && exec ")
    assert setup == "make setup"
    program, command, *arguments = shlex.split(run)
    assert program == ".venv/bin/docketgraph"
    above = main.make_context("docketgraph", [command], resilient_parsing=True)
    main.commands[command].make_context(command, arguments, parent=above)


def test_the_server_knows_its_settings():
    with rented() as server, neo4j.GraphDatabase.driver(server.address, auth=server.auth) as driver:
        known = {name for (name,) in driver.execute_query("SHOW SETTINGS YIELD name RETURN name").records}
    given = [name for name in SERVICES["neo4j"]["environment"] if name.startswith("NEO4J_") and name != "NEO4J_AUTH"]
    named = [name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_") for name in given]
    assert len(named) == 4
    assert set(named) <= known


def test_the_user_of_the_api_reads_and_may_write_on_community_only_by_another_program():
    (line,) = SERVICES["users"]["command"]
    assert line.startswith("cypher-shell ")
    script = line.replace("$$", "$").replace("cypher-shell", r"printf '%s\n'", 1)
    environment = {"API_PASSWORD": "p4ssword-of-reader"}
    words = subprocess.run(
        ["sh", "-c", script], env=environment, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    cypher, parameters = words[-1], words[words.index("--param") + 1]
    assert parameters == "{password: 'p4ssword-of-reader'}"
    with rented() as server:
        for _ in range(2):
            with neo4j.GraphDatabase.driver(server.address, auth=server.auth) as driver:
                driver.execute_query(cypher, password="p4ssword-of-reader", database_="system")
        reader = Connection(f"neo4j://docketgraph:p4ssword-of-reader@127.0.0.1:{server.port}", read_only=True)
        reader.check()
        with pytest.raises(StoreError, match="may only be read"):
            reader.read(lambda tx: tx.run("CREATE (:Left)").consume())
        reader.close()
        with (
            neo4j.GraphDatabase.driver(server.address, auth=("docketgraph", "p4ssword-of-reader")) as driver,
            driver.session(database=DATABASE) as session,
        ):
            # as the README says: where there are no roles, only the mode of the transaction holds a user back
            session.run("CREATE (n:Left) DELETE n").consume()
            with pytest.raises(Neo4jError, match="Unsupported administration command"):
                session.run("GRANT ROLE reader TO docketgraph").consume()
        with neo4j.GraphDatabase.driver(server.address, auth=server.auth) as driver:
            driver.execute_query("DROP USER docketgraph", database_="system")
        gc.collect()  # so that it is told of here, and not in another test
