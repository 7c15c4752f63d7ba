"""The evaluation of the reader: its rules, and its figures beside those of the project's shared scorer."""

from __future__ import annotations

import copy
import importlib.util
import json
import os
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from api.cli import main
from graph.errors import DataError
from loaders import articles
from loaders.evaluation import FIELDS, evaluate, read_gold, read_predictions, same

SHARED = Path(os.environ.get("DOCKETGRAPH_SHARED") or Path(__file__).parent.parent.parent / "shared")
SCORER = SHARED / "eval" / "score.py"
OPEN = Path(__file__).parent / "articles_gold" / "gold-open.yaml"

CASE: dict[str, Any] = {
    "name": "Roe v. Suno, Inc.", "docket_number": "3:31-cv-00100", "court": "cand", "filed_on": "2031-05-03", "status": "pending",
    "plaintiffs": ["Ann Roe"], "defendants": ["Suno"], "claims": [{"cause": "copyright_direct_infringement", "statute": "17 U.S.C. § 501"}],
    "allegations": [{"act": "training", "data": "song_lyrics"}],
    "relief": [{"kind": "statutory_damages", "amount": 1000, "currency": "USD", "per": "work"}],
}  # fmt: skip
DOCUMENT: dict[str, Any] = {
    "doc": "1", "is_relevant": True, "publisher": "Example Times", "published_on": "2031-05-04", "cases": [CASE], "companies": ["Suno"],
    "ownership": [{"owner": "Acme", "owned": "Suno", "kind": "subsidiary"}], "responses": [{"by": "Suno", "stance": "denies"}],
}  # fmt: skip


def scorer() -> ModuleType:
    if not SCORER.is_file():
        pytest.skip("the scorer lies beside the repository, under DOCKETGRAPH_SHARED")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def changed(**case: Any) -> dict[str, dict[str, Any]]:
    """A prediction that is right but for some values of its case."""
    return {"1": {**DOCUMENT, "cases": [{**CASE, **case}]}}


def figures(field: str, **case: Any) -> tuple[float, float, float]:
    tally = evaluate([DOCUMENT], changed(**case)).fields[field]
    return tally.right, tally.wrong, tally.missed


def test_a_perfect_prediction_scores_one_in_every_field() -> None:
    result = evaluate([DOCUMENT], {"1": DOCUMENT})
    assert {name: tally.f1 for name, tally in result.fields.items()} == dict.fromkeys(FIELDS, 1.0)
    assert (result.micro.f1, result.relevance.f1, result.errors, result.missing) == (1.0, 1.0, [], ())


def test_no_prediction_misses_everything_and_a_spurious_case_is_wrong_in_all_its_facts() -> None:
    nothing = evaluate([DOCUMENT], {"2": {}})
    assert (nothing.micro.recall, nothing.micro.precision, nothing.missing, nothing.unknown) == (0.0, None, ("1",), ("2",))
    negative = {"doc": "1", "is_relevant": False, "cases": []}
    false = evaluate([negative], {"1": DOCUMENT})
    assert (false.false_positives, false.negatives, false.fields["claims"].wrong) == (1, 1, 1)
    assert evaluate([negative], {"1": {**DOCUMENT, "is_relevant": False}}).fields["claims"].wrong == 0


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("name", "Ann Roe et al. v. Suno", (1, 0, 0)),
        ("name", "Poe v. Suno", (0, 1, 1)),
        ("docket_number", "31-100", (1, 0, 0)),
        ("docket_number", "No. 31-cv-00100-ABC", (1, 0, 0)),
        ("docket_number", "4:31-cv-00100", (0, 1, 1)),
        ("court", "the Northern District of California", (1, 0, 0)),
        ("court", None, (0, 0, 1)),
        ("filed_on", "2031-05", (0.5, 0.5, 0.5)),
        ("filed_on", "2031-05-04", (0, 1, 1)),
        ("status", {"state": "Pending"}, (1, 0, 0)),
        ("plaintiffs", ["Roe"], (1, 0, 0)),
        ("plaintiffs", ["Ann", "Suno fans"], (0.5, 1.5, 0.5)),
        ("defendants", [{"name": "Suno, Inc."}, "Suno AI"], (1, 0, 0)),
        ("claims", ["copyright_vicarious_infringement"], (0.5, 0.5, 0.5)),
        ("claim_statutes", "", (0, 0, 0)),
        ("allegations", [{"act": "training", "data": ["musical_works", "song_lyrics"]}], (1, 1, 0)),
        ("allegations", [{"act": "training", "data": "musical_works"}], (0.5, 0.5, 0.5)),
        ("allegations", [{"act": "scraping", "data": "song_lyrics"}], (0, 1, 1)),
        ("relief", [{"kind": "statutory_damages"}], (0.5, 0.5, 0.5)),
        ("relief", [{"kind": "actual_damages", "amount": "1000"}], (0.5, 0.5, 0.5)),
        ("relief", ["injunction"], (0, 1, 1)),
    ],
)
def test_near_misses_get_their_part(field: str, value: Any, expected: tuple[float, float, float]) -> None:
    if field != "claim_statutes":
        assert figures(field, **{field: value}) == expected


def test_a_statute_counts_where_its_claim_is_right() -> None:
    claim = CASE["claims"][0]
    assert figures("claim_statutes", claims=[{**claim, "statute": "Copyright Act"}]) == (1, 0, 0)
    assert figures("claim_statutes", claims=[{**claim, "statute": "Lanham Act"}]) == (0, 1, 1)
    assert figures("claim_statutes", claims=[{"cause": "copyright_vicarious_infringement", "statute": "17 U.S.C. § 501"}]) == (0, 0, 1)


def test_what_is_optional_is_neither_demanded_nor_punished() -> None:
    gold = {**DOCUMENT, "cases": [{**CASE, "court": None, "optional": {"court": ["cand"], "plaintiffs": ["Bo Doe"]}}],
            "optional": {"cases": ["Poe v. Udio"], "publisher": ["Wire"]}}  # fmt: skip
    prediction = {**DOCUMENT, "publisher": "Wire", "cases": [{**CASE, "plaintiffs": ["Ann Roe", "Bo Doe"]}, {"plaintiffs": ["Poe"], "defendants": ["Udio"]}]}
    assert evaluate([gold], {"1": prediction}).micro.f1 == 1.0


@pytest.mark.parametrize(
    ("one", "other", "credit"),
    [("Société Suno", "societe suno", 1), ("UMG Recordings", "Universal Music", 1), ("", "x", 0), ("The Post", "Post, Inc.", 1), ("A B C", "A B D", 0)],
)
def test_names_are_compared_in_their_normal_form(one: str, other: str, credit: float) -> None:
    assert same.name_credit(one, other) == credit


# ---------------------------------------------------------------------------------------------------------------------
# Beside the shared scorer


def theirs(result: Any) -> dict[str, tuple[float, float, float]]:
    return {name: (round(each["tp"], 2), round(each["fp"], 2), round(each["fn"], 2)) for name, each in result["fields"].items()}


def ours(result: Any) -> dict[str, tuple[float, float, float]]:
    return {name: (round(each.right, 2), round(each.wrong, 2), round(each.missed, 2)) for name, each in result.fields.items()}


def compare(gold: list[Any], predictions: dict[str, Any]) -> None:
    one, other = scorer().evaluate(gold, predictions), evaluate(gold, predictions)
    assert ours(other) == theirs(one)
    assert (other.micro.f1, other.relevance.f1) == (pytest.approx(one["micro"]["f1"]), pytest.approx(one["relevance"]["f1"]))
    assert (other.negatives, other.false_positives) == (one["negatives"]["documents"], one["negatives"]["false_positives"])
    assert (list(other.missing), list(other.unknown)) == (one["missing"], one["unknown"])


GOLDS = {"dev": SHARED / "eval" / "dev" / "gold.yaml", "seeds": SHARED / "eval" / "seeds-gold.yaml", "open": OPEN}
DOCS = {"dev": SHARED / "eval" / "dev" / "docs", "seeds": SHARED / "seeds", "open": OPEN.parent / "docs"}


@pytest.mark.parametrize("which", GOLDS)
def test_the_figures_of_the_reader_are_those_of_the_shared_scorer(which: str) -> None:
    if not GOLDS[which].is_file():
        pytest.skip("the set lies beside the repository, under DOCKETGRAPH_SHARED")
    gold = read_gold(GOLDS[which])
    wanted = {str(document["doc"]) for document in gold}
    lines = [line for line in articles.lines_of([DOCS[which]]) if isinstance(line, dict) and line["doc"] in wanted]
    compare(gold, {line["doc"]: json.loads(json.dumps(line)) for line in lines})


@pytest.mark.parametrize("seed", range(40))
def test_predictions_that_are_damaged_at_random_score_as_with_the_shared_scorer(seed: int) -> None:
    rng = random.Random(seed)
    gold = read_gold(OPEN)
    pool = [copy.deepcopy(document) for document in gold]
    predictions: dict[str, Any] = {}
    for document in gold:
        if rng.random() < 0.1:
            continue
        made = copy.deepcopy(rng.choice(pool) if rng.random() < 0.15 else document)
        for part in (made, *made["cases"]):
            for name in list(part):
                if rng.random() < 0.15:
                    part[name] = copy.deepcopy(rng.choice(pool).get(name)) if part is made else copy.deepcopy(rng.choice([case for each in pool for case in each["cases"]] or [{}]).get(name))
                if isinstance(part.get(name), str) and rng.random() < 0.2:
                    part[name] = rng.choice([part[name][: len(part[name]) // 2], part[name].upper(), part[name].split()[-1], "", f"The {part[name]} Inc."])
                elif isinstance(part.get(name), list) and part[name] and rng.random() < 0.3:
                    rng.shuffle(part[name])
                    part[name] = rng.choice([part[name][1:], part[name] * 2, part[name]])
        if rng.random() < 0.2:
            made["is_relevant"] = rng.choice([True, False, None])
        predictions[str(document["doc"])] = made
    predictions["unknown"] = {"doc": "unknown"}
    compare(gold, predictions)


# ---------------------------------------------------------------------------------------------------------------------
# The command


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(main, ["eval", "articles", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.yaml"
    path.write_text(yaml.safe_dump({"documents": [{**DOCUMENT, "doc": "007"}]}), encoding="utf-8")
    return path


def test_the_command_reads_documents_or_predictions_and_prints_figures_a_field(gold: Path, tmp_path: Path) -> None:
    news = Path(__file__).parent / "news"
    result = run(gold, news, "--errors", "--per-document")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[0].split() == ["field", "precision", "recall", "F1", "right", "wrong", "missed"]
    assert [line.split()[0] for line in result.stdout.splitlines()[1 : len(FIELDS) + 3]] == [*FIELDS, "all", "is_relevant"]
    assert "0 of 0 irrelevant documents" in result.stdout and "007\t" in result.stdout
    predictions = tmp_path / "read.jsonl"
    predictions.write_text(CliRunner().invoke(main, ["read", "--jsonl", str(news)]).stdout, encoding="utf-8")
    again = run(gold, "--predictions", predictions, "--json")
    assert f"{json.loads(again.stdout)['micro']['f1']:.3f}" in result.stdout


def test_what_is_wrong_is_told_in_words(gold: Path, tmp_path: Path) -> None:
    assert run(gold).exit_code == 2
    (tmp_path / "none.yaml").write_text("cases: []\n", encoding="utf-8")
    (tmp_path / "broken.yaml").write_text("a: [\n", encoding="utf-8")
    (tmp_path / "broken.jsonl").write_text('{"doc": "007"}\n{"cases"', encoding="utf-8")
    (tmp_path / "list.jsonl").write_text("[]\n", encoding="utf-8")
    for path in ("none.yaml", "broken.yaml", "nowhere.yaml"):
        with pytest.raises(DataError, match=path):
            read_gold(tmp_path / path)
    for path in ("broken.jsonl", "list.jsonl", "nowhere.jsonl"):
        with pytest.raises(DataError, match=path):
            read_predictions(tmp_path / path)
    (tmp_path / "other.txt").write_text("Nothing.", encoding="utf-8")
    result = run(gold, tmp_path / "other.txt")
    assert result.exit_code == 1 and "no prediction for 007" in result.stderr
