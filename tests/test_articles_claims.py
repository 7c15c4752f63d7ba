"""Causes of action as news, law firms and court papers word them, and words that plead nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.articles.article import from_bytes
from loaders.articles.claims import claims
from loaders.articles.story import story


def causes(text: str) -> dict[str, tuple[str, ...]]:
    article = from_bytes(
        f"A suit over AI\n\nThis story about a company is long enough to be one. {text}".encode(), Path("invented.txt")
    )
    return {found.cause: found.statutes for found in claims(story(article))}


DIRECT, CONTRIBUTORY, VICARIOUS = (f"copyright_{kind}_infringement" for kind in ("direct", "contributory", "vicarious"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The claims are for direct, vicarious and contributory copyright infringement.", {DIRECT, VICARIOUS, CONTRIBUTORY}),
        ("Pleaded are copyright infringement (direct, contributory, vicarious).", {DIRECT, VICARIOUS, CONTRIBUTORY}),
        ("They sue for copyright infringement, direct and secondary.", {DIRECT, "copyright_secondary_infringement"}),
        ("The university is accused of direct infringement.", {DIRECT}),
        ("Claim: 17 U.S.C. § 501.", {DIRECT}),
        (
            "The counts are removal of CMI, false CMI and circumvention.",
            {"dmca_cmi_removal", "dmca_false_cmi", "dmca_circumvention"},
        ),
        ("That violates Section 1201(a) of the DMCA.", {"dmca_circumvention"}),
        ("The notices were stripped in breach of the DMCA.", {"dmca_cmi_removal"}),
        (
            "It pleads infringement of trade marks under the Lanham Act.",
            {"trademark_infringement", "false_designation_of_origin"},
        ),
        ("It is brought under Section 631(a) of the California Penal Code.", {"california_invasion_of_privacy_act"}),
        ("Sole count: CIPA, Cal. Pen. Code 631.", {"california_invasion_of_privacy_act"}),
        ("They say California's eavesdropping law was broken.", {"california_invasion_of_privacy_act"}),
        ("He pleads Penal Code section 502.", {"california_computer_data_access_and_fraud_act"}),
        ("The suit rests on the Illinois biometric law.", {"illinois_bipa"}),
        ("There is a count under the Right of Publicity Act.", {"right_of_publicity"}),
        ("The singer pleads his personality rights.", {"right_of_publicity"}),
        (
            "The counts are consumer fraud and interference with the contract.",
            {"consumer_protection", "tortious_interference"},
        ),
        ("The suit is about misleading consumers.", {"consumer_protection"}),
        ("It intrudes upon seclusion, they say.", {"intrusion_upon_seclusion"}),
        ("They plead breach of contract and unjust enrichment.", {"breach_of_contract", "unjust_enrichment"}),
        ("They accuse it of conspiring to restrain trade.", {"antitrust"}),
        ("It asked the court, in May, to declare that the act is void.", {"declaratory_judgment"}),
        (
            "La demande invoque la rupture de contrat et l'enrichissement injustifié.",
            {"breach_of_contract", "unjust_enrichment"},
        ),
        (
            "La demande invoque la violation du droit d'auteur et le contournement de mesures techniques.",
            {DIRECT, "dmca_circumvention"},
        ),
        (
            "Geltend gemacht werden Verletzungen des Urheberrechts und der Datenschutz-Grundverordnung.",
            {DIRECT, "data_protection"},
        ),
        ("著作権侵害と不正競争防止法違反を主張している。", {DIRECT, "unfair_competition"}),
        # words that plead nothing
        ("Nothing in this Complaint asserts a claim under the Lanham Act.", set()),
        ("We have been asked whether the ruling reaches the federal Wiretap Act.", set()),
        ("The company believes that its work complies with copyright law.", set()),
        ("The claims are not such as the Copyright Act displaces.", set()),
        ("Does it break the DMCA to harvest a page?", set()),
        ("Our table of CIPA settlements is out.", set()),
        ("No infringement count is pleaded.", set()),
    ],
)
def test_causes_are_found_as_they_are_worded(text: str, expected: set[str]) -> None:
    assert set(causes(text)) == expected


def test_a_statute_named_once_belongs_to_all_causes_of_its_sentence() -> None:
    found = causes("It brings claims for direct, vicarious and contributory infringement under the Copyright Act.")
    assert {cause: statutes[0] for cause, statutes in found.items()} == dict.fromkeys(
        (DIRECT, VICARIOUS, CONTRIBUTORY), "copyright-act"
    )


@pytest.mark.parametrize("mark", ["- ", "(1) ", "• ", "1. ", ""])
def test_a_list_that_a_line_of_the_story_opens_is_no_menu(mark: str) -> None:
    counts = "\n".join(
        f"{mark}{count}"
        for count in ("negligence", "unjust enrichment", "invasion of privacy", "conversion", "breach of contract")
    )
    page = f"This story about a company is long enough to be one.\n\nThe complaint has these counts:\n\n{counts}\n\nThe company said nothing when we asked it on Monday."
    assert set(causes(page)) == {
        "negligence",
        "unjust_enrichment",
        "invasion_of_privacy",
        "conversion",
        "breach_of_contract",
    }
