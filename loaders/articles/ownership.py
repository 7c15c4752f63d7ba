"""Who owns or holds whom, as the text words it.

A sentence that has a word of owning is read with a character for each name (see `marks`) and for each word that means one
spoken of before ("its", "the company", "both"); frames tell which of them owns which.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.articles.marks import FIRST, LAST, MOST, marked
from loaders.articles.names import GUESSED, Name, group_of
from loaders.articles.patterns import Regex, pattern
from loaders.articles.people import OFFICE, PERSON, is_body, unnamed
from loaders.articles.story import Sentence

SUBSIDIARY, MINORITY = "subsidiary", "minority_investment"


@dataclass(frozen=True, slots=True)
class OwnershipFound:
    """An owner, what it owns or holds a stake in, and the words."""

    owner: Name
    owned: Name
    kind: str
    sentence: Sentence
    start: int
    end: int


# ---------------------------------------------------------------------------------------------------------------------
# Words

_N = f"[{chr(FIRST)}-{chr(LAST)}]"
_LIST = rf"{_N}(?:（[^（）]*）)?(?:(?:, (?:and )?| and | or | & | et | und |、|と|や){_N}(?!'s)(?:（[^（）]*）)?)*"
_RELATED = (
    r"rivals?|competitors?|partners?|ally|allies|clients?|customers?|suppliers?|contractors?|critics?|opponents?|licensees?|lawyers?|attorneys?|counsel"
    r"|law|head|chief|spokes\w+|founders?|former|then|executives?|employees?|lawsuit|suit|case|deal|agreement|Konkurrent\w*|Rivale\w*|concurrente?s?"
)
"""What stands beside a company as no part of it."""
_WORDS = (
    r"(?:(?!(?:and|or|but|that|which|who|said|says|is|are|was|has|have|of|on|in|with|for|to|against"
    r"|sue[sd]?|suing|files?|filed|takes?|took|accus\w+|faces?|parent|owner|subsidiary|unit|backers?|agreed?"
    r"|lets?|wants?|will|may|can|must|trained|uses?|used|offers?|launch\w*|releas\w+|when|after|as|its"
    rf"|over|backed|nobody|none|no|any|from|at|by|into|off|out|ads?|advertis\w+|chips?|shares?|stakes?|books?|licen[cs]es?|{_RELATED})\b)[\w'.-]+,? ){{0,7}}?"
)
_ADJECTIVES = rf"(?:(?!(?:an?|the|and|or|but|that|which|who|said|says|is|are|was|by|for|with|in|on|to|publisher|{_RELATED})\b)[\w$€£%.'-]+,? ){{0,4}}?"
_X = rf"[^.;{_N[1:-1]}]"

_UNIT = (
    r"(?:(?:wholly[- ]owned )?(?:subsidiar(?:y|ies)|units?|divisions?|arms?|affiliates?|brands?|labels?|imprints?|offshoots?|operations?|businesses"
    r"|business|entit(?:y|ies)|sister compan(?:y|ies))|Töchter|Töchtern|Tochter\w*|Ableger\w*|Sparten?|Konzernt\w+|Unternehmenst\w+|filiales?|divisions?|marques?)"
)
"""Words for what is owned, whoever says them."""
_FIRM = (
    r"(?:compan(?:y|ies)|firms?|units?|labels?|subsidiar(?:y|ies)|divisions?|arms?|business(?:es)?|studios?|imprints?|papers?|newspapers?|magazines?"
    r"|broadcasters?|start-?ups?|labs?|networks?|stations?|channels?|distributors?|publishers?|houses?|agenc(?:y|ies)|platforms?|sites?|websites?|services?"
    r"|outlets?|titles?|portals?|stores?|chains?|banks?|insurers?|group|property|properties)"
)
"""Words for what may be owned, where the words beside it say so."""
_PARENT = (
    r"(?:(?:corporate |ultimate |majority |sole |current |new |then )*(?:parents?(?:[ -]compan(?:y|ies)| groups?| firm| corporation)?|owners?|holding (?:company|group)"
    r"|proprietors?)|Mutter(?:konzern\w*|firma|gesellschaft|unternehmen|haus)?|Konzernmutter|Eigentümer(?:in)?|Eigner(?:in)?|Besitzer(?:in)?|maisons?[ -]mères?|sociétés? mères?"
    r"|propriétaires?)"
)
_BACKER = (
    r"(?:(?:investors?|(?:financial )?backers?|shareholders?|stakeholders?|financiers?|funders?|stockholders?)(?! (?:sued|suit|lawsuit|class))|(?:Groß|Haupt)?(?:[Ii]nvestor(?:en|in)?"
    r"|[Gg]eldgeber(?:in)?|[Aa]ktionär(?:e|in)?|[Aa]nteilseigner(?:in)?|[Kk]apitalgeber(?:in)?)|investisseurs?|actionnaires?|bailleurs? de fonds)"
)
_OWNS = (
    r"(?:owns?|owned|controls?|controlled|bought|acquired|acquires|purchased|took over|taken over|takes over|swallowed(?: up)?|snapped up|absorbed|buys"
    r"|detient|détient|possède|contrôle)"
)
_OWNED = r"(?:owned|controlled|acquired|bought(?: up)?|purchased|taken over|run|operated|absorbed|swallowed(?: up)?|snapped up|held)"
_BACKS = r"(?:backs?|backed|funds?|funded|finances?|financed|bankrolls?|bankrolled|supports)"
_BACKED = r"(?:backed|funded|supported|financed|bankrolled)"
_PUTS = r"(?:invests?|invested|invest|put|puts|poured|pours|sunk|sank|ploughed|plowed|pumped|injected|committed|investi|investiert)"
_STAKE = r"(?:stakes?|(?:minority|small|large) share|shares|investments?|shareholdings?|holdings?|interests?|participation|Anteile?|Beteiligung(?:en)?|parts)"
_PARTLY = r"(?:in part|partly|part-|partially|minority[- ]|\d[\d.,]* ?(?:%|per ?cent|percent)[ -])"
_MORE = r"(?:also |now |already |both |all |once |still |itself |jointly |currently |wholly[ -]|fully[ -]|majority[ -]|entirely |partly |chiefly |mainly |largely |heavily |in part )"
_MUCH = r"(?:about |some |roughly |nearly |around |almost |up to |more than |over |rund |environ |près de |knapp |etwa )?"
_SHARE = rf"(?:{_MUCH}\d[\d.,]* ?(?:%|per ?cent|percent|Prozent|pour cent)|(?:{_MUCH})(?:half|a third|a quarter))"
_THE = r"(?:an?|the|one of(?: the| its)?|its|another|eine?r?|die|der|das|den|dem|le|la|les|l'|une?|des|both|all|two|three|several|toutes?(?: les)? \w+|tous(?: les)? \w+|among|beide)"
_BE = r"(?:(?:has |have |had )?(?:is|are|was|were|been|remains?|became|become|being)|ist|sind|war|waren|wurden?|est|sont|était|étaient)"
_WHICH = r"(?:which|that|who|das|die|der|qui|itself)"
_OF = r"(?:of|in|to|behind|at|within|von|der|des|dem|an|am|bei|de la|du groupe|de|du|dans|des)"
_BY = r"(?:by|von|vom|durch|par|par le groupe)"

_SLOTS = {
    "O": f"(?P<o>{_N})",
    "D": f"(?P<d>{_N})",
    "OO": f"(?P<o>{_LIST})",
    "DD": f"(?P<d>{_LIST})",
    "W": _WORDS,
    "A": _ADJECTIVES,
    "X": _X,
    "UNIT": _UNIT,
    "FIRM": _FIRM,
    "PARENT": _PARENT,
    "BACKER": _BACKER,
    "OWNS": rf"{_MORE}?{_OWNS}",
    "OWNED": rf"{_MORE}*{_OWNED}",
    "BACKS": rf"{_MORE}?{_BACKS}",
    "BACKED": rf"{_MORE}*{_BACKED}",
    "PUTS": _PUTS,
    "STAKE": _STAKE,
    "SHARE": _SHARE,
    "PARTLY": _PARTLY,
    "THE": f"(?:{_THE} |l'|{_N}'s )",
    "IS": rf"(?:{_WHICH} )?(?:{_BE} )?{_MORE}*",
    "AS": rf"(?:,? (?:{_WHICH} )?{_BE} {_MORE}*|, {_MORE}*|,? as )",
    "HAS": rf"(?:(?:{_WHICH}|and) )?{_MORE}?(?:has |have |had |hat |haben |a |ont )?{_MORE}?",
    "OF": rf"(?:{_OF} |d')",
    "BY": rf"{_BY}(?: the (?:[\w-]+ ){{1,2}}?(?:arm|fund|unit|division) of)?",
    "MONEY": r"(?:backing|funding|money|investments?|capital|financing|cash)",
    "ROUND": r"(?:(?:funding|financing|investment|fundraising|seed|Series [A-Z]) ?round|round|fundraising|Finanzierungsrunde|tour de table|levée de fonds)",
}
"""What a frame may hold: {O} an owner and {D} what is owned, {OO} and {DD} several of them; {W} words that describe a name
after them, {A} those that describe a noun, {X} a letter between that is of no name; classes of words."""

_HOLDER_FRAMES = (
    ("{D}'s {A}{H}(?:,| is| are| was|:| include[sd]?| zählt| ist)? {W}{HH}", "\ue001's {h}, \ue000"),
    ("{D}[ -]{H},? {HH}", "\ue001 {h} \ue000"),
    ("{O}{AS}{THE}?{A}{H} {OF}{W}{DD}", "\ue000, the {h} of \ue001"),
    ("{O}{AS}(?:among |one of )?{D}'s {A}{H}\\b(?!,? " + _N + ")", "\ue000, \ue001's {h}"),
    (
        "{DD},? (?:whose|dont|deren|dessen) {A}{H} (?:is|are|was|include[sd]?|est|sont|ist|sind|number) {W}{OO}",
        "\ue001, whose {h} is \ue000",
    ),
    (
        "(?:^|the |an? |among |, |der |die |le |la ){A}{H} {OF}{W}{DD}(?:, | is | are | was | include[sd]? | ist | est | sind | sont ){W}{HH}(?!,? (?:and|et|und|or) "
        + _N
        + "|, "
        + _N
        + ")",
        "The {h} of \ue001, \ue000,",
    ),
    (
        "{D},? (?:{X}{{1,120}} (?:and|which|that) )?{HAS}(?:counts?|lists?|names?|numbers|has|have) {W}{OO}{X}{{0,60}} (?:among|as) {THE}{A}{H}\\b",
        "\ue001 counts \ue000 as its {h}",
    ),
    ("among {D}'s {A}{H} (?:is|are) {W}{OO}", "Among \ue001's {h} is \ue000"),
    ("{D},? (?:dont|deren) {OO} (?:est|sont|ist|sind|is|are) {A}{H}", "\ue001, dont \ue000 est {h}"),
)
"""Frames of a word {H} for who owns or holds, {HH} being one or several of these; {h} is such a word in their examples."""

_CONTROL_FRAMES = (
    # a word for what is owned
    ("{O}'s {A}{UNIT},? {DD}", "\ue000's wholly owned subsidiary \ue001"),
    ("{O} {UNIT},? {DD}", "\ue000 units \ue001 and \ue002"),
    ("{O}'s (?:own )?{D} {UNIT}\\b", "\ue000's \ue001 label"),
    ("{O}'s {A}{UNIT} (?:is|are|include[sd]?|:) {W}{DD}", "\ue000's subsidiaries include \ue001"),
    ("among {O}'s {A}{UNIT} (?:is|are) {W}{DD}", "Among \ue000's units are \ue001"),
    ("{O},? (?:whose|dont|deren|dessen) {A}{UNIT} (?:is|are|include[sd]?) {W}{DD}", "\ue000, whose units include \ue001"),
    (
        "{O} {HAS}(?:operates?|runs?|has|have|with|of) (?:(?:two|three|four|several|many|other|its) )+{A}{UNIT},? (?:including |such as |among them )?{DD}",
        "\ue000 has two subsidiaries, \ue001",
    ),
    ("{O},? {HAS}(?:operates?|runs?|keeps?) {W}{DD} as {THE}{A}{UNIT}", "\ue000 operates \ue001 as a subsidiary"),
    ("{DD}{AS}{THE}?{A}{UNIT} {OF}{W}{O}", "\ue001, a unit of \ue000"),
    ("{DD}{AS}{THE}?{O}(?:'s |-| ){A}{UNIT}\\b(?!,? " + _N + ")", "\ue001 and \ue002, both \ue000 units"),
    (
        "{DD},? (?:and|or|as well as|along with) (?:the |all |several |some )?other {O}(?:'s)? {A}{UNIT}\\b",
        "\ue001 and other \ue000 subsidiaries",
    ),
    (
        "(?:^|an? |two |the |, ){A}{UNIT} {OF}{W}{O}, {DD}(?=,| (?:and|has|have|is|are|was|said|says|sued))",
        "A unit of \ue000, \ue001, said",
    ),
    (
        "{DD},? {IS}(?:{THE}{A}compan(?:y|ies) )?(?:part|belongs?|belonging|belonged|a member|in the hands|under the (?:umbrella|roof)) (?:of|to) {W}{O}(?! (?:group|coalition|class|team) (?:of|that))",
        "\ue001, part of \ue000,",
    ),
    (
        "{DD},? {IS}(?:(?:sits?|falls?|comes?|lives?|operates?|trades?|functions?|works?|runs?|exists?) (?:within|under|inside|as (?:an? |the )?{A}(?:of|in)))(?: the| the (?:roof|umbrella) of)? {W}{O}",
        "\ue001 operates as a division of \ue000",
    ),
    (
        "{D},? {IS}an? {O} (?:company|property|title|outlet|newspaper|magazine|publication|business|firm)\\b",
        "\ue001 is a \ue000 company",
    ),
    (
        "{DD},? {IS}(?:both |all |two |three ){O} (?:companies|properties|titles|outlets|newspapers|magazines|publications|businesses|firms)\\b",
        "\ue001 and \ue002, both \ue000 companies",
    ),
    # verbs
    ("{O}[ -](?:owned|controlled) {W}{D}", "\ue000-owned \ue001"),
    ("{DD},? {IS}{THE}{O}-(?:owned|controlled|run) [\\w-]+", "\ue001, a \ue000-owned provider"),
    ("{O},? {HAS}(?:{THE}{A}(?:that|which) )?{OWNS} {W}{DD}", "\ue000, the company that owns \ue001"),
    ("{O},? {THE}{A}owning {W}{DD}", "\ue000, the company owning \ue001"),
    (
        "{DD},? (?:{THE}{A}{FIRM} )?(?:which |that |die |das |den |que )?{O} {HAS}{OWNS}\\b(?! (?:the|an?|its) )",
        "\ue001, which \ue000 bought in 2030",
    ),
    ("{O} hat {W}{DD} {X}{{0,30}}(?:gekauft|übernommen|erworben)", "\ue000 hat \ue001 2030 übernommen"),
    ("{O} (?:a|ont) (?:racheté|acquis|acheté) {W}{DD}", "\ue000 a racheté \ue001"),
    (
        "{DD},? {IS}(?:{THE}{A}(?:[\\w-]+ )?)?(?<!partly )(?:{OWNED}|détenue?s?|contrôlée?s?|possédée?s?|rachetée?s?|acquise?s?)(?: {X}{{0,24}})? {BY} {W}{O}",
        "\ue001, the music company owned by \ue000, filed",
    ),
    (
        "{DD} (?:wurden?|worden) {X}{{0,20}}von {W}{O} {X}{{0,20}}(?:gekauft|übernommen|erworben)",
        "\ue001 wurde 2030 von \ue000 gekauft",
    ),
    ("{DD},? {IS}sold (?:{X}{{0,30}} )?to {W}{O}", "\ue001 was sold to \ue000"),
    ("{O}'s {A}(?:acquisition|purchase|takeover|buyout|ownership) {OF}{W}{DD}", "\ue000's acquisition of \ue001"),
    ("(?:acquisition|purchase|takeover|buyout) {OF}{W}{DD} {BY} {W}{O}", "the takeover of \ue001 by \ue000"),
    ("{D}'s (?:current |new )?operator,? {W}{O}", "\ue001's operator \ue000"),
    ("{D}'s {A}(?:acquisition|purchase|takeover|buyout|sale) (?:by|to) {W}{O}", "\ue001's takeover by \ue000"),
    # German, French, Japanese
    ("{D}{X}{{0,12}} (?:gehört|gehören) (?:{X}{{0,50}} )?(?:(?:zu|zum|zur|der|dem) )?{W}{O}", "\ue001 gehört zu \ue000"),
    (
        "{D}, (?:die|der|das) {X}{{0,20}}(?:(?:zu|zum|zur) )?{W}{O}{X}{{0,12}} gehört",
        "\ue001, das zum Konzern \ue000 gehört",
    ),
    ("{O}-(?:Töchter|Töchtern|Tochter\\w*|Ableger|Marken?|Sparten?) {W}{DD}", "\ue000-Töchter \ue001 und \ue002"),
    ("{DD},? (?:qui )?(?:appartien(?:t|nent)|appartenant) (?:à|au|aux) {W}{O}", "\ue001 appartient à \ue000"),
    ("{DD},? {IS}(?:la )?propriétés? {OF}{W}{O}", "\ue001, propriété de \ue000"),
    (
        "{O}(?:傘下|グループ|子会社|の子会社|の傘下|が所有する|が運営する|が買収した)(?:の|で|、|である)?{X}{{0,12}}?{D}",
        "\ue000傘下の出版社\ue001",
    ),
    (
        "{O}(?:と|及び|および)、?(?:その)?(?:傘下|子会社|グループ会社|関連会社)(?:の|で|、)?{X}{{0,12}}?{D}",
        "\ue000と、傘下の出版社\ue001",
    ),
    ("{D}(?:の親会社|を傘下に持つ|を所有する|を買収した)(?:の|、|である|で)?{X}{{0,6}}?{O}", "\ue001の親会社\ue000"),
    ("{D}[はが、]{X}{{0,12}}?{O}(?:の|グループの)(?:完全)?(?:子会社|傘下)", "\ue001は\ue000の子会社"),
)

_STAKE_FRAMES = (
    ("{O}[ -](?:backed|funded|supported|financed) {W}{D}", "\ue000-backed \ue001"),
    ("{DD},? {IS}{THE}{A}{O}-(?:backed|funded|supported|financed) [\\w-]+", "\ue001, the \ue000-backed start-up"),
    ("{OO},? {HAS}{BACKS} {W}{D}(?=[.,;]| (?:and|in|with|since|to)\\b|$)", "\ue000 backs \ue001."),
    (
        "{OO},? {HAS}(?:together |each |jointly )?{PUTS} (?:{X}{{1,40}} )?(?:in|into|dans) {W}{D}",
        "\ue000 has invested $1 billion in \ue001",
    ),
    (
        "{OO} (?:hat|haben|hatte) {X}{{0,40}}in {W}{D} {X}{{0,20}}investiert",
        "\ue000 hat eine Milliarde in \ue001 investiert",
    ),
    (
        "{OO},? {HAS}(?:holds?|owns?|owned|has|took|takes|bought|acquired|hält|halten|besitzt|détient|détiennent) {X}{{0,40}}{STAKE}{X}{{0,30}} {OF}{W}{D}",
        "\ue000 holds a small stake in \ue001",
    ),
    (
        "{OO},? {HAS}(?:holds?|owns?|owned|has|controls?|hält|besitzt|détient|détiennent) {SHARE} {OF}{W}{D}",
        "\ue000 holds about 5% of \ue001",
    ),
    ("{OO}'s {A}(?:{STAKE}|investments?|backing) {OF}{W}{D}", "\ue000's investment in \ue001"),
    (
        "{D},? (?:{THE}{A}{FIRM} )?(?:in|into) which {OO} {HAS}(?:is |are )?(?:{PUTS}|holds?|owns?|(?:bought|took|takes|acquired) {THE}{A}{STAKE}|{THE}?{A}{STAKE})\\b",
        "\ue001, in which \ue000 holds a stake",
    ),
    (
        "{D},? {THE}{A}{FIRM} (?:that|which) {OO} {HAS}(?:{BACKS}|{PUTS} (?:{X}{{0,30}} )?in(?:to)?)\\b",
        "\ue001, a company that \ue000 has invested in",
    ),
    (
        "{D},? (?!rival|competitor)(?:(?! rival| competitor|\\b(?:sued?|accus\\w+|and|but)\\b)"
        + _X
        + "){{0,60}}?(?:{BACKED}|{PARTLY}\\W?owned|owned {PARTLY}|soutenue?s?|financée?s?)(?: in part| partly| heavily| chiefly| mainly| largely)? {BY} {W}{OO}",
        "\ue001 is backed by \ue000 and \ue002",
    ),
    (
        "{D},? (?:with|{HAS}(?:has|have|had|enjoys?|gets?|got|drawn|won|received|attracted)) {A}{MONEY} (?:from|of|by) {W}{OO}",
        "\ue001, with backing from \ue000",
    ),
    (
        "{D},? {HAS}(?:raised|received|taken|got|gotten|secured|accepted|attracted) {X}{{0,20}}(?:[bm]illions?|bn|\\d){X}{{0,30}} from {W}{OO}(?! (?:for|over|in (?:damages|a settlement)))",
        "\ue001, which has received billions from \ue000",
    ),
    (
        "{OO} (?:led|co-led|leads|joined|took part in|participated in) {X}{{0,40}}{ROUND}{X}{{0,20}} (?:of|in|for|by|at) {W}{D}",
        "\ue000 led a funding round of \ue001",
    ),
    ("{D}'s {A}{ROUND},? (?:which )?(?:is |was )?(?:led|backed) by {W}{OO}", "\ue001's funding round was led by \ue000"),
    ("{D},? {THE}?{O}(?:'s)? {A}(?:protégée?|portfolio company|investee)\\b", "\ue001, \ue000's portfolio company"),
    ("{O} (?:ist|sind) {X}{{0,30}}an {W}{D} {X}{{0,30}}beteiligt", "\ue000 ist mit 20 Prozent an \ue001 beteiligt"),
    ("an {W}{D} (?:ist|sind|war|waren) {W}{OO} {X}{{0,30}}beteiligt", "An \ue001 ist \ue000 mit 20 Prozent beteiligt"),
    ("{D},? an (?:dem|der|denen) {OO}{X}{{0,20}} beteiligt", "\ue001, an dem \ue000 beteiligt ist"),
    ("von {W}{OO} (?:finanzierte|unterstützte|mitfinanzierte)\\w* {W}{D}", "Das von \ue000 finanzierte \ue001"),
    ("{D}, (?:das|der|die) von {W}{OO}{X}{{0,20}} (?:finanziert|unterstützt)", "\ue001, das von \ue000 finanziert wird"),
    ("{D}[はが、]{X}{{0,20}}?{OO}(?:など)?から出資", "\ue001は昨年、\ue000から出資"),
    ("{OO}(?:など)?[がも]出資(?:する|した|している){X}{{0,6}}?{D}", "\ue000が出資する\ue001"),
    ("{OO}(?:など)?[はが]{X}{{0,20}}?{D}に{X}{{0,12}}?(?:出資|投資)", "\ue000は\ue001に出資"),
)


def _frames(kind: str, frames: Sequence[tuple[str, str]], **words: str) -> tuple[Regex, ...]:
    """A pattern for each frame, beside its example; the groups o and d hold owners and what is owned."""
    ignores = ("\ue000 and \ue001", "\ue000 sued \ue001", "\ue000, \ue001 and \ue002 deny it")
    return tuple(
        pattern(f"{kind}: {example}", frame.format_map(_SLOTS | words), matches=(example,), ignores=ignores)
        for frame, example in frames
    )


def _holders(kind: str, words: str, example: str, holders: str) -> tuple[Regex, ...]:
    return _frames(kind, [(frame, said.format(h=example)) for frame, said in _HOLDER_FRAMES], H=words, HH=_SLOTS[holders])


STAKE = _frames("stake", _STAKE_FRAMES) + _holders("backer", _BACKER, "investor", "OO")
CONTROL = _frames("control", _CONTROL_FRAMES) + _holders("parent", _PARENT, "parent company", "O")
BESIDE = _frames(
    "an owner that is known, beside a word for a firm",
    (
        ("{O}'s {A}(?:{FIRM},? ){{1,2}}{DD}", "\ue000's video game unit \ue001"),
        ("{O} {FIRM},? {DD}", "\ue000 papers \ue001 and \ue002"),
        ("{DD}, (?:both |all |two |three )?(?:of )?{O}'s {A}{FIRM}\\b", "\ue001, \ue000's metadata business"),
        ("{DD},? (?:both |all |two |three )(?:of )?(?:the )?{O} {A}{FIRM}\\b", "\ue001 and \ue002, both \ue000 papers"),
        ("{DD},? (?:an? |the ){O} {FIRM}\\b", "\ue001, the \ue000 magazine that"),
    ),
)
POSSESSIVE = _frames("control between bodies that are known", (("{O}'s {D}", "\ue000's \ue001"),))
OWNING = pattern(
    "words of owning",
    rf"""\b(?:owned|owns?|owners?|owning|controls?|controlled|acquired|acquisition|bought|purchased?|takeover|taken over|took over|sold to|parents?|part of|belong\w*|umbrella|operat\w+|stakes?
        |invest\w*|back(?:s|ed|ers?|ing)|fund(?:s|ed|ing)|financ\w+|shareholders?|holds?|[bm]illions?|portfolio|protégée?|beteiligt|gehör\w+|gekauft|übernommen|finanziert\w*
        |propriété|détien\w*|détenue?s?|appartien\w+|rachet\w+|soutenue?s?)\b|\b(?:{_PARENT}|{_BACKER}|{_UNIT})\b|-(?:Tochter|Töchter|Mutter)|(?:'s|\bits|{_N}) (?:[\w-]+ ){{0,4}}{_FIRM}\b
        |傘下|子会社|親会社|出資|買収|所有""",
    matches=("owned by", "a unit of Acme", "Acme's doorbell company", "both \ue000 companies"),
    ignores=("they sued", "the company"),
)

_A_FIRM = rf"(?:{_FIRM[3:-1]}|developer|maker|operator|app|defendants?|giant|major|search engine)"
SPOKEN_OF = pattern(
    "a word that means a body spoken of before",
    rf"""(?P<both>^(?:(?:the|both|all|these) (?:[\w-]+ )?(?:companies|firms|units|labels|subsidiaries|papers|publishers|newspapers)|both|the (?:pair|two|three|duo|trio))\b(?! of\b))
    |\b(?P<its>(?:its|their|sa|son|ses|leurs?|seine?[nmrs]?|ihre?[nmrs]?|deren|dessen)\b(?= )(?! own(?:ed|ing|s)\b))
    |\b(?P<it>it|they|them)\b|(?P<ja>同社)
    |(?<!{_N}, )(?<!{_N} )\b(?P<the>the (?:[\w-]+ )?{_A_FIRM}|(?:la |une )?société|l'entreprise|le groupe|la start-up|(?:der|die) firma|(?:das|dem) (?:unternehmen|start-?up)|(?:der|dem) konzern)\b(?! (?:that|which|who|behind|owned|backed|run|of|on)\b|,? {_N}|'s (?!(?:[\w-]+ ){{0,3}}(?:{_PARENT}|{_BACKER}|{_UNIT})\b))
    |(?P<bare>(?:^|(?<=, )|(?<= and )|(?<= und )|(?<= et ))(?:the |der |die |dem |la |le )?(?={_PARENT},? {_N}))(?!$)""",
    matches=("its unit", "Acme and parent \ue000"),
    ignores=("the judge",),
)
DESCRIBED = pattern(
    "a body and a word for what of it, or for whose part it, was spoken of before",
    rf"""(?P<held>{_N})-(?:owned|controlled) {_ADJECTIVES}{_A_FIRM}\b(?!,? {_N})|(?P<backed>{_N})-(?:backed|funded) {_ADJECTIVES}(?:{_A_FIRM}|rival)\b(?!,? {_N})
    |\b(?:rival|start-?up|company|firm|lab|maker){_X}{{0,20}} backed by (?P<backer>{_N})
    |\bthe (?P<parent>{_N}) {_PARENT}\b(?!,? {_N}| of\b)
    |\b(?:the|both|two) (?P<unit>{_N}) (?:(?P<all>units|subsidiaries|companies|labels|papers|newspapers|studios)|unit|subsidiary|division|arm|(?:network|label|publisher|paper|newspaper|studio)(?= (?:has|have|had|was|is|\w+s|\w+ed)\b))\b(?!,? {_N}| of\b)""",
    matches=(
        "the \ue000-owned professional networking site",
        "The \ue000 units, publishers of papers,",
        "the \ue000 parent said",
    ),
    ignores=("the \ue000 suit says", "\ue000-backed \ue001"),
)
_HOLDS_NOT = re.compile(
    r"\b(?:not|never|no longer|formerly|once|ex|neither|nor|failed|tried|wants?|wanted|plans?|planned|proposed|attempted|would|could|might|may|bid|talks?|rejected|unlike|nicht|pas|jamais)\b|n't\b"
)
_OF_OWNED = re.compile(
    r"(?:'s|-(?!based|run))\b|'s\b| (?:shares|stock|ads|advertising|chips?|books|subscriptions?|trademarks?|copyrights?|patents?|licen[cs]es?|software|tools?|products?|servers?|data|content|articles|songs|posts|works)\b"
)
"""What follows a name that is not itself bought or held, but something of it."""
_NO_BODY = re.compile(
    r"[A-Z]\w+(?:ian|ish|ese|ican|aean|uan|ovak|tani|eli|ench)|New|Los|San|Great|South|North|East|West|[A-Z]"
)
_GERMAN = re.compile(r"\b(?:der|die|das|dem|und|von|ist|nicht)\b")
_SOMEBODYS = re.compile(rf"({_N})'s? ")
_BESIDE_IT = re.compile(
    rf"{_N}(?:'s)?,? (?:and|und|et|or|with|alongside|along with|together with|as well as|through|via|by) $|{_N}, $"
)
_POSSESSED = re.compile(rf"({_N})(?:'s|,? (?:and |with )?(?:its|their)) (?:[\w-]+,? ){{0,4}}{_N}(?:'s)?,? (?:and|und|et) $")
_BRACKETS = re.compile(r" ?\((?![^()]*[\ue000-\uf8ff])[^()]*\)")
_SHORT_NAME = re.compile(rf" ?[(（]\"?{_N}\"?[)）]")
_OPENED = re.compile(r" \(([^()]*)\)")

_ACCUSES = re.compile(
    r"(?:,[^,]*,)? (?:also |now |further )?(?:accus|alleg|claim|sue|is suing|want|seek|ask|file|complain|demand|contend)\w*"
)
_LEGAL_FORM = re.compile(
    r",? (?:& (?:Company|Co\.?)|Inc\.?|LLC|GmbH|UAB|plc|PBC|(?:Co\.?,? |Pte\.? |Pvt\.? |Private )?(?:Ltd\b\.?|Limited))$"
)

REFERRING = FIRST + MOST
"""From here on, characters stand for words that mean a body spoken of before."""


@dataclass(frozen=True, slots=True)
class _Marked:
    """A sentence with a character for each name and each word that means a body spoken of before: `meant` has for the
    n-th of these whom it may mean, the likeliest first, and whether it means all of them."""

    sentence: Sentence
    text: str
    meant: tuple[tuple[bool, tuple[Name, ...]], ...]


def ownership(story: Sequence[Sentence], defendants: Sequence[Name]) -> Iterator[OwnershipFound]:
    """The links of ownership that the story states, each once, with the names as it has them in full but for legal forms.

    Args:
        story: its sentences.
        defendants: where the text says "the Microsoft-owned platform", the only defendant (but for the owner) is meant.
    """
    seen: set[tuple[str, str]] = set()
    told: list[tuple[Name, ...]] = []
    for sentence in story:
        here = tuple(name for name in sentence.names if is_body(name))
        for found in _links(sentence, defendants, told):
            owner, owned = (_in_full(name, story) for name in (found.owner, found.owned))
            key = (_key(owner), _key(owned))
            if (
                key not in seen
                and (key[::-1] not in seen or key[0] == key[1])
                and (key[0] != key[1] or owner.text.split()[0] != owned.text.split()[0])
                and is_body(owner)
                and (is_body(owned) or (owned.kind == PERSON and owned.start < owner.start))
            ):
                seen.add(key)
                yield replace(found, owner=owner, owned=owned)
        told += [here] if here else []


def _in_full(name: Name, story: Sequence[Sentence]) -> Name:
    """A name without its legal form; one that no record knows as the story has it in full."""
    text = _LEGAL_FORM.sub("", name.text)
    if not name.id and " " not in text:
        longer = (each.text for sentence in story for each in sentence.names if each.text.startswith(f"{text} "))
        text = next(longer, f"{text} AI" if any(f"{text} AI" in sentence.text for sentence in story) else text)
    return replace(name, text=_LEGAL_FORM.sub("", text))


def _links(sentence: Sentence, defendants: Sequence[Name], told: _Told) -> Iterator[OwnershipFound]:
    """The links that a sentence states; `told` are the bodies that those before it name."""
    owning = OWNING.search(marked(sentence)) is not None
    if not owning and len(sentence.names) < 2:
        return
    owners: set[str] = set()
    bound: set[tuple[int, int]] = set()
    kinds = ((STAKE, MINORITY), (CONTROL, SUBSIDIARY), (BESIDE, SUBSIDIARY)) if owning else ()
    for found in _framed(_spoken_of(sentence, sentence.names, defendants, told), (*kinds, (POSSESSIVE, SUBSIDIARY))):
        bound |= {(found.owner.start, found.owner.end), (found.owned.start, found.owned.end)}
        owners.add(found.owner.text)
        yield found
    if not owning:
        return
    guessed = _with_guesses(sentence)
    if guessed is not sentence:
        for found in _framed(_spoken_of(guessed, sentence.names, defendants, told), kinds[:2]):
            if (found.owned.start, found.owned.end) not in bound:
                owners.add(found.owner.text)
                yield found
    yield from (found for found in _described(sentence, defendants, told) if found.owner.text not in owners)


_Told = Sequence[Sequence[Name]]
"""The bodies that the sentences before one name, sentence by sentence."""


def _latest(told: _Told) -> Iterator[Name]:
    """Who was named before, those of the latest sentence first."""
    return (name for names in reversed(told) for name in names)


def _plaintiffs(told: _Told, accused: Container[str]) -> tuple[Name, ...]:
    """Those of the sentence before that are not accused."""
    return tuple(name for name in (told[-1] if told else ()) if _key(name) not in accused)


def _key(name: Name) -> str:
    return name.id or name.text


def _spoken_of(sentence: Sentence, certain: Sequence[Name], defendants: Sequence[Name], told: _Told) -> _Marked:
    """The sentence, marked; short names and remarks in brackets are left out, brackets that hold names become commas."""
    plain = _OPENED.sub(r", \1,", _BRACKETS.sub("", _SHORT_NAME.sub("", marked(sentence))))
    plain = _SOMEBODYS.sub(lambda whose: "" if _is_person(sentence.names[ord(whose[1]) - FIRST]) else whose[0], plain)
    meant: list[tuple[bool, tuple[Name, ...]]] = []

    def mark(match: re.Match[str]) -> str:
        candidates = _candidates(sentence, certain, plain[: match.start()], match, defendants, told)
        if not candidates or len(meant) >= LAST - REFERRING:
            return match.group()
        meant.append((match.lastgroup == "both", candidates))
        return chr(REFERRING + len(meant) - 1) + {"its": "'s", "bare": "'s "}.get(match.lastgroup or "", "")

    return _Marked(sentence, SPOKEN_OF.compiled.sub(mark, plain) if SPOKEN_OF.may_match(plain) else plain, tuple(meant))


def _candidates(
    sentence: Sentence,
    certain: Sequence[Name],
    before: str,
    match: re.Match[str],
    defendants: Sequence[Name],
    told: _Told,
) -> tuple[Name, ...]:
    """Whom a word may mean, the likeliest first: of those named before it, the subject, or who stands right beside it."""
    named = [
        name
        for name in (sentence.names[ord(char) - FIRST] for char in before if FIRST <= ord(char) < REFERRING)
        if name in certain
    ]
    beside = _BESIDE_IT.search(before)
    here = [name for name in named if is_body(name) or (beside and match.lastgroup == "its" and name is named[-1])]
    if match.lastgroup == "both":
        accused = {_key(name) for name in defendants}
        others = _plaintiffs(told, accused)
        return others if len(others) > 1 else ()
    if beside or match.lastgroup == "the":
        here.reverse()
    if possessed := _POSSESSED.search(before):
        here.insert(0, sentence.names[ord(possessed[1]) - FIRST])
    return (*here, *_latest(told), *(defendants if len(defendants) == 1 else ()))


def _framed(text: _Marked, kinds: Sequence[tuple[Sequence[Regex], str]]) -> Iterator[OwnershipFound]:
    """The links that the frames find in a marked sentence."""
    if len(text.meant) + len(text.sentence.names) < 2:
        return
    for frames, kind in kinds:
        for regex in frames:
            for match in regex.finditer(text.text):
                if regex in POSSESSIVE and any(REFERRING <= ord(char) <= LAST for char in match.group()):
                    continue  # "its Acme case"
                if _HOLDS_NOT.search(match.group()) or _OF_OWNED.match(text.text, match.end()):
                    continue
                for owner, owned in _pairs(text, match["o"], match["d"]):
                    yield _made(text.sentence, owner, owned, kind)


def _pairs(text: _Marked, owners: str, owned: str) -> Iterator[tuple[Name, Name]]:
    """Every owner with everything owned; a word that means another is the likeliest that is none of those beside it."""
    one, other = (
        [
            (False, (text.sentence.names[ord(char) - FIRST],))
            if ord(char) < REFERRING
            else text.meant[ord(char) - REFERRING]
            for char in part
            if FIRST <= ord(char) <= LAST
        ]
        for part in (owners, owned)
    )
    for owner in _chosen(one, other):
        for held in _chosen(other, one):
            if owner.text != held.text:
                yield owner, held


_Meant = Sequence[tuple[bool, Sequence[Name]]]


def _chosen(meant: _Meant, beside: _Meant) -> Iterator[Name]:
    """Whom names and words mean; None of them where nobody is named beside."""
    named = [names[0] for _, names in beside if len(names) == 1]
    for every, names in meant:
        if len(names) == 1:
            yield names[0]
            continue
        able = [name for name in names if _key(name) not in {_key(each) for each in named}] or (names if named else ())
        kin = [name for name in able if name.id and any(group_of(name.id) == group_of(each.id) for each in named)]
        yield from able if every else (kin or able)[:1]


def _is_person(name: Name) -> bool:
    """Whether a name is that of a human being."""
    return name.kind in (PERSON, OFFICE)


def _with_guesses(sentence: Sentence) -> Sentence:
    """The sentence with its unknown capitalised words as names of bodies, and those beside such a name as part of it."""
    if sentence.title:
        return sentence
    text = sentence.text
    names = [name for name in sentence.names if "'s " not in name.text or name.kind != PERSON]
    guesses = [span for span in unnamed(text, names) if not _NO_BODY.fullmatch(text[slice(*span)])]
    if _GERMAN.search(text):  # every noun has a capital
        guesses = [(start, end) for start, end in guesses if " " in text[start:end] or not text[start + 1 : end].islower()]
    for start, end in guesses:
        before = next(
            (name for name in names if name.kind == GUESSED and name.end == start - 1 and text[start - 1] == " "), None
        )
        if before:
            names.remove(before)
            start = before.start
        names.append(Name(start, end, GUESSED, "", text[start:end]))
    names.sort(key=lambda name: name.start)
    return replace(sentence, names=tuple(names)) if tuple(names) != sentence.names else sentence


def _made(sentence: Sentence, owner: Name, owned: Name, kind: str) -> OwnershipFound:
    start, end = min(owner.start, owned.start), max(owner.end, owned.end)
    if owned not in sentence.names or owner not in sentence.names:
        start, end = 0, len(sentence.text)
    return OwnershipFound(owner, owned, kind, sentence, start, end)


def _described(sentence: Sentence, defendants: Sequence[Name], told: _Told) -> Iterator[OwnershipFound]:
    """Links such as "the Microsoft-owned platform", where there is but one that can be meant, and "the Acme units"."""
    text = _SHORT_NAME.sub("", marked(sentence))
    accused = {_key(name): name for name in defendants}
    for match in DESCRIBED.finditer(text):
        group = next(each for each in ("held", "backed", "backer", "parent", "unit") if match[each])
        named = sentence.names[ord(match[group]) - FIRST]
        here = [name for name in sentence.names if is_body(name) and name.end <= named.start]
        if group in ("parent", "unit"):
            others = [name for name in (*reversed(here), *_latest(told), *defendants) if name.text != named.text]
            kin = {_key(name): name for name in others if name.id and group_of(name.id) == group_of(named.id)}
            others = [*reversed(here), *(_plaintiffs(told, accused) if _ACCUSES.match(text, match.end()) else defendants)]
            likely = {} if match["all"] else {_key(name): name for name in others if name.text != named.text}
            chosen = list((kin or likely).values())
            for other in chosen if match["all"] else chosen[:1]:
                yield _made(sentence, *((other, named) if group == "parent" else (named, other)), SUBSIDIARY)
            continue
        able = [name for name in accused.values() if name.text != named.text]
        meant = [each for each in able if any(_key(each) == _key(name) for name in sentence.names)]
        for only in meant if len(meant) == 1 else able if len(able) == 1 else ():
            yield _made(sentence, named, only, SUBSIDIARY if group == "held" else MINORITY)
