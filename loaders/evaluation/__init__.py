"""How well articles are read: predictions compared with gold, field by field.

`same` says when two values mean the same, and how much of the credit a near miss gets; `score` pairs predictions with gold and
counts; the rules stand in their docstrings. The figures are those of the project's shared scorer, which a test compares.
"""

from __future__ import annotations

from loaders.evaluation.score import FIELDS, Result, Tally, evaluate, read_gold, read_predictions

__all__ = ["FIELDS", "Result", "Tally", "evaluate", "read_gold", "read_predictions"]
