"""Rows that a statement chooses from: nodes, what their relations lead to, and the variables of each."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.neo4j.layout import CONTROLS, is_date
from graph.neo4j.values import Values
from graph.ontology import EDGES, PLEADED, SCHEME_OF, Prop, Relation, kinds_of, props_of
from graph.query import Select
from graph.terms import DEFENDANTS

ROLES = "[" + ", ".join(f"'{role}'" for role in DEFENDANTS) + "]"
"""The roles of whoever is sued."""


@dataclass(frozen=True, slots=True)
class Row:
    """A node of a kind (abstract or not), under a variable; `among` names the concrete types that it may be of, where that is known."""

    kind: str
    name: str
    among: tuple[str, ...] = ()

    @property
    def types(self) -> tuple[str, ...]:
        """The concrete types that it may be of; each is a label."""
        if self.among:
            return self.among
        if self.kind == "Concept":
            return tuple(SCHEME_OF)
        return (self.kind,) if self.kind in SCHEME_OF else tuple(kind for kind in kinds_of(self.kind) if kind != "Concept")


@dataclass(frozen=True, slots=True)
class Link:
    """An edge of a type, under a variable; empty where it is worked out and is no relationship."""

    edge: str
    name: str

    @property
    def fact(self) -> str:
        """The id of the fact that states it."""
        return f"{self.name}._fact" if self.name else "null"


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a kind, by the variables that it is read from."""

    kind: str
    names: dict[str, str] = field(hash=False)

    def __getitem__(self, part: str) -> str:
        """The variable of a part."""
        return self.names[part]


@dataclass(frozen=True, slots=True)
class Source:
    """Rows to choose from: clauses after which WHERE may follow, their conditions, the node and the edge that each row has.

    `carried` are the variables that belong to a row. `bare` is a pattern that has a match for each row, where nothing but their number is asked.
    `total` is their number, where that is known without counting. `then` are clauses for the rows of the page only. `costly`: they are
    better found once than once to count and once to list them. `until`: of what is followed, the place of the log up to which is looked.
    """

    clauses: str
    where: tuple[str, ...]
    row: Row
    link: Link | Record | None
    carried: tuple[str, ...]
    bare: str | None = None
    total: str | None = None
    then: str = ""
    costly: bool = False
    until: str | None = None


def prop_of(on: Row | Link, name: str) -> Prop:
    """A property of a node or an edge."""
    return props_of(on.kind)[name] if isinstance(on, Row) else EDGES[on.edge].props[name]


def comparable(on: Row | Link, prop: str) -> str:
    """A property as it is compared: dates by their first day."""
    return f"{on.name}.{prop}"


def told(on: Row | Link, prop: str) -> str:
    """A property as a cursor holds it: the first day of a date as text, a truth as 0 or 1."""
    plain = comparable(on, prop)
    if prop == "id":
        return plain
    made = prop_of(on, prop)
    if is_date(made):
        return f"toString({plain})"
    return f"toInteger({plain})" if made.type is bool else plain


def holds_on(period: str, day: str) -> str:
    """That a period with `since` and `until` has a day."""
    return f"({period}.since IS NULL OR {period}.since <= {day}) AND ({period}.until IS NULL OR {day} < {period}.until)"


def where(conditions: tuple[str, ...] | list[str]) -> str:
    """A WHERE clause, or nothing."""
    return f" WHERE {' AND '.join(conditions)}" if conditions else ""


def sought(name: str, label: str, asked: str, *props: str) -> str:
    """MATCH for a node that an index leads to, by properties (its id, if none are named).

    The hint is for the hours after a load, when the server's idea of how much is in an index may be an old one.
    """
    return f"MATCH ({name}:{label}) USING INDEX SEEK {name}:{label}({', '.join(props or ('id',))}) WHERE {asked}"


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
        reached, link = Row(relation.target, self.values.alias()), Link(relation.edge, self.values.alias())
        to, back = ("-", "->") if relation.forward else ("<-", "-")
        meets: list[str] = []
        if relation.dated and self.values.form(select.as_of) != "null":
            meets.append(holds_on(link.name, self.values.day(select.as_of)))
            if "status" in EDGES[relation.edge].props:
                meets.append(f"{link.name}.status IS NULL")
        return Source(
            f"MATCH ({row.name}){to}[{link.name}:{relation.edge}]{back}({reached.name})",
            tuple(meets),
            reached,
            link,
            (reached.name, link.name),
            None if meets else f"({row.name}){to}[:{relation.edge}]{back}()",
        )

    def _pleaded(self, row: Row, select: Select) -> Source:
        """Cases with a claim or an allegation that names a thing, or what is part of it; each once."""
        how, case = PLEADED[row.kind], self.values.alias()
        parts = "" if self.values.form(select.include_parts) == "false" else "<-[:PART_OF*0..]-()"
        found = f"MATCH ({row.name}){parts}<-[:{how.names}]-()<-[:{how.owned}]-({case}:Case) WITH DISTINCT {case}"
        return Source(found, (), Row("Case", case), Link(how.owned, ""), (case,), costly=True)

    def _suits(self, row: Row, select: Select) -> Source:
        """Cases that name the company, or what it controlled on the day of filing, as a defendant.

        A case comes once for each holding that reaches it: of the defendants behind one holding, the nearest stands for all.
        """
        case, defendant, path = (self.values.alias() for _ in range(3))
        link = Record(
            "Suit", {"node": case, "defendant": defendant, "path": path, "stake": f"coalesce({path}.stake, false)"}
        )
        carried = (case, defendant, path)
        if self.values.form(select.through_control) == "false":
            party = self.values.alias()
            once = "DISTINCT " if len(DEFENDANTS) > 1 else ""  # one role, and so one edge a case
            direct = f"MATCH ({row.name})<-[{party}:PARTY]-({case}:Case) WHERE {party}.role IN {ROLES} WITH {once}{case}"
            return Source(
                f"{direct} WITH {case}, {row.name} AS {defendant}, null AS {path}", (), Row("Case", case), link, carried
            )
        party, held, better, owned, found, named, pair = (self.values.alias() for _ in range(7))

        def holds(path: str) -> str:
            stakes = "" if self.values.flag(select.include_stakes) else f"NOT {path}.stake AND "
            return (
                f"{stakes}CASE WHEN {case}.filed_on IS NULL THEN {path}.since IS NULL AND {path}.until IS NULL "
                f"ELSE {holds_on(path, f'{case}.filed_on')} END"
            )

        best = (
            f"COLLECT {{ MATCH ({row.name})-[{held}:{CONTROLS}]->({owned})<-[{party}:PARTY]-({case}) WHERE {party}.role IN {ROLES} AND {holds(held)} "
            f"AND NOT EXISTS {{ MATCH ({row.name})-[{better}:{CONTROLS}]->({owned}) WHERE {better}.rank < {held}.rank AND {holds(better)} }} "
            f"WITH DISTINCT {held}, {owned} ORDER BY {held}.closeness RETURN [{owned}, {held}] }}"
        )
        # its own row stands for its own entities; of several behind one holding, the nearest
        nearest = (
            f"[i IN range(0, size({found}) - 1) WHERE NOT ({named} AND {found}[i][1].via = {row.name}.id) "
            f"AND NOT any(j IN range(0, i - 1) WHERE {found}[j][1].via = {found}[i][1].via) | {found}[i]]"
        )
        clauses = (
            f"MATCH ({row.name})-[:{CONTROLS}*0..1]->()<-[{party}:PARTY]-({case}:Case) WHERE {party}.role IN {ROLES} WITH DISTINCT {case} "
            f"WITH {case}, EXISTS {{ ({row.name})<-[{party}:PARTY]-({case}) WHERE {party}.role IN {ROLES} }} AS {named}, {best} AS {found} "
            f"UNWIND CASE WHEN {named} THEN [[{row.name}, null]] ELSE [] END + {nearest} AS {pair} "
            f"WITH {case}, {pair}[0] AS {defendant}, {pair}[1] AS {path}"
        )
        return Source(clauses, (), Row("Case", case), link, carried, costly=True)
