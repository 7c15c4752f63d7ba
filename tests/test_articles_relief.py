"""What suits ask for, in the words of news, law firms and court papers, and sums that are asked for by nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.articles.article import from_bytes
from loaders.articles.relief import reliefs
from loaders.articles.story import story


def asked(text: str) -> set[tuple[str, float | None, str | None, str | None]]:
    article = from_bytes(
        f"A suit over AI\n\nThis story about a company is long enough to be one. {text}".encode(), Path("invented.txt")
    )
    return {(found.kind, found.amount, found.currency, found.per) for found in reliefs(story(article))}


INJUNCTION = ("injunction", None, None, None)
DAMAGES = ("unspecified_damages", None, None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They ask for up to $150,000 per work.", {("unspecified_damages", 150000.0, "USD", "work")}),
        ("They seek statutory damages of up to $150,000 for each work.", {("statutory_damages", 150000.0, "USD", "work")}),
        (
            "Under the Act a company owes $US1000 for each negligent violation.",
            {("statutory_damages", 1000.0, "USD", "negligent_violation")},
        ),
        ("They claim $US150,000 ($230,000) for every book.", {("unspecified_damages", 150000.0, "USD", "work")}),
        ("CIPA offers $5,000 per violation.", {("statutory_damages", 5000.0, "USD", "violation")}),
        ("Ask was $5,000 per call.", {("unspecified_damages", 5000.0, "USD", "call")}),
        ("They want the court to stop it.", {INJUNCTION}),
        ("It asks that the firm be ordered to cease.", {INJUNCTION}),
        ("The court is asked for an order that would bar further use.", {INJUNCTION}),
        ("He seeks an order to stop the practice.", {INJUNCTION}),
        ("The court directed that the tools be taken down.", {INJUNCTION}),
        ("He requests declaratory and injunctive relief.", {INJUNCTION, ("declaratory_relief", None, None, None)}),
        ("It wants the company to delete what it took.", {("destruction_of_models", None, None, None)}),
        ("Damages, amount left open.", {DAMAGES}),
        ("Verlangt wird Unterlassung.", {INJUNCTION}),
        ("Der Verlag verlangt Schadenersatz.", {DAMAGES}),
        ("Elles demandent de faire cesser ces actes et des dommages et intérêts.", {INJUNCTION, DAMAGES}),
        (
            "使用の差し止めと約10万元（約210万円）の賠償を求めている。",
            {INJUNCTION, ("unspecified_damages", 100000.0, "CNY", None)},
        ),
        ("It wants damages, the company's profits and a halt.", {DAMAGES, INJUNCTION, ("disgorgement", None, None, None)}),
        ("She asks a court to force the company to get permission.", {INJUNCTION}),
        ("She asks for an order against further storage.", {INJUNCTION}),
        ("The company has to delete the files and may not use such data.", {INJUNCTION, ("destruction_of_models", None, None, None)}),
        ("She wants damages set by statute.", {("statutory_damages", None, None, None)}),
        ("The attorney general seeks fines of $10,000 per violation.", {("civil_penalty", 10000.0, "USD", "violation")}),
        ("Poe sues for at least $5 million.", {("unspecified_damages", 5e6, "USD", None)}),
        ("The judge awarded both labels, together with the streaming service of a rival, around $322 million.", {("unspecified_damages", 322e6, "USD", None)}),
        ("Relief sought: injunction; damages.", {INJUNCTION, DAMAGES}),
        ("Elle demande réparation du préjudice.", {DAMAGES}),
        ("The company neither asked for permission nor offered compensation.", set()),
        ("Shoppers may now claim up to $60 in a data breach settlement.", set()),
        ("He paid the $405 filing fee to sue.", set()),
        ("Do not pay the website that asks $49.", set()),
        ("The company, valued at $3 billion, asks for calm.", set()),
    ],
)
def test_relief_is_read_as_it_is_worded(text: str, expected: set[object]) -> None:
    assert asked(text) == expected


def test_dollars_are_those_of_the_country_that_the_story_is_about() -> None:
    text = "The Ontario Superior Court, in Toronto, will hear the Canadian publishers. They seek damages of $20,000 per article."
    assert ("unspecified_damages", 20000.0, "CAD", "work") in asked(text)


def test_a_sum_in_the_headline_is_the_one_that_the_story_names() -> None:
    assert asked("They want $35 million. They ask for $35 million in statutory damages.") == {
        ("statutory_damages", 35e6, "USD", None)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The settlement gives each author about $3,000 a book.", {("unspecified_damages", 3000.0)}),
        ("Anthropic will pay $1.5 billion.", {("unspecified_damages", 1500000000.0)}),
        ("Under the deal the company pays $9 million into a fund for class members.", {("unspecified_damages", 9000000.0)}),
        ("The company agreed to pay $725 million to settle the case.", {("unspecified_damages", 725000000.0)}),
        ("A $50 million settlement was approved.", {("unspecified_damages", 50000000.0)}),
        ("It must also destroy the pirated files.", {("destruction_of_models", None)}),
        ("The lawyers ask for $300 million in fees.", {("attorneys_fees", 300000000.0)}),
        (
            "The suit seeks statutory damages, an injunction and attorneys' fees.",
            {("statutory_damages", None), ("attorneys_fees", None), ("injunction", None)},
        ),
        ("They want damages and a ban on the use of their voices.", {("unspecified_damages", None), ("injunction", None)}),
        ("He demands compensation.", {("unspecified_damages", None)}),
        ("She is seeking at least $5 million.", {("unspecified_damages", 5000000.0)}),
        ("The class seeks restitution and punitive damages.", {("punitive_damages", None), ("disgorgement", None)}),
        ("The plaintiffs ask for disgorgement of profits.", {("disgorgement", None)}),
        ("The suit seeks a declaration that the training was unlawful.", {("declaratory_relief", None)}),
        ("The attorney general seeks civil penalties of $7,500 per violation.", {("civil_penalty", 7500.0)}),
        ("They want the models deleted.", {("destruction_of_models", None)}),
        ("The company must delete the voiceprints.", {("destruction_of_models", None)}),
        ("They seek unspecified monetary damages.", {("unspecified_damages", None)}),
        ("They seek actual damages and profits.", {("actual_damages", None), ("disgorgement", None)}),
        (
            "Die Klägerin fordert Unterlassung, Auskunft und Schadensersatz.",
            {("unspecified_damages", None), ("injunction", None)},
        ),
        ("Der Fotograf verlangt 1.000 Euro.", {("unspecified_damages", 1000.0)}),
        ("Les auteurs réclament 10 millions d'euros de dommages et intérêts.", {("unspecified_damages", 10000000.0)}),
        ("Ils demandent l'interdiction de l'exploitation.", {("injunction", None)}),
        ("約22億円の損害賠償を求めた。", {("unspecified_damages", 2200000000.0)}),
        ("記事の使用差し止めと1億円の損害賠償を求めている。", {("unspecified_damages", 100000000.0), ("injunction", None)}),
        ("データの削除も求めた。", {("destruction_of_models", None)}),
        ("The company was valued at $5 billion when it was sued.", set()),
        ("It raised $100 million last year.", set()),
        ("No damages were awarded.", set()),
        ("The fine was $2 million in another case.", set()),
    ],
)
def test_what_is_asked_for_or_to_be_paid(text: str, expected: set[tuple[str, float | None]]) -> None:
    assert {(kind, amount) for kind, amount, _, _ in asked(text)} == expected
