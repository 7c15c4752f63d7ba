"""From the log to the projection, for what a load touched: the same pure rules as every store, kept in tables.

The order: whose voice changed, which kinds changed, then everything about the things that are affected, then what is worked out
over several of them (states, control, hierarchies, full text). All within the load's transaction.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

import apsw

from graph.control import PART_OF, RENAMED, Holding, control_paths
from graph.copies import copies
from graph.disputes import disputes
from graph.facts import KIND, Fact, Voice
from graph.ontology import ABSTRACT, EDGES, OWNED_PARTS, kinds_of
from graph.projection import UNRANKED, Held, Link, kind_of, project, searched_text, voice_of
from graph.sqlite.arcs import take_arcs
from graph.sqlite.facets import KIND_FACET, count_all_cases, count_cases
from graph.sqlite.layout import (
    CODES,
    EDGE_TABLES,
    FAMILIES,
    KIND_BY_CODE,
    edge_table,
    node_table,
)
from graph.sqlite.plain import FactRow, plain_rows
from graph.sqlite.text import literal
from graph.sqlite.write import AT_ONCE, Writer
from graph.standing import Docket, Effect, Stated, Turn, standings

IN_HIERARCHIES = frozenset(
    kind for name in ("PART_OF", "BROADER") for end in EDGES[name].ends for of in end for kind in kinds_of(of)
)
"""Kinds whose things may be narrower than, or part of, others."""

_AFFECTED = """
DROP TABLE IF EXISTS temp.affected;
CREATE TEMP TABLE affected (nid INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO temp.affected SELECT subject FROM temp.touched CROSS JOIN main.fact USING (fid);
"""

_HELD = """
SELECT a.nid, s.id, s.kind, f.fid, f.predicate, f.object, o.id, o.kind, f.key, f.value
FROM temp.affected a CROSS JOIN thing s ON s.nid = a.nid CROSS JOIN fact f ON f.subject = a.nid {and_}
LEFT JOIN thing o ON o.nid = f.object
WHERE EXISTS (SELECT 1 FROM evidence e WHERE e.fid = f.fid AND e.withdrawn_in IS NULL)
"""

_KINDS = """
DROP TABLE IF EXISTS temp.kinds;
CREATE TEMP TABLE kinds (nid INTEGER PRIMARY KEY, stated INTEGER, kind INTEGER);
INSERT INTO temp.kinds SELECT a.nid, count(c.value), max(c.value)
    FROM temp.affected a LEFT JOIN main.fact f ON f.subject = a.nid AND f.predicate = '{kind}'
        AND EXISTS (SELECT 1 FROM evidence e WHERE e.fid = f.fid AND e.withdrawn_in IS NULL)
    LEFT JOIN json_each({codes}) c ON c.key = f.value GROUP BY a.nid;
"""

_NUMBERS = "SELECT nid FROM thing WHERE id IN (SELECT value FROM json_each(?))"

_ARTICLES = "SELECT id FROM thing WHERE id IN (SELECT value FROM json_each(?)) AND kind = ?"

_VOICES = """
SELECT DISTINCT t.id, v.rank, (SELECT id FROM thing WHERE nid = v.copy_of), v.published_on
FROM evidence e CROSS JOIN passage p ON p.pid = e.passage CROSS JOIN thing t ON t.nid = p.source LEFT JOIN voice v ON v.nid = p.source
WHERE e.fid = ? AND e.withdrawn_in IS NULL
"""

_PARTS = """
SELECT dst, dst_id, (SELECT min(c.id) FROM (SELECT src FROM l_alleges WHERE dst = p.dst UNION ALL SELECT src FROM l_claims WHERE dst = p.dst) s
    CROSS JOIN n_case c ON c.nid = s.src)
FROM (SELECT dst, dst_id FROM l_alleges WHERE src = ?1 UNION ALL SELECT dst, dst_id FROM l_claims WHERE src = ?1) p ORDER BY dst_id
"""

_FACETS = """
WITH alleged AS MATERIALIZED (
    SELECT c.nid, ifnull(-CAST(replace(c.d_filed_on, '-', '') AS INTEGER), 0) AS day, a.nid AS part, a.e_concerns, a.e_act
    FROM n_case c CROSS JOIN l_alleges l ON l.src = c.nid CROSS JOIN n_allegation a ON a.nid = l.dst WHERE c.nid IN ({cases})
),
data (part, term) AS (SELECT part, above FROM alleged CROSS JOIN closure ON below = e_concerns UNION ALL SELECT part, 0 FROM alleged),
deed (part, term) AS MATERIALIZED (
    SELECT part, above FROM alleged CROSS JOIN closure ON below = e_act UNION SELECT part, 0 FROM alleged
    UNION SELECT part, above FROM alleged CROSS JOIN l_for_purpose p ON p.src = part CROSS JOIN closure ON below = p.dst
)
SELECT DISTINCT d.term AS data, e.term AS deed, a.day, a.nid
FROM alleged a CROSS JOIN data d ON d.part = a.part CROSS JOIN deed e ON e.part = a.part WHERE d.term <> 0 OR e.term <> 0 ORDER BY 1, 2, 3, 4
"""

_FACETS_ANEW = f"""
DELETE FROM facet;
DELETE FROM facet_size;
INSERT INTO facet (data, deed, day, nid) {_FACETS.format(cases="SELECT nid FROM n_case")};
INSERT INTO facet_size SELECT data, deed, count(*) FROM facet GROUP BY data, deed;
"""

_FACETED = f"""
DROP TABLE IF EXISTS temp.faceted;
CREATE TEMP TABLE faceted AS {_FACETS.format(cases="SELECT nid FROM temp.affected")};
"""

_SIZE_FACETS = """
INSERT INTO facet_size SELECT data, deed, {sign}count(*) FROM temp.faceted WHERE true GROUP BY data, deed
    ON CONFLICT DO UPDATE SET count = count + excluded.count;
DELETE FROM facet_size WHERE count = 0;
"""

_FORGET_FACETS = f"""
{_FACETED}
DELETE FROM facet WHERE (data, deed, day, nid) IN (SELECT data, deed, day, nid FROM temp.faceted);
{_SIZE_FACETS.format(sign="-")}
"""

_ADD_FACETS = f"""
{_FACETED}
INSERT INTO facet (data, deed, day, nid) SELECT data, deed, day, nid FROM temp.faceted;
{_SIZE_FACETS.format(sign="+")}
"""


def project_touched(db: apsw.Connection) -> None:
    """Bring the projection up to date with the facts in `temp.touched`."""
    db.execute(_AFFECTED)
    touched = {name for (name,) in db.execute("SELECT DISTINCT predicate FROM temp.touched CROSS JOIN main.fact USING (fid)")}
    _Projection(db).run(touched)


class _Voices(Sequence[Voice]):
    """Who states a fact, looked up when it is asked: where one fact is all that there is to show, nobody asks."""

    __slots__ = ("fid", "look_up")

    def __init__(self, fid: int, look_up: Callable[[int], list[Voice]]) -> None:
        self.fid = fid
        self.look_up = look_up

    def __iter__(self) -> Iterator[Voice]:
        return iter(self.look_up(self.fid))

    def __len__(self) -> int:
        return len(self.look_up(self.fid))

    def __getitem__(self, place: Any) -> Any:
        return self.look_up(self.fid)[place]


_COUNT_KINDS = f"""
INSERT INTO tally SELECT '{KIND_FACET}', '', kind, sum(n) FROM (
    SELECT kind, 1 AS n FROM temp.kinds UNION ALL SELECT t.kind, -1 FROM temp.kinds CROSS JOIN main.thing t USING (nid)
) WHERE kind IS NOT NULL GROUP BY kind ON CONFLICT DO UPDATE SET count = count + excluded.count;
DELETE FROM tally WHERE count = 0;
"""

_STATE_TERMS_MOVED = """
SELECT EXISTS (SELECT 1 FROM temp.kinds CROSS JOIN main.thing t USING (nid) WHERE t.id GLOB 'status/*' OR t.id GLOB 'standing/*')
"""

_KEEP_CLOSURE = f"""
DROP TABLE IF EXISTS temp.was_below;
CREATE TEMP TABLE was_below (below INTEGER, above INTEGER, PRIMARY KEY (below, above)) WITHOUT ROWID;
INSERT INTO temp.was_below SELECT c.below, c.above FROM closure c CROSS JOIN thing t ON t.nid = c.below
    WHERE t.kind IS NULL OR t.kind NOT IN ({", ".join(str(CODES[kind]) for kind in ABSTRACT["Body"])});
"""

_CLOSURE_CHANGED = """
SELECT EXISTS (SELECT 1 FROM temp.was_below w WHERE NOT EXISTS (SELECT 1 FROM closure c WHERE c.above = w.above AND c.below = w.below))
    OR EXISTS (
        SELECT 1 FROM temp.was_below w CROSS JOIN closure c ON c.below = w.below
        WHERE w.above = w.below AND NOT EXISTS (SELECT 1 FROM temp.was_below o WHERE o.below = c.below AND o.above = c.above)
    )
"""


class _Said(NamedTuple):
    """What the log holds of a thing: its number, id and kind, and its facts; `voices_of` tells who states a fact."""

    nid: int
    id: str
    code: int | None
    facts: list[FactRow]
    voices_of: Callable[[int], list[Voice]]

    @property
    def held(self) -> list[Held]:
        """The facts as the pure rules take them."""
        return [
            Held(fid, Fact(self.id, predicate, target, key, value), _Voices(fid, self.voices_of), KIND_BY_CODE.get(code or 0))
            for _, _, _, fid, predicate, _, target, code, key, value in self.facts
        ]


class _Projection:
    def __init__(self, db: apsw.Connection) -> None:
        self.db = db
        self.first = not db.execute("SELECT EXISTS (SELECT 1 FROM thing WHERE kind IS NOT NULL)").get

    def run(self, touched: set[str]) -> None:
        """Everything, in order."""
        self.take_voices(touched)
        moved = self.take_kinds()
        self.affect_cases()
        if not self.first:
            # told from what is shown of the affected cases, so before that is written anew
            count_cases(self.db, "SELECT nid FROM temp.affected", -1)
            self.db.execute(_FORGET_FACETS)
            self.forget()
        self.write()
        take_arcs(self.db)
        self.take_states(every="Concept" in moved and bool(self.db.execute(_STATE_TERMS_MOVED).get))
        edges = {name.partition(".")[0] for name in touched}
        moved_within = False
        if edges & {"BROADER", "PART_OF"} or moved & IN_HIERARCHIES:
            moved_within = self.take_closure()
        self.take_facets(every=self.first or bool(edges & {"BROADER"} or "Concept" in moved))
        if moved_within or "Concept" in moved:
            count_all_cases(self.db)
        else:
            count_cases(self.db, "SELECT nid FROM temp.affected", 1)
        if edges & {"OWNS", "PART_OF", "SUCCEEDED_BY"} or moved & set(ABSTRACT["Body"]):
            self.take_control()

    def affect(self, select: str, *args: Any) -> None:
        """Take further things in; where there was nothing before, everything is taken in already."""
        if self.first:
            return
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
        before = told = self.told()
        if "signature" in touched or self.has_signature(stale):
            told = self.copies()
        retold = [id for id in {*told, *before} if told.get(id) != before.get(id)]
        stale |= {nid for (nid,) in self.db.execute(_NUMBERS, (json.dumps(retold),))}
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
            original = self.db.execute(_NUMBERS, (json.dumps([voice.voice]),)).get if voice.voice != id else None
            now = voice.rank, original, voice.published_on
            if self.db.execute("SELECT rank, copy_of, published_on FROM voice WHERE nid = ?", (nid,)).get != now:
                self.db.execute("INSERT OR REPLACE INTO voice VALUES (?, ?, ?, ?)", (nid, *now))
                changed.append((nid,))
        self.db.execute("CREATE TEMP TABLE IF NOT EXISTS moved (nid INTEGER PRIMARY KEY)")
        self.db.execute("DELETE FROM temp.moved")
        self.db.executemany("INSERT INTO temp.moved VALUES (?)", changed)
        self.affect("SELECT nid FROM temp.moved")
        self.affect(
            "SELECT f.subject FROM temp.moved m CROSS JOIN passage p ON p.source = m.nid "
            "CROSS JOIN evidence e ON e.passage = p.pid AND e.withdrawn_in IS NULL CROSS JOIN fact f ON f.fid = e.fid"
        )

    def copies(self) -> dict[str, str]:
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
        return dict(copies(signatures, published))

    def has_signature(self, nids: set[int]) -> bool:
        """Whether any of some sources has what copies are told by."""
        sql = "SELECT EXISTS (SELECT 1 FROM json_each(?) j CROSS JOIN fact f ON f.subject = j.value AND f.predicate = 'signature')"
        return bool(self.db.execute(sql, (json.dumps(list(nids)),)).get)

    def told(self) -> dict[str, str]:
        """The telling that stands for each copy, as it is kept."""
        return dict(
            self.db.execute(
                "SELECT t.id, o.id FROM voice v CROSS JOIN thing t ON t.nid = v.nid CROSS JOIN thing o ON o.nid = v.copy_of "
                "WHERE v.copy_of IS NOT NULL"
            )
        )

    # -- kinds

    def take_kinds(self) -> set[str]:
        """Which things came, went or changed their kind; what leads to them is affected. Tells the kinds concerned."""
        db = self.db
        db.execute(_KINDS.format(codes=literal(json.dumps(CODES)), kind=KIND))
        # where sources differ on what a thing is, the rule chooses; elsewhere there is nothing to choose
        contested = f"AND f.predicate = '{KIND}' AND a.nid IN (SELECT nid FROM temp.kinds WHERE stated > 1)"
        chosen = [(CODES.get(kind_of(said.held) or ""), said.nid) for said in self.said(contested)]
        db.executemany("UPDATE temp.kinds SET kind = ? WHERE nid = ?", chosen)
        db.execute("DELETE FROM temp.kinds WHERE kind IS (SELECT t.kind FROM main.thing t WHERE t.nid = kinds.nid)")
        moved = {
            KIND_BY_CODE[code]
            for (code,) in db.execute(
                "SELECT kind FROM temp.kinds UNION SELECT t.kind FROM temp.kinds CROSS JOIN main.thing t USING (nid)"
            )
            if code is not None
        }
        db.execute(_COUNT_KINDS)
        db.execute("UPDATE thing SET kind = k.kind FROM temp.kinds k WHERE k.nid = thing.nid")
        self.affect(
            "SELECT f.subject FROM temp.kinds k CROSS JOIN main.fact f ON f.object = k.nid "
            "WHERE EXISTS (SELECT 1 FROM evidence e WHERE e.fid = f.fid AND e.withdrawn_in IS NULL)"
        )
        self.affect("SELECT v.nid FROM temp.kinds k CROSS JOIN voice v ON v.copy_of = k.nid")
        return moved

    def affect_cases(self) -> None:
        """A case is affected with its parts: its states and its text are made of theirs. What was its part, too."""
        self.affect(
            "SELECT f.object FROM fact f WHERE f.subject IN (SELECT nid FROM temp.affected) AND f.predicate IN ('ALLEGES', 'CLAIMS')"
        )
        self.affect(
            "SELECT f.subject FROM fact f WHERE f.object IN (SELECT nid FROM temp.affected) "
            f"AND f.predicate IN ({', '.join(literal(name) for name in OWNED_PARTS)})"
        )
        self.affect(
            "SELECT f.object FROM fact f WHERE f.subject IN (SELECT nid FROM temp.affected) AND f.predicate = 'RESPONDS_TO'"
        )

    # -- nodes, edges, words

    def said(self, and_: str = "") -> Iterator[_Said]:
        """What the log holds of each affected thing, now."""
        # the rows come by thing, which is the order of the key that they are found by
        for nid, rows in groupby(self.db.execute(_HELD.format(and_=and_)), itemgetter(0)):
            facts = list(rows)
            yield _Said(nid, facts[0][1], facts[0][2], facts, self.voices_of)

    def voices_of(self, fid: int) -> list[Voice]:
        """Who states a fact."""
        return [
            Voice(UNRANKED if rank is None else rank, original or id, published_on or "")
            for id, rank, original, published_on in self.db.execute(_VOICES, (fid,))
        ]

    def forget(self) -> None:
        """Take the rows of the affected things away, and of the edges that begin at them."""
        affected = "(SELECT nid FROM temp.affected)"
        for family in FAMILIES:
            self.db.execute(f"DELETE FROM {node_table(family)} WHERE nid IN {affected}")
        for edge in EDGE_TABLES:
            self.db.execute(f"DELETE FROM {edge_table(edge)} WHERE src IN {affected}")
        self.db.execute(f"DELETE FROM words WHERE rowid IN {affected}")
        self.db.execute(f"DELETE FROM dispute WHERE nid IN {affected}")

    def write(self) -> None:
        """Write the rows of the affected things, and of the edges that begin at them."""
        writer = Writer(self.db)
        told = self.told()
        originals = json.dumps(sorted(set(told.values())))
        articles = {id for (id,) in self.db.execute(_ARTICLES, (originals, CODES["Article"]))}
        for said in self.said():
            if said.code is not None and said.id not in told and (rows := plain_rows(said.nid, said.id, said.code, said.facts)):
                writer.take(rows)
                continue
            held = said.held
            shown = project(said.id, held)
            if shown is None:
                continue
            thing, links = shown
            original = told.get(thing.id)
            if thing.kind == "Article" and original is not None and original in articles:
                links.append(Link("COPY_OF", thing.id, original, "", None, {}))
            self.db.executemany(
                "INSERT INTO dispute VALUES (?, ?, ?, ?)",
                ((said.nid, prop, each.ref, rule) for prop, each, rule in disputes(thing.kind, held)),
            )
            objects = {fact[3]: fact[5] for fact in said.facts if fact[5] is not None}
            writer.add(said.nid, thing, links, objects, searched_text(thing.kind, held))
        writer.finish()

    # -- what is worked out

    def take_states(self, *, every: bool) -> None:
        """The states of the affected cases and of their parts: of all where a state came to be a term, or is one no more."""
        among = "main.thing" if every else "temp.affected CROSS JOIN main.thing USING (nid)"
        cases = [nid for (nid,) in self.db.execute(f"SELECT nid FROM {among} WHERE kind = {CODES['Case']}")]
        # parts that belong to no case any more, and cases that are gone
        self.db.execute("DELETE FROM state WHERE nid IN (SELECT nid FROM temp.affected)")
        insert = "INSERT INTO state VALUES (?, ?, ?, ?, ?, ?, ?)"
        rows: list[tuple[Any, ...]] = []
        concepts = {id: nid for nid, id in self.db.execute("SELECT nid, id FROM n_concept WHERE p_scheme IN ('status', 'standing')")}
        for nid in cases:
            docket, nids, parts = self.docket(nid)
            own = [docket.id, *parts]
            self.db.executemany("DELETE FROM state WHERE nid = ?", [(nids[id],) for id in own])
            states = standings(docket)
            for id in own:
                scheme = "status" if id == docket.id else "standing"
                for place, state in enumerate(states[id]):
                    concept = concepts.get(f"{scheme}/{state.state}")
                    if concept is not None:
                        event = nids[state.event] if state.event else None
                        rows.append((nids[id], place, concept, state.on, state.day, event, state.ref))
            if len(rows) >= AT_ONCE:
                self.db.executemany(insert, rows)
                rows.clear()
        self.db.executemany(insert, rows)

    def docket(self, nid: int) -> tuple[Docket, dict[str, int], list[str]]:
        """The course of a case, the numbers of the things in it by id, and which parts go by it: a part of several cases by the first."""
        db = self.db
        id, filed_on, filed_ref = db.execute("SELECT id, p_filed_on, filed_fact FROM n_case WHERE nid = ?", (nid,)).get
        nids = {id: nid}
        effects: dict[int, list[Effect]] = {}
        for event, target, outcome, case_status, standing in db.execute(
            "SELECT a.src, a.dst_id, a.p_outcome, a.p_case_status, a.p_standing FROM l_has_event h CROSS JOIN l_affects a ON a.src = h.dst "
            "WHERE h.src = ? ORDER BY a.dst_id",
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
        parts, own = [], []
        for part, part_id, first in db.execute(_PARTS, (nid,)):
            nids[part_id] = part
            parts.append(part_id)
            if first == id:
                own.append(part_id)
        return Docket(id, filed_on, filed_ref, turns, stated, parts), nids, own

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
        """The cases by kind of data and deed: of the affected cases, whose rows are gone, or of all where the terms themselves changed."""
        self.db.execute(_FACETS_ANEW if every else _ADD_FACETS)

    def take_closure(self) -> bool:
        """What is narrower than, or part of, what: over any number of steps, each thing below itself too.

        Tells whether anything that was there before, bodies aside, now is below others than then.
        """
        self.db.execute(_KEEP_CLOSURE)
        self.db.execute(
            "DELETE FROM closure; INSERT INTO closure (above, below) "
            "WITH RECURSIVE link (above, below) AS MATERIALIZED (SELECT dst, src FROM l_broader UNION SELECT dst, src FROM l_part_of), "
            "pair (above, below) AS (SELECT nid, nid FROM thing WHERE kind IS NOT NULL AND "
            f"kind IN (SELECT value FROM json_each({literal(json.dumps(sorted(CODES[kind] for kind in IN_HIERARCHIES)))})) "
            "UNION SELECT p.above, l.below FROM pair p CROSS JOIN link l ON l.above = p.below) SELECT above, below FROM pair ORDER BY 1, 2"
        )
        return bool(self.db.execute(_CLOSURE_CHANGED).get)
