"""Small folders of curated records, and a store that only writes down what it is given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import dedent

from graph.facts import Batch, Evidence, Fact, Loaded, Statement
from loaders.curated import LOADERS
from loaders.curated.folder import Folder
from loaders.records import Issue

SMALL = {
    "sources/press.yaml": """
        - id: paper
          kind: press
          publisher: The Paper
          title: A suit is filed
          published_on: 2024-03-02
        - id: gazette
          kind: press
          publisher: The Gazette
          published_on: 2024-06-11
        """,
    "sources/court_record.yaml": """
        - id: docket
          kind: court_record
          publisher: The court
          url: https://example.org/docket
        """,
    "courts.yaml": """
        - id: cand
          name: United States District Court for the Northern District of California
          country: US
        - id: wawd
          name: United States District Court for the Western District of Washington
          country: US
        """,
    "companies.yaml": """
        - id: parent
          name: Parent, Inc.
          country: US
          sources: [{source: docket, supports: [name]}]
          verified: true
        - id: child
          name: Child LLC
          group: parent
          verified: false
        - id: league
          name: League of Writers
          type: organization
          verified: false
        - id: state
          name: State of Somewhere
          type: government
          verified: false
        """,
    "statutes.yaml": """
        - id: act
          citation: 1 U.S.C. §§ 1–9
          title: The Act
          jurisdiction: US
          verified: false
        - id: act-2
          citation: 1 U.S.C. § 2
          title: Its second section
          part_of: act
          jurisdiction: US
          verified: false
        """,
    "datasets.yaml": """
        - id: corpus
          name: The Corpus
          data: [books, web_text]
          verified: false
        """,
    "systems.yaml": """
        - id: model
          name: Model
          kind: language_model
          developer: child
          trained_on: [corpus]
          verified: false
        """,
    "ownership.yaml": """
        - owner: parent
          owned: child
          kind: subsidiary
          from: 2020-01-02
          to: null
          sources: [{source: docket, supports: [from, kind]}]
          verified: true
        """,
    "cases/one.yaml": """
        - id: cand-5-24-cv-00001
          name: Doe v. Child LLC
          court: cand
          country: US
          docket_number: "5:24-cv-00001"
          filed_on: 2024-03-01
          status: {state: pending, as_of: 2024-06-11}
          class_action: proposed
          plaintiffs:
            - {name: Jane Doe, type: person, role: named_plaintiff}
            - {name: Users of Model, type: class}
          defendants:
            - {name: Child LLC, type: company, company: child}
          claims:
            - {cause: breach_of_contract}
          allegations:
            - {act: training, data: [books], by: [child], summary: Books were used.}
          events:
            - {"on": 2024-03-01, kind: complaint_filed}
          sources:
            - {source: paper, supports: [name, filed_on, plaintiffs, allegations]}
            - {source: gazette, supports: [status, events]}
            - {source: docket, supports: [docket_number, court]}
        """,
}
"""One record or a few of each kind, without a fault."""


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files, their common indentation taken off, below a folder; an empty text leaves the file out."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text:
            path.write_text(dedent(text), encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
    return folder


def stated(folder: Path, *names: str) -> tuple[list[Statement], list[Issue]]:
    """What the loaders of those names (all but the vocabulary, where none is given) make of a folder."""
    files, issues = Folder(folder, LOADERS), list[Issue]()
    found = [
        statement
        for loader in LOADERS.values()
        if loader.name in names or (not names and loader.root is None)
        for path in files.files(loader)
        for statement in files.statements(loader, path, issues)
    ]
    return found, issues


def facts(folder: Path, *names: str) -> dict[Fact, list[Evidence]]:
    """The facts that a folder without a fault states, with their evidence."""
    statements, issues = stated(folder, *names)
    assert issues == []
    found: dict[Fact, list[Evidence]] = {}
    for fact, evidence in statements:
        found.setdefault(fact, []).append(evidence)
    return found


class Recorder:
    """A store that keeps what each origin said last, and skips an origin whose digest it knows; for `load` alone."""

    def __init__(self) -> None:
        self.said: dict[str, set[Statement]] = {}
        self.digests: dict[str, str] = {}
        self.loads: list[str] = []

    def origins(self) -> set[str]:
        """The origins of what is said now."""
        return {origin for origin, said in self.said.items() if said}

    def holds(self, origin: str, digest: str) -> bool:
        """Whether an origin is loaded with that digest."""
        return self.digests.get(origin) == digest

    def load(self, batches: Iterable[Batch], loader: str = "") -> Loaded:
        """Take in batches as a store does: all of them or, where reading one of them fails, none."""
        before = {fact for said in self.said.values() for fact, _ in said}
        said, digests, unchanged, known = dict(self.said), dict(self.digests), 0, set[Fact]()
        for batch in batches:
            if batch.digest and digests.get(batch.origin) == batch.digest:
                unchanged += 1
                continue
            said[batch.origin] = set(batch.statements)
            digests[batch.origin] = batch.digest
            known |= {fact for fact, _ in said[batch.origin]}
        self.said, self.digests = said, digests
        self.loads.append(loader)
        after = {fact for each in said.values() for fact, _ in each}
        changed = after != before
        return Loaded(
            len(self.loads) if changed else None, len(after - before), len(known & before), len(before - after), 0, unchanged
        )
