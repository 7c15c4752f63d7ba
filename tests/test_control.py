"""Who controls whom, and when."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from graph.control import ALWAYS, NEVER, PART_OF, RENAMED, STAKES, SUBSIDIARY, Holding, Path, control_paths
from graph.dates import first_day

STAKE = "minority_investment"


def between(paths: Sequence[Path], owner: str, owned: str) -> list[Path]:
    """The paths between two, best first."""
    return [path for path in paths if (path.owner, path.owned) == (owner, owned)]


def test_a_holding_is_a_path_for_as_long_as_it_lasts() -> None:
    (path,) = control_paths([Holding("microsoft", "linkedin", SUBSIDIARY, "2016-12-08", "2030", 100.0, "ref")])
    assert path == Path(
        "microsoft",
        "linkedin",
        (Holding("microsoft", "linkedin", SUBSIDIARY, "2016-12-08", "2030", 100.0, "ref"),),
        "2016-12-08",
        "2030-01-01",
        100.0,
        False,
        0,
    )


def test_links_must_hold_together() -> None:
    links = [Holding("a", "b", SUBSIDIARY, "2020", "2022", 50.0), Holding("b", "c", SUBSIDIARY, "2021-06", "2025", 50.0)]
    (path,) = between(control_paths(links), "a", "c")
    assert (path.since, path.until, path.share, len(path.steps)) == ("2021-06-01", "2022-01-01", 25.0, 2)
    later = links[1]._replace(since="2022")
    assert between(control_paths([links[0], later]), "a", "c") == []


def test_open_ends_stay_open_and_an_unknown_share_is_not_guessed() -> None:
    links = [Holding("a", "b", SUBSIDIARY, share=50.0), Holding("b", "c", SUBSIDIARY)]
    (path,) = between(control_paths(links), "a", "c")
    assert (path.since, path.until, path.share) == (ALWAYS, NEVER, None)


def test_a_stake_anywhere_makes_the_path_a_stake() -> None:
    links = [Holding("a", "b", STAKE), Holding("b", "c", SUBSIDIARY), Holding("c", "d", "joint_venture")]
    paths = control_paths(links)
    assert [(path.owner, path.owned, path.stake) for path in paths] == [
        ("a", "b", True),
        ("a", "c", True),
        ("a", "d", True),
        ("b", "c", False),
        ("b", "d", True),
        ("c", "d", True),
    ]


def test_control_comes_before_a_shorter_stake() -> None:
    links = [Holding("a", "c", STAKE, "2019"), Holding("a", "b", SUBSIDIARY, "2021"), Holding("b", "c", SUBSIDIARY)]
    control, stake = between(control_paths(links), "a", "c")
    assert (control.stake, control.since, control.rank) == (False, "2021-01-01", 0)
    assert (stake.stake, stake.since, stake.rank) == (True, "2019-01-01", 1)


def test_a_path_that_tells_no_more_is_left_out() -> None:
    links = [Holding("a", "c", SUBSIDIARY, "2019"), Holding("a", "b", SUBSIDIARY), Holding("b", "c", SUBSIDIARY, "2020")]
    assert [len(path.steps) for path in between(control_paths(links), "a", "c")] == [1]


def test_an_entity_stands_for_its_group() -> None:
    links = [
        Holding("openai", "openai-opco", PART_OF),
        Holding("openai", "openai-gp", PART_OF),
        Holding("microsoft", "openai-opco", STAKE, "2019"),
    ]
    paths = control_paths(links)
    assert [(path.owned, [step.kind for step in path.steps]) for path in paths if path.owner == "microsoft"] == [
        ("openai", [STAKE, PART_OF]),
        ("openai-gp", [STAKE, PART_OF, PART_OF]),
        ("openai-opco", [STAKE]),
    ]
    assert all(path.share is None for path in paths)
    assert between(paths, "openai-gp", "openai") == []  # being part of a group is no holding in it


def test_an_earlier_name_reaches_the_later_one_from_the_day_of_the_change() -> None:
    links = [Holding("facebook", "meta", RENAMED, "2021-10-28"), Holding("meta", "giphy", SUBSIDIARY, "2020-05", "2023-05")]
    (path,) = between(control_paths(links), "facebook", "giphy")
    assert (path.since, path.until, path.stake) == ("2021-10-28", "2023-05-01", False)


def test_other_kinds_of_holding_give_nothing_and_circles_end() -> None:
    assert (
        control_paths([Holding("a", "b", "asset_purchase"), Holding("a", "b", "merged_into"), Holding("a", "b", "")]) == []
    )
    circle = [Holding("a", "b", SUBSIDIARY), Holding("b", "a", SUBSIDIARY), Holding("a", "a", SUBSIDIARY)]
    assert [(path.owner, path.owned) for path in control_paths(circle)] == [("a", "b"), ("b", "a")]


# ---------------------------------------------------------------------------------------------------------------------
# Laws

DATES = ("2016-12-08", "2018", "2018-06", "2020-01-01", "2020-01-02", "2023")
DAYS = ("0001-01-01", "2016-12-07", *map(first_day, DATES), "2021-05-05", "2500-01-01")

HOLDINGS = st.lists(
    st.builds(
        Holding,
        st.sampled_from("abcde"),
        st.sampled_from("abcde"),
        st.sampled_from([SUBSIDIARY, SUBSIDIARY, STAKE, PART_OF, RENAMED, "asset_purchase"]),
        st.none() | st.sampled_from(DATES),
        st.none() | st.sampled_from(DATES),
        st.sampled_from([None, 50.0, 100.0]),
        st.none(),
    ),
    max_size=9,
).map(lambda links: [link._replace(since=None, until=None) if link.kind == PART_OF else link for link in links])
HOLDINGS = HOLDINGS.map(
    lambda links: list({(link.owner, link.owned, link.kind, link.since): link for link in links}.values())
)


def in_force(link: Holding, day: str) -> bool:
    """Whether a link holds on a day."""
    return (not link.since or first_day(link.since) <= day) and (not link.until or day < first_day(link.until))


def ways(links: Sequence[Holding], day: str, owner: str, taken: tuple[Holding, ...] = ()) -> Iterator[tuple[Holding, ...]]:
    """Every way down from an owner on a day, tried one by one: no thing is met twice."""
    at = taken[-1].owned if taken else owner
    met = {owner, *(step.owned for step in taken)}
    for link in links:
        steps: list[Holding] = []
        if link.owner == at and link.kind in {SUBSIDIARY, PART_OF, RENAMED, *STAKES} and in_force(link, day):
            steps.append(link)
        if link.owned == at and link.kind == PART_OF and taken:
            steps.append(Holding(at, link.owner, PART_OF))
        for step in steps:
            if step.owned not in met:
                yield (*taken, step)
                yield from ways(links, day, owner, (*taken, step))


def quality(steps: Sequence[Holding]) -> tuple[bool, int]:
    """What makes a path better than another: control, then fewer links."""
    return any(step.kind in STAKES for step in steps), len(steps)


@given(HOLDINGS)
def test_the_best_path_of_each_day_is_as_good_as_the_best_of_all_ways(links: list[Holding]) -> None:
    paths = control_paths(links)
    for day in DAYS:
        for owner in "abcde":
            tried: dict[str, list[tuple[Holding, ...]]] = {}
            for steps in ways(links, day, owner):
                tried.setdefault(steps[-1].owned, []).append(steps)
            for owned in "abcde":
                found = next((path for path in between(paths, owner, owned) if path.since <= day < path.until), None)
                assert (found is not None) == (owned in tried), (day, owner, owned)
                if found is not None:
                    assert found.steps in tried[owned]
                    assert quality(found.steps) == min(map(quality, tried[owned])), (day, owner, owned)


@given(HOLDINGS, st.randoms(use_true_random=False))
def test_no_order_of_links_plays_a_part(links: list[Holding], shuffle: random.Random) -> None:
    assert control_paths(shuffle.sample(links, len(links))) == control_paths(links)


@given(HOLDINGS)
def test_paths_are_whole(links: list[Holding]) -> None:
    paths = control_paths(links)
    assert paths == sorted(paths, key=lambda path: (path.owner, path.owned, path.rank))
    for path in paths:
        ends = [path.owner, *(step.owned for step in path.steps)]
        assert [step.owner for step in path.steps] == ends[:-1]
        assert ends[-1] == path.owned
        assert len(set(ends)) == len(ends)
        assert path.since < path.until
        assert path.stake == any(step.kind in STAKES for step in path.steps)
        others = between(paths, path.owner, path.owned)
        assert [other.rank for other in others] == list(range(len(others)))
        for better in others[: path.rank]:
            assert not (better.since <= path.since and better.until >= path.until and better.stake <= path.stake)
