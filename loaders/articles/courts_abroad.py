"""Courts outside the United States as news names them, in English, German, French and Japanese; and those within it as Japanese news does.

Ids are those of loaders/data/courts.yaml where it has the court; others are country, kind of court, place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.articles.patterns import pattern

# Id: what names the court. Earlier ones win where they overlap.
_NAMED = {
    "gb-ewca": r"Court of Appeal (?:in|of) (?:London|England)|England's Court of Appeal|EWCA\b",
    "gb-ewhc": (
        r"High Court of Justice(?! of)|(?:London|British|UK|U\.K\.|English|England|Britain)(?:'s)? High Court"
        r"|High Court (?:in|of|in der) (?:London|England)|London (?:court|judge)\b|EWHC\b|Royal Courts of Justice"
        r"|Haute Cour de (?:justice de )?Londres|Londoner High Court|ロンドン(?:の)?高等(?:法院|裁判所)|英(?:国)?高等(?:法院|裁判所)"
    ),
    "in-dlhc": r"Delhi High Court|High Court (?:of|in) (?:New )?Delhi|court in New Delhi|New Delhi court\b|Haute Cour de Delhi|デリー高(?:裁|等裁判所)",
    "in-bomhc": r"Bombay High Court|High Court (?:of|in|at) Bombay|Mumbai High Court|Bombay HC\b",
    "ca-onsc": (
        r"(?:Ontario|Toronto)(?:'s)? Superior Court(?: of Justice)?|Superior Court of (?:Justice (?:of|in|for) )?(?:Ontario|Toronto)"
        r"|Cour supérieure(?: de justice)? de l'Ontario|Superior Court of Justice in Toronto"
    ),
    "ca-qccs": r"Cour supérieure (?:du Québec|à Montréal|de Montréal|du district de Montréal)|(?:Quebec|Québec)(?:'s)? Superior Court|Cour supérieure\b(?! de)",
    "ca-bcsc": r"British Columbia(?:'s)? Supreme Court|B\.C\.(?:'s)? Supreme Court|Supreme Court of (?:British Columbia|B\.C\.)|B\.C\. judge\b",
    "ca-fct": r"Federal Court of Canada|Canada's Federal Court|Canadian Federal Court|Cour fédérale du Canada",
    "au-fca": r"Federal Court of Australia|Australia's Federal Court|Federal Court in (?:Sydney|Melbourne|Brisbane|Perth)",
    "fr-tj-paris": (
        r"[Tt]ribunal (?:judiciaire|de grande instance) de Paris|Paris (?:[Jj]udicial|[Cc]ivil) (?:[Cc]ourt|[Tt]ribunal)|(?:judicial )?court in Paris"
        r"|[Jj]udicial [Cc]ourt (?:of|in) Paris|[Tt]ribunal de Paris|Paris court\b|パリ(?:の)?(?:司法)?(?:裁判所|地裁)|Pariser (?:Gericht|Tribunal)"
    ),
    "it-trib-roma": r"[Tt]ribunale (?:civile |ordinario )?di Roma|[Tt]ribunal (?:civil )?de Rome|(?:Civil )?Court of Rome|(?:civil )?(?:court|tribunal) (?:in|of) Rome|Rome (?:civil )?(?:court|tribunal)\b|ローマ(?:の)?(?:民事)?(?:裁判所|地裁)",
    "it-trib-milano": r"[Tt]ribunale di Milano|[Tt]ribunal de Milan|Court of Milan|(?:court|tribunal) in Milan|Milan (?:court|tribunal)\b",
    "dk-copenhagen-city": r"Copenhagen City Court|City Court of Copenhagen|Københavns Byret|court in Copenhagen|tribunal de Copenhague|コペンハーゲン市裁判所",
    "cjeu": (
        r"Court of Justice of the European Union|European Court of Justice|EU Court of Justice|EU's (?:top|highest) court"
        r"|Court of Justice of the EU|\bCJEU\b|\bECJ\b|Europäische[rnm]? Gerichtshof(?:s|es)?|\bEuGH\b"
        r"|Cour de justice de l'Union européenne|\bCJUE\b|(?:EU|欧州)司法裁判所"
    ),
    "kr-seoul-central-dc": r"Seoul Central District Court|ソウル中央地(?:裁|方法院|方裁判所)|서울중앙지(?:방법원|법)|tribunal (?:du district )?central de Séoul",
    "kr-seoul-eastern-dc": r"Seoul Eastern District Court|ソウル東部地(?:裁|方法院|方裁判所)|서울동부지(?:방법원|법)",
    "cn-beijing-internet": r"Beijing Internet Court|北京インターネット(?:裁判所|法院)|北京互联网法院",
    "cn-guangzhou-internet": r"Guangzhou Internet Court|広州インターネット(?:裁判所|法院)|广州互联网法院",
    "cn-hangzhou-internet": r"Hangzhou Internet Court|杭州インターネット(?:裁判所|法院)|杭州互联网法院",
    "cn-shanghai-xuhui": r"Xuhui District (?:People's )?Court|(?:上海)?市?徐[匯汇]区(?:人民)?(?:法院|裁判所)|court in Shanghai's Xuhui",
    "nl-rb-amsterdam": r"[Rr]echtbank (?:van |in )?Amsterdam|Amsterdam District Court|District Court of Amsterdam|(?:district )?court in Amsterdam|tribunal d'Amsterdam",
    "ie-high-court": r"(?:Irish|Ireland's|Dublin) High Court|High Court (?:of Ireland|in Dublin)|Haute Cour (?:d'Irlande|de Dublin)|court in Dublin",
    "br-tjsp": r"Tribunal de Justiça de São Paulo|court in São Paulo|São Paulo (?:state )?court",
    "jp-ip-hc": r"知(?:的)?財(?:産)?高(?:裁|等裁判所)|Intellectual Property High Court",
}
ABROAD = pattern(
    "court outside the US",
    "|".join(f"(?P<{id.replace('-', '_')}>{names})" for id, names in _NAMED.items()),
    matches=(
        "the High Court of Justice in London",
        "Delhi High Court",
        "Copenhagen City Court",
        "devant le tribunal civil de Rome",
        "la Cour supérieure de justice de l'Ontario",
        "ソウル中央地裁",
        "上海市徐匯区人民法院",
    ),
    ignores=("the high court of public opinion", "Rome is a city"),
    flags=0,
)

# City as German writes it: its other spellings and its adjective; the slug spells umlauts out.
_CITIES = {
    "muenchen": r"München|Munich|Münchn?er|Münchener|ミュンヘン",
    "koeln": r"Köln|Cologne|Kölner|ケルン",
    "hamburg": r"Hamburg|Hambourg|Hamburger|Hanseatische[sn]?|ハンブルク",
    "nuernberg": r"Nürnberg|Nuremberg|Nürnberger",
    "hannover": r"Hannover|Hanover|Hannoversche[sn]?",
    "frankfurt": r"Frankfurt(?: am Main)?|Frankfurter|Francfort|フランクフルト",
    "duesseldorf": r"Düsseldorf(?:er)?|デュッセルドルフ",
    "saarbruecken": r"Saarbrücken|Saarländische[sn]?",
    "schleswig": r"Schleswig|Schleswig-Holsteinische[sn]?",
    "brandenburg": r"Brandenburgische[sn]?",
    "jena": r"Jena|Thüringer",
    "zweibruecken": r"Zweibrücken",
    "luebeck": r"Lübeck",
    "muenster": r"Münster",
    "wuerzburg": r"Würzburg",
} | {
    city.lower(): rf"{city}(?:er)?"
    for city in (
        "Berlin|Stuttgart|Leipzig|Mannheim|Karlsruhe|Kiel|Bonn|Dortmund|Bochum|Koblenz|Erfurt|Rostock|Potsdam|Celle|Oldenburg|Hamm|Naumburg|Bamberg"
        "|Augsburg|Regensburg|Freiburg|Heidelberg|Darmstadt|Wiesbaden|Ingolstadt|Traunstein|Duisburg|Bielefeld|Flensburg|Magdeburg|Essen|Bremen|Dresden"
        "|Braunschweig|Mainz|Kassel"
    ).split("|")
}
_CITY = "|".join(sorted({form for forms in _CITIES.values() for form in [forms]}, key=len, reverse=True))
_SLUGS = tuple((re.compile(forms), slug) for slug, forms in _CITIES.items())
_KINDS = (
    (re.compile(r"(?i)oberlandesgericht|\bOLG\b|higher|supérieur|高"), "olg"),
    (re.compile(r"(?i)amtsgericht|\bAG\b|local"), "ag"),
    (re.compile(r"(?i)verwaltungsgericht|\bVG\b|administrati"), "vg"),
)
GERMAN = pattern(
    "German court",
    rf"""\b(?:Oberlandes|Land|Bezirks|Amts|Verwaltungs)gericht(?:s|es)? (?:in |zu )?(?P<a>{_CITY})(?: I\b)?(?!\w)
        |\b(?P<b>{_CITY}) (?:Oberlandes|Land|Amts|Verwaltungs)gericht(?:s|es)?\b(?: \(OLG\))?(?: (?:in )?Hamburg)?
        |\b(?:OLG|LG|AG|VG) (?P<c>{_CITY})(?: I\b)?(?!\w)
        |\b(?P<d>{_CITY})(?:'s)? (?:I )?(?:Higher Regional|Regional|District|Local|Administrative) Court\b
        |\b(?:Hanseatic )?(?:[Hh]igher [Rr]egional|[Rr]egional|District|Local|Administrative) [Cc]ourt (?:\(OLG\) )?(?:I )?(?:of|in) (?P<e>{_CITY})(?: I\b)?(?!\w)
        |\b(?:district )?court in (?P<f>Munich|Cologne|Hamburg|Berlin|Frankfurt|Düsseldorf|Stuttgart)\b|\b(?P<g>Munich|Cologne|Hamburg|Berlin|Frankfurt) court\b
        |\btribunal (?:régional |de grande instance )?(?:supérieur )?(?:de |d')(?P<h>Munich|Cologne|Hambourg|Hamburg|Francfort|Berlin)\b
        |\b(?P<i>Hanseatic) Higher Regional Court\b|(?P<j>ミュンヘン|ケルン|ハンブルク|フランクフルト|デュッセルドルフ)(?:第一)?(?:上級|高等|高)?(?:地方?)?(?:裁判所|地裁|高裁)""",
    matches=(
        "Landgericht München I",
        "Das Schleswig-Holsteinische Oberlandesgericht",
        "the Munich Regional Court",
        "das Kölner Landgericht",
        "ミュンヘン地裁",
        "Higher Regional Court of Cologne",
    ),
    ignores=("München leuchtet", "Landgericht entschied", "a court in Hamburgh"),
    flags=0,
)

_JAPAN = {
    "東京": "tokyo", "大阪": "osaka", "名古屋": "nagoya", "横浜": "yokohama", "京都": "kyoto", "福岡": "fukuoka", "札幌": "sapporo",
    "仙台": "sendai", "神戸": "kobe", "さいたま": "saitama", "千葉": "chiba", "広島": "hiroshima", "高松": "takamatsu",
}  # fmt: skip
JAPANESE = pattern(
    "Japanese court",
    rf"(?P<place>{'|'.join(_JAPAN)})(?P<kind>地裁|地方裁判所|高裁|高等裁判所)|(?P<city>Tokyo|Osaka|Nagoya|Yokohama|Kyoto|Fukuoka|Sapporo|Kobe) (?P<level>District|High) Court"
    r"|(?:District Court (?:of|in)|(?:district )?court in|tribunal (?:de district )?de|Bezirksgericht(?:s)? (?:in )?) ?(?P<town>Tokyo|Tokio|Osaka)\b|(?P<tokio>Tokioter) (?:Bezirksg|G)ericht",
    matches=("東京地裁に提訴", "the Tokyo District Court", "au tribunal de Tokyo"),
    ignores=("東京の会社", "Tokyo is far"),
    flags=0,
)

_US_PLACES = {
    "カリフォルニア": "ca", "ニューヨーク": "ny", "イリノイ": "il", "ワシントン": "wa", "テキサス": "tx", "フロリダ": "fl", "マサチューセッツ": "ma",
    "デラウェア": "de", "デラウエア": "de", "バージニア": "va", "ペンシルベニア": "pa", "ジョージア": "ga", "テネシー": "tn", "コロラド": "co",
    "ニュージャージー": "nj", "ミシガン": "mi", "オハイオ": "oh",
}  # fmt: skip
_US_SEATS = {
    "サンフランシスコ": "cand", "サンノゼ": "cand", "オークランド": "cand", "ロサンゼルス": "cacd", "シカゴ": "ilnd", "ボストン": "mad", "シアトル": "wawd",
    "マンハッタン": "nysd", "デンバー": "cod", "サンディエゴ": "casd", "ナッシュビル": "tnmd",
}  # fmt: skip
_PARTS = {"北": "n", "南": "s", "東": "e", "西": "w", "中": "m"}
_SINGLE = frozenset({"ma", "de", "co", "nj"})
US_IN_JAPANESE = pattern(
    "US federal court in a Japanese text",
    rf"(?P<state>{'|'.join(_US_PLACES)})州?(?:(?P<part>[北南東西中])部)?(?:地区)?の?(?:米|合衆国)?(?:連邦)?(?:地区)?(?:地方裁判所|地裁|裁判所)"
    rf"|(?P<seat>{'|'.join(_US_SEATS)})(?:市)?(?:にある|の)?(?:米)?連邦(?:地区)?(?:地方裁判所|地裁|裁判所)",
    matches=("米カリフォルニア州北部地区連邦地裁", "サンフランシスコの連邦地裁"),
    ignores=("カリフォルニア州の企業",),
    flags=0,
)

_HIGH_COURT = re.compile(
    r"\b(?:the|The) High Court\b(?! of| in)|\bHigh Court\b(?= (?:told|hears|heard|judge|rules|ruled|action|claim|proceedings))"
)
_HOMES = (
    ("gb-ewhc", re.compile(r"\b(?:London|UK|U\.K\.|England|British|Britain)\b")),
    ("ie-high-court", re.compile(r"\b(?:Dublin|Ireland|Irish|Data Protection Commission|DPC|Cork|Galway)\b")),
)


def named_abroad(text: str, high_court: str = "") -> Iterator[tuple[int, int, str]]:
    """The courts outside the US that cleaned text names, and US ones in Japanese: start, end, id. They may overlap.

    Args:
        high_court: the id of the court that "the High Court" is here; empty where that is not known.
    """
    for match in GERMAN.finditer(text):
        yield *match.span(), _german(match)
    for match in ABROAD.finditer(text):
        yield *match.span(), (match.lastgroup or "").replace("_", "-")
    for match in JAPANESE.finditer(text):
        place = _JAPAN.get(match["place"] or "") or (
            "tokyo" if match["tokio"] else (match["city"] or match["town"] or "").lower()
        )
        high = (match["kind"] or "").startswith("高") or match["level"] == "High"
        yield *match.span(), f"jp-{place.replace('tokio', 'tokyo')}-{'hc' if high else 'dc'}"
    for match in US_IN_JAPANESE.finditer(text):
        if match["seat"]:
            yield *match.span(), _US_SEATS[match["seat"]]
            continue
        state, part = _US_PLACES[match["state"]], match["part"]
        if part or state in _SINGLE:
            side = _PARTS[part] if part else ""
            yield *match.span(), f"{state}{'c' if state == 'ca' and side == 'm' else side}d"
    if high_court:
        for match in _HIGH_COURT.finditer(text):
            yield *match.span(), high_court


def _german(match: re.Match[str]) -> str:
    city = next(value for value in match.groups() if value)
    kind = next((code for regex, code in _KINDS if regex.search(match.group())), "lg")
    slug = "hamburg" if city == "Hanseatic" else next(slug for forms, slug in _SLUGS if forms.fullmatch(city))
    return f"de-{kind}-{slug}"


_OTHER_NAMES = {
    "gb-ewca": ("Court of Appeal of England and Wales", "GB"),
    "ca-fct": ("Federal Court of Canada", "CA"),
    "au-fca": ("Federal Court of Australia", "AU"),
    "it-trib-milano": ("Tribunale di Milano", "IT"),
    "jp-ip-hc": ("Intellectual Property High Court", "JP"),
}
_GERMAN_KINDS = {"lg": "Landgericht", "olg": "Oberlandesgericht", "ag": "Amtsgericht", "vg": "Verwaltungsgericht"}


def known_abroad() -> Iterator[tuple[str, str, str]]:
    """Courts for which an id can be found here though no curated record has them: id, name, country."""
    yield from ((id, name, country) for id, (name, country) in _OTHER_NAMES.items())
    for slug, forms in _CITIES.items():
        city = re.sub(r"\W.*", "", forms)
        yield from ((f"de-{code}-{slug}", f"{kind} {city}", "DE") for code, kind in _GERMAN_KINDS.items())
    for place in _JAPAN.values():
        yield f"jp-{place}-dc", f"{place.title()} District Court", "JP"
        yield f"jp-{place}-hc", f"{place.title()} High Court", "JP"


def high_court_of(text: str) -> str:
    """The id of the court that "the High Court" is in a text, by the country that it speaks of most; empty where of none.

    >>> high_court_of("The Irish regulator is based in Dublin")
    'ie-high-court'
    """
    counts = {id: len(regex.findall(text)) for id, regex in _HOMES}
    best = max(counts, key=lambda id: counts[id])
    return best if counts[best] else ""
