"""Running operations: each root field is one query value and one `select`; graphql-core runs what asks of the schema.

The compiled way puts the JSON text of each root field into the answer as it comes from the store. The other way, graphql-core
walks rows that the same query values answered. Both give the same JSON; `tests/test_graphql_differential.py` compares them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLResolveInfo, GraphQLSchema
from graphql.execution import execute_sync
from graphql.execution.values import VariableValues

from api.graphql.bindings import Asked, unknown_id
from api.graphql.compile import Planned, Refused, RootPlan, Typed
from api.graphql.errors import SMALLER, TOO_COMPLEX, presented, refusal
from api.graphql.operations import Operation, Operations, Prepared, Several
from api.graphql.recent import Recent
from graph.errors import BadCursor

CACHED_INTROSPECTIONS = 8
"""How many answers about the schema itself are kept; one of the whole schema is some 550 kB of JSON."""


@dataclass(slots=True)
class Answer:
    """What a request comes to: `data` maps response names to `orjson.Fragment`s or plain values; None without any."""

    data: dict[str, Any] | None
    errors: list[GraphQLError] = field(default_factory=list)

    def json(self) -> bytes:
        """The body of a response."""
        body: dict[str, Any] = {"data": self.data}
        if self.errors:
            body["errors"] = [error.formatted for error in self.errors]
        return orjson.dumps(body)


class Executor:
    """Answers operations from a store. May be used from several threads at once."""

    def __init__(self, schema: GraphQLSchema, operations: Operations, asked: Asked) -> None:
        self.schema = schema
        self.operations = operations
        self.asked = asked
        self.introspections: Recent[tuple[str, str | None], Answer] = Recent(CACHED_INTROSPECTIONS)
        assert schema.query_type is not None
        for made in schema.query_type.fields.values():
            made.resolve = self._resolve

    def ask(self, text: str, values: Mapping[str, Any] | None = None, name: str | None = None) -> Answer:
        """Answer a query. Whatever goes wrong is among the answer's errors; nothing is raised.

        Args:
            text: the document.
            values: the variables as they came.
            name: which of its operations, where it has several.
        """
        try:
            operation = self.operations.get(text, name)
        except Exception as error:  # the boundary: logged and masked
            return Answer(None, [presented(error)])
        return self.answer(operation, values)

    def answer(self, operation: Operation, values: Mapping[str, Any] | None, *, by_core: bool = False) -> Answer:
        """Run an operation; nothing is raised.

        Args:
            operation: from `Operations`.
            values: the variables as they came.
            by_core: let graphql-core run it although it could be compiled.
        """
        if not isinstance(operation, Prepared):
            return Answer(None, list(operation))
        try:
            variables = self.operations.coerce(operation, values)
            if by_core or operation.by_core:
                return self._by_core(operation, values)
            return self._compiled(self.operations.plans(operation, variables), variables)
        except Several as several:
            return Answer(None, several.errors)
        except RecursionError:
            return Answer(None, [refusal(TOO_COMPLEX, "the query is nested too deeply", SMALLER)])
        except Exception as error:  # the boundary: logged and masked
            return Answer(None, [presented(error)])

    def _compiled(self, plans: tuple[Planned, ...], variables: Mapping[str, Any]) -> Answer:
        refused = [plan for plan in plans if isinstance(plan, Refused)]
        answer = Answer({}, [presented(plan.error, plan.nodes, [plan.key]) for plan in refused])
        if not all(plan.nullable for plan in refused):
            return Answer(None, answer.errors)
        assert answer.data is not None
        for plan in plans:
            if isinstance(plan, Typed):
                answer.data[plan.key] = "Query"
                continue
            answer.data[plan.key] = None
            if isinstance(plan, Refused):
                continue
            try:
                answer.data[plan.key] = orjson.Fragment(self.select(plan, variables))
            except Exception as error:  # one field fails, the others answer
                answer.errors.append(presented(error, plan.nodes, [plan.key]))
                if not plan.nullable:
                    return Answer(None, answer.errors)
        return answer

    def select(self, plan: RootPlan, variables: Mapping[str, Any]) -> bytes:
        """Ask the store for one root field.

        Raises:
            GraphQLError: an argument names nothing known, or is out of range.
            DocketgraphError: the store refuses it.
        """
        bindings = {bound.name: bound.value(variables, self.asked) for bound in plan.bounds}
        try:
            text = self.asked.store.select(plan.query, bindings)
        except BadCursor as error:
            # the store does not know by which name it was asked
            places = [bound.node for bound in plan.bounds if bound.leaf.path == "after"]
            raise refusal(error.code, error.message, error.hint, "after", places) from error
        if plan.missing is not None and text == b"null":
            kind, bound = plan.missing
            raise unknown_id(kind, str(bound.leaf.get(variables)), bound.leaf.path, self.asked, bound.node)
        return text

    # -- graphql-core

    def _by_core(self, operation: Prepared, values: Mapping[str, Any] | None) -> Answer:
        if operation.static:
            return self.introspections.get((operation.text, operation.name), lambda: self._static(operation))
        return self._run(operation, values)

    def _static(self, operation: Prepared) -> Answer:
        answer = self._run(operation, None)
        if answer.data is not None:
            answer.data = {key: orjson.Fragment(orjson.dumps(value)) for key, value in answer.data.items()}
        return answer

    def _run(self, operation: Prepared, values: Mapping[str, Any] | None) -> Answer:
        given = dict(values or {})
        result = execute_sync(self.schema, operation.document, variable_values=given, operation_name=operation.name)
        return Answer(result.data, [presented(error) for error in result.errors or ()])

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
        return orjson.loads(self.select(plan, coerced))
