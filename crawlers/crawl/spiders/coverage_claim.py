"""What a crawl may claim when it has come to its end: that it saw everything, and for which days."""

from __future__ import annotations

from datetime import date

from crawlers.crawl.discovery.context import DiscoveryContext
from crawlers.crawl.result import Outcome, sentence


def verdict(context: DiscoveryContext, left_out: int) -> tuple[Outcome, str]:
    """Say whether everything asked for was looked at; `left_out` articles gave no usable answer."""
    missing = list(context.gaps)
    if left_out:
        missing.append(f"{left_out} articles gave no usable answer")
    if _falls_short(context):
        missing.append(f"its list reaches back to {context.reaches_back_to} only")
    return ("partial", sentence("; ".join(missing))) if missing else ("complete", "")


def covered(
    context: DiscoveryContext, left_out: int, oldest: date | None, today: date
) -> tuple[date, date] | None:
    """Return the first and last local day that a search that came to its end vouches for, if any.

    `oldest` is the oldest day seen in its lists. A list that ends before the source does (a feed) vouches from
    its oldest day on; a search that builds on an earlier crawl, from where that one did.
    """
    if context.gaps or left_out or not context.vouches:
        return None
    first = context.since or date.min
    if context.reaches_back_to:
        first = max(first, context.reaches_back_to)
    elif context.baseline:
        first = max(first, context.baseline.covers_from or today)
    elif context.since is None:
        first = min(filter(None, (context.site.since, oldest)), default=today)
    last = min(context.until or today, today)
    return (first, last) if first <= last else None


def is_whole(context: DiscoveryContext) -> bool:
    """Whether the search, with what it builds on, saw all that the source shows, not only its newest part."""
    return context.reaches_back_to is None and (context.baseline is None or context.baseline.whole)


def _falls_short(context: DiscoveryContext) -> bool:
    reach = context.reaches_back_to
    return bool(reach and context.since and reach > context.since)
