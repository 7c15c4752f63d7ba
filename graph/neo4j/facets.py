"""Counts of cases by facets: how each facet is read in Cypher."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from graph.facets import FACETS, OF_PARTS, OWNERS, YEAR
from graph.labels import NAMING
from graph.neo4j.layout import STOOD, TALLY, THING
from graph.neo4j.reader import Made, Reader, each, pairs
from graph.neo4j.rows import ROLES, sought
from graph.neo4j.values import Values
from graph.ontology import kinds_of
from graph.query import Counts, Get, Many, TypeName

_READ: dict[str, str] = {
    **{facet: f"MATCH ({{p}})-[:{edge}]->()-[:{wider}*0..]->({{k}})" for facet, (edge, wider) in OF_PARTS.items()},
    "COURT": "MATCH ({p})-[:HEARD_IN]->({k})",
    "COUNTRY": "WITH *, {p}.country AS {k} WHERE {k} IS NOT NULL",
    "FILED_YEAR": "WITH *, substring(toString({p}.filed_on), 0, 4) AS {k} WHERE {k} IS NOT NULL",
    "DEFENDANT": f"MATCH ({{p}})-[{{k}}_as:PARTY]->({{k}}) WHERE {{k}}_as.role IN {ROLES}",
    "STATUS": (
        f"CALL ({{p}}) {{{{ MATCH ({{p}})-[x:{STOOD}]->(y) RETURN y AS {{k}}_last ORDER BY x.place DESC LIMIT 1 }}}} "
        "MATCH ({k}_last)-[:BROADER*0..]->({k})"
    ),
    "CLASS_ACTION": "MATCH ({k}_own:Concept {{scheme: 'class_action', term: {p}.class_action}})-[:BROADER*0..]->({k})",
}
"""From the owner {p} of a facet's value to the value or its key {k}."""


def counts(part: Counts, cases: str, case: str, values: Values, reader: Reader, *, top: bool, all_cases: bool) -> Made:
    """The list of a `Counts`.

    What is asked of a whole connection is counted by the server. Cypher takes a list in which some place is counted and another is not for a
    mistake, however deep the counting lies; so what is asked at each of several things is counted in lists.

    Args:
        part: what is asked.
        cases: clauses that bind each case once.
        case: its variable.
        values: the parameters of the statement.
        reader: the functions of the plan.
        top: whether it is asked once.
        all_cases: that these are all cases, whose counts may be kept.
    """
    owners = {"case": case} | {FACETS[facet].anchor: values.alias() for facet in part.by if FACETS[facet].anchor != "case"}
    keys = [values.alias() for _ in part.by]
    clauses = [f"MATCH ({case})-[:{OWNERS[anchor]}]->({owner})" for anchor, owner in owners.items() if anchor != "case"]
    clauses += [_READ[facet].format(p=owners[FACETS[facet].anchor], k=key) for facet, key in zip(part.by, keys, strict=True)]
    number, told = values.alias(), [values.alias() for _ in part.by]
    listed = ", ".join(keys)
    named = ", ".join(f"{_value(facet, key)} AS {name}" for facet, key, name in zip(part.by, keys, told, strict=True))
    limit = "" if values.form(part.first) == "null" else f" LIMIT {values.one(part.first)}"
    row = [number, *told, *(_label(*each) for each in zip(part.by, keys, told, strict=True))]
    every = f"{cases} {' '.join(clauses)} WITH DISTINCT {case}, {listed}"
    ordered = f"WITH {listed}, {number}, {named} ORDER BY {number} DESC, {', '.join(told)}{limit}"
    if all_cases and (len(keys) == 1 or (len(keys) == 2 and YEAR in part.by)):
        kept = _kept(part.by, keys, number, limit, values)
        cypher = values.once(f"{kept} {ordered} RETURN collect([{', '.join(row)}])")
    elif top:
        cypher = values.once(f"{every} WITH {listed}, count(*) AS {number} {ordered} RETURN collect([{', '.join(row)}])")
    else:
        found, pair = values.alias(), values.alias()
        places = ", ".join(f"{pair}[{place}] AS {key}" for place, key in enumerate(keys))
        cypher = (
            f"COLLECT {{ WITH COLLECT {{ {every} RETURN [{listed}] }} AS {found} UNWIND {found} AS {pair} WITH DISTINCT {found}, {pair} "
            f"WITH {places}, size([x IN {found} WHERE x = {pair}]) AS {number} {ordered} RETURN [{', '.join(row)}] }}"
        )
    return Made(cypher, each(reader.function(pairs([(want.name, _read(want, part.by)) for want in part.fields]))))


def _kept(by: Sequence[str], keys: Sequence[str], number: str, limit: str, values: Values) -> str:
    """Clauses that give the keys and the numbers that are kept of one facet, or of one and the year of filing."""
    tally = values.alias()
    (facet,) = [each for each in by if each != YEAR] or [YEAR]
    years = f"{tally}.year {'=' if len(by) == 1 else '>'} ''"
    place = {each: f"{tally}.{'key' if each == facet else 'year'}" for each in by}
    # within a facet, ids of terms are in the order of the terms
    first = f"WITH {tally} ORDER BY {tally}.count DESC, {', '.join(place[each] for each in by)}{limit}"
    found = sought(tally, TALLY, f"{tally}.facet = '{facet}' AND {years} AND {tally}.key IS NOT NULL", "facet", "year", "key")
    things = [
        sought(key, "Concept" if _is_term(each) else THING, f"{key}.id = {place[each]}")
        for each, key in zip(by, keys, strict=True)
        if FACETS[each].kind is not None
    ]
    texts = [f"{place[each]} AS {key}" for each, key in zip(by, keys, strict=True) if FACETS[each].kind is None]
    return f"{found} {first} {' '.join(things)} WITH *, {', '.join([*texts, f'{tally}.count AS {number}'])}"


def _is_term(facet: str) -> bool:
    kind = FACETS[facet].kind
    return kind is not None and kinds_of(kind) == ("Concept",)


def _read(want: Any, by: Sequence[str]) -> str:
    match want:
        case Get(prop="count"):
            return "r[0]"
        case TypeName(fixed=fixed):
            return repr(fixed or "Count")
        case Many(relation="keys", select=select):
            made = [
                pairs([(inner.name, _key(inner, facet, place, len(by))) for inner in select.shape.fields])
                for place, facet in enumerate(by, 1)
            ]
            return f"[{', '.join(made)}]"
    raise AssertionError(f"nothing answers {want}")


def _key(want: Any, facet: str, place: int, size: int) -> str:
    match want:
        case Get(prop="by"):
            return repr(facet)
        case Get(prop="value"):
            return f"r[{place}]"
        case Get(prop="label"):
            return f"r[{place + size}]"
        case TypeName(fixed=fixed):
            return repr(fixed or "CountKey")
    raise AssertionError(f"nothing answers {want}")


def _value(facet: str, key: str) -> str:
    """The value behind a key: an id, of a term that within its scheme, or a text as it is."""
    kind = FACETS[facet].kind
    if kind is None:
        return key
    return f"{key}.{'term' if _is_term(facet) else 'id'}"


def _label(facet: str, key: str, value: str) -> str:
    """The name of what is behind a key."""
    kind = FACETS[facet].kind
    if kind is None:
        return value
    names = [f"nullIf({key}.{name}, '')" for name in NAMING[kinds_of(kind)[0]]]
    return f"coalesce({', '.join([*names, value])})"
