"""Requests that cannot be answered, and how they are told."""

from __future__ import annotations

from http import HTTPStatus

from starlette.responses import Response

from api.graphql.errors import refusal
from api.graphql.execute import Answer


class Refused(Exception):
    """A request that holds no query that could be run, or comes at a bad time."""

    def __init__(
        self, status: HTTPStatus, code: str, message: str, hint: str, headers: dict[str, str] | None = None
    ) -> None:
        """Keep the HTTP status, the code, the error as GraphQL gives it, and headers to send along."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.error = refusal(code, message, hint)
        self.headers = headers

    def response(self) -> Response:
        """The answer: `{"data": null, "errors": […]}`, as for a query that fails."""
        return Response(Answer(None, [self.error]).json(), self.status, self.headers, media_type="application/json")


def bad(message: str, hint: str) -> Refused:
    """A request that is wrong in itself."""
    return Refused(HTTPStatus.BAD_REQUEST, "BAD_REQUEST", message, hint)
