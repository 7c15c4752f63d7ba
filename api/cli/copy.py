"""`docketgraph copy`: a whole graph from one store into another."""

from __future__ import annotations

import click

from api.cli.options import examples


@click.command(
    epilog=examples(
        "docketgraph copy sqlite:///docketgraph.db neo4j://localhost:7687",
        "docketgraph copy neo4j://localhost:7687 sqlite:///copy.db",
    )
)
@click.argument("source", metavar="SOURCE")
@click.argument("target", metavar="TARGET")
def copy(source: str, target: str) -> None:
    """Copy a graph into an empty store, TARGET.

    All that was ever stated goes over, what was withdrawn too, in the same revisions with their times. Then counts and a hash
    of all statements are compared. Both are written as for --store.
    """
    from graph.copying import copy as copied
    from graph.store import open_store

    with open_store(source, read_only=True) as kept, open_store(target) as made:
        done = copied(kept, made)
    click.echo(
        f"{done.facts:,} facts by {done.evidence:,} pieces of evidence, {done.revisions:,} revisions; "
        f"the same on both sides: counts, and the hash of all statements {done.digest}",
        err=True,
    )
