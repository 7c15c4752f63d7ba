"""What the accused answer: who, in which stance, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from loaders.articles.marks import FIRST, marked
from loaders.articles.names import GUESSED, Name, group_of, short_form
from loaders.articles.patterns import pattern
from loaders.articles.people import PERSON, is_body, is_common, unnamed
from loaders.articles.story import Sentence


@dataclass(frozen=True, slots=True)
class ResponseFound:
    """A stance that a company takes, and the words: text[start:end] of the sentence."""

    by: Name
    stance: str
    sentence: Sentence
    start: int
    end: int


_NOT = (
    r"(?:(?:did|do|does|has|have|had|would|could|can|will|is|are|was|were|am)(?: not|n't)|cannot|never|(?:declin|refus)(?:ed|es|e|ing)(?: to)?"
    r"|yet to|unable to|unwilling to|not to|(?:opted|chose|chosen|prefers?|preferred|elected) not to|without|failed to)"
)
_SO_FAR = r"(?: (?:immediately|yet|so far|publicly|directly|ever|at once|at first|initially|also|even|return to|be|been|want to|wish to|care to|like to|care|\w+ly))*"
_ANSWER = r"(?:comments?|statements?|repl(?:y|ies)|responses?|answers?|remarks?|reaction|word|details)"
_ASKED = r"(?:e-?mails?|calls?|messages?|voicemails?|requests?|questions?|inquir(?:y|ies)|enquir(?:y|ies)|letters?|queries|query|Anfragen?|texts?)"
NO_COMMENT = pattern(
    "no comment",
    rf"""\b{_NOT}{_SO_FAR} (?:respond|repl(?:y|ied|ying)|answer(?!able)|comment|react|speak(?!er)|talk|discuss|elaborate|address the|be drawn|reached|drawn|interviewed|available (?:for|to|on)
        |picked up|pick up|g[eo]t(?:ten)? back|com(?:e|ing) back|call(?:ed)? back|wr[io]t(?:e|ten) back|(?:said|say|saying|uttered?) (?:anything|a word|a thing)
        |return(?:ed|ing)? (?:an?|the|our|any|several|repeated|phone|\w+'s)? ?{_ASKED}|(?:file|give|offer|issue|submit|provide|make|release|send|had)\w* (?:an?|any|its|their)? ?(?:\w+ )?{_ANSWER}|made (?:an?|any) (?:\w+ )?{_ANSWER})\w*
    |\b(?:declin|refus)\w+ (?:to )?(?:all |any |further |to offer )?(?:comments?|interviews?|requests?|remarks?|say|answer|make|provide|give|be)\b|\b(?:would|will)(?: not|n't) say\b
    |\b(?:no|not a|without an?|nor a)(?: (?:immediate|additional|further|official|public|single|\w+ed|prompt))* {_ANSWER}\b(?! of mouth| from the (?:court|judge)| section|s? below)
    |\b(?:ha[ds]|have|has) (?:nothing|no more|little|no)(?: further| more| else)? (?:to (?:add|say|tell|share)|comment)\b|\b(?:said|say|says|saying) nothing\b|\bnothing (?:further|more|else) to (?:say|add)\b
    |\b(?:asked|contacted|approached|reached out to|wrote to|queried|pressed|sought)\b[^.;]{{0,60}} (?:for|to) (?:a |further |any )?(?:comments?|response|statement|reaction|reply)\b|\bunavailable for comment|\bdeadline for comment|\brequests? for (?:a )?comment\b
    |\b(?:attempts?|efforts?) to (?:reach|contact|get)\b[^.;]{{0,60}}\b(?:unsuccessful|failed|fail|in vain|not successful|went nowhere)|\bno ?(?:one|body)\b[^.;]{{0,50}}\b(?:available|answer\w*|picked up|respond\w*|repl\w+|comment\w*|reach\w*)\b
    |\b{_ASKED} [^.;]{{0,60}}?\b(?:(?:not|n't|never)(?: \w+ly| been)* (?:returned|answered)|unanswered|unreturned|bounced|ignored)\b|\bignored (?:our|requests?|questions?|repeated)|\b(?:left|leaves|went|go|remain\w*) [^.;]{{0,30}}unanswered
    |\b(?:stay|remain|kept|keep|been|is|was|fell)\w* (?:silent|mum|quiet|tight-lipped)\b|\b(?:kept|keeps?|keeping) (?:its|their) (?:silence|counsel|own counsel|mouth shut)\b|\bsilence\b|\bnothing\.?$|\b(?:ha[ds]|have) yet to (?:respond|comment|reply|answer|file|react|say)
    |\b[Nn]either [^.;]{{1,90}} (?:respond|repl|comment|answer|return|react|spoke)\w*\b|\bhear back\b
    |\b(?:äußer\w+|antworte\w+|reagier\w+|kommentier\w+) (?:sich )?[^.:;]{{0,60}}?\b(?:nicht(?! (?:nur|anderes))|weder)\b|\b(?:wollte[nr]?|will|möchte|hat|haben|konnte) (?:[\w-]+ ){{0,6}}?(?:nicht|keine?n?|nichts) (?:\w+ ){{0,3}}(?:äußern|geäußert|kommentieren|Kommentar\w*|Auskunft|reagiert|geantwortet|Antwort|Stellung\w*|sagen|erreichen)
    |\blehn\w+ (?:es ab|(?:eine?n?|jede[n]?) (?:\w+ )?(?:Stellungnahme|Kommentar|Antwort) ab)|\bkeine?n? (?:\w+ )?(?:Stellungnahme|Kommentar|Antwort|Auskunft|Reaktion)\b|\b(?:schwieg|schweigt|schweigen)\b|\bunbeantwortet\b|\bzu erreichen\b|\bnicht Stellung\b
    |\bsans (?:autre |plus de )?commentaires?\b|\b(?:refus|déclin)\w+ (?:de|à|tout|toute) (?:tout )?(?:comment|réagir|répondre|s'exprimer|réaction)\w*|\brefusée?s? (?:à|de) (?:tout )?(?:comment|réag)\w+|\binjoignables?\b|\bn'(?:était|a|ont|étaient|avait)(?: pas| point)(?: encore| immédiatement| été| fait)* (?:joignables?|disponibles?
        |répondu|réagi|souhaité|voulu|donné suite|commenté|(?:de |aucun )?commentaires?)|\bn'a fait aucun commentaire|\bne (?:souhait|voul|comment|répond)\w+ pas\b|\bgard\w+ le silence\b|\baucun commentaire\b
    |(?:コメント|回答|取材|返答)[^。」]{{0,14}}(?:できない|しない|していない|しなかった|応じていない|応じなかった|差し控え|控え|避け|拒|得られていない|得られ|なかった|ありません)|(?:回答|コメント)(?:は|を|して|が)[^。」]{{0,12}}ない|ノーコメント|沈黙""",
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
        "was not immediately available for comment",
        "didn't get back to us",
        "Acme and Roe: no reply.",
        "our letters to the firm were not answered",
        "Attempts to reach Acme were unsuccessful",
        "No one at Acme was available",
        "We have contacted Acme for comment",
        "it cannot comment on the case",
        "wollte sich nicht äußern",
        "antwortete bislang nicht",
        "n'a pas répondu",
        "n'a pas fait de commentaire",
        "sans autre commentaire",
        "コメントできない",
        "回答していない",
        "回答を控えた",
    ),
    ignores=("the judge did not decide", "no comments below", "did not return the books", "asked for money"),
)
DENIES = pattern(
    "denial",
    r"""(?<!was )(?<!were )(?<!been )(?<!is )(?<!be )\bden(?:y|ies|ied|ying)\b(?! (?:the |a |its |their |\w+ )?(?:motion|request|bid|appeal|class))
        |\b(?:false|baseless|meritless|unfounded|groundless|frivolous|without merit|lack(?:s
        |ing)? (?:of )?merit|no merit|without foundation|untrue|misguided|wrong on the)\b|\b(?:reject|disput
        |refut)(?:s|es|ed|ing)\b (?:\w+ ){0,3}(?:claim|accus|allegation|lawsuit|suit|complaint|it\b|that|account|version|portrayal|premise|characteri
        |charge)\w*|\bdisagree[sd]?\b(?! with (?:the|this|that) (?:[\w'-]+ )?(?:ruling|decision|order|verdict|judgment|outcome|court|judge))|\bdismiss(?:es|ed)? (?:the |these |those |this |all |such )?(?:\w+ )?(?:suit|lawsuit|claims?|allegations?|accusations?|complaint|case|it|them) as\b|\b(?:admit\w*|conced\w*|acknowledg\w*) (?:no|neither|nothing)\b|\b(?:without|no) (?:an? )?(?:admitting|admission)\b|\bräum\w* [^.]{0,60}\b(?:kein\w*|nicht) [^.]{0,20}\bein\b
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
        |\b(?:halte|hält) (?:die|den|das) [^.]{0,40}für (?:unbegründet|falsch|haltlos)|\bunbegründet\b|\bhaltlos\b|\bhalte sich an\b|\brechtmäßig\b|\bdément\b|\bnie(?:nt)? (?:toute?|avoir|les?|ces|en bloc)\b|\bse défend(?:re|ra|ront|rait)\b|\bsich (?:gegen [^.]{1,40} )?(?:wehren|verteidigen|zur Wehr)\b|\bwiderspr(?:icht|ach|echen)\b|争う(?:構え|方針|考え|意向)|\bréfute\w*|\bnie (?:les|ces|avoir)\b|\binfondée?s?\b|\bsans fondement\b
        |\b(?:contest|fight|oppose|challenge|defend)(?:ing|s)? (?:(?:it|the|this|these|ourselves|itself|themselves|against) ){1,2}(?:\w+ )?(?:case|suit|lawsuit|claims?|vigorously|allegations?|action|complaint|law)\b""",
    matches=(
        "Google denied it",
        "LinkedIn denies the claims",
        "These are false claims with no merit.",
        "calls the claims baseless",
        "disputes the allegations",
        "we are not using member messages",
        "says there is nothing to it",
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
    r"""\bfair[- ]use\b|\b(?:use|training|copying|practice) (?:is|was|were|are) (?:\w+ )?fair\b|\b(?:so|thus|therefore|hence) fair\b|\b(?:für|als) (?:zulässig|rechtmäßig|erlaubt|legal)\b|\b(?:law|laws|exception|doctrine) (?:expressly |clearly |already )?(?:permits?|permitted|allows?|allowed|lets?|protects?|covers?|covered) \w|\b(?:legally|perfectly|entirely|clearly) (?:permissible|permitted|allowed|lawful|legal)\b|\bfair dealing\b|\b(?:allowed|permitted|covered) by (?:the )?(?:law|exception|copyright)\w*|\bberechtigtes Interesse|\b(?:text and data mining|TDM) exception|\b(?:is|was|are) (?:lawful|legal|permitted|protected by
        |transformative)\b|\bconfident that [^.;]{0,60}\b(?:is|are) (?:lawful|legal)|\b(?:utilisation équitable|usage loyal|exception de fouille|licites?)\b|フェアユース|公正利用|適法|合法|\bSchranke\b|\bText(?:- und| and)[- ]Data[- ]?[Mm]ining\b""",
    matches=("argues that training is fair use",),
    ignores=("fairly used",),
)
APPEAL = pattern(
    "announcement of an appeal",
    r"""\b(?:will|would|plan(?:s|ned|ning)? to|intend(?:s|ed|ing)? to|vow(?:s|ed)? to|promis(?:es|ed)? to|wants? to|wanted to|decided to|going to|expect(?:s|ed) to|prepar(?:es|ed|ing) to|has|have|'ll) (?:now |already |also |\w+ly )?(?:be )?appeal(?:ed|ing)?\b(?! to (?:readers|users|the public|buyers))
        |\b(?:is|are) appealing\b(?! to)|\b(?:will|would|to) ask (?:the |an? )?(?:[\w.]+ ){0,3}(?:[Cc]ircuit|[Cc]ourt)\b[^.;]{0,30} to (?:review|reconsider|overturn|reverse|hear)\b|\b(?:lodg|fil|plan|prepar|announc|consider|promis|mull|weigh|explor|study|seek|launch|bring|look|pursu|evaluat)\w* (?:(?:an?|its|the|their|at|notice of|leave to|permission to|whether to|options for) )*(?:possible )?appeal\b|\boptions,? (?:including|such as) (?:an )?appeal
        |\b(?:will|would|plan(?:s|ned)? to|intend(?:s|ed)? to|vow(?:s|ed)? to|wants? to|seeks? to|said it would) (?:challenge|contest|fight|overturn|take|bring|ask|go|turn) [^.;]{0,40}(?:ruling|decision|verdict|judgment|higher court|appeals? court|appellate court|[Cc]ourt of [Aa]ppeals?|[Ss]upreme [Cc]ourt|on appeal)\b
        |\b(?:kündig\w+|prüf\w+|erwäg\w+|leg\w+|reich\w+) [^.]{0,60}(?:Berufung|Revision|Rechtsmittel|Beschwerde)\b|\b(?:geht|ging|gehen|will|werde|wolle|ziehe\w*) [^.]{0,40}(?:in )?(?:Berufung|Revision|die nächste Instanz)\b|\b(?:Berufung|Revision|Rechtsmittel) (?:einlegen|einzulegen|eingelegt|prüfen|angekündigt|gehen)
        |\b(?:fera(?:it|ient)?|feront|faire|fait|interjet\w+|port\w+ (?:\w+ ){0,3}en|relev\w+) appel\b|\bse pourvo\w+ en cassation|控訴(?:する|を検討|した|へ|の意向|する方針)|上告(?:する|した)|上訴""",
    matches=(
        "said it would appeal",
        "has appealed",
        "filed a notice of appeal",
        "geht in Berufung",
        "qui a annoncé qu'elle portait la décision en appel",
        "控訴する方針",
    ),
    ignores=("the appeal was heard", "will appeal to readers"),
)
ADMITS = pattern(
    "admission",
    r"""(?<!not )(?<!n't )(?<!never )(?<!without )\b(?:admit(?:s|ted)|conced(?:es|ed)|acknowledg(?:es|ed) (?:that|using|having|copying|downloading|training|scraping|the)|own(?:s|ed) up|confess(?:es|ed))\b(?! (?:to )?(?:no|neither|nothing)\b)
        |\b(?:do|does|did)(?: not|n't) (?:dispute|deny|contest) (?:that|having|using|copying|downloading|training)\b|\bräumt\w* (?!kein|nicht)(?:[^.]{0,80} )?\bein\b|\bgab\w* zu\b|\breconna(?:ît|issent) (?:avoir|que)|\badmet(?:tent)? (?:avoir|que)|認めた|認めている""",
    matches=(
        "admitted using the data",
        "conceded the point",
        "acknowledged that it had copied books",
        "does not dispute that it copied them",
        "räumte ein, die Lieder genutzt zu haben",
    ),
    ignores=("admission of evidence", "admits no wrongdoing", "did not admit", "räumt kein Fehlverhalten ein"),
)
OTHER = pattern(
    "an answer that neither grants nor denies: a look into the matter, an apology, a change",
    r"""\b(?:is|are|was|were|be|been|still|now|started|began|we're|it's) (?:currently |still |carefully |now |already )?(?:review|look|examin|study|assess|evaluat|investigat|consider|analy[sz])ing\b(?! forward)|\b(?:will|would) (?:carefully )?(?:review|look (?:at|into)|examine|study|assess|investigate|remove|delete|retrain|change|update|improve|cooperate|work with|pay)\b
        |\b(?:apologi[sz](?:es|ed|ing)|apolog(?:y|ies)|regret(?:s|ted)?|sorry)\b|\b(?:is|are|was|were) (?:aware of|open to|willing to|ready to (?:talk|negotiate|discuss)|in talks|working (?:with|on|to))\b|\b(?:take|takes|took) (?:the |this |these |such |any )?(?:\w+ ){0,2}(?:very )?seriously\b
        |\b(?:had|has|have) (?:already |since |now )?(?:removed|deleted|taken down|disabled|switched off|changed|stopped|withdrawn|fixed|updated|paused)\b|\b(?:hope|hopes|hoped) (?:to|for|that)\b
        |\b(?:prüf\w+|untersuch\w+)\b|\bbedauer\w+|\bentschuldig\w+|\b(?:examin\w+|étudi\w+|analys\w+) (?:la |les |cette |ces |l')|\bregrett\w+|\bexcuses?\b|(?:精査|確認|検討|調査)(?:中|して|する)|謝罪|お詫び""",
    matches=(
        "is reviewing the complaint",
        "apologized to the authors",
        "said it was aware of the suit",
        "man prüfe die Vorwürfe",
        "内容を精査している",
    ),
    ignores=("a review of the film", "an apologist", "is looking forward"),
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
    r"|chipmaker)|a (?:company )?(?:spokes\w+|representative)\b(?! (?:for|of) the (?!compan|firm|start|defend))|spokes\w+\b(?! (?:for|of) the (?!compan|firm|start|defend))|both sides|(?:the )?companies|it|das Unternehmen|der Konzern|die Firma|ein Sprecher|eine Sprecherin|l'entreprise|la société|le groupe|la start-?up|un porte-parole|une porte-parole|its (?:founder|chief executive|ceo|boss|president|head)|the (?:other side|maker|operator|service|app)|相手方|同社"
    r"|its (?:lawyers?|attorneys?)|neither (?:side|party|company))\b"
)
_OTHER_SIDE = re.compile(
    r"(?i)\b(?:plaintiffs?|authors?|publishers?|writers?|artists?|musicians?|photographers?|users?|novelists?|her|his)(?:'s|')? (?:attorneys?|lawyers?|counsel)|\b(?:lawyers?"
    r"|attorneys?|counsel) (?:for|of|representing) (?:him|her|them|the (?!compan|firm|defen|start|developer|maker|tech|chip|service|app\b)\w+)|\bthe attorney representing the plaintiffs\b|\bthe (?:court|judge) (?:found|held|ruled|rejected"
    r"|denied|dismissed)\b|\bJudge\b"
)
WELCOMES = pattern(
    "welcome",
    r"""\b(?:is|was|are|were|'re|'s|be|very|also|both) (?:\w+ )?(?:pleased|glad|happy|delighted|grateful|gratified|thankful|relieved|satisfied|encouraged|heartened)\b(?: (?:with|for|to|by|that|at|about|the)\b|[.,;\"]|$)|\bwelcom(?:es?|ed|ing)\b (?!page)
        |\b(?:hail|applaud|prais|appreciat|celebrat|commend|cheer)(?:s|es|ed)? (?:the |this |that |today's |\w+'s )?(?:[\w'-]+ )?(?:ruling|decision|judgment|order|verdict|outcome|dismissal|settlement|agreement|court)\b|\b(?:call|describ|hail)(?:s|ed|es)? (?:the|it|this) (?:\w+ )?(?:as )?(?:an? )?(?:\w+ )?(?:win|victory|vindication)\b
        |\b(?:expressed|voiced) (?:\w+ )?(?:satisfaction|relief|gratitude)\b|\b(?:a|big|major|huge) (?:win|victory) for\b|\bse (?:félicite\w*|réjouit|réjouissent)\b|\bs'est (?:félicitée?|réjouie?)\b|\bsalue(?:nt)? (?:la|cette|le)\b|\bbegrüß\w+\b|\bzufrieden\b|\bfreu\w+ (?:sich|uns)\b|歓迎""",
    matches=(
        "said the company was pleased with the ruling",
        "welcomed the decision",
        "We're happy with the decision",
        "begrüßte die Entscheidung",
    ),
    ignores=("a welcome page", "happy readers"),
)
_STANCES = (
    ("no_comment", NO_COMMENT),
    ("denies", DENIES),
    ("fair_use", FAIR_USE),
    ("will_appeal", APPEAL),
    ("admits", ADMITS),
    ("welcomes", WELCOMES),
    ("other", OTHER),
)


_S = "[\uf000-\uf0ff]"
_SAYS = (
    r"(?:said|says?|saying|(?:told|tells?)(?! (?:its |their |the )?(?:customers?|users?|members?|investors?|employees|staff|readers|shareholders))|argue[sd]?|arguing|writes?|wrote|add(?:s|ed)|maintain(?:s|ed)?|insist(?:s|ed)?|contend(?:s|ed)?|counter(?:s|ed)?|retort(?:s|ed)?|claim(?:s|ed)?|repl(?:y|ies|ied)"
    r"|respond(?:s|ed)?|answer(?:s|ed)?|stat(?:es|ed)|assert(?:s|ed)?|explain(?:s|ed)?|believes?|believed|point(?:s|ed) (?:out|to)|note[sd]|stress(?:es|ed)|emphasi[sz]e[sd]?|submit(?:s|ted)?|plead(?:s|ed)?"
    r"|protest(?:s|ed)?|object(?:s|ed)?|remark(?:s|ed)?|repeat(?:s|ed)?|reiterate[sd]?|put forward|offer(?:s|ed)?|suggest(?:s|ed)?|promis(?:es|ed)|recall(?:s|ed)?|observe[sd]?|contest(?:s|ed)?|call(?:s|ed)|describe[sd]?|defend(?:s|ed)?|warn(?:s|ed)?|label(?:s|led|ed)|consider(?:s|ed)?"
    r"|erklärt\w*|sagte?|betont\w*|argumentiert\w*|verweist|verwies|beruft|meint\w*|widerspr\w+|teilte|entgegnet\w*|hält|sieht"
    r"|affirm\w+|déclar\w+|estim\w+|soutien\w*|soutenu|fait valoir|faisait valoir|indiqu\w+|assur\w+|expliqu\w+|répond\w*|a réagi|réagi\w*|dit|plaid\w+|rétorqu\w+|invoqu\w+)"
)
_ROLE = (
    r"(?:spokes\w+|lawyers?|attorneys?|counsel|general counsel|chief executive|CEO|boss|president|founders?|co-founders?|representatives?|officials?|executives?|managers?|vice president|head of [\w -]+|chief [\w]+ officer"
    r"|press office|legal team|defen[cs]e|communications [\w]+|side|papers|motion|brief|answer|filing|reply|response|Sprecher(?:in)?|Anwält\w+|Anwalt|avocats?|porte-parole)"
)
_APART = r"(?:, [^,.;:\"]{1,60},)?"
_AUX = r"(?: (?:has|have|had|also|now|later|then|in turn|for its part|itself|hat|a|meanwhile|however|\w+ly))*"
STATES = pattern(
    "words of answering whose subject is an accused",
    rf"""(?P<subject>{_S})(?:\((?:[^()]*)\))?(?:'s)?(?: (?:[\w-]+ )?{_ROLE})?(?: (?:[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){{0,2}}|[\ue000-\uefff]))?{_APART}{_AUX} {_SAYS}\b(?! (?:by|off|up|from|about|over|with|for the|on (?:the|a) (?:judge|court))\b)
        |\b{_ROLE}(?: (?:for|of|at|from|von|des|der|de|d')) ?(?:the )?(?P<of>{_S}){_APART}{_AUX} {_SAYS}\b
        |(?:[\",]|\bso|\bas) {_SAYS} (?:an? |the |by |for )?(?:[^.;\"]{{0,50}}? (?:of|for|at|from|an?|the) )?(?P<after>{_S})
        |\b[Aa]ccording to (?:an? |the )?(?:[\w-]+ ){{0,4}}(?P<according>{_S})
        |(?P<line>{_S})'s (?:[\w-]+ )?(?:line|defen[cs]e|position|answer|reply|response|stance|view|argument|case|rejoinder)\b(?: (?:is|was|has(?: \w+)? been)(?: that\b|:)|:| that\b)
        |\b[Ii]n (?:its|an?|the) (?:[\w-]+ ){{0,3}}(?:statement|answer|motion|brief|filing|response|reply|e-?mail|post|letter)\b[^.;]{{0,40}} (?P<said>{_S})
        |(?P<ja>{_S})(?:側)?(?:の広報担当者)?[はも][^。]*(?:主張|述べ|反論|コメント|説明|としている|としており|と話)""",
    matches=(
        "\uf000's lawyers argue that the claims fail",
        "a spokeswoman for \uf000 told us",
        '"It is wrong," said Tom Doe, a spokesman for \uf000',
        "according to \uf000",
        "\uf000's line: it is lawful",
        "\uf000は侵害はないとしている",
    ),
    ignores=("\uf000 makes chips", "the judge told \uf000 to answer", "she told \uf000"),
    flags=0,
)
_OF_OTHERS = re.compile(
    r"(?i)\b(?:court|judges?|jury|ruling|ruled)\b|\b(?:claim|alleg|say|said|argue|accus|contend)\w* that\b"
)
_QUOTED = re.compile(r"\"[^\"]*\"")
_NOT_HEARD = re.compile(
    r"(?i)\b(?:not (?:persuaded|convinced)|unpersuaded|unconvinced|to no avail|in vain|did not (?:accept|agree|buy))\b"
)
_THEIR_WORDS = re.compile(
    r"(?i)\b(?:(?:complaint|suit|lawsuit|petition|plaintiffs?|authors?|she|he|they|writers?|artists?|publishers?|filing|indictment|claim) (?:also |then |now )?(?:says?|said|alleg\w+|claims?|claimed|argues?|contends?|accus\w+|adds?|states?)"
    r"|according to (?:the|their|her|his) (?:complaint|suit|lawsuit|filing|plaintiffs?|authors?|petition|papers)|alleged(?:ly)?|is said to|are said to|accus\w+)\b"
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
    stated: dict[str, ResponseFound] = {}
    previous: Name | None = None
    asked: Name | None = None
    for sentence in (_with_short_forms(each, short) if accused else _with_unknown(each) for each in story):
        bodies = [name for name in sentence.names if is_body(name) and _key(name) not in theirs]
        if bodies and QUESTION.search(sentence.text):
            asked = next((name for name in bodies if _key(name) in accused), asked)
            continue
        speaker = next((name for name in bodies if _key(name) in accused), None)
        statement = _statement(sentence, bodies, accused, previous)
        for stance, by, (start, end) in _answers(
            sentence, bodies, speaker, previous, defendants, accused, answered | stated.keys(), statement
        ):
            key = _key(by)
            answered.add(key)
            if (key, stance) not in seen:
                seen.add((key, stance))
                full = accused.get(key, by)
                yield ResponseFound(
                    full if full.id == by.id and short_form(full.text) == full.text else by, stance, sentence, start, end
                )
        if asked and not bodies and not answered and (found := _answer_to_question(sentence)):
            stance, span = found
            answered.add(_key(asked))
            seen.add((_key(asked), stance))
            yield ResponseFound(accused[_key(asked)], stance, sentence, *span)
        asked = None
        if statement and _key(statement.by) in accused:
            stated.setdefault(_key(statement.by), statement)
        previous = speaker or previous
    yield from (found for key, found in stated.items() if key not in answered)


def _statement(
    sentence: Sentence, bodies: Sequence[Name], accused: Mapping[str, Name], previous: Name | None
) -> ResponseFound | None:
    """What an accused, or some other body, says in words of which no stance is known: where it is accused, for its defence."""
    if sentence.background or sentence.title:
        return None
    it = previous or (next(iter(accused.values())) if len(accused) == 1 else None)
    text, speakers = _with_speakers(sentence, bodies, it)
    for match in STATES.finditer(text):
        (char,) = filter(None, match.groups())
        if _THEIR_WORDS.search(text) or _OF_OTHERS.search(_QUOTED.sub("", text[: match.start()])) or _NOT_HEARD.search(text):
            return None
        return ResponseFound(speakers[ord(char) - _SPEAKERS], "denies", sentence, 0, len(sentence.text))
    return None


_SPEAKERS = 0xF000
"""From here on, characters stand for who may speak."""
_IT = re.compile(
    r"(?:(?<=, )it(?= (?:argu|insist|contend|counter|maintain|repl|respond|retort))|(?:^|(?<=[\",;] )|(?<=\bfor )|(?<=\bto ))(?:[Tt]he (?:company|start-?up|developer|social network|tech giant|chipmaker|defendants?|operator|maker|service)|(?:[Aa] |[Tt]he )?(?:company )?spokes\w+|[Ii]ts lawyers|[Dd]as Unternehmen|[Dd]er Konzern|[Dd]ie Firma|[Ll]'entreprise|[Ll]a société|同社)\b(?! (?:for|of)\b)|(?<= said )(?:the|a) (?:company|start-?up|firm)\b|(?<= réagi )(?:l'entreprise|la société))"
)


def _with_speakers(sentence: Sentence, bodies: Sequence[Name], it: Name | None) -> tuple[str, list[Name]]:
    """The sentence with a character for each name, those of bodies apart, and for each word that means the last accused."""
    speakers: list[Name] = []

    def mark(name: Name) -> str:
        speakers.append(name)
        return chr(_SPEAKERS + len(speakers) - 1)

    named = {(name.start, name.end): name for name in bodies}
    parts = []
    for char in marked(sentence):
        name = sentence.names[ord(char) - FIRST] if FIRST <= ord(char) < _SPEAKERS else None
        parts.append(mark(name) if name and (name.start, name.end) in named else char)
    text = "".join(parts)
    return (_IT.sub(lambda _: mark(it), text) if it else text), speakers


QUESTION = pattern(
    "a heading that asks what a company says",
    r"^(?:and |but )?(?:what|how) (?:does|do|did|has|have|is|was) [^?]{2,60} (?:say|said|respond\w*|repl\w+|answer\w*|react\w*|defen[cs]e|argue|position|response)\b[^?]{0,30}\?$|^was sagt [^?]{2,40}\?$|^que (?:dit|répond) [^?]{2,40}\?$",
    matches=("What does Acme say?", "How has Acme responded?"),
    ignores=("What does the law say about it", "What happened?"),
)


_DEFENDS = re.compile(
    r"(?i)\b(?:not|never|no|\w+n't|law\w*|complies|rights|lack|cannot|agreed|that)\b|\b(?:nicht|kein\w*|dass)\b|\b(?:pas|que)\b"
)


def _answer_to_question(sentence: Sentence) -> tuple[str, tuple[int, int]] | None:
    """The stance of the sentence that follows a heading such as "What does OpenAI say?"."""
    for stance, regex in (("no_comment", NO_COMMENT), ("denies", DENIES), ("fair_use", FAIR_USE), ("denies", _DEFENDS)):
        if match := regex.search(sentence.text):
            return stance, match.span()
    return None


def _short_forms(defendants: Sequence[Name]) -> dict[str, Name]:
    """The first words by which the story may call each of the accused, with its name in full."""
    found: dict[str, Name] = {}
    for name in defendants:
        words = name.text.split()
        for count in range(1, len(words)):
            short = " ".join(words[:count]).rstrip(",")
            if len(short) > 3 and not is_common(short):
                found.setdefault(short, name)
    return found


def _with_short_forms(sentence: Sentence, short: Mapping[str, Name]) -> Sentence:
    """The sentence with the accused as bodies where it calls them by their first words, and where those seemed a person's name."""
    found = list(sentence.names)
    for text in sorted(short, key=len, reverse=True):
        if text not in sentence.text:
            continue
        for match in re.finditer(rf"(?<![\w.-]){re.escape(text)}(?!\w|-\w)", sentence.text):
            across = [name for name in found if name.start < match.end() and match.start() < name.end]
            if not any(
                (is_body(name) and name.id) or name.end - name.start < len(text) or name.start < match.start()
                for name in across
            ):
                found = [name for name in found if name not in across]
                full = short[text]
                found.append(
                    replace(full, start=match.start(), end=match.end(), text=match.group() if full.id else full.text)
                )
    return replace(sentence, names=tuple(sorted(found, key=lambda name: name.start))) if len(short) else sentence


def _with_unknown(sentence: Sentence) -> Sentence:
    """The sentence with every name that begins it as a body: nobody is known to be accused who might speak."""
    start, end = next(unnamed(sentence.text, sentence.names), (1, 1))
    name = Name(start, end, GUESSED, "", sentence.text[start:end])
    return replace(sentence, names=(name, *sentence.names)) if start == 0 and end - start > 3 else sentence


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
    statement: ResponseFound | None,
) -> Iterator[_Answer]:
    """The stances that a sentence reports, each with who takes it and where."""
    for stance, regex in _STANCES:
        match = regex.search(sentence.text)
        if (
            match is None
            or (sentence.title and stance != "denies")
            or not _is_answer(stance, match, sentence, accused, statement)
        ):
            continue
        group = GROUP.search(sentence.text) if len(accused) > 1 and speaker is None else None
        if group:
            for key, name in accused.items():
                if not (group["rest"] and key in answered):
                    yield stance, name, match.span()
            return
        if (
            stance == "no_comment"
            and not any(name.end <= match.start() for name in bodies)
            and _OTHER_SIDE.search(sentence.text[: match.start()])
        ):
            continue  # those who sue were asked
        if stance in ("welcomes", "will_appeal") and not statement and not _is_subject(sentence, match, accused):
            continue
        if (
            stance == "other"
            and not statement
            and not (_REGRETS.search(match.group()) and _is_subject(sentence, match, accused))
        ):
            continue
        if statement and stance != "no_comment" and (_key(statement.by) in accused or stance in ("denies", "fair_use")):
            by: Name | None = statement.by
        else:
            by = _speaker(sentence, match, stance, bodies, speaker, previous, defendants)
        if by is None:
            continue
        silent = [name for name in bodies if name.start < match.start() and _key(name) in accused]
        together = silent if stance == "no_comment" else _together(sentence, silent)
        for each in together if any(_key(name) == _key(by) for name in together) else [by]:
            yield stance, each, match.span()
        return


def _together(sentence: Sentence, names: Sequence[Name]) -> list[Name]:
    """The names that stand in one row: "OpenAI and Microsoft", "Suno, Udio and Loudly"."""
    row: list[Name] = []
    for name in names:
        if row and not re.fullmatch(r",? (?:and|und|et|&) |, ", sentence.text[row[-1].end : name.start]):
            break
        row.append(name)
    return row if len(row) > 1 else []


def _is_subject(sentence: Sentence, match: re.Match[str], accused: Mapping[str, Name]) -> bool:
    """Whether an accused company, or "the company", is the subject of the words."""
    before = sentence.text[: match.start()]
    named = any(
        _key(name) in accused
        and name.end <= match.start()
        and _UP_TO_VERB.fullmatch(before, name.end)
        and not _OBJECT.search(before[: name.start])
        for name in sentence.names
    )
    return named or bool(_IT_IS.search(before))


_REGRETS = re.compile(r"(?i)apolog|sorry|regret|bedauer|entschuldig|excuse|prüf|untersuch|謝罪|お詫び|確認|精査|検討|調査")
_UP_TO_VERB = re.compile(r"(?:'s(?: \w+){1,4})?(?:,[^,]{1,80},)?(?: [\w'-]+){0,6}? ?|(?:側)?[はがもに][^。]{0,24}")
_OBJECT = re.compile(
    r"(?i)(?<!for )(?<!von )\b(?:against|with|by|over|from|to|at|in|on|of|than|gegen|contre|dans|à|que|sued?|accus\w+) (?:the )?$"
)
_IT_IS = re.compile(
    r"(?i)(?:^|, |\")(?:the (?:company|firm|start-?up|defendants?|developer|tech giant|social network)|it|its lawyers?|das unternehmen|der konzern|die firma|l'entreprise|la société|elle|同社は)(?: [\w'-]+){0,4} ?$"
)


_ATTRIBUTED = re.compile(r'[,.!?]" \w')
_NEITHER = re.compile(r"\b[Nn]either [^.;]{1,90} nor\b")
_LETTER = re.compile(
    r"(?i)\b(?:letters?|demands?|notices?|warnings?|offers?|invoices?|requests? (?:for|to) (?!comment|an interview)\w+)\b[^.;]{0,60}\b(?:(?:un|not )answered|ignored|no (?:answer|reply|response))\b"
)
_OURS = re.compile(r"(?i)\b(?:our|us|we|comment|newspaper|reporters?|journalists?|questions?|press)\b")
_TOLD_COURT = re.compile(
    r"\b(?:told|asked|tells|asks|urged|urges|before|to|in) (?:the|a|that) (?:\w+ )?(?:court|judge|jury)\b"
)


_PLAINTIFF = re.compile(
    r"(?i)(?:^|[,;] |\band )(?:the |an? |two |three |lawyers? for the |attorneys? for the )?(?:\w+ )?(?:plaintiffs?|authors?|writers?|novelists?|artists?|illustrators?|musicians?|songwriters?"
    r"|photographers?|journalists?|publishers?|narrators?|actors?|judge|court|users?|patients?|he|she) ?$"
)
_DEMAND = re.compile(r"(?i)\b(?:cease[- ]and[- ]desist|demand letter|Abmahnung|mise en demeure)\b")


def _is_answer(
    stance: str, match: re.Match[str], sentence: Sentence, accused: Mapping[str, Name], statement: ResponseFound | None
) -> bool:
    text = sentence.text
    if stance == "no_comment":
        if _NEITHER.search(text):
            return True
        if _DEMAND.search(text) or (_LETTER.search(text) and not _OURS.search(text)):
            return False  # what was not answered is a letter from before the suit
        if _PLAINTIFF.search(text[: match.start()]):
            return False
        if _OTHER_SIDE.match(text) and not re.search(r"(?i)\band\b|\bnor\b", text[: match.start()]):
            return False
        clause = text[max(0, text.rfind(",", 0, match.start()), text.rfind(";", 0, match.start())) : match.end() + 40]
        return not _OTHER_SIDE.search(clause)
    if stance == "will_appeal":
        return not sentence.background and not _OTHER_SIDE.match(text)
    told = _TOLD_COURT.sub("", text[: match.start()])
    if (
        sentence.background
        or _OTHER_SIDE.search(text[: match.start()])
        or re.search(r"(?i)\b(?:court|judge|ruling|ruled|held|jury)\b", told[-90:])
    ):
        return False
    if stance == "admits":
        return statement is not None or _is_subject(sentence, match, accused)
    if stance == "fair_use":
        return statement is not None or bool(
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
    goes_on = (
        sentence.text.startswith('"') and stance == "denies" and not _ATTRIBUTED.search(sentence.text)
    )  # whoever spoke before
    if (
        goes_on
        or _COMPANY_SPEAKS.search(sentence.text)
        or (stance == "no_comment" and re.search(r"(?i)\bsides\b", sentence.text))
    ):
        return previous if previous is not None else lone
    return None
