"""From one store into another: the whole log with its two axes of time, and the proof that it arrived."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from graph.errors import StoreError
from graph.facts import fact_digest
from graph.store import Store


@dataclass(frozen=True, slots=True)
class Copied:
    """What was copied: how many revisions, facts and pieces of evidence that hold, and the hash of all statements."""

    revisions: int
    facts: int
    evidence: int
    digest: str


def copy(source: Store, target: Store) -> Copied:
    """Make an empty store hold what another does: the same statements, withdrawn ones too, in the same revisions at the same times.

    Raises:
        StoreError: the target holds something, cannot be written, or does not hold the same afterwards.
    """
    with source.reading():
        target.restore(source.archive())
        with target.reading():
            revisions, counts, digest = target.revisions(), target.counts(), statements_digest(target)
            for what, theirs, ours in (
                ("revisions", source.revisions(), revisions),
                ("origins", source.origins(), target.origins()),
                ("counts", source.counts(), counts),
                ("statements", statements_digest(source), digest),
            ):
                if theirs != ours:
                    raise StoreError(f"the copy has other {what} than what was copied", "empty it, and copy again")
            return Copied(len(revisions), counts["facts"], counts["evidence"], digest)


def statements_digest(store: Store) -> str:
    """A hash of all that was ever stated: each fact with each piece of its evidence, and the revisions that added and withdrew it.

    Two stores that were told the same have the same, whatever they are and in whatever order they tell it.
    """
    total = 0
    for said in store.log():
        hashed = hashlib.blake2b(fact_digest(said.fact), digest_size=16)
        for piece in sorted(repr((tuple(evidence), added, withdrawn)) for evidence, added, withdrawn in said.evidence):
            hashed.update(piece.encode())
        total += int.from_bytes(hashed.digest(), "big")
    return f"{total % 2**128:032x}"
