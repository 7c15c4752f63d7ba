"""The schema and the ontology are walked side by side: every kind, property and relation has its face, and a description."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    build_schema,
    get_named_type,
    parse,
    parse_value,
    validate,
)
from graphql.utilities import value_from_ast
from graphql_fakes import FakeStore

import api.graphql
from api.graphql.schema import PRINTED, Schema, printed, write_printed
from graph.dates import PartialDate
from graph.ontology import ABSTRACT, EDGES, KINDS, RECORD_RELATIONS, RECORDS, SCHEMES, Arity, Prop, kinds_of, relations_of

ASKED = Schema(FakeStore())
CORE = ASKED._schema
TYPES = CORE.type_map
THINGS = [kind for kind in KINDS if kind != "Concept"]

SCALARS = {PartialDate: "Date", object: "JSON", int: "Int", float: "Float", bool: "Boolean", str: "String"}
FILTERS = {
    "Date": "DateFilter",
    "Int": "IntFilter",
    "Float": "FloatFilter",
    "Boolean": "BooleanFilter",
    "String": "StringFilter",
}


def camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)


def scalar(prop: Prop) -> str:
    return "ID" if prop.scheme or prop.is_id else prop.enum or SCALARS[prop.type]


def type_of(prop: Prop) -> str:
    return f"[{scalar(prop)}!]!" if prop.many else scalar(prop) + "!" * prop.required


def fields(name: str) -> dict[str, GraphQLField]:
    type_ = TYPES[name]
    assert isinstance(type_, GraphQLObjectType | GraphQLInterfaceType)
    return type_.fields


def input_type(name: str) -> GraphQLInputObjectType:
    type_ = TYPES[name]
    assert isinstance(type_, GraphQLInputObjectType)
    return type_


def input_types(name: str) -> dict[str, str]:
    return {key: str(field.type) for key, field in input_type(name).fields.items()}


def types_of(name: str) -> dict[str, str]:
    return {key: str(field.type) for key, field in fields(name).items()}


# ---------------------------------------------------------------------------------------------------------------------
# Kinds


@pytest.mark.parametrize("kind", THINGS)
def test_every_kind_has_a_type_with_its_properties(kind):
    type_ = TYPES[kind]
    assert isinstance(type_, GraphQLObjectType)
    assert {each.name for each in type_.interfaces} == {"Node", *(name for name, kinds in ABSTRACT.items() if kind in kinds)}
    assert types_of(kind)["id"] == "ID!"
    for prop in KINDS[kind].props.values():
        assert types_of(kind).get(camel(prop.name)) == (type_of(prop) if prop.served else None)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_scheme_has_a_type_with_the_properties_of_a_term(scheme):
    type_ = TYPES[SCHEMES[scheme]]
    assert isinstance(type_, GraphQLObjectType)
    assert [each.name for each in type_.interfaces] == ["Concept"]
    for prop in KINDS["Concept"].props.values():
        # a term's id within its scheme is its `id`
        assert types_of(type_.name)["id" if prop.name == "term" else camel(prop.name)] == (
            "ID!" if prop.name == "term" else type_of(prop)
        )
    assert types_of(type_.name)["broader"] == f"[{type_.name}!]!"


@pytest.mark.parametrize("kind", THINGS)
def test_every_kind_is_asked_for_by_id_and_as_a_list(kind):
    roots = fields("Query")
    one, many = roots[kind[0].lower() + kind[1:]], roots[KINDS[kind].plural]
    assert str(one.type) == kind
    assert "id" in one.args
    assert str(many.type) == f"{kind}Connection!"
    assert {name: str(argument.type) for name, argument in many.args.items()} == {
        "where": f"{kind}Where",
        "orderBy": f"[{kind}Order!]",
        "first": "Int",
        "after": "String",
        "knownAt": "Int",
    }


@pytest.mark.parametrize("kind", THINGS)
def test_every_property_can_be_filtered_and_ordered_by(kind):
    where, order = input_types(f"{kind}Where"), input_types(f"{kind}Order")
    for prop in KINDS[kind].props.values():
        expected = "TermFilter" if prop.scheme else FILTERS[scalar(prop)]
        assert where.get(camel(prop.name)) == (expected if prop.served else None)
        assert order.get(camel(prop.name)) == ("Direction" if prop.served and not prop.many else None)
    assert {"and", "or", "not", "id"} <= where.keys()
    assert order["id"] == "Direction"


def test_what_is_kept_inside_is_nowhere_in_the_schema():
    hidden = {camel(prop.name) for kind in KINDS.values() for prop in kind.props.values() if not prop.served}
    assert hidden
    for name, type_ in TYPES.items():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType) and not name.startswith(
            "__"
        ):
            assert name == "Query" or not hidden & type_.fields.keys()


def test_the_kinds_of_a_search_are_all_that_can_be_found():
    enum = TYPES["Kind"]
    assert isinstance(enum, GraphQLEnumType)
    assert sorted(value.value for value in enum.values.values()) == sorted(THINGS)
    assert {"CASE", "ARTICLE", "COMPANY", "STATUTE", "PLAINTIFF_CLASS"} <= enum.values.keys()


# ---------------------------------------------------------------------------------------------------------------------
# Edges


def ends() -> Iterator[tuple[str, str, str]]:
    """The edge, the kind at an end of it, and the name that it has from there."""
    for name, edge in EDGES.items():
        for of, to in edge.ends:
            for end, kind in ((edge.forward, of), (edge.back, to)):
                if end is not None:
                    yield from ((name, concrete, end.name) for concrete in kinds_of(kind) if concrete != "Concept")


@pytest.mark.parametrize(("edge", "kind", "name"), sorted(set(ends())))
def test_every_edge_is_seen_from_both_its_ends(edge, kind, name):
    relation = relations_of(kind)[name]
    field = fields(kind)[camel(name)]
    target = get_named_type(field.type)
    assert ("asOf" in field.args) == EDGES[edge].dated
    if relation.arity is Arity.ONE:
        assert str(field.type) == relation.target
    elif relation.arity is Arity.LIST:
        assert str(field.type) == f"[{relation.target}!]!"
    else:
        if relation.arity is Arity.PAGE:
            assert {"where", "orderBy", "first", "after"} <= field.args.keys()
            parts = types_of(target.name)
            assert parts["totalCount"] == "Int!"
            assert parts["nodes"] == f"[{relation.target}!]!"
            assert parts["pageInfo"] == "PageInfo!"
            target = get_named_type(fields(target.name)["edges"].type)
        columns = types_of(target.name)
        assert columns["node"] == f"{relation.target}!"
        assert ("evidence" in columns) == (not EDGES[edge].derived)
        for prop in EDGES[edge].props.values():
            assert columns[camel(prop.name)] == type_of(prop)


@pytest.mark.parametrize(("edge", "kind", "name"), sorted(set(ends())))
def test_every_edge_can_be_filtered_through(edge, kind, name):
    relation = relations_of(kind)[name]
    asked = input_type(f"{kind}Where").fields[camel(name)].type
    to_terms = relation.target == "Concept" or relation.target in SCHEMES.values()
    props = EDGES[edge].props
    if to_terms and not props:
        assert str(asked) == "TermFilter"
    elif relation.arity is Arity.ONE:
        assert str(asked) == f"{relation.target}Where"
    else:
        quantifiers = input_types(str(asked))
        assert {"some", "none", "every"} == quantifiers.keys() - {"asOf"}
        assert ("asOf" in quantifiers) == EDGES[edge].dated
        inner = input_types(quantifiers["some"])
        for prop in props.values():
            assert inner[camel(prop.name)] == ("TermFilter" if prop.scheme else FILTERS[scalar(prop)])
        if props:
            assert inner["node"] == ("TermFilter" if to_terms else f"{relation.target}Where")
            if relation.arity is Arity.PAGE:
                keys = input_types(str(fields(kind)[camel(name)].args["orderBy"].type).strip("[!]"))
                assert {camel(prop.name) for prop in props.values() if not prop.many} <= keys.keys()
        else:
            assert quantifiers["some"] == f"{relation.target}Where"


# ---------------------------------------------------------------------------------------------------------------------
# Records and what is worked out


@pytest.mark.parametrize("record", RECORDS)
def test_every_record_has_a_type_with_its_properties_and_relations(record):
    columns = types_of("SuitEdge" if record == "Suit" else record)
    for prop in RECORDS[record].props.values():
        if record == "Evidence" and prop.name in ("start", "end"):
            assert types_of("Span")[prop.name] == "Int!"
            assert columns["span"] == "Span"
        else:
            assert columns[camel(prop.name)] == type_of(prop)
    for relation in RECORD_RELATIONS[record]:
        made = f"[{relation.target}!]!" if relation.arity is Arity.LIST else relation.target + "!" * relation.required
        assert columns[camel(relation.name)] == made


def test_status_history_and_evidence_are_where_the_ontology_has_them():
    for kind in THINGS:
        assert types_of(kind)["evidence"] == "[Evidence!]!"
        assert ("status" in fields(kind)) == ("status" in relations_of(kind))
        assert (input_types(f"{kind}Where").get("status") == "StatusFilter") == ("status" in relations_of(kind))
    assert {"Case", "Claim", "Allegation"} == {kind for kind in THINGS if "history" in fields(kind)}
    assert {"asOf"} == fields("Case")["status"].args.keys()


@pytest.mark.parametrize("kind", ABSTRACT["Body"])
def test_suits_by_control_are_asked_of_whatever_can_own(kind):
    suits = fields(kind)["suits"]
    assert str(suits.type) == "SuitConnection!"
    assert suits.args["through"].default_value.value == "CONTROL"
    assert suits.args["includeStakes"].default_value is False
    assert "once for each" in str(fields("SuitConnection")["totalCount"].description)


@pytest.mark.parametrize(("name", "kinds"), ABSTRACT.items())
def test_abstract_kinds_are_interfaces_of_what_their_kinds_share(name, kinds):
    interface = TYPES[name]
    assert isinstance(interface, GraphQLInterfaceType)
    assert {each.name for each in CORE.get_possible_types(interface)} == set(kinds)
    shared = set.intersection(*({camel(prop) for prop, made in KINDS[kind].props.items() if made.served} for kind in kinds))
    assert shared <= fields(name).keys()
    assert {camel(relation) for relation in relations_of(name)} <= fields(name).keys()


# ---------------------------------------------------------------------------------------------------------------------
# Descriptions


def described() -> Iterator[tuple[str, str | None]]:
    """Every place of the schema that people read, with its description."""
    for name, type_ in TYPES.items():
        if name.startswith("__") or name in ("ID", "Int", "Float", "String", "Boolean"):
            continue
        yield name, type_.description
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            for key, field in type_.fields.items():
                yield f"{name}.{key}", field.description
                for argument, made in getattr(field, "args", {}).items():
                    yield f"{name}.{key}({argument}:)", made.description
        if isinstance(type_, GraphQLEnumType):
            for key, value in type_.values.items():
                yield f"{name}.{key}", value.description


def test_everything_has_a_description_in_sentences():
    for place, text in described():
        assert text, place
        sentence = text.partition("\n\nExample: ")[0]
        assert sentence[0].isupper() or sentence.startswith(("true:", "renamed_to")), f"{place}: {text}"
        assert sentence.endswith((".", "…", "?", ":")), f"{place}: {text}"
        assert " a a" not in sentence.lower().replace(" a and", ""), f"{place}: {text}"


EXAMPLE = re.compile(r"Example: `([^`]+)`")


def examples() -> Iterator[tuple[str, str]]:
    for place, text in described():
        for example in EXAMPLE.findall(text or ""):
            yield place, example


def test_what_people_meet_first_has_an_example():
    places = {place for place, _ in examples()}
    first = {
        "Query.cases",
        "Query.search",
        "Case.status",
        "Company.suits",
        "Case.evidence",
        "CaseWhere",
        "TermFilter",
        "DateFilter",
    }
    assert first <= places


@pytest.mark.parametrize(("place", "example"), list(examples()))
def test_examples_can_be_asked(place, example):
    type_name, _, field = place.partition(".")
    if not field:
        value = value_from_ast(parse_value(example), input_type(type_name))
        assert isinstance(value, dict)
        where = {"CaseWhere": "cases", "AllegationWhere": "allegations"}.get(type_name)
        if where:
            assert b"errors" not in ASKED.ask(f"{{ {where}(where: {example}) {{ totalCount }} }}")
        return
    text = (
        f"{{ {example} }}"
        if type_name == "Query"
        else f'{{ node(id: "x") {{ ... on Node {{ ...E }} }} }} fragment E on {type_name} {{ {example} }}'
    )
    document = parse(text)
    problems = [error.message for error in validate(CORE, document)]
    # fragments on records and edges do not fit on a thing, and are only validated
    assert all("can never be of type" in problem for problem in problems), problems
    if not problems:
        assert b"errors" not in ASKED.ask(text)


# ---------------------------------------------------------------------------------------------------------------------
# The printed schema


def test_the_committed_schema_is_that_of_the_code():
    assert PRINTED.read_text(encoding="utf-8") == printed(), "run: python -m api.graphql.schema"


def test_the_printed_schema_can_be_built_again():
    assert set(build_schema(printed()).type_map) == set(TYPES)


def test_writing_the_schema_tells_whether_it_changed(tmp_path):
    path = tmp_path / "schema.graphql"
    assert write_printed(path)
    assert not write_printed(path)


# ---------------------------------------------------------------------------------------------------------------------
# Docstrings


@pytest.mark.parametrize("module", [made.name for made in pkgutil.iter_modules(api.graphql.__path__)])
def test_examples_in_docstrings_hold(module):
    assert doctest.testmod(importlib.import_module(f"api.graphql.{module}")).failed == 0
