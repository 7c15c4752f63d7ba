"""Who sues whom: patterns over sentences in which every name has become one character.

A sentence such as "Three novelists, Molly Tanzer and Jennifer Gilmore, have sued cloud company Salesforce" is matched as
"Three novelists, N and N, have sued cloud company N"; so a pattern needs to know nothing of how names are built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from loaders.articles.clean import FIELD
from loaders.articles.listing import enumerations
from loaders.articles.marks import FIRST, marked, unmarked
from loaders.articles.names import BODY, GUESSED, KNOWN, Name
from loaders.articles.patterns import Regex, pattern
from loaders.articles.people import OFFICE, PERSON, STATE, is_body
from loaders.articles.story import Sentence
from loaders.articles.suing import Role, clients, lists, roles
from loaders.articles.suing_abroad import roles_abroad

PLAINTIFF, DEFENDANT = "plaintiff", "defendant"


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named as suing or sued: the name as printed, and the sentence that says so.

    `sure` is False where the words fit a lawyer who files for somebody as well; `listed`, that it stands in a list of parties.
    """

    role: str
    name: Name
    sentence: Sentence
    sure: bool = True
    listed: bool = False

    @property
    def weight(self) -> float:
        """How much the words say: a list of parties is plain, words that fit a lawyer as well are doubtful."""
        return 3.0 if self.listed else 1.0 if self.sure else 0.5


_N = "[\ue000-\uf8ff]"
_POSS = "(?:'s)?"
# words that describe a name before it: "cloud-computing company N", "the U.S. music service N"
_DESC = (
    r"(?:(?!(?:against|that|who|which|whose|over|for|by|with|in|from|about|to|said|says|say|as|at|of|on|and"
    r"|or|after|because|while|is|are|was|were|has|have|had|sued|accused|accusing|where|when|not|it"
    r"|they)\b)[\w.'/-]+ ){0,7}?"
)
_LINK = r"(?:, (?:and )?| and | & |; (?:and )?|,? as well as |,? along with |,? together with | plus | et | und )"
_MORE = (
    r"(?:(?!(?:against|that|who|which|over|for|by|with|in|from|about|to|said|says|say|as|at|of|on|and|or|is"
    r"|are|was|were|has|have|had|sued|accused|when|it|they|after|because|while)\b)[a-z][\w-]*,? ){0,4}"
)
_PAREN = (
    r"(?: ?\([^()]{1,40}\)| (?:of|from) [A-Z][a-z]+(?: [A-Z][a-z]+)?(?=,| and |\.)|, (?:which|who|an?|the"
    r"|maker of) [^,.;]{1,50}(?=, (?:[\ue000-\uf8ff]|and )))?"
)
_NAMES = rf"{_N}{_PAREN}(?:'s (?={_N})|'s)?(?:(?:{_LINK}{_MORE}|'s |(?<='s) ){_N}{_PAREN}(?:'s)?)*"
_LIST = _DESC + _NAMES
_ASIDE = (
    r"(?:,? (?:(?<=, )(?!and\b|or\b|but\b|said\b|says\b|while\b|after\b|as\b)[a-z][\w-]*|who|which|whose|an?"
    r"|the|known|all|both|best|based|led|owned|together|along|joined|as|one of|himself|herself|makers?|owner"
    r"|developer|operator|publisher|creator|provider|home)\b(?:[^.;]|\.(?! )){0,110}?,"
    r"| [-–—] [^.;–—]{0,110}? [-–—])?"
)
_HAS = (
    r"(?:(?:has|have|had|is|are|was|were|also|now|jointly|together|both|all|formally|officially|on \w+"
    r"|in \w+ \w+|today|this week|last week|yesterday|then|separately|promptly|recently|each|reportedly"
    r"|has been|have been) ){0,4}"
)
_SUIT = (
    r"(?:(?:proposed|putative|federal|class[- ]action|new|first|joint|consolidated|copyright|privacy"
    r"|infringement|landmark|civil|amended|similar|major|own|sweeping|would-be|multi-?\w+|billion-dollar"
    r"|\w+-page|\$[\d.,]+ ?\w*|second|third|wide-ranging|major|legal|trademark) )*(?:law ?suits?|suits?"
    r"|complaints?|class[- ]actions?|actions?|cases?|claims?|proceedings|legal action|petitions?|litigation)"
)

SUES = pattern(
    "X sues Y",
    rf"""(?<! of )(?P<p>{_NAMES})(?:,? and (?:\w+ ){{0,2}}(?:others?|more)(?: \w+)?)?{_ASIDE},? {_HAS}(?:sued|sues?|suing
        |(?:becomes?|became|is|are|was|were) (?:the |among the )?(?:latest|first|newest
        |\w+) (?:[\w-]+ ){{0,4}}to (?:sue|take on|file suit against)|filed suit against|files suit against
        |(?:filed|files|filing|file|lodged|brought|bring|brings|launched|launches|initiated|began|begun
        |started|commenced|opened|opens) [^.;]{{0,70}}?(?:{_SUIT}|proceedings)(?:[^.;:]{{0,80}}?) (?:against
        |before .{{0,30}} against)|(?:took|takes?|taken|dragged
        |hauled)(?= [^.;]{{0,80}}\bto (?:[\w ]+ )?court)|(?:accused?|accuses|accusing)|(?:takes?|took) on
        |(?:went|goes|gone|go|going) to court against|go(?:es)? after|(?:hits?|slapped
        |served)(?= [^.;]{{0,60}} with (?:an? )?{_SUIT})) (?:it and its (?:\w+ ){{0,2}})?(?P<d>{_LIST})""",
    matches=(
        "\ue000 has sued \ue001",
        "\ue000 and \ue001 have filed a proposed class action against cloud company \ue002",
        "\ue000 took the startup \ue001 to court",
        "\ue000 goes to court against \ue001",
        "\ue000 has begun proceedings against synthetic media startup \ue001",
    ),
    ignores=("\ue000 was filed by \ue001", "\ue000 took over \ue001"),
)
AGAINST = pattern(
    "suit against Y",
    rf"""(?:{_SUIT}|sued|accus(?:es?|ed|ing)|fight|battle|proceedings|victory
        |complains?) (?:[^.;]{{0,50}}? )??(?:against|naming|targeting) (?P<d>{_LIST})|\b(?:accus(?:es|ed|ing
        |e)|sues?|suing|sued|claim(?:s|ed)? that) (?P<e>{_LIST})(?=$|[.;:]
        |,(?! (?:and )?(?:[a-z]\w* ){{0,3}}{_N})| (?:of|that|for|over|in|before
        |alleging|claiming|saying|on|with|as|after|at|again)\b)|\b(?:suit|lawsuit|complaint
        |action) (?:accuses|names|targets|alleges that|says that|claims that) (?P<f>{_LIST})
    |\b(?:appeal|motion|bid|case|claim)s? (?:by|of) (?P<g>{_LIST}) to dismiss|\bBesides (?P<h>{_LIST}) (?:it
    |the suit|the complaint|the lawsuit) names (?P<i>{_LIST})|(?:defendants?|sued(?: too| as well)?
    |companies)(?:,| are| is|:) (?P<j>{_LIST})|(?:lawsuit|suit
    |class action) followed against [^.:]{{0,60}}: (?P<k>{_LIST})|\b(?:say|says|claims?
    |alleges?)(?: that)? (?P<l>{_LIST}){_ASIDE} (?:has |had |have )?(?:unlawfully |illegally |secretly |wrongly |knowingly )?(?:took
    |copied|copies|(?:mis)?used?|uses|scraped|scrapes|trained|trains|stole|fed|pirated|downloaded|recorded
    |violated|infringed|harvested|shared|disclosed|broke|reproduced?|reproduces|exploited|ingested
    |intercepted|collected|cloned|sold|built|engages|knew|lifted)\b|(?:summary )?judgment (?:to|for
    |in favou?r of) (?P<m>{_LIST})(?:, and to (?P<n>{_N}))?|{_N}(?: [A-Z]\w+)? (?:subscriber|user|customer
    |member|employee)s? (?:has |have )?(?:sued|is suing|are suing) (?:the
    |its) (?:(?:[\w\ue000-\uf8ff-]+ ){{0,4}})(?:platform|company|site|service|firm|network|provider|app
    |giant)\b""",
    matches=(
        "class action against \ue000",
        "accusing \ue000 of building a business",
        "the suit that three authors brought against AI developer \ue000",
        "a class action followed against three companies: \ue000, \ue001 and \ue002",
    ),
    ignores=("a match against the odds",),
)
SUED_ALONGSIDE = pattern(
    "others sued beside",
    (
        rf"(?:are|is|were|was) (?:also )?(?:sued|named(?: as defendants?)?) (?:alongside|along with"
        rf"|together with|as well as|beside|with)[^.:]{{0,40}}: (?P<d>{_LIST})|also (?:names|sues"
        rf"|targets) (?P<e>{_LIST})|against (?:its|their) (?:[\w-]+ ){{0,3}}(?:founders?|chief executives?"
        rf"|executives?|officers?|chief),? (?P<f>{_LIST})"
    ),
    matches=("Two men are sued alongside the company: chief executive \ue000 and co-founder \ue001.",),
    ignores=("the men are alongside: \ue000",),
)
PLAINTIFFS = pattern(
    "those who sue",
    rf"""(?:\bplaintiffs?(?:,| are| is|:| include)? (?:\w+ ){{0,3}}?|\bThey are (?!\w+ing\b)
        |\bled by |\bon behalf of (?!(?:millions|all|its|the|a|its) )|\bBehind it (?:are
        |is) |\bfiled by |\bbrought by |\bclaims? (?:of|that) (?=[^.]{{0,80}}(?:raised|brought))
        |(?<!parallel )(?<!similar )(?<!separate )(?<!another )(?<!earlier )\bsuit (?:of|by
        |from) |\bthe case of |\bloss of |\bsuing (?:are|is) |\bsays plaintiff )(?P<p>{_LIST})
        |\bon (?P<s>{_LIST}) behalf\b
    |(?<! of )(?P<q>{_NAMES})(?:,? and (?:\w+ ){{0,2}}(?:others?
    |more)(?: \w+)?)?{_ASIDE},? (?:(?:has |have |had )?(?:went|gone) to (?:[\w \ue000-\uf8ff]+ )?[Cc]ourt
    |had (?:raised|brought|accused|alleged|claimed|argued|complained|contended)|can sue|(?:may|can) (?:sue
    |stand for|go on|continue|proceed|pursue|press)\b|want a court|(?:was|were) the (?:plaintiffs?
    |first to sue)|(?:first )?sued in|sued (?:the|its|over|on|last|this)\b|(?:has|have) (?:sued|brought suit)
    |(?:filed|brought) (?:an?|his|her|their) (?:proposed |putative |federal )?{_SUIT}|had sued)
    |(?P<u>{_NAMES})(?: and (?:\w+ )?other \w+)?{_ASIDE} filed the complaints?\b
    |\b(?:authors|novelists|writers|artists|publishers|musicians|people|plaintiffs|residents|users
    |voice actors|actors|comedians|labels|studios|outlets|newspapers|YouTubers|creators|photographers
    |illustrators|programmers|developers|companies|organi[sz]ations|journalists|customers|consumers|parents
    |professors|neuroscientists|scientists|singers|songwriters|composers|narrators|podcasters|broadcasters
    |magazines
    |sites)(?: [\w-]+){{0,6}}?, (?:among them |including |such as |led by )?(?P<r>{_LIST}),? (?:{_HAS}(?:sued
    |sue|filed|brought|accused?|say|said|went|gone|allege|claim|want|argue|contend|lodged|launched|began
    |begun|opened|started|took|taken))
    |(?P<k>{_NAMES}), who (?:had |have |has )?(?:accused?|sued?|alleged?|claim(?:ed)?|says?|said)\b
    |(?P<m>{_NAMES}), (?:one of )?(?:the )?(?:\w+ )?(?:lead |named )?plaintiffs?\b|(?P<v>{_NAMES}) (?:are
    |is) (?:also )?(?:the |a |among the |co-)?plaintiffs?\b|\b(?:alongside|along with|together with
    |joined by) (?:(?:two|three|four|five|several|the|fellow) )?(?:other )?(?:authors|novelists|writers
    |artists|publishers|musicians|people|plaintiffs|residents|users|voice actors|actors|comedians|labels
    |studios|outlets|newspapers|YouTubers|creators|photographers|illustrators|programmers|developers
    |companies|organi[sz]ations|journalists|customers|consumers|parents),? (?P<w>{_NAMES})|\b(?:appeals?
    |claims?|lawsuits?|complaints?|actions?) (?:of|by|from|brought by
    |filed by) (?:(?!against)[\w-]+ ){{0,4}}?(?P<x>{_NAMES})(?: and others)? against
    |(?P<y>{_N})'s? (?:\w+ ){{0,2}}{_SUIT} against""",
    matches=(
        "They are \ue000, \ue001 and \ue002 of Illinois.",
        "Filed on behalf of \ue000",
        "Led by \ue000 and \ue001, several publishers",
        "\ue000 and \ue001 went to federal court in California",
        "Eight people who give only initials, \ue000, \ue001 and \ue002, say that",
    ),
    ignores=("on behalf of millions of \ue000 customers",),
)
SAYS_SUIT = pattern(
    "Y did it, says a suit",
    (
        rf"(?P<d>{_N}){_POSS} [^.]{{5,140}}?,? (?:says?|said|alleges?|claims?|according to|argues?) (?:a|the"
        rf"|an) (?:\w+[- ]){{0,3}}(?:class action|lawsuit|suit|complaint)s?\b"
        rf"|^(?:to [^.]{{3,80}}?, )?(?P<e>{_LIST}) [^.]{{0,120}}, an? (?:proposed )?class action says"
    ),
    matches=("\ue000 recorded phone orders, says a class action.",),
    ignores=("\ue000 says it is fine",),
)
_PATTERNS = (SUES, AGAINST, SUED_ALONGSIDE, PLAINTIFFS, SAYS_SUIT)
_PLAINTIFF_GROUPS: dict[Regex, str] = {PLAINTIFFS: "pqrsuvwxykm"}


PRONOUN = re.compile(
    r"(?:She|He|They|The (?:pair|trio|two|duo|three|four|couple|group|novelist|author|writer|artist|photographer|musician|singer|narrator|plaintiff)s?)\b"
)
PRONOUN_SUES = pattern(
    "somebody named before sues",
    rf"""(?:^|, |; |\. |^\S+ \S+ )(?:{PRONOUN.pattern.lower()}|{PRONOUN.pattern})(?:,? (?:and|along with|together with) (?:[\w-]+ ){{1,4}}(?:others|more|[a-z]+s)\b,?)?(?: (?:has|have|had|also|then|first|now|are|is))* (?:sued?\b|suing|filed|went to court|gone to court|brought|lodged
    |took|accuses?|demands?|seeks?|want(?:s|ed)? (?:damages|the (?:court|firm|company)|compensation|money)|alleges?)""",
    matches=(
        "He and five other writers filed a lawsuit",
        "She went to court over it",
        "The pair sued in May",
        "In March, they filed",
    ),
    ignores=("They say that", "The company sued"),
    flags=0,
)


def parties(story: Sequence[Sentence], language: str) -> Iterator[Party]:
    """Everybody whom a sentence of the story names as suing or sued, in order; sentences about other cases left out."""
    told: tuple[Sentence, list[Name]] | None = None  # the last sentence that told of people, and those
    for sentence in story:
        if sentence.background:
            continue
        if told and PRONOUN_SUES.search(sentence.text):
            for name in told[1]:
                yield Party(PLAINTIFF, name, told[0], len(told[1]) == 1 and bool(PRONOUN.match(sentence.text)))
        people = [name for name in sentence.names if name.kind == PERSON and name.start < 120]
        if people or not PRONOUN.match(sentence.text):
            told = sentence, people
        if (
            sentence.start == 0
            and (field := FIELD.match(sentence.text))
            and (side := _FIELD_SIDES.get(field["label"].lower().rstrip("s")))
        ):
            yield from _fielded(sentence, field.end(), side)
            continue
        text = marked(sentence)
        yield from _enumerated(sentence)
        if language in ("de", "fr", "ja"):
            yield from _said(sentence, roles_abroad(text, language))
            continue
        if not sentence.names:
            continue
        represented = clients(text)
        for regex in _PATTERNS:
            for match in regex.finditer(text):
                for group, value in match.groupdict().items():
                    if value and not (represented and group in _PLAINTIFF_GROUPS.get(regex, "p")):
                        role = PLAINTIFF if group in _PLAINTIFF_GROUPS.get(regex, "p") else DEFENDANT
                        for name in _listed(sentence, value, role, regex is SUED_ALONGSIDE):
                            yield Party(role, name, sentence, group != "u")
                if regex is AGAINST and match.lastgroup is None:
                    yield Party(DEFENDANT, sentence.names[ord(match[0][0]) - FIRST], sentence)
        yield from _said(sentence, roles(text))


def _said(sentence: Sentence, found: Iterable[Role]) -> Iterator[Party]:
    """The parties whom rules find in a marked sentence."""
    for said in found:
        role = PLAINTIFF if said.plaintiff else DEFENDANT
        for name in _listed(sentence, said.names, role, False):
            yield Party(role, name, sentence, said.sure)


def _enumerated(sentence: Sentence) -> Iterator[Party]:
    """The parties in a list that says whose it is; a name that no record knows is taken as it stands."""
    for each in enumerations(sentence.text):
        for start, end in each.spans:
            known = next((name for name in sentence.names if name.start < end and start < name.end), None)
            if known and (known.end - known.start >= end - start or known.kind == OFFICE):
                name = known
            elif known and is_body(known) and known.start > start:
                name = Name(start, end, known.kind, known.id, sentence.text[start:end])
            else:
                kind = (
                    known.kind
                    if known
                    else PERSON
                    if each.plaintiff and like_a_person(sentence.text[start:end])
                    else GUESSED
                )
                name = Name(start, end, kind, known.id if known else "", sentence.text[start:end])
            if name.kind in SUING and (each.plaintiff or is_body(name)):
                yield Party(PLAINTIFF if each.plaintiff else DEFENDANT, name, sentence, listed=True)


def like_a_person(name: str) -> bool:
    """Whether a name that no record knows looks like a human being's: two to four words, none of them a company's."""
    words = name.split()
    return len(words) in (2, 3, 4) and not ORGANISED.search(name)


ORGANISED = re.compile(
    r"\b(?:Media|Press|Times|Books?|Company|Music|News|Publish\w+|Studios?|Group|Star|Post|Herald|Tribune|Insider|Inc|LLC|Ltd"
    r"|Corp|Records?|Entertainment|Pictures|Network|the|of|&|and|Magazine|Journal|Union|Guild|Productions?|Film\w*|House)\b"
)


def listed(sentence: Sentence) -> Iterator[list[Name]]:
    """The enumerations of names in a sentence, and the names that stand alone."""
    for value in lists(marked(sentence)):
        yield unmarked(sentence, value)


_FIELD_SIDES = {
    "plaintiff": PLAINTIFF,
    "claimant": PLAINTIFF,
    "kläger": PLAINTIFF,
    "klägerin": PLAINTIFF,
    "demandeur": PLAINTIFF,
    "原告": PLAINTIFF,
    "defendant": DEFENDANT,
    "respondent": DEFENDANT,
    "beklagte": DEFENDANT,
    "beklagter": DEFENDANT,
    "défendeur": DEFENDANT,
    "被告": DEFENDANT,
}
_FIELD_ITEM = re.compile(r"[^;、\s](?:(?! and [A-Z])[^;、,]|, ?(?=(?:Inc|LLC|Ltd|Corp|L\.?P|PBC|GmbH|Co)\b))*")


def _fielded(sentence: Sentence, start: int, role: str) -> Iterator[Party]:
    """The parties in a field of a table: "Plaintiffs: Ann Poe; Bo Roe (proposed class)"."""
    for match in _FIELD_ITEM.finditer(sentence.text, start):
        words = re.sub(r" ?\([^)]*\)|,? et al\.?|^and ", "", match.group()).strip()
        at = sentence.text.find(words, match.start()) if words else -1
        known = next((name for name in sentence.names if name.start == at and is_body(name)), None)
        if at >= 0 and re.match(r"[A-ZÀ-Ý\d\u3040-\u9fff]", words):
            kind, id = (known.kind, known.id) if known else (PERSON if role == PLAINTIFF else GUESSED, "")
            yield Party(role, Name(at, at + len(words), kind, id, words), sentence, listed=True)


_BODIES = (BODY, KNOWN, GUESSED)
SUING = (*_BODIES, PERSON, STATE)
"""The kinds of names of those who may sue."""
_OWNER_WORD = re.compile(r"-(?:owned|backed|funded|based|controlled)\b")
_OWNER = re.compile(rf"'s {_N}")
_CUSTOMERS = re.compile(
    r"(?:'s)?(?: (?:[A-Z]\w+|paid|paying|\w+ing))? (?:customers?|users?|subscribers?|members?|employees"
    r"|readers|owners|listeners|account)\b"
)


_CUSTOMERS_OF = re.compile(
    r"(?:users|customers|subscribers|members|readers|patients|employees|owners|drivers|callers|listeners|players|viewers|buyers|clients|fans|workers|students|sellers|creators)"
    r" (?:of|to|at|with|on|from|who \w+) (?:(?:the|an?|its) )?(?:[\w'-]+ ){0,3}$"
)


def _listed(sentence: Sentence, value: str, role: str, officers: bool) -> Iterator[Name]:
    for index, char in enumerate(value):
        if not "\ue000" <= char <= "\uf8ff":
            continue
        name = sentence.names[ord(char) - FIRST]
        if (
            _OWNER.match(value, index + 1)
            or _CUSTOMERS.match(sentence.text, name.end)
            or _OWNER_WORD.match(sentence.text, name.end)
            or (index and value[index - 1] == "（")
            or (role == PLAINTIFF and _CUSTOMERS_OF.search(sentence.text, max(0, name.start - 60), name.start))
        ):
            continue  # "Microsoft's LinkedIn" is LinkedIn, and "LinkedIn Premium customers" are not LinkedIn
        kinds = (*_BODIES, PERSON, OFFICE) if officers else (*_BODIES, PERSON, STATE) if role == PLAINTIFF else _BODIES
        if name.kind in kinds:
            yield name


CLASS = pattern(
    "a class described in words",
    r"""(?:\b(?:on behalf of|representing|sued by|lawsuit from|suit from|claims? from|action from|brought by
        |filed by|allegations from)|^|\ba|\bthe) (?:(?:all|its|the|paying|millions of|many|other|a group of
        |users? such as|a) ){0,4}(?P<class>(?:[A-Z]\w+ ){0,3}(?:[a-z]+ )?(?:customers|users|subscribers
        |members))\b""",
    matches=(
        "on behalf of millions of LinkedIn Premium customers, the firm",
        "has been sued by Premium customers",
        "a lawsuit from its Premium users",
    ),
    ignores=("to let its customers choose",),
    flags=0,
)


def described_class(story: Iterable[Sentence]) -> tuple[Sentence, int, int] | None:
    """The class for which the suit is brought, as words of a sentence; the fullest wording that a sentence gives."""
    best: tuple[int, Sentence, int, int] | None = None
    for sentence in story:
        if sentence.background or not re.search(
            r"\b(?:behalf|su(?:ed|es|it|its)|lawsuits?|action|claims?|allege)\b", sentence.text
        ):
            continue
        for match in CLASS.finditer(sentence.text):
            words = len(re.findall(r"\b[A-Z]", match["class"]))
            if words and (best is None or words > best[0]):
                best = (words, sentence, *match.span("class"))
    return best[1:] if best else None
