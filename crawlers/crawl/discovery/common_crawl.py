"""Common Crawl: its list of monthly crawls, their indexes, and the place of a page in its archive files.

As https://commoncrawl.org/get-started and https://github.com/commoncrawl/cc-index-server describe them.
"""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from crawlers.crawl.discovery.captures import ArchiveSearch, CdxEntry, held
from crawlers.crawl.discovery.context import FetchFailed, StrategyUnavailable

_WEEK_IN_NAME = re.compile(r"CC-MAIN-(\d{4})-(\d\d)$")
_USUAL_LENGTH = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class _Crawl:
    index: str
    first: date
    last: date


async def discover(context: ArchiveSearch) -> AsyncIterator[CdxEntry]:
    """Yield the whole captures below the source's sites, crawl by crawl, oldest first. Raises StrategyUnavailable."""
    for crawl in await _crawls(context):
        for place in context.places():
            try:
                for number in range(await _pages(context, crawl, place)):
                    for line in await _lines(context, crawl, place, {"page": str(number)}):
                        if one := _read(line, context.archives.common_crawl_data):
                            yield one
            except FetchFailed as why:
                context.gaps.append(str(why))


async def _crawls(context: ArchiveSearch) -> list[_Crawl]:
    """Return the crawls of the days in which what was asked for can have been captured first."""
    listing = context.archives.common_crawl_indexes
    answer = await context.fetch(listing, "index", {})
    try:
        told = json.loads(answer.body)
        found = [one for entry in told if (one := _crawl(entry))]
    except (ValueError, TypeError, AttributeError):
        found = []
    if answer.status != 200 or not found:
        raise StrategyUnavailable(f"{listing} answers {answer.status} and no list of crawls")
    since, latest = context.since or date.min, context.latest or date.max
    return sorted(
        (one for one in found if one.last >= since and one.first <= latest), key=lambda one: one.first
    )


def _crawl(entry: dict[str, Any]) -> _Crawl | None:
    """Read an entry of the list; older entries say their days only by the week in their name."""
    index = entry.get("cdx-api")
    if not index:
        return None
    if entry.get("from") and entry.get("to"):
        first, last = (datetime.fromisoformat(str(entry[key])).date() for key in ("from", "to"))
        return _Crawl(str(index), first, last)
    if named := _WEEK_IN_NAME.search(str(entry.get("id", ""))):
        monday = date.fromisocalendar(int(named[1]), int(named[2]), 1)
        return _Crawl(str(index), monday - _USUAL_LENGTH, monday + _USUAL_LENGTH)
    return None


async def _pages(context: ArchiveSearch, crawl: _Crawl, place: str) -> int:
    """Return how many pages the answer of an index has; one for an index that has no pages."""
    for line in await _lines(context, crawl, place, {"showNumPages": "true"}):
        try:
            told = json.loads(line)
        except ValueError:
            break
        return int(told["pages"]) if isinstance(told, dict) and "pages" in told else 1
    return 0


async def _lines(context: ArchiveSearch, crawl: _Crawl, place: str, more: dict[str, str]) -> list[str]:
    """Return the lines of one answer of an index. Raises FetchFailed."""
    asked = {"url": place if "/" in place else f"{place}/", "matchType": "prefix", "output": "json", **more}
    answer = await context.fetch(f"{crawl.index}?{urlencode(asked)}", "index", {})
    if answer.status == 404:  # "No Captures found"
        return []
    if answer.status != 200:
        raise FetchFailed(f"the index {crawl.index} answers {answer.status} for {place}")
    return answer.text.splitlines()


def _read(line: str, data: str) -> CdxEntry | None:
    try:
        told = json.loads(line)
        begin, length = int(told["offset"]), int(told["length"])
    except (ValueError, KeyError, TypeError):
        return None
    url, timestamp, status, mime, digest, filename = (
        str(told.get(key, "")) for key in ("url", "timestamp", "status", "mime", "digest", "filename")
    )
    return held(url, timestamp, status, mime, digest, f"{data}/{filename}", (begin, length))
