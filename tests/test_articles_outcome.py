"""Where a case stands, in the many ways in which news says it."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.articles.article import from_bytes
from loaders.articles.outcome import status
from loaders.articles.story import story

HEAD = "Ann Poe and Bo Roe had sued OpenAI, saying that it copied their books without permission to train its AI models. "
SAID = {
    "settled": (
        "Otter has agreed to settle a class action over its recording of meetings.",
        "The company will pay $9 million to resolve claims that it trained its AI on members' messages without consent.",
        "The settlement, which a judge approved on Monday, gives each author $3,000 a book.",
        "A judge gave final approval to the $1.5 billion deal between Anthropic and the authors.",
        "Udio and Universal Music have settled their copyright fight.",
        "The two sides told the court that they had settled.",
        "The parties have reached an agreement in principle to end the lawsuit.",
        "Clearview and its accusers have buried the case with a settlement that the judge called fair.",
        "Warner Music has dropped its suit after signing a licence with Suno, the companies said.",
        "The proposed settlement would create a fund of $50 million for the callers.",
        "Zoom to pay $85 million in settlement over its users' meetings that were used to train AI.",
        "Under the terms of the settlement, the company must delete the voiceprints.",
        "A group of authors and Anthropic have agreed to a settlement of their class action over pirated books used to train Claude.",
        "Preliminary approval was granted to a class settlement in which Anthropic pays authors $1.5 billion for pirated books used to train Claude.",
        "Judge signs off on record payout to authors by Anthropic over pirated books that trained Claude.",
    ),
    "stayed": (
        "The judge has stayed the case until the appeals court rules.",
        "Proceedings are on hold while the bankruptcy runs.",
        "The suit against Lovo over cloned voices has been put on ice.",
        "The court paused the lawsuit pending arbitration.",
        "All deadlines are suspended by the automatic stay.",
        "The litigation was stayed pending the outcome of another appeal.",
    ),
    "pending": (
        "The judge certified a class of authors whose books were pirated to train Claude.",
        "The court refused to dismiss the suit.",
        "The judge denied the company's motion to dismiss the copyright claims.",
        "The company has moved to dismiss the suit.",
        "The judge heard arguments on the motion to dismiss on Monday.",
        "The court compelled the company to hand over its training data.",
        "The motion to dismiss was denied.",
        "A jury trial is set for May.",
        "The judge asked the parties to consider a settlement.",
        "Settlement talks have failed.",
    ),
    "dismissed": (
        "The judge threw out the suit.",
        "The case was tossed for want of standing.",
        "The complaint has been dismissed with leave to amend.",
        "A federal judge on Tuesday tossed a proposed class action by artists.",
        "The court dismissed all claims against the company.",
        "The judge granted the company's motion to dismiss.",
        "The suit fails, the judge held, and is dismissed.",
    ),
    "partly_dismissed": (
        "The judge trimmed the suit but let the copyright claim go forward.",
        "The court dismissed five of the seven claims.",
        "Two claims survive, the rest were thrown out.",
        "The judge granted in part and denied in part the motion to dismiss.",
        "The court let the main claim proceed but threw out the others.",
        "The demurrer was sustained as to the second count and overruled as to the first.",
        "The privacy claims were dismissed; the contract claim stays.",
    ),
    "judgment_for_defendant": (
        "The judge granted summary judgment to Meta.",
        "A jury found for OpenAI.",
        "The court ruled that the training was fair use and entered judgment for the company.",
        "The High Court rejected the claim of Getty Images.",
        "Summary judgment went to Anthropic.",
        "Das Landgericht hat die Klage abgewiesen.",
    ),
    "judgment_for_plaintiff": (
        "A jury ordered Suno to pay $10 million to the labels.",
        "The court found that Ross infringed the copyright of Thomson Reuters.",
        "The judge granted partial summary judgment to Thomson Reuters.",
        "The court held OpenAI liable for infringing song lyrics.",
        "Das Gericht verurteilte OpenAI zur Unterlassung.",
        "The judge ruled that the use was not fair use.",
        "Le tribunal a condamné Meta.",
    ),
    "on_appeal": (
        "The Ninth Circuit heard the appeal of the dismissal.",
        "The publishers have appealed the ruling.",
        "The Third Circuit will review the decision that it was not fair use.",
        "The authors appealed the dismissal to the Ninth Circuit.",
        "The case, which was dismissed in March, is now on appeal.",
    ),
    "voluntarily_dismissed": (
        "The authors have dropped their lawsuit.",
        "The plaintiff voluntarily dismissed the case.",
        "The suit was withdrawn on Friday.",
        "Sarah Poe filed a notice of voluntary dismissal.",
    ),
    "consolidated": (
        "The judge consolidated the five suits.",
        "The cases were merged into one.",
        "The panel centralized the suits in New York.",
    ),
}


@pytest.mark.parametrize(("said", "expected"), [(said, stands) for stands, every in SAID.items() for said in every])
def test_the_state_of_a_case_is_told_from_what_is_asked_or_long_ago(said: str, expected: str) -> None:
    found = status(story(from_bytes((HEAD + said).encode(), Path("invented.txt"))))
    assert (found.status if found else "pending") == expected
