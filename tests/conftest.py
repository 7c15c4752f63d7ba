"""What several test files share."""

from __future__ import annotations

import pytest
from hypothesis import settings
from worlds import STORES, opened, small_world

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


@pytest.fixture(params=STORES, scope="module")
def world(request, tmp_path_factory):
    """The small world in a store of each kind; only to be read."""
    with opened(request.param, tmp_path_factory.mktemp("world")) as store:
        store.load(small_world(), "tests")
        yield store
