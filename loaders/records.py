"""Records: entries of YAML files that hand out their fields, cite their sources, and report what is wrong with them.

A loader *takes* each field that it knows. What nobody took, what is of another kind than asked for, and what names something
that nothing defines become issues of the record: file, line, id, what is wrong and what to do. A record with an issue states
nothing.

    for record in records:
        statements = list(court_facts(record))
        issues = record.issues()          # empty: the statements hold
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import yaml

from graph.dates import PartialDate
from graph.errors import DataError, UnknownTerm, did_you_mean
from graph.facts import KIND, Evidence, Fact, Statement, facts_of
from graph.ontology import EDGES, Document, Edge, Node
from graph.terms import term

CURATION = Document(
    id="docketgraph-curation",
    title="The curated records of docketgraph",
    publisher="docketgraph",
    published_on=None,
    url=None,
    notes="Stands behind what a curated record says and none of its sources states.",
)
"""The curators' own record: the source of what no source states."""

UNVERIFIED = "not verified: rests on general knowledge or on secondary sources"
"""The remark on the evidence of a record that was not read in a source."""


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """Something wrong in a file: where, what, and what to do about it.

    `line` is 0 where the whole file is meant, `id` empty where no record is.
    """

    file: str
    line: int
    id: str
    message: str
    hint: str | None = None

    def __str__(self) -> str:
        """Two lines, as the command line prints them.

        >>> print(Issue("cases.yaml", 23, "cand-1", "unknown act 'scrapping'", "did you mean 'scraping'?"))
        cases.yaml:23 (cand-1): unknown act 'scrapping'
          did you mean 'scraping'?
        """
        place = self.file + (f":{self.line}" if self.line else "") + (f" ({self.id})" if self.id else "")
        return f"{place}: {self.message}" + (f"\n  {self.hint}" if self.hint else "")


class Place(NamedTuple):
    """Where an id is declared, and as what.

    `kind` is the `kind` or `type` that its record gives, `published_on` the day of a source; each empty where none is given.
    """

    kind: str
    file: str
    line: int
    published_on: str = ""


class Citation(NamedTuple):
    """A source of a record: the fields that it supports, when it was published or last read, and the evidence it makes."""

    supports: frozenset[str]
    published_on: str
    evidence: Evidence


Known = Callable[[str], Mapping[str, Place]]
"""The ids that the records of a loader declare, by the loader's name."""

THINGS = {
    "sources": "source",
    "courts": "court",
    "companies": "company",
    "statutes": "statute",
    "datasets": "data set",
    "systems": "system",
    "cases": "case",
}
"""What a record of each loader is called in messages."""


class Form(NamedTuple):
    """How a text must look, and an example."""

    pattern: re.Pattern[str]
    example: str


ID = Form(re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "de-lg-hamburg-310-o-227-23")
TERM_ID = Form(re.compile(r"[a-z0-9]+(_[a-z0-9]+)*"), "private_messages")
COUNTRY = Form(re.compile(r"[A-Z]{2}"), "US")
REGION = Form(re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?"), "US-CA")
CURRENCY = Form(re.compile(r"[A-Z]{3}"), "USD")
URL = Form(re.compile(r"https?://\S+"), "https://example.org/page")
DIGEST = Form(re.compile(r"[0-9a-f]{64}"), "the 64 hexadecimal digits that sha256sum prints")

_TAG = "tag:yaml.org,2002:"
_WHAT = {"int": "a number", "float": "a number", "bool": "yes or no", "null": "nothing", "timestamp": "a date"}


def read_entries(path: Path, file: str) -> tuple[list[yaml.MappingNode], list[Issue]]:
    """The entries of a YAML file that holds a list of them.

    Args:
        path: the file.
        file: its name in issues.
    Returns:
        The entries in their order, and what is wrong with the file as a whole.
    """
    try:
        root = yaml.CSafeLoader(path.read_bytes()).get_single_node()
    except OSError as error:
        return [], [Issue(file, 0, "", f"cannot be read: {error.strerror}", "check its name and its permissions")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        return [], [
            Issue(file, mark.line + 1 if mark else 0, "", f"no valid YAML: {what}", "mend the line, or the one before it")
        ]
    if root is None:
        return [], []
    if not isinstance(root, yaml.SequenceNode):
        return [], [Issue(file, _line(root), "", "no list of records", "begin each record with '- '")]
    found: list[yaml.MappingNode] = []
    issues: list[Issue] = []
    for entry in root.value:
        if isinstance(entry, yaml.MappingNode):
            found.append(entry)
        else:
            issues.append(Issue(file, _line(entry), "", "an entry that is no record", "write fields as 'name: value'"))
    return found, issues


class Record:
    """One entry of a file, or a part of one.

    Attributes:
        file: the file's name in issues.
        stem: the file's name without folder and ending.
        line: the line on which it begins, counted from 1.
        id: its id; where it has none, its first two values with a slash between.
    """

    __slots__ = (
        "file",
        "stem",
        "line",
        "id",
        "_nodes",
        "_asked",
        "_taken",
        "_parts",
        "_issues",
        "_known",
        "_cited",
        "_unverified",
    )

    def __init__(self, entry: yaml.MappingNode, file: str, known: Known, whole: Record | None = None) -> None:
        """Read the fields of an entry.

        Args:
            entry: the entry as YAML.
            file: the file's name in issues.
            known: where the ids that it may name are declared.
            whole: the record that it is a part of.
        """
        self.file = file
        self.stem = Path(file).stem
        self.line = _line(entry)
        self._nodes: dict[str, yaml.Node] = {}
        self._asked: set[str] = set()
        self._taken: set[str] = set()
        self._parts: list[Record] = []
        self._issues: list[Issue] = [] if whole is None else whole._issues
        self._known = known
        self._cited: list[Citation] | None = None
        self._unverified = False
        self.id: str = _id(entry) if whole is None else whole.id
        for key, value in entry.value:
            if not isinstance(key, yaml.ScalarNode) or key.tag != f"{_TAG}str":
                written = getattr(key, "value", "")
                self._fault(key, f"the field name {written} is no text to YAML", f'write "{written}": in quotes')
            elif key.value in self._nodes:
                self._fault(key, f"'{key.value}' stands twice", "join the two, or take one out")
            else:
                self._nodes[key.value] = value

    # -----------------------------------------------------------------------------------------------------------------
    # Fields

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of all fields that the entry has."""
        return tuple(self._nodes)

    def given(self, field: str) -> bool:
        """Whether the entry has the field, empty or not."""
        return field in self._nodes

    def text(self, field: str, *, required: bool = False, form: Form | None = None) -> str | None:
        """Take a text; None where it is not given."""
        node = self._scalar(field, required)
        if node is None:
            return None
        if node.tag != f"{_TAG}str":
            what = _WHAT.get(node.tag.removeprefix(_TAG), "no text")
            self._fault(node, f"{field} {node.value} is {what} to YAML", f"write {field}: '{node.value}'")
            return None
        return self._formed(field, node, form)

    def texts(self, field: str) -> tuple[str, ...]:
        """Take a list of texts; empty where it is not given."""
        return self._each_once(field, lambda node: self._formed(field, node, None))

    def written(self, field: str, *, required: bool = False) -> str | None:
        """Take a scalar of any kind, as it is written."""
        node = self._scalar(field, required)
        return None if node is None else node.value.strip()

    def date(self, field: str, *, required: bool = False, empty: bool = False) -> PartialDate | None:
        """Take a date known to the day, the month or the year. `empty`: null may stand for one that nobody knows."""
        node = self._scalar(field, required, empty)
        if node is None:
            return None
        if node.tag == f"{_TAG}int":
            self._fault(node, f"{field} {node.value} is a number to YAML", f"write {field}: '{node.value}'")
            return None
        try:
            return PartialDate(node.value)
        except DataError as error:
            self._fault(node, f"{field}: {error.message}", error.hint)
            return None

    def number(self, field: str) -> float | None:
        """Take a number, written in digits."""
        node = self._scalar(field)
        if node is None:
            return None
        if node.tag not in (f"{_TAG}int", f"{_TAG}float") or not re.fullmatch(r"-?\d+(\.\d+)?", node.value, re.ASCII):
            self._fault(node, f"{field} '{node.value}' is no number", "write digits alone, such as 26200000000 or 0.5")
            return None
        return float(node.value)

    def whole(self, field: str) -> int | None:
        """Take a whole number, written in digits."""
        node = self._scalar(field)
        if node is None:
            return None
        if node.tag != f"{_TAG}int" or not re.fullmatch(r"0|-?[1-9]\d*", node.value, re.ASCII):
            self._fault(node, f"{field} '{node.value}' is no whole number", "write digits alone, such as 69563440")
            return None
        return int(node.value)

    def flag(self, field: str, *, required: bool = False) -> bool | None:
        """Take true or false."""
        node = self._scalar(field, required)
        if node is None:
            return None
        if node.value not in ("true", "false"):
            self._fault(node, f"{field} '{node.value}' is neither true nor false", "write true or false")
            return None
        return bool(node.value == "true")

    def money(self) -> tuple[float | None, str | None]:
        """Take `amount` and `currency`, which stand together or not at all."""
        amount, currency = self.number("amount"), self.text("currency", form=CURRENCY)
        if self.given("amount") != self.given("currency"):
            self.fault("an amount and its currency go together", "give both, or neither", "amount")
        return amount, currency

    def term(self, field: str, scheme: str, *, required: bool = False, empty: bool = False) -> str | None:
        """Take a term of a scheme of the vocabulary."""
        node = self._scalar(field, required, empty)
        return None if node is None else self._term(node, scheme)

    def terms(self, field: str, scheme: str, *, required: bool = False) -> tuple[str, ...]:
        """Take a list of terms of a scheme; if it is required, of one at the least."""
        return self._each_once(field, lambda node: self._term(node, scheme), required)

    def ref(self, field: str, name: str, *, required: bool = False, or_word: str | None = None) -> str | None:
        """Take the id of a record of a loader, such as "companies"; `or_word` may stand there instead of one."""
        node = self._scalar(field, required)
        return None if node is None else self._ref(node, name, or_word)

    def refs(self, field: str, name: str, *, required: bool = False) -> tuple[str, ...]:
        """Take a list of ids of records of a loader; if it is required, of one at the least."""
        return self._each_once(field, lambda node: self._ref(node, name), required)

    def declared(self, name: str) -> Mapping[str, Place]:
        """The ids that the records of a loader declare."""
        return self._known(name)

    def part(self, field: str, *, required: bool = False) -> Record | None:
        """Take a field that holds fields of its own."""
        node = self._take(field, required)
        if node is None:
            return None
        if not isinstance(node, yaml.MappingNode):
            self._fault(node, f"{field} has no fields of its own", "write them below it, indented")
            return None
        return self._part(node)

    def each(self, field: str, *, required: bool = False) -> list[Record]:
        """Take a list of parts; empty where it is not given."""
        node = self._take(field, required)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._fault(node, f"{field} is no list", "begin each of its entries with '- '")
            return []
        for entry in node.value:
            if not isinstance(entry, yaml.MappingNode):
                self._fault(entry, f"an entry of {field} has no fields", "write fields as 'name: value'")
        return [self._part(entry) for entry in node.value if isinstance(entry, yaml.MappingNode)]

    # -----------------------------------------------------------------------------------------------------------------
    # Issues

    def fault(self, message: str, hint: str | None = None, field: str | None = None) -> None:
        """Report something wrong, on the line of a field where one is named."""
        self._fault(self._nodes.get(field) if field else None, message, hint)

    def issues(self) -> list[Issue]:
        """Everything wrong with the record, fields that nobody took included, in order of lines."""
        if self.given("sources"):
            self._citations()
        self._report_leftovers()
        return sorted(set(self._issues))

    def _report_leftovers(self) -> None:
        for field, node in self._nodes.items():
            if field not in self._taken:
                near = did_you_mean(field, self._asked - self._taken) or did_you_mean(field, self._asked)
                self._fault(node, f"nothing reads the field '{field}'", near or "take it out")
        for part in self._parts:
            part._report_leftovers()

    # -----------------------------------------------------------------------------------------------------------------
    # Evidence

    def verify(self, *sensitive: str) -> None:
        """Take `verified`: whether the record was read in its sources.

        Args:
            sensitive: fields that a record with no source and not verified must not give.
        """
        verified = self.flag("verified", required=True)
        self._unverified = verified is False
        if self.given("sources"):
            return
        if verified:
            self.fault("verified, but without a source", "name the sources, or write verified: false")
        for field in sensitive:
            if self.given(field):
                self.fault(f"{field} is given, though the record has no source", "name the source, or take it out", field)

    def evidence(self, field: str | None, on: PartialDate | None = None) -> tuple[Evidence, ...]:
        """The sources that state a field, each as a piece of evidence; the curators' own record where none does.

        Args:
            field: the field; None for the record as a whole, which all its sources stand for.
            on: the day of what is stated. A source that appeared before it stands only where no later one does.
        """
        found = [cited for cited in self._citations() if field is None or field in cited.supports]
        if on is not None:
            found = [
                cited
                for cited in found
                if not cited.published_on or PartialDate(cited.published_on).last_day >= on.first_day
            ] or found
        return tuple(cited.evidence for cited in found) or (self.curated(),)

    def curated(self, note: str | None = None) -> Evidence:
        """The curators' own record as evidence."""
        return Evidence(CURATION.id, note=join(UNVERIFIED if self._unverified else None, note))

    def citation(self, source: str, note: str | None = None) -> Evidence:
        """A source as evidence, with what the record remarks on it where it is one of the record's own."""
        own = next((cited.evidence.note for cited in self._citations() if cited.evidence.source == source), None)
        return Evidence(source, note=join(own, note))

    def _citations(self) -> list[Citation]:
        if self._cited is None:
            self._cited = list(self._cite())
        return self._cited

    def _cite(self) -> Iterator[Citation]:
        for cited in self.each("sources"):
            source = cited.ref("source", "sources", required=True)
            supports = cited.texts("supports")
            for field in supports:
                if not self.given(field):
                    cited.fault(
                        f"supports '{field}', a field that the record does not have",
                        did_you_mean(field, self._nodes),
                        "supports",
                    )
            read_on = cited.date("published_on")
            note = join(cited.text("part"), f"as of {read_on}" if read_on else None, cited.text("notes"),
                        UNVERIFIED if self._unverified else None)  # fmt: skip
            if source is not None:
                yield Citation(
                    frozenset(supports), read_on or self._known("sources")[source].published_on, Evidence(source, note=note)
                )

    def state(
        self,
        thing: Node | Edge,
        under: str | None = None,
        on: PartialDate | None = None,
        names: Mapping[str, str] | None = None,
    ) -> Iterator[Statement]:
        """State a node or an edge, each fact with the sources that support its field.

        Args:
            thing: the node or the edge.
            under: the field that all of it belongs to; None where each property is a field of the record, and the sources
                of the whole record stand for its existence.
            on: the day of what is stated, where sources from before it do not count.
            names: fields of the record by the properties that have another name.
        """
        for fact in facts_of(thing):
            if under is not None:
                cited = self.evidence(under, on)
            elif fact.predicate == KIND or fact.predicate in EDGES:
                cited = self.evidence(None)
            else:
                field = fact.predicate.rpartition(".")[2]
                cited = self.evidence((names or {}).get(field, field))
            for piece in cited:
                yield Statement(fact, piece)

    # -----------------------------------------------------------------------------------------------------------------

    def _part(self, node: yaml.MappingNode) -> Record:
        made = Record(node, self.file, self._known, self)
        self._parts.append(made)
        return made

    def _take(self, field: str, required: bool = False) -> yaml.Node | None:
        self._asked.add(field)
        node = self._nodes.get(field)
        if node is not None:
            self._taken.add(field)
        elif required:
            self.fault(f"{field} is missing", f"add {field}")
        return node

    def _scalar(self, field: str, required: bool = False, empty: bool = False) -> yaml.ScalarNode | None:
        node = self._take(field, required)
        if node is None:
            return None
        if not isinstance(node, yaml.ScalarNode):
            self._fault(node, f"{field} holds more than one value", f"write {field}: value")
            return None
        if node.tag == f"{_TAG}null" or not node.value.strip():
            if not empty:
                self._fault(node, f"{field} is empty", "leave the field out, or fill it in")
            return None
        return node

    def _list(self, field: str, required: bool = False) -> Iterator[yaml.ScalarNode]:
        node = self._take(field, required)
        if node is None:
            return
        if not isinstance(node, yaml.SequenceNode):
            self._fault(node, f"{field} is no list", f"write {field}: [value, value]")
            return
        if required and not node.value:
            self._fault(node, f"{field} is empty", "name one at the least")
        for each in node.value:
            if isinstance(each, yaml.ScalarNode) and each.tag == f"{_TAG}str" and each.value.strip():
                yield each
            else:
                self._fault(each, f"{field} holds something that is no text", "put it in quotes")

    def _each_once(
        self, field: str, read: Callable[[yaml.ScalarNode], str | None], required: bool = False
    ) -> tuple[str, ...]:
        found: list[str] = []
        for node in self._list(field, required):
            if (value := read(node)) is None:
                continue
            if value in found:
                self._fault(node, f"{field} names '{value}' twice", "take one out")
            found.append(value)
        return tuple(found)

    def _formed(self, field: str, node: yaml.ScalarNode, form: Form | None) -> str | None:
        text: str = node.value.strip()
        if form is not None and not form.pattern.fullmatch(text):
            self._fault(node, f"{field} '{text}' has another form than it must have", f"write it like {form.example}")
            return None
        return text

    def _term(self, node: yaml.ScalarNode, scheme: str) -> str | None:
        try:
            return term(scheme, node.value).id
        except UnknownTerm as error:
            self._fault(node, error.message, error.hint or f"the terms are in graph/vocabulary/{scheme}.yaml")
            return None

    def _ref(self, node: yaml.ScalarNode, name: str, or_word: str | None = None) -> str | None:
        known = self._known(name)
        if node.value in known or node.value == or_word:
            return str(node.value)
        near = did_you_mean(node.value, [*known, or_word] if or_word else known)
        self._fault(node, f"unknown {THINGS[name]} '{node.value}'", near or f"add it to the {name} first")
        return None

    def _fault(self, node: yaml.Node | None, message: str, hint: str | None) -> None:
        self._issues.append(Issue(self.file, _line(node) if node is not None else self.line, self.id, message, hint))


def join(*parts: str | None, by: str = "; ") -> str | None:
    """Texts as one, those that say nothing and repetitions left out; None where all do."""
    return by.join(dict.fromkeys(part for part in parts if part)) or None


def cite(facts: Iterable[Fact], cited: Iterable[Evidence]) -> Iterator[Statement]:
    """Each fact with each piece of evidence."""
    pieces = tuple(cited)
    for fact in facts:
        for piece in pieces:
            yield Statement(fact, piece)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _id(entry: yaml.MappingNode) -> str:
    values = scalars(entry)
    return values["id"] if "id" in values else "/".join(list(values.values())[:2])


def scalars(entry: yaml.MappingNode) -> dict[str, str]:
    """The fields of an entry that hold one value, as they are written."""
    return {
        key.value: value.value.strip()
        for key, value in entry.value
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode)
    }
