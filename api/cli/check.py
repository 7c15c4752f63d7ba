"""`docketgraph check`: data tests on a folder of records."""

from __future__ import annotations

from pathlib import Path

import click

from api.cli.options import examples


@click.command(epilog=examples("docketgraph check", "docketgraph check my/records"))
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
def check(folder: Path | None) -> None:
    """Check a folder of records: format, references, terms, dates, sources.

    Without FOLDER, the curated records. Each finding says where it is and what to do. Ends with 1 where there is one.
    """
    from loaders.run import DATA
    from loaders.run import check as find_issues

    issues = find_issues(folder or DATA)
    for issue in issues:
        click.echo(issue)
    click.echo(f"{len(issues)} to mend" if issues else "nothing to mend", err=True)
    if issues:
        click.get_current_context().exit(1)
