"""What surrounds a thing, and how two things are connected, in Cypher.

A neighbourhood is read ring by ring, each as far as its limit. Paths are found by the server's own search for shortest ones: those of the
least length first, and those of the next lengths only where these are too few.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from graph.labels import BETWEEN, DRAWN, MADE_OF, NAMES, in_words, telling_prop
from graph.neo4j.layout import THING, stated
from graph.neo4j.reader import Columns, Made, Reader, each, optional, pairs
from graph.neo4j.rows import holds_on, sought
from graph.neo4j.values import Values
from graph.ontology import EDGES, KINDS, RECORDS
from graph.query import (
    DEEPEST,
    ENDS_OF_WALKS,
    HUB,
    LONGEST_PATH,
    RANKS,
    WALKED,
    Around,
    Connect,
    Get,
    Many,
    Select,
    TypeName,
    Walk,
)

TYPES = "|".join(DRAWN)
"""The types of edges between two things."""

THINGS: tuple[str, ...] = tuple(kind for kind in KINDS if kind != "Concept")
"""The kinds of things, in their order."""

GROUPS = (1, 3, LONGEST_PATH)
"""How many lengths of paths are looked at, one after the other until there are enough."""


class Evidenced(Protocol):
    """Writes where a fact was read, and functions; the compiler does."""

    reader: Reader

    def evidence(self, fact: str, select: Select) -> Made:
        """The list of evidence of a fact."""


class Walks:
    """Writes walks over the graph."""

    def __init__(self, values: Values, compiler: Evidenced) -> None:
        self.values = values
        self.compiler = compiler
        self.reader = compiler.reader

    # -- which edges

    def reaches(self, walk: Walk, thing: str, ends: str) -> str:
        """That a walk comes to a thing: it is of one of the kinds, or one of the ends."""
        if self.values.form(walk.kinds) == "null":
            return f"({thing}:{'|'.join(WALKED)} OR {ends})"
        return f"(any(l IN labels({thing}) WHERE l IN {self.values.kinds(walk.kinds)}) OR {ends})"

    def holds(self, walk: Walk, edge: str) -> str:
        """That an edge is of one of the types, and in force on the day."""
        made: list[str] = []
        if self.values.form(walk.types) != "null":
            made.append(f"type({edge}) IN {self.values.several(walk.types)}")
        if self.values.form(walk.as_of) != "null":
            dated = [name for name in DRAWN if EDGES[name].dated]
            in_force = f"{holds_on(edge, self.values.day(walk.as_of))} AND {edge}.status IS NULL"
            made.append(f"(NOT type({edge}) IN [{_listed(dated)}] OR {in_force})")
        return " AND ".join(made) or "true"

    def leads_on(self, walk: Walk, thing: str) -> str:
        """That a walk goes on from a thing."""
        return f"NOT {thing}:{'|'.join(ENDS_OF_WALKS)}" if self.values.form(walk.kinds) == "null" else "true"

    def thing(self, id: Any) -> str:
        """A thing by its id, or null."""
        return self.values.once(f"OPTIONAL {sought('n', THING, f'n.id = {self.values.one(id)}')} RETURN n")

    # -- what surrounds a thing

    def around(self, query: Around) -> Made:
        """A neighbourhood."""
        once, walk = self.values.once, query.walk
        depth, limit = self.values.one(query.depth), self.values.one(query.limit)
        middle = self.thing(query.id)
        follows = f"{self.holds(walk, 'r')} AND {self.reaches(walk, 'o', f'o = {middle}')}"
        drawn = once(f"RETURN CASE WHEN {middle} IS NULL THEN [] ELSE [{middle}][..{limit}] END")
        rings = [drawn]
        for number in range(1, DEEPEST + 1):
            leaving = rings[-1] if number == 1 else f"[x IN {rings[-1]} WHERE {self.leads_on(walk, 'x')}]"
            ring = once(
                f"UNWIND CASE WHEN {depth} >= {number} AND size({drawn}) < {limit} THEN {leaving} ELSE [] END AS n "
                f"MATCH (n)-[r:{TYPES}]-(o:{THING}) WHERE {follows} AND NOT o IN {drawn} "
                f"WITH DISTINCT o ORDER BY {degree('o')} DESC, o.id LIMIT {limit} "
                f"WITH collect(o) AS found RETURN found[..{limit} - size({drawn})]"
            )
            rings.append(ring)
            drawn = once(f"RETURN {drawn} + {ring}")
        leads = f"{depth} > ring AND (n = {middle} OR {self.leads_on(walk, 'n')})"
        ring_of = " ".join(f"WHEN n IN {ring} THEN {number}" for number, ring in enumerate(rings))
        beside = once(
            f"UNWIND range(0, size({drawn}) - 1) AS place WITH place, {drawn}[place] AS n "
            f"WITH place, n, CASE {ring_of} END AS ring MATCH (n)-[r:{TYPES}]-(o:{THING}) WHERE {follows} "
            f"RETURN collect([place, n, r, o, o IN {drawn}, {leads}])"
        )
        hidden = once(
            f"UNWIND {beside} AS b WITH b WHERE NOT b[4] WITH b[3] AS o, min(CASE WHEN b[5] THEN b[0] END) AS at, count(*) AS edges "
            f"WHERE at IS NOT NULL WITH at, {_kind('o')} AS kind, count(*) AS things, sum(edges) AS edges "
            f"ORDER BY at, reduce(p = -1, i IN range(0, {len(THINGS) - 1}) | CASE WHEN [{_listed(THINGS)}][i] = kind THEN i ELSE p END) "
            f"RETURN collect([{drawn}[at].id, kind, things, edges])"
        )
        edges = once(
            f"UNWIND {beside} AS b WITH DISTINCT b[2] AS r, b[4] AND startNode(b[2]) = b[1] AS own WHERE own "
            f"ORDER BY startNode(r).id, {_type_order('r')}, endNode(r).id, r._key RETURN collect(r)"
        )
        columns = Columns()
        fields = [
            (want.name, self._of_around(want, columns, drawn, ring_of, beside, hidden, edges)) for want in query.shape.fields
        ]
        made = self.reader.function(pairs(fields))
        return Made(f"CASE WHEN {middle} IS NULL THEN null ELSE {columns.cypher()} END", optional(made, self.reader))

    def _of_around(self, want: Any, columns: Columns, drawn: str, ring_of: str, beside: str, hidden: str, edges: str) -> str:
        """A field of a neighbourhood."""
        match want:
            case Get(_, "total_nodes"):
                return columns.add(f"size({drawn}) + reduce(n = 0, h IN {hidden} | n + h[2])")
            case Get(_, "total_edges"):
                return columns.add(f"size({edges}) + reduce(n = 0, h IN {hidden} | n + h[3])")
            case Many(_, "nodes", select):
                shown = f"size([b IN {beside} WHERE b[0] = place AND b[4]])"
                more = {"ring": f"CASE {ring_of} END", "degree": degree("n"), "shown": shown}
                made = self._object(select, lambda prop, of: self._drawn(prop, of, more), "NeighbourhoodNode")
                listed = f"UNWIND range(0, size({drawn}) - 1) AS place WITH place, {drawn}[place] AS n ORDER BY place RETURN {made.cypher}"
                return columns.made(Made(f"COLLECT {{ {listed} }}", each(made.read)))
            case Many(_, "edges", select):
                return columns.made(
                    self._edges(
                        f"UNWIND range(0, size({edges}) - 1) AS place WITH place, {edges}[place] AS r ORDER BY place", select
                    )
                )
            case Many(_, "hidden", select):
                places = {"around": 0, "kind": 1, "count": 2}
                made = self._object(select, lambda prop, _: f"r[{places[prop]}]", "Hidden")
                return columns.made(Made(hidden, each(made.read)))
            case TypeName(_, fixed):
                return repr(fixed or "Neighbourhood")
        raise AssertionError(f"nothing answers {want}")

    # -- how two things are connected

    def connect(self, query: Connect) -> Made:
        """The paths between two things."""
        once, walk = self.values.once, query.walk
        source, target = self.thing(query.source), self.thing(query.target)
        longest = self.values.one(query.max_length)
        bounded = self.values.form(query.first) != "null"
        limit = f" LIMIT {self.values.one(query.first)}" if bounded else ""
        # all edges of a thing are counted at once, those of some types each by itself
        few_edges = f"(COUNT {{ (y)--() }} <= {HUB} OR {degree('y')} <= {HUB})"
        passes = f"{self.reaches(walk, 'y', 'false')} AND {self.leads_on(walk, 'y')} AND {few_edges}"
        found = once(f"RETURN CASE WHEN {source} = {target} THEN [[{source}]] ELSE [] END")
        for groups in GROUPS if bounded else GROUPS[-1:]:
            few = f" AND size({found}) < {self.values.one(query.first)}" if bounded else ""
            found = once(
                f"WITH {source} AS a, {target} AS b WHERE a <> b{few} "
                f"MATCH p = SHORTEST {groups} GROUPS (a) ((x)-[r:{TYPES}]-(y) WHERE {self.holds(walk, 'r')} AND (y = b OR ({passes}))){{1,{LONGEST_PATH}}} (b) "
                f"WITH nodes(p) AS ns WHERE size(ns) <= {longest} + 1 AND none(i IN range(1, size(ns) - 1) WHERE ns[i] IN ns[..i]) "
                f"WITH DISTINCT ns ORDER BY size(ns), [n IN ns | [{_rank('n')}, n.id]]{limit} "
                f"WITH collect(ns) AS more RETURN CASE WHEN size(more) > size({found}) THEN more ELSE {found} END"
            )
        made = self._path(query)
        return Made(
            f"COLLECT {{ UNWIND range(0, size({found}) - 1) AS number WITH number, {found}[number] AS ns ORDER BY number{limit} RETURN {made.cypher} }}",
            each(made.read),
        )

    def _path(self, query: Connect) -> Made:
        columns = Columns()
        fields: list[tuple[str, str]] = []
        for want in query.shape.fields:
            match want:
                case Get(name, "length"):
                    fields.append((name, columns.add("size(ns) - 1")))
                case Many(name, "nodes", select):
                    made = self._object(select, lambda prop, of: self._drawn(prop, of, {}), "PathNode")
                    listed = f"UNWIND range(0, size(ns) - 1) AS place WITH place, ns[place] AS n ORDER BY place RETURN {made.cypher}"
                    fields.append((name, columns.made(Made(f"COLLECT {{ {listed} }}", each(made.read)))))
                case Many(name, "edges", select):
                    steps = (
                        f"UNWIND range(0, size(ns) - 2) AS place WITH place, ns[place] AS here, ns[place + 1] AS there MATCH (here)-[r:{TYPES}]-(there) "
                        f"WHERE {self.holds(query.walk, 'r')} WITH place, here, r ORDER BY place, {_type_order('r')}, startNode(r) <> here, r._key"
                    )
                    fields.append((name, columns.made(self._edges(steps, select))))
                case TypeName(name, fixed):
                    fields.append((name, repr(fixed or "Path")))
                case _:
                    raise AssertionError(f"nothing answers {want}")
        return Made(columns.cypher(), self.reader.function(pairs(fields)))

    # -- things and edges as they are drawn

    def _object(self, select: Select, got: Callable[[str, Columns], str], type_name: str) -> Made:
        columns = Columns()
        fields: list[tuple[str, str]] = []
        for want in select.shape.fields:
            match want:
                case Get(name, prop):
                    fields.append((name, got(prop, columns)))
                case TypeName(name, fixed):
                    fields.append((name, repr(fixed or type_name)))
        return Made(columns.cypher(), self.reader.function(pairs(fields)))

    def _drawn(self, prop: str, columns: Columns, more: dict[str, str]) -> str:
        """A property of the thing `n`."""
        match prop:
            case "id":
                return columns.add("n.id")
            case "kind":
                return columns.add(_kind("n"))
            case "label":
                return f"{self.reader.given_as('label', _label)}({columns.add(_NAME)}, {columns.add(_TERMS)}, {columns.add('n.id')})"
        return columns.add(more[prop])

    def _edges(self, rows: str, select: Select) -> Made:
        """The edges `r` of some rows, in their order."""
        columns = Columns()
        fields: list[tuple[str, str]] = []
        ends = "startNode(r).id", "type(r)", "endNode(r).id", "r._key"
        for want in select.shape.fields:
            match want:
                case Get(name, "id"):
                    fields.append((name, f"'|'.join(({', '.join(columns.add(end) for end in ends)}))"))
                case Get(name, "type"):
                    fields.append((name, columns.add("type(r)")))
                case Get(name, "source" | "target" as end):
                    fields.append((name, columns.add(f"{'start' if end == 'source' else 'end'}Node(r).id")))
                case Get(name, "label"):
                    told = f"{self.reader.given_as('in_words', in_words)}({columns.add(_TOLD)})"
                    fields.append((name, told))
                case Get(name, prop):
                    fields.append((name, columns.add(stated("r", RECORDS["GraphEdge"].props[prop]))))
                case Many(name, "evidence", given):
                    fields.append((name, columns.made(self.compiler.evidence("r._fact", given))))
                case TypeName(name, fixed):
                    fields.append((name, repr(fixed or "GraphEdge")))
        return Made(f"COLLECT {{ {rows} RETURN {columns.cypher()} }}", each(self.reader.function(pairs(fields))))


def degree(thing: str) -> str:
    """How many edges to things a thing has."""
    return f"COUNT {{ ({thing})-[:{TYPES}]-() }}"


def _listed(names: Any) -> str:
    return ", ".join(f"'{name}'" for name in names)


def _kind(thing: str) -> str:
    return f"head([x IN labels({thing}) WHERE x IN [{_listed(THINGS)}]])"


def _rank(thing: str) -> str:
    arms = " ".join(f"WHEN {thing}:{'|'.join(kinds)} THEN {place}" for place, kinds in enumerate(RANKS))
    return f"CASE {arms} ELSE {len(RANKS)} END"


def _type_order(edge: str) -> str:
    arms = " ".join(f"WHEN '{name}' THEN {place}" for place, name in enumerate(DRAWN))
    return f"CASE type({edge}) {arms} END"


def _label(name: str | None, terms: list[str], id: str) -> str:
    """What is written on a thing: its name; for what has none the terms that it is made of, or its id."""
    return name if name is not None else BETWEEN.join(terms) or id


_NAME = f"coalesce({', '.join(f'n.{name}' for name in NAMES)})"
"""The name of the thing `n`."""

_PARTS = {edge: None for kind in THINGS for edge in MADE_OF.get(kind, ())}
_TERMS = (
    f"CASE WHEN n:{'|'.join(kind for kind in THINGS if MADE_OF.get(kind))} THEN COLLECT {{ MATCH (n)-[e:{'|'.join(_PARTS)}]->(t) WHERE t.label IS NOT NULL "
    f"WITH e, t ORDER BY CASE type(e) {' '.join(f'WHEN {edge!r} THEN {place}' for place, edge in enumerate(_PARTS))} END RETURN t.label }} ELSE [] END"
)
"""The labels of the terms that the thing `n` is made of."""

_TOLD = (
    "CASE type(r) "
    + " ".join(
        f"WHEN '{name}' THEN {f'coalesce(r.{told}, {name.lower()!r})' if (told := telling_prop(EDGES[name])) else repr(name.lower())}"
        for name in DRAWN
    )
    + " END"
)
"""What the edge `r` says that it is, in one word of ours."""
