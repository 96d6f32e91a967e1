"""What a page function is given, and how it says no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from crawlers.web.charset import decoded

_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


_ONE_CLASS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""All elements are of one class: lxml.html looks the class of each up in Python, each time it is met anew."""


class NotADocument(Exception):  # noqa: N818 - not an error: most of what is archived is no document
    """The page publishes nothing of its own. Its text says why in a word or two, e.g. `listing`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageInput:
    """One archived response, and what is known about the site it came from."""

    url: str
    """The address it was asked under."""
    body: bytes
    """Its bytes, free of transfer and content encodings."""
    mime: str
    """Lower case, without parameters; empty if the server named none."""
    charset: str | None
    """As the server named it, if it did."""
    captured_at: datetime | None
    """When it was fetched (aware): relative dates count from here, and no document is younger. None: nobody knows."""
    role: str | None
    """What the crawler asked for: `article`, `listing`, `feed`, `sitemap`, `api`, `robots`, `home`; None in
    archives that others made."""
    source_id: str
    reader: str | None
    """The module of this package that knows the site's markup (see `readers`); None: the generic one."""
    articles: str | None
    """A regular expression that path and query of this site's articles match; None: any page may be one."""
    timezone: str = "Asia/Almaty"
    """The tz database's name of the zone in which the site prints its times."""

    @property
    def html(self) -> str:
        """The body as text, without characters that HTML forbids; never raises."""
        return _NOT_IN_HTML.sub(" ", decoded(self.body, self.charset))


def parsed(source: str) -> HtmlElement:
    """Return the tree of an HTML page, comments left out. Raises NotADocument if there is none."""
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    try:
        tree: HtmlElement = document_fromstring(source.encode("utf-8"), parser=parser)
        return tree
    except (etree.LxmlError, ValueError):
        raise NotADocument("not html") from None
