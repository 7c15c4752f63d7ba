"""`docketgraph review`: articles that may report on a known case, for people to judge."""

from __future__ import annotations

from typing import Any

import click

from api.cli.options import examples, store_option

DOUBTS = """query Doubts($after: String) { articles(where: {mayReportOn: {some: {}}}, first: 100, after: $after) {
  pageInfo { hasNextPage endCursor }
  nodes { id title publisher publishedOn
    mayReportOn(first: 10) { edges { node { id name docketNumber filedOn } evidence { quote } } }
    judged(first: 20) { edges { verdict node { id } evidence { note } } } } } }"""


@click.command(
    epilog=examples(
        "docketgraph review",
        "docketgraph review accept article-0123456789abcdef cand-3-23-cv-03417 --by 'A. Reviewer'",
        "docketgraph review undo article-0123456789abcdef cand-3-23-cv-03417",
    )
)
@click.argument("what", type=click.Choice(["list", "accept", "refuse", "undo"]), default="list", metavar="[accept|refuse|undo]")
@click.argument("article", required=False)
@click.argument("case", required=False)
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@store_option
@click.option("--by", metavar="NAME", envvar="DOCKETGRAPH_REVIEWER", show_envvar=True, help="Who judges.")
@click.option("--all", "everything", is_flag=True, help="List what is judged too.")
@click.option("--json", "as_json", is_flag=True, help="List one JSON object a line.")
def review(
    what: str, article: str | None, case: str | None, paths: tuple[str, ...], url: str, by: str | None, everything: bool, as_json: bool
) -> None:
    """List articles that may report on a known case, and judge whether they do.

    An article whose words fit a case but do not decide adds nothing to it until a person accepts the match. A judgement is a fact with
    evidence, and can be taken back (undo). PATH is where the article lies: it is read again, so that what it says of the case
    comes in at once, or goes.
    """
    if what == "list":
        _list(url, everything, as_json)
        return
    if not article or not case:
        raise click.UsageError(f"name the article and the case: docketgraph review {what} ARTICLE CASE")
    from datetime import date

    from graph.store import open_store
    from loaders import judgements
    from loaders.run import load_articles

    with open_store(url) as store:
        if what == "undo":
            judgements.take_back(store, article, case)
        else:
            if not by:
                raise click.UsageError("say who judges: --by NAME")
            verdict = judgements.ACCEPTED if what == "accept" else judgements.REFUSED
            judgements.judge(store, article, case, verdict, by, date.today())
        for report in load_articles(store, paths, again=True) if paths else ():
            click.echo(report, err=True)
    if not paths and what != "refuse":
        click.echo("what the article says of the case follows when it is read again: docketgraph load articles --again PATH", err=True)


def _list(url: str, everything: bool, as_json: bool) -> None:
    import orjson

    from api.graphql.schema import Schema
    from api.settings import Settings
    from graph.store import open_store

    count, after = 0, None
    with open_store(url, read_only=True) as store:
        schema = Schema(store, Settings())
        while True:
            answer = orjson.loads(schema.answer(DOUBTS, {"after": after}, None).json())["data"]["articles"]
            for article in answer["nodes"]:
                judged = {each["node"]["id"]: each for each in article["judged"]["edges"]}
                for doubt in article["mayReportOn"]["edges"]:
                    verdict = judged.get(doubt["node"]["id"])
                    if everything or not verdict:
                        count += verdict is None
                        _tell(article, doubt, verdict, as_json)
            if not answer["pageInfo"]["hasNextPage"]:
                break
            after = answer["pageInfo"]["endCursor"]
    click.echo(f"{count} to judge" if count else "nothing to judge", err=True)


def _tell(article: dict[str, Any], doubt: dict[str, Any], verdict: dict[str, Any] | None, as_json: bool) -> None:
    import orjson

    case, quote = doubt["node"], next((each["quote"] for each in doubt["evidence"] if each["quote"]), None)
    note = next((each["note"] for each in verdict["evidence"]), None) if verdict else None
    if as_json:
        told = {name: article[name] for name in ("id", "title", "publisher", "publishedOn")}
        click.echo(orjson.dumps({"article": told, "case": case, "quote": quote, "verdict": verdict and verdict["verdict"], "note": note}))
        return
    dated = ", ".join(filter(None, (article["publisher"], article["publishedOn"])))
    click.echo(f"{article['id']}  {article['title'] or 'without a title'}" + (f" ({dated})" if dated else ""))
    filed = ", ".join(filter(None, (case["docketNumber"], case["filedOn"] and f"filed {case['filedOn']}")))
    click.echo(f"  {case['id']}  {case['name']}" + (f" ({filed})" if filed else ""))
    if quote:
        click.echo(f'  "{quote}"')
    if verdict:
        click.echo(f"  {verdict['verdict']}" + (f": {note}" if note else ""))
