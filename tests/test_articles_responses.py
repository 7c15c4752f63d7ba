"""What the accused answer, in the wordings of four languages; all sentences are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import articles
from loaders.articles.article import from_bytes

STORIES = {
    "en": "Law Ledger\nMarch 7, 2031\n\nChatbot maker in court\n\nThe novelist Ann Poe sued Cohere on Monday for copyright"
    " infringement. Its AI models were trained on her books without permission, she says. {}\n",
    "de": "Rechtsblatt\n7. März 2031\n\nStreit um das Training einer KI\n\nDie Gema hat Suno verklagt. Die KI sei ohne Lizenz mit"
    " Liedern trainiert worden, das verletze das Urheberrecht. {}\n",
    "fr": "Le Courrier du droit\n7 mars 2031\n\nUne affaire d'IA\n\nLa romancière Anne Poix a assigné Cohere en justice. Ses livres"
    " auraient servi sans autorisation à entraîner ses modèles d'IA, en violation du droit d'auteur. {}\n",
    "ja": "法律新聞\n2031年3月7日\n\n生成AIをめぐる裁判\n\n読売新聞はパープレキシティを提訴した。記事を無断でAIの学習に使い、著作権を侵害したと主張している。{}\n",
}
ANSWERS = [
    ("en", "Cohere declined to comment.", "no_comment"),
    ("en", "Cohere did not immediately respond to a request for comment.", "no_comment"),
    ("en", "A spokesperson for Cohere would not comment.", "no_comment"),
    ("en", "Cohere could not be reached on Monday.", "no_comment"),
    ("en", "Cohere has yet to answer the complaint.", "no_comment"),
    ("en", "Cohere did not return calls.", "no_comment"),
    ("en", "The company did not reply to an email.", "no_comment"),
    ("en", "Messages left with Cohere were not returned.", "no_comment"),
    ("en", "Cohere had no comment.", "no_comment"),
    ("en", "Cohere does not comment on pending litigation, a spokeswoman said.", "no_comment"),
    ("en", "Asked about the suit, Cohere said it had nothing to add.", "no_comment"),
    ("en", "Neither Cohere nor Poe's lawyers replied when asked for comment.", "no_comment"),
    ("en", "Cohere has not filed a response to the complaint.", "no_comment"),
    ("en", "The company would say only that it does not discuss ongoing cases.", "no_comment"),
    ("en", "Cohere denies the allegations.", "denies"),
    ("en", "Cohere settled without admitting wrongdoing.", "denies"),
    ("en", "Cohere admits no wrongdoing.", "denies"),
    ("en", "The company says that her theory is wrong.", "denies"),
    ("en", "Cohere's line: what users post is on them.", "denies"),
    ("en", "Cohere's lawyers argue that Poe cannot show harm.", "denies"),
    ("en", "\"You can't copyright facts,\" Cohere spokesman Tom Doe said.", "denies"),
    ("en", "What does Cohere say?\nThat it uses public data in line with fair use.", "fair_use"),
    ("en", "Cohere replied that its models were \"grounded in fair use\".", "fair_use"),
    ("en", "Cohere contends that copyright law permits training.", "fair_use"),
    ("en", "Cohere plans an appeal.", "will_appeal"),
    ("en", "Cohere said it was grateful for the court's decision.", "welcomes"),
    ("en", "Cohere acknowledged that it had downloaded the books.", "admits"),
    ("en", "Cohere apologized and said it would remove the books.", "other"),
    ("en", "Cohere called the suit baseless.", "denies"),
    ("en", "Cohere said the claims were without merit.", "denies"),
    ("en", '"This case is meritless," a Cohere spokesperson said.', "denies"),
    ("en", "Cohere has rejected the accusations.", "denies"),
    ("en", "Cohere said it would fight the suit.", "denies"),
    ("en", "Cohere disputes her account.", "denies"),
    ("en", '"We respect copyright and comply with the law," Cohere said in a statement.', "denies"),
    ("en", "In a statement Cohere said that it never used her books.", "denies"),
    ("en", "Cohere argues that what it does is fair use.", "fair_use"),
    ("en", "Cohere told the court that training a model is a fair use of books.", "fair_use"),
    ("en", "Cohere says its training is lawful.", "fair_use"),
    ("en", "Cohere said it would appeal.", "will_appeal"),
    ("en", "Cohere plans to appeal against the ruling.", "will_appeal"),
    ("en", "Cohere welcomed the ruling.", "welcomes"),
    ("en", "Cohere said it was pleased with the decision.", "welcomes"),
    ("en", "Cohere said it was reviewing the complaint.", "other"),
    ("en", "Cohere admitted that it had downloaded the books.", "admits"),
    ("de", "Suno wollte sich nicht äußern.", "no_comment"),
    ("de", "Suno äußerte sich auf Anfrage zunächst nicht.", "no_comment"),
    ("de", "Eine Anfrage ließ Suno unbeantwortet.", "no_comment"),
    ("de", "Suno reagierte nicht auf eine Anfrage.", "no_comment"),
    ("de", "Suno lehnte eine Stellungnahme ab.", "no_comment"),
    ("de", "Suno weist die Vorwürfe zurück.", "denies"),
    ("de", "Suno bestreitet das.", "denies"),
    ("de", "Suno hält die Klage für unbegründet.", "denies"),
    ("de", "Suno kündigte an, Berufung einzulegen.", "will_appeal"),
    ("de", "Suno will in Berufung gehen.", "will_appeal"),
    ("de", "Suno begrüßte das Urteil.", "welcomes"),
    ("fr", "Cohere n'a pas répondu à nos questions.", "no_comment"),
    ("fr", "Cohere n'a pas souhaité commenter.", "no_comment"),
    ("fr", "Cohere a refusé de commenter.", "no_comment"),
    ("fr", "Contactée, Cohere n'a pas donné suite.", "no_comment"),
    ("fr", "Cohere conteste ces accusations.", "denies"),
    ("fr", "Cohere rejette ces allégations.", "denies"),
    ("fr", "Cohere dément avoir copié ses livres.", "denies"),
    ("fr", "Cohere a annoncé qu'elle ferait appel.", "will_appeal"),
    ("fr", "Cohere se félicite de la décision.", "welcomes"),
    ("ja", "パープレキシティは取材に回答していない。", "no_comment"),
    ("ja", "パープレキシティは「コメントを控える」とした。", "no_comment"),
    ("ja", "パープレキシティからの回答は得られていない。", "no_comment"),
    ("ja", "パープレキシティは侵害を否定している。", "denies"),
    ("ja", "パープレキシティは争う姿勢を示した。", "denies"),
    ("ja", "パープレキシティは控訴する方針を示した。", "will_appeal"),
]


@pytest.mark.parametrize(("language", "text", "stance"), ANSWERS, ids=[each[1][:60] for each in ANSWERS])
def test_an_answer_is_found_with_its_stance_whatever_the_wording(language: str, text: str, stance: str) -> None:
    reading = articles.findings(from_bytes(STORIES[language].format(text).encode(), Path("invented.txt")))
    assert [(each.by.text.split(" ")[0], each.stance) for each in reading.responses] == [
        ({"de": "Suno", "ja": "パープレキシティ"}.get(language, "Cohere"), stance)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The judge denied a motion to dismiss.",
        "Ann Poe declined to comment.",
        "A lawyer for the author did not respond to a request for comment.",
        "Cohere was founded in 2019 and makes language models.",
        "The court rejected the claim.",
        "Attorneys for the author, who is represented by the Doe Law Firm, did not comment.",
        "A letter that Poe sent to Cohere in December went unanswered, she says.",
        '"That does not mean that he is wrong," she added.',
    ],
)
def test_words_of_courts_and_plaintiffs_are_no_answers(text: str) -> None:
    assert articles.findings(from_bytes(STORIES["en"].format(text).encode(), Path("invented.txt"))).responses == ()
