"""Who controls whom, and when: paths over links that hold together.

Source: a period holds its first day and not its last, as in W3C ORG's membership intervals; a date known to the month or the
year counts from its first day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.dates import first_day

SUBSIDIARY = "subsidiary"
STAKES = frozenset({"minority_investment", "joint_venture"})
"""Kinds of holding that give no control by themselves."""

PART_OF, RENAMED = "part_of", "renamed_to"
"""Kinds of step that are no holding: an entity and its group, an earlier and a later name."""

LONGEST = 10
"""The most links that a path has: ownership deeper than this is not followed."""

ALWAYS, NEVER = "", "9999-12-31"
"""The bounds of a period without a known beginning or end."""


class Holding(NamedTuple):
    """A link by which something above reaches something below.

    `kind` is a term of `ownership_kind`, PART_OF (from a group down to its entity) or RENAMED. `since` and `until` are as the
    sources give them. `ref` is the store's own name for the fact that states it.
    """

    owner: str
    owned: str
    kind: str
    since: str | None = None
    until: str | None = None
    share: float | None = None
    ref: Any = None


class Path(NamedTuple):
    """A way from an owner down to what it controls, or holds a stake in.

    `since` and `until` bound the days on which all its links hold, as first days; ALWAYS and NEVER where open. `share`: the
    product of the shares in percent, None where a holding gives none or there is none. `stake`: a link is a stake. `rank`: among the paths
    between the same two, control comes before stakes, then the shorter, then by ids and days; 0 is the best.
    """

    owner: str
    owned: str
    steps: tuple[Holding, ...]
    since: str
    until: str
    share: float | None
    stake: bool
    rank: int

    @property
    def via(self) -> str:
        """What the owner holds itself: the first holding on the way; the owner, where there is none but its own entities and names."""
        return next((step.owned for step in self.steps if step.kind not in (PART_OF, RENAMED)), self.owner)

    @property
    def closeness(self) -> str:
        """A text by which paths of one owner compare: control before stakes, then the shorter, then by id."""
        return f"{self.stake:d} {len(self.steps):02} {self.owned}"


def control_paths(holdings: Iterable[Holding]) -> list[Path]:
    """Every path worth knowing between an owner and what is below it.

    A path that holds only on days on which a better one holds too is left out. Subsidiaries and stakes go down; so does a
    group to its entities. A holding in one entity of a group reaches the group, and so its other entities: suits name one
    for the other. A company's later name is reached from its earlier one, from the day of the change.

    Args:
        holdings: links in any order; such as give neither control nor a stake are passed over. A deal that is not known to
            have closed is no holding: leave it out.
    Returns:
        Paths by owner, owned and rank.
    """
    below: defaultdict[str, list[Holding]] = defaultdict(list)
    groups: defaultdict[str, list[Holding]] = defaultdict(list)
    for each in holdings:
        if each.kind == PART_OF:
            groups[each.owned].append(each)
        if each.kind in STAKES or each.kind in (SUBSIDIARY, PART_OF, RENAMED):
            below[each.owner].append(each)
    for links in (*below.values(), *groups.values()):
        links.sort(key=lambda link: (link.owner, link.owned, link.since or "", link.kind))
    found: list[Path] = []
    for owner in sorted(below):
        found += _from(owner, below, groups)
    return found


class _Way(NamedTuple):
    at: str
    steps: tuple[Holding, ...]
    since: str
    until: str
    stake: bool

    def order(self) -> tuple[bool, int, tuple[tuple[str, str, str, str], ...]]:
        return self.stake, len(self.steps), tuple((s.owner, s.owned, s.since or "", s.kind) for s in self.steps)

    def covers(self, other: _Way) -> bool:
        return self.since <= other.since and self.until >= other.until and self.stake <= other.stake


def _from(owner: str, below: dict[str, list[Holding]], groups: dict[str, list[Holding]]) -> list[Path]:
    kept: defaultdict[str, list[_Way]] = defaultdict(list)
    waiting = [_Way(owner, (), ALWAYS, NEVER, False)]
    for _ in range(LONGEST):
        longer: list[_Way] = []
        for way in sorted(waiting, key=_Way.order):
            longer += _next(owner, way, below, groups)
        waiting = []
        for way in sorted(longer, key=_Way.order):
            if not any(better.covers(way) for better in kept[way.at]):
                kept[way.at].append(way)
                waiting.append(way)
    paths: list[Path] = []
    for owned in sorted(kept):
        best: list[_Way] = []
        for way in sorted(kept[owned], key=_Way.order):
            if not any(better.covers(way) for better in best):
                best.append(way)
        paths += [
            Path(owner, owned, way.steps, way.since, way.until, _share(way.steps), way.stake, rank)
            for rank, way in enumerate(best)
        ]
    return paths


def _next(owner: str, way: _Way, below: dict[str, list[Holding]], groups: dict[str, list[Holding]]) -> list[_Way]:
    on_the_way = {owner, *(step.owned for step in way.steps)}
    made: list[_Way] = []
    for link in below.get(way.at, ()):
        if link.owned not in on_the_way:
            since = max(way.since, first_day(link.since) if link.since else ALWAYS)
            until = min(way.until, first_day(link.until) if link.until else NEVER)
            if since < until:
                made.append(_Way(link.owned, (*way.steps, link), since, until, way.stake or link.kind in STAKES))
    if way.steps:
        for link in groups.get(way.at, ()):
            if link.owner not in on_the_way:
                up = Holding(way.at, link.owner, PART_OF, ref=link.ref)
                made.append(_Way(link.owner, (*way.steps, up), way.since, way.until, way.stake))
    return made


def _share(steps: Iterable[Holding]) -> float | None:
    shares = [step.share for step in steps if step.kind not in (PART_OF, RENAMED)]
    product = 100.0
    for share in shares:
        if share is None:
            return None
        product = product * share / 100.0
    return product if shares else None
