"""What a set of statements shows: the property graph on networkx, and all that is worked out from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from graph.control import PART_OF, RENAMED, Holding, Path, control_paths
from graph.copies import copies
from graph.disputes import Dispute, disputes
from graph.facts import Evidence, Fact, Statement, Voice, evidence_order, fact_order, in_order
from graph.ontology import ABSTRACT, OWNED_PARTS, SCHEME_OF, SCHEMES, kinds_of
from graph.projection import Held, Link, Thing, kind_of, project, searched_text, voice_of
from graph.standing import Docket, Effect, State, Stated, Turn, standings

Text = Mapping[float, Sequence[str]]
"""Words by which a thing is found, by their weight."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The graph after a load; it is never changed, so readers may keep it while the next one is made.

    Attributes:
        graph: nodes by id, in order of id, each with its `thing`; edges by (type, key), each with its `link`. The `ref` of
            things and links is the `Fact` itself.
        evidence: of each fact that holds, in the order in which it is handed out.
        states: of cases, claims and allegations, oldest first.
        paths: of control and stakes.
        texts: the words of everything, by id.
        disputes: the properties of each thing on which sources differ, by id.
    """

    graph: nx.MultiDiGraph[str]
    evidence: Mapping[Fact, Sequence[Evidence]]
    states: Mapping[str, Sequence[State]]
    paths: Sequence[Path]
    texts: Mapping[str, Text]
    disputes: Mapping[str, Sequence[Dispute]]

    def thing(self, id: str, kind: str) -> Thing | None:
        """A thing by its id, if it is of that kind, type of term or abstract kind."""
        return self[id] if id in self.graph and is_of(self[id], kind) else None

    def __getitem__(self, id: str) -> Thing:
        """A thing that is known to be there."""
        thing: Thing = self.graph.nodes[id]["thing"]
        return thing

    def things(self, kind: str | None = None) -> Iterator[Thing]:
        """Everything of a kind, type of term or abstract kind, or just everything, by id."""
        return (self[id] for id in self.graph if kind is None or is_of(self[id], kind))

    def links(self, id: str, type: str, *, forward: bool = True) -> list[Link]:
        """The edges of a type that begin at a thing (or end at it), by the id at the other end, then by key."""
        if id not in self.graph:
            return []
        around = self.graph.out_edges(id, data=True) if forward else self.graph.in_edges(id, data=True)
        found: list[Link] = [data["link"] for _, _, data in around if data["link"].type == type]
        return sorted(found, key=lambda link: (link.target if forward else link.source, link.key))

    def narrower(self, ids: Iterable[str], type: str) -> set[str]:
        """The ids themselves, and all from which edges of a type lead to one of them over any number of steps."""
        waiting, found = list(ids), set[str]()
        while waiting:
            if (id := waiting.pop()) not in found:
                found.add(id)
                waiting += [link.source for link in self.links(id, type, forward=False)]
        return found


def is_of(thing: Thing, kind: str) -> bool:
    """Whether a thing is of a kind, a type of term or an abstract kind. Terms are no members of `Node`."""
    if kind in SCHEME_OF:
        return thing.kind == "Concept" and thing.props["scheme"] == SCHEME_OF[kind]
    return thing.kind in kinds_of(kind) and (kind != "Node" or thing.kind != "Concept")


def type_of(thing: Thing) -> str:
    """The name of the concrete type under which a thing is handed out: its kind, of a term the type of its scheme."""
    return SCHEMES.get(str(thing.props["scheme"]), "Concept") if thing.kind == "Concept" else thing.kind


# ---------------------------------------------------------------------------------------------------------------------
# From statements


def show(statements: Iterable[Statement]) -> Shown:
    """The graph that these statements show, whatever their order and however often each is made."""
    stated: defaultdict[Fact, set[Evidence]] = defaultdict(set)
    for fact, evidence in statements:
        stated[fact].add(evidence)
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(stated, key=fact_order):
        facts[fact.subject].append(fact)
    told = copies(*_signatures(stated))
    sources = {evidence.source for given in stated.values() for evidence in given}
    voices = {source: voice_of(source, facts.get(source, ()), told) for source in sources}
    held = _held(facts, stated, voices)
    things, links = _projected(held)
    articles = {thing.id for thing in things if thing.kind == "Article"}
    links += [Link("COPY_OF", id, of, "", None, {}) for id, of in told.items() if {id, of} <= articles]
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for thing in things:
        graph.add_node(thing.id, thing=thing)
    for link in links:
        graph.add_edge(link.source, link.target, key=(link.type, link.key), link=link)
    evidence_of = {fact: sorted(given, key=lambda piece: _piece_order(piece, voices)) for fact, given in stated.items()}
    shown = Shown(graph, evidence_of, states={}, paths=control_paths(_holdings(things, links)), texts={},
                  disputes={thing.id: [*disputes(thing.kind, held[thing.id])] for thing in things})  # fmt: skip
    return replace(shown, states=_states(shown), texts=_texts(shown, held))


def _piece_order(piece: Evidence, voices: Mapping[str, Voice]) -> tuple[Any, ...]:
    """By the rank of the source, then its day (none comes last), then the source, the place, and the rest."""
    voice = voices[piece.source]
    return (
        voice.rank,
        not voice.published_on,
        voice.published_on,
        piece.source,
        in_order(piece.start),
        evidence_order(piece),
    )


def _signatures(stated: Iterable[Fact]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """The signatures of articles, and the latest day that anybody states for each."""
    signatures: defaultdict[str, list[str]] = defaultdict(list)
    published: dict[str, str] = {}
    for fact in stated:
        if fact.predicate == "signature":
            signatures[fact.subject].append(str(fact.value))
        elif fact.predicate == "published_on":
            published[fact.subject] = max(published.get(fact.subject, ""), str(fact.value))
    return dict(signatures), published


def _held(
    facts: Mapping[str, Sequence[Fact]], stated: Mapping[Fact, Iterable[Evidence]], voices: Mapping[str, Voice]
) -> dict[str, list[Held]]:
    speakers = {fact: [voices[source] for source in sorted({e.source for e in given})] for fact, given in stated.items()}
    kinds = {subject: kind_of(Held(fact, fact, speakers[fact]) for fact in about) for subject, about in facts.items()}
    return {
        subject: [Held(fact, fact, speakers[fact], kinds.get(fact.object) if fact.object else None) for fact in about]
        for subject, about in facts.items()
    }


def _projected(held: Mapping[str, Sequence[Held]]) -> tuple[list[Thing], list[Link]]:
    things: list[Thing] = []
    links: list[Link] = []
    for subject, about in held.items():
        if made := project(subject, about):
            things.append(made[0])
            links += made[1]
    return things, links


def _holdings(things: Iterable[Thing], links: Iterable[Link]) -> Iterator[Holding]:
    bodies = {thing.id for thing in things if thing.kind in ABSTRACT["Body"]}
    for link in links:
        props: dict[str, Any] = link.props
        if link.type == "OWNS" and "status" not in props:
            yield Holding(link.source, link.target, props.get("kind") or "", props.get("since"), props.get("until"),
                          props.get("share"), link.ref)  # fmt: skip
        elif link.type == "PART_OF" and link.source in bodies:
            yield Holding(link.target, link.source, PART_OF, ref=link.ref)
        elif link.type == "SUCCEEDED_BY" and props["kind"] == RENAMED:
            yield Holding(link.source, link.target, RENAMED, props.get("since"), ref=link.ref)


def _states(shown: Shown) -> dict[str, list[State]]:
    """The states of every case and its parts; a part of several cases goes by the first of them, by id.

    A state whose term is not in the graph is none that could be told.
    """
    states: dict[str, list[State]] = {}
    for case in shown.things("Case"):
        docket = Docket(
            case.id,
            _text(case, "filed_on"),
            case.refs.get("filed_on"),
            [_turn(shown, link.target) for link in shown.links(case.id, "HAS_EVENT")],
            [Stated(_term(link), _text(link, "on"), link.ref) for link in shown.links(case.id, "STATED_STATUS")],
            [link.target for type in ("CLAIMS", "ALLEGES") for link in shown.links(case.id, type)],
        )
        for id, passed in standings(docket).items():
            scheme = "status" if id == case.id else "standing"
            known = [state for state in passed if shown.thing(f"{scheme}/{state.state}", SCHEMES[scheme])]
            states.setdefault(id, known)
    return states


def _turn(shown: Shown, id: str) -> Turn:
    kind = next((_term(link) for link in shown.links(id, "EVENT_KIND")), None)
    effects = [
        Effect(link.target, _text(link, "outcome"), _text(link, "case_status"), _text(link, "standing"))
        for link in shown.links(id, "AFFECTS")
    ]
    return Turn(id, kind, _text(shown[id], "on"), effects, shown[id].ref)


def _term(link: Link) -> str:
    return link.target.partition("/")[2]


def _text(of: Thing | Link, prop: str) -> str | None:
    value = of.props.get(prop)
    return None if value is None else str(value)


PARTS_OF_CASE = (*((type, True) for type in OWNED_PARTS), ("RESPONDS_TO", False))
"""The edges, and whether they begin at the case, to what a case is found by beside its own words."""


def _texts(shown: Shown, held: Mapping[str, Sequence[Held]]) -> dict[str, Text]:
    """The words of each thing; of a case also those of its parts."""
    own: dict[str, Text] = {thing.id: searched_text(thing.kind, held[thing.id]) for thing in shown.things()}
    texts = dict(own)
    for case in shown.things("Case"):
        around = [link for type, forward in PARTS_OF_CASE for link in shown.links(case.id, type, forward=forward)]
        together: defaultdict[float, list[str]] = defaultdict(list)
        for id in (case.id, *(link.target if link.source == case.id else link.source for link in around)):
            for weight, found in own[id].items():
                together[weight] += found
        texts[case.id] = dict(together)
    return texts
