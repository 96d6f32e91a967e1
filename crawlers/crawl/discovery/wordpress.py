"""WordPress by its REST API: a hundred posts an answer, their texts included, and what changed since a moment."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, timedelta
from urllib.parse import urlencode, urljoin

from crawlers.crawl.discovery.context import Candidate, DiscoveryContext, StrategyUnavailable
from crawlers.crawl.discovery.history import Checkpoint
from crawlers.crawl.discovery.markup import links
from crawlers.web.wordpress_posts import Post, read_posts

_RELATION = "https://api.w.org/"
_PER_PAGE, _FEWER_PER_PAGE = 100, 10
_FIELDS = "id,link,slug,type,status,date,date_gmt,modified,modified_gmt,title,content,excerpt,categories,class_list,lang"
"""Everything that extraction reads, and no author: https://developer.wordpress.org/rest-api/reference/posts/"""

_MARGIN = timedelta(minutes=10)
"""Looked at twice, because a site's clock and its caches are not exact."""


async def discover(context: DiscoveryContext) -> AsyncIterator[Candidate]:
    """Yield the published posts: all of them, or those that changed or appeared since the baseline crawl."""
    root = context.entry or await _api_root(context)
    context.begins_at = root
    posts = _Posts(context, root)
    walk = _since(context.baseline, context, posts) if context.baseline else _everything(context, posts)
    async for post in walk:
        found = Candidate(
            url=post.url, modified=post.modified, published=post.published, has_body=post.has_content
        )
        if context.is_own(post.url) and not post.protected and not context.out_of_period(found):
            yield found


async def _api_root(context: DiscoveryContext) -> str:
    home = await context.home()
    if named := re.search(rf'<([^>]+)>;\s*rel="{_RELATION}"', home.headers.get("link", "")):
        return urljoin(home.url, str(named[1]))
    for link in links(home):
        if link.relation == _RELATION:
            return link.url
    if "/wp-content/" in home.text:  # some hide the link and leave the API open
        return context.site.url + "/wp-json/"
    raise StrategyUnavailable("the front page names no WordPress API")


class _Posts:
    """The list of posts, page by page."""

    def __init__(self, context: DiscoveryContext, root: str) -> None:
        self.context, self.root, self.per_page = context, root, _PER_PAGE

    def address(self, query: Mapping[str, str | int], number: int) -> str:
        """Return where a page is; the root is `…/wp-json/`, or `…/?rest_route=/` on plain permalinks."""
        asked = {"per_page": self.per_page, "_fields": _FIELDS, **query, "page": number}
        joint = "&" if "?" in self.root else "?"
        return f"{self.root.rstrip('/')}/wp/v2/posts{joint}{urlencode(asked)}"

    async def page(self, query: Mapping[str, str | int], number: int) -> tuple[list[Post], bool]:
        """Return the posts of a page and whether there are more. Raises StrategyUnavailable."""
        answer = await self.context.ask(self.address(query, number), "api")
        if answer.status == 400 and number > 1:  # rest_post_invalid_page_number: there are no more
            return [], False
        if (
            answer.status == 400 and self.per_page > _FEWER_PER_PAGE
        ):  # rest_invalid_param: too many for this site
            self.per_page = _FEWER_PER_PAGE
            return await self.page(query, number)
        posts = read_posts(answer.body) if answer.status == 200 else None
        if posts is None:
            raise StrategyUnavailable(f"the WordPress API answers {answer.status} and no list of posts")
        pages = answer.headers.get("x-wp-totalpages", "")  # some caches in front of a site drop it
        return posts, number < int(pages) if pages.isdecimal() else len(posts) >= self.per_page


async def _everything(context: DiscoveryContext, posts: _Posts) -> AsyncIterator[Post]:
    """Walk from the oldest post on, so that what is published meanwhile moves no page."""
    query = _period(context) | {"orderby": "date", "order": "asc"}
    number, more = 1, True
    seen: set[str] = set()
    while more:
        before = context.cut_short(posts.address(query, number))
        if before and len(before.documents) == posts.per_page:
            context.build_on(before)
            page = [Post(url, published=None, modified=None, has_content=True) for url in before.documents]
        else:
            page, more = await posts.page(query, number)
        for post in page:
            yield post
        more = more and not seen.issuperset(
            post.url for post in page
        )  # some caches always give the first page
        seen.update(post.url for post in page)
        number += 1
    if not seen:
        raise StrategyUnavailable("the WordPress API lists no posts")


async def _since(baseline: Checkpoint, context: DiscoveryContext, posts: _Posts) -> AsyncIterator[Post]:
    """Ask for what changed, and for what appeared: a post that waited for its hour keeps its old modification."""
    moment = baseline.as_of - _MARGIN
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for query in (
        {"modified_after": stamp, "orderby": "modified", "order": "desc"},
        {"after": stamp, "orderby": "date", "order": "desc"},
    ):
        number, more = 1, True
        while more:
            page, more = await posts.page(_period(context) | query, number)
            for post in page:
                yield post
            if "modified_after" in query and any(post.modified and post.modified < moment for post in page):
                break  # WordPress before 5.7 knows no modified_after and lists everything
            number += 1


def _period(context: DiscoveryContext) -> dict[str, str]:
    """Return the asked days as the API takes them: moments by the site's own clock, both excluded."""
    period = {}
    if context.since:
        period["after"] = f"{context.since - timedelta(days=1)}T23:59:59"
    if context.until:
        period["before"] = f"{context.until + timedelta(days=1)}T00:00:00"
    return period
