"""What several test files share."""

from __future__ import annotations

import pytest


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
