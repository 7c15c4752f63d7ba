"""Who sues whom, in the wordings of four languages; all sentences and all plaintiffs are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders import articles
from loaders.articles.article import from_bytes
from loaders.articles.captioned import captioned
from loaders.articles.reading import Reading

HEADS = {
    "en": "Law Ledger\nMarch 7, 2031\n\nChatbot maker in court\n\n",
    "de": "Rechtsblatt\n7. März 2031\n\nStreit um das Training einer KI\n\n",
    "fr": "Le Courrier du droit\n7 mars 2031\n\nUne affaire d'intelligence artificielle\n\n",
    "ja": "法律新聞\n2031年3月7日\n\n生成AIをめぐる裁判\n\n",
}
DEEDS = {
    "en": " The suit says that AI models were trained on books without permission. It pleads copyright infringement.",
    "de": " Mit den Büchern sei ohne Erlaubnis die KI trainiert worden, das verletze das Urheberrecht.",
    "fr": " Les livres auraient servi sans autorisation à entraîner ses modèles d'IA, en violation du droit d'auteur.",
    "ja": "書籍を無断でAIの学習に使い、著作権を侵害したと主張している。",
}


def read(text: str, language: str) -> Reading:
    return articles.findings(from_bytes((HEADS[language] + text + DEEDS[language]).encode(), Path("invented.txt")))


ENGLISH = [
    ("Ann Poe and Bo Roe, two novelists from Ohio, are taking Cohere to court.", ["Ann Poe", "Bo Roe"], ["Cohere"]),
    ("Cohere was sued on Monday by the poet Ann Poe.", ["Ann Poe"], ["Cohere"]),
    ("Cohere was hit on Monday with a class action by the poet Ann Poe.", ["Ann Poe"], ["Cohere"]),
    ("A class action filed by Ann Poe accuses Cohere of piracy.", ["Ann Poe"], ["Cohere"]),
    ("A lawsuit brought against Cohere by Ann Poe and Bo Roe may go on, a judge ruled.", ["Ann Poe", "Bo Roe"], ["Cohere"]),
    ("A judge refused to throw out Ann Poe's lawsuit against Cohere.", ["Ann Poe"], ["Cohere"]),
    ("Ann Poe's claims against Cohere and Suno were dismissed.", ["Ann Poe"], ["Cohere", "Suno"]),
    ("Ann Poe, who writes crime novels, has filed suit in Boston. Named as defendants are Cohere and Suno.", ["Ann Poe"], ["Cohere", "Suno"]),
    ("In a complaint filed in Boston, novelist Ann Poe alleges that Cohere copied her books.", ["Ann Poe"], ["Cohere"]),
    ("Grey Heron Press, Inc. has begun an action in Boston against Cohere.", ["Grey Heron Press, Inc."], ["Cohere"]),
    ("Lawyers for Ann Poe told the court that Cohere had copied her novels. Poe sued Cohere in May.", ["Ann Poe"], ["Cohere"]),
    ("The plaintiff, Ann Poe, is a novelist; the defendant, Cohere, sells language models.", ["Ann Poe"], ["Cohere"]),
    ("Plaintiffs: Ann Poe, Bo Roe. Defendant: Cohere.", ["Ann Poe", "Bo Roe"], ["Cohere"]),
    ("Smith & Doe LLP has filed a class action on behalf of Ann Poe against Cohere.", ["Ann Poe"], ["Cohere"]),
    ("Represented by Smith & Doe LLP, Ann Poe sued Cohere.", ["Ann Poe"], ["Cohere"]),
    ("Ann Poe is one of three authors who sued Cohere; the others are Bo Roe and Cy Low.", ["Ann Poe", "Bo Roe", "Cy Low"], ["Cohere"]),
    ("Three authors sued Cohere: Ann Poe, Bo Roe and Cy Low.", ["Ann Poe", "Bo Roe", "Cy Low"], ["Cohere"]),
    ("The authors behind the suit against Cohere, Ann Poe and Bo Roe, live in Ohio.", ["Ann Poe", "Bo Roe"], ["Cohere"]),
    ("Cohere must face a lawsuit by Ann Poe, a judge said.", ["Ann Poe"], ["Cohere"]),
    ("Cohere won dismissal of a suit that Ann Poe had brought.", ["Ann Poe"], ["Cohere"]),
    ("Cohere has agreed to settle with Ann Poe, the novelist who sued it in 2030.", ["Ann Poe"], ["Cohere"]),
    ("Cohere persuaded a judge to dismiss the case of Ann Poe.", ["Ann Poe"], ["Cohere"]),
    ("Ann Poe (\"Poe\") filed this action against Cohere Inc. (\"Cohere\") on May 3, 2030.", ["Ann Poe"], ["Cohere Inc."]),
    ("Novelists Ann Poe and Bo Roe have teamed up to sue Cohere and its partner Suno.", ["Ann Poe", "Bo Roe"], ["Cohere", "Suno"]),
    ("Ann Poe has launched legal proceedings against Cohere at the High Court in London.", ["Ann Poe"], ["Cohere"]),
    ("Legal proceedings have been issued against Cohere by the photographer Ann Poe.", ["Ann Poe"], ["Cohere"]),
    ("The case pits novelist Ann Poe against Cohere.", ["Ann Poe"], ["Cohere"]),
    ("It was Ann Poe who brought the suit, and Cohere that was served with it.", ["Ann Poe"], ["Cohere"]),
    ("Ann Poe wants Cohere to pay: in a suit lodged on Monday she asks for damages.", ["Ann Poe"], ["Cohere"]),
    ("Suing are Ann Poe and Bo Roe; sued is Cohere.", ["Ann Poe", "Bo Roe"], ["Cohere"]),
    ("Cohere finds itself in court again. This time it is Ann Poe who accuses it of piracy.", ["Ann Poe"], ["Cohere"]),
    ("An appeals court revived Ann Poe's case against Cohere.", ["Ann Poe"], ["Cohere"]),
    ("Ann Poe appealed after a judge threw out her suit against Cohere.", ["Ann Poe"], ["Cohere"]),
    ("A jury must decide whether Cohere wronged Ann Poe, who sued in May.", ["Ann Poe"], ["Cohere"]),
    ("The class representatives are Ann Poe and Bo Roe. Cohere is the only defendant.", ["Ann Poe", "Bo Roe"], ["Cohere"]),
    ("Ann Poe and the Grey Heron Society filed their complaint against Cohere on Monday.", ["Ann Poe", "Grey Heron Society"], ["Cohere"]),
]  # fmt: skip
GERMAN = [
    ("Die Autorin Anna Pfau hat Cohere verklagt.", ["Anna Pfau"], ["Cohere"]),
    ("Die Graureiher Verlag GmbH verklagt Cohere vor dem Landgericht Hamburg.", ["Graureiher Verlag GmbH"], ["Cohere"]),
    ("Der Fotograf Bodo Rohr klagt gegen den Anbieter Cohere.", ["Bodo Rohr"], ["Cohere"]),
    ("Gegen Cohere hat die Graureiher Verlag GmbH Klage eingereicht.", ["Graureiher Verlag GmbH"], ["Cohere"]),
    ("Die Graureiher Verlag GmbH hat beim Landgericht Hamburg Klage gegen Cohere erhoben.", ["Graureiher Verlag GmbH"], ["Cohere"]),
    ("Das Landgericht Hamburg hat die Klage der Graureiher Verlag GmbH gegen Cohere abgewiesen.", ["Graureiher Verlag GmbH"], ["Cohere"]),
    ("Das Landgericht Hamburg hat der Klage der Gema gegen Suno stattgegeben.", ["Gema"], ["Suno"]),
    ("Die Gema zieht gegen Suno vor Gericht.", ["Gema"], ["Suno"]),
    ("Im Streit zwischen der Gema und Suno hat das Landgericht München entschieden.", ["Gema"], ["Suno"]),
    ("Suno muss sich vor dem Landgericht München verantworten. Klägerin ist die Gema.", ["Gema"], ["Suno"]),
    ("Die Gema wirft Suno vor, Lieder ohne Lizenz genutzt zu haben, und hat geklagt.", ["Gema"], ["Suno"]),
    ("Suno hat den Prozess gegen die Gema verloren.", ["Gema"], ["Suno"]),
    ("Die Gema hat den Prozess gegen Suno gewonnen.", ["Gema"], ["Suno"]),
    ("Verklagt wird Suno von der Gema.", ["Gema"], ["Suno"]),
    ("Suno ist von der Gema verklagt worden.", ["Gema"], ["Suno"]),
    ("Geklagt hatte die Gema, Beklagte ist Suno.", ["Gema"], ["Suno"]),
    ("Die Verbraucherzentrale NRW scheitert mit ihrem Eilantrag gegen Meta.", ["Verbraucherzentrale NRW"], ["Meta"]),
]  # fmt: skip
FRENCH = [
    ("La romancière Anne Poix poursuit Cohere devant le tribunal judiciaire de Paris.", ["Anne Poix"], ["Cohere"]),
    ("Anne Poix et Benoît Roux ont assigné Cohere en justice.", ["Anne Poix", "Benoît Roux"], ["Cohere"]),
    ("Anne Poix attaque Cohere en justice.", ["Anne Poix"], ["Cohere"]),
    ("Cohere est poursuivie par la romancière Anne Poix.", ["Anne Poix"], ["Cohere"]),
    ("Cohere est assignée en justice par Anne Poix et Benoît Roux.", ["Anne Poix", "Benoît Roux"], ["Cohere"]),
    ("Anne Poix a porté plainte contre Cohere.", ["Anne Poix"], ["Cohere"]),
    ("Anne Poix a déposé une demande d'action collective contre Cohere.", ["Anne Poix"], ["Cohere"]),
    ("Une action collective a été intentée contre Cohere par Anne Poix.", ["Anne Poix"], ["Cohere"]),
    ("Le tribunal a rejeté la demande d'Anne Poix contre Cohere, qui était poursuivie pour contrefaçon.", ["Anne Poix"], ["Cohere"]),
    ("Le procès qui oppose Anne Poix à Cohere s'est ouvert lundi.", ["Anne Poix"], ["Cohere"]),
    ("Anne Poix réclame des dommages et intérêts à Cohere, qu'elle a assignée devant le tribunal.", ["Anne Poix"], ["Cohere"]),
    ("L'éditeur Héron Gris, filiale de Poix Médias, a saisi la justice contre Cohere.", ["Héron Gris"], ["Cohere"]),
    ("Anne Poix traîne Cohere devant les tribunaux.", ["Anne Poix"], ["Cohere"]),
    ("Anne Poix reproche à Cohere d'avoir copié ses livres, et l'a assignée.", ["Anne Poix"], ["Cohere"]),
]  # fmt: skip
JAPANESE = [
    ("出版社の青鷺書房は7日、Cohereを相手取り、損害賠償を求める訴えを東京地裁に起こした。", ["青鷺書房"], ["Cohere"]),
    ("読売新聞がPerplexityを提訴した。", ["読売新聞"], ["Perplexity"]),
    ("読売新聞社は米パープレキシティを著作権侵害で東京地裁に提訴した。", ["読売新聞社"], ["パープレキシティ"]),
    ("日本経済新聞社と朝日新聞社は、パープレキシティを共同で提訴した。", ["日本経済新聞社", "朝日新聞社"], ["パープレキシティ"]),
    ("パープレキシティに対し、読売新聞が使用の差し止めを求めて東京地裁に提訴した。", ["読売新聞"], ["パープレキシティ"]),
    ("パープレキシティは読売新聞から提訴された。", ["読売新聞"], ["パープレキシティ"]),
    ("読売新聞がパープレキシティに損害賠償を求めた訴訟で、東京地裁は判決を言い渡した。", ["読売新聞"], ["パープレキシティ"]),
    ("読売新聞はパープレキシティに約21億円の損害賠償などを求める訴訟を東京地裁に起こした。", ["読売新聞"], ["パープレキシティ"]),
    ("原告は読売新聞、被告はパープレキシティ。訴訟は東京地裁で続く。", ["読売新聞"], ["パープレキシティ"]),
    ("読売新聞とパープレキシティの訴訟で、両社が和解した。", ["読売新聞"], ["パープレキシティ"]),
]  # fmt: skip
WORDINGS = [
    *(("en", *each) for each in ENGLISH),
    *(("de", *each) for each in GERMAN),
    *(("fr", *each) for each in FRENCH),
    *(("ja", *each) for each in JAPANESE),
]


@pytest.mark.parametrize(("language", "text", "plaintiffs", "defendants"), WORDINGS, ids=[each[1][:60] for each in WORDINGS])
def test_both_sides_are_found_whatever_the_wording(
    language: str, text: str, plaintiffs: list[str], defendants: list[str]
) -> None:
    (case,) = read(text, language).cases
    assert [party.name.text for party in case.plaintiffs] == plaintiffs
    assert [party.name.text for party in case.defendants] == defendants


CAPTION = """UNITED STATES DISTRICT COURT
NORTHERN DISTRICT OF CALIFORNIA

GREY HERON PRESS, LLC, and ANN POE,      Case No. 31-cv-00007
individually and on behalf of others,
                 Plaintiffs,
        v.                               ORDER DENYING MOTION
COHERE INC. (f/k/a KOHAIR, INC.), SUNO   Re: Dkt. No. 31
HOLDINGS, LLC, and DOES 1-10,
                 Defendants.

     The complaint says that Cohere trained its AI models on books. In Roe v. Low, the court held otherwise.
"""
SHEET = """U.S. District Court
District of Montana (Butte)
CIVIL DOCKET FOR CASE #: 2:31-cv-00008

Plaintiff
Ann Poe                        represented by  Cy Low

V.
Defendant
Cohere Inc.                    represented by  Di Moe
Defendant
Grey Heron Tools, Inc.
"""


def test_a_court_paper_gives_its_parties_by_columns() -> None:
    (found,) = captioned(CAPTION)
    assert [party.name.text for party in found.plaintiffs] == ["GREY HERON PRESS, LLC", "ANN POE"]
    assert [party.name.text for party in found.defendants] == ["COHERE INC.", "SUNO HOLDINGS, LLC"]
    assert found.docket is not None and found.docket.value.number == "31-cv-00007"
    (found,) = captioned(SHEET)
    assert [party.name.text for party in found.plaintiffs] == ["Ann Poe"]
    assert [party.name.text for party in found.defendants] == ["Cohere Inc.", "Grey Heron Tools, Inc."]
    assert captioned("Cohere was sued on Monday.\n") == []


def test_the_parties_of_a_court_paper_are_quoted_from_it() -> None:
    (case,) = articles.findings(from_bytes(CAPTION.encode(), Path("invented.txt"))).cases
    for party in (*case.plaintiffs, *case.defendants):
        quote = party.sentence.quote(party.name.start, party.name.end)
        assert CAPTION[quote.start : quote.end] == quote.text
        assert party.name.text.split()[0] in quote.text


@pytest.mark.parametrize(
    "sentence",
    [
        "A judge cut down two lawsuits against Cohere over AI training, one filed by Ann Poe, the other, a week later, by Bo Roe.",
        "The novelists, Ann Poe in one and Bo Roe in the other, sued Cohere in two lawsuits over AI training on their books.",
        "Ann Poe sued Cohere on Friday over AI training on her books, a day after Bo Roe had done the same.",
    ],
)
def test_two_suits_are_told_apart_by_those_who_brought_them(sentence: str) -> None:
    found = read(sentence, "en").cases
    assert [[party.name.text for party in case.plaintiffs] for case in found] == [["Ann Poe"], ["Bo Roe"]]
    assert all([party.name.text for party in case.defendants] == ["Cohere"] for case in found)
