"""The graph as RDF: what holds now, in the public terms that the ontology names.

How it is written:

- A node is `<base/prefix/id>`, its id percent-encoded, with its kind's class; a concept is `<base/scheme/term>`, in the
  `skos:ConceptScheme` `<base/scheme>`.
- A property is a literal: dates as `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`, as finely as they are known; numbers as
  `xsd:integer` or `xsd:decimal`. Where its values are terms it leads to their concepts; where they are addresses, to what
  they address.
- An edge is a triple. One that has properties of its own is described by an `rdf:Statement` too, `<base/statement/…>`,
  that carries them. An edge that holds for a time only is described and not asserted: who once owned a company, or owns
  a part of it, is no owner without the dates.
- `dct:source` leads from a thing, and from the description of an edge, to every source that now states anything of it.
- What the ontology does not serve (the text of articles) is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from rdflib import DCTERMS, RDF, SKOS, XSD, Graph, URIRef
from rdflib import Literal as Value

from graph.dates import PartialDate
from graph.facts import Fact
from graph.networks import to_networkx
from graph.ontology import DCAT, DCT, DG, EDGES, ELI, FOAF, KINDS, ORG, PROV, SCHEMA, SCHEMES, Prop, Scalar
from graph.ontology import SKOS as SKOS_NAMES
from graph.store import Store

Form = Literal["nt", "turtle"]
Triple = tuple[URIRef, URIRef, URIRef | Value]

PREFIXES = {
    "dg": DG, "schema": SCHEMA, "skos": SKOS_NAMES, "org": ORG, "prov": PROV, "dcat": DCAT, "dct": DCT, "eli": ELI, "foaf": FOAF,
}  # fmt: skip
"""The prefixes of Turtle."""

ADDRESSES = {SCHEMA + "url", SKOS_NAMES + "exactMatch", SKOS_NAMES + "closeMatch"}
"""Properties whose values are IRIs."""

DATE_TYPES = {4: XSD.gYear, 7: XSD.gYearMonth, 10: XSD.date}
"""The type of a partial date, by the length of its text."""


def serialize(store: Store, form: Form, base: str) -> bytes:
    """The whole graph as text; the same graph gives the same bytes.

    Args:
        store: the graph.
        form: "nt" for N-Triples, sorted, or "turtle".
        base: the address that the IRIs of things begin with.
    """
    graph = to_rdf(store, base)
    if form == "turtle":
        return graph.serialize(format="turtle", encoding="utf-8")
    lines = sorted(graph.serialize(format="nt", encoding="utf-8").splitlines(keepends=True))
    return b"".join(line for line in lines if line.strip())


def to_rdf(store: Store, base: str) -> Graph:
    """The whole graph as an rdflib graph."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    graph.bind("rdf", RDF)
    graph.bind("xsd", XSD)
    for triple in triples(store, base):
        graph.add(triple)
    return graph


def triples(store: Store, base: str) -> Iterator[Triple]:
    """Every triple of the graph, as the head of this module says."""
    base = base.rstrip("/")
    nodes = to_networkx(store)
    names = {id: iri(base, properties["kind"], id) for id, properties in nodes.nodes(data=True)}
    sources = _sources(store)

    for scheme, type_name in SCHEMES.items():
        yield URIRef(f"{base}/{scheme}"), RDF.type, SKOS.ConceptScheme
        yield URIRef(f"{base}/{scheme}"), SKOS.notation, Value(type_name)
    for id, properties in nodes.nodes(data=True):
        kind = KINDS[properties["kind"]]
        yield names[id], RDF.type, URIRef(kind.iri)
        yield from _properties(base, names[id], kind.props, properties)
        for source in _shown(sources.get((id, "", "", ""), ()), names):
            yield names[id], DCTERMS.source, names[source]
    for start, end, (type, key), properties in nodes.edges(keys=True, data=True):
        edge = EDGES[type]
        if not edge.dated:
            yield names[start], URIRef(edge.iri), names[end]
        if edge.props:
            fact = Fact(start, type, end, key)
            statement = URIRef(f"{base}/statement/{fact.id}")
            yield statement, RDF.type, RDF.Statement
            yield statement, RDF.subject, names[start]
            yield statement, RDF.predicate, URIRef(edge.iri)
            yield statement, RDF.object, names[end]
            yield from _properties(base, statement, edge.props, properties)
            for source in _shown(sources.get((start, type, end, key), ()), names):
                yield statement, DCTERMS.source, names[source]


def _shown(sources: Iterable[str], names: Mapping[str, URIRef]) -> Iterator[str]:
    """The sources that are in the graph: what cites one may be loaded before it."""
    return (source for source in sources if source in names)


def iri(base: str, kind: str, id: str) -> URIRef:
    """The IRI of a thing.

    >>> iri("https://example.org", "Case", "de-lg-muenchen-42-o-14139/24")
    rdflib.term.URIRef('https://example.org/case/de-lg-muenchen-42-o-14139/24')
    """
    return URIRef("/".join(part for part in (base, KINDS[kind].prefix, quote(id, safe="/")) if part))


def _properties(base: str, subject: URIRef, props: Mapping[str, Prop], values: Mapping[str, Any]) -> Iterator[Triple]:
    for prop in props.values():
        value = values.get(prop.name)
        if value is None or not prop.served:
            continue
        for each in value if prop.many else (value,):
            yield subject, URIRef(prop.iri), _object(base, prop, each)


def _object(base: str, prop: Prop, value: Scalar) -> URIRef | Value:
    if prop.scheme and value:
        return iri(base, "Concept", f"{prop.scheme}/{value}")
    if prop.iri == SKOS_NAMES + "inScheme":
        return URIRef(f"{base}/{value}")
    if prop.iri in ADDRESSES and urlsplit(str(value)).scheme in ("http", "https"):
        return URIRef(quote(str(value), safe="/:?#[]@!$&'()*+,;=%~"))
    if prop.type is PartialDate:
        # normalize would make a day of a year
        return Value(str(value), datatype=DATE_TYPES[len(str(value))], normalize=False)
    if isinstance(value, float):
        # rdflib's Turtle gives doubles six digits after the first
        return Value(format(Decimal(repr(value)), "f"), datatype=XSD.decimal, normalize=False)
    return Value(value)


def _sources(store: Store) -> dict[tuple[str, str, str, str], list[str]]:
    """The sources that state anything now, in order: of a thing under (id, "", "", ""), of an edge under its four parts."""
    found: defaultdict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    for fact, evidence in ((said.fact, said.evidence) for said in store.log()):
        names = {piece.source for piece, _, withdrawn in evidence if withdrawn is None}
        if names and fact.object is not None:
            found[fact.subject, fact.predicate.partition(".")[0], fact.object, fact.key] |= names
        elif names:
            found[fact.subject, "", "", ""] |= names
    return {place: sorted(names) for place, names in found.items()}
