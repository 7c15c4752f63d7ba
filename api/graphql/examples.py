"""Examples in the schema's descriptions, where people meet a field or a filter first. A test asks every one of them."""

from __future__ import annotations

from api.graphql.meanings import Argument, Field, Root

FIELDS = {
    "Query.case": 'case(id: "cand-5-25-cv-00709") { name filedOn status { state { label } on } }',
    "Query.cases": (
        'cases(where: {allegations: {some: {data: {is: ["private_messages"]}}}}, orderBy: [{filedOn: DESC}], first: 10) '
        "{ totalCount nodes { id name filedOn } }"
    ),
    "Query.companies": (
        'companies(where: {ownedBy: {some: {kind: {is: ["subsidiary"]}, node: {id: {is: ["microsoft"]}}}}}) '
        "{ nodes { id name } }"
    ),
    "Query.company": 'company(id: "linkedin") { name ownedBy { edges { since share node { id name } } } }',
    "Query.statute": 'statute(citation: "18 U.S.C. § 2702") { title claims { nodes { case { id name } } } }',
    "Query.articles": (
        'articles(where: {publishedOn: {from: "2025-01", to: "2025-03"}}, orderBy: [{publishedOn: DESC}]) '
        "{ nodes { title publisher url cases { nodes { id } } } }"
    ),
    "Query.node": 'node(id: "linkedin") { __typename ... on Company { name } }',
    "Query.graph": "graph { revision { number at } counts { kind count } licence }",
    "Query.changes": (
        "changes(since: 0, only: NEW_CASES, first: 20) { totalCount pageInfo { hasNextPage endCursor } "
        "nodes { revision { number at } subject { id ... on Case { name filedOn } } evidence { quote source { id } } } }"
    ),
    "Query.disagreements": (
        "disagreements(kinds: [CASE, COMPANY], first: 20) { totalCount nodes { subject { __typename id } field values } }"
    ),
    "CaseConnection.counts": "counts(by: [DATA, FILED_YEAR], first: 200) { keys { by value label } count }",
    "Subscription.newCases": (
        'newCases(where: {allegations: {some: {data: {is: ["private_messages"]}}}}) { cursor nodes { id name filedOn court { name } } }'
    ),
    "Subscription.changed": (
        'changed(ids: ["cand-5-25-cv-00709", "openai"]) { cursor nodes { change field value subjectId revision { number at } } }'
    ),
    "Case.statements": (
        'statements(field: "filedOn") { value chosen rule evidence { original source { id rank { id } } addedIn { number at } '
        "withdrawnIn { number at } } }"
    ),
    "Query.nodes": 'nodes(ids: ["linkedin", "cand-5-25-cv-00709"]) { __typename id ... on Case { name } }',
    "Query.neighbourhood": (
        'neighbourhood(id: "openai", depth: 2, limit: 150, asOf: "2026-06-30") { nodes { id kind label degree } '
        "edges { type label source target } hidden { around kind count } }"
    ),
    "Query.paths": (
        'paths(from: "microsoft", to: "cand-5-25-cv-00709") { length nodes { id label } edges { type source target since until } }'
    ),
    "Statute.suits": "suits(orderBy: [{filedOn: DESC}]) { totalCount nodes { id name filedOn } }",
    "Query.concept": 'concept(scheme: "data", id: "private_messages") { label definition narrower { id label } }',
    "Query.concepts": 'concepts(scheme: "data", first: 200) { nodes { id label broader { id } } }',
    "Query.search": (
        'search(text: "InMail privacy setting", kinds: [CASE, ARTICLE]) '
        "{ totalCount nodes { score snippet node { __typename id } } }"
    ),
    "Case.evidence": "evidence { quote span { start end } source { title publisher publishedOn url } }",
    "Allegation.evidence": "evidence { quote span { start end } source { id title url } }",
    "Case.parties": 'parties(where: {role: {is: ["defendant"]}}) { edges { role namedAs node { id name } } }',
    "Case.allegations": 'allegations(where: {data: {is: ["private_messages"]}}) { nodes { act { label } data { label } summary } }',
    "Case.status": 'status(asOf: "2025-01-22") { state { id label } on event { kind { id } on } }',
    "Claim.status": 'status(asOf: "2025-01-22") { state { id label } on }',
    "Allegation.status": 'status(asOf: "2025-01-22") { state { id label } on evidence { quote } }',
    "Body.owns": 'owns(asOf: "2025-01-21") { edges { kind share since node { id name } } }',
    "Body.ownedBy": 'ownedBy(asOf: "2016-12-08") { edges { kind share since node { id name } } }',
    "Body.controllers": 'controllers(asOf: "2025-01-21") { company { id name } depth share path { kind since } }',
    "Body.suits": (
        "suits(through: CONTROL, includeStakes: true, orderBy: [{filedOn: DESC}]) { totalCount "
        "edges { defendant { id } stake path { owner { id } owned { id } since until } node { id name filedOn } } }"
    ),
}
"""Selections, by the field that they show: `Kind.field`, the kind as its edge declares it."""

INPUTS = {
    "CaseWhere": (
        '{filedOn: {from: "2024"}, court: {country: {is: ["US"]}}, allegations: {some: {act: {is: ["training"]}, '
        'data: {is: ["books"]}}}, not: {status: {is: ["settled"]}}}'
    ),
    "AllegationWhere": '{data: {is: ["private_messages"]}, purpose: {is: ["model_training"]}, by: {some: {id: {is: ["linkedin"]}}}}',
    "CasePartiesEdgeWhere": '{role: {is: ["defendant"]}, node: {name: {contains: "Google"}}}',
    "BodyOwnsEdgeWhere": '{kind: {is: ["subsidiary"]}, since: {from: "2016"}}',
    "TermFilter": '{is: ["private_messages"]}',
    "StatusFilter": '{is: ["pending"], asOf: "2025-06-30"}',
    "DateFilter": '{from: "2024", to: "2024"}',
    "StringFilter": '{contains: "times"}',
}
"""Values, by the input type that they show."""


def root_field(name: str, type_: str, doc: str, means: Root, *args: Argument) -> Field:
    """A field of the query, its description with its example."""
    return Field(name, type_, with_example("Query", doc, field=name), means, args)


def event_field(name: str, type_: str, doc: str, means: Root, *args: Argument) -> Field:
    """A field of the subscription, its description with its example."""
    return Field(name, type_, with_example("Subscription", doc, field=name), means, args)


def with_example(of: str, doc: str, *, field: str = "") -> str:
    """A description with the example of what it describes, where there is one.

    Args:
        of: the type.
        doc: the description.
        field: the field of the type; none for an input type as a whole.
    """
    example = FIELDS.get(f"{of}.{field}") if field else INPUTS.get(of)
    return f"{doc}\n\nExample: `{example}`" if example else doc
