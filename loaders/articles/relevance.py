"""Whether a story reports a lawsuit over what an AI system learns from: no case without one, and the reason in words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.articles.acts import ActFound
from loaders.articles.claims import ClaimFound
from loaders.articles.names import DATASET, SYSTEM, Name, ai_makers
from loaders.articles.patterns import pattern
from loaders.articles.story import Sentence

SUIT = pattern(
    "lawsuit",
    r"""\b(?:legal (?:action|proceedings)|(?:court )?proceedings against|law ?suits?|sued|sues|suing|(?-i:sue)|class[- ]actions?
        |complaints?|counts? of|causes? of action|demurrer|federal jury|class proceedings?|pleads|damages are sought|plaintiffs?|litigation|defendants?|federal judge|(?:to|in|before) (?:\w+ )*courts?\b|(?:federal|district|supreme|superior|regional|internet|people's|high|commercial|civil|county|state|circuit|appeals) courts?\b|courts? (?:in|of|that|has|had|have|will|found|held|ruled|said|heard|orders?|ordered|bars?|barred)\b|claimants?|judges|(?:first|this|that|the|a) case (?:in|of|by|against|over|is|was|has)|brought (?:an? |its |their )?(?:\w+ )?(?:actions?|case|claim)|leave to (?:amend|replead)|(?:copyright|lyrics
        |piracy) (?:case|suit)|High Court|\w*[Kk]lage\w*|\w*[Gg]ericht\w*|Eilantrag|Urteil\w*|Prozess|procès|plainte|juge
        |la justice|tribuna(?:l|ux)|assign\w+|poursui\w+|en justice|actions? collectives?|recours collectif|contrefaçon|plaignant\w*|demanderesses?|cour d'appel|Cour supérieure|attaqu\w+ en
        |\w*[Kk]lag(?:en|t|ten?)|(?:ver|ge|be|Be|Ver|Ge)klagt\w*|Kläger\w*|Rechtsstreit\w*|\w*[Pp]rozess\w*|Verfügung)\b|(?<!ollow )(?<!llows )(?<!owed )(?<!wing )(?<!ollow the )\bsuits?\b|\bv\. \w|\bcv-\d|voluntary dismissal|motion to dismiss|summary judgment|[Cc]ourt of [Aa]ppeals?
        |\bappeal(?:s|ed)?\b|[Dd]istrict [Cc]ourt|\b[Jj]udge\b|提訴|訴訟|訴え|裁判|地裁|高裁|原告|被告|損害賠償""",
    matches=(
        "has been sued",
        "a class action",
        "granted its motion to dismiss",
        "vor dem Landgericht München",
        "提訴した",
        "goes to court against",
        "hat den Anbieter verklagt",
        "ils ont saisi la justice, en justice",
        "une action collective",
        "Danish media sue OpenAI",
        "That is what a court will have to tell us",
        "So held the Beijing Internet Court",
        "has brought an action before the courts in Copenhagen",
        "Forum: Xuhui District People's Court",
    ),
    ignores=("it pleases the firm", "food court", "other publishers followed suit"),
)
AI = pattern(
    "artificial intelligence",
    r"""\bA\.?I\.?\b|(?:\w-)?\bartificial intelligence\b|\bmachine[- ]learning\b|\bgenerative\b|\bchatbots?\b
        |\blarge language models?\b|\bLLMs?\b|\bneural network|\bfaci?al recognition\b|\bface recognition\b
        |\bspeech recognition\b|\blanguage models?\b|\b[Tt]rain\w* (?:its|the|their) (?:\w+ )?models?\b|\bKI\b
        |[Kk]ünstliche\w* Intelligenz|\bIA\b|intelligence artificielle|人工知能|生成ＡＩ|AI|ＡＩ|\balgorithms?\b|\b(?:image|music|song|video|voice|text|code|speech) generators?\b|\bbots?\b
        |\b(?:voice|digital|virtual) assistants?\b|\bsynthetic (?:voices?|media)\b|\bdeep ?fakes?\b|\bSprachmodell\w*|\bmodèles? de langage|\btranscription (?:tool|service|software)
    |\banswer engines?\b|\btext-to-(?:speech|image|video|music|voice)\b|\bspeech-to-text\b|\b(?:voice|digital|vocal) (?:clon\w+|replicas?|doubles?|twins?)\b|\bcloned voices?\b|\bsynthesi[sz](?:er|ed|ing)\b
    |\b(?:computer|machine)-(?:generated|made|written)\b|\bnote-?takers?\b|\bsoftware (?:that|which) (?:write|draw|sing|speak|answer|talk|compose|generate|create|read|listen)s?\b
    |\b(?:agents? conversationnels?|assistants? vocal|générateurs? d'|reconnaissance de la parole|clon\w+ vocal|Sprachassistent\w*|Bildgenerator\w*|Textgenerator\w*)|音声合成|画像生成|文章生成
    |\bfine-?tun(?:e[sd]?|ing)\b|\b(?:tuned|trained|foundation|diffusion|tutoring|speech|voice|vision) models?\b
    |\bpredictive (?:models?|software|analytics|algorithms?)\b|\bsoftware (?:that|which|to) (?:predict|recogni[sz]|imitat|mimic)\w*|\b(?:voice|image) recognition\b|Gesichtserkennung|Spracherkennung|reconnaissance (?:faciale|vocale)|顔認識|顔認証|音声認識""",
    matches=("AI models", "a chatbot", "software that predicts what patients need", "Künstliche Intelligenz", "生成AIの学習"),
    ignores=("the aim is clear", "said"),
    flags=0,
)
_LEARNS = frozenset(
    {
        "training",
        "circumvention",
        "acquisition_from_pirate_source",
        "scraping",
        "output_reproduction",
        "output_imitation",
        "cmi_removal",
        "voice_cloning",
        "retrieval_grounding",
        "false_attribution",
        "breach_of_licence",
    }
)
_TAKES = frozenset({"interception", "collection_without_consent", "disclosure_to_third_parties", "retention"})
_OVER_DATA = re.compile(r"copyright|dmca|bipa|cubi|biometric|wiretap|privacy|publicity|database|data_protection|seclusion|communications")
"""Causes that are about works or about people's data."""
_OVER_WORKS = re.compile(r"copyright|dmca")
"""Causes that are about works."""
TEACHING = pattern(
    "words for what an AI system learns from",
    r"""\b(?:train(?:s|ed|ing)?|taught|teach(?:es|ing)?|learn(?:s|ed|ing|t)?|fed|feed(?:s|ing)?|rais(?:ed|ing) on|schooled|built (?:on|from|out of))\b[^.;]{0,80}
        \b(?:A\.?I\.?|models?|chatbots?|generators?|algorithms?|systems?|machines?|software|bots?|networks?|tools?|assistants?|recognition|engines?)\b
    |\bmemori[sz](?:es?|ed|ing)\b[^.;]{0,60}\b(?:A\.?I\.?|models?|chatbots?|systems?|machines?)\b
    |\b(?:A\.?I\.?|models?|chatbots?|generators?|algorithms?|systems?|machines?|software|bots?|networks?|tools?|assistants?)\b[^.;]{0,80}
        \b(?:train(?:s|ed|ing)?|taught|learn(?:s|ed|ing|t)?|fed|raised on|schooled|built (?:on|from|out of))\b
    |\b(?:improv|refin|sharpen|fine-?tun|tun|bett|develop|perfect|power)(?:e|es|ed|ing|s)?\b[^.;]{0,50}\b(?:A\.?I\.?|chatbots?|algorithms?|machine learning|language models?|(?:speech|voice|face|facial|image) recognition)\b
    |\bmak(?:e|es|ing)\b[^.;]{0,50}\b(?:A\.?I\.?|algorithms?|(?:speech|voice|face|facial|image) recognition)\b[^.;]{0,20}\b(?:better|smarter|more accurate)\b
    |\btraining (?:data|sets?|materials?|corpus|runs?|fodder)\b
    |\b(?:entraîn|nourri|aliment)\w*[^.;]{0,80}\b(?:IA|modèles?|assistants?|algorithmes?|systèmes?|générateurs?|chatbots?|robots?)\b|\b(?:IA|modèles?|générateurs?)\b[^.;]{0,60}\bentraîn\w+
    |\b(?:trainier\w+|anlern\w+|fütter\w+|[\w-]*[Tt]raining\w*)\b[^.;]{0,80}\b(?:KI|KI-\w+|\w*modelle?[sn]?|Chatbots?|Algorithm\w+|Assistent\w*)\b|\b(?:KI|KI-\w+|\w*modelle?[sn]?)\b[^.;]{0,60}\b(?:trainier|anlern|fütter)\w+
    |学習(?:さ|に|用|デ|し)""",
    matches=("books to teach its chatbot", "helped to make speech recognition better", "used to refine its algorithms", "the model was raised on songs", "used as training data", "a entraîné son assistant de révision sur 640 manuels", "um das Sprachmodell zu trainieren", "AIに学習させた"),
    ignores=("staff had no training in spotting mail",),
)


INVENTED = pattern(
    "authorities that a machine made up",
    r"""\b(?:invent\w+|made[- ]up|fabricat\w+|fictitious|non-?existent|fake|bogus|phantom|hallucinat\w+)\b[^.;]{0,40}\b(?:citations?|cases|precedents?|rulings?
    |quotations?|quotes|authorities|opinions?|case law)\b|\b(?:citations?|cases|precedents?|rulings?|authorities)\b[^.;]{0,60}\b(?:invented|made up|fabricated
    |did not exist|do not exist|never were|hallucinat\w+)\b""",
    matches=(
        "11 of the precedents had been invented by a chatbot",
        "a brief with fabricated citations",
        "cases that never were",
    ),
    ignores=("the chatbot invented articles",),
)
OTHER_HARM = pattern(
    "a suit over what AI did to people, or over a building or a patent",
    r"""\b(?:wrongful death|suicid\w+|took (?:his|her|their) (?:own )?life|self-harm|hiring|job applicants?|age discrimination|racial discrimination|rezon\w+
    |data cent(?:er|re)s?|Rechenzentrum|Baugenehmigung|inventorship|as (?:an |the )?inventor|patents?|発明者|defam\w+|libel\w*|poach\w*|non-?compete|securities fraud|shareholders?|trade secrets?|AI[- ]washing|Verleumdung|diffamation|名誉毀損|wrongful arrest|car crash|product liability)\b""",
    matches=(
        "a wrongful death lawsuit",
        "to rezone soybean ground for a data center",
        "age discrimination under federal law",
    ),
    ignores=("the death of the author",),
)
NO_SUIT = pattern(
    "there is no suit",
    r"""\b(?:no (?:law)?suits? (?:has|have|had) been|has not been sued|have not been sued|could (?:have )?sued?|without (?:a |any )?(?:law)?suit|rather than (?:sue|litigate|go to court)
    |instead of (?:suing|litigating|going to court)|threaten(?:s|ed)? to sue|might sue|may sue|did not sue|didn't sue|nobody (?:has sued|is suing)|(?:law)?suits? (?:is|are) (?:expected|possible))\b""",
    matches=("No lawsuit has been filed.", '"We could have sued, like others have"'),
    ignores=("no lawsuit will stop it",),
)
STAFF = pattern(
    "the training of people",
    r"""\b(?:training (?:of|for|to) (?:its |their |the |all )?(?:\w+ )?(?:employees|staff|workers|nurses|personnel|lawyers|officers|teachers)
    |(?:staff|employees?|workers|nurses|lawyers?|counsel|officers?)\b[^.;]{0,30}\b(?:trained|training))\b""",
    matches=("skimped on the training of its employees", "staff had had no training"),
    ignores=("training of its models on the posts of workers",),
)


def over_learning(
    sentences: Sequence[Sentence], allegations: Sequence[ActFound], pleaded: Sequence[ClaimFound], certain: bool
) -> bool | None:
    """Whether the suit is over data that an AI system learns from or gives out; None where the text leaves that open.

    Args:
        sentences: the story, without what it says of other suits.
        allegations: what is alleged in it.
        pleaded: the causes of action.
        certain: words or a caption say who sues or is sued; a mere mention of teaching counts only then.
    """
    over_data = any(_OVER_DATA.search(claim.cause) for claim in pleaded)
    told = [each for each in sentences if not each.background]
    if not certain and any(NO_SUIT.search(each.text) for each in told):
        return False
    learns = [
        found
        for found in allegations
        if not STAFF.search(found.sentence.text) and (found.act in _LEARNS or _names_dataset(found.sentence))
    ]
    over_data = over_data or any(found.sure and found.act in _TAKES for found in allegations)
    if any(INVENTED.search(each.text) for each in told) or (
        not over_data and any(OTHER_HARM.search(each.text) for each in told[:LEAD])
    ):
        return False
    if learns or (certain and any(_teaches(each.text) for each in told)):
        return True
    if certain and any(_OVER_WORKS.search(claim.cause) for claim in pleaded):
        return True  # AI is spoken of, and works are copied: what else it might be over was looked at before
    return None if (certain and over_data) or any(found.act in _TAKES for found in allegations) else False


LEAD = 4
"""Sentences, headline included, that say what a suit is about."""


def _teaches(text: str) -> bool:
    """Whether a text says that an AI system learns from something, not to its reader ("your messages may be used to train our models")."""
    return TEACHING.search(text) is not None and _TO_THE_READER.search(text) is None


_TO_THE_READER = re.compile(r"(?i)\b(?:you|your|our)\b")


def reports_suit(sentences: Sequence[Sentence]) -> bool:
    """Whether the story speaks of a lawsuit at all."""
    return any(SUIT.search(sentence.text) for sentence in sentences)


def speaks_of_ai(sentences: Sequence[Sentence]) -> bool:
    """Whether the story speaks of AI: in words, by a system's name, or by a body whose whole business it is."""
    return any(words_of_ai(sentence.text) or any(map(is_ai, sentence.names)) for sentence in sentences)


def words_of_ai(text: str) -> bool:
    """Whether a text speaks of AI, or of teaching it, in words."""
    return AI.search(text) is not None or TEACHING.search(text) is not None


def is_ai(name: Name) -> bool:
    """Whether a name is that of an AI system, or of a body whose whole business it is."""
    return name.kind == SYSTEM or name.id in ai_makers()


def _names_dataset(sentence: Sentence) -> bool:
    """A data set is there to be learned from."""
    return any(name.kind == DATASET for name in sentence.names)
