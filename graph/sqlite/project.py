"""From the log to the projection, for what a load touched: the same pure rules as every store, kept in tables.

The order: whose voice changed, which kinds changed, then everything about the things that are affected, then what is worked out
over several of them (states, control, hierarchies, full text). All within the load's transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

import apsw

from graph.control import PART_OF, RENAMED, Holding, control_paths
from graph.copies import copies
from graph.facts import KIND, Fact, Voice
from graph.ontology import ABSTRACT, EDGES, Prop, kinds_of
from graph.projection import UNRANKED, Held, Link, Thing, kind_of, project, searched_text, voice_of
from graph.sqlite.layout import (
    CODES,
    COLUMNS,
    EDGE_COLUMNS,
    EDGE_TABLES,
    FAMILIES,
    FAMILY,
    KIND_BY_CODE,
    WEIGHTS,
    column,
    edge_column,
    edge_fact,
    edge_props,
    edge_table,
    is_column,
    node_table,
)
from graph.standing import Docket, Effect, Stated, Turn, standings

OWNED_PARTS = ("ALLEGES", "CLAIMS", "SEEKS", "HAS_EVENT")
"""Edges from a case to what is its own; a response is its own too, by RESPONDS_TO from the other end."""

KNOWN_VOICES = 200_000
"""How many sources a load remembers."""

IN_HIERARCHIES = frozenset(
    kind for name in ("PART_OF", "BROADER") for end in EDGES[name].ends for of in end for kind in kinds_of(of)
)
"""Kinds whose things may be narrower than, or part of, others."""

_SHOWN = json.dumps([KIND, "filed_on", *EDGES])
"""Predicates whose evidence is shown: that a thing or an edge exists, and the day of filing, which a state may rest on."""

_AFFECTED = """
DROP TABLE IF EXISTS temp.affected;
CREATE TEMP TABLE affected (nid INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO temp.affected SELECT subject FROM temp.touched CROSS JOIN main.fact USING (fid);
"""

_HELD = """
SELECT a.nid, s.id, f.fid, f.predicate, f.object, o.id, o.kind, f.key, f.value, p.source
FROM temp.affected a CROSS JOIN thing s ON s.nid = a.nid CROSS JOIN fact f ON f.subject = a.nid {and_}
CROSS JOIN evidence e ON e.fid = f.fid AND e.withdrawn_in IS NULL CROSS JOIN passage p ON p.pid = e.passage
LEFT JOIN thing o ON o.nid = f.object
"""

_PLACES = """
DROP TABLE IF EXISTS temp.several;
CREATE TEMP TABLE several (fid INTEGER PRIMARY KEY);
INSERT INTO temp.several SELECT f.fid
    FROM temp.affected a CROSS JOIN fact f ON f.subject = a.nid AND f.predicate IN (SELECT value FROM json_each({shown}))
    CROSS JOIN evidence e ON e.fid = f.fid AND e.withdrawn_in IS NULL GROUP BY f.fid HAVING count(*) > 1 OR min(ifnull(e.place, 0)) <> 1;
UPDATE evidence SET place = ranked.place FROM (
    SELECT e.fid, e.passage, e.origin, e.added_in,
        CASE WHEN row_number() OVER (PARTITION BY e.fid, e.passage ORDER BY e.origin) = 1
            AND (p.quote IS NOT NULL OR max(p.quote IS NOT NULL) OVER (PARTITION BY e.fid, p.source) = 0) THEN
            dense_rank() OVER (PARTITION BY e.fid ORDER BY ifnull(v.rank, {unranked}), ifnull(v.published_on, '') = '', v.published_on,
                t.id, p.start IS NOT NULL, p.start, p.method, p.quote, p.stop, p.original, p.note, e.passage) END AS place
    FROM temp.several s CROSS JOIN evidence e ON e.fid = s.fid AND e.withdrawn_in IS NULL CROSS JOIN passage p ON p.pid = e.passage
    CROSS JOIN thing t ON t.nid = p.source LEFT JOIN voice v ON v.nid = p.source
) AS ranked
WHERE evidence.fid = ranked.fid AND evidence.passage = ranked.passage AND evidence.origin = ranked.origin
    AND evidence.added_in = ranked.added_in AND evidence.place IS NOT ranked.place;
"""


_FACETS = """
INSERT OR IGNORE INTO facet (data, deed, day, nid)
WITH alleged AS MATERIALIZED (
    SELECT c.nid, ifnull(-CAST(replace(c.d_filed_on, '-', '') AS INTEGER), 0) AS day, a.nid AS part, a.e_concerns, a.e_act
    FROM n_case c CROSS JOIN l_alleges l ON l.src = c.nid CROSS JOIN n_allegation a ON a.nid = l.dst WHERE c.nid IN ({cases})
),
data (part, term) AS (SELECT part, above FROM alleged CROSS JOIN closure ON below = e_concerns UNION ALL SELECT part, 0 FROM alleged),
deed (part, term) AS MATERIALIZED (
    SELECT part, above FROM alleged CROSS JOIN closure ON below = e_act UNION SELECT part, 0 FROM alleged
    UNION SELECT part, above FROM alleged CROSS JOIN l_for_purpose p ON p.src = part CROSS JOIN closure ON below = p.dst
)
SELECT d.term, e.term, a.day, a.nid FROM alleged a CROSS JOIN data d ON d.part = a.part CROSS JOIN deed e ON e.part = a.part
WHERE d.term <> 0 OR e.term <> 0 ORDER BY 1, 2, 3, 4
"""


def project_touched(db: apsw.Connection) -> None:
    """Bring the projection up to date with the facts in `temp.touched`."""
    db.execute(_AFFECTED)
    touched = {name for (name,) in db.execute("SELECT DISTINCT predicate FROM temp.touched CROSS JOIN main.fact USING (fid)")}
    _Projection(db).run(touched)


class _Said(NamedTuple):
    """What the log holds of a thing: its number and id, its facts, and the number of each fact's object by the fact's."""

    nid: int
    id: str
    held: list[Held]
    objects: dict[int, int]


class _Projection:
    def __init__(self, db: apsw.Connection) -> None:
        self.db = db
        self.voices: dict[int, Voice] = {}

    def run(self, touched: set[str]) -> None:
        """Everything, in order."""
        self.take_voices(touched)
        moved = self.take_kinds()
        self.affect_cases()
        self.write()
        self.db.execute(_PLACES.format(unranked=UNRANKED, shown=_quoted(_SHOWN)))
        self.take_states()
        edges = {name.partition(".")[0] for name in touched}
        if edges & {"BROADER", "PART_OF"} or moved & IN_HIERARCHIES:
            self.take_closure()
        self.take_facets(every=bool(edges & {"BROADER"} or "Concept" in moved))
        if edges & {"OWNS", "PART_OF", "SUCCEEDED_BY"} or moved & set(ABSTRACT["Body"]):
            self.take_control()

    def affect(self, select: str, *args: Any) -> None:
        """Take further things in."""
        self.db.execute(f"INSERT OR IGNORE INTO temp.affected {select}", args)

    # -- sources

    def take_voices(self, touched: set[str]) -> None:
        """Which sources speak otherwise than before; all that they state is affected."""
        if not touched & {"RANK", "published_on", "signature"}:
            return
        stale = {
            nid
            for (nid,) in self.db.execute(
                "SELECT DISTINCT f.subject FROM temp.touched CROSS JOIN main.fact f USING (fid) "
                "WHERE f.predicate IN ('RANK', 'published_on', 'signature')"
            )
        }
        told = self.copies() if touched & {"signature", "published_on"} else self.told()
        before = {nid: Voice(*rest) for nid, *rest in self.db.execute("SELECT nid, rank, voice, published_on FROM voice")}
        names = dict(self.db.execute("SELECT v.nid, t.id FROM voice v CROSS JOIN thing t USING (nid)"))
        stale |= {nid for nid, voice in before.items() if voice.voice != told.get(names[nid], names[nid])}
        changed: list[tuple[int, ...]] = []
        for nid in sorted(stale):
            id = self.db.execute("SELECT id FROM thing WHERE nid = ?", (nid,)).get
            facts = [
                Fact(id, predicate, object, key, value)
                for predicate, object, key, value in self.db.execute(
                    "SELECT predicate, (SELECT id FROM thing WHERE nid = f.object), key, value FROM fact f WHERE subject = ? "
                    "AND predicate IN ('RANK', 'published_on') "
                    "AND EXISTS (SELECT 1 FROM evidence e WHERE e.fid = f.fid AND e.withdrawn_in IS NULL)",
                    (nid,),
                )
            ]
            voice = voice_of(id, facts, told)
            if before.get(nid) != voice:
                self.db.execute("INSERT OR REPLACE INTO voice VALUES (?, ?, ?, ?)", (nid, *voice))
                changed.append((nid,))
        self.db.execute("CREATE TEMP TABLE IF NOT EXISTS moved (nid INTEGER PRIMARY KEY)")
        self.db.execute("DELETE FROM temp.moved")
        self.db.executemany("INSERT INTO temp.moved VALUES (?)", changed)
        self.affect("SELECT nid FROM temp.moved")
        self.affect(
            "SELECT f.subject FROM temp.moved m CROSS JOIN passage p ON p.source = m.nid "
            "CROSS JOIN evidence e ON e.passage = p.pid AND e.withdrawn_in IS NULL CROSS JOIN fact f ON f.fid = e.fid"
        )

    def copies(self) -> Mapping[str, str]:
        """The telling that stands for each copy, worked out anew over all articles."""
        signatures: dict[str, list[str]] = {}
        held = "EXISTS (SELECT 1 FROM evidence e WHERE e.fid = f.fid AND e.withdrawn_in IS NULL)"
        for id, part in self.db.execute(
            f"SELECT t.id, f.value FROM fact f CROSS JOIN thing t ON t.nid = f.subject "
            f"WHERE f.predicate = 'signature' AND {held} ORDER BY t.id, f.value"
        ):
            signatures.setdefault(id, []).append(part)
        published = dict(
            self.db.execute(
                f"SELECT t.id, max(f.value) FROM fact f CROSS JOIN thing t ON t.nid = f.subject WHERE f.predicate = 'published_on' "
                f"AND {held} AND t.id IN (SELECT value FROM json_each(?)) GROUP BY t.id",
                (json.dumps(list(signatures)),),
            )
        )
        return copies(signatures, published)

    def told(self) -> Mapping[str, str]:
        """The telling that stands for each copy, as it was worked out before."""
        return dict(self.db.execute("SELECT t.id, v.voice FROM voice v CROSS JOIN thing t USING (nid) WHERE v.voice <> t.id"))

    # -- kinds

    def take_kinds(self) -> set[str]:
        """Which things came, went or changed their kind; what leads to them is affected. Tells the kinds concerned."""
        kinds = {said.nid: kind_of(said.held) for said in self.said(f"AND f.predicate = '{KIND}'")}
        changed = [
            (kinds.get(nid), KIND_BY_CODE.get(code), nid)
            for nid, code in self.db.execute("SELECT a.nid, t.kind FROM temp.affected a CROSS JOIN main.thing t USING (nid)")
            if kinds.get(nid) != KIND_BY_CODE.get(code)
        ]
        if not changed:
            return set()
        self.db.executemany("UPDATE thing SET kind = ? WHERE nid = ?", ((CODES.get(now or ""), nid) for now, _, nid in changed))
        self.affect(
            "SELECT f.subject FROM fact f WHERE f.object IN (SELECT value FROM json_each(?)) "
            "AND EXISTS (SELECT 1 FROM evidence e WHERE e.fid = f.fid AND e.withdrawn_in IS NULL)",
            json.dumps([nid for *_, nid in changed]),
        )
        self.affect(
            "SELECT v.nid FROM voice v WHERE v.voice IN (SELECT id FROM thing WHERE nid IN (SELECT value FROM json_each(?)))",
            json.dumps([nid for now, before, nid in changed if "Article" in (now, before)]),
        )
        return {kind for now, before, _ in changed for kind in (now, before) if kind}

    def affect_cases(self) -> None:
        """A case is affected with its parts: its states and its text are made of theirs. What was its part, too."""
        self.affect(
            "SELECT f.object FROM fact f WHERE f.subject IN (SELECT nid FROM temp.affected) AND f.predicate IN ('ALLEGES', 'CLAIMS')"
        )
        self.affect(
            "SELECT f.subject FROM fact f WHERE f.object IN (SELECT nid FROM temp.affected) "
            f"AND f.predicate IN ({', '.join(_quoted(name) for name in OWNED_PARTS)})"
        )
        self.affect(
            "SELECT f.object FROM fact f WHERE f.subject IN (SELECT nid FROM temp.affected) AND f.predicate = 'RESPONDS_TO'"
        )

    # -- nodes, edges, words

    def said(self, and_: str = "") -> Iterator[_Said]:
        """What the log holds of each affected thing, now."""
        found: _Said | None = None
        last = -1
        # the rows come in the order of things and their facts, which is that of the keys they are found by
        for nid, id, fid, predicate, object, target, code, key, value, source in self.db.execute(_HELD.format(and_=and_)):
            voice = self.voices.get(source) or self.voice(source)
            if found is None or found.nid != nid:
                if found is not None:
                    yield found
                found, last = _Said(nid, id, [], {}), -1
            if fid == last:
                found.held[-1].voices.append(voice)  # type: ignore[attr-defined]
                continue
            last = fid
            if object is not None:
                found.objects[fid] = object
            found.held.append(Held(fid, Fact(id, predicate, target, key, value), [voice], KIND_BY_CODE.get(code)))
        if found is not None:
            yield found

    def voice(self, source: int) -> Voice:
        """A source as the rule that chooses sees it."""
        made = self.db.execute("SELECT rank, voice, published_on FROM voice WHERE nid = ?", (source,)).get
        if made is None:
            made = UNRANKED, self.db.execute("SELECT id FROM thing WHERE nid = ?", (source,)).get, ""
        if len(self.voices) >= KNOWN_VOICES:
            self.voices.clear()
        self.voices[source] = Voice(*made)
        return self.voices[source]

    def write(self) -> None:
        """Replace the rows of the affected things, and of the edges that begin at them."""
        affected = "(SELECT nid FROM temp.affected)"
        for family in FAMILIES:
            self.db.execute(f"DELETE FROM {node_table(family)} WHERE nid IN {affected}")
        for edge in EDGE_TABLES:
            self.db.execute(f"DELETE FROM {edge_table(edge)} WHERE src IN {affected}")
        self.db.execute(f"DELETE FROM words WHERE rowid IN {affected}")
        writer = _Writer(self.db)
        told = self.told()
        articles = {
            id for (id,) in self.db.execute(
                "SELECT DISTINCT t.id FROM voice v CROSS JOIN thing t ON t.id = v.voice WHERE v.voice <> (SELECT id FROM thing "
                "WHERE nid = v.nid) AND t.kind = ?", (CODES["Article"],)
            )
        }  # fmt: skip
        for said in self.said():
            shown = project(said.id, said.held)
            if shown is None:
                continue
            thing, links = shown
            original = told.get(thing.id)
            if thing.kind == "Article" and original is not None and original in articles:
                links.append(Link("COPY_OF", thing.id, original, "", None, {}))
            writer.node(said, thing, links)
            writer.words(said.nid, thing.kind, searched_text(thing.kind, said.held))
        writer.flush()

    # -- what is worked out

    def take_states(self) -> None:
        """The states of the affected cases and of their parts."""
        case = CODES["Case"]
        cases = [nid for (nid,) in self.db.execute(f"SELECT nid FROM temp.affected CROSS JOIN main.thing USING (nid) WHERE kind = {case}")]
        # parts that belong to no case any more, and cases that are gone
        self.db.execute("DELETE FROM state WHERE nid IN (SELECT nid FROM temp.affected)")
        rows: list[tuple[Any, ...]] = []
        concepts = {id: nid for nid, id in self.db.execute("SELECT nid, id FROM n_concept WHERE p_scheme IN ('status', 'standing')")}
        for nid in cases:
            docket, nids = self.docket(nid)
            own = [docket.id, *(part for part, case in self.first_case(nid) if case == docket.id)]
            self.db.execute(
                "DELETE FROM state WHERE nid IN (SELECT value FROM json_each(?))", (json.dumps([nids[id] for id in own]),)
            )
            states = standings(docket)
            for id in own:
                scheme = "status" if id == docket.id else "standing"
                for place, state in enumerate(states[id]):
                    concept = concepts.get(f"{scheme}/{state.state}")
                    if concept is not None:
                        event = nids[state.event] if state.event else None
                        rows.append((nids[id], place, concept, state.on, state.day, event, state.ref))
        self.db.executemany("INSERT INTO state VALUES (?, ?, ?, ?, ?, ?, ?)", rows)

    def first_case(self, nid: int) -> Iterator[tuple[str, str]]:
        """The parts of a case, each with the case whose course it goes by: of several that have it, the first by id."""
        parts = " UNION ".join(f"SELECT dst, dst AS part FROM l_{edge} WHERE src = ?1" for edge in ("alleges", "claims"))
        yield from self.db.execute(
            "SELECT t.id, (SELECT min(c.id) FROM (SELECT src FROM l_alleges WHERE dst = part UNION SELECT src FROM l_claims "
            f"WHERE dst = part) s CROSS JOIN thing c ON c.nid = s.src) FROM ({parts}) p CROSS JOIN thing t ON t.nid = p.dst",
            (nid,),
        )

    def docket(self, nid: int) -> tuple[Docket, dict[str, int]]:
        """The course of a case, and the numbers of the things in it by id."""
        db = self.db
        id, filed_on, filed_ref = db.execute("SELECT id, p_filed_on, filed_fact FROM n_case WHERE nid = ?", (nid,)).get
        nids = {id: nid}
        effects: dict[int, list[Effect]] = {}
        for event, target, outcome, case_status, standing in db.execute(
            "SELECT a.src, t.id, a.p_outcome, a.p_case_status, a.p_standing FROM l_has_event h CROSS JOIN l_affects a ON a.src = h.dst "
            "CROSS JOIN thing t ON t.nid = a.dst WHERE h.src = ? ORDER BY t.id",
            (nid,),
        ):
            effects.setdefault(event, []).append(Effect(target, outcome, case_status, standing))
        turns: list[Turn] = []
        for event, event_id, kind, on, fact in db.execute(
            "SELECT e.nid, e.id, c.p_term, e.p_on, e.fact FROM l_has_event h CROSS JOIN n_event e ON e.nid = h.dst "
            "LEFT JOIN n_concept c ON c.nid = e.e_event_kind WHERE h.src = ?",
            (nid,),
        ):
            nids[event_id] = event
            turns.append(Turn(event_id, kind, on, effects.get(event, ()), fact))
        stated = [
            Stated(term, on, fact)
            for term, on, fact in db.execute(
                "SELECT c.p_term, s.p_on, s.fact FROM l_stated_status s CROSS JOIN n_concept c ON c.nid = s.dst WHERE s.src = ?", (nid,)
            )
        ]
        parts: list[str] = []
        for part, part_id in db.execute(
            "SELECT t.nid, t.id FROM (SELECT dst FROM l_alleges WHERE src = ?1 UNION ALL SELECT dst FROM l_claims WHERE src = ?1) "
            "CROSS JOIN thing t ON t.nid = dst ORDER BY t.id",
            (nid,),
        ):
            nids[part_id] = part
            parts.append(part_id)
        return Docket(id, filed_on, filed_ref, turns, stated, parts), nids

    def take_control(self) -> None:
        """Every path of control, worked out anew."""
        names = "SELECT s.id, t.id, {} FROM {} l CROSS JOIN thing s ON s.nid = l.src CROSS JOIN thing t ON t.nid = l.dst {}"
        holdings = [
            Holding(owner, owned, kind or "", since, until, share, fact)
            for owner, owned, kind, since, until, share, fact in self.db.execute(
                names.format("l.p_kind, l.p_since, l.p_until, l.p_share, l.fact", "l_owns", "WHERE l.p_status IS NULL")
            )
        ]
        bodies = ", ".join(str(CODES[kind]) for kind in ABSTRACT["Body"])
        holdings += [
            Holding(group, entity, PART_OF, ref=fact)
            for entity, group, fact in self.db.execute(names.format("l.fact", "l_part_of", f"WHERE s.kind IN ({bodies})"))
        ]
        holdings += [
            Holding(earlier, later, RENAMED, since, ref=fact)
            for earlier, later, since, fact in self.db.execute(
                names.format("l.p_since, l.fact", "l_succeeded_by", f"WHERE l.p_kind = '{RENAMED}'")
            )
        ]
        nids = {id: nid for nid, id in self.db.execute(f"SELECT nid, id FROM thing WHERE kind IN ({bodies})")}
        self.db.execute("DELETE FROM control; DELETE FROM step")
        paths = control_paths(holdings)
        self.db.executemany(
            "INSERT INTO control VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (cid, nids[p.owner], nids[p.owned], p.rank, nids[p.via], p.closeness, p.since, p.until, p.share, p.stake, len(p.steps))
                for cid, p in enumerate(paths)
            ),
        )
        self.db.executemany(
            "INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (cid, place, nids[s.owner], nids[s.owned], s.kind, s.share, s.since, s.until, s.ref)
                for cid, p in enumerate(paths)
                for place, s in enumerate(p.steps)
            ),
        )

    def take_facets(self, *, every: bool) -> None:
        """The cases by kind of data and deed: of the affected cases, or of all where the terms themselves changed."""
        cases = "SELECT nid FROM n_case" if every else "SELECT nid FROM temp.affected"
        self.db.execute(f"DELETE FROM facet WHERE nid IN ({cases})")
        self.db.execute(_FACETS.format(cases=cases))

    def take_closure(self) -> None:
        """What is narrower than, or part of, what: over any number of steps, each thing below itself too."""
        self.db.execute(
            "DELETE FROM closure; INSERT INTO closure (above, below) "
            "WITH RECURSIVE link (above, below) AS MATERIALIZED (SELECT dst, src FROM l_broader UNION SELECT dst, src FROM l_part_of), "
            "pair (above, below) AS (SELECT nid, nid FROM thing WHERE kind IS NOT NULL AND "
            f"kind IN (SELECT value FROM json_each({_quoted(json.dumps(sorted(CODES[kind] for kind in IN_HIERARCHIES)))})) "
            "UNION SELECT p.above, l.below FROM pair p CROSS JOIN link l ON l.above = p.below) SELECT above, below FROM pair ORDER BY 1, 2"
        )


class _Writer:
    """Collects rows by table and writes them in one go each."""

    def __init__(self, db: apsw.Connection) -> None:
        self.db = db
        self.nodes: dict[str, list[tuple[Any, ...]]] = {family: [] for family in FAMILIES}
        self.edges: dict[str, list[tuple[Any, ...]]] = {edge: [] for edge in EDGE_TABLES}
        self.texts: dict[int, tuple[str, dict[float, list[str]]]] = {}

    def object(self, said: _Said, link: Link) -> int:
        """The number of the other end of an edge."""
        if link.ref is not None:
            return said.objects[link.ref]
        nid: int = self.db.execute("SELECT nid FROM thing WHERE id = ?", (link.target,)).get
        return nid

    def node(self, said: _Said, thing: Thing, links: Sequence[Link]) -> None:
        family = FAMILY[thing.kind]
        to_one = {link.type: link for link in links if is_column(EDGES[link.type])}
        row: list[Any] = [said.nid, thing.id, CODES[thing.kind], thing.ref]
        for edge in EDGE_COLUMNS[family]:
            row.append(self.object(said, to_one[edge]) if edge in to_one else None)
        for edge in EDGE_COLUMNS[family]:
            row.append(to_one[edge].ref if edge in to_one else None)
        row += [_stored(prop, thing.props.get(prop.name)) for prop in COLUMNS[family]]
        if family == "Case":
            row.append(thing.refs.get("filed_on"))
        self.nodes[family].append(tuple(row))
        for link in links:
            if link.type not in to_one:
                values = (_stored(prop, link.props.get(prop.name)) for prop in edge_props(link.type))
                self.edges[link.type].append((said.nid, self.object(said, link), link.key, link.ref, *values))

    def words(self, nid: int, kind: str, texts: dict[float, list[str]]) -> None:
        self.texts[nid] = kind, texts

    def flush(self) -> None:
        for family, rows in self.nodes.items():
            if rows:
                names = ["nid", "id", "kind", "fact", *(edge_column(e) for e in EDGE_COLUMNS[family])]
                names += [edge_fact(e) for e in EDGE_COLUMNS[family]]
                names += [column(prop.name) for prop in COLUMNS[family]] + (["filed_fact"] if family == "Case" else [])
                self.insert(node_table(family), names, rows)
        for edge, rows in self.edges.items():
            if rows:
                names = ["src", "dst", "key", "fact", *(column(prop.name) for prop in edge_props(edge))]
                self.insert(edge_table(edge), names, sorted(rows, key=itemgetter(0, 1, 2)))
        self.write_words()

    def insert(self, table: str, names: list[str], rows: Iterable[tuple[Any, ...]]) -> None:
        marks = ", ".join("?" * len(names))
        self.db.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", rows)

    def write_words(self) -> None:
        """A case is found by the words of its parts too, so it is written after them."""
        fields = ["rowid", *(f"w{number}" for number in range(len(WEIGHTS))), "kind"]
        cases = [(nid, entry) for nid, entry in self.texts.items() if entry[0] == "Case"]
        others = [(nid, entry) for nid, entry in self.texts.items() if entry[0] != "Case"]
        self.insert("words", fields, ((nid, *_text_row(texts), kind) for nid, (kind, texts) in others))
        parts = " UNION ".join(f"SELECT dst FROM {edge_table(edge)} WHERE src = ?1" for edge in OWNED_PARTS)
        parts += " UNION SELECT nid FROM n_response WHERE e_responds_to = ?1"
        listed = ", ".join(f"w{number}" for number in range(len(WEIGHTS)))
        made: list[tuple[Any, ...]] = []
        for nid, (kind, texts) in cases:
            row = list(_text_row(texts))
            for part in self.db.execute(f"SELECT {listed} FROM words w CROSS JOIN thing t ON t.nid = w.rowid WHERE w.rowid IN ({parts}) ORDER BY t.id", (nid,)):
                row = [_joined(own, more) for own, more in zip(row, part, strict=True)]
            made.append((nid, *row, kind))
        self.insert("words", fields, made)


def _text_row(texts: Mapping[float, list[str]]) -> tuple[str | None, ...]:
    return tuple("\n".join(texts[weight]) if weight in texts else None for weight in WEIGHTS)


def _joined(own: str | None, more: str | None) -> str | None:
    return f"{own}\n{more}" if own and more else own or more


def _stored(prop: Prop, value: Any) -> Any:
    if prop.many:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None
    if isinstance(value, str):
        return str(value)
    return value


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
