"""Questions about connections: their root fields, and how each becomes a query value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from api.graphql.bindings import Asked, Check, anything, first_day, ids_of
from api.graphql.errors import BAD_ARGUMENT, refusal
from api.graphql.examples import root_field
from api.graphql.meanings import Argument, Field, Root
from graph.labels import DRAWN
from graph.ontology import EDGES
from graph.query import DEEPEST, LONGEST_PATH, Around, Connect, FindMany, Select, Shape, Value, Walk

DEPTH, LIMIT, MOST_DRAWN = 2, 150, 500
"""How many rings, and how many things, a neighbourhood has where nothing is said; and how many things at most."""

LENGTH, PATHS = 6, 3
"""How long paths are, and how many there are, where nothing is said."""

EDGE_TYPES: dict[str, tuple[str, str]] = {name: (name, EDGES[name].doc) for name in DRAWN}
"""The types of edges between things, as the values of an enum."""

_WALK = (
    Argument(
        "asOf", "Date", "A day such as 2025-01-21: of dated edges, only those in force on it; without it, all there are."
    ),
    Argument(
        "kinds",
        "[Kind!]",
        "Only things of these kinds, beside those that are asked about. Without it all but sources; and it leads on from all but courts, "
        "since a court in common connects nothing.",
    ),
    Argument(
        "types", "[EdgeType!]", "Only edges of these types; without it, all. Edges to terms are none: terms join everything."
    ),
)


def walk_roots() -> Iterator[Field]:
    """The root fields."""
    yield root_field(
        "nodes",
        "[Node]!",
        "Things of any kind by their ids, in the order of the ids. An id that nothing has gives null, and an error that names the nearest.",
        Root("many", "Node"),
        Argument("ids", "[ID!]!", "Their ids."),
    )
    yield root_field(
        "neighbourhood",
        "Neighbourhood",
        "What surrounds a thing, to be drawn: ring by ring, and in each ring what has the most edges first, then by id, up to `limit` "
        "things. The next ring surrounds what is shown. What is not shown is counted around the thing that it hangs on.",
        Root("around", "Neighbourhood"),
        Argument("id", "ID!", "The id of the thing in the middle."),
        Argument("depth", "Int", f"How many edges away from it at most, from 0 to {DEEPEST}.", DEPTH),
        Argument("limit", "Int", f"How many things at most, from 1 to {MOST_DRAWN}.", LIMIT),
        *_WALK,
    )
    yield root_field(
        "paths",
        "[Path!]!",
        "How two things are connected, along edges in either direction: the shortest paths first; of one length, those over parties before "
        "those over suits, then by the ids along them. They do not lead through what has more than a thousand edges.",
        Root("paths", "Path"),
        Argument("from", "ID!", "The id of the thing where paths begin."),
        Argument("to", "ID!", "The id of the thing where they end."),
        Argument("maxLength", "Int", f"How many steps at most, from 0 to {LONGEST_PATH}.", LENGTH),
        Argument("first", "Int", "How many at most, from 0 on.", PATHS),
        *_WALK,
    )


Bind = Callable[[str, Check], Value]
"""Makes a `Var` of an argument."""

Shaping = Callable[[], Shape]
"""Makes the shape that is wanted. It is asked after the ids are bound: what is missing is told of the first that was bound."""


def many_query(bind: Bind, shape: Shaping) -> FindMany:
    """Things by their ids."""
    ids = bind("ids", _not_too_many)
    return FindMany(Select("Node", shape=shape()), ids)


def around_query(bind: Bind, shape: Shaping, thing: Check) -> Around:
    """What surrounds a thing; `thing` checks its id."""
    id = bind("id", thing)
    depth, limit = bind("depth", between(0, DEEPEST, DEPTH)), bind("limit", between(1, MOST_DRAWN, LIMIT))
    return Around(id, depth, limit, _walk(bind), shape())


def connect_query(bind: Bind, first: Value, shape: Shape) -> Connect:
    """How two things are connected."""
    source, target = bind("from", ids_of("Node")), bind("to", ids_of("Node"))
    return Connect(source, target, bind("maxLength", between(0, LONGEST_PATH, LENGTH)), first, _walk(bind), shape)


def _walk(bind: Bind) -> Walk:
    return Walk(bind("kinds", anything), bind("types", anything), bind("asOf", first_day))


def between(least: int, most: int, default: int) -> Check:
    """A number within bounds."""

    def check(value: Any, path: str, asked: Asked) -> Any:
        if value is None:
            return default
        if not least <= value <= most:
            raise refusal(
                BAD_ARGUMENT, f"{value} is too {'small' if value < least else 'large'}", f"ask for {least} to {most}", path
            )
        return value

    return check


def _not_too_many(value: Any, path: str, asked: Asked) -> Any:
    if len(value) > asked.max_first:
        hint = f"ask for {asked.max_first} at most, in several requests"
        raise refusal(BAD_ARGUMENT, f"{len(value)} ids are too many", hint, path)
    return value
