"""Containers: every kind of file gives its documents, told by content; what is broken is told once and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from fastwarc.stream_io import ChunkedWriter

from loaders import articles
from loaders.articles.article import Article
from loaders.articles.containers import Kind, kind_of
from loaders.articles.embedded import embedded, lenient
from loaders.records import Issue

SAMPLES = Path(os.environ.get("DOCKETGRAPH_SHARED") or Path(__file__).parent.parent.parent / "shared") / "samples" / "news"
needs_samples = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the samples lie beside the repository, under DOCKETGRAPH_SHARED")

STORY = (
    "<p>A label sued <b>Suno</b> in federal court in Boston on Tuesday, saying that it copied recordings of songs to train its"
    " music generator without a licence.</p><p>The suit, filed by the label Example Records, asks for $150,000 for each work that"
    " was copied and for an order that the training be stopped.</p><p>Suno did not respond to a request for comment on Wednesday.</p>"
)
PAGE = f"<!doctype html><html><head><title>Label sues Suno | Example Times</title></head><body><h1>Label sues Suno over AI</h1>{STORY}</body></html>"


def read(path: Path) -> tuple[list[Article], list[Issue]]:
    found, issues = [], []
    for item in articles.items(path):
        if isinstance(item, Issue):
            issues.append(item)
        else:
            found.append(articles.from_item(item))
    return found, issues


def written(tmp_path: Path, name: str, data: bytes | str) -> Path:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def record(body: bytes, number: int = 1, head: str = "", status: str = "200 OK", media: str = "text/html", kind: str = "response") -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\n{head}\r\n".encode() + body
    lines = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Date: 2031-01-22T18:15:30Z",
        f"WARC-Record-ID: <urn:uuid:35c5238a-d337-5d48-8a52-{number:012}>",
        f"WARC-Target-URI: <https://news.example/{number}>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(answer)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + answer + b"\r\n\r\n"


def numbered(number: int) -> bytes:
    return PAGE.replace("Example Times", f"Example Times {number}").encode()


# ---------------------------------------------------------------------------------------------------------------------
# What a file is


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", Kind.WARC),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0">', Kind.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', Kind.FEED),
        (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/">', Kind.FEED),
        (b"<!DOCTYPE html><html>", Kind.PAGE),
        (b'{"text": "a", "url": "b"}\n{"text"', Kind.JSON_LINES),
        (b'{"text": "' + b"a" * 5000, Kind.JSON_LINES),
        (b'{"text": "cut\n', Kind.JSON_LINES),
        (b"{curly} is no object\n", None),
        (b"A label sued Suno.\n<rss> is a format of feeds", None),
    ],
)
def test_the_content_tells_what_a_file_is(head: bytes, kind: Kind | None) -> None:
    assert kind_of(head) is kind


def test_a_folder_gives_what_name_or_content_says_is_an_article_and_nothing_else(tmp_path: Path) -> None:
    for name, data in (
        ("a.txt", b"Suno was sued."),
        ("b", PAGE.encode()),
        ("c.data", gzip.compress(record(PAGE.encode()))),
        ("d.json", b'{"text": "Suno was sued."}\n'),
        ("notes.md", b"# notes"),
        ("e.pdf", b"%PDF-1.7"),
        (".hidden.txt", b"x"),
        ("f.gz", b"\x1f\x8b\x08damaged"),
    ):
        written(tmp_path, name, data)
    assert [path.name for path in articles.find_files([tmp_path])] == ["a.txt", "b", "c.data", "d.json"]


@pytest.mark.parametrize("name", ["a.html", "a.bin"])
def test_a_page_is_read_compressed_or_not(tmp_path: Path, name: str) -> None:
    (plain,), _ = read(written(tmp_path, name, PAGE))
    (packed,), _ = read(written(tmp_path, f"{name}.gz", gzip.compress(PAGE.encode())))
    assert (plain.id, plain.text) == (packed.id, packed.text)
    assert "A label sued Suno" in plain.story


# ---------------------------------------------------------------------------------------------------------------------
# JSON Lines


def test_keys_are_looked_up_and_a_crawl_time_is_no_day_of_publication(tmp_path: Path) -> None:
    lines = [
        {"text": "Label sues Suno\nThe label sued.", "timestamp": "2031-04-25T12:57:54Z", "url": "https://a.example/1"},
        {"raw_content": "The label sued.", "date_download": "2031-01-01", "date": "2031-01-02", "url": "<https://a.example/2>"},
        {"content": "The label sued.", "title": "Label sues", "date_publish": "2031-05-01 10:00:00", "url": "http:// broken"},
    ]
    found, issues = read(written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))))
    assert issues == []
    assert [article.published_on and article.published_on.value for article in found] == [None, None, "2031-05-01"]
    assert [article.url and article.url.value for article in found] == ["https://a.example/1", "https://a.example/2", None]
    assert found[2].text == "Label sues\n\nThe label sued."
    assert [article.name for article in found] == ["a#1", "a#2", "a#3"]


def test_a_broken_line_is_told_with_its_number_and_the_others_are_read(tmp_path: Path) -> None:
    lines = [b'{"text": "The label sued."}', b'{"text": "cut', b"", b"[1, 2]", b'{"url": "https://a.example"}', b'{"text": "A band sued."}']
    found, issues = read(written(tmp_path, "a.jsonl.gz", gzip.compress(b"\n".join(lines))))
    assert [article.text for article in found] == ["The label sued.", "A band sued."]
    assert [(issue.line, issue.message.partition(":")[0]) for issue in issues] == [
        (2, "no JSON"),
        (4, "no JSON object"),
        (5, "no text in it"),
    ]


def test_a_cut_file_gives_the_lines_before_the_cut_and_one_issue(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(b'{"text": "%s sued."}\n' % os.urandom(30).hex().encode() for _ in range(3000)))
    found, issues = read(written(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2]))
    assert 1000 < len(found) < 2000
    assert len(issues) == 1 and issues[0].line == len(found) + 1 and "damaged" in issues[0].message


def test_reading_goes_on_behind_the_documents_that_are_passed_over(tmp_path: Path) -> None:
    jsonl = written(tmp_path, "a.jsonl", b'{"text": "one"}\nbroken\n{"text": "three"}\n{"text": "four"}\n')
    warc = written(tmp_path, "a.warc", b"".join(record(numbered(number), number) for number in range(1, 5)))
    feed = written(tmp_path, "a.rss", RSS)
    for path in (jsonl, warc, feed):
        everything = list(articles.items(path))
        for skip in range(len(everything) + 1):
            assert list(articles.items(path, skip)) == everything[skip:], (path, skip)


# ---------------------------------------------------------------------------------------------------------------------
# Feeds

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Example Wire</title><link>https://news.example/</link>
<item><title>Label sues Suno &amp;amp; asks for &lt;em&gt;more&lt;/em&gt;</title><link>https://news.example/1?utm_source=rss&amp;id=7</link>
<pubDate>Tue, 21 Jan 2031 22:10:00 EST</pubDate><dc:creator>A. Writer</dc:creator><description>A short text.</description>
<content:encoded><![CDATA[{STORY}]]></content:encoded></item>
<item><title>Without a day</title><description>Plain text &amp; nothing more than that, said the head of R&amp;D of the label.</description></item>
</channel></rss>"""


def test_an_entry_gives_its_whole_text_its_day_as_printed_and_its_address_without_tracking(tmp_path: Path) -> None:
    (first, second), issues = read(written(tmp_path, "a.rss", RSS))
    assert issues == []
    said = (first.title, first.publisher, first.author, first.published_on, first.url)
    assert [each and each.value for each in said] == [
        "Label sues Suno & asks for more", "Example Wire", "A. Writer", "2031-01-21", "https://news.example/1?id=7",
    ]  # fmt: skip
    assert "A label sued Suno in federal court" in first.story
    assert second.published_on is None
    assert "the head of R&D of the label." in second.story


def test_an_atom_entry_was_published_and_not_updated(tmp_path: Path) -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://law.example/"><title>Docket watch</title>
      <entry><title type="html">&lt;em&gt;Roe v. Suno&lt;/em&gt;</title><published>2031-01-31T23:00:00-08:00</published>
      <updated>2031-03-01T00:00:00Z</updated><link href="2031/1"/><content type="xhtml"><div
      xmlns="http://www.w3.org/1999/xhtml"><p>A band sued <b>Suno</b>.</p></div></content></entry>
      <entry><title>Later</title><updated>2031-03-01T00:00:00Z</updated><summary>Nothing.</summary></entry></feed>"""
    (first, second), _ = read(written(tmp_path, "feed", atom))
    assert (first.title.value, first.published_on.value, first.url.value) == ("Roe v. Suno", "2031-01-31", "https://law.example/2031/1")
    assert second.published_on is None


def test_a_broken_feed_is_told_and_its_entries_before_the_break_are_read(tmp_path: Path) -> None:
    found, issues = read(written(tmp_path, "a.rss", RSS[: RSS.index("<item><title>Without")] + "<item><title>Half"))
    assert "A label sued Suno" in found[0].story
    assert len(issues) == 1 and "the XML is broken" in issues[0].message


def test_a_feed_with_entities_of_its_own_is_refused_unread(tmp_path: Path) -> None:
    nested = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "sued">{nested}]><rss version="2.0"><channel><title>&e11;</title></channel></rss>'
    found, issues = read(written(tmp_path, "a.rss", bomb))
    assert found == [] and ["entities" in issue.message for issue in issues] == [True]


# ---------------------------------------------------------------------------------------------------------------------
# Web archives


def chunked(data: bytes) -> bytes:
    out = io.BytesIO()
    with ChunkedWriter(out) as writer:
        writer.write(data[:100])
        writer.write(data[100:])
    return out.getvalue()


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("body", "head"),
    [
        (PAGE.encode(), ""),
        (chunked(PAGE.encode()), "Transfer-Encoding: chunked\r\n"),
        (chunked(gzip.compress(PAGE.encode())), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (gzip.compress(PAGE.encode()), "Content-Encoding: gzip\r\n"),
        (PAGE.encode(), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (PAGE.encode(), "Content-Encoding: br\r\n"),
        (PAGE.encode("utf-16-le"), "X-Crawler-Content-Encoding: gzip\r\n"),
    ],
    ids=["plain", "chunked", "chunked gzip", "gzip", "decoded already", "said to be brotli", "utf-16"],
)
def test_a_body_is_decoded_where_it_is_encoded_and_left_where_it_is_not(tmp_path: Path, body: bytes, head: str, packed: bool) -> None:
    media = "text/html; charset=utf-16-le" if b"\0" in body else "text/html"
    data = record(body, head=head, media=media)
    (article,), issues = read(written(tmp_path, "a.warc", gzip.compress(data) if packed else data))
    assert issues == []
    assert article.text == PAGE
    assert article.url.value == "https://news.example/1"


def test_what_is_no_page_is_passed_over_in_silence(tmp_path: Path) -> None:
    data = [
        record(b"<html>gone</html>", 1, status="404 Not Found"),
        record(b"%PDF-1.4", 2, media="application/pdf"),
        record(b"", 3),
        record(PAGE.encode(), 4, kind="request"),
        record(PAGE.encode(), 5),
    ]
    found, issues = read(written(tmp_path, "a.warc.gz", b"".join(map(gzip.compress, data))))
    assert (len(found), issues) == (1, [])


@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_stretch_is_told_once_and_the_records_around_it_are_read(tmp_path: Path, packed: bool) -> None:
    records = [record(numbered(number), number) for number in range(6)]
    if packed:
        records = [gzip.compress(each) for each in records]
        records[2] = records[2][:40] + b"\0" * 60 + records[2][100:]
    else:
        records[2] = b"no record at all\r\n" * 40
    path = written(tmp_path, "a.warc", b"".join(records))
    found, issues = read(path)
    assert [article.url.value[-1] for article in found] == ["0", "1", "3", "4", "5"]
    assert len(issues) == 1 and issues[0].id.startswith("after byte ") and "damaged" in issues[0].message


@pytest.mark.parametrize("packed", [False, True])
def test_a_cut_archive_gives_what_is_whole_and_one_issue(tmp_path: Path, packed: bool) -> None:
    records = [record(numbered(number), number) for number in range(3)]
    data = b"".join(map(gzip.compress, records) if packed else records)
    found, issues = read(written(tmp_path, "a.warc", data[:-60]))
    assert len(found) == 2 and len(issues) == 1


def test_a_body_that_swells_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b"a" * 60_000_000)
    found, issues = read(written(tmp_path, "a.warc", record(bomb, 1, "Content-Encoding: gzip\r\n") + record(PAGE.encode(), 2)))
    assert len(found) == 1
    assert [issue.message for issue in issues] == ["more than 20 MB are no article"]


# ---------------------------------------------------------------------------------------------------------------------
# What a page says in data


def page_with(*blocks: str, head: str = "", title: str = "Label sues Suno") -> str:
    scripts = "".join(f'<script type="application/ld+json">{block}</script>' for block in blocks)
    return f"<html><head><title>{title} | Example</title>{head}{scripts}</head><body></body></html>"


ITEM = '"@type":"NewsArticle","headline":"Label sues Suno","datePublished":"2031-01-22T23:30:00-05:00"'


@pytest.mark.parametrize(
    "block",
    [
        f"{{{ITEM}}}",
        f"[{{{ITEM}}}]",
        f"[[{{{ITEM}}}]]",
        f'{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"x"}},{{{ITEM}}}]}}',
        f"{{{ITEM},}}",
        f"/* by a plugin */ {{{ITEM}}} // end",
        f"<!-- {{{ITEM}}} -->",
        f"<![CDATA[{{{ITEM}}}]]>",
        f'{{{ITEM},"description":"two\nlines\tand a tab"}}',
        f'{{{ITEM},"description":"a \\d"}}',
        f"{{{ITEM}}};",
        f'{{{ITEM},"description":"cut in the mid',
        "{" + ITEM.replace('"NewsArticle"', '["ReportageNewsArticle","Article"]') + "}",
        ("{" + ITEM + "}").replace('"', "&quot;"),
    ],
)
def test_json_ld_is_read_however_it_is_broken(block: str) -> None:
    raw = page_with(block)
    found = embedded(raw).published_on
    assert found.value == "2031-01-22"
    assert found.start is None or raw[found.start : found.end] == "2031-01-22"


def test_a_block_about_another_story_is_not_believed() -> None:
    other = '{"@type":"NewsArticle","headline":"Newspapers sue","url":"https://a.example/other","datePublished":"2023-12-27"}'
    canonical = '<link rel="canonical" href="https://a.example/ours">'
    assert embedded(page_with(other, head=canonical)).published_on is None
    ours = f'{{{ITEM},"mainEntityOfPage":{{"@id":"https://www.a.example/ours/"}}}}'
    assert embedded(page_with(other, ours, head=canonical)).published_on.value == "2031-01-22"
    assert embedded(page_with(other, other)).published_on is None


def test_names_of_the_graph_are_followed_and_meta_elements_stand_in() -> None:
    graph = (
        '{"@graph":[{"@type":"Organization","@id":"#o","name":"Example Wire"},{"@type":"NewsArticle","headline":"Label sues Suno",'
        '"publisher":{"@id":"#o"},"author":[{"@type":"Person","name":"A. Writer"},"B. Reporter"]}]}'
    )
    found = embedded(page_with(graph))
    assert (found.publisher.value, found.author.value) == ("Example Wire", "A. Writer")
    head = (
        "<meta content='Label &amp; Suno' property='og:title'><meta property=og:site_name content=\"Example's\">"
        '<meta property="article:published_time" content="2031-02-03T01:00:00Z"><meta property="og:url" content="https://a.example/x">'
    )
    found = embedded(page_with(head=head))
    said = (found.title, found.publisher, found.published_on, found.url)
    assert [each.value for each in said] == ["Label & Suno", "Example's", "2031-02-03", "https://a.example/x"]
    assert embedded('<html><p><time datetime="2031-02-04">yesterday</time>').published_on.value == "2031-02-04"
    assert embedded('<html><p><time datetime="">yesterday</time><meta name="date" content="0000-00-00">').published_on is None


@pytest.mark.parametrize("text", ["", "{", "nothing", '{"a": 1', "[" * 10_000, '{"@type": "NewsArticle"', "\0", '"' * 5000, "/*" * 5000])
def test_what_is_past_mending_says_nothing(text: str) -> None:
    assert not isinstance(lenient(text), dict) or "datePublished" not in lenient(text)


def test_furniture_is_told_from_the_story_by_the_whole_page() -> None:
    teasers = "".join(
        f'<div class="x{n}"><a href="/{n}">Chipmaker number {n} was sued in Texas over training its AI on recordings of songs.</a></div>' for n in range(30)
    )
    raw = PAGE.replace("<h1>", f"<div>{teasers}</div><h1>").replace("</body>", f"<div>{teasers}</div><footer>© 2031 Example</footer></body>")
    article = articles.article.from_bytes(raw.encode(), Path("a.html"))
    assert "A label sued Suno" in article.story and "did not respond" in article.story
    assert "Chipmaker" not in article.story


# ---------------------------------------------------------------------------------------------------------------------
# Samples of publishers


@needs_samples
@pytest.mark.parametrize(
    ("name", "documents", "title", "published"),
    [
        ("article_handwritten.html", 1, "LinkedIn sued over private messages & AI training", "2025-01-22"),
        ("article_voanews_2024-04-28.html", 1, "America's child care crisis is holding back moms without college degrees", "2024-04-28"),
        ("feed_news_handwritten.rss", 3, "LinkedIn sued over private messages & AI training", "2025-01-22"),
        ("feed_docket_watch_handwritten.atom", 1, "De La Torre v. LinkedIn withdrawn", "2025-01-31"),
        ("rss_court_ca6.xml", 9, "23-1104 USA v. Shantel Caldwell", "2023-02-03"),
        ("jsonl/c4_sample.jsonl", 2, "Beginners BBQ Class Taking Place in Missoula!", None),
        ("jsonl/fineweb_sample.jsonl", 1, None, None),
        ("warc/CC-NEWS-20250122181512-02101_built.warc.gz", 1, "LinkedIn sued over private messages & AI training", "2025-01-22"),
        ("warc/example.warc.gz", 1, "Example Domain", None),
    ],
)
def test_samples_of_publishers_are_read_without_an_issue(name: str, documents: int, title: str | None, published: str | None) -> None:
    found, issues = read(SAMPLES / name)
    assert (len(found), issues) == (documents, [])
    assert (found[0].title and found[0].title.value) == title
    assert (found[0].published_on and found[0].published_on.value) == published
