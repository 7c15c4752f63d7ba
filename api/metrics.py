"""What a server did, for Prometheus: how operations were answered, in what time, at what price, and what was not asked again.

One process keeps its figures in memory. Several (`serve --workers`) keep them in files of one folder, so that whichever is asked tells
of all. No text of a query and no address of a client is among them.
"""

from __future__ import annotations

import os

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from api.graphql.execute import Answer
from api.settings import METRICS_FOLDER

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

SECONDS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
"""Where the times of answers are parted."""


class Metrics:
    """The figures of one application."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.operations = Counter(
            "docketgraph_operations",
            "Operations, by who ran them (compiled: one statement a root field; graphql-core: those that ask of the schema; "
            "none: those that were refused) and by the code of their first error, OK where there is none.",
            ("way", "code"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "docketgraph_operation_seconds",
            "From the query that was read to its answer, before it is sent.",
            buckets=SECONDS,
            registry=self.registry,
        )
        self.rows = Counter("docketgraph_rows", "Objects in all answers.", registry=self.registry)
        self.events = Counter("docketgraph_events", "Events told to subscriptions.", registry=self.registry)
        self.unchanged = Counter(
            "docketgraph_unchanged", "Requests whose client had the answer already (304).", registry=self.registry
        )

    def answered(self, answer: Answer, seconds: float) -> None:
        """Count an operation that came to an answer in that time."""
        way = "none" if answer.actual is None else "graphql-core" if answer.by_core else "compiled"
        code = str((answer.errors[0].extensions or {}).get("code")) if answer.errors else "OK"
        self.operations.labels(way, code).inc()
        self.seconds.observe(seconds)
        self.rows.inc(answer.actual or 0)

    def refused(self, code: str) -> None:
        """Count a request that was refused before it was an operation, or for want of room."""
        self.operations.labels("none", code).inc()

    def text(self) -> bytes:
        """All figures in the text format of Prometheus."""
        registry = self.registry
        if METRICS_FOLDER in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry)
