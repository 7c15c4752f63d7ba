"""Errors as GraphQL answers them: a message, the place, `extensions {code, hint, argument}`; never a stack trace."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from graphql import ArgumentNode, DocumentNode, GraphQLError, ObjectFieldNode, ValueNode
from graphql.language import BREAK, Node, Visitor, visit

from graph.errors import DocketgraphError

logger = logging.getLogger(__name__)

PARSE_FAILED = "GRAPHQL_PARSE_FAILED"
VALIDATION_FAILED = "GRAPHQL_VALIDATION_FAILED"
BAD_ARGUMENT = "BAD_ARGUMENT"
UNKNOWN_TERM = "UNKNOWN_TERM"
UNKNOWN_ID = "UNKNOWN_ID"
UNKNOWN_FIELD = "UNKNOWN_FIELD"
TOO_COMPLEX = "QUERY_TOO_COMPLEX"
TOO_COSTLY = "QUERY_TOO_COSTLY"
INTERNAL = "INTERNAL"

AS_THE_SCHEMA_SAYS = "write it as the schema says: /schema.graphql shows it, `__schema` tells it to programs"
"""What to do about a mistake against the schema where nothing nearer can be said."""

TOO_DEEP = "fragments are spread within one another too deeply"

SMALLER = "ask for less at once, or in several requests"
"""What to do about a query that is too large."""


def refusal(
    code: str, message: str, hint: str | None = None, argument: str | None = None, nodes: Sequence[Node] | None = None
) -> GraphQLError:
    """An error of the one who asks: what is wrong, where, and what to do.

    Args:
        code: names it for programs.
        message: says what is wrong.
        hint: says what to do.
        argument: the path of the argument, such as `where.data.is`; it goes before the message too.
        nodes: the places in the query's text.
    """
    extensions = {"code": code}
    if hint:
        extensions["hint"] = hint
    if argument:
        extensions["argument"] = argument
        message = f"{argument}: {message}"
    return GraphQLError(message, list(nodes) if nodes else None, extensions=extensions)


def placed(error: GraphQLError, node: Node) -> GraphQLError:
    """The same error with its place in the query's text, where it has none."""
    return error if error.nodes else GraphQLError(error.message, [node], extensions=error.extensions)


def presented(
    error: Exception, nodes: Sequence[Node] | None = None, path: Sequence[str | int] | None = None
) -> GraphQLError:
    """An error as it goes out. What nobody foresaw is logged and masked."""
    cause: BaseException | None = error
    while isinstance(cause, GraphQLError) and cause.original_error is not None:
        cause = cause.original_error
    if isinstance(error, GraphQLError):
        path = error.path or path
    at = list((cause.nodes if isinstance(cause, GraphQLError) else None) or nodes or ()) or None
    if isinstance(cause, GraphQLError) and "code" in (cause.extensions or {}):
        return GraphQLError(cause.message, at, path=path, extensions=cause.extensions)
    if isinstance(cause, DocketgraphError):
        made = refusal(cause.code, cause.message, cause.hint)
        return GraphQLError(made.message, at, path=path, extensions=made.extensions)
    logger.error("a request failed at %s", ".".join(map(str, path or ("its start",))), exc_info=cause)
    hint = "the fault is the server's, whose log says more"
    return GraphQLError("internal error", at, path=path, extensions={"code": INTERNAL, "hint": hint})


# ---------------------------------------------------------------------------------------------------------------------
# graphql-core's own errors

_SUGGESTED = re.compile(r" Did you mean (?:the enum value )?(?P<what>[^?]*\?)")
_UNKNOWN_VALUE = re.compile(r"Value '[^']*' does not exist in '\w+' enum")
_VARIABLE = re.compile(r"Variable '(?P<name>\$\w+)' has invalid value(?: at (?P<at>[^:]+))?: ")


def unparsed(error: GraphQLError) -> GraphQLError:
    """An error of the parser."""
    # the parser has no error class of its own for its limits
    limit = "tokens. Parsing aborted" in error.message or "nested too deeply" in error.message
    code, hint = (TOO_COMPLEX, SMALLER) if limit else (PARSE_FAILED, "the place is given in `locations`")
    return GraphQLError(error.message, None, error.source, error.positions, extensions={"code": code, "hint": hint})


def invalid(errors: Iterable[GraphQLError], document: DocumentNode) -> list[GraphQLError]:
    """Errors of validation, each with a code, with what it suggests as its hint, and with the argument it is about."""
    return [
        refusal(TOO_COMPLEX, TOO_DEEP, SMALLER)
        if error.message == "Validation aborted."  # what graphql-core says where it would recurse too deeply
        else _explained(error, _argument(error, document), VALIDATION_FAILED)
        for error in errors
    ]


def bad_variables(errors: Iterable[GraphQLError]) -> list[GraphQLError]:
    """Errors in the values of variables, each naming its variable as the argument: `$where.and[0]`."""
    made = []
    for error in errors:
        found = _VARIABLE.match(error.message)
        name = found["name"] + (found["at"] or "") if found else None
        made.append(_explained(error, name, BAD_ARGUMENT, already_named=True))
    return made


def _explained(error: GraphQLError, argument: str | None, code: str, *, already_named: bool = False) -> GraphQLError:
    message = error.message.partition(" Found: {")[0]
    extensions = {"code": UNKNOWN_TERM if _UNKNOWN_VALUE.search(message) else code} | (error.extensions or {})
    if suggested := _SUGGESTED.search(message):
        message = message[: suggested.start()] + message[suggested.end() :]
        extensions.setdefault("hint", f"did you mean {suggested['what']}")
    extensions.setdefault("hint", AS_THE_SCHEMA_SAYS)
    if argument:
        extensions["argument"] = argument
        message = message if already_named else f"{argument}: {message}"
    return GraphQLError(message, error.nodes, error.source, error.positions, error.path, extensions=extensions)


def _argument(error: GraphQLError, document: DocumentNode) -> str | None:
    """The path of the argument whose value an error is about, such as `where.filedOn.from`; None where it is about none."""
    if not error.nodes or not isinstance(error.nodes[0], ValueNode | ObjectFieldNode):
        return None
    finder = _Finder(error.nodes[0])
    visit(document, finder)
    node: Any = document
    found: str | None = None
    for before, step in pairwise(("", *finder.path)):
        node = node[step] if isinstance(step, int) else getattr(node, step)
        if isinstance(node, ArgumentNode):
            found = node.name.value
        elif isinstance(node, ObjectFieldNode):
            found = f"{found}.{node.name.value}"
        elif before == "values" and found:
            found += f"[{step}]"
    return found


class _Finder(Visitor):
    """Finds a node in a document: `path` leads there."""

    def __init__(self, wanted: Node) -> None:
        super().__init__()
        self.wanted = wanted
        self.path: tuple[str | int, ...] = ()

    def enter(self, node: Node, key: object, parent: object, path: list[str | int], ancestors: object) -> object:
        """Look at a node; stop at the one that is wanted."""
        if node is not self.wanted:
            return None
        self.path = tuple(path)
        return BREAK
