"""What each process of `docketgraph serve --workers N` serves: the application over the store, both named by the environment."""

from __future__ import annotations

import logging
import os

from fastapi import FastAPI

from api.app import create_app
from api.settings import Settings
from graph.store import open_store

STORE = "DOCKETGRAPH_STORE"
"""The variable of the environment that holds the URL of the store."""

LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def make_app() -> FastAPI:
    """The application, for a process that ends with it.

    Raises:
        StoreError: the store cannot be opened.
        SettingError: a setting cannot be read.
    """
    logging.basicConfig(format=LOG_FORMAT)
    return create_app(open_store(os.environ[STORE], read_only=True), Settings.from_environment())
