"""What a suit asks for, and what a settlement or a judgment gives."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.articles.courts import named_courts
from loaders.articles.patterns import Regex, pattern
from loaders.articles.story import Sentence


@dataclass(frozen=True, slots=True)
class ReliefFound:
    """A kind of relief; `amount` in units of `currency` (ISO 4217), counted `per` work, person, violation."""

    kind: str
    amount: float | None
    currency: str | None
    per: str | None
    sentence: Sentence
    start: int
    end: int


MONEY = pattern(
    "sum of money",
    r"""(?:(?P<sign>US\$|\$US ?|USD ?|C\$|CA\$|CAD ?\$?|A\$|AU\$|AUD ?|\$|€|EUR ?|£|GBP ?|¥|CHF ?|₩|RMB ?|CNY ?|KRW ?|R\$ ?|DKK ?|SEK ?|Rs\.? ?|₹|INR ?)(?P<a>\d[\d,.]*\d
        |\d)(?:(?: |-)?(?P<am>trillion|billion|million|thousand|bn|tn|mn?|k|[BMK]|crore|lakh|Milliarden
        |Millionen|milliards?|millions?)\b|\b)
    |(?P<b>\d{1,3}(?: \d{3})+|\d[\d,.]*\d|\d)(?: ?(?P<bm>trillion|billion|million|thousand|bn|Milliarden|Mrd\.?|Millionen|Mio\.?
    |milliards?|millions?))?(?: de| d')? ?(?P<unit>US[- ]?dollars|dollars|euros?|pounds|yen|rupees|won|yuan|renminbi|kroner|reais|Dollar|Euro|€
    |\$|francs)(?!\w)
    |(?P<c>\d[\d,.]*)(?P<cm>兆|億|万)?(?P<cunit>ドル|円|ユーロ|ウォン|元)|(?P<d>\d+)億(?P<d2>\d+)万(?P<dunit>ドル|円|ウォン|元))""",
    matches=("$1,000 per person", "USD 1,000 fine", "$1.5 billion", "1,5 milliard de dollars", "15億ドル", "150.000 $"),
    ignores=("1,000 people", "in 2025"),
    flags=0,
)
_SIGNS = {
    "$us": "USD",
    "c$": "CAD",
    "ca$": "CAD",
    "cad": "CAD",
    "cad$": "CAD",
    "cad $": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "aud": "AUD",
    "chf": "CHF",
    "₩": "KRW",
    "krw": "KRW",
    "rmb": "CNY",
    "cny": "CNY",
    "r$": "BRL",
    "reais": "BRL",
    "dkk": "DKK",
    "sek": "SEK",
    "won": "KRW",
    "ウォン": "KRW",
    "yuan": "CNY",
    "renminbi": "CNY",
    "元": "CNY",
    "kroner": "DKK",
    "us$": "USD",
    "usd": "USD",
    "$": "USD",
    "€": "EUR",
    "eur": "EUR",
    "£": "GBP",
    "gbp": "GBP",
    "¥": "JPY",
    "rs": "INR",
    "rs.": "INR",
    "₹": "INR",
    "inr": "INR",
    "dollars": "USD",
    "usdollars": "USD",
    "us-dollars": "USD",
    "us dollars": "USD",
    "dollar": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "pounds": "GBP",
    "yen": "JPY",
    "rupees": "INR",
    "ドル": "USD",
    "円": "JPY",
    "ユーロ": "EUR",
}
_SCALES = {
    "trillion": 1e12,
    "tn": 1e12,
    "billion": 1e9,
    "bn": 1e9,
    "million": 1e6,
    "millions": 1e6,
    "m": 1e6,
    "b": 1e9,
    "mn": 1e6,
    "thousand": 1e3,
    "k": 1e3,
    "crore": 1e7,
    "lakh": 1e5,
    "milliarden": 1e9,
    "mrd": 1e9,
    "mrd.": 1e9,
    "millionen": 1e6,
    "mio": 1e6,
    "mio.": 1e6,
    "milliard": 1e9,
    "milliards": 1e9,
    "兆": 1e12,
    "億": 1e8,
    "万": 1e4,
}


@dataclass(frozen=True, slots=True)
class Money:
    """A sum at a place."""

    start: int
    end: int
    amount: float
    currency: str


def money(text: str) -> Iterator[Money]:
    """The sums of money in cleaned text, in order.

    >>> [(found.amount, found.currency) for found in money("$1.5 billion or 150.000 $ a work")]
    [(1500000000.0, 'USD'), (150000.0, 'USD')]
    """
    for match in MONEY.finditer(text):
        if match["d"]:
            yield Money(*match.span(), int(match["d"]) * 1e8 + int(match["d2"]) * 1e4, _SIGNS[match["dunit"]])
            continue
        digits, scale, unit = next(
            (match[a], match[b], match[c])
            for a, b, c in (("a", "am", "sign"), ("b", "bm", "unit"), ("c", "cm", "cunit"))
            if match[a]
        )
        amount = _number(digits, bool(scale))
        currency = _SIGNS.get(unit.strip().lower())
        if amount is not None and currency:
            yield Money(*match.span(), amount * _SCALES.get((scale or "").lower(), 1.0), currency)


def _number(digits: str, scaled: bool) -> float | None:
    """ "150.000" and "1,000" are thousands; "1.5" and "1,5" before a scale are fractions."""
    digits = digits.rstrip(".,").replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits) and not (
        scaled and digits.count(".") + digits.count(",") == 1 and len(digits) < 5
    ):
        digits = re.sub(r"[.,]", "", digits)
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", digits):
        digits = digits.replace(",", "")
    else:
        digits = digits.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


PER = pattern(
    "what a sum is counted by",
    r"""^(?: \w+){0,4}?,? (?:(?:for )?(?:each|every)|(?:for )?per|a(?=n? )|an|pro|par
        |fine per) ?(?:\w+ ){0,3}?(?:(?P<work>œuvres?|ouvrages?|works?|article|books?|titles?|songs?|pieces?|novels?|articles?
        |infringed|infringement|œuvres?|ouvrages?|Werk|Buch|photos?|images?|recordings?|tracks?|lyrics?)
        |(?P<person>persons?|plaintiffs?|users?|class members?|members?|customers?|people|individuals?
        |consumers?|subscribers?)|(?P<call>calls?)|(?P<day>days?|Tag|jour)|(?P<violation>(?:\w+ )?violations?
        |(?:negligent|reckless|intentional|wil[l]?ful) ones?|one that is \w+|breach(?:es)?|offen[sc]es?|instances?
        |circumvention\w*|acts?))\b""",
    matches=(" per person", " for each book copied", " a title.", " fine per person", " per violation", " par ouvrage"),
    ignores=(" million in all",),
)
_EACH = re.compile(r"(?: \w+)? (?:apiece|à chacun|je Kläger|a head)\b")
_FAULT = (
    ("reckless_or_intentional_violation", re.compile(r"(?i)^[^,;]*\b(?:reckless|intentional)")),
    (
        "negligent_violation",
        re.compile(r"(?i)^[^,;]*?\bnegligent(?![^,;]*\b(?:reckless|intentional))|^[^,;]*?\bnegligent [a-z]+ and "),
    ),
    ("wilful_violation", re.compile(r"(?i)^[^,;]*\bwill?ful")),
)
_ITEM_BEFORE = re.compile(
    r"(?:1冊につき|1作品(?:につき|あたり)|(?<!for )(?<!per )\b[Ee](?:ach|very) (?:\w+ )?(?:(?P<violation>violations?|breach|offen[cs]e)|(?P<work>work|book|song|title|article|photo|image|recording|track)|(?P<person>person|user|plaintiff|class member))"
    r"\b[^.;$€£]{0,40})$"
)

_ASKS = (
    r"(?:ask(?:s|ed|ing)?|want(?:s|ed|ing)?|seek(?:s|ing)?|sought|demand(?:s|ed|ing)?|request(?:s|ed|ing)?|urg(?:e|es|ed|ing)|petition(?:s|ed|ing)?|pray(?:s|ed|ing)?|call(?:s|ed|ing)? for|would (?:like|have)|pursu(?:e|es|ing)"
    r"|hop(?:e|es|ing)|insist(?:s|ed)?|[Rr]emed(?:y|ies)(?: sought)?:|[Rr]elief(?: sought)?:|[Pp]rayer:|applied|appl(?:y|ies)|mov(?:e|ed|es|ing) for)"
)
_ORDERS = r"(?:order(?:s|ed|ing)?|direct(?:s|ed)?|instruct(?:s|ed)?|requir(?:e|es|ed|ing)|compel(?:s|led|ling)?|forc(?:e|es|ed|ing)|oblig(?:e|es|ed)|command(?:s|ed)?|mak(?:e|es|ing))"
_AGREES = r"(?:agree[ds]?|agreement|settl\w+|deal|undert\w+|promis\w+|pledg\w+|commit\w+|must|ha(?:s|ve|d) to|is to|are to|will have to|decree|judgment|order)"
_STOP = (
    r"(?:stop|halt|cease|end|quit|desist|refrain|discontinue|suspend|freeze|bar|block|ban|forbid|prohibit|prevent|enjoin|restrain|take down|take (?:it|them|the \w+) down|pull|shut down|switch off|withdraw|get permission"
    r"|obtain (?:consent|permission|licen[cs]es?)|seek (?:consent|permission)|ask (?:for )?(?:consent|permission)|change (?:its|their|how))"
)
_STOPPED = r"(?:stopped|halted|ended(?! up)|barred|banned|blocked|prohibited|forbidden|forbade|enjoined|restrained|prevented|shut down|taken down|pulled|suspended|switched off|discontinued|taken off the market|kept from|precluded)"
SEEKS = pattern(
    "words of asking or ordering",
    rf"""支払|賠償|払|差し止め|差止|求め|請求|削除|廃棄|確認|停止|\b{_ASKS}\b|\b{_ORDERS}\b|\b{_STOPPED}\b|\bowe[sd]?\b|\bask was\b|\b[Dd]amages?\b|\btaken down\b|\bmust\b|\bban on\b
        |\b(?:prie(?:nt)?|réclam\w+|demande(?:nt)?|exige\w*|interdi\w+|ordonn\w+|condamn\w+|verlang\w+|forder\w+|beantrag\w+|begehr\w+|klag\w+ auf|untersag\w+|verbiet\w*|verboten?|verbot|erreichen|muss|darf|verurteilt\w*|Schaden\w+|Unterlassung)\b
        |\binjonction|\bEilantrag|\beinstweilige|\$[\d.,]+[ -]?\w* (?:class[- ]action |copyright )?(?:law)?suit|\b(?:claim(?:s|ing)? (?:damages|\$)|entitle[ds]?|could (?:cost|face|owe|run|add up|get|receive|recover|exceed|reach)|relief
        |remed(?:y|ies)|award(?:s|ed|ing)?|pay|paid|paying|pays|settle(?:s|d|ment)?|liable|recover|fin(?:e|es|ed)|penalt(?:y|ies)|gives at least|injuncti(?:on|ve)|compensat\w+|restitution|declar\w+|disgorge\w*
        |su(?:e[sd]?|ing)\b(?: [\w'-]+){{0,6}}? for (?:[\w-]+ ){{0,4}}[$€£\d]|suing for|bill (?:is|now|comes|would|has)|add(?:s|ed)? up to|ha(?:s|ve|d) to|may (?:not|no longer)|agree[ds]? (?:to|not|never)|réparation|paiera|payer|verser|dommages|indemni\w+|agreed\b)""",
    matches=(
        "It seeks unspecified damages",
        "They ask for an injunction",
        "muss Schadenersatz zahlen",
        "The judge barred the company from using it",
    ),
    ignores=("the firm is valued at $3 billion",),
)

_OFFERS = re.compile(
    r"\b(?:[Aa]ct|CIPA|BIPA|VPPA|DMCA|[Ss]tatutes?|[Ll]aws?|Code|[Ss]ection \d+|§ ?\d+)\b[^.;]{0,60}\b(?:offers?|provid(?:es?|ing)(?: for)?|sets?|allow(?:s|ing)?|lets?|permit(?:s|ting)?|imposes?|gives?|carr(?:ies|ying)|awards?|entitles?|puts?|grants?|could|can|may|prescribes?)\b[^.;]{0,60}[$€£]\d"
    r"|\b(?:[Uu]nder (?:the|that|its) (?:[\w' ]+ )?(?:act|law|statute|Act|Law|Statute|Code))\b[^.;]{0,80}[$€£]\d"
)
_COUNTED = re.compile(
    r"[$€£][\d,.]+ (?:per|an?|for (?:each|every|an?)) (?:[\w-]+ ){0,2}violation|\b[Ee](?:ach|very) (?:\w+ )?violation\b[^.;]{0,30}[$€£]\d|\bup to [$€£][\d,.]+ (?:per|an?|for (?:each|every)) (?:\w+ )?(?:work|book|song|title|track|recording|image|photo)\b"
)
"""A sum for each violation, or up to so much for each work: nobody speaks so but of what is to be paid."""
_THING = (
    r"(?:data ?sets?|data|files?|cop(?:y|ies)|recordings?|books?|works?|images?|photos?|pictures|models?|algorithms?|voice-?prints?|face-?prints?|templates?|material|content"
    r"|articles|songs|posts|messages|LLMs?|libraries|library|clips|videos|transcripts|samples|scans|records|biometrics)"
)
_THINGS = rf"(?:(?:the|its|their|all|any|every|such|those|her|his|what|these|illegal|pirated|unlawful|copied|of|\w+'s?) ){{0,5}}(?:[\w-]+ ){{0,2}}{_THING}\b"
STATUTORY = re.compile(r"(?i)\bstatutory (?:damages|penalt\w+|minimum|maximum|rates?|caps?|award)")
_KINDS: tuple[tuple[str, Regex], ...] = (
    (
        "injunction",
        pattern(
            "injunction",
            (
                rf"\b{_ASKS}\b[^.;]{{0,110}}?\b(?:to|that \w+|would|and|also|or) (?:\w+ )?{_STOP}\b|\b{_ASKS}\b[^.;]{{0,110}}?\b{_STOPPED}\b|\b{_ASKS}\b[^.;]{{0,90}}?\ban? (?:\w+ )?(?:halt|stop|end|ban|bar|moratorium|freeze)\b(?! to the (?:case|suit))"
                rf"|\b{_ASKS}\b[^.;]{{0,60}}\b(?:changes? (?:to|in) (?:how|its|the way)|(?:change|overhaul|reform) (?:its|their) (?:practices?|polic\w+|conduct))\b|\b{_ASKS}\b[^.;]{{0,60}}\b(?:make|force|compel|require|oblige) (?:[\w'-]+ ){{1,5}}?(?:to )?(?:{_STOP}|pay for|licen[cs]e|respect|honou?r|keep)\b"
                rf"|\b(?:suit|lawsuit|complaint|action|case|order|ruling|injunction)\b[^.;]{{0,40}}\bwould (?:\w+ )?(?:{_STOP}|{_ORDERS})\b|\b{_ORDERS} (?:[\w'-]+ ){{1,6}}?(?:to )(?:\w+ )?{_STOP}\b"
                rf"|\b(?:judge|court|order|jury|ruling|injunction|decree|consent order)\b[^.;]{{0,50}}\b{_STOPPED}\b[^.;]{{0,60}} from\b|\b(?:is|are|was|were|be|been) (?:\w+ )?{_STOPPED} from \w+ing\b|\b(?:barring|blocking|stopping|prohibiting|forbidding|banning|enjoining|preventing) (?:[\w'-]+ ){{1,6}}?from\b"
                rf"|\b{_AGREES}\b[^.;]{{0,120}}?\b(?:to (?:\w+ )?{_STOP}\b(?! the (?:case|suit|matter|claims|litigation|dispute))|(?:not|never) to\b|no longer\b)|\b(?:may|must|shall|can) (?:not|no longer|never) (?:\w+ )?(?:be (?:used|trained|shown|sold|shared|copied)|use|collect|train|copy|misstate|misrepresent|store|share|process|offer|sell|scrape|distribute|publish)\b"
                r"|(?<!to )\ba (?:\w+ )?(?:ban|halt|bar|stop|end) (?:on|to)\b|\border (?:against|that (?:the|it|they|[A-Z])|taking|keeping|ending)\b|\b(?:order|decree|deal|settlement|ruling|judgment|injunction|it)\b[^.;]{0,30} (?:bars|prohibits|forbids|bans|enjoins|blocks)\b|\bcome(?:s)? down for good\b|\b(?:calls?|calling|called) for an end\b|\bnot to do it again\b|\binjuncti(?:on|ve)\b|\benjoin\w*\b|\brestraining order\b|\bcease[- ]and[- ]desist order|\b(?:be|been|are|is) taken down\b|\btake down the\b"
                r"|\border (?:permanently |that (?:ends|stops|bars)|to (?:stop|halt|block|bar|cease|meant to)|blocking|barring|halting|stopping|preventing|prohibiting|forbidding|requiring)\w*|\b(?:halt|stop|bar|block|prohibit|forbid|enjoin)\w* (?:the (?:company |firm )?(?:use|from)|\w+ from|the AI models)"
                r"|\beinstweilige\w* (?:Verfügung|Maßnahme|Anordnung)|\bEilantrag\b|\bverb(?:iet\w*|oten?|ot)\b|\b(?:[Gg]ericht\w*|Richter\w*|Kammer|Senat|Urteil|Verfügung)\b[^.]{0,90}\buntersag\w+|\buntersagen\b|\bzu untersagen\b|\bdarf\b[^.]{0,90}\b(?:nicht|weder|kein\w*)\b|\bUnterlass(?:ung\w*|en)\b|\bunterlassen\b|\bnicht (?:mehr|länger) (?:\w+ )?(?:nutz|verwend|train|verbreit)\w*"
                r"|\binjonction\b|\b(?:faire |que )cesse\w*\b|\bcessation\b|\binterdi(?:re|t|ction|sant)\w*\b|\bl'arrêt (?:de|des|immédiat)|\bsous astreinte\b|(?:使用|利用|学習|提供|配信)[^。]{0,8}(?:停止|中止|禁止)|差し止め|差止"
            ),
            matches=(
                "They ask for an injunction",
                "an order permanently blocking the AI models",
                "zu Unterlassung und Schadenersatz",
                "a court to halt the use of their lyrics",
                "She wants the practice stopped",
                "agreed to stop using the books",
                "The judge barred the company from using them",
                "They demand an end to the scraping",
            ),
            ignores=("in order to train", "the company stopped using them", "agreed to pay $3"),
        ),
    ),
    (
        "disgorgement",
        pattern(
            "disgorgement",
            (
                r"\bdisgorge\w*|\b(?:wants?|seeks?|sought|seeking|demands?|asks?|claims?|recover)\b[^.;]{0,80}(?:'s|s'|\bits|\btheir|\bthe|\bany|\ball) (?:\w+ )?profits\b|\band (?:the |its |their |defendants?'s? |infringer's )?profits\b(?! (?:rose|fell))|\b(?:share|part|portion) of (?:the |its |their |any )?(?:profits|whatever"
                r"|what \w+ (?:\w+ )?earned|revenue|proceeds)|\b(?:lost )?profits (?:earned|made|attributable|gained"
                r"|from the infring)|\bill-gotten\b|\brestitution\b|\bdefendants?'? profits|\baccounting (?:of|for) (?:the |its |all |any )?(?:profits|revenues?|gains)|\b(?:share|part|portion|cut) of (?:the )?(?:\w+'s )?(?:earnings|revenues?|gains|income|money)|\breturn of (?:the |its |their |any )?(?:profits|gains)|\bhand over (?:the |its |their |any )?(?:profits|gains|revenue)|\b(?:unjust|unlawful|illegal) (?:gains|profits)"
                r"|\bgive up (?:its |the )?profits"
            ),
            matches=("a share of the profits", "a share of whatever the firm earned"),
            ignores=("profits rose",),
        ),
    ),
    (
        "destruction_of_models",
        pattern(
            "destruction of models",
            (
                rf"\b(?:delet|eras|purg|wip|destroy|scrubb?)(?:e|es|ing|ion of|ure of)? {_THINGS}|\b(?:{_ASKS}|{_ORDERS}|{_AGREES})\b[^.;]{{0,80}}\bremov(?:e|al of) {_THINGS}|\bdestruction of {_THINGS}|\b{_THING} (?:\w+ ){{0,4}}?(?:destroyed|deleted|erased|purged|wiped|unlearned)\b"
                rf"|\b{_ASKS}\b[^.;]{{0,80}}\b(?:removed|pulled|taken out|stripped) (?:from|out of) (?:the |its |their |any )?(?:\w+ )?(?:models?|training|data ?sets?|servers?|systems?|index|database)"
                r"|\bdelet(?:e|ion of) (?:what (?:it|they) (?:took|copied|scraped|downloaded|gathered)|(?:the |its |all |any )?(?:\w+ )?(?:posts|messages|recordings|voice-?prints|face-?prints|templates|content|material|books|files|articles))|\b(?:Löschung|Vernichtung|löschen|vernichten)\b|\b(?:destruction|effacement|suppression|retrait(?: complet| total)?)\W{0,3}(?:de|des|du)\b|(?:データ|モデル|複製物?)[^。]{0,12}(?:削除|廃棄)"
                r"|\b(?:models?|data ?sets?|cop(?:y|ies)|files|voice-?prints|recordings|templates)\b[^.;]{0,20}\b(?:destroyed|deleted|purged|wiped)\b|\b(?:destroy|delete|purge|wipe)\w* (?:\w+ ){0,3}(?:files|voice-?prints|face-?prints|templates|recordings)\b"
                r"|\b(?:destr(?:oy|uction)\w*|delet(?:e|ion)\w*|impound\w*|purge)\b(?=[^.;]{0,60}\b(?:models?"
                r"|data ?sets?|copies|training (?:data|sets?)|works|data|LLMs?|algorithms?)\b)"
                r"|algorithmic disgorgement|\b(?:models?|data ?sets?|copies)\b[^.;]{0,30}\bbe (?:destroyed|deleted)"
            ),
            matches=("orders the destruction of all models", "to destroy its training data"),
            ignores=("destroy the market",),
        ),
    ),
    (
        "declaratory_relief",
        pattern(
            "declaratory relief",
            (
                rf"\b{_ASKS}\b[^.;]{{0,80}}\b(?:court|judge|tribunal|jury)s? to (?:declare|find|rule|hold|say|state)\b|\b{_ASKS}\b[^.;]{{0,40}}\ba (?:\w+ )?(?:ruling|finding|declaration|judgment|statement|order) (?:that|declaring)\b"
                r"|\bdeclaratory(?: and \w+)? (?:relief|judgment)|\b(?:asks?|asked|asking|wants?|petition\w*|urg\w+) [^.;]{0,150}?\bto declare\b|\bconstater\b|\bFeststellung\b|違法(?:性)?(?:の|であること)?(?:を)?確認|\b(?:court|judge) (?:is |was )?(?:asked )?to declare\b|\b(?:asks?"
                r"|wants?|seeks?|seeking) (?:the court |a court )?(?:for )?(?:a declaration|to declare)"
            ),
            matches=("The court is to declare that",),
            ignores=("declared a dividend",),
        ),
    ),
    (
        "punitive_damages",
        pattern(
            "punitive damages",
            r"\b(?:punitive|exemplary|treble) damages",
            matches=("punitive damages",),
            ignores=("damages",),
        ),
    ),
    (
        "attorneys_fees",
        pattern(
            "attorneys' fees",
            r"\b(?:attorneys?'?s?|legal|lawyers?'?|counsel|litigation|court) (?:fees|costs|expenses)\b|\bcosts and fees\b|\bfees and (?:costs|expenses)\b|\b[Ll]awyers?\b[^.;]{0,60}\b(?:in|of the fund in|as) fees\b",
            matches=("attorneys' fees",),
            ignores=("fees",),
        ),
    ),
    (
        "civil_penalty",
        pattern("civil penalty", r"\bcivil (?:penalt|fine)\w*", matches=("civil penalties",), ignores=("civil suit",)),
    ),
)
DAMAGES = pattern(
    "damages",
    r"""\b(?:(?P<actual>actual(?! (?:and|or) statutory)|compensatory|consequential)
        |(?P<statutory>statutory(?! (?:and|or) actual))|(?P<open>unspecified|undisclosed|monetary|money|financial
        |unstated)) (?:and \w+ )?(?:damages|compensation|relief)|\b(?P<lost>(?:lost|forgone) (?:sales|profits|revenues?|income|earnings|wages|licen[cs](?:e|ing) fees))|\b(?P<sum>(?:unspecified|undisclosed) (?:sum
        |amount))\b|\b(?P<both>(?:statutory (?:and|or) actual|actual (?:and|or) statutory) damages)|\b(?P<plain>damages?\b(?! to (?:its|their|the|his|her|it|them)\b)
        (?! (?:set|fixed|provided|prescribed|laid down) by)|compensation|compensated?|recompense|remuneration|monetary award|pay (?:them|her|him|us|me|the (?:authors|artists|plaintiffs|writers|publishers|owners|class)|authors|artists|creators|users)\b|payments? for|money for|réparation|Schadens?ersatz\w*|Entschädigung|dommages(?:-| et | à )?(?:-|et )?intérêts|indemnisation)\b|\b(?P<bylaw>damages (?:set|fixed|provided|prescribed|laid down) by (?:the )?(?:\w+ )?(?:statute|law|Act|copyright))\b|(?P<asian>損害賠償)""",
    matches=("unspecified damages", "money damages in an unspecified amount", "statutory damages", "Schadenersatz zahlen"),
    ignores=("damaged goods",),
)
NOT_RELIEF = pattern(
    "sums that are no relief",
    r"""\b(?:valu(?:ed|ation|e of)|worth|revenue|raised|fund-?rais\w*|invest\w*|initial public offering|IPO
        |(?<!lost )sales|market cap\w*|deals? (?:in|worth)|acquired|bought|purchase|spent|price|subscription|gift card
        |salary|per (?:month|hour|year)|a (?:month|year)|licen[cs]ing (?:deal|fee|agreement)s?|joint venture
        |sanction|fund(?:ing|ed)?|(?:filing|entry|late|\$\d+) fees?|fee\b|do(?:es)? not pay)\b|\b(?:possible|potential|theoretical) (?=\$)""",
    matches=("a sky-high valuation", "with a potential $500 billion of investment"),
    ignores=("damages of $1,000",),
)
HYPOTHETICAL = re.compile(
    r"(?i)\b(?:could|would|may|might) (?:add up|cost|face|run|reach|amount|exceed|have)\b|risque d'un procès"
    r"|jusqu'à|les risques"
)
DENIED = pattern(
    "relief that is gone or not asked for",
    r"""\b(?:has|have) (?:so far )?(?:mentioned|asked for|sought) neither|\bneither money nor\b
        |\bdoes not (?:seek|ask)\b
        |\bdenied (?:a |the |their )?(?:motion for (?:a )?)?(?:preliminary )?injunction
        |\b(?:top|open|active) settlements\b|\bsettlements (?:closing|open|ending)\b|\bclaim your\b|\b(?:shoppers|readers|consumers|you|customers) (?:may|can|could) (?:now |still |also )?claim\b
        |\bopening the door to damages\b""",
    matches=("So far it has mentioned neither money nor a shutdown", "opening the door to damages"),
    ignores=("They ask for damages",),
)


_CANADA = re.compile(
    r"\b(?:Canad\w+|canadien\w*|Ontario|Québec|Quebec|British Columbia|B\.C\.|Alberta|Toronto|Montréal|Montreal|Vancouver)\b"
)
_STATES = re.compile(
    r"\b(?:U\.S\.|US|USA|United States|American?|California|New York|États-Unis|américain\w*|San Francisco)(?!\w)"
)


_BY_STATE = re.compile(
    r"\b[Aa]ttorneys? [Gg]eneral\b[^.;]{0,60}\b(?:sued|sues|suing|filed|files|accus\w+|alleg\w+|announced|says|said|seeks|wants|asks|brought|won)\b|\bFederal Trade Commission (?:has |had )?(?:sued|sues|filed|accus\w+|alleg\w+|announced|says|said|ordered|voted)"
    r"|\bState of [A-Z]\w+ (?:filed|sued|v\.|seeks|accus\w+)|\b[Tt]he state(?: also)? (?:sued|alleges|accuses|wants|seeks|asks)\b"
)
_CLASS = re.compile(r"(?i)\b(?:class[- ]action|putative class|class members)\b")


def reliefs(story: Sequence[Sentence]) -> Iterator[ReliefFound]:
    """What the story says is asked for, or to be paid or done, each once."""
    found: dict[tuple[str, str | None, float | None], ReliefFound] = {}
    whole = "\n".join(sentence.text for sentence in story)
    northern = len(_CANADA.findall(whole)) > max(1, len(_STATES.findall(whole)))
    dollars = "CAD" if northern and any(court.id.startswith("ca-") for court in named_courts(whole)) else "USD"
    by_state = _BY_STATE.search(whole) is not None and not _CLASS.search(whole)
    for sentence in story:
        if sentence.background or DENIED.search(sentence.text) or sentence.text.count(" | ") > 1:
            continue
        asked = SEEKS.search(sentence.text) is not None or bool(
            _OFFERS.search(sentence.text) or _COUNTED.search(sentence.text)
        )
        for hit in _of(sentence, asked):
            if hit.currency == "USD" and dollars == "CAD" and "US" not in sentence.text[hit.start : hit.end]:
                hit = replace(hit, currency=dollars)
            if by_state and hit.kind == "statutory_damages" and hit.per and hit.per.endswith("violation"):
                hit = replace(hit, kind="civil_penalty")
            graded = hit.amount is not None and re.search(
                r"(?i)\b(?:negligent|reckless|intentional|careless|wil?lful|knowing)", sentence.text
            )
            key = hit.kind, hit.per, hit.amount if graded else None
            known = found.get(key)
            if known is None or (
                hit.amount is not None
                and (known.amount is None or (hit.amount > known.amount and hit.currency == known.currency))
            ):
                found[key] = hit
    yield from _settled(found)


def _of(sentence: Sentence, asked: bool) -> Iterator[ReliefFound]:
    text = sentence.text
    if not asked:
        return
    for named, regex in _KINDS:
        if match := regex.search(text):
            yield ReliefFound(named, None, None, None, sentence, *match.span())
    sums = [each for each in money(text) if not _is_other_money(text, each) and not _CONVERTED.search(text[: each.start])]
    for index, each in enumerate(sums):
        per = _per(text, each)
        if (
            per is None
            and index + 1 < len(sums)
            and re.fullmatch(r",? (?:or|to|and|up to) (?:up to )?", text[each.end : sums[index + 1].start])
        ):
            per = _per(text, sums[index + 1])  # "$1,000 or $5,000 for each violation"
        if per and per.endswith("_violation") and len(sums) == 1:
            per = "violation"  # the degree of fault tells sums apart
        if kind_of_sum := _sum_kind(text, each, per):
            yield ReliefFound(kind_of_sum, each.amount, each.currency, per, sentence, each.start, each.end)
    if HYPOTHETICAL.search(text):
        return
    for match in DAMAGES.finditer(text):
        if match["both"]:
            yield ReliefFound("actual_damages", None, None, None, sentence, *match.span())
        kind = (
            "statutory_damages"
            if match["statutory"] or match["both"] or match["bylaw"]
            else "actual_damages"
            if match["actual"] or match["lost"]
            else "unspecified_damages"
        )
        if kind == "unspecified_damages" and any(
            regex.search(text[max(0, match.start() - 12) : match.end()])
            for name, regex in _KINDS
            if name == "punitive_damages"
        ):
            continue
        if any(abs(each.start - match.end()) < 25 or abs(match.start() - each.end) < 25 for each in sums):
            continue  # the sum says it already
        if match["plain"] and _UNPAID.search(text[: match.start()]):
            continue
        if (
            (match["plain"] or match["asian"])
            and not re.search(
                (
                    r"(?i)\b(?:seek|ask|want|demand|claim|su(?:ed?|ing)|pursu|entitled|award|recover|request|order|call(?:s|ed|ing)? for|klag|condamn|hop(?:e|ing)|zahlen|verurteil|unterlass"
                    r"|sought|relief|remed|zu |verlang|forder|begehr|beantrag|réclam|demand|exig|prie)\w*|求め|請求|支払"
                ),
                text,
            )
            and not text.startswith("Damages")
        ):
            continue
        yield ReliefFound(kind, None, None, None, sentence, *match.span())


_UNPAID = re.compile(r"(?i)(?<!to )\b(?:without|nor|no|or|offer\w*|paid|pay(?:ing)?)(?: \w+){0,2} $")
_PENALTY = re.compile(r"(?i)\b(?:penalt(?:y|ies)|fines?)\b[^.;$€£]{0,40}$")
_AUTHORITY = re.compile(
    r"\b(?:[Aa]ttorneys? [Gg]eneral|AG|[Ss]tate|[Cc]ommission|FTC|[Rr]egulators?|[Aa]gency|[Gg]overnment|[Ww]atchdog|[Aa]uthority|[Cc]ounty|[Cc]ity|[Dd]istrict [Aa]ttorney|prosecutors?|carr(?:y|ies|ied))\b"
)
_AWARDED = re.compile(r"(?i)\b(?:awarded|ordered|owes?|owed|must pay|fined)\b[^.;]*$")
_PAID = re.compile(r"(?i)\b(?:pays?|paid|paying|payment of) (?:up to |about |at least |roughly |more than |some )?$")
_BOUGHT = re.compile(
    r" (?:for|in exchange for) (?:the |its |their |an? )?(?:[\w-]+ ){0,2}?(?:data|licen[cs]es?|rights|access|chips?|servers?|stake|start-?up|company|subscription|deal|archive|shares)\b"
)
_CONVERTED = re.compile(r"[$€£¥₩\w] ?[（(](?:約|about |around |roughly |approximately |some |or |US|AU|C|A)?$")


def _is_other_money(text: str, sum_: Money) -> bool:
    around = text[max(0, sum_.start - 60) : sum_.end + 45]
    if _BOUGHT.match(text, sum_.end):
        return True
    if _PAID.search(text[: sum_.start]) and re.search(
        r"(?i)\b(?:deal|settle\w*|accord|judgment|class members|fund for)\b", text
    ):
        return False
    return bool(NOT_RELIEF.search(around)) and not re.search(
        r"(?i)\bdamages\b|\bper (?:person|work|violation)|\bsettle(?:ment|s|d)?\b|\bclass members?\b|\bvergleich",
        text[max(0, sum_.start - 40) : sum_.end + 25],
    )


def _per(text: str, sum_: Money) -> str | None:
    after = re.sub(r"^ ?[（(][^()（）]{2,30}[)）]", "", text[sum_.end :])
    match = PER.match(after)
    if match is None and _EACH.match(after):
        return "person"
    if match is None:
        before = _ITEM_BEFORE.search(text[: sum_.start])
        return (before.lastgroup or "work") if before else None
    if match.lastgroup == "violation":
        return next(
            (
                per
                for per, regex in _FAULT
                if regex.search(match.group() + re.split(r"[$€£]", after[match.end() : match.end() + 45])[0])
            ),
            "violation",
        )
    if match.lastgroup == "person" and sum_.amount >= 1e6:
        return None  # nobody gets a million
    return match.lastgroup


def _sum_kind(text: str, sum_: Money, per: str | None) -> str | None:
    before, after = text[max(0, sum_.start - 90) : sum_.start], text[sum_.end : sum_.end + 60]
    if (
        (re.match(r"(?i) in (?:legal )?fees\b", after) and re.search(r"(?i)\b(?:lawyers?|attorneys?|counsel)\b", text))
        or re.search(r"(?i)^(?: in)? (?:legal |attorneys?'?s? |lawyers'? )*fees\b", after)
        or re.search(r"(?i)\b(?:legal|attorneys?'?s?|lawyers?'?) fees of (?:\w+ ){0,3}$", before)
    ):
        return "attorneys_fees"
    if (
        per == "day"
        or re.search(r"(?i)\bcivil (?:penalt|fine)", before + after)
        or (_PENALTY.search(before) and not STATUTORY.search(before) and _AUTHORITY.search(text))
    ):
        return "civil_penalty"
    if re.match(r"(?i) (?:in|of|for) (?:lost|actual|compensatory)\b", after):
        return "actual_damages"
    if re.search(r"(?i)punitive damages (?:of )?(?:up to |at least )?$", before):
        return "punitive_damages"
    if STATUTORY.search(before) or STATUTORY.search(re.split(r" and |[,;]", after)[0]):
        return "statutory_damages"
    if (per and per.endswith("violation")) or (
        per == "work" and (re.search(r"(?i)\bstatut|\ben vertu de la loi\b|\bla loi sur\b", text) or _OFFERS.search(text))
    ):
        return "statutory_damages"  # a sum for each violation is one that a statute sets
    if per == "work":
        return "unspecified_damages"
    if (
        per in ("person", "call")
        and re.search(
            (
                r"(?i)\bunder (?:the )?(?:federal |California |Illinois )?|\bAct\b|violations? of|\bCIPA\b|\bBIPA\b"
                r"|fine\b"
            ),
            text,
        )
        and not HYPOTHETICAL.search(before)
    ):
        return "statutory_damages"
    if per == "person" and re.search(r"(?i)\bdamages of\b|\bseek", before):
        return "statutory_damages"
    if re.search(
        (
            r"(?i)\b(?:damages?|compensation|settle\w*|pay(?:s|ing)?|paid|paiera|payer|verdict|suit|lawsuit|sued? .{0,40}for"
            r"|seek\w*|ask(?:s|ed|ing)?|want(?:s|ed)?|claim\w*|demand\w*|bill|su(?:es|ing) .{0,40}for|award\w*|judgment|relief|compensate|verlang\w*|forder\w*|réclam\w*|exig\w*)\b|支払"
            r"|和解|賠償|求め"
        ),
        before[-70:] + "|" + after[:45],
    ) or _AWARDED.search(text[: sum_.start]):
        return "unspecified_damages"
    return None


def _settled(found: dict[tuple[str, str | None, float | None], ReliefFound]) -> Iterator[ReliefFound]:
    """Damages without a sum are left out where the same kind of damages has one, and vice versa a bare kind is kept once."""
    named = {hit.kind for hit in found.values() if hit.amount is not None}
    legal = {hit.amount for hit in found.values() if hit.kind != "unspecified_damages"}
    for hit in found.values():
        if hit.kind == "unspecified_damages" and hit.amount is not None and hit.amount in legal:
            continue  # the same sum under its legal name
        if hit.amount is None and hit.kind in named and hit.kind != "unspecified_damages":
            continue
        if hit.kind == "unspecified_damages" and hit.amount is None and "unspecified_damages" in named:
            continue
        yield hit
