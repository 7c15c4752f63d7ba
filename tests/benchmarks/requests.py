"""The requests that are timed: the same questions in the project's words and in those of its peers.

R1 one suit by id, its scalars and its court. R2 suits alleging an act with a kind of data or narrower, newest 20, with the total,
each with court, parties, claims, allegations and status. R3 the same with 100. R4 suits by kind of data and year of filing, over
everything. R5 a company with its 50 newest suits and their parties. R6 the schema itself.

The peers' words name by aliases what they call otherwise, so that answers compare once the wrappers are off (`bare`).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from graphql import get_introspection_query

from tests.benchmarks.synthetic import company_ids

OURS, PLAIN, POSTGRAPHILE = "docketgraph", "strawberry", "postgraphile"


class Request(NamedTuple):
    """A question: its text for each server, and the variables with which it is asked in turn."""

    texts: dict[str, str]
    variables: list[dict[str, Any]]


_SUIT = {
    OURS: """id name filedOn status { state { id } } court { name } parties { edges { role node { name } } }
        claims { nodes { cause { label } statutes { citation } } } allegations { nodes { act { label } data { label } } }""",
    PLAIN: """id name filedOn status { state { id } } court { name } parties { role node: party { name } }
        claims { cause { label } statutes { citation } } allegations { act { label } data { label } }""",
    POSTGRAPHILE: """id: rowId name filedOn status: termByStatusNid { id: term } court: courtByCourtNid { name }
        parties: casePartiesByCaseNid { nodes { role node: partyByPartyNid { name } } }
        claims: claimsByCaseNid { nodes {
            cause: termByCauseNid { label } statutes: claimStatutesByClaimNid { nodes { statute: statuteByStatuteNid { citation } } } } }
        allegations: allegationsByCaseNid { nodes { act: termByActNid { label } data: termByDataNid { label } } }""",
}
_FIELDS = "name docketNumber filedOn judge country classAction notes"

_ONE = {
    OURS: f"query One($id: ID!) {{ case(id: $id) {{ id {_FIELDS} court {{ id name }} }} }}",
    PLAIN: f"query One($id: ID!) {{ case(id: $id) {{ id {_FIELDS} court {{ id name }} }} }}",
    POSTGRAPHILE: (
        f"query One($id: String!) {{ case: legalCaseByRowId(rowId: $id) {{ id: rowId {_FIELDS} court: courtByCourtNid {{ id: rowId name }} }} }}"
    ),
}
_SUITS = {
    OURS: f"""query Suits($act: ID!, $data: ID!, $n: Int!) {{ cases(
        where: {{ allegations: {{ some: {{ act: {{ is: [$act] }}, data: {{ is: [$data] }} }} }} }}, orderBy: [{{ filedOn: DESC }}], first: $n
    ) {{ totalCount nodes {{ {_SUIT[OURS]} }} }} }}""",
    PLAIN: f"""query Suits($act: ID!, $data: ID!, $n: Int!) {{
        cases(act: $act, data: $data, first: $n) {{ totalCount nodes {{ {_SUIT[PLAIN]} }} }} }}""",
    POSTGRAPHILE: f"""query Suits($act: String!, $data: String!, $n: Int!) {{
        cases: casesAlleging(act: $act, data: $data, first: $n) {{ totalCount nodes {{ {_SUIT[POSTGRAPHILE]} }} }} }}""",
}
_COUNTS = {
    OURS: "{ cases(first: 0) { counts(by: [DATA, FILED_YEAR], first: 2000) { keys { value } count } } }",
    PLAIN: "{ counts { data year count } }",
    POSTGRAPHILE: "{ counts: countsByDataAndYear { nodes { data year count } } }",
}
_OF_COMPANY = "totalCount nodes { id name filedOn parties"
_COMPANY = {
    OURS: f"""query Company($id: ID!) {{ company(id: $id) {{ id name
        suits(through: NAMED, first: 50, orderBy: [{{ filedOn: DESC }}]) {{ {_OF_COMPANY} {{ edges {{ role node {{ name }} }} }} }} }} }} }}""",
    PLAIN: f"""query Company($id: ID!) {{ company(id: $id) {{ id name
        suits(first: 50) {{ {_OF_COMPANY} {{ role node: party {{ name }} }} }} }} }} }}""",
    POSTGRAPHILE: """query Company($id: String!) { company: partyByRowId(rowId: $id) { id: rowId name
        suits(first: 50) { totalCount nodes { id: rowId name filedOn
            parties: casePartiesByCaseNid { nodes { role node: partyByPartyNid { name } } } } } } }""",
}
_KINDS = (
    "private_messages", "communications", "personal_data", "copyrighted_works", "literary_works", "books", "news_articles", "source_code"
)  # fmt: skip


def requests(cases: int) -> dict[str, Request]:
    """The requests over a synthetic graph of that many suits."""
    some = [{"id": f"ca{number}"} for number in range(0, cases, max(1, cases // 64))]
    alleged = [{"act": "training", "data": kind} for kind in _KINDS]
    return {
        "R1": Request(_ONE, some),
        "R2": Request(_SUITS, [{**each, "n": 20} for each in alleged]),
        "R3": Request(_SUITS, [{**each, "n": 100} for each in alleged]),
        "R4": Request(_COUNTS, [{}]),
        "R5": Request(_COMPANY, [{"id": id} for id in company_ids()[:32]]),
        "R6": Request(dict.fromkeys((OURS, PLAIN, POSTGRAPHILE), get_introspection_query()), [{}]),
    }


def bare(value: Any) -> Any:
    """An answer without what only wraps: lists for connections, values for objects that hold nothing else.

    >>> bare({"parties": {"edges": [{"role": "defendant", "node": {"name": "X"}}]}})
    [{'role': 'defendant', 'node': 'X'}]
    """
    if isinstance(value, list):
        return [bare(each) for each in value]
    if isinstance(value, dict):
        if "keys" in value:  # a count of the project's
            data, year = value["keys"]
            value = {"data": data["value"], "year": year["value"], "count": value["count"]}
        inner = {name: bare(each) for name, each in value.items()}
        return next(iter(inner.values())) if len(inner) == 1 else inner
    return value


def leaves(value: Any) -> int:
    """How many scalars an answer has."""
    if isinstance(value, dict):
        value = list(value.values())
    return sum(map(leaves, value)) if isinstance(value, list) else 1
