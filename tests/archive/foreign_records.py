"""Records of archives, byte by byte as other people's programs write them, also wrongly."""

from __future__ import annotations

import gzip
import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

WHEN = "2016-06-01T10:20:30Z"


def url_of(number: int) -> str:
    return f"https://foreign.example/{number}"


def http(body: bytes, *headers: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    """An answer as it lies in a record."""
    lines = [status, "Content-Type: text/html; charset=utf-8", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def warc(
    number: int, content: bytes | None = None, *, date: str | None = WHEN, length: int | None = None
) -> bytes:
    """A response record of WARC 1.0; `length` is what it says of itself, if not the truth."""
    content = http(f"<p>page {number}</p>".encode()) if content is None else content
    lines = [
        "WARC/1.0",
        "WARC-Type: response",
        f"WARC-Target-URI: {url_of(number)}",
        *([f"WARC-Date: {date}"] if date is not None else []),
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>",
        "Content-Type: application/http; msgtype=response",
        f"Content-Length: {len(content) if length is None else length}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


def arc(number: int, content: bytes | None = None) -> bytes:
    """A record of an ARC file, version 1."""
    content = http(f"<p>page {number}</p>".encode()) if content is None else content
    return f"{url_of(number)} 192.0.2.1 20160601102030 text/html {len(content)}\n".encode() + content + b"\n"


ARC_HEAD = b"filedesc://IA-2016.arc 0.0.0.0 20160601000000 text/plain 76\n1 0 InternetArchive\n" + (
    b"URL IP-address Archive-date Content-type Archive-length\n\n"
)


def skippable(content: bytes) -> bytes:
    """A frame of zstd in which `.warc.zst` files keep their dictionary."""
    return b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content


PACK = {"plain": bytes, "gzip": gzip.compress, "zstd": zstd.compress}
