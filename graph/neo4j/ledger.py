"""What an origin says now, packed: pairs of a fact's id and a passage's number, some thousand a node.

It is read when the origin is loaded again, to tell what it no longer says; nobody asks for one pair of it.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator

from graph.facts import Evidence

AT_ONCE = 2_000
"""How many pairs a node holds."""

_PAIR = struct.Struct(">16sq")


def pack(pairs: Iterable[tuple[bytes, int]]) -> bytes:
    """Pairs as bytes: 16 of the fact's id, 8 of the passage's number.

    >>> list(unpack(pack([(b"0123456789abcdef", -5)])))
    [(b'0123456789abcdef', -5)]
    """
    return b"".join(_PAIR.pack(fact, passage) for fact, passage in pairs)


def unpack(packed: bytes) -> Iterator[tuple[bytes, int]]:
    """The pairs again."""
    return _PAIR.iter_unpack(packed)


def passage_number(evidence: Evidence) -> int:
    """The number that stands for a source's words at their place."""
    text = "\x1f".join("\x1e" if part is None else str(part) for part in evidence)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
