"""`docketgraph read`: what articles say, nothing stored."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.options import examples


@click.command(epilog=examples("docketgraph read news/article.txt", "docketgraph read news --jsonl > read.jsonl"))
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", type=click.Path(path_type=Path))
@click.option("--jsonl", is_flag=True, help="Print one JSON object a document.")
def read(paths: tuple[Path, ...], jsonl: bool) -> None:
    """Print what articles say of suits over training data; nothing is stored.

    PATH is a file or a folder. Ends with 1 where a file could not be read; the others are.
    """
    import orjson
    import yaml

    from graph.errors import DataError
    from loaders import articles

    skipped = 0
    for path in articles.find_files(paths):
        try:
            line = articles.as_line(articles.read(path))
        except DataError as error:
            click.echo(error, err=True)
            skipped += 1
            continue
        if jsonl:
            click.echo(orjson.dumps(line))
        else:
            click.echo(
                yaml.safe_dump(
                    line, sort_keys=False, allow_unicode=True, explicit_start=True, width=100, default_flow_style=None
                ),
                nl=False,
            )
    if skipped:
        raise SystemExit(1)
