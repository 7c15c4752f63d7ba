"""A page fetched from its address, politely and with care.

Only http and https. `robots.txt` is heeded, a host is asked at most once a second, time and size are limited. A name is resolved
once and the connection goes to that address, which must be a public one; so it is again after each redirect, and no server can send
the reader into the network that it stands in.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from importlib.metadata import version
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from protego import Protego

from graph.errors import DataError
from loaders.articles.containers.bodies import decoded
from loaders.articles.containers.item import LARGEST

AGENT = f"docketgraph/{version('docketgraph')}"
"""What the reader calls itself; robots.txt may address it by the part before the slash."""

SECONDS = 20.0
"""How long one answer may take, all of it."""

BETWEEN = 1.0
"""Seconds between two requests to one host, where its robots.txt asks for no more."""

LONGEST_WAIT = 30.0
"""Seconds between two requests that a robots.txt may ask for; one that asks for more is not fetched from."""

MOST_REDIRECTS = 5
MOST_ROBOTS = 500_000
_MEDIA = ("text/", "application/xhtml+xml", "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
          "application/json", "application/x-ndjson", "application/jsonl", "application/feed+json")  # fmt: skip

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its address after redirects, its body without encodings, the charset that its head declares."""

    url: str
    data: bytes = field(repr=False)
    charset: str


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    location: str
    media: str
    charset: str
    data: bytes


def is_public(address: Address) -> bool:
    """Whether an address stands for a host of the public network: none of this machine, of a local network, or reserved.

    An address that wraps another, as IPv6 does with IPv4, is as public as the one inside.

    >>> is_public(ipaddress.ip_address("::ffff:127.0.0.1")), is_public(ipaddress.ip_address("169.254.169.254"))
    (False, False)
    """
    if isinstance(address, ipaddress.IPv6Address):
        inside = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inside is None and address in _NAT64:
            inside = ipaddress.IPv4Address(address.packed[-4:])
        if inside is not None:
            return is_public(inside)
    return address.is_global and not address.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(slots=True)
class Fetcher:
    """Fetches pages, and remembers what hosts allow and when they were last asked.

    `permitted`: which addresses may be connected to. `seconds`: how long one answer may take.
    """

    permitted: Callable[[Address], bool] = is_public
    seconds: float = SECONDS
    between: float = BETWEEN
    _robots: dict[str, Protego | None] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def fetch(self, url: str) -> Fetched:
        """Fetch a page.

        Raises:
            DataError: the address is none of the web's or not a public one, robots.txt forbids it, the host does not answer in time
                or with something else than text, or the answer is too large.
        """
        asked = url
        for _ in range(MOST_REDIRECTS + 1):
            parts = _web(url, asked)
            self._heed(parts, asked)
            answer = self._get(parts, asked, LARGEST)
            if answer.location:
                url = urljoin(url, answer.location)
                continue
            if answer.status != 200:
                raise DataError(f"{asked}: the host answers with status {answer.status}", "check the address in a browser")
            if answer.media and not answer.media.startswith(_MEDIA):
                raise DataError(f"{asked}: this is {answer.media}, no text", "fetch a page, a feed, or JSON Lines")
            if not answer.data.strip():
                raise DataError(f"{asked}: the answer is empty", "check the address in a browser")
            return Fetched(url, answer.data, answer.charset)
        raise DataError(f"{asked}: more than {MOST_REDIRECTS} redirects", "give the address that they lead to")

    def _heed(self, parts: SplitResult, asked: str) -> None:
        """Ask the host's robots.txt, and wait as long as it, or politeness, wants."""
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            self._robots[host] = self._rules(parts, asked)
        rules = self._robots[host]
        if rules is not None and not rules.can_fetch(urlunsplit(parts), AGENT):
            raise DataError(f"{asked}: its host's robots.txt forbids to fetch it", "save the page from a browser, if its terms allow that")
        delay = float((rules.crawl_delay(AGENT) if rules else None) or 0)
        if delay > LONGEST_WAIT:
            raise DataError(f"{asked}: its host's robots.txt asks for {delay:g} s between requests", "save the page from a browser")
        wait = self._asked.get(host, -1e9) + max(self.between, delay) - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self._asked[host] = time.monotonic()

    def _rules(self, parts: SplitResult, asked: str) -> Protego | None:
        """The rules of a host; None where it has none. One that does not answer forbids everything, as RFC 9309 has it."""
        url = f"{parts.scheme}://{parts.netloc}/robots.txt"
        for _ in range(MOST_REDIRECTS + 1):
            answer = self._get(_web(url, asked), asked, MOST_ROBOTS)
            if answer.location:
                url = urljoin(url, answer.location)
                continue
            if answer.status >= 500:
                raise DataError(f"{asked}: its host's robots.txt cannot be read (status {answer.status})", "try again later")
            return Protego.parse(answer.data.decode(errors="replace")) if answer.status == 200 else None
        return None

    def _get(self, parts: SplitResult, asked: str, most: int) -> _Answer:
        """One request to one address, with no more than `most` bytes of body."""
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        ends = time.monotonic() + self.seconds
        try:
            address = self._resolve(host, port, asked)
            held = [socket.create_connection((str(address), port), timeout=self.seconds)]
            try:
                watch = threading.Timer(max(ends - time.monotonic(), 0.01), _hang_up, (held,))
                watch.daemon = True
                watch.start()
                try:
                    connection = HTTPConnection(host, port)
                    if secure:
                        connection = HTTPSConnection(host, port)
                        held[0] = wrapped = ssl.create_default_context().wrap_socket(
                            held[0], server_hostname=host, do_handshake_on_connect=False
                        )
                        wrapped.do_handshake()
                    connection.sock = held[0]  # the address that was checked, whatever the name resolves to by now
                    target = quote(urlunsplit(("", "", parts.path or "/", parts.query, "")), safe="/?&=%:@!$'()*+,;~#[]")
                    connection.request("GET", target, headers={
                        "User-Agent": AGENT, "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, text/*;q=0.8",
                        "Accept-Encoding": "gzip", "Connection": "close"})  # fmt: skip
                    with connection.getresponse() as response:
                        return _answer(response, asked, most)
                finally:
                    watch.cancel()
            finally:
                held[0].close()
        except TimeoutError as error:
            raise _slow(asked, self.seconds) from error
        except (OSError, HTTPException, EOFError, ValueError) as error:
            if time.monotonic() >= ends:
                raise _slow(asked, self.seconds) from error
            raise DataError(f"{asked}: cannot be fetched: {error or type(error).__name__}", "check the address, and try again later") from error

    def _resolve(self, host: str, port: int, asked: str) -> Address:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        addresses = [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]
        if not addresses or not all(map(self.permitted, addresses)):
            raise DataError(f"{asked}: {host} is no host of the public network", "only public pages are fetched; save the page as a file")
        return addresses[0]


def _hang_up(held: list[socket.socket]) -> None:
    with contextlib.suppress(OSError):  # it is closed already
        held[0].shutdown(socket.SHUT_RDWR)


def _slow(asked: str, seconds: float) -> DataError:
    return DataError(f"{asked}: no whole answer within {seconds:g} s", "try again later, or save the page as a file")


def _web(url: str, asked: str) -> SplitResult:
    """An address taken apart; anything but a plain one of http or https is refused."""
    try:
        parts = urlsplit(url.strip())
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None and (parts.port or 1) > 0
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except (ValueError, UnicodeError):
        whole, host = False, ""
    if not whole:
        led = "" if url == asked else f" leads to {url[:200]}, which"
        raise DataError(f"{asked}:{led} is no address that can be fetched", "give one like https://news.example/story")
    return parts._replace(netloc=host, fragment="")


def _answer(response: HTTPResponse, asked: str, most: int) -> _Answer:
    location = response.getheader("Location", "") if response.status in (301, 302, 303, 307, 308) else ""
    if location or response.status != 200:
        return _Answer(response.status, location, "", "", b"")
    announced = response.getheader("Content-Length", "")
    body = b"" if announced.isdigit() and int(announced) > most else response.read(most + 1)
    if not body and announced.isdigit() and int(announced) > most or len(body) > most:
        raise DataError(f"{asked}: more than {most / 1e6:g} MB are no article", "save what is needed of it as a file")
    if announced.isdigit() and len(body) < int(announced):
        raise EOFError("the answer is cut")
    body = decoded(body, "", response.getheader("Content-Encoding", ""))
    if len(body) > most:
        raise DataError(f"{asked}: more than {most / 1e6:g} MB are no article", "save what is needed of it as a file")
    return _Answer(response.status, "", response.headers.get_content_type() if response.getheader("Content-Type") else "",
                   response.headers.get_content_charset() or "", body)  # fmt: skip
