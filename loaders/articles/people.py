"""The names in a sentence that no gazetteer holds: people, companies by the look of their names, and short forms.

A story names somebody in full once and then by surname, a company by its first word; both mean whom they meant before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.terms import terms
from loaders.articles.names import BODY, GUESSED, KNOWN, Name, names

PERSON, OFFICE, STATE = "person", "office", "state"
"""Kinds of names that no record knows: a human being; a judge, a lawyer, an officer, whom nobody sues for that; a state of
the US, which may sue."""

_NAME_TOKEN = (
    r"(?:(?:O'|Mc|Mac|Di|De|La|Le|D'|St\.)[A-Z][a-z]+|(?:[A-Z]\.){2,}"
    r"|[A-ZÀ-Ý][a-zà-ÿ]*(?:['-](?!(?:based|owned|backed|led|born|area|style|run|made|trained|funded|listed|era)\b)[A-ZÀ-Ý]?[a-zà-ÿ]+)*(?![\w])\.?"
    r"|[A-Z][a-z]{1,3}[A-Z][a-z]{2,}(?![\w])|[A-Z]\.(?:[A-Z]\.)*)"
)
_PERSON = re.compile(
    rf"(?<![\w.@-]){_NAME_TOKEN}(?: (?:(?:de|De|van|Van|von|der|den|la|La|del|Del|bin|al|Al|du|ten"
    rf"|ter) ){{0,2}}{_NAME_TOKEN}){{1,8}}(?: (?:Jr|Sr|II|III)\b\.?)?"
    rf"|(?<![\w.@-])(?:[A-Z]\.){{2,3}}(?![\w])"
)
_COMMON = frozenset(
    """A An The This That These Those It Its He She They We You I His Her Their Our My In On At By For From To Of Off Into
    With Without Within And But Or Nor If As So Yet Then Than When While Where Which Who Whose What Why How After
    Before Since Until During Over Under About Against Among Between Beyond Despite Although Though Because However
    Meanwhile Moreover Also Still Even Only Just Both Each Every All Any Some Many Most More Several Two Three Four
    Five Six Seven Eight Nine Ten Hundreds Thousands Millions Dozens Here There Now Not No Yes One Last Late Next
    First Second Third Earlier Later Today Yesterday According Filed Led Founded Based Asked Citing Behind Named Said
    Says Those Lawyers Attorneys Plaintiffs Plaintiff Defendants Defendant Customers Users Authors Writers Artists
    Publishers Musicians Developers Programmers Novelists Journalist Journalists Author Novelist Writer Artist
    Illustrator Photographer Comedian Actor Actress Musician Singer Songwriter Composer Narrator Host Radio Professor
    Judge Justice Magistrate Chief President Vice Former Attorney General Lawyer Counsel Senior Senator Representative
    Governor Mayor Minister Director Executive Officer Chairman Founder Co-founder Spokesman Spokeswoman Spokesperson
    Analyst Editor Reporter Dr Mr Mrs Ms Prof Hon Sir Dame Court Courts District Northern Southern Eastern Western
    Central Middle Circuit Superior Supreme High Federal County City State States United U.S. US U.K. UK EU E.U.
    American British German French Chinese Japanese Indian Canadian Danish Hungarian Swedish Dutch Korean European
    California York Texas Illinois Delaware Massachusetts Washington Tennessee Michigan Oregon Florida Virginia
    Colorado Iowa Ohio Nevada London Paris Munich Berlin Hamburg Tokyo Delhi Copenhagen Seattle Boston Chicago
    Manhattan Nashville Denver Angeles Francisco Diego Jose Vegas Silicon Valley Hollywood Santa San Los Wall Street
    Germany France Japan India China Canada Denmark Hungary Europe America Kingdom Union January February March April
    May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday
    Tuesday Wednesday Thursday Friday Saturday Sunday AI Generative Artificial Intelligence Machine Learning Large
    Language Model Models Copyright Act Acts Law Laws Code Section Article Articles Privacy Policy Digital Millennium
    Biometric Information Genetic Communications Stored Directive Regulation Constitution Amendment Class Action
    Lawsuit Suit Case Complaint Claims Group Inc Corp LLC Ltd Company Media Music News University College School
    Institute Center Centre Foundation Association Society Guild Union Firm Press Journal Times Post Herald Tribune
    Premium Terms Service Agreement Subscription Internet Web Books Novels Songs Images Photos Data Users Documents
    Damages Relief Trial Settlement Training Interception Filing Filings Court's Judges Getty's Der Die Das Ein Eine
    Und Mit Von Im Am Auf Für Les Le La Un Une Des Du Dans
    Besides Beside Alongside Joining Unlike Like Including Plus Apart Asked Given Once Twice Whether Perhaps Maybe
    Besides Nobody Somebody Everybody Anybody Someone Everyone None Nothing Everything Neither Either Another Other
    Others Much Such Same Few Less Elsewhere Separately Together Instead Indeed Thus Hence Therefore Otherwise Anyway
    Recently Previously Formerly Originally Initially Currently Reportedly Allegedly Finally Lastly Updated Posted
    Published Related Corrected Terminated Docketed Assigned Signed Dated Appeals Appeal Magistrate Clerk Bench Jury
    Yes Hello Dear Good Morning Evening Readers Reader Parents Patients Residents Voters Neighbors Neighbours
    YouTuber YouTubers Creators Podcasters Newscasters Narrators Actors Performers Songwriters Composers Singers
    Bands Labels Studios Libraries Universities Hospitals Clinics Members Subscribers Listeners Readers
    Jersey Hampshire Carolina Dakota Mexico Alaska Arizona Arkansas Connecticut Hawaii Idaho Indiana Kansas Kentucky
    Louisiana Maine Maryland Minnesota Mississippi Missouri Montana Nebraska Oklahoma Pennsylvania Rhode Island Utah
    Vermont Pacific Northwest Northeast Southwest Southeast Midwest Wisconsin Wyoming Alabama Australia Australian Austria Austrian Brazil Brazilian Ireland Irish Italy
    Italian Spain Spanish Switzerland Swiss Israel Israeli Luxembourg Netherlands Belgium Belgian Norway Norwegian
    Finland Poland Polish Portugal Singapore Taiwan Korea Russia Russian Ukraine Vancouver Montreal Toronto Ottawa
    Sydney Melbourne Dublin Rome Milan Madrid Brussels Amsterdam Vienna Zurich Beijing Shanghai Seoul Mumbai
    Bangalore Hongkong Oakland Sacramento Springfield Detroit Atlanta Dallas Houston Austin Miami Philadelphia
    Pittsburgh Brooklyn Portland Phoenix Cleveland Minneapolis Baltimore
    Cartoonist Poet Playwright Screenwriter Essayist Memoirist Songwriter Rapper Guitarist Pianist Violinist Drummer Blogger
    Podcaster Filmmaker Translator Biographer Historian Sculptor Designer Developer Programmer Coder Painter Performer Creator
    Influencer Streamer Comic Columnist Satirist Narrator Actors Widow Executor Estate Heirs Anatomist Scholar Neuroscientist
    Scientist Researcher Engineer Teacher Nurse Patient User Customer Subscriber Resident Employee Parent Mother Father
    Newspaper Newspapers Publisher Broadcaster Broadcasters Label Outlet Outlets Magazine Magazines Agency Agencies Startup
    Unfair Competition Prevention Consumer Consumers Protection Affected Intellectual Property Trademark Lanham Computer Fraud
    Abuse Wiretap Eavesdropping Rights Civil Penal Federal Rules Procedure Evidence Treaty Convention Count Counts Exhibit
    Advocate Advocates Barrister Solicitor Solicitors Madame Mme Mlle Monsieur Maître Herr Herrn Frau Online
    Motion Order Opinion Memorandum Judgment Verdict Notice Answer Petition Brief Docket Judge's Jury's""".split()
)
_SURNAMES_TOO = frozenset(
    "Justice Judge Law Street Post Press Book Books Mayor Major Young King Prince Bishop Hall Park Wood Church Case Suit"
    " Senior Sessions Page Court Union London Paris Washington Ireland Holland France Berlin Austin Houston Dallas Montana"
    " Jersey Winter Summers May March June August Noble Good Early Day Friday Media Reader Singer Actor Painter Carolina"
    " Georgia Virginia Florida Israel Jordan Milan Miles Poland England Montreal Rome Rhode Posted Love Joy Hope Grace".split()
)
"""Common words that are surnames too: after a first name, at the end of a run, they are taken for one ("Tony Justice")."""
_NOT_FIRST_NAMES = frozenset(
    "Chief Supreme High Federal District Circuit Superior Magistrate Attorney Associate Wall Main Class Copyright Civil"
    " Privacy Business Criminal Common Washington New North South East West Daily Morning Evening Sunday Trade Labor Labour"
    " Credit European Soviet African Bad Last Next This That".split()
)
_CAPITALS = re.compile(
    r"(?<![\w.@-])[A-ZÄÖÜÉ][\w&]*(?:(?:\.|'|-(?=[A-Z])(?!T[oö]chter|Mutter|Eig|Marke|Ableger|Betreiber))\w{2,})*(?: (?:& )?[A-ZÄÖÜÉ][\w&]*(?:(?:\.|'|-(?=[A-Z])(?!T[oö]chter|Mutter|Eig|Marke|Ableger|Betreiber))\w{2,})*){0,4}(?!\w)"
)
_PARTICLES = frozenset("de De van Van von der den la La del Del bin al Al du Du ten ter Des".split())
_JUDGE_BEFORE = re.compile(r"(?:Judge|Justice|Magistrate|Richterin?|juge)(?: [A-Z][a-z]+)? ?$")
_OFFICE_BEFORE = re.compile(
    r"(?i)(?:attorneys?|lawyers?|counsel|partner|analyst|chief|ceo|cto|president|founder"
    r"|executive(?: officer)?|director|chairman|spokes(?:man|woman|person)|general|secretary|minister"
    r"|senator|representative|editor|reporter|commissioner|rektor|chefjustiziar|justiziar"
    r"|(?:songs?|works?|books?|hits?|music|novels?|albums?|tracks?|films?|paintings?|style|voices?|likes|estate|pictures|photos) (?:of|by)"
    r"|(?:written|edited|reported|posted|photo|image|reporting|editing|compiled) by|^by|director of|head of|others like|representing),? $"
)
_OFFICE_AFTER = re.compile(
    r"(?i)^,? (?:an? |the |its |their |one of the |lead |senior |chief )?(?:plaintiffs' |plaintiff's |co-?lead )?(?:attorneys?"
    r"|lawyers?|counsel|partner at|analyst|ceo\b|chief executive|spokes\w+|president\b|general counsel"
    r"|managing director|acts for|representing|who represents?|Law Firm|LLP"
    r"|of [A-Z][\w&.]+(?: [A-Z&][\w&.]*){0,3} (?:LLP|Schiller|Law))"
)


_COMPANY = re.compile(
    r"\b(?:company|firm|start-?up|retailer|vendor|chain|carmaker|chipmaker|insurer|bank|hospital operator"
    r"|app maker|subsidiary|maker|developer|operator|label|imprint|publisher|studio) "
    r"(?P<cue>[A-Z][a-z]\w+(?:\.(?:ai|io|com|ly))?(?: (?!Chief|President|Inc)[A-Z]\w+)?)(?![\w-])"
    r"|\b(?:company|firm|start-?up|units?|arm|subsidiary|group|network|broadcaster|station|channel|agency|newspaper|daily|magazine|outlet|publisher|label|studio|maker|developer|operator"
    r"|foundation|association|union|society|organi[sz]ation|charity|nonprofit|watchdog|regulator|university|institute|[Ss]tiftung|\w+stiftung|\w+verband|[Vv]erein|\w+sender) "
    r"(?P<letters>[A-Z]{3,6})(?![\w-]|\.\w)"
    r"|(?<![\w.@-])(?P<ai>[A-Z][\w-]+(?: [A-Z][\w-]+)?(?: AI\b|\.ai\b))(?![\w-])"
    r"|(?P<suffixed>(?:[A-Z][\w&.'-]* (?:(?:the|of|&|for) )?){0,5}[A-Z][\w&'-]*(?:\.\w+)?,? "
    r"(?:Inc|LLC|LLP|Ltd|Corp|GmbH|PBC|Pty|Limited|Technologies|Holdings|UAB|Kft|B\.V|N\.V|S\.A|e\.V|A/S|LP|L\.P|OÜ|ASA|Oy|ApS|S\.p\.A|SpA|SAS|SARL|S\.r\.l|Srl|S\.L|BV|NV|KK|K\.K|Co(?=\.))\b\.?)"
)
_OWNER = re.compile(
    r"\b(?:owned by|part of|units? of|subsidiar(?:y|ies) of|arms? of|division of|imprint of|parent(?: company)?(?: is)?,?|owner(?: is)?,?|belongs to|acquired by"
    r"|backed by|parent of) (?P<owner>[A-Z][\w&]+(?: [A-Z][\w&]+){0,2})(?=[,.;]| and | in | for | which |$)"
    r"|, an? (?P<of>[A-Z][\w&]+) (?:company|subsidiary|unit|brand|label|imprint)\b|\b(?P<camel>(?!Mc|Mac|De|La|Di|Le|Van|Fitz|You[A-Z]\w+r)[A-Z][a-z]{2,}[A-Z][a-z]{3,})\b(?!-)"
)
_COUNSEL = re.compile(r"\bL\.?L\.?P\b|\bLaw\b|\bLegal (?:LLC|Group)\b|\bPLLC\b|\bP\.C\b|\bAttorneys\b|\bEsq\b")
_ALIAS = re.compile(r"[^()]{0,30} \((?:the |collectively,? )?\"?(?P<alias>[A-Z][A-Za-z]{2,}(?: [A-Z][a-z]+)?)\"?\)")
_ORGANISATION = re.compile(
    r"\b(?:[A-Z][\w.'&-]*(?: (?:of|for|the|&|de|des)(?= [A-Z]))? ){1,5}"
    r"(?:Institute|Commission|Foundation|Association|Society|Guild|Union|Group|Press|Books|Records|Recordings|Publishing"
    r"|Publishers|Publications|Studios?|Entertainment|Pictures|Productions|Media|Network|Agency|Authority|Council|Federation"
    r"|League|Alliance|Labs?|Ventures|Bank|Times|Tribune|Herald|Gazette|Magazine|Technologies|Software|Interactive|Games|Gaming|Systems|Solutions"
    r"|Networks|Analytics|Robotics|Dynamics|Health|Healthcare|Foods|Seeds|Therapeutics|Pharmaceuticals|Logistics|Airlines|Airways|Motors|Energy"
    r"|Insurance|Financial|Capital|Partners|Industries|Enterprises|International|Worldwide|Global|Holdings?|Brands|Stores|Hotels|Resorts|Films"
    r"|Broadcasting|Communications|Newspapers|Television|Archives?|Intelligence|Research|Digital|Audio|Telecom|Electronics|Instruments|Library|Museum"
    r"|Clinics?|Hospitals?|Trust|Fund|Coalition|Collective|Cooperative|Co-op|Company|Comics|Radio|TV|Organi[sz]ation|Corporation|Chronicle|Courier)\b(?! [A-Z])"
)
_STATE = re.compile(
    r"\b(?:State|Commonwealth|People of the State) of [A-Z][a-z]+(?: (?:Mexico|York|Jersey|Hampshire|Carolina|Dakota|Virginia|Island))?\b"
)
_US_STATE = (
    r"(?:Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas"
    r"|Kentucky|Louisiana|Maine|Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey"
    r"|New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee"
    r"|Texas|Utah|Vermont|Virginia|Washington|West Virginia|Wisconsin|Wyoming)"
)
_STATE_SUING = re.compile(
    rf"(?<![\w-])(?<!of )(?<!in )(?P<state>{_US_STATE})(?=(?:'s)? (?:[Aa]ttorney [Gg]eneral|AG\b|sues?\b|sued\b|is suing|has sued"
    r"|(?:has |had )?(?:accuse|filed|settle|alleg)\w*|v\. |hat(?:te)? |verklagt|wirft|gegen))"
)
_LETTERS = re.compile(r"\b[A-Z]{2,5}\b")
_LETTERS_LISTED = re.compile(r"(?<![\w-])[A-Z]{2,5}(?:, [A-Z]{2,5})+,? and [A-Z]{2,5}(?![\w-])")
_NO_COMPANY = frozenset(
    "AI US UK EU USA LLC LLP PC DC ND SD ED WD CD NY CA TX IL CEO CFO CTO EVP SVP VP LLM LLMS API URL PDF TV DVD CD DNA"
    " DMCA BIPA CIPA GDPR DSGVO CUBI CFAA CCPA HIPAA COPPA RICO ECPA SDNY NDCA FAQ NDA MDL FTC DOJ USD EUR GBP".split()
)
_LISTED = r"(?:[A-Z][\w'-]{3,}(?:\.(?:ai|io|com))?|[A-Z]{3,6}(?!\w))"
_NEXT_WORD = re.compile(r" (AI|[A-Z][a-z]+)\b(?!')")
_LEADING_WORD = re.compile(r"([A-Z][\w-]*) ")
_NO_BODY = _COMMON | _NO_COMPANY
_NO_NAME = _COMMON | {"Citing", "Start-up", "Startup", "Under", "See", "Chain", "Firm"}
_AFTER_BODY = re.compile(
    rf"(?:,|,? and|,? &) (?P<name>{_LISTED})(?=(?:,|,? and|,? &) [A-Z]|,? (?:have |has |are |is |jointly |also )*(?:sued?|suing"
    r"|filed?|says?|said|allege|claim|took|accuse|brought)\b|\.$)"
)
_BEFORE_BODY = re.compile(rf"(?:^|[,(] |(?<=[a-z]) |and )(?P<name>{_LISTED})(?:, (?:and )?|,? and | & )$")
_PARTICIPLE = re.compile(r"[^é]ée?s?$|ed$")  # "Contactée, N", "Asked, N"
_BARE = re.compile(
    r"(?:^|(?<=[a-z],) )(?P<name>(?:[A-Z][\w-]{3,}|[A-Z]{3,6})(?: & [A-Z]\w+)?) (?:has |have |had |is |are )?(?:sued|sues|suing|filed suit|accuses|took)\b"
    r"|\b(?:sued|suit|complaint|action|case|brought|filed) by (?P<by>[A-Z][\w-]{3,}(?: & [A-Z]\w+)?)(?=[.,;]| (?:and|over|in|on|for|against|says|accuses)\b)"
)
_THING_CALLED = re.compile(
    r"\b(?:apps?|(?:chat)?bots?|models?|tools?|services?|platforms?|products?|systems?|assistants?|software|programs?|websites?|sites?|games?|features?|characters?"
    r"|series|films?|movies?|books?|novels?|albums?|songs?|tracks?|podcasts?|shows?|data ?sets?|librar(?:y|ies)|collections?|corpus|databases?|archives?|projects?"
    r"|channels?|newsletters?|magazines?|generators?|voices?|avatars?|personas?) (?:that is |which is |it )?(?:named|called|known as|dubbed|titled|entitled) $"
)
"""Before what looks like somebody's name, and is that of a thing."""
_SINGLE = re.compile(
    r"\b(?:led by one|by one|(?:[Aa]n?|[Tt]he|[Oo]ne|[Hh]is|[Hh]er|[Aa]nother|[a-z]+-old) (?:[\w'-]+ ){0,3}?(?!generator|assistant|transformer|helper|server|browser|scraper|crawler|computer|newsletter|paper"
    r"|center|maker|publisher|broadcaster|retailer|manufacturer|provider|operator|vendor|carrier|insurer|distributor|scanner|reader app)"
    r"(?:\w+(?:man|men|person|er|or|ist|ian|ent|ant|ess)|user|patient|resident|client|nurse|teen|guy|fan) (?:named|called|by the name of|surnamed|whose name is)|surnamed|[Mm]r\.?|[Mm]s\.?|[Mm]rs\.?|[Mm]me\.?|Mlle|Frau|Herrn?) "
    r"(?P<single>[A-Z][a-zà-ÿ]{2,}(?:-[A-Z][a-z]+)?)(?! [A-Z])\b"
)
BESIDE = 40
"""Characters of what stands beside an unknown word that are looked at."""
_ONE_WORD = re.compile(r"(?<![\w.@/'&-])(?P<word>[A-Z][a-zà-ÿ]{2,}(?:[A-Z][a-zA-Z]*)?|[A-Z][A-Z]?[a-z]*[A-Z][a-z]{2,}|[a-z][A-Z][a-z]{2,})(?![\w&@-]|\.\w)")
_PART_OF_NAME_BEFORE = re.compile(
    r"(?:\b(?!The |And |But |In |On |At |By |For |With |From |When |While |After |Before |If |As |That |Both |So )[A-ZÀ-Ý][\w.']*(?:-[A-ZÀ-Ý][\w']*)*|\bde|\bvan|\bvon|&) $|\b(?:Mr\.?|Ms\.?|Mrs\.?|Dr\.?|Judge|Justice|named|called|surnamed) $|[\"“‘(/]$"
)
_PLACED = re.compile(r"\b(?:in|near|of|at) $")
_PART_OF_NAME_AFTER = re.compile(r" (?:&|[A-ZÀ-Ý](?!I\b)[\w.'-]*)|, (?:[A-Z][a-z]+\.?,|D\.C\.)|/")
_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;\"”—–-] ?)$")
_SUED_BEFORE = re.compile(r"(?i)\b(?:against|sues?|sued|suing|accus(?:es?|ed|ing)|(?:maker|startup|start-up|company|firm|operator|developer|supplier|vendor|provider)s?,?|to stop|versus|v\.|vs\.?) $")
_ANSWERS_AFTER = re.compile(
    r"(?:'s)? (?:(?:has|had|also) )?(?:denie[sd]|den(?:y|ied)|declined?|did(?: not|n't) (?:respond|reply|answer|comment|return)|told|argue[sd]?|says|said|insists?|insisted|contends?|maintains?|moved to|asked the (?:court|judge)|plans to appeal|will appeal|counters?|responded|lawyers?|attorneys?|spokes\w+)\b"
)
_HELD = re.compile(
    r"'s (?P<held>[A-Z][a-z]+)(?=(?: and|,) [A-Z]| (?:has|have|had|sued?|files?|filed|is|are|was|were|said"
    r"|says)\b)"
)
_NO_PERSON = frozenset(
    "U.S. U.K. E.U. E.E.A. L.P. N.V. B.V. S.A. D.C. A.I. L.A. N.Y. E.D. N.D. S.D. W.D. C.D. L.L.C. Q.C. K.C. U.S.C. B.C. C.F.R. P.S.".split()
)
_TIME_OF_DAY = frozenset(("P.M.", "A.M."))
_AND_ANOTHER = re.compile(r" & [A-Z][a-z]+(?: (?:LLP|LLC|PLLC|P\.C\.|Inc\.?|Co\.?|Sons|Company))?\b")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}")

_AMBIGUOUS = frozenset(
    (
        "Google Microsoft Amazon Apple Meta OpenAI New Los San Daily Chicago Toronto Universal Warner Sony Getty Common"
        " Internet Allen Penguin Simon Business Financial Globe Encyclopaedia Encyclopedia"
    ).split()
)

_GERMAN_PERSON = re.compile(
    r"(?:\w*(?:[Ff]otograf|[Aa]utor|[Ss]chriftsteller|[Kk]ünstler|[Mm]usiker|[Kk]läger|[Jj]ournalist|[Ss]precher|[Zz]eichner|[Üü]bersetzer|[Ii]llustrator"
    r"|[Kk]omponist|[Ss]änger|[Mm]aler|[Ss]chauspieler|[Rr]egisseur|[Ee]ntwickler|[Pp]rogrammierer|[Nn]utzer|[Ff]ilmemacher|[Ww]issenschaftler|[Dd]ichter)"
    r"(?:in|s|en)? |(?:hat|haben|hatte|von|durch|unterlag) (?=[^.]{3,40} gegen\b))"
    r"(?P<name>(?!Die|Der|Das|Dem|Den)[A-ZÄÖÜ][a-zäöüß]+(?: [A-ZÄÖÜ][a-zäöüß-]+){1,2})"
)
_JAPANESE_PERSON = re.compile(r"(?:^|[のと、])(?P<name>[一-龥々]{2,6}[ぁ-んァ-ンー]{0,4})(?:さん|氏)(?![一-龥]*弁護士)")
_LONGER = re.compile(
    r"(?: \((?:US|U\.S\.|UK|USA|America|Europe|EU|Ireland|Canada|Japan|Germany|Deutschland|France|India)\))?(?:(?: (?!Inc|Ltd|LLC)[A-Z][\w]+){0,2},?(?: (?:&|and) (?:Company|Co\b\.?)| Holdings| Pvt\.? Ltd\.?| Private Limited| Limited| Ltd\b\.?| Inc\b\.?| LLC| Verlagsgruppe| Mediengruppe| UAB| GmbH| AG\b| plc| Group| Media))+"
)


_COMMON_STARTS = frozenset(
    "The A An In On At By For From To Of And But If As So When While After Before Since Its His Her".split()
)


def is_common(words: str) -> bool:
    """Whether words with capitals are no name by themselves: "New York", "The Company"."""
    return all(word in _COMMON or word in _NOT_FIRST_NAMES for word in words.split())


def is_body(name: Name) -> bool:
    """Whether a name is that of a company or another body."""
    return name.kind in (BODY, KNOWN, GUESSED)


# ---------------------------------------------------------------------------------------------------------------------
# Over the whole story


def short_forms(texts: Iterable[str]) -> dict[str, Name]:
    """First words by which a story may go on to call a body that it names in full: "Ross" after "Ross Intelligence"."""
    found: dict[str, Name] = {}
    for text in texts:
        known = names(text)
        guessed = [
            Name(*match.span(match.lastgroup), GUESSED, "", words)
            for match in _COMPANY.finditer(text)
            if match.lastgroup and (words := match["suffixed"] or match["ai"]) and not _COUNSEL.search(words) and words.split()[0] not in _COMMON
        ]
        for name in (*known, *(each for each in guessed if not _overlaps(each, known))):
            first, _, rest = name.text.partition(" ")
            telling = (len(first) > 3 or (len(first) > 2 and first.isupper())) and first.isalpha() and first[0].isupper()
            if name.kind in (BODY, GUESSED) and rest and telling and first not in _COMMON | _AMBIGUOUS:
                found.setdefault(first, name)
            alias = _ALIAS.match(text, name.end)
            if name.kind in (BODY, GUESSED) and alias and alias["alias"] not in _COMMON and not names(alias["alias"]):
                found.setdefault(alias["alias"], name)
    return found


def one_words(texts: Sequence[str], language: str) -> dict[str, Name]:
    """Companies of one unknown word: one that a story says to be sued or to answer, or that comes up more than once within sentences, and
    always stands alone. In German every noun has a capital."""
    if language == "de":
        return {}
    seen: Counter[str] = Counter()
    cued: set[str] = set()
    spoilt: set[str] = set()
    placed: set[str] = set()
    for text in texts:
        if _in_capitals(text):
            continue
        for match in _ONE_WORD.finditer(text):
            word = match["word"]
            if word in _NO_BODY or word.removesuffix("s") in _COMMON or word.lower() in terms("data"):
                continue
            before = text[max(0, match.start("word") - BESIDE) : match.start("word")]
            after = text[match.end() : match.end() + BESIDE]
            if _PART_OF_NAME_BEFORE.search(before) or _PART_OF_NAME_AFTER.match(after):
                spoilt.add(word)
                continue
            if before and not _SENTENCE_ENDS.search(before):
                seen[word] += 1
                if _SUED_BEFORE.search(before):
                    cued.add(word)
                if _PLACED.search(before):
                    placed.add(word)
            if _ANSWERS_AFTER.match(after):
                seen[word] += 1
    return {word: Name(0, len(word), GUESSED, "", word) for word in seen if (word in cued or (seen[word] > 1 and word not in placed)) and word not in spoilt}


def _overlaps(name: Name, others: Iterable[Name]) -> bool:
    return any(each.start < name.end and name.start < each.end for each in others)


def with_longer(known: Sequence[Name], longer: Iterable[Name]) -> list[Name]:
    """The known names with others, which take the place of shorter ones within them and what those are known as."""
    found = list(known)
    for name in longer:
        across = [each for each in found if each.start < name.end and name.start < each.end]
        if any(each.start < name.start or each.end > name.end for each in across):
            continue
        inside = next((each for each in across if each.kind == BODY and each.start == name.start), None)
        if across and name.id and inside and inside.end == name.end:
            continue
        found = [each for each in found if each not in across]
        found.append(replace(name, kind=BODY, id=inside.id) if inside and not name.id else name)
    return _in_order(found)


def with_short_forms(text: str, known: Sequence[Name], short: dict[str, Name]) -> list[Name]:
    """The names of a text and the short forms in it."""
    found = list(known)
    for first, name in short.items():
        if first not in text:
            continue
        for match in re.finditer(rf"(?<![\w.-]){first}(?!\w|[.-]\w| [A-Z])", text):
            _add(found, Name(*match.span(), name.kind, name.id, name.text))
    return _in_order(found)


def with_surnames(text: str, known: Sequence[Name], people: dict[str, Name]) -> list[Name]:
    """The names of a text and those called by their surname alone; `people` remembers full names through the story."""
    found = list(known)
    if here := [surname for surname in people if surname in text]:
        for match in re.finditer(rf"(?<![\w.-])(?:{'|'.join(map(re.escape, here))})(?![\w-])", text):
            before = people[match.group()]
            _add(found, Name(*match.span(), before.kind, "", before.text))
    for name in known:
        surname = name.text.rpartition(" ")[2]
        if name.kind in (PERSON, OFFICE) and surname != name.text and len(surname) > 2 and surname not in _COMMON:
            people.setdefault(surname, name)
    return _in_order(found)


# ---------------------------------------------------------------------------------------------------------------------
# In one sentence


def with_unknown(text: str, known: Sequence[Name], language: str) -> list[Name]:
    """The names of a sentence, with the people and the companies in it that no record knows."""
    found = list(known)
    found = [_lengthened(text, name) if is_body(name) else name for name in found]
    if language == "ja":
        for match in _JAPANESE_PERSON.finditer(text):
            _add(found, Name(*match.span("name"), PERSON, "", match["name"]))
        return _in_order(found)
    if language == "de":  # every noun has a capital: people are found only after a word for what they do
        for match in _GERMAN_PERSON.finditer(text):
            _add(found, Name(*match.span("name"), PERSON, "", match["name"]))
        return _in_order(found)
    for match in _HELD.finditer(text):
        if any(name.kind == BODY and name.end == match.start() for name in found):
            _add(found, Name(*match.span("held"), KNOWN, "", match["held"]))
    for match in _SINGLE.finditer(text):
        if match["single"] not in _COMMON:
            _add(found, Name(*match.span("single"), PERSON, "", match["single"]))
    for match in _STATE.finditer(text):
        _add(found, Name(*match.span(), STATE, "", match.group()))
    for match in _STATE_SUING.finditer(text):
        _add(found, Name(*match.span("state"), STATE, "", match["state"]))
    for match in _LETTERS_LISTED.finditer(text):
        for letters in _LETTERS.finditer(text, *match.span()):
            if letters.group() not in _NO_COMPANY:
                _add(found, Name(*letters.span(), KNOWN, "", letters.group()))
    for match in _COMPANY.finditer(text):
        start, end = match.span(match.lastgroup or "cue")
        if match["letters"] in _NO_COMPANY or (match["ai"] and match["ai"].split()[0] in _NO_BODY):
            continue
        while (word := _LEADING_WORD.match(text, start, end)) and word[1].removesuffix("s") in _NO_NAME:
            start = word.end()
        if match["suffixed"]:  # the full form takes the place of a shorter name within it
            found = [name for name in found if name.id or not (start <= name.start and name.end <= end)]
        counsel = _COUNSEL.search(text[start:end])
        _add(found, Name(start, end, OFFICE if counsel else GUESSED, "", text[start:end]))
    for match in _OWNER.finditer(text):
        group = match.lastgroup or "owner"
        if match[group].split()[0] not in _COMMON:
            start, end = match.span(group)
            while group == "camel" and (word := _NEXT_WORD.match(text, end)) and (word[1] == "AI" or word[1] not in _COMMON):
                end = word.end()  # "SpiceRoute" in "SpiceRoute Foods"
            _add(found, Name(start, end, GUESSED, "", text[start:end]))
    for match in _BARE.finditer(text):
        if (match["name"] or match["by"]) not in _COMMON:
            _add(found, Name(*match.span("name" if match["name"] else "by"), KNOWN, "", match["name"] or match["by"]))
    if not _in_capitals(text):
        for match in _ORGANISATION.finditer(text):
            start, end = match.span()
            while (word := _LEADING_WORD.match(text, start, end)) and word[1] in _COMMON_STARTS:
                start = word.end()
            if " " in text[start:end]:
                _add(found, Name(start, end, GUESSED, "", text[start:end]))
    waiting = [name for name in found if is_body(name)]
    while waiting:  # what is listed beside a body is one, and so is what is listed beside that
        body = waiting.pop()
        after = _AFTER_BODY.match(text, body.end)
        before = _BEFORE_BODY.search(text, max(0, body.start - 60), body.start)
        if before and _PARTICIPLE.search(before["name"]):
            before = None
        for listed in filter(None, (after, before)):
            beside = Name(*listed.span("name"), KNOWN, "", listed["name"])
            if beside.text not in _NO_BODY and _add(found, beside):
                waiting.append(beside)
    return _in_order([*found, *_people(text, found)])


def _in_capitals(text: str) -> bool:
    """Whether a text is a headline most of whose words have capitals."""
    words = text.split()
    return sum(word[0].islower() for word in words) * 5 < len(words) * 2


def _lengthened(text: str, name: Name) -> Name:
    """A body's name with the legal form, and the words before that, which follow it: "ANI" in "ANI Media Pvt Ltd"."""
    match = _LONGER.match(text, name.end)
    return replace(name, end=match.end(), text=text[name.start : match.end()]) if match else name


def _add(found: list[Name], name: Name) -> bool:
    """Add a name unless another one stands there; tell whether it was."""
    if any(each.start < name.end and name.start < each.end for each in found):
        return False
    found.append(name)
    return True


def _in_order(found: Iterable[Name]) -> list[Name]:
    return sorted(found, key=lambda name: name.start)


def _people(text: str, taken: Sequence[Name]) -> Iterator[Name]:
    for match in _PERSON.finditer(text):
        for start, end in _runs(text, *match.span(), taken):
            name = text[start:end]
            if not _INITIALS.fullmatch(name):
                name = name.rstrip(".").removesuffix("'s")
            end = start + len(name)
            if text[start - 1 : start] == '"' and text[end : end + 1] in ('"', ",", "."):
                continue  # a title in quotation marks
            if _THING_CALLED.search(text, max(0, start - 40), start):
                continue
            if firm := _AND_ANOTHER.match(text, end):
                yield Name(start, firm.end(), GUESSED, "", text[start : firm.end()])
                continue
            if " " in name or _are_initials(text, start, end):
                yield Name(start, end, OFFICE if _holds_office(text, start, end) else PERSON, "", name)


def unnamed(text: str, taken: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """The runs of one to five capitalised words in a sentence that may be a name, but that no known name covers."""
    for match in _CAPITALS.finditer(text):
        yield from _runs(text, *match.span(), taken)


def _are_initials(text: str, start: int, end: int) -> bool:
    """Whether somebody is named by initials alone: "J.L."; "P.M." is a person only among other initials."""
    name = text[start:end]
    if name in _TIME_OF_DAY:
        return bool(re.search(r"[A-Z]\.[A-Z]\., $", text[:start]) or re.match(r", [A-Z]\.[A-Z]\.", text[end:]))
    return bool(_INITIALS.fullmatch(name)) and name not in _NO_PERSON


def _holds_office(text: str, start: int, end: int) -> bool:
    before, after = text[:start], text[end:]
    return bool(_JUDGE_BEFORE.search(before) or _OFFICE_BEFORE.search(before) or _OFFICE_AFTER.match(after))


def _runs(text: str, start: int, end: int, taken: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """The stretches of a run of capitalised words that no known name covers and no common word breaks."""
    first: int | None = None
    last = start
    for word in re.finditer(r"\S+", text[start:end]):
        at, to = start + word.start(), start + word.end()
        plain = word.group().rstrip(".,").removesuffix("'s")
        if first is not None and (plain in _PARTICLES or re.fullmatch(r"[A-Z]\.", word.group())):
            continue
        if (
            first is not None
            and plain in _SURNAMES_TOO
            and to == end
            and " " not in text[first:last]
            and text[first:last] not in _NOT_FIRST_NAMES
            and not text[first:last].endswith(("s", ".", "-"))
            and not any(name.start < to and at < name.end for name in taken)
        ):
            last = to
            continue
        if (
            plain in _COMMON
            or word.group() in _COMMON
            or plain.removesuffix("s") in _COMMON
            or word.group() in _NO_PERSON
            or any(name.start < to and at < name.end for name in taken)
        ):
            if first is not None:
                yield first, last
            first = None
            continue
        first = at if first is None else first
        last = to
    if first is not None:
        yield first, last
