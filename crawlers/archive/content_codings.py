"""Content codings (RFC 9110, section 8.4.1): what a body was packed in, declared or not, is undone here.

Archives hold bodies as they came over the wire. Servers pack twice, pack without saying so, and say so without packing;
archives of others unpack and leave the header. What a browser would show is what is read.
"""

from __future__ import annotations

import re
import sys
import zlib
from collections.abc import Callable, Iterable
from typing import Protocol

import brotli

from crawlers.errors import DiasporaError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_MOST_LAYERS = 4
_PIECE = 2**20
_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_LOOKED_AT = 512
_CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b\b")
_MARKUP = re.compile(rb"[<{\[]")
"""What every page, feed and answer in JSON has: noise that happens to be a stream of brotli has none."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")


class CodingError(DiasporaError, ValueError):
    """A body cannot be unpacked. Its text says why."""


class _Decoder(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /, max_length: int = ...) -> bytes: ...


def decoded(body: bytes, declared: Iterable[str], *, textual: bool, largest: int) -> bytes:
    """Return `body` without its content codings.

    `declared` are the values of its Content-Encoding headers, e.g. `["gzip, br"]`, applied in that order by the server.
    `textual` says whether text is expected: then codings that nobody declared are undone too. Raises CodingError when the
    body is cut or damaged, packed in a way that is not read, more than four times, or larger than `largest` bytes.

    >>> decoded(zlib.compress(b"<p>"), ["deflate"], textual=True, largest=100)
    b'<p>'
    """
    layers = [name.strip(" \t\"'").lower() for value in declared for name in value.split(",")]
    layers = [name for name in layers if name not in _NONE]
    if len(layers) > _MOST_LAYERS:
        raise CodingError(f"packed {len(layers)} times over")
    for name in reversed(layers):
        body = _without(name, body, largest)
    for _ in range(_MOST_LAYERS - len(layers) + 1):
        found = _undeclared(body, largest) if textual else None
        if found is None:
            return body
        body = found
    raise CodingError(f"packed more than {_MOST_LAYERS} times over")


def _without(name: str, body: bytes, largest: int) -> bytes:
    """Undo a declared coding; a body that is plain in spite of it was unpacked by whoever archived it."""
    decode = _CODINGS.get(name)
    if not body or (_is_text(body) and not (decode and name == "br" and _brotli_fits(body, largest))):
        return body
    if decode is None:
        raise CodingError(f"packed as {name[:20]!r}, which is not read")
    return decode(body, largest)


def _undeclared(body: bytes, largest: int) -> bytes | None:
    """Undo a coding that a body shows by itself; None when it shows none."""
    if body.startswith(_GZIP):
        return _gzip(body, largest)
    if body.startswith(_ZSTD):
        return _zstd(body, largest)
    if not body or _is_text(body):
        return None
    guesses = (_deflate, _brotli) if body.startswith(_ZLIB) else (_brotli,)  # these have no mark of their own
    for decode in guesses:
        try:
            found = decode(body, largest)
        except CodingError:
            continue
        if found.startswith((_GZIP, _ZSTD, *_ZLIB)) or (
            _is_text(found) and _MARKUP.search(found[:_LOOKED_AT])
        ):
            return found
    return None


def _gzip(body: bytes, largest: int) -> bytes:
    return _inflated(body, lambda: zlib.decompressobj(zlib.MAX_WBITS | 16), _GZIP, "gzip", largest)


def _deflate(body: bytes, largest: int) -> bytes:
    """By the standard a zlib stream; some servers send what is inside it."""
    wrapped = int.from_bytes(body[:2]) % 31 == 0 and body[0] & 15 == zlib.DEFLATED
    bits = zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
    return _inflated(body, lambda: zlib.decompressobj(bits), b"", "deflate", largest)


def _zstd(body: bytes, largest: int) -> bytes:
    return _inflated(body, zstd.ZstdDecompressor, _ZSTD, "zstd", largest)


def _inflated(body: bytes, decoder: Callable[[], _Decoder], mark: bytes, name: str, largest: int) -> bytes:
    """Unpack one stream, or several with the same mark one after the other; what stands behind them is not read."""
    out = bytearray()
    while True:
        current = decoder()
        try:
            out += current.decompress(body, largest + 1 - len(out))
        except (zlib.error, zstd.ZstdError, MemoryError) as error:
            raise CodingError(f"{name}: {error}") from None
        if len(out) > largest:
            raise CodingError(f"{name}: unpacks to more than {largest >> 20} MiB")
        if not current.eof:
            raise CodingError(f"{name}: the stream is cut")
        body = current.unused_data
        if not (mark and body.startswith(mark)):
            return bytes(out)


def _brotli(body: bytes, largest: int) -> bytes:
    decoder, out = brotli.Decompressor(), bytearray()
    try:
        out += decoder.process(body, output_buffer_limit=_PIECE)
        while not decoder.is_finished() and not decoder.can_accept_more_data() and len(out) <= largest:
            out += decoder.process(b"", output_buffer_limit=_PIECE)
    except brotli.error as error:
        raise CodingError(f"br: {error}") from None
    if len(out) > largest:
        raise CodingError(f"br: unpacks to more than {largest >> 20} MiB")
    if not decoder.is_finished():
        raise CodingError("br: the stream is cut")
    return bytes(out)


def _brotli_fits(body: bytes, largest: int) -> bool:
    """A short brotli stream may look like text."""
    try:
        return bool(_brotli(body, largest))
    except CodingError:
        return False


def _is_text(body: bytes) -> bool:
    start = body[:_LOOKED_AT]
    return start.startswith(_UTF16) or _CONTROL.isdisjoint(start)


_NONE = frozenset(("", "identity", "none", "utf-8", "utf8", "binary", "8bit", "text"))
_CODINGS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
