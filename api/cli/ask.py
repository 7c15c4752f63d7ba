"""`docketgraph ask`: a GraphQL query answered without a server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, BinaryIO

import click

from api.cli.options import examples, store_option
from graph.errors import QueryError

PATIENCE = 86_400
"""How long an answer may take, in seconds."""


@click.command(
    epilog=examples(
        "docketgraph ask -f api/questions/private-messages.graphql",
        "docketgraph ask -f api/questions/private-messages.graphql --var 'data=[\"inmail\"]'",
        "docketgraph ask '{ cases { totalCount } }'",
    )
)
@click.argument("query", required=False)
@click.option("-f", "--file", type=click.File("rb"), help="The file that holds the query; - for standard input.")
@click.option("--var", "given", metavar="NAME=JSON", multiple=True,
              help="A variable of the query; a value that is no JSON is a text. May be given several times.")  # fmt: skip
@click.option("--operation", metavar="NAME", help="Which operation to run, where the query has several.")
@click.option("--explain", is_flag=True, help="Print what the query may cost and how it would be answered; run nothing.")
@store_option
def ask(
    query: str | None, file: BinaryIO | None, given: tuple[str, ...], operation: str | None, explain: bool, url: str
) -> None:
    """Answer a GraphQL query and print the answer as JSON.

    QUERY is the text of the query, where it is not in a file. Ends with 1 where the answer has errors.
    """
    import orjson

    text = _text(file, query)
    values = variables(given)
    _known(values, text)

    from api.graphql.schema import Schema
    from api.settings import Settings
    from graph.store import open_store

    with open_store(url, read_only=True) as store:
        # who asks on his own machine waits for as long as it takes
        settings = replace(Settings.from_environment(), max_seconds=PATIENCE, past_seconds=PATIENCE)
        found = Schema(store, settings).answer(text, values, operation, explain=explain)
        answer = orjson.loads(found.json(extended=explain))
    click.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2))
    if "errors" in answer:
        click.get_current_context().exit(1)


def _text(file: BinaryIO | None, query: str | None) -> str:
    if (file is None) == (query is None):
        raise click.UsageError("give either a QUERY or, with -f FILE, a file that holds one")
    if query is not None:
        return query
    assert file is not None
    try:
        return file.read().decode()
    except UnicodeDecodeError as error:
        raise QueryError(f"{file.name}: {error}", "save the query as UTF-8") from error


def _known(values: Iterable[str], text: str) -> None:
    """Refuse a variable that the query does not have: GraphQL itself would pass over it."""
    from graphql import GraphQLError, OperationDefinitionNode, parse

    from graph.errors import did_you_mean

    try:
        definitions = parse(text).definitions
    except GraphQLError:
        return  # the answer will say what is wrong with it
    operations = [made for made in definitions if isinstance(made, OperationDefinitionNode)]
    names = [made.variable.name.value for operation in operations for made in operation.variable_definitions or ()]
    for name in values:
        if name not in names:
            raise QueryError(f"--var: the query has no variable '{name}'", did_you_mean(name, names) or f"it has {', '.join(names) or 'none'}")


def variables(given: Iterable[str]) -> dict[str, Any]:
    """Variables of a query from `name=value` texts; a value that is no JSON is a text.

    Raises:
        click.BadParameter: one has no name.

    >>> variables(['data=["inmail"]', "company=microsoft"])
    {'data': ['inmail'], 'company': 'microsoft'}
    """
    import orjson

    found: dict[str, Any] = {}
    for each in given:
        name, equals, value = each.partition("=")
        if not name or not equals:
            raise click.BadParameter(f"'{each}' is not NAME=JSON", param_hint="--var")
        try:
            found[name] = orjson.loads(value)
        except orjson.JSONDecodeError:
            found[name] = value
    return found
