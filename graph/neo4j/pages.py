"""The whole log and the whole graph, a page at a time: each page one statement, all of one revision."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from graph.facts import Evidence, Fact, Stint, evidence_order, fact_order
from graph.neo4j.layout import FACT, READ_IN, THING, label_of
from graph.neo4j.shape import shown_properties
from graph.neo4j.stage import chunks
from graph.ontology import ABSTRACT, EDGES, KINDS, kinds_of
from graph.projection import SERVED, Link, Thing
from graph.store import Said

PAGE = 5_000
"""How many rows a page has."""

Ask = Callable[[str, Mapping[str, Any]], list[Any]]
"""Answers a statement: the values of its column `answer`."""

_SAID = f"""
RETURN [f.subject, f.predicate, f.object, f.key, f.value,
    [(f)-[r:{READ_IN}]->(p) | [p.source, p.method, p.quote, p.start, p.end, p.original, p.note, r.added_in, r.withdrawn_in, p.id]]] AS answer
"""


def said_of(ask: Ask, subjects: list[str]) -> Iterator[tuple[Said, list[int]]]:
    """What was ever stated of some subjects, in order, with the numbers of the passages of the evidence."""
    for ids in chunks(subjects, PAGE):
        yield from _said(_rows_of(ask, ids))


def all_said(ask: Ask) -> Iterator[tuple[Said, list[int]]]:
    """What was ever stated, in order."""
    page = f"MATCH (f:{FACT}) USING INDEX f:{FACT}(subject, predicate) WHERE f.subject > $after AND f.predicate IS NOT NULL WITH f ORDER BY f.subject LIMIT {PAGE} {_SAID}"
    for rows in _pages(ask, page, lambda subject: _rows_of(ask, [subject])):
        yield from _said(rows)


def _rows_of(ask: Ask, subjects: list[str]) -> list[Any]:
    found = f"MATCH (f:{FACT}) USING INDEX f:{FACT}(subject, predicate) WHERE f.subject = id AND f.predicate IS NOT NULL"
    return ask(f"UNWIND $ids AS id {found} {_SAID}", {"ids": subjects})


def _said(rows: list[Any]) -> Iterator[tuple[Said, list[int]]]:
    for fact, pieces in sorted(((Fact(*row[:5]), row[5]) for row in rows), key=lambda pair: fact_order(pair[0])):
        made: list[tuple[Stint, int]] = [((Evidence(*piece[:7]), piece[7], piece[8]), piece[9]) for piece in pieces]
        made.sort(key=lambda pair: (evidence_order(pair[0][0]), pair[0][1]))
        yield Said(fact, tuple(stint for stint, _ in made)), [passage for _, passage in made]


def things(ask: Ask) -> Iterator[Thing]:
    """All nodes, by kind and id."""
    for kind in KINDS:
        after = ""
        page = f"MATCH (n:{label_of(kind)}) USING INDEX n:{label_of(kind)}(id) WHERE n.id > $after RETURN [n.id, n._fact, properties(n)] AS answer ORDER BY n.id LIMIT {PAGE}"
        while rows := ask(page, {"after": after}):
            for id, fact, properties in rows:
                yield Thing(id, kind, fact, shown_properties(SERVED[kind], properties), {})
            after = rows[-1][0]


def links(ask: Ask) -> Iterator[Link]:
    """All edges, by type, source, target and key."""
    for name, edge in EDGES.items():
        label = _source_label(name)
        row = "[s.id, t.id, r._key, r._fact, properties(r)] AS answer"
        page = f"MATCH (s:{label}) USING INDEX s:{label}(id) WHERE s.id > $after MATCH (s)-[r:{name}]->(t) WITH s, r, t ORDER BY s.id LIMIT {PAGE} RETURN {row}"
        whole = f"MATCH (s:{label} {{id: $id}})-[r:{name}]->(t) RETURN {row}"
        for rows in _pages(ask, page, lambda id, whole=whole: ask(whole, {"id": id})):  # type: ignore[misc]
            for source, target, key, fact, properties in sorted(rows, key=itemgetter(0, 1, 2)):
                yield Link(name, source, target, key, fact, shown_properties(edge.props.values(), properties))


def _source_label(type: str) -> str:
    """A label that all have from which edges of a type lead."""
    kinds = {kind for of, _ in EDGES[type].ends for kind in kinds_of(of)}
    if len(kinds) == 1:
        return kinds.pop()
    return next((name for name, members in ABSTRACT.items() if kinds <= set(members)), THING)


def _pages(ask: Ask, page: str, whole: Callable[[str], list[Any]]) -> Iterator[list[Any]]:
    """Rows in the order of their first value, page by page, rows of one first value together.

    Args:
        ask: answers a statement.
        page: a statement of some rows of which the first value comes after `$after`.
        whole: all rows of one first value.
    """
    after = ""
    while rows := ask(page, {"after": after}):
        if len(rows) == PAGE:  # the last value may go on on the next page
            groups = [list(group) for _, group in groupby(rows, key=itemgetter(0))]
            rows = [row for group in groups[:-1] for row in group] if len(groups) > 1 else whole(rows[0][0])
        yield rows
        after = rows[-1][0]
