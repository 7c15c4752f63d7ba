"""The five seed articles, read whole: against their gold, into statements, as voices. Skipped where they are not at hand."""

from __future__ import annotations

import importlib.util
import json
import os
import time
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.copies import copies
from graph.facts import Statement
from loaders import articles
from loaders.articles.signature import signature

SHARED = Path(os.environ.get("DOCKETGRAPH_SHARED") or Path(__file__).parent.parent.parent / "shared")
SEEDS, DEV = SHARED / "seeds", SHARED / "eval" / "dev" / "docs"
CASE = "cand-5-25-cv-00709"

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the seed articles lie beside the repository, under DOCKETGRAPH_SHARED"
)
needs_dev = pytest.mark.skipif(
    not DEV.is_dir(), reason="the development set lies beside the repository, under DOCKETGRAPH_SHARED"
)


@cache
def article(path: Path) -> articles.Article:
    return articles.read(path)


def seed(number: int) -> articles.Article:
    return article(next(SEEDS.glob(f"{number:03}_*.txt")))


@cache
def stated(number: int) -> tuple[Statement, ...]:
    return tuple(articles.statements(seed(number)))


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(gold: Path, folder: Path) -> Any:
    score = scorer()
    lines = [json.loads(json.dumps(articles.as_line(article(path)))) for path in articles.find_files([folder])]
    return score.evaluate(score.load_gold(gold), {line["doc"]: line for line in lines})


@needs_seeds
def test_the_seeds_are_read_as_their_gold_says() -> None:
    result = score(SHARED / "eval" / "seeds-gold.yaml", SEEDS)
    assert result["micro"]["f1"] >= 0.95, result["errors"]
    assert result["relevance"]["recall"] == 1


@needs_dev
def test_the_development_set_is_read_precisely_and_nothing_irrelevant_is_taken() -> None:
    result = score(SHARED / "eval" / "dev" / "gold.yaml", DEV)
    assert result["micro"]["precision"] >= 0.95, result["errors"]
    assert result["micro"]["f1"] >= 0.9, result["errors"]
    assert result["negatives"]["false_positives"] == 0


@needs_seeds
@pytest.mark.parametrize("number", range(5))
def test_every_seed_reports_on_the_same_case_in_its_own_words(number: int) -> None:
    text = seed(number).text
    about = [each for each in stated(number) if each.fact.predicate == "REPORTS_ON"]
    assert [each.fact.object for each in about] == [CASE]
    said = {
        each.fact.subject
        for each in stated(number)
        if each.fact.predicate == "CONCERNS" and each.fact.object in ("data/private_messages", "data/inmail")
    }
    assert f"{CASE}/training/private_messages" in said
    for each in stated(number):
        quoted = each.evidence
        if quoted.quote is not None:
            assert text[quoted.start : quoted.end] == quoted.quote
        else:
            assert each.fact.subject == seed(number).id


FURNITURE = ("Adani", "Bank of Japan", "Pentagon", "Department of Defense", "sex", "New York Times", "Dow Jones", "Perplexity", "Vodafone", "Aircel", "Apple", "Roborock",
             "Datadog", "RingCentral", "Techreportdiversity", "接受PR", "Obama", "Ukraine")  # fmt: skip


@needs_seeds
@pytest.mark.parametrize("number", range(5))
def test_nothing_from_the_page_around_a_story_is_stated(number: int) -> None:
    for each in stated(number):
        for told in (*each.fact, each.evidence.quote, each.evidence.original):
            if isinstance(told, str):
                assert [word for word in FURNITURE if word in told] == []
    bodies = {each.fact.object for each in stated(number) if each.fact.predicate == "MENTIONS"}
    assert bodies <= {"linkedin", "microsoft", "openai", "oracle", "softbank", "google"}


@needs_seeds
def test_a_stake_is_no_control() -> None:
    links = {
        (each.fact.subject, each.fact.object, each.fact.value)
        for number in range(5)
        for each in stated(number)
        if each.fact.predicate == "OWNS.kind"
    }
    assert ("microsoft", "linkedin", "subsidiary") in links
    assert ("microsoft", "openai", "subsidiary") not in links


@needs_seeds
def test_the_docket_number_is_that_of_the_record_and_kept_as_printed() -> None:
    (number,) = (each for each in stated(0) if each.fact.predicate == "docket_number")
    assert number.fact.value == "5:25-cv-00709"
    assert number.evidence.original == "25-00709"


@needs_seeds
def test_an_answer_meets_the_curated_answer_that_cites_the_article() -> None:
    (denial,) = (each.fact.subject for each in stated(0) if each.fact.predicate == "STANCE")
    assert denial == f"{CASE}/linkedin/denies/2025-01-22"


@needs_seeds
def test_a_sum_without_a_legal_name_is_the_sum_that_the_case_is_known_for() -> None:
    asked = {each.fact.object for each in stated(4) if each.fact.predicate == "SEEKS"}
    assert asked == {f"{CASE}/relief/statutory_damages/person"}


@needs_seeds
def test_three_tellings_of_one_report_are_one_voice_and_the_others_their_own() -> None:
    signatures = {seed(number).id: signature(seed(number)) for number in range(5)}
    stands = copies(signatures, {})
    assert stands == {seed(1).id: seed(0).id, seed(2).id: seed(0).id}


@needs_dev
def test_reports_on_different_suits_are_no_copies() -> None:
    read = [article(path) for path in articles.find_files([DEV])]
    assert (
        copies(
            {each.id: signature(each) for each in read},
            {each.id: each.published_on.value for each in read if each.published_on},
        )
        == {}
    )


@needs_dev
def test_sixty_articles_are_read_in_a_second() -> None:
    read = [article(path) for path in articles.find_files([SEEDS, DEV])]
    articles.findings(read[0])
    began = time.process_time()
    for each in read:
        articles.findings(each)
    assert len(read) / (time.process_time() - began) >= 60
