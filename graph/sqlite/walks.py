"""What surrounds a thing, and how two things are connected, as one statement each over `arc`.

Both read a recursive table as a queue. A neighbourhood's gives out things by ring, the most connected first, and is read as far as
its limit. Paths come in the order of (least possible length, things so far): what reaches the end is the answer, and
reading stops there. How far a thing is at least from the end is known from what surrounds the end, looked
at first as far as that is cheap; everything else is no nearer than the last ring of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from graph.labels import BETWEEN, MADE_OF, NAMING, in_words, telling_prop
from graph.ontology import EDGES, KINDS
from graph.query import ENDS_OF_WALKS, HUB, RANKS, WALKED, Around, Connect, Get, Many, Select, TypeName, Walk
from graph.sqlite.arcs import TYPE_CODES
from graph.sqlite.layout import CODES, FAMILY, column, edge_column, edge_table, is_column, node_table
from graph.sqlite.text import field, list_of, listed, literal, object_of, quoted
from graph.sqlite.values import Values

NEAR = 2_000
"""How many things around the end of a path are looked at first, those that come again counted again."""

STEPS = 50_000
"""How many beginnings of paths are looked at: a bound on the work, far above what a graph of suits asks for."""


class Evidenced(Protocol):
    """Writes where a fact was read; the compiler does."""

    def evidence(self, fact: str, select: Select) -> str:
        """The list of evidence of a fact, as JSON text."""


class Walks:
    """Writes walks over the graph."""

    def __init__(self, values: Values, compiler: Evidenced) -> None:
        self.values = values
        self.compiler = compiler

    # -- which edges

    def follows(self, walk: Walk, arc: str, ends: str) -> str:
        """That a walk follows an edge to what is there: one of the kinds, or one of the ends."""
        if self.values.form(walk.kinds) == "null":
            kinds = f"{arc}.kind IN ({_codes(WALKED)})"
        else:
            kinds = self.values.among(f"{arc}.kind", walk.kinds, lambda kind: CODES.get(kind, 0), "code")
        return " AND ".join([f"({kinds} OR {arc}.other IN ({ends}))", *self.holds(walk, arc)])

    def holds(self, walk: Walk, arc: str) -> list[str]:
        """That an edge is of one of the types, and in force on the day."""
        made: list[str] = []
        if self.values.form(walk.types) != "null":
            made.append(self.values.among(f"{arc}.way >> 1", walk.types, lambda name: TYPE_CODES.get(name, -1), "type"))
        if self.values.form(walk.as_of) != "null":
            day = self.values.day(walk.as_of)
            made += [f"ifnull({arc}.since <= {day}, 1)", f"ifnull({arc}.until > {day}, 1)"]
        return made

    def leads_on(self, walk: Walk, kind: str) -> str:
        """That a walk goes on from a thing of a kind."""
        return f"{kind} NOT IN ({_codes(ENDS_OF_WALKS)})" if self.values.form(walk.kinds) == "null" else "1"

    # -- what surrounds a thing

    def around(self, query: Around) -> str:
        """The statement of a neighbourhood."""
        depth, limit = self.values.one(query.depth), self.values.one(query.limit)
        follows = self.follows(query.walk, "x", "SELECT nid FROM middle")
        leads = f"(s.ring = 0 OR {self.leads_on(query.walk, 's.kind')})"
        first = f"arc x WHERE x.nid = (SELECT nid FROM middle) AND {follows}"
        second = (
            f"arc s CROSS JOIN arc x ON x.nid = s.other WHERE s.nid = (SELECT nid FROM middle) AND {self.leads_on(query.walk, 's.kind')} "
            f"AND {self.follows(query.walk, 's', 'SELECT nid FROM middle')} AND {follows}"
        )
        made = [
            f"middle AS MATERIALIZED (SELECT nid, id, kind FROM thing WHERE id = {self.values.one(query.id)} AND {_is_thing('kind')})",
            # as many rings as fill the limit: those after the first or the second are not looked for where these have enough
            f"upto AS MATERIALIZED (SELECT CASE WHEN {depth} > 1 AND ({_few(first, limit)}) >= {limit} THEN 1 "
            f"WHEN {depth} > 2 AND ({_few(second, limit)}) >= {limit} THEN 2 ELSE {depth} END AS ring)",
            # the queue gives out ring by ring and the most connected first; a thing comes again in later rings, at most once in each
            f"met (ring, degree, id, nid, kind) AS (SELECT 0, {_degree('middle.nid')}, id, nid, kind FROM middle UNION "
            f"SELECT s.ring + 1, {_degree('x.other')}, t.id, x.other, x.kind FROM met s CROSS JOIN arc x ON x.nid = s.nid "
            f"CROSS JOIN thing t ON t.nid = x.other WHERE s.ring < (SELECT ring FROM upto) AND {leads} AND {follows} "
            f"AND x.other <> (SELECT nid FROM middle) ORDER BY 1, 2 DESC, 3 LIMIT {limit} * ({depth} + 1))",
            "drawn AS MATERIALIZED (SELECT *, row_number() OVER (ORDER BY ring, degree DESC, id) AS place "
            f"FROM (SELECT nid, id, kind, degree, min(ring) AS ring FROM met GROUP BY nid) ORDER BY ring, degree DESC, id LIMIT {limit})",
            "beside AS MATERIALIZED (SELECT x.nid, x.way, x.other, x.key, x.kind, x.fact, x.other IN (SELECT nid FROM drawn) AS inside, "
            f"s.place, s.id, s.ring < {depth} AND {leads} AS leads FROM drawn s CROSS JOIN arc x ON x.nid = s.nid WHERE {follows})",
        ]
        # SQLite copies a common table into each place that names it, and bounds how many copies there are: every part is read once,
        # however often it is wanted
        parts = {name: _Part(name) for name in "deh"}
        whole = object_of([field(want.name, self._of_around(want, parts)) for want in query.shape.fields])
        tied = "(SELECT nid, count(*) AS n FROM beside WHERE inside GROUP BY nid) tied"
        rest = (
            "SELECT id, kind, min(iif(leads, place, NULL)) AS at, count(*) AS edges FROM beside WHERE NOT inside GROUP BY other "
            "HAVING at IS NOT NULL"
        )
        read = {
            "d": parts["d"].read(f"drawn n LEFT JOIN {tied} ON tied.nid = n.nid ORDER BY n.place", "count(*) AS total"),
            "e": parts["e"].read(
                f"({_edges('beside x', 'x.inside AND x.way & 1', '1, x.way, 3, x.key')}) e", "count(*) AS total"
            ),
            "h": parts["h"].read(
                f"(SELECT id, kind, at, count(*) AS n, sum(edges) AS edges FROM ({rest}) GROUP BY at, kind) h ORDER BY h.at, h.kind",
                "ifnull(sum(n), 0) AS total, ifnull(sum(edges), 0) AS edges",
                "h.n, h.edges",
            ),
        }
        joined = "".join(f" CROSS JOIN ({sql}) {name}" for name, sql in read.items() if parts[name].wanted)
        return f"WITH {', '.join(made)} SELECT {whole} FROM middle{joined}"

    def _of_around(self, want: Any, parts: Mapping[str, _Part]) -> str:
        """A field of a neighbourhood, from the rows `d` of what is drawn, `e` of its edges, `h` of what is hidden."""
        match want:
            case Get(_, "total_nodes"):
                return f"{parts['d'].one('total')} + {parts['h'].one('total')}"
            case Get(_, "total_edges"):
                return f"{parts['e'].one('total')} + {parts['h'].one('edges')}"
            case Many(_, "nodes", select):
                return parts["d"].list(
                    _object(select, lambda name: _drawn(name, "n", "ifnull(tied.n, 0)"), "NeighbourhoodNode")
                )
            case Many(_, "edges", select):
                return parts["e"].list(self.edge(select))
            case Many(_, "hidden", select):
                return parts["h"].list(_object(select, _hidden, "Hidden"))
            case TypeName(_, fixed):
                return literal(quoted(fixed or "Neighbourhood"))
        raise AssertionError(f"nothing answers {want}")

    # -- how two things are connected

    def connect(self, query: Connect) -> str:
        """The statement of the paths between two things."""
        longest = self.values.one(query.max_length)
        ends = "SELECT a FROM ends UNION ALL SELECT b FROM ends"
        follows = self.follows(query.walk, "x", ends)
        on = f"{self.leads_on(query.walk, 'w.kind')} AND {_degree('w.nid')} <= {HUB}"

        def end(value: Any) -> str:
            return f"(SELECT nid FROM thing WHERE id = {self.values.one(value)} AND {_is_thing('kind')})"

        made = [
            f"ends AS MATERIALIZED (SELECT {end(query.source)} AS a, {end(query.target)} AS b)",
            "ring (steps, nid, kind) AS (SELECT 0, nid, kind FROM thing WHERE nid = (SELECT b FROM ends) UNION "
            f"SELECT w.steps + 1, x.other, x.kind FROM ring w CROSS JOIN arc x ON x.nid = w.nid WHERE w.steps < {longest} "
            f"AND (w.steps = 0 OR ({on})) AND {follows} ORDER BY 1 LIMIT {NEAR})",
            "rings AS MATERIALIZED (SELECT steps, nid FROM ring)",
            "near AS MATERIALIZED (SELECT nid, min(steps) AS steps FROM rings GROUP BY nid)",
            f"far AS MATERIALIZED (SELECT iif(count(*) < {NEAR}, {longest} + 1, max(steps)) AS steps FROM rings)",
            "way (least, ids, nid, kind, steps, trail) AS ("
            f"SELECT ifnull((SELECT steps FROM near WHERE near.nid = t.nid), (SELECT steps FROM far)), {_rank('t.kind')} || t.id, t.nid, t.kind, 0, ',' || t.nid || ',' "
            "FROM thing t WHERE t.nid = (SELECT a FROM ends) AND (SELECT b FROM ends) IS NOT NULL UNION "
            f"SELECT w.steps + 1 + ifnull(n.steps, (SELECT steps FROM far)), w.ids || char(31) || {_rank('x.kind')} || t.id, x.other, x.kind, w.steps + 1, "
            "w.trail || x.other || ',' FROM way w CROSS JOIN arc x ON x.nid = w.nid CROSS JOIN thing t ON t.nid = x.other "
            f"LEFT JOIN near n ON n.nid = x.other WHERE w.nid <> (SELECT b FROM ends) AND (w.steps = 0 OR ({on})) AND {follows} "
            f"AND instr(w.trail, ',' || x.other || ',') = 0 AND w.steps + 1 + ifnull(n.steps, (SELECT steps FROM far)) <= {longest} "
            f"ORDER BY 1, 2 LIMIT {STEPS})",
        ]
        found = "SELECT steps, '[' || trim(trail, ',') || ']' AS trail FROM way WHERE nid = (SELECT b FROM ends)"
        if self.values.form(query.first) != "null":
            found += f" LIMIT {self.values.one(query.first)}"
        whole = object_of([field(want.name, self._path(query, want)) for want in query.shape.fields])
        return f"WITH {', '.join(made)} SELECT {list_of(f'SELECT {whole} AS x FROM ({found}) p')}"

    def _path(self, query: Connect, want: Any) -> str:
        match want:
            case Get(_, "length"):
                return "p.steps"
            case Many(_, "nodes", select):
                one = _object(select, lambda name: _drawn(name, "n", "NULL"), "PathNode")
                nodes = "json_each(p.trail) j CROSS JOIN thing n ON n.nid = j.value"
                return list_of(f"SELECT {one} AS x FROM {nodes} ORDER BY j.key")
            case Many(_, "edges", select):
                steps = (
                    "json_each(p.trail) j CROSS JOIN json_each(p.trail) k ON k.key = j.key + 1 "
                    "CROSS JOIN arc x ON x.nid = j.value AND x.other = k.value"
                )
                meets = " AND ".join(self.holds(query.walk, "x")) or "1"
                rows = _edges(steps, meets, "j.key, x.way >> 1, x.way & 1 DESC, x.key")
                return list_of(f"SELECT {self.edge(select)} AS x FROM ({rows}) e")
            case TypeName(_, fixed):
                return literal(quoted(fixed or "Path"))
        raise AssertionError(f"nothing answers {want}")

    # -- edges

    def edge(self, select: Select) -> str:
        """The object that is wanted of the edge `e`."""
        made: list[str] = []
        for want in select.shape.fields:
            match want:
                case Get(name, prop):
                    made.append(field(name, _edge(prop)))
                case TypeName(name, fixed):
                    made.append(field(name, literal(quoted(fixed or "GraphEdge"))))
                case Many(name, "evidence", given):
                    made.append(field(name, self.compiler.evidence("e.fact", given)))
        return object_of(made)


class _Part:
    """Rows that are read once into one row: their lists as JSON, and what is counted over them."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.objects: list[str] = []
        self.wanted = False

    def list(self, made: str) -> str:
        """The list of an object for each row."""
        self.wanted = True
        self.objects.append(made)
        return f"{self.name}.x{len(self.objects) - 1}"

    def one(self, column: str) -> str:
        """What is counted."""
        self.wanted = True
        return f"{self.name}.{column}"

    def read(self, rows: str, counted: str, columns: str = "1") -> str:
        """The statement of the one row."""
        made = "".join(f", {each} AS x{place}" for place, each in enumerate(self.objects))
        lists = "".join(f", {listed(f'x{place}')} AS x{place}" for place in range(len(self.objects)))
        return f"SELECT {counted}{lists} FROM (SELECT {columns}{made} FROM {rows})"


def _edges(arcs: str, meets: str, order: str) -> str:
    """The rows of edges; `x` among `arcs` is each of them, from either end."""
    return (
        "SELECT iif(x.way & 1, near.id, far.id) AS source, x.way >> 1 AS type, iif(x.way & 1, far.id, near.id) AS target, x.key, x.fact, "
        "iif(x.way & 1, x.nid, x.other) AS src, iif(x.way & 1, x.other, x.nid) AS dst "
        f"FROM {arcs} CROSS JOIN thing near ON near.nid = x.nid CROSS JOIN thing far ON far.nid = x.other WHERE {meets} ORDER BY {order}"
    )


def _codes(kinds: Sequence[str]) -> str:
    return ", ".join(str(CODES[kind]) for kind in kinds)


def _rank(kind: str) -> str:
    arms = " ".join(f"WHEN {kind} IN ({_codes(kinds)}) THEN '{place}'" for place, kinds in enumerate(RANKS))
    return f"CASE {arms} ELSE '{len(RANKS)}' END"


def _few(arcs: str, limit: str) -> str:
    """How many things are at the end of some edges; counted no further than a limit."""
    return f"SELECT count(*) FROM (SELECT DISTINCT x.other FROM {arcs} LIMIT {limit})"


def _degree(nid: str) -> str:
    return f"ifnull((SELECT n FROM degree WHERE degree.nid = {nid}), 0)"


def _is_thing(kind: str) -> str:
    return f"{kind} IS NOT NULL AND {kind} <> {CODES['Concept']}"


def _object(select: Select, got: Callable[[str], str], type_name: str) -> str:
    made: list[str] = []
    for want in select.shape.fields:
        match want:
            case Get(name, prop):
                made.append(field(name, got(prop)))
            case TypeName(name, fixed):
                made.append(field(name, literal(quoted(fixed or type_name))))
    return object_of(made)


def _drawn(prop: str, alias: str, shown: str) -> str:
    match prop:
        case "id":
            return f"json_quote({alias}.id)"
        case "kind":
            return _kind(f"{alias}.kind")
        case "label":
            return f"json_quote({_label(alias)})"
        case "shown":
            return shown
    return f"{alias}.{prop}"


def _hidden(prop: str) -> str:
    match prop:
        case "around":
            return "json_quote(h.id)"
        case "kind":
            return _kind("h.kind")
    return "h.n"


def _kind(code: str) -> str:
    arms = " ".join(f"WHEN {number} THEN '\"{kind}\"'" for kind, number in CODES.items() if kind != "Concept")
    return f"CASE {code} {arms} END"


def _label(alias: str) -> str:
    """What is written on a thing."""
    arms: dict[str, list[int]] = {}
    for kind in KINDS:
        if kind == "Concept":
            continue
        if MADE_OF.get(kind):
            terms = " UNION ALL ".join(
                f"SELECT (SELECT p_label FROM n_concept WHERE nid = m.{edge_column(edge)}) AS l" for edge in MADE_OF[kind]
            )
            named = f"(SELECT group_concat(l, '{BETWEEN}') FROM ({terms}))"
        else:
            named = ", ".join(f"m.{column(prop)}" for prop in NAMING[kind]) or "NULL"
        made = f"(SELECT coalesce({named}, m.id) FROM {node_table(FAMILY[kind])} m WHERE m.nid = {alias}.nid)"
        arms.setdefault(made, []).append(CODES[kind])
    cases = " ".join(f"WHEN {alias}.kind IN ({', '.join(map(str, codes))}) THEN {made}" for made, codes in arms.items())
    return f"CASE {cases} END"


def _edge(prop: str) -> str:
    """A property of the edge `e`."""
    names = {code: name for name, code in TYPE_CODES.items()}
    match prop:
        case "source" | "target":
            return f"json_quote(e.{prop})"
        case "id":
            name = f"CASE e.type {' '.join(f'WHEN {code} THEN {literal(name)}' for code, name in names.items())} END"
            return f"json_quote(e.source || '|' || {name} || '|' || e.target || '|' || e.key)"
        case "type":
            return f"CASE e.type {' '.join(f'WHEN {code} THEN {literal(quoted(name))}' for code, name in names.items())} END"
        case "label":
            arms = []
            for code, name in names.items():
                told = telling_prop(EDGES[name])
                words = literal(in_words(name.lower()))
                if told:
                    words = f"ifnull(replace({_on_edge(name, told)}, '_', ' '), {words})"
                arms.append(f"WHEN {code} THEN {words}")
            return f"json_quote(CASE e.type {' '.join(arms)} END)"
    arms = [f"WHEN {code} THEN {_on_edge(name, prop)}" for code, name in names.items() if prop in EDGES[name].props]
    return f"json_quote(CASE e.type {' '.join(arms)} END)"


def _on_edge(name: str, prop: str) -> str:
    assert not is_column(EDGES[name])
    return f"(SELECT {column(prop)} FROM {edge_table(name)} WHERE src = e.src AND dst = e.dst AND key = e.key)"


def find_many(values: Values, ids: Any, shape: str, conditions: str) -> str:
    """The statement of things by their ids, in that order; `shape` is of the row `t` of `thing`."""
    listed = values.bind(ids, "ids", lambda given: json.dumps([given] if isinstance(given, str) else list(given or ())))
    one = f"ifnull((SELECT {shape} FROM thing t WHERE t.id = j.value AND {conditions}), 'null')"
    return f"SELECT {list_of(f'SELECT {one} AS x FROM json_each({listed}) j ORDER BY j.key')}"
