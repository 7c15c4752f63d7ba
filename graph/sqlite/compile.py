"""From a query value to one SQL statement that yields the JSON text of the answer.

JSON is put together as text (`'{"id":' || json_quote(t.id) || …`), which is faster than SQLite's JSON objects and keeps the order of
the response names. A link to many things is a subquery; a connection is its count and its page.

A plan depends on the query and on the *form* of what is bound (null, one value, several, true, false), so that a filter that
is not given leaves no trace in the statement; values themselves are always parameters. Names in the text come from the ontology.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from graph.control import NEVER
from graph.cursors import decode, signature
from graph.ontology import EDGES, KINDS, RECORDS, SCHEME_OF, SCHEMES, Relation, props_of, relations_of
from graph.plans import Form
from graph.query import (
    All,
    Around,
    Compare,
    Connect,
    Counts,
    Cursor,
    EdgeList,
    Edges,
    EdgeWant,
    Find,
    FindMany,
    Follow,
    Get,
    Linked,
    LinkIs,
    ListAll,
    ListRecords,
    Many,
    NodeOf,
    Nodes,
    One,
    Order,
    Overview,
    Page,
    PageInfo,
    Part,
    Query,
    Reached,
    Search,
    Select,
    Shape,
    Total,
    TypeName,
    Value,
)
from graph.sqlite.conditions import Conditions
from graph.sqlite.facets import counts
from graph.sqlite.layout import CODES, FAMILIES, WEIGHTS, column, is_column, node_table
from graph.sqlite.records import Records
from graph.sqlite.rows import Link, Record, Relations, Row, Source, comparable, of_kind, prop_column, table_of
from graph.sqlite.text import boolean, field, list_of, listed, literal, object_of, quoted, where
from graph.sqlite.values import Values
from graph.sqlite.walks import Walks, find_many
from graph.words import words

MOST_JOINS = 40
"""How many tables are joined to that of a row; SQLite joins 64 at most."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement, and for each of its parameters how its value is made from what is bound."""

    sql: str
    parameters: tuple[tuple[str, Callable[[Mapping[str, Any]], Any]], ...]

    def values(self, bindings: Mapping[str, Any]) -> dict[str, Any]:
        """The values of the statement's parameters.

        Raises:
            BadCursor: a bound cursor is none of this order.
        """
        return {name: make(bindings) for name, make in self.parameters}


def compile_query(query: Query, forms: Mapping[str, Form]) -> Plan:
    """The plan of a query for values of these forms."""
    compiler = _Compiler(forms)
    match query:
        case Find():
            sql = compiler.find(query)
        case ListAll():
            sql = f"SELECT {compiler.list_all(query)}"
        case Search():
            sql = f"SELECT {compiler.search(query)}"
        case FindMany(select, ids):
            row = Row(select.kind, "t.nid", "t")
            sql = find_many(compiler.values, ids, compiler.shape(row, select.shape), " AND ".join(of_kind(select.kind, "t")))
        case Around():
            sql = Walks(compiler.values, compiler).around(query)
        case Connect():
            sql = Walks(compiler.values, compiler).connect(query)
        case ListRecords(select, parts):
            sql = f"SELECT {compiler.page(compiler.recorded(query), select, parts, None)}"
        case Follow(select, parts):
            # the source begins after the cursor, and its rows are in the order of the log, whatever they are
            rows = replace(select, kind="Change", after=None)
            sql = f"SELECT {compiler.page(compiler.followed(query), rows, parts, None)}"
        case Overview(shape):
            sql = f"SELECT {compiler.overview(shape)}"
    return Plan(sql, tuple(compiler.values.parameters.items()))


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of an order."""

    sql: str
    direction: str
    may_be_null: bool
    in_order: str | None = None  # an expression whose ascending order is this key's, and that an index has


class _Compiler(Records):
    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.values = Values(forms)
        self.relations = Relations(self.values)
        self.conditions = Conditions(self.values, self.relations)

    def find(self, query: Find) -> str:
        alias = self.values.alias()
        kind = query.select.kind
        row = Row(kind, f"{alias}.nid", alias)
        prop = props_of(kind).get(query.by)
        if query.by == "id" or prop is None:
            asked = f"{alias}.id = {self.values.one(query.value)}"
        else:
            asked = self.conditions.compared(row, Compare(query.by, "is", query.value))
        where = [asked, *of_kind(kind, alias)]
        return f"SELECT {self.shape(row, query.select.shape)} FROM {table_of(kind)} {alias} WHERE {' AND '.join(where)} ORDER BY {alias}.id LIMIT 1"

    def list_all(self, query: ListAll) -> str:
        alias = self.values.alias()
        kind = query.select.kind
        if kind == "Case" and (found := self._by_facet(query.select, alias)):
            source, select = found
            return self.page(source, select, query.parts, None, top=True)
        table = f"{table_of(kind)} {alias}"
        source = Source(table, tuple(of_kind(kind, alias)), Row(kind, f"{alias}.nid", alias), None)
        return self.page(source, query.select, query.parts, None, top=True)

    def _by_facet(self, select: Select, alias: str) -> tuple[Source, Select] | None:
        """The cases of a kind of data, of a deed, or of both, where that is asked: their rows, and what is left to ask."""
        parts = list(select.where.parts) if isinstance(select.where, All) else [select.where]
        for place, part in enumerate(parts):
            if not isinstance(part, Linked) or (part.relation, part.quantifier, part.on_edge) != ("allegations", "some", None):
                continue
            inner = list(part.where.parts) if isinstance(part.where, All) else [part.where]
            told: dict[str, LinkIs] = {}
            for each in inner:
                if isinstance(each, LinkIs) and each.relation in ("data", "act", "purpose") and self._one_term(each):
                    told.setdefault("data" if each.relation == "data" else "deed", each)
            if not told:
                continue
            if len(told) == len(inner):
                del parts[place]
            facet = self.values.alias()
            meets = [f"{facet}.{name} = {self._term(told[name]) if name in told else '0'}" for name in ("data", "deed")]
            row = Row("Case", f"{alias}.nid", alias, joins=[] if select.order[:1] == (Order("filed_on", "DESC"),) else None)
            tables = f"facet {facet} CROSS JOIN n_case {alias} ON {alias}.nid = {facet}.nid"
            total = f"ifnull((SELECT count FROM facet_size {facet} WHERE {' AND '.join(meets)}), 0)"
            left = All(tuple(each for each in parts if each is not None)) if parts else None
            source = Source(tables, tuple(meets), row, None, f"facet {facet}", newest=f"{facet}.day", total=total)
            return source, replace(select, where=left)
        return None

    def _one_term(self, asked: LinkIs) -> bool:
        return self.values.form(asked.value) == "one" and not asked.negated and not self.values.flag(asked.exactly)

    def _term(self, asked: LinkIs) -> str:
        term = self.values.one(asked.value)
        return f"(SELECT nid FROM n_concept WHERE p_scheme = '{asked.relation}' AND p_term = {term})"

    def search(self, query: Search) -> str:
        every = self.values.bind(query.text, "every word", lambda text: _match(text, " "))
        some = self.values.bind(query.text, "some word", lambda text: _match(text, " OR "))
        limit = "" if self.values.form(query.first) == "null" else f" LIMIT {self.values.one(query.first)}"
        kinds = self.values.among("kind", query.kinds, lambda kind: kind) if self.values.form(query.kinds) != "null" else "kind <> 'Concept'"
        match = (
            f"words MATCH (CASE WHEN EXISTS (SELECT 1 FROM words WHERE words MATCH {every} AND {kinds}) THEN {every} ELSE {some} END)"
        )
        weights = ", ".join(f"{weight}.0" for weight in WEIGHTS)
        hit = self.values.alias()
        row = Row("Node", f"{hit}.nid", hit)
        shown = Record("SearchHit", hit)
        hits = (
            f"SELECT w.rowid AS nid, n.id, n.kind, round(-bm25(words, {weights}, 0.0), 6) AS score, "
            f"snippet(words, -1, '«', '»', '…', 12) AS snippet FROM words w CROSS JOIN thing n ON n.nid = w.rowid "
            f"WHERE {match.replace('words MATCH (', 'w.words MATCH (', 1)}"
            f" AND {kinds.replace('kind', 'w.kind', 1)} ORDER BY score DESC, n.id{limit}"
        )
        made: list[str] = []
        for name, part in query.parts:
            if part == "totalCount":
                total = f"(SELECT count(*) FROM words WHERE {match} AND {kinds})"
                made.append(field(name, total))
            elif part == "__typename":
                made.append(field(name, literal('"SearchResult"')))
            else:
                fields = self._fields(query.fields, lambda want: self._hit(want, row, shown))
                made.append(field(name, f"(SELECT {listed('x')} FROM (SELECT {fields} AS x FROM ({hits}) {hit}))"))
        return object_of(made)

    def _hit(self, want: EdgeWant, row: Row, shown: Record) -> str:
        match want:
            case NodeOf(shape=shape):
                return self.shape(row, shape)
            case Get(prop=prop):
                return f"json_quote({shown.alias}.{prop})"
        return self.on_record(shown, want)

    # -- pages

    def page(self, source: Source, select: Select, parts: Sequence[Part], relation: str | None, *, top: bool = False) -> str:
        """A connection over the rows of a source."""
        conditions = [*source.where, *self._conditions(source, select, top=top)]
        keys = self._keys(source, select.order)
        sign = signature(select.kind, relation, select.order)
        onward = list(conditions)
        if self.values.form(select.after) != "null":
            onward.append(self._after(keys, select.after, sign))
        columns: list[str] = []
        limit = "" if self.values.form(select.first) == "null" else f" LIMIT {self.values.one(select.first)}"

        def listed(sql: str) -> str:
            columns.append(f"{sql} AS x{len(columns)}")
            return f"'[' || ifnull(group_concat(x{len(columns) - 1}, ','), '') || ']'"

        cursor = f"hex(json_array('{sign}', {', '.join(key.sql for key in keys)}))"
        made: list[str] = []
        for part in parts:
            match part:
                case Total(name):
                    made.append(field(name, self._total(source, conditions, select)))
                case Nodes(name, shape):
                    made.append(field(name, listed(self.shape(source.row, shape))))
                case EdgeList(name, fields):
                    made.append(field(name, listed(self.columns(source, fields, cursor))))
                case PageInfo(name, asked):
                    made.append(field(name, self._page_info(source, select, asked, onward, lambda: listed(f"json_quote({cursor})"))))
                case TypeName(name, fixed):
                    made.append(field(name, literal(quoted(fixed or select.kind))))
                case Reached(name):
                    columns.append(f"{keys[0].sql} AS x{len(columns)}")
                    place = source.until
                    if self.values.form(select.first) != "null":
                        first = self.values.one(select.first)
                        place = f"CASE WHEN count(*) >= {first} THEN max(x{len(columns) - 1}) ELSE {source.until} END"
                    made.append(field(name, f"json_quote(hex(json_array('{sign}', {place}, '')))"))
                case Counts(name):
                    cases = f"SELECT {source.row.nid} AS nid FROM {source.tables}{where(conditions)}"
                    made.append(field(name, counts(part, cases, self.values, all_cases=top and not conditions)))
        whole = object_of(made)
        if not columns:
            return whole
        order = ", ".join(key.in_order or f"{key.sql} {key.direction}{' NULLS LAST' if key.may_be_null else ''}" for key in keys)
        tables = source.tables_for(*columns, *onward, order)
        rows = f"SELECT {', '.join(columns)} FROM {tables}{where(onward)} ORDER BY {order}{limit}"
        return f"(SELECT {whole} FROM ({rows}))"

    def _total(self, source: Source, conditions: Sequence[str], select: Select) -> str:
        tables = source.tables
        if source.total is not None and select.where is None:
            return source.total
        if select.where is None and source.bare is not None:
            tables = source.bare
        return f"(SELECT count(*) FROM {tables}{where(conditions)})"

    def _page_info(
        self,
        source: Source,
        select: Select,
        asked: Sequence[tuple[str, str]],
        onward: Sequence[str],
        cursors: Callable[[], str],
    ) -> str:
        listed = cursors() if {"startCursor", "endCursor"} & {part for _, part in asked} else ""
        made: list[str] = []
        for name, part in asked:
            match part:
                case "hasNextPage":
                    more = "0"
                    if self.values.form(select.first) != "null":
                        first = self.values.one(select.first)
                        more = f"(SELECT count(*) FROM (SELECT 1 FROM {source.tables}{where(onward)} LIMIT {first} + 1)) > {first}"
                    made.append(field(name, boolean(more)))
                case "hasPreviousPage":
                    made.append(field(name, boolean("0" if self.values.form(select.after) == "null" else "1")))
                case "startCursor" | "endCursor":
                    place = "$[0]" if part == "startCursor" else "$[#-1]"
                    made.append(field(name, f"json_quote(json_extract({listed}, '{place}'))"))
                case _:
                    made.append(field(name, literal('"PageInfo"')))
        return object_of(made)

    def _conditions(self, source: Source, select: Select, *, top: bool = False) -> list[str]:
        found: list[str] = []
        if select.on_edge is not None and isinstance(source.link, Link):
            found.append(self.conditions.condition(select.on_edge, source.link))
        if select.where is not None:
            found.append(self.conditions.condition(select.where, source.row, top=top))
        return found

    def _keys(self, source: Source, order: Sequence[Order]) -> list[_Key]:
        keys: list[_Key] = []
        id = comparable(source.row, "id")
        for place, each in enumerate(order):
            on = source.link if each.on_edge else source.row
            assert on is not None
            if each.prop == "id":
                keys.append(_Key(id, each.direction, False))
            else:
                newest = source.newest if (each.prop, each.direction, place) == ("filed_on", "DESC", 0) else None
                keys.append(_Key(comparable(on, each.prop), each.direction, True, newest))
        keys.append(_Key(id, "ASC", False))
        match source.link:
            case Record("Suit", alias):
                keys.append(_Key(f"{alias}.defendant_id", "ASC", False))
            case Record("Change", alias):
                return [_Key(f"{alias}.place", "ASC", False), _Key("''", "ASC", False)]
            case Record("Disagreement", alias):
                return [_Key(f"{alias}.id", "ASC", False), _Key(f"{alias}.predicate", "ASC", False)]
            case Link(alias=alias):
                keys.append(_Key(f"{alias}.key" if alias else "''", "ASC", False))
        return keys

    def _after(self, keys: Sequence[_Key], after: Value, sign: str) -> str:
        """That a row comes after the one that a cursor stands for."""
        size = len(keys)

        def value(place: int) -> str:
            return self.values.bind(after, f"cursor {sign} {place}", lambda cursor: decode(cursor, sign, size)[place])

        made = f"{keys[-1].sql} > {value(size - 1)}"
        for place in range(size - 2, -1, -1):
            key, bound = keys[place], value(place)
            beyond = f"{key.sql} {'<' if key.direction == 'DESC' else '>'} {bound}"
            if key.may_be_null:
                made = f"({beyond} OR ({key.sql} IS NULL AND {bound} IS NOT NULL) OR ({key.sql} IS {bound} AND {made}))"
            else:
                made = f"({beyond} OR ({key.sql} = {bound} AND {made}))"
        return made

    # -- following relations

    def shape(self, row: Row, shape: Shape) -> str:
        """The object that is wanted of a node, or of a record that is a row of its own."""
        if row.kind in RECORDS:
            return self._record(row.kind, row.alias, Select(row.kind, shape=shape))
        if row.family is None:
            return self._any_node(row, shape)
        if not shape.variants:
            return self._fields(shape.fields, lambda want: self.on_node(row, want))
        made: dict[tuple[Any, ...], list[str]] = {}
        for name, wants in shape.variants:
            made.setdefault(wants, []).append(name)
        if row.family == "Concept":
            told = f"{row.alias}.{column('scheme')}"
            names = {name: f"'{SCHEME_OF[name]}'" for names in made.values() for name in names}
        else:
            told = f"{row.alias}.kind"
            names = {name: str(CODES[name]) for names in made.values() for name in names}
        arms = [
            f"WHEN {told} IN ({', '.join(names[name] for name in members)}) "
            f"THEN {self._fields(wants, partial(self.on_node, replace(row, kind=members[0], joins=None)))}"
            for wants, members in made.items()
        ]
        return f"CASE {' '.join(arms)} ELSE '{{}}' END"

    def _any_node(self, row: Row, shape: Shape) -> str:
        """The object of a node that may be of any kind: one arm a kind that is wanted otherwise."""
        variants = dict(shape.variants)
        arms: list[str] = []
        for family, members in FAMILIES.items():
            if family == "Concept":
                continue
            alias = self.values.alias()
            if shape.variants:
                inner = Shape(variants=tuple((kind, variants.get(kind, ())) for kind in members))
                name = members[0] if len(members) == 1 else family
                inner = Shape(variants.get(members[0], ())) if len(members) == 1 else inner
            else:
                inner, name = shape, members[0] if len(members) == 1 else family
            made = self.shape(Row(name, f"{alias}.nid", alias), inner)
            codes = ", ".join(str(CODES[kind]) for kind in members)
            arms.append(f"WHEN {row.alias}.kind IN ({codes}) THEN (SELECT {made} FROM {node_table(family)} {alias} WHERE {alias}.nid = {row.nid})")
        return f"CASE {' '.join(arms)} END"

    def on_node(self, row: Row, want: EdgeWant) -> str:
        """One field of a node, as JSON text."""
        match want:
            case Get(_, "id"):
                return f"json_quote({prop_column(row, 'id')})"
            case Get(_, name):
                return self._rendered(props_of(row.kind)[name], prop_column(row, name))
            case TypeName(_, fixed):
                return literal(quoted(fixed)) if fixed else self._type_name(row)
            case One(_, "evidence", select) | Many(_, "evidence", select):
                return self.evidence(f"{row.alias}.fact", select)
            case One(_, name, select) | Many(_, name, select):
                return self.reached(row, relations_of(row.kind)[name], select, many=isinstance(want, Many))
            case Edges(_, name, select, fields):
                source = self.relations.follow(row, relations_of(row.kind)[name], select)
                return self.rows(source, select, self.columns(source, fields, "NULL"))
            case Page(_, name, select, parts):
                relation = relations_of(row.kind)[name]
                return self.page(self.relations.follow(row, relation, select), select, parts, name)
        return self._plain(want, lambda inner: self.on_node(row, inner), lambda name: prop_column(row, name))

    def reached(self, row: Row, relation: Relation, select: Select, *, many: bool) -> str:
        """What a relation of a node leads to: one thing, or a list."""
        match relation.derived:
            case "status":
                state = self.values.alias()
                until = f" AND {state}.day <= {self.values.day(select.as_of)}" if self.values.form(select.as_of) != "null" else ""
                made = self._record("State", state, select)
                return f"ifnull((SELECT {made} FROM state {state} WHERE {state}.nid = {row.nid}{until} ORDER BY {state}.place DESC LIMIT 1), 'null')"
            case "history":
                state = self.values.alias()
                made = self._record("State", state, select)
                return list_of(f"SELECT {made} AS x FROM state {state} WHERE {state}.nid = {row.nid} ORDER BY {state}.place")
            case "controllers":
                return self._controllers(row, select)
            case "statements":
                return self.statements(row, select)
        source = self.relations.follow(row, relation, select)
        to_one = relation.forward and relation.edge is not None and is_column(EDGES[relation.edge])
        if to_one and row.joins is not None and len(row.joins) < MOST_JOINS:
            row.joins.append(f" LEFT JOIN {source.tables} ON {' AND '.join(source.where)}")
            made = self.shape(replace(source.row, joins=row.joins), select.shape)
            return f"CASE WHEN {source.row.nid} IS NULL THEN 'null' ELSE {made} END"
        if many:
            return self.rows(source, select, self.shape(source.row, select.shape))
        order = "" if to_one else f" ORDER BY {comparable(source.row, 'id')} LIMIT 1"
        made = self.shape(source.row, select.shape)
        return f"ifnull((SELECT {made} FROM {source.tables}{where(source.where)}{order}), 'null')"

    def rows(self, source: Source, select: Select, made: str) -> str:
        """A plain list, by id."""
        conditions = [*source.where, *self._conditions(source, select)]
        order = ", ".join(key.sql for key in self._keys(source, ()))
        limit = "" if self.values.form(select.first) == "null" else f" LIMIT {self.values.one(select.first)}"
        tables = source.tables_for(made, *conditions, order)
        return list_of(f"SELECT {made} AS x FROM {tables}{where(conditions)} ORDER BY {order}{limit}")

    def _controllers(self, row: Row, select: Select) -> str:
        alias = self.values.alias()
        day = self.values.day(select.as_of) if self.values.form(select.as_of) != "null" else None
        holds = f"c.since <= {day} AND c.until > {day}" if day else f"c.until = '{NEVER}'"
        stakes = "" if self.values.flag(select.include_stakes) else " AND c.stake = 0"
        made = self._record("Control", alias, select)
        best = (
            f"SELECT c.cid, c.owner, c.since, c.until, c.share, c.stake, c.depth, min(c.rank), t.id FROM control c "
            f"CROSS JOIN thing t ON t.nid = c.owner WHERE c.owned = {row.nid} AND {holds}{stakes} GROUP BY c.owner"
        )
        return list_of(f"SELECT {made} AS x FROM ({best}) {alias} ORDER BY {alias}.stake, {alias}.depth, {alias}.id")

    # -- edges

    def columns(self, source: Source, fields: Sequence[EdgeWant], cursor: str) -> str:
        """The object of an edge."""
        return self._fields(fields, lambda want: self.on_edge(source, want, cursor))

    def on_edge(self, source: Source, want: EdgeWant, cursor: str) -> str:
        """One field of an edge, as JSON text."""
        link = source.link
        match want:
            case Cursor():
                return f"json_quote({cursor})"
            case NodeOf(_, shape):
                return self.shape(source.row, shape)
        if isinstance(link, Record):
            return self.on_record(link, want)
        match want:
            case Get(_, name) if link is not None:
                return self._rendered(EDGES[link.edge].props[name], f"{link.alias}.{column(name)}")
            case Many(_, "evidence", select) if link is not None:
                return self.evidence(link.fact, select)
            case TypeName(_, fixed):
                return literal(quoted(fixed or ""))
        return self._plain(want, lambda inner: self.on_edge(source, inner, cursor), lambda name: f"{link.alias}.{column(name)}" if link else "NULL")

    # -- properties

    def _type_name(self, row: Row) -> str:
        family = row.family
        if family == "Concept":
            arms = " ".join(f"WHEN '{scheme}' THEN '\"{name}\"'" for scheme, name in SCHEMES.items())
            return f"CASE {row.alias}.{column('scheme')} {arms} ELSE '\"Concept\"' END"
        members = FAMILIES[family] if family else tuple(KINDS)
        if len(members) == 1:
            return literal(quoted(members[0]))
        arms = " ".join(f"WHEN {CODES[kind]} THEN '\"{kind}\"'" for kind in members)
        return f"CASE {row.alias}.kind {arms} END"

    # -- conditions


def _match(text: Any, between: str) -> str:
    """A text as a query of FTS5: its words, quoted, so that none is an operator."""
    written = str(text).encode()
    found = (written[word.start : word.end].decode().replace('"', '""') for word in words(str(text)))
    return between.join(f'"{word}"' for word in found) or '""'
