"""What is wrong is said with the place, the argument, a code and what to do; never with a stack trace."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest
from graphql_fakes import FakeStore, answers, make_schema

from api.graphql.execute import Answer
from api.graphql.schema import Schema
from graph.errors import StoreError
from graph.ontology import SCHEMES


def refused(text: str, variables: Any = None, name: str | None = None, *, schema: Schema | None = None) -> dict[str, Any]:
    """The one error of an answer: its message, its place, and its extensions."""
    answer = json.loads((schema or make_schema()[0]).ask(text, variables, name))
    assert len(answer["errors"]) == 1, answer["errors"]
    assert "Traceback" not in json.dumps(answer)
    error = answer["errors"][0]
    return {"message": error["message"], "at": [tuple(each.values()) for each in error.get("locations", [])],
            "path": error.get("path"), "data": answer["data"], **error["extensions"]}  # fmt: skip


# ---------------------------------------------------------------------------------------------------------------------
# Terms, ids and kinds that nobody knows


def test_an_unknown_term_is_named_with_the_nearest_one():
    text = '{ cases(where: {allegations: {some: {data: {is: ["private_mesages"]}}}}) { totalCount } }'
    error = refused(text)
    assert error["code"] == "UNKNOWN_TERM"
    assert error["hint"] == "did you mean 'private_messages'?"
    assert error["argument"] == "where.allegations.some.data.is"
    assert error["message"] == "where.allegations.some.data.is: unknown term 'private_mesages' in the scheme 'data'"
    assert error["path"] == ["cases"]
    assert error["at"] == [(1, text.index("where") + 1)]
    assert error["data"] is None


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_knows_its_own_terms_only(scheme):
    schema = Schema(FakeStore()) if scheme == "data" else make_schema()[0]
    error = refused(f'{{ concept(scheme: "{scheme}", id: "no_such_term") {{ id }} }}', schema=schema)
    assert error["code"] == "UNKNOWN_TERM"
    assert error["argument"] == "id"
    assert error["data"] == {"concept": None}


@pytest.mark.parametrize(
    ("text", "variables", "argument"),
    [
        ('{ cases(where: {classAction: {not: ["no_class"]}}) { totalCount } }', None, "where.classAction.not"),
        ('{ cases(where: {status: {is: ["no_status"]}}) { totalCount } }', None, "where.status.is"),
        ('{ cases(where: {or: [{}, {parties: {some: {role: {is: ["no_role"]}}}}]}) { totalCount } }', None, "where.or[1].parties.some.role.is"),
        ("query($t: [ID!]) { allegations(where: {data: {is: $t}}) { totalCount } }", {"t": ["email", "no_data"]}, "where.data.is"),
        ("query($w: AllegationWhere) { allegations(where: $w) { totalCount } }", {"w": {"data": {"is": ["no_data"]}}}, "where.data.is"),
        ('{ concepts(where: {id: {is: ["no_term"]}}) { totalCount } }', None, "where.id.is"),
        ('{ case(id: "x") { allegations(where: {data: {is: ["no_data"]}}) { totalCount } } }', None, "where.data.is"),
        ('{ company(id: "x") { owns(where: {kind: {is: ["no_kind"]}}) { totalCount } } }', None, "where.kind.is"),
    ],
)  # fmt: skip
def test_unknown_terms_are_found_wherever_they_are(text, variables, argument):
    error = refused(text, variables)
    assert error["code"] == "UNKNOWN_TERM"
    assert error["argument"] == argument
    # without a near term, the way to those that are known
    assert error["hint"].startswith(("did you mean", "`concepts("))
    assert error["at"]


@pytest.mark.parametrize("scheme", ["dat", "nothing-like-it"])
def test_an_unknown_scheme_is_named(scheme):
    error = refused(f'{{ concepts(scheme: "{scheme}") {{ totalCount }} }}')
    assert error["code"] == "UNKNOWN_TERM"
    assert error["argument"] == "scheme"
    assert scheme != "dat" or error["hint"] == "did you mean 'data'?"


@pytest.mark.parametrize(
    ("text", "what", "argument", "hint"),
    [
        ('{ case(id: "nothing") { id } }', "no case 'nothing'", "id", "look for it with `search`"),
        ('{ company(id: "nothing-linkedn") { id } }', "no company 'nothing-linkedn'", "id", "did you mean 'linkedin'?"),
        ('{ party(id: "nothing") { id } }', "no party 'nothing'", "id", None),
        ('{ node(id: "nothing") { id } }', "no thing 'nothing'", "id", None),
        ('{ plaintiffClass(id: "nothing") { id } }', "no plaintiff class 'nothing'", "id", None),
        ('{ statute(citation: "nothing") { id } }', "no statute 'nothing'", "citation", "look for it with `search`"),
        (
            '{ statute(citation: "nothing-linked") { id } }',
            "no statute 'nothing-linked'",
            "citation",
            'did you mean id: "linkedin"?',
        ),
    ],
)
def test_one_thing_that_is_not_there_is_an_error_that_names_the_nearest(text, what, argument, hint):
    error = refused(text)
    assert error["code"] == "UNKNOWN_ID"
    assert error["message"] == f"{argument}: {what}"
    assert error["argument"] == argument
    assert hint is None or error["hint"] == hint
    (root,) = error["data"]
    assert error["data"] == {root: None}
    assert error["path"] == [root]


def test_one_thing_that_is_not_there_leaves_the_others():
    schema, _ = make_schema()
    answer = schema.answer('{ a: case(id: "nothing") { id } b: case(id: "x") { id } }')
    assert json.loads(answer.json())["data"] == {"a": None, "b": {"id": "case-0"}}
    assert [error.path for error in answer.errors] == [["a"]]


@pytest.mark.parametrize(
    ("text", "argument"),
    [
        ('{ cases(where: {id: {is: ["x", "nothing-linked"]}}) { totalCount } }', "where.id.is"),
        ('{ statutes(where: {id: {within: ["nothing-linked"]}}) { totalCount } }', "where.id.within"),
        (
            '{ cases(where: {parties: {none: {node: {id: {not: ["nothing-linked"]}}}}}) { totalCount } }',
            "where.parties.none.node.id.not",
        ),
    ],
)
def test_unknown_ids_in_filters_are_errors_too(text, argument):
    error = refused(text)
    assert error["code"] == "UNKNOWN_ID"
    assert error["argument"] == argument
    assert error["hint"] == "did you mean 'linkedin'?"


def test_a_term_is_no_thing_and_the_error_says_how_to_ask_for_it():
    error = refused('{ node(id: "data/email") { id } }')
    assert error["code"] == "UNKNOWN_ID"
    assert error["hint"] == 'ask concept(scheme: "data", id: "email")'


def test_an_unknown_kind_is_named_with_the_nearest_one():
    for text, variables, argument in (
        ('{ search(text: "x", kinds: [ARTICLE, CASSE]) { totalCount } }', None, "kinds[1]"),
        ('query($k: [Kind!]) { search(text: "x", kinds: $k) { totalCount } }', {"k": ["CASSE"]}, "$k[0]"),
    ):
        error = refused(text, variables)
        assert error["code"] == "UNKNOWN_TERM"
        assert error["hint"] == "did you mean 'CASE'?"
        assert error["argument"] == argument
        assert "Did you mean" not in error["message"]
        assert error["at"]


# ---------------------------------------------------------------------------------------------------------------------
# Values that cannot be


@pytest.mark.parametrize(
    ("text", "variables", "argument"),
    [
        ("{ cases(first: -1) { totalCount } }", None, "first"),
        ("{ cases(first: 201) { totalCount } }", None, "first"),
        ("query($n: Int) { cases(first: $n) { totalCount } }", {"n": 1_000_000}, "first"),
        ('{ case(id: "x") { evidence(first: -5) { quote } } }', None, "first"),
        ('{ search(text: "x", first: -5) { totalCount } }', None, "first"),
        ('{ case(id: "x") { articles(first: 1000) { totalCount } } }', None, "first"),
        ('{ company(id: "x") { owns(asOf: "2025-02-30") { totalCount } } }', None, "asOf"),
        ("{ company(id: \"x\") { owns(asOf: 2025) { totalCount } } }", None, "asOf"),
        ('{ cases(where: {filedOn: {from: "2025-13"}}) { totalCount } }', None, "where.filedOn.from"),
        ('{ cases(where: {and: [{}, {filedOn: {is: ["2025", "soon"]}}]}) { totalCount } }', None, "where.and[1].filedOn.is[1]"),
        ("query($d: Date) { company(id: \"x\") { owns(asOf: $d) { totalCount } } }", {"d": "2025-02-30"}, "$d"),
        ("query($d: Date) { company(id: \"x\") { owns(asOf: $d) { totalCount } } }", {"d": 2025}, "$d"),
        ("query($w: CaseWhere) { cases(where: $w) { totalCount } }", {"w": {"and": [{"filedOn": {"from": "x"}}]}}, "$w.and[0].filedOn.from"),
        ('{ cases(after: "foreign") { totalCount } }', None, "after"),
        ("{ cases(orderBy: [{name: ASC, id: ASC}]) { totalCount } }", None, "orderBy[0]"),
        ("{ cases(orderBy: [{name: ASC}, {}]) { totalCount } }", None, "orderBy[1]"),
        ('{ company(id: "x") { owns(orderBy: [{share: ASC, since: ASC}]) { totalCount } } }', None, "orderBy[0]"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_named(text, variables, argument):
    error = refused(text, variables)
    assert error["code"] in ("BAD_ARGUMENT", "BAD_CURSOR")
    assert error["argument"] == argument
    assert error["hint"]
    assert error["at"]


def test_the_place_of_a_bad_value_is_where_it_is_written():
    text = '{ case(id: "x") {\n  articles(\n    first: -1) { totalCount } } }'
    assert refused(text)["at"] == [(3, 5)]


def test_a_foreign_cursor_is_refused_by_its_code():
    error = refused('{ cases(after: "foreign") { totalCount } }')
    assert error["code"] == "BAD_CURSOR"
    assert error["message"].startswith("after: ")
    assert error["hint"] == "begin again without `after`"


def test_a_statute_is_asked_for_in_one_way():
    for text in ("{ statute { id } }", '{ statute(id: "x", citation: "y") { id } }', "{ statute(id: null) { id } }"):
        error = refused(text)
        assert error["code"] == "BAD_ARGUMENT"
        assert error["data"] == {"statute": None}


def test_nodes_of_a_search_come_in_one_shape():
    error = refused('{ search(text: "x") { nodes { score } more: nodes { snippet } } }')
    assert error["code"] == "BAD_ARGUMENT"
    assert error["hint"] == "give both the same fields, or search twice"
    schema, _ = make_schema()
    assert not schema.answer('{ search(text: "x") { nodes { score } more: nodes { score } } }').errors


@pytest.mark.parametrize("variables", [["x"], "x", 5, [["t", "x"]]])
def test_variables_are_an_object(variables):
    error = refused("query($t: String!) { search(text: $t) { totalCount } }", variables)
    assert error["code"] == "BAD_ARGUMENT"


def test_variables_are_json():
    for value in ("\ud83d", object(), {1, 2}):
        error = refused("query($t: String!) { search(text: $t) { totalCount } }", {"t": value})
        assert error["code"] == "BAD_ARGUMENT"
        assert error["message"].startswith("the variables are no JSON")


# ---------------------------------------------------------------------------------------------------------------------
# Texts that are no query


@pytest.mark.parametrize(
    "text", ["", "  ", "# nothing", "{", "{ cases( }", "nonsense", '{ cases(where: {name: "}) }', "\ufeff{"]
)
def test_a_syntax_error_has_its_place(text):
    error = refused(text)
    assert error["code"] == "GRAPHQL_PARSE_FAILED"
    assert error["message"].startswith("Syntax Error")
    assert error["at"]
    assert error["data"] is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{ cases { nodes { docketNumbr } } }", "did you mean 'docketNumber'?"),
        ("{ casez { totalCount } }", "did you mean 'case' or 'cases'?"),
        ("{ cases(frist: 1) { totalCount } }", "did you mean 'first'?"),
        ('{ node(id: "x") { ... on Compny { name } } }', "did you mean 'Company'?"),
        ("{ cases(where: {nam: {is: 1}}) { totalCount } }", "did you mean 'name'"),
        ("{ cases }", "did you mean 'cases { ... }'?"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(text, hint):
    error = refused(text)
    assert error["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert error["hint"].startswith(hint.rstrip("?"))
    assert "Did you mean" not in error["message"]
    assert error["at"]


def test_only_queries_are_answered():
    error = refused("mutation { cases { totalCount } }")
    assert error["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert error["message"] == "this is a mutation: only queries and subscriptions are answered"
    assert error["hint"]
    error = refused("subscription { newCases { cursor } }")
    assert error["code"] == "GRAPHQL_VALIDATION_FAILED"
    assert error["message"] == "this is a subscription, which is told over a WebSocket"
    assert "graphql-transport-ws" in error["hint"]


def test_the_nearest_id_is_looked_for_once_a_request(monkeypatch):
    schema, store = make_schema()
    looked = []
    monkeypatch.setattr(store, "nearest", lambda kind, word: looked.append(word) or "linkedin")
    answer = schema.answer("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", {"ids": [f"nothing-{n}" for n in range(100)]})
    assert len(answer.errors) == 100
    assert [error.extensions["hint"] for error in answer.errors[:2]] == ["did you mean 'linkedin'?", "look for it with `search`"]
    assert looked == ["nothing-0"]
    answer = schema.answer("{ " + " ".join(f'a{n}: case(id: "nothing") {{ id }}' for n in range(30)) + " }")
    assert len(answer.errors) == 30
    assert looked == ["nothing-0", "nothing"]
    schema.answer('{ case(id: "nothing' + "x" * 10_000 + '") { id } }')
    assert len(looked[-1]) == 200


def test_one_of_several_operations_must_be_named():
    text = "query One { courts { totalCount } } query Two { cases { totalCount } }"
    error = refused(text)
    assert error["message"] == "the document has several operations"
    assert error["hint"] == "name one as operationName: One, Two"
    error = refused(text, name="Tow")
    assert error["hint"] == "did you mean 'Two'?"
    schema, _ = make_schema()
    assert json.loads(schema.ask(text, None, "Two")) == {"data": {"cases": {"totalCount": 3}}}
    assert json.loads(schema.ask("query One { courts { totalCount } }", None, "")) == {"data": {"courts": {"totalCount": 3}}}


def test_at_most_ten_errors_are_told():
    schema, _ = make_schema()
    answer = schema.answer("{ " + " ".join(f"no{number}" for number in range(100)) + " }")
    assert len(answer.errors) == 11


# ---------------------------------------------------------------------------------------------------------------------
# Faults of ours


class Broken(FakeStore):
    """Fails with what it is given."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error

    def select(self, query: Any, bindings: Any = None, *, seconds: float | None = None) -> bytes:
        raise self.error


@pytest.mark.parametrize("by_core", [False, True])
def test_an_exception_in_the_store_is_masked_and_logged(caplog, by_core):
    schema = Schema(Broken(RuntimeError("no such table: secret")))
    operation = schema.operations.get('{ case(id: "x") { id } __typename }', None)
    with caplog.at_level(logging.ERROR, "api.graphql.errors"):
        text = schema.executor.answer(operation, None, by_core=by_core).json().decode()
    assert "secret" not in text
    assert "Traceback" not in text
    error = json.loads(text)["errors"][0]
    assert (error["message"], error["extensions"]["code"], error["path"]) == ("internal error", "INTERNAL", ["case"])
    assert json.loads(text)["data"] == {"case": None, "__typename": "Query"}
    assert "secret" in caplog.text


def test_a_fault_before_the_store_is_masked_too(monkeypatch, caplog):
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    schema, _ = make_schema()
    monkeypatch.setattr("api.graphql.operations.validate", broken)
    error = refused("{ courts { totalCount } }", schema=schema)
    assert (error["message"], error["code"]) == ("internal error", "INTERNAL")
    assert "secret" in caplog.text


def test_a_store_that_cannot_be_read_says_so():
    schema = Schema(Broken(StoreError("the file is locked", "close the other program")))
    error = refused('{ case(id: "x") { id } }', schema=schema)
    assert (error["message"], error["hint"], error["code"]) == ("the file is locked", "close the other program", "STORE")


def test_a_list_that_fails_leaves_no_data_and_asks_nothing_more():
    store = Broken(RuntimeError())
    answer = Schema(store).answer("{ a: cases { totalCount } b: cases { totalCount } }")
    assert answer.data is None
    assert [error.path for error in answer.errors] == [["a"]]


def test_a_root_field_that_cannot_be_asked_keeps_the_others_from_being_asked_in_vain():
    schema, store = make_schema()
    answer = schema.answer(
        "{ a: cases { totalCount } b: cases(orderBy: [{}]) { totalCount } c: cases(orderBy: [{}]) { totalCount } }"
    )
    assert answer.data is None
    assert [error.path for error in answer.errors] == [["b"], ["c"]]
    assert store.asked == []


def test_the_error_of_a_kept_plan_holds_no_frames():
    schema, _ = make_schema()
    text = "{ cases(orderBy: [{}]) { totalCount } }"
    for _ in range(3):
        (error,) = schema.answer(text).errors
        assert error.__traceback__ is None
    operation = schema.operations.get(text, None)
    assert not isinstance(operation, list)
    (plan,) = schema.operations.plans(operation, {})
    assert plan.error.__traceback__ is None
    assert plan.error.__cause__ is None


def test_errors_are_the_same_by_both_ways():
    schema, _ = make_schema()
    for text in (
        '{ case(id: "nothing") { id } courts { totalCount } }',
        '{ case(id: "x") { articles(first: -1) { totalCount } } }',
        '{ statute { id } case(id: "x") { allegations(where: {data: {is: ["no_data"]}}) { totalCount } } }',
        '{ case(id: "x") { articles(after: "foreign") { totalCount } } }',
    ):
        compiled, by_core = answers(schema, text)
        assert compiled == by_core


def test_an_answer_without_data_is_still_json():
    assert Answer(None).json() == b'{"data":null}'
