"""By what cases are counted: the kind of data, the court, the year of filing and so on.

A case counts once for each combination of values. What is read of one allegation (or of one claim) belongs together: a case that
alleges training on books and scraping of e-mail has no training on e-mail. Wider terms count where a narrower one is stated, and
so do an act of a provision, a family of a system and a corpus of a data set. A case of which a value is not known counts under
none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

Anchor = Literal["allegation", "claim", "case"]
"""Whose value a facet is; facets of one allegation, or of one claim, are counted together."""


class Facet(NamedTuple):
    """A facet.

    `doc` is a sentence for people. `kind` is what its values are: a kind of node or a type of term; None for texts.
    """

    doc: str
    anchor: Anchor
    kind: str | None


FACETS: dict[str, Facet] = {
    "DATA": Facet("The kind of data of an allegation, wider kinds too.", "allegation", "DataKind"),
    "ACT": Facet("The act of an allegation, wider acts too.", "allegation", "Act"),
    "PURPOSE": Facet("The purpose of an allegation, wider ones too.", "allegation", "Purpose"),
    "SYSTEM": Facet("A system that an allegation is about, and what it is part of.", "allegation", "System"),
    "DATASET": Facet("A data set that an allegation is about, and what it is part of.", "allegation", "Dataset"),
    "CAUSE": Facet("The cause of action of a claim, wider ones too.", "claim", "Cause"),
    "STATUTE": Facet("A provision that a claim is pleaded under, and the acts that it is part of.", "claim", "Statute"),
    "COURT": Facet("The court.", "case", "Court"),
    "COUNTRY": Facet("The country, ISO 3166-1 alpha-2.", "case", None),
    "FILED_YEAR": Facet("The year of filing.", "case", None),
    "DEFENDANT": Facet("A defendant, as it is named.", "case", "Party"),
    "STATUS": Facet("The latest status that is known, wider ones too.", "case", "Status"),
    "CLASS_ACTION": Facet("Whether it is brought for a class, wider terms too.", "case", "ClassAction"),
}
"""The facets by name, in their order."""

OWNERS: Mapping[str, str] = {"allegation": "ALLEGES", "claim": "CLAIMS"}
"""The edges from a case to its parts that own a facet's value."""

OF_PARTS: Mapping[str, tuple[str, str]] = {
    "DATA": ("CONCERNS", "BROADER"),
    "ACT": ("ACT", "BROADER"),
    "PURPOSE": ("FOR_PURPOSE", "BROADER"),
    "SYSTEM": ("OF_SYSTEM", "PART_OF"),
    "DATASET": ("FROM_DATASET", "PART_OF"),
    "CAUSE": ("CAUSE", "BROADER"),
    "STATUTE": ("UNDER", "PART_OF"),
}
"""Of facets that a part of a case has: the edge to the value, and the edge from there to wider ones."""

YEAR = "FILED_YEAR"
"""The facet with which any other one is counted beforehand."""

MOST = 3
"""By how many facets cases are counted at once."""
