"""Acts by classes of words: a verb of one class with a noun of another in one clause, in either order.

Beside the usual wordings of each act (`acts`), so that an act is also seen where it is worded as nobody has worded it before.
"""

from __future__ import annotations

from loaders.articles.data_kinds import CHARACTERS

LACK = (
    r"(?:without|with no|lack(?:s|ed|ing)?|absent|never (?:gave|asked|got|obtained|sought|told|agreed)|nobody|no one|not (?:been )?(?:asked|told)"
    r"|no (?:notice|choice|warning|informed|written|prior|valid)|ohne|sans|無断)"
)
CONSENT = (
    r"(?:consent\w*|permission|authori[sz]ation|knowledge|notice|choice|asked|asking|told|telling|informed|agreed|agreement|release"
    r"|Einwilligung|Zustimmung|Wissen|consentement|autorisation|同意)"
)
GET = (
    r"(?:buil(?:t|ds?|ding)|creat(?:ed|es|ing)|generat(?:ed|es|ing)|got|collect(?:ed|s|ing)?|gather(?:ed|s|ing)?|captur(?:ed|es|ing)|extract(?:ed|s|ing)?|record(?:ed|s|ing)|scann(?:ed|ing)|measur(?:ed|es|ing)"
    r"|tak(?:es?|ing)|ma(?:de|king)|erfass\w*|verarbeite\w*|genutzt|verwendet|aufgenommen|ausgelesen|lift(?:ed|s|ing)|dr(?:ew|aw|awn|aws|awing)\b|pull(?:ed|s|ing)|copie[sd]|run|ran|ausgewertet|recueill\w+|captur\w+|exploit\w+|収集|取得|obtain(?:ed|s|ing)|harvest(?:ed|s|ing)?|acquir(?:ed|es|ing)|stor(?:ed|es|ing)|compil(?:ed|es|ing)|took|taken|taking|amass(?:ed|es|ing)?"
    r"|mapp(?:ed|ing)|logg(?:ed|ing)|process(?:ed|es|ing)|transcrib(?:ed|es|ing)|analy[sz](?:ed|es|ing)|handed over|gesammelt|erhoben|collecté\w*)"
)
GUARD = (
    r"(?:アクセス制限|技術的(?:保護)?手段|ペイウォール|Bezahlschranken?|Kopierschutz|Schutz(?:maßnahmen|mechanism\w+|systeme?)|Sperren?|barrières?(?: techniques)?|mesures (?:techniques|de protection)\w*|verrous|péage|(?:copy|technical|technological|digital|anti-\w+|security|access|bot|download)[- ](?:protection|safeguard|lock|control|measure|barrier|safeguard|defen[sc]e)s?"
    r"|protections?\b|technological measures?|technical (?:barriers?|locks?|hurdles?|means)|(?:bot|pay) ?walls?|anti-?(?:bot|scraping|crawler|piracy) (?:\w+ )?(?:systems?|walls?|measures|controls?|tools?)|bot detection|paywalls?|controls (?:that|which)|stream(?:ing)? encryption|rolling cipher|encryption|captchas?|robots\.txt|DRM|digital locks?|locks\b|guard ?rails|rate limits?|blocks\b)"
)
PAST = (
    r"(?:無視|回避|迂回|突破|umgangen|umgeht|ausgehebelt|überwunden|déjou\w+|franchi\w*|ignor\w+|circumvent\w*|bypass\w*|evad\w+|dodg\w+|(?:get|gets|got|getting|work|works|worked|working|went|slip\w*|ripped|go|going) (?:a?round|past|through)"
    r"|defeat\w*|break(?:s|ing)?|broke|broken|crack\w*|sidestep\w*|skirt\w*|disabl\w+|unlock\w*|overc(?:o|a)m\w+|umg\w+|contourn\w+|hack\w*|dismantl\w+|spoof\w*|defy|defie[sd]|defying|thwart\w*|pick(?:ed|ing)? (?:the|its|their)|ways? (?:a?round|past)|disguis\w+|masquerad\w+|posing as|slip(?:s|ped|ping)? (?:past|through|behind)|straight from behind|peel\w* away)"
)
TAKE_OFF = (
    r"(?:cut|getilgt|gelöscht|effac\w+|retir\w+|除去|削除|remov\w+|strip\w*|shorn|c[ao]me off|dropp\w+|los(?:t|e|ing)|gone|delet\w+|alter\w*|tamper\w*|omit\w*|(?:tak|cut|peel|scrub|pull)\w* (?:off|out|away)|took (?:off|out)|taken (?:off|out)|eras\w+|scrub\w*"
    r"|discard\w*|wip\w+|cropp\w+|missing|vanish\w*|disappear\w*|nowhere to be|left (?:out|off|behind)|leav(?:es|ing) (?:out|off)|without (?:their|the|its|his|her|any)|shed\b|snipp\w+|entfern\w+|modifié\w*|supprim\w+)"
)
CREDIT = (
    r"(?:credits\b|Wasserzeichen|Urhebervermerke?n?|Namensnennung|filigranes?|mentions d'auteur|noms? d(?:es |'|e l')(?:auteur|artiste|photographe)s?|métadonnées|透かし|著作権表示|copyright[- ](?:management )?(?:information|notices?|marks?|data|pages?)|notices? (?:that|which|identif)|(?:ownership|rights|identifying|author(?:ship)?|creator|licen[cs]e) (?:signals?|tags?|labels?|marks?|terms|notices?|pages?)|credit and copyright|pages? (?:that|which) (?:say|name|state|identif)\w*|mentions de titularité|digital fingerprints|signatures\b|(?:the|their|author|authors'|artists'|photographers'|artist) credits?\b|his name|her name|creator names?|title pages|file data|rights[- ](?:management )?information|(?:ownership|authorship|copyright|credit|attribution|author) "
    r"(?:notices?|information|details|lines?|names?|data)|CMI\b|watermarks?|bylines?|identifying (?:information|data|metadata)|metadata|author names?|names of (?:the )?(?:authors|artists|creators))"
)
ANSWER = r"(?:answers?|answer engine|search (?:tool|engine)|an index|(?:its|the) index|AI (?:search|mode)|repl(?:y|ies)|responses?|summar(?:y|ies)(?!:)|overviews?|search results|Antworten|réponses|回答|要約)"
DRAW = (
    r"(?:assembl\w+|ground\w*|drawn? (?:on|from|upon)|draws (?:on|from|upon)|drew (?:on|from)|buil[dt]\w* (?:from|on)|based on|index(?:es|ed|ing)?\b|retriev\w+|look(?:s|ed)? up"
    r"|fetch\w*|pull\w* (?:from|in)|summari[sz]\w+|paraphras\w+|feed\w*|enrich\w*|goes? into|compos(?:es?|ed|ing)|pull\w* (?:\w+ ){0,3}?up|sum(?:s|med)? up|look(?:s|ed)? (?:\w+ ){0,2}up|look up|rests? on|base[sd]? (?:for|on|of)|serv(?:es?|ing) (?:up|it|them|its|users|customers)|boil\w* down|weav\w+|stitch\w*|cobbl\w+|condens\w+|digest\w*|repackag\w+|rehash\w*|rewrit\w+|draws?\b|quot(?:es|ed|ing)|使[わっい]|利用|複製)"
)
FALSE = r"(?:(?:gets?|getting|got) (?:\w+ ){0,2}(?:wrong|muddled)|never (?:existed|happened|appeared|gave|awarded)|inaccura\w+|garbled|mangled|errors?|mistakes|falsely|wrongly|leaves things out|there (?:is|was) no such|does not exist|errs?|erred|falsehoods?|passages? (?:that )?(?:nobody|no one)|misstat\w+|untru\w+|ma(?:de|k(?:es?|ing)) (?:\w+ ){0,4}up|makes? things up|invents?|inventing|fabricat\w+|made-up|invented|fabricated|false|wrong|incorrect|non-?existent|hallucinated|erroneous|bogus|fake|never (?:ran|wrote|published|said|printed|carried)|erfundene?\w*|誤った|虚偽)"
NAMED = r"(?:pass(?:es|ed|ing)? (?:\w+ ){0,3}?off as|pass(?:es|ed) for|(?:names?|cit(?:es?|ed|ing)|quot(?:es?|ed|ing)|giv(?:es?|en|ing)|list(?:s|ed)?) (?:[\w.'-]+ ){1,3}as (?:the|its|their|a|his|her) (?:source|author|origin)|(?:puts?|putting|sticks?|slaps?|attach\w*|sees?) (?:[\w.'-]+ ){0,4}(?:names?|brand|logo|words)\b|blam\w+ (?:\w+ )?on|as (?:the |its |their |a )?(?:publisher|paper|agency|newspaper|author|source)s?'?s?\b|presented as|(?:pin|pins|pinned|put|puts|lays?|laid|credits?|credited|ascrib\w+|attribut\w+) (?:\w+ ){0,4}?(?:to|on|at) (?:the|its|their|his|her|it|them|that|those)|(?:in|under|next to|beside|alongside|with|on|over|bearing|using) (?:[\w.'’&-]+ ){0,4}?(?:names?|mastheads?|logos?|brands?|trade ?marks?|bylines?)|(?:names?|logos?|brands?|trade ?marks?) (?:on|over|next to|attached|beside)|attribut\w+|ascrib\w+|credit\w*|under (?:the|its|their) (?:[\w']+ )?(?:names?|brands?|marks?|mastheads?)|(?:names?|logos?|brands?|mastheads?|bylines?) (?:on|over|next to|beside|to) (?:it|them)|(?:logos?|names?|mastheads?|brand) (?:is|are|appears?) (?:\w+ )?(?:next to|on|beside|over|with|above)|in (?:the|its|their) (?:[\w']+ )?mouths?|as (?:its|their) own reporting|zugeschrieben|名前|名義|情報源)"
OTHERS = r"(?:(?-i:[A-Z][a-z]{2,})(?! (?:the|a)\b)|third part(?:y|ies)|third-party|others\b|outsiders?|outside|affiliates?|vendors?|partners?|advertisers?|brokers?|another company|other companies|an? (?:\w+ )?(?:AI )?(?:company|firm|start-?up))"
HAND = r"(?:disclos\w+|shar(?:ed|es|ing)|pass(?:ed|es|ing)|g[ai]ve[sn]?|giving|hand(?:ed|s|ing)(?: over)?|provid(?:ed|es|ing)|sent|sending|s[eo]ld|selling|transmit\w*|transferr?\w*|let\b|supplied|turned over|weitergegeben)"
SWEEP = (
    r"(?:help(?:ed|s|ing) (?:itself|themselves) to|carr(?:y|ied|ies|ying) (?:away|off)|made off with|steal(?:s|ing)?|stole|harvest\w*|scrap(?:ed|es|ing)|crawl\w*|raid\w*|plunder\w*|ransack\w*|strip-?mined?|visit(?:ed|s|ing)|comb(?:ed|s|ing)|swe(?:pt|eps?|eping)(?: up)?|siphon\w*|syphon\w*|hoover\w*|scoop\w*|vacuum\w*|suck\w*|trawl\w*|mined|mines|mining|pull(?:ed|s|ing)|grabb\w+|lift(?:ed|s|ing)|cop(?:ied|ies|ying)"
    r"|download\w*|took|taken|takes|access(?:ed|es|ing)|extract\w*|gather(?:ed|s|ing)|harvest\w*|collect(?:ed|s|ing))"
)
SOURCE = r"(?:off Google|(?:search )?results(?: pages)?|public sources|pages\b|(?:from|off|across|on|of) (?:the )?(?:\w+ )?(?:web|internet|net)\b|(?:its|their|with) (?:bots|crawlers|spiders)|by (?:its |automated )?(?:bots|crawlers|software)|from (?:\w+ )?(?:streaming )?(?:services|platforms)\b|automated (?:programs?|means|tools?|agents?|bots?|software|scripts?)|(?<!pirate )(?<!pirated )(?<!piracy )web ?sites?\b|from (?:YouTube|social media|Reddit|Instagram|Flickr|GitHub)|in bulk|en masse|wholesale)"
GIVE_OUT = r"(?:hand(?:s|ed|ing)? (?:[\w']+ ){0,3}?(?:over|out|back|to users)|get|gets|goes into|carr(?:y|ies)|answers?|copies|copy|reproduc\w*|regurgitat\w*|quotes?|deal(?:s|t)? out|read(?:s)? (?:out|back)|print(?:s|ed)?|quot(?:es|ed|ing)|reprint\w*|paste[sd]?|offer(?:s|ed)?|supply|supplies|gibt (?:\w+ ){0,4}(?:aus|wieder)|restitu\w+|serv\w+ up|serves?|g[ai]ve[sn]? (?:back|out)|spit\w*|deliver\w*|produc\w+|reel\w* off|recit\w+|turn\w* out|repeat\w*|show(?:s|n|ed)?|return(?:s|ed)?|display\w*|spell\w* out|cough\w* up|churn\w* out|output\w*|emit\w*|generat\w+)"
PASSAGES = (
    r"(?:(?:whole|entire|long|lengthy|large|complete|full|substantial|verbatim|exact|identical|near-identical|recogni[sz]able)(?: and \w+)? "
    r"(?:passages?|chapters?|paragraphs?|excerpts?|copies|text|texts|lyrics|lines|chunks?|pages?|stories|articles|works|portions?|parts|extracts?)|letter for letter|line for line|in exact form|at length|in full, in part|in whole or in part|(?:full|plain|near|near-full|exact|close|perfect|complete|unauthori[sz]ed|outright)[- ]copies|full or near-full copies|near-(?:copies|duplicates|replicas)|the (?:very )?words when|without credit|(?:passages?|chapters?|excerpts?|chunks|extracts) (?:of|from|that|which)|(?:word for word|verbatim|in full|line by line|almost unchanged|wholesale|wörtlich\w*|intégral\w*))"
)
TALK = r"(?:(?:phone |telephone |customer |patients?'? |private |video |doctor\S* )*(?:calls?|conversations?|meetings?|consultations?|visits?|messages?|e-?mails?|attachments?|inbox(?:es)?|chats|dictation|appointments?|sessions?|exchanges|words|speech|keystrokes|communications?)|what (?:is|was|they|people|users|callers|patients|customers|consumers|members) (?:being )?(?:said|say|saying|typed?)|talk\b|customer service|every word|(?:the |their |computer )?(?:audio|sound|microphones?)\b|(?:Telefon)?[Gg]espräche?n?|Anrufe?n?|conversations|appels|通話|会話)"
LISTEN = r"(?:go(?:es|ing)? through|comb(?:s|ed|ing)? through|rummag\w+|read(?:s|ing)? (?:every|all|the)|wakes? up|w(?:as|ere|as also|ere also|as too) on the (?:line|call)|(?:been|be|being) on the (?:line|call)|on the line|eingeschaltet|intercept\w+|t[ao]kes? down|taken down|sits? (?:in )?on|sat (?:in )?on|hears?|heard|picks? up|log(?:s|ged)|captur(?:ed|es|ing)|reads? along|read along|mitgehört|abgehört|aufgezeichnet|enregistr\w+|écout\w+|intercept\w*|傍受|録音|listen(?:ed|s|ing)? (?:in|to)|tap(?:ped|s|ping)|overhear\w*|eavesdrop\w*|intercept\w*|monitor(?:ed|s|ing)|record(?:ed|s|ing)|transcrib\w+)"
HIDE = r"(?:yet to (?:disclose|say|reveal)|refus\w+ to (?:disclose|say|reveal|name)|will not (?:say|disclose)|cover\w* up|obscur\w+|disguis\w+|kept (?:it |this )?from|in the dark|unaware|no mention|not a word|silent(?:ly)? chang\w+|quietly|stillschweigend|heimlich|en catimini|discrètement|hid|hides?|hidden|hiding|conceal\w*|misled|mislead\w*|deceiv\w+|misrepresent\w*|did not (?:tell|disclose|inform|say)|never (?:told|disclosed|informed|said)|failed to (?:tell|disclose|inform)|kept (?:\w+ )?(?:secret|quiet|hidden)|said otherwise|buried)"
PRACTICES = r"(?:where (?:its|the|their) (?:training )?data|what (?:its|the|their) (?:models?|systems?|AI) (?:was|were|is|are) trained|privacy polic\w+|polic(?:y|ies)|customers?|users?|consumers?|members?|patients|the public|fine print|practices?|terms)"
KEPT = (
    r"(?:kept|keeps?|keeping|retain\w*|stor(?:ed|es|ing)|held|hold(?:s|ing)? on to|destroy\w*|delet\w+|purg\w+|gespeichert)"
)
LONG = r"(?:for good|on end|(?:for )?years on end|for that purpose|after (?:the |it )?(?:call|deletion|request)\w*|even (?:when|though|after)|for (?:months|decades)|after (?:\w+ )?(?:asked|requests?)|too long|longer than|indefinitely|forever|permanently|in (?:good )?time|past (?:the|its)|beyond the|within (?:the|a) \w+ (?:time|period|deadline)|for years|without end|unbefristet)"
VOICES = r"(?:Stimmen?|voix|声|音声|voices?|vocals?|narrations?)"
LOOKS_LIKE = r"(?:geklont\w*|nachgebildet|nachgeahmt|複製|再現|生成|cop(?:y|ies|ied)|clon\w+|deriv\w+|synthe\w+|replica\w*|imitat\w+|mimic\w*|recreat\w+|simulat\w+|digital (?:copies|doubles|twins)|sound[- ]?alikes?)"
MODEL = r"(?:models?|chat ?bots?|bots?|algorithms?|generators?|AI|A\.I\.|LLMs?|assistants?|systems?|engines?|KI|Künstliche\w* Intelligenz|modèles?|IA|ＡＩ)"


def both(one: str, other: str, reach: int = 90) -> str:
    """A regular expression for a word of each class within one clause, at most `reach` characters apart; it matches the first."""
    start, end = r"(?<![A-Za-zÀ-ÿ])", r"(?![a-zà-ÿ])"  # no \b: Japanese writes without spaces
    return rf"{start}{one}{end}(?=[^.;。]{{0,{reach}}}{start}{other}{end})|{start}{other}{end}(?=[^.;。]{{0,{reach}}}{start}{one}{end})"


# each of these words stands where the same is never said of software
_LEARNER = r"(?:which|that|models?|generators?|systems?|AI|bots?|chatbots?|assistants?|machines?|software|algorithms?)"

# Learning, by word classes: who learns, verbs of teaching and of being taught, ways for data to get into a model.
LEARNER = (
    r"(?:models?|LLMs?|chat ?bots?|bots?|A\.?I\.?|algorithms?|generators?|(?:neural )?networks?|assistants?|systems?|software|tools?|engines?|machines?|technolog(?:y|ies)|products?|programs?|computers?"
    r"|artificial intelligence|machine[- ]learning|speech recognition|(?:facial|face) recognition|text-to-\w+|Claude|ChatGPT|GPT\S*|Gemini|Bard|Llama|Copilot|Grok|Sora|Firefly|KI|IA|Modelle?n?|modèles?)"
)
TEACH = (
    r"(?:train|teach|school|educat|nourish|rear|rais|coach|drill|fine-?tun|tun|calibrat|develop|build|creat|improv|refin|power|fuel|hon|sharpen|enhanc|perfect|feed|stock|fill|stuff|cram|load|bootstrap|prime|construct|assembl)"
    r"(?:s|es|ed|ing|led|ling)?|taught|fed|built|brought up|weaned|made"
)
TAUGHT = r"(?:trained|taught|schooled|educated|raised|reared|fed|nourished|nurtured|weaned|brought up|built|fuelled|fueled|powered|modelled|modeled|stuffed|stocked|filled|crammed|honed|grown|bred|made)"
GOT_INTO = (
    r"(?:went|gone|goes?|flow(?:s|ed)?|pour(?:s|ed)?|end(?:ed|s)? up|land(?:ed|s)?|mad?ke? (?:its|their) way|made (?:its|their) way|found (?:its|their) way|disappeared|vanished|swallowed(?: up)?|absorbed|ingested|incorporated"
    r"|put|fed|loaded|channell?ed|funnell?ed|piped|tipped|shovell?ed|thrown|stirred|folded|copied|turned|converted|made|baked|ground (?:up|down))"
)
_MUCH = r"(?: [\w'’-]+){0,5}?"
TRAINING = (
    rf"\b(?:to|by|for|in|of|and|it|they|which|that|had|has|have|was|were|used|helped) (?:{TEACH}) (?:up )?(?:[\w'-]+ ){{0,4}}?{LEARNER}\b(?=[^.;]{{0,40}}\b(?:on|with|from|out of|using|by)\b)"
    rf"|\b{LEARNER}(?:,| that| which)? (?:(?:was|were|is|are|been|being|has|have|had|be|largely|said to be|allegedly|partly) ){{1,3}}{TAUGHT}(?: up)? (?:on|with|from|by|out of|using|through)\b"
    rf"|\b{GOT_INTO}{_MUCH} (?:in|into|to|inside|through|for) (?:[\w'-]+ ){{0,4}}?(?:{LEARNER}|training|teaching|(?:training )?data ?sets?|training sets?|corpus|corpora|the making of)\b"
    rf"|\b(?:as|for|into|became|become|was|were|is|are|of|to|turned into) (?:\w+ )?(?:training|teaching|learning|raw|study|lesson|practice) (?:materials?|data|fodder|fuel|sets?|inputs?|examples?|exercises?|aids?|runs?)\b"
    rf"|\b(?:raw material|fodder|fuel|grist|food|feedstock|feed|textbooks?|curriculum|diet|syllabus|lessons?|building blocks?|ingredients?|nourishment) (?:for|of|to|on which) (?:[\w'-]+ ){{0,4}}?{LEARNER}\b"
    rf"|\b{LEARNER}(?:,? (?:which|that))? (?:\w+ ){{0,2}}(?:learn(?:s|ed|t)?|studie[sd]|digest(?:s|ed)?|devour(?:s|ed)?|ingest(?:s|ed)?|consumed?|swallow(?:s|ed)?|absorb(?:s|ed)?|memori[sz]e[sd]?|gobbled?|soak(?:s|ed) up|fe(?:d|asts|asted) on|drew on|draws on|cut (?:its|their) teeth|w(?:as|ere) let loose)\b"
    rf"|\b(?:swallowed|ingested|devoured|absorbed|digested|consumed|studied|memori[sz]ed|gobbled up|learned) by (?:the |its |a |an )?(?:\w+ ){{0,3}}?{LEARNER}\b"
    r"|\b(?:used|uses?|using|exploit(?:s|ed|ing)?|repurpos(?:ed|es|ing)|relied on|drew on|appl(?:y|ied)|put|took|takes?|taking|cop(?:ied|y|ying)|mined|mining|ma[dk]e use of) (?:[\w'’,-]+ ){0,8}?(?:to|for|in|so as to|in order to) (?:help (?:to )?)?(?:train|teach|build|develop|creat|improv|better|refin|tun|fine-?tun|power|sharpen|hon|perfect|enhanc|educat|school|inform|construct|set up|mak)(?:e|es|ing|ning)?\b(?=[^.;]{0,50}\b(?:models?|LLMs?|bots?|chatbots?|A\.?I\.?|algorithms?|generators?|networks?|assistants?|systems?|software|tools?|engines?|recognition|program|technology|features?|product|app|machine)\b)"
    rf"|\b(?:make|makes|making|made) (?:[\w'-]+ ){{0,4}}?{LEARNER}(?: (?:understand|work|sound|write|speak))? (?:\w+ )?(?:better|smarter|more (?:powerful|accurate|capable|natural|human)|cleverer)\b|\bto (?:better|improve) (?:its|their|his|the company's|[A-Z][\w.]+'s?) (?:own )?(?:[\w-]+ ){{0,3}}?(?:{LEARNER}|products?|services?)\b"
    r"|\b(?:train|teach|tun|school|build|develop|improv|refin)(?:ing|ed) (?:of )?(?:\w+ )?(?-i:[A-Z])[\w.-]+ (?:with|on|from|out of)\b|\b(?:(?:fed|feeds?|feeding) (?:[\w'-]+ ){0,3}?(?:in)?to|(?:went|gone|goes?|pour(?:s|ed)|put|tipped|loaded) (?:[\w'-]+ ){0,3}?into) (?-i:[A-Z])[\w.-]*(?= |,|\.)(?! (?:court|trial|appeal|Street|Avenue))"
    rf"|\b(?:buil[dt]|building|developed|created|made|assembled|constructed|put together|set up|grew|grown|rests?|modelled|based) (?:\w+ ){{0,6}}?(?:on|from|out of|with|around) (?:(?:copyrighted|protected|pirated|stolen|private|personal|public|her|his|their|its|those|these|the) )*(?:works?|books?|recordings?|songs?|images?|photos?|articles?|pictures|code|posts|messages|calls|conversations|interviews|data|material|content|words|videos|films|information|records|lyrics)\b"
    rf"|\b(?-i:[A-Z])\w+ (?:has |had |was |were )?(?:learn(?:ed|t)|been trained|trained|taught|schooled)\b(?! (?:of|about|that|law|in the|at the|as))|\bw(?:as|ere) (?:\w+ )?(?:swallowed|gobbled|hoovered|sucked|digested)(?: \w+)? (?:by|into|up by)\b|\bin (?:the )?(?:training|tuning|schooling|teaching) of\b|\bin (?:training|tuning|teaching|schooling|building|developing|improving) (?:its|their|the|an?|[A-Z])\b"
    rf"|\b(?:learn(?:s|ed|t|ing)?|study|studied) (?:[\w'-]+ ){{0,3}}?(?:from|by (?:reading|listening|watching|looking)|its trade)\b(?=[^.;]{{0,80}}\b(?:books|songs|recordings|works|articles|images|photos|pictures|code|posts|calls|conversations|messages|films|videos|data|them)\b)"
    r"|\bfür (?:das |ihr |sein )?(?:\w+ )?(?:KI-)?(?:Training|Trainings\w+)\b|\bzum (?:Anlernen|Training)\b|\b(?:gefüttert|angelernt|trainieren|trainiert\w*)\b|\bnourrir\b|\balimenter\b|\b(?:ont|a|avoir) (?:servi|été utilisée?s?) (?:à|pour)\b|\b(?:学習|訓練)(?:させ|に使|に利用|データ)"
)


# What comes out of a system: on what, how it is worded, and whether it is the work itself or something like it.
PROMPT = (
    r"(?:prompt(?:s|ed|ing)?|(?:when|if|once|whoever|anyone who|users? who|you|users|people|to) ask(?:s|ed|ing)?(?: for| to| about)?|asked (?:for|about|how)(?! (?:an? )?(?:comments?|interview|order|injunction|jury|trial|(?:\w+ )?damages|permission|consent|relief|licen[cs]e|money|statutory|court|reply|response))|ask (?:it|the|for|[A-Z]\w+)|on (?:request|demand|command)|for the asking"
    r"|typ(?:e|es|ing)(?: in)?\b|typed in|(?:simple|plain|short|right|same) (?:request|question|quer(?:y|ies))|queries|in tests?|auf (?:Anfrage|Nachfrage|Zuruf|Wunsch)|sur (?:demande|simple demande)|入力(?:する|すれば|した)|質問(?:する|すれば|した)|尋ねる)"
)
OUT = (
    r"(?:g[ai]ve[sn]?|giving|return(?:s|ed|ing)?|deliver(?:s|ed|ing)?|produc(?:es?|ed|ing)|reproduc(?:es?|ed|ing)|recit(?:es?|ed|ing)|repeat(?:s|ed|ing)?|spits?|spat|spell(?:s|ed)?|com(?:es?|ing) (?:back|out|up)|came (?:back|out|up)"
    r"|out c[ao]mes?|finish(?:es|ed)|complet(?:es|ed)|shows?|showed|showing|display(?:s|ed)?|serv(?:es|ed|ing)|hand(?:s|ed|ing)|offer(?:s|ed)|yield(?:s|ed)?|generat(?:es?|ed|ing)|render(?:s|ed|ing)?|draws|drew|answer(?:s|ed)? with|reel(?:s|ed)?|quot(?:es|ed)"
    r"|print(?:s|ed)?|put(?:s|ting)? out|sings|sang|plays|played|conjure[sd]?|br(?:ings|ought|inging) (?:up|back|out|forth)|appear(?:s|ed)?|turn(?:s|ed|ing)? out|supplie[sd]|supply|writes|wrote|gets?|got|liefer\w+|ausgab|gab|gibt|affich\w+|restitu\w+|recopi\w+|génér\w+|出力|表示|生成|答え)"
)
ALIKE = (
    r"(?:resembl\w+|similar\b(?! (?:outcome|fashion|suit|case|claim|complaint|lawsuit|action|way|faces|result))|(?<!-)alike\b|something (?:\w+ )?like|(?:much|just|very|a lot|exactly|suspiciously|awfully|eerily|uncannily|too) (?:much )?like|(?:awfully |very |uncannily |so |too |strikingly |dangerously |remarkably |suspiciously |uncomfortably |perilously )close to"
    r"|in (?:the|that|their|his|her|its|an?|somebody'?s?|someone'?s?|any) (?:[\w.'-]+ ){0,2}(?:manner|style|vein|voice)\b|in the (?:manner|vein|spirit|style) of|near[- ](?:cop(?:y|ies)|clones?|replicas?|duplicates?|twins?)|(?:sound|look|read)(?:s|ing)? (?:just |very |exactly )?like"
    r"|pastiches?|rip-?offs?|reminiscent|evok(?:es?|ed|ing)|imitat\w+|mimic\w*|ap(?:es|ed|ing)\b|emulat\w+|knock-?offs?|look-?alikes?|sound-?alikes?|sequels?|prequels?|spin-?offs?|variations? (?:on|of)|à s'y méprendre|ressembl\w+|dans le style|à la manière|ähnel\w+|ähnlich\w*|glichen|gleichen|nachempfunden\w*|im Stil|似た|酷似|そっくり|模倣|類似)"
)
SYSTEM_WORDS = r"(?:outputs?|generat\w+|turn(?:s|ed|ing)? out|spit\w*|churn\w*|c[ao]me(?:s)? (?:back|out)|produc(?:es?|ed|ing)|clips|the results?|resulting|tracks|prompt\w*|asked|typ(?:e|es|ed|ing) in|(?:the|its|this|that|a) (?:[\w-]+ )?(?:system|model|tool|app|bot|chatbot|program|generator|machine|service|software|AI|assistant|engine|site)|users|pictures|images|music|songs|texts?|KI|IA|Ergebnisse?|lieferte?|liefere|利用者|出力|生成|AI|apparues?)"
RECOGNISED = r"(?:recogni[sz]abl[ey]|down to the|exactly as|by heart|to the letter|line by line|(?:hardly|barely|scarcely|not|n't) (?:be )?(?:told|tell|distinguish\w*) (?:apart )?from|(?:whole|entire|full|complete) (?:pieces?|chunks?|stories|chapters?|articles?|verses|songs?|pages?|scenes?|exercises?|entries)|or chunks|unaltered|unchanged|intact|watermark)"


CLASSES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "training",
        rf"\b(?:learn(?:s|ed|t|ing)? from|machine[- ]learning (?:work|efforts?|systems?|programs?)|Training\w*\b|Trainingsdat\w+|apprentissage|ont appris"
        rf"|(?:built|created|made|assembled|developed) (?:\w+ ){{1,3}}(?:out of|from|with|on) (?:them|these|those|it|the))"
        rf"|\b(?:feeds?|fed|feeding|reused?|repurposed?) (?:them|it|these|those|all of it)? ?(?:in)?to (?:(?:the|its|their|a) )?(?:\w+ )?{MODEL}"
        rf"|\b(?:für|pour|à) (?:die |eigene |seine |l'|son |ses |sa )*{MODEL}\b|学習",
        (
            "the model learned from their posts",
            "feeds them to the chatbot",
            "built the bot from them",
            "zum Training seiner KI",
        ),
        ("lessons learned", "feeds the family"),
    ),
    (
        "training",
        rf"\b{_LEARNER} (?:\w+ ){{0,3}}(?:learn(?:s|ed|t)?|was schooled|were schooled|is schooled|schooled)\b|\bschool(?:ed|ing) (?:on|with)|\b(?:to )?make (?:itself|them|its \w+) better\b"
        r"|\b(?:ended up|landed|were|was|are|included|put|part of|among)\b[^.;]{0,50}\b(?:training (?:data|sets?|material|corpus)|data ?sets?|corpus)\b"
        rf"|\bto (?:\w+ )?(?:develop|build|improve|refine|perfect|hone|enhance) (?:\w+ ){{0,4}}{MODEL}\b",
        ("the generator learned to paint", "ended up in the data set", "was schooled on code", "to improve its AI"),
        ("children were schooled at home", "he learned to swim"),
    ),
    (
        "training",
        TRAINING,
        (
            "to stock the engine with poems",
            "the model was raised on their articles",
            "their photographs ended up in a training set",
            "served as raw material for the generator",
            "the machine devoured a million novels",
            "found their way into the bot",
            "which were used as teaching material",
            "learned its trade from their songs",
        ),
        ("he raised the price", "the show went on", "a product made in China", "the machine was delivered"),
    ),
    (
        "scraping",
        both(SWEEP, SOURCE, 80),
        ("swept up millions of photographs from the web", "were siphoned off by its bots"),
        ("took a train to Rome",),
    ),
    (
        "output_reproduction",
        both(GIVE_OUT, PASSAGES, 80),
        ("serves up whole passages of her novels",),
        ("produced the film",),
    ),
    (
        "output_reproduction",
        rf"(?<![A-Za-zÀ-ÿ]){PROMPT}(?![a-zà-ÿ])(?=[^.;。]{{0,90}}(?<![A-Za-zÀ-ÿ]){OUT}(?![a-zà-ÿ]))(?![^;。]{{0,140}}(?<![A-Za-z])(?:{ALIKE}|{VOICES}))",
        (
            "Prompted for a chorus, Claude delivers it",
            "asked for a chapter, the bot gives it back",
            "anyone who types in Darth Vader gets a picture",
        ),
        ("asked for comment, the company declined", "asked for a song, it turned out something very like hers"),
    ),
    (
        "output_reproduction",
        both(OUT, RECOGNISED, 80),
        ("it will show each figure, recognizable down to the last freckle", "finished the verses exactly as she wrote them"),
        ("the whole story was told",),
    ),
    (
        "output_reproduction",
        rf"\b(?:it|which|that|{LEARNER}) (?:\w+ ){{0,3}}?(?:gives?|gave|giving|hands?|handed|deals?|spits?|spells?|sends?) (?:\w+ ){{0,3}}?(?:out|back)\b|\b(?:repeats?|recites?|quotes?|reprints?|re-?publish(?:es)?) (?:it|them|entries|stories|passages|articles|lyrics|whole|parts)\b|\bmemori[sz]ed\b",
        ("the chatbot gives out entries", "summarize stories or repeat them", "the books have been memorised in the model"),
        ("he gave out prizes",),
    ),
    (
        "output_imitation",
        both(ALIKE, SYSTEM_WORDS, 100),
        (
            "out comes something in that artist's manner, like the tool's pictures",
            "its output came so close to hits of the band",
            "Clips made by users are much like the originals",
        ),
        ("in similar fashion, the court",),
    ),
    (
        "output_reproduction",
        r"\bkaum (?:von \w+ )?(?:\w+ )*zu unterscheiden|\b(?:nahezu|fast) (?:identisch|wortgleich)\w*|\bpresque (?:identiques?|mot pour mot)|\bmot (?:à|pour) mot\b|ほぼ同じ(?:文章|内容|画像)",
        ("die von den Originalen kaum zu unterscheiden seien",),
        ("zu unterscheiden ist dies",),
    ),
    (
        "disclosure_to_third_parties",
        both(
            r"(?:offer\w*|host\w*|g[ai]ve\w*|made|releas\w+|distribut\w+|publish\w*|upload\w*)",
            r"(?:free download|for (?:anyone|everyone|all) to (?:download|use)|to (?:anyone|everyone|all comers|all the world|the (?:whole )?world|the public)\b|publicly (?:available|downloadable))",
            90,
        ),
        ("offered to the world as a free download", "hosted, for anyone to download, a dataset"),
        ("offered a licence",),
    ),
    (
        "output_reproduction",
        both(
            r"(?:depict\w*|generat\w+|render\w*|draws?|drawing|show(?:s|n|ing)?|portray\w*|produc\w+)",
            r"(?:(?:its|their|copyrighted|famous|well-known|beloved|iconic|studio's|studios') (?:\w+ )?characters?|superheroes|Mickey|Darth Vader|Minions|Shrek|Superman|Batman|Pikachu)",
            60,
        ),
        ("make it show Darth Vader", "images that depict its characters"),
        ("the character of the deal",),
    ),
    (
        "output_reproduction",
        rf"\b(?:images?|pictures?|clips?|videos?|versions?|copies|depictions?|likeness(?:es)?|scenes?) (?:of|with|featuring|showing|depicting|starring) (?:[\w'-]+ ){{0,4}}?(?:{CHARACTERS}|characters)|\b(?:giv(?:es?|ing)|hand(?:s|ing)?|deal(?:s|ing)?|serv(?:es?|ing)|conjur\w+|draw(?:s|ing)?|spit\w*|churn\w*)(?: (?:up|out))? {CHARACTERS}|\breturns?\b[^.;]{{0,40}}: {CHARACTERS}",
        (
            "lets subscribers download clips of Superman",
            "of giving out Superman and Scooby-Doo",
            "what it returns for a plain prompt: Yoda, Elsa",
        ),
        ("pictures of the crowd", "Batman's owner joins fight"),
    ),
    (
        "output_reproduction",
        r"\b(?:names|addresses|names and addresses|phone numbers|account numbers|bank details|secrets|private details|personal (?:data|details|information))\b[^.;]{0,30}\b(?:turn(?:s|ed)? up|surfac\w+|appear(?:s|ed)?|came out|leak\w*|spill\w*)\b|\b(?:spout|blurt|spill|leak|reveal|disclos|divulg)\w*\b[^.;]{0,80}\b(?:names|addresses|phone numbers|account numbers|private details)\b",
        ("Names and addresses turned up in some of the answers", "it spouted other people's names and addresses"),
        ("the names of the judges",),
    ),
    (
        "output_imitation",
        r"\bin (?:their|his|her|its|the (?:author|writer|artist)s?'?s?) (?:own )?manner\b|(?:よく)?似た(?:映像|画像|作品|動画|文章)|酷似|そっくり|\bà la manière de\b|\bim Stil (?:von|des|der|ihrer|seiner)\b",
        ("expression in their manner", "作品によく似た映像"),
        ("in a manner of speaking",),
    ),
    (
        "output_imitation",
        r"\b(?:sounds?|looks?|reads?) (?:just |exactly |very |much |a lot )*like\b(?! (?:a lot|nothing|fun|good|bad|trouble))|\bindistinguishable from\b|\b(?:cheap|crude|close|passable) (?:copies|imitations|substitutes)\b|\bmarket substitutes?\b",
        ("songs that sound just like hers",),
        ("it sounded wrong",),
    ),
    (
        "interception",
        both(LISTEN, TALK, 60),
        ("listened to patients' phone calls",),
        ("recorded a profit", "called the meeting"),
    ),
    (
        "concealment_of_practices",
        both(HIDE, PRACTICES, 60),
        ("hid from its customers", "its own privacy policy said otherwise"),
        ("hidden costs",),
    ),
    (
        "concealment_of_practices",
        r"\b(?:promis(?:es?|ed)|assur(?:es?|ed|ances?)|advertis\w+|pledg\w+|privacy polic(?:y|ies)|polic(?:y|ies)|marketing|claims? of|guarantees?)\b[^.;]{0,70}\b(?:otherwise|(?:a |is |was )?(?:sham|lie|untrue|hollow|empty)|the opposite|ruled (?:such a thing|it|this|that) out|(?:designed|built) for privacy)\b"
        r"|\b(?:weren't|were not|wasn't|was not|aren't|never|not) (?:\w+ )?(?:told|informed|notified)\b(?=[^.;]{0,40}\b(?:opt|could not|couldn't|nor)\b)|\b(?:buried|hid|hidden|tucked|slipped) (?:\w+ ){0,3}in (?:an? |the )?(?:footnote|fine print|small print|terms|settings|policy)\b|\brefus(?:es|ed|ing) to (?:disclose|say|reveal|name|tell)\b(?=[^.;]{0,40}\b(?:which|what|works|data|sources)\b)"
        r"|\b(?:unzureichend|nicht|kaum) (?:\w+ ){0,3}(?:aufgeklärt|informiert|unterrichtet)\b",
        (
            "even though its privacy policy promised otherwise",
            "the promise of encryption is a sham",
            "hid it in a footnote",
            "refused to disclose which works it had used",
            "Advertisements promised a product designed for privacy",
        ),
        ("he promised to call", "the policy of the court"),
    ),
    (
        "concealment_of_practices",
        both(r"without (?:telling|informing|disclosing|notice to)", r"(?:polic\w+|terms|settings?|practices?)", 60),
        ("changed its privacy policy without telling anyone",),
        ("without telling users",),
    ),
    (
        "scraping",
        r"\b(?:bots?|crawlers?|spiders?|scrapers?|scripts?)\b(?! (?:was|were|is|are)\b)[^.;,]{0,30}\b(?:swe(?:pt|eps?)|copie[sd]|took|takes?|visit\w*|comb\w*|harvest\w*|download\w*|access\w*|pull\w*|fetch\w*|gather\w*|collect\w*|trawl\w*)\b"
        r"|\b(?:massenhaft|automatisiert|systematisch)\b[^.;]{0,50}\b(?:abgegriffen|kopiert|heruntergeladen|ausgelesen|gesammelt|eingesammelt|abgesaugt)|\b(?:abgegriffen|abgesaugt|gescrapt|gecrawlt|siphonn\w+)\b|無断で(?:大量に)?(?:コピー|ダウンロード|収集|取得)|クロール|クローラー",
        ("Bots swept the newspaper's site", "massenhaft aus dem Internet kopiert"),
        ("The bots were taken offline",),
    ),
    (
        "scraping",
        r"\b(?:bulk[- ]download\w*|download\w* (?:[\w-]+ ){0,3}(?:in bulk|en masse|wholesale)|(?:sent|ran|used|uses|run|runs) (?:\w+ ){0,3}(?:bots|crawlers|spiders|scrapers|yt-dlp)"
        r"|lifted (?:\w+ ){0,4}(?:off|from) (?:the )?(?:web|internet|site)|(?:automated|mass) (?:download|extraction|copying|collection)\w*|vacuum\w*|hoover\w*|data[- ]mined"
        r"|heruntergeladen|herunterladen|ausgelesen|aspir\w+|moissonn\w+)\b",
        ("downloaded the records in bulk", "ran crawlers over the site"),
        ("downloaded the app",),
    ),
    (
        "acquisition_from_pirate_source",
        r"\b[Ss]chattenbibliothek\w*|\billegale?n? (?:Kopien|Downloads?|Quellen)|\billegal (?:heruntergeladen|beschafft|kopiert)|téléchargée?s? illégalement|違法(?:に)?(?:コピー|ダウンロード|アップロード)|\b(?:illegal|illicit|unlawful|bootleg|infringing|clandestine) (?:online )?(?:copies|libraries|sources?|sites?|downloads?|collections?)|\b(?:copies illégales|bibliothèques? clandestines?|sites? illégaux)"
        r"|\bpirate(?:d)? ?(?:book|copies|e-?book|librar|site|collection)\w*|\bpeer-to-peer\b|\bfile-sharing\b|\bseed(?:ed|ing)\b",
        ("aus illegalen Schattenbibliotheken", "from illegal copies of books", "des bibliothèques clandestines"),
        ("an illegal strike",),
    ),
    (
        "breach_of_licence",
        both(
            r"(?:in (?:the teeth|defiance|breach|violation|disregard|contravention) of|contrary to|(?:went|go|goes|going|gone) beyond|beyond|exceed\w*|outside|violat\w+|breach\w*|flout\w*|disregard\w*|br(?:oke|eaks|oken|eaking)|meant for|entgegen|verstieß|verst(?:ö|oß)\w*|au mépris|en violation|違反)",
            r"(?:terms of (?:use|service)|terms and conditions|user agreements?|those agreements|licen[sc]e terms|Creative Commons|non-?commercial|commercial use|licen[sc]es that|academics? only|research only|Nutzungsbedingungen|conditions (?:générales )?d'utilisation|利用規約)",
            90,
        )
        + r"|\b(?:terms of (?:use|service)|licen[cs]es?|agreements?|EULA)\b[^.;]{0,90}\b(?:forbids?|forbade|prohibits?|excludes?|bars?|rules? out|(?:is|are) (?:excluded|forbidden|prohibited|barred|ruled out))\b"
        r"|\balthough the (?:\w+ )?(?:contract|licen[cs]e|agreement)\b|\b(?:contract|licen[cs]e|agreement)s? (?:that )?(?:covered|allowed|permitted|assigned|granted) (?:\w+ ){0,6}(?:only|nothing (?:else|more)|and for nothing)\b|\bfor nothing else\b",
        (
            "downloaded in the teeth of its terms of use",
            "It went beyond those agreements and trained on the reports",
            "licences that exclude commercial use",
        ),
        ("breach of contract", "beyond the court"),
    ),
    (
        "circumvention",
        both(PAST, GUARD, 100),
        ("got past the download locks", "its paywall was bypassed"),
        ("locked the door", "past its prime"),
    ),
    (
        "cmi_removal",
        both(TAKE_OFF, CREDIT, 80),
        ("peeled off the copyright notices", "ownership notices were taken out"),
        ("removed the case to federal court",),
    ),
    (
        "collection_without_consent",
        both(GET, rf"{LACK}(?:\W+\w+){{0,5}}?\W+{CONSENT}", 130)
        + rf"|\b{GET}(?=[^.;]{{0,130}}\b(?:non-?consensual|surreptitious|unwitting|not been asked|無断))",
        ("recorded the geometry of faces with no informed consent", "without asking anyone it gathered the photos"),
        ("collected the prize with no delay",),
    ),
    (
        "disclosure_to_third_parties",
        both(HAND, rf"(?:to|with) (?:\w+ ){{0,3}}?{OTHERS}", 90)
        + rf"|\blet (?:an? |the )?{OTHERS}(?=[^.;]{{0,30}} (?:have|use|see|access))",
        ("passed identifiers to others", "let an outside AI company have the photos"),
        ("gave a speech to the nation",),
    ),
    (
        "disclosure_to_third_parties",
        r"\b(?:g[ai]ve[sn]?|giving|hand(?:s|ed|ing)?|s[eo]ld|sells?|selling|offer(?:s|ed)|sent|sends|lent|slipp?(?:ed)|provid(?:es?|ed)|grant(?:s|ed)|show(?:s|ed)) (?:an? |the |its |several |some |outside )*(?:[\w-]+ ){0,4}?(?:company|companies|firms?|start-?ups?|vendors?|outsiders?|contractors?|developers?|makers?|third part(?:y|ies)|partners?|brokers?|advertisers|researchers|scientists)\b(?! (?:a |the )?(?:licen[cs]e|right|permission))(?=[^.;]{0,80}\b(?:access|data|photos?|pictures|images|recordings?|records|messages|chats|scans|X-rays|files|information|calls|faces|members|users|customers|patients)\b)"
        r"|\b(?:hand(?:s|ed|ing) over|turn(?:s|ed|ing) over|passed? (?:on|along)|traded?|sold|sells|shipped) (?:(?:some|nearly|almost|more than|over|about|its|our|the|his|her) )*(?:[\d.,]+ (?:million |billion )?)?(?:[\w'-]+ ){0,3}?(?:data|photos?|pictures|images|recordings?|records|messages|chats|scans|X-rays|files|information|faces|snippets|clips|transcripts|histories)\b"
        r"|\b(?:end(?:s|ed)? up|land(?:s|ed)?|went|gone|go|goes|sent|made available|found (?:its|their) way) (?:\w+ ){0,3}?(?:(?:on|in|to|with|before) (?:\w+ ){0,4}?(?:screens?|hands|inbox\w*|contractors?|vendors?|outsiders?|third part\w+|reviewers|strangers|annotators|workers))\b"
        r"|\b(?:contractors?|contract workers|outsourced workers|human reviewers|subcontractors|annotators|vendors?|strangers) (?:\w+ ){0,3}?(?:listen(?:ed|s)?|watch(?:ed|es)?|read|reads|review(?:ed|s)?|label(?:led|s)?|hear|heard|saw|see|transcrib\w+)\b"
        r"|\b(?:host\w*|post\w*|publish\w*|upload\w*|offer\w*|distribut\w*)\b[^.;]{0,90}\b(?:for (?:anyone|anybody|everyone|everybody|all) to (?:download|copy|take|use)|(?:could|can|may) be (?:freely )?downloaded|downloaded by (?:anyone|anybody))",
        (
            "sold several brokers its members' data",
            "gave an outside firm nearly three million pictures",
            "ended up on the screens of contract workers",
            "hosted a dataset which could be downloaded by anyone",
            "sold our scans",
        ),
        ("gave the company a licence", "sold its business"),
    ),
    (
        "retention",
        r"\b(?:kept|keeps?|keeping|retain(?:s|ed|ing)?|stor(?:es|ed|ing)|hangs? on to|hanging on to|h[eo]ld(?:s|ing)? on to|sav(?:es|ed|ing))\b(?=[^.;]{0,50}\b(?:recordings?|calls?|conversations?|voice ?prints?|face ?prints?|faces?|templates?|audio|messages|transcripts|chats|sessions|scans|biometric\w*|voice and|phrases|geometry)\b)(?! (?:\w+ ){0,3}(?:off|out|away|from))"
        r"|\b(?:voice ?prints?|face ?prints?|geometry|recordings?|calls|audio|conversations|messages|transcripts|templates)\b[^.;]{0,60}\b(?:and|,|is|are|was|were|that|which) (?:\w+ )?(?:kept|keeps?|retain(?:s|ed)|stor(?:es|ed)) (?:it|them|for|in|by|on|so)\b",
        (
            "let the vendor keep calls",
            "created a voiceprint and kept it",
            "calls are stored for that purpose",
            "it hangs on to the recordings",
        ),
        ("kept his word when called back", "stores in town", "keep the recordings out of court"),
    ),
    (
        "retention",
        both(KEPT, LONG, 60),
        ("the data was kept too long", "did not destroy them in time"),
        ("kept the lights on",),
    ),
    (
        "retrieval_grounding",
        both(DRAW, ANSWER, 90) + r"|(?:回答|要約)(?=[^。]{0,25}(?:使[わっい]|利用|作成|生成))",
        ("which draws on them for its answers", "an index from which its replies are assembled"),
        ("the answer was no",),
    ),
    (
        "output_reproduction",
        r"\b(?:parrots?|parrot(?:ed|ing)|regurgitat\w+|echo(?:es|ed)|spits? out|surfac(?:ed|es|ing) in|copy(?:ing)? word|leak(?:ed|s|ing)? (?:\w+ ){0,3}(?:address|name|data|phone|account)\w*"
        r"|(?:verbatim|identical|near-identical|exact) (?:copies|excerpts|passages|text|chunks))\b",
        ("the replies parrot the articles", "addresses surfaced in what the bot said"),
        ("a budgie",),
    ),
    (
        "false_attribution",
        both(FALSE, NAMED, 90) + r"|(?:誤った|虚偽)(?=[^。]{0,40}(?:名前|名義|情報源))",
        ("made-up passages appear under the newspapers' names", "attributes to it stories it never ran"),
        ("false alarm",),
    ),
    (
        "voice_cloning",
        both(
            r"(?:recogni[sz]abl\w+|could(?: not|n't) (?:\w+ )?(?:tell|distinguish)|(?:hardly|barely|not) be told|tell (?:\w+ )?from|(?:much|just|exactly) like|pass(?:es|ed|ing)? for|sounds? like|täuschend|nachgebaut\w*|nachahm\w+|nachmach\w+|künstlich\w*|machine-made|AI-(?:made|generated)|made by AI|そっくり|模倣|合成|似た)",
            rf"{VOICES}(?! (?:models?|synthesis|AI|assistants?|generators?|compan\w+|firms?|apps?|software|actors?|ID|profiles?))",
            60,
        )
        + r"|\b(?:sing|sings|singing|speak|speaks|talk|talks|spricht|singt)(?: \w+){0,2} (?:as (?:him|her)\b|(?:in|with|mit) (?:his|her|their|seiner|ihrer|\w+'s|someone's) (?:own )?(?:voice|Stimme))|\bheard (?:themselves|himself|herself)\b|\binto (?:his|her|their|\w+'s) voice\b|\b(?:became|as|for|called) (?:the )?(?:stock |synthetic )?voices? [\"']"
        r"|\b(?:synthetic|cloned|digital|artificial|AI) (?:voices?|narrators?|versions?) (?:of|based|made|modelled|derived)|\ban? AI (?:version|double|copy|replica) of\b|\b(?:his|her|their) (?:AI|digital|synthetic) (?:voice|double|twin|clone)s?\b|\b(?:machine-made|AI|fake|resurrected|digital|synthetic) (?-i:[A-Z]\w+)(?= (?:told|said|sang|spoke|announced|read))",
        (
            "a voice that her grandson could not tell from hers",
            "lets anyone sing as him",
            "The voice is a täuschend echte Kopie",
            "an AI version of the comic",
        ),
        ("a voice of reason", "voice AI company", "in her own voice"),
    ),
    (
        "voice_cloning",
        both(LOOKS_LIKE, VOICES, 60),
        ("synthetic voices were derived from recordings", "clones their vocals"),
        ("a voice of reason",),
    ),
)
