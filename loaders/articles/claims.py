"""Causes of action that a suit pleads, and the provisions that the text names for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.terms import terms
from loaders.articles.patterns import pattern
from loaders.articles.statutes import cited, within
from loaders.articles.story import Sentence


@dataclass(frozen=True, slots=True)
class ClaimFound:
    """A cause pleaded, the statutes named with it (ids of statutes.yaml), and where."""

    cause: str
    statutes: tuple[str, ...]
    sentence: Sentence
    start: int
    end: int


# Cause: what names it, and the records of statutes.yaml that these very words name.
_CAUSES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...] = (
    # (cause, regex, statutes named by the words, matches, ignores)
    (
        "stored_communications_act",
        r"\bStored Communications Act\b|\bSCA\b(?=[,. )])",
        ("stored-communications-act",),
        ("the federal Stored Communications Act",),
        ("stored messages",),
    ),
    (
        "wiretap_act",
        (
            r"\b(?:[Ff]ederal|U\.?S\.?|the) (?:anti-)?[Ww]iretap(?:ping)?(?: [Aa]ct)?\b(?= [Aa]ct|,| law| and|\.)"
            r"|\b(?:Electronic Communications Privacy Act|ECPA|Wiretap Act)\b"
        ),
        ("wiretap-act",),
        ("violated the Wiretap Act", "the Electronic Communications Privacy Act"),
        ("a wiretap",),
    ),
    (
        "wiretap_act",
        (
            r"\b(?:federal(?: and \w+)?|state and federal"
            r"|federal and state) (?:anti-)?wiretap(?:ping)?(?: and (?:\w+ )?privacy)? (?:laws?|statutes?"
            r"|claims?)|\bwiretap(?:ping)? (?:claims? )?under federal law"
        ),
        (),
        ("contrary to federal and California wiretap laws", "state and federal wiretap and privacy laws"),
        ("the wiretap was off",),
    ),
    (
        "california_invasion_of_privacy_act",
        r"\b(?:California(?:'s)? Invasion of Privacy Act|CIPA)\b",
        ("cipa",),
        ("under the California Invasion of Privacy Act (CIPA)",),
        ("invasion of privacy",),
    ),
    (
        "california_invasion_of_privacy_act",
        r"\b(?:federal and )?California(?:'s)?(?: state)? wiretap(?:ping)? (?:laws?|statutes?)",
        (),
        ("federal and California wiretap laws",),
        ("Californian law",),
    ),
    (
        "california_computer_data_access_and_fraud_act",
        r"\b(?:California(?:'s)? )?(?:Comprehensive )?Computer Data Access and Fraud Act\b|\bCDAFA\b",
        ("cdafa",),
        ("the Computer Data Access and Fraud Act",),
        ("computer fraud",),
    ),
    (
        "computer_fraud_and_abuse_act",
        r"\bComputer Fraud and Abuse Act\b|\bCFAA\b",
        ("cfaa",),
        ("the Computer Fraud and Abuse Act",),
        ("abuse of computers",),
    ),
    (
        "video_privacy_protection_act",
        r"\bVideo Privacy Protection Act\b|\bVPPA\b",
        ("vppa",),
        ("the Video Privacy Protection Act",),
        ("video privacy",),
    ),
    (
        "illinois_bipa",
        r"\b(?:Illinois(?:'s?)? )?Biometric Information Privacy Act\b|\bBIPA\b|\b740 ILCS 14\b",
        ("bipa",),
        ("the Illinois Biometric Information Privacy Act",),
        ("biometric information",),
    ),
    (
        "illinois_bipa",
        r"\bIllinois(?:'s?)? biometric(?: data)?(?: information)? privacy (?:law|act|statute)",
        ("bipa",),
        ("Illinois' biometric privacy law",),
        ("privacy law",),
    ),
    (
        "other",
        r"\b(?:Illinois )?Genetic Information Privacy Act\b|\bGIPA\b",
        (),
        ("the Illinois Genetic Information Privacy Act",),
        ("genetic privacy",),
    ),
    (
        "dmca_cmi_removal",
        r"(?:\b(?:[Ss]ections?|[Ss]ec\.|[Ss]s?\.)|§+)(?: ?1201(?:\([a-z]\))?(?:,| and| or|,? &)+)? ?1202(?:\(b\)(?:\([1-3i]+\))?)?(?![\d(])",
        ("usc-17-1202",),
        ("under Section 1202(b)(i)", "§ 1202 of the DMCA"),
        ("Section 12",),
    ),
    (
        "dmca_cmi_removal",
        (
            r"(?i)\b(?:remov\w+|strip\w*|delet\w+|alter\w+|tamper\w+|intentional\w* (?:removal|omission)"
            r"|without)\b[^.;]{0,60}\b(?:copyright[- ]management information|CMI\b)"
            r"|copyright[- ]management information[^.;]{0,40}\b(?:removed|stripped|deleted|altered|tampered)"
            r"|takes? out the copyright[- ]management information"
        ),
        (),
        (
            "that OpenAI stripped copyright management information from articles",
            "Copyright management information was tampered with",
        ),
        ("management of information",),
    ),
    (
        "dmca_cmi_removal",
        (
            r"\b(?:Digital Millennium Copyright Act|DMCA)\b(?![^.;]{0,60}(?:takedown|safe harbou?r|circumvent"
            r"|anti-circumvention|1201))"
        ),
        ("dmca",),
        ("raised under the Digital Millennium Copyright Act",),
        ("a DMCA takedown notice",),
    ),
    (
        "dmca_circumvention",
        r"(?:\b(?:[Ss]ections?|[Ss]ec\.|[Ss]s?\.)|§+) ?1201\b",
        ("usc-17-1201",),
        ("under Section 1201",),
        ("Section 1202",),
    ),
    (
        "dmca_circumvention",
        (
            r"(?i)\b(?:DMCA|Digital Millennium Copyright Act)\b[^.;]{0,80}\b(?:anti-?circumvention|circumvent\w*)"
            r"|\bcircumvention (?:claims?|counts?|rules?|ban|provisions?)|\b(?:claims?|counts?|suits?|sues?|sued|plead\w*|attack\w*)\b[^.;]{0,60}\bcircumvention\b"
            r"|\bcircumvent\w*[^.;]{0,60}\bDMCA\b|\banti-?circumvention (?:provisions?|claims?|rules?)\b|\bcircumvent(?:ed|ing"
            r"|s)? (?:\w+ ){0,3}(?:technological|technical|copy|access|protection)"
        ),
        (),
        ("the DMCA's anti-circumvention provisions", "circumvented technological measures"),
        ("the DMCA claim",),
    ),
    (
        "copyright_contributory_infringement",
        (
            r"(?i)\bcontributory (?:or vicarious |and vicarious |copyright )*(?:copyright )?(?:infring\w+"
            r"|liab\w+)|\bcontributor(?:y|ily) infring\w+"
        ),
        (),
        ("contributory or vicarious infringement",),
        ("a contributory cause",),
    ),
    (
        "copyright_vicarious_infringement",
        (
            r"(?i)\bvicarious(?:ly)? (?:or contributory |and contributory |copyright )*(?:copyright )?(?:infring\w+"
            r"|liab\w+)"
        ),
        (),
        ("contributory or vicarious infringement", "vicarious liability"),
        ("vicarious joy",),
    ),
    (
        "copyright_induced_infringement",
        (
            r"(?i)\binduc(?:ed|ing|ement of|ement)(?: of)? (?:copyright )?infringement\b"
            r"|\binfringement by inducement"
        ),
        (),
        ("induced infringement",),
        ("induced sleep",),
    ),
    (
        "trademark_dilution",
        r"(?i)\btrade ?mark dilution|\bdilut\w+ (?:of )?(?:\w+ ){0,4}(?:trade ?)?marks?\b",
        (),
        ("trademark dilution",),
        ("dilution of shares",),
    ),
    (
        "trademark_infringement",
        (
            r"(?i)\b(?:trade ?marks?(?: and copyrights?)? infring\w+"
            r"|infring\w+ (?:of |its |their |the |on )*(?:copyrights? and )?(?:registered )?trade ?marks?"
            r"|(?:copyrights? and |copyright,? )trade ?mark (?:claims?|infringement)|trade ?mark (?:claims?"
            r"|violations?)|violat\w+ (?:its|their) trade ?marks?|infringe copyright and trade marks)"
        ),
        (),
        ("historic infringement of trade marks", "trademark claims", "infringe copyright and trade marks"),
        ("a trademark of quality",),
    ),
    (
        "false_designation_of_origin",
        r"(?i)\bfalse(?:ly)? designat\w+(?: of origin)?|\bLanham Act\b(?![^.;]{0,40}(?:false advertis|dilut))",
        ("lanham-act",),
        ("false designation of origin under the Lanham Act",),
        ("designation",),
    ),
    ("false_advertising", r"(?i)\bfalse advertising\b", (), ("false advertising",), ("advertising",)),
    (
        "right_of_publicity",
        (
            r"(?i)\b(?:misus|misappropriat|unauthori[sz]ed use|exploit|commercial use|us)\w* (?:of )?(?:their |his |her |people's |the |plaintiffs' )*(?:name,? |image,? |voice,? |and |or )*likeness\w*"
            r"|\brights? (?:of|to) (?:his |her |their )?publicity|\bpublicity rights?\b"
            r"|\bNew York(?:'s)? Civil Rights Law"
        ),
        (),
        ("his right of publicity",),
        ("publicity",),
    ),
    (
        "unfair_competition",
        (
            r"(?i)\bCalifornia(?:'s|n)? [Uu]nfair [Cc]ompetition [Ll]aw|\bUCL\b|\bBus(?:iness|\.)? (?:&"
            r"|and) Prof(?:essions|\.)? Code,? (?:§+|[Ss]ection) ?17200"
            r"|unfair competition under California(?:n)? law"
        ),
        ("cal-ucl",),
        ("California's unfair competition law",),
        ("unfair competition",),
    ),
    (
        "unfair_competition",
        r"(?i)\bunfair (?:business practices?|competition|trade practices?)\b(?! law)",
        (),
        ("negligence, unfair competition and more",),
        ("fair competition",),
    ),
    (
        "consumer_protection",
        (
            r"(?i)\bconsumer[- ](?:protection|fraud|legal remedies)(?: and \w+)?(?: laws?| acts?| statutes?"
            r"| claims?)|\bdeceptive (?:acts|trade|business) \w*|\bDeceptive Practices Act"
        ),
        (),
        ("state consumer protection laws",),
        ("consumers",),
    ),
    (
        "breach_of_implied_covenant",
        r"(?i)\bimplied covenant|covenant of good faith",
        (),
        ("the implied covenant of good faith",),
        ("covenant",),
    ),
    (
        "breach_of_contract",
        (
            r"(?i)\bbreach(?:es|ed|ing)?(?: of)?(?: an?| the| its| their)? (?:\w+ )?contracts?\b"
            r"|\bbreach of (?:its |their )?(?:terms|user agreement|open[- ]source licen[sc]es?)"
            r"|\bcontract (?:claims?|breach)|\bVertragsbruch"
        ),
        (),
        ("for breach of contract", "the breach of contract"),
        ("a contract",),
    ),
    ("unjust_enrichment", r"(?i)\bunjust(?:ly)? enrich\w+", (), ("unjust enrichment",), ("enriched",)),
    (
        "conversion",
        (
            r"(?i)(?<=[,;] )conversion\b(?=,| and|;|\.)|\b(?:claims? (?:of|for)|and|for) conversion\b(?! (?:rate"
            r"|to|of))"
        ),
        (),
        ("larceny, conversion and unjust enrichment",),
        ("conversion rates",),
    ),
    (
        "larceny_receipt_of_stolen_property",
        r"(?i)\blarceny\b|receipt of stolen property|receiving stolen property",
        (),
        ("larceny",),
        ("stolen books",),
    ),
    (
        "negligence",
        r"(?i)\bnegligence\b|\bnegligent(?:ly)? (?:misrepresent\w+|failure|handl\w+)",
        (),
        ("unfair competition, negligence",),
        ("negligible",),
    ),
    ("intrusion_upon_seclusion", r"(?i)\bintrusion (?:up)?on seclusion", (), ("intrusion upon seclusion",), ("intrusion",)),
    (
        "invasion_of_privacy",
        (
            r"(?i)(?<!California )(?<!California's )\binvasion of (?:their |his |her |users' )?privacy\b(?! act)"
            r"|\binvad(?:ed|ing|es) (?:the |their |users' |customers' |people's )*privacy"
        ),
        (),
        ("negligence, invasion of privacy",),
        ("California Invasion of Privacy Act",),
    ),
    ("trespass_to_chattels", r"(?i)\btrespass to chattels?", (), ("trespass to chattels",), ("trespass",)),
    ("tortious_interference", r"(?i)\btortious(?:ly)? interfer\w+", (), ("tortious interference",), ("interference",)),
    (
        "trade_secret_misappropriation",
        (
            r"(?i)\b(?:misappropriat\w+|theft|stole|steal\w*|stolen) (?:of )?(?:\w+ )?trade secrets?"
            r"|\btrade secrets? (?:misappropriation|theft|claims?|law)|\btrade secrets? (?:were|was) (?:stolen"
            r"|misappropriated)"
        ),
        (),
        ("stole trade secrets of its customers", "Misappropriation of trade secrets"),
        ("a secret",),
    ),
    (
        "misappropriation",
        (
            r"(?i)\b(?:hot[- ]news|common[- ]law) misappropriation"
            r"|\bmisappropriation (?:of (?:his |her |their |his or her )?(?:name|likeness|voice|identity|news)"
            r"|claims?|under)\b"
        ),
        (),
        ("hot news misappropriation",),
        ("misappropriation of trade secrets",),
    ),
    (
        "civil_conspiracy",
        r"(?i)\b(?:civil )?conspiracy\b(?! theor)",
        (),
        ("a count of civil conspiracy",),
        ("a conspiracy theory",),
    ),
    (
        "data_protection",
        r"\b(?:Personal Information Protection (?:Act|Law)|Data Protection Act|PIPEDA|LGPD|PIPL|Datenschutz(?:-Grundverordnung|recht)?|protection des données|Loi 25|個人情報保護法)\b",
        (),
        ("the Personal Information Protection Act", "gegen die Datenschutz-Grundverordnung"),
        ("data",),
    ),
    (
        "other",
        r"\b(?:Capture or Use of Biometric Identifiers?(?: Act)?|CUBI|Digital Markets Act|DMA\b|Gesetz über digitale Märkte)",
        (),
        ("the law is CUBI",),
        ("capture of the market",),
    ),
    (
        "consumer_protection",
        r"\b(?:FTC Act|Federal Trade Commission Act)\b|\b(?i:deception|deceptive (?:conduct|practices?)|unfair (?:or|and) deceptive)\b",
        (),
        ("section 5 of the FTC Act",),
        ("deceived by looks",),
    ),
    ("defamation", r"(?i)\b(?:defamation|defamed|libel)\b", (), ("for defamation",), ("deformation",)),
    (
        "data_protection",
        r"\b(?:GDPR|General Data Protection Regulation|DSGVO|RGPD)\b",
        ("gdpr",),
        ("a breach of the GDPR",),
        ("data",),
    ),
    (
        "data_protection",
        (
            r"(?i)\b(?:breach\w*|violat\w+|contrary to|under"
            r"|infring\w+) (?:of )?(?:the |EU |European |data[- ]?(?:privacy|protection) )*data[- ](?:protection"
            r"|privacy) (?:law|rule|act)s?"
        ),
        (),
        ("violating data privacy laws",),
        ("data protection officer",),
    ),
    (
        "database_right",
        r"(?i)\b(?:sui generis )?database rights?\b",
        (),
        ("database right and passing off claims",),
        ("a database",),
    ),
    ("other", r"(?i)\bpassing[- ]off\b", (), ("passing off claims",), ("passed off",)),
    (
        "antitrust",
        (
            r"(?i)\b(?:antitrust|anti-trust|anti-?competitive|Sherman Act|monopol(?:y|i[sz]\w+)"
            r"|abuse of (?:a |its )?dominan\w+|(?<![Uu]nfair )competition law)\b"
        ),
        (),
        ("antitrust claims",),
        ("trust",),
    ),
    (
        "declaratory_judgment",
        (
            r"(?i)\bdeclaratory (?:judgment|relief)|\b(?:court|judge) (?:is |was )?(?:asked )?to declare\b"
            r"|\b(?:asks?|want|wants|seek|seeks|seeking) (?:the court |a court )?(?:for )?(?:a declaration"
            r"|to declare)"
        ),
        (),
        ("The court is to declare that", "seeks a declaration"),
        ("declared",),
    ),
    (
        "fraud",
        r"(?i)(?<!Computer )(?<!consumer )\b(?:claims? (?:of|for)|and|,) fraud\b(?! and Abuse| Act)",
        (),
        ("negligence and fraud",),
        ("Computer Fraud and Abuse Act",),
    ),
)
CAUSES = tuple(
    (cause, pattern(f"cause: {cause}", regex, matches=matches, ignores=ignores, flags=0), statutes)
    for cause, regex, statutes, matches, ignores in _CAUSES
)

COPYRIGHT = pattern(
    "a suit for copyright infringement",
    r"""著作権|\b(?:copyrights? and trade ?marks? (?:claims?|infringement)|copyrights? (?:infringement
        |infringing|claims?|suits?|lawsuits?|case\b|complaints?|class actions?|violations?|litigation
        |actions?|dispute|fight|battle|law|owners|holders)
        |infring\w+ (?:of |on |upon )?(?:the |their |its |his |her |these |those |our |publishers' |authors' )*(?:\w+ )?(?:copyrights?
        |copyrighted)|(?:breach(?:ed|ing|es)?|violat\w+|violation|trampl\w+|infring\w+
        |broke) (?:of |on )?(?:(?!Millennium)\w+'? ){0,3}copyrights?|copyrights? (?:was|were|had been
        |has been|is) (?:infringed|violated|breached)|(?<!Millennium )Copyright Act
    |(?:without|never (?:sought|asked for|obtained|had)|lack\w* (?:of )?|no(?: proper)?|with(?:out)? any
    |nor sought|neither asked|asked nobody
    |instead of) (?:a |any |first |proper |prior |their |the |obtaining |seeking |getting )*(?:licen[cs]e
    |licensing|permission|authori[sz]ation|consent|leave)\b[^.]{0,120}?\b(?:works?|books?|novels?|lyrics
    |songs?|music|images|photos|photographs|pictures|articles|recordings|films|titles|(?:published|news|press
    |copyrighted|media) content|videos|artworks?)\b
    |\b(?:works|books?|novels?|lyrics|songs?|music|images|photos|photographs|pictures|articles|recordings
    |films|titles|videos|artworks?|(?:published|news|press|copyrighted
    |media) content)\b[^.]{0,140}?\b(?:no (?:proper |valid )?licen[cs]e
    |without (?:a |any |their |its |the |prior |proper |first )*(?:licen[cs]e|permission|authori[sz]ation
    |consent|leave|asking|paying)|unlawfully (?:copied|used)|unlicen[cs]ed)
    |\b(?:copied|copying|used?|using|reproduc\w+|pirated|stole|stolen|took
    |download\w+) (?:\w+ ){0,5}(?:copyrighted|protected|pirated) (?:\w+ ){0,2}(?:works?|books?|materials?
    |content|songs?|titles?|music|images|recordings|articles|films)|(?:copyrighted|protected
    |pirated) (?:\w+ ){0,2}(?:works?|books?|materials?|content|songs?|titles?|recordings|articles|novels)
    |pirated? (?:e?-?books? )?(?:sites?|websites?|copies|librar\w+|repositor\w+)|\bcop(?:y|ied|ying
    |ies) (?:\w+ ){0,4}(?:works|books
    |novels|articles|songs|lyrics|images|photos|recordings) (?:[\w-]+ ){0,6}to train|illegally downloaded
    |\b(?:reproduc|republish|copied|copying|made it available
    |making available)\w*[^.;]{0,100}\bwithout (?:\w+ ){0,2}(?:consent|permission|licen[cs]e
    |authori[sz]ation)|without (?:a licen[cs]e|leave)\b|illegally for training
    |Vervielfältigung|Text- und Data[- ]Mining|ohne (?:Lizenz|Erlaubnis|Genehmigung|Zustimmung|Vergütung
    |die Urheber zu vergüten)|Urheberrecht\w*|urheberrechtlich|geschützte[nr]? (?:\w+)?(?:texte|werke)
    |droits? d'auteur|contrefaçon)""",
    matches=(
        "a copyright suit over lyrics",
        "infringes copyright",
        "copied millions of photographs without a licence",
        "broke the Copyright Act",
        "verletzt das Urheberrecht",
        "never sought permission to use the works",
    ),
    ignores=("copyright management information was kept", "the songs were popular"),
)
_COPYRIGHT_ACT = re.compile(r"\bCopyright Act\b(?<!Millennium Copyright Act)")
NOT_PLEADED = pattern(
    "sentence saying that a cause is not pleaded, or is another suit's",
    r"""\b(?:no|not|without|never|neither|rather than|instead of|unlike|other|most) (?:\w+ ){0,6}(?:claims?
        |suits?|cases?|lawsuits?|complaints?|pleaded|alleged?)\b[^.;]{0,40}\b(?:turn|rest|focus|cent(?:er|re)
        |is|are|concern|based|involve|allege|for|of|about)\b|(?:suits|cases|lawsuits) of the kind""",
    matches=("Other suits of the kind turn on copyright.",),
    ignores=("The suit is not over.", "Of the claims two remain."),
)

_SECTION = re.compile(r"\bSection 1202\(b\)|§ ?1202\(b\)")
_CAL_PENAL = re.compile(r"(?:Penal Code|CIPA)\D{0,12}§*\D{0,4}(63[0-8](?:\.\d+)?)|\b(?:§+|[Ss]ections?) (63[0-8])\b")
_ARTICLE = re.compile(r"\bArticle (\d+) of the (?:EU(?:'s)? )?(DSM|CDSM|InfoSoc|Copyright|Database) Directive")


def claims(story: Sequence[Sentence]) -> Iterator[ClaimFound]:
    """The causes that the story says are pleaded, each once, at the place that names its statute or else the first."""
    found: dict[str, ClaimFound] = {}
    for sentence in story:
        if sentence.background or NOT_PLEADED.search(sentence.text):
            continue
        for cause, regex, statutes in CAUSES:
            match = regex.search(sentence.text)
            if match is None:
                continue
            named = tuple(dict.fromkeys((*_exact(cause, sentence.text), *statutes)))
            known = found.get(cause)
            if known is None or (named and not known.statutes):
                found[cause] = ClaimFound(cause, named, sentence, *match.span())
            elif named and set(named) - set(known.statutes):
                found[cause] = ClaimFound(
                    cause, tuple(dict.fromkeys((*known.statutes, *named))), known.sentence, known.start, known.end
                )
        copyright = COPYRIGHT.search(sentence.text)
        if copyright and not _foreign_to_copyright(sentence.text):
            act = _COPYRIGHT_ACT.search(sentence.text)
            known = found.get("copyright_direct_infringement")
            if known is None or (act and not known.statutes):
                span = act.span() if act else copyright.span()
                found["copyright_direct_infringement"] = ClaimFound(
                    "copyright_direct_infringement",
                    (
                        *_exact("copyright_direct_infringement", sentence.text),
                        *(("copyright-act",) if act else _articles(sentence.text)),
                    ),
                    sentence,
                    *span,
                )
    yield from found.values()


def _foreign_to_copyright(text: str) -> bool:
    return bool(re.search(r"(?i)copyright management information", text)) and not re.search(r"(?i)infring", text)


def _exact(cause: str, text: str) -> Iterator[str]:
    """The provisions that a sentence cites by number for a cause: those of the acts on which it usually rests."""
    usual = terms("cause")[cause].statutes
    yield from (id for id in cited(text) if any(within(id, act) or within(act, id) for act in usual))
    if cause == "dmca_cmi_removal" and _SECTION.search(text):
        yield "usc-17-1202-b"
    if cause == "california_invasion_of_privacy_act":
        for match in _CAL_PENAL.finditer(text):
            yield "cal-pen-" + (match[1] or match[2]).replace(".", "-")


def _articles(text: str) -> tuple[str, ...]:
    acts = {"DSM": "dsm", "CDSM": "dsm", "Copyright": "dsm", "InfoSoc": "infosoc", "Database": "database"}
    return tuple(f"{acts[match[2]]}-art-{match[1]}" for match in _ARTICLE.finditer(text))
