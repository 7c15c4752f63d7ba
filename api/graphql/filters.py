"""Filters and orders: the input types of `where` and `orderBy`, derived from the ontology.

A filter has a field for each property and each relation of its kind, so that conditions reach as far as selections do. No
kind is named here but where it is treated otherwise than the rest.
"""

from __future__ import annotations

from api.graphql.examples import with_example
from api.graphql.kinds import (
    INTERFACES,
    THINGS,
    article,
    declared,
    doc_of,
    edge_props,
    is_term,
    own_props,
    own_relations,
    pascal,
)
from api.graphql.meanings import (
    IdIs,
    InputField,
    InputType,
    Logic,
    NodeIs,
    PropIs,
    SortKey,
    StatusIs,
    TermLink,
    ThingLink,
)
from graph.dates import PartialDate
from graph.ontology import EDGES, Arity, Prop, Relation, camel, kinds_of

_HIERARCHIES = frozenset(name for end, _ in EDGES["PART_OF"].ends for name in (end, *kinds_of(end)))
"""The kinds that may be part of one another."""


class Filters:
    """Collects the input types; each is made when first asked for, and names the others by text."""

    def __init__(self) -> None:
        self.inputs: dict[str, InputType] = {}
        self._values()
        for kind in (*THINGS, *INTERFACES):
            self.where(kind)
            self.order(kind)

    def _add(self, name: str, doc: str, *fields: InputField) -> str:
        self.inputs[name] = InputType(name, with_example(name, doc), {field.name: field for field in fields})
        return name

    # -- conditions on values

    def _values(self) -> None:
        exists = InputField("exists", "Boolean", "true: there is a value; false: there is none.")
        ids = (
            InputField(
                "is", "[ID!]", "It is one of these; an empty list meets nothing. An id that nothing has is an error."
            ),
            InputField("not", "[ID!]", "It is none of these."),
        )
        self._add("IdFilter", "A condition on an id.", *ids)
        self._add(
            "IdWithinFilter",
            "A condition on the id of a thing that may be part of others.",
            *ids,
            InputField("within", "[ID!]", "It is one of these, or part of one over any number of steps."),
        )
        self._add(
            "StringFilter",
            "A condition on a text. Where there are several texts, one of them must meet it.",
            InputField("is", "[String!]", "It is one of these, letter by letter; an empty list meets nothing."),
            InputField("not", "[String!]", "It is none of these; true where there is no text."),
            InputField("contains", "String", "It has this in it, capitals or not."),
            InputField("startsWith", "String", "It begins with this, capitals or not."),
            exists,
        )
        self._add(
            "DateFilter",
            "A condition on a date. A month or a year that you give means all its days; one in the data, known no finer, "
            "counts from its first day.",
            InputField(
                "is", "[Date!]", "Its first day is the first day of one of these; for a whole year use `from` and `to`."
            ),
            InputField("from", "Date", "On this day or later."),
            InputField("to", "Date", "On this day or earlier; of a month or a year, on its last day or earlier."),
            InputField("before", "Date", "Earlier than this day."),
            InputField("after", "Date", "Later than this day; of a month or a year, later than its last day."),
            exists,
        )
        for name in ("Int", "Float"):
            self._add(
                f"{name}Filter",
                "A condition on a number.",
                InputField("is", f"[{name}!]", "It is one of these; an empty list meets nothing."),
                InputField("not", f"[{name}!]", "It is none of these; true where there is no number."),
                InputField("lt", name, "Less than this."),
                InputField("lte", name, "This or less."),
                InputField("gt", name, "More than this."),
                InputField("gte", name, "This or more."),
                exists,
            )
        self._add("BooleanFilter", "A condition on yes or no.", InputField("is", "Boolean", "It is this."), exists)
        exactly = InputField("exactly", "Boolean", "true: leave narrower terms out.", default=False)
        self._add(
            "TermFilter",
            "A condition on terms, written as ids. Narrower terms count too, unless `exactly`: `private_messages` takes in "
            "`inmail`. The description of each field names its scheme; `concepts(scheme: …)` lists the terms of one.",
            InputField(
                "is", "[ID!]", "One of these, or narrower; an empty list meets nothing. An unknown term is an error."
            ),
            InputField("not", "[ID!]", "None of these, and none that is narrower; true where there is none at all."),
            exactly,
        )
        self._add(
            "StatusFilter",
            "A condition on a status, the latest one or that of a day. Narrower terms count too, unless `exactly`.",
            InputField(
                "is", "[ID!]", "One of these, or narrower; an empty list meets nothing. An unknown term is an error."
            ),
            exactly,
            InputField("asOf", "Date", "The day asked about; without it, the latest status known."),
        )

    # -- conditions on things

    def where(self, kind: str) -> str:
        """The filter of a kind, by its name."""
        name = "ConceptWhere" if is_term(kind) else f"{kind}Where"
        if name in self.inputs:
            return name
        doc = f"What {article('Concept' if is_term(kind) else kind)} must meet: all the conditions that are given. One whose value is null holds."
        self.inputs[name] = InputType(name, with_example(name, doc), {})  # kept at once, as filters name one another
        made = self.inputs[name].fields

        def put(field: InputField) -> None:
            made[field.name] = field

        put(InputField("and", f"[{name}!]", "All of these hold.", Logic("and")))
        put(InputField("or", f"[{name}!]", "At least one of these holds; of an empty list, none does.", Logic("or")))
        put(InputField("not", name, "This does not hold.", Logic("not")))
        if is_term(kind):
            put(InputField("id", "IdFilter", "Its id within its scheme.", IdIs("Concept", "term")))
        else:
            put(InputField("id", "IdWithinFilter" if kind in _HIERARCHIES else "IdFilter", "Its id.", IdIs(kind)))
        for prop in own_props(kind).values():
            put(_on_prop(prop))
        for relation in own_relations(kind).values():
            if relation.derived == "status":
                put(InputField(camel(relation.name), "StatusFilter", doc_of(relation), StatusIs(relation)))
            elif relation.derived is None and relation.arity is Arity.ONE:
                put(self._on_one(relation))
            elif relation.derived is None:
                put(self._on_many(kind, relation))
        return name

    def _on_one(self, relation: Relation) -> InputField:
        """The condition on a relation to one thing: its own filter, or terms."""
        if is_term(relation.target):
            return InputField(camel(relation.name), "TermFilter", doc_of(relation), TermLink(relation))
        return InputField(camel(relation.name), self.where(relation.target), relation.doc, ThingLink(relation, False, False))

    def _on_many(self, kind: str, relation: Relation) -> InputField:
        """The condition on a relation to several things: `some`, `none`, `every` of them; or terms."""
        props = edge_props(relation)
        if is_term(relation.target) and not props:
            return InputField(camel(relation.name), "TermFilter", doc_of(relation), TermLink(relation))
        if props:
            stem = declared(kind, relation) + pascal(relation.name)
            inner, list_name = self._on_edge(stem, relation), f"{stem}ListFilter"
        else:
            inner = self.where(relation.target)
            list_name = inner.removesuffix("Where") + "ListFilter"
        if list_name not in self.inputs:
            fields = [
                InputField("some", inner, "At least one of them meets this; `{}` asks only that there is one."),
                InputField("none", inner, "None of them meets this; `{}` asks that there is none."),
                InputField("every", inner, "Each of them meets this; true where there are none."),
            ]
            if relation.dated:
                fields.append(InputField("asOf", "Date", "Only what holds on this day."))
            self._add(list_name, "A condition on what a relation leads to; all that is given must hold.", *fields)
        return InputField(camel(relation.name), list_name, relation.doc, ThingLink(relation, True, bool(props)))

    def _on_edge(self, stem: str, relation: Relation) -> str:
        """The filter on an edge and the thing at its end, by its name."""
        name = f"{stem}EdgeWhere"
        if name not in self.inputs:
            doc = f"What an edge and the {relation.target} at its end must meet together: {relation.doc}"
            self.inputs[name] = InputType(name, with_example(name, doc), {})
            fields = self.inputs[name].fields
            for prop in edge_props(relation).values():
                fields[camel(prop.name)] = _on_prop(prop)
            inner = "TermFilter" if is_term(relation.target) else self.where(relation.target)
            fields["node"] = InputField(
                "node", inner, f"The {relation.target} at the end of the edge.", NodeIs(relation.target)
            )
        return name

    # -- orders

    def order(self, kind: str) -> str:
        """The order of a kind, by its name."""
        name = "ConceptOrder" if is_term(kind) else f"{kind}Order"
        return name if name in self.inputs else self._order(name, _keys(kind))

    def _order(self, name: str, keys: dict[str, SortKey]) -> str:
        doc = "One key of an order; write several as a list: `[{name: ASC}, {id: DESC}]`. What has no value comes last."
        fields = [InputField(key, "Direction", f"By `{key}`.", asks) for key, asks in keys.items()]
        return self._add(name, doc, *fields)

    # -- pages

    def of_page(self, kind: str, relation: Relation) -> tuple[str, str]:
        """The filter and the order of a page: of the edge and the thing where the edge says something, else of the thing."""
        props = edge_props(relation)
        if not props:
            return self.where(relation.target), self.order(relation.target)
        stem = declared(kind, relation) + pascal(relation.name)
        if f"{stem}Order" not in self.inputs:
            on_edge = {camel(prop.name): SortKey(prop.name, True) for prop in props.values() if not prop.many}
            self._order(f"{stem}Order", _keys(relation.target) | on_edge)
        return self._on_edge(stem, relation), f"{stem}Order"


def _keys(kind: str) -> dict[str, SortKey]:
    """What the things of a kind can be ordered by."""
    keys = {"id": SortKey("term" if is_term(kind) else "id")}
    return keys | {camel(prop.name): SortKey(prop.name) for prop in own_props(kind).values() if not prop.many}


def _on_prop(prop: Prop) -> InputField:
    if prop.scheme:
        filter_name = "TermFilter"
    elif prop.type is PartialDate:
        filter_name = "DateFilter"
    else:
        filter_name = {int: "IntFilter", float: "FloatFilter", bool: "BooleanFilter"}.get(prop.type, "StringFilter")
    return InputField(camel(prop.name), filter_name, doc_of(prop), PropIs(prop))
