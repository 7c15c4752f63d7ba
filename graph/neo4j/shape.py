"""What is kept of each thing, edge, state, path of control and document, as properties with native values (`layout.py` tells the shape)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from graph.control import ALWAYS, NEVER, Path
from graph.dates import PartialDate, first_day
from graph.errors import DataError
from graph.facts import Voice
from graph.neo4j.layout import WEIGHTS, is_date, labels, stems_name, text_name, texts_name
from graph.ontology import ABSTRACT, EDGES, KINDS, Prop
from graph.projection import Link, Thing
from graph.standing import State
from graph.words import words

Properties = dict[str, Any]
"""Names and native values, none of them None."""


def labels_of(thing: Thing) -> tuple[str, ...]:
    """The labels of a thing."""
    return labels(thing.kind, str(thing.props.get("scheme")))


def node_properties(thing: Thing, voice: Voice | None = None) -> Properties:
    """What is kept on the node of a thing.

    Args:
        thing: what is shown of it, its `ref` the id of a fact.
        voice: how it counts as a source, where facts say so.
    """
    made: Properties = {"id": thing.id, "_fact": thing.ref, **_native(KINDS[thing.kind].props, thing.props)}
    if voice is not None and thing.kind in ABSTRACT["Source"]:
        made |= {"_rank": voice.rank, "_day": voice.published_on}
    return made


def link_properties(link: Link) -> Properties:
    """What is kept on the relationship of an edge, its `ref` the id of a fact."""
    made: Properties = {"_key": link.key, **_native(EDGES[link.type].props, link.props)}
    if link.ref is not None:
        made["_fact"] = link.ref
    return made


def state_properties(place: int, state: State) -> Properties:
    """What is kept on the relationship from a case, a claim or an allegation to the term of a state."""
    made: Properties = {"place": place, "day": date.fromisoformat(state.day)}
    if state.on is not None:
        made |= _dated("on", state.on)
    if state.event is not None:
        made["_event"] = state.event
    if state.ref is not None:
        made["_fact"] = state.ref
    return made


def path_properties(path: Path) -> Properties:
    """What is kept on the relationship from an owner to what it controls, or holds a stake in."""
    made: Properties = {
        "rank": path.rank,
        "stake": path.stake,
        "depth": len(path.steps),
        "via": path.via,
        "closeness": path.closeness,
        "owners": [step.owner for step in path.steps],
        "owned": [step.owned for step in path.steps],
        "kinds": [step.kind for step in path.steps],
        "shares": [math.nan if step.share is None else float(step.share) for step in path.steps],
        "sinces": [step.since or "" for step in path.steps],
        "untils": [step.until or "" for step in path.steps],
        "_facts": [step.ref or "" for step in path.steps],
    }
    if path.share is not None:
        made["share"] = float(path.share)
    if path.since != ALWAYS:
        made["since"] = date.fromisoformat(path.since)
    if path.until != NEVER:
        made["until"] = date.fromisoformat(path.until)
    return made


def words_properties(id: str, kind: str, texts: Mapping[float, Sequence[str]]) -> Properties | None:
    """What is kept of a document of full-text search; None where there are no words.

    Args:
        id: of the thing.
        kind: of the thing.
        texts: its texts by weight.
    """
    made: Properties = {"id": id, "kind": kind}
    size = 0
    for weight in WEIGHTS:
        if found := texts.get(float(weight)):
            stems = [word.stem for text in found for word in words(text)]
            made[texts_name(weight)] = list(found)
            made[stems_name(weight)] = " ".join(stems)
            size += len(stems)
    if len(made) == 2:
        return None
    made["size"] = size
    return made


def _native(props: Mapping[str, Prop], values: Mapping[str, Any]) -> Properties:
    made: Properties = {}
    for name, value in values.items():
        if value is None or value == ():
            continue
        prop = props[name]
        if is_date(prop):
            made |= _dated(name, str(value))
        elif prop.many:
            made[name] = [str(each) if isinstance(each, PartialDate) else each for each in value]
        else:
            made[name] = value
    return made


def _dated(name: str, text: str) -> Properties:
    """A date, and the text of one that is known to the month or the year only."""
    day = first_day(text)
    try:
        made: Properties = {name: date.fromisoformat(day)}
    except ValueError as error:
        raise DataError(f"'{text}' is no date", "write 2025-01-21, '2025-01' or '2025'") from error
    if day != text:
        made[text_name(name)] = text
    return made


def dated_text(properties: Mapping[str, Any], name: str) -> str | None:
    """A date as it is stated, from the properties that keep it."""
    day = properties.get(name)
    return properties.get(text_name(name)) or (None if day is None else str(day))


def shown_properties(props: Iterable[Prop], properties: Mapping[str, Any]) -> dict[str, Any]:
    """The properties as they are shown, from those that are kept: dates as their texts, many values as tuples."""
    made: dict[str, Any] = {}
    for prop in props:
        value: Any
        if is_date(prop):
            value = dated_text(properties, prop.name)
        elif prop.many:
            value = tuple(properties[prop.name]) if prop.name in properties else None
        else:
            value = properties.get(prop.name)
        if value is not None:
            made[prop.name] = value
    return made
