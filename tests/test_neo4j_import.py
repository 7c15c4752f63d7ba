"""The files for `neo4j-admin database import`: imported for real, they make the graph that a load makes."""

from __future__ import annotations

import csv
from collections import Counter

import neo4j
import pytest
from click.testing import CliRunner
from generated_graphs import Chooser, graph, shown
from test_copying import lived

from api.cli import main
from graph.copying import copy
from graph.errors import DataError, StoreError
from graph.facts import Batch, Evidence, Fact, Statement
from graph.neo4j.importing import ARGUMENTS, SEPARATOR, write_files
from graph.neo4j.layout import GRAPH, SHEAF
from graph.neo4j.ledger import unpack
from graph.neo4j.log import ON_A_SHEET
from graph.store import open_store
from tests.neo4j.rented import empty, long, rented
from tests.neo4j.server import DATABASE

STATEMENTS = {
    "nodes": "MATCH (n) RETURN labels(n), properties(n)",
    "relationships": "MATCH (a)-[r]->(b) RETURN type(r), properties(r), labels(a), properties(a), labels(b), properties(b)",
    "indexes": "SHOW INDEXES YIELD name, type, state",
    "constraints": "SHOW CONSTRAINTS YIELD name, type",
}


def plain(labels, properties):
    """A node or relationship to compare; how what an origin says is cut into nodes, and the token of a load, do not count."""
    made = dict(properties)
    if labels == [GRAPH]:
        made.pop("load", None)
    if labels == [SHEAF]:
        made["pairs"] = sorted(unpack(made["pairs"]))
    return str(sorted(labels)), str(sorted((name, str(value)) for name, value in made.items()))


def dumped(server):
    """All that a server holds."""
    with (
        neo4j.GraphDatabase.driver(server.address, auth=server.auth) as driver,
        driver.session(database=DATABASE) as session,
    ):
        found = {name: session.run(statement).values() for name, statement in STATEMENTS.items()}
    nodes = Counter(plain(*row) for row in found["nodes"])
    relationships = Counter(
        (type, str(sorted((name, str(value)) for name, value in properties.items())), plain(*source), plain(*target))
        for type, properties, *source, target_labels, target_properties in found["relationships"]
        for target in [(target_labels, target_properties)]
    )
    return nodes, relationships, sorted(map(str, found["indexes"])), sorted(map(str, found["constraints"]))


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A graph with a life, and with texts, numbers and dates as awkward as can be."""
    url = f"sqlite:///{tmp_path_factory.mktemp('source') / 'graph.db'}"
    with open_store(url) as store:
        lived(store)
        graph(Chooser(11)).into(store)
    return url


@long
def test_what_is_imported_is_what_a_copy_makes(source, tmp_path):
    folder = tmp_path / "files"
    with open_store(source, read_only=True) as store, rented() as loaded, rented() as imported:
        rows = write_files(store, folder)
        with open_store(loaded.url) as other:
            copy(store, other)
        imported.stop()
        try:
            told = imported.admin(
                "database", "import", "full", DATABASE, "--overwrite-destination", f"@{ARGUMENTS}", folder=folder
            )
        finally:
            imported.start()
        assert "IMPORT DONE" in told
        # whoever opens it first makes its indexes, be it only to read
        with open_store(imported.url, read_only=True) as other:
            ours, theirs = dumped(loaded), dumped(imported)
            for one, two in zip(ours[:2], theirs[:2], strict=True):
                assert one - two == Counter()
                assert two - one == Counter()
            assert ours[2:] == theirs[2:]
            assert sum(ours[0].values()) + sum(ours[1].values()) == rows
            assert (shown(other), list(other.log()), other.revisions()) == (
                shown(store),
                list(store.log()),
                store.revisions(),
            )
        # and its life goes on
        with open_store(imported.url) as other, open_store("sqlite://") as same:
            copy(store, same)
            for each in (other, same):
                each.load([Batch("other", [])], "later")
            assert (shown(other), list(other.log())) == (shown(same), list(same.log()))
        empty(imported, indexes=True)


def test_an_export_replaces_an_earlier_one_and_nothing_else(source, tmp_path):
    with open_store(source, read_only=True) as store:
        rows = write_files(store, tmp_path / "files")
        (tmp_path / "files" / "stale.csv").write_text("")
        assert write_files(store, tmp_path / "files") == rows
        assert not (tmp_path / "files" / "stale.csv").exists()
        (tmp_path / "mine").mkdir()
        (tmp_path / "mine" / "thesis.txt").write_text("years of work")
        with pytest.raises(StoreError, match="has other things in it"):
            write_files(store, tmp_path / "mine")
        assert (tmp_path / "mine" / "thesis.txt").exists()
        listed = {line.rpartition("=")[2] for line in (tmp_path / "files" / ARGUMENTS).read_text().splitlines()[4:]}
        assert listed | {ARGUMENTS} == {path.name for path in (tmp_path / "files").iterdir()}


def test_every_change_is_written_where_a_load_made_many(tmp_path):
    facts = [Fact(f"x{number}", "kind", value="Company") for number in range(2 * ON_A_SHEET + 1)]
    with open_store(f"sqlite:///{tmp_path / 'graph.db'}") as store:
        store.load([Batch("a", [Statement(fact, Evidence("docket")) for fact in facts])])
        write_files(store, tmp_path / "files")
    with open(tmp_path / "files" / "changes.csv", encoding="utf-8", newline="") as file:
        sheets = list(csv.DictReader(file))
    assert [(int(each["first:long"]), int(each["last:long"])) for each in sheets] == [
        (1, ON_A_SHEET),
        (ON_A_SHEET + 1, 2 * ON_A_SHEET),
        (2 * ON_A_SHEET + 1, 2 * ON_A_SHEET + 1),
    ]
    changed = [id for each in sheets for id in each["facts:string[]"].split(SEPARATOR)]
    assert sorted(changed) == sorted(fact.id for fact in facts)


@pytest.mark.parametrize(("alias", "told"), [("a\x1fb", r"control character U\+001F"), ("", "one text without letters")])
def test_a_list_that_the_importer_would_not_read_is_refused(alias, told, tmp_path):
    facts = [Fact("x", "kind", value="Company"), Fact("x", "aliases", value=alias)]
    with open_store(f"sqlite:///{tmp_path / 'graph.db'}") as store:
        store.load([Batch("a", [Statement(fact, Evidence("docket")) for fact in facts])])
        with pytest.raises(DataError, match=told):
            write_files(store, tmp_path / "files")


@pytest.mark.parametrize("url", ["sqlite:///graph.db", "neo4j"])
def test_the_command_writes_the_files_of_any_store_and_tells_what_to_do(url, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///graph.db") as store:
        store.load([Batch("a", [Statement(Fact("x", "kind", value="Company"), Evidence("docket"))])])
        if url == "neo4j":
            with rented() as server:
                with open_store(server.url) as other:
                    copy(store, other)
                result = CliRunner().invoke(
                    main, ["export", "--store", server.url, "--format", "neo4j-admin", "--output", "files"]
                )
        else:
            result = CliRunner().invoke(main, ["export", "--store", url, "--format", "neo4j-admin", "--output", "files"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "neo4j-admin database import full" in result.stderr
    assert '"x"' in (tmp_path / "files" / "Company.csv").read_text()
