"""Counting: predictions paired with gold, what is right, wrong and missed in each field.

A near miss adds its credit c to what is right and 1 − c to both what is wrong and what is missed. Items of a list are paired one to
one, best credit first. Predicted cases are paired with gold ones by docket number, caption, parties and court; a case of gold without a
partner is missed with all its facts, a predicted one is wrong with all of its own, unless gold holds it optional. Optional facts are
neither demanded nor punished. A document without a prediction counts as empty. In a document that was rightly called irrelevant,
nothing that was read counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson
import yaml

from graph.errors import DataError
from loaders.evaluation import same

FIELDS = ("name", "docket_number", "court", "filed_on", "status", "plaintiffs", "defendants", "claims", "claim_statutes",
          "allegations", "relief", "companies", "ownership", "responses", "publisher", "published_on")  # fmt: skip

Document = Mapping[str, Any]
Credit = Callable[[Any, Any], float]


@dataclass(slots=True)
class Tally:
    """Counts of what was predicted rightly and wrongly, and of what was missed; near misses count in parts."""

    right: float = 0.0
    wrong: float = 0.0
    missed: float = 0.0

    @property
    def precision(self) -> float | None:
        """The part of what was predicted that is right; None where nothing was."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """The part of what is to be found that was; None where nothing is."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else None

    def add(self, other: Tally) -> None:
        """Count what another counted."""
        self.right, self.wrong, self.missed = self.right + other.right, self.wrong + other.wrong, self.missed + other.missed

    def as_dict(self) -> dict[str, float | None]:
        """The counts and the figures made of them."""
        counts = {"right": round(self.right, 2), "wrong": round(self.wrong, 2), "missed": round(self.missed, 2)}
        return {"precision": self.precision, "recall": self.recall, "f1": self.f1, **counts}


@dataclass(frozen=True, slots=True)
class Error:
    """Something predicted in part or not as gold has it: "missed", "spurious", "wrong" or "partial"."""

    document: str
    kind: str
    field: str
    what: str


@dataclass(slots=True)
class Result:
    """What an evaluation found.

    `fields`: a tally a field. `relevance`: of documents called relevant. `negatives`: how many are irrelevant, and
    `false_positives` how many of them were called relevant. `missing`: documents without a prediction, `unknown` predictions
    without a document.
    """

    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    by_document: dict[str, Tally] = field(default_factory=dict)
    relevance: Tally = field(default_factory=Tally)
    negatives: int = 0
    false_positives: int = 0
    documents: int = 0
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    errors: list[Error] = field(default_factory=list)

    @property
    def micro(self) -> Tally:
        """All fields together."""
        whole = Tally()
        for tally in self.fields.values():
            whole.add(tally)
        return whole

    def as_dict(self) -> dict[str, Any]:
        """The same for machines."""
        return {
            "fields": {name: tally.as_dict() for name, tally in self.fields.items()},
            "micro": self.micro.as_dict(),
            "relevance": self.relevance.as_dict(),
            "negatives": {"documents": self.negatives, "false_positives": self.false_positives},
            "documents": self.documents,
            "missing": self.missing,
            "unknown": self.unknown,
            "by_document": {name: tally.f1 for name, tally in self.by_document.items()},
        }


def evaluate(gold: Iterable[Document], predictions: Mapping[str, Document]) -> Result:
    """Compare predictions, by their documents' names, with gold."""
    result = Result()
    known: set[str] = set()
    missing = []
    for document in gold:
        name = str(document["doc"])
        known.add(name)
        predicted = predictions.get(name)
        if predicted is None:
            missing.append(name)
        comparison = _Comparison(name)
        comparison.document(document, predicted or {})
        result.documents += 1
        result.by_document[name] = Tally()
        for field_, tally in comparison.fields.items():
            result.fields[field_].add(tally)
            result.by_document[name].add(tally)
        result.errors += comparison.errors
        positive = _is_positive(predicted)
        if document.get("is_relevant") is True:
            result.relevance.add(Tally(right=positive, missed=not positive))
        elif document.get("is_relevant") is False:
            result.relevance.add(Tally(wrong=positive))
            result.negatives += 1
            result.false_positives += positive
    result.missing, result.unknown = tuple(sorted(missing)), tuple(sorted(set(predictions) - known))
    return result


def _is_positive(predicted: Document | None) -> bool:
    """What a prediction says of relevance: its own flag; where it has none, that it has a case."""
    said = (predicted or {}).get("is_relevant")
    return bool((predicted or {}).get("cases")) if said is None else bool(said)


class _Comparison:
    """One document's prediction beside its gold."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.fields: dict[str, Tally] = {name: Tally() for name in FIELDS}
        self.errors: list[Error] = []

    def document(self, gold: Document, predicted: Document) -> None:
        optional = gold.get("optional") or {}
        cases = [case for case in _list(predicted.get("cases")) if isinstance(case, Mapping)]
        if gold.get("is_relevant") is False:
            if _is_positive(predicted):
                for case in cases:
                    self._spurious(case)
        else:
            self._cases(_list(gold.get("cases")), cases, _list(optional.get("cases")))
            parties = [name for case in _list(gold.get("cases")) for side in _SIDES for name in _list(case.get(side))]
            for field_, credit, predicted_items, also in (
                ("companies", same.name_credit, _names(predicted.get("companies")), parties),
                ("ownership", same.ownership_credit, _once(predicted.get("ownership")), []),
                ("responses", same.response_credit, _once(predicted.get("responses")), []),
            ):
                self._list(field_, _list(gold.get(field_)), predicted_items, [*_list(optional.get(field_)), *also], credit)
        for field_, credit in (("publisher", same.name_credit), ("published_on", same.day_credit)):
            self._value(field_, gold.get(field_), predicted.get(field_), _list(optional.get(field_)), credit)

    # -- cases

    def _cases(self, gold: Sequence[Document], predicted: Sequence[Document], optional: Sequence[object]) -> None:
        likeness = [(_likeness(one, other), -i, -j) for i, one in enumerate(gold) for j, other in enumerate(predicted)]
        free, left = set(range(len(gold))), set(range(len(predicted)))
        for credit, i, j in sorted(likeness, reverse=True):
            if credit >= 0.5 and -i in free and -j in left:
                free.discard(-i)
                left.discard(-j)
                self._case(gold[-i], predicted[-j])
        for i in sorted(free):
            self._error("missed", "case", gold[i].get("name") or gold[i].get("name_derived"))
            self._case(gold[i], {})
        for j in sorted(left):
            if not any(same.caption_credit(each, _caption(predicted[j])) for each in optional):
                self._spurious(predicted[j])

    def _spurious(self, case: Document) -> None:
        self._error("spurious", "case", case.get("name") or case.get("defendants"))
        self._case({}, case)

    def _case(self, gold: Document, predicted: Document) -> None:
        optional = gold.get("optional") or {}
        names = [gold["name_derived"]] if gold.get("name_derived") else []
        if not gold.get("name") and (sides := same.caption_sides(predicted.get("name") or "")):
            accused = [*_list(gold.get("defendants")), *_list(optional.get("defendants"))]
            if any(same.name_credit(each, sides[1]) for each in accused):
                names.append(predicted["name"])  # a caption made of the parties, where the text prints none, is neither right nor wrong
        status = predicted.get("status")
        status = status.get("state") if isinstance(status, Mapping) else status
        self._value("name", gold.get("name"), predicted.get("name"), names, same.caption_credit)
        for field_, value, credit in (
            ("docket_number", predicted.get("docket_number"), lambda one, other: float(same.same_docket(one, other))),
            ("court", predicted.get("court"), same.same_court),
            ("filed_on", predicted.get("filed_on"), same.day_credit),
            ("status", status, same.same_word),
        ):
            self._value(field_, gold.get(field_), value, _list(optional.get(field_)), credit)
        for side in _SIDES:
            self._list(side, _list(gold.get(side)), _names(predicted.get(side)), _list(optional.get(side)), same.name_credit)
        self._claims(_list(gold.get("claims")), predicted.get("claims"), _list(optional.get("claims")))
        for field_, items, credit in (
            ("allegations", _allegations(predicted.get("allegations")), same.allegation_credit),
            ("relief", _once([_object(each, "kind") for each in _list(predicted.get("relief"))]), same.relief_credit),
        ):
            self._list(field_, _list(gold.get(field_)), items, _list(optional.get(field_)), credit)

    def _claims(self, gold: Sequence[Document], predicted: object, optional: Sequence[object]) -> None:
        """Causes of action, each once; a statute counts where its claim is matched in full."""
        claims: dict[Any, Document] = {}
        for each in _list(predicted):
            claim = _object(each, "cause")
            claims.setdefault(claim.get("cause"), claim)
        matched = self._list("claims", gold, list(claims.values()), optional, same.claim_credit)
        for index, claim in enumerate(gold):
            if claim.get("statute"):
                found = matched.get(index)
                self._value("claim_statutes", claim["statute"], found.get("statute") if found else None, [], same.same_statute)

    # -- values and lists

    def _value(self, field_: str, gold: Any, predicted: Any, optional: Sequence[object], credit: Credit) -> None:
        tally = self.fields[field_]
        if predicted in ("", []) or (predicted == "unknown" and field_ != "status"):
            predicted = None
        if gold in (None, ""):
            if predicted and not any(credit(each, predicted) for each in optional):
                tally.add(Tally(wrong=1))
                self._error("spurious", field_, predicted)
        elif not predicted:
            tally.add(Tally(missed=1))
            self._error("missed", field_, gold)
        else:
            best = max(credit(each, predicted) for each in (gold, *optional))
            tally.add(Tally(best, 1 - best, 1 - best))
            if best < 1:
                self._error("partial" if best else "wrong", field_, f"{gold} ~ {predicted}")

    def _list(
        self, field_: str, gold: Sequence[Any], predicted: Sequence[Any], optional: Sequence[object], credit: Credit
    ) -> dict[int, Any]:
        """Pair items one to one. Returns what was matched in full, by its number in gold."""
        tally = self.fields[field_]
        pairs = [(credit(one, other), -i, -j) for i, one in enumerate(gold) for j, other in enumerate(predicted)]
        free, left, full = set(range(len(gold))), set(range(len(predicted))), {}
        for best, i, j in sorted(pairs, reverse=True):
            if best <= 0 or -i not in free or -j not in left:
                continue
            free.discard(-i)
            left.discard(-j)
            excused = best < 1 and any(credit(each, predicted[-j]) == 1 for each in optional)
            tally.add(Tally(best, 0 if excused else 1 - best, 1 - best))
            if best == 1:
                full[-i] = predicted[-j]
            else:
                self._error("partial", field_, f"{gold[-i]} ~ {predicted[-j]}")
        for i in sorted(free):
            tally.add(Tally(missed=1))
            self._error("missed", field_, gold[i])
        for j in sorted(left):
            if not any(credit(each, predicted[j]) >= 0.5 for each in optional):
                tally.add(Tally(wrong=1))
                self._error("spurious", field_, predicted[j])
        return full

    def _error(self, kind: str, field_: str, what: object) -> None:
        self.errors.append(Error(self.name, kind, field_, str(what)))


_SIDES = ("plaintiffs", "defendants")


def _likeness(gold: Document, predicted: Document) -> float:
    """How much two cases look like one: 3 for the docket number, 2 for the caption, 1 for each side, a quarter for the court."""
    optional = gold.get("optional") or {}
    found = 3.0 * same.same_docket(gold.get("docket_number"), predicted.get("docket_number"))
    found += 2 * max(same.caption_credit(gold.get(name), predicted.get("name")) for name in ("name", "name_derived"))
    for side in _SIDES:
        ours, theirs = [*_list(gold.get(side)), *_list(optional.get(side))], _list(predicted.get(side))
        if ours and theirs:
            found += sum(max(same.name_credit(one, other) for one in ours) for other in theirs) / len(theirs)
    if found and gold.get("court") and same.same_court(gold.get("court"), predicted.get("court")):
        found += 0.25
    return found


def _caption(case: Document) -> object:
    """The caption of a predicted case, or one made of its parties."""
    if not case.get("name") and case.get("plaintiffs") and case.get("defendants"):
        return " v. ".join(same.normal_name(_list(case.get(side))[0]) for side in _SIDES)
    return case.get("name")


def _list(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _object(value: Any, name: str) -> Document:
    return value if isinstance(value, Mapping) else {name: value}


def _once(values: Any) -> list[Any]:
    found: dict[bytes, Any] = {}
    for each in _list(values):
        found.setdefault(orjson.dumps(each, option=orjson.OPT_SORT_KEYS), each)
    return list(found.values())


def _names(values: Any) -> list[Any]:
    """Names, each once in its normal form."""
    found: dict[str, Any] = {}
    for each in _list(values):
        if name := same.normal_name(each):
            found.setdefault(name, each)
    return list(found.values())


def _allegations(values: Any) -> list[Document]:
    """Pairs of an act and a kind of data; an allegation may name several kinds."""
    pairs = [
        {"act": each.get("act"), "data": data}
        for each in _list(values)
        if isinstance(each, Mapping)
        for data in _list(each.get("data")) or [None]
    ]
    return _once(pairs)


# ---------------------------------------------------------------------------------------------------------------------
# Files


def read_gold(path: Path) -> list[Document]:
    """The documents of a file of gold.

    Raises:
        DataError: the file cannot be read, or is none of gold.
    """
    try:
        whole = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}", "check the name and the permissions") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError(f"{path}: no YAML: {str(error).splitlines()[0]}", "mend it, or name a file of gold") from error
    documents = whole.get("documents") if isinstance(whole, Mapping) else None
    if not isinstance(documents, list) or not all(isinstance(each, Mapping) and "doc" in each for each in documents):
        raise DataError(f"{path}: no gold", "it must have a list `documents`, and each of them a `doc`")
    return documents


def read_predictions(path: Path) -> dict[str, Document]:
    """Predictions from a file of JSON Lines, by the names of their documents; of two for one document the later counts.

    Raises:
        DataError: the file cannot be read, or a line is no prediction.
    """
    try:
        return dict(_predictions(path))
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}", "check the name and the permissions") from error


def _predictions(path: Path) -> Iterator[tuple[str, Document]]:
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if not line.strip():
                continue
            try:
                document = orjson.loads(line)
            except orjson.JSONDecodeError as error:
                raise DataError(f"{path}:{number}: no JSON: {error}", "write them with docketgraph read --jsonl") from error
            if not isinstance(document, Mapping) or "doc" not in document:
                raise DataError(f"{path}:{number}: no prediction", "write them with docketgraph read --jsonl")
            yield str(document["doc"]), document
