"""The graph for network analysis: networkx views of what a store shows, whichever store it is.

`to_networkx` gives all of it; `litigation`, `ownership` and `data_use` the three networks that are asked for most, with one edge between
two nodes and a `weight`, as networkx's algorithms and the backends that they are dispatched to want them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import networkx as nx

from graph.dates import first_day
from graph.ontology import ABSTRACT
from graph.projection import Link, Thing
from graph.store import Store
from graph.terms import DEFENDANTS, narrower


def to_networkx(store: Store) -> nx.MultiDiGraph[str]:
    """The property graph of a store as a networkx graph.

    Returns:
        A MultiDiGraph. Nodes are ids, with `kind` and the properties that are shown; edges go by (type, key), with `type`
        and their properties. Properties with many values are tuples; dates are text as finely as they are known.

    >>> from graph.store import open_store
    >>> to_networkx(open_store("memory:")).number_of_nodes()
    0
    """
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for each in store.scan():
        if isinstance(each, Thing):
            graph.add_node(each.id, kind=each.kind, **_free(each.props, "kind"))
        else:
            graph.add_edge(each.source, each.target, key=(each.type, each.key), type=each.type, **_free(each.props, "type"))
    return graph


def litigation(store: Store) -> nx.DiGraph[str]:
    """Who sues whom.

    Returns:
        A DiGraph of parties. An edge leads from a plaintiff to a defendant; `cases` are the ids of the suits between the two, in
        order, `weight` is their number. A suit of which nobody is known who sues leads from the suit itself.
    """
    plaintiffs: defaultdict[str, set[str]] = defaultdict(set)
    defendants: defaultdict[str, set[str]] = defaultdict(set)
    suing = narrower("role", ["plaintiff"])
    things, links = _read(store, {"Case", *ABSTRACT["Party"]}, {"PARTY"})
    for link in links:
        if link.props.get("role") in suing:
            plaintiffs[link.source].add(link.target)
        elif link.props.get("role") in DEFENDANTS:
            defendants[link.source].add(link.target)
    suits = ((who, whom, case) for case, sued in defendants.items() for who in plaintiffs.get(case) or {case} for whom in sued)
    return _weighted(things, suits)


def ownership(store: Store, on: str | None = None) -> nx.DiGraph[str]:
    """Who owns whom, and what belongs to which group.

    Args:
        store: the graph.
        on: a day, as 2025-01-21: holdings that were not yet, or no longer, are left out; all holdings if None.
    Returns:
        A DiGraph of companies, organizations and governments. An edge leads from the owner to what it owns, from a group to its entity.
        `weight` is the share in percent over 100 where it is known, else 1; `holdings` has the properties of each, the oldest first.
    """
    things, links = _read(store, ABSTRACT["Body"], {"OWNS", "PART_OF"})
    graph: nx.DiGraph[str] = nx.DiGraph()
    for link in sorted(links, key=lambda link: str(link.props.get("since", ""))):
        if link.source not in things or link.target not in things or link.props.get("status") or not _holds(link.props, on):
            continue
        owner, owned = (link.source, link.target) if link.type == "OWNS" else (link.target, link.source)
        for id in (owner, owned):
            graph.add_node(id, kind=things[id].kind, **_free(things[id].props, "kind"))
        if not graph.has_edge(owner, owned):
            graph.add_edge(owner, owned, weight=1.0, holdings=())
        edge = graph.edges[owner, owned]
        edge["holdings"] += (dict(link.props),)
        if isinstance(share := link.props.get("share"), float):
            edge["weight"] = share / 100
    return graph


def _holds(props: Mapping[str, object], on: str | None) -> bool:
    since, until = props.get("since"), props.get("until")
    return on is None or ((since is None or first_day(str(since)) <= on) and (until is None or on < first_day(str(until))))


def data_use(store: Store) -> nx.Graph[str]:
    """Which party is said to have used which kind of data.

    Returns:
        A bipartite Graph: parties (`bipartite` 0) and kinds of data (1). An edge has the ids of the `cases` that allege it, in
        order, and their number as its `weight`. It is what suits allege, and no fact.
    """
    by: defaultdict[str, set[str]] = defaultdict(set)
    data: dict[str, str] = {}
    alleged_in: defaultdict[str, set[str]] = defaultdict(set)
    things, links = _read(store, {"Concept", *ABSTRACT["Party"]}, {"BY", "CONCERNS", "ALLEGES"})
    for link in links:
        if link.type == "BY":
            by[link.source].add(link.target)
        elif link.type == "CONCERNS":
            data[link.source] = link.target
        else:
            alleged_in[link.target].add(link.source)
    uses = ((who, data[part], case) for part, whom in by.items() if part in data for who in whom for case in alleged_in[part])
    graph = _weighted(things, uses).to_undirected()
    for id, kept in graph.nodes(data=True):
        kept["bipartite"] = int(things[id].kind == "Concept")
    return graph


def _read(store: Store, kinds: Iterable[str], types: Iterable[str]) -> tuple[dict[str, Thing], list[Link]]:
    """The things of some kinds by id, and the edges of some types."""
    of_kinds, of_types = set(kinds), set(types)
    things: dict[str, Thing] = {}
    links: list[Link] = []
    for each in store.scan():
        if isinstance(each, Thing):
            if each.kind in of_kinds:
                things[each.id] = each
        elif each.type in of_types:
            links.append(each)
    return things, links


def _weighted(things: Mapping[str, Thing], cases: Iterable[tuple[str, str, str]]) -> nx.DiGraph[str]:
    """A graph of what cases join: from one thing to another, with the cases between them."""
    between: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for source, target, case in cases:
        if source in things and target in things:
            between[source, target].add(case)
    graph: nx.DiGraph[str] = nx.DiGraph()
    for (source, target), joined in sorted(between.items()):
        for id in (source, target):
            graph.add_node(id, kind=things[id].kind, **_free(things[id].props, "kind"))
        graph.add_edge(source, target, cases=tuple(sorted(joined)), weight=len(joined))
    return graph


def _free(props: Mapping[str, object], taken: str) -> dict[str, object]:
    return {name: value for name, value in props.items() if name != taken}
