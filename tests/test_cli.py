"""The commands, run in this process: what they print where, and how they end."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from api.cli import main
from api.cli.ask import variables
from api.questions import FOLDER
from graph.store import open_store

COUNT = "{ cases { totalCount } }"
NEWS = Path(__file__).parent / "news"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Runs a command in an empty folder, without settings of the environment."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DOCKETGRAPH_")]:
        monkeypatch.delenv(name)

    def invoke(*arguments, **more):
        return CliRunner().invoke(main, [str(each) for each in arguments], **more)

    return invoke


# ---------------------------------------------------------------------------------------------------------------------
# Help


@pytest.mark.parametrize("name", main.commands)
def test_every_command_says_what_it_does_and_shows_an_example(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert main.commands[name].get_short_help_str(200).endswith((".", "…"))
    assert f"Examples:\n    docketgraph {name}" in result.output


def test_help_lists_the_commands_in_the_order_of_need(run):
    output = run("--help").output
    places = [output.index(f"\n  {name} ") for name in ("load", "serve", "ask", "read", "export", "copy", "check")]
    assert places == sorted(places)


def test_commands_import_what_is_heavy_only_when_they_run():
    heavy = {
        "apsw",
        "fastapi",
        "graphql",
        "loaders",
        "networkx",
        "orjson",
        "rdflib",
        "rich",
        "strawberry",
        "uvicorn",
        "yaml",
    }
    code = "import sys, api.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.split())


# ---------------------------------------------------------------------------------------------------------------------
# ask


def test_ask_prints_the_answer_as_json(run, curated):
    result = run("ask", COUNT, "--store", curated)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["data"]["cases"]["totalCount"] > 50
    assert result.stderr == ""


def test_ask_reads_a_file_and_standard_input_alike(run, curated):
    path = FOLDER / "private-messages.graphql"
    by_file = run("ask", "-f", path, "--store", curated)
    by_input = run("ask", "-f", "-", "--store", curated, input=path.read_text(encoding="utf-8"))
    assert by_file.exit_code == by_input.exit_code == 0
    assert by_file.stdout == by_input.stdout


def test_ask_tells_the_price_and_runs_nothing(run, curated):
    done = run("ask", COUNT, "--explain", "--store", curated)
    assert done.exit_code == 0
    answer = json.loads(done.stdout)
    assert answer["data"] is None
    assert answer["extensions"]["cost"]["estimated"] > 0
    assert answer["extensions"]["plan"]["fields"][0]["store"]


def test_ask_gives_variables(run, curated):
    path = FOLDER / "private-messages.graphql"
    result = run("ask", "-f", path, "--var", 'data=["inmail"]', "--store", curated)
    kinds = {
        allegation["data"]["label"]
        for case in json.loads(result.stdout)["data"]["cases"]["nodes"]
        for allegation in case["allegations"]["nodes"]
    }
    assert kinds == {"InMail messages"} or len(kinds) == 1


def test_a_variable_that_is_no_json_is_a_text():
    assert variables(["a=1", "b=true", 'c={"d": null}', "e=microsoft", "f=", "g=a=b", 'h="1"']) == {
        "a": 1, "b": True, "c": {"d": None}, "e": "microsoft", "f": "", "g": "a=b", "h": "1",
    }  # fmt: skip


def test_an_answer_with_errors_ends_with_1(run, curated):
    result = run("ask", '{ case(id: "cand-5-25-cv-0709") { name } }', "--store", curated)
    assert result.exit_code == 1
    (error,) = json.loads(result.stdout)["errors"]
    assert error["extensions"]["hint"] == "did you mean 'cand-5-25-cv-00709'?"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "either a QUERY or, with -f FILE,"),
        ([COUNT, "-f", "-"], "either a QUERY or, with -f FILE,"),
        (["-f", "nothing.graphql"], "nothing.graphql"),
        ([COUNT, "--var", "novalue"], "'novalue' is not NAME=JSON"),
        ([COUNT, "--nonsense"], "--nonsense"),
    ],
)
def test_a_command_that_is_wrong_says_how_it_is_used(run, curated, arguments, said):
    result = run("ask", *arguments, "--store", curated)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_a_query_that_is_no_utf8_is_told(run, curated, tmp_path):
    (tmp_path / "latin.graphql").write_bytes(b"{ caf\xe9 }")
    result = run("ask", "-f", "latin.graphql", "--store", curated)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == "  save the query as UTF-8"


@pytest.mark.parametrize("command", [["ask", COUNT], ["export"], ["serve", "--port", "0"]])
@pytest.mark.parametrize("url", ["nonsense", "sqlite:///missing.db"])
def test_a_store_that_is_none_is_told_in_two_lines(run, command, url):
    result = run(*command, "--store", url)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 2
    assert result.stderr.splitlines()[1].startswith("  ")


def test_a_setting_that_is_wrong_is_told(run, curated):
    result = run("ask", COUNT, env={"DOCKETGRAPH_STORE": curated, "DOCKETGRAPH_MAX_FIRST": "many"})
    assert result.exit_code == 1
    what, now = result.stderr.splitlines()
    assert what.startswith("DOCKETGRAPH_MAX_FIRST: 'many'")
    assert now == "  write a number, such as 200"


def test_the_store_comes_from_the_environment(run, curated):
    assert run("ask", COUNT, env={"DOCKETGRAPH_STORE": curated}).exit_code == 0


# ---------------------------------------------------------------------------------------------------------------------
# load


def test_load_says_one_line_a_loader_and_a_second_time_that_nothing_is_new(run):
    first = run("load", "courts", "statutes")
    assert first.exit_code == 0
    assert first.stdout == ""
    assert [line.split()[0].rstrip(":") for line in first.stderr.splitlines()[:2]] == ["courts", "statutes"]
    again = run("load", "courts", "statutes", "--json")
    for line in again.stdout.splitlines():
        assert json.loads(line)["loaded"]["new"] == 0
    assert Path("docketgraph.db").exists()


def test_load_prints_json_for_machines(run):
    result = run("load", "courts", "--json")
    (line,) = result.stdout.splitlines()
    report = json.loads(line)
    assert report["loader"] == "courts"
    assert report["loaded"]["new"] > 0
    assert report["skipped"] == []


def test_an_unknown_loader_is_told_with_the_nearest(run):
    result = run("load", "court")
    assert result.exit_code == 1
    assert "did you mean 'courts'?" in result.stderr


def test_articles_are_read_from_paths_that_exist(run):
    assert run("load", "articles").exit_code == 2
    for command in (["load", "articles"], ["read"]):
        result = run(*command, "nowhere.txt")
        assert result.exit_code == 1
        assert result.stderr.startswith("nowhere.txt: ")


def test_loaded_articles_can_be_asked_for(run):
    assert run("load", "articles", NEWS).exit_code == 0
    answer = json.loads(run("ask", "{ articles { nodes { title cases { nodes { docketNumber } } } } }").stdout)
    assert answer["data"]["articles"]["nodes"] == [
        {
            "title": "Writers sue Examplary over books used to train its chatbot",
            "cases": {"nodes": [{"docketNumber": "3:25-cv-01999"}]},
        }
    ]


# ---------------------------------------------------------------------------------------------------------------------
# read, export, check


def test_read_says_what_an_article_says_and_stores_nothing(run):
    result = run("read", NEWS, "--jsonl")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    read = json.loads(line)
    assert read["doc"] == "007"
    assert read["cases"][0]["docket_number"] == "3:25-cv-01999"
    assert list(Path().glob("*.db")) == []


def test_read_has_an_account_for_people(run):
    result = run("read", NEWS)
    assert result.exit_code == 0
    assert "docket_number: 3:25-cv-01999" in result.stdout


def test_export_writes_a_file_or_prints(run, curated):
    printed = run("export", "--store", curated)
    assert printed.exit_code == 0
    written = run("export", "--store", curated, "--output", "graph.nt")
    assert written.stdout == ""
    assert Path("graph.nt").read_text(encoding="utf-8") == printed.stdout
    lines = printed.stdout.splitlines()
    assert lines == sorted(lines)


def test_export_takes_its_base_from_the_flag(run, curated):
    result = run("export", "--base-url", "https://example.org/", "--store", curated)
    assert all(re.match("<https://example.org/[a-z]", line) for line in result.stdout.splitlines())


def test_export_to_a_folder_that_is_not_there_is_told(run, curated):
    result = run("export", "--output", "no/such/folder/graph.nt", "--store", curated)
    assert result.exit_code == 1
    assert "no/such/folder/graph.nt" in result.stderr
    assert "Traceback" not in result.output


def test_check_finds_nothing_to_mend_in_the_curated_data(run):
    result = run("check")
    assert (result.exit_code, result.stdout) == (0, "")


def test_check_names_the_place_and_the_remedy(run, tmp_path):
    folder = tmp_path / "records"
    (folder / "cases").mkdir(parents=True)
    (folder / "cases" / "mine.yaml").write_text(
        "- id: x-1\n  name: A v. B\n  allegations:\n  - {act: scrapping, data: [books]}\n", encoding="utf-8"
    )
    result = run("check", folder)
    assert result.exit_code == 1
    assert "mine.yaml:" in result.stdout
    assert "did you mean 'scraping'?" in result.stdout


# ---------------------------------------------------------------------------------------------------------------------
# Ends


def test_ctrl_c_ends_with_one_line_and_130(run, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders.run.load_curated", interrupted)
    result = run("load")
    assert result.exit_code == 130
    assert result.stderr == "interrupted; what was committed stays, run the same command again\n"


def test_a_store_is_left_as_it_was_by_reading(run, curated):
    with open_store(curated, read_only=True) as store:
        before = store.revisions()
    run("ask", COUNT, "--store", curated)
    run("export", "--store", curated)
    with open_store(curated, read_only=True) as store:
        assert store.revisions() == before


# ---------------------------------------------------------------------------------------------------------------------
# What goes wrong outside


def test_a_bad_file_does_not_end_a_reading(run):
    for name, text in (("a.txt", ""), ("b.txt", (NEWS / "007_invented.txt").read_text(encoding="utf-8")), ("c.txt", "\0\1\2" * 99)):
        Path(name).write_text(text, encoding="utf-8")
    result = run("read", ".", "--jsonl")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    assert "a.txt: the file is empty" in result.stderr
    assert "c.txt: " in result.stderr


def test_a_variable_that_the_query_does_not_have_is_told(run, curated):
    result = run("ask", "query Q($data: [ID!]) { cases(where: {allegations: {some: {data: {is: $data}}}}) { totalCount } }",
                 "--var", 'dat=["books"]', "--store", curated)  # fmt: skip
    assert result.exit_code == 1
    assert "no variable 'dat'" in result.stderr
    assert "did you mean 'data'?" in result.stderr


def test_an_address_of_which_no_iri_can_be_made_is_refused(run, curated):
    result = run("export", "--base-url", "http://x y/>", "--store", curated)
    assert result.exit_code == 1
    assert "base_url: 'http://x y/>' is no address" in result.stderr


def test_a_damaged_store_is_told_in_words(run, curated):
    with open_store("sqlite:///graph.db") as store:
        store.load([])
    whole = Path(curated.removeprefix("sqlite:///")).read_bytes()
    Path("graph.db").write_bytes(whole[: len(whole) // 3] + b"\xa5" * (len(whole) // 3) + whole[-(len(whole) // 3) :])
    for command in (["ask", "{ cases(first: 200) { nodes { id name } } search(text: \"books\") { totalCount } }"], ["export"]):
        result = run(*command, "--store", "sqlite:///graph.db")
        assert result.exit_code == 1
        assert "damaged" in result.output
        assert "Traceback" not in result.output
