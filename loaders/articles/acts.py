"""Allegations: what was allegedly done, with which kind of data.

An act is found by its words, and joined to the kind of data that the same sentence names nearest to it; where the sentence
names none ("which were then used for training"), to what the story is about. Denials and other cases give none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.terms import terms
from loaders.articles.act_classes import CLASSES
from loaders.articles.data_kinds import ITEMS, VOICE, DataMention, Topic, data_mentions, is_broader
from loaders.articles.patterns import Table, pattern
from loaders.articles.story import Sentence


@dataclass(frozen=True, slots=True)
class ActFound:
    """An act with a kind of data, and the words that say it: text[start:end] of the sentence."""

    act: str
    data: str
    sentence: Sentence
    start: int
    end: int
    sure: bool


_MODEL = (
    r"(?:AI|artificial intelligence|A\.I\.|models?|LLMs?|machine[- ]learning|neural networks?|chatbots?"
    r"|algorithms?|tools?|systems?|bots?|generators?|assistants?|software|technology|products?|intelligence"
    r"|Claude|ChatGPT|GPT|Gemini|Bard|Llama|Copilot)"
)

_ACTS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "training",
        rf"""\b(?:re)?train(?:s|ed|ing)?\b(?! (?:of|for) (?:its |their |the |new )*(?:employees|staff|workers|personnel|nurses|officers|people|lawyers|doctors|judges|teachers|drivers|dogs|students|children|reporters|journalists))(?! (?:its|their|the|new|her|his) (?:\w+ )?(?:employees|staff|workers|personnel|nurses|officers|lawyers|doctors|judges|teachers|drivers|students|reporters)\b)(?! (?:as|in) (?:a )?(?:law|lawyer|doctor|copyright))(?! (?:manual|stations?|courses?|staff|program|ride|employees|themselves
        |session|time))|\b(?:feed|feeds|fed|feeding|poured|went|go|goes|ingest(?:s|ed|ing)?
        |put)(?: [\w'-]+){{0,6}}? (?:in|into|to) (?:[\w'-]+ ){{0,4}}?{_MODEL}\b
        |\b(?:feed(?:s|ing)?|fed) (?:[\w'-]+ ){{0,3}}?{_MODEL}\b|\b{_MODEL} (?:was|were|is|are|had been|has been
        |have been)(?:, [^,]{{1,30}},)? fed\b|\b(?:copied|loaded|incorporated
        |absorbed) into (?:[\w-]+ ){{0,3}}?{_MODEL}\b|\b(?:build|built|building|develop(?:ed|ing|s)?
        |creat(?:e|ed
        |ing)|making|improv(?:e|ed|ing)|refin(?:e|ed|ing)|power|enhanc(?:e|ed|ing)|fine-?tun\w+|tun(?:e|ed
        |ing)|hon(?:e|ed|ing)|perfect(?:ed|ing)?)(?: [\w'-]+){{0,4}}? (?:{_MODEL}|speech recognition
        |(?:facial|face) recognition(?! databases?)|voice assistant)\b(?! (?:databases?|engines? (?:of
        |for) people))|\b(?:teach(?:es|ing)?|taught)(?: [\w'-]+){{0,4}}? {_MODEL}\b
        |\bmachine[- ]learning (?:fodder|purposes)|\bfor (?:AI|artificial intelligence
        |machine[- ]learning) (?:purposes|development)|\b(?:built|developed|created|made|grounded) (?:with|on
        |from|using|out of)\b(?=[^.;]{{0,70}}\b(?:books|works|songs|images|photos|pictures|code|articles
        |recordings|content|music|data|repositories|novels|lyrics|videos)\b)|\bdrew on\b[^.]{{0,40}}\bAI\b
        |\bingest(?:s|ed|ing)\b|\btrained and marketed|\bused? (?:\w+ ){{0,4}}(?:for
        |in) (?:its |their )?(?:AI|generative)|trainier\w*|\bKI-Training|entraîn\w+|nourri\w* ses modèles|学習""",
        (
            "used to train the image generator",
            "fed into generative tools",
            "used to refine speech recognition",
            "trained its model",
            "improved its facial recognition",
            "生成AIの学習に無断で使われた",
        ),
        ("a training manual for staff", "released a model"),
    ),
    (
        "acquisition_from_pirate_source",
        r"""\bpirated\b(?! (?:the|their|its|his|her|our)\b)
            |\bpirate (?:e?-?books? |online |digital )?(?:sites?|websites?|librar\w+|sources?
        |copies|repositor\w+|collections?|datasets?|databases?)|\b(?:linked to|known for|sites? of|online
        |internet|book|music|digital) piracy\b|\bshadow librar\w+|\bLib(?:rary )?Gen(?:esis)?\b|\bLibGen\b
        |\bPiLiMi\b|Pirate Library Mirror|\bZ-?Library\b|Anna's Archive|\bSci-Hub\b|\bBibliotik\b
        |\b(?:bit)?torrent(?:s|ed|ing)?\b|\b(?:illegally|unlawfully) (?:download\w*|obtained|acquired
        |copied from)|\bstream-?ripp\w+|\bripp(?:ed|ing) (?:\w+ ){0,4}(?:from|off) YouTube|\bstolen (?:books
        |copies|music|songs)|\b(?:livres|copies|œuvres|ouvrages|sites?) pirat\w+|\bRaubkopien?|海賊版|\bBooks3\b""",
        (
            "pirated books from Library Genesis",
            "illegally downloaded over 20,000 songs",
            "by stream-ripping",
            "livres piratés",
            "海賊版の書籍",
        ),
        ("the ship was boarded",),
    ),
    (
        "scraping",
        (
            r"\bscrap(?:e|es|ed|ing)\b|\bcrawl(?:ed|s|ing)\b|\bharvest(?:ed|s|ing)? (?:\w+ ){0,4}(?:from"
            r"|off) (?:the )?(?:web|internet|websites?|YouTube)|\bhoover(?:ed|ing) up|(?:taken|copied|lifted"
            r"|pulled) (?:\w+ )?from (?:the )?(?:web|internet)\b|\bvacuum(?:ed|ing) up|無断で(?:取得|収集)|スクレイピング"
        ),
        ("scrapes vast amounts of text", "lyrics taken from the web"),
        ("a scrap of paper",),
    ),
    (
        "collection_without_consent",
        (
            r"(?:\b(?:collect|gather|harvest|obtain|captur|acquir|tak|took|access|us|stor|extract|scann?)(?:e|es"
            r"|ed|ing|en)?\b|\bgetting\b|\bgot into\b)(?=[^.;]{0,90}\b(?:without(?: \w+){0,4} (?:consent"
            r"|permission|knowledge|authori[sz]ation|notice|release)|in secret|secretly|unlawfully))"
            r"|\bsecretly (?:collect|gather|harvest|obtain|captur|access)\w+|\bharvested\b"
            r"|\bopted in automatically|\bconsent first\b|\bwithout written consent"
        ),
        (
            "secretly harvested",
            "getting biometric data from a dataset without written consent",
            "harvested personal information in secret",
        ),
        ("collected an award",),
    ),
    (
        "disclosure_to_third_parties",
        (
            r"(?<!not to )(?<!never )\b(?:disclos|shar)(?:e|es|ed|ing"
            r"|ures?)\b(?=[^.;]{0,110}\b(?:third[- ]part\w+|others|outside|other companies|affiliates|firms"
            r"|companies|vendors?|partners|provider|Microsoft|makers|advertis\w+|AI (?:training|models?)"
            r"|permission|consent|train\w*)\b)|\b(?:disclos|shar)(?:ed|ing) (?:\w+ ){0,3}(?:private|personal"
            r"|confidential|customer|member|users?|InMail)\b|\b(?:sell|sells|sold|selling|licens(?:e|es|ed|ing)"
            r"|passe?(?:d|s|ing)? on|handed over|transfer\w*)\b(?=[^.;]{0,80}\b(?:to|with"
            r"|for) (?:[\w-]+ ){0,4}(?:third parties|firms|companies|developers|makers|brokers|others|purposes"
            r"|partners|advertisers))|\bmessages (?:were |was )?(?:shared|disclosed)|\bhad their [\w ]+ (?:shared"
            r"|disclosed)|\bto license (?:faces|photos|pictures|data)"
        ),
        (
            "disclosed their private messages to third parties",
            "was shared with more than 70 drug makers",
            "to sell them to firms that build databases",
        ),
        ("shares fell", "licensed a song", "promises not to disclose information to third parties"),
    ),
    (
        "interception",
        (
            r"\bintercept(?:s|ed|ing|ion)?\b|\bwiretap(?:s|ped|ping)?\b(?! (?:laws?|acts?|claims?|statutes?|and"
            r"|may))|\beavesdrop\w*|\blisten(?:s|ed|ing)? in\b"
            r"|\b(?:secretly |illegally |unlawfully |covertly )?record(?:s|ed|ing)?\b (?:\w+ ){0,5}(?:them|calls?"
            r"|conversations?|meetings?|phone|participants|not just|orders|users|people|everyone)|\btrack(?:s|ed"
            r"|ing)? (?:the )?(?:private |users' )*(?:communications|messages|e-?mails|conversations)|\b(?:reads?"
            r"|reading|accesse?[sd]?|monitor\w*"
            r"|scan\w*) (?:and \w+ )?(?:the )?(?:contents? of )?(?:\w+ ){0,2}(?:messages|chats|e-?mails)\b"
            r"|\btook the call\b|\brecorded\b(?=[^.]{0,40}\bwithout\b)"
        ),
        ("records them although not everyone agreed", "wiretap and record orders", "Interception: the app records"),
        ("wiretap laws", "recorded a profit"),
    ),
    (
        "output_reproduction",
        (
            r"\breproduc(?:e|es|ed|ing|tions?)\b(?! (?:right|human))|\bregurgitat\w+|\bverbatim\b"
            r"|\bword[- ]for[- ]word\b|\b(?:near|nearly|almost|virtually|substantially)[- ](?:identical|verbatim"
            r"|exact)\b(?! (?:\w+ )?voices?)|\b(?:puts?|putting|spits?|gives?|giving|handed|churns?|serv(?:es?"
            r"|ing)|display(?:s|ing)?|show(?:s|ing)|repeat(?:s|ed)?|return(?:s|ed)?|generat(?:e|es"
            r"|ing)) (?:\w+ ){0,4}?(?:out (?:\w+ ){0,3}(?:text|lyrics|lines|copies|works|code|articles)"
            r"|(?:song )?lyrics|lines they had|an? (?:exact )?cop(?:y|ies))|\b(?:generat|produc"
            r"|creat|distribut|display"
            r"|mak)\w* (?:and \w+ )?(?:[\w\",]+ ){0,3}?\"?(?:endless )?"
            r"(?:unauthori[sz]ed |infringing |near-perfect |identical )*(?:copies"
            r"|images|versions|depictions|reproductions) (?:of|featuring|depicting)"
            r"|\bunauthori[sz]ed copies\"? of|(?<!papers )(?<!complaint )(?<!suit )(?<!filing )\brecit(?:e|es|ed|ing)\b|\bgives? (?:\w+ ){1,3}out\b|\bhanded out\b"
            r"|\boutputs?\b (?:was |is |were |are )?(?:said to |alleged to )?(?:infring\w+|cop(?:y|ies)"
            r"|reproduc\w+|contain\w*)|\bUsers get\b|wörtlich|\bangezeigt\b|wiedergegeben|無断で(?:複製|利用)|(?:Ausgabe"
            r"|Ausgeben|Wiedergabe|Nutzung) (?:der |von )?(?:\w+ )?(?:Song|Lied)?[Tt]exte\w*|gab .{0,40} wieder"
            r"|reprodui\w+|そのまま(?:出力|表示)|回答[^。]{0,8}表示|要約[^。]{0,8}表示"
        ),
        (
            "near-identical words",
            "reproduced its press content",
            "it puts out text based on what it copied",
            "wörtlich wieder aus",
        ),
        ("reproductive rights",),
    ),
    (
        "output_imitation",
        (
            r"\bmimic(?:s|ked|king|ry)?\b|\bimitat\w+|\bin the style of\b|\bin (?:their|his|her|the artists?'|its"
            r"|the same) (?:own |distinctive |unique )?styles?\b|\bknock-?offs?\b|\bsound[- ]?alikes?\b"
            r"|\blook[- ]?alikes?\b|\b(?:outputs?|music|songs|images|works?) that (?:resembles?|imitates?"
            r"|sounds? like|look like|mimics?)|\bderivative works\b|\b(?:closely )?resembl(?:e|es|ing)\b"
            r"|zum Verwechseln ähnlich|模倣"
        ),
        ("puts out music that mimics protected songs", "images in the style of artists"),
        ("a new style",),
    ),
    (
        "cmi_removal",
        (
            r"\b(?:remov|strip|delet|alter|tamper|omit|tak"
            r"|took)\w*\b(?=[^.;]{0,70}\b(?:copyright[- ]management information|CMI|watermarks?|author names?"
            r"|copyright notices?|attribution|bylines?|licen[sc]e (?:notices?|terms)|those licenses|credits?)\b)"
            r"|copyright[- ]management information\b[^.;]{0,40}\b(?:tamper|remov|strip|delet|alter)\w*"
            r"|\bstripped of\b[^.;]{0,60}\b(?:names?|notices?|titles)|watermarks? (?:were |was )?(?:removed"
            r"|altered|included)"
        ),
        (
            "stripped copyright management information from their articles",
            "Copyright management information was tampered with",
        ),
        ("removed to federal court",),
    ),
    (
        "circumvention",
        (
            r"\bignor\w+\b(?=[^.;]{0,40}\brobots\.txt)|\b(?:circumvent|bypass|evad|dodg|get(?:ting)? (?:a)?round"
            r"|got round|defeat)\w*\b(?=[^.;]{0,80}\b(?:technolog\w+|paywalls?|protections?|measures?|encryption"
            r"|captchas?|robots\.txt|blocks?|access controls?|rolling cipher|barriers?|safeguards)\b)"
        ),
        ("circumvented technological protection measures", "bypassing its paywall"),
        ("bypassed the question",),
    ),
    (
        "concealment_of_practices",
        (
            r"\b(?:quiet|secret|stealth|discreet|silent|covert|surreptitious)(?:ly"
            r"|ily)\b(?=[^.;]{0,60}\b(?:polic\w+|terms|statements?|settings?)\b)|\b(?:policy|terms"
            r"|settings?)\b[^.;]{0,25}\b(?:quietly|silently|secretly|discreetly|stealthily)\b|\bcover(?:\[ing\]"
            r"|ed|ing)? (?:up )?its tracks\b|\bconceal(?:s|ed|ing)? (?:\w+ ){0,3}(?:facts|its practices|practices"
            r"|training|the (?:source|use|fact|scale|extent)|that)|\"conceal(?:ing)?\"|\bhid(?:es?|den"
            r"|ing)? (?:which|what|that|how|the (?:source|use|fact|extent)|its)\b|\bunannounced policy"
            r"|\bretroactively chang\w+ its (?:privacy )?polic\w+"
        ),
        (
            "discreetly updated its privacy policy",
            '"cover its tracks"',
            "hides which works it used",
            "changed its privacy policy quietly",
        ),
        ("quietly confident",),
    ),
    (
        "retention",
        (
            r"\b(?:kept|keeps?|retain(?:s|ed|ing)?|stor(?:es?|ed|ing))\b(?=[^.;]{0,60}\b(?:without end"
            r"|indefinitely|forever|longer|permanently|for years|for ever|without a retention|in (?:its"
            r"|the) models?)\b)|\b(?:indefinite|unlimited) retention|\bgespeichert\b|\bSpeichern\b"
        ),
        ("conversations are kept without end", "für das Gericht der Beweis, dass sie gespeichert sind"),
        ("kept its word",),
    ),
    (
        "retrieval_grounding",
        (
            r"\bretrieval[- ]augmented\b|\bground(?:s|ed|ing)? (?:\w+ ){0,3}(?:answers|responses|outputs|AI)\b"
            r"|\b(?-i:RAG)\b|\banswer engines?\b(?=[^.;]{0,80}\b(?:articles?|content|copies|copying|copied"
            r"|summar\w+|cop(?:y|ies))\b)|\b(?:summari[sz](?:e|es|ed|ing)"
            r"|summaries)\b(?=[^.;]{0,60}\b(?:articles?|content|journalism|stories|publishers?|works?"
            r"|reporting)\b)(?![^.;]{0,30}(?:judge|ruling))|\b(?:index|database)\b[^.;]{0,40}\bto (?:generate"
            r"|produce|answer)"
        ),
        ("retrieval-augmented generation", "its answer engine copies their articles"),
        ("a rag on the floor",),
    ),
    (
        "false_attribution",
        (
            r"\bhallucinat\w+|\bfalsely attribut\w+|\bmisattribut\w+|\berfundene \w+ (?:\w+ )?zugeschrieben"
            r"|\bcredit(?:s|ed|ing) (?:\w+ ){1,4}with (?:wrong|false|incorrect|made-up|invented)"
            r"|\battribut\w+ (?:\w+ ){0,4}(?:false|made-up|invented|fabricated)|\b(?:made-up|invented|fabricated"
            r"|false) (?:\w+ ){0,3}(?:attribut\w+|under (?:its|their) (?:name|marks?|brand))"
        ),
        ("hallucinations under its name", "falsely attributing text to the paper"),
        ("attributed to growth",),
    ),
    (
        "voice_cloning",
        (
            r"\b(?:cop(?:y|ies|ied)|clon(?:e|es|ed|ing)|replicat\w+|imitat\w+|mimic\w*|recreat\w+|synthesi[sz]\w+"
            r"|based on|sounds? like|is|was) (?:of )?(?:his|her|their|the|a|\w+'s|\w+ \w+'s)(?: own)? voices?\b"
            r"|\bvoice[- ]clon\w+|\bclon(?:e|es|ed|ing)\b(?=[^.;]{0,40}\bvoices?\b)|\bAI versions? of (?:his|her"
            r"|their) voices?|\bvoices? (?:was|were|had been|is) (?:cloned|copied|replicated)"
        ),
        ("copies his voice for its synthetic host", "The male host is his voice", "cloned their voices"),
        ("found his voice",),
    ),
    (
        "breach_of_licence",
        (
            r"\b(?:violat|breach|ignor|infring|disregard|trampl\w* on|broke"
            r"|flout)\w*\b(?=[^.;]{0,80}\b(?:open[- ]source )?(?:licen[sc]es?|licen[sc]e terms|terms of (?:use"
            r"|service)|user agreement)\b)(?![^.;]{0,60}without)|\bunder open[- ]source licenses\b"
        ),
        ("for violating open-source licenses", "ignores and removes those licenses"),
        ("a licence to operate",),
    ),
)
ACTS = Table(
    (
        (act, pattern(f"act: {act}", regex, matches=matches, ignores=ignores, flags=re.IGNORECASE))
        for act, regex, matches, ignores in (*_ACTS, *CLASSES)
    ),
    lambda row: row[1],
)

NOT_ALLEGED = pattern(
    "sentence in which the act is denied, permitted or hypothetical",
    r"""\bpromis\w+ (?:not|never) to\b|\bby \w+ing,? you (?:agree|accept|consent)|\b(?:is|are|was|were|has been|have been) not (?:\w+ )?(?:alleged|claimed|using|used|training
        |trained)\b|\bno (?:\w+ ){0,3}(?:information|data|messages?|content|works?) (?:is|are|was
        |were) (?:\w+ )?(?:used|shared|disclosed)|\b(?:we|it|they) (?:do|does|did)(?: not|n't) (?:use|train
        |share|disclose)|\bwe are not using\b|\bnever (?:used|disclosed|shared|trained|accessed)\b
        |\bsays? it (?:has )?never\b|\bdid not state that the plaintiffs\b|\bsigned a licen[sc]e
        |\bhas signed\b|\bmust not (?:be used to )?train|\bdenie[sd]\b|\backnowledge[sd]? that it\b
        |\b(?:nobody|no one|none|nor does \w+) (?:says?|claims?|alleges?)\b|\bdoes not (?:say|allege|claim) that\b|\bsays nothing about\b
        |\bexempted\b|\b(?:unless|before) permission\b|\btrained no\b|\b(?:do|does|did)(?: not|n't) (?:keep|store|retain|sell|collect|record|listen|read|scrape|crawl)\b|\bfair use\b(?=[^.]{0,30}\b(?:for|in|of) (?:books
        |works) (?:the company )?(?:had )?(?:bought|purchased|obtained lawfully))|\bachet\w+""",
    matches=(
        "we are not using member messages to train models",
        "no customer information is used for training",
        "That it was sold is not alleged",
    ),
    ignores=("LinkedIn was sued for training on messages", "without permission, to train AI models"),
)

# kinds of data that an act can be done with; others give no allegation of it
_PERSONAL = frozenset({"personal_data", "communications", "customer_content"})
_ONLY: dict[str, frozenset[str]] = {
    "acquisition_from_pirate_source": frozenset({"copyrighted_works"}),
    "disclosure_to_third_parties": frozenset({*_PERSONAL, "photographs"}),
    "collection_without_consent": frozenset({*_PERSONAL}),
    "interception": frozenset({"communications", "health_data", "childrens_data"}),
    "output_reproduction": frozenset({"copyrighted_works"}),
    "output_imitation": frozenset({"copyrighted_works", "likeness"}),
    "cmi_removal": frozenset({"copyrighted_works"}),
    "retention": frozenset({*_PERSONAL, "copyrighted_works"}),
    "retrieval_grounding": frozenset({"copyrighted_works", "user_posts"}),
    "false_attribution": frozenset({"literary_works", "likeness"}),
    "voice_cloning": frozenset({"voice_performances", "likeness"}),
    "breach_of_licence": frozenset({"source_code", "customer_content", "copyrighted_works", "user_posts"}),
    "circumvention": frozenset({"copyrighted_works", "customer_content", "user_posts"}),
    "concealment_of_practices": frozenset({*_PERSONAL, "copyrighted_works"}),
}
ANAPHOR = pattern(
    "words that point back to data",
    r"\b(?:it|them|they|these|those|all of (?:it|them|this|that)|(?:such|this|that|the) (?:data|material|stuff|haul|lot|files|information)|which)\b",
    matches=("All of it served to improve its AI", "fed them to the machine"),
    ignores=("the company trained a model",),
)
_BIOMETRIC = frozenset({"biometric_data", "face_images", "voiceprints", "genetic_data"})
BIOMETRIC_LAW = pattern(
    "a law by which biometrics need consent",
    r"\b(?:BIPA|Biometric (?:Information )?Privacy Act|Biometric Identifiers?(?: Act)?|Biometriegesetz\w*|[Bb]iometric(?:[- ]privacy)? (?:law|act|statute)|Genetic Information Privacy|CUBI)\b",
    matches=("under BIPA", "Illinois's Biometric Information Privacy Act"),
    ignores=("biometrics",),
    flags=0,
)
TAKES = pattern(
    "words for making or taking a measurement of a person",
    r"\b(?:record|stor|analys|analyz|extract|deriv|comput|captur|collect|creat|measur|mapp|scann|harvest|generat|compil|obtain|gather)(?:s|e|ed|es|ing)?\b|\b(?:took|tak(?:es?|en|ing)|ma(?:de|kes?|king)|buil(?:t|ds?|ding)|boil\w* down|turned? into)\b",
    matches=("voices were boiled down to voiceprints", "a voiceprint was extracted"),
    ignores=("a voice",),
)
_KEPT_BROADER = frozenset({"private_messages", "customer_content"})
"""Kinds that stand beside a narrower one: a text that says both says two things."""
REACH, CLOSER = 150, 60  # characters: as far as an act's data may stand from it; what an object or a clause counts for
_OBJECT = re.compile(r" (?:(?:its|the|their|an?) )?(?:[\w-]+ ){0,3}?(?:on|with|from|of) ")
_CLAUSE = re.compile(
    r";|: (?!\w+,)|, (?:and|but|while|which|who|so)\b| (?:and|but|while) (?=\w+ (?:was|were|is|are|has"
    r"|had)\b)"
)
_PRIVACY = re.compile(r"(?i)\bprivacy\b|\bdata\b")
_COORDINATED = re.compile(
    r"(?:,|:| and| or| &|, and|, or|;|/| as well as|, including| including| such as|, even| and even"
    r"|, together with)(?: (?:even|the|their|its|other|private|personal|copyrighted|creative|captions|and|or"
    r"|of|text|several|some|\w+)){0,3} ?"
)


def allows(act: str, data: str) -> bool:
    """Whether an act makes sense with a kind of data: nobody intercepts photographs."""
    only = _ONLY.get(act)
    if act == "output_reproduction" and data == "voice_performances":
        return False  # a voice is imitated, or cloned
    return only is None or data in only or any(is_broader(kind, data) for kind in only)


def acts(story: Sequence[Sentence], topic: Topic) -> Iterator[ActFound]:
    """The allegations of a story, each act and kind of data once, at the place that says it best."""
    found: dict[tuple[str, str], ActFound] = {}
    before: tuple[str, ...] = ()
    regulated = any(BIOMETRIC_LAW.search(sentence.text) for sentence in story)
    for sentence in story:
        if sentence.background or _asks(sentence.text) or NOT_ALLEGED.search(sentence.text):
            continue
        mentions = data_mentions(sentence.text)
        meant = before if not sentence.title and ANAPHOR.search(sentence.text) else ()
        here: list[str] = []
        if regulated and any(mention.kind in _BIOMETRIC for mention in mentions):
            for match in TAKES.finditer(sentence.text):
                for hit in _pairs("collection_without_consent", match, sentence, mentions, topic):
                    if hit.data in _BIOMETRIC:
                        here.append(hit.data)
                        found.setdefault((hit.act, hit.data), hit)
        for (act, _), match in ACTS.matches(sentence.text):
            for hit in _pairs(act, match, sentence, mentions, topic, meant):
                here += [hit.data] if hit.sure else []
                known = found.get((hit.act, hit.data))
                if (
                    known is None
                    or (hit.sure and not known.sure)
                    or (known.sentence.title and hit.sure and not sentence.title)
                ):
                    found[hit.act, hit.data] = hit
        before = tuple(dict.fromkeys(here)) or before
    once: set[str] = set()
    for hit in found.values():
        if _subsumed(hit, found) or (hit.act == "concealment_of_practices" and hit.act in once):
            continue
        once.add(hit.act)
        yield hit


MADE = pattern(
    "words before what a system makes",
    r"""\b(?:writ(?:es?|ing)|generat(?:es?|ing)|mak(?:es?|ing)|compos(?:es?|ing)|creat(?:es?|ing)|produc(?:es?|ing)|sing(?:s|ing)?|speaks?|draws?|render(?:s|ing)?|turn(?:s|ing)? [\w ,'-]{0,40}into|turns out|puts out|into)
        (?: (?:an?|its own|new|finished|whole|entire|original|full|complete|realistic|synthetic|short|AI|artificial|and|edits?|\w+ing)){0,3} $""",
    matches=("the model that writes ", "software that turns a sentence into a finished "),
    ignores=("trained on ", "it copied the "),
)


def _asks(text: str) -> bool:
    """Whether a sentence is a question, or a line of links, which alleges nothing."""
    return text.endswith("?") or text.count(" | ") > 1


def _pairs(
    act: str,
    match: re.Match[str],
    sentence: Sentence,
    mentions: Sequence[DataMention],
    topic: Topic,
    meant: Sequence[str] = (),
) -> Iterator[ActFound]:
    """The act with the kinds of data that it was done with: the nearest one named, and what is listed together with it; where none
    is named, `meant`, to which a pronoun points, or what goes without saying."""
    voiced = [mention for mention in mentions if mention.kind == VOICE]
    near = [
        (_distance(sentence.text, match, mention), mention, data)
        for mention in mentions
        if (mention.kind != ITEMS or len(mentions) == 1)
        and (data := _VOICE if act == "voice_cloning" and mention in voiced else topic.resolve(mention.kind)) is not None
        and (allows(act, data) or (act == "output_reproduction" and data == "personal_data" and not _gap(match, mention)))
        and _gap(match, mention) <= REACH
        and not (act in _TAKING and MADE.search(sentence.text, max(mention.start - 70, 0), mention.start))
    ]
    if not near:
        pointed = [
            data for data in meant if act in _WITHOUT_DATA and act != "concealment_of_practices" and allows(act, data)
        ]
        for data in pointed:
            yield ActFound(act, data, sentence, *match.span(), False)
        if not pointed and not (voiced and act in _OUTPUT) and (data := _understood(act, sentence, topic)):
            yield ActFound(act, data, sentence, *match.span(), act == "concealment_of_practices")
        return
    _, nearest, _ = min(near, key=lambda each: (each[0], each[1].start))
    named = [mention for _, mention, _ in near]
    for _, mention, data in near:
        divided = min(nearest.end, mention.end) <= match.start() < max(nearest.start, mention.start)
        if mention is nearest or (not divided and _joined(sentence.text, nearest, mention, named)):
            start, end = min(match.start(), mention.start), max(match.end(), mention.end)
            yield ActFound(act, data, sentence, start, end, True)


def _gap(match: re.Match[str], mention: DataMention) -> int:
    return max(mention.start - match.end(), match.start() - mention.end, 0)


def _distance(text: str, match: re.Match[str], mention: DataMention) -> int:
    """How far a kind of data is from an act, in characters; an object of the act is nearer, another clause further away."""
    follows = _OBJECT.match(text, match.end()) if mention.start >= match.end() else None
    if follows and "," not in text[follows.end() : mention.start]:
        return _gap(match, mention) - CLOSER
    start, end = min(match.end(), mention.end), max(match.start(), mention.start)
    divided = any(start <= boundary.start() < end for boundary in _CLAUSE.finditer(text))
    return _gap(match, mention) + (CLOSER if divided else 0)


def _understood(act: str, sentence: Sentence, topic: Topic) -> str | None:
    """The kind of data of an act whose sentence names none: that of the whole story, if such an act can go without saying."""
    main = topic.main
    if topic.recorded and act in _OF_FILES and main and is_broader("musical_works", main):
        main = "sound_recordings"  # what is ripped or unlocked is the recording of a song
    if main is None or act not in _WITHOUT_DATA or not allows(act, main):
        return None
    if act == "concealment_of_practices" and _PRIVACY.search(sentence.text) and main in _PRIVATE:
        return "personal_data"  # a privacy policy is about personal data
    return None if sentence.title else main


_VOICE = "voice_performances"
_OUTPUT = frozenset({"output_reproduction", "output_imitation"})
_TAKING = frozenset({"training", "scraping", "acquisition_from_pirate_source", "circumvention", "cmi_removal"})
_PRIVATE = frozenset(
    {"online_videos", "photographs", *(each for each in terms("data") if is_broader("personal_data", each))}
)
_OF_FILES = frozenset({"circumvention", "acquisition_from_pirate_source", "scraping"})
_WITHOUT_DATA = frozenset(
    {
        "training",
        "acquisition_from_pirate_source",
        "scraping",
        "collection_without_consent",
        "retrieval_grounding",
        "output_reproduction",
        "cmi_removal",
        "concealment_of_practices",
        "interception",
        "breach_of_licence",
        "retention",
        "disclosure_to_third_parties",
        "circumvention",
        "false_attribution",
        "output_imitation",
    }
)


def _joined(text: str, one: DataMention, other: DataMention, between: Sequence[DataMention]) -> bool:
    """Whether two mentions are members of one enumeration, directly or through those between them."""
    first, last = sorted((one, other), key=lambda mention: mention.start)
    chain = [mention for mention in between if first.start <= mention.start <= last.start]
    return all(_COORDINATED.fullmatch(text[a.end : b.start]) for a, b in zip(chain, chain[1:], strict=False))


def _subsumed(hit: ActFound, found: dict[tuple[str, str], ActFound]) -> bool:
    """A kind of data is dropped where a narrower one stands beside it for the same act."""
    return hit.data not in _KEPT_BROADER and any(act == hit.act and is_broader(hit.data, data) for act, data in found)
