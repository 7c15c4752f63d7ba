"""What is said of the graph as a whole."""

from __future__ import annotations

LICENCE = "CC-BY-4.0"
"""The licence of the records and the vocabulary, by its SPDX name."""
