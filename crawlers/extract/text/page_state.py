"""Texts in the state objects of pages that a browser draws: `__NEXT_DATA__`, `__NUXT__`, `__INITIAL_STATE__` and others.

Such a page is empty before its script has run; the article stands in the object that the script is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawlers.extract.text.body import Prose, prose
from crawlers.extract.text.features import words

_ASSIGNED = re.compile(r"(?:window|self|globalThis)\s*(?:\.\s*\w+|\[\s*[\"']\w+[\"']\s*\])\s*=\s*(?=[{\[])")
_TITLES = ("title", "headline", "name", "heading", "h1")
_TEXTS = re.compile(r"(?:body|content|text|html|description|rendered|value|full_?text|detail)", re.IGNORECASE)
_ALIKE = 0.6
"""Share of the words of two titles that are of one article."""
_SHORTEST = 150
_DEEPEST = 12


def state_text(tree: HtmlElement, title: str) -> Prose:
    """Return the longest text that a state object of the page gives under the page's own title; empty if none."""
    wanted = set(words(title))
    texts = (
        text
        for script in tree.iter("script")
        for state in _states(script)
        for text in _texts(state, wanted, depth=0)
    )
    return prose(_paragraphs(max(texts, key=len, default="")))


def _states(script: HtmlElement) -> Iterator[object]:
    source, kind = script.text or "", (script.get("type") or "").lower()
    starts = (
        [0]
        if "json" in kind and "ld+json" not in kind
        else [found.end() for found in _ASSIGNED.finditer(source)]
    )
    for start in starts:
        try:
            state, _ = json.JSONDecoder(strict=False).raw_decode(source[start:].lstrip())
        except (ValueError, RecursionError):
            continue
        yield state


def _texts(state: object, wanted: set[str], depth: int) -> Iterator[str]:
    """Long texts of the objects that bear the title, nested ones included."""
    if depth > _DEEPEST:
        return
    if isinstance(state, list):
        for item in state:
            yield from _texts(item, wanted, depth + 1)
    elif isinstance(state, dict):
        if any(_is_alike(state.get(key), wanted) for key in _TITLES):
            yield from _long(state, depth)
        for value in state.values():
            if isinstance(value, (dict, list)):
                yield from _texts(value, wanted, depth + 1)


def _is_alike(title: object, wanted: set[str]) -> bool:
    if isinstance(title, dict):
        title = title.get("rendered")
    found = set(words(title)) if isinstance(title, str) and len(title) < 400 else set()
    return bool(found) and len(found & wanted) >= _ALIKE * max(len(found), len(wanted))


def _long(state: dict[str, object], depth: int) -> Iterator[str]:
    for key, value in state.items():
        if not _TEXTS.search(key):
            continue
        if isinstance(value, str) and len(value) >= _SHORTEST:
            yield value
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from _long(value, depth + 1)
        elif isinstance(value, list):
            pieces = [piece for item in value for piece in _piece(item)]
            if sum(map(len, pieces)) >= _SHORTEST:
                yield "\n".join(pieces)


def _piece(item: object) -> Iterator[str]:
    """The text of one block of an editor that keeps an article as a list of blocks."""
    if isinstance(item, str):
        yield item
    elif isinstance(item, dict):
        yield from (value for key, value in item.items() if _TEXTS.search(key) and isinstance(value, str))


def _paragraphs(text: str) -> str:
    """Plain text as HTML: what has no tags has its paragraphs in lines."""
    return text if re.search(r"<(?:p|br|div)\b", text) else text.replace("\n", "<br>")
