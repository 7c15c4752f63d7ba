"""Files for `neo4j-admin database import`: the graph that `layout.py` tells, log and all, as the quickest way into an empty database.

They are made from a SQLite store, whose projection is worked out already, by two processes: one writes the log, the other what is shown.
A file is CSV with a header in its first line; text is in quotes, so that nothing (no text, no number) is told from a text without
letters; `SEPARATOR` stands between the members of a list. `ARGUMENTS` has what the importer must be told. It makes no constraints and no
indexes: whoever opens the graph first makes them.
"""

from __future__ import annotations

import pickle
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import apsw

from graph.control import Holding
from graph.control import Path as ControlPath
from graph.copying import copy
from graph.errors import DataError, StoreError
from graph.facets import FACETS
from graph.facts import KIND, Evidence, Fact, Voice, fact_digest, whole_stints
from graph.neo4j import ledger
from graph.neo4j.layout import (
    ABOUT,
    CHANGES,
    CONTROLS,
    DISPUTE,
    DOOR,
    FACT,
    GRAPH,
    LOCK,
    NEW_CASE,
    ORIGIN,
    PASSAGE,
    READ_IN,
    REVISION,
    SAYS,
    SHEAF,
    STOOD,
    TALLY,
    VERSION,
    VOICE,
    WAITING,
    WEIGHTS,
    WORDS,
    is_date,
    labels,
    stems_name,
    text_name,
    texts_name,
)
from graph.neo4j.log import ON_A_SHEET
from graph.neo4j.shape import (
    Properties,
    link_properties,
    node_properties,
    path_properties,
    state_properties,
    words_properties,
)
from graph.neo4j.stage import chunks
from graph.ontology import ABSTRACT, EDGES, KINDS, OWNED_PARTS, SCHEMES, Prop
from graph.projection import SEARCHED, UNRANKED, Link, Thing
from graph.sqlite.facets import KIND_FACET
from graph.sqlite.layout import (
    CODES,
    EDGE_COLUMNS,
    EDGE_TABLES,
    FAMILIES,
    WHAT,
    edge_fact,
    edge_table,
    node_table,
)
from graph.sqlite.layout import (
    NEW_CASE as NEW_CASE_CODE,
)
from graph.sqlite.store import SqliteStore, fact_of, typed
from graph.standing import State
from graph.store import Store

SEPARATOR = "\x1f"
"""Between the members of a list: a character that no text has."""

ARGUMENTS = "import.args"
"""The file that tells the importer which files there are and how they are written."""

OPTIONS = ("--id-type=string", "--array-delimiter=U+001F", "--multiline-fields=true", "--read-buffer-size=16m")

AT_ONCE = 20_000
"""How many lines are kept before they are written."""


class Written(NamedTuple):
    """What was written: rows, and the arguments that name the files."""

    rows: int
    arguments: tuple[str, ...]
    revision: int
    documents: int = 0
    words: int = 0


# ---------------------------------------------------------------------------------------------------------------------
# Values as the importer reads them


def _text(value: str) -> str:
    return '"' + value.replace('"', '""') + '"'


def _texts(values: Any) -> str:
    joined = SEPARATOR.join(values)
    if not joined and values:
        raise DataError(
            "a list of one text without letters cannot be imported", "mend it where it comes from, or use docketgraph copy"
        )
    if joined.count(SEPARATOR) >= len(values):
        raise DataError(f"{joined[:60]!r}: a text has the control character U+001F in it", "mend it where it comes from")
    return _text(joined)


def _doubles(values: Any) -> str:
    return SEPARATOR.join("NaN" if each != each else repr(each) for each in values)


def _boolean(value: Any) -> str:
    return "true" if value else "false"


_ENCODED = [str(byte - 256 if byte > 127 else byte) for byte in range(256)]


def _bytes(value: Any) -> str:
    return SEPARATOR.join(map(_ENCODED.__getitem__, value))


_WRITES: dict[str, Callable[[Any], str]] = {
    "string": _text, "string[]": _texts, "long": str, "double": repr, "double[]": _doubles, "boolean": _boolean, "date": str, "byte[]": _bytes,
}  # fmt: skip


def _type(prop: Prop) -> str:
    kept = {int: "long", float: "double", bool: "boolean"}.get(prop.type, "string")
    return f"{kept}[]" if prop.many else kept


def _columns(props: Iterable[Prop]) -> dict[str, str]:
    """The properties that are kept of those of the ontology, with their types."""
    made: dict[str, str] = {}
    for prop in props:
        if is_date(prop):
            made |= {prop.name: "date", text_name(prop.name): "string"}
        else:
            made[prop.name] = _type(prop)
    return made


class _File:
    """A file of nodes with the same labels, or of relationships of one type."""

    def __init__(self, folder: Path, name: str, ends: Sequence[str], columns: Mapping[str, str]) -> None:
        self.path = folder / f"{name}.csv"
        self.columns = [(column, _WRITES[type]) for column, type in columns.items()]
        self.lines: list[str] = [",".join((*ends, *(f"{column}:{type}" for column, type in columns.items())))]
        self.rows = 0
        self.file = open(self.path, "w", encoding="utf-8", newline="")  # noqa: SIM115

    def add(self, ends: str, properties: Mapping[str, Any]) -> None:
        """Add a row: its ids as they are written, and its properties."""
        get = properties.get
        values = [ends]
        for column, write in self.columns:
            value = get(column)
            values.append("" if value is None else write(value))
        self.line(",".join(values))

    def line(self, line: str) -> None:
        """Add a row as it is written."""
        self.lines.append(line)
        self.rows += 1
        if self.rows % AT_ONCE == 0:
            self.flush()

    def flush(self) -> None:
        """Write what is kept."""
        self.file.write("\n".join(self.lines) + "\n")
        self.lines.clear()


class _Files:
    """The files of one process, and how the importer is told of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: dict[str, _File] = {}
        self.arguments: list[str] = []

    def nodes(self, name: str, labels: Sequence[str], ids: str, columns: Mapping[str, str]) -> _File:
        """A file of nodes; `ids` is the column of their ids."""
        return self._file(name, f"--nodes={':'.join(labels)}", (ids,), columns)

    def relationships(self, name: str, type: str, source: str, target: str, columns: Mapping[str, str]) -> _File:
        """A file of relationships between nodes of two spaces of ids."""
        return self._file(name, f"--relationships={type}", (f":START_ID({source})", f":END_ID({target})"), columns)

    def _file(self, name: str, argument: str, ends: Sequence[str], columns: Mapping[str, str]) -> _File:
        if name not in self.made:
            self.made[name] = _File(self.folder, name, ends, columns)
            self.arguments.append(f"{argument}={name}.csv")
        return self.made[name]

    def close(self) -> int:
        """End all files; how many rows they have."""
        for each in self.made.values():
            if each.lines:
                each.flush()
            each.file.close()
        return sum(each.rows for each in self.made.values())


# ---------------------------------------------------------------------------------------------------------------------
# All of it


def write_files(source: Store, folder: Path) -> int:
    """Write the files of a graph into a folder, which is made, or emptied of what an earlier export left.

    Args:
        source: a graph; one that is not in a file of SQLite's is copied into such a file first.
        folder: for the files and `ARGUMENTS`.
    Returns:
        How many rows they have: nodes and relationships.
    Raises:
        StoreError: the folder has other things in it, or a load came in between.
    """
    if folder.exists():
        if any(folder.iterdir()) and not (folder / ARGUMENTS).exists():
            raise StoreError(f"{folder} has other things in it", "name a new folder")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / ARGUMENTS).touch()  # so that what breaks off can be exported again
    if isinstance(source, SqliteStore) and source.path:
        return _write_files(source, folder)
    with tempfile.TemporaryDirectory() as made, SqliteStore(f"sqlite:///{made}/graph.db") as kept:
        copy(source, kept)
        return _write_files(kept, folder)


def _write_files(source: SqliteStore, folder: Path) -> int:
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        shown = other.submit(_write_shown_of, source.path, str(folder))
        log = _write_log(source, folder)
        graph = shown.result()
    if log.revision != graph.revision:
        raise StoreError("a load came in between", "export again")
    files = _Files(folder)
    columns = {"one": "long", "version": "long", "revision": "long", "documents": "long", "words": "long", "bare": "boolean"}
    one: Properties = {"one": 0}
    totals = {"version": VERSION, "revision": log.revision, "documents": graph.documents, "words": graph.words, "bare": True}
    files.nodes("graph", (GRAPH,), ":ID(graph)", columns).add("graph", one | totals)
    files.nodes("door", (DOOR,), ":ID(graph)", {"one": "long"}).add("door", one)
    files.nodes("lock", (LOCK,), ":ID(graph)", {"one": "long"}).add("lock", one)
    rows = files.close() + log.rows + graph.rows
    lines = (*OPTIONS, *files.arguments, *log.arguments, *graph.arguments)
    (folder / ARGUMENTS).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return rows


def _write_shown_of(path: str, folder: str) -> Written:
    with SqliteStore(f"sqlite:///{path}", read_only=True) as store:
        return _write_shown(store, Path(folder))


# ---------------------------------------------------------------------------------------------------------------------
# The log

_HOLDS = "SELECT DISTINCT fid FROM evidence WHERE withdrawn_in IS NULL"
_FACTS = (
    "SELECT f.fid, s.id, f.predicate, o.id, f.key, f.value FROM fact f CROSS JOIN thing s ON s.nid = f.subject "
    "LEFT JOIN thing o ON o.nid = f.object"
)
_EVIDENCE = "SELECT fid, passage, origin, added_in, withdrawn_in FROM evidence ORDER BY fid, passage, origin, added_in"
_PASSAGES = "SELECT p.pid, p.mark, t.id, p.method, p.quote, p.start, p.stop, p.original, p.note FROM passage p CROSS JOIN thing t ON t.nid = p.source"
_CHANGED = (
    "SELECT c.revision, c.place, c.fid, c.what, CASE c.what WHEN {new} THEN t.id END FROM change c "
    "CROSS JOIN fact f ON f.fid = c.fid CROSS JOIN thing t ON t.nid = f.subject ORDER BY c.place"
)
_REVISIONS = (
    "SELECT r.number, r.at, r.loader, t.id, r.last FROM revision r LEFT JOIN thing t ON t.nid = r.source ORDER BY r.number"
)

_FACT_COLUMNS = {"id": "string", "subject": "string", "predicate": "string", "object": "string", "key": "string"}
_VALUE_TYPES: dict[type, str] = {bool: "boolean", int: "long", float: "double"}


def _shown_facts() -> Iterator[str]:
    """Statements of the facts that state an edge which is shown."""
    for edge in EDGE_TABLES:
        yield f"SELECT fact FROM {edge_table(edge)} WHERE fact IS NOT NULL"
    for family in FAMILIES:
        for edge in EDGE_COLUMNS[family]:
            yield f"SELECT {edge_fact(edge)} FROM {node_table(family)} WHERE {edge_fact(edge)} IS NOT NULL"


def _write_log(store: SqliteStore, folder: Path) -> Written:
    files = _Files(folder)
    with store.reading():
        revision = store.revision()
        ((most,),) = store.rows("SELECT ifnull(max(fid), 0) + 1 FROM fact")
        holds, shows, digests = bytearray(most), bytearray(most), bytearray(16 * most)
        for (fid,) in store.rows(_HOLDS):
            holds[fid] = 1
        for statement in _shown_facts():
            for (fid,) in store.rows(statement):
                shows[fid] = 1
        _write_facts(store, files, holds, shows, digests)
        _write_evidence(store, files, digests, revision)
        _write_changes(store, files, digests)
    return Written(files.close(), tuple(files.arguments), revision)


def _write_facts(store: SqliteStore, files: _Files, holds: bytearray, shows: bytearray, digests: bytearray) -> None:
    made: dict[tuple[bool, str], Callable[[str], None]] = {}
    for fid, subject, predicate, target, key, kept in store.rows(_FACTS):
        value = typed(predicate, kept)
        digest = fact_digest(Fact(subject, predicate, target, key, value))
        digests[16 * fid : 16 * fid + 16] = digest
        waits = bool(holds[fid]) and not shows[fid] and predicate in EDGES
        type = _VALUE_TYPES.get(value.__class__, "string")
        add = made.get((waits, type))
        if add is None:
            labels = (FACT, WAITING) if waits else (FACT,)
            columns = {**_FACT_COLUMNS, "value": type, "holds": "boolean"}
            name = f"fact-{'waiting-' if waits else ''}{type}"
            add = made[waits, type] = files.nodes(name, labels, ":ID(fact)", columns).line
        to = "" if target is None else _text(target)
        told = "" if value is None else _WRITES[type](value)
        add(
            f'{fid},"{digest.hex()}",{_text(subject)},{_text(predicate)},{to},{_text(key)},{told},{"true" if holds[fid] else "false"}'
        )


def _write_evidence(store: SqliteStore, files: _Files, digests: bytearray, revision: int) -> None:
    columns = {"added_in": "long", "withdrawn_in": "long", "said_by": "long"}
    add = files.relationships("read-in", READ_IN, "fact", "passage", columns).line
    ((most,),) = store.rows("SELECT ifnull(max(pid), 0) + 1 FROM passage")
    used = bytearray(most)
    marks = [0] * most
    for pid, mark in store.rows("SELECT pid, mark FROM passage"):
        marks[pid] = mark
    sheaves = _Sheaves(store, files, revision)
    for (fid, pid), spells in groupby(store.rows(_EVIDENCE), key=itemgetter(0, 1)):
        used[pid] = 1
        said_by = 0
        found: list[tuple[Any, int, int | None]] = []
        for _, _, origin, added, withdrawn in spells:
            found.append((None, added, withdrawn))
            if withdrawn is None:
                said_by += 1
                sheaves.add(origin, bytes(digests[16 * fid : 16 * fid + 16]), marks[pid])
        if len(found) > 1:
            found = list(whole_stints(sorted(found, key=itemgetter(1))))
        for _, added, withdrawn in found:
            add(f"{fid},{pid},{added},,{said_by}" if withdrawn is None else f"{fid},{pid},{added},{withdrawn},0")
    sheaves.end()
    kept = {"id": "long", "source": "string", "method": "string", "quote": "string", "start": "long", "end": "long"}
    passages = files.nodes("passage", (PASSAGE,), ":ID(passage)", {**kept, "original": "string", "note": "string"})
    for pid, mark, *content in store.rows(_PASSAGES):
        if used[pid]:
            passages.add(str(pid), {"id": mark, **Evidence(*content)._asdict()})


class _Sheaves:
    """What each origin says now, packed some thousand pairs a node as they come."""

    def __init__(self, store: SqliteStore, files: _Files, revision: int) -> None:
        self.revision = revision
        origins = files.nodes("origin", (ORIGIN,), ":ID(origin)", {"name": "string", "digest": "string"})
        for oid, name, digest in store.rows("SELECT oid, name, digest FROM origin"):
            origins.add(str(oid), {"name": name, "digest": digest})
        columns = {"revision": "long", "place": "long", "size": "long", "pairs": "byte[]"}
        self.nodes = files.nodes("sheaf", (SHEAF,), ":ID(sheaf)", columns)
        self.says = files.relationships("says", SAYS, "origin", "sheaf", {})
        self.open: dict[int, list[tuple[bytes, int]]] = {}
        self.places: dict[int, int] = {}

    def add(self, origin: int, digest: bytes, mark: int) -> None:
        """Take a pair."""
        pairs = self.open.setdefault(origin, [])
        pairs.append((digest, mark))
        if len(pairs) == ledger.AT_ONCE:
            self._write(origin)

    def end(self) -> None:
        """Write what is left."""
        for origin in list(self.open):
            self._write(origin)

    def _write(self, origin: int) -> None:
        pairs = self.open.pop(origin)
        place = self.places.get(origin, 0)
        self.places[origin] = place + 1
        sheaf: Properties = {"revision": self.revision, "place": place, "size": len(pairs), "pairs": ledger.pack(pairs)}
        self.nodes.add(f"{origin}-{place}", sheaf)
        self.says.line(f"{origin},{origin}-{place}")


def _write_changes(store: SqliteStore, files: _Files, digests: bytearray) -> None:
    sheets = files.nodes(
        "changes", (CHANGES,), ":ID(changes)",
        {"first": "long", "last": "long", "revision": "long", "facts": "string[]", "whats": "string[]"},
    )  # fmt: skip
    cases = files.nodes(
        "new-case", (NEW_CASE,), ":ID(case)", {"place": "long", "fact": "string", "subject": "string", "revision": "long"}
    )
    for revision, changes in groupby(store.rows(_CHANGED.format(new=NEW_CASE_CODE)), key=itemgetter(0)):
        for some in chunks(changes, ON_A_SHEET):
            facts = [digests[16 * fid : 16 * fid + 16].hex() for _, _, fid, _, _ in some]
            sheet: Properties = {"first": some[0][1], "last": some[-1][1], "revision": revision, "facts": facts}
            sheets.add(str(some[0][1]), sheet | {"whats": [WHAT[what] for _, _, _, what, _ in some]})
            for (_, place, _, _, subject), fact in zip(some, facts, strict=True):
                if subject is not None:
                    cases.add(str(place), {"place": place, "fact": fact, "subject": subject, "revision": revision})
    revisions = files.nodes(
        "revision", (REVISION,), ":ID(revision)",
        {"number": "long", "at": "string", "loader": "string", "source": "string", "last": "long"},
    )  # fmt: skip
    for number, at, loader, source, last in store.rows(_REVISIONS):
        revisions.add(str(number), {"number": number, "at": at, "loader": loader, "source": source, "last": last})


# ---------------------------------------------------------------------------------------------------------------------
# What is shown

_CONTENT = "{f}.fid, {s}.id, {f}.predicate, {o}.id, {f}.key, {f}.value"
_JOINED = (
    "LEFT JOIN fact f ON f.fid = {ref} LEFT JOIN thing fs ON fs.nid = f.subject LEFT JOIN thing fo ON fo.nid = f.object"
)
_OF_FACT = _CONTENT.format(f="f", s="fs", o="fo")

_STATES = (
    f"SELECT t.id, c.id, s.place, s.on_day, s.day, e.id, {_OF_FACT} FROM state s CROSS JOIN thing t ON t.nid = s.nid "
    f"CROSS JOIN thing c ON c.nid = s.state LEFT JOIN thing e ON e.nid = s.event {_JOINED.format(ref='s.fact')}"
)
_PATHS = (
    f"SELECT c.cid, a.id, b.id, c.rank, c.since, c.until, c.share, c.stake, x.id, y.id, s.kind, s.since, s.until, s.share, {_OF_FACT} "
    "FROM control c CROSS JOIN thing a ON a.nid = c.owner CROSS JOIN thing b ON b.nid = c.owned CROSS JOIN step s ON s.cid = c.cid "
    f"CROSS JOIN thing x ON x.nid = s.owner CROSS JOIN thing y ON y.nid = s.owned {_JOINED.format(ref='s.fact')} ORDER BY c.cid, s.place"
)
_DISPUTES = f"SELECT t.id, d.predicate, d.rule, {_OF_FACT} FROM dispute d CROSS JOIN thing t ON t.nid = d.nid {_JOINED.format(ref='d.shown')}"
_TALLIES = (
    f"SELECT y.facet, y.year, iif(y.facet IN ({', '.join(repr(name) for name, facet in FACETS.items() if facet.kind)}), "
    f"(SELECT id FROM thing WHERE nid = y.key), y.key), y.count FROM tally y WHERE y.facet <> '{KIND_FACET}'"
)
_VOICES = (
    "SELECT t.id, v.rank, v.published_on, o.id, EXISTS (SELECT 1 FROM fact f WHERE f.subject = t.nid AND f.predicate = 'signature' "
    "AND EXISTS (SELECT 1 FROM evidence e WHERE e.fid = f.fid AND e.withdrawn_in IS NULL)) "
    "FROM voice v CROSS JOIN thing t ON t.nid = v.nid LEFT JOIN thing o ON o.nid = v.copy_of"
)

_STOOD_COLUMNS = {"place": "long", "day": "date", "on": "date", "on_text": "string", "_event": "string", "_fact": "string"}
_CONTROLS_COLUMNS = {
    "rank": "long", "stake": "boolean", "depth": "long", "via": "string", "closeness": "string", "share": "double", "since": "date",
    "until": "date", "shares": "double[]", **dict.fromkeys(("owners", "owned", "kinds", "sinces", "untils", "_facts"), "string[]"),
}  # fmt: skip


def _write_shown(store: SqliteStore, folder: Path) -> Written:
    files = _Files(folder)
    with store.reading():
        revision = store.revision()
        voices = _write_voices(store, files)
        documents = 0
        for each in store.scan():
            if isinstance(each, Thing):
                documents += 1
                _write_thing(files, each, voices)
            else:
                _write_link(files, each)
        _write_worked_out(store, files)
        words = _Words(store, files).write()
    return Written(files.close(), tuple(files.arguments), revision, documents, words)


def _id_of(row: Sequence[Any]) -> str | None:
    """The id of a fact by the columns `_OF_FACT`."""
    return None if row[0] is None else fact_of(row).id


def _write_voices(store: SqliteStore, files: _Files) -> dict[str, Voice]:
    columns = {"id": "string", "rank": "long", "day": "string", "copy_of": "string", "signed": "boolean"}
    made = files.nodes("voice", (VOICE,), ":ID(voice)", columns)
    voices: dict[str, Voice] = {}
    for id, rank, day, copy_of, signed in store.rows(_VOICES):
        voices[id] = Voice(rank, copy_of or id, day)
        if (rank, day, copy_of, signed) != (UNRANKED, "", None, 0):
            made.add(_text(id), {"id": id, "rank": rank, "day": day, "copy_of": copy_of, "signed": True if signed else None})
    return voices


def _write_thing(files: _Files, thing: Thing, voices: Mapping[str, Voice]) -> None:
    scheme = str(thing.props.get("scheme"))
    name = f"{thing.kind}-{scheme}" if thing.kind == "Concept" and scheme in SCHEMES else thing.kind
    file = files.made.get(name)
    if file is None:
        columns = {"_fact": "string", **_columns(KINDS[thing.kind].props.values())}
        if thing.kind in ABSTRACT["Source"]:
            columns |= {"_rank": "long", "_day": "string"}
        if thing.kind == "Case":
            columns["_filed"] = "string"
        file = files.nodes(name, labels(thing.kind, scheme), "id:ID(thing)", columns)
    voice = None
    if thing.kind in ABSTRACT["Source"]:
        voice = voices.get(thing.id) or Voice(UNRANKED, thing.id, "")
    properties = node_properties(thing, voice)
    properties["_fact"] = fact_digest(Fact(thing.id, KIND, value=thing.kind)).hex()
    if thing.kind == "Case" and "filed_on" in thing.props:
        properties["_filed"] = Fact(thing.id, "filed_on", value=str(thing.props["filed_on"])).id
    file.add(_text(thing.id), properties)


def _write_link(files: _Files, link: Link) -> None:
    file = files.made.get(link.type)
    if file is None:
        columns = {"_key": "string", "_fact": "string", **_columns(EDGES[link.type].props.values())}
        file = files.relationships(link.type, link.type, "thing", "thing", columns)
    properties = link_properties(link)
    if link.ref is not None:
        properties["_fact"] = fact_digest(Fact(link.source, link.type, link.target, link.key)).hex()
    file.add(f"{_text(link.source)},{_text(link.target)}", properties)


def _write_worked_out(store: SqliteStore, files: _Files) -> None:
    """States, paths of control, and what sources differ on."""
    stood = files.relationships(STOOD, STOOD, "thing", "thing", _STOOD_COLUMNS)
    for id, term, place, on, day, event, *fact in store.rows(_STATES):
        stood.add(f"{_text(id)},{_text(term)}", state_properties(place, State(term, on, day, event, _id_of(fact))))
    controls = files.relationships(CONTROLS, CONTROLS, "thing", "thing", _CONTROLS_COLUMNS)
    for _, rows in groupby(store.rows(_PATHS), key=itemgetter(0)):
        found = list(rows)
        steps = tuple(Holding._make((*row[8:14], _id_of(row[14:]))) for row in found)
        _, owner, owned, rank, since, until, share, stake, *_ = found[0]
        path = ControlPath(owner, owned, steps, since, until, share, bool(stake), rank)
        properties = path_properties(path)
        if len(steps) == 1:  # see `blank_steps`
            properties = {name: value for name, value in properties.items() if value != [""]}
        controls.add(f"{_text(owner)},{_text(owned)}", properties)
    disputes = files.nodes(
        "dispute", (DISPUTE,), ":ID(dispute)", {"id": "string", "predicate": "string", "shown": "string", "rule": "string"}
    )
    tallies = files.nodes(
        "tallies", (TALLY,), ":ID(tally)", {"facet": "string", "year": "string", "key": "string", "count": "long"}
    )
    for number, (facet, year, key, count) in enumerate(store.rows(_TALLIES)):
        tallies.add(str(number), {"facet": facet, "year": year, "key": key, "count": count})
    about = files.relationships("dispute-about", ABOUT, "dispute", "thing", {})
    for number, (id, predicate, rule, *fact) in enumerate(store.rows(_DISPUTES)):
        disputes.add(str(number), {"id": id, "predicate": predicate, "shown": _id_of(fact), "rule": rule})
        about.line(f"{number},{_text(id)}")


def blank_steps() -> str:
    """The statement that completes paths of one step: for the importer a list of one text without letters is no list."""
    lists = ", ".join(f"r.{name} = coalesce(r.{name}, [''])" for name in ("sinces", "untils", "_facts"))
    return f"MATCH (:Body)-[r:{CONTROLS}]->() WHERE r.depth = 1 CALL (r) {{ SET {lists} }} IN TRANSACTIONS OF 10000 ROWS"


class _Words:
    """Documents of full-text search; those of cases have the words of their parts too."""

    def __init__(self, store: SqliteStore, files: _Files) -> None:
        self.store = store
        columns = {"id": "string", "kind": "string", "size": "long"}
        for weight in WEIGHTS:
            columns |= {texts_name(weight): "string[]", stems_name(weight): "string"}
        self.nodes = files.nodes("words", (WORDS,), ":ID(words)", columns)
        self.about = files.relationships("words-about", ABOUT, "words", "thing", {})
        self.kept = apsw.Connection("")
        self.kept.execute("CREATE TABLE part (nid INTEGER PRIMARY KEY, words BLOB NOT NULL)")
        self.size = 0

    def write(self) -> int:
        """All of them; how many words they have."""
        with self.kept:
            for kind in KINDS:
                if kind == "Case":
                    continue
                kept = self._is_part(kind)
                for nid, id, texts in self._texts(kind):
                    found = words_properties(id, kind, texts)
                    if found is not None:
                        self._add(found)
                        if kept:
                            self.kept.execute("INSERT INTO part VALUES (?, ?)", (nid, pickle.dumps(found)))
            for nid, id, texts in self._texts("Case"):
                own = words_properties(id, "Case", texts) or {"id": id, "kind": "Case", "size": 0}
                parts = list(self._parts(nid))
                if len(own) > 3 or parts:
                    self._add(_joined(own, parts))
        self.kept.close()
        return self.size

    def _is_part(self, kind: str) -> bool:
        return kind == "Response" or any(kind == to for edge in OWNED_PARTS for _, to in EDGES[edge].ends)

    def _texts(self, kind: str) -> Iterator[tuple[int, str, dict[float, list[str]]]]:
        """Everything of a kind with the texts by which it is found: see `graph.projection.searched_text`."""
        weights = SEARCHED[kind]
        marks = ", ".join("?" * len(weights))
        rows = self.store.rows(
            "SELECT t.nid, t.id, f.predicate, f.value FROM thing t LEFT JOIN fact f ON f.subject = t.nid "
            f"AND f.predicate IN ({marks}) AND EXISTS (SELECT 1 FROM evidence e WHERE e.fid = f.fid AND e.withdrawn_in IS NULL) "
            "WHERE t.kind = ? ORDER BY t.nid",
            (*weights, CODES[kind]),
        )
        for (nid, id), facts in groupby(rows, key=itemgetter(0, 1)):
            found: dict[float, set[str]] = {}
            for _, _, predicate, value in facts:
                if predicate is not None:
                    found.setdefault(weights[predicate], set()).add(str(typed(predicate, value)))
            yield nid, id, {weight: sorted(texts) for weight, texts in found.items()}

    def _parts(self, nid: int) -> Iterator[Properties]:
        """The words of what is a case's own, in order."""
        lookup = "SELECT l.dst, t.id FROM {} l CROSS JOIN thing t ON t.nid = l.dst WHERE l.src = ? ORDER BY t.id"
        statements = [lookup.format(edge_table(edge)) for edge in OWNED_PARTS]
        statements.append("SELECT nid, id FROM n_response WHERE e_responds_to = ? ORDER BY id")
        for statement in statements:
            for part, _ in self.store.rows(statement, (nid,)):
                row = self.kept.execute("SELECT words FROM part WHERE nid = ?", (part,)).fetchone()
                if row is not None:
                    yield pickle.loads(row[0])

    def _add(self, words: Properties) -> None:
        id = _text(words["id"])
        self.nodes.add(id, words)
        self.about.line(f"{id},{id}")
        self.size += words["size"]


def _joined(own: Properties, parts: Sequence[Properties]) -> Properties:
    """The words of a case with those of its parts, as `project.write_case_words` joins them."""
    made = dict(own)
    for weight in WEIGHTS:
        texts, stems = texts_name(weight), stems_name(weight)
        having = [part for part in parts if stems in part]
        if having or stems in own:
            made[texts] = [*own.get(texts, ()), *(text for part in having for text in part[texts])]
            made[stems] = "".join((own.get(stems, ""), *(f" {part[stems]}" for part in having)))
    made["size"] = own["size"] + sum(part["size"] for part in parts)
    return made
