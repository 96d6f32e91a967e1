"""Reads any HTML page: the site's own markup, then JSON-LD, then meta tags, then a learned reader of any page."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml.html import HtmlElement

from crawlers.extract.dates.printed import is_date_line
from crawlers.extract.documents import Document
from crawlers.extract.metadata.publication_date import modified, published
from crawlers.extract.metadata.structured_data import Declarations, letters, text_of
from crawlers.extract.metadata.title import headline
from crawlers.extract.page_input import NotADocument, PageInput, parsed
from crawlers.extract.page_type import markup
from crawlers.extract.page_type.address import fits, is_front, refuse_by_address
from crawlers.extract.page_type.refusals import refusal
from crawlers.extract.parsers.layout import known_fields
from crawlers.extract.text.article_text import article_text, known_of
from crawlers.extract.text.boilerplate import is_byline
from crawlers.extract.text.page_state import state_text
from crawlers.web.addresses import canonical, may_be_one, site

_SHORTEST_TEXT, _SHORTEST_PAGE = 25, 250
"""Characters below which there is no text, and below which a page that is no article is none either."""
_MOST_SIGNS = 3
"""Times its letters and digits that a title may be long."""
_START = 12
"""Characters of a line that are compared first."""
_GLUED = 4
"""Words of a title from which on it is no beginning of a sentence."""
_MISCALLED = {"kz": "kk", "ua": "uk", "gr": "el", "ee": "et", "cz": "cs"}


def read_html(page: PageInput) -> Document:
    """Read one HTML page. Raises NotADocument if it publishes nothing of its own."""
    source = page.source
    tree = parsed(source)
    declared = Declarations(tree, page.url)
    url, aliases = _addresses(page, declared)
    marked = markup.is_marked(tree, declared)
    refuse_by_address(page, url, marked=marked)
    if "post-password-form" in source and tree.find_class("post-password-form"):
        raise NotADocument("password")
    wordless = markup.is_empty_post(tree)
    known = known_fields(page)
    title = (known and known.title) or headline(tree, declared, url)
    if not title:
        raise NotADocument(_refusal(tree, _words_of(tree), marked=marked) or "no title")
    laid_out = bool(known and known.prose.text)
    strength = "certain" if laid_out else markup.strength(page, tree, declared)
    date = (known and known.published) or published(page, tree, declared, url, title)
    section = (
        (known and known.section)
        or declared.meta("article:section")
        or text_of(declared.article.get("articleSection"))
    )
    titles = {letters(title), *(letters(h1.text_content()) for h1 in tree.iter("h1"))}
    standing = markup.is_standing(tree)
    body = known.prose if known and laid_out else article_text(tree, known_of(declared, title))
    if len(body.text) < _SHORTEST_TEXT:
        body = state_text(tree, title)
    text = _lines(body.text, title, titles, declared.authors)
    text = "" if wordless else known.own(text) if known else text
    if len(text) < _SHORTEST_TEXT and not wordless:
        words = _words_of(tree)
        lists = strength == "perhaps" and markup.is_mostly_links(tree, words)
        raise NotADocument(_refusal(tree, words, marked=marked) or ("listing" if lists else "no text"))
    if not laid_out and (kind := _refusal(tree, body.text, marked=marked)):
        raise NotADocument(kind)
    if strength != "certain" and markup.is_mostly_links(tree, text):
        raise NotADocument("listing")
    if strength == "perhaps" and len(text) < _SHORTEST_PAGE:
        raise NotADocument("too short")
    return Document(
        source_id=page.source_id,
        url=url,
        kind="post"
        if wordless
        else "page"
        if standing or (strength == "perhaps" and not date)
        else "article",
        title=title,
        text=text,
        captions=body.captions,
        left_out=body.left_out,
        section=section or None,
        declared_language=_language(tree, declared),
        published=date,
        modified_at=(known and known.modified) or modified(page, declared),
        aliases=aliases,
        extraction=known.markup.name if known else "generic",
    )


def _refusal(tree: HtmlElement, text: str, *, marked: bool) -> str | None:
    headlines = [h1.text_content() for h1 in tree.iter("h1")]
    bar = next((title.text_content() for title in tree.iter("title")), "")
    return refusal(headlines, " ".join(bar.split()), text, marked=marked)


def _words_of(tree: HtmlElement) -> str:
    """All that a visitor without JavaScript reads on the page."""
    pieces = (
        piece
        for element in tree.iter()
        if element.tag not in {"script", "style", "title"}
        for piece in (element.text, *(child.tail for child in element))
    )
    return "\n".join(piece.strip() for piece in pieces if piece and piece.strip())


def _addresses(page: PageInput, declared: Declarations) -> tuple[str, tuple[str, ...]]:
    """The canonical address and the others. A page speaks only for its own site, not for its front page or a list."""
    links = {relation.lower(): address for relation, address in declared.links}
    asked = canonical(page.url)
    named = [_claimed(page.url, claim) for claim in (links.get("canonical"), declared.meta("og:url"))]
    if fits(asked, page.articles):  # some sites write one address into all their pages
        named = [address for address in named if address and fits(address, page.articles)]
    url = next((address for address in named if address), asked)
    others = [asked, *named, _claimed(page.url, links.get("shortlink"))]
    return url, tuple(address for address in dict.fromkeys(others) if address and address != url)


def _claimed(asked: str, claim: str | None) -> str | None:
    try:
        address = canonical(urljoin(asked, claim)) if claim else None
    except ValueError:
        return None
    if address is None or site(address) != site(asked) or is_front(address):
        return None
    return address if may_be_one(canonical(asked), address) else None


def _lines(text: str, title: str, titles: set[str], authors: frozenset[str]) -> str:
    """A text without the lines that are its title, date or author, and its title before the first line's own words."""
    longest = _MOST_SIGNS * max(map(len, titles), default=0)
    starts = {title[:end] for title in titles for end in range(_START + 1)}
    lines = [
        line
        for line in text.splitlines()
        if (len(line) > longest or letters(line[:_START]) not in starts or letters(line) not in titles)
        and not is_date_line(line)
        and not is_byline(line, authors)
    ]
    if (
        lines
        and len(title.split()) >= _GLUED
        and (glued := re.match(re.escape(title) + r"[.!?]?\s*", lines[0]))
    ):
        rest = lines[0][glued.end() :]
        lines[0] = rest if rest.lstrip('«"“„')[:1].isupper() else lines[0]
    return "\n".join(line for line in lines if line)


def _language(tree: HtmlElement, declared: Declarations) -> str | None:
    claims = (
        tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang"),
        text_of(declared.article.get("inLanguage")),
        declared.meta("og:locale", "content-language", "language"),
    )
    for claim in claims:
        if code := re.match(r"[a-z]{2}(?![a-z])", (claim or "").strip().lower()):
            return _MISCALLED.get(code[0], code[0])
    return None
