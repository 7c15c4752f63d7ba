"""`docketgraph load`: records and articles into a store."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.options import examples, store_option


@click.command(
    epilog=examples(
        "docketgraph load",
        "docketgraph load cases companies",
        "docketgraph load articles news/*.txt",
        "docketgraph load --json | jq .loaded.new",
    )
)
@click.argument("names", nargs=-1, metavar="[NAME… | articles PATH…]")
@store_option
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a loader.")
def load(names: tuple[str, ...], url: str, as_json: bool) -> None:
    """Load the curated records, or articles.

    Without NAME, all curated records; PATH is a file or a folder. What is known already is not loaded again, and what a
    file of records no longer says is withdrawn; an edited article is another article. A load that was interrupted is completed by the same command. Ends with 1 where
    something was skipped; the rest is loaded.
    """
    import orjson

    from api.cli.progress import Bar
    from graph.store import open_store, without_secret
    from loaders.run import load_articles, load_curated

    if names == ("articles",):
        raise click.UsageError("name the files or folders: docketgraph load articles PATH…")
    new = withdrawn = skipped = 0
    with open_store(url) as store, Bar() as bar:
        if names[:1] == ("articles",):
            reports = load_articles(store, [Path(each) for each in names[1:]], progress=bar.step)
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
