"""Imports point down: graph imports nothing of ours, loaders import graph, api imports graph; only api/cli imports loaders."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
ALLOWED = {
    "graph": {"graph"},
    "loaders": {"graph", "loaders"},
    "api": {"graph", "api"},
    "api/cli": {"graph", "loaders", "api"},
}
OURS = {"graph", "loaders", "api", "tests"}
MODULES = sorted(path.relative_to(TOP) for room in ("graph", "loaders", "api") for path in (TOP / room).rglob("*.py"))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """The first part of each module that a file imports, and the line."""
    for node in ast.walk(ast.parse((TOP / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name.partition(".")[0], node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports by dots"
            yield str(node.module).partition(".")[0], node.lineno


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_a_module_imports_only_its_own_room_and_those_below(path):
    room = "api/cli" if path.parts[:2] == ("api", "cli") else path.parts[0]
    for name, line in imported(path):
        assert name not in OURS - ALLOWED[room], f"{path}:{line} imports {name}"


def test_every_room_is_looked_at():
    assert {path.parts[0] for path in MODULES} == {"graph", "loaders", "api"}
