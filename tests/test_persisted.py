"""Queries named by their hash: Apollo's protocol, and the trusted list."""

from __future__ import annotations

import pytest
from graphql import parse, print_ast

from api.persisted import LONGEST, Persisted, hash_of
from api.questions import FOLDER
from api.refused import Refused
from api.settings import SettingError, Settings

COUNT = "{ cases { totalCount } }"


def named(text, version=1):
    return {"persistedQuery": {"version": version, "sha256Hash": hash_of(text)}}


def refused(persisted, query, extensions):
    with pytest.raises(Refused) as raised:
        persisted.text(query, extensions)
    assert raised.value.error.extensions["hint"]
    return int(raised.value.status), raised.value.error.extensions["code"], raised.value.error.message


def test_a_text_is_known_by_its_hash_once_it_was_sent():
    persisted = Persisted(Settings())
    assert refused(persisted, None, named(COUNT)) == (200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
    assert persisted.text(COUNT, named(COUNT)) == COUNT
    assert persisted.text(None, named(COUNT)) == COUNT


def test_a_text_without_a_hash_is_taken_and_not_kept():
    persisted = Persisted(Settings())
    for extensions in (None, {}, {"other": 1}):
        assert persisted.text(COUNT, extensions) == COUNT
    assert not persisted.kept.held


@pytest.mark.parametrize(
    "given", [named(COUNT, 2), {"persistedQuery": 1}, {"persistedQuery": {"version": 1}},
              {"persistedQuery": {"version": 1, "sha256Hash": "../../etc/passwd"}}, named("another")],
)  # fmt: skip
def test_a_hash_that_is_none_or_another_is_refused(given):
    assert refused(Persisted(Settings()), COUNT, given)[:2] == (400, "BAD_REQUEST")


def test_what_is_kept_is_bounded_in_number_and_size():
    persisted = Persisted(Settings(persisted=3))
    texts = [f"{{ a{number}: cases {{ totalCount }} }}" for number in range(5)]
    for text in (*texts, COUNT + " " * LONGEST):
        assert persisted.text(text, named(text)) == text
    assert list(persisted.kept.held.values()) == texts[2:]


def test_trusted_queries_are_known_from_the_start_by_their_text_or_as_printed():
    persisted = Persisted(Settings(trusted=str(FOLDER)))
    paths = sorted(FOLDER.glob("*.graphql"))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for way in (text, text.strip(), print_ast(parse(text))):
            assert persisted.text(None, named(way)) == text
    assert persisted.text(COUNT, None) == COUNT


def test_where_only_trusted_queries_are_answered_no_other_is():
    persisted = Persisted(Settings(trusted=str(FOLDER), trusted_only=True))
    text = sorted(FOLDER.glob("*.graphql"))[0].read_text(encoding="utf-8")
    assert persisted.text(text, None) == text
    assert persisted.text(None, named(text)) == text
    for query, extensions in ((COUNT, None), (COUNT, named(COUNT)), (None, named(COUNT)), (None, None)):
        assert refused(persisted, query, extensions)[:2] == (403, "QUERY_NOT_TRUSTED")


def test_a_list_that_cannot_be_read_is_told_at_the_start(tmp_path):
    with pytest.raises(SettingError, match="has no .graphql files"):
        Persisted(Settings(trusted=str(tmp_path)))
    (tmp_path / "a.graphql").write_text("{ cases")
    with pytest.raises(SettingError, match=r"a\.graphql"):
        Persisted(Settings(trusted=str(tmp_path)))
    with pytest.raises(SettingError, match="no folder"):
        Persisted(Settings(trusted_only=True))
