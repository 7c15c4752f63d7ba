"""The graph as RDF: nothing is lost, nothing is added, and dates, terms and sources are what they are."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from rdflib import DCTERMS, RDF, SKOS, XSD, Graph, Literal, URIRef
from rdflib.compare import to_isomorphic

from api.rdf import iri, serialize, to_rdf
from graph.facts import Batch, Evidence, Statement, facts_of
from graph.networks import to_networkx
from graph.ontology import DG, EDGES, KINDS, ORG, SCHEMA, Article, Case, CaseParty, Company, Document, Owns
from graph.store import open_store

BASE = "https://example.org"


def loaded(*things, source="note"):
    store = open_store("sqlite://")
    said = [Statement(fact, Evidence(source)) for thing in things for fact in facts_of(thing)]
    store.load([Batch("a test", said)])
    return store


NOTE = Document(id="note", title="A note")
LINKEDIN = Company(id="linkedin", name="LinkedIn Corporation")
MICROSOFT = Company(id="microsoft", name="Microsoft Corporation")


@pytest.fixture(scope="module")
def store(curated):
    with open_store(curated, read_only=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def graph(store):
    return to_rdf(store, BASE)


def test_what_is_written_is_read_again(store, graph):
    again = Graph().parse(data=serialize(store, "nt", BASE), format="nt")
    assert set(again) == set(graph)


def test_turtle_says_the_same_as_n_triples(graph):
    some = Graph()
    for triple in sorted(graph)[::6]:
        some.add(triple)
    assert set(Graph().parse(data=some.serialize(format="turtle"), format="turtle")) == set(some)


@pytest.mark.parametrize("form", ["nt", "turtle"])
def test_the_same_graph_gives_the_same_bytes(form):
    things = (NOTE, LINKEDIN, MICROSOFT, Owns(source="microsoft", target="linkedin", since="2016-12-08", kind="subsidiary"))
    assert serialize(loaded(*things), form, BASE) == serialize(loaded(*reversed(things)), form, BASE)


def test_every_node_and_every_edge_is_there(store, graph):
    nodes = to_networkx(store)
    for id, properties in nodes.nodes(data=True):
        assert (iri(BASE, properties["kind"], id), RDF.type, URIRef(KINDS[properties["kind"]].iri)) in graph
    kinds = dict(nodes.nodes(data="kind"))
    described = sum(1 for _ in graph.subjects(RDF.type, RDF.Statement))
    assert described == sum(1 for *_, (type, _) in nodes.edges(keys=True) if EDGES[type].props)
    for start, end, (type, _) in nodes.edges(keys=True):
        triple = (iri(BASE, kinds[start], start), URIRef(EDGES[type].iri), iri(BASE, kinds[end], end))
        assert (triple in graph) is not EDGES[type].dated


def test_every_iri_of_ours_names_a_thing_a_scheme_or_a_statement(store, graph):
    typed = set(graph.subjects(RDF.type))
    for triple in graph:
        for each in triple:
            if isinstance(each, URIRef) and each.startswith(BASE):
                assert each in typed, each
                assert "%2F" not in each
                assert " " not in unquote(each)


@pytest.mark.parametrize(("day", "type"), [("2025", XSD.gYear), ("2025-01", XSD.gYearMonth), ("2025-01-21", XSD.date)])
def test_a_date_is_as_fine_as_it_is_known(day, type):
    store = loaded(NOTE, Case(id="x-1", name="A v. B", filed_on=day))
    again = Graph().parse(data=serialize(store, "turtle", BASE), format="turtle")
    (value,) = again.objects(URIRef(f"{BASE}/case/x-1"), URIRef(DG + "filedOn"))
    assert isinstance(value, Literal)
    assert (str(value), value.datatype) == (day, type)


@pytest.mark.parametrize("amount", [0.5, 4_059_999_999.0, 1e22, 123456.789])
def test_a_number_keeps_all_its_digits(amount):
    store = loaded(NOTE, LINKEDIN, MICROSOFT, Owns(source="microsoft", target="linkedin", amount=amount))
    again = Graph().parse(data=serialize(store, "turtle", BASE), format="turtle")
    (value,) = again.objects(None, URIRef(SCHEMA + "amount"))
    assert isinstance(value, Literal)
    assert value.datatype == XSD.decimal
    assert float(value) == amount


def test_a_holding_is_described_with_its_dates_and_not_asserted():
    graph = to_rdf(
        loaded(NOTE, LINKEDIN, MICROSOFT, Owns(source="microsoft", target="linkedin", since="2016-12-08", share=100.0)), BASE
    )
    owner, owned = URIRef(f"{BASE}/party/microsoft"), URIRef(f"{BASE}/party/linkedin")
    assert (owner, URIRef(ORG + "hasSubOrganization"), owned) not in graph
    (statement,) = graph.subjects(RDF.type, RDF.Statement)
    assert graph.value(statement, RDF.subject) == owner
    assert graph.value(statement, RDF.predicate) == URIRef(ORG + "hasSubOrganization")
    assert graph.value(statement, RDF.object) == owned
    assert graph.value(statement, URIRef(SCHEMA + "startDate")) == Literal("2016-12-08", datatype=XSD.date)
    assert graph.value(statement, URIRef(DG + "share")) == Literal("100.0", datatype=XSD.decimal)
    assert graph.value(statement, DCTERMS.source) == URIRef(f"{BASE}/source/note")


def test_an_edge_with_properties_is_asserted_and_described():
    graph = to_rdf(
        loaded(NOTE, LINKEDIN, Case(id="x-1"), CaseParty(source="x-1", target="linkedin", role="defendant")), BASE
    )
    assert (URIRef(f"{BASE}/case/x-1"), URIRef(DG + "party"), URIRef(f"{BASE}/party/linkedin")) in graph
    (statement,) = graph.subjects(RDF.type, RDF.Statement)
    assert graph.value(statement, URIRef(DG + "role")) == URIRef(f"{BASE}/role/defendant")


def test_a_thing_names_the_sources_that_state_it_now_and_no_others():
    store = loaded(NOTE, LINKEDIN)
    said = [Statement(fact, Evidence("note")) for fact in facts_of(Document(id="other", title="Another note"))]
    said += [Statement(fact, Evidence("other")) for fact in facts_of(Company(id="linkedin", aliases=("LinkedIn",)))]
    store.load([Batch("another test", said)])
    linkedin, note, other = (URIRef(f"{BASE}/{path}") for path in ("party/linkedin", "source/note", "source/other"))
    assert set(to_rdf(store, BASE).objects(linkedin, DCTERMS.source)) == {note, other}
    store.load([Batch("another test", said[:2])])
    assert set(to_rdf(store, BASE).objects(linkedin, DCTERMS.source)) == {note}


def test_the_text_of_an_article_is_not_given_out():
    text = "A sentence that belongs to its publisher."
    store = loaded(Article(id="article-1", title="News", text=text), source="article-1")
    assert text.encode() not in serialize(store, "nt", BASE)


def test_terms_are_concepts_of_their_schemes(graph):
    inmail, messages = URIRef(f"{BASE}/data/inmail"), URIRef(f"{BASE}/data/private_messages")
    assert (inmail, SKOS.broader, messages) in graph
    assert (inmail, SKOS.inScheme, URIRef(f"{BASE}/data")) in graph
    assert (URIRef(f"{BASE}/data"), RDF.type, SKOS.ConceptScheme) in graph


def test_there_are_no_blank_nodes(graph):
    assert len(to_isomorphic(graph)) == len(graph)
    assert all(isinstance(each, URIRef) for each in graph.subjects())


def test_an_id_is_percent_encoded():
    assert iri(BASE, "Case", "x v. y/§ 1") == URIRef(f"{BASE}/case/x%20v.%20y/%C2%A7%201")


def test_a_source_that_is_not_loaded_yet_is_left_out():
    graph = to_rdf(loaded(Case(id="c", name="Doe v. Acme"), source="nowhere"), BASE)
    assert (URIRef(f"{BASE}/case/c"), RDF.type, None) in graph
    assert not list(graph.subject_objects(DCTERMS.source))
