"""What a filter or an order asks of the store, written in GraphQL and as a condition."""

from __future__ import annotations

from typing import Any

import pytest
from graphql_fakes import data_of, make_schema, variables_of

from graph.query import All, AnyOf, Compare, Linked, LinkIs, ListAll, Not, Order, StateIs, TermIs, Within


def asked(field: str, where: str | None = None, order: str | None = None) -> tuple[ListAll, list[Any]]:
    """The query of a list, and what is bound in its condition, in order."""
    schema, store = make_schema()
    given = ", ".join(f"{name}: {value}" for name, value in (("where", where), ("orderBy", order)) if value)
    data_of(schema, f"{{ {field}({given}) {{ totalCount }} }}")
    query, bound = store.asked[0]
    assert isinstance(query, ListAll)
    return query, [bound[name] for name in dict.fromkeys(variables_of(query.select.where))]


class Anything:
    """Equals whatever it is compared with: for the variables of a condition, whose values are compared apart."""

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = object.__hash__


VAR: Any = Anything()


@pytest.mark.parametrize(
    ("field", "where", "condition", "bound"),
    [
        ("cases", '{name: {contains: "v."}}', Compare("name", "contains", VAR), ["v."]),
        ("cases", '{docketNumber: {startsWith: "5:"}}', Compare("docket_number", "starts", VAR), ["5:"]),
        ("cases", '{judge: {not: ["A", "B"]}}', Compare("judge", "not", VAR), [("A", "B")]),
        ("cases", "{judge: {exists: false}}", Compare("judge", "exists", VAR), [False]),
        ("cases", "{courtlistenerDocketId: {gte: 5, lt: 9}}",
         All((Compare("courtlistener_docket_id", "gte", VAR), Compare("courtlistener_docket_id", "lt", VAR))), [5, 9]),
        ("reliefs", "{amount: {gt: 1000}}", Compare("amount", "gt", VAR), [1000.0]),
        ("systems", "{family: {is: true}}", Compare("family", "is", VAR), [True]),
        ("cases", '{id: {is: ["a", "b"]}}', Compare("id", "is", VAR), [("a", "b")]),
        ("cases", '{classAction: {is: ["proposed"]}}', TermIs("class_action", "class_action", VAR), [("proposed",)]),
        ("cases", '{classAction: {not: ["proposed"], exactly: true}}',
         TermIs("class_action", "class_action", VAR, VAR, negated=True), [("proposed",), True]),
        ("allegations", '{data: {is: ["email"]}}', LinkIs("data", VAR), [("email",)]),
        ("allegations", '{data: {is: ["email"], exactly: true}}', LinkIs("data", VAR, VAR), [("email",), True]),
        ("allegations", '{data: {not: ["email"]}}', LinkIs("data", VAR, negated=True), [("email",)]),
        ("allegations", '{purpose: {is: ["model_training"]}}', LinkIs("purpose", VAR), [("model_training",)]),
        ("statutes", '{id: {within: ["act"]}}', Within(VAR), [("act",)]),
        ("cases", '{status: {is: ["pending"]}}', StateIs(VAR), [("pending",)]),
        ("cases", '{status: {is: ["pending"], exactly: true, asOf: "2025-06"}}', StateIs(VAR, VAR, VAR), [("pending",), True, "2025-06-01"]),
        ("cases", '{court: {country: {is: ["US"]}}}', Linked("court", "some", Compare("country", "is", VAR)), [("US",)]),
        ("cases", "{court: {}}", Linked("court", "some"), []),
        ("cases", "{claims: {none: {}}}", Linked("claims", "none"), []),
        ("cases", '{claims: {every: {cause: {is: ["fraud"]}}}}', Linked("claims", "every", LinkIs("cause", VAR)), [("fraud",)]),
        ("cases", '{parties: {some: {role: {is: ["defendant"]}, node: {name: {is: "X"}}}}}',
         Linked("parties", "some", Compare("name", "is", VAR), TermIs("role", "role", VAR)), [("X",), ("defendant",)]),
        ("companies", '{ownedBy: {some: {share: {gt: 50}}, asOf: "2025"}}',
         Linked("owned_by", "some", None, Compare("share", "gt", VAR), VAR), [50.0, "2025-01-01"]),
        ("cases", '{statedStatuses: {some: {node: {is: ["pending"]}}}}',
         Linked("stated_statuses", "some", AnyOf((Compare("term", "is", VAR), LinkIs("broader", VAR)))), [("pending",)]),
        ("cases", '{statedStatuses: {some: {node: {not: ["pending"]}}}}',
         Linked("stated_statuses", "some", All((Compare("term", "not", VAR), LinkIs("broader", VAR, negated=True)))), [("pending",)]),
        ("cases", '{statedStatuses: {some: {node: {is: ["pending"], exactly: true}}}}',
         Linked("stated_statuses", "some", AnyOf((Compare("term", "is", VAR),))), [("pending",)]),
        ("cases", '{and: [{name: {is: "A"}}, {judge: {is: "B"}}]}',
         All((Compare("name", "is", VAR), Compare("judge", "is", VAR))), [("A",), ("B",)]),
        ("cases", '{or: [{name: {is: "A"}}, {}]}', AnyOf((Compare("name", "is", VAR), All(()))), [("A",)]),
        ("cases", "{or: []}", AnyOf(()), []),
        ("cases", '{not: {name: {is: "A"}}}', Not(Compare("name", "is", VAR)), [("A",)]),
        ("cases", "{}", None, []),
        ("cases", "{and: [], name: {}, court: null}", None, []),
        ("cases", "{parties: {}}", None, []),
        ("concepts", '{id: {is: ["email"]}, scheme: {is: "data"}}', All((Compare("term", "is", VAR), Compare("scheme", "is", VAR))), [("email",), ("data",)]),
        ("concepts", '{broader: {is: ["communications"]}}', LinkIs("broader", VAR), [("communications",)]),
    ],
)  # fmt: skip
def test_a_filter_is_a_condition(field, where, condition, bound):
    query, values = asked(field, where)
    assert condition == query.select.where
    assert values == bound


@pytest.mark.parametrize(
    ("where", "op", "day"),
    [
        ('{from: "2024"}', "gte", "2024-01-01"),
        ('{to: "2024"}', "lte", "2024-12-31"),
        ('{to: "2024-02"}', "lte", "2024-02-29"),
        ('{before: "2024"}', "lt", "2024-01-01"),
        ('{after: "2024"}', "gt", "2024-12-31"),
        ('{to: "2024-02-03"}', "lte", "2024-02-03"),
        ('{is: ["2024", "2024-05-06"]}', "is", ("2024-01-01", "2024-05-06")),
        ("{exists: true}", "exists", True),
        ("{from: null}", None, None),
    ],
)
def test_a_year_or_a_month_means_all_its_days(where, op, day):
    query, values = asked("cases", f"{{filedOn: {where}}}")
    if op is None:
        assert query.select.where is None
    else:
        assert Compare("filed_on", op, VAR) == query.select.where
        assert values == [day]


def test_an_order_has_keys_of_the_thing_and_of_the_edge():
    query, _ = asked("cases", order="[{filedOn: DESC}, {name: ASC}, {id: DESC}]")
    assert query.select.order == (Order("filed_on", "DESC"), Order("name"), Order("id", "DESC"))
    schema, store = make_schema()
    data_of(schema, '{ company(id: "x") { owns(orderBy: [{since: DESC}, {country: ASC}]) { totalCount } } }')
    (want,) = store.asked[0][0].select.shape.fields
    assert want.select.order == (Order("since", "DESC", True), Order("country"))


def test_terms_are_ordered_by_their_id_within_the_scheme():
    query, _ = asked("concepts", order="[{id: ASC}]")
    assert query.select.order == (Order("term"),)


@pytest.mark.parametrize(("through", "by_control"), [("CONTROL", True), ("NAMED", False)])
def test_suits_are_reached_by_control_or_by_name(through, by_control):
    schema, store = make_schema()
    text = f'{{ company(id: "x") {{ suits(through: {through}, includeStakes: true, where: {{filedOn: {{from: "2024"}}}}) {{ totalCount }} }} }}'
    data_of(schema, text)
    query, bound = store.asked[0]
    (suits,) = query.select.shape.fields
    assert bound[suits.select.through_control.name] is by_control
    assert bound[suits.select.include_stakes.name] is True
    assert Compare("filed_on", "gte", VAR) == suits.select.where


def test_suits_are_reached_by_control_without_stakes_by_default():
    schema, store = make_schema()
    data_of(schema, '{ company(id: "x") { suits { totalCount } } }')
    (suits,) = store.asked[0][0].select.shape.fields
    assert suits.select.through_control is True
    assert suits.select.include_stakes is False


def test_a_statute_is_asked_for_by_its_citation():
    schema, store = make_schema()
    data_of(schema, 'query($c: String = "18 U.S.C. § 2702") { statute(citation: $c) { id } }')
    query, bound = store.asked[0]
    assert (query.by, bound[query.value.name]) == ("citation", "18 U.S.C. § 2702")


def test_a_term_is_asked_for_within_its_scheme():
    schema, store = make_schema()
    data_of(schema, '{ concept(scheme: "act", id: "training") { id label } concepts(scheme: "act") { totalCount } }')
    (one, bound), (many, _) = store.asked[:2]
    assert (one.select.kind, bound[one.value.name]) == ("Act", "act/training")
    assert many.select.kind == "Act"
