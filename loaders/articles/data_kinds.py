"""Kinds of data that a text speaks of, in the terms of graph/vocabulary/data.yaml.

Some words mean a kind for themselves ("lyrics"), some only by what the whole story is about: "images" are photographs where
a picture agency sues, faces where face recognition is at issue, and "the works" are whatever works the story names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.terms import terms
from loaders.articles.names import DATASET, dataset_kinds
from loaders.articles.patterns import pattern
from loaders.articles.story import Sentence

# Kinds that stand for words whose meaning the story decides.
WORKS, IMAGES, RECORDINGS, CONVERSATIONS, VOICE, ITEMS = (
    "?works",
    "?images",
    "?recordings",
    "?conversations",
    "?voice",
    "?items",
)

_OF = (
    r"(?:(?:[Tt]heir|[Ii]ts|[Hh]is|[Hh]er|[Oo]ur|[Tt]hose|[Tt]hese|[Ww]hose|[Uu]sers'?|[Cc]ustomers'|[Mm]embers'|[Pp]ublishers'|[Aa]uthors'|[Ww]riters'|[Aa]rtists'|[Pp]laintiffs?'s?|people's|[A-Z][\w-]+'s?"
    r"|(?:[Tt]housands|[Mm]illions|[Bb]illions|[Hh]undreds|[Dd]ozens|[Tt]ens of thousands|[Ss]cores) of|\d[\d,.]*(?: (?:million|thousand|billion))?|(?:[Tt]housand|[Mm]illion)|copyrighted|protected|licensed|unlicensed|copied|pirated|stolen|scraped) (?:[\w'-]+ )?)"
)
"""What stands before a word that means a kind of data only as somebody's, or in number."""

CHARACTERS = (
    r"(?:Darth Vader|Yoda|Grogu|Chewbacca|R2-D2|Minions|Wonder Woman|Superman|Batman|Joker|Aquaman|Harley Quinn|Shrek|Puss in Boots|Kung Fu Panda|Mickey(?: Mouse)?|Minnie Mouse|Donald Duck|Elsa|Ariel|Moana|Simba|Wall-E|Nemo|Lightning McQueen|Stitch"
    r"|Homer Simpson|Bart Simpson|the Simpsons|Spider-Man|Iron Man|Deadpool|Wolverine|Hulk|Groot|Thanos|Captain America|Black Panther|Buzz Lightyear|Woody|Bugs Bunny|Daffy Duck|Tweety|Scooby-Doo|Tom and Jerry|Powerpuff Girls|Rick and Morty|SpongeBob"
    r"|Ultraman|Pikachu|Pokémon|Super Mario|Mario\b|Sonic the|Hello Kitty|Doraemon|Naruto|Peppa Pig|Paddington|Harry Potter|Barbie|Optimus Prime|Godzilla|King Kong|ピカチュウ|ドラえもん|ウルトラマン)"
)
"""Figures whose names alone say that characters are meant."""

_KINDS: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    # (kind, regex, matches, ignores); earlier ones win where they overlap
    ("inmail", r"InMails?(?: messages?)?", ("private InMail messages",), ("mail",)),
    (
        "direct_messages",
        r"direct messages|\bDMs\b" r"|private chats on|\bPNs\b|messages privés? directs",
        ("their direct messages",),
        ("messages",),
    ),
    (
        "chat_messages",
        r"(?:WhatsApp|Slack|chat|text|instant|group|KakaoTalk|Telegram|Messenger|LINE) (?:messages|chats|conversations)|messages on (?:WhatsApp|Slack)"
        rf"|{_OF}(?:texts|text messages|SMS|chats)\b|\bSMS\b|チャット(?:履歴|内容)",
        ("WhatsApp messages",),
        ("private messages",),
    ),
    (
        "private_messages",
        (
            r"(?:private|personal|confidential)(?: (?!InMail)\w+)? (?:messages|messaging)|(?:members?|customers?"
            r"|users?)'? (?:private |personal )?messages|(?:private|Private) (?!InMail)\w+ [Mm]essages"
            r"|(?:private|privaten?) (?:Nachrichten|chats)|messages privés|messagerie privée|(?:メッセージ|ダイレクトメッセージ)"
        ),
        ("Premium customers' private messages", "member messages"),
        ("messages of hope",),
    ),
    (
        "chatbot_conversations",
        (
            r"(?:conversations?|chats?|interactions"
            r"|prompts?) (?:people have )?with (?:the |its |an? )?(?:AI |chat)?(?:chatbots?|bots?|assistants?"
            r"|ChatGPT|Claude|Gemini|Bard|Grok)|(?<!to )(?:user|users') prompts|chat ?logs|chatbot conversations"
            r"|(?:what|things) (?:people|users|they) (?:type[sd]?|told|tell|asked?|ask) (?:into |to )?(?:the |its )?(?:chat)?bot"
        ),
        ("conversations with the chatbot",),
        ("conversations between people",),
    ),
    (
        "email",
        (
            r"(?<!\ban )(?<!\bby )(?<!\bour )(?<!\bmy )(?<!\bvia )(?<!\bto )(?<!\bthis )\be-?mails?\b(?! address| newsletter| that| to | sent by|ed)|\bGmail\b(?: (?:conversations"
            r"|messages))?"
        ),
        ("even emails in secret", "Gmail conversations"),
        ("e-mail address", "said by email", "did not answer an e-mail"),
    ),
    (
        "meeting_recordings",
        (
            r"(?:recordings?|transcripts?|audio|recorded|transcrib\w+) (?:of |from )?(?:\w+ ){0,3}meetings?"
            r"|meeting (?:recordings?|transcripts?|audio|conversations?)|(?:virtual|video|online|Zoom"
            r"|private)(?: \w+)? meetings|(?:meetings|video ?conferences)"
            r"|(?:Zoom|Teams|video|conference|Meet) (?:calls?|chats?|sessions?)\b|(?:therapy|counselling|counseling) sessions|what (?:is|was|gets|was being) said in (?:a |the |their )?(?:meetings?|calls?)|(?:job|candidate|applicant|video|webcam) interviews|[Ii]nterview (?:videos?|recordings?|footage|transcripts)|depositions|Besprechungen|Sitzungen (?:aufge|mitge)|réunions|会議(?:の)?(?:音声|録音|内容)"
        ),
        ("slips into virtual meetings", "a billion transcribed meetings"),
        ("a meeting of the board",),
    ),
    (
        "voiceprints",
        r"voice-?prints?|voice (?:geometry|biometrics|data|signatures)",
        ("voiceprints of callers",),
        ("voices",),
    ),
    (
        "voice_calls",
        (
            r"(?:phone|telephone|customer service|customer support|customer|voice|support) (?:calls?|orders?"
            r"|conversations?)|(?:recorded|listened to|recording|intercepted|monitor\w*) (?:\w+ ){0,3}calls?\b"
            r"|callers'? (?:words|voices?|conversations?)|\bcalls\b(?! (?:itself|on|for|the|it|that|his|her|their"
            r"|them|him|this|its|whose|for|into))|recorded? orders|took the call"
            r"|voice-?mails?|(?:telephone|phone|customer) (?:lines?|hotlines?)(?= (?:record|listen|were))|Telefon(?:gespräche?n?|ate)|Anrufe?n?\b|appels téléphoniques|conversations téléphoniques|通話"
        ),
        ("recorded phone orders", "callers' words"),
        ("calls the claims baseless",),
    ),
    (
        "face_images",
        (
            r"face-?prints?|(?:geometry|scans|measurements) of (?:their |his |her |the )?faces?|facial (?:images?|geometry|scans?|data|features)|(?:images?|pictures?|photos?"
            r"|photographs?|scans?) of (?:people's |their |his |her |users' )?faces|\bfaces\b(?! (?:a|an|the"
            r"|dozens|up|charges|\w+ suits?))|face (?:images|templates|scans|data|geometry)|selfies"
            rf"|{_OF}(?:faces|headshots|mug ?shots|portraits)\b|Gesichts(?:bilder|daten|geometrie)\w*|visages|顔(?:写真|画像|データ)"
        ),
        ("before faceprints are compiled", "a plan to license faces"),
        ("Google faces a suit",),
    ),
    (
        "biometric_data",
        r"biometric(?:s| data| information| identifiers?)(?! [Pp]rivacy)"
        r"|biometrische\w* (?:Daten|Merkmale)|données biométriques|生体(?:情報|データ)",
        ("getting biometric data",),
        ("Biometric Information Privacy Act",),
    ),
    (
        "genetic_data",
        (
            r"genetic (?:data|information|tests?|testing|test results|profiles)(?! [Pp]rivacy)|\bDNA\b"
            r"|genomic data"
            r"|(?:DNA|saliva) (?:samples?|kits?|data)|genetische\w* Daten|données génétiques|遺伝(?:子)?(?:情報|データ)"
        ),
        ("suits about genetic data",),
        ("Genetic Information Privacy Act",),
    ),
    (
        "health_data",
        (
            r"(?:medical|health|clinical|hospital|patient|patients'|patient's)(?: and \w+)? (?:records?|data|information|details|histories|files|notes|scans|images)"
            r"|records of (?:\w+ ){0,4}patients?\b|doctors' (?:free-text )?notes|dossiers? médica\w+|données (?:médicales|de santé)|Gesundheitsdaten|Patientendaten|患者(?:の)?(?:情報|データ)"
            r"|protected health information|patient conversations"
            r"|\bX-?rays?\b|\bMRIs?\b|(?:diagnos[ei]s|prescriptions?|lab results|symptoms|therapy notes|mammograms|pathology slides)\b|(?:medical|diagnostic) (?:scans?|images?|imaging)"
        ),
        ("medical records",),
        ("health of the firm",),
    ),
    (
        "childrens_data",
        r"(?:children's|kids'|minors') (?:personal |voice )?(?:data|information|voices?|recordings|photos|messages|accounts)|(?:data|information|recordings|voices|photos|messages) (?:of|from|about) (?:children|minors|kids|teenagers|under-1\ds)|Daten von (?:Minderjährigen|Kindern|Jugendlichen)|données (?:d'enfants|de mineurs)",
        ("children's data",),
        ("children",),
    ),
    (
        "location_data",
        r"(?:geo-?)?location (?:data|details|information|history)|whereabouts|demographic and location (?:data|details)|location (?:plus|and) demographic (?:data|details)|(?<=plus )location"
        rf"|GPS (?:data|traces|tracks|coordinates)|{_OF}(?:movements|trips|journeys|whereabouts)\b|Standortdaten|données de localisation|位置情報",
        ("location data",),
        ("location",),
    ),
    (
        "browsing_data",
        r"browsing (?:history|data|habits|activity)|search (?:history|queries)"
        rf"|{_OF}(?:clicks|searches|keystrokes|mouse movements|page views)\b|keystrokes|mouse movements|click ?streams?|Suchanfragen|historique de navigation|閲覧履歴",
        ("browsing history",),
        ("browser",),
    ),
    (
        "3d_models",
        r"3-?D[- ](?:\w+ )?(?:models?|assets?|objects?|files?|artists?|meshes|designs?|content|works?)\b(?! (?:generat|maker))",
        ("the 3D models that he put online", "a 3D artist"),
        ("3D printing",),
    ),
    (
        "databases",
        r"(?:copies of|copied|trained on|built on|extract\w+ from) (?:that|the|its|their) (?:[\w-]+ )?databases?\b|\d(?:\.\d+)? million (?:of )?(?:legal |court )?(?:records|entries|listings)\b|\bdatabases? of (?:[\w,-]+ ){0,5}(?:entries|descriptions|records|metadata|listings|prices|facts)|(?<=[Tt]he )(?-i:[A-Z]\w+ Data)\b(?! (?:Protection|Privacy))|\bmetadata (?:database|records|sets?)",
        ("a database of tens of millions of entries", "copied the Acme Data"),
        ("a database", "the Data Protection Commission"),
    ),
    (
        "user_posts",
        (
            r"(?:user|users'|social[- ]media|Reddit|public|Facebook|forum)(?: \w+)? (?:posts?|comments"
            r"|discussions)(?: and (?:comments|discussions))?|\btweets\b|posts? (?:on|in) social media"
            r"|posts and comments|user-generated content|(?:users|members|posters|redditors|commenters|contributors|forum users|the community) (?:have |had )?(?:written|wrote|posted|typed|contributed)|(?:words|content|text) (?:written|posted|created"
            r"|generated|shared) by (?:its |their |the site's )?users|Reddit (?:content|data)|users'? (?:posts"
            r"|comments|content)|(?:Beiträge|Posts|Kommentare)n?\b|public posts|\bposts\b(?= (?:from|by|of|on|that|they|and)| were)"
            rf"|{_OF}(?:posts|comments|tweets|threads|forum (?:entries|contributions)|postings)\b|(?:product|customer|restaurant|hotel|user) reviews|(?:forum|message[- ]board|subreddit) (?:threads|content|archives?)|\breviews\b(?= (?:by|from|were|written|that))|status updates|publications (?:publiques|des utilisateurs)|commentaires|投稿|書き込み|öffentliche\w* (?:Beiträge|Inhalte)"
        ),
        ("users' posts and comments", "posts on social media"),
        ("posts a profit",),
    ),
    (
        "profile_data",
        r"profile (?:data|information|details)|users' profiles"
        rf"|(?:résumés|resumes|CVs|job histories|curricula vitae)\b|{_OF}(?:profiles)\b|Profildaten|Lebensläufe",
        ("profile data",),
        ("profile of the judge",),
    ),
    (
        "personal_data",
        (
            r"(?:personal(?:ly identifiable)?|private)(?:,? (?:and|or) \w+)? (?:data|information|details)"
            r"|(?:users?|users'|user's|customers?|customers'|customer|consumers?|consumers'|consumer|members?"
            r"|members'|people's) (?:personal |private )?(?:data|information)\b|data (?:of|from|about"
            r"|on) (?:its |their |his |millions of |the )*(?:users|customers|people|members|consumers)"
            r"|\b(?:user|man|woman|person|member|subscriber|patient|citizen|European|resident|owner|driver)s?(?:'s|s')? (?:Facebook|Instagram|own|personal|private|account|and|[A-Z]\w+| )*data\b|(?:Facebook|Instagram|Google|LinkedIn|TikTok)(?: and [A-Z]\w+)? data\b|\b(?:names and addresses|phone numbers|home addresses|account numbers|bank details|social security numbers)\b"
            r"|digital footprints?|(?:everything|nearly everything|anything) (?:ever )?(?:shared|people"
            r"|users)(?: \w+)? (?:put|shared?|posts?|online|on the internet)|(?:millions of )people (?:were"
            r"|was) scraped|personenbezogene\w* Daten|données personnelles|個人情報"
            rf"|(?:persönliche\w*) (?:Daten|Informationen)|(?:renseignements|informations) personnel(?:le)?s|(?:people's|users'|children's|customers'|everyone's) lives|{_OF}(?:names and addresses|contact details)\b|ユーザー(?:の)?データ"
        ),
        (
            "personal and professional information",
            "scraped nearly everything people put on the internet",
            "sharing customer information",
        ),
        ("information",),
    ),
    (
        "confidential_business_data",
        r"(?:farm|field|yield|crop|harvest|sales|pricing|business|operational|confidential|commercial|proprietary|telemetry|trading|transaction) (?:data|records|information|figures)|(?:yield|soil) (?:maps|tests|samples)|customer lists|price lists|internal (?:documents|files|data)|trade secrets of|Geschäftsgeheimnisse|secrets d'affaires|営業秘密",
        ("who stored field records", "its confidential information"),
        ("personal information", "data"),
    ),
    (
        "design_files",
        r"design (?:files?|work|data)|\bdesigns\b|layer properties"
        r"|(?:CAD|Figma) files|blueprints|prototypes|mock-?ups",
        ("Design files, layer properties", "their designs were misused"),
        ("design firm",),
    ),
    (
        "customer_content",
        (
            r"(?:customers?|customers'|users'?|users|clients?|clients') (?:\w+ )?(?:work|creations"
            r"|intellectual property|projects|files|content|documents)\b"
            r"|[Dd]ata and intellectual property of (?:the |its )?(?:users|customers)|proprietary (?:work|files"
            r"|content|data)|user content"
            rf"|{_OF}(?:documents|spreadsheets|uploads|files)\b|Kundendaten|contenus? des clients|what customers (?:store|upload|keep)"
        ),
        ("its customers' proprietary work", "feeding customer work to AI", "client files"),
        ("customer service",),
    ),
    (
        "source_code",
        (
            r"(?:source|computer|software|licensed|open[- ]source|public|their|programming|his) code\b"
            r"|(?<![A-Z]\w )(?<!Penal )(?<!Civil )\bcode\b(?! (?:of|section|§|editor|name|for conduct))"
            r"|code (?:samples|hosted)|(?:public |GitHub |code |software |open[- ]source )+repositories"
            rf"|(?:their|open|public|free|licensed|GitHub) (?:source )?(?:software|repositories|repos)|{_OF}(?:repositories|repos|commits|programs|scripts for|code)\b|\b[Qq]uell(?:code|text)\w*|\bcode source\b|ソースコード"
        ),
        ("copying their code", "training on public GitHub repositories"),
        ("Penal Code § 631", "the code of conduct"),
    ),
    (
        "song_lyrics",
        (
            r"\b(?:song )?lyrics?\b|(?:Lied|Song)texte?n?\w*|\bparoles\b|歌詞|\b[Tt]exten?\b(?=[^.]{0,60}(?:Lied"
            r"|Song|ChatGPT))"
            rf"|{_OF}(?:verses|refrains|words to (?:\w+ )?songs)\b|words of (?:the |their |\w+ )?songs"
        ),
        ("song lyrics", "neun Liedtexte", "Songtexten"),
        ("lyrical",),
    ),
    (
        "compositions",
        r"(?:musical )?compositions\b|sheet music|partitions"
        r"|Kompositionen|scores? of (?:music|songs)|Noten(?:blätter|sätze)|楽譜",
        ("lyrics, compositions and sheet music",),
        ("composition of the panel",),
    ),
    (
        "sound_recordings",
        (
            r"sound recordings?|audiobook (?:recordings?|files)|recorded music|hours of (?:sound|audio|music)|audio (?:clips?|files?)|(?:music|song|audio|master) recordings"
            r"|recordings? of (?:\w+ ){0,3}(?:songs?|music)|(?<!its )(?<!their )\btracks\b(?!\")"
            r"|\baudio\b(?= (?:came|files|from|was|data))|recordings? by |Musik[Aa]ufnahmen"
            rf"|{_OF}(?:albums|singles|masters|beats|stems|samples)\b(?! (?:artists?|industry))|enregistrements musicaux|phonogrammes|Tonträger\w*|音源"
        ),
        ("copyrighted sound recordings", "audio came from YouTube"),
        ("a track record", 'cover its tracks"'),
    ),
    (
        "musical_works",
        (
            r"(?<!AI )\bsongs?\b(?!-?writer| (?:generat|machine|maker|tool|app|factory|robot|writer))|(?<!AI )\bmusic\b(?! (?:machine|model|publish\w*|compan\w+|labels?|industry|services?"
            r"|generators?|group|business|blog|firms?|start\w*|rights|makers?|org\w*|AI|videos?|stream\w*|giants?"
            r"|creat\w+|apps?|tools?))|\b[Rr]epertoire\b|musical works|\bLieder?n?\b|\bMusik\b|chansons|楽曲"
            rf"|\bhits\b(?= (?:by|of|from))|{_OF}(?:hits|tunes|melodies|ballads)\b|œuvres musicales|Musikwerke?n?|morceaux|曲\b|音楽"
        ),
        ("over 20,000 songs", "trained on Koda's repertoire"),
        ("music publishers", "songwriters"),
    ),
    ("audiobooks", r"audio ?books?", ("audiobooks",), ("books",)),
    (
        "reference_works",
        (
            r"encyclop(?:a)?edia(?:s| articles| entries)?(?! Britannica)|dictionar(?:y|ies)(?: (?:definitions"
            r"|entries))?|\bdefinitions\b|textbooks?|reference (?:works|content|material)|study guides"
            rf"|{_OF}(?:definitions|exam questions|test questions|flash ?cards|study materials)\b|(?:textbook|homework) (?:solutions|answers)|(?:Wörter|Lehr|Schul|Übungs)b(?:uch|üche)\w*|Lexikon\w*|manuels\b|work ?books|(?:test|exam)[- ]prep(?:aration)? (?:books|guides|materials?|questions)|practice (?:questions|exams?|tests)|lexicons?|glossar(?:y|ies)|thesaurus(?:es)?|dictionnaires?|encyclopédies?|辞書|百科事典"
        ),
        ("dictionary definitions",),
        ("defined",),
    ),
    (
        "court_opinions",
        r"(?:court|judicial|legal|Canadian|tribunal) (?:decisions|opinions|judgments|rulings|records|documents)\b|case ?law\b|\bjudgments?\b(?= for free|s? of courts)"
        r"|(?:legal|court|case) (?:decisions|opinions|judgments|rulings) (?:of|from|on)|Gerichtsentscheidungen|décisions de justice|jurisprudence|判例",
        ("court decisions in bulk",),
        ("the court decided",),
    ),
    (
        "legal_headnotes",
        r"(?:legal )?headnotes?|Westlaw (?:content|summaries)|(?:case |legal )summaries\b",
        ("Westlaw's headnotes",),
        ("headlines",),
    ),
    (
        "scholarly_articles",
        (
            r"(?:scholarly|academic|scientific|peer-reviewed|journal|research) (?:articles?|papers?|works"
            r"|publications?)"
            r"|\b(?:dissertations|theses|preprints|monographs)\b|Fachartikel|wissenschaftliche\w* (?:Aufsätze|Artikel|Arbeiten)|articles scientifiques|論文"
        ),
        ("scientific papers",),
        ("research",),
    ),
    (
        "scripts",
        r"screenplays?|(?:film|movie|TV|television) scripts"
        rf"|teleplays?|{_OF}(?:scripts|teleplays|drafts|routines|stand-up|jokes)\b|(?:comedy|stand-up) (?:routines|material|specials|sets)|\b(?:episode|film|movie|TV|television|dialogue) (?:scripts?|dialogue)|Drehbücher|scénarios|脚本",
        ("screenplays",),
        ("scripts for browsers",),
    ),
    (
        "literary_works",
        r"\bliterary works?\b|\bœuvres littéraires|\bSprachwerke?n?\b",
        ("copies of literary works",),
        ("literary agents",),
    ),
    (
        "books",
        (
            r"\b(?:e-?)?books?\b(?! (?:a |value|keeping))|\bnovels?\b(?! (?:question|approach|theory|legal|issue"
            r"|argument|way|idea|use))|\bmemoirs?\b|copyrighted titles|\b[Bb]üche?r?n?\b"
            r"|\blivres?\b|\bouvrages?\b|\bromans\b|書籍|自著|著書|小説|購入した本"
            rf"|{_OF}(?:picture books|graphic novels|volumes|thrillers|short stories|poems|poetry|biograph(?:y|ies)|manuscripts|bestsellers|titles by|essays|fiction|fan ?fiction|romances|cookbooks|plays)\b|\b(?:fan ?fiction|poems|children's stories|short stories)\b|\bRomanen?\b|\bKinderbuch\w*|\bBuchreihe|小説|絵本"
        ),
        ("pirated books", "des livres piratés", "海賊版の書籍"),
        ("booked a profit", "a novel question"),
    ),
    (
        "news_articles",
        (
            r"(?:news |newspaper |press |copyrighted |web |published |publishers' |news site )*\barticles?\b(?! (?:\d"
            r"|was first|first|by|of faith))(?<!Article)|\bjournalism\b|(?:news|wire|agency|newspapers?'|magazine|its|their) (?:dispatches|copy|reports?)\b|news (?:content|stories|reports|reporting"
            r"|material|archives?)|newspaper (?:content|archives?|articles?|stories)|press (?:content"
            r"|publications?)|publishers' content|(?:their|its|our) (?:\w+ )?(?:stories|reporting"
            r"|journalistic \w+)|\bArtikeln?\b(?! \d)|Zeitungsartikel\w*|Presseartikel\w*|articles de presse"
            r"|(?:ニュース|新聞)?記事"
            rf"|{_OF}(?:columns|coverage|dispatches|news stories|reportage|newsroom's work|headlines|(?<!job )(?<!video )(?<!candidate )interviews|investigations|obituaries|news reports|pieces)\b|\b(?:wire|news) (?:reports|copy|items|pieces)|\b[Mm]eldungen\b|\b[Bb]erichterstattung\b|Nachrichten(?:texte|inhalte|artikel)\w*|dépêches|contenus de presse|ニュース(?:コンテンツ)?|報道"
        ),
        ("thousands of their articles", "reproduced its press content", "記事の無断利用"),
        ("Article 15 of the DSM Directive", "under Article 9"),
    ),
    (
        "audiovisual_works",
        r"(?:stock|archive|archival|documentary|news|video) footage|footage (?:library|archive)|newsreels|home movies|video archives?|clips of (?:films|newsreels|home movies)|Archivmaterial",
        ("41,000 clips of home movies",),
        ("the footage of the accident",),
    ),
    (
        "films_and_tv",
        r"\bfilms?\b|\bmovies?\b|(?:TV|television) (?:shows?|series|episodes|programm?es?)|programmes de télévision|émissions|映画|ドラマ|番組|アニメ|\bSpielfilme?n?\b|\bSerien\b"
        rf"|{_OF}(?:shows|episodes|series|cartoons|documentaries|footage|broadcasts|programm?es|trailers|blockbusters)\b|anime\b|documentaires",
        ("films and TV shows",),
        ("filming",),
    ),
    (
        "video_transcripts",
        (
            r"(?:YouTube |video )?(?:transcripts|transcriptions|subtitles)(?: (?:of"
            r"|from) (?:\w+ )?videos)?(?! of meetings)"
            r"|closed captions|Untertitel|sous-titres|字幕"
        ),
        ("subtitles of YouTube videos",),
        ("transcript of the hearing",),
    ),
    (
        "online_videos",
        (
            r"(?:YouTube|online|uploaded|creators'|their) videos?|\bvideos\b(?! (?:generat|tool|call))"
            r"|YouTube content|動画(?!配信|生成|大手|サイト|投稿)"
            rf"|{_OF}(?:videos|clips|vlogs|streams|uploads|footage|YouTube content|channels?' content)\b|video clips|vidéos|YouTube-Videos|\bVideos\b"
        ),
        ("millions of YouTube videos",),
        ("video generator",),
    ),
    (
        "characters",
        (
            r"(?:(?:copyrighted|famous|beloved|iconic|well-known|popular|animated|cartoon|Disney|their|its|movie"
            r"|film|such) )+characters?\b|\bcharacters\b"
            rf"|{CHARACTERS}"
            r"|キャラクター"
        ),
        ("famous characters such as Shrek",),
        ("of good character",),
    ),
    (
        "illustrations",
        r"\billustrations?\b|\bdrawings?\b(?! on)|\bcartoons?\b|\bcomics?\b|\bmanga\b"
        rf"|{_OF}(?:sketches|panels|drawings)\b|Illustrationen|Zeichnungen|dessins|planches|bandes dessinées|イラスト|漫画|マンガ",
        ("her illustrations",),
        ("drawing on the ruling",),
    ),
    (
        "visual_art",
        (
            r"\bart ?works?\b|\bpaintings?\b|visual (?:art|works)|(?:copyrighted|their|artists'|original|digital"
            r"|creative|human) art\b|works of art|artists' (?:works?|images)"
            rf"|{_OF}(?:paintings|canvases|prints|sculptures|concept art|digital art|art|portfolios?)\b|concept art|Kunstwerke?n?|Gemälde|œuvres (?:graphiques|visuelles|d'art)|tableaux|美術作品|絵画"
        ),
        ("billions of artworks",),
        ("state of the art",),
    ),
    (
        "photographs",
        (
            r"\bphoto(?:graph)?s?\b(?! (?:agency|storage|house|service|editor|library|app|sharing|archive's"
            r"|dataset|credit|by))|stock (?:images|pictures)|\bFotos?\b"
            r"|\bFotografien?\b|\bBilder\b|写真|photographies?"
            rf"|{_OF}(?:snapshots|stock (?:photos|images)|photography|photographic works)\b|photo (?:archives?|collections?)|stock photography|clichés"
        ),
        ("millions of photographs", "stock pictures"),
        ("photo agency", "picture this"),
    ),
    (
        IMAGES,
        (
            r"\bpictures\b(?! (?:of|from) faces)|(?<!rateur d')(?<!rateurs d')\bimages?\b(?! (?:generat\w+|models?|tools?|synthesis"
            r"|creat\w+|mak\w+|and video (?:generat\w+"
            r"|services?|tools?|models?|platforms?)|library|AI|service))"
        ),
        ("billions of images",),
        ("image generators",),
    ),
    ("likeness", r"\blikeness(?:es)?\b", ("name and likeness",), ("like",)),
    (
        VOICE,
        (
            r"\bvoices?\b(?!,? (?:and|or) (?:the )?(?:style|themes?|tone|syntax|manner|prose|plot|character))(?! (?:assistants?|generators?|ordering|tools?|AI|recognition|technology|start"
            r"|clon\w+ (?:start|compan|firm|tool|tech)))|voice[- ]?over (?:recordings|work|performances)"
            r"|\bnarrations?\b|voice recordings|音声|声(?=[をがにの])|\bvoix\b|\bStimmen?\b"
        ),
        ("trained on his voice",),
        ("voice assistant",),
    ),
    (
        RECORDINGS,
        (
            r"\b(?:Ton|Sprach|Hörbuch)?[Aa]ufnahmen\b|enregistrements\b|録音"
            r"|\brecordings? of (?:(?:newscasts|podcasts|broadcasts|books|audiobooks|speeches|lectures|shows|voices|narrators|speakers|actors|radio \w+)(?:,? and |, )?)+\b"
            r"|\brecordings?\b(?! (?:artists?|industry|academy|companies|studio|labels?|Industry|Academy))"
            r"|\btranscripts\b"
        ),
        ("recordings were kept",),
        ("the recording industry",),
    ),
    (
        CONVERSATIONS,
        (
            r"\bconversations?\b|会話|\bGespräche?n?\b|(?<!head of )(?<!director of )(?<!chief )(?<!in )(?:private |confidential |users' )*\bcommunications\b(?! (?:Act|Privacy|Decency"
            r"|director|chief|officer|company))"
        ),
        ("conversations are kept without end",),
        ("Stored Communications Act",),
    ),
    (
        "web_text",
        (
            r"(?:amounts of |vast |masses of )*text (?:from|on|of) (?:the )?(?:internet|web)|web ?pages|\bblog posts?\b|\bblogs\b(?! (?:about|by))"
            r"|(?:wrote|written|posted|published|said) (?:\w+ )?(?:on|to) the (?:internet|web)\b"
            r"|(?:website|web) (?:content|text)"
        ),
        ("vast amounts of text from the internet",),
        ("text of the ruling",),
    ),
    (
        "maps",
        r"\bmaps\b(?! out)|geographic data"
        r"|street(?:-level)? (?:images|imagery|photos)|(?:satellite|aerial) (?:images|imagery)|Kartendaten|cartes\b|地図",
        ("digital maps",),
        ("mapping",),
    ),
    (
        WORKS,
        (
            r"(?:copyrighted|copyright-protected|copyright|protected|creative|original|pirated|stolen|unlicensed"
            r"|affected|underlying|artistic|intellectual)(?:,? (?:and|or|creative|copyrighted"
            r"|protected) ?\w*)? (?:works?|materials?|content|titles|property|media|text)\b|\b(?:their|his|her"
            r"|its|the|these|those|such|whose|all|of|\d[\d,]*|million|thousands of|millions of|protected|fremde"
            r"|fremder|geschützte\w?|ses|leurs|des|les|d'|par) (?:own )?(?:works?|Werken?|œuvres?)\b|\bœuvres?\b"
            r"|\b(?:published|public|creative|journalistic|copyrighted|written|authors'|writers'|artists'|plaintiffs'|protected|literary|artistic|original|(?:his|her|their|our)(?: published| own)?) work\b(?! (?:for|at|with|as|on|in|was done|together|force))"
            r"|(?:amounts of|their|its|publishers'|outlets'|publishers|published|news|the site's"
            r"|websites') content\b|著作物|コンテンツ"
        ),
        ("copyrighted works", "use of their works", "200 million copyrighted materials"),
        ("it works well",),
    ),
    (ITEMS, r"\b(?:fodder|training data|datasets?|training material)\b", ("machine-learning fodder",), ("data",)),
)
_REGEXES = tuple(
    (kind, pattern(f"data: {kind}", regex, matches=matches, ignores=ignores, flags=0))
    for kind, regex, matches, ignores in _KINDS
)
_ANY = "|".join(f"(?P<k{index}>{regex.pattern})" for index, (_, regex) in enumerate(_REGEXES))
_ALL = re.compile(rf"(?<!\w)(?:{_ANY})")
_ALL_CJK = re.compile(_ANY)
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SENTENCE_INITIAL = re.compile(r"^[A-Z][a-z]+")


PRODUCT = pattern(
    "what follows a kind of data in the name of a tool for it",
    r"""[- ](?:(?:and|or) [\w-]+[- ])?(?:(?:making|writing|generating|generation|creation|composition|composing|synthesis|recognition|processing|editing|search|understanding)[- ])?
        (?:AI )?(?:generators?|generation|synthesi[sz]ers?|models?|apps?|tools?|bots?|chatbots?|assistants?|software|engines?|machines?|makers?|robots?|creators?|start-?ups?)\b""",
    matches=("-making app", " generator", " models", " and video generator", " synthesis engine"),
    ignores=(" of a singer", " archive"),
)


@dataclass(frozen=True, slots=True)
class DataMention:
    """A kind of data named at a place of a sentence. `kind` may begin with "?" until a topic resolves it."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=4096)
def data_mentions(text: str) -> tuple[DataMention, ...]:
    """The kinds of data that a sentence names, in order. A capital at its beginning does not matter.

    >>> [found.kind for found in data_mentions("Lyrics and private InMail messages were copied")]
    ['song_lyrics', 'inmail']
    """
    found = [
        _mention(match)
        for match in (_ALL_CJK if _CJK.search(text) else _ALL).finditer(text)
        if not PRODUCT.match(text, match.end())
    ]
    first = _SENTENCE_INITIAL.match(text)
    if first and not (found and found[0].start == 0):
        lowered = text[0].lower() + text[1:]
        match = _ALL.match(lowered)
        if match and (not found or match.end() <= found[0].start):
            found.insert(0, _mention(match))
    return tuple(found)


def _mention(match: re.Match[str]) -> DataMention:
    kind = _REGEXES[int((match.lastgroup or "k0")[1:])][0]
    return DataMention(*match.span(), "books" if kind == "audiobooks" else kind)


# ---------------------------------------------------------------------------------------------------------------------
# What the story is about

_FACES = re.compile(
    r"(?i)\b(?:facial|face)[- ](?:recognition|scan\w*|geometry|template\w*)|\bgeometry of\b|\bselfies\b|\bfaceprints?|\bbiometric"
)
_PHOTO = re.compile(r"(?i)\b(?:photos?|photograph\w*|picture agency|stock (?:photo|image|picture)s?|getty)\b")
_ARTISTS = re.compile(r"(?i)\b(?:artists?|illustrators?|painters?|artworks?|visual art)\b")
_MUSIC = re.compile(r"(?i)\b(?:music|songs?|labels?|lyrics?|musicians?|singers?|record companies)\b")
_WRITERS = re.compile(
    r"(?i)\b(?:authors?|writers?|novelists?|Schriftsteller\w*|Autor(?:in|en|innen)?|auteurs?|romanciers?|作家)\b"
)
_MEETING = re.compile(
    r"(?i)\b(?:meetings?|(?:job|candidate|applicant) interviews?|interviewed|webcam|note-?tak\w+|videoconferenc\w+|transcription)\b"
)
_PHONE = re.compile(r"(?i)\b(?:phone[ds]?|telephone|call(?:s|ers?| cent(?:er|re)s?)|rang|voice ordering|orders? by)\b")
_VOICES = re.compile(
    r"(?i)\b(?:voice[- ]?(?:over|actors?|clon\w+|artists?)|narrat\w+|host(?:s|ed)?|voices?|Stimmen?|voix)\b|声優|の声"
)
_ASSISTANT = re.compile(
    r"(?i)\b(?:voice assistants?|smart (?:speakers?|home)|wake[ds]? (?:up|words?)|false accepts?|private (?:conversations?|talk|chats?)|conversations?|eavesdrop\w*|overheard?|Siri|Alexa)\b"
)
_FORUM = re.compile(
    r"(?i)\b(?:forums?|message boards?|subreddits?|reddit|threads|posters|(?:social|discussion) (?:network|site)s?|Foren|Forum)\b"
)
_CHILDREN = re.compile(
    r"(?i)\b(?:children'?s?|kids'?|minors'?|COPPA|under 13|Kinder\w*|Minderjährige\w*|enfants|mineurs)\b|子ども|児童"
)
_CARE = re.compile(
    r"(?i)\b(?:patients?'?|doctors?|physicians?|clinics?|exam(?:ination)? rooms?|hospitals?|healthcare|medical|medicine|nurses?|clinic(?:al|ians?)|appointments?|health (?:system|care)|Patient\w*|Ärzte|hôpital)\b|患者"
)
_LOOK_UP = re.compile(
    r"(?i)\b(?:encyclop\w+|dictionar(?:y|ies)|merriam|britannica|thesaurus|Lexikon\w*|Wörterb\w+|dictionnaires?)\b|百科事典|辞書|ブリタニカ"
)
_LEARNED = re.compile(
    r"(?i)\b(?:scholar(?:s|ly|ship)?|academics?|journals|peer[- ]review\w*|researchers|scientists?|universit(?:y|ies)|wissenschaftlich\w*|Fachzeitschrift\w*|revues|scientifiques)\b|論文|学術"
)
_NEWS = re.compile(
    r"(?i)\b(?:news(?:papers?|rooms?)?|journalis\w+|reporters?|magazines?|Zeitung\w*|Presse\w*|journaux|presse)\b|新聞|通信社"
)
_COPYRIGHT = re.compile(r"(?i)\bcopyright|\binfring|\bUrheber|\bdroits? d'auteur|著作権")
_PRIVACY = re.compile(r"(?i)\bprivacy\b|\bdata protection|\bpersonal data|\bDatenschutz|\bvie privée|個人情報")
_CHAT = re.compile(r"(?i)\b(?:chatbot|chatgpt)\b")


MANY = 2
"""Words that must be exceeded for a story to be about patients or children, rather than to speak of one."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What a story is about: how its unspecific words are to be read. `main` is the kind of data that it names most."""

    main: str | None
    images: str
    recordings: str
    conversations: str
    voice: str
    works: str = "copyrighted_works"
    songs: str = "musical_works"
    recorded: bool = False
    articles: str = "news_articles"

    def resolve(self, kind: str) -> str | None:
        """The kind that an unspecific word means here; None where the story does not say."""
        if kind == "musical_works":
            return self.songs
        if kind == "web_text" and self.main and "copyrighted_works" in _above(self.main):
            return self.main  # what matters of "text from the internet" is the works that the suit is about
        if kind == "photographs" and self.images == "face_images":
            return "face_images"
        if kind == "news_articles":
            return self.articles
        if not kind.startswith("?"):
            return kind
        if kind == WORKS:
            return self.main if self.main and "copyrighted_works" in _above(self.main) else self.works
        if kind == ITEMS:
            return self.main
        return {IMAGES: self.images, RECORDINGS: self.recordings, CONVERSATIONS: self.conversations, VOICE: self.voice}[kind]


def _above(kind: str) -> set[str]:
    found: set[str] = set()
    waiting = [kind]
    while waiting:
        for broader in terms("data")[waiting.pop()].broader:
            if broader not in found:
                found.add(broader)
                waiting.append(broader)
    return found


def is_broader(kind: str, of: str) -> bool:
    """Whether one kind of data takes in another.

    >>> is_broader("private_messages", "inmail")
    True
    """
    return kind in _above(of)


def topic_of(story: Sequence[Sentence]) -> Topic:
    """What a story is about, by the words that it uses."""
    text = "\n".join(sentence.text for sentence in story)
    faces, photos, artists = (len(regex.findall(text)) for regex in (_FACES, _PHOTO, _ARTISTS))
    meeting, phone, music = (len(regex.findall(text)) for regex in (_MEETING, _PHONE, _MUSIC))
    looked_up, learned, news = (len(regex.findall(text)) for regex in (_LOOK_UP, _LEARNED, _NEWS))
    care, children = len(_CARE.findall(text)), len(_CHILDREN.findall(text))
    images = (
        "face_images"
        if faces > photos
        else "visual_art"
        if artists > photos
        else "health_data"
        if care > MANY and care > photos
        else "photographs"
    )
    voices = len(_VOICES.findall(text))
    overheard = len(_ASSISTANT.findall(text))
    talk = (
        "communications"
        if overheard > max(meeting, phone)
        else "meeting_recordings"
        if meeting > phone
        else "voice_calls"
        if phone
        else "communications"
    )
    recordings = (
        "communications"
        if overheard > max(meeting, phone, music, voices)
        else "meeting_recordings"
        if meeting > max(phone, music, voices)
        else "voice_calls"
        if phone > max(music, voices)
        else "sound_recordings"
        if music > voices
        else "voice_performances"
        if voices
        else "sound_recordings"
    )
    if children > MANY and children > music and recordings != "sound_recordings":
        talk = recordings = "childrens_data"
    elif care > MANY and care > max(meeting, music, voices):
        talk = recordings = "health_data"
    elif len(_FORUM.findall(text)) > max(meeting, phone, overheard):
        talk = "user_posts"
    conversations = talk if talk != "communications" else "chatbot_conversations" if _CHAT.search(text) else "communications"
    topic = Topic(
        None,
        images,
        recordings,
        conversations,
        "childrens_data"
        if recordings == "childrens_data"
        else "voice_performances"
        if voices and phone <= voices
        else "voice_calls",
        articles="reference_works"
        if looked_up > max(1, news)
        else "scholarly_articles"
        if learned > max(1, news)
        else "news_articles",
    )
    counts: Counter[str] = Counter()
    for sentence in story:
        if sentence.background:
            continue
        for mention in data_mentions(sentence.text):
            kind = topic.resolve(mention.kind) if mention.kind not in (WORKS, ITEMS) else None
            if kind:
                counts[kind] += 3 if sentence.title else 1
    if not counts:  # what a named library or corpus holds, where the story says nothing else
        for sentence in story:
            for name in sentence.names:
                kinds = dataset_kinds().get(name.id, ()) if name.kind == DATASET else ()
                counts.update(kinds if len(kinds) == 1 else ())
    main = max(counts, key=lambda kind: (counts[kind], -list(counts).index(kind))) if counts else None
    if main == "musical_works" and counts["sound_recordings"] and not counts["song_lyrics"]:
        main = "sound_recordings"  # recordings of songs are told as "songs" as well
    works = "literary_works" if len(_WRITERS.findall(text)) > artists + music else "copyrighted_works"
    if main is None and max(meeting, phone) > 1 and not _COPYRIGHT.search(text):
        main = talk
    if main is None:  # nothing but what the law in question protects
        works = "news_articles" if news > MANY and news > artists + music else works
        main = works if _COPYRIGHT.search(text) else "personal_data" if _PRIVACY.search(text) else None
    songs = "musical_works"
    if main == "song_lyrics" or (main == "sound_recordings" and not counts["compositions"]):
        songs = main  # "500 songs" in a suit over lyrics are the words of 500 songs
    return replace(
        topic,
        main=main,
        voice="voiceprints" if counts["voiceprints"] else topic.voice,
        works=works,
        songs=songs,
        recorded=counts["sound_recordings"] > 0,
    )
