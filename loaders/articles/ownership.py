"""Who owns or holds whom, as the text words it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.articles.marks import marked, unmarked
from loaders.articles.names import GUESSED, Name
from loaders.articles.patterns import Regex, pattern
from loaders.articles.people import PERSON, is_body, unnamed
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
# Rules: templates in which {O} stands for an owner and {D} for what is owned, {OO} and {DD} for several of them; {W} for
# words that describe a name before it; {X} for words with no name in them

_N = "[\ue000-\uf8ff]"
_LIST = rf"{_N}(?:（[^（）]*）)?(?:(?:, (?:and )?| and | & | et | und |、|と|や){_N}(?:（[^（）]*）)?)*"
_WORDS = (
    r"(?:(?!(?:and|or|but|that|which|who|said|says|is|are|was|has|have|of|on|in|with|for|to|against"
    r"|sue[sd]?|suing|files?|filed|takes?|took|accus\w+|faces?|parent|owner|subsidiary|unit|founders?|chief|backers?|agreed?"
    r"|lets?|wants?|will|may|can|must|trained|uses?|used|offers?|launch\w*|releas\w+|when|after|as|its"
    r"|over|backed|rival|competitor|from|at|by|into|off|out|ads?|advertis\w+|chips?|shares?|stakes?|lawyers?|attorneys?)\b)[\w'.-]+,? ){0,7}?"
)
_FIRM = (
    r"(?:compan(?:y|ies)|firms?|units?|labels?|subsidiar(?:y|ies)|divisions?|arms?|business(?:es)?|studios?|imprints?|newspapers?|magazines?"
    r"|broadcasters?|start-?ups?|labs?)"
)
_OWN = r"(?:(?!lawyers|head|chief|spokes|publisher|rival|competitor|partner|client|customer|supplier|contractor|law|former|then|investor|owner|parent)[\w-]+ )"
_X = rf"[^.;{_N[1:-1]}]"
_UNIT = r"(?:wholly[- ]owned )?(?:subsidiar(?:y|ies)|units?|divisions?|arms?|affiliates?|brands?|labels?|imprints?|offshoots?|operations?|businesses|business|parts?)"
_PARENT = r"(?:(?:corporate |ultimate )?parents?(?: compan(?:y|ies)| group)?|owners?|holding company|proprietor)"
_MONEY = r"(?:invest(?:ed|s|or|ors|ing|ment)|stakes?|shareholders?|backers?|shares|holding)"
_VERY = r"(?:(?:an?|the|its|one of (?:its|the)|largest|biggest|main|major|principal|early|longtime|leading|financial|minority|key|lead) )*"

CONTROL_RULES: tuple[tuple[str, str], ...] = (
    (
        "{O},? (?:which |who |that )?(?:also )?(?:had |has )?(?:bought|acquired|purchased|took over|taken over|swallowed|snapped up) {W}{DD}",
        "\ue000 bought testing lab \ue001",
    ),
    ("{O}-(?:owned|controlled) {W}{DD}(?!'s|-)", "\ue000-owned \ue001"),
    ("{D},? (?:an? |the ){O}-(?:owned|controlled|run) [\\w-]+", "\ue001, a \ue000-owned provider"),
    ("{O} " + _UNIT + ",? {DD}(?!'s|-)", "\ue000 units \ue001 and \ue002"),
    ("{DD},? (?:both |all |two |three )?(?:of )?(?:the )?{O} " + _UNIT + "\\b", "\ue001 and \ue002, \ue000 units"),
    (
        "{DD},? (?:which (?:is|are) |is |are )?(?:both |all |an? |the )?{O} (?:[\\w-]+ )?" + _UNIT + "\\b",
        "\ue001, the \ue000 unit that",
    ),
    (
        "{DD}, (?:both |all |two |three )?(?:of )?{O}'s (?:[\\w-]+ ){{0,3}}" + _FIRM + "\\b",
        "\ue001, \ue000's metadata business",
    ),
    (
        "{O},? (?:through|via|by way of|with|and|along with|alongside|together with) (?:its|two of its|several of its) (?:[\\w-]+ ){{0,3}}"
        + _FIRM
        + ",? {DD}",
        "\ue000, through its subsidiaries \ue001 and \ue002",
    ),
    (
        "{DD},? (?:which (?:is|are) |is |are |was |both |now )*(?:operated|bought up|purchased|absorbed|swallowed up) by {W}{O}",
        "\ue001, operated by \ue000",
    ),
    (
        "{D}'s (?:corporate |ultimate |current |new )?(?:operator|owner|parent(?: company| group)?|holding company|majority owner),? {W}{O}",
        "\ue001's operator \ue000",
    ),
    (
        "{O},? (?:the |an? )?(?:company|group|firm|business|corporation|publisher|conglomerate|giant) (?:that owns|which owns|owning|that controls|which controls) {W}{DD}",
        "\ue000, the company that owns \ue001",
    ),
    (
        "{DD},? (?:which |that )?(?:operates?|trades?|functions?|exists?|works?|runs?) (?:as|under) (?:an? |the )?(?:[\\w-]+ ){{0,3}}(?:of|roof of|umbrella of) {W}{O}",
        "\ue001 operates as a division of \ue000",
    ),
    (
        "{DD},? (?:which is |which are |that is |is |are |was |both |all |now )*(?:an? |the |its )?(?:\\w+ (?:company|business|group|firm|house|label) )?(?:wholly[ -]|majority[ -]|partly[ -]|fully[ -]|now |a company |being )?(?:owned|controlled|acquired|bought|taken over|run) by {W}{O}",
        "\ue001, owned by \ue000, said",
    ),
    (
        "{D},? (?:the |an? )(?:[\\w-]+ ){{1,5}}(?:owned|controlled|acquired|bought) by {W}{O}",
        "\ue001, the music company owned by \ue000, filed",
    ),
    (
        "{DD},? (?:which (?:is|are) |is |are |both |all )*(?:an?|the|its|as an?)? ?(?:[\\w-]+ ){{0,3}}"
        + _UNIT
        + " (?:of|under|at) {W}{O}",
        "\ue001, a unit of \ue000",
    ),
    (
        "{DD},? (?:which |that |is |are |was |both |all )*(?:now )?(?:part of|belong(?:s|ed)? to|belonging to|held by|under the umbrella of|a member of) {W}{O}",
        "\ue001, part of \ue000,",
    ),
    (
        "{D},? (?:which is |is )?an? {O} (?:company|subsidiary|unit|brand|label|imprint|business|division|outlet|title|property)\\b",
        "\ue001, a \ue000 company",
    ),
    ("{O}(?:'s)? ?(?:and|,) its (?:own )?(?:[\\w-]+ ){{0,3}}" + _UNIT + ",? {D}", "\ue000 and its Singapore unit, \ue001"),
    (
        "{D}(?:'s)? ?(?:and|,|with|alongside) (?:its |their )?(?:[\\w-]+ ){{0,3}}" + _PARENT + ",? {O}",
        "\ue001 and its owner \ue000",
    ),
    ("{D},? whose " + _PARENT + " is {W}{O}", "\ue001, whose parent is \ue000"),
    (
        "{O},? (?:which is |is )?(?:the |an? )?(?:[\\w-]+ ){{0,3}}" + _PARENT + " (?:of|to|behind) {W}{DD}",
        "\ue000, the French parent of \ue001",
    ),
    ("{D}'s (?:[\\w-]+ ){{0,3}}" + _PARENT + "(?:,| is|, which is)? {W}{O}", "\ue001's parent is \ue000"),
    ("{D}, {O}'s (?:[\\w-]+ ){{0,2}}" + _UNIT + "\\b", "\ue001, \ue000's cloud unit"),
    ("{O}, {D}'s (?:[\\w-]+ ){{0,2}}" + _PARENT + "\\b", "\ue000, \ue001's parent company"),
    ("{D} (?:owner|operator|parent(?: company| group)?),? {O}", "\ue001 owner \ue000"),
    ("{O} (?:subsidiary|unit|division|arm|label|imprint|brand) {D}", "\ue000 subsidiary \ue001"),
    (
        "{D}, (?:which|that) {O} (?:has |had |also )?(?:bought|acquired|owns|controls|purchased|took over)\\b",
        "\ue001, which \ue000 bought in 2030",
    ),
    # German
    ("{O}-(?:Töchter|Töchtern|Marken) {DD}", "\ue000-Töchter \ue001 und \ue002"),
    (
        "{DD},? (?:eine |die |beide |zwei )?{O}-(?:Tochter|Töchter|Tochterfirma|Tochterunternehmen|Marken?)\\b",
        "\ue001, eine \ue000-Tochter",
    ),
    (
        "{D}-(?:Mutter|Mutterkonzern|Mutterfirma|Muttergesellschaft|Eigentümer|Eigner|Besitzer|Betreiber)(?:in)? {O}",
        "\ue001-Mutterkonzern \ue000",
    ),
    (
        "(?:Mutter|Mutterkonzern|Mutterfirma|Muttergesellschaft|Eigentümer|Eigner|Besitzer)(?:in)?,? {O} (?:von|der|des) {D}",
        "Der Mutterkonzern \ue000 von \ue001",
    ),
    ("{O}-(?:Tochter|Tochterfirma|Ableger|Marke|Sparte) {W}{D}", "\ue000-Tochter \ue001"),
    (
        "{D}{X}{{0,20}},? (?:eine?r?|die|der|das) (?:[\\w-]+ ){{0,3}}(?:Tochter|Tochtergesellschaft|Tochterfirma|Ableger|Einheit|Sparte|Marke)(?: der| des| von)? {W}{O}",
        "\ue001, eine Tochter von \ue000",
    ),
    ("{D}{X}{{0,12}} (?:gehört|gehören) {X}{{0,50}}(?:zu|zum|zur|der|dem) {W}{O}", "\ue001 gehört zu \ue000"),
    ("{D}, (?:die|der|das) {X}{{0,20}}(?:zu|zum|zur) {W}{O}{X}{{0,12}} gehört", "\ue001, das zum Konzern \ue000 gehört"),
    ("{D} und (?:ihre?n?|seine?n?|dessen|deren) Mutter\\w* {W}{O}", "\ue001 und seine Mutterfirma \ue000"),
    # French
    (
        "{DD},? (?:toutes? (?:les )?(?:deux|trois) |tous (?:les )?(?:deux|trois) |une |est une )?(?:filiales?|propriétés?|divisions?|marques?) (?:\\w+ )?(?:de |du |d'|des ){W}{O}",
        "\ue001 et \ue002, toutes deux filiales de \ue000",
    ),
    (
        "{D},? (?:qui )?(?:appartien(?:t|nent) (?:à|au)|(?:est |sont )?(?:détenue?s?|contrôlée?s?|possédée?s?|rachetée?s?) par(?: le groupe)?) {W}{O}",
        "\ue001, détenue par \ue000",
    ),
    ("{O},? (?:la |le )?(?:maison[- ]mère|propriétaire|société mère) (?:de |d'|du ){W}{D}", "\ue000, maison mère de \ue001"),
    # Japanese
    ("{O}(?:傘下|グループ|子会社|の子会社|の傘下|が所有する|が運営する)(?:の|で|、)?{D}", "\ue000傘下の\ue001"),
    (
        "{O}(?:と|及び|および)、?(?:その)?(?:傘下|子会社|グループ会社|関連会社)(?:の|で)?{X}{{0,12}}?{D}",
        "\ue000と、傘下の出版社\ue001",
    ),
    ("{O}(?:と|及び|および)(?:その)?子会社(?:の|、)?{D}", "\ue000と子会社\ue001"),
    ("{D}の親会社(?:の|、|である)?{O}", "\ue001の親会社\ue000"),
)
BESIDE_RULES: tuple[tuple[str, str], ...] = (
    ("{O}'s " + _OWN + "{{0,4}}?(?:" + _FIRM + ",? ){{1,2}}{DD}(?!'s|-)", "\ue000's video game unit \ue001"),
    ("{O}'s (?:own )?{D} " + _UNIT + "\\b", "\ue000's \ue001 label"),
    (
        "{O},? (?:which |who |that )?(?:also )?(?:had |has )?(?:owns?|controls?|operates?) {W}{DD}",
        "\ue000 owns testing lab \ue001",
    ),
    ("{O} " + _FIRM + ",? {DD}(?!'s|-)", "\ue000 units \ue001 and \ue002"),
    ("{DD},? (?:both |all |two |three )?(?:of )?(?:the )?{O} " + _FIRM + "\\b", "\ue001 and \ue002, \ue000 units"),
    (
        "{DD},? (?:which (?:is|are) |is |are )?(?:both |all |an? |the )?{O} (?:[\\w-]+ )?" + _FIRM + "\\b",
        "\ue001, the \ue000 unit that",
    ),
)
STAKE_RULES: tuple[tuple[str, str], ...] = (
    ("{O}-(?:backed|funded|supported|financed) {W}{D}", "\ue000-backed \ue001"),
    (
        "{D},? (?!rival|competitor)(?:(?! rival| competitor)[^.;\ue000-\uf8ff]){{0,60}}?(?:which (?:is|are) |is |was )?(?:backed|funded|supported|financed|bankrolled) by {W}{OO}",
        "\ue001 is backed by \ue000 and \ue002",
    ),
    (
        "{O},? (?:which (?:has |had )?|who |that )?(?:is |are |was )?"
        + _VERY
        + _MONEY
        + "{X}{{0,40}} (?:in|of|behind) {W}{D}",
        "\ue000, an early investor in \ue001",
    ),
    (
        "{O} (?:has |had |have )?(?:invested|put|poured|sunk|ploughed|plowed|pumped) {X}{{1,40}} in(?:to)? {W}{D}",
        "\ue000 has invested $1 billion in \ue001",
    ),
    (
        "{O} (?:holds|owns|has|took|bought|acquired) (?:an? |its )?{X}{{0,30}}(?:stake|shares|holding)\\b{X}{{0,30}} (?:in|of) {W}{D}",
        "\ue000 holds a small stake in \ue001",
    ),
    (
        "{D},? (?:{X}{{1,120}} (?:which|that|and) )?(?:which |that )?(?:counts?|lists?|names?|has|have) {W}{OO}{X}{{0,60}} (?:among|as) (?:its |an? |the )?(?:\\w+ )?(?:investors?|backers?|shareholders?)",
        "\ue001 counts \ue000 and \ue002 among its backers",
    ),
    (
        "{D},? (?:in|into) which {O} (?:has |had |have )?(?:invested|put|poured|sunk|ploughed|holds?|hold|owns?|an? {X}{{0,20}}stake|a stake)\\b",
        "\ue001, in which \ue000 holds a stake",
    ),
    (
        "{D}(?:'s|,? whose) (?:\\w+ )?(?:\\w+ )?(?:investors|backers|shareholders) (?:include|are|number) {W}{OO}",
        "\ue001, whose investors include \ue000",
    ),
    (
        "{O},? (?:which |that )?(?:holds?|owns?|has|controls?) (?:about |some |roughly |nearly |around |up to )?\\d[\\d.,]* ?(?:%|per ?cent|percent) of {W}{D}",
        "\ue000 holds about 5% of \ue001",
    ),
    ("{D} (?:investor|backer|shareholder)s? {OO}", "\ue001 investor \ue000"),
    (
        "{D},? (?:which |that )?(?:has |had |have )?(?:received|taken|got|gotten|secured|accepted|attracted) {X}{{0,20}}(?:[bm]illions?|\\d){X}{{0,20}} from {OO}",
        "\ue001, which has received billions from \ue000",
    ),
    (
        "{D},? {X}{{0,12}}(?:backed|funded|supported|financed|bankrolled) (?:in part |partly |heavily |chiefly |mainly |largely )by {W}{OO}",
        "\ue001 is financed in part by \ue000",
    ),
    ("{D}, {O}'s (?:\\w+ ){{0,2}}(?:protégé|portfolio company)\\b", "\ue001, \ue000's portfolio company"),
    ("{O}, {D}'s " + _VERY + "(?:\\w+ )?(?:backer|investor|shareholder)s?\\b", "\ue000, \ue001's largest backer"),
    ("{D}'s " + _VERY + "(?:backer|investor|shareholder)s?(?:,| is| are)? {W}{O}", "\ue001's biggest backer, \ue000"),
    (
        "{D},? (?:which |that )?(?:has |had )?(?:raised|taken|received|got) {X}{{0,40}} from {W}{O}(?=.{{0,40}}\\b(?:invest|round|fund|raise|valu|back)|$|\\.)",
        "\ue001 has raised money from \ue000.",
    ),
    # German
    ("{O} (?:ist|sind) {X}{{0,30}}an {W}{D}{X}{{0,30}} beteiligt", "\ue000 ist mit 20 Prozent an \ue001 beteiligt"),
    ("{D},? an (?:dem|der|denen) {O}{X}{{0,20}} beteiligt", "\ue001, an dem \ue000 beteiligt ist"),
    ("{O} (?:hat|haben|hatte) {X}{{0,30}}in {W}{D}{X}{{0,30}} investiert", "\ue000 hat eine Milliarde in \ue001 investiert"),
    ("{D}, (?:das|der|die) von {W}{O}{X}{{0,20}} (?:finanziert|unterstützt)", "\ue001, das von \ue000 finanziert wird"),
    # French
    (
        "{O},? (?:le |la |l')?(?:principale? |premi(?:er|ère) |plus grand |gros )?(?:bailleur de fonds|investisseurs?|actionnaires?) (?:d'|de |du ){W}{D}",
        "\ue000, actionnaire de \ue001",
    ),
    ("{O} (?:a|ont|avait) investi {X}{{0,30}}dans {W}{D}", "\ue000 a investi un milliard dans \ue001"),
    ("{D},? (?:qui est |est )?(?:soutenue?s?|financée?s?) par {W}{OO}", "\ue001, soutenue par \ue000"),
    # Japanese
    ("{D}[はが、]{X}{{0,20}}?{OO}(?:など)?から出資", "\ue001は昨年、\ue000から出資"),
    ("{OO}(?:など)?が出資(?:する|した|している)?{D}", "\ue000が出資する\ue001"),
)


def _compiled(kind: str, rules: Sequence[tuple[str, str]]) -> tuple[Regex, ...]:
    """A pattern for each rule, beside its example; the groups o and d hold owners and what is owned."""
    slots = {
        "O": f"(?P<o>{_N})",
        "D": f"(?P<d>{_N})",
        "OO": f"(?P<o>{_LIST})",
        "DD": f"(?P<d>{_LIST})",
        "W": _WORDS,
        "X": _X,
    }
    ignores = ("\ue000 and \ue001", "\ue000 sued \ue001", "\ue000, \ue001 and \ue002 deny it")
    return tuple(
        pattern(f"{kind}: {example}", rule.format_map(slots), matches=(example,), ignores=ignores, flags=0)
        for rule, example in rules
    )


CONTROL = _compiled("control", CONTROL_RULES)
BESIDE = _compiled("an owner that records know, beside a word for a firm", BESIDE_RULES)
POSSESSIVE = _compiled("control between bodies that records know", (("{O}'s {D}(?!'s|-)", "\ue000's \ue001"),))
STAKE = _compiled("stake", STAKE_RULES)
OWNED_SITE = pattern(
    "owner and a word for what it owns",
    (
        rf"(?P<a>{_N})-owned (?:[\w-]+ ){{0,3}}(?:platform|company|site|service|network|firm|app|unit"
        rf"|subsidiary|website|provider)\b|(?:the|an?) (?P<d>{_N}) (?:unit|subsidiary|division|arm|company)\b|\b(?:the service's|its|the company's|the site's|the platform's"
        rf"|their) (?:owner|parent(?: company)?),? (?P<b>{_N})|(?:alongside|and|,) (?:parent(?: company)?"
        rf"|owner) (?P<c>{_N})|(?:^|, )[Tt]he (?:company|network|firm|label|publisher|paper|newspaper|site|service|platform|agency|studio|start-?up|broadcaster|magazine|group),? (?:which is |is )?(?:now )?(?:part of|owned by|a unit of|an? (?:arm|division|subsidiary) of|belongs to) {_WORDS}(?P<e>{_N})"
    ),
    matches=(
        "the \ue000-owned professional networking site",
        "names the service's owner \ue000",
        "The network, part of \ue000, accuses",
    ),
    ignores=("\ue000-backed company",),
)
BACKED_WORD = pattern(
    "backer and a word for what it backs",
    (
        rf"(?P<a>{_N})-(?:backed|funded) (?:[\w-]+ ){{0,3}}(?:firm|company|start-?up|developer|lab|maker)\b"
        rf"|\b(?:rival|startup|company|firm|lab|maker)[^.;\ue000-\uf8ff]{{0,20}} backed by (?P<b>{_N})"
        rf"|\bits (?:largest |biggest |main |major )?(?:financial )?(?:backer|investor"
        rf"|shareholder),? (?P<c>{_N})"
        rf"|同社[はが][^。{_N[1:-1]}]{{0,20}}(?P<f>{_LIST})(?:など)?から出資"
    ),
    matches=("\ue000-backed AI firm", "an \ue001 rival backed by \ue000"),
    ignores=("backed by evidence",),
)
OWNING = pattern(
    "words of owning",
    rf"""\b(?:owned|owns?|owners?|owning|controlled|operated|operators?|acquired|bought|purchased|parents?|part of|belong\w*|under the umbrella|stake|invest\w*|backed|backers?|shareholders?|holds?|[bm]illions?
        |Tochter|Töchter|Mutter\w*|gehör\w+|beteiligt|Eigentümer\w*|filiales?|propriété|maison[ -]mère|détenue?s?|appartien\w+)\b|(?:'s|an?|the|its|[A-Z]\w+) (?:[\w-]+ ){{0,4}}{_FIRM}\b|傘下|子会社|親会社|出資""",
    matches=("owned by", "a unit of Acme", "Acme's doorbell company"),
    ignores=("they sued",),
    flags=0,
)
ITS_FIRM = pattern(
    "a company's own company",
    rf"\bits (?:own |(?!rival|competitor|partner|former|client|customer|supplier|law)[\w-]+ ){{0,3}}{_FIRM},? (?P<d>{_N})(?!'s|-)",
    matches=("its doorbell company \ue000 pays",),
    ignores=("its rival \ue000",),
    flags=0,
)
THE_UNITS = pattern(
    "an owner and a word for what of it was spoken of before and now sues or speaks",
    rf"""(?:\b[Tt]he|\b[Bb]oth|\b[Tt]wo) (?P<o>{_N}) (?:(?P<all>units|subsidiaries|companies|labels|papers|newspapers|studios)|unit|subsidiary|division|arm|network)(?=,| (?:also |now |further )?
        (?:accus\w+|alleg\w+|claims?|says?|said|sues?|sued|wants?|seeks?|asks?|filed|argues?|is suing|are suing|complains?|demands?|contends?))""",
    matches=("The \ue000 units, publishers of papers,", "the \ue000 network accuses"),
    ignores=("the \ue000 suit says",),
    flags=0,
)
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:ian|ish|ese|ican|aean|uan|ovak|tani|eli|ench)|New|Los|San|Great|South|North|East|West")
_IS_A = re.compile(r"[\ue000-\uf8ff],? (?:is|was|now) $")
_BRACKETS = re.compile(r" ?\((?![^()]*[\ue000-\uf8ff])[^()]*\)")
_SHORT_NAME = re.compile(rf" ?[(（]\"?{_N}\"?[)）]")
_OPENED = re.compile(r" \(([^()]*)\)")


def ownership(story: Sequence[Sentence], defendants: Sequence[Name]) -> Iterator[OwnershipFound]:
    """The links of ownership that the story states, each once.

    Args:
        story: its sentences.
        defendants: where the text says "the Microsoft-owned platform", the only defendant (but for the owner) is meant.
    """
    seen: set[tuple[str, str]] = set()
    last: tuple[Name, ...] = ()
    for sentence in story:
        for found in _links(sentence, marked(sentence), defendants, last):
            key = (_key(found.owner), _key(found.owned))
            if (
                key not in seen
                and key[::-1] not in seen
                and found.owner.text != found.owned.text
                and is_body(found.owner)
                and is_body(found.owned)
            ):
                seen.add(key)
                yield found
        last = tuple(name for name in sentence.names if is_body(name)) or last


def _links(sentence: Sentence, text: str, defendants: Sequence[Name], last: Sequence[Name]) -> Iterator[OwnershipFound]:
    """The links that a sentence states; `last` are the bodies of the sentence before it that names some."""
    before = last[0] if last else None
    plain = _plain(text)
    bound: set[tuple[int, int]] = set()
    owners: set[str] = set()
    for found in _ruled(
        sentence, plain, ((STAKE, MINORITY), (CONTROL, SUBSIDIARY), (BESIDE, SUBSIDIARY), (POSSESSIVE, SUBSIDIARY))
    ):
        bound |= {(found.owner.start, found.owner.end), (found.owned.start, found.owned.end)}
        owners.add(found.owner.text)
        yield found
    guessed = _with_guesses(sentence)
    if guessed is not sentence:
        for found in _ruled(guessed, _plain(marked(guessed)), ((STAKE, MINORITY), (CONTROL, SUBSIDIARY))):
            known = found.owner in sentence.names or found.owned in sentence.names
            if known and (found.owned.start, found.owned.end) not in bound and not _ADJECTIVE.fullmatch(found.owner.text):
                owners.add(found.owner.text)
                yield found
    for match in ITS_FIRM.finditer(plain):
        (its,) = unmarked(sentence, match["d"])
        before_it = [name for name in sentence.names if is_body(name) and name.end <= its.start]
        owner = before_it[0] if before_it else before
        if owner and (its.start, its.end) not in bound:
            yield _made(sentence, owner, its, SUBSIDIARY)
    sued = {_key(name) for name in defendants}
    for match in THE_UNITS.finditer(marked(guessed)):
        (owner,) = unmarked(guessed, match["o"])
        if owner not in sentence.names:
            continue
        meant = [name for name in last if _key(name) not in sued and _key(name) != _key(owner)]
        if owner.text not in owners and _key(owner) not in sued and (match["all"] or len(meant) == 1):
            owners.add(owner.text)
            yield from (_made(guessed, owner, owned, SUBSIDIARY) for owned in meant)
    for regex, kind in ((BACKED_WORD, MINORITY), (OWNED_SITE, SUBSIDIARY)):
        for match in regex.finditer(_SHORT_NAME.sub("", text)):
            if match.groupdict().get("f"):
                yield from (_made(sentence, each, before, kind) for each in unmarked(sentence, match["f"]) if before)
                continue
            owner = unmarked(sentence, match[match.lastgroup or "a"])[0]
            if owner.text in owners:
                continue
            if only := _meant(sentence, text, match, regex, owner, defendants, before):
                yield _made(sentence, owner, only, kind)


def _key(name: Name) -> str:
    return name.id or name.text


def _plain(text: str) -> str:
    """A marked text without short names and remarks in brackets; brackets that hold names become commas."""
    return _OPENED.sub(r", \1,", _BRACKETS.sub("", _SHORT_NAME.sub("", text)))


def _ruled(sentence: Sentence, text: str, kinds: Iterable[tuple[Sequence[Regex], str]]) -> Iterator[OwnershipFound]:
    """The links that the rules find in a marked sentence."""
    if len(unmarked(sentence, text)) < 2:
        return
    for rules, kind in kinds:
        for regex in rules:
            for match in regex.finditer(text):
                for owner in unmarked(sentence, match["o"]):
                    for owned in unmarked(sentence, match["d"]):
                        yield _made(sentence, owner, owned, kind)


def _with_guesses(sentence: Sentence) -> Sentence:
    """The sentence with its unknown capitalised words as names of bodies, if it has words of owning."""
    if sentence.title or not OWNING.search(sentence.text):
        return sentence
    names = [name for name in sentence.names if "'s " not in name.text or name.kind != PERSON]
    names += [Name(*span, GUESSED, "", sentence.text[slice(*span)]) for span in unnamed(sentence.text, names)]
    names.sort(key=lambda name: name.start)
    return replace(sentence, names=tuple(names)) if tuple(names) != sentence.names else sentence


def _made(sentence: Sentence, owner: Name, owned: Name, kind: str) -> OwnershipFound:
    start, end = min(owner.start, owned.start), max(owner.end, owned.end)
    if owned not in sentence.names or owner not in sentence.names:
        start, end = 0, len(sentence.text)
    return OwnershipFound(owner, owned, kind, sentence, start, end)


def _meant(
    sentence: Sentence,
    text: str,
    match: re.Match[str],
    regex: Regex,
    owner: Name,
    defendants: Sequence[Name],
    before: Name | None,
) -> Name | None:
    """Which company "the platform", "its" or "the firm" means, where there is but one that it can."""
    groups = match.groupdict()
    if groups.get("e"):
        return before if before is not None and before.id != owner.id else None
    others = [each for each in defendants if each.id != owner.id]
    here = [each for each in others if any(each.id == name.id for name in sentence.names)]
    earlier = [name for name in sentence.names if is_body(name) and name.end <= owner.start and name.id != owner.id]
    if (regex is OWNED_SITE and groups["d"]) or (regex is BACKED_WORD and groups["c"]):
        here = others
    if earlier and regex is OWNED_SITE and (groups["b"] or (groups["d"] and _IS_A.search(text[: match.start()]))):
        chosen = earlier[-1:]
    else:
        chosen = here if len({each.id for each in here}) == 1 else others
    return chosen[0] if len({each.id for each in chosen}) == 1 else None
