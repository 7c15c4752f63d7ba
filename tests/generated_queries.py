"""Generated questions: any query value that a door could make, over the ids and values of the generated graphs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from generated_graphs import DATES, IDS, TERMS, TEXTS, Chooser, values_of
from generated_walks import around, connect, find_many

from graph.cursors import at_place_in_log, encode, signature
from graph.dates import PartialDate, first_day
from graph.facets import FACETS
from graph.ontology import (
    ABSTRACT,
    EDGES,
    KINDS,
    SCHEME_OF,
    SCHEMES,
    Arity,
    Prop,
    Relation,
    kinds_of,
    props_of,
    relations_of,
)
from graph.query import (
    All,
    AnyOf,
    Compare,
    Condition,
    Constant,
    Counts,
    Cursor,
    EdgeList,
    Edges,
    Find,
    Follow,
    Get,
    Group,
    Linked,
    LinkIs,
    ListAll,
    ListRecords,
    Many,
    NodeOf,
    Nodes,
    Not,
    One,
    Order,
    Overview,
    Page,
    PageInfo,
    Query,
    Reached,
    Search,
    Select,
    Shape,
    StateIs,
    TermIs,
    Total,
    TypeName,
    Value,
    Var,
    Within,
)

TERM_TYPES = ("DataKind", "Act", "Status", "Role")
"""The types of term that are asked for by themselves."""

ROOTS = (*KINDS, *ABSTRACT, "Node", *TERM_TYPES, *(4 * ("Case", "Company", "Party", "Allegation", "Claim", "Statute")))
"""What a question may be about; what has most to tell comes up most."""

VARIANTS: dict[str, tuple[str, ...]] = {
    "Node": tuple(kind for kind in KINDS if kind != "Concept"),
    **ABSTRACT,
    "Concept": tuple(SCHEME_OF),
}
"""The concrete types of each abstract one."""

DEPTH = 3
"""How deep relations are followed, in what is wanted and in conditions."""


@dataclass(frozen=True)
class Question:
    """A query with the values bound in it."""

    query: Query
    bindings: dict[str, Any]


def ids_of(kind: str) -> tuple[str, ...]:
    """The ids of a kind, type of term or abstract kind, and one that nothing has."""
    found = tuple(id for each in kinds_of(kind) for id in IDS[each])
    if kind in SCHEME_OF:
        found = tuple(f"{SCHEME_OF[kind]}/{term}" for term in TERMS[SCHEME_OF[kind]])
    return (*found[:30], "nothing")


def _is_term(kind: str) -> bool:
    return kind == "Concept" or kind in SCHEME_OF


def _order_value(prop: Prop, value: Any) -> Any:
    return first_day(value) if prop.type is PartialDate else int(value) if prop.type is bool else value


class Asker(Chooser):
    """Makes up one question, and collects what is bound."""

    def __init__(self, seed: int, *, of_log: bool = True) -> None:
        super().__init__(seed)
        self.of_log = of_log
        self.bindings: dict[str, Any] = {}
        self.names = 0

    # -- small choices

    def name(self) -> str:
        self.names += 1
        return f"f{self.names}"

    def value(self, value: Any) -> Value:
        """A value as a constant, or as a `Var` bound to it; None, now and then, is bound to nothing at all."""
        how = self.one_of("bound", "bound", "constant", "nothing" if value is None else "bound")
        if how == "constant":
            return value  # type: ignore[no-any-return]
        name = f"v{len(self.bindings)}"
        self.bindings[name] = list(value) if isinstance(value, tuple) else value
        if how == "nothing":
            self.bindings[name] = None
        return Var(name)

    def maybe(self, value: Any) -> Any:
        """A value, or None now and then."""
        return None if self.rarely() else value

    def day(self) -> Value:
        return None if self.flag() else self.value(self.maybe(self.one_of(*DATES)))

    # -- conditions

    def condition(self, kind: str, depth: int) -> Condition:
        makers = [self.compare, self.compare, *(3 * [self.link] if depth else [])]
        if any(prop.scheme for prop in props_of(kind).values()):
            makers.append(self.term)
        if "status" in relations_of(kind):
            makers += [self.status, self.status]
        if "parts" in relations_of(kind):
            makers.append(self.within)
        if depth:
            makers += [self.logic]
        return self.one_of(*makers)(kind, depth)  # type: ignore[no-any-return]

    def logic(self, kind: str, depth: int) -> Condition:
        parts = tuple(self.condition(kind, depth - 1) for _ in range(self.one_of(2, 1, 0, 3)))
        made = self.one_of(All, AnyOf)(parts)
        return Not(made) if self.flag() else made  # type: ignore[no-any-return]

    def compare(self, kind: str, depth: int = 0) -> Condition:
        props = [prop for prop in props_of(kind).values() if prop.served]
        if not props or self.one_of(*range(6)) == 0:
            prop, choices = "id", ids_of(kind)
            if _is_term(kind) and self.flag():
                prop, choices = "term", tuple(id.partition("/")[2] for id in choices)
            return Compare(prop, self.one_of("is", "not"), self.value(self.maybe(self.some(choices))))
        return self.compares(self.one_of(*props))

    def compares(self, prop: Prop) -> Condition:
        choices = values_of(prop)
        ops = ["is", "not", "exists"]
        if prop.type in (int, float, PartialDate):
            ops += ["lt", "lte", "gt", "gte"]
        elif prop.type is str:
            ops += ["contains", "starts"]
        op = self.one_of(*ops)
        if op == "exists":
            value = self.flag()
        elif op in ("is", "not") and self.flag():
            value = self.some(choices)
        elif op in ("contains", "starts"):
            text = str(self.one_of(*choices))
            start = self.one_of(0, 0, 2, 5)
            value = text[start : start + self.one_of(3, 1, 9, 0)].swapcase()
        else:
            value = self.one_of(*choices)
        return Compare(prop.name, op, self.value(self.maybe(value)))

    def term(self, kind: str, depth: int = 0) -> Condition:
        return self.term_is(self.one_of(*(prop for prop in props_of(kind).values() if prop.scheme)))

    def term_is(self, prop: Prop) -> Condition:
        terms = self.value(self.maybe(self.some(TERMS[str(prop.scheme)])))
        return TermIs(prop.name, str(prop.scheme), terms, self.exactly(), self.flag())

    def exactly(self) -> Value:
        return self.one_of(False, False, True, self.value(self.one_of(True, False, None)))  # type: ignore[no-any-return]

    def status(self, kind: str, depth: int = 0) -> Condition:
        scheme = str(relations_of(kind)["status"].scheme)
        return StateIs(self.value(self.maybe(self.some(TERMS[scheme], 5))), self.exactly(), self.day())

    def within(self, kind: str, depth: int = 0) -> Condition:
        return Within(self.value(self.maybe(self.some(ids_of(kind)))))

    def link(self, kind: str, depth: int) -> Condition:
        relations = [relation for relation in relations_of(kind).values() if relation.edge]
        if not relations:
            return self.compare(kind)
        relation = self.one_of(*relations)
        props = EDGES[relation.edge].props
        if not props and (_is_term(relation.target) or "parts" in relations_of(relation.target)) and self.flag():
            return self.link_is(relation)
        where = self.condition(relation.target, depth - 1) if self.flag() or not props else None
        on_edge = self.on_edge(relation) if props and self.flag() else None
        quantifier = "some" if relation.arity is Arity.ONE else self.one_of("some", "none", "every")
        return Linked(relation.name, quantifier, where, on_edge, self.day() if relation.dated else None)

    def link_is(self, relation: Relation) -> Condition:
        choices = ids_of(relation.target)
        if _is_term(relation.target):
            schemes = (relation.scheme,) if relation.scheme else SCHEMES
            choices = tuple(term for scheme in schemes for term in TERMS[scheme])
        return LinkIs(relation.name, self.value(self.maybe(self.some(choices))), self.exactly(), self.flag())

    def on_edge(self, relation: Relation) -> Condition:
        made: list[Condition] = []
        for prop in self.some([prop for prop in EDGES[str(relation.edge)].props.values() if prop.served], 2):
            made.append(self.term_is(prop) if prop.scheme else self.compares(prop))
        return made[0] if len(made) == 1 else All(tuple(made))

    # -- order and page

    def select(self, kind: str, depth: int, relation: Relation | None) -> Select:
        """Rows of a page."""
        edge = EDGES[relation.edge] if relation and relation.edge else None
        props: list[tuple[Prop | None, bool]] = [(None, False)]
        props += [(prop, False) for prop in props_of(kind).values() if prop.served and not prop.many]
        props += [(prop, True) for prop in (edge.props.values() if edge else ()) if prop.served]
        keys = self.some(range(len(props)), 2)
        order = tuple(
            Order(made.name if made else "id", self.one_of("ASC", "DESC"), on_edge)
            for made, on_edge in (props[key] for key in keys)
        )
        after: Value = None
        if self.rarely():
            values = [self.order_value(props[key][0], kind) for key in keys] + [self.one_of(*ids_of(kind))]
            if relation:
                edge_keys = ids_of("Party") if relation.derived else ("", *DATES, *TERMS["role"], *TERMS["relation"])
                values.append(self.one_of(*edge_keys))
            after = self.value(encode(signature(kind, relation.name if relation else None, order), values))
        return Select(
            kind,
            where=self.condition(kind, min(depth, 2)) if self.one_of(0, 1, 2) == 2 else None,
            on_edge=self.on_edge(relation) if relation and edge and edge.props and self.one_of(0, 1, 2) == 2 else None,
            order=order,
            first=self.one_of(None, self.value(self.one_of(2, 5, 3, 1, 0, 100, None))),
            after=after,
            as_of=self.day() if relation and relation.dated else None,
            include_stakes=self.value(self.flag()) if relation and relation.derived else False,
            through_control=self.value(self.flag()) if relation and relation.derived else True,
            include_parts=self.value(self.flag()) if relation and relation.derived else True,
        )

    def order_value(self, prop: Prop | None, kind: str) -> Any:
        if prop is None:
            return self.one_of(*ids_of(kind))
        return self.maybe(_order_value(prop, self.one_of(*values_of(prop))))

    # -- what is wanted

    def shape(self, kind: str, depth: int) -> Shape:
        if kind not in VARIANTS or self.one_of(True, True, False):
            return Shape(self.wants(kind, depth, 5))
        told = self.some(VARIANTS[kind], 3)
        return Shape(
            variants=tuple(
                (member, self.wants(member, depth, 2) if member in told else (TypeName(self.name()),))
                for member in VARIANTS[kind]
                if member in told or self.flag()
            )
        )

    def wants(self, kind: str, depth: int, most: int) -> tuple[Any, ...]:
        made = []
        relations = [each for each in relations_of(kind).values() if self.of_log or each.derived != "statements"]
        relations += 3 * [relation for relation in relations if relation.derived not in (None, "evidence")]
        props = [prop.name for prop in props_of(kind).values() if prop.served]
        for _ in range(self.one_of(*range(2, most + 1))):
            how = (
                self.one_of("get", "link", "link", "link", "type")
                if depth and relations
                else self.one_of("get", "get", "type")
            )
            if how == "link":
                relation = self.one_of(*relations)
                stated = relation.derived == "statements"
                made.append(self.statements(kind, depth - 1) if stated else self.follow(relation, depth - 1))
            elif how == "get":
                made.append(Get(self.name(), self.one_of("term" if _is_term(kind) else "id", *props)))
            else:
                made.append(self.one_of(TypeName(self.name()), TypeName(self.name(), "Fixed"), Constant(self.name(), 1)))
        return tuple(made)

    def follow(self, relation: Relation, depth: int) -> Any:
        """What a relation leads to."""
        name, target = self.name(), relation.target
        if relation.derived == "evidence":
            return self.evidence(depth, name)
        if relation.arity is Arity.PAGE:
            return Page(name, relation.name, self.select(target, depth, relation), self.parts(target, depth, relation))
        as_of = self.day() if relation.dated or relation.derived in ("status", "controllers") else None
        stakes: Value = self.value(self.flag()) if relation.derived == "controllers" else False
        if relation.arity is Arity.EDGES:
            return Edges(name, relation.name, Select(target), self.columns(target, depth, relation, cursor=False))
        shape = self.record(target, depth) if target in ("State", "Control") else self.shape(target, depth)
        made = One if relation.arity is Arity.ONE else Many
        return made(name, relation.name, Select(target, as_of=as_of, include_stakes=stakes, shape=shape))

    def evidence(self, depth: int, name: str | None = None) -> Many:
        wanted = [Get(self.name(), self.one_of("quote", "method", "original", "note"))]
        if self.flag():
            span = (Get(self.name(), "start"), Get(self.name(), "end"))
            wanted.append(Group(self.name(), span[: self.one_of(2, 1)], ("start", "end")))  # type: ignore[arg-type]
        if self.flag():
            source = Select("Source", shape=self.shape("Source", max(0, depth - 1)))
            wanted.append(One(self.name(), "source", source))  # type: ignore[arg-type]
        for each in self.some(("added_in", "withdrawn_in") if self.of_log else (), 2):
            wanted.append(One(self.name(), each, self.revision()))  # type: ignore[arg-type]
        first = self.one_of(None, self.value(self.one_of(50, 1, 0, None)))
        return Many(name or self.name(), "evidence", Select("Evidence", first=first, shape=Shape(tuple(wanted))))

    def revision(self) -> Select:
        """Of a revision; its time differs from store to store."""
        source = Select("Source", shape=self.shape("Source", 0))
        return Select("Revision", shape=Shape((Get(self.name(), "number"), One(self.name(), "source", source))))

    def statements(self, kind: str, depth: int) -> Many:
        """What was stated of a property."""
        prop = self.one_of(*(prop.name for each in kinds_of(kind) for prop in props_of(each).values() if prop.served))
        wanted = (Get(self.name(), "value"), Get(self.name(), "chosen"), Get(self.name(), "rule"), self.evidence(depth))
        return Many(self.name(), "statements", Select("Statement", of_prop=self.value(self.maybe(prop)), shape=Shape(wanted)))

    def record(self, kind: str, depth: int) -> Shape:
        """Some of a record's own fields and of what it leads to."""
        made: list[Any] = [Get(self.name(), name) for name in self.some(props_of(kind))]
        for relation in self.some(relations_of(kind).values()):
            select = Select(relation.target)
            if relation.derived == "evidence":
                made.append(self.evidence(depth))
            elif relation.derived == "path":
                made.append(Many(self.name(), "path", Select("Step", shape=self.record("Step", depth))))
            else:
                select = Select(relation.target, shape=self.shape(relation.target, max(0, depth - 1)))
                made.append(One(self.name(), relation.name, select))
        return Shape((*made, TypeName(self.name(), kind)))

    def columns(self, target: str, depth: int, relation: Relation | None, *, cursor: bool) -> tuple[Any, ...]:
        """Some of the fields of an edge."""
        made: list[Any] = [NodeOf(self.name(), self.shape(target, depth))]
        if relation and relation.derived == "suits":
            made += [Get(self.name(), "stake"), One(self.name(), "defendant", Select("Party", shape=self.shape("Party", 0)))]
            if self.flag():
                made.append(Many(self.name(), "path", Select("Step", shape=self.record("Step", 0))))
        elif relation and relation.edge:
            props = [name for name, prop in EDGES[str(relation.edge)].props.items() if prop.served]
            made += [Get(self.name(), name) for name in self.some(props)] if props else []
            if not EDGES[str(relation.edge)].derived and self.flag():
                made.append(self.evidence(depth))
        if cursor and self.flag():
            made.append(Cursor(self.name()))
        return tuple(made)

    def parts(self, target: str, depth: int, relation: Relation | None) -> tuple[Any, ...]:
        """Some of the parts of a connection."""
        made: list[Any] = []
        told = ["nodes", "edges", "total", "info", "type", *(["counts"] if target == "Case" else [])]
        for part in (self.one_of("nodes", "edges"), *self.some(told)):
            if part == "counts":
                made.append(self.counts())
            elif part == "nodes":
                made.append(Nodes(self.name(), self.shape(target, depth)))
            elif part == "edges":
                made.append(EdgeList(self.name(), self.columns(target, depth, relation, cursor=True)))
            elif part == "total":
                made.append(Total(self.name()))
            elif part == "info":
                names = ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor", "__typename")
                made.append(PageInfo(self.name(), tuple((self.name(), name) for name in names)))
            else:
                made.append(TypeName(self.name(), "Connection"))
        return tuple(made)

    def counts(self) -> Counts:
        """Counts by one to three facets."""
        by = self.some(FACETS, 3) or ("FILED_YEAR",)
        key = Shape(tuple(Get(self.name(), name) for name in ("by", "value", "label")))
        fields = (Get(self.name(), "count"), Many(self.name(), "keys", Select("CountKey", shape=key)))
        return Counts(self.name(), by, self.one_of(None, self.value(self.one_of(2, 0, 50, None))), fields)

    # -- questions

    def overview(self) -> Overview:
        fields = tuple(Get(self.name(), name) for name in ("kind", "count"))
        counts = Many(self.name(), "counts", Select("KindCount", shape=Shape(fields)))
        return Overview(Shape((One(self.name(), "revision", self.revision()), counts, Get(self.name(), "licence"))))

    def list_records(self) -> ListRecords:
        kind = self.one_of("Change", "Change", "Disagreement")
        after: Value = None
        if self.rarely():
            values = [self.one_of(0, 7, 60), ""] if kind == "Change" else [self.one_of(*ids_of("Case")), "filed_on"]
            after = self.value(encode(signature(kind, None, ()), values))
        shape = Shape(tuple(self.recorded(kind)))
        parts: list[Any] = [Nodes(self.name(), shape), Total(self.name())]
        if self.flag():
            parts.append(EdgeList(self.name(), (Cursor(self.name()), NodeOf(self.name(), shape))))
        if self.flag():
            parts.append(PageInfo(self.name(), ((self.name(), "hasNextPage"), (self.name(), "endCursor"))))
        return ListRecords(
            Select(kind, first=self.value(self.one_of(5, 20, 0, None)), after=after),
            tuple(parts),
            kinds=self.value(self.maybe(self.some(VARIANTS["Node"]))) if self.rarely() else None,
            since=self.value(self.one_of(0, 1, 2, 3, None)),
            new_cases=self.value(self.one_of(False, True, None)),
        )

    def follow_log(self) -> Follow:
        kind = self.one_of("Change", "Case")
        after = self.value(self.one_of(at_place_in_log(0), at_place_in_log(0), at_place_in_log(self.one_of(1, 9, 70, 9_999)), None))
        shape = Shape(tuple(self.recorded("Change"))) if kind == "Change" else self.shape("Case", 1)
        where = self.condition("Case", 1) if kind == "Case" and self.flag() else None
        parts: list[Any] = [Reached(self.name()), Nodes(self.name(), shape), EdgeList(self.name(), (Cursor(self.name()),))]
        select = Select(kind, where=where, first=self.value(self.one_of(1, 5, 20, None)), after=after)
        kinds = self.one_of("Case", "Company", "Court", "Source")
        return Follow(select, tuple(parts), ids=self.value(ids_of(kinds)[:3]) if kind == "Change" else None)

    def recorded(self, kind: str) -> Iterator[Any]:
        """The fields of a change or of a disagreement."""
        yield from (Get(self.name(), name) for name in props_of(kind))
        yield One(self.name(), "subject", Select("Node", shape=self.shape("Node", 1)))
        if kind == "Change":
            yield One(self.name(), "revision", self.revision())
            yield One(self.name(), "object", Select("Node", shape=self.shape("Node", 0)))
            yield self.evidence(1)

    def find(self) -> Find:
        kind = self.one_of(*ROOTS)
        named = [prop for prop in props_of(kind).values() if prop.type is str and prop.served and not prop.many]
        by, value = "id", self.one_of(*ids_of(kind)[:-1]) if not self.rarely() else "nothing"
        if named and self.one_of(*range(4)) == 0:
            prop = self.one_of(*named)
            by, value = prop.name, self.one_of(*values_of(prop))
        return Find(Select(kind, shape=self.shape(kind, DEPTH)), by, self.value(self.maybe(value)))

    def list_all(self) -> ListAll:
        kind = self.one_of(*ROOTS)
        select = self.select(kind, DEPTH, None)
        if kind == "Case" and self.flag():
            # the question that is asked most: suits by a kind of data, an act or a purpose, newest first
            terms = self.some(("data", "act", "purpose"), 2) or ("data",)
            asked = All(tuple(LinkIs(name, self.value((self.one_of(*TERMS[name]),))) for name in terms))
            where = Linked("allegations", "some", self.one_of(asked, asked.parts[0]))
            order = self.one_of((), (Order("filed_on", "DESC"),))
            select = Select(kind, where=self.one_of(where, All((where,))), order=order, first=select.first)
        return ListAll(select, self.parts(kind, DEPTH, None))

    def search(self) -> Search:
        words = " ".join(word for text in self.some(TEXTS) for word in text.split()[: self.one_of(1, 2, 9)])
        kinds = self.one_of(None, self.value(self.some(VARIANTS["Node"])))
        first = self.one_of(None, self.value(self.one_of(3, 0, 1, None)))
        fields = (Get(self.name(), "score"), NodeOf(self.name(), self.shape("Node", 1)), TypeName(self.name(), "SearchHit"))
        return Search(self.value(words), kinds, first, ((self.name(), "totalCount"), (self.name(), "nodes")), fields)


def question(seed: int, *, of_log: bool = True) -> Question:
    """A question and its bindings; without `of_log`, one whose answer is the same whatever the log was before."""
    asker = Asker(seed, of_log=of_log)
    askers: tuple[Any, ...] = (*(3 * [asker.list_all]), *(3 * [asker.find]), asker.search)
    if of_log:
        askers += asker.overview, asker.list_records, asker.follow_log
    walks = (around, around, connect, find_many)
    query: Query = asker.one_of(*askers)() if asker.one_of(*range(5)) else asker.one_of(*walks)(asker)
    return Question(query, asker.bindings)
