"""Subscriptions as data: their root fields, what an event holds, and how each becomes a query value that is asked again and again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from api.graphql.bindings import Asked, Check, anything, ids_of, thing
from api.graphql.errors import BAD_ARGUMENT, refusal
from api.graphql.examples import event_field
from api.graphql.meanings import Argument, Field, Part, Root
from graph.query import Condition, EdgeList, Follow, Reached, Select, Value
from graph.query import Part as QueryPart

EVENTS = {"NewCases": "Case", "Changed": "Change"}
"""The types of events, and what each tells of."""

DOCS = {
    "NewCases": "Suits that came to the graph, in the order in which they came.",
    "Changed": "Changes to what is followed, oldest first.",
}

MANY = 20
"""How many things one event tells of at most, where nothing is said."""

_AFTER = Argument(
    "after",
    "String",
    "Go on after this: the `cursor` of an event, or of `changes`. Nothing is missed and nothing is told twice. Without it, what comes "
    "from now on.",
)
_FIRST = Argument("first", "Int", "How many in one event at most, from 1 on; what is more comes in further events.", MANY)

_ROWS, _REACHED = "$rows", "$reached"
"""The names of what is asked beside what the client wants; no response name can be those."""

Bind = Callable[[str, Check], Value]
"""Makes a `Var` for an argument of the field at hand."""


def event_roots(case_where: str) -> Iterator[Field]:
    """The fields of the subscription."""
    at_once = "The first event comes at once, with the cursor to go on from; what came since `after` is in it."
    doc = (
        f"New suits as they are loaded. {at_once} A suit is told when it comes, where it meets `where` then; one that comes to meet it "
        "later is told by `changed`."
    )
    where = Argument("where", case_where, "What they must meet; without it, all.")
    yield event_field("newCases", "NewCases!", doc, Root("follow", "Case"), where, _AFTER, _FIRST)
    doc = f"What changes about some things: facts about them, and facts about others that lead to them. {at_once}"
    ids = Argument("ids", "[ID!]!", "The ids of the things. One that nothing has or had is an error that names the nearest.")
    yield event_field("changed", "Changed!", doc, Root("follow", "Change"), ids, _AFTER, _FIRST)


def fields_of_event(name: str) -> Iterator[Field]:
    """The fields of an event."""
    yield Field("cursor", "String!", "Give it as `after` to go on from here, also after a while and over another connection.", Part("reached"))
    what = "suits, each with all that is known of it now" if name == "NewCases" else "changes"
    yield Field("nodes", f"[{EVENTS[name]}!]!", f"The {what}; none in an event that only tells the cursor.", Part("nodes"))


def follow_query(kind: str, where: Condition | None, bind: Bind, parts: tuple[QueryPart, ...]) -> Follow:
    """The query of a subscription. Beside what is wanted of an event, it asks how many rows there are and how far it came."""
    ids = bind("ids", _followed) if kind == "Change" else None
    select = Select(kind, where=where, first=bind("first", _size), after=bind("after", anything))
    return Follow(select, (EdgeList(_ROWS, ()), Reached(_REACHED), *parts), ids=ids)


class Told(NamedTuple):
    """An answer to `follow_query`: how many rows it has, the cursor that it reached, and the JSON text of the event."""

    rows: int
    reached: str
    text: bytes


def told(text: bytes) -> Told:
    """An answer as it came from the store, taken apart.

    >>> told(b'{"$rows":[{},{}],"$reached":"5B","cursor":"5B"}')
    Told(rows=2, reached='5B', text=b'{"cursor":"5B"}')
    """
    rows, _, rest = text.partition(b"],")
    reached, _, wanted = rest.partition(b",")
    return Told(rows.count(b"{}"), reached.partition(b":")[2].strip(b'"').decode(), b"{" + wanted)


def _size(value: Any, path: str, asked: Asked) -> int:
    """How many rows an event has at most."""
    if value is None:
        return min(MANY, asked.max_first)
    if not 1 <= value <= asked.max_first:
        what = f"{value} is too {'small' if value < 1 else 'large'}"
        raise refusal(BAD_ARGUMENT, what, f"ask for 1 to {asked.max_first} at once; what is more comes in further events", path)
    return int(value)


def _followed(value: Any, path: str, asked: Asked) -> Any:
    """Ids that may be followed: of things that are there, or were."""
    if len(value) > asked.max_first:
        raise refusal(BAD_ARGUMENT, f"{len(value)} ids are too many", f"follow {asked.max_first} at most at once", path)
    for id in value:
        thing(id, path, asked)
    gone = [id for id in value if id not in asked.store.has("Node", value)]
    there = {said.fact.subject for said in asked.store.log(gone)} if gone else set()
    ids_of("Node")(tuple(id for id in value if id not in there), path, asked)
    return value
