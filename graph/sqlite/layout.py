"""The tables, derived from the ontology.

- `thing` gives every id that was ever named an integer, and the kind of those that are nodes.
- The log: `revision`, `origin`, `fact`, `passage` (a source's words at their place), and `evidence`, which joins the last two for as
  long as an origin says so. Rows of it are added, and evidence is marked as withdrawn; none is removed.
- What the log comes to: `change` numbers what each revision did to each fact, in order; `revision.last` is the last of its own,
  `revision.source` its source where it has only one. `predicate` tells how a predicate is told outside.
- The projection: a table a *family* of kinds (`n_case`; `n_party` holds the five kinds of party, so that an abstract kind is
  one table too) with a column a property, and a column for each edge that leads to one thing; a table a type of edge for the
  others, clustered from its source in the order of the target's id, in which lists come, and indexed from its target; what is
  worked out: `state`, `control`, `step`, `closure`, `facet`; and `words`, the full text. All of it is made from the log
  (`project.py`) and could be made again.
- `facet` has the cases by kind of data and by deed (an act or a purpose), newest first: a row for each pair that an allegation
  joins, wider terms included, 0 standing for any. The question asked most is answered by one range of it, whose length is in
  `facet_size`. The suits of a party are one range too: of `l_party`'s index from its target, newest first.
- `dispute` has the properties of one value on which sources differ; `tally` the counts that are asked of all cases: by each
  facet and year of filing (`''` for all years), and of things by kind.
- `arc` has every edge between two things from either end, so that what surrounds a thing is one range of it, and `degree` how many
  a thing has (`arcs.py`).

Dates have a second, virtual column with their first day, by which they compare.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from graph.changes import CHANGES, FIELDS, OF_ONE_SCHEME
from graph.dates import PartialDate
from graph.ontology import ABSTRACT, EDGES, KINDS, OWNED_PARTS, Arity, EdgeKind, Prop, kinds_of
from graph.projection import SEARCHED, SERVED, SERVED_ON_EDGE
from graph.words import TOKENIZER

APPLICATION_ID = 0x444F434B  # "DOCK"
RULES = 1
"""Rises with a change to what the projection makes of the same log, where the tables stay as they are."""


NEW_CASE, ADDED, WITHDRAWN, EVIDENCE_ADDED, EVIDENCE_WITHDRAWN = range(5)
"""What happens to a fact, as `change.what` has it: the first is `ADDED`, of the fact that something is a case."""

WHAT: dict[int, str] = {NEW_CASE: "ADDED", **dict(enumerate(CHANGES, 1))}


def _family(kind: str) -> str:
    for name, members in ABSTRACT.items():
        if kind in members and not any(set(members) < set(other) for other in ABSTRACT.values()):
            return name
    return kind


FAMILY: dict[str, str] = {kind: _family(kind) for kind in KINDS}
"""The family of each concrete kind: its widest abstract kind, or itself."""

FAMILIES: dict[str, tuple[str, ...]] = {
    family: tuple(kind for kind in KINDS if FAMILY[kind] == family) for family in dict.fromkeys(FAMILY.values())
}

CODES: dict[str, int] = {kind: code for code, kind in enumerate(KINDS, 1)}
"""The number that stands for a kind in the tables."""

KIND_BY_CODE: dict[int, str] = {code: kind for kind, code in CODES.items()}


def family_of(kind: str) -> str | None:
    """The family whose table holds all rows of a kind, abstract or concrete or a type of term; None for `Node`."""
    families = {FAMILY[each] for each in kinds_of(kind)}
    return families.pop() if len(families) == 1 else None


def node_table(family: str) -> str:
    """The table of a family: `PlaintiffClass` is among `n_party`."""
    return f"n_{_snake(family)}"


def edge_table(edge: str) -> str:
    """The table of a type of edge that is no column."""
    return f"l_{edge.lower()}"


def _snake(name: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in name).strip("_").lower()


def is_column(edge: EdgeKind) -> bool:
    """Whether a type of edge is a column of its source's table: it leads to one thing and says nothing itself."""
    return edge.forward is not None and edge.forward.arity is Arity.ONE and not edge.props


def edge_column(edge: str) -> str:
    """The column of such an edge."""
    return f"e_{edge.lower()}"


def edge_fact(edge: str) -> str:
    """The column of the fact that states such an edge."""
    return f"f_{edge.lower()}"


def carried_columns(edge: str) -> tuple[str, ...]:
    """The columns of what an edge leads to that its own rows have too: of a part of a case, the terms that it is about.

    A list of parts is then one range of the edge's table, and the parts themselves, each elsewhere in the file, are left alone.
    """
    return tuple(map(edge_column, EDGE_COLUMNS[target_family(edge)])) if edge in OWNED_PARTS else ()


def target_family(edge: str) -> str:
    """The family of the parts that an edge of `OWNED_PARTS` leads to."""
    ((_, to),) = EDGES[edge].ends
    return FAMILY[to]


def column(prop: str) -> str:
    """The column of a property."""
    return f"p_{prop}"


def day_column(prop: str) -> str:
    """The virtual column with the first day of a date."""
    return f"d_{prop}"


COLUMNS: dict[str, tuple[Prop, ...]] = {
    family: tuple({prop.name: prop for kind in members for prop in SERVED[kind]}.values())
    for family, members in FAMILIES.items()
}
"""The properties that a family's table holds, of all its kinds."""

EDGE_COLUMNS: dict[str, tuple[str, ...]] = {
    family: tuple(
        name
        for name, edge in EDGES.items()
        if is_column(edge) and any(FAMILY[kind] == family for of, _ in edge.ends for kind in kinds_of(of))
    )
    for family in FAMILIES
}
"""The edges that are columns of a family's table."""

EDGE_TABLES: tuple[str, ...] = tuple(name for name, edge in EDGES.items() if not is_column(edge))

WEIGHTS: tuple[float, ...] = tuple(sorted({weight for props in SEARCHED.values() for weight in props.values()}, reverse=True))
"""The weights of full-text search; each is a column of `words`."""

DATED_BY_CASE = "PARTY"
"""The edge from a case whose rows have the case's day of filing, `day` as in `facet`, so that its index from the target is dated."""

INDEXED: dict[str, tuple[str, ...]] = {"Case": ("filed_on",), "Statute": ("citation",), "Concept": ("scheme", "term")}
"""Properties by which things are looked up or listed."""


def _type(prop: Prop) -> str:
    if prop.many:
        return "TEXT"
    return {int: "INTEGER", float: "REAL", bool: "INTEGER"}.get(prop.type, "TEXT")


def _prop_columns(props: tuple[Prop, ...]) -> list[str]:
    made = [f"{column(prop.name)} {_type(prop)}" for prop in props]
    made += [
        f"{day_column(prop.name)} TEXT AS (substr({column(prop.name)} || '-01-01', 1, 10))"
        for prop in props
        if prop.type is PartialDate and not prop.many
    ]
    return made


def edge_props(edge: str) -> tuple[Prop, ...]:
    """The properties that an edge's table holds, those of its key first."""
    made = EDGES[edge]
    return tuple(made.props[name] for name in made.key) + SERVED_ON_EDGE[edge]


def statements() -> list[str]:
    """The statements that make an empty file."""
    made = [
        "CREATE TABLE thing (nid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind INTEGER)",
        "CREATE TABLE revision (number INTEGER PRIMARY KEY, at TEXT NOT NULL, loader TEXT NOT NULL, source INTEGER, last INTEGER)",
        "CREATE TABLE change (place INTEGER PRIMARY KEY, revision INTEGER NOT NULL, what INTEGER NOT NULL, fid INTEGER NOT NULL)",
        f"CREATE INDEX change_case ON change (place, fid) WHERE what = {NEW_CASE}",
        f"CREATE INDEX change_of_case ON change (fid, place) WHERE what = {NEW_CASE}",
        "CREATE TABLE predicate (name TEXT PRIMARY KEY, field TEXT NOT NULL, truth INTEGER NOT NULL, term INTEGER NOT NULL) WITHOUT ROWID",
        f"INSERT INTO predicate VALUES {', '.join(_predicates())}",
        "CREATE TABLE origin (oid INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, digest TEXT NOT NULL)",
        "CREATE TABLE fact (fid INTEGER PRIMARY KEY, subject INTEGER NOT NULL, mark INTEGER NOT NULL, predicate TEXT NOT NULL, "
        "object INTEGER, key TEXT NOT NULL, value)",
        "CREATE UNIQUE INDEX fact_subject ON fact (subject, mark)",
        "CREATE INDEX fact_object ON fact (object) WHERE object IS NOT NULL",
        "CREATE TABLE passage (pid INTEGER PRIMARY KEY, source INTEGER NOT NULL, method TEXT NOT NULL, quote TEXT, start INTEGER, "
        "stop INTEGER, original TEXT, note TEXT, mark INTEGER NOT NULL UNIQUE)",
        "CREATE INDEX passage_source ON passage (source)",
        "CREATE TABLE evidence (fid INTEGER NOT NULL, passage INTEGER NOT NULL, origin INTEGER NOT NULL, added_in INTEGER NOT NULL, "
        "withdrawn_in INTEGER, PRIMARY KEY (fid, passage, origin, added_in)) WITHOUT ROWID",
        "CREATE INDEX evidence_origin ON evidence (origin) WHERE withdrawn_in IS NULL",
        "CREATE INDEX evidence_passage ON evidence (passage) WHERE withdrawn_in IS NULL",
        "CREATE TABLE voice (nid INTEGER PRIMARY KEY, rank INTEGER NOT NULL, copy_of INTEGER, published_on TEXT NOT NULL)",
        "CREATE INDEX voice_copy ON voice (copy_of) WHERE copy_of IS NOT NULL",
    ]
    for family in FAMILIES:
        table = node_table(family)
        columns = ["nid INTEGER PRIMARY KEY", "id TEXT NOT NULL", "kind INTEGER NOT NULL", "fact INTEGER NOT NULL"]
        columns += [f"{edge_column(edge)} INTEGER" for edge in EDGE_COLUMNS[family]]
        columns += [f"{edge_fact(edge)} INTEGER" for edge in EDGE_COLUMNS[family]]
        columns += _prop_columns(COLUMNS[family])
        if family == "Case":
            columns.append("filed_fact INTEGER")  # the fact behind `filed_on`: a case's first state may rest on it
        made.append(f"CREATE TABLE {table} ({', '.join(columns)})")
        made.append(f"CREATE UNIQUE INDEX {table}_id ON {table} (id)")
        if len(FAMILIES[family]) > 1:
            made.append(f"CREATE INDEX {table}_kind ON {table} (kind, id)")
        for edge in EDGE_COLUMNS[family]:
            made.append(
                f"CREATE INDEX {table}_{edge.lower()} ON {table} ({edge_column(edge)}, id) "
                f"WHERE {edge_column(edge)} IS NOT NULL"
            )
        for name in INDEXED.get(family, ()):
            prop = KINDS[family].props[name]
            by = day_column(name) if prop.type is PartialDate else column(name)
            made.append(f"CREATE INDEX {table}_{name} ON {table} ({by}, id)")
    for edge in EDGE_TABLES:
        table = edge_table(edge)
        columns = ["src INTEGER NOT NULL", "dst_id TEXT NOT NULL", "key TEXT NOT NULL", "dst INTEGER NOT NULL", "fact INTEGER"]
        columns += _prop_columns(edge_props(edge))
        back = "dst, src, key"
        columns += [f"{name} INTEGER" for name in carried_columns(edge)]
        if edge == DATED_BY_CASE:
            columns.append("day INTEGER NOT NULL")
            back = "dst, key, day, src"
        made.append(f"CREATE TABLE {table} ({', '.join(columns)}, PRIMARY KEY (src, dst_id, key)) WITHOUT ROWID")
        made.append(f"CREATE INDEX {table}_back ON {table} ({back})")
    return [
        *made,
        "CREATE TABLE state (nid INTEGER NOT NULL, place INTEGER NOT NULL, state INTEGER NOT NULL, on_day TEXT, day TEXT NOT NULL, "
        "event INTEGER, fact INTEGER, PRIMARY KEY (nid, place)) WITHOUT ROWID",
        "CREATE TABLE control (cid INTEGER PRIMARY KEY, owner INTEGER NOT NULL, owned INTEGER NOT NULL, rank INTEGER NOT NULL, "
        "via INTEGER NOT NULL, closeness TEXT NOT NULL, "
        "since TEXT NOT NULL, until TEXT NOT NULL, share REAL, stake INTEGER NOT NULL, depth INTEGER NOT NULL)",
        "CREATE INDEX control_owner ON control (owner, owned, rank)",
        "CREATE INDEX control_owned ON control (owned, owner, rank)",
        "CREATE TABLE step (cid INTEGER NOT NULL, place INTEGER NOT NULL, owner INTEGER NOT NULL, owned INTEGER NOT NULL, "
        "kind TEXT NOT NULL, share REAL, since TEXT, until TEXT, fact INTEGER, PRIMARY KEY (cid, place)) WITHOUT ROWID",
        "CREATE TABLE facet (data INTEGER NOT NULL, deed INTEGER NOT NULL, day INTEGER NOT NULL, nid INTEGER NOT NULL, "
        "PRIMARY KEY (data, deed, day, nid)) WITHOUT ROWID",
        "CREATE TABLE facet_size (data INTEGER NOT NULL, deed INTEGER NOT NULL, count INTEGER NOT NULL, PRIMARY KEY (data, deed)) "
        "WITHOUT ROWID",
        "CREATE TABLE dispute (nid INTEGER NOT NULL, predicate TEXT NOT NULL, shown INTEGER NOT NULL, rule TEXT NOT NULL, "
        "PRIMARY KEY (nid, predicate)) WITHOUT ROWID",
        "CREATE TABLE tally (facet TEXT NOT NULL, year TEXT NOT NULL, key NOT NULL, count INTEGER NOT NULL, "
        "PRIMARY KEY (facet, year, key)) WITHOUT ROWID",
        "CREATE INDEX tally_most ON tally (facet, year = '', count DESC)",
        "CREATE TABLE arc (nid INTEGER NOT NULL, way INTEGER NOT NULL, other INTEGER NOT NULL, key TEXT NOT NULL, kind INTEGER NOT NULL, "
        "since TEXT, until TEXT, fact INTEGER, PRIMARY KEY (nid, way, other, key)) WITHOUT ROWID",
        "CREATE TABLE degree (nid INTEGER PRIMARY KEY, n INTEGER NOT NULL)",
        "CREATE TABLE closure (above INTEGER NOT NULL, below INTEGER NOT NULL, PRIMARY KEY (above, below)) WITHOUT ROWID",
        "CREATE INDEX closure_below ON closure (below, above)",
        f"CREATE VIRTUAL TABLE words USING fts5({', '.join(f'w{number}' for number in range(len(WEIGHTS)))}, "
        f"kind UNINDEXED, tokenize='{' '.join(TOKENIZER)}')",
    ]


def _predicates() -> Iterator[str]:
    """A row for each predicate: its name outside, whether its values are true or false, whether it leads to terms of one scheme."""
    truths = {prop.name for kind in KINDS.values() for prop in kind.props.values() if prop.type is bool}
    truths |= {f"{name}.{prop.name}" for name, edge in EDGES.items() for prop in edge.props.values() if prop.type is bool}
    for name, field in FIELDS.items():
        yield f"('{name}', '{field}', {int(name in truths)}, {int(name in OF_ONE_SCHEME)})"


VERSION = zlib.crc32("\n".join((*statements(), *KINDS, f"rules {RULES}")).encode()) >> 1
"""Of the layout and the rules. A file of another version is refused; it can be loaded again from its sources."""
