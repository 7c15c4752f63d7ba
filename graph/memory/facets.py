"""Counts of cases by facets, by hand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from graph.facets import FACETS, OF_PARTS, OWNERS, Anchor
from graph.labels import NAMING
from graph.memory.conditions import Conditions
from graph.memory.records import CountRow, KeyRow
from graph.projection import Thing


class Facets:
    """Reads the facets of cases."""

    def __init__(self, conditions: Conditions) -> None:
        self.conditions = conditions
        self.shown = conditions.shown

    def counts(self, cases: Iterable[Thing], by: Sequence[str]) -> list[CountRow]:
        """How many cases have each combination of values, most first, then in the order of the values."""
        counted: Counter[tuple[KeyRow, ...]] = Counter()
        for case in {case.id: case for case in cases}.values():
            counted.update(set(self._keys(case, by)))
        rows = [CountRow(keys, count) for keys, count in counted.items()]
        return sorted(rows, key=lambda row: (-row.count, [key.value for key in row.keys]))

    def _keys(self, case: Thing, by: Sequence[str]) -> Iterator[tuple[KeyRow, ...]]:
        """Every combination of values that a case has; those of one part of it are combined with one another only."""
        self.conditions.in_time()
        together: defaultdict[Anchor, list[str]] = defaultdict(list)
        for facet in by:
            together[FACETS[facet].anchor].append(facet)
        choices: list[list[Mapping[str, KeyRow]]] = []
        for anchor, facets in together.items():
            owners = [case]
            if anchor in OWNERS:
                owners = [self.shown[link.target] for link in self.shown.links(case.id, OWNERS[anchor])]
            combined = [values for owner in owners for values in product(*(self._values(owner, facet) for facet in facets))]
            choices.append([dict(zip(facets, values, strict=True)) for values in combined])
        for chosen in product(*choices):
            found = {facet: key for part in chosen for facet, key in part.items()}
            yield tuple(found[facet] for facet in by)

    def _values(self, owner: Thing, facet: str) -> list[KeyRow]:
        """The values of a facet that a case, an allegation or a claim has."""
        if facet in OF_PARTS:
            edge, wider = OF_PARTS[facet]
            return self._all_above(facet, [link.target for link in self.shown.links(owner.id, edge)], wider)
        match facet:
            case "COURT":
                return self._all(facet, [link.target for link in self.shown.links(owner.id, "HEARD_IN")])
            case "DEFENDANT":
                roles = self.shown.narrower(["role/defendant"], "BROADER")
                named = [link for link in self.shown.links(owner.id, "PARTY") if f"role/{link.props['role']}" in roles]
                return self._all(facet, {link.target for link in named})
            case "STATUS":
                state = self.conditions.state(owner.id, None)
                return self._all_above(facet, [f"status/{state.state}"] if state else [], "BROADER")
            case "CLASS_ACTION":
                told = owner.props.get("class_action")
                return self._all_above(facet, [f"class_action/{told}"] if told is not None else [], "BROADER")
        prop = "country" if facet == "COUNTRY" else "filed_on"
        value = owner.props.get(prop)
        return [] if value is None else [KeyRow(facet, text := str(value)[: 4 if prop == "filed_on" else None], text)]

    def _all_above(self, facet: str, ids: Iterable[str], type: str) -> list[KeyRow]:
        """The values themselves and all above them."""
        waiting, found = [id for id in ids if id in self.shown.graph], set[str]()
        while waiting:
            if (id := waiting.pop()) not in found:
                found.add(id)
                waiting += [link.target for link in self.shown.links(id, type)]
        return self._all(facet, found)

    def _all(self, facet: str, ids: Iterable[str]) -> list[KeyRow]:
        return [KeyRow(facet, *_named(self.shown[id])) for id in ids]


def _named(thing: Thing) -> tuple[str, str]:
    """What a thing is called for programs and for people."""
    id = str(thing.props["term"]) if thing.kind == "Concept" else thing.id
    return id, next((str(thing.props[prop]) for prop in NAMING[thing.kind] if thing.props.get(prop)), id)
