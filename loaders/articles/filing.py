"""The day on which a case was filed.

Every date of the story is a candidate; the word for an event that stands nearest to it in its clause says of what it is the
day: of the filing ("sued", "lodged"), or of something else ("ruled", "policy"). A date at the head of a sentence belongs to
its main verb, a date beside a noun ("the July 30 complaint", "a suit of May 3") to that noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from loaders.articles.clean import FIELD
from loaders.articles.dates import dates, spoken
from loaders.articles.patterns import pattern
from loaders.articles.story import Sentence


@dataclass(frozen=True, slots=True)
class FilingFound:
    """The day of the complaint, as finely as the text gives it (ISO text), and the words."""

    on: str
    sentence: Sentence
    start: int
    end: int


_COURT = r"(?:[\w.,'-]+ ){0,6}?(?:[Cc]ourt(?:house)?|District\b|[Jj]udges?\b|[Gg]ericht|[Tt]ribunal)"
FILED = pattern(
    "verbs of filing",
    rf"""\b(?:(?:re-?)?filed?(?! (?:a |an |the |its |their |his |her )?(?:[\w-]+ ){{0,2}}(?:motion|brief|answer|appeal|notice|amended|response|request|stipulation|objection))
    |files(?= (?:a |an |its |their |his |her )?(?:[\w-]+ ){{0,3}}(?:suit|lawsuit|complaint|action))|filing(?: date)?|lodge[sd]?|sued?|sues|suing|(?:action|case|claim)s? (?:dates?|dating)\b(?: (?:back )?(?:from|to)\b)?|(?<=complaint, )entered|(?<=suit, )entered|hits?(?= [^.;]{{1,90}} with (?:an? )?(?:[\w-]+ ){{0,3}}(?:suit|lawsuit|complaint|class action))|dates? (?:back )?(?:from|to)|(?:goes|going|went|reach\w+) back to|since (?:\w+ ){{0,2}}sued
    |bec(?:ame|omes?|oming) (?:[\w-]+ ){{0,4}}(?:target|defendant|addition|to (?:be sued|sue|take|file|go|accuse|turn))|(?:claim(?: form)?|proceedings|writs?|summons(?:es)?) (?:was |were |has been |have been |had been )?issued|issued (?:a claim|proceedings|a writ)
    |add(?:ed|s) (?:his|her|its|their) names?|turn(?:ed|s) to (?:the )?courts?|(?:seek|sought)s? (?:redress|relief) in|entered (?:on|in) (?:the|its) docket|originat\w+|stems? from|(?:started|began) (?:life|out)|arrived in court|(?:open|launch|start|declar|wag|fir)(?:ed|es|s) (?:an?|another|its|their|his|her|the) (?:[\w-]+ ){{0,4}}(?:front|war|fight|battle|offensive|salvo|challenge|crusade|legal action)
    |(?:suit|lawsuit|case|action|complaint|proceedings) (?:that|which) [^.;]{{3,90}} (?:opened|started|launched|began|initiated)
    |initiate[sd]?|commence[sd]?|beg[au]n|instituted?|submitted|br(?:ought|ings)(?! together| about| down)|launched|petitioned|docketed|registered|(?:fight|battle|saga|dispute) (?:\w+ ){{0,3}}(?:started|began)
    |(?:start|open)(?:ed|s) (?:the |its |his |her |their |a |legal )(?:\w+ ){{0,2}}(?:case|suit|lawsuit|action|proceedings)|opened (?:its|his|her|their) case|joined (?:the )?(?:queue|ranks|fray)
    |(?:went|gone|goes|going|came|comes?|turned|headed) (?:in)?to (?={_COURT})|(?:took|takes?|taken|haul\w*|drag(?:ged|s)|bring|pursu\w+)(?: [^.;]{{1,80}}?)? (?:to|before|into|in) (?={_COURT})|(?:asked|moved|petitioned|approached) (?={_COURT})
    |served|(?:papers|suit|complaint|action)s? (?:\w+ )?(?:landed|arrived|reached|followed)|hit with|went in\b|named (?:\w+ ){{0,2}}(?:in a|as a? ?defendant)
    |stammt(?= vom| aus)|datiert|geklagt|klagte|verklagt\w*|eingereicht|eingegangen|erhoben|gestellt|reichte\w*|zog(?:en)? vor|assign\w+|saisi\w*|dépos(?:é|ée|és|ées|ent|er?a?)|introdui\w+|intent(?:é|ée|ent)|porté plainte|poursuiv\w+|attaqu\w+)\b|提訴|訴え(?:た|を[^。、]{{0,16}}起こ)|訴訟を[^。、]{{0,16}}起こ|提出""",
    matches=(
        "The suit was lodged",
        "took the firm to federal court",
        "提訴しました",
        "hauled Suno before the federal court",
        "ont déposé leur action",
    ),
    ignores=("filed a motion", "opened a box", "went to school"),
)
PLEADING = pattern(
    "nouns for what is filed",
    r"\b(?:(?:law)?suits?|complaints?|class[- ]actions?|proceedings|petition|action|writ|notices? of (?:civil )?claim|(?:court )?papers|claim form|Klage|(?<=\d )case(?= (?:of|by|brought|filed|against|between))|Antrag|Eilantrag|plainte|requête|demande|démarche|recours)\b|訴状|訴訟",
    matches=("their complaint", "die Klage", "訴状は"),
    ignores=("the company",),
)
OTHER_EVENT = pattern(
    "words of another event",
    r"""\b(?:ruled|rules|ruling|decided|decision|dismiss\w*|tossed|threw|thrown|granted|denied|den(?:y|ies)|motions?|amended|judgment|orders?|ordered
    |hearings?|trial|verdict|jury|settle\w*|deal|agreed|agreement|appeal\w*|affirmed|reversed|unsealed|polic(?:y|ies)|terms|released|unveiled
    |announced|said|says|told|wrote|posted|published|updated|declined|respon\w+|approv\w+|reserved|argued|arguments?|transferred|moved(?! the [Cc]ourt)|remand\w*|removed
    |certified|consolidated|merged|stayed|deadline|until|since|began (?:using|training|collecting|offering)|acquired|bought|founded|launched (?:its|the|a (?!case|suit|class|legal|lawsuit))
    |downloaded|collected|scraped|recorded|captured|trained|called(?! (?-i:[A-Z]))|joined(?! (?:the )?(?:queue|ranks|fray))|signed|bills?|law took effect|opened|closed|refused|turned down|struck|cut|heard|held|found|won|lost|uploaded
    |fell|let\b|go on|(?:put|brought|bundled) together|combined|centrali[sz]ed|cleared|revived|upheld|overturned|terminated|dropped|withdr\w+|合意|命じ
    |entschied\w*|wies|(?:zurück|ab)gewiesen|abgelehnt|Urteil\w*|Entscheidung|Berufung|annonc\w+|déclar\w+|indiqu\w+|kündigte|teilte|sagte|jugé|tranché|rejeté|décision|判決|棄却)\b""",
    matches=("The judge ruled", "the policy changed"),
    ignores=("sued the firm",),
)
WEAK = pattern(
    "words that speak of a filing if nothing nearer speaks of another event",
    r"""\b(?:courts?|courthouse|docket|pleadings?|case|claims?|challenge|dispute|fight|register(?:ed)?|registry|landed|reached|arrived|started
    |opened|against|before the|Gericht\w*|tribunal|cour)\b""",
    matches=("the papers landed on May 3",),
    ignores=("on May 3",),
)
_PAST = re.compile(
    r"\b(?!(?:based|titled|entitled|captioned|numbered|assigned|accused|named|alleged|called|united)\b)[a-z]{3,}ed\b"
)
_NO_COMPLAINT = re.compile(
    r"(?i)\b(?:motions?|briefs?|answer|appeal|response|notice(?! of (?:civil )?claim)|objections?|amended (?:class )?(?:action )?complaint|settlement)\b[^.;]{0,40}\b(?:filed|lodged|submitted)\b[^.;]{0,30}$"
)
_CITATION = re.compile(r"\b(?:[NSEWCM]\. ?D\.|D\.|\w+ Cir\.) ?(?:[A-Z][\w.]*)? ?$")
_YEAR = re.compile(
    r"\b(?:[Ii]n|[Aa]us dem Jahr|[Ff]iled|[Ss]ince|[Ss]uit of|[Cc]omplaint of|en|[Cc]ase of|[Aa]ction of|back (?:to|in)|dat(?:es?|ing) from|(?:[Ee]arly|[Ll]ate|[Mm]id)[- ](?:in )?|(?:[Ss]ummer|[Ss]pring|[Ff]all|[Aa]utumn|[Ww]inter|start|beginning|end|middle|course|half|quarter) of|during"
    r"|[Jj]ahre?|[Ss]ommer|[Hh]erbst|[Ww]inter|[Ff]rühjahr|[Aa]nfang|[Ee]nde|[Mm]itte|[Dd]ébut|[Ff]in|l'été|l'automne|l'hiver|depuis|année) ?(?P<year>(?:19|20)\d\d)\b(?![-/年])"
    r"|\b(?P<bare>(?:19|20)\d\d)(?= (?:auf|wegen|vor|beim?|gegen|erstmals|verklagt\w*|eingereicht\w*|erhob\w*|geklagt|klagte))|(?P<nen>(?:19|20)\d\d)(?=年(?!\d))"
    r"|\b(?P<of>(?:19|20)\d\d) (?:complaint|(?:law)?suit|class[- ]action|petition|case|filing)\b"
)
_SPLIT = re.compile(
    r";|: (?=[a-z])|\b(?:over|for|alleging|saying|claiming|accusing|arguing|because|that|whose|which|who|before|after|until|when|while|weil|dass|nachdem|bevor) "
    r"| and (?=\w{3,}ed\b)|, (?:and|but|while|which|who|where|so|after|before|when|from (?:where|which)) |\. "
)
_BEFORE_DATE = re.compile(
    r"(?i)(?<!dates )(?<!dating )(?<!dated )\b(?:between|until|till|after|before|by|from|to|through|effective|due|and|set for|as of|dès|depuis|bis|seit)\s*(?:the )?$"
)
_FILED_LABEL = re.compile(
    r"(?i)(?:(?:date |case |suit |lawsuit |action |complaint )?(?:filed|lodged|brought|commenced|instituted|begun|started|opened)(?: on)?(?!\w)|filing(?: date)?|when|(?:date|day) of (?:the )?(?:filing|complaint|suit|lawsuit|action)"
    r"|complaint|eingereicht|klage vom|eingang|déposée?|date de (?:dépôt|l'assignation)|提訴日?)"
)
_FILED_FIELD = re.compile(rf"{_FILED_LABEL.pattern}\s?[:：|]\s*(?=\S)")
_NOUN = r"(?:(?:proposed|putative|federal|original|initial|first|class[- ]action|copyright|privacy) )*(?:complaint|(?:law)?suit|class[- ]action|petition|filing|action)\b(?! (?:deadline|response))"
_DATED_NOUN = re.compile(rf"(?i)^,? (?:{_NOUN}|(?:case|court case|legal action) (?:of|by|brought|filed|against|between)\b)")
_NOUN_DATED = re.compile(
    rf"(?i)\b{_NOUN},? (?:(?:was |is |which was |that was )?(?:dated|of|from|on|in|was filed|filed) )?(?:late |early |the (?:spring|summer|fall|autumn|winter|start|end) of )?$|\b(?:infringement|copyright|privacy|court) case from (?:the (?:spring|summer|fall|autumn|winter|start|end) of )?$|\b(?:Klage|Antrag|plainte) (?:vom|du|von) $"
)
_FRONT = re.compile(
    r"^(?:\W|[A-ZÄÖÜ][\w .,'-]{0,40} ?[–—-]{1,2} )?(?:(?:It was )?(?:[Oo]n|[Ii]n|[Ll]ate|[Ee]arly|[Ll]ast|[Aa]m|[Ii]m|[Ll]e|[Ee]n|[Bb]ack in|[Ee]arlier|[Oo]nly)[ ,]+)*$"
)
_DATELINE = re.compile(r"^[^.;]{0,40}?(?:\)|/)? ?(?:--|—|–| - )")
_RELATIVE = re.compile(r", (?:who|which|whose|where|whom|a|an|the)\b[^,;:]{3,120},")
_JUST_BEFORE = re.compile(r" (?:(?:back |early |late )?(?:on|in|am|im|le|en) )?(?:the )?")
"""What may stand between a verb of filing and its date: "the complaint, filed on May 3, said"."""
_AMENDED = re.compile(r"(?i)\bamended\b[^.;]{0,30}$")
LOOSE = 12.0  # characters by which any other verb in the past must be nearer than the word for a filing
NOUN = 40.0  # the same for a noun, which has its date right beside it or none
CLOSE, REACH, FAR = (
    25,
    110,
    240,
)  # characters from a date to the word for its event: beside it; at most; from one that opens the sentence


def filing(story: Sequence[Sentence], report_day: str | None) -> FilingFound | None:
    """The day on which the complaint was filed; None where the story does not say, or says "Tuesday" of an unknown week.

    Args:
        report_day: the day of the article, from which weekdays and days without a year count.
    """
    best: tuple[float, FilingFound] | None = None
    for sentence in story:
        if sentence.background or sentence.title:
            continue
        for points, found in _filings(sentence, report_day):
            points += len(found.on) / 4
            if best is None or points > best[0]:
                best = points, found
    return best[1] if best else None


def _filings(sentence: Sentence, report_day: str | None) -> Iterator[tuple[float, FilingFound]]:
    """The dates of a sentence that are of a filing, with points for how surely."""
    text = sentence.text
    field = FIELD.match(text)
    labelled = sentence.start == 0 and bool((field and _FILED_LABEL.match(field["label"])) or _FILED_FIELD.match(text))
    verbs = [match.span() for match in FILED.finditer(text)]
    nouns = [match.span() for match in PLEADING.finditer(text)]
    if not labelled and not verbs and not nouns:
        return
    dated = list(_dates(text, report_day))
    if not dated:
        return
    begun = {start for start, _ in (*verbs, *nouns)}
    others = [
        match.span()
        for match in OTHER_EVENT.finditer(text)
        if match.start() not in begun and not any(start < match.start() < end for start, end in verbs)
    ]
    taken = {start for start, _ in (*verbs, *nouns, *others)}
    past = [match.span() for match in _PAST.finditer(text) if match.start() not in taken]
    weak = [match.span() for match in WEAK.finditer(text)]
    for start, end, on in dated:
        before, after = text[:start], text[end:]
        if report_day is not None and on > report_day:
            continue
        if labelled:
            yield 10.0, FilingFound(on, sentence, start, end)
            return
        beside = _NOUN_DATED.search(before)
        if _DATED_NOUN.match(after) or (beside and not any(0 <= beside.start() - stop < 15 for _, stop in others)):
            if not _NO_COMPLAINT.search(before) and not _AMENDED.search(before):
                yield 3.0, FilingFound(on, sentence, start, end)
            continue
        if not _NO_COMPLAINT.search(before) and any(_JUST_BEFORE.fullmatch(text, stop, start) for _, stop in verbs):
            yield 2.8, FilingFound(on, sentence, start, end)
            continue
        if _BEFORE_DATE.search(before) or _CITATION.search(before) or _NO_COMPLAINT.search(before):
            continue
        if start < 60 and _DATELINE.match(after) and len(on) == 10:
            continue
        if _FRONT.match(before):
            main = _RELATIVE.sub(lambda match: "," + " " * (len(match[0]) - 2) + ",", text)
            first = _first(main, (verbs, others, past), end)
            if first is not None and first[1] == 0 and first[0] <= FAR:
                yield 2.5, FilingFound(on, sentence, start, end)
            if first is not None:
                continue
        near = [(_gap(text, span, start, end), True) for span in verbs]
        near += [(_gap(text, span, start, end), False) for span in others]
        near += [(_gap(text, span, start, end) + NOUN, True) for span in nouns]
        near += [(_gap(text, span, start, end) + LOOSE, True) for span in weak]
        near += [(_gap(text, span, start, end) + LOOSE, False) for span in past]
        near.sort()
        if near and near[0][1] and near[0][0] <= REACH:
            yield 2.0 - near[0][0] / REACH + (near[0][0] < CLOSE), FilingFound(on, sentence, start, end)


def _first(main: str, kinds: Sequence[Sequence[tuple[int, int]]], since: int) -> tuple[int, int] | None:
    """The first event after a place outside relative clauses: how far, and of which of the kinds (by its index)."""
    after = [
        (start - since, kind)
        for kind, spans in enumerate(kinds)
        for start, end in spans
        if start >= since and not main[start:end].isspace()
    ]
    return min(after, default=None)


def _gap(text: str, span: tuple[int, int], start: int, end: int) -> float:
    """How far a word is from a date; the border of a clause between them counts for much."""
    first, last = (span[1], start) if span[1] <= start else (end, span[0])
    borders = sum(1 for match in _SPLIT.finditer(text, max(first - 1, 0)) if first <= match.start() and match.end() <= last)
    return max(last - first, 0) + 60.0 * borders


def _dates(text: str, report_day: str | None) -> Iterator[tuple[int, int, str]]:
    """The dates in a text that are days, months or years of the past, whole ones first."""
    taken: list[tuple[int, int]] = []
    for dated in (*spoken(text, report_day), *dates(text, report_day)):
        if not any(start < dated.end and dated.start < end for start, end in taken):
            taken.append((dated.start, dated.end))
            yield dated.start, dated.end, dated.iso
    for match in _YEAR.finditer(text):
        name = match.lastgroup or "year"
        if not any(start < match.end() and match.start() < end for start, end in taken):
            yield *match.span(name), match[name]
