"""The terms of the vocabulary: what its files hold, and how they are read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph import terms as module
from graph.errors import DataError, UnknownTerm
from graph.ontology import EDGES, KINDS, SCHEMES
from graph.terms import VOCABULARY, Term, narrower, term, terms

EVERY = [found for scheme in SCHEMES for found in terms(scheme).values()]


def named(found: Term) -> str:
    """A term with its scheme."""
    return f"{found.scheme}/{found.id}"


def test_there_is_one_file_a_scheme() -> None:
    assert {path.stem for path in VOCABULARY.glob("*")} == set(SCHEMES)
    assert all(terms(scheme) for scheme in SCHEMES)


@pytest.mark.parametrize("found", EVERY, ids=named)
def test_a_term_is_whole_and_names_others_that_exist(found: Term) -> None:
    assert re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", found.id)
    assert found.label and found.definition.endswith(".")
    assert set(found.broader) <= set(terms(found.scheme))
    assert found.id not in found.broader
    for scheme, implied in found.implies:
        assert implied in terms(scheme)
    for match in (*found.exact_match, *found.close_match):
        assert re.match(r"https?://\S+$", match)
    assert found.case_status is None or found.case_status in terms("status")
    assert found.standing is None or found.standing in terms("standing")


def test_no_term_is_wider_than_itself() -> None:
    for found in EVERY:
        above = set(found.broader)
        for _ in EVERY:
            above |= {wider for each in above for wider in term(found.scheme, each).broader}
            if found.id in above:
                break
        assert found.id not in above, named(found)


def test_only_events_and_outcomes_move_a_case_and_only_kinds_of_source_have_a_rank() -> None:
    for found in EVERY:
        moves = (found.case_status, found.standing, found.closes, found.reopens)
        assert found.scheme in ("event", "outcome") or moves == (None, None, False, False), named(found)
        assert (found.rank is not None) == (found.scheme == "source_kind"), named(found)


def test_ranks_run_from_the_court_record_down() -> None:
    ranks = {found.id: found.rank for found in terms("source_kind").values()}
    assert ranks["court_record"] == 1
    assert ranks["court_record"] < ranks["official_register"] < ranks["company_statement"] < ranks["press"]  # type: ignore[operator]


def test_every_scheme_that_the_model_names_exists() -> None:
    used = {prop.scheme for kind in (*KINDS.values(), *EDGES.values()) for prop in kind.props.values()}
    used |= {edge.scheme for edge in EDGES.values()}
    assert used - {None} <= set(SCHEMES)


def test_narrower_goes_all_the_way_down() -> None:
    assert narrower("data", ["private_messages"]) == {"private_messages", "inmail", "direct_messages", "chat_messages"}
    assert (
        narrower("data", ["private_messages"]) < narrower("data", ["communications"]) < narrower("data", ["personal_data"])
    )
    assert narrower("data", ["books", "inmail"]) == {"books", "inmail"}
    assert narrower("data", []) == set()


def test_an_unknown_term_or_scheme_is_refused_with_the_nearest_one() -> None:
    for ask in (lambda: term("data", "private_mesages"), lambda: narrower("data", ["private_mesages"])):
        with pytest.raises(UnknownTerm) as refused:
            ask()
        assert refused.value.hint == "did you mean 'private_messages'?"
    with pytest.raises(UnknownTerm, match="unknown scheme 'dta'"):
        terms("dta")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {id: a, label: A, definition: A.}\n- {id: a, label: B, definition: B.}", "two terms have the id 'a'"),
        ("- {id: a, label: A, defnition: A.}", "is no term"),
        ("- {id: a}", "is no term"),
        ("- a", "is no term"),
        ("- [", "cannot be read"),
    ],
)
def test_a_broken_file_is_refused_by_name(text: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "VOCABULARY", tmp_path)
    with pytest.raises(DataError, match=message) as refused:
        terms.__wrapped__("data")
    assert str(tmp_path / "data.yaml") in str(refused.value)
    with pytest.raises(DataError, match="cannot be read"):
        terms.__wrapped__("act")
