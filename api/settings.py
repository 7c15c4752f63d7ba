"""The settings of the doors: each with a name, a default and a sentence, read from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from graph.errors import DocketgraphError

PREFIX = "DOCKETGRAPH_"


class SettingError(DocketgraphError):
    """A setting whose value cannot be read."""

    code = "SETTING"


def setting(default: Any, doc: str) -> Any:
    """A setting: its default and a sentence for people."""
    return field(default=default, metadata={"doc": doc})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the doors can be told from outside. `DOCKETGRAPH_MAX_FIRST=500` sets `max_first`."""

    base_url: str = setting(
        "http://localhost:8000", "The address under which people reach this server; links are made from it."
    )
    origins: tuple[str, ...] = setting((), "Origins whose pages may ask (CORS), separated by commas; none by default.")
    graphiql: bool = setting(
        True, "Whether browsers get GraphiQL at /graphql, whose scripts come from unpkg.com; else the page of /."
    )
    threads: int = setting(4, "Threads that ask the store.")
    max_first: int = setting(200, "The largest page.")
    max_depth: int = setting(14, "How deep fields may be nested in a query.")
    max_aliases: int = setting(30, "How many aliases a query may have.")
    max_fields: int = setting(
        600, "How many fields a query may have, fragments spread out and each type of an interface counted."
    )
    max_tokens: int = setting(3_000, "How many tokens a query may have.")
    max_body: int = setting(256 * 1024, "The largest request body, in bytes.")
    cached_operations: int = setting(128, "How many query texts are kept parsed and validated.")
    cached_plans: int = setting(
        256, "How many plans of query texts are kept compiled: one for each way that variables shape it."
    )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Read the settings from environment variables.

        Raises:
            SettingError: a value is not of the setting's type.
        """
        environment = os.environ if environment is None else environment
        given: dict[str, Any] = {
            made.name: _read(PREFIX + made.name.upper(), environment[PREFIX + made.name.upper()], made.default)
            for made in fields(cls)
            if PREFIX + made.name.upper() in environment
        }
        return cls(**given)


def _read(name: str, text: str, default: object) -> object:
    if isinstance(default, bool):
        if text.lower() in ("1", "true", "yes", "on"):
            return True
        if text.lower() in ("0", "false", "no", "off", ""):
            return False
        raise SettingError(f"{name}: '{text}' is neither true nor false", "write true or false")
    if isinstance(default, int):
        if not text.isascii() or not text.isdigit() or int(text) == 0:
            raise SettingError(f"{name}: '{text}' is no whole number above 0", f"write a number, such as {default}")
        return int(text)
    if isinstance(default, tuple):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text
