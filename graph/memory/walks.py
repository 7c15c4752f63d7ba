"""What surrounds a thing, and how two things are connected: walks over the graph along its edges, whatever their direction."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from graph.labels import BETWEEN, DRAWN, MADE_OF, NAMING, in_words, telling_prop
from graph.memory.conditions import Conditions, in_force
from graph.memory.shown import Shown
from graph.ontology import EDGES, KINDS
from graph.projection import Link, Thing
from graph.query import ENDS_OF_WALKS, HUB, RANKS, WALKED, Around, Connect, Walk


class NodeRow(NamedTuple):
    """A thing as it is drawn; on a path `ring` is its place, and the numbers of edges are not told."""

    thing: Thing
    label: str
    ring: int
    degree: int = 0
    shown: int = 0

    @property
    def id(self) -> str:
        """Its id."""
        return self.thing.id

    @property
    def kind(self) -> str:
        """The name of its type."""
        return self.thing.kind


class LinkRow(NamedTuple):
    """An edge as it is drawn."""

    link: Link

    @property
    def id(self) -> str:
        """Its source, type, target and key."""
        return "|".join((self.link.source, self.link.type, self.link.target, self.link.key))

    @property
    def label(self) -> str:
        """What is written on it."""
        told = telling_prop(EDGES[self.link.type])
        value = self.link.props.get(told) if told else None
        return in_words(self.link.type.lower() if value is None else str(value))


class HiddenRow(NamedTuple):
    """Things of a kind that hang on a thing and are not shown."""

    around: str
    kind: str
    number: int


class AroundRow(NamedTuple):
    """What surrounds a thing."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[LinkRow, ...]
    hidden: tuple[HiddenRow, ...]
    total_nodes: int
    total_edges: int


class PathRow(NamedTuple):
    """A way from one thing to another."""

    nodes: tuple[NodeRow, ...]
    edges: tuple[LinkRow, ...]


Walked = NodeRow | LinkRow | HiddenRow | AroundRow | PathRow
WALKED_ROWS = (NodeRow, LinkRow, HiddenRow, AroundRow, PathRow)


def got(row: Walked, prop: str) -> Any:
    """The value of a property of a row."""
    match row, prop:
        case LinkRow(link), "type" | "source" | "target":
            return getattr(link, prop)
        case LinkRow(link), "since" | "until":
            return link.props.get(prop)
        case HiddenRow(), "count":
            return row.number
        case PathRow(nodes), "length":
            return len(nodes) - 1
    return getattr(row, prop)


class Walks:
    """Walks, with the values that one request binds."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.shown: Shown = conditions.shown

    # -- steps

    def edges(self, id: str) -> list[Link]:
        """Every edge between a thing and a thing, in no order; one from a thing to itself once."""
        graph = self.shown.graph
        away: list[Link] = [data["link"] for _, _, data in graph.out_edges(id, data=True)]
        here: list[Link] = [data["link"] for of, _, data in graph.in_edges(id, data=True) if of != id]
        return [link for link in away + here if link.type in DRAWN]

    def followed(self, id: str, walk: Walk, ends: Iterable[str]) -> list[Link]:
        """Those that a walk follows from a thing."""
        self.conditions.in_time()
        kinds, types = self.conditions.several(walk.kinds), self.conditions.several(walk.types)
        day, allowed = self.conditions.day(walk.as_of), set(WALKED if kinds is None else kinds)
        return [
            link
            for link in self.edges(id)
            if (self.shown[other(link, id)].kind in allowed or other(link, id) in ends)
            and (types is None or link.type in types)
            and (day is None or not EDGES[link.type].dated or in_force(link, day))
        ]

    def leads_on(self, id: str, walk: Walk) -> bool:
        """Whether a walk goes on from a thing."""
        return self.conditions.several(walk.kinds) is not None or self.shown[id].kind not in ENDS_OF_WALKS

    def degree(self, id: str) -> int:
        """How many edges a thing has, all told."""
        return len(self.edges(id))

    # -- what surrounds a thing

    def around(self, query: Around) -> AroundRow | None:
        """A neighbourhood, or None where there is no such thing."""
        middle = self.shown.thing(str(self.conditions.value(query.id)), "Node")
        if middle is None:
            return None
        depth, limit = int(self.conditions.value(query.depth)), int(self.conditions.value(query.limit))
        followed: dict[str, list[Link]] = {}
        rings = {middle.id: 0}
        drawn: list[str] = []
        ring = [middle.id]
        while ring and len(drawn) < limit:
            taken = sorted(ring, key=lambda id: (-self.degree(id), id))[: limit - len(drawn)]
            followed |= {id: self.followed(id, query.walk, (middle.id,)) for id in taken}
            drawn += taken
            leaving = [id for id in taken if rings[id] < depth and self._leaves(id, middle, query.walk)]
            ring = list(dict.fromkeys(to for id in leaving for link in followed[id] if (to := other(link, id)) not in rings))
            rings |= dict.fromkeys(ring, rings[taken[0]] + 1)
        hidden: dict[str, str] = {}
        for id in drawn:
            if rings[id] < depth and self._leaves(id, middle, query.walk):
                for link in followed[id]:
                    if (to := other(link, id)) not in drawn:
                        hidden.setdefault(to, id)
        counted: defaultdict[tuple[str, str], int] = defaultdict(int)
        for id, around in hidden.items():
            counted[around, self.shown[id].kind] += 1
        beside = [(id, link) for id in drawn for link in followed[id]]
        inside = {id: [link for of, link in beside if of == id and other(link, id) in drawn] for id in drawn}
        links = sorted((link for id in drawn for link in inside[id] if link.source == id), key=link_order)
        kinds = list(KINDS)
        return AroundRow(
            tuple(
                NodeRow(self.shown[id], label(self.shown, id), rings[id], self.degree(id), len(inside[id])) for id in drawn
            ),
            tuple(map(LinkRow, links)),
            tuple(
                HiddenRow(around, kind, counted[around, kind])
                for around, kind in sorted(counted, key=lambda pair: (drawn.index(pair[0]), kinds.index(pair[1])))
            ),
            len(drawn) + len(hidden),
            len(links) + sum(other(link, id) in hidden for id, link in beside),
        )

    def _leaves(self, id: str, middle: Thing, walk: Walk) -> bool:
        return id == middle.id or self.leads_on(id, walk)

    # -- how two things are connected

    def paths(self, query: Connect) -> list[PathRow]:
        """The paths between two things, the shortest first, then by the things along them."""
        ends = [self.shown.thing(str(self.conditions.value(end)), "Node") for end in (query.source, query.target)]
        if None in ends:
            return []
        first: int | None = self.conditions.value(query.first)
        found: list[PathRow] = []
        for ids in self._ways(query, *(end.id for end in ends if end)):
            if first is not None and len(found) >= first:
                break
            steps = [
                sorted(
                    (link for link in self.followed(here, query.walk, ids) if other(link, here) == there),
                    key=lambda link: (DRAWN.index(link.type), link.source != here, link.key),
                )
                for here, there in zip(ids, ids[1:], strict=False)
            ]
            nodes = tuple(NodeRow(self.shown[id], label(self.shown, id), place) for place, id in enumerate(ids))
            found.append(PathRow(nodes, tuple(LinkRow(link) for step in steps for link in step)))
        return found

    def _ways(self, query: Connect, source: str, target: str) -> Iterator[tuple[str, ...]]:
        """The ids along each path, in order. What is read next has the least length that it may come to, then things."""
        longest, ends = int(self.conditions.value(query.max_length)), (source, target)
        around: dict[str, list[str]] = {}

        def next_to(id: str) -> list[str]:
            if id not in around:
                around[id] = sorted({other(link, id) for link in self.followed(id, query.walk, ends)})
            return around[id]

        def passes(id: str) -> bool:
            return self.leads_on(id, query.walk) and self.degree(id) <= HUB

        away, ring = {target: 0}, [target]
        for steps in range(1, longest + 1):
            ring = sorted({to for id in ring if id == target or passes(id) for to in next_to(id)} - away.keys())
            away |= dict.fromkeys(ring, steps)

        def place(id: str) -> tuple[int, str]:
            kind = self.shown[id].kind
            return next((rank for rank, kinds in enumerate(RANKS) if kind in kinds), len(RANKS)), id

        waiting: list[tuple[int, tuple[tuple[int, str], ...], tuple[str, ...]]] = []
        if source in away:
            waiting.append((away[source], (place(source),), (source,)))
        while waiting:
            _, places, ids = heapq.heappop(waiting)
            if ids[-1] == target:
                yield ids
            elif ids[-1] == source or passes(ids[-1]):
                for to in next_to(ids[-1]):
                    if to not in ids and to in away and len(ids) + away[to] <= longest:
                        heapq.heappush(waiting, (len(ids) + away[to], (*places, place(to)), (*ids, to)))


def other(link: Link, id: str) -> str:
    """The end of an edge that is not this one; of an edge from a thing to itself, the thing."""
    return link.target if link.source == id else link.source


def link_order(link: Link) -> tuple[str, int, str, str]:
    """Edges go by source, type, target and key."""
    return link.source, DRAWN.index(link.type), link.target, link.key


def label(shown: Shown, id: str) -> str:
    """What is written on a thing: its name; for what has none the terms it is made of, or its id."""
    thing = shown[id]
    named = [value for prop in NAMING[thing.kind] if (value := thing.props.get(prop)) is not None]
    if named:
        return str(named[0])
    terms = [shown[link.target].props.get("label") for edge in MADE_OF.get(thing.kind, ()) for link in shown.links(id, edge)]
    return BETWEEN.join(str(term) for term in terms if term is not None) or id
