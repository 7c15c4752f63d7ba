"""What the accused answer: who, in which stance, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from loaders.articles.names import Name, group_of, short_form
from loaders.articles.patterns import pattern
from loaders.articles.people import PERSON, is_body
from loaders.articles.story import Sentence


@dataclass(frozen=True, slots=True)
class ResponseFound:
    """A stance that a company takes, and the words: text[start:end] of the sentence."""

    by: Name
    stance: str
    sentence: Sentence
    start: int
    end: int


NO_COMMENT = pattern(
    "no comment",
    r"""\b(?:declin(?:ed|es|ing)|refus(?:ed|es|ing)) (?:to )?(?:comment|respond|discuss|be drawn)\w*|\b(?:did
        |do|does|has|have|had|would|could)(?: not
        |n't) (?:immediately |yet |at once |directly |so far )*(?:respond|repl|answer|comment|return|react
        |ma[dk]e a (?:comment|statement)|be reached|provide (?:a )?comment)\w*|\b(?:no
        |without) (?:immediate |additional |further )*(?:comment|repl(?:y|ies)|response|remarks?)\b|\b(?:had
        |have|has) nothing to (?:say|add)|\b(?:has|have) yet to (?:respond|comment|reply|answer)|\b(?:was
        |were|has been|have been) (?:approached|contacted|asked) for (?:a )?comment|\bunavailable for comment
        |\bwere not (?:immediately )?available|\b(?:äußerten? sich|wollten? sich|reagierten?) (?:[\w-]+ ){0,4}nicht|\blehnten? (?:eine|jede|einen|jeden) (?:\w+ )?(?:Stellungnahme|Kommentar|Antwort) ab
        |\b(?:stay|remain|kept|keep|been|is|was)\w* (?:silent|mum|quiet|tight-lipped)\b|\b(?:said|say|says|saying) nothing\b|\b(?:not|n't|never) (?:yet )?(?:said|say|uttered) a word
    |\b(?:pick(?:ed)? up the phone|g[eo]t back to (?:us|this)|deadline for comment|requests? for (?:a )?comment)\b|\b(?:left|leaves|went|go|remain\w*) [^.;]{0,30}unanswered|\b(?:no|not a|without an?) (?:\w+ )?(?:word|answer|reaction|statement|comment)\b(?! of mouth)|\bignored (?:our|requests?|questions?)
    |\b(?:has|have|had|did|does|do|was|were|is)(?: not|n't) (?:yet |so far |publicly )*(?:commented|reacted|answered|replied|respond\w*|been reached|be reached|picked up|call(?:ed)? back|return\w*|available|want to comment)
    |\b(?:would|will|could|can)(?: not|n't) (?:discuss|comment|say|speak|talk|elaborate|be drawn|be reached|be interviewed)\b|\b(?:ha[ds]|have|has) (?:nothing|no more|little) (?:further |more |else )?to (?:add|say|tell)\b|\bnothing (?:further|more|else) to (?:say|add)\b
    |\b(?:could|can)(?: not|n't) (?:immediately )?be reached\b|\b(?:did|do|does|has|have|had)(?: not|n't) (?:yet |ever )?(?:g[eo]t(?:ten)?|come|called?|wr[io]t+en?) back\b|\bma[dk]es? no (?:comment|statement)\b|\bno (?:comment|reply|answer|response)\b
    |\b(?:declin\w+|refus\w+) (?:to )?(?:say|elaborate|speak|talk|address|answer|make|provide|give|react|be)\b|\bkept (?:its|their) (?:silence|counsel)\b|\b(?:silence|nothing)\.?$|\b(?:e-?mails?|calls?|messages?|requests?|questions?|inquir(?:y|ies)|letters?) (?:\w+ ){0,6}(?:bounced|went unanswered|(?:was|were) not (?:\w+ )?(?:returned|answered))
    |\b(?:lie(?:ß|ss)|blieben?) [^.]{0,60}unbeantwortet|\b(?:nicht|keine?n?) (?:\w+ ){0,3}(?:äußern|Stellung|geäußert|kommentieren|Kommentar|Auskunft|reagiert|geantwortet|Antwort)\b|\bkommentiert\w* [^.]{0,40}\bnicht\b|\b(?:zu erreichen|Stellung genommen)\b
    |\b[Nn]either [^.;]{1,90} (?:respond|repl|comment|answer|return|react|spoke)\w*\b|\b(?:not|n't|yet to|never) (?:\w+ ){0,2}(?:file|give|offer|issue|submit|provide|make|made|give|release|send|sent)\w* (?:an?|any|its|their) (?:\w+ )?(?:response|answer|statement|comment|reply|reaction)\b
    |\b(?:do|does)(?: not|n't) (?:discuss|comment|speak|talk)\b|\b(?:declin|refus)\w+ (?:all |any |further |to offer )?(?:comments?|interviews?|requests?|remarks?)\b
    |\bsans (?:autre |plus de )?commentaires?\b|\brefus\w+ (?:de|à|tout) (?:tout )?comment\w+|\bs'est refusé\w* à|\binjoignable|\bn'(?:était|a|ont|étaient) pas (?:été )?(?:joignables?|disponibles?)|\bsilence\b
    |(?:コメント|回答|取材)[^。]{0,12}(?:できない|しない|していない|しなかった|応じていない|応じなかった|差し控え|得られていない|なかった)|ノーコメント
    |\bkeine Stellungnahme|\bn'(?:a|ont) pas (?:encore |immédiatement )?(?:répondu|réagi|souhaité|voulu|donné suite|commenté)|(?:回答|コメント)[^。]{0,6}(?:ありません|得られ)|コメントを(?:控え|避け|拒)|(?:回答
        |コメント)(?:は|を|して)[^。]{0,12}(?:ない|なかった|いない)""",
    matches=(
        "did not immediately respond to a request",
        "has yet to respond.",
        "had nothing to say at first",
        "did not answer at once",
        "declined to comment on Thursday",
        "had no immediate comment",
        "would not discuss the case",
        "had nothing to add",
        "could not be reached",
        "didn't get back to us",
        "Acme and Roe: no reply.",
        "our letters to the firm were not answered",
        "wollte sich nicht äußern",
        "n'a pas répondu",
        "sans autre commentaire",
        "コメントできない",
        "回答していない",
    ),
    ignores=("the judge did not decide", "no comments below"),
)
DENIES = pattern(
    "denial",
    r"""(?<!was )(?<!were )(?<!been )(?<!is )(?<!be )\bden(?:y|ies|ied|ying)\b(?! (?:the |a |its |their |\w+ )?(?:motion|request|bid|appeal|class))
        |\b(?:false|baseless|meritless|unfounded|groundless|frivolous|without merit|lack(?:s
        |ing)? (?:of )?merit|no merit|without foundation|untrue|misguided|wrong on the)\b|\b(?:reject|disput
        |refut)(?:s|es|ed|ing)\b (?:\w+ ){0,3}(?:claim|accus|allegation|lawsuit|suit|complaint|it\b|that|account|version|portrayal|premise|characteri
        |charge)\w*|\bdisagrees?\b|\bdisagreed\b|\b(?:admit\w*|conced\w*|acknowledg\w*) (?:no|neither|nothing)\b|\b(?:without|no) (?:an? )?(?:admitting|admission)\b|\bräum\w* [^.]{0,60}\b(?:kein\w*|nicht) [^.]{0,20}\bein\b
        |\b(?:do|does|did)(?: not|n't) (?:believe|think|agree|accept)\b[^.;]{0,60}\b(?:claims?|allegations?|accusations?|accurate|merit|true|suit|lawsuit)\b|\bsays? (?:that )?it (?:has |had )?never\b|\b(?:we
        |it) (?:are|is|do|does|did)(?: not|n't) (?:us|train|shar|sell|disclos|scrap|access)\w*
        |\breject(?:s|ed|ing)? (?:this|that|the|it|all|both|every)\b(?! (?:motion|bid|request|settlement|appeal|offer))|\b(?:contest|challeng)(?:s|ed|ing)\b (?:\w+ ){0,3}(?:claim|accus|allegation|jurisdiction|suit|lawsuit|complaint|it\b|that|version)\w*
        |\b(?:is|was|are|'s)(?: not|n't) (?:a crime|illegal|unlawful|wrong|infring\w+|theft|piracy|against the law)\b|\b(?:done|did|doing) nothing (?:wrong|illegal|unlawful)|\b(?:calls?|called|calling|considers?|dismiss(?:es|ed) as|labell?ed|brand(?:s|ed)) (?:[\w']+ ){1,5}(?:nonsense|absurd|ridiculous|wrong|old|overblown|speculative|an? (?:stunt|distraction|shakedown|money grab))
        |\b(?:stands? by|defends?) (?:its|their) (?:practices?|product|policy|policies|technology)|\bno (?:customer|member|user|private|personal|such) \w+ (?:is|are|was|were) used\b
        |\badmit(?:s|ted|ting)? (?:to )?no\b|\b(?:not|never|without|n't) admit\w*\b|\b(?:no|any) admission\b|\bno (?:wrongdoing|liability|fault)\b
        |(?<!he )(?<!she )(?<!they )\b(?:is|are|was|were|it's|got it|simply|just|plainly|flatly|dead|factually|legally) (?:wrong|incorrect|untrue|erroneous|flawed|exaggerated|unproven|far-fetched|fanciful|fabricated)\b|\bset the record straight\b
        |\b(?:shrug|shrugg|brush|wav)(?:s|es|ed|ing)? (?:off |aside |away )?(?:the |these |those |this |such |all )?(?:\w+ )?(?:claims?|allegations?|accusations?|complaint|criticism|charges?)\b|\b(?:repudiat|rebut|rebuff|oppos|deplor|decri|denounc)(?:s|es|ed|ing|ies|ied)\b (?:\w+ ){0,3}(?:claim|accus|allegation|lawsuit|suit|complaint|charge|it\b|them\b)\w*
        |\bvigorously defend|\b(?:misunderst|misrepresent|mischaracteri)\w+|\b(?:will|would|intends? to|vow(?:s|ed) to|pledg(?:es|ed) to|promis(?:es|ed) to|prepared to|ready to|determined to
        |plans? to) (?:vigorously |strongly |robustly )?(?:defend|fight|contest|resist|oppose)\b(?! (?:a|the) settlement)|\b(?:weist
        |wies)\b.{0,60}\bzurück|\bbestreite[nt]\b|\bconteste\w*|\brejette\w*|否定|争う姿勢|反論|事実無根|不当だ|請求の?棄却を求め
        |\b(?:nothing to it|no basis|no truth|not true|unwarranted|overbroad|misplaced|misconceived|misleading|inaccurate|mistaken|bogus|preposterous|opportunistic)\b|\blacks? (?:any )?(?:foundation|basis|merit|substance)\b
        |\b(?:halte|hält) (?:die|den|das) [^.]{0,40}für (?:unbegründet|falsch|haltlos)|\bunbegründet\b|\bhaltlos\b|\bhalte sich an\b|\brechtmäßig\b|\bdément\b|\bréfute\w*|\bnie (?:les|ces|avoir)\b|\binfondée?s?\b|\bsans fondement\b
        |\b(?:contest|fight|oppose|challenge|defend)(?:ing|s)? (?:(?:it|the|this|these|ourselves|itself|themselves|against) ){1,2}(?:\w+ )?(?:case|suit|lawsuit|claims?|vigorously|allegations?|action|complaint|law)\b
        |\b(?:never (?:has|have|did)|has never|have never|does not|do not|doesn't|don't|is not|isn't|are not|aren't|did not|didn't) (?:\w+ )?(?:train|scrape|index|store|save|keep|sell|share|record|use|recogni[sz]e|take|collect|infring)\w*""",
    matches=(
        "Google denied it",
        "LinkedIn denies the claims",
        "These are false claims with no merit.",
        "calls the claims baseless",
        "disputes the allegations",
        "which says it never used the data",
        "we are not using member messages",
        "says there is nothing to it",
        "the company doesn't index books",
        "will contest the case vigorously",
        "wies die Vorwürfe als unbegründet zurück",
        "反論している",
        "admits no wrongdoing",
        "we don't believe these claims are accurate",
    ),
    ignores=("the motion was denied", "denied a request for an injunction"),
)
FAIR_USE = pattern(
    "defence of lawful use",
    r"""\bfair[- ]use\b|\b(?:law|laws|exception|doctrine) (?:expressly |clearly |already )?(?:permits?|permitted|allows?|allowed|lets?|protects?|covers?|covered) \w|\b(?:legally|perfectly|entirely|clearly) (?:permissible|permitted|allowed|lawful|legal)\b|\bfair dealing\b|\b(?:allowed|permitted|covered) by (?:the )?(?:law|exception|copyright)\w*|\bberechtigtes Interesse|\b(?:text and data mining|TDM) exception|\b(?:is|was|are) (?:lawful|legal|permitted|protected by
        |transformative)\b|\bconfident that [^.;]{0,60}\b(?:is|are) (?:lawful|legal)|\b(?:utilisation équitable|usage loyal|exception de fouille|licites?)\b|フェアユース|公正利用|適法|合法|\bSchranke\b|\bText(?:- und| and)[- ]Data[- ]?[Mm]ining\b""",
    matches=("argues that training is fair use",),
    ignores=("fairly used",),
)
APPEAL = pattern(
    "announcement of an appeal",
    (
        r"\b(?:will|plans? to|intends? to|vow(?:s|ed) to|said it would|is going to|considering an) appeal\b"
        r"|\bweigh(?:s|ed|ing)? an appeal\b|\b(?:lodge|file|filed|lodged) (?:an|its) appeal\b"
        r"|\b(?:plan|prepar|announc|consider|promis|mull)\w* (?:an|its) appeal\b|\bis appealing\b"
        r"|\b(?:will|would|plans? to|intends? to|vow(?:s|ed) to|wants? to|seeks? to) (?:challenge|contest|fight|overturn|take) [^.;]{0,30}(?:ruling|decision|verdict|judgment|appeals? court|[Cc]ourt of [Aa]ppeals?|[Ss]upreme [Cc]ourt)\b"
        r"|\bkündigte .{0,40}(?:Berufung|Revision|Rechtsmittel) an\b|\b(?:will|werde) .{0,20}Berufung|\b(?:Berufung|Revision|Rechtsmittel) (?:einlegen|einzulegen|prüfen)"
        r"|\b(?:fera(?:it|ient)?|feront|faire|fait|interjet\w+|port\w+ (?:\w+ ){0,3}en|relev\w+) appel\b|控訴(?:する|を検討|した|へ)"
    ),
    matches=("said it would appeal", "qui a annoncé qu'elle portait la décision en appel", "控訴する方針"),
    ignores=("the appeal was heard",),
)
ADMITS = pattern(
    "admission",
    r"(?<!not )(?<!n't )(?<!never )(?<!without )\b(?:admit(?:s|ted)|conced(?:es|ed)|acknowledg(?:es|ed) (?:that|using|having|copying|downloading|the)|own(?:s|ed) up|confess(?:es|ed))\b(?! (?:to )?(?:no|neither|nothing)\b)",
    matches=("admitted using the data", "conceded the point", "acknowledged that it had copied books"),
    ignores=("admission of evidence", "admits no wrongdoing", "did not admit"),
)
ARGUES = pattern(
    "an argument of the defence",
    r"""(?:'s|\bits) (?:line|defen[cs]e|position|answer|reply|response|stance|view|argument|case|rejoinder)(?: (?:is|was))?(?::| that\b)|(?<!had )\b(?:argu(?:es?|ed)|maintain(?:s|ed)?|insist(?:s|ed)?|contend(?:s|ed)?|counter(?:s|ed)?|retort(?:s|ed)?|object(?:s|ed)?|protest(?:s|ed)?|assert(?:s|ed)?) that\b|\b(?:(?:calls?|called) the (?:law)?(?:suit|case|claims?|complaint|allegations))\b
    |\b(?:said|says|told|replied|responded|answered|wrote)\b[^.;]{0,60}\b(?:no basis|follows? the law|complies|complied|lawful\w*|within (?:its|the) (?:rights|law)|not (?:protected|copied|infring\w+)|sees? (?:things|it) differently)\b""",
    matches=("maintains that its models learn as humans do", "says it follows the law"),
    ignores=("said on Monday",),
)
STATEMENT = pattern(
    "words with which a company answers, whatever it says",
    r"""\b(?:spokes\w+|representatives? (?:for|of)|statement|press office|head of communications|communications chief|general counsel|chief executive|in an? (?:e-?mail|statement|blog post|filing)
        |told (?:us|this|the|me|Reuters|[A-Z]\w+)|(?:said|says)(?: that)? (?:it|its|the company|we|the firm)\b|pointed to|called the (?:suit|lawsuit|case|claims?|complaint|action)
        |motion to dismiss|answer(?:ed)? (?:to )?(?:the )?complaint|affirmative defenses?|responded|replied|in its (?:answer|brief|response|view))\b
        |\b(?:Sprecher(?:in)?|erklärte|teilte mit|sagte|hieß es)\b|\b(?:porte-parole|a réagi|indique-t-on|a déclaré|a répondu|fait valoir|faisait valoir)\b|広報|(?:と|を)(?:話|述べ|コメント|説明)""",
    matches=("A spokesperson for Acme said", "Acme told us that", "Eine Sprecherin von Acme erklärte", "Acmeの広報担当者は"),
    ignores=("Acme makes chips",),
    flags=0,
)
CONSIDERS = pattern(
    "a company looks into a claim, or says nothing to it but that",
    r"\b(?:review|look(?:ing)? (?:at|into)|examin|study|studying|assess|evaluat|investigat)\w*\b[^.;]{0,60}\b(?:claims?|complaint|suit|lawsuit|allegations?|case|filing|decision|ruling)\b|\bprüf\w+\b|\bexamin\w+|\bétudi\w+|(?:精査|確認|検討)(?:中|して|する)",
    matches=("is reviewing the complaint", "man prüfe die Vorwürfe", "内容を精査している"),
    ignores=("a review of the film",),
)
APOLOGISES = pattern(
    "an apology, or the promise of a change",
    r"\b(?:apologi[sz](?:es|ed|ing)|apolog(?:y|ies)|regret(?:s|ted)|(?:would|will) (?:remove|delete|retrain|change|update|improve|cooperate|work with))\b|\bbedauer\w+|\bregrett\w+|謝罪|お詫び",
    matches=("apologized to the authors", "said it would remove the books"),
    ignores=("an apologist",),
)
LAWFUL = pattern(
    "a company says that it keeps to the law, or to what was agreed",
    r"""\b(?:compl(?:y|ies|ied|iance|ying)|lawful\w*|legal\w*|legally|law|laws|rights|respects?|rules?|terms|licen[cs]ed|public domain|privacy|consent|permission|safeguards?
        |protect\w*|responsib\w+|merit|disagree\w*|extension|no more than|tape recorder|not|never|\w+n't|nobody|cannot)\b|\b(?:Recht|Gesetz\w*|rechtmäßig|Rechte)\b|\b(?:droit|loi|respect|légal\w*)\b|法令|法律|権利""",
    matches=(
        "we respect the rights of all creators",
        "followed every privacy rule",
        "models are trained on licensed content",
    ),
    ignores=("the company was founded in May",),
)
_SPEAKS = re.compile(
    r"(?i)\b(?:sa(?:id|ys)|told|spokes\w+|representatives?|statement|argu(?:es|ed|ing)|maintain(?:s|ed)"
    r"|contend(?:s|ed)|call(?:s|ed|ing)|wrote|insist(?:s|ed)|assert(?:s|ed)|stat(?:es|ed)|add(?:s|ed)|repl(?:y|ies|ied)|explain(?:s|ed)|admit\w*|believes?|sees?|considers?|respon(?:se|ded"
    r"|ds)|answer(?:s|ed)|defend(?:s|ed)|deni(?:es|ed)|deny|denying|reject(?:s|ed)|disput(?:es|ed)|refut"
    r"|claims that|bestreite\w*|teilte|erklärte|weist)\b"
)
_COMPANY_SPEAKS = re.compile(
    r"(?i)\b(?:the (?:company|firm|start-?up|defendants?|developer|social network|agency|tech giant"
    r"|chipmaker)|a (?:company )?(?:spokes\w+|representative)|spokes\w+|both sides|(?:the )?companies|it|das Unternehmen|der Konzern|die Firma|ein Sprecher|eine Sprecherin|l'entreprise|la société|le groupe|la start-?up|un porte-parole|une porte-parole|its (?:founder|chief executive|ceo|boss|president|head)|the (?:other side|maker|operator|service|app)|相手方|同社"
    r"|its (?:lawyers?|attorneys?)|neither (?:side|party|company))\b"
)
_OTHER_SIDE = re.compile(
    r"(?i)\b(?:plaintiffs?'?s?'?|authors'?|publishers'?) (?:attorneys?|lawyers?|counsel)|\b(?:lawyers?"
    r"|attorneys?|counsel) (?:for|of|representing) (?:him|her|them|the (?!compan|firm|defen|start|developer|maker|tech|chip|service|app\b)\w+)|\bthe attorney representing the plaintiffs\b|\bthe (?:court|judge) (?:found|held|ruled|rejected"
    r"|denied|dismissed)\b|\bJudge\b"
)
WELCOMES = pattern(
    "welcome",
    (
        r"\b(?:is|was|are|were) (?:very )?(?:pleased|glad|happy|delighted|grateful|gratified|thankful|relieved|satisfied|encouraged) (?:with|for|to|by|that|at)?|\bwelcom(?:es"
        r"|ed)\b|\b(?:hail(?:s|ed)|applaud(?:s|ed)|prais(?:es|ed)) (?:the )?(?:ruling|decision|judgment|order|verdict)\b|\bcall(?:s|ed) (?:the|it) (?:\w+ )?(?:a|an) (?:\w+ )?(?:win|victory|vindication)\b|\bse (?:félicite|réjouit)\b|\bis pleased\b|\bbegrüßt\w*"
    ),
    matches=("said the company was pleased with the ruling", "welcomed the decision"),
    ignores=("a welcome page",),
)
_STANCES = (
    ("no_comment", NO_COMMENT),
    ("denies", DENIES),
    ("fair_use", FAIR_USE),
    ("will_appeal", APPEAL),
    ("admits", ADMITS),
    ("welcomes", WELCOMES),
    ("denies", ARGUES),
)


GROUP = pattern(
    "several of the accused at once",
    r"""\b(?:neither (?:company|firm|side|defendant|of (?:them|the (?:two|companies|defendants)))|(?P<rest>(?:the )?(?:other|remaining|rest)(?: of)?(?: the)?(?: defendants| companies| firms| two| three| four| five)
        |the (?:rest|others))|both (?:companies|firms|defendants|of them)|all (?:\w+ )?(?:defendants|companies|firms)|none of (?:them|the (?:\w+ )?(?:defendants|companies|firms))
        |(?:the|representatives (?:of|for) the) (?:parties|companies|defendants|two))\b""",
    matches=(
        "Neither defendant had answered",
        "From the other two, silence.",
        "Both companies have said",
        "Representatives of the other defendants",
    ),
    ignores=("the company said",),
)


def responses(story: Sequence[Sentence], plaintiffs: Sequence[Name], defendants: Sequence[Name]) -> Iterator[ResponseFound]:
    """The answers that the story reports, one for each speaker and stance; those of plaintiffs and courts are left out.

    Who speaks is called by the fullest name that the story gives.
    """
    theirs = {_key(name) for name in plaintiffs}
    accused = {_key(name): name for name in defendants}
    short = _short_forms(defendants)
    seen: set[tuple[str, str]] = set()
    answered: set[str] = set()
    previous: Name | None = None
    asked: Name | None = None
    for sentence in story:
        named = [_in_full(name, short) for name in sentence.names]
        bodies = [name for name in named if is_body(name) and _key(name) not in theirs]
        if bodies and QUESTION.search(sentence.text):
            asked = next((name for name in bodies if _key(name) in accused), asked)
            continue
        speaker = next((name for name in bodies if _key(name) in accused), None)
        for stance, by, (start, end) in _answers(sentence, bodies, speaker, previous, defendants, accused, answered):
            key = _key(by)
            answered.add(key)
            if (key, stance) not in seen:
                seen.add((key, stance))
                full = accused.get(key, by)
                yield ResponseFound(full if full.id == by.id and short_form(full.text) == full.text else by, stance, sentence, start, end)
        if asked and not bodies and not answered and (found := _answer_to_question(sentence)):
            stance, span = found
            answered.add(_key(asked))
            seen.add((_key(asked), stance))
            yield ResponseFound(accused[_key(asked)], stance, sentence, *span)
        asked = None
        previous = speaker or previous


QUESTION = pattern(
    "a heading that asks what a company says",
    r"^(?:and |but )?(?:what|how) (?:does|do|did|has|have|is|was) [^?]{2,60} (?:say|said|respond\w*|repl\w+|answer\w*|react\w*|defen[cs]e|argue|position|response)\b[^?]{0,30}\?$|^was sagt [^?]{2,40}\?$|^que (?:dit|répond) [^?]{2,40}\?$",
    matches=("What does Acme say?", "How has Acme responded?"),
    ignores=("What does the law say about it", "What happened?"),
)


def _answer_to_question(sentence: Sentence) -> tuple[str, tuple[int, int]] | None:
    """The stance of the sentence that follows a heading such as "What does OpenAI say?"."""
    for stance, regex in (("no_comment", NO_COMMENT), ("denies", DENIES), ("fair_use", FAIR_USE), ("denies", LAWFUL)):
        if match := regex.search(sentence.text):
            return stance, match.span()
    return None


def _short_forms(defendants: Sequence[Name]) -> dict[str, Name]:
    """The first words by which the story may call each of the accused, with its name in full."""
    found: dict[str, Name] = {}
    for name in defendants:
        words = name.text.split()
        for count in range(1, len(words)):
            if len(" ".join(words[:count])) > 3:
                found.setdefault(" ".join(words[:count]).rstrip(","), name)
    return found


def _in_full(name: Name, short: Mapping[str, Name]) -> Name:
    """A name as a body's where it is that of an accused, shortened; a product may be called as its maker is."""
    full = short.get(name.text)
    if full is None or name.kind == PERSON or (is_body(name) and name.id):
        return name
    return replace(full, start=name.start, end=name.end, text=name.text)


def _key(name: Name) -> str:
    """What makes two names one speaker: the group of a known body, else the name itself."""
    return group_of(name.id) or name.text


_Answer = tuple[str, Name, tuple[int, int]]


def _answers(
    sentence: Sentence,
    bodies: list[Name],
    speaker: Name | None,
    previous: Name | None,
    defendants: Sequence[Name],
    accused: Mapping[str, Name],
    answered: Set[str],
) -> Iterator[_Answer]:
    """The stances that a sentence reports, each with who takes it and where."""
    for stance, regex in _STANCES:
        match = regex.search(sentence.text)
        if match is None or (sentence.title and stance != "denies") or not _is_answer(stance, match, sentence):
            continue
        if regex is ARGUES and not _is_subject(sentence, match, accused):
            continue
        group = GROUP.search(sentence.text) if len(accused) > 1 and speaker is None else None
        if group:
            for key, name in accused.items():
                if not (group["rest"] and key in answered):
                    yield stance, name, match.span()
            return
        if stance == "no_comment" and not any(name.end <= match.start() for name in bodies) and _OTHER_SIDE.search(sentence.text[: match.start()]):
            continue  # those who sue were asked
        by = _speaker(sentence, match, stance, bodies, speaker, previous, defendants)
        if by is None:
            continue
        silent = [name for name in bodies if name.start < match.start() and _key(name) in accused]
        for each in silent if stance == "no_comment" and by in silent else [by]:
            yield stance, each, match.span()
        return
    statement = STATEMENT.search(sentence.text) if speaker is not None else None
    if statement and speaker and not sentence.background and not sentence.title and _speaks(sentence, speaker, statement):
        if considers := CONSIDERS.search(sentence.text) or APOLOGISES.search(sentence.text):
            yield "other", speaker, considers.span()
        elif lawful := LAWFUL.search(sentence.text):
            yield "denies", speaker, lawful.span()


def _speaks(sentence: Sentence, speaker: Name, statement: re.Match[str]) -> bool:
    """Whether the words of answering are the company's and no court's, plaintiff's or reporter's."""
    around = sentence.text[: max(speaker.end, statement.end())]
    return not _OTHER_SIDE.search(around) and not re.search(
        r"(?i)\b(?:judge|court|ruled|ruling|plaintiffs?|complaint (?:says|alleges)|alleg\w+|accus\w+|author of)\b", around
    )


def _is_subject(sentence: Sentence, match: re.Match[str], accused: Mapping[str, Name]) -> bool:
    """Whether an accused company, or "the company", stands right before the verb."""
    before = sentence.text[: match.start()]
    named = any(
        _key(name) in accused
        and name.end <= match.start()
        and re.fullmatch(r"(?:'s (?:\w+ ){0,2}\w+)?,?(?: (?:has|had|have|also|now|\w+ly))* ?", before[name.end :])
        for name in sentence.names
    )
    return named or bool(
        re.search(r"(?i)(?:^|, )(?:the (?:company|firm|start-?up|defendants?)|its lawyers?)(?: \w+ly)? ?$", before)
    )


_NEITHER = re.compile(r"\b[Nn]either [^.;]{1,90} nor\b")
_LETTER = re.compile(
    r"(?i)\b(?:letters?|demands?|notices?|warnings?|offers?|invoices?|requests? (?:for|to) (?!comment|an interview)\w+)\b[^.;]{0,60}\b(?:(?:un|not )answered|ignored|no (?:answer|reply|response))\b"
)
_OURS = re.compile(r"(?i)\b(?:our|us|we|comment|newspaper|reporters?|journalists?|questions?|press)\b")
_TOLD_COURT = re.compile(
    r"\b(?:told|asked|tells|asks|urged|urges|before|to|in) (?:the|a|that) (?:\w+ )?(?:court|judge|jury)\b"
)


_DEMAND = re.compile(r"(?i)\b(?:cease[- ]and[- ]desist|demand letter|Abmahnung|mise en demeure)\b")


def _is_answer(stance: str, match: re.Match[str], sentence: Sentence) -> bool:
    text = sentence.text
    if stance == "no_comment":
        if _NEITHER.search(text):
            return True
        if _DEMAND.search(text) or (_LETTER.search(text) and not _OURS.search(text)):
            return False  # what was not answered is a letter from before the suit
        if _OTHER_SIDE.match(text) and not re.search(r"(?i)\band\b|\bnor\b", text[: match.start()]):
            return False
        clause = text[max(0, text.rfind(",", 0, match.start()), text.rfind(";", 0, match.start())) : match.end() + 40]
        return not _OTHER_SIDE.search(clause)
    told = _TOLD_COURT.sub("", text[: match.start()])
    if (
        sentence.background
        or _OTHER_SIDE.search(text[: match.start()])
        or re.search(r"(?i)\b(?:court|judge|ruling|ruled|held|jury)\b", told[-90:])
    ):
        return False
    if stance in ("fair_use", "admits"):
        return bool(
            re.search(
                (
                    r"(?i)\b(?:argu\w+|sa(?:id|ys)|told|tells|plead\w*|maintain\w*|contend\w*|insist\w*|claim(?:s|ed)|defen[ds]\w*"
                    r"|assert\w*|rel(?:y|ies|ied)|invok\w*|admit\w*|conced\w*|acknowledg\w*|believes?|call(?:s|ed)|repl(?:y|ies|ied)|respon(?:ds?|ded|se)|answer\w*|wrote|writes?"
                    r"|rais(?:es?|ed|ing)|cit(?:es?|ed|ing)|object\w*|explain\w*|adds?|added|counter\w*|describ\w*|stat(?:es|ed)|considers?|holds|view|erklär\w+|sagte?|argumentier\w+|beruft|meint|soutien\w*|invoqu\w*|estim\w+|affirm\w+|fait valoir)\b"
                    r"|述べ|主張|コメント|反論|説明|回答|しており|している"
                ),
                text,
            )
        )
    if stance == "denies":
        return bool(_SPEAKS.search(text) or sentence.names or '"' in text)
    return True


def _speaker(
    sentence: Sentence,
    match: re.Match[str],
    stance: str,
    bodies: list[Name],
    accused: Name | None,
    previous: Name | None,
    defendants: Sequence[Name],
) -> Name | None:
    before = [name for name in bodies if name.start < match.start()]
    lone = defendants[0] if len({_key(each) for each in defendants}) == 1 else None
    if stance == "no_comment" and sentence.names and sentence.names[0].start == 0 and sentence.names[0] in bodies:
        return sentence.names[0]  # the subject of the sentence, whoever else is spoken of
    if accused is not None and accused.start < match.start():
        return accused
    if (
        stance == "no_comment"
        and before
        and re.match(
            (
                r"(?:'s)?(?: \([^)]*\))?(?:'s)? ?(?:spokes\w+|representatives?|lawyers?|also|has|have|had|did"
                r"|declined|refused|would|could)?"
            ),
            sentence.text[before[-1].end :],
        )
        and len(sentence.text[before[-1].end : match.start()]) < 60
    ):
        return before[-1]
    if accused is not None and stance != "fair_use":
        return accused
    if stance == "denies" and bodies and bodies[0].start == 0:
        return bodies[0]
    people = [name for name in sentence.names if name.kind == PERSON and name.end <= match.start()]
    if (
        stance == "no_comment"
        and not bodies
        and people
        and not re.search(r"(?i)spokes|representative|company", sentence.text)
    ):
        return None  # somebody else was asked
    if stance == "no_comment" and not bodies:
        return previous if previous is not None else lone
    goes_on = sentence.text.startswith('"') and stance == "denies"  # a quotation of whoever spoke before
    if (
        goes_on
        or _COMPANY_SPEAKS.search(sentence.text)
        or (stance == "no_comment" and re.search(r"(?i)\bsides\b", sentence.text))
    ):
        return previous if previous is not None else lone
    return None
