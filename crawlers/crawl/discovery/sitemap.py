"""Sitemaps: https://www.sitemaps.org/protocol.html. Their `lastmod` says what need not be looked at again."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import lxml.etree

from crawlers.crawl.discovery.bounded import within_bounds
from crawlers.crawl.discovery.context import (
    Answer,
    Candidate,
    DiscoveryContext,
    FetchFailed,
    StrategyUnavailable,
)
from crawlers.crawl.discovery.markup import absolute, local_name, read_xml, unpacked

_GUESSES = ("/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap.xml", "/?sitemap=index")
_MOST_FILES = 2000
_DEEPEST = 3
_NO_ARTICLES = re.compile(
    r"^(wp-sitemap-(taxonomies|users|posts-(page|attachment))-.*|wp-(taxonomies|users|posts-(page|attachment)).*"
    r"|(page|attachment|author|category|post_tag|post_format|product|product_cat|product_tag)-sitemap\d*\.xml"
    r"|sitemap-(misc|authors|archives|tax-[\w-]+|pt-(page|attachment)-[\w-]+)\.(xml|html))(\.gz)?$"
)
"""The very names that WordPress, Yoast SEO, Rank Math and Google XML Sitemaps give to sitemaps of what is no article.
Any other name is read: a site that calls its articles an archive is not silent."""
_FILE = re.compile(r"\.xml(\.gz)?$", re.IGNORECASE)
_LINES = re.compile(rb"\s*https?://\S+(\s+https?://\S+)*\s*")


@dataclass(frozen=True, slots=True)
class _Entry:
    url: str
    modified: date | datetime | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class _Sitemap:
    """One file: the sitemaps and the pages that it names."""

    children: list[_Entry] = field(default_factory=list)
    pages: list[_Entry] = field(default_factory=list)
    whole: bool = True


async def discover(context: DiscoveryContext) -> AsyncIterator[Candidate]:
    """Yield the addresses of the site's sitemaps, without those of pages that list or describe."""
    waiting: deque[tuple[str, int, _Sitemap | None]] = deque(
        (url, 0, read) for url, read in await _roots(context)
    )
    context.begins_at = " ".join(url for url, _, _ in waiting)
    asked = {url for url, _, _ in waiting}
    names_articles = passed_by = guessed = False
    while waiting:
        url, depth, read = waiting.popleft()
        try:
            sitemap = read or await _read(context, url)
        except (StrategyUnavailable, FetchFailed) as why:
            context.gaps.append(str(why))
            continue
        if not sitemap.whole:
            context.gaps.append(
                f"{url} breaks off after {len(sitemap.pages) + len(sitemap.children)} entries"
            )
        for page in _without_false_stamps(sitemap.pages):
            if context.is_article(page.url):
                names_articles = True
                found = Candidate(url=page.url, modified=page.modified, published=page.published)
                if not context.out_of_period(found):
                    yield found
            else:
                context.leads_elsewhere(page.url)
        for child in sitemap.children:
            if child.url in asked:
                continue
            asked.add(child.url)
            if not context.is_own(child.url):
                context.leads_elsewhere(child.url)
            elif not _worth_asking(context, child):
                passed_by = passed_by or not _NO_ARTICLES.search(_subject(child.url))
            elif depth >= _DEEPEST or len(asked) > _MOST_FILES:
                context.gaps.append(
                    f"{child.url} was not read: more than {_MOST_FILES} files, or {_DEEPEST} deep"
                )
            else:
                waiting.append((child.url, depth + 1, None))
        if not waiting and not names_articles and not passed_by and not guessed and not context.baseline:
            guessed = True  # robots.txt may announce the sitemaps of another part of the host only
            waiting.extend((url, 0, read) for url, read in await _guessed(context, asked))
    if not names_articles and not context.baseline and not (passed_by and context.since):
        raise StrategyUnavailable(
            "; ".join([f"{context.begins_at} names no article", *context.elsewhere, *context.gaps])
        )


async def _roots(context: DiscoveryContext) -> list[tuple[str, _Sitemap]]:
    """Find where to begin: where the last crawl began, what the catalogue or robots.txt names, or the usual names."""
    declared = [absolute(context.site.url + "/", url) for url in context.robots_sitemaps]
    named = context.entry.split() if context.entry else [*context.site.sitemaps, *declared]
    named = [url for url in dict.fromkeys(named) if context.is_own(url)]
    roots, reasons = [], []
    for url in named:
        try:
            roots.append((url, await _read(context, url)))
        except (StrategyUnavailable, FetchFailed) as why:
            reasons.append(str(why))
    if roots:
        context.gaps += reasons
        return roots
    if roots := await _guessed(context, set(named), reasons):
        return roots
    raise StrategyUnavailable("; ".join(reasons))


async def _guessed(
    context: DiscoveryContext, asked: set[str], reasons: list[str] | None = None
) -> list[tuple[str, _Sitemap]]:
    """Return the first sitemap that has one of the usual names, if any; the `reasons` of the others are noted."""
    for guess in _GUESSES:
        url = context.site.url + guess
        if url in asked:
            continue
        asked.add(url)
        try:
            return [(url, await _read(context, url))]
        except (StrategyUnavailable, FetchFailed) as why:
            if reasons is not None:
                reasons.append(str(why))
    return []


async def _read(context: DiscoveryContext, url: str) -> _Sitemap:
    """Return what the sitemap at `url` names; nothing if it is as the baseline saw it. Raises StrategyUnavailable."""
    before = context.unchanged_since(url)
    answer = await context.ask(url, "sitemap", before.conditions if before else None)
    if answer.status == 304:
        return _Sitemap()
    sitemap = within_bounds(read_sitemap, answer) if answer.status == 200 else None
    if sitemap is None:
        raise StrategyUnavailable(f"{url} answers {answer.status} and no sitemap")
    return sitemap


def read_sitemap(answer: Answer) -> _Sitemap | None:
    """Read a sitemap in any of the forms of the protocol: an index, a list of pages, a feed, or lines of addresses."""
    xml = read_xml(answer, counted="loc")
    if xml is None:
        body, whole = unpacked(answer.body)
        if _LINES.fullmatch(body.removeprefix(b"\xef\xbb\xbf")):
            lines = body.decode("utf-8-sig", "replace").split()
            return _Sitemap([], [_Entry(line) for line in lines], whole)
        return None
    kind = local_name(xml.root)
    if kind in {"rss", "feed", "rdf"}:
        entries = [
            _Entry(absolute(answer.url, link))
            for element in xml.root.iter()
            if local_name(element) in {"item", "entry"} and (link := _link(element))
        ]
        return _Sitemap([], entries, xml.whole)
    if kind not in {"sitemapindex", "urlset"}:
        return None
    entries = list(_entries(answer.url, xml.root))
    if kind == "sitemapindex":
        return _Sitemap(entries, [], xml.whole)
    files: list[_Entry] = []
    pages: list[_Entry] = []
    for one in entries:  # a list may name files: an index that calls itself a list
        (files if _FILE.search(urlsplit(one.url).path) else pages).append(one)
    return _Sitemap(files, pages, xml.whole)


def _entries(base: str, root: lxml.etree._Element) -> Iterator[_Entry]:
    for element in root:
        named = {local_name(child): child for child in element}
        location, modified = (_text(named.get(name)) for name in ("loc", "lastmod"))
        if location:
            yield _Entry(absolute(base, location), read_moment(modified), _published(named.get("news")))


def _link(element: lxml.etree._Element) -> str:
    links = [child for child in element if local_name(child) == "link"]
    return next((child.get("href") or _text(child) for child in links), "")


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
    if _NO_ARTICLES.search(_subject(child.url)):
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
        return "-".join(["wp", *query["sitemap"], *query.get("sitemap-subtype", [])])
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
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):  # no date, or one that no zone can hold
        return None
