"""The kinds of the ontology as GraphQL sees them: what their types are called, what they hold in common, what they hand out."""

from __future__ import annotations

from graph.dates import PartialDate
from graph.ontology import ABSTRACT, EDGES, KINDS, SCHEME_OF, Arity, Prop, Relation, kinds_of, props_of, relations_of

THINGS = tuple(kind for kind in KINDS if kind != "Concept")
"""The kinds that are things rather than terms: the members of the interface `Node`."""

INTERFACES: dict[str, tuple[str, ...]] = {"Node": THINGS, **ABSTRACT, "Concept": tuple(SCHEME_OF)}
"""The interfaces and their concrete types."""


def is_term(kind: str) -> bool:
    """Whether a name stands for terms: `Concept`, `DataKind` …"""
    return kind == "Concept" or kind in SCHEME_OF


def members_of(name: str) -> tuple[str, ...]:
    """The concrete types of an interface; a concrete type itself."""
    return INTERFACES.get(name, (name,))


def wider_of(kind: str) -> tuple[str, ...]:
    """The interfaces that hold all of a type's members, narrowest first.

    >>> wider_of("Company")
    ('Body', 'Party', 'Node')
    """
    mine = set(members_of(kind))
    wider = [name for name, members in INTERFACES.items() if name != kind and mine <= set(members)]
    return tuple(sorted(wider, key=lambda name: len(INTERFACES[name])))


def own_props(kind: str) -> dict[str, Prop]:
    """The properties that a kind's type hands out; what an interface's members share. A term's `term` is its id."""
    props = props_of("Concept") if is_term(kind) else props_of(kind)
    return {name: prop for name, prop in props.items() if prop.served and not (is_term(kind) and name == "term")}


def own_relations(kind: str) -> dict[str, Relation]:
    """The relations that a kind's type hands out; what an interface's members share."""
    if kind != "Concept":
        return relations_of(kind)
    first, *others = (relations_of(name) for name in SCHEME_OF)
    return {name: relations_of("Concept")[name] for name in first if all(name in other for other in others)}


def edge_props(relation: Relation) -> dict[str, Prop]:
    """The properties of the edges that a relation follows."""
    return {name: prop for name, prop in EDGES[relation.edge].props.items() if prop.served} if relation.edge else {}


def declared(kind: str, relation: Relation) -> str:
    """The kind that an edge declares at this end, so that `Company.owns` and `Organization.owns` have one type.

    >>> declared("Company", relations_of("Company")["owns"])
    'Body'
    """
    if relation.edge is None:
        return "Body" if kind in ABSTRACT["Body"] else kind
    if is_term(kind):
        return kind
    ends = EDGES[relation.edge].ends
    mine = (of if relation.forward else to for of, to in ends)
    return next((end for end in mine if set(kinds_of(kind)) <= set(kinds_of(end))), kind)


# ---------------------------------------------------------------------------------------------------------------------
# Names


def pascal(name: str) -> str:
    """The same with a capital: `owned_by` gives `OwnedBy`."""
    return "".join(part.title() for part in name.split("_"))


def shouted(kind: str) -> str:
    """The name of a kind among the values of an enum: `PlaintiffClass` gives `PLAINTIFF_CLASS`."""
    return "".join(f"_{letter}" if letter.isupper() else letter for letter in kind).strip("_").upper()


def words(name: str) -> str:
    """The name of a kind, or of the root field that lists it, in words: `plaintiffClasses` gives `plaintiff classes`."""
    return "".join(f" {letter}" if letter.isupper() else letter for letter in name).strip().lower()


def article(name: str) -> str:
    """The same with its article: `Allegation` gives `an allegation`."""
    return f"{'an' if name[0] in 'AEIO' else 'a'} {words(name)}"


def scalar(prop: Prop) -> str:
    """The GraphQL type of a property's values."""
    if prop.type is PartialDate:
        return "Date"
    if prop.scheme or prop.is_id:
        return "ID"
    if prop.enum:
        return prop.enum
    return {object: "JSON", int: "Int", float: "Float", bool: "Boolean"}.get(prop.type, "String")


def type_of(prop: Prop) -> str:
    """The GraphQL type of a property."""
    if prop.many:
        return f"[{scalar(prop)}!]!"
    return scalar(prop) + ("!" if prop.required else "")


def doc_of(made: Prop | Relation) -> str:
    """What a property or a relation says, and of which scheme its terms are.

    >>> doc_of(relations_of("Allegation")["data"])
    'The kind of data it was done with. A term of the scheme `data`.'
    """
    many = made.many if isinstance(made, Prop) else made.arity is not Arity.ONE
    to_terms = isinstance(made, Prop) or (is_term(made.target) and made.edge != "BROADER") or made.derived is not None
    if made.scheme is None or not to_terms:
        return made.doc
    return f"{made.doc} {'Terms' if many else 'A term'} of the scheme `{made.scheme}`."
