"""Causes of action that a suit pleads, and the provisions that the text names for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.terms import narrower, terms
from loaders.articles.acts import ActFound
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
        "dmca_false_cmi",
        r"(?i)\bfalse (?:copyright[- ]management information|CMI)\b|(?:\bsections?|\bsec\.|§+) ?1202\(a\)|\b17 U\.?S\.?C\.? ?§* ?1202\(a\)",
        (),
        ("removal of CMI, false CMI", "under Section 1202(a)"),
        ("Section 1202(b)",),
    ),
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
            r"|claims?)|\bwiretap(?:ping)? (?:claims? |suit |lawsuit |case |class action )?under federal law"
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
        r"\b(?:federal and )?California(?:'s)?(?: state)? (?:anti-)?(?:wiretap(?:ping)?|eavesdropping|call[- ]recording|(?:two|all)[- ]party(?:[- ]consent)?|invasion[- ]of[- ]privacy)(?: and \w+)? (?:laws?|statutes?|rules?)|California's \w+-year-old wiretap\w*",
        (),
        ("federal and California wiretap laws",),
        ("Californian law",),
    ),
    (
        "california_invasion_of_privacy_act",
        r"\b(?:[Ss]ections?|§+) ?63[0-8](?:\.\d+)?(?:\([a-z]\))? of (?:the )?(?:California(?:'s)? )?Penal Code|\bPen(?:al|\.) Code,? ?(?:§+|[Ss]ections?|[Ss]ec\.)? ?63[0-8]\b",
        (),
        ("Section 631(a) of the California Penal Code", "Cal. Pen. Code 631"),
        ("Section 631 of the plan", "Penal Code section 502"),
    ),
    (
        "california_computer_data_access_and_fraud_act",
        r"\b(?:California(?:'s)? )?(?:Comprehensive )?Computer Data Access and Fraud Act\b|\bCDAFA\b|\bPen(?:al|\.) Code,? ?(?:§+|[Ss]ections?|[Ss]ec\.)? ?502\b|\b(?:[Ss]ection|§) ?502 of (?:the )?(?:California(?:'s)? )?Penal Code|\bCalifornia(?:'s)? computer (?:crime|fraud|hacking) (?:law|statute|act)",
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
        r"\bIllinois(?:'s?)? biometric(?: data)?(?: information)?(?: privacy)? (?:law|act|statute)|\b(?:the state's|Illinois) biometric(?:s|[- ]privacy) (?:law|act|statute)|\bbiometric(?:s|[- ](?:information[- ])?privacy)? (?:(?:law|act|statute)s? (?:of|in)|(?:suit|lawsuit|case|claims?|class action) under) Illinois|\b740 ILCS 14\b",
        ("bipa",),
        ("Illinois' biometric privacy law", "the Illinois biometric law"),
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
            r"|\b(?:remov|strip|cut|delet|eras|omit|scrub|drop|discard|leav|tak)\w*\b[^.;]{0,50}\bcopyright (?:information|notices?|marks?|lines?|data)\b"
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
            r"\b(?:Digital Millennium Copyright Act|DMCA)\b(?![^;]{0,60}(?:takedown|safe harbou?r|circumvent"
            r"|anti-circumvention|1201|1202\(a\)))"
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
            r"(?i)\bcontournement de mesures|\bUmgehung (?:von |der )?(?:technischer |wirksamer )?(?:Schutz)?[Mm]aßnahmen|\b(?:copyright|infringement)(?:,| and) (?:\w+ ){0,4}circumvention\b|\bcircumvention(?:,| and| under| of (?:technolog|technical|access|copy))"
            r"|\b(?:DMCA|Digital Millennium Copyright Act)\b[^.;]{0,80}\b(?:anti-?circumvention|circumvent\w*)"
            r"|\bcircumvention (?:claims?|counts?|rules?|ban|provisions?)|\b(?:claims?|counts?|suits?|sues?|sued|plead\w*|attack\w*)\b[^.;]{0,60}\bcircumvention\b"
            r"|\b(?:bypass|evad|defeat|slip|get|got|work|hack|crack|break|broke|dodg|overc[oa]m|sidestep|skirt)\w*\b[^.;]{0,50}\b(?:encryption|(?:technical|technological|protective|access|copy|security|anti-?scraping|anti-?bot) (?:\w+ )?(?:barriers?|measures?|controls?|protections?|locks?)|rolling cipher|DRM|digital locks?)\b"
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
            r"(?i)\bcontributor(?:y|ily)(?: (?:or|and) \w+)?(?:,? (?:or|and) \w+)? (?:copyright )?(?:infring\w+|liab\w+)|\binfringement\b(?:,| \(|:| -)[^.;()]{0,40}\bcontributory\b"
            r"|\bcontributory\b(?=(?:,| and| or|/)[^.;]{0,40}\b(?:infring\w+|liab\w+))"
        ),
        (),
        ("contributory or vicarious infringement", "copyright infringement (direct, contributory, vicarious)"),
        ("a contributory cause",),
    ),
    (
        "copyright_vicarious_infringement",
        (
            r"(?i)\bvicarious(?:ly)?(?: (?:or|and) \w+)?(?:,? (?:or|and) \w+)? (?:copyright )?(?:infring\w+|liab\w+)|\binfringement\b(?:,| \(|:| -)[^.;()]{0,40}\bvicarious\b"
            r"|\bvicarious\b(?=(?:,| and| or|/)[^.;]{0,40}\b(?:infring\w+|liab\w+))"
        ),
        (),
        ("contributory or vicarious infringement", "vicarious liability"),
        ("vicarious joy",),
    ),
    (
        "copyright_secondary_infringement",
        (
            r"(?i)\b(?:secondar(?:y|ily)|indirect(?:ly)?)(?: (?:or|and) \w+)? (?:copyright )?(?:infring\w+|liab\w+)|\binfringement\b(?:,| \(|:| -)[^.;()]{0,40}\b(?:secondary|indirect)\b"
            r"|\b(?:secondary|indirect)\b(?=(?:,| and| or|/)[^.;]{0,40}\binfring\w+)"
        ),
        (),
        ("copyright infringement, direct and secondary", "secondary infringement"),
        ("a secondary matter", "indirect costs"),
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
            r"|violations?)|violat\w+ (?:its|their) trade ?marks?|infringe copyright and trade marks"
            r"|infring\w+ (?:and \w+ )?of (?:the |its |their )?(?:[\w-]+ )?(?:trade ?)?marks|Marken(?:rechts)?verletzung\w*|contrefaçon de marques?)|商標(?:権|法)|\b15 U\.?S\.?C\.? ?§* ?1114"
        ),
        (),
        ("historic infringement of trade marks", "trademark claims", "infringe copyright and trade marks"),
        ("a trademark of quality", "marks of respect"),
    ),
    (
        "false_designation_of_origin",
        r"(?i)\bfalse(?:ly)? designat\w+(?: of origin)?|\bLanham Act\b(?![^.;]{0,40}(?:false advertis|dilut))",
        ("lanham-act",),
        ("false designation of origin under the Lanham Act",),
        ("designation",),
    ),
    (
        "false_advertising",
        r"(?i)\b(?:false|misleading) advertising\b|\bBus(?:iness|\.)? (?:&|and) Prof(?:essions|\.)? Code,? (?:§+|[Ss]ection) ?17500",
        (),
        ("false advertising",),
        ("advertising",),
    ),
    (
        "right_of_publicity",
        (
            r"(?i)\b(?:misus|misappropriat|unauthori[sz]ed use|exploit|commercial use|us)\w* (?:of )?(?:their |his |her |people's |the |plaintiffs' )*(?:name,? |image,? |voice,? |and |or )*likeness\w*"
            r"|\brights? (?:of|to) (?:his |her |their )?publicity|\bpublicity rights?\b"
            r"|\bNew York(?:'s)? Civil Rights Law|\bCivil Rights Law\b|\bELVIS Act\b|\bpersonality rights?\b|\bCiv(?:il|\.) Code,? ?(?:§+|[Ss]ections?)? ?3344\b|\b765 ILCS 1075|Persönlichkeitsrecht\w*|droits? de la personnalité|droits? (?:à|sur) (?:la |leur |sa |l')?(?:voix|image)"
            r"|パブリシティ権|肖像権"
        ),
        (),
        ("his right of publicity",),
        ("publicity",),
    ),
    (
        "unfair_competition",
        (
            r"(?i)\b(?:California(?:'s|n)?|the|state|state's) [Uu]nfair [Cc]ompetition [Ll]aw|\b(?-i:UCL)\b|\bBus(?:iness|\.)? (?:&"
            r"|and) Prof(?:essions|\.)? Code,? (?:§+|[Ss]ection) ?17200"
            r"|unfair competition under California(?:n)? law"
        ),
        ("cal-ucl",),
        ("California's unfair competition law",),
        ("unfair competition",),
    ),
    (
        "unfair_competition",
        r"(?i)\bunfair (?:business (?:acts|practices?|conduct)|competition|trade practices?)\b(?! law)|\bWettbewerbsrecht\b|\bunlauter\w+ Wettbewerb\w*|\bWettbewerbsverstoß|\bconcurrence déloyale|\bparasitisme|不正競争防止法",
        (),
        ("negligence, unfair competition and more",),
        ("fair competition",),
    ),
    (
        "consumer_protection",
        (
            r"(?i)\bconsumer[- ](?:protection|fraud|legal remedies)(?: and \w+)?(?: laws?| acts?| statutes?| rules?"
            r"| claims?)|\bconsumer fraud\b|\bconsumer protection\b(?= (?:claim|count|and|under)|,|\.)|\bGeneral Business Law\b|\b(?:suit|complaint|case|action|claims?|counts?)\b[^.;]{0,40}\b(?:about|of|for|over) (?:misleading|deceiving|defrauding) (?:the )?(?:consumers|customers|buyers|users|public)|\bVerbraucherschutz(?:recht|gesetz)\w*|\bprotection des consommateurs|消費者保護法"
            r"|\bdeceptive (?:acts|trade|business) \w*|\bDeceptive Practices Act"
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
            r"(?i)\bbreach(?:es|ed|ing)?(?: of)?(?: an?| the| its| their| express| implied| the parties')*(?: \w+)? contracts?\b|\bcontract(?:ual)? (?:claims?|breach|violations?)\b|\b(?:rupture|violation|inexécution) (?:de |du )?contrat\w*|\bVertrags(?:bruch|verletzung)\w*|契約違反"
            r"|\b(?:broke|breaks|breaking) (?:its |their |the |a )?(?:contracts?|user agreement|terms of)\b|\bbreach of (?:its |their |the )?(?:terms|user agreement|open[- ]source licen[sc]es?)"
            r"|\b(?:breach|violat|broke|flout|disregard|contraven|transgress|ignor)\w*\b[^.;]{0,50}\bterms (?:of (?:use|service)|and conditions)\b|\bbreach of (?:those|its|the|these|their) terms\b"
            r"|\bVertragsbruch"
        ),
        (),
        ("for breach of contract", "the breach of contract"),
        ("a contract",),
    ),
    (
        "unjust_enrichment",
        r"(?i)\bunjust(?:ly)? enrich\w+|\benrichissement (?:injustifié|sans cause)|\bungerechtfertigte\w* Bereicherung|不当利得",
        (),
        ("unjust enrichment",),
        ("enriched",),
    ),
    (
        "conversion",
        (
            r"(?i)^\W{0,3}(?:\w\W ?)?conversion(?=[.;,]?$)|(?<=[,;] )conversion\b(?=,| and|;|\.)|\b(?:claims? (?:of|for)|and|for) conversion\b(?! (?:rate"
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
    (
        "intrusion_upon_seclusion",
        r"(?i)\bintru(?:sions?|de[sd]?|ding) (?:in)?(?:to|(?:up)?on) (?:\w+ )?seclusion|\bintrusion claims?\b",
        (),
        ("intrusion upon seclusion",),
        ("intrusion",),
    ),
    (
        "invasion_of_privacy",
        (
            r"(?i)(?<!California )(?<!California's )\binvasions? of (?:their |his |her |users' |the )?privacy\b(?! act)|\bprivacy torts?\b|\batteintes? à la vie privée|プライバシーの?侵害"
            r"|\binvad(?:ed|ing|es) (?:the |their |her |his |users' |customers' |people's )*privacy"
        ),
        (),
        ("negligence, invasion of privacy",),
        ("California Invasion of Privacy Act",),
    ),
    ("trespass_to_chattels", r"(?i)\btrespass to chattels?", (), ("trespass to chattels",), ("trespass",)),
    (
        "tortious_interference",
        r"(?i)\btortious(?:ly)? interfer\w+|\b(?:intentional |contractual )?interfer\w+ with (?:the |its |their |a |an |existing |prospective )*(?:contract\w*|business (?:relation|expect)|economic)|\bcontractual interference",
        (),
        ("tortious interference",),
        ("interference",),
    ),
    (
        "trade_secret_misappropriation",
        (
            r"(?i)\b(?:misappropriat\w+|theft|stole|steal\w*|stolen) (?:of )?(?:\w+ )?trade secrets?"
            r"|\bDefend Trade Secrets Act|\bDTSA\b|\bGeschäftsgeheimnis\w*|\bsecrets? d'affaires"
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
        r"(?i)\bcivil conspiracy\b|(?:counts? of|claims? (?:of|for)|and|,) conspiracy\b(?! theor| (?:to|in) restrain)",
        (),
        ("a count of civil conspiracy",),
        ("a conspiracy theory",),
    ),
    (
        "data_protection",
        r"\b(?:Personal Information Protection (?:Act|Law)|Data Protection Act|PIPEDA|LGPD|PIPL|Datenschutz(?:-Grundverordnung|recht)?|protection des données|Loi 25)\b|個人情報保護法",
        (),
        ("the Personal Information Protection Act", "gegen die Datenschutz-Grundverordnung"),
        ("data",),
    ),
    (
        "other",
        r"\b(?:Capture (?:or|and) Use of Biometric Identifiers?(?: Act)?|CUBI|Texas(?:'s?)? biometric(?:s|[- ]privacy|[- ]identifier)? (?:law|act|statute))\b",
        ("cubi",),
        ("the law is CUBI",),
        ("capture of the market",),
    ),
    (
        "other",
        r"\b(?:Digital Markets Act|DMA\b|Gesetz über digitale Märkte)",
        (),
        ("contrary to the Digital Markets Act",),
        ("digital markets",),
    ),
    (
        "other",
        r"\bChildren['’]s Online Privacy Protection Act\b|\bCOPPA\b",
        ("usc-15-6502",),
        ("broke the Children's Online Privacy Protection Act",),
        ("the privacy of children",),
    ),
    (
        "consumer_protection",
        r"\b(?:FTC Act|Federal Trade Commission Act)\b",
        ("usc-15-45",),
        ("section 5 of the FTC Act",),
        ("the FTC acted",),
    ),
    (
        "consumer_protection",
        r"\b(?i:deception|deceptive (?:conduct|practices?)|unfair (?:or|and) deceptive)\b",
        (),
        ("an unfair and deceptive practice",),
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
            r"|abuse of (?:a |its )?dominan\w+|(?<![Uu]nfair )competition law|conspir\w+ (?:to|in) restrain\w*|restraint of trade|Kartellrecht\w*|abus de position dominante)\b|独占禁止法"
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
            r"|to declare)|\b(?:asks?|asked|asking|wants?|petition\w*|urg\w+) [^.;]{0,150}?\bto declare\b|\bFeststellung\w*klage"
        ),
        (),
        (
            "The court is to declare that",
            "seeks a declaration",
            "It asked the federal court, in May, to declare that the act is void",
        ),
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
    r"""\b(?:on top of|besides?|beside|apart from|claims?|pleads?|alleg(?:es?|ing)|enough for|under|of|is|for|are|on|over) copyright(?: in\b| and\b| or\b|,|\.|;|$)|\bcopyrights?(?:,| and| or)[\w ,]{1,40}\b(?:law|claims?|counts?|violations?|infringement)\b|\bbreach\w* (?:of )?copyright|著作権|複製権|公衆送信権|翻案権|piracy of (?:the |their |her |his )?(?:books|novels|works|songs|music|films)|\b(?:copyrights? and trade ?marks? (?:claims?|infringement)|copyrights? (?:infringement
        |infringing|war|row|feud|clash|showdown|cases\b|counts?|question|claims?|suits?|lawsuits?|case\b|complaints?|class actions?|violations?|litigation
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
    |pirated|copyright) (?:\w+ ){0,2}(?:works?|books?|e-?books?|novels?|lyrics|songs?|music|images?|photos?|photographs?|pictures?|articles?|stories|reports|reporting|journalism
    |recordings?|tracks?|films?|movies?|shows?|videos?|clips|footage|titles?|texts?|essays|columns|characters|artworks?|paintings?|illustrations?|drawings?
    |cartoons?|poems?|scripts?|screenplays?|manuscripts?|textbooks?|reviews|guides|headnotes|materials?|content)
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
INFRINGES = pattern(
    "infringement of whatever right the suit is over",
    r"\bdirect\b[^.;]{0,40}\binfringement\b|\b(?:works?|titles?|songs?|recordings?|books?|images?|photos?) (?:that (?:were|was|it|they) |it |they |allegedly )?infringed\b|\b(?:(?:direct|further|wilful|willful|alleged|outright|massive|any|for|and|of|commits?|is|was|amounts? to|constitutes?) infringement\b|infringement(?: claim| count|,| by|\.)|\b(?:were|was|been|be) infringed\b|infring(?:es|ed|ing) (?:on |upon )?(?:their|its|his|her|the) (?:rights|works?))|\b17 U\.?S\.?C\.? ?§* ?(?:501|106)\b|\bCause: 17:501",
    matches=("direct infringement by the university", "an order to block further infringement", "17 U.S.C. § 501."),
    ignores=("patents", "the infringement of privacy"),
)
_OTHER_RIGHT = re.compile(
    r"(?i)\b(?:trade ?marks?|patents?|privacy|marks|personality|publicity|database right|trade dress)\b"
)
_COPYRIGHT_ACT = re.compile(r"\bCopyright Act\b(?<!Millennium Copyright Act)")
COMPLIES = pattern(
    "a company's words that it keeps the law, or a law that a ruling speaks of without a claim",
    r"""\b(?:compl(?:y|ies|iance|ying)|consistent|accordance|keeping|in line|conform\w*) with (?:\w+ ){0,6}(?:copyright|privacy|law)|\brespects? (?:the )?(?:intellectual|copyright|privacy|rights)
        |\bpreempt\w*|\bdisplaces?\b|\bCopyright Office\b|copyright (?:lawyer|expert|scholar|professor|law (?:professor|scholar|expert))|\btrue of copyright""",
    matches=("in full compliance with the letter of copyright law", "the claims are preempted by the Copyright Act"),
    ignores=("breaks copyright law",),
)
_NOT_COUNTED = re.compile(
    r"(?i)\bno (?:[\w-]+ ){0,2}$|\b(?:cannot|can't|could not) (?:\w+ ){0,5}(?:for|over) $|\b(?:rather than|instead of|not|nor) (?:[\w'-]+ ){0,3}$"
    r"|\b(?:nothing|not|n't|never|nor|neither|nobody)\b[^,;.]{0,50}\b(?:plead\w*|assert\w*|alleg\w*|claims?|sue\w*|rais\w*|invok\w*|rest\w*|turn\w*|say|says|includ\w*|involv\w*|under|mention\w*)\b[^,;.]{0,40}$"
    r"|\bwhether (?:[\w'-]+ ){1,5}(?:reach\w*|cover\w*|appl\w+|extend\w*) (?:to )?(?:[\w'-]+ ){0,3}$"
)
_NOT_AFTER = re.compile(
    r"(?i)^[^,;.]{0,30}\b(?:is|are|was|were) (?:not|never|n't) (?:\w+ )?(?:pleaded|alleged|asserted|claimed|at issue|raised|part of)|^ come into it\?"
)
NOT_PLEADED = pattern(
    "sentence saying that a cause is not pleaded, or is another suit's",
    r"""\b(?:no|not|without|never|neither|rather than|instead of|unlike|other|most) (?:\w+ ){0,6}(?:claims?
        |suits?|cases?|lawsuits?|complaints?|pleaded|alleged?)\b[^.;]{0,40}\b(?:turn|rest|focus|cent(?:er|re)
        |is|are|concern|based|involve|allege|for|of|about)\b|(?:suits|cases|lawsuits) of the kind
        |\bwhat neither\b|\bnothing in (?:this|the) complaint\b|\b(?:our|the firm's) (?:table|guide|tracker|webinar) (?:of|to|on)\b""",
    matches=(
        "Other suits of the kind turn on copyright.",
        "Nothing in this Complaint asserts a claim under the Lanham Act.",
    ),
    ignores=("The suit is not over.", "Of the claims two remain."),
)

_SECTION = re.compile(r"\bSection 1202\(b\)|§ ?1202\(b\)")
_CAL_PENAL = re.compile(r"(?:Pen(?:al|\.) Code|CIPA)\D{0,12}§*\D{0,4}(63[0-8](?:\.\d+)?)|\b(?:§+|[Ss]ections?) (63[0-8])\b")
_ARTICLE = re.compile(r"\bArticle (\d+) of the (?:EU(?:'s)? )?(DSM|CDSM|InfoSoc|Copyright|Database) Directive")


IMPLIED = {
    "circumvention": "dmca_circumvention",
    "cmi_removal": "dmca_cmi_removal",
    "acquisition_from_pirate_source": "copyright_direct_infringement",
}
"""Acts that are alleged for the sake of one cause: no other law forbids them."""


def claims(story: Sequence[Sentence], allegations: Sequence[ActFound] = ()) -> Iterator[ClaimFound]:
    """The causes that the story says are pleaded, each once, at the place that names its statute or else the first.

    Args:
        story: the sentences about the suit.
        allegations: what is alleged in it; an act that one law forbids pleads it.
    """
    found: dict[str, ClaimFound] = {}
    for sentence in story:
        text = sentence.text
        if sentence.background or NOT_PLEADED.search(text) or text.endswith("?"):
            continue
        circumvents = re.search(r"\b1201\b|(?i:circumvent)", text) is not None
        for cause, regex, statutes in CAUSES:
            for match in regex.finditer(text):
                if _is_denied(text, match) or (statutes == ("dmca",) and circumvents):
                    continue
                _add(found, cause, (*_exact(cause, text), *statutes), sentence, match.span())
                break
        copyright = _copyright(text)
        if copyright and not _is_denied(text, copyright):
            act = _COPYRIGHT_ACT.search(text)
            named = (*_exact("copyright_direct_infringement", text), *(("copyright-act",) if act else _articles(text)))
            _add(found, "copyright_direct_infringement", named, sentence, act.span() if act else copyright.span())
            if act:
                for cause in _ALSO_COPYRIGHT & found.keys():
                    if found[cause].sentence is sentence:
                        _add(found, cause, ("copyright-act",), sentence, act.span())
    for alleged in allegations:
        implied = IMPLIED.get(alleged.act)
        if implied and implied not in found:
            found[implied] = ClaimFound(implied, (), alleged.sentence, alleged.start, alleged.end)
    if not any(cause.startswith("copyright_") for cause in found) and (copied := _copied(story, allegations, bool(found))):
        found["copyright_direct_infringement"] = copied
    yield from found.values()


def _copied(story: Sequence[Sentence], allegations: Sequence[ActFound], else_pleaded: bool) -> ClaimFound | None:
    """Copyright, where no sentence names it: fair use is a defence to nothing else, and who makes works and pleads nothing else sues over
    their copying."""
    for sentence in story:
        if not sentence.background and (match := FAIR_USE.search(sentence.text)):
            return ClaimFound("copyright_direct_infringement", (), sentence, *match.span())
    if else_pleaded or any(_OF_A_PERSON.search(sentence.text) for sentence in story):
        return None
    for alleged in allegations:
        if alleged.act in _COPIES and alleged.data in _works():
            return ClaimFound("copyright_direct_infringement", (), alleged.sentence, alleged.start, alleged.end)
    return None


FAIR_USE = pattern(
    "the defence of fair use",
    r"\bfair[- ]use\b(?! (?:polic|of (?:the )?(?:service|network|bandwidth)))|フェアユース",
    matches=("will argue that training is fair use",),
    ignores=("a fair-use policy for bandwidth",),
)
_COPIES = frozenset({"training", "scraping", "output_reproduction"})


@cache
def _works() -> set[str]:
    """The kinds of data that copyright is about."""
    return narrower("data", ["copyrighted_works"]) - {"voice_performances"}


_OF_A_PERSON = re.compile(r"(?i)\bbiometric|\bfac(?:e|ial) |\bvoice ?prints?\b|\bpersonal (?:data|information)\b|\bprivacy\b")

_ALSO_COPYRIGHT = frozenset(
    f"copyright_{kind}_infringement" for kind in ("contributory", "vicarious", "secondary", "induced")
)


def _add(
    found: dict[str, ClaimFound], cause: str, named: tuple[str, ...], sentence: Sentence, span: tuple[int, int]
) -> None:
    """Note a cause at a place, unless it is known with as many statutes."""
    named = tuple(dict.fromkeys(named))
    known = found.get(cause)
    if known is None or (named and not known.statutes):
        found[cause] = ClaimFound(cause, named, sentence, *span)
    elif set(named) - set(known.statutes):
        both = tuple(dict.fromkeys((*known.statutes, *named)))
        found[cause] = ClaimFound(cause, both, known.sentence, known.start, known.end)


def _is_denied(text: str, match: re.Match[str]) -> bool:
    """Whether the clause around a cause says that it is not pleaded."""
    return bool(
        _NOT_COUNTED.search(text[max(0, match.start() - 120) : match.start()]) or _NOT_AFTER.search(text[match.end() :])
    )


def _copyright(text: str) -> re.Match[str] | None:
    """The words that say that a suit is for copyright infringement."""
    if COMPLIES.search(text):
        return None
    match = COPYRIGHT.search(text)
    if match and not _foreign_to_copyright(text):
        return match
    match = INFRINGES.search(text)
    return match if match and not _OTHER_RIGHT.search(text[max(0, match.start() - 25) : match.end() + 25]) else None


def _foreign_to_copyright(text: str) -> bool:
    return bool(re.search(r"(?i)copyright management information", text)) and not re.search(r"(?i)infring", text)


_COPYRIGHT_SECTION = re.compile(r"usc-17-(?:1\d\d|50\d)\w?(?:-\w)*")


def _exact(cause: str, text: str) -> Iterator[str]:
    """The provisions that a sentence cites by number for a cause: those of the acts on which it usually rests."""
    usual = terms("cause")[cause].statutes
    for id in cited(text):
        if any(within(id, act) or within(act, id) for act in usual) or (
            cause.startswith("copyright_") and _COPYRIGHT_SECTION.fullmatch(id)
        ):
            yield id
    if cause == "dmca_cmi_removal" and _SECTION.search(text):
        yield "usc-17-1202-b"
    if cause == "california_invasion_of_privacy_act":
        for match in _CAL_PENAL.finditer(text):
            yield "cal-pen-" + (match[1] or match[2]).replace(".", "-")


def _articles(text: str) -> tuple[str, ...]:
    acts = {"DSM": "dsm", "CDSM": "dsm", "Copyright": "dsm", "InfoSoc": "infosoc", "Database": "database"}
    return tuple(f"{acts[match[2]]}-art-{match[1]}" for match in _ARTICLE.finditer(text))
