"""Pages packed in every way, declared or not, and cut."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable

import brotli
from scrapy.utils._compression import zstd

from tests.crawl.faults.rows import Break, articles, fault
from tests.crawl.loopback import Reply


def packed(coding: str, pack: Callable[[bytes], bytes]) -> Break:
    """All articles packed, as `coding` declares it."""
    headers = {"Content-Encoding": coding} if coding else {}
    return lambda site: articles(site, lambda _, text: Reply(pack(text.encode()), headers=headers))


def raw_deflate(body: bytes) -> bytes:
    """A deflate stream as some servers send it, without its zlib frame."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


for _coding, _pack in {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
    "gzip, br": lambda body: brotli.compress(gzip.compress(body)),
}.items():
    fault(f"Pages packed as {_coding}", 6, "complete")(packed(_coding, _pack))
fault("Pages packed as deflate without its frame", 6, "complete")(packed("deflate", raw_deflate))
fault("Pages packed as gzip, and nobody says so", 6, "complete")(packed("", gzip.compress))
fault("Pages that say gzip and are plain", 6, "complete")(packed("gzip", lambda body: body))
fault("Pages packed as nobody reads it", 0, "partial", "gave no usable answer")(
    packed("lzma", lambda body: b"\x5d\0\0" + body[::-1])
)
for _coding, _pack in {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstd.compress}.items():
    fault(f"Two {_coding} pages cut in the middle", 4, "partial", "gave no usable answer")(
        lambda site, coding=_coding, pack=_pack: articles(  # type: ignore[misc]
            site,
            lambda _, text: Reply(pack(text.encode())[:-150], headers={"Content-Encoding": coding}),
            (1, 4),
        )
    )
