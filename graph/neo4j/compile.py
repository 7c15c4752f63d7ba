"""From a query value to one statement of Cypher, and to the function that makes JSON of what it returns.

The statement returns nested lists without names: a subquery (`COLLECT { … }`) for each link, whatever the depth, each with its own order and
page. Names and the order of fields are in the function (`reader.py`). What many rows are compared with – the terms below a term, the parts of a group –
is read once, before the rest.

A plan depends on the query and on the *form* of what is bound (null, one value, several, true, false); values themselves are always
parameters, so that the server plans the same text once. Names in the text come from the ontology.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from graph.cursors import PLACE_IN_LOG, at_place_in_log, decode, encode, signature
from graph.neo4j.conditions import Conditions
from graph.neo4j.facets import counts
from graph.neo4j.layout import INDEXED, is_date, label_of, stated
from graph.neo4j.reader import Columns, Made, Reader, each, optional, pairs
from graph.neo4j.records import Records
from graph.neo4j.rows import Link, Record, Relations, Row, Source, comparable, told, where
from graph.neo4j.search import search
from graph.neo4j.values import Values, to_date
from graph.neo4j.walks import Walks
from graph.ontology import EDGES, Arity, props_of, relations_of
from graph.plans import Form
from graph.query import (
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


@dataclass(frozen=True, slots=True)
class Plan:
    """A statement, how each of its parameters is made from what is bound, and how its rows become JSON."""

    cypher: str
    parameters: tuple[tuple[str, Callable[[Mapping[str, Any]], Any]], ...]
    read: Callable[[Any], bytes]

    def values(self, bindings: Mapping[str, Any]) -> dict[str, Any]:
        """The values of the statement's parameters.

        Raises:
            BadCursor: a bound cursor is none of this order.
        """
        return {name: make(bindings) for name, make in self.parameters}

    def json(self, answers: Sequence[Any]) -> bytes:
        """The JSON text of the answer: the statement returns one row, or none for null."""
        return self.read(answers[0]) if answers else b"null"


def compile_query(query: Query, forms: Mapping[str, Form]) -> Plan:
    """The plan of a query for values of these forms."""
    compiler = _Compiler(forms)
    made = compiler.compiled(query)
    cypher = f"{compiler.values.before()}RETURN {made.cypher} AS answer"
    return Plan(cypher, tuple(compiler.values.parameters.items()), compiler.reader.compiled(made.read))


@dataclass(frozen=True, slots=True)
class _Key:
    """A key of an order: as rows are ordered by it, and as a cursor holds it."""

    plain: str
    told: str
    direction: str
    may_be_null: bool

    def order(self) -> str:
        """How rows are ordered by it: none comes last."""
        if self.direction == "DESC":
            return f"{self.plain} IS NULL, {self.plain} DESC" if self.may_be_null else f"{self.plain} DESC"
        return self.plain


def _written(keys: Sequence[_Key]) -> str:
    """An order; what is the same for all rows is left out."""
    return ", ".join(key.order() for key in keys if key.plain != "''")


class _Compiler(Records):
    def __init__(self, forms: Mapping[str, Form]) -> None:
        self.values = Values(forms)
        self.reader = Reader()
        self.relations = Relations(self.values)
        self.conditions = Conditions(self.values, self.relations)

    def compiled(self, query: Query) -> Made:
        match query:
            case Find():
                return self.find(query)
            case ListAll(select, parts):
                return self.list_all(select, parts)
            case Search():
                return search(query, self)
            case FindMany(select, ids):
                place = self.values.alias()
                listed = self.values.several(ids)
                one = self.reached(f"{listed}[{place}]", select.kind, select.shape)
                return Made(
                    f"COLLECT {{ UNWIND range(0, size({listed}) - 1) AS {place} WITH {place} ORDER BY {place} RETURN {one.cypher} }}",
                    each(one.read),
                )
            case Around():
                return Walks(self.values, self).around(query)
            case Connect():
                return Walks(self.values, self).connect(query)
            case Follow(select, parts):
                return self.page(self.followed(query), select, parts, None)
            case ListRecords(select, parts):
                return self.page(self.recorded(query), select, parts, None)
            case Overview(shape):
                return self.overview(shape)

    def find(self, query: Find) -> Made:
        """One thing by its id, or by another property that names it."""
        row = Row(query.select.kind, self.values.alias())
        if query.by == "id" or query.by not in props_of(row.kind):
            return self.reached(self.values.one(query.value), row.kind, query.select.shape)
        asked = self.conditions.compared(row, Compare(query.by, "is", query.value), query.value)
        made = self.shape(row, query.select.shape)
        found = f"MATCH ({row.name}:{label_of(row.kind)}) WHERE {asked} WITH {row.name} ORDER BY {row.name}.id LIMIT 1 RETURN {made.cypher}"
        return Made(f"head(COLLECT {{ {found} }})", optional(made.read, self.reader))

    # -- pages

    def list_all(self, select: Select, parts: Sequence[Part]) -> Made:
        """A connection over everything of a kind.

        Where a condition leads to its rows, it is followed from there; where rows are counted too, they are found once.
        """
        row = Row(select.kind, self.values.alias())
        label = label_of(row.kind)
        source = Source(f"MATCH ({row.name}:{label})", (), row, None, (row.name,), bare=f"({row.name}:{label})")
        found = self.conditions.lead(select.where, row, label)
        if found is not None or (select.where is not None and any(isinstance(part, Total | Counts) for part in parts)):
            clauses, left = found or (source.clauses, select.where)
            meets = where([self.conditions.condition(left, row)] if left is not None else [])
            every = self.values.once(f"{clauses}{meets} RETURN collect(DISTINCT {row.name})")
            source = Source(
                f"UNWIND {every} AS {row.name} WITH {row.name}", (), row, None, (row.name,), total=f"size({every})"
            )
            return self.page(source, replace(select, where=None), parts, None, top=True)
        return self.page(source, select, parts, None, top=True)

    def page(
        self, source: Source, select: Select, parts: Sequence[Part], relation: str | None, *, top: bool = False
    ) -> Made:
        """A connection over the rows of a source."""
        conditions = [*source.where, *self._conditions(source, select)]
        together = source.costly and sum(not isinstance(part, TypeName) for part in parts) > 1
        every, each_row = self.values.alias(), self.values.alias()
        found = f"COLLECT {{ {source.clauses}{where(conditions)} RETURN [{', '.join(source.carried)}] }}"
        if together:
            named = ", ".join(f"{each_row}[{place}] AS {name}" for place, name in enumerate(source.carried))
            source = replace(source, clauses=f"UNWIND {every} AS {each_row} WITH {named}", where=(), total=f"size({every})")
            conditions = []
        keys = self._keys(source, select.order)
        sign = signature(select.kind, relation, select.order) if source.until is None else PLACE_IN_LOG
        onward = list(conditions)
        if source.until is None and self.values.form(select.after) != "null":
            onward.append(self._after(keys, select.after, sign))
        whole, row = Columns(), Columns()
        fields: list[tuple[str, str]] = []
        rows: list[tuple[int, str, str]] = []  # the place, the name and the expression of what is made of the page's rows
        cursor = self._cursor(keys, sign)
        total = self._total(source, conditions)
        for part in parts:
            match part:
                case Total(name):
                    fields.append((name, whole.add(total)))
                case Nodes(name, shape):
                    made = row.made(self.node(source, shape))
                    rows.append((len(fields), name, f"[{made} for r in rows]"))
                    fields.append((name, ""))
                case EdgeList(name, wants):
                    made = pairs([(want.name, self.on_edge(source, want, row, cursor)) for want in wants])
                    rows.append((len(fields), name, f"[{made} for r in rows]"))
                    fields.append((name, ""))
                case PageInfo(name, asked):
                    known = total if any(isinstance(part, Total) for part in parts) else source.total
                    more = self._more(source, select, onward, known)
                    made, of_rows = self._page_info(select, asked, more, whole, lambda: cursor(row))
                    if of_rows:
                        rows.append((len(fields), name, made))
                    fields.append((name, made))
                case TypeName(name, fixed):
                    fields.append((name, repr(fixed or select.kind)))
                case Reached(name):
                    made = self._reached(source, select, whole, row)
                    rows.append((len(fields), name, made))
                    fields.append((name, ""))
                case Counts(name):
                    cases = f"{source.clauses}{where(conditions)} WITH DISTINCT {source.row.name}"
                    all_cases = top and source.bare is not None and not conditions
                    counted = counts(
                        part, cases, source.row.name, self.values, self.reader, top=top, all_cases=all_cases
                    )
                    fields.append((name, whole.made(counted)))
        if rows:
            order = _written(keys)
            limit = self.limit(select)
            first = self._in_order(source, select, onward, keys, sign) if top else None
            begun = first or f"{source.clauses}{where(onward)}"
            listed = whole.add(
                f"COLLECT {{ {begun} WITH {', '.join(source.carried)} ORDER BY {order}{limit}{source.then} RETURN {row.cypher()} }}"
            )
            for place, name, made in rows:
                fields[place] = (name, self.reader.function(made, "r, rows")(f"r, {listed}"))
        cypher = whole.cypher()
        if together:
            cypher = f"head(COLLECT {{ WITH {found} AS {every} RETURN {cypher} }})"
        return Made(cypher, self.reader.function(pairs(fields)))

    def _in_order(
        self, source: Source, select: Select, onward: Sequence[str], keys: Sequence[_Key], sign: str
    ) -> str | None:
        """Clauses that read rows in the order of an index, as many as the page has, where an index has the order."""
        name, limit = source.row.name, self.limit(select)
        if source.total is not None or not source.bare or not limit:
            return None
        by = select.order[0] if select.order else Order("id")
        if by.prop == "id":
            return f"{source.clauses}{where([f'{name}.id IS NOT NULL', *onward])}"
        if by.prop not in INDEXED.get(source.row.kind, ()):
            return None
        known = [f"{name}.{by.prop} IS NOT NULL", *onward]
        if self.values.form(select.after) != "null" and is_date(props_of(source.row.kind)[by.prop]):
            size = len(keys)
            reached = self.values.bind(
                select.after, f"cursor {sign} day", lambda cursor: _day(decode(cursor, sign, size)[0])
            )
            known.append(f"{name}.{by.prop} {'<=' if by.direction == 'DESC' else '>='} {reached}")
        rest = _written(keys[1:])
        first = self.values.once(
            f"{source.clauses}{where(known)} WITH {name} ORDER BY {name}.{by.prop} {by.direction}, {rest}{limit} RETURN collect({name})"
        )
        # what has no value comes after all that has one
        every = self.values.once(
            f"UNWIND CASE WHEN size({first}) < {self.values.one(select.first)} THEN [true] ELSE [] END AS go "
            f"{source.clauses}{where([f'{name}.{by.prop} IS NULL', *onward])} WITH {name} ORDER BY {rest}{limit} "
            f"WITH collect({name}) AS more RETURN {first} + more"
        )
        return f"UNWIND {every} AS {name}"

    def _total(self, source: Source, conditions: Sequence[str]) -> str:
        if source.total is not None:
            return source.total
        if source.bare is not None and not conditions:
            return f"COUNT {{ {source.bare} }}"
        return f"COUNT {{ {source.clauses}{where([*conditions])} RETURN 1 }}"

    def _more(self, source: Source, select: Select, onward: Sequence[str], total: str | None) -> str | None:
        """Whether there are more rows than those of the page; None where it has them all."""
        if self.values.form(select.first) == "null":
            return None
        first = self.values.one(select.first)
        if total is not None and self.values.form(select.after) == "null":
            return f"{total} > {first}"
        one_more = self.values.one(select.first, lambda size: size + 1, "one more")
        return f"COUNT {{ {source.clauses}{where([*onward])} RETURN 1 LIMIT {one_more} }} > {first}"

    def _cursor(self, keys: Sequence[_Key], sign: str) -> Callable[[Columns], str]:
        def written(row: Columns) -> str:
            encoded = self.reader.given_as("encode", encode)
            return f"{encoded}({sign!r}, [{', '.join(row.add(key.told) for key in keys)}])"

        return written

    def _page_info(
        self,
        select: Select,
        asked: Sequence[tuple[str, str]],
        more: str | None,
        whole: Columns,
        cursor: Callable[[], str],
    ) -> tuple[str, bool]:
        """The object of it, and whether it is made of the `rows` of the page."""
        made: list[tuple[str, str]] = []
        of_rows = False
        for name, part in asked:
            match part:
                case "hasNextPage":
                    made.append((name, whole.add(more) if more else "False"))
                case "hasPreviousPage":
                    made.append((name, str(self.values.form(select.after) != "null")))
                case "startCursor" | "endCursor":
                    place = 0 if part == "startCursor" else -1
                    of_rows = True
                    read = self.reader.function(cursor())
                    made.append((name, f"({read(f'rows[{place}]')} if rows else None)"))
                case _:
                    made.append((name, "'PageInfo'"))
        return pairs(made), of_rows

    def _reached(self, source: Source, select: Select, whole: Columns, row: Columns) -> str:
        """The cursor up to which was looked: of a full page its last row, else the end of the stretch."""
        assert source.until is not None and isinstance(source.link, Record)
        cursor, end = self.reader.given_as("at_place_in_log", at_place_in_log), whole.add(source.until)
        place = row.add(source.link["place"], "rows[-1]")
        if self.values.form(select.first) == "null":
            return f"{cursor}({end})"
        return f"{cursor}({place} if rows and len(rows) >= {whole.add(self.values.one(select.first))} else {end})"

    def _conditions(self, source: Source, select: Select) -> list[str]:
        found: list[str] = []
        if select.on_edge is not None and isinstance(source.link, Link):
            found.append(self.conditions.condition(select.on_edge, source.link))
        if select.where is not None:
            found.append(self.conditions.condition(select.where, source.row))
        return found

    def _keys(self, source: Source, order: Sequence[Order]) -> list[_Key]:
        link = source.link
        match link:
            case Record("Change"):
                return [_Key(link["place"], link["place"], "ASC", False), _Key("''", "''", "ASC", False)]
            case Record("Disagreement"):
                ids = f"{link['subject']}.id", f"{link['dispute']}.predicate"
                return [_Key(each, each, "ASC", False) for each in ids]
        keys: list[_Key] = []
        for one in order:
            on = link if one.on_edge and isinstance(link, Link) else source.row
            keys.append(_Key(comparable(on, one.prop), told(on, one.prop), one.direction, one.prop != "id"))
        identity = [f"{source.row.name}.id"]
        match link:
            case Record("Suit"):
                identity.append(f"{link['defendant']}.id")
            case Link(name=name):
                identity.append(f"{name}._key" if name and EDGES[link.edge].key else "''")
        return [*keys, *(_Key(each, each, "ASC", False) for each in identity)]

    def _after(self, keys: Sequence[_Key], after: Value, sign: str) -> str:
        """That a row comes after the one that a cursor stands for."""
        size = len(keys)

        def value(place: int) -> str:
            return self.values.bind(after, f"cursor {sign} {place}", lambda cursor: decode(cursor, sign, size)[place])

        made = f"{keys[-1].told} > {value(size - 1)}"
        for place in range(size - 2, -1, -1):
            key, bound = keys[place], value(place)
            beyond = f"{key.told} {'<' if key.direction == 'DESC' else '>'} {bound}"
            if key.may_be_null:
                none = f"{key.told} IS NULL AND {bound}"
                made = f"({beyond} OR ({none} IS NOT NULL) OR (({key.told} = {bound} OR ({none} IS NULL)) AND {made}))"
            else:
                made = f"({beyond} OR ({key.told} = {bound} AND {made}))"
        return made

    # -- following relations

    def shape(self, row: Row, shape: Shape) -> Made:
        """The object that is wanted of a node: one function for each concrete type that differs."""
        if not shape.variants:
            return self.object_of(shape.fields, lambda want, columns: self.on_node(row, want, columns))
        wanted = dict(shape.variants)
        arms: dict[Any, list[str]] = {}
        for name in row.types:
            wants = wanted.get(name, ())
            arms.setdefault((wants, tuple(_way(name, want) for want in wants)), []).append(name)
        made = [
            (names, self.object_of(wants, partial(self.on_node, Row(names[0], row.name, tuple(names)))))
            for (wants, _), names in arms.items()
        ]
        if len(made) == 1:
            return made[0][1]
        tests = " ".join(
            f"WHEN {row.name}:{'|'.join(names)} THEN [{place}, {arm.cypher}]" for place, (names, arm) in enumerate(made)
        )
        arm = self.reader.constant([arm.read for _, arm in made])
        return Made(f"CASE {tests} END", self.reader.function(f"{arm}[r[0]](r[1])"))

    def node(self, source: Source, shape: Shape) -> Made:
        """The node at the end of an edge, or the record that is a row of its own."""
        if isinstance(source.link, Record) and source.link.kind == source.row.kind:
            return self.record(source.link.kind, source.link.names, Select(source.link.kind, shape=shape))
        return self.shape(source.row, shape)

    def on_node(self, row: Row, want: EdgeWant, columns: Columns) -> str:
        """One field of a node."""
        match want:
            case Get(_, prop):
                return columns.add(_stated(row, prop))
            case TypeName(_, fixed):
                return repr(fixed) if fixed else self._type_name(row, columns)
            case One(_, "evidence", select) | Many(_, "evidence", select):
                return columns.made(self.evidence(f"{row.name}._fact", select))
            case One(_, name, select) | Many(_, name, select):
                return columns.made(self.linked(row, name, select, many=isinstance(want, Many)))
            case Edges(_, name, select, wants):
                source = self.relations.follow(row, relations_of(row.kind)[name], select)
                made = self.object_of(wants, lambda each, inner: self.on_edge(source, each, inner, None))
                return columns.made(self._rows(source, select, made))
            case Page(_, name, select, parts):
                source = self.relations.follow(row, relations_of(row.kind)[name], select)
                return columns.made(self.page(source, select, parts, name))
        return self.plain(want, lambda each: self.on_node(row, each, columns), lambda prop: columns.add(_stated(row, prop)))

    def linked(self, row: Row, name: str, select: Select, *, many: bool) -> Made:
        """What a relation of a node leads to: one thing or record, or a list."""
        relation = relations_of(row.kind)[name]
        match relation.derived:
            case "status":
                return self.state(row.name, select.as_of, select)
            case "history":
                return self.history(row.name, select)
            case "controllers":
                return self.controllers(row.name, select)
            case "statements":
                return self.statements(row.name, select)
        source = self.relations.follow(row, relation, select)
        made = self.shape(source.row, select.shape)
        if many:
            return self._rows(source, select, made)
        single = relation.edge is not None and relation.forward and EDGES[relation.edge].forward is not None
        if single and relation.arity is Arity.ONE:
            found = f"{source.clauses}{where([*source.where, *self._conditions(source, select)])} RETURN {made.cypher}"
            return Made(f"head(COLLECT {{ {found} }})", optional(made.read, self.reader))
        return Made(f"head({self._collected(source, select, made, ' LIMIT 1')})", optional(made.read, self.reader))

    def _rows(self, source: Source, select: Select, made: Made) -> Made:
        """A plain list."""
        return Made(self._collected(source, select, made, self.limit(select)), each(made.read))

    def _collected(self, source: Source, select: Select, made: Made, limit: str) -> str:
        conditions = where([*source.where, *self._conditions(source, select)])
        order = _written(self._keys(source, select.order))
        return f"COLLECT {{ {source.clauses}{conditions} WITH {', '.join(source.carried)} ORDER BY {order}{limit} RETURN {made.cypher} }}"

    # -- edges

    def on_edge(self, source: Source, want: EdgeWant, columns: Columns, cursor: Callable[[Columns], str] | None) -> str:
        """One field of an edge."""
        link = source.link
        match want:
            case Cursor():
                return cursor(columns) if cursor else "None"
            case NodeOf(_, shape):
                return columns.made(self.node(source, shape))
        if isinstance(link, Record):
            return self.on_record(link, want, columns)

        def place(prop: str) -> str:
            if link is None or not link.name:
                return "None"
            return columns.add(stated(link.name, EDGES[link.edge].props[prop]))

        match want:
            case Get(_, prop):
                return place(prop)
            case Many(_, "evidence", select) if link is not None:
                return columns.made(self.evidence(link.fact, select))
            case TypeName(_, fixed):
                return repr(fixed or "")
        return self.plain(want, lambda each: self.on_edge(source, each, columns, cursor), place)

    # -- properties

    def _type_name(self, row: Row, columns: Columns) -> str:
        names = row.types
        if len(names) == 1:
            return repr(names[0])
        listed = ", ".join(f"'{name}'" for name in names)
        return columns.add(f"head([x IN labels({row.name}) WHERE x IN [{listed}]])")


def _day(told: Any) -> Any:
    """The day in a cursor; None where it has none."""
    try:
        return to_date(told)
    except ValueError:
        return None


def _stated(row: Row, name: str) -> str:
    """A property of a node as it is stated."""
    if name == "id":
        return f"{row.name}.id"
    prop = props_of(row.kind)[name]
    return f"coalesce({row.name}.{name}, [])" if prop.many else stated(row.name, prop)


def _way(kind: str, want: Any) -> Any:
    """What tells fields of one name of several kinds apart: the edges that they follow."""
    relation = relations_of(kind).get(getattr(want, "relation", ""))
    return relation and (relation.edge, relation.forward, relation.derived, relation.scheme)
