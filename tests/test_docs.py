"""The documents say what the program does: commands, queries and answers of the README are run, generated parts compared."""

from __future__ import annotations

import doctest
import json
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from api.cli import main
from api.cli.documents import README, filled
from api.graphql.schema import Schema
from api.settings import PREFIX, Settings
from graph.store import open_store

TOP = Path(__file__).parent.parent
TEXT = README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)
WRITTEN = [TOP / "README.md", TOP / "CONTRIBUTING.md", TOP / "CHANGELOG.md"]


def blocks(language):
    return [text for name, text in BLOCKS if name == language]


def commands():
    """Each command of the README with the output that it shows."""
    for block in blocks("console"):
        for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, shown = command.partition("\n")
            yield line, shown


def assert_shows(shown, real):
    """`shown` is `real`, but for lines of … (any lines) and … within a line (any text)."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip(" ,") == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n"
        for line in shown.splitlines()
    )
    assert re.fullmatch(pattern, real.rstrip("\n") + "\n"), f"shown:\n{shown}\nreally:\n{real}"


def shows(shown, real):
    """The same for JSON: "…" in a list stands for any members, … in a text for any text."""
    if isinstance(shown, str) and isinstance(real, str):
        return re.fullmatch(".*".join(map(re.escape, shown.split("…"))), real, re.DOTALL) is not None
    if isinstance(shown, dict) and isinstance(real, dict):
        return list(shown) == list(real) and all(shows(shown[key], real[key]) for key in shown)
    if isinstance(shown, list) and isinstance(real, list):
        if not shown or not real:
            return shown in ([], ["…"]) and (shown == ["…"] or not real)
        if shown[0] == "…":
            return any(shows(shown[1:], real[at:]) for at in range(len(real) + 1))
        return shows(shown[0], real[0]) and shows(shown[1:], real[1:])
    return shown == real


@pytest.mark.parametrize(
    ("shown", "real", "same"),
    [
        ({"a": ["…"]}, {"a": []}, True),
        ({"a": [1, "…"]}, {"a": [1, 2, 3]}, True),
        ({"a": [1, "…", 3]}, {"a": [1, 2, 3]}, True),
        ({"a": ["…", 2]}, {"a": [1, 2, 3]}, False),
        ({"a": [1]}, {"a": [1, 2]}, False),
        ({"a": []}, {"a": [1]}, False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": "https://example.org/…"}, {"a": "https://example.org/b"}, True),
        ({"a": "b…"}, {"a": "ab"}, False),
    ],
)
def test_a_shortened_answer_must_be_true_where_it_is_not_shortened(shown, real, same):
    assert shows(shown, real) is same


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder that looks like a clone, where commands may write."""
    made = tmp_path_factory.mktemp("clone")
    for path in TOP.iterdir():
        if path.name in (
            "api",
            "graph",
            "loaders",
            "tests",
            "Makefile",
            "requirements.lock",
            "requirements-dev.lock",
            "pyproject.toml",
        ):
            (made / path.name).symlink_to(path)
    return made


@pytest.fixture(scope="module")
def outputs(folder):
    """What each command of the README prints, run in their order in a store that `make serve` would have filled."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"

    def run(line):
        done = subprocess.run(
            ["bash", "-c", line], cwd=folder, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return done.returncode, done.stdout

    assert run("docketgraph load")[0] == 0
    found = {}
    for line, _ in commands():
        # making an environment, and these tests within themselves, is left to CI: what make would run is read instead
        found[line] = run(line.replace("make ", "make --dry-run ") if line.startswith("make ") else line)
    return found


@pytest.mark.parametrize(("line", "shown"), list(commands()), ids=[line for line, _ in commands()])
def test_a_command_of_the_readme_does_what_it_shows(outputs, line, shown):
    status, printed = outputs[line]
    assert "Traceback" not in printed
    assert status == ("privat_messages" in line), printed
    if shown:
        assert_shows(shown, printed)


def test_the_answer_of_the_readme_is_the_answer(curated):
    (query,), (shown,) = blocks("graphql"), blocks("json")
    with open_store(curated, read_only=True) as store:
        answer = json.loads(Schema(store).ask(query))
    assert shows(json.loads(shown), answer), json.dumps(answer, indent=2, ensure_ascii=False)


def test_the_python_of_the_readme_runs(outputs, folder, monkeypatch):
    monkeypatch.chdir(folder)
    text = "".join(blocks("python"))
    example = doctest.DocTestParser().get_doctest(text, {}, "README", "README.md", 0)
    assert doctest.DocTestRunner().run(example).failed == 0


def test_generated_parts_are_up_to_date():
    assert filled(TEXT) == TEXT, "run: make generate"


def test_every_setting_and_command_is_documented():
    for made in fields(Settings):
        assert f"`{PREFIX}{made.name.upper()}`" in TEXT
        assert made.metadata["doc"].endswith(".")
    for name in main.commands:
        assert f"Usage: docketgraph {name} " in TEXT


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_a_link_leads_somewhere(path):
    for target in re.findall(r"\]\((?!https?://)([^)#]+)\)", path.read_text(encoding="utf-8")):
        assert (TOP / target).exists(), target


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
def test_a_file_that_is_named_exists(path):
    folders = [TOP, TOP / "graph", TOP / "loaders", TOP / "api", TOP / "tests"]
    for name in re.findall(r"`([\w/-]+(?:\.py|\.md|/))`", path.read_text(encoding="utf-8")):
        assert any((folder / name).exists() for folder in folders) or name == ".venv/", name


# ---------------------------------------------------------------------------------------------------------------------
# Packaging


def test_the_locks_are_hashed_and_name_no_registry():
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (TOP / name).read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][\w.-]*==.*$", text, re.MULTILINE)
        assert pins
        assert all(re.search(rf"^{re.escape(pin)}\n    --hash=sha256:", text, re.MULTILINE) for pin in pins)
        assert "://" not in text


def test_the_development_lock_holds_the_versions_of_the_other():
    def pins(name):
        return set(re.findall(r"^([a-z0-9][\w.-]*==\S+)", (TOP / name).read_text(encoding="utf-8"), re.MULTILINE))

    assert pins("requirements.lock") < pins("requirements-dev.lock")


def test_ci_runs_what_developers_run():
    path = TOP / ".ci" / "run"
    assert os.access(path, os.X_OK)
    assert path.read_text(encoding="utf-8").splitlines()[-1] == "exec make test"


def test_both_licences_are_here():
    assert "Apache License" in (TOP / "LICENSE").read_text(encoding="utf-8")
    assert "Creative Commons Attribution 4.0" in (TOP / "loaders" / "data" / "LICENSE").read_text(encoding="utf-8")
