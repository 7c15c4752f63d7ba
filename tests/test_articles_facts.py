"""What is found in articles: one invented article a rule, beside one that must give nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from loaders.articles import as_line
from loaders.articles.article import from_bytes
from loaders.articles.courts import courts, named_courts
from loaders.articles.courts_abroad import _NAMED, high_court_of
from loaders.articles.data_kinds import data_mentions
from loaders.articles.dates import dates
from loaders.articles.dockets import captions, docket_key, dockets
from loaders.articles.relief import money


def read(text: str) -> dict[str, Any]:
    return as_line(from_bytes(text.encode(), Path("invented.txt")))


def case(text: str) -> dict[str, Any]:
    (only,) = read(text)["cases"]
    return dict(only)


def names(parties: list[dict[str, Any]]) -> list[str]:
    return [party["name"] for party in parties]


def pairs(found: dict[str, Any]) -> set[tuple[str, str]]:
    return {(each["act"], each["data"]) for each in found["allegations"]}


SUIT = (
    "Two novelists, Ann Poe and Bo de la Roe, have sued Cohere, a maker of AI models. "
    "Their lawsuit says that it copied their books without permission to train its chatbot. "
)


def test_a_plain_suit_gives_its_parties_and_what_is_alleged() -> None:
    found = case(SUIT)
    assert names(found["plaintiffs"]) == ["Ann Poe", "Bo de la Roe"]
    assert names(found["defendants"]) == ["Cohere"]
    assert pairs(found) == {("training", "books")}
    assert [claim["cause"] for claim in found["claims"]] == ["copyright_direct_infringement"]
    assert found["status"] == "pending"


@pytest.mark.parametrize(
    ("sentence", "plaintiffs", "defendants"),
    [
        ("Suno has been sued by Sony Music and Warner Records", ["Sony Music", "Warner Records"], ["Suno"]),
        ("Getty Images took the London start-up Stability AI to court", ["Getty Images"], ["Stability AI"]),
        ("Led by Concord and ABKCO, several publishers brought a class action against Udio", ["Concord", "ABKCO"], ["Udio"]),
        ("A proposed class action accuses Figma and its owner Adobe of theft", [], ["Figma", "Adobe"]),
        ("Comcast's Universal sued the Chinese firm MiniMax", ["Universal"], ["MiniMax"]),
    ],
)
def test_who_sues_whom_is_read_in_many_forms(sentence: str, plaintiffs: list[str], defendants: list[str]) -> None:
    found = case(f"{sentence} over AI models trained on copyrighted works without a licence.")
    assert names(found["plaintiffs"]) == plaintiffs
    assert names(found["defendants"]) == defendants


@pytest.mark.parametrize(
    "sentence",
    [
        "U.S. District Judge Ann Poe presides.",
        "Bo Roe, a lawyer for the plaintiffs, spoke of theft.",
        "In Germany the society GEMA sued Suno earlier this year.",
        "Meta and Apple face dozens of comparable suits.",
    ],
)
def test_judges_lawyers_and_parties_of_other_suits_are_no_parties(sentence: str) -> None:
    found = case(SUIT + sentence)
    assert names(found["plaintiffs"]) == ["Ann Poe", "Bo de la Roe"]
    assert names(found["defendants"]) == ["Cohere"]


@pytest.mark.parametrize(
    ("text", "plaintiffs", "defendants"),
    [
        ("Ann Quill is a poet. Quill, who lives in Ohio, has sued Cohere.", ["Ann Quill"], ["Cohere"]),
        ("Ross Intelligence closed in 2021. Thomson Reuters had sued Ross.", ["Thomson Reuters"], ["Ross Intelligence"]),
        ("The start-up Wordmill was sued by Penguin Random House.", ["Penguin Random House"], ["Wordmill"]),
        ("POE v. COHERE INC.", ["POE"], ["COHERE INC."]),
    ],
)
def test_who_is_meant_by_a_short_name_or_an_unknown_one(text: str, plaintiffs: list[str], defendants: list[str]) -> None:
    found = case(f"{text} The suit is about AI models that were trained on books without permission.")
    assert (names(found["plaintiffs"]), names(found["defendants"])) == (plaintiffs, defendants)


def test_a_settlement_of_a_company_that_is_no_party_is_another_cases() -> None:
    more = "Cohere declined to comment. A first hearing is set for May. "
    found = case(SUIT + more + "Anthropic agreed to pay $1.5 billion to settle a class action of writers.")
    assert (found["status"], found["relief"]) == ("pending", [])


def test_a_class_in_words_stands_where_nobody_is_named() -> None:
    found = case("Slack was sued on behalf of millions of Slack Premium users whose private messages trained its AI models.")
    assert names(found["plaintiffs"]) == ["Slack Premium users"]


def test_two_suits_told_together_are_two_cases() -> None:
    line = read(
        "Ann Poe and Bo Roe have sued Suno and Udio in two separate class actions over AI models trained on songs without a licence. "
        "The complaint against Suno was filed in federal court in Boston."
    )
    assert [(names(each["defendants"]), each["court"]) for each in line["cases"]] == [(["Suno"], "mad"), (["Udio"], None)]


# ---------------------------------------------------------------------------------------------------------------------
# Courts, dockets, dates, sums


@pytest.mark.parametrize(
    ("text", "court"),
    [
        ("in the San Jose, California, federal court", "cand"),
        ("U.S. District Court for the Southern District of New York", "nysd"),
        ("(E.D. Va. 2025)", "vaed"),
        ("a Delaware federal court", "ded"),
        ("the Ninth Circuit", "ca9"),
        ("vor dem Landgericht München I", "de-lg-muenchen"),
        ("au tribunal judiciaire de Paris", "fr-tj-paris"),
        ("東京地裁に提訴", "jp-tokyo-dc"),
        ("UNITED STATES DISTRICT COURT NORTHERN DISTRICT OF CALIFORNIA", "cand"),
        ("SUPERIOR COURT OF THE STATE OF CALIFORNIA COUNTY OF ALAMEDA", "us-ca-superior-alameda"),
        ("filed in New York's southern federal district", "nysd"),
        ("California federal court, Northern District", "cand"),
        ("the southern district of New York", "nysd"),
        ("a federal court in Northern California", "cand"),
        ("Both are before federal judges in San Jose.", "cand"),
        ("a federal jury in Nashville", "tnmd"),
        ("N.D. CAL. docket", "cand"),
        ("(W.D.N.C.)", "ncwd"),
        ("vor einem US-Bundesgericht in Seattle", "wawd"),
        ("devant un tribunal fédéral de San Francisco", "cand"),
        ("カリフォルニア州北部地区連邦地裁に提訴", "cand"),
        ("ニューヨーク南部地区の連邦地裁", "nysd"),
        ("ボストンの連邦地裁", "mad"),
        ("das Kölner Landgericht", "de-lg-koeln"),
        ("das Schleswig-Holsteinische Oberlandesgericht", "de-olg-schleswig"),
        ("the Higher Regional Court of Frankfurt", "de-olg-frankfurt"),
        ("beim LG Berlin", "de-lg-berlin"),
        ("la Cour supérieure de justice de l'Ontario", "ca-onsc"),
        ("la Cour supérieure du Québec", "ca-qccs"),
        ("B.C. Supreme Court", "ca-bcsc"),
        ("devant le tribunal civil de Rome", "it-trib-roma"),
        ("ソウル中央地裁", "kr-seoul-central-dc"),
        ("서울중앙지법", "kr-seoul-central-dc"),
        ("上海市徐匯区人民法院", "cn-shanghai-xuhui"),
        ("the Bombay High Court", "in-bomhc"),
        ("大阪地裁", "jp-osaka-dc"),
    ],
)
def test_courts_are_known_by_their_names_and_cities(text: str, court: str) -> None:
    assert [found.id for found in named_courts(text)] == [court]


@pytest.mark.parametrize(
    "text", ["a California federal court", "a New York judge", "court documents", "the district of shops"]
)
def test_a_state_with_several_districts_names_no_court(text: str) -> None:
    assert named_courts(text) == ()


def test_the_high_court_is_that_of_the_country_that_the_text_speaks_of() -> None:
    text = "The High Court heard the case."
    assert [found.id for found in named_courts(text, high_court_of("A judge in Dublin"))] == ["ie-high-court"]
    assert [found.id for found in named_courts(text, high_court_of("The British firm"))] == ["gb-ewhc"]
    assert named_courts(text, high_court_of("An actor")) == ()


def test_every_court_that_can_be_found_has_a_name() -> None:
    assert [id for id in _NAMED if id not in courts()] == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Case No. 25-cv-00990-SI", "25-cv-00990"),
        ("No. 25-00709", "25-00709"),
        ("Az. 42 O 1/24", "42 O 1/24"),
        ("Case C-1/25", "C-1/25"),
        ("CS(COMM) 12/2024", "CS(COMM) 12/2024"),
    ],
)
def test_docket_numbers_are_printed_without_their_label(text: str, number: str) -> None:
    assert [found.number for found in dockets(text)] == [number]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("25-00709", "5:25-cv-00709-PCP", True),
        ("3:25-cv-00709", "5:25-cv-00709", True),
        ("25-cv-00709", "25-md-00709", False),
        ("25-00709", "24-00709", False),
        ("42 O 1/24", "42 O 1/24", True),
    ],
)
def test_docket_numbers_agree_but_for_office_and_judge(one: str, other: str, same: bool) -> None:
    assert docket_key(one).agrees(docket_key(other)) is same


def test_a_cited_precedent_is_marked_as_such() -> None:
    (cited,) = captions("Citing Poe LLC v. Roe, the judge saw no harm.")
    (own,) = captions("The case is Poe et al v. Cohere Inc., U.S. District Court")
    assert cited.cited and not own.cited
    assert (own.left, own.right) == ("Poe et al", "Cohere Inc.")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Nov. 21, 2025", "2025-11-21"),
        ("7 Feb 2023", "2023-02-07"),
        ("am 11. November 2025", "2025-11-11"),
        ("le 25 septembre 2025", "2025-09-25"),
        ("2025年9月6日", "2025-09-06"),
        ("08/26/2025", "2025-08-26"),
        ("in March 2024", "2024-03"),
    ],
)
def test_dates_are_read_in_four_languages(text: str, iso: str) -> None:
    assert [found.iso for found in dates(text)] == [iso]


@pytest.mark.parametrize("text", ["03/04/2025", "February 30, 2025", "may 5 people", "May 5"])
def test_dates_that_nobody_can_be_sure_of_are_none(text: str) -> None:
    assert list(dates(text)) == []


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        ("The suit was filed on Tuesday.", "2025-01-21"),
        ("The suit was filed on Jan. 3, 2025.", "2025-01-03"),
        ("The suit was filed in December 2024.", "2024-12"),
        ("A motion to dismiss was filed on Tuesday.", None),
    ],
)
def test_weekdays_of_the_filing_count_back_from_the_day_of_the_article(text: str, filed: str | None) -> None:
    head = "Law Ledger | January 24, 2025\n\nNovelists sue Cohere over their books\n\n"
    assert case(head + SUIT + text)["filed_on"] == filed
    if filed == "2025-01-21":
        assert case("Novelists sue Cohere over their books\n\n" + SUIT + text)["filed_on"] is None


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("$1,000", 1000, "USD"),
        ("USD 1,000", 1000, "USD"),
        ("$1.5 billion", 1.5e9, "USD"),
        ("1,5 milliard de dollars", 1.5e9, "USD"),
        ("150.000 Euro", 150_000, "EUR"),
        ("15億ドル", 1.5e9, "USD"),
        ("Rs 2 crore", 2e7, "INR"),
        ("£3m", 3e6, "GBP"),
    ],
)
def test_sums_are_read_in_many_forms(text: str, amount: float, currency: str) -> None:
    assert [(found.amount, found.currency) for found in money(text)] == [(amount, currency)]


# ---------------------------------------------------------------------------------------------------------------------
# Claims, relief, status, answers


@pytest.mark.parametrize(
    ("text", "causes"),
    [
        (
            "It pleads violations of the Stored Communications Act and breach of contract.",
            {"stored_communications_act", "breach_of_contract"},
        ),
        ("It relies on Section 1202(b) of the Digital Millennium Copyright Act.", {"dmca_cmi_removal"}),
        (
            "Unjust enrichment and California's unfair competition law are pleaded too.",
            {"unjust_enrichment", "unfair_competition"},
        ),
        ("Other suits of the kind turn on defamation.", set()),
    ],
)
def test_causes_of_action_are_read(text: str, causes: set[str]) -> None:
    assert {claim["cause"] for claim in case(SUIT + text)["claims"]} == causes | {"copyright_direct_infringement"}


def test_a_statute_is_given_only_where_the_text_names_it() -> None:
    named = {
        claim["cause"]: claim["statute"]
        for claim in case(SUIT + "The California Invasion of Privacy Act and unfair competition are pleaded.")["claims"]
    }
    assert "Penal Code" in named["california_invasion_of_privacy_act"]
    assert named["unfair_competition"] is None


@pytest.mark.parametrize(
    ("text", "relief"),
    [
        ("They seek unspecified damages.", {("unspecified_damages", None, None)}),
        ("They ask for statutory damages of up to $150,000 per work.", {("statutory_damages", 150_000.0, "work")}),
        ("They want an injunction and a share of the profits.", {("injunction", None, None), ("disgorgement", None, None)}),
        ("They ask the court to order the destruction of all models.", {("destruction_of_models", None, None)}),
        ("Cohere is valued at $5 billion.", set()),
        ("In August Meta agreed to pay a group of artists $9 million in a class action of theirs.", set()),
    ],
)
def test_relief_is_what_is_asked_for_and_no_other_sum(text: str, relief: set[tuple[str, float | None, str | None]]) -> None:
    assert {(each["kind"], each["amount"], each["per"]) for each in case(SUIT + text)["relief"]} == relief


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("A judge dismissed the lawsuit on Monday.", "dismissed"),
        ("A judge dismissed most of the lawsuit on Monday.", "partly_dismissed"),
        ("A judge threw out the negligence claim but refused to dismiss the others.", "partly_dismissed"),
        ("The company asked the judge to dismiss the suit.", "pending"),
        ("Cohere agreed to pay $3 million to settle the lawsuit.", "settled"),
        ("The court ruled in favor of the authors. Cohere has appealed the ruling.", "on_appeal"),
    ],
)
def test_the_status_is_that_of_the_last_word(text: str, status: str) -> None:
    assert case(SUIT + text)["status"] == status


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("Cohere denied the claims.", [("Cohere", "denies")]),
        ("Cohere did not immediately respond to a request for comment.", [("Cohere", "no_comment")]),
        ("Cohere argues that training is fair use.", [("Cohere", "fair_use")]),
        ("A lawyer for the plaintiffs declined to comment.", []),
        ("The judge denied the motion.", []),
        ("The court said that training may be fair use.", []),
    ],
)
def test_answers_of_the_accused_are_kept_with_their_stance(text: str, answers: list[tuple[str, str]]) -> None:
    assert [(each["by"], each["stance"]) for each in read(SUIT + text)["responses"]] == answers


# ---------------------------------------------------------------------------------------------------------------------
# Data and acts


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("private InMail messages", ["inmail"]),
        ("the members' private messages", ["private_messages"]),
        ("song lyrics and sheet music", ["song_lyrics", "compositions"]),
        ("public repositories", ["source_code"]),
        ("Penal Code § 631", []),
        ("Article 15 of the Directive", []),
        ("music publishers", []),
    ],
)
def test_kinds_of_data_are_known_by_their_words(text: str, kinds: list[str]) -> None:
    assert [found.kind for found in data_mentions(text)] == kinds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("It scraped their articles and strips copyright notices from them.", ("cmi_removal", "news_articles")),
        ("The chatbot puts out near-identical lyrics.", ("output_reproduction", "song_lyrics")),
        ("It pulled books from the shadow library LibGen.", ("acquisition_from_pirate_source", "books")),
        ("It shared private messages with third parties.", ("disclosure_to_third_parties", "private_messages")),
        ("It cloned the voices of two narrators.", ("voice_cloning", "voice_performances")),
        ("Its app secretly records phone calls.", ("interception", "voice_calls")),
    ],
)
def test_acts_are_joined_to_the_data_they_were_done_with(text: str, said: tuple[str, str]) -> None:
    assert said in pairs(case(SUIT + "The suit goes on. " + text))


@pytest.mark.parametrize(
    "text",
    [
        '"We are not using emails to train models," Cohere said.',
        "Cohere promises not to disclose private messages to third parties.",
        "That emails were scraped is not alleged.",
    ],
)
def test_what_is_denied_or_promised_is_not_alleged(text: str) -> None:
    assert pairs(case(SUIT + text)) == {("training", "books")}


# ---------------------------------------------------------------------------------------------------------------------
# Ownership


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Microsoft's LinkedIn said so.", ("Microsoft", "LinkedIn", "subsidiary")),
        ("LinkedIn, owned by Microsoft, said so.", ("Microsoft", "LinkedIn", "subsidiary")),
        ("Microsoft-owned GitHub said so.", ("Microsoft", "GitHub", "subsidiary")),
        ("Microsoft-backed OpenAI said so.", ("Microsoft", "OpenAI", "minority_investment")),
        ("Anthropic is backed by Amazon.", ("Amazon", "Anthropic", "minority_investment")),
        ("Google and its owner Alphabet said so.", ("Alphabet", "Google", "subsidiary")),
        ("Zorvix, a unit of Bertelsmann, said so.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Zorvix, the Bertelsmann unit that makes maps, said so.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Zorvix, Bertelsmann's metadata business, said so.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Bertelsmann, through its subsidiary Zorvix, said so.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Bertelsmann's video game studio Zorvix said so.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Zorvix, which belongs to Bertelsmann, said so.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Zorvix was acquired by Bertelsmann in 2030.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Zorvix's operator Bertelsmann said so.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Bertelsmann said so, and its doorbell company Zorvix, too.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Bertelsmann was fined before. In another matter its doorbell company Zorvix paid.", ("Bertelsmann", "Zorvix", "subsidiary")),
        ("Bertelsmann holds about 5% of Zorvix.", ("Bertelsmann", "Zorvix", "minority_investment")),
        ("Zorvix investor Bertelsmann said so.", ("Bertelsmann", "Zorvix", "minority_investment")),
        ("Zorvix, which has received billions from Bertelsmann, said so.", ("Bertelsmann", "Zorvix", "minority_investment")),
        ("Zorvix, eine Bertelsmann-Tochter, schweigt.", ("Bertelsmann", "Zorvix", "subsidiary")),
    ],
)
def test_ownership_is_taken_as_it_is_worded(text: str, link: tuple[str, str, str]) -> None:
    assert [(each["owner"], each["owned"], each["kind"]) for each in read(SUIT + text)["ownership"]] == [link]


@pytest.mark.parametrize(
    "text",
    ["Microsoft and OpenAI said so.", "An OpenAI rival said so.", "Google Meet and Microsoft Teams are used."]
    + [
        "Microsoft's lawyers met Google.",
        "Microsoft bought ads from Google.",
        "Zorvix, the company behind Quellix, said so.",
    ],
)
def test_companies_side_by_side_own_nothing(text: str) -> None:
    assert read(SUIT + text)["ownership"] == []


# ---------------------------------------------------------------------------------------------------------------------
# Relevance


@pytest.mark.parametrize(
    "text",
    [
        "Suno signed a licence with a label, whose songs may be used to train its AI models.",
        "Ann Poe sued AT&T over stolen customer data of seventy million people.",
        "Parents sued OpenAI, saying that its chatbot harmed their son.",
        "xAI sued OpenAI, accusing it of hiring away engineers with trade secrets of its chatbot.",
        "A judge fined two lawyers over court papers in which ChatGPT had invented decisions.",
    ],
)
def test_what_is_no_suit_over_training_data_gives_no_case(text: str) -> None:
    line = read(text)
    assert line["is_relevant"] is False and line["cases"] == [] and line["reason"]


def test_where_the_text_does_not_say_that_ai_learns_relevance_is_open() -> None:
    line = read("Ann Poe has sued Zoom, saying that its AI assistant records private meetings without consent.")
    assert line["is_relevant"] is None and len(line["cases"]) == 1


# ---------------------------------------------------------------------------------------------------------------------
# Other languages


def test_german_gives_court_docket_parties_and_data() -> None:
    found = case(
        "Das Landgericht München I hat über die Klage der Verwertungsgesellschaft Gema gegen OpenAI entschieden (Aktenzeichen 1 O 2/24). "
        "Die KI war mit Liedtexten trainiert worden. Das verletzt nach Ansicht der Kammer das Urheberrecht."
    )
    assert (found["court"], found["docket_number"]) == ("de-lg-muenchen", "1 O 2/24")
    assert (names(found["plaintiffs"]), names(found["defendants"])) == (["Gema"], ["OpenAI"])
    assert ("training", "song_lyrics") in pairs(found)


def test_french_gives_court_parties_and_data() -> None:
    found = case(
        "Le SNE et la SGDL ont assigné Meta devant le tribunal judiciaire de Paris : des livres ont servi à entraîner son IA sans autorisation."
    )
    assert found["court"] == "fr-tj-paris"
    assert (names(found["plaintiffs"]), names(found["defendants"])) == (["SNE", "SGDL"], ["Meta"])
    assert ("training", "books") in pairs(found)


def test_japanese_gives_court_parties_and_data() -> None:
    found = case(
        "読売新聞が、生成AIの学習に記事を無断で使われたとして、パープレキシティを東京地裁に提訴した。パープレキシティを提訴するのは初めて。"
    )
    assert found["court"] == "jp-tokyo-district"
    assert names(found["defendants"]) == ["パープレキシティ"]
    assert ("training", "news_articles") in pairs(found)
