"""Reads what discovery needs from HTML and XML of strangers: links, and elements by their local names."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import lxml.etree
import lxml.html

from crawlers.crawl.discovery.context import Answer
from crawlers.web.charset import decoded

_LARGEST = 64 * 2**20
_ROOT = re.compile(
    r"<\?xml[^>]*\?>|<(?:[\w.-]+:)?(?:urlset|sitemapindex|rss|feed|rdf)(?=[\s>/])", re.IGNORECASE
)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ENTITY = r"(?:amp|lt|gt|quot|apos);"
_BARE_AMPERSAND = re.compile(rf"&(?!#\d+;|#x[\da-f]+;|{_ENTITY})", re.IGNORECASE)
_FOREIGN_ENTITY = re.compile(rf"&(?!{_ENTITY})[a-z]\w*;", re.IGNORECASE)


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
            answer.text.encode(errors="replace") or b"<html/>", parser=lxml.html.HTMLParser(encoding="utf-8")
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


@dataclass(frozen=True, slots=True)
class Xml:
    """An XML answer as far as it can be read."""

    root: lxml.etree._Element
    whole: bool
    """Whether its end was seen, and nothing on the way to it was lost. A server that is cut off says 200, too."""


def read_xml(answer: Answer, counted: str = "") -> Xml | None:
    """Parse an XML answer, also a gzip file, and one with the faults that sites make; None when it is no XML.

    Forgiven are undeclared prefixes, bare ampersands, characters that XML forbids, and text or a warning of PHP in
    front. `counted` names an element of which the parsed tree has to hold as many as the text, or it is not whole.
    Entities are not resolved.
    """
    body, unpacked_whole = unpacked(answer.body)
    text = _NOT_IN_XML.sub(" ", decoded(body, None))
    start = _ROOT.search(text)
    if start is None:
        return None
    text = _COMMENT.sub("", text[start.start() :])
    text = _FOREIGN_ENTITY.sub(" ", re.sub(r"^<\?xml[^>]*\?>\s*", "", text))
    text = _BARE_AMPERSAND.sub("&amp;", text)
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, recover=True, encoding="utf-8")
    try:
        root = lxml.etree.fromstring(text.encode(), parser)
    except (lxml.etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    return Xml(root, unpacked_whole and _is_closed(text, root) and _has_all(text, root, counted))


def absolute(base: str, target: str) -> str:
    """Return the address that `target` means on the page `base`; empty when it means none."""
    try:
        return urljoin(base, target.strip())
    except ValueError:
        return ""


def local_name(element: lxml.etree._Element) -> str:
    """Return the name of an element in lower case without its namespace or prefix; empty for comments."""
    name = element.tag if isinstance(element.tag, str) else ""
    return name.rpartition("}")[2].rpartition(":")[2].lower()


def unpacked(body: bytes) -> tuple[bytes, bool]:
    """Unpack a gzip file as far as it goes; return it with whether its end was seen. Other bytes are as they are."""
    if not body.startswith(b"\x1f\x8b"):
        return body, True
    unpacker = zlib.decompressobj(wbits=31)
    try:
        text = unpacker.decompress(body, _LARGEST)
    except zlib.error:
        return b"", False
    return text, unpacker.eof


def _is_closed(text: str, root: lxml.etree._Element) -> bool:
    ends = re.findall(r"</(?:[\w.-]+:)?([\w.-]+)\s*>", text[-4096:])
    named = local_name(root)
    return named in (name.lower() for name in ends) or (len(root) == 0 and text.rstrip().endswith("/>"))


def _has_all(text: str, root: lxml.etree._Element, counted: str) -> bool:
    if not counted:
        return True
    written = len(re.findall(rf"<(?:[\w.-]+:)?{counted}[\s>]", text, re.IGNORECASE))
    return sum(local_name(element) == counted for element in root.iter()) >= written
