"""`docketgraph read`: what articles say, nothing stored."""

from __future__ import annotations

import click

from api.cli.options import examples


@click.command(
    epilog=examples(
        "docketgraph read news/article.txt",
        "docketgraph read news --jsonl > read.jsonl",
        "docketgraph read --relevant CC-NEWS-20250122181512-02101.warc.gz",
    )
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--jsonl", is_flag=True, help="Print one JSON object a document.")
@click.option("--relevant", is_flag=True, help="Print only documents that report on such a suit, or may do so.")
def read(paths: tuple[str, ...], jsonl: bool, relevant: bool) -> None:
    """Print what articles say of suits over training data; nothing is stored.

    PATH is a file, a folder, or the address of a page; text, HTML, RSS, Atom, JSON Lines and WARC are told by their content. Ends
    with 1 where a document could not be read; the others are.
    """
    import orjson
    import yaml

    from loaders import articles
    from loaders.records import Issue

    skipped = 0
    for line in articles.lines_of(paths, relevant):
        if isinstance(line, Issue):
            click.echo(line, err=True)
            skipped += 1
        elif jsonl:
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
