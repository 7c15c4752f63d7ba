"""Running operations: each root field is one query value and one `select`; graphql-core runs what asks of the schema.

The compiled way puts the JSON text of each root field into the answer as it comes from the store. The other way, graphql-core
walks rows that the same query values answered. Both give the same JSON; `tests/test_graphql_differential.py` compares them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import orjson
from graphql import GraphQLError, GraphQLResolveInfo, GraphQLSchema
from graphql.execution import execute_sync
from graphql.execution.values import VariableValues

from api.graphql.bindings import Asked, unknown_id
from api.graphql.compile import Planned, Refused, RootPlan, Typed
from api.graphql.errors import SMALLER, TOO_COMPLEX, TOO_COSTLY, VALIDATION_FAILED, presented, refusal
from api.graphql.introspection import Introspection
from api.graphql.operations import Operation, Operations, Prepared, Several
from api.graphql.price import Price, Priced, Statistics, cheaper, of_the_past, price, priced, shape_of, sizes_of
from api.graphql.statistics import Counted
from api.settings import Settings
from graph.errors import BadCursor, DocketgraphError, NotReady, OutOfTime
from graph.query import FindMany, Query
from graph.recent import Recent

CHEAP = 100
"""Up to this price no cheaper way is proposed."""

RETRY_AFTER = "retryAfter"
"""Where the extensions of an error say in how many seconds to ask again."""

CACHED_INTROSPECTIONS = 8
"""How many answers about the schema itself are kept; one of the whole schema is some 550 kB of JSON."""


OVER_A_SOCKET = (
    "this is a subscription, which is told over a WebSocket",
    "connect to the same address with the protocol graphql-transport-ws",
)

Admit = Callable[[Price], GraphQLError | None]
"""Asked before an operation runs whether who asks may spend its price; gives the error where not."""


@dataclass(slots=True)
class Answer:
    """What a request comes to.

    Attributes:
        data: by response name an `orjson.Fragment` or a plain value; None without any.
        errors: what went wrong.
        price: what it costs, where that could be worked out.
        actual: how many objects the answer has, the rows that `price` estimates; None where nothing was run.
        plan: what would be run, where the price alone was asked for.
        by_core: whether graphql-core ran it.
    """

    data: dict[str, Any] | None
    errors: list[GraphQLError] = field(default_factory=list)
    price: Price | None = None
    actual: int | None = None
    plan: dict[str, Any] | None = None
    by_core: bool = False

    def json(self, *, extended: bool = False) -> bytes:
        """The body of a response, with `extensions` if it is `extended`."""
        body: dict[str, Any] = {"data": self.data}
        if self.errors:
            body["errors"] = [error.formatted for error in self.errors]
        if extended and (extensions := self.extensions()):
            body["extensions"] = extensions
        return orjson.dumps(body)

    def extensions(self) -> dict[str, Any]:
        """`cost {estimated, limit, actual}`, and `plan` where it was asked for."""
        found: dict[str, Any] = {}
        if self.price is not None:
            found["cost"] = {"estimated": self.price.estimated, "limit": self.price.limit}
            if self.actual is not None:
                found["cost"]["actual"] = self.actual
        if self.plan is not None:
            found["plan"] = self.plan
        return found


class Followed(NamedTuple):
    """What a subscription follows: its field, what one event may cost, and what is bound."""

    plan: RootPlan
    price: Price
    bindings: dict[str, Any]


class Executor:
    """Answers operations from a store. May be used from several threads at once."""

    def __init__(self, schema: GraphQLSchema, operations: Operations, asked: Asked, settings: Settings) -> None:
        self.schema = schema
        self.operations = operations
        self.asked = asked
        self.settings = settings
        self.statistics = Counted(asked.store)
        self.introspection = Introspection(schema)
        self.waiting = threading.Semaphore(max(1, settings.threads // 2))
        self.prices: Recent[int, tuple[Query, Statistics, Priced, frozenset[str]]] = Recent(settings.cached_plans)
        self.introspections: Recent[tuple[str, str | None], Answer] = Recent(CACHED_INTROSPECTIONS)
        assert schema.query_type is not None
        for made in schema.query_type.fields.values():
            made.resolve = self._resolve

    def ask(
        self,
        text: str,
        values: Mapping[str, Any] | None = None,
        name: str | None = None,
        *,
        explain: bool = False,
        admit: Admit | None = None,
    ) -> Answer:
        """Answer a query. Whatever goes wrong is among the answer's errors; nothing is raised.

        Args:
            text: the document.
            values: the variables as they came.
            name: which of its operations, where it has several.
            explain: tell what it costs and how it would be answered, and run nothing.
            admit: asked before it runs, with its price.
        """
        try:
            operation = self.operations.get(text, name)
        except Exception as error:
            return _failed(error)
        return self.answer(operation, values, explain=explain, admit=admit)

    def answer(
        self,
        operation: Operation,
        values: Mapping[str, Any] | None,
        *,
        by_core: bool = False,
        explain: bool = False,
        admit: Admit | None = None,
    ) -> Answer:
        """Run an operation; nothing is raised.

        Args:
            operation: from `Operations`.
            values: the variables as they came.
            by_core: let graphql-core run it although it could be compiled.
            explain: tell what it costs and how it would be answered, and run nothing.
            admit: asked before it runs, with its price.
        """
        if not isinstance(operation, Prepared):
            return Answer(None, list(operation))
        try:
            variables = self.operations.coerce(operation, values)
            plans = self.operations.plans(operation, variables)
            found = self.price(plans, variables)
            if operation.by_core:
                found = self._with_introspection(found, operation, variables)
            if explain:
                return self._explained(found, plans, variables)
            if operation.follows:
                return Answer(None, [refusal(VALIDATION_FAILED, *OVER_A_SOCKET, nodes=[operation.definition])], found)
            if found.estimated > found.limit:
                return Answer(None, [_too_costly(found, plans)], found)
            if admit is not None and (denied := admit(found)) is not None:
                return Answer(None, [denied], found)
            ends = time.monotonic() + self.settings.max_seconds
            if by_core or operation.by_core:
                answer = self._by_core(operation, values, ends)
            else:
                answer = self._compiled(plans, variables, ends)
            answer.price = found
            return answer
        except Exception as error:
            return _failed(error)

    def follow(self, text: str, values: Mapping[str, Any] | None, name: str | None) -> Followed | Answer | None:
        """What a subscription follows, an event of which costs no more than it may; an answer with errors where it cannot be; None where
        the operation is a query.

        Args:
            text: the document.
            values: the variables as they came.
            name: which of its operations, where it has several.
        """
        try:
            operation = self.operations.get(text, name)
            if not isinstance(operation, Prepared):
                return Answer(None, list(operation))
            if not operation.follows:
                return None
            variables = self.operations.coerce(operation, values)
            plans = self.operations.plans(operation, variables)
            found = self.price(plans, variables)
            if found.estimated > found.limit:
                return Answer(None, [_too_costly(found, plans)], found)
            match plans:
                case (RootPlan() as plan,):
                    return Followed(plan, found, self.bindings(plan, variables, self.asked))
                case (Refused(error=error),):
                    return Answer(None, [presented(error)], found)
            raise refusal(VALIDATION_FAILED, "the subscription follows nothing", "name one field", nodes=[operation.definition])
        except Exception as error:
            return _failed(error)

    # -- prices

    def price(self, plans: Sequence[Planned], variables: Mapping[str, Any]) -> Price:
        """What the root fields cost together. A page size that is refused when it is asked for counts for nothing here."""
        statistics = self.statistics.now()
        roots = []
        for plan in plans:
            if not isinstance(plan, RootPlan):
                continue
            field, sizes = self._priced(plan, statistics)
            bound: dict[str, Any] = {}
            for each in plan.bounds:
                if each.name in sizes:
                    try:
                        bound[each.name] = each.value(variables, self.asked)
                    except GraphQLError:
                        bound[each.name] = 0
            if plan.known_at is not None and plan.known_at.value(variables, self.asked) is not None:
                field = of_the_past(field, statistics)
            roots.append((field, bound))
        return price(roots, self.settings.max_cost)

    def _with_introspection(self, found: Price, operation: Prepared, variables: Mapping[str, Any]) -> Price:
        """The same with what is asked of the schema itself."""
        more = self.introspection.priced(operation.fragments, operation.definition.selection_set, variables)
        return price([*found.roots, *((field, {}) for field in more)], found.limit)

    def _priced(self, plan: RootPlan, statistics: Statistics) -> tuple[Priced, frozenset[str]]:
        key = id(plan.query)
        kept = self.prices.get(key, lambda: self._price_anew(plan, statistics))
        if kept[0] is not plan.query or kept[1] is not statistics:
            kept = self._price_anew(plan, statistics)
            self.prices.put(key, kept)
        return kept[2], kept[3]

    def _price_anew(self, plan: RootPlan, statistics: Statistics) -> tuple[Query, Statistics, Priced, frozenset[str]]:
        made = priced(plan.key, plan.query, statistics)
        return plan.query, statistics, made, sizes_of(made)

    def _explained(self, found: Price, plans: Sequence[Planned], variables: Mapping[str, Any]) -> Answer:
        """The price and the plan of an operation, and what would make it cheaper."""
        asked = [plan for plan in plans if isinstance(plan, RootPlan)]
        answer = Answer(None, price=found)
        fields = []
        for plan, (made, bound) in zip(asked, found.roots, strict=False):  # of the schema nothing is told
            told = shape_of(made, bound)
            try:
                if plan.known_at is None or plan.known_at.value(variables, self.asked) is None:
                    told["store"] = self.asked.store.explain(plan.query, self.bindings(plan, variables, self.asked))
                else:  # what would be explained is not made before it is asked
                    told["store"] = ["the graph as it was known then is made from the log, and asked"]
            except Exception as error:
                answer.errors.append(presented(error, plan.nodes, [plan.key]))
            fields.append(told)
        answer.errors += [presented(plan.error, plan.nodes, [plan.key]) for plan in plans if isinstance(plan, Refused)]
        answer.plan = {"fields": fields}
        if found.estimated > CHEAP:
            answer.plan["mostExpensive"], answer.plan["cheaper"] = cheaper(found, min(found.limit, found.estimated // 4))
        return answer

    # -- the compiled way

    def _compiled(self, plans: tuple[Planned, ...], variables: Mapping[str, Any], ends: float) -> Answer:
        refused = [plan for plan in plans if isinstance(plan, Refused)]
        answer = Answer({}, [presented(plan.error, plan.nodes, [plan.key]) for plan in refused])
        if not all(plan.nullable for plan in refused):
            return Answer(None, answer.errors)
        asked = [plan for plan in plans if isinstance(plan, RootPlan)]
        with self.asked.store.reading() if len(asked) > 1 or any(plan.known_at for plan in asked) else nullcontext():
            return self._filled(answer, plans, variables, ends)

    def _filled(self, answer: Answer, plans: tuple[Planned, ...], variables: Mapping[str, Any], ends: float) -> Answer:
        assert answer.data is not None
        answer.actual = 0
        for plan in plans:
            if isinstance(plan, Typed):
                answer.data[plan.key] = "Query"
                continue
            answer.data[plan.key] = None
            if isinstance(plan, Refused):
                continue
            try:
                asked = self.asked_of(plan, variables, ends, suggests=not answer.errors)
                text = self.select(plan, variables, ends, asked)
                answer.data[plan.key] = orjson.Fragment(text)
                answer.errors += [
                    presented(error, plan.nodes, [plan.key, place])
                    for place, error in self.unknown(plan, text, variables, asked)
                ]
                answer.actual += objects_in(text)
            except Exception as error:  # one field fails, the others answer
                answer.errors.append(presented(error, plan.nodes, [plan.key]))
                if not plan.nullable:
                    return Answer(None, answer.errors, actual=answer.actual)
        return answer

    def bindings(self, plan: RootPlan, variables: Mapping[str, Any], asked: Asked) -> dict[str, Any]:
        """What is bound in the query of a root field, which is asked of `asked`.

        Raises:
            GraphQLError: an argument names nothing known, or is out of range.
        """
        return {bound.name: bound.value(variables, asked) for bound in plan.bounds}

    def asked_of(self, plan: RootPlan, variables: Mapping[str, Any], ends: float, *, suggests: bool = True) -> Asked:
        """What a root field is asked of, within `reading`: the graph as it is, or as its `knownAt` says.

        Args:
            plan: of the root field.
            variables: those of the request.
            ends: when the request must have its answer, by the monotonic clock.
            suggests: whether an error for an id that nothing has names the nearest.
        Raises:
            GraphQLError: there is no such revision, or its graph is not made yet.
        """
        asked = self.asked if suggests else replace(self.asked, suggests=False)
        number = plan.known_at.value(variables, asked) if plan.known_at is not None else None
        if plan.known_at is None or number is None or number == asked.store.revision():
            return asked
        # some threads answer what needs no waiting
        waits = self.waiting.acquire(blocking=False)
        seconds = min(self.settings.past_seconds, max(0, ends - time.monotonic())) if waits else 0
        try:
            return replace(asked, store=asked.store.at(number, seconds=seconds))
        except DocketgraphError as error:
            made = refusal(error.code, error.message, error.hint, "knownAt", [plan.known_at.node])
            if isinstance(error, NotReady):
                made.extensions = dict(made.extensions or {}) | {RETRY_AFTER: error.seconds}
            raise made from error
        finally:
            if waits:
                self.waiting.release()

    def select(self, plan: RootPlan, variables: Mapping[str, Any], ends: float, asked: Asked) -> bytes:
        """Ask for one root field; `ends`: when the request must have its answer, by the monotonic clock.

        Raises:
            GraphQLError: an argument names nothing known, or is out of range.
            DocketgraphError: the store refuses it.
        """
        bindings = self.bindings(plan, variables, asked)
        left = ends - time.monotonic()
        if left <= 0:
            raise OutOfTime("the fields before it took all the time", SMALLER)
        try:
            text = asked.store.select(plan.query, bindings, seconds=left)
        except BadCursor as error:
            # the store does not know by which name it was asked
            places = [bound.node for bound in plan.bounds if bound.leaf.path == "after"]
            raise refusal(error.code, error.message, error.hint, "after", places) from error
        if plan.missing is not None and text == b"null":  # of several ids each has its own answer, see `unknown`
            kind, bound = plan.missing
            raise unknown_id(kind, str(bound.leaf.get(variables)), bound.leaf.path, asked, bound.node)
        return text

    def unknown(
        self, plan: RootPlan, text: bytes, variables: Mapping[str, Any], asked: Asked
    ) -> Iterator[tuple[int, GraphQLError]]:
        """Of things that were asked for by many ids, the places of those that are not there, and what to say of each."""
        if isinstance(plan.query, FindMany) and plan.missing is not None and b"null" in text:
            kind, bound = plan.missing
            ids = bound.value(variables, asked)
            for place, row in enumerate(orjson.loads(text)):
                if row is None:
                    yield place, unknown_id(kind, str(ids[place]), f"{bound.leaf.path}[{place}]", asked, bound.node)
                    asked = replace(asked, suggests=False)

    # -- graphql-core

    def _by_core(self, operation: Prepared, values: Mapping[str, Any] | None, ends: float) -> Answer:
        if operation.static:
            return self.introspections.get((operation.text, operation.name), lambda: self._run(operation, None, ends))
        return self._run(operation, values, ends)

    def _run(self, operation: Prepared, values: Mapping[str, Any] | None, ends: float) -> Answer:
        given = dict(values or {})
        result = execute_sync(
            self.schema, operation.document, context_value=ends, variable_values=given, operation_name=operation.name
        )
        errors = [presented(error) for error in result.errors or ()]
        if result.data is None:
            return Answer(None, errors, actual=0, by_core=True)
        texts = {key: orjson.dumps(value) for key, value in result.data.items()}
        data = {key: orjson.Fragment(text) for key, text in texts.items()}
        return Answer(data, errors, actual=sum(map(objects_in, texts.values())), by_core=True)

    def _resolve(self, source: object, info: GraphQLResolveInfo[Any], **_: object) -> Any:
        """A root field for graphql-core: the rows of the same query value."""
        variables = info.variable_values
        coerced = variables.coerced if isinstance(variables, VariableValues) else variables
        plan = self.operations.compiler(info.fragments, coerced, rows_are_typed=True).root(
            str(info.path.key), info.field_nodes
        )
        if isinstance(plan, Refused):
            raise plan.error
        assert isinstance(plan, RootPlan)
        with self.asked.store.reading():
            asked = self.asked_of(plan, coerced, info.context)
            text = self.select(plan, coerced, info.context, asked)
        rows = orjson.loads(text)
        for place, error in self.unknown(plan, text, coerced, asked):
            rows[place] = error
        return rows


def objects_in(text: bytes) -> int:
    """How many objects a JSON text has, empty ones not counted. A string that ends in `{` counts for one, which does no harm.

    >>> objects_in(b'{"a":[{"b":"c"},{}]}')
    2
    """
    return text.count(b'{"')


def _failed(error: Exception) -> Answer:
    """The answer where an operation failed as a whole. What nobody foresaw is logged and masked."""
    if isinstance(error, Several):
        return Answer(None, error.errors)
    if isinstance(error, RecursionError):
        return Answer(None, [refusal(TOO_COMPLEX, "the query is nested too deeply", SMALLER)])
    return Answer(None, [presented(error)])


def _too_costly(found: Price, plans: Sequence[Planned]) -> GraphQLError:
    """The error for an operation that costs more than it may: the field that costs most, and a cheaper way to ask."""
    field, rewrite = cheaper(found, found.limit)
    key = field.partition(".")[0]
    nodes = next((plan.nodes for plan in plans if isinstance(plan, RootPlan) and plan.key == key), None)
    message = f"the query may touch {found.estimated} rows, {found.limit} are allowed; most of them by `{field}`"
    error = refusal(TOO_COSTLY, message, rewrite, nodes=nodes)
    extensions = dict(error.extensions or {}) | {"field": field, "estimated": found.estimated, "limit": found.limit}
    return GraphQLError(message, error.nodes, extensions=extensions)
