"""The graph for network analysis: a networkx view of what a store shows."""

from __future__ import annotations

from collections.abc import Mapping

import networkx as nx

from graph.projection import Thing
from graph.store import Store


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


def _free(props: Mapping[str, object], taken: str) -> dict[str, object]:
    return {name: value for name, value in props.items() if name != taken}
