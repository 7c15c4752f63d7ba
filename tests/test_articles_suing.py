"""Who sues whom and since when, in wordings of wire reports, alerts, trackers and columns; all sentences are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import articles
from loaders.articles.article import from_bytes

HEAD = "Law Ledger\nMarch 7, 2031\n\nChatbot maker in court\n\n"
DEED = " The company trained its AI models on their books without permission, the suit says."
POE, ROE, LOW = "Ann Poe", "Bo Roe", "Cy Low"


@pytest.mark.parametrize(
    ("text", "plaintiffs", "filed_on"),
    [
        ("A trio of novelists - Ann Poe, Bo Roe and Cy Low - is taking Cohere to federal court.", [POE, ROE, LOW], None),
        ("The poet Ann Poe and her publisher, Grey Heron Press, lodged a class complaint against Cohere last Thursday.",
         [POE, "Grey Heron Press"], "2031-03-06"),
        ("The plaintiffs, authors Ann Poe and Bo Roe, say Cohere copied their novels. Their complaint was docketed on"
         " February 11, 2031.", [POE, ROE], "2031-02-11"),
        ("In a 40-page complaint dated February 11, 2031, Ann Poe, Bo Roe and Cy Low accuse Cohere of piracy.",
         [POE, ROE, LOW], "2031-02-11"),
        ("On behalf of Ann Poe, Bo Roe and a proposed class of writers, Smith & Doe LLP filed suit against Cohere on 2 March.",
         [POE, ROE], "2031-03-02"),
        ("Novelist Ann Poe thinks that Cohere stole her life's work. She went to court over it in January 2031.",
         [POE], "2031-01"),
        ("Cohere must defend claims brought by Ann Poe and Bo Roe, two novelists. The pair sued in October 2030.",
         [POE, ROE], "2030-10"),
        ("Lead plaintiff Ann Poe was joined by Bo Roe and Cy Low when the case against Cohere began in May 2030.",
         [POE, ROE, LOW], "2030-05"),
        ("Cohere's opponents are Ann Poe, Bo Roe and Cy Low. They went to court in June 2030.", [POE, ROE, LOW], "2030-06"),
        ("Filed: 14 June 2030. Ann Poe and Bo Roe want Cohere to pay; the two sued over their novels.", [POE, ROE], "2030-06-14"),
        ("The writers (Ann Poe, Bo Roe and Cy Low) sued in June 2030, and Cohere answered in August.",
         [POE, ROE, LOW], "2030-06"),
    ],
)  # fmt: skip
def test_those_who_sue_and_the_day_are_found_whatever_the_wording(
    text: str, plaintiffs: list[str], filed_on: str | None
) -> None:
    (case,) = articles.findings(from_bytes((HEAD + text + DEED).encode(), Path("invented.txt"))).cases
    assert [party.name.text for party in case.plaintiffs] == plaintiffs
    assert [party.name.text for party in case.defendants] == ["Cohere"]
    assert (case.filed_on.on if case.filed_on else None) == filed_on
