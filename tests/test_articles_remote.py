"""Pages from the web: fetched politely, within limits, and never from the network that the reader stands in. All on loopback."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graph.errors import DataError
from loaders import articles
from loaders.articles import containers
from loaders.articles.containers.remote import AGENT, Fetcher, is_public
from loaders.records import Issue

PAGE = b"<html><head><title>Label sues</title></head><body><h1>Label sues Suno</h1><p>A label sued Suno on Tuesday, it said.</p></body></html>"


class Site(ThreadingHTTPServer):
    """A host that answers by path; what it was asked is kept."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers, self.asked, self.agents = {"/robots.txt": (404, {}, b"")}, [], set()
        self.url = f"http://news.test:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, time.monotonic()))
        self.server.agents.add(self.headers["User-Agent"])
        answer = self.server.answers.get(self.path, (404, {}, b"gone"))
        if callable(answer):
            return answer(self)
        status, headers, body = answer
        self.send_response(status)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def site(monkeypatch):
    found = Site()
    threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
    resolve = socket.getaddrinfo
    names = {"news.test": "127.0.0.1", "inside.test": "10.0.0.8"}
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: resolve(names.get(host, host), *rest, **more))
    yield found
    found.shutdown()
    found.server_close()


@pytest.fixture
def fetcher():
    return Fetcher(permitted=lambda address: address.is_loopback, seconds=2, between=0)


def refused(fetcher, url):
    with pytest.raises(DataError) as error:
        fetcher.fetch(url)
    assert str(error.value).startswith(url) and error.value.hint
    return error.value.message


def test_a_page_is_fetched_decoded_under_our_own_name(site, fetcher):
    site.answers["/a"] = 302, {"Location": "/b?x=1#part"}, b""
    site.answers["/b?x=1"] = 200, {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": "gzip"}, gzip.compress(PAGE)
    found = fetcher.fetch(f"{site.url}/a")
    assert (found.url, found.data, found.charset) == (f"{site.url}/b?x=1#part", PAGE, "utf-8")
    assert [path for path, _ in site.asked] == ["/robots.txt", "/a", "/b?x=1"]
    assert site.agents == {AGENT}


def test_robots_txt_is_asked_once_and_heeded(site, fetcher):
    site.answers["/robots.txt"] = 200, {}, b"User-agent: *\nDisallow: /private\nAllow: /private/press\nDisallow: /*.pdf$\n"
    site.answers["/private/press"] = 200, {}, PAGE
    assert "robots.txt forbids" in refused(fetcher, f"{site.url}/private/x")
    assert "robots.txt forbids" in refused(fetcher, f"{site.url}/report.pdf")
    assert fetcher.fetch(f"{site.url}/private/press").data == PAGE
    assert [path for path, _ in site.asked] == ["/robots.txt", "/private/press"]


def test_a_host_whose_robots_txt_fails_is_left_alone(site, fetcher):
    site.answers["/robots.txt"] = 503, {}, b""
    assert "robots.txt cannot be read" in refused(fetcher, f"{site.url}/a")


def test_a_host_is_not_asked_again_before_its_time(site):
    fetcher = Fetcher(permitted=lambda address: address.is_loopback, between=0.05)
    site.answers["/robots.txt"] = 200, {}, b"User-agent: docketgraph\nCrawl-delay: 0.3\n"
    site.answers["/a"] = site.answers["/b"] = 200, {}, PAGE
    fetcher.fetch(f"{site.url}/a")
    fetcher.fetch(f"{site.url}/b")
    (_, first), (_, second) = site.asked[1:]
    assert second - first >= 0.29
    site.answers["/robots.txt"] = 200, {}, b"User-agent: *\nCrawl-delay: 3600\n"
    assert "3600 s between requests" in refused(Fetcher(permitted=lambda address: address.is_loopback), f"{site.url}/a")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://[::1]/", "http://10.1.2.3/", "http://192.168.1.1/", "http://169.254.169.254/latest", "http://0.0.0.0/",
     "http://[::ffff:127.0.0.1]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "http://localhost/", "http://2130706433/",
     "http://100.64.0.1/", "http://[fe80::1]/", "http://[fc00::1]/", "http://224.0.0.1/"],
)  # fmt: skip
def test_no_address_of_this_machine_or_its_network_is_connected_to(url):
    assert "public network" in refused(Fetcher(), url)


@pytest.mark.parametrize("url", ["ftp://news.test/", "file:///etc/passwd", "http:///x", "http://a:b@news.test/", "http://news.test:99999/", "https://[x/"])
def test_only_plain_addresses_of_the_web_are_fetched(url):
    assert "is no address" in refused(Fetcher(), url)


def test_a_redirect_does_not_lead_inside(site, fetcher):
    site.answers["/in"] = 302, {"Location": "http://inside.test/admin"}, b""
    site.answers["/file"] = 302, {"Location": "file:///etc/passwd"}, b""
    site.answers["/round"] = 302, {"Location": "/round"}, b""
    assert "inside.test is no host of the public network" in refused(fetcher, f"{site.url}/in")
    assert "leads to file:///etc/passwd" in refused(fetcher, f"{site.url}/file")
    assert "redirects" in refused(fetcher, f"{site.url}/round")


def test_a_name_is_resolved_once_and_that_address_is_connected_to(site, monkeypatch):
    asked, resolve = [], socket.getaddrinfo

    def rebinding(host, port, *rest, **more):
        if host != "news.test":
            return resolve(host, port, *rest, **more)
        asked.append(host)
        address = "127.0.0.1" if len(asked) % 2 else "10.0.0.8"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    monkeypatch.setattr("loaders.articles.containers.remote.socket.getaddrinfo", rebinding)
    connected = []
    connect = socket.create_connection
    monkeypatch.setattr(
        "loaders.articles.containers.remote.socket.create_connection", lambda to, **more: connected.append(to[0]) or connect(to, **more)
    )
    seen = []
    fetcher = Fetcher(permitted=lambda address: seen.append(str(address)) or address.is_loopback, between=0)
    site.answers["/a"] = 200, {}, PAGE
    refused(fetcher, f"{site.url}/a")  # the second lookup, for the page behind robots.txt, says another address
    assert seen == ["127.0.0.1", "10.0.0.8"]
    assert set(connected) == {"127.0.0.1"}


def test_what_is_too_large_too_slow_or_no_text_is_given_up(site, fetcher, monkeypatch):
    monkeypatch.setattr("loaders.articles.containers.remote.LARGEST", 10_000)
    site.answers["/announced"] = 200, {}, b"a" * 10_001
    site.answers["/pdf"] = 200, {"Content-Type": "application/pdf"}, b"%PDF"
    site.answers["/empty"] = 200, {}, b" "
    site.answers["/gone"] = 410, {}, b""

    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"a" * 1000)
        except OSError:
            pass

    def drip(handler):
        try:
            for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"a" * 1000:
                handler.wfile.write(bytes([byte]))
                time.sleep(0.1)
        except OSError:
            pass

    site.answers["/endless"], site.answers["/drip"] = endless, drip
    assert "more than 0.01 MB" in refused(fetcher, f"{site.url}/announced")
    assert "more than 0.01 MB" in refused(fetcher, f"{site.url}/endless")
    assert "application/pdf" in refused(fetcher, f"{site.url}/pdf")
    assert "empty" in refused(fetcher, f"{site.url}/empty")
    assert "status 410" in refused(fetcher, f"{site.url}/gone")
    fetcher.seconds = 0.5
    began = time.monotonic()
    assert "within 0.5 s" in refused(fetcher, f"{site.url}/drip")
    assert time.monotonic() - began < 2
    assert "cannot be fetched" in refused(fetcher, "http://127.0.0.1:1/")


def test_an_address_is_read_like_a_file(site, fetcher, monkeypatch):
    monkeypatch.setattr(containers, "FETCHER", fetcher)
    site.answers["/story"] = 200, {}, PAGE
    site.answers["/feed"] = 200, {"Content-Type": "application/rss+xml"}, b"<rss version='2.0'><channel><item><title>Label sues</title></item></channel></rss>"
    (item,) = articles.items(f"{site.url}/story")
    article = articles.from_item(item)
    assert (article.url.value, article.title.value, article.name) == (f"{site.url}/story", "Label sues Suno", "story")
    (entry,) = articles.items(f"{site.url}/feed")
    assert articles.from_item(entry).title.value == "Label sues"
    (issue,) = articles.items(f"{site.url}/nowhere")
    assert isinstance(issue, Issue) and (issue.file, issue.message) == (f"{site.url}/nowhere", "the host answers with status 404")


def test_public_addresses_are_public():
    assert all(is_public(ipaddress.ip_address(each)) for each in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"))
