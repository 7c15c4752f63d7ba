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
            {("statutory_damages", 1000.0, "USD", "violation")},
        ),
        (
            "Under the Act a company owes $1,000 for each negligent violation and $5,000 for each reckless one.",
            {
                ("statutory_damages", 1000.0, "USD", "negligent_violation"),
                ("statutory_damages", 5000.0, "USD", "reckless_or_intentional_violation"),
            },
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
        (
            "The company has to delete the files and may not use such data.",
            {INJUNCTION, ("destruction_of_models", None, None, None)},
        ),
        ("She wants damages set by statute.", {("statutory_damages", None, None, None)}),
        ("The attorney general seeks fines of $10,000 per violation.", {("civil_penalty", 10000.0, "USD", "violation")}),
        ("Poe sues for at least $5 million.", {("unspecified_damages", 5e6, "USD", None)}),
        (
            "The judge awarded both labels, together with the streaming service of a rival, around $322 million.",
            {("unspecified_damages", 322e6, "USD", None)},
        ),
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


WORDINGS = [
    ("They seek an injunction.", {("injunction", None, None)}),
    ("They want an injunction to stop the training.", {("injunction", None, None)}),
    ("They are asking the court to bar the company from using their books.", {("injunction", None, None)}),
    ("They want the court to order the company to stop using their books.", {("injunction", None, None)}),
    ("She wants the practice stopped.", {("injunction", None, None)}),
    ("She wants a judge to halt the training.", {("injunction", None, None)}),
    ("The suit would force the company to stop training on the books.", {("injunction", None, None)}),
    ("The suit asks that the company be barred from using the books.", {("injunction", None, None)}),
    ("They ask that the company be prohibited from training on their works.", {("injunction", None, None)}),
    ("They want the company to be forbidden to use the books.", {("injunction", None, None)}),
    ("They seek to stop the company from using the books.", {("injunction", None, None)}),
    ("They seek to block the release of the model.", {("injunction", None, None)}),
    ("They seek to bar further use of the books.", {("injunction", None, None)}),
    ("The plaintiffs also seek injunctive relief.", {("injunction", None, None)}),
    ("They ask for an order that would stop the company.", {("injunction", None, None)}),
    ("The suit requests a permanent injunction.", {("injunction", None, None)}),
    ("The suit calls for an end to the practice.", {("injunction", None, None)}),
    ("They are asking for an order to take down the tool.", {("injunction", None, None)}),
    ("The judge barred the company from using the books.", {("injunction", None, None)}),
    ("The court ordered the company to stop using the recordings.", {("injunction", None, None)}),
    ("The judge granted a preliminary injunction.", {("injunction", None, None)}),
    ("The court issued an injunction against the company.", {("injunction", None, None)}),
    ("The company agreed to stop using the books.", {("injunction", None, None)}),
    ("Under the settlement the company will no longer train on the books.", {("injunction", None, None)}),
    ("The company is prohibited from selling the data.", {("injunction", None, None)}),
    ("They demand that the company stop using their work.", {("injunction", None, None)}),
    ("They demand an end to the scraping.", {("injunction", None, None)}),
    ("They want changes to how the company collects data.", {("injunction", None, None)}),
    ("They want the company to change its practices.", {("injunction", None, None)}),
    ("They seek damages and an injunction.", {("unspecified_damages", None, None), ("injunction", None, None)}),
    ("They seek damages.", {("unspecified_damages", None, None)}),
    ("They are seeking monetary damages.", {("unspecified_damages", None, None)}),
    ("The suit seeks unspecified damages.", {("unspecified_damages", None, None)}),
    ("The suit seeks an unspecified amount of money.", {("unspecified_damages", None, None)}),
    ("The suit seeks an unspecified amount in damages.", {("unspecified_damages", None, None)}),
    ("The suit asks for an undisclosed sum.", {("unspecified_damages", None, None)}),
    ("They want to be compensated.", {("unspecified_damages", None, None)}),
    ("They want the company to pay them for the use of their books.", {("unspecified_damages", None, None)}),
    ("They want money for the use of their books.", {("unspecified_damages", None, None)}),
    ("They demand payment for the use of their books.", {("unspecified_damages", None, None)}),
    ("He is suing for damages.", {("unspecified_damages", None, None)}),
    ("She claims damages.", {("unspecified_damages", None, None)}),
    ("She asks to be compensated for the harm.", {("unspecified_damages", None, None)}),
    ("The suit demands compensation for the authors.", {("unspecified_damages", None, None)}),
    ("The jury awarded damages.", {("unspecified_damages", None, None)}),
    ("They seek statutory damages.", {("statutory_damages", None, None)}),
    ("They ask for the maximum statutory damages.", {("statutory_damages", None, None)}),
    ("They seek statutory damages of $150,000 per work.", {("statutory_damages", 150000.0, "work")}),
    ("They want up to $150,000 for each infringed work.", {("unspecified_damages", 150000.0, "work")}),
    ("They want $150,000 a book.", {("unspecified_damages", 150000.0, "work")}),
    ("Statutory damages could reach $150,000 for each song.", {("statutory_damages", 150000.0, "work")}),
    ("The law provides for up to $150,000 per infringed work.", {("statutory_damages", 150000.0, "work")}),
    ("The act allows $5,000 per violation.", {("statutory_damages", 5000.0, "violation")}),
    ("Under the statute they could get $1,000 per violation.", {("statutory_damages", 1000.0, "violation")}),
    ("The suit seeks $5,000 for every violation.", {("statutory_damages", 5000.0, "violation")}),
    ("They seek $2,500 for each act of circumvention.", {("statutory_damages", 2500.0, "violation")}),
    ("They seek $25,000 per violation under the DMCA.", {("statutory_damages", 25000.0, "violation")}),
    ("They seek $100 million.", {("unspecified_damages", 100000000.0, None)}),
    ("They are seeking more than $100 million in damages.", {("unspecified_damages", 100000000.0, None)}),
    ("The suit seeks at least $5 million.", {("unspecified_damages", 5000000.0, None)}),
    ("A $100 million lawsuit was filed.", {("unspecified_damages", 100000000.0, None)}),
    ("They sued for $100 million.", {("unspecified_damages", 100000000.0, None)}),
    ("She is suing for 2 million euros.", {("unspecified_damages", 2000000.0, None)}),
    ("They demand £5 million.", {("unspecified_damages", 5000000.0, None)}),
    ("They put their damages at $10 million.", {("unspecified_damages", 10000000.0, None)}),
    ("They put the damage at $10 million.", {("unspecified_damages", 10000000.0, None)}),
    ("Damages could exceed $1 billion.", {("unspecified_damages", 1000000000.0, None)}),
    ("The company agreed to pay $10 million.", {("unspecified_damages", 10000000.0, None)}),
    ("The company has agreed to a $10 million settlement.", {("unspecified_damages", 10000000.0, None)}),
    ("The company settled for $10 million.", {("unspecified_damages", 10000000.0, None)}),
    ("The company will pay $10 million to settle the claims.", {("unspecified_damages", 10000000.0, None)}),
    ("The $10 million settlement was approved on Monday.", {("unspecified_damages", 10000000.0, None)}),
    ("The settlement is worth $10 million.", {("unspecified_damages", 10000000.0, None)}),
    ("The settlement totals $10 million.", {("unspecified_damages", 10000000.0, None)}),
    ("A jury awarded the authors $10 million.", {("unspecified_damages", 10000000.0, None)}),
    ("A jury ordered the company to pay $10 million.", {("unspecified_damages", 10000000.0, None)}),
    ("The court ordered it to pay 5,000 euros.", {("unspecified_damages", 5000.0, None)}),
    ("The state seeks civil penalties.", {("civil_penalty", None, None)}),
    ("The state seeks civil penalties of up to $7,500 per violation.", {("civil_penalty", 7500.0, "violation")}),
    ("The company will pay a civil penalty of $10 million.", {("civil_penalty", 10000000.0, None)}),
    ("The company will pay a $10 million civil penalty.", {("civil_penalty", 10000000.0, None)}),
    ("The agency asks for a fine of $10 million.", {("civil_penalty", 10000000.0, None)}),
    ("They also seek punitive damages.", {("punitive_damages", None, None)}),
    ("They want exemplary damages.", {("punitive_damages", None, None)}),
    ("The suit seeks actual damages.", {("actual_damages", None, None)}),
    ("The suit seeks compensatory damages.", {("actual_damages", None, None)}),
    ("They seek compensatory and punitive damages.", {("actual_damages", None, None), ("punitive_damages", None, None)}),
    ("They seek actual or statutory damages.", {("actual_damages", None, None), ("statutory_damages", None, None)}),
    ("They seek actual damages and the company's profits.", {("actual_damages", None, None), ("disgorgement", None, None)}),
    ("They want the profits that the company made.", {("disgorgement", None, None)}),
    ("They want the company to give up its profits.", {("disgorgement", None, None)}),
    ("They want the company to hand over the profits.", {("disgorgement", None, None)}),
    ("They seek disgorgement.", {("disgorgement", None, None)}),
    ("They seek restitution.", {("disgorgement", None, None)}),
    ("They seek an accounting of profits.", {("disgorgement", None, None)}),
    ("They want a share of the company's earnings.", {("disgorgement", None, None)}),
    ("They want the models destroyed.", {("destruction_of_models", None, None)}),
    ("They want the company to destroy its models.", {("destruction_of_models", None, None)}),
    ("They ask for the destruction of the training data.", {("destruction_of_models", None, None)}),
    ("They want the data deleted.", {("destruction_of_models", None, None)}),
    ("They ask that the copies be destroyed.", {("destruction_of_models", None, None)}),
    ("The company must delete the data.", {("destruction_of_models", None, None)}),
    ("The company agreed to delete the files.", {("destruction_of_models", None, None)}),
    ("The judge ordered the company to erase the recordings.", {("destruction_of_models", None, None)}),
    ("They want the books removed from the training data.", {("destruction_of_models", None, None)}),
    ("They demand the removal of their works from the data set.", {("destruction_of_models", None, None)}),
    ("They ask the court to order the erasure of the voiceprints.", {("destruction_of_models", None, None)}),
    ("They seek a declaration that the training was unlawful.", {("declaratory_relief", None, None)}),
    ("They want the court to declare that the training infringes.", {("declaratory_relief", None, None)}),
    ("They ask the court to find that the training is unlawful.", {("declaratory_relief", None, None)}),
    ("They seek declaratory relief.", {("declaratory_relief", None, None)}),
    ("They seek a declaratory judgment.", {("declaratory_relief", None, None)}),
    ("They ask for a ruling that the training is unlawful.", {("declaratory_relief", None, None)}),
    ("They seek attorneys' fees.", {("attorneys_fees", None, None)}),
    ("They want their legal costs paid.", {("attorneys_fees", None, None)}),
    ("They seek costs and attorney's fees.", {("attorneys_fees", None, None)}),
    ("They want reimbursement of their legal fees.", {("attorneys_fees", None, None)}),
    ("The lawyers will ask for up to 25% of the fund in fees.", {("attorneys_fees", None, None)}),
    ("Er verlangt Schadenersatz.", {("unspecified_damages", None, None)}),
    ("Er fordert Unterlassung.", {("injunction", None, None)}),
    ("Er klagt auf Unterlassung.", {("injunction", None, None)}),
    ("Er klagt auf Schadensersatz.", {("unspecified_damages", None, None)}),
    ("Der Verlag will erreichen, dass die Firma die Bücher nicht mehr nutzt.", {("injunction", None, None)}),
    ("Das Gericht untersagte die Nutzung.", {("injunction", None, None)}),
    ("Das Gericht verbot die Nutzung der Liedtexte.", {("injunction", None, None)}),
    ("Das Gericht verurteilte die Firma zu Schadenersatz.", {("unspecified_damages", None, None)}),
    ("Er fordert 5000 Euro.", {("unspecified_damages", 5000.0, None)}),
    ("Er verlangt die Löschung der Daten.", {("destruction_of_models", None, None)}),
    ("Er verlangt Auskunft und Löschung.", {("destruction_of_models", None, None)}),
    ("Ils réclament des dommages et intérêts.", {("unspecified_damages", None, None)}),
    ("Ils demandent réparation.", {("unspecified_damages", None, None)}),
    ("Ils réclament 5 millions d'euros.", {("unspecified_damages", 5000000.0, None)}),
    ("Elle demande une indemnisation.", {("unspecified_damages", None, None)}),
    ("Ils demandent le retrait de leurs œuvres.", {("destruction_of_models", None, None)}),
    ("Ils demandent la suppression des données.", {("destruction_of_models", None, None)}),
    ("Ils demandent que cesse l'exploitation.", {("injunction", None, None)}),
    ("Ils exigent l'arrêt de l'exploitation.", {("injunction", None, None)}),
    ("Le tribunal a interdit l'utilisation des œuvres.", {("injunction", None, None)}),
    ("損害賠償を求めている。", {("unspecified_damages", None, None)}),
    ("1億円の損害賠償を求めた。", {("unspecified_damages", 100000000.0, None)}),
    ("使用の差し止めを求めた。", {("injunction", None, None)}),
    ("記事の利用の停止を求めた。", {("injunction", None, None)}),
    ("データの削除を求めた。", {("destruction_of_models", None, None)}),
    ("The company has raised $100 million.", set()),
    ("The company is valued at $10 billion.", set()),
    ("The company charges $20 a month.", set()),
    ("Getty licenses pictures for $499.", set()),
    ("The company offered the authors $3,000 for a licence.", set()),
    ("The company stopped using the books in May.", set()),
    ("The company says it will defend itself against the damage to its name.", set()),
    ("The company paid $20 million for the data.", set()),
    ("The authors were never paid.", set()),
    ("The company destroyed its copies in 2021.", set()),
    ("The company spent $1 million on books.", set()),
    ("Her books have sold for $25.", set()),
    ("In a separate case a rival paid $5 million.", set()),
]


@pytest.mark.parametrize(("text", "expected"), WORDINGS, ids=[each[0] for each in WORDINGS])
def test_relief_is_found_whatever_the_wording(text: str, expected: set[tuple[str, float | None, str | None]]) -> None:
    assert {(kind, amount, per) for kind, amount, _, per in asked(text)} == expected
