"""Generated questions about connections: what surrounds a thing, how two are connected, several by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generated_graphs import IDS

from graph.labels import DRAWN
from graph.ontology import props_of
from graph.query import Around, Connect, FindMany, Get, Many, Select, Shape, TypeName, Walk, Want

if TYPE_CHECKING:
    from generated_queries import Asker

KINDS = tuple(kind for kind in IDS if kind != "Concept")
THINGS = tuple(id for kind in KINDS for id in IDS[kind])
OFTEN = ("alpha", "beta", "gamma", "case-1", "case-2", "court", "act", "story")
"""Things with many edges."""


def find_many(asker: Asker) -> FindMany:
    """Some things by their ids, some of them twice, some not there."""
    ids = tuple(asker.one_of(*THINGS, "nothing", "data/email") for _ in range(asker.one_of(3, 0, 1, 5)))
    return FindMany(Select("Node", shape=asker.shape("Node", 1)), asker.value(ids))


def around(asker: Asker) -> Around:
    """What surrounds a thing."""
    wants = (
        _records(asker, "nodes", "NeighbourhoodNode"),
        _records(asker, "nodes", "NeighbourhoodNode"),
        _records(asker, "edges", "GraphEdge"),
        _records(asker, "edges", "GraphEdge"),
        _records(asker, "hidden", "Hidden"),
        Get(asker.name(), "total_nodes"),
        Get(asker.name(), "total_edges"),
        TypeName(asker.name(), "Neighbourhood"),
    )
    depth, limit = asker.value(asker.one_of(2, 1, 3, 4, 0)), asker.value(asker.one_of(150, 1, 4, 8, 15))
    return Around(asker.value(_thing(asker)), depth, limit, _walk(asker), Shape(asker.some(wants, len(wants))))


def connect(asker: Asker) -> Connect:
    """How two things are connected."""
    wants: tuple[Want, ...] = (
        Get(asker.name(), "length"),
        _records(asker, "nodes", "PathNode"),
        _records(asker, "edges", "GraphEdge"),
        TypeName(asker.name(), "Path"),
    )
    longest, first = asker.value(asker.one_of(6, 6, 4, 3, 2, 1, 0)), asker.value(asker.one_of(3, 3, 20, 1, 0, None))
    if first is None:
        longest = asker.value(3)
    ends = asker.value(_thing(asker)), asker.value(_thing(asker))
    return Connect(*ends, longest, first, _walk(asker), Shape(asker.some(wants, len(wants))))


def _thing(asker: Asker) -> str:
    if asker.rarely():
        return asker.one_of("nothing", "data/email")
    return asker.one_of(*OFTEN) if asker.flag() else asker.one_of(*THINGS)


def _walk(asker: Asker) -> Walk:
    kinds = asker.value(asker.maybe(asker.some(KINDS, 12))) if asker.one_of(*range(4)) == 0 else None
    types = asker.value(asker.maybe(asker.some(DRAWN, 16))) if asker.one_of(*range(4)) == 0 else None
    return Walk(kinds, types, asker.day())


def _records(asker: Asker, name: str, kind: str) -> Many:
    wants: list[Want] = [Get(asker.name(), prop) for prop in asker.some(props_of(kind), 7)]
    if kind == "GraphEdge" and asker.flag():
        wants.append(asker.evidence(0))
    return Many(asker.name(), name, Select(kind, shape=Shape((*wants, TypeName(asker.name(), kind)))))
