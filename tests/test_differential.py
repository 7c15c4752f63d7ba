"""Generated questions about generated graphs: every store answers as the reference does.

DOCKETGRAPH_DEEP=1 tries far more of them, and others each time.
"""

from __future__ import annotations

import json
import os
from typing import Any

import pytest
from generated_graphs import SEEDS, Chooser, Graph, graph, shown
from generated_queries import Question, question
from hypothesis import Phase, given, settings
from smallest import smallest, written

from graph.store import Store, open_store

DEEP = bool(os.environ.get("DOCKETGRAPH_DEEP"))
ASKED = 10
"""Questions about each graph."""

OTHERS = ["sqlite://"]
"""Stores that are compared with the reference."""


def kept(store: Store) -> Any:
    """All that a store keeps, whatever is asked."""
    return [*shown(store), *store.log(), *store.counts().items()]


def answer(store: Store, asked: Question) -> str:
    """An answer as text that tells 1 from 1.0 and true, and the order of keys."""
    return json.dumps(json.loads(store.select(asked.query, asked.bindings)), ensure_ascii=False, indent=1)


def compared(url: str, graph: Graph, asked: Question | None) -> tuple[Any, Any]:
    """What a store and the reference make of a graph: what each load did and all that is kept, or an answer."""
    found: list[Any] = []
    for each in (url, "memory:"):
        with open_store(each) as store:
            loaded = [store.load(batches) for batches in graph.loads]
            found.append(answer(store, asked) if asked else [*loaded, *kept(store)])
    return found[0], found[1]


def failure(url: str, graph: Graph, asked: Question | None) -> str:
    """How a store fails: by another answer than the reference, or by an error. Empty where it does not."""
    try:
        other, reference = compared(url, graph, asked)
    except Exception as error:
        return repr(error)
    return "another answer" if other != reference else ""


def report(url: str, graph: Graph, asked: Question | None) -> str:
    """The smallest example of a failure, and both answers."""
    failed = failure(url, graph, asked)
    graph, asked = smallest(graph, asked, lambda graph, asked: failure(url, graph, asked) == failed)
    lines = ["", failed, repr(graph), written(asked) if asked else "after the loads"]
    if failed == "another answer":
        other, reference = compared(url, graph, asked)
        if not asked:
            other, reference = (
                [each for each in one if each not in two] for one, two in ((other, reference), (reference, other))
            )
        lines += [f"reference: {reference}", f"{url}: {other}"]
    return "\n".join(lines)


@pytest.mark.parametrize("url", OTHERS)
@settings(max_examples=5000 if DEEP else 100, derandomize=not DEEP, phases=[Phase.explicit, Phase.generate])
@given(seed=SEEDS)
def test_stores_answer_as_the_reference_does(url: str, seed: int) -> None:
    made = graph(Chooser(seed))
    asked = [question(seed + number) for number in range(ASKED)]
    try:
        with open_store("memory:") as reference, open_store(url) as other:
            made.into(reference), made.into(other)
            same = kept(other) == kept(reference) and all(answer(other, each) == answer(reference, each) for each in asked)
    except Exception:
        same = False
    if not same:
        for each in (None, *asked):
            assert not failure(url, made, each), report(url, made, each)
        raise AssertionError("they differ only while several questions are asked")
