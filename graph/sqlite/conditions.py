"""Conditions of a query as SQL."""

from __future__ import annotations

from graph.dates import PartialDate, first_day
from graph.ontology import EDGES, Prop, Relation, props_of, relations_of
from graph.plans import same
from graph.query import All, AnyOf, Compare, Condition, Linked, LinkIs, Not, Select, StateIs, TermIs, Value, Within
from graph.sqlite.layout import edge_column, family_of, is_column
from graph.sqlite.rows import Link, Relations, Row, Source, comparable, node_column, table_of
from graph.sqlite.text import joined, where
from graph.sqlite.values import Values


class Conditions:
    """Writes conditions on nodes and on edges."""

    def __init__(self, values: Values, relations: Relations) -> None:
        self.values = values
        self.relations = relations

    def condition(self, condition: Condition, on: Row | Link, *, top: bool = False, negated: bool = False) -> str:
        """A condition on a node or an edge. Under a negation, what is unknown is made false first."""
        match condition:
            case All(parts):
                return joined([self.condition(part, on, top=top, negated=negated) for part in parts], " AND ", "1")
            case AnyOf(parts):
                return joined([self.condition(part, on, top=top, negated=negated) for part in parts], " OR ", "0")
            case Not(part):
                return f"NOT {self.condition(part, on, negated=True)}"
        made = self._atom(condition, on, top=top and not negated)
        return f"ifnull({made}, 0)" if negated else f"({made})"

    def _atom(self, condition: Condition, on: Row | Link, *, top: bool) -> str:
        match condition:
            case Compare():
                return "1" if self.values.form(condition.value) == "null" else self.compared(on, condition)
            case TermIs(prop, scheme, value, exactly, negated):
                if self.values.form(value) == "null":
                    return "1"
                sql = comparable(on, prop)
                made = self.values.among(sql, value)
                if not self.values.flag(exactly):
                    below = (
                        f"SELECT b.p_term FROM n_concept a CROSS JOIN closure c ON c.above = a.nid CROSS JOIN n_concept b ON b.nid = c.below "
                        f"WHERE a.p_scheme = '{scheme}' AND {self.values.among('a.p_term', value)}"
                    )
                    made = f"({made} OR {sql} IN ({below}))"
                return f"NOT ifnull({made}, 0)" if negated else made
        assert isinstance(on, Row), f"{condition} is asked of an edge"
        match condition:
            case LinkIs(relation, value, exactly, negated):
                if self.values.form(value) == "null":
                    return "1"
                made = self._link_is(on, relations_of(on.kind)[relation], value, exactly=self.values.flag(exactly))
                return f"NOT ifnull({made}, 0)" if negated else made
            case Within(value):
                if self.values.form(value) == "null":
                    return "1"
                above = f"SELECT nid FROM {table_of(on.kind)} WHERE {self.values.among('id', value)}"
                return f"{on.nid} IN (SELECT below FROM closure WHERE above IN ({above}))"
            case StateIs(value, exactly, as_of):
                if self.values.form(value) == "null":
                    return "1"
                scheme = relations_of(on.kind)["status"].scheme or ""
                until = f" AND s.day <= {self.values.day(as_of)}" if self.values.form(as_of) != "null" else ""
                state = f"(SELECT s.state FROM state s WHERE s.nid = {on.nid}{until} ORDER BY s.place DESC LIMIT 1)"
                return f"ifnull({state} IN ({self._terms(scheme, value, exactly=self.values.flag(exactly))}), 0)"
            case Linked():
                return self._linked(on, condition, top=top)
        raise AssertionError(f"nothing answers {condition}")

    def _terms(self, scheme: str | None, value: Value, *, exactly: bool) -> str:
        """The numbers of terms, and of those that are narrower."""
        of_scheme = f"p_scheme = '{scheme}' AND " if scheme else ""
        asked = f"SELECT nid FROM n_concept WHERE {of_scheme}{self.values.among('p_term', value)}"
        return asked if exactly else f"SELECT below FROM closure WHERE above IN ({asked})"

    def _link_is(self, row: Row, relation: Relation, value: Value, *, exactly: bool) -> str:
        if family_of(relation.target) == "Concept":
            wanted = self._terms(relation.scheme, value, exactly=exactly)
        else:
            asked = f"SELECT nid FROM {table_of(relation.target)} WHERE {self.values.among('id', value)}"
            wanted = asked if exactly else f"SELECT below FROM closure WHERE above IN ({asked})"
        if relation.forward and relation.edge and is_column(EDGES[relation.edge]):
            return f"{node_column(row, edge_column(relation.edge))} IN ({wanted})"
        source = self.relations.follow(row, relation, Select(relation.target))
        if isinstance(source.link, Link) and source.link.alias:
            far = "dst" if relation.forward else "src"
            return f"EXISTS (SELECT 1 FROM {source.bare}{where([*source.where, f'{source.link.alias}.{far} IN ({wanted})'])})"
        return f"EXISTS (SELECT 1 FROM {source.tables}{where([*source.where, f'{source.row.nid} IN ({wanted})'])})"

    def _linked(self, row: Row, condition: Linked, *, top: bool) -> str:
        relation = relations_of(row.kind)[condition.relation]
        source = self.relations.follow(row, relation, Select(relation.target, as_of=condition.as_of))
        meets: list[str] = []
        every = condition.quantifier == "every"
        if condition.on_edge is not None and isinstance(source.link, Link):
            meets.append(self.condition(condition.on_edge, source.link, negated=every))
        if condition.where is not None:
            meets.append(self.condition(condition.where, source.row, negated=every))
        if every:
            failing = f"NOT {joined(meets, ' AND ', '1')}"
            return f"NOT EXISTS (SELECT 1 FROM {source.tables}{where([*source.where, failing])})"
        tables = source.tables if condition.where is not None or source.bare is None else source.bare
        if top and condition.quantifier == "some" and relation.edge:
            # asked once for all rows, so that a rare condition leads to its rows instead of being tried on each
            leads = self._leads(row, relation, source)
            if leads is not None:
                own, rest = leads
                return f"{row.nid} IN (SELECT {own} FROM {tables}{where([*rest, *meets])})"
        found = f"EXISTS (SELECT 1 FROM {tables}{where([*source.where, *meets])})"
        return f"NOT {found}" if condition.quantifier == "none" else found

    def _leads(self, row: Row, relation: Relation, source: Source) -> tuple[str, tuple[str, ...]] | None:
        """The end of an edge at which the row stands, and the conditions on the edge but for that."""
        link = source.link
        if isinstance(link, Link) and link.alias:
            return f"{link.alias}.{'src' if relation.forward else 'dst'}", source.where[1:]
        if not relation.forward and relation.edge:
            return f"{source.row.alias}.{edge_column(relation.edge)}", source.where[1:]
        return None

    def compared(self, on: Row | Link, asked: Compare) -> str:
        """A comparison of a property."""
        if asked.prop == "id":
            prop, sql = None, comparable(on, "id")
        else:
            prop = props_of(on.kind)[asked.prop] if isinstance(on, Row) else EDGES[on.edge].props[asked.prop]
            sql = comparable(on, asked.prop)
        if asked.op == "exists":
            return f"{sql} IS {'NOT ' if self.values.flag(asked.value) else ''}NULL"
        if prop is not None and prop.many:
            if asked.op == "not":
                return f"NOT EXISTS (SELECT 1 FROM json_each({sql}) j WHERE {self._operator('j.value', prop, 'is', asked.value)})"
            return f"EXISTS (SELECT 1 FROM json_each({sql}) j WHERE {self._operator('j.value', prop, asked.op, asked.value)})"
        if asked.op == "not":
            return f"NOT ifnull({self._operator(sql, prop, 'is', asked.value)}, 0)"
        return self._operator(sql, prop, asked.op, asked.value)

    def _operator(self, sql: str, prop: Prop | None, op: str, value: Value) -> str:
        dated = prop is not None and prop.type is PartialDate
        each, how = (first_day, "day") if dated else (same, "")
        match op:
            case "is":
                return self.values.among(sql, value, each, how)
            case "contains":
                return f"instr(fold({sql}), {self.values.one(value, str.casefold, 'fold')}) > 0"
            case "starts":
                start = self.values.one(value, str.casefold, "fold")
                return f"substr(fold({sql}), 1, length({start})) = {start}"
        sign = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}[op]
        return f"{sql} {sign} {self.values.one(value, each, how)}"
