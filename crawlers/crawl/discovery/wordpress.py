"""WordPress by its REST API: a hundred posts an answer, their texts included, and what changed since a moment."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode, urljoin

from crawlers.crawl.discovery.context import Answer, Candidate, DiscoveryContext, StrategyUnavailable
from crawlers.crawl.discovery.history import Checkpoint
from crawlers.crawl.discovery.markup import links
from crawlers.web.wordpress_posts import Post, listed_posts

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
            url=post.url,
            modified=post.modified,
            published=post.published,
            has_body=post.has_content and context.allowed(post.url),
        )
        context.leads_elsewhere(post.url)
        if context.is_own(post.url) and not post.protected and not context.out_of_period(found):
            yield found


async def addresses(context: DiscoveryContext, root: str) -> AsyncIterator[str]:
    """Yield the addresses of all published posts, and nothing else of them."""
    async for post in _Posts(context, root, fields="id,link").walk({"orderby": "date", "order": "asc"}):
        yield post.url


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
    """The list of posts, page by page, and whether its end was seen."""

    def __init__(self, context: DiscoveryContext, root: str, *, fields: str = _FIELDS) -> None:
        self.context, self.root, self.fields, self.per_page = context, root, fields, _PER_PAGE

    def address(self, query: Mapping[str, str | int], number: int) -> str:
        """Return where a page is; the root is `…/wp-json/`, or `…/?rest_route=/` on plain permalinks."""
        asked = {"per_page": self.per_page, "_fields": self.fields, **query, "page": number}
        joint = "&" if "?" in self.root else "?"
        return f"{self.root.rstrip('/')}/wp/v2/posts{joint}{urlencode(asked)}"

    async def walk(
        self, query: Mapping[str, str | int], *, older_than: datetime | None = None
    ) -> AsyncIterator[Post]:
        """Yield the posts that `query` chooses, to the end of their list or to one changed before `older_than`.

        The end is where no page follows: an answer of nothing, or one that there is no such page. How many posts an
        answer has, and whether it counts them, proves nothing: sites cap the size of pages, caches drop headers. A
        list that turns in circles or shows fewer posts than it counts is a gap. Raises StrategyUnavailable.
        """
        number, shown = 1, 0
        seen: set[str] = set()
        while True:
            if (before := self.context.cut_short(self.address(query, number))) and self._is_full(
                before.documents
            ):
                self.context.build_on(before)
                posts = [
                    Post(url, published=None, modified=None, has_content=True) for url in before.documents
                ]
                total = pages = None
            else:
                answer = await self.context.ask(self.address(query, number), "api")
                if answer.status == 400 and number > 1:  # rest_post_invalid_page_number: there are no more
                    return
                if answer.status == 400 and self.per_page > _FEWER_PER_PAGE:  # rest_invalid_param: too many
                    self.per_page = _FEWER_PER_PAGE
                    continue
                posts, total, pages = self._read(answer)
            urls = {post.url for post in posts}
            if not urls:
                self._expect(total, shown)
                return
            if seen >= urls:
                self.context.gaps.append(f"page {number} of its list of posts repeats those before it")
                return
            for post in posts:
                yield post
                if older_than and post.modified and post.modified < older_than:
                    return  # WordPress before 5.7 knows no modified_after and lists everything
            seen |= urls
            shown += len(posts)
            if pages is not None and number >= pages:
                self._expect(total, shown)
                return
            number += 1

    def _read(self, answer: Answer) -> tuple[list[Post], int | None, int | None]:
        """Return the posts of an answer, and how many posts and pages it says that there are."""
        posts = listed_posts(answer.body) if answer.status == 200 else None
        if posts is None:
            raise StrategyUnavailable(f"the WordPress API answers {answer.status} and no list of posts")
        total, pages = (
            int(told) if (told := answer.headers.get(name, "").strip()).isdecimal() else None
            for name in ("x-wp-total", "x-wp-totalpages")
        )
        return posts, total, pages

    def _is_full(self, documents: tuple[str, ...]) -> bool:
        return len(documents) == self.per_page

    def _expect(self, total: int | None, shown: int) -> None:
        if total is not None and shown < total:
            self.context.gaps.append(f"its API counts {total} posts and shows {shown}")


async def _everything(context: DiscoveryContext, posts: _Posts) -> AsyncIterator[Post]:
    """Walk from the oldest post on, so that what is published meanwhile moves no page."""
    none = True
    async for post in posts.walk(_period(context) | {"orderby": "date", "order": "asc"}):
        none = False
        yield post
    if none and not (
        context.since or context.until
    ):  # what it lists may be of another type; of a period it is an answer
        raise StrategyUnavailable("the WordPress API lists no posts")


async def _since(baseline: Checkpoint, context: DiscoveryContext, posts: _Posts) -> AsyncIterator[Post]:
    """Ask for what changed, and for what appeared: a post that waited for its hour keeps its old modification."""
    moment = baseline.as_of - _MARGIN
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    changed = {"modified_after": stamp, "orderby": "modified", "order": "desc"}
    appeared = {"after": stamp, "orderby": "date", "order": "desc"}
    async for post in posts.walk(_period(context) | changed, older_than=moment):
        yield post
    async for post in posts.walk(_period(context) | appeared):
        yield post


def _period(context: DiscoveryContext) -> dict[str, str]:
    """Return the asked days as the API takes them: moments by the site's own clock, both excluded."""
    period = {}
    if context.since:
        period["after"] = f"{context.since - timedelta(days=1)}T23:59:59"
    if context.until:
        period["before"] = f"{context.until + timedelta(days=1)}T00:00:00"
    return period
