"""`docketgraph load`: records and articles into a store."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from api.cli.options import examples, store_option

if TYPE_CHECKING:
    from loaders.articles.model import Model


@click.command(
    epilog=examples(
        "docketgraph load",
        "docketgraph load cases companies",
        "docketgraph load articles news/ feed.xml CC-NEWS-*.warc.gz",
        "docketgraph load articles https://news.example/story",
        "docketgraph load --json | jq .loaded.new",
    )
)
@click.argument("names", nargs=-1, metavar="[NAME… | articles PATH…]")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a loader.")
@click.option("--workers", type=click.IntRange(1), help="Processes that read articles; one a core where there is much to read.")
@click.option("--again", is_flag=True, help="Read files of articles that are loaded already, for what was judged since.")
@click.option("--scheduler", metavar="TCP://HOST:PORT", help="A Dask scheduler, whose workers read articles instead.")
@click.option("--model", "model_name", metavar="NAME", envvar="DOCKETGRAPH_MODEL", show_envvar=True, help="A language model that reads relevant articles too; what it adds is a draft.")
@click.option("--model-url", metavar="URL", envvar="DOCKETGRAPH_MODEL_URL", show_envvar=True, help="Its OpenAI-compatible endpoint, such as http://localhost:11434/v1. A key is read from DOCKETGRAPH_MODEL_KEY alone.")
@click.option("--model-seconds", type=click.FloatRange(0.1), default=60, show_default=True, help="How long its answer on one article may take.")
def load(
    names: tuple[str, ...],
    url: str,
    as_json: bool,
    workers: int | None,
    again: bool,
    scheduler: str | None,
    model_name: str | None,
    model_url: str | None,
    model_seconds: float,
) -> None:
    """Load the curated records, or articles.

    Without NAME, all curated records. PATH is a file, a folder, or the address of a page; text, HTML, RSS, Atom, JSON Lines and
    WARC are told by their content, compressed with gzip or not. What is known already is not loaded again, and what a file of
    records no longer says is withdrawn; an edited article is another article. A load that was interrupted is completed by the
    same command. Ends with 1 where something was skipped; the rest is loaded.
    """
    import orjson

    from api.cli.progress import Bar
    from graph.store import open_store, without_secret
    from loaders.run import load_articles, load_curated

    if (workers or scheduler or again) and names[:1] != ("articles",):
        raise click.UsageError("--workers, --again and --scheduler are for articles: docketgraph load articles PATH…")
    if names == ("articles",):
        raise click.UsageError("name files, folders or addresses: docketgraph load articles PATH…")
    new = withdrawn = skipped = 0
    with open_store(url) as store, Bar() as bar:
        if names[:1] == ("articles",):
            model = _model(model_name, model_url, model_seconds)
            reports = load_articles(store, names[1:], bar.step, workers=workers, scheduler=scheduler, model=model, again=again)
        else:
            reports = load_curated(store, names, progress=bar.step)
        for report in reports:
            if as_json:
                click.echo(orjson.dumps(report.as_dict()))
            else:
                bar.tell(report)
            new, withdrawn = new + report.loaded.new, withdrawn + report.loaded.withdrawn
            skipped += len(report.skipped)
        if not as_json:
            counts = store.counts()
            bar.tell(
                f"{without_secret(url)}: {counts['facts']:,} facts by {counts['evidence']:,} pieces of evidence; {new:,} new, {withdrawn:,} withdrawn"
                + (f"; {skipped} to mend, as said above" if skipped else "")
            )
    if skipped:
        raise SystemExit(1)


def _model(name: str | None, url: str | None, seconds: float) -> Model | None:
    """The language model that was named, if any."""
    from loaders.articles.model import Model

    if bool(name) != bool(url):
        raise click.UsageError("name both the model and its endpoint: --model NAME --model-url URL")
    return Model(url, name, os.environ.get("DOCKETGRAPH_MODEL_KEY", ""), seconds) if url and name else None
