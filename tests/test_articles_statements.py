"""From articles to statements: which case they join, what they state of it, and what they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.facts import Statement
from graph.ontology import EDGES, KINDS
from loaders import articles
from loaders.articles.article import from_bytes
from loaders.articles.cases import known_cases, match

NEW = (
    "Law Ledger | March 7, 2031\n\nPoets sue Cohere\n\n"
    "Two poets, Ann Poe and Bo Roe, have sued Cohere, saying that it copied their books without permission to train its AI models. "
    "The suit was filed on Tuesday. "
    "The case is Poe v. Cohere Inc., U.S. District Court for the Western District of Washington, No. 2:31-cv-00042. "
    "They want statutory damages of up to $150,000 per work. Cohere denied the claims."
)


def article(text: str) -> articles.Article:
    return from_bytes(text.encode(), Path("invented.txt"))


def stated(text: str) -> list[Statement]:
    return list(articles.statements(article(text)))


def facts(text: str) -> set[tuple[str, str, str | None, object]]:
    return {(each.fact.subject, each.fact.predicate, each.fact.object, each.fact.value) for each in stated(text)}


def test_a_new_case_is_made_of_its_court_and_docket_number() -> None:
    case = "wawd-2-31-cv-00042"
    said = facts(NEW)
    assert {
        (case, "kind", None, "Case"),
        (case, "docket_number", None, "2:31-cv-00042"),
        (case, "filed_on", None, "2031-03-04"),
        (case, "HEARD_IN", "wawd", None),
        (case, "PARTY", f"{case}/ann-poe", None),
        (case, "PARTY", "cohere", None),
        (case, "ALLEGES", f"{case}/training/books", None),
        (f"{case}/training/books", "ACT", "act/training", None),
        (f"{case}/training/books", "CONCERNS", "data/books", None),
        (f"{case}/training/books", "BY", "cohere", None),
        (f"{case}/training/books", "FOR_PURPOSE", "purpose/model_training", None),
        (case, "CLAIMS", f"{case}/claim/copyright_direct_infringement", None),
        (f"{case}/relief/statutory_damages/work", "amount", None, 150_000.0),
        (f"{case}/cohere/denies/undated", "STANCE", "stance/denies", None),
    } <= said


@pytest.mark.parametrize("gone", [", No. 2:31-cv-00042", ", U.S. District Court for the Western District of Washington"])
def test_without_court_or_docket_number_nothing_is_stated_of_a_new_case(gone: str) -> None:
    text = NEW.replace(gone, "")
    read = article(text)
    assert {each.fact.subject for each in stated(text)} == {read.id}
    assert (read.id, "MENTIONS", "cohere", None) in facts(text)


def test_every_statement_fits_the_model_and_every_fact_of_the_case_has_a_quotation() -> None:
    read = article(NEW)
    props = {name for kind in KINDS.values() for name in kind.props} | {"kind"}
    for each in stated(NEW):
        name, _, prop = each.fact.predicate.partition(".")
        assert name in props or (name in EDGES and (not prop or prop in EDGES[name].props))
        if each.fact.subject != read.id:
            assert each.evidence.quote


def test_a_docket_number_joins_the_curated_case_whatever_the_office() -> None:
    known = next(
        case
        for case in known_cases().values()
        if case.court == "cand" and case.docket_number.count("-") == 2 and case.defendants
    )
    number = known.docket_number.split(":")[-1]
    body = next(party for party in known.defendants if "/" not in party.id)
    text = (
        f"Law Ledger\n\nSuit over training data\n\n{body.name} was sued in federal court, which hears that it trained its AI models on books without permission. "
        f"The case is in the U.S. District Court for the Northern District of California, No. {number}-ABC."
    )
    (found,) = articles.findings(article(text)).cases
    assert (case := match(found, None)) and case.id == known.id


def test_parties_join_a_curated_case_only_where_a_single_one_fits() -> None:
    text = "Authors sued OpenAI, saying that it trained its AI models on their books without permission."
    (found,) = articles.findings(article(text)).cases
    assert match(found, "2025-01-01") is None


def test_an_article_before_the_filing_is_about_another_case() -> None:
    known = next(
        case
        for case in known_cases().values()
        if len(case.filed_on) == 10 and case.docket_number.count("-") == 2 and case.court == "cand"
    )
    body = next(party for party in known.defendants if "/" not in party.id)
    text = f"{body.name} was sued over AI models that were trained on books without permission. The case is No. {known.docket_number}, N.D. Cal."
    (found,) = articles.findings(article(text)).cases
    assert match(found, "1999-01-01") is None


def test_an_article_without_a_suit_states_itself_and_whom_it_names() -> None:
    text = "Suno and Sony Music have signed a licence, and nobody had to go anywhere near a judge for it this time."
    assert {each.fact.predicate for each in stated(text)} <= {
        "kind",
        "language",
        "sha256",
        "text",
        "signature",
        "RANK",
        "MENTIONS",
        "title",
    }


def test_two_readings_of_one_article_state_the_same() -> None:
    assert stated(NEW) == stated(NEW)
