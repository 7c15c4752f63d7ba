"""Where the case stands as of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from loaders.articles.names import SYSTEM, system_makers
from loaders.articles.patterns import Regex, Table, pattern
from loaders.articles.story import Sentence


@dataclass(frozen=True, slots=True)
class StatusFound:
    """A status (graph/vocabulary/status.yaml) and the words that say it."""

    status: str
    sentence: Sentence
    start: int
    end: int


_SUIT = r"(?:law ?suits?|suits?|cases?|complaints?|class[- ]actions?|actions?|claims?|counts?|litigation|proceedings|petition|dispute|matter)"
_BENCH = r"(?:judges?|court|panel|jury|justices?|tribunal|Circuit)"
_DEAL = r"(?:settlement|deal|accord|payout|agreement)"
_FIGHT = r"(?:battle|dispute|feud|fight|war|row|stand-?off|litigation|quarrel|differences)"
_OUT = r"(?:toss(?:ed|es)?|thr(?:ew|own|ows) out|dismiss(?:ed|es)|kick(?:ed|s)|boot(?:ed|s)|nix(?:ed|es)|ax(?:ed|es)|scrap(?:ped|s)|quash(?:ed|es)|shot down|shoots down|knock(?:ed|s) out|str(?:uck|ikes)(?: out| down)?|jettison(?:ed|s))"
_TRIMMED = r"(?:trimmed|narrowed|pared|whittled|slimmed|pruned|winnowed|stripped|cut|reduced)"
_RULED = r"(?:ruled|rules|found|finds|held|holds|concluded|concludes|decided|decides|determined)"
WON = pattern(
    "words for winning",
    r"\b(?:wins?|won|prevail(?:s|ed)|triumph(?:s|ed)|gewinnt|gewann|gewonnen|siegt\w*|obsiegt\w*|gagne|remporte)\b",
    matches=("GEMA wins against OpenAI", "prevailed in court"),
    ignores=("the wind",),
)
LOST = pattern(
    "words for losing",
    r"\b(?:los(?:es?|t)|verlier(?:t|en)|verlor(?:en)?|unterl(?:ag|iegt|agen|egen)|perd(?:u|ent)?)\b",
    matches=("lost the case", "hat verloren"),
    ignores=("a loss", "almost"),
)
_CONTEST = re.compile(
    rf"(?i)(?:[,.;]|$| (?:(?:the|its|their|his|her|a|an|key|landmark|first|closely watched|copyright|AI|fair use|legal|court|summary) )*"
    rf"(?:{_SUIT}|{_FIGHT}|ruling|judgment|verdict|trial|appeal|gegen|vor|in (?:court|[A-ZÄÖÜ]\w+)|against|over|when|as|on (?:appeal|fair use)|contre|devant)\b)"
)
_MORE: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    # (status, regex by classes of words, matches, ignores)
    (
        "settled",
        rf"\b(?:sign(?:s|ed)? off (?:\w+ )?on|bless(?:es|ed)?|(?:green-?light|endors|OK|okay|clear)(?:s|es|ed|'d|'s)?)\b[^.;]{{0,60}}\b{_DEAL}\b"
        rf"|\bend(?:s|ed|ing)?\b (?:[\w'-]+ ){{0,4}}?{_FIGHT}\b(?=[^.]{{0,80}}\b(?:licen[cs]\w+|{_DEAL}|partnership|terms|truce)\b)"
        rf"|\bresolv(?:e|es|ed|ing) (?:[\w'-]+ ){{1,3}}?(?:{_FIGHT}|{_SUIT})\b|\b(?:call(?:ed|s)?|reach(?:ed|es)?|agreed?) (?:on |to )?a? ?truce\b|\bbur(?:y|ied) the hatchet\b"
        rf"|\b(?:reach(?:ed|es)?|c[oa]me to|agreed? (?:on|to)) terms\b|\bhammer(?:ed|s) out (?:an?|the|their) (?:\w+ )?{_DEAL}\b|\b{_DEAL}\b[^.;]{{0,40}}\bwould (?:end|resolve|settle|close)\b"
        rf"|\bpays? [$€£][^.;]{{1,90}}\bunder (?:an?|the) (?:\w+ )?{_DEAL}\b|\bsettlement\b[^.;]{{0,50}}\b(?:clear(?:s|ed)|hurdle|final approval|t(?:akes|ook) effect)\b"
        r"|\bconclu\w*\b[^.]{0,40}\baccord\b|\baccord\b[^.]{0,60}\bmett(?:ant|re|ent) fin\b",
        (
            "Judge blesses Clearview AI deal",
            "ends its legal battle with a licence",
            "have resolved their differences",
            "A preliminary deal would end the suit",
        ),
        ("the order ended a dispute over depositions", "the judge cleared the courtroom"),
    ),
    (
        "partly_dismissed",
        rf"\b(?:split|mixed) (?:decision|ruling|result)\b|\bpartial dismissal\b|\b{_SUIT}\b[^.;,]{{0,20}}\b(?:trimmed|narrowed|pared|whittled|slimmed|pruned|winnowed)\b"
        rf"|\b{_TRIMMED}\b[^.;]{{0,40}}\b{_SUIT}\b[^.;]{{0,20}}\b(?:down|back) to\b|\b{_OUT}\b[^.;]{{0,90}}\b(?:while|but|and) (?:leav\w+|kept|keep\w*|let(?:ting|s)?|allow\w*|permit\w*|spar\w+|preserv\w+)\b"
        rf"|\b(?:one|two|three|four|five|six|most|some|several|\d+) of (?:the |its |their )?(?:\w+ )?(?:counts|claims) (?:are|were|is|was) (?:gone|out|dead|{_OUT})\b"
        rf"|\b{_OUT}\b[^.;]{{0,30}} (?:with the exception of|except(?: for)?|save for|apart from|all but)\b",
        (
            "OpenAI Gets Novelists' Suits Trimmed",
            "knocked out the DMCA claims while leaving infringement intact",
            "cut the case down to a single claim",
            "In a split decision, the judge kept one count",
        ),
        ("the judge dismissed the case and the jury", "the margin was trimmed"),
    ),
    (
        "dismissed",
        rf"\b(?:affirm|upheld|uphold|back|endors|confirm)\w*\b[^.;]{{0,60}}\b(?:dismissal\b|(?:to|decision to|ruling to) (?:throw|toss|dismiss)\b)"
        rf"|\b(?:lost|loses?) (?:his|her|its|their|the|an?) (?:\w+ ){{0,3}}?(?:appeal|case|suit|lawsuit|action)\b|\b{_BENCH}\b[^.;]{{0,40}}\b{_OUT}\b(?! (?:most|much|some|several|parts?|in part|(?:\w+ )?\w+ of)\b)[^.;]{{0,40}}\b{_SUIT}\b"
        rf"|\b(?:persuad|convinc|g[eo]t)\w*\b[^.;]{{0,60}}\b(?:to (?:throw out|toss|dismiss)|{_SUIT}\b[^.;]{{0,40}}\b(?:tossed|dismissed|thrown out|axed|booted))\b"
        rf"|\b{_RULED}\b[^.;]{{0,80}}\black(?:s|ed)? (?:standing|jurisdiction)\b|\bfor (?:lack|want) of (?:standing|jurisdiction)\b",
        (
            "affirmed the dismissal of the class action",
            "has lost his appeal",
            "Judge nixes authors' suit",
            "OpenAI gets lawsuit over news articles tossed",
            "ruled that the users lack standing",
        ),
        ("Indian courts lack jurisdiction", "lost its bid to have the suit dismissed"),
    ),
    (
        "judgment_for_defendant",
        rf"\blehnte?n?\b[^.]{{0,100}}\b(?:\w*[Aa]ntrag|Klage|Berufung|Beschwerde)\b[^.]{{0,140}}\bab\b|\bscheiter(?:n|t|te|ten)\b(?: [\w-]+){{0,3}} (?:vor|mit|am|beim)\b|\b{_RULED}\b[^.;]{{0,90}}\b(?:was|is|were|are|as|constitut\w+|qualif\w+|amount\w+ to)\b (?!not\b)(?:\w+ ){{0,2}}?fair use\b"
        rf"|\bfair use, (?:an? |the )?(?:\w+ ){{0,2}}{_BENCH} {_RULED}|\b{_BENCH} (?:has )?clear(?:s|ed)\b[^.;]{{0,30}}\bof (?:wrongdoing|infring\w+|liability|\w+ claims)|\bbeat(?:s|en)? back\b[^.;]{{0,40}}\b{_SUIT}\b",
        (
            "lehnte einen Eilantrag der Verbraucherzentrale gegen Meta ab",
            "ruled that the training on the books was fair use",
            "Training on books is fair use, a federal judge held",
        ),
        ("says that training is fair use", "ruled that the use was not fair use"),
    ),
    (
        "judgment_for_plaintiff",
        rf"\bverdict against (?:the )?(?:company|defendants?|developer|[A-Z]\w+)|\b(?:tribunal|{_BENCH}) (?:ordered|orders|told|directed)\b[^.;]{{0,40}}\bto pay\b[^.;]{{0,40}}(?:damages|compensation|[$€£])",
        ("returned a verdict against the company", "The tribunal ordered the platform to pay damages"),
        ("asked for a verdict",),
    ),
    (
        "consolidated",
        rf"\bMultidistrict Litigation\b[^.;]{{0,60}}\b(?:sent|transferred|assigned|moved|steered|merged)\b|\b(?:panel|{_BENCH}) (?:transferred|sent|moved|steered) (?:[\w-]+ ){{1,4}}(?:suits|cases|actions|lawsuits) to (?:Judge|an? single|one|the same)\b"
        rf"|\b(?:suits|cases|actions|lawsuits)\b[^.;]{{0,30}}\b(?:heard|tried) (?:together|jointly)\b|\b(?:join|roll|fold|lump|combin|merg)\w*\b[^.;]{{0,50}}\b(?:suits|cases|actions|lawsuits)?\b[^.;]{{0,20}}\binto (?:an? single|one)\b",
        ("joined three authors' suits into one", "were rolled into a single action", "The suits will be heard together"),
        ("the models were merged",),
    ),
    (
        "stayed",
        r"\b(?:hit|hits|press(?:ed|es)) (?:the )?pause\b|\bgrant(?:ed|s) (?:the |a |its )?(?:\w+ )?(?:motion |request |bid )?(?:to|for a) stay\b|\border(?:ed|s) a stay\b",
        ("hit pause on the lawsuit", "granted the motion to stay the case"),
        ("asked for a stay",),
    ),
    (
        "settled",
        rf"\b(?:the|their|its|a|proposed|preliminary|class|class-action|copyright|million|billion) settlement\b(?! (?:talks|offer|conference|demand|discussions|negotiations))[^.;]{{0,60}}\b(?:gives?|would|will|provides?|creates?|pays?|calls for|requires?|covers?|resolves?|ends?|approved?|allows?|includes?)\b"
        rf"|\bterms of the {_DEAL}\b|\bagreed? (?:to|on) (?:a|the|an) (?:\w+ ){{0,2}}{_DEAL}\b(?= (?:of|with|to|over|in|that|under))|\bpay(?:s|ing)? [$€£][^.;]{{1,30}} in (?:a )?settle|\bwith a settlement\b|\bsettlement (?:fund|administrator|website|class)\b"
        rf"|\bsign(?:s|ed) off on (?:[\w$.-]+ ){{0,5}}{_DEAL}\b|\b(?:dropped|ended|withdr\w+|dismissed)\b[^.;]{{0,60}}\b(?:after|following|as part of)\b[^.;]{{0,40}}\b(?:licen[cs]\w+|deal|agreement|partnership|settlement)\b",
        (
            "The settlement, which a judge approved, gives each $3,000",
            "has dropped its suit after signing a licence",
            "signed off on the record payout",
        ),
        ("Settlement talks failed.", "asked them to consider a settlement", "a deal to sell chips"),
    ),
    (
        "settled",
        r"\b(?:an?|the) (?!earlier|previous|prior)(?:\w+ )?settlement\b[^.;,]{0,30}\b(?:filed|reached|signed|agreed|announced)\b|\bsettled (?:a|the|its|their|his|her) (?:\w+ ){0,2}(?:law)?suit\b"
        r"|\beinigt sich\b|\b(?:hat|haben) sich\b[^.]{0,80}\bgeeinigt\b|\bbeigelegt\b|\bDamit endet (?:die|der|das) (?:Klage|Rechtsstreit|Prozess|Verfahren)\b",
        ("So says a settlement filed today in Illinois state court", "Meta einigt sich mit Texas", "settled a lawsuit on the same day"),
        ("a settlement was ruled out",),
    ),
    (
        "judgment_for_plaintiff",
        rf"\bdefault judgment (?:against|for)\b|\b(?:must|ha(?:s|ve) to|is to|are to|were to|was (?:told|ordered) to) (?:\w+ and )?pay\b(?![^.;]{{0,60}} to (?:settle|resolve|end)\b)(?! (?:for (?:a )?licen|royalt|attention|tax))"
        rf"|\bowes?\b[^.;]{{0,50}}\b(?:damages|compensation|[$€£]\d)|\b(?:is|are|was|were|held|found) (?:\w+ )?liable for\b|\b{_BENCH} awarded\b"
        r"|\bgab\b[^.]{0,60}\bKlage\b[^.]{0,100}\bstatt\b|\bmuss\b[^.]{0,90}\b(?:zahlen|unterlassen|aus dem Angebot nehmen|löschen)\b|\bdarf\b[^.]{0,90}\bnicht (?:weiter|mehr|länger)\w*\b"
        r"|\bdonn\w+ raison (?:à|aux)\b|\b(?:la|le|les) condamn\w+ à (?:verser|payer)",
        (
            "A judge has entered default judgment against the site",
            "Chatbot maker must pay users",
            "The firms were to pay 250,000 yuan in damages",
            "gab ihrer Klage gegen die Firma am Dienstag im Wesentlichen statt",
        ),
        ("must pay attention", "asked that it be liable"),
    ),
    (
        "judgment_for_defendant",
        r"\b(?:Klage|\w*[Aa]ntrag|Verfügung|Berufung|Beschwerde)\b[^.]{0,140}\b(?:gescheitert|unterlegen|erfolglos|zurückgewiesen)\b|\b\w*(?:[Gg]ericht|[Kk]ammer|[Ss]enat)\b[^.]{0,40}\bwies\b.{0,80}\bab\b",
        ("ist mit ihrem Eilantrag gegen Meta gescheitert", "Das Landgericht Düsseldorf wies sie am 12. März 2026 ab"),
        ("wies auf die Klage hin",),
    ),
    (
        "partly_dismissed",
        rf"\b(?:an?|one|another|the (?:first|second|third|fourth|other|remaining)) (?:[\w-]+ ){{0,2}}(?:count|claim|theory)\b[^.;]{{0,90}}\b(?:was|were|is|are) (?:\w+ )?(?:{_OUT}|out|gone|dropped)\b"
        rf"|\bwhat (?:goes|falls|fell|went|is out)\b|\b(?:lose|lost|loses|keep|kept|keeps) (?:most|some|several|part) (?:of )?(?:\w+ ){{0,3}}claims?\b",
        ("A second count, under Section 1202(b)(3), was dismissed", "What goes is vicarious infringement", "lose most copyright claims"),
        ("The claim was filed", "lost most of its value"),
    ),
    (
        "dismissed",
        rf"\b(?:the|its|that) dismissal (?:is|was|came)\b|\bdismissal is with(?:out)? prejudice\b|\bcan(?:not|'t| not) (?:go on|proceed|continue|go forward)\b[^.;]{{0,60}}\b{_SUIT}\b",
        ("The dismissal is without prejudice", "cannot go on with his privacy claims"),
        ("cannot go on like this",),
    ),
    (
        "consolidated",
        r"\b(?:suits|cases|actions|lawsuits)\b[^.;]{0,60}\b(?:be|become|becomes|are now|made) one\b",
        ("Two suits over language models will be one", "Three author suits become one"),
        ("one of the suits",),
    ),
    (
        "consolidated",
        rf"\b{_BENCH}\b[^.;]{{0,40}}\b(?:consolidated|centrali[sz]ed|merged|combined)\b[^.;]{{0,40}}\b{_SUIT}\b",
        ("The panel centralized the suits in New York",),
        ("the court merged the files of the parties",),
    ),
    (
        "stayed",
        rf"\b(?:{_SUIT}|deadlines) (?:is|was|are|were|has been|have been) (?:\w+ )?(?:stayed|paused|frozen|suspended|halted)\b",
        ("The litigation was stayed pending an appeal",),
        ("the case stayed open",),
    ),
    (
        "partly_dismissed",
        rf"\b(?:dismiss\w*|toss\w*|thr(?:ew|own) out|struck)\b[^.;]{{0,40}}\b(?:one|two|three|four|five|six|seven|eight|nine|most|several|some|\d+) of (?:the |its |her |their |his )?(?:\w+ )?{_SUIT}\b|\b(?:trim(?:med|s)|narrow(?:ed|s)|pare[sd] (?:down|back)|whittl\w+|prune[sd]|slimmed)\b[^.;]{{0,40}}\b{_SUIT}\b"
        rf"|\bsustain\w*\b[^.]{{0,90}}\boverrul\w*|\boverrul\w*\b[^.]{{0,90}}\bsustain\w*|\b{_SUIT} (?:was |were |is |are )?(?:dismissed|thrown out|tossed)[;,][^.]{{0,60}}\b(?:stays?|survives?|remains?|goes (?:on|forward)|proceeds?)\b",
        (
            "dismissed five of the seven claims",
            "trimmed the suit",
            "SUSTAINED as to the second and OVERRULED as to the first",
        ),
        ("dismissed the case", "trimmed the hedge"),
    ),
    (
        "dismissed",
        r"\bgrant(?:ed|s|ing) (?:[\w.'-]+ ){0,6}?(?:motions?|bid|request) to (?:dismiss|toss|throw out)\b|\bMotion granted; leave to amend",
        ("granted the company's motion to dismiss",),
        ("denied the motion to dismiss",),
    ),
    (
        "judgment_for_defendant",
        rf"\b{_BENCH}\b[^.;]{{0,30}}\brejected (?:the |all |its |their )?(?:\w+ ){{0,2}}{_SUIT} (?:of|by|against|brought)\b",
        ("The High Court rejected the claim of Getty",),
        ("rejected the offer of the company",),
    ),
    (
        "judgment_for_plaintiff",
        rf"\b{_BENCH}\b[^.;]{{0,60}}\b(?:found|held|ruled|decided|concluded)\b[^.;]{{0,40}}\b(?:infringed|liable|violated|broke the|was unlawful|not (?:a )?fair use)\b|\b(?:jury|court|judge) order(?:ed|s) (?:[A-Z][\w.]+ |the company ){{1,3}}to pay\b",
        (
            "The court found that Ross infringed the copyright",
            "the judge held OpenAI liable for infringement",
            "A jury ordered Suno to pay $10 million",
        ),
        ("the court will decide whether it infringed", "ordered a lawyer to pay"),
    ),
)
SIDED = pattern(
    "a decision for somebody",
    r"\b(?:(?:found|ruled|sided|decided|came down)(?: [\w-]+){0,3}? (?:for|with|in favou?r of)|(?:grant(?:ed|s)|hand(?:ed|s)|gave|gives) (?=[A-Z][^.;]{2,60} (?:\w+ )?summary judgment\b)|(?:verdict|judgment) (?:was |has been )?(?:\w+ )?(?:for|to|in favou?r of|went to)|(?:win|victory|triumph) for) (?:the )?",
    matches=("A jury found for OpenAI", "Summary judgment went to Anthropic", "a partial win for the users"),
    ignores=("asked for a verdict", "looked for help"),
)
_FOR_DEFENDANT = re.compile(
    r"(?i)(?:defendants?|compan(?:y|ies)|developers?|tech(?:nology)? \w+|start-?up|chatbot maker|chip ?maker|AI (?:compan|firm|start)\w+)\b"
)
_FOR_PLAINTIFF = re.compile(
    r"(?i)(?:\d+ )?(?:plaintiffs?|users|authors?|writers|novelists?|artists?|publishers?|photographers?|musicians|labels?|claimants?|patients|rights ?holders|newspapers?|agency)\b"
)

STATUSES: tuple[tuple[str, Regex], ...] = (
    (
        "settled",
        pattern(
            "settled",
            (
                r"\b(?:filed|brought),? and settled\b|\b(?:law ?suit|suit|case|dispute|matter|parties|two sides|both sides|sides)\b[^.;]{0,30}\b(?:has|have|had|was|were|is|are) (?:now )?settled\b"
                r"|\b(?:agree[sd]?|agreement|deal|accord|pact) (?:in principle )?to (?:end|resolve|drop) (?:the |its |their |a )?(?:\w+ ){0,3}(?:law ?suit|suit|case|litigation|dispute|claims?)\b|\b(?:pay|pays|paid|paying) [$€£]?[\d.,]+[^.;]{0,30} to (?:end|resolve|settle)\b"
                r"|\bsettlement (?:in principle|agreement) (?:was |has been |is )?(?:reached|signed|announced|filed)|\breach(?:ed|es)? (?:an? )?(?:agreement|accord|deal|settlement)(?: in principle)?\b(?= (?:with|to end|to settle|to resolve|in))"
                r"|\b(?:struck out|withdrawn|discontinued|ended|closed)\b[^.;]{0,60}\b(?:after|following|upon)\b[^.;]{0,50}\b(?:undertaking|agreement|accord|deal|settlement|commitment)|\beinig(?:en|te|ten) sich\b|\bVergleich\b[^.;]{0,40}\b(?:zu|genehmigt|gebilligt)|\b(?:accord amiable|accord transactionnel|règlement (?:à l')?amiable|mettre fin au litige)"
                r"|\b(?:agreed|agrees|agree) to (?:pay|settle)\b|\b(?:reached|announced|struck|approved?|approves"
                r"|approving"
                r"|finali[sz]ed) (?:an? |the |its )?"
                r"(?:\$[\d.]+ ?\w* |preliminary |proposed |historic |record |landmark |class |\w+ )*settlement\b"
                r"|\bsettle(?:s|d) (?:the |a |its |their |with )?(?:copyright |class |\w+ )*(?:law ?suit|suit|case"
                r"|claims?|dispute|action)\b|\b(?:has|have) settled\b|\b(?:approv(?:ed|es|al)|OKs"
                r"|OK'd) (?:to |of |for )?(?:an? |the |its )?(?:[^.;]|\.\d){0,40}\b(?:deal|settlement|accord)\b"
                r"|\bsettles? with\b|\bsettlement (?:was|has been|is|gets?|wins?|won) (?:\w+ )?(?:reached|approved"
                r"|approval|announced)|\bverglichen\b|\bVergleich (?:geschlossen|erzielt)|\b(?:validé|approuvé"
                r"|homologué)\b.{0,90}\baccord\b|\baccord\b.{0,60}\b(?:validé|approuvé|conclu)|和解(?:へ|した|に合意|が成立|金)"
                r"|支払うことに合意"
            ),
            matches=("The company agreed to pay $1 million", "a judge approved the settlement", "15億ドル超で和解へ"),
            ignores=("opted out of an earlier settlement", "settled in Paris"),
        ),
    ),
    (
        "voluntarily_dismissed",
        pattern(
            "withdrawn",
            (
                r"\b(?:suit|case|lawsuit|class action)\b[^.;]{0,40}\b(?:dropped|withdrawn|abandoned|discontinued)\b(?! (?:as|from))|\b(?:abandon|discontinu|drop)(?:s|ed|ped) (?:the|its|their|his|her) (?:\w+ ){0,2}(?:law ?suit|suit|case|complaint|action)\b"
                r"|\bKlage\b[^.;]{0,40}\bzurück(?:genommen|gezogen)|\bnahm\b[^.;]{0,40}\bKlage\b[^.;]{0,20}\bzurück|\bdésist\w+|取り下げ|\bvoluntar(?:y|ily) dismiss\w*|\b(?:drop(?:s|ped)|withdr(?:ew|awn|aws)) (?:the|its|their|his"
                r"|her) (?:\w+ ){0,2}(?:law ?suit|suit|case|complaint|class action)\b"
            ),
            matches=("voluntarily dismissed the case", "dropped his lawsuit"),
            ignores=("dropped the primary claim",),
        ),
    ),
    (
        "judgment_for_defendant",
        pattern(
            "judgment for the defendant",
            (
                r"\b(?:win|victory|triumph) for (?:the )?(?:defendants?|tech|AI compan\w+|developers?|start-?up|chatbot maker|company)\b|\b(?:Eilantrag|Antrag|Klage|Berufung)\b.{0,170}\b(?:zurückgewiesen|abgewiesen|abgelehnt)\b|\bweis(?:t|en)\b.{0,60}\b(?:Eilantrag|Antrag|Klage|Berufung)\b.{0,80}\bab\b|\b(?:Eilantrag|Klage|Antrag)\b.{0,60}\bscheitert\b|\bunterliegt\b|\bdébouté\w*"
                r"|\b(?:summary )?judgment (?:to|for|in favou?r of) (?:the )?(?:defendants?|Microsoft|Google|Meta"
                r"|Amazon|OpenAI|Anthropic|Apple|Nvidia|\w+ AI|company|developer|chatbot)|\b(?:ruled|sided"
                r"|decided) (?:in favou?r of|with|for) (?:the )?(?:defendants?|Meta|Google|OpenAI|Anthropic|Microsoft"
                r"|Stability AI|company|tech)|\b(?:mostly|largely) (?:rejected|won|wins|prevailed)\b"
                r"|\brejected? (?:the |all )?(?:\w+ ){0,3}claims? (?:in full|entirely|outright)|\b(?:weist"
                r"|wies)\b.{0,40}\bKlage\b.{0,60}\bab\b|\bwies\b.{0,60}\b(?:Eilantrag|Antrag|Klage"
                r"|Berufung)\b.{0,90}\bzurück\b|\bKlage\b.{0,40}\babgewiesen\b|\bsummary judgment (?:was )?(?:granted"
                r"|given|awarded) to\b|\bgranted summary judgment (?:to|for|in favou?r of) (?:Meta|Google|OpenAI"
                r"|Anthropic|Microsoft|the (?:company|defendants?))|請求を棄却"
            ),
            matches=("gave summary judgment to Microsoft", "ruled in favor of Meta"),
            ignores=("summary judgment motions are due",),
        ),
    ),
    (
        "judgment_for_plaintiff",
        pattern(
            "judgment for the plaintiff",
            (
                r"\b(?:win|victory|triumph) for (?:the )?(?:\d+ )?(?:plaintiffs?|users|authors?|writers|artists?|publishers?|photographers?|musicians|labels?|claimants?|patients|rights ?holders)\b"
                r"|\b(?:ruled|sided|decided|found) (?:in favou?r of|with|for) (?:the )?(?:plaintiffs?|authors?"
                r"|publishers?|Thomson Reuters|GEMA|Gema|artists?|music publishers?)|\b(?:granted|won"
                r"|wins) (?:partial )?summary judgment (?:to|for|in favou?r of) (?:the )?(?:plaintiffs?"
                r"|Thomson Reuters|publishers?)|\bfound (?:[\w.]+ ){0,3}(?:liable|guilty|to have infringed)"
                r"|\b(?:has |had )?infringed (?:\w+ ){0,4}copyrights?,? (?:a|the) (?:judge|court) (?:ruled|found"
                r"|decided|said)|\bverurteilte?\b|\bNiederlage\b|\bgewinnt (?:den )?(?:Prozess|Rechtsstreit|Klage)"
                r"|\bgab (?:der )?Klage statt|\bUrteil\b.{0,60}\bverletz|\bverletzt nach (?:Ansicht|Auffassung)"
                r"|\bverdict for (?:the )?plaintiffs?|\bjury (?:found|awarded)|\b(?:a condamné|condamne)\b"
                r"|\b(?:rejected|rejects) (?:the )?(?:company's |\w+'s )?fair[- ]use (?:defen[sc]e|argument)"
                r"|\bnot fair use\b(?=[^.]{0,40}\b(?:ruled|held|judge|court))|\b(?:ruled|held|judge"
                r"|court)\b[^.]{0,60}\bnot fair use\b|賠償を命じ"
            ),
            matches=(
                "verurteilte das Landgericht das Unternehmen",
                "found the company liable",
                "ruled in favor of the authors",
            ),
            ignores=("could be found wanting", "a finding of infringement could cost billions"),
        ),
    ),
    (
        "partly_dismissed",
        pattern(
            "dismissed in part",
            (
                r"\b(?:dismiss(?:ed|es|ing)?|thr(?:ew|own) out|throws out|toss(?:ed|es)|trim(?:s|med)"
                r"|cut(?:s)? (?:down|back)|narrow(?:s|ed)|pare[sd]? down|struck|strikes|granted)\b(?! (?:cut back"
                r"|narrow interpretation))[^.]{0,50}\b(?:most|part(?:s|ly|ially|ial)?|some|several|\d+ of|(?:two"
                r"|three|four|five|six|\d+) (?:other )?(?:claims|counts)|(?:one|a|the"
                r"|another (?:\w+ )?) ?(?:\w+ ){0,3}claims? under|in part|the bulk|the case of)\b|\b(?:largely|partly"
                r"|partially|mostly) (?:thrown out|dismissed|tossed|trimmed)|\bthrown out \d+ of|\b(?:\d+|two|three"
                r"|four|five) (?:claims|of the \w+ claims) (?:fell|were dismissed|survive)|\bonly (?:two|one|three"
                r"|four) (?:claims? )?(?:survive|remain)|\b(?:dismiss\w*|threw out|tossed)\b[^.]{0,80}\bbut (?:let"
                r"|allowed|left|kept|permitted)|\b(?:another|other) (?:two|three|four|five) claims fell"
            ),
            matches=(
                "has dismissed most of a class action",
                "thrown out 20 of the 22 claims",
                "Copilot case largely thrown out",
                "trims the case of software developers",
                "dismissed the claim under Section 1202(b)",
            ),
            ignores=("dismissed the case", "failed to cut back the suit"),
        ),
    ),
    (
        "dismissed",
        pattern(
            "dismissed",
            (
                r"\b(?:dismiss(?:ed|es|ing)|threw out|thrown out|throws out|toss(?:ed|es) (?:out)?)\b(?! (?:(?:an|the|its|his|her|their|that) appeal|as"
                r"|by the company|the idea|concerns))|\bgranted (?:its|the|their|a|\w+'s) (?:\w+ )?motion to dismiss"
                r"|\bcan(?:'t|not) sue\b|\bbeats? (?:\w+ ){0,3}(?:claims?|suit|lawsuit|class action)\b"
                r"|\bescapes? (?:\w+ ){0,3}(?:claims?|suit|lawsuit)\b|\bwins? dismissal\b"
                r"|\bwill not (?:reconsider|revive)|\bloss of\b(?=[^.]{0,60}against)|\bcan(?:no|')t reopen|却下"
            ),
            matches=("dismissed the lawsuit", "granted its motion to dismiss the claims", "threw out the amended complaint"),
            ignores=("asked the judge to dismiss", "dismissed concerns"),
        ),
    ),
    (
        "consolidated",
        pattern(
            "consolidated",
            (
                r"\b(?:were|was|have been|has been|are|been|be) (?:consolidated|centrali[sz]ed)\b|\b(?:suits?|cases?|actions?|complaints?|lawsuits?)\b[^.;]{0,40}\b(?:were|was|have been|has been|are|been) (?:merged|put together|combined|folded)\b|\bORDER CONSOLIDATING\b|\bare CONSOLIDATED\b|\bcases become one\b|\bconsolidat(?:es|ed) (?:the|several|all|both"
                r"|\w+ such) (?:\w+ )?(?:cases|suits|lawsuits|actions)\b"
            ),
            matches=("Several class actions were put together",),
            ignores=("the consolidated proposed class actions",),
        ),
    ),
    (
        "stayed",
        pattern(
            "stayed",
            (
                r"\b(?:case|suit|lawsuit|action|proceedings?) (?:is|was|has been|were|are) (?:stayed|on hold|paused"
                r"|suspended|frozen)\b|\b(?:stay(?:ed|s)|paus(?:ed|es)|fr(?:oze|eezes)|halt(?:ed|s)|suspend(?:ed|s)) (?:the |its |all )?(?:\w+ )?(?:case|proceedings|suit|lawsuit|litigation|action)\b|\b(?:put|placed|is|was|remains|suit|case) on (?:hold|ice)\b|\bautomatic stay\b|\bVerfahren\b[^.;]{0,30}\b(?:ausgesetzt|ruht)\b|\bsursis à statuer\b"
            ),
            matches=("the case was stayed",),
            ignores=("the price stayed",),
        ),
    ),
)
APPEALED = pattern(
    "a decision before a higher court",
    r"""\b(?:permission|leave) to appeal\b|\bhas (?:been )?appealed (?:the |that |this )?(?:ruling|judgment
        |decision|verdict|dismissal|it|against)|\bappeal(?:s|ed|ing)? (?:the |that |this )?(?:ruling|judgment
        |decision|dismissal)|\b(?:on|under) appeal\b|\bappeals? court\b|\bcourt of appeals?\b
        |\binterlocutory appeal|(?:company|plaintiffs?|defendants?|state|side|publishers?|authors?) (?:has |have |had )?(?:already |since |promptly )?appealed\b|\bnow (?:before|at|with) the (?:\w+ )?(?:Circuit|court of appeals)|\b(?:Second|Third|Ninth|\d\w\w U\.S\.) Circuit\b|\bhas filed (?:an
        |its) appeal|\bfiled (?:a |its |their )?notice of appeal|\bBerufung (?:eingelegt|wird)|\b(?:a|ont) (?:fait|interjeté) appel""",
    matches=("has had permission to appeal", "the Third Circuit will hear", "appealed the ruling"),
    ignores=("an appealing song", "may appeal instead"),
)
SURVIVES = pattern(
    "part of a case goes on",
    r"""\b(?:refus|declin|den)\w+ (?:\w+ ){0,4}dismiss|\b(?:can|may|will) (?:continue|proceed|go forward
        |move (?:ahead|forward)|go on|go ahead|press (?:on|ahead)|keep suing|stand)\b|\b(?:kept|keeps?|left) (?:\w+ ){0,4}alive\b|\blives? on\b|\blet stand\b|\bmov(?:es?|ing) (?:forward|ahead)|\b(?:allow|let|permit)(?:s|ed
        |ting)? [^.;]{0,80}\b(?:proceed|continue|go (?:on(?! an?\b)|forward|ahead))|\bsurviv(?:e|es|ed)\b|\b(?:left standing|left intact)\b|\blet (?:the|all) (?:others?|rest) stand\b|\b(?:claims?|counts?|rest|part)\b[^.;]{0,40}\b(?:remain(?:s|ed)?|stays?|lives? on|goes (?:on|forward|ahead))\b""",
    matches=("refused to dismiss the copyright claims", "can continue to pursue claims", "let the case go on"),
    ignores=("dismissed the case",),
)
_ALSO = tuple(
    (status, pattern(f"{status} by classes of words", regex, matches=matches, ignores=ignores))
    for status, regex, matches, ignores in _MORE
)
DECISIONS = Table((*_ALSO, *STATUSES), lambda row: row[1])
TAKEN_UP = pattern(
    "an appeal that has been brought against whatever was decided",
    r"""\b(?:company|plaintiffs?|defendants?|state|government|publishers?|authors?|[A-Z][\w.]+) (?:has |have |had )?(?:already |since |promptly )?appealed (?:within|on|in|at|last|to the|(?:the|that|this|its|a) (?:ruling|dismissal|judgment|decision|verdict|order))\b
        |\bCircuit (?:\w+ ){0,2}?(?:heard|hears|will (?:hear|review|decide)|is reviewing|agreed to (?:hear|review))\b|\bappeal (?:of|against|from) the (?:dismissal|ruling|judgment|decision)
        |\b(?:is|are) now (?:before|at|with) the (?:\w+ )?(?:Circuit|[Cc]ourt of [Aa]ppeals)|\bBerufung eingelegt|\b(?:a|ont) (?:fait|interjeté) appel\b|控訴した""",
    matches=("The company appealed within the month", "the matter is now before the Ninth Circuit"),
    ignores=("the film appealed to children", "may be appealed"),
    flags=0,
)
_EARLIER = re.compile(
    r"(?i)\bhad (?:been |already |earlier )*$|^an earlier\b|\b(?:earlier|previous(?:ly)?|before that|once) (?:\w+ ){0,4}$"
)
_ELSEWHERE = re.compile(r"(?:米国|アメリカ|中国|英国|欧州|海外|韓国)(?:や[^。]{1,6})?では|同様の(?:訴訟|裁判)|別の訴訟")
_REST = re.compile(r"(?i)\b(?:but|though|although|while|yet)\b[^.]{0,90}\b(?:trial|remains?|survives?|goes (?:on|forward)|proceeds?|continues?|still)\b")
FINAL = frozenset({"dismissed", "judgment_for_plaintiff", "judgment_for_defendant", "partly_dismissed"})
_NOT_YET = re.compile(
    r"(?i)\b(?:asked?|asks|seek\w*|want\w*|motion|bid|mov(?:ed|es)|request\w*|urg\w+|refus\w+|declin\w+"
    r"|attempts?|efforts?|tri(?:es|ed)|trying|plea|courts have|den(?:y|ied|ies)|reject\w*|failed?|may|might|could|should|whether|would|can|hopes?|not) (?:\w+ ){0,6}$"
)


def status(story: Sequence[Sentence]) -> StatusFound | None:
    """Where the case stands; None where the story tells of no decision, so that it is pending.

    The story's own order decides between decisions: the first is what it reports.
    """
    ours = [sentence for sentence in story if not sentence.background]
    first: StatusFound | None = None
    for found in filter(None, (_decision(sentence) for sentence in ours if not _ELSEWHERE.search(sentence.text))):
        if first is None or _says_more(found, first):
            first = found
    if first is None:
        for sentence in ours:
            if (match := TAKEN_UP.search(sentence.text)) and not _NOT_YET.search(sentence.text[: match.start()]):
                return StatusFound("on_appeal", sentence, *match.span())
    if first is None or first.status not in FINAL:
        return first
    for sentence in ours:
        appealed = APPEALED.search(sentence.text)
        if appealed and not _NOT_YET.search(sentence.text[: appealed.start()]):
            return StatusFound("on_appeal", sentence, *appealed.span())
    if first.status == "dismissed" and any(SURVIVES.search(sentence.text) for sentence in ours):
        return StatusFound("partly_dismissed", first.sentence, first.start, first.end)
    return first


def _decision(sentence: Sentence) -> StatusFound | None:
    """The decision that a sentence tells of; none where it is only asked for, refused or possible."""
    if sided := _sided(sentence):
        return sided
    for (name, _), match in DECISIONS.matches(sentence.text):
        before = sentence.text[: match.start()]
        if _NOT_YET.search(before) or _EARLIER.search(before):
            continue
        if name == "judgment_for_defendant" and _REST.search(sentence.text[match.end() :]):
            continue  # what the ruling leaves goes on
        return StatusFound(name, sentence, *match.span())
    return None


def _sided(sentence: Sentence) -> StatusFound | None:
    """A decision for a side, told by who it is: a maker of AI systems is the one that is sued."""
    for match in SIDED.finditer(sentence.text):
        before = sentence.text[: match.start()]
        if _NOT_YET.search(before) or _EARLIER.search(before):
            continue
        after = sentence.text[match.end() :]
        name = next((name for name in sentence.names if name.start <= match.end() <= name.end), None)
        if name is not None and name.id:
            side = (
                "judgment_for_defendant" if name.id in system_makers() or name.kind == SYSTEM else "judgment_for_plaintiff"
            )
        elif _FOR_DEFENDANT.match(after):
            side = "judgment_for_defendant"
        elif _FOR_PLAINTIFF.match(after):
            side = "judgment_for_plaintiff"
        else:
            continue
        return StatusFound(side, sentence, *match.span())
    return _won_or_lost(sentence)


def _won_or_lost(sentence: Sentence) -> StatusFound | None:
    """A decision told by who has won or lost the contest itself, and not a bid or an order on the way."""
    for regex, for_maker in ((WON, "judgment_for_defendant"), (LOST, "judgment_for_plaintiff")):
        for match in regex.finditer(sentence.text):
            before, after = sentence.text[: match.start()], sentence.text[match.end() :]
            if _NOT_YET.search(before) or _EARLIER.search(before) or not (_CONTEST.match(after) or before.endswith("nstanz ")):
                continue
            winner = next((name for name in reversed(sentence.names) if name.end <= match.start() and match.start() - name.end < 25), None)
            if winner is None or not winner.id:
                continue
            maker = winner.id in system_makers() or winner.kind == SYSTEM
            against = "judgment_for_plaintiff" if for_maker == "judgment_for_defendant" else "judgment_for_defendant"
            return StatusFound(for_maker if maker else against, sentence, *match.span())
    return None


def _says_more(later: StatusFound, first: StatusFound) -> bool:
    """Whether a later sentence corrects an earlier one: "dismissed" where it is in part, or a headline's short word."""
    if first.status == "dismissed" and later.status == "partly_dismissed":
        return True
    return first.sentence.title and later.status != first.status and first.status not in FINAL
