"""Bodies as servers pack them, whatever they say of it, are read as a browser would show them."""

from __future__ import annotations

import gzip
import sys
import zlib
from itertools import product

import brotli
import pytest

from crawlers.archive.content_codings import CodingError, decoded

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = ("<!doctype html><p>Қазақстан литвалықтары жиналды.</p>" * 20).encode()
LIMIT = 2**20


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


PACKED = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


def read(body: bytes, *declared: str, textual: bool = True) -> bytes:
    return decoded(body, declared, textual=textual, largest=LIMIT)


@pytest.mark.parametrize("name", PACKED)
def test_declared_undeclared_and_only_declared(name: str) -> None:
    body = PACKED[name](PAGE)
    assert read(body, name) == read(body, name.upper()) == read(body, f" {name} ") == PAGE
    assert read(body) == PAGE  # the server forgot to say so
    assert read(PAGE, name) == PAGE  # an archive unpacked it and kept the header


@pytest.mark.parametrize(("inner", "outer"), list(product(PACKED, repeat=2)))
def test_packed_twice(inner: str, outer: str) -> None:
    body = PACKED[outer](PACKED[inner](PAGE))
    assert read(body, f"{inner}, {outer}") == read(body, inner, outer) == PAGE
    if (inner, outer) != ("br", "br"):  # brotli has no mark: inside another it cannot be told from noise
        assert read(body, outer) == PAGE


def test_deflate_without_its_wrapper() -> None:
    assert read(raw_deflate(PAGE), "deflate") == PAGE


def test_streams_one_after_the_other_and_padding_behind_them() -> None:
    assert read(gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:]) + b"\0" * 9, "gzip") == PAGE


@pytest.mark.parametrize("name", PACKED)
def test_a_cut_stream_is_named_and_gives_nothing(name: str) -> None:
    body = PACKED[name](PAGE)
    with pytest.raises(CodingError, match="cut"):
        read(body[: len(body) // 2], name)


@pytest.mark.parametrize("name", PACKED)
def test_a_bomb_stops_at_the_limit(name: str) -> None:
    with pytest.raises(CodingError, match="unpacks to more than 1 MiB"):
        read(PACKED[name](bytes(5 * LIMIT)), name)


def test_more_layers_than_anybody_means() -> None:
    body = PAGE
    for _ in range(6):
        body = gzip.compress(body)
    for declared in ((), ("gzip",), ("gzip",) * 6):
        with pytest.raises(CodingError, match="times over"):
            read(body, *declared)


def test_a_coding_that_is_not_read_is_named() -> None:
    with pytest.raises(CodingError, match="'compress', which is not read"):
        read(b"\x1f\x9d\x90\x01\x02", "compress")


@pytest.mark.parametrize("declared", ["identity", "none", "UTF-8", "", "windows-1251"])
def test_what_is_no_coding_changes_nothing(declared: str) -> None:
    assert read(PAGE, declared) == PAGE


def test_a_file_that_is_compressed_by_nature_stays_so() -> None:
    packed = gzip.compress(PAGE)
    assert read(packed, textual=False) == packed


@pytest.mark.parametrize(
    "body", [b"", b"x", "Привет".encode("utf-16"), "Привет".encode("cp1251"), b"\x8b\x1f"]
)
def test_text_in_any_charset_is_left_alone(body: bytes) -> None:
    assert read(body) == body
