"""Companies in German, French and Japanese stories that no record knows, by the words and signs beside their names.

Found once in a story, a name is known in all its sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.articles.names import BODY, GUESSED, Name, names
from loaders.articles.patterns import pattern

_KATAKANA = r"[ァ-ヴー][ァ-ヴー・]{2,}(?:AI|ＡＩ)?"
_KANJI = r"[一-龥々]{2,8}"
_LATIN = r"[A-Z][A-Za-z]+(?: ?AI)?"

JAPANESE_BODY = pattern(
    "a company in Japanese",
    rf"""(?<![「『一-龥々ァ-ヴー])(?P<glossed>{_KANJI})（(?P<gloss>[A-Za-z]+[A-Z][A-Za-z .&'-]{{1,30}}|[A-Z][A-Za-z .&'-]{{1,30}}|{_KATAKANA})）(?!氏|さん)
        |(?<![「『ァ-ヴー])(?P<katakana>{_KATAKANA})（(?P<reading>[A-Z][A-Za-z .&'-]{{1,30}})）(?!氏|さん)
        |(?:大手|企業|子会社|親会社|会社|新興|スタートアップ|メーカー|開発元|運営元|版元)(?:の|、)?(?P<called>{_KATAKANA}|{_LATIN})(?=社|側|グループ|は|が|を|に|と|の|、|（|$)
        |(?P<accused>{_KATAKANA}|{_LATIN})(?=を(?:相手|提訴|訴え)|社(?:は|が|を|に|と|側|の)|側(?:は|が|の))
        |(?:社|会社|企業|団体|協会|作家|局)の(?P<ours>{_KATAKANA}|{_LATIN})(?=は|が|など|と|、)
        |(?<![一-龥々])(?P<house>(?!大手|地方|国内|同|各|韓国|米国|日本の|中国|英国|世界)[一-龥々]{{2,5}}(?:書房|書店|新聞社|出版|放送|通信社|新報))(?=は|が|を|と|、|など|に|社)
        |(?<![「『ァ-ヴー])(?P<placed>{_KATAKANA}|{_LATIN})（(?:[一-龥]{{2,3}}[都道府県・][^）]{{0,14}}|米[^）]{{0,12}}|本社[^）]{{0,14}})）
        |株式会社(?P<company>[一-龥々ァ-ヴーA-Za-z]{{2,14}})(?![一-龥々ァ-ヴー])|(?<![一-龥々ァ-ヴーぁ-ん])(?P<incorporated>[一-龥々ァ-ヴーA-Za-z]{{2,14}})株式会社
        |(?:運営する|手がける|開発する|提供する|展開する|販売する|開発した|提供した)(?P<makes>{_KATAKANA}|{_LATIN})(?=社|側|は|が|を|に|と|の|、|（|$)
        |(?P<group>{_KATAKANA}(?:集団|ホールディングス|グループ|社)|{_KANJI}控股|{_KANJI}ホールディングス)""",
    matches=("愛奇芸（iQiyi）が", "IT大手ネイバーと子会社", "ネイバーを提訴", "アリババ集団から", "ミニマックス側は", "運営するボイスクラフト（東京・渋谷）に対し", "株式会社ミライ画房（大阪市）を相手取り"),
    ignores=("大手企業は", "学習に使った"),
    flags=0,
)
JAPANESE_LIST = pattern(
    "companies counted and then named, in Japanese",
    rf"""[\d０-９一二三四五六七八九十]社[、（：](?P<list>(?:{_LATIN}|[A-Z]{{2,6}}|{_KATAKANA}|{_KANJI})(?:[、と・](?:{_LATIN}|[A-Z]{{2,6}}|{_KATAKANA}|{_KANJI}))+)(?=は|が|など|を|に|の|）)""",
    matches=("放送3社、KBS、MBC、SBSは",),
    ignores=("3社は",),
    flags=0,
)
_GENERIC = frozenset(
    "インターネット サービス テクノロジー グループ ソフトウェア ロボット コンテンツ メディア チャットボット データ モデル ニュース ドラマ システム"
    " アプリ ゲーム アニメ ユーザー クリエイター イラストレーター カメラマン プラットフォーム スタートアップ ベンチャー メーカー アルゴリズム"
    " ネット テレビ ラジオ ドイツ フランス イギリス アメリカ カナダ インド イタリア デンマーク スペイン ロシア カリフォルニア ニューヨーク".split()
)
_GERMAN_WORD = (
    r"(?:Stiftung|Verband|Verein|Gesellschaft|Verlag|Verlagsgruppe|Unternehmen|Firma|Konzern|Start-?up|Anbieter|Betreiber|Agentur|Sender"
    r"|Zeitung|Plattform|Hersteller|Entwickler|Tochter|Tochterfirma|Mutterkonzern|Plattenfirma|Musikverlag|Bildagentur|[\w-]+konzern|[\w-]+firma"
    r"|[\w-]+gesellschaft|[\w-]+anbieter|[\w-]+betreiber|[\w-]+verlag|[\w-]+verband)"
)
GERMAN_BODY = pattern(
    "a company in German",
    rf"""\b{_GERMAN_WORD} (?P<called>(?!(?:\w*[Vv]erlag|GmbH|AG|SE|KG|UG|Klage\w*|Antrag|Streit|Urteil|Der|Die|Das|Den|Dem|Des|Ein|Eine|Und|In|Im|Am|Auf|Von|Vom|Zum|Zur|Mit|Aus)\b)[A-ZÄÖÜ][\w&-]*(?:\.\w+)?(?: (?:of|für|der|des|und|&)? ?[A-ZÄÖÜ][\w&-]*(?:\.\w+)?){{0,3}})(?=[ ,.()]|$)
        |\b(?P<formed>(?!(?:Der|Die|Das|Den|Dem|Des|Eine?|Und|In|Im|Am|Auf|Von|Vom|Zum|Zur|Mit|Aus|Gegen)\b)(?:[A-ZÄÖÜ][\w&-]* ){{1,4}}(?:GmbH|AG|SE|KG|e\. ?V\.|Ltd\b\.?|Limited|Inc\b\.?|UG)\b)
        |\b(?P<kind>(?!(?:Der|Die|Das|Den|Dem|Des|Eine?)\b)(?:[A-ZÄÖÜ][\w&-]* ){{0,3}}(?:Verlagsgruppe|Verbraucherzentrale [A-ZÄÖÜ]\w+|Mediengruppe|Buchverlage?))\b""",
    matches=("die niederländische Stiftung Stichting Poe", "die Alpenrechner GmbH", "die Poe House Verlagsgruppe hat"),
    ignores=("die Stiftung sieht darin", "das Unternehmen habe"),
    flags=0,
)
FRENCH_BODY = pattern(
    "a company in French",
    r"""\b(?:[Ll]a société|[Ll]'entreprise|[Ll]'éditeur|[Ll]e groupe|[Ll]a start-?up|[Ll]'agence|[Ll]a plateforme|[Ll]e studio|[Ll]e label|filiales? de|filiales? d'|maison mère,?|[Ll]'association|[Ll]e syndicat
        |[Ll]a chaîne|[Ll]e géant|[Ll]e fabricant|[Ll]e développeur|[Ll]a maison|[Ll]es éditions|[Ll]es sociétés) (?:(?!de\b|du\b|des\b|a\b|est\b|et\b|à\b|ont\b|en\b|sur\b)[a-zà-ÿ-]+ ){0,2}(?P<called>(?!(?:Le|La|Les|Un|Une|Il|Elle|En|De|Du|Des)\b)[A-ZÀ-Ý][\w&'-]*(?:\.\w+)?(?: (?:de |du |des |la |et )?[A-ZÀ-Ý][\w&'-]*(?:\.\w+)?){0,3})
        |\bfiliales? (?:de |d')(?P<parent>[A-ZÀ-Ý][\w&-]*(?:\.\w+)?(?: [A-ZÀ-Ý][\w&-]*(?:\.\w+)?){0,3})
        |(?P<formed>(?:[A-ZÀ-Ý][\w&-]* ){1,4}(?:SA|SAS|SARL|SE|Inc\.?|Ltd\.?|S\.A\.))(?! [A-Z])""",
    matches=("l'éditeur Poe & Fils a", "toutes deux filiales de Roe-MediaForAll", "la société Poe SA"),
    ignores=("l'entreprise a réagi", "la société américaine"),
    flags=0,
)


def story_bodies(texts: Iterable[str], language: str) -> dict[str, Name]:
    """The companies that a story names, by each form in which it goes on to name them."""
    regexes = {"ja": (JAPANESE_BODY,), "de": (GERMAN_BODY,), "fr": (FRENCH_BODY,)}.get(language, ())
    found: dict[str, Name] = {}
    for text in texts if regexes else ():
        for regex in regexes:
            for match in regex.finditer(text):
                for group, words in match.groupdict().items():
                    if words and group not in ("gloss", "reading"):
                        _keep(found, words, match.groupdict().get("gloss") or match.groupdict().get("reading"))
        if language == "ja":
            for match in JAPANESE_LIST.finditer(text):
                for words in re.split(r"[、と・]", match["list"]):
                    _keep(found, words, None)
    return found


def _keep(found: dict[str, Name], words: str, gloss: str | None) -> None:
    words = words.strip(" .")
    if words in _GENERIC or len(words) < 2 or words in found:
        return
    whole = [name for name in names(words) if name.kind == BODY and name.end - name.start == len(words)]
    known = whole or [name for name in names(gloss or "") if name.kind == BODY and name.start == 0]
    if not known and any(name.kind != BODY for name in names(words)):
        return  # a system, a data set
    found[words] = Name(0, len(words), BODY if known else GUESSED, known[0].id if known else "", words)


def marks(text: str, bodies: dict[str, Name]) -> Iterator[Name]:
    """The places of a story's companies in a text."""
    for words, name in bodies.items():
        at = text.find(words)
        while at >= 0:
            end = at + len(words)
            if not (_same_script(text[at - 1 : at], words[0]) or _same_script(text[end : end + 1], words[-1])):
                yield Name(at, end, name.kind, name.id, words)
            at = text.find(words, end)


_SCRIPTS = tuple(map(re.compile, (r"[ァ-ヴー]", r"[A-Za-zÀ-ÿ0-9]")))


def _same_script(one: str, other: str) -> bool:
    """Whether two letters that stand side by side may belong to one word."""
    return any(script.match(one) and script.match(other) for script in _SCRIPTS)
