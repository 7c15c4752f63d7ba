"""Learns the weights by which the reader of articles weighs evidence, from articles with gold.

    python -m tests.articles_gold.fit [--shared FOLDER] [--into FILE] [GOLD.yaml DOCS …]

It reads the development set and the seeds (in the shared folder), the open part of this folder's gold, its gold for training,
and what else is named;
it writes loaders/articles/weights.json, the same bytes for the same articles. Needs scikit-learn, which only development does.

The rules of the reader were written while looking at some of these sets, so there they find nearly everything, as they do on no
other page. In those sets each candidate therefore counts twice: as the rules find it, and, for the share HIDDEN of its weight,
as though they had found nothing.
"""

from __future__ import annotations

import argparse
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from loaders import articles
from loaders.articles.acts import acts
from loaders.articles.captioned import captioned
from loaders.articles.data_kinds import topic_of
from loaders.articles.evidence import WEIGHTS, Features, features_of
from loaders.articles.parties import DEFENDANT, PLAINTIFF, parties
from loaders.articles.relevance import reports_suit, speaks_of_ai
from loaders.articles.sides import key_of, rules_of, sides_by_rule
from loaders.articles.story import story
from loaders.articles.venue import caption_of
from loaders.evaluation import read_gold
from loaders.evaluation.same import name_credit

HERE = Path(__file__).parent
SHARED = Path(os.environ.get("DOCKETGRAPH_SHARED") or HERE.parent.parent.parent / "shared")


@dataclass(frozen=True, slots=True)
class Field:
    """How one model is learned. `hidden`: the share for which the rules count as silent where they were written by the gold;
    `keep`, `add`: the scores from which on a candidate is taken that the rules found, or did not. `inverse` of the penalty."""

    gold: str
    hidden: float
    keep: float
    add: float
    inverse: float = 0.3


FIELDS = {
    PLAINTIFF: Field("plaintiffs", hidden=0.8, keep=-1.5, add=-0.2),
    DEFENDANT: Field("defendants", hidden=0.8, keep=-1.5, add=0.0),
}
BLIND = 1.5
"""Weight of a candidate of a set by which no rule was written."""
LEAST = 6
"""Candidates in which a feature must occur to be given a weight."""


@dataclass(frozen=True, slots=True)
class Example:
    """A candidate: its features, whether gold has it, how much it counts."""

    features: Features
    right: bool
    weight: float


def examples(what: str, gold: Mapping[str, Any], article: articles.Article, blind: bool) -> Iterator[Example]:
    """The candidates of one article; those that gold leaves open are left out."""
    field = FIELDS[what]
    sentences = story(article)
    if not gold.get("cases") or not reports_suit(sentences) or not speaks_of_ai(sentences) or captioned(article.text):
        return
    named = list(parties(sentences, article.language))
    allegations = tuple(acts(sentences, topic_of(sentences)))
    rules = rules_of(named, *sides_by_rule(sentences, named, caption_of(sentences, named), allegations))
    silent = (
        replace(rules, sues={}, is_sued={}, plaintiffs=frozenset())
        if what == PLAINTIFF
        else replace(rules, is_sued={}, defendants=frozenset())
    )
    demanded = _names(gold["cases"], field.gold)
    optional = _names([case.get("optional") or {} for case in gold["cases"]], field.gold)
    optional += _names(
        [case for case in (gold.get("optional") or {}).get("cases") or () if isinstance(case, dict)], field.gold
    )
    fullest: dict[str, str] = {}
    for name in (name for sentence in sentences for name in sentence.names):
        fullest[key_of(name)] = max(fullest.get(key_of(name), ""), name.text, key=len)
    seen = features_of(sentences, key_of, rules)
    unaided = {} if blind else features_of(sentences, key_of, silent)
    for key, text in fullest.items():
        right = _among(text, demanded)
        if not right and _among(text, optional):
            continue
        yield Example(seen[key], right, BLIND if blind else 1 - field.hidden)
        if not blind:
            yield Example(unaided[key], right, field.hidden)


def _names(cases: Iterable[Mapping[str, Any]], field: str) -> list[str]:
    return [each["name"] if isinstance(each, dict) else each for case in cases for each in case.get(field) or ()]


def _among(name: str, gold: Sequence[str]) -> bool:
    return any(name_credit(each, name) >= 0.5 for each in gold)


def learn(found: Sequence[Example], inverse: float) -> dict[str, float]:
    """The weights of features, by logistic regression; those that round to nothing left out."""
    counts = Counter(name for each in found for name in each.features)
    kept = [
        {name: value for name, value in each.features.items() if counts[name] >= LEAST and name != "bias"} for each in found
    ]
    columns = DictVectorizer()
    matrix = columns.fit_transform(kept)
    model = LogisticRegression(C=inverse, max_iter=5000, tol=1e-8)
    model.fit(matrix, [each.right for each in found], sample_weight=[each.weight for each in found])
    weights = dict(zip(columns.feature_names_, map(float, model.coef_[0]), strict=True)) | {
        "bias": float(model.intercept_[0])
    }
    return {name: round(weight, 3) for name, weight in sorted(weights.items()) if abs(weight) >= 0.0005}


def sets(shared: Path, more: Sequence[Path]) -> Iterator[tuple[Mapping[str, Any], articles.Article, bool]]:
    """The documents to learn from: gold, article, and whether the reader's rules were written without it."""
    pairs = [
        (shared / "eval" / "dev" / "gold.yaml", shared / "eval" / "dev" / "docs", False),
        (shared / "eval" / "seeds-gold.yaml", shared / "seeds", False),
        (HERE / "gold-open.yaml", HERE / "docs", False),
        *((path, HERE / "docs", True) for path in sorted(HERE.glob("gold-training*.yaml"))),
        *((gold, docs, True) for gold, docs in zip(more[::2], more[1::2], strict=True)),
    ]
    for gold, docs, blind in pairs:
        facts = {str(each["doc"]): each for each in read_gold(gold)}
        for path in sorted(articles.find_files([docs])):
            if (doc := path.name.split(".")[0].split("_")[0]) in facts:
                yield facts[doc], articles.read(path), blind


def write(path: Path, shared: Path, more: Sequence[Path] = ()) -> None:
    """Learn all weights, and write them to a file."""
    documents = list(sets(shared, more))
    models = {}
    for what, field in FIELDS.items():
        found = [each for document in documents for each in examples(what, *document)]
        models[what] = {"keep": field.keep, "add": field.add, "weights": learn(found, field.inverse)}
    path.write_text(json.dumps(models, indent=0, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--into", type=Path, default=WEIGHTS)
    parser.add_argument("more", nargs="*", type=Path)
    given = parser.parse_args()
    write(given.into, given.shared, given.more)


if __name__ == "__main__":
    main()
