"""From statements to the property graph: what is shown of each thing, worked out from the facts that hold.

Pure functions, shared by every store: a store finds the facts and keeps what comes out. What comes out depends on the facts
and their sources alone, never on the order of loading.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from graph.facts import KIND, Fact, Voice, choose
from graph.ontology import EDGES, KINDS, Arity, EdgeKind, Prop, Scalar, kinds_of
from graph.terms import terms

PropValue = Scalar | tuple[Scalar, ...] | None


class Held(NamedTuple):
    """A fact that holds: `ref` is the store's own name for it, `voices` those who state it, `target_kind` its object's kind.

    `target_kind` is None where the fact has no object, or where the object is no node (yet).
    """

    ref: Any
    fact: Fact
    voices: Sequence[Voice]
    target_kind: str | None = None


@dataclass(frozen=True, slots=True)
class Thing:
    """A node as it is shown.

    `ref` names the fact that it exists; `props` holds what is served, empty values left out; `refs` names the fact behind each
    property that has one value.
    """

    id: str
    kind: str
    ref: Any
    props: dict[str, PropValue]
    refs: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Link:
    """An edge as it is shown. `ref` names the fact that states it; None for a derived one."""

    type: str
    source: str
    target: str
    key: str
    ref: Any
    props: dict[str, PropValue]


UNRANKED = max(term.rank or 0 for term in terms("source_kind").values()) + 1
"""The rank of a source whose kind nobody states: behind all that have one."""


def voice_of(source: str, facts: Iterable[Fact], copies: Mapping[str, str]) -> Voice:
    """A source as the rule that chooses sees it, from the facts about it.

    The strongest kind and the latest day that anybody states count, so that the voice does not hang on a choice that
    would itself hang on voices.

    Args:
        source: the source's id.
        facts: those about it that hold.
        copies: the telling that stands for each copy of a story.
    """
    ranks, days = [UNRANKED], [""]
    for fact in facts:
        if fact.predicate == "RANK" and fact.object:
            term = terms("source_kind").get(fact.object.partition("/")[2])
            ranks.append((term.rank if term else None) or UNRANKED)
        elif fact.predicate == "published_on":
            days.append(str(fact.value))
    return Voice(min(ranks), copies.get(source, source), max(days))


def kind_of(held: Iterable[Held]) -> str | None:
    """The kind of a thing by the facts about it; None where no source says that it exists."""
    stated = [each for each in held if each.fact.predicate == KIND and each.fact.value in KINDS]
    return str(stated[_chosen(stated)].fact.value) if stated else None


def project(subject: str, held: Sequence[Held]) -> tuple[Thing, list[Link]] | None:
    """What is shown of a thing, and the edges that begin at it.

    Args:
        subject: its id.
        held: all facts about it that hold.
    Returns:
        The node and its edges: of a property with one value, the one that the rule chooses; edges whose other end is no
        node of a kind that the edge may lead to are left out. None where nothing says that the thing exists.
    """
    by_predicate: dict[str, list[Held]] = {}
    for each in held:
        by_predicate.setdefault(each.fact.predicate, []).append(each)
    stated = [each for each in by_predicate.get(KIND, ()) if each.fact.value in KINDS]
    if not stated:
        return None
    exists = stated[_chosen(stated)]
    kind = str(exists.fact.value)
    refs: dict[str, Any] = {}
    props = REQUIRED[kind] | _values(SERVED[kind], by_predicate, "", refs)
    thing = Thing(subject, kind, exists.ref, props, refs)
    return thing, [link for name in by_predicate if name in EDGES for link in _links(EDGES[name], kind, subject, by_predicate)]


def _links(edge: EdgeKind, kind: str, subject: str, by_predicate: Mapping[str, list[Held]]) -> Iterator[Link]:
    allowed = ENDS[edge.name].get(kind, frozenset())
    stated = [each for each in by_predicate[edge.name] if each.target_kind in allowed and not edge.derived]
    if len(stated) > 1 and edge.forward and edge.forward.arity is Arity.ONE:
        stated = [stated[_chosen(stated)]]
    props = SERVED_ON_EDGE[edge.name]
    of_edge: dict[tuple[str | None, str], dict[str, list[Held]]] = {}
    for prop in props:
        name = f"{edge.name}.{prop.name}"
        for each in by_predicate.get(name, ()):
            of_edge.setdefault((each.fact.object, each.fact.key), {}).setdefault(name, []).append(each)
    for each in stated:
        target, key = each.fact.object, each.fact.key
        assert target is not None
        values = _values(props, of_edge.get((target, key), {}), f"{edge.name}.", {}) if props else {}
        yield Link(edge.name, subject, target, key, each.ref, values | key_values(edge, key))


def key_values(edge: EdgeKind, key: str) -> dict[str, PropValue]:
    """The properties that an edge's key holds."""
    parts = key.split("|") if edge.key else ()
    return {name: part for name, part in zip(edge.key, parts, strict=True) if part or edge.props[name].required}


def _values(
    props: Sequence[Prop], by_predicate: Mapping[str, list[Held]], prefix: str, refs: dict[str, Any]
) -> dict[str, PropValue]:
    found: dict[str, PropValue] = {}
    for prop in props:
        stated = by_predicate.get(prefix + prop.name)
        if not stated:
            continue
        if prop.many:
            found[prop.name] = tuple(sorted({each.fact.value for each in stated if each.fact.value is not None}))
        else:
            shown = stated[_chosen(stated)]
            found[prop.name], refs[prop.name] = shown.fact.value, shown.ref
    return found


def chosen(held: Sequence[Held]) -> Held:
    """The fact that is shown, of several on one property."""
    return held[_chosen(held)]


def _chosen(held: Sequence[Held]) -> int:
    return choose([(each.fact, each.voices) for each in held])[0] if len(held) > 1 else 0


SERVED: dict[str, tuple[Prop, ...]] = {
    name: tuple(prop for prop in kind.props.values() if prop.served) for name, kind in KINDS.items()
}
"""The properties that are shown of each kind. The rest (the text of an article) stays in the log and the text index."""

SERVED_ON_EDGE: dict[str, tuple[Prop, ...]] = {
    name: tuple(prop for prop in edge.props.values() if prop.served and prop.name not in edge.key)
    for name, edge in EDGES.items()
}

REQUIRED: dict[str, dict[str, PropValue]] = {
    name: {made.name: str(made.default) for made in dataclasses.fields(kind.cls)
           if made.name in kind.props and kind.props[made.name].required and not kind.props[made.name].many}
    for name, kind in KINDS.items()
}  # fmt: skip
"""The properties (texts, all of them) that a kind cannot be without, with what stands where nobody states one."""

ENDS: dict[str, dict[str, frozenset[str]]] = {}
"""By type of edge and kind of source, the kinds that it may lead to."""
for _edge in EDGES.values():
    _of: dict[str, set[str]] = {}
    for _from, _to in _edge.ends:
        for _kind in kinds_of(_from):
            _of.setdefault(_kind, set()).update(kinds_of(_to))
    ENDS[_edge.name] = {_kind: frozenset(_targets) for _kind, _targets in _of.items()}


def searched_text(kind: str, held: Iterable[Held]) -> dict[float, list[str]]:
    """The words by which a thing is found, by weight: every stated value of its searched properties, in order of text.

    Values that are not chosen are searched too: somebody may look for a thing by the name that another source gives.
    """
    found: dict[float, set[str]] = {}
    weights = SEARCHED[kind]
    for each in held:
        weight = weights.get(each.fact.predicate)
        if weight:
            found.setdefault(weight, set()).add(str(each.fact.value))
    return {weight: sorted(texts) for weight, texts in found.items()}


SEARCHED: dict[str, dict[str, float]] = {
    name: {prop.name: prop.search for prop in kind.props.values() if prop.search} for name, kind in KINDS.items()
}
"""By kind, the weight of each property in full-text search."""
