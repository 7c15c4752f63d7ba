"""A peer: GraphQL over the same SQLite file by strawberry as it is usually written, with resolvers and data loaders.

It reads the tables that the project's own store keeps, so that only the way of answering differs.
"""

from __future__ import annotations

import dataclasses
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import strawberry
from fastapi import FastAPI
from strawberry.dataloader import DataLoader
from strawberry.fastapi import GraphQLRouter
from strawberry.types import Info


def made(cls: type[Any], *values: Any) -> Any:
    """An object of a type, of its values in the order of its fields that hold some."""
    names = [field.name for field in dataclasses.fields(cls) if field.init]
    return cls(**dict(zip(names, values, strict=True)))


@strawberry.type
class Court:
    id: strawberry.ID
    name: str | None


@strawberry.type
class Term:
    id: strawberry.ID
    label: str | None


@strawberry.type
class Statute:
    citation: str | None


@strawberry.type
class Named:
    name: str | None


@strawberry.type
class Party:
    role: str
    nid: strawberry.Private[int]

    @strawberry.field
    async def party(self, info: Info) -> Named:
        return await info.context["names"].load(self.nid)


@strawberry.type
class State:
    state: Term


@strawberry.type
class Claim:
    nid: strawberry.Private[int]
    cause_nid: strawberry.Private[int]

    @strawberry.field
    async def cause(self, info: Info) -> Term | None:
        return await info.context["terms"].load(self.cause_nid)

    @strawberry.field
    async def statutes(self, info: Info) -> list[Statute]:
        return await info.context["statutes"].load(self.nid)


@strawberry.type
class Allegation:
    act_nid: strawberry.Private[int]
    data_nid: strawberry.Private[int]

    @strawberry.field
    async def act(self, info: Info) -> Term | None:
        return await info.context["terms"].load(self.act_nid)

    @strawberry.field
    async def data(self, info: Info) -> Term | None:
        return await info.context["terms"].load(self.data_nid)


@strawberry.type
class Case:
    nid: strawberry.Private[int]
    court_nid: strawberry.Private[int]
    id: strawberry.ID
    name: str | None
    docket_number: str | None
    filed_on: str | None
    judge: str | None
    country: str | None
    class_action: strawberry.ID | None
    notes: str | None

    @strawberry.field
    async def court(self, info: Info) -> Court | None:
        return await info.context["courts"].load(self.court_nid)

    @strawberry.field
    async def status(self, info: Info) -> State | None:
        return await info.context["states"].load(self.nid)

    @strawberry.field
    async def parties(self, info: Info) -> list[Party]:
        return await info.context["parties"].load(self.nid)

    @strawberry.field
    async def claims(self, info: Info) -> list[Claim]:
        return await info.context["claims"].load(self.nid)

    @strawberry.field
    async def allegations(self, info: Info) -> list[Allegation]:
        return await info.context["allegations"].load(self.nid)


@strawberry.type
class Cases:
    total_count: int
    nodes: list[Case]


_CASE = (
    "SELECT c.nid, c.e_heard_in, c.id, c.p_name, c.p_docket_number, c.p_filed_on, c.p_judge, c.p_country, c.p_class_action, c.p_notes "
    "FROM n_case c"
)
_OF_COMPANY = "FROM l_party p JOIN n_case c ON c.nid = p.src WHERE p.dst = ? AND p.p_role = 'defendant'"
_ALLEGING = (
    "FROM facet f JOIN n_case c ON c.nid = f.nid WHERE f.data = (SELECT nid FROM n_concept WHERE id = 'data/' || ?) "
    "AND f.deed = (SELECT nid FROM n_concept WHERE id = 'act/' || ?)"
)


@strawberry.type
class Company:
    nid: strawberry.Private[int]
    id: strawberry.ID
    name: str | None

    @strawberry.field
    async def suits(self, info: Info, first: int) -> Cases:
        db = info.context["db"]
        total = db.execute(f"SELECT count(*) {_OF_COMPANY}", (self.nid,)).fetchone()[0]
        rows = db.execute(
            f"{_CASE.replace(' FROM n_case c', '')} {_OF_COMPANY} ORDER BY c.d_filed_on DESC, c.id LIMIT ?",
            (self.nid, first),
        )
        return Cases(total_count=total, nodes=[made(Case, *row) for row in rows])


@strawberry.type
class Count:
    data: strawberry.ID
    year: str
    count: int


@strawberry.type
class Query:
    @strawberry.field
    async def case(self, info: Info, id: strawberry.ID) -> Case | None:
        row = info.context["db"].execute(f"{_CASE} WHERE c.id = ?", (id,)).fetchone()
        return made(Case, *row) if row else None

    @strawberry.field
    async def cases(self, info: Info, act: strawberry.ID, data: strawberry.ID, first: int) -> Cases:
        db = info.context["db"]
        total = db.execute(f"SELECT count(*) {_ALLEGING}", (data, act)).fetchone()[0]
        rows = db.execute(
            f"{_CASE.replace(' FROM n_case c', '')} {_ALLEGING} ORDER BY f.day, c.id LIMIT ?", (data, act, first)
        )
        return Cases(total_count=total, nodes=[made(Case, *row) for row in rows])

    @strawberry.field
    async def company(self, info: Info, id: strawberry.ID) -> Company | None:
        row = info.context["db"].execute("SELECT nid, id, p_name FROM n_party WHERE id = ?", (id,)).fetchone()
        return made(Company, *row) if row else None

    @strawberry.field
    async def counts(self, info: Info) -> list[Count]:
        rows = info.context["db"].execute(
            "SELECT c.p_term, t.year, t.count FROM tally t JOIN n_concept c ON c.nid = t.key WHERE t.facet = 'DATA' AND t.year > '' "
            "ORDER BY 3 DESC, 1, 2"
        )
        return [made(Count, *row) for row in rows]


def _loaders(db: sqlite3.Connection) -> dict[str, Any]:
    def one(sql: str, make: Callable[..., Any]) -> DataLoader[int, Any]:
        async def load(keys: Sequence[int]) -> list[Any]:
            rows = db.execute(sql.format(", ".join("?" * len(keys))), list(keys))
            found = {row[0]: make(*row[1:]) for row in rows}
            return [found.get(key) for key in keys]

        return DataLoader(load)

    def many(sql: str, make: type[Any]) -> DataLoader[int, Any]:
        async def load(keys: Sequence[int]) -> list[Any]:
            found: defaultdict[int, list[Any]] = defaultdict(list)
            for row in db.execute(sql.format(", ".join("?" * len(keys))), list(keys)):
                found[row[0]].append(made(make, *row[1:]))
            return [found[key] for key in keys]

        return DataLoader(load)

    return {
        "courts": one("SELECT nid, id, p_name FROM n_court WHERE nid IN ({})", partial(made, Court)),
        "terms": one("SELECT nid, p_term, p_label FROM n_concept WHERE nid IN ({})", partial(made, Term)),
        "names": one("SELECT nid, p_name FROM n_party WHERE nid IN ({})", partial(made, Named)),
        "states": one(
            "SELECT s.nid, c.p_term, c.p_label, max(s.place) FROM state s JOIN n_concept c ON c.nid = s.state WHERE s.nid IN ({}) "
            "GROUP BY s.nid",
            lambda term, label, _: State(state=Term(id=term, label=label)),
        ),
        "parties": many(
            "SELECT l.src, l.p_role, l.dst FROM l_party l JOIN n_party p ON p.nid = l.dst WHERE l.src IN ({}) ORDER BY p.id, l.key",
            Party,
        ),
        "claims": many(
            "SELECT l.src, c.nid, c.e_cause FROM l_claims l JOIN n_claim c ON c.nid = l.dst WHERE l.src IN ({}) ORDER BY c.id",
            Claim,
        ),
        "statutes": many(
            "SELECT l.src, s.p_citation FROM l_under l JOIN n_statute s ON s.nid = l.dst WHERE l.src IN ({}) ORDER BY s.id",
            Statute,
        ),
        "allegations": many(
            "SELECT l.src, a.e_act, a.e_concerns FROM l_alleges l JOIN n_allegation a ON a.nid = l.dst WHERE l.src IN ({}) ORDER BY a.id",
            Allegation,
        ),
    }


def create_app(path: str) -> FastAPI:
    """The peer over a file of the project's store."""
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)

    async def context() -> dict[str, Any]:
        return {"db": db, **_loaders(db)}

    app = FastAPI()
    app.include_router(GraphQLRouter(strawberry.Schema(Query), context_getter=context), prefix="/graphql")

    @app.get("/health")
    def health() -> dict[str, str]:
        return {"status": "ok"}

    return app
