"""Rows that a statement chooses from: nodes, what their relations lead to, and the columns of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.control import ALWAYS, NEVER
from graph.dates import PartialDate
from graph.ontology import EDGES, PLEADED, SCHEME_OF, Relation, kinds_of, props_of
from graph.query import Select
from graph.sqlite.layout import (
    CODES,
    FAMILIES,
    FAMILY,
    carried_columns,
    column,
    day_column,
    edge_column,
    edge_fact,
    edge_table,
    family_of,
    is_column,
    node_table,
)
from graph.sqlite.values import Values
from graph.terms import DEFENDANTS


@dataclass(frozen=True, slots=True)
class Row:
    """A node: of a kind (abstract or not), at `nid`, with the columns of `alias`. `Node` has only `thing`'s columns.

    `carried` has those of its columns that the edge which led to it holds too, by name. `joins` collects the tables of what it
    leads to, where they may be joined to its own: that is cheaper than a subquery a row, unless rows are sorted and most are left out.
    """

    kind: str
    nid: str
    alias: str
    carried: Mapping[str, str] = field(default_factory=dict)
    joins: list[str] | None = None

    @property
    def family(self) -> str | None:
        """The family whose table it is in; None for `Node`."""
        return family_of(self.kind)


@dataclass(frozen=True, slots=True)
class Link:
    """An edge: of a type, with the columns of `alias`; stated by the fact `fact`.

    Empty alias: the edge is a column and has no properties.
    """

    edge: str
    alias: str
    fact: str


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a kind, with the columns of `alias`."""

    kind: str
    alias: str


@dataclass(frozen=True, slots=True)
class Source:
    """Rows to choose from: a FROM clause, its conditions, the node and the edge that each row has."""

    tables: str
    where: tuple[str, ...]
    row: Row
    link: Link | Record | None
    bare: str | None = None  # the FROM clause without the node's table, which says as much where only counting
    newest: str | None = None  # an expression that an index has in order, by which the newest case comes first
    total: str | None = None  # how many there are, where that is known without counting
    until: str | None = None  # of what is followed, the place of the log up to which is looked

    def tables_for(self, *texts: str) -> str:
        """The FROM clause for what is asked in these texts: the node's own table is left out where they do not name it."""
        joins = self.row.joins or ()
        if self.bare is None or any(f"{self.row.alias}." in text for text in (*texts, *joins)):
            return f"{self.tables}{''.join(joins)}"
        return f"{self.bare}{''.join(joins)}"


def of_kind(kind: str, alias: str) -> list[str]:
    """That a row of a family's table is of a kind."""
    if kind in SCHEME_OF:
        return [f"{alias}.{column('scheme')} = '{SCHEME_OF[kind]}'"]
    wanted = kinds_of(kind)
    if kind == "Node":
        return [f"{alias}.kind IS NOT NULL", f"{alias}.kind <> {CODES['Concept']}"]
    if set(wanted) == set(FAMILIES[FAMILY[wanted[0]]]):
        return []
    codes = [str(CODES[each]) for each in wanted]
    return [f"{alias}.kind = {codes[0]}" if len(codes) == 1 else f"{alias}.kind IN ({', '.join(codes)})"]


def node_column(row: Row, name: str) -> str:
    """A column of a node's table."""
    return row.carried.get(name, f"{row.alias}.{name}")


def prop_column(row: Row, prop: str) -> str:
    """The column of a node's property."""
    return node_column(row, "id" if prop == "id" else column(prop))


def comparable(on: Row | Link | Record, prop: str) -> str:
    """A property as it is compared: dates by their first day."""
    if isinstance(on, Record):
        return record_column(on, prop)
    if isinstance(on, Row) and prop == "id":
        return node_column(on, "id")
    made = props_of(on.kind)[prop] if isinstance(on, Row) else EDGES[on.edge].props[prop]
    return f"{on.alias}.{day_column(prop) if made.type is PartialDate and not made.many else column(prop)}"


def record_column(record: Record, name: str) -> str:
    """The column of a record's property."""
    alias = record.alias
    match record.kind, name:
        case "Evidence", "end":
            return f"{alias}.stop"
        case "State", "on":
            return f"{alias}.on_day"
        case "Control", "since":
            return f"nullif({alias}.since, '{ALWAYS}')"
        case "Control", "until":
            return f"nullif({alias}.until, '{NEVER}')"
    return f"{alias}.{name}"


def table_of(kind: str) -> str:
    """The table that holds the rows of a kind."""
    family = family_of(kind)
    return node_table(family) if family else "thing"


class Relations:
    """Follows the relations of a row."""

    def __init__(self, values: Values) -> None:
        self.values = values

    def follow(self, row: Row, relation: Relation, select: Select) -> Source:
        """What a relation leads to from a row."""
        if relation.derived == "suits":
            return self._suits(row, select)
        if relation.derived == "pleaded":
            return self._pleaded(row, select)
        assert relation.edge is not None
        edge = EDGES[relation.edge]
        target, alias = relation.target, self.values.alias()
        table = f"{table_of(target)} {alias}"
        if is_column(edge):
            reached = Row(target, f"{alias}.nid", alias)
            name = edge_column(edge.name)
            meets = f"{alias}.nid = {node_column(row, name)}" if relation.forward else f"{alias}.{name} = {row.nid}"
            fact = f"{(row if relation.forward else reached).alias}.{edge_fact(edge.name)}"
            return Source(table, (meets,), reached, Link(edge.name, "", fact), None)
        link = self.values.alias()
        near, far = ("src", "dst") if relation.forward else ("dst", "src")
        edges = f"{edge_table(edge.name)} {link}"
        where = [f"{link}.{near} = {row.nid}"]
        if relation.dated and self.values.form(select.as_of) != "null":
            where += self._in_force(edge.name, link, self.values.day(select.as_of))
        tables = f"{edges} CROSS JOIN {table} ON {alias}.nid = {link}.{far}"
        carried = {}
        if relation.forward:
            # from the source the edges lie in the order of this id, so that nothing is left to sort
            carried = {"id": f"{link}.dst_id"} | {name: f"{link}.{name}" for name in carried_columns(edge.name)}
        reached = Row(target, f"{link}.{far}", alias, carried, [] if relation.forward and not select.order else None)
        return Source(tables, tuple(where), reached, Link(edge.name, link, f"{link}.fact"), edges)

    def _in_force(self, edge: str, link: str, day: str) -> list[str]:
        since, until = f"{link}.{day_column('since')}", f"{link}.{day_column('until')}"
        held = [f"ifnull({since} <= {day}, 1)", f"ifnull({until} > {day}, 1)"]
        return held + ([f"{link}.{column('status')} IS NULL"] if "status" in EDGES[edge].props else [])

    def _pleaded(self, row: Row, select: Select) -> Source:
        """Cases with a claim or an allegation that names a thing, or what is part of it; each once."""
        how = PLEADED[row.kind]
        alias, named = self.values.alias(), self.values.alias()
        owned = f"{edge_table(how.names)} m CROSS JOIN {edge_table(how.owned)} o ON o.dst = m.src"
        if self.values.form(select.include_parts) == "false":
            found = f"SELECT DISTINCT o.src AS nid FROM {owned} WHERE m.dst = {row.nid}"
        else:
            found = f"SELECT DISTINCT o.src AS nid FROM closure h CROSS JOIN {owned} WHERE h.above = {row.nid} AND m.dst = h.below"
        cases = f"({found}) {named}"
        tables = f"{cases} CROSS JOIN n_case {alias} ON {alias}.nid = {named}.nid"
        return Source(tables, (), Row("Case", f"{alias}.nid", alias), Link(how.owned, "", "NULL"), cases)

    def _suits(self, row: Row, select: Select) -> Source:
        """Cases that name the company, or what it controlled on the day of filing, as a defendant.

        A case comes once for each holding that reaches it: of the defendants behind one holding, the nearest stands for all.
        """
        roles = ", ".join(f"'{role}'" for role in DEFENDANTS)
        role = f"p.{column('role')} IN ({roles})"
        alias, suit = self.values.alias(), self.values.alias()
        reached_case = f"CROSS JOIN n_case {alias} ON {alias}.nid = {suit}.src"
        row_case = Row("Case", f"{alias}.nid", alias)
        if self.values.form(select.through_control) == "false" and len(DEFENDANTS) == 1:
            # one role, and so one row a case: nothing to choose from, and the newest suits are a range of the index
            named = (
                f"(SELECT p.src, p.day, p.dst AS defendant, NULL AS cid, 0 AS stake, {node_column(row, 'id')} AS defendant_id FROM l_party p "
                f"WHERE p.dst = {row.nid} AND p.key = '{DEFENDANTS[0]}') {suit}"
            )
            return Source(f"{named} {reached_case}", (), row_case, Record("Suit", suit), named, newest=f"{suit}.day")
        filed = f"k.{day_column('filed_on')}"
        arms = [f"SELECT p.src, p.dst AS defendant, NULL AS cid, 0 AS stake, p.dst AS via, '' AS closeness, -1 AS rank FROM l_party p WHERE p.dst = {row.nid} AND {role}"]
        if self.values.form(select.through_control) != "false":
            stakes = "" if self.values.flag(select.include_stakes) else " AND c.stake = 0"
            arms.append(
                "SELECT p.src, c.owned, c.cid, c.stake, c.via, c.closeness, c.rank FROM control c CROSS JOIN l_party p ON p.dst = c.owned "
                f"CROSS JOIN n_case k ON k.nid = p.src WHERE c.owner = {row.nid} AND {role}{stakes} "
                f"AND ifnull({filed} >= c.since AND {filed} < c.until, c.since = '{ALWAYS}' AND c.until = '{NEVER}')"
            )
        reach = self.values.alias()
        reached = (
            "(SELECT src, defendant, cid, stake, (SELECT id FROM thing WHERE nid = defendant) AS defendant_id, min(closeness) FROM ("
            f"SELECT src, defendant, cid, stake, via, closeness, min(rank) FROM ({' UNION ALL '.join(arms)}) "
            f"GROUP BY src, defendant) {reach} GROUP BY src, via) {suit}"
        )
        return Source(f"{reached} {reached_case}", (), row_case, Record("Suit", suit), reached)
