"""A subscription while it lasts: where it stands in the log, and what came since."""

from __future__ import annotations

import orjson

from api.graphql.errors import presented, refusal
from api.graphql.events import told
from api.graphql.execute import Answer, Executor, Followed, objects_in
from graph.cursors import place_in_log
from graph.errors import BadCursor

AFTER = "after"
"""The argument that says where to go on."""


class Following:
    """What one subscription is told. One thread at a time asks it."""

    def __init__(self, executor: Executor, followed: Followed) -> None:
        """Begin where the client says, or now; `executor`: whose store is asked."""
        self.executor = executor
        self.plan, self.price, self.bindings = followed
        self.after = next(bound for bound in self.plan.bounds if bound.leaf.path == AFTER)
        self.begins = True

    def next(self) -> Answer | None:
        """The next event; None where nothing came, until there is a new revision. The first one comes at once.

        Nothing is raised: an answer with errors is the last.
        """
        try:
            while (found := self._looked()) is not None:
                rows, event = found
                if rows or self.begins:
                    self.begins = False
                    return Answer({self.plan.key: orjson.Fragment(event)}, price=self.price, actual=objects_in(event))
        except Exception as error:  # the boundary: logged and masked
            return Answer(None, [presented(error, self.plan.nodes, [self.plan.key])], self.price)
        return None

    def _looked(self) -> tuple[int, bytes] | None:
        """How many rows there are in the next stretch of the log, and the event that tells of them; None at the log's end."""
        executor, name = self.executor, self.after.name
        begun = self.bindings[name]
        try:
            text = executor.asked.store.select(self.plan.query, self.bindings, seconds=executor.settings.max_seconds)
            rows, reached, event = told(text)
            if begun is not None and place_in_log(begun) > place_in_log(reached):
                raise BadCursor("the log of this graph does not go so far", "it was made anew since: begin without `after`")
        except BadCursor as error:
            raise refusal(error.code, error.message, error.hint, AFTER, [self.after.node]) from error
        if reached == begun and not self.begins:
            return None
        self.bindings[name] = reached
        return rows, event
