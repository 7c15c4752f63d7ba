"""The schema, and how it answers: strawberry's types and views, our own execution.

`python -m api.graphql.schema` rewrites `api/schema.graphql`; a test compares the two.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import strawberry
from strawberry.exceptions import MissingQueryError
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema import StreamResult
from strawberry.types import ExecutionResult
from strawberry.types.graphql import OperationType

from api.graphql.bindings import Asked, Terms
from api.graphql.errors import presented
from api.graphql.execute import Admit, Answer, Executor, Followed
from api.graphql.following import Following
from api.graphql.operations import Operations
from api.graphql.revisions import Revisions
from api.graphql.rows import read_rows
from api.graphql.scalars import SCALARS
from api.graphql.types import CONCRETE, QUERY, SUBSCRIPTION
from api.settings import Settings
from graph.ontology import SCHEMES
from graph.store import Store
from graph.terms import terms as terms_of

R = TypeVar("R")

PRINTED = Path(__file__).parent.parent / "schema.graphql"
"""Where the printed schema is committed."""


TELLERS = 2
"""How many threads ask what subscriptions are told, so that many of them do not hold up the queries."""


class Schema(strawberry.Schema):
    """The schema over a store.

    `execute` and `stream` replace strawberry's: operations are compiled to query values, answered off the event loop. There are no
    mutations, no extensions, no permissions and no middleware, so nothing of strawberry's own execution is left out. May be
    used from several threads at once; subscriptions belong to one event loop.
    """

    def __init__(self, store: Store, settings: Settings | None = None, terms: Terms | None = None) -> None:
        """Make the types and the caches.

        Args:
            store: the graph that is asked.
            settings: limits and sizes of caches.
            terms: the terms of each scheme; by default the graph's vocabulary.
        """
        super().__init__(QUERY, subscription=SUBSCRIPTION, types=CONCRETE, config=StrawberryConfig(scalar_map=SCALARS))
        self.settings = settings or Settings()
        read_rows(self._schema)
        self.store = store
        self.operations = Operations(self._schema, self.settings)
        known = {scheme: terms_of(scheme) for scheme in SCHEMES} if terms is None else terms
        asked = Asked(store, known, self.settings.max_first, self.settings.max_counts)
        self.executor = Executor(self._schema, self.operations, asked, self.settings)
        self.pool = ThreadPoolExecutor(self.settings.threads, thread_name_prefix="ask")
        self.telling = ThreadPoolExecutor(TELLERS, thread_name_prefix="tell")
        self.revisions = Revisions(store, self.settings.poll_milliseconds / 1000)

    def answer(
        self,
        text: str,
        variables: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        *,
        explain: bool = False,
        admit: Admit | None = None,
    ) -> Answer:
        """Answer a query in this thread. Nothing is raised: what is wrong is among the answer's errors.

        Args:
            text: the document.
            variables: their values as they came.
            operation_name: which of its operations, where it has several.
            explain: tell what it costs and how it would be answered, and run nothing.
            admit: asked before it runs, with its price.
        """
        return self.executor.ask(text, variables, operation_name, explain=explain, admit=admit)

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
        admit: Admit | None = None,
    ) -> Answer:
        """`answer`, off the event loop."""
        return await self.beside(partial(self.answer, text, variables, operation_name, explain=explain, admit=admit))

    async def beside(self, work: Callable[[], R]) -> R:
        """What a function of the store gives, off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, work)

    async def follow(
        self, text: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> AsyncGenerator[Answer, None] | None:
        """The events of a subscription, each with its cursor; one with errors is the last. None where the operation is a query.

        Args:
            text: the document.
            variables: their values as they came.
            operation_name: which of its operations, where it has several.
        """
        begin = partial(self.executor.follow, text, variables, operation_name)
        followed = await self.beside(begin)
        return None if followed is None else self._events(followed)

    async def _events(self, followed: Followed | Answer) -> AsyncGenerator[Answer, None]:
        if isinstance(followed, Answer):
            yield followed
            return
        following = Following(self.executor, followed)
        with self.revisions.watched():
            while True:
                newest = self.revisions.number
                event = await asyncio.get_running_loop().run_in_executor(self.telling, following.next)
                if event is not None:
                    yield event
                    if event.errors:
                        return
                    continue
                try:
                    await self.revisions.after(newest)
                except Exception as error:  # the boundary: logged and masked
                    yield Answer(None, [presented(error)])
                    return

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
        """The events of a subscription, or a query's one answer, by the same road and within the same limits."""
        events = await self.follow(query or "", variable_values, operation_name)

        async def results() -> StreamResult:
            if events is None:
                yield await self.execute(query, variable_values, operation_name=operation_name)
                return
            async with aclosing(events):
                async for event in events:
                    yield _result(event)

        return results()

    def close(self) -> None:
        """Let the threads go that answer off the event loop. The store stays open."""
        self.revisions.close()
        self.telling.shutdown(wait=False, cancel_futures=True)
        self.pool.shutdown(wait=False, cancel_futures=True)
        self.executor.statistics.close()


def _result(answer: Answer) -> ExecutionResult:
    return ExecutionResult(data=answer.data, errors=answer.errors or None, extensions=answer.extensions())


def printed() -> str:
    """The schema as text."""
    text = strawberry.Schema(QUERY, subscription=SUBSCRIPTION, types=CONCRETE, config=StrawberryConfig(scalar_map=SCALARS)).as_str()
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
