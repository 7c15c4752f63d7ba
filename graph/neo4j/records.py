"""Records as Cypher: evidence, states, paths of control, and what the log says: statements, disagreements, changes, revisions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from graph.changes import FIELDS, told_value
from graph.cursors import PLACE_IN_LOG, decode, place_in_log
from graph.disputes import ALL_SHOWN, MANY
from graph.facts import ONLY, Fact
from graph.neo4j.layout import (
    ABOUT,
    CHANGES,
    CONTROLS,
    DISPUTE,
    FACT,
    NEW_CASE,
    PASSAGE,
    READ_IN,
    REVISION,
    STOOD,
    THING,
    label_of,
    stated,
)
from graph.neo4j.log import ON_A_SHEET
from graph.neo4j.reader import Columns, Made, Reader, each, optional, pairs
from graph.neo4j.rows import Record, Row, Source, holds_on, sought, where
from graph.neo4j.values import Values
from graph.ontology import KINDS, RECORDS, relations_of
from graph.overview import LICENCE
from graph.query import STRETCH, Constant, EdgeWant, Follow, Get, Group, ListRecords, Many, One, Select, Shape, TypeName

_PIECE = ("method", "quote", "start", "end", "original", "note")
"""The properties of a passage, in their order."""

_PLACED = ("start", *(name for name in _PIECE if name != "start"))
"""The same by their place in the text."""


def told_value_of(value: Any, target: str, predicate: str) -> Any:
    """The value of a fact as it was stored, as it is told."""
    return told_value(Fact("", predicate, target, value=value))


def field_of(predicate: str) -> str:
    """What a predicate is called outside."""
    return FIELDS.get(predicate, predicate)


class Records(ABC):
    """Writes the fields of records; whoever compiles queries writes those of nodes."""

    values: Values
    reader: Reader

    @abstractmethod
    def shape(self, row: Row, shape: Shape) -> Made:
        """The object that is wanted of a node."""

    def object_of(self, wants: Sequence[EdgeWant], made: Callable[[Any, Columns], str]) -> Made:
        """An object: each field's place in a list, or what is known of it beforehand."""
        columns = Columns()
        text = pairs([(want.name, made(want, columns)) for want in wants])
        return Made(columns.cypher(), self.reader.function(text))

    def plain(self, want: EdgeWant, inner: Callable[[Any], str], raw: Callable[[str], str]) -> str:
        """A field that stands on nothing of its own; `raw` gives the place of a property."""
        match want:
            case Constant(_, value):
                return repr(value)
            case Group(_, fields, unless_null):
                made = pairs([(each.name, inner(each)) for each in fields])
                if not unless_null:
                    return made
                return f"(None if {' and '.join(f'{raw(name)} is None' for name in unless_null)} else {made})"
        raise AssertionError(f"nothing answers {want}")

    def limit(self, select: Select) -> str:
        """How many rows at most."""
        return "" if self.values.form(select.first) == "null" else f" LIMIT {self.values.one(select.first)}"

    def reached(self, id: str, kind: str, shape: Shape) -> Made:
        """The thing of a kind that has an id, or null."""
        row = Row(kind, self.values.alias())
        made = self.shape(row, shape)
        found = f"{sought(row.name, label_of(kind), f'{row.name}.id = {id}')} RETURN {made.cypher}"
        return Made(f"head(COLLECT {{ {found} }})", optional(made.read, self.reader))

    # -- evidence

    def evidence(self, fact: str, select: Select) -> Made:
        """Where a fact that holds was read; `fact` is its id, null where there is none."""
        stated, cited, passage, source = (self.values.alias() for _ in range(4))
        quoted, held = self.values.alias(), self.values.alias()
        made = self._piece(select, passage, source, cited)
        # a source that is quoted is not named again without its words; it is not looked for among all passages of the source
        bare = (
            f"EXISTS {{ ({stated})-[{held}:{READ_IN}]->({quoted}:{PASSAGE}) WHERE {held}.withdrawn_in IS NULL "
            f"AND {quoted}.source + '' = {passage}.source AND {quoted}.quote IS NOT NULL }}"
        )
        order = f"{source}._rank, {source}._day = '', {source}._day, {source}.id, {_order(passage, _PLACED)}"
        return Made(
            f"COLLECT {{ {sought(stated, FACT, f'{stated}.id = {fact}')} MATCH ({stated})-[{cited}:{READ_IN}]->({passage}:{PASSAGE}) "
            f"WHERE {cited}.withdrawn_in IS NULL AND ({passage}.quote IS NOT NULL OR NOT {bare}) "
            f"{sought(source, 'Source', f'{source}.id = {passage}.source')} "
            f"WITH {cited}, {passage}, {source} ORDER BY [{order}]{self.limit(select)} RETURN {made.cypher} }}",
            each(made.read),
        )

    def _pieces(self, fact: str, select: Select, meets: str = "") -> Made:
        """All the evidence that a fact has had, by source, place in it and time; `fact` is a variable, `meets` a condition on {0}."""
        cited, passage, source = (self.values.alias() for _ in range(3))
        made = self._piece(select, passage, source, cited)
        return Made(
            f"COLLECT {{ MATCH ({fact})-[{cited}:{READ_IN}]->({passage}:{PASSAGE}){meets.format(cited)} "
            f"{sought(source, 'Source', f'{source}.id = {passage}.source')} "
            f"WITH {cited}, {passage}, {source} ORDER BY [{source}.id, {_order(passage)}, {cited}.added_in]{self.limit(select)} "
            f"RETURN {made.cypher} }}",
            each(made.read),
        )

    def _piece(self, select: Select, passage: str, source: str, cited: str) -> Made:
        def of_piece(want: EdgeWant, columns: Columns) -> str:
            match want:
                case Get(_, prop):
                    return columns.add(f"{passage}.{prop}")
                case TypeName(_, fixed):
                    return repr(fixed or "Evidence")
                case One(_, "source", select):
                    return columns.made(self.shape(Row("Source", source), select.shape))
                case One(_, "added_in" | "withdrawn_in" as when, select):
                    return columns.made(self._revision(f"{cited}.{when}", select))
            return self.plain(want, lambda each: of_piece(each, columns), lambda prop: columns.add(f"{passage}.{prop}"))

        return self.object_of(select.shape.fields, of_piece)

    # -- records

    def on_record(self, record: Record, want: EdgeWant, columns: Columns) -> str:
        """One field of a record."""
        match want:
            case Get(_, prop):
                return self._got(record, prop, columns)
            case TypeName(_, fixed):
                return repr(fixed or record.kind)
            case Many(_, "evidence", select):
                match record.kind:
                    case "Statement":
                        return columns.made(self._pieces(record["fact"], select))
                    case "Change":
                        coming = f"{record['change']} IN ['ADDED', 'EVIDENCE_ADDED']"
                        meets = f" WHERE CASE WHEN {coming} THEN {{0}}.added_in ELSE {{0}}.withdrawn_in END = {record['revision']}"
                        return columns.made(self._pieces(record["fact"], select, meets))
                return columns.made(self.evidence(record["stated"], select))
            case Many(_, "counts", select):
                return self._kinds(select, columns)
            case Many(_, "path", select):
                return columns.made(self._steps(record["path"], select))
            case One(_, name, select):
                return columns.made(self._one(record, name, select))
        return self.plain(
            want,
            lambda each: self.on_record(record, each, columns),
            lambda prop: self._got(record, prop, columns),
        )

    def _one(self, record: Record, name: str, select: Select) -> Made:
        """What a record leads to."""
        target = relations_of(record.kind)[name].target
        if target == "Revision":
            return self._revision(
                "null" if record.kind == "Graph" else record["revision"], select, newest=record.kind == "Graph"
            )
        if name in record.names:
            return self.shape(Row(target, record[name]), select.shape)
        return self.reached(record[f"{name} id"], target, select.shape)

    def record(self, kind: str, names: dict[str, str], select: Select) -> Made:
        """The object of a record."""
        record = Record(kind, names)
        return self.object_of(select.shape.fields, lambda want, columns: self.on_record(record, want, columns))

    def _got(self, record: Record, prop: str, columns: Columns) -> str:
        """The place of a record's property, or how it is made of some."""
        match record.kind, prop:
            case "Change", "subject_id":
                return columns.add(f"{record['fact']}.subject")
            case "Change", "field":
                return f"{self.reader.given_as('field_of', field_of)}({columns.add(record['fact'] + '.predicate')})"
            case "Change", "value":
                parts = (columns.add(f"{record['fact']}.{part}") for part in ("value", "object", "predicate"))
                return f"{self.reader.given_as('told_value', told_value_of)}({', '.join(parts)})"
            case "Disagreement", "field":
                return f"{self.reader.given_as('field_of', field_of)}({columns.add(record['dispute'] + '.predicate')})"
            case "Disagreement", "values":
                return columns.add(self._values(record))
            case "Graph", "licence":
                return repr(LICENCE)
        return columns.add(record[prop])

    def _values(self, record: Record) -> str:
        fact, dispute = self.values.alias(), record["dispute"]
        asked = f"{fact}.subject = {record['subject']}.id AND {fact}.predicate = {dispute}.predicate"
        return f"COLLECT {{ {sought(fact, FACT, asked, 'subject', 'predicate')} AND {fact}.holds WITH {fact} ORDER BY {fact}.id <> {dispute}.shown, {fact}.value RETURN {fact}.value }}"

    # -- states and control

    def state(self, node: str, as_of: Any, select: Select) -> Made:
        """The state of a case, a claim or an allegation on a day, or null; the last one without a day."""
        state, term = self.values.alias(), self.values.alias()
        until = f" WHERE {state}.day <= {self.values.day(as_of)}" if self.values.form(as_of) != "null" else ""
        made = self.record("State", _state(state, term), select)
        found = f"MATCH ({node})-[{state}:{STOOD}]->({term}){until} WITH {state}, {term} ORDER BY {state}.place DESC LIMIT 1 RETURN {made.cypher}"
        return Made(f"head(COLLECT {{ {found} }})", optional(made.read, self.reader))

    def history(self, node: str, select: Select) -> Made:
        """All states, oldest first."""
        state, term = self.values.alias(), self.values.alias()
        made = self.record("State", _state(state, term), select)
        found = f"MATCH ({node})-[{state}:{STOOD}]->({term}) WITH {state}, {term} ORDER BY {state}.place{self.limit(select)} RETURN {made.cypher}"
        return Made(f"COLLECT {{ {found} }}", each(made.read))

    def controllers(self, node: str, select: Select) -> Made:
        """Whoever controls a company, nearest first."""
        path, better, owner = (self.values.alias() for _ in range(3))

        def holds(path: str) -> str:
            on_day = self.values.form(select.as_of) != "null"
            when = holds_on(path, self.values.day(select.as_of)) if on_day else f"{path}.until IS NULL"
            return when if self.values.flag(select.include_stakes) else f"{when} AND NOT {path}.stake"

        names = {name: f"{path}.{name}" for name in ("depth", "share", "stake")}
        names |= {name: f"toString({path}.{name})" for name in ("since", "until")}
        made = self.record("Control", names | {"company": owner, "path": path}, select)
        return Made(
            f"COLLECT {{ MATCH ({node})<-[{path}:{CONTROLS}]-({owner}) WHERE {holds(path)} AND NOT EXISTS {{ "
            f"MATCH ({node})<-[{better}:{CONTROLS}]-({owner}) WHERE {better}.rank < {path}.rank AND {holds(better)} }} "
            f"WITH {owner}, {path} ORDER BY {path}.stake, {path}.depth, {owner}.id{self.limit(select)} RETURN {made.cypher} }}",
            each(made.read),
        )

    def _steps(self, path: str, select: Select) -> Made:
        step = self.values.alias()
        names = {
            "kind": f"{path}.kinds[{step}]",
            "share": f"CASE WHEN isNaN({path}.shares[{step}]) THEN null ELSE {path}.shares[{step}] END",
            "since": f"nullIf({path}.sinces[{step}], '')",
            "until": f"nullIf({path}.untils[{step}], '')",
            "owner id": f"{path}.owners[{step}]",
            "owned id": f"{path}.owned[{step}]",
            "stated": f"{path}._facts[{step}]",
        }
        made = self.record("Step", names, select)
        return Made(
            f"COLLECT {{ UNWIND range(0, coalesce({path}.depth, 0) - 1) AS {step} WITH {step} ORDER BY {step}{self.limit(select)} RETURN {made.cypher} }}",
            each(made.read),
        )

    # -- what the log says

    def statements(self, node: str, select: Select) -> Made:
        """Every value that was stated of a property of a node."""
        fact, dispute, chosen, rule = (self.values.alias() for _ in range(4))
        prop = self.values.one(select.of_prop)
        many = f"{prop} IN [{', '.join(repr(name) for name in sorted(MANY))}]"
        names = {"fact": fact, "value": f"{fact}.value", "chosen": chosen, "rule": rule}
        asked = f"{fact}.subject = {node}.id AND {fact}.predicate = {prop}"
        made = self.record("Statement", names, select)
        return Made(
            f"COLLECT {{ {sought(fact, FACT, asked, 'subject', 'predicate')} AND {fact}.object IS NULL "
            f"OPTIONAL MATCH ({dispute}:{DISPUTE} {{id: {node}.id, predicate: {prop}}}) "
            f"WITH {fact}, {fact}.holds AND ({many} OR {dispute} IS NULL OR {dispute}.shown = {fact}.id) AS {chosen}, "
            f"CASE WHEN NOT {fact}.holds THEN null WHEN {many} THEN '{ALL_SHOWN}' ELSE coalesce({dispute}.rule, '{ONLY}') END AS {rule} "
            f"ORDER BY NOT {chosen}, {rule} IS NULL, {fact}.value{self.limit(select)} RETURN {made.cypher} }}",
            each(made.read),
        )

    def recorded(self, query: ListRecords) -> Source:
        """The rows of a connection over changes or disagreements."""
        row = Row(query.select.kind, self.values.alias())
        if query.select.kind == "Disagreement":
            subject = self.values.alias()
            meets = []
            if self.values.form(query.kinds) != "null":
                meets.append(f"any(x IN labels({subject}) WHERE x IN {self.values.kinds(query.kinds)})")
            link = Record("Disagreement", {"dispute": row.name, "subject": subject})
            return Source(
                f"MATCH ({row.name}:{DISPUTE})-[:{ABOUT}]->({subject}:{THING})", tuple(meets), row, link, (row.name, subject)
            )
        since = self.values.one(query.since) if self.values.form(query.since) != "null" else "0"
        before = self.values.once(f"OPTIONAL MATCH (r:{REVISION}) WHERE r.number <= {since} RETURN coalesce(max(r.last), 0)")
        place, revision, change, stated, fact = (self.values.alias() for _ in range(5))
        names = {"place": place, "revision": revision, "change": change, "fact": fact}
        link = Record("Change", names | {"subject id": f"{fact}.subject", "object id": f"{fact}.object"})
        carried = (place, revision, change, stated)
        then = f" {sought(fact, FACT, f'{fact}.id = {stated}')}"
        if self.values.flag(query.new_cases):
            new, read, number = (self.values.alias() for _ in range(3))
            last = self.values.once(
                f"MATCH (n:{NEW_CASE}) WHERE n.place > {before} WITH n.fact AS fact, max(n.place) AS place RETURN collect(place)"
            )
            clauses = (
                f"UNWIND {last} AS {number} MATCH ({new}:{NEW_CASE} {{place: {number}}}) WHERE EXISTS {{ (:Case {{id: {new}.subject}}) }} "
                f"AND NOT EXISTS {{ {sought(fact, FACT, f'{fact}.id = {new}.fact')} MATCH ({fact})-[{read}:{READ_IN}]->() WHERE {read}.added_in <= {since} "
                f"AND ({read}.withdrawn_in IS NULL OR {read}.withdrawn_in > {since}) }} "
                f"WITH {new}.place AS {place}, {new}.revision AS {revision}, 'ADDED' AS {change}, {new}.fact AS {stated}"
            )
            return Source(clauses, (), row, link, carried, then=then)
        sheet, number = self.values.alias(), self.values.alias()
        meets = [f"{sheet}.last > {before}"]
        if self.values.form(query.select.after) != "null":
            after = self.values.bind(query.select.after, f"cursor {PLACE_IN_LOG} 0", lambda cursor: decode(cursor, PLACE_IN_LOG, 2)[0])
            meets.append(f"{sheet}.last > {after}")
        few = ""
        if (
            self.values.form(query.select.first) != "null"
        ):  # a sheet holds a change at least, and one more tells whether there is more
            few = f" WITH {sheet} ORDER BY {sheet}.last LIMIT {self.values.one(query.select.first, lambda size: size + 2, 'sheets')}"
        clauses = (
            f"MATCH ({sheet}:{CHANGES}){where(meets)}{few} UNWIND range(0, size({sheet}.facts) - 1) AS {number} "
            f"WITH {sheet}.first + {number} AS {place}, {sheet}.revision AS {revision}, {sheet}.whats[{number}] AS {change}, "
            f"{sheet}.facts[{number}] AS {stated}"
        )
        return Source(clauses, (f"{place} > {before}",), row, link, carried, total=f"({self._end_of_log()} - {before})", then=then)

    def followed(self, query: Follow) -> Source:
        """The changes of the stretch that follows a place of the log, or the cases that came by them."""
        end = begin = self._end_of_log()
        if self.values.form(query.select.after) != "null":
            begin = self.values.bind(query.select.after, "place in log", place_in_log)
        until = self.values.once(f"WITH {begin} + {STRETCH} AS far RETURN CASE WHEN far < {end} THEN far ELSE {end} END")
        place, revision, change, fact, number = (self.values.alias() for _ in range(5))
        names = {"place": place, "revision": revision, "change": change, "fact": fact}
        if query.select.kind == "Case":
            case, new, later = (self.values.alias() for _ in range(3))
            clauses = (
                f"MATCH ({new}:{NEW_CASE}) WHERE {begin} < {new}.place AND {new}.place <= {until} "
                f"AND NOT EXISTS {{ MATCH ({later}:{NEW_CASE}) WHERE {later}.place > {new}.place AND {later}.fact = {new}.fact }} "
                f"{sought(case, 'Case', f'{case}.id = {new}.subject')} WITH {case}, {new}.place AS {place}"
            )
            return Source(clauses, (), Row("Case", case), Record("Change", names), (place, case), until=until)
        sheet = self.values.alias()
        ids = self.values.several(query.ids)  # a list even where it is empty: of a condition that is `false` the server keeps no index hint
        clauses = (
            f"MATCH ({sheet}:{CHANGES}) WHERE {begin} < {sheet}.last AND {sheet}.last < {until} + {ON_A_SHEET} "
            f"UNWIND range(0, size({sheet}.facts) - 1) AS {number} "
            f"WITH {sheet}, {number}, {sheet}.first + {number} AS {place} WHERE {begin} < {place} AND {place} <= {until} "
            f"{sought(fact, FACT, f'{fact}.id = {sheet}.facts[{number}]')} AND ({fact}.subject IN {ids} OR {fact}.object IN {ids}) "
            f"WITH {place}, {sheet}.revision AS {revision}, {sheet}.whats[{number}] AS {change}, {fact}"
        )
        link = Record("Change", names | {"subject id": f"{fact}.subject", "object id": f"{fact}.object"})
        return Source(clauses, (), Row("Change", fact), link, (place, revision, change, fact), until=until)

    def _end_of_log(self) -> str:
        """The place of the newest change."""
        return self.values.once(f"OPTIONAL MATCH (r:{REVISION}) RETURN coalesce(max(r.last), 0)")

    def overview(self, shape: Shape) -> Made:
        """The graph as a whole."""
        return self.record("Graph", {}, Select("Graph", shape=shape))

    def _revision(self, number: str, select: Select, *, newest: bool = False) -> Made:
        alias = self.values.alias()
        names = {name: f"{alias}.{name}" for name in ("number", "at", "loader")}
        made = self.record("Revision", names | {"source id": f"{alias}.source"}, select)
        if newest:
            found = f"MATCH ({alias}:{REVISION}) WITH {alias} ORDER BY {alias}.number DESC LIMIT 1"
        else:
            found = f"MATCH ({alias}:{REVISION} {{number: {number}}})"
        return Made(f"head(COLLECT {{ {found} RETURN {made.cypher} }})", optional(made.read, self.reader))

    def _kinds(self, select: Select, columns: Columns) -> str:
        """How many things there are of each kind of which there are some."""
        counted = ", ".join(f"COUNT {{ (:{kind}) }}" for kind in KINDS if kind != "Concept")
        kinds = self.reader.given_as("KINDS", tuple(kind for kind in KINDS if kind != "Concept"))
        told = {"kind": "k", "count": "n"}
        fields = [
            (want.name, told[want.prop] if isinstance(want, Get) else repr(want.fixed or "KindCount"))
            for want in select.shape.fields
            if isinstance(want, Get | TypeName)
        ]
        return f"[{pairs(fields)} for k, n in zip({kinds}, {columns.add(f'[{counted}]')}) if n]"


def _state(state: str, term: str) -> dict[str, str]:
    return {"on": stated(state, RECORDS["State"].props["on"]), "state": term, "event id": f"{state}._event", "stated": f"{state}._fact"}


def _order(passage: str, parts: Sequence[str] = _PIECE) -> str:
    """What pieces of a source are ordered by where nothing else tells, nothing before something."""
    return ", ".join(
        f"{passage}.{name}" if name == "method" else f"{passage}.{name} IS NOT NULL, {passage}.{name}" for name in parts
    )
