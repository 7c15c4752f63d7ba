"""Which rows a query is about: everything of a kind or what a relation leads to, filtered, in order, by pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from graph.control import ALWAYS, NEVER, Holding, Path
from graph.cursors import at_place_in_log, decode, encode, place_in_log, signature
from graph.dates import first_day
from graph.facts import Fact, telling
from graph.memory.conditions import Conditions, is_date, values
from graph.memory.log import Log
from graph.memory.records import RECORDED, ChangeRow, DisagreementRow, Piece, Recorded, Records
from graph.memory.walks import AroundRow, LinkRow, PathRow, Walked
from graph.ontology import PLEADED, RECORDS, Scalar, relations_of
from graph.projection import Link, Thing
from graph.query import STRETCH, Follow, Select
from graph.standing import State


class EdgeRow(NamedTuple):
    """A node, and the edge that led to it."""

    node: Thing
    link: Link


class StateRow(NamedTuple):
    """A state, and the scheme of which it is a term."""

    state: State
    scheme: str


class SuitRow(NamedTuple):
    """A suit against a company: the defendant's id and the path to it, None where the company is the defendant."""

    case: Thing
    defendant: str
    path: Path | None


Row = Thing | EdgeRow | StateRow | Path | Holding | SuitRow | Recorded | Walked

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class PageOfRows(Generic[R]):
    """Rows of a page with their cursors; `total` counts the rows of all pages, `every` has them.

    `reached`: of what is followed, the cursor up to which was looked.
    """

    rows: Sequence[tuple[R, str]]
    total: int
    more_before: bool
    more_after: bool
    every: Sequence[R]
    reached: str = ""


class Rows:
    """Finds rows, with the values that one request binds."""

    def __init__(self, conditions: Conditions, log: Log) -> None:
        self.conditions = conditions
        self.shown = conditions.shown
        self.records = Records(conditions, log)

    def of_kind(self, select: Select) -> list[Thing]:
        """Everything of the kind that meets the conditions, in order."""
        found = [
            thing for thing in self.shown.things(select.kind) if self.conditions.meets(thing, select.where, select.kind)
        ]
        return sorted(found, key=lambda row: _place(_order_values(row, select), select))

    def related(self, row: Row, kind: str, name: str, select: Select) -> list[Row]:
        """What a relation of a row leads to: what meets the conditions, in order.

        Args:
            row: the row it begins at.
            kind: the kind as which that row was asked for.
            name: the relation.
            select: what is asked of the rows it leads to.
        """
        match row:
            case _ if isinstance(row, RECORDED):
                return self.records.related(row, name)
            case _ if name == "evidence":
                return [*self._evidence(row)]
            case Thing():
                return self._from_thing(row, kind, name, select)
            case AroundRow() | PathRow():
                return [*getattr(row, name)]
            case StateRow(state, scheme):
                id = f"{scheme}/{state.state}" if name == "state" else state.event
                return self._thing(id, "Concept" if name == "state" else "Event")
            case Path():
                return self._thing(row.owner, "Party") if name == "company" else [*row.steps]
            case Holding():
                return self._thing(row.owner if name == "owner" else row.owned, "Party")
            case SuitRow(_, defendant, path):
                return self._thing(defendant, "Party") if name == "defendant" else [*(path.steps if path else ())]
        raise AssertionError(f"nothing is called {name} here")

    def _thing(self, id: str | None, kind: str) -> list[Row]:
        thing = self.shown.thing(id, kind) if id is not None else None
        return [thing] if thing else []

    def _evidence(self, row: Row) -> Sequence[Piece]:
        """The evidence for the fact behind a row, from sources that are in the graph; none where no single fact is behind it."""
        ref: Fact | None = row.state.ref if isinstance(row, StateRow) else row.link.ref if isinstance(row, EdgeRow) else None
        if isinstance(row, LinkRow):
            ref = row.link.ref
        if isinstance(row, Thing | Holding):
            ref = row.ref
        if ref is None:
            return []
        given = telling(self.shown.evidence[ref])
        return [Piece(piece, ref) for piece in given if self.shown.thing(piece.source, "Source")]

    def _from_thing(self, thing: Thing, kind: str, name: str, select: Select) -> list[Row]:
        relation, day = relations_of(kind)[name], self.conditions.day(select.as_of)
        if relation.derived == "pleaded":
            return [*self._pleaded(thing, kind, select)]
        match name:
            case "status":
                state = self.conditions.state(thing.id, day)
                return [StateRow(state, str(relation.scheme))] if state else []
            case "statements":
                return [*self.records.statements(thing, select)]
            case "history":
                return [StateRow(state, str(relation.scheme)) for state in self.shown.states.get(thing.id, ())]
            case "controllers":
                return [*self._controllers(thing, day, bool(self.conditions.value(select.include_stakes)))]
            case "suits":
                suits = [
                    suit for suit in self._suits(thing, select) if self.conditions.meets(suit.case, select.where, "Case")
                ]
                return [*sorted(suits, key=lambda row: _place(_order_values(row, select), select))]
        rows = [
            EdgeRow(node, link)
            for node, link in self.conditions.leads_to(thing, relation, day)
            if self.conditions.meets(link, select.on_edge, kind) and self.conditions.meets(node, select.where, select.kind)
        ]
        return [*sorted(rows, key=lambda row: _place(_order_values(row, select), select))]

    def _pleaded(self, thing: Thing, kind: str, select: Select) -> list[EdgeRow]:
        """The cases with a claim or an allegation that names the thing, or what is part of it; each once."""
        how = PLEADED[kind]
        parts = self.conditions.value(select.include_parts) is not False
        named = self.shown.narrower([thing.id], "PART_OF") if parts else {thing.id}
        owned = {link.source for id in named for link in self.shown.links(id, how.names, forward=False)}
        ids = {link.source for id in owned for link in self.shown.links(id, how.owned, forward=False)}
        cases = [case for case in map(self.shown.__getitem__, ids) if self.conditions.meets(case, select.where, "Case")]
        rows = [EdgeRow(case, Link(how.owned, case.id, thing.id, "", None, {})) for case in cases]
        return sorted(rows, key=lambda row: _place(_order_values(row, select), select))

    def _controllers(self, company: Thing, day: str | None, stakes: bool) -> list[Path]:
        """The best path of each owner that holds on the day, without a day of those that have no end; control comes first."""
        best: dict[str, Path] = {}
        for path in sorted(self.shown.paths, key=lambda path: path.rank):
            holds = path.until == NEVER if day is None else path.since <= day < path.until
            if path.owned == company.id and holds and (stakes or not path.stake):
                best.setdefault(path.owner, path)
        return sorted(best.values(), key=lambda path: (path.stake, len(path.steps), path.owner))

    def _suits(self, company: Thing, select: Select) -> Iterator[SuitRow]:
        """Every suit whose defendant is the company, or something that a path from it reaches on the day of filing.

        A suit comes once for each holding of the company that reaches it: of the defendants behind one holding, the nearest
        stands for all.
        """
        stakes = bool(self.conditions.value(select.include_stakes))
        through_control = self.conditions.value(select.through_control)
        below = [path for path in self.shown.paths if path.owner == company.id and (stakes or not path.stake)]
        if through_control is False:
            below = []
        roles = self.shown.narrower(["role/defendant"], "BROADER")
        for case in self.shown.things("Case"):
            parties = self.shown.links(case.id, "PARTY")
            nearest: dict[str, Path] = {}
            defendants = {link.target for link in parties if f"role/{link.props['role']}" in roles}
            for defendant in sorted(defendants):
                if defendant == company.id:
                    yield SuitRow(case, defendant, None)
                    continue
                reaching = [path for path in below if path.owned == defendant and _holds_at_filing(path, case)]
                if reaching:
                    best = min(reaching, key=lambda path: path.rank)
                    nearest[best.via] = min(nearest.get(best.via, best), best, key=lambda path: path.closeness)
            if company.id in defendants:
                nearest.pop(company.id, None)  # it stands for its own entities
            for path in nearest.values():
                yield SuitRow(case, path.owned, path)

    def page(self, rows: Sequence[R], select: Select, relation: str | None) -> PageOfRows[R]:
        """The rows of the page that is asked for.

        Raises:
            BadCursor: `after` is no cursor of this order.
        """
        mark = signature(select.kind, relation, select.order)
        after, first = self.conditions.value(select.after), self.conditions.value(select.first)
        rest = list(rows)
        if after is not None:
            passed = decode(after, mark, len(select.order) + (2 if relation or select.kind in RECORDS else 1))
            rest = [row for row in rest if _place(_order_values(row, select), select) > _place(passed, select)]
        shown = rest if first is None else rest[:first]
        cursors = [(row, encode(mark, _order_values(row, select))) for row in shown]
        return PageOfRows(cursors, len(rows), after is not None, len(rest) > len(shown), rows)


    def followed(self, query: Follow) -> PageOfRows[ChangeRow | Thing]:
        """The changes of the stretch that follows a place of the log, or the cases that came by them.

        Raises:
            BadCursor: `after` is no cursor of the log.
        """
        after, first = self.conditions.value(query.select.after), self.conditions.value(query.select.first)
        begin = len(self.records.log.changes) if after is None else place_in_log(after)
        stretch = self.records.stretch(begin, STRETCH)
        found: list[tuple[ChangeRow | Thing, str]] = []
        for row in stretch:
            told = self._followed(row, query)
            if told is not None and (first is None or len(found) < first):
                found.append((told, at_place_in_log(row.place)))
        until = min(begin + STRETCH, len(self.records.log.changes))
        reached = found[-1][1] if found and len(found) == first else at_place_in_log(until)
        rows = [row for row, _ in found]
        return PageOfRows(found, len(rows), after is not None, False, rows, reached)

    def _followed(self, row: ChangeRow, query: Follow) -> ChangeRow | Thing | None:
        """What is told of a change; None where it is nothing."""
        fact = row.change.fact
        if query.select.kind == "Change":
            return row if {fact.subject, fact.object} & {*(self.conditions.several(query.ids) or ())} else None
        case = self.shown.thing(fact.subject, "Case") if self.records.opens(row, 0) else None
        return case if case and self.conditions.meets(case, query.select.where, "Case") else None


def _holds_at_filing(path: Path, case: Thing) -> bool:
    filed = case.props.get("filed_on")
    if filed is None:
        return path.since == ALWAYS and path.until == NEVER
    return path.since <= first_day(str(filed)) < path.until


# ---------------------------------------------------------------------------------------------------------------------
# Order


def _order_values(row: Row, select: Select) -> list[Scalar | None]:
    """What a row is ordered by, as a cursor holds it: dates by their first day, booleans as 0 and 1; then what it is."""
    match row:
        case EdgeRow(node, link):
            identity: tuple[str, ...] = (node.id, link.key)
            things: tuple[Thing, Thing | Link] = (node, link)
        case SuitRow(case, defendant, _):
            identity, things = (case.id, defendant), (case, case)
        case Thing():
            identity, things = (row.id,), (row, row)
        case ChangeRow(_, place):
            return [place, ""]
        case DisagreementRow(subject, dispute):
            return [subject.id, dispute.prop]
        case _:
            raise AssertionError("records keep their own order")
    return [*(_order_value(things[each.on_edge], each.prop) for each in select.order), *identity]


def _order_value(of: Thing | Link, prop: str) -> Scalar | None:
    have = values(of, prop)
    if not have:
        return None
    if is_date(of, prop):
        return first_day(str(have[0]))
    return int(have[0]) if isinstance(have[0], bool) else have[0]


class _Downwards(NamedTuple):
    """A value that comes before smaller ones."""

    value: Any

    def __lt__(self, other: Any) -> bool:
        return bool(other.value < self.value)

    def __gt__(self, other: Any) -> bool:
        return bool(other.value > self.value)


def _place(order_values: Sequence[Scalar | None], select: Select) -> tuple[Any, ...]:
    """What sorts rows: each value in its direction, none behind any; numbers before text."""
    directions = [each.direction for each in select.order]
    place: list[Any] = []
    for index, value in enumerate(order_values):
        along: Any = (isinstance(value, str), value)
        down = index < len(directions) and directions[index] == "DESC"
        place.append((1, ()) if value is None else (0, _Downwards(along) if down else along))
    return tuple(place)
