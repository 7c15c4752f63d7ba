"""What is selected comes back as the specification says: keys, order, merging, fragments, types, directives.

Every answer is compared with graphql-core's over the same rows (`data_of`), to the order of keys.
"""

from __future__ import annotations

import json

import pytest
from graphql_fakes import FakeStore, data_of, make_schema

from api.graphql.kinds import INTERFACES
from api.graphql.schema import Schema


@pytest.fixture(scope="module")
def schema() -> Schema:
    return make_schema(max_aliases=100)[0]


def test_keys_come_in_the_order_in_which_they_are_asked(schema):
    data = data_of(
        schema, '{ b: case(id: "x") { name id filedOn } courts { totalCount nodes { name id } } a: case(id: "y") { id } }'
    )
    assert list(data) == ["b", "courts", "a"]
    assert list(data["b"]) == ["name", "id", "filedOn"]
    assert list(data["courts"]) == ["totalCount", "nodes"]


def test_one_field_has_several_aliases(schema):
    data = data_of(
        schema, '{ case(id: "x") { one: name two: name allegations { totalCount } all: allegations { n: totalCount } } }'
    )
    assert data["case"]["one"] == data["case"]["two"]
    assert data["case"]["all"] == {"n": 3}


def test_fields_of_one_key_merge_where_the_first_stands(schema):
    text = """{ case(id: "x") { court { id } name court { name } ...Of } case(id: "x") { id court { country } } }
    fragment Of on Case { court { aliases } }"""
    data = data_of(schema, text)
    assert list(data["case"]) == ["court", "name", "id"]
    # fields that merge are collected breadth first: the fragment's stand before those of the second `case`
    assert list(data["case"]["court"] or {}) in ([], ["id", "name", "aliases", "country"])


def test_edges_and_nodes_merge_too(schema):
    text = """{ company(id: "x") { owns { edges { share } edges { node { id } } } owns { edges { node { __typename } cursor } } } }"""
    (edge, *_) = data_of(schema, text)["company"]["owns"]["edges"]
    assert list(edge) == ["share", "node", "cursor"]
    assert list(edge["node"]) == ["id", "__typename"]


def test_fragments_within_fragments_count_once(schema):
    text = """{ case(id: "x") { ...A ...B ...A } }
    fragment A on Case { ...B id ... on Node { ...C } } fragment B on Case { name ...C } fragment C on Node { id evidence { quote } }"""
    assert list(data_of(schema, text)["case"]) == ["name", "id", "evidence"]


def test_inline_fragments_without_a_type_are_seen_through(schema):
    assert list(data_of(schema, '{ case(id: "x") { ... { id ... { name } } } }')["case"]) == ["id", "name"]


def test_a_fragment_on_another_type_leaves_nothing(schema):
    parties = data_of(schema, '{ case(id: "x") { parties { nodes { ... on Person { name } } } } }')["case"]["parties"]
    assert {} in parties["nodes"]


@pytest.mark.parametrize("interface", ["Party", "Body", "Source", "Node"])
def test_an_interface_hands_out_the_fields_of_each_type(schema, interface):
    kinds = INTERFACES[interface]
    spread = " ".join(f"... on {kind} {{ is{kind}: id {kind}: __typename }}" for kind in kinds)
    text = f'{{ search(text: "x") {{ nodes {{ node {{ __typename id ... on {interface} {{ mine: id }} {spread} }} }} }} }}'
    nodes = [hit["node"] for hit in data_of(schema, text)["search"]["nodes"]]
    for node in nodes:
        own = [f"is{node['__typename']}", node["__typename"]] if node["__typename"] in kinds else []
        assert list(node) == ["__typename", "id", *(["mine"] if own else []), *own]
    assert set(kinds) <= {node["__typename"] for node in nodes}


def test_fields_of_different_types_may_share_a_key(schema):
    text = '{ search(text: "x") { nodes { node { ... on Company { of: name } ... on Article { of: title } ... on Statute { of: citation } } } } }'
    nodes = [hit["node"] for hit in data_of(schema, text)["search"]["nodes"]]
    assert sum(node.keys() == {"of"} for node in nodes) == 3


def test_terms_tell_their_types(schema):
    text = """{ concepts(first: 25) { nodes { __typename id ... on DataKind { datasets { totalCount } } implies { __typename id } } }
    concept(scheme: "data", id: "email") { __typename broader { __typename } ... on DataKind { allegations { totalCount } } } }"""
    data = data_of(schema, text)
    assert {"Act", "DataKind"} & {node["__typename"] for node in data["concepts"]["nodes"]}
    assert data["concept"]["__typename"] == "DataKind"
    assert data["concept"]["allegations"] == {"totalCount": 3}


def test_typename_is_answered_at_every_level(schema):
    text = """{ __typename q: __typename company(id: "x") { __typename
        owns { __typename pageInfo { __typename } edges { __typename node { __typename } evidence { __typename span { __typename start } source { __typename } } } nodes { __typename } }
        suits { __typename edges { __typename path { __typename } defendant { __typename } node { __typename } } }
        controllers { __typename company { __typename } }
        cases { edges { node { status { __typename state { __typename } } events { nodes { affects { __typename node { __typename } } } } } } }
    } search(text: "x") { __typename nodes { __typename node { __typename } } } }"""
    data = data_of(schema, text)
    assert data["__typename"] == data["q"] == "Query"
    company = data["company"]
    assert company["owns"]["__typename"] == "BodyOwnsConnection"
    assert company["owns"]["pageInfo"] == {"__typename": "PageInfo"}
    assert company["suits"]["edges"][0]["__typename"] == "SuitEdge"
    assert {node["__typename"] for node in company["owns"]["nodes"]} == {"Company", "Organization", "Government"}
    assert data["search"]["__typename"] == "SearchResult"
    assert data["search"]["nodes"][0]["__typename"] == "SearchHit"


def test_typename_alone_asks_no_store():
    schema, store = make_schema()
    assert data_of(schema, "{ __typename }") == {"__typename": "Query"}
    assert store.asked == []


@pytest.mark.parametrize("flag", [True, False])
def test_skip_and_include_by_literal(schema, flag):
    word = str(flag).lower()
    text = f'{{ case(id: "x") {{ id name @include(if: {word}) filedOn @skip(if: {word}) ... on Case @include(if: {word}) {{ judge }} }} }}'
    assert list(data_of(schema, text)["case"]) == (["id", "name", "judge"] if flag else ["id", "filedOn"])


@pytest.mark.parametrize("flag", [True, False])
def test_skip_and_include_by_variable(schema, flag):
    text = """query($if: Boolean!) { case(id: "x") { id name @include(if: $if) ...Rest @skip(if: $if) } courts @include(if: $if) { totalCount } }
    fragment Rest on Case { judge }"""
    data = data_of(schema, text, {"if": flag})
    assert list(data) == (["case", "courts"] if flag else ["case"])
    assert list(data["case"]) == (["id", "name"] if flag else ["id", "judge"])


def test_both_directives_must_let_a_field_stand(schema):
    text = '{ case(id: "x") { id name @skip(if: true) @include(if: true) judge @skip(if: false) @include(if: false) country @skip(if: false) @include(if: true) } }'
    assert list(data_of(schema, text)["case"]) == ["id", "country"]


def test_a_selection_may_be_left_empty(schema):
    assert data_of(schema, '{ case(id: "x") { name @skip(if: true) } }') == {"case": {}}
    assert data_of(schema, '{ case(id: "x") { id @skip(if: true) } a: case(id: "x") @skip(if: true) { id } }') == {
        "case": {}
    }
    assert data_of(schema, "{ courts { nodes { id @skip(if: true) } pageInfo { endCursor @skip(if: true) } } }") == {
        "courts": {"nodes": [{}, {}, {}], "pageInfo": {}}
    }
    assert data_of(schema, "{ courts { totalCount @skip(if: true) } }") == {"courts": {}}
    assert data_of(schema, "{ __typename @skip(if: true) }") == {}


def test_texts_come_through_unharmed(schema):
    text = "{ cases { nodes { name shortName alsoKnownAs docketNumber judge country notes } } }"
    seen = json.dumps(data_of(schema, text), ensure_ascii=False)
    assert '\\"et al.\\"' in seen
    assert "§ 2702 \\\\ naïve \\n\\t\x7f \U0001f4dc" in seen


# ---------------------------------------------------------------------------------------------------------------------
# Values


def bound_in(text: str, variables: dict | None = None) -> list:
    """What is bound for a query, in order."""
    schema, store = make_schema()
    data_of(schema, text, variables)
    compiled, by_core = store.asked
    assert compiled[1] == by_core[1]
    return list(compiled[1].values())


@pytest.mark.parametrize(
    ("text", "variables", "bound"),
    [
        ("{ courts(first: 3) { totalCount } }", None, [3]),
        ("{ courts { totalCount } }", None, [20]),
        ("{ courts(first: null) { totalCount } }", None, [20]),
        ("query($n: Int) { courts(first: $n) { totalCount } }", None, [20]),
        ("query($n: Int) { courts(first: $n) { totalCount } }", {"n": None}, [20]),
        ("query($n: Int) { courts(first: $n) { totalCount } }", {"n": 0}, [0]),
        ("query($n: Int = 7) { courts(first: $n) { totalCount } }", {}, [7]),
        ("query($n: Int = 7) { courts(first: $n) { totalCount } }", {"n": 8}, [8]),
        ("query($n: Int = 7) { courts(first: $n) { totalCount } }", {"n": None}, [20]),
        ('{ courts(where: {name: {is: "one"}}) { totalCount } }', None, [("one",), 20]),
        ('{ courts(where: {name: {is: ["one", "two"]}}) { totalCount } }', None, [("one", "two"), 20]),
        ("{ courts(where: {name: {is: []}}) { totalCount } }", None, [(), 20]),
        ("{ courts(where: {name: {is: null}}) { totalCount } }", None, [20]),
        ("{ courts(where: {name: null}) { totalCount } }", None, [20]),
        ("query($a: String!) { courts(where: {name: {is: [$a, \"two\"]}}) { totalCount } }", {"a": "one"}, [("one", "two"), 20]),
        ("query($a: [String!]) { courts(where: {name: {is: $a}}) { totalCount } }", {"a": "one"}, [("one",), 20]),
        ("query($a: [String!]) { courts(where: {name: {is: $a}}) { totalCount } }", {}, [None, 20]),
        ("query($w: CourtWhere) { courts(where: $w) { totalCount } }", {"w": {"name": {"is": ["one"]}}}, [("one",), 20]),
        ("query($w: CourtWhere!) { courts(where: {or: [$w, {country: {is: \"US\"}}]}) { totalCount } }",
         {"w": {"name": {"contains": "n"}}}, ["n", ("US",), 20]),
        ("query($d: Date) { company(id: \"x\") { owns(asOf: $d) { totalCount } } }", {"d": "2025"}, ["x", 20, "2025-01-01"]),
        ('{ company(id: 5) { owns(asOf: "2025-03") { totalCount } } }', None, ["5", 20, "2025-03-01"]),
    ],
)  # fmt: skip
def test_values_are_bound_as_graphql_reads_them(text, variables, bound):
    assert bound_in(text, variables) == bound


def test_a_variable_within_a_filter_does_not_change_the_query():
    schema, store = make_schema()
    text = "query($c: [ID!], $n: Int) { cases(where: {classAction: {is: $c}}, first: $n) { totalCount } }"
    for variables in ({"c": ["proposed"], "n": 1}, {"c": ["none", "certified"], "n": 5}, {}):
        schema.answer(text, variables)
    queries = [query for query, _ in store.asked]
    assert queries[0] is queries[1] is queries[2]


def test_a_filter_that_is_a_variable_makes_the_query():
    schema, store = make_schema()
    text = "query($w: CaseWhere, $o: [CaseOrder!]) { cases(where: $w, orderBy: $o) { totalCount } }"
    for where, order in (({}, None), ({"judge": {"is": ["x"]}}, []), ({"judge": {"contains": "x"}}, [{"name": "ASC"}])):
        assert not schema.answer(text, {"w": where, "o": order}).errors
    assert len({query for query, _ in store.asked}) == 3


def test_variables_that_say_what_is_asked_for_are_read_each_time():
    schema, store = make_schema()
    text = "query($s: ID!, $i: ID!) { concept(scheme: $s, id: $i) { id } concepts(scheme: $s) { totalCount } }"
    for scheme, kind in (("data", "DataKind"), ("act", "Act")):
        store.asked.clear()
        data_of(schema, text, {"s": scheme, "i": "email"})
        assert [query.select.kind for query, _ in store.asked] == [kind] * 4
    text = "query($i: ID, $c: String) { statute(id: $i, citation: $c) { id } }"
    for variables, by in (({"i": "x"}, "id"), ({"c": "x"}, "citation"), ({"i": "x", "c": None}, "id")):
        store.asked.clear()
        data_of(schema, text, variables)
        assert store.asked[0][0].by == by
    text = 'query($e: Boolean) { cases(where: {statedStatuses: {some: {node: {is: ["pending"], exactly: $e}}}}) { totalCount } }'
    store.asked.clear()
    for exactly in (True, False, None):
        schema.answer(text, {"e": exactly})
    assert [len(query.select.where.where.parts) for query, _ in store.asked] == [1, 2, 2]


def test_orders_may_be_written_singly_or_as_variables(schema):
    for order in ("{name: DESC}", "[{name: DESC}]", "[{name: $down}]", "$orders"):
        store = schema.executor.asked.store
        assert isinstance(store, FakeStore)
        text = f"query($down: Direction = ASC, $orders: [CourtOrder!] = [{{id: ASC}}]) {{ courts(orderBy: {order}) {{ totalCount }} a: courts(orderBy: [{{id: $down}}]) {{ totalCount }} b: courts(orderBy: $orders) {{ totalCount }} }}"
        data_of(schema, text, {"down": "DESC", "orders": [{"name": "DESC"}]})
        (order,) = store.asked[-3][0].select.order
        assert (order.prop, order.direction) == ("name", "DESC")
