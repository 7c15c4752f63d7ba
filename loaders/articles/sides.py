"""Which of the names that patterns bring are the plaintiffs and which the defendants of the case.

Patterns may bring one name on both sides, a law firm that files for somebody, or nobody at all; here the whole story
decides.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from loaders.articles.acts import ActFound
from loaders.articles.dockets import Caption
from loaders.articles.evidence import Features, Rules, features_of, models
from loaders.articles.found import Found
from loaders.articles.names import Name, ai_makers, bodies, group_of, names
from loaders.articles.parties import DEFENDANT, PLAINTIFF, SUING, Party, described_class, listed
from loaders.articles.patterns import pattern
from loaders.articles.people import OFFICE, PERSON, is_body
from loaders.articles.story import Sentence

Side = dict[str, Party]
"""The parties of one side by what makes a name one party."""

COMMON_WORDS = frozenset({"the", "inc", "llc", "corp", "ltd", "company", "group", "media", "music"})
"""Words that many names share, so that sharing one makes no two names alike."""

PRESS = frozenset({"reuters-group", "bbc", "bloomberg", "associated-press", "ani"})
"""Bodies that articles cite as their source: named in a story, they are in it only as a party."""

AMONG_OTHERS = 1.3
"""How many times as often as any other a company must be named to be the one that is accused where no sentence says so."""


def key_of(name: Name) -> str:
    """What makes two names one party: the group of a known body, else the name itself."""
    return group_of(name.id) if name.id else name.text.lower()


def words_of(text: str) -> set[str]:
    """The words of a name that tell it from others."""
    return set(re.findall(r"\w{3,}", text.lower())) - COMMON_WORDS


def sides(
    sentences: Sequence[Sentence],
    found: Sequence[Party],
    caption: Found[Caption] | None,
    allegations: Sequence[ActFound],
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """The plaintiffs and the defendants: what the rules find, weighed with all other evidence of the story."""
    ruled = sides_by_rule(sentences, found, caption, allegations)
    features = features_of(sentences, key_of, rules_of(found, *ruled))
    places: defaultdict[str, list[_Place]] = defaultdict(list)
    for number, sentence in enumerate(sentences):
        for name in sentence.names:
            places[key_of(name)].append((number, sentence, name))
    plaintiffs = _weighed(PLAINTIFF, places, features, ruled[0])
    defendants = _weighed(DEFENDANT, places, features, ruled[1])
    for key in plaintiffs.keys() & defendants.keys():
        suing, sued = (models()[role].score(features.get(key, {})) for role in (PLAINTIFF, DEFENDANT))
        doubtful = suing - sued + (RULED if key in ruled[0] else 0) - (RULED if key in ruled[1] else 0)
        del (defendants if doubtful > 0 else plaintiffs)[key]
    if not plaintiffs:
        plaintiffs = _likeliest_ruled(features, ruled[0], defendants)
    if not defendants:
        defendants = _likeliest(places, features, plaintiffs)
    return tuple(plaintiffs.values()), tuple(defendants.values())


def _likeliest(places: Mapping[str, Sequence[_Place]], features: Mapping[str, Features], plaintiffs: Side) -> Side:
    """The one body for whose being sued most speaks, where nothing speaks for anybody enough: somebody is."""
    model = models()[DEFENDANT]
    scored = {
        key: model.score(each)
        for key, each in features.items()
        if key not in plaintiffs and any(is_body(name) for _, _, name in places[key])
    }
    best = max(scored, key=lambda key: scored[key], default=None)
    if best is None or scored[best] < UNLIKELY or (party := _at_best(DEFENDANT, places[best])) is None:
        return {}
    return {best: party}


def _likeliest_ruled(features: Mapping[str, Features], ruled: Side, defendants: Side) -> Side:
    """Of those who sue by the rules, the one for whom most speaks, where too much speaks against each of them."""
    model = models()[PLAINTIFF]
    left = [key for key in ruled if key in features and key not in defendants]
    best = max(left, key=lambda key: model.score(features[key]), default=None)
    return {} if best is None else {best: ruled[best]}


UNLIKELY = -1.5
"""What must speak against a body at least for it not to be taken, though nobody else is."""

RULED = 1.0
"""What it counts, where a name could stand on both sides, that the rules put it on one."""


def sides_by_rule(
    sentences: Sequence[Sentence],
    found: Sequence[Party],
    caption: Found[Caption] | None,
    allegations: Sequence[ActFound],
) -> tuple[Side, Side]:
    """The plaintiffs and the defendants whom the rules find.

    A name that patterns bring on both sides stands on the side where they bring it more often. What the caption names is
    added where the story names nobody on that side. Where no body is named as sued, it is the one that the allegations name.
    """
    weights = _weights(found)
    certain = any(party.sure for party in found if party.role == PLAINTIFF)
    plaintiffs: Side = {}
    defendants: Side = {}
    for party in found:
        key = key_of(party.name)
        sues, is_sued = weights[PLAINTIFF, key], weights[DEFENDANT, key]
        if party.role == DEFENDANT and is_sued >= sues:
            _keep_fullest(defendants, key, party)
        elif party.role == PLAINTIFF and sues > is_sued and (party.sure or not certain):
            _keep_fullest(plaintiffs, key, party)
    mentions = _mentions(sentences)
    plaintiffs = _without_incidental(plaintiffs, PLAINTIFF, found, sentences, mentions)
    defendants = _without_incidental(defendants, DEFENDANT, found, sentences, mentions)
    if caption and caption.value.versus:
        right = len(caption.value.right)
        _add_captioned(plaintiffs, PLAINTIFF, caption, caption.value.left, caption.start)
        _add_captioned(defendants, DEFENDANT, caption, caption.value.right, caption.end - right)
    plaintiffs = {key: party for key, party in plaintiffs.items() if key not in defendants}
    plaintiffs = _with_listed(sentences, plaintiffs, defendants)
    if not plaintiffs and not described_class(sentences):
        plaintiffs = _complaining(sentences, defendants)
    plaintiffs, defendants = _by_trade(plaintiffs, defendants)
    if not _has_body(defendants):
        defendants = {**{key_of(party.name): party for party in _accused(sentences, allegations, plaintiffs)}, **defendants}
    return plaintiffs, defendants


_Place = tuple[int, Sentence, Name]
"""The number of a sentence, the sentence, and a name in it."""


def _weighed(role: str, places: Mapping[str, Sequence[_Place]], features: Mapping[str, Features], side: Side) -> Side:
    """Those for whose standing on a side more speaks than against it; whom the rules found, unless much speaks against it."""
    model = models()[role]
    chosen: Side = {key: party for key, party in side.items() if key not in features}
    for key, each in features.items():
        if model.takes(each, key in side) and (party := _named_fully(side.get(key), _at_best(role, places[key]))):
            chosen[key] = party
    return _each_once(chosen)


def rules_of(found: Sequence[Party], plaintiffs: Side, defendants: Side) -> Rules:
    """What the rules say, as evidence."""
    weights = _weights(found)
    return Rules(
        {key: weight for (role, key), weight in weights.items() if role == PLAINTIFF},
        {key: weight for (role, key), weight in weights.items() if role == DEFENDANT},
        frozenset(plaintiffs),
        frozenset(defendants),
    )


def _named_fully(ruled: Party | None, best: Party | None) -> Party | None:
    """A party as the rules have it, or as another sentence names the same body more fully: "Strike 3 Holdings" for "Strike 3"."""
    if ruled is None or best is None or not (is_body(ruled.name) and ruled.name.id and ruled.name.id == best.name.id):
        return ruled or best
    longer = (
        set(best.name.text.split()) > set(ruled.name.text.split()) or ruled.name.text.isupper() > best.name.text.isupper()
    )
    return best if longer else ruled


def _at_best(role: str, places: Sequence[_Place]) -> Party | None:
    """A party whom no rule settled on, at the place that names it most fully, in the story rather than its headline."""
    kinds = SUING if role == PLAINTIFF else (*SUING, OFFICE)
    if role == PLAINTIFF and any(name.kind == OFFICE for _, _, name in places):
        return None  # a judge, or counsel
    fit = [each for each in places if each[2].kind in kinds and not OWNER.match(each[1].text, each[2].end)]
    if not fit:
        return None
    _, sentence, name = max(fit, key=lambda each: (len(each[2].text), not each[1].title, -each[0]))
    return Party(role, name, sentence, False)


def _each_once(side: Side) -> Side:
    """The parties without those that are others, with a title or named in part: "Mme Poe" beside "Ann Poe", "Star" beside "Toronto Star"."""
    kept: Side = {}
    for key, party in side.items():
        others = [each for each in side.values() if each is not party and each.name.kind == party.name.kind == PERSON]
        words = party.name.text.split()
        if (
            is_body(party.name)
            and not party.name.id
            and any(set(words) < set(other.name.text.split()) for other in side.values())
        ):
            continue
        if not any(
            words[-1] == other[-1]
            and (len(words), party.sure) < (len(other), True)
            and (len(words) == 1 or words[0] in TITLES)
            for other in (each.name.text.split() for each in others)
        ):
            kept[key] = party
    return kept


OWNER = re.compile(r"'s [A-Z]|-[a-z]")
"""What follows a name that is there for another: "Microsoft's LinkedIn", "Microsoft-owned"."""
TITLES = frozenset("Mr Mr. Mrs Mrs. Ms Ms. Mme M. Herr Frau Dr Dr.".split())


def _by_trade(plaintiffs: Side, defendants: Side) -> tuple[Side, Side]:
    """Opponents of whom the words do not say which sued: a maker of AI is the one who was."""
    doubtful = plaintiffs and all(not party.sure for party in plaintiffs.values())
    makers = ai_makers()
    if (
        doubtful
        and all(party.name.id in makers for party in plaintiffs.values())
        and defendants
        and not any(party.name.id in makers for party in defendants.values())
    ):
        return (
            {key: replace(party, role=PLAINTIFF) for key, party in defendants.items()},
            {key: replace(party, role=DEFENDANT) for key, party in plaintiffs.items()},
        )
    return plaintiffs, defendants


Weights = Mapping[tuple[str, str], float]


def _weights(found: Sequence[Party]) -> Weights:
    """How much speaks for a name on a side: each sentence once, doubtful words for less."""
    best: dict[tuple[str, str, int], float] = {}
    for party in found:
        place = party.role, key_of(party.name), id(party.sentence)
        best[place] = max(best.get(place, 0), party.weight)
    total: defaultdict[tuple[str, str], float] = defaultdict(float)
    for (role, key, _), weight in best.items():
        total[role, key] += weight
    return total


def _mentions(sentences: Sequence[Sentence]) -> Counter[str]:
    """In how many sentences each name stands."""
    return Counter(key for sentence in sentences for key in {key_of(name) for name in sentence.names})


LATE, FEW = 0.6, 2
"""From which part of the story on a name that comes up for the first time, and in how few sentences, is an aside."""


def _without_incidental(
    side: Side, role: str, found: Sequence[Party], sentences: Sequence[Sentence], mentions: Counter[str]
) -> Side:
    """The parties but for those of whom only the end of a story says so, once others stand there: another suit's."""
    place = {id(sentence): number for number, sentence in enumerate(sentences)}
    late = max(LATE * len(sentences), 4)
    first = {key: len(sentences) for key in side}
    for party in found:
        if party.role == role and (key := key_of(party.name)) in side:
            first[key] = min(first[key], 0 if party.weight > 1 else place.get(id(party.sentence), 0))
    if not any(at < late for at in first.values()):
        return side
    return {key: party for key, party in side.items() if first[key] < late or mentions[key] > FEW}


def _keep_fullest(side: Side, key: str, party: Party) -> None:
    known = side.get(key)
    if known is None or len(party.name.text) > len(known.name.text):
        side[key] = party


def _has_body(side: Mapping[str, Party]) -> bool:
    return any(is_body(party.name) for party in side.values())


def captioned_side(words: str) -> tuple[str, Name | None]:
    """One side of a caption without its "et al.", and the body with whose name it begins."""
    words = re.sub(r",? et al\.?$", "", words)
    return words, next((name for name in names(words) if is_body(name) and name.start == 0), None)


def _add_captioned(side: Side, role: str, caption: Found[Caption], words: str, start: int) -> None:
    """Add the party that a caption names, unless the story names that side already."""
    words, known = captioned_side(words)
    name = (
        replace(known, start=start, end=start + len(known.text))
        if known
        else Name(start, start + len(words), PERSON, "", words)
    )
    if any(key_of(party.name) == key_of(name) or words_of(words) & words_of(party.name.text) for party in side.values()):
        return
    if not side or (role == DEFENDANT and not _has_body(side)):
        side[key_of(name)] = Party(role, name, caption.sentence)


def _with_listed(sentences: Sequence[Sentence], plaintiffs: Side, defendants: Side) -> Side:
    """The plaintiffs with those whom a sentence lists together with one of them, and "Poe" of a caption in full."""
    found = dict(plaintiffs)
    surnames = {
        party.name.text.rpartition(" ")[2].lower(): key for key, party in plaintiffs.items() if party.name.kind == PERSON
    }
    for sentence in sentences if plaintiffs else ():
        if sentence.background or sentence.title:
            continue
        for names_listed in listed(sentence):
            keys = [key_of(name) for name in names_listed]
            if any(key in defendants or name.kind not in SUING for key, name in zip(keys, names_listed, strict=True)):
                continue
            short = [surnames.get(name.text.rpartition(" ")[2].lower()) for name in names_listed if name.kind == PERSON]
            if not any(key in plaintiffs for key in keys) and not any(short):
                continue
            for key in filter(None, short):
                if " " not in plaintiffs[key].name.text and " " in names_listed[0].text:
                    found.pop(key, None)
            for key, name in zip(keys, names_listed, strict=True):
                if key not in found and not any(
                    words_of(party.name.text) >= words_of(name.text) for party in found.values()
                ):
                    found[key] = Party(PLAINTIFF, name, sentence)
    return found


def _complaining(sentences: Sequence[Sentence], defendants: Mapping[str, Party]) -> Side:
    """Where no sentence says who sues: the one whom the story is about, with those who are listed beside him.

    Whoever is named in most sentences counts, above all in those on the suit or on artists and users; a judge, a lawyer, an
    officer and an expert who is asked are no candidates.
    """
    aside = {
        name.text for sentence in sentences for name in sentence.names if name.kind == OFFICE or _is_expert(sentence, name)
    }
    points: Counter[str] = Counter()
    first: dict[str, tuple[Sentence, list[Name]]] = {}
    for sentence in sentences:
        if sentence.background or sentence.title:
            continue
        people = [
            name
            for name in sentence.names
            if name.kind == PERSON and " " in name.text and name.text not in aside and key_of(name) not in defendants
        ]
        complains = bool(COMPLAINS.search(sentence.text))
        for name in people:
            points[key_of(name)] += 1 + 2 * complains
            if complains:
                first.setdefault(key_of(name), (sentence, people))
    for key, score in points.most_common(3):
        if key in first and score >= 3:
            sentence, people = first[key]
            beside = next((names for names in listed(sentence) if any(key_of(name) == key for name in names)), people[:1])
            return {key_of(name): Party(PLAINTIFF, name, sentence, False) for name in beside if name in people}
    return {}


def _is_expert(sentence: Sentence, name: Name) -> bool:
    """Whether somebody is brought in to speak of the case from outside, or made what is at issue."""
    return bool(
        EXPERT_BEFORE.search(sentence.text[max(0, name.start - 60) : name.start])
        or EXPERT_AFTER.match(sentence.text[name.end : name.end + 90])
    )


EXPERT_BEFORE = pattern(
    "words before somebody who is asked, or whose work it is",
    r"""(?:\b(?:professor|prof\.|scholar|analyst|expert|lecturer|researcher|dr\.?|fellow|colleague|reporter|editor|judge|senator
        |songs? (?:of|by)|works? (?:of|by)|books? (?:of|by)|likes of|stars? (?:like|such as)|artists? (?:like|such as)|acts? (?:like|such as)
        |characters? (?:like|such as)|lyrics of|hits by|including songs by|named after|written by|by)) $
        |\b(?:songs|books|works|lyrics|artists|stars|hits|acts|characters|titles)\b[^.;]{0,40}\b(?:by|of|from|like|as|including) (?:[^.;]{0,40}, )?$""",
    matches=("Law professor ", "the lyrics of ", "songs by ", "a copyright scholar "),
    ignores=("the novelist ", "plaintiff "),
)
EXPERT_AFTER = pattern(
    "words after somebody who is asked",
    r"""(?:,? (?:who (?:is not|isn't|has no part|is following|follows|studies|teaches)|an? (?:\w+ ){0,3}(?:professor|analyst|scholar|lecturer|expert|fellow)\b
        |of (?:the )?(?:University|[A-Z]\w+ (?:University|Law School|College|Institute))|(?:EVP|CEO|CFO|SVP|VP|chief|head|director|president|general counsel|secretary)\b))""",
    matches=(" of the University of Wollongong", ", who is not involved", ", a law professor at", ", EVP Legal"),
    ignores=(", who sued", " of Illinois"),
)

COMPLAINS = pattern(
    "words for a suit, or for those who usually sue",
    r"""\b(?:law ?suits?|suits?|sued|suing|to sue|standing|his claims?|her claims?|complaints?|class action|plaintiffs?|went to court|(?:novelist|author|writer|poet|playwright|cartoonist
    |illustrator|artist|painter|photographer|musician|singer|songwriter|composer|narrator|voice actor|actor|actress|comedian|journalist|reporter|blogger
    |podcaster|YouTuber|programmer|developer|user|customer|patient|resident|mother|father|teacher|professor)s?)\b""",
    matches=("Novelist Ann Poe thinks", "the suit of two women"),
    ignores=("the company said",),
)


def _accused(sentences: Sequence[Sentence], allegations: Sequence[ActFound], plaintiffs: Mapping[str, Party]) -> list[Party]:
    """Where no sentence says who is sued: the company of which headline, lead and allegations speak most.

    Others stand beside it where the headline names them with it.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Party] = {}
    headline: set[str] = set()
    alleging = {id(found.sentence) for found in allegations}
    for number, sentence in enumerate(sentences):
        for name in sentence.names if not sentence.background else ():
            body = bodies().get(name.id)
            if not is_body(name) or (body and body.type == "government") or key_of(name) in plaintiffs or name.id in PRESS:
                continue
            key = key_of(name)
            counts[key] += 1 + 2 * (id(sentence) in alleging) + 2 * sentence.title + (number < LEAD)
            if sentence.title:
                headline.add(key)
            known = first.get(key)
            if known is None or (known.sentence.title and not sentence.title):
                first[key] = Party(DEFENDANT, name, sentence)
    ranked = counts.most_common(2)
    if not ranked:
        return []
    best = ranked[0][0]
    if best in headline:
        return [first[key] for key in counts if key in headline and counts[key] * 2 >= counts[best]]
    if len(ranked) > 1 and ranked[0][1] < ranked[1][1] * AMONG_OTHERS:
        return []
    return [first[best]]


LEAD = 3
"""Sentences, headline included, that say what a story is about."""

# ---------------------------------------------------------------------------------------------------------------------
# Sentences about others

OTHERS_BUSINESS = pattern(
    "words of suits, settlements and deals",
    r"""\b(?:settle\w*|pay|paid|su(?:ed|it|its)|lawsuits?|sues|ruling|ruled|judge|court|class action|licen[cs]\w+)\b""",
    matches=("Anthropic said it would pay to settle a class action", "has licensing deals with Google"),
    ignores=("Oracle builds data centres",),
)
SETTLED = pattern(
    "those just named have settled",
    r"(?:,? (?:and|&) [A-Z][\w.]+(?: [A-Z][\w.]+){0,3})?,? (?:(?:[a-z-]+ ){1,3}?)?(?:ha(?:s|ve|d) )?(?:\w+ly )?settle[sd]?\b",
    matches=(" and Warner have settled with Udio", " settled with Udio last autumn"),
    ignores=(" sued over the settlement",),
)
_OURS = re.compile(r"(?i)\b(?:law ?suit|suit|complaint|plaintiffs?|filed|they|action|case)\b")


def without_others(
    sentences: Sequence[Sentence], plaintiffs: Sequence[Party], defendants: Sequence[Party]
) -> list[Sentence]:
    """Mark as background what begins with a company that is no party here: its suits and settlements are another case's."""
    ours = {key_of(party.name) for party in (*plaintiffs, *defendants)}
    suing = {key_of(party.name) for party in plaintiffs}
    first_words = {party.name.text.split()[0] for party in (*plaintiffs, *defendants)}

    def foreign(sentence: Sentence) -> bool:
        named = [name for name in sentence.names if is_body(name) and name.id not in PRESS and not _is_part(sentence, name)]
        if not named or _OURS.search(sentence.text[: named[0].start]):
            return False
        keys = {key_of(name) for name in sentence.names}
        if suing and not keys & suing and key_of(named[0]) not in ours and SETTLED.match(sentence.text, named[0].end):
            return True  # "Universal and Warner have settled with it": those who sue have not
        return not any(key_of(name) in ours or name.text.split()[0] in first_words for name in sentence.names)

    return [
        replace(each, background=True) if OTHERS_BUSINESS.search(each.text) and foreign(each) else each for each in sentences
    ]


def _is_part(sentence: Sentence, name: Name) -> bool:
    """Whether a name is only a part of a word: "Microsoft-owned"."""
    return sentence.text[name.end : name.end + 1] == "-"
