"""`docketgraph export`: the graph as RDF, or as files for Neo4j's import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from api.cli.options import examples, store_option

NEO4J_ADMIN: Final = "neo4j-admin"

if TYPE_CHECKING:
    from api.rdf import Form


@click.command(
    epilog=examples(
        "docketgraph export --format turtle --output docketgraph.ttl",
        "docketgraph export | gzip > docketgraph.nt.gz",
        "docketgraph export --format neo4j-admin --output import/",
    )
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["nt", "turtle", NEO4J_ADMIN]),
    default="nt",
    show_default=True,
    help="N-Triples, Turtle, or the files of `neo4j-admin database import`.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The file to write, standard output by default; of neo4j-admin the folder.",
)
@click.option("--base-url", envvar="DOCKETGRAPH_BASE_URL", show_envvar=True, metavar="URL",
              help="What the IRIs of things begin with.")  # fmt: skip
@store_option
def export(form: Form | Literal["neo4j-admin"], output: Path | None, base_url: str | None, url: str) -> None:
    """Write the graph as RDF, what holds now, each thing and link with its sources; or all of it for Neo4j's import."""
    if form == NEO4J_ADMIN:
        if output is None:
            raise click.UsageError("name the folder: --output FOLDER")
        _export_files(url, output)
        return
    from dataclasses import replace

    from api.rdf import serialize
    from api.settings import Settings
    from graph.store import open_store

    settings = Settings.from_environment()
    if base_url:
        settings = replace(settings, base_url=base_url)
    with open_store(url, read_only=True) as store:
        text = serialize(store, form, settings.base_url)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_bytes(text)
    except OSError as error:
        raise click.FileError(str(output), error.strerror) from error
    click.echo(f"{output}: {len(text):,} bytes", err=True)


def _export_files(url: str, folder: Path) -> None:
    from graph.neo4j.importing import ARGUMENTS, write_files
    from graph.store import open_store

    with open_store(url, read_only=True) as store:
        rows = write_files(store, folder)
    click.echo(
        f"{folder}: {rows:,} nodes and relationships; stop the server, and where its neo4j-admin is:\n"
        f"  cd {folder} && neo4j-admin database import full neo4j --overwrite-destination @{ARGUMENTS}\n"
        "  then start it; whoever opens the graph first makes its indexes",
        err=True,
    )
