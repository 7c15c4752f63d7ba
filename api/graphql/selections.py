"""Selections as the specification collects them (CollectFields): which fields a row of a type is asked for, in which order.

Fragments and inline fragments are followed, `@skip` and `@include` obeyed, equal response names merged in order of first
appearance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
)
from graphql.language import BooleanValueNode

from api.graphql.bindings import Variables
from api.graphql.faces import OBJECTS

Sets = tuple[SelectionSetNode, ...]
"""The selection sets of fields that share a response name."""


def sets_of(nodes: Iterable[FieldNode]) -> Sets:
    """What is selected below fields that share a response name."""
    return tuple(node.selection_set for node in nodes if node.selection_set is not None)


class Selections:
    """Collects the fields of one operation.

    Args:
        fragments: the fragments of the document by name.
        variables: the coerced variables; those of directives are read.
    """

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode], variables: Variables) -> None:
        self.fragments = fragments
        self.variables = variables

    def collect(self, type_name: str, sets: Iterable[SelectionSetNode]) -> dict[str, list[FieldNode]]:
        """The fields that a row of a type is asked for, by response name, in order of appearance."""
        found: dict[str, list[FieldNode]] = {}
        self._collect(type_name, sets, found, set())
        return found

    def _collect(
        self, type_name: str, sets: Iterable[SelectionSetNode], found: dict[str, list[FieldNode]], seen: set[str]
    ) -> None:
        for selections in sets:
            for node in selections.selections:
                if not self._taken(node):
                    continue
                if isinstance(node, FieldNode):
                    found.setdefault((node.alias or node.name).value, []).append(node)
                    continue
                fragment = self._fragment(node, seen)
                if fragment is not None and _applies(fragment, type_name):
                    self._collect(type_name, (fragment.selection_set,), found, seen)

    def tells_apart(self, interface: str, sets: Iterable[SelectionSetNode]) -> bool:
        """Whether a selection names a type other than those that all members of an interface have."""
        return self._tells_apart({interface, *OBJECTS[interface].interfaces}, sets, set())

    def _tells_apart(self, wide: set[str], sets: Iterable[SelectionSetNode], seen: set[str]) -> bool:
        for selections in sets:
            for node in selections.selections:
                if isinstance(node, FieldNode):
                    continue
                fragment = self._fragment(node, seen)
                if fragment is None:
                    continue
                condition = fragment.type_condition
                if condition is not None and condition.name.value not in wide:
                    return True
                if self._tells_apart(wide, (fragment.selection_set,), seen):
                    return True
        return False

    def _taken(self, node: SelectionNode) -> bool:
        """Whether `@skip` and `@include` let a selection stand."""
        for directive in node.directives or ():
            name = directive.name.value
            if name in ("skip", "include"):
                given = (directive.arguments or ())[0].value
                value = self.variables.get(given.name.value) if isinstance(given, VariableNode) else None
                if isinstance(given, BooleanValueNode):
                    value = given.value
                if bool(value) == (name == "skip"):
                    return False
        return True

    def _fragment(self, node: SelectionNode, seen: set[str]) -> FragmentDefinitionNode | InlineFragmentNode | None:
        """A fragment that is spread or written in place; None for one that was spread before."""
        if isinstance(node, FragmentSpreadNode):
            name = node.name.value
            if name in seen:
                return None
            seen.add(name)
            return self.fragments[name]
        assert isinstance(node, InlineFragmentNode)
        return node


def _applies(fragment: FragmentDefinitionNode | InlineFragmentNode, type_name: str) -> bool:
    if fragment.type_condition is None:
        return True
    condition = fragment.type_condition.name.value
    return condition == type_name or condition in OBJECTS[type_name].interfaces
