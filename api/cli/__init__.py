"""The command line, `docketgraph`: one module a command, each a few lines over a function that others call too.

Results go to standard output, everything else to standard error. A mistake of the user's prints two lines, what is wrong
and what to do, and ends with 1. Modules import what is heavy where they use it, so that `--help` comes at once.
"""

from __future__ import annotations

import sys
from typing import Any

import click

from api.cli.ask import ask
from api.cli.check import check
from api.cli.copy import copy
from api.cli.evaluate import evaluate
from api.cli.export import export
from api.cli.load import load
from api.cli.read import read
from api.cli.review import review
from api.cli.serve import serve
from graph.errors import DocketgraphError


class Commands(click.Group):
    """The commands, in the order in which a newcomer needs them, and how they end."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run one; errors that users can put right, and Ctrl-C, end it without a traceback."""
        try:
            return super().invoke(ctx)
        except DocketgraphError as error:
            click.echo(error, err=True)
            ctx.exit(1)
        except BrokenPipeError:
            raise  # click ends quietly where nobody reads on
        except OSError as error:
            click.echo(f"{error.filename or 'the output'}: {error.strerror}\n  make room or mend the permissions, and run it again", err=True)
            ctx.exit(1)
        except KeyboardInterrupt:
            kept = "; what was committed stays, run the same command again" if ctx.invoked_subcommand == "load" else ""
            click.echo(f"interrupted{kept}", err=True)
            ctx.exit(130)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with: docketgraph load, then docketgraph serve",
)
@click.version_option(package_name="docketgraph", message="%(package)s %(version)s")
def main() -> None:
    """A knowledge graph of AI-training-data litigation, whose every answer carries its sources."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


for command in (load, serve, ask, read, review, evaluate, export, copy, check):
    main.add_command(command)
