"""Broken input: whatever a file holds, a run goes on, each bad place is told once, and the rest is read.

`DOCKETGRAPH_MUTANTS=10000` makes so many damaged files instead of a few hundred.
"""

from __future__ import annotations

import codecs
import gzip
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from curated_files import Recorder
from generated_articles import archive, record, relevant

from loaders.articles import corpus
from loaders.articles.corpus import Stretch, Task, read_stretch
from loaders.records import Issue
from loaders.run import load_articles

MUTANTS = int(os.environ.get("DOCKETGRAPH_MUTANTS", "300"))

PLAIN = (Path(__file__).parent / "news" / "007_invented.txt").read_text(encoding="utf-8")
SHORT = "<html><head><title>Label sues</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-01-02\"}</script></head><body><h1>Label sues Suno over AI</h1><p>A label sued Suno in federal court in Boston on Tuesday, saying that it copied songs to train its music generator.</p></body></html>"
FEED = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><title>Label sues Suno</title><description><![CDATA[{SHORT}]]></description></item><item><title>Two</title><description>Nothing happened in the harbour on Monday.</description></item></channel></rss>'
LINES = "\n".join(json.dumps({"text": text, "url": "https://a.example", "timestamp": "2031-01-02T00:00:00Z"}) for text in (PLAIN, SHORT, "A short one."))
BASES: dict[str, bytes] = {
    "a.txt": PLAIN.encode(),
    "a.html": SHORT.encode(),
    "a.rss": FEED.encode(),
    "a.jsonl": LINES.encode(),
    "a.jsonl.gz": gzip.compress(LINES.encode(), mtime=0),
    "a.warc": b"".join(record(SHORT.replace("Boston", f"Boston {n}"), n) for n in range(3)),
    "a.warc.gz": b"".join(gzip.compress(record(SHORT.replace("Boston", f"Boston {n}"), n), mtime=0) for n in range(3)),
}


def cut(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randrange(len(data))]


def flip(data: bytes, rng: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 5, 50))):
        changed[rng.randrange(len(changed))] = rng.randrange(256)
    return bytes(changed)


def insert(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    what = rng.choice((b"\0", b"\0" * 500, b"<" * 300, b"<p>" * 300, b"&#x1F600;" * 50, b"\xff\xfe", b"{" * 200, b'"', b"\r\n\r\n", b"[" * 5000,
                       b"<!ENTITY x 'y'>", b"WARC/1.0\r\n", b"\x1f\x8b\x08", "\u202e\u200b\ufeff".encode(), b"]]>", b"<script>", b"<!--"))  # fmt: skip
    return data[:at] + what + data[at:]


def leave_out(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + data[at + rng.choice((1, 10, 200)) :]


def repeat(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data))
    piece = data[at : at + rng.choice((1, 30, 400))]
    return data[:at] + piece * rng.choice((2, 40)) + data[at:]


def recode(data: bytes, rng: random.Random) -> bytes:
    text = data.decode("latin-1")
    return rng.choice((codecs.BOM_UTF8 + data, text.encode("utf-16"), text.encode("utf-16-be"), text.encode("utf-7"), data[::-1]))


def pack(data: bytes, rng: random.Random) -> bytes:
    return cut(gzip.compress(data), rng) if rng.random() < 0.5 else gzip.compress(gzip.compress(data))


DAMAGE: tuple[Callable[[bytes, random.Random], bytes], ...] = (cut, flip, insert, leave_out, repeat, recode, pack)


def mutant(number: int) -> tuple[str, bytes]:
    """A file of some kind, damaged in one to three ways."""
    rng = random.Random(number)
    name, data = rng.choice(sorted(BASES.items()))
    for _ in range(rng.choice((1, 1, 2, 3))):
        data = rng.choice(DAMAGE)(data or b" ", rng)
    return name, data


def read(path: Path) -> Stretch:
    return read_stretch(Task((path,)))


def test_damaged_files_never_stop_a_run_and_each_bad_place_is_told_once(tmp_path: Path) -> None:
    slowest: tuple[float, int] = (0.0, 0)
    told: Counter[str] = Counter()
    for number in range(MUTANTS):
        name, data = mutant(number)
        path = tmp_path / name
        path.write_bytes(data)
        began = time.process_time()
        stretch = read(path)
        slowest = max(slowest, (time.process_time() - began, number))
        assert stretch.done == [path] and stretch.rest is None, number
        places = Counter((issue.line, issue.id, issue.message) for issue in stretch.issues)
        assert max(places.values(), default=1) == 1, (number, places)
        for issue in stretch.issues:
            assert issue.file == str(path) and issue.hint and "\n" not in issue.message, (number, issue)
            assert "the reader fails" not in issue.message, (number, issue)
        told["issues" if stretch.issues else "none"] += 1
    assert slowest[0] < 10, slowest
    assert told["issues"] > MUTANTS / 6 and told["none"] > MUTANTS / 6


def test_a_corpus_with_everything_wrong_is_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "news"
    folder.mkdir()
    archive(folder / "good.warc.gz", (relevant(n) for n in range(3)))
    whole = (folder / "good.warc.gz").read_bytes()
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    for name, data in {
        "cut.jsonl.gz": gzip.compress(b"".join(b'{"text": "%s"}\n' % os.urandom(40).hex().encode() for _ in range(200)))[:4000],
        "cut.warc.gz": whole[: len(whole) - 700],
        "entities.rss": f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "a">{nested}]><rss><channel><title>&e11;</title></channel></rss>'.encode(),
        "charset.html": SHORT.replace("<head>", "<head><meta charset='utf-8'>").replace("songs", "chansons françaises").encode("cp1252"),
        "charset2.html": SHORT.replace("<head>", "<head><meta charset='no-such-charset'>").encode("utf-16-le"),
        "nul.txt": b"\0" * 5000,
        "nul2.txt": PLAIN.replace("authors", "au\0thors").encode(),
        "empty.txt": b"",
        "large.html": b"<html><body>" + b"<p>A label sued Suno over songs used to train its AI.</p>" * 900_000,
        "long.txt": b"A label sued Suno over songs used to train its AI. " * 80_000,
        "large.jsonl": b'{"text": "' + b"a" * 25_000_000 + b'"}\n{"text": "Nothing happened."}\n',
        "deep.html": b"<html>" + b"<div>" * 60_000 + b"text",
        "deep.jsonl": b'{"text": ' + b"[" * 100_000 + b"\n",
    }.items():
        (folder / name).write_bytes(data)
    store = Recorder()
    (report,) = load_articles(store, [folder], workers=1)
    assert report.loaded.new > 50
    told = {issue.file.removeprefix("news/"): issue for issue in report.skipped}
    assert len(told) == len(report.skipped)
    assert sorted(told) == sorted(
        ["cut.jsonl.gz", "cut.warc.gz", "entities.rss", "nul.txt", "empty.txt", "large.html", "long.txt", "large.jsonl", "deep.jsonl", "charset2.html"]
    )
    assert told["cut.jsonl.gz"].line > 10 and "damaged" in told["cut.jsonl.gz"].message
    assert "20 MB" in told["large.html"].message and told["large.jsonl"].line == 1
    assert "characters are more than an article has" in told["long.txt"].message
    assert all("reader fails" not in str(issue) for issue in report.skipped)


def test_a_folder_that_cannot_be_listed_or_a_file_that_vanishes_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(PLAIN, encoding="utf-8")
    gone = tmp_path / "gone.txt"
    stretch = read_stretch(Task((gone, tmp_path / "a.txt")))
    assert [issue.message for issue in stretch.issues] == ["cannot be read: No such file or directory"]
    assert len(stretch.told) == 1
    assert isinstance(stretch.issues[0], Issue) and corpus.file_digest(gone) is None

