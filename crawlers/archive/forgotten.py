"""What must not come back: addresses, sources and texts that somebody asked to have forgotten.

`archive/forgotten.jsonl` has a line for each: `{"kind": "address", "value": "https://example.kz/news/1", "on":
"2026-11-28"}`. Of a text only a digest is kept, with its number of words: `{"kind": "text", "value": "4:91c0…"}`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin

from lxml import etree, html

from crawlers.digests import digest
from crawlers.web.addresses import canonical

FILE = "forgotten.jsonl"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Everything that is to be forgotten."""

    addresses: frozenset[str] = frozenset()
    """Canonical."""
    sources: frozenset[str] = frozenset()
    texts: frozenset[tuple[int, str]] = frozenset()
    """Number of words and their digest."""

    def __bool__(self) -> bool:
        return bool(self.addresses or self.sources or self.texts)

    def covers(self, url: str) -> bool:
        """Whether the document at `url` is forgotten."""
        return bool(self.addresses) and _canonical(url) in self.addresses

    def says(self, text: str) -> bool:
        """Whether `text` holds one of the forgotten texts, however it is spaced, punctuated and capitalised."""
        words = _words(text)
        for length, wanted in self.texts:
            for first in range(len(words) - length + 1):
                if digest(*words[first : first + length]) == wanted:
                    return True
        return False

    def without(self, body: bytes, url: str, *, is_list: bool = True) -> bytes:
        """Return a decoded body (HTML, XML or JSON) without what it tells of forgotten documents.

        What is not forgotten stays; a body that names none of them is returned as it is. Of a list, an entry goes as a
        whole; of an article that links to a forgotten one (not `is_list`), the link alone.
        """
        if not self.addresses or not _may_name(body, self.addresses):
            return body
        start = body.lstrip()[:1]
        if start in (b"[", b"{"):
            return _json_without(body, self)
        return _markup_without(body, url, self, is_list=is_list)


def read(archive: Path) -> Forgotten:
    """Read what is to be forgotten from the archive's directory."""
    found: dict[str, set[Any]] = {"address": set(), "source": set(), "text": set()}
    path = archive / FILE
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        entry = json.loads(line)
        value = entry["value"]
        if entry["kind"] == "text":
            length, _, name = value.partition(":")
            value = (int(length), name)
        found[entry["kind"]].add(value)
    return Forgotten(frozenset(found["address"]), frozenset(found["source"]), frozenset(found["text"]))


def remember_to_forget(archive: Path, kind: str, values: Iterable[str], on: date) -> None:
    """Add to the list what is `kind` (`address`, `source` or `text`); a text is kept as its digest. Raises OSError."""
    known = read(archive)
    with (archive / FILE).open("a", encoding="utf-8") as stream:
        for value in values:
            if kind == "text":
                words = _words(value)
                value = f"{len(words)}:{digest(*words)}"
            if not _is_in(known, kind, value):
                stream.write(json.dumps({"kind": kind, "value": value, "on": on.isoformat()}) + "\n")


def _is_in(known: Forgotten, kind: str, value: str) -> bool:
    if kind == "text":
        length, _, name = value.partition(":")
        return (int(length), name) in known.texts
    return value in (known.addresses if kind == "address" else known.sources)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _canonical(url: str) -> str:
    try:
        return canonical(url)
    except ValueError:
        return ""


def _may_name(body: bytes, addresses: Iterable[str]) -> bool:
    """Whether the last part of an address's path stands in `body`: quick, and never wrongly no for plain spellings."""
    lower = body.lower()
    return any(part in lower for address in addresses for part in _spellings(address))


def _spellings(address: str) -> Iterator[bytes]:
    tail = address.rpartition("/")[2] or address
    yield tail.lower().encode()
    yield quote(tail, safe="?=&").lower().encode()
    yield json.dumps(tail)[1:-1].lower().encode()


def _json_without(body: bytes, forgotten: Forgotten) -> bytes:
    try:
        data = json.loads(body)
    except ValueError:
        return b""
    kept = _pruned(data, forgotten)
    return body if kept == data else json.dumps(kept, ensure_ascii=False).encode()


def _pruned(data: Any, forgotten: Forgotten) -> Any:
    """`data` without the entries of lists that are, or link to, a forgotten document."""
    if isinstance(data, list):
        return [_pruned(one, forgotten) for one in data if not _is_it(one, forgotten)]
    if isinstance(data, dict):
        return {key: _pruned(value, forgotten) for key, value in data.items()}
    return data


def _is_it(one: Any, forgotten: Forgotten) -> bool:
    values = one.values() if isinstance(one, dict) else (one,)
    return any(
        isinstance(value, str) and value.startswith("http") and forgotten.covers(value) for value in values
    )


def _markup_without(body: bytes, url: str, forgotten: Forgotten, *, is_list: bool) -> bytes:
    """Cut out each element that names a forgotten document, with all around it that speaks of no other."""
    is_xml = body.lstrip().startswith(b"<?xml") or b"<rss" in body[:500] or b"<feed" in body[:500]
    try:
        if is_xml:
            root = etree.fromstring(body, etree.XMLParser(recover=True, resolve_entities=False))
        else:  # as Latin-1, whose letters are the bytes: whatever the page's encoding is, the rest of it stays
            root = html.fromstring(body, parser=html.HTMLParser(encoding="iso-8859-1"))
    except (etree.LxmlError, ValueError):
        return b""
    if root is None:
        return b""
    named = [element for element in root.iter() if _names(element, url, forgotten)]
    if not named:
        return body
    for element in named:
        largest = element
        while (
            is_list
            and (parent := largest.getparent()) is not None
            and parent is not root
            and not _names_others(parent, url, forgotten)
        ):
            largest = parent
        if largest.getparent() is None:
            continue
        _drop(largest)
    if is_xml:
        return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
    return bytes(html.tostring(root, encoding="iso-8859-1"))


def _drop(element: etree._Element) -> None:
    """Take an element out; what stands after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def _addresses(element: etree._Element, url: str) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    for value in (element.get("href"), (element.text or "").strip()):
        if value and not re.search(r"\s", value) and ("/" in value or "?" in value):
            try:
                yield urljoin(url, _as_utf8(value))
            except ValueError:
                continue


def _as_utf8(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def _names(element: etree._Element, url: str, forgotten: Forgotten) -> bool:
    return any(forgotten.covers(address) for address in _addresses(element, url))


def _names_others(parent: etree._Element, url: str, forgotten: Forgotten) -> bool:
    return parent.tag in ("body", "html", "channel", "urlset", "rss", "feed") or any(
        not forgotten.covers(address) for inner in parent.iter() for address in _addresses(inner, url)
    )
