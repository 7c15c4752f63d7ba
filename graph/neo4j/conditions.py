"""Conditions of a query as Cypher."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from graph.neo4j.layout import STOOD, THING, is_date, label_of, stated
from graph.neo4j.rows import Link, Relations, Row, Source, comparable, prop_of, sought, where
from graph.neo4j.values import Values, to_date
from graph.ontology import SCHEME_OF, Prop, Relation, relations_of
from graph.plans import Convert, Several, same
from graph.query import All, AnyOf, Compare, Condition, Linked, LinkIs, Not, Select, StateIs, TermIs, Value, Within


@cache
def folded_letters() -> list[list[str]]:
    """Small letters that stand for others where case is ignored, and for which: ß for ss. Cypher's `toLower` leaves them as they are."""
    letters = ((letter, letter.casefold()) for letter in map(chr, range(0x80, 0xFB18)) if letter.lower() == letter)
    return [[letter, folded] for letter, folded in letters if folded != letter and folded.lower() == folded]


def fold(text: Any) -> str:
    """A text where case is ignored, as `folded` makes it of a stored one."""
    made = str(text).lower()
    for letter, other in folded_letters():
        made = made.replace(letter, other)
    return made


class Conditions:
    """Writes conditions on nodes and on edges."""

    def __init__(self, values: Values, relations: Relations) -> None:
        self.values = values
        self.relations = relations

    def condition(self, condition: Condition, on: Row | Link, *, negated: bool = False) -> str:
        """A condition on a node or an edge. Under a negation, what is unknown is made false first."""
        match condition:
            case All() | AnyOf():
                return self._several(condition, on, negated=negated)
            case Not(part):
                return f"NOT {self.condition(part, on, negated=True)}"
            case Linked():
                value: Value = True
            case _:
                value = condition.value
        return self._known(self._atom(condition, on, value), negated=negated)

    def _known(self, made: str, *, negated: bool) -> str:
        return f"coalesce({made}, false)" if negated else f"({made})"

    def _atom(self, condition: Condition, on: Row | Link, value: Value | Several) -> str:
        """A condition that has no parts, with a value in place of its own."""
        if self.values.form(value) == "null":
            return "true"
        match condition:
            case Compare():
                return self.compared(on, condition, value)
            case TermIs(prop, scheme, _, exactly, negated):
                told = comparable(on, prop)
                made = self.values.among(told, value)
                if not self.values.flag(exactly):
                    made = f"({made} OR {told} IN {self._narrower_names(scheme, value)})"
                return f"NOT coalesce({made}, false)" if negated else made
        assert isinstance(on, Row), f"{condition} is asked of an edge"
        match condition:
            case LinkIs(relation, _, exactly, negated):
                made = self._link_is(on, relations_of(on.kind)[relation], value, exactly=self.values.flag(exactly))
                return f"NOT {made}" if negated else made
            case Within():
                return f"{on.name} IN {self.things(value, exactly=False)}"
            case StateIs(_, exactly, as_of):
                scheme = relations_of(on.kind)["status"].scheme or ""
                return f"any(x IN {self.state(on.name, as_of, 'x')} WHERE x IN {self.terms(scheme, value, exactly=self.values.flag(exactly))})"
            case Linked():
                return self._linked(on, condition)
        raise AssertionError(f"nothing answers {condition}")

    # -- several conditions

    def _several(self, whole: All | AnyOf, on: Row | Link, *, negated: bool) -> str:
        """All of some conditions, or any of them.

        Those that differ in their values only are one, over a list of these: the server plans thousands as quickly as two, and a text once.
        """
        every = isinstance(whole, All)
        alike: dict[Condition, list[Condition]] = {}
        for part in _flat(whole):
            alike.setdefault(self._but_for_its_value(part, every=every), []).append(part)
        made = [self._alike(form, parts, on, every=every, negated=negated) for form, parts in alike.items()]
        return _joined(list(dict.fromkeys(made)), " AND " if every else " OR ", "true" if every else "false")

    def _but_for_its_value(self, part: Condition, *, every: bool) -> Condition:
        """What conditions have in common that can be one."""
        match part:
            case All() | AnyOf() | Not() | Compare(op="exists"):
                return part
            case Linked(quantifier=quantifier):
                return replace(part, where=None, as_of=self._as_of(part.as_of)) if every == (quantifier != "some") else part
        if self.values.form(part.value) == "null":
            return All(())
        match part:
            case TermIs(negated=negated) | LinkIs(negated=negated):
                return replace(part, value=None, exactly=self.values.flag(part.exactly)) if every == negated else part
            case StateIs():
                return part if every else StateIs(None, self.values.flag(part.exactly), self._as_of(part.as_of))
            case Within() if every:
                return part
        return replace(part, value=None)

    def _as_of(self, day: Value) -> Value:
        return None if self.values.form(day) == "null" else day

    def _alike(self, form: Condition, parts: list[Condition], on: Row | Link, *, every: bool, negated: bool) -> str:
        """All of some conditions that have a form in common, or any of them."""
        if form == All(()):
            return "true"
        if len(parts) == 1 or form == parts[0]:
            return self.condition(parts[0], on, negated=negated)
        if isinstance(form, Linked):
            asked = tuple(part.where or All(()) for part in parts if isinstance(part, Linked))
            return self.condition(replace(form, where=All(asked) if form.quantifier == "every" else AnyOf(asked)), on, negated=negated)
        values = Several(tuple(part.value for part in parts if not isinstance(part, All | AnyOf | Not | Linked)))
        if isinstance(form, Compare) and form.op != ("not" if every else "is"):
            return self._known(self._compared_to_each(on, form, values, every=every), negated=negated)
        return self._known(self._atom(form, on, values), negated=negated)

    def _compared_to_each(self, on: Row | Link, form: Compare, values: Several, *, every: bool) -> str:
        """A comparison with all of several values, or with any of them."""
        convert, how = self._as_compared(on, form)
        listed = self.values.lists if form.op in ("is", "not") else self.values.several
        one = self.values.alias()
        return f"{'all' if every else 'any'}({one} IN {listed(values, convert, how)} WHERE {self.compared(on, form, values, one)})"

    # -- sets of terms and things, read once

    def terms(self, scheme: str | None, value: Value | Several, *, exactly: bool) -> str:
        """A list of terms, and of those that are narrower."""
        if scheme:
            found = sought("a", "Concept", f"a.id IN {self._term_ids(scheme, value)}")
        else:
            found = f"MATCH (a:Concept) WHERE a.term IN {self.values.several(value)}"
        wider = "WITH a AS b" if exactly else "MATCH (b:Concept)-[:BROADER*0..]->(a)"
        return self.values.once(f"{found} {wider} RETURN collect(DISTINCT b)")

    def _narrower_names(self, scheme: str, value: Value | Several) -> str:
        found = sought("a", "Concept", f"a.id IN {self._term_ids(scheme, value)}")
        return self.values.once(f"{found} MATCH (b:Concept)-[:BROADER*0..]->(a) RETURN collect(DISTINCT b.term)")

    def _term_ids(self, scheme: str, value: Value | Several) -> str:
        return self.values.several(value, lambda term: f"{scheme}/{term}", f"of {scheme}")

    def things(self, value: Value | Several, *, exactly: bool) -> str:
        """A list of things, and of what is part of them."""
        whole = "WITH a AS b" if exactly else "MATCH (b)-[:PART_OF*0..]->(a)"
        found = sought("a", THING, f"a.id IN {self.values.several(value)}")
        return self.values.once(f"{found} {whole} RETURN collect(DISTINCT b)")

    def state(self, name: str, as_of: Value, term: str) -> str:
        """A list with the term of the state of a case, a claim or an allegation on a day; the last one without a day."""
        state = self.values.alias()
        until = f" WHERE {state}.day <= {self.values.day(as_of)}" if self.values.form(as_of) != "null" else ""
        found = self.values.alias()
        return f"COLLECT {{ MATCH ({name})-[{state}:{STOOD}]->({found}){until} WITH {state}, {found} ORDER BY {state}.place DESC LIMIT 1 RETURN {found} }}"

    # -- through links

    def of_link(self, relation: Relation, value: Value | Several, *, exactly: bool) -> str:
        """A list of what a relation may lead to, one of `value` or narrower."""
        if relation.target == "Concept" or relation.target in SCHEME_OF:
            return self.terms(relation.scheme, value, exactly=exactly)
        return self.things(value, exactly=exactly)

    def _link_is(self, row: Row, relation: Relation, value: Value | Several, *, exactly: bool) -> str:
        source = self.relations.follow(row, relation, Select(relation.target))
        wanted = self.of_link(relation, value, exactly=exactly)
        return f"EXISTS {{ {source.clauses}{where([*source.where, f'{source.row.name} IN {wanted}'])} }}"

    def _linked(self, row: Row, condition: Linked) -> str:
        relation = relations_of(row.kind)[condition.relation]
        source = self.relations.follow(row, relation, Select(relation.target, as_of=condition.as_of))
        every = condition.quantifier == "every"
        meets = self.of_edge(source, condition, negated=every)
        if every:
            failing = f"NOT {_joined(meets, ' AND ', 'true')}"
            return f"NOT EXISTS {{ {source.clauses}{where([*source.where, failing])} }}"
        found = f"EXISTS {{ {source.clauses}{where([*source.where, *meets])} }}"
        return f"NOT {found}" if condition.quantifier == "none" else found

    def of_edge(self, source: Source, condition: Linked, *, negated: bool = False) -> list[str]:
        """What is asked of an edge and of what it leads to."""
        meets: list[str] = []
        if condition.on_edge is not None and isinstance(source.link, Link):
            meets.append(self.condition(condition.on_edge, source.link, negated=negated))
        if condition.where is not None:
            meets.append(self.condition(condition.where, source.row, negated=negated))
        return meets

    # -- where to begin

    def lead(self, condition: Condition | None, row: Row, label: str) -> tuple[str, Condition | None] | None:
        """Clauses that lead to the rows which meet a condition, beginning at terms or things that it names, and what is left to ask; None where it names none."""
        parts = list(condition.parts) if isinstance(condition, All) else [condition]
        for place in sorted(range(len(parts)), key=lambda place: _commonness(parts[place])):
            clauses = self._leading(parts[place], row, label)
            if clauses:
                left = tuple(part for other, part in enumerate(parts) if other != place and part is not None)
                return clauses, All(left) if left else None
        return None

    def _leading(self, condition: Condition | None, row: Row, label: str) -> str | None:
        match condition:
            case LinkIs(name, value, exactly, False) if self.values.form(value) != "null":
                relation = relations_of(row.kind)[name]
                if relation.edge is None:
                    return None
                wanted, one = self.of_link(relation, value, exactly=self.values.flag(exactly)), self.values.alias()
                to, back = ("-", "->") if relation.forward else ("<-", "-")
                return f"UNWIND {wanted} AS {one} MATCH ({row.name}:{label}){to}[:{relation.edge}]{back}({one})"
            case Linked(name, "some", asked) if asked is not None:
                relation = relations_of(row.kind)[name]
                if relation.edge is None:
                    return None
                source = self.relations.follow(row, relation, Select(relation.target, as_of=condition.as_of))
                found = self.lead(asked, source.row, label_of(relation.target))
                if found is None:
                    return None
                clauses, left = found
                meets = [*source.where, *self.of_edge(source, Linked(name, "some", left, condition.on_edge))]
                known = source.clauses.replace(f"({row.name})", f"({row.name}:{label})")
                return f"{clauses} {known}{where(meets)}"
        return None

    # -- properties

    def compared(self, on: Row | Link, asked: Compare, value: Value | Several, each: str = "") -> str:
        """A comparison of a property with a value, or with what is in the variable `each`."""
        prop = _prop_asked(on, asked)
        plain = comparable(on, asked.prop)
        if asked.op == "exists":
            return f"{plain} IS {'NOT ' if self.values.flag(asked.value) else ''}NULL"
        op = "is" if asked.op == "not" else asked.op
        if prop is not None and prop.many:
            item = self.values.alias() if each else "x"
            made = f"any({item} IN coalesce({plain}, []) WHERE {self._operator(item, on, asked, op, value, each)})"
        else:
            text = stated(on.name, prop) if prop is not None and op in ("contains", "starts") and is_date(prop) else plain
            made = self._operator(text, on, asked, op, value, each)
            if asked.op == "not":
                made = f"coalesce({made}, false)"
        return f"NOT {made}" if asked.op == "not" else made

    def _operator(self, plain: str, on: Row | Link, asked: Compare, op: str, value: Value | Several, each: str) -> str:
        convert, how = self._as_compared(on, asked)
        if op == "is":
            return f"{plain} IN {each}" if each else self.values.among(plain, value, convert, how)
        other = each or self.values.one(value, convert, how)
        match op:
            case "contains":
                return f"{self._folded(plain)} CONTAINS {other}"
            case "starts":
                return f"{self._folded(plain)} STARTS WITH {other}"
        return f"{plain} {_SIGNS[op]} {other}"

    def _as_compared(self, on: Row | Link, asked: Compare) -> tuple[Convert, str]:
        """What is made of a value that a property is compared with, and the name of that."""
        if asked.op in ("contains", "starts"):
            return fold, "fold"
        prop = _prop_asked(on, asked)
        return (to_date, "day") if prop is not None and is_date(prop) else (same, "")

    def _folded(self, text: str) -> str:
        letters = self.values.bind(None, "folded letters", lambda _: folded_letters())
        return f"reduce(t = toLower({text}), f IN {letters} | replace(t, f[0], f[1]))"


_SIGNS = {"lt": "<", "lte": "<=", "gt": ">", "gte": ">="}

_COMMON = ("act", "purpose", "status", "kind")
"""Relations to terms that many things share: better not begun at where something else is named."""


def _commonness(condition: Condition | None) -> int:
    """How many rows a condition leads to, about."""
    match condition:
        case LinkIs(relation):
            return 1 + (_COMMON.index(relation) + 1 if relation in _COMMON else 0)
        case Linked():
            return 1
    return 9


def _flat(whole: All | AnyOf) -> Iterator[Condition]:
    """The parts of a condition, those of parts of its kind among them."""
    for part in whole.parts:
        if isinstance(part, All | AnyOf) and len(part.parts) == 1:
            part = part.parts[0]
        if type(part) is type(whole):
            yield from _flat(part)
        else:
            yield part


def _prop_asked(on: Row | Link, asked: Compare) -> Prop | None:
    return None if asked.prop == "id" else prop_of(on, asked.prop)


def _joined(parts: list[str], between: str, empty: str) -> str:
    return f"({between.join(parts)})" if parts else empty
