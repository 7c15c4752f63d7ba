"""Articles: from a file of news to what it says, each fact with its sentence and place.

Passes, each in its module: `containers` finds the documents in files, and `gate` tells which are worth reading; *clean* cuts
the story out of its page, with a map of offsets back to the raw text (`page`, `clean`, `text`), and takes what the page's
data and head say of it (`embedded`, `masthead`, `papers`): an `article`, and of it sentences with names (`story`, `names`,
`people`, `names_abroad`); *find* matches patterns that stand beside texts they must and must not match (`parties`, `suing`,
`suing_abroad`, `listing`, `captioned`, `courts`, `courts_abroad`, `dockets`, `dates`, `filing`, `claims`, `statutes`,
`acts`, `act_classes`, `data_kinds`, `relief`, `responses`, `ownership`, `outcome`); *resolve* decides who stands on which
side (`sides`, by evidence that `evidence` weighs), in which court (`venue`), whether the suit is over what an AI learns from (`relevance`), tells several suits
apart (`several`), puts them together (`reading`), and says which case of the graph each is (`cases`). What comes out is a
line of JSON (`lines`) or statements (`statements`); `model` reads once more where a language model is named; `corpus` reads
many files, by the processes of a `pool`.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from loaders.articles.article import Article, from_item, read
from loaders.articles.containers import Item, find_files, items
from loaders.articles.corpus import lines_of
from loaders.articles.lines import as_line
from loaders.articles.names import DATA
from loaders.articles.reading import Reading, findings
from loaders.articles.statements import statements

__all__ = ["Article", "Item", "Reading", "as_line", "code_digest", "find_files", "findings", "from_item", "items", "lines_of", "read", "statements"]

_READ = (
    "companies.yaml",
    "courts.yaml",
    "datasets.yaml",
    "ownership.yaml",
    "statutes.yaml",
    "systems.yaml",
    "cases/*.yaml",
    "sources/*.yaml",
)


@cache
def code_digest() -> str:
    """A digest of all that decides what is read in an article: this code, its patterns, the records it draws on."""
    here, root = Path(__file__).parent, Path(__file__).parent.parent
    files = [*here.rglob("*.py"), *here.glob("*.yaml"), root / "ids.py"]
    files += here.glob("*.json")
    files += [path for names in _READ for path in DATA.glob(names)]
    files += (root.parent / "graph" / "vocabulary").glob("*.yaml")
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
