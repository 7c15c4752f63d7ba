"""A made-up graph of litigation of any size, the same for the same size: what the benchmarks and the larger tests run on.

It comes as batches of statements, through the door that every loader uses. Terms are those of the vocabulary, so that narrower
kinds of data, acts and causes are as they are; names, days and who sues whom are drawn from skewed distributions: few companies
are sued often, few kinds of data are at issue in most suits.
"""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate

from graph.facts import KIND, Batch, Evidence, Fact, Statement
from graph.terms import terms
from loaders.ids import allegation_id, claim_id, event_id

COMPANIES, PERSONS, COURTS, STATUTES, OUTLETS = 10_000, 20_000, 94, 150, 300
CASES_A_BATCH = 1_000
SYLLABLES = "ba co de fi ga lo mi nu pra que ri sta tor ul ver xi zan meth lin dor".split()


def batches(cases: int, seed: int = 7) -> Iterator[Batch]:
    """The graph, a batch of what cases refer to and then one for each thousand cases.

    Args:
        cases: how many suits; everything else that belongs to a suit is in proportion.
        seed: another one gives another graph.
    """
    world = _World(random.Random(seed))
    yield Batch("synthetic/world", world.things(), f"{seed}")
    for first in range(0, cases, CASES_A_BATCH):
        last = min(first + CASES_A_BATCH, cases)
        drawn = random.Random(f"{seed}-{first}")
        yield Batch(f"synthetic/{first}", world.suits(first, last, drawn), f"{seed} {last}")


def more_suits(first: int, last: int, seed: int = 7) -> Iterator[Statement]:
    """Suits from one number up to another, over the same courts, companies and persons: what a later load may bring."""
    yield from _World(random.Random(seed)).suits(first, last, random.Random(f"{seed}-{first}"))


def company_ids() -> list[str]:
    """The companies, those that are sued most first."""
    return [f"co{number}" for number in range(COMPANIES)]


class _Draw:
    """Draws of numbers below `size`, the lower the likelier."""

    def __init__(self, size: int, start: float, fall: float) -> None:
        self.sums = list(accumulate(1 / (number + start) ** fall for number in range(size)))

    def __call__(self, random: random.Random) -> int:
        return min(bisect(self.sums, random.random() * self.sums[-1]), len(self.sums) - 1)


class _World:
    def __init__(self, drawn: random.Random) -> None:
        self.words = sorted({"".join(drawn.choices(SYLLABLES, k=drawn.randint(2, 4))) for _ in range(9_000)})[:6_000]
        self.words[7], self.words[11], self.words[13] = 'o"quote', "naïve", "back\\slash"
        drawn.shuffle(self.words)
        self.word = _Draw(len(self.words), 20, 0.9)
        self.company, self.person = _Draw(COMPANIES, 10, 0.8), _Draw(PERSONS, 10, 0.6)
        self.data, self.acts, self.causes = (list(terms(scheme)) for scheme in ("data", "act", "cause"))
        self.kind, self.act = _Draw(len(self.data), 8, 1.0), _Draw(len(self.acts), 3, 1.0)
        self.drawn = drawn

    def text(self, drawn: random.Random, words: int) -> str:
        return " ".join(self.words[self.word(drawn)] for _ in range(words))

    def things(self) -> Iterator[Statement]:
        """Terms, courts, companies, persons, provisions, and the docket as a source."""
        said = Evidence("docket")
        drawn = self.drawn

        def state(id: str, kind: str, *values: tuple[str, str]) -> Iterator[Statement]:
            yield Statement(Fact(id, KIND, value=kind), said)
            for name, value in values:
                yield Statement(Fact(id, name, value=value), said)

        yield from state("docket", "Document", ("title", "The docket"))
        yield Statement(Fact("docket", "RANK", "source_kind/court_record"), said)
        for scheme in ("data", "act", "cause", "purpose", "status", "standing", "event", "source_kind", "role"):
            for term in terms(scheme).values():
                id = f"{scheme}/{term.id}"
                yield from state(id, "Concept", ("scheme", scheme), ("term", term.id), ("label", term.label))
                for parent in term.broader:
                    yield Statement(Fact(id, "BROADER", f"{scheme}/{parent}"), said)
        for number in range(COURTS):
            yield from state(f"court{number}", "Court", ("name", f"District Court {number}"), ("country", "US"))
        for number in range(STATUTES):
            citation = f"{drawn.randint(1, 50)} U.S.C. § {number}"
            yield from state(f"usc-{number}", "Statute", ("citation", citation), ("title", self.text(drawn, 4)))
        suffixes = (" Inc", " LLC", " Ltd", " GmbH")
        for number in range(COMPANIES):
            yield from state(
                f"co{number}", "Company", ("name", self.text(drawn, 2) + drawn.choice(suffixes)), ("country", "US")
            )
            if number % 4 == 1:
                yield Statement(Fact(f"co{number // 4}", "OWNS", f"co{number}", f"{2000 + number % 25}"), said)
                kind = "subsidiary" if number % 3 else "minority_investment"
                yield Statement(Fact(f"co{number // 4}", "OWNS.kind", f"co{number}", f"{2000 + number % 25}", kind), said)
        for number in range(PERSONS):
            yield from state(f"pe{number}", "Person", ("name", self.text(drawn, 2)))

    def suits(self, first: int, last: int, drawn: random.Random) -> Iterator[Statement]:
        """Some suits with all that belongs to each."""
        for number in range(first, last):
            yield from self.suit(f"ca{number}", number, drawn)

    def suit(self, case: str, number: int, drawn: random.Random) -> Iterator[Statement]:
        article = f"ar{number}"
        docket, press = Evidence("docket"), Evidence(article, "patterns", self.text(drawn, 15), 100, 220)
        day = f"{drawn.randint(2000, 2025)}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}"

        def say(said: Evidence, *facts: Fact) -> Iterator[Statement]:
            for fact in facts:
                yield Statement(fact, said)

        yield from say(
            docket,
            Fact(case, KIND, value="Case"),
            Fact(case, "name", value=f"{self.text(drawn, 2)} v. {self.text(drawn, 2)}"),
            Fact(case, "docket_number", value=f"3:{day[2:4]}-cv-{number:05}"),
            Fact(case, "filed_on", value=day),
            Fact(case, "judge", value=self.text(drawn, 2)),
            Fact(case, "country", value="US"),
            Fact(case, "class_action", value=drawn.choice(("proposed", "no"))),
            Fact(case, "notes", value=self.text(drawn, 12)),
            Fact(case, "HEARD_IN", f"court{drawn.randrange(COURTS)}"),
        )
        defendant = f"co{self.company(drawn)}"
        parties = [(defendant, "defendant"), (f"pe{self.person(drawn)}", "named_plaintiff")]
        for _ in range(drawn.randint(1, 3)):
            who = f"co{self.company(drawn)}" if drawn.random() < 0.5 else f"pe{self.person(drawn)}"
            parties.append((who, drawn.choice(("defendant", "plaintiff"))))
        yield from say(docket, *(Fact(case, "PARTY", who, role) for who, role in dict.fromkeys(parties)))
        acts = dict.fromkeys(self.acts[self.act(drawn)] for _ in range(3))
        pairs = dict.fromkeys((act, self.data[self.kind(drawn)]) for act in acts for _ in range(drawn.randint(1, 3)))
        for act, data in pairs:
            yield from self.allegation(case, act, data, defendant, (docket, press), drawn)
        for cause in dict.fromkeys(drawn.choices(self.causes, k=2)):
            claim = claim_id(case, cause)
            yield from say(
                docket,
                Fact(claim, KIND, value="Claim"),
                Fact(case, "CLAIMS", claim),
                Fact(claim, "CAUSE", f"cause/{cause}"),
                Fact(claim, "UNDER", f"usc-{drawn.randrange(STATUTES)}"),
            )
        turns = [("complaint_filed", day)]
        if drawn.random() < 0.4:
            turns.append(
                (drawn.choice(("dismissal", "settlement", "motion_to_dismiss_denied")), f"{int(day[:4]) + 1}{day[4:]}")
            )
        for kind, on in turns:
            event = event_id(case, kind, on)
            yield from say(
                docket,
                Fact(event, KIND, value="Event"),
                Fact(event, "on", value=on),
                Fact(case, "HAS_EVENT", event),
                Fact(event, "EVENT_KIND", f"event/{kind}"),
            )
        yield from say(
            Evidence(article),
            Fact(article, KIND, value="Article"),
            Fact(article, "title", value=self.text(drawn, 8)),
            Fact(article, "url", value=f"https://news.example/{number}"),
            Fact(article, "publisher", value=f"Outlet {drawn.randrange(OUTLETS)}"),
            Fact(article, "published_on", value=day),
            Fact(article, "RANK", "source_kind/press"),
            Fact(article, "REPORTS_ON", case),
        )

    def allegation(
        self, case: str, act: str, data: str, by: str, sources: Sequence[Evidence], drawn: random.Random
    ) -> Iterator[Statement]:
        id = allegation_id(case, act, data)
        facts = [
            Fact(id, KIND, value="Allegation"),
            Fact(case, "ALLEGES", id),
            Fact(id, "ACT", f"act/{act}"),
            Fact(id, "CONCERNS", f"data/{data}"),
            Fact(id, "BY", by),
        ]
        if act == "training":
            facts.append(Fact(id, "FOR_PURPOSE", "purpose/model_training"))
        for said in sources:
            for fact in facts:
                yield Statement(fact, said)
        yield Statement(Fact(id, "summary", value=self.text(drawn, 10)), sources[0])
