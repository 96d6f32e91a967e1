"""Reads what discovery needs from HTML and XML of strangers: links, and elements by their local names."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urljoin

import lxml.etree
import lxml.html

from crawlers.crawl.discovery.context import Answer

_LARGEST = 64 * 2**20


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page, its address absolute."""

    url: str
    relation: str
    """`rel` of a `link` element; empty for an anchor."""
    media_type: str
    title: str


def links(answer: Answer) -> Iterator[Link]:
    """Yield the `link` and `a` elements of an HTML page."""
    try:
        page = lxml.html.document_fromstring(
            answer.text.encode() or b"<html/>", parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (lxml.etree.ParserError, ValueError):
        return
    declared = page.find(".//base")
    base = absolute(answer.url, str(declared.get("href") or "")) if declared is not None else answer.url
    for element in page.iter("link", "a"):
        target = str(element.get("href") or "").strip()
        if not target or target.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            continue
        url = absolute(base, target).partition("#")[0]
        relation = element.get("rel", "") if element.tag == "link" else ""
        yield Link(url, relation, element.get("type", ""), element.get("title", ""))


def xml_root(answer: Answer) -> lxml.etree._Element | None:
    """Parse an XML answer, also one that is a gzip file; None when it is no XML. Entities are not resolved."""
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        body = _unpacked(answer.body).removeprefix(b"\xef\xbb\xbf").lstrip()
        if not body.startswith(b"<") or body[:20].lower().startswith((b"<!doctype html", b"<html")):
            return None
        return lxml.etree.fromstring(body, parser)
    except (lxml.etree.XMLSyntaxError, ValueError, OSError, EOFError, zlib.error):
        return None


def absolute(base: str, target: str) -> str:
    """Return the address that `target` means on the page `base`; empty when it means none."""
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return ""


def local_name(element: lxml.etree._Element) -> str:
    """Return the name of an element without its namespace; empty for comments."""
    return lxml.etree.QName(element).localname if isinstance(element.tag, str) else ""


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    with gzip.GzipFile(fileobj=BytesIO(body)) as packed:
        unpacked = packed.read(_LARGEST + 1)
    if len(unpacked) > _LARGEST:
        raise ValueError("too large")
    return unpacked
