"""When and where a case was filed: court papers, and the many ways in which news says the day."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.articles.article import Article, from_bytes
from loaders.articles.filing import filing
from loaders.articles.papers import is_paper
from loaders.articles.story import story
from loaders.articles.venue import on_paper


def article(text: str) -> Article:
    return from_bytes(text.encode(), Path("invented.txt"))


COMPLAINT = """Case 5:31-cv-08507   Document 1   Filed 08/17/31   Page 1 of 41

UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA

ANN POE,
                    Plaintiff,
     v.
SUNO, INC.,
                    Defendant.

Plaintiff Ann Poe alleges that Suno, Inc. copied her songs without a licence to train its AI models, as others did (Roe v. Udio, No. 1:30-cv-11111).
"""
SHEET_TEXT = """U.S. District Court
District of Montana (Butte)
CIVIL DOCKET FOR CASE #: 2:31-cv-00108-BMM

Poe v. Suno Inc.                          Date Filed: 11/21/2031
Cause: 17:501 Copyright Infringement
"""


def test_the_head_of_a_court_paper_says_court_number_and_day() -> None:
    for text, court, number, day in (
        (COMPLAINT, "cand", "5:31-cv-08507", "2031-08-17"),
        (SHEET_TEXT, "mtd", "2:31-cv-00108", "2031-11-21"),
    ):
        found = on_paper(article(text))
        assert found.court and found.docket and found.filed_on
        assert (found.court.value.id, found.docket.value.number, found.filed_on.on) == (court, number, day)
        assert found.docket.quote.text == text[found.docket.quote.start : found.docket.quote.end] == number


def test_a_report_about_a_court_is_no_court_paper() -> None:
    assert not is_paper("The plaintiffs sued in the United States District Court.\nThe defendant said nothing.")
    assert on_paper(article("Ann Poe sued Suno in the U.S. District Court in Boston.")).court is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On Tuesday three authors sued the company.", "2031-05-06"),
        ("Three authors, one of them a poet, filed a complaint on Tuesday.", "2031-05-06"),
        ("The suit, lodged on May 2, names one company.", "2031-05-02"),
        ("According to the April 30 complaint, the books were copied.", "2031-04-30"),
        ("In a complaint dated May 1, 2031, they said so.", "2031-05-01"),
        ("His 2029 complaint named two firms.", "2029"),
        ("On April 30 a person called Roe, who was never a customer, filed a class action.", "2031-04-30"),
        ("She started the case in the Circuit Court in February 2031, from where it was removed.", "2031-02"),
        ("The company was taken to federal court last Friday.", "2031-05-02"),
        ("They went to court on the last day of 2030 with a complaint.", "2030-12-31"),
        ("The suit was filed in June of last year.", "2030-06"),
        ("The labels hauled the start-up before a federal court on Monday.", "2031-05-05"),
        ("The action dates from 31 March 2030.", "2030-03-31"),
        ("In November 2030 a class action followed against three companies.", "2030-11"),
        ("Die Klage wurde am vergangenen Freitag eingereicht.", "2031-05-02"),
        ("Der Verlag hat am Montag Klage erhoben.", "2031-05-05"),
        ("Les éditeurs ont déposé leur action en novembre 2030.", "2030-11"),
        ("Elles ont assigné, début avril, la société devant le tribunal.", "2031-04"),
        ("3社は5日、東京地裁に提訴した。", "2031-05-05"),
        ("昨年12月に提訴した。", "2030-12"),
        ("Cohere on Monday became the newest target of authors.", "2031-05-05"),
        ("The three labels opened a second front against Cohere on Monday.", "2031-05-05"),
        ("Ann Poe sued Cohere in California yesterday over AI trained on books.", "2031-05-06"),
        ("She filed in the Western District of Texas on December 29 and amended in February.", "2030-12-29"),
        ("The suit began life in state court in June 2030 before it was removed.", "2030-06"),
        ("The lawsuit that Ann Poe opened last month goes on.", "2031-04"),
        ("The suit was launched in early 2030.", "2030"),
        ("The 2029 case of Ann Poe against Cohere goes on.", "2029"),
        ("Ann Poe's suit, which dates back to 2029, goes on.", "2029"),
        ("Ann Poe first sued Cohere in the summer of 2029.", "2029"),
        ("A claim form was issued on 5 February 2030.", "2030-02-05"),
        ("Die Autorin hatte Cohere 2029 auf Unterlassung verklagt.", "2029"),
        ("読売新聞は2029年8月7日、パープレキシティを提訴した。", "2029-08-07"),
        ("Eleven suits were brought together at the end of 2020.", None),
        ("Trois organisations ont annoncé mercredi avoir assigné Cohere.", None),
        ("The judge dismissed the suit on Tuesday.", None),
        ("The company changed its policy on May 1, before it was sued.", None),
        ("On May 2 the judge heard the suit.", None),
        ("An amended complaint was filed on May 2.", None),
        ("He removed the action on April 3, 2031.", None),
    ],
)
def test_the_day_of_filing_is_told_from_other_days(text: str, day: str | None) -> None:
    found = filing(
        story(
            article(f"The Wire\n\nMay 7, 2031\n\nA company is sued over AI\n\nThe story is this: it is long enough. {text}")
        ),
        "2031-05-07",
    )
    assert (found.on if found else None) == day


PROSE = "Two novelists say that the company took their books to teach its chatbot, and that nobody ever asked them."


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Filed: May 1, 2031", "2031-05-01"),
        ("Date of filing | May 1, 2031", "2031-05-01"),
        ("When the rules of the site changed on May 1, 2031, nobody was told of it.", None),
    ],
)
def test_a_label_of_the_day_has_a_mark_behind_it(line: str, day: str | None) -> None:
    found = filing(story(article(f"The Wire\n\nMay 7, 2031\n\nA company is sued over AI\n\n{PROSE}\n\n{line}\n\n{PROSE}")), "2031-05-07")
    assert (found.on if found else None) == day
