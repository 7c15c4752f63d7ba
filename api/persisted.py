"""Queries that clients name by the SHA-256 of their text: automatic ones, kept as they come, and a trusted list from a folder.

The protocol is Apollo's: `extensions: {"persistedQuery": {"version": 1, "sha256Hash": "…"}}`. A client sends the hash alone; where it
is not known, the answer says `PersistedQueryNotFound`, and the client sends hash and text once.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path

from graphql import GraphQLError, parse, print_ast

from api.refused import Refused, bad
from api.settings import SettingError, Settings
from graph.recent import Recent

LONGEST = 32 * 1024
"""Longer texts are not kept, in characters."""

_HASH = re.compile(r"[0-9a-f]{64}")

PROTOCOL = 'send "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "<SHA-256 of the query, in hexadecimal>"}}'


class Persisted:
    """The texts that are known by their hash. May be used from several threads at once."""

    def __init__(self, settings: Settings) -> None:
        """Read the trusted list.

        Raises:
            SettingError: the folder is none, or a file of it is no query.
        """
        if settings.trusted_only and not settings.trusted:
            raise SettingError("trusted_only is set, and no folder", "name it in DOCKETGRAPH_TRUSTED")
        self.only = settings.trusted_only
        self.trusted = trusted_texts(Path(settings.trusted)) if settings.trusted else {}
        self.kept: Recent[str, str] = Recent(settings.persisted)

    def text(self, query: object, extensions: object) -> object:
        """The text that a request means: its own, or the one that it names; None where it has neither.

        Raises:
            Refused: the hash is not known, is not that of the text, or the text is not on the list.
        """
        hash = self._named(extensions)
        if hash is None:
            if self.only and (not isinstance(query, str) or hash_of(query) not in self.trusted):
                raise _untrusted()
            return query
        if (trusted := self.trusted.get(hash)) is not None:
            return trusted
        if self.only:
            raise _untrusted()
        if query is None:
            known = self.kept.find(hash)
            if known is None:
                raise Refused(HTTPStatus.OK, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound",
                              "send the query's text along with its hash, once", {"Cache-Control": "no-store"})  # fmt: skip
            return known
        if not isinstance(query, str) or hash_of(query) != hash:
            raise bad("provided sha does not match query", "hash the text as it is sent, in UTF-8")
        if len(query) <= LONGEST:
            self.kept.put(hash, query)
        return query

    def _named(self, extensions: object) -> str | None:
        given = extensions.get("persistedQuery") if isinstance(extensions, Mapping) else None
        if given is None:
            return None
        if not isinstance(given, Mapping) or given.get("version") != 1:
            raise bad("Unsupported persisted query version", PROTOCOL)
        hash = given.get("sha256Hash")
        if not isinstance(hash, str) or not _HASH.fullmatch(hash):
            raise bad("`sha256Hash` is no SHA-256", PROTOCOL)
        return hash


def hash_of(text: str) -> str:
    """The name of a text.

    >>> hash_of("{__typename}")
    'ecf4edb46db40b5132295c0291d62fb65d6759a9eedfa4d5d612dd5ec54a6b38'
    """
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def trusted_texts(folder: Path) -> dict[str, str]:
    """The queries of a folder by the hash of their text; by that of the text without the space around it; and by that of the text
    as GraphQL's own printer writes it, which is what many clients hash.

    Raises:
        SettingError: the folder is none or has no queries, or a file of it is no query.
    """
    paths = sorted(folder.rglob("*.graphql"))
    if not paths:
        raise SettingError(f"DOCKETGRAPH_TRUSTED: {folder} has no .graphql files", "name a folder that has them")
    found: dict[str, str] = {}
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
            printed = print_ast(parse(text))
        except (GraphQLError, UnicodeDecodeError, OSError) as error:
            raise SettingError(f"{path}: {error}", "mend the file, or take it out of the folder") from error
        found |= dict.fromkeys((hash_of(text), hash_of(text.strip()), hash_of(printed)), text)
    return found


def _untrusted() -> Refused:
    hint = "ask for one that is, by the hash of its text; who runs the server keeps the list"
    return Refused(HTTPStatus.FORBIDDEN, "QUERY_NOT_TRUSTED", "the query is not on this server's list", hint)
