"""What speaks for a name being a plaintiff's: the classes of the words around it, summed over the story, by learned weights.

The rules of `parties` and `suing` read sentences that are built as they expect. What they find counts here as evidence among
other: which classes of words stand before and after a name and everything listed with it, what kind of name it is, how early
and how often it is named, what the rules say of the others. The weights stand in `weights.json`; `tests/articles_gold/fit.py`
learns them from articles with gold. No name of a party and no wording of a whole phrase is a feature.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log2
from pathlib import Path

from loaders.articles.marks import FIRST, marked
from loaders.articles.names import Name, ai_makers, bodies, system_makers
from loaders.articles.people import OFFICE, PERSON
from loaders.articles.story import Sentence

WEIGHTS = Path(__file__).parent / "weights.json"

Features = dict[str, float]

# ---------------------------------------------------------------------------------------------------------------------
# Classes of words: English, German, French

CLASSES: dict[str, str] = {
    "sue": r"sue|sues|sued|suing|(?:ver)?klag(?:t|te|ten|en)|poursui\w+|assign(?:e|ent|é|er)|attaqu\w+",
    "file": r"fil(?:e|es|ed|ing)|br(?:ing|ings|inging|ought)|lodg\w+|launch\w*|start\w*|commenc\w+|initiat\w+|submitt?\w*|open(?:s|ed)|mount\w*|pursu\w+|press(?:es|ed|ing)"
    r"|refil\w+|rais(?:e|es|ed|ing)|plead\w*|institut\w+|serv(?:ed|es)|(?:ein)?reich\w+|eingereicht|erh(?:ob|oben|ebt|eben)|dépos\w+|engag\w+|saisi\w*|introdui\w+|intent\w*",
    "take": r"t(?:ake|akes|aking|aken|ook)|haul\w*|drag\w*|accus\w+|target\w*|hit|hits|slap\w*|go|goes|going|went|turn\w*|zieh\w*|zog\w*|accuse\w*",
    "suit": r"(?:law)?suits?|complaints?|class|actions?|cases?|claims?|proceedings?|petitions?|litigation|counts?|writs?|(?:\w+)?klagen?|antrag|(?:\w+)?antrags|verfahren|plaintes?|recours|procès|assignations?|requêtes?",
    "court": r"courts?|court's|jury|tribunals?|(?:\w*)gericht(?:s|e|en)?|tribunaux|trial",
    "say": r"say|says|said|told|tells?|alleg\w+|claim(?:ed|s|ing)|contend\w*|complain\w*|argu\w+|assert\w*|maintain\w*|object\w*|insist\w*|stat(?:e|es|ed)|sagt\w*|affirm\w+|estim\w+|reproch\w+|reprocher|wirft|werfen|warf",
    "want": r"want\w*|seek\w*|sought|demand\w*|ask(?:s|ed|ing)?|hop(?:e|es|ed|ing)|request\w*|require\w*|forder\w+|verlang\w+|réclam\w+|demand\w+",
    "step": r"appeal(?:s|ed)?|lost|los(?:e|es|ing)|w(?:in|ins|on)|prevail\w*|proceed\w*|amend\w*|drop(?:s|ped)|withdr\w+|settl\w+|register\w*|standing|fail\w*|unterlag|unterliegt|verl(?:or|iert)|gewann|débout\w+|allow\w*|may|could|cannot|can",
    "dismiss": r"dismiss\w*|toss\w*|throw\w*|threw|thrown|reject\w*|deni(?:ed|es|al)|strike|struck|narrow\w*|trim\w*",
    "answer": r"respond\w*|repl(?:y|ies|ied)|declin\w+|comment\w*|den(?:y|ies|ied)|defend\w*|spokes\w+|statement|motion|moved|argued|fac(?:e|es|ed|ing)",
    "against": r"against|gegen|contre|versus",
    "v": r"v|vs",
    "by": r"by|von|durch|par",
    "from": r"from",
    "for": r"for|für|pour",
    "behalf": r"behalf|namens|nom",
    "led": r"led|headed|joined|joining|fronted|spearheaded",
    "among": r"including|among|include|includes|such|like|darunter|dont|notamment",
    "plaintiff": r"(?:co-)?plaintiffs?'?|claimants?|petitioners?|appellants?|complainants?|kläger\w*|antragsteller\w*|demandeu\w+|demanderesse\w*|plaignant\w*|representatives?",
    "defendant": r"(?:co-)?defendants?'?|respondents?|beklagte\w*|antragsgegner\w*|défende\w+",
    "maker": r"(?:novel|essay|journal|cartoon|memoir|songwriter|satir|art|lyric|fantas|column|guitar|violin|pian)ists?|author\w*|writers?|novelists?|poets?|playwrights?|screenwriters?|artists?|illustrators?|painters?|photographers?|musicians?|singers?|rappers?"
    r"|songwriters?|composers?|narrators?|actors?|actress\w*|comedians?|comics?|bloggers?|podcasters?|youtubers?|creators?|programmers?|developers?|coders?|filmmakers?|directors?|translators?|biographers?|historians?|hosts?|djs?|designers?|sculptors?"
    r"|performers?|laureates?|scientists?|neuroscientists?|reporters?|newscasters?|influencers?|streamers?|autor\w*|schriftsteller\w*|(?:\w*)fotograf\w*|künstler\w*|musiker\w*|journalist\w*|romanci\w+|auteu\w+|autric\w+|écrivain\w*|illustrat\w+|photograph\w+",
    "user": r"users?|customers?|patients?|subscribers?|members?|residents?|employees?|mothers?|fathers?|parents?|men|man|women|woman|callers?|drivers?|students?|teachers?|consumers?|couples?|teenagers?|minors?|workers?|nurses?|doctors?|estates?|widow\w*|heirs?|executors?|owners?|(?:\w*)nutzer\w*|kunden|utilisat\w+|clients?",
    "body": r"publish\w+|labels?|newspapers?|studios?|outlets?|broadcasters?|agenc(?:y|ies)|magazines?|societ(?:y|ies)|guilds?|unions?|associations?|compan(?:y|ies)|firms?|networks?|groups?|librar(?:y|ies)|archives?|databases?|collecting|dailies|daily|stations?|channels?|majors?|verlag\w*|verlage|(?:\w*)gesellschaft\w*|verbände?|verein\w*|zentrale|agentur\w*|éditeu\w+|syndicats?|journa(?:l|ux)|sociétés?|entreprises?",
    "tech": r"startups?|start-ups?|giants?|makers?|developers?|operators?|chatbots?|models?|ai|tech|technology|platforms?|search|engines?|software|apps?|ki|ia|hersteller|konzern|anbieter",
    "counsel": r"attorneys?|lawyers?|counsel|llp|represent\w*|partners?|(?:rechts)?anw[aä]lt\w*|avocat\w*|kanzlei|cabinet|pllc|advocates?|solicitors?|barristers?",
    "judge": r"judges?|justices?|magistrate|richter\w*|juges?|circuit|appointed|ruled|ruling|wrote|opinion|order|ordered|held|granted|presid\w+",
    "officer": r"ceo|chief|executives?|presidents?|directors?|spokes\w+|founders?|co-founders?|general|officers?|chair\w*|heads?|minister|geschäftsführer\w*|vorstand\w*|pdg|porte-parole|managing",
    "expert": r"professors?|analysts?|scholars?|universit\w+|experts?|lecturers?|researchers?|fellows?|institute|specialists?",
    "press": r"reported|reports?|editing|edited|editors?|according|told|interview\w*|photo|image|byline|published|newsletter|wrote|tweeted|posted",
    "work": r"books?|novels?|albums?|songs?|titles?|lyrics|films?|memoirs?|hits?|characters?|series|bestsell\w*|catalog\w*|works?|articles?|recordings?|stories|archive|column",
    "use": r"train\w*|cop(?:y|ies|ied|ying)|scrap\w+|us(?:e|es|ed|ing)|harvest\w*|download\w*|stole|steal\w*|taken|reproduc\w+|ingest\w*|pirat\w+|infring\w+|violat\w+|record(?:ed|s|ing)|shar(?:ed|es|ing)|fed|genutzt|verwendet|kopiert|utilis\w+|copi\w+",
    "who": r"who|which|whose|whom|qui|dont",
    "and": r"and|und|et|&|plus|sowie",
    "owns": r"own(?:s|ed|er|ers)|parent|subsidiar\w+|backed|bought|acquired|units?|part|affiliates?|behind|runs|operat\w+|publishes|houses|titles|brands?|sites?|tochter\w*|filiale\w*",
    "deal": r"deals?|licen[sc]\w+|partner\w*|agreements?|signed|settlement",
    "other": r"already|earlier|previously|separately|another|sister|parallel|similar|companion|related|same|other|also|too|one|auch|bereits|ebenfalls|aussi|déjà|autre",
    "of": r"of|de|du",
    "to": r"to|à|zu|zum|zur",
    "in": r"in|at|im|am|beim|en|dans",
    "with": r"with|mit|avec|alongside|beside|together",
    "named": r"named|called|dubbed|titled|entitled|known|genannt|namens|nommée?s?|appelée?s?",
    "once": r"formerly|previously|once|ex|ehemals|früher|anciennement",
    "the": r"the|an?|les?|la|une?|der|die|das|dem|den|des|eine?[rmns]?",
    "its": r"its|their|his|her|ihre?[rmsn]?|seine?[rmsn]?|ses|son|sa|leurs?",
    "be": r"is|are|was|were|been|be|ist|sind|war|waren|est|sont|été",
    "have": r"has|have|had|hat|haben|hatten?|ont|avait",
}
_TOKEN = re.compile(r"[\ue000-\uf8ff]|'s(?!\w)|[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'-]*|\d[\d.,]*|[^\w\s]")
_JAPANESE = (
    ("after:が", re.compile(r"[^、。]{0,12}[がはも]")),
    ("after:を訴", re.compile(r"[^。]{0,12}(?:を相手|に対|を訴え|を提訴)")),
    ("after:など", re.compile(r"(?:など|ら|さん|氏)")),
    ("after:の", re.compile(r"の")),
    ("after:弁護士", re.compile(r"(?:弁護士|教授|裁判長|社長)")),
)
_JAPANESE_SUIT = re.compile(r"提訴|訴え|訴訟|原告|請求|告訴")


@lru_cache(maxsize=8192)
def classes_of(word: str) -> tuple[str, ...]:
    """The classes of a word, without regard to capitals.

    >>> classes_of("Novelists"), classes_of("claims"), classes_of("sea")
    (('maker',), ('suit', 'say'), ())
    """
    lowered = word.lower()
    return tuple(name for name, regex in _EACH if regex.fullmatch(lowered))


_EACH = tuple((name, re.compile(regex)) for name, regex in CLASSES.items())

NEAR, REACH = 4, 16
"""Words from a name within which a class counts as near, and as far as one is looked for."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a name (its number, else -1) of a sentence, with its classes."""

    text: str
    name: int
    classes: tuple[str, ...]


def tokens(sentence: Sentence) -> list[Token]:
    """The words, marks and names of a sentence."""
    found = []
    for match in _TOKEN.finditer(marked(sentence)):
        text = match.group()
        number = ord(text) - FIRST if "\ue000" <= text <= "\uf8ff" else -1
        found.append(Token(text, number, ("name",) if number >= 0 else classes_of(text)))
    return found


def _enumerated(words: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The stretches of names joined by commas and "and", as first and last place; a name alone is one.

    A few words that describe the next name may stand before it: "N, the anatomist N and her colleague N".
    """
    at = 0
    while at < len(words):
        if words[at].name < 0:
            at += 1
            continue
        last = at
        while (following := _next_listed(words, last)) is not None:
            last = following
        yield at, last
        at = last + 1


def _next_listed(words: Sequence[Token], last: int) -> int | None:
    """The place of the name that an enumeration goes on with after one of its names."""
    ahead = last + 1
    while ahead < len(words) and ahead <= last + 2 and (words[ahead].text in (",", ";") or "and" in words[ahead].classes):
        ahead += 1
    if ahead == last + 1:
        return None
    for place in range(ahead, min(ahead + DESCRIBED, len(words))):
        if words[place].name >= 0:
            return place
        if (
            not words[place].text[0].islower()
            or not _DESCRIBING.issuperset(words[place].classes)
            or words[place].text in _CLAUSE
        ):
            return None
    return None


DESCRIBED = 5
"""Words from a comma within which the next name of an enumeration must stand."""
_DESCRIBING = frozenset({"maker", "user", "body", "work", "expert"})
_CLAUSE = frozenset(
    "in on at with to from as is are was were be been has have had will would that this it its he she they but while when after before for about into over".split()
)


def _around(words: Sequence[Token], first: int, last: int) -> Iterator[str]:
    """The features of what stands before and after the words from first to last."""
    before, after = words[max(0, first - REACH) : first][::-1], words[last + 1 : last + 1 + REACH]
    yield from _side("L", before)
    yield from _side("R", _without_aside(after))
    if role := _role(after):
        yield f"role:{role}"
    if first == 0:
        yield "L0:start"
    if last > first:
        yield "listed"


def _side(side: str, words: Sequence[Token]) -> Iterator[str]:
    """Which classes stand next to the names, near them, and which one first says who does what to whom."""
    for distance, word in enumerate(words[:NEAR]):
        if word.text in _ENDS and distance:
            break
        for each in word.classes:
            if distance == 0:
                yield f"{side}0:{each}"
            yield f"{side}near:{each}"
    for distance, word in enumerate(words):
        if word.text in _ENDS and distance:
            break
        if head := next((each for each in word.classes if each in _VERBAL), None):
            yield f"{side}first:{head}"
            break


_ENDS = frozenset(";:")
_VERBAL = frozenset(
    "sue file take suit say want step dismiss answer against use plaintiff defendant name press deal".split()
)


def _role(words: Sequence[Token]) -> str | None:
    """What somebody is called right after the name: "N, the plaintiffs' attorney", "N of N, a partner"."""
    for word in words[:ROLE]:
        for each in word.classes:
            if each in _ROLES:
                return each
            if each in _VERBAL and each not in ("name", "plaintiff"):
                return None
    return None


ROLE = 9
_ROLES = frozenset("counsel judge officer expert maker user body defendant press".split())


def _without_aside(words: Sequence[Token]) -> Sequence[Token]:
    """What follows a name without the aside set off by commas right after it: "N, who wrote it, sued"."""
    if words and words[0].text == "," and len(words) > 3:
        for at in range(2, min(len(words), 14)):
            if words[at].text == ",":
                return [*words[1:2], *words[at + 1 :]]
    return words


# ---------------------------------------------------------------------------------------------------------------------
# Over the story


@dataclass(frozen=True, slots=True)
class Rules:
    """What the rules say, by the key of a name: how much speaks for its suing and its being sued, and whom they settle on."""

    sues: Mapping[str, float]
    is_sued: Mapping[str, float]
    plaintiffs: Set[str]
    defendants: Set[str]


def mention_features(
    sentence: Sentence, words: Sequence[Token], listed: Iterable[tuple[int, int]]
) -> list[frozenset[str]]:
    """The features of each name of a sentence, in order.

    Args:
        sentence: the sentence.
        words: what it is made of.
        listed: the stretches of names in it, as first and last place.
    """
    found: list[set[str]] = [set() for _ in sentence.names]
    japanese = bool(_JAPANESE_SUIT.search(sentence.text))
    for first, last in listed:
        around = set(_around(words, first, last))
        for place in range(first, last + 1):
            number = words[place].name
            if number < 0:
                continue
            features = found[number]
            features |= around
            if [word.text for word in words[place + 1 : place + 2]] == ["'s"]:
                features.add("owner" if words[place + 2 : place + 3] and words[place + 2].name >= 0 else "possessive")
            if japanese:
                end = sentence.names[number].end
                features |= {f"ja:{what}" for what, regex in _JAPANESE if regex.match(sentence.text, end)}
    for features in found:
        if sentence.title:
            features.add("title")
        if sentence.background:
            features.add("background")
    return [frozenset(each) for each in found]


def features_of(sentences: Sequence[Sentence], key_of: Callable[[Name], str], rules: Rules) -> dict[str, Features]:
    """The features of every name of the story that may be a party's, by its key."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    mentions: Counter[str] = Counter()
    first: dict[str, int] = {}
    kinds: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    total = max(len(sentences), 1)
    for place, sentence in enumerate(sentences):
        if not sentence.names:
            continue
        keys = [key_of(name) for name in sentence.names]
        words = tokens(sentence)
        stretches = list(_enumerated(words))
        for name, key, around in zip(sentence.names, keys, mention_features(sentence, words, stretches), strict=True):
            seen[key].update(("background",) if sentence.background else around)
            mentions[key] += 1
            first.setdefault(key, place)
            kinds[key].add(name.kind)
            if name.kind == PERSON and " " not in name.text:
                kinds[key].add("surname")
            if name.id in ai_makers():
                kinds[key].add("ai_maker")
            elif name.id in system_makers():
                kinds[key].add("system_maker")
            body = bodies().get(name.id)
            if body:
                kinds[key].add(f"type_{body.type}")
        for start, end in stretches:
            if end > start:
                together = {keys[word.name] for word in words[start : end + 1] if word.name >= 0}
                for key in together:
                    beside[key] |= together - {key}
    nobody = not rules.plaintiffs
    result: dict[str, Features] = {}
    for key, counts in seen.items():
        features: Features = {"bias": 1.0}
        sort = "person" if PERSON in kinds[key] else "body"
        for each in counts:
            features[each] = 1.0
        for kind in kinds[key]:
            features[f"kind:{kind}"] = 1.0
        features["often"] = log2(1 + mentions[key])
        features["late"] = first[key] / total
        features["lead"] = float(first[key] < 3)
        features["all background"] = float(counts["background"] == mentions[key])
        sues, is_sued = rules.sues.get(key, 0.0), rules.is_sued.get(key, 0.0)
        if key in rules.plaintiffs:
            features["rule:plaintiff"] = 1.0
            features[f"rule:plaintiff, {sort}"] = 1.0
        if key in rules.defendants:
            features["rule:defendant"] = 1.0
        features["rule:sues"] = min(sues, 3.0)
        features["rule:sued"] = min(is_sued, 3.0)
        features["rule:sues more"] = float(sues > is_sued)
        if any(OFFICE in kinds[other] for other in beside[key]):
            features["beside office"] = 1.0
        if beside[key] & rules.plaintiffs:
            features["beside plaintiff"] = 1.0
        if beside[key] & rules.defendants:
            features["beside defendant"] = 1.0
        if nobody:
            features["nobody by rule"] = 1.0
            if PERSON in kinds[key]:
                features["nobody by rule:person"] = 1.0
        result[key] = features
    return result


# ---------------------------------------------------------------------------------------------------------------------
# Weights


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of features, and the scores from which on a candidate is kept that rules found, or added that they did not."""

    weights: Mapping[str, float]
    keep: float
    add: float

    def score(self, features: Mapping[str, float]) -> float:
        """How much the features speak for it: the sum of value times weight; one without a weight counts nothing."""
        weights = self.weights
        return sum(value * weights[name] for name, value in features.items() if name in weights)

    def takes(self, features: Mapping[str, float], ruled: bool) -> bool:
        """Whether enough speaks for a candidate; `ruled`: that the rules found it."""
        return self.score(features) > (self.keep if ruled else self.add)


@cache
def models() -> dict[str, Model]:
    """The learned models by what they decide: "plaintiff", "defendant"."""
    return {what: Model(**each) for what, each in json.loads(WEIGHTS.read_text("utf-8")).items()}
