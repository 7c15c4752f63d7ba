"""Enumerations of parties: what stands after "The plaintiffs are" is a name, whether or not any record knows it.

"The plaintiffs are Advance Local Media; Forbes Media; the Los Angeles Times; and Vox Media" needs no gazetteer: the words
before the list say what it lists, and its separators say where each name ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders.articles.patterns import pattern


class Listed(NamedTuple):
    """An enumeration: the side, and the spans of its names in the text."""

    plaintiff: bool
    spans: tuple[tuple[int, int], ...]


_SUING = r"(?:plaintiffs|claimants|petitioners|complainants|demanderesses|demandeurs|plaignants|Klägerinnen|Kläger)"
_SUED = r"(?:defendants|respondents|défenderesses|défendeurs|Beklagten?)"
_ARE = r"(?: (?:are|include|sont|sind)|,? (?:named|listed)?[^.:;]{0,50}:| \((?=[A-Z]))"

LIST_OF_PARTIES = pattern(
    "words after which parties are listed",
    rf"""\b(?P<p>{_SUING}){_ARE} |\b(?P<d>{_SUED}){_ARE} |\b(?P<q>(?:those|also|behind (?:it|the \w+)) suing|the suing \w+|co-plaintiffs)(?: are| include|:)[ ]
        |\b[Jj]oining (?:[A-Z][\w'.-]+ ){{1,3}}(?P<r>are|is) |\b(?P<s>(?:authors|writers|artists|publishers|musicians|labels|outlets|companies) (?:suing|who sued|behind the (?:law)?suit)) (?:are|include)[ ]
        |\b(?:suit|lawsuit|complaint|action)s? (?P<e>(?:also )?names) (?:as defendants:? )?|\b(?P<f>defendants|companies (?:sued|being sued))(?: are| include|:) """,
    matches=(
        "The plaintiffs are Grey Heron Press; Poe Books; and Roe Media.",
        "The full list of claimants, in the order of the complaint: Grey Heron",
        "The other defendants include Acme",
        "Joining Poe are Bo Roe and",
    ),
    ignores=("The plaintiffs say", "a defendant is"),
    flags=0,
)
_SPLIT_SEMI = re.compile(r"; (?:and |et |und )?")
_SPLIT_COMMA = re.compile(
    r", (?:and |et |und )?(?!(?:Inc|LLC|Ltd|Corp|L\.?P|PBC|LP|Co|GmbH|S\.A|Jr|Sr|II|III)\b)| and | et | und "
)
_LEAD = re.compile(
    r"(?:(?:the|a|an|his|her|their|its|le|la|les|die|der|das|and|et|und|both|two|three|four|five|six|seven|eight|nine|ten) |l')?"
    r"(?:(?!(?:is|are|was|were|that|who|which|say|says|said|have|has|had|in|on|to|of|for|with|by|not)\b)[a-zà-ÿ][\w-]*(?:'s)? ){0,5}"
)
_NAME = re.compile(
    r"(?:[A-ZÀ-Ý\d][\w'.&/À-ÿ-]*|S\.A\.)(?: (?:(?:of|the|for|de|des|du|la|le|van|von|der|del|&|and(?= [A-Z]\w+ (?:Inc|LLC|Co|Ltd)))(?= )|[A-ZÀ-Ý(][\w'.&/)À-ÿ-]*|y|e)){0,8}"
    r"(?:, (?:Inc|LLC|Ltd|Corp|LP|L\.P|PBC|GmbH|Co|Jr|Sr)\b\.?)?"
)
_LONGEST_NAME = 70


def enumerations(text: str) -> Iterator[Listed]:
    """The lists of parties in a sentence.

    >>> [text[a:b] for text in ["The plaintiffs are Poe Books; the Roe Times; and Low Media."]
    ...  for listed in enumerations(text) for a, b in listed.spans]
    ['Poe Books', 'Roe Times', 'Low Media']
    """
    for match in LIST_OF_PARTIES.finditer(text):
        spans = tuple(_names(text, match.end()))
        if spans:
            yield Listed(match.lastgroup in ("p", "q", "r", "s"), spans)


def _names(text: str, start: int) -> Iterator[tuple[int, int]]:
    """The names of an enumeration that begins at `start`: as far as every item begins with a name."""
    split = _SPLIT_SEMI if ";" in text[start:] else _SPLIT_COMMA
    at = start
    while at < len(text):
        match = split.search(text, at)
        end = match.start() if match else len(text)
        lead = _LEAD.match(text, at, end)
        first = lead.end() if lead else at
        name = _NAME.match(text, first, end)
        if name is None or name.end() - name.start() > _LONGEST_NAME:
            return
        last = name.end()
        found = text[first:last]
        if found.endswith(".") and not re.search(r"(?:Inc|Corp|Co|Ltd|L\.P|Jr|Sr|Cos|\b[A-Z])\.$", found):
            last -= 1
        yield first, last
        rest = text[last:end].strip(" .")
        if split is _SPLIT_COMMA and rest and not re.match(r"\(|of [A-Z]|from [A-Z]|in [A-Z]|who |which |all |both ", rest):
            return  # prose goes on: the list has ended
        if match is None:
            return
        at = match.end()
