"""The curated loaders, in the order in which they are loaded: what the files of a data folder say, as statements.

To add one: a module with a function from a `Record` to statements, and a line in LOADERS.
"""

from __future__ import annotations

from graph.terms import VOCABULARY
from loaders.curated.cases.case import case_facts
from loaders.curated.companies import company_facts
from loaders.curated.courts import court_facts
from loaders.curated.datasets import dataset_facts
from loaders.curated.folder import Loader
from loaders.curated.ownership import link_identity, ownership_facts
from loaders.curated.sources import source_facts
from loaders.curated.statutes import statute_facts
from loaders.curated.systems import system_facts
from loaders.curated.vocabulary import term_facts, term_identity

LOADERS: dict[str, Loader] = {
    made.name: made
    for made in (
        Loader("vocabulary", "*.yaml", term_facts, 270, ("statutes",), term_identity, root=VOCABULARY),
        Loader("sources", "sources/*.yaml", source_facts, 600),
        Loader("courts", "courts.yaml", court_facts, 54),
        Loader("companies", "companies.yaml", company_facts, 440, ("sources",)),
        Loader("statutes", "statutes.yaml", statute_facts, 390, ("sources",)),
        Loader("datasets", "datasets.yaml", dataset_facts, 100, ("sources",)),
        Loader("systems", "systems.yaml", system_facts, 200, ("sources", "companies", "datasets")),
        Loader("ownership", "ownership.yaml", ownership_facts, 200, ("sources", "companies"), link_identity),
        Loader(
            "cases",
            "cases/*.yaml",
            case_facts,
            235,
            ("sources", "courts", "companies", "statutes", "datasets", "systems"),
        ),
    )
}
"""All curated loaders by name."""

__all__ = ["LOADERS", "Loader"]
