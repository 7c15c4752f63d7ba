"""What speaks for a name being a party's: the classes of words around it, and the weights learned for them."""

from __future__ import annotations

import importlib.util
import json
import math
import os
from pathlib import Path

import pytest

from loaders.articles.evidence import CLASSES, WEIGHTS, Model, classes_of, models

SHARED = Path(os.environ.get("DOCKETGRAPH_SHARED") or Path(__file__).parent.parent.parent / "shared")


@pytest.mark.parametrize(
    ("word", "classes"),
    [("Novelists", ("maker",)), ("sued", ("sue",)), ("verklagt", ("sue",)), ("plaignants", ("plaintiff",)), ("sea", ())],
)
def test_words_have_classes_in_several_languages(word: str, classes: tuple[str, ...]) -> None:
    assert classes_of(word) == classes


def test_a_score_is_the_weights_of_what_is_there() -> None:
    model = Model({"bias": -1.0, "L:sue": 0.5}, keep=-2.0, add=0.0)
    assert model.score({"bias": 1.0, "L:sue": 1.0, "unheard of": 9.0}) == -0.5
    assert model.takes({"bias": 1.0}, ruled=True) and not model.takes({"bias": 1.0}, ruled=False)


def test_every_weight_is_of_a_feature_that_exists_and_none_of_a_name() -> None:
    sides = {"L0", "Lnear", "Lfirst", "R0", "Rnear", "Rfirst"}
    for model in models().values():
        for feature in model.weights:
            side, _, word = feature.partition(":")
            assert side not in sides or word in CLASSES or word in ("name", "start"), feature


@pytest.mark.skipif(importlib.util.find_spec("sklearn") is None, reason="scikit-learn is not installed")
@pytest.mark.skipif(
    not (SHARED / "eval").is_dir(), reason="the development set lies beside the repository, under DOCKETGRAPH_SHARED"
)
def test_the_weights_are_those_that_the_gold_gives(tmp_path: Path) -> None:
    from tests.articles_gold import fit

    fit.write(tmp_path / "weights.json", SHARED)
    learned, kept = (json.loads(path.read_text("utf-8")) for path in (tmp_path / "weights.json", WEIGHTS))
    assert learned.keys() == kept.keys()
    for what, model in kept.items():
        assert (model["keep"], model["add"]) == (learned[what]["keep"], learned[what]["add"])
        assert likeness(learned[what]["weights"], model["weights"]) > 0.985, f"{what}: run python -m tests.articles_gold.fit"


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """The cosine of two models' weights: what a change of the rules moves a little, and another gold moves far."""
    both = sum(weight * other.get(name, 0.0) for name, weight in one.items())
    return both / math.sqrt(sum(weight**2 for weight in one.values()) * sum(weight**2 for weight in other.values()))
