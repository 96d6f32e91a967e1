"""Sitemaps: https://www.sitemaps.org/protocol.html. Their `lastmod` says what need not be looked at again."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import lxml.etree

from crawlers.crawl.discovery.context import Candidate, DiscoveryContext, FetchFailed, StrategyUnavailable
from crawlers.crawl.discovery.markup import absolute, local_name, xml_root

_GUESSES = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml", "/?sitemap=index")
_MOST_FILES = 2000
_DEEPEST = 3
_NO_ARTICLES = re.compile(
    r"(^|[-_/])(page|attachment|author|user|categor(y|ies)|tag|post_tag|post_format|taxonom(y|ies)|image|video|product|archives|misc)s?"
    r"([-_]|\d*\.xml|$)"
)
"""Names that WordPress and its plugins give to sitemaps of what is no article."""


@dataclass(frozen=True, slots=True)
class _Entry:
    url: str
    modified: date | datetime | None
    published: date | None = None


async def discover(context: DiscoveryContext) -> AsyncIterator[Candidate]:
    """Yield the addresses of the site's sitemaps, without those of pages that list or describe."""
    roots = await _roots(context)
    context.begins_at = " ".join(url for url, _ in roots)
    waiting: deque[tuple[str, int, tuple[list[_Entry], list[_Entry]] | None]] = deque(
        (url, 0, read) for url, read in roots
    )
    asked = {url for url, _ in roots}
    names_articles = False
    while waiting:
        url, depth, read = waiting.popleft()
        try:
            children, pages = read or await _read(context, url)
        except (StrategyUnavailable, FetchFailed) as why:
            context.gaps.append(str(why))
            continue
        for page in _without_false_stamps(pages):
            if context.is_article(page.url):
                names_articles = True
                found = Candidate(url=page.url, modified=page.modified, published=page.published)
                if not context.out_of_period(found):
                    yield found
        for child in children:
            if (
                child.url not in asked
                and depth < _DEEPEST
                and len(asked) < _MOST_FILES
                and _worth_asking(context, child)
            ):
                asked.add(child.url)
                waiting.append((child.url, depth + 1, None))
    if not names_articles and not context.baseline:
        raise StrategyUnavailable(f"{context.begins_at} names no article")


async def _roots(context: DiscoveryContext) -> list[tuple[str, tuple[list[_Entry], list[_Entry]]]]:
    """Find where to begin: where the last crawl began, what the catalogue or robots.txt names, or the usual names."""
    named = context.entry.split() if context.entry else [*context.site.sitemaps, *context.robots_sitemaps]
    named = [url for url in dict.fromkeys(named) if context.is_own(url)]
    roots = []
    for url in named:
        try:
            roots.append((url, await _read(context, url, a_root=True)))
        except (StrategyUnavailable, FetchFailed):
            continue
    if roots:
        return roots
    reasons = [f"{url}: no sitemap" for url in named]
    for guess in _GUESSES:
        url = context.site.url + guess
        if url not in named:
            try:
                return [(url, await _read(context, url, a_root=True))]
            except (StrategyUnavailable, FetchFailed) as why:
                reasons.append(str(why))
    raise StrategyUnavailable("; ".join(reasons))


async def _read(
    context: DiscoveryContext, url: str, *, a_root: bool = False
) -> tuple[list[_Entry], list[_Entry]]:
    """Return the sitemaps and the pages that the sitemap at `url` names; none if it is as the baseline saw it."""
    before = context.unchanged_since(url)
    answer = await context.ask(url, "sitemap", before.conditions if before else None)
    if answer.status == 304 or (answer.status in {404, 410} and not a_root):
        return [], []
    root = xml_root(answer) if answer.status == 200 else None
    kind = local_name(root) if root is not None else ""
    if root is None or kind not in {"sitemapindex", "urlset"}:
        raise StrategyUnavailable(f"{url} answers {answer.status} and no sitemap")
    entries = list(_entries(answer.url, root))
    return (entries, []) if kind == "sitemapindex" else ([], entries)


def _entries(base: str, root: lxml.etree._Element) -> Iterator[_Entry]:
    for element in root:
        named = {local_name(child): child for child in element}
        location, modified = (_text(named.get(name)) for name in ("loc", "lastmod"))
        if location:
            yield _Entry(absolute(base, location), read_moment(modified), _published(named.get("news")))


def _text(element: lxml.etree._Element | None) -> str:
    return "" if element is None else (element.text or "").strip()


def _published(news: lxml.etree._Element | None) -> date | None:
    """Return the local day in an entry of a sitemap of news (https://www.google.com/schemas/sitemap-news/0.9)."""
    named = [
        _text(child) for child in (() if news is None else news) if local_name(child) == "publication_date"
    ]
    day = read_moment(named[0][:10]) if named else None
    return None if isinstance(day, datetime) else day


def _worth_asking(context: DiscoveryContext, child: _Entry) -> bool:
    """Whether a sitemap named by another may show something new: an article, of the asked days, since last time."""
    if not context.is_own(child.url) or _NO_ARTICLES.search(_subject(child.url)):
        return False
    if context.out_of_period(Candidate(url=child.url, modified=child.modified)):
        return False
    before = context.unchanged_since(child.url)
    if before is None or child.modified is None:
        return True
    if isinstance(child.modified, datetime):
        return child.modified > before.captured_at
    return child.modified >= before.captured_at.date()


def _subject(url: str) -> str:
    """Return what a sitemap is about: the end of its path, or WordPress' query on plain permalinks."""
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    if "sitemap" in query:
        return "-".join(query["sitemap"] + query.get("sitemap-subtype", []))
    return parts.path.rsplit("/", 1)[-1].lower()


def _without_false_stamps(pages: list[_Entry]) -> Iterable[_Entry]:
    """Drop `lastmod` where it cannot be true: in the future, or one moment for most of a long sitemap."""
    latest = datetime.now(UTC) + timedelta(days=1)
    stamps = Counter(page.modified for page in pages if page.modified)
    stamp, times = stamps.most_common(1)[0] if stamps else (None, 0)
    false = {stamp} if len(pages) >= 20 and times * 2 > len(pages) else set()
    for page in pages:
        moment = page.modified
        ahead = (
            moment > latest if isinstance(moment, datetime) else moment is not None and moment > latest.date()
        )
        yield replace(page, modified=None) if ahead or moment in false else page


def read_moment(value: str) -> date | datetime | None:
    """Read a W3C date (`2016`, `2016-05`, a day, or a moment); None when it is none, or no more than a year."""
    text = value.strip().replace(" ", "T", 1)
    try:
        if len(text) == 7:
            return date.fromisoformat(f"{text}-01")
        if len(text) == 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
