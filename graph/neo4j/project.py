"""From the log to the graph that is shown, for what a load touched: the same pure rules as every store, kept as nodes and relationships.

The order: whose voice changed, which kinds changed, then everything about the things that are affected (first their nodes, then the
edges that begin at them), then what is worked out over several of them: states, counts of cases, the words of cases, control.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import apsw

from graph.control import PART_OF, RENAMED, Holding, control_paths
from graph.copies import copies
from graph.disputes import MANY, disputes
from graph.facts import KIND, Fact, Voice
from graph.neo4j.held import Facts, Stated, by_thing
from graph.neo4j.layout import (
    ABOUT,
    CONTROLS,
    DISPUTE,
    FACT,
    PASSAGE,
    READ_IN,
    STOOD,
    THING,
    VOICE,
    WAITING,
    WEIGHTS,
    WORDS,
    at,
    stated,
    stems_name,
    texts_name,
)
from graph.neo4j.log import Writing
from graph.neo4j.shape import (
    labels_of,
    link_properties,
    node_properties,
    path_properties,
    state_properties,
    words_properties,
)
from graph.neo4j.stage import chunks
from graph.neo4j.tallies import Counted, count_all, keep
from graph.ontology import ABSTRACT, EDGES, KINDS, OWNED_PARTS, SCHEMES, Arity
from graph.projection import UNRANKED, Held, Link, Thing, kind_of, project, searched_text, voice_of
from graph.standing import Docket, Effect, Turn, standings
from graph.standing import Stated as StatedStatus

AT_ONCE = 2_000
"""How many things are worked out together."""

KNOWN_KINDS = 200_000
"""Of how many other things the kinds are remembered."""

OF_VOICES = ("RANK", "published_on", "signature")
"""The predicates by which a source speaks."""

OF_CONTROL = ("OWNS", "PART_OF", "SUCCEEDED_BY")
"""The edges that control is worked out from."""

OF_HIERARCHIES = ("BROADER", "PART_OF")
"""The edges from what is narrower to what is wider."""

OF_STATES = ("status", "standing")
"""The schemes of states."""

_LAYOUT = """
CREATE TABLE affected (id TEXT PRIMARY KEY, was TEXT, kind TEXT, seen INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE TABLE link (place INTEGER PRIMARY KEY, type TEXT NOT NULL, source_is_term INTEGER NOT NULL, target_is_term INTEGER NOT NULL, row BLOB NOT NULL);
CREATE TABLE waits (id TEXT PRIMARY KEY, now INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE case_text (id TEXT PRIMARY KEY, row BLOB NOT NULL) WITHOUT ROWID;
"""


class Totals(NamedTuple):
    """How many more things are shown, and how many more words they have."""

    documents: int
    words: int


class Projection:
    """Brings what is shown up to date."""

    def __init__(self, graph: Writing, facts: Facts, *, first: bool) -> None:
        """Prepare.

        Args:
            graph: the way to the server.
            facts: those that hold.
            first: that nothing is shown yet.
        """
        self.graph, self.facts, self.first = graph, facts, first
        self.db = apsw.Connection("")
        self.db.execute(_LAYOUT)
        self.kinds: dict[str, str | None] = {}
        self.told: dict[str, str] = {}
        self.documents = self.words = 0
        self.control_moved = False
        self.hierarchies: tuple[set[tuple[str, str]], set[tuple[str, str]]] = set(), set()

    def run(
        self, subjects: Iterable[str], touched: set[str], speakers: Iterable[str], logged: Callable[[], None] = lambda: None
    ) -> Totals:
        """Everything, in order.

        Args:
            subjects: of the facts that were touched.
            touched: the predicates of these.
            speakers: those of the subjects of which a fact was touched that tells how they speak.
            logged: waits until the log is written, where that is done beside.
        """
        with self.db:
            self.affect(subjects)
            self.take_voices(touched, set(speakers))
            moved = self.take_kinds()
            self.affect_cases()
            before = Counted(self.graph)
            before.take(id for ids in self.affected("was = 'Case'") for id in ids)
            self.write_things()
            self.write_links()
            self.take_states(every="Concept" in moved and self.states_moved())
            self.take_counts(before, every="Concept" in moved and not self.first)
            self.write_case_words()
            if self.control_moved:
                self.take_control()
            logged()
            self.write_waiting()
        self.db.close()
        return Totals(self.documents, self.words)

    # -- what is affected

    def affect(self, ids: Iterable[str]) -> None:
        """Take further things in; where nothing is shown yet, all there is was taken in at once."""
        self.db.executemany("INSERT OR IGNORE INTO affected (id) VALUES (?)", ((id,) for id in ids))

    def affected(self, where: str = "1") -> Iterator[list[str]]:
        """The ids of what is affected, some at a time."""
        last = ""
        sql = f"SELECT id FROM affected WHERE id > ? AND ({where}) ORDER BY id LIMIT {AT_ONCE}"
        while ids := [id for (id,) in self.db.execute(sql, (last,))]:
            yield ids
            last = ids[-1]

    # -- sources

    def take_voices(self, touched: set[str], stale: set[str]) -> None:
        """Which sources speak otherwise than before; all that they state is affected."""
        if not self.first:
            self.told = dict(self.graph.read(f"MATCH (v:{VOICE}) WHERE v.copy_of IS NOT NULL RETURN v.id, v.copy_of"))
        if not touched & set(OF_VOICES):
            return
        before = self.told
        signed = {each.fact.subject for ids in chunks(sorted(stale), AT_ONCE) for each in self.facts.about(ids, ["signature"])}
        if "signature" in touched or signed:
            self.told = self.copies(signed, stale)
            stale |= {id for id in {*self.told, *before} if self.told.get(id) != before.get(id)}
        changed: list[str] = []
        for ids in chunks(sorted(stale), AT_ONCE):
            found = by_thing(self.facts.about(ids, OF_VOICES))
            kept = {id: tuple(values) for id, *values in self._kept_voices(ids)}
            rows = []
            for id in ids:
                about = found.get(id, [])
                voice = voice_of(id, [each.fact for each in about], self.told)
                copy_of = voice.voice if voice.voice != id else None
                is_signed = any(each.fact.predicate == "signature" for each in about)
                now = voice.rank, voice.published_on, copy_of, is_signed
                if kept.get(id, (UNRANKED, "", None, False)) != now:
                    rows.append((id, *now))
                    changed.append(id)
            self.graph.write(
                f"UNWIND $rows AS row MERGE (v:{VOICE} {{id: row[0]}}) "
                "SET v.rank = row[1], v.day = row[2], v.copy_of = row[3], v.signed = CASE WHEN row[4] THEN true END",
                rows,
            )
        if self.first:
            return
        self.affect(changed)
        for ids in chunks(changed, 500):
            self.affect(
                id
                for (id,) in self.graph.read(
                    f"UNWIND $ids AS id {at('p', PASSAGE, 'id', 'source', f'<-[r:{READ_IN} WHERE r.withdrawn_in IS NULL]-(f:{FACT})')} "
                    "RETURN DISTINCT f.subject",
                    ids=ids,
                )
            )

    def _kept_voices(self, ids: Sequence[str]) -> list[Any]:
        if self.first:
            return []
        return self.graph.read(
            f"UNWIND $ids AS id {at('v', VOICE, 'id')} RETURN v.id, v.rank, v.day, v.copy_of, coalesce(v.signed, false)", ids=list(ids)
        )

    def copies(self, signed: set[str], stale: set[str]) -> dict[str, str]:
        """The telling that stands for each copy, worked out anew over all that have a signature."""
        if not self.first:
            signed = signed | ({id for (id,) in self.graph.read(f"MATCH (v:{VOICE}) WHERE v.signed RETURN v.id")} - stale)
        signatures: dict[str, list[str]] = {}
        published: dict[str, str] = {}
        for ids in chunks(sorted(signed), AT_ONCE):
            for each in self.facts.about(ids, ["published_on", "signature"]):
                id, value = each.fact.subject, str(each.fact.value)
                if each.fact.predicate == "signature":
                    signatures.setdefault(id, []).append(value)
                else:
                    published[id] = max(published.get(id, ""), value)
        return copies({id: sorted(parts) for id, parts in signatures.items()}, published)

    def voices(self, found: Mapping[str, Sequence[Stated]]) -> dict[str, Voice]:
        """The voices of the sources of facts that others contest."""
        asked: set[str] = set()
        for about in found.values():
            seen: dict[tuple[str, str | None, str], Stated] = {}
            for each in about:
                what = _contested(each.fact)
                if what is not None and (other := seen.setdefault(what, each)) is not each:
                    asked.update(each.sources)
                    asked.update(other.sources)
        kept = {id: (rank, day) for ids in chunks(sorted(asked), AT_ONCE) for id, rank, day in self._voices(ids)}
        return {id: Voice(kept[id][0] if id in kept else UNRANKED, self.told.get(id, id), kept[id][1] if id in kept else "") for id in asked}

    def _voices(self, ids: Sequence[str]) -> list[Any]:
        return self.graph.read(f"UNWIND $ids AS id {at('v', VOICE, 'id')} RETURN v.id, v.rank, v.day", ids=list(ids))

    # -- kinds

    def take_kinds(self) -> set[str]:
        """Which things came, went or changed their kind; what leads to them is affected. Tells the kinds concerned."""
        for ids in self.affected():
            found = by_thing(self.facts.about(ids, [KIND]))
            voices = self.voices(found)
            was = self.kinds_shown(ids)
            self.db.executemany(
                "UPDATE affected SET was = ?, kind = ?, seen = 1 WHERE id = ?",
                ((was.get(id), kind_of(_held(found.get(id, ()), voices, {})), id) for id in ids),
            )
        kinds = self.db.execute("SELECT was FROM affected WHERE was IS NOT kind UNION SELECT kind FROM affected WHERE was IS NOT kind")
        moved = {kind for (kind,) in kinds if kind is not None}
        if self.first:
            return moved
        for ids in chunks([id for (id,) in self.db.execute("SELECT id FROM affected WHERE was IS NOT kind")], AT_ONCE):
            for cypher in (
                f"UNWIND $ids AS id {at('n', THING, 'id', rest='<-[r]-(s)')} WHERE r._key IS NOT NULL RETURN DISTINCT s.id",
                f"UNWIND $ids AS id {at('n', 'Concept', 'id', rest='<-[r]-(s)')} WHERE r._key IS NOT NULL RETURN DISTINCT s.id",
                f"UNWIND $ids AS id {at('f', WAITING, 'id', 'object')} RETURN DISTINCT f.subject",
                f"UNWIND $ids AS id {at('v', VOICE, 'id', 'copy_of')} RETURN v.id",
            ):
                self.affect(id for (id,) in self.graph.read(cypher, ids=ids))
        self.see_kinds()
        return moved

    def see_kinds(self) -> None:
        """Of what was taken in since, the kind, which is as it was."""
        for ids in self.affected("NOT seen"):
            was = self.kinds_shown(ids)
            self.db.executemany(
                "UPDATE affected SET was = ?, kind = ?, seen = 1 WHERE id = ?", ((was.get(id), was.get(id), id) for id in ids)
            )

    def kinds_shown(self, ids: Sequence[str]) -> dict[str, str]:
        """The kinds as which things are shown."""
        if self.first:
            return {}
        found: dict[str, str] = {}
        for label in (THING, "Concept"):
            for id, labels in self.graph.read(f"UNWIND $ids AS id {at('n', label, 'id')} RETURN id, labels(n)", ids=list(ids)):
                found[id] = next(name for name in labels if name in KINDS)
        return found

    def kinds_of_objects(self, found: Mapping[str, Sequence[Stated]]) -> Mapping[str, str | None]:
        """The kinds of what facts lead to."""
        objects = {each.fact.object for about in found.values() for each in about if each.fact.object is not None}
        missing = [id for id in objects if id not in self.kinds]
        while len(self.kinds) + len(missing) > KNOWN_KINDS and self.kinds:
            if (dropped := next(iter(self.kinds))) in objects:
                break
            del self.kinds[dropped]
        others = []
        for id in missing:
            row = self.db.execute("SELECT kind FROM affected WHERE id = ?", (id,)).fetchone()
            if row is None:
                others.append(id)
            else:
                self.kinds[id] = row[0]
        for ids in chunks(others, AT_ONCE):
            shown = self.kinds_shown(ids)
            self.kinds.update((id, shown.get(id)) for id in ids)
        return self.kinds

    def affect_cases(self) -> None:
        """A case is affected with its parts: its states and its text are made of theirs. What was its part, too."""
        if self.first:
            return
        owned = "|".join(OWNED_PARTS)
        for kind, predicates, cypher in (
            ("Case", ("ALLEGES", "CLAIMS"), f"{at('c', 'Case', 'id', rest='-[:ALLEGES|CLAIMS]->(n)')} RETURN DISTINCT n.id"),
            (None, (), f"{at('p', THING, 'id', rest=f'<-[:{owned}]-(n)')} RETURN DISTINCT n.id"),
            ("Response", ("RESPONDS_TO",), f"{at('r', 'Response', 'id', rest='-[:RESPONDS_TO]->(n)')} RETURN DISTINCT n.id"),
        ):
            where = "1" if kind is None else f"was = '{kind}' OR kind = '{kind}'"
            for ids in list(self.affected(where)):
                self.affect(id for (id,) in self.graph.read(f"UNWIND $ids AS id {cypher}", ids=ids))
                if predicates:
                    self.affect([each.fact.object for each in self.facts.about(ids, predicates) if each.fact.object])
            self.see_kinds()

    # -- nodes

    def write_things(self) -> None:
        """The nodes of what is affected, with their words and their disputes."""
        for ids in self.affected():
            kinds = {id: (was, kind) for id, was, kind in self._kinds(ids)}
            self._forget([id for id in ids if kinds[id][0] is not None], [id for id in ids if None is not kinds[id][0] != kinds[id][1]])
            found = by_thing(self.facts.about(ids))
            voices, objects = self.voices(found), self.kinds_of_objects(found)
            rows = _Rows()
            for id in ids:
                self._take(id, found.get(id, ()), kinds[id][0], voices, objects, rows)
            self._write(rows)
        self.documents += sum(
            (kind is not None) - (was is not None) for was, kind in self.db.execute("SELECT was, kind FROM affected")
        )

    def _kinds(self, ids: Sequence[str]) -> Iterator[tuple[str, str | None, str | None]]:
        return self.db.execute("SELECT id, was, kind FROM affected WHERE id BETWEEN ? AND ?", (ids[0], ids[-1]))

    def _forget(self, ids: list[str], gone: list[str]) -> None:
        """Take away what hangs on things that are shown, and the nodes of those that change their kind or go."""
        for some in chunks(ids, AT_ONCE):
            for label in (THING, "Concept"):
                ((size,),) = self.graph.read(
                    f"UNWIND $ids AS id {at('n', label, 'id', rest=f'<-[:{ABOUT}]-(w:{WORDS})')} WITH w, w.size AS size DETACH DELETE w RETURN coalesce(sum(size), 0)", ids=some
                )
                self.words -= size
                self.graph.read(f"UNWIND $ids AS id {at('n', label, 'id', rest=f'<-[:{ABOUT}]-(d:{DISPUTE})')} DETACH DELETE d", ids=some)
                ((moved, within),) = self.graph.read(
                    f"UNWIND $ids AS id {at('n', label, 'id', rest='-[r]->(o)')} WHERE r._key IS NOT NULL "
                    "WITH r, type(r) IN $control AS moves, CASE WHEN type(r) IN $hierarchies AND NOT n:Body THEN [id, o.id] END AS within "
                    "DELETE r RETURN coalesce(sum(toInteger(moves)), 0), collect(within)",
                    ids=some, control=list(OF_CONTROL), hierarchies=list(OF_HIERARCHIES),
                )  # fmt: skip
                self.control_moved |= moved > 0
                self.hierarchies[0].update(map(tuple, within))
        for some in chunks(gone, AT_ONCE):
            for label in (THING, "Concept"):
                self.graph.read(f"UNWIND $ids AS id {at('n', label, 'id')} DETACH DELETE n", ids=some)

    def _take(
        self, id: str, about: Sequence[Stated], was: str | None, voices: Mapping[str, Voice], objects: Mapping[str, str | None], rows: _Rows
    ) -> None:
        """What is shown of one thing, into the rows that are written next."""
        held = _held(about, voices, objects)
        made = project(id, held)
        links: list[Link] = []
        if made is not None:
            thing, links = made
            original = self.told.get(id)
            if thing.kind == "Article" and original is not None and self._is_article(original):
                links.append(Link("COPY_OF", id, original, "", None, {}))
            voice = voice_of(id, [each.fact for each in about], self.told) if thing.kind in ABSTRACT["Source"] else None
            properties = node_properties(thing, voice)
            if thing.kind == "Case" and "filed_on" in thing.refs:
                properties["_filed"] = thing.refs["filed_on"]
            texts = searched_text(thing.kind, held)
            words = words_properties(id, thing.kind, texts)
            if thing.kind == "Case":
                own = words or {"id": id, "kind": "Case", "size": 0}
                self.db.execute("INSERT INTO case_text VALUES (?, ?)", (id, pickle.dumps(own)))
                words = None
            elif words is not None:
                self.words += words["size"]
            rows.nodes.setdefault((labels_of(thing), was == thing.kind), []).append([properties, [words] if words else []])
            label = "Concept" if thing.kind == "Concept" else THING
            for prop, shown, rule in disputes(thing.kind, held):
                rows.disputes.setdefault(label, []).append([id, prop, shown.ref, rule])
        shown_facts = {link.ref for link in links}
        for each in about:
            if each.fact.predicate in EDGES and each.waits != (each.id not in shown_facts):
                self.db.execute("INSERT INTO waits VALUES (?, ?)", (each.id, each.id not in shown_facts))
        for link in links:
            self._spool(link, thing)

    def _is_article(self, id: str) -> bool:
        row = self.db.execute("SELECT kind FROM affected WHERE id = ?", (id,)).fetchone()
        return (row[0] if row is not None else self.kinds_shown([id]).get(id)) == "Article"

    def _spool(self, link: Link, thing: Thing) -> None:
        of_terms = any("Concept" in end for end in EDGES[link.type].ends)
        self.control_moved |= link.type in OF_CONTROL and thing.kind in ABSTRACT["Body"]
        if link.type in OF_HIERARCHIES and thing.kind not in ABSTRACT["Body"]:
            self.hierarchies[1].add((link.source, link.target))
        self.db.execute(
            "INSERT INTO link (type, source_is_term, target_is_term, row) VALUES (?, ?, ?, ?)",
            (
                link.type,
                thing.kind == "Concept",
                of_terms and self.kinds.get(link.target) == "Concept",
                pickle.dumps([link.source, link.target, link_properties(link)]),
            ),
        )

    def _write(self, rows: _Rows) -> None:
        about = f"FOREACH (w IN row[1] | CREATE (d:{WORDS})-[:{ABOUT}]->(n) SET d = w)"
        for (labels, known), nodes in rows.nodes.items():
            named = ":".join(labels)
            if not known:
                self.graph.write(f"UNWIND $rows AS row CREATE (n:{named}) SET n = row[0] {about}", nodes)
            elif "Concept" in labels:
                of_schemes = ":".join(SCHEMES.values())
                self.graph.write(
                    f"UNWIND $rows AS row {at('n', 'Concept', 'row[0].id')} REMOVE n:{of_schemes} SET n:{named} SET n = row[0] {about}", nodes
                )
            else:
                self.graph.write(f"UNWIND $rows AS row {at('n', THING, 'row[0].id')} SET n = row[0] {about}", nodes)
        for label, found in rows.disputes.items():
            self.graph.write(
                f"UNWIND $rows AS row {at('n', label, 'row[0]')} "
                f"CREATE (d:{DISPUTE} {{id: row[0], predicate: row[1], shown: row[2], rule: row[3]}})-[:{ABOUT}]->(n)",
                found,
            )

    def write_waiting(self) -> None:
        """Which facts wait for their edge to be shown, and which do no longer."""
        for now, change in ((True, "SET"), (False, "REMOVE")):
            ids = (id for (id,) in self.db.execute("SELECT id FROM waits WHERE now = ? ORDER BY id", (now,)))
            self.graph.write(f"UNWIND $rows AS id {at('f', FACT, 'id')} {change} f:{WAITING}", ids)

    # -- edges

    def write_links(self) -> None:
        """The edges that begin at what is affected; those that did are gone."""
        self.db.execute("CREATE INDEX link_type ON link (type, source_is_term, target_is_term)")
        for type, of_term, to_term in self.db.execute(
            "SELECT DISTINCT type, source_is_term, target_is_term FROM link ORDER BY 1, 2, 3"
        ).fetchall():
            source, target = ("Concept" if is_term else THING for is_term in (of_term, to_term))
            found = self.db.execute(
                "SELECT row FROM link WHERE type = ? AND source_is_term = ? AND target_is_term = ? ORDER BY place", (type, of_term, to_term)
            )
            self.graph.write(
                f"UNWIND $rows AS row {at('s', source, 'row[0]')} {at('t', target, 'row[1]')} "
                f"CREATE (s)-[r:{type}]->(t) SET r = row[2]",
                (pickle.loads(row) for (row,) in found),
            )

    # -- what is worked out

    def states_moved(self) -> bool:
        """Whether a state came to be a term, or is one no more."""
        like = " OR ".join(f"id BETWEEN '{scheme}/' AND '{scheme}0'" for scheme in OF_STATES)
        sql = f"SELECT EXISTS (SELECT 1 FROM affected WHERE was IS NOT kind AND ({like}))"
        return bool(self.db.execute(sql).get)

    def take_states(self, *, every: bool) -> None:
        """The states of the affected cases and of their parts, or of all."""
        known = {id for (id,) in self.graph.read("MATCH (c:Concept) WHERE c.scheme IN $schemes RETURN c.id", schemes=list(OF_STATES))}
        if not self.first:
            # parts that belong to no case any more
            for ids in self.affected("kind IN ('Claim', 'Allegation', 'Case')"):
                self.graph.read(f"UNWIND $ids AS id {at('n', THING, 'id', rest=f'-[r:{STOOD}]->()')} DELETE r", ids=ids)
        for ids in chunks((id for (id,) in self.graph.read("MATCH (c:Case) RETURN c.id")), 500) if every else self._cases():
            rows = [row for docket, own in self.dockets(ids) for row in _state_rows(docket, own, known)]
            if not self.first:
                owners = sorted({id for id, *_ in rows})
                self.graph.read(f"UNWIND $ids AS id {at('n', THING, 'id', rest=f'-[r:{STOOD}]->()')} DELETE r", ids=owners)
            self.graph.write(
                f"UNWIND $rows AS row {at('n', THING, 'row[0]')} {at('c', 'Concept', 'row[1]')} CREATE (n)-[r:{STOOD}]->(c) SET r = row[2]",
                rows,
            )

    def take_counts(self, before: Counted, *, every: bool) -> None:
        """The counts that are kept of all cases: what the affected ones count for now instead of before, or all anew."""
        was, now = self.hierarchies
        if every or (was != now and not self.first):
            count_all(self.graph)
            return
        after = Counted(self.graph)
        after.take(id for ids in self.affected("kind = 'Case'") for id in ids)
        after.counts.subtract(before.counts)
        keep(self.graph, after.counts)

    def _cases(self) -> Iterator[list[str]]:
        for ids in self.affected("kind = 'Case'"):
            yield from chunks(ids, 500)

    def dockets(self, ids: Sequence[str]) -> Iterator[tuple[Docket, set[str]]]:
        """The course of each case, and which parts go by it: of several cases that have a part, it goes by the first by id."""
        for id, filed_on, filed_ref, turns, said, parts in self.graph.read(_DOCKETS, ids=list(ids)):
            yield (
                Docket(
                    id,
                    filed_on,
                    filed_ref,
                    [
                        Turn(event, _term(kinds), on, [Effect(*effect) for effect in sorted(effects, key=lambda effect: str(effect[0]))], ref)
                        for event, kinds, on, ref, effects in turns
                    ],
                    [StatedStatus(_term([term]) or "", on, ref) for term, on, ref in said],
                    [part for part, _ in parts],
                ),
                {part for part, cases in parts if min(cases) == id},
            )

    def write_case_words(self) -> None:
        """The words of cases: a case is found by the words of its parts too."""
        found = (pickle.loads(row) for (row,) in self.db.execute("SELECT row FROM case_text ORDER BY id"))
        for rows in chunks(found, 500):
            ((size,),) = self.graph.read(_CASE_WORDS, rows=rows)
            self.words += size

    def take_control(self) -> None:
        """Every path of control, worked out anew; what is other than before is written."""
        holdings = [Holding(*row) for row in self.graph.read(_HOLDINGS)]
        holdings += [Holding(group, entity, PART_OF, ref=fact) for entity, group, fact in self.graph.read(_GROUPS)]
        holdings += [Holding(earlier, later, RENAMED, since, ref=fact) for earlier, later, since, fact in self.graph.read(_NAMES, kind=RENAMED)]
        kept: dict[tuple[str, str, int], tuple[Any, str]] = {}
        if not self.first:
            for owner, owned, rank, properties, element in self.graph.read(
                f"MATCH (s:Body)-[r:{CONTROLS}]->(t) RETURN s.id, t.id, r.rank, properties(r), elementId(r)"
            ):
                kept[owner, owned, rank] = _comparable(properties), element
        rows = []
        for path in control_paths(holdings):
            properties = path_properties(path)
            place = path.owner, path.owned, path.rank
            if place in kept and kept[place][0] == _comparable(properties):
                del kept[place]
            else:
                rows.append([path.owner, path.owned, properties])
        stale = [element for _, element in kept.values()]
        self.graph.write("UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r", stale)
        self.graph.write(
            f"UNWIND $rows AS row {at('s', THING, 'row[0]')} {at('t', THING, 'row[1]')} CREATE (s)-[r:{CONTROLS}]->(t) SET r = row[2]",
            rows,
        )


class _Rows:
    """What is written of some things at once."""

    def __init__(self) -> None:
        self.nodes: dict[tuple[tuple[str, ...], bool], list[Any]] = {}
        self.disputes: dict[str, list[Any]] = {}


def _held(about: Iterable[Stated], voices: Mapping[str, Voice], objects: Mapping[str, str | None]) -> list[Held]:
    return [
        Held(each.id, each.fact, _Voices(each, voices), objects.get(each.fact.object) if each.fact.object is not None else None)
        for each in about
    ]


class _Voices(Sequence[Voice]):
    """Who states a fact, looked up when it is asked: where one fact is all that there is to show, nobody asks."""

    __slots__ = ("stated", "voices")

    def __init__(self, stated: Stated, voices: Mapping[str, Voice]) -> None:
        self.stated, self.voices = stated, voices

    def __iter__(self) -> Iterator[Voice]:
        return (self.voices[source] for source in self.stated.sources)

    def __len__(self) -> int:
        return len(self.stated.sources)

    def __getitem__(self, place: Any) -> Any:
        return [*self][place]


def _contested(fact: Fact) -> tuple[str, str | None, str] | None:
    """Of what a fact is one of several answers: a property, of an edge too, or an edge that leads to one thing."""
    if fact.value is not None:
        return None if fact.object is None and fact.predicate in MANY else (fact.predicate, fact.object, fact.key)
    edge = EDGES.get(fact.predicate)
    leads_to_one = edge is not None and edge.forward is not None and edge.forward.arity is Arity.ONE
    return (fact.predicate, None, "") if leads_to_one else None


def _term(ids: Sequence[str]) -> str | None:
    return ids[0].partition("/")[2] if ids else None


def _state_rows(docket: Docket, own: set[str], known: set[str]) -> Iterator[list[Any]]:
    for id, states in standings(docket).items():
        if id == docket.id or id in own:
            scheme = "status" if id == docket.id else "standing"
            for place, state in enumerate(states):
                if f"{scheme}/{state.state}" in known:
                    yield [id, f"{scheme}/{state.state}", state_properties(place, state)]


def _comparable(properties: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Properties of a path as they compare: dates of the driver and of Python are one, and so is a share that nobody gives."""
    return tuple(sorted((name, str(value)) for name, value in properties.items()))


def _prop(variable: str, kind: Mapping[str, Any], name: str) -> str:
    return stated(variable, kind[name])


_DOCKETS = f"""
UNWIND $ids AS id
{at("c", "Case", "id")}
RETURN c.id, {_prop("c", KINDS["Case"].props, "filed_on")}, c._filed,
    [(c)-[:HAS_EVENT]->(e) | [e.id, [(e)-[:EVENT_KIND]->(k) | k.id], {_prop("e", KINDS["Event"].props, "on")}, e._fact,
        [(e)-[a:AFFECTS]->(t) | [t.id, a.outcome, a.case_status, a.standing]]]],
    [(c)-[s:STATED_STATUS]->(k) | [k.id, {_prop("s", EDGES["STATED_STATUS"].props, "on")}, s._fact]],
    [(c)-[:ALLEGES|CLAIMS]->(p) | [p.id, [(p)<-[:ALLEGES|CLAIMS]-(o) | o.id]]]
"""

_HOLDINGS = f"""
MATCH (s:Body)-[r:OWNS]->(t) WHERE r.status IS NULL
RETURN s.id, t.id, coalesce(r.kind, ''), {_prop("r", EDGES["OWNS"].props, "since")}, {_prop("r", EDGES["OWNS"].props, "until")}, r.share, r._fact
"""
_GROUPS = "MATCH (s:Body)-[r:PART_OF]->(t) RETURN s.id, t.id, r._fact"
_NAMES = f"""
MATCH (s:Body)-[r:SUCCEEDED_BY]->(t) WHERE r.kind = $kind
RETURN s.id, t.id, {_prop("r", EDGES["SUCCEEDED_BY"].props, "since")}, r._fact
"""

_OF_TYPE = " ".join(f"WHEN '{type}' THEN {place}" for place, type in enumerate(OWNED_PARTS))
_TEXTS = ", ".join(
    f"d.{name} = CASE WHEN row.{name} IS NOT NULL OR any(w IN parts WHERE w.{name} IS NOT NULL) THEN {joined} END"
    for weight in WEIGHTS
    for name, joined in (
        (texts_name(weight), f"reduce(t = coalesce(row.{texts_name(weight)}, []), w IN parts | t + coalesce(w.{texts_name(weight)}, []))"),
        (
            stems_name(weight),
            f"reduce(t = coalesce(row.{stems_name(weight)}, ''), w IN parts | CASE WHEN w.{stems_name(weight)} IS NULL THEN t ELSE t + ' ' + w.{stems_name(weight)} END)",
        ),
    )
)
_CASE_WORDS = f"""
UNWIND $rows AS row
{at("c", THING, "row.id")}
WITH row, c, COLLECT {{
        MATCH (c)-[r:{"|".join(OWNED_PARTS)}]->(p)<-[:{ABOUT}]-(w:{WORDS}) RETURN w ORDER BY CASE type(r) {_OF_TYPE} END, p.id
    }} + COLLECT {{
        MATCH (c)<-[:RESPONDS_TO]-(p)<-[:{ABOUT}]-(w:{WORDS}) RETURN w ORDER BY p.id
    }} AS parts
WITH row, c, parts, reduce(n = row.size, w IN parts | n + w.size) AS total
WHERE size(keys(row)) > 3 OR size(parts) > 0
CREATE (d:{WORDS} {{id: row.id, kind: row.kind, size: total}})-[:{ABOUT}]->(c)
SET {_TEXTS}
RETURN coalesce(sum(total), 0)
"""
