"""What people judge: whether an article reports on a case that it may mean.

A judgement is a fact with evidence like any other, made by a person, and can be taken back. Each is an origin of its own, whose name says
what was judged: `judgement/accepted/ARTICLE/CASE`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from graph.errors import DataError
from graph.facts import Batch, Evidence, Loaded, Statement, facts_of
from graph.ontology import Document, Edge, Judged, Node, RankOf, ReportsOn
from graph.store import Store
from loaders.records import cite

ACCEPTED, REFUSED = "accepted", "refused"

REVIEW = Document(
    id="docketgraph-review",
    title="Judgements of the people who review this graph",
    publisher="docketgraph",
    published_on=None,
    url=None,
    notes="Stands behind what a person has judged; the evidence names the person and the day.",
)
"""The source of every judgement."""


def verdicts(origins: Iterable[str]) -> dict[str, dict[str, str]]:
    """What is judged now, by article and case, from the names of the origins of a store."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for origin in origins:
        parts = origin.split("/", 3)
        if parts[0] == "judgement" and len(parts) == 4:
            found[parts[2]][parts[3]] = parts[1]
    return dict(found)


def judge(store: Store, article: str, case: str, verdict: str, by: str, on: date) -> Loaded:
    """Record a person's judgement; one made before on the same is taken back.

    Args:
        store: where to.
        article: the article's id.
        case: the case's id.
        verdict: ACCEPTED where the article reports on the case, REFUSED where it does not.
        by: the person.
        on: the day.
    Raises:
        DataError: the graph has no such article or case, or nobody is named.
    """
    for kind, id in (("Article", article), ("Case", case)):
        if not store.has(kind, [id]):
            near = store.nearest(kind, id)
            raise DataError(f"the graph has no {kind.lower()} '{id}'", f"did you mean '{near}'?" if near else "docketgraph review lists them")
    if not by.strip():
        raise DataError("nobody is named who judges", "say who: --by NAME")
    edges: list[Node | Edge] = [Judged(source=article, target=case, verdict=verdict)]
    if verdict == ACCEPTED:
        edges.append(ReportsOn(source=article, target=case))
    evidence = Evidence(REVIEW.id, "review", note=f"judged by {by.strip()} on {on.isoformat()}")
    made = cite((fact for thing in edges for fact in facts_of(thing)), [evidence])
    return store.load(_batches({_origin(verdict, article, case): [*_source(), *made]}, article, case), "review")


def take_back(store: Store, article: str, case: str) -> Loaded:
    """Withdraw a judgement.

    Raises:
        DataError: there is none.
    """
    if case not in verdicts(store.origins()).get(article, {}):
        raise DataError(f"nothing is judged of {article} and {case}", "docketgraph review --all lists what is")
    return store.load(_batches({}, article, case), "review")


def _origin(verdict: str, article: str, case: str) -> str:
    return f"judgement/{verdict}/{article}/{case}"


def _batches(said: Mapping[str, Iterable[Statement]], article: str, case: str) -> Iterator[Batch]:
    for verdict in (ACCEPTED, REFUSED):
        origin = _origin(verdict, article, case)
        yield Batch(origin, said.get(origin, ()))


def _source() -> Iterator[Statement]:
    rank = RankOf(source=REVIEW.id, target="source_kind/curation")
    yield from cite([*facts_of(REVIEW), *facts_of(rank)], [Evidence(REVIEW.id)])
