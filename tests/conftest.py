"""What several test files share."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from hypothesis import settings
from worlds import STORES, opened, small_world, world_on_server

# a test on a busy machine takes as long as it takes
settings.register_profile("docketgraph", deadline=None)
settings.load_profile("docketgraph")


@pytest.fixture(scope="session")
def curated(tmp_path_factory):
    """The URL of a store that holds the curated data, loaded once a run; only to be read."""
    from graph.store import open_store
    from loaders.run import load_curated

    url = f"sqlite:///{tmp_path_factory.mktemp('curated') / 'graph.db'}"
    with open_store(url) as store:
        for _ in load_curated(store):
            pass
    return url


@pytest.fixture(params=STORES)
def empty(request, tmp_path):
    """An empty store of each kind."""
    with opened(request.param, tmp_path) as store:
        yield store


@pytest.fixture(scope="session")
def worlds(tmp_path_factory):
    """The small world in the stores of this process, each made when it is first asked for."""
    made = {}
    with ExitStack() as stack:

        def world_in(kind):
            if kind not in made:
                made[kind] = stack.enter_context(opened(kind, tmp_path_factory.mktemp("world")))
                made[kind].load(small_world(), "tests")
            return made[kind]

        yield world_in


@pytest.fixture(params=STORES)
def world(request, worlds):
    """The small world in a store of each kind; only to be read."""
    if request.param != "neo4j":
        yield worlds(request.param)
        return
    with world_on_server() as store:
        yield store


OF_CURATED = ("test_graphql_walks.py", "test_neo4j_docs.py")
"""The files whose tests read the curated data on a server: one comes after the other, so that it is copied there once."""


def pytest_collection_modifyitems(items):
    """In each file, first the tests that only read the small world, so that a server holds it for all of them."""
    files = {path: place for place, path in enumerate(dict.fromkeys(item.path for item in items))}
    first = min((place for path, place in files.items() if path.name in OF_CURATED), default=0)
    files |= {path: first for path in files if path.name in OF_CURATED}
    items.sort(key=lambda item: (files[item.path], "world" not in getattr(item, "fixturenames", ())))
