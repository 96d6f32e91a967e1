"""Broken versions of good bytes, the same for the same seed: what transfers, disks, editors and attackers do to files."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

JUNK = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\xbd", b"\\ud83d", b"&#x110000;", b"&bogus;", b"&#0;", b"]]>", b"<!--", b"<![CDATA[",
    b"<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>]>", b"<image:loc>", b"<x:y z='", b"<0>", b"</div></body>",
    b"0001-01-01T00:00:00+14:00", b"9999-12-31T23:59:59-12:00", b"-0", b"1e999", b"NaN", b"null", b"[[[[", b"{\"a\":", b"\"", b"'", b"<?php",
    b"\r\n\r\n", b"\n", b"\t;", b"javascript:", b"http://[::1", b"//", b"\xc3", b"%ff%", b"\xe2\x80\xa8", b"WARC/1.0\r\n", b"Content-Length: -1",
)  # fmt: skip


def cut(body: bytes, rng: Random) -> bytes:
    """End in the middle."""
    return body[: rng.randrange(len(body) + 1)]


def drop(body: bytes, rng: Random) -> bytes:
    """A piece is missing."""
    at = rng.randrange(len(body) + 1)
    return body[:at] + body[at + rng.randrange(1, 200) :]


def flip(body: bytes, rng: Random) -> bytes:
    """Some bits are wrong."""
    broken = bytearray(body)
    for _ in range(rng.randrange(1, 12) if broken else 0):
        broken[rng.randrange(len(broken))] ^= 1 << rng.randrange(8)
    return bytes(broken)


def insert(body: bytes, rng: Random) -> bytes:
    """Something stands where it should not."""
    at = rng.randrange(len(body) + 1)
    return body[:at] + rng.choice(JUNK) * rng.choice((1, 1, 1, 3, 50)) + body[at:]


def repeat(body: bytes, rng: Random) -> bytes:
    """A piece comes again, and again."""
    at = rng.randrange(len(body) + 1)
    piece = body[at : at + rng.randrange(1, 60)]
    return body[:at] + piece * rng.choice((2, 5, 40, 900)) + body[at:]


def swap(body: bytes, rng: Random) -> bytes:
    """Two pieces have changed places."""
    first, second = sorted(rng.randrange(len(body) + 1) for _ in range(2))
    return body[first:second] + body[:first] + body[second:]


KINDS: tuple[Callable[[bytes, Random], bytes], ...] = (cut, drop, flip, insert, insert, repeat, swap)


def mutant(body: bytes, rng: Random) -> bytes:
    """Return `body` with one to four things wrong, of at most a megabyte."""
    for _ in range(rng.randrange(1, 5)):
        body = rng.choice(KINDS)(body, rng)
    return body[: 2**20]
