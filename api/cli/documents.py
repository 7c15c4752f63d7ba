"""The parts of the README that are made from the code: the model, the commands, the settings.

`python -m api.cli.documents` rewrites them between their marks (`<!-- model -->` … `<!-- /model -->`); a test compares.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import click

from api.cli import main
from api.settings import PREFIX, Settings
from graph.ontology import EDGES, KINDS, kinds_of

README = Path(__file__).parent.parent.parent / "README.md"
"""The README of a source tree."""


def filled(text: str) -> str:
    """The text with each generated part made anew.

    Raises:
        ValueError: a part has no marks.
    """
    for name, part in (("model", model()), ("commands", commands()), ("settings", settings())):
        before, begin, rest = text.partition(f"<!-- {name} -->\n")
        _, end, after = rest.partition(f"<!-- /{name} -->")
        if not end:
            raise ValueError(f"the text has no <!-- {name} --> and <!-- /{name} -->")
        text = before + begin + part + end + after
    return text


def model() -> str:
    """A table of the kinds of nodes: what each is, and the edges that begin at it."""
    rows = [f"| {name} | {kind.doc} | {', '.join(_edges(name))} |\n" for name, kind in KINDS.items()]
    return "| kind | what it is | edges from it |\n| --- | --- | --- |\n" + "".join(rows)


def _edges(kind: str) -> Iterator[str]:
    for name, edge in EDGES.items():
        targets = [to for of, to in edge.ends if kind in kinds_of(of)]
        if targets:
            yield f"`{name}` {' or '.join(targets)}"


def commands() -> str:
    """The help of each command, as it is printed."""
    return "".join(f"```text\n{help_of(name)}\n```\n" for name in main.commands)


def help_of(name: str) -> str:
    """What `docketgraph NAME --help` prints, 100 columns wide."""
    above = main.make_context("docketgraph", [name], resilient_parsing=True)
    command = main.commands[name]
    return command.get_help(click.Context(command, info_name=name, parent=above, terminal_width=100))


def settings() -> str:
    """A table of the settings of the environment."""
    rows = []
    for made in fields(Settings):
        default = ",".join(made.default) if isinstance(made.default, tuple) else str(made.default)
        shown = f"`{default}`" if default else ""
        rows.append(f"| `{PREFIX}{made.name.upper()}` | {shown} | {made.metadata['doc']} |\n")
    return "| variable | default | what it sets |\n| --- | --- | --- |\n" + "".join(rows)


if __name__ == "__main__":
    before = README.read_text(encoding="utf-8")
    README.write_text(filled(before), encoding="utf-8")
    print(f"{README.name}: {'unchanged' if filled(before) == before else 'rewritten'}")
