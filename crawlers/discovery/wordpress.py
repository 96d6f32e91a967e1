"""WordPress by its REST API: a hundred posts an answer, their texts included, and what changed since a moment."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from urllib.parse import urlencode, urljoin

from crawlers.discovery.markup import links
from crawlers.discovery.search import Answer, Found, NotOffered, Search
from crawlers.discovery.wordpress_posts import Post, read_posts
from crawlers.known import Baseline

_RELATION = "https://api.w.org/"
_PER_PAGE = 100
_FIELDS = "id,link,slug,type,status,date,date_gmt,modified,modified_gmt,title,content,excerpt,categories,class_list,lang"
"""Everything that extraction reads, and no author: https://developer.wordpress.org/rest-api/reference/posts/"""

_MARGIN = timedelta(minutes=10)
"""Looked at twice, because a site's clock and its caches are not exact."""


async def find(search: Search) -> AsyncIterator[Found]:
    """Yield the published posts: all of them, or those that changed or appeared since the baseline crawl."""
    root = search.entry or await _api_root(search)
    search.begins_at = root
    walk = _since(search.baseline, search, root) if search.baseline else _everything(search, root)
    async for post in walk:
        found = Found(
            url=post.url, modified=post.modified, published=post.published, in_hand=post.has_content
        )
        if search.is_own(post.url) and not search.out_of_period(found):
            yield found


async def _api_root(search: Search) -> str:
    home = await search.home()
    if named := re.search(rf'<([^>]+)>;\s*rel="{_RELATION}"', home.headers.get("link", "")):
        return urljoin(home.url, str(named[1]))
    for link in links(home):
        if link.relation == _RELATION:
            return link.url
    if "/wp-content/" in home.text:  # some hide the link and leave the API open
        return search.site.url + "/wp-json/"
    raise NotOffered("the front page names no WordPress API")


async def _everything(search: Search, root: str) -> AsyncIterator[Post]:
    """Walk from the oldest post on, so that what is published meanwhile moves no page."""
    query = _period(search) | {"orderby": "date", "order": "asc"}
    page, seen = 1, 0
    while True:
        address = _posts(root, query | {"page": page})
        before = search.cut_short(address)
        if before and len(before.documents) == _PER_PAGE:
            search.build_on(before)
            for url in before.documents:
                yield Post(url, published=None, modified=None, has_content=True)
            seen, page = seen + _PER_PAGE, page + 1
            continue
        answer = await search.ask(address, "api")
        posts = _read(answer, page)
        for post in posts:
            yield post
        seen += len(posts)
        pages = _pages(answer)
        if page >= pages if pages else len(posts) < _PER_PAGE:
            break
        page += 1
    if not seen:
        raise NotOffered("the WordPress API lists no posts")


async def _since(baseline: Baseline, search: Search, root: str) -> AsyncIterator[Post]:
    """Ask for what changed, and for what appeared: a post that waited for its hour keeps its old modification."""
    moment = baseline.as_of - _MARGIN
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for query in (
        {"modified_after": stamp, "orderby": "modified", "order": "desc"},
        {"after": stamp, "orderby": "date", "order": "desc"},
    ):
        page, pages = 1, 1
        while page <= pages:
            answer = await search.ask(_posts(root, _period(search) | query | {"page": page}), "api")
            posts = _read(answer, page)
            for post in posts:
                yield post
            if "modified_after" in query and any(post.modified and post.modified < moment for post in posts):
                break  # WordPress before 5.7 knows no modified_after and lists everything
            page, pages = page + 1, _pages(answer)


def _period(search: Search) -> dict[str, str]:
    """Return the asked days as the API takes them: moments by the site's own clock, both excluded."""
    period = {}
    if search.since:
        period["after"] = f"{search.since - timedelta(days=1)}T23:59:59"
    if search.until:
        period["before"] = f"{search.until + timedelta(days=1)}T00:00:00"
    return period


def _posts(root: str, query: dict[str, str | int]) -> str:
    """Return the address of a page of posts; `root` is `…/wp-json/`, or `…/?rest_route=/` on plain permalinks."""
    address = f"{root.rstrip('/')}/wp/v2/posts"
    return f"{address}{'&' if '?' in root else '?'}{urlencode({'per_page': _PER_PAGE, '_fields': _FIELDS, **query})}"


def _pages(answer: Answer) -> int:
    total = answer.headers.get("x-wp-totalpages", "")
    return int(total) if total.isdecimal() else 0


def _read(answer: Answer, page: int) -> list[Post]:
    if answer.status == 400 and page > 1:  # rest_post_invalid_page_number: there are no more
        return []
    posts = read_posts(answer.body) if answer.status == 200 else None
    if posts is None:
        raise NotOffered(f"the WordPress API answers {answer.status} and no list of posts")
    return posts
