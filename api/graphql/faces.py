"""What the GraphQL schema consists of, derived from the ontology as plain data: object types, root fields, filters, enums.

`types.py` makes strawberry's classes from it, `compile.py` reads it to turn a selection into a query value, and tests walk
it beside the ontology. No kind is named here but where it is treated otherwise than the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from api.graphql.events import DOCS, event_roots, fields_of_event
from api.graphql.examples import root_field, with_example
from api.graphql.filters import Filters
from api.graphql.kinds import (
    INTERFACES,
    THINGS,
    article,
    declared,
    doc_of,
    edge_props,
    is_term,
    own_props,
    own_relations,
    pascal,
    shouted,
    type_of,
    wider_of,
    words,
)
from api.graphql.meanings import Argument, Field, InputType, Link, ObjectType, Part, Root, Span, Value
from api.graphql.told import ENUMS as TOLD
from api.graphql.told import FIELD, KNOWN_AT, counts_field, log_roots
from api.graphql.walks import EDGE_TYPES, walk_roots
from graph.ontology import EDGES, KINDS, RECORD_RELATIONS, RECORDS, SCHEME_OF, SCHEMES, Arity, Prop, Relation, camel

_COMMON = {
    "Node": "A thing with an id. Terms are none: their ids repeat between schemes.",
    "Party": "Whoever can sue or be sued",
    "Body": "A party that can own and be owned",
    "Source": "Where something was read",
    "Concept": "A term of a scheme; each scheme has a type of its own.",
}
"""What the interfaces are."""

_FIRST = Argument("first", "Int", "How many at most, from 0 on.", 20)
_FIRST_EVIDENCE = Argument("first", "Int", "How many at most, from 0 on.", 50)
_AFTER = Argument("after", "String", "Begin after this: the `endCursor` or a `cursor` of the same list in the same order.")
_STAKES = Argument("includeStakes", "Boolean", "true: stakes count beside control.", False)
_PARTS = Argument(
    "includeParts", "Boolean", "Whether suits count too that name a provision, a version or a part of it.", True
)
_HOLDS_ON = Argument(
    "asOf",
    "Date",
    "What holds on this day, such as 2025-01-21: begun by then, not ended, and known to have closed; without it, all there is.",
)
_CONTROLS_ON = Argument(
    "asOf", "Date", "Only who controls it on this day, such as 2025-01-21; without it, those whose control has not ended."
)
_STATUS_ON = Argument("asOf", "Date", "The day asked about, such as 2025-01-22; without it, the latest status known.")

_READ = Relation("evidence", Arity.LIST, "Evidence", "Where it was read.", derived="evidence")
"""The evidence of an edge."""


class _Faces:
    """Collects the object types while the ontology is walked."""

    def __init__(self, filters: Filters) -> None:
        self.filters = filters
        self.objects: dict[str, ObjectType] = {}
        for name, kinds in INTERFACES.items():
            doc = _COMMON.get(name, "What several kinds have in common")
            doc = doc if doc.endswith(".") else f"{doc}: {', '.join(kinds)}."
            self.add(name, doc, self.of_kind(name), wider_of(name), abstract=True)
        for kind in THINGS:
            self.add(kind, KINDS[kind].doc, self.of_kind(kind), wider_of(kind))
        for name, scheme in SCHEME_OF.items():
            doc = f'A term of the scheme `{scheme}`; `concepts(scheme: "{scheme}")` lists them.'
            self.add(name, doc, self.of_kind(name), wider_of(name))
        for name, record in RECORDS.items():
            if name != "Suit":  # the edge of a connection, made with it
                self.add(name, record.doc, self.of_record(name))
        self.add("Span", "The place of a quote in the raw text of its source, counted in characters from 0.", self.span())
        self.add("PageInfo", "Where a page stands among all.", _page_info())
        for name in ("Change", "Disagreement"):
            self.list_records(name)
        self.add("Query", _QUERY, map(_known_at, self.roots()))
        for name, doc in DOCS.items():
            self.add(name, doc, fields_of_event(name))
        self.add("Subscription", _SUBSCRIPTION, event_roots(self.filters.where("Case")))

    def add(
        self, name: str, doc: str, fields: Iterable[Field], interfaces: tuple[str, ...] = (), *, abstract: bool = False
    ) -> str:
        """Keep an object type."""
        self.objects[name] = ObjectType(name, doc, {field.name: field for field in fields}, interfaces, abstract)
        return name

    # -- kinds and records

    def of_kind(self, kind: str) -> Iterator[Field]:
        """The fields of a node type or an interface."""
        if is_term(kind):
            yield Field("id", "ID!", "Its id within its scheme, such as `private_messages` within `data`.", Value("term"))
        else:
            yield Field("id", "ID!", "Its id, readable and stable.", Value("id"))
        for prop in own_props(kind).values():
            yield _value(prop)
        for relation in own_relations(kind).values():
            yield self.link(kind, relation)

    def of_record(self, name: str) -> Iterator[Field]:
        """The fields of a record."""
        place = ("start", "end") if name == "Evidence" else ()
        for prop in RECORDS[name].props.values():
            if prop.name not in place:
                yield _value(prop)
        if place:
            yield Field("span", "Span", "The quote's place in the source; null where it is not known.", Span())
        for relation in RECORD_RELATIONS.get(name, ()):
            if relation.name != "node":
                yield self.link(name, relation)

    def span(self) -> Iterator[Field]:
        """The fields of a quote's place."""
        for name in ("start", "end"):
            yield Field(name, "Int!", RECORDS["Evidence"].props[name].doc, Value(name))

    # -- relations

    def link(self, kind: str, relation: Relation) -> Field:
        """The field by which a relation is seen."""
        if relation.derived == "suits":
            return self.suits(relation)
        if relation.derived == "pleaded":
            args = (_PARTS, *_page_arguments(self.filters.where("Case"), self.filters.order("Case")))
            return _described(kind, relation, "CaseConnection!", Link(relation, "CaseEdge"), args)
        if relation.arity is Arity.PAGE:
            return self.page(kind, relation)
        columns = None
        if relation.arity is Arity.EDGES:
            columns = self.edge(declared(kind, relation) + pascal(relation.name), relation, in_pages=False)
        target = columns or relation.target
        type_ = f"{target}{'!' if relation.required else ''}" if relation.arity is Arity.ONE else f"[{target}!]!"
        return _described(kind, relation, type_, Link(relation, columns), _arguments(relation))

    def page(self, kind: str, relation: Relation) -> Field:
        """The field of a relation that comes in pages."""
        stem = declared(kind, relation) + pascal(relation.name)
        columns = self.edge(stem, relation, in_pages=True)
        connection = self.connection(f"{stem}Connection", columns, relation.target, f"A page of this list: {relation.doc}")
        args = (*_page_arguments(*self.filters.of_page(kind, relation)), *_arguments(relation))
        return _described(kind, relation, f"{connection}!", Link(relation, columns, bool(edge_props(relation))), args)

    def suits(self, relation: Relation) -> Field:
        """The suits that reach a company, as named or by control."""
        if "SuitEdge" not in self.objects:
            node = next(each for each in RECORD_RELATIONS["Suit"] if each.name == "node")
            fields = (*self.of_record("Suit"), Field("node", f"{node.target}!", node.doc, Part("node")), _cursor())
            self.add("SuitEdge", RECORDS["Suit"].doc, fields)
            several = "a suit counts once for each holding that reaches it, and once where it names the company itself"
            total = f"How many edges there are, page aside: {several}."
            self.connection("SuitConnection", "SuitEdge", node.target, f"A page of suits: {relation.doc}", total=total)
        args = (
            Argument(
                "through",
                "Through!",
                "Whether suits that name it only, or also those that name what it controlled.",
                "CONTROL",
            ),
            Argument("at", "At!", "The day of control that counts.", "FILING"),
            _STAKES,
            *_page_arguments(self.filters.where("Case"), self.filters.order("Case")),
        )
        return _described("Body", relation, "SuitConnection!", Link(relation, "SuitEdge"), args)

    def edge(self, stem: str, relation: Relation, *, in_pages: bool) -> str:
        """The type of the edges of a relation: what the edge says, the thing at its end, and where it was read."""
        name = f"{stem}Edge"
        if name not in self.objects:
            made = EDGES[relation.edge or ""]
            fields = [Field("node", f"{relation.target}!", f"The {relation.target} at the end of the edge.", Part("node"))]
            fields += [_value(prop) for prop in edge_props(relation).values()]
            if in_pages:
                fields.append(_cursor())
            if not made.derived:
                fields.append(_described("", _READ, "[Evidence!]!", Link(_READ), _arguments(_READ)))
            self.add(name, made.doc, fields)
        return name

    def connection(
        self, name: str, columns: str, target: str, doc: str, total: str = "How many there are, page aside."
    ) -> str:
        """The type of a connection."""
        if name not in self.objects:
            fields = (
                Field("totalCount", "Int!", total, Part("totalCount")),
                Field("nodes", f"[{target}!]!", "The things at the ends of the edges of this page.", Part("nodes")),
                Field("edges", f"[{columns}!]!", "The edges of this page.", Part("edges")),
                Field("pageInfo", "PageInfo!", "Where this page stands.", Part("pageInfo")),
            )
            self.add(name, doc, (*fields, counts_field()) if target == "Case" else fields)
        return name

    # -- the query

    def roots(self) -> Iterator[Field]:
        """The fields of the query itself."""
        by_id = Argument("id", "ID!", "Its id. One that nothing has is an error that names the nearest.")
        for kind in THINGS:
            args: tuple[Argument, ...] = (by_id,)
            if kind == "Statute":
                args = (
                    Argument("id", "ID", "Its id."),
                    Argument("citation", "String", "How it is cited, such as 18 U.S.C. § 2702; in place of an id."),
                )
            how = "by its id or its citation" if kind == "Statute" else "by its id"
            name, plural = kind[0].lower() + kind[1:], KINDS[kind].plural
            yield root_field(name, kind, f"{article(kind).capitalize()} {how}. {KINDS[kind].doc}", Root("one", kind), *args)
            doc = f"All {words(plural)}, or those that meet `where`, in pages. {KINDS[kind].doc}"
            yield self.list_root(plural, kind, doc)
        yield root_field("party", "Party", "A party of any kind by its id.", Root("one", "Party"), by_id)
        yield root_field("node", "Node", "A thing of any kind by its id.", Root("one", "Node"), by_id)
        scheme = f"The scheme: {', '.join(SCHEMES)}."
        term = Argument("id", "ID!", "Its id within the scheme. One that is unknown is an error that names the nearest.")
        args = (Argument("scheme", "ID!", scheme), term)
        yield root_field("concept", "Concept", "A term of a scheme.", Root("term", "Concept"), *args)
        doc = "The terms of a scheme, or of all schemes, in pages."
        yield self.list_root("concepts", "Concept", doc, Argument("scheme", "ID", f"{scheme} Without it, all."))
        yield self.search()
        yield from walk_roots()
        yield from log_roots()

    def list_root(self, name: str, kind: str, doc: str, *more: Argument) -> Field:
        """A connection over everything of a kind."""
        fields = (Field("node", f"{kind}!", f"The {kind}.", Part("node")), _cursor())
        columns = self.add(f"{kind}Edge", f"{article(kind).capitalize()} and its place in the order.", fields)
        connection = self.connection(f"{kind}Connection", columns, kind, f"A page of {words(name)}.")
        args = (*more, *_page_arguments(self.filters.where(kind), self.filters.order(kind)))
        return root_field(name, f"{connection}!", doc, Root("list", kind), *args)

    def list_records(self, kind: str) -> None:
        """The connection over records of a kind."""
        fields = (Field("node", f"{kind}!", f"The {words(kind)}.", Part("node")), _cursor())
        columns = self.add(f"{kind}Edge", f"{article(kind).capitalize()} and its place in the order.", fields)
        self.connection(f"{kind}Connection", columns, kind, f"A page of {words(kind)}s.")

    def search(self) -> Field:
        """Full text."""
        hit = (
            Field("score", "Float!", "How well it fits; the higher, the better.", Value("score")),
            Field("snippet", "String", "The words around what was found, which is marked by « and ».", Value("snippet")),
            Field("node", "Node!", "What was found.", Part("node")),
        )
        self.add("SearchHit", "A thing that a search found.", hit)
        found = (
            Field("totalCount", "Int!", "How many there are, page aside.", Part("totalCount")),
            Field("nodes", "[SearchHit!]!", "The best of them, best first.", Part("nodes")),
        )
        self.add("SearchResult", "What a search found.", found)
        args = (
            Argument("text", "String!", "The words to look for: all of them, or one where nothing has all."),
            Argument("kinds", "[Kind!]", "Only these kinds; without it, all."),
            _FIRST,
        )
        doc = "Full-text search over names, captions, summaries and the text of articles, across kinds, best first."
        return root_field("search", "SearchResult!", doc, Root("search", "Node"), *args)


_QUERY = (
    'Everything that can be asked: a thing by its id (`case(id: "cand-5-25-cv-00709")`), all of a kind in pages (`cases`), '
    "whatever a text finds (`search`), and the terms in which it is said (`concepts`). Dates are written 2025-01-21; kinds of "
    'data, acts, statuses and other terms as ids, such as "private_messages".'
)

_SUBSCRIPTION = (
    "What is told as it comes, over a WebSocket at the address of the queries (graphql-transport-ws). Each event has a cursor: whoever "
    "was cut off subscribes again with it as `after`, and misses nothing. Events are fed by the revisions of the log."
)


def _page_info() -> Iterator[Field]:
    yield Field("hasNextPage", "Boolean!", "Whether more follow.", Part("place"))
    yield Field("hasPreviousPage", "Boolean!", "Whether some came before.", Part("place"))
    yield Field("startCursor", "String", "The cursor of the first of this page; null on an empty page.", Part("place"))
    yield Field(
        "endCursor", "String", "The cursor of the last of this page; give it as `after` for the next page.", Part("place")
    )


def _value(prop: Prop) -> Field:
    return Field(camel(prop.name), type_of(prop), doc_of(prop), Value(prop.name))


def _cursor() -> Field:
    return Field("cursor", "String!", "Its place in the order: what comes next is `after` it.", Part("cursor"))


def _described(kind: str, relation: Relation, type_: str, means: Link, args: tuple[Argument, ...]) -> Field:
    name = camel(relation.name)
    of = declared(kind, relation) if kind else ""
    return Field(name, type_, with_example(of, doc_of(relation), field=name), means, args)


def _known_at(root: Field) -> Field:
    """A root field that can be asked of a past revision.

    What changed since one is asked of the log as it is; and `node` takes an id alone, as Relay's clients ask for.
    """
    return root if root.name in ("changes", "node") else replace(root, args=(*root.args, KNOWN_AT))


def _arguments(relation: Relation) -> tuple[Argument, ...]:
    """The arguments that a relation has, page aside."""
    if relation.derived == "evidence":
        return (_FIRST_EVIDENCE,)
    if relation.derived == "statements":
        return (FIELD,)
    if relation.derived == "status":
        return (_STATUS_ON,)
    if relation.derived == "controllers":
        return (_CONTROLS_ON, _STAKES)
    return (_HOLDS_ON,) if relation.dated else ()


def _page_arguments(where: str, order: str) -> tuple[Argument, ...]:
    return (
        Argument("where", where, "What they must meet; without it, all."),
        Argument("orderBy", f"[{order}!]", "Their order, such as `[{id: DESC}]`; ties, and no order, go by id."),
        _FIRST,
        _AFTER,
    )


_FILTERS = Filters()
OBJECTS: dict[str, ObjectType] = _Faces(_FILTERS).objects
INPUTS: dict[str, InputType] = _FILTERS.inputs

ENUMS: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "Direction": (
        "Which end comes first.",
        {"ASC": ("ASC", "The smallest, the oldest, A."), "DESC": ("DESC", "The largest, the newest, Z.")},
    ),
    "Through": (
        "How a suit reaches a company.",
        {
            "NAMED": ("NAMED", "It is named as defendant itself."),
            "CONTROL": ("CONTROL", "It is named itself, or something that it controlled is."),
        },
    ),
    "At": ("The day on which control counts.", {"FILING": ("FILING", "The day the suit was filed.")}),
    **TOLD,
    "EdgeType": ("A type of edge between things.", EDGE_TYPES),
    "Kind": ("A kind of thing.", {shouted(kind): (kind, KINDS[kind].doc) for kind in THINGS}),
}
"""Enums: a sentence, and by value what it stands for and a sentence."""
