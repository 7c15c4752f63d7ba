"""Who sues whom, by the grammar of a clause: a sentence is cut down to names, verbs and nouns of suing, then a few rules read it.

Names are single characters here (see `parties.marked`), so a sentence can be cut without losing track of them: remarks in
brackets, times, descriptions before a name ("cloud-computing company N") and asides after it ("N, which makes chips,") go.
What is left, "N, N and N have sued N in court", is read by rules over classes of words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from loaders.articles.dates import _MONTH
from loaders.articles.patterns import Regex, pattern

N = "[\ue000-\uf8ff]"


class Role(NamedTuple):
    """Names (as characters) with the side on which the words put them; `sure` where a claim alone may be another's."""

    plaintiff: bool
    names: str
    sure: bool


# ---------------------------------------------------------------------------------------------------------------------
# Classes of words

SUIT = (
    r"(?:(?:law ?suit|suit|complaint|(?:class |collective )?action|case|claim|proceeding|petition|litigation|filing"
    r"|legal action|class[- ]action|legal challenge|legal proceeding|legal fight|legal battle|court fight|counts?"
    r"|writ|lawsuit|application|arbitration demand|causes? of action|class proceeding|notices? of civil claim)s?)"
)
_PEOPLE = (
    r"(?:others?|more|authors|novelists|writers|artists|musicians|singers|plaintiffs|people|users|publishers|labels"
    r"|companies|newspapers|outlets|creators|photographers|programmers|developers|customers|parents|residents|actors"
    r"|studios|illustrators|journalists|organi[sz]ations|subscribers|consumers|YouTubers|colleagues|performers|owners|poets"
    r"|essayists|narrators|podcasters|newscasters|broadcasters|makers|distributors|firms|patients|members|voters|students"
    r"|teachers|professors|researchers|scientists|engineers|filmmakers|directors|editors|magazines|websites|sites|networks"
    r"|stations|agencies|groups|associations|unions|songwriters|composers|bands|clients|men|women|individuals|persons"
    r"|Californians|Illinoisans|New Yorkers|Texans|Americans|entities|affiliates|houses|dozen)"
)
_STOP = (
    r"(?i:against|besides?|alongside|filiales?|de|du|von|that|who|which|whose|whom|over|for|by|with|in|into|from|about|to|as|at|of|on|off|and|or|nor|but|after|before"
    r"|because|while|is|are|was|were|be|been|being|has|have|had|will|would|can|could|may|might|must|should|do|does|did"
    r"|where|when|not|it|they|he|she|if|than|then|since|until|under|between|among|including|like|via|per|through|without"
    r"|sued?|sues|suing|accus\w+|alleg\w+|claim\w*|contend\w*|argu\w+|complain(?:s|ed)?|say|says|said|told|faces?|facing"
    r"|names|named|files?|filed|filing|brought|brings?|lodged|took|takes?|taken|haul\w*|drag\w*|hits?|beats?|defeats?"
    r"|denie[sd]|deny|den(?:ies|ied)|plaintiffs?|defendants?|co-plaintiffs?|co-defendants?|law ?suits?|suits?|complaints?"
    r"|proceedings|behalf|led|joins?|joined|et|v|vs|versus|used|uses|trained|copied|plus|alongside|ask\w*|want\w*"
    r"|tell|tells|urg\w+|call\w*|settl\w+|makes?|made|let|lets|lost|loses?|won|wins?|sa[iy]\w*|allow\w*|order\w*"
    r"|dismiss\w*|reject\w*|ruled?|rules|found|finds|held|holds|backs?|backed|owns?|owned|bought|acquired|spokes\w+"
    r"|bar(?:s|red)|bans|banned|forbids?|forbade|prohibit\w*|stop(?:s|ped)?|block(?:s|ed)|enjoin\w*|restrain\w*|fine[sd]|direct(?:s|ed)|pays?|paid|owes?"
    r"|lawyers?|attorneys?|counsel|judge|justice)"
)
_LY = r"(?:\w+ly|also|now|jointly|then|together|each|both|all|first|already|again|today|once|even|instead|still|in turn)"
_HAVE = rf"(?:(?:has|have|had|{_LY}) )*"
_BE = rf"(?:(?:has|have|had|{_LY}) )*(?:(?:is|are|was|were|been|being|be|gets?|got)(?: {_LY})* )+"
_AUX = rf"(?:(?:has|have|had|is|are|was|were|been|will|would|may|can|could|seeks? to|wants? to|plans? to|keeps?|kept|goes? on|continues? (?:to )?|{_LY}) )*"
_START = (
    r"(?:filed?|files|filing|brought|brings?|bringing|lodg(?:ed?|es|ing)|launch(?:ed|es|ing)?|start(?:ed|s)?|open(?:ed|s)?"
    r"|commenc(?:ed?|es)|initiat(?:ed?|es)|submit(?:ted|s)?|beg[ai]ns?|begun|mount(?:ed|s)?|pursu(?:ed?|es|ing)"
    r"|press(?:ed|es|ing)|institut(?:ed?|es)|refil(?:ed?|es)|rais(?:ed?|es)|made?)"
)
_SAY = (
    r"(?:alleg(?:ed?|es)|claim(?:ed|s)?|contend(?:ed|s)?|complain(?:ed|s)?|argu(?:ed?|es)|assert(?:ed|s)?|sa(?:y|ys|id)"
    r"|submit(?:ted|s)?|maintain(?:ed|s)?|charg(?:ed?|es)|object(?:ed|s)?|stat(?:ed?|es))"
)
_LIST = (
    rf"{N}(?:'s)?(?:(?:, (?:and |plus )?|,? (?:and|&|plus|as well as|along with|together with|alongside|or) ){N}(?:'s)?)*"
)
_MORE = rf"(?:,? (?:and|plus|along with|with|joined by|together with) (?:[\w-]+ ){{0,4}}{_PEOPLE})?"
_COURT = r"(?:[Cc]ourts?\b|judge\b|tribunal\b|bench\b)"

# ---------------------------------------------------------------------------------------------------------------------
# Cutting a sentence down

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIME = re.compile(
    rf"(?:(?:,? |^)(?:(?:[Oo]n|late|early|in|[Ll]ast|this|earlier|back|since|at the end of) )*"
    rf"(?:{_DAY}(?: (?:morning|night|evening|afternoon))?(?: {_MONTH} \d{{1,2}}| \d{{1,2}} {_MONTH})?"
    rf"|{_MONTH} \d{{1,2}}(?:, (?:19|20)\d\d,?)?|\d{{1,2}} {_MONTH}(?: (?:19|20)\d\d)?|{_MONTH},? (?:19|20)\d\d|(?:19|20)\d\d"
    rf"|(?:last|this|earlier this|earlier last|late last|early this) (?:week|month|year|fall|spring|summer|winter|autumn)"
    rf"|yesterday|today|the same day)\b)+,?(?= |$)"
)
_AGE = re.compile(rf"(?<={N}), (?:aged )?\d\d,?(?= |$)")
_BRACKETS = re.compile(r" ?\([^()]*\)| ?\[[^\[\]]*\]")
_DASHES = re.compile(rf"(?<={N}) [-–—] [^–—]{{1,160}}? [-–—](?= )")
_DESCRIBED = re.compile(rf"(?<![\w'-])(?:(?!{_STOP}\b)[\w.'/$&-]+ ){{1,8}}(?={N})")
_OWNER = re.compile(rf"{N}(?:'s |-(?:owned|backed|funded|controlled|based) )(?={N})")
_ASIDE = re.compile(
    rf"(?<={N})(?:'s)?, (?!and\b|or\b|but\b|{N}|said\b|says\b|against\b|on behalf\b|accus|alleg|claim|su(?:ed|es|ing)\b|filed\b|brought\b)(?:[^,;.]|\.(?! )){{2,160}}?,(?= (?!and {N}|{N}))"
)
_KEPT_ASIDE = re.compile(rf"(?<={N}), (?:who|which|whose|an?) [^,;]{{2,120}}?,(?= (?:and )?{N})")
_RELATED = re.compile(rf"(?<= and )(?:his|her|their|its) [\w' -]{{1,40}}, (?={N})")
_PEOPLE_IN_BRACKETS = re.compile(rf"(?<=s) \(({N}[^()]{{0,80}})\)")
_LOOSE_DASH = re.compile(rf"(?<={N}) [-–—] (?=[a-z])")
_PLACE = re.compile(rf"(?<={N}) (?:of|from|in|at) [A-Z][\w.]+(?: [A-Z][\w.]+)*(?=,| and|\.| )")
_INCLUDING = re.compile(
    rf"(?<![\w-])(?:(?:(?!{_STOP}\b)[\w-]+ ){{0,6}}{_PEOPLE}|\bfirms|\bhouses|\bgroup)(?: (?!{_STOP}\b)[\w-]+){{0,4}}?(?:,| -| –|:)? ?"
    rf"(?:including|among them|such as|led by|headed by|like)?,? ?(?={N})"
)


_NAMED = re.compile(N)


@lru_cache(maxsize=256)
def cut(text: str) -> str:
    """A marked sentence cut down to what the rules read.

    >>> cut("The cloud firm \\ue000, which makes chips, was sued on Monday by the novelist \\ue001 (see below).")
    '\\ue000 was sued by \\ue001.'
    """
    if _NAMED.search(text) is None:
        return text
    text = _PEOPLE_IN_BRACKETS.sub(lambda match: f" {match[1]}", text)
    text = _BRACKETS.sub("", text)
    text = _TIME.sub(lambda match: "," if match[0][0] == "," != match[0][-1] else "", text).lstrip()
    text = _AGE.sub("", text)
    text = _INCLUDING.sub("", text)
    text = _OWNER.sub("", text)
    text = _DESCRIBED.sub("", text)
    text = _DASHES.sub("", text)
    text = _LOOSE_DASH.sub(" ", text)
    text = _RELATED.sub("", text)
    text = _KEPT_ASIDE.sub(",", text)
    text = _PLACE.sub("", text)
    text = _ASIDE.sub("", text)
    return text


# ---------------------------------------------------------------------------------------------------------------------
# Rules

_RULES: tuple[tuple[bool, Regex], ...] = (
    (
        True,
        pattern(
            "those who sue, as the subject of a verb of suing",
            rf"""(?<! of )(?P<p>{_LIST}){_MORE},? (?:{_HAVE}(?:sued?\b(?! (?:by|in \w+ by))|sues\b|accused?\b(?! (?:by|of))|accuses\b)
                |{_AUX}(?:suing|accusing|to sue)\b
                |{_AUX}{_START}\b(?! the (?:complaint|(?:law)?suit|case)s?\b)(?!(?:[^.;{N[1:-1]}]){{0,40}}(?:motion|appeal|brief|answer))(?:(?!{N})[^.;]){{0,60}}?\b{SUIT}\b
                |{_HAVE}{_START} suit\b
                |{_AUX}(?:took|takes?|taken|haul(?:s|ed)?|drag(?:s|ged)?|brought|brings?) (?:{_LIST}|(?:(?!{N})[^.;]){{1,40}}) (?:to|before|into) [^.;]{{0,40}}?{_COURT}
                |{_AUX}(?:went|goes|go|gone|going|turn(?:ed|s)|mov(?:ed|es)|petition(?:ed|s)|approach(?:ed|es)) (?:to |before )?[^.;,{N[1:-1]}]{{0,30}}{_COURT}
                |{_HAVE}(?:go(?:es)? after|went after|takes? aim at|takes? on|team(?:ed|s|ing)? up against|join(?:ed|s)? forces against)\b)""",
            matches=(
                "\ue000 sued \ue001",
                "\ue000, \ue001 and \ue002 have filed a proposed class action",
                "\ue000 took the chatbot's maker to court",
                "\ue000 is suing \ue001",
                "\ue000 and two other authors lodged a complaint",
                "\ue000 moved the High Court",
            ),
            ignores=("\ue000 was sued by \ue001", "\ue000 filed a motion in the case", "\ue000 is accused of copying"),
            flags=0,
        ),
    ),
    (
        True,
        pattern(
            "those who sue, after a noun of suing or a passive verb",
            rf"""\b{SUIT},? (?:(?:was|were|is|are|has been|had been|have been) )?(?:brought |filed |lodged |launched |initiated
                |started |led |raised |pursued )?(?:by|from|on behalf of) (?P<a>{_LIST})
                |\b(?:sued|taken to [^.;]{{0,30}}court|hauled [^.;]{{0,30}}court|accused|dragged [^.;]{{0,30}}court
                |[Ff]iled|brought|lodged|launched|[Ll]ed)(?: in [^,.;{N[1:-1]}]{{0,60}})?,? (?:by|on behalf of) (?P<b>{_LIST})
                |\b{SUIT} (?:that |which )?(?P<c>{_LIST}) {_AUX}{_START}\b
                |(?P<d>{N})'s (?:[\w-]+ ){{0,4}}{SUIT} against
                |\b[Oo]n behalf of (?P<g>{_LIST})|\bjoined by (?P<h>{_LIST})
                |\b(?:behind|brought by|filed by|plaintiffs|suing)\b(?! (?:is|are|was))[^.:]{{0,60}}: (?P<i>{_LIST})(?=\.|$)|\bpits (?P<j>{_LIST}) against\b
                |(?P<k>{N}(?:, {N})*,? and {N}) (?:v|vs)\.? {N}|\b(?:opponents|adversaries|accusers|challengers),? (?:(?:are|is|include) )?(?P<l>{_LIST})
                |^In (?:the|an?|their|his|her|its) [^,]{{0,60}}?{SUIT}\b[^,]{{0,50}}, (?P<m>{_LIST}){_MORE},? {_HAVE}{_SAY}\b
                |\bon (?P<e>{N})'s behalf\b|\bsued? (?:by )?for (?P<f>{_LIST}) against""",
            matches=(
                "a suit brought by \ue000 and \ue001",
                "\ue002 was sued in federal court by \ue000",
                "the case that \ue000 and \ue001 launched against it",
                "\ue000's second complaint against \ue001",
            ),
            ignores=("\ue000 was sued", "a motion by \ue000"),
            flags=0,
        ),
    ),
    (
        True,
        pattern(
            "those who sue, called plaintiffs or heard in the complaint",
            rf"""\b(?:[Pp]laintiffs?|PLAINTIFFS?|co-plaintiffs|[Cc]laimants?|[Pp]etitioners?|[Cc]omplainants?)(?:,|:| are| is| include| in the \w+ are)? (?P<a>{_LIST})
                |(?P<f>{N}),? in (?:its|his|her|their) (?:[\w-]+ ){{0,3}}{SUIT}\b
                |(?P<b>{_LIST}){_MORE},? (?:(?:is|are|was|were|(?:(?:stays?|stayed) on|remain(?:s|ed)?|join(?:s|ed)?|leaves|left) (?:in the case )?as) )?(?:the |an? |one of the |among the )?(?:[a-z]+ )?(?:plaintiffs?|claimants?)\b
                |(?P<c>{_LIST}){_MORE},? {_HAVE}{_SAY}\b[^.;]{{0,60}}\b(?:in|through|according to) (?:the|a|an|his|her|their|its) (?:[\w-]+ ){{0,3}}{SUIT}
                |(?P<d>{_LIST}){_MORE},? {_HAVE}(?:seeks?|sought|wants?|demand(?:s|ed)?|ask(?:s|ed)? for) (?:[\w-]+ ){{0,4}}(?:damages|compensation|an injunction)
                |\b[Aa]ccording to (?P<e>{_LIST})(?:'s)? (?:[\w-]+ ){{0,2}}{SUIT}""",
            matches=(
                "The plaintiffs are \ue000 and \ue001",
                "\ue000 and \ue001 say in the complaint that",
                "the lead plaintiff, \ue000",
                "\ue000 seeks unspecified damages",
            ),
            ignores=("\ue000 said that it was wrong", "the plaintiffs' lawyer, \ue000"),
            flags=0,
        ),
    ),
    (
        False,
        pattern(
            "those who are sued, as the object of a verb or after against",
            rf"""\b(?:sued?|sues|suing|accus(?:ed?|es|ing)) (?P<a>{_LIST})
                |\b(?:took|takes?|taken|haul(?:s|ed)?|drag(?:s|ged)?|brought|brings?|taking) (?P<b>{_LIST}) (?:to|before|into) [^.;]{{0,40}}?{_COURT}
                |\b(?:{SUIT}|[Pp]roceedings|sue[sd]?|suing|filed|brought|lodged|launched|judgment|injunction|allegations|accusations|class action|fight|victory|ruling|damages|verdict|sanctions)\b(?:(?! against )(?:[^.;]|\.(?! ))){{0,110}}? (?:against|versus|targeting|aimed at|naming) (?:(?:[\w'-]+ ){{1,5}}, )?(?P<c>{_LIST})
                |\b[Aa]gainst (?P<d>{_LIST}) in (?:the |a )?(?:[\w.]+ ){{0,4}}{_COURT}
                |\b(?:goes?|went|going) after (?P<e>{_LIST})|\bhit(?:s|ting)? (?P<f>{_LIST}) with (?:[\w-]+ ){{0,5}}{SUIT}
                |\b(?:suit|lawsuit|complaint|action|case) (?:accuses|names|targets|faults|blames) (?P<g>{_LIST})
                |\b(?:fight|feud|battle|dispute|showdown|{SUIT}|settle[sd]?|settlement|truce|ceasefire) with (?P<h>{_LIST})""",
            matches=(
                "who sued \ue000",
                "a claim lodged in Munich against \ue000",
                "took \ue000 to federal court",
                "hit \ue000 with a class action",
            ),
            ignores=("a ruling for \ue000", "against the odds, \ue000 won"),
            flags=0,
        ),
    ),
    (
        False,
        pattern(
            "those who are sued, as the subject",
            rf"""(?P<a>{_LIST}),? {_BE}(?:sued\b|being sued|accused of|taken to [^.;]{{0,30}}court|hauled|dragged|a defendant|the (?:only |sole |main )?defendants?|defendants|on the receiving end|the target)
                |(?P<b>{_LIST}),? (?:sued(?= (?:in|by|for|over|on|alongside|too|as|again|after|at)\b|[,.;]|$)|accused of|taken to court|hit with|slapped with|served with)\b(?! {N})(?! the)
                |(?P<c>{_LIST}),? {_AUX}(?:fac(?:es?|ed|ing)|hit with|hit by|slapped with|served with|named in|named as|fight(?:s|ing)?|battl(?:es?|ing)|confront(?:s|ed|ing)?|answer(?:s|ing)?(?: to| in)?|defend(?:s|ing)?(?: itself)?(?: against)?|beats?|escap(?:es?|ed)|dodg(?:es?|ed)|settl(?:es?|ed)|loses?|lost|wins?|won|must (?:face|answer|defend)|fails? to (?:end|escape|dismiss))\b[^.:;{N[1:-1]}]{{0,90}}?\b(?:{SUIT}|defendants?|trial|court)\b
                |\b(?:[Dd]efendants?|DEFENDANTS?|[Rr]espondents?)(?:,|:| are| is| include)? (?P<d>{_LIST})
                |(?P<e>{_LIST}),? (?:(?:is|are|was|were) )?(?:the |an? |one of the |among the )?(?:[a-z]+ )?(?:defendants?)\b
                |(?P<f>{N})'s (?:motion|bid|request|attempt|effort|push|application) to (?:dismiss|throw out|toss|end|strike|have|transfer|move|stay)
                |(?P<g>{_LIST}),? {_AUX}(?:must answer|must face)\b""",
            matches=(
                "\ue000 has been sued",
                "\ue000 faces a class action",
                "\ue000 and \ue001 are accused of copying",
                "\ue000's motion to throw out",
                "Defendants: \ue000 and \ue001",
            ),
            ignores=("\ue000 sued \ue001", "\ue000 faces the future"),
            flags=0,
        ),
    ),
    (
        True,
        pattern(
            "those who sue, by what only a plaintiff does",
            rf"""(?P<a>{_LIST}){_MORE},? {_AUX}(?:his|her|their|its|an?|the)? ?(?:own (?:attorney|lawyer|counsel)|plead(?:s|ed|ing)?\b|represent(?:s|ed|ing)? (?:himself|herself|themselves|itself)|pro se\b|without (?:a lawyer|counsel)
                |(?:no|any) (?:standing|lawyer)\b|(?:brings?|brought|asserts?|asserted|pleads?|pleaded) (?:[\w-]+ ){{0,3}}(?:claims?|counts?|causes? of action)\b
                |(?:go|goes|went|gone|turn(?:s|ed)?|came|come) (?:on with|to|into|before|up against) (?:(?!{N})[^.;]){{0,80}}\b(?:[Cc]ourt|courthouse|judge|{SUIT})\b
                |ask(?:s|ed|ing)? (?:the|a|that) (?:\w+ ){{0,2}}(?:court|judge|jury)\b
                |(?:wants?|wanted|seeks?|sought|demand(?:s|ed)?|hopes? for|request(?:s|ed)?) (?:(?!{N})[^.;]){{0,40}}\b(?:judge|jury|court|damages|compensation|injunction|class)\b
                |(?:hopes?|hoped|wants?|wanted|seeks?|sought) to (?:represent|lead|stand for|speak for|sue)\b
                |(?:lost|won|los(?:es|ing)|wins) (?:his|her|their|its) (?:\w+ ){{0,2}}(?:{SUIT}|appeal|bid)\b)
                |\b(?:[Tt]ogether|[Aa]long|[Jj]ointly) with (?P<r>{_LIST}),? (?:it|he|she|they|{N}) {_HAVE}(?:sued?|sues|accus\w+|alleg\w+|claim\w*|{_START})\b
                |\bwho {_HAVE}(?:beg[au]n|started|brought|filed|launched|lodged|initiated) (?:it|(?:the|this|that) (?:\w+ )?{SUIT}),? (?P<s>{_LIST})
                |(?P<t>{_LIST}){_MORE},? {_HAVE}(?:(?:beg[au]n|started) it\b|(?:brought|beg[au]n|started|launched|initiated) (?:the|this|that) (?:\w+ )?{SUIT}\b)
                |(?P<u>{_LIST}),? {_BE}(?:back )?in (?:[\w-]+ )?court (?:again )?(?:against|with|over)\b
                |\b{SUIT} of (?P<v>{_LIST})(?! (?:against|to))
                |\b[Jj]oin(?:ing|ed by) (?:{N}|him|her|them|it|in)[^.;{N[1:-1]}]{{0,30}}? (?:is|are|was|were) (?P<b>{_LIST})
                |^(?:[Aa]long )?[Ww]ith (?:{N}|him|her|them|it),? (?:is|are|was|were|come|stand) (?P<c>{_LIST})
                |^[Bb]esides (?P<d>{_LIST}),? (?:the )?(?:other )?(?:plaintiffs|claimants) (?:is|are|include) (?P<e>{_LIST})
                |\b(?:who|which|plaintiffs|claimants|suing|behind it)\b(?: besides (?P<q>{_LIST}))? (?:is|are|were|include) (?P<f>{_LIST})
                |\b(?:brought|filed|lodged|launched|initiated|pursued|commenced|taken|dragged|hauled|sued)\b(?:(?!{N}|\bagainst\b)[^.;]){{0,80}}? by (?:(?:the |an? )?(?:(?!{_STOP}\b|{N})[\w'-]+ ){{0,4}}, )?(?P<g>{_LIST})(?!'s )
                |\b(?:led|headed|fronted) by (?P<h>{_LIST})|\b[Ii]t (?:is|was) (?P<m>{_LIST}) (?:who|that|which) {_HAVE}(?:sued?|sues|accus\w+|alleg\w+|{_START}|complain\w*|go(?:es)?|went|takes?|took)\b
                |\b(?:class representatives?|representative plaintiffs?|[Tt]he others?)(?: is| are|,|:) (?P<n>{_LIST})|(?P<o>{_LIST}) (?:is|was|are|were) (?:among|(?:one|two|three) of) (?:the )?(?:[\w-]+ ){{0,4}}?(?:who|that|to) (?:(?:have|had|has) )?(?:sued?|brought|filed|accuse)\b
                |^(?P<i>{_LIST})'s (?:[\w-]+ ){{0,3}}(?:{SUIT})\b(?! (?:department|team|policy|law))
                |\b[Pp]roceedings (?:taken|brought) by (?P<j>{_LIST})
                |\b{SUIT},? (?:which|that) (?P<k>{_LIST}) (?:and (?:\w+ )?others )?{_HAVE}(?:{_START}|hope|lost|won)\b
                |\b[Tt]h(?:e|is|at) {SUIT} (?:of|by|from) (?P<l>{_LIST})""",
            matches=(
                "\ue000 is his own attorney",
                "Joining \ue000 are \ue001, \ue002 and \ue003",
                "With him are \ue001 and \ue002",
                "Besides \ue000 and \ue001 the plaintiffs are \ue002",
                "It was brought in federal court by \ue000 and \ue001",
                "\ue000 and \ue001 want a federal jury here to decide",
                "\ue000 went to the federal building with a bundle of complaints",
                "\ue000 pleads copyright infringement",
                "\ue000's case is the other kind",
                "Together with \ue000 it accuses \ue001 of",
                "The two women who began it, \ue000 and \ue001, say",
                "\ue000 and \ue001 brought the case two years ago",
                "\ue000 is back in court against \ue001",
                "He let stand the copyright infringement claim of \ue000 and \ue001",
            ),
            ignores=("\ue000 wants to grow", "made by \ue000", "\ue000 turned to music"),
            flags=0,
        ),
    ),
    (
        False,
        pattern(
            "those who are sued, by what only a defendant does or is",
            rf"""\b(?:{SUIT}|it|which|that|and|who|papers),? (?:which |that )?(?:also )?(?:names?|named|targets?|accuses?|takes aim at|is aimed at|pits) (?P<a>{_LIST})(?! (?:as )?(?:the )?(?:lead|class|plaintiff|counsel))
                |\b(?:[Oo]ne|[Tt]hose|^[Aa]gainst|,|and) (?:is |was |are )?(?:filed |brought |lodged )?(?<!\w)[Aa]gainst (?P<b>{_LIST})
                |^[Aa]gainst (?P<c>{_LIST})
                |\b[Uu]p against (?P<d>{_LIST})|\b(?:sights?|guns|fire) on (?P<e>{_LIST})|\b(?:takes?|taking|took|taken) (?:aim at|on) (?P<f>{_LIST})
                |(?P<g>{_LIST}),? (?:who |which |that )?(?:(?:between them|each|both|all|also) )?(?:is|are|was|were|been|being|stands?|stood)(?: in addition| also| further| both| all| each| now)* (?:accused|charged with|said to have|alleged to have)\b
                |(?P<h>{_LIST}),? {_AUX}(?:moved to (?:dismiss|strike|stay|transfer|compel)|demurred|removed the (?:case|action|suit)|answered the (?:complaint|suit|lawsuit)|ask(?:s|ed|ing)? (?:the|a) (?:\w+ ){{0,2}}(?:court|judge) to (?:dismiss|throw out|toss|end|strike|reject|stay))
                |(?P<i>{_LIST}),? (?:loses?|lost|defaults?|defaulted) (?:by default|in)\b
                |\b(?:[Ss]till|[Rr]emain(?:ing)?|left) in (?:it|the (?:case|suit)): (?P<j>{_LIST})
                |\b(?:throws?|threw|hurls?|levels?|levelled|aims?|aimed|brings?|brought) (?:[\w-]+ ){{0,6}}(?:{SUIT}) (?:at|against) (?P<k>{_LIST})
                |\b(?:legal action|court action|action|motion|demurrer) (?:of|by) (?:[Dd]efendants? )?(?P<l>{_LIST}) (?:to dismiss|is|was|came)
                |\b(?:blames?|blaming|blamed|fault(?:s|ed|ing)) (?P<m>{_LIST}) (?:for|over)
                |(?P<n>{_LIST})'s (?:[\w()-]+ ){{0,2}}(?:motion|demurrer|answer to the (?:complaint|suit)|petition to compel)\b
                |\b(?:[Cc]ourts?|[Jj]udges?|[Tt]ribunals?|[Jj]ury|[Aa]uthority|[Rr]egulators?)\b(?:(?!{N})[^.;,]){{0,30}}? {_HAVE}(?:bar(?:s|red)?|ban(?:s|ned)?|forb(?:ids?|ade)|prohibit(?:s|ed)?|order(?:s|ed)?|stop(?:s|ped)?|enjoin(?:s|ed)?|block(?:s|ed)?|restrain(?:s|ed)?|fine[sd]?|t(?:old|ells)|direct(?:s|ed)?|to (?:stop|bar|block|order|forbid|restrain|prevent)) (?P<p>{_LIST})
                |(?P<q>{_LIST}),? {_AUX}(?:must|has to|have to|had to|is to|was told to|was ordered to|ordered to|told to|to) pay\b|(?P<r>{_LIST}) owes?\b
                |(?P<s>{_LIST})(?:(?!{N})[^.;]){{0,90}}, (?:an?|the|that) (?:[\w-]+ ){{0,4}}?(?:[Cc]ourt|judge|jury|tribunal)(?: in [\w ]{{3,30}})? (?:has )?(?:ruled|found|held|decided)\b
                |\b(?:proceed|go on|go ahead|go forward|continue|move forward|press on|press ahead|class|stand)\b(?:(?!{N}|\bagainst\b)[^.;]){{0,60}} against (?P<t>{_LIST})
                |(?P<o>{_LIST}) in (?:hot water|the dock|the firing line|legal trouble|trouble|court) (?:over|for|after)\b""",
            matches=(
                "The suit, which names \ue000, \ue001 and \ue002, was brought",
                "the one against \ue000, filed a day earlier",
                "\ue000 is accused in addition of having hosted",
                "Still in it: \ue000 and \ue001",
                "\ue000 moved to dismiss",
                "throws ten causes of action at \ue000",
                "Against \ue000 and \ue001, which makes the frames.",
                "\ue000 in hot water over transcripts",
                "Amsterdam court bars \ue000 from using",
                "asked the federal court in its home city to stop \ue000 from offering",
                "Chatbot maker \ue000 must pay users",
                "\ue000 misused the messages of its customers, a court in Seoul ruled",
                "photographers may proceed as one class against \ue000",
            ),
            ignores=("\ue000 took on debt", "the odds against it", "\ue000 named a new chief"),
            flags=0,
        ),
    ),
)
_CLAIMS = pattern(
    "those who allege",
    rf"""(?P<a>{_LIST}){_MORE},? {_HAVE}(?:alleg(?:ed?|es)|claim(?:ed|s)?|contend(?:ed|s)?|complain(?:ed|s)?|object(?:ed|s)?)\b(?! no\b)""",
    matches=("\ue000, \ue001 and other authors claimed that",),
    ignores=("it is claimed that \ue000",),
    flags=0,
)
_ACCUSED = pattern(
    "those of whom a deed is alleged",
    rf"""\b(?:alleg(?:ed?|es|ing)|claim(?:ed|s|ing)|contend(?:ed|s|ing)?|accus(?:ed?|es|ing)|complain(?:ed|s)?)(?: that)?,? (?P<a>{_LIST})(?:'s (?:[\w-]+ ){{1,4}}| )(?!(?:unit|subsidiary|arm|division|owner|parent|spokes))
        |(?P<b>{_LIST}),? (?:(?:is|are|was|were) )?(?:allegedly|supposedly|said to have|alleged to|claimed to)\b""",
    matches=("alleging that \ue000 trained its models", "\ue000 and \ue001 allegedly went to the site"),
    ignores=("the claims of \ue000",),
    flags=0,
)
_PEOPLE_LISTED = pattern(
    "several names as the subject of a sentence",
    rf"""^(?P<a>{N}(?:, {N})*,? and {N}),? (?:has|have|had|are|were|say|said|want|own|make|write|discovered|found|learned)\b""",
    matches=("\ue000 and \ue001 had been first", "\ue000, \ue001 and \ue002 say that"),
    ignores=("they and \ue000 had",),
    flags=0,
)
_FOR_CLIENTS = pattern(
    "a suit that a law firm files for somebody",
    rf"""^[Oo]n behalf of (?P<b>{_LIST})[^.;]{{0,60}}, {N}|\b{_START}\b[^.;]{{0,60}}?\b{SUIT}\b(?:[^.;{N[1:-1]}]|\.(?=[^ ]| [A-Z])){{0,120}}? (?:for|on behalf of) (?P<a>(?:[\w-]+,? ){{0,6}}?{_LIST})""",
    matches=("\ue000 filed a class action for nine musicians and \ue001", "brought a suit on behalf of \ue001"),
    ignores=("filed a suit against \ue000",),
    flags=0,
)


def lists(marked: str) -> Iterator[str]:
    """The enumerations of names in a marked sentence, "N, N and N", each as its text."""
    yield from (match.group() for match in _LISTED.finditer(cut(marked)))


_LISTED = re.compile(_LIST)


def clients(marked: str) -> str:
    """The names for which counsel files in a marked sentence; whoever else would be its plaintiff is counsel."""
    return _clients(cut(marked))


def _clients(text: str) -> str:
    return "".join(match["a"] or match["b"] for match in _FOR_CLIENTS.finditer(text))


def roles(marked: str) -> Iterator[Role]:
    """The sides on which a marked sentence puts the names in it."""
    if _NAMED.search(marked) is None:
        return
    text = cut(marked)
    represented = _clients(text)
    if represented:
        yield Role(True, represented, True)
    for number, (plaintiff, regex) in enumerate(_RULES):
        for match in regex.finditer(text):
            if represented and number == 0:
                continue  # the subject is counsel
            for value in filter(None, match.groupdict().values()):
                yield Role(plaintiff, value, True)
    for match in _CLAIMS.finditer(text):
        yield Role(True, match["a"], False)
    for match in _ACCUSED.finditer(text):
        yield Role(False, match["a"] or match["b"], False)
    if subject := _PEOPLE_LISTED.match(text):
        yield Role(True, subject["a"], False)
