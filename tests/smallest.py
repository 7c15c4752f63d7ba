"""The smallest graph and question on which two stores differ, and how to write them for people to look at."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

from generated_graphs import VOCABULARY, Graph
from generated_queries import Question

from graph.facts import Batch
from graph.query import Var

Fails = Callable[[Graph, Question | None], bool]


def smallest(graph: Graph, asked: Question | None, fails: Fails) -> tuple[Graph, Question | None]:
    """A graph and a question that still fail, and from which nothing can be taken."""
    graph = _smallest_graph(graph, lambda smaller: fails(smaller, asked))
    while asked is not None:
        for query in _smaller(asked.query):
            if fails(graph, made := Question(query, asked.bindings)):
                asked = made
                break
        else:
            break
    return _smallest_graph(graph, lambda smaller: fails(smaller, asked)), asked


def _smallest_graph(graph: Graph, fails: Callable[[Graph], bool]) -> Graph:
    """Without any load or statement that does not matter, taken away by halves."""
    for number in reversed(range(len(graph.loads))):
        without = Graph(graph.loads[:number] + graph.loads[number + 1 :])
        graph = without if fails(without) else graph
    size = max((len(batch.statements) for batches in graph.loads for batch in batches), default=0)
    while size:
        for load, batches in enumerate(graph.loads):
            for place in range(len(batches)):
                start = 0
                while start < len(found := graph.loads[load][place].statements) and batches[place] is not VOCABULARY:
                    without = _with(graph, load, place, found[:start] + found[start + size :])
                    if fails(without):
                        graph = without
                    else:
                        start += size
        size //= 2
    return graph


def _with(graph: Graph, load: int, place: int, statements: Any) -> Graph:
    loads = [list(batches) for batches in graph.loads]
    loads[load][place] = Batch(loads[load][place].origin, statements)
    return Graph(tuple(map(tuple, loads)))


def _smaller(value: Any) -> Iterator[Any]:
    """Values with one thing less: a want, a part, a condition, a key of the order."""
    if isinstance(value, tuple):
        for place, each in enumerate(value):
            if not any(isinstance(one, str) for one in value):
                yield value[:place] + value[place + 1 :]
            for less in _smaller(each):
                yield value[:place] + (less,) + value[place + 1 :]
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            if field.name in ("where", "on_edge") and inner is not None:
                yield dataclasses.replace(value, **{field.name: None})  # type: ignore[type-var]
            for part in (getattr(inner, "part", None), *getattr(inner, "parts", ())):
                if part is not None and field.name in ("where", "on_edge", "part"):
                    yield dataclasses.replace(value, **{field.name: part})  # type: ignore[type-var]
            for less in _smaller(inner):
                yield dataclasses.replace(value, **{field.name: less})  # type: ignore[type-var]


def written(asked: Question) -> str:
    """A question, defaults left out and bound values in their places."""
    return _written(asked.query, asked.bindings)


def _written(value: Any, bindings: dict[str, Any]) -> str:
    if isinstance(value, Var):
        return f"Var({bindings.get(value.name)!r})"
    if isinstance(value, tuple):
        return "(" + ", ".join(_written(each, bindings) for each in value) + ("," if len(value) == 1 else "") + ")"
    if not dataclasses.is_dataclass(value):
        return repr(value)
    made = []
    for field in dataclasses.fields(value):
        inner = getattr(value, field.name)
        default = field.default_factory() if callable(field.default_factory) else field.default
        if default is dataclasses.MISSING:
            made.append(_written(inner, bindings))
        elif inner != default:
            made.append(f"{field.name}={_written(inner, bindings)}")
    return f"{type(value).__name__}({', '.join(made)})"
