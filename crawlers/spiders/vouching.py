"""What a crawl may claim when it has come to its end: that it saw everything, and for which days."""

from __future__ import annotations

from datetime import date

from crawlers.discovery.search import Search
from crawlers.outcome import Outcome, sentence


def verdict(search: Search, left_out: int) -> tuple[Outcome, str]:
    """Say whether everything asked for was looked at; `left_out` articles gave no usable answer."""
    missing = list(search.gaps)
    if left_out:
        missing.append(f"{left_out} articles gave no usable answer")
    if _falls_short(search):
        missing.append(f"its list reaches back to {search.reaches_back_to} only")
    return ("partial", sentence("; ".join(missing))) if missing else ("complete", "")


def covered(search: Search, left_out: int, oldest: date | None, today: date) -> tuple[date, date] | None:
    """Return the first and last local day that a search that came to its end vouches for, if any.

    `oldest` is the oldest day seen in its lists. A list that ends before the source does (a feed) vouches from
    its oldest day on; a search that builds on an earlier crawl, from where that one did.
    """
    if search.gaps or left_out or not search.vouches:
        return None
    first = search.since or date.min
    if search.reaches_back_to:
        first = max(first, search.reaches_back_to)
    elif search.baseline:
        first = max(first, search.baseline.covers_from or today)
    elif search.since is None:
        first = min(filter(None, (search.site.since, oldest)), default=today)
    last = min(search.until or today, today)
    return (first, last) if first <= last else None


def is_whole(search: Search) -> bool:
    """Whether the search, with what it builds on, saw all that the source shows, not only its newest part."""
    return search.reaches_back_to is None and (search.baseline is None or search.baseline.whole)


def _falls_short(search: Search) -> bool:
    reach = search.reaches_back_to
    return bool(reach and search.since and reach > search.since)
