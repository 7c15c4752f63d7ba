"""The model as a second reader: against a stand-in that answers well, wrongly, with invented quotations, slowly, not at all."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from processes import line_of, start

from graph.facts import Fact, Voice, choose
from graph.store import open_store
from graph.terms import terms
from loaders import articles
from loaders.articles.model import Model, NoAnswer, draft
from loaders.run import load_articles

TEXT = """Label sues Suno over songs

BOSTON - Example Records sued Suno in federal court in Boston on Tuesday, saying that it used recordings of songs to train its AI music generator.

The firm also removed the names of the artists from the files, the label says in its complaint. It wants $150,000 for each song.

Microsoft, a partner, was told of the matter in the spring. A spokesperson for Suno called the lawsuit baseless.
"""
REMOVED = "The firm also removed the names of the artists from the files, the label says in its complaint."
GOOD = {
    "defendants": [{"name": "Suno", "quote": "Example Records sued Suno in federal court in Boston on Tuesday"}],
    "claims": [{"cause": "dmca_cmi_removal", "quote": REMOVED}],
    "allegations": [
        {"act": "cmi_removal", "data": "sound_recordings", "quote": REMOVED},
        {"act": "training", "data": "sound_recordings", "quote": "it used recordings of songs to train its AI music generator"},
    ],
    "relief": [{"kind": "statutory_damages", "amount": 150000, "currency": "USD", "per": "work", "quote": "It wants $150,000 for each song."}],
    "responses": [{"by": "Suno", "stance": "denies", "quote": "A spokesperson for Suno called the lawsuit baseless."}],
}  # fmt: skip
WRONG = {
    "defendants": [
        {"name": "OpenAI", "quote": "Example Records sued Suno in federal court"},
        {"name": "Suno"},
        {"name": "The judge", "quote": "A spokesperson for Suno"},
        "Suno",
        None,
    ],
    "claims": [{"cause": "murder", "quote": REMOVED}, {"cause": ["x"], "quote": REMOVED}],
    "allegations": [{"act": "training", "data": "moon rocks", "quote": "to train its AI music generator"}, {"act": "training", "quote": 7}],
    "relief": [
        {"kind": "statutory_damages", "amount": 900000, "currency": "USD", "quote": "It wants $150,000 for each song."},
        {"kind": "statutory_damages", "amount": 150000, "currency": "dollars", "quote": "It wants $150,000 for each song."},
    ],
    "responses": [{"by": "Suno", "stance": "confesses", "quote": "A spokesperson for Suno called the lawsuit baseless."}],
    "unheard_of": [{"quote": REMOVED}],
}  # fmt: skip
INVENTED = {
    "defendants": [{"name": "Microsoft", "quote": "Example Records sued Microsoft in federal court"}],
    "allegations": [
        {"act": "cmi_removal", "data": "sound_recordings", "quote": REMOVED.replace("names", "titles")},
        {"act": "cmi_removal", "data": "sound_recordings", "quote": REMOVED.upper()},
        {"act": "cmi_removal", "data": "sound_recordings", "quote": ""},
    ],
}


class StandIn(ThreadingHTTPServer):
    """Answers every question as it is told to; what it was asked is kept."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer, self.asked, self.status, self.wait = "", [], 200, 0.0
        self.url = f"http://127.0.0.1:{self.server_port}/v1"

    def says(self, found):
        text = found if isinstance(found, str) else json.dumps(found)
        self.answer = json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]})
        return self


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), body))
        time.sleep(self.server.wait)
        data = self.server.answer.encode()
        try:
            self.send_response(self.server.status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)
        except OSError:
            pass  # whoever asked has gone

    def log_message(self, *_):
        pass


@pytest.fixture
def standin():
    found = StandIn()
    threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def article():
    return articles.article.from_bytes(TEXT.encode(), Path("label.txt"))


def drafted(standin, article, found):
    return draft(article, articles.findings(article), Model(standin.says(found).url, "small", "secret"))


def test_a_good_answer_becomes_a_reading_whose_every_statement_quotes_the_text(standin, article):
    made = drafted(standin, article, GOOD)
    assert (made.kept, made.dropped) == (6, 0)
    (case,) = made.reading.cases
    assert [(found.act, found.data) for found in case.allegations] == [("cmi_removal", "sound_recordings"), ("training", "sound_recordings")]
    assert case.allegations[0].sentence.quote(case.allegations[0].start, case.allegations[0].end).text == REMOVED
    assert case.relief[0].amount == 150_000
    ((path, key, asked),) = standin.asked
    assert (path, key, asked["model"]) == ("/v1/chat/completions", "Bearer secret", "small")
    assert asked["messages"][1]["content"] == article.story


@pytest.mark.parametrize(("found", "count"), [(WRONG, 12), (INVENTED, 4)], ids=["wrong", "invented"])
def test_what_has_no_words_in_the_text_or_no_term_is_dropped_and_counted(standin, article, found, count):
    made = drafted(standin, article, found)
    assert (made.kept, made.dropped) == (0, count)


def test_a_fenced_answer_is_read_and_nonsense_is_not(standin, article):
    assert drafted(standin, article, f"```json\n{json.dumps(GOOD)}\n```").kept == 6
    assert drafted(standin, article, {"claims": "none", "allegations": {"act": 1}, "relief": None}).kept == 0
    for text in ("I cannot help with that.", "[1, 2]", '{"claims": ['):
        with pytest.raises(NoAnswer, match="its answer is no JSON"):
            drafted(standin, article, text)
    standin.answer = '{"error": "no such model"}'
    with pytest.raises(NoAnswer, match="its answer is no JSON"):
        Model(standin.url, "small").ask("x")


def test_a_model_that_is_slow_refuses_or_is_not_there_is_told(standin, article):
    standin.says(GOOD).wait = 3
    began = time.monotonic()
    with pytest.raises(NoAnswer, match=r"does not answer within 0.2 s"):
        Model(standin.url, "small", seconds=0.2).ask("x")
    assert time.monotonic() - began < 2
    standin.wait, standin.status = 0, 401
    with pytest.raises(NoAnswer, match="401"):
        Model(standin.url, "small").ask("x")
    standin.status, standin.answer = 200, "a" * 1_000_001
    with pytest.raises(NoAnswer, match="too long"):
        Model(standin.url, "small").ask("x")
    for url in ("http://127.0.0.1:1/v1", "file:///etc", "nowhere"):
        with pytest.raises(NoAnswer, match="does not answer"):
            Model(url, "small").ask("x")
    assert "secret" not in repr(Model(standin.url, "small", "secret"))


def said(store):
    return {(told.fact, evidence) for told in store.log() for evidence, _, withdrawn in told.evidence if withdrawn is None}


def test_a_draft_is_a_source_of_its_own_below_the_rules_and_is_withdrawn_without_the_model(standin, tmp_path):
    named = TEXT.replace("Example Records sued", "Example Records v. Suno, No. 1:31-cv-00100, was filed in the District of Massachusetts. Example Records sued")
    (tmp_path / "label.txt").write_text(named, encoding="utf-8")
    (tmp_path / "harbour.txt").write_text("Nothing happened in the harbour on Monday, said nobody at all.", encoding="utf-8")
    with open_store("memory:") as store:
        (plain,) = load_articles(store, [tmp_path])
        rules = said(store)
        beyond = {"act": "retention", "data": "sound_recordings", "quote": "Microsoft, a partner, was told of the matter in the spring."}
        standin.says({**GOOD, "allegations": [*GOOD["allegations"], beyond]})
        (report,) = load_articles(store, [tmp_path], model=Model(standin.url, "small"))
        assert (plain.drafts, report.drafts, report.kept, report.dropped, report.skipped) == (0, 1, 7, 0, ())
        assert "1 read by a model too, 7 of its statements held, 0 did not" in str(report)
        assert len(standin.asked) == 1  # an irrelevant article is none of its business
        both = said(store)
        added = both - rules
        assert rules <= both and added
        assert {evidence.method for _, evidence in added} == {"model:small"}
        assert {evidence.source.rpartition("/")[2] for _, evidence in added} == {"draft"}
        assert not {fact for fact, _ in added} & {fact for fact, _ in rules}
        text = named
        for fact, evidence in added:
            if evidence.quote is not None:
                assert text[evidence.start : evidence.end] == evidence.quote
            else:
                assert fact.subject == evidence.source
        assert any(fact.predicate == "ACT" and fact.object == "act/retention" for fact, _ in added)
        assert any(fact.predicate == "RANK" and fact.object == "source_kind/model_draft" for fact, _ in added)
        load_articles(store, [tmp_path])
        (again,) = load_articles(store, [tmp_path])
        assert said(store) == rules and again.loaded.withdrawn > 0


def test_where_a_draft_and_an_article_disagree_the_article_is_shown():
    ranks = {id: term.rank for id, term in terms("source_kind").items()}
    drafts = [Voice(ranks["model_draft"], f"article-{n}/draft", f"2031-05-0{n}") for n in range(9)]
    article = Voice(ranks["press"], "article-x", "")
    filed = Fact("case", "filed_on", value="2031-01-01"), Fact("case", "filed_on", value="2031-02-02")
    assert choose([(filed[0], drafts), (filed[1], [article])])[0] == 1
    assert max(ranks, key=ranks.__getitem__) == "model_draft"


def test_a_model_that_does_not_answer_costs_one_wait_and_the_rules_read_on(standin, tmp_path):
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(TEXT.replace("Boston", f"Boston {number}"), encoding="utf-8")
    standin.says(GOOD).wait = 3
    with open_store("memory:") as store:
        began = time.monotonic()
        (report,) = load_articles(store, [tmp_path], model=Model(standin.url, "small", seconds=0.3))
        assert time.monotonic() - began < 8
        assert store.counts()["Article"] == 4
        assert ["does not answer within 0.3 s; from here on the rules alone have read" in issue.message for issue in report.skipped] == [True]
        standin.wait = 0
        (report,) = load_articles(store, [tmp_path], model=Model(standin.url, "small", seconds=3))
        assert (report.skipped, report.drafts) == ((), 4)


def test_the_command_asks_the_model_that_it_is_told_of(standin, tmp_path):
    (tmp_path / "label.txt").write_text(TEXT, encoding="utf-8")
    store = f"sqlite:///{tmp_path / 'graph.db'}"
    process = start("load", "articles", str(tmp_path / "label.txt"), "--store", store, "--model-url", standin.says(GOOD).url, model="small", model_key="k")
    told = line_of(process, 240)
    process.communicate(timeout=240)
    assert "1 read by a model too" in told and standin.asked[0][1] == "Bearer k"
    process = start("load", "articles", str(tmp_path / "label.txt"), "--store", store, "--model", "small")
    _, told = process.communicate(timeout=240)
    assert process.returncode == 2 and "name both the model and its endpoint" in told
