"""Cases by facets: how each facet is read, the counts that are kept of all cases, and the counts of any others.

A kept count is brought up to date with each load: what the affected cases counted for is taken away before their rows are written
anew, and what they count for then is added.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import apsw

from graph.facets import FACETS, YEAR
from graph.labels import NAMING
from graph.query import Counts, Get, Many, TypeName
from graph.sqlite.layout import FAMILIES, column, family_of, node_table
from graph.sqlite.text import field, list_of, literal, object_of, quoted
from graph.sqlite.values import Values
from graph.terms import DEFENDANTS

KIND_FACET = "KIND"
"""Under which the tally has the things of each kind."""

_ANCHORS = {
    "allegation": "CROSS JOIN l_alleges la ON la.src = c.nid CROSS JOIN n_allegation a ON a.nid = la.dst",
    "claim": "CROSS JOIN l_claims lc ON lc.src = c.nid CROSS JOIN n_claim m ON m.nid = lc.dst",
    "case": "",
}
"""How the owner of a facet's value is reached from a case `c`."""


class _Read(NamedTuple):
    """How a facet is read: a join, in which {n} tells several apart, and the key that it gives; a key that is null is none."""

    join: str
    key: str


def _above(of: str, join: str = "") -> _Read:
    return _Read(f"{join} CROSS JOIN closure k{{n}} ON k{{n}}.below = {of}", "k{n}.above")


_ROLES = ", ".join(f"'{role}'" for role in DEFENDANTS)
_STATE = "(SELECT s.state FROM state s WHERE s.nid = c.nid ORDER BY s.place DESC LIMIT 1)"

_READ: dict[str, _Read] = {
    "DATA": _above("a.e_concerns"),
    "ACT": _above("a.e_act"),
    "PURPOSE": _above("x{n}.dst", "CROSS JOIN l_for_purpose x{n} ON x{n}.src = a.nid"),
    "SYSTEM": _above("x{n}.dst", "CROSS JOIN l_of_system x{n} ON x{n}.src = a.nid"),
    "DATASET": _above("x{n}.dst", "CROSS JOIN l_from_dataset x{n} ON x{n}.src = a.nid"),
    "CAUSE": _above("m.e_cause"),
    "STATUTE": _above("x{n}.dst", "CROSS JOIN l_under x{n} ON x{n}.src = m.nid"),
    "COURT": _Read("", "c.e_heard_in"),
    "COUNTRY": _Read("", "c.p_country"),
    "FILED_YEAR": _Read("", "substr(c.p_filed_on, 1, 4)"),
    "DEFENDANT": _Read(f"CROSS JOIN l_party x{{n}} ON x{{n}}.src = c.nid AND x{{n}}.p_role IN ({_ROLES})", "x{n}.dst"),
    "STATUS": _above(_STATE),
    "CLASS_ACTION": _above(
        "x{n}.nid", "CROSS JOIN n_concept x{n} ON x{n}.p_scheme = 'class_action' AND x{n}.p_term = c.p_class_action"
    ),
}


def _pairs(by: Sequence[str], cases: str) -> str:
    """The keys `k0`, `k1` … of some cases, each combination once a case; `cases` has their numbers as `nid`."""
    joins = [_ANCHORS[anchor] for anchor in dict.fromkeys(FACETS[facet].anchor for facet in by)]
    joins += [_READ[facet].join.format(n=place) for place, facet in enumerate(by)]
    keys = [_READ[facet].key.format(n=place) for place, facet in enumerate(by)]
    known = " AND ".join(f"{key} IS NOT NULL" for key in keys)
    listed = ", ".join(f"{key} AS k{place}" for place, key in enumerate(keys))
    return f"SELECT DISTINCT c.nid, {listed} FROM ({cases}) q CROSS JOIN n_case c ON c.nid = q.nid {' '.join(joins)} WHERE {known}"


# ---------------------------------------------------------------------------------------------------------------------
# Kept counts

_KEEP = """
INSERT INTO tally (facet, year, key, count) SELECT '{facet}', '', k0, {sign} * count(*) FROM temp.counted GROUP BY k0
    ON CONFLICT (facet, year, key) DO UPDATE SET count = count + excluded.count;
"""

_KEEP_BY_YEAR = """
INSERT INTO tally (facet, year, key, count)
    SELECT '{facet}', substr(c.p_filed_on, 1, 4), k0, {sign} * count(*) FROM temp.counted CROSS JOIN n_case c USING (nid)
    WHERE c.p_filed_on IS NOT NULL GROUP BY 2, 3
    ON CONFLICT (facet, year, key) DO UPDATE SET count = count + excluded.count;
"""


def count_cases(db: apsw.Connection, cases: str, sign: int) -> None:
    """Add what some cases count for to the kept counts, or take it away.

    Args:
        db: a connection in a transaction.
        cases: a SELECT of their numbers, as `nid`.
        sign: 1 to add, -1 to take away.
    """
    for facet in FACETS:
        db.execute(f"DROP TABLE IF EXISTS temp.counted; CREATE TEMP TABLE counted AS {_pairs((facet,), cases)}")
        db.execute(_KEEP.format(facet=facet, sign=sign))
        if facet != YEAR:
            db.execute(_KEEP_BY_YEAR.format(facet=facet, sign=sign))
    db.execute("DROP TABLE temp.counted; DELETE FROM tally WHERE count = 0")


def count_all_cases(db: apsw.Connection) -> None:
    """Count all cases anew."""
    db.execute(f"DELETE FROM tally WHERE facet <> '{KIND_FACET}'")
    count_cases(db, "SELECT nid FROM n_case", 1)


# ---------------------------------------------------------------------------------------------------------------------
# Counts that are asked


def counts(part: Counts, cases: str, values: Values, *, all_cases: bool) -> str:
    """The JSON list of a `Counts`.

    Args:
        part: what is asked.
        cases: a SELECT of the numbers of the cases, as `nid`, maybe several times.
        values: the parameters of the statement.
        all_cases: that these are all cases, whose counts may be kept.
    """
    kept = _kept(part.by) if all_cases else None
    keys = ", ".join(f"k{place}" for place in range(len(part.by)))
    grouped = kept or f"SELECT {keys}, count(*) AS n FROM ({_pairs(part.by, cases)}) GROUP BY {keys}"
    alias = values.alias()
    named = ", ".join(f"{_value(facet, place)} AS v{place}" for place, facet in enumerate(part.by))
    things = "".join(_named(facet, place) for place, facet in enumerate(part.by))
    order = ", ".join(f"v{place}" for place in range(len(part.by)))
    limit = "" if values.form(part.first) == "null" else f" LIMIT {values.one(part.first)}"
    rows = f"SELECT {keys}, n, {named} FROM ({grouped}){things} ORDER BY n DESC, {order}{limit}"
    made = object_of([field(want.name, _count(want, part.by, alias)) for want in part.fields])
    # the rows come in their order from within, as those of a page do; to sort them again would take a third of the time
    return list_of(f"SELECT {made} AS x FROM ({rows}) {alias}")


def _kept(by: Sequence[str]) -> str | None:
    """The kept counts of one facet, or of one and the year of filing; by an index in which the largest come first."""
    kept = "tally INDEXED BY tally_most WHERE facet = '{}' AND (year = '') = {}"
    if len(by) == 1:
        return f"SELECT key AS k0, count AS n FROM {kept.format(by[0], 1)}"
    if len(by) == 2 and YEAR in by:
        (facet,) = (each for each in by if each != YEAR)
        first, second = ("year", "key") if by[0] == YEAR else ("key", "year")
        return f"SELECT {first} AS k0, {second} AS k1, count AS n FROM {kept.format(facet, 0)}"
    return None


def _count(want: Any, by: Sequence[str], alias: str) -> str:
    match want:
        case Get(prop="count"):
            return f"{alias}.n"
        case TypeName(fixed=fixed):
            return literal(quoted(fixed or "Count"))
        case Many(relation="keys", select=select):
            made = [
                object_of([field(inner.name, _key(inner, facet, alias, place)) for inner in select.shape.fields])
                for place, facet in enumerate(by)
            ]
            return "'[' || " + " || ',' || ".join(f"({each})" for each in made) + " || ']'"
    raise AssertionError(f"nothing answers {want}")


def _key(want: Any, facet: str, alias: str, place: int) -> str:
    match want:
        case Get(prop="by"):
            return literal(quoted(facet))
        case Get(prop="value"):
            return f"json_quote({alias}.v{place})"
        case Get(prop="label"):
            return f"json_quote({_label(facet, f'{alias}.k{place}', f'{alias}.v{place}')})"
        case TypeName(fixed=fixed):
            return literal(quoted(fixed or "CountKey"))
    raise AssertionError(f"nothing answers {want}")


def _named(facet: str, place: int) -> str:
    """The join to what is behind a key, unless that is a text; cheaper than a subquery a row."""
    kind = FACETS[facet].kind
    if kind is None:
        return ""
    table = "n_concept" if family_of(kind) == "Concept" else "thing"
    return f" LEFT JOIN {table} named{place} ON named{place}.nid = k{place}"


def _value(facet: str, place: int) -> str:
    """The value behind a key: an id, of a term that within its scheme, or a text as it is."""
    kind = FACETS[facet].kind
    if kind is None:
        return f"k{place}"
    return f"named{place}.{'p_term' if family_of(kind) == 'Concept' else 'id'}"


def _label(facet: str, key: str, value: str) -> str:
    """The name of what is behind a key."""
    kind = FACETS[facet].kind
    if kind is None:
        return value
    family = family_of(kind)
    assert family is not None
    names = [f"nullif({column(name)}, '')" for name in NAMING[FAMILIES[family][0]]]
    named = f"coalesce({', '.join(names)})" if len(names) > 1 else names[0]
    return f"ifnull((SELECT {named} FROM {node_table(family)} WHERE nid = {key}), {value})"
