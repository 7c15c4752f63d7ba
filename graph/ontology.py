"""What the graph can say: every kind of node and edge, defined once.

GraphQL types and filters, SQLite tables, RDF classes and properties and the reference table in the docs are derived from
the classes below. To add a kind, write a class here; the parity test walks it through every face.

A *node* has an id and properties. An *edge* joins two nodes and may have properties; its `key` tells two edges of the
same type between the same ends apart. A *record* is worked out, never stated: the status of a case as of a day, the
path of control, a piece of evidence.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar, TypeVar, dataclass_transform

from graph.dates import PartialDate

DG = "https://w3id.org/docketgraph/ns#"
SCHEMA = "https://schema.org/"
SKOS = "http://www.w3.org/2004/02/skos/core#"
ORG = "http://www.w3.org/ns/org#"
PROV = "http://www.w3.org/ns/prov#"
DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
ELI = "http://data.europa.eu/eli/ontology#"
FOAF = "http://xmlns.com/foaf/0.1/"

Scalar = str | int | float | bool


class Arity(Enum):
    """How a link is handed out: one thing, a short list, a short list of edges, or pages."""

    ONE = "one"
    LIST = "list"
    EDGES = "edges"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Prop:
    """A property of a node, an edge or a record."""

    name: str
    type: type
    many: bool
    required: bool
    iri: str
    doc: str
    scheme: str | None = None
    search: float = 0.0
    served: bool = True
    enum: str | None = None
    is_id: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """The name by which an edge is seen from one of its ends, how it is handed out, and what it says there."""

    name: str
    arity: Arity
    doc: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A way from a kind to another: an edge seen from one end, or records that are worked out.

    `target` may be abstract (`Party`). `derived` names the record kind where no edge is followed.
    """

    name: str
    arity: Arity
    target: str
    doc: str
    edge: str | None = None
    forward: bool = True
    scheme: str | None = None
    derived: str | None = None
    required: bool = False
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of node or record as the other modules read it."""

    name: str
    cls: type
    iri: str
    doc: str
    props: dict[str, Prop]
    plural: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """A type of edge: its ends, its properties, and the names it has from either side."""

    name: str
    cls: type
    iri: str
    doc: str
    ends: tuple[tuple[str, str], ...]
    props: dict[str, Prop]
    key: tuple[str, ...]
    forward: End | None
    back: End | None
    scheme: str | None
    required: bool
    dated: bool
    derived: bool


KINDS: dict[str, Kind] = {}
EDGES: dict[str, EdgeKind] = {}
RECORDS: dict[str, Kind] = {}

T = TypeVar("T")


def prop(
    iri: str, doc: str, *, default: Any, scheme: str | None = None, search: float = 0.0, served: bool = True,
    enum: str | None = None, is_id: bool = False,
) -> Any:
    """A property: the public term it means, and a sentence for people.

    Args:
        iri: the property's IRI; a public one where it means exactly this.
        doc: a sentence in the present tense.
        default: the value where nothing is stated.
        scheme: the vocabulary scheme whose terms are its values.
        search: its weight in full-text search; 0 leaves it out.
        served: False keeps it inside (the text of an article is searched, not republished).
        enum: of a record, the name of the closed set of words that its values are from.
        is_id: of a record, whether its values are ids.
    """
    metadata = {"iri": iri, "doc": doc, "scheme": scheme, "search": search, "served": served, "enum": enum, "is_id": is_id}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True, kw_only=True)
class Node:
    """A thing with an id."""

    id: str
    KIND: ClassVar[str] = ""


@dataclass(frozen=True, kw_only=True)
class Edge:
    """A link from `source` to `target`, both node ids."""

    source: str
    target: str
    KIND: ClassVar[str] = ""


def _props(cls: type) -> dict[str, Prop]:
    hints = typing.get_type_hints(cls)
    return {
        field.name: Prop(field.name, *_value_type(hints[field.name]), iri=field.metadata["iri"],
                         doc=field.metadata["doc"], scheme=field.metadata["scheme"],
                         search=field.metadata["search"], served=field.metadata["served"], enum=field.metadata["enum"],
                         is_id=field.metadata["is_id"])
        for field in dataclasses.fields(cls)
        if "iri" in field.metadata
    }  # fmt: skip


def _value_type(hint: Any) -> tuple[type, bool, bool]:
    """The plain type of an annotation, whether it holds many, whether it must be there."""
    origin, args = typing.get_origin(hint), typing.get_args(hint)
    if origin is tuple:
        return args[0], True, True
    if origin in (types.UnionType, typing.Union):
        return next(arg for arg in args if arg is not type(None)), False, False
    return hint, False, True


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(prop, dataclasses.field))
def node(iri: str, plural: str, prefix: str = "") -> Callable[[type[T]], type[T]]:
    """Register a class as a kind of node: its public class, the root field that lists it, the first part of its IRIs."""

    def register(cls: type[T]) -> type[T]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        made.KIND = cls.__name__  # type: ignore[attr-defined]
        KINDS[cls.__name__] = Kind(cls.__name__, made, iri, _doc(cls), _props(made), plural, prefix)
        return made

    return register


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(prop, dataclasses.field))
def edge(
    name: str,
    *ends: tuple[str, str],
    iri: str = "",
    key: tuple[str, ...] = (),
    forward: End | None = None,
    back: End | None = None,
    scheme: str | None = None,
    required: bool = False,
    dated: bool = False,
    derived: bool = False,
) -> Callable[[type[T]], type[T]]:
    """Register a class as a type of edge.

    Args:
        name: the relationship type, in capitals.
        ends: pairs of (kind it comes from, kind it goes to); abstract kinds allowed.
        iri: its public property; the project's own where none fits.
        key: the properties that belong to its identity.
        forward: how it is seen from its source.
        back: how it is seen from its target.
        scheme: for edges to a Concept, the scheme of the term.
        required: every source has exactly one of these.
        dated: it holds from `since` up to, but not on, `until`.
        derived: worked out by the projection, never stated.
    """

    def register(cls: type[T]) -> type[T]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        made.KIND = name  # type: ignore[attr-defined]
        EDGES[name] = EdgeKind(name, made, iri or DG + camel(name), _doc(cls), ends, _props(made), key, forward, back,
                               scheme, required, dated, derived)  # fmt: skip
        return made

    return register


@dataclass_transform(kw_only_default=True, frozen_default=True, field_specifiers=(prop, dataclasses.field))
def record(iri: str) -> Callable[[type[T]], type[T]]:
    """Register a class as a kind of record: worked out from statements, without an id."""

    def register(cls: type[T]) -> type[T]:
        made = dataclass(frozen=True, kw_only=True)(cls)
        RECORDS[cls.__name__] = Kind(cls.__name__, made, iri, _doc(cls), _props(made))
        return made

    return register


def _doc(cls: type) -> str:
    return " ".join((cls.__doc__ or "").split())


def camel(name: str) -> str:
    """A name as people and programs outside write it: `docket_number` gives `docketNumber`, `HEARD_IN` `heardIn`."""
    head, *rest = name.lower().split("_")
    return head + "".join(part.title() for part in rest)


# ---------------------------------------------------------------------------------------------------------------------
# Abstract kinds: what several kinds have in common

ABSTRACT: dict[str, tuple[str, ...]] = {
    "Party": ("Company", "Person", "Organization", "Government", "PlaintiffClass"),
    "Body": ("Company", "Organization", "Government"),
    "Source": ("Article", "Register", "Document"),
}
"""Names for sets of kinds. `Party` is whoever can sue or be sued; `Body` is a party that can own and be owned."""

SCHEMES: dict[str, str] = {
    "data": "DataKind",
    "act": "Act",
    "cause": "Cause",
    "status": "Status",
    "standing": "Standing",
    "event": "EventKind",
    "relief": "ReliefKind",
    "per": "Per",
    "stance": "Stance",
    "outcome": "Outcome",
    "purpose": "Purpose",
    "role": "Role",
    "relation": "RelationKind",
    "ownership_kind": "OwnershipKind",
    "ownership_status": "OwnershipStatus",
    "party_type": "PartyType",
    "class_action": "ClassAction",
    "certainty": "Certainty",
    "source_kind": "SourceKind",
    "system_kind": "SystemKind",
}
"""The schemes of terms, and the type under which a term of each is handed out: `training` is an `Act`. Term ids repeat
between schemes (`settled` is a status and an outcome), so a type a scheme keeps a client's cache by type and id right."""


# ---------------------------------------------------------------------------------------------------------------------
# Nodes


@node(DG + "Case", "cases", "case")
class Case(Node):
    """A lawsuit, under one docket."""

    name: str | None = prop(SCHEMA + "name", "The caption, as the court writes it.", default=None, search=8)
    short_name: str | None = prop(SCHEMA + "alternateName", "The caption in its short form.", default=None, search=4)
    also_known_as: tuple[str, ...] = prop(DG + "alsoKnownAs", "Other captions of the same docket.", default=(), search=4)
    docket_number: str | None = prop(
        DG + "docketNumber",
        "Division, year, type and number for US federal courts, such as 5:25-cv-00709; elsewhere as the court writes it.", default=None,
        search=6,
    )
    other_docket_numbers: tuple[str, ...] = prop(
        DG + "otherDocketNumber", "Earlier or later numbers, appeals, regulators' files.", default=(), search=4
    )
    courtlistener_docket_id: int | None = prop(DG + "courtlistenerDocketId", "The docket's number at CourtListener.", default=None)
    country: str | None = prop(SCHEMA + "addressCountry", "ISO 3166-1 alpha-2; EU for the Court of Justice.", default=None)
    chamber: str | None = prop(DG + "chamber", "The chamber or division of the court, where a source names it.", default=None)
    judge: str | None = prop(DG + "judge", "The judge, where a source gives the name.", default=None, search=2)
    filed_on: PartialDate | None = prop(DG + "filedOn", "The day of the first complaint, as finely as it is known.", default=None)
    class_action: str | None = prop(
        DG + "classAction", "Whether it is brought for a class.", default=None, scheme="class_action"
    )
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None, search=1)


@node(SCHEMA + "Courthouse", "courts", "court")
class Court(Node):
    """A court, chamber or tribunal; US ids are CourtListener's."""

    name: str | None = prop(SCHEMA + "name", "The court's name.", default=None, search=6)
    aliases: tuple[str, ...] = prop(SCHEMA + "alternateName", "Other ways of writing it.", default=(), search=3)
    country: str | None = prop(SCHEMA + "addressCountry", "ISO 3166-1 alpha-2; EU for the Court of Justice.", default=None)


@node(ORG + "FormalOrganization", "companies", "party")
class Company(Node):
    """A company, a group of companies, or a business known by its brand."""

    name: str | None = prop(SCHEMA + "legalName", "The name as the register or the docket writes it.", default=None, search=8)
    aliases: tuple[str, ...] = prop(SCHEMA + "alternateName", "Other names in use.", default=(), search=5)
    former_names: tuple[str, ...] = prop(DG + "formerName", "Earlier names of the same entity.", default=(), search=3)
    country: str | None = prop(SCHEMA + "addressCountry", "ISO 3166-1 alpha-2.", default=None)
    cik: str | None = prop(DG + "cik", "The number at the US Securities and Exchange Commission, no leading zeros.", default=None)
    lei: str | None = prop(SCHEMA + "leiCode", "The legal entity identifier.", default=None)
    wikidata: str | None = prop(DG + "wikidata", "The item at Wikidata, such as Q2283.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None, search=1)


@node(ORG + "Organization", "organizations", "party")
class Organization(Node):
    """A body that is not a business: an association, a university, a foundation, a collecting society."""

    name: str | None = prop(SCHEMA + "legalName", "The name as the docket writes it.", default=None, search=8)
    aliases: tuple[str, ...] = prop(SCHEMA + "alternateName", "Other names in use.", default=(), search=5)
    former_names: tuple[str, ...] = prop(DG + "formerName", "Earlier names of the same entity.", default=(), search=3)
    country: str | None = prop(SCHEMA + "addressCountry", "ISO 3166-1 alpha-2.", default=None)
    cik: str | None = prop(DG + "cik", "The number at the US Securities and Exchange Commission, no leading zeros.", default=None)
    lei: str | None = prop(SCHEMA + "leiCode", "The legal entity identifier.", default=None)
    wikidata: str | None = prop(DG + "wikidata", "The item at Wikidata, such as Q2283.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None, search=1)


@node(SCHEMA + "GovernmentOrganization", "governments", "party")
class Government(Node):
    """A state, a public authority, or an official who sues or is sued as such."""

    name: str | None = prop(SCHEMA + "legalName", "The name as the docket writes it.", default=None, search=8)
    aliases: tuple[str, ...] = prop(SCHEMA + "alternateName", "Other names in use.", default=(), search=5)
    former_names: tuple[str, ...] = prop(DG + "formerName", "Earlier names of the same entity.", default=(), search=3)
    country: str | None = prop(SCHEMA + "addressCountry", "ISO 3166-1 alpha-2.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None, search=1)


@node(SCHEMA + "Person", "persons", "party")
class Person(Node):
    """A human being, as one docket names them; nobody is taken to be the same person in two dockets unless it is judged."""

    name: str | None = prop(SCHEMA + "name", "The name as the case writes it.", default=None, search=6)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None, search=1)


@node(DG + "PlaintiffClass", "plaintiffClasses", "party")
class PlaintiffClass(Node):
    """A described group of people for whom somebody sues."""

    name: str | None = prop(SCHEMA + "name", "The description of the class.", default=None, search=4)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None, search=1)


@node(DG + "Allegation", "allegations", "allegation")
class Allegation(Node):
    """What a suit says was done: one act with one kind of data. It is never stated as a fact."""

    summary: str | None = prop(SCHEMA + "description", "What is alleged, in our own words.", default=None, search=3)
    certainty: str | None = prop(DG + "certainty", "Why it is less than sure, where it is.", default=None, scheme="certainty")


@node(DG + "Claim", "claims", "claim")
class Claim(Node):
    """A cause of action pleaded in a case."""

    summary: str | None = prop(SCHEMA + "description", "What the claim is about, where the provision does not show it.", default=None, search=2)
    statute_text: str | None = prop(DG + "statuteText", "The provision as the source writes it.", default=None)
    certainty: str | None = prop(DG + "certainty", "Why it is less than sure, where it is.", default=None, scheme="certainty")
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@node(DG + "Response", "responses", "response")
class Response(Node):
    """What a party has said publicly about a suit."""

    on: PartialDate | None = prop(SCHEMA + "dateCreated", "The day it was said.", default=None)
    summary: str | None = prop(SCHEMA + "description", "What was said, in our own words.", default=None, search=2)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@node(DG + "Relief", "reliefs", "relief")
class Relief(Node):
    """What a suit asks the court for."""

    amount: float | None = prop(SCHEMA + "amount", "The sum asked for, in units of `currency`.", default=None)
    currency: str | None = prop(SCHEMA + "currency", "ISO 4217.", default=None)
    per: str | None = prop(DG + "per", "What the amount is counted by.", default=None, scheme="per")
    under: str | None = prop(DG + "under", "The provision as the source writes it.", default=None)
    summary: str | None = prop(SCHEMA + "description", "What it is for, in our own words.", default=None)
    certainty: str | None = prop(DG + "certainty", "Why it is less than sure, where it is.", default=None, scheme="certainty")
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@node(SCHEMA + "Event", "events", "event")
class Event(Node):
    """A turn of a docket: a filing, an order, a settlement."""

    on: PartialDate | None = prop(SCHEMA + "startDate", "The day of the event, as finely as it is known.", default=None)
    summary: str | None = prop(SCHEMA + "description", "What happened, in our own words.", default=None, search=2)


@node(ELI + "LegalResource", "statutes", "law")
class Statute(Node):
    """An act, or a provision of one."""

    citation: str | None = prop(DG + "citation", "How it is cited, such as 18 U.S.C. § 2702.", default=None, search=8)
    title: str | None = prop(ELI + "title", "Its heading.", default=None, search=5)
    aliases: tuple[str, ...] = prop(ELI + "title_alternative", "Other names in use.", default=(), search=4)
    enacted_on: PartialDate | None = prop(ELI + "date_document", "The day it was enacted.", default=None)
    jurisdiction: str | None = prop(ELI + "jurisdiction", "ISO 3166-1 alpha-2, or 3166-2 for states and provinces.", default=None)
    url: str | None = prop(SCHEMA + "url", "The official text.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None, search=1)


@node(SKOS + "Concept", "concepts", "")
class Concept(Node):
    """A term of a scheme; the node's id is the scheme and the term, such as data/private_messages."""

    scheme: str = prop(SKOS + "inScheme", "The scheme it belongs to.", default="")
    term: str = prop(SKOS + "notation", "The term's id within its scheme.", default="")
    label: str | None = prop(SKOS + "prefLabel", "The term for people.", default=None, search=6)
    definition: str | None = prop(SKOS + "definition", "What it means.", default=None, search=2)
    exact_match: tuple[str, ...] = prop(SKOS + "exactMatch", "The same term in public vocabularies.", default=())
    close_match: tuple[str, ...] = prop(SKOS + "closeMatch", "Near terms in public vocabularies.", default=())
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@node(SCHEMA + "SoftwareApplication", "systems", "system")
class System(Node):
    """An AI model, a family of models, or a product with an AI part."""

    name: str | None = prop(SCHEMA + "name", "Its name.", default=None, search=6)
    aliases: tuple[str, ...] = prop(SCHEMA + "alternateName", "Other names in use.", default=(), search=4)
    family: bool | None = prop(DG + "isFamily", "True for a family of models.", default=None)
    released_on: PartialDate | None = prop(SCHEMA + "datePublished", "The day it was released.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None, search=1)


@node(DCAT + "Dataset", "datasets", "dataset")
class Dataset(Node):
    """A training corpus, or a library that one was drawn from."""

    name: str | None = prop(DCT + "title", "Its name.", default=None, search=6)
    aliases: tuple[str, ...] = prop(DCT + "alternative", "Other names in use.", default=(), search=4)
    compiled_by: str | None = prop(DCT + "creator", "Who compiled it, by name.", default=None, search=2)
    released_on: PartialDate | None = prop(DCT + "issued", "The day it was released.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None, search=1)


@node(SCHEMA + "NewsArticle", "articles", "source")
class Article(Node):
    """A news report."""

    title: str | None = prop(DCT + "title", "Its headline.", default=None, search=6)
    publisher: str | None = prop(DCT + "publisher", "The outlet that it names as its own or its source.", default=None, search=3)
    published_on: PartialDate | None = prop(DCT + "issued", "The day of the report.", default=None)
    url: str | None = prop(SCHEMA + "url", "Where it was read.", default=None)
    author: str | None = prop(DCT + "creator", "Whoever signs it.", default=None, search=2)
    language: str | None = prop(DCT + "language", "ISO 639-1.", default=None)
    sha256: str | None = prop(DG + "sha256", "The digest of its text, where the text itself is kept elsewhere.", default=None)
    signature: tuple[str, ...] = prop(
        DG + "signature", "What tells copies of one story: shingles, agency, byline, quotations.", default=(), served=False
    )
    text: str | None = prop(SCHEMA + "articleBody", "The text that was read; searched, not served.", default=None, search=1, served=False)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@node(DCAT + "Catalog", "registers", "source")
class Register(Node):
    """An official register or publication of a public authority."""

    title: str | None = prop(DCT + "title", "What it is called.", default=None, search=4)
    publisher: str | None = prop(DCT + "publisher", "Who keeps it.", default=None, search=2)
    published_on: PartialDate | None = prop(DCT + "issued", "The day of the edition that was read.", default=None)
    url: str | None = prop(SCHEMA + "url", "Where it was read.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@node(FOAF + "Document", "documents", "source")
class Document(Node):
    """Any other source: a court paper, a company's statement, a tracker, a note, the curators' own record."""

    title: str | None = prop(DCT + "title", "What it is called.", default=None, search=4)
    publisher: str | None = prop(DCT + "publisher", "Who published it.", default=None, search=2)
    published_on: PartialDate | None = prop(DCT + "issued", "The day it was published.", default=None)
    url: str | None = prop(SCHEMA + "url", "Where it was read.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


# ---------------------------------------------------------------------------------------------------------------------
# Edges


def _one(name: str, doc: str) -> End:
    return End(name, Arity.ONE, doc)


def _list(name: str, doc: str) -> End:
    return End(name, Arity.LIST, doc)


def _edges(name: str, doc: str) -> End:
    return End(name, Arity.EDGES, doc)


def _page(name: str, doc: str) -> End:
    return End(name, Arity.PAGE, doc)


@edge("HEARD_IN", ("Case", "Court"), forward=_one("court", "The court that hears it."), back=_page("cases", "The suits before it."))
class HeardIn(Edge):
    """The court of a case."""


@edge("PARTY", ("Case", "Party"), key=("role",), forward=_page("parties", "Who sues and who is sued."),
      back=_page("cases", "The suits in which it is named."))  # fmt: skip
class CaseParty(Edge):
    """A party of a case, in a role."""

    role: str = prop(DG + "role", "In what role: plaintiff, named_plaintiff or defendant.", scheme="role", default="")
    named_as: str | None = prop(DG + "namedAs", "The name as the case writes it.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@edge("ALLEGES", ("Case", "Allegation"), forward=_page("allegations", "What was allegedly done, with which data."),
      back=_one("case", "The suit that alleges it."))  # fmt: skip
class Alleges(Edge):
    """A case makes an allegation."""


@edge("ACT", ("Allegation", "Concept"), scheme="act", forward=_one("act", "What was allegedly done."),
      back=_page("allegations", "The allegations of this act."))  # fmt: skip
class ActOf(Edge):
    """The act of an allegation."""


@edge("CONCERNS", ("Allegation", "Concept"), scheme="data", forward=_one("data", "The kind of data it was done with."),
      back=_page("allegations", "The allegations over this kind of data, narrower kinds left out."))  # fmt: skip
class Concerns(Edge):
    """The kind of data of an allegation."""


@edge("FOR_PURPOSE", ("Allegation", "Concept"), scheme="purpose",
      forward=_list("purpose", "What for. Training that states no purpose is for model_training; a purpose beginning "
                    "capability_ says that the use was possible, not that it happened."))  # fmt: skip
class ForPurpose(Edge):
    """The purpose of an allegation."""


@edge("BY", ("Allegation", "Party"), forward=_list("by", "Whoever allegedly did it."),
      back=_page("allegations_against", "What it allegedly did."))  # fmt: skip
class By(Edge):
    """Who allegedly did it."""


@edge("DISCLOSED_TO", ("Allegation", "Party"), forward=_list("recipients", "Whoever allegedly received the data."))
class DisclosedTo(Edge):
    """Who allegedly received the data."""


@edge("OF_SYSTEM", ("Allegation", "System"), forward=_list("systems", "The models or products it is about."),
      back=_page("allegations", "The allegations about it."))  # fmt: skip
class OfSystem(Edge):
    """The system an allegation is about."""


@edge("FROM_DATASET", ("Allegation", "Dataset"), forward=_list("datasets", "The data sets it is about."),
      back=_page("allegations", "The allegations about it."))  # fmt: skip
class FromDataset(Edge):
    """The data set an allegation is about."""


@edge("CLAIMS", ("Case", "Claim"), forward=_page("claims", "The causes of action pleaded."),
      back=_one("case", "The suit that pleads it."))  # fmt: skip
class Claims(Edge):
    """A case pleads a claim."""


@edge("CAUSE", ("Claim", "Concept"), scheme="cause", forward=_one("cause", "The cause of action."),
      back=_page("claims", "The claims that rest on it."))  # fmt: skip
class CauseOf(Edge):
    """The cause of a claim."""


@edge("UNDER", ("Claim", "Statute"), forward=_list("statutes", "The provisions it is pleaded under."),
      back=_page("claims", "The claims pleaded under it."))  # fmt: skip
class Under(Edge):
    """The provision of a claim."""


@edge("SEEKS", ("Case", "Relief"), forward=_page("relief", "What the suit asks for."), back=_one("case", "The suit that asks for it."))
class Seeks(Edge):
    """A case asks for relief."""


@edge("RELIEF_KIND", ("Relief", "Concept"), scheme="relief", forward=_one("kind", "The kind of relief."))
class ReliefKindOf(Edge):
    """The kind of relief."""


@edge("GRANTED_UNDER", ("Relief", "Statute"), forward=_list("statutes", "The provisions it is asked for under."))
class GrantedUnder(Edge):
    """The provision of relief."""


@edge("HAS_EVENT", ("Case", "Event"), forward=_page("events", "The docket's main turns."), back=_one("case", "The suit it happened in."))
class HasEvent(Edge):
    """A turn of a case."""


@edge("EVENT_KIND", ("Event", "Concept"), scheme="event", forward=_one("kind", "The kind of event."))
class EventKindOf(Edge):
    """The kind of an event."""


@edge("AFFECTS", ("Event", "Case"), ("Event", "Claim"), ("Event", "Allegation"),
      forward=_edges("affects", "What it decided or changed: the whole case, a claim or an allegation."),
      back=_edges("affected_by", "The events that decided or changed it."))  # fmt: skip
class Affects(Edge):
    """An event decides or changes a case, a claim or an allegation."""

    outcome: str | None = prop(DG + "outcome", "How it came out.", default=None, scheme="outcome")
    case_status: str | None = prop(
        DG + "caseStatus",
        "The status that the case has from it, where this event's own effect is stated. Where this or `standing` is given, the two "
        "are all that the event moves; the rules of its kind and outcome then move nothing.", default=None,
        scheme="status",
    )
    standing: str | None = prop(
        DG + "movesStanding", "The standing that claims and allegations have from it, where this event's own effect is stated.", default=None, scheme="standing"
    )


@edge("STATED_STATUS", ("Case", "Concept"), scheme="status", key=("on",),
      forward=_edges("stated_statuses", "What a source says of the case's status on a day, events aside."))  # fmt: skip
class StatedStatus(Edge):
    """A source states the status of a case."""

    on: PartialDate | None = prop(DCT + "date", "The day of the text that shows it.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@edge("RESPONDS_TO", ("Response", "Case"), forward=_one("case", "The suit it is about."), back=_page("responses", "What the parties have said about it."))
class RespondsTo(Edge):
    """A response is about a case."""


@edge("SAID_BY", ("Response", "Party"), forward=_one("by", "Who said it."), back=_page("responses", "What it has said about suits."))
class SaidBy(Edge):
    """Who gave a response."""


@edge("STANCE", ("Response", "Concept"), scheme="stance", forward=_one("stance", "The stance it takes."))
class StanceOf(Edge):
    """The stance of a response."""


@edge("RELATED", ("Case", "Case"), key=("relation",), forward=_page("related", "Suits it is connected with."),
      back=_page("related_from", "Suits that are connected with it."))  # fmt: skip
class Related(Edge):
    """Two cases are connected."""

    relation: str = prop(DG + "relation", "How: consolidated_into, appeal_of …", scheme="relation", default="")
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@edge("PART_OF", ("Body", "Body"), ("Statute", "Statute"), ("System", "System"), ("Dataset", "Dataset"), iri=DCT + "isPartOf",
      forward=_list("part_of", "The group, act, family or corpus it belongs to."),
      back=_page("parts", "What belongs to it, directly."))  # fmt: skip
class PartOf(Edge):
    """A legal entity of its group, a provision of its act, a version of its family, a set of its corpus."""


@edge("BROADER", ("Concept", "Concept"), iri=SKOS + "broader", forward=_list("broader", "The wider terms."),
      back=_list("narrower", "The narrower terms, directly below."))  # fmt: skip
class Broader(Edge):
    """A term is narrower than another."""


@edge("IMPLIES", ("Concept", "Concept"), forward=_list("implies", "What holds where nothing else is stated."))
class Implies(Edge):
    """A term implies another, of another scheme."""


@edge("RESTS_ON", ("Concept", "Statute"), forward=_list("usual_statutes", "The provisions a cause usually rests on: a hint."))
class RestsOn(Edge):
    """A cause usually rests on a provision; never a statement about a case."""


@edge("SYSTEM_KIND", ("System", "Concept"), scheme="system_kind", forward=_one("kind", "The kind of system."),
      back=_page("systems", "The systems of this kind."))  # fmt: skip
class SystemKindOf(Edge):
    """The kind of a system."""


@edge("DEVELOPED_BY", ("System", "Body"), forward=_list("developers", "Who develops it."), back=_page("systems", "The systems it develops."))
class DevelopedBy(Edge):
    """The maker of a system."""


@edge("BASED_ON", ("System", "System"), forward=_list("based_on", "The models it runs on."), back=_page("basis_of", "The products that run on it."))
class BasedOn(Edge):
    """A product runs on a model."""


@edge("TRAINED_ON", ("System", "Dataset"), forward=_list("trained_on", "The data sets it was trained on, as its sources say."),
      back=_page("trained_systems", "The systems trained on it."))  # fmt: skip
class TrainedOn(Edge):
    """A system was trained on a data set."""


@edge("CONTAINS", ("Dataset", "Concept"), scheme="data", forward=_list("data", "The kinds of data in it."),
      back=_page("datasets", "The data sets that hold it."))  # fmt: skip
class Contains(Edge):
    """A data set holds a kind of data."""


@edge("REPORTS_ON", ("Article", "Case"), iri=SCHEMA + "about", forward=_page("cases", "The suits it reports on."),
      back=_page("articles", "The news reports on it."))  # fmt: skip
class ReportsOn(Edge):
    """An article reports on a case."""


@edge("MAY_REPORT_ON", ("Article", "Case"), forward=_page("may_report_on", "The suits of which one may be the one it reports on, for people to judge."),
      back=_page("possible_articles", "The news reports that may be on it, for people to judge."))  # fmt: skip
class MayReportOn(Edge):
    """An article may report on a case: what it says fits, but does not decide."""


@edge("JUDGED", ("Article", "Case"), forward=_page("judged", "The suits of which a person has judged whether it reports on them."),
      back=_page("judged_articles", "The news reports of which a person has judged whether they are on it."))  # fmt: skip
class Judged(Edge):
    """A person's judgement on whether an article reports on a case; it can be taken back."""

    verdict: str | None = prop(DG + "verdict", "Accepted where it does, refused where it does not.", default=None)


@edge("MENTIONS", ("Article", "Body"), iri=SCHEMA + "mentions", forward=_page("mentions", "The companies it names."),
      back=_page("mentioned_in", "The articles that name it."))  # fmt: skip
class Mentions(Edge):
    """An article names a company."""


@edge("COPY_OF", ("Article", "Article"), iri=PROV + "wasDerivedFrom", derived=True,
      forward=_one("copy_of", "The telling of the same story that stands for all of them; copies count as one voice."),
      back=_page("copies", "The other tellings of the same story."))  # fmt: skip
class CopyOf(Edge):
    """An article is a copy or a rewrite of another."""


@edge("RANK", ("Source", "Concept"), scheme="source_kind", forward=_one("rank", "The kind of source, which ranks it."))
class RankOf(Edge):
    """The kind of a source."""


@edge("OWNS", ("Body", "Body"), iri=ORG + "hasSubOrganization", key=("since",), dated=True,
      forward=_page("owns", "What it holds or has held, each holding with its dates."),
      back=_page("owned_by", "Who holds or has held it, each holding with its dates."))  # fmt: skip
class Owns(Edge):
    """Control or a stake, for as long as it lasts."""

    since: PartialDate | None = prop(SCHEMA + "startDate", "The first day of the holding.", default=None)
    until: PartialDate | None = prop(SCHEMA + "endDate", "The day from which it no longer holds; empty where it still does or nobody says.", default=None)
    kind: str | None = prop(DG + "ownershipKind", "Control (subsidiary) or a stake.", default=None, scheme="ownership_kind")
    share: float | None = prop(DG + "share", "Percent held, 0 to 100.", default=None)
    share_as_of: PartialDate | None = prop(DG + "shareAsOf", "The day for which the share is given, where it is not `since`.", default=None)
    announced_on: PartialDate | None = prop(DG + "announcedOn", "The day the deal was announced.", default=None)
    amount: float | None = prop(SCHEMA + "amount", "The price or commitment of this step, in units of `currency`.", default=None)
    currency: str | None = prop(SCHEMA + "currency", "ISO 4217.", default=None)
    status: str | None = prop(
        DG + "ownershipStatus", "Given only where the deal is not known to have closed; then it gives no control.", default=None, scheme="ownership_status"
    )
    held: bool | None = prop(DG + "stillHeld", "True where the sources say that the holding goes on.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


@edge("SUCCEEDED_BY", ("Body", "Body"), key=("kind",),
      forward=_page("successors", "What it was renamed to or merged into."),
      back=_page("predecessors", "What was renamed to it or merged into it."))  # fmt: skip
class SucceededBy(Edge):
    """A company goes on under another name, or within another company."""

    kind: str = prop(DG + "ownershipKind", "renamed_to or merged_into.", scheme="ownership_kind", default="")
    since: PartialDate | None = prop(SCHEMA + "startDate", "The day of the change.", default=None)
    notes: str | None = prop(SKOS + "note", "A remark of the curators.", default=None)


# ---------------------------------------------------------------------------------------------------------------------
# Records: worked out, never stated


@record(PROV + "Entity")
class Evidence:
    """Where a statement was read: the source, its words, their place in it, and the method that read them."""

    quote: str | None = prop(SCHEMA + "text", "The source's own words, as short as proves it.", default=None)
    start: int | None = prop(DG + "start", "First character of the quote in the source's raw text.", default=None)
    end: int | None = prop(DG + "end", "The character after its last.", default=None)
    method: str | None = prop(DG + "method", "What read it: curated, patterns, …", default=None)
    original: str | None = prop(DG + "original", "The value as the source writes it, where ours is normalised.", default=None)
    note: str | None = prop(SKOS + "note", "A remark on this piece of evidence.", default=None)


@record(DG + "State")
class State:
    """Where a case, a claim or an allegation stands from a day on, and the event that moved it."""

    on: PartialDate | None = prop(SCHEMA + "startDate", "The day from which it holds; empty where no source gives one.", default=None)


@record(DG + "Control")
class Control:
    """One company controls another, or holds a stake in it, over a path of links that were in force together."""

    depth: int = prop(DG + "depth", "Links on the path; 1 for a direct holding.", default=0)
    share: float | None = prop(DG + "share", "Product of the shares on the path, in percent; empty where a link gives none.", default=None)
    since: PartialDate | None = prop(SCHEMA + "startDate", "The first day on which the whole path holds.", default=None)
    until: PartialDate | None = prop(SCHEMA + "endDate", "The day from which it no longer does.", default=None)
    stake: bool = prop(DG + "isStake", "True where a link on the path is a stake and no control.", default=False)


@record(DG + "Step")
class Step:
    """A link on a path of control: a holding, a legal entity of its group, or a change of name."""

    kind: str | None = prop(DG + "ownershipKind", "The kind of holding, `part_of` for an entity of a group, or `renamed_to`.", default=None)
    share: float | None = prop(DG + "share", "Percent held, 0 to 100.", default=None)
    since: PartialDate | None = prop(SCHEMA + "startDate", "The first day of the holding.", default=None)
    until: PartialDate | None = prop(SCHEMA + "endDate", "The day from which it no longer holds.", default=None)


@record(DG + "Suit")
class Suit:
    """A suit that reaches a company: the defendant that was named, and the path from the company to it."""

    stake: bool = prop(DG + "isStake", "True where the company holds only a stake in the defendant.", default=False)


@record(DG + "Neighbourhood")
class Neighbourhood:
    """What surrounds a thing, within a budget: things ring by ring, the edges among them, and what did not fit."""

    total_nodes: int = prop(DG + "totalNodes", "How many things were met: those in `nodes` and those counted in `hidden`.", default=0)
    total_edges: int = prop(
        DG + "totalEdges", "How many edges were met: those in `edges`, and those between what is shown and what is hidden.", default=0
    )


@record(DG + "NeighbourhoodNode")
class NeighbourhoodNode:
    """A thing as it is drawn."""

    id: str = prop(DCT + "identifier", "Its id.", default="", is_id=True)
    kind: str = prop(DCT + "type", "The name of its type, such as `Company`.", default="")
    label: str = prop(
        SKOS + "prefLabel", "What to write on it: its name; for what has none the terms it is made of, or its id.", default=""
    )
    ring: int = prop(DG + "ring", "How many edges away it is; 0 for the thing in the middle.", default=0)
    degree: int = prop(DG + "degree", "How many edges to things it has in all, whatever the day and whatever was asked for.", default=0)
    shown: int = prop(DG + "shownDegree", "How many of its edges are in `edges`.", default=0)


@record(DG + "GraphEdge")
class GraphEdge:
    """An edge of the graph between two things, in the direction in which it is stated."""

    id: str = prop(DCT + "identifier", "Its id: source, type, target and key.", default="", is_id=True)
    type: str = prop(DCT + "type", "Its type, such as `OWNS`.", default="")
    label: str = prop(SKOS + "prefLabel", "What to write on it: the role, relation, kind or outcome that it states, else its type.", default="")
    source: str = prop(DG + "source", "The id of the thing that it begins at.", default="", is_id=True)
    target: str = prop(DG + "target", "The id of the thing that it leads to.", default="", is_id=True)
    since: PartialDate | None = prop(SCHEMA + "startDate", "The day from which it holds, where it has one.", default=None)
    until: PartialDate | None = prop(SCHEMA + "endDate", "The day from which it no longer holds, where it has one.", default=None)


@record(DG + "Hidden")
class Hidden:
    """Things of one kind that hang on a thing that is shown, and did not fit. Each counts once, around the first that it hangs on."""

    around: str = prop(DG + "around", "The id of the thing that they hang on.", default="", is_id=True)
    kind: str = prop(DCT + "type", "The name of their type.", default="")
    count: int = prop(DG + "count", "How many they are.", default=0)


@record(DG + "Path")
class Path:
    """A way from one thing to another along edges, whatever their direction; it comes to no thing twice."""

    length: int = prop(DG + "length", "How many steps it has.", default=0)


@record(DG + "PathNode")
class PathNode:
    """A thing on a path."""

    id: str = prop(DCT + "identifier", "Its id.", default="", is_id=True)
    kind: str = prop(DCT + "type", "The name of its type, such as `Company`.", default="")
    label: str = prop(
        SKOS + "prefLabel", "What to write on it: its name; for what has none the terms it is made of, or its id.", default=""
    )


@record(DG + "Revision")
class Revision:
    """A load by its number: what the log took in at once."""

    number: int = prop(DG + "number", "Its number; 1 is the first.", default=0)
    at: str = prop(PROV + "endedAtTime", "When it was made, such as 2026-01-21T08:30:00Z.", default="")
    loader: str = prop(DG + "loader", "What was loaded.", default="")


@record(DG + "Statement")
class Statement:
    """A value that somebody has stated of a property, now or before, with all the evidence that it has had."""

    value: object = prop(SCHEMA + "value", "The value; a date as text.", default="")
    chosen: bool = prop(DG + "chosen", "True for the value that is shown; of a property with many values, for each that holds.", default=False)
    rule: str | None = prop(DG + "rule", "How the value that is shown was chosen; null where this one no longer holds.", default=None)


@record(DG + "Disagreement")
class Disagreement:
    """A property that has one value, of which several hold now, as sources differ."""

    field: str = prop(DG + "field", "The property; `statements(field: …)` of the subject tells who says what.", default="")
    values: tuple[object, ...] = prop(SCHEMA + "value", "The values that hold now; the one that is shown comes first.", default=())


@record(DG + "Change")
class Change:
    """What a revision changed about one fact: that it is stated, that it no longer is, or only by what it is backed."""

    change: str = prop(DG + "change", "What happened to the fact.", default="", enum="ChangeKind")
    subject_id: str = prop(DG + "subjectId", "The id of the thing that the fact is about, in the graph or no longer.", default="", is_id=True)
    field: str = prop(DG + "field", "The property or the relation, `kind` for what the thing is, `owns.share` for a property of an edge.", default="")
    value: object = prop(SCHEMA + "value", "The value; of a relation, the id of what it leads to.", default="")


@record(DG + "Graph")
class Graph:
    """The graph as a whole."""

    licence: str = prop(DCT + "license", "The licence of the records, by its SPDX name.", default="")


@record(DG + "KindCount")
class KindCount:
    """How many things of a kind there are."""

    kind: str = prop(DCT + "type", "The name of their type, such as `Company`.", default="")
    count: int = prop(DG + "count", "How many there are.", default=0)


@record(DG + "Count")
class Count:
    """How many cases have a combination of values."""

    count: int = prop(DG + "count", "How many cases; each counts once.", default=0)


@record(DG + "CountKey")
class CountKey:
    """A value by which cases are counted."""

    by: str = prop(DG + "by", "By what it is counted.", default="", enum="Facet")
    value: str = prop(DG + "value", "The value: an id, a country or a year.", default="")
    label: str = prop(SKOS + "prefLabel", "The value for people.", default="")


SCHEME_OF: dict[str, str] = {type_name: scheme for scheme, type_name in SCHEMES.items()}
"""The scheme of each type of term: `DataKind` gives `data`."""


@dataclass(frozen=True, slots=True)
class Pleaded:
    """How suits come to a thing: `owned` leads from a case to its part, `names` from the part to the thing."""

    owned: str
    names: str
    doc: str


PLEADED: dict[str, Pleaded] = {
    "Statute": Pleaded("CLAIMS", "UNDER", "The suits that plead it, or a provision of it; each once."),
    "System": Pleaded("ALLEGES", "OF_SYSTEM", "The suits with an allegation about it, or about a version of it; each once."),
    "Dataset": Pleaded("ALLEGES", "FROM_DATASET", "The suits with an allegation about it, or about a part of it; each once."),
}
"""Kinds that suits are about by their claims or allegations."""

OWNED_PARTS = ("ALLEGES", "CLAIMS", "SEEKS", "HAS_EVENT")
"""Edges from a case to what is its own; a response is its own too, by RESPONDS_TO from the other end."""


def kinds_of(name: str) -> tuple[str, ...]:
    """The concrete kinds that a name stands for: itself, those of an abstract kind, all of them for `Node`.

    A type of term (`DataKind`) stands for `Concept`.
    """
    if name == "Node":
        return tuple(KINDS)
    return ABSTRACT.get(name, ("Concept",) if name in SCHEME_OF else (name,))


def _derived(kind: str) -> Iterator[Relation]:
    if kind in KINDS:
        yield Relation("evidence", Arity.LIST, "Evidence", "Where it was read that this exists.", derived="evidence")
        yield Relation("statements", Arity.LIST, "Statement", "Every value that has been stated of a property, in the order: the one "
                       "that is shown, others that hold, those that no longer do.", derived="statements")  # fmt: skip
    if kind == "Case":
        yield Relation("status", Arity.ONE, "State", "Where the case stands on a day; the latest that is known, where none is given.",
                       scheme="status", derived="status")  # fmt: skip
        yield Relation("history", Arity.LIST, "State", "Every state it has been in, oldest first.", scheme="status", derived="history")
    if kind in ("Claim", "Allegation"):
        yield Relation("status", Arity.ONE, "State", "Where it stands on a day: alleged, dismissed, withdrawn, found …",
                       scheme="standing", derived="status")  # fmt: skip
        yield Relation("history", Arity.LIST, "State", "Every state it has been in, oldest first.", scheme="standing", derived="history")
    if kind in ABSTRACT["Body"]:
        yield Relation("controllers", Arity.LIST, "Control", "Whoever controls it on a day, nearest first.", derived="controllers")
        yield Relation("suits", Arity.PAGE, "Case", "Suits against it, or against what it controlled on the day of filing.", derived="suits")
    if kind in PLEADED:
        yield Relation("suits", Arity.PAGE, "Case", PLEADED[kind].doc, derived="pleaded")


RECORD_RELATIONS: dict[str, tuple[Relation, ...]] = {
    "Evidence": (
        Relation("source", Arity.ONE, "Source", "The source.", derived="source", required=True),
        Relation("added_in", Arity.ONE, "Revision", "The revision from which it holds.", derived="revision", required=True),
        Relation("withdrawn_in", Arity.ONE, "Revision", "The revision from which it no longer holds; null where it does.", derived="revision"),
    ),
    "Revision": (
        Relation("source", Arity.ONE, "Source", "The source, where all that it changed is from one; null where it read several.", derived="source"),
    ),
    "Statement": (Relation("evidence", Arity.LIST, "Evidence", "Where it was read, withdrawn evidence too.", derived="evidence"),),
    "Disagreement": (Relation("subject", Arity.ONE, "Node", "The thing whose property it is.", derived="subject", required=True),),
    "Change": (
        Relation("revision", Arity.ONE, "Revision", "The revision that changed it.", derived="revision", required=True),
        Relation("subject", Arity.ONE, "Node", "The thing that the fact is about; null where it is not in the graph now.", derived="subject"),
        Relation("object", Arity.ONE, "Node", "Of a relation, what it leads to; null where that is a term, or not in the graph now.", derived="object"),
        Relation("evidence", Arity.LIST, "Evidence", "The evidence that came or went with the change.", derived="evidence"),
    ),
    "Graph": (
        Relation("revision", Arity.ONE, "Revision", "The newest revision; null where nothing was loaded.", derived="revision"),
        Relation("counts", Arity.LIST, "KindCount", "How many things of each kind there are, terms left out.", derived="counts"),
    ),
    "KindCount": (),
    "CountKey": (),
    "Count": (Relation("keys", Arity.LIST, "CountKey", "The values, one for each that is counted by, in that order.", derived="keys"),),
    "State": (
        Relation("state", Arity.ONE, "Concept", "The state.", derived="state", required=True),
        Relation("event", Arity.ONE, "Event", "The event that moved it; empty where a source states the status itself.", derived="event"),
        Relation("evidence", Arity.LIST, "Evidence", "Where it was read.", derived="evidence"),
    ),
    "Control": (
        Relation("company", Arity.ONE, "Party", "The one that controls or holds.", derived="company", required=True),
        Relation("path", Arity.LIST, "Step", "The links from it to the other, in order.", derived="path"),
    ),
    "Step": (
        Relation("owner", Arity.ONE, "Party", "The one that holds.", derived="owner", required=True),
        Relation("owned", Arity.ONE, "Party", "The one that is held.", derived="owned", required=True),
        Relation("evidence", Arity.LIST, "Evidence", "Where the link was read.", derived="evidence"),
    ),
    "Suit": (
        Relation("defendant", Arity.ONE, "Party", "The party that is named as defendant.", derived="defendant", required=True),
        Relation("path", Arity.LIST, "Step", "The links from the company to the defendant; empty where it is named itself.", derived="path"),
        Relation("node", Arity.ONE, "Case", "The suit.", derived="node", required=True),
    ),
    "Neighbourhood": (
        Relation("nodes", Arity.LIST, "NeighbourhoodNode", "The things: ring by ring, in each the most connected first.", derived="nodes"),
        Relation("edges", Arity.LIST, "GraphEdge", "Every edge among them.", derived="edges"),
        Relation("hidden", Arity.LIST, "Hidden", "What hangs on them and did not fit.", derived="hidden"),
    ),
    "NeighbourhoodNode": (),
    "GraphEdge": (Relation("evidence", Arity.LIST, "Evidence", "Where it was read.", derived="evidence"),),
    "Hidden": (),
    "Path": (
        Relation("nodes", Arity.LIST, "PathNode", "The things on the way, both ends included.", derived="nodes"),
        Relation("edges", Arity.LIST, "GraphEdge", "The edges of each step, in order; two things may be joined by several.", derived="edges"),
    ),
    "PathNode": (),
}


def relations_of(kind: str) -> dict[str, Relation]:
    """The ways that lead from a kind of node, a type of term, an abstract kind or a record, by their names.

    An abstract kind has the ways that all its kinds share.
    """
    return _RELATIONS[kind]


def props_of(kind: str) -> dict[str, Prop]:
    """The properties of a kind of node, a type of term, an abstract kind (those that all its kinds share) or a record."""
    return _PROPS[kind]


def _relations(kind: str) -> Iterator[Relation]:
    if kind in RECORD_RELATIONS:
        yield from RECORD_RELATIONS[kind]
        return
    scheme = SCHEME_OF.get(kind)
    (concrete,) = kinds_of(kind)
    for made in EDGES.values():
        for of, to in made.ends:
            if made.forward and concrete in kinds_of(of) and not (made.name == "RESTS_ON" and scheme not in (None, "cause")):
                target, of_scheme = to, made.scheme
                if to == "Concept":
                    of_scheme = made.scheme or (scheme if made.name == "BROADER" else None)
                    target = SCHEMES[of_scheme] if of_scheme else "Concept"
                yield Relation(made.forward.name, made.forward.arity, target, made.forward.doc, made.name, True, of_scheme,
                               dated=made.dated)  # fmt: skip
            if made.back and concrete in kinds_of(to):
                if to == "Concept" and made.scheme != scheme and made.name != "BROADER":
                    continue
                target = SCHEMES[scheme] if of == "Concept" and scheme else of
                yield Relation(made.back.name, made.back.arity, target, made.back.doc, made.name, False, scheme, dated=made.dated)
    yield from _derived(concrete)


def _by_name(kind: str) -> dict[str, Relation]:
    found: dict[str, Relation] = {}
    for relation in _relations(kind):
        # AFFECTS goes to three kinds under one name: seen from the event, its target is any node
        found[relation.name] = dataclasses.replace(relation, target="Node") if relation.name in found else relation
    return found


def _shared(members: tuple[dict[str, Any], ...]) -> dict[str, Any]:
    first, *others = members
    return {name: value for name, value in first.items() if all(name in other for other in others)}


_RELATIONS: dict[str, dict[str, Relation]] = {kind: _by_name(kind) for kind in (*KINDS, *SCHEME_OF, *RECORDS)}
_RELATIONS |= {name: _shared(tuple(_RELATIONS[kind] for kind in kinds_of(name))) for name in (*ABSTRACT, "Node")}
_PROPS: dict[str, dict[str, Prop]] = {name: kind.props for name, kind in (KINDS | RECORDS).items()}
_PROPS |= {name: KINDS["Concept"].props for name in SCHEME_OF}
_PROPS |= {name: _shared(tuple(_PROPS[kind] for kind in kinds_of(name))) for name in (*ABSTRACT, "Node")}
