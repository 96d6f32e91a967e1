"""HTML to text as it is read: paragraphs on a line each, captions apart, the site's own furniture gone."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement, fragment_fromstring

from crawlers.extract.text.boilerplate import (
    CAPTION,
    FURNITURE,
    LONGEST,
    heads_tags,
    is_credit,
    kind_of,
    without_credit,
    without_emails,
)

_BLOCKS = frozenset((
    "address", "article", "blockquote", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_UNREAD = frozenset((
    "aside", "audio", "button", "embed", "form", "head", "iframe", "input", "link", "meta", "nav", "noscript",
    "object", "option", "script", "select", "style", "svg", "template", "textarea", "title", "video",
))  # fmt: skip
_INVISIBLE = re.compile("[\xad\u200b\u2060\ufeff]")
_CAPTION_CODE = re.compile(r"\[caption[^\]]*\](.*?)\[/caption\]", re.DOTALL)
_SHORTCODE = re.compile(
    r"\[/?(?:gallery|caption|embed|audio|video|playlist|contact-form(?:-\d+)?)\b[^\]]*\]|\[/?[a-z]+_[a-z_]+[^\]]*\]|"
    r"\[[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"]*\"|'[^']*'|”[^”]*”|[^\s\]]+))+\s*/?\]|\[/[a-z][\w-]*\]"
)


_NEVER_KEPT = frozenset(("byline", "counter"))
"""Kinds of boilerplate that are dropped without a trace: a private person's name, and what changes with every visit."""


class Prose(NamedTuple):
    """What a reader reads."""

    text: str
    captions: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    """Lines that stand in the text and are not of it, each after the kind of boilerplate that it is."""


def prose(fragment: str) -> Prose:
    """Render a piece of HTML, such as an article's body or a REST API's `content.rendered`."""
    captions = [_line(re.sub(r"<[^>]+>", " ", code)) for code in _CAPTION_CODE.findall(fragment)]
    try:
        root = fragment_fromstring(_SHORTCODE.sub(" ", _CAPTION_CODE.sub(" ", fragment)), create_parent="div")
    except (etree.LxmlError, ValueError):
        return Prose("", ())
    captions += take_captions(root)
    clear(root)
    return clean(lines(root), captions)


def take_captions(root: HtmlElement) -> list[str]:
    """Remove the texts under images from the tree and return those of the article, each once."""
    scopes = {element for element in root.iter("article", "main") if element.find(".//p") is not None}
    found: list[str] = []
    taken: set[HtmlElement] = set()
    begun = next(root.iter("h1"), None) is None
    for element in list(root.iter("h1", "figcaption", "p", "div", "span", "dd", "em")):
        named, tag = element.get("class") or "", element.tag
        begun = begun or tag == "h1"
        if tag != "figcaption" and not ("caption" in named.lower() and CAPTION.search(named)):
            continue
        above = set(element.iterancestors())
        text = _line(" ".join(element.itertext()))
        if above & taken or len(text) > LONGEST:
            continue
        taken.add(element)
        # A picture that links is a teaser, and one before the headline is the site's.
        elsewhere = any(each.tag in {"a", "aside", "nav", "footer"} for each in above)
        if not elsewhere and (above & scopes if scopes else begun):
            found.append(text)
    for element in taken:
        _remove(element)
    return _captions(found)


def clear(root: HtmlElement, *, unread: bool = True) -> None:
    """Remove furniture, told by class or id, and unless `unread` is False all elements that are not read."""
    for element in list(root.iter()):
        if element is root or element.getparent() is None or not isinstance(element.tag, str):
            continue
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        furniture = element.tag != "h1" and FURNITURE.search(named) and len(element.text_content()) < LONGEST
        if furniture or (unread and element.tag in _UNREAD):
            _remove(element)


def lines(root: HtmlElement) -> list[str]:
    """The text of a tree, a block or line break a line."""
    out: list[str] = []
    current: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if event == "end" and element.tag in {"td", "th"}:
            current.append(" ")
        if element.tag in _BLOCKS:
            out.append("".join(current))
            current = []
        if event == "start" and isinstance(element.tag, str):
            current.append(element.text or "")
        elif event == "end" and element is not root:
            current.append(element.tail or "")
    out.append("".join(current))
    return [line for piece in out if (line := _line(piece))]


def clean(found: list[str], captions: list[str]) -> Prose:
    """Drop what is not the article's from lines of text, whoever rendered them."""
    kept: list[str] = []
    left_out: list[str] = []
    lines = [_line(line) for line in found]
    for line, before, after in zip(lines, ["", *lines], [*lines[1:], ""], strict=False):
        of_tags = heads_tags(line, after) or heads_tags(before, line)
        if kind := "tags" if of_tags else kind_of(line):
            if kind not in _NEVER_KEPT:
                left_out.append(f"{kind}: {line}")
        elif line and not is_credit(line) and line not in captions and kept[-1:] != [line]:
            kept.append(line)
    return Prose("\n".join(kept), tuple(_captions(captions)), tuple(left_out))


def _captions(found: list[str]) -> list[str]:
    return list(dict.fromkeys(caption for text in found if (caption := without_credit(text))))


def _remove(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()


def _line(text: str) -> str:
    return " ".join(without_emails(text if text.isascii() else _INVISIBLE.sub("", text)).split())
