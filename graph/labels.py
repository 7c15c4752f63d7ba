"""What is written on things and edges where they are drawn: rules over the ontology, which every store follows."""

from __future__ import annotations

from graph.ontology import EDGES, KINDS, Arity, EdgeKind, kinds_of

NAMES = ("short_name", "name", "title", "label", "citation")
"""The properties that name things."""

NAMING: dict[str, tuple[str, ...]] = {
    name: tuple(prop for prop in NAMES if prop in kind.props)
    for name, kind in KINDS.items()
}
"""The properties that name a thing of each kind, the first that has a value counts."""

MADE_OF: dict[str, tuple[str, ...]] = {
    name: tuple(
        edge.name
        for edge in EDGES.values()
        if edge.scheme
        and edge.forward
        and edge.forward.arity is Arity.ONE
        and any(name in kinds_of(of) for of, _ in edge.ends)
    )
    for name, named in NAMING.items()
    if not named
}
"""The edges to the terms that stand for a thing without a name: an allegation is its act and its kind of data."""

BETWEEN = ", "
"""What stands between several terms."""

DRAWN: tuple[str, ...] = tuple(
    name for name, edge in EDGES.items() if not any("Concept" in (of, to) for of, to in edge.ends)
)
"""The types of edges between things."""


def telling_prop(edge: EdgeKind) -> str | None:
    """The property of an edge that says what it is: the role of a party, the kind of a holding. Its value is a term."""
    return next((prop.name for prop in edge.props.values() if prop.scheme), None)


def in_words(name: str) -> str:
    """A term or a type of edge in words.

    >>> in_words("named_plaintiff")
    'named plaintiff'
    """
    return name.replace("_", " ")
