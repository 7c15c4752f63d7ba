"""The schema, and how it answers: strawberry's types and views, our own execution.

`python -m api.graphql.schema` rewrites `api/schema.graphql`; a test compares the two.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import strawberry
from strawberry.exceptions import MissingQueryError
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema import StreamResult
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from api.graphql.bindings import Asked, Terms
from api.graphql.execute import Answer, Executor
from api.graphql.operations import Operations
from api.graphql.rows import read_rows
from api.graphql.scalars import SCALARS
from api.graphql.types import CONCRETE, QUERY
from api.settings import Settings
from graph.ontology import SCHEMES
from graph.store import Store
from graph.terms import terms as terms_of

PRINTED = Path(__file__).parent.parent / "schema.graphql"
"""Where the printed schema is committed."""


class Schema(strawberry.Schema):
    """The schema over a store.

    `execute` replaces strawberry's: operations are compiled to query values, answered off the event loop. There are only
    queries, no extensions, no permissions and no middleware, so nothing of strawberry's own execution is left out. May be
    used from several threads at once.
    """

    def __init__(self, store: Store, settings: Settings | None = None, terms: Terms | None = None) -> None:
        """Make the types and the caches.

        Args:
            store: the graph that is asked.
            settings: limits and sizes of caches.
            terms: the terms of each scheme; by default the graph's vocabulary.
        """
        super().__init__(QUERY, types=CONCRETE, config=StrawberryConfig(scalar_map=SCALARS))
        self.settings = settings or Settings()
        read_rows(self._schema)
        self.operations = Operations(self._schema, self.settings)
        known = {scheme: terms_of(scheme) for scheme in SCHEMES} if terms is None else terms
        self.executor = Executor(self._schema, self.operations, Asked(store, known, self.settings.max_first), self.settings)
        self.pool = ThreadPoolExecutor(self.settings.threads, thread_name_prefix="ask")

    def answer(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        *,
        explain: bool = False,
    ) -> Answer:
        """Answer a query in this thread. Nothing is raised: what is wrong is among the answer's errors.

        Args:
            text: the document.
            variables: their values as they came.
            operation_name: which of its operations, where it has several.
            explain: tell what it costs and how it would be answered, and run nothing.
        """
        return self.executor.ask(text, variables, operation_name, explain=explain)

    def ask(self, text: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None) -> bytes:
        """The JSON text of the answer to a query: `{"data": …, "errors": […]}`."""
        return self.answer(text, variables, operation_name).json()

    async def answer_beside(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        *,
        explain: bool = False,
    ) -> Answer:
        """`answer`, off the event loop."""
        ask = partial(self.answer, text, variables, operation_name, explain=explain)
        return await asyncio.get_running_loop().run_in_executor(self.pool, ask)

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Answer a query off the event loop.

        Raises:
            MissingQueryError: there is no text.
        """
        if not query:
            raise MissingQueryError
        return _result(await self.answer_beside(query, variable_values, operation_name))

    def execute_sync(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Answer a query in this thread.

        Raises:
            MissingQueryError: there is no text.
        """
        if not query:
            raise MissingQueryError
        return _result(self.answer(query, variable_values, operation_name))

    async def stream(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any | None = None,
        root_value: Any | None = None,
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
    ) -> StreamResult:
        """Answer a query that came over a stream: its one answer, by the same road and within the same limits."""

        async def once() -> StreamResult:
            yield await self.execute(query, variable_values, operation_name=operation_name)

        return once()

    def close(self) -> None:
        """Let the threads go that answer off the event loop. The store stays open."""
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.executor.statistics.close()


def _result(answer: Answer) -> ExecutionResult:
    return ExecutionResult(data=answer.data, errors=answer.errors or None, extensions=answer.extensions())


def printed() -> str:
    """The schema as text."""
    text = strawberry.Schema(QUERY, types=CONCRETE, config=StrawberryConfig(scalar_map=SCALARS)).as_str()
    return "\n".join(line.rstrip() for line in text.splitlines()).rstrip() + "\n"


def write_printed(path: Path = PRINTED) -> bool:
    """Write the schema's text; tell whether it changed."""
    text = printed()
    changed = not path.exists() or path.read_text(encoding="utf-8") != text
    if changed:
        path.write_text(text, encoding="utf-8")
    return changed


if __name__ == "__main__":
    print(f"{PRINTED.name}: {'rewritten' if write_printed() else 'unchanged'}")
