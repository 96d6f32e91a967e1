"""What a page function is given, and how it says no."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from crawlers.web.charset import decoded

_NOT_IN_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_CONTROLS = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F))
_WITHOUT_CONTROLS = bytes.maketrans(_CONTROLS, b" " * len(_CONTROLS))
"""A table for UTF-8, in which no other character has such a byte: four times as fast as the expression."""
_NO_CHARACTERS = "\ufffe\uffff"


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
    def source(self) -> str:
        """The body as text, as it is; never raises."""
        return decoded(self.body, self.charset)

    @property
    def html(self) -> str:
        """The body as text, without characters that HTML forbids; never raises."""
        return _NOT_IN_HTML.sub(" ", self.source)


def parsed(source: str) -> HtmlElement:
    """Return the tree of an HTML page, comments and characters that HTML forbids left out.

    Raises NotADocument if there is none.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(_ONE_CLASS)
    for sign in _NO_CHARACTERS:
        source = source.replace(sign, " ")
    encoded = source.encode("utf-8", errors="replace").translate(_WITHOUT_CONTROLS)
    try:
        tree: HtmlElement = document_fromstring(encoded, parser=parser)
        return tree
    except (etree.LxmlError, ValueError):
        raise NotADocument("not html") from None
