"""What an address says of its page, as far as that is the same on most sites."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from crawlers.extract.page_input import NotADocument, PageInput
from crawlers.web.addresses import canonical, has_list_path

_FRONT = re.compile(
    r"^/?(?:index\.(?:php|html?))?(?:/?(?:[a-z]{2}(?:[-_][a-z]{2})?|kaz|qaz|rus|eng))?/?(?:index\.(?:php|html?))?$",
    re.IGNORECASE,
)
_LIST_QUERY = re.compile(
    r"(?:^|&)(?:s|q|search|searchword|paged|start|limitstart|cat|tag|author|m|page|PAGEN_1)=", re.IGNORECASE
)

_LIST_VIEW = re.compile(
    r"(?:^|&)(?:view|task|layout)=(?:categor\w*|section|blog\w*|frontpage|featured|archive|search)(?:&|$)",
    re.IGNORECASE,
)
_IDENTIFIER = re.compile(
    r"(?:^|&)(?:p|n|no|idx?|nid|aid|(?:news|post|article|story|doc|element|content)_?(?:id|no)?|item)=\d+(?=&|$)",
    re.IGNORECASE,
)
"""The number of one thing among others: what stands beside it says where its reader came from."""

_COMES_BACK = re.compile(
    r"(?:^|&)(?:next|return\w*|redirect\w*|continue|dest(?:ination)?|goto|back(?:_?url)?|target|url|u)=(?:/|%2f|https?(?::|%3a))",
    re.IGNORECASE,
)
"""The address to which a wall lets its visitor go on: a consent, a login, a check of the browser."""


def is_front(url: str) -> bool:
    """Whether the address is that of a site's front page, in whatever language."""
    parts = urlsplit(url)
    return not parts.query and bool(_FRONT.match(parts.path))


def is_list(url: str) -> bool:
    """Whether the address has the form of a list's, as far as that is the same on most sites."""
    parts = urlsplit(url)
    turned = _LIST_QUERY.search(parts.query) and not _IDENTIFIER.search(parts.query)
    return bool(has_list_path(url) or _LIST_VIEW.search(parts.query) or turned)


def fits(url: str, articles: str | None) -> bool:
    """Whether an address may be an article's: by the site's pattern, or because it is no list's."""
    if articles is None:
        return not is_list(url)
    parts = urlsplit(url)
    return bool(re.search(articles, parts.path + (f"?{parts.query}" if parts.query else "")))


def refuse_by_address(page: PageInput, url: str, *, marked: bool) -> None:
    """Raise NotADocument if the address says that this is the home page, or a list and the markup does not object.

    The catalogue's own pattern of a site's articles is a person's word, and stands whatever the markup says.
    """
    if _COMES_BACK.search(urlsplit(page.url).query) and not marked:
        raise NotADocument("wall")
    if is_front(url):
        raise NotADocument("home page")
    if not page.articles and is_list(url) and not marked:
        raise NotADocument("listing")
    if page.articles and not any(fits(address, page.articles) for address in (url, canonical(page.url))):
        raise NotADocument("not an article's address")
