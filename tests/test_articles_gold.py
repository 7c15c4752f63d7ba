"""The blind sets, read whole: how well the reader does on pages that it was not made with. Skipped where no scorer is at hand."""

from __future__ import annotations

import importlib.util
import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from loaders import articles

SHARED = Path(os.environ.get("DOCKETGRAPH_SHARED") or Path(__file__).parent.parent.parent / "shared")
SCORER = SHARED / "eval" / "score.py"
GOLD = Path(__file__).parent / "articles_gold"

needs_scorer = pytest.mark.skipif(
    not SCORER.is_file(), reason="the scorer lies beside the repository, under DOCKETGRAPH_SHARED"
)


@cache
def lines() -> dict[str, Any]:
    found = [json.loads(json.dumps(articles.as_line(articles.read(path)))) for path in articles.find_files([GOLD / "docs"])]
    return {line["doc"]: line for line in found}


def score(half: str) -> Any:
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec and spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer.evaluate(scorer.load_gold(GOLD / f"gold-{half}.yaml"), lines())


@needs_scorer
@pytest.mark.parametrize(
    ("half", "precision", "recall", "relevance"),
    [
        ("open", 0.95, 0.92, 0.98),
        ("training", 0.92, 0.87, 0.98),
        ("closed", 0.86, 0.71, 0.92),
        ("held-out", 0.89, 0.77, 0.92),
    ],
)
def test_unseen_pages_are_read_at_least_as_well_as_before(
    half: str, precision: float, recall: float, relevance: float
) -> None:
    result = score(half)  # no errors in the message: those of the closed sets are nobody's to see
    reached = result["micro"]["precision"], result["micro"]["recall"], result["relevance"]["recall"]
    assert all(one >= floor for one, floor in zip(reached, (precision, recall, relevance), strict=True)), reached
    assert result["negatives"]["false_positives"] <= 1
