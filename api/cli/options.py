"""Options that several commands have, and how help shows an example."""

from __future__ import annotations

import click

store_option = click.option(
    "--store",
    "url",
    metavar="URL",
    envvar="DOCKETGRAPH_STORE",
    show_envvar=True,
    default="sqlite:///docketgraph.db",
    show_default=True,
    help="Where the graph is kept: sqlite:///FILE, neo4j://HOST:7687/DATABASE, or memory: for one that is not kept.",
)


def examples(*lines: str) -> str:
    """The end of a command's help: commands to try, each on a line of its own."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
