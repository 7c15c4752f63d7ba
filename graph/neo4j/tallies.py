"""The counts that are kept of all cases: by each facet, and by each facet and the year of filing.

A load brings them up to date: what the affected cases counted for is taken away before their nodes are written anew, and what they
count for then is added. Where what is wider than what has changed, all cases are counted anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graph.facets import FACETS, OF_PARTS, OWNERS, YEAR
from graph.neo4j.layout import STOOD, TALLY, THING, at
from graph.neo4j.log import Writing
from graph.neo4j.rows import ROLES
from graph.neo4j.stage import chunks

CASES_AT_ONCE = 500
"""Of how many cases it is read at once what they count for."""

KNOWN = 200_000
"""Of how many things it is remembered what they are part of."""

Key = tuple[str, str, str]
"""A facet, a year of filing ('' for all years), and the value: the id of a thing or a term, or a text."""


def _part(facet: str, edge: str) -> str:
    return f"[(c)-[:{OWNERS[FACETS[facet].anchor]}]->()-[:{edge}]->(k) | k.id]"


_READ: Mapping[str, str] = {
    **{facet: _part(facet, edge) for facet, (edge, _) in OF_PARTS.items()},
    "COURT": "[(c)-[:HEARD_IN]->(k) | k.id]",
    "COUNTRY": "CASE WHEN c.country IS NULL THEN [] ELSE [c.country] END",
    YEAR: "CASE WHEN c.filed_on IS NULL THEN [] ELSE [substring(toString(c.filed_on), 0, 4)] END",
    "DEFENDANT": f"[(c)-[p:PARTY WHERE p.role IN {ROLES}]->(k) | k.id]",
    "STATUS": f"COLLECT {{ MATCH (c)-[x:{STOOD}]->(k) RETURN k.id ORDER BY x.place DESC LIMIT 1 }}",
    "CLASS_ACTION": "COLLECT { MATCH (k:Concept {id: 'class_action/' + c.class_action}) RETURN k.id }",
}
"""What a case `c` says of each facet itself, as a list."""

_WIDER: Mapping[str, str] = {**{facet: wider for facet, (_, wider) in OF_PARTS.items()}, "STATUS": "BROADER", "CLASS_ACTION": "BROADER"}
"""The edge from what a case says of a facet to what is wider."""

_CASES = f"UNWIND $ids AS id {at('c', 'Case', 'id')} RETURN [{', '.join(_READ[facet] for facet in FACETS)}]"

_ABOVE = {
    "BROADER": f"UNWIND $ids AS id {at('n', 'Concept', 'id')} RETURN id, COLLECT {{ MATCH (n)-[:BROADER*0..]->(k) RETURN DISTINCT k.id }}",
    "PART_OF": f"UNWIND $ids AS id {at('n', THING, 'id')} RETURN id, COLLECT {{ MATCH (n)-[:PART_OF*0..]->(k) RETURN DISTINCT k.id }}",
}

_KEPT = f"""
UNWIND $keys AS key
MATCH (t:{TALLY} {{facet: key[0], year: key[1], key: key[2]}}) USING INDEX SEEK t:{TALLY}(facet, year, key)
RETURN t.facet, t.year, t.key, t.count
"""

_KEEP = f"""
UNWIND $rows AS row
MERGE (t:{TALLY} {{facet: row[0], year: row[1], key: row[2]}})
SET t.count = row[3]
"""

_DROP = f"""
UNWIND $rows AS row
MATCH (t:{TALLY} {{facet: row[0], year: row[1], key: row[2]}}) USING INDEX SEEK t:{TALLY}(facet, year, key)
DELETE t
"""


class Counted:
    """What some cases count for, as the graph is now."""

    def __init__(self, graph: Writing) -> None:
        self.graph = graph
        self.counts: Counter[Key] = Counter()
        self.above: dict[tuple[str, str], Sequence[str]] = {}

    def take(self, cases: Iterable[str]) -> None:
        """Count some cases, by their ids."""
        for ids in chunks(cases, CASES_AT_ONCE):
            rows = [dict(zip(FACETS, values, strict=True)) for (values,) in self.graph.read(_CASES, ids=ids)]
            for edge in _ABOVE:
                self._look_up(edge, {value for row in rows for facet in row if _WIDER.get(facet) == edge for value in row[facet]})
            for row in rows:
                years = ("", *row[YEAR])
                for facet in FACETS:
                    for value in self._values(facet, row[facet]):
                        self.counts.update((facet, year, value) for year in (years if facet != YEAR else ("",)))

    def _values(self, facet: str, stated: Sequence[str]) -> set[str]:
        """The values that a case counts for: those it says, and what is wider."""
        edge = _WIDER.get(facet)
        return set(stated) if edge is None else {wider for value in stated for wider in self.above[edge, value]}

    def _look_up(self, edge: str, ids: Iterable[str]) -> None:
        if len(self.above) > KNOWN:
            self.above.clear()
        for some in chunks((id for id in ids if (edge, id) not in self.above), CASES_AT_ONCE):
            self.above.update(((edge, id), found) for id, found in self.graph.read(_ABOVE[edge], ids=some))


def keep(graph: Writing, counts: Mapping[Key, int]) -> None:
    """Change the kept counts by so many. Each is written as what it then is, so that writing it twice does no harm."""
    changed = {key: count for key, count in counts.items() if count}
    now = {key: changed[key] + count for key, count in _kept(graph, changed)}
    now = {**changed, **now}
    graph.write(_KEEP, ([*key, count] for key, count in now.items() if count))
    graph.write(_DROP, (list(key) for key, count in now.items() if not count))


def _kept(graph: Writing, keys: Iterable[Key]) -> Iterator[tuple[Key, int]]:
    for some in chunks(map(list, keys), CASES_AT_ONCE):
        for *key, count in graph.read(_KEPT, keys=some):
            facet, year, value = key
            yield (facet, year, value), count


def count_all(graph: Writing) -> None:
    """Count all cases anew."""
    graph.read(f"MATCH (t:{TALLY}) DELETE t")
    counted = Counted(graph)
    counted.take(_all_cases(graph))
    keep(graph, counted.counts)


def _all_cases(graph: Writing) -> Iterator[Any]:
    last = ""
    page = "MATCH (c:Case) USING INDEX c:Case(id) WHERE c.id > $last RETURN c.id ORDER BY c.id LIMIT $size"
    while ids := [id for (id,) in graph.read(page, last=last, size=CASES_AT_ONCE)]:
        yield from ids
        last = ids[-1]
