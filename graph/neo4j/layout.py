"""The shape of the graph in Neo4j, derived from the ontology.

What is shown has plain names; all that begins with an underscore is the log's, or is kept for speed: Browser and Bloom show a graph
for people once labels and types that begin with `_` are left out.

Nodes
    A thing has the label of its kind, those of its abstract kinds (`Party`, `Body`, `Source`), and `Thing`; a term has `Concept` and
    the type of its scheme (`DataKind`, `Act` …) and is no `Thing`. `id` is its id; `_fact` is the id of the fact that it exists. A name
    that leads to nothing shown is no node. Properties have their names in the ontology, and are not there where they are empty; many
    values are a list, in order. A source that backs something has `_rank` and `_day` too: how its voice counts (`_day` is text, ''
    where it has none).
Dates
    A date is a DATE, its first day. Where it is known to the month or the year only, the text that says so stands beside it:
    `filed_on` 2025-01-01, `filed_on_text` '2025-01'.
Relationships
    An edge is a relationship of its type from its source to its target, with its properties, those of its key too. `_key` is the key ('' where
    it has none), `_fact` the id of the fact that states it (COPY_OF has none, for nobody states it).
    `(:Case|Claim|Allegation)-[:STOOD {place, day, on, on_text, _event, _fact}]->(:Concept)`: the states that it has been in, in the
    order of `place`, from 0. `day` (9999-12-31: never) is the day on which it counts, `on` what the source gives, `_event` the id
    of the event that moved it.
    `(:Body)-[:CONTROLS {rank, stake, depth, share, since, until, via, closeness, …}]->(:Body)`: a path of control, see
    `graph.control.Path`. `since` and `until` are DATEs, absent where the path is open to that side. Its steps are lists of one length:
    `owners`, `owned`, `kinds`, `shares` (NaN where none is given), `sinces` and `untils` (text as stated, '' where none), `_facts` ('' where none).
The log
    `(:_Fact {id, subject, predicate, object, key, value, holds})`: all that was ever stated; `holds` tells whether anybody does now.
    `(:_Passage {id, source, method, quote, start, end, original, note})`: a source's words at their place; `source` is an id.
    `(:_Fact)-[:_READ_IN {added_in, withdrawn_in, said_by}]->(:_Passage)`: evidence while it held, whoever brought it (`graph.facts.whole_stints`);
    `withdrawn_in` is absent while it holds. `said_by` is how many origins say it now.
    A fact that states an edge has the label `_Waiting` too while that edge is not shown, for want of an end or of a chance.
    `(:_Revision {number, at, loader, source, last})`: the loads; `last` is the place of the last change made till then, `source` the id of
    its only source, absent where it had several. `(:_Changes {first, last, revision, facts, whats})`: some of what a revision did to
    facts, in order; place `first + i` among all changes has what `whats[i]` (a name of `graph.changes.CHANGES`) says of the fact
    `facts[i]`. `(:_NewCase {place, revision, fact, subject})`: those changes by which something came to be stated as a case, once more.
    `(:_Origin {name, digest})-[:_SAYS]->(:_Sheaf {place, pairs})`: what each origin says now, in packed bytes (`ledger.py`).
Kept for speed
    `(:_Dispute {id, predicate, shown, rule})-[:_ABOUT]->(thing)`: a property on which sources differ; `shown` is the id of the fact that is shown.
    `(:_Words {id, kind, size, texts_N, stems_N})-[:_ABOUT]->(thing)`: a document of full-text search, of everything shown that has words; the
    words of a case are those of its parts too. For each weight N of `WEIGHTS` `texts_N` are the texts, a list, and `stems_N` their words as `graph.words` cuts them,
    one text with a blank between (absent where there are none); `size` is how many words there are in all. `kind` is a kind of node.
    `(:_Tally {facet, year, key, count})`: how many cases there are of a value of a facet (`graph.facets`), of all years where `year` is '';
    `key` is the id of a thing or a term, or a text.
    `(:_Voice {id, rank, day, copy_of})`: how a source counts where facts about it say so, shown or not.
    `(:_Graph {one: 0})`, one node: `revision` (the newest), `load` (its token), `documents` and `words` (how many things are shown, and the sum of
    the sizes of their words), `version`; `bare` while it was imported and has no indexes yet. `(:_Door {one: 0})`, one node: what is being written while readers must wait (`reading.py`).
    `(:_Lock {one: 0})`: locked by whoever loads.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from graph.dates import PartialDate
from graph.ontology import ABSTRACT, EDGES, KINDS, SCHEMES, EdgeKind, Prop
from graph.projection import SEARCHED

THING = "Thing"
"""The label of every node that is no term."""

STOOD, CONTROLS = "STOOD", "CONTROLS"
"""The types of what is worked out over several things: states and paths of control."""

FACT, PASSAGE, READ_IN = "_Fact", "_Passage", "_READ_IN"
WAITING, VOICE = "_Waiting", "_Voice"
REVISION, CHANGES, NEW_CASE = "_Revision", "_Changes", "_NewCase"
ORIGIN, SHEAF, SAYS = "_Origin", "_Sheaf", "_SAYS"
DISPUTE, WORDS, ABOUT = "_Dispute", "_Words", "_ABOUT"
TALLY = "_Tally"
GRAPH, DOOR, LOCK = "_Graph", "_Door", "_Lock"

WORDS_INDEX = "docketgraph_words"
"""The full-text index over the stems of all documents."""

WEIGHTS: tuple[int, ...] = tuple(sorted({int(weight) for props in SEARCHED.values() for weight in props.values()}, reverse=True))
"""The weights of full-text search, the heaviest first."""

RULES = 1
"""Rises with a change to what the projection makes of the same log, where the shape stays as it is."""


def labels(kind: str, scheme: str | None = None) -> tuple[str, ...]:
    """The labels of a node of a kind; of a term, of its scheme too.

    >>> labels("Company")
    ('Company', 'Party', 'Body', 'Thing')
    >>> labels("Concept", "act")
    ('Concept', 'Act')
    """
    if kind == "Concept":
        return ("Concept", SCHEMES[scheme]) if scheme in SCHEMES else ("Concept",)
    return (kind, *(name for name, members in ABSTRACT.items() if kind in members), THING)


def label_of(kind: str) -> str:
    """The label that all nodes of a kind have, be it concrete, abstract, a type of term, or `Node` (which no term is)."""
    return THING if kind == "Node" else kind


def is_date(prop: Prop) -> bool:
    """Whether a property is kept as a DATE, with a text beside it where it is partial."""
    return prop.type is PartialDate and not prop.many


def text_name(prop: str) -> str:
    """The property that holds a partial date as it is stated."""
    return f"{prop}_text"


def texts_name(weight: int) -> str:
    """The property of the texts of a weight."""
    return f"texts_{weight}"


def stems_name(weight: int) -> str:
    """The property of the stems of a weight."""
    return f"stems_{weight}"


def stated(variable: str, prop: Prop) -> str:
    """A Cypher expression for a property as it is stated: a date as its text, null where there is none.

    >>> stated("n", KINDS["Case"].props["filed_on"])
    'coalesce(n.filed_on_text, toString(n.filed_on))'
    """
    if is_date(prop):
        return f"coalesce({variable}.{text_name(prop.name)}, toString({variable}.{prop.name}))"
    return f"{variable}.{prop.name}"


def at(variable: str, label: str, value: str, prop: str = "id", rest: str = "") -> str:
    """A MATCH of the node with a value, by its index: where a load is young, the server thinks an index empty and would look through all nodes.

    >>> at("n", "Case", "row[0]", rest="-[r]->()")
    'MATCH (n:Case {id: row[0]})-[r]->() USING INDEX SEEK n:Case(id)'
    """
    return f"MATCH ({variable}:{label} {{{prop}: {value}}}){rest} USING INDEX SEEK {variable}:{label}({prop})"


# ---------------------------------------------------------------------------------------------------------------------
# Constraints and indexes

INDEXED: dict[str, tuple[str, ...]] = {"Case": ("filed_on", "docket_number"), "Statute": ("citation",)}
"""Properties by which things are looked up or listed, beside their ids."""


def constraints() -> Iterator[str]:
    """The statements that keep ids apart, each an index too; run again, they do nothing.

    Facts and passages have an index only: their ids are hashes of what they hold, and one load at a time writes them, so that nothing is left
    to be kept apart.
    """
    for label in (THING, *KINDS, VOICE):
        yield _unique(label, "id")
    yield _unique(REVISION, "number")
    yield _unique(NEW_CASE, "place")
    yield _unique(CHANGES, "last")
    yield _unique(ORIGIN, "name")
    for label in (GRAPH, DOOR, LOCK):
        yield _unique(label, "one")


def indexes() -> Iterator[str]:
    """The statements that make the other indexes; run again, they do nothing."""
    for label in (FACT, PASSAGE, DISPUTE):
        yield _index(label, "id")
    yield _index(WAITING, "object")
    yield _index(VOICE, "copy_of")
    yield _index(TALLY, "facet", "year", "key")
    yield from asked_indexes()


def asked_indexes() -> Iterator[str]:
    """Of these, what questions and later loads are answered by, but no first load: made after one, they spare it a tenth of the server's time."""
    for label in ABSTRACT:
        yield _index(label, "id")
    yield _index("Concept", "scheme", "term")
    for kind, props in INDEXED.items():
        for prop in props:
            yield _index(kind, prop)
    yield _index(FACT, "subject", "predicate")
    yield _index(PASSAGE, "source")
    for edge in EDGES.values():
        if edge.dated:
            yield _edge_index(edge, "since")
    stems = ", ".join(f"n.{stems_name(weight)}" for weight in WEIGHTS)
    yield (
        f"CREATE FULLTEXT INDEX {WORDS_INDEX} IF NOT EXISTS FOR (n:{WORDS}) ON EACH [{stems}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}"
    )


def dropped(statement: str) -> str:
    """The statement that drops the index which another makes.

    >>> dropped("CREATE INDEX docketgraph_party_by_id IF NOT EXISTS FOR (n:Party) ON (n.id)")
    'DROP INDEX docketgraph_party_by_id IF EXISTS'
    """
    return f"DROP INDEX {statement.partition(' IF NOT EXISTS')[0].rpartition(' ')[2]} IF EXISTS"


def _unique(label: str, prop: str) -> str:
    name = f"docketgraph_{label.strip('_').lower()}_{prop}"
    return f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{prop} IS UNIQUE"


def _index(label: str, *props: str) -> str:
    name = "_".join(("docketgraph", label.strip("_").lower(), "by", *props))
    return f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON ({', '.join(f'n.{prop}' for prop in props)})"


def _edge_index(edge: EdgeKind, prop: str) -> str:
    name = f"docketgraph_{edge.name.lower()}_by_{prop}"
    return f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{edge.name}]-() ON (r.{prop})"


VERSION = zlib.crc32("\n".join((*constraints(), *indexes(), *KINDS, *EDGES, f"rules {RULES}")).encode()) >> 1
"""Of the shape and the rules. A graph of another version is refused; it can be loaded again from its sources."""
