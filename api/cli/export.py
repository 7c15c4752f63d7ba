"""`docketgraph export`: the graph as RDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.options import examples, store_option

if TYPE_CHECKING:
    from api.rdf import Form


@click.command(
    epilog=examples(
        "docketgraph export --format turtle --output docketgraph.ttl", "docketgraph export | gzip > docketgraph.nt.gz"
    )
)
@click.option(
    "--format", "form", type=click.Choice(["nt", "turtle"]), default="nt", show_default=True, help="N-Triples or Turtle."
)
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write; standard output by default."
)
@click.option("--base-url", envvar="DOCKETGRAPH_BASE_URL", show_envvar=True, metavar="URL",
              help="What the IRIs of things begin with.")  # fmt: skip
@store_option
def export(form: Form, output: Path | None, base_url: str | None, url: str) -> None:
    """Write the graph as RDF: what holds now, each thing and link with its sources."""
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
