"""Outlet and day in the heads and feet of pages, as outlets, firms, letters and agencies print them."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.articles.article import Article, from_bytes

STORY = "Three authors have sued the maker of a chatbot, saying that it copied their books without permission to train it."


def article(text: str) -> Article:
    return from_bytes(text.encode(), Path("invented.txt"))


@pytest.mark.parametrize(
    ("page", "day"),
    [
        (f"The Wire\n\nAuthors sue over AI\n\nNEW YORK and PARIS — March 18, 2031 — {STORY}", "2031-03-18"),
        (f"Authors Sue In N.D. Cal.\n\nLaw Wire (February 28, 2031, 6:47 PM EST) -- {STORY}", "2031-02-28"),
        (f"DESKFLASH // N.D. CAL. // PRIVACY\n09-04-31 0811 PT\n\nAUTHORS SUE OVER BOOKS IN AI\n\n{STORY}", "2031-09-04"),
        (
            "Le Fil\nPublié le 12/05/2031 à 10h\n\nDes auteurs attaquent une IA\n\nTrois auteurs ont assigné la société devant le tribunal pour ses livres.",
            "2031-05-12",
        ),
        (f"The Wire\nPosted 05/12/2031 5:14 PM EDT\n\nAuthors sue over AI\n\n{STORY}", "2031-05-12"),
        (f"The Wire | June 2031\n\nAuthors sue over AI\n\n{STORY}", "2031-06"),
        (
            f"The Wire\n\nAuthors sue over AI\n\n{STORY}\n\nLast answered: June 12, 2031. These columns are for general education and do not make you my client, whoever you are.",
            "2031-06-12",
        ),
        (
            f'<html><head><title>Authors sue - The Wire</title><meta name="date" content="2031-05-14"></head><body><h1>Authors sue</h1><p>{STORY}</p></body></html>',
            "2031-05-14",
        ),
        (f"The Wire\nPosted 05/06/2031\n\nAuthors sue over AI\n\n{STORY}", None),
    ],
)
def test_the_day_of_a_page(page: str, day: str | None) -> None:
    found = article(page).published_on
    assert (found.value if found else None) == day


@pytest.mark.parametrize(
    ("page", "outlet"),
    [
        (f"polygon stew\na blog on 3D and pipelines\n\nAuthors sue over AI\n\n{STORY}", "polygon stew"),
        (
            f"Plain & Short\nby Ann Poe · a Substack about how lawyers write\n\nThe long complaint\n\n{STORY}",
            "Plain & Short",
        ),
        (f"FOR IMMEDIATE RELEASE\n\nAuthors sue\n\n{STORY}\n\nSOURCE Poe Roe LLP", "Poe Roe LLP"),
        (f"DESKFLASH // N.D. CAL. // PRIVACY\n09-04-31 0811 PT\n\n{STORY}", "DESKFLASH"),
        (f"[Prairie Public Radio]\n\nAuthors sue over AI\nPublished March 21, 2031\n\n{STORY}", "Prairie Public Radio"),
        (f"The Article Letter, no. 212\n\nFriday, August 9, 2030\n\nAuthors sue over AI\n\n{STORY}", "The Article Letter"),
    ],
)
def test_the_outlet_of_a_page(page: str, outlet: str) -> None:
    found = article(page).publisher
    assert (found.value if found else None) == outlet


def test_a_court_paper_has_neither() -> None:
    page = (
        "UNITED STATES DISTRICT COURT\nDISTRICT OF MONTANA\n\nANN POE,\n      Plaintiff,\nv.\nACME INC.,\n      Defendant.\n\nHearing: May 3, 2031\n\n"
        + STORY
    )
    assert article(page).publisher is None and article(page).published_on is None
