"""Texts in the state objects of pages that a browser draws: `__NEXT_DATA__`, `__NUXT__`, `__INITIAL_STATE__` and others.

Such a page is empty before its script has run; the article stands in the object that the script is given.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawlers.extract.text.blocks import words
from crawlers.extract.text.body import Prose, prose

_ASSIGNED = re.compile(
    r"(?:(?:window|self|globalThis)\s*(?:\.\s*\w+|\[\s*[\"']\w+[\"']\s*\])|\b(?:var|let|const)\s+\w+)\s*=\s*"
    r"(?:JSON\.parse\(\s*)?(?=[{\[\"])"
)
_TITLE = re.compile(r"(?:title|headline|name|heading|h1)(?:_?[a-z]{2})?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2}(?:[-_][A-Z]{2})?")
_PARTS = re.compile(r"(?:blocks?|paragraphs?|children|nodes|elements|sections|data|items)", re.IGNORECASE)
"""Names under which editors keep an article piece by piece."""
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
        if isinstance(state, str):  # JSON.parse("…")
            try:
                state = json.loads(state, strict=False)
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
        if any(_TITLE.fullmatch(key) and _is_alike(value, wanted) for key, value in state.items()):
            yield from _long(state)
        for value in state.values():
            if isinstance(value, (dict, list)):
                yield from _texts(value, wanted, depth + 1)


def _is_alike(title: object, wanted: set[str]) -> bool:
    if isinstance(title, dict):  # `rendered`, or a title for each language
        return any(_is_alike(value, wanted) for value in title.values() if isinstance(value, str))
    found = set(words(title)) if isinstance(title, str) and len(title) < 400 else set()
    return bool(found) and len(found & wanted) >= _ALIKE * max(len(found), len(wanted))


def _long(state: dict[str, object]) -> Iterator[str]:
    """The long texts among the members of an article's object."""
    for key, value in state.items():
        if _TEXTS.search(key) or _PARTS.fullmatch(key):
            in_languages = isinstance(value, dict) and all(map(_LANGUAGE.fullmatch, value))
            for text in value.values() if isinstance(value, dict) and in_languages else (value,):
                pieces = list(_pieces(text, depth=0))
                if sum(map(len, pieces)) >= _SHORTEST:
                    yield "\n".join(pieces)


def _pieces(value: object, depth: int) -> Iterator[str]:
    """The text of an article that an editor keeps as nested blocks, or simply as text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < _DEEPEST:
        for item in value:
            yield from _pieces(item, depth + 1)
    elif isinstance(value, dict) and depth < _DEEPEST:
        for key, member in value.items():
            if _TEXTS.search(key) or _PARTS.fullmatch(key):
                yield from _pieces(member, depth + 1)


def _paragraphs(text: str) -> str:
    """Plain text as HTML: what has no tags has its paragraphs in lines."""
    return text if re.search(r"<(?:p|br|div)\b", text) else text.replace("\n", "<br>")
