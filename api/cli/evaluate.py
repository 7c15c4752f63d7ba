"""`docketgraph eval`: how well articles are read, measured on gold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from api.cli.options import examples

if TYPE_CHECKING:
    from loaders.evaluation import Tally


@click.command(
    name="eval",
    epilog=examples(
        "docketgraph eval articles gold.yaml docs/",
        "docketgraph eval articles gold.yaml --predictions read.jsonl --errors",
    ),
)
@click.argument("what", type=click.Choice(["articles"]), metavar="articles")
@click.argument("gold", type=click.Path(path_type=Path))
@click.argument("documents", nargs=-1, metavar="[DOCS…]")
@click.option("--predictions", type=click.Path(path_type=Path), help="Score these (read --jsonl) instead of reading DOCS.")
@click.option("--errors", is_flag=True, help="List what was missed, wrong or spurious.")
@click.option("--per-document", is_flag=True, help="List the F1 of each document.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def evaluate(
    what: str, gold: Path, documents: tuple[str, ...], predictions: Path | None, errors: bool, per_document: bool, as_json: bool
) -> None:
    """Measure how well articles are read: precision, recall and F1 a field.

    GOLD is a YAML file with the facts of some documents, DOCS the files or folders that hold them; a document is known by the name of
    its file up to the first "_" or ".". Ends with 1 where a document of GOLD has no prediction.
    """
    import orjson

    from graph.errors import DataError
    from loaders import articles, evaluation
    from loaders.records import Issue

    if bool(predictions) == bool(documents):
        raise click.UsageError(f"name either documents or --predictions: docketgraph eval {what} GOLD DOCS…")
    facts = evaluation.read_gold(gold)
    if predictions:
        read = evaluation.read_predictions(predictions)
    else:
        read = {}
        for line in articles.lines_of(documents):
            if isinstance(line, Issue):
                click.echo(line, err=True)
            elif line["doc"] in read:
                raise DataError(f"{line['doc']}: two documents have this name", "name a folder that holds each once")
            else:
                read[line["doc"]] = line
    result = evaluation.evaluate(facts, read)
    if as_json:
        click.echo(orjson.dumps(result.as_dict()))
    else:
        click.echo(f"{'field':<16} {'precision':>9} {'recall':>7} {'F1':>7} {'right':>8} {'wrong':>8} {'missed':>8}")
        for name, tally in (*result.fields.items(), ("all", result.micro), ("is_relevant", result.relevance)):
            click.echo(f"{name:<16} {_figures(tally)}")
        click.echo(f"{result.false_positives} of {result.negatives} irrelevant documents taken for relevant")
        click.echo(f"{result.documents} documents, {len(result.missing)} without a prediction, {len(result.unknown)} predictions without a document")
        if per_document:
            for name, tally in result.by_document.items():
                click.echo(f"{name:<16} {_shown(tally.f1):>25}")
        if errors:
            for error in result.errors:
                click.echo(f"{error.document}\t{error.kind}\t{error.field}\t{error.what}")
    if result.missing:
        click.echo(f"no prediction for {', '.join(result.missing)}", err=True)
        raise SystemExit(1)


def _figures(tally: Tally) -> str:
    counts = f"{tally.right:8.1f} {tally.wrong:8.1f} {tally.missed:8.1f}"
    return f"{_shown(tally.precision):>9} {_shown(tally.recall):>7} {_shown(tally.f1):>7} {counts}"


def _shown(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"
