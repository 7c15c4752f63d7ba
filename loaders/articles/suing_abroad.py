"""Who sues whom in German, French and Japanese: a sentence cut down to names and words of suing, read by a few rules.

As in `suing`, every name is one character. A group of a rule that begins with p holds plaintiffs, with d defendants, with
o opponents of whom the words do not say which sued ("der Streit zwischen N und N").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from loaders.articles.patterns import Regex, pattern
from loaders.articles.suing import N, Role

_X = f"[^.;{N[1:-1]}]"  # within a clause, no name between

# ---------------------------------------------------------------------------------------------------------------------
# German

_DE = rf"{N}(?:(?:, | und | sowie ){N})*"
_KLAGE = (
    r"(?:\w*[Kk]lagen?|\w*[Kk]lageschrift|\w*[Aa]ntrag|\w*[Bb]erufung|Revision|\w*[Bb]eschwerde|\w*[Vv]erfahren|\w*[Pp]rozess\w*"
    r"|\w*[Rr]echtsstreit\w*|Streit|\w*[Uu]rteil\w*|\w*[Vv]erfügung|Vorwürfe)"
)
_DE_STOP = (
    r"(?i:gegen|von|vom|durch|zwischen|und|oder|hat|haben|hatten?|habe|ist|sind|war|waren|wird|wurden?|worden|werden|muss|müssen|kann|will|mit|bei"
    r"|beim|vor|nach|über|wegen|auf|in|im|an|am|zu|zum|zur|für|als|dass|weil|aus|nicht|verklag\w+|klag\w+|geklagt|kläger\w*|beklagt\w*|klägerin"
    r"|wirft|werfen|zieht|ziehen|gewinnt|verliert|sich|seine[nmrs]?|ihre[nmrs]?)"
)
_DE_DESCRIBED = re.compile(
    rf"(?<![\w{N[1:-1]}'-])(?:[Dd](?:er|ie|as|en|em|es)|[Ee]ine?[nmrs]?|[Zz]ur|[Zz]um)? ?(?:(?!{_DE_STOP}\b)[\wÄÖÜäöüß'-]+ ){{0,5}}(?={N})"
)
GERMAN = pattern(
    "who sues whom, in German",
    rf"""(?P<p1>{_DE}) (?:hat|haben|hatten?) (?:{_X}{{0,60}}? )?(?P<d1>{_DE}){_X}{{0,80}}\b(?:verklagt|angeklagt)
        |(?P<p2>{_DE}) (?:verklag(?:t|en|ten?)|wirft|werfen|warf) (?P<d2>{_DE})
        |(?P<p3>{_DE}){_X}{{0,60}}? (?:klag(?:t|en|ten?)|zieh(?:t|en)|zog(?:en)?|geh(?:t|en)|ging(?:en)?|wehr(?:t|en|ten?)) {_X}{{0,40}}?gegen (?P<d3>{_DE})
        |(?P<p4>{_DE}) (?!(?:hat|haben|hatten?) {_X}{{0,40}}(?:Prozess|Rechtsstreit|Streit) gegen {N} (?:verloren|gewonnen)){_X}{{0,80}}\b{_KLAGE}\b{_X}{{0,40}} gegen (?P<d4>{_DE})
        |\b[Gg]egen (?P<d5>{_DE}) (?:hat|haben|hatten?|geht|klagt|klagen) (?:{_X}{{0,30}} )?(?P<p5>{_DE})
        |\b{_KLAGE}\b (?:von |durch )?(?P<p6>{_DE})(?: hin)?{_X}{{0,90}}? gegen (?P<d6>{_DE})
        |\b(?:{_KLAGE}|geklagt|klagt|klagen|verklagt|vorgehen|Niederlage|Sieg|Erfolg)\b{_X}{{0,40}} gegen (?P<d7>{_DE})
        |(?P<d8>{_DE}) (?:ist|war|wird|wurden?|werden){_X}{{0,40}} (?:von|durch) (?P<p8>{_DE}){_X}{{0,40}}verklagt
        |\b[Vv]erklagt (?:wird|wurden?|hat|ist|werden) (?P<d9>{_DE})(?:{_X}{{0,20}} (?:von|durch) (?P<p9>{_DE}))?
        |\b[Kk]läger(?:in|innen)?(?: in dem Verfahren)?(?: ist| sind| war| waren|:)? (?P<pa>{_DE})|\b[Gg]eklagt (?:hat|hatte|haben|hatten) (?P<pb>{_DE})|\b{_KLAGE}\b (?:von |durch )?(?P<pe>{_DE}) hin\b
        |\b[Bb]eklagte[rn]?(?: ist| sind| war| waren|:)? (?P<da>{_DE})
        |(?P<db>{_DE}) (?:muss|müssen) (?:sich\b{_X}{{0,80}}(?:[Gg]ericht|verantworten)|{_X}{{0,80}}(?:unterlassen|zahlen|löschen))|\b(?:verurteilte?n?|untersagt\w*|verbot\w*|verbiete\w*) {_X}{{0,40}}?(?P<dc>{_DE})
        |(?P<pc>{_DE}) (?:hatten?|hat|habe|haben|macht|machten?|fordert|verlangt) {_X}{{0,60}}?(?:geltend|geklagt|Schadensersatz|Unterlassung|Klage (?:ein|er))
        |\bVerfügung gegen (?P<dd>{_DE})|-Betreiber (?P<de>{N})
        |\bzwischen (?P<o1>{N}) und (?P<o2>{N})|(?P<o3>{N}) (?:hat|haben|hatten?) {_X}{{0,40}}(?:Prozess|Rechtsstreit|Streit) gegen (?P<o4>{N}) (?:verloren|gewonnen)
        |(?P<o5>{N}) (?:gewinnt|verliert|siegt|unterliegt){_X}{{0,60}} gegen (?P<o6>{N})|(?P<dg>{N}) (?:hat|hatten?) vor {_X}{{0,60}}(?:Niederlage|verloren)""",
    matches=(
        "\ue000 hat \ue001 verklagt.",
        "\ue000 hat beim Landgericht Klage gegen \ue001 erhoben.",
        "Gegen \ue000 hat \ue001 Klage eingereicht.",
        "die Klage \ue000 gegen \ue001 abgewiesen",
        "\ue000 ist von \ue001 verklagt worden.",
        "Geklagt hatte \ue000",
        "Im Streit zwischen \ue000 und \ue001 hat",
        "\ue000 scheitert mit ihrem Eilantrag gegen \ue001",
    ),
    ignores=("\ue000 arbeitet mit \ue001 zusammen", "gegen den Wind"),
    flags=0,
)

# ---------------------------------------------------------------------------------------------------------------------
# French

_FR = rf"{N}(?:(?:, | et | ainsi que )(?:[A-ZÀ-Ý][^,.;{N[1:-1]}]{{2,40}}(?:, | et ))?{N})*"
_PLAINTE = r"(?:plaintes?|actions?|demandes?|procès|recours|poursuites?|procédures?|requêtes?|assignations?|litige|affaire|accord|appel|saisi\w*)"
_FR_STOP = (
    r"(?i:contre|à|au|aux|de|du|des|par|pour|et|ou|a|ont|est|sont|été|était|avait|avaient|que|qui|dont|dans|devant|sur|en|avec|selon|entre|oppos\w+"
    r"|assign\w+|poursui\w+|attaqu\w+|accus\w+|reproch\w+|traîn\w+|plaintes?|actions?|demandes?|réclam\w+|demand\w+|vis\w+|saisi\w*|ses|son|sa|leurs?)"
)
_FR_DESCRIBED = re.compile(
    rf"(?:\b[Ll]es? |\b[Ll]a |\b[Ll]'|\b[Uu]ne? |\b[Dd]eux |\b[Tt]rois )(?:(?!{_FR_STOP}\b)[\wà-ÿ'-]+ ){{0,5}}(?={N})|(?<= et )[a-zà-ÿ-]+ (?={N})|^[\wà-ÿ'-]+ (?={N},? (?:a|ont|est|sont|pour)\b)"
)
_FR_ASIDE = re.compile(
    rf" ?\([^()]*\)|(?<={N}), (?:toutes?|tous|qui|dont|filiales?|éditeurs?|éditrice|sociétés?|propriétés?|maisons?|créat\w+|le|la|l'|les|un|une|l'un\w*|autrice|auteur\w*"
    rf"|romanci\w+|née?|basée?s?|connue?s?|établie?s?)\b[^;.{N[1:-1]}]{{2,140}},"
    rf"|, (?:début|fin|mi-|courant|le|en|ce|cette|depuis|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|la semaine|dans|devant|à)\b[^,;.]{{0,50}},(?= {N}| [a-zà-ÿ])"
)
_FR_KEPT = re.compile(rf"(?<={N}), (?:[^,;.{N[1:-1]}]{{2,80}}) (?:de |d'|par ){N},?")
FRENCH = pattern(
    "who sues whom, in French",
    rf"""(?P<p1>{_FR}),? (?:(?:ont|a|avait|avaient|va|vont|veu(?:t|lent)|entend\w*|viennent|vient|de|aussi|déjà|également) )*(?:assign\w+|poursui\w+|attaqu\w+|traîn\w+|accus\w+|cit\w+) (?:en justice |au tribunal )?(?P<d1>{_FR})
        |(?P<p2>{_FR}){_X}{{0,80}}\b{_PLAINTE}\b{_X}{{0,60}} contre (?P<d2>{_FR})
        |(?P<d3>{_FR}),? (?:qui )?(?:est|sont|a été|ont été|était|étaient){_X}{{0,30}}(?:poursuivie?s?|assignée?s?|attaquée?s?|visée?s?|accusée?s?|citée?s?|traînée?s?)\b(?:{_X}{{0,60}}\bpar (?P<p3>{_FR}))?
        |\b{_PLAINTE}\b{_X}{{0,60}} (?:contre|visant) (?P<d4>{_FR})(?:{_X}{{0,40}} par (?P<p4>{_FR}))?
        |\b{_PLAINTE}\b (?:\w+ )?(?:de |d'|du |des )(?P<p5>{_FR}){_X}{{0,40}} contre (?P<d5>{_FR})
        |\boppos\w+ (?P<p6>{_FR}) (?:à|et|au) (?P<d6>{_FR})
        |(?P<p7>{_FR}),? (?:reproch\w+|réclam\w+|demand\w+){_X}{{0,60}}(?: à | au |d')(?P<d7>{_FR})
        |\b(?:demandeu\w+|demanderesses?|plaignant\w*)(?: sont| est|:)? (?P<p8>{_FR})|\bdéfend(?:eur|eresse)s?(?: sont| est|:)? (?P<d8>{_FR})
        |\bque (?P<p9>{_FR}) (?:ont|a|avait|avaient) (?:intenté|déposé|engagé|lancé|introduit)\w*{_X}{{0,30}} (?:à|contre) (?P<d9>{_FR})
        |(?P<pa>{_FR}),? (?:(?:veut|veulent|a|ont|avait|avaient|entend|aussi|déjà) )*(?:amorcé|intenté|intente|déposé|engagé|lancé|entrepris|saisi|porté plainte|reproch\w+|s'en pren\w+|s'attaqu\w+)\b
        |\b(?:s'en pren\w+ (?:aussi )?à|s'attaqu\w+ à|reproch\w+ à|traîn\w+|accus\w+|assign\w+|poursui\w+|attaqu\w+) (?:en justice )?(?P<da>{_FR})
        |\bdonn\w+ raison (?:{_X}{{0,30}}, )?(?:à |aux |au ){_X}{{0,40}}?(?P<pb>{_FR}){_X}{{0,40}} (?:contre|face à) (?P<dc>{_FR})
        |\b(?:tribunal|cour|juges?|justice)\b{_X}{{0,60}} (?:condamn\w+|interdi\w+ à|enjoin\w+ à|ordonn\w+ à|somm\w+) (?P<dd>{_FR})|(?P<de>{_FR}),? (?:est|a été|sont|ont été) condamnée?s?\b
        |\baccord d'(?P<db>{N})|\b{_PLAINTE}\b{_X}{{0,60}}\bentre (?P<o1>{N}) et (?P<o2>{N})""",
    matches=(
        "\ue000 et \ue001 ont assigné \ue002",
        "l'accord d'\ue000 passe une étape",
        "\ue000 est poursuivie par \ue001",
        "Une action collective a été intentée contre \ue000 par \ue001",
        "la demande d'\ue000 contre \ue001",
        "que \ue000 ont intentée à \ue001",
        "Le procès qui oppose \ue000 à \ue001",
        "Le tribunal a donné raison aux éditeurs \ue000 et \ue001 contre \ue002",
        "Le tribunal interdit à \ue000 de poursuivre",
    ),
    ignores=("le procès était immense", "\ue000 travaille avec \ue001"),
    flags=0,
)

# ---------------------------------------------------------------------------------------------------------------------
# Japanese

_NO = f"[^。{N[1:-1]}]"
_JA = rf"{N}(?:（[^（）]{{1,30}}）)?(?:(?:と|、|及び、?|および|や|、及び)[^、。はがをに{N[1:-1]}]{{0,8}}{N}(?:（[^（）]{{1,30}}）)?)*"
_SUE = r"(?:提訴|訴え|相手取|相手に)"
JAPANESE = pattern(
    "who sues whom, in Japanese",
    rf"""(?P<p1>{_JA})(?:社|側|など[^。]{{0,10}})?[がは、][^。]{{0,140}}?(?P<d1>{_JA})(?:社)?を{_NO}{{0,40}}?{_SUE}
        |(?P<d2>{_JA})(?:社)?(?:は|が)(?P<p2>{_JA})(?:社)?(?:から|に){_NO}{{0,30}}?(?:提訴|訴え)(?:られ|された)
        |(?P<d3>{_JA})(?:社)?に対[しす]る?、?{_NO}{{0,20}}(?P<p3>{_JA})(?:社)?[がは][^。]{{0,80}}?(?:提訴|訴え|訴訟|求め)
        |(?P<p4>{_JA})(?:社)?[はが][^。]{{0,140}}?(?P<d4>{_JA})(?:社)?に(?!対し[^。]{{0,6}}取材){_NO}{{0,90}}?(?:訴え|訴訟|提訴|賠償|差し止め)
        |原告(?:は|の|：){_NO}{{0,6}}(?P<p5>{_JA})|被告(?:は|の|：){_NO}{{0,6}}(?P<d5>{_JA})
        |(?P<d6>{_JA})(?:社)?(?:を{_NO}{{0,40}}?{_SUE}|に損害賠償|が提訴された)|(?P<d7>{N})が[^。]{{0,30}}(?:で和解|和解へ|和解金)
        |(?P<o1>{N})と(?P<o2>{N})(?:社)?(?:の|との間の){_NO}{{0,8}}(?:訴訟|裁判|係争|争い)""",
    matches=(
        "\ue000が\ue001を提訴",
        "作家が\ue000を訴えていた裁判",
        "\ue000が15億ドル超で和解へ",
        "放送3社、\ue000、\ue001は13日、IT大手\ue002と子会社\ue003を相手取り",
        "\ue000（P）が、新興企業\ue001（R）を著作権侵害で訴えた",
        "\ue000は\ue001から提訴された",
        "原告は\ue000、被告は\ue001",
        "\ue000と\ue001の訴訟で",
    ),
    ignores=("\ue000は好調", "\ue000は取材に対し、回答していない"),
    flags=0,
)


def _german(text: str) -> str:
    return _DE_DESCRIBED.sub("", re.sub(r" ?\([^()]*\)", "", text))


def _french(text: str) -> str:
    return _FR_ASIDE.sub("", _FR_DESCRIBED.sub("", _FR_KEPT.sub("", _FR_ASIDE.sub("", text))))


def roles_abroad(marked: str, language: str) -> Iterator[Role]:
    """The sides on which a marked sentence puts the names in it, in German, French or Japanese."""
    text, regex = _CUT[language](marked), _RULES[language]
    for match in regex.finditer(text):
        opponents = [value for group, value in match.groupdict().items() if value and group[0] == "o"]
        for group, value in match.groupdict().items():
            if value and group[0] != "o":
                yield Role(group[0] == "p", value, True)
        for number, value in enumerate(opponents):
            yield Role(number == 0, value, False)


def _as_it_is(text: str) -> str:
    return text


_CUT: dict[str, Callable[[str], str]] = {"de": _german, "fr": _french, "ja": _as_it_is}
_RULES: dict[str, Regex] = {"de": GERMAN, "fr": FRENCH, "ja": JAPANESE}
