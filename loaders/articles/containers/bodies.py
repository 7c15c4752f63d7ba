"""The body of an HTTP answer, freed of the encodings that it really has."""

from __future__ import annotations

import re
import zlib
from io import BytesIO

from fastwarc.stream_io import BrotliReader

from loaders.articles.containers.item import LARGEST

_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")


def decoded(body: bytes, transfer: str, content: str) -> bytes:
    """A body without the encodings that its headers name and it really has, never more of it than one byte over LARGEST.

    Raises:
        EOFError: it is cut.
        ValueError: it is not as its encoding wants it.
        OSError: the same, of brotli.
    """
    if "chunked" in transfer.lower() and _CHUNK.match(body):
        body = _unchunked(body)
    for coding in reversed([each.strip().lower() for each in content.split(",")]):
        if coding in ("gzip", "x-gzip") and body.startswith(b"\x1f\x8b"):
            body = _inflated(body, 31)
        elif coding == "deflate" and not body.lstrip().startswith(b"<"):
            body = _inflated(body, 15 if body[:1] == b"\x78" else -15)
        elif coding == "br" and not body.lstrip().startswith(b"<"):
            body = BrotliReader(BytesIO(body)).read(LARGEST + 1)
    return body


def _inflated(body: bytes, window: int) -> bytes:
    engine = zlib.decompressobj(window)
    try:
        found = engine.decompress(body, LARGEST + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not engine.eof and len(found) <= LARGEST:
        raise EOFError("it is compressed, and cut")
    return found


def _unchunked(body: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(body, at):
        size = int(match[1], 16)
        if size == 0:
            return b"".join(parts)
        if match.end() + size > len(body):
            raise EOFError("it is sent in chunks, and cut")
        parts.append(body[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    if not body[at:].strip():  # the last chunk is missing, the text is not
        return b"".join(parts)
    raise ValueError("it is sent in chunks, and one has no size")
