"""Records as JSON text: evidence, states, paths, and what the log says: statements, disagreements, changes, revisions."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from graph.cursors import place_in_log
from graph.disputes import ALL_SHOWN, MANY
from graph.facts import ONLY
from graph.ontology import RECORDS, Prop, relations_of
from graph.overview import LICENCE
from graph.projection import UNRANKED
from graph.query import STRETCH, Constant, EdgeWant, Follow, Get, Group, ListRecords, Many, One, Select, Shape, TypeName
from graph.sqlite.facets import KIND_FACET
from graph.sqlite.layout import ADDED, CODES, EVIDENCE_ADDED, NEW_CASE, WHAT
from graph.sqlite.rows import Record, Row, Source, record_column, table_of
from graph.sqlite.text import field, list_of, literal, object_of, quoted
from graph.sqlite.values import Values

_RECORD_LINKS = {("Control", "company"): "owner", ("Suit", "node"): "src", ("Disagreement", "subject"): "nid"}
"""Where a record's link to a node is not named as its column."""

_STINTS = (
    "SELECT passage, min(added_in) AS added_in, CASE WHEN max(withdrawn_in IS NULL) THEN NULL ELSE max(withdrawn_in) END AS withdrawn_in "
    "FROM (SELECT passage, added_in, withdrawn_in, sum(begins) OVER (PARTITION BY passage ORDER BY added_in, origin) AS stint "
    "FROM (SELECT passage, origin, added_in, withdrawn_in, added_in > ifnull(max(ifnull(withdrawn_in, 9e18)) OVER "
    "(PARTITION BY passage ORDER BY added_in, origin ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), -1) AS begins "
    "FROM evidence WHERE fid = {fact})) GROUP BY passage, stint"
)
"""The evidence of a fact as it held, whoever brought it: see `graph.facts.whole_stints`."""

_CAME_OR_WENT = f" WHERE CASE WHEN {{change}}.what IN ({NEW_CASE}, {ADDED}, {EVIDENCE_ADDED}) THEN s.added_in ELSE s.withdrawn_in END = {{change}}.revision"
"""Which evidence of a fact a change is about."""

_HOLDS = "EXISTS (SELECT 1 FROM evidence e WHERE e.fid = f.fid AND e.withdrawn_in IS NULL)"

_NEWEST = "(SELECT max(number) FROM revision)"

_VALUE = "CASE WHEN (SELECT truth FROM predicate WHERE name = {0}.predicate) THEN CASE {0}.value WHEN 0 THEN 'false' ELSE 'true' END ELSE json_quote({0}.value) END"
"""The value of a fact as JSON."""

_WHATS = " ".join(f"WHEN {code} THEN '{name}'" for code, name in WHAT.items())

_CHANGED = {
    "change": f"CASE {{0}}.what {_WHATS} END",
    "subject_id": "(SELECT id FROM thing WHERE nid = {0}.subject)",
    "field": "ifnull((SELECT field FROM predicate WHERE name = {0}.predicate), {0}.predicate)",
    "value": (
        "CASE WHEN {0}.value IS NULL THEN (SELECT json_quote(CASE WHEN ifnull((SELECT term FROM predicate WHERE name = {0}.predicate), 0) "
        f"THEN substr(id, instr(id, '/') + 1) ELSE id END) FROM thing WHERE nid = {{0}}.object) ELSE {_VALUE} END"
    ),
}
"""How the properties of a change are read from it and its fact."""


_TOLD = (
    "SELECT c.place, c.revision, c.what, c.fid AS fact, f.subject, f.object, f.predicate, f.value FROM change c "
    "CROSS JOIN fact f ON f.fid = c.fid"
)
"""The changes of the log with what they change."""

_LAST_CAME = f"NOT EXISTS (SELECT 1 FROM change l WHERE l.what = {NEW_CASE} AND l.fid = c.fid AND l.place > c.place)"
"""That a case did not come once more later."""

_END_OF_LOG = "(SELECT ifnull(max(place), 0) FROM change)"


class Records(ABC):
    """Writes the fields of records; whoever compiles queries writes those of nodes."""

    values: Values

    @abstractmethod
    def shape(self, row: Row, shape: Shape) -> str:
        """The object that is wanted of a node."""

    def _fields(self, wants: Sequence[EdgeWant], made: Callable[[Any], str]) -> str:
        return object_of([field(want.name, made(want)) for want in wants])

    def _plain(self, want: EdgeWant, inner: Callable[[Any], str], raw: Callable[[str], str]) -> str:
        """A field that stands on nothing of its own."""
        match want:
            case Constant(_, value):
                return literal(json.dumps(value, ensure_ascii=False))
            case Group(_, fields, unless_null):
                made = self._fields(fields, inner)
                if not unless_null:
                    return made
                empty = " AND ".join(f"{raw(name)} IS NULL" for name in unless_null)
                return f"CASE WHEN {empty} THEN 'null' ELSE {made} END"
        raise AssertionError(f"nothing answers {want}")

    # -- evidence

    def evidence(self, fact: str, select: Select) -> str:
        """Where a fact was read."""
        cited, alias, source = self.values.alias(), self.values.alias(), self.values.alias()
        added = f"(SELECT s.added_in FROM ({_STINTS.format(fact=fact)}) s WHERE s.passage = {alias}.pid AND s.withdrawn_in IS NULL)"
        made = self._fields(select.shape.fields, lambda want: self._cited(want, alias, source, added, "NULL"))
        limit = "" if self.values.form(select.first) == "null" else f" LIMIT {self.values.one(select.first)}"
        voice = self.values.alias()
        # the same piece from two origins is one; a source that is quoted is not named again without its words
        bare = (
            f"SELECT 1 FROM evidence e CROSS JOIN passage p ON p.pid = e.passage WHERE e.fid = {cited}.fid "
            f"AND e.withdrawn_in IS NULL AND p.source = {alias}.source AND p.quote IS NOT NULL"
        )
        fields = ("method", "quote", "stop", "original", "note")
        order = (
            f"ifnull({voice}.rank, {UNRANKED}), ifnull({voice}.published_on, '') = '', ifnull({voice}.published_on, ''), {source}.id, "
            f"{alias}.start, {', '.join(f'{alias}.{name}' for name in fields)}"
        )
        return list_of(
            f"SELECT {made} AS x FROM evidence {cited} CROSS JOIN passage {alias} ON {alias}.pid = {cited}.passage "
            f"CROSS JOIN n_source {source} ON {source}.nid = {alias}.source LEFT JOIN voice {voice} ON {voice}.nid = {alias}.source "
            f"WHERE {cited}.fid = {fact} AND {cited}.withdrawn_in IS NULL AND ({alias}.quote IS NOT NULL OR NOT EXISTS ({bare})) "
            f"GROUP BY {cited}.passage ORDER BY {order}{limit}"
        )

    def _pieces(self, fact: str, select: Select, where: str = "") -> str:
        """All the evidence that a fact has had, by source, place in it and time."""
        alias, source = self.values.alias(), self.values.alias()
        made = self._fields(
            select.shape.fields, lambda want: self._cited(want, alias, source, "s.added_in", "s.withdrawn_in")
        )
        limit = "" if self.values.form(select.first) == "null" else f" LIMIT {self.values.one(select.first)}"
        order = ", ".join(f"{alias}.{name}" for name in ("method", "quote", "start", "stop", "original", "note"))
        return list_of(
            f"SELECT {made} AS x FROM ({_STINTS.format(fact=fact)}) s CROSS JOIN passage {alias} ON {alias}.pid = s.passage "
            f"CROSS JOIN n_source {source} ON {source}.nid = {alias}.source{where} ORDER BY {source}.id, {order}, s.added_in{limit}"
        )

    def _cited(self, want: EdgeWant, alias: str, source: str, added: str, withdrawn: str) -> str:
        match want:
            case One(_, "source", select):
                return self.shape(Row("Source", f"{source}.nid", source), select.shape)
            case One(_, "added_in" | "withdrawn_in" as name, select):
                return self._revision(added if name == "added_in" else withdrawn, select)
        return self.on_record(Record("Evidence", alias), want)

    # -- records

    def _record(self, kind: str, alias: str, select: Select) -> str:
        return self._fields(select.shape.fields, lambda want: self.on_record(Record(kind, alias), want))

    def on_record(self, record: Record, want: EdgeWant) -> str:
        """One field of a record, as JSON text."""
        alias = record.alias
        match want:
            case Get(_, name):
                return self._rendered(RECORDS[record.kind].props[name], self._column(record, name))
            case TypeName(_, fixed):
                return literal(quoted(fixed or record.kind))
            case Many(_, "evidence", select):
                match record.kind:
                    case "Statement":
                        return self._pieces(f"{alias}.fact", select)
                    case "Change":
                        return self._pieces(f"{alias}.fact", select, _CAME_OR_WENT.format(change=alias))
                return self.evidence(f"{alias}.fact", select)
            case Many(_, "counts", select):
                return self._kinds(select)
            case Many(_, "path", select):
                step = self.values.alias()
                made = self._record("Step", step, select)
                return list_of(f"SELECT {made} AS x FROM step {step} WHERE {step}.cid = {alias}.cid ORDER BY {step}.place")
            case One(_, name, select):
                relation = relations_of(record.kind)[name]
                if relation.target == "Revision":
                    return self._revision(f"{alias}.revision" if record.kind == "Change" else _NEWEST, select)
                number = f"{alias}.{_RECORD_LINKS.get((record.kind, name), name)}"
                node = self.values.alias()
                made = self.shape(Row(relation.target, f"{node}.nid", node), select.shape)
                return f"ifnull((SELECT {made} FROM {table_of(relation.target)} {node} WHERE {node}.nid = {number}), 'null')"
        return self._plain(want, lambda inner: self.on_record(record, inner), lambda name: self._column(record, name))

    def _column(self, record: Record, name: str) -> str:
        """The property of a record; of a value, its JSON text."""
        alias = record.alias
        match record.kind, name:
            case "Change", _:
                return _CHANGED[name].format(alias)
            case "Statement", "value":
                return _VALUE.format(alias)
            case "Disagreement", "values":
                value = _VALUE.format("f")
                facts = f"FROM fact f WHERE f.subject = {alias}.nid AND f.predicate = {alias}.predicate AND {_HOLDS}"
                return list_of(f"SELECT {value} AS x {facts} ORDER BY f.fid <> {alias}.shown, f.value")
            case "Graph", "licence":
                return literal(LICENCE)
        return record_column(record, name)

    def _rendered(self, prop: Prop, sql: str) -> str:
        if prop.many:
            return f"ifnull({sql}, '[]')"
        if prop.type is bool:
            return f"CASE {sql} WHEN 1 THEN 'true' WHEN 0 THEN 'false' ELSE 'null' END"
        return sql if prop.type is object else f"json_quote({sql})"

    # -- what the log says

    def statements(self, row: Row, select: Select) -> str:
        """Every value that was stated of a property of a node, as a list of `Statement`s."""
        prop, alias = self.values.one(select.of_prop), self.values.alias()
        many = ", ".join(literal(name) for name in sorted(MANY))
        dispute = "FROM dispute d WHERE d.nid = f.subject AND d.predicate = f.predicate"
        stated = (
            f"SELECT f.fid AS fact, f.predicate, f.value, {_HOLDS} AS holds, f.predicate IN ({many}) AS many, "
            f"(SELECT d.shown {dispute}) AS shown, (SELECT d.rule {dispute}) AS rule "
            f"FROM fact f WHERE f.subject = {row.nid} AND f.predicate = {prop} AND f.object IS NULL"
        )
        told = (
            "SELECT fact, predicate, value, holds AND (many OR ifnull(shown = fact, 1)) AS chosen, "
            f"CASE WHEN holds THEN CASE WHEN many THEN {literal(ALL_SHOWN)} ELSE ifnull(rule, {literal(ONLY)}) END END AS rule FROM ({stated})"
        )
        made = self._record("Statement", alias, select)
        order = f"{alias}.chosen DESC, {alias}.rule IS NULL, {alias}.value"
        return list_of(f"SELECT {made} AS x FROM ({told}) {alias} ORDER BY {order}")

    def recorded(self, query: ListRecords) -> Source:
        """The rows of a connection over changes or disagreements."""
        alias = self.values.alias()
        row = Row(query.select.kind, f"{alias}.nid", alias)
        if query.select.kind == "Disagreement":
            told = "SELECT d.nid, d.predicate, d.shown, p.field, t.id, t.kind FROM dispute d CROSS JOIN thing t ON t.nid = d.nid CROSS JOIN predicate p ON p.name = d.predicate"
            meets = [f"{alias}.kind <> {CODES['Concept']}"]
            if self.values.form(query.kinds) != "null":
                meets.append(self.values.among(f"{alias}.kind", query.kinds, lambda kind: CODES.get(kind), "code"))
            return Source(f"({told}) {alias}", tuple(meets), row, Record("Disagreement", alias))
        since = self.values.one(query.since) if self.values.form(query.since) != "null" else "0"
        before = f"(SELECT ifnull(max(last), 0) FROM revision WHERE number <= {since})"
        link = Record("Change", alias)
        if not self.values.flag(query.new_cases):
            total = f"({_END_OF_LOG} - {before})"
            return Source(f"({_TOLD}) {alias}", (f"{alias}.place > {before}",), row, link, total=total)
        new = (
            f"{_TOLD} WHERE c.what = {NEW_CASE} AND c.place > {before} AND {_LAST_CAME} "
            f"AND EXISTS (SELECT 1 FROM thing t WHERE t.nid = f.subject AND t.kind = {CODES['Case']}) "
            f"AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.fid = c.fid AND e.added_in <= {since} AND ifnull(e.withdrawn_in > {since}, 1))"
        )
        return Source(f"({new}) {alias}", (), row, link)

    def followed(self, query: Follow) -> Source:
        """The changes of the stretch that follows a place of the log, or the cases that came by them."""
        alias = self.values.alias()
        begin = _END_OF_LOG
        if self.values.form(query.select.after) != "null":
            begin = self.values.bind(query.select.after, "place in log", place_in_log)
        until, link = f"min({begin} + {STRETCH}, {_END_OF_LOG})", Record("Change", alias)
        stretch = f"c.place > {begin} AND c.place <= {begin} + {STRETCH}"
        if query.select.kind == "Case":
            case = self.values.alias()
            came = f"{_TOLD} WHERE c.what = {NEW_CASE} AND {stretch} AND {_LAST_CAME}"
            tables = f"({came}) {alias} CROSS JOIN n_case {case} ON {case}.nid = {alias}.subject"
            return Source(tables, (), Row("Case", f"{case}.nid", case), link, until=until)
        things = self.values.among("t.id", query.ids)
        about = " OR ".join(f"f.{end} IN (SELECT t.nid FROM thing t WHERE {things})" for end in ("subject", "object"))
        tables = f"({_TOLD} WHERE {stretch} AND ({about})) {alias}"
        return Source(tables, (), Row("Change", f"{alias}.nid", alias), link, until=until)

    def overview(self, shape: Shape) -> str:
        """The graph as a whole."""
        return self._record("Graph", "", Select("Graph", shape=shape))

    def _revision(self, number: str, select: Select) -> str:
        alias = self.values.alias()
        made = self._record("Revision", alias, select)
        return f"ifnull((SELECT {made} FROM revision {alias} WHERE {alias}.number = {number}), 'null')"

    def _kinds(self, select: Select) -> str:
        alias = self.values.alias()
        names = " ".join(f"WHEN {code} THEN '{kind}'" for kind, code in CODES.items())
        counted = f"SELECT key, CASE key {names} END AS kind, count FROM tally WHERE facet = '{KIND_FACET}' AND key <> {CODES['Concept']}"
        return list_of(
            f"SELECT {self._record('KindCount', alias, select)} AS x FROM ({counted}) {alias} ORDER BY {alias}.key"
        )
