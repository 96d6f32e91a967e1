"""Articles on several pages: WordPress' `post-page-numbers`, `?page=2`, `rel=next`."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

import lxml.etree
import lxml.html

from crawlers.crawl.discovery.context import Answer
from crawlers.crawl.discovery.markup import absolute
from crawlers.web.addresses import canonical

MOST = 20
"""Pages of one article."""
_FIELDS = frozenset({"page", "pg", "paged", "pagen_1", "p", "part"})
_MARKS = re.compile(r"post-page-numbers|page-?links?|post-pagination|multipage|article-?pages", re.IGNORECASE)


def further_page(answer: Answer, article: str, number: int) -> str | None:
    """Return the address of an article's page `number` if this page of it links there; `article` is its first address.

    An address is one only if it is the article's own with the number behind it: `rel=next` alone may be another article.
    A number in the query needs a mark beside it, for comments are turned over in the same way.
    """
    try:
        tree = lxml.html.document_fromstring(
            answer.text.encode(errors="replace") or b"<html/>", parser=lxml.html.HTMLParser(encoding="utf-8")
        )
    except (lxml.etree.ParserError, ValueError):
        return None
    first = urlsplit(canonical(article))
    for element in tree.iter("link", "a"):
        url = absolute(answer.url, str(element.get("href") or "")).partition("#")[0]
        try:
            one = urlsplit(canonical(url))
        except ValueError:
            continue
        if one.netloc != first.netloc:
            continue
        by_path = one.query == first.query and one.path in {
            f"{first.path}/{number}",
            f"{first.path}/page/{number}",
        }
        if by_path or (
            _turns(first.query, one.query, number) and one.path == first.path and _marked(element)
        ):
            return url
    return None


def _turns(first: str, query: str, number: int) -> bool:
    fields, more = dict(parse_qsl(first)), dict(parse_qsl(query))
    added = {key: value for key, value in more.items() if fields.get(key) != value}
    return (
        fields.items() <= more.items()
        and len(added) == 1
        and all(key.lower() in _FIELDS and value == str(number) for key, value in added.items())
    )


def _marked(element: lxml.html.HtmlElement) -> bool:
    around = [element, *list(element.iterancestors())[:3]]
    names = " ".join(str(one.get("class") or "") for one in around)
    return "next" in str(element.get("rel") or "").lower().split() or bool(_MARKS.search(names))
